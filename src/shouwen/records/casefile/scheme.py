"""A version of the scheme of duties on the desk, and the office as it stands beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.db.models import Count

from shouwen.records.casefile.desk import MatterRows, Place
from shouwen.records.casefile.office import UnitFacts
from shouwen.records.models import (
    Account,
    Case,
    Duty,
    Function,
    Obligation,
    Person,
    Post,
    Scheme,
    Section,
    SectionDuty,
    Service,
    Sitting,
    StepRun,
    Unit,
)
from shouwen.rules.facts import scheme as facts
from shouwen.rules.facts.seats import Hands
from shouwen.rules.words import (
    Bearer,
    CaseState,
    DutyGroup,
    MatterKind,
    Power,
    Rank,
    SittingRole,
    StepState,
)

OPEN_CASES = (
    CaseState.RECEIVED,
    CaseState.CORRECTING,
    CaseState.ACCEPTED,
    CaseState.DECIDED,
)
UNDONE = (StepState.WAITING, StepState.RUNNING)


@dataclass
class Books:
    """Everything of a unit that a scheme says, as its tables have it: sections, posts (closed ones
    too) and functions by key, section duties by section and key, duties by post, people and their
    keys, and who sits on a post in a role now. Empty for an office about to be founded."""

    sections: dict[str, Section] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    section_duties: dict[tuple[UUID, str], SectionDuty] = field(default_factory=dict)
    duties: dict[UUID, list[Duty]] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    sittings: dict[tuple[UUID, str], Sitting] = field(default_factory=dict)

    @cached_property
    def key_of(self) -> dict[UUID, str]:
        """The key of a person by id."""
        return {person.pk: key for key, person in self.people.items()}


def books(unit: UUID, jurisdiction: UUID) -> Books:
    """What the tables say of a unit: seven statements however large it is."""
    found = Books(
        sections={row.key: row for row in Section.objects.filter(unit=unit).order_by("pk")},
        posts={row.key: row for row in Post.objects.filter(section__unit=unit).order_by("pk")},
        functions={row.key: row for row in Function.objects.filter(unit=unit).order_by("pk")},
    )
    for row in SectionDuty.objects.filter(section__unit=unit).order_by("pk"):
        found.section_duties[row.section_id, row.key] = row
    for duty in Duty.objects.filter(post__section__unit=unit).order_by("position", "pk"):
        found.duties.setdefault(duty.post_id, []).append(duty)
    for account in Account.objects.filter(person__jurisdiction=jurisdiction).select_related(
        "person"
    ):
        found.people[account.sign_in] = account.person
    for sitting in Sitting.objects.filter(post__section__unit=unit, until__isnull=True):
        found.sittings[sitting.post_id, sitting.role] = sitting
    return found


def as_it_stands(books: Books, last: facts.Scheme) -> facts.Scheme:
    """The scheme that the tables amount to now, in the order of the ``last`` version: what the next
    one begins from."""
    functions = {row.pk: row.key for row in books.functions.values()}
    sections = {row.pk: row.key for row in books.sections.values()}
    carried = {row.pk: row.key for row in books.section_duties.values()}
    posts = {row.pk: row.key for row in books.posts.values()}
    of_section: dict[UUID, list[SectionDuty]] = {}
    for row in books.section_duties.values():
        of_section.setdefault(row.section_id, []).append(row)

    def who(post: Post, role: SittingRole) -> str:
        sitting = books.sittings.get((post.pk, role))
        return books.key_of.get(sitting.person_id, "") if sitting else ""

    open_posts = [row for row in books.posts.values() if row.closed_at is None]
    staffed = {row.section_id for row in open_posts}
    return facts.Scheme(
        basis=last.basis,
        functions=_ordered(
            (facts.Function(r.key, r.text, r.source) for r in books.functions.values()),
            last.functions,
        ),
        sections=_ordered(
            (
                facts.Section(
                    key=row.key,
                    name=row.name,
                    phone=row.phone,
                    room=row.room,
                    supervised_by=posts.get(row.leader_id, ""),
                    duties=_ordered(
                        (
                            facts.SectionDuty(d.key, d.text, functions.get(d.function_id, ""))
                            for d in of_section.get(row.pk, ())
                        ),
                        last.section[row.key].duties if row.key in last.section else (),
                    ),
                    is_office=row.is_office,
                    is_window=row.is_window,
                )
                for row in books.sections.values()
                if row.pk in staffed
            ),
            last.sections,
        ),
        posts=_ordered(
            (
                facts.Post(
                    key=row.key,
                    name=row.name,
                    section=sections[row.section_id],
                    phone=row.phone,
                    room=row.room,
                    duties=tuple(_duty(duty, carried) for duty in books.duties.get(row.pk, ())),
                    holder=who(row, SittingRole.HOLDER),
                    b_role=who(row, SittingRole.B_ROLE),
                    leads=row.heads_section,
                    rank=Rank(row.rank),
                    deputy_order=row.deputy_order,
                    qualifications=tuple(row.qualifications),
                )
                for row in open_posts
            ),
            last.posts,
        ),
        people=_ordered(
            (
                facts.Person(key, person.name, tuple(person.qualifications))
                for key, person in books.people.items()
                if person.left_at is None
            ),
            last.people,
        ),
    )


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


K = TypeVar("K", bound=_Keyed)


def _ordered(found: Iterable[K], before: Sequence[_Keyed]) -> tuple[K, ...]:
    """What was ``before``, in that order; what is new after it."""
    place = {each.key: n for n, each in enumerate(before)}
    return tuple(sorted(found, key=lambda each: (place.get(each.key, len(place)), each.key)))


def _duty(row: Duty, carried: dict[UUID, str]) -> facts.Duty:
    return facts.Duty(
        task=row.task,
        powers=tuple(Power(power) for power in row.powers),
        requirement=row.requirement,
        indicator=row.indicator,
        source=row.source,
        section_duty=carried.get(row.section_duty_id, ""),
        group=DutyGroup(row.group),
    )


class UnitRows(Place):
    """A unit where a version of its scheme is about to be laid down; its jurisdiction is locked, so
    that versions are numbered one after the other."""

    def __init__(self, unit: UUID) -> None:
        """Raises ``Unit.DoesNotExist`` where there is no such unit."""
        self.of = Unit.objects.get(pk=unit)
        super().__init__(self.of.jurisdiction_id)

    @property
    def unit(self) -> UnitFacts:
        """The unit."""
        return self.office.units[self.of.pk]

    @cached_property
    def last(self) -> int:
        """The number of the last version; 0 where there is none."""
        numbers = Scheme.objects.filter(unit=self.of).order_by("-number")
        return numbers.values_list("number", flat=True).first() or 0

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file."""
        match name:
            case "last":
                return self.last
            case _:
                return super().facet(name, at)


class SchemeRows(MatterRows):
    """One version of the scheme."""

    kind = MatterKind.SCHEME

    @property
    def unit(self) -> UnitFacts:
        """The unit whose scheme it is."""
        return self.office.units[self.row.unit_id]

    @cached_property
    def row(self) -> Scheme:
        """The version's own row."""
        return Scheme.objects.get(pk=self.matter.pk)

    @cached_property
    def scheme(self) -> facts.Scheme:
        """What it says."""
        return facts.Scheme.from_json(self.row.content)

    @cached_property
    def books(self) -> Books:
        """What the tables of the unit say."""
        return books(self.row.unit_id, self.jurisdiction.pk)

    @cached_property
    def standing(self) -> facts.Standing:
        """The office as it stands beside this version."""
        return standing(self.books, self.row, self.scheme)

    @property
    def waiting(self) -> facts.Waiting | None:
        """The newest version that was approved and is not yet published."""
        approved = Scheme.objects.filter(unit=self.row.unit_id, published_at__isnull=True)
        row = approved.filter(approved_at__isnull=False).order_by("-number").first()
        if row is None:
            return None
        scheme = facts.Scheme.from_json(row.content)
        return facts.Waiting(scheme, standing(self.books, row, scheme))

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file."""
        match name:
            case "hands":
                leads = self.office.roster.leadership.get(self.row.unit_id)
                return Hands({Bearer.MAIN: leads.main if leads else None})
            case "scheme":
                return self.scheme
            case "standing":
                return self.standing
            case "waiting":
                return self.waiting
            case _:
                return super().facet(name, at)


class DescribedRows(SchemeRows):
    """The version in force with one post at hand, whose description is asked for."""

    def __init__(self, post: UUID) -> None:
        """Raises ``Post.DoesNotExist`` where there is no such open post, ``Scheme.DoesNotExist``
        where the unit lives by no scheme."""
        self.about = post
        self.described = Post.objects.select_related("section").get(pk=post, closed_at__isnull=True)
        super().__init__(in_force(self.described.section.unit_id).pk)

    @cached_property
    def living(self) -> facts.Scheme:
        """The scheme as the tables have it now."""
        return as_it_stands(self.books, self.scheme)


def standing(books: Books, row: Scheme, scheme: facts.Scheme) -> facts.Standing:
    """The office beside a version: six statements."""
    others = Scheme.objects.filter(unit=row.unit_id).exclude(pk=row.pk)
    living = others.filter(published_at__isnull=False, superseded_at__isnull=True)
    return facts.Standing(
        members=frozenset(key for key, who in books.people.items() if who.left_at is None),
        closing=_loads(closing(books, scheme)),
        taken=tuple(_taken(books, row, scheme)),
        in_force=living.values_list("number", flat=True).first(),
    )


def in_force(unit: UUID) -> Scheme:
    """The version that a unit lives by, or the last it lived by. Raises ``Scheme.DoesNotExist``."""
    published = Scheme.objects.filter(unit=unit, published_at__isnull=False)
    return published.latest("published_at", "number")


def closing(books: Books, scheme: facts.Scheme) -> list[Post]:
    """The posts that the scheme no longer has: those it closes, and those closed before it, on
    which something may still hang."""
    return [row for key, row in books.posts.items() if key not in scheme.post]


def _loads(posts: list[Post]) -> tuple[facts.Load, ...]:
    keys = [post.pk for post in posts]
    owed = _counted(Obligation.objects.filter(bearer__in=keys, ended_at__isnull=True), "bearer")
    services = _counted(Service.objects.filter(handler__in=keys), "handler")
    cases: dict[UUID, set[UUID]] = {}
    going = Case.objects.filter(matter__state__in=OPEN_CASES)
    steps = StepRun.objects.filter(doer__in=keys, state__in=UNDONE)
    for pairs in (
        going.filter(handler__in=keys).values_list("handler", "pk"),
        going.filter(window__in=keys).values_list("window", "pk"),
        steps.values_list("doer", "case"),
    ):
        for post, case in pairs:
            cases.setdefault(post, set()).add(case)
    return tuple(
        facts.Load(
            post=post.key,
            name=post.name,
            obligations=owed.get(post.pk, 0),
            cases=len(cases.get(post.pk, ())),
            services=services.get(post.pk, 0),
        )
        for post in posts
    )


def _counted(found: Any, by: str) -> dict[UUID, int]:
    return dict(found.values_list(by).annotate(n=Count("pk")).order_by())


def _taken(books: Books, row: Scheme, scheme: facts.Scheme) -> Iterable[facts.Taken]:
    """Who took up a post by the books after the version was approved, where it names another."""
    if row.approved_at is None:
        return
    keys = {post.pk: key for key, post in books.posts.items()}
    for (post, role), sitting in books.sittings.items():
        wanted = scheme.post.get(keys[post])
        if wanted is None or sitting.since <= row.approved_at:
            continue
        named = wanted.holder if role == SittingRole.HOLDER else wanted.b_role
        key = books.key_of.get(sitting.person_id, "")
        if key != named:
            yield facts.Taken(keys[post], books.people[key].name, sitting.since)
