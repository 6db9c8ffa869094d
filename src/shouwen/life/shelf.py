"""Matters as they lie in the tables, read by plain SQL for ``life.invariants``.

Keys are 32 hexadecimal signs and instants aware, in UTC, whatever the database. A :class:`Shelf`
reads each table once for a few hundred matters; an :class:`OnFile` is one of them."""

import json
from collections import defaultdict, namedtuple
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache, cached_property
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection

from shouwen.life.rebuild import Way, ways
from shouwen.life.slow_seats import Roster

Row = Any
"""A row as a named tuple of its columns."""

AT_ONCE = 300  # matters; each is a parameter of every statement

TABLES = {
    "matter": (
        "SELECT id AS matter, id, kind, number, state, opened_at, last_at, chain_length, chain_head"
        " FROM records_matter WHERE id IN ({these}) ORDER BY id"
    ),
    "case": (
        "SELECT matter_id AS matter, version_id AS version, handler_id AS handler, received_at,"
        " materials_at, accepted_at, deemed, decided_at, outcome, closed_at, withdrawal_signed_by,"
        " withdrawal_proposed_by, called_back_at, told_on, told_reference, applicant, id_number, phone,"
        " phone_declined, email, channel, not_at_once, renews, renews_until, renews_in_time"
        " FROM records_case WHERE matter_id IN ({these})"
    ),
    "obligation": (
        "SELECT matter_id AS matter, id, kind, clause, about, bearer_id AS bearer, opened_at,"
        " due_at, bell_at, missed_at, missed_by_id AS missed_by, ended_at, ended_by, outcome"
        " FROM records_obligation"
        " WHERE matter_id IN ({these}) ORDER BY opened_at, id"
    ),
    "event": (
        "SELECT matter_id AS matter, clock, position, kind, at, n, unit, basis, calendar_version"
        " FROM records_clockevent WHERE matter_id IN ({these}) ORDER BY clock, position"
    ),
    "ledger": (
        "SELECT matter_id AS matter, seq, act, at, recorded_at, actor_kind, person, post, text,"
        " digest, request_id FROM records_ledgerentry WHERE matter_id IN ({these}) ORDER BY seq"
    ),
    "material": (
        "SELECT a.case_id AS matter, a.key, a.filing, a.check_result FROM records_casematerial a"
        " WHERE a.case_id IN ({these}) AND a.filing = (SELECT MAX(b.filing) FROM"
        " records_casematerial b WHERE b.case_id = a.case_id AND b.key = a.key)"
    ),
    "correction": (
        "SELECT case_id AS matter, id, state, supplementary, article, commences, paper_id AS paper,"
        " told_at, answered_at"
        " FROM records_correction WHERE case_id IN ({these}) ORDER BY told_at"
    ),
    "point": (
        "SELECT c.case_id AS matter, c.id AS correction, p.key, p.filing, p.fault"
        " FROM records_correctionpoint p"
        " JOIN records_correction c ON c.id = p.correction_id WHERE c.case_id IN ({these})"
    ),
    "step": (
        "SELECT case_id AS matter, id, key, kind, needed, state, started_at, ended_at, opinion"
        " FROM records_steprun WHERE case_id IN ({these}) ORDER BY position"
    ),
    "extension": (
        "SELECT case_id AS matter, id, state, asked_at, asked_by, days, beyond, old_due, new_due,"
        " decided_at, decided_by, told_at, notice_id AS notice FROM records_extension"
        " WHERE case_id IN ({these}) ORDER BY asked_at, id"
    ),
    "procedure": (
        "SELECT case_id AS matter, id, state, kind, basis, days, told_at, ends_on, ended_at,"
        " notice_id AS notice FROM records_specialprocedure"
        " WHERE case_id IN ({these}) ORDER BY told_at, id"
    ),
    "refusal": (
        "SELECT case_id AS matter, id, state, told_at_once, proposer_id AS proposer,"
        " reviewer_id AS reviewer, approver_id AS approver, served_at, reconsider_by, sue_by,"
        " form_id AS form, notice_id AS notice FROM records_refusal"
        " WHERE case_id IN ({these}) ORDER BY proposed_at, id"
    ),
    "hearing": (
        "SELECT case_id AS matter, id, state, told_at, right_id AS right_paper, asked_at, wanted_by,"
        " begins_at, chair_id AS chair, notice_id AS notice, held_at, minutes, signed_by"
        " FROM records_hearing WHERE case_id IN ({these})"
    ),
    "succession": (
        "SELECT case_id AS matter, id, successor, taken_over_at FROM records_succession"
        " WHERE case_id IN ({these}) ORDER BY noted_at, id"
    ),
    "licence": (
        "SELECT case_id AS matter, id, number, valid_from, valid_until, apply_by, by_silence"
        " FROM records_licence WHERE case_id IN ({these})"
    ),
    "consultation": (
        "SELECT case_id AS matter, id, kind, state, post_id AS post, asked_at, due_at,"
        " answered_at, answer, told_at, told FROM records_consultation"
        " WHERE case_id IN ({these}) ORDER BY asked_at, id"
    ),
    "contact": (
        "SELECT matter_id AS matter, unit_id AS unit, channel, phone, phone_declined, other_way, email,"
        " first_officer_id AS first_officer, first_post_id AS first_post, holder_id AS holder,"
        " received_at, disposition, settled_at, sealed, rating, rated_at"
        " FROM records_contact WHERE matter_id IN ({these})"
    ),
    "handover": (
        "SELECT contact_id AS matter, id, kind, state, from_post_id AS from_post,"
        " to_post_id AS to_post, why, at, answered_at, said FROM records_contacthandover"
        " WHERE contact_id IN ({these}) ORDER BY nth"
    ),
    "disposition": (
        "SELECT contact_id AS matter, id, kind, at, text, not_at_once, version_id AS version,"
        " told_by, target_id AS target, phone, case_id, body, body_phone, body_confirmed_at,"
        " hotline_number, report_kind FROM records_disposition WHERE contact_id IN ({these}) ORDER BY at, id"
    ),
    "about": (
        "SELECT contact_id AS matter, person_id AS person FROM records_contactabout"
        " WHERE contact_id IN ({these})"
    ),
    "question": (
        "SELECT contact_id AS matter, id, state, post_id AS post, asked_at, due_at, answered_at,"
        " told_at FROM records_consultation WHERE contact_id IN ({these}) ORDER BY asked_at, id"
    ),
    "paper": (
        "SELECT matter_id AS matter, id, kind, number, content, digest, corrects_id AS corrects,"
        " issued_at FROM records_paper"
        " WHERE matter_id IN ({these}) ORDER BY id"
    ),
    "rendering": (
        "SELECT p.matter_id AS matter, r.digest, r.pdf FROM records_rendering r"
        " JOIN records_paper p ON p.id = r.paper_id WHERE p.matter_id IN ({these})"
    ),
    "service": (
        'SELECT p.matter_id AS matter, s.paper_id AS paper, s.by, s.at, s."to", s.proof, s.outcome'
        " FROM records_serviceofpaper s JOIN records_paper p ON p.id = s.paper_id"
        " WHERE p.matter_id IN ({these}) ORDER BY s.at, s.id"
    ),
    "wish": (
        "SELECT case_id AS matter, address FROM records_servicewish WHERE case_id IN ({these})"
    ),
    "letter": (
        "SELECT matter_id AS matter, key AS letter, written_at, next_try_at, sent_at, failure"
        " FROM records_letter WHERE matter_id IN ({these})"
    ),
    "absence": (
        "SELECT matter_id AS matter, person_id AS person, kind, leaves_at, returns_at,"
        " a_day_or_more, entered_by_id AS entered_by, CAST(empties AS text) AS empties,"
        " office_confirmed_at,"
        " approved_by_id AS approved_by, approved_at, declined_because, away_from, wanted_until,"
        " ended_at FROM records_absence WHERE matter_id IN ({these})"
    ),
    "cover": (
        "SELECT absence_id AS matter, id, post_id AS post, person_id AS person,"
        " designated_by_id AS designated_by, designated_at, agreed_at, handed_at, signed_for,"
        " taken_at, seen_by_id AS seen_by, seen_at, back_at, since, until FROM records_cover"
        " WHERE absence_id IN ({these}) ORDER BY id"
    ),
    "line": (
        "SELECT c.absence_id AS matter, l.cover_id AS cover, l.obligation_id AS obligation,"
        " l.comment FROM records_handoverline l JOIN records_cover c ON c.id = l.cover_id"
        " WHERE c.absence_id IN ({these})"
    ),
    "version": (
        "SELECT matter_id AS matter, guide, promise_n, statute_n, limit_unit, valid_from,"
        " valid_until FROM records_serviceversion WHERE matter_id IN"
        " (SELECT version_id FROM records_case WHERE matter_id IN ({these}))"
    ),
}


def select(
    statement: str, given: Iterable[str] = (), *, since: datetime | None = None
) -> list[Row]:
    """The rows of a statement; ``({these})`` in it takes the keys that are ``given``, or
    ``{since}`` an instant."""
    keys = [UUID(key) for key in given] if connection.vendor == "postgresql" else list(given)
    slots = ", ".join(["%s"] * len(keys))
    instants = [connection.ops.adapt_datetimefield_value(since)] if since else []
    with connection.cursor() as cursor:
        cursor.execute(
            statement.replace("{these}", slots).replace("{since}", "%s"), [*keys, *instants]
        )
        columns = tuple(column[0] for column in cursor.description)
        shape = _shape(columns)
        return [shape._make(map(_plain, row)) for row in cursor.fetchall()]


@cache
def _shape(columns: tuple[str, ...]) -> Any:
    return namedtuple("Row", columns, rename=True)


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return value


def roster() -> Roster:
    """The roster of every office on this installation."""
    posts = select(
        "SELECT p.id, p.key, p.rank, p.deputy_order, p.heads_section AS leads, s.id AS section,"
        " s.name AS section_name, s.is_office, s.is_window, s.unit_id AS unit,"
        " s.leader_id AS leader, u.hours, (SELECT h.id FROM records_post h"
        " WHERE h.section_id = p.section_id AND h.heads_section) AS head"
        " FROM records_post p JOIN records_section s ON s.id = p.section_id"
        " JOIN records_unit u ON u.id = s.unit_id ORDER BY p.key"
    )
    return Roster(
        posts={row.id: row for row in posts},
        sittings=_grouped(
            "SELECT post_id AS whose, post_id AS post, person_id AS person, role, since, until"
            " FROM records_sitting"
        ),
        hours={row.id: json.loads(row.hours) for row in posts},
        away=_grouped(
            "SELECT person_id AS whose, matter_id AS absence, person_id AS person, kind, leaves_at,"
            " returns_at, approved_at, away_from, ended_at FROM records_absence WHERE away_from IS NOT NULL"
        ),
        covers=_grouped(
            "SELECT c.post_id AS whose, c.id, c.absence_id AS absence, c.post_id AS post,"
            " c.person_id AS person, c.since, c.until, a.ended_at, a.returns_at"
            " FROM records_cover c JOIN records_absence a ON a.matter_id = c.absence_id"
        ),
        duty={
            (row.unit, str(row.day)): row.post
            for row in select("SELECT unit_id AS unit, day, post_id AS post FROM records_dutyday")
        },
        takes_in=frozenset(
            row.post
            for row in select("SELECT post_id AS post, powers FROM records_duty")
            if "receive" in json.loads(row.powers)
        ),
        late=select(
            "SELECT e.matter_id AS absence, e.at, e.recorded_at FROM records_ledgerentry e"
            " JOIN records_absence a ON a.matter_id = e.matter_id AND a.ended_at = e.at"
            " WHERE e.recorded_at > e.at"
        ),
    )


def latest() -> datetime:
    """When something was last done: the present of a life."""
    found: datetime = select("SELECT at FROM records_ledgerentry ORDER BY at DESC LIMIT 1")[0].at
    return found


def _grouped(statement: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in select(statement):
        found[row.whose].append(row)
    return found


class Shelf:
    """Some matters; each table is read once, when it is first asked for."""

    def __init__(self, matters: list[str], office: Roster) -> None:
        """``matters`` are keys; those that are not there are left out."""
        self.matters = matters
        self.roster = office
        self._tables: dict[str, dict[str, list[Row]]] = {}
        self._guides: dict[str, dict[str, Any]] = {}

    def __iter__(self) -> Iterator["OnFile"]:
        """Every matter on the shelf."""
        for rows in self._table("matter").values():
            yield OnFile(self, rows[0])

    @cached_property
    def ways(self) -> list[Way]:
        """The ways that open work went when schemes closed posts."""
        published = "SELECT text FROM records_ledgerentry WHERE act = 'scheme.publish_scheme'"
        return ways(row.text for row in select(f"{published} ORDER BY at, id"))

    def rows(self, table: str, key: str) -> list[Row]:
        """What ``table`` has of one matter."""
        return self._table(table).get(key, [])

    def guide(self, version: str) -> dict[str, Any]:
        """What a version says."""
        if version not in self._guides:
            (row,) = self.rows("version", version)
            self._guides[version] = json.loads(row.guide)
        return self._guides[version]

    def _table(self, table: str) -> dict[str, list[Row]]:
        if table not in self._tables:
            found = self._tables[table] = defaultdict(list)
            for row in select(TABLES[table], self.matters):
                found[row.matter].append(row)
        return self._tables[table]


def _rows(table: str) -> Any:
    """The rows that a table has of the matter at hand."""
    return property(lambda file: file.shelf.rows(table, file.matter.id))


class OnFile:
    """One matter, as it lies in the tables."""

    def __init__(self, shelf: Shelf, matter: Row) -> None:
        """``matter`` is its own row."""
        self.shelf = shelf
        self.matter = matter

    obligations = _rows("obligation")
    events = _rows("event")
    ledger = _rows("ledger")
    materials = _rows("material")
    corrections = _rows("correction")
    extensions = _rows("extension")
    refusals = _rows("refusal")
    procedures = _rows("procedure")
    hearings = _rows("hearing")
    consultations = _rows("consultation")
    handovers = _rows("handover")
    dispositions = _rows("disposition")
    about = _rows("about")
    questions = _rows("question")
    licences = _rows("licence")
    points = _rows("point")
    steps = _rows("step")
    successions = _rows("succession")
    papers = _rows("paper")
    renderings = _rows("rendering")
    services = _rows("service")
    wishes = _rows("wish")
    letters = _rows("letter")
    covers = _rows("cover")
    lines = _rows("line")

    @cached_property
    def case(self) -> Row | None:
        """Its row as a case; None where it is something else."""
        return next(iter(self.shelf.rows("case", self.matter.id)), None)

    @cached_property
    def absence(self) -> Row | None:
        """Its row as an absence; None where it is something else."""
        return next(iter(self.shelf.rows("absence", self.matter.id)), None)

    @cached_property
    def contact(self) -> Row | None:
        """Its row as a contact; None where it is something else."""
        return next(iter(self.shelf.rows("contact", self.matter.id)), None)

    @cached_property
    def version(self) -> Row:
        """The version that the case runs under."""
        (row,) = self.shelf.rows("version", self.case.version)
        return row

    @property
    def guide(self) -> dict[str, Any]:
        """What that version says."""
        return self.shelf.guide(self.case.version)

    @cached_property
    def entries(self) -> list[dict[str, Any]]:
        """The texts of the ledger, read."""
        return [json.loads(row.text) for row in self.ledger]

    @property
    def roster(self) -> Roster:
        """Who sits where."""
        return self.shelf.roster

    @property
    def hours(self) -> list[list[Any]]:
        """When the office is open that handles the case, was asked, or whose people are away."""
        if self.case:
            return self.roster.hours[self.case.handler]
        if contact := self.contact:
            posts = self.roster.posts.values()
            return next(self.roster.hours[row.id] for row in posts if row.unit == contact.unit)
        held = (row.post for rows in self.roster.sittings.values() for row in rows)
        return self.roster.hours[next(held)]


def shelves(matters: Iterable[UUID] | None) -> Iterator[Shelf]:
    """These matters, or all, a few hundred at a time."""
    if matters is None:
        keys: Iterable[str] = [
            row.id for row in select("SELECT id FROM records_matter ORDER BY id")
        ]
    else:
        keys = (key.hex for key in matters)
    office = roster()
    rest = iter(keys)
    while some := list(islice(rest, AT_ONCE)):
        yield Shelf(some, office)
