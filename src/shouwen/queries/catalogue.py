"""The public catalogue: what the office does for people, and the guide of each service.

Everybody may read it, so nothing here asks who does. An installation shows the services of its
first jurisdiction. What was read is kept by the version of the catalogue, which its row tells each
time: another process's publication is seen at the next request, in one statement."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q
from django.db.models.fields.json import KT
from django.utils.translation import get_language

from shouwen.queries.rows import (
    CaseOption,
    CaseQuestion,
    Coming,
    DraftPage,
    Elsewhere,
    FoundService,
    GroupPage,
    HomePage,
    Office,
    ServiceGroup,
    ServiceLink,
    ServicePage,
    StaffRow,
)
from shouwen.queries.search import SHOWN, search
from shouwen.queries.wording import asked_for, in_words, names_in_words, word
from shouwen.records.casefile import office as casefile
from shouwen.records.casefile.case import frozen_guide
from shouwen.records.casefile.version import publication
from shouwen.records.models import Case, Jurisdiction, OutsidePublication, Service, ServiceVersion
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.version import PUBLIC
from shouwen.rules.words import LimitUnit, Medium, ServiceKind, VersionState
from shouwen.rules.worktime import CST, chinese_time

OFTEN = 4  # services named under the search
LATELY = timedelta(days=90)  # of whose applications the most frequent are named
FEW = 4  # services of a group that the home names
PAGE = 60  # services on a page of one group

ICONS = {
    "开店办企业": "store",
    "婚姻和家庭": "users-round",
    "就业和社会保障": "briefcase",
    "住房和生活保障": "house",
    "投资建设": "building-2",
    "农林水利": "droplets",
    "文化体育": "ticket",
    "社会组织": "handshake",
    "法律援助和纠纷": "scale",
    "表彰奖励": "award",
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
    life event and by section. ``at`` says what is often asked for lately."""
    place = _place()
    asked = asked.strip()
    found = search(place, asked_for(asked)) if place and asked else ()
    if found:
        return HomePage((), (), asked, _in_words(found[:SHOWN]), len(found) > SHOWN)
    if place is None:
        return HomePage((), (), asked)
    offered = _offered_in(place)
    often = _often(place.pk, chinese_time(at).date())
    return HomePage(
        events=tuple(map(_in_short, offered.events.values())),
        often=tuple(offered.links[code] for code in often if code in offered.links)[:OFTEN],
        asked=asked,
        sections=tuple(map(_in_short, offered.sections.values())),
    )


def of_event(name: str, page: int = 1) -> GroupPage:
    """The published services of one life event, :data:`PAGE` of them. Raises ``LookupError`` where
    there are none."""
    return _page_of(_offered_in(_founded()).events[name], page)


def of_section(name: str, page: int = 1) -> GroupPage:
    """The same of one section, with where it is."""
    place = _founded()
    found = _page_of(_offered_in(place).sections[name], page)
    here = next(each for each in casefile.office(place).sections if each.name == name)
    return replace(found, section=True, phone=here.phone, room=here.room)


def service(
    code: str, at: datetime, number: int | None = None, answers: Collection[str] = ()
) -> ServicePage | DraftPage:
    """The guide of a service as published, with the office as it stands at ``at`` (5.3a): the
    version in force, failing that the last one withdrawn, or the one of that ``number``. A service
    that was never published answers with what is known of it. ``answers`` say of the reader's own
    case what the guide's situations ask, ``situation.option``; what it does not ask is left out.

    Raises ``LookupError`` where there is no such service or published version."""
    place = _founded()
    entry = _entry(place.pk, place.catalogue_version, place.books_version, code)
    here = casefile.office(place)
    in_force = next((v for v in entry.versions if v.state is VersionState.PUBLISHED), None)
    if number is None:
        if not entry.versions:
            return _draft(code, entry, here)
        shown = in_force or entry.versions[0]
    else:
        found = next((v for v in entry.versions if v.number == number), None)
        if found is None:
            raise LookupError(f"{code} {number}")
        shown = found
    guide = _worded(shown.id, place.catalogue_version, get_language())
    beside = publication(here, entry.handler, at)
    asked = situations(guide, answers)
    given = {f"{each.key}.{o.key}" for each in asked for o in each.options if o.chosen}
    return ServicePage(
        code=code,
        guide=guide,
        version=shown.number,
        published_on=shown.published_on,
        section=beside.section,
        section_phone=beside.section_phone,
        staff=tuple(StaffRow(who.name, who.post, who.phone) for who in beside.staff),
        event=frozen_guide(shown.id).life_event if in_force else "",
        current=shown is in_force,
        offered=in_force is not None,
        starts_on=shown.starts_on,
        coming=next((Coming(v.number, v.starts_on) for v in entry.versions if v.starts_on), None),
        ended_on=shown.ended_on,
        ended_because=shown.ended_because,
        untranslated=guide is frozen_guide(shown.id),
        elsewhere=_elsewhere(place.pk, place.catalogue_version, shown.id),
        situations=asked,
        needed=tuple(each for each in guide.materials if guide.needs(each, given)),
        spared=tuple(each for each in guide.materials if not guide.needs(each, given)),
    )


def _place() -> Jurisdiction | None:
    return Jurisdiction.objects.order_by("code").first()


def _founded() -> Jurisdiction:
    place = _place()
    if place is None:
        raise LookupError("no office was founded yet")
    return place


# ── one service ──────────────────────────────────────────────────────────────────────────────────


class _Version(NamedTuple):
    id: UUID
    number: int
    state: VersionState
    published_on: date
    starts_on: date | None  # of one that is announced
    ended_on: date | None  # of one that was withdrawn, and why
    ended_because: str


class _Entry(NamedTuple):
    """A service of the catalogue; ``versions`` are those that were ever published, newest first."""

    name: str
    department: str
    section: str
    section_phone: str
    handler: UUID | None
    versions: tuple[_Version, ...]


@lru_cache(maxsize=4096)
def _entry(jurisdiction: UUID, _catalogue: int, _books: int, code: str) -> _Entry:
    """Reads an entry in two statements; the versions are in the key so that a change is seen."""
    found = Service.objects.select_related("section").filter(jurisdiction=jurisdiction, code=code)
    row = found.first()
    if row is None:
        raise LookupError(code)
    versions = row.versions.filter(state__in=PUBLIC).order_by("-number")
    columns = versions.values_list(
        "pk",
        "number",
        "state",
        "published_at",
        "announced_for",
        "withdrawn_at",
        "withdrawn_because",
    )
    return _Entry(
        name=row.name,
        department=row.department,
        section=row.section.name if row.section else "",
        section_phone=row.section.phone if row.section else "",
        handler=row.handler_id,
        versions=tuple(
            _Version(
                key,
                number,
                VersionState(state),
                chinese_time(published).date(),
                day if state == VersionState.ANNOUNCED else None,
                chinese_time(withdrawn).date() if withdrawn else None,
                because,
            )
            for key, number, state, published, day, withdrawn, because in columns
        ),
    )


@lru_cache(maxsize=4096)
def _worded(version: UUID, _catalogue: int, _language: str) -> Guide:
    """What a version says in the reader's language."""
    return in_words(version, frozen_guide(version))


@lru_cache(maxsize=4096)
def _elsewhere(jurisdiction: UUID, _catalogue: int, version: UUID) -> tuple[Elsewhere, ...]:
    """Where else the public was told of a version, alone or with the whole catalogue (5.3b)."""
    published = ServiceVersion.objects.values_list("published_at", flat=True).get(pk=version)
    assert published is not None
    since = chinese_time(published).date()
    found = OutsidePublication.objects.filter(
        Q(version=version) | Q(version=None, day__gte=since), jurisdiction=jurisdiction
    )
    return tuple(
        Elsewhere(Medium(row.medium), row.place, row.day) for row in found.order_by("day", "pk")
    )


def _draft(code: str, entry: _Entry, here: casefile.Office) -> DraftPage:
    unit = next(iter(here.units.values()))
    return DraftPage(
        code=code,
        name=word(entry.name),
        section=entry.section or entry.department or unit.name,
        phone=entry.section_phone or unit.phone,
    )


def situations(guide: Guide, answers: Collection[str] = ()) -> tuple[CaseQuestion, ...]:
    """What the guide asks of the reader's own case, with what was answered: of two answers to one
    question the first."""
    asked = []
    for situation in guide.situations:
        given = (o.key for o in situation.options if f"{situation.key}.{o.key}" in answers)
        chosen = next(given, "")
        options = (CaseOption(o.key, o.text, o.key == chosen) for o in situation.options)
        asked.append(CaseQuestion(situation.key, situation.ask, tuple(options)))
    return tuple(asked)


# ── all of them ──────────────────────────────────────────────────────────────────────────────────


class _Offered(NamedTuple):
    """What is published, in the reader's language: by code, by life event in the order of the home,
    by section. Groups are kept by their names in Chinese."""

    links: dict[str, ServiceLink]
    events: dict[str, ServiceGroup]
    sections: dict[str, ServiceGroup]


def _offered_in(place: Jurisdiction) -> _Offered:
    return _offered(place.pk, place.catalogue_version, place.books_version, get_language())


@lru_cache(maxsize=6)
def _offered(jurisdiction: UUID, _catalogue: int, _books: int, _language: str) -> _Offered:
    """Reads it in one statement, and in English another; language and versions are in the key so
    that a change is seen."""
    links: dict[str, ServiceLink] = {}
    events: dict[str, list[ServiceLink]] = {event: [] for event in ICONS}
    sections: dict[str, list[ServiceLink]] = {}
    found = ServiceVersion.objects.filter(
        jurisdiction=jurisdiction, state=VersionState.PUBLISHED.value
    )
    columns = found.order_by("service__code").values_list(
        "pk",
        "service__code",
        "service__section__name",
        KT("guide__name"),
        KT("guide__kind"),
        KT("guide__summary"),
        "promise_n",
        "limit_unit",
        KT("guide__immediate"),
        KT("guide__life_event"),
    )
    names = names_in_words(found.values("pk"))
    for key, code, section, name, kind, summary, promise, unit, immediate, event in columns:
        called, says = names.get(key) or (word(name), word(summary))
        links[code] = ServiceLink(
            code=code,
            name=called,
            kind=ServiceKind(kind),
            summary=says,
            promise=promise,
            unit=LimitUnit(unit),
            immediate=immediate == "true",
        )
        events.setdefault(event or OTHER_EVENTS, []).append(links[code])
        if section:
            sections.setdefault(section, []).append(links[code])
    return _Offered(
        links=links,
        events={
            name: ServiceGroup(word(name), tuple(of), ICONS.get(name, "file-text"), key=name)
            for name, of in events.items()
            if of
        },
        sections={
            name: ServiceGroup(name, tuple(of), "landmark", key=name)
            for name, of in sorted(sections.items())
        },
    )


def _in_words(services: tuple[FoundService, ...]) -> tuple[FoundService, ...]:
    """What was found, in the reader's language: two statements more in English."""
    codes = [each.code for each in services]
    in_force = ServiceVersion.objects.filter(
        service__code__in=codes, state=VersionState.PUBLISHED.value
    )
    names = names_in_words(in_force.values("pk"))
    of = dict(in_force.values_list("service__code", "pk")) if names else {}
    said = ((names[of[code]] if of.get(code) in names else None) for code in codes)
    return tuple(
        replace(each, name=name, summary=summary)
        for each, called in zip(services, said, strict=True)
        for name, summary in (called or (word(each.name), word(each.summary)),)
    )


def _in_short(group: ServiceGroup) -> ServiceGroup:
    """A group of which the first few are named."""
    return replace(group, services=group.services[:FEW], more=max(0, len(group.services) - FEW))


def _page_of(group: ServiceGroup, page: int) -> GroupPage:
    pages = -(-len(group.services) // PAGE)
    page = min(max(page, 1), pages)
    return GroupPage(
        name=group.name,
        key=group.key,
        icon=group.icon,
        services=group.services[(page - 1) * PAGE : page * PAGE],
        total=len(group.services),
        page=page,
        pages=pages,
    )


@lru_cache(maxsize=8)
def _often(jurisdiction: UUID, today: date) -> tuple[str, ...]:
    """Codes of the services most applied for of late, counted once a day. There are some more of
    them than are named: one may be withdrawn by then."""
    since = datetime.combine(today, time(), CST) - LATELY
    came = Case.objects.filter(jurisdiction=jurisdiction, received_at__gte=since)
    most = came.values("version__service__code").annotate(n=Count("pk"))
    codes = most.order_by("-n", "version__service__code")
    return tuple(codes.values_list("version__service__code", flat=True)[: 2 * OFTEN])
