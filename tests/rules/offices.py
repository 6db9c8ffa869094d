"""Random offices with their absences, and a slow, plain second answer to who sits where.

The answer is worked out from flat lists, as a clerk would with the lists on the table; it shares
nothing with the rules but their words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from shouwen.rules.facts.seats import Away, Leadership, Post, Roster, Seat, Sitting, StandIn
from shouwen.rules.words import Power, Rank, SeatRule, SittingRole

START = datetime(2026, 9, 20, 13, tzinfo=UTC)
STEP = timedelta(hours=4)
STEPS = 15  # two days and a half: Chinese midnights between them, and much that ends at once
PEOPLE = [UUID(int=1000 + n) for n in range(9)]
POWERS = [Power.RECEIVE, Power.EXAMINE, Power.DECIDE]
SKILLS = ["会计", "执法资格"]


def when(step: int) -> datetime:
    """An instant of the grid on which everything begins and ends."""
    return START + step * STEP


@dataclass(frozen=True)
class Office:
    """One office and who is away in it, as lists."""

    posts: list[Post]
    sittings: list[Sitting]
    stand_ins: list[StandIn]
    away: list[Away]
    main: dict[UUID, UUID]  # by unit
    deputies: dict[UUID, list[UUID]]
    office: dict[UUID, list[UUID]]
    duty: dict[tuple[UUID, date], UUID]

    @property
    def roster(self) -> Roster:
        """The same as the rules have it."""
        return Roster(
            posts={post.id: post for post in self.posts},
            sittings=_by(self.sittings, "post"),
            people={person: f"某{n}" for n, person in enumerate(PEOPLE)},
            away=_by(self.away, "person"),
            stand_ins=_by(self.stand_ins, "post"),
            leadership={
                unit: Leadership(
                    main=self.main.get(unit),
                    deputies=tuple(self.deputies[unit]),
                    office=tuple(self.office[unit]),
                )
                for unit in self.deputies
            },
            duty=dict(self.duty),
        )


def _by(rows, name):
    found = {}
    for row in rows:
        found[getattr(row, name)] = (*found.get(getattr(row, name), ()), row)
    return found


# ── made at random ───────────────────────────────────────────────────────────────────────────────


@st.composite
def offices(draw) -> Office:
    """Several units, each with leaders, sections with or without a head, and perhaps the Office;
    people on several posts, some posts never filled; people away, and others standing in. Posts
    above are now and then any post at all, for the books may be wrong."""
    made = Office([], [], [], [], {}, {}, {}, {})
    for number in range(draw(st.integers(1, 2))):
        _unit(draw, made, UUID(int=100 + number))
    for post in made.posts:
        for role in SittingRole:
            for since, until in draw(periods(most=2)):
                who = draw(st.sampled_from(PEOPLE))
                made.sittings.append(
                    Sitting(post=post.id, person=who, role=role, since=since, until=until)
                )
    for n, person in enumerate(PEOPLE):
        for since, until in draw(periods(most=2)):
            planned = draw(st.sampled_from([None, when(3), when(STEPS)]))
            made.away.append(
                Away(
                    absence=UUID(int=2000 + n),
                    person=person,
                    since=since,
                    until=until,
                    planned_until=planned,
                )
            )
    for _ in range(draw(st.integers(0, 5))):
        since, length = draw(st.integers(0, STEPS)), draw(st.integers(1, 6))
        made.stand_ins.append(
            StandIn(
                absence=UUID(int=3000),
                post=draw(st.sampled_from(made.posts)).id,
                person=draw(st.sampled_from(PEOPLE)),
                since=when(since),
                until=draw(st.sampled_from([None, when(since + length)])),
            )
        )
    made.stand_ins.sort(key=lambda each: each.since)
    return made


def _unit(draw, made: Office, unit: UUID) -> None:
    def post(rank: Rank, section: UUID, head: UUID | None, leader: UUID | None) -> UUID:
        key = UUID(int=len(made.posts) + 1)
        made.posts.append(
            Post(
                id=key,
                key=f"p{draw(st.integers(0, 99)):02d}-{key.int}",
                name=f"岗位{key.int}",
                section="科",
                phone="0826-555-0100",
                room="1",
                powers=draw(st.frozensets(st.sampled_from(POWERS))),
                head=head,
                leader=leader,
                rank=rank,
                unit=unit,
                section_id=section,
                qualifications=draw(st.frozensets(st.sampled_from(SKILLS))),
            )
        )
        return key

    first = len(made.posts)
    leaders: list[UUID | None] = [None]
    made.deputies[unit], made.office[unit] = [], []
    if draw(st.booleans()):
        made.main[unit] = post(Rank.MAIN, unit, None, None)
        leaders.append(made.main[unit])
    for _ in range(draw(st.integers(0, 3))):
        deputy = post(Rank.DEPUTY, unit, None, None)
        leaders.append(deputy)
        if draw(st.booleans()):
            made.deputies[unit].insert(draw(st.integers(0, len(made.deputies[unit]))), deputy)
    for number in range(draw(st.integers(1, 3))):
        section, leader = UUID(int=unit.int * 10 + number), draw(st.sampled_from(leaders))
        here = []
        head = None
        if draw(st.booleans()):
            head = UUID(int=len(made.posts) + 1)
            here.append(post(Rank.HEAD, section, head, leader))
        for _ in range(draw(st.integers(1, 3))):
            here.append(post(Rank.STAFF, section, head, leader))
        if number == 0 and draw(st.booleans()):
            made.office[unit].extend(here)
    for place in range(first, len(made.posts)):
        if draw(st.integers(0, 9)) == 9:
            anybody = st.sampled_from(made.posts)
            made.posts[place] = replace(
                made.posts[place], head=draw(anybody).id, leader=draw(anybody).id
            )
    for day in (date(2026, 9, 20), date(2026, 9, 21), date(2026, 9, 22)):
        if draw(st.booleans()):
            made.duty[unit, day] = draw(st.sampled_from(made.posts)).id


@st.composite
def periods(draw, most: int) -> list[tuple[datetime, datetime | None]]:
    """Periods one after the other, touching or with gaps; the last may have an open end."""
    count = draw(st.integers(0, most))
    steps = sorted(draw(st.sets(st.integers(0, STEPS), min_size=2 * count, max_size=2 * count)))
    found = [(when(a), when(b)) for a, b in zip(steps[::2], steps[1::2], strict=True)]
    if found and draw(st.booleans()):
        found[-1] = (found[-1][0], None)
    if len(found) > 1 and draw(st.booleans()):
        found[0] = (found[0][0], found[1][0])
    return found


INSTANTS = st.integers(-30, STEPS * 8 + 30).map(lambda n: START + n * STEP / 8)
"""Turns, instants between them, and a while before and after everything."""


# ── the second answer ────────────────────────────────────────────────────────────────────────────


def is_there(office: Office, person: UUID, at: datetime) -> bool:
    """Whether ``person`` is not away."""
    for away in office.away:
        ended = away.until is not None and away.until <= at
        if away.person == person and away.since <= at and not ended:
            return False
    return True


def in_line(office: Office, post: UUID, at: datetime) -> list[tuple[SeatRule, UUID]]:
    """Everybody who may come to sit on a post, whether they are there or not, first to last."""
    (here,) = [each for each in office.posts if each.id == post]
    line = list(_told(office, post, at))
    led_by = []
    if here.rank in (Rank.STAFF, Rank.HEAD):
        led_by.append((SeatRule.HEAD, here.head))
        led_by += [(SeatRule.OFFICE, each) for each in office.office[here.unit]]
        led_by.append((SeatRule.LEADER, here.leader))
        chinese_day = (at + timedelta(hours=8)).date()
        led_by.append((SeatRule.DUTY_LEADER, office.duty.get((here.unit, chinese_day))))
    if here.rank is Rank.DEPUTY:
        line += _on(office, post, SittingRole.B_ROLE, SeatRule.PROPOSED, at)
    led_by.append((SeatRule.MAIN_LEADER, office.main.get(here.unit)))
    for rule, above in led_by:
        if above is not None and above != post:
            line += [(rule, person) for _, person in _told(office, above, at)]
    for deputy in office.deputies[here.unit]:
        if deputy != post:
            line += _on(office, deputy, SittingRole.HOLDER, SeatRule.DEPUTY, at)
    return line


def _told(office: Office, post: UUID, at: datetime) -> Iterator[tuple[SeatRule, UUID]]:
    (here,) = [each for each in office.posts if each.id == post]
    yield from _on(office, post, SittingRole.HOLDER, SeatRule.HOLDER, at)
    for stand_in in office.stand_ins[::-1]:
        ended = stand_in.until is not None and stand_in.until <= at
        if stand_in.post == post and stand_in.since <= at and not ended:
            yield SeatRule.STAND_IN, stand_in.person
    if here.rank in (Rank.STAFF, Rank.HEAD):
        yield from _on(office, post, SittingRole.B_ROLE, SeatRule.B_ROLE, at)


def _on(office: Office, post: UUID, role: SittingRole, rule: SeatRule, at: datetime):
    for sitting in office.sittings:
        ended = sitting.until is not None and sitting.until <= at
        if sitting.post == post and sitting.role is role and sitting.since <= at and not ended:
            yield rule, sitting.person


def expected(office: Office, post: UUID, at: datetime) -> Seat:
    """Who sits on a post: the first in line who is there; else the last, who is away too."""
    line = in_line(office, post, at)
    for rule, person in line:
        if is_there(office, person, at):
            return Seat(post, person, rule)
    if line:
        rule, person = line[-1]
        return Seat(post, person, rule, away=True)
    return Seat(post, None, SeatRule.VACANT)


AFTER_THE_OFFICE = (
    SeatRule.LEADER,
    SeatRule.DUTY_LEADER,
    SeatRule.MAIN_LEADER,
    SeatRule.DEPUTY,
)


def acting(office: Office, post: UUID, at: datetime) -> set[Seat]:
    """Everybody who may act on a post: who sits there, and where that is the Office the next leader
    who is there (3.2c); somebody who would be both acts as the leader."""
    here = expected(office, post, at)
    found = {here} if here.person is not None else set()
    if here.rule is SeatRule.OFFICE:
        for rule, person in in_line(office, post, at):
            if rule in AFTER_THE_OFFICE and is_there(office, person, at):
                found = {each for each in found if each.person != person}
                return found | {Seat(post, person, rule)}
    return found
