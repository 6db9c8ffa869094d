"""The acts on what no published guide covers: received with a receipt, then taken up by a case under
a guide that was published for it, or referred with reasons (5.1a)."""

from dataclasses import asdict, dataclass

from shouwen.acts._frame.file import File
from shouwen.acts._frame.frame import act
from shouwen.acts._speech import day_of
from shouwen.acts.receiving import id_problem
from shouwen.records.casefile.unlisted import UnlistedPlace, UnlistedRows, in_force
from shouwen.records.models import Unlisted
from shouwen.rules import clock, papers
from shouwen.rules.facts.casefile import Applicant
from shouwen.rules.facts.unlisted import Referral, TakenUp, Wish
from shouwen.rules.identity import tidied
from shouwen.rules.labels import label
from shouwen.rules.numbers import unlisted_number
from shouwen.rules.policy import number
from shouwen.rules.regimes.stand_in import found_at, named, seat
from shouwen.rules.words import (
    LetterChannel,
    LimitUnit,
    MaterialForm,
    MatterKind,
    PaperKind,
    PartyIdKind,
    ServedBy,
)

WITHIN = "settle_unlisted_within"


@dataclass(frozen=True, slots=True)
class Given:
    """One thing that was handed in."""

    name: str
    form: MaterialForm
    copies: int
    pages: int


@dataclass(frozen=True, slots=True)
class Asking:
    """What somebody wants, who they are, and what they handed in. ``service``: the code of the
    service whose guide is being written, where they mean one."""

    wish: str
    applicant: str
    id_kind: PartyIdKind
    id_number: str
    phone: str = ""
    phone_declined: bool = False
    email: str = ""
    service: str = ""
    materials: tuple[Given, ...] = ()


@act("unlisted.receive_unlisted", UnlistedPlace, makes=UnlistedRows)
def receive_unlisted(file: File, *, asking: Asking) -> None:
    """Take in what no guide covers, and give the receipt for it: nobody is sent away because the
    office forgot to publish (5.1a)."""
    rows: UnlistedPlace = file.rows
    day = day_of(file.at)
    service = rows.service(asking.service) if asking.service else None
    file.facts["wish"] = Wish(asking.wish, in_force(service))
    file.facts["applicant"] = Applicant(
        name=asking.applicant,
        id_kind=asking.id_kind,
        id_number=asking.id_number,
        phone=asking.phone,
        phone_declined=asking.phone_declined,
        agent="",
        id_problem=id_problem(asking.id_kind, asking.id_number, day),
    )
    file.check()
    assert file.seat is not None
    number_ = unlisted_number(rows.office.code, day, file.next_number("unlisted"))
    matter = file.open_matter(MatterKind.UNLISTED, rows.jurisdiction, number_)
    row = Unlisted(
        matter=matter,
        jurisdiction=rows.jurisdiction,
        service=service,
        window_id=file.seat.post,
        wish=asking.wish.strip(),
        applicant=asking.applicant.strip(),
        id_kind=asking.id_kind,
        id_number=tidied(asking.id_number),
        phone=asking.phone.strip(),
        phone_declined=asking.phone_declined,
        email=asking.email.strip(),
        materials=[asdict(given) for given in asking.materials],
        received_at=file.at,
    )
    file.add(row)
    file.owe("settle_unlisted")
    within = number(WITHIN)
    answered_by = clock.if_begun(
        file.at, within, LimitUnit.WORKING_DAY, file.office.calendar, file.unit.hours
    ).day
    assert answered_by is not None, "a clock that was only started runs"
    said = {
        **_on_paper(file, row),
        "answered_by": answered_by,
        "time_to_answer": f"{within}{label(LimitUnit.WORKING_DAY)}",
        "materials": tuple(
            papers.ReceivedMaterial(
                name=given.name, form=label(given.form), copies=given.copies, pages=given.pages
            )
            for given in asking.materials
        ),
    }
    paper = file.issue(
        PaperKind.UNLISTED_RECEIPT,
        lambda number, url: papers.UnlistedReceipt(number=number, check_url=url, **said),
    )
    file.serve(paper, ServedBy.HAND, row.applicant)
    due = file.times.end_of_working_day(day, within)
    _tell(file, row, "unlisted_received", {"number": number_, "due": due.isoformat()})


@act("unlisted.take_up", UnlistedRows)
def take_up(file: File, *, case: str) -> None:
    """The guide was published and the applicant's case received under it: that is the answer."""
    rows: UnlistedRows = file.rows
    row, found = rows.row, rows.case(case)
    file.facts["taken_up"] = TakenUp(
        number=case,
        same_applicant=found is not None
        and (found.id_kind, found.id_number) == (row.id_kind, row.id_number),
        received_at=found.received_at if found else row.received_at,
        since=row.received_at,
    )
    file.check()
    file.change(row, case=found)


@act("unlisted.refer", UnlistedRows)
def refer(file: File, *, referral: Referral) -> None:
    """It is another body's: the applicant is told whose, how to reach it and why, in writing."""
    rows: UnlistedRows = file.rows
    row = rows.row
    file.facts["referral"] = referral
    file.check()
    file.change(
        row,
        referred_to=referral.body.strip(),
        referred_phone=referral.phone.strip(),
        reason=referral.reason.strip(),
    )
    said = {
        **_on_paper(file, row),
        "body": row.referred_to,
        "body_phone": row.referred_phone,
        "reason": row.reason,
    }
    paper = file.issue(
        PaperKind.REFERRAL_NOTICE,
        lambda number, url: papers.ReferralNotice(number=number, check_url=url, **said),
    )
    file.serve(paper, ServedBy.ELECTRONIC if row.email else ServedBy.POST, row.applicant)
    params = {"number": rows.matter.number, "body": row.referred_to, "phone": row.referred_phone}
    _tell(file, row, "referred", params)


@act("unlisted.note_missed", UnlistedRows)
def note_missed(file: File) -> None:
    """Five working days passed without an answer (5.1a)."""
    file.miss_what_ran_out()


def _on_paper(file: File, row: Unlisted) -> dict[str, object]:
    """What every paper of it says: who issues it, about what, who answers."""
    assert file.matter is not None
    roster = file.office.roster
    main = file.rows.main
    answers = seat(roster, main, file.at)
    return {
        "unit": file.unit.name,
        "issued_on": day_of(file.at),
        "service": row.wish,
        "case_number": file.matter.number,
        "applicant": row.applicant,
        "handler": named(roster, answers, file.at),
        "handler_phone": found_at(roster, answers, file.at).phone,
        "complaint_section": file.unit.complaint_section,
        "complaint_phone": file.unit.complaint_phone,
        "received_at": row.received_at,
    }


def _tell(file: File, row: Unlisted, template: str, params: dict[str, object]) -> None:
    file.write_letter(template, LetterChannel.EMAIL, row.email, params)
    file.write_letter(template, LetterChannel.SMS, row.phone, params)
