"""Who sits on a post at an instant, by which rule, and why nobody else (2.4.4, 3.1–3.4b)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.rules.facts.seats import (
    Above,
    Away,
    Leadership,
    Post,
    Roster,
    Seat,
    Sitting,
    StandIn,
)
from shouwen.rules.regimes.refusal_filing import three_different_people_look_at_a_no
from shouwen.rules.regimes.stand_in import (
    because,
    explain,
    ladder,
    powers,
    reviewing,
    seat,
    seated,
    seating,
    seats_of,
)
from shouwen.rules.words import ActorKind, Power, Rank, SeatRule, SittingRole
from shouwen.rules.worktime import CST
from tests.rules.offices import INSTANTS, PEOPLE, acting, expected, in_line, is_there, offices

T = datetime(2026, 9, 21, 2, tzinfo=UTC)  # Monday, ten in the morning
HOUR = timedelta(hours=1)
TODAY = date(2026, 9, 21)
UNIT = UUID(int=100)

DESK, HEAD, OFFICE_HEAD, CLERK, FIRST, SECOND, THIRD, MAIN = (UUID(int=n) for n in range(1, 9))
FOURTEEN = "林晓 谢子涵 何文静 罗继明 唐雨 曾丽华 冯雪 贺铭 彭兰 程建国 任远 沈秋 许志 顾彤"
NAMES = {UUID(int=n): name for n, name in enumerate(FOURTEEN.split(), 11)}
LIN, XIE, HE, LUO, TANG, ZENG, FENG, HEM, PENG, CHENG, REN, SHEN, XU, GU = NAMES


def post(key, name, rank, head=None, leader=None, carries=frozenset({Power.RECEIVE})):
    return Post(
        id=key,
        key=f"{key.int}_{rank}",
        name=name,
        section="科",
        phone="0826-555-0100",
        room="1",
        powers=carries,
        head=head,
        leader=leader,
        rank=rank,
        unit=UNIT,
    )


ALL = frozenset({Power.RECEIVE, Power.EXAMINE, Power.DECIDE})
POSTS = {
    each.id: each
    for each in (
        post(DESK, "审查岗", Rank.STAFF, HEAD, SECOND, carries=ALL),
        post(HEAD, "审查科科长", Rank.HEAD, HEAD, SECOND),
        post(OFFICE_HEAD, "办公室主任", Rank.HEAD, OFFICE_HEAD, FIRST),
        post(CLERK, "文书岗", Rank.STAFF, OFFICE_HEAD, FIRST),
        post(FIRST, "副局长（审批）", Rank.DEPUTY),
        post(SECOND, "副局长（监督）", Rank.DEPUTY),
        post(THIRD, "副局长（协管）", Rank.DEPUTY),
        post(MAIN, "局长", Rank.MAIN),
    )
}
LEADS = {UNIT: Leadership(main=MAIN, deputies=(FIRST, SECOND), office=(OFFICE_HEAD, CLERK))}
A, B = SittingRole.HOLDER, SittingRole.B_ROLE


def sits(on, who, role=A, since=T - HOUR, until=None):
    return Sitting(post=on, person=who, role=role, since=since, until=until)


def away(who, since=T - HOUR, until=None, planned=None):
    return Away(absence=UUID(int=50), person=who, since=since, until=until, planned_until=planned)


def stands_in(on, who, since=T - HOUR, until=None):
    return StandIn(absence=UUID(int=50), post=on, person=who, since=since, until=until)


EVERYBODY = [
    sits(DESK, LIN),
    sits(DESK, HE, B),
    sits(HEAD, LUO),
    sits(HEAD, TANG, B),
    sits(OFFICE_HEAD, ZENG),
    sits(CLERK, FENG),
    sits(FIRST, HEM),
    sits(FIRST, SHEN, B),
    sits(SECOND, PENG),
    sits(SECOND, XU, B),
    sits(THIRD, REN),
    sits(MAIN, CHENG),
    sits(MAIN, GU, B),
]


def roster(*sittings, gone=(), standing=(), duty=THIRD, leads=LEADS):
    def by(rows, name):
        keys = {getattr(row, name) for row in rows}
        return {key: tuple(row for row in rows if getattr(row, name) == key) for key in keys}

    absences = [each if isinstance(each, Away) else away(each) for each in gone]
    return Roster(
        posts=POSTS,
        sittings=by(sittings, "post"),
        people=NAMES,
        away=by(absences, "person"),
        stand_ins=by(standing, "post"),
        leadership=leads,
        duty={(UNIT, TODAY): duty} if duty else {},
    )


# ── rung by rung ─────────────────────────────────────────────────────────────────────────────────

R = SeatRule
LADDERS = {
    DESK: [
        (R.HOLDER, LIN, "2.4.4"),
        (R.STAND_IN, XIE, "3.1"),
        (R.B_ROLE, HE, "2.4.4"),
        (R.HEAD, LUO, "3.2a"),
        (R.HEAD, TANG, "3.4a"),  # the head's B-role leads the section meanwhile
        (R.OFFICE, ZENG, "3.2c"),
        (R.OFFICE, FENG, "3.2c"),
        (R.LEADER, PENG, "3.2c"),
        (R.DUTY_LEADER, REN, "3.2c"),
        (R.MAIN_LEADER, CHENG, "2.4.4"),
        (R.DEPUTY, HEM, "3.4a"),
    ],
    HEAD: [
        (R.HOLDER, LUO, "2.4.4"),
        (R.B_ROLE, TANG, "2.4.4"),
        (R.OFFICE, ZENG, "3.2c"),
        (R.OFFICE, FENG, "3.2c"),
        (R.LEADER, PENG, "3.2c"),
        (R.DUTY_LEADER, REN, "3.2c"),
        (R.MAIN_LEADER, CHENG, "2.4.4"),
        (R.DEPUTY, HEM, "3.4a"),
    ],
    CLERK: [  # of the Office itself
        (R.HOLDER, FENG, "2.4.4"),
        (R.HEAD, ZENG, "3.2a"),
        (R.LEADER, HEM, "3.2c"),
        (R.DUTY_LEADER, REN, "3.2c"),
        (R.MAIN_LEADER, CHENG, "2.4.4"),
        (R.DEPUTY, PENG, "3.4a"),
    ],
    SECOND: [  # never the Office, nor whoever is on duty; its B-role is a proposal
        (R.HOLDER, PENG, "2.4.4"),
        (R.PROPOSED, XU, "3.4b"),
        (R.MAIN_LEADER, CHENG, "3.4b"),
        (R.DEPUTY, HEM, "3.4a"),
    ],
    MAIN: [  # the deputies in their order and nobody else
        (R.HOLDER, CHENG, "2.4.4"),
        (R.DEPUTY, HEM, "3.4a"),
        (R.DEPUTY, PENG, "3.4a"),
    ],
}
RUNGS = [
    pytest.param(key, n, id=f"{POSTS[key].rank}-{n}-{rule}-{clause}")
    for key, rungs in LADDERS.items()
    for n, (rule, _, clause) in enumerate(rungs)
]


@pytest.mark.parametrize(("key", "n"), RUNGS)
def test_with_everybody_before_away_the_next_of_the_ladder_sits_there(key, n):
    rungs = LADDERS[key]
    gone = [person for _, person, _ in rungs[:n]]
    books = roster(*EVERYBODY, gone=gone, standing=[stands_in(DESK, XIE)])
    found = seat(books, key, T)
    assert found == Seat(key, rungs[n][1], rungs[n][0])
    assert found.designated is (rungs[n][0] in (R.HOLDER, R.STAND_IN, R.B_ROLE))


@pytest.mark.parametrize(
    ("key", "last"), [(DESK, PENG), (HEAD, PENG), (CLERK, PENG), (SECOND, HEM), (MAIN, PENG)]
)
def test_with_everybody_away_it_is_the_last_of_the_deputies_and_said_so(key, last):
    books = roster(*EVERYBODY, gone=NAMES, standing=[stands_in(DESK, XIE)])
    assert seat(books, key, T) == Seat(key, last, SeatRule.DEPUTY, away=True)


@pytest.mark.parametrize(("key", "n"), RUNGS)
def test_where_nobody_before_was_ever_seated_it_is_the_next_too(key, n):
    rungs = LADDERS[key]
    before = {person for _, person, _ in rungs[:n]}
    books = roster(
        *(each for each in EVERYBODY if each.person not in before),
        standing=[each for each in [stands_in(DESK, XIE)] if each.person not in before],
    )
    assert seat(books, key, T) == Seat(key, rungs[n][1], rungs[n][0])


def test_nobody_sits_where_nobody_was_ever_seated_in_the_whole_chain():
    assert seat(roster(), DESK, T) == Seat(DESK, None, SeatRule.VACANT)
    assert seats_of(roster(), LIN, T) == ()


def test_whoever_the_main_leader_named_sits_for_a_deputy_before_their_b_role():
    """3.4b: named, they are designated; the B-role never is."""
    books = roster(*EVERYBODY, gone=[PENG], standing=[stands_in(SECOND, REN)])
    assert seat(books, SECOND, T) == Seat(SECOND, REN, SeatRule.STAND_IN)


def test_the_one_deputy_whom_the_main_leader_named_comes_before_the_order():
    """3.4a: until then, the order they laid down beforehand."""
    books = roster(*EVERYBODY, gone=[CHENG], standing=[stands_in(MAIN, PENG)])
    assert seat(books, MAIN, T) == Seat(MAIN, PENG, SeatRule.STAND_IN)


def test_whoever_acts_for_the_main_leader_does_so_down_the_ladder():
    """3.4a: the deputy who was named is the main leader to every post below."""
    gone = [PENG, XU, CHENG]
    books = roster(*EVERYBODY, gone=gone, standing=[stands_in(MAIN, REN)])
    assert seat(books, SECOND, T) == Seat(SECOND, REN, SeatRule.MAIN_LEADER)


def test_who_stands_in_for_a_deputy_does_not_come_to_lead_the_office():
    """3.4a: the deputies follow in their order, themselves; the next of them comes first."""
    standing = [stands_in(FIRST, XIE)]
    books = roster(*EVERYBODY, gone=[CHENG, HEM], standing=standing)
    assert seat(books, MAIN, T) == Seat(MAIN, PENG, SeatRule.DEPUTY)
    books = roster(*EVERYBODY, gone=[CHENG, HEM, PENG], standing=standing)
    assert seat(books, MAIN, T) == Seat(MAIN, PENG, SeatRule.DEPUTY, away=True)


def test_a_leaders_b_role_leads_nothing():
    """3.4b: the proposal seats nobody on the posts below the deputy's."""
    gone = [LIN, HE, LUO, TANG, ZENG, FENG, PENG]
    assert seat(roster(*EVERYBODY, gone=gone), DESK, T).person == REN


def test_a_deputy_without_a_place_in_the_order_does_not_follow():
    books = roster(*EVERYBODY, gone=[CHENG, HEM, PENG], duty=None)
    assert seat(books, MAIN, T) == Seat(MAIN, PENG, SeatRule.DEPUTY, away=True)


def test_the_newest_stand_in_comes_first_and_the_one_before_when_that_ends():
    """3.5: a stand-in who is away has a next one, until they are back."""
    standing = [stands_in(DESK, XIE), stands_in(DESK, HE, since=T, until=T + HOUR)]
    books = roster(*EVERYBODY, gone=[LIN], standing=standing)
    found = [seat(books, DESK, at).person for at in (T - HOUR / 2, T, T + HOUR)]
    assert found == [XIE, HE, XIE]


def test_an_absence_holds_from_its_first_instant_until_they_have_signed_in():
    """3.5: until then the stand-in stays, whatever was planned."""
    absent = away(LIN, since=T, until=T + 3 * HOUR, planned=T + HOUR)
    books = roster(*EVERYBODY, gone=[absent], standing=[stands_in(DESK, XIE, since=T)])
    at = [T - HOUR / 2, T, T + HOUR, T + 3 * HOUR - HOUR / 2, T + 3 * HOUR]
    assert [seat(books, DESK, each).person for each in at] == [LIN, XIE, XIE, XIE, LIN]


def test_a_sitting_covers_its_first_instant_and_not_its_last():
    books = roster(sits(DESK, LIN, since=T, until=T + HOUR), sits(DESK, HE, B))
    assert [seat(books, DESK, at).person for at in (T - HOUR, T, T + HOUR)] == [HE, LIN, HE]


def test_the_leader_on_duty_changes_at_chinese_midnight():
    books = roster(sits(THIRD, REN), sits(MAIN, CHENG))
    midnight = datetime(2026, 9, 21, tzinfo=CST)
    at = [midnight - HOUR / 2, midnight, midnight + 23.5 * HOUR, midnight + 24 * HOUR]
    books = replace(books, sittings={p: tuple(replace(s, since=at[0] - HOUR) for s in found)
                                     for p, found in books.sittings.items()})  # fmt: skip
    assert [seat(books, DESK, each).person for each in at] == [CHENG, REN, REN, CHENG]
    assert [seating(books, each).by_post[DESK].person for each in at] == [CHENG, REN, REN, CHENG]


def test_another_unit_takes_over_nothing():
    """Its Office and its leaders are not this one's (3.2c)."""
    books = roster(*(each for each in EVERYBODY if each.post in (OFFICE_HEAD, MAIN)), duty=None)
    elsewhere = replace(books, leadership={UUID(int=101): LEADS[UNIT]})
    assert seat(books, DESK, T).person == ZENG
    assert seat(elsewhere, DESK, T).rule is SeatRule.VACANT


def test_books_that_lead_in_a_circle_still_end_with_somebody():
    """2.4.4: a post is never its own superior, and nobody is looked for above those above."""
    circle = {
        DESK: replace(POSTS[DESK], head=HEAD, leader=DESK),
        HEAD: replace(POSTS[HEAD], head=DESK, leader=HEAD),
        MAIN: POSTS[MAIN],
    }
    books = replace(roster(sits(MAIN, CHENG), duty=None), posts=circle)
    for key in (DESK, HEAD):
        assert seat(books, key, T) == Seat(key, CHENG, SeatRule.MAIN_LEADER)


# ── who is above a post ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("below", "above"),
    [
        (DESK, Above(HEAD, HEAD, SECOND, MAIN, (OFFICE_HEAD, CLERK))),
        (HEAD, Above(SECOND, HEAD, SECOND, MAIN, (OFFICE_HEAD, CLERK))),
        (OFFICE_HEAD, Above(FIRST, OFFICE_HEAD, FIRST, MAIN, (OFFICE_HEAD, CLERK))),
        (FIRST, Above(MAIN, None, None, MAIN, (OFFICE_HEAD, CLERK))),
        (MAIN, Above(MAIN, None, None, MAIN, (OFFICE_HEAD, CLERK))),
    ],
)
def test_who_is_above_a_post_is_said_by_its_rank(below, above):
    assert roster().above(below) == above


def test_whom_nobody_leads_nor_supervises_the_main_leader_leads():
    posts = {**POSTS, DESK: replace(POSTS[DESK], head=None, leader=None)}
    assert replace(roster(), posts=posts).above(DESK).direct == MAIN
    assert roster(leads={}).above(MAIN) == Above(None, None, None, None, ())


def test_by_the_books_somebody_has_the_posts_of_that_time_in_the_order_of_posts():
    sittings = [sits(CLERK, LIN), sits(DESK, LIN, until=T), sits(MAIN, LIN), sits(FIRST, LIN, B)]
    books = roster(*sittings)
    assert [each.id for each in books.posts_of(LIN, A, T)] == [CLERK, MAIN]
    assert [each.id for each in books.posts_of(LIN, A, T - HOUR / 2)] == [DESK, CLERK, MAIN]
    assert [each.id for each in books.posts_of(LIN, B, T)] == [FIRST]
    assert list(books.sits_in(DESK, A, T)) == []


# ── the seats of a person, and what may be done from them ────────────────────────────────────────


def test_a_person_has_the_seats_they_hold_before_those_they_sit_on_for_others():
    sittings = [sits(DESK, LIN), sits(CLERK, XIE, B), sits(HEAD, XIE)]
    books = roster(*sittings, gone=[LIN], leads={})
    assert seats_of(books, XIE, T) == (
        Seat(HEAD, XIE, SeatRule.HOLDER),
        Seat(CLERK, XIE, SeatRule.B_ROLE),
        Seat(DESK, XIE, SeatRule.HEAD),
    )


def test_of_two_held_posts_the_first_by_key_comes_first():
    books = roster(sits(MAIN, LIN), sits(DESK, LIN), sits(HEAD, XIE), duty=None)
    for posts in (POSTS, dict(reversed(POSTS.items()))):
        found = seats_of(replace(books, posts=posts), LIN, T)
        assert [each.post for each in found][:2] == [DESK, MAIN]


def test_who_stands_in_for_nobody_absent_has_no_second_seat():
    assert seats_of(roster(*EVERYBODY), HE, T) == ()


def test_who_is_away_sits_nowhere():
    """2.4.2: nothing is done from a post while somebody else sits on it."""
    assert seats_of(roster(*EVERYBODY, gone=[LUO]), LUO, T) == ()


def test_the_office_takes_in_and_decides_nothing():
    """3.2c; whoever else sits there may do what the post's duties carry (2.4.2)."""
    empty = [LIN, HE, LUO, TANG]
    books = roster(*EVERYBODY, gone=empty)
    assert powers(books, seat(books, DESK, T)) == {Power.RECEIVE}
    for gone in ([], [LIN], [LIN, HE], [*empty, ZENG, FENG]):
        books = roster(*EVERYBODY, gone=gone)
        assert powers(books, seat(books, DESK, T)) == ALL


def test_where_the_office_takes_in_the_next_leader_there_does_what_it_may_not():
    """3.2c: what is urgent goes to the supervising leader or the one on duty."""
    empty = [LIN, HE, LUO, TANG]
    for gone, who, rule in (
        ([], PENG, R.LEADER),
        ([PENG], REN, R.DUTY_LEADER),
        ([PENG, REN], CHENG, R.MAIN_LEADER),
        ([PENG, REN, CHENG], HEM, R.DEPUTY),
    ):
        books = roster(*EVERYBODY, gone=[*empty, *gone])
        assert seat(books, DESK, T) == Seat(DESK, ZENG, R.OFFICE)
        assert Seat(DESK, who, rule) in seats_of(books, who, T)
        assert seated(books, who, T).powers[DESK] == ALL
        assert seated(books, ZENG, T).powers[DESK] == {Power.RECEIVE}
    nobody = roster(*EVERYBODY, gone=[*empty, PENG, REN, CHENG, HEM])
    assert [who for who in NAMES for s in seats_of(nobody, who, T) if s.post == DESK] == [ZENG]


def test_a_leader_who_is_of_the_office_too_acts_there_as_the_leader():
    """3.2c: one person has a post once, with all its powers."""
    others = (each for each in EVERYBODY if each.post != OFFICE_HEAD)
    books = roster(*others, sits(OFFICE_HEAD, PENG), gone=[LIN, HE, LUO, TANG])
    assert seat(books, DESK, T) == Seat(DESK, PENG, R.OFFICE)
    assert [s for s in seats_of(books, PENG, T) if s.post == DESK] == [Seat(DESK, PENG, R.LEADER)]
    assert seated(books, PENG, T).powers[DESK] == ALL


def test_the_office_takes_in_nothing_for_a_post_that_takes_in_nothing():
    posts = {**POSTS, DESK: replace(POSTS[DESK], powers=frozenset({Power.DECIDE}))}
    books = replace(roster(*EVERYBODY, gone=[LIN, HE, LUO, TANG]), posts=posts)
    assert powers(books, seat(books, DESK, T)) == frozenset()


def test_an_actor_has_every_seat_with_its_powers():
    actor = seated(roster(*EVERYBODY, gone=[LIN, HE]), LUO, T)
    assert (actor.kind, actor.person) == (ActorKind.SEAT, LUO)
    assert [each.post for each in actor.seats] == [HEAD, DESK]
    assert actor.powers == {HEAD: {Power.RECEIVE}, DESK: ALL}


# ── planned ahead ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("absent", "meets"),
    [
        (away(LIN, T, planned=T + HOUR), True),
        (away(LIN, T - HOUR, planned=T), False),
        (away(LIN, T + 2 * HOUR, planned=T + 3 * HOUR), False),
        (away(LIN, T - HOUR), True),  # nobody knows until when
        (away(LIN, T - HOUR, until=T, planned=T + HOUR), False),  # back early
        (away(LIN, T - HOUR, until=T + HOUR, planned=T), True),  # back late
        (away(XIE, T, planned=T + HOUR), False),
    ],
)
def test_an_absence_counts_as_planned_until_it_is_known_better(absent, meets):
    books = roster(*EVERYBODY, gone=[absent])
    assert (books.is_away_in(LIN, T, T + 2 * HOUR) is absent) is meets


# ── in a sentence ────────────────────────────────────────────────────────────────────────────────

TUESDAY = datetime(2026, 9, 22, 9, tzinfo=CST)
YEAR = datetime(2027, 1, 4, 14, 30, tzinfo=CST)


@pytest.mark.parametrize(
    ("key", "gone", "vacant", "said"),
    [
        (DESK, [], [], "本人在岗"),
        (
            DESK,
            [away(LIN, planned=YEAR), away(XIE, planned=TUESDAY)],
            [],
            "B角，因为责任人林晓离岗至2027-01-04（周一）14:30，"
            "指定的顶岗人谢子涵离岗至09-22（周二）09:00",
        ),
        (DESK, [away(LIN)], [], "指定顶岗，因为责任人林晓离岗，何时回来还不知道"),
        (
            DESK,
            [away(LIN, planned=T - HOUR / 2)],
            [],
            "指定顶岗，因为责任人林晓离岗，说好09-21（周一）09:30回来，还没有签到",
        ),
        (
            DESK,
            [away(LIN, until=T + HOUR, planned=TUESDAY)],
            [],
            "指定顶岗，因为责任人林晓离岗至09-21（周一）11:00",
        ),
        (DESK, [], [LIN], "指定顶岗，因为岗位空缺"),
        (
            HEAD,
            [away(TANG, planned=TUESDAY), away(ZENG, planned=TUESDAY), away(FENG)],
            [LUO],
            "分管领导代行，因为岗位空缺，B角唐雨离岗至09-22（周二）09:00，"
            "办公室的曾丽华离岗至09-22（周二）09:00、冯雪离岗，何时回来还不知道",
        ),
        (
            SECOND,
            [away(PENG, planned=TUESDAY)],
            [],
            "B角暂代，待主要领导指定，因为责任人彭兰离岗至09-22（周二）09:00",
        ),
        (
            MAIN,
            [away(each, planned=TUESDAY) for each in (CHENG, HEM, PENG)],
            [],
            "没有人在岗，仍归彭兰，因为责任人程建国离岗至09-22（周二）09:00，"
            "副职岗位的贺铭离岗至09-22（周二）09:00、彭兰离岗至09-22（周二）09:00",
        ),
        (MAIN, [], [CHENG, HEM, PENG], "无人在岗，因为岗位空缺，上级岗位也没有人"),
    ],
)
def test_why_somebody_sits_there_is_said_in_a_sentence(key, gone, vacant, said):
    books = roster(
        *(each for each in EVERYBODY if each.person not in vacant),
        gone=gone,
        standing=[stands_in(DESK, XIE)],
    )
    assert because(explain(books, key, T), books) == said


def test_somebody_who_would_come_by_several_rungs_is_named_once():
    books = roster(sits(DESK, LIN), sits(HEAD, LIN), sits(SECOND, PENG), gone=[LIN], duty=None)
    explained = explain(books, DESK, T)
    assert [(each.rung.rule, each.rung.person) for each in explained.passed] == [(R.HOLDER, LIN)]
    assert because(explained, books).startswith("分管领导代行，因为责任人林晓离岗")


# ── any office, anybody away, at any instant ─────────────────────────────────────────────────────


@given(offices(), st.lists(INSTANTS, min_size=8, max_size=8))
def test_every_post_has_exactly_one_person_who_is_there_unless_all_are_away(office, instants):
    """2.4.4, in any office, by a second and plainer reading of the clauses."""
    books = office.roster
    for at in instants:
        for key in books.posts:
            found = seat(books, key, at)
            assert found == expected(office, key, at)
            line = [person for _, person in in_line(office, key, at)]
            assert (found.person is None) is (found.rule is SeatRule.VACANT) is (not line)
            assert found.away is (bool(line) and not any(is_there(office, p, at) for p in line))
            if found.person is not None:
                assert found.person in line
                assert found.away is not is_there(office, found.person, at)


@given(offices(), st.lists(INSTANTS, min_size=4, max_size=4))
def test_the_seating_of_an_office_says_of_each_post_what_its_seat_says(office, instants):
    books = office.roster
    for at in instants:
        whole = seating(books, at)
        assert whole.by_post == {key: seat(books, key, at) for key in books.posts}
        listed = [found for seats in whole.by_person.values() for found in seats]
        for key in books.posts:
            assert {found for found in listed if found.post == key} == acting(office, key, at)
        assert len(listed) == len({(found.person, found.post) for found in listed})
        for person in PEOPLE:
            mine = seats_of(books, person, at)
            assert all(found.person == person for found in mine)
            held = [found.rule is SeatRule.HOLDER for found in mine]
            assert held == sorted(held, reverse=True)


@given(offices())
def test_between_two_turns_nobody_sits_down_or_gets_up(office):
    books = office.roster
    instant = timedelta(microseconds=1)
    for since, until in zip(books.turns, books.turns[1:], strict=False):
        for key in books.posts:
            found = seat(books, key, since)
            assert found == seat(books, key, since + (until - since) / 2)
            assert found == seat(books, key, until - instant)


@given(offices(), st.lists(INSTANTS, min_size=4, max_size=4))
def test_who_was_passed_over_is_told_each_once_and_was_away(office, instants):
    books = office.roster
    for at in instants:
        for key in books.posts:
            explained = explain(books, key, at)
            assert (explained.seat, explained.at) == (expected(office, key, at), at)
            before = []
            for rule, person in in_line(office, key, at):
                if is_there(office, person, at):
                    break
                if person not in [each for _, each in before]:
                    before.append((rule, person))
            assert [(each.rung.rule, each.rung.person) for each in explained.passed] == before
            for each in explained.passed:
                assert each.away.person == each.rung.person
                assert each.away in office.away and each.away.covers(at)
            said = because(explained, books)
            named = {p for p in PEOPLE if books.people[p] in said}
            assert named == {each.rung.person for each in explained.passed}


@given(offices(), st.lists(INSTANTS, min_size=4, max_size=4))
def test_no_leaders_post_is_the_offices_and_what_is_the_offices_is_only_taken_in(office, instants):
    """3.4a, 3.2c."""
    books = office.roster
    for at in instants:
        for key, here in books.posts.items():
            rules = {rung.rule for rung in ladder(books, key, at)}
            if here.rank in (Rank.DEPUTY, Rank.MAIN):
                assert not rules & {R.OFFICE, R.HEAD, R.LEADER, R.DUTY_LEADER}
                assert R.B_ROLE not in rules
            else:
                assert R.PROPOSED not in rules
            found = seat(books, key, at)
            if found.rule is SeatRule.OFFICE:
                assert powers(books, found) == here.powers & {Power.RECEIVE}
            else:
                assert powers(books, found) == here.powers
            for mine in acting(office, key, at):
                assert seated(books, mine.person, at).powers[key] == powers(books, mine)


@given(offices(), st.lists(INSTANTS, min_size=4, max_size=4))
def test_a_no_is_looked_at_by_three_different_people_or_barred(office, instants):
    """After stand-ins, and by the second answer to who sits where (7.4.2a)."""
    books = office.roster
    for at in instants:
        for post in office.posts:
            posts = (post.id, post.head, post.leader)
            people = [expected(office, each, at).person if each else None for each in posts]
            three = None not in people and len(set(people)) == 3
            bars = three_different_people_look_at_a_no.bars(
                {"reviewing": reviewing(books, post.id, at)}
            )
            assert [bar.clause for bar in bars] == ([] if three else ["7.4.2a"])
