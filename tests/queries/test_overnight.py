"""The morning list: what is due for a signature and stayed overnight (5.2.2c, 5.2.2d)."""

from copy import copy

import pytest
from django.db import connection

from shouwen.acts.case import finish_step, start_step
from shouwen.queries.overnight import kept, overnight, signatures
from shouwen.queries.viewer import see
from shouwen.records.keys import new_key
from shouwen.records.models import Obligation, StepRun
from tests.acts.world import at

HEAD, LEADER, SUPERVISION, OTHERS_HEAD = "weisiyuan", "tangruolan", "xiaanning", "baizhixing"


def page(world, sign_in: str, when: str):
    return overnight(see(world.people[sign_in], at(when)))


def waiting_for_a_signature(world, when: str, kind: str = "sign_off"):
    """A case whose step of a kind began, the earlier ones done a little before."""
    case = world.accepted(when="2026-09-21 10:00")
    for step in StepRun.objects.filter(case=case, needed=True).order_by("position"):
        doer = world.holders[step.doer_id]
        start_step(step.pk, by=doer, at=at(when))
        if step.kind == kind:
            return step
        finish_step(step.pk, by=doer, at=at(when), opinion="符合要求")
    raise AssertionError(f"no step of kind {kind}")


def counts(found) -> tuple[int, int]:
    return found.stayed, found.grace


def test_what_was_to_be_signed_yesterday_is_listed_in_the_morning_with_whose_hands_it_is_in(world):
    step = waiting_for_a_signature(world, "2026-09-22 10:00")
    assert counts(page(world, HEAD, "2026-09-22 18:00")) == (0, 0)  # late, but not overnight yet
    found = page(world, HEAD, "2026-09-23 08:30")
    assert counts(found) == (1, 0)
    (row,) = found.rows
    assert row.what == f"签办：{step.name}"
    assert (row.person, row.clause, row.came_at) == ("魏思源", "5.2.2c", at("2026-09-22 10:00"))


def test_what_came_after_the_cut_off_is_in_its_grace_until_noon_and_counted_apart(world):
    waiting_for_a_signature(world, "2026-09-22 16:30")
    assert counts(page(world, HEAD, "2026-09-22 23:59")) == (0, 0)
    assert counts(page(world, HEAD, "2026-09-23 08:30")) == (0, 1)
    assert counts(page(world, HEAD, "2026-09-23 12:00")) == (1, 0)


def test_grace_goes_over_a_holiday_to_the_next_working_day(world):
    waiting_for_a_signature(world, "2026-09-24 16:30")  # Mid-Autumn follows, 25 to 27
    assert counts(page(world, HEAD, "2026-09-26 09:00")) == (0, 1)
    assert counts(page(world, HEAD, "2026-09-28 12:00")) == (1, 0)


def test_a_leader_has_until_the_end_of_the_next_working_day(world):
    case = world.accepted(when="2026-09-21 10:00")
    world.work_steps(case, "2026-09-22 10:00")  # the decision waits for its signature
    assert counts(page(world, LEADER, "2026-09-23 23:59")) == (0, 0)
    found = page(world, LEADER, "2026-09-24 08:30")
    assert counts(found) == (1, 0)
    assert (found.rows[0].what, found.rows[0].clause) == ("作出决定", "5.2.2d")


def test_what_was_signed_is_on_no_list(world):
    step = waiting_for_a_signature(world, "2026-09-22 10:00")
    finish_step(step.pk, by=world.holders[step.doer_id], at=at("2026-09-23 09:00"), opinion="同意")
    assert counts(page(world, SUPERVISION, "2026-09-23 09:30")) == (0, 0)


def test_a_head_sees_the_section_a_leader_the_sections_supervision_all(world):
    waiting_for_a_signature(world, "2026-09-22 10:00")
    seen = {
        sign_in: page(world, sign_in, "2026-09-23 08:30").stayed
        for sign_in in (HEAD, LEADER, SUPERVISION, "luoyiming", OTHERS_HEAD)
    }
    assert seen == {HEAD: 1, LEADER: 1, SUPERVISION: 1, "luoyiming": 0, OTHERS_HEAD: 0}


def much_else_is_owed(case, n: int = 400) -> None:
    """So much that is no signature that an index is worth its while."""
    row = Obligation.objects.filter(matter=case, ended_at=None).first()
    others = []
    for _ in range(n):
        other = copy(row)
        other.pk = other.about = new_key(row.opened_at)
        other.kind = "deliver"
        others.append(other)
    Obligation.objects.bulk_create(others)


@pytest.mark.parametrize("sign_in", [HEAD, SUPERVISION])
def test_the_list_is_found_by_its_index(world, sign_in):
    much_else_is_owed(world.receive())
    viewer = see(world.people[sign_in], at("2026-09-23 08:30"))
    found = signatures(viewer).filter(kept(viewer.at, viewer.unit.hours))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = found.explain()
    assert "signatures_by_due" in plan, plan


def test_the_list_costs_the_same_for_one_and_for_many(world, django_assert_num_queries):
    waiting_for_a_signature(world, "2026-09-22 10:00")
    page(world, SUPERVISION, "2026-09-23 08:30")
    viewer = see(world.people[SUPERVISION], at("2026-09-23 08:30"))
    with django_assert_num_queries(3):
        overnight(viewer)
    for _ in range(5):
        waiting_for_a_signature(world, "2026-09-22 11:00")
    with django_assert_num_queries(3):
        assert overnight(viewer).stayed == 6
