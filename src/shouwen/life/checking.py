"""How invariants are named, found and checked: each table is read once for all of them.

In the middle of a life only what its last acts touched is looked at again, of the office as a whole
what came since the check before; at the end, everything is."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from shouwen.life.shelf import OnFile, shelves


@dataclass(frozen=True, slots=True)
class Broken:
    """Where an invariant does not hold: the matter's number (its key where it has none), and
    what is wrong."""

    matter: str
    what: str


Checked = tuple[int, tuple[Broken, ...]]
"""How many things were looked at, and what was broken."""

Look = Callable[[OnFile], Iterator[str]]
"""Looks at one matter: an empty text for each thing in order, else what is wrong with it."""

Sum = Callable[[], Iterator[tuple[str, str]]]
"""Looks at all that ever was: where, and what is wrong there (empty: nothing)."""

LookAround = Callable[[datetime], Iterator[tuple[str, str]]]
"""Looks at what happened in the whole office since an instant: where, and what is wrong there
(empty: nothing)."""

EVER = datetime(1, 1, 1, tzinfo=UTC)
"""Since when everything happened."""


@dataclass(frozen=True, slots=True)
class Invariant:
    """Something that must hold, ``look`` of each matter, ``around`` of the office as a whole."""

    name: str
    look: Look | None = None
    around: LookAround | None = None

    def check(self, matters: Iterable[UUID] | None = None) -> Checked:
        """Check it on these matters, or on all; what is the whole office's is always checked
        whole."""
        (found,) = _check((self,), matters, EVER).values()
        return found


INVARIANTS: dict[str, Invariant] = {}


def check_all(matters: Iterable[UUID] | None = None, since: datetime = EVER) -> dict[str, Checked]:
    """Check every invariant on these matters, or on all; what is the whole office's on what
    happened ``since``."""
    return _check(tuple(INVARIANTS.values()), matters, since)


def _check(
    invariants: tuple[Invariant, ...], matters: Iterable[UUID] | None, since: datetime
) -> dict[str, Checked]:
    counted: Counter[str] = Counter()
    broken: dict[str, list[Broken]] = defaultdict(list)

    def note(name: str, where: str, what: str) -> None:
        counted[name] += 1
        if what:
            broken[name].append(Broken(where, what))

    for shelf in shelves(matters):
        for file in shelf:
            for invariant in invariants:
                for what in invariant.look(file) if invariant.look else ():
                    note(invariant.name, file.matter.number or file.matter.id, what)
    for invariant in invariants:
        for where, what in invariant.around(since) if invariant.around else ():
            note(invariant.name, where, what)
    return {i.name: (counted[i.name], tuple(broken[i.name])) for i in invariants}


def of_a_matter(name: str) -> Callable[[Look], Look]:
    """Register a look at one matter under the name of its clause."""

    def register(look: Look) -> Look:
        INVARIANTS[name] = Invariant(name, look=look)
        return look

    return register


def of_the_office(name: str) -> Callable[[LookAround], LookAround]:
    """Register a look at the whole office under the name of its clause."""

    def register(around: LookAround) -> LookAround:
        INVARIANTS[name] = Invariant(name, around=around)
        return around

    return register


def of_the_sum(name: str) -> Callable[[Sum], Sum]:
    """Register a look at what is summed up, under the name of its clause. What breaks a sum stays
    in it: it is looked at where everything is."""

    def register(look: Sum) -> Sum:
        def around(since: datetime) -> Iterator[tuple[str, str]]:
            if since == EVER:
                yield from look()

        INVARIANTS[name] = Invariant(name, around=around)
        return look

    return register
