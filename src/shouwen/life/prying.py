"""Nobody sees what they may not: people of the office and strangers ask for the pages of a case as
doors do, and what they are answered is read.

Who may see what is said here again, by plain SQL: a person who sits on no post that works on cases
(or not yet, or no more) sees none; one without a part in the case sees its applicant's numbers
masked; a stranger sees nothing without the right code, and with it nobody's name or numbers in
full. On the boards that everybody reads, and in calendars that are fetched, stands who is there, and
never why somebody is not. Pages cost more than tables, so a life asks for those of a sample of its
matters only."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Any
from uuid import UUID

from shouwen.life import prying_contacts
from shouwen.life.chance import chance
from shouwen.life.invariants import Invariant
from shouwen.life.shelf import OnFile, Row, Shelf, latest, select
from shouwen.life.slow_seats import Roster, acting
from shouwen.queries import briefings, desk, feed, paper_check, track
from shouwen.queries import who as boards_of
from shouwen.queries.act_page import correction_page
from shouwen.queries.case_page import case_page
from shouwen.queries.intake import received_page
from shouwen.queries.ledger import ledger_page
from shouwen.queries.queue import peek, queue
from shouwen.queries.viewer import NotForYou, NotFound, Viewer, see
from shouwen.rules.labels import label
from shouwen.rules.words import AbsenceKind

NAME = "2.4.2 nobody saw what they may not"
ASKING = 5
"""So many people of the office ask for the pages of a case, and one who sits nowhere."""

OF_THE_OFFICE = {"office": {"receive"}}  # it takes in for others, and decides nothing (3.2c)
WORK_ON_CASES = {"receive", "examine", "review", "decide", "supervise"}
BEFORE_ANYBODY_SAT = datetime(2010, 1, 1, tzinfo=UTC)
WRONG_CODE = "A" * 12

SCREENS = (1, 2, 3)
FETCHED = 5  # calendars, of those who were away last

ABSENCES = """SELECT a.person_id AS person, a.reason, a.kind FROM records_absence a
    JOIN records_matter m ON m.id = a.matter_id WHERE m.last_at >= {since} ORDER BY m.number"""
CASE = """SELECT c.matter_id AS matter, c.applicant, c.id_kind, c.id_number, c.phone, c.address,
    c.email, c.subject, c.lookup_code, c.window_id AS window FROM records_case c
    WHERE c.matter_id IN ({these})"""
PAPERS = """SELECT number, check_code FROM records_paper WHERE matter_id IN ({these})"""
BRIEFINGS = """SELECT b.id, b.person_id AS person, o.bearer_id AS bearer FROM records_briefing b
    JOIN records_obligation o ON o.about = b.id WHERE b.contact_id IN ({these})"""
OTHERS = """SELECT check_code FROM records_paper WHERE matter_id NOT IN ({these}) LIMIT 1"""


def _look(file: OnFile) -> Iterator[str]:
    """Ask for every page of a case, now: pages know who sits where now, and no other time."""
    if file.contact:
        yield from prying_contacts.pry(file)
        yield from _what_is_gone_through(file)
    if not file.case:
        return
    (case,) = select(CASE, [file.matter.id])
    yield from _at_the_desk(file, case)
    yield from _in_public(file, case)


def _around(since: datetime) -> Iterator[tuple[str, str]]:
    """Ask for the boards that anybody may read, and for the calendars that are fetched without
    signing in, as they are now: none tells why anybody was away since."""
    at = latest()
    absences = select(ABSENCES, since=since)
    duties = " ".join(row.task for row in select("SELECT task FROM records_duty"))
    sorts = {label(AbsenceKind(row.kind)) for row in absences}  # but for what is somebody's work
    kept = {row.reason for row in absences if row.reason} | {s for s in sorts if s not in duties}
    people = dict.fromkeys(row.person for row in absences)
    boards: list[tuple[str, Callable[[], object]]] = [
        ("who is where", partial(boards_of.who, at)),
        *((f"screen {n} on the wall", partial(boards_of.wall, at, n)) for n in SCREENS),
        *(("a calendar", partial(_calendar, UUID(each), at)) for each in list(people)[-FETCHED:]),
    ]
    for board, ask in boards:
        yield board, _said(board, ask, kept)


def _calendar(person: UUID, at: datetime) -> object:
    """What is fetched from the address that somebody subscribed to."""
    return feed.feed(feed.token(person), at)


PRYING = Invariant(NAME, look=_look, around=_around)
"""Beside :data:`.invariants.INVARIANTS`, for it asks the queries themselves."""


# ── At the desk ─────────────────────────────────────────────────────────────────────────────────


def _at_the_desk(file: OnFile, case: Row) -> Iterator[str]:
    number = file.matter.number
    above = file.roster.posts[file.case.handler]
    parts = {file.case.handler, case.window, above.head, above.leader}
    kept = [text for text in (case.id_number, case.phone, case.address) if text]
    yield _refused("nobody of the office", partial(see, None, latest()), NotForYou, kept)
    for pryer in _pryers(file.shelf):
        viewer, posts = pryer.viewer, pryer.posts
        works_on_cases = any(powers & WORK_ON_CASES for powers in posts.values())
        for page, ask in _pages(viewer, number, case.applicant):
            who = f"{page} by {viewer.name}"
            if not works_on_cases:
                yield _refused(who, ask, NotForYou, [*kept, case.applicant])
            elif not parts.intersection(posts):
                yield _said(who, ask, kept)
        for row in file.obligations:
            if row.ended_at is None and row.bearer not in posts:
                who = f"{row.kind} of somebody else by {viewer.name}"
                yield _refused(who, partial(peek, viewer, UUID(row.id)), NotFound, kept)
        if not parts.intersection(posts):
            yield _read(f"the queue of {viewer.name}", pryer.queue, kept)


def _what_is_gone_through(file: OnFile) -> Iterator[str]:
    """What is gone through with somebody is read by them, by whose post owes or owed it, and by
    supervision (1.2b)."""
    for row in select(BRIEFINGS, [file.matter.id]):
        for pryer in _pryers(file.shelf):
            viewer, posts = pryer.viewer, pryer.posts
            supervises = any("supervise" in powers for powers in posts.values())
            if supervises or row.bearer in posts or row.person == viewer.person.hex:
                continue
            key = UUID(row.id)
            ask = partial(briefings.briefing, viewer, key)
            yield _refused(f"a briefing by {viewer.name}", ask, NotFound, [])
            listed = any(each.key == str(key) for each in briefings.briefings(viewer).rows)
            yield f"the briefings of {viewer.name}: showed another's" if listed else ""


@dataclass(slots=True)
class Pryer:
    """Somebody who asks for what may not be theirs, with the posts they sit on and their powers
    there; what lies in their queue is asked for once."""

    viewer: Viewer
    posts: dict[str, set[str]]
    _queue: str = ""

    @property
    def queue(self) -> str:
        """What they see of their queue."""
        self._queue = self._queue or repr(queue(self.viewer))
        return self._queue


@lru_cache(maxsize=1)
def _pryers(shelf: Shelf) -> list[Pryer]:
    """Who asks for the matters of one shelf: some people of the office now, and one of them before
    anybody sat anywhere."""
    at = latest()
    seated, nowhere = _posts(shelf.roster, at), _posts(shelf.roster, BEFORE_ANYBODY_SAT)
    asking = chance(0, "prying", at.isoformat()).sample(list(seated), ASKING)
    now = [Pryer(see(UUID(person), at), seated[person]) for person in asking]
    before = see(UUID(asking[0]), BEFORE_ANYBODY_SAT)
    return [*now, Pryer(before, nowhere[asking[0]])]


def _pages(
    viewer: Viewer, number: str, applicant: str
) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "the case", partial(case_page, viewer, number)
    yield "its record", partial(ledger_page, viewer, number)
    yield "its receipt", partial(_or_none, partial(received_page, viewer, number))
    yield "its notice", partial(_or_none, partial(correction_page, viewer, number))
    yield "its number", partial(desk.numbered, viewer, number)
    yield "a search", partial(desk.find, viewer, applicant)


def _or_none(ask: Callable[[], object]) -> object:
    """Not every case has such a page at every time."""
    try:
        return ask()
    except NotFound:
        return None


def _posts(office: Roster, at: datetime) -> dict[str, dict[str, set[str]]]:
    """On which posts everybody sits at an instant, with their powers."""
    powers: dict[str, set[str]] = defaultdict(set)
    for row in select("SELECT post_id AS post, powers FROM records_duty"):
        powers[row.post].update(json.loads(row.powers))
    found: dict[str, dict[str, set[str]]] = {
        row.id: {} for row in select("SELECT id FROM records_person ORDER BY name, id")
    }
    for post in office.posts:
        for seat in acting(office, post, at):
            found[seat.person][post] = powers[post] & OF_THE_OFFICE.get(seat.rule, powers[post])
    return found


# ── In public ───────────────────────────────────────────────────────────────────────────────────


def _in_public(file: OnFile, case: Row) -> Iterator[str]:
    at, number, matter = file.matter.last_at, file.matter.number, UUID(file.matter.id)
    kept = [text for text in (case.id_number, case.phone, case.address, case.email) if text]
    if case.id_kind != "credit_code" and case.applicant not in case.subject:
        kept.append(case.applicant)
    opened = track.find(number, WRONG_CODE) or track.find(f"{number}0", case.lookup_code)
    yield "a wrong code opened the case" if opened else ""
    found = track.find(number, case.lookup_code)
    yield "" if found == matter else "the applicant's code does not open the case"
    yield _said("the page of the applicant", partial(track.track, matter, at), kept)
    for paper in select(PAPERS, [file.matter.id]):
        ask = partial(paper_check.paper_by_code, paper.check_code)
        yield _said(f"the check of {paper.number}", ask, kept)
        wrong = paper_check.paper_by_number(paper.number, WRONG_CODE)
        yield f"{paper.number} was told to a wrong code" if wrong.paper else ""
    for other in select(OTHERS, [file.matter.id]):
        taken = track.paper(matter, other.check_code)
        yield "a paper of another case was handed out" if taken else ""


# ── What was answered ───────────────────────────────────────────────────────────────────────────


def _refused(
    who: str, ask: Callable[[], Any], refusal: type[Exception], kept: Iterable[str]
) -> str:
    """Empty where the answer is this refusal, and says nothing of what is ``kept``."""
    try:
        ask()
    except refusal as said:
        return _read(who, str(said), kept)
    return f"{who}: answered, not refused"


def _said(who: str, ask: Callable[[], object], kept: Iterable[str]) -> str:
    """Empty where the answer says nothing of what is ``kept``."""
    return _read(who, repr(ask()), kept)


def _read(who: str, said: str, kept: Iterable[str]) -> str:
    seen = [text for text in kept if text in said]
    return f"{who}: showed {', '.join(seen)}" if seen else ""
