"""How invariants are named, found and checked: each table is read once for all of them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
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

LookAround = Callable[[], Iterator[tuple[str, str]]]
"""Looks at the whole office: where, and what is wrong there (empty: nothing)."""


@dataclass(frozen=True, slots=True)
class Invariant:
    """Something that must hold, ``look`` of each matter, ``around`` of the office as a whole."""

    name: str
    look: Look | None = None
    around: LookAround | None = None

    def check(self, matters: Iterable[UUID] | None = None) -> Checked:
        """Check it on these matters, or on all; what is the whole office's is always checked
        whole."""
        (found,) = _check((self,), matters).values()
        return found


INVARIANTS: dict[str, Invariant] = {}


def check_all(matters: Iterable[UUID] | None = None) -> dict[str, Checked]:
    """Check every invariant on these matters, or on all."""
    return _check(tuple(INVARIANTS.values()), matters)


def _check(invariants: tuple[Invariant, ...], matters: Iterable[UUID] | None) -> dict[str, Checked]:
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
        for where, what in invariant.around() if invariant.around else ():
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
