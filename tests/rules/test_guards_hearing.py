"""Hearings: each guard where its fact holds, and where it bars, with clause and sentence
(行政许可法 art. 47–48)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from shouwen.rules.facts.casefile import Handover
from shouwen.rules.facts.hearing import (
    Hearing,
    Interested,
    Invitation,
    Minutes,
    Request,
    RightTold,
    Setting,
)
from shouwen.rules.facts.seats import Actor
from shouwen.rules.lives import hearing, interested_party
from shouwen.rules.lives.serving import SERVED
from shouwen.rules.regimes.refusal_filing.serving import it_is_brought_to_somebody
from shouwen.rules.regimes.time_limit import something_has_run_out
from shouwen.rules.regimes.time_limit.hearing import no_hearing_is_under_way
from shouwen.rules.sentences import fill, template
from shouwen.rules.words import ActorKind, HearingState, ServedBy

SEEN_ELSEWHERE = (something_has_run_out, it_is_brought_to_somebody, *SERVED)
NEEDS = {
    need.name: need
    for need in (
        *(
            need
            for move in (*hearing.MOVES, *interested_party.MOVES)
            for need in (*move.needs, *move.leaves)
        ),
        no_hearing_is_under_way,
    )
    if need not in SEEN_ELSEWHERE
}
NOW = datetime(2026, 9, 21, 2, tzinfo=UTC)
DAY = timedelta(days=1)
EXAMINER, CHAIR = UUID(int=1), UUID(int=2)
TOLD = Hearing(HearingState.TOLD, NOW, ask_by=NOW + DAY, examiners=frozenset({EXAMINER}))
ASKED = replace(TOLD, state=HearingState.ASKED, ask_by=None, hold_by=NOW + 20 * DAY)
SET = replace(ASKED, state=HearingState.SET, begins_at=NOW)
HELD = replace(SET, state=HearingState.HELD, hold_by=None)
NEIGHBOUR = Interested("何立群", phone="0826-555-0179")
SENT = Handover(ServedBy.ELECTRONIC, NEIGHBOUR.phone, None, "")
WAITS = Invitation(True, NOW + 9 * DAY, NOW + 9 * DAY)
SETTING = Setting(NOW + 10 * DAY, NOW + 9 * DAY, NOW + 30 * DAY, "三楼会议室", CHAIR)


def at(found):
    return {"hearing": found}


def setting(**other):
    return {"setting": replace(SETTING, **other), "hearing": ASKED}


def sits(person):
    return {"actor": Actor(ActorKind.SEAT, person), "hearing": SET}


HOLDS = [
    ("the_right_is_told_once", at(None)),
    ("it_is_said_what_is_at_stake", {"right_told": RightTold("共用排烟道")}),
    ("it_may_still_be_asked_for", at(TOLD)),
    ("the_five_days_are_over", at(replace(TOLD, ask_by=NOW))),
    *(
        ("it_may_still_be_asked_for", at(replace(found, ask_by=NOW + DAY)))
        for found in (ASKED, SET)
    ),
    ("nobody_has_asked_for_it", at(TOLD)),
    ("they_did_not_ask_yet", {"request": Request("徐禾", ("何立群",))}),
    ("they_did_not_ask_yet", {"request": Request("何立群", ("何 立群",), ("何立群", "何立群"))}),
    ("who_gives_it_up_asked_for_it", {"request": Request("何 立群", ("徐禾", "何立群"))}),
    ("it_is_said_who_wants_it", {"request": Request("徐禾")}),
    *(
        (
            "who_is_interested_can_be_reached",
            {"interested": Interested("何立群", **{part: "到这里"})},
        )
        for part in ("phone", "email", "address")
    ),
    ("they_were_not_told_yet", {"interested": NEIGHBOUR}),
    *(  # of one name, and nothing that they left is the same
        ("they_were_not_told_yet", {"interested": replace(NEIGHBOUR, told=(other,))})
        for other in (
            Interested("何立群", phone="0826-555-0180"),
            Interested("何立群", address="滨江路 18 号"),
        )
    ),
    ("they_are_told_where_they_are", {"interested": NEIGHBOUR, "handover": SENT}),
    (
        "they_are_told_where_they_are",
        {"interested": NEIGHBOUR, "handover": replace(SENT, by=ServedBy.POST, to="滨江路 18 号")},
    ),
    ("a_hearing_is_to_be_held", at(ASKED)),
    ("a_hearing_is_to_be_held", at(SET)),
    ("it_is_made_known_seven_days_before", setting(begins_at=NOW + 9 * DAY)),
    ("it_is_held_within_twenty_days", setting()),
    (  # the office let the twenty days pass, and the right to be heard is still there
        "it_is_held_within_twenty_days",
        setting(earliest=NOW + 20 * DAY, begins_at=NOW + 21 * DAY),
    ),
    ("it_is_said_where_and_why_not_in_public", setting()),
    ("it_is_said_where_and_why_not_in_public", setting(public=False, closed="商业秘密")),
    ("the_chair_did_not_examine_it", setting()),
    ("who_chairs_did_not_examine_it", sits(CHAIR)),
    ("its_time_has_come", at(SET)),
    ("it_was_made_known", at(SET)),
    ("everybody_was_told_of_it", {"unwritten": ()}),
    ("they_wait_for_the_notice", {"invitation": WAITS}),
    ("the_notice_still_comes_seven_days_before", {"invitation": WAITS}),
    ("the_minutes_are_signed", {"minutes": Minutes("逐人记录", "徐禾、罗一鸣")}),
    ("no_hearing_is_under_way", {"hearing_owed": False}),
]
BARS = [
    ("the_right_is_told_once", at(TOLD), {}),
    ("it_is_said_what_is_at_stake", {"right_told": RightTold(" ")}, {}),
    ("it_may_still_be_asked_for", at(replace(TOLD, ask_by=NOW)), {}),
    ("it_may_still_be_asked_for", at(ASKED), {}),
    ("it_may_still_be_asked_for", at(None), {}),
    ("it_may_still_be_asked_for", at(replace(HELD, ask_by=NOW + DAY)), {}),
    ("nobody_has_asked_for_it", at(None), {}),
    ("nobody_has_asked_for_it", at(replace(ASKED, ask_by=NOW + DAY)), {}),
    ("nobody_has_asked_for_it", at(replace(TOLD, ask_by=NOW)), {}),
    ("they_did_not_ask_yet", {"request": Request("徐 禾", ("徐禾",))}, {"name": "徐 禾"}),
    (
        "they_did_not_ask_yet",
        {"request": Request("何立群", ("何立群", "何立群"), ("何立群", "何立群"))},
        {"name": "何立群"},
    ),
    (
        "who_gives_it_up_asked_for_it",
        {"request": Request("徐禾", ("何立群", "秦岚"))},
        {"names": "何立群、秦岚"},
    ),
    ("the_five_days_are_over", at(TOLD), {}),
    ("the_five_days_are_over", at(ASKED), {}),
    ("it_is_said_who_wants_it", {"request": Request("")}, {}),
    ("who_is_interested_can_be_reached", {"interested": Interested("何立群")}, {}),
    ("who_is_interested_can_be_reached", {"interested": replace(NEIGHBOUR, name=" ")}, {}),
    *(
        (
            "they_were_not_told_yet",
            {"interested": replace(NEIGHBOUR, email="he@example.org", told=(other,))},
            {"name": "何立群"},
        )
        for other in (
            Interested("何 立群"),
            Interested("何立群", phone="＋86 0826 5550179", address="滨江路 18 号"),
            Interested("何立群", phone="0826-555-0180", email="He@example.org"),
        )
    ),
    (
        "they_are_told_where_they_are",
        {"interested": NEIGHBOUR, "handover": replace(SENT, to="0826-555-0177")},
        {},
    ),
    ("a_hearing_is_to_be_held", at(TOLD), {}),
    ("a_hearing_is_to_be_held", at(HELD), {}),
    (
        "it_is_made_known_seven_days_before",
        setting(begins_at=NOW + 9 * DAY - timedelta(seconds=1)),
        {"earliest": NOW + 9 * DAY},
    ),
    (
        "it_is_held_within_twenty_days",
        setting(begins_at=NOW + 20 * DAY),
        {"by": NOW + 20 * DAY},
    ),
    (  # nor put off for ever once they are over
        "it_is_held_within_twenty_days",
        setting(earliest=NOW + 20 * DAY, begins_at=NOW + 30 * DAY),
        {"by": NOW + 30 * DAY},
    ),
    ("it_is_said_where_and_why_not_in_public", setting(place=" "), {}),
    ("it_is_said_where_and_why_not_in_public", setting(public=False), {}),
    ("the_chair_did_not_examine_it", setting(chair=EXAMINER), {}),
    ("the_chair_did_not_examine_it", setting(chair=None), {}),
    ("who_chairs_did_not_examine_it", sits(EXAMINER), {}),
    (
        "its_time_has_come",
        at(replace(SET, begins_at=NOW + DAY)),
        {"begins": NOW + DAY},
    ),
    ("it_was_made_known", at(ASKED), {}),
    ("everybody_was_told_of_it", {"unwritten": ("何立群", "秦岚")}, {"names": "何立群、秦岚"}),
    ("they_wait_for_the_notice", {"invitation": replace(WAITS, waits=False)}, {}),
    (
        "the_notice_still_comes_seven_days_before",
        {"invitation": replace(WAITS, begins_at=WAITS.earliest - timedelta(seconds=1))},
        {"earliest": WAITS.earliest},
    ),
    ("the_minutes_are_signed", {"minutes": Minutes("逐人记录", " ")}, {}),
    ("the_minutes_are_signed", {"minutes": Minutes("", "徐禾")}, {}),
    ("no_hearing_is_under_way", {"hearing_owed": True}, {}),
]


@pytest.mark.parametrize(("name", "facts"), HOLDS)
def test_nothing_bars_where_the_fact_holds(name, facts):
    assert NEEDS[name].bars(facts) == ()


@pytest.mark.parametrize(("name", "facts", "params"), BARS)
def test_where_it_does_not_hold_the_bar_names_clause_code_and_what_is_missing(name, facts, params):
    (bar,) = NEEDS[name].bars(facts)
    assert (bar.clause, bar.code, dict(bar.params)) == ("6.1", name, params)
    sentence = fill(template(bar.code), bar)
    assert sentence.endswith("。") and "{" not in sentence


def test_every_guard_is_seen_to_hold_and_seen_to_bar():
    assert set(NEEDS) == {name for name, _ in HOLDS} == {name for name, *_ in BARS}
