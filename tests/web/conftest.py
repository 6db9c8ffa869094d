"""Visitors to the whole site, and somebody without a post."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from shouwen.now import now
from tests.web.visitor import PASSWORD, Visitor


@pytest.fixture
def site(live_site: str) -> str:
    """The demo office with the services of a life published, nothing received yet."""
    from shouwen.acts.catalogue import Item
    from shouwen.acts.founding import found_office
    from shouwen.life.office import office
    from shouwen.life.publishing import put_in_force
    from shouwen.records.models import Post
    from tests.acts.world import SERVICES

    began = now() - timedelta(days=30)
    place = found_office(office(), at=began, password=PASSWORD, chosen=True)
    posts = {post.key: post for post in Post.objects.all()}
    for service in SERVICES.values():
        handler = posts[service.handler]
        item = Item(service.code, service.guide.name, "", handler.section_id, handler.pk)
        put_in_force(place, item, service.guide, began)
    return live_site


@pytest.fixture
def visit(browser, site: str) -> Iterator:
    """Makes visitors; their browsers close with the test."""
    visitors: list[Visitor] = []

    def make(**how: bool) -> Visitor:
        visitors.append(Visitor(browser, site, **how))
        return visitors[-1]

    yield make
    for visitor in visitors:
        visitor.context.close()


@pytest.fixture
def nobody(desk):
    """Somebody of the office who sits on no post."""
    from shouwen.records.keys import new_key
    from shouwen.records.models import Account, Person

    person = Person.objects.create(
        id=new_key(desk.now), jurisdiction_id=desk.world.jurisdiction, name="卫来"
    )
    Account.objects.create(id=new_key(desk.now), sign_in="weilai", person=person, password="!")
    return desk.client("weilai")
