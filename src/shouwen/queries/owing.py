"""What is owed, bare: for programs that follow an office, not for pages."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from shouwen.records.casefile.office import office
from shouwen.records.models import Jurisdiction, Obligation
from shouwen.records.reading import Planned
from shouwen.rules.owed import BACKSTOPS
from shouwen.rules.regimes.stand_in import seat


class Owing(NamedTuple):
    """One open obligation, the post that bears it and who sits there; ``due_at`` None: it stands
    still."""

    kind: str
    matter: UUID
    post: UUID
    person: UUID | None
    due_at: datetime | None


def owing(jurisdiction: UUID, at: datetime) -> list[Owing]:
    """Everything that the office owes at ``at``, in no order; what applicants owe is theirs."""
    roster = office(Jurisdiction.objects.get(pk=jurisdiction)).roster
    rows = [row for (row,) in _BORNE.rows(jurisdiction) if row.kind not in BACKSTOPS]
    sits = {post: seat(roster, post, at).person for post in {row.bearer_id for row in rows}}
    return [
        Owing(row.kind, row.matter_id, row.bearer_id, sits[row.bearer_id], row.due_at)
        for row in rows
    ]


def next_bell() -> datetime | None:
    """When the next obligation rings, so when the sweep next has something to do."""
    found = _FIRST_TO_RING.first()
    return found[0].bell_at if found else None


_BORNE = Planned(
    "records_obligation o WHERE o.jurisdiction_id = %s AND o.ended_at IS NULL"
    " AND o.bearer_id IS NOT NULL",
    (Obligation, "o"),
    only=frozenset({"id", "kind", "matter", "bearer", "due_at"}),
)
_FIRST_TO_RING = Planned(
    "records_obligation o WHERE o.ended_at IS NULL AND o.bell_at IS NOT NULL"
    " ORDER BY o.bell_at LIMIT 1",
    (Obligation, "o"),
)
"""The literal conditions are those of the index ``open_by_bell`` (decision 2)."""
