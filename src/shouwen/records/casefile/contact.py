"""A contact about to be written down, or on the desk: its rows, and the facets made of them."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from shouwen.records.casefile.case import frozen_guide
from shouwen.records.casefile.desk import Place
from shouwen.records.casefile.office import UnitFacts
from shouwen.records.models import (
    Case,
    Consultation,
    Contact,
    ContactAbout,
    ContactHandover,
    Disposition,
    Entry,
    Jurisdiction,
    LedgerEntry,
    Matter,
    Obligation,
    Service,
    ServiceVersion,
)
from shouwen.records.reading import Planned
from shouwen.rules.facts import consultation, contact
from shouwen.rules.facts.seats import Hands, Roster
from shouwen.rules.policy import number
from shouwen.rules.regimes.stand_in import seat
from shouwen.rules.words import (
    Bearer,
    CaseState,
    ConsultationKind,
    ConsultationState,
    ContactChannel,
    ContactDisposition,
    HandoverKind,
    HandoverState,
    ReportKind,
    SittingRole,
    VersionState,
)
from shouwen.rules.worktime import chinese_time

_JURISDICTION = Planned("records_jurisdiction j WHERE j.id = %s", (Jurisdiction, "j"))
_CONTACT = Planned(
    "records_matter m JOIN records_jurisdiction j ON j.id = m.jurisdiction_id"
    " JOIN records_contact c ON c.matter_id = m.id WHERE m.id = %s",
    (Matter, "m"),
    (Jurisdiction, "j"),
    (Contact, "c"),
)
_OWED = Planned(
    "records_obligation o WHERE o.matter_id = %s AND o.ended_at IS NULL ORDER BY o.due_at, o.id",
    (Obligation, "o"),
)
_HANDOVERS = Planned(
    "records_contacthandover h WHERE h.contact_id = %s ORDER BY h.nth", (ContactHandover, "h")
)
_ABOUT = Planned("records_contactabout a WHERE a.contact_id = %s", (ContactAbout, "a"))
_ASKED = Planned(
    "records_consultation c WHERE c.contact_id = %s ORDER BY c.asked_at, c.id", (Consultation, "c")
)
_QUESTION = Planned("records_consultation c WHERE c.id = %s", (Consultation, "c"))


class ContactPlace(Place):
    """A jurisdiction where somebody asks. Nothing is locked but the counter of numbers: the next
    asker waits for nobody."""

    def __init__(self, jurisdiction: UUID) -> None:
        """Raises ``LookupError`` where there is no such jurisdiction."""
        found = _JURISDICTION.first(jurisdiction)
        if found is None:
            raise LookupError(jurisdiction)
        (self.jurisdiction,) = found
        self._unit: UnitFacts | None = None

    @property
    def unit(self) -> UnitFacts:
        """The unit that was asked; the first one until that is known."""
        return self._unit or super().unit

    def asked_at(self, post: UUID) -> None:
        """Say which post was asked."""
        self._unit = self.office.unit(post)

    @property
    def registry(self) -> UUID | None:
        """The post that opens what nobody else does: the Office's, else the main leader's."""
        leads = self.office.roster.leadership.get(self.unit.id)
        return (next(iter(leads.office), None) or leads.main) if leads else None

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file: what nobody took yet is the Office's to give to somebody."""
        return Hands({Bearer.OFFICE: self.registry}) if name == "hands" else super().facet(name, at)


class ContactRows(ContactPlace):
    """A contact. ``lock`` takes its matter's row first, and then shares the jurisdiction's: two who
    take one letter do so one after the other, and the second finds it taken."""

    matter: Matter
    about: UUID | None = None

    def __init__(self, matter: UUID, *, lock: bool = True) -> None:
        """Raises ``Matter.DoesNotExist`` where there is no such contact."""
        found = _CONTACT.first(matter, lock="m" if lock else "", share="j")
        if found is None:
            raise Matter.DoesNotExist(matter)
        self.matter, self.jurisdiction, self.row = found
        self.matter.jurisdiction = self.jurisdiction

    @property
    def unit(self) -> UnitFacts:
        """The unit that was asked."""
        return self.office.units[self.row.unit_id]

    @cached_property
    def open_obligations(self) -> list[Obligation]:
        """What is owed on it now."""
        return [row for (row,) in _OWED.rows(self.matter.pk)]

    @cached_property
    def handovers(self) -> list[ContactHandover]:
        """Every hand-over, in order."""
        return [row for (row,) in _HANDOVERS.rows(self.matter.pk)]

    @property
    def waiting(self) -> ContactHandover | None:
        """The hand-over that nobody has answered yet."""
        waits = (row for row in self.handovers if row.state == HandoverState.WAITING)
        return next(waits, None)

    @cached_property
    def people_about(self) -> frozenset[UUID]:
        """Of whom it reports; only a sealed one reports of anybody."""
        if not self.row.sealed:
            return frozenset()
        return frozenset(row.person_id for (row,) in _ABOUT.rows(self.matter.pk))

    @cached_property
    def questions(self) -> list[Consultation]:
        """What others were asked about it, in order."""
        if self.row.disposition != ContactDisposition.ASKING:
            return []
        return [row for (row,) in _ASKED.rows(self.matter.pk)]

    @cached_property
    def waited(self) -> bool:
        """Whether it came in writing and lay until somebody opened it. Its times tell that; where it
        was opened at the very instant it came, the first act of its record does."""
        row = self.row
        if row.taken_at is None or row.taken_at > row.received_at:
            return True
        first = LedgerEntry.objects.filter(matter=self.matter, seq=1, act="contact.receive")
        return row.channel not in (ContactChannel.VISIT, ContactChannel.PHONE) and first.exists()

    @cached_property
    def report_kind(self) -> ReportKind | None:
        """What it reports, where it does."""
        if self.row.disposition != ContactDisposition.REPORTED:
            return None
        kinds = Disposition.objects.filter(contact=self.matter.pk).exclude(report_kind="")
        return ReportKind(kinds.values_list("report_kind", flat=True).order_by("-at", "-pk")[0])

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file."""
        match name:
            case "hands":
                return self._hands()
            case "contact":
                return self._contact()
            case _:
                return super().facet(name, at)

    def owed(self, kind: str) -> Obligation | None:
        """The open obligation of a kind."""
        return next((row for row in self.open_obligations if row.kind == kind), None)

    def _hands(self) -> Hands:
        row, waiting = self.row, self.waiting
        if row.holder_id is None:
            return Hands({Bearer.OFFICE: self.registry})
        above = self.office.roster.above(row.holder_id)
        return Hands(
            {
                Bearer.WINDOW: row.first_post_id,
                Bearer.HANDLER: row.holder_id,
                Bearer.DOER: waiting.to_post_id if waiting else row.holder_id,
                Bearer.HEAD: above.head,
                Bearer.LEADER: above.leader,
                Bearer.MAIN: above.main,
                Bearer.OFFICE: next(iter(above.office), None),
                Bearer.DECIDER: common_superior(self.office.roster, self._had_it()),
            }
        )

    def _had_it(self) -> list[UUID]:
        """The posts that had it or were to have it."""
        assert self.row.holder_id is not None
        posts = [self.row.holder_id]
        for row in self.handovers:
            posts += [row.from_post_id, row.to_post_id]
        return list(dict.fromkeys(posts))

    def _contact(self) -> contact.Contact:
        row = self.row
        settled = chinese_time(row.settled_at).date() if row.settled_at else None
        calendar = self.office.calendar
        return contact.Contact(
            wanted=contact.Wanted(
                channel=ContactChannel(row.channel),
                text=row.wanted,
                name=row.name,
                phone=row.phone,
                phone_declined=row.phone_declined,
                other_way=row.other_way,
                email=row.email,
            ),
            holder=row.holder_id,
            received_at=row.received_at,
            waited=self.waited,
            reopen_until=settled and calendar.add_working_days(settled, number("reopen_within")),
            handovers=tuple(map(self.passing, self.handovers)),
            about=self.people_about,
            tries=len(row.tries),
            asked=sum(1 for each in self.questions if each.state == ConsultationState.ASKED),
            answers=sum(1 for each in self.questions if each.state == ConsultationState.ANSWERED),
            rated=row.rating is not None,
            reported=self.report_kind,
        )

    def passing(self, row: ContactHandover) -> contact.Passing:
        """A hand-over as guards see it."""
        return passing(self.office.roster, self.handovers, row)

    def returns(self, post: UUID, at: datetime, before: ContactHandover | None = None) -> bool:
        """Whether it comes back at ``at`` to ``post``, whose holder was away (1.2c)."""
        return returns(self.office.roster, self.handovers, post, at, before)

    def handing_over(self, post: UUID, why: str, at: datetime) -> contact.HandingOver:
        """A hand-over that somebody has in mind. Raises ``LookupError`` where no such post is."""
        roster = self.office.roster
        return contact.HandingOver(
            to_post=post,
            name=roster.posts[post].name,
            why=why,
            sits=people_on(roster, post, at),
            closed=roster.posts[post].closed,
            returned=self.returns(post, at),
        )

    def case(self, number_: str) -> tuple[Case, bool] | None:
        """The case of a number, and whether its service is done on the spot and it is not."""
        found = Case.objects.select_related("matter").filter(
            matter__jurisdiction=self.jurisdiction, matter__number=number_.strip().upper()
        )
        row = found.first()
        if row is None:
            return None
        over = (CaseState.DECIDED, CaseState.CLOSED)
        return row, frozen_guide(row.version_id).immediate and row.matter.state not in over

    def line(self, entry: UUID, body: str, phone: str) -> Entry | None:
        """The line ``entry`` of the directory, where ``body`` and ``phone`` are still what it says."""
        lines = Entry.objects.select_related("other_unit")
        found = lines.filter(jurisdiction=self.jurisdiction, pk=entry, other_unit__closed_at=None)
        row = found.exclude(other_unit=None).first()
        said = row and (row.other_unit.name + row.other_unit.section, row.other_unit.phone)
        return row if said == (body, phone) else None

    def version(self, code: str) -> ServiceVersion | None:
        """The version of a service that is in force; where none is, the last one."""
        service = Service.objects.filter(jurisdiction=self.jurisdiction, code=code.strip()).first()
        if service is None:
            return None
        versions = ServiceVersion.objects.filter(service=service).defer("guide").order_by("-number")
        return versions.filter(state=VersionState.PUBLISHED).first() or versions.first()

    def guidance(self, post: UUID, told: bool, at: datetime) -> contact.Guidance:
        """A guiding that somebody has in mind. Raises ``LookupError`` where no such post is."""
        roster = self.office.roster
        here = roster.posts[post]
        own = roster.posts[self.row.holder_id].section_id if self.row.holder_id else None
        return contact.Guidance(
            post=here.name,
            phone=here.phone,
            has_duties=bool(self.office.tasks.get(post)),
            anybody_there=anybody_there(roster, post, at),
            told=told,
            own_section=here.section_id == own,
        )


class ContactQuestionRows(ContactRows):
    """One question on a contact, which the post that was asked answers (4.3a)."""

    about: UUID

    def __init__(self, question: UUID) -> None:
        """Raises ``LookupError`` where there is no such question on a contact."""
        found = _QUESTION.first(question)
        if found is None or found[0].contact_id is None:
            raise LookupError(question)
        self.about = question
        super().__init__(found[0].contact_id)

    @cached_property
    def questions(self) -> list[Consultation]:
        """What others were asked, in order, whatever the contact came to since."""
        return [row for (row,) in _ASKED.rows(self.matter.pk)]

    @property
    def question(self) -> Consultation:
        """The question at hand, as it is under the lock."""
        return next(row for row in self.questions if row.pk == self.about)

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file, with who answers: whoever was asked; for a body outside the post
        that holds the contact takes its answer down."""
        if name == "consultations":
            return consultation.Consultations(
                tuple(
                    consultation.Consultation(
                        row.pk,
                        ConsultationKind(row.kind),
                        ConsultationState(row.state),
                        row.outside,
                    )
                    for row in self.questions
                ),
                at_hand=self.about,
            )
        found = super().facet(name, at)
        if name == "hands":
            doer = self.question.post_id or found.of(Bearer.HANDLER)
            return Hands({**found.posts, Bearer.DOER: doer})
        return found


class ContactAccountRows(ContactRows):
    """A contact on whose account somebody says why a section was empty (1.3.2b)."""

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file; who owes the account gives it."""
        found = super().facet(name, at)
        if name == "hands":
            owed = self.owed("account_for_empty")
            return Hands({**found.posts, Bearer.DOER: owed.bearer_id if owed else None})
        return found


# ── the office, as contacts ask of it ────────────────────────────────────────────────────────────


def common_superior(roster: Roster, posts: Collection[UUID]) -> UUID | None:
    """Who assigns among posts: within a section its head, across sections the leader who supervises
    them all, else the Office, else the main leader; none of the posts themselves (1.2c)."""
    above = [roster.above(post) for post in posts]
    for named in ({each.head for each in above}, {each.leader for each in above}):
        if len(named) == 1 and (found := next(iter(named))) and found not in posts:
            return found
    leads = next((each for each in above), None)
    if leads is None:
        return None
    return next((post for post in (*leads.office, leads.main) if post and post not in posts), None)


def people_on(roster: Roster, post: UUID, at: datetime) -> frozenset[UUID]:
    """Whoever sits on a post now, and whoever holds it: what comes to it comes before them."""
    now = seat(roster, post, at).person
    holders = roster.sits_in(post, SittingRole.HOLDER, at)
    return frozenset(person for person in (now, *holders) if person is not None)


def unseen_by(roster: Roster, post: UUID, people: Collection[UUID], at: datetime) -> UUID:
    """The post that owes something which ``people`` must not see: ``post`` where none of them sits
    there, else the first above it where none does (1.3.4b). Where they sit everywhere it is the main
    leader's post: then the software cannot keep it from them, and the body outside is told."""
    for each in _upwards(roster, post):
        if not people_on(roster, each, at).intersection(people):
            return each
    return roster.above(post).main or post


def _upwards(roster: Roster, post: UUID) -> Iterator[UUID]:
    above = roster.above(post)
    for each in (post, above.head, above.leader, *above.office, above.main):
        if each is not None:
            yield each
    leads = roster.leadership.get(roster.posts[post].unit)
    yield from leads.deputies if leads else ()


def anybody_there(roster: Roster, post: UUID, at: datetime) -> bool:
    """Whether whoever comes to ``post`` finds somebody: whoever is told to sit there, or anybody who
    holds a post of its section."""
    here = seat(roster, post, at)
    if here.designated and not here.away:
        return True
    return any(not roster.is_away(person, at) for person in _holders(roster, post, at))


def emptiness_was_arranged(roster: Roster, post: UUID, at: datetime) -> bool:
    """Whether everybody of the section of ``post`` is away by the register, so that the Office has
    taken over; a section found empty otherwise has to account for it (1.3.2b, 3.2c)."""
    return all(roster.is_away(person, at) for person in _holders(roster, post, at))


def _holders(roster: Roster, post: UUID, at: datetime) -> Iterator[UUID]:
    """Whoever holds a post of the section of ``post``."""
    for each in _section(roster, post):
        yield from roster.sits_in(each, SittingRole.HOLDER, at)


def _section(roster: Roster, post: UUID) -> tuple[UUID, ...]:
    here = roster.posts[post].section_id
    return tuple(each for each in roster.by_section[here] if not roster.posts[each].closed)


def passing(
    roster: Roster, handovers: Iterable[ContactHandover], row: ContactHandover
) -> contact.Passing:
    """One of the hand-overs of a contact as guards see it."""
    return contact.Passing(
        HandoverKind(row.kind),
        HandoverState(row.state),
        row.from_post_id,
        row.to_post_id,
        returned=returns(roster, handovers, row.to_post_id, row.at, before=row),
    )


def returns(
    roster: Roster,
    handovers: Iterable[ContactHandover],
    post: UUID,
    at: datetime,
    before: ContactHandover | None = None,
) -> bool:
    """Whether ``post`` had a contact before, its holder was away when it went from there, and is
    there again at ``at``: then it comes back to them and is handed over to nobody (1.2c)."""
    for row in handovers:
        if row == before:
            return False
        if row.from_post_id == post and _holder_away(roster, post, row.at):
            return not _holder_away(roster, post, at)
    return False


def _holder_away(roster: Roster, post: UUID, at: datetime) -> bool:
    holders = roster.sits_in(post, SittingRole.HOLDER, at)
    return any(roster.is_away(person, at) for person in holders)
