"""For everybody: who is at which window now, and whom to ask instead.

Names, posts and office phones of those who are there; of somebody who is not, neither name nor
reason, and the return only of a window that opens again the same day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from shouwen.queries import rows
from shouwen.queries.days import day_said
from shouwen.queries.rows import Tag, Tone
from shouwen.queries.windows import Place, attended, windows
from shouwen.records.casefile.office import Office, SectionFacts, UnitFacts, office
from shouwen.records.models import Jurisdiction
from shouwen.rules.facts.seats import Post, Seat
from shouwen.rules.regimes.stand_in import explain, found_at, seating
from shouwen.rules.words import Rank, SeatRule
from shouwen.rules.worktime import OfficeHours, chinese_time

LINES = 12  # of a screen on the wall: windows stand three in a line of two heights
ABREAST = 3
TALL = 2


def who(at: datetime) -> rows.WhoPage | None:
    """Who is where now in the first office of the installation; None before one is founded."""
    there = _there(at)
    if there is None:
        return None
    return rows.WhoPage(
        at=at,
        hall=there.hall,
        windows=tuple(there.windows()),
        sections=tuple(there.sections()),
        hours=there.hours(),
    )


def wall(at: datetime, screen: int = 1) -> rows.WallPage | None:
    """The same on the wall, as many to a screen as can be read; after the last comes the first."""
    there = _there(at)
    if there is None:
        return None
    screens = _screens(tuple(there.windows()), tuple(there.sections()))
    shown = (screen - 1) % len(screens)
    leader, phone = there.leader()
    return rows.WallPage(
        at=at,
        windows=screens[shown][0],
        sections=screens[shown][1],
        leader=leader,
        leader_phone=phone,
        screen=shown + 1,
        screens=len(screens),
    )


Screen = tuple[tuple[rows.WindowNow, ...], tuple[rows.AskNow, ...]]


def _screens(
    windows: tuple[rows.WindowNow, ...], sections: tuple[rows.AskNow, ...]
) -> list[Screen]:
    most = ABREAST * (LINES // TALL)
    screens: list[Screen] = [(windows[n : n + most], ()) for n in range(0, len(windows), most)]
    last = screens.pop()[0] if screens else ()
    room = LINES - TALL * -(-len(last) // ABREAST)
    screens.append((last, sections[:room]))
    screens += [((), sections[n : n + LINES]) for n in range(room, len(sections), LINES)]
    return screens


def _there(at: datetime) -> "_There | None":
    place = Jurisdiction.objects.order_by("code").first()
    return _There(office(place), at) if place is not None else None


@dataclass(frozen=True)
class _There:
    """One office at an instant."""

    office: Office
    at: datetime

    @cached_property
    def unit(self) -> UnitFacts:
        """The unit that the public pages are about."""
        return next(iter(self.office.units.values()))

    @cached_property
    def seats(self) -> dict[UUID, Seat]:
        """Who sits where."""
        return dict(seating(self.office.roster, self.at).by_post)

    @cached_property
    def attended(self) -> dict[UUID, UUID]:
        """The windows that somebody is at."""
        return attended(self.office, self.at)

    @cached_property
    def places(self) -> list[tuple[Post, Place]]:
        """Every window."""
        return windows(self.office, self.unit)

    @property
    def hall(self) -> str:
        """Where the windows are."""
        return self.places[0][1].hall if self.places else ""

    # ── the windows ──────────────────────────────────────────────────────────────────────────────

    def windows(self) -> Iterator[rows.WindowNow]:
        """Every window while the office is open."""
        if self.unit.hours.is_open(self.at):
            for post, place in self.places:
                yield self._window(post, place)

    def _window(self, post: Post, place: Place) -> rows.WindowNow:
        duties = "、".join(self.office.tasks.get(post.id, ()))
        if post.id in self.attended:
            stands_in = self.seats[post.id].rule is not SeatRule.HOLDER
            return rows.WindowNow(
                number=place.number,
                person=self._name(self.attended[post.id]),
                post=_("%(post)s（代行）") % {"post": post.name} if stands_in else post.name,
                duties=duties,
                phone=post.phone,
            )
        whom, phone = self._instead(post)
        return rows.WindowNow(
            number=place.number,
            person="",
            post=post.name,
            duties=duties,
            phone=post.phone,
            open=False,
            note=self._opens_again(post),
            instead=whom,
            instead_phone=phone,
        )

    def _instead(self, post: Post) -> tuple[str, str]:
        """Who takes in what would be taken in at a shut window: whoever sits on its post, at the
        window or desk where they are; where that is the head or a leader, another window of the
        section first."""
        here = self.seats[post.id]
        open_ = [each for each in self.places if each[0].id in self.attended]
        own = [each for each in open_ if self.attended[each[0].id] == here.person]
        beside = [each for each in open_ if each[0].section_id == post.section_id]
        for window, place in (*own, *beside):
            return (
                _("%(number)s 窗 %(name)s")
                % {"number": place.number, "name": self._name(self.attended[window.id])}
            ), window.phone
        if here.person is None:
            return self.unit.name, self.unit.phone
        desk = found_at(self.office.roster, here, self.at)
        return f"{self._name(here.person)}（{desk.name}，{desk.room}）", desk.phone

    def _opens_again(self, post: Post) -> str:
        """When a window opens again, if that is said to be later the same day."""
        for passed in explain(self.office.roster, post.id, self.at).passed:
            back = passed.away.planned_until
            if passed.rung.rule is SeatRule.HOLDER and back is not None and back > self.at:
                local = chinese_time(back)
                if local.date() == chinese_time(self.at).date():
                    return _("%(time)s 开") % {"time": f"{local:%H:%M}"}
        return ""

    # ── the sections ─────────────────────────────────────────────────────────────────────────────

    def sections(self) -> Iterator[rows.AskNow]:
        """Whom to ask in each section; leaders are no section that one asks at the door."""
        posts: dict[UUID | None, list[Post]] = {}
        for post in self.office.roster.posts.values():
            if post.rank in (Rank.STAFF, Rank.HEAD) and not post.closed:
                posts.setdefault(post.section_id, []).append(post)
        for section in self.office.sections:
            if section.unit == self.unit.id and section.id in posts:
                yield self._ask(section, posts[section.id])

    def _ask(self, section: SectionFacts, posts: list[Post]) -> rows.AskNow:
        here = self._first_there(posts)
        taken_over = here.rule is SeatRule.OFFICE
        desk = found_at(self.office.roster, here, self.at)
        return rows.AskNow(
            section=section.name,
            place=section.room,
            duties="；".join(section.duties),
            person=self._name(here.person) if here.person else "",
            post=desk.name,
            phone=desk.phone if here.person else section.phone,
            taken_over=taken_over,
        )

    def _first_there(self, posts: Iterable[Post]) -> Seat:
        """Somebody who works there and is at their desk; failing that who sits for the head."""
        at_windows = {post.id for post, _ in self.places}
        ranks = list(Rank)
        in_order = sorted(
            posts, key=lambda post: (post.id in at_windows, ranks.index(post.rank), post.key)
        )
        seats = [self.seats[post.id] for post in in_order]
        there = (each for each in seats if each.rule is SeatRule.HOLDER and not each.away)
        heads = (self.seats[post.id] for post in in_order if post.head == post.id)
        return next(there, None) or next(heads, seats[0])

    def leader(self) -> tuple[str, str]:
        """The leader on duty today and where to call them; empty where nobody is named."""
        post = self.office.roster.duty.get((self.unit.id, chinese_time(self.at).date()))
        here = self.seats.get(post) if post else None
        if here is None or here.person is None:
            return "", ""
        return self._name(here.person), found_at(self.office.roster, here, self.at).phone

    def hours(self) -> Tag:
        """Until when the doors are open, or when they open next."""
        hours = self.unit.hours
        if hours.is_open(self.at):
            return Tag(
                _("大厅开放到 %(time)s") % {"time": f"{_closes(hours, self.at):%H:%M}"}, Tone.OK
            )
        opens = chinese_time(hours.next_opening(self.at))
        days = (opens.date() - chinese_time(self.at).date()).days
        day = {0: _("今天"), 1: _("明天")}.get(days) or day_said(opens.date())
        when = {"day": day, "time": f"{opens:%H:%M}"}
        return Tag(_("现在不开放，%(day)s %(time)s 开") % when, Tone.WARN)

    def _name(self, person: UUID) -> str:
        return self.office.roster.people[person]


def _closes(hours: OfficeHours, at: datetime) -> datetime:
    local = chinese_time(at)
    window = next(w for w in hours.windows(local.date()) if w.opens <= local.time() < w.closes)
    return local.replace(hour=window.closes.hour, minute=window.closes.minute)
