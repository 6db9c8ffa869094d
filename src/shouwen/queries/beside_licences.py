"""The line of the register that a case made, as its page lists it (行政许可法 art. 50)."""

from shouwen.queries.beside import Beside, plainly_named
from shouwen.queries.rows import BesideRow, Tone
from shouwen.queries.viewer import Viewer
from shouwen.records.casefile.case import CaseRows
from shouwen.records.models import Licence
from shouwen.rules.worktime import chinese_time


def _shown(viewer: Viewer, rows: CaseRows, row: Licence) -> BesideRow:
    ended = row.valid_until < chinese_time(viewer.at).date()
    said = [
        f"{row.valid_from:%Y-%m-%d} 起，{row.valid_until:%Y-%m-%d} 止",
        f"延续最晚 {row.apply_by:%Y-%m-%d} 申请",
    ]
    if row.by_silence:
        said.insert(0, "届满前没有决定，视为准予延续")
    if row.reminded_at:
        said.append(f"{chinese_time(row.reminded_at):%Y-%m-%d} 提醒过持有人")
    return BesideRow(
        what=f"证照 {row.number}",
        state="已届满" if ended else "有效",
        tone=Tone.PAUSE if ended else Tone.OK,
        since=rows.case.decided_at,
        note="；".join(said),
    )


LICENCES = Beside(
    rows=lambda rows: [rows.licence] if rows.licence else [],
    waits={},
    facet=lambda rows, row, name, at: rows.facet(name, at),
    named=plainly_named,
    shown=_shown,
)
