"""What must hold of limits that move: extensions and special procedures (6.3, 6.5, 5.2.2e).

A second opinion like ``life.invariants``: its numbers are written out here again, and dates come
from ``life.slow_calendar``."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from shouwen.life import slow_calendar as calendar
from shouwen.life.checking import of_a_matter
from shouwen.life.rebuild import key
from shouwen.life.shelf import OnFile, Row

ON_THE_WAY = ("tell_extension", "lapse_extension")
"""Owed by the promise once it runs, and opened again where an extension is asked for again."""

BEYOND = 10  # working days that a licence may take beyond its statutory limit
MOVES = ("exclude", "resume", "extend")


def moves_of(
    file: OnFile, clock: str, row: Row | None = None, *, opening: bool = False
) -> list[tuple[str, datetime, int]]:
    """What moved a clock, in the order of the ledger: up to the act that ended ``row``, which moves
    nothing for it any more, or where it is about its ``opening``, up to the act that opened it."""
    found = []
    for entry in file.entries:
        ends = row is not None and row.id in {
            key(each["id"]) for each in entry["opened" if opening else "ended"]
        }
        if ends:
            break
        found += [
            (event["kind"], datetime.fromisoformat(event["at"]), event["n"] or 0)
            for event in entry["clock"]
            if event["clock"] == clock and event["kind"] in MOVES
        ]
    return found


def runs_out(file: OnFile, start: Row, row: Row, *, opening: bool = False) -> datetime | None:
    """When the clock that began with ``start`` is over, as far as it was moved for ``row``. What is
    opened once says for ever what its act said: a delivery."""
    before = opening or row.kind == "deliver"
    moves = moves_of(file, start.clock, row, opening=before)
    return calendar.moved(start.at, start.n, start.unit, file.hours, moves)


def declared_until(file: OnFile, row: Row) -> datetime:
    """24:00 of the last day that the applicant was told of."""
    (procedure,) = (each for each in file.procedures if each.id == row.about)
    return _end_of(procedure.ends_on)


@of_a_matter("6.5b a limit is extended once, by another person")
def a_limit_is_extended_once(file: OnFile) -> Iterator[str]:
    """At most one extension is in effect or on its way there; nobody decided on their own wish."""
    live = [row for row in file.extensions if row.state in ("asked", "approved", "told")]
    if file.extensions:
        yield f"{len(live)} extensions" if len(live) > 1 else ""
    for row in file.extensions:
        own = row.decided_by is not None and row.decided_by == row.asked_by
        yield "who asked for it decided on it" if own else ""
        waits = row.state in ("asked", "approved") and file.matter.state != "accepted"
        yield f"an extension is {row.state}, the case {file.matter.state}" if waits else ""


@of_a_matter("6.5c an extension is in effect only when told before the old date")
def an_extension_was_told_in_time(file: OnFile) -> Iterator[str]:
    """Each extension of the promise is one that was told, with a notice that says both dates and was
    served, before the old date was over."""
    notices = {row.id: json.loads(row.content) for row in file.papers}
    served = {row.paper for row in file.services}
    told = [row for row in file.extensions if row.state == "told"]
    extended = [n for kind, _, n in moves_of(file, "promise") if kind == "extend"]
    if file.extensions or extended:
        same = extended == [row.days for row in told]
        yield "" if same else f"extended by {extended}, told of {[row.days for row in told]}"
    for row in told:
        in_time = row.told_at < _end_of(row.old_due)
        yield "" if in_time else f"told {row.told_at} of a limit that ended {row.old_due}"
        says = notices.get(row.notice, {})
        both = (says.get("old_due"), says.get("new_due")) == (str(row.old_due), str(row.new_due))
        yield "" if both and row.notice in served else "the notice says otherwise or was not served"


@of_a_matter("6.5a a clock stands still only as the applicant was told")
def a_clock_stands_still_only_as_told(file: OnFile) -> Iterator[str]:
    """Each exclusion begins with a notice that was served, lasts no longer than declared, and stops
    the statutory limit only where a law names it."""
    served = {row.paper for row in file.services}
    for clock in ("promise", "statute"):
        stood = [(kind, at) for kind, at, _ in moves_of(file, clock) if kind != "extend"]
        begun = {at for kind, at in stood if kind == "exclude"}
        by_law = [row for row in file.procedures if clock == "promise" or row.kind != "guide"]
        unknown = begun - {row.told_at for row in by_law}
        if stood:
            yield f"{clock} stands still since {sorted(unknown)}" if unknown else ""
        for row in by_law:
            ended = next((at for kind, at in stood if kind == "resume" and at >= row.told_at), None)
            late = ended is not None and ended >= _end_of(row.ends_on)
            yield f"{clock} stood still until {ended}, declared {row.ends_on}" if late else ""
    for row in file.procedures:
        yield "" if row.notice in served else "the notice of a special procedure was not served"


@of_a_matter("5.2.2e no moved promise ends after the law has it")
def no_moved_promise_ends_after_the_law_has_it(file: OnFile) -> Iterator[str]:
    """However often they were moved; and a licence not ten working days after its statute."""
    starts = {event.clock: event for event in file.events if event.kind == "start"}
    if not (file.extensions or file.procedures) or not {"promise", "statute"} <= starts.keys():
        return
    ends = {
        clock: calendar.moved(
            (start := starts[clock]).at, start.n, start.unit, file.hours, moves_of(file, clock)
        )
        for clock in ("promise", "statute")
    }
    beyond = ends["promise"] and ends["statute"] and ends["promise"] > ends["statute"]
    yield f"promised until {ends['promise']}, by law {ends['statute']}" if beyond else ""
    by = sum(n for kind, _, n in moves_of(file, "statute") if kind == "extend")
    far = file.guide["kind"] == "licence" and by > BEYOND
    yield f"{by} days beyond the law" if far else ""


@of_a_matter("6.3 what is done at once is neither extended nor stopped")
def what_is_done_at_once_is_not_moved(file: OnFile) -> Iterator[str]:
    """Neither extension nor suspension is offered."""
    if file.case and file.guide["immediate"]:
        moved = file.extensions or file.procedures
        yield "an immediate matter was extended or stood still" if moved else ""


def _end_of(day: date | str) -> datetime:
    """24:00 of a day."""
    on = date.fromisoformat(day) if isinstance(day, str) else day
    midnight = datetime.combine(on, datetime.min.time(), calendar.CHINA)
    return midnight + timedelta(days=1)
