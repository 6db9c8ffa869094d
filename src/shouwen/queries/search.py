"""Finding a service in everyday words: the public home's search, and the desk's.

The database counts how many services each token of the question leads to and names those that the
rarest lead to; which of them come first is worked out here. So what a search costs depends on what
is asked for, not on how many services there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Count, FilteredRelation, Q
from django.db.models.fields.json import KeyTextTransform

from shouwen.queries.asked import Part, Reading, Sense, afterwards, closely, loosely
from shouwen.queries.rows import FoundService
from shouwen.records.casefile.office import office
from shouwen.records.models import Jurisdiction, Service, ServiceToken
from shouwen.rules.words import LimitUnit, VersionState

SHOWN = 20  # a search that meets more should be narrowed
LOOKED_AT = 60  # services that are compared in full
LED_TO = 5000  # by the tokens that nominate: rarer ones come first
SURE = 0.8  # a question met so well holds no typing error
LEAST = 0.3  # how well the question must be met at all,
BESIDE_THE_BEST = 0.5  # and compared with the service that meets it best
IN_TEXT = 0.6  # worth of what stands in the summary, beside what stands in the name
LATER = 0.7  # of a service for what comes after the first time, if nobody asked for that
PUBLISHED = 1.15  # of a service whose guide can be read
SHORT = 0.1  # of a name that says nothing but what was asked for, at most

RARE = 0.5  # what a token says that leads to one service,
UNKNOWN = 0.2  # and one that leads to none

Found = dict[UUID, dict[str, bool]]
"""By service the tokens that lead to it, and whether they stand in its name."""


def search(jurisdiction: Jurisdiction, asked: str) -> tuple[FoundService, ...]:
    """The services of a jurisdiction that may be meant, best first; one more than :data:`SHOWN`
    says that there are more. Withdrawn ones are not among them."""
    senses = closely(asked)
    found = _search(jurisdiction, asked, senses)
    if not found or found[0][0] < SURE:
        found = _search(jurisdiction, asked, (*senses, *loosely(asked)))
    best = found[0][0] if found else 0.0
    least = max(LEAST, BESIDE_THE_BEST * best)
    return tuple(row for score, row in found if score >= least)[: SHOWN + 1]


def _search(
    jurisdiction: Jurisdiction, asked: str, senses: Iterable[Sense]
) -> list[tuple[float, FoundService]]:
    """Services with how well they meet the question, best first."""
    senses = tuple(senses)
    wanted = {t for sense in senses for part in sense for way in part.readings for t in way.tokens}
    led = dict(
        ServiceToken.objects.filter(token__in=wanted)
        .values_list("token")
        .annotate(Count("service"))
    )
    if not led:
        return []
    rarity = {token: _rarity(led.get(token, 0)) for token in wanted}
    nominated = _nominated(jurisdiction, led, rarity, senses)
    found: Found = defaultdict(dict)
    rows = ServiceToken.objects.filter(service__in=nominated, token__in=led)
    for service, token, in_name in rows.values_list("service_id", "token", "in_name"):
        found[service][token] = in_name
    met = {service: _met(senses, has, rarity) for service, has in found.items()}
    short = {service: sum(has.values()) for service, has in found.items()}
    ranked = []
    for key, row in _rows(jurisdiction, nominated):
        score = met[key] * (LATER if afterwards(asked, row.name) else 1)
        score *= PUBLISHED if row.published else 1
        close = SHORT * min(1.0, short[key] / max(1, len(row.name)))
        ranked.append((score, score + close, row))
    ranked.sort(key=lambda each: (-each[1], each[2].name, each[2].code))
    return [(score, row) for score, _, row in ranked]


def _rarity(led: int) -> float:
    """What a token is worth that leads to so many services: one that leads to few says more. What
    leads to none is a word of theirs that we do not know."""
    return 1 / (1 + led.bit_length()) if led else UNKNOWN


def _nominated(
    jurisdiction: Jurisdiction,
    led: Mapping[str, int],
    rarity: Mapping[str, float],
    senses: Iterable[Sense],
) -> list[UUID]:
    """The services that are looked at: those that the rarest tokens lead to."""
    nominating, services = [], 0
    for token in sorted(led, key=led.__getitem__):
        services += led[token]
        if nominating and services > LED_TO:
            break
        nominating.append(token)
    rows = ServiceToken.objects.filter(token__in=nominating, service__jurisdiction=jurisdiction)
    found: Found = defaultdict(dict)
    for service, token, in_name in rows.values_list("service_id", "token", "in_name")[:LED_TO]:
        found[service][token] = in_name
    met = {service: _met(senses, has, rarity) for service, has in found.items()}
    return sorted(met, key=lambda service: (-met[service], service))[:LOOKED_AT]


def _met(senses: Iterable[Sense], has: Mapping[str, bool], rarity: Mapping[str, float]) -> float:
    """How well a service that ``has`` these tokens meets the question in its best sense, 0 to 1."""
    best = 0.0
    for sense in senses:
        weight = met = 0.0
        for part in sense:
            says = _says(part, rarity)
            weight += says
            met += says * max(_share(way, has, rarity) for way in part.readings)
        best = max(best, met / weight)
    return best


def _says(part: Part, rarity: Mapping[str, float]) -> float:
    """How much a part says of what is wanted."""
    if part.meant:
        return len(part.says) * RARE
    return max(sum(rarity[token] for token in way.tokens) for way in part.readings)


def _share(way: Reading, has: Mapping[str, bool], rarity: Mapping[str, float]) -> float:
    of = sum(rarity[token] for token in way.tokens)
    met = sum(
        rarity[token] * (1 if has[token] else IN_TEXT) for token in way.tokens if token in has
    )
    share = met / of
    return way.worth * (share * share if way.whole else share)


def _rows(
    jurisdiction: Jurisdiction, services: Iterable[UUID]
) -> Iterable[tuple[UUID, FoundService]]:
    """What is shown of these services. One whose only versions are withdrawn is not shown."""
    unit = next(iter(office(jurisdiction).units.values()))
    published = FilteredRelation("versions", condition=Q(versions__state=VersionState.PUBLISHED))
    rows = (
        Service.objects.filter(pk__in=list(services))
        .annotate(offer=published)
        .exclude(offer=None, versions__state=VersionState.WITHDRAWN)
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
