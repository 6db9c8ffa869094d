"""Service of papers: each guard where its fact holds, and where it bars (7.4.3b, 4.4b)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from shouwen.rules.facts.casefile import Handover, Moment, Reach
from shouwen.rules.facts.serving import (
    Attempt,
    Consent,
    Erratum,
    Failure,
    MailReceipt,
    PaperToServe,
    PublicNotice,
    Serving,
    Wish,
    served_on,
)
from shouwen.rules.lives.service_of_paper import MOVES
from shouwen.rules.lives.serving import SERVED, SERVED_OR_NOTICED
from shouwen.rules.regimes.time_limit import the_handover_is_proven
from shouwen.rules.sentences import fill, template
from shouwen.rules.words import CaseState, PaperKind, ServedBy, ServiceOutcome

NEEDS = {
    need.name: need
    for need in (
        *SERVED,
        *SERVED_OR_NOTICED,
        *(need for move in MOVES for need in (*move.needs, *move.leaves)),
    )
    if need is not the_handover_is_proven  # seen with the acts of a case
}
NOW = datetime(2026, 9, 21, 2, tzinfo=UTC)  # 10:00 in China
DAY = timedelta(days=1)
TODAY = date(2026, 9, 21)
SENT = Handover(ServedBy.ELECTRONIC, "xu@example.org", None, "")
HUNG = replace(SENT, by=ServedBy.PUBLIC_NOTICE)
BY_POST = replace(SENT, by=ServedBy.POST)
FAILED = tuple(Attempt(ServedBy.HAND, NOW - n * DAY, ServiceOutcome.FAILED) for n in (3, 2, 1))
POSTED = Attempt(ServedBy.PUBLIC_NOTICE, NOW - 30 * DAY, ServiceOutcome.POSTED, over_at=NOW)
ARRIVED = Attempt(ServedBy.POST, NOW, ServiceOutcome.SERVED)
NOTICE = PaperToServe(UUID(int=1), PaperKind.ACCEPTANCE_NOTICE)
PROVEN = Attempt(ServedBy.POST, NOW, ServiceOutcome.PROVEN, received_on=TODAY - DAY)
CAME_BACK = Attempt(ServedBy.POST, NOW + DAY, ServiceOutcome.FAILED)
RECEIPT = MailReceipt(TODAY, "徐禾", posted_on=TODAY - 2 * DAY, today=TODAY)
ERRATUM = Erratum({"applicant": "徐禾"}, "打印时把“禾”写成了“和”", {"applicant": "徐和"})
WISH = Wish(True, "xu@example.org", "徐禾")
STAGE = {"stage": CaseState.DECIDED}
FAILURE = Failure(ServedBy.HAND, "滨江路 18 号", "何雨桐", "没有人在", TODAY)


def at_hand(*attempts, kind=PaperKind.ACCEPTANCE_NOTICE, replaced=False, **other):
    paper = replace(NOTICE, kind=kind, attempts=attempts, replaced=replaced)
    return {"serving": Serving((paper,), paper.id), **other}


def now(at=NOW):
    return {"moment": Moment(at, None)}


YES, NO = {"consent": Consent(True)}, {"consent": Consent(False)}
HOLDS = {
    "somebody_is_there_to_be_told": [{"orphaned": False}],
    "electronic_service_was_agreed_to": [{"handover": SENT, **YES}, {"handover": BY_POST, **NO}],
    "the_return_receipt_is_back": [
        {"handover": replace(BY_POST, received_on=TODAY), **now()},
        {"handover": replace(SENT, received_on=TODAY + DAY), **now()},
    ],
    "nothing_arrives_before_the_receipt": [
        {"handover": replace(BY_POST, received_on=TODAY), "received_on": TODAY},
        {"handover": BY_POST, "received_on": TODAY},
    ],
    "it_is_brought_to_somebody": [{"handover": SENT}, {"handover": BY_POST}],
    "a_public_notice_is_over": [
        {"handover": HUNG, "noticed": True},
        {"handover": BY_POST, "noticed": False},
    ],
    "the_paper_waits": [at_hand(), at_hand(*FAILED)],
    "it_was_not_served_yet": [at_hand(), at_hand(*FAILED, POSTED)],
    "it_has_no_act_of_its_own": [
        at_hand(**STAGE),
        at_hand(kind=PaperKind.REFUSAL, stage=CaseState.CLOSED),
    ],
    "its_return_receipt_is_awaited": [at_hand(ARRIVED), at_hand(*FAILED, ARRIVED)],
    "what_became_of_the_mail_is_told": [
        {"mail_receipt": RECEIPT},
        {"mail_receipt": MailReceipt(reason="逾期未领")},
    ],
    "it_was_received_after_it_was_posted": [
        {"mail_receipt": RECEIPT},
        {"mail_receipt": replace(RECEIPT, on=RECEIPT.posted_on)},
        {"mail_receipt": replace(RECEIPT, on=None)},
    ],
    "what_is_sent_has_an_address": [{"wish": WISH}, {"wish": Wish(False, "", "徐禾")}],
    "the_wish_is_signed": [{"wish": WISH}],
    "what_is_sent_goes_where_they_asked": [
        {"handover": SENT, "reach": Reach(frozenset({"xu@example.org"}))},
        {"handover": BY_POST, "reach": Reach(frozenset())},
    ],
    "a_failed_attempt_is_told_in_full": [{"failure": FAILURE}],
    "attempts_are_made_on_different_days": [{"failure": replace(FAILURE, before=(TODAY - DAY,))}],
    "three_attempts_failed": [at_hand(*FAILED)],
    "the_notice_says_where": [{"public_notice": PublicNotice("大厅公告栏")}],
    "a_notice_ran_out": [at_hand(POSTED, **now())],
    "the_paper_was_served": [at_hand(*FAILED, ARRIVED)],
    "it_was_not_replaced": [at_hand(), {"serving": Serving()}],
    "it_is_for_the_applicant": [at_hand(), at_hand(ARRIVED)],
    "it_does_not_hang_in_public": [at_hand(), at_hand(*FAILED), at_hand(POSTED, ARRIVED)],
    "what_it_tells_is_settled": [
        at_hand(ARRIVED, **STAGE),
        at_hand(kind=PaperKind.DECISION, **STAGE),
        at_hand(ARRIVED, kind=PaperKind.REFUSAL, stage=CaseState.CLOSED),
    ],
    "why_it_was_wrong_is_told": [{"erratum": ERRATUM}],
    "something_is_set_right": [
        {"erratum": ERRATUM},
        {"erratum": replace(ERRATUM, said={"applicant": "徐和", "court": "某法院"})},
    ],
    "only_a_slip_is_set_right": [{"erratum": ERRATUM}, {"erratum": replace(ERRATUM, wording={})}],
}
BARS = [
    ("somebody_is_there_to_be_told", "7.4.3b", {"orphaned": True}, {}),
    ("electronic_service_was_agreed_to", "4.4b", {"handover": SENT, **NO}, {}),
    (
        "the_return_receipt_is_back",
        "7.4.3b",
        {"handover": replace(BY_POST, received_on=TODAY + DAY), **now()},
        {"on": TODAY + DAY},
    ),
    (
        "nothing_arrives_before_the_receipt",
        "7.4.3b",
        {"handover": replace(BY_POST, received_on=TODAY - DAY), "received_on": TODAY},
        {"on": TODAY - DAY},
    ),
    ("it_is_brought_to_somebody", "7.4.3b", {"handover": HUNG}, {}),
    ("a_public_notice_is_over", "7.4.3b", {"handover": HUNG, "noticed": False}, {}),
    ("the_paper_waits", "7.4.3b", at_hand(ARRIVED), {}),
    ("the_paper_waits", "7.4.3b", at_hand(*FAILED, POSTED), {}),
    ("the_paper_waits", "7.4.3b", {"serving": Serving()}, {}),
    ("it_was_not_served_yet", "7.4.3b", at_hand(ARRIVED), {}),
    ("it_was_not_replaced", "4.4b", at_hand(replaced=True), {}),
    ("it_is_for_the_applicant", "4.4b", {"serving": Serving()}, {}),
    ("it_does_not_hang_in_public", "4.4b", at_hand(*FAILED, POSTED), {}),
    *(
        ("what_it_tells_is_settled", "4.4b", at_hand(ARRIVED, kind=kind, **STAGE), {})
        for kind in (PaperKind.DECISION, PaperKind.REFUSAL, PaperKind.NON_ACCEPTANCE)
    ),
    ("why_it_was_wrong_is_told", "4.4b", {"erratum": replace(ERRATUM, why=" ")}, {}),
    ("something_is_set_right", "4.4b", {"erratum": replace(ERRATUM, wording={})}, {}),
    (
        "something_is_set_right",
        "4.4b",
        {"erratum": replace(ERRATUM, wording={"applicant": "徐和"})},
        {},
    ),
    (
        "only_a_slip_is_set_right",
        "4.4b",
        {"erratum": replace(ERRATUM, wording={"applicant": "徐禾", "decision": "不予许可"})},
        {},
    ),
    ("it_has_no_act_of_its_own", "7.4.3b", at_hand(kind=PaperKind.DECISION, **STAGE), {}),
    ("it_has_no_act_of_its_own", "7.4.3b", at_hand(kind=PaperKind.REFUSAL, **STAGE), {}),
    ("its_return_receipt_is_awaited", "7.4.3b", at_hand(), {}),
    ("its_return_receipt_is_awaited", "7.4.3b", at_hand(ARRIVED, PROVEN), {}),
    (
        "its_return_receipt_is_awaited",
        "7.4.3b",
        at_hand(replace(ARRIVED, by=ServedBy.HAND)),
        {},
    ),
    (
        "what_became_of_the_mail_is_told",
        "7.4.3b",
        {"mail_receipt": MailReceipt(reason=" ")},
        {"parts": "哪一天签收的，或者为什么退回"},
    ),
    (
        "what_became_of_the_mail_is_told",
        "7.4.3b",
        {"mail_receipt": replace(RECEIPT, signed_by=" ")},
        {"parts": "谁签收的"},
    ),
    *(
        (
            "it_was_received_after_it_was_posted",
            "7.4.3b",
            {"mail_receipt": replace(RECEIPT, on=day)},
            {"posted_on": TODAY - 2 * DAY},
        )
        for day in (TODAY - 3 * DAY, TODAY + DAY)
    ),
    ("what_is_sent_has_an_address", "4.4b", {"wish": replace(WISH, address=" ")}, {}),
    ("the_wish_is_signed", "4.4b", {"wish": replace(WISH, signed_by=" ")}, {}),
    (
        "what_is_sent_goes_where_they_asked",
        "4.2c",
        {"handover": SENT, "reach": Reach(frozenset({"other@example.org"}))},
        {},
    ),
    (
        "a_failed_attempt_is_told_in_full",
        "7.4.3b",
        {"failure": replace(FAILURE, by=ServedBy.PUBLIC_NOTICE, place=" ", person="", reason="")},
        {"parts": "怎么送的、谁去送的、送到哪里、为什么没有送到"},
    ),
    (
        "attempts_are_made_on_different_days",
        "7.4.3b",
        {"failure": replace(FAILURE, before=(TODAY - DAY, TODAY))},
        {"on": TODAY},
    ),
    ("three_attempts_failed", "7.4.3b", at_hand(*FAILED[:2]), {"n": 2, "needed": 3}),
    ("the_notice_says_where", "7.4.3b", {"public_notice": PublicNotice(" ")}, {}),
    ("a_notice_ran_out", "7.4.3b", at_hand(POSTED, **now(NOW - DAY)), {}),
    ("a_notice_ran_out", "7.4.3b", at_hand(POSTED, ARRIVED, **now()), {}),
    ("the_paper_was_served", "7.4.3b", at_hand(*FAILED), {}),
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


@pytest.mark.parametrize(
    ("attempts", "day"),
    [
        ((), None),
        (FAILED, None),
        ((POSTED,), None),
        ((ARRIVED,), TODAY),
        ((*FAILED, ARRIVED), TODAY),
        ((ARRIVED, PROVEN), TODAY - DAY),
        ((ARRIVED, CAME_BACK), None),
        ((replace(ARRIVED, by=ServedBy.HAND), FAILED[0]), TODAY),  # late entry: clumsy seed 321
        ((ARRIVED, CAME_BACK, replace(ARRIVED, at=NOW + 2 * DAY)), TODAY + 2 * DAY),
        ((replace(ARRIVED, received_on=TODAY + 3 * DAY),), TODAY + 3 * DAY),
        ((replace(ARRIVED, at=NOW + timedelta(hours=15)),), TODAY + DAY),  # 01:00 in China
        ((POSTED, replace(ARRIVED, by=ServedBy.PUBLIC_NOTICE)), TODAY),
    ],
)
def test_a_paper_counts_as_served_on_the_chinese_day_it_arrived(attempts, day):
    assert served_on(attempts) == day
