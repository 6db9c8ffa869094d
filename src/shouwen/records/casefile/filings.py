"""What is filed of refusals on a case, and what lies in its file as evidence."""

from uuid import UUID

from shouwen.records.casefile.office import UnitFacts
from shouwen.records.models import Attachment, Paper, Refusal, RefusalGround
from shouwen.records.reading import Planned
from shouwen.rules.facts.refusal import Filed, Remedy
from shouwen.rules.words import BodyKind, RefusalKind, RefusalState

_REFUSALS = Planned(
    "records_refusal r WHERE r.case_id = %s ORDER BY r.proposed_at, r.id", (Refusal, "r")
)
_GROUNDS = Planned(
    "records_refusalground g WHERE g.refusal_id = %s ORDER BY g.position", (RefusalGround, "g")
)
_PAPERS = Planned(
    "records_paper p WHERE p.matter_id = %s ORDER BY p.issued_at, p.id",
    (Paper, "p"),
    omit=frozenset({"content"}),
)
_ATTACHMENTS = Planned(
    "records_attachment a WHERE a.case_id = %s ORDER BY a.filed_at, a.id", (Attachment, "a")
)


def read_refusals(case: UUID) -> list[Refusal]:
    """The refusals proposed on a case, oldest first."""
    return [row for (row,) in _REFUSALS.rows(case)]


def grounds_of(refusal: UUID) -> list[RefusalGround]:
    """The grounds of a refusal in order."""
    return [row for (row,) in _GROUNDS.rows(refusal)]


def papers_on(case: UUID) -> list[Paper]:
    """The papers issued on a case, their content left out."""
    return [row for (row,) in _PAPERS.rows(case)]


def attachments_of(case: UUID) -> list[Attachment]:
    """The files handed in with a case."""
    return [row for (row,) in _ATTACHMENTS.rows(case)]


def filed(row: Refusal) -> Filed:
    """A refusal as guards see it."""
    return Filed(
        row.pk,
        RefusalKind(row.kind),
        RefusalState(row.state),
        row.proposer_id,
        row.reviewer_id,
        told=row.told_at_once,
        beyond=row.beyond,
        dissent=row.dissent,
    )


def last_filed(rows: list[Refusal]) -> Filed | None:
    """The last refusal of a case; None where none was ever proposed."""
    return filed(rows[-1]) if rows else None


def remedy(unit: UnitFacts) -> Remedy:
    """Who reconsiders what a unit decides, and which court it is sued at (7.4.3c)."""
    return Remedy(
        BodyKind(unit.body_kind) if unit.body_kind else None,
        unit.review_body,
        unit.review_address,
        unit.review_online,
        unit.court,
    )
