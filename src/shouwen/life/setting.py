"""Where a life takes place: the demo office, grown to as many people as asked for.

Growth is more of the same: further counters, and further groups that handle a service, each with a
post, a holder and the group's own entry in the catalogue. Sections, heads and leaders stay, so a
large office keeps its leaders busier, as large offices do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, cached_property
from itertools import islice, product
from uuid import UUID

from shouwen.acts import Staff
from shouwen.acts.catalogue import Item
from shouwen.acts.founding import Office, found_office
from shouwen.acts.office import name_duty_leader
from shouwen.exchange import catalogue
from shouwen.life import office as books
from shouwen.life.applicants import MIX
from shouwen.life.office import Service
from shouwen.life.publishing import put_in_force, say_in_english
from shouwen.records.casefile.books import books_of
from shouwen.records.models import Account
from shouwen.records.models import Post as PostRow
from shouwen.rules.facts.books import DutyLeader
from shouwen.rules.facts.double_duty import LEADERS
from shouwen.rules.facts.scheme import Person, Post
from shouwen.rules.words import Bearer, Power, Rank

MOST_STAFF = 400

IN_FORCE = timedelta(days=30)
"""How long before its first day of life the office was founded and its guides were published."""
ON_DUTY = 366
"""For how many days leaders are named who are on duty (3.2c), in turn."""

SURNAMES = "佘冉覃牟詹甘竺鄢宓阚缪瞿隗郏喻景鄂鲜操匡"
GIVEN = (
    *("文卓", "思远", "若溪", "子衿", "雅宁", "景行", "书瑶", "明轩", "清越", "嘉禾"),
    *("知夏", "怀瑾", "云舒", "乐山", "念慈", "修远", "静好", "子墨", "望舒", "安然"),
)
GROUPS = "二三四五六七八九十"


@dataclass(frozen=True)
class Setting:
    """The books of an office of so many people, and the services people come for."""

    office: Office
    services: tuple[Service, ...]

    @cached_property
    def posts(self) -> Mapping[str, Post]:
        """Its posts by key."""
        return {post.key: post for post in self.office.posts}

    @cached_property
    def counters(self) -> tuple[Post, ...]:
        """The posts that take things in and do nothing else."""
        takes_in = (Power.RECEIVE,)
        return tuple(
            post
            for post in self.office.posts
            if not post.leads and all(duty.powers == takes_in for duty in post.duties)
        )

    @cached_property
    def keeper(self) -> str:
        """The post that keeps the catalogue."""
        return next(
            post.key
            for post in self.office.posts
            if any(Power.PUBLISH in duty.powers for duty in post.duties)
        )

    @cached_property
    def posts_by_name(self) -> Mapping[str, str]:
        """Keys of posts by their names."""
        return {post.name: post.key for post in self.office.posts}

    @cached_property
    def people_by_name(self) -> Mapping[str, str]:
        """Sign-in keys by names."""
        return {person.name: person.key for person in self.office.people}

    def home(self, who: str) -> str:
        """The post that somebody holds; of several the highest."""
        order = list(Rank)
        held = (post for post in self.office.posts if post.holder == who)
        return max(held, key=lambda post: order.index(post.rank)).key

    def concerned(self, who: str) -> set[str]:
        """Somebody, their B-role, and whose consent they need."""
        post = self.home(who)
        above = self.above(post)
        return {who, self.posts[post].b_role} | ({self.holder(above)} if above else set())

    def above(self, post: str) -> str | None:
        """The post of the direct leader of whoever holds a post; above the main leader is nobody."""
        here = self.posts[post]
        if here.rank is Rank.MAIN:
            return None
        if here.rank is Rank.STAFF:
            return next(p.key for p in self.office.posts if p.leads and p.section == here.section)
        if here.rank is Rank.DEPUTY:
            return self.main
        return next(s.supervised_by for s in self.office.sections if s.key == here.section)

    @cached_property
    def main(self) -> str:
        """The main leader's post."""
        return next(post.key for post in self.office.posts if post.rank is Rank.MAIN)

    def holder(self, post: str) -> str:
        """The sign-in key of who holds a post."""
        return self.posts[post].holder

    def doer(self, service: Service, bearer: Bearer) -> str:
        """The sign-in key of who holds the post to which ``bearer``'s part falls in a service."""
        return self.holder(self.bearing(service, bearer))

    def bearing(self, service: Service, bearer: Bearer) -> str:
        """The post to which ``bearer``'s part falls in the cases of a service."""
        match bearer:
            case Bearer.HEAD:
                section = self.posts[service.handler].section
                return next(p.key for p in self.office.posts if p.leads and p.section == section)
            case Bearer.LEADER:
                section = self.posts[service.handler].section
                return next(s.supervised_by for s in self.office.sections if s.key == section)
            case _:
                return service.handler


@cache
def setting(staff: int) -> Setting:
    """The office with ``staff`` people. Raises ``ValueError`` where there are too few to fill its
    posts, or more than there are names for."""
    office = books.office()
    services = tuple(service for service in books.services() if service.key in MIX)
    least = len(office.people)
    if not least <= staff <= MOST_STAFF:
        raise ValueError(
            f"An office of {staff} cannot be: its posts need {least}, and there are names for"
            f" {MOST_STAFF}. Choose a number in between."
        )
    grown = [service.handler for service in services] + [
        post.key for post in Setting(office, services).counters
    ]
    posts, more, people = {post.key: post for post in office.posts}, list(services), []
    for n, name in enumerate(islice(_names(), staff - least)):
        group, key = divmod(n, len(grown))
        first = posts[grown[key]]
        person = Person(f"staff{least + n + 1:03d}", name, first.qualifications)
        called = _ordinal(group)
        post = replace(
            first,
            key=f"{first.key}_g{group + 2}",
            name=f"{first.name}（{called}组）",
            holder=person.key,
            b_role=first.holder,
        )
        people.append(person)
        posts[post.key] = post
        for service in services:
            if service.handler == first.key:
                more.append(_of_group(service, post.key, group, called))
    grown_office = replace(office, posts=tuple(posts.values()), people=(*office.people, *people))
    return Setting(grown_office, tuple(more))


def _of_group(service: Service, handler: str, group: int, called: str) -> Service:
    """The same service in the hands of a further group; the last digits of a code count those."""
    return replace(
        service,
        code=f"{service.code[:-2]}{group + 1:02d}",
        handler=handler,
        guide=replace(service.guide, name=f"{service.guide.name}（{called}组）"),
    )


def _ordinal(group: int) -> str:
    return GROUPS[group] if group < len(GROUPS) else str(group + 2)


def _names() -> Iterator[str]:
    """Invented names, none of them in the demo office."""
    return (f"{surname}{given}" for given, surname in product(GIVEN, SURNAMES))


def found(staff: int, start: datetime, *, password: str) -> UUID:
    """Found the office of ``staff`` people on the empty database there is, some weeks before the
    day ``start``, publish its services, those that nobody comes for as well, and name who leads on
    which day of its first year. Answers with its jurisdiction."""
    place, at = setting(staff), start - IN_FORCE
    jurisdiction = found_office(place.office, at=at, password=password, chosen=True)
    posts = {post.key: post for post in PostRow.objects.filter(jurisdiction=jurisdiction)}
    listed = {item.code[:-2]: item for item in catalogue.read(catalogue.demo_list()).items}
    keeper = next(
        post
        for post in place.office.posts
        if any(Power.KEEP_OFFICE in duty.powers for duty in post.duties)
    )
    by = Staff(Account.objects.get(sign_in=keeper.holder).person_id)
    english = books.english()
    for service in dict.fromkeys((*books.services(), *place.services)):
        handler, item = posts[service.handler], listed[service.code[:-2]]
        first = service in books.services()
        new = Item(
            service.code,
            item.name if first else service.guide.name,
            item.department,
            section=handler.section_id,
            handler=handler.pk,
        )
        version = put_in_force(jurisdiction, new, service.guide, at)
        if first and service.code in english:
            say_in_english(version, english[service.code], at)
    leaders = sorted(
        (post for post in posts.values() if post.rank in LEADERS), key=lambda post: post.key
    )
    duty = tuple(
        DutyLeader(at.date() + timedelta(days=day + 1), leaders[day % len(leaders)].pk)
        for day in range(ON_DUTY)
    )
    name_duty_leader(books_of(jurisdiction), by=by, at=at, duty=duty)
    return jurisdiction
