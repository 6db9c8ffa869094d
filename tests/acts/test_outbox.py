"""The outbox: letters are taken once at a time, tried again with pauses, given up with a reason."""

from datetime import timedelta

import pytest

from shouwen.acts.outbox import (
    FIRST_PAUSE,
    LEASE,
    NEVER_HEARD_OF,
    TRIES,
    letter_failed,
    letters_were_sent,
    take_letters,
)
from shouwen.records.models import Letter
from tests.acts.world import at, make_world
from tests.databases import at_once

NOW = at("2026-09-21 10:05")


@pytest.fixture
def letters(world):
    """The two letters of one receipt: e-mail and short message."""
    world.receive("food", "2026-09-21 10:00")
    return Letter.objects.order_by("channel")


def test_a_letter_is_taken_by_one_at_a_time(letters):
    assert [letter.channel for letter in take_letters(NOW)] == ["email", "sms"]
    assert take_letters(NOW) == []


def test_two_who_take_at_once_share_the_letters(committed_db):
    world = make_world(("food",))
    for _ in range(10):
        world.receive("food", "2026-09-21 10:00")
    one, other = at_once(lambda: take_letters(NOW), lambda: take_letters(NOW))
    assert len({letter.id for letter in (*one, *other)}) == len(one) + len(other) == 20


def test_a_letter_that_was_sent_is_not_taken_again(letters):
    letters_were_sent([letter.id for letter in take_letters(NOW)], NOW)
    assert take_letters(NOW + timedelta(days=9)) == []
    assert {row.sent_at for row in letters} == {NOW}


def test_what_a_killed_sender_had_taken_is_taken_again(letters):
    take_letters(NOW)
    assert take_letters(NOW + LEASE - timedelta(seconds=1)) == []
    assert [letter.attempt for letter in take_letters(NOW + LEASE)] == [2, 2]


def test_after_each_failure_the_pause_doubles(letters):
    letter, _ = take_letters(NOW)
    letter_failed(letter, NOW, "busy")
    assert letters[0].next_try_at == NOW + FIRST_PAUSE
    (again,) = [one for one in take_letters(NOW + FIRST_PAUSE) if one.id == letter.id]
    letter_failed(again, NOW + FIRST_PAUSE, "busy")
    assert letters[0].next_try_at == NOW + 3 * FIRST_PAUSE


def test_after_eight_tries_it_is_given_up_and_says_why(letters):
    then = NOW
    for _ in range(TRIES):
        for letter in take_letters(then):
            letter_failed(letter, then, "550 no such mailbox")
        then += timedelta(days=1)
    assert take_letters(then) == []
    row = letters[0]
    assert (row.attempts, row.next_try_at, row.sent_at) == (TRIES, None, None)
    assert row.failure == "550 no such mailbox"


def test_a_letter_that_kills_its_sender_is_given_up_too(letters):
    then = NOW
    for _ in range(TRIES + 1):
        take_letters(then)
        then += LEASE
    assert {(row.next_try_at, row.failure) for row in letters} == {(None, NEVER_HEARD_OF)}
