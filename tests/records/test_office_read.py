"""The office is read in several statements, and others commit between two of them."""

from uuid import uuid4

import pytest
from django.db import connection

from shouwen.acts.absence import Leave, enter_sudden_absence
from shouwen.records.casefile import office as casefile
from shouwen.records.models import Absence, Cover, Jurisdiction, Post, Section, Sitting
from shouwen.rules.words import AbsenceKind
from tests.acts.world import at

pytestmark = pytest.mark.django_db


def between(table, meanwhile):
    """Have ``meanwhile`` happen right before ``table`` is first read."""
    done = []

    def wrapped(execute, sql, params, many, context):
        if f"FROM {table}" in sql.replace('"', "") and not done:
            done.append(sql)
            meanwhile()
        return execute(sql, params, many, context)

    return connection.execute_wrapper(wrapped)


@pytest.fixture
def away(world):
    """Two are away since ten, and somebody stands in; the absence of the second."""
    leave = Leave(AbsenceKind.ILLNESS, at("2026-09-21 10:00"), None, "", ())
    brings = {"by": world.staff("weisiyuan"), "at": at("2026-09-21 10:00"), "leave": leave}
    for who in ("luoyiming", "yangqiwen"):
        enter_sudden_absence(world.jurisdiction, person=world.people[who], **brings)
    Cover.objects.update(person=world.people["weisiyuan"], since=at("2026-09-21 10:00"))
    return Absence.objects.get(person=world.people["yangqiwen"])


def test_an_absence_that_begins_while_the_office_is_read_is_read_next_time(world, away):
    row = Absence.objects.filter(pk=away.pk)
    row.update(away_from=None)
    began = at("2026-09-21 10:00")
    with between("records_cover", lambda: row.update(away_from=began)):
        found = casefile.absences(world.jurisdiction, since=None)
    assert away.person_id not in found["away"]
    assert away.person_id in casefile.absences(world.jurisdiction, since=None)["away"]


def test_a_post_of_a_section_opened_while_the_office_is_read_is_read_next_time(world):
    desk = world.posts["food"]

    def open_a_post():
        place, unit = desk.jurisdiction, desk.section.unit
        section = Section.objects.create(
            id=uuid4(), jurisdiction=place, unit=unit, key="new", name="新科"
        )
        post = Post.objects.create(
            id=uuid4(), jurisdiction=place, section=section, key="new", name="新岗"
        )
        person, since = world.people["luoyiming"], at("2026-09-21 10:00")
        Sitting.objects.create(id=uuid4(), post=post, person_id=person, role="holder", since=since)

    casefile.forget()
    place = Jurisdiction.objects.get(pk=world.jurisdiction)
    with between("records_post", open_a_post):
        first = casefile.office(place).roster
    place.books_version += 1
    place.roster_version += 1
    then = casefile.office(place).roster
    (new,) = then.posts.keys() - first.posts.keys()
    assert (then.posts[new].key, new in then.sittings, new in first.sittings) == (
        "new",
        True,
        False,
    )
