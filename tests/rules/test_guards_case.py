"""Each guard of a case, step and version: where its fact holds, and where it bars.

``BARS`` names the clause by hand, and what fills the sentence. A guard without a line here fails
the last test."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from shouwen.rules.clauses import clauses
from shouwen.rules.facts.casefile import (
    Answers,
    Applicant,
    Call,
    ChangedLaw,
    Checklist,
    Clocks,
    Decision,
    Demand,
    Handover,
    Item,
    Moment,
    Notice,
    Notices,
    Opinion,
    Owing,
    Receipt,
    StepFact,
    Steps,
    Terms,
    Told,
    Visit,
    Withdrawal,
)
from shouwen.rules.facts.guide import Guide, Limit
from shouwen.rules.facts.seats import Actor
from shouwen.rules.facts.special_procedure import SpecialProcedure, SpecialProcedures
from shouwen.rules.facts.succession import Ending
from shouwen.rules.facts.version import Announced, Saved
from shouwen.rules.judge import ALWAYS
from shouwen.rules.lives import case, service_version, step, succession
from shouwen.rules.lives.serving import SERVED, SERVED_OR_NOTICED
from shouwen.rules.regimes.one_notice.consulting import (
    no_assistance_is_under_way,
    nobody_is_sent_to_who_is_being_asked,
)
from shouwen.rules.regimes.refusal_filing.succession import somebody_is_there_to_be_told
from shouwen.rules.regimes.time_limit.hearing import no_hearing_is_under_way
from shouwen.rules.regimes.time_limit.renewal import (
    silence_has_not_renewed_it,
    the_licence_has_ended_in_silence,
)
from shouwen.rules.sentences import fill, template
from shouwen.rules.verdict import Guard
from shouwen.rules.words import (
    ActorKind,
    CallBack,
    CaseOutcome,
    Check,
    CorrectionState,
    LimitUnit,
    PartyEnd,
    PartyIdKind,
    PledgeKind,
    Power,
    Proposer,
    ServedBy,
    ServiceKind,
    Silence,
    SpecialProcedureState,
    StepKind,
    StepState,
    ToldBy,
    VersionState,
)

SEEN_ELSEWHERE = (
    *SERVED[1:],  # with the service of papers
    *SERVED_OR_NOTICED[1:],
    no_assistance_is_under_way,  # with consultations
    nobody_is_sent_to_who_is_being_asked,
    no_hearing_is_under_way,  # with hearings
    somebody_is_there_to_be_told,  # with the service of papers
    *case.NAMED,  # with renewals
    silence_has_not_renewed_it,
    the_licence_has_ended_in_silence,
)
NEEDS = {
    need.name: need
    for move in (*case.MOVES, *step.MOVES, *succession.MOVES, *service_version.MOVES)
    for need in (*move.needs, *move.leaves, *ALWAYS)
    if need not in SEEN_ELSEWHERE
}
NOW = datetime(2026, 9, 21, 2, tzinfo=UTC)  # 10:00 in China
SECOND = timedelta(seconds=1)
NAMED = Guide.draft("某事项", ServiceKind.PUBLIC)  # has no text but its name

DIED = Ending(PartyEnd.DIED, date(2026, 9, 20), "死亡医学证明 2026-301 号", False, NOW.date())
MET = Item("form", "申请书", Check.MET, pages=2, copies=1)
UNCHECKED = replace(MET, check=Check.UNCHECKED)
MISSING = Item("photo", "照片", Check.MISSING)
FAULTY = replace(MET, check=Check.FAULTY, fault="没有签名", ground="第一条", cure="请签名")
NOT_NEEDED = Item("mandate", "委托书", Check.NOT_NEEDED)


def checklist(*items):
    return {"checklist": Checklist(items)}


def notice(*points, n=1):
    """A notice that named of each material what is said of it here by default."""
    faults = {"form": FAULTY.fault, "photo": MISSING.fault}
    named = {key: faults[key] for key in points}
    return Notice(UUID(int=n), CorrectionState.TOLD, NOW, named)


def told(*points, later=()):
    return {"notices": Notices(notice(*points), tuple(later))}


NOT_TOLD = {"notices": Notices()}


def terms(state=VersionState.PUBLISHED, silence=Silence.DEEMS):
    return {"terms": Terms(UUID(int=2), state, silence)}


TODAY = NOW.date()
OLD = Terms(
    UUID(int=2),
    VersionState.SUPERSEDED,
    Silence.DEEMS,
    since=TODAY - timedelta(days=200),
    until=TODAY - timedelta(days=60),
)
TOLD = Told(TODAY - timedelta(days=90), ToldBy.PRINT, "第 1 版")


def keeping(old=OLD, told=TOLD, offered=True):
    """Somebody was told an older version; what is in force, and when it was told."""
    return {"terms": old, "told": told, "offered": offered, "moment": Moment(NOW, None)}


REVIEW = StepFact(UUID(int=3), "review", "材料审查", StepKind.EXAMINATION, StepState.DONE, True, 0)
HEARING = StepFact(
    UUID(int=4), "hearing", "听证", StepKind.EXAMINATION, StepState.WAITING, False, 1
)
SIGN_OFF = StepFact(UUID(int=5), "sign_off", "科室审核", StepKind.SIGN_OFF, StepState.DONE, True, 2)


def steps(*found, hand=None):
    return {"steps": Steps(found, hand.id if hand else None)}


def turned(step, state):
    return replace(step, state=state)


APPLICANT = Applicant("徐禾", PartyIdKind.RESIDENT_ID, "11010519491231002X", "0826-555-0150", False)
RECEIPT = Receipt(NOW.date(), "罗一鸣", "0826-555-0143", "效能监督科", "0826-555-0112")
BY_HAND = Handover(ServedBy.HAND, "徐禾", PartyIdKind.RESIDENT_ID, "11010519491231002X")
NEW = replace(FAULTY, fault="印章看不清", filing=1)  # otherwise than any notice said
CHANGED = ChangedLaw(
    "《某条例》第九条",
    TODAY - timedelta(days=1),
    (Demand("检测报告", "原件一份"),),
    received=TODAY - timedelta(days=3),
    today=TODAY,
)
SENT = Handover(ServedBy.ELECTRONIC, "xu@example.org", None, "")
BY_POST = Handover(ServedBy.POST, "徐禾", None, "", tracking="EMS 1")

ADMINISTRATOR, SOMEBODY = Actor(ActorKind.ADMINISTRATOR), Actor(ActorKind.SEAT)

WROTE = UUID(int=7)
WRITER = Actor(ActorKind.SEAT, WROTE)
DAY = timedelta(days=1)
CLERK = Actor(ActorKind.SEAT, WROTE, powers={UUID(int=9): frozenset({Power.RECEIVE})})

STANDS_STILL = SpecialProcedures(
    (SpecialProcedure(UUID(int=8), SpecialProcedureState.TOLD, NOW.date()),)
)

HOLDS = {
    "the_administrator_writes_no_past": [
        {"actor": ADMINISTRATOR, "moment": Moment(NOW, NOW)},
        {"actor": SOMEBODY, "moment": Moment(NOW - SECOND, NOW, late_entry=True)},
    ],
    "the_service_is_published": [{**terms(), "offered": True}, keeping()],
    "an_older_version_was_told": [
        keeping(),
        keeping(told=replace(TOLD, on=OLD.until)),
        {**keeping(told=None), **terms()},
        {**keeping(told=replace(TOLD, reference="")), **terms()},  # what is in force needs no proof
    ],
    "the_applicant_can_be_named": [
        {"applicant": APPLICANT},
        {"applicant": replace(APPLICANT, phone="", phone_declined=True)},
    ],
    "the_power_of_attorney_holds": [{"applicant": replace(APPLICANT, agent="王木")}],
    "the_receipt_is_complete": [
        {"receipt": RECEIPT, **checklist(MET, MISSING, NOT_NEEDED)},
    ],
    "every_material_was_examined": [checklist(MET, MISSING, FAULTY, NOT_NEEDED)],
    "what_was_judged_has_come": [
        checklist(MET, FAULTY),
        checklist(replace(UNCHECKED, pages=0), MISSING, NOT_NEEDED),
    ],
    "no_fault_is_named_late": [
        {**checklist(FAULTY, MISSING), **NOT_TOLD},
        {**checklist(FAULTY), **told("form")},
        {**checklist(replace(FAULTY, filing=1)), **told("photo")},
        {**checklist(MET), **told("photo")},
        {**checklist(replace(FAULTY, fault=" 没有\r\n签名")), **told("form")},
    ],
    "no_notice_was_told_before": [NOT_TOLD],
    "something_is_to_be_corrected": [checklist(MET, FAULTY), checklist(MISSING)],
    "five_days_have_not_passed": [
        {"clocks": Clocks(NOW, answer=NOW + SECOND), **terms()},
        {"clocks": Clocks(NOW), **terms()},
        {"clocks": Clocks(NOW, answer=NOW), **terms(silence=Silence.ESCALATES)},
    ],
    "each_fault_says_what_why_and_how": [checklist(FAULTY, MET)],
    "a_notice_was_told": [told("form"), {"notices": Notices(None, (notice("form"),))}],
    "something_was_answered": [{"answers": Answers(frozenset({"form"}))}],
    "answers_are_on_the_notice": [
        {"answers": Answers(frozenset({"form"})), **told("form", "photo")}
    ],
    "a_told_point_is_unmet": [
        {**checklist(FAULTY), **told("form")},
        {**checklist(FAULTY), **told("photo", later=[notice("form", n=2)])},
    ],
    "nothing_new_was_found": [
        {**checklist(FAULTY, MET), **told("form")},
        {**checklist(FAULTY), **told("photo", later=[notice("form", n=2)])},
        {**checklist(FAULTY), **NOT_TOLD},  # that nothing was told at all, another guard says
    ],
    "something_new_was_found": [
        {**checklist(NEW), **told("form")},
        {**checklist(NEW, MISSING), **told("form", "photo")},
    ],
    "what_was_found_was_told_first": [
        {**checklist(MET), **NOT_TOLD},
        {**checklist(FAULTY), **told("form")},
    ],
    "silence_accepted_it": [{"deemed": True}],
    "what_came_is_on_the_checklist": [
        {"answers": Answers(frozenset({"form"})), **checklist(MET, MISSING)}
    ],
    "the_service_is_immediate": [{"guide": replace(NAMED, immediate=True)}],
    "whoever_decides_takes_in_too": [{"actor": CLERK}],
    "who_waits_for_what_is_done_at_once_is_told_why": [
        {"visit": Visit(waits=False)},
        {"visit": Visit(waits=True, why="登记系统停机")},
    ],
    "the_changed_law_is_named": [{"changed_law": CHANGED}],
    "the_law_changed_after_receipt": [
        {"changed_law": CHANGED},
        {"changed_law": replace(CHANGED, commences=CHANGED.received)},
    ],
    "the_changed_law_is_in_force": [
        {"changed_law": CHANGED},
        {"changed_law": replace(CHANGED, commences=CHANGED.today)},
    ],
    "the_applicants_time_is_over": [{"clocks": Clocks(NOW, correction=NOW)}],
    "nothing_is_left_to_correct": [checklist(MET, NOT_NEEDED)],
    "silence_deems": [terms(silence=Silence.DEEMS)],
    "silence_escalates": [terms(silence=Silence.ESCALATES)],
    "silence_has_not_escalated": [{"owing": Owing(open=frozenset({"answer_receipt"}))}],
    "five_days_are_over": [{"clocks": Clocks(NOW, answer=NOW)}],
    "every_needed_step_is_done": [steps(), steps(REVIEW, HEARING, SIGN_OFF)],
    "no_special_procedure_runs": [{"special_procedures": SpecialProcedures()}],
    "the_facts_are_stated": [{"decision": Decision("材料齐全")}],
    "the_handover_is_proven": [
        {"handover": BY_HAND},
        {"handover": BY_POST},
        {"handover": Handover(ServedBy.ELECTRONIC, "xu@example.org", None, "")},
    ],
    "nothing_was_refused": [{"outcome": None}, {"outcome": CaseOutcome.GRANTED}],
    "the_applicant_signed_the_withdrawal": [{"withdrawal": Withdrawal("徐禾", Proposer.OFFICE)}],
    "the_step_waits": [steps(REVIEW, HEARING, hand=HEARING)],
    "earlier_steps_are_done": [
        steps(REVIEW, HEARING, hand=HEARING),
        steps(REVIEW, HEARING, turned(SIGN_OFF, StepState.WAITING), hand=SIGN_OFF),
    ],
    "the_step_runs": [
        steps(REVIEW, turned(HEARING, StepState.RUNNING), hand=HEARING),
    ],
    "the_opinion_is_written": [{"opinion": Opinion("属实")}],
    "nobody_saved_meanwhile": [{"saved": Saved(3, 3, "唐若兰", NOW)}],
    "who_checks_did_not_write": [
        {"actor": WRITER, "writers": frozenset()},
        {"actor": WRITER, "writers": frozenset({UUID(int=8)})},
    ],
    "the_office_has_promised_on_conduct_and_fees": [{"pledged": frozenset(PledgeKind)}],
    "the_return_says_why": [{"opinion": Opinion("第二项材料没有样本。")}],
    "no_other_version_is_announced": [{"announced": None}],
    "it_comes_on_a_later_day": [{"coming": NOW.date() + DAY, "moment": Moment(NOW, NOW)}],
    "its_day_has_come": [{"coming": NOW.date(), "moment": Moment(NOW, NOW)}],
    "no_other_has_taken_over": [{"overtaken": False}],
    "another_has_taken_over": [{"overtaken": True}],
    "the_withdrawal_is_explained": [{"reason": "事项已划转区行政审批局以外的单位"}],
    "it_says_what_the_guide_says": [
        {"guide": NAMED, "english": {}},
        {"guide": NAMED, "english": {"name": "A service"}},
    ],
    "the_english_is_whole": [{"guide": NAMED, "english": {"name": "A service"}}],
    "what_is_public_in_english_stays_whole": [
        {"guide": NAMED, "english": {}, "english_is_public": False},
        {"guide": NAMED, "english": {"name": "A service"}, "english_is_public": True},
    ],
    "it_is_not_public_in_english": [{"english_is_public": False}],
    "a_call_back_is_owed": [{"owing": Owing(open=frozenset({"call_back"}))}],
    "what_was_said_is_noted": [{"call": Call(CallBack.OF_OWN_ACCORD, "自己不办了")}],
    "the_applicant_is_there": [{"orphaned": False}],
    "a_successor_is_looked_for": [{"orphaned": True}],
    "a_person_dies_and_an_organisation_is_dissolved": [
        {"ending": DIED},
        {"ending": replace(DIED, why=PartyEnd.DISSOLVED, organisation=True)},
    ],
    "the_end_is_proven": [{"ending": DIED}, {"ending": replace(DIED, on=NOW.date())}],
    "who_takes_over_proves_it": [{"takes_over_by": "公证书 2026-112 号"}],
    "something_has_run_out": [{"owing": Owing(frozenset({"correct"}))}],
    "no_clock_is_overtaken": [
        {"moment": Moment(NOW, NOW)},
        {"moment": Moment(NOW, NOW + SECOND, late_entry=True, clocks_at=NOW)},
    ],
    "nothing_is_done_before_it_was_owed": [
        {"moment": Moment(NOW, NOW)},
        {"moment": Moment(NOW, NOW + SECOND, late_entry=True, owed_at=NOW)},
    ],
    "it_is_not_dated_back": [
        {"moment": Moment(NOW, None)},
        {"moment": Moment(NOW, NOW)},
        {"moment": Moment(NOW - SECOND, NOW, late_entry=True)},
    ],
}

BARS = [
    *(
        ("the_service_is_published", "5.1a", {**keeping(), **terms(state)}, {})
        for state in VersionState
        if state not in (VersionState.PUBLISHED, VersionState.SUPERSEDED)
    ),
    ("the_service_is_published", "5.1a", keeping(offered=False), {}),
    *(
        (
            "an_older_version_was_told",
            "4.1",
            keeping(old, told),
            {"since": old.since, "until": old.until, "days": 90},
        )
        for old, told in (
            (OLD, None),
            (OLD, replace(TOLD, on=TODAY - timedelta(days=91))),
            (OLD, replace(TOLD, on=OLD.until + timedelta(days=1))),
            (OLD, replace(TOLD, reference=" ")),
            (replace(OLD, since=TODAY - timedelta(days=80)), TOLD),
        )
    ),
    (
        "the_applicant_can_be_named",
        "6.4b",
        {"applicant": replace(APPLICANT, name=" ", id_number="", phone="")},
        {"parts": "姓名或名称、证件号码、联系电话"},
    ),
    (
        "the_power_of_attorney_holds",
        "6.4b",
        {"applicant": replace(APPLICANT, agent="王木", power_lapsed=TODAY)},
        {"until": TODAY},
    ),
    (
        "the_receipt_is_complete",
        "6.4b",
        {"receipt": Receipt(None, "", "", "", ""), **checklist(replace(MET, pages=0))},
        {"parts": "材料页数、办结时间、经办人姓名、经办人电话、投诉电话"},
    ),
    (
        "the_receipt_is_complete",
        "6.4b",
        {"receipt": replace(RECEIPT, complaint_phone=""), **checklist(MISSING, NOT_NEEDED)},
        {"parts": "材料、投诉电话"},
    ),
    (
        "every_material_was_examined",
        "4.2a",
        checklist(UNCHECKED, MET, replace(MISSING, check=Check.UNCHECKED)),
        {"materials": "“申请书”、“照片”"},
    ),
    *(
        (
            "what_was_judged_has_come",
            "6.4b",
            checklist(MISSING, replace(judged, pages=0)),
            {"materials": f"“{judged.name}”"},
        )
        for judged in (MET, FAULTY)
    ),
    (
        "no_fault_is_named_late",
        "4.2c",
        {**checklist(FAULTY, MISSING), **told("photo")},
        {"materials": "“申请书”"},
    ),
    (
        "no_fault_is_named_late",
        "4.2c",
        {**checklist(MISSING), **told("form")},
        {"materials": "“照片”"},
    ),
    ("no_notice_was_told_before", "4.2c", told("form"), {"told": NOW}),
    ("something_is_to_be_corrected", "4.2c", checklist(MET, NOT_NEEDED), {}),
    (
        "five_days_have_not_passed",
        "4.2c",
        {"clocks": Clocks(NOW, answer=NOW), **terms(silence=Silence.DEEMS)},
        {},
    ),
    *(
        (
            "each_fault_says_what_why_and_how",
            "4.2c",
            checklist(replace(FAULTY, **{part: " "})),
            {"materials": "“申请书”"},
        )
        for part in ("fault", "ground", "cure")
    ),
    ("a_notice_was_told", "4.2d", NOT_TOLD, {}),
    ("something_was_answered", "4.2d", {"answers": Answers()}, {}),
    (
        "answers_are_on_the_notice",
        "4.2d",
        {"answers": Answers(frozenset({"form", "photo"})), **told("form")},
        {"materials": "photo"},
    ),
    ("a_told_point_is_unmet", "4.2d", {**checklist(FAULTY), **told("photo")}, {}),
    ("a_told_point_is_unmet", "4.2d", {**checklist(MET), **told("form")}, {}),
    ("a_told_point_is_unmet", "4.2d", {**checklist(NEW), **told("form")}, {}),
    (
        "no_fault_is_named_late",
        "4.2c",
        {**checklist(replace(NEW, filing=0)), **told("form")},
        {"materials": "“申请书”"},
    ),
    (
        "nothing_new_was_found",
        "4.2c",
        {**checklist(NEW, MISSING), **told("form", "photo")},
        {"materials": "“申请书”"},
    ),
    ("something_new_was_found", "4.2c", {**checklist(FAULTY), **told("form")}, {}),
    ("something_new_was_found", "4.2c", {**checklist(MET), **told("form")}, {}),
    (
        "what_was_found_was_told_first",
        "4.2c",
        {**checklist(FAULTY, MISSING), **told("photo")},
        {"materials": "“申请书”"},
    ),
    ("silence_accepted_it", "4.2c", {"deemed": False}, {}),
    (
        "what_came_is_on_the_checklist",
        "4.2c",
        {"answers": Answers(frozenset({"form", "cake"})), **checklist(MET)},
        {"materials": "cake"},
    ),
    ("the_service_is_immediate", "6.3", {"guide": NAMED}, {}),
    (
        "who_waits_for_what_is_done_at_once_is_told_why",
        "1.3.1b",
        {"visit": Visit(waits=True, why=" ")},
        {},
    ),
    ("whoever_decides_takes_in_too", "6.3", {"actor": SOMEBODY}, {}),
    (
        "whoever_decides_takes_in_too",
        "6.3",
        {"actor": replace(CLERK, powers={UUID(int=9): frozenset({Power.DECIDE})})},
        {},
    ),
    *(
        ("the_changed_law_is_named", "4.2c", {"changed_law": replace(CHANGED, **bare)}, {})
        for bare in (
            {"article": " "},
            {"demands": ()},
            {"demands": (Demand("检测报告", " "),)},
            {"demands": (*CHANGED.demands, Demand("", "原件一份"))},
        )
    ),
    (
        "the_law_changed_after_receipt",
        "4.2c",
        {"changed_law": replace(CHANGED, commences=CHANGED.received - timedelta(days=1))},
        {"commences": CHANGED.received - timedelta(days=1), "received": CHANGED.received},
    ),
    (
        "the_changed_law_is_in_force",
        "4.2c",
        {"changed_law": replace(CHANGED, commences=TODAY + timedelta(days=1))},
        {"commences": TODAY + timedelta(days=1)},
    ),
    (
        "the_applicants_time_is_over",
        "4.2d",
        {"clocks": Clocks(NOW, correction=NOW + SECOND)},
        {"due": NOW + SECOND},
    ),
    (
        "nothing_is_left_to_correct",
        "4.2d",
        checklist(MET, FAULTY, MISSING),
        {"count": 2, "materials": "“申请书”、“照片”"},
    ),
    ("silence_deems", "4.2c", terms(silence=Silence.ESCALATES), {}),
    ("silence_escalates", "4.2c", terms(silence=Silence.DEEMS), {}),
    ("silence_has_not_escalated", "4.2c", {"owing": Owing(open=frozenset({"answer_silence"}))}, {}),
    (
        "five_days_are_over",
        "4.2c",
        {"clocks": Clocks(NOW, answer=NOW + SECOND)},
        {"due": NOW + SECOND},
    ),
    (
        "every_needed_step_is_done",
        "6.1",
        steps(REVIEW, turned(HEARING, StepState.RUNNING), turned(SIGN_OFF, StepState.WAITING)),
        {"steps": "“听证”、“科室审核”"},
    ),
    ("no_special_procedure_runs", "6.5a", {"special_procedures": STANDS_STILL}, {}),
    ("the_facts_are_stated", "6.1", {"decision": Decision(" \n")}, {}),
    ("the_handover_is_proven", "6.1", {"handover": replace(BY_HAND, to=" ")}, {"more": ""}),
    (
        "the_handover_is_proven",
        "6.1",
        {"handover": replace(BY_HAND, identity=None)},
        {"more": "，并核对领取人的证件"},
    ),
    (
        "the_handover_is_proven",
        "6.1",
        {"handover": replace(BY_HAND, identity_number=" ")},
        {"more": "，并核对领取人的证件"},
    ),
    (
        "the_handover_is_proven",
        "6.1",
        {"handover": replace(BY_POST, tracking="")},
        {"more": "，并填写邮件号码"},
    ),
    ("nothing_was_refused", "7.4.3b", {"outcome": CaseOutcome.REFUSED}, {}),
    (
        "the_applicant_signed_the_withdrawal",
        "7.1",
        {"withdrawal": Withdrawal(" ", Proposer.PARTY)},
        {},
    ),
    *(
        ("the_step_waits", "6.1", steps(turned(REVIEW, state), hand=REVIEW), {})
        for state in StepState
        if state is not StepState.WAITING
    ),
    ("the_step_waits", "6.1", steps(REVIEW), {}),
    (
        "earlier_steps_are_done",
        "6.1",
        steps(
            turned(REVIEW, StepState.RUNNING), turned(SIGN_OFF, StepState.WAITING), hand=SIGN_OFF
        ),
        {"earlier": "材料审查"},
    ),
    *(
        ("the_step_runs", "6.1", steps(turned(REVIEW, state), hand=REVIEW), {})
        for state in StepState
        if state is not StepState.RUNNING
    ),
    ("the_opinion_is_written", "6.1", {"opinion": Opinion(" ")}, {}),
    (
        "nobody_saved_meanwhile",
        "5.3a",
        {"saved": Saved(2, 3, "唐若兰", NOW)},
        {"by": "唐若兰", "at": NOW, "last": 3},
    ),
    ("who_checks_did_not_write", "5.1a", {"actor": WRITER, "writers": frozenset({WROTE})}, {}),
    (
        "the_office_has_promised_on_conduct_and_fees",
        "5.2.4",
        {"pledged": frozenset({PledgeKind.FEES})},
        {"missing": "行风"},
    ),
    ("the_return_says_why", "5.3a", {"opinion": Opinion(" ")}, {}),
    (
        "no_other_version_is_announced",
        "5.1a",
        {"announced": Announced(3, NOW.date())},
        {"number": 3, "on": NOW.date()},
    ),
    ("it_comes_on_a_later_day", "5.1a", {"coming": NOW.date(), "moment": Moment(NOW, NOW)}, {}),
    (
        "its_day_has_come",
        "5.1a",
        {"coming": NOW.date() + DAY, "moment": Moment(NOW, NOW)},
        {"on": NOW.date() + DAY},
    ),
    ("no_other_has_taken_over", "5.1a", {"overtaken": True}, {}),
    ("another_has_taken_over", "5.1a", {"overtaken": False}, {}),
    ("the_withdrawal_is_explained", "5.1a", {"reason": " "}, {}),
    (
        "it_says_what_the_guide_says",
        "5.3a",
        {"guide": NAMED, "english": {"name": "A service", "steps.visit.name": "Visit"}},
        {"places": "steps.visit.name"},
    ),
    (
        "the_english_is_whole",
        "5.3a",
        {"guide": NAMED, "english": {"name": " "}},
        {"n": 1, "lacking": "某事项"},
    ),
    (
        "what_is_public_in_english_stays_whole",
        "5.3a",
        {"guide": NAMED, "english": {}, "english_is_public": True},
        {"n": 1},
    ),
    ("it_is_not_public_in_english", "5.3a", {"english_is_public": True}, {}),
    ("a_call_back_is_owed", "7.1", {"owing": Owing()}, {}),
    ("what_was_said_is_noted", "7.1", {"call": Call(CallBack.NOT_REACHED, " ")}, {}),
    ("the_applicant_is_there", "7.4.3b", {"orphaned": True}, {}),
    ("a_successor_is_looked_for", "7.4.3b", {"orphaned": False}, {}),
    *(
        ("a_person_dies_and_an_organisation_is_dissolved", "7.4.3b", {"ending": ending}, {})
        for ending in (replace(DIED, why=PartyEnd.DISSOLVED), replace(DIED, organisation=True))
    ),
    *(
        ("the_end_is_proven", "7.4.3b", {"ending": ending}, {"today": NOW.date()})
        for ending in (replace(DIED, proof=" "), replace(DIED, on=date(2026, 9, 22)))
    ),
    ("who_takes_over_proves_it", "7.4.3b", {"takes_over_by": " "}, {}),
    ("something_has_run_out", "5.2.2e", {"owing": Owing()}, {}),
    (
        "no_clock_is_overtaken",
        "6.5a",
        {"moment": Moment(NOW - SECOND, NOW, late_entry=True, clocks_at=NOW)},
        {"clocks": NOW},
    ),
    (
        "nothing_is_done_before_it_was_owed",
        "6.5a",
        {"moment": Moment(NOW - SECOND, NOW, late_entry=True, owed_at=NOW)},
        {"owed": NOW},
    ),
    (
        "the_administrator_writes_no_past",
        "2.4.2",
        {"actor": ADMINISTRATOR, "moment": Moment(NOW - SECOND, NOW, late_entry=True)},
        {},
    ),
    (
        "it_is_not_dated_back",
        "6.5a",
        {"moment": Moment(NOW - SECOND, NOW)},
        {"last": NOW},
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
    assert sentence.endswith(("。", "！")) and "{" not in sentence
    assert all(value in sentence for value in params.values() if isinstance(value, str))


def test_a_sentence_tells_times_as_the_chinese_clock_shows_them():
    (bar,) = NEEDS["five_days_are_over"].bars({"clocks": Clocks(NOW, answer=NOW + SECOND)})
    assert "2026-09-21 10:00" in fill(template(bar.code), bar)


def test_an_empty_identity_number_is_told_once_and_a_wrong_one_by_what_is_wrong():
    holds = NEEDS["the_identity_number_holds"]
    wrong = replace(APPLICANT, id_problem="resident_id_check")
    assert holds.bars({"applicant": APPLICANT}) == ()
    assert holds.bars({"applicant": replace(wrong, id_number=" ")}) == ()
    (bar,) = holds.bars({"applicant": wrong})
    assert (bar.clause, bar.code) == ("6.4b", "resident_id_check")


@pytest.mark.parametrize(
    ("promise", "unit", "code"),
    [
        (20, LimitUnit.WORKING_DAY, None),
        (21, LimitUnit.WORKING_DAY, "promise_beyond_statute"),
        (10, LimitUnit.DAY, "promise_in_other_unit"),
    ],
)
def test_a_draft_promises_no_more_time_than_the_law_allows(promise, unit, code):
    guide = replace(
        Guide.draft("某许可", ServiceKind.LICENCE),
        statute=Limit(20, LimitUnit.WORKING_DAY),
        promise=Limit(promise, unit),
    )
    bars = NEEDS["the_promise_keeps_within_the_statute"].bars({"guide": guide})
    assert [bar.code for bar in bars] == ([code] if code else [])


def test_a_draft_of_which_only_the_name_is_known_is_kept():
    guide = Guide.draft("某事项", ServiceKind.OTHER)
    assert NEEDS["the_promise_keeps_within_the_statute"].bars({"guide": guide}) == ()


def test_every_guard_is_seen_to_hold_and_seen_to_bar():
    guards = {name for name, need in NEEDS.items() if isinstance(need, Guard)}
    assert guards == set(HOLDS) == {name for name, *_ in BARS}


def test_every_guard_rests_on_a_clause_of_the_regulation():
    assert {need.clause for need in NEEDS.values()} <= clauses().keys()
