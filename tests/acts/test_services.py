"""Every service of the demo office is had as its guide says: applied for, worked, granted, handed
over. One of each kind, in working days, days and months, done at once and with hearings."""

import pytest

from shouwen.acts.case import decide_grant, deliver_result
from shouwen.life.office import services
from shouwen.life.setting import setting
from shouwen.records.models import Obligation
from shouwen.rules.words import CaseState
from tests.acts.world import HAND_OVER, at, make_world, owed, state

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("service", services(), ids=lambda service: service.key)
def test_a_service_is_granted_and_handed_over_in_time(service):
    world = make_world(only=())
    world.versions[service.handler] = world.publish(service.code, service.handler, service.guide)
    case = world.accepted(service.handler, "2026-09-21 10:00")
    due = owed(case)
    if not service.guide.immediate and service.guide.statute:
        assert at("2026-09-21 10:00") < due["decide"] <= due["decide_by_law"]
    world.work_steps(case, "2026-09-22 10:00")
    decider = setting(21).bearing(service, service.guide.decided_by)
    granted = at("2026-09-22 15:00")
    decide_grant(case, by=world.holder(decider), at=granted, facts="材料齐全，符合条件。")
    window = world.holder("window_1")
    deliver_result(case, by=window, at=at("2026-09-23 09:30"), handover=HAND_OVER)
    assert state(case) == CaseState.CLOSED
    of_the_promise = Obligation.objects.filter(matter=case, kind__in=("decide", "decide_by_law"))
    assert not of_the_promise.filter(missed_at__isnull=False).exists()
