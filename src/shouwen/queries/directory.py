"""The directory on the desk: who is where now, who keeps each line and when it was last confirmed;
and what of it everybody may read. Lines are judged by the same ``judge`` as the acts (1.2b)."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from shouwen.queries.books import Judged, sentences
from shouwen.queries.days import full_day_said
from shouwen.queries.find import post_now
from shouwen.queries.ledger import since
from shouwen.queries.rows import ActBarred, ActOption, ActPage
from shouwen.queries.rows.directory import (
    DirectoryPage,
    EntryPage,
    Kept,
    OtherUnitsPage,
    PostLine,
    ReachAsked,
    SectionLine,
    UnitLine,
    UnitSaid,
)
from shouwen.queries.rows.find import PostHit
from shouwen.queries.viewer import NotFound, Viewer
from shouwen.records.casefile.directory import MEND, EntryRows
from shouwen.records.casefile.office import SectionFacts
from shouwen.records.models import Entry, Jurisdiction, Matter, Obligation
from shouwen.rules.clauses import clauses
from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.seats import Post
from shouwen.rules.judge import MOVES, judge
from shouwen.rules.labels import ACT_LABELS
from shouwen.rules.regimes.first_contact.directory import keeper
from shouwen.rules.regimes.stand_in import seat
from shouwen.rules.words import MatterKind, OfficeState, Power
from shouwen.rules.worktime import chinese_time

LISTED = Q(other_unit__isnull=False, other_unit__closed_at=None)
MOST = 200  # other units on one page; more are found by searching
KEYS = {
    "office.report_entry": "E",
    "office.confirm_entry": "C",
    "office.mend_entry": "M",
    "office.unlist_unit": "U",
}
"""The acts on a line, in the order of its page, and the key that does each."""
HINTS = {
    "office.report_entry": "说一声就行，不用查是谁管的：管这一条的岗位下一个工作日内改正",
    "office.confirm_entry": "打过、看过，写的都对",
    "office.mend_entry": "改电话和地点，改了就算核对过",
    "office.unlist_unit": "撤销了，或者不再管这些事；查询里不再出现",
}
"""What follows from an act, in one line."""


class EntryOnDesk(EntryRows):
    """A line of the viewer's office, not locked. Everybody of the office may read it."""

    def __init__(self, viewer: Viewer, key: UUID) -> None:
        """Raises :class:`NotFound` where the office has no such line."""
        lines = Entry.objects.select_related("section", "post", "other_unit", "reported_by")
        found = lines.filter(jurisdiction=viewer.office.jurisdiction, person=None, pk=key).first()
        if found is None:
            raise NotFound(str(key))
        self.row, self.about, self.office = found, key, viewer.office
        self.matter = Matter.objects.select_related("jurisdiction").get(
            jurisdiction=viewer.office.jurisdiction, kind=MatterKind.OFFICE
        )
        self.jurisdiction = self.matter.jurisdiction


# ── the list ─────────────────────────────────────────────────────────────────────────────────────


def directory(viewer: Viewer, section: str = "") -> DirectoryPage:
    """The directory with the posts of one section, by its key; of the viewer's own where none is
    named. Raises :class:`NotFound` for no such section."""
    there = _Directory(viewer, section)
    units = there.units
    return DirectoryPage(
        at=viewer.at,
        unit=viewer.unit.name,
        address=viewer.unit.address,
        phone=viewer.unit.phone,
        hours=viewer.unit.hours_in_words,
        is_open=viewer.unit.hours.is_open(viewer.at),
        sections=tuple(there.section(each) for each in there.sections),
        posts=tuple(there.post(each) for each in there.posts(there.shown)),
        units=tuple(there.unit(row) for row in units[:MOST]),
        more=max(0, len(units) - MOST),
        lists=viewer.may(Power.KEEP_OFFICE),
    )


class _Directory:
    """The lines of one unit, and what is looked up for them: two statements."""

    def __init__(self, viewer: Viewer, section: str) -> None:
        self.viewer, self.roster = viewer, viewer.office.roster
        self.sections = [e for e in viewer.office.sections if e.unit == viewer.unit.id]
        self.shown = self._shown(section)

    @cached_property
    def entries(self) -> dict[UUID, Entry]:
        """The lines of sections, of the posts that are shown, and of other units."""
        rows = Entry.objects.filter(
            Q(section__isnull=False) | Q(post__section=self.shown) | LISTED,
            jurisdiction=self.viewer.office.jurisdiction,
        )
        return {row.pk: row for row in rows.select_related("other_unit")}

    @cached_property
    def owed(self) -> dict[UUID, Obligation]:
        """What must be mended."""
        books = Obligation.objects.filter(
            jurisdiction=self.viewer.office.jurisdiction, kind__in=MEND, ended_at__isnull=True
        )
        return {row.about: row for row in books}

    @property
    def units(self) -> list[Entry]:
        """The lines of other units that are listed, by name."""
        rows = [row for row in self.entries.values() if row.other_unit]
        return sorted(rows, key=lambda row: (row.other_unit.name, row.other_unit.section))

    def _shown(self, section: str) -> UUID | None:
        """The section whose posts are shown."""
        if section:
            found = next((each.id for each in self.sections if each.key == section), None)
            if found is None:
                raise NotFound(section)
            return found
        own = [self.roster.posts[post].section_id for post in self.viewer.posts]
        return next(iter(own), self.sections[0].id if self.sections else None)

    def posts(self, section: UUID | None) -> list[Post]:
        """The open posts of a section, its head first."""
        found = [self.roster.posts[post] for post in self.roster.by_section.get(section, ())]
        return sorted(
            (post for post in found if not post.closed), key=lambda p: (p.head != p.id, p.key)
        )

    def section(self, section: SectionFacts) -> SectionLine:
        posts = self.posts(section.id)
        seats = [seat(self.roster, post.id, self.viewer.at) for post in posts]
        return SectionLine(
            key=section.key,
            entry=str(section.id),
            name=section.name,
            duties="；".join(section.duties),
            room=section.room,
            phone=section.phone,
            posts=len(posts),
            there=sum(each.designated and not each.away for each in seats),
            kept=self.kept(section.id, posts[0].id if posts else None),
            is_shown=section.id == self.shown,
        )

    def post(self, post: Post) -> PostLine:
        return PostLine(post_now(self.roster, post, self.viewer.at), self.kept(post.id, post.id))

    def unit(self, row: Entry) -> UnitLine:
        there = row.other_unit
        return UnitLine(
            key=str(row.pk),
            name=there.name,
            section=there.section,
            tasks=there.tasks,
            phone=there.phone,
            address=there.address,
            hours=there.hours,
            kept=self.kept(row.pk, None),
        )

    def kept(self, key: UUID, post: UUID | None) -> Kept:
        """How a line is kept; ``post`` is one of the section it is of."""
        owed = self.owed.get(key)
        keeps = owed.bearer_id if owed else keeper(self.roster, self.viewer.unit.id, post)
        return kept(self.viewer, self.entries[key], keeps, owed)


def kept(viewer: Viewer, row: Entry, keeps: UUID | None, owed: Obligation | None) -> Kept:
    """How a line is kept."""
    roster = viewer.office.roster
    here = seat(roster, keeps, viewer.at).person if keeps else None
    name = roster.posts[keeps].name if keeps else ""
    return Kept(
        keeper=f"{name}（{roster.people[here]}）" if here else name,
        confirmed=chinese_time(row.confirmed_at).date() if row.confirmed_at else None,
        mend_by=owed.due_at if owed else None,
        late=bool(owed and owed.due_at and owed.due_at <= viewer.at),
    )


# ── one line ─────────────────────────────────────────────────────────────────────────────────────


def entry_page(viewer: Viewer, key: UUID) -> EntryPage:
    """One line of the directory. Raises :class:`NotFound`."""
    desk = EntryOnDesk(viewer, key)
    row, there = desk.row, desk.what
    may, may_not = _options(viewer, desk)
    owed = next((o for o in desk.open_obligations if o.about == key and o.kind in MEND), None)
    outside = row.other_unit
    return EntryPage(
        at=viewer.at,
        key=str(key),
        name=there.name,
        of=outside.section if outside else _of(viewer, key),
        says=outside.tasks if outside else "；".join(_says(viewer, key)),
        phone=there.phone,
        place=outside.address if outside else there.room,
        hours=outside.hours if outside else viewer.unit.hours_in_words,
        kept=kept(viewer, row, desk.keeper, owed),
        wrong=row.wrong,
        reported=_reported(row),
        posts=tuple(_posts(viewer, key)),
        may=may,
        may_not=may_not,
        listed=desk.listed.listed,
    )


def _of(viewer: Viewer, key: UUID) -> str:
    post = viewer.office.roster.posts.get(key)
    return post.section if post else viewer.unit.name


def _says(viewer: Viewer, key: UUID) -> Iterable[str]:
    section = next((each for each in viewer.office.sections if each.id == key), None)
    return section.duties if section else viewer.office.tasks.get(key, ())


def _posts(viewer: Viewer, key: UUID) -> Iterator[PostHit]:
    roster = viewer.office.roster
    here = roster.by_section.get(key, (key,) if key in roster.posts else ())
    for post in (roster.posts[each] for each in here):
        if not post.closed:
            yield post_now(roster, post, viewer.at)


def _reported(row: Entry) -> str:
    if row.reported_at is None or row.reported_by is None:
        return ""
    return f"{row.reported_by.name}，{full_day_said(chinese_time(row.reported_at).date())}"


def entry_act(viewer: Viewer, act: str, key: UUID, seen: int | None = None) -> ActPage:
    """The page of an act on a line. Raises :class:`NotFound` for no act of people on it."""
    if act not in KEYS:
        raise NotFound(act)
    desk = EntryOnDesk(viewer, key)
    there = desk.what
    outside = desk.row.other_unit
    asked = ReachAsked(
        there.phone, outside.address if outside else there.room, address=outside is not None
    )
    move = MOVES[act]
    clause = clauses()[move.clause]
    return ActPage(
        number="名录",
        service=desk.listed.name,
        party="",
        act=act,
        label=ACT_LABELS[act],
        clause=clause.id,
        clause_text=clause.zh,
        follows=(f"{HINTS[act]}。", "记入台账，不能删改。"),
        changed=since(viewer, desk.matter.pk, seen) if seen is not None else "",
        subject=str(key),
        seen=desk.matter.chain_length,
        barred=sentences(viewer, _judged(viewer, desk, act)),
        asked=(asked,),
        matter=MatterKind.OFFICE,
    )


def _judged(viewer: Viewer, desk: EntryOnDesk, act: str) -> Judged:
    facts = {
        "actor": viewer.actor,
        "hands": desk.facet("hands", viewer.at),
        "moment": Moment(viewer.at, desk.matter.last_at),
        "entry": desk.listed,
    }
    return Judged(MOVES[act], judge(MOVES[act], OfficeState.STANDING, facts))


def _options(
    viewer: Viewer, desk: EntryOnDesk
) -> tuple[tuple[ActOption, ...], tuple[ActBarred, ...]]:
    """What the viewer may do on the line, and what not: first the mend that is owed."""
    judged = [_judged(viewer, desk, act) for act in KEYS]
    may = tuple(
        ActOption(
            act=each.move.act,
            label=ACT_LABELS[each.move.act],
            hint=HINTS[each.move.act],
            key=KEYS[each.move.act],
            first=desk.listed.reported and each.move.act == "office.mend_entry",
        )
        for each in judged
        if not each.bars
    )
    return may, tuple(sentences(viewer, each)[0] for each in judged if each.bars)


# ── for everybody ────────────────────────────────────────────────────────────────────────────────


def other_units() -> OtherUnitsPage | None:
    """Whose it is where it is not ours, by name (1.3.3); None before an office is founded."""
    place = Jurisdiction.objects.order_by("code").first()
    if place is None:
        return None
    lines = Entry.objects.filter(LISTED, jurisdiction=place).select_related("other_unit")
    found = [(row.other_unit, row.right_since) for row in lines]
    return OtherUnitsPage(
        tuple(
            UnitSaid(
                name=row.name,
                section=row.section,
                tasks=row.tasks,
                phone=row.phone,
                address=row.address,
                hours=row.hours,
                confirmed=chinese_time(at).date() if at else None,
            )
            for row, at in sorted(found, key=lambda each: (each[0].name, each[0].section))
        ),
    )
