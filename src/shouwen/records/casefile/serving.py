"""The papers of a case on their way to the applicant, as guards see them (7.4.3b)."""

from collections.abc import Iterable
from uuid import UUID

from shouwen.records.models import Paper, ServiceOfPaper
from shouwen.records.reading import Planned
from shouwen.rules.facts.serving import Attempt, PaperToServe, Serving
from shouwen.rules.regimes.refusal_filing.serving import TO_BE_SERVED
from shouwen.rules.words import PaperKind, ServedBy, ServiceOutcome

_PAPERS = Planned("records_paper p WHERE p.matter_id = %s ORDER BY p.issued_at, p.id", (Paper, "p"))
_SERVICES = Planned(
    "records_serviceofpaper s JOIN records_paper p ON p.id = s.paper_id WHERE p.matter_id = %s"
    " ORDER BY s.at, s.id",
    (ServiceOfPaper, "s"),
)


_NOTICED = Planned(
    "records_serviceofpaper s JOIN records_paper p ON p.id = s.paper_id WHERE p.matter_id = %s"
    f" AND s.by = '{ServedBy.PUBLIC_NOTICE}' AND s.outcome = '{ServiceOutcome.SERVED}'",
    (ServiceOfPaper, "s"),
)


def was_noticed(case: UUID) -> bool:
    """Whether a paper of the case counts as served by a public notice that is over."""
    return _NOTICED.first(case) is not None


def read_papers(case: UUID) -> list[Paper]:
    """The papers of a case, oldest first."""
    return [row for (row,) in _PAPERS.rows(case)]


def read_services(case: UUID) -> dict[UUID, list[ServiceOfPaper]]:
    """Every attempt to bring one of them, by paper, oldest first."""
    found: dict[UUID, list[ServiceOfPaper]] = {}
    for (row,) in _SERVICES.rows(case):
        found.setdefault(row.paper_id, []).append(row)
    return found


def attempt(row: ServiceOfPaper) -> Attempt:
    """An attempt as a guard sees it."""
    return Attempt(
        ServedBy(row.by), row.at, ServiceOutcome(row.outcome), row.over_at, row.received_on
    )


def serving(papers: Iterable[Paper], services: dict[UUID, list[ServiceOfPaper]]) -> Serving:
    """The papers that the applicant must have, with what came of each."""
    found = [*papers]
    replaced = {row.corrects_id for row in found}
    return Serving(
        tuple(
            PaperToServe(
                row.pk,
                PaperKind(row.kind),
                tuple(map(attempt, services.get(row.pk, ()))),
                replaced=row.pk in replaced,
            )
            for row in found
            if row.kind in TO_BE_SERVED
        )
    )
