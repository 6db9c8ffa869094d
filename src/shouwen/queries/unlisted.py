"""What no published guide covers: the list, one matter, and the acts on it, judged by the same
``judge`` as the acts themselves (5.1a)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Value, When

from shouwen.queries.books import Judged, sentences
from shouwen.queries.deadline import remaining
from shouwen.queries.issued import issued
from shouwen.queries.ledger import since
from shouwen.queries.moves import person_on
from shouwen.queries.rows import ActPage
from shouwen.queries.rows.acts import ActOption
from shouwen.queries.rows.due import Left
from shouwen.queries.rows.unlisted import HandedIn, UnlistedList, UnlistedPage, UnlistedRow
from shouwen.queries.viewer import CASE_WORK, NotFound, Viewer
from shouwen.records.casefile.unlisted import UnlistedRows
from shouwen.records.models import Matter, Obligation, Unlisted
from shouwen.rules.clauses import clauses
from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.seats import Hands
from shouwen.rules.judge import MOVES, judge
from shouwen.rules.labels import ACT_LABELS
from shouwen.rules.lives.move import Move
from shouwen.rules.words import MaterialForm, MatterKind, UnlistedState
from shouwen.rules.worktime import chinese_time

RECEIVE, TAKE_UP, REFER = "unlisted.receive_unlisted", "unlisted.take_up", "unlisted.refer"
SETTLES = (TAKE_UP, REFER)
"""The acts of people that answer one."""

KEYS = {TAKE_UP: "A", REFER: "R"}
HINTS = {
    TAKE_UP: "指南公布后按指南收了件的，填那一件的编号",
    REFER: "不归本单位管的，写明归谁管、电话和理由，书面告知",
}
FOLLOWS = {
    RECEIVE: (
        "编号，出具回执：写明收到什么、谁答复、最迟哪天。",
        "主要领导五个工作日内答复：公布指南并收件，或者转办并书面告知。",
    ),
    TAKE_UP: ("答复了结；申请人手里有那一件的收件回执。",),
    REFER: (
        "出具转办告知书，写明归谁管、电话、理由和不同意的找谁。",
        "留了邮箱或者手机的，同时发消息。",
    ),
}
"""What follows from each act, a sentence each."""

MOST = 100  # rows of the list


class UnlistedOnDesk(UnlistedRows):
    """One matter of the viewer's jurisdiction, not locked."""

    def __init__(self, viewer: Viewer, number: str) -> None:
        """Raises ``NotFound``, and ``NotForYou`` for who does not work on cases."""
        viewer.needs(*CASE_WORK)
        found = Matter.objects.select_related("jurisdiction").filter(
            jurisdiction=viewer.office.jurisdiction, number=number, kind=MatterKind.UNLISTED
        )
        matter = found.first()
        if matter is None:
            raise NotFound(number)
        self.matter = matter
        self.jurisdiction = matter.jurisdiction
        self.office = viewer.office


def listed(viewer: Viewer) -> UnlistedList:
    """What waits for an answer by its due time, then the rest, newest first. Raises ``NotForYou`` for
    who does not work on cases."""
    viewer.needs(*CASE_WORK)
    waits = Case(When(matter__state=UnlistedState.RECEIVED, then=Value(0)), default=Value(1))
    found = Unlisted.objects.filter(jurisdiction=viewer.office.jurisdiction)
    rows = list(found.select_related("matter").order_by(waits, F("received_at").desc())[:MOST])
    dues = dict(
        Obligation.objects.filter(
            matter__in=[row.pk for row in rows], kind="settle_unlisted", ended_at__isnull=True
        ).values_list("matter", "due_at")
    )
    return UnlistedList(
        rows=tuple(
            UnlistedRow(
                number=row.matter.number,
                wish=row.wish,
                party=row.applicant,
                state=UnlistedState(row.matter.state),
                received_on=chinese_time(row.received_at).date(),
                left=_left(viewer, row.received_at, dues.get(row.pk)),
            )
            for row in rows
        ),
        barred=sentences(viewer, _judged(viewer, MOVES[RECEIVE], None, Hands({}), None)),
        more=max(0, found.count() - MOST) if len(rows) == MOST else 0,
    )


def unlisted(viewer: Viewer, number: str) -> UnlistedPage:
    """One matter. Raises ``NotFound`` and ``NotForYou``."""
    desk = UnlistedOnDesk(viewer, number)
    row, state = desk.row, UnlistedState(desk.matter.state)
    judged = [_on(viewer, desk, act) for act in SETTLES] if state is UnlistedState.RECEIVED else []
    due = next((each.due_at for each in desk.open_obligations), None)
    free = [each.move.act for each in judged if not each.bars]
    return UnlistedPage(
        number=number,
        wish=row.wish,
        party=row.applicant,
        phone=row.phone,
        state=state,
        received_at=row.received_at,
        answers=person_on(viewer, desk.main) if desk.main else "",
        left=_left(viewer, row.received_at, due),
        handed_in=tuple(
            HandedIn(**{**given, "form": MaterialForm(given["form"])}) for given in row.materials
        ),
        papers=issued(row.pk),
        may=tuple(
            ActOption(act, ACT_LABELS[act], HINTS[act], KEYS[act], first=n == 0)
            for n, act in enumerate(free)
        ),
        may_not=tuple(bar for each in judged for bar in sentences(viewer, each)[:1]),
        draft=row.service.name if row.service else "",
        draft_code=row.service.code if row.service else "",
        case=row.case.matter.number if row.case else "",
        referred_to=row.referred_to,
        referred_phone=row.referred_phone,
        reason=row.reason,
    )


def receiving(viewer: Viewer, seen: int | None = None) -> ActPage:
    """The page that takes one in; ``seen`` is what an act on a matter would compare."""
    judged = _judged(viewer, MOVES[RECEIVE], None, Hands({}), None)
    return _page(viewer, judged, number="未公布的事项", subject=viewer.office.jurisdiction)


def act(viewer: Viewer, number: str, name: str, seen: int | None = None) -> ActPage:
    """The page of an act on one, with what was done meanwhile where it is told how much was
    ``seen``. Raises ``NotFound`` and ``NotForYou``."""
    if name not in SETTLES:
        raise NotFound(name)
    desk = UnlistedOnDesk(viewer, number)
    return _page(
        viewer,
        _on(viewer, desk, name),
        number=number,
        subject=desk.matter.pk,
        service=desk.row.wish,
        party=desk.row.applicant,
        seen=desk.matter.chain_length,
        changed=since(viewer, desk.matter.pk, seen) if seen is not None else "",
    )


def _page(viewer: Viewer, judged: Judged, *, subject: UUID, **known: Any) -> ActPage:
    move = judged.move
    return ActPage(
        **{"service": "", "party": "", **known},
        act=move.act,
        label=ACT_LABELS[move.act],
        clause=move.clause,
        clause_text=clauses()[move.clause].zh,
        follows=FOLLOWS[move.act],
        subject=str(subject),
        barred=sentences(viewer, judged),
        matter=MatterKind.UNLISTED,
    )


def _on(viewer: Viewer, desk: UnlistedOnDesk, name: str) -> Judged:
    state = UnlistedState(desk.matter.state)
    hands = desk.facet("hands", viewer.at)
    return _judged(viewer, MOVES[name], state, hands, desk.matter.last_at)


def _judged(
    viewer: Viewer,
    move: Move,
    state: UnlistedState | None,
    hands: Hands,
    last_at: datetime | None,
) -> Judged:
    facts = {"actor": viewer.actor, "hands": hands, "moment": Moment(viewer.at, last_at)}
    return Judged(move, judge(move, state, facts))


def _left(viewer: Viewer, since: datetime, due: datetime | None) -> Left | None:
    if due is None:
        return None
    return remaining(since, due, viewer.at, viewer.unit.hours)
