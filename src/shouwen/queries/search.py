"""Finding a service in everyday words: the public home's search, and the desk's."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, FilteredRelation, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform

from shouwen.queries.asked import Sense, afterwards, closely, loosely
from shouwen.queries.nominating import BESIDE_THE_BEST, LEAST, SURE, meant
from shouwen.queries.rows import FoundService
from shouwen.records.casefile.office import Office, office
from shouwen.records.models import Jurisdiction, Service, ServiceToken, ServiceVersion
from shouwen.rules.words import LimitUnit, VersionState

SHOWN = 20  # a search that meets more should be narrowed
LATER = 0.7  # of a service for what comes after the first time, if nobody asked for that
PUBLISHED = 1.15  # of a service whose guide can be read
SHORT = 0.1  # of a name that says nothing but what was asked for, at most


class Ranked(NamedTuple):
    """A service that may be meant, and how well it meets the question; the best may be more than
    1."""

    score: float
    key: UUID
    row: FoundService


def search(jurisdiction: Jurisdiction, asked: str) -> tuple[FoundService, ...]:
    """The services of a jurisdiction that may be meant, best first; one more than :data:`SHOWN`
    says that there are more. Withdrawn ones are not among them."""
    place = office(jurisdiction)
    senses = closely(asked)
    found = ranked(place, asked, senses, SURE)
    if not found or found[0].score < SURE:
        found = ranked(place, asked, (*senses, *loosely(asked)), LEAST)
    best = found[0].score if found else 0.0
    least = max(LEAST, BESIDE_THE_BEST * best)
    return tuple(each.row for each in found if each.score >= least)[: SHOWN + 1]


def ranked(place: Office, asked: str, senses: tuple[Sense, ...], least: float) -> list[Ranked]:
    """Services, best first; none where even all tokens together would not meet the question as well
    as ``least``."""
    leads = ServiceToken.objects.filter(jurisdiction=place.jurisdiction)
    found = {each.key: each for each in meant(leads, "service_id", senses, least)}
    rows = []
    for key, row in _rows(place, found):
        score = found[key].met
        score *= LATER if afterwards(asked, row.name) else 1
        score *= PUBLISHED if row.published else 1
        close = score + SHORT * min(1.0, found[key].named / len(row.name))
        rows.append((-close, row.name, row.code, Ranked(score, key, row)))
    return [each for _, _, _, each in sorted(rows)]


def _rows(place: Office, services: Iterable[UUID]) -> Iterable[tuple[UUID, FoundService]]:
    """What is shown of these services. One whose only versions are withdrawn is not shown."""
    unit = next(iter(place.units.values()))
    published = FilteredRelation("versions", condition=Q(versions__state=VersionState.PUBLISHED))
    withdrawn = ServiceVersion.objects.filter(service=OuterRef("pk"), state=VersionState.WITHDRAWN)
    rows = (
        Service.objects.filter(pk__in=list(services))
        .annotate(offer=published)
        .filter(Q(offer__isnull=False) | ~Exists(withdrawn))
    )
    columns = rows.values_list(
        "pk",
        "code",
        "name",
        "department",
        "section__name",
        "section__phone",
        "offer",
        KeyTextTransform("name", "offer__guide"),
        KeyTextTransform("summary", "offer__guide"),
        "offer__promise_n",
        "offer__limit_unit",
        KeyTextTransform("immediate", "offer__guide"),
    )
    for key, code, name, department, section, phone, offer, called, says, n, limit, now in columns:
        yield (
            key,
            FoundService(
                code=code,
                name=called or name,
                section=section or department or unit.name,
                phone=phone or unit.phone,
                published=offer is not None,
                summary=says or "",
                promise=n or 0,
                unit=LimitUnit(limit) if limit else None,
                immediate=now == "true",
            ),
        )
