"""Contacts: which of them somebody may see, the list, and what is likely the same person or matter
(1.1a, 1.3.4b)."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from shouwen.queries.books import Judged, sentences
from shouwen.queries.deadline import remaining
from shouwen.queries.moves import person_on
from shouwen.queries.rows.contact import ContactList, ContactRow, Likely
from shouwen.queries.viewer import CASE_WORK, NotFound, Viewer
from shouwen.records.models import Case, Contact, ContactAbout, Obligation
from shouwen.records.search.tokens import pairs, plain, runs
from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.seats import Hands
from shouwen.rules.identity import mask_phone, phone_key
from shouwen.rules.judge import MOVES, judge
from shouwen.rules.words import ContactChannel, ContactDisposition, ContactState

REGISTER = "contact.register"
MOST = 100  # rows of the list
FEW = 5  # likely the same
LOOKED_THROUGH = 200  # contacts of late whose words are compared
ALIKE = 40  # of a hundred words that two have in common, and they are likely about one thing
MOST_SIGNS = 500  # of a letter are compared
AGO = timedelta(days=90)

UNSETTLED = [state.value for state in ContactState if state is not ContactState.SETTLED]


def seen_by(viewer: Viewer) -> QuerySet[Contact]:
    """The contacts somebody may see: all for who does the office's work with the public, else those
    that came to them or their posts. What reports on somebody is seen by whoever holds it, took it
    down or owes something on it, and never by whom it is about (1.3.4b)."""
    posts = viewer.posts
    owes = Obligation.objects.filter(matter=OuterRef("pk"), bearer__in=posts, ended_at__isnull=True)
    theirs = (
        Q(first_officer=viewer.person)
        | Q(holder__in=posts)
        | Q(first_post__in=posts, sealed=False)
        | Exists(owes)
    )
    if viewer.may(*CASE_WORK):
        theirs |= Q(sealed=False)
    about = ContactAbout.objects.filter(contact=OuterRef("pk"), person=viewer.person)
    found = Contact.objects.filter(jurisdiction=viewer.office.jurisdiction)
    return found.filter(theirs).exclude(Exists(about))


def sees(viewer: Viewer, number: str) -> bool:
    """Whether the viewer sees a contact: of what reports on them, or was passed on, they may not."""
    return seen_by(viewer).filter(matter__number=number).exists()


def listed(viewer: Viewer, view: str = "open") -> ContactList:
    """What has not come to anything first by its time, or, in the ``view`` ``all``, everything, the
    newest first; ``waiting`` is what nobody has taken yet, ``mine`` what the viewer's posts hold.
    Raises ``NotFound`` for a view that is none."""
    views = {
        "open": Q(matter__state__in=UNSETTLED),
        "waiting": Q(matter__state=ContactState.WAITING.value),
        "mine": Q(holder__in=viewer.posts, matter__state__in=UNSETTLED),
        "all": Q(),
    }
    if view not in views:
        raise NotFound(view)
    mine = seen_by(viewer)
    owed = Obligation.objects.filter(matter=OuterRef("pk"), ended_at__isnull=True)
    due = owed.exclude(kind="brief_officer")  # that is theirs and their superior's alone
    found = mine.filter(views[view]).annotate(
        due=Subquery(due.order_by("due_at").values("due_at")[:1])
    )
    order = "-received_at" if view == "all" else "due"
    rows = list(found.select_related("matter").order_by(order, "pk")[: MOST + 1])
    return ContactList(
        rows=tuple(_row(viewer, row) for row in rows[:MOST]),
        view=view,
        waiting=mine.filter(views["waiting"]).count(),
        barred=sentences(viewer, registering(viewer)),
        more=found.count() - MOST if len(rows) > MOST else 0,
    )


def registering(viewer: Viewer) -> Judged:
    """Whether the viewer may write a contact down."""
    move = MOVES[REGISTER]
    facts = {"actor": viewer.actor, "hands": Hands({}), "moment": Moment(viewer.at, None)}
    return Judged(move, judge(move, None, facts))


def _row(viewer: Viewer, row: Contact) -> ContactRow:
    due = getattr(row, "due", None)
    return ContactRow(
        number=row.matter.number or "",
        channel=ContactChannel(row.channel),
        wanted=row.wanted,
        who=row.name,
        phone=mask_phone(row.phone),
        state=ContactState(row.matter.state),
        received_at=row.received_at,
        came_to=ContactDisposition(row.disposition) if row.disposition else None,
        holder=person_on(viewer, row.holder_id) if row.holder_id else "",
        left=remaining(row.received_at, due, viewer.at, viewer.unit.hours) if due else None,
    )


def likely(
    viewer: Viewer, *, wanted: str = "", name: str = "", phone: str = "", but: str = ""
) -> tuple[Likely, ...]:
    """Earlier contacts and cases that may be the same person's, by phone, or the same matter, by its
    words, within the last ninety days; not the contact numbered ``but``. Nothing is put together: who
    sees it decides. Three statements."""
    found: dict[str, Likely] = {}
    for each in (*_of_the_phone(viewer, phone), *_of_the_words(viewer, wanted, name)):
        if each.number != but:
            found.setdefault(each.number, each)
    return tuple(found.values())[:FEW]


def _lately(viewer: Viewer) -> QuerySet[Contact]:
    return seen_by(viewer).filter(received_at__gte=viewer.at - AGO).select_related("matter")


def _of_the_phone(viewer: Viewer, phone: str) -> Iterator[Likely]:
    known = phone_key(phone)
    if not known:
        return
    of_it = Q(phone_key=known) & ~Q(phone_key="")  # said as the indexes say it
    for row in _lately(viewer).filter(of_it).order_by("-received_at")[:FEW]:
        yield _likely(row, "号码相同")
    if not viewer.may(*CASE_WORK):
        return
    cases = Case.objects.filter(
        of_it,
        jurisdiction=viewer.office.jurisdiction,
        received_at__gte=viewer.at - AGO,
    ).select_related("matter", "version__service")
    for case in cases.order_by("-received_at")[:FEW]:
        yield Likely(
            number=case.matter.number or "",
            who=case.applicant,
            phone=mask_phone(case.phone),
            wanted=case.version.service.name,
            at=case.received_at,
            same="号码相同",
            came_to=None,
            of_a_case=True,
        )


def _of_the_words(viewer: Viewer, wanted: str, name: str) -> Iterator[Likely]:
    asked = said(wanted)
    if not asked:
        return
    for row in _lately(viewer).order_by(F("received_at").desc())[:LOOKED_THROUGH]:
        if alike(asked, said(row.wanted)) and (
            not name or not row.name or name.strip() == row.name
        ):
            yield _likely(row, "说的事相近")


def said(text: str) -> frozenset[str]:
    """What a text says, as it is compared: its signs two by two."""
    return frozenset(pair for run in runs(plain(text[:MOST_SIGNS])) for pair in pairs(run))


def alike(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two texts are likely about one thing."""
    return 100 * len(some & others) >= ALIKE * max(1, len(some | others))


def _likely(row: Contact, same: str) -> Likely:
    return Likely(
        number=row.matter.number or "",
        who=row.name,
        phone=mask_phone(row.phone),
        wanted=row.wanted,
        at=row.received_at,
        same=same,
        came_to=ContactDisposition(row.disposition) if row.disposition else None,
    )
