"""The register of licences that end: what ends when, and whose holder was reminded
(行政许可法 art. 50)."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from shouwen.queries.rows import LicenceRow, LicencesPage, Tag, Tone
from shouwen.queries.viewer import CASE_WORK, Viewer
from shouwen.records.models import Case, Licence
from shouwen.rules.policy import number
from shouwen.rules.worktime import chinese_time

LONGEST = 200  # lines of each list
A_YEAR = timedelta(days=366)


def licences(viewer: Viewer, asked: str = "") -> LicencesPage:
    """The register: for who works on cases. Of a licence that was renewed its last line stands for
    all. Raises ``NotForYou``."""
    viewer.needs(*CASE_WORK)
    asked = asked.strip()
    today = chinese_time(viewer.at).date()
    later = Licence.objects.filter(
        service=OuterRef("service"),
        number=OuterRef("number"),
        valid_from__gt=OuterRef("valid_from"),
    )
    found = Licence.objects.filter(~Exists(later), jurisdiction=viewer.office.jurisdiction)
    if asked:
        found = found.filter(Q(number__contains=asked) | Q(case__applicant__contains=asked))
    found = found.select_related("service", "case__matter")
    lasting = list(found.filter(valid_until__gte=today).order_by("valid_until", "pk")[:LONGEST])
    over = found.filter(valid_until__lt=today, valid_until__gte=today - A_YEAR)
    ended = list(over.order_by("-valid_until", "pk")[:LONGEST])
    renewals = _under_way([*lasting, *ended])
    return LicencesPage(
        lasting=tuple(_row(line, today, renewals) for line in lasting),
        ended=tuple(_row(line, today, renewals) for line in ended),
        asked=asked,
    )


def _under_way(lines: Iterable[Licence]) -> dict[tuple[str, date], str]:
    """The cases that renew these lines now, by number and last day of the licence."""
    found = Case.objects.filter(renews__in={line.number for line in lines}, closed_at=None)
    known = found.exclude(renews="").values_list("renews", "renews_until", "matter__number")
    return {(renews, until): case or "" for renews, until, case in known}


def _row(line: Licence, today: date, renewals: dict[tuple[str, date], str]) -> LicenceRow:
    case = line.case
    renewal = renewals.get((line.number, line.valid_until), "")
    return LicenceRow(
        number=line.number,
        service=line.service.name,
        holder=case.applicant,
        case=case.matter.number or "",
        since=line.valid_from,
        until=line.valid_until,
        apply_by=line.apply_by,
        state=_state(line, today, under_way=bool(renewal)),
        reminded_at=line.reminded_at,
        reachable=bool(case.email or (case.phone and not case.sms_declined)),
        renewal=renewal,
    )


def _state(line: Licence, today: date, *, under_way: bool) -> Tag:
    soon = line.apply_by - timedelta(days=number("remind_renewal_first"))
    if under_way:
        return Tag("延续在办", Tone.SHARE)
    if line.valid_until < today:
        return Tag("已届满", Tone.PAUSE)
    if line.apply_by < today:
        return Tag("过了申请延续的日子", Tone.LATE)
    if soon <= today:
        return Tag("快到期", Tone.WARN)
    return Tag("有效，视为准予延续" if line.by_silence else "有效", Tone.OK)
