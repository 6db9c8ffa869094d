"""How acts put things into the words that papers print."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from shouwen.acts._frame.file import File
from shouwen.records.models import Case, CaseMaterial
from shouwen.rules import papers
from shouwen.rules.facts.guide import Basis, Limit
from shouwen.rules.identity import mask_number
from shouwen.rules.labels import label
from shouwen.rules.papers import DECISION_TITLES
from shouwen.rules.regimes.stand_in import found_at, named, seat
from shouwen.rules.words import (
    Channel,
    Check,
    HearingState,
    MaterialForm,
    ServiceKind,
)
from shouwen.rules.worktime import chinese_time

NOT_HANDED_IN = (Check.MISSING, Check.NOT_NEEDED)


def limit_in_words(limit: Limit | None) -> str:
    """``20个工作日``; empty where there is no limit."""
    return f"{limit.n}{label(limit.unit)}" if limit else ""


def article(basis: Basis) -> str:
    """《公共场所卫生管理条例》第八条."""
    return f"《{basis.law}》{basis.article}"


def day_of(at: datetime) -> date:
    """The Chinese day of an instant."""
    return chinese_time(at).date()


def on_every_paper(file: File, case: Case) -> dict[str, Any]:
    """What every paper of a case says: who issues it, about what, whom to ask."""
    assert file.matter is not None
    roster = file.office.roster
    handler = seat(roster, case.handler_id, file.at)
    return {
        "unit": file.unit.name,
        "issued_on": day_of(file.at),
        "service": file.rows.guide.name,
        "case_number": file.matter.number,
        "applicant": case.applicant,
        "handler": named(roster, handler, file.at),
        "handler_phone": found_at(roster, handler, file.at).phone,
        "complaint_section": file.unit.complaint_section,
        "complaint_phone": file.unit.complaint_phone,
    }


def receipt(
    file: File, case: Case, materials: Iterable[CaseMaterial], completes: date, **other: Any
) -> Callable[[str, str], papers.Receipt]:
    """The receipt of a case, to be issued (6.4b). ``other``: what an edition after the first says
    otherwise."""
    guide = file.rows.guide
    said: dict[str, Any] = {
        **on_every_paper(file, case),
        "guide_version": case.version.number,
        "lookup_code": case.lookup_code,
        "applicant_id": mask_number(case.id_number),
        "agent": case.agent,
        "channel": label(Channel(case.channel)),
        "received_at": case.received_at,
        "completes": completes,
        "promise": limit_in_words(guide.promise),
        "statute": limit_in_words(guide.statute),
        "materials": _received(materials),
        **other,
    }
    return lambda number, url: papers.Receipt(number=number, check_url=url, **said)


def decision(
    file: File, case: Case, facts: str, materials: Iterable[CaseMaterial] = ()
) -> Callable[[str, str], papers.Decision]:
    """The decision that grants, to be issued (6.1); with the ``materials`` of what was done at once,
    which has no receipt (5.2.2b)."""
    guide = file.rows.guide
    said: dict[str, Any] = {
        **on_every_paper(file, case),
        "title": DECISION_TITLES[guide.kind],
        "received_at": case.received_at,
        "accepted_on": day_of(case.accepted_at or case.received_at),
        "facts": (*(line.strip() for line in facts.splitlines() if line.strip()), *heard(file)),
        "basis": tuple(article(basis) for basis in guide.basis),
        "decision": f"{_GRANTS.get(guide.kind, '准予')}，发给{guide.result.name}。",
        "result": guide.result.name,
        "validity": guide.result.validity,
        "materials": _received(materials),
    }
    return lambda number, url: papers.Decision(number=number, check_url=url, **said)


def heard(file: File) -> Iterator[str]:
    """That the decision rests on the minutes of a hearing, where one was held (行政许可法 art. 48)."""
    found = file.rows.hearing if file.matter and not file.matter._state.adding else None
    if found is not None and found.state == HearingState.HELD:
        yield papers.heard_in_words(found.begins_at, found.signed_by)


_GRANTS = {ServiceKind.FILING: "予以备案", ServiceKind.REGISTRATION: "准予登记"}


def _received(materials: Iterable[CaseMaterial]) -> tuple[papers.ReceivedMaterial, ...]:
    """The materials that came, as papers list them."""
    return tuple(
        papers.ReceivedMaterial(
            name=row.name,
            form=label(MaterialForm(row.form)),
            copies=row.copies,
            pages=row.pages,
        )
        for row in materials
        if row.check_result not in NOT_HANDED_IN
    )
