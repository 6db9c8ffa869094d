"""How acts put things into the words that papers print."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from shouwen.acts._frame.file import File
from shouwen.records.models import Case, CaseMaterial
from shouwen.rules import papers
from shouwen.rules.facts.guide import Basis, Guide, Limit
from shouwen.rules.identity import mask_number
from shouwen.rules.labels import label
from shouwen.rules.papers import DECISION_TITLES, RENEWAL_TITLE, RENEWED_BASIS
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


class Period(NamedTuple):
    """The days, both included, for which something is granted."""

    since: date
    until: date


def long_day(day: date) -> str:
    """2026年11月3日."""
    return f"{day.year}年{day.month}月{day.day}日"


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
        "why_not_at_once": case.not_at_once,
        **other,
    }
    return lambda number, url: papers.Receipt(number=number, check_url=url, **said)


def decision(
    file: File,
    case: Case,
    facts: str,
    materials: Iterable[CaseMaterial] = (),
    *,
    period: Period | None = None,
    by_silence: bool = False,
) -> Callable[[str, str], papers.Decision]:
    """The decision that grants, to be issued (6.1); with the ``materials`` of what was done at once,
    which has no receipt (5.2.2b). ``period``: for which it grants. ``by_silence``: it renews, for
    nothing was decided in time (行政许可法 art. 50(2))."""
    guide = file.rows.guide
    validity = guide.result.validity
    if period:
        validity = f"自{long_day(period.since)}起至{long_day(period.until)}止"
    said: dict[str, Any] = {
        **on_every_paper(file, case),
        "title": RENEWAL_TITLE if case.renews else DECISION_TITLES[guide.kind],
        "received_at": case.received_at,
        "accepted_on": day_of(case.accepted_at or case.received_at),
        "facts": (*(line.strip() for line in facts.splitlines() if line.strip()), *heard(file)),
        "basis": (RENEWED_BASIS,) if by_silence else tuple(article(basis) for basis in guide.basis),
        "decision": _decides(guide, case.renews, by_silence),
        "result": guide.result.name,
        "validity": validity,
        "by_silence": by_silence,
        "materials": _received(materials),
    }
    return lambda number, url: papers.Decision(number=number, check_url=url, **said)


def _decides(guide: Guide, renews: str, by_silence: bool) -> str:
    """What a decision that grants decides."""
    if by_silence:
        return f"视为准予延续：“{renews}”。"
    if renews:
        return f"准予延续“{renews}”，发给{guide.result.name}。"
    return f"{_GRANTS.get(guide.kind, '准予')}，发给{guide.result.name}。"


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
