"""What was seen of a service in the last twelve months, as an editor is advised by it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouwen.acts import Party
from shouwen.acts.case import withdraw
from shouwen.acts.figures import count_ended
from shouwen.records.casefile.experience import experience
from shouwen.records.models import ServiceVersion
from shouwen.rules.facts.casefile import Withdrawal
from shouwen.rules.facts.experience import Asked, Experience, StepHistory
from shouwen.rules.words import LimitUnit, Proposer
from tests.acts.world import at

NOW = at("2026-10-01 09:00")


@pytest.fixture
def service(world):
    return ServiceVersion.objects.get(pk=world.versions["food"]).service_id


def given_up(world):
    """A case that was withdrawn after all its steps were done."""
    case = world.accepted()
    world.work_steps(case, "2026-09-22 10:00")
    withdrawal = Withdrawal("徐禾", Proposer.PARTY)
    withdraw(case, by=Party(), at=at("2026-09-22 12:00"), withdrawal=withdrawal)


def test_days_steps_and_corrections_of_the_service_are_counted(world, service):
    world.delivered()
    given_up(world)
    world.told()
    world.told()
    world.accepted("relief")
    count_ended(NOW)
    seen = experience(service, NOW)
    assert seen.taken == {LimitUnit.WORKING_DAY: {2: 1}}
    assert set(seen.steps.values()) == {StepHistory(2, 1)}
    assert seen.asked == (Asked("application", "请签名", 2),)


def test_what_was_longer_ago_or_of_another_service_does_not_count(world, service):
    world.delivered()
    world.told()
    count_ended(NOW)
    assert experience(service, at("2027-11-01 09:00")) == Experience()
    relief = ServiceVersion.objects.get(pk=world.versions["relief"]).service_id
    assert experience(relief, NOW) == Experience()


def test_it_takes_four_statements_however_many_cases_there_are(world, service):
    def statements():
        with CaptureQueriesContext(connection) as taken:
            experience(service, NOW)
        return len(taken)

    none = statements()
    for _ in range(3):
        world.told()
    assert (none, statements()) == (2, 4)
