"""``shouwen import``: what comes in from files."""

from pathlib import Path
from uuid import UUID

from shouwen.acts import CLOCK
from shouwen.cli.frame import Answer, CannotRun
from shouwen.exchange.catalogue import import_catalogue, into
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
