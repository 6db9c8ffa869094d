"""The acts on an office's books: who came, sits down, leaves; who is on duty; whose account it is.

A fact is written down whatever gap it opens. The gap is owed by the post right above (2.4.4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from shouwen.acts._frame.file import File
from shouwen.acts._frame.frame import act
from shouwen.acts._listing import list_person
from shouwen.acts._living_by import sit_down, stand_up
from shouwen.records.casefile.absence import emptied, granted
from shouwen.records.casefile.books import GapRows, OfficeRows, SectionRows, who_fills
from shouwen.records.models import Account, DutyDay, Person, Post, Unit
from shouwen.rules.facts.books import (
    AccountOf,
    DutyLeader,
    Filled,
    Joining,
    Leaving,
    TakingUp,
)
from shouwen.rules.facts.refusal import Remedy
from shouwen.rules.words import SittingRole

OWED = {SittingRole.HOLDER: "fill_post", SittingRole.B_ROLE: "name_b_role"}
"""What is owed where nobody sits in a role."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who came: name, the name they will sign in with, and what they are qualified in."""

    sign_in: str
    name: str
    qualifications: tuple[str, ...] = ()


@act("office.join", OfficeRows)
def join(file: File, *, newcomer: Newcomer) -> None:
    """Enter somebody new. Their account is opened by the administrator."""
    file.facts["joining"] = Joining(newcomer.sign_in, newcomer.name)
    file.facts["books"] = file.rows.books(file.at, newcomer.sign_in)
    file.check()
    person = Person(
        id=file.key(),
        jurisdiction=file.rows.jurisdiction,
        name=newcomer.name,
        qualifications=list(newcomer.qualifications),
    )
    account = Account(
        id=file.key(), sign_in=newcomer.sign_in, person=person, is_active=False, password=""
    )
    file.add(person)
    file.add(account)
    list_person(file, file.rows.jurisdiction, person)
    file.also |= {"person": person.pk, "account": account.pk}
    file.change_books()


@act("office.take_up_post", OfficeRows)
def take_up_post(file: File, *, post: UUID, person: UUID) -> None:
    """Somebody holds a post from now on, as whoever keeps the books was told; whoever held it stands
    up."""
    _hold(file, post, person)


@act("office.designate_holder", GapRows)
def designate_holder(file: File, *, person: UUID) -> None:
    """Whoever owes a post its holder says who it is (2.4.4)."""
    _hold(file, file.rows.about, person)


@act("office.name_b_role", OfficeRows)
def name_b_role(file: File, *, post: UUID, person: UUID) -> None:
    """Somebody is a post's B-role from now on (2.7.4)."""
    _sit(file, post, person, SittingRole.B_ROLE)


@act("office.designate_b_role", GapRows)
def designate_b_role(file: File, *, person: UUID) -> None:
    """Whoever owes a post its B-role says who it is (2.7.4)."""
    _sit(file, file.rows.about, person, SittingRole.B_ROLE)


@act("office.leave_post", OfficeRows)
def leave_post(file: File, *, person: UUID, post: UUID | None = None) -> None:
    """Somebody leaves a post; with no post named, the office: transferred, retired, dead. Each post
    they held, or were the B-role of, must be filled again (2.4.4, 2.7.4); a section in which nobody
    is left the Office takes over (3.2c)."""
    rows: OfficeRows = file.rows
    file.facts["leaving"] = Leaving(person, post)
    file.facts["books"] = rows.books(file.at)
    file.check()
    where = {"post": post} if post else {}
    left = rows.sittings(person=person, **where)
    for sitting in left:
        stand_up(file, sitting)
        _owe(file, sitting.post_id, SittingRole(sitting.role))
    for section in _left_empty(file, person, {row.post_id for row in left}):
        file.owe("take_over_section", about=section, bearer=_office_of(file, section))
    if post is None:
        file.change(rows.people[person], left_at=file.at)
        for account in Account.objects.filter(person=person):
            file.change(account, is_active=False)
    file.also |= {"person": person, "left": [row.post_id for row in left]}
    file.change_books()


@act("office.confirm_taking_over", SectionRows)
def confirm_taking_over(file: File) -> None:
    """The Office takes over what comes to a section that somebody left empty (3.2c)."""


@act("office.name_duty_leader", OfficeRows)
def name_duty_leader(file: File, *, duty: tuple[DutyLeader, ...]) -> None:
    """Say which leader's post is on duty on which days (3.2c)."""
    rows: OfficeRows = file.rows
    file.facts["duty"] = duty
    file.facts["books"] = rows.books(file.at)
    file.check()
    roster = rows.office.roster
    there = {
        (row.unit_id, row.day): row
        for row in DutyDay.objects.filter(day__in=[each.day for each in duty])
    }
    for each in duty:
        unit = roster.posts[each.post].unit
        row = there.get((unit, each.day))
        if row is None:
            file.add(DutyDay(id=file.key(), unit_id=unit, day=each.day, post_id=each.post))
        elif row.post_id != each.post:
            file.change(row, post_id=each.post)
    file.also["duty"] = [{"day": str(each.day), "post": each.post} for each in duty]
    file.change_books()


@act("office.order_deputies", OfficeRows)
def order_deputies(file: File, *, order: tuple[UUID, ...]) -> None:
    """Lay down in which order the deputies follow the main leader (3.4a)."""
    file.facts["order"] = order
    file.facts["books"] = file.rows.books(file.at)
    file.check()
    posts = Post.objects.in_bulk(order)
    for place, post in enumerate(order, 1):
        file.change(posts[post], deputy_order=place)
    file.also["order"] = list(order)
    file.change_books()


@act("office.enter_remedy", OfficeRows)
def enter_remedy(file: File, *, remedy: Remedy) -> None:
    """Enter what kind of body the unit is, who reconsiders what it decides, and where it is sued: no
    refusal is approved before (7.4.3c)."""
    file.facts["remedy"] = remedy
    file.check()
    file.change(
        Unit.objects.get(pk=file.unit.id),
        body_kind=remedy.kind,
        review_body=remedy.body.strip(),
        review_address=remedy.address.strip(),
        review_online=remedy.online.strip(),
        court=remedy.court.strip(),
    )
    file.change_books()


# ── accounts ─────────────────────────────────────────────────────────────────────────────────────


@act("office.open_account", OfficeRows)
def open_account(file: File, *, person: UUID, secret: str) -> None:
    """Open somebody's account. ``secret`` is the password as Django keeps it, hashed by the door,
    so that no act ever sees a password."""
    _account(file, person, secret, is_active=True, password=secret, password_given=True)


@act("office.reset_password", OfficeRows)
def reset_password(file: File, *, person: UUID, secret: str) -> None:
    """Give an account another password, hashed like that of :func:`open_account`."""
    _account(file, person, secret, password=secret, password_given=True)


@act("office.choose_password", OfficeRows)
def choose_password(file: File, *, secret: str) -> None:
    """Whoever signs in takes a password of their own, hashed like that of :func:`open_account`; what
    is done with the account is done by nobody else (2.4.4). Other sessions of it end."""
    who = file.actor.person
    assert who is not None, "neither party nor clock has an account"
    account = Account.objects.filter(Q(person=who) | Q(pk=who), is_active=True).first()
    file.facts["account"] = AccountOf(who, bool(secret), account is not None)
    file.check()
    assert account is not None, "a guard of the move asks for it"
    file.change(account, password=secret, password_given=False)
    file.also["account"] = account.pk


@act("office.close_account", OfficeRows)
def close_account(file: File, *, person: UUID) -> None:
    """Nobody signs in with the account any more; its person keeps posts and past."""
    for account in Account.objects.filter(
        person=person, person__jurisdiction=file.rows.jurisdiction
    ):
        file.change(account, is_active=False)
        file.also["account"] = account.pk


@act("office.note_filled", OfficeRows)
def note_filled(file: File) -> None:
    """A scheme filled posts, or closed them: what was owed for these in the books is done."""
    rows: OfficeRows = file.rows
    roster = rows.office.roster
    there = {(row.post_id, OWED[SittingRole(row.role)]) for row in rows.sittings()}
    done = {
        row.pk: row.about
        for row in rows.open_obligations
        if row.kind in OWED.values()
        and (roster.posts[row.about].closed or (row.about, row.kind) in there)
    }
    file.facts["filled"] = Filled(frozenset(done.values()))
    file.spared |= {row.pk for row in rows.open_obligations} - done.keys()


@act("office.note_missed", OfficeRows)
def note_missed(file: File) -> None:
    """What has run out is marked missed; it goes on being owed."""
    file.miss_what_ran_out()


def _sit(file: File, post: UUID, person: UUID, role: SittingRole) -> None:
    rows: OfficeRows = file.rows
    file.facts["taking"] = TakingUp(post, person, role)
    file.facts["books"] = rows.books(file.at)
    file.check()
    for former in rows.sittings(post=post, role=role):
        stand_up(file, former)
    sit_down(file, post, person, role)
    file.about = post
    file.also |= {"person": person, "post": post, "role": role}
    file.change_books()


def _hold(file: File, post: UUID, person: UUID) -> None:
    """A B-role who becomes the holder is the B-role no more (2.7.4). Where somebody sits again, the
    Office takes over no more (3.2c)."""
    rows: OfficeRows = file.rows
    _sit(file, post, person, SittingRole.HOLDER)
    for own in rows.sittings(post=post, role=SittingRole.B_ROLE, person=person):
        stand_up(file, own)
        _owe(file, post, SittingRole.B_ROLE)
    section = rows.office.roster.posts[post].section_id
    assert section is not None, "every post on file belongs to a section"
    file.besides.add(section)


def _left_empty(file: File, person: UUID, left: set[UUID]) -> Iterator[UUID]:
    """The sections of posts that ``person`` leaves, in which nobody is there now or will be when
    others leave as granted (3.2c)."""
    rows: OfficeRows = file.rows
    roster = rows.office.roster
    others = [other.as_known(file.at) for other in granted(rows.jurisdiction.pk)]
    still = rows.sittings(person=person, role=SittingRole.HOLDER)
    theirs = {roster.posts[row.post_id].section_id for row in still if row.post_id not in left}
    owed = {row.about for row in rows.open_obligations if row.kind == "take_over_section"}
    for section in emptied(roster, person, others, file.at, None):
        if section not in theirs | owed:
            yield section


def _office_of(file: File, section: UUID) -> UUID | None:
    """The post of the Office that takes over a section of its unit."""
    unit = next(each.unit for each in file.office.sections if each.id == section)
    leads = file.office.roster.leadership.get(unit)
    return next(iter(leads.office), leads.main) if leads else None


def _owe(file: File, post: UUID, role: SittingRole) -> None:
    """Whoever is right above the post owes it somebody."""
    kind = OWED[role]
    owed = {(row.kind, row.about) for row in file.rows.open_obligations}
    if (kind, post) not in owed:
        file.owe(kind, about=post, bearer=who_fills(file.office.roster, post))


def _account(file: File, person: UUID, secret: str, **columns: object) -> None:
    file.facts["account"] = AccountOf(person, bool(secret))
    file.facts["books"] = file.rows.books(file.at)
    file.check()
    account = Account.objects.get(person=person)
    file.change(account, **columns)
    file.also["account"] = account.pk
