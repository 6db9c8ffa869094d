"""What was said, and what was kept of it: the promise page and its open data (5.1b).

Everything comes from the tallies that the sweep keeps (:mod:`shouwen.acts.figures`); no case is
read, however many there were. Everybody may read it, so nothing here asks who does, and nothing
here is by person."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import FilteredRelation, Max, Q, QuerySet, Sum
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
    tallies = _tallies(place, span, section=chosen.id if chosen else None)
    offers = _offers(place, tallies)
    found = [_row(offers[key], tally) for key, tally in tallies.items()]
    found.sort(key=lambda row: (-row.kept.cases, row.code))
    shown = found if chosen else found[:SHOWN]
    said = _said(place)
    overruns = _overruns(place, span, tallies, offers, said)
    promising = _promising(place)
    link = SectionLink(chosen.key, chosen.name) if chosen else None
    return PromisePage(
        period=period,
        since=span.since,
        until=span.until,
        whole=_whole(tallies),
        rows=tuple(shown),
        axis=_axis(shown),
        fewest=number("fewest_shown"),
        services=len(found),
        more=len(found) - len(shown),
        section=link,
        sections=tuple(
            SectionLink(each.key, each.name) for each in sections if each.id in promising
        ),
        overruns=tuple(overruns[:TOLD]),
        tighter=tuple(_tighter(tallies, offers)),
        said=() if chosen else tuple(_promises(place, said, _together(tallies.values()))),
    )


def promise_of(code: str, at: datetime) -> PromisePage:
    """One service over the last twelve months, a line for each. Raises ``LookupError`` for no
    service of that code."""
    place = _place()
    row = Service.objects.filter(jurisdiction=place, code=code).values_list("pk", flat=True).first()
    if place is None or row is None:
        raise LookupError(code)
    span = _span(at, Period.YEAR)
    by_month = _tallies(place, span, service=row, by="month")
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
    return PromisePage(
        period=Period.YEAR,
        since=span.since,
        until=span.until,
        whole=service.kept,
        rows=months,
        axis=_axis(months),
        fewest=number("fewest_shown"),
        service=service,
        overruns=tuple(_overruns(place, span, tallies, {row: offer}, _said(place))[:TOLD]),
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
    *,
    section: UUID | None = None,
    service: UUID | None = None,
    by: str = "service",
) -> dict[UUID, _Tally]:
    """What was counted in a time, by service or by month."""
    found = _counted(place, span)
    if section is not None:
        found = found.filter(service__section=section)
    if service is not None:
        found = found.filter(service=service)
    summed = found.values_list(by, "what", "of", "value").annotate(cases=Sum("n")).order_by()
    tallies: dict[UUID, _Tally] = defaultdict(_Tally)
    for key, what, of, value, n in summed:
        tallies[key].add(what, of, value, n)
    return tallies


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


def _whole(tallies: Mapping[UUID, _Tally]) -> Kept:
    """All services together: days of different matters have no middle."""
    whole = _kept(_together(tallies.values()), LimitUnit.WORKING_DAY)
    return Kept(
        cases=whole.cases,
        few=whole.few,
        late=whole.late,
        beyond_law=whole.beyond_law,
        extended=whole.extended,
        corrected=whole.corrected,
        withdrawn=whole.withdrawn,
    )


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


def _overruns(
    place: Jurisdiction,
    span: _Span,
    tallies: Mapping[UUID, _Tally],
    offers: Mapping[UUID, _Offer],
    said: Iterable[Pledge],
) -> list[Overrun]:
    """What went beyond the law, month by month, newest first; then the services that broke most
    promises."""
    explained = {(row.service_id, row.month): _shown(row) for row in said if row.service_id}
    months: dict[tuple[date, UUID], tuple[Counter[str], int]] = {}
    rows = (
        _counted(place, span)
        .filter(what=What.BEYOND_LAW, service__in=list(offers))
        .values_list("month", "service", "of")
        .annotate(cases=Sum("n"), longest=Max("value"))
        .order_by("-month", "service__code", "of")
    )
    for month, service, of, n, longest in rows:
        lost, before = months.get((month, service), (Counter(), 0))
        lost[of] += n
        months[month, service] = (lost, max(before, longest))
    found = [
        Overrun(
            name=offers[service].name,
            code=offers[service].code,
            days=longest,
            lost=_lost(lost),
            few=tallies[service].few,
            month=month,
            said=explained.get((service, month)),
        )
        for (month, service), (lost, longest) in months.items()
    ]
    late = sorted(
        (key for key, tally in tallies.items() if tally.late),
        key=lambda key: (-tallies[key].late.total(), offers[key].code),
    )
    found += [
        Overrun(
            name=offers[key].name,
            code=offers[key].code,
            days=tallies[key].longest,
            lost=_lost(tallies[key].late),
            few=tallies[key].few,
        )
        for key in late
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


def _promises(place: Jurisdiction, said: Iterable[Pledge], whole: _Tally) -> Iterator[Said]:
    """The promises besides the guides', with what was kept of those a figure can be given for."""
    for row in said:
        if row.kind != PledgeKind.OVERRUN:
            yield _shown(row, _figure(place, row.measure, whole))


def _figure(place: Jurisdiction, measure: str, whole: _Tally) -> str:
    """What was kept of a promise by its measure; nothing where none is named, or of few cases."""
    if measure == Measure.FREE:
        offered = ServiceVersion.objects.filter(jurisdiction=place, state=VersionState.PUBLISHED)
        fees = list(offered.values_list(KT("guide__fee__amount"), flat=True))
        free = {"n": len(fees), "free": sum(not fee for fee in fees)}
        return _("%(n)s 项里 %(free)s 项不收费") % free if fees else ""
    kept = _kept(whole, LimitUnit.WORKING_DAY)
    broken = {
        Measure.IN_TIME: kept.late,
        Measure.WITHIN_LAW: kept.beyond_law,
        Measure.TOLD_ONCE: sum(n for times, n in whole.rest[What.CORRECTED].items() if times > 1),
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
