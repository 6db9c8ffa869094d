"""For everybody: what the office is for, and which section does what (2.7.1, 2.7.2)."""

from datetime import datetime
from uuid import UUID

from shouwen.queries import rows
from shouwen.records.casefile.office import office
from shouwen.records.models import Function, Scheme, Section, SectionDuty
from shouwen.rules.regimes.stand_in import seating
from shouwen.rules.worktime import chinese_time


def duties(at: datetime) -> rows.DutiesPage | None:
    """Functions and duties of the first office as its scheme in force has them; None before one is
    founded. Five statements, however large it is."""
    scheme = (
        Scheme.objects.filter(published_at__isnull=False, superseded_at__isnull=True)
        .select_related("jurisdiction", "unit")
        .order_by("jurisdiction__code")
        .first()
    )
    if scheme is None or scheme.published_at is None:
        return None
    roster = office(scheme.jurisdiction).roster
    seats = seating(roster, at).by_post

    def sits(post: UUID | None) -> str:
        person = seats[post].person if post in seats else None
        return roster.people.get(person, "") if person else ""

    sections = list(Section.objects.filter(unit=scheme.unit).order_by("key"))
    heads = {post.section_id: post.head for post in roster.posts.values()}
    does: dict[UUID, list[str]] = {}
    carried: dict[UUID, dict[str, None]] = {}
    names = {section.pk: section.name for section in sections}
    for duty in SectionDuty.objects.filter(section__unit=scheme.unit).order_by("key"):
        does.setdefault(duty.section_id, []).append(duty.text)
        if duty.function_id is not None:
            carried.setdefault(duty.function_id, {})[names[duty.section_id]] = None
    return rows.DutiesPage(
        scheme=scheme.number,
        since=chinese_time(scheme.published_at).date(),
        functions=tuple(
            rows.FunctionDone(each.text, each.source, tuple(carried.get(each.pk, ())))
            for each in Function.objects.filter(unit=scheme.unit).order_by("key")
        ),
        sections=tuple(
            rows.SectionDoes(
                name=section.name,
                room=section.room,
                phone=section.phone,
                head=sits(heads.get(section.pk)),
                leader=sits(section.leader_id),
                duties=tuple(does[section.pk]),
            )
            for section in sections
            if section.pk in does
        ),
    )
