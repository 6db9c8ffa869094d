"""The papers of a case as issued."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from shouwen.queries.beside_serving import brought
from shouwen.queries.rows import PaperRow
from shouwen.records.models import Paper, ServiceOfPaper
from shouwen.rules.words import PaperKind
from shouwen.rules.worktime import chinese_time

INSIDE = frozenset(
    {
        PaperKind.EXTENSION_FORM,
        PaperKind.REFUSAL_FORM,
        PaperKind.INTERESTED_RIGHT,
        PaperKind.INTERESTED_NOTICE,
    }
)
"""Papers of a case that are not for its applicant: what was said of it in the office before they were
told, and what others were told of it."""


def issued(
    matter: UUID,
    *,
    to_the_applicant: bool = False,
    papers: Iterable[Paper] | None = None,
    services: Mapping[UUID, Iterable[ServiceOfPaper]] | None = None,
    correct: Mapping[UUID, str] | None = None,
) -> tuple[PaperRow, ...]:
    """The papers of a matter, newest first, to the applicant those that are theirs; a token is the
    code by which a paper is checked. Of receipts, the newest stands for those before it (6.4b).
    ``papers``: those of the matter, oldest first, where they were read already; ``services``: every
    attempt to bring each, where that is shown; ``correct``: by which act the viewer may correct each.
    """
    rows = []
    receipts = 0
    read = _read(matter) if papers is None else [_said(paper) for paper in reversed([*papers])]
    read = [*read]
    numbers = {said[0]: said[2] for said in read}
    later = {said[5]: said[2] for said in read}
    for key, kind, number, issued_at, check_code, corrects in read:
        if to_the_applicant and kind in INSIDE:
            continue
        receipts += kind == PaperKind.RECEIPT
        day = chinese_time(issued_at).date()
        replaced = kind == PaperKind.RECEIPT and receipts > 1
        lines = tuple(brought((services or {}).get(key, ())))
        rows.append(
            PaperRow(
                PaperKind(kind),
                number,
                day,
                check_code,
                replaced=replaced,
                brought=lines,
                corrected_by=later.get(key, ""),
                corrects=numbers.get(corrects, "") if corrects else "",
                correct=(correct or {}).get(key, ""),
            )
        )
    return tuple(rows)


Said = tuple[UUID, str, str, datetime, str, UUID | None]


def _read(matter: UUID) -> Iterable[Said]:
    """What is shown of the papers of a matter, newest first; not what they say."""
    found = Paper.objects.filter(matter=matter).order_by("-issued_at", "-id")
    return found.values_list("pk", "kind", "number", "issued_at", "check_code", "corrects")


def _said(paper: Paper) -> Said:
    told = (paper.pk, paper.kind, paper.number, paper.issued_at, paper.check_code)
    return *told, paper.corrects_id
