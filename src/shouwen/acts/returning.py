"""Return of materials: asked for, and handed back line by line against a signed slip (7.4.4)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from shouwen.acts._frame.file import File
from shouwen.acts._frame.frame import act
from shouwen.acts._speech import day_of, on_every_paper
from shouwen.acts.receiving import Upload, attachment, tell
from shouwen.records.casefile.case import CaseRows
from shouwen.records.casefile.return_desk import ReturnRows
from shouwen.records.models import Case, MaterialReturn, ReturnLine
from shouwen.rules import papers
from shouwen.rules.facts.returning import HandingBack, Holdings, Mark, Power, Sheet, Taking, Wish
from shouwen.rules.identity import mask_number, resident_id_problem, tidied
from shouwen.rules.labels import label
from shouwen.rules.policy import number
from shouwen.rules.regimes.stand_in import named
from shouwen.rules.words import (
    Fate,
    IdDocument,
    PaperKind,
    PartyIdKind,
    ReturnState,
    ServedBy,
    Taker,
)

desk = partial(CaseRows, lock=True)
return_desk = partial(ReturnRows, lock=True)
NUMBERED = (IdDocument.RESIDENT_ID, IdDocument.TEMPORARY_ID, IdDocument.ELECTRONIC_ID)
"""Documents with the number of an identity card."""


@act("return_of_materials.ask_for_return", desk)
def ask_for_return(file: File, *, wish: Wish) -> None:
    """Somebody asks for the materials back: all of them, by hand or by post (7.4.4a)."""
    rows: CaseRows = file.rows
    file.facts["wish"] = wish
    file.check()
    row = MaterialReturn(
        id=file.key(),
        case=rows.case,
        state=ReturnState.ASKED,
        asked_at=file.at,
        asked_by=wish.asked_by.strip(),
        wished_by=wish.by,
        address=wish.address.strip(),
    )
    file.add(row)
    file.owe("return_materials", about=row.pk)
    due = file.times.end_of_working_day(day_of(file.at), number("return_within"))
    said = {"number": rows.matter.number or "", "due": due.isoformat()}
    tell(file, rows.case, "return_asked", said)


@act("return_of_materials.hand_back", return_desk)
def hand_back(
    file: File, *, marks: Mapping[str, Mark], taking: Taking, scans: tuple[Upload, ...] = ()
) -> None:
    """Hand the materials back, line by line against the receipt, and have it signed for: the slip is
    numbered and filed with the case (7.4.4b–d). ``scans``: the power of attorney, the letter that
    asks for a parcel, what proves who takes them."""
    rows: ReturnRows = file.rows
    case, row = rows.case, rows.material_return
    holdings: Holdings = file.facts["holdings"]
    taking = _tidied(taking, row.address, len(scans))
    file.facts["handing_back"] = back = _handing_back(file, case, holdings.left, marks, taking)
    file.check()
    slip = file.issue(PaperKind.RETURN_SLIP, _slip(file, row, back))
    proof = taking.tracking or mask_number(taking.shown.number)
    file.serve(slip, taking.by, taking.shown.name, proof)
    power = taking.power
    file.change(
        row,
        state=ReturnState.HANDED_BACK,
        returned_at=file.at,
        by=taking.by,
        address=taking.address,
        tracking=taking.tracking,
        taker=taking.taker,
        taker_name=taking.shown.name,
        document=taking.shown.kind,
        document_number=taking.shown.number,
        document_until=taking.shown.valid_until,
        proof=taking.proof,
        power_agent=power.agent if power else "",
        power_since=power.since if power else None,
        power_until=power.until if power else None,
        witnesses=[] if taking.signed else list(taking.witnesses),
        slip=slip,
    )
    for sheet in back.sheets:
        mark = back.marks[sheet.key]
        file.add(
            ReturnLine(
                id=file.key(),
                material_return=row,
                material_id=sheet.id,
                fate=mark.fate,
                ground=mark.ground,
            )
        )
    for upload in scans:
        file.add(attachment(file, case, str(row.pk), 0, upload))
    tell(file, case, "returned", {"number": rows.matter.number or ""})


def _tidied(taking: Taking, address: str, scans: int) -> Taking:
    """What was written, as it is stored: without blanks at its ends. A power of attorney is one of an
    agent; a parcel goes where it was asked to, unless something else was written since."""
    power, shown = taking.power, taking.shown
    by_agent = taking.taker is Taker.AGENT and power is not None
    return replace(
        taking,
        shown=replace(shown, name=shown.name.strip(), number=tidied(shown.number)),
        proof=taking.proof.strip(),
        power=replace(power, agent=power.agent.strip(), scans=scans)
        if by_agent and power
        else None,
        witnesses=tuple(name.strip() for name in taking.witnesses if name.strip()),
        address=(taking.address.strip() or address) if taking.by is ServedBy.POST else "",
        tracking=taking.tracking.strip() if taking.by is ServedBy.POST else "",
    )


def _handing_back(
    file: File, case: Case, sheets: tuple[Sheet, ...], marks: Mapping[str, Mark], taking: Taking
) -> HandingBack:
    today = day_of(file.at)
    shown = taking.shown
    return HandingBack(
        today=today,
        applicant=case.applicant,
        number=case.id_number,
        organisation=case.id_kind == PartyIdKind.CREDIT_CODE,
        sheets=sheets,
        marks={key: _ground_only_where_held(mark) for key, mark in marks.items()},
        taking=taking,
        problem=resident_id_problem(shown.number, today) if shown.kind in NUMBERED else None,
    )


def _ground_only_where_held(mark: Mark) -> Mark:
    return Mark(mark.fate, mark.ground.strip() if mark.fate is Fate.HELD_BACK else "")


def _slip(
    file: File, row: MaterialReturn, back: HandingBack
) -> Callable[[str, str], papers.ReturnSlip]:
    """The slip that is signed, to be issued."""
    taking, case = back.taking, file.rows.case
    assert file.seat is not None, "materials are handed back from a seat"
    said: dict[str, Any] = {
        **on_every_paper(file, case),
        "asked_at": row.asked_at,
        "returned_at": file.at,
        "materials": tuple(_lines(back)),
        "taker": taking.shown.name,
        "capacity": label(taking.taker),
        "document": label(taking.shown.kind) if taking.shown.kind else "",
        "document_number": mask_number(taking.shown.number),
        "checked_by": named(file.office.roster, file.seat, file.at),
        "proof": taking.proof,
        "power": _in_words(taking.power) if taking.power else "",
        "witnesses": () if taking.signed else taking.witnesses,
        "by": label(taking.by),
        "address": taking.address,
        "tracking": taking.tracking,
    }
    return lambda number, url: papers.ReturnSlip(number=number, check_url=url, **said)


def _lines(back: HandingBack) -> Iterable[papers.ReturnedMaterial]:
    for sheet in back.sheets:
        mark = back.marks[sheet.key]
        yield papers.ReturnedMaterial(
            name=sheet.name,
            form=label(sheet.form),
            copies=sheet.copies,
            pages=sheet.pages,
            fate=label(mark.fate),
            ground=mark.ground,
        )


def _in_words(power: Power) -> str:
    """What the power of attorney says, in a line."""
    until = f"到 {power.until:%Y-%m-%d} 为止" if power.until else "没有写到哪天为止"
    passed_on = "，申请人同意转委托" if power.passed_on else ""
    return f"申请人签名，代理人{power.agent}，可以领取材料，{power.since:%Y-%m-%d} 起{until}{passed_on}"
