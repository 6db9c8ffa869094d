"""The acts on a contact (regime 1): whoever is asked first writes it down, and it is theirs until it
has come to something or somebody else has confirmed that it is now theirs."""

from dataclasses import asdict, replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.crypto import get_random_string

from shouwen.acts._contact_post import IN_WRITING, keep_files, tell_it_came, tell_what_came_of_it
from shouwen.acts._frame.file import CODE_ALPHABET, File
from shouwen.acts._frame.frame import act
from shouwen.acts._misrouting import drop_briefings, misrouted_on, owe_briefings
from shouwen.acts._speech import day_of
from shouwen.acts.receiving import LOOKUP_CODE_LENGTH, Upload
from shouwen.records.casefile.contact import (
    ContactAccountRows,
    ContactPlace,
    ContactQuestionRows,
    ContactRows,
    emptiness_was_arranged,
    unseen_by,
)
from shouwen.records.models import (
    Consultation,
    Contact,
    ContactAbout,
    ContactHandover,
    ContactMessage,
    Disposition,
    ServiceVersion,
)
from shouwen.rules.facts.consultation import Answered, Asking, OutcomeTold
from shouwen.rules.facts.contact import (
    Elsewhere,
    Linked,
    Rating,
    Report,
    Said,
    Telling,
    Wanted,
)
from shouwen.rules.facts.guide import Limit
from shouwen.rules.identity import phone_key
from shouwen.rules.numbers import contact_number
from shouwen.rules.regimes.stand_in import seat
from shouwen.rules.words import (
    ConsultationKind,
    ConsultationState,
    ContactChannel,
    ContactDisposition,
    ContactState,
    HandoverKind,
    HandoverState,
    LetterChannel,
    LimitUnit,
    MatterKind,
    ToldBy,
    ToldHow,
    VersionState,
)

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
    file: File,
    *,
    wanted: Wanted,
    unseen: bool = False,
    follows: UUID | None = None,
    uploads: tuple[Upload, ...] = (),
) -> None:
    """Keep what came by letter, mail or web, with what it encloses, until somebody opens it, for a
    working hour at most; the asker is told its number and by when they hear of it."""
    row = _written(file, wanted, unseen, follows)
    file.add(row)
    keep_files(file, row, uploads)
    tell_it_came(file, row)
    file.owe("take_contact")


def _written(file: File, wanted: Wanted, unseen: bool, follows: UUID | None) -> Contact:
    """The matter with its number, and what was asked."""
    rows: ContactPlace = file.rows
    file.facts["wanted"] = wanted
    file.check()
    serial = file.next_number("contact")
    number = contact_number(rows.office.code, day_of(file.at), serial)
    matter = file.open_matter(MatterKind.CONTACT, rows.jurisdiction, number)
    asked = _columns(wanted)
    return Contact(
        matter=matter,
        jurisdiction=rows.jurisdiction,
        unit_id=rows.unit.id,
        lookup_code=get_random_string(LOOKUP_CODE_LENGTH, CODE_ALPHABET),
        received_at=file.at,
        sealed=unseen,
        follows_id=follows,
        phone_key=phone_key(asked["phone"]),
        **asked,
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
    key = phone_key(new["phone"])
    file.change(row, **new, phone_key=key, corrections=[*row.corrections, mended])
    file.facts["contact"] = file.rows.facet("contact", file.at)


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
    settled = file.at if file.move.after is ContactState.SETTLED else None
    file.change(rows.row, disposition=kind, disposed_at=file.at, settled_at=settled)
    tell_what_came_of_it(file, rows.row, row)
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


@act("contact.tell_in_full", desk)
def tell_in_full(
    file: File, *, service: str, how: ToldBy, parts: frozenset[str] = frozenset()
) -> None:
    """Tell the whole guide of a service at once: printed, sent, or on the telephone read out with a
    tick for each of its six parts (4.1, 4.4a). Which version was told stands on file."""
    version = _telling(file, service, how, parts)
    _nobody_waits(file)
    _dispose(file, ContactDisposition.TOLD_IN_FULL, version=version, told_by=how)
    if how is ToldBy.MESSAGE:
        assert version is not None, "a guide that is not there is barred"
        _write(file, f"{version.service.name}：{settings.PUBLIC_URL}/services/{service.strip()}/")


@act("contact.tell_not_eligible", desk)
def tell_not_eligible(
    file: File,
    *,
    service: str,
    how: ToldBy,
    reason: str,
    may_apply: bool,
    parts: frozenset[str] = frozenset(),
) -> None:
    """As told they do not meet the conditions, and do not apply: the whole guide was told, which
    condition it is, and that they may apply all the same (7.1)."""
    file.facts["said"] = Said(reason)
    version = _telling(file, service, how, parts, may_apply)
    _nobody_waits(file)
    kind = ContactDisposition.NOT_ELIGIBLE
    _dispose(file, kind, version=version, told_by=how, text=reason.strip())


def _telling(
    file: File, service: str, how: ToldBy, parts: frozenset[str], may_apply: bool = True
) -> ServiceVersion | None:
    rows: ContactRows = file.rows
    version = rows.version(service)
    file.facts["telling"] = Telling(
        VersionState(version.state) if version else None,
        how,
        ContactChannel(rows.row.channel),
        parts,
        may_apply,
    )
    file.check()
    return version


@act("contact.accept", desk)
def accept(file: File, *, case: str, why_not: str = "") -> None:
    """A case was received for it: contact and case are one chain. Where the service is done on the
    spot and the case is not, ``why_not`` says why, or the case does (1.3.1b)."""
    rows: ContactRows = file.rows
    found = rows.case(case)
    why = why_not.strip() or (found[0].not_at_once if found else "")
    received_at = found[0].received_at if found else rows.row.received_at
    file.facts["linked"] = Linked(
        number=case.strip(),
        found=found is not None,
        received_at=received_at,
        since=rows.row.received_at,
        not_at_once=found is not None and found[1],
        why_not=why,
    )
    file.check()
    _nobody_waits(file)
    kind = ContactDisposition.ACCEPTED
    _dispose(file, kind, case=found[0] if found else None, not_at_once=why)


@act("contact.refer_outside", desk)
def refer_outside(file: File, *, elsewhere: Elsewhere, entry: UUID | None = None) -> None:
    """It is another body's: whose, and its phone, which was confirmed on its line ``entry`` of the
    directory or just now (1.3.3)."""
    whose = _whose(file, elsewhere, entry)
    _nobody_waits(file)
    _dispose(file, ContactDisposition.REFERRED, **whose)


def _whose(file: File, elsewhere: Elsewhere, entry: UUID | None) -> dict[str, object]:
    """Whose it is, as it is written down: with the line of the directory that says so, and when its
    phone was last found to be right."""
    rows: ContactRows = file.rows
    body, phone = elsewhere.body.strip(), elsewhere.phone.strip()
    line = rows.line(entry, body, phone) if entry else None
    confirmed_at = line.right_since if line else None
    if elsewhere.confirmed and body:
        confirmed_at = file.at
    file.facts["elsewhere"] = replace(elsewhere, confirmed=confirmed_at is not None)
    return {"body": body, "body_phone": phone, "entry": line, "body_confirmed_at": confirmed_at}


@act("contact.find_out", desk)
def find_out(file: File, *, why: str) -> None:
    """Whose it is nobody knows now: it is found out and they are called by the end of the next
    working day (1.3.3)."""
    file.facts["said"] = Said(why)
    _nobody_waits(file)
    file.check()
    _dispose(file, ContactDisposition.FINDING_OUT, not_at_once=why.strip())
    file.owe("find_out")


@act("contact.tell_found", desk)
def tell_found(file: File, *, elsewhere: Elsewhere, entry: UUID | None = None) -> None:
    """They were told whose it is, or what the hotline replied under which number (1.3.3)."""
    whose = _whose(file, elsewhere, entry)
    reply = elsewhere.hotline_number.strip()
    _dispose(file, ContactDisposition.REFERRED, hotline_number=reply, **whose)


@act("contact.take_for_absent", desk)
def take_for_absent(file: File, *, post: UUID, why: str) -> None:
    """The handler is away: it is taken down, with a way to reach the asker, and the handler's post
    owes them a call. It stays with whoever took it down until that is confirmed (1.3.2c). Materials
    are received as a case, and the contact comes to that (6.4b)."""
    _hand(file, HandoverKind.FOR_ABSENT, post, why)
    kind = ContactDisposition.TAKEN_FOR_ABSENT
    _dispose(file, kind, target_id=post, not_at_once=why.strip())
    file.owe("call_asker", bearer=post)


@act("contact.call_back", desk)
def call_back(file: File, *, text: str) -> None:
    """They were called, and told this. Whoever was to take it over has, by calling."""
    rows: ContactRows = file.rows
    file.facts["said"] = Said(text)
    waiting = rows.waiting
    if waiting and file.seat and file.seat.post == waiting.to_post_id:
        _answered(file, HandoverState.CONFIRMED)
        file.change(rows.row, holder_id=waiting.to_post_id)
    _nobody_waits(file)
    _dispose(file, ContactDisposition.CALLED_BACK, text=text.strip())


@act("contact.note_call", desk)
def note_call(file: File, *, text: str) -> None:
    """They were called and not reached: when, and what happened."""
    row: Contact = file.rows.row
    file.facts["said"] = Said(text)
    tried = {"at": file.at.isoformat(), "said": text.strip()}
    file.change(row, tries=[*row.tries, tried])


@act("contact.record_left", desk)
def record_left(file: File, *, reason: str) -> None:
    """They left, or hung up, before it came to anything: why stands on file (1.1b). Whoever was
    promised a call was tried often enough; what others answered stays."""
    file.facts["said"] = Said(reason)
    _nobody_waits(file)
    for row in file.rows.questions:
        if row.state == ConsultationState.ASKED:
            file.change(row, state=ConsultationState.VOID)
    _dispose(file, ContactDisposition.LEFT, text=reason.strip())


# ── reports (1.3.4b) ─────────────────────────────────────────────────────────────────────────────


@act("contact.register_report", desk)
def register_report(file: File, *, report: Report) -> None:
    """It reports or complains: matter, name and phone go into the register, anonymous ones marked.
    From now on nobody it is about sees anything of it; where one of them sits on the post that holds
    it, the first post above holds it where none does. It is in no figure any more, and nobody is
    briefed for it."""
    rows: ContactRows = file.rows
    row = rows.row
    file.facts["report"] = report
    file.check()
    _nobody_waits(file)
    kind = ContactDisposition.REPORTED
    _dispose(file, kind, report_kind=report.kind, anonymous=report.anonymous)
    for person in sorted(report.about):
        file.add(ContactAbout(id=file.key(), contact=row, person_id=person))
    assert row.holder_id is not None, "what was registered is somebody's"
    bearer = unseen_by(rows.office.roster, row.holder_id, report.about, file.at)
    drop_briefings(file)
    phone = report.phone.strip()
    said: dict[str, object] = {"name": report.name.strip(), "phone": phone}
    said["phone_key"] = phone_key(phone)
    said["phone_declined"] = report.phone_declined and not phone
    file.change(row, sealed=True, holder_id=bearer, **({} if report.anonymous else said))
    file.owe("pass_on_report", bearer=bearer)


@act("contact.pass_on", desk)
def pass_on(file: File, *, post: UUID, why: str) -> None:
    """Pass a report to the post that deals with it, which acknowledges it."""
    _hand(file, HandoverKind.HANDED, post, why)


@act("contact.confirm_report", desk)
def confirm_report(file: File) -> None:
    """It has arrived where it is dealt with."""
    row = _answered(file, HandoverState.CONFIRMED)
    assert row is not None, "what nobody passed on is barred"
    file.change(file.rows.row, holder_id=row.to_post_id, settled_at=file.at)


@act("contact.pass_outside", desk)
def pass_outside(file: File, *, elsewhere: Elsewhere) -> None:
    """A clue to a discipline matter, a petition, an offence that another body pursues: it went there,
    and this stub of it stays."""
    rows: ContactRows = file.rows
    file.facts["elsewhere"] = elsewhere
    _dispose(
        file,
        ContactDisposition.REPORTED,
        report_kind=rows.report_kind,
        body=elsewhere.body.strip(),
        body_phone=elsewhere.phone.strip(),
    )


# ── it goes to another desk ──────────────────────────────────────────────────────────────────────


def _hand(file: File, kind: HandoverKind, post: UUID, why: str) -> None:
    """A hand-over that waits for an answer; meanwhile it is still theirs (1.1b)."""
    rows: ContactRows = file.rows
    file.facts["handing_over"] = rows.handing_over(post, why, file.at)
    file.check()
    row = ContactHandover(
        id=file.key(),
        contact=rows.row,
        nth=len(rows.handovers) + 1,
        kind=kind,
        state=HandoverState.WAITING,
        from_post_id=rows.row.holder_id,
        to_post_id=post,
        person_id=file.actor.person,
        why=why.strip(),
        at=file.at,
    )
    file.add(row)
    _know_handovers(file, row)
    file.owe("confirm_contact", bearer=post)


@act("contact.hand_over", desk)
def hand_over(file: File, *, post: UUID, why: str) -> None:
    """Hand it over to the post whose duty it is. Until that confirms, it stays where it is."""
    _hand(file, HandoverKind.HANDED, post, why)


@act("contact.confirm", desk)
def confirm(file: File) -> None:
    """Take over what was handed over: from now on it is theirs, and the clock runs on."""
    _take_over(file)
    file.owe("dispose_contact", bearer=file.rows.row.holder_id, due_at=_still_due(file))


@act("contact.confirm_call", desk)
def confirm_call(file: File) -> None:
    """Take over the call that is owed to the asker."""
    _take_over(file)


def _take_over(file: File) -> None:
    row = _answered(file, HandoverState.CONFIRMED)
    assert row is not None, "in this state one waits"
    file.change(file.rows.row, holder_id=row.to_post_id)


def _still_due(file: File) -> datetime | None:
    """When it was to come to something, where that is still ahead: a hand-over gives nobody more
    time. What is late already is due by the next close of business."""
    owed = file.rows.owed("dispose_contact")
    return owed.due_at if owed and owed.due_at and owed.due_at > file.at else None


@act("contact.decline", desk)
def decline(file: File, *, why: str) -> None:
    """It is not theirs, and why. It never left whoever handed it over."""
    row: Contact = file.rows.row
    file.facts["said"] = Said(why)
    before = misrouted_on(file)
    _answered(file, HandoverState.DECLINED, why)
    if row.disposition:
        file.change(row, disposition="", disposed_at=None)
    owe_briefings(file, before)


@act("contact.ask_to_assign", desk)
def ask_to_assign(file: File, *, why: str) -> None:
    """Whose it is they do not agree on: the common superior says (1.2c)."""
    file.facts["said"] = Said(why)
    _note(file, why)
    file.owe("assign_contact")


@act("contact.assign", desk)
def assign(file: File, *, post: UUID, why: str) -> None:
    """Say whose it is. Nobody confirms that, and nobody declines it (1.2c)."""
    rows: ContactRows = file.rows
    holder = rows.row.holder_id
    assert holder is not None and file.seat is not None
    before = misrouted_on(file)
    file.facts["handing_over"] = rows.handing_over(post, why, file.at)
    file.check()
    row = ContactHandover(
        id=file.key(),
        contact=rows.row,
        nth=len(rows.handovers) + 1,
        kind=HandoverKind.ASSIGNED,
        state=HandoverState.CONFIRMED,
        from_post_id=file.seat.post if file.seat.post != post else holder,
        to_post_id=post,
        person_id=file.actor.person,
        why=why.strip(),
        at=file.at,
        answered_at=file.at,
        answered_by_id=file.actor.person,
    )
    file.add(row)
    _know_handovers(file, row)
    file.facts["contact"] = replace(file.facts["contact"], holder=post)
    file.change(rows.row, holder_id=post)
    file.owe("dispose_contact", bearer=post, due_at=_still_due(file))
    owe_briefings(file, before)


def _note(file: File, text: str) -> None:
    """Keep what somebody of the office wrote about it; the asker does not read it."""
    row: Contact = file.rows.row
    note = {
        "at": file.at.isoformat(),
        "person": str(file.actor.person),
        "act": file.move.act,
        "text": text.strip(),
    }
    file.change(row, notes=[*row.notes, note])


# ── others are asked for the asker (4.3) ─────────────────────────────────────────────────────────


@act("contact.ask", desk)
def ask(
    file: File, *, question: str, why: str, days: int, post: UUID | None = None, outside: str = ""
) -> None:
    """Ask a post of the office, or a body ``outside``, within ``days`` working days: nobody is sent
    there to ask (4.3a). ``why`` is what the asker was told why they wait."""
    rows: ContactRows = file.rows
    holder = rows.row.holder_id
    assert holder is not None, "what was registered is somebody's"
    due = file.due_within(Limit(days, LimitUnit.WORKING_DAY))
    kind = ConsultationKind.CONSULT
    file.facts["asking"] = Asking(kind, question, post, outside, holder, due, None)
    file.facts["said"] = Said(why)
    file.check()
    _dispose(file, ContactDisposition.ASKING, not_at_once=why.strip())
    row = Consultation(
        id=file.key(),
        contact=rows.row,
        kind=kind,
        state=ConsultationState.ASKED,
        post_id=post,
        outside=outside.strip(),
        question=question.strip(),
        asked_at=file.at,
        due_at=due,
    )
    file.add(row)
    known = file.facts["contact"]
    file.facts["contact"] = replace(known, asked=known.asked + 1)
    file.owe("answer_consultation", about=row.pk, bearer=post or holder, due_at=due)


@act("contact.answer_question", ContactQuestionRows)
def answer_question(file: File, *, text: str) -> None:
    """Answer, or take down what a body outside answered. Once nobody is awaited any more, whoever
    holds the contact tells the asker (4.3b); where that was owed and others were asked all the same,
    it is owed as before."""
    rows: ContactQuestionRows = file.rows
    file.facts["answered"] = Answered(text)
    file.check()
    row = rows.question
    file.change(row, state=ConsultationState.ANSWERED, answer=text.strip(), answered_at=file.at)
    awaited = any(each.state == ConsultationState.ASKED for each in rows.questions)
    if not awaited and rows.owed("tell_asker") is None:
        file.owe("tell_asker")


@act("contact.tell_asker", desk)
def tell_asker(file: File, *, how: ToldHow, text: str) -> None:
    """Tell the asker what came of it: in a message that goes out with this act, or in a call that is
    noted here (4.3b)."""
    file.facts["outcome_told"] = OutcomeTold(text)
    file.check()
    for row in file.rows.questions:
        if row.state == ConsultationState.ANSWERED:
            told = {"told": text.strip(), "told_by": how, "told_at": file.at}
            file.change(row, state=ConsultationState.TOLD, **told)
    _dispose(file, ContactDisposition.OUTCOME_TOLD, text=text.strip())
    if how is ToldHow.MESSAGE:
        _write(file, text)


# ── the other side of an empty section ───────────────────────────────────────────────────────────


@act("contact.account_for_empty", ContactAccountRows)
def account_for_empty(file: File, *, text: str) -> None:
    """Say why nobody was there whom the register has there (1.3.2b)."""
    file.facts["said"] = Said(text)
    _note(file, text)


# ── the asker's own ──────────────────────────────────────────────────────────────────────────────


@act("contact.note_reply", desk)
def note_reply(
    file: File, *, text: str, message_id: str = "", uploads: tuple[Upload, ...] = ()
) -> None:
    """Keep what the asker wrote besides, or said at the desk; a mail by its ``message_id``, once."""
    _keep(file, text, message_id, uploads)


@act("contact.reopen", desk)
def reopen(
    file: File, *, text: str, message_id: str = "", uploads: tuple[Upload, ...] = ()
) -> None:
    """The asker goes on: the answer did not settle it (1.1b). It is open again with whoever held it;
    what came of it before stays on file, and the first one asked is the first one asked."""
    row: Contact = file.rows.row
    _keep(file, text, message_id, uploads)
    file.change(row, disposition="", disposed_at=None, settled_at=None, reopened=row.reopened + 1)
    file.owe("dispose_contact")


def _keep(file: File, text: str, message_id: str, uploads: tuple[Upload, ...]) -> None:
    file.facts["said"] = Said(text)
    file.check()
    message = ContactMessage(
        id=file.key(),
        contact=file.rows.row,
        at=file.at,
        from_asker=True,
        text=text.strip(),
        message_id=message_id or None,
    )
    file.add(message)
    keep_files(file, file.rows.row, uploads, message)


@act("contact.rate", desk)
def rate(file: File, *, stars: int) -> None:
    """What the asker says of it, from one to five; never filled in for them (1.2a)."""
    file.facts["rating"] = Rating(stars)
    file.check()
    file.change(file.rows.row, rating=stars, rated_at=file.at)


def _write(file: File, text: str) -> None:
    """Write to somebody who asked in person or by telephone, where they left an address: who asked in
    writing is written to anyway."""
    row: Contact = file.rows.row
    assert file.matter is not None
    if row.channel in IN_WRITING:
        return
    said: dict[str, object] = {"number": file.matter.number, "code": row.lookup_code}
    said["text"] = text.strip()
    file.write_letter("contact_settled", LetterChannel.EMAIL, row.email, said)
    file.write_letter("contact_settled", LetterChannel.SMS, row.phone, said)


@act("contact.note_missed", desk)
def note_missed(file: File) -> None:
    """Time ran out: nothing came of it by close of business, nobody confirmed, nobody called."""
    file.miss_what_ran_out()
