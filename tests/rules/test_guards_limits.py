"""Extensions and special procedures: each guard where its fact holds, and where it bars, with clause
and sentence (6.3, 6.5, 5.2.2e)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from shouwen.rules.facts.casefile import Clocks, Moment, StepFact, Steps
from shouwen.rules.facts.extension import Extension, Extensions, Longer, Verdict
from shouwen.rules.facts.guide import Basis, Guide, Limit, Step
from shouwen.rules.facts.seats import Actor
from shouwen.rules.facts.special_procedure import Declared, SpecialProcedure, SpecialProcedures
from shouwen.rules.lives import extension, special_procedure
from shouwen.rules.lives.serving import SERVED
from shouwen.rules.sentences import fill, template
from shouwen.rules.words import (
    ActorKind,
    Bearer,
    DelayReason,
    ExtensionState,
    LimitUnit,
    ServiceKind,
    SpecialKind,
    SpecialProcedureState,
    StepKind,
    StepState,
)

NEEDS = {
    need.name: need
    for move in (*extension.MOVES, *special_procedure.MOVES)
    for need in (*move.needs, *move.leaves)
    if need not in SERVED  # seen with the service of papers
}
NOW = datetime(2026, 9, 21, 2, tzinfo=UTC)  # 10:00 in China
SECOND = timedelta(seconds=1)
TODAY = date(2026, 9, 21)
WHO = UUID(int=1)


def limit(n, unit=LimitUnit.WORKING_DAY, basis=None):
    return Limit(n, unit, basis)


LICENCE = replace(Guide.draft("某许可", ServiceKind.LICENCE), promise=limit(10), statute=limit(20))
BENEFIT = replace(LICENCE, kind=ServiceKind.BENEFIT)
JOINT = replace(
    LICENCE, statute=limit(45, basis=Basis("行政许可法", "第四十二条第二款", "2019-04-23"))
)
VISIT = Step("visit", "现场勘验", StepKind.EXAMINATION, Bearer.HANDLER, limit(5), "", needed=False)
REVIEW = replace(VISIT, key="review", name="审查", needed=True)
WITH_VISIT = replace(LICENCE, steps=(REVIEW, VISIT))


def asked(state=ExtensionState.ASKED, by=WHO, beyond=0):
    one = Extension(UUID(int=2), state, by, beyond)
    return {"extensions": Extensions((one,), at_hand=one.id)}


NONE = {"extensions": Extensions()}
LONGER = Longer(3, DelayReason.COMPLEX, "要复核面积。", 10, ServiceKind.LICENCE, statute=20)


def longer(**other):
    return {"longer": replace(LONGER, **other)}


def step(kind, state=StepState.WAITING):
    return StepFact(UUID(int=3), "s", "环节", kind, state, True, 0)


def running(state=SpecialProcedureState.TOLD, ends_on=TODAY):
    one = SpecialProcedure(UUID(int=4), state, ends_on)
    return {"special_procedures": SpecialProcedures((one,), at_hand=one.id)}


STILL = {"special_procedures": SpecialProcedures()}
ENDED = running(SpecialProcedureState.ENDED)


def declared(kind=SpecialKind.TEST, days=5, guide=LICENCE, **other):
    return {"declared": Declared(kind, days, **other), "guide": guide}


def promise(due):
    return {"clocks": Clocks(NOW, promise=due)}


def seat(person):
    return {"actor": Actor(ActorKind.SEAT, person)}


HOLDS = {
    "it_is_no_immediate_service": [{"guide": LICENCE}],
    "it_is_asked_in_time": [
        {"moment": Moment(NOW, NOW), "last_call": NOW + SECOND},
        {"moment": Moment(NOW, NOW), "last_call": None},  # it stands still: another guard says so
    ],
    "it_is_extended_once": [
        NONE,
        asked(ExtensionState.DECLINED),
        asked(ExtensionState.LAPSED),
    ],
    "more_is_left_than_a_signature": [
        {"steps": Steps((step(StepKind.SIGN_OFF), step(StepKind.EXAMINATION)))},
    ],
    "the_delay_has_a_reason": [longer()],
    "it_is_of_some_days": [longer(days=1)],
    "it_moves_the_due_date": [
        longer(),
        longer(old=date(2026, 9, 30), new=date(2026, 10, 8)),
    ],
    "it_is_no_longer_than_the_promise_was": [
        longer(days=10, statute=None),
        longer(days=11),
    ],
    "an_article_allows_what_is_beyond_the_statute": [
        longer(beyond=3),
        longer(kind=ServiceKind.BENEFIT),
        longer(kind=ServiceKind.BENEFIT, beyond=3, article="某条例第十条"),
    ],
    "it_goes_no_further_than_the_law_allows": [
        longer(beyond=10),
        longer(beyond=15, joint=True),
        longer(beyond=20, kind=ServiceKind.BENEFIT),
    ],
    "it_waits_to_be_decided": [asked()],
    "who_decides_did_not_ask": [{**asked(), **seat(UUID(int=9))}],
    "the_old_date_has_not_come": [promise(NOW + SECOND), promise(None)],
    "the_leader_says_why_not": [{"verdict": Verdict("来得及")}],
    "the_government_approved_a_joint_one": [
        {**asked(beyond=3), "guide": JOINT, "verdict": Verdict(document="广区府〔2026〕8号")},
        {**asked(beyond=0), "guide": JOINT, "verdict": Verdict()},
        {**asked(beyond=3), "guide": LICENCE, "verdict": Verdict()},
    ],
    "it_was_approved": [asked(ExtensionState.APPROVED)],
    "an_extension_is_under_way": [asked(), asked(ExtensionState.APPROVED)],
    "the_old_date_has_come": [promise(NOW)],
    "no_special_procedure_runs": [STILL, ENDED],
    "the_limit_is_not_over": [promise(NOW + SECOND)],
    "the_guide_names_it": [
        declared(),
        declared(SpecialKind.GUIDE, step="visit", guide=WITH_VISIT),
    ],
    "the_procedure_has_a_name": [declared(), declared(SpecialKind.BY_ARTICLE, name="勘验")],
    "its_article_is_named": [
        declared(),
        declared(SpecialKind.GUIDE),
        declared(guide=BENEFIT, article="某法第一条"),
        declared(SpecialKind.BY_ARTICLE, article="某法第一条"),
    ],
    "its_time_is_declared": [declared(days=1)],
    "it_takes_no_longer_than_the_guide_says": [
        declared(SpecialKind.GUIDE, days=5, step="visit", guide=WITH_VISIT),
        declared(days=50, guide=WITH_VISIT),
    ],
    "no_extension_waits_where_the_promise_alone_stops": [
        {**declared(SpecialKind.GUIDE), **NONE},
        {**declared(SpecialKind.GUIDE), **asked(ExtensionState.TOLD)},
        {**declared(SpecialKind.TEST), **asked()},
    ],
    "the_promise_still_ends_within_the_statute": [
        declared(promised=TODAY, by_law=TODAY),
        declared(promised=TODAY, by_law=None),
    ],
    "the_special_procedure_runs": [running()],
    "a_special_procedure_is_under_way": [running()],
    "the_declared_days_are_over": [
        {**running(ends_on=TODAY - timedelta(days=1)), "moment": Moment(NOW, NOW)},
        {**STILL, "moment": Moment(NOW, NOW)},
    ],
}

MIDNIGHT = datetime(2026, 9, 21, 16, tzinfo=UTC)  # 24:00 of today in China
BARS = [
    ("it_is_no_immediate_service", "6.3", {"guide": replace(LICENCE, immediate=True)}, {}),
    (
        "it_is_asked_in_time",
        "6.5b",
        {"moment": Moment(NOW, NOW), "last_call": NOW},
        {"last": NOW},
    ),
    ("it_is_extended_once", "6.5b", asked(), {}),
    ("it_is_extended_once", "6.5b", asked(ExtensionState.APPROVED), {}),
    ("it_is_extended_once", "6.5b", asked(ExtensionState.TOLD), {}),
    ("more_is_left_than_a_signature", "6.5a", {"steps": Steps()}, {}),
    (
        "more_is_left_than_a_signature",
        "6.5a",
        {"steps": Steps((step(StepKind.SIGN_OFF), step(StepKind.EXAMINATION, StepState.DONE)))},
        {},
    ),
    ("the_delay_has_a_reason", "6.5a", longer(reason=None), {}),
    ("the_delay_has_a_reason", "6.5a", longer(text=" "), {}),
    ("it_is_of_some_days", "6.5b", longer(days=0), {}),
    (
        "it_moves_the_due_date",
        "6.5b",
        longer(old=date(2026, 10, 8), new=date(2026, 10, 8)),
        {"due": date(2026, 10, 8)},
    ),
    (
        "it_is_no_longer_than_the_promise_was",
        "6.5b",
        longer(days=11, statute=None),
        {"most": 10},
    ),
    (
        "an_article_allows_what_is_beyond_the_statute",
        "6.5b",
        longer(kind=ServiceKind.BENEFIT, beyond=3),
        {"beyond": 3},
    ),
    (
        "it_goes_no_further_than_the_law_allows",
        "6.5b",
        longer(beyond=11),
        {"beyond": 11, "most": 10},
    ),
    (
        "it_goes_no_further_than_the_law_allows",
        "6.5b",
        longer(beyond=16, joint=True),
        {"beyond": 16, "most": 15},
    ),
    (
        "it_goes_no_further_than_the_law_allows",
        "6.5b",
        longer(beyond=21, kind=ServiceKind.BENEFIT),
        {"beyond": 21, "most": 20},
    ),
    ("it_waits_to_be_decided", "6.5b", asked(ExtensionState.DECLINED), {}),
    ("who_decides_did_not_ask", "6.5b", {**asked(), **seat(WHO)}, {}),
    ("the_old_date_has_not_come", "6.5c", promise(NOW), {"due": NOW}),
    ("the_leader_says_why_not", "6.5b", {"verdict": Verdict(" ")}, {}),
    (
        "the_government_approved_a_joint_one",
        "6.5b",
        {**asked(beyond=3), "guide": JOINT, "verdict": Verdict()},
        {},
    ),
    ("it_was_approved", "6.5c", asked(), {}),
    ("an_extension_is_under_way", "6.5c", asked(ExtensionState.TOLD), {}),
    ("the_old_date_has_come", "6.5c", promise(NOW + SECOND), {"due": NOW + SECOND}),
    ("no_special_procedure_runs", "6.5a", running(), {}),
    ("the_limit_is_not_over", "6.5a", promise(NOW), {"due": NOW}),
    ("the_guide_names_it", "6.5a", declared(SpecialKind.GUIDE, step="x", guide=WITH_VISIT), {}),
    # every case takes it: its time lies within the promise
    (
        "the_guide_names_it",
        "6.5a",
        declared(SpecialKind.GUIDE, step="review", guide=WITH_VISIT),
        {},
    ),
    ("the_procedure_has_a_name", "6.5a", declared(SpecialKind.BY_ARTICLE), {}),
    ("its_article_is_named", "6.5a", declared(guide=BENEFIT), {}),
    ("its_article_is_named", "6.5a", declared(SpecialKind.BY_ARTICLE, article=" "), {}),
    ("its_time_is_declared", "6.5a", declared(days=0), {}),
    (
        "it_takes_no_longer_than_the_guide_says",
        "6.5a",
        declared(SpecialKind.GUIDE, days=6, step="visit", guide=WITH_VISIT),
        {"most": 5},
    ),
    (
        "no_extension_waits_where_the_promise_alone_stops",
        "6.5b",
        {**declared(SpecialKind.GUIDE), **asked()},
        {},
    ),
    (
        "the_promise_still_ends_within_the_statute",
        "5.2.2e",
        declared(promised=TODAY, by_law=TODAY - timedelta(days=1)),
        {"promised": TODAY, "by_law": TODAY - timedelta(days=1)},
    ),
    ("the_special_procedure_runs", "6.5a", ENDED, {}),
    ("a_special_procedure_is_under_way", "6.5a", ENDED, {}),
    (
        "the_declared_days_are_over",
        "6.5a",
        {**running(), "moment": Moment(MIDNIGHT - SECOND, NOW)},
        {"ends_on": TODAY},
    ),
]


@pytest.mark.parametrize(
    ("name", "facts"), [(name, facts) for name, found in HOLDS.items() for facts in found]
)
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
    assert set(NEEDS) == set(HOLDS) == {name for name, *_ in BARS}


def test_no_reason_is_that_somebody_is_away_or_busy():
    """6.5a: a colleague away, a leader absent, a busy office have no word in the list."""
    about_people = ("away", "absent", "busy", "leader", "colleague", "signature", "leave")
    assert not [reason for reason in DelayReason if any(word in reason for word in about_people)]
