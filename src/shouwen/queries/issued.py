"""The papers of a case as issued."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from shouwen.queries.beside_serving import brought
from shouwen.queries.rows import PaperRow
from shouwen.records.models import Paper, ServiceOfPaper
from shouwen.rules.words import PaperKind
from shouwen.rules.worktime import chinese_time

INSIDE = frozenset({PaperKind.EXTENSION_FORM, PaperKind.REFUSAL_FORM})
"""Papers of a case that stay in the office: what was said of it there before the applicant was told."""


def issued(
    matter: UUID,
    *,
    to_the_applicant: bool = False,
    services: Mapping[UUID, Iterable[ServiceOfPaper]] | None = None,
) -> tuple[PaperRow, ...]:
    """The papers of a matter, newest first, to the applicant those that are theirs; a token is the
    code by which a paper is checked. Of receipts, the newest stands for those before it (6.4b).
    ``services``: every attempt to bring each, where that is shown."""
    found = Paper.objects.filter(matter=matter).order_by("-issued_at", "-id")
    if to_the_applicant:
        found = found.exclude(kind__in=INSIDE)
    rows = []
    receipts = 0
    for key, kind, number, issued_at, check_code in found.values_list(
        "pk", "kind", "number", "issued_at", "check_code"
    ):
        receipts += kind == PaperKind.RECEIPT
        day = chinese_time(issued_at).date()
        replaced = kind == PaperKind.RECEIPT and receipts > 1
        lines = tuple(brought((services or {}).get(key, ())))
        rows.append(
            PaperRow(PaperKind(kind), number, day, check_code, replaced=replaced, brought=lines)
        )
    return tuple(rows)
