"""The office is read in several statements, and others commit between two of them."""

from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import F

from shouwen.acts.absence import Leave, enter_sudden_absence
from shouwen.queries.viewer import see
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


def test_who_was_away_long_ago_is_still_known_for_that_time(world, away):
    """What is kept in mind is enough for today; who looks further back has it read for them."""
    roster = casefile.office(Jurisdiction.objects.get(pk=world.jurisdiction)).roster
    assert roster.is_away(away.person_id, at("2026-09-21 11:00"))
    ended = at("2026-09-21 12:00")
    Absence.objects.update(ended_at=ended)
    changed = ended + 2 * casefile.REMEMBERED
    Jurisdiction.objects.update(roster_version=F("roster_version") + 1, roster_at=changed)
    place = Jurisdiction.objects.get(pk=world.jurisdiction)
    assert not casefile.office(place).roster.is_away(away.person_id, at("2026-09-21 11:00"))
    long_ago = see(away.person_id, at("2026-09-21 11:00"))
    assert long_ago.office.roster.is_away(away.person_id, at("2026-09-21 11:00"))
    assert long_ago.actor.seats == ()
    assert casefile.office_at(place, changed) is casefile.office(place)
