"""A filed refusal: each guard where its fact holds, and where it bars, with clause and sentence
(7.1–7.4)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from shouwen.rules.clauses import clauses
from shouwen.rules.facts.casefile import (
    Checklist,
    Clocks,
    Handover,
    Item,
    Moment,
    Notice,
    Notices,
)
from shouwen.rules.facts.guide import Basis, Condition, Guide, Material
from shouwen.rules.facts.guide import Ground as GuideGround
from shouwen.rules.facts.refusal import AtOnce, Filed, Ground, Piece, Proposal, Remedy
from shouwen.rules.facts.seats import Actor
from shouwen.rules.facts.special_procedure import SpecialProcedure, SpecialProcedures
from shouwen.rules.labels import label
from shouwen.rules.lives.refusal import MOVES
from shouwen.rules.lives.serving import SERVED, SERVED_OR_NOTICED
from shouwen.rules.regimes.one_notice.consulting import no_assistance_is_under_way
from shouwen.rules.regimes.refusal_filing.filing import item_name, nothing_was_refused, shown
from shouwen.rules.regimes.refusal_filing.remedies import RECONSIDERED_UNDER
from shouwen.rules.regimes.refusal_filing.succession import somebody_is_there_to_be_told
from shouwen.rules.regimes.time_limit.hearing import no_hearing_is_under_way
from shouwen.rules.regimes.time_limit.renewal import silence_has_not_renewed_it
from shouwen.rules.sentences import fill, template
from shouwen.rules.verdict import Guard
from shouwen.rules.words import (
    ActorKind,
    BodyKind,
    CaseOutcome,
    CaseState,
    Check,
    CorrectionState,
    MaterialForm,
    MaterialSource,
    PartyIdKind,
    RefusalKind,
    RefusalState,
    ServedBy,
    ServiceKind,
    SpecialProcedureState,
)

SEEN_ELSEWHERE = (
    *SERVED[1:],  # with the service of papers
    *SERVED_OR_NOTICED[1:],
    no_assistance_is_under_way,  # with consultations
    no_hearing_is_under_way,  # with hearings
    silence_has_not_renewed_it,  # with renewals
    somebody_is_there_to_be_told,  # with the service of papers
)
NEEDS = {
    need.name: need
    for move in MOVES
    for need in (*move.needs, *move.leaves)
    if need not in SEEN_ELSEWHERE
} | {nothing_was_refused.name: nothing_was_refused}
NOW = datetime(2026, 9, 21, 2, tzinfo=UTC)  # 10:00 in China
SECOND = timedelta(seconds=1)

LAW = Basis("娱乐场所管理条例", "第七条第四项", "2020-11-29", "建筑物地下一层以下")
OLD = replace(LAW, version="2016-02-06")
ELSEWHERE = Basis("行政许可法", "第七十八条", "2019-04-23", "隐瞒有关情况")
FIRST = Basis("行政复议法", "第二十三条第一款第三项", "2023-09-01", "未履行法定职责情形")
DEPTH = Condition("depth", "不设在建筑物地下一层以下", LAW)
SCHOOL = Condition("school", "不设在学校周围", replace(LAW, article="第七条第二项"))
FORM = Material(
    "form", "申请书", MaterialForm.ORIGINAL, 1, MaterialSource.APPLICANT, "", "", ELSEWHERE
)
GUIDE = replace(
    Guide.draft("某许可", ServiceKind.LICENCE),
    conditions=(DEPTH, SCHOOL),
    materials=(FORM,),
    grounds=(GuideGround("banned", "一年内不得再次申请", ELSEWHERE),),
)
EVIDENCE = UUID(int=3)
UNDER_GROUND = Ground("depth", "拟设场所在负二层，标高负八米。", EVIDENCE, LAW)
PROPOSAL = Proposal(
    RefusalKind.REFUSED, {"depth": False, "school": True}, (UNDER_GROUND,), "建议不予。"
)
ALL_MET = replace(PROPOSAL, conditions={"depth": True, "school": True})
MET = Checklist((Item("form", "申请书", Check.MET, pages=2, copies=1),))
FAULTY = Checklist((Item("form", "申请书", Check.FAULTY, pages=2, copies=1),))
OF_FORM = replace(
    PROPOSAL,
    kind=RefusalKind.NOT_ACCEPTED,
    conditions={},
    grounds=(replace(UNDER_GROUND, item="form", basis=ELSEWHERE),),
)
TOLD = Notices(Notice(UUID(int=1), CorrectionState.TOLD, NOW, {"form": "没有签名"}))
PROPOSER, REVIEWER, OTHER = UUID(int=11), UUID(int=12), UUID(int=13)
FILED = Filed(UUID(int=2), RefusalKind.REFUSED, RefusalState.PROPOSED, PROPOSER)
REVIEWED = replace(FILED, state=RefusalState.REVIEWED, reviewer=REVIEWER)
TOLD_AT_ONCE = AtOnce(RefusalKind.NOT_OURS, "这项许可由市级机关办理，不归我们管。", "市行政审批局")
REMEDY = Remedy(BodyKind.DEPARTMENT, "某区人民政府", "某路1号", "", "某区人民法院")


def said(**parts):
    return {"proposal": replace(PROPOSAL, **parts)}


def ground(**parts):
    return {"proposal": replace(PROPOSAL, grounds=(replace(UNDER_GROUND, **parts),))}


def filed(state, **parts):
    return {"refusal": replace(FILED, state=state, **parts)}


def person(who):
    return {"actor": Actor(ActorKind.SEAT, who)}


def stage(state, correction=None):
    return {"stage": state, "clocks": Clocks(NOW, correction=correction)}


G, C = {"guide": GUIDE}, {"checklist": MET}
HOLDS = {
    "no_special_procedure_runs": {"special_procedures": SpecialProcedures()},
    "the_kind_fits_where_the_case_stands": said() | stage(CaseState.ACCEPTED),
    "no_other_no_is_on_its_way": filed(RefusalState.OVERTURNED),
    "every_condition_was_checked": said() | G,
    "something_is_unmet": said() | C,
    "a_ground_is_given": said(),
    "each_ground_names_an_unmet_item": said() | C | G,
    "each_unmet_condition_has_its_ground": said() | G,
    "each_fact_is_told": said() | G,
    "each_fact_has_evidence_on_file": said() | G | {"evidence": frozenset({EVIDENCE})},
    "each_ground_rests_on_an_article": said() | G,
    "each_article_is_in_force": said() | G | {"moment": Moment(NOW, NOW)},
    "what_can_be_mended_was_told_first": {"proposal": OF_FORM, "checklist": FAULTY, "notices": TOLD}
    | G,
    "what_is_granted_is_said": said(kind=RefusalKind.PARTLY, granted="一层的场所"),
    "what_sends_to_reconsideration_first_is_an_article": said(first=FIRST)
    | {"moment": Moment(NOW, NOW)},
    "the_no_waits_for_review": filed(RefusalState.PROPOSED),
    "the_no_waits_for_approval": filed(RefusalState.REVIEWED),
    "the_no_is_being_looked_at": filed(RefusalState.REVIEWED),
    "the_no_was_returned": filed(RefusalState.RETURNED),
    "the_no_was_approved": filed(RefusalState.APPROVED),
    "the_no_was_overturned": filed(RefusalState.OVERTURNED),
    "the_proposer_dissents": {"refusal": FILED} | person(PROPOSER),
    "who_proposed_does_not_look": {"refusal": FILED} | person(REVIEWER),
    "who_reviewed_does_not_approve": {"refusal": REVIEWED} | person(OTHER),
    "the_words_are_written": {"words": "同意报批。", "wanted": "意见"},
    "a_ground_beyond_the_guide_is_reasoned": {
        "refusal": replace(FILED, beyond=True),
        "words": "有法可依",
    },
    "it_may_be_told_at_once": {"at_once": TOLD_AT_ONCE},
    "why_it_is_not_accepted_is_told": {"at_once": TOLD_AT_ONCE},
    "whose_it_is_is_told": {"at_once": TOLD_AT_ONCE},
    "it_was_told_at_once": {"refusal": replace(FILED, told=True)},
    "it_was_not_told_yet": {"refusal": FILED},
    "nothing_was_refused": {"outcome": CaseOutcome.GRANTED},
    "the_remedies_are_known": {"remedy": REMEDY},
    "the_right_body_reconsiders": {"remedy": REMEDY},
    "the_handover_is_proven": {
        "handover": Handover(ServedBy.HAND, "徐禾", PartyIdKind.RESIDENT_ID, "11010519491231002X")
    },
}
BARS = [
    (
        "no_special_procedure_runs",
        "6.5a",
        {
            "special_procedures": SpecialProcedures(
                (SpecialProcedure(UUID(int=8), SpecialProcedureState.TOLD, NOW.date()),)
            )
        },
        {},
    ),
    (
        "the_kind_fits_where_the_case_stands",
        "7.2.1",
        said() | stage(CaseState.RECEIVED),
        {
            "kind": "不予准许",
            "stage": "已收件",
            "instead": "受理以后作不予决定，受理以前作不予受理",
        },
    ),
    (
        "the_kind_fits_where_the_case_stands",
        "7.2.1",
        said(kind=RefusalKind.LAPSED) | stage(CaseState.CORRECTING, NOW + SECOND),
        {
            "kind": "逾期未补正，不予受理",
            "stage": label(CaseState.CORRECTING),
            "instead": "补正期限到 2026-09-21 为止，还没有过",
        },
    ),
    (
        "the_kind_fits_where_the_case_stands",
        "7.2.1",
        said(kind=RefusalKind.NOT_OURS) | stage(CaseState.RECEIVED),
        {
            "kind": "不归本机关管，不予受理",
            "stage": "已收件",
            "instead": "当场能说清的，请当场告知不受理",
        },
    ),
    ("no_other_no_is_on_its_way", "7.1", filed(RefusalState.PROPOSED), {}),
    ("no_other_no_is_on_its_way", "7.1", filed(RefusalState.RETURNED), {}),
    ("no_other_no_is_on_its_way", "7.1", filed(RefusalState.SERVED), {}),
    (
        "every_condition_was_checked",
        "7.4.1",
        said(conditions={"depth": False}) | G,
        {"conditions": "“不设在学校周围”"},
    ),
    ("something_is_unmet", "7.4.1", {"proposal": ALL_MET} | C, {}),
    ("a_ground_is_given", "7.3.3", said(grounds=()), {}),
    (
        "each_ground_names_an_unmet_item",
        "7.3.3",
        ground(item="school") | C | G,
        {"items": "“不设在学校周围”"},
    ),
    (
        "each_unmet_condition_has_its_ground",
        "7.3.3",
        said(conditions={"depth": False, "school": False}) | G,
        {"items": "“不设在学校周围”"},
    ),
    (
        "each_fact_is_told",
        "7.3.3",
        ground(fact=" 就在地下二层不行的 ") | G,
        {"items": "“不设在建筑物地下一层以下”", "least": 10},
    ),
    (
        "each_fact_has_evidence_on_file",
        "7.3.3",
        ground(evidence=UUID(int=99)) | G | {"evidence": frozenset({EVIDENCE})},
        {"items": "“不设在建筑物地下一层以下”"},
    ),
    (
        "each_fact_has_evidence_on_file",
        "7.3.3",
        ground(more=(Piece(UUID(int=99), "第 2 页"),)) | G | {"evidence": frozenset({EVIDENCE})},
        {"items": "“不设在建筑物地下一层以下”"},
    ),
    (
        "each_fact_has_evidence_on_file",
        "7.3.3",
        ground(evidence=None) | G | {"evidence": frozenset({EVIDENCE})},
        {"items": "“不设在建筑物地下一层以下”"},
    ),
    (
        "each_ground_rests_on_an_article",
        "7.3.3",
        ground(basis=replace(LAW, article=" ")) | G,
        {"items": "“不设在建筑物地下一层以下”"},
    ),
    (
        "each_ground_rests_on_an_article",
        "7.3.3",
        ground(basis=replace(LAW, text="")) | G,
        {"items": "“不设在建筑物地下一层以下”"},
    ),
    (
        "each_article_is_in_force",
        "7.3.3",
        ground(basis=OLD) | G | {"moment": Moment(NOW, NOW)},
        {"law": "娱乐场所管理条例", "version": "2016-02-06"},
    ),
    (
        "each_article_is_in_force",
        "7.3.3",
        ground(basis=replace(LAW, version="2026-09-22")) | G | {"moment": Moment(NOW, NOW)},
        {"law": "娱乐场所管理条例", "version": "2026-09-22"},
    ),
    (
        "what_can_be_mended_was_told_first",
        "4.2c",
        {"proposal": OF_FORM, "checklist": FAULTY, "notices": Notices()} | G,
        {"items": "“申请书”"},
    ),
    ("what_is_granted_is_said", "7.2.1", said(kind=RefusalKind.PARTLY), {}),
    *(
        (
            "what_sends_to_reconsideration_first_is_an_article",
            "7.4.3c",
            said(first=first) | {"moment": Moment(NOW, NOW)},
            {},
        )
        for first in (
            replace(FIRST, text=" "),
            replace(FIRST, article=""),
            replace(FIRST, version="2031-01-01"),
        )
    ),
    ("the_no_waits_for_review", "7.4.2a", filed(RefusalState.REVIEWED), {}),
    ("the_no_waits_for_approval", "7.4.2a", filed(RefusalState.PROPOSED), {}),
    ("the_no_is_being_looked_at", "7.4.2a", filed(RefusalState.APPROVED), {}),
    ("the_no_was_returned", "7.4.2a", filed(RefusalState.PROPOSED), {}),
    ("the_no_was_approved", "7.4.2a", filed(RefusalState.REVIEWED), {}),
    ("the_no_was_overturned", "7.4.2a", filed(RefusalState.OVERTURNED, dissent="不同意"), {}),
    ("the_proposer_dissents", "7.4.2a", {"refusal": FILED} | person(REVIEWER), {}),
    ("who_proposed_does_not_look", "7.4.2a", {"refusal": FILED} | person(PROPOSER), {}),
    ("who_reviewed_does_not_approve", "7.4.2a", {"refusal": REVIEWED} | person(REVIEWER), {}),
    (
        "the_words_are_written",
        "7.4.2a",
        {"words": " ", "wanted": "退回的理由"},
        {"wanted": "退回的理由"},
    ),
    (
        "a_ground_beyond_the_guide_is_reasoned",
        "5.3a",
        {"refusal": replace(FILED, beyond=True), "words": ""},
        {},
    ),
    (
        "it_may_be_told_at_once",
        "7.2.2",
        {"at_once": replace(TOLD_AT_ONCE, kind=RefusalKind.REFUSED)},
        {},
    ),
    (
        "why_it_is_not_accepted_is_told",
        "7.2.2",
        {"at_once": replace(TOLD_AT_ONCE, reason="不归我们管。")},
        {"least": 10},
    ),
    ("whose_it_is_is_told", "7.2.2", {"at_once": replace(TOLD_AT_ONCE, body="")}, {}),
    ("it_was_told_at_once", "7.2.2", {"refusal": FILED}, {}),
    ("it_was_not_told_yet", "7.4.3b", {"refusal": replace(FILED, told=True)}, {}),
    ("nothing_was_refused", "7.4.3b", {"outcome": CaseOutcome.PARTLY}, {}),
    (
        "the_remedies_are_known",
        "7.4.3c",
        {"remedy": Remedy(None, "某区人民政府")},
        {"parts": "机关性质、复议机关地址、法院"},
    ),
    (
        "the_right_body_reconsiders",
        "7.4.3c",
        {"remedy": replace(REMEDY, body="市行政审批局")},
        {"kind": "政府工作部门", "body": "市行政审批局", "right": "应当写明是哪一级人民政府"},
    ),
    (
        "the_right_body_reconsiders",
        "7.4.3c",
        {"remedy": replace(REMEDY, kind=BodyKind.VERTICAL)},
        {"kind": "垂直领导的机关", "body": "某区人民政府", "right": "应当是上一级主管部门"},
    ),
    (
        "the_handover_is_proven",
        "6.1",
        {"handover": Handover(ServedBy.HAND, "徐禾", None, "")},
        {"more": "，并核对领取人的证件"},
    ),
]


@pytest.mark.parametrize(("name", "facts"), HOLDS.items(), ids=HOLDS)
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
    assert all(value in sentence for value in params.values() if isinstance(value, str))


def test_every_guard_is_seen_to_hold_and_seen_to_bar():
    guards = {name for name, need in NEEDS.items() if isinstance(need, Guard)}
    assert guards == set(HOLDS) == {name for name, *_ in BARS}


def test_every_guard_rests_on_a_clause_of_the_regulation():
    assert {need.clause for need in NEEDS.values()} <= clauses().keys()


@pytest.mark.parametrize(
    ("basis", "item", "key", "is_shown"),
    [
        (LAW, "depth", "", True),  # what the condition itself rests on
        (ELSEWHERE, "depth", "banned", True),  # a ground of the guide, named
        (ELSEWHERE, "depth", "", False),
        (replace(LAW, article="第八条"), "depth", "", False),
    ],
)
def test_a_ground_is_shown_where_the_guide_names_it_or_its_condition_rests_on_it(
    basis, item, key, is_shown
):
    assert shown(GUIDE, basis, item, key) is is_shown


def test_things_are_called_as_the_guide_calls_them():
    assert [item_name(key, GUIDE) for key in ("depth", "form", "none")] == [
        "不设在建筑物地下一层以下",
        "申请书",
        "none",
    ]


def test_every_kind_of_body_has_the_article_that_says_who_reconsiders():
    assert set(RECONSIDERED_UNDER) == set(BodyKind)


def test_days_of_a_deadline_are_named_as_the_chinese_calendar_has_them():
    late = datetime(2026, 9, 21, 16, tzinfo=UTC)  # 00:00 of the 22nd in China
    facts = said(kind=RefusalKind.LAPSED) | stage(CaseState.CORRECTING, late)
    (bar,) = NEEDS["the_kind_fits_where_the_case_stands"].bars(facts)
    assert str(date(2026, 9, 22)) in str(bar.params["instead"])
