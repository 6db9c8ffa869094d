"""Applying from home: the pages of what is being written, and the receipt once it was sent.

Whoever opens a draft began it, or has its number and code. The number of their document stands in
full only where they typed it: the last look may be read over a shoulder."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from shouwen.queries.rows import (
    BeginPage,
    PaperRow,
    PointPage,
    ScanRow,
    SentPage,
    SparedRow,
    TaskRow,
    WritingPage,
)
from shouwen.queries.wording import in_words
from shouwen.records.casefile import office as casefile
from shouwen.records.casefile.case import CaseRows, frozen_guide
from shouwen.records.casefile.office import UnitTimes
from shouwen.records.models import (
    CorrectionPoint,
    Draft,
    DraftFile,
    Service,
    ServiceVersion,
)
from shouwen.rules import clock
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.writing import AGENT, ASK, MATERIAL, POWER, WHO, Writing
from shouwen.rules.identity import mask_number, tidied
from shouwen.rules.papers import RECEIVED_IN_FULL
from shouwen.rules.policy import number
from shouwen.rules.regimes.commitment.differences import differences, sentence
from shouwen.rules.words import (
    CaseState,
    Check,
    Effect,
    LimitUnit,
    MaterialSource,
    PaperKind,
    ServedBy,
    VersionState,
)
from shouwen.rules.worktime import chinese_time

CHECK = "check"  # the last page: everything once more
_NO_CODE = "-"  # no code holds a dash


class Over(LookupError):
    """There is no such draft any more: its time is over, or there never was."""


def begin(code: str) -> tuple[UUID, BeginPage]:
    """The version in force of a service, and what awaits who applies for it. ``LookupError`` where
    none is, or nobody handles it."""
    version = (
        ServiceVersion.objects.select_related("service__section", "jurisdiction")
        .defer("guide")
        .filter(service__code=code, service__handler__isnull=False, state=VersionState.PUBLISHED)
        .order_by("jurisdiction__code")
        .first()
    )
    if version is None:
        raise LookupError(code)
    guide = in_words(version.pk, frozen_guide(version.pk))
    writing = Writing(guide, {})
    return version.pk, BeginPage(
        code=code,
        service=guide.name,
        asked=writing.asked,
        spared=writing.spared,
        questions=len(writing.situations),
        promise=guide.promise.n,
        unit=LimitUnit(guide.promise.unit),
        immediate=guide.immediate,
        fee=guide.fee,
        phone=_phone(version.service),
        kept_days=number("draft_kept"),
    )


def find(asked: str, code: str, at: datetime) -> UUID | None:
    """The draft of a number and its code; None where the two do not belong together. An unknown
    number costs the same statement and the same comparison as a wrong code."""
    found = Draft.objects.filter(number=tidied(asked)[:10], expires_at__gt=at)
    draft, right = found.values_list("pk", "code").first() or (None, _NO_CODE)
    return draft if constant_time_compare(tidied(code), right) else None


def sent_as(draft: UUID) -> UUID | None:
    """The case that a draft became; None while it was not sent."""
    return Draft.objects.filter(pk=draft).values_list("sent_as", flat=True).first()


def writing_page(draft: UUID, page: str, at: datetime) -> WritingPage:
    """A page of the draft; an empty ``page`` is the first that was not answered, or the last look.
    ``LookupError`` where it has no such page; raises :class:`Over`."""
    row = _draft(draft, at)
    files = list(row.files.order_by("key", "position"))
    frozen = frozen_guide(row.version_id)
    guide = in_words(row.version_id, frozen)
    writing = Writing(guide, row.said, {file.key for file in files})
    pages = (*writing.pages, CHECK)
    page = page or next(iter(writing.left), CHECK)
    if page not in pages:
        raise LookupError(page)
    n = pages.index(page)
    service = row.version.service
    key = page.removeprefix(MATERIAL) if page.startswith(MATERIAL) else ""
    in_force = _in_force(service)
    offered = row.version if row.version.state == VersionState.PUBLISHED else in_force
    return WritingPage(
        code=service.code,
        service=guide.name,
        version=row.version.number,
        page=page,
        n=n + 1,
        of=len(pages),
        back=pages[n - 1] if n else "",
        number=row.number or "",
        secret=row.code,
        expires_on=chinese_time(row.expires_at).date(),
        tasks=tuple(_task(writing, key, name, files) for key, name in _papers(writing)),
        spared=tuple(_spared(writing)),
        promise=guide.promise.n,
        unit=LimitUnit(guide.promise.unit),
        immediate=guide.immediate,
        fee=guide.fee,
        phone=_phone(service),
        result=guide.result.name,
        completes=_completes(row, guide, at),
        said=row.said.get(page, {}),
        all_said=_masked(row.said),
        answered=tuple((asked, chosen.text) for asked, chosen in writing.answered.values()),
        left=writing.left,
        changes=_changes(frozen, row.version, in_force),
        offered=offered is not None,
        situation=next((s for s in guide.situations if ASK + s.key == page), None),
        material=next((m for m in guide.materials if m.key == key), None),
        scans=tuple(_scan(file) for file in files if key and file.key == key),
        power_lapsed=_lapsed(row, at),
        timed=guide.result.term is not None,
    )


def next_page(draft: UUID, page: str, at: datetime) -> str:
    """The page after ``page``: what was just said may have changed which there are."""
    row = _draft(draft, at)
    pages = (*Writing(frozen_guide(row.version_id), row.said).pages, CHECK)
    return pages[pages.index(page) + 1] if page in pages else CHECK


def file_of(draft: UUID, key: UUID) -> DraftFile | None:
    """A file of a draft."""
    return DraftFile.objects.filter(draft=draft, pk=key).first()


def sent_page(matter: UUID) -> SentPage:
    """The receipt as issued, for whoever has just sent the application."""
    rows = CaseRows(matter, lock=False)
    case, guide = rows.case, rows.guide
    paper = rows.last_paper(PaperKind.RECEIPT)
    said = json.loads(paper.content)
    first = [row for row in rows.filings if row.filing == 0]
    return SentPage(
        number=rows.matter.number or "",
        code=case.lookup_code,
        service=guide.name,
        received_at=case.received_at,
        materials=tuple((each["name"], each["pages"]) for each in said["materials"]),
        missing=tuple(row.name for row in first if row.check_result == Check.MISSING),
        completes=date.fromisoformat(said["completes"]),
        condition=RECEIVED_IN_FULL,
        provisional=bool(said.get("provisional")),
        handler=said["handler"],
        handler_phone=said["handler_phone"],
        promise=guide.promise.n,
        unit=LimitUnit(guide.promise.unit),
        receipt=PaperRow(
            PaperKind.RECEIPT,
            paper.number,
            chinese_time(paper.issued_at).date(),
            paper.check_code,
        ),
        emailed=bool(case.email),
        texted=bool(case.phone) and not case.sms_declined,
        result_by=ServedBy(case.result_by) if case.result_by else None,
    )


# ── answering a notice ───────────────────────────────────────────────────────────────────────────


def answer_of(matter: UUID, at: datetime) -> UUID | None:
    """The answer to the notice of a case that is being written, if one was begun."""
    found = Draft.objects.filter(case=matter, sent_at__isnull=True, expires_at__gt=at)
    return found.values_list("pk", flat=True).first()


def point_page(matter: UUID, key: str, at: datetime) -> PointPage:
    """One point of the notice that is still unmet. ``LookupError`` where there is none of that
    key, or it is not the applicant's turn."""
    rows = CaseRows(matter, lock=False)
    open_points = unmet(rows)
    point = next((each for each in open_points if each.key == key), None)
    if point is None:
        raise LookupError(key)
    material = rows.materials[key]
    again = material.filing > 0
    writing, files = _answer(rows, at)
    return PointPage(
        number=rows.matter.number or "",
        service=rows.guide.name,
        key=key,
        title=point.name,
        problem=material.fault if again else point.fault,
        cure=material.cure if again else point.cure,
        ground=material.ground if again else point.ground,
        n=open_points.index(point) + 1,
        tasks=tuple(_task(writing, each.key, each.name, files) for each in open_points),
        scans=tuple(_scan(file) for file in files if file.key == key),
        words=writing.said.get(MATERIAL + key, {}).get("words", ""),
    )


def unmet(rows: CaseRows) -> list[CorrectionPoint]:
    """The points of the notice that wait for the applicant, in its order (4.2c)."""
    if rows.matter.state != CaseState.CORRECTING:
        return []
    waiting = (Check.FAULTY, Check.MISSING)
    return [p for p in rows.points if rows.materials[p.key].check_result in waiting]


def answered(rows: CaseRows, at: datetime) -> frozenset[str]:
    """Keys of the points that an answer being written has something of (4.2d)."""
    if rows.matter.state != CaseState.CORRECTING:
        return frozenset()
    writing, _files = _answer(rows, at)
    return frozenset(point.key for point in rows.points if writing.has(point.key))


def _answer(rows: CaseRows, at: datetime) -> tuple[Writing, list[DraftFile]]:
    found = Draft.objects.filter(case=rows.matter.pk, sent_at__isnull=True, expires_at__gt=at)
    row = found.first()
    files = list(row.files.order_by("key", "position")) if row else []
    return Writing(rows.guide, row.said if row else {}, {file.key for file in files}), files


# ── what a page is made of ───────────────────────────────────────────────────────────────────────


def _draft(draft: UUID, at: datetime) -> Draft:
    row = (
        Draft.objects.select_related("version__service__section", "jurisdiction")
        .defer("version__guide")
        .filter(pk=draft, expires_at__gt=at)
        .first()
    )
    if row is None:
        raise Over(draft)
    return row


def _masked(said: Mapping[str, Any]) -> Mapping[str, Any]:
    who = said.get(WHO)
    return said if not who else {**said, WHO: {**who, "id_number": mask_number(who["id_number"])}}


def _papers(writing: Writing) -> Iterator[tuple[str, str]]:
    """Key and name of everything to be brought, in the order of the pages."""
    names = {material.key: material.name for material in writing.guide.materials}
    for page in writing.pages:
        if page.startswith(MATERIAL):
            key = page.removeprefix(MATERIAL)
            yield key, names.get(key) or _("授权委托书")


def _task(writing: Writing, key: str, name: str, files: Sequence[DraftFile]) -> TaskRow:
    said = writing.said.get(MATERIAL + key)
    own = [file for file in files if file.key == key]
    done, unneeded = writing.has(key), writing.unneeded(key)
    return TaskRow(
        page=MATERIAL + key,
        name=name,
        done=done,
        later=said is not None and not (done or unneeded),
        unneeded=unneeded,
        advised=any(file.advice for file in own),
        scans=len(own),
        words=said.get("words", "") if said else "",
    )


def _spared(writing: Writing) -> Iterator[SparedRow]:
    for material in writing.spared:
        chosen = [option.text for _asked, option in writing.why_spared(material)]
        if material.key == POWER:
            chosen = [_("申请人自己")]
        office = material.source is MaterialSource.OFFICE
        yield SparedRow(material.name, "" if office else "、".join(chosen))


def _scan(file: DraftFile) -> ScanRow:
    return ScanRow(str(file.pk), file.name, file.media_type, file.pages, file.advice)


def _phone(service: Service) -> str:
    return service.section.phone if service.section else ""


def _completes(row: Draft, guide: Guide, at: datetime) -> date:
    """The day the receipt would name if it were sent now (5.2.2a)."""
    office = casefile.office(row.jurisdiction)
    hours = office.unit(row.version.service.handler_id).hours
    if guide.immediate:
        return chinese_time(UnitTimes(hours).close_of_business(at)).date()
    due = clock.if_begun(at, guide.promise.n, guide.promise.unit, office.calendar, hours)
    assert due.day is not None, "a clock that was only started runs"
    return due.day


def _in_force(service: Service) -> ServiceVersion | None:
    published = service.versions.filter(state=VersionState.PUBLISHED)
    return published.defer("guide").first()


def _lapsed(row: Draft, at: datetime) -> bool:
    until = row.said.get(AGENT, {}).get("until")
    return bool(until) and date.fromisoformat(until) < chinese_time(at).date()


def _changes(guide: Guide, begun: ServiceVersion, now: ServiceVersion | None) -> tuple[str, ...]:
    """What is otherwise in the version in force, as far as it is anything to who applies."""
    if now is None or now.pk == begun.pk:
        return ()
    found = differences(guide, frozen_guide(now.pk))
    return tuple(sentence(each) for each in found if each.effect is not Effect.SAME)
