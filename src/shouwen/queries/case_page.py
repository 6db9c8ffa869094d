"""One case on one page: where it stands, what may be done now, and all there is on it."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from shouwen.queries.case_life import case_life
from shouwen.queries.deadline import deadline, remaining
from shouwen.queries.issued import issued
from shouwen.queries.leads_of_limits import chain_of, whole_time
from shouwen.queries.moves import BESIDE, CaseOnDesk, may_be_corrected, options
from shouwen.queries.queue import Mine, mine, queue_rows
from shouwen.queries.rows import (
    BesideRow,
    CaseLifePage,
    CasePage,
    Deadline,
    Desk,
    Event,
    FileRow,
    MaterialRow,
    Party,
    Seat,
    Stage,
    StageState,
    StepRow,
    Tag,
    Tone,
)
from shouwen.queries.viewer import Viewer, seat_row
from shouwen.records.models import Attachment, Case, LedgerEntry, Obligation, Paper, StepRun
from shouwen.rules.facts import seats
from shouwen.rules.facts.writing import POWER
from shouwen.rules.identity import mask_number, mask_phone
from shouwen.rules.labels import ACT_LABELS, label
from shouwen.rules.owed import BACKSTOPS
from shouwen.rules.regimes.stand_in import named, seat
from shouwen.rules.words import (
    ActorKind,
    Bearer,
    CaseState,
    Channel,
    Check,
    ClockName,
    DayMark,
    LimitUnit,
    MaterialForm,
    MaterialSource,
    PaperKind,
    PartyIdKind,
    SeatRule,
    ServedBy,
    ServiceKind,
    StepKind,
    StepState,
)
from shouwen.rules.worktime import chinese_time

AT_THE_SIDE = 40  # obligations listed beside a case: more than a screen holds

ICONS = {
    "case.receive_application": "inbox",
    "case.examine_materials": "list-checks",
    "case.issue_correction_notice": "file-text",
    "case.settle_at_once": "package-check",
    "case.issue_supplementary_notice": "file-text",
    "case.tell_changed_law": "file-text",
    "case.invite_supplement": "file-text",
    "case.receive_supplement": "inbox",
    "case.receive_correction": "inbox",
    "case.return_unmet_points": "undo-2",
    "case.accept_case": "stamp",
    "case.deem_accepted": "stamp",
    "case.deem_renewed": "stamp",
    "licence.remind_holder": "alarm-clock",
    "case.decide_grant": "gavel",
    "case.deliver_result": "package-check",
    "case.withdraw": "undo-2",
    "refusal.propose_refusal": "gavel",
    "refusal.approve_refusal": "gavel",
    "refusal.return_refusal": "undo-2",
    "refusal.overturn_refusal": "undo-2",
    "refusal.tell_at_once": "gavel",
    "refusal.reverse_refusal": "undo-2",
    "refusal.serve_refusal": "package-check",
    "service_of_paper.note_attempt": "clock-alert",
    "service_of_paper.note_receipt": "inbox",
    "service_of_paper.serve_by_notice": "file-text",
    "service_of_paper.notice_is_over": "package-check",
    "service_of_paper.serve_paper": "package-check",
    "service_of_paper.issue_record": "file-text",
    "service_of_paper.correct_paper": "file-text",
    "return_of_materials.ask_for_return": "undo-2",
    "return_of_materials.hand_back": "package-check",
    "case.call_back": "phone",
    "case.note_missed": "alarm-clock",
    "case.escalate_silence": "alarm-clock",
    "case.lapse_correction": "alarm-clock",
    "extension.ask_extension": "alarm-clock",
    "extension.tell_extension": "alarm-clock",
    "extension.lapse_extension": "alarm-clock",
    "special_procedure.begin_special_procedure": "circle-pause",
    "special_procedure.overrun_special_procedure": "alarm-clock",
    "succession.note_applicant_gone": "file-text",
    "step.start_step": "circle-play",
}
"""The sign of an act on the timeline; ``check`` where none is named."""

PARTS = {
    Bearer.HANDLER: "经办",
    Bearer.WINDOW: "收件",
    Bearer.DECIDER: "作决定",
    Bearer.HEAD: "科室负责人",
}
"""The parts in a case that its page names, in order."""


def case_page(viewer: Viewer, number: str) -> tuple[Desk, CasePage]:
    """The page of the case with this number. Raises ``NotFound`` and ``NotForYou``."""
    rows = CaseOnDesk(viewer, number)
    own = mine(viewer, most=AT_THE_SIDE)
    return viewer.desk(own.total), _page(viewer, rows, own)


def _page(viewer: Viewer, rows: CaseOnDesk, own: Mine) -> CasePage:
    case, guide, at = rows.case, rows.guide, viewer.at
    steps = {str(run.pk): run.name for run in rows.step_runs}
    parts: seats.Hands = rows.facet("hands", at)
    owed = [row.kind for row in rows.open_obligations if row.kind not in BACKSTOPS]
    may, may_not = options(viewer, rows, owed)
    due = _deadline(viewer, rows)
    return CasePage(
        number=rows.matter.number,
        service=guide.name,
        service_code=case.version.service.code,
        version=case.version.number,
        kind=ServiceKind(guide.kind),
        state=rows.state,
        tags=tuple(_tags(rows, at)),
        party=_party(viewer, rows, parts),
        channel=Channel(case.channel),
        received_at=case.received_at,
        accepted_on=chinese_time(case.accepted_at).date() if case.accepted_at else None,
        stages=tuple(_stages(rows)),
        may=may,
        may_not=may_not,
        deadline=due,
        materials=tuple(_materials(rows)),
        steps=tuple(_steps(viewer, rows)),
        beside=tuple(_beside(viewer, rows)),
        papers=issued(
            rows.matter.pk,
            papers=rows.papers,
            services=rows.services,
            correct=may_be_corrected(viewer, rows),
        ),
        seats=tuple(_seats(viewer, parts)),
        events=tuple(_event(viewer, rows, entry, steps) for entry in reversed(rows.ledger)),
        entries=rows.matter.chain_length,
        queue=queue_rows(viewer, own.found),
        life=case_life(viewer, rows, rows.ledger, due.due_on if due else None),
    )


def case_life_page(viewer: Viewer, number: str) -> CaseLifePage:
    """The case's own picture on a sheet. Raises ``NotFound`` and ``NotForYou``."""
    rows = CaseOnDesk(viewer, number)
    due = _deadline(viewer, rows)
    steps = {str(run.pk): run.name for run in rows.step_runs}
    return CaseLifePage(
        number=number,
        service=rows.guide.name,
        state=rows.state,
        party=rows.case.applicant,
        life=case_life(viewer, rows, rows.ledger, due.due_on if due else None),
        events=tuple(_event(viewer, rows, entry, steps) for entry in rows.ledger),
    )


def _deadline(viewer: Viewer, rows: CaseOnDesk) -> Deadline | None:
    dues = {name: rows.due(name) for name in ClockName}
    return deadline(dues, rows.case.received_at, viewer.at, rows.unit.hours)


def _tags(rows: CaseOnDesk, at: datetime) -> Iterable[Tag]:
    if rows.case.deemed:
        yield Tag("视为受理", Tone.WARN)
    mine = [row for row in rows.open_obligations if row.bearer_id]
    if any(row.due_at and row.due_at <= at for row in mine):
        yield Tag("有逾期", Tone.LATE)
    again = sum(1 for row in rows.corrections if row.supplementary and not row.article)
    if again:
        yield Tag(f"补充告知 {again} 次", Tone.WARN)
    if rows.case.deemed and (invited := _invitations(rows)):
        yield Tag(f"邀请补充 {invited} 次", Tone.SHARE)
    yield from _renewal(rows, at)
    if rows.state is CaseState.CORRECTING:
        yield Tag("等申请人，不计本机关的期限", Tone.SHARE)


def _renewal(rows: CaseOnDesk, at: datetime) -> Iterable[Tag]:
    """Which licence the case renews, and by when that is owed (行政许可法 art. 50)."""
    case, renewal = rows.case, rows.facet("renewal", at)
    if renewal is None:
        return
    if renewal.decide_by:
        yield Tag(f"延续 {case.renews}：{case.renews_until:%Y-%m-%d} 届满前决定", Tone.WARN)
    elif case.renews_in_time:
        yield Tag(f"延续 {case.renews}", Tone.SHARE)
    else:
        yield Tag(f"延续 {case.renews}：申请晚了，届满没有决定的不算准予", Tone.SHARE)


def _invitations(rows: CaseOnDesk) -> int:
    """How often the applicant was invited to supply what silence accepted without it (4.2c)."""
    sent = Paper.objects.filter(matter=rows.matter.pk, kind=PaperKind.SUPPLY_INVITATION)
    return sent.count()


def _party(viewer: Viewer, rows: CaseOnDesk, parts: seats.Hands) -> Party:
    """The applicant; identity number and phone in full only for posts with a part in the case."""
    case = rows.case
    works_on_it = bool(set(viewer.posts).intersection(parts.posts.values()))
    phone = case.phone if works_on_it else mask_phone(case.phone) if case.phone else ""
    return Party(
        name=case.applicant,
        id_kind=PartyIdKind(case.id_kind),
        id_number=case.id_number if works_on_it else mask_number(case.id_number),
        phone=phone,
        address=case.address if works_on_it else "",
        agent=_agent(case),
        result_by=ServedBy(case.result_by) if case.result_by else None,
    )


def _agent(case: Case) -> str:
    """Who acts for the applicant, and whether their power of attorney was seen (行政许可法 art. 29)."""
    if not case.agent:
        return ""
    if case.channel == Channel.ONLINE and case.agent_power_seen:
        until = f"，到 {case.agent_power_until:%Y-%m-%d} 为止" if case.agent_power_until else ""
        return f"{case.agent}（网上交了授权委托书{until}）"
    return f"{case.agent}（{'授权委托书已核对' if case.agent_power_seen else '未见授权委托书'}）"


# ── where it stands ──────────────────────────────────────────────────────────────────────────────

_DONE = {
    CaseState.RECEIVED: 1,
    CaseState.CORRECTING: 1,
    CaseState.ACCEPTED: 2,
    CaseState.DECIDED: 4,
    CaseState.CLOSED: 5,
}


def _stages(rows: CaseOnDesk) -> Iterable[Stage]:
    """Receipt, acceptance, examination, decision, delivery; a withdrawn case ends where it was."""
    case, state = rows.case, rows.state
    accepting = "补正后受理" if rows.corrections else "受理"
    stages = [
        ("收件", case.received_at),
        (accepting, case.accepted_at),
        ("审查", None),
        ("决定", case.decided_at),
        ("送达", case.closed_at),
    ]
    if state is CaseState.WITHDRAWN:
        for name, at in stages[:-1]:
            if at:
                yield Stage(name, StageState.DONE, _short(at))
        yield Stage("申请人撤回", StageState.DONE, _short(case.closed_at))
        return
    done = _DONE[state]
    if state is CaseState.ACCEPTED and not rows.facet("steps", case.received_at).open:
        done = 3
    for n, (name, at) in enumerate(stages):
        if n < done:
            yield Stage(name, StageState.DONE, _short(at))
        elif n == done:
            note = "等申请人补正" if state is CaseState.CORRECTING else ""
            yield Stage(name, StageState.NOW, note)
        else:
            yield Stage(name, StageState.TO_COME)


def _short(at: datetime | None) -> str:
    if at is None:
        return ""
    local = chinese_time(at)
    return f"{local.month}-{local.day}"


# ── what there is on it ──────────────────────────────────────────────────────────────────────────


def _materials(rows: CaseOnDesk) -> Iterable[MaterialRow]:
    files: dict[tuple[str, int], list[FileRow]] = {}
    for file in Attachment.objects.filter(case=rows.matter.pk).order_by("filed_at", "name"):
        found = FileRow(str(file.pk), file.name, file.size)
        files.setdefault((file.key, file.filing), []).append(found)
    for row in rows.materials.values():
        yield MaterialRow(
            name=row.name,
            form=MaterialForm(row.form),
            copies=row.copies,
            pages=row.pages or None,
            source=rows.asked(row.key).source,
            check=Check(row.check_result),
            fault=row.fault,
            received_on=chinese_time(row.filed_at).date(),
            files=tuple(files.get((row.key, row.filing), ())),
            answer=row.answer,
        )
    if POWER not in rows.materials and (POWER, 0) in files:
        yield MaterialRow(
            name="授权委托书",
            form=MaterialForm.ELECTRONIC,
            copies=1,
            pages=None,
            source=MaterialSource.APPLICANT,
            check=Check.UNCHECKED,
            received_on=chinese_time(rows.case.received_at).date(),
            files=tuple(files[POWER, 0]),
        )


def _steps(viewer: Viewer, rows: CaseOnDesk) -> Iterable[StepRow]:
    finished = {
        json.loads(entry.text)["about"]: entry
        for entry in rows.ledger
        if entry.act == "step.finish_step"
    }
    due = {row.about: row for row in rows.open_obligations}
    limits = {step.key: step.limit for step in rows.guide.steps}
    roster = viewer.office.roster
    for run in rows.step_runs:
        limit = limits[run.key]
        yield StepRow(
            name=run.name,
            kind=StepKind(run.kind),
            state=StepState(run.state),
            post=roster.posts[run.doer_id].name if run.doer_id else "",
            limit=limit.n,
            unit=LimitUnit(limit.unit),
            person=_doer(viewer, run, finished.get(str(run.pk))),
            finished_at=run.ended_at,
            left=_left(viewer, rows, due.get(run.pk)),
            note=run.opinion or _stood_still(rows, run) or ("" if run.needed else "需要时才有"),
        )


def _stood_still(rows: CaseOnDesk, run: StepRun) -> str:
    """That days of a running step do not count, as the clock of the case stood still (5.2.2d)."""
    due = rows.step_due(run, run.started_at) if run.state == StepState.RUNNING else None
    if due is None or run.kind != StepKind.EXAMINATION:
        return ""
    if due.excluded_since is not None:
        return "办件停表，这一步也停"
    days = [day for day in due.explain() if day.mark is DayMark.EXCLUDED and day.why.working]
    return f"停表的 {len(days)} 个工作日不计" if days else ""


def _beside(viewer: Viewer, rows: CaseOnDesk) -> Iterable[BesideRow]:
    """What runs or ran beside the case, life by life, newest first."""
    for life in BESIDE.values():
        if life.shown is not None:
            for row in reversed(list(life.rows(rows))):
                yield life.shown(viewer, rows, row)
    chain = chain_of(viewer, rows.case)
    days = whole_time(chain, viewer.at, rows.office.calendar)
    for other in reversed(chain):
        if other.pk != rows.matter.pk:
            yield BesideRow(
                what=f"同一申请人、同一事项：{other.matter.number}",
                state=label(CaseState(other.matter.state)),
                tone=Tone.PLAIN,
                since=other.received_at,
                note=f"撤回、否定后重新申请的，合在一起看：从第一次收件起共 {days} 个工作日",
                route="case",
                key=other.matter.number or "",
            )


def _doer(viewer: Viewer, run: StepRun, finished_by: LedgerEntry | None) -> str:
    """Who did a step that is done; of one that runs, who sits on its post now."""
    roster = viewer.office.roster
    if finished_by:
        return who_did(viewer, finished_by)
    if run.state != StepState.RUNNING or run.doer_id is None:
        return ""
    return named(roster, seat(roster, run.doer_id, viewer.at), viewer.at)


def _left(viewer: Viewer, rows: CaseOnDesk, owed: Obligation | None) -> Any:
    if owed is None:
        return None
    return remaining(owed.opened_at, owed.due_at, viewer.at, rows.unit.hours)


def _seats(viewer: Viewer, parts: seats.Hands) -> Iterable[Seat]:
    """Who sits on the posts with a part in the case, each post once with all its parts."""
    held: dict[UUID, list[str]] = {}
    for bearer, name in PARTS.items():
        post = parts.of(bearer)
        if post is not None:
            held.setdefault(post, []).append(name)
    roster = viewer.office.roster
    for post, names in held.items():
        row = seat_row(roster, seat(roster, post, viewer.at), viewer.at)
        yield Seat(row.post, row.person, row.rule, row.stands_for, "、".join(names))


def _event(viewer: Viewer, rows: CaseOnDesk, entry: LedgerEntry, steps: Mapping[str, str]) -> Event:
    return Event(
        at=entry.at,
        what=what_was_done(entry, steps),
        who=who_did(viewer, entry),
        note=_reason(rows.case, entry.act),
        icon=ICONS.get(entry.act, "check"),
    )


def _reason(case: Case, act: str) -> str:
    """What was written down as the reason of an act on the case itself."""
    match act:
        case "case.receive_application":
            return f"不能当场办结：{case.not_at_once}" if case.not_at_once else ""
        case "case.withdraw":
            return case.withdrawal_reason
        case _:
            return ""


def what_was_done(entry: LedgerEntry, steps: Mapping[str, str]) -> str:
    """What an act did; of a step, with its name from ``steps``, by id."""
    about = json.loads(entry.text)["about"]
    done = ACT_LABELS[entry.act]
    return f"{done}：{steps[about]}" if about in steps else done


def who_did(viewer: Viewer, entry: LedgerEntry) -> str:
    """Who did an act, and for whom where they stood in; or what kind of actor it was."""
    seat = seat_of(entry)
    return named(viewer.office.roster, seat, entry.at) if seat else actor(viewer, entry)


def actor(viewer: Viewer, entry: LedgerEntry) -> str:
    """A name, or what kind of actor it was."""
    if entry.person:
        return viewer.office.roster.people.get(entry.person, "")
    return label(ActorKind(entry.actor_kind))


def seat_of(entry: LedgerEntry) -> seats.Seat | None:
    """The seat from which an act was done."""
    rule = json.loads(entry.text)["actor"]["rule"]
    return seats.Seat(entry.post, entry.person, SeatRule(rule)) if entry.post and rule else None
