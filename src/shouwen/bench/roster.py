"""A large office, made up: as many posts as wanted, ten to a section, holders and B-roles."""

from datetime import datetime, timedelta
from uuid import UUID

from shouwen.rules.facts.seats import Away, Leadership, Post, Roster, Sitting
from shouwen.rules.words import Rank, SittingRole

SECTION = 10  # posts; the first leads it
AWAY = 20  # one person in so many is away
UNIT = UUID(int=1)


def large_roster(n: int, at: datetime) -> Roster:
    """An office of ``n`` posts at ``at``: each with a holder and, in the next person of the
    section, a B-role; one holder in twenty away."""
    posts, people = [UUID(int=100 + i) for i in range(n)], [UUID(int=10**6 + i) for i in range(n)]
    since = at - timedelta(days=1)

    def post(i: int) -> Post:
        leads = i % SECTION == 0
        return Post(
            id=posts[i],
            key=f"post_{i}",
            name=f"岗位{i}",
            section=f"科室{i // SECTION}",
            phone="0826-555-0100",
            room="1",
            powers=frozenset(),
            head=posts[i - i % SECTION],
            leader=posts[0],
            rank=Rank.HEAD if leads else Rank.STAFF,
            unit=UNIT,
        )

    def sits(i: int) -> tuple[Sitting, Sitting]:
        first = i - i % SECTION
        b_role = people[first + (i + 1 - first) % SECTION]
        return (
            Sitting(post=posts[i], person=people[i], role=SittingRole.HOLDER, since=since),
            Sitting(post=posts[i], person=b_role, role=SittingRole.B_ROLE, since=since),
        )

    return Roster(
        posts={posts[i]: post(i) for i in range(n)},
        sittings={posts[i]: sits(i) for i in range(n)},
        people=dict.fromkeys(people, "某"),
        away={
            person: (Away(absence=person, person=person, since=since),) for person in people[::AWAY]
        },
        leadership={UNIT: Leadership(main=posts[0])},
    )
