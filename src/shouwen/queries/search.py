"""Finding a service in everyday words: the public home's search, and the desk's.

The database counts how many services each token of the question leads to and names those that the
rarest lead to; which of them come first is worked out here. So what a search costs depends on what
is asked for, not on how many services there are."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from heapq import nsmallest
from uuid import UUID

from django.db.models import Count, FilteredRelation, Q, QuerySet, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from shouwen.queries.asked import Part, Reading, Sense, afterwards, closely, loosely
from shouwen.queries.rows import FoundService
from shouwen.records.casefile.office import office
from shouwen.records.models import Jurisdiction, Service, ServiceToken
from shouwen.rules.words import LimitUnit, VersionState

SHOWN = 20  # a search that meets more should be narrowed
LOOKED_AT = 60  # services that are compared in full
LED_TO = 5000  # by the tokens that nominate: rarer ones come first
SURE = 0.8  # a question met so well holds no typing error
LEAST = 0.2  # how well the question must be met at all,
BESIDE_THE_BEST = 0.5  # and compared with the service that meets it best
IN_TEXT = 0.6  # worth of what stands in the summary, beside what stands in the name
LATER = 0.7  # of a service for what comes after the first time, if nobody asked for that
PUBLISHED = 1.15  # of a service whose guide can be read
SHORT = 0.1  # of a name that says nothing but what was asked for, at most

UNKNOWN = 0.2  # what a token says that leads to no service; one that leads to one says 0.5


def search(jurisdiction: Jurisdiction, asked: str) -> tuple[FoundService, ...]:
    """The services of a jurisdiction that may be meant, best first; one more than :data:`SHOWN`
    says that there are more. Withdrawn ones are not among them."""
    senses = closely(asked)
    found = _search(jurisdiction, asked, senses, SURE)
    if not found or found[0][0] < SURE:
        found = _search(jurisdiction, asked, (*senses, *loosely(asked)), LEAST)
    best = found[0][0] if found else 0.0
    least = max(LEAST, BESIDE_THE_BEST * best)
    return tuple(row for score, row in found if score >= least)[: SHOWN + 1]


def _search(
    jurisdiction: Jurisdiction, asked: str, senses: tuple[Sense, ...], least: float
) -> list[tuple[float, FoundService]]:
    """Services with how well they meet the question, best first; none where even all tokens
    together would not meet it as well as ``least``."""
    wanted = {t for sense in senses for part in sense for way in part.readings for t in way.tokens}
    leads = ServiceToken.objects.filter(jurisdiction=jurisdiction, token__in=wanted)
    led = dict(leads.values_list("token").annotate(Count("service")).order_by())
    question = _Question(senses, led)
    if question.met_by(dict.fromkeys(led, 1)) < least:
        return []
    nominated = _nominated(leads, led, question)
    found: dict[UUID, dict[str, bool]] = defaultdict(dict)
    rows = leads.filter(service__in=nominated).values_list("service_id", "token", "in_name")
    for service, token, in_name in rows:
        found[service][token] = in_name
    ranked = []
    for key, row in _rows(jurisdiction, nominated):
        has = found[key]
        score = question.met_by({token: 1 if has[token] else IN_TEXT for token in has})
        score *= LATER if afterwards(asked, row.name) else 1
        score *= PUBLISHED if row.published else 1
        close = SHORT * min(1.0, sum(has.values()) / len(row.name))
        ranked.append((score, score + close, row))
    ranked.sort(key=lambda each: (-each[1], each[2].name, each[2].code))
    return [(score, row) for score, _, row in ranked]


def _nominated(
    leads: QuerySet[ServiceToken], led: Mapping[str, int], question: "_Question"
) -> list[UUID]:
    """The services that are looked at: those that the rarest tokens lead to."""
    nominating, services = [], 0
    for token in sorted(led, key=led.__getitem__):
        services += led[token]
        if nominating and services > LED_TO:
            break
        nominating.append(token)
    as_text = Cast("service_id", TextField())  # thousands, of which few are ever read as keys
    rows = leads.filter(token__in=nominating).values_list(as_text, "token")[:LED_TO]
    found: dict[str, list[str]] = defaultdict(list)
    for service, token in rows:
        found[service].append(token)
    met: dict[frozenset[str], float] = {}
    ranked = []
    for service, has in found.items():
        same = frozenset(has)
        if same not in met:
            met[same] = question.met_by(dict.fromkeys(same, 1))
        ranked.append((-met[same], service))
    return [UUID(service) for _, service in nsmallest(LOOKED_AT, ranked)]


class _Question:
    """What is asked for, with what each token of it is worth."""

    def __init__(self, senses: Iterable[Sense], led: Mapping[str, int]) -> None:
        """``led`` says how many services each token leads to: what leads to few says more, and
        what leads to none is a word of theirs that we do not know."""

        def worth(token: str) -> float:
            services = led.get(token, 0)
            return 1 / (1 + services.bit_length()) if services else UNKNOWN

        self.senses = [[self._weighed(part, worth) for part in sense] for sense in senses]

    def _weighed(
        self, part: Part, worth: Callable[[str], float]
    ) -> tuple[float, list[tuple[Reading, float, dict[str, float]]]]:
        ways = []
        for way in part.readings:
            tokens = {token: worth(token) for token in way.tokens}
            ways.append((way, sum(tokens.values()), tokens))
        return max(of for _, of, _ in ways), ways

    def met_by(self, has: Mapping[str, float]) -> float:
        """How well its best sense is met by a service that has these tokens, each so well: 0 to 1,
        and 1 is all of it."""
        best = 0.0
        for sense in self.senses:
            met = 0.0
            for says, ways in sense:
                met += says * max(self._share(has, *way) for way in ways)
            best = max(best, met / sum(says for says, _ in sense))
        return best

    @staticmethod
    def _share(
        has: Mapping[str, float], way: Reading, of: float, tokens: Mapping[str, float]
    ) -> float:
        share = sum(tokens[token] * has[token] for token in tokens.keys() & has.keys()) / of
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
