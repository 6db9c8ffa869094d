"""What has run out among the obligations of a matter."""

from collections.abc import Iterable
from datetime import datetime

from shouwen.records.models import Obligation
from shouwen.rules.owed import AWAITED


def ran_out(rows: Iterable[Obligation], at: datetime) -> list[Obligation]:
    """What has run out by ``at`` and is not marked missed yet. What was only awaited is no miss."""
    return [
        row
        for row in rows
        if row.due_at and row.due_at <= at and not row.missed_at and row.kind not in AWAITED
    ]
