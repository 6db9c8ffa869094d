"""Extensions: asked for in time and with a reason, decided by the leader with that authority, in
effect only when the applicant was told before the old date (6.5)."""

import json
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouwen.acts import CLOCK, Barred, Done, Party
from shouwen.acts.case import decide_grant, withdraw
from shouwen.acts.extension import (
    approve_extension,
    ask_extension,
    decline_extension,
    lapse_extension,
    tell_extension,
)
from shouwen.acts.special_procedure import (
    begin_special_procedure,
    end_special_procedure,
    overrun_special_procedure,
)
from shouwen.acts.sweeping import sweep
from shouwen.records.models import (
    ClockEvent,
    Extension,
    LedgerEntry,
    Letter,
    Obligation,
    Paper,
    ServiceOfPaper,
    SpecialProcedure,
)
from shouwen.rules.facts.casefile import Handover, Withdrawal
from shouwen.rules.words import DelayReason, PaperKind, Proposer, ServedBy, SpecialKind
from tests.acts.world import HAND_OVER, at, make_world, owed
from tests.databases import at_once

WHY = {"reason": DelayReason.OTHER_BODY, "text": "需要自然资源部门核对界址。"}
HEAD, LEADER, MAIN = "market_head", "deputy_people", "director"


@pytest.fixture
def case(world):
    """A licence accepted on Monday 21 September: promised by 12 October, by law 26 October."""
    return world.accepted()


def ask(world, case, days=3, when="2026-09-22 10:00", by="food", **other):
    ask_extension(case, by=world.holder(by), at=at(when), days=days, **{**WHY, **other})
    return Extension.objects.get(case=case, state="asked")


def leader(world, row):
    """Whoever holds the post that decides on the extension."""
    return world.holders[row.decider_id]


def approve(world, row, when="2026-09-22 15:00", **brings):
    approve_extension(row.pk, by=leader(world, row), at=at(when), **brings)


def tell(world, row, when="2026-09-23 09:00", handover=HAND_OVER):
    tell_extension(row.pk, by=world.holder("food"), at=at(when), handover=handover)


def refused(code, act, *args, **brings):
    with pytest.raises(Barred) as barred:
        act(*args, **brings)
    found = {bar.code: bar for bar in barred.value.bars}
    assert code in found, found
    return found[code]


def events(case):
    rows = ClockEvent.objects.filter(matter=case).order_by("clock", "position")
    return [(row.clock, row.kind, row.n) for row in rows if row.clock in ("promise", "statute")]


# --- What an extension does --------------------------------------------------------------------
def test_nothing_moves_before_the_applicant_is_told(world, case):
    row = ask(world, case)
    approve(world, row)
    row.refresh_from_db()
    assert (row.state, str(row.old_due), str(row.new_due)) == (
        "approved",
        "2026-10-12",
        "2026-10-15",
    )
    assert owed(case)["decide"] == at("2026-10-13 00:00")
    assert owed(case)["tell_extension"] == at("2026-10-13 00:00")
    assert ("promise", "extend", 3) not in events(case)


def test_told_in_time_the_promise_and_all_that_runs_by_it_are_later(world, case):
    row = ask(world, case)
    approve(world, row)
    tell(world, row)
    row.refresh_from_db()
    assert row.state == "told"
    assert owed(case) == {
        "decide": at("2026-10-16 00:00"),
        "decide_by_law": at("2026-10-27 00:00"),
    }
    assert ("promise", "extend", 3) in events(case)
    assert ("statute", "extend", 3) not in events(case)


def test_the_ledger_says_what_moved_and_until_when(world, case):
    row = ask(world, case)
    approve(world, row)
    tell(world, row)
    entry = json.loads(LedgerEntry.objects.get(act="extension.tell_extension").text)
    assert [moved["kind"] for moved in entry["moved"]] == ["decide"]
    assert entry["about"] == str(row.pk)


def test_the_notice_says_both_dates_and_why_and_is_proven(world, case):
    row = ask(world, case)
    approve(world, row)
    tell(world, row)
    content = json.loads(Paper.objects.get(kind=PaperKind.EXTENSION_NOTICE).content)
    assert (content["old_due"], content["new_due"]) == ("2026-10-12", "2026-10-15")
    assert content["reason"] == "需要其他机关出具意见或者提供数据"
    assert content["facts"] == WHY["text"]
    served = ServiceOfPaper.objects.get(paper__kind=PaperKind.EXTENSION_NOTICE)
    assert served.proof == HAND_OVER.identity_number
    letter = Letter.objects.filter(template="extended").first()
    assert (letter.params["old"], letter.params["by"]) == ("2026-10-12", "2026-10-15")


def test_the_form_keeps_who_asked_and_who_decided(world, case):
    approve(world, ask(world, case))
    content = json.loads(Paper.objects.get(kind=PaperKind.EXTENSION_FORM).content)
    assert content["asked_by"] != content["decided_by"]
    assert content["answer"] == "同意延期"
    assert content["used"] == "1个工作日"


def test_the_supervising_leader_decides_within_the_statute_and_the_main_leader_beyond_it(
    world, case
):
    within = ask(world, case, days=10)
    assert within.beyond == 0
    assert within.decider.key == LEADER
    decline_extension(within.pk, by=leader(world, within), at=at("2026-09-22 11:00"), why="不必")
    beyond = ask(world, case, days=14, when="2026-09-22 12:00")
    assert beyond.beyond == 4
    assert beyond.decider.rank == "main"


def test_beyond_the_statute_both_limits_are_extended_by_its_article(world, case):
    row = ask(world, case, days=14)
    approve(world, row)
    tell(world, row)
    assert ("promise", "extend", 14) in events(case)
    assert ("statute", "extend", 4) in events(case)
    assert owed(case)["decide"] == owed(case)["decide_by_law"]
    content = json.loads(Paper.objects.get(kind=PaperKind.EXTENSION_NOTICE).content)
    assert content["basis"] == "《中华人民共和国行政许可法》第四十二条第一款"


def test_a_leader_who_declines_says_why_and_the_old_date_stands(world, case):
    row = ask(world, case)
    refused(
        "the_leader_says_why_not",
        decline_extension,
        row.pk,
        by=leader(world, row),
        at=at("2026-09-22 11:00"),
        why=" ",
    )
    decline_extension(row.pk, by=leader(world, row), at=at("2026-09-22 11:00"), why="可以按期办完")
    row.refresh_from_db()
    assert (row.state, row.answer) == ("declined", "可以按期办完")
    assert set(owed(case)) == {"decide", "decide_by_law"}
    ask(world, case, when="2026-09-22 14:00")  # what was declined was no extension


# --- What bars it --------------------------------------------------------------------------------
def test_it_is_asked_before_the_office_closes_on_the_last_day(world, case):
    late = {"by": world.holder("food"), "days": 3, **WHY}
    bar = refused("it_is_asked_in_time", ask_extension, case, at=at("2026-10-12 18:00"), **late)
    assert bar.params["last"] == at("2026-10-12 17:00")
    refused("it_is_asked_in_time", ask_extension, case, at=at("2026-10-13 09:00"), **late)
    ask_extension(case, at=at("2026-10-12 16:59"), **late)


@pytest.mark.parametrize(
    ("brings", "code"),
    [
        ({"days": 0}, "it_is_of_some_days"),
        ({"reason": None}, "the_delay_has_a_reason"),
        ({"text": " "}, "the_delay_has_a_reason"),
        ({"days": 21}, "it_goes_no_further_than_the_law_allows"),
        ({"days": 30_000}, "it_goes_no_further_than_the_law_allows"),
    ],
)
def test_what_is_asked_for_keeps_within_reason_and_law(world, case, brings, code):
    asked = {"days": 3, **WHY, **brings}
    refused(code, ask_extension, case, by=world.holder("food"), at=at("2026-09-22 10:00"), **asked)
    assert not Extension.objects.exists()


def test_ten_working_days_beyond_the_statute_are_the_most(world, case):
    assert ask(world, case, days=20).beyond == 10


def test_without_a_statute_it_is_no_longer_than_the_promise(world):
    case = world.accepted("relief")
    asked = {"by": world.holder("relief"), "at": at("2026-09-22 10:00"), **WHY}
    refused("it_is_no_longer_than_the_promise_was", ask_extension, case, days=26, **asked)
    ask_extension(case, days=25, **asked)
    assert Extension.objects.get().decider.rank != "main"


def test_what_is_no_licence_goes_beyond_its_statute_by_an_article_alone(db):
    world = make_world(("civil",))
    case = world.accepted("civil")
    asked = {"by": world.holder("civil"), "at": at("2026-09-22 10:00"), "days": 20, **WHY}
    refused("an_article_allows_what_is_beyond_the_statute", ask_extension, case, **asked)
    ask_extension(case, article="《某条例》第十条", **asked)
    assert Extension.objects.get().beyond > 0


def test_an_immediate_service_is_not_extended(db):
    world = make_world(("registration",))
    case = world.accepted("registration")
    asked = {"by": world.holder("registration"), "at": at("2026-09-21 11:00"), "days": 1, **WHY}
    refused("it_is_no_immediate_service", ask_extension, case, **asked)


def test_it_is_extended_once(world, case):
    row = ask(world, case)
    again = {"by": world.holder("food"), "at": at("2026-09-22 11:00"), "days": 1, **WHY}
    refused("it_is_extended_once", ask_extension, case, **again)
    approve(world, row)
    tell(world, row)
    again["at"] = at("2026-09-23 11:00")
    refused("it_is_extended_once", ask_extension, case, **again)


def test_nobody_waits_for_a_signature(world, case):
    """All that is left is to sign: a leader's absence is no reason, whatever is chosen (X4)."""
    world.work_steps(case, "2026-09-22 10:00")
    asked = {"by": world.holder("food"), "at": at("2026-09-22 11:00"), "days": 3, **WHY}
    bar = refused("more_is_left_than_a_signature", ask_extension, case, **asked)
    assert bar.clause == "6.5a"


def test_nobody_decides_on_what_they_asked_for(world, case):
    """Two posts on one person: the one who asked sits on the leader's post as well (X3)."""
    row = ask(world, case)
    Extension.objects.filter(pk=row.pk).update(asked_by=leader(world, row).person)
    refused(
        "who_decides_did_not_ask",
        approve_extension,
        row.pk,
        by=leader(world, row),
        at=at("2026-09-22 15:00"),
    )


def test_nobody_but_the_leader_with_that_authority_decides(world, case):
    row = ask(world, case, days=14)
    refused(
        "this_post_may_not",
        approve_extension,
        row.pk,
        by=world.holder(LEADER),
        at=at("2026-09-22 15:00"),
    )


def test_a_request_is_decided_once(world, case):
    row = ask(world, case)
    approve(world, row)
    again = {"by": leader(world, row), "at": at("2026-09-22 16:00")}
    refused("it_waits_to_be_decided", approve_extension, row.pk, **again)
    refused("it_waits_to_be_decided", decline_extension, row.pk, why="不必", **again)


def test_a_notice_without_proof_is_none(world, case):
    row = ask(world, case)
    approve(world, row)
    by_post = Handover(ServedBy.POST, "徐禾", None, "")
    brings = {"by": world.holder("food"), "at": at("2026-09-23 09:00"), "handover": by_post}
    refused("the_handover_is_proven", tell_extension, row.pk, **brings)


def test_what_was_not_approved_is_not_told(world, case):
    row = ask(world, case)
    brings = {"by": world.holder("food"), "at": at("2026-09-22 11:00"), "handover": HAND_OVER}
    refused("it_was_approved", tell_extension, row.pk, **brings)


# --- What lapses ---------------------------------------------------------------------------------
@pytest.mark.parametrize("approved", [True, False], ids=["approved", "asked"])
def test_what_was_not_told_before_the_old_date_takes_no_effect(world, case, approved):
    row = ask(world, case, when="2026-10-12 10:00")
    if approved:
        approve(world, row, "2026-10-12 11:00")
    old = at("2026-10-13 00:00")
    told = {"by": world.holder("food"), "at": old, "handover": HAND_OVER}
    late = "the_old_date_has_not_come" if approved else "it_was_approved"
    refused(late, tell_extension, row.pk, **told)
    assert sweep(old).acts == {"lapse_extension": 1}
    row.refresh_from_db()
    assert row.state == "lapsed"
    assert set(owed(case)) == {"decide", "decide_by_law"}
    assert Obligation.objects.get(kind="decide").missed_at == old
    assert not sweep(at("2026-10-13 00:10")).acts


def test_a_case_that_ends_takes_its_request_with_it(world, case):
    row = ask(world, case)
    given_up = Withdrawal("徐禾", Proposer.PARTY)
    withdraw(case, by=Party(), at=at("2026-09-22 11:00"), withdrawal=given_up)
    row.refresh_from_db()
    assert row.state == "lapsed"
    assert not {"decide_extension", "lapse_extension"} & set(owed(case))


def test_a_decision_ends_what_was_to_move_its_date(world, case):
    row = ask(world, case)
    world.work_steps(case, "2026-09-23 10:00")
    decide_grant(case, by=world.holder(LEADER), at=at("2026-09-23 15:00"), facts="符合条件。")
    row.refresh_from_db()
    assert row.state == "lapsed"
    assert set(owed(case)) == {"deliver", "remind_holder"}, "what a decision brings, nothing else"


def test_it_cannot_be_asked_for_while_the_clock_stands_still(world, case):
    begin_special_procedure(
        case,
        by=world.holder("food"),
        at=at("2026-09-22 10:00"),
        kind=SpecialKind.TEST,
        days=5,
        handover=HAND_OVER,
    )
    asked = {"by": world.holder("food"), "at": at("2026-09-22 11:00"), "days": 3, **WHY}
    refused("no_special_procedure_runs", ask_extension, case, **asked)


# --- What it costs, and two at once ----------------------------------------------------------------
def statements(act, *args, **brings):
    with CaptureQueriesContext(connection) as taken:
        act(*args, **brings)
    frame = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
    return len([query for query in taken if not query["sql"].startswith(frame)])


def test_each_act_takes_twenty_statements_at_most(world, case, settings):
    settings.SHOUWEN_RECHECK = False
    handler, told = world.holder("food"), {"handover": HAND_OVER}
    taken = {}

    def count(act, subject, by, when, **brings):
        name = act.__name__
        taken[name] = statements(act, subject, by=by, at=at(when), **brings)

    count(ask_extension, case, handler, "2026-09-22 09:00", days=3, **WHY)
    row = Extension.objects.get()
    count(decline_extension, row.pk, leader(world, row), "2026-09-22 09:10", why="不必")
    count(ask_extension, case, handler, "2026-09-22 09:20", days=3, **WHY)
    row = Extension.objects.get(state="asked")
    count(approve_extension, row.pk, leader(world, row), "2026-09-22 09:30")
    count(tell_extension, row.pk, handler, "2026-09-22 09:40", **told)
    test = {"kind": SpecialKind.TEST, "days": 2, **told}
    count(begin_special_procedure, case, handler, "2026-09-22 10:00", **test)
    running = SpecialProcedure.objects.get()
    count(end_special_procedure, running.pk, handler, "2026-09-22 11:00")
    begin_special_procedure(case, by=handler, at=at("2026-09-22 12:00"), **test)
    count(overrun_special_procedure, case, CLOCK, "2026-09-28 00:00")
    other = world.accepted(when="2026-09-22 14:00")
    ask(world, other, when="2026-09-22 15:00")
    count(lapse_extension, other, CLOCK, "2026-10-14 00:00")
    assert len(taken) == 8
    assert {name: n for name, n in taken.items() if n > 20} == {}


def test_of_two_leaders_at_once_one_decides(committed_db):
    world = make_world()
    row = ask(world, world.accepted())
    by = {"by": leader(world, row), "at": at("2026-09-22 15:00")}
    outcomes = at_once(
        partial(approve_extension, row.pk, **by),
        partial(decline_extension, row.pk, why="来得及", **by),
    )
    assert sorted(type(outcome) for outcome in outcomes if not isinstance(outcome, Done)) == [
        Barred
    ]
    (barred,) = (outcome for outcome in outcomes if isinstance(outcome, Barred))
    assert "it_waits_to_be_decided" in {bar.code for bar in barred.bars}
    assert Extension.objects.get().state in ("approved", "declined")
