"""How a case goes, as those who work on it make it go: only by acts, only while they are at work.

A walk is a generator: it yields the time at which something is done next, and does it when it is
resumed. Whoever drives many walks at once resumes them in the order of these times
(:mod:`shouwen.life.demo`); a walk that is not resumed is a case that lies where it lies."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from random import Random
from uuid import UUID

from shouwen.acts import Party, Staff
from shouwen.acts.case import (
    Judgement,
    accept_case,
    decide_grant,
    deliver_result,
    examine_materials,
    finish_step,
    issue_correction_notice,
    receive_correction,
    start_step,
    withdraw,
)
from shouwen.acts.receiving import Application, Filed, receive_application
from shouwen.life.bureau import Bureau, Service
from shouwen.life.people import Person
from shouwen.records.models import StepRun
from shouwen.rules.facts.casefile import Handover, Withdrawal
from shouwen.rules.facts.guide import Guide, Limit, Material
from shouwen.rules.words import Bearer, Channel, Check, LimitUnit, Proposer, ServedBy, StepKind

WORKING_DAY = 7.0  # working hours
FAULTS = (
    ("没有签名", "请本人签名后重新提交一份"),
    ("复印件模糊，看不清关键内容", "请重新复印，或者带原件到窗口核对"),
    ("内容没有填写完整", "请照示例补填空白的栏目"),
)


class Stop(StrEnum):
    """Where nothing more is done on a case: what follows is owed and stays so."""

    NOWHERE = "nowhere"
    UNEXAMINED = "unexamined"
    UNANSWERED = "unanswered"
    UNCHECKED = "unchecked"
    AT_WORK = "at_work"  # the first step goes on and on
    UNDELIVERED = "undelivered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Course:
    """What becomes of one application: who comes when, how many materials are at fault, how fast
    the office works (1: each step takes its whole limit), and where it stops. ``answers``: when the
    applicant corrects online; at a counter some days later where it is not said."""

    service: Service
    person: Person
    comes: datetime
    channel: Channel = Channel.COUNTER
    faults: int = 0
    pace: float = 0.5
    stop: Stop = Stop.NOWHERE
    answers: datetime | None = None


def walk(bureau: Bureau, course: Course, chance: Random) -> Iterator[datetime]:
    """One case from its receipt to where it stops."""
    guide, at = course.service.guide, course.comes
    window = chance.choice(bureau.windows()) if course.channel is Channel.COUNTER else None
    hands = bureau.hands(course.service, window)

    def sits(bearer: Bearer) -> Staff:
        return bureau.on(hands.of(bearer), at)

    yield at
    case = receive_application(
        course.service.version,
        by=bureau.on(window, at) if window else Party(),
        at=at,
        application=_application(guide, course, chance),
    ).matter
    if course.stop is Stop.UNEXAMINED:
        return
    at = bureau.after(at, 0.2 if guide.immediate else chance.uniform(0.2, 1.2))
    yield at
    asked = [material for material in guide.materials if not material.when]
    at_fault = chance.sample(asked, min(course.faults, len(asked)))
    found = {m.key: _fault(m, chance) if m in at_fault else Judgement(Check.MET) for m in asked}
    examine_materials(case, by=sits(Bearer.HANDLER), at=at, judgements=found)
    if at_fault:
        issue_correction_notice(
            case,
            by=sits(Bearer.HANDLER),
            at=at,
            served_by=ServedBy.ELECTRONIC,
            served_to=course.person.name,
        )
        if course.stop is Stop.UNANSWERED:
            return
        at = course.answers or bureau.after(at, chance.uniform(2, 5) * WORKING_DAY)
        yield at
        receive_correction(
            case,
            by=Party() if course.answers else bureau.on(chance.choice(bureau.windows()), at),
            at=at,
            answers=tuple(Filed(m.key, m.form, pages=chance.randint(1, 6)) for m in at_fault),
        )
        if course.stop is Stop.UNCHECKED:
            return
        at = bureau.after(at, chance.uniform(1, 4))
        yield at
        mended = {material.key: Judgement(Check.MET) for material in at_fault}
        examine_materials(case, by=sits(Bearer.HANDLER), at=at, judgements=mended)
    at = bureau.after(at, 0.1)
    yield at
    accept_case(case, by=sits(Bearer.HANDLER), at=at)
    for step in StepRun.objects.filter(case=case, needed=True).order_by("position"):
        at = bureau.after(at, 0.3)
        yield at
        start_step(step.pk, by=sits(Bearer.HANDLER), at=at)
        if course.stop is Stop.AT_WORK:
            return
        at = bureau.after(at, _time_for(step, guide, course.pace))
        yield at
        if course.stop is Stop.WITHDRAWN:
            signed = Withdrawal(course.person.name, Proposer.PARTY)
            withdraw(case, by=Party(), at=at, withdrawal=signed)
            return
        opinion = f"{step.name}：符合公布的条件和要求。"
        finish_step(step.pk, by=bureau.on(step.doer_id, at), at=at, opinion=opinion)
    at = bureau.after(at, 0.2 if guide.immediate else chance.uniform(1, 4))
    yield at
    facts = "申请材料齐全，符合法定形式；申请人符合公布的各项条件。"
    decide_grant(case, by=sits(Bearer.DECIDER), at=at, facts=facts)
    if course.stop is Stop.UNDELIVERED:
        return
    at = bureau.after(at, 0.2 if guide.immediate else chance.uniform(2, 10))
    yield at
    _deliver(bureau, case, course, window or chance.choice(bureau.windows()), at)


def _application(guide: Guide, course: Course, chance: Random) -> Application:
    person = course.person
    return Application(
        applicant=person.name,
        id_kind=person.id_kind,
        id_number=person.id_number,
        channel=course.channel,
        materials=tuple(
            Filed(material.key, material.form, check=Check.NOT_NEEDED)
            if material.when
            else Filed(material.key, material.form, material.copies, chance.randint(1, 12))
            for material in guide.materials
        ),
        phone=person.phone,
        email=person.email,
        subject=person.subject,
    )


def _fault(material: Material, chance: Random) -> Judgement:
    fault, cure = chance.choice(FAULTS)
    ground = f"《{material.basis.law}》{material.basis.article}；{material.requirement}"
    return Judgement(Check.FAULTY, fault, ground, cure)


def _time_for(step: StepRun, guide: Guide, pace: float) -> float:
    """Working hours that a step takes."""
    if step.kind == StepKind.SIGN_OFF:
        return 0.7
    limit = next(found.limit for found in guide.steps if found.key == step.key)
    return max(1.0, _working_days(limit) * WORKING_DAY * pace)


def _working_days(limit: Limit) -> float:
    return limit.n * (1 if limit.unit is LimitUnit.WORKING_DAY else 5 / 7)


def _deliver(bureau: Bureau, case: UUID, course: Course, window: UUID, at: datetime) -> None:
    person = course.person
    handover = Handover(ServedBy.HAND, person.name, person.id_kind, person.id_number)
    deliver_result(case, by=bureau.on(window, at), at=at, handover=handover)
