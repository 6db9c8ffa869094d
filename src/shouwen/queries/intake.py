"""Taking an application in: which service, its checklist, and the receipt just given."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from shouwen.queries.moves import CaseOnDesk, judge_one, person_on, phone_of
from shouwen.queries.rows import (
    ChoosePage,
    IntakePage,
    MaterialAsked,
    MaterialRow,
    Office,
    OlderVersion,
    PaperRow,
    ReceivedPage,
    ServiceGroup,
    ServiceLink,
    SettledPage,
)
from shouwen.queries.viewer import NotFound, Viewer
from shouwen.records.casefile.case import frozen_guide, hands
from shouwen.records.casefile.office import UnitTimes
from shouwen.records.models import Case, Paper, ServiceOfPaper, ServiceVersion
from shouwen.rules import clock
from shouwen.rules.facts.guide import Guide, Limit, Material
from shouwen.rules.identity import (
    SENTENCES,
    credit_code_warning,
    phone_warning,
    resident_id_warning,
)
from shouwen.rules.judge import MOVES, taking_seat
from shouwen.rules.papers import RECEIVED_IN_FULL
from shouwen.rules.policy import number as number_of
from shouwen.rules.regimes.commitment.differences import differences, sentence
from shouwen.rules.words import (
    Channel,
    Check,
    Effect,
    LimitUnit,
    MaterialForm,
    PaperKind,
    PartyIdKind,
    Power,
    ServiceKind,
    VersionState,
)
from shouwen.rules.worktime import OfficeHours, chinese_time


def choose(viewer: Viewer, asked: str) -> ChoosePage:
    """The published services of the office by section; ``asked`` are words of their names. Raises
    ``NotForYou`` for who does not take applications in."""
    viewer.needs(Power.RECEIVE)
    found = ServiceVersion.objects.filter(
        jurisdiction=viewer.office.jurisdiction,
        state=VersionState.PUBLISHED,
        service__handler__isnull=False,
    ).order_by("service__section__name", "service__name")
    groups: dict[str, list[ServiceLink]] = {}
    for section, code, name, kind, summary, promise, unit, immediate in found.values_list(
        "service__section__name",
        "service__code",
        "guide__name",
        "guide__kind",
        "guide__summary",
        "promise_n",
        "limit_unit",
        "guide__immediate",
    ):
        if asked.strip() in name:
            link = ServiceLink(
                code, name, ServiceKind(kind), summary, promise, LimitUnit(unit), bool(immediate)
            )
            groups.setdefault(section or "", []).append(link)
    return ChoosePage(
        asked, tuple(ServiceGroup(name, tuple(links)) for name, links in groups.items())
    )


@dataclass(frozen=True, slots=True)
class Intake:
    """The page of an intake, and the version of the service that would be received under."""

    page: IntakePage
    version: UUID


def intake(viewer: Viewer, code: str, number: int | None = None) -> Intake:
    """The checklist of the version of a service that is in force, or of an older one of that
    ``number`` that somebody who was told it may keep to. Raises ``NotFound`` where there is none,
    ``NotForYou`` for who does not take applications in."""
    viewer.needs(Power.RECEIVE)
    versions = ServiceVersion.objects.select_related("service").defer("guide")
    versions = versions.filter(
        jurisdiction=viewer.office.jurisdiction,
        service__code=code,
        service__handler__isnull=False,
    )
    in_force = versions.filter(state=VersionState.PUBLISHED).first()
    if in_force is None:
        raise NotFound(code)
    older = _older(viewer, versions)
    version = next((row for row in (in_force, *older) if row.number == number), in_force)
    if number not in (None, version.number):
        raise NotFound(f"{code} {number}")
    guide = frozen_guide(version.pk)
    handler = version.service.handler_id
    post = viewer.office.roster.posts[handler]
    hours = viewer.office.unit(handler).hours
    page = IntakePage(
        code=code,
        service=guide.name,
        version=version.number,
        kind=ServiceKind(guide.kind),
        promise=guide.promise.n,
        statute=guide.statute.n if guide.statute else None,
        unit=LimitUnit(guide.promise.unit),
        due_on=_done_on(viewer, guide, hours),
        handler=person_on(viewer, handler),
        handler_post=post.name,
        handler_phone=phone_of(viewer, handler),
        materials=tuple(asked(material) for material in guide.materials),
        timed=guide.result.term is not None,
        immediate=guide.immediate,
        at_once=_at_once(viewer, handler, guide),
    )
    if version is in_force:
        page = replace(page, older=tuple(_kept(row, guide) for row in older))
    else:
        page = replace(page, until=_until(version), in_force=in_force.number)
    return Intake(page, version.pk)


def _at_once(viewer: Viewer, handler: UUID, guide: Guide) -> bool:
    """Whether the viewer may take in and decide, and the service is done within the visit (6.3)."""
    parts = hands(viewer.office, handler, None, guide)
    decides = taking_seat(MOVES["case.settle_at_once"], viewer.actor, parts)
    return guide.immediate and decides is not None


def _older(viewer: Viewer, versions: QuerySet[ServiceVersion]) -> list[ServiceVersion]:
    """The versions that somebody may have been told within the days for which they keep to it."""
    since = viewer.at - timedelta(days=number_of("told_keeps_for"))
    over = versions.filter(state=VersionState.SUPERSEDED, valid_until__gte=since)
    return list(over.order_by("-number"))


def _kept(version: ServiceVersion, now: Guide) -> OlderVersion:
    since = differences(frozen_guide(version.pk), now)
    harder = (each for each in since if each.effect is Effect.WORSE)
    return OlderVersion(version.number, _until(version), tuple(map(sentence, harder)))


def _until(version: ServiceVersion) -> date:
    assert version.valid_until is not None, "what was superseded is over"
    return chinese_time(version.valid_until).date()


def asked(material: Material) -> MaterialAsked:
    """One line of a checklist that nobody has looked at yet."""
    return MaterialAsked(
        key=material.key,
        name=material.name,
        form=MaterialForm(material.form),
        copies=material.copies,
        source=material.source,
        requirement=material.requirement,
        ground=f"《{material.basis.law}》{material.basis.article}",
        when=material.when,
    )


def _done_on(viewer: Viewer, guide: Guide, hours: OfficeHours) -> date:
    """The day the receipt will name: what can be done at once is done the same day (5.2.2a)."""
    if guide.immediate:
        return chinese_time(UnitTimes(hours).close_of_business(viewer.at)).date()
    return due_if_begun(viewer, guide.promise, hours)


def due_if_begun(viewer: Viewer, limit: Limit, hours: OfficeHours) -> date:
    """The last day of ``limit`` if its clock began now."""
    due = clock.if_begun(viewer.at, limit.n, limit.unit, hours.calendar, hours)
    assert due.day is not None, "a clock that was only started runs"
    return due.day


def received_page(viewer: Viewer, number: str) -> ReceivedPage:
    """The receipt of a case as issued. Raises ``NotFound``, also for what was settled at once and has
    none, and ``NotForYou``."""
    rows = CaseOnDesk(viewer, number)
    try:
        paper = rows.last_paper(PaperKind.RECEIPT)
    except Paper.DoesNotExist as settled:
        raise NotFound(number) from settled
    said = json.loads(paper.content)
    case, guide = rows.case, rows.guide
    materials = tuple(_received(rows, guide))
    return ReceivedPage(
        case=number,
        receipt=PaperRow(
            PaperKind.RECEIPT,
            paper.number,
            chinese_time(paper.issued_at).date(),
            paper.check_code,
        ),
        code=case.lookup_code,
        service=guide.name,
        version=case.version.number,
        party=case.applicant,
        agent=case.agent,
        channel=Channel(case.channel),
        received_at=case.received_at,
        materials=tuple(
            row for row in materials if row.check not in (Check.MISSING, Check.NOT_NEEDED)
        ),
        due_on=date.fromisoformat(said["completes"]),
        condition=RECEIVED_IN_FULL,
        promise=guide.promise.n,
        statute=guide.statute.n if guide.statute else None,
        unit=LimitUnit(guide.promise.unit),
        handler=said["handler"],
        handler_post=viewer.office.roster.posts[case.handler_id].name,
        handler_phone=said["handler_phone"],
        complete=not any(row.check in (Check.FAULTY, Check.MISSING) for row in materials),
        office=Office(
            name=rows.unit.name,
            complaint_section=said["complaint_section"],
            complaint_phone=said["complaint_phone"],
        ),
        not_at_once=case.not_at_once,
        warnings=tuple(_warnings(case)),
        may_tell=not judge_one(viewer, rows, "case.issue_correction_notice").bars,
    )


def settled_page(viewer: Viewer, number: str) -> SettledPage:
    """The result of what was settled at once. Raises ``NotFound``, also for what was not, and
    ``NotForYou``."""
    rows = CaseOnDesk(viewer, number)
    served = ServiceOfPaper.objects.select_related("paper").filter(
        paper__matter=rows.matter.pk, paper__kind=PaperKind.DECISION
    )
    service = served.first()
    said = json.loads(service.paper.content) if service else {}
    if service is None or not said.get("materials"):
        raise NotFound(number)
    case = rows.case
    return SettledPage(
        case=number,
        paper=PaperRow(
            PaperKind.DECISION,
            service.paper.number,
            chinese_time(service.paper.issued_at).date(),
            service.paper.check_code,
        ),
        code=case.lookup_code,
        service=rows.guide.name,
        version=case.version.number,
        party=case.applicant,
        taken_by=service.to,
        materials=tuple(
            row for row in _received(rows, rows.guide) if row.check is not Check.NOT_NEEDED
        ),
        settled_at=case.received_at,
        result=said["result"],
        handler=said["handler"],
        handler_phone=said["handler_phone"],
        office=Office(
            name=rows.unit.name,
            complaint_section=said["complaint_section"],
            complaint_phone=said["complaint_phone"],
        ),
        warnings=tuple(_warnings(case)),
    )


def _warnings(case: Case) -> Iterator[str]:
    """What looks odd about the numbers that were written down; it stands in nobody's way."""
    if case.id_kind == PartyIdKind.RESIDENT_ID:
        if code := resident_id_warning(case.id_number):
            yield f"证件号码：{SENTENCES[code]}"
    elif case.id_kind == PartyIdKind.CREDIT_CODE and (code := credit_code_warning(case.id_number)):
        yield f"信用代码：{SENTENCES[code]}"
    if case.phone and (code := phone_warning(case.phone)):
        yield f"联系电话：{SENTENCES[code]}"


def _received(rows: CaseOnDesk, guide: Guide) -> list[MaterialRow]:
    """The materials as they came in with the application."""
    return [
        MaterialRow(
            name=row.name,
            form=MaterialForm(row.form),
            copies=row.copies,
            pages=row.pages,
            source=guide.material(row.key).source,
            check=Check(row.check_result),
        )
        for row in rows.filings
        if row.filing == 0
    ]
