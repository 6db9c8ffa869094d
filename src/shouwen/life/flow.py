"""What happens in a life, in the order of time: commands go through the door, and between two of
them the clock does what is its own.

The sweep runs in the round after a bell has rung, letters leave when they are told to. Whoever is
at work asks here who sits where (:meth:`Flow.sits`)."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cached_property
from heapq import heappop, heappush
from itertools import count
from random import Random
from time import perf_counter
from typing import Any
from uuid import UUID

from shouwen.life.abuses import TWICE, Abuses
from shouwen.life.chance import chance
from shouwen.life.script import DELIVERS, SWEEPS, THE_CLOCK, Command, Outcome, Stage
from shouwen.queries.owing import next_bell
from shouwen.records.casefile.office import Office, office
from shouwen.records.models import Jurisdiction
from shouwen.records.reading import Planned
from shouwen.rules.facts.seats import Seat
from shouwen.rules.regimes.stand_in import seat
from shouwen.rules.worktime import CST, OfficeHours

_JURISDICTION = Planned("records_jurisdiction j", (Jurisdiction, "j"))
ROUND = timedelta(minutes=5)  # how often the simulated job sweeps, where something rings
WORKING_DAY = 7.0  # hours

Happening = Generator[tuple[Command, Outcome], None, None]
"""Something that happens: it yields each command that is done in it, with what came of it."""

Sending = Generator[tuple[Command, Outcome], None, Outcome]
"""One command on its way: it yields the command with what came of it, and answers with that."""


class Flow:
    """The time of one life on the founded database there is. ``commands`` are those done so far,
    the one that is being done included; ``product_seconds`` is the time spent in acts and
    queries."""

    def __init__(self, seed: int, start: datetime, abuses: Abuses) -> None:
        """Nothing has happened at ``start``; of ``abuses``, requests are sent twice here."""
        self.seed, self.now, self._abuses = seed, start, abuses
        self.commands: list[Command] = []
        self.product_seconds = 0.0
        self.stage = Stage(seed)
        self._numbers = count(1)
        self._ahead: list[tuple[datetime, int, Happening]] = []
        self._order = count()
        self._chance: dict[str, Random] = {}
        self._swept = start
        self._as_read: Office | None = None

    # ── time ────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def hours(self) -> OfficeHours:
        """When the office is open."""
        return next(iter(self.office.units.values())).hours

    def happen(self, until: datetime) -> Happening:
        """Whatever lies ahead up to an instant, in the order of time."""
        while self._ahead and self._ahead[0][0] <= until:
            self.now, _, happening = heappop(self._ahead)
            yield from happening

    def at(self, at: datetime, happening: Happening) -> None:
        """Something will happen at ``at``; what lies in the past, at once."""
        heappush(self._ahead, (max(at, self.now), next(self._order), happening))

    def after(self, working_days: float) -> datetime:
        """So many working days from now, within office hours."""
        return self.hours.add_working_hours(self.now, max(working_days, 0.02) * WORKING_DAY)

    def dice(self, name: str) -> Random:
        """Somebody's own chance: what befalls others does not change it."""
        if name not in self._chance:
            self._chance[name] = chance(self.seed, "dice", name)
        return self._chance[name]

    # ── doing ───────────────────────────────────────────────────────────────────────────────

    def command(self, act: str, who: str, subject: str | int | None, **more: Any) -> Command:
        """A command of now, with the next number of the life."""
        return Command(next(self._numbers), self.now, act, who, subject, **more)

    def send(self, command: Command) -> Sending:
        """A command goes through the door, after what the clock had to do before it; now and then
        twice, where that is planted."""
        yield from self.ring(self.now)
        outcome = self.do(command)
        yield command, outcome
        if self._abuses.sends_twice(self.dice("twice")):
            self._abuses.truth[TWICE].append(command.n)
            yield command, self.do(command)
        return outcome

    def do(self, command: Command) -> Outcome:
        """Do it, now."""
        self.commands.append(command)
        if command.act.startswith(("absence.", "clock.")):
            self._as_read = None  # who is where may change
        with self.in_the_product():
            return self.stage.do(command)

    def ring(self, until: datetime) -> Happening:
        """The sweep, in the round after each bell that rings by ``until``, and after whatever set it: an
        act may begin a time anew that is over by then."""
        while (bell := self._next_bell()) is not None:
            at = max(_round_up(bell.astimezone(CST)), self._swept, _round_up(self._last))
            if at > until:
                return
            self._swept = at
            command = Command(next(self._numbers), at, SWEEPS, THE_CLOCK)
            yield command, self.do(command)

    def _next_bell(self) -> datetime | None:
        with self.in_the_product():
            return next_bell()

    def letters(self) -> Happening:
        """Letters that are due reach their readers."""
        yield from self.ring(self.now)
        command = self.command(DELIVERS, THE_CLOCK, None)
        yield command, self.do(command)

    @property
    def _last(self) -> datetime:
        """When something was last done, by the clock on the wall."""
        last = self.commands[-1] if self.commands else None
        return (last.recorded_at or last.at).astimezone(CST) if last else self._swept

    @contextmanager
    def in_the_product(self) -> Iterator[None]:
        """What is done meanwhile is the product's own time."""
        began = perf_counter()
        yield
        self.product_seconds += perf_counter() - began

    # ── who is there ────────────────────────────────────────────────────────────────────────

    @property
    def office(self) -> Office:
        """The office as it stands; read again where somebody may have left or come back."""
        if self._as_read is None:
            with self.in_the_product():
                ((place,),) = _JURISDICTION.rows()
                self._as_read = office(place)
        return self._as_read

    def sits(self, post: str) -> str | None:
        """The sign-in key of who sits on a post now; None: nobody who is there."""
        found = self._seat(post)
        return None if found.person is None or found.away else self.sign_in[found.person]

    def is_away(self, who: str) -> bool:
        """Whether somebody is away now."""
        return self.office.roster.is_away(self.stage.people[who], self.now) is not None

    def _seat(self, post: str) -> Seat:
        return seat(self.office.roster, self._posts[post], self.now)

    @cached_property
    def sign_in(self) -> dict[UUID, str]:
        """Sign-in keys by person."""
        return {person: key for key, person in self.stage.people.items()}

    @cached_property
    def _posts(self) -> dict[str, UUID]:
        return {post.key: id for id, post in self.office.roster.posts.items()}


def _round_up(at: datetime) -> datetime:
    """The next round of the sweep from ``at`` on."""
    passed = timedelta(minutes=at.minute, seconds=at.second, microseconds=at.microsecond) % ROUND
    return at if not passed else at + ROUND - passed
