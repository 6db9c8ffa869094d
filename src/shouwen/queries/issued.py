"""The papers of a case as issued."""

from uuid import UUID

from shouwen.queries.rows import PaperRow
from shouwen.records.models import Paper
from shouwen.rules.words import PaperKind
from shouwen.rules.worktime import chinese_time


def issued(matter: UUID) -> tuple[PaperRow, ...]:
    """The papers of a matter, newest first; a token is the code by which a paper is checked. Of
    receipts, the newest stands for those before it (6.4b)."""
    found = Paper.objects.filter(matter=matter).order_by("-issued_at", "-id")
    rows = []
    receipts = 0
    for kind, number, issued_at, check_code in found.values_list(
        "kind", "number", "issued_at", "check_code"
    ):
        receipts += kind == PaperKind.RECEIPT
        day = chinese_time(issued_at).date()
        replaced = kind == PaperKind.RECEIPT and receipts > 1
        rows.append(PaperRow(PaperKind(kind), number, day, check_code, replaced=replaced))
    return tuple(rows)
