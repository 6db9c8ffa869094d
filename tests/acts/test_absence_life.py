"""Absences of several people at once, in any order that anybody tries: what may never be.

Hypothesis draws who tries which act when; most tries are refused. Beside the database stands a
plain model: the state each absence must be in. After every step the whole office is looked at."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import hypothesis.strategies as st
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from shouwen.acts import Barred, Done, Staff
from shouwen.acts import absence as acts
from shouwen.acts._frame.frame import Act
from shouwen.acts.absence import Leave, Line, StandingIn
from shouwen.acts.sweeping import sweep
from shouwen.records.casefile import office as books
from shouwen.records.casefile.absence import hands_above, holders, home_post, owed_on
from shouwen.records.models import Absence, Cover, HandoverLine, Jurisdiction, Matter, Obligation
from shouwen.rules.facts.absence import SUDDEN
from shouwen.rules.facts.seats import Roster
from shouwen.rules.regimes.stand_in import ladder, seat, seating
from shouwen.rules.words import AbsenceKind, AbsenceState, Bearer, Rank, SeatRule
from tests.acts.world import World, at

MONDAY = at("2026-09-21 09:00")
OPEN = {AbsenceState.REQUESTED, AbsenceState.APPROVED, AbsenceState.RUNNING, AbsenceState.BACK}
GRANTED = {AbsenceState.APPROVED, AbsenceState.RUNNING}
AFTER = {
    "approve_absence": AbsenceState.APPROVED,
    "decline_absence": AbsenceState.DECLINED,
    "come_back": AbsenceState.CLOSED,
    "sign_in": AbsenceState.BACK,
    "take_back": AbsenceState.CLOSED,
    "cancel_absence": AbsenceState.CANCELLED,
}
"""Where an act leads; every other leaves the absence where it was."""
ON_ABSENCE = (*AFTER, "confirm_taking_over", "ask_extension", "approve_extension")
ON_ABSENCE += ("decline_extension", "tell_of_absent")
ON_COVER = (
    "agree_to_stand_in",
    "decline_to_stand_in",
    "designate_stand_in",
    "hand_over",
    "take_hand_over",
    "see_hand_over",
    "hand_back",
)
MEETS = {
    "agree_to_stand_in": "agree_to_stand_in",
    "approve_absence": "approve_absence",
    "approve_extension": "approve_extension",
    "come_back": "come_back",
    "designate_stand_in": "designate_stand_in",
    "find_absent": "tell_of_absent",
    "hand_over": "hand_over",
    "hand_back": "hand_back",
    "see_hand_over": "see_hand_over",
    "take_back": "take_back",
    "take_hand_over": "take_hand_over",
    "take_over_section": "confirm_taking_over",
}
"""What is owed, and the act that does it."""
ABOUT_THE_WHOLE = {
    "approve_absence",
    "take_over_section",
    "leave",
    "begin",
    "come_back",
    "find_absent",
    "approve_extension",
    "take_back",
}
OF_A_SUPERIOR = {
    "approve_absence",
    "see_hand_over",
    "designate_stand_in",
    "find_absent",
    "approve_extension",
}
AROUND = {
    *("hanmingzhe", "tangruolan", "luchengyu"),  # the leaders
    *("fangshuhe", "zouyichen"),  # the Office
    *("jianglinxi", "heyutong", "panjiashu"),  # at the windows
    *("weisiyuan", "luoyiming", "shenqinghe"),  # who examine
    *("longhaoran", "tianruyi"),  # a whole section
}
"""Who lives here: few enough to get into each other's way."""
PEOPLE = st.integers(0, 99)
"""Somebody or something, by place."""
LATER = st.sampled_from([timedelta(minutes=m) for m in (10, 60, 240, 24 * 60, 72 * 60)])
LONG = st.sampled_from([timedelta(minutes=m) for m in (30, 120, 8 * 60, 24 * 60, 80 * 60)])


@dataclass
class Model:
    """What must be, kept by hand: the state of each absence, and which were over a day when they
    were granted."""

    states: dict[UUID, AbsenceState] = field(default_factory=dict)
    grew: set[UUID] = field(default_factory=set)


class Absences(RuleBasedStateMachine):
    """An office in which anybody tries anything."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        forget()
        self.now = MONDAY
        self.model = Model()
        self.done = 0

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)
        forget()

    # ── what people try ─────────────────────────────────────────────────────────────────────

    @rule(who=PEOPLE, later=LATER, long=LONG, stand_in=st.none() | PEOPLE)
    def ask(self, who: int, later: timedelta, long: timedelta, stand_in: int | None) -> None:
        """Somebody asks to be away; the main leader announces it."""
        person = self.person(who)
        home = home_post(self.roster, person, self.now)
        leads = home is not None and home.rank is Rank.MAIN
        leave = Leave(
            AbsenceKind.LEAVE,
            self.now + later,
            self.now + later + long,
            "办事",
            tuple(self.standing(person, stand_in)),
        )
        do = acts.announce_absence if leads else acts.request_absence
        done = self.attempt(do, self.world.jurisdiction, person, leave=leave)
        if done:
            self.model.states[done.matter] = (
                AbsenceState.APPROVED if leads else AbsenceState.REQUESTED
            )

    @rule(who=PEOPLE, by=PEOPLE, long=st.none() | LONG, bad=st.integers(0, 3))
    def fall_ill(self, who: int, by: int, long: timedelta | None, bad: int) -> None:
        """Now and then somebody is ill, and somebody enters it: refused only where it was entered
        before."""
        if bad:
            return
        person = self.person(who)
        until = self.now + long if long else None
        ill = Absence.objects.filter(person=person, kind__in=SUDDEN, ended_at=None).exists()
        done = self.attempt(
            acts.enter_sudden_absence,
            self.world.jurisdiction,
            self.person(by),
            person=person,
            leave=Leave(AbsenceKind.ILLNESS, self.now, until),
        )
        assert (done is None) == ill
        if done:
            self.model.states[done.matter] = AbsenceState.RUNNING

    @rule(places=st.lists(PEOPLE, min_size=1, max_size=6))
    def do_what_is_owed(self, places: list[int]) -> None:
        """Whoever owes something does it."""
        for place in places:
            owed = Obligation.objects.filter(ended_at=None, kind__in=MEETS).order_by("pk")
            rows = list(owed.exclude(kind="approve_absence", due_at__lt=self.now))
            if rows:
                self.meet(rows[place % len(rows)], place)

    @rule(which=PEOPLE, place=PEOPLE, act=st.sampled_from((*ON_ABSENCE, *ON_COVER)), by=PEOPLE)
    def try_anything(self, which: int, place: int, act: str, by: int) -> None:
        """Somebody tries something."""
        rows = [row for row in self.rows() if self.model.states[row.pk] in OPEN]
        if not rows:
            return
        row = rows[which % len(rows)]
        covers = list(Cover.objects.filter(absence=row, until=None).order_by("pk"))
        cover = covers[place % len(covers)] if covers and act in ON_COVER else None
        if cover or act in ON_ABSENCE:
            self.tries(row, cover, act, self.whoever(row, by, cover), place)

    def tries(self, row: Absence, cover: Cover | None, act: str, by: UUID, to: int) -> None:
        """Try an act on an absence, or on one post of it, and keep the model."""
        brings: dict[str, object] = {}
        match act:
            case "decline_absence" | "decline_extension":
                brings = {"reason": "当天有检查"}
            case "tell_of_absent":
                brings = {"found": "在回来的路上"}
            case "ask_extension":
                until = max(row.returns_at or self.now, self.now)
                brings = {"until": until + timedelta(hours=(1, 4, 30)[to % 3])}
            case "designate_stand_in":
                brings = {"person": self.person(to)}
            case "hand_over":
                said = owed_on(cover.post_id, row.pk) if cover else []
                brings = {"lines": tuple(Line(owed.pk, "等现场核查") for owed in said)}
        done = self.attempt(getattr(acts, act), cover.pk if cover else row.pk, by, **brings)
        if done:
            self.model.states[row.pk] = AFTER.get(act, self.model.states[row.pk])
            if act == "approve_extension" and not row.a_day_or_more:
                self.model.grew.add(row.pk)

    def meet(self, owed: Obligation, to: int) -> None:
        row = Absence.objects.get(pk=owed.matter_id)
        act = MEETS[owed.kind]
        if act == "come_back" and to % 3 == 0:
            act = "ask_extension"
        elif act == "come_back" and Cover.objects.filter(
            absence=row, until=None, taken_at__isnull=False
        ):
            act = "sign_in"
        cover = Cover.objects.filter(pk=owed.about).first()
        sits = owed.bearer_id and seat(self.roster, owed.bearer_id, self.now).person
        by = sits or row.person_id
        if act in ("agree_to_stand_in", "take_hand_over", "hand_back") and cover:
            by = cover.person_id or by
        if act in ("hand_over", "take_back") and not self.is_away(row):
            by = row.person_id
        self.tries(row, cover, act, by, to)

    @rule(minutes=st.sampled_from([5, 5, 30, 60, 180, 16 * 60]))
    def wait(self, minutes: int) -> None:
        """Time goes by, and does what it does."""
        self.now += timedelta(minutes=minutes)
        over = Obligation.objects.filter(kind="begin", ended_at=None, due_at__lte=self.now)
        lapses = set(over.filter(matter__absence__away_from=None).values_list("matter", flat=True))
        swept = sweep(self.now)
        assert swept.failed == 0
        self.model.states |= dict.fromkeys(lapses, AbsenceState.CANCELLED)
        for row in self.rows():
            begun = row.away_from is not None and row.away_from <= self.now
            if self.model.states[row.pk] is AbsenceState.APPROVED and begun:
                self.model.states[row.pk] = AbsenceState.RUNNING

    # ── what must hold ──────────────────────────────────────────────────────────────────────

    @invariant()
    def each_absence_is_where_it_must_be(self) -> None:
        found = dict(Matter.objects.filter(kind="absence").values_list("pk", "state"))
        assert found == self.model.states

    @invariant()
    def every_post_has_one_person_who_is_there(self) -> None:
        away = {row.person_id for row in self.rows() if self.is_away(row)}
        for post, sits in seating(self.roster, self.now).by_post.items():
            assert sits.person is not None
            present = [
                r.person for r in ladder(self.roster, post, self.now) if r.person not in away
            ]
            assert sits.away == (not present)
            if present:
                assert sits.person == present[0]
                assert sits.person not in away
            if sits.rule is SeatRule.STAND_IN:
                assert Cover.objects.filter(post=post, person=sits.person, since__isnull=False)

    @invariant()
    def nobody_decided_on_their_own(self) -> None:
        for row in self.rows():
            assert row.approved_by_id != row.person_id
            for cover in Cover.objects.filter(absence=row, designated_by=row.person_id):
                home = home_post(self.roster, row.person_id, row.leaves_at)
                assert home and home.rank is Rank.MAIN, cover

    @invariant()
    def nothing_began_before_it_was_ready(self) -> None:
        for row in self.rows():
            planned = row.kind not in SUDDEN and row.away_from and row.away_from <= self.now
            if not planned:
                continue
            for cover in Cover.objects.filter(absence=row, since=row.away_from):
                if cover.until == cover.since:
                    continue  # gave way before it began
                assert cover.person_id is not None
                if self.roster.posts[cover.post_id].window:
                    assert cover.agreed_at and cover.agreed_at <= row.away_from
                if row.a_day_or_more and row.pk not in self.model.grew:
                    assert cover.handed_at and cover.taken_at and cover.seen_at
                    assert max(cover.handed_at, cover.taken_at, cover.seen_at) <= row.away_from
                    assert not HandoverLine.objects.filter(cover=cover, comment="")

    @invariant()
    def no_section_was_emptied_behind_the_offices_back(self) -> None:
        gone = {row.person_id: row for row in self.rows() if self.is_away(row)}
        sections: dict[str, set[UUID]] = {}
        for post in self.roster.posts.values():
            if post.rank in (Rank.STAFF, Rank.HEAD) and post.section != "办公室":
                here = holders(self.roster, post.id, self.now)
                sections.setdefault(post.section, set()).update(here)
        for section, people in sections.items():
            if people <= gone.keys():
                rows = [gone[person] for person in people]
                told = any(row.office_confirmed_at or row.kind in SUDDEN for row in rows)
                overdue = any(row.returns_at and row.returns_at <= self.now for row in rows)
                assert told or overdue, section

    @invariant()
    def what_is_open_is_owed_and_what_is_over_is_not(self) -> None:
        for row in self.rows():
            owed = list(Obligation.objects.filter(matter=row.pk, ended_at=None))
            assert bool(owed) == (self.model.states[row.pk] in OPEN), row.matter.state
            covers = {c.pk: c for c in Cover.objects.filter(absence=row, until=None)}
            for each in owed:
                if each.kind in ABOUT_THE_WHOLE:
                    assert each.about == row.pk
                else:
                    assert each.about in covers, each.kind
                self.bears(row, each, covers.get(each.about))

    def bears(self, row: Absence, owed: Obligation, cover: Cover | None) -> None:
        """The right post bears it."""
        if owed.kind in ("leave", "begin", "come_back"):
            assert owed.bearer_id is None
            return
        assert owed.bearer_id is not None, owed.kind
        if owed.kind in ("agree_to_stand_in", "take_hand_over", "hand_back"):
            assert cover is not None and cover.person_id is not None
            home = home_post(self.roster, cover.person_id, self.now)
            assert home is not None and owed.bearer_id == home.id
        if owed.kind in OF_A_SUPERIOR:
            about = cover.post_id if cover else None
            home = home_post(self.roster, row.person_id, row.leaves_at)
            assert home is not None
            above = hands_above(self.roster, self.roster.posts[about] if about else home)
            may = {above.of(bearer) for bearer in (Bearer.HEAD, Bearer.LEADER, Bearer.MAIN)}
            if seat(self.roster, above.of(Bearer.MAIN), owed.opened_at).rule != SeatRule.HOLDER:
                may |= {*self.roster.leadership[home.unit].deputies}  # the next in the order (3.4a)
            assert owed.bearer_id in may

    @invariant()
    def nobody_planned_to_be_away_without_a_next_one(self) -> None:
        rows = [
            row
            for row in self.rows()
            if self.model.states[row.pk] in GRANTED and row.kind not in SUDDEN
        ]
        for row in rows:
            for other in rows:
                if row.pk == other.pk or not overlap(row, other):
                    continue
                assert row.person_id != other.person_id
                for cover in Cover.objects.filter(absence=row, until=None, person=other.person_id):
                    nexts = Cover.objects.filter(absence=other, until=None, post=cover.post_id)
                    assert nexts.exclude(person=None).exists()

    # ── the office ──────────────────────────────────────────────────────────────────────────

    @property
    def roster(self) -> Roster:
        """The office as it stands."""
        return books.office(Jurisdiction.objects.get(pk=self.world.jurisdiction)).roster

    def rows(self) -> list[Absence]:
        """Every absence, oldest first."""
        return list(Absence.objects.select_related("matter").order_by("pk"))

    def is_away(self, row: Absence) -> bool:
        """Whether its person is away now by it."""
        return row.away_from is not None and row.away_from <= self.now and row.ended_at is None

    def person(self, place: int) -> UUID:
        """Somebody, by place."""
        named = self.world.people
        people = [named[name] for name in sorted(named) if name in AROUND]
        return people[place % len(people)]

    def standing(self, person: UUID, stand_in: int | None) -> Iterator[StandingIn]:
        """Who is to stand in: the B-role, or one person on every post."""
        if stand_in is None:
            return
        held = {p for p in self.roster.posts if person in holders(self.roster, p, self.now)}
        covered = Cover.objects.filter(person=person, absence__ended_at=None, until=None)
        for post in held | set(covered.values_list("post", flat=True)):
            yield StandingIn(post, self.person(stand_in))

    def whoever(self, row: Absence, by: int, cover: Cover | None = None) -> UUID:
        """Somebody who tries: often somebody whose it is."""
        home = home_post(self.roster, row.person_id, row.leaves_at)
        above = hands_above(self.roster, home) if home else None
        seats = [
            seat(self.roster, post, self.now).person
            for bearer in (Bearer.HEAD, Bearer.LEADER, Bearer.MAIN, Bearer.OFFICE)
            if above and (post := above.of(bearer))
        ]
        if cover:
            seats += [cover.person_id, cover.person_id]
        likely = [person for person in (row.person_id, *seats) if person is not None]
        return self.person(by) if by % 5 == 0 else likely[by % len(likely)]

    def attempt(self, act: Act[Any], subject: UUID, by: UUID, **brings: object) -> Done | None:
        """Try; None where it was refused."""
        with suppress(Barred):
            done: Done = act(subject, by=Staff(by), at=self.now, **brings)
            self.done += 1
            return done
        return None


def overlap(row: Absence, other: Absence) -> bool:
    """Whether two planned absences have an instant in common."""
    assert row.returns_at and other.returns_at
    since: datetime = max(row.leaves_at, other.leaves_at)
    return since < min(row.returns_at, other.returns_at)


def forget() -> None:
    """What is kept of an office by its version: a new example counts versions from the start."""
    books._office.cache_clear()


def test_whatever_anybody_tries_no_desk_is_empty(world):
    class Here(Absences):
        pass

    Here.world = world
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=6,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=False,
        ),
    )
