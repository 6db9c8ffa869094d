"""Two at once: of two acts that exclude each other one is done, and the other is told why not.

First the race itself is shown, with plain code that reads, decides and writes without a lock; then
the act that does the same. On SQLite a transaction holds the write lock from its first statement,
so there is no race to show."""

import threading
import time
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import connection, transaction

from shouwen.acts import CLOCK, Barred, Done, Party
from shouwen.acts.absence import Leave, enter_sudden_absence
from shouwen.acts.case import (
    accept_case,
    decide_grant,
    deem_accepted,
    deliver_result,
    issue_correction_notice,
    withdraw,
)
from shouwen.acts.catalogue import Item, approve_version, draft_version, publish, submit_version
from shouwen.acts.receiving import receive_application
from shouwen.acts.renewal import deem_renewed
from shouwen.records.keys import new_key
from shouwen.records.models import (
    Correction,
    Counter,
    LedgerEntry,
    Matter,
    Paper,
    RefusedAttempt,
    Service,
    ServiceVersion,
    Unit,
)
from shouwen.rules.facts.casefile import Withdrawal
from shouwen.rules.facts.guide import Guide
from shouwen.rules.sentences import fill, template
from shouwen.rules.words import AbsenceKind, Proposer, ServiceKind
from tests.acts.world import HAND_OVER, at, make_world, state
from tests.databases import at_once

WHEN = at("2026-09-21 11:00")
SECOND = timedelta(seconds=1)


@pytest.fixture
def world(committed_db):
    """The demo office where commits are real."""
    return make_world()


def one_done_one_barred(outcomes):
    """The bars of the one that was refused."""
    assert sorted(type(outcome) for outcome in outcomes if not isinstance(outcome, Done)) == [
        Barred
    ], outcomes
    (barred,) = (outcome for outcome in outcomes if isinstance(outcome, Barred))
    return barred.bars


# --- The race, and the act -------------------------------------------------------------------------
@pytest.mark.engine("postgresql")
def test_without_a_lock_two_officers_tell_the_applicant_twice(world):
    case = world.receive()
    paper = Paper.objects.get(matter=case)
    both_have_looked = threading.Barrier(2)

    def tell():
        with transaction.atomic():
            if not Correction.objects.filter(case=case).exists():
                both_have_looked.wait()
                Correction.objects.create(
                    id=new_key(WHEN),
                    case_id=case,
                    state="told",
                    supplementary=True,  # the constraint on first notices would refuse it
                    paper=paper,
                    told_at=WHEN,
                )

    at_once(tell, tell)
    assert Correction.objects.filter(case=case).count() == 2


@pytest.mark.engine("postgresql")
def test_an_act_that_waited_for_its_matter_is_judged_by_who_is_there_by_then(world):
    """2.4.2: somebody fell ill while they waited, and does nothing from their post."""
    case = world.receive()
    held, ill = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            Matter.objects.select_for_update().get(pk=case)
            held.set()
            assert ill.wait(30)

    def accept():
        assert held.wait(30)
        return accept_case(case, by=world.holder("food"), at=WHEN)

    def fall_ill():
        assert held.wait(30)
        until_somebody_waits()
        leave = Leave(AbsenceKind.ILLNESS, at("2026-09-21 10:30"))
        person, by = world.people["luoyiming"], world.staff("weisiyuan")
        brings = {"person": person, "leave": leave}
        enter_sudden_absence(world.jurisdiction, by=by, at=at("2026-09-21 10:30"), **brings)
        ill.set()

    _, outcome, _ = at_once(hold, accept, fall_ill)
    assert isinstance(outcome, Barred), outcome
    assert [bar.code for bar in outcome.bars] == ["this_post_may_not"]


def until_somebody_waits(*, how_many=1):
    """Look on until so many wait for a lock; of PostgreSQL."""
    waiting = 0
    with connection.cursor() as cursor:
        while waiting < how_many:
            time.sleep(0.02)
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
            waiting = cursor.fetchone()[0]


def test_of_two_notices_at_once_one_is_told_and_the_other_refused_with_a_sentence(world):
    case = world.receive()
    world.fault(case, "application", "2026-09-21 10:30")

    def tell():
        return issue_correction_notice(case, by=world.holder("food"), at=WHEN, handover=HAND_OVER)

    (bar,) = one_done_one_barred(at_once(tell, tell))
    assert bar.code == "not_in_this_state"
    assert fill(template(bar.code), bar)
    assert Correction.objects.filter(case=case).count() == 1
    assert Paper.objects.filter(matter=case, kind="correction_notice").count() == 1
    assert RefusedAttempt.objects.count() == 1


@pytest.mark.engine("postgresql")
def test_without_a_lock_one_number_is_given_twice(world):
    unit = Unit.objects.get()
    counter = Counter.objects.create(id=new_key(WHEN), unit=unit, kind="plain", year=2026, value=7)
    both_have_read = threading.Barrier(2)

    def take():
        with transaction.atomic():
            value = Counter.objects.get(pk=counter.pk).value + 1
            both_have_read.wait()
            Counter.objects.filter(pk=counter.pk).update(value=value)
            return value

    assert at_once(take, take) == [8, 8]


def test_numbers_given_at_once_are_different_and_without_gaps(world):
    def receive():
        return receive_application(
            world.versions["food"],
            by=world.holder("window_1"),
            at=WHEN,
            application=world.application("food"),
        )

    def refused():
        with pytest.raises(Barred, match="characters_cannot_be_drawn"):
            receive_application(
                world.versions["food"],
                by=world.holder("window_1"),
                at=WHEN,
                application=world.application("food", applicant="徐\U0002b740\U000e0100"),
            )

    outcomes = at_once(receive, refused, receive, refused, receive)
    assert [type(outcome) for outcome in outcomes[::2]] == [Done] * 3
    numbers = Paper.objects.filter(kind="receipt").values_list("number", flat=True)
    assert sorted(numbers) == [f"广审收〔2026〕{n}号" for n in (1, 2, 3)]


# --- Two acts that exclude each other ------------------------------------------------------------
def pairs(world):
    """By name: a case, and two acts of which only one can be done."""
    food, leader = world.holder("food"), world.holder("deputy_people")
    clerk = world.holder("window_1")
    given_up = Withdrawal("徐禾", Proposer.PARTY)
    over = at("2026-09-30 00:00")
    late, ends = at("2026-09-24 09:00"), at("2026-11-01 00:00")

    def ready():
        case = world.accepted()
        world.work_steps(case, "2026-09-22 10:00")
        return case

    def renewing():
        case = world.receive(renews="首食〔2021〕7号", renews_until=date(2026, 10, 31))
        accept_case(case, by=food, at=at("2026-09-21 10:00"))
        world.work_steps(case, "2026-09-22 10:00")
        return case

    return {
        "renewed_and_silent": (
            renewing,
            lambda case: decide_grant(case, by=leader, at=ends - SECOND, facts="符合条件。"),
            lambda case: deem_renewed(case, by=CLOCK, at=ends),
        ),
        "accepted_twice": (
            world.receive,
            lambda case: accept_case(case, by=food, at=WHEN),
            lambda case: accept_case(case, by=food, at=WHEN),
        ),
        "the_officer_and_the_clock_accept": (
            world.receive,
            lambda case: accept_case(case, by=food, at=over),
            lambda case: deem_accepted(case, by=CLOCK, at=over),
        ),
        "granted_and_withdrawn": (
            ready,
            lambda case: decide_grant(case, by=leader, at=late, facts="符合条件。"),
            lambda case: withdraw(case, by=Party(), at=late, withdrawal=given_up),
        ),
        "delivered_twice": (
            world.decided,
            lambda case: deliver_result(case, by=clerk, at=late, handover=HAND_OVER),
            lambda case: deliver_result(case, by=clerk, at=late, handover=HAND_OVER),
        ),
    }


@pytest.mark.parametrize(
    "name",
    [
        "renewed_and_silent",
        "accepted_twice",
        "the_officer_and_the_clock_accept",
        "granted_and_withdrawn",
        "delivered_twice",
    ],
)
def test_of_two_acts_at_once_one_is_done_and_one_is_told_why_not(world, name):
    make, one, other = pairs(world)[name]
    case = make()
    before = LedgerEntry.objects.filter(matter=case).count()
    (bar,) = one_done_one_barred(at_once(lambda: one(case), lambda: other(case)))
    assert bar.code == "not_in_this_state"
    assert LedgerEntry.objects.filter(matter=case).count() == before + 1
    assert Matter.objects.get(pk=case).chain_length == before + 1


# --- One request, sent twice at once ---------------------------------------------------------------
def test_a_form_sent_twice_at_once_makes_one_case_and_both_are_answered(world):
    application = world.application("food")

    def send():
        return receive_application(
            world.versions["food"],
            by=Party(),
            at=WHEN,
            application=application,
            request_id="form-1",
        )

    one, other = at_once(send, send)
    assert (one.matter, one.seq) == (other.matter, other.seq)
    assert {one.before, other.before} == {True, False}
    assert Matter.objects.filter(kind="case").count() == 1
    assert Paper.objects.count() == 1


def test_an_act_on_a_case_sent_twice_at_once_is_done_once_and_both_are_answered(world):
    case = world.receive()

    def send():
        return accept_case(case, by=world.holder("food"), at=WHEN, request_id="form-2")

    one, other = at_once(send, send)
    assert {(one.matter, one.seq), (other.matter, other.seq)} == {(case, 2)}
    assert {one.before, other.before} == {True, False}
    assert not RefusedAttempt.objects.exists()


# --- The catalogue -------------------------------------------------------------------------------
def test_of_two_versions_published_at_once_one_is_in_force(world):
    keeper = world.holder("bureau_head")
    service = Service.objects.get(versions=world.versions["food"])
    guide = ServiceVersion.objects.get(pk=world.versions["food"]).guide
    item = Item(service.code, service.name)
    drafts = [
        draft_version(
            world.jurisdiction, by=keeper, at=WHEN, item=item, guide=Guide.from_json(guide)
        ).matter
        for _ in range(2)
    ]
    for draft in drafts:
        submit_version(draft, by=keeper, at=WHEN)
        approve_version(draft, by=world.holder("market_head"), at=WHEN)
    leader = world.holder("deputy_people")
    both = at_once(*(partial(publish, draft, by=leader, at=WHEN) for draft in drafts))
    assert [type(outcome) for outcome in both] == [Done] * 2, both
    assert sorted(map(state, [*drafts, world.versions["food"]])) == [
        "published",
        "superseded",
        "superseded",
    ]


def test_nothing_is_received_under_a_version_that_ends_at_that_moment(world):
    """5.1a: whoever applies while the next one takes over waits, and is told."""
    keeper, leader = world.holder("bureau_head"), world.holder("deputy_people")
    version = ServiceVersion.objects.select_related("service").get(pk=world.versions["food"])
    guide, item = Guide.from_json(version.guide), Item(version.service.code, version.service.name)
    draft = draft_version(world.jurisdiction, by=CLOCK, at=WHEN, item=item, guide=guide).matter
    submit_version(draft, by=keeper, at=WHEN)
    approve_version(draft, by=world.holder("market_head"), at=WHEN)
    takes_over = threading.Event()

    def when():
        """The clock is read once the act holds its locks."""
        takes_over.set()
        time.sleep(0.5)
        return WHEN

    def apply():
        takes_over.wait(10)
        return world.receive(when="2026-09-21 11:00")

    published, received = at_once(lambda: publish(draft, by=leader, at=when), apply)
    assert isinstance(published, Done), published
    assert [bar.code for bar in received.bars] == ["an_older_version_was_told"]


def test_versions_drafted_at_once_are_numbered_one_after_the_other(world):
    item, guide = Item("X-1", "某事项"), Guide.draft("某事项", ServiceKind.OTHER)

    def draft():
        return draft_version(world.jurisdiction, by=CLOCK, at=WHEN, item=item, guide=guide)

    outcomes = at_once(draft, draft, draft)
    assert [type(outcome) for outcome in outcomes] == [Done] * 3, outcomes
    numbers = ServiceVersion.objects.filter(service__code="X-1").values_list("number", flat=True)
    assert sorted(numbers) == [1, 2, 3]


# --- Nobody waits crosswise --------------------------------------------------------------------------
def test_different_acts_on_different_cases_at_once_are_all_done(world):
    ready = [world.receive() for _ in range(2)]
    acts = [lambda case=case: accept_case(case, by=world.holder("food"), at=WHEN) for case in ready]
    acts += [lambda: world.receive(when="2026-09-21 11:00") for _ in range(2)]
    acts += [lambda: world.told(received="2026-09-21 11:00") for _ in range(2)]
    outcomes = at_once(*acts)
    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
