"""The demo office: who works there, what it offers, and who comes. Plain data, read once.

``office.toml`` is the bureau, ``services/`` its services written out from the law, ``english/`` some
of them in English, ``pledges.toml`` what it promises besides, ``other_units.csv`` whom it sends
people to, ``names.toml`` invented applicants.
What is made of it is made by acts, like everything else.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from shouwen.acts.founding import Office
from shouwen.acts.pledge import Saying
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.plain import read
from shouwen.rules.facts.wording import Texts, flat

_HERE = files(__name__)


@dataclass(frozen=True, slots=True)
class Service:
    """A service: its ``key``, which is the name of its file; its code in the district's list, the
    keys of the section and of the post that handle it, and what its guide says."""

    key: str
    code: str
    section: str
    handler: str
    guide: Guide


@dataclass(frozen=True, slots=True)
class Names:
    """Invented applicants: people, the businesses they run, companies."""

    people: tuple[str, ...]
    businesses: tuple[str, ...]
    companies: tuple[str, ...]


@cache
def office() -> Office:
    """The bureau as it stands on the first day."""
    return read(Office, _toml(_HERE / "office.toml"))


@cache
def services() -> tuple[Service, ...]:
    """The services written out in full, by the name of their file."""
    found = sorted((_HERE / "services").iterdir(), key=lambda file: file.name)
    return tuple(
        read(Service, {"key": file.name.removesuffix(".toml"), **_toml(file)}, file.name)
        for file in found
    )


@cache
def english() -> dict[str, Texts]:
    """Services as they are written in English: texts by their places, by the service's code."""
    codes = {service.key: service.code for service in services()}
    return {
        codes[file.name.removesuffix(".toml")]: flat(_toml(file))
        for file in sorted((_HERE / "english").iterdir(), key=lambda file: file.name)
    }


@cache
def pledges() -> tuple[Saying, ...]:
    """What the office promises besides its guides."""
    return tuple(read(Saying, each) for each in _toml(_HERE / "pledges.toml")["pledge"])


@cache
def other_units() -> bytes:
    """Other units of the district, as a sheet that an office imports."""
    return (_HERE / "other_units.csv").read_bytes()


@cache
def names() -> Names:
    """Names for those who come."""
    return read(Names, _toml(_HERE / "names.toml"))


def _toml(file: Traversable) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))
