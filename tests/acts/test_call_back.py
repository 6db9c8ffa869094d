"""Whoever takes an application back under the office's eyes is called back (7.1): two working days
before it was due, or because somebody of the office proposed it."""

import pytest

from shouwen.acts import CLOCK, Barred, Party
from shouwen.acts.case import call_back, note_missed, withdraw
from shouwen.records.models import Obligation
from shouwen.rules.facts.casefile import Call, Withdrawal
from shouwen.rules.words import CallBack, Proposer
from tests.acts.world import at, case_row, ended, owed, state

OWN = Withdrawal("徐禾", Proposer.PARTY)
PROPOSED = Withdrawal("徐禾", Proposer.OFFICE)
SAID = Call(CallBack.OF_OWN_ACCORD, "店不开了。")


@pytest.fixture
def withdrawn(world):
    """A case that the office wanted withdrawn, and is."""
    case = world.accepted()
    withdraw(case, by=Party(), at=at("2026-09-21 12:00"), withdrawal=PROPOSED)
    return case


def test_one_that_the_office_proposed_is_owed_a_call_within_three_working_days(withdrawn):
    assert owed(withdrawn) == {"call_back": at("2026-09-25 00:00")}


@pytest.mark.parametrize(
    ("when", "called"),
    [
        # Accepted on 21 September with ten working days: due on 12 October, after the festivals.
        ("2026-10-08 23:59", False),
        ("2026-10-09 00:01", True),  # a Friday; the Saturday after it is worked
        ("2026-10-12 23:00", True),  # an hour before it is due
        ("2026-10-13 09:00", True),
    ],
)
def test_one_that_was_nearly_due_is_called_back_whoever_proposed_it(world, when, called):
    case = world.accepted()
    withdraw(case, by=Party(), at=at(when), withdrawal=OWN)
    assert ("call_back" in owed(case)) is called


def test_before_it_is_accepted_the_five_days_of_the_answer_count(world):
    case = world.receive()  # to be answered by 29 September
    withdraw(case, by=Party(), at=at("2026-09-28 10:00"), withdrawal=OWN)
    assert "call_back" in owed(case)


def test_who_waits_for_the_applicant_is_not_nearly_due(world):
    case = world.told()
    withdraw(case, by=Party(), at=at("2026-10-19 10:00"), withdrawal=OWN)
    assert owed(case) == {}


def test_the_section_head_calls_and_what_was_said_stays_on_file(world, withdrawn):
    call_back(withdrawn, by=world.holder("market_head"), at=at("2026-09-22 10:00"), call=SAID)
    row = case_row(withdrawn)
    assert (row.call_back_result, row.call_back_said) == ("of_own_accord", "店不开了。")
    assert ended(withdrawn)["call_back"] == ("call_back", "met")
    assert state(withdrawn) == "withdrawn"


def test_whoever_handled_the_case_does_not_call_about_it(world, withdrawn):
    with pytest.raises(Barred) as refused:
        call_back(withdrawn, by=world.holder("food"), at=at("2026-09-22 10:00"), call=SAID)
    assert [bar.code for bar in refused.value.bars] == ["this_post_may_not"]


def test_nobody_is_called_twice_or_for_nothing(world, withdrawn):
    head = world.holder("market_head")
    silent = Call(CallBack.NOT_REACHED, " ")
    with pytest.raises(Barred) as empty:
        call_back(withdrawn, by=head, at=at("2026-09-22 09:00"), call=silent)
    assert [bar.code for bar in empty.value.bars] == ["what_was_said_is_noted"]
    call_back(withdrawn, by=head, at=at("2026-09-22 10:00"), call=SAID)
    with pytest.raises(Barred) as twice:
        call_back(withdrawn, by=head, at=at("2026-09-22 11:00"), call=SAID)
    assert [bar.code for bar in twice.value.bars] == ["a_call_back_is_owed"]


def test_a_call_that_was_not_made_in_time_is_missed(withdrawn):
    note_missed(withdrawn, by=CLOCK, at=at("2026-09-25 00:00"))
    assert Obligation.objects.get(matter=withdrawn, kind="call_back").missed_at
