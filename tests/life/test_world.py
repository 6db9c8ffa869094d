"""A simulated office lives by the rules: one seed, one life, and what must hold holds."""

from collections import Counter
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import sha256

import pytest

from shouwen.acts import Barred, Done
from shouwen.life import contacts
from shouwen.life.abuses import ABUSES, Abuses
from shouwen.life.contact_acts import REGISTERS
from shouwen.life.flow import ROUND
from shouwen.life.invariants import check_all
from shouwen.life.script import DELIVERS, OLDER, PARTY, RECEIVES, SWEEPS, THE_CLOCK
from shouwen.life.setting import found, setting
from shouwen.life.world import World, end_of
from shouwen.queries.contact_figures import figures
from shouwen.queries.leads import leads
from shouwen.queries.viewer import see
from shouwen.records.calendars import official_calendar
from shouwen.records.models import Case, LedgerEntry, Letter, Matter, Obligation
from shouwen.rules.words import CaseState
from shouwen.rules.worktime import CST
from tests.databases import committed_copy
from tests.life.today import SEED, told

pytestmark = pytest.mark.database
whatever_the_database = pytest.mark.engine("sqlite")
"""What the world chooses looks at no database: tried on one."""

START = datetime(2026, 4, 20, tzinfo=CST)  # the holiday of May lies within


@pytest.fixture
def lived(django_db_setup, django_db_blocker, tmp_path):
    """Lives a life on a database of its own; answers with its world and what was done in it."""

    @contextmanager
    def life(seed, days=15, staff=21, abuses=()):
        with django_db_blocker.unblock(), committed_copy(tmp_path):
            found(staff, START, password="x")
            world = World(seed, staff, START, end_of(days, START), abuses)
            yield world, list(world.live())

    return life


def fingerprint(done):
    told = "\n".join(f"{c.act} {c.who} {c.subject} {c.step} {c.at.isoformat()}" for c, _ in done)
    return sha256(told.encode()).hexdigest()


@pytest.mark.engine("sqlite")  # on both: test_same_life
def test_one_seed_is_one_life_and_another_is_another(lived):
    prints = []
    for seed in (5, 5, 6):
        with lived(seed, days=8, abuses=ABUSES) as (_, done):
            assert len(done) > 100
            prints.append(fingerprint(done))
    assert prints[0] == prints[1] != prints[2]


def test_everything_that_must_hold_holds_in_the_life_of_the_day(lived):
    print(told())
    with lived(SEED, days=30, abuses=ABUSES) as (_, done):
        found = check_all()
        assert {name: broken for name, (_, broken) in found.items() if broken} == {}
        assert not any(outcome.failed for command, outcome in done if command.act == SWEEPS)
        states = set(Case.objects.values_list("matter__state", flat=True))
        assert len(states) >= len(CaseState) - 1, f"little happened: {states}"


@whatever_the_database
def test_people_work_while_the_office_is_open_and_applicants_when_they_like(lived):
    calendar = official_calendar()
    with lived(3, days=25) as (_, done):
        staff = [c for c, _ in done if c.who not in (PARTY, THE_CLOCK)]
        for command in staff:
            assert calendar.is_working_day(command.at.date()), command
            assert 9 <= command.at.hour <= 17, command
        assert {c.who for c in staff} <= {p.key for p in setting(21).office.people}
        assert any(c.who == PARTY for c, _ in done)


def test_nothing_is_done_before_what_was_done_before(lived):
    with lived(4) as (_, done):
        times = [command.recorded_at or command.at for command, _ in done]
        assert times == sorted(times)


@whatever_the_database
def test_the_sweep_runs_in_the_round_after_each_bell_and_letters_leave(lived):
    with lived(8, days=25) as (world, done):
        overdue = Obligation.objects.filter(ended_at=None, bell_at__lt=world.until - ROUND)
        assert not overdue.exists()
        acts = Counter()
        for command, outcome in done:
            if command.act == SWEEPS:
                acts.update(outcome.acts)
                assert outcome.examined, "no round without a bell"
        assert acts["note_missed"] > 0
        assert sum(o.letters for c, o in done if c.act == DELIVERS) == Letter.objects.count()
        assert not Letter.objects.filter(sent_at=None).exists()


@whatever_the_database
def test_more_staff_are_more_of_the_same_posts_and_more_who_come(lived):
    came = []
    for staff in (21, 60):
        with lived(2, days=5, staff=staff) as (_, done):
            came.append(sum(c.act == RECEIVES for c, _ in done))
    assert came[1] > 1.5 * came[0]
    place = setting(60)
    assert len(place.office.people) == len({p.key for p in place.office.people}) == 60
    assert len({p.name for p in place.office.people}) == 60
    assert len(place.services) == len({s.code for s in place.services}) > len(setting(21).services)


@pytest.mark.parametrize("staff", [0, 20, 401])
def test_an_office_that_cannot_be_is_refused(staff):
    with pytest.raises(ValueError, match=f"An office of {staff} cannot be"):
        setting(staff)


def test_an_abuse_nobody_knows_is_refused():
    with pytest.raises(ValueError, match=r"There is no abuse haste\. Choose from late-entry"):
        World(1, 21, START, START, ("haste",))


# ── planted abuses ──────────────────────────────────────────────────────────────────────────────


@whatever_the_database
def test_a_life_without_planted_abuses_keeps_no_truth_and_dates_nothing_back(lived):
    with lived(9) as (world, done):
        assert world.truth == {}
        assert {c.act for c, _ in done if c.recorded_at} <= {REGISTERS}  # of who asked offline
        assert not any(isinstance(o, Done) and o.before for _, o in done)


@whatever_the_database
def test_late_entries_are_recorded_after_they_claim_to_have_been_done(lived):
    with lived(1, days=25, abuses=("late-entry",)) as (world, done):
        late = {c.n: c for c, o in done if c.recorded_at and c.act != REGISTERS}
        assert sorted(late) == world.truth["late-entry"] != []
        for n, command in late.items():
            assert command.recorded_at > command.at
            for entry in LedgerEntry.objects.filter(request_id=f"life-1-{n}"):
                assert (entry.at, entry.recorded_at) == (command.at, command.recorded_at)


@whatever_the_database
def test_a_clock_is_reset_by_withdrawing_and_filing_the_same_again(lived):
    with lived(5, days=40, abuses=("reset",)) as (world, done):
        assert world.truth["reset"]
        received = {c.n: c for c, _ in done if c.act == RECEIVES}
        withdrawn = {c.subject for c, o in done if c.act == "case.withdraw" and isinstance(o, Done)}
        people = {
            n: (c.subject.partition(OLDER)[0], c.brings["application"]["id_number"])
            for n, c in received.items()
        }
        for n in world.truth["reset"]:
            earlier = {m for m, who in people.items() if who == people[n] and m < n}
            assert earlier & withdrawn, f"{n} was filed before, and withdrawn"


@whatever_the_database
def test_batches_are_decided_in_the_last_hour(lived):
    with lived(1, days=30, abuses=("batch-at-the-limit",)) as (world, done):
        decided = {c.n: c for c, o in done if c.act == "case.decide_grant" and isinstance(o, Done)}
        assert world.truth["batch-at-the-limit"]
        for n in world.truth["batch-at-the-limit"]:
            assert decided[n].at.hour >= 16


@whatever_the_database
def test_what_went_round_the_filing_was_taken_back_and_is_a_lead(lived):
    with lived(14, days=40, abuses=("round-the-filing",)) as (world, done):
        planted = set(world.truth["round-the-filing"])
        taken_back = {c.subject for c, o in done if c.act == "case.withdraw" and c.who != PARTY}
        filed = {c.subject for c, o in done if c.act == "refusal.propose_refusal"}
        assert planted <= taken_back - filed
        supervises = world.flow.stage.people[world.flow.sits("oversight_head")]
        page = leads(see(supervises, world.until))
        found = next(group.leads for group in page.groups if group.name == "撤回多、报备少")
        named = {number for n in planted for number in numbers(world.flow.stage.matter(n))}
        assert len(named) > 1
        (lead,) = found  # one person did it more than once, and nobody else is named
        assert set(lead.evidence[:-1]) <= named


def numbers(matter):
    return Matter.objects.filter(pk=matter).values_list("number", flat=True)


@whatever_the_database
def test_what_is_planted_of_contacts_is_kept_aside_and_found_by_its_leads(lived, monkeypatch):
    monkeypatch.setattr(contacts, "A_DAY", 1.5)  # more people ask than in any other life
    abuses = ("unregistered-contact", "handed-round", "nothing-came")
    with lived(5, days=8, abuses=abuses) as (world, done):
        sent = {c.n: c for c, o in done}
        assert all(world.truth.values())
        assert not sent.keys() & set(world.truth["unregistered-contact"])
        handed = {sent[n].act for n in world.truth["handed-round"]}
        assert handed == {"contact.hand_over"}
        said = {sent[n].brings["text"] for n in world.truth["nothing-came"]}
        assert said == {"已处理。"}
        viewer = see(world.flow.stage.people[world.flow.sits("oversight_head")], world.until)
        found = {group.name: group.leads for group in leads(viewer).groups}
        unregistered, round_, nothing = given_to(abuses, world, viewer)
        quiet = quiet_days(found["有人在岗、一天没有登记的窗口"], START)
        named = {lead.text.partition("登记的")[0] for lead in found["件件都是答复的"]}
        misroute = {row.person for row in figures(viewer, START.date()).misrouters}
        print(f"days without anybody: {dict(quiet)}, register nobody: {sorted(unregistered)}")
        print(f"nothing but answers: {sorted(named)}, answer with nothing: {sorted(nothing)}")
        print(f"misroute: {sorted(misroute)}, hand round: {sorted(round_)}")
        theirs = [days for name, days in quiet.items() if name in unregistered]
        others = [days for name, days in quiet.items() if name not in unregistered]
        assert min(theirs) > max(others)
        assert named, "who answered twenty people with nothing"
        assert named <= nothing, "and nobody else"
        assert misroute, "whose hand-overs were declined, though they could have answered"
        assert misroute <= round_, "and nobody else"


def given_to(abuses, world, viewer):
    """The names of those who are given to each of some abuses."""
    planted = Abuses(world.seed, abuses, world.setting)
    names = {who: viewer.office.roster.people[key] for key, who in world.flow.sign_in.items()}
    for abuse in abuses:
        yield {name for who, name in names.items() if planted.does(abuse, who)}


def quiet_days(found, since):
    """On how many days since then people sat at windows where nobody was registered, by name."""
    days = (day.split(" ") for lead in found for day in lead.evidence)
    return Counter(name for day, name in days if day >= str(since.date()))


def test_requests_sent_twice_are_answered_as_before_and_done_once(lived):
    with lived(1, abuses=("double-submit",)) as (world, done):
        times = Counter(c.n for c, _ in done)
        twice = sorted(n for n, sent in times.items() if sent == 2)
        assert twice == sorted(world.truth["double-submit"]) != []
        for n in twice:
            first, again = (o for c, o in done if c.n == n)
            if isinstance(first, Barred):
                assert isinstance(again, Barred)
            else:
                assert again.before
                assert LedgerEntry.objects.filter(request_id=f"life-1-{n}").count() == 1


@whatever_the_database
def test_a_life_ends_when_it_is_to_end(lived):
    with lived(7, days=3) as (world, done):
        assert done[-1][0].at == world.until == datetime(2026, 4, 23, tzinfo=CST)
        assert all(c.at <= world.until for c, _ in done)
        assert done[0][0].at > START - timedelta(days=1)
