"""Receiving an application: the case, its receipt and its first clock are one act (5.2.2b)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from django.utils.crypto import get_random_string

from shouwen.acts._frame.file import CODE_ALPHABET, File
from shouwen.acts._frame.frame import act
from shouwen.acts._speech import day_of, receipt
from shouwen.records.casefile.application import ApplicationRows
from shouwen.records.casefile.case import CaseRows
from shouwen.records.casefile.licence import on_register
from shouwen.records.models import Attachment, Case, CaseMaterial
from shouwen.rules import clock
from shouwen.rules.facts.casefile import Applicant, Checklist, Item, Receipt, Told, Visit
from shouwen.rules.facts.guide import Guide, Limit
from shouwen.rules.facts.renewal import Named
from shouwen.rules.facts.writing import POWER
from shouwen.rules.identity import credit_code_problem, phone_key, resident_id_problem, tidied
from shouwen.rules.numbers import case_number
from shouwen.rules.policy import number
from shouwen.rules.regimes.stand_in import found_at, named, seat
from shouwen.rules.regimes.time_limit.renewal import in_time
from shouwen.rules.words import (
    Channel,
    Check,
    ClockName,
    LetterChannel,
    LimitUnit,
    MaterialForm,
    PaperKind,
    PartyIdKind,
    ServedBy,
    ServiceKind,
    VersionState,
)
from shouwen.rules.worktime import midnight_after

LOOKUP_CODE_LENGTH = 8  # 32^8 codes; the door limits tries besides
_SERVED_BY = {
    Channel.COUNTER: ServedBy.HAND,
    Channel.POST: ServedBy.POST,
    Channel.ONLINE: ServedBy.ELECTRONIC,
    Channel.PHONE: ServedBy.ELECTRONIC,
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file already in the store of uploads: by content, checked (decision 12)."""

    name: str
    media_type: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Filed:
    """One material as handed in: what came, and what was found where it was checked at once."""

    key: str
    form: MaterialForm = MaterialForm.ORIGINAL
    copies: int = 1
    pages: int = 0
    check: Check = Check.UNCHECKED
    fault: str = ""
    ground: str = ""
    cure: str = ""
    department: str = ""
    answer: str = ""
    uploads: tuple[Upload, ...] = ()


@dataclass(frozen=True, slots=True)
class Application:
    """What an applicant brings."""

    applicant: str
    id_kind: PartyIdKind
    id_number: str
    channel: Channel
    materials: tuple[Filed, ...]
    phone: str = ""
    phone_declined: bool = False
    email: str = ""
    address: str = ""
    agent: str = ""
    agent_id_number: str = ""
    power_of_attorney: bool = False
    power_until: date | None = None  # as the power of attorney says; None: without end
    power_uploads: tuple[Upload, ...] = ()
    sms_declined: bool = False
    electronic_service: bool = False  # papers may be sent, until they take it back
    result_by: ServedBy | None = None  # None: as the office and they agree later
    subject: str = ""
    not_at_once: str = ""  # why what may be done on the spot is not, as they were told (1.3.1b)
    told: Told | None = None  # an older version, which the applicant keeps to
    renews: str = ""  # the number of the licence that is to be renewed
    renews_until: date | None = None  # its last day, where the register does not know it
    materials_by_key: dict[str, Filed] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the materials."""
        object.__setattr__(self, "materials_by_key", {m.key: m for m in self.materials})


@act("case.receive_application", ApplicationRows, makes=partial(CaseRows, lock=False))
def receive_application(file: File, *, application: Application) -> None:
    """Take an application in and give the receipt for it (5.2.2b, 6.4b).

    At the counter a seat receives it; online the party applies and the receipt is the office's,
    in the same act. Materials of the guide that were not brought are on the checklist as missing.
    """
    rows: ApplicationRows = file.rows
    guide = rows.guide
    promise, calendar = guide.promise, file.office.calendar
    completion = clock.if_begun(file.at, promise.n, promise.unit, calendar, file.unit.hours)
    completes = completion.day
    if guide.immediate:
        completes = day_of(at_once_by(file, application.channel, file.at))
    lay_on_file(file, application, completes)
    waits = guide.immediate and application.channel == Channel.COUNTER and file.seat is not None
    why = application.not_at_once.strip() if waits else ""
    file.facts["visit"] = Visit(waits, why)
    file.check()
    case, materials = open_case(file, application)
    file.change(case, not_at_once=why)
    begin_answer(file, guide)
    if file.facts["checklist"].unchecked:
        file.owe("examine_materials")
    owe_renewal(file, case)
    day = completes or day_of(file.at)
    paper = file.issue(
        PaperKind.RECEIPT,
        receipt(file, case, materials, day, provisional=completion.provisional),
    )
    file.serve(paper, _SERVED_BY[application.channel], case.applicant)
    assert file.matter is not None
    tell(file, case, "received", {"number": file.matter.number, "code": case.lookup_code})
    if case.renews and not case.renews_in_time:
        until = {"licence": case.renews, "until": case.renews_until.isoformat()}
        tell(file, case, "renewal_late", {"number": file.matter.number, **until})


def lay_on_file(file: File, application: Application, completes: date | None) -> None:
    """What an application says and what its receipt would say, for the guards to look at;
    ``completes`` is the day by which it will be done."""
    rows: ApplicationRows = file.rows
    roster, day = rows.office.roster, day_of(file.at)
    handler = seat(roster, rows.handler, file.at)
    file.facts["told"] = _told(rows, application)
    file.facts["checklist"] = Checklist(
        tuple(
            _item(material.key, material.name, application.materials_by_key.get(material.key))
            for material in rows.guide.materials
        )
    )
    file.facts["applicant"] = Applicant(
        name=application.applicant,
        id_kind=application.id_kind,
        id_number=application.id_number,
        phone=application.phone,
        phone_declined=application.phone_declined,
        agent=application.agent,
        power_lapsed=_lapsed(application.power_until, day),
        id_problem=id_problem(application.id_kind, application.id_number, day),
    )
    file.facts["named"] = _named(rows, application)
    file.facts["receipt"] = Receipt(
        completion=completes,
        handler=named(roster, handler, file.at),
        handler_phone=found_at(roster, handler, file.at).phone,
        complaint_section=rows.unit.complaint_section,
        complaint_phone=rows.unit.complaint_phone,
    )


def open_case(file: File, application: Application) -> tuple[Case, list[CaseMaterial]]:
    """The case with its number, and its materials as they came."""
    rows: ApplicationRows = file.rows
    guide, day = rows.guide, day_of(file.at)
    told: Told | None = file.facts["told"]
    serial = file.next_number("case")
    renewed = _named_still(file, application)
    number_ = case_number(rows.office.code, guide.kind, day, serial)
    matter = file.open_matter("case", rows.jurisdiction, number_)
    case = Case(
        matter=matter,
        jurisdiction=rows.jurisdiction,
        version=rows.version,
        window_id=file.seat.post if file.seat else None,
        handler_id=rows.handler,
        lookup_code=get_random_string(LOOKUP_CODE_LENGTH, CODE_ALPHABET),
        channel=application.channel,
        applicant=application.applicant.strip(),
        id_kind=application.id_kind,
        id_number=tidied(application.id_number),
        phone=application.phone.strip(),
        phone_key=phone_key(application.phone),
        phone_declined=application.phone_declined,
        sms_declined=application.sms_declined,
        electronic_service=application.electronic_service,
        email=application.email.strip(),
        address=application.address.strip(),
        agent=application.agent.strip(),
        agent_id_number=tidied(application.agent_id_number),
        agent_power_seen=application.power_of_attorney,
        agent_power_until=application.power_until,
        result_by=application.result_by or "",
        subject=application.subject.strip(),
        told_on=told.on if told else None,
        told_by=told.by if told else "",
        told_reference=told.reference.strip() if told else "",
        renews=renewed.number if renewed else "",
        renews_until=renewed.until if renewed else None,
        renews_in_time=in_time(renewed, guide, day, file.office.calendar),
        received_at=file.at,
        materials_at=file.at,
    )
    file.add(case)
    filed = [application.materials_by_key.get(material.key) for material in guide.materials]
    materials = [
        CaseMaterial(
            id=file.key(),
            case=case,
            key=material.key,
            name=material.name,
            position=position,
            filing=0,
            filed_at=file.at,
            form=given.form if given else material.form,
            copies=item.copies,
            pages=item.pages,
            answer=given.answer if given else "",
            check_result=item.check,
            fault=item.fault,
            ground=item.ground,
            cure=item.cure,
            department=item.department,
        )
        for position, (material, given, item) in enumerate(
            zip(guide.materials, filed, file.facts["checklist"].items, strict=True)
        )
    ]
    for row, given in zip(materials, filed, strict=True):
        file.add(row)
        for upload in given.uploads if given else ():
            file.add(attachment(file, case, row.key, 0, upload))
    for upload in application.power_uploads:
        file.add(attachment(file, case, POWER, 0, upload))
    return case, materials


def _told(rows: ApplicationRows, application: Application) -> Told | None:
    """That somebody keeps to an older version, where it is one."""
    return application.told if rows.version.state != VersionState.PUBLISHED else None


def owe_renewal(file: File, case: Case) -> None:
    """What was applied for in time the office decides before the licence ends, whenever the rest of
    its limits do (行政许可法 art. 50(2)); once it has ended, nothing is owed of that any more."""
    ends = midnight_after(case.renews_until) if case.renews_in_time else None
    if ends is not None and file.at < ends:
        file.owe("decide_renewal", due_at=ends)


def _named(rows: ApplicationRows, application: Application) -> Named | None:
    """The licence that is to be renewed, against the register; nothing is read where none is."""
    renews = application.renews.strip()
    if not renews:
        return None
    holder = tidied(application.id_number)
    return on_register(rows.version, rows.guide, renews, application.renews_until, holder)


def _named_still(file: File, application: Application) -> Named | None:
    """The licence as the register has it once nobody else of the unit is receiving anything: who was
    received while this one waited for its number may renew it already."""
    if file.facts["named"]:
        file.facts["named"] = _named(file.rows, application)
        file.check()
    found: Named | None = file.facts["named"]
    return found


def tell(file: File, case: Case, template: str, params: dict[str, object]) -> None:
    """Write to the applicant by e-mail and by short message, where they left an address and want
    to be told there."""
    file.write_letter(template, LetterChannel.EMAIL, case.email, params)
    if not case.sms_declined:
        file.write_letter(template, LetterChannel.SMS, case.phone, params)


def at_once_by(file: File, channel: str, came: datetime) -> datetime:
    """By when what can be done at once is done: at close of business today, or of the next working
    day where the office has closed; what came online by the end of the working day after it came
    (5.2.2a, 6.3)."""
    today = file.times.close_of_business(file.at)
    if channel != Channel.ONLINE:
        return today
    return max(today, file.times.close_of_business(midnight_after(day_of(came))))


def attachment(file: File, case: Case, key: str, filing: int, upload: Upload) -> Attachment:
    """The row of an uploaded file."""
    return Attachment(
        id=file.key(),
        case=case,
        key=key,
        filing=filing,
        name=upload.name,
        media_type=upload.media_type,
        size=upload.size,
        digest=upload.digest,
        filed_at=file.at,
    )


def begin_answer(file: File, guide: Guide) -> None:
    """The office's five working days begin, and again with what is filed anew (4.2c)."""
    within = Limit(number("answer_within"), LimitUnit.WORKING_DAY)
    licence = guide.kind is ServiceKind.LICENCE
    basis = "行政许可法第三十二条第一款第四项" if licence else "4.2c"
    file.start_clock(ClockName.ANSWER, within, basis, file.at)
    file.owe("answer_receipt")


def _lapsed(until: date | None, today: date) -> date | None:
    return until if until and until < today else None


def _item(key: str, name: str, given: Filed | None) -> Item:
    if given is None:
        return Item(key, name, Check.MISSING)
    return Item(
        key=key,
        name=name,
        check=given.check,
        pages=given.pages,
        copies=given.copies,
        fault=given.fault,
        ground=given.ground,
        cure=given.cure,
        department=given.department,
    )


def id_problem(kind: PartyIdKind, text: str, today: date) -> str | None:
    """What is wrong with an identity number, as a code; None where it holds or nothing can be
    checked."""
    match kind:
        case PartyIdKind.RESIDENT_ID:
            return resident_id_problem(text, today)
        case PartyIdKind.CREDIT_CODE:
            return credit_code_problem(text)
        case _:
            return None
