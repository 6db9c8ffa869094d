"""Asking to be away, entering that somebody suddenly is, and the absences that are mine."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from itertools import islice
from uuid import UUID

from django.db.models import Count, Q

from shouwen.queries.absence_moves import AbsenceOnDesk
from shouwen.queries.absence_page import length, state_tag
from shouwen.queries.desk import number_of
from shouwen.queries.queue import mine, open_on, queue_rows
from shouwen.queries.rows import (
    AbsenceLine,
    AbsenceRequestPage,
    ActBarred,
    Approver,
    Candidate,
    MyAbsencesPage,
    PeopleOf,
    PersonChoice,
    PostToCover,
    SuddenPage,
)
from shouwen.queries.viewer import NotForYou, Viewer, seat_row
from shouwen.records.casefile.absence import (
    Elsewhere,
    PlaceRows,
    a_day_or_more,
    acting,
    b_role,
    fact,
    granted,
    hands,
    holders,
    home_post,
    posts_of,
)
from shouwen.records.casefile.office import Office
from shouwen.records.models import Absence, Cover
from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.seats import Post
from shouwen.rules.judge import MOVES, leaves
from shouwen.rules.labels import ACT_LABELS
from shouwen.rules.lives.absence import STAND_INS_HOLD
from shouwen.rules.lives.move import Move
from shouwen.rules.regimes.stand_in import seat
from shouwen.rules.sentences import fill, template
from shouwen.rules.verdict import Need
from shouwen.rules.words import AbsenceKind, AbsenceState, Bearer, MatterKind, Rank

FARTHER = 12  # of other sections who are offered as stand-ins
NEWEST = 20  # absences of a list on one's own page


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody has typed so far of an absence: ``stand_ins`` are people by post."""

    kind: AbsenceKind
    reason: str
    leaves_at: datetime
    returns_at: datetime
    stand_ins: Mapping[UUID, UUID]


class PlaceOnDesk(PlaceRows):
    """The viewer's jurisdiction, not locked."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.home = home_post(viewer.office.roster, viewer.person, viewer.at)

    @property
    def office(self) -> Office:
        """The office as it stands."""
        return self.viewer.office

    @cached_property
    def granted(self) -> tuple[Elsewhere, ...]:
        """Every other absence granted, as planned."""
        return granted(self.viewer.office.jurisdiction)


# ── asking ───────────────────────────────────────────────────────────────────────────────────────


def asks_by(viewer: Viewer) -> str:
    """The act by which the viewer asks to be away: the main leader tells it, everybody else asks.
    Raises ``NotForYou`` for who sits nowhere."""
    home = home_post(viewer.office.roster, viewer.person, viewer.at)
    if home is None:
        raise NotForYou
    return f"absence.{'announce' if home.rank is Rank.MAIN else 'request'}_absence"


def request_page(viewer: Viewer, wish: Wish | None = None) -> AbsenceRequestPage:
    """The page on which the viewer asks to be away, for the time of ``wish``, or the next hour.
    With a wish it says what would bar it. Raises ``NotForYou`` for who sits nowhere."""
    move = MOVES[asks_by(viewer)]
    return _Request(viewer, move, wish).row()


class _Request:
    """A request as it would lie on the desk."""

    def __init__(self, viewer: Viewer, move: Move, wish: Wish | None) -> None:
        self.viewer, self.move, self.wish = viewer, move, wish
        self.rows = PlaceOnDesk(viewer)
        self.roster = viewer.office.roster
        self.leaves_at = wish.leaves_at if wish else viewer.at
        self.returns_at = wish.returns_at if wish else viewer.at + timedelta(hours=1)
        span = (self.leaves_at, self.returns_at)
        place = (self.roster, viewer.person, self.rows.others(viewer.at), *span)
        self.posts = [self.roster.posts[post] for post in posts_of(*place)]
        self.absence = Absence(
            person_id=viewer.person,
            kind=wish.kind if wish else AbsenceKind.ERRAND,
            reason=wish.reason if wish else "",
            leaves_at=self.leaves_at,
            returns_at=self.returns_at,
            a_day_or_more=a_day_or_more(self.rows.unit.hours, *span),
        )
        above = hands(self.roster, viewer.person, self.leaves_at)
        self.hands = acting(self.roster, above, viewer.person, viewer.at)
        covers = [
            Cover(post_id=post.id, person_id=wish.stand_ins.get(post.id) if wish else None)
            for post in self.posts
        ]
        self.fact = fact(self.rows, self.absence, covers, {}, viewer.at)

    def row(self) -> AbsenceRequestPage:
        """The page."""
        standing = Standing(self.viewer, self.rows, self.absence, self.posts)
        return AbsenceRequestPage(
            person=self.viewer.name,
            announces=self.move.act == "absence.announce_absence",
            length=length(self.rows.unit.hours, self.leaves_at, self.returns_at)
            if self.wish
            else "",
            posts=tuple(self._post(standing, post) for post in self.posts),
            approvers=tuple(self._approvers()),
            follows=tuple(self._follows()),
            barred=tuple(self._barred()),
        )

    def _post(self, standing: "Standing", post: Post) -> PostToCover:
        counts = standing.owed.get(post.id, (0, 0))
        says, clause = "没有人顶岗不能离开；答应了的，或者是本岗的 B角，才算。", "3.1"
        if post.window:
            says, clause = (
                "窗口岗，离岗前要有代办人，而且他已经答应；一个人同时只能顶一个窗口。",
                "3.2b",
            )
        elif self._is_appointed():
            says, clause = (
                "本单位没有副职，不用选人：办公室向上级报告，登记上级指定的人；"
                "满一天的，交接给他以后才开始。",
                "3.4a",
            )
        elif post.rank is Rank.MAIN:
            says, clause = "指定一名副职代行职责，只能一名。", "3.4a"
        elif post.rank is Rank.DEPUTY:
            says, clause = "副职离岗，由主要领导指定专人代行；您提的名供他参考。", "3.4b"
        return PostToCover(
            key=str(post.id),
            name=f"{post.section} · {post.name}",
            says=says,
            clause=clause,
            candidates=() if self._is_appointed() else tuple(standing.candidates(post)),
            appointed=self._is_appointed(),
            owed=counts[0],
            in_period=counts[1] if self.wish else 0,
        )

    def _is_appointed(self) -> bool:
        """Whether the superior body says who acts: the main leader of a unit without a deputy
        names nobody (3.4a)."""
        return self.fact.rank is Rank.MAIN and not self.fact.deputies

    def _approvers(self) -> Iterator[Approver]:
        """Whoever may consent, and whether they are there."""
        if self.move.act == "absence.announce_absence":
            return
        at, told = self.viewer.at, set()
        for bearer in (Bearer.HEAD, Bearer.LEADER):
            post = self.hands.of(bearer)
            if post is None or post in told:
                continue
            told.add(post)
            row = seat_row(self.roster, seat(self.roster, post, at), at)
            own = row.person == self.viewer.name
            note = f"代 {row.stands_for}" if row.stands_for else "在岗"
            yield Approver(row.person, row.post, "自己的离岗不能自己批" if own else note)

    def _follows(self) -> Iterator[str]:
        announced = self.move.act == "absence.announce_absence"
        if not announced:
            yield "顶岗的人会在他的应办里看到，答应或者回绝；该答应的没有答应，批不了。"
            if self.fact.sections:
                sections = "、".join(self.fact.sections.values())
                yield f"{sections}就没有人了：批准以前，办公室要先确认接手。"
        if self.wish and self.absence.a_day_or_more:
            yield (
                "满一天：要交接。清单由系统按岗上应办列出，您逐项写明办到哪一步，"
                "顶岗的人签收，直接领导看过，办好了才开始。"
            )
        elif self.wish:
            yield "不满一天：不用交接单，到时间自动开始。"
        else:
            yield "满一天的要交接：逐项写明、签收、领导看过；不满一天的，到时间自动开始。"
        yield "岗上的应办随岗走，期限不变。"
        yield "回来第一件事是签到；签到以前仍由顶岗的人在岗。"

    def _barred(self) -> Iterator[ActBarred]:
        """What would bar the wish as it is."""
        if self.wish is None:
            return
        facts = {
            "absence": self.fact,
            "actor": self.viewer.actor,
            "hands": self.hands,
            "moment": Moment(self.viewer.at, None),
        }
        for bar in leaves(self.move, facts):
            yield ActBarred(
                self.move.act, ACT_LABELS[self.move.act], bar.clause, fill(template(bar.code), bar)
            )


# ── who could stand in ───────────────────────────────────────────────────────────────────────────


class Standing:
    """Who could stand in on posts during an absence, and who could not and why: by the guards that
    the acts themselves ask."""

    def __init__(
        self,
        viewer: Viewer,
        rows: PlaceOnDesk | AbsenceOnDesk,
        absence: Absence,
        posts: list[Post],
        needs: Iterable[Need] = STAND_INS_HOLD,
    ) -> None:
        self.needs = tuple(needs)
        self.viewer, self.rows, self.absence = viewer, rows, absence
        self.roster = viewer.office.roster
        self.pools = {post.id: self._pool(post) for post in posts}

    def candidates(self, post: Post) -> Iterator[Candidate]:
        """The B-role first, then whoever holds a post of the section, then some of the sections
        under the same leader; of a leader's post, leaders. Of those farther off only who can."""
        near = [self._candidate(post, person) for person in self.pools[post.id]]
        yield from sorted(near, key=lambda each: not each.may)
        if post.rank in (Rank.STAFF, Rank.HEAD):
            farther = (self._candidate(post, person) for person in self._farther(post))
            yield from islice((each for each in farther if each.may), FARTHER)

    @cached_property
    def owed(self) -> Mapping[UUID, tuple[int, int]]:
        """How much the posts in question owe, and how much of it falls due meanwhile."""
        posts = set(self.pools)
        for post, pool in self.pools.items():
            for person in (*pool, *self._farther(self.roster.posts[post])):
                home = home_post(self.roster, person, self.viewer.at)
                posts |= {home.id} if home else set()
        until = self.absence.returns_at
        meanwhile = Q(due_at__gte=self.absence.leaves_at)
        if until is not None:
            meanwhile &= Q(due_at__lte=until)
        rows = open_on(posts).order_by().values("bearer")
        counted = rows.annotate(n=Count("pk"), due=Count("pk", filter=meanwhile))
        return {row["bearer"]: (row["n"], row["due"]) for row in counted}

    def _pool(self, post: Post) -> list[UUID]:
        at = self.absence.leaves_at
        leaders = Rank.DEPUTY if self.needs == STAND_INS_HOLD else Rank.HEAD
        if post.rank in (Rank.DEPUTY, Rank.MAIN):
            near = [each.id for each in self.roster.posts.values() if each.rank is leaders]
        else:
            near = list(self.roster.by_section[post.section_id])
        first = b_role(self.roster, post.id, at)
        others = (each for each in near if each != post.id)
        people = [first, *(person for each in others for person in holders(self.roster, each, at))]
        away = self.absence.person_id
        return [person for person in dict.fromkeys(people) if person not in (None, away)]

    def _farther(self, post: Post) -> list[UUID]:
        at, pool = self.absence.leaves_at, {*self.pools[post.id], self.absence.person_id}
        people = dict.fromkeys(
            person
            for each in self.roster.posts.values()
            if each.leader == post.leader and each.rank in (Rank.STAFF, Rank.HEAD)
            for person in holders(self.roster, each.id, at)
        )
        return [person for person in people if person not in pool]

    def _candidate(self, post: Post, person: UUID) -> Candidate:
        home = home_post(self.roster, person, self.viewer.at)
        first = b_role(self.roster, post.id, self.absence.leaves_at) == person
        role = "，".join(filter(None, ("B角" if first else "", home.name if home else "")))
        cover = Cover(post_id=post.id, person_id=person)
        said = {"absence": fact(self.rows, self.absence, [cover], {}, self.viewer.at)}
        for need in self.needs:
            for bar in need.bars(said):
                why = fill(template(bar.code), bar).partition("。")[0] + "。"
                return Candidate(
                    str(person), self.roster.people[person], role, False, why, bar.clause
                )
        owed = self.owed.get(home.id, (0, 0))[0] if home else 0
        because = f"能顶，手上应办 {owed} 件"
        return Candidate(str(person), self.roster.people[person], role, True, because)


# ── entering ─────────────────────────────────────────────────────────────────────────────────────


def sudden_page(viewer: Viewer) -> SuddenPage:
    """The page on which anybody enters that somebody is suddenly away (3.2a)."""
    roster, at = viewer.office.roster, viewer.at
    sections: dict[str, dict[UUID, PersonChoice]] = {}
    told: set[UUID] = set()
    for post in roster.posts.values():
        for person in holders(roster, post.id, at):
            if person in told or roster.is_away(person, at):
                continue
            told.add(person)
            home = home_post(roster, person, at) or post
            choice = PersonChoice(str(person), roster.people[person], home.name)
            sections.setdefault(home.section, {})[person] = choice
    return SuddenPage(
        people=tuple(
            PeopleOf(section, tuple(people.values())) for section, people in sections.items()
        ),
        follows=(
            "他的岗立刻有人接：B角在就是 B角，不在就往上找，期限照走。",
            "直接领导两个工作小时内指定顶岗人，把岗上应办的清单补齐。",
            "公开的页面改写“请找谁”，不写原因。",
        ),
    )


def concerning(viewer: Viewer, matter: UUID) -> str | None:
    """The number of an absence, where the viewer may see it."""
    number = number_of(viewer, matter)
    try:
        AbsenceOnDesk(viewer, number)
    except NotForYou:
        return None
    return number


# ── mine ─────────────────────────────────────────────────────────────────────────────────────────


def my_absences(viewer: Viewer) -> MyAbsencesPage:
    """What of absences waits for me, my own, those I stand in for, and what I entered."""
    waiting = mine(viewer, Q(matter__kind=MatterKind.ABSENCE))
    place = Absence.objects.filter(jurisdiction=viewer.office.jurisdiction)
    theirs = ~Q(person=viewer.person)
    over = (AbsenceState.CLOSED, AbsenceState.DECLINED, AbsenceState.CANCELLED)
    standing = Cover.objects.filter(person=viewer.person, until__isnull=True)
    lists = (
        place.filter(person=viewer.person),
        place.filter(pk__in=standing.values("absence")).exclude(matter__state__in=over),
        place.filter(theirs, entered_by=viewer.person),
    )
    found = [
        list(each.select_related("matter").order_by("-leaves_at", "-pk")[:NEWEST]) for each in lists
    ]
    stand_ins: dict[UUID, list[str]] = {}
    covers = Cover.objects.filter(
        absence__in={row.pk for rows in found for row in rows}, until__isnull=True
    )
    for cover in covers.exclude(person=None).order_by("pk"):
        names = stand_ins.setdefault(cover.absence_id, [])
        names.append(viewer.office.roster.people[cover.person_id])
    own, standing_in, entered = (
        tuple(_line(viewer, row, stand_ins.get(row.pk, [])) for row in rows) for rows in found
    )
    return MyAbsencesPage(
        waiting=queue_rows(viewer, waiting.found),
        own=own,
        standing_in=standing_in,
        entered=tuple(replace(line, number="") for line in entered),
    )


def _line(viewer: Viewer, row: Absence, stand_ins: list[str]) -> AbsenceLine:
    roster = viewer.office.roster
    home = home_post(roster, row.person_id, row.leaves_at)
    return AbsenceLine(
        number=row.matter.number or "",
        person=roster.people[row.person_id],
        post=home.name if home else "",
        state=state_tag(AbsenceState(row.matter.state)),
        leaves_at=row.leaves_at,
        returns_at=row.ended_at or row.returns_at,
        standin="、".join(dict.fromkeys(stand_ins)),
    )
