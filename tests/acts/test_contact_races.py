"""Two officers take one letter: one has it, and the other is told so (1.1a)."""

import threading

import pytest
from django.db import transaction

from shouwen.acts import Barred, Done, Party
from shouwen.acts.contact import receive, register, take
from shouwen.records.models import Contact, Matter, Obligation
from shouwen.rules.facts.contact import Wanted
from shouwen.rules.sentences import fill, template
from shouwen.rules.words import ContactChannel
from tests.acts.world import at, make_world
from tests.databases import at_once

WHEN = at("2026-09-21 10:10")
LETTER = Wanted(ContactChannel.LETTER, "请问低保怎么申请")


@pytest.fixture
def world(committed_db):
    """The demo office where commits are real."""
    return make_world(only=("food",))


@pytest.fixture
def letter(world):
    """A letter that nobody has opened."""
    came = at("2026-09-21 10:00")
    return receive(world.jurisdiction, by=Party(), at=came, wanted=LETTER).matter


@pytest.mark.engine("postgresql")
def test_without_a_lock_both_believe_that_it_is_theirs(world, letter):
    both_have_looked = threading.Barrier(2)
    believed = []

    def taken_by(post):
        with transaction.atomic():
            if Matter.objects.get(pk=letter).state == "waiting":
                both_have_looked.wait()
                Matter.objects.filter(pk=letter).update(state="open")
                believed.append(post)

    at_once(lambda: taken_by("food"), lambda: taken_by("window_1"))
    assert sorted(believed) == ["food", "window_1"]


def test_of_two_officers_who_open_one_letter_one_has_it(world, letter):
    def taken_by(post):
        return lambda: take(letter, by=world.holder(post), at=WHEN)

    outcomes = at_once(taken_by("food"), taken_by("window_1"))
    (done,) = (each for each in outcomes if isinstance(each, Done))
    (barred,) = (each for each in outcomes if isinstance(each, Barred))
    assert done.matter == letter
    (bar,) = barred.bars
    assert bar.code == "not_in_this_state"
    assert fill(template(bar.code), bar)
    row = Contact.objects.get(pk=letter)
    (owed,) = Obligation.objects.filter(matter=letter, ended_at=None)
    assert (owed.kind, owed.bearer_id) == ("dispose_contact", row.first_post_id)


def test_two_who_are_asked_at_once_have_two_numbers(world):
    def asked(post):
        by, place = world.holder(post), world.jurisdiction
        return lambda: register(place, by=by, at=WHEN, wanted=LETTER)

    first, second = at_once(asked("food"), asked("window_1"))
    assert isinstance(first, Done) and isinstance(second, Done)
    numbers = {Matter.objects.get(pk=each.matter).number[-7:-2] for each in (first, second)}
    assert numbers == {"00001", "00002"}
