"""The acts on a contact (regime 1): whoever is asked first writes it down, and it is theirs until it
has come to something or somebody else has confirmed that it is now theirs."""

from dataclasses import asdict, replace
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.crypto import get_random_string

from shouwen.acts._frame.file import CODE_ALPHABET, File
from shouwen.acts._frame.frame import act
from shouwen.acts._speech import day_of
from shouwen.acts.receiving import LOOKUP_CODE_LENGTH
from shouwen.records.casefile.contact import (
    ContactPlace,
    ContactRows,
    emptiness_was_arranged,
)
from shouwen.records.models import (
    Contact,
    ContactHandover,
    Disposition,
)
from shouwen.rules.facts.contact import (
    Elsewhere,
    Said,
    Wanted,
)
from shouwen.rules.numbers import contact_number
from shouwen.rules.regimes.stand_in import seat
from shouwen.rules.words import (
    ConsultationState,
    ContactDisposition,
    HandoverState,
    MatterKind,
)

__all__ = ["Elsewhere", "Wanted"]

desk = partial(ContactRows, lock=True)
again = partial(ContactRows, lock=False)


# ── it comes in ──────────────────────────────────────────────────────────────────────────────────


@act("contact.register", ContactPlace, makes=again)
def register(
    file: File, *, wanted: Wanted, unseen: bool = False, follows: UUID | None = None
) -> None:
    """Write down who asks for what. Whoever does is the one asked first, for good (1.1a). ``unseen``:
    it may report on somebody; until that is entered only this desk sees it (1.3.4b). ``follows``: an
    earlier contact that it goes on with."""
    rows: ContactPlace = file.rows
    assert file.seat is not None, "who has no post is barred"
    rows.asked_at(file.seat.post)
    row = _written(file, wanted, unseen, follows)
    _give(file, row, file.actor.person, file.seat.post)


@act("contact.receive", ContactPlace, makes=again)
def receive(
    file: File, *, wanted: Wanted, unseen: bool = False, follows: UUID | None = None
) -> None:
    """Keep what came by letter, mail or web until somebody opens it, for a working hour at most."""
    row = _written(file, wanted, unseen, follows)
    file.add(row)
    file.owe("take_contact")


def _written(file: File, wanted: Wanted, unseen: bool, follows: UUID | None) -> Contact:
    """The matter with its number, and what was asked."""
    rows: ContactPlace = file.rows
    file.facts["wanted"] = wanted
    file.check()
    serial = file.next_number("contact")
    number = contact_number(rows.office.code, day_of(file.at), serial)
    matter = file.open_matter(MatterKind.CONTACT, rows.jurisdiction, number)
    return Contact(
        matter=matter,
        jurisdiction=rows.jurisdiction,
        unit_id=rows.unit.id,
        lookup_code=get_random_string(LOOKUP_CODE_LENGTH, CODE_ALPHABET),
        received_at=file.at,
        sealed=unseen,
        follows_id=follows,
        **_columns(wanted),
    )


def _columns(wanted: Wanted) -> dict[str, Any]:
    """What was asked, as the table keeps it. A declined phone is not kept."""
    said = asdict(wanted)
    said["wanted"] = said.pop("text")
    said = {
        name: value.strip() if isinstance(value, str) else value for name, value in said.items()
    }
    return {
        **said,
        "channel": wanted.channel,
        "phone": "" if wanted.phone_declined else said["phone"],
    }


def _give(file: File, row: Contact, person: UUID | None, post: UUID) -> None:
    """It is theirs, and they owe what comes of it by close of business (1.1b)."""
    theirs = {"first_officer_id": person, "first_post_id": post, "holder_id": post}
    if row._state.adding:
        file.add(row)
    file.change(row, **theirs, taken_at=file.at)
    file.owe("dispose_contact", bearer=post)


@act("contact.take", desk)
def take(file: File) -> None:
    """Open what came in writing: whoever does is the one asked first (1.1a)."""
    assert file.seat is not None, "who has no post is barred"
    _give(file, file.rows.row, file.actor.person, file.seat.post)


@act("contact.give_to_duty", desk)
def give_to_duty(file: File) -> None:
    """Nobody opened it within the hour: it is the leader's on duty today, else the Office's."""
    rows: ContactRows = file.rows
    roster = rows.office.roster
    on_duty = roster.duty.get((rows.unit.id, day_of(file.at))) or rows.registry
    assert on_duty is not None, "every unit has a main leader"
    file.miss_what_ran_out()
    _give(file, rows.row, seat(roster, on_duty, file.at).person, on_duty)


@act("contact.correct_record", desk)
def correct_record(file: File, *, wanted: Wanted) -> None:
    """Mend what was written down; what it was before stays on file."""
    row: Contact = file.rows.row
    file.facts["wanted"] = wanted
    file.check()
    new = _columns(wanted)
    was = {
        name: str(getattr(row, name)) for name, value in new.items() if getattr(row, name) != value
    }
    mended = {"at": file.at.isoformat(), "person": str(file.actor.person), "was": was}
    file.change(row, **new, corrections=[*row.corrections, mended])


# ── it comes to something ────────────────────────────────────────────────────────────────────────


def _dispose(file: File, kind: ContactDisposition, **proof: object) -> Disposition:
    """Write down what it came to, with its proof; a hand-over that nobody answered falls away."""
    rows: ContactRows = file.rows
    row = Disposition(
        id=file.key(),
        contact=rows.row,
        kind=kind,
        at=file.at,
        person_id=file.actor.person,
        post_id=file.seat.post if file.seat else None,
        **proof,
    )
    file.add(row)
    settled = file.at if file.move.after == "settled" else None
    file.change(rows.row, disposition=kind, disposed_at=file.at, settled_at=settled)
    return row


def _nobody_waits(file: File) -> None:
    """It came to something before anybody answered the hand-over."""
    _answered(file, HandoverState.VOID)


def _answered(file: File, state: HandoverState, said: str = "") -> ContactHandover | None:
    """What became of the hand-over that waits, on file and in the facts."""
    rows: ContactRows = file.rows
    row = rows.waiting
    if row is None:
        return None
    file.change(
        row, state=state, answered_at=file.at, answered_by_id=file.actor.person, said=said.strip()
    )
    _know_handovers(file)
    return row


def _know_handovers(file: File, *more: ContactHandover) -> None:
    """Let the facts know the hand-overs as they stand now."""
    rows: ContactRows = file.rows
    rows.handovers += more
    found = tuple(map(rows.passing, rows.handovers))
    file.facts["contact"] = replace(file.facts["contact"], handovers=found)


@act("contact.answer", desk)
def answer(file: File, *, text: str, service: str = "") -> None:
    """Answer what was asked; ``service`` is the code of the service whose guide the answer rests on,
    else it rests on the duties of the post (1.1b)."""
    file.facts["said"] = Said(text)
    version = file.rows.version(service) if service else None
    _nobody_waits(file)
    _dispose(file, ContactDisposition.ANSWERED, text=text.strip(), version=version)


@act("contact.guide", desk)
def guide(file: File, *, post: UUID, told: bool) -> None:
    """Send them to the section whose it is, with room and phone; it ends when they were told, and
    asks nobody's confirmation (1.3.2a)."""
    _show_to(file, ContactDisposition.GUIDED, post, told)


@act("contact.give_phone", desk)
def give_phone(file: File, *, post: UUID, told: bool) -> None:
    """Nobody is there: give the phone (1.3.2b). Where the register does not know that the section is
    empty, whoever supervises it accounts for that; it is nothing of the officer's who found it."""
    _show_to(file, ContactDisposition.PHONE_GIVEN, post, told)
    roster = file.office.roster
    if not emptiness_was_arranged(roster, post, file.at):
        above = roster.above(post)
        file.owe("account_for_empty", bearer=above.leader or above.main)


def _show_to(file: File, kind: ContactDisposition, post: UUID, told: bool) -> None:
    rows: ContactRows = file.rows
    file.facts["guidance"] = rows.guidance(post, told, file.at)
    _nobody_waits(file)
    here = rows.office.roster.posts[post]
    _dispose(file, kind, target_id=post, room=here.room, phone=here.phone)


@act("contact.record_left", desk)
def record_left(file: File, *, reason: str) -> None:
    """They left, or hung up, before it came to anything: why stands on file (1.1b). Whoever was
    promised a call was tried often enough."""
    file.facts["said"] = Said(reason)
    _nobody_waits(file)
    for row in file.rows.questions:
        if row.state != ConsultationState.TOLD:
            file.change(row, state=ConsultationState.VOID)
    _dispose(file, ContactDisposition.LEFT, text=reason.strip())


@act("contact.note_missed", desk)
def note_missed(file: File) -> None:
    """Time ran out: nothing came of it by close of business, nobody confirmed, nobody called."""
    file.miss_what_ran_out()
