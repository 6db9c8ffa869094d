"""What was said, and what was kept of it: the promise page and its open data (5.1b).

Everything comes from the tallies that the sweep keeps (:mod:`shouwen.acts.figures`); no case is
read, however many there were. Everybody may read it, so nothing here asks who does, and nothing
here is by person."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, FilteredRelation, Max, Q, QuerySet, Sum
from django.db.models.fields.json import KT, KeyTextTransform
from django.utils.translation import gettext as _

from shouwen.queries.rows.promise import (
    Kept,
    KeptOfAll,
    KeptRow,
    Lost,
    Overrun,
    Period,
    PromisePage,
    Said,
    SectionLink,
    Tighter,
)
from shouwen.records.casefile.office import office
from shouwen.records.models import Jurisdiction, Pledge, Service, ServiceVersion, Tally
from shouwen.rules.facts.guide import Limit
from shouwen.rules.policy import number
from shouwen.rules.regimes.commitment.kept import NINE, counted_in, quantile, room_in
from shouwen.rules.words import (
    HeldUp,
    LimitUnit,
    Measure,
    PledgeKind,
    PledgeState,
    VersionState,
)
from shouwen.rules.words import Kept as What
from shouwen.rules.worktime import chinese_time

SHOWN = 20  # services in the table; a section's page shows all of its own
TOLD = 8  # overruns that are told on one page
MIDDLE = 5  # of ten


# ── the pages ────────────────────────────────────────────────────────────────────────────────────


def promise(at: datetime, period: Period, section: str = "") -> PromisePage | None:
    """The whole office, or one of its sections; None before an office is founded. Raises
    ``LookupError`` for no section."""
    place = _place()
    if place is None:
        return None
    sections = tuple(office(place).sections)
    chosen = next((each for each in sections if each.key == section), None)
    if section and chosen is None:
        raise LookupError(section)
    span = _span(at, period)
    sums = _sums(place, span, chosen.id if chosen else None)
    busiest = sorted(sums, key=lambda key: (-sums[key].cases, key))
    shown = busiest if chosen else busiest[:SHOWN]
    latest = sorted(sums, key=lambda key: (-sums[key].late, key))[:TOLD]
    beyond = _beyond_law(place, span, [key for key, each in sums.items() if each.beyond])
    told = {key for key in latest if sums[key].late} | {each.service for each in beyond}
    tallies = _tallies(place, span, services={*shown, *told})
    offers = _offers(place, tallies)
    said = _said(place)
    overruns = _overruns(beyond, {key: tallies[key] for key in told}, offers, said)
    found = sorted(
        (_row(offers[key], tallies[key]) for key in shown),
        key=lambda row: (-row.kept.cases, row.code),
    )
    whole = _whole(sums)
    promising = _promising(place)
    link = SectionLink(chosen.key, chosen.name) if chosen else None
    return PromisePage(
        period=period,
        since=span.since,
        until=span.until,
        whole=whole,
        rows=tuple(found),
        axis=_axis(found),
        fewest=number("fewest_shown"),
        services=len(sums),
        more=len(sums) - len(shown),
        section=link,
        sections=tuple(
            SectionLink(each.key, each.name) for each in sections if each.id in promising
        ),
        overruns=tuple(overruns[:TOLD]),
        tighter=tuple(_tighter(tallies, {key: offers[key] for key in shown})),
        said=() if chosen else tuple(_promises(place, said, whole, _again(sums))),
    )


def promise_of(code: str, at: datetime) -> PromisePage:
    """One service over the last twelve months, a line for each. Raises ``LookupError`` for no
    service of that code."""
    place = _place()
    row = Service.objects.filter(jurisdiction=place, code=code).values_list("pk", flat=True).first()
    if place is None or row is None:
        raise LookupError(code)
    span = _span(at, Period.YEAR)
    by_month = _tallies(place, span, services={row}, by="month")
    whole = _together(by_month.values())
    tallies = {row: whole}
    offer = _offers(place, tallies)[row]
    months = tuple(
        KeptRow(
            _kept(tally, offer.unit),
            month=month,
            promise=offer.promise,
            statute=offer.statute,
            immediate=offer.immediate,
        )
        for month, tally in sorted(by_month.items(), reverse=True)
    )
    service = _row(offer, whole)
    beyond = _beyond_law(place, span, [row] if whole.beyond else [])
    late = tallies if whole.late else {}
    return PromisePage(
        period=Period.YEAR,
        since=span.since,
        until=span.until,
        whole=service.kept,
        rows=months,
        axis=_axis(months),
        fewest=number("fewest_shown"),
        service=service,
        overruns=tuple(_overruns(beyond, late, {row: offer}, _said(place))[:TOLD]),
        tighter=tuple(_tighter(tallies, {row: offer})),
    )


def kept_of_all(at: datetime) -> KeptOfAll | None:
    """The last twelve months of every service that had cases, by code; None before an office is
    founded."""
    place = _place()
    if place is None:
        return None
    span = _span(at, Period.YEAR)
    tallies = _tallies(place, span)
    offers = _offers(place, tallies)
    names = {each.id: each.name for each in office(place).sections}
    ordered = sorted(tallies, key=lambda key: offers[key].code)
    return KeptOfAll(
        since=span.since,
        until=span.until,
        at=at,
        fewest=number("fewest_shown"),
        rows=tuple(_row(offers[key], tallies[key]) for key in ordered),
        sections=tuple(names.get(offers[key].section, "") for key in ordered),
    )


# ── what is counted ──────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Tally:
    """What is counted of one thing: days taken by unit, late and beyond the law by place, the rest
    as (value, how many)."""

    taken: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    late: Counter[str] = field(default_factory=Counter)
    longest: int = 0
    beyond: Counter[str] = field(default_factory=Counter)
    rest: dict[What, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, what: str, of: str, value: int, n: int) -> None:
        """One row of the table."""
        match what:
            case What.TAKEN:
                self.taken[of][value] += n
            case What.LATE:
                self.late[of] += n
                self.longest = max(self.longest, value)
            case What.BEYOND_LAW:
                self.beyond[of] += n
            case _:
                self.rest[What(what)][value] += n

    @property
    def cases(self) -> int:
        """How many cases count."""
        return sum(days.total() for days in self.taken.values())

    @property
    def few(self) -> bool:
        """Whether they are so few that figures would point at single applicants."""
        return self.cases < number("fewest_shown")


class _Span(NamedTuple):
    """Whole months from ``since``, the first day of one, until ``until``, a day of the last."""

    since: date
    until: date


def _span(at: datetime, period: Period) -> _Span:
    today = chinese_time(at).date()
    first = today.replace(day=1)
    if period is Period.MONTH:
        last = first - timedelta(days=1)
        return _Span(last.replace(day=1), last)
    year, month = (today.year, 1) if today.month == 12 else (today.year - 1, today.month + 1)
    return _Span(date(year, month, 1), today)


def _place() -> Jurisdiction | None:
    return Jurisdiction.objects.order_by("code").first()


def _counted(place: Jurisdiction, span: _Span) -> QuerySet[Tally]:
    return Tally.objects.filter(
        jurisdiction=place, month__gte=span.since, month__lte=span.until.replace(day=1)
    )


def _tallies(
    place: Jurisdiction,
    span: _Span,
    services: set[UUID] | None = None,
    by: str = "service",
) -> dict[Any, _Tally]:
    """What was counted in a time of these services, or of all, by service or by month."""
    found = _counted(place, span)
    if services is not None:
        found = found.filter(service__in=services)
    summed = found.values_list(by, "what", "of", "value").annotate(cases=Sum("n")).order_by()
    tallies: dict[Any, _Tally] = defaultdict(_Tally)
    for key, what, of, value, n in summed:
        tallies[key].add(what, of, value, n)
    return tallies


@dataclass(slots=True)
class _Sum:
    """What is counted of a service in short: cases that count, how many of them were late and beyond
    the law, how often they were extended and corrected, how many more than once; withdrawals."""

    cases: int = 0
    late: int = 0
    beyond: int = 0
    extended: int = 0
    corrected: int = 0
    again: int = 0
    withdrawn: int = 0


def _sums(place: Jurisdiction, span: _Span, section: UUID | None) -> dict[UUID, _Sum]:
    """Every service in short, however many days its cases took: one line of each thing counted."""
    found = _counted(place, span)
    if section is not None:
        found = found.filter(service__section=section)
    lines = found.values_list("service", "what").annotate(
        cases=Sum("n"), times=Sum(F("n") * F("value")), again=Sum("n", filter=Q(value__gt=1))
    )
    sums: dict[UUID, _Sum] = defaultdict(_Sum)
    for key, what, n, times, again in lines.order_by():
        each = sums[key]
        match what:
            case What.TAKEN:
                each.cases = n
            case What.LATE:
                each.late = n
            case What.BEYOND_LAW:
                each.beyond = n
            case What.EXTENDED:
                each.extended = times
            case What.CORRECTED:
                each.corrected, each.again = times, again or 0
            case _:
                each.withdrawn = n
    return sums


def _together(tallies: Iterable[_Tally]) -> _Tally:
    whole = _Tally()
    for each in tallies:
        for unit, days in each.taken.items():
            whole.taken[unit].update(days)
        whole.late.update(each.late)
        whole.longest = max(whole.longest, each.longest)
        whole.beyond.update(each.beyond)
        for what, values in each.rest.items():
            whole.rest[what].update(values)
    return whole


def _kept(tally: _Tally, unit: LimitUnit) -> Kept:
    """The figures of a tally; days in ``unit``, the one of the promise as it is now."""
    if tally.few:
        return Kept(tally.cases, few=True, unit=unit)
    days = tally.taken[unit]
    return Kept(
        cases=tally.cases,
        late=tally.late.total(),
        beyond_law=tally.beyond.total(),
        median=quantile(days, MIDDLE) if days else None,
        ninth=quantile(days, NINE) if days else None,
        unit=unit,
        extended=_times(tally, What.EXTENDED),
        corrected=_times(tally, What.CORRECTED),
        withdrawn=tally.rest[What.WITHDRAWN].total(),
    )


def _whole(sums: Mapping[UUID, _Sum]) -> Kept:
    """All services together: days of different matters have no middle."""

    def total(what: str) -> int:
        return sum(getattr(each, what) for each in sums.values())

    cases = total("cases")
    if cases < number("fewest_shown"):
        return Kept(cases, few=True)
    return Kept(
        cases=cases,
        late=total("late"),
        beyond_law=total("beyond"),
        extended=total("extended"),
        corrected=total("corrected"),
        withdrawn=total("withdrawn"),
    )


def _again(sums: Mapping[UUID, _Sum]) -> int:
    """How many cases went back to the applicant more than once."""
    return sum(each.again for each in sums.values())


def _times(tally: _Tally, what: What) -> int:
    return sum(times * n for times, n in tally.rest[what].items())


# ── what was said ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Offer:
    """A service as its guide in force promises it; without one it is no longer offered."""

    code: str
    name: str
    section: UUID | None
    promise: Limit | None
    statute: Limit | None
    immediate: bool

    @property
    def unit(self) -> LimitUnit:
        """In which unit the days of its cases are told."""
        return counted_in(self.promise.unit) if self.promise else LimitUnit.WORKING_DAY


def _offers(place: Jurisdiction, tallies: Iterable[UUID]) -> dict[UUID, _Offer]:
    """The services that were counted, in one statement."""
    in_force = FilteredRelation("versions", condition=Q(versions__state=VersionState.PUBLISHED))
    columns = (
        Service.objects.filter(jurisdiction=place, pk__in=list(tallies))
        .annotate(
            v=in_force,
            said=KeyTextTransform("name", "v__guide"),
            at_once=KeyTextTransform("immediate", "v__guide"),
        )
        .values_list(
            "pk",
            "code",
            "name",
            "said",
            "section",
            "v__promise_n",
            "v__statute_n",
            "v__limit_unit",
            "at_once",
        )
    )
    return {
        key: _Offer(
            code=code,
            name=said or name,
            section=section,
            promise=Limit(promised, LimitUnit(unit)) if promised is not None else None,
            statute=Limit(by_law, LimitUnit(unit)) if by_law is not None else None,
            immediate=at_once == "true",
        )
        for key, code, name, said, section, promised, by_law, unit, at_once in columns
    }


def _promising(place: Jurisdiction) -> set[UUID | None]:
    """The sections that have a service with a guide in force."""
    offered = Service.objects.filter(
        jurisdiction=place, versions__state=VersionState.PUBLISHED, section__isnull=False
    )
    return set(offered.values_list("section", flat=True).distinct())


def _row(offer: _Offer, tally: _Tally) -> KeptRow:
    return KeptRow(
        kept=_kept(tally, offer.unit),
        name=offer.name,
        code=offer.code,
        promise=offer.promise,
        statute=offer.statute,
        immediate=offer.immediate,
    )


def _axis(found: Iterable[KeptRow]) -> int:
    """How many days the drawing of these lines has room for."""
    longest = 1
    for row in found:
        limits = (row.promise, row.statute)
        longest = max(longest, row.kept.ninth or 0, *(each.n for each in limits if each))
    return longest


def _tighter(tallies: Mapping[UUID, _Tally], offers: Mapping[UUID, _Offer]) -> Iterator[Tighter]:
    """Promises of which nine of ten cases take so little that they could be tighter (6.2)."""
    for key, offer in sorted(offers.items(), key=lambda item: item[1].code):
        if offer.promise is not None and not offer.immediate:
            ninth = room_in(offer.promise, tallies[key].taken[offer.unit])
            if ninth is not None:
                yield Tighter(offer.name, offer.code, ninth, offer.promise)


# ── why it was late ──────────────────────────────────────────────────────────────────────────────


class _Beyond(NamedTuple):
    """A service that went beyond the law in a month: by how much at most, and where it lost time."""

    service: UUID
    month: date
    longest: int
    lost: Counter[str]


def _beyond_law(place: Jurisdiction, span: _Span, services: list[UUID]) -> list[_Beyond]:
    """What went beyond the law in the newest months, of these services, month by month."""
    rows = (
        _counted(place, span)
        .filter(what=What.BEYOND_LAW, service__in=services)
        .values_list("month", "service", "of")
        .annotate(cases=Sum("n"), longest=Max("value"))
        .order_by("-month", "service__code", "of")
    )
    months: dict[tuple[date, UUID], _Beyond] = {}
    for month, service, of, n, longest in rows:
        if (month, service) not in months and len(months) == TOLD:
            break
        before = months.get((month, service)) or _Beyond(service, month, 0, Counter())
        before.lost[of] += n
        months[month, service] = before._replace(longest=max(before.longest, longest))
    return list(months.values())


def _overruns(
    beyond: Iterable[_Beyond],
    late: Mapping[UUID, _Tally],
    offers: Mapping[UUID, _Offer],
    said: Iterable[Pledge],
) -> list[Overrun]:
    """What went beyond the law, month by month, newest first; then the services that broke most
    promises."""
    explained = {(row.service_id, row.month): _shown(row) for row in said if row.service_id}
    found = [
        Overrun(
            name=offers[each.service].name,
            code=offers[each.service].code,
            days=each.longest,
            lost=_lost(each.lost),
            few=late[each.service].few,
            month=each.month,
            said=explained.get((each.service, each.month)),
        )
        for each in beyond
    ]
    most = sorted(late, key=lambda key: (-late[key].late.total(), offers[key].code))
    found += [
        Overrun(
            name=offers[key].name,
            code=offers[key].code,
            days=late[key].longest,
            lost=_lost(late[key].late),
            few=late[key].few,
        )
        for key in most
        if late[key].late
    ]
    return found


def _lost(where: Counter[str]) -> tuple[Lost, ...]:
    ordered = sorted(where.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Lost(HeldUp(place), n) for place, n in ordered)


# ── other promises ───────────────────────────────────────────────────────────────────────────────


def _said(place: Jurisdiction) -> list[Pledge]:
    """Everything that is public, by kind, what was published first first."""
    found = Pledge.objects.filter(jurisdiction=place, state=PledgeState.PUBLISHED)
    return list(found.order_by("kind", "published_at", "pk"))


def _promises(
    place: Jurisdiction, said: Iterable[Pledge], whole: Kept, again: int
) -> Iterator[Said]:
    """The promises besides the guides', with what was kept of those a figure can be given for."""
    for row in said:
        if row.kind != PledgeKind.OVERRUN:
            yield _shown(row, _figure(place, row.measure, whole, again))


def _figure(place: Jurisdiction, measure: str, kept: Kept, again: int) -> str:
    """What was kept of a promise by its measure; nothing where none is named, or of few cases."""
    if measure == Measure.FREE:
        offered = ServiceVersion.objects.filter(jurisdiction=place, state=VersionState.PUBLISHED)
        fees = list(offered.values_list(KT("guide__fee__amount"), flat=True))
        free = {"n": len(fees), "free": sum(not fee for fee in fees)}
        return _("%(n)s 项里 %(free)s 项不收费") % free if fees else ""
    broken = {
        Measure.IN_TIME: kept.late,
        Measure.WITHIN_LAW: kept.beyond_law,
        Measure.TOLD_ONCE: again,
    }
    if kept.few or measure not in broken:
        return ""
    done = {"n": kept.cases, "kept": kept.cases - broken[Measure(measure)]}
    return _("%(n)s 件里 %(kept)s 件做到") % done


def _shown(row: Pledge, figure: str = "") -> Said:
    assert row.published_at is not None
    return Said(
        kind=PledgeKind(row.kind),
        title=row.title,
        text=row.text,
        indicator=row.indicator,
        published_on=chinese_time(row.published_at).date(),
        figure=figure,
    )
