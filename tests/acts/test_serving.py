"""Papers on their way: attempts that fail, public notice as the last way, its record, and consent to
be served electronically (7.4.3b, 4.4b)."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouwen.acts import Barred, Party
from shouwen.acts._frame.actor import CLOCK
from shouwen.acts.case import deem_accepted, deliver_result
from shouwen.acts.receiving import Upload
from shouwen.acts.refusal import serve_refusal
from shouwen.acts.serving import (
    choose_way,
    correct_paper,
    issue_record,
    note_attempt,
    note_receipt,
    serve_by_notice,
    serve_paper,
)
from shouwen.acts.sweeping import sweep
from shouwen.records.models import Attachment, Paper, Refusal, ServiceOfPaper, ServiceWish
from shouwen.rules.facts.casefile import Handover
from shouwen.rules.facts.refusal import Ground
from shouwen.rules.facts.serving import Erratum, Failure, MailReceipt, PublicNotice, Wish
from shouwen.rules.papers import digest
from shouwen.rules.words import PaperKind, ServedBy
from tests.acts.test_refusal import FACT, guide_of, look, propose
from tests.acts.world import HAND_OVER, at, case_row, owed, state

SENT = Handover(ServedBy.ELECTRONIC, "xuhe@example.org", None, "")
NOTICED = Handover(ServedBy.PUBLIC_NOTICE, "徐禾", None, "")
SCAN = Upload("回执.pdf", "application/pdf", 1234, "sha256:" + "b" * 64)
MAILED = Wish(True, "xuhe@example.org", "徐禾")
BROUGHT = Wish(False, "", "徐禾")
BOARD = PublicNotice("政务服务中心公告栏")


def paper_of(case, kind=PaperKind.DECISION):
    return Paper.objects.get(matter=case, kind=kind).pk


def fails(world, paper, when, **other):
    said = {
        "by": ServedBy.HAND,
        "place": "滨江路 18 号",
        "person": "何雨桐",
        "reason": "没有人在",
        **other,
    }
    scans = said.pop("scans", ())
    window = world.holder("window_1")
    note_attempt(paper, by=window, at=at(when), failure=Failure(**said), scans=scans)


def failed_three_times(world, paper):
    for day in ("2026-09-23", "2026-09-24", "2026-09-28"):
        fails(world, paper, f"{day} 10:00")


def noticed(world, paper, when="2026-09-28 15:00"):
    serve_by_notice(paper, by=world.holder("food"), at=at(when), public_notice=BOARD)


def corrects(world, paper, when, post="food", why="打印时写错了", **wording):
    erratum = Erratum(wording, why)
    correct_paper(paper, by=world.holder(post), at=at(when), erratum=erratum)
    return Paper.objects.get(corrects=paper)


def codes(barred):
    return [bar.code for bar in barred.value.bars]


def test_a_failed_attempt_is_kept_with_who_where_why_and_its_proof(world):
    paper = paper_of(world.decided())
    fails(world, paper, "2026-09-23 10:00", scans=(SCAN,))
    row = ServiceOfPaper.objects.get(paper=paper)
    assert (row.outcome, row.place, row.person, row.reason) == (
        "failed",
        "滨江路 18 号",
        "何雨桐",
        "没有人在",
    )
    assert Attachment.objects.get(key=str(row.pk)).name == "回执.pdf"


def test_two_attempts_on_one_day_are_one(world):
    paper = paper_of(world.decided())
    fails(world, paper, "2026-09-23 10:00")
    with pytest.raises(Barred) as barred:
        fails(world, paper, "2026-09-23 16:00")
    assert codes(barred) == ["attempts_are_made_on_different_days"]


def test_before_three_attempts_nothing_hangs_in_public(world):
    paper = paper_of(world.decided())
    fails(world, paper, "2026-09-23 10:00")
    fails(world, paper, "2026-09-24 10:00")
    with pytest.raises(Barred) as barred:
        noticed(world, paper)
    assert codes(barred) == ["three_attempts_failed"]


def test_a_notice_counts_once_its_thirty_days_are_over_and_then_the_case_is_closed(world):
    case = world.decided()
    paper = paper_of(case)
    failed_three_times(world, paper)
    noticed(world, paper)
    over = owed(case)["await_notice"]
    assert over == at("2026-10-29 00:00")
    with pytest.raises(Barred) as barred:
        deliver_result(
            case, by=world.holder("window_1"), at=at("2026-10-20 10:00"), handover=NOTICED
        )
    assert codes(barred) == ["a_public_notice_is_over"]
    sweep(at("2026-10-28 23:55"))
    assert not ServiceOfPaper.objects.filter(paper=paper, outcome="served").exists()
    sweep(at("2026-10-29 00:05"))
    assert ServiceOfPaper.objects.get(paper=paper, outcome="served").by == "public_notice"
    assert "close_after_notice" in owed(case) and "await_notice" not in owed(case)
    deliver_result(case, by=world.holder("window_1"), at=at("2026-10-29 10:00"), handover=NOTICED)
    assert state(case) == "closed" and "close_after_notice" not in owed(case)
    assert ServiceOfPaper.objects.filter(paper=paper, outcome="served").count() == 1


def test_a_paper_handed_over_meanwhile_is_not_served_again_by_its_notice(world):
    case = world.decided()
    paper = paper_of(case)
    failed_three_times(world, paper)
    noticed(world, paper)
    window = world.holder("window_1")
    deliver_result(case, by=window, at=at("2026-10-09 10:00"), handover=HAND_OVER)
    sweep(at("2026-10-29 00:05"))
    assert ServiceOfPaper.objects.get(paper=paper, outcome="served").by == "hand"
    assert not {"await_notice", "close_after_notice"}.intersection(owed(case))


def test_electronically_only_with_consent_which_is_taken_back_any_time(world):
    case, window = world.decided(), world.holder("window_1")
    choose_way(case, by=Party(), at=at("2026-09-22 16:00"), wish=BROUGHT)
    with pytest.raises(Barred) as barred:
        deliver_result(case, by=window, at=at("2026-09-23 09:00"), handover=SENT)
    assert codes(barred) == ["electronic_service_was_agreed_to"]
    choose_way(case, by=window, at=at("2026-09-23 09:10"), wish=MAILED)
    deliver_result(case, by=window, at=at("2026-09-23 09:20"), handover=SENT)
    assert state(case) == "closed"


def test_who_moves_to_another_address_is_sent_papers_there_alone_and_what_they_said_is_kept(world):
    case, window = world.decided(), world.holder("window_1")
    moved = Wish(True, " he@example.org ", "徐禾")
    choose_way(case, by=window, at=at("2026-09-22 16:00"), wish=moved, scans=(SCAN,))
    with pytest.raises(Barred) as barred:
        deliver_result(case, by=window, at=at("2026-09-23 09:00"), handover=SENT)
    assert codes(barred) == ["what_is_sent_goes_where_they_asked"]
    there = Handover(ServedBy.ELECTRONIC, "he@example.org", None, "")
    deliver_result(case, by=window, at=at("2026-09-23 09:20"), handover=there)
    (kept,) = ServiceWish.objects.filter(case=case)
    assert (kept.electronic, kept.address, kept.signed_by) == (True, "he@example.org", "徐禾")
    assert Attachment.objects.get(key=str(kept.pk)).name == "回执.pdf"


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish(True, " ", "徐禾"), "what_is_sent_has_an_address"),
        (Wish(False, "", " "), "the_wish_is_signed"),
    ],
    ids=["nowhere", "nobody"],
)
def test_a_wish_says_where_to_and_whose_it_is(world, wish, code):
    case = world.receive()
    with pytest.raises(Barred) as barred:
        choose_way(case, by=Party(), at=at("2026-09-21 16:00"), wish=wish)
    assert codes(barred) == [code]
    assert not ServiceWish.objects.exists()


# --- What the post says later --------------------------------------------------------------------
SIGNED = MailReceipt(date(2026, 9, 29), "徐禾")
SENT_BACK = MailReceipt(reason="逾期未领")


def shown_by_a_paper(case):
    condition = guide_of(case).conditions[0]
    return Ground(condition.key, FACT, paper_of(case, PaperKind.RECEIPT), condition.basis)


def sent_by_post(world):
    """A refusal that went by post on 24 September, with the post's number and no receipt."""
    case = world.accepted()
    row = propose(world, case, when="2026-09-22 09:00", grounds=(shown_by_a_paper(case),))
    look(world, row)
    row.refresh_from_db()
    sent = Handover(ServedBy.POST, "滨江路 18 号", None, "", tracking="EMS1")
    serve_refusal(row.pk, by=world.holder("window_1"), at=at("2026-09-24 10:00"), handover=sent)
    return case, row.notice_id


@pytest.fixture
def posted(world):
    return sent_by_post(world)


def says(world, paper, when, mail_receipt, **other):
    window = world.holder("window_1")
    note_receipt(paper, by=window, at=at(when), mail_receipt=mail_receipt, **other)


def test_the_remedies_run_from_the_day_that_the_receipt_proves(world, posted):
    case, notice = posted
    first = Refusal.objects.get(case=case)
    says(world, notice, "2026-09-30 09:00", SIGNED, scans=(SCAN,))
    row = Refusal.objects.get(case=case)
    assert (row.reconsider_by, row.sue_by) == (date(2026, 11, 30), date(2027, 3, 29))
    assert first.reconsider_by < row.reconsider_by and first.sue_by < row.sue_by
    proven = ServiceOfPaper.objects.get(paper=notice, outcome="proven")
    assert (proven.received_on, proven.to, proven.proof) == (SIGNED.on, "徐禾", "EMS1")
    assert Attachment.objects.filter(key=str(proven.pk)).exists()
    assert "bring_again" not in owed(case)
    with pytest.raises(Barred) as barred:
        says(world, notice, "2026-09-30 10:00", SIGNED)
    assert codes(barred) == ["its_return_receipt_is_awaited"]


def test_what_came_back_is_an_attempt_and_is_brought_again(world, posted):
    case, notice = posted
    says(world, notice, "2026-09-29 09:00", SENT_BACK)
    assert owed(case)["bring_again"] == at("2026-10-10 00:00")  # three working days, over the feast
    failed = ServiceOfPaper.objects.get(paper=notice, outcome="failed")
    assert (failed.reason, failed.place, failed.person) == ("逾期未领", "滨江路 18 号", "邮政投递")
    window = world.holder("window_1")
    serve_paper(notice, by=window, at=at("2026-10-09 10:00"), handover=HAND_OVER)
    assert owed(case) == {} and state(case) == "closed"
    assert Refusal.objects.get(case=case).reconsider_by == date(2026, 12, 8)


def test_three_times_back_it_may_hang_in_public_and_its_end_counts(world, posted):
    case, notice = posted
    says(world, notice, "2026-09-28 09:00", SENT_BACK)
    fails(world, notice, "2026-09-29 10:00")
    with pytest.raises(Barred) as barred:
        noticed(world, notice, "2026-09-29 15:00")
    assert codes(barred) == ["three_attempts_failed"]
    fails(world, notice, "2026-09-30 10:00")
    noticed(world, notice, "2026-09-30 15:00")
    assert "bring_again" not in owed(case)
    sweep(at("2026-10-31 00:05"))
    assert owed(case) == {} and state(case) == "closed"
    assert Refusal.objects.get(case=case).reconsider_by == date(2026, 12, 30)


@pytest.mark.parametrize(
    ("mail_receipt", "code"),
    [
        (MailReceipt(date(2026, 9, 23), "徐禾"), "it_was_received_after_it_was_posted"),
        (MailReceipt(date(2026, 10, 1), "徐禾"), "it_was_received_after_it_was_posted"),
        (MailReceipt(date(2026, 9, 29)), "what_became_of_the_mail_is_told"),
        (MailReceipt(), "what_became_of_the_mail_is_told"),
    ],
    ids=["before", "to-come", "by-whom", "nothing"],
)
def test_a_receipt_says_on_which_day_who_received_it(world, posted, mail_receipt, code):
    with pytest.raises(Barred) as barred:
        says(world, posted[1], "2026-09-30 09:00", mail_receipt)
    assert codes(barred) == [code]


def test_of_what_was_handed_over_no_receipt_comes(world):
    case = world.delivered()
    with pytest.raises(Barred) as barred:
        says(world, paper_of(case), "2026-09-30 09:00", SIGNED)
    assert codes(barred) == ["its_return_receipt_is_awaited"]


def test_what_silence_accepted_is_sent_only_with_consent_else_it_is_still_to_be_served(world):
    case = world.receive(electronic_service=False)
    deem_accepted(case, by=CLOCK, at=at("2026-09-30 00:00"))
    notice = paper_of(case, PaperKind.ACCEPTANCE_NOTICE)
    assert not ServiceOfPaper.objects.filter(paper=notice).exists()
    handler = world.holder("food")
    posted = Handover(ServedBy.POST, "滨江路 18 号", None, "", "EMS1", date(2026, 10, 9))
    with pytest.raises(Barred) as barred:
        serve_paper(notice, by=handler, at=at("2026-09-30 09:00"), handover=posted)
    assert codes(barred) == ["the_return_receipt_is_back"]
    serve_paper(notice, by=handler, at=at("2026-10-09 09:00"), handover=posted, scans=(SCAN,))
    assert ServiceOfPaper.objects.get(paper=notice).received_on == date(2026, 10, 9)
    with pytest.raises(Barred) as barred:
        serve_paper(notice, by=handler, at=at("2026-10-09 10:00"), handover=HAND_OVER)
    assert codes(barred) == ["it_was_not_served_yet"]


def test_the_result_is_served_by_the_act_that_closes_the_case(world):
    paper = paper_of(world.decided())
    with pytest.raises(Barred) as barred:
        serve_paper(
            paper, by=world.holder("window_1"), at=at("2026-09-23 09:00"), handover=HAND_OVER
        )
    assert codes(barred) == ["it_has_no_act_of_its_own"]


def test_the_record_lists_every_attempt_and_the_day_that_counts(world):
    case, window = world.decided(), world.holder("window_1")
    paper = paper_of(case)
    with pytest.raises(Barred) as barred:
        issue_record(paper, by=window, at=at("2026-09-22 16:00"))
    assert codes(barred) == ["the_paper_was_served"]
    fails(world, paper, "2026-09-23 10:00")
    deliver_result(case, by=window, at=at("2026-09-24 09:00"), handover=HAND_OVER)
    issue_record(paper, by=window, at=at("2026-09-24 09:10"))
    record = Paper.objects.get(matter=case, kind=PaperKind.SERVICE_RECORD)
    assert record.number.endswith("送〔2026〕1号")
    assert HAND_OVER.identity_number not in record.content
    assert "没有人在" in record.content and '"served_on":"2026-09-24"' in record.content


def test_a_corrected_paper_is_a_new_one_that_names_the_old_and_says_why(world):
    case = world.accepted()
    old = Paper.objects.get(matter=case, kind=PaperKind.ACCEPTANCE_NOTICE)
    new = corrects(world, old.pk, "2026-09-21 15:00", applicant=" 徐荷 ")
    before, after = json.loads(old.content), json.loads(new.content)
    changed = {part for part, text in after.items() if before[part] != text}
    assert changed == {"number", "check_url", "applicant", "corrects", "why_corrected"}
    assert (after["corrects"], after["why_corrected"]) == (old.number, "打印时写错了")
    assert (after["applicant"], new.kind) == ("徐荷", old.kind) and new.number != old.number
    assert new.digest == digest(new.content) and case_row(case).applicant == "徐禾"
    assert Paper.objects.get(pk=old.pk).content == old.content


def test_the_corrected_paper_is_brought_and_the_old_one_no_more(world):
    case, window = world.accepted(), world.holder("window_1")
    old = paper_of(case, PaperKind.ACCEPTANCE_NOTICE)
    new = corrects(world, old, "2026-09-21 15:00", applicant="徐荷")
    assert owed(case)["bring_again"] == at("2026-09-25 00:00")
    with pytest.raises(Barred) as barred:
        serve_paper(old, by=window, at=at("2026-09-22 09:00"), handover=HAND_OVER)
    assert codes(barred)[0] == "it_was_not_replaced"
    with pytest.raises(Barred) as barred:
        corrects(world, old, "2026-09-22 09:10", applicant="徐何")
    assert codes(barred) == ["it_was_not_replaced"]
    serve_paper(new.pk, by=window, at=at("2026-09-22 10:00"), handover=HAND_OVER)
    assert "bring_again" not in owed(case)
    third = corrects(world, new.pk, "2026-09-22 11:00", applicant="徐禾")
    assert json.loads(third.content)["corrects"] == new.number


@pytest.mark.parametrize(
    ("wording", "why", "code"),
    [
        ({"applicant": "徐荷"}, " ", "why_it_was_wrong_is_told"),
        ({"applicant": "徐禾"}, "写错了", "something_is_set_right"),
        ({"completes": "2027-01-01"}, "写错了", "only_a_slip_is_set_right"),
        ({"applicant": " "}, "写错了", "acceptance_notice_applicant_missing"),
    ],
    ids=["no-why", "the-same", "a-date", "emptied"],
)
def test_a_slip_alone_is_set_right_and_why_is_told(world, wording, why, code):
    paper = paper_of(world.accepted(), PaperKind.ACCEPTANCE_NOTICE)
    with pytest.raises(Barred) as barred:
        corrects(world, paper, "2026-09-21 15:00", why=why, **wording)
    assert codes(barred) == [code]
    assert not Paper.objects.exclude(corrects=None).exists()


def test_a_receipt_and_who_only_brings_papers_correct_nothing(world):
    case = world.accepted()
    with pytest.raises(Barred) as barred:
        corrects(world, paper_of(case, PaperKind.RECEIPT), "2026-09-21 15:00", applicant="徐荷")
    assert codes(barred) == ["it_is_for_the_applicant"]
    paper = paper_of(case, PaperKind.ACCEPTANCE_NOTICE)
    with pytest.raises(Barred) as barred:
        corrects(world, paper, "2026-09-21 15:00", post="window_1", applicant="徐荷")
    assert codes(barred) == ["this_post_may_not"]


def test_a_decision_corrected_before_it_is_handed_over_is_handed_over_corrected(world):
    case = world.decided()
    old = paper_of(case)
    new = corrects(world, old, "2026-09-22 16:00", applicant="徐荷")
    assert "bring_again" not in owed(case)
    window = world.holder("window_1")
    deliver_result(case, by=window, at=at("2026-09-23 09:00"), handover=HAND_OVER)
    assert ServiceOfPaper.objects.filter(paper=new.pk).exists()
    assert not ServiceOfPaper.objects.filter(paper=old).exists()


def test_what_hangs_in_public_is_not_corrected_meanwhile(world):
    paper = paper_of(world.decided())
    failed_three_times(world, paper)
    noticed(world, paper)
    with pytest.raises(Barred) as barred:
        corrects(world, paper, "2026-09-29 09:00", applicant="徐荷")
    assert codes(barred) == ["it_does_not_hang_in_public"]


def test_remedies_run_on_where_a_name_was_wrong_and_anew_where_the_court_was(world, posted):
    case, notice = posted
    says(world, notice, "2026-09-30 09:00", SIGNED)
    first, window = Refusal.objects.get(case=case), world.holder("window_1")
    named = corrects(world, notice, "2026-09-30 10:00", applicant="徐荷")
    serve_paper(named.pk, by=window, at=at("2026-10-09 10:00"), handover=HAND_OVER)
    assert Refusal.objects.get(case=case).reconsider_by == first.reconsider_by
    court = corrects(world, named.pk, "2026-10-09 11:00", court="某市中级人民法院")
    serve_paper(court.pk, by=window, at=at("2026-10-12 10:00"), handover=HAND_OVER)
    row = Refusal.objects.get(case=case)
    assert row.reconsider_by == date(2026, 12, 11) and row.notice_id == court.pk


def test_what_the_post_has_not_yet_proven_is_proven_by_the_corrected_paper(world, posted):
    case, notice = posted
    new = corrects(world, notice, "2026-09-29 10:00", applicant="徐荷")
    with pytest.raises(Barred) as barred:
        says(world, notice, "2026-09-30 09:00", SIGNED)
    assert codes(barred) == ["it_was_not_replaced"]
    window = world.holder("window_1")
    serve_paper(new.pk, by=window, at=at("2026-10-09 10:00"), handover=HAND_OVER)
    assert Refusal.objects.get(case=case).reconsider_by == date(2026, 12, 8)


def test_each_act_keeps_its_budget(world, settings):
    settings.SHOUWEN_RECHECK = False
    case = world.decided()
    paper, window = paper_of(case), world.holder("window_1")
    frame = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
    taken = {}

    def count(name, call):
        with CaptureQueriesContext(connection) as found:
            call()
        taken[name] = len([query for query in found if not query["sql"].startswith(frame)])

    count("attempt", lambda: fails(world, paper, "2026-09-23 10:00", scans=(SCAN,)))
    fails(world, paper, "2026-09-24 10:00")
    fails(world, paper, "2026-09-28 10:00")
    count("notice", lambda: noticed(world, paper))
    count("over", lambda: sweep(at("2026-10-29 00:05")))
    count("record", lambda: issue_record(paper, by=window, at=at("2026-10-29 09:00")))
    accepted = paper_of(case, PaperKind.ACCEPTANCE_NOTICE)
    count("correct", lambda: corrects(world, accepted, "2026-10-29 09:05", applicant="徐荷"))
    count(
        "way",
        lambda: choose_way(case, by=Party(), at=at("2026-10-29 09:10"), wish=BROUGHT),
    )
    del taken["over"]  # a sweep is more than its act
    assert {name: n for name, n in taken.items() if n > 20} == {}
    assert case_row(case).electronic_service is False
