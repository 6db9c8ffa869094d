"""Two at once in the books of an office and with its scheme: one after the other, never both."""

import pytest

from shouwen.acts import Barred, Done
from shouwen.acts.case import accept_case
from shouwen.acts.office import take_up_post
from shouwen.acts.scheme import approve_scheme, draft_scheme, publish
from shouwen.life.office import office
from shouwen.queries.ledger import verify
from shouwen.records.casefile.books import books_of
from shouwen.records.models import Obligation, Scheme, Sitting, Unit
from shouwen.rules.words import SittingRole
from tests.acts.test_scheme import without
from tests.acts.world import at, make_world
from tests.databases import at_once

WHEN = at("2026-09-21 11:00")


@pytest.fixture
def world(committed_db):
    """The demo office where commits are real."""
    return make_world()


def test_of_two_who_are_seated_on_one_post_at_once_the_second_is_told_who_sits_there(world):
    books, post = books_of(world.jurisdiction), world.posts["food"].pk
    clerk = world.holder("bureau_clerk")

    def seated(who):
        return lambda: take_up_post(books, by=clerk, at=WHEN, person=world.people[who], post=post)

    outcomes = at_once(seated("tianruyi"), seated("weisiyuan"))
    (barred,) = (each for each in outcomes if isinstance(each, Barred))
    assert [bar.code for bar in barred.bars] == ["nobody_sat_down_later"]
    found = Sitting.objects.filter(post=post, role=SittingRole.HOLDER, until=None)
    assert found.count() == 1


def test_versions_drafted_at_once_are_numbered_one_after_the_other(world):
    unit, keeper = Unit.objects.get().pk, world.holder("bureau_head")

    def draft():
        return draft_scheme(unit, by=keeper, at=WHEN, scheme=office().scheme)

    outcomes = at_once(draft, draft, draft)
    assert all(isinstance(each, Done) for each in outcomes), outcomes
    assert list(Scheme.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]


def test_a_case_goes_on_while_the_scheme_that_moves_it_is_published(world):
    """Neither waits for the other crosswise, and what is owed on the case is somebody's who is
    there: the successor's, or what was opened meanwhile the head's, on the post that was closed."""
    case = world.receive(when="2026-09-21 10:00")
    scheme = without(office().scheme, "food", "registration")
    drafted = draft_scheme(
        Unit.objects.get().pk, by=world.holder("bureau_head"), at=WHEN, scheme=scheme
    )
    approve_scheme(drafted.matter, by=world.holder("director"), at=WHEN)
    outcomes = at_once(
        lambda: publish(drafted.matter, by=world.holder("bureau_head"), at=WHEN),
        lambda: accept_case(case, by=world.staff("luoyiming"), at=WHEN),
    )
    assert isinstance(outcomes[0], Done), outcomes
    assert isinstance(outcomes[1], Done | Barred), outcomes
    bearers = Obligation.objects.filter(matter=case, ended_at=None).values_list("bearer__key")
    assert {key for (key,) in bearers} <= {"registration", "food", "deputy_people", "market_head"}
    assert verify().broken == ()
