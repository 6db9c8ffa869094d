"""The public catalogue: what the office does for people, and the guide of each service.

Everybody may read it, so nothing here asks who does. An installation shows the services of its
first jurisdiction. Published versions never change: what is read of them is kept."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q
from django.db.models.fields.json import KT

from shouwen.queries.rows import (
    DraftPage,
    Elsewhere,
    FoundService,
    HomePage,
    Office,
    ServiceGroup,
    ServiceLink,
    ServicePage,
    StaffRow,
)
from shouwen.queries.search import SHOWN, search
from shouwen.queries.wording import in_words, names_in_words, word
from shouwen.records.casefile import office as casefile
from shouwen.records.casefile.case import frozen_guide
from shouwen.records.casefile.version import publication
from shouwen.records.models import Case, Jurisdiction, OutsidePublication, Service, ServiceVersion
from shouwen.rules.facts.version import PUBLIC
from shouwen.rules.words import LimitUnit, Medium, ServiceKind, VersionState
from shouwen.rules.worktime import CST, chinese_time

OFTEN = 4  # services named under the search
LATELY = timedelta(days=90)  # of whose applications the most frequent are named

ICONS = {
    "开店办企业": "store",
    "婚姻和家庭": "users-round",
    "住房和生活保障": "house",
    "投资建设": "building-2",
    "农林水利": "droplets",
}
"""The life events of the home page, in its order; others come after them."""

OTHER_EVENTS = "其他事项"


def office() -> Office | None:
    """The office as every public page names it (5.4b); None before one is founded."""
    place = _place()
    if place is None:
        return None
    unit = next(iter(casefile.office(place).units.values()))
    return Office(
        name=unit.name,
        complaint_section=unit.complaint_section,
        complaint_phone=unit.complaint_phone,
        place=unit.address,
        hours=unit.hours_in_words,
        notice=settings.NOTICE,
    )


def home(at: datetime, asked: str = "") -> HomePage:
    """What may be meant by ``asked``; without it, or where nothing is found, published services by
    life event. ``at`` says what is often asked for lately."""
    place = _place()
    asked = asked.strip()
    found = search(place, asked) if place and asked else ()
    if found:
        return HomePage((), (), asked, _found(found[:SHOWN]), len(found) > SHOWN)
    versions = tuple(_in_force(place))
    offers = tuple(_in_words(_offers(versions)))
    often = _often(versions, chinese_time(at).date())
    return HomePage(
        events=_by_event(offers),
        often=tuple(offer.link for code in often for offer in offers if offer.link.code == code),
        asked=asked,
    )


def service(code: str, at: datetime, number: int | None = None) -> ServicePage | DraftPage:
    """The guide of a service as published, with the office as it stands at ``at`` (5.3a): the
    version in force, failing that the last one withdrawn, or the one of that ``number``. A service
    that was never published answers with what is known of it.

    Raises ``LookupError`` where there is no such service or published version."""
    place = _place()
    row = Service.objects.select_related("section").filter(jurisdiction=place, code=code).first()
    if place is None or row is None:
        raise LookupError(code)
    versions = [
        version
        for version in row.versions.defer("guide").order_by("-number")
        if version.state in PUBLIC
    ]
    in_force = next((v for v in versions if v.state == VersionState.PUBLISHED), None)
    here = casefile.office(place)
    if number is None:
        if not versions:
            return _draft(row, here)
        shown = in_force or versions[0]
    else:
        shown = next((v for v in versions if v.number == number), None)
    if shown is None:
        raise LookupError(f"{code} {number}")
    assert shown.published_at is not None
    beside = publication(here, row.handler_id, at)
    guide = frozen_guide(shown.pk)
    said = in_words(shown.pk, guide)
    return ServicePage(
        code=code,
        guide=said,
        version=shown.number,
        published_on=chinese_time(shown.published_at).date(),
        section=beside.section,
        section_phone=beside.section_phone,
        staff=tuple(StaffRow(who.name, who.post, who.phone) for who in beside.staff),
        current=shown is in_force,
        offered=in_force is not None,
        untranslated=said is guide,
        elsewhere=tuple(_elsewhere(shown)),
    )


def _elsewhere(version: ServiceVersion) -> Iterator[Elsewhere]:
    """Where else the public was told of it, alone or with the whole catalogue (5.3b)."""
    assert version.published_at is not None
    since = chinese_time(version.published_at).date()
    found = OutsidePublication.objects.filter(
        Q(version=version) | Q(version=None, day__gte=since),
        jurisdiction=version.jurisdiction_id,
    )
    for row in found.order_by("day", "pk"):
        yield Elsewhere(Medium(row.medium), row.place, row.day)


def _place() -> Jurisdiction | None:
    return Jurisdiction.objects.order_by("code").first()


def _in_force(place: Jurisdiction | None) -> Iterable[UUID]:
    found = ServiceVersion.objects.filter(jurisdiction=place, state=VersionState.PUBLISHED.value)
    return found.order_by("service__code").values_list("pk", flat=True)


class _Offer(NamedTuple):
    version: UUID
    event: str
    link: ServiceLink


def _in_words(offers: tuple[_Offer, ...]) -> Iterator[_Offer]:
    """The offers in the reader's language."""
    names = names_in_words(offer.version for offer in offers)
    for offer in offers:
        link = offer.link
        name, summary = names.get(offer.version) or (word(link.name), word(link.summary))
        yield offer._replace(
            event=word(offer.event), link=replace(link, name=name, summary=summary)
        )


def _found(services: tuple[FoundService, ...]) -> tuple[FoundService, ...]:
    """What was found, in the reader's language."""
    in_force = ServiceVersion.objects.filter(state=VersionState.PUBLISHED.value)
    of = dict(
        in_force.filter(service__code__in=[each.code for each in services]).values_list(
            "service__code", "pk"
        )
    )
    names = names_in_words(of.values())
    return tuple(
        replace(each, name=name, summary=summary)
        for each in services
        for name, summary in (
            names.get(of.get(each.code)) or (word(each.name), word(each.summary)),
        )
    )


@lru_cache(maxsize=8)
def _offers(versions: tuple[UUID, ...]) -> tuple[_Offer, ...]:
    """What these published versions offer, in one statement; the key changes with the catalogue."""
    found = ServiceVersion.objects.filter(pk__in=versions).order_by("service__code")
    columns = found.values_list(
        "pk",
        "service__code",
        KT("guide__name"),
        KT("guide__kind"),
        KT("guide__summary"),
        "promise_n",
        "limit_unit",
        KT("guide__immediate"),
        KT("guide__life_event"),
    )
    return tuple(
        _Offer(
            version,
            event or OTHER_EVENTS,
            ServiceLink(
                code=code,
                name=name,
                kind=ServiceKind(kind),
                summary=summary,
                promise=promise,
                unit=LimitUnit(unit),
                immediate=immediate == "true",
            ),
        )
        for version, code, name, kind, summary, promise, unit, immediate, event in columns
    )


@lru_cache(maxsize=8)
def _often(versions: tuple[UUID, ...], today: date) -> tuple[str, ...]:
    """Codes of the services most applied for of late, counted once a day."""
    since = datetime.combine(today, time(), CST) - LATELY
    came = Case.objects.filter(version__in=versions, received_at__gte=since)
    most = came.values("version__service__code").annotate(n=Count("pk"))
    codes = most.order_by("-n", "version__service__code")
    return tuple(codes.values_list("version__service__code", flat=True)[:OFTEN])


def _by_event(offers: Iterable[_Offer]) -> tuple[ServiceGroup, ...]:
    icons = {word(event): icon for event, icon in ICONS.items()}
    groups: dict[str, list[ServiceLink]] = {event: [] for event in icons}
    for offer in offers:
        groups.setdefault(offer.event, []).append(offer.link)
    return tuple(
        ServiceGroup(event, tuple(links), icons.get(event, "file-text"))
        for event, links in groups.items()
        if links
    )


def _draft(row: Service, here: casefile.Office) -> DraftPage:
    unit = next(iter(here.units.values()))
    return DraftPage(
        code=row.code,
        name=word(row.name),
        section=row.section.name if row.section else row.department or unit.name,
        phone=row.section.phone if row.section else unit.phone,
    )
