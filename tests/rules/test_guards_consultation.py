"""Consultations: each guard where its fact holds, and where it bars, with clause and sentence (4.3)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from shouwen.rules.facts.casefile import Checklist, Item
from shouwen.rules.facts.consultation import (
    Answered,
    Asking,
    Consultation,
    Consultations,
    OutcomeTold,
)
from shouwen.rules.lives import consultation
from shouwen.rules.regimes.one_notice.consulting import (
    no_assistance_is_under_way,
    nobody_is_sent_to_who_is_being_asked,
)
from shouwen.rules.sentences import fill, template
from shouwen.rules.words import Check, ConsultationKind, ConsultationState

NEEDS = {
    need.name: need
    for need in (
        *(need for move in consultation.MOVES for need in (*move.needs, *move.leaves)),
        no_assistance_is_under_way,
        nobody_is_sent_to_who_is_being_asked,
    )
}
NOW = datetime(2026, 9, 21, 2, tzinfo=UTC)
DAY = timedelta(days=1)
HANDLER, POST = UUID(int=1), UUID(int=2)
ASKING = Asking(
    ConsultationKind.CONSULT, "这一条怎么适用？", POST, "", HANDLER, NOW + 3 * DAY, None
)
ASSISTING = replace(ASKING, kind=ConsultationKind.ASSIST, promise=NOW + 10 * DAY)
FAULTY = Item("plan", "平面图", Check.FAULTY, cure="请到城建科盖章")


def asking(**other):
    return {"asking": replace(ASKING, **other)}


def assisting(**other):
    return {"asking": replace(ASSISTING, **other)}


def one(state, kind=ConsultationKind.CONSULT):
    found = Consultation(UUID(int=3), kind, state, "城建科")
    return {"consultations": Consultations((found,), at_hand=found.id)}


ASKED, ANSWERED, TOLD, VOID = (one(state) for state in ConsultationState)
ASSISTED = one(ConsultationState.ANSWERED, ConsultationKind.ASSIST)
ASSISTS = one(ConsultationState.ASKED, ConsultationKind.ASSIST)
SENT = {"checklist": Checklist((FAULTY,))}
ELSEWHERE = {"checklist": Checklist((replace(FAULTY, cure="请标出消毒间"),))}

HOLDS = [
    ("it_is_said_who_is_asked_what", asking()),
    ("it_is_said_who_is_asked_what", asking(post=None, outside="某区自然资源局")),
    ("nobody_asks_themselves", asking()),
    ("nobody_asks_themselves", asking(post=None, outside="某区自然资源局")),
    ("a_post_of_ours_assists", assisting()),
    ("a_post_of_ours_assists", asking(post=None, outside="某区自然资源局")),
    ("an_assistance_belongs_to_an_accepted_case", assisting()),
    ("an_assistance_belongs_to_an_accepted_case", asking(promise=None)),
    ("an_assistance_ends_before_the_promise", assisting(due=NOW + 9 * DAY)),
    ("an_assistance_ends_before_the_promise", asking(due=NOW + 30 * DAY)),
    ("an_answer_is_awaited", ASKED),
    ("the_answer_is_said", {"answered": Answered("适用第二款")}),
    ("an_outcome_is_to_be_told", ANSWERED),
    ("it_is_said_what_was_told", {"outcome_told": OutcomeTold("适用第二款")}),
    ("no_assistance_is_under_way", {"consultations": Consultations()}),
    ("no_assistance_is_under_way", ASKED),
    ("no_assistance_is_under_way", ASSISTED),
    ("nobody_is_sent_to_who_is_being_asked", SENT | {"consultations": Consultations()}),
    ("nobody_is_sent_to_who_is_being_asked", SENT | ANSWERED),
    ("nobody_is_sent_to_who_is_being_asked", ELSEWHERE | ASKED),
]

WHO = "问谁（本机关的岗位或者外单位，只选一样）"
BARS = [
    ("it_is_said_who_is_asked_what", "4.3a", asking(question=" "), {"parts": "要问的事"}),
    ("it_is_said_who_is_asked_what", "4.3a", asking(post=None), {"parts": WHO}),
    ("it_is_said_who_is_asked_what", "4.3a", asking(outside="某局"), {"parts": WHO}),
    ("nobody_asks_themselves", "4.3a", asking(post=HANDLER), {}),
    ("a_post_of_ours_assists", "4.3a", assisting(post=None, outside="某局"), {}),
    ("an_assistance_belongs_to_an_accepted_case", "4.3a", assisting(promise=None), {}),
    (
        "an_assistance_ends_before_the_promise",
        "4.3a",
        assisting(due=NOW + 10 * DAY),
        {"due": NOW + 10 * DAY, "promise": NOW + 10 * DAY},
    ),
    ("an_answer_is_awaited", "4.3a", ANSWERED, {}),
    ("an_answer_is_awaited", "4.3a", VOID, {}),
    ("the_answer_is_said", "4.3a", {"answered": Answered(" ")}, {}),
    ("an_outcome_is_to_be_told", "4.3b", ASKED, {}),
    ("an_outcome_is_to_be_told", "4.3b", TOLD, {}),
    ("an_outcome_is_to_be_told", "4.3b", ASSISTED, {}),
    ("it_is_said_what_was_told", "4.3b", {"outcome_told": OutcomeTold("")}, {}),
    ("no_assistance_is_under_way", "4.3a", ASSISTS, {"whom": "“城建科”"}),
    ("nobody_is_sent_to_who_is_being_asked", "4.3a", SENT | ASKED, {"whom": "“城建科”"}),
]


@pytest.mark.parametrize(("name", "facts"), HOLDS)
def test_nothing_bars_where_the_fact_holds(name, facts):
    assert NEEDS[name].bars(facts) == ()


@pytest.mark.parametrize(("name", "clause", "facts", "params"), BARS)
def test_where_it_does_not_hold_the_bar_names_clause_code_and_what_is_missing(
    name, clause, facts, params
):
    (bar,) = NEEDS[name].bars(facts)
    assert (bar.clause, bar.code, dict(bar.params)) == (clause, name, params)
    sentence = fill(template(bar.code), bar)
    assert sentence.endswith("。") and "{" not in sentence


def test_every_guard_is_seen_to_hold_and_seen_to_bar():
    assert set(NEEDS) == {name for name, _ in HOLDS} == {name for name, *_ in BARS}
