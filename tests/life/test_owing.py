"""What is owed, bare, as the simulated office sees it."""

from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from shouwen.life.script import RECEIVES, Stage
from shouwen.life.setting import found
from shouwen.queries.owing import next_bell, owing
from shouwen.records.models import Obligation
from shouwen.rules.worktime import CST
from tests.databases import committed_copy
from tests.life.lives import everything_once

pytestmark = pytest.mark.database

START = datetime(2026, 4, 27, tzinfo=CST)


@pytest.fixture(scope="module")
def living(django_db_setup, django_db_blocker, tmp_path_factory):
    """The office, and its stage after the first nine days of a life in which all happens."""
    home = tmp_path_factory.mktemp("living")
    with django_db_blocker.unblock(), committed_copy(home):
        place = found(21, START, password="x")
        script = everything_once()
        stage = Stage(script.seed)
        until = START + timedelta(days=9)
        for command in script.commands:
            if command.at < until:
                stage.do(command)
        yield place, stage, until, script


def test_what_staff_owe_is_there_with_who_sits_on_the_post(living):
    place, stage, until, script = living
    rows = owing(place, until)
    theirs = Obligation.objects.filter(ended_at=None, bearer__isnull=False)
    assert len(rows) == theirs.exclude(kind="decide_by_law").count() > 5
    people = {person: key for key, person in stage.people.items()}
    granted = next(c for c in script.commands if c.act == RECEIVES)
    mine = {(row.kind, people[row.person]) for row in rows if row.matter == stage.matter(granted.n)}
    assert ("decide", "luoyiming") in mine


def test_what_applicants_owe_and_the_limit_behind_a_limit_are_left_out(living):
    place, _, until, _ = living
    kinds = {row.kind for row in owing(place, until)}
    standing = set(Obligation.objects.filter(ended_at=None).values_list("kind", flat=True))
    assert {"correct", "decide_by_law"} <= standing
    assert not {"correct", "decide_by_law"} & kinds


def test_the_next_bell_is_the_earliest_and_is_found_by_its_index(living):
    ringing = Obligation.objects.filter(ended_at=None, bell_at__isnull=False)
    with CaptureQueriesContext(connection) as asked:
        assert next_bell() == ringing.earliest("bell_at").bell_at
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
            assert "open_by_bell" in str(cursor.fetchall())


def test_where_nothing_has_a_bell_none_rings(living):
    with transaction.atomic():
        Obligation.objects.update(bell_at=None)
        assert next_bell() is None
        transaction.set_rollback(True)
