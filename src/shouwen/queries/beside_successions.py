"""Applicants who are no more, and who took over from them, as the page of the case lists them
(7.4.3b)."""

from shouwen.queries.beside import Beside, plainly_named
from shouwen.queries.rows import BesideRow, Tone
from shouwen.queries.viewer import Viewer
from shouwen.records.casefile.case import CaseRows
from shouwen.records.models import Succession
from shouwen.rules.labels import label
from shouwen.rules.words import PartyEnd, SuccessionState


def _shown(viewer: Viewer, rows: CaseRows, row: Succession) -> BesideRow:
    said = [f"{row.ended_on:%Y-%m-%d}，凭{row.proof}"]
    if row.successor:
        said.append(f"由{row.successor}承受，凭{row.successor_proof}")
    return BesideRow(
        what=f"申请人{row.former}{label(PartyEnd(row.ended))}",
        state=label(row.state),
        tone=Tone.OK if row.state is SuccessionState.TAKEN_OVER else Tone.WARN,
        since=row.taken_over_at or row.noted_at,
        note="；".join(said),
    )


SUCCESSIONS = Beside(
    rows=lambda rows: rows.successions,
    waits={"succession.note_successor": (SuccessionState.LOOKED_FOR,)},
    facet=lambda rows, row, name, at: rows.facet(name, at),
    named=plainly_named,
    hint=lambda viewer, rows, move, row: "核对证件和承受的证明；以后文书写他的名字、送给他",
    shown=_shown,
)
