"""What must hold of returns of materials and of the service of papers (7.4.3b, 7.4.4).

A second opinion like ``life.invariants``: plain SQL over the tables."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from shouwen.life.shelf import select

CHINA = timedelta(hours=8)
ATTEMPTS = 3
NOTICE_DAYS = 30
LASTS = timedelta(days=NOTICE_DAYS)


def every_return_is_in_time_or_missed(since: datetime) -> Iterator[tuple[str, str]]:
    """What was asked back is owed until it was handed back; later than it was due, it is marked
    missed."""
    found = select(
        "SELECT r.id, r.state, r.returned_at, o.due_at, o.ended_at, o.missed_at"
        " FROM records_materialreturn r LEFT JOIN records_obligation o"
        " ON o.about = r.id AND o.kind = 'return_materials' WHERE r.asked_at >= {since}",
        since=since,
    )
    for row in found:
        if row.due_at is None:
            yield str(row.id), "nobody owes it"
        elif row.state == "asked":
            yield str(row.id), "" if row.ended_at is None else "it is no longer owed"
        else:
            late = row.returned_at >= row.due_at
            yield str(row.id), "" if not late or row.missed_at else "late and not marked missed"


def nothing_is_handed_back_twice(since: datetime) -> Iterator[tuple[str, str]]:
    """Each filing of a material went back once at most, and no other case's by mistake."""
    found = select(
        "SELECT l.material_id AS id, COUNT(*) AS n,"
        " SUM(CASE WHEN m.case_id = r.case_id THEN 0 ELSE 1 END) AS strange"
        " FROM records_returnline l"
        " JOIN records_materialreturn r ON r.id = l.material_return_id"
        " JOIN records_casematerial m ON m.id = l.material_id"
        " WHERE l.fate <> 'held_back' AND r.asked_at >= {since} GROUP BY l.material_id",
        since=since,
    )
    for row in found:
        yield str(row.id), "" if row.n == 1 and row.strange == 0 else "handed back twice"


def no_return_without_identity(since: datetime) -> Iterator[tuple[str, str]]:
    """Whoever took materials is known by a document, signed or marked before two, and has a slip on
    file; an agent has a power of attorney that held on that day."""
    found = select(
        "SELECT r.id, r.taker, r.taker_name, r.document, r.document_number, r.power_agent,"
        " r.power_since, r.power_until, r.returned_at, p.kind"
        " FROM records_materialreturn r LEFT JOIN records_paper p ON p.id = r.slip_id"
        " WHERE r.state = 'handed_back' AND r.asked_at >= {since}",
        since=since,
    )
    for row in found:
        known = row.taker_name and row.document and row.document_number
        day = str((row.returned_at + CHINA).date())
        powered = row.taker != "agent" or (
            row.power_agent
            and str(row.power_since) <= day
            and (row.power_until is None or day <= str(row.power_until))
        )
        held = known and powered and row.kind == "return_slip"
        yield str(row.id), "" if held else "handed to somebody unknown"


def a_public_notice_comes_last(since: datetime) -> Iterator[tuple[str, str]]:
    """Before a paper is made known in public, three attempts failed on three days; it counts as
    served once thirty days are over, and not before."""
    tries: dict[str, list[datetime]] = defaultdict(list)
    hung: dict[str, datetime] = {}
    found = select(
        "SELECT s.paper_id, s.outcome, s.at, s.by, s.over_at FROM records_serviceofpaper s"
        " WHERE s.paper_id IN (SELECT t.paper_id FROM records_serviceofpaper t"
        " WHERE t.at >= {since}) ORDER BY s.at, s.id",
        since=since,
    )
    for row in found:
        paper = str(row.paper_id)
        if row.outcome == "failed":
            tries[paper].append(row.at)
            yield paper, "tried again though it hung" if paper in hung else ""
        elif row.outcome == "posted":
            hung[paper] = row.over_at
            days = {(at + CHINA).date() for at in tries[paper]}
            whole = row.over_at - row.at >= LASTS
            yield paper, "" if len(days) >= ATTEMPTS and whole else "too early in public"
        elif row.by == "public_notice":
            over = paper in hung and row.at >= hung[paper]
            yield paper, "" if over else "served by a notice that still hung"
