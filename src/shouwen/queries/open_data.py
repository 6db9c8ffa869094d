"""The public catalogue for other programs: one guide with all that belongs to it, all guides in
short, and what changed of late (5.1a, 5.3a). Everybody may read it, so nothing here asks who does."""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.fields.json import KT

from shouwen.queries import catalogue
from shouwen.queries.rows import Change, OpenCatalogue, OpenService, ServiceInShort, ServicePage
from shouwen.records.models import Jurisdiction, ServiceVersion
from shouwen.rules.words import LimitUnit, ServiceKind, VersionState
from shouwen.rules.worktime import chinese_time

MOST_CHANGES = 100  # that a feed tells; whoever comes once a month misses none


def service(code: str, at: datetime) -> OpenService:
    """The guide in force, failing that the last one withdrawn, as it stands at ``at``.

    Raises ``LookupError`` where no guide of that code was ever published."""
    page, office, place = catalogue.service(code, at), catalogue.office(), _place()
    if not isinstance(page, ServicePage) or office is None or place is None:
        raise LookupError(code)
    return OpenService(page, office, place.code)


def services() -> OpenCatalogue:
    """All published guides in short, by code, read anew where the catalogue changed."""
    place = _place()
    return _in_short(place.pk, place.catalogue_version) if place else OpenCatalogue(())


def changes() -> tuple[Change, ...]:
    """What was published and withdrawn, newest first, at most :data:`MOST_CHANGES`."""
    place = _place()
    return _changes(place.pk, place.catalogue_version) if place else ()


@lru_cache(maxsize=2)
def _changes(place: UUID, _catalogue: int) -> tuple[Change, ...]:
    told = [
        *_newest(place, "withdrawn_at", VersionState.WITHDRAWN),
        *_newest(place, "published_at", VersionState.PUBLISHED),  # at once with it, but after it
    ]
    told.sort(key=attrgetter("at"))
    return tuple(reversed(told[-MOST_CHANGES:]))


def _place() -> Jurisdiction | None:
    return Jurisdiction.objects.order_by("code").first()


def _newest(place: UUID, when: str, became: VersionState) -> Iterator[Change]:
    """The latest changes of one kind, oldest first."""
    columns = newest(place, when).values_list(
        when, "service__code", "number", KT("guide__name"), KT("guide__summary")
    )
    for at, code, number, name, summary in reversed(columns):
        yield Change(at, became, code, number, name, summary)


def newest(place: UUID, when: str) -> QuerySet[ServiceVersion]:
    """The versions that were last ``published_at`` or ``withdrawn_at``, newest first."""
    dated = ServiceVersion.objects.filter(jurisdiction=place, **{f"{when}__isnull": False})
    return dated.order_by(f"-{when}", "-pk")[:MOST_CHANGES]


@lru_cache(maxsize=2)
def _in_short(place: UUID, _catalogue: int) -> OpenCatalogue:
    """What is published; the version of the catalogue is in the key so that a change is seen."""
    found = ServiceVersion.objects.filter(jurisdiction=place, state=VersionState.PUBLISHED.value)
    columns = found.order_by("service__code").values_list(
        "service__code",
        "number",
        "published_at",
        "promise_n",
        "statute_n",
        "limit_unit",
        KT("guide__name"),
        KT("guide__kind"),
        KT("guide__life_event"),
        KT("guide__audience"),
        KT("guide__summary"),
        KT("guide__immediate"),
        KT("guide__fee__amount"),
        KT("guide__visits"),
    )
    return OpenCatalogue(
        tuple(
            ServiceInShort(
                code=code,
                name=name,
                kind=ServiceKind(kind),
                life_event=event or "",
                audience=audience,
                summary=summary,
                promise=promise,
                statute=statute,
                unit=LimitUnit(unit),
                immediate=immediate == "true",
                fee=fee,
                visits=int(visits),
                version=number,
                published_on=chinese_time(published).date(),
            )
            for (
                code,
                number,
                published,
                promise,
                statute,
                unit,
                name,
                kind,
                event,
                audience,
                summary,
                immediate,
                fee,
                visits,
            ) in columns
        )
    )
