"""An absence on the desk: its rows, and the facets made of them.

Whoever asks, approves or hands over holds the jurisdiction's row besides the matter's, so that two
absences that would empty a section come one after the other (3.2c)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from shouwen.records.casefile.desk import MatterRows, Place
from shouwen.records.casefile.office import Office, UnitFacts
from shouwen.records.models import (
    Absence,
    Cover,
    HandoverLine,
    Obligation,
)
from shouwen.records.reading import Planned
from shouwen.rules.facts import absence as facts
from shouwen.rules.facts.seats import Away, Hands, Period, Post, Roster, Seat, StandIn
from shouwen.rules.owed import BACKSTOPS
from shouwen.rules.regimes.stand_in import ladder, next_deputy, seat
from shouwen.rules.words import (
    AbsenceKind,
    AbsenceState,
    Bearer,
    MatterKind,
    Rank,
    SeatRule,
    SittingRole,
)
from shouwen.rules.worktime import OfficeHours

GRANTED = (AbsenceState.APPROVED, AbsenceState.RUNNING)
"""While these last, somebody is away or will be, and nobody else may count on them."""


_ABSENCE = Planned("records_absence a WHERE a.matter_id = %s", (Absence, "a"))
_COVER = Planned("records_cover c WHERE c.id = %s", (Cover, "c"))
_COVERS = Planned("records_cover c WHERE c.absence_id = %s AND c.until IS NULL", (Cover, "c"))
_LINES = Planned(
    "records_handoverline l JOIN records_cover c ON c.id = l.cover_id WHERE c.absence_id = %s"
    " ORDER BY l.position",
    (HandoverLine, "l"),
)
_GRANTED = "a.jurisdiction_id = %s AND a.ended_at IS NULL AND m.state IN ('{}', '{}')".format(
    *GRANTED
)
_ELSEWHERE = Planned(
    "records_absence a JOIN records_matter m ON m.id = a.matter_id"
    f" WHERE {_GRANTED} ORDER BY a.leaves_at, m.number",
    (Absence, "a"),
    only=frozenset({"matter", "person", "kind", "leaves_at", "returns_at", "away_from"}),
)
_STANDING_IN = Planned(
    "records_cover c JOIN records_absence a ON a.matter_id = c.absence_id"
    f" JOIN records_matter m ON m.id = a.matter_id WHERE {_GRANTED} AND c.until IS NULL"
    " AND c.person_id IS NOT NULL",
    (Cover, "c"),
    only=frozenset({"id", "absence", "post", "person"}),
)


Taken = tuple[UUID, UUID]
"""A post and who stands in on it."""


@dataclass(frozen=True, slots=True)
class Elsewhere(Period):
    """Another absence that was granted, as planned: who is away, and who stands in where."""

    id: UUID
    person: UUID
    stand_ins: tuple[Taken, ...]
    began: bool = False
    sudden: bool = False

    def as_known(self, at: datetime) -> "Elsewhere":
        """Who has not come back in time is away until nobody knows when (3.5)."""
        overdue = self.began and self.until is not None and self.until <= at
        return replace(self, until=None) if overdue else self


class Beside:
    """What else is granted beside the absence on the desk."""

    granted: tuple[Elsewhere, ...]

    def others(self, at: datetime) -> tuple[Elsewhere, ...]:
        """Every other absence granted, as known at ``at``."""
        return tuple(other.as_known(at) for other in self.granted)


class PlaceRows(Beside, Place):
    """A jurisdiction where an absence is about to be asked for or entered; its row is locked."""

    home: Post | None = None  # of whoever will be away, once the act has said who

    @property
    def unit(self) -> UnitFacts:
        """The unit of whoever will be away."""
        return _unit(self.office, self.home)

    @cached_property
    def granted(self) -> tuple[Elsewhere, ...]:
        """Every other absence granted, as planned."""
        return granted(self.jurisdiction.pk)


class AbsenceRows(Beside, MatterRows):
    """One absence."""

    kind = MatterKind.ABSENCE

    @property
    def unit(self) -> UnitFacts:
        """The unit of whoever is away."""
        absence = self.absence
        return _unit(
            self.office, home_post(self.office.roster, absence.person_id, absence.leaves_at)
        )

    @cached_property
    def absence(self) -> Absence:
        """The absence's own row."""
        found = _ABSENCE.first(self.matter.pk)
        assert found is not None, "a matter of this kind is made with its absence"
        (absence,) = found
        return absence

    @cached_property
    def covers(self) -> list[Cover]:
        """Who stands in now, post by post."""
        posts = self.office.roster.posts
        found = (row for (row,) in _COVERS.rows(self.matter.pk))
        return sorted(found, key=lambda cover: by_name(posts[cover.post_id]))

    @cached_property
    def lines(self) -> dict[UUID, list[HandoverLine]]:
        """The lines of each list, by cover."""
        found: dict[UUID, list[HandoverLine]] = {}
        for (line,) in _LINES.rows(self.matter.pk):
            found.setdefault(line.cover_id, []).append(line)
        return found

    @cached_property
    def granted(self) -> tuple[Elsewhere, ...]:
        """Every other absence granted, as planned."""
        return granted(self.jurisdiction.pk, besides=self.matter.pk)

    @property
    def hands(self) -> Hands:
        """Which post bears which part in the absence as a whole."""
        return hands(self.office.roster, self.absence.person_id, self.absence.leaves_at)

    def hands_on(self, cover: Cover) -> Hands:
        """Which post bears which part in what concerns one post: those above are that post's own,
        for somebody on two posts may have two direct leaders."""
        roster, absence = self.office.roster, self.absence
        home = home_post(roster, absence.person_id, absence.leaves_at)
        above = hands_above(roster, roster.posts[cover.post_id])
        return Hands({**above.posts, Bearer.HANDLER: home.id if home else None})

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file."""
        match name:
            case "absence":
                handed = any(cover.handed_at for cover in self.covers)
                return fact(self, self.absence, self.covers, self.lines if handed else {}, at)
            case "hands":
                return acting(self.office.roster, self.hands, self.absence.person_id, at)
            case _:
                return super().facet(name, at)


class CoverRows(AbsenceRows):
    """One stand-in of an absence on the desk; the absence's matter is what is locked."""

    def __init__(self, cover: UUID) -> None:
        """Raises ``Cover.DoesNotExist`` where there is no such stand-in."""
        self.about = cover
        super().__init__(_cover_of(cover).absence_id)

    @cached_property
    def cover(self) -> Cover:
        """The cover at hand, which is none of ``covers`` where somebody else stands in by now."""
        now = (row for row in self.covers if row.pk == self.about)
        assert self.about is not None
        return next(now, None) or _cover_of(self.about)

    @property
    def hands(self) -> Hands:
        """Which post bears which part in what concerns the post at hand."""
        return self.hands_on(self.cover)


def _cover_of(cover: UUID) -> Cover:
    found = _COVER.first(cover)
    if found is None:
        raise Cover.DoesNotExist(cover)
    (row,) = found
    return row


def by_name(post: Post) -> tuple[str, UUID]:
    """Posts in the order of their names, the same on every database."""
    return post.key, post.id


Desk = PlaceRows | AbsenceRows


def fact(
    rows: Desk,
    absence: Absence,
    covers: Iterable[Cover],
    lines: Mapping[UUID, list[HandoverLine]],
    at: datetime,
) -> facts.Absence:
    """An absence with its stand-ins as guards see it at ``at``, written or about to be; ``lines``
    are asked for of lists that were handed over."""
    roster = rows.office.roster
    person = absence.person_id
    home = home_post(roster, person, absence.leaves_at)
    others = rows.others(at)
    meanwhile = [other for other in others if _meets(other, absence, at)]
    own = [other for other in others if other.person == person]
    asked = _asked(absence)
    standing = sorted(covers, key=lambda cover: by_name(roster.posts[cover.post_id]))
    here = [(cover.post_id, cover.person_id) for cover in standing if cover.person_id]
    elsewhere = (pair for other in meanwhile for pair in other.stand_ins)
    taken = [*here, *sorted(elsewhere, key=lambda pair: by_name(roster.posts[pair[0]]))]
    windows = _windows(roster, taken)
    covered = {cover.post_id for cover in standing}
    needed = posts_of(roster, person, others, *asked) if asked else []
    newly = emptied(roster, person, others, *asked) if asked else {}
    sections = {**(_sections(rows.office, absence.empties) if absence.away_from else {}), **newly}
    return facts.Absence(
        person=person,
        name=roster.people.get(person, ""),
        rank=home.rank if home else Rank.STAFF,
        kind=AbsenceKind(absence.kind),
        reason=absence.reason,
        leaves_at=absence.leaves_at,
        returns_at=absence.returns_at,
        a_day_or_more=absence.a_day_or_more,
        covers=tuple(
            _cover(roster, absence, cover, meanwhile, windows, lines.get(cover.pk, []), at)
            for cover in standing
        ),
        sections=sections,
        uncovered=tuple(roster.posts[post].name for post in needed if post not in covered),
        seated=home is not None,
        confirmed=_confirmed(absence, sections, asked[1] if asked and newly else None),
        approved=absence.approved_at is not None or bool(home and home.rank is Rank.MAIN),
        away_from=absence.away_from,
        wanted_until=absence.wanted_until,
        declined_because=absence.declined_because,
        found_out=absence.found_out,
        also_away=asked is not None and any(other.meets(*asked) for other in own),
        entered_before=any(other.sudden for other in own),
        left=roster.has_left(person, at),
        deputies=home is not None and _has_deputies(roster, home, person, absence.leaves_at),
        acts_alone=home is not None and _acts_alone(roster, home, person, at),
        at_hand=getattr(rows, "about", None),
    )


def _sections(office: Office, keys: Iterable[str]) -> dict[UUID, str]:
    names = {str(section.id): section for section in office.sections}
    return {names[key].id: names[key].name for key in keys if key in names}


def _confirmed(absence: Absence, sections: Iterable[UUID], until: datetime | None) -> bool:
    """Whether the Office takes over all of ``sections``, to the end of the time that is asked for:
    what it confirmed for one section or a shorter time says nothing of another or a longer one."""
    if absence.office_confirmed_at is None or not {*map(str, sections)} <= {*absence.taken_over}:
        return False
    known = absence.taken_over_until
    return known is None or until is None or until <= known


def _has_deputies(roster: Roster, home: Post, besides: UUID, at: datetime) -> bool:
    """Whether somebody else holds a deputy's post of the unit."""
    leads = roster.leadership.get(home.unit)
    found = (holders(roster, post, at) for post in (leads.deputies if leads else ()))
    return any(person != besides for people in found for person in people)


def _acts_alone(roster: Roster, home: Post, person: UUID, at: datetime) -> bool:
    """Whether ``person`` acts for the main leader, or would, were they there, and no other deputy is
    there."""
    leads = roster.leadership.get(home.unit)
    main = leads.main if leads else None
    if main is None:
        return False
    rungs = ladder(roster, main, at)
    there = (r for r in rungs if r.person == person or roster.is_away(r.person, at) is None)
    first = next(there, None)
    acts = first is not None and first.person == person and first.rule is not SeatRule.HOLDER
    return acts and next_deputy(roster, main, person, at) is None


def _asked(absence: Absence) -> tuple[datetime, datetime | None] | None:
    """The time that consent is asked for: of an extension what it adds; None: nothing is asked."""
    if absence.wanted_until is not None:
        return absence.returns_at or absence.leaves_at, absence.wanted_until
    return None if absence.away_from else (absence.leaves_at, absence.returns_at)


def _meets(other: Elsewhere, absence: Absence, at: datetime) -> bool:
    """Whether another absence takes somebody away in the time for which a stand-in is needed: from
    now to the end. Where nobody knows the end, only who is away now is not to be counted on."""
    since = max(absence.leaves_at, at)
    ends = [end for end in (absence.returns_at, absence.wanted_until) if end is not None]
    until = max(ends, default=since)
    return other.covers(since) or (until > since and other.meets(since, until))


def _cover(
    roster: Roster,
    absence: Absence,
    cover: Cover,
    meanwhile: Sequence[Elsewhere],
    windows: Mapping[UUID, Sequence[Post]],
    lines: Sequence[HandoverLine],
    at: datetime,
) -> facts.Cover:
    post = roster.posts[cover.post_id]
    person = cover.person_id
    when = max(absence.leaves_at, at)
    held = _held(roster, person, when) if person else []
    stranger = person is not None and home_post(roster, person, when) is None
    mine = roster.qualified.get(person, frozenset()) if person else frozenset()
    in_order = _in_order(roster, absence, post, meanwhile, when)
    return facts.Cover(
        id=cover.pk,
        post=post.name,
        rank=post.rank,
        window=post.window,
        stand_in=person,
        name=roster.people.get(person, "") if person else "",
        a_deputy=any(each.rank is Rank.DEPUTY and each.unit == post.unit for each in held),
        in_order=in_order,
        in_order_name=roster.people[in_order] if in_order else "",
        b_role=person is not None and person == b_role(roster, post.id, absence.leaves_at),
        agreed=cover.agreed_at is not None,
        designated=cover.designated_at is not None,
        away=any(other.person == person for other in meanwhile),
        stranger=stranger,
        left=roster.has_left(person, at),
        gone=stranger or (person is not None and roster.is_away(person, at) is not None),
        lacks="、".join(sorted(post.qualifications - mine)) if person else "",
        elsewhere=_window_covered(windows, person, besides=post.id),
        instead="、".join(_could_stand_in(roster, absence, post, meanwhile, windows)),
        handed=cover.handed_at is not None,
        uncommented=tuple(
            line.what for line in lines if cover.handed_at and not line.comment.strip()
        ),
        taken=cover.taken_at is not None,
        seen=cover.seen_at is not None,
        back=cover.back_at is not None,
    )


def _in_order(
    roster: Roster, absence: Absence, post: Post, meanwhile: Iterable[Elsewhere], at: datetime
) -> UUID | None:
    """Of the main leader's post, the deputy next in the order who is there in that time (3.4a)."""
    leads = roster.leadership.get(post.unit)
    if leads is None or post.rank is not Rank.MAIN:
        return None
    away = {absence.person_id, *(other.person for other in meanwhile)}
    order = (person for each in leads.deputies for person in holders(roster, each, at))
    return next((person for person in order if person not in away), None)


def _windows(roster: Roster, taken: Iterable[Taken]) -> dict[UUID, list[Post]]:
    """At which windows each stands in meanwhile."""
    found: dict[UUID, list[Post]] = {}
    for post, person in taken:
        if roster.posts[post].window:
            found.setdefault(person, []).append(roster.posts[post])
    return found


def _window_covered(
    windows: Mapping[UUID, Sequence[Post]], person: UUID | None, besides: UUID
) -> str:
    """The window, but for ``besides``, that ``person`` stands in at meanwhile, if any."""
    at = windows.get(person, ()) if person else ()
    return next((post.name for post in at if post.id != besides), "")


def _could_stand_in(
    roster: Roster,
    absence: Absence,
    post: Post,
    meanwhile: Sequence[Elsewhere],
    windows: Mapping[UUID, Sequence[Post]],
    most: int = 3,
) -> list[str]:
    """Names of people who could stand in on ``post``: its B-role and whoever holds a post of its
    section, there in that time, qualified, and not at another window."""
    at = absence.leaves_at
    first = b_role(roster, post.id, at)
    near = roster.by_section[post.section_id]
    people = [first, *(person for each in near for person in holders(roster, each, at))]
    away = {other.person for other in meanwhile} | {absence.person_id}
    found = [
        roster.people[person]
        for person in dict.fromkeys(people)
        if person is not None
        and person not in away
        and not post.qualifications - roster.qualified.get(person, frozenset())
        and not (post.window and _window_covered(windows, person, besides=post.id))
    ]
    return found[:most]


def granted(jurisdiction: UUID, besides: UUID | None = None) -> tuple[Elsewhere, ...]:
    """Every absence granted and not over, as planned, but for ``besides``: two statements."""
    found = [row for (row,) in _ELSEWHERE.rows(jurisdiction) if row.pk != besides]
    stand_ins: dict[UUID, list[Taken]] = {}
    for (cover,) in _STANDING_IN.rows(jurisdiction):
        stand_ins.setdefault(cover.absence_id, []).append((cover.post_id, cover.person_id))
    return tuple(
        Elsewhere(
            since=row.leaves_at,
            until=row.returns_at,
            id=row.pk,
            person=row.person_id,
            stand_ins=tuple(stand_ins.get(row.pk, ())),
            began=row.away_from is not None,
            sudden=AbsenceKind(row.kind) in facts.SUDDEN,
        )
        for row in found
    )


def posts_of(
    roster: Roster,
    person: UUID,
    others: Iterable[Elsewhere],
    since: datetime,
    until: datetime | None,
) -> list[UUID]:
    """Every post that needs somebody while ``person`` is away: those they hold, those they stand in
    on themselves (3.5), and those that they would sit on by then as the B-role (2.7.4)."""
    others = tuple(others)
    held = [post.id for post in _held(roster, person, since)]
    standing = [
        roster.posts[post]
        for other in others
        if other.meets(since, until)
        for post, stand_in in other.stand_ins
        if stand_in == person
    ]
    planned = _as_planned(roster, others)
    by_rule = [
        post.id
        for post in roster.posts_of(person, SittingRole.B_ROLE, since)
        if seat(planned, post.id, since) == Seat(post.id, person, SeatRule.B_ROLE)
    ]
    also = [post.id for post in sorted(standing, key=by_name)]
    return list(dict.fromkeys([*held, *also, *by_rule]))


def _as_planned(roster: Roster, others: Iterable[Elsewhere]) -> Roster:
    """The roster as it will be, if everything granted goes as planned."""
    away: dict[UUID, list[Away]] = {}
    stand_ins: dict[UUID, list[StandIn]] = {}
    for other in others:
        when: dict[str, Any] = {"since": other.since, "until": other.until, "absence": other.id}
        away.setdefault(other.person, []).append(Away(**when, person=other.person))
        for post, person in other.stand_ins:
            stand_ins.setdefault(post, []).append(StandIn(**when, post=post, person=person))
    return replace(
        roster,
        away={person: tuple(rows) for person, rows in away.items()},
        stand_ins={post: tuple(rows) for post, rows in stand_ins.items()},
    )


def emptied(
    roster: Roster,
    person: UUID,
    others: Iterable[Elsewhere],
    since: datetime,
    until: datetime | None,
) -> dict[UUID, str]:
    """The sections in which nobody would be left at some instant of [since, until), were ``person``
    away too: their names, by id. Leaders are no section that the Office takes over (3.4a), nor is
    it one."""
    away = [other for other in others if other.meets(since, until)]
    instants = {since, *(other.since for other in away if other.since > since)}
    found: dict[UUID, str] = {}
    for post in _held(roster, person, since):
        mates = [roster.posts[mate] for mate in roster.by_section[post.section_id]]
        leads = roster.leadership.get(post.unit)
        of_office = leads is not None and post.id in leads.office
        if of_office or any(mate.rank in (Rank.DEPUTY, Rank.MAIN) for mate in mates):
            continue
        for instant in instants:
            gone = {person, *(other.person for other in away if other.covers(instant))}
            here = {each for mate in mates for each in holders(roster, mate.id, instant)}
            if not here - gone and post.section_id is not None:
                found[post.section_id] = post.section
    return found


def home_post(roster: Roster, person: UUID, at: datetime) -> Post | None:
    """The post of a person: the highest that they hold at ``at``, else the first they are B-role
    of. None: they sit nowhere."""
    order = list(Rank)
    held = sorted(_held(roster, person, at), key=lambda post: -order.index(post.rank))
    if held:
        return held[0]
    return next(iter(roster.posts_of(person, SittingRole.B_ROLE, at)), None)


def hands(roster: Roster, person: UUID, at: datetime) -> Hands:
    """Who bears what in somebody's absence: their own post, the direct leader's above it, the
    supervising leader's, the Office's and the main leader's. The Office's head is relieved by the
    supervising leader."""
    home = home_post(roster, person, at)
    return Hands({}) if home is None else hands_above(roster, home)


def hands_above(roster: Roster, home: Post) -> Hands:
    """The same, above one post."""
    above = roster.above(home.id)
    return Hands(
        {
            Bearer.HANDLER: home.id,
            Bearer.HEAD: above.direct,
            Bearer.LEADER: above.leader or above.main,
            Bearer.MAIN: above.main,
            Bearer.OFFICE: next(iter(above.office), above.main),
        }
    )


def acting(roster: Roster, above: Hands, person: UUID, at: datetime) -> Hands:
    """The same at ``at``, where ``person`` acts for the main leader: what that post decides about
    them the deputy does who comes next in the order (3.4a); nobody decides on their own."""
    main = above.of(Bearer.MAIN)
    sits = seat(roster, main, at) if main else None
    if main is None or sits is None or sits.person != person or sits.rule is SeatRule.HOLDER:
        return above
    heir = next_deputy(roster, main, person, at)
    superiors = (Bearer.HEAD, Bearer.LEADER, Bearer.MAIN)
    lawful = {each: heir for each in superiors if heir and above.of(each) == main}
    return Hands({**above.posts, **lawful})


def b_role(roster: Roster, post: UUID, at: datetime) -> UUID | None:
    """The B-role of a post."""
    return next(roster.sits_in(post, SittingRole.B_ROLE, at), None)


def holders(roster: Roster, post: UUID, at: datetime) -> list[UUID]:
    """Who holds a post."""
    return list(roster.sits_in(post, SittingRole.HOLDER, at))


def _held(roster: Roster, person: UUID, at: datetime) -> list[Post]:
    return roster.posts_of(person, SittingRole.HOLDER, at)


def a_day_or_more(hours: OfficeHours, leaves_at: datetime, returns_at: datetime | None) -> bool:
    """Whether as much opening time is missed as a full day has; "以上" includes just that (3.3a).
    When the return is unknown, it is."""
    if returns_at is None:
        return True
    if returns_at <= leaves_at:
        return False
    return hours.working_time_between(leaves_at, returns_at) >= hours.usual_day


def owed_on(post: UUID, besides: UUID | None = None) -> list[Obligation]:
    """What a hand-over list is drawn up from: everything open on the post, nearest first (X2), but
    for what is owed on the absence ``besides``: the handing over itself is not handed over. What
    reports on somebody stands on no list that others read (1.3.4b); whoever sits there then has it in
    their queue."""
    found = (
        Obligation.objects.filter(bearer=post, ended_at__isnull=True)
        .exclude(kind__in=BACKSTOPS)
        .exclude(matter__contact__sealed=True)
    )
    if besides is not None:
        found = found.exclude(matter=besides)
    return list(found.select_related("matter").order_by("due_at", "pk"))


def _unit(office: Office, home: Post | None) -> UnitFacts:
    """The unit of a post; of somebody who sits nowhere, the first of the office."""
    return office.unit(home.id) if home else next(iter(office.units.values()))
