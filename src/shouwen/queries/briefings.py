"""What is owed to whoever handed over wrongly so often: that it is gone through with them (1.2b). They see
their own, whoever owes it theirs, supervision all; nobody else any."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from shouwen.queries.books import Judged, sentences
from shouwen.queries.deadline import remaining
from shouwen.queries.ledger import since
from shouwen.queries.moves import person_on
from shouwen.queries.rows import ActPage
from shouwen.queries.rows.acts import ActOption
from shouwen.queries.rows.briefings import BriefingList, BriefingPage, BriefingRow, WrongRow
from shouwen.queries.rows.due import Left
from shouwen.queries.viewer import CASE_WORK, NotFound, Viewer
from shouwen.records.casefile.misrouting import ContactBriefingRows, Misrouting, counted, led_to
from shouwen.records.casefile.office import absences
from shouwen.records.models import Briefing, Obligation
from shouwen.rules.clauses import clauses
from shouwen.rules.facts.casefile import Moment
from shouwen.rules.judge import MOVES, facets, judge
from shouwen.rules.labels import ACT_LABELS
from shouwen.rules.policy import number
from shouwen.rules.words import ContactState, MatterKind, Power
from shouwen.rules.worktime import chinese_time

HOLD, DROP = "briefing.hold", "briefing.drop"
KEYS = {HOLD: "B", DROP: "N"}
"""The acts on a briefing and their keys, in the order of the page."""
HINTS = {
    HOLD: "逐件讲过以后，写明讲了什么、哪一天",
    DROP: "后来还是归了那里、名录有错，或者人已经离开的",
}
FOLLOWS = {
    HOLD: (
        "业务辅导有了记录，本人、科室负责人和效能监督看得到，别人看不到。",
        "次数从现在起重新数：讲过的不再算第二次。",
    ),
    DROP: ("这一次不再辅导；仍然算转错的，接着数。",),
}
"""What follows from each act, a sentence each."""
MOST = 100  # rows of the list


class BriefingOnDesk(ContactBriefingRows):
    """One briefing that the viewer may see, not locked."""

    def __init__(self, viewer: Viewer, key: UUID) -> None:
        """Raises ``NotFound``: of what somebody may not see they are not told that it is there."""
        if not seen_by(viewer).filter(pk=key).exists():
            raise NotFound(str(key))
        super().__init__(key, lock=False)
        self.office = viewer.office  # type: ignore[misc]  # a value where the acts ask for it


def seen_by(viewer: Viewer) -> QuerySet[Briefing]:
    """The briefings somebody may see: those for them, those that their posts owe or owed; supervision
    every one."""
    found = Briefing.objects.filter(contact__jurisdiction=viewer.office.jurisdiction)
    if viewer.may(Power.SUPERVISE):
        return found
    owed = Obligation.objects.filter(
        matter=OuterRef("contact"), about=OuterRef("pk"), bearer__in=viewer.posts
    )
    return found.filter(Q(person=viewer.person) | Exists(owed))


def briefings(viewer: Viewer) -> BriefingList:
    """What is owed still by its time, then what was gone through, the newest first."""
    found = seen_by(viewer)
    rows = list(found.order_by(F("ended_at").desc(nulls_first=True), "-opened_at")[:MOST])
    owed = Obligation.objects.filter(
        matter__in=[row.contact_id for row in rows], kind="brief_officer", ended_at=None
    )
    dues = dict(owed.values_list("about", "due_at"))
    roster = viewer.office.roster
    return BriefingList(
        rows=tuple(
            BriefingRow(
                key=str(row.pk),
                person=roster.people.get(row.person_id, ""),
                section=roster.posts[row.post_id].section,
                owed_since=chinese_time(row.opened_at).date(),
                held_on=row.held_on,
                left=_left(viewer, row, dues.get(row.pk)),
            )
            for row in rows
        ),
        often=number("misrouted_often"),
        within=number("misrouted_within"),
        more=max(0, found.count() - MOST) if len(rows) == MOST else 0,
    )


def briefing(viewer: Viewer, key: UUID) -> BriefingPage:
    """One briefing. Raises ``NotFound``."""
    desk = BriefingOnDesk(viewer, key)
    row, roster = desk.briefing, viewer.office.roster
    owed = next((each for each in desk.open_obligations if each.about == key), None)
    wrong = _led_to(viewer, row)
    judged = [] if row.ended_at else [_on(viewer, desk, act, wrong) for act in KEYS]
    free = [each.move.act for each in judged if not each.bars]
    return BriefingPage(
        key=str(key),
        person=roster.people.get(row.person_id, ""),
        post=roster.posts[row.post_id].name,
        owed_since=chinese_time(row.opened_at).date(),
        owes=person_on(viewer, owed.bearer_id) if owed and owed.bearer_id else "",
        left=_left(viewer, row, owed.due_at if owed else None),
        wrong=tuple(_wrong(viewer, wrong)),
        opens=viewer.may(*CASE_WORK),
        over=row.ended_at is not None,
        may=tuple(
            ActOption(act, ACT_LABELS[act], HINTS[act], KEYS[act], first=n == 0)
            for n, act in enumerate(free)
        ),
        may_not=tuple(bar for each in judged for bar in sentences(viewer, each)[:1]),
        often=number("misrouted_often"),
        within=number("misrouted_within"),
        held_on=row.held_on,
        held_by=roster.people.get(row.ended_by_id, "") if row.ended_by_id else "",
        said=row.said,
        ended_at=row.ended_at,
    )


def _led_to(viewer: Viewer, row: Briefing) -> list[Misrouting]:
    """What led to it, with everybody who was away then, however long ago that is."""
    place = viewer.office.jurisdiction
    roster = replace(viewer.office.roster, **absences(place, since=row.opened_at))
    return led_to(roster, place, row)


def _wrong(viewer: Viewer, found: list[Misrouting]) -> Iterator[WrongRow]:
    posts = viewer.office.roster.posts
    for each in found:
        row = each.row
        yield WrongRow(
            number=row.contact.matter.number or "",
            at=row.at,
            sent=posts[row.from_post_id].name,
            to=f"{posts[row.to_post_id].section}{posts[row.to_post_id].name}",
            why=row.why,
            said=row.said,
            right=f"{posts[each.right].section}{posts[each.right].name}" if each.right else "",
            excused=each.stale is not None,
        )


def act(viewer: Viewer, key: UUID, name: str, seen: int | None = None) -> ActPage:
    """The page of an act on one, with what was done meanwhile where it is told how much was
    ``seen``. Raises ``NotFound``."""
    if name not in KEYS:
        raise NotFound(name)
    desk = BriefingOnDesk(viewer, key)
    judged = _on(viewer, desk, name, _led_to(viewer, desk.briefing))
    return ActPage(
        number="业务辅导",
        service=viewer.office.roster.posts[desk.briefing.post_id].name,
        party=viewer.office.roster.people.get(desk.briefing.person_id, ""),
        act=name,
        label=ACT_LABELS[name],
        clause=judged.move.clause,
        clause_text=clauses()[judged.move.clause].zh,
        follows=FOLLOWS[name],
        changed=since(viewer, desk.matter.pk, seen) if seen is not None else "",
        subject=str(key),
        seen=desk.matter.chain_length,
        barred=sentences(viewer, judged),
        matter=MatterKind.CONTACT,
    )


def _on(viewer: Viewer, desk: BriefingOnDesk, name: str, wrong: list[Misrouting]) -> Judged:
    move = MOVES[name]
    known = {each: desk.facet(each, viewer.at) for each in facets(move) - {"misrouted_at"}}
    known |= {
        "misrouted_at": counted(wrong),
        "actor": viewer.actor,
        "hands": desk.facet("hands", viewer.at),
        "moment": Moment(viewer.at, desk.matter.last_at),
    }
    return Judged(move, judge(move, ContactState(desk.matter.state), known))


def _left(viewer: Viewer, row: Briefing, due: datetime | None) -> Left | None:
    if due is None:
        return None
    return remaining(row.opened_at, due, viewer.at, viewer.unit.hours)
