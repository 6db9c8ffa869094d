"""What came of contacts over some days: how they came, what became of them and how soon, what was
handed over, and wrongly, and who had to ask again (1.1b, 1.2b, 1.2c). Figures only: nobody is judged.

Supervision sees every section's, a leader those of the sections under them, a section head the
section's. A contact counts where it was first asked. What reports on somebody is in none of the
figures, so that nobody reads off them whom it is about (1.3.4b). A constant number of statements."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby, islice, takewhile
from operator import attrgetter, itemgetter
from typing import NamedTuple
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce, Substr

from shouwen.queries.contacts import MOST_SIGNS, alike, said
from shouwen.queries.quiet_windows import quiet_windows
from shouwen.queries.rows.books import Choice
from shouwen.queries.rows.contact_figures import (
    AgainRow,
    CameToRow,
    ContactFigures,
    FigureLine,
    Handed,
    MisroutedRow,
    MisrouterRow,
    SectionRow,
    StaleRow,
    WindowRow,
)
from shouwen.queries.viewer import CASE_WORK, NotForYou, NotFound, Viewer
from shouwen.records.casefile.misrouting import Directory, Misrouting, gone_wrong, with_target
from shouwen.records.casefile.office import SectionFacts, absences
from shouwen.records.models import Contact, ContactHandover, Disposition, Obligation
from shouwen.rules.policy import number
from shouwen.rules.regimes.first_contact.misrouting import is_briefed
from shouwen.rules.words import (
    ContactChannel,
    ContactDisposition,
    HandoverKind,
    HandoverState,
    Power,
)
from shouwen.rules.worktime import CST, chinese_time, midnight_after

MOST = 50  # rows listed of who asked again
SOME = 20  # of what was misrouted, and by whom
FEW = 5  # contacts named of one kind
LONGEST = 366  # days that are counted at once
FAR_ENOUGH = timedelta(days=30)  # ten working days never take longer


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the figures are of: contacts that came in [since, until) and were first asked in one of
    ``sections``; of ``units`` nothing is left out."""

    viewer: Viewer
    since: datetime
    until: datetime
    sections: frozenset[UUID]
    units: frozenset[UUID]

    def contacts(self) -> QuerySet[Contact]:
        """Those of them that report on nobody. One that nobody has taken yet is its unit's."""
        found = self.everywhere(self.since)
        if self.units == self.viewer.office.units.keys():
            return found
        asked = Q(first_post__section__in=self.sections)
        return found.filter(asked | Q(first_post=None, unit__in=self.units))

    def everywhere(self, since: datetime) -> QuerySet[Contact]:
        """Those of every section, from an instant on."""
        return Contact.objects.filter(
            jurisdiction=self.viewer.office.jurisdiction,
            received_at__gte=since,
            received_at__lt=self.until,
            sealed=False,
        )

    def section(self, post: UUID) -> UUID | None:
        """The section of a post."""
        return self.viewer.office.roster.posts[post].section_id

    def name(self, post: UUID) -> str:
        """What the section of a post is called."""
        return self.viewer.office.roster.posts[post].section

    def asked_here(self, post: UUID | None) -> bool:
        """Whether a post is of one of the sections."""
        return post is not None and self.section(post) in self.sections


def figures(
    viewer: Viewer, since: date | None = None, until: date | None = None, of: str = ""
) -> ContactFigures:
    """The figures from ``since`` to ``until``, both included, of the unit or section whose id is
    ``of``, or of all that the viewer sees; of the last thirty days, where no day is named, and of the
    last year of what is longer. Raises
    ``NotForYou`` for who neither leads nor supervises, ``NotFound`` for a period that ends before it
    begins, and for a place that is not theirs to see."""
    today = chinese_time(viewer.at).date()
    last = until or max(today, since or today)
    first = since or last - timedelta(days=number("misrouted_within") - 1)
    if last < first:
        raise NotFound(f"{first}–{last}")
    first = max(first, last - timedelta(days=LONGEST - 1))
    seen = _seen(viewer)
    chosen = [section for section in seen if of in ("", str(section.id), str(section.unit))]
    if not chosen:
        raise NotFound(of)
    asked = _Asked(
        viewer,
        datetime.combine(first, time(), CST),
        midnight_after(last),
        frozenset(section.id for section in chosen),
        frozenset(_whole_units(viewer, chosen)),
    )
    groups = list(_groups(asked))
    chains = list(_chains(asked))
    again = [each for each in _asked_again(asked) if asked.asked_here(each.post)]
    here = [chain for chain in chains if asked.asked_here(chain.first_post)]
    found = [each for chain in chains for each in chain.wrong]
    wrong = [each for each in found if not each.stale and asked.asked_here(each.row.from_post_id)]
    misled = [each for each in found if each.stale and asked.asked_here(each.stale.keeper)]
    ways = list(_misrouted(asked, wrong))
    settled = sum(group.settled for group in groups)
    quiet = viewer.may(Power.SUPERVISE)
    return ContactFigures(
        since=first,
        until=last,
        place=of,
        places=tuple(_places(viewer, seen)),
        opens=viewer.may(*CASE_WORK),
        came_to=tuple(_came_to(groups)),
        sections=tuple(_sections(asked, chosen, groups, here, wrong, again)),
        judged=sum(group.n for group in groups if group.disposition or group.late),
        late=sum(group.n for group in groups if group.late),
        median=_median(asked, settled),
        reopened=sum(group.reopened for group in groups),
        handed=_handed(here),
        misrouted=tuple(ways[:SOME]),
        more_misrouted=sum(way.times for way in ways[SOME:]),
        misrouters=tuple(islice(_misrouters(asked, wrong), SOME)),
        stale=tuple(islice(_stale(asked, misled), SOME)),
        again=tuple(_again(asked, again[:MOST])),
        more_again=len(again[MOST:]),
        nothing_at=tuple(_nothing_at(asked)) if quiet else None,
        often=number("misrouted_often"),
        within=number("misrouted_within"),
        soon=number("asked_again_within"),
        lines=tuple(_lines(asked, groups)),
    )


# ── whose figures somebody sees ──────────────────────────────────────────────────────────────────


def _seen(viewer: Viewer) -> list[SectionFacts]:
    found = _led(viewer)
    if not found:
        raise NotForYou(Power.SUPERVISE)
    return found


def _led(viewer: Viewer) -> list[SectionFacts]:
    """The sections that the viewer leads: by heading one, supervising or leading over it; of
    supervision, all."""
    roster, own = viewer.office.roster, {*viewer.posts}
    if viewer.may(Power.SUPERVISE):
        return list(viewer.office.sections)
    led = set()
    for post in roster.posts.values():
        above = roster.above(post.id)
        if own & {above.head, above.leader, above.main}:
            led.add(post.section_id)
    return [section for section in viewer.office.sections if section.id in led]


def _whole_units(viewer: Viewer, chosen: Sequence[SectionFacts]) -> Iterator[UUID]:
    """The units of which every section is among those chosen."""
    missing = {section.unit for section in viewer.office.sections if section not in chosen}
    yield from viewer.office.units.keys() - missing


def _places(viewer: Viewer, seen: Sequence[SectionFacts]) -> Iterator[Choice]:
    """What may be chosen: sections under their unit, and a whole unit where there are several."""
    units = viewer.office.units
    for unit in dict.fromkeys(section.unit for section in seen):
        name = units[unit].name
        if len(units) > 1:
            yield Choice(str(unit), name, name)
        for section in seen:
            if section.unit == unit:
                yield Choice(str(section.id), section.name, name)


# ── how they came and what became of them ────────────────────────────────────────────────────────


class _Group(NamedTuple):
    """Contacts of one post, channel and end. ``late``: nothing became of them within the day."""

    post: UUID | None
    channel: str
    disposition: str
    late: bool
    n: int
    settled: int
    reopened: int


def _groups(asked: _Asked) -> Iterator[_Group]:
    missed = Obligation.objects.filter(
        matter=OuterRef("pk"), kind="dispose_contact", missed_at__isnull=False
    )
    found = (
        asked.contacts()
        .annotate(late=Exists(missed))
        .values_list("first_post", "channel", "disposition", "late")
        .annotate(
            n=Count("pk"), settled=Count("settled_at"), again=Count("pk", filter=Q(reopened__gt=0))
        )
        .order_by("first_post", "channel", "disposition", "late")
    )
    yield from map(_Group._make, found)


def _came_to(groups: Iterable[_Group]) -> Iterator[CameToRow]:
    """In the order of dispositions, what came to nothing yet last."""
    found: Counter[tuple[str, str]] = Counter()
    for group in groups:
        found[group.disposition, group.channel] += group.n
    for disposition in (*ContactDisposition, None):
        columns = tuple(found[disposition or "", channel] for channel in ContactChannel)
        if any(columns):
            yield CameToRow(disposition, columns)


def _median(asked: _Asked, settled: int) -> timedelta | None:
    """Within how long half of what is settled was, by the clock."""
    if not settled:
        return None
    took = ExpressionWrapper(F("settled_at") - F("received_at"), output_field=DurationField())
    over = asked.contacts().filter(settled_at__isnull=False).annotate(took=took)
    found: timedelta = over.order_by("took").values_list("took", flat=True)[(settled - 1) // 2]
    return found


def _sections(
    asked: _Asked,
    chosen: Iterable[SectionFacts],
    groups: Iterable[_Group],
    chains: Iterable["_Chain"],
    wrong: Iterable[Misrouting],
    again: Iterable["_Again"],
) -> Iterator[SectionRow]:
    """Those that were asked, handed over wrongly or asked again; and what nobody has taken yet."""

    def of(post: UUID | None) -> UUID | None:
        return asked.section(post) if post else None

    n, late, unsettled = Counter[UUID | None](), Counter[UUID | None](), Counter[UUID | None]()
    for group in groups:
        section = of(group.post)
        n[section] += group.n
        late[section] += group.n * group.late
        unsettled[section] += group.n * (not group.disposition)
    handed = Counter(of(chain.first_post) for chain in chains if chain.taken_over)
    misrouted = Counter(of(each.row.from_post_id) for each in wrong)
    repeated = Counter(of(each.post) for each in again)
    names: dict[UUID | None, str] = {section.id: section.name for section in chosen}
    for section, name in (names | {None: ""}).items():
        if n[section] or misrouted[section] or repeated[section]:
            yield SectionRow(
                section=name,
                asked=n[section],
                late=late[section],
                open=unsettled[section],
                handed=handed[section],
                misrouted=misrouted[section],
                again=repeated[section],
            )


def _lines(asked: _Asked, groups: Iterable[_Group]) -> Iterator[FigureLine]:
    found: dict[tuple[str, str, str], list[int]] = {}
    for group in groups:
        section = asked.name(group.post) if group.post else ""
        counted = found.setdefault((section, group.channel, group.disposition), [0, 0])
        counted[0] += group.n
        counted[1] += group.n * group.late
    for (section, channel, came_to), (n, late) in sorted(found.items()):
        disposition = ContactDisposition(came_to) if came_to else None
        yield FigureLine(section, ContactChannel(channel), disposition, n, late)


# ── what was handed over, and wrongly ────────────────────────────────────────────────────────────


class _Chain(NamedTuple):
    """What was handed over of one contact."""

    first_post: UUID
    taken_over: int
    waiting: int
    wrong: tuple[Misrouting, ...]


def _chains(asked: _Asked) -> Iterator[_Chain]:
    """Of every contact of the period that was handed over, wherever: it may have gone wrong from a
    section that was not asked first. Four statements."""
    place = asked.viewer.office.jurisdiction
    roster = replace(asked.viewer.office.roster, **absences(place, since=asked.since))
    directory = Directory(place, roster, asked.since)
    last = Disposition.objects.filter(contact=OuterRef("contact")).order_by("-at", "-pk")
    named = last.annotate(
        name=Coalesce("version__service__name", "case__version__service__name")
    ).filter(name__isnull=False)
    found = (
        with_target(ContactHandover.objects.filter(contact__in=asked.everywhere(asked.since)))
        .annotate(service=Subquery(named.values("name")[:1]))
        .select_related("contact__matter")
        .only(*HANDED)
    )
    for on, rows in groupby(found, key=attrgetter("contact")):
        handed = list(rows)
        states = Counter(row.state for row in handed if row.kind != HandoverKind.FOR_ABSENT)
        yield _Chain(
            first_post=on.first_post_id,
            taken_over=states[HandoverState.CONFIRMED],
            waiting=states[HandoverState.WAITING],
            wrong=tuple(gone_wrong(roster, handed, on, directory)),
        )


HANDED = (
    *("kind", "state", "from_post", "to_post", "person", "at", "contact__first_post"),
    *("contact__holder", "contact__disposition", "contact__matter__number"),
)


def _handed(chains: Sequence[_Chain]) -> Handed:
    lengths = [chain.taken_over for chain in chains if chain.taken_over]
    return Handed(
        once=lengths.count(1),
        more=len(lengths) - lengths.count(1),
        longest=max(lengths, default=0),
        waiting=sum(chain.waiting for chain in chains),
    )


def _misrouted(asked: _Asked, wrong: Iterable[Misrouting]) -> Iterator[MisroutedRow]:
    """What went wrong in the same way, the commonest first."""
    same: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for each in sorted(wrong, key=lambda each: each.row.at, reverse=True):
        right = asked.viewer.office.roster.posts[each.right] if each.right else None
        way = (
            each.row.service or "",
            asked.name(each.row.from_post_id),
            asked.name(each.row.to_post_id),
            f"{right.section}{right.name}" if right else "",
        )
        same[way].append(each.row.contact.matter.number or "")
    for way, numbers in sorted(same.items(), key=lambda item: (-len(item[1]), item[0])):
        yield MisroutedRow(*way, times=len(numbers), numbers=tuple(numbers[:FEW]))


def _misrouters(asked: _Asked, wrong: Iterable[Misrouting]) -> Iterator[MisrouterRow]:
    """Who handed over wrongly, the most often first."""
    people = asked.viewer.office.roster.people
    by: dict[tuple[str, str, UUID], list[datetime]] = defaultdict(list)
    for each in wrong:
        who, section = each.row.person_id, asked.name(each.row.from_post_id)
        by[people.get(who, ""), section, who].append(each.row.at)
    for (name, section, _), times in sorted(by.items(), key=lambda item: (-len(item[1]), item[0])):
        yield MisrouterRow(name, section, len(times), is_briefed(times))


def _stale(asked: _Asked, misled: Iterable[Misrouting]) -> Iterator[StaleRow]:
    """Whose lines of the directory led to the wrong post, the most often first (1.2b)."""
    posts = asked.viewer.office.roster.posts
    by: Counter[tuple[str, str]] = Counter()
    for each in misled:
        line = each.stale
        assert line is not None and line.keeper is not None, "every line is somebody's to keep"
        to = posts[each.row.to_post_id]
        about = to.section if line.about == to.section_id else f"{to.section}{to.name}"
        by[posts[line.keeper].name, about] += 1
    for (keeper, about), times in sorted(by.items(), key=lambda item: (-item[1], item[0])):
        yield StaleRow(keeper, about, times)


# ── who asked again ──────────────────────────────────────────────────────────────────────────────


class _Again(NamedTuple):
    """Somebody came about the same matter again; ``post`` was asked first before."""

    post: UUID | None
    first: str
    again: str
    at: datetime
    days: int


def _asked_again(asked: _Asked) -> Iterator[_Again]:
    """Contacts of one phone or address, of like words, within so many working days, the newest
    first (1.2c)."""
    calendar, within = asked.viewer.office.calendar, number("asked_again_within")
    reached = Case(When(~Q(phone_key=""), then=F("phone_key")), default=F("email"))
    known = asked.everywhere(asked.since - FAR_ENOUGH).annotate(reached=reached)
    often = known.exclude(reached="").values("reached").annotate(n=Count("pk")).filter(n__gt=1)
    rows = (
        known.filter(reached__in=often.values("reached"))
        .annotate(said=Substr("wanted", 1, MOST_SIGNS))
        .order_by("reached", "received_at", "pk")
        .values_list("reached", *ASKED, "said")
    )
    found = []
    for _reached, those in groupby(rows, key=itemgetter(0)):
        before: list[_Words] = []
        for _, *columns, text in those:
            now = _Words(*columns, said(text))
            lately = takewhile(now.follows_soon, reversed(before))
            earlier = next(filter(now.goes_on, lately), None)
            before.append(now)
            if earlier is None or now.at < asked.since:
                continue
            days = calendar.working_days_between(earlier.day, now.day)
            if days <= within:
                found.append(_Again(earlier.post, earlier.number, now.number, now.at, days))
    yield from sorted(found, key=attrgetter("at"), reverse=True)


class _Words(NamedTuple):
    """What somebody asked, as it is compared."""

    key: UUID
    number: str
    at: datetime
    post: UUID | None
    follows: UUID | None
    words: frozenset[str]

    @property
    def day(self) -> date:
        """On which day they asked."""
        return chinese_time(self.at).date()

    def follows_soon(self, other: "_Words") -> bool:
        """Whether an earlier one may be within so many working days."""
        return self.at - other.at <= FAR_ENOUGH

    def goes_on(self, other: "_Words") -> bool:
        """Whether it is likely about the same as an earlier one."""
        return self.follows == other.key or alike(self.words, other.words)


ASKED = ("pk", "matter__number", "received_at", "first_post", "follows")


def _again(asked: _Asked, found: Iterable[_Again]) -> Iterator[AgainRow]:
    for each in found:
        section = asked.name(each.post) if each.post else ""
        yield AgainRow(each.first, each.again, section, each.days)


# ── windows ──────────────────────────────────────────────────────────────────────────────────────


def _nothing_at(asked: _Asked) -> Iterator[WindowRow]:
    for each in quiet_windows(asked.viewer, asked.since, asked.until):
        if each.post.section_id in asked.sections:
            days = tuple(day for day, _who in each.quiet)
            yield WindowRow(
                f"{each.post.room}（{each.post.name}）", each.post.section, each.days, days
            )
