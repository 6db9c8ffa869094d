"""People leave and come back: what everybody concerned does about an absence, from asking for it to
handing back (3.1–3.5).

After each act whoever owes something by it gets to it by their habits, in time or late, or declines;
who finds a stand-in refused reads in the sentence who would do. Nobody looks at a row's key."""

from collections.abc import Collection, Generator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from random import Random
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from shouwen.acts import Barred, Done
from shouwen.life.abuses import HIDES, UNASKED, Abuses
from shouwen.life.chance import chance
from shouwen.life.flow import Flow, Happening, Sending
from shouwen.life.script import ANNOUNCES, ASKS, ENTERS, Command, Outcome
from shouwen.life.setting import Setting
from shouwen.life.staff import Habits, habits
from shouwen.life.trips import Sort, Trip, comes_up, trip
from shouwen.records.models import Absence, Cover, Matter, Obligation
from shouwen.records.reading import Planned
from shouwen.rules.facts.scheme import Post
from shouwen.rules.words import AbsenceKind, AbsenceState, Rank
from shouwen.rules.worktime import CST

T = TypeVar("T")
Doing = Generator[tuple[Command, Outcome], None, T]
"""Commands one after the other, as they are done; it answers with what came of all."""

GATHERINGS_A_DAY = 0.01  # of each section: all of it is called to a meeting
STAND_INS_FALL_ILL = 3.0  # times as often as others: whoever does two people's work
TRIES = 4
PATIENCE = 9
BEFORE_THE_CAST = timedelta(days=18)
A_BREATH, A_WHILE, AN_HOUR = timedelta(minutes=3), timedelta(minutes=20), timedelta(hours=1)
COMMENTS = ("材料已收齐，按程序办理", "等现场核查，其余已办", "已与申请人联系，等补正")
HIDDEN = "已全部办结，无待办事项"
THINGS = ("", "", "公章一枚", "钥匙一把")
DECLINED = ("那几天事项集中，请改期", "科里已经有人外出，请改期")

MINUTES = {
    "agree_to_stand_in": (2, 40),
    "approve_absence": (3, 90),
    "approve_extension": (10, 200),
    "designate_stand_in": (5, 110),
    "find_absent": (5, 40),
    "hand_back": (10, 240),
    "hand_over": (15, 200),
    "see_hand_over": (5, 90),
    "take_back": (10, 200),
    "take_hand_over": (5, 90),
    "take_over_section": (3, 45),
}
"""Working minutes until somebody of the usual pace gets to what they owe."""

_ABSENCE = Planned(
    "records_absence a JOIN records_matter m ON m.id = a.matter_id WHERE a.matter_id = %s",
    (Absence, "a"),
    (Matter, "m"),
    only=frozenset({"matter", "id", "away_from", "state"}),
)
_COVERS = Planned(
    "records_cover c WHERE c.absence_id = %s",
    (Cover, "c"),
    only=frozenset({"id", "post", "person", "taken_at", "until"}),
)
_OWED = Planned(
    "records_obligation o WHERE o.matter_id = %s AND o.ended_at IS NULL",
    (Obligation, "o"),
    only=frozenset({"id", "kind", "about", "bearer"}),
)

IN_PERSON = ("agree_to_stand_in", "take_hand_over", "hand_back")
ACTS = {
    "approve_absence": "absence.approve_absence",
    "approve_extension": "absence.approve_extension",
    "agree_to_stand_in": "absence.agree_to_stand_in",
    "designate_stand_in": "absence.designate_stand_in",
    "find_absent": "absence.tell_of_absent",
    "hand_back": "absence.hand_back",
    "hand_over": "absence.hand_over",
    "see_hand_over": "absence.see_hand_over",
    "take_back": "absence.take_back",
    "take_hand_over": "absence.take_hand_over",
    "take_over_section": "absence.confirm_taking_over",
}


class Task(NamedTuple):
    """Something owed on an absence: of which post's stand-in where it is about one, and the post
    that bears it."""

    kind: str
    post: str
    bearer: str


@dataclass(slots=True)
class Leaving:
    """One absence as those concerned remember it; ``n`` is of the command that made it."""

    n: int
    who: str
    trip: Trip
    matter: UUID
    seen: set[UUID] = field(default_factory=set)  # obligations that somebody has heard of


class Leaves:
    """The absences of one life. ``cast`` are planned besides those that come up by chance; they go
    as they are meant to, and whoever is concerned goes nowhere else in the weeks before, nor does
    whoever is needed ``here``."""

    def __init__(
        self,
        flow: Flow,
        place: Setting,
        abuses: Abuses,
        cast: Mapping[str, tuple[datetime, Trip]],
        here: Collection[str] = (),
    ) -> None:
        self.flow, self.place, self.abuses = flow, place, abuses
        self.cast = cast
        self._needed = {key for who in cast for key in place.concerned(who)} | set(here)
        self._busy: dict[str, datetime] = {}
        self._gone: dict[str, datetime] = {}  # who went without asking, until when
        for who, (asked_at, planned) in cast.items():
            self.flow.at(asked_at, self._begins(who, planned))

    def is_gone(self, who: str) -> bool:
        """Whether somebody is not there now, with or without asking."""
        until = self._gone.get(who)
        return self.flow.is_away(who) or (until is not None and self.flow.now < until)

    def plan_day(self, now: datetime) -> None:
        """What comes up today, and for whom. ``now`` is some instant of it."""
        flow, day = self.flow, now.astimezone(CST).date()
        dice = chance(flow.seed, "leaves", day)
        posts = self.place.office.posts
        standing = {b for b in map(self._stands_in, posts) if b}
        for person in self.place.office.people:
            times = STAND_INS_FALL_ILL if person.key in standing else 1.0
            sort = comes_up(dice, times)
            at = datetime.combine(day, time(9, dice.randrange(60)), CST)
            at += timedelta(minutes=dice.choice((0, 10, 60, 90, 250, 320, 400)))
            if sort is not None and self._goes(person.key, at):
                flow.at(at, self._thinks_of(person.key, sort))
        for section in self.place.office.sections:
            if dice.random() < GATHERINGS_A_DAY:
                called = [post.holder for post in posts if post.section == section.key]
                flow.at(datetime.combine(day, time(9, 20), CST), self._called(called, dice))

    def _goes(self, who: str, at: datetime) -> bool:
        if who not in self._needed:
            return True
        return at < min(asked_at for asked_at, _ in self.cast.values()) - BEFORE_THE_CAST

    def _stands_in(self, post: Post) -> str | None:
        who = self.flow.sits(post.key)
        return who if who != post.holder else None

    # ── asking, announcing, entering ────────────────────────────────────────────────────────

    def _thinks_of(self, who: str, sort: Sort) -> Happening:
        """Something comes up; they go about it unless they are away or about to be."""
        planned = trip(sort, self.flow.now, self.flow.hours, self.flow.dice(who))
        until = self._busy.get(who)
        free = until is None or until < planned.leaves_at
        if free or (planned.sudden and not self.flow.is_away(who)):
            yield from self._begins(who, planned)

    def _called(self, people: list[str], dice: Random) -> Happening:
        """Everybody of a section is called to a meeting, and asks one after the other."""
        leaves_at = self.flow.after(dice.uniform(0.2, 0.5))
        leaves_at = leaves_at.replace(minute=30, second=0, microsecond=0)
        returns_at = self.flow.hours.add_working_hours(leaves_at, 1.5)
        for who in people:
            if not self.flow.is_away(who) and self._goes(who, leaves_at):
                meeting = Trip(
                    AbsenceKind.MEETING, "全科参加学习", leaves_at, returns_at, returns_at
                )
                yield from self._begins(who, meeting)

    def _begins(self, who: str, planned: Trip) -> Happening:
        flow = self.flow
        if planned.sudden:
            by, act = self._entered_by(who), ENTERS
        elif self.abuses.leaves_unasked(who, planned, flow.dice(who)):
            flow.at(planned.leaves_at, self._goes_unasked(who, planned))
            return
        else:
            by, act = who, ANNOUNCES if self._rank(who) is Rank.MAIN else ASKS
        leaving = yield from self._asks(act, by, who, planned)
        if leaving is None:
            return
        self._busy[who] = max(planned.back_at, self._busy.get(who, planned.back_at))
        self._hear(leaving)
        if planned.cancels_at is not None:
            thinks = flow.hours.next_opening(planned.cancels_at)
            if thinks < planned.leaves_at:
                flow.at(thinks, self._cancel(leaving))
        if planned.asks_at is not None:
            flow.at(planned.asks_at, self._ask_longer(leaving))
        if not planned.sudden:
            flow.at(planned.leaves_at + A_WHILE, self._too_late(leaving))
        for at in (planned.leaves_at, planned.returns_at):
            if at is not None:
                flow.at(at + A_WHILE, self._hears(leaving))
        flow.at(flow.hours.next_opening(planned.back_at), self._return(leaving))

    def _asks(self, act: str, by: str, who: str, planned: Trip) -> Doing[Leaving | None]:
        """Ask until nothing is in the way that another stand-in would mend."""
        stand_ins: dict[str, str] = self._proposed(who) if act == ANNOUNCES else {}
        for _ in range(TRIES):
            leave = {
                "kind": planned.kind,
                "leaves_at": planned.leaves_at.isoformat(),
                "returns_at": planned.returns_at.isoformat() if planned.returns_at else None,
                "reason": planned.reason,
                "stand_ins": dict(stand_ins),
            }
            brings: dict[str, Any] = {"leave": leave}
            if act == ENTERS:
                brings["person"] = who
            command = self.flow.command(act, by, self.place.office.area, brings=brings)
            outcome = yield from self.flow.send(command)
            if isinstance(outcome, Done):
                return Leaving(command.n, who, planned, outcome.matter)
            another = self._another(outcome, set(stand_ins.values()))
            if another is None:
                return None
            stand_ins |= another
        return None

    def _proposed(self, who: str) -> dict[str, str]:
        """The main leader names the first deputy who is there; now and then somebody else first."""
        posts = self.place.office.posts
        deputies = [p.holder for p in posts if p.rank is Rank.DEPUTY]
        there = [deputy for deputy in deputies if not self.flow.is_away(deputy)] or deputies
        return {p.key: there[0] for p in posts if p.holder == who}

    def _another(self, outcome: Outcome, tried: set[str]) -> dict[str, str] | None:
        """Who would do on which post, as the sentence says."""
        for bar in outcome.bars if isinstance(outcome, Barred) else ():
            named = str(bar.params.get("post") or bar.params.get("posts") or "").partition("、")[0]
            post = self.place.posts_by_name.get(named)
            instead = str(bar.params.get("instead", "")).removeprefix("（可请").removesuffix("）")
            people = [self.place.people_by_name.get(name, "") for name in instead.split("、")]
            untried = [who for who in people if who and who not in tried]
            if post and untried:
                return {post: untried[0]}
        return None

    def _entered_by(self, who: str) -> str:
        """Who takes it down: a colleague who is there, now and then they themselves, by phone."""
        dice = self.flow.dice(who)
        people = [person.key for person in self.place.office.people]
        there = [key for key in people if key != who and not self.flow.is_away(key)]
        return who if dice.random() < 0.15 or not there else dice.choice(there)

    def _goes_unasked(self, who: str, planned: Trip) -> Happening:
        """Planted: they go, and nobody knows."""
        self._gone[who] = planned.back_at
        self.flow.at(self.flow.hours.next_opening(planned.back_at), self._covers_up(who, planned))
        yield from ()

    def _covers_up(self, who: str, planned: Trip) -> Happening:
        """Planted: they enter it afterwards, as if it had been sudden."""
        hidden = Trip(AbsenceKind.ILLNESS, "", planned.leaves_at, None, self.flow.now)
        leaving = yield from self._asks(ENTERS, who, who, hidden)
        if leaving is not None:
            self.abuses.truth[UNASKED].append(leaving.n)
            self._hear(leaving)
            self.flow.at(self.flow.after(0.05), self._return(leaving))

    # ── what follows ────────────────────────────────────────────────────────────────────────

    def _hears(self, leaving: Leaving) -> Happening:
        """What the clock did meanwhile, somebody owes by now."""
        yield from self.flow.ring(self.flow.now)
        self._hear(leaving)

    def _hear(self, leaving: Leaving) -> None:
        """Whoever owes something now will get to it."""
        posts = self.flow.office.roster.posts
        about = {row.pk: posts[row.post_id].key for (row,) in _COVERS.rows(leaving.matter)}
        heard = {
            row.pk: Task(
                row.kind,
                about.get(row.about, ""),
                posts[row.bearer_id].key if row.bearer_id else "",
            )
            for (row,) in _OWED.rows(leaving.matter)
            if row.kind in MINUTES and row.pk not in leaving.seen
        }
        leaving.seen |= heard.keys()
        for row, task in sorted(heard.items(), key=lambda item: item[1]):
            self.flow.at(self._gets_to_it(leaving, task), self._tend(leaving, row, task))

    def _gets_to_it(self, leaving: Leaving, task: Task) -> datetime:
        """When somebody gets to it by their habits; what is needed before somebody leaves is done
        before, mostly."""
        flow = self.flow
        who = self._bearer(leaving, task) or leaving.who
        dice, their = flow.dice(who), self._habits(who)
        if dice.random() < 0.03 + 2 * their.forgets and not self._is_cast(leaving):
            return flow.after(dice.uniform(0.3, 2))
        minutes = dice.uniform(*MINUTES[task.kind]) * their.pace
        soon = flow.hours.add_working_hours(flow.now, minutes / 60)
        left = leaving.trip.leaves_at - flow.now
        if left <= timedelta():
            return soon
        if task.kind == "hand_over" and left > timedelta(days=1) and not self._is_cast(leaving):
            return flow.hours.next_opening(flow.now + left * dice.uniform(0.5, 0.95))
        return flow.hours.next_opening(min(soon, flow.now + left * dice.uniform(0.1, 0.4)))

    def _bearer(self, leaving: Leaving, task: Task) -> str | None:
        """Who does what is owed, as things stand now: the stand-in or the absent in person, else
        whoever sits on the post; nobody decides on their own absence."""
        if task.kind in IN_PERSON:
            posts = self.flow.office.roster.posts
            person = next(
                row.person_id
                for (row,) in _COVERS.rows(leaving.matter)
                if row.until is None and posts[row.post_id].key == task.post
            )
            return self.flow.sign_in[person] if person else None
        if task.kind == "take_back" or (task.kind == "hand_over" and not leaving.trip.sudden):
            return leaving.who
        who = self.flow.sits(task.bearer)
        if who == leaving.who and task.kind != "take_over_section":
            above = self.place.above(task.bearer)
            who = self.flow.sits(above) if above else None
        return who

    def _tend(self, leaving: Leaving, row: UUID, task: Task, times: int = 1) -> Happening:
        """Somebody gets to what they owe, where it is still owed."""
        flow = self.flow
        if not any(owed.pk == row for (owed,) in _OWED.rows(leaving.matter)):
            return
        who = self._bearer(leaving, task)
        act = ACTS.get(task.kind, "")
        settled = False
        if act == leaving.trip.lies != "":
            return
        if who is not None:
            if task.kind == "find_absent":  # a call, and they are on their way
                flow.at(flow.after(flow.dice(who).uniform(0.05, 0.6)), self._return(leaving))
            settled = yield from self._does(leaving, task, who, act)
        if not settled and times < PATIENCE:
            dice, left = flow.dice(leaving.who), leaving.trip.leaves_at - flow.now
            again = flow.after(dice.uniform(0.08, 0.5))
            if left > timedelta():  # whoever waits to leave asks again before
                again = min(again, flow.now + max(left * dice.uniform(0.2, 0.6), A_BREATH))
            flow.at(flow.hours.next_opening(again), self._tend(leaving, row, task, times + 1))

    def _does(self, leaving: Leaving, task: Task, who: str, act: str) -> Doing[bool]:
        """Do it. Answers whether nothing is left to do about it."""
        dice = self.flow.dice(who)
        brings: dict[str, Any] = {}
        cast = self._is_cast(leaving)
        match task.kind:
            case "agree_to_stand_in" if dice.random() < 0.06 and not cast:
                act = "absence.decline_to_stand_in"
            case "approve_absence" if dice.random() < 0.04 and not cast:
                act, brings = "absence.decline_absence", {"reason": dice.choice(DECLINED)}
            case "approve_absence" if self._waits(leaving) and dice.random() < 0.8:
                return False
            case "approve_extension" if (said := dice.random()) < 0.25:
                if said < 0.1:
                    return True  # and nobody says so: they come back when they said
                act, brings = "absence.decline_extension", {"reason": dice.choice(DECLINED)}
            case "designate_stand_in":
                return (yield from self._designates(leaving, task, who))
            case "find_absent":
                brings = {"found": "电话联系上了，正在回来的路上"}
            case "hand_over":
                brings = self._list(who, dice)
        outcome = yield from self._act(leaving, act, who, post=task.post, brings=brings)
        if act == "absence.approve_absence" and isinstance(outcome, Barred):
            yield from self._mend(leaving, who, outcome)
        if isinstance(outcome, Done) and brings.get("lines") == HIDDEN:
            self.abuses.truth[HIDES].append(self.flow.commands[-1].n)
        if isinstance(outcome, Done) and act == "absence.approve_extension":
            assert leaving.trip.longer_until is not None
            until = leaving.trip.longer_until
            leaving.trip = replace(leaving.trip, returns_at=until)
            back_at = until - timedelta(minutes=dice.randint(0, 50))
            self.flow.at(self.flow.hours.next_opening(back_at), self._return(leaving))
            self.flow.at(until + A_WHILE, self._hears(leaving))
        return isinstance(outcome, Done)

    def _mend(self, leaving: Leaving, who: str, barred: Barred) -> Happening:
        """What stands in the way is mended first: the Office is called where the section would be
        empty, and another stand-in is named where one could not."""
        if any(bar.code == "the_office_takes_over_an_empty_section" for bar in barred.bars):
            office = next(p.key for p in self.place.office.posts if p.section == self._office)
            by = self.flow.sits(office)
            if by is not None:
                yield from self._act(leaving, "absence.confirm_taking_over", by)
        for post, person in (self._another(barred, set()) or {}).items():
            brings = {"person": person}
            yield from self._act(
                leaving, "absence.designate_stand_in", who, post=post, brings=brings
            )

    @property
    def _office(self) -> str:
        return next(section.key for section in self.place.office.sections if section.is_office)

    def _is_cast(self, leaving: Leaving) -> bool:
        return leaving.who in self.cast and leaving.trip == self.cast[leaving.who][1]

    def _list(self, who: str, dice: Random) -> dict[str, Any]:
        """What somebody says of what they hand over; now and then nothing at first."""
        if self.abuses.hides(who):
            return {"lines": HIDDEN}
        comment = "" if dice.random() < self._habits(who).slips else dice.choice(COMMENTS)
        return {"lines": comment, "things": dice.choice(THINGS)}

    def _waits(self, leaving: Leaving) -> bool:
        """Whether somebody has yet to agree to stand in."""
        return any(row.kind == "agree_to_stand_in" for (row,) in _OWED.rows(leaving.matter))

    def _designates(self, leaving: Leaving, task: Task, who: str) -> Doing[bool]:
        """Name the post's B-role, or whoever would do."""
        person: str | None = self.place.posts[task.post].b_role
        tried: set[str] = set()
        for _ in range(TRIES):
            if person is None:
                break
            tried.add(person)
            outcome = yield from self._act(
                leaving,
                "absence.designate_stand_in",
                who,
                post=task.post,
                brings={"person": person},
            )
            if isinstance(outcome, Done):
                return True
            person = next(iter((self._another(outcome, tried) or {}).values()), None)
        return False

    def _act(self, leaving: Leaving, act: str, who: str, **more: Any) -> Sending:
        command = self.flow.command(act, who, leaving.n, **more)
        outcome = yield from self.flow.send(command)
        if isinstance(outcome, Done):
            self._hear(leaving)
        return outcome

    # ── leaving and coming back ─────────────────────────────────────────────────────────────

    def _state(self, leaving: Leaving) -> tuple[str, datetime | None]:
        """How it stands, and from when they are away."""
        ((absence, matter),) = _ABSENCE.rows(leaving.matter)
        return matter.state, absence.away_from

    def _cancel(self, leaving: Leaving) -> Happening:
        """They stay after all."""
        state, _ = self._state(leaving)
        if state in (AbsenceState.REQUESTED, AbsenceState.APPROVED):
            yield from self._act(leaving, "absence.cancel_absence", leaving.who)
            self._busy.pop(leaving.who, None)

    def _too_late(self, leaving: Leaving) -> Happening:
        """The time has come and nobody has consented: they stay, or are told to."""
        state, _ = self._state(leaving)
        if state != AbsenceState.REQUESTED or leaving.trip.lies:
            return
        bearer = self.place.above(self.place.home(leaving.who))
        who = self.flow.sits(bearer) if bearer else None
        if who not in (None, leaving.who) and self.flow.dice(leaving.who).random() < 0.3:
            brings = {"reason": "没有来得及审批，请留岗"}
            yield from self._act(leaving, "absence.decline_absence", who, brings=brings)
        state, _ = self._state(leaving)
        if state == AbsenceState.REQUESTED:
            yield from self._cancel(leaving)

    def _ask_longer(self, leaving: Leaving) -> Happening:
        """They want to stay longer."""
        state, _ = self._state(leaving)
        if state == AbsenceState.RUNNING:
            assert leaving.trip.longer_until is not None
            brings = {"until": leaving.trip.longer_until.isoformat()}
            yield from self._act(leaving, "absence.ask_extension", leaving.who, brings=brings)

    def _return(self, leaving: Leaving) -> Happening:
        """They are back, unless they never left, or may stay longer."""
        flow = self.flow
        state, away_from = self._state(leaving)
        if state == AbsenceState.APPROVED and (away_from is None or away_from > flow.now):
            yield from self._cancel(leaving)
        if state != AbsenceState.RUNNING or leaving.trip.lies == "absence.come_back":
            return
        until = leaving.trip.longer_until
        if until is not None and leaving.trip.returns_at == until and flow.now < until - AN_HOUR:
            return  # they may stay longer
        covers = [row for (row,) in _COVERS.rows(leaving.matter) if row.until is None]
        taken = any(cover.taken_at for cover in covers)
        act = "absence.sign_in" if taken else "absence.come_back"
        yield from self._act(leaving, act, leaving.who)

    # ── people ──────────────────────────────────────────────────────────────────────────────

    def _habits(self, who: str) -> Habits:
        return habits(self.flow.seed, who)

    def _rank(self, who: str) -> Rank:
        return self.place.posts[self.place.home(who)].rank
