"""Returns of materials beside a case, as its page offers and lists them (7.4.4)."""

from collections.abc import Iterator

from shouwen.queries.beside import Beside, plainly_named
from shouwen.queries.rows import BesideRow, SheetAsked, TakerAsked, Tone
from shouwen.queries.viewer import Viewer
from shouwen.records.casefile.case import CaseRows
from shouwen.records.casefile.return_desk import facet_of_return
from shouwen.records.models import MaterialReturn
from shouwen.rules.facts.returning import Holdings
from shouwen.rules.labels import label
from shouwen.rules.lives.move import Move
from shouwen.rules.words import Fate, MaterialForm, PartyIdKind, ReturnState, ServedBy, Taker

A_COPY = (MaterialForm.COPY, MaterialForm.ELECTRONIC)


def _hint(viewer: Viewer, rows: CaseRows, move: Move, row: MaterialReturn) -> str:
    return _asked_for(row)


def _asked_for(row: MaterialReturn) -> str:
    way = f"要求邮寄到{row.address}" if row.wished_by == ServedBy.POST else "来人领取"
    return f"{row.asked_by}，{way}；对照收件清单逐项退，核对证件"


def _shown(viewer: Viewer, rows: CaseRows, row: MaterialReturn) -> BesideRow:
    if row.state == ReturnState.ASKED:
        note = _asked_for(row)
        return BesideRow("退还材料", label(ReturnState.ASKED), Tone.WARN, row.asked_at, note=note)
    return BesideRow(
        what="退还材料",
        state=label(ReturnState.HANDED_BACK),
        tone=Tone.OK,
        since=row.returned_at,
        note=f"{label(ServedBy(row.by))}，{row.taker_name}（{label(Taker(row.taker))}）签收",
    )


RETURNS = Beside(
    rows=lambda rows: rows.returns,
    waits={"return_of_materials.hand_back": (ReturnState.ASKED,)},
    facet=facet_of_return,
    named=plainly_named,
    hint=_hint,
    shown=_shown,
)


def to_be_ticked(rows: CaseRows, row: MaterialReturn) -> Iterator[TakerAsked | SheetAsked]:
    """What the form of a return asks about: who may take the materials, and each of them."""
    case = rows.case
    yield TakerAsked(
        applicant=case.applicant,
        organisation=case.id_kind == PartyIdKind.CREDIT_CODE,
        agent=case.agent,
        by=ServedBy(row.wished_by),
        address=row.address,
    )
    holdings: Holdings = rows.facet("holdings", row.asked_at)
    for sheet in holdings.left:
        fate = Fate.RETURNED if sheet.form in A_COPY else Fate.COPY_KEPT
        yield SheetAsked(sheet.key, sheet.name, sheet.form, sheet.copies, sheet.pages, fate)


def may_be_asked_back(rows: CaseRows) -> bool:
    """Whether there is something on paper that nobody has asked back yet."""
    holdings: Holdings = rows.facet("holdings", rows.matter.last_at)
    return bool(holdings.left) and not holdings.waiting
