"""``shouwen import``: what comes in from files."""

from pathlib import Path
from uuid import UUID

from shouwen.acts import CLOCK
from shouwen.cli.frame import Answer, CannotRun
from shouwen.exchange.catalogue import import_catalogue, into
from shouwen.exchange.office import import_office, standing
from shouwen.exchange.office import into as draft_into
from shouwen.exchange.other_units import import_units, listed_in
from shouwen.exchange.other_units import into as list_into
from shouwen.now import now
from shouwen.records.models import Jurisdiction


def catalogue(file: Path, *, dry_run: bool, area: str | None) -> Answer:
    """A list of services; status 1 where rows had faults."""
    write = into(_jurisdiction(area), by=CLOCK, at=now(), dry_run=dry_run)
    report = import_catalogue(file.read_bytes(), write)
    lines = [f"row {fault.row} {fault.field}: {fault.why}" for fault in report.errors]
    would = "would be " if dry_run else ""
    lines.append(
        f"{report.read} read: {report.made} {would}made, {report.changed} {would}changed,"
        f" {report.skipped} skipped, {len(report.errors)} faults"
    )
    lacking = sum(1 for parts in report.lacks.values() if parts)
    lines.append(f"{lacking} guides lack something before they may be published (--json: what)")
    return Answer(report.to_json(), "\n".join(lines), 1 if report.errors else 0)


def office(file: Path, *, dry_run: bool, area: str | None) -> Answer:
    """An office as a draft of its next scheme; status 1 where a row had a fault, and then nothing
    came in."""
    unit, scheme = standing(_jurisdiction(area))
    write = None if dry_run else draft_into(unit, by=CLOCK, at=now())
    report = import_office(file.read_bytes(), scheme, write)
    lines = [f"row {fault.row} {fault.field}: {fault.why}" for fault in report.errors]
    if report.errors:
        lines.append(f"{report.read} read, {len(report.errors)} faults: nothing came in")
        return Answer(report.to_json(), "\n".join(lines), 1)
    lines += [*report.changes, *(f"before approval: {lack}" for lack in report.lacks)]
    would = "would be " if dry_run else ""
    lines.append(
        f"{report.read} read: {report.made} posts {would}made, {report.changed} {would}changed,"
        f" {report.skipped} the same; a draft of the next scheme {would or 'is '}laid down"
    )
    return Answer(report.to_json(), "\n".join(lines))


def other_units(file: Path, *, dry_run: bool, area: str | None) -> Answer:
    """Other units and what they do; status 1 where a row had a fault, and then nothing came in."""
    place = _jurisdiction(area)
    write = None if dry_run else list_into(place, by=CLOCK, at=now())
    report = import_units(file.read_bytes(), listed_in(place), write)
    lines = [f"row {fault.row} {fault.field}: {fault.why}" for fault in report.errors]
    if report.errors:
        lines.append(f"{report.read} read, {len(report.errors)} faults: nothing came in")
        return Answer(report.to_json(), "\n".join(lines), 1)
    would = "would be " if dry_run else ""
    lines.append(
        f"{report.read} read: {report.made} {would}listed, {report.changed} {would}changed,"
        f" {report.skipped} the same"
    )
    return Answer(report.to_json(), "\n".join(lines))


def _jurisdiction(area: str | None) -> UUID:
    found = dict(Jurisdiction.objects.values_list("code", "pk"))
    if not found:
        raise CannotRun("There is no office here yet. Make one first: shouwen demo.")
    if area is None and len(found) > 1:
        raise CannotRun(f"Which office? Say --area with one of {', '.join(sorted(found))}.")
    code = area or next(iter(found))
    if code not in found:
        raise CannotRun(f"There is no office of area {code}; there is {', '.join(sorted(found))}.")
    return found[code]
