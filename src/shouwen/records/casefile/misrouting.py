"""Hand-overs of contacts that went to the wrong post, as things stand now, and the briefing that is owed
to whoever made them (1.2b)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery, UUIDField

from shouwen.records.casefile.contact import ContactRows, passing, people_on
from shouwen.records.models import (
    Briefing,
    Contact,
    ContactHandover,
    Disposition,
    Obligation,
)
from shouwen.records.reading import Planned
from shouwen.rules.facts import contact
from shouwen.rules.facts.seats import Hands, Roster
from shouwen.rules.policy import number
from shouwen.rules.regimes.first_contact.misrouting import misrouted, rested_on_a_stale_line
from shouwen.rules.words import Bearer, ContactDisposition, MatterKind
from shouwen.rules.worktime import ONE_DAY, chinese_time

_BRIEFING = Planned("records_briefing b WHERE b.id = %s", (Briefing, "b"))
GUIDED = (ContactDisposition.GUIDED, ContactDisposition.PHONE_GIVEN)
FOUND_RIGHT = "office.mend_entry"
"""How what was owed on a line ends where its keeper found the report right."""


@dataclass(frozen=True, slots=True)
class StaleLine:
    """A line of the directory that was reported wrong, and not found right as it stood: the post that
    owed its mend, and when it was mended, where it was."""

    about: UUID
    keeper: UUID | None
    reported_at: datetime
    mended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Misrouting:
    """A hand-over that went wrong. ``right``: whose it was in the end, None while that is open;
    ``stale``: the line of the directory that it rested on, for whose keeper it counts then."""

    row: ContactHandover
    right: UUID | None
    stale: StaleLine | None = None


class Directory:
    """The lines of an office that were reported wrong: one statement, asked once."""

    def __init__(self, jurisdiction: UUID, roster: Roster, since: datetime) -> None:
        """``since`` is when the earliest hand-over was made that will be asked about."""
        self._jurisdiction, self._roster, self._since = jurisdiction, roster, since

    @cached_property
    def _reported(self) -> Mapping[UUID, tuple[StaleLine, ...]]:
        mended = Q(ended_by=FOUND_RIGHT, ended_at__gte=self._since)
        rows = Obligation.objects.filter(
            Q(ended_at=None) | mended,
            matter__jurisdiction=self._jurisdiction,
            matter__kind=MatterKind.OFFICE,
            kind="mend_entry",
        ).order_by("about", "opened_at", "pk")
        return {
            about: tuple(
                StaleLine(row.about, row.bearer_id, row.opened_at, row.ended_at) for row in of_it
            )
            for about, of_it in groupby(rows, key=attrgetter("about"))
        }

    def misled(self, row: ContactHandover) -> StaleLine | None:
        """The stale line of the post, or of its section, that somebody was sent to."""
        post = self._roster.posts[row.to_post_id]
        lines = (line for about in (post.id, post.section_id) for line in self._of(about))
        return next(
            (
                line
                for line in lines
                if rested_on_a_stale_line(row.at, line.reported_at, line.mended_at)
            ),
            None,
        )

    def _of(self, about: UUID | None) -> tuple[StaleLine, ...]:
        return self._reported.get(about, ()) if about else ()


def gone_wrong(
    roster: Roster, rows: Sequence[ContactHandover], on: Contact, directory: Directory
) -> Iterator[Misrouting]:
    """The hand-overs ``on`` one contact that went wrong as they stand now, in the order of time."""
    ended = rows[0].target if on.disposition in GUIDED else on.holder_id  # type: ignore[attr-defined]  # with_target
    assert ended is not None, "what was handed over is somebody's"
    passings = [passing(roster, rows, row) for row in rows]
    for n in misrouted(passings, ended, lambda post: roster.posts[post].section_id):
        known = on.disposition or ended != rows[n].from_post_id
        yield Misrouting(rows[n], ended if known else None, directory.misled(rows[n]))


def with_target(found: QuerySet[ContactHandover]) -> QuerySet[ContactHandover]:
    """Hand-overs contact by contact, each with where the asker was guided to last as ``target``."""
    last = Disposition.objects.filter(contact=OuterRef("contact")).order_by("-at", "-pk")
    target = Subquery(last.values("target")[:1], output_field=UUIDField())
    return found.annotate(target=target).order_by("contact", "nth")


def misroutings(
    jurisdiction: UUID, roster: Roster, person: UUID, since: datetime, but: UUID | None = None
) -> list[Misrouting]:
    """What somebody handed over wrongly since an instant, the first first; of what reports on somebody
    nothing, and nothing of the contact ``but``. Two statements."""
    theirs = ContactHandover.objects.filter(person=person, at__gte=since)
    found = with_target(
        ContactHandover.objects.filter(
            contact__in=theirs.values("contact"), contact__sealed=False
        ).exclude(contact=but)
    ).select_related("contact__matter")
    directory = Directory(jurisdiction, roster, since)
    wrong = [
        each
        for on, rows in groupby(found, key=attrgetter("contact"))
        for each in gone_wrong(roster, list(rows), on, directory)
        if each.row.person_id == person and each.row.at >= since
    ]
    return sorted(wrong, key=lambda each: each.row.at)


def counted(found: Iterable[Misrouting]) -> tuple[datetime, ...]:
    """When somebody handed over wrongly of their own: what rests on a stale line is its keeper's."""
    return tuple(each.row.at for each in found if each.stale is None)


def counted_since(person: UUID, handed_at: datetime, shown_at: datetime) -> datetime:
    """From when on what somebody handed over wrongly counts with a hand-over of ``handed_at`` that was
    shown to be wrong at ``shown_at``: so many days, and not from before it was last gone through with
    them. What was gone through once is held against nobody twice, and who knows better since is to
    show it."""
    earliest = handed_at - number("misrouted_within") * ONE_DAY
    held = Briefing.objects.filter(person=person, held_on__isnull=False, ended_at__lte=shown_at)
    last = held.order_by("-ended_at").values_list("ended_at", flat=True).first()
    return max(earliest, last) if last else earliest


def who_briefs(roster: Roster, post: UUID, person: UUID, at: datetime) -> UUID | None:
    """The post that goes through it with somebody who handed over from ``post``: the section head's,
    where that is themselves the leader's who supervises the section, else the main leader's. None for
    a main leader's own: nobody in the office is above them (3.4a)."""
    above = roster.above(post)
    superiors = (above.head, above.leader, above.main)
    return next(
        (each for each in superiors if each and person not in people_on(roster, each, at)), None
    )


class ContactBriefingRows(ContactRows):
    """A contact that showed that somebody hands over wrongly so often, with the briefing at hand."""

    about: UUID

    def __init__(self, briefing: UUID, *, lock: bool = True) -> None:
        """Raises ``LookupError`` where there is no such briefing."""
        found = _BRIEFING.first(briefing)
        if found is None:
            raise LookupError(briefing)
        self.about = briefing
        super().__init__(found[0].contact_id, lock=lock)

    @cached_property
    def briefing(self) -> Briefing:
        """The briefing, as it is under the lock."""
        found = _BRIEFING.first(self.about)
        assert found is not None, "no briefing is ever taken off the file"
        row: Briefing = found[0]
        return row

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file; who owes it holds it."""
        match name:
            case "briefing":
                return facts_of(self.office.roster, self.briefing, at)
            case "misrouted_at":
                return counted(led_to(self.office.roster, self.jurisdiction.pk, self.briefing))
            case "hands":
                owed = next((row for row in self.open_obligations if row.about == self.about), None)
                doer = owed.bearer_id if owed else None
                return Hands({**super().facet(name, at).posts, Bearer.DOER: doer})
            case _:
                return super().facet(name, at)


def facts_of(roster: Roster, row: Briefing, at: datetime) -> contact.Briefing:
    """A briefing as guards see it."""
    return contact.Briefing(
        person=row.person_id,
        name=roster.people.get(row.person_id, ""),
        since=_day(row.opened_at),
        ended=row.ended_at is not None,
        left=roster.has_left(row.person_id, at),
    )


def led_to(roster: Roster, jurisdiction: UUID, row: Briefing) -> list[Misrouting]:
    """What is gone through: everything that went wrong and counted when that was shown, and what did
    since, until it ended; as that stands now. Four statements."""
    theirs = ContactHandover.objects.filter(contact=row.contact_id, person=row.person_id)
    shown = theirs.filter(at__lte=row.opened_at).latest("at")
    since = counted_since(row.person_id, shown.at, row.opened_at)
    found = misroutings(jurisdiction, roster, row.person_id, since)
    return [each for each in found if row.ended_at is None or each.row.at < row.ended_at]


def _day(at: datetime) -> date:
    return chinese_time(at).date()
