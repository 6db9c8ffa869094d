"""The simulated office: people with habits, applicants with intentions, a clock that jumps.

One seed, one life. Whoever works here sees what is owed by their posts (:mod:`queries.owing`) and
remembers what was done (:class:`Affair`); all they do are commands (:mod:`.script`), done as a door
would. Between two commands the jobs do what is theirs: the sweep runs when a bell rings, letters
leave at noon and in the evening. No choice looks at the key of a row, so that the same seed leads
to the same commands, whatever keys were thrown."""

from collections import deque
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import pairwise
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from shouwen.acts import Done
from shouwen.life import consultations, desk, hearings, limits, refusals, stops
from shouwen.life.abuses import (
    BATCH,
    GO_BETWEEN,
    IDLE,
    KEEPS,
    LATE_BACK,
    LATE_ENTRY,
    RESET,
    ROUND,
    STOPS_LATE,
    STOPS_OFTEN,
    STOPS_UNTIL_DONE,
    Abuses,
)
from shouwen.life.affair import Affair
from shouwen.life.applicants import MIX, Answer, Guest, guest
from shouwen.life.chance import chance
from shouwen.life.contacts import Contacts, Known
from shouwen.life.desk import Plan
from shouwen.life.editions import Editions, under
from shouwen.life.flow import WORKING_DAY, Flow, Happening
from shouwen.life.hearings import Hearings
from shouwen.life.leaves import Leaves
from shouwen.life.office import Service
from shouwen.life.people import somebody
from shouwen.life.renewals import perhaps_renewing
from shouwen.life.script import PARTY, RECEIVES, SETTLES, Command, Outcome
from shouwen.life.setting import Setting, setting
from shouwen.life.staff import Habits, habits
from shouwen.life.successions import WAITS, Successions
from shouwen.life.trips import Trip
from shouwen.life.wishes import Wishes
from shouwen.queries.owing import Owing, owing
from shouwen.records.calendars import official_calendar
from shouwen.rules.facts.guide import Limit, Step
from shouwen.rules.words import (
    Bearer,
    Channel,
    Check,
    LimitUnit,
    Proposer,
    ServedBy,
    SpecialKind,
    StepKind,
)
from shouwen.rules.worktime import CST, ONE_DAY, midnight_after

CASES_A_DAY = 0.1  # for each of the staff, on an average working day
WEEKDAYS = (1.3, 1.1, 1.0, 0.9, 0.7)  # Mondays are full, Fridays are not
HOURS = ((9, 6), (10, 8), (11, 5), (13, 4), (14, 7), (15, 5), (16, 3))  # when people come
LOOKS = (time(9, 0), time(10, 30), time(13, 0), time(14, 30), time(15, 40), time(16, 30))
LETTERS = (time(12, 30), time(18, 0))
NEVER = datetime.max.replace(tzinfo=UTC)
LAST_HOUR = time(16, 0)
SETTLED = 0.7  # of those who bring everything for what is done at once, in one act

MINUTES = {
    "case.receive_application": 12,
    "case.settle_at_once": 18,
    "case.receive_correction": 6,
    "case.invite_supplement": 12,
    "case.receive_supplement": 5,
    "case.examine_materials": 15,
    "case.issue_correction_notice": 8,
    "case.issue_supplementary_notice": 8,
    "case.tell_changed_law": 20,
    "case.return_unmet_points": 5,
    "case.accept_case": 4,
    "case.decide_grant": 8,
    "case.deliver_result": 4,
    "case.withdraw": 5,
    "case.call_back": 8,
    "return_of_materials.ask_for_return": 4,
    "return_of_materials.hand_back": 10,
    "service_of_paper.serve_paper": 10,
    "service_of_paper.note_attempt": 30,
    "service_of_paper.serve_by_notice": 10,
    "service_of_paper.choose_way": 3,
    "service_of_paper.note_receipt": 4,
    "service_of_paper.correct_paper": 15,
    "step.start_step": 2,
    "step.finish_step": 12,
    **limits.MINUTES,
    **refusals.MINUTES,
    **hearings.MINUTES,
    **consultations.MINUTES,
}
"""Minutes that a piece of work takes somebody of the usual pace."""


NOT_FOUND = 0.06  # of the times that somebody takes up a result: they go there, and find nobody

STOPPED = (STOPS_OFTEN, STOPS_LATE)
"""The abuses that are done by stopping a clock; the third by letting it go on."""

ASK_BACK = {"case.withdraw": 0.6, "case.deliver_result": 0.08}
"""How many of those who came to the counter ask for their materials back, by what ended the case."""

TELLS = (
    "case.issue_correction_notice",
    "case.issue_supplementary_notice",
    "case.return_unmet_points",
)
"""The acts after which the applicant has something to bring."""


class OnDesk(NamedTuple):
    """A case on somebody's desk: the kinds of what they owe on it, by when the first, and by when it
    is to be decided."""

    affair: Affair
    kinds: frozenset[str]
    due: datetime | None
    promise: datetime | None = None


@dataclass(slots=True)
class Sitting:
    """Somebody at work until their next look into the queue, with the cases on their desk."""

    who: str
    until: datetime
    cases: deque[OnDesk]


class World:
    """One life of an office of ``staff`` people from ``start`` until ``until``, on the founded
    database there is (:func:`shouwen.life.setting.found`).

    ``flow`` is its time, ``truth`` keeps aside what was planted (:mod:`.abuses`)."""

    def __init__(
        self,
        seed: int,
        staff: int,
        start: datetime,
        until: datetime,
        abuses: Collection[str] = (),
        *,
        cast: Iterable[tuple[datetime, str, Guest]] = (),
        asks: Iterable[tuple[datetime, Known]] = (),
        away: Mapping[str, tuple[datetime, Trip]] | None = None,
        here: Collection[str] = (),
        writes: bool = True,
    ) -> None:
        """``cast`` are guests who come besides those who come by chance: when, to which handling
        post, and who; ``asks`` who asks besides, and when; ``away`` are absences of people of the
        office besides, with when they are thought of; whoever is needed ``here`` goes nowhere in
        these weeks. ``writes``: guides are changed meanwhile. Raises ``ValueError`` for abuses
        nobody knows and for a staff that cannot be."""
        self.seed, self.staff, self.start, self.until = seed, staff, start, until
        self.setting: Setting = setting(staff)
        self._writes = writes
        self._abuses = Abuses(seed, abuses, self.setting)
        self.flow = Flow(seed, start, self._abuses)
        self._leaves = Leaves(self.flow, self.setting, self._abuses, away or {}, here)
        self._wishes = Wishes(self.flow, self.setting)
        self._editions = Editions(self.flow, self.setting)
        self._hearings = Hearings(self.flow, self.setting, self._act)
        self._successions = Successions(self.flow, self._act, self._next_free, self._goes_on)
        self._contacts = Contacts(
            self.flow, self.setting, self._abuses, self._next_free, self._receive
        )
        self._affairs: dict[UUID, Affair] = {}
        self._busy_until: dict[str, datetime] = {}
        handled = {service.handler: service for service in self.setting.services}
        for at, handler, who in cast:
            self.flow.at(at, self._arrival(handled[handler], who))
        for at, known in asks:
            self._contacts.expect(at, known)

    @property
    def truth(self) -> dict[str, list[int]]:
        """What was planted so far: by abuse, the numbers of the commands that are it."""
        return self._abuses.truth

    @property
    def commands(self) -> list[Command]:
        """The commands done so far, the one that is being done included."""
        return self.flow.commands

    def live(self) -> Happening:
        """The life, command by command."""
        day = self.start.astimezone(CST).date()
        while datetime.combine(day, time(), CST) <= self.until:
            if self.flow.hours.calendar.is_working_day(day):
                self._plan_day(day)
            yield from self.flow.happen(min(midnight_after(day), self.until))
            day += ONE_DAY
        self.flow.now = self.until
        yield from self.flow.letters()

    # ── days ────────────────────────────────────────────────────────────────────────────────

    def _plan_day(self, day: date) -> None:
        """Who comes, when people look into their queues, when letters leave."""
        n = (day - self.start.astimezone(CST).date()).days
        dice, renews = chance(self.seed, "day", n), chance(self.seed, "renewals", n)
        closes = self.flow.hours.close_of_business(day)
        looks = [datetime.combine(day, at, CST) for at in LOOKS]
        for look, until in pairwise([*looks, closes]):
            self.flow.at(look, self._look(until))
        for hour in LETTERS:
            self.flow.at(datetime.combine(day, hour, CST), self.flow.letters())
        for at, service in self._arrivals(day, dice):
            who = perhaps_renewing(guest(service, dice), service, at, renews)
            self.flow.at(at, self._arrival(service, who))
        self._leaves.plan_day(looks[0])
        self._wishes.plan_day(looks[0], self._next_free)
        self._contacts.plan_day(looks[0])
        if self._writes:
            self._editions.plan_day(looks[0])

    def _arrivals(self, day: date, dice: Random) -> Iterator[tuple[datetime, Service]]:
        expected = CASES_A_DAY * len(self.setting.office.people) * WEEKDAYS[min(day.weekday(), 4)]
        hours, weights = zip(*HOURS, strict=True)
        for _ in range(_poisson(expected, dice)):
            hour = dice.choices(hours, weights)[0]
            at = time(hour, dice.randrange(60), dice.randrange(60))
            asked = dice.choices(list(MIX), list(MIX.values()))[0]
            offered = [service for service in self.setting.services if service.key == asked]
            yield datetime.combine(day, at, CST), dice.choice(offered)

    # ── doing ───────────────────────────────────────────────────────────────────────────────

    def _act(
        self, who: str, affair: Affair, plan: Plan, late_for: timedelta | None = None
    ) -> Generator[tuple[Command, Outcome], None, bool]:
        """Do what was planned, now; the affair remembers it. Answers whether it was done."""
        command = self.flow.command(plan.act, who, affair.n, step=plan.step, brings=plan.brings)
        if late_for is not None:
            claimed = max(self.flow.now - late_for, affair.last + timedelta(minutes=1))
            if claimed < self.flow.now:
                command = replace(command, at=claimed, recorded_at=self.flow.now)
                self.truth[LATE_ENTRY].append(command.n)
        outcome = yield from self.flow.send(command)
        if isinstance(outcome, Done):
            affair.done(command)
            self._follows(affair, command)
        return isinstance(outcome, Done)

    # ── at the counter ──────────────────────────────────────────────────────────────────────

    def _arrival(self, service: Service, who: Guest) -> Happening:
        """Somebody comes and applies; they come again tomorrow where their turn would come after
        the office has closed."""
        if who.channel is Channel.ONLINE:
            yield from self._receive(PARTY, service, who)
            return
        at_once = service.guide.immediate  # by the handler, who sits in the hall
        officer = self.flow.sits(service.handler) if at_once else self._next_free()
        if officer is None:  # nobody is at work
            self.flow.at(self.flow.after(0.2), self._arrival(service, who))
            return
        turn = max(self.flow.now, self._busy_until.get(officer, self.flow.now))
        if turn > self.flow.now:
            self.flow.at(self.flow.hours.next_opening(turn), self._arrival(service, who))
            return
        self._busy_until[officer] = self.flow.now + self._minutes(officer, RECEIVES)
        if at_once and who.is_complete and self.flow.dice(officer).random() < SETTLED:
            yield from self._settle_at_once(officer, service, who)
            return
        affair = yield from self._receive(officer, service, who)
        if affair and at_once:
            closes = self.flow.hours.close_of_business(self.flow.now.astimezone(CST).date())
            until = min(self._busy_until[officer] + timedelta(hours=1), closes)
            case = OnDesk(affair, frozenset(("answer_receipt",)), None)
            self.flow.at(
                self._busy_until[officer], self._work(Sitting(officer, until, deque([case])))
            )

    def _receive(
        self, by: str, service: Service, who: Guest
    ) -> Generator[tuple[Command, Outcome], None, Affair | None]:
        brings: dict[str, Any] = {"application": who.application(service)}
        older = self._editions.older(service, self.flow.dice("told"))
        if older:
            brings["application"]["told"] = older[1]
        command = self.flow.command(RECEIVES, by, under(service.code, older), brings=brings)
        outcome = yield from self.flow.send(command)
        if not isinstance(outcome, Done):
            return None
        affair = Affair(command.n, service, who, brings, self.flow.now)
        self._affairs[outcome.matter] = affair
        self._successions.received(affair)
        if who.withdraws is not None:
            self.flow.at(self.flow.after(who.withdraws), self._withdraw(affair))
        if affair.chooses:
            self.flow.at(self.flow.after(0.7), self._chooses_way(affair))
        return affair

    def _settle_at_once(self, officer: str, service: Service, who: Guest) -> Happening:
        """From the application to the result, within the visit."""
        brings = desk.settle(who.application(service), who.person)
        command = self.flow.command(SETTLES, officer, service.code, brings=brings)
        outcome = yield from self.flow.send(command)
        if isinstance(outcome, Done):
            self._affairs[outcome.matter] = Affair(
                command.n, service, who, brings, self.flow.now, over=True
            )

    def _withdraw(self, affair: Affair) -> Happening:
        """The applicant takes it back, where there is still something to take back."""
        if not affair.silent and not affair.decided:
            yield from self._act(PARTY, affair, desk.take_back(affair, Proposer.PARTY))

    def _ask_back(self, affair: Affair) -> Happening:
        """The applicant wants the materials back: from home, or at the window."""
        from_home = self.flow.dice("applicants").random() < 0.4
        by = PARTY if from_home else self._next_free()
        if by is not None:
            yield from self._act(by, affair, desk.ask_back(affair))

    def _correct(self, affair: Affair, answer: Answer) -> Happening:
        """The applicant brings what was asked for, or some of it, in order or not."""
        dice = self.flow.dice("applicants")
        told = [key for key in affair.on_file if key in affair.told]
        unmet = [key for key in told if key in affair.faults] or told
        if affair.orphaned or not (affair.waits or affair.guest.insists):
            return
        brought = unmet[: max(1, round(len(unmet) * answer.brings))]
        truth = {
            key: Check.MET if dice.random() < answer.right else Check.FAULTY for key in brought
        }
        if not brought:
            return
        answers = [{"key": key, "copies": 1, "pages": dice.randint(1, 6)} for key in brought]
        online = answer.at is not None or affair.guest.channel is Channel.ONLINE
        by = PARTY if online else self._next_free()
        if by is None:
            return
        done = yield from self._act(
            by, affair, Plan("case.receive_correction", {"answers": answers})
        )
        if done:
            affair.on_file.update(truth)

    def _change_law(self, affair: Affair) -> Happening:
        """A law that asks for more has come into force; the supervising leader tells them."""
        leader = self._does(affair.service, Bearer.LEADER)
        if leader is not None and affair.waits and not affair.silent:
            today = self.flow.now.astimezone(CST).date()
            yield from self._act(leader, affair, desk.tell_changed_law(affair, today))

    def _supply(self, affair: Affair) -> Happening:
        """The applicant brings what they were invited to supply."""
        by = PARTY if affair.guest.channel is Channel.ONLINE else self._next_free()
        if by is not None and not affair.silent and not affair.decided:
            yield from self._act(by, affair, desk.supply(affair))

    def _collect(self, affair: Affair) -> Happening:
        """The applicant comes for the result."""
        if not affair.silent:
            officer = self._next_free()
            if officer is None:
                return
            if self._slips(officer):
                yield from self._act(officer, affair, desk.slip(affair))
            yield from self._act(officer, affair, desk.hand_over(affair))

    def _chooses_way(self, affair: Affair) -> Happening:
        """The applicant agrees to be served electronically."""
        if not (affair.silent or affair.decided or affair.orphaned):
            yield from self._act(PARTY, affair, desk.choose_way(affair))

    def _about_the_decision(self, affair: Affair, plan: Callable[[], Plan]) -> Happening:
        """Whoever handles the case notes what the post says of its result, or sets that right."""
        handler = self.flow.sits(affair.service.handler)
        if handler is None:
            later = self._about_the_decision(affair, plan)
            self.flow.at(self.flow.after(0.5), later)
        else:
            yield from self._act(handler, affair, plan())

    def _hang_up(self, affair: Affair) -> Happening:
        """Whoever handles the case makes the decision known in public."""
        handler = self.flow.sits(affair.service.handler)
        if handler is not None and not affair.silent:
            yield from self._act(handler, affair, desk.hang_up())

    def _goes_on(self, affair: Affair) -> None:
        """Whoever took an application over brings what is asked for, or comes for the result."""
        if affair.waits:
            self.flow.at(self.flow.after(1.5), self._correct(affair, Answer(0, 1, 1)))
        elif affair.decided and affair.guest.collects is not None:
            self.flow.at(self.flow.after(affair.guest.collects), self._collect(affair))

    def _next_free(self) -> str | None:
        """The officer at whose counter the queue is shortest; None: nobody is at any."""
        sitting = (self.flow.sits(post.key) for post in self.setting.counters)
        there = [who for who in dict.fromkeys(sitting) if who and not self._leaves.is_gone(who)]
        return min(there, key=lambda who: self._busy_until.get(who, self.start), default=None)

    # ── at the desks ────────────────────────────────────────────────────────────────────────

    def _look(self, until: datetime) -> Happening:
        """Everybody looks into their queue, and begins with what is due first."""
        yield from self.flow.ring(self.flow.now)
        owed: dict[str, dict[int, list[Owing]]] = {}
        owing = self._owing()
        self._contacts.look(owing)
        for row in owing:
            if row.person is not None and row.matter in self._affairs:
                who = self.flow.sign_in[row.person]
                if self._lies_idle(row, who):
                    continue
                owed.setdefault(who, {}).setdefault(self._affairs[row.matter].n, []).append(row)
        for who in sorted(owed):
            cases = [self._on_desk(rows) for rows in owed[who].values()]
            cases.sort(key=lambda case: (case.due or NEVER, case.affair.n))
            taken = deque(case for case in cases if self._takes_up(who, case))
            begins = self.flow.now + self.flow.dice(who).uniform(0, 12) * timedelta(minutes=1)
            ends = self.flow.now + (until - self.flow.now) * self._habits(who).share
            if taken:
                self.flow.at(begins, self._work(Sitting(who, ends, taken)))

    def _lies_idle(self, row: Owing, who: str) -> bool:
        """Planted: who stands in on a post lets its work lie."""
        post = self.flow.office.roster.posts[row.post].key
        idle = self._abuses.idles(who) and self.setting.holder(post) != who
        if idle and (lies := self._affairs[row.matter].n) not in self.truth[IDLE]:
            self.truth[IDLE].append(lies)
        return idle

    def _owing(self) -> list[Owing]:
        with self.flow.in_the_product():
            return owing(self.flow.office.jurisdiction, self.flow.now)

    def _on_desk(self, rows: list[Owing]) -> OnDesk:
        dues = [row.due_at for row in rows if row.due_at]
        kinds = frozenset(row.kind for row in rows)
        promise = next((row.due_at for row in rows if row.kind == "decide"), None)
        return OnDesk(self._affairs[rows[0].matter], kinds, min(dues, default=None), promise)

    def _takes_up(self, who: str, case: OnDesk) -> bool:
        """Whether somebody takes up a case at this look, by their habits."""
        affair, kinds, due, promise = case
        if affair.guest.lies:
            return True
        dice, their = self.flow.dice(who), self._habits(who)
        forgets, takes = dice.random(), dice.random()
        if affair.shelved_until and affair.shelved_until > self.flow.now:
            return False
        if "sign_decision" in kinds and self._abuses.batches(who):
            last_day = due is not None and due <= midnight_after(
                self.flow.now.astimezone(CST).date()
            )
            return last_day and self.flow.now.astimezone(CST).time() >= LAST_HOUR
        if stops.lets_lie(self._abuses.stops(who), affair, promise, self.flow.now):
            return False
        if forgets < their.forgets:
            affair.shelved_until = self.flow.after(dice.uniform(2, 9))
            return False
        return takes < (max(their.takes_up, 0.85) if self._near(due) else their.takes_up)

    def _near(self, due: datetime | None) -> bool:
        return due is not None and due <= self.flow.now + ONE_DAY

    def _work(self, sitting: Sitting) -> Happening:
        """One piece of work, and then the next, until the desk is empty or time is up."""
        who = sitting.who
        if self._leaves.is_gone(who):
            return
        while sitting.cases:
            affair = sitting.cases[0].affair
            plan = self._plan(who, sitting.cases[0])
            knows = affair.orphaned and plan is not None and plan.act in WAITS
            if plan is None or plan.act == affair.guest.lies or knows:
                sitting.cases.popleft()
                continue
            if self._slips(who) and not affair.guest.lies:
                yield from self._act(who, affair, desk.slip(affair))
            late_for = self._abuses.late_for(who, plan.act, self.flow.dice(who))
            done = yield from self._act(who, affair, plan, late_for)
            if not done or self.flow.dice(who).random() < 0.1:
                sitting.cases.popleft()
            again = self.flow.now + self._minutes(who, plan.act)
            if again <= sitting.until:
                self.flow.at(again, self._work(sitting))
            return

    def _plan(self, who: str, case: OnDesk) -> Plan | None:
        """What to do next with a case on the desk; None: nothing now."""
        affair, kinds, due, promise = case
        today = self.flow.now.astimezone(CST).date()
        affair.accepted |= bool(kinds & {"decide", "do_at_once"})  # silence may have, too
        if "call_back" in kinds:
            return desk.call_back(affair)
        if "bring_again" in kinds and affair.brought != today:  # nobody else has meanwhile
            return desk.bring(affair)
        if "return_materials" in kinds:
            return self._give_back(who, affair, due)
        if affair.over:
            return None
        handler = self.flow.sits(affair.service.handler)
        asks = consultations.plan(
            affair, who, handler, kinds, due, self.flow.now,
            self.setting, self.flow.sits, self.flow.dice("consultations"),
        )  # fmt: skip
        if asks is not None:
            return asks
        if kinds == consultations.ANSWERS and who != handler:
            return None  # the rest of it is another's
        heard = self._hearings.plan(affair, who, handler, kinds)
        if heard is not None:
            return heard
        says_no = refusals.plan(affair, who, handler, kinds, self.flow.dice("refusals"))
        waits = affair.assisted or self._hearings.under_way(affair)
        if says_no is not None and not (waits and not affair.refusing):
            filed = not affair.unfit or affair.refusing or not self._abuses.goes_round(who)
            return says_no if filed else desk.take_back(affair, Proposer.PARTY)
        if affair.refusing:
            return None  # three people look at it first
        if "close_after_notice" in kinds:
            return desk.close_after_notice(affair)
        if affair.decided and "deliver" in kinds and affair.vanished:
            return desk.seek(affair, who, today)
        if affair.decided and "deliver" in kinds and self.flow.dice(who).random() < NOT_FOUND:
            return desk.not_found(affair, who)
        if affair.decided:
            return desk.post(affair, due, self.flow.now) if "deliver" in kinds else None
        if "answer_silence" in kinds and who != handler:
            affair.shelved_until = None  # the head tells the handler to answer, now
            return None
        if "tell_new_faults" in kinds and who != handler:
            return desk.tell_new_faults(affair)
        if "settle_lapse" in kinds and affair.waits:
            return None if affair.guest.lies else self._settle(who, affair)
        runs_out = affair.accepted and affair.left and self._near(due)
        if runs_out and self._abuses.resets(who, affair.n, self.flow.dice(who)):
            self.flow.at(self.flow.after(0.1), self._refile(affair))
            return desk.take_back(affair, Proposer.OFFICE)
        how = self._abuses.stops(who) if who == handler and not affair.guest.lies else ""
        gains = how and stops.plan(how, affair, promise, self.flow.now, self.flow.dice("stops"))
        moves = gains or limits.plan(
            affair, who, handler, kinds, due, self.flow.now, self.flow.dice("limits")
        )
        if moves is not None:
            return moves
        if (waits or affair.still is not None) and not affair.left:
            return None  # nothing is decided meanwhile
        if affair.running is not None:
            return desk.finish(affair, who, self._does, self.flow.now)
        if not affair.accepted:
            sharp = self._habits(who).sharp
            return None if affair.waits else desk.answer(affair, sharp, self.flow.dice(who))
        if affair.may_be_invited and who == handler:
            return desk.invite(affair)
        return desk.proceed(affair, who, self._does)

    def _give_back(self, who: str, affair: Affair, due: datetime | None) -> Plan | None:
        """Give the materials back; where that is planted, not before it is late, nothing of them, or
        to somebody who fetches everybody's."""
        if self._abuses.does(LATE_BACK, who) and due is not None and self.flow.now < due:
            return None
        today = self.flow.now.astimezone(CST).date()
        plan = desk.give_back(affair, today, self.flow.dice(who))
        if self._abuses.does(KEEPS, who):
            return desk.keep_back(plan)
        if self._abuses.does(GO_BETWEEN, who):
            return desk.give_to(plan, somebody(chance(self.seed, GO_BETWEEN, who)), today)
        return plan

    def _does(self, service: Service, bearer: Bearer) -> str | None:
        """Who does now what falls to a part in the cases of a service."""
        return self.flow.sits(self.setting.bearing(service, bearer))

    def _settle(self, who: str, affair: Affair) -> Plan | None:
        """The applicant's time is over: call them up. They come, or take it back, or nothing."""
        said = self.flow.dice(who).random()
        affair.shelved_until = self.flow.after(5)
        if said < 0.35:
            self.flow.at(self.flow.after(1 + 8 * said), self._correct(affair, Answer(0, 1, 1)))
        if said < 0.35:
            return None
        return desk.take_back(affair, Proposer.OFFICE) if said < 0.6 else refusals.lapsed(affair)

    def _refile(self, affair: Affair) -> Happening:
        """What was withdrawn comes in again, as it was, and its clock begins anew."""
        if affair.over:
            again = replace(affair.guest, papers=dict(affair.on_file), withdraws=None)
            officer = self._next_free()
            if officer is None:
                return
            made = yield from self._receive(officer, affair.service, again)
            if made:
                self.truth[RESET].append(made.n)

    def _follows(self, affair: Affair, command: Command) -> None:
        """What others do about an act that was done."""
        if command.act in TELLS and (answer := affair.next_answer):
            self.flow.at(answer.at or self.flow.after(answer.days), self._correct(affair, answer))
        if command.act == "case.invite_supplement" and self.flow.dice("applicants").random() < 0.7:
            self.flow.at(self.flow.after(2), self._supply(affair))
        self._hearings.follows(affair, command)
        if command.act == "special_procedure.begin_special_procedure":
            needed = command.brings["days"] * self.flow.dice("limits").uniform(0.3, 1.3)
            heard = command.brings["kind"] == SpecialKind.HEARING
            affair.still = affair.heard_at if heard else self.flow.after(needed)
            if affair.gains == STOPS_UNTIL_DONE:
                affair.still = stops.NEVER
        if command.act == "case.issue_correction_notice" and affair.law_changes:
            self.flow.at(self.flow.after(1.2), self._change_law(affair))
        if command.act == "case.deliver_result":
            self._after_the_result(affair, ServedBy(command.brings["handover"]["by"]))
        if share := ASK_BACK.get(command.act):
            wants = self.flow.dice("applicants").random() < share
            if wants and affair.guest.channel is Channel.COUNTER:
                self.flow.at(self.flow.after(2), self._ask_back(affair))
        sought = command.act == "service_of_paper.note_attempt" and affair.vanished
        if sought and len(affair.sought) == desk.ATTEMPTS:
            self.flow.at(self.flow.after(0.5), self._hang_up(affair))
        if command.act == "step.start_step":
            assert affair.running is not None
            affair.ready_at = self._ready(affair.service, affair.running)
        if command.act == "case.withdraw" and affair.unfit and self._abuses.goes_round(command.who):
            self.truth[ROUND].append(affair.n)
        self._gained(affair, command)
        if command.act == "case.decide_grant" and self._abuses.batches(command.who):
            self.truth[BATCH].append(command.n)
        decided = command.act == "case.decide_grant" and not affair.vanished
        if decided and affair.guest.collects is not None:
            days = 0.03 if affair.service.guide.immediate else affair.guest.collects
            self.flow.at(self.flow.after(days), self._collect(affair))

    def _gained(self, affair: Affair, command: Command) -> None:
        """Planted: what stopped a clock, what let it go on, how materials went back."""
        match command.act:
            case "special_procedure.begin_special_procedure" if affair.gains in STOPPED:
                if command.brings["kind"] != SpecialKind.HEARING:
                    self.truth[affair.gains].append(command.n)
            case "special_procedure.end_special_procedure" if affair.gains == STOPS_UNTIL_DONE:
                self.truth[STOPS_UNTIL_DONE].append(command.n)
            case "return_of_materials.hand_back":
                if self._abuses.does(LATE_BACK, command.who):
                    self.truth[LATE_BACK].append(command.n)
                if self._abuses.does(KEEPS, command.who):
                    self.truth[KEEPS].append(command.n)
                elif self._abuses.does(GO_BETWEEN, command.who):
                    self.truth[GO_BETWEEN].append(command.n)

    def _after_the_result(self, affair: Affair, by: ServedBy) -> None:
        """The post says what became of it; a misprint is seen."""
        if by is ServedBy.POST:
            says = self._about_the_decision(affair, lambda: self._post_says(affair))
            self.flow.at(self.flow.after(2 + affair.n % 4), says)
        if affair.misprinted:
            sets_right = partial(desk.set_right, affair)
            seen = self._about_the_decision(affair, sets_right)
            self.flow.at(self.flow.after(1 + affair.n % 9), seen)

    def _post_says(self, affair: Affair) -> Plan:
        return desk.note_receipt(affair, self.flow.now.astimezone(CST).date())

    def _ready(self, service: Service, step: Step) -> datetime | None:
        """When the work of a step begun now will have been done; a signature needs none."""
        if step.kind is StepKind.SIGN_OFF:
            return None
        doer = self._does(service, step.by) or self.setting.doer(service, step.by)
        part = self.flow.dice(doer).uniform(0.1, 0.75) * self._habits(doer).pace
        return self.flow.after(part * _working_days(step.limit))

    # ── people ──────────────────────────────────────────────────────────────────────────────

    def _habits(self, who: str) -> Habits:
        return habits(self.seed, who)

    def _slips(self, who: str) -> bool:
        return self.flow.dice(who).random() < self._habits(who).slips

    def _minutes(self, who: str, act: str) -> timedelta:
        varies = self.flow.dice(who).uniform(0.7, 1.4)
        return timedelta(seconds=round(60 * MINUTES[act] * self._habits(who).pace * varies))


def live(
    seed: int,
    days: int,
    staff: int,
    start: datetime,
    *,
    abuses: Collection[str] = (),
    each: Callable[[Command, Outcome], None] | None = None,
) -> Happening:
    """``days`` working days of an office of ``staff`` people: each command with what came of it.

    The office must have been founded (``setting.found(staff, start)``). One seed, one life."""
    world = World(seed, staff, start, end_of(days, start), abuses)
    for command, outcome in world.live():
        if each is not None:
            each(command, outcome)
        yield command, outcome


def end_of(days: int, start: datetime) -> datetime:
    """24:00 of the last of so many working days, the first of them not before ``start``."""
    before = start.astimezone(CST).date() - ONE_DAY
    return midnight_after(official_calendar().add_working_days(before, days))


def _poisson(expected: float, dice: Random) -> int:
    """How many come where so many are expected."""
    arrived, at = 0, dice.expovariate(1)
    while at < expected:
        arrived, at = arrived + 1, at + dice.expovariate(1)
    return arrived


def _working_days(limit: Limit) -> float:
    """About how many working days a limit has."""
    match limit.unit:
        case LimitUnit.WORKING_DAY:
            return limit.n
        case LimitUnit.WORKING_HOUR:
            return limit.n / WORKING_DAY
        case LimitUnit.DAY:
            return limit.n * 5 / 7
        case LimitUnit.MONTH:
            return limit.n * 21
