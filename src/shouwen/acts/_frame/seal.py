"""The seal of an act: obligations ended and opened, the ledger's entry, and every row written in
the fixed order of tables."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from shouwen.acts._frame.file import Barred, File, Opening
from shouwen.acts._frame.ledger import FORMAT, canonical
from shouwen.records.models import LedgerEntry, Matter, Obligation
from shouwen.records.writing import TooLong, insert, update
from shouwen.rules.owed import OWED, ByClock, Given, StepLimit
from shouwen.rules.papers import digest
from shouwen.rules.verdict import Bar
from shouwen.rules.words import ClockEventKind, ClockName, Outcome

MOVES_A_CLOCK = (ClockEventKind.EXCLUDE, ClockEventKind.RESUME, ClockEventKind.EXTEND)


def seal(file: File, request_id: str | None, given: str) -> tuple[UUID, int]:
    """Write everything the act collected. Answers with the matter and its entry's place.

    A text that its column cannot keep whole bars the act (4.4b), on either database."""
    try:
        return _seal(file, request_id, given)
    except TooLong as long:
        params = {"text": long.text[:20], "length": len(long.text), "most": long.most}
        raise Barred(file.move.act, (Bar("4.4b", "a_text_is_too_long", params),)) from long


def _seal(file: File, request_id: str | None, given: str) -> tuple[UUID, int]:
    matter = file.matter
    assert matter is not None, f"{file.move.act} was done on no matter"
    before = None if matter._state.adding else matter.state
    opened = [_obligation(file, matter, opening) for opening in file.openings]
    ended = file.ends()
    file.missed += _late(file, ended)
    moved = _moved(file, ended)
    entry = _entry(file, matter, before, opened, ended, moved, request_id, given)
    new = matter._state.adding
    matter.state = file.move.after or matter.state
    matter.chain_length, matter.chain_head = entry.seq, entry.digest
    matter.last_at = max(matter.last_at, file.at)
    for write in file.at_once:
        write()
    _write_ended(file, ended)
    update(moved, ("due_at", "bell_at"))
    _change(file.changed)
    if not new:
        update([matter], ("state", "chain_length", "chain_head", "last_at"))
    insert([*file.new, *file.clock_events, *opened, entry])
    return matter.pk, entry.seq


def _late(file: File, ended: list[tuple[Obligation, Outcome]]) -> list[Obligation]:
    """What the act ends after its time and no sweep has marked yet: it was missed all the same."""
    ran_out = file.rows.run_out(file.at) if ended else []
    return [row for row, _ in ended if row in ran_out and row not in file.missed]


def _moved(file: File, ended: list[tuple[Obligation, Outcome]]) -> list[Obligation]:
    """What runs by a clock that this act moved, or stands still with it, and stays open: due when
    the clock says now (decision 4). Whoever was warned by now is not warned again before it is over."""
    touched = {row.clock for row in file.clock_events if row.kind in MOVES_A_CLOCK}
    if not touched:
        return []
    over = {row.pk for row, _ in ended}
    moved = []
    for row in file.rows.open_obligations:
        term = OWED[row.kind].term
        if row.pk in over or not isinstance(term, ByClock | StepLimit):
            continue
        if term.clock not in touched:
            continue
        due = _due_of(file, row, term)
        if due == row.due_at:
            continue
        row.due_at = due
        if row.missed_at is None:
            rings = OWED[row.kind].bell(row.opened_at, due, file.times)
            row.bell_at = due if rings and rings <= file.at else rings
        moved.append(row)
    return moved


def _due_of(file: File, row: Obligation, term: ByClock | StepLimit) -> datetime | None:
    """When what runs by a clock, or stands still with one, is due now."""
    if isinstance(term, ByClock):
        return file.clock_due(term.clock)
    run = next(run for run in file.rows.step_runs if run.pk == row.about)
    return file.step_due(run, row.opened_at)


def _change(changed: Mapping[models.Model, set[str]]) -> None:
    """Write changed columns; rows of a table that changed in the same ones share a statement, so
    that forty materials take no more than one."""
    alike: dict[tuple[type[models.Model], frozenset[str]], list[models.Model]] = {}
    for row, columns in changed.items():
        alike.setdefault((type(row), frozenset(columns)), []).append(row)
    for (_, columns), rows in alike.items():
        update(rows, columns)


def _write_ended(file: File, ended: list[tuple[Obligation, Outcome]]) -> None:
    """Mark what was missed, and by whom, and end what ended, in one statement."""
    touched = {row.pk: row for row in file.missed}
    for row in file.missed:
        row.missed_at, row.missed_by_id, row.bell_at = file.at, row.bearer_id, None
    for row, outcome in ended:
        row.ended_at, row.ended_by, row.outcome = file.at, file.move.act, outcome
        row.bell_at = None
        touched[row.pk] = row
    marks = ("missed_at", "missed_by", "ended_at", "ended_by", "outcome", "bell_at")
    update(list(touched.values()), marks)


def _obligation(file: File, matter: Matter, opening: Opening) -> Obligation:
    owed = OWED[opening.kind]
    due = opening.due_at
    if due is None and not isinstance(owed.term, Given):
        clocks: dict[ClockName, datetime | None] = {}
        if isinstance(owed.term, ByClock):
            clocks[owed.term.clock] = file.clock_due(owed.term.clock)
        due = owed.term.due(file.at, file.times, clocks)
    return Obligation(
        id=file.key(),
        jurisdiction_id=matter.jurisdiction_id,
        kind=owed.kind,
        clause=owed.clause,
        matter_id=matter.pk,
        about=opening.about or matter.pk,
        bearer_id=opening.bearer,
        opened_at=file.at,
        due_at=due,
        bell_at=owed.bell(file.at, due, file.times),
    )


def _due_now(row: Obligation) -> dict[str, Any]:
    return {"id": row.pk, "kind": row.kind, "due": row.due_at}


def _entry(
    file: File,
    matter: Matter,
    before: str | None,
    opened: list[Obligation],
    ended: list[tuple[Obligation, Outcome]],
    moved: list[Obligation],
    request_id: str | None,
    given: str,
) -> LedgerEntry:
    seat = file.seat
    seq = matter.chain_length + 1
    key = file.key()
    content: dict[str, Any] = {
        "v": FORMAT,
        "matter": matter.pk,
        "seq": seq,
        "prev": matter.chain_head,
        "act": file.move.act,
        "at": file.at,
        "recorded_at": file.recorded_at,
        "late": file.facts["moment"].late_entry,
        "actor": {
            "kind": file.actor.kind,
            "person": file.actor.person,
            "post": seat.post if seat else None,
            "rule": seat.rule if seat else None,
        },
        "kind": matter.kind,
        "number": matter.number,
        "before": before,
        "after": file.move.after or before,
        "about": file.about,
        "opened": [
            {
                "id": row.pk,
                "kind": row.kind,
                "clause": row.clause,
                "about": row.about,
                "bearer": row.bearer_id,
                "due": row.due_at,
            }
            for row in opened
        ],
        "ended": [
            {"id": row.pk, "kind": row.kind, "about": row.about, "outcome": how}
            for row, how in ended
        ],
        "missed": [{"id": row.pk, "kind": row.kind} for row in file.missed],
        "clock": [
            {
                "clock": row.clock,
                "kind": row.kind,
                "at": row.at,
                "n": row.n,
                "unit": row.unit,
                "basis": row.basis,
                "calendar": row.calendar_version,
            }
            for row in file.clock_events
        ],
        "papers": [
            {"id": row.pk, "kind": row.kind, "number": row.number, "digest": row.digest}
            for row in file.issued
        ],
        "given": digest(f"{key} {given}"),
        **({"moved": [_due_now(row) for row in moved]} if moved else {}),
        **({"also": file.also} if file.also else {}),
    }
    text = canonical(content)
    return LedgerEntry(
        id=key,
        matter_id=matter.pk,
        seq=seq,
        act=file.move.act,
        at=file.at,
        recorded_at=file.recorded_at,
        actor_kind=file.actor.kind,
        person=file.actor.person,
        post=seat.post if seat else None,
        text=text,
        digest=digest(text),
        request_id=request_id,
        input_digest=given if request_id else "",
    )
