"""The demo office: who works there, what it offers, and who comes. Plain data, read once.

``office.toml`` is the bureau, ``services/`` its services written out from the law, ``names.toml``
invented applicants. What is made of it is made by acts, like everything else.
"""

import tomllib
from dataclasses import dataclass
from datetime import time
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.plain import read
from shouwen.rules.words import Power

_HERE = files(__name__)


@dataclass(frozen=True, slots=True)
class Hours:
    """Office hours (Asia/Shanghai) on these days of the week; Monday is 0."""

    days: tuple[int, ...]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Section:
    """A section, and the key of the leader's post that supervises it."""

    key: str
    name: str
    phone: str
    room: str
    supervised_by: str


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of a post and the powers it carries (2.4.2)."""

    task: str
    powers: tuple[Power, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """A post, who holds it and who is its B-role (keys of people). ``leads``: its section."""

    key: str
    name: str
    section: str
    phone: str
    room: str
    duties: tuple[Duty, ...]
    holder: str
    b_role: str
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the office; ``key`` is the sign-in name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Office:
    """The unit: ``sign`` begins the numbers of its papers, ``area`` is the code of its area,
    ``complaints`` the key of the section that takes complaints (5.4b)."""

    name: str
    sign: str
    area: str
    phone: str
    address: str
    complaints: str
    hours: tuple[Hours, ...]
    sections: tuple[Section, ...]
    posts: tuple[Post, ...]
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Service:
    """A service: its code in the district's list, the keys of the section and of the post that
    handle it, and what its guide says."""

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
    return tuple(read(Service, _toml(file), file.name) for file in found)


@cache
def names() -> Names:
    """Names for those who come."""
    return read(Names, _toml(_HERE / "names.toml"))


def _toml(file: Traversable) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))
