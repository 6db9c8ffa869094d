"""A case as its applicant follows it."""

from datetime import date

import pytest

from shouwen.acts import CLOCK
from shouwen.acts.case import (
    Judgement,
    deem_accepted,
    examine_materials,
    lapse_correction,
    note_missed,
    start_step,
    withdraw,
)
from shouwen.acts.correcting import issue_supplementary_notice
from shouwen.acts.extension import approve_extension, ask_extension, tell_extension
from shouwen.acts.special_procedure import begin_special_procedure
from shouwen.queries.rows import CalendarKind, StageState, Tone
from shouwen.queries.track import MISSED, OF_THE_OFFICE_ALONE, SAID, find, paper, track
from shouwen.records.models import Case, Extension, Paper, StepRun
from shouwen.rules.facts.casefile import Withdrawal
from shouwen.rules.judge import MOVES
from shouwen.rules.words import (
    Check,
    DelayReason,
    PaperKind,
    PartyIdKind,
    Proposer,
    SpecialKind,
)
from tests.acts.world import HAND_OVER, at


def calendar(case, when):
    """The days on show: kind and word by date."""
    return {day.date: (day.kind, day.word) for day in track(case, at(when)).days}


def said(case, when):
    return [event.what for event in track(case, at(when)).events]


# --- Finding it --------------------------------------------------------------------------------
def test_number_and_code_find_a_case_however_they_are_typed(world):
    case = world.receive()
    row = Case.objects.select_related("matter").get(pk=case)
    plain = row.matter.number.replace("-", "").lower()
    assert find(row.matter.number, row.lookup_code) == case
    assert find(f" {plain} ", row.lookup_code.lower()) == case


def test_a_code_of_another_case_finds_nothing(world):
    one, other = (Case.objects.select_related("matter").get(pk=world.receive()) for _ in "ab")
    assert find(one.matter.number, other.lookup_code) is None


def test_an_empty_code_finds_nothing_not_even_for_an_unknown_number(world):
    number = Case.objects.select_related("matter").get(pk=world.receive()).matter.number
    assert find(number, "") is None
    assert find("511602-XK-20260101-00001-0", "") is None
    assert find("511602-XK-20260101-00001-0", "-") is None


def test_an_unknown_number_costs_the_same_statement_as_a_wrong_code(
    world, django_assert_num_queries
):
    number = Case.objects.select_related("matter").get(pk=world.receive()).matter.number
    for typed in (number, "511602-XK-20260101-00001-0", "nonsense"):
        with django_assert_num_queries(1):
            assert find(typed, "WRONGONE") is None


# --- Whose turn it is --------------------------------------------------------------------------
def test_until_it_is_answered_it_is_the_offices_turn(world):
    turn = track(world.receive(), at("2026-09-21 12:00")).turn
    assert turn.ours
    assert not turn.over
    assert "9 月 29 日" in turn.text  # 5 working days after 9-21; 9-25 to 9-27 are the festival


def test_what_is_to_be_corrected_is_the_applicants_turn(world):
    page = track(world.told(), at("2026-09-21 12:00"))
    assert not page.turn.ours
    assert page.turn.headline == "还有 1 处要补正"
    assert "10 月 19 日" in page.turn.text
    assert "广安区政务服务中心" in page.turn.text
    assert [(point.check, point.problem) for point in page.points] == [(Check.MISSING, "没有签名")]


def test_a_point_handed_in_is_being_checked_then_met_or_asked_for_again(world):
    case = world.told()
    world.correct(case, "2026-09-22 10:00", "application")
    page = track(case, at("2026-09-22 11:00"))
    assert page.turn.headline == "核对您补来的材料"
    assert [(p.check, p.note) for p in page.points] == [(Check.UNCHECKED, "9 月 22 日交来。")]
    found = Judgement(Check.FAULTY, "签名不是本人的", "《食品安全法》第三十五条第二款", "请本人签")
    examine_materials(
        case, by=world.holder("food"), at=at("2026-09-22 11:00"), judgements={"application": found}
    )
    head, when = world.holder("market_head"), at("2026-09-22 12:00")
    issue_supplementary_notice(case, by=head, at=when, handover=HAND_OVER)
    page = track(case, at("2026-09-23 09:00"))
    assert not page.turn.ours
    assert [point.problem for point in page.points] == ["签名不是本人的"]


def test_an_applicant_whose_time_is_over_is_told_whom_to_call(world):
    case = world.told()
    lapse_correction(case, by=CLOCK, at=at("2026-10-20 08:00"))
    page = track(case, at("2026-10-20 09:00"))
    assert "时间已经过了" in page.turn.text
    assert page.contact.phone in page.turn.text
    assert "补正的时间过了" in said(case, "2026-10-20 09:00")


def test_an_accepted_case_says_what_is_being_done_and_until_when(world):
    case = world.accepted()
    step = StepRun.objects.filter(case=case).order_by("position").first()
    start_step(step.pk, by=world.holders[step.doer_id], at=at("2026-09-22 10:00"))
    page = track(case, at("2026-09-22 11:00"))
    assert page.turn.headline == step.name
    assert "10 月 12 日" in page.turn.text  # ten working days after 9-21
    assert not any(tag.tone is Tone.LATE for tag in page.tags)


def test_a_broken_promise_is_said_and_where_to_complain(world):
    page = track(world.accepted(), at("2026-10-15 09:00"))
    assert "没有做到" in page.turn.text
    assert "0826-555-0112" in page.turn.text
    assert [tag.text for tag in page.tags if tag.tone is Tone.LATE] == ["超过承诺时间"]


def test_a_promise_is_kept_until_midnight_and_not_longer(world):
    case = world.accepted()
    assert not track(case, at("2026-10-12 23:59")).tags[1:]
    assert track(case, at("2026-10-13 00:00")).tags[1:]


def test_a_case_past_the_law_says_so(world):
    page = track(world.accepted(), at("2026-11-16 09:00"))
    assert [tag.text for tag in page.tags if tag.tone is Tone.LATE] == ["超过法定期限"]


def test_a_decided_case_says_where_the_result_is(world):
    page = track(world.decided(), at("2026-09-22 16:00"))
    assert page.turn.headline == "把结果交给您"
    assert page.contact.post == "综合窗口一"


def test_a_case_that_is_over_is_nobodys_turn(world):
    page = track(world.delivered(), at("2026-09-30 09:00"))
    assert page.turn.over
    assert all(stage.state is StageState.DONE for stage in page.stages)


def test_a_case_taken_back_ends_there(world):
    case = world.accepted()
    withdraw(
        case,
        by=world.holder("window_1"),
        at=at("2026-09-23 09:00"),
        withdrawal=Withdrawal("徐禾", Proposer.PARTY),
    )
    page = track(case, at("2026-09-30 09:00"))
    assert page.turn.headline == "已经撤回"
    assert [stage.name for stage in page.stages][-1] == "撤回"
    assert page.days[-1].date == date(2026, 9, 23)


# --- The days ----------------------------------------------------------------------------------
def test_days_after_acceptance_count_as_the_clock_counts_them(world):
    days = calendar(world.accepted(), "2026-09-23 09:00")
    assert days[date(2026, 9, 21)] == (CalendarKind.PLAIN, "受理")
    assert days[date(2026, 9, 22)] == (CalendarKind.USED, "第1天")
    assert days[date(2026, 9, 25)] == (CalendarKind.OFF, "休息")  # Mid-Autumn
    assert days[date(2026, 10, 10)] == (CalendarKind.TO_COME, "第9天")  # a make-up Saturday
    assert days[date(2026, 10, 12)] == (CalendarKind.END, "办结")
    assert max(days) == date(2026, 10, 12)


def test_days_that_wait_for_the_applicant_are_not_the_offices(world):
    days = calendar(world.told(told="2026-09-22 11:00"), "2026-09-24 09:00")
    assert days[date(2026, 9, 22)] == (CalendarKind.USED, "告知")
    assert days[date(2026, 9, 23)] == days[date(2026, 9, 24)] == (CalendarKind.YOURS, "等您")
    assert days[date(2026, 9, 28)] == (CalendarKind.TO_COME, "第1天")  # if accepted today
    assert days[max(days)] == (CalendarKind.END, "办结")


def test_days_past_the_promise_are_counted_as_late(world):
    days = calendar(world.accepted(), "2026-10-15 09:00")
    assert days[date(2026, 10, 12)] == (CalendarKind.END, "到期")
    assert days[date(2026, 10, 13)] == (CalendarKind.USED, "超1天")
    assert max(days) == date(2026, 10, 15)


def test_the_days_end_with_the_case(world):
    page = track(world.delivered(), at("2026-12-01 09:00"))
    assert (page.days[-1].date, page.days[-1].kind) == (date(2026, 9, 23), CalendarKind.END)
    assert not any(day.is_today for day in page.days)


def test_of_a_very_old_case_the_last_half_year_is_shown(world):
    page = track(world.accepted(), at("2027-11-01 09:00"))
    assert len(page.days) == 26 * 7
    assert page.days[-1].is_today


# --- What happened -----------------------------------------------------------------------------
def test_every_act_on_a_case_has_words_for_its_applicant():
    told = ("case.", "step.", "extension.", "special_procedure.")
    told += ("return_of_materials.", "service_of_paper.", "refusal.", "hearing.", "consultation.")
    told += ("lacking_ground.", "licence.", "succession.")
    public = {name for name in MOVES if name.startswith(told)}
    assert public - {"case.note_missed"} - OF_THE_OFFICE_ALONE == set(SAID)


def test_what_happened_is_told_with_post_and_name_newest_first(world):
    events = track(world.delivered(), at("2026-09-30 09:00")).events
    assert events[0].what == "结果交给您"
    first = events[-1]
    assert (first.what, first.note) == ("收件", "收到材料 6 份 18 页。")
    assert first.who == "何雨桐 · 综合窗口一"


def extended(world):
    """A case whose limit was extended, as the applicant was told."""
    case, handler = world.accepted(), world.holder("food")
    why = {"reason": DelayReason.OTHER_BODY, "text": "要核对界址。"}
    ask_extension(case, by=handler, at=at("2026-09-22 09:00"), days=3, **why)
    row = Extension.objects.get()
    approve_extension(row.pk, by=world.holders[row.decider_id], at=at("2026-09-22 10:00"))
    return case, row


def test_an_extension_shows_both_dates_and_why_once_they_were_told(world):
    case, row = extended(world)
    before = track(case, at("2026-09-22 10:30"))
    assert before.moved == ()
    assert "最晚 10 月 12 日" in before.turn.text
    handler = world.holder("food")
    tell_extension(row.pk, by=handler, at=at("2026-09-22 11:00"), handover=HAND_OVER)
    page = track(case, at("2026-09-22 11:30"))
    (moved,) = page.moved
    assert "原定 10 月 12 日" in moved
    assert "延到 10 月 15 日" in moved
    assert "需要其他机关出具意见或者提供数据。要核对界址。" in moved
    assert "最晚 10 月 15 日" in page.turn.text
    assert PaperKind.EXTENSION_NOTICE in {paper.kind for paper in page.papers}


def test_what_the_office_says_among_itself_stays_there(world):
    case, _ = extended(world)
    page = track(case, at("2026-09-22 10:30"))
    assert PaperKind.EXTENSION_FORM not in {paper.kind for paper in page.papers}
    form = Paper.objects.get(kind=PaperKind.EXTENSION_FORM)
    assert paper(case, form.check_code) is None
    assert not [event for event in page.events if "延期" in event.what]


def test_while_the_clock_stands_still_the_page_says_for_what_and_until_when(world):
    case = world.accepted()
    told = {"kind": SpecialKind.TEST, "days": 5, "handover": HAND_OVER}
    begin_special_procedure(case, by=world.holder("food"), at=at("2026-09-22 09:00"), **told)
    page = track(case, at("2026-09-23 09:00"))
    (moved,) = page.moved
    assert "检测" in moved and "9 月 29 日" in moved
    assert "停着" in page.turn.text
    kinds = {day.date.isoformat(): day.kind for day in page.days}
    assert kinds["2026-09-22"] == kinds["2026-09-23"] == CalendarKind.EXCLUDED


def test_a_finished_step_is_one_line(world):
    lines = said(world.decided(), "2026-09-22 16:00")
    assert "完成材料审查" in lines
    assert "开始材料审查" not in lines


def test_what_the_applicant_did_themselves_names_nobody(world):
    case = world.told()
    world.correct(case, "2026-09-22 10:00", "application")
    assert track(case, at("2026-09-22 11:00")).events[0].who == "由您提交"


def test_a_deemed_acceptance_says_why(world):
    case = world.receive(check=Check.UNCHECKED)
    deem_accepted(case, by=CLOCK, at=at("2026-09-30 00:00"))
    page = track(case, at("2026-09-30 09:00"))
    assert "视为受理" in [tag.text for tag in page.tags]
    assert "从收到那天起就算受理" in page.events[0].note
    assert calendar(case, "2026-09-30 09:00")[date(2026, 9, 22)] == (CalendarKind.USED, "第1天")


def test_a_miss_that_concerns_the_applicant_is_told_and_an_inner_one_is_not(world):
    case = world.receive(check=Check.UNCHECKED)
    note_missed(case, by=CLOCK, at=at("2026-09-21 18:00"))  # not examined the same day
    assert not set(said(case, "2026-09-22 09:00")) & set(MISSED.values())
    accepted = world.accepted()
    note_missed(accepted, by=CLOCK, at=at("2026-10-14 00:00"))
    assert said(accepted, "2026-10-14 09:00")[0] == "超过承诺的办结时间"


# --- Who sees what -----------------------------------------------------------------------------
def test_a_person_is_masked_and_an_organisation_is_not(world):
    person = world.receive(subject="青禾餐馆")
    assert track(person, at("2026-09-21 12:00")).party == "青禾餐馆 · 申请人 徐*"
    firm = world.receive(
        applicant="青禾餐饮有限公司",
        id_kind=PartyIdKind.CREDIT_CODE,
        id_number="91350100M000100Y43",
    )
    assert track(firm, at("2026-09-21 12:00")).party == "申请人 青禾餐饮有限公司"


def test_the_page_holds_no_document_phone_or_opinion(world):
    page = repr(track(world.delivered(), at("2026-09-30 09:00")))
    for personal in ("11010519491231002X", "0826-555-0177", "xuhe@example.org", "徐禾", "符合要求"):
        assert personal not in page


def test_whom_to_call_is_named_with_stand_in_and_head(world):
    contact = track(world.receive(), at("2026-09-21 12:00")).contact
    assert (contact.post, contact.person, contact.stands_in) == (
        "食品经营审批岗",
        "罗一鸣",
        "沈清和",
    )
    assert contact.head
    assert contact.head_phone


def test_a_paper_opens_by_its_own_case_only(world):
    case, other = world.receive(), world.receive()
    receipt = Paper.objects.get(matter=case)
    assert paper(case, receipt.check_code) == (receipt.pk, receipt.number)
    assert paper(other, receipt.check_code) is None


@pytest.mark.parametrize("stage", ["received", "delivered"])
def test_a_page_costs_the_same_few_statements(world, stage, django_assert_max_num_queries):
    case = world.receive() if stage == "received" else world.delivered()
    track(case, at("2026-09-30 09:00"))  # office and guide are read once and kept
    with django_assert_max_num_queries(11):
        track(case, at("2026-09-30 09:00"))
