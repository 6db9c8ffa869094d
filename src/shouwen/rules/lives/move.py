"""A move: one legal act on one kind of matter, as data."""

from dataclasses import dataclass
from enum import StrEnum

from shouwen.rules.verdict import Need
from shouwen.rules.words import Bearer, Power


@dataclass(frozen=True, slots=True)
class May:
    """Who may make a move: a seat with one of the ``powers`` (on one of the ``bearers``' posts,
    where any are named; of ``bearers`` without powers, whoever sits there, but for the Office),
    anybody of the office in person, the party, the clock, the administrator; at least one."""

    powers: tuple[Power, ...] = ()
    bearers: tuple[Bearer, ...] = ()
    person: bool = False
    party: bool = False
    clock: bool = False
    administrator: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """``act`` takes the matter from one of ``before`` to ``after`` (None as before: the matter
    does not exist yet; ``after`` None: the state stays).

    ``needs`` must hold on the file as it lies there: the page's list of acts comes from them.
    ``leaves`` must hold on the file as the act leaves it, what was brought included.
    ``opens`` may be opened by the act, ``ends`` are met by it where open, ``voids`` fall away.
    ``clause`` is what the act itself rests on."""

    act: str
    clause: str
    before: tuple[StrEnum | None, ...]
    after: StrEnum | None
    may: May
    needs: tuple[Need, ...] = ()
    leaves: tuple[Need, ...] = ()
    opens: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    voids: tuple[str, ...] = ()

    @property
    def life(self) -> str:
        """The life the act belongs to: what stands before the dot of its name."""
        return self.act.split(".", 1)[0]

    @property
    def clauses(self) -> tuple[str, ...]:
        """Every clause the move enforces, its own first, each once."""
        found = [self.clause, *(g.clause for g in (*self.needs, *self.leaves))]
        return tuple(dict.fromkeys(found))
