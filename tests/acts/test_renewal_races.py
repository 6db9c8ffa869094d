"""Two at once who renew one licence: one is received, the other is told which case renews it.

First the race itself, with plain code that looks before it takes its number, and not after. On SQLite
a transaction holds the write lock from its first statement, so there is no race to show."""

import threading
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from shouwen.acts import Barred
from shouwen.records.models import Case, Counter
from shouwen.rules.facts.guide import Term
from tests.acts.test_races import until_somebody_waits
from tests.acts.world import SERVICES, make_world
from tests.databases import at_once

NAMED = {"renews": "首食〔2021〕7号", "renews_until": date(2026, 10, 31)}


@pytest.fixture
def world(committed_db):
    """The demo office where commits are real, and the food licence ends."""
    made = make_world(only=("food",))
    guide = SERVICES["food"].guide
    ends = replace(guide, result=replace(guide.result, term=Term(12)))
    made.versions["food"] = made.publish(SERVICES["food"].code, "food", ends)
    return made


@pytest.mark.engine("postgresql")
def test_without_a_second_look_two_renew_one_licence_until_the_database_refuses_it(world):
    cases = [world.receive(), world.receive()]
    both_have_looked = threading.Barrier(2)

    def renew(case):
        with transaction.atomic():
            if not Case.objects.filter(**NAMED).exists():
                both_have_looked.wait()
                Case.objects.filter(pk=case).update(**NAMED)

    outcomes = at_once(lambda: renew(cases[0]), lambda: renew(cases[1]))
    assert sorted(map(type, outcomes), key=str) == [type(None), IntegrityError]


def the_one_that_was_told(outcomes) -> str:
    """By what the other was barred, of two of which one was received."""
    assert [type(each) for each in outcomes].count(Barred) == 1, outcomes
    (barred,) = (each for each in outcomes if isinstance(each, Barred))
    assert Case.objects.filter(**NAMED).count() == 1
    (bar,) = barred.bars
    assert bar.params["under_way"] == Case.objects.get(**NAMED).matter.number
    return bar.code


@pytest.mark.engine("postgresql")
def test_of_two_who_both_looked_before_either_had_a_number_the_second_is_told(world):
    """Whoever is received meanwhile holds the number of cases: both have looked, and wait for it."""
    world.receive()
    both_wait = threading.Event()
    held = threading.Event()

    def hold():
        with transaction.atomic():
            Counter.objects.select_for_update().get(kind="case")
            held.set()
            assert both_wait.wait(30)

    def look_on():
        assert held.wait(30)
        until_somebody_waits(how_many=2)
        both_wait.set()

    def renew():
        assert held.wait(30)
        return world.receive(**NAMED)

    _, _, *outcomes = at_once(hold, look_on, renew, renew)
    assert the_one_that_was_told(outcomes) == "nothing_else_renews_it"


def test_of_two_who_renew_one_licence_at_once_one_is_received(world):
    outcomes = at_once(lambda: world.receive(**NAMED), lambda: world.receive(**NAMED))
    assert the_one_that_was_told(outcomes) == "nothing_else_renews_it"
