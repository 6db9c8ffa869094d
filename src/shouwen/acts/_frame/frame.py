"""The frame of an act: lock the matter, find the seat, judge, let the act collect, seal.

One durable transaction an act; acts never nest. Two databases, one order of locks: the matter's
row, then counters. On SQLite a transaction takes the write lock when it begins, so that nothing it
read can have changed; on PostgreSQL the matter's row is locked."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Concatenate, ParamSpec, Protocol
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, IntegrityError, transaction

from shouwen.acts._frame.actor import By, Staff, actor
from shouwen.acts._frame.file import Barred, File
from shouwen.acts._frame.ledger import canonical
from shouwen.acts._frame.seal import seal
from shouwen.records.casefile.office import Office, forget
from shouwen.records.keys import new_key
from shouwen.records.models import (
    ClockEvent,
    Jurisdiction,
    LedgerEntry,
    Matter,
    Obligation,
    RefusedAttempt,
)
from shouwen.records.reading import Planned
from shouwen.rules.facts.casefile import Moment
from shouwen.rules.judge import MOVES, facets, fulfils, judge, taking_seat
from shouwen.rules.lives.move import Move
from shouwen.rules.papers import digest

At = datetime | Callable[[], datetime]
"""When an act is done: a time, or a door's clock that is read once the matter is locked."""

TYPED = frozenset({"text"})
"""Parameters of bars that hold what somebody typed: shown to them, and kept nowhere (decision 10)."""

P = ParamSpec("P")
NOBODY = UUID(int=0)


class NotFound(LookupError):
    """There is no such matter."""


class Reused(ValueError):
    """A request id was used before, with other input: which of the two was meant, nobody knows."""


@dataclass(frozen=True, slots=True)
class Done:
    """What an act did: the matter, and the place of its entry in the matter's chain. ``before``:
    it had been done before under the same request id, and was not done again (decision 8)."""

    matter: UUID
    seq: int
    before: bool = False


class Desk(Protocol):
    """What an act is done on: rows, and the facets made of them."""

    @property
    def matter(self) -> Matter | None:
        """The matter; None where the act is about to make it."""

    @property
    def jurisdiction(self) -> Jurisdiction:
        """Whose matter it is."""

    @property
    def office(self) -> Office:
        """The office as it stands."""

    @property
    def clock_events(self) -> Sequence[ClockEvent]:
        """What happened to the clocks of the matter."""

    @property
    def open_obligations(self) -> Sequence[Obligation]:
        """What is owed on the matter."""

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file."""


class Act(Protocol[P]):
    """A legal act as doors call it."""

    def __call__(
        self,
        subject: UUID,
        *,
        by: By,
        at: At,
        recorded_at: datetime | None = None,
        late_entry: bool = False,
        request_id: str | None = None,
        **brings: Any,
    ) -> Done:
        """Do it on ``subject``; see :mod:`shouwen.acts`."""


def act(
    name: str, desk: Callable[[UUID], Desk], makes: Callable[[UUID], Desk] | None = None
) -> Callable[[Body], Act[Any]]:
    """Make an act of a function that collects what it writes.

    ``desk`` opens the file of the subject with its lock, ``makes`` that of the matter which the
    act makes. The function gets the :class:`File` and what the caller brings. ``late_entry``
    declares that ``at`` lies before the last act."""
    move = MOVES[name]

    def make(body: Body) -> Act[Any]:
        @functools.wraps(body)
        def do(
            subject: UUID,
            *,
            by: By,
            at: At,
            recorded_at: datetime | None = None,
            late_entry: bool = False,
            request_id: str | None = None,
            **brings: Any,
        ) -> Done:
            given = digest(
                canonical({"id": request_id, "subject": subject, "act": name, "brings": brings})
            )
            on = subject
            try:
                with transaction.atomic(durable=True):
                    if request_id and (entry := _done_before(request_id, given)):
                        return entry
                    file = _open(move, desk, subject, by, at, recorded_at, late_entry)
                    on = file.matter.pk if file.matter else subject
                    file.bar(*judge(move, _state(file), file.facts))
                    body(file, **brings)
                    file.check()
                    done = seal(file, request_id, given)
                    if settings.SHOUWEN_RECHECK:
                        _recheck(file, makes or desk, subject)
            except (Barred, IntegrityError) as failed:
                # Another worker did the same request a moment ago: its answer is ours.
                if request_id and (entry := _done_before(request_id, given)):
                    return entry
                if isinstance(failed, Barred):
                    _note_refused(failed, move, on, by, at)
                raise
            return Done(*done)

        return do  # type: ignore[return-value]  # a plain function is an Act: same call

    return make


Body = Callable[Concatenate[File, ...], None]


def _open(
    move: Move,
    desk: Callable[[UUID], Desk],
    subject: UUID,
    by: By,
    at: At,
    recorded_at: datetime | None,
    late_entry: bool,
) -> File:
    """Lock the matter, then read the clock, then find out who acts from which seat."""
    try:
        rows = desk(subject)
    except (LookupError, ObjectDoesNotExist) as missing:
        raise NotFound(str(subject)) from missing
    when = (at() if callable(at) else at).astimezone(UTC)
    matter = rows.matter
    who = actor(by, rows.office.roster, when)
    facts = {name: rows.facet(name, when) for name in facets(move)}
    facts["hands"] = rows.facet("hands", when)
    facts["actor"] = who
    about = getattr(rows, "about", None)
    moved = [event.at for event in rows.clock_events] if late_entry else []
    owed = [matter.opened_at] if late_entry and matter else []
    owed += [
        row.opened_at
        for row in (rows.open_obligations if late_entry else ())
        if row.kind in fulfils(move) and about in (None, row.about)
    ]
    facts["moment"] = Moment(
        at=when,
        last_at=matter.last_at if matter else None,
        late_entry=late_entry,
        clocks_at=max(moved, default=None),
        owed_at=max(owed, default=None),
    )
    return File(
        about=about,
        move=move,
        rows=rows,
        at=when,
        recorded_at=recorded_at or when,
        actor=who,
        seat=taking_seat(move, who, facts["hands"]),
        facts=facts,
        matter=matter,
    )


def _state(file: File) -> Any:
    return file.matter.state if file.matter else None


def _recheck(file: File, desk: Callable[[UUID], Desk], subject: UUID) -> None:
    """Read the file again as written: what the act said it would leave must be what lies there.
    In tests and in the simulated office only."""
    made = file.rows.matter is None and file.matter is not None
    rows = desk(file.matter.pk if made and file.matter else subject)
    for name in dict.fromkeys(name for need in file.move.leaves for name in need.facets):
        try:
            written = rows.facet(name, file.at)
        except KeyError:
            continue  # what only the act brings is not on file as a facet
        said = file.facts[name]
        if written != said:
            forget()  # what was read of this act is not what others will find
            raise AssertionError(f"{file.move.act} left {name} otherwise: {written} != {said}")


_BY_REQUEST = Planned("records_ledgerentry e WHERE e.request_id = %s", (LedgerEntry, "e"))


def _done_before(request_id: str, given: str) -> Done | None:
    """The act done before under this request id. The same id with other input is refused."""
    found = _BY_REQUEST.first(request_id)
    if found is None:
        return None
    (entry,) = found
    if entry.input_digest != given:
        raise Reused(f"request id {request_id} was used before with other input")
    return Done(entry.matter_id, entry.seq, before=True)


def _note_refused(barred: Barred, move: Move, on: UUID, by: By, at: At) -> None:
    """Keep the refused attempt, outside the chain and folded per minute (decision 9). Best effort:
    that it cannot be kept must not hide why the act was refused."""
    when = (at() if callable(at) else at).astimezone(UTC).replace(second=0, microsecond=0)
    person = by.person if isinstance(by, Staff) else NOBODY
    rows = [
        RefusedAttempt(
            id=new_key(when),
            matter=on,
            act=move.act,
            person=person,
            minute=when,
            clause=bar.clause,
            code=bar.code,
            params={
                name: "…" if name in TYPED else str(value) for name, value in bar.params.items()
            },
        )
        for bar in barred.bars
    ]
    try:
        with transaction.atomic():
            RefusedAttempt.objects.bulk_create(rows, ignore_conflicts=True)
    except DatabaseError:
        return
