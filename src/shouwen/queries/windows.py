"""The windows at the counter: which posts have one, and whether somebody is at it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shouwen.records.casefile.office import Office, UnitFacts
from shouwen.rules.facts.seats import Post, Seat
from shouwen.rules.regimes.stand_in import seating

_ROOM = re.compile(r"(?P<hall>.*?)(?P<number>\d+)\s*号窗")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a window is, as its room says: 一楼大厅2号窗口."""

    hall: str
    number: str


def place(post: Post) -> Place | None:
    """The window of a post; None where its room is no window."""
    found = _ROOM.match(post.room)
    return Place(found["hall"].strip(), found["number"]) if found else None


def windows(office: Office, unit: UnitFacts) -> list[tuple[Post, Place]]:
    """The unit's windows in the order of their numbers."""
    posts = office.roster.posts.values()
    found = [
        (post, at)
        for post in posts
        if post.unit == unit.id and not post.closed and (at := place(post))
    ]
    return sorted(found, key=lambda each: (each[1].hall, int(each[1].number)))


def attended(office: Office, at: datetime) -> dict[UUID, UUID]:
    """The windows that somebody told to sit there is at, with who. One person is at one window:
    their own, if they have one (3.2b)."""
    posts = office.roster.posts
    found = {}
    for person, seats in seating(office.roster, at).by_person.items():
        mine = next(_at_windows(posts[seat.post] for seat in seats if _told(seat)), None)
        if mine is not None:
            found[mine.id] = person
    return found


def _told(seat: Seat) -> bool:
    return seat.designated and not seat.away


def _at_windows(posts: Iterable[Post]) -> Iterable[Post]:
    return (post for post in posts if not post.closed and place(post))
