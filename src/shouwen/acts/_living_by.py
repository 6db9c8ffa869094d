"""Making the office's tables say what a scheme says: posts opened, changed and closed, duties
written anew, people seated; what was is kept, and open work goes where the scheme sends it."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from django.db import models

from shouwen.acts._frame.file import File
from shouwen.acts._listing import list_post, list_section
from shouwen.records.casefile.scheme import OPEN_CASES, UNDONE, Books, as_it_stands, closing
from shouwen.records.models import (
    AssessmentStep,
    Case,
    Duty,
    DutyDay,
    Function,
    Jurisdiction,
    Obligation,
    Post,
    Section,
    SectionDuty,
    Service,
    Sitting,
    StepRun,
    Unit,
)
from shouwen.records.writing import delete
from shouwen.rules.facts import scheme as facts
from shouwen.rules.words import SittingRole
from shouwen.rules.worktime import chinese_time


def live_by(
    file: File, place: Jurisdiction, unit: Unit, books: Books, scheme: facts.Scheme
) -> None:
    """Collect what turns ``books`` into what ``scheme`` says, as of the act's time."""
    before = as_it_stands(books, scheme)
    _step_down(file, books, scheme)
    sections = {each.key: _section(file, place, unit, books, each) for each in scheme.sections}
    posts = {each.key: _post(file, place, books, sections, each) for each in scheme.posts}
    for each in scheme.sections:
        _set(file, sections[each.key], leader_id=posts[each.supervised_by].pk)
    carried = _duties_of_sections(file, unit, books, sections, scheme)
    _duties_of_posts(file, books, posts, carried, scheme)
    _close(file, books, scheme)
    _seat(file, books, posts, scheme)
    for said in scheme.people:
        _set(file, books.people[said.key], qualifications=list(said.qualifications))
    _hand_over(file, books, posts, scheme)
    _list(file, place, before, sections, posts, scheme)


def _set(file: File, row: models.Model, **values: object) -> None:
    """Change a row where it says something else."""
    if any(getattr(row, name) != value for name, value in values.items()):
        file.change(row, **values)


def _step_down(file: File, books: Books, scheme: facts.Scheme) -> None:
    """Whoever headed a section steps down before another heads it, and the former Office before
    another is: the constraints hold row by row."""
    stay = {post.key: post.section for post in scheme.posts if post.leads}
    keys = {row.pk: key for key, row in books.sections.items()}
    heads = [
        row.pk
        for key, row in books.posts.items()
        if row.heads_section and stay.get(key) != keys[row.section_id]
    ]
    if heads:
        found = Post.objects.filter(pk__in=heads)
        file.at_once.append(partial(found.update, heads_section=False))
    for key, row in books.sections.items():
        said = scheme.section.get(key)
        if row.is_office and not (said and said.is_office):
            former = Section.objects.filter(pk=row.pk)
            file.at_once.append(partial(former.update, is_office=False))
        if said is None:
            _set(file, row, is_office=False, is_window=False)


def _section(
    file: File, place: Jurisdiction, unit: Unit, books: Books, said: facts.Section
) -> Section:
    row = books.sections.get(said.key)
    if row is None:
        row = Section(id=file.key(), jurisdiction=place, unit=unit, key=said.key)
        file.add(row)
    _set(
        file,
        row,
        name=said.name,
        phone=said.phone,
        room=said.room,
        is_office=said.is_office,
        is_window=said.is_window,
    )
    return row


def _post(
    file: File,
    place: Jurisdiction,
    books: Books,
    sections: Mapping[str, Section],
    said: facts.Post,
) -> Post:
    row = books.posts.get(said.key)
    if row is None:
        row = Post(id=file.key(), jurisdiction=place, key=said.key)
        file.add(row)
    _set(
        file,
        row,
        section_id=sections[said.section].pk,
        name=said.name,
        phone=said.phone,
        room=said.room,
        rank=said.rank.value,
        heads_section=said.leads,
        deputy_order=said.deputy_order,
        qualifications=list(said.qualifications),
        closed_at=None,
    )
    return row


def _duties_of_sections(
    file: File,
    unit: Unit,
    books: Books,
    sections: Mapping[str, Section],
    scheme: facts.Scheme,
) -> dict[tuple[str, str], UUID]:
    """The functions, and what each section does of them; answers with the ids of section duties by
    the keys of section and duty."""
    functions: dict[str, UUID] = {}
    for said in scheme.functions:
        function = books.functions.get(said.key)
        if function is None:
            function = Function(id=file.key(), unit=unit, key=said.key)
            file.add(function)
        _set(file, function, text=said.text, source=said.source)
        functions[said.key] = function.pk
    carried: dict[tuple[str, str], UUID] = {}
    for section in scheme.sections:
        at = sections[section.key].pk
        for duty in section.duties:
            row = books.section_duties.get((at, duty.key))
            if row is None:
                row = SectionDuty(id=file.key(), section_id=at, key=duty.key)
                file.add(row)
            _set(file, row, text=duty.text, function_id=functions.get(duty.function))
            carried[section.key, duty.key] = row.pk
    kept = set(carried.values())
    _drop(file, SectionDuty, [r.pk for r in books.section_duties.values() if r.pk not in kept])
    _drop(file, Function, [r.pk for key, r in books.functions.items() if key not in functions])
    return carried


def _duties_of_posts(
    file: File,
    books: Books,
    posts: Mapping[str, Post],
    carried: Mapping[tuple[str, str], UUID],
    scheme: facts.Scheme,
) -> None:
    """The duties of each post, written anew where they changed; what they said before stands in
    the version before."""
    dropped: list[UUID] = []
    for said in scheme.posts:
        post = posts[said.key]
        wanted = [
            {
                "section_duty_id": carried.get((said.section, duty.section_duty)),
                "group": duty.group.value,
                "task": duty.task,
                "requirement": duty.requirement,
                "indicator": duty.indicator,
                "source": duty.source,
                "powers": [power.value for power in duty.powers],
            }
            for duty in said.duties
        ]
        there = books.duties.get(post.pk, [])
        if wanted != [{name: getattr(row, name) for name in _DUTY} for row in there]:
            dropped += [row.pk for row in there]
            for position, columns in enumerate(wanted):
                file.add(Duty(id=file.key(), post_id=post.pk, position=position, **columns))
    _drop(file, Duty, dropped)


_DUTY = ("section_duty_id", "group", "task", "requirement", "indicator", "source", "powers")


def _drop(file: File, model: type[models.Model], keys: list[UUID]) -> None:
    if keys:
        file.at_once.append(partial(delete, model, keys))


def _close(file: File, books: Books, scheme: facts.Scheme) -> None:
    """Close the posts that the scheme no longer has: without duties nobody has powers there."""
    duties: list[UUID] = []
    for row in closing(books, scheme):
        if row.closed_at is None:
            file.change(row, closed_at=file.at, heads_section=False, deputy_order=None)
            duties += [duty.pk for duty in books.duties.get(row.pk, ())]
            for role in SittingRole:
                stand_up(file, books.sittings.get((row.pk, role)))
    _drop(file, Duty, duties)


def _seat(file: File, books: Books, posts: Mapping[str, Post], scheme: facts.Scheme) -> None:
    """Holders and B-roles as the scheme names them; whoever sits there already goes on sitting."""
    for said in scheme.posts:
        post = posts[said.key]
        for role, who in ((SittingRole.HOLDER, said.holder), (SittingRole.B_ROLE, said.b_role)):
            there = books.sittings.get((post.pk, role))
            person = books.people[who].pk if who else None
            if there is not None and there.person_id == person:
                continue
            stand_up(file, there)
            if person is not None:
                sit_down(file, post.pk, person, role)


def sit_down(file: File, post: UUID, person: UUID, role: SittingRole) -> None:
    """``person`` sits on ``post`` from now on."""
    row = Sitting(
        id=file.key(), post_id=post, person_id=person, role=role, since=file.at, until=None
    )
    file.add(row)


def stand_up(file: File, sitting: Sitting | None) -> None:
    """A sitting ends; one that begins at this very instant never was."""
    if sitting is None:
        return
    if sitting.since < file.at:
        file.change(sitting, until=file.at)
    else:
        _drop(file, Sitting, [sitting.pk])


def _hand_over(file: File, books: Books, posts: Mapping[str, Post], scheme: facts.Scheme) -> None:
    """Open work of a post that is no more goes to the post that the scheme names, with it stages of
    an assessment and days on duty to come, and nothing else moves. The ledger keeps the ways, not
    each thing that went: what was open then is on file."""
    ways = []
    today = chinese_time(file.at).date()
    for way in scheme.successions:
        former = books.posts.get(way.post)
        if former is None:
            continue
        to = posts[way.successor]
        old, new = former.pk, to.pk
        ways.append({"from": old, "to": new})
        cases = Case.objects.filter(matter__state__in=OPEN_CASES)
        file.at_once += [
            partial(found.update, **columns)
            for found, columns in (
                (Obligation.objects.filter(bearer=old, ended_at__isnull=True), {"bearer": new}),
                (cases.filter(handler=old), {"handler": new}),
                (cases.filter(window=old), {"window": new}),
                (AssessmentStep.objects.filter(post=old, done_at__isnull=True), {"post": new}),
                (DutyDay.objects.filter(post=old, day__gt=today), {"post": new}),
                (StepRun.objects.filter(doer=old, state__in=UNDONE), {"doer": new}),
                (
                    Service.objects.filter(handler=old),
                    {"handler": new, "section": to.section_id},
                ),
            )
        ]
    if ways:
        file.also["moved"] = ways


def _list(
    file: File,
    place: Jurisdiction,
    before: facts.Scheme,
    sections: Mapping[str, Section],
    posts: Mapping[str, Post],
    scheme: facts.Scheme,
) -> None:
    """The directory lists what is new, and finds what changed by what it says now."""
    for section in scheme.sections:
        if before.section.get(section.key) != section:
            list_section(file, place, sections[section.key].pk, section)
    for post in scheme.posts:
        if before.post.get(post.key) != post:
            of = scheme.section[post.section].name
            list_post(file, place, posts[post.key].pk, post, of)
