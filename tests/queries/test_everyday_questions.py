"""What people ask in words of their own, at the public door and at the desk: how often the right
answer is among the first three of its kind. Printed with the run."""

import tomllib
from pathlib import Path

import pytest

from shouwen.acts import CLOCK
from shouwen.exchange import catalogue
from shouwen.exchange import other_units as units
from shouwen.life.office import other_units, services
from shouwen.queries.find import find
from shouwen.queries.search import search
from shouwen.queries.viewer import see
from shouwen.records.models import Jurisdiction, OtherUnit, Post, Section, Service
from tests.acts.world import FOUNDED, at, make_world

RIGHT = 0.85
FIRST = 3


@pytest.fixture
def district(committed_db):
    """The demo office with its services written out, the district's list and its other units."""
    world = make_world()
    there = set(Service.objects.values_list("code", flat=True))
    for service in services():
        if service.code not in there:
            world.publish(service.code, service.handler, service.guide)
    place = world.jurisdiction
    write = catalogue.into(place, by=CLOCK, at=FOUNDED)
    catalogue.import_catalogue(catalogue.demo_list(), write)
    units.import_units(other_units(), {}, units.into(place, by=CLOCK, at=FOUNDED))
    return world


def written_in(name):
    """The questions of a file, each with the names of which any may come first."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    groups = tomllib.loads(text)
    return {asked: set(right) for group in groups.values() for asked, right in group.items()}


def of_unit(unit):
    return f"{unit.name} {unit.section}".strip()


def test_everyday_questions_are_answered_in_the_first_three(district, record_property):
    place = Jurisdiction.objects.get(pk=district.jurisdiction)
    viewer = see(district.holder("window_1").person, at("2026-09-21 10:00"))

    def at_the_public_door(asked):
        return {row.name for row in search(place, asked)[:FIRST]}

    def at_the_desk(asked):
        hits = find(viewer, asked)
        found = {hit.service.name for hit in hits.services[:FIRST]}
        found |= {hit.name for hit in (*hits.sections[:FIRST], *hits.posts[:FIRST])}
        return found | {of_unit(unit) for unit in hits.units[:FIRST]}

    of_services = written_in("search_questions.toml")
    of_others = written_in("desk_questions.toml")
    named = set().union(*of_services.values(), *of_others.values())
    known = {service.guide.name for service in services()}
    for table in (Service, Section, Post):
        known |= set(table.objects.values_list("name", flat=True))
    assert named - known - set(map(of_unit, OtherUnit.objects.all())) == set()
    for door, ask, questions in (
        ("search", at_the_public_door, of_services),
        ("desk", at_the_desk, {**of_services, **of_others}),
    ):
        missed = [asked for asked, right in questions.items() if not ask(asked) & right]
        share = 1 - len(missed) / len(questions)
        record_property(
            "said",
            f"{door}: {share:.1%} of {len(questions)} everyday questions right in the first three",
        )
        assert len(questions) >= 300
        assert share >= RIGHT, missed
