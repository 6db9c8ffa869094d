"""Papers on their way: attempts that fail, public notice as the last way, its record, and consent to
be served electronically (7.4.3b, 4.4b)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouwen.acts import Barred, Party
from shouwen.acts._frame.actor import CLOCK
from shouwen.acts.case import deem_accepted, deliver_result
from shouwen.acts.receiving import Upload
from shouwen.acts.serving import (
    choose_way,
    issue_record,
    note_attempt,
    serve_by_notice,
    serve_paper,
)
from shouwen.acts.sweeping import sweep
from shouwen.records.models import Attachment, Paper, ServiceOfPaper
from shouwen.rules.facts.casefile import Handover
from shouwen.rules.facts.serving import Failure, PublicNotice
from shouwen.rules.words import PaperKind, ServedBy
from tests.acts.world import HAND_OVER, at, case_row, owed, state

SENT = Handover(ServedBy.ELECTRONIC, "xuhe@example.org", None, "")
NOTICED = Handover(ServedBy.PUBLIC_NOTICE, "徐禾", None, "")
SCAN = Upload("回执.pdf", "application/pdf", 1234, "sha256:" + "b" * 64)
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
    assert state(case) == "closed" and owed(case) == {}
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
    assert owed(case) == {}


def test_electronically_only_with_consent_which_is_taken_back_any_time(world):
    case, window = world.decided(), world.holder("window_1")
    choose_way(case, by=Party(), at=at("2026-09-22 16:00"), electronic=False)
    with pytest.raises(Barred) as barred:
        deliver_result(case, by=window, at=at("2026-09-23 09:00"), handover=SENT)
    assert codes(barred) == ["electronic_service_was_agreed_to"]
    choose_way(case, by=window, at=at("2026-09-23 09:10"), electronic=True)
    deliver_result(case, by=window, at=at("2026-09-23 09:20"), handover=SENT)
    assert state(case) == "closed"


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
    count(
        "way",
        lambda: choose_way(case, by=Party(), at=at("2026-10-29 09:10"), electronic=False),
    )
    del taken["over"]  # a sweep is more than its act
    assert {name: n for name, n in taken.items() if n > 20} == {}
    assert case_row(case).electronic_service is False
