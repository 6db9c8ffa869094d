"""Who sits on a post at an instant, by which rule (2.4.4, 3.1)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.rules.facts.seats import Post, Roster, Seat, Sitting
from shouwen.rules.regimes.stand_in import seat, seats_of
from shouwen.rules.words import Power, SeatRule, SittingRole

T = datetime(2026, 9, 21, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
DESK, HEAD, LEADER = (UUID(int=n) for n in (1, 2, 3))
AN, BAI, CHEN, DAI = (UUID(int=n) for n in (11, 12, 13, 14))


def post(key, name, head, leader):
    return Post(
        key, name, name, "科", "0826-555-0100", "1", frozenset({Power.RECEIVE}), head, leader
    )


POSTS = {
    DESK: post(DESK, "a_desk", HEAD, LEADER),
    HEAD: post(HEAD, "b_head", HEAD, LEADER),
    LEADER: post(LEADER, "c_leader", LEADER, None),
}


def sits(on, who, role=SittingRole.HOLDER, since=T - HOUR, until=None):
    return Sitting(on, who, role, since, until)


def roster(*sittings):
    by_post = {key: tuple(s for s in sittings if s.post == key) for key in POSTS}
    return Roster(POSTS, by_post, {})


B = SittingRole.B_ROLE
FULL = [sits(DESK, AN), sits(DESK, BAI, B), sits(HEAD, CHEN), sits(LEADER, DAI)]


@pytest.mark.parametrize(
    ("sittings", "person", "rule", "designated"),
    [
        (FULL, AN, SeatRule.HOLDER, True),
        (FULL[::-1], AN, SeatRule.HOLDER, True),
        (FULL[1:], BAI, SeatRule.B_ROLE, True),
        (FULL[2:], CHEN, SeatRule.HEAD, False),
        (FULL[3:], DAI, SeatRule.LEADER, False),
        ([sits(HEAD, BAI, B), sits(LEADER, DAI)], BAI, SeatRule.HEAD, False),
        ([], None, SeatRule.VACANT, False),
    ],
)
def test_holder_then_b_role_then_up_the_ladder(sittings, person, rule, designated):
    found = seat(roster(*sittings), DESK, T)
    assert found == Seat(DESK, person, rule)
    assert found.designated is designated


def test_a_sitting_covers_its_first_instant_and_not_its_last():
    present = roster(sits(DESK, AN, since=T, until=T + HOUR), sits(DESK, BAI, B))
    assert [seat(present, DESK, at).person for at in (T - HOUR, T, T + HOUR)] == [BAI, AN, BAI]


def test_a_vacant_head_post_is_not_its_own_superior():
    assert seat(roster(sits(LEADER, DAI)), HEAD, T) == Seat(HEAD, DAI, SeatRule.LEADER)


def test_a_post_of_which_the_books_know_no_sitting_goes_up_too():
    assert seat(Roster(POSTS, {LEADER: (sits(LEADER, DAI),)}, {}), DESK, T).person == DAI


def test_a_person_has_the_seats_they_hold_before_those_they_stand_in_for():
    found = seats_of(roster(sits(DESK, AN), sits(LEADER, BAI, B), sits(HEAD, BAI)), BAI, T)
    assert found == (Seat(HEAD, BAI, SeatRule.HOLDER), Seat(LEADER, BAI, SeatRule.B_ROLE))


def test_who_stands_in_for_nobody_absent_has_no_second_seat():
    assert seats_of(roster(*FULL), BAI, T) == ()


def test_of_two_held_posts_the_first_by_key_comes_first():
    found = seats_of(roster(sits(LEADER, AN), sits(DESK, AN), sits(HEAD, BAI)), AN, T)
    assert [s.post for s in found] == [DESK, LEADER]


PEOPLE = st.sampled_from([AN, BAI, CHEN, DAI])
SITTINGS = st.builds(
    Sitting,
    st.sampled_from([DESK, HEAD, LEADER]),
    PEOPLE,
    st.sampled_from(SittingRole),
    st.just(T - HOUR),
    st.sampled_from([None, T, T + HOUR]),
)


@given(st.lists(SITTINGS, max_size=6))
def test_a_post_has_exactly_one_seat_and_it_is_in_that_persons_list(found):
    books = roster(*found)
    for key in POSTS:
        taken = seat(books, key, T)
        if taken.person is None:
            assert all(taken not in seats_of(books, person, T) for person in (AN, BAI, CHEN, DAI))
        else:
            assert taken in seats_of(books, taken.person, T)


@given(st.lists(SITTINGS, max_size=6))
def test_while_the_main_leader_is_there_no_post_is_vacant(found):
    books = roster(*found, sits(LEADER, DAI))
    books = replace(books, posts={**POSTS, HEAD: replace(POSTS[HEAD], leader=LEADER)})
    assert all(seat(books, key, T).person for key in POSTS)
