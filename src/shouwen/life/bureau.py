"""The demo office as those who live in it see it: its hours, its posts, who sits on them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from shouwen.acts import CLOCK, Staff
from shouwen.acts.catalogue import Item, draft_version, publish_version
from shouwen.acts.founding import found_office
from shouwen.exchange.catalogue import Item as ListedItem
from shouwen.life import office as books
from shouwen.records.casefile.case import hands
from shouwen.records.casefile.office import Office, office
from shouwen.records.models import Jurisdiction, Post
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.seats import Hands
from shouwen.rules.regimes.stand_in import seat
from shouwen.rules.words import Power
from shouwen.rules.worktime import OfficeHours


@dataclass(frozen=True, slots=True)
class Service:
    """A published service: its version, what it says, and the post that handles it."""

    version: UUID
    guide: Guide
    handler: UUID


@dataclass(frozen=True)
class Bureau:
    """An office that is open: its jurisdiction, and its services by the key of their post."""

    jurisdiction: UUID
    services: dict[str, Service]

    @cached_property
    def office(self) -> Office:
        """Its books; nobody changes them in the demo."""
        return office(Jurisdiction.objects.get(pk=self.jurisdiction))

    @property
    def hours(self) -> OfficeHours:
        """When it is open."""
        return next(iter(self.office.units.values())).hours

    def on(self, post: UUID | None, at: datetime) -> Staff:
        """Whoever sits on a post."""
        assert post is not None
        person = seat(self.office.roster, post, at).person
        assert person is not None
        return Staff(person)

    def windows(self) -> list[UUID]:
        """The counters: posts that take things in and do nothing else."""
        posts = self.office.roster.posts.values()
        return [post.id for post in posts if post.powers == {Power.RECEIVE}]

    def hands(self, service: Service, window: UUID | None) -> Hands:
        """Which post bears which part in a case of a service."""
        return hands(self.office, service.handler, window, service.guide)

    def after(self, at: datetime, hours: float) -> datetime:
        """So many working hours later, to the minute."""
        return self.hours.add_working_hours(at, hours).replace(second=0, microsecond=0)

    def working_days_before(self, day: date, n: int) -> date:
        """The working day that lies ``n`` working days before ``day``; 0: the last one up to it."""
        calendar = self.hours.calendar
        while not calendar.is_working_day(day) or n > 0:
            n -= calendar.is_working_day(day)
            day -= timedelta(days=1)
        return day


def open_bureau(at: datetime, password: str, listed: Callable[[str], ListedItem]) -> Bureau:
    """Found the office and publish its services; ``listed`` gives a service of the district's
    list by its code."""
    jurisdiction = found_office(books.office(), at=at, password=password)
    bureau = Bureau(jurisdiction, {})
    posts = {post.key: post for post in Post.objects.filter(jurisdiction=jurisdiction)}
    powers = {post.id: post.powers for post in bureau.office.roster.posts.values()}
    publisher = next(post for post, found in powers.items() if Power.PUBLISH in found)
    for service in books.services():
        handler, item = posts[service.handler], listed(service.code)
        new = Item(
            service.code,
            item.name,
            item.department,
            section=handler.section_id,
            handler=handler.pk,
        )
        draft = draft_version(jurisdiction, by=CLOCK, at=at, item=new, guide=service.guide)
        publish_version(draft.matter, by=bureau.on(publisher, at), at=at)
        bureau.services[service.handler] = Service(draft.matter, service.guide, handler.pk)
    return bureau
