"""A filed refusal: from the proposal to the hands of the applicant (regime 7)."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from shouwen.acts import Barred
from shouwen.acts.case import (
    accept_case,
    decide_grant,
    deliver_result,
    finish_step,
    start_step,
)
from shouwen.acts.catalogue import approve_version, publish, submit_version
from shouwen.acts.extension import ask_extension
from shouwen.acts.refusal import (
    amend_refusal,
    approve_refusal,
    confirm_refusal,
    leave_out,
    note_dissent,
    overturn_refusal,
    propose_refusal,
    return_refusal,
    reverse_refusal,
    review_refusal,
    serve_refusal,
    tell_at_once,
)
from shouwen.acts.serving import serve_paper
from shouwen.acts.sweeping import sweep
from shouwen.records.casefile.office import office
from shouwen.records.models import (
    Case,
    Jurisdiction,
    LedgerEntry,
    Letter,
    Matter,
    Obligation,
    Paper,
    Refusal,
    Sitting,
    StepRun,
    Unit,
)
from shouwen.rules.facts.casefile import Handover
from shouwen.rules.facts.guide import Basis, Guide
from shouwen.rules.facts.guide import Ground as GuideGround
from shouwen.rules.facts.refusal import AtOnce, Ground, Piece, Proposal
from shouwen.rules.words import (
    CaseOutcome,
    CaseState,
    DelayReason,
    PaperKind,
    Power,
    RefusalKind,
    RefusalState,
    ServedBy,
)
from tests.acts.world import HAND_OVER, at

FACT = "后厨与公厕相距不到三米，没有隔断。"
HANDLER, HEAD, LEADER, WINDOW = "food", "market_head", "deputy_people", "window_1"


BEYOND = Basis("行政许可法", "第七十九条", "2019-04-23", "申请人在三年内不得再次申请该行政许可")
"""An article that the guide of the service does not show."""


def guide_of(case) -> Guide:
    return Guide.from_json(Case.objects.select_related("version").get(pk=case).version.guide)


def proposal(case, **other) -> Proposal:
    """The premises are not as they must be; a finished step shows it."""
    guide = guide_of(case)
    step = StepRun.objects.filter(case=case, state="done").first()
    condition = guide.conditions[0]
    ground = Ground(condition.key, FACT, step.pk if step else None, condition.basis)
    said = {
        "kind": RefusalKind.REFUSED,
        "conditions": {each.key: each is not condition for each in guide.conditions},
        "grounds": (ground,),
        "opinion": "场所条件不符合，没有裁量余地，建议不予许可。",
    }
    return Proposal(**{**said, **other})


@pytest.fixture
def examined(world):
    """A case that was accepted, and found wanting on the spot."""
    case = world.accepted()
    step = StepRun.objects.filter(case=case).order_by("position").first()
    doer = world.holders[step.doer_id]
    start_step(step.pk, by=doer, at=at("2026-09-22 09:00"))
    finish_step(step.pk, by=doer, at=at("2026-09-22 10:00"), opinion=FACT)
    return case


def propose(world, case, when="2026-09-23 09:00", **other) -> Refusal:
    """Propose it, as the post that handles food does."""
    said = proposal(case, **other)
    propose_refusal(case, by=world.holder(HANDLER), at=at(when), proposal=said)
    return Refusal.objects.get(case=case, state=RefusalState.PROPOSED)


def look(world, row) -> None:
    """The head reviews, the leader approves."""
    review_refusal(
        row.pk, by=world.holder(HEAD), at=at("2026-09-23 11:00"), words="事实清楚，同意报批。"
    )
    approve_refusal(row.pk, by=world.holder(LEADER), at=at("2026-09-24 09:00"), words="同意。")


def test_whatever_was_to_move_its_limit_falls_away_with_an_approved_no(world, examined):
    why = {"reason": DelayReason.OTHER_BODY, "text": "要核对界址。"}
    ask_extension(examined, by=world.holder(HANDLER), at=at("2026-09-22 14:00"), days=3, **why)
    begun = StepRun.objects.filter(case=examined, state="waiting").order_by("position").first()
    start_step(begun.pk, by=world.holders[begun.doer_id], at=at("2026-09-22 15:00"))
    look(world, propose(world, examined))
    still = Obligation.objects.filter(matter=examined, ended_at=None).values_list("kind", flat=True)
    assert list(still) == ["serve_refusal"]
    assert sweep(at("2026-11-30 10:00")).failed == 0


@pytest.fixture
def stand_in(world):
    """Have the holder of one post sit on another as well, whose holder is away."""

    def make(post: str, by: str) -> None:
        person = world.holder(by).person
        Sitting.objects.filter(post=world.posts[post]).update(person=person)
        Jurisdiction.objects.update(books_version=F("books_version") + 1)

    return make


def owed(case) -> set[str]:
    found = Obligation.objects.filter(matter=case, ended_at=None)
    return set(found.values_list("kind", flat=True))


def state(case) -> str:
    return Matter.objects.get(pk=case).state


def test_a_no_is_looked_at_by_three_told_with_its_remedies_and_only_then_closed(world, examined):
    row = propose(world, examined)
    assert owed(examined) >= {"review_refusal", "decide", "decide_by_law"}
    look(world, row)
    case = Case.objects.get(pk=examined)
    assert (state(examined), case.outcome) == (CaseState.DECIDED, CaseOutcome.REFUSED)
    assert owed(examined) == {"serve_refusal"}
    serve_refusal(row.pk, by=world.holder(WINDOW), at=at("2026-09-24 15:00"), handover=HAND_OVER)
    row.refresh_from_db()
    assert (state(examined), row.state) == (CaseState.CLOSED, RefusalState.SERVED)
    assert len({row.proposer_id, row.reviewer_id, row.approver_id}) == 3
    # Sixty days end on 11-23; six months on 03-24. Both are working days.
    assert (row.reconsider_by, row.sue_by) == (date(2026, 11, 23), date(2027, 3, 24))
    assert not owed(examined)
    notice, form = row.notice, row.form
    assert notice.kind == PaperKind.REFUSAL and notice.number.startswith("广审不许〔2026〕")
    assert form.kind == PaperKind.REFUSAL_FORM and form.number.startswith("广审否报〔2026〕")
    for words in ("广安区人民政府", "广安区人民法院", "60日", "6个月", FACT.rstrip("。")):
        assert words in notice.content


def codes(act, *args, **brings) -> set[str]:
    with pytest.raises(Barred) as barred:
        act(*args, **brings)
    return {bar.code for bar in barred.value.bars}


def test_both_copies_are_one_content_the_leader_and_the_file_hold(world, examined):
    row = propose(world, examined)
    look(world, row)
    row.refresh_from_db()
    entry = LedgerEntry.objects.get(matter=examined, act="refusal.approve_refusal")
    assert Paper.objects.filter(matter=examined, kind=PaperKind.REFUSAL_FORM).count() == 1
    assert row.form.digest in entry.text and row.notice.digest in entry.text


@pytest.mark.parametrize("filed", [False, True])
def test_with_three_working_days_left_handler_and_head_are_told_to_file_a_no(
    world, examined, filed
):
    if filed:
        propose(world, examined)
    owed_now = Obligation.objects.get(matter=examined, kind="decide")
    sweep(owed_now.due_at - timedelta(days=1))
    told = Letter.objects.filter(matter=examined, template="no_in_time")
    posts = {world.posts[post].name for post in (HANDLER, HEAD)}
    assert set(told.values_list("to", flat=True)) == (set() if filed else posts)
    sweep(owed_now.due_at - timedelta(hours=20))
    assert told.count() == (0 if filed else 2)


def test_the_second_ring_is_on_the_morning_of_the_third_last_working_day_and_once(world):
    """Warned of at the usual time, and told of a no only when it is high time for one (X4)."""
    case = world.accepted("relief")
    told = Letter.objects.filter(matter=case, template="no_in_time")
    row = Obligation.objects.get(matter=case, kind="decide")
    assert row.due_at == at("2026-11-03 00:00")  # the Monday before is its last day
    high_time = at("2026-10-28 09:00")  # Thursday, Friday and Monday are left after that day
    assert row.bell_at < high_time
    sweep(row.bell_at)
    row.refresh_from_db()
    assert (row.bell_at, told.count()) == (high_time, 0)
    sweep(high_time - timedelta(seconds=1))
    assert told.count() == 0
    sweep(high_time)
    row.refresh_from_db()
    assert (row.bell_at, told.count()) == (row.due_at, 2)
    sweep(at("2026-10-29 09:00"))
    assert told.count() == 2


def test_a_fact_may_be_shown_by_several_pieces_each_with_where_to_look(world, examined):
    said = proposal(examined)
    receipt = Paper.objects.get(matter=examined, kind=PaperKind.RECEIPT)
    ground = replace(
        said.grounds[0], where="第二段", more=(Piece(receipt.pk, "第 1 页，经营场所一栏"),)
    )
    row = propose(world, examined, grounds=(ground,))
    look(world, row)
    row.refresh_from_db()
    shown = json.loads(row.form.content)["grounds"][0]["evidence"]
    assert "的意见，第二段；" in shown
    assert shown.endswith(f"（{receipt.number}），第 1 页，经营场所一栏")


def test_proposing_and_reviewing_stop_no_clock(world, examined):
    before = set(
        Obligation.objects.filter(matter=examined, ended_at=None).values_list("kind", "due_at")
    )
    row = propose(world, examined)
    review_refusal(row.pk, by=world.holder(HEAD), at=at("2026-09-23 11:00"), words="同意报批。")
    after = set(
        Obligation.objects.filter(matter=examined, ended_at=None).values_list("kind", "due_at")
    )
    assert before < after


def test_of_what_went_by_post_the_remedies_run_from_the_return_receipt(world, examined):
    row = propose(world, examined)
    look(world, row)
    posted = Handover(ServedBy.POST, "滨江路 18 号", None, "", "EMS1", date(2026, 9, 28))
    window = world.holder(WINDOW)
    serve_refusal(row.pk, by=window, at=at("2026-09-29 15:00"), handover=posted)
    row.refresh_from_db()
    assert (row.reconsider_by, row.sue_by) == (date(2026, 11, 27), date(2027, 3, 29))


def test_the_promise_runs_until_the_notice_is_served(world, examined):
    row = propose(world, examined)
    look(world, row)
    stopped = {
        event.clock
        for event in Case.objects.get(pk=examined).matter.clock_events.filter(kind="stop")
    }
    assert "statute" in stopped and "promise" not in stopped
    due = Obligation.objects.get(matter=examined, kind="serve_refusal").due_at
    assert due == at(
        "2026-09-29 00:00"
    )  # 24:00 of the next working day: a festival and a weekend between
    serve_refusal(row.pk, by=world.holder(WINDOW), at=at("2026-09-24 15:00"), handover=HAND_OVER)
    events = Case.objects.get(pk=examined).matter.clock_events
    assert events.filter(kind="stop", clock="promise").exists()


def test_what_was_returned_is_amended_as_a_new_one_that_names_the_old(world, examined):
    old = propose(world, examined)
    return_refusal(
        old.pk, by=world.holder(HEAD), at=at("2026-09-23 10:00"), words="距离不能目测，请量了再报。"
    )
    assert "amend_refusal" in owed(examined) and "review_refusal" not in owed(examined)
    again = propose_refusal, examined
    assert codes(
        *again, by=world.holder(HANDLER), at=at("2026-09-23 11:00"), proposal=proposal(examined)
    ) == {"no_other_no_is_on_its_way"}
    amend_refusal(
        old.pk, by=world.holder(HANDLER), at=at("2026-09-23 11:00"), proposal=proposal(examined)
    )
    new = Refusal.objects.get(amends=old)
    old.refresh_from_db()
    assert (old.state, new.state) == (RefusalState.AMENDED, RefusalState.PROPOSED)
    with pytest.raises(Barred) as twice:
        amend_refusal(
            old.pk, by=world.holder(HANDLER), at=at("2026-09-23 11:00"), proposal=proposal(examined)
        )
    assert [bar.code for bar in twice.value.bars] == ["the_no_was_returned"]
    assert "amend_refusal" not in owed(examined) and "review_refusal" in owed(examined)
    look(world, new)
    assert state(examined) == CaseState.DECIDED


def test_overturned_the_case_goes_on_its_clocks_unbroken_and_dissent_is_noted(world, examined):
    before = list(Case.objects.get(pk=examined).matter.clock_events.values_list("pk", flat=True))
    row = propose(world, examined)
    review_refusal(row.pk, by=world.holder(HEAD), at=at("2026-09-23 11:00"), words="同意报批。")
    overturn_refusal(
        row.pk, by=world.holder(LEADER), at=at("2026-09-23 14:00"), words="可以加装隔断，继续办。"
    )
    note_dissent(
        row.pk, by=world.holder(HANDLER), at=at("2026-09-23 15:00"), words="条件没有裁量余地。"
    )
    row.refresh_from_db()
    assert (state(examined), row.state) == (CaseState.ACCEPTED, RefusalState.OVERTURNED)
    assert row.approver_id and row.dissent
    assert {"decide", "decide_by_law"} <= owed(examined)
    assert not owed(examined) & {"review_refusal", "approve_refusal", "amend_refusal"}
    after = Case.objects.get(pk=examined).matter.clock_events.values_list("pk", flat=True)
    assert list(after) == before


def test_only_the_proposer_dissents_and_once(world, examined):
    row = propose(world, examined)
    overturn_refusal(row.pk, by=world.holder(HEAD), at=at("2026-09-23 10:00"), words="可以补救。")
    note_dissent(row.pk, by=world.holder(HANDLER), at=at("2026-09-23 11:00"), words="不同意。")
    assert codes(
        note_dissent, row.pk, by=world.holder(HANDLER), at=at("2026-09-23 12:00"), words="还是。"
    ) == {"the_no_was_overturned"}


def test_granting_or_withdrawing_lets_a_proposal_fall(world, examined):
    row = propose(world, examined)
    for step in StepRun.objects.filter(case=examined, needed=True, state="waiting").order_by(
        "position"
    ):
        doer = world.holders[step.doer_id]
        start_step(step.pk, by=doer, at=at("2026-09-24 09:00"))
        finish_step(step.pk, by=doer, at=at("2026-09-24 09:00"), opinion="整改后符合。")
    decide_grant(examined, by=world.holder(LEADER), at=at("2026-09-24 10:00"), facts="整改后符合。")
    row.refresh_from_db()
    assert row.state == RefusalState.VOID
    assert owed(examined) == {"deliver", "remind_holder"}


def test_a_refused_case_is_not_delivered_as_granted(world, examined):
    look(world, propose(world, examined))
    assert codes(
        deliver_result,
        examined,
        by=world.holder(WINDOW),
        at=at("2026-09-24 15:00"),
        handover=HAND_OVER,
    ) == {"nothing_was_refused"}


def test_nothing_is_served_before_it_is_approved_nor_without_proof(world, examined):
    row = propose(world, examined)
    look_at = {"by": world.holder(WINDOW), "at": at("2026-09-24 15:00")}
    assert codes(serve_refusal, row.pk, **look_at, handover=HAND_OVER) == {"not_in_this_state"}
    look(world, row)
    bare = replace(HAND_OVER, identity=None, identity_number="")
    assert codes(serve_refusal, row.pk, **look_at, handover=bare) == {"the_handover_is_proven"}
    assert state(examined) == CaseState.DECIDED


# ── three different people ───────────────────────────────────────────────────────────────────────


def test_who_stands_in_for_the_head_does_not_review_what_they_proposed(world, examined, stand_in):
    """X3: the B-role of the head is the handler; another has to be designated."""
    stand_in(HEAD, HANDLER)
    row = propose(world, examined)
    assert codes(
        review_refusal, row.pk, by=world.holder(HANDLER), at=at("2026-09-23 11:00"), words="同意。"
    ) == {"who_proposed_does_not_look"}


def test_who_reviewed_does_not_approve(world, examined, stand_in):
    row = propose(world, examined)
    review_refusal(row.pk, by=world.holder(HEAD), at=at("2026-09-23 11:00"), words="同意报批。")
    stand_in(LEADER, HEAD)
    assert codes(
        approve_refusal, row.pk, by=world.holder(HEAD), at=at("2026-09-24 09:00"), words="同意。"
    ) == {"who_reviewed_does_not_approve"}


# ── before acceptance ────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def lapsed(world):
    """A case told to be corrected, whose applicant let their fifteen days pass."""
    case = world.told()
    sweep(at("2026-11-02 09:00"))
    return case


def of_a_material(world, case, kind, **other) -> Proposal:
    guide = guide_of(case)
    material = guide.material("application")
    paper = Paper.objects.filter(matter=case, kind=PaperKind.CORRECTION_NOTICE).first()
    ground = Ground(
        "application", "申请书没有签名，告知后没有补正。", paper and paper.pk, material.basis
    )
    return proposal(case, kind=kind, conditions={}, grounds=(ground,), **other)


def test_what_nobody_corrected_ends_in_a_filed_non_acceptance(world, lapsed):
    assert "settle_lapse" in owed(lapsed)
    said = of_a_material(world, lapsed, RefusalKind.LAPSED)
    propose_refusal(lapsed, by=world.holder(HANDLER), at=at("2026-11-02 10:00"), proposal=said)
    row = Refusal.objects.get(case=lapsed)
    review_refusal(row.pk, by=world.holder(HEAD), at=at("2026-11-02 11:00"), words="同意报批。")
    approve_refusal(row.pk, by=world.holder(LEADER), at=at("2026-11-02 14:00"))
    row.refresh_from_db()
    case = Case.objects.get(pk=lapsed)
    assert case.outcome == CaseOutcome.NOT_ACCEPTED and row.notice.kind == PaperKind.NON_ACCEPTANCE
    assert owed(lapsed) == {"serve_refusal"}
    serve_refusal(row.pk, by=world.holder(WINDOW), at=at("2026-11-02 16:00"), handover=HAND_OVER)
    assert state(lapsed) == CaseState.CLOSED


def test_a_correction_that_comes_after_all_lets_the_proposal_fall(world, lapsed):
    said = of_a_material(world, lapsed, RefusalKind.LAPSED)
    propose_refusal(lapsed, by=world.holder(HANDLER), at=at("2026-11-02 10:00"), proposal=said)
    world.correct(lapsed, "2026-11-02 11:00", "application")
    assert Refusal.objects.get(case=lapsed).state == RefusalState.VOID
    assert state(lapsed) == CaseState.RECEIVED and "review_refusal" not in owed(lapsed)


def test_what_can_be_mended_is_told_before_it_is_refused(world):
    case = world.receive()
    world.fault(case, "application", "2026-09-21 11:00")
    receipt = Paper.objects.get(matter=case)
    said = of_a_material(world, case, RefusalKind.NOT_ACCEPTED)
    said = replace(said, grounds=(replace(said.grounds[0], evidence=receipt.pk),))
    assert codes(
        propose_refusal, case, by=world.holder(HANDLER), at=at("2026-09-21 12:00"), proposal=said
    ) == {"what_can_be_mended_was_told_first"}


# ── told at once ─────────────────────────────────────────────────────────────────────────────────

ELSEWHERE = AtOnce(RefusalKind.NOT_OURS, "这项许可由市级机关办理，本机关没有职权。", "市行政审批局")


@pytest.fixture
def told_at_once(world):
    case = world.receive()
    tell_at_once(
        case,
        by=world.holder(HANDLER),
        at=at("2026-09-21 10:30"),
        at_once=ELSEWHERE,
        handover=HAND_OVER,
    )
    return case


def test_what_is_not_ours_is_told_at_once_and_looked_at_the_same_day(world, told_at_once):
    row = Refusal.objects.get(case=told_at_once)
    assert row.served_at and row.reconsider_by and "市行政审批局" in row.notice.content
    assert state(told_at_once) == CaseState.DECIDED and owed(told_at_once) == {"review_refusal"}
    due = Obligation.objects.get(matter=told_at_once, kind="review_refusal").due_at
    assert due == at("2026-09-21 17:00")
    review_refusal(row.pk, by=world.holder(HEAD), at=at("2026-09-21 15:00"), words="告知无误。")
    confirm_refusal(row.pk, by=world.holder(LEADER), at=at("2026-09-22 09:00"))
    row.refresh_from_db()
    assert (state(told_at_once), row.state) == (CaseState.CLOSED, RefusalState.SERVED)
    assert row.form_id and not owed(told_at_once)


def test_the_review_may_reverse_it_and_the_five_days_count_from_the_first_day(world, told_at_once):
    row = Refusal.objects.get(case=told_at_once)
    reverse_refusal(row.pk, by=world.holder(HEAD), at=at("2026-09-21 15:00"), words="归我们管。")
    case = Case.objects.get(pk=told_at_once)
    assert (state(told_at_once), case.outcome, case.decided_at) == (CaseState.RECEIVED, "", None)
    answer = Obligation.objects.get(matter=told_at_once, kind="answer_receipt", ended_at=None)
    first = Obligation.objects.get(
        matter=told_at_once, kind="answer_receipt", ended_by="refusal.tell_at_once"
    )
    assert answer.due_at == first.due_at
    notice = Paper.objects.get(matter=told_at_once, kind=PaperKind.NON_ACCEPTANCE)
    says = json.loads(Paper.objects.get(matter=told_at_once, kind=PaperKind.REVERSAL).content)
    assert (says["reversed_number"], says["reason"]) == (notice.number, "归我们管。")
    assert says["counted_from"] == "2026-09-21"
    assert owed(told_at_once) == {"answer_receipt", "bring_again"}
    accept_case(told_at_once, by=world.holder(HANDLER), at=at("2026-09-22 09:00"))
    assert state(told_at_once) == CaseState.ACCEPTED


def test_what_takes_a_no_back_is_brought_to_the_applicant(world, told_at_once):
    row = Refusal.objects.get(case=told_at_once)
    reverse_refusal(row.pk, by=world.holder(HEAD), at=at("2026-09-21 15:00"), words="归我们管。")
    paper = Paper.objects.get(matter=told_at_once, kind=PaperKind.REVERSAL)
    due = Obligation.objects.get(matter=told_at_once, kind="bring_again")
    assert (due.about, due.due_at) == (paper.pk, at("2026-09-25 00:00"))
    brought = {"at": at("2026-09-22 09:00"), "handover": HAND_OVER}
    serve_paper(paper.pk, by=world.holder("window_1"), **brought)
    assert "bring_again" not in owed(told_at_once)


def test_nothing_else_is_told_at_once(world):
    case = world.receive()
    refused = replace(ELSEWHERE, kind=RefusalKind.REFUSED, body="")
    assert codes(
        tell_at_once,
        case,
        by=world.holder(HANDLER),
        at=at("2026-09-21 10:30"),
        at_once=refused,
        handover=HAND_OVER,
    ) == {"it_may_be_told_at_once"}


# ── partly, beyond the guide, what an act costs ──────────────────────────────────────────────────


def test_a_partial_refusal_grants_the_rest_in_one_decision(world, examined):
    row = propose(world, examined, kind=RefusalKind.PARTLY, granted="准予经营预包装食品。")
    look(world, row)
    assert Case.objects.get(pk=examined).outcome == CaseOutcome.PARTLY
    row.refresh_from_db()
    assert "部分不予行政许可决定书" in row.notice.content
    assert "准予经营预包装食品。" in row.notice.content
    serve_refusal(row.pk, by=world.holder(WINDOW), at=at("2026-09-24 15:00"), handover=HAND_OVER)
    assert state(examined) == CaseState.CLOSED


def test_where_the_law_sends_to_reconsideration_first_the_notice_names_no_suit_before(
    world, examined
):
    first = Basis(
        "中华人民共和国行政复议法",
        "第二十三条第一款第三项",
        "2023-09-01",
        "认为行政机关存在本法第十一条规定的未履行法定职责情形",
    )
    row = propose(world, examined, first=first)
    look(world, row)
    row.refresh_from_db()
    says = json.loads(row.notice.content)
    assert says["first"] == "《中华人民共和国行政复议法》第二十三条第一款第三项"


def test_a_ground_that_the_guide_lacks_takes_the_leaders_reasons(world, examined):
    said = proposal(examined)
    said = replace(said, grounds=(replace(said.grounds[0], basis=BEYOND),))
    row = propose(world, examined, grounds=said.grounds)
    assert row.beyond
    review_refusal(row.pk, by=world.holder(HEAD), at=at("2026-09-23 11:00"), words="同意报批。")
    approve = {"by": world.holder(LEADER), "at": at("2026-09-24 09:00")}
    assert codes(approve_refusal, row.pk, **approve) == {"a_ground_beyond_the_guide_is_reasoned"}
    approve_refusal(row.pk, **approve, words="法律有规定，指南漏写，另行修改。")
    assert state(examined) == CaseState.DECIDED
    debt = Obligation.objects.get(matter=examined, kind="amend_guide")
    assert Power.PUBLISH in office(debt.matter.jurisdiction).roster.posts[debt.bearer_id].powers
    assert debt.due_at == at("2026-10-16 00:00")  # ten working days, the festivals between


@pytest.fixture
def beyond(world, examined):
    """A case refused on a ground that the guide lacks."""
    said = proposal(examined)
    row = propose(world, examined, grounds=(replace(said.grounds[0], basis=BEYOND),))
    look(world, row)
    return row


def published_anew(world, case, grounds=(), day="2026-09-28") -> None:
    """The next version of the guide, written, reviewed and published by three."""
    guide = guide_of(case)
    guide = replace(guide, grounds=(*guide.grounds, *grounds))
    code = Case.objects.get(pk=case).version.service.code
    version = world.draft(code, HANDLER, guide, f"{day} 09:00")
    submit_version(version, by=world.holder("bureau_head"), at=at(f"{day} 09:10"))
    approve_version(version, by=world.holder(HEAD), at=at(f"{day} 09:20"))
    publish(version, by=world.holder(LEADER), at=at(f"{day} 09:30"))


def test_the_version_that_shows_the_ground_pays_for_it_and_no_other(world, beyond):
    case = beyond.case_id
    published_anew(world, case)
    sweep(at("2026-09-28 10:00"))
    assert "amend_guide" in owed(case)
    ground = GuideGround("false", "材料是假的", replace(BEYOND, text=""))
    published_anew(world, case, (ground,), "2026-09-29")
    sweep(at("2026-09-29 10:00"))
    met = Obligation.objects.get(matter=case, kind="amend_guide")
    assert (met.outcome, met.ended_by) == ("met", "lacking_ground.note_shown")


def test_the_leader_may_say_why_the_guide_stays(world, beyond):
    leave = {"by": world.holder(LEADER), "at": at("2026-09-25 09:00")}
    assert codes(leave_out, beyond.pk, **leave, words=" ") == {"the_words_are_written"}
    leave_out(beyond.pk, **leave, words="第七十八条对所有许可一体适用，总则里写了。")
    beyond.refresh_from_db()
    assert beyond.guide_stays.startswith("第七十八条")
    assert "amend_guide" not in owed(beyond.case_id)
    assert codes(leave_out, beyond.pk, **leave, words="再说一次。") == {
        "the_guide_is_to_be_amended"
    }


def test_nothing_is_refused_while_it_is_not_known_where_to_turn(world, examined):
    row = propose(world, examined)
    review_refusal(row.pk, by=world.holder(HEAD), at=at("2026-09-23 11:00"), words="同意报批。")
    Unit.objects.update(court="")
    Jurisdiction.objects.update(books_version=F("books_version") + 1)
    approve = {"by": world.holder(LEADER), "at": at("2026-09-24 09:00")}
    assert codes(approve_refusal, row.pk, **approve) == {"the_remedies_are_known"}


BUDGET = 20


def test_each_act_takes_at_most_twenty_statements(world, examined):
    spent = {}

    def count(act, *args, **brings):
        with CaptureQueriesContext(connection) as found:
            act(*args, **brings)
        kinds = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
        spent[act.__name__] = [each["sql"] for each in found if not each["sql"].startswith(kinds)]

    with override_settings(SHOUWEN_RECHECK=False):
        said = proposal(examined, kind=RefusalKind.PARTLY, granted="准予经营预包装食品。")
        count(
            propose_refusal,
            examined,
            by=world.holder(HANDLER),
            at=at("2026-09-23 09:00"),
            proposal=said,
            request_id="1",
        )
        row = Refusal.objects.get(case=examined)
        count(
            review_refusal,
            row.pk,
            by=world.holder(HEAD),
            at=at("2026-09-23 11:00"),
            words="同意。",
            request_id="2",
        )
        count(
            approve_refusal,
            row.pk,
            by=world.holder(LEADER),
            at=at("2026-09-24 09:00"),
            request_id="3",
        )
        count(
            serve_refusal,
            row.pk,
            by=world.holder(WINDOW),
            at=at("2026-09-24 15:00"),
            handover=HAND_OVER,
            request_id="4",
        )
    assert {name: len(sql) for name, sql in spent.items() if len(sql) > BUDGET} == {}
