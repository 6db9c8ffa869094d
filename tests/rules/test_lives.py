"""The tables of moves agree with themselves, with the clauses and with the kinds of obligation."""

from itertools import pairwise

import pytest

from shouwen.rules.clauses import clauses
from shouwen.rules.judge import MOVES, facets
from shouwen.rules.lives import case, scheme, service_version, step
from shouwen.rules.owed import OWED
from shouwen.rules.words import (
    AbsenceState,
    AssessmentState,
    CaseState,
    ContactState,
    OfficeState,
    PledgeState,
    Power,
    SchemeState,
    Silence,
    UnlistedState,
    VersionState,
)

CASE_MOVES = (*case.MOVES, *step.MOVES)
STEP_KINDS = {"finish_step", "sign_off_step", "leader_step"}


STATES = {
    "case": CaseState,
    "step": CaseState,
    "consultation": CaseState,
    "extension": CaseState,
    "hearing": CaseState,
    "interested_party": CaseState,
    "licence": CaseState,
    "special_procedure": CaseState,
    "succession": CaseState,
    "refusal": CaseState,
    "lacking_ground": CaseState,
    "return_of_materials": CaseState,
    "service_of_paper": CaseState,
    "service_version": VersionState,
    "absence": AbsenceState,
    "office": OfficeState,
    "scheme": SchemeState,
    "assessment": AssessmentState,
    "pledge": PledgeState,
    "contact": ContactState,
    "briefing": ContactState,
    "unlisted": UnlistedState,
}


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES)
class TestAMove:
    def test_rests_on_clauses_of_the_regulation(self, move):
        assert set(move.clauses) <= clauses().keys()

    def test_can_be_made_by_somebody(self, move):
        may = move.may
        assert (
            may.powers or may.bearers or may.person or may.party or may.clock or may.administrator
        )

    def test_moves_between_states_of_its_own_life(self, move):
        states = STATES[move.life]
        assert set(move.before) <= {None, *states}
        assert move.after in {None, *states}

    def test_of_a_matter_that_is_not_there_says_what_state_it_begins_in(self, move):
        assert None not in move.before or (move.before == (None,) and move.after is not None)

    def test_opens_and_ends_known_obligations_each_in_one_way(self, move):
        assert {*move.opens, *move.ends, *move.voids} <= OWED.keys()
        assert not set(move.ends) & set(move.voids)

    def test_asks_only_for_what_lies_on_file_before_the_act(self, move):
        brought = {"applicant", "receipt", "answers", "withdrawal", "handover", "decision"}
        brought |= {
            "opinion",
            "saved",
            "reason",
            "wish",
            "handing_back",
            "failure",
            "public_notice",
        }
        assert not facets(move) & brought


@pytest.mark.parametrize("kind", OWED)
class TestAKindOfObligation:
    def test_is_opened_by_some_act(self, kind):
        assert any(kind in move.opens for move in MOVES.values())

    def test_is_met_by_some_act(self, kind):
        assert any(kind in move.ends for move in MOVES.values())

    def test_rests_on_a_clause_of_the_regulation(self, kind):
        assert OWED[kind].clause in clauses()


def test_every_state_of_a_case_can_be_reached_and_only_ends_are_ends():
    reached = {move.after for move in CASE_MOVES} - {None}
    left = {before for move in CASE_MOVES if move.after for before in move.before} - {None}
    assert reached == set(CaseState)
    assert set(CaseState) - left == {CaseState.CLOSED, CaseState.WITHDRAWN}


def test_every_state_of_a_version_can_be_reached_and_what_has_ended_stays_so():
    reached = {move.after for move in service_version.MOVES} - {None}
    ended = {VersionState.SUPERSEDED, VersionState.WITHDRAWN}
    assert reached == set(VersionState)
    assert not any(ended.intersection(move.before) for move in service_version.MOVES)


def test_every_state_of_a_scheme_can_be_reached_and_a_superseded_one_stays_so():
    reached = {move.after for move in scheme.MOVES} - {None}
    assert reached == set(SchemeState)
    assert not any(SchemeState.SUPERSEDED in move.before for move in scheme.MOVES)


def test_a_power_that_some_act_asks_for_exists_and_looking_on_moves_nothing():
    asked = {power for move in MOVES.values() for power in move.may.powers}
    assert asked <= set(Power)
    assert Power.SUPERVISE not in asked


@pytest.mark.parametrize("silence", Silence)
def test_no_obligation_outlives_its_case(silence):
    """Whatever way a case takes, nothing is owed on it once it is closed but that the clock reminds
    the holder of what it granted, and of one withdrawn that whoever did it is called back. Silence
    means one thing for a service, so the acts of the other meaning are left out."""
    other = {Silence.DEEMS: "silence_escalates", Silence.ESCALATES: "silence_deems"}[silence]
    moves = [move for move in CASE_MOVES if other not in {need.name for need in move.needs}]
    owed = {state: set() for state in CaseState}
    grown = True
    while grown:
        grown = False
        for move in moves:
            for before in move.before:
                there = set() if before is None else owed[before]
                left = there - {*move.ends, *move.voids} | set(move.opens)
                if "every_needed_step_is_done" in {need.name for need in move.needs}:
                    left -= STEP_KINDS  # the guard sees to it: no step runs any more
                after = owed[move.after or before]
                grown = grown or not left <= after
                after |= left
    assert owed[CaseState.CLOSED] == {"remind_holder"}
    assert owed[CaseState.WITHDRAWN] == {"call_back"}
    assert owed[CaseState.DECIDED] == {"deliver", "remind_holder"}


def test_an_act_that_leads_into_an_open_state_opens_something():
    ends = (CaseState.CLOSED, CaseState.WITHDRAWN, None)
    assert all(move.opens for move in CASE_MOVES if move.after not in ends)


def test_bars_of_a_page_come_in_the_order_in_which_a_person_mends_them():
    """Examined before told, told before returned: what comes first is read first."""
    order = [need.name for need in MOVES["case.return_unmet_points"].needs]
    wanted = ["a_notice_was_told", "every_material_was_examined", "a_told_point_is_unmet"]
    assert all(order.index(a) < order.index(b) for a, b in pairwise(wanted))
