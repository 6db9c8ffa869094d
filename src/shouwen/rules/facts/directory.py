"""The facets of the directory: what is entered of other units, and a line that is looked after."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Listed:
    """Another unit, or one section of it, as it is entered: what it does, where to call, where and
    when it is there, in words."""

    name: str
    section: str
    tasks: str
    phone: str
    address: str = ""
    hours: str = ""

    @property
    def whole(self) -> str:
        """Its name and its section's."""
        return f"{self.name}{self.section}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the directory. ``listed``: its post is open, its unit still listed. ``reported``:
    somebody said that it is wrong, and its ``keeper`` owes it a mend. ``outside``: it is another
    unit's."""

    name: str
    listed: bool
    reported: bool
    outside: bool = False
    keeper: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """Where somebody is reached: telephone, and room or address."""

    phone: str
    place: str
