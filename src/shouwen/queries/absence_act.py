"""One act about to be done on an absence: under which clause, what follows, what it asks."""

from collections.abc import Iterator

from shouwen.queries.absence import Standing
from shouwen.queries.absence_moves import (
    HINTS,
    NEGATIVE,
    AbsenceOnDesk,
    Judged,
    judge_one,
    sentences,
)
from shouwen.queries.absence_page import hand_lines
from shouwen.queries.ledger import since
from shouwen.queries.queue import short
from shouwen.queries.rows import ActPage, Candidate, HandLine
from shouwen.queries.viewer import Viewer
from shouwen.rules.clauses import clauses
from shouwen.rules.labels import OWED_LABELS, label
from shouwen.rules.lives.absence import APPOINTED, STAND_INS_HOLD
from shouwen.rules.words import MatterKind

ASKING = frozenset(
    f"absence.{name}"
    for name in (
        "designate_stand_in",
        "record_appointment",
        "decline_absence",
        "decline_extension",
        "tell_of_absent",
        "hand_over",
        "ask_extension",
        "hand_back",
    )
)
"""The acts whose hint says what to do, not what follows."""


def absence_act(viewer: Viewer, number: str, act: str, seen: int | None = None) -> ActPage:
    """The page of an act of people on an absence. ``seen``: how many entries the chain had when the
    viewer looked; with it the page says what was done meanwhile. Raises ``NotFound``, also for no
    act of this absence, and ``NotForYou``."""
    rows = AbsenceOnDesk(viewer, number)
    judged = judge_one(viewer, rows, act)
    clause = clauses()[judged.move.clause]
    absence, roster = rows.absence, viewer.office.roster
    until = short(absence.returns_at) if absence.returns_at else "还不知道"
    return ActPage(
        number=number,
        service=f"{roster.people[absence.person_id]}离岗",
        party=f"{short(absence.leaves_at)} — {until}",
        act=act,
        label=judged.label,
        clause=clause.id,
        clause_text=clause.zh,
        follows=tuple(_follows(rows, judged)),
        negative=judged.move.act in NEGATIVE,
        changed=since(viewer, rows.matter.pk, seen) if seen is not None else "",
        subject=str(judged.cover.pk if judged.cover else rows.matter.pk),
        seen=rows.matter.chain_length,
        barred=sentences(judged),
        asked=tuple(_asked(viewer, rows, judged)),
        matter=MatterKind.ABSENCE,
    )


def _follows(rows: AbsenceOnDesk, judged: Judged) -> Iterator[str]:
    """What the act will do, a sentence each, from its row in the table of moves."""
    move = judged.move
    about = judged.cover.pk if judged.cover else None
    if move.act not in ASKING:
        yield f"{HINTS[move.act]}。"
    if move.after:
        yield f"离岗转为“{label(move.after)}”。"
    owed = [row for row in rows.open_obligations if about in (None, row.about)]
    if done := dict.fromkeys(OWED_LABELS[row.kind] for row in owed if row.kind in move.ends):
        yield f"了结应办：{'、'.join(done)}。"
    if void := dict.fromkeys(OWED_LABELS[row.kind] for row in owed if row.kind in move.voids):
        yield f"不用再办：{'、'.join(void)}。"
    yield "记入台账，不能删改。"


def _asked(viewer: Viewer, rows: AbsenceOnDesk, judged: Judged) -> Iterator[HandLine | Candidate]:
    """The lines of the list to be handed over, taken or seen; who could stand in."""
    cover = judged.cover
    if cover is None:
        return
    match judged.move.act:
        case "absence.hand_over" | "absence.take_hand_over" | "absence.see_hand_over":
            yield from hand_lines(viewer, rows, cover)
        case "absence.designate_stand_in" | "absence.record_appointment":
            post = viewer.office.roster.posts[cover.post_id]
            appointed = judged.move.act == "absence.record_appointment"
            needs = APPOINTED if appointed else STAND_INS_HOLD
            yield from Standing(viewer, rows, rows.absence, [post], needs).candidates(post)
