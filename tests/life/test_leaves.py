"""People of the simulated office leave and come back, and whoever sits there does their work."""

from collections import Counter
from datetime import datetime

import pytest

from shouwen.acts import Barred, Done
from shouwen.life.leaves import HIDDEN
from shouwen.life.script import ENTERS
from shouwen.life.setting import found
from shouwen.life.world import World, end_of
from shouwen.records.models import Absence, Cover, LedgerEntry, Matter, Obligation
from shouwen.rules.words import AbsenceKind, AbsenceState
from shouwen.rules.worktime import CST
from tests.databases import committed_copy

pytestmark = [pytest.mark.database, pytest.mark.engine("sqlite")]
# What the world chooses looks at no database: tried on one.

START = datetime(2026, 4, 20, tzinfo=CST)
SEED, STAFF = 1, 40
ABUSES = ("unasked-leave", "hidden-work", "idle-stand-in")


@pytest.fixture(scope="module")
def lived(django_db_setup, django_db_blocker, tmp_path_factory):
    """A life in which some abuse their leave, lived once for all who look at it: its world and what
    was done in it."""
    home = tmp_path_factory.mktemp("leaves")
    with django_db_blocker.unblock(), committed_copy(home):
        found(STAFF, START, password="x")
        world = World(SEED, STAFF, START, end_of(45, START), ABUSES)
        yield world, list(world.live())


def test_absences_of_every_kind_are_lived_and_none_is_forgotten(lived):
    _, done = lived
    absences = Absence.objects.select_related("matter")
    assert {absence.kind for absence in absences} >= set(AbsenceKind) - {"accident"}
    states = Counter(absence.matter.state for absence in absences)
    assert states.keys() >= {AbsenceState.CLOSED, "declined", "cancelled", "running"}
    assert states["closed"] > len(absences) / 2
    acts = Counter(command.act for command, outcome in done if isinstance(outcome, Done))
    tried = ("decline_to_stand_in", "designate_stand_in", "ask_extension", "hand_back")
    for act in (*tried, "tell_of_absent"):  # who overstays is found
        assert acts[f"absence.{act}"], act
    assert Obligation.objects.filter(kind="find_absent").exists(), "somebody overstayed"
    late = Obligation.objects.filter(matter__kind="absence", missed_at__isnull=False)
    handing = {"hand_over", "take_hand_over", "see_hand_over", "hand_back"}
    assert handing & set(late.values_list("kind", flat=True))


def test_whoever_stands_in_works_the_queue_of_who_is_away(lived):
    acted = LedgerEntry.objects.filter(matter__kind="case", actor_kind="seat")
    stood_in = [row for row in acted if '"rule":"stand_in"' in row.text]
    assert len({row.act for row in stood_in}) > 3
    away = {row.person_id: row for row in Absence.objects.filter(away_from__isnull=False)}
    for row in acted:
        absence = away.get(row.person)
        if absence and absence.ended_at:
            assert not absence.away_from < row.at < absence.ended_at, row.act


def test_a_refusal_names_somebody_who_would_do(lived):
    """Who reads in the sentence who else could stand in, and names them, is mostly done with it."""
    _, done = lived
    asked = [(c, o) for c, o in done if c.act == "absence.request_absence"]
    refused = [c.who for c, o in asked if isinstance(o, Barred)]
    granted = [c for c, o in asked if isinstance(o, Done) and c.brings["leave"]["stand_ins"]]
    assert refused
    assert granted


def test_who_left_without_asking_enters_it_afterwards_as_sudden(lived):
    world, done = lived
    planted = world.truth["unasked-leave"]
    assert planted
    commands = {c.n: c for c, _ in done}
    for n in planted:
        command = commands[n]
        assert (command.act, command.brings["person"]) == (ENTERS, command.who)
        assert datetime.fromisoformat(command.brings["leave"]["leaves_at"]) < command.at


def test_hidden_work_is_handed_over_as_done(lived):
    world, done = lived
    commands = {c.n: c for c, _ in done}
    planted = [commands[n] for n in world.truth["hidden-work"]]
    assert planted
    assert {(c.act, c.brings["lines"]) for c in planted} == {("absence.hand_over", HIDDEN)}
    hid = {c.who for c in planted}
    honest = [c for c in commands.values() if c.act == "absence.hand_over" and c.who not in hid]
    assert honest
    assert not any(c.brings["lines"] == HIDDEN for c in honest)


def test_an_idle_stand_in_does_nothing_on_the_post_they_took_over(lived):
    world, _ = lived
    assert world.truth["idle-stand-in"]
    lay = {world.flow.stage.matter(n) for n in world.truth["idle-stand-in"]}
    assert Matter.objects.filter(pk__in=lay, kind="case").count() == len(lay)
    stood_in = set(Cover.objects.filter(since__isnull=False).values_list("person", flat=True))
    assert stood_in
