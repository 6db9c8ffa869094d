"""What must hold of the versions of guides (5.1a): each case under its own, one in force at a time,
none published by who wrote it.

A second opinion like ``life.invariants``: plain SQL over the tables and the ledger."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby, pairwise

from shouwen.life.shelf import OnFile, Row, select
from shouwen.life.slow_calendar import CHINA

NINETY_DAYS = 90
WROTE = ("service_version.draft_version", "service_version.write_draft")
CHECKED = (
    "service_version.approve_version",
    "service_version.publish_version",
    "service_version.announce_version",
)
ON_THE_WAY = {
    "reviewing": "review_version",
    "approved": "publish_version",
    "announced": "come_into_force",
}

VERSIONS = (
    "SELECT v.service_id AS service, v.number, v.state, v.valid_from AS since,"
    " v.valid_until AS until, m.state AS said FROM records_serviceversion v"
    " JOIN records_matter m ON m.id = v.matter_id ORDER BY v.service_id, v.valid_from, v.number"
)


def a_case_runs_under_the_version_it_was_received_under(file: OnFile) -> Iterator[str]:
    """In force when the application came; or over for ninety days at most, and told while it was in
    force, with proof. What was in force needs none, and keeps none."""
    if not file.case:
        return
    case, version = file.case, file.version
    came, since, until = case.received_at, version.valid_from, version.valid_until
    if since is not None and since <= came and (until is None or came <= until):
        return (yield f"was told {case.told_on} what was in force" if case.told_on else "")
    kept = since is not None and until is not None and _told(case, since, until)
    yield "" if kept else f"received {came} under a version in force {since} to {until}"


def _told(case: Row, since: datetime, until: datetime) -> bool:
    if not (case.told_on and case.told_reference):
        return False
    on = date.fromisoformat(str(case.told_on))
    ago = (case.received_at.astimezone(CHINA).date() - on).days
    return ago <= NINETY_DAYS and _day(since) <= on <= _day(until)


def _day(at: datetime) -> date:
    return at.astimezone(CHINA).date()


def nobody_checked_what_they_wrote(file: OnFile) -> Iterator[str]:
    """Whoever approved or published a version is none of those who wrote it."""
    wrote = {row.person for row in file.ledger if row.act in WROTE and row.person}
    for row in file.ledger:
        if row.act in CHECKED:
            yield f"{row.act} was done by who wrote it" if row.person in wrote else ""


def what_is_on_its_way_is_somebodys(file: OnFile) -> Iterator[str]:
    """A version sent for review, approved or announced is owed the next step."""
    if file.matter.kind == "service_version" and file.matter.state in ON_THE_WAY:
        owed = [row.kind for row in file.obligations if row.ended_at is None]
        wanted = ON_THE_WAY[file.matter.state]
        yield "" if wanted in owed else f"{file.matter.state}, and nobody owes {wanted}"


def one_is_in_force_from_one_to_the_next() -> Iterator[tuple[str, str]]:
    """Of a service no two versions are in force at an instant, and one is superseded at the instant
    at which another takes over; what the chain says of each is what its row says."""
    for service, rows in groupby(select(VERSIONS), key=lambda row: row.service):
        versions = list(rows)
        for row in versions:
            yield f"{service} {row.number}", "" if row.said == row.state else f"is {row.said}"
        were = [row for row in versions if row.since is not None]
        for one, after in pairwise(were):
            over = one.until is not None and one.until <= after.since
            yield f"{service} {one.number}", "" if over else f"in force with {after.number}"
        began = {row.since for row in were}
        for row in were:
            gap = row.state == "superseded" and row.until not in began
            yield f"{service} {row.number}", "superseded, and nothing took over" if gap else ""
