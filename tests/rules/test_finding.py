"""Where whoever sits on a post is found, and under whose name they act (2.6)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from shouwen.rules.facts.seats import Away, Post, Roster, Sitting
from shouwen.rules.regimes.stand_in import found_at, named, seat
from shouwen.rules.words import SittingRole

NOON = datetime(2026, 9, 21, 4, tzinfo=UTC)
WINDOW, FILES, HEAD = (UUID(int=n) for n in (1, 2, 3))
ZHOU, HE, LUO = (UUID(int=n) for n in (11, 12, 13))


def post(key: UUID, name: str, room: str, head: UUID | None = None) -> Post:
    phone = f"0826-555-010{key.int}"
    return Post(key, str(key.int), name, "受理科", phone, room, frozenset(), head, None)


def sits(on: UUID, who: UUID, role: SittingRole = SittingRole.HOLDER) -> Sitting:
    return Sitting(post=on, person=who, role=role, since=NOON - timedelta(days=9))


POSTS = {
    each.id: each
    for each in (
        post(WINDOW, "受理岗", "一楼大厅2号窗口", HEAD),
        post(FILES, "档案岗", "301室", HEAD),
        post(HEAD, "科长", "302室", HEAD),
    )
}
ROSTER = Roster(
    posts=POSTS,
    sittings={
        WINDOW: (sits(WINDOW, ZHOU), sits(WINDOW, HE, SittingRole.B_ROLE)),
        FILES: (sits(FILES, HE),),
        HEAD: (sits(HEAD, LUO),),
    },
    people={ZHOU: "周敏", HE: "何文静", LUO: "罗继明"},
)
ILL = replace(
    ROSTER, away={ZHOU: (Away(absence=UUID(int=50), person=ZHOU, since=NOON - timedelta(hours=1)),)}
)


def test_who_holds_a_post_is_named_alone_and_found_there():
    there = seat(ROSTER, WINDOW, NOON)
    assert named(ROSTER, there, NOON) == "周敏"
    assert found_at(ROSTER, there, NOON).id == WINDOW


def test_who_stands_in_is_named_with_whom_they_stand_in_for():
    assert named(ILL, seat(ILL, WINDOW, NOON), NOON) == "何文静（代周敏）"


def test_on_a_post_without_a_holder_it_is_the_post_they_stand_in_for():
    empty = replace(
        ROSTER, sittings={**ROSTER.sittings, WINDOW: (sits(WINDOW, HE, SittingRole.B_ROLE),)}
    )
    assert named(empty, seat(empty, WINDOW, NOON), NOON) == "何文静（代受理岗）"


def test_a_stand_in_is_called_at_their_own_desk():
    assert found_at(ILL, seat(ILL, WINDOW, NOON), NOON).id == FILES


def test_in_the_same_room_the_telephone_is_the_posts():
    together = replace(ILL, posts={**POSTS, FILES: replace(POSTS[FILES], room=POSTS[WINDOW].room)})
    assert found_at(together, seat(together, WINDOW, NOON), NOON).id == WINDOW


def test_who_has_no_desk_of_their_own_is_called_at_the_posts():
    newcomer = replace(ILL, sittings={WINDOW: ILL.sittings[WINDOW]})
    assert found_at(newcomer, seat(newcomer, WINDOW, NOON), NOON).id == WINDOW


def test_nobody_is_named_where_nobody_ever_sat():
    nobody = replace(ROSTER, sittings={})
    there = seat(nobody, WINDOW, NOON)
    assert named(nobody, there, NOON) == ""
    assert found_at(nobody, there, NOON).id == WINDOW
