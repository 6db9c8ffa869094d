"""What the papers of an absence say: the form that lets somebody go, the sheet that hands over."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from shouwen.acts._frame.file import File
from shouwen.acts._speech import day_of
from shouwen.records.casefile.absence import home_post
from shouwen.records.models import Absence, Cover, HandoverLine
from shouwen.rules import papers
from shouwen.rules.facts.absence import SUDDEN
from shouwen.rules.facts.seats import Post
from shouwen.rules.labels import label
from shouwen.rules.words import AbsenceKind


def absence_form(
    file: File, absence: Absence, covers: list[Cover]
) -> Callable[[str, str], papers.AbsenceForm]:
    """The form of an absence as it was let go (3.2a), or entered."""
    people = file.office.roster.people
    home = _home(file, absence)
    approver = absence.approved_by_id or absence.person_id  # above the main leader is nobody
    by = file.seat or None
    sudden = absence.kind in SUDDEN
    said: dict[str, Any] = {
        "unit": file.unit.name,
        "issued_on": day_of(file.at),
        "person": people[absence.person_id],
        "section": home.section,
        "post": home.name,
        "kind": label(AbsenceKind(absence.kind)),
        "sudden": sudden,
        "reason": absence.reason,
        "leaves_at": absence.leaves_at,
        "returns_at": absence.returns_at,
        "length": _length(file, absence),
        "entered_by": people[absence.entered_by_id],
        "entered_at": absence.matter.opened_at,
        "stand_ins": tuple(
            _stand_in(file, cover) for cover in covers if cover.person_id or not sudden
        ),
        "emptied": "、".join(
            section.name for section in file.office.sections if str(section.id) in absence.empties
        ),
        "office_by": people.get(absence.office_confirmed_by_id, ""),
        "office_at": absence.office_confirmed_at,
        "approver": "" if sudden else people[approver],
        "approver_post": file.office.roster.posts[by.post].name if by and not sudden else "",
        "approved_at": None if sudden else file.at,
    }
    return lambda number, url: papers.AbsenceForm(number=number, check_url=url, **said)


def handover_sheet(
    file: File, absence: Absence, cover: Cover, lines: list[HandoverLine]
) -> Callable[[str, str], papers.HandoverSheet]:
    """The list as it was taken over and seen (3.3a)."""
    assert file.matter is not None and cover.person_id and cover.seen_by_id
    people = file.office.roster.people
    post = file.office.roster.posts[cover.post_id]
    said: dict[str, Any] = {
        "unit": file.unit.name,
        "issued_on": day_of(file.at),
        "absence_number": file.matter.number,
        "section": post.section,
        "post": post.name,
        "holder": people[absence.person_id],
        "stand_in": people[cover.person_id],
        "leader": people[cover.seen_by_id],
        "leaves_at": absence.leaves_at,
        "returns_at": absence.returns_at,
        "lines": tuple(_line(absence, line) for line in lines),
        "nothing_owed": not lines,
        "things": tuple(filter(None, cover.things.split("、"))),
        "signed_for": cover.signed_for,
        "handed_at": cover.handed_at,
        "taken_at": cover.taken_at,
        "seen_at": cover.seen_at,
    }
    return lambda number, url: papers.HandoverSheet(number=number, check_url=url, **said)


def _home(file: File, absence: Absence) -> Post:
    home = home_post(file.office.roster, absence.person_id, absence.leaves_at)
    assert home is not None, "who sits nowhere needs nobody's consent"
    return home


def _stand_in(file: File, cover: Cover) -> papers.StandIn:
    """Whom nobody in the office may name, the superior body appoints (3.4a)."""
    roster = file.office.roster
    return papers.StandIn(
        post=roster.posts[cover.post_id].name,
        person=roster.people[cover.person_id] if cover.person_id else "由上级指定",
        designated_by=roster.people.get(cover.designated_by_id, ""),
        agreed_at=cover.agreed_at,
    )


def _line(absence: Absence, line: HandoverLine) -> papers.HandoverLine:
    within = line.due_at is not None and _before(line.due_at, absence.returns_at)
    return papers.HandoverLine(
        number=line.number,
        owed=line.what,
        due=day_of(line.due_at) if line.due_at else None,
        within=within,
        comment=line.comment,
    )


def _before(due: datetime, returns_at: datetime | None) -> bool:
    return returns_at is None or due <= returns_at


def _length(file: File, absence: Absence) -> str:
    """How much opening time is missed: ``3个工作日`` or ``2小时30分``."""
    if absence.returns_at is None:
        return ""
    hours = file.unit.hours
    missed = hours.working_time_between(absence.leaves_at, absence.returns_at)
    if absence.a_day_or_more:
        days = missed / hours.usual_day
        return f"{days:.1f}".removesuffix(".0") + "个工作日"
    whole, rest = divmod(missed, timedelta(hours=1))
    minutes = int(rest.total_seconds() // 60)
    return (f"{whole}小时" if whole else "") + (f"{minutes}分" if minutes or not whole else "")
