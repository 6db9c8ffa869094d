"""Nobody sees what they may not: people of the office and strangers ask for the pages of a case as
doors do, and what they are answered is read.

Who may see what is said here again, by plain SQL: a person who sits on no post that works on cases
(or not yet, or no more) sees none; one without a part in the case sees its applicant's numbers
masked; a stranger sees nothing without the right code, and with it nobody's name or numbers in
full. Pages cost more than
tables, so a life asks for those of a sample of its matters only."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

from shouwen.life.chance import chance
from shouwen.life.invariants import Invariant
from shouwen.life.shelf import OnFile, Row, latest, select
from shouwen.life.slow_seats import acting
from shouwen.queries import desk, paper_check, track
from shouwen.queries.act_page import correction_page
from shouwen.queries.case_page import case_page
from shouwen.queries.intake import received_page
from shouwen.queries.ledger import ledger_page
from shouwen.queries.queue import peek, queue
from shouwen.queries.viewer import NotForYou, NotFound, Viewer, see

NAME = "2.4.2 nobody saw what they may not"
ASKING = 5
"""So many people of the office ask for the pages of each case, and one who sits nowhere."""

OF_THE_OFFICE = {"office": {"receive"}}  # it takes in for others, and decides nothing (3.2c)
WORK_ON_CASES = {"receive", "examine", "review", "decide", "supervise"}
BEFORE_ANYBODY_SAT = datetime(2010, 1, 1, tzinfo=UTC)
WRONG_CODE = "A" * 12

CASE = """SELECT c.matter_id AS matter, c.applicant, c.id_kind, c.id_number, c.phone, c.address,
    c.email, c.subject, c.lookup_code, c.window_id AS window FROM records_case c
    WHERE c.matter_id IN ({these})"""
PAPERS = """SELECT number, check_code FROM records_paper WHERE matter_id IN ({these})"""
OTHERS = """SELECT check_code FROM records_paper WHERE matter_id NOT IN ({these}) LIMIT 1"""


def _look(file: OnFile) -> Iterator[str]:
    """Ask for every page of a case, now: pages know who sits where now, and no other time."""
    if not file.case:
        return
    (case,) = select(CASE, [file.matter.id])
    yield from _at_the_desk(file, case)
    yield from _in_public(file, case)


PRYING = Invariant(NAME, look=_look)
"""Beside :data:`.invariants.INVARIANTS`, for it asks the queries themselves."""


# ── At the desk ─────────────────────────────────────────────────────────────────────────────────


def _at_the_desk(file: OnFile, case: Row) -> Iterator[str]:
    at, number = latest(), file.matter.number
    above = file.roster.posts[file.case.handler]
    parts = {file.case.handler, case.window, above.head, above.leader}
    kept = [text for text in (case.id_number, case.phone, case.address) if text]
    yield _refused("nobody of the office", partial(see, None, at), NotForYou, kept)
    seated = _posts(file, at)
    asking = chance(0, "prying", number).sample(list(seated), ASKING)
    nowhere = _posts(file, BEFORE_ANYBODY_SAT)
    asked = [(person, at, seated[person]) for person in asking]
    for person, when, posts in [*asked, (asking[0], BEFORE_ANYBODY_SAT, nowhere[asking[0]])]:
        viewer = see(UUID(person), when)
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
            yield _said(f"the queue of {viewer.name}", partial(queue, viewer), kept)


def _pages(
    viewer: Viewer, number: str, applicant: str
) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "the case", partial(case_page, viewer, number)
    yield "its record", partial(ledger_page, viewer, number)
    yield "its receipt", partial(received_page, viewer, number)
    yield "its notice", partial(_or_none, partial(correction_page, viewer, number))
    yield "its number", partial(desk.numbered, viewer, number)
    yield "a search", partial(desk.find, viewer, applicant)


def _or_none(ask: Callable[[], object]) -> object:
    """Not every case has such a page at every time."""
    try:
        return ask()
    except NotFound:
        return None


def _posts(file: OnFile, at: datetime) -> dict[str, dict[str, set[str]]]:
    """On which posts everybody sits at an instant, with their powers."""
    powers: dict[str, set[str]] = defaultdict(set)
    for row in select("SELECT post_id AS post, powers FROM records_duty"):
        powers[row.post].update(json.loads(row.powers))
    found: dict[str, dict[str, set[str]]] = {
        row.id: {} for row in select("SELECT id FROM records_person ORDER BY name, id")
    }
    for post in file.roster.posts:
        for seat in acting(file.roster, post, at):
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
