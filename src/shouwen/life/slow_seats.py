"""A second opinion on who sits where: the ladder of clause 2.4.4 in plain lists, from plain rows.

It shares no code with ``rules.regimes.stand_in``. Keys are 32 hexadecimal signs, instants aware;
rows are those of ``life.shelf``, and :class:`Roster` is read from tables, whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple

from shouwen.life.slow_calendar import CHINA, Hours

Row = Any


class Sits(NamedTuple):
    """Who sits on a post, by which rule, and whether they are away themselves: then everybody is
    who could."""

    person: str
    rule: str
    away: bool


@dataclass(frozen=True, slots=True)
class Roster:
    """Posts with what stands above them, who sits on each, who is away, who stands in, the leader
    on duty by unit and day, the office hours of each post, and which ends of absences were entered
    late."""

    posts: dict[str, Row]
    sittings: dict[str, list[Row]]
    hours: dict[str, Hours]
    away: dict[str, list[Row]] = field(default_factory=dict)
    covers: dict[str, list[Row]] = field(default_factory=dict)
    duty: dict[tuple[str, str], str] = field(default_factory=dict)
    takes_in: frozenset[str] = frozenset()  # posts with a duty of receiving applications
    late: list[Row] = field(default_factory=list)


def as_known(roster: Roster, at: datetime) -> Roster:
    """The roster as the books had it at ``at``: who was back and is entered so later was away."""
    unknown = {row.absence for row in roster.late if row.at <= at < row.recorded_at}
    if not unknown:
        return roster
    away, covers = (
        {
            whose: [row._replace(ended_at=None) if row.absence in unknown else row for row in rows]
            for whose, rows in book.items()
        }
        for book in (roster.away, roster.covers)
    )
    return replace(roster, away=away, covers=covers)


def sits(roster: Roster, post: str, at: datetime) -> Sits | None:
    """Who sits on ``post`` at ``at``; None where two hold it at once, or nobody ever could."""
    if len(set(seated(roster, post, "holder", at))) > 1:
        return None
    last = None
    for rule, person in ladder(roster, post, at):
        if not is_away(roster, person, at):
            return Sits(person, rule, False)
        last = Sits(person, rule, True)
    return last


def acting(roster: Roster, post: str, at: datetime) -> list[Sits]:
    """Everybody who may act on ``post`` at ``at``: who sits there, and where the Office does the
    first leader after it who is there; one who would be both acts as the leader (3.2c)."""
    here = sits(roster, post, at)
    if here is None or here.rule != "office":
        return [here] if here else []
    for rule, person in ladder(roster, post, at):
        if rule in AFTER_THE_OFFICE and not is_away(roster, person, at):
            both = person == here.person
            return [Sits(person, rule, False)] if both else [here, Sits(person, rule, False)]
    return [here]


AFTER_THE_OFFICE = ("leader", "duty_leader", "main_leader", "deputy")


def ladder(roster: Roster, post: str, at: datetime) -> Iterator[tuple[str, str]]:
    """Everybody who could sit on ``post``, first to last, each with the rule."""
    here = roster.posts[post]
    yield from (("holder", person) for person in seated(roster, post, "holder", at))
    yield from (("stand_in", person) for person in standing_in(roster, post, at))
    if here.rank == "deputy":
        yield from (("proposed", person) for person in seated(roster, post, "b_role", at))
    unit = [row for row in roster.posts.values() if row.unit == here.unit]
    if here.rank in ("staff", "head"):
        yield from (("b_role", person) for person in seated(roster, post, "b_role", at))
        office = sorted((row for row in unit if row.is_office), key=lambda row: not row.leads)
        day = at.astimezone(CHINA).date().isoformat()
        yield from told(roster, [here.head], post, at, "head")
        yield from told(roster, [row.id for row in office], post, at, "office")
        yield from told(roster, [here.leader], post, at, "leader")
        yield from told(roster, [roster.duty.get((here.unit, day))], post, at, "duty_leader")
    mains = [row.id for row in unit if row.rank == "main"]
    yield from told(roster, mains, post, at, "main_leader")
    numbered = [row for row in unit if row.deputy_order is not None]
    for deputy in sorted(numbered, key=lambda row: row.deputy_order):
        if deputy.id != post:  # in person, for whoever stands in for one follows nobody (3.4a)
            yield from (("deputy", person) for person in seated(roster, deputy.id, "holder", at))


def told(
    roster: Roster, above: Iterable[str | None], post: str, at: datetime, rule: str
) -> Iterator[tuple[str, str]]:
    """Whoever was told to sit on the posts above: holder, stand-in, and B-role but of leaders."""
    for which in above:
        if which is not None and which != post:
            people = seated(roster, which, "holder", at) + standing_in(roster, which, at)
            if roster.posts[which].rank in ("staff", "head"):
                people += seated(roster, which, "b_role", at)
            yield from ((rule, person) for person in people)


def seated(roster: Roster, post: str, role: str, at: datetime) -> list[str]:
    """Who sits on a post in a role by the books."""
    rows = roster.sittings.get(post, ())
    return [row.person for row in rows if row.role == role and lasts(row.since, row.until, at)]


def standing_in(roster: Roster, post: str, at: datetime) -> list[str]:
    """Who was designated to a post for an absence that lasts, the newest first."""
    rows = [
        row
        for row in roster.covers.get(post, ())
        if row.person and row.since and lasts(row.since, row.until, at)
        if lasts(row.since, row.ended_at, at)
    ]
    return [row.person for row in sorted(rows, key=lambda row: (row.since, row.id), reverse=True)]


def is_away(roster: Roster, person: str, at: datetime) -> bool:
    """Whether somebody is away: from when an absence begins until they have signed in."""
    return any(lasts(row.away_from, row.ended_at, at) for row in roster.away.get(person, ()))


def lasts(since: datetime, until: datetime | None, at: datetime) -> bool:
    """Whether ``at`` lies in [since, until)."""
    return since <= at and (until is None or at < until)
