"""What an act collects while it is done. Nothing is written before the seal."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, models
from django.utils.crypto import get_random_string

from shouwen.papers import TEMPLATE_VERSIONS, undrawable
from shouwen.records.casefile.office import Office, UnitFacts, UnitTimes
from shouwen.records.keys import new_key
from shouwen.records.models import (
    ClockEvent,
    Counter,
    Jurisdiction,
    Letter,
    Matter,
    Obligation,
    Paper,
    ServiceOfPaper,
    StepRun,
)
from shouwen.rules import clock, papers
from shouwen.rules.facts.guide import Limit
from shouwen.rules.facts.seats import Actor, Hands, Seat
from shouwen.rules.judge import leaves, taking_seat
from shouwen.rules.lives.move import Move
from shouwen.rules.owed import OWED
from shouwen.rules.verdict import Bar
from shouwen.rules.words import (
    Bearer,
    ClockEventKind,
    ClockName,
    LetterChannel,
    Outcome,
    PaperKind,
    ServedBy,
)
from shouwen.rules.worktime import CST

CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that is read as something else
NUMBER_SIGNS = {
    PaperKind.RECEIPT: "收",
    PaperKind.CORRECTION_NOTICE: "补",
    PaperKind.SUPPLEMENTARY_NOTICE: "补充",
    PaperKind.CHANGED_LAW_NOTICE: "法变",
    PaperKind.SUPPLY_INVITATION: "邀",
    PaperKind.ACCEPTANCE_NOTICE: "受",
    PaperKind.DECISION: "决",
    PaperKind.EXTENSION_FORM: "延审",
    PaperKind.EXTENSION_NOTICE: "延",
    PaperKind.HEARING_RIGHT: "听权",
    PaperKind.INTERESTED_RIGHT: "听权告",
    PaperKind.HEARING_NOTICE: "听",
    PaperKind.INTERESTED_NOTICE: "听告",
    PaperKind.SPECIAL_PROCEDURE_NOTICE: "特",
    PaperKind.POST_DESCRIPTION: "岗",
    PaperKind.AB_TABLE: "角",
    PaperKind.ABSENCE_FORM: "离",
    PaperKind.HANDOVER_SHEET: "交",
    PaperKind.UNLISTED_RECEIPT: "未",
    PaperKind.REFERRAL_NOTICE: "转",
    PaperKind.REFUSAL_FORM: "否报",
    PaperKind.REFUSAL: "不许",
    PaperKind.NON_ACCEPTANCE: "不受",
    PaperKind.REVERSAL: "撤",
    PaperKind.RETURN_SLIP: "退",
    PaperKind.SERVICE_RECORD: "送",
}


class Barred(Exception):
    """The act was refused; ``bars`` say under which clauses and why."""

    def __init__(self, act: str, bars: tuple[Bar, ...]) -> None:
        """``act`` is the name of the move that was refused."""
        super().__init__(f"{act}: {', '.join(f'{bar.clause} {bar.code}' for bar in bars)}")
        self.act = act
        self.bars = bars


def unprintable(*texts: str) -> tuple[Bar, ...]:
    """A bar where signs of the texts could not be printed on a paper. An act whose words stand on a
    later paper asks at once, so that nobody else is barred for them (4.4a)."""
    missing = undrawable("".join(texts))
    found = Bar("4.4a", "characters_cannot_be_drawn", {"characters": "".join(missing)})
    return (found,) if missing else ()


@dataclass(slots=True)
class Opening:
    """An obligation about to be opened."""

    kind: str
    about: UUID | None
    bearer: UUID | None
    due_at: datetime | None


@dataclass
class File:
    """One act in the doing: the desk it is done on, and what it will write.

    ``spared`` are obligations that the move may end and this act does not; ``besides`` is what else
    than ``about`` those may be about that it ends; ``also`` is
    what else the ledger says of it, ids and digests only; ``at_once`` are writes of many rows in
    one statement, none of them read: they come first."""

    move: Move
    rows: Any  # the desk: CaseRows and its like
    at: datetime
    recorded_at: datetime
    actor: Actor
    seat: Seat | None
    facts: dict[str, Any]
    matter: Matter | None
    about: UUID | None = None
    new: list[models.Model] = field(default_factory=list)
    changed: dict[models.Model, set[str]] = field(default_factory=dict)
    clock_events: list[ClockEvent] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    missed: list[Obligation] = field(default_factory=list)
    issued: list[Paper] = field(default_factory=list)
    spared: set[UUID] = field(default_factory=set)
    besides: set[UUID] = field(default_factory=set)
    also: dict[str, Any] = field(default_factory=dict)
    at_once: list[Callable[[], object]] = field(default_factory=list)

    @property
    def office(self) -> Office:
        """The office as it stands."""
        office: Office = self.rows.office
        return office

    @property
    def unit(self) -> UnitFacts:
        """The unit that handles the matter."""
        unit: UnitFacts = self.rows.unit
        return unit

    @property
    def times(self) -> UnitTimes:
        """The unit's time."""
        return UnitTimes(self.unit.hours)

    @property
    def hands(self) -> Hands:
        """Which post bears which part."""
        hands: Hands = self.facts["hands"]
        return hands

    def parted(self, hands: Hands) -> None:
        """Say which post bears which part in the matter that the act makes; from which the act is
        done follows from that."""
        self.facts["hands"] = hands
        self.seat = taking_seat(self.move, self.actor, hands)

    def key(self) -> UUID:
        """A fresh key of the act's time."""
        return new_key(self.at)

    def add(self, row: models.Model) -> None:
        """A row to be written."""
        self.new.append(row)

    def change(self, row: models.Model, **values: object) -> None:
        """Change columns of a row; of one that the act adds, before it is written."""
        for name, value in values.items():
            setattr(row, name, value)
        if row._state.adding:
            return
        self.changed.setdefault(row, set()).update(values)

    def change_roster(self) -> None:
        """Say that who is where has changed: whoever reads the office next reads it anew. The
        jurisdiction's row is locked by the desk."""
        place: Jurisdiction = self.rows.jurisdiction
        self.change(place, roster_version=place.roster_version + 1, roster_at=self.at)

    def change_books(self) -> None:
        """Say that posts or sittings have changed, and with them who is where."""
        self.change_roster()
        place: Jurisdiction = self.rows.jurisdiction
        self.change(place, books_version=place.books_version + 1)

    def change_catalogue(self) -> None:
        """Say that what the public reads of services has changed: whoever shows it next reads it
        anew."""
        place: Jurisdiction = self.rows.jurisdiction
        self.change(place, catalogue_version=place.catalogue_version + 1)

    def bar(self, *bars: Bar) -> None:
        """Refuse the act."""
        if bars:
            raise Barred(self.move.act, bars)

    def check(self) -> None:
        """Refuse the act where the file, as it leaves it, would not hold what it must."""
        for need in self.move.leaves:
            for name in need.facets:
                if name not in self.facts:
                    self.facts[name] = self.rows.facet(name, self.at)
        self.bar(*leaves(self.move, self.facts))

    # ── clocks ──────────────────────────────────────────────────────────────────────────────

    def start_clock(self, name: ClockName, limit: Limit, basis: str, at: datetime) -> None:
        """Start a clock as of ``at``; its terms are frozen (decision 4)."""
        self._clock(name, ClockEventKind.START, at, limit.n, limit.unit, basis)

    def stop_clock(self, name: ClockName) -> None:
        """Stop a clock; one that does not run is left alone."""
        due = self.rows.due(name, self.clock_events)
        if due is not None and due.stopped_at is None:
            self._clock(name, ClockEventKind.STOP, self.at, None, None, "")

    def exclude_clock(self, name: ClockName, basis: str) -> None:
        """Let a clock stand still from today on; one that does not run is left alone (6.5a)."""
        due = self.rows.due(name, self.clock_events)
        if due is not None and due.stopped_at is None and due.excluded_since is None:
            self._clock(name, ClockEventKind.EXCLUDE, self.at, None, None, basis)

    def resume_clock(self, name: ClockName, basis: str, at: datetime | None = None) -> None:
        """Let a clock that stands still go on from the day after ``at``, which is today unless the
        act says otherwise; any other is left alone."""
        due = self.rows.due(name, self.clock_events)
        if due is not None and due.stopped_at is None and due.excluded_since is not None:
            self._clock(name, ClockEventKind.RESUME, at or self.at, None, None, basis)

    def extend_clock(self, name: ClockName, n: int, basis: str) -> None:
        """Give a clock ``n`` more of its unit (6.5b)."""
        self._clock(name, ClockEventKind.EXTEND, self.at, n, None, basis)

    def _clock(
        self,
        name: ClockName,
        kind: ClockEventKind,
        at: datetime,
        n: int | None,
        unit: str | None,
        basis: str,
    ) -> None:
        assert self.matter is not None
        earlier = (*self.rows.clock_events, *self.clock_events)
        self.clock_events.append(
            ClockEvent(
                id=self.key(),
                matter_id=self.matter.pk,
                clock=name,
                kind=kind,
                position=sum(1 for row in earlier if row.clock == name),
                at=at,
                n=n,
                unit=unit,
                basis=basis,
                calendar_version=self.office.calendar.version if n is not None else "",
            )
        )

    def clock_due(self, name: ClockName) -> datetime | None:
        """When a clock runs out, pending events included."""
        due = self.rows.due(name, self.clock_events)
        if due is None or due.stopped_at or due.at is None:
            return None
        return due.at.astimezone(UTC)

    def step_due(self, run: StepRun, began: datetime) -> datetime | None:
        """When a step that began then is due by its own limit, pending events included; None while
        the promise stands still. One of the same day is done that day (5.2.2c)."""
        due = self.rows.step_due(run, began, self.clock_events)
        if due is None:
            return self.times.close_of_business(began)
        return due.at.astimezone(UTC) if due.at else None

    # ── obligations ─────────────────────────────────────────────────────────────────────────

    def owe(
        self,
        kind: str,
        *,
        about: UUID | None = None,
        bearer: UUID | None = None,
        due_at: datetime | None = None,
    ) -> None:
        """Open an obligation of a kind that the move may open. Who bears it and until when, its
        kind says, unless the act does. What a post must bear and none does here falls to the main
        leader, failing whom to the Office: nothing is nobody's (2.4.4)."""
        assert kind in self.move.opens, f"{self.move.act} does not open {kind}"
        post = bearer or self.hands.of(OWED[kind].bearer)
        if post is None and OWED[kind].bearer not in (Bearer.PARTY, Bearer.PERSON):
            post = self._last_to_bear()
        self.openings.append(Opening(kind, about, post, due_at))

    def _last_to_bear(self) -> UUID | None:
        leads = self.office.roster.leadership.get(self.unit.id)
        return (leads.main or next(iter(leads.office), None)) if leads else None

    def miss_what_ran_out(self) -> None:
        """Mark missed what has run out by now: each obligation once; it goes on, and stays marked
        (decision 2)."""
        self.missed.extend(self.rows.run_out(self.at))

    def due_within(self, limit: Limit) -> datetime:
        """When ``limit`` from now is over: a step's own time."""
        calendar, hours = self.office.calendar, self.unit.hours
        due = clock.if_begun(self.at, limit.n, limit.unit, calendar, hours).at
        assert due is not None
        return due.astimezone(UTC)

    # ── papers, numbers, letters ────────────────────────────────────────────────────────────

    def next_number(self, kind: str) -> int:
        """The next number of a series of the unit this year, without gaps: the counter's row is
        locked until the act is sealed, and rolled back with it (decision 7). What is numbered by
        area alone is counted for all units of the office, on the oldest."""
        unit = min(self.office.units) if kind in OF_THE_AREA else self.unit.id
        year = self.at.astimezone(CST).year
        table = connection.ops.quote_name(Counter._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} (id, unit_id, kind, year, value) VALUES (%s, %s, %s, %s, 1)"
                " ON CONFLICT (unit_id, kind, year) DO UPDATE"
                f" SET value = {table}.value + 1 RETURNING value",
                [_raw(self.key()), _raw(unit), kind, year],
            )
            value: int = cursor.fetchone()[0]
        return value

    def issue(self, kind: PaperKind, compose: Callable[[str, str], papers.Paper]) -> Paper:
        """Issue a paper: ``compose`` says it, given its number and the address that checks it.

        The words are checked before the number is spent for good: a missing part or a character
        that cannot be drawn bars the whole act, and the number goes back with it."""
        assert self.matter is not None
        year = self.at.astimezone(CST).year
        n = self.next_number(kind)
        number = f"{self.unit.sign}{NUMBER_SIGNS[kind]}〔{year}〕{n}号"
        check_code = get_random_string(12, CODE_ALPHABET)
        says = compose(number, f"{settings.PUBLIC_URL}/paper/{check_code}")
        self.bar(*papers.problems(says))
        content = papers.canonical(says)
        self.bar(*unprintable(content))
        paper = Paper(
            id=self.key(),
            jurisdiction_id=self.matter.jurisdiction_id,
            matter_id=self.matter.pk,
            kind=kind,
            number=number,
            template_version=TEMPLATE_VERSIONS[kind],
            content=content,
            digest=papers.digest(content),
            check_code=check_code,
            issued_at=self.at,
        )
        self.issued.append(paper)
        self.add(paper)
        return paper

    def serve(
        self,
        paper: Paper,
        by: ServedBy,
        to: str,
        proof: str = "",
        received_on: date | None = None,
    ) -> None:
        """Record how a paper reached the person (4.4b); of a public notice its end is the record."""
        if by is ServedBy.PUBLIC_NOTICE:
            return
        self.add(
            ServiceOfPaper(
                id=self.key(),
                paper_id=paper.pk,
                by=by,
                at=self.at,
                to=to,
                proof=proof,
                received_on=received_on,
            )
        )

    def write_letter(
        self,
        template: str,
        channel: LetterChannel,
        to: str,
        params: dict[str, object],
        reader: str = "",
    ) -> None:
        """Put a letter into the outbox; it leaves after the act, once for this act (decision 13).
        ``reader`` tells apart several people who are told the same."""
        assert self.matter is not None
        if to:
            self.add(
                Letter(
                    id=self.key(),
                    jurisdiction_id=self.matter.jurisdiction_id,
                    matter_id=self.matter.pk,
                    key=f"{self.matter.pk}:{self.matter.chain_length + 1}:{template}:{channel}{reader}",
                    channel=channel,
                    to=to,
                    template=template,
                    params=params,
                    written_at=self.at,
                    next_try_at=self.at,
                )
            )

    # ── the matter ──────────────────────────────────────────────────────────────────────────

    def open_matter(self, kind: str, jurisdiction: Jurisdiction, number: str | None) -> Matter:
        """A new matter, in the state the move leads to."""
        self.matter = Matter(
            id=self.key(),
            jurisdiction=jurisdiction,
            kind=kind,
            state=self.move.after,
            number=number,
            opened_at=self.at,
            last_at=self.at,
            chain_length=0,
            chain_head="",
        )
        self.add(self.matter)
        return self.matter

    def ends(self) -> list[tuple[Obligation, Outcome]]:
        """The open obligations that this act ends, and how."""
        if not (self.move.ends or self.move.voids):
            return []
        outcomes = dict.fromkeys(self.move.ends, Outcome.MET)
        outcomes.update(dict.fromkeys(self.move.voids, Outcome.VOID))
        return [
            (row, outcomes[row.kind])
            for row in self.rows.open_obligations
            if row.kind in outcomes and row.pk not in self.spared
            if self.about in (None, row.about) or row.about in (row.matter_id, *self.besides)
        ]


OF_THE_AREA = frozenset({"absence", "case", "contact", "unlisted"})
"""Series whose numbers name the area and no unit (:mod:`shouwen.rules.numbers`)."""


def _raw(key: UUID) -> str | UUID:
    """A key as the driver takes it in hand-written SQL."""
    return key if connection.vendor == "postgresql" else key.hex
