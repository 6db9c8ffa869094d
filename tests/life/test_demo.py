"""The demo office: whatever day it is made, there is something to see of everything."""

import re
from collections import Counter
from datetime import datetime, timedelta

import pytest

from shouwen.life import demo
from shouwen.life.demo import make_demo
from shouwen.life.invariants import check_all
from shouwen.life.office import services
from shouwen.life.setting import setting
from shouwen.queries.briefings import briefings
from shouwen.queries.contacts import listed
from shouwen.queries.ledger import verify
from shouwen.queries.rows import Pace
from shouwen.queries.viewer import see
from shouwen.records.calendars import official_calendar
from shouwen.records.models import (
    Absence,
    Account,
    Case,
    Cover,
    LedgerEntry,
    Letter,
    Obligation,
    ServiceVersion,
)
from shouwen.rules.identity import (
    credit_code_problem,
    credit_code_warning,
    resident_id_problem,
    resident_id_warning,
)
from shouwen.rules.words import ActorKind, CaseState, ContactState, PartyIdKind
from shouwen.rules.worktime import CST
from tests.databases import committed_copy

pytestmark = pytest.mark.database

DAYS = {
    "a Monday morning": datetime(2026, 11, 23, 9, 40, tzinfo=CST),
    "a Sunday night": datetime(2026, 11, 22, 23, 50, tzinfo=CST),
    "within the National Day week": datetime(2026, 10, 4, 15, 0, tzinfo=CST),
}


ON_ANY_DATABASE = "a Monday morning"


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(
            day, id=name, marks=[] if name == ON_ANY_DATABASE else pytest.mark.engine("sqlite")
        )
        for name, day in DAYS.items()
    ],
)
def now(request, django_db_setup, django_db_blocker, tmp_path_factory):
    """A demo office of fewer weeks, made once for each day; the tests only look at it."""
    with django_db_blocker.unblock(), committed_copy(tmp_path_factory.mktemp("demo")):
        make_demo(request.param, "x", weeks=6, say=lambda words: None)
        yield request.param


def test_there_is_something_to_see_of_everything(now):
    cases = Case.objects.select_related("matter")
    assert set(Counter(case.matter.state for case in cases)) == set(CaseState)
    open_ = Obligation.objects.filter(ended_at=None)
    kinds = set(open_.values_list("kind", flat=True))
    assert kinds >= {
        *("examine_materials", "answer_receipt", "answer_silence", "check_correction"),
        *("correct", "settle_lapse", "decide", "decide_by_law", "finish_step", "deliver"),
        *("review_refusal", "approve_refusal", "hold_hearing"),
    }
    assert cases.filter(deemed=True).exists()
    promises = open_.filter(kind="decide")
    assert promises.filter(missed_at__isnull=False).exists(), "a promise is broken"
    near = promises.filter(missed_at=None, due_at__lte=now + timedelta(days=7))
    assert near.exists(), "a promise is nearly over"
    today = cases.filter(received_at__gte=now - timedelta(hours=6), matter__state="received")
    assert today.exists(), "something came just now"


def test_at_the_contact_desk_something_is_late_something_nearly_and_something_waits(now):
    window = see(Account.objects.get(sign_in="heyutong").person_id, now)
    rows = listed(window).rows
    assert {row.left.pace for row in rows} >= {Pace.LATE, Pace.SOON}
    states = {row.state for row in rows if row.holder in ("", window.name)}
    assert states >= {ContactState.WAITING, ContactState.OPEN, ContactState.PROMISED}
    (briefed,) = briefings(see(Account.objects.get(sign_in="jianglinxi").person_id, now)).rows
    assert briefed.left, "three were sent to the wrong post, and the head is to go through it"
    if now == DAYS["a Monday morning"]:  # handed over just now, while the office is open
        assert ContactState.HANDED in states


def test_somebody_is_away_somebody_asks_and_somebody_waits(now):
    absences = {
        row.person.name: row
        for row in Absence.objects.exclude(matter__state="closed").select_related(
            "person", "matter"
        )
    }
    states = {name: row.matter.state for name, row in absences.items()}
    assert states["罗一鸣"] == states["顾文博"] == "running"
    assert Cover.objects.get(absence=absences["罗一鸣"].pk).person.name == "沈清和"
    assert (states["杨启文"], states["任晓满"]) == ("requested", "approved")
    owed = Obligation.objects.filter(ended_at=None, matter__kind="absence")
    kinds = set(owed.values_list("kind", flat=True))
    assert kinds >= {"approve_absence", "take_hand_over", "come_back"}
    # Whether delegate and head have answered by now is theirs to say.
    posts = setting(demo.STAFF).posts
    shown = {posts[key].holder for key in demo.SHOWN}
    gone = {
        Account.objects.get(person=row.person_id).sign_in
        for row in absences.values()
        if row.away_from and row.away_from <= now and row.ended_at is None
    }
    assert gone & shown == {"luoyiming"}, "whoever the walk needs is there"
    asks_for_an_hour = bool(list(demo._errand(now)))
    assert asks_for_an_hour == (now == DAYS["a Monday morning"]), "while the office is open"
    assert Absence.objects.filter(matter__state="closed", person__name="田如意").exists()


@pytest.mark.parametrize("now", [DAYS["a Monday morning"]], indirect=True, ids=["Monday"])
def test_it_was_lived_by_the_rules_and_by_nobody_real(now):
    published = ServiceVersion.objects.filter(state="published")
    assert (published.count(), ServiceVersion.objects.count()) == (len(services()), 1135)
    assert not LedgerEntry.objects.filter(at__gt=now).exists(), "nothing is done in the future"
    assert not any(broken for _, broken in check_all().values())
    assert verify().broken == ()
    assert not Letter.objects.filter(sent_at=None).exists(), "nobody is told now what was then"
    calendar = official_calendar()
    for entry in LedgerEntry.objects.filter(
        actor_kind=ActorKind.SEAT, matter__kind="case"
    ).iterator():
        local = entry.at.astimezone(CST)
        assert calendar.is_working_day(local.date()), entry.act
        assert 9 <= local.hour <= 17, entry.act
    for case in Case.objects.all():
        assert re.fullmatch(r"0826-555-01\d\d", case.phone)
        assert case.email == "" or case.email.endswith("@example.org")
        if case.id_kind == PartyIdKind.RESIDENT_ID:
            assert case.id_number[:6] == "519999", "an area that never was: nobody's number"
            assert resident_id_problem(case.id_number, now.date()) is None
            assert resident_id_warning(case.id_number) is None
        else:
            assert case.id_number[2:8] == "519999"
            assert credit_code_problem(case.id_number) is None
            assert credit_code_warning(case.id_number) is None
