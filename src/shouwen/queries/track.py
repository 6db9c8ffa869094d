"""A case as its applicant follows it: whose turn it is, until when, and what happened.

Whoever knows number and lookup code is the applicant or has their receipt in hand. Names of people
are masked all the same: the page may be read over a shoulder."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.crypto import constant_time_compare

from shouwen.queries.issued import issued
from shouwen.queries.rows import (
    AskedPoint,
    CalendarDay,
    CalendarKind,
    Contact,
    Event,
    Stage,
    StageState,
    Tag,
    Tone,
    TrackPage,
    Turn,
)
from shouwen.records.casefile.case import CaseRows
from shouwen.records.models import Case, LedgerEntry, Paper, StepRun
from shouwen.rules import clock
from shouwen.rules.facts.seats import Seat
from shouwen.rules.identity import mask_name, tidied
from shouwen.rules.numbers import written
from shouwen.rules.regimes.stand_in import found_at, named, seat
from shouwen.rules.words import (
    ActorKind,
    CaseState,
    Channel,
    Check,
    ClockEventKind,
    ClockName,
    DayMark,
    LimitUnit,
    PartyIdKind,
    SeatRule,
    SittingRole,
    StepState,
)
from shouwen.rules.worktime import ONE_DAY, chinese_time

LONGEST = 26 * 7  # days on show; of an older case the last ones

_NO_CODE = "-"  # no lookup code holds a dash


def find(number: str, code: str) -> UUID | None:
    """The case of a number and its lookup code; None where the two do not belong together.

    An unknown number costs the same statement and the same comparison as a wrong code, so that
    neither answer nor time tells which numbers exist."""
    known = written(number) or ""
    area = known.partition("-")[0]
    row = (
        Case.objects.filter(matter__jurisdiction__code=area, matter__number=known)
        .values_list("matter_id", "lookup_code")
        .first()
    )
    matter, right = row or (None, _NO_CODE)
    return matter if constant_time_compare(tidied(code), right) else None


def paper(matter: UUID, check_code: str) -> tuple[UUID, str] | None:
    """Key and number of one of the case's papers, to be handed to its applicant."""
    found = Paper.objects.filter(matter=matter, check_code=check_code)
    return found.values_list("pk", "number").first()


def track(matter: UUID, at: datetime) -> TrackPage:
    """The case as it stands at ``at``; ``matter`` comes from :func:`find`, and no case is ever
    deleted."""
    rows = CaseRows(matter, lock=False)
    times = _Times(rows, at)
    promise, statute = rows.guide.promise, rows.guide.statute
    return TrackPage(
        number=rows.matter.number or "",
        service=rows.guide.name,
        party=_party(rows.case),
        channel=Channel(rows.case.channel),
        received_at=rows.case.received_at,
        tags=_tags(rows, times),
        turn=_turn(rows, times),
        stages=_stages(rows, times),
        points=_points(rows),
        promise=promise.n,
        statute=statute.n if statute else None,
        unit=promise.unit,
        days=tuple(_days(rows, times))[-LONGEST:],
        because=_because(rows, times),
        events=tuple(_events(rows)),
        papers=issued(rows.matter.pk),
        contact=_contact(rows, at),
    )


class _Times:
    """The days of a case that its page speaks of."""

    def __init__(self, rows: CaseRows, at: datetime) -> None:
        case = rows.case
        self.at = at
        self.today = chinese_time(at).date()
        self.state = CaseState(rows.matter.state)
        self.over = self.state in (CaseState.CLOSED, CaseState.WITHDRAWN)
        self.received = _day(case.received_at)
        self.accepted = _day(case.accepted_at) if case.accepted_at else None
        self.decided = _day(case.decided_at) if case.decided_at else None
        self.closed = _day(case.closed_at) if case.closed_at else None
        self.promise = rows.due(ClockName.PROMISE)
        self.statute = rows.due(ClockName.STATUTE)
        self.answer = rows.due(ClockName.ANSWER)
        self.correction = rows.due(ClockName.CORRECTION)
        until = case.closed_at or at
        self.late = _ran_out(self.promise, until)
        self.beyond_law = _ran_out(self.statute, case.decided_at or until)
        self.waits = tuple(_waits(rows))

    def if_accepted_today(self, rows: CaseRows) -> clock.Due:
        """The promise as it would run if the case were accepted now."""
        promise, calendar = rows.guide.promise, rows.office.calendar
        return clock.if_begun(self.at, promise.n, promise.unit, calendar, rows.unit.hours)


class _Wait(NamedTuple):
    """From a notice until it was answered: the applicant's own time. ``until`` None: it lasts."""

    since: date
    until: date | None


def _waits(rows: CaseRows) -> Iterator[_Wait]:
    events = [row for row in rows.clock_events if row.clock == ClockName.CORRECTION]
    for row, after in pairwise([*events, None]):
        if row is not None and row.kind == ClockEventKind.START:
            yield _Wait(_day(row.at), _day(after.at) if after is not None else None)


def _ran_out(due: clock.Due | None, until: datetime) -> bool:
    return due is not None and due.at is not None and due.at <= until


def _day(at: datetime) -> date:
    return chinese_time(at).date()


def _said(day: date | None) -> str:
    """11 月 16 日."""
    return f"{day.month} 月 {day.day} 日" if day else ""


def _party(case: Case) -> str:
    organisation = case.id_kind == PartyIdKind.CREDIT_CODE
    name = case.applicant if organisation else mask_name(case.applicant)
    return " · ".join(part for part in (case.subject, f"申请人 {name}") if part)


# ── whose turn ───────────────────────────────────────────────────────────────────────────────────

_TAGS = {
    CaseState.RECEIVED: Tag("审核材料"),
    CaseState.CORRECTING: Tag("等您补正", Tone.WARN),
    CaseState.ACCEPTED: Tag("审查中"),
    CaseState.DECIDED: Tag("已决定", Tone.OK),
    CaseState.CLOSED: Tag("已办结", Tone.OK),
    CaseState.WITHDRAWN: Tag("已撤回", Tone.PAUSE),
}


def _tags(rows: CaseRows, times: _Times) -> tuple[Tag, ...]:
    tags = [_TAGS[times.state]]
    if rows.case.deemed:
        tags.append(Tag("视为受理", Tone.SHARE))
    if times.beyond_law:
        tags.append(Tag("超过法定期限", Tone.LATE))
    elif times.late:
        tags.append(Tag("超过承诺时间", Tone.LATE))
    return tuple(tags)


def _turn(rows: CaseRows, times: _Times) -> Turn:
    match times.state:
        case CaseState.RECEIVED:
            what = "核对您补来的材料" if rows.correction else "审核您的材料"
            by = _said(times.answer.day if times.answer else None)
            tells = f"最晚 {by}告诉您齐不齐、要补什么。您现在不用做什么。"
            at_once = "材料齐全的，受理当天办结。" if rows.guide.immediate else ""
            return Turn(True, what, at_once + tells)
        case CaseState.CORRECTING:
            return _your_turn(rows, times)
        case CaseState.ACCEPTED:
            return Turn(True, _at_work(rows.step_runs), _promised(rows, times))
        case CaseState.DECIDED:
            return Turn(
                True,
                "把结果交给您",
                f"决定已经作出。带身份证到{rows.unit.address}领取{rows.guide.result.name}，"
                "或者等我们寄给您。",
            )
        case CaseState.CLOSED:
            return Turn(True, "已经办结", f"{_said(times.closed)}结果已经交给您。", over=True)
        case CaseState.WITHDRAWN:
            return Turn(True, "已经撤回", f"{_said(times.closed)}按您的申请撤回。", over=True)


def _your_turn(rows: CaseRows, times: _Times) -> Turn:
    left = sum(point.check in (Check.MISSING, Check.FAULTY) for point in _points(rows))
    where = f"材料交到{rows.unit.address}（{rows.unit.hours_in_words}）。"
    roster, handler = rows.office.roster, rows.case.handler_id
    phone = found_at(roster, seat(roster, handler, times.at), times.at).phone
    if _ran_out(times.correction, times.at):
        text = f"补正的时间已经过了。请打经办电话 {phone}，商量怎么办。{where}"
    else:
        by = _said(times.correction.day if times.correction else None)
        done = _said(times.if_accepted_today(rows).day)
        text = f"最晚 {by}交齐。今天交齐、当天受理的话，我们最晚 {done}办结。{where}"
    return Turn(False, f"还有 {left} 处要补正", text)


def _at_work(steps: Iterable[StepRun]) -> str:
    """What is being done: the step that runs, failing that the next one that is needed."""
    running = next((step.name for step in steps if step.state == StepState.RUNNING), None)
    next_ = (step.name for step in steps if step.needed and step.state == StepState.WAITING)
    return running or next(next_, "作出决定")


def _promised(rows: CaseRows, times: _Times) -> str:
    if times.late:
        unit = rows.unit
        return (
            f"我们承诺 {_said(times.promise.day if times.promise else None)}办结，没有做到。"
            f"您可以打 {unit.complaint_phone} 向{unit.complaint_section}投诉。"
        )
    if times.promise is None or times.promise.day is None:
        return "您现在不用做什么。"
    return f"最晚 {_said(times.promise.day)}办结，您现在不用做什么。"


def _stages(rows: CaseRows, times: _Times) -> tuple[Stage, ...]:
    """Done, now and to come. The first that is not done is where the case stands."""
    told = _day(rows.correction.told_at) if rows.correction else None
    answered = times.state is not CaseState.CORRECTING
    examined = told is not None or times.accepted is not None
    stages: list[tuple[str, bool, str]] = [("收件", True, _short(times.received))]
    stages.append(("审核材料", examined, f"{_short(told)} 一次告知" if told else ""))
    if told:
        stages.append(("补正", answered, "" if answered else "等您"))
    accepted = times.accepted is not None
    stages.append(("受理", accepted, _short(times.accepted)))
    for step in rows.step_runs or rows.guide.steps:
        state = step.state if isinstance(step, StepRun) else StepState.WAITING
        if step.needed or state in (StepState.RUNNING, StepState.DONE):
            ended = isinstance(step, StepRun) and step.ended_at
            stages.append(
                (step.name, state == StepState.DONE, _short(_day(ended)) if ended else "")
            )
    stages.append(("决定", times.decided is not None, _short(times.decided)))
    if times.state is CaseState.WITHDRAWN:
        stages = [stage for stage in stages if stage[1]]
        stages.append(("撤回", True, _short(times.closed)))
    else:
        stages.append(("送达", times.over, _short(times.closed)))
    now = next((n for n, (_, done, _) in enumerate(stages) if not done), len(stages))
    return tuple(
        Stage(
            name,
            StageState.DONE if done else StageState.NOW if n == now else StageState.TO_COME,
            note,
        )
        for n, (name, done, note) in enumerate(stages)
    )


def _short(day: date | None) -> str:
    return f"{day.month}-{day.day}" if day else ""


def _points(rows: CaseRows) -> tuple[AskedPoint, ...]:
    """What the notice asked for and how far each is, while it is still to be met (4.2c, 4.2d)."""
    if rows.matter.state not in (CaseState.RECEIVED, CaseState.CORRECTING):
        return ()
    points = []
    for point in rows.points:
        material = rows.materials[point.key]
        again = material.filing > 0
        check = Check(material.check_result) if again else Check.MISSING
        faulty = check is Check.FAULTY
        points.append(
            AskedPoint(
                title=point.name,
                problem=material.fault if faulty else point.fault,
                cure=material.cure if faulty else point.cure,
                ground=material.ground if faulty else point.ground,
                check=check,
                note=f"{_said(_day(material.filed_at))}交来。" if again else "",
            )
        )
    return tuple(points)


# ── the days ─────────────────────────────────────────────────────────────────────────────────────


def _days(rows: CaseRows, times: _Times) -> Iterator[CalendarDay]:
    """Every day from receipt to the last one that matters: before acceptance whose time it was,
    afterwards how the promise counts, or would if the case were accepted today."""
    words = _words(times)
    for day, kind, word in _kinds(rows, times):
        if day == times.closed:
            yield CalendarDay(day, CalendarKind.END, words[day], day == times.today)
            return
        yield CalendarDay(day, kind, words.get(day, word), day == times.today)


def _words(times: _Times) -> dict[date, str]:
    """The word of a day on which something happened; of several the last."""
    happened: list[tuple[date | None, str]] = [(times.received, "收件")]
    for n, wait in enumerate(times.waits):
        happened += [(wait.since, "再告知" if n else "告知"), (wait.until, "交来")]
    end = "撤回" if times.state is CaseState.WITHDRAWN else "办结"
    happened += [(times.accepted, "受理"), (times.decided, "决定"), (times.closed, end)]
    return {day: word for day, word in happened if day is not None}


_Kind = tuple[date, CalendarKind, str]


def _kinds(rows: CaseRows, times: _Times) -> Iterator[_Kind]:
    calendar = rows.office.calendar
    counts_from = times.accepted or times.closed or times.today
    for day, why in calendar.days(times.received - ONE_DAY, counts_from):
        yield _before_acceptance(times, day, why.working)
    if times.promise is None and times.over:
        return
    due = times.promise or times.if_accepted_today(rows)
    for each in due.explain(until=times.today)[1:]:
        yield _counting(times, each)
    if due.day is None:
        return
    every_day = due.terms.unit in (LimitUnit.DAY, LimitUnit.MONTH)
    over = 0
    for day, why in calendar.days(due.day, max(due.day, times.closed or times.today)):
        if every_day or why.working:
            over += 1
            yield day, CalendarKind.USED, f"超{over}天"
        else:
            yield day, CalendarKind.OFF, "休息"


def _before_acceptance(times: _Times, day: date, working: bool) -> _Kind:
    if day in (times.received, times.accepted):
        return day, CalendarKind.PLAIN, ""
    if not working:
        return day, CalendarKind.OFF, "休息"
    if any(wait.since < day and (not wait.until or day <= wait.until) for wait in times.waits):
        return day, CalendarKind.YOURS, "等您"
    return day, CalendarKind.USED, "审核"


def _counting(times: _Times, day: clock.Day) -> _Kind:
    if day.mark is DayMark.DUE:
        return day.date, CalendarKind.END, "办结" if day.date >= times.today else "到期"
    if day.mark is DayMark.EXCLUDED:
        return day.date, CalendarKind.EXCLUDED, "不计"
    if not day.counted:
        return day.date, CalendarKind.OFF, "休息"
    kind = CalendarKind.USED if day.date <= times.today else CalendarKind.TO_COME
    return day.date, kind, f"第{day.nth}天" if day.nth else "计时"


def _because(rows: CaseRows, times: _Times) -> str:
    """How the days are counted, as far as this case needs it."""
    said = []
    if rows.guide.promise.unit in (LimitUnit.DAY, LimitUnit.MONTH):
        said.append("休息日也算，最后一天是休息日的，顺延到下一个工作日。")
    else:
        said.append("周末和法定节假日不算，调休上班的日子算。")
    if times.waits:
        said.append("等您补正的日子不算我们的，也不算超期。")
    if times.promise is None and not times.over:
        said.append("下面画的是今天就受理的话。")
    if times.promise and times.promise.provisional:
        said.append("后面有的日子放假安排还没有公布，公布以后可能变动，会告诉您。")
    return "".join(said)


# ── what happened ────────────────────────────────────────────────────────────────────────────────

SAID = {
    "case.receive_application": ("收件", "inbox"),
    "case.examine_materials": ("核对材料", "list-checks"),
    "case.issue_correction_notice": ("一次性告知补正", "file-text"),
    "case.receive_correction": ("收到补正材料", "inbox"),
    "case.return_unmet_points": ("还有没补好的，请您继续补", "undo-2"),
    "case.lapse_correction": ("补正的时间过了", "clock-alert"),
    "case.accept_case": ("受理", "stamp"),
    "case.deem_accepted": ("视为受理", "stamp"),
    "case.escalate_silence": ("五个工作日没有答复", "clock-alert"),
    "case.decide_grant": ("作出决定", "gavel"),
    "case.deliver_result": ("结果交给您", "package-check"),
    "case.withdraw": ("撤回", "undo-2"),
    "step.start_step": ("开始", "circle-play"),
    "step.finish_step": ("完成", "check"),
}
"""What each act is to the applicant, and its sign; a step's name follows."""

MISSED = {
    "decide_by_law": "超过法定期限",
    "do_at_once": "没有当天办结",
    "decide": "超过承诺的办结时间",
    "deliver": "超过交付结果的时间",
}
"""Misses that concern the applicant, gravest first; the office's inner ones do not."""

NOTES = {
    "case.deem_accepted": "材料交来五个工作日，没有告诉您要补什么：从收到那天起就算受理。",
    "case.escalate_silence": "已经交给科室负责人，由科室负责人答复您。",
    "case.lapse_correction": "没有收到补正的材料，经办人会联系您，您也可以打电话来。",
}


def _events(rows: CaseRows) -> Iterator[Event]:
    """What was done, newest first; of a finished step not also that it was begun. The ledger holds
    no personal content, nor do these lines."""
    steps = {str(step.pk): step for step in rows.step_runs}
    for entry in LedgerEntry.objects.filter(matter=rows.matter).order_by("-seq"):
        written_down: dict[str, Any] = json.loads(entry.text)
        step = steps.get(str(written_down["about"]))
        if entry.act == "step.start_step" and step and step.state == StepState.DONE:
            continue
        if entry.act == "case.note_missed":
            kinds = {missed["kind"] for missed in written_down["missed"]}
            what = next((said for kind, said in MISSED.items() if kind in kinds), None)
            icon = "clock-alert"
        else:
            what, icon = SAID[entry.act]
            what += step.name if step else ""
        if what:
            who = _who(rows, entry, written_down["actor"]["rule"])
            yield Event(entry.at, what, who, _note(rows, entry.act), icon)


def _who(rows: CaseRows, entry: LedgerEntry, rule: str | None) -> str:
    """Who did it: name and post, and for whom where they stood in."""
    if entry.actor_kind == ActorKind.PARTY:
        return "由您提交"
    if entry.post is None or entry.person is None:
        return ""
    roster = rows.office.roster
    there = Seat(entry.post, entry.person, SeatRule(rule))
    return f"{named(roster, there, entry.at)} · {roster.posts[entry.post].name}"


def _note(rows: CaseRows, act: str) -> str:
    match act:
        case "case.receive_application":
            came = [row for row in rows.filings if row.filing == 0 and row.pages]
            return f"收到材料 {len(came)} 份 {sum(row.pages for row in came)} 页。"
        case "case.issue_correction_notice":
            return f"一共 {len(rows.points)} 处，都写在补正通知书上。"
        case _:
            return NOTES.get(act, "")


def _contact(rows: CaseRows, at: datetime) -> Contact:
    """Whom to call: who sits on the post whose turn it is, the B-role, the head of the section.
    Why somebody is away is nobody's business."""
    roster = rows.office.roster
    delivering = rows.matter.state == CaseState.DECIDED
    post = roster.posts[(rows.case.window_id if delivering else None) or rows.case.handler_id]
    sits = seat(roster, post.id, at)
    other = next(
        (
            Seat(post.id, sitting.person, SeatRule.B_ROLE)
            for sitting in roster.sittings.get(post.id, ())
            if sitting.role is SittingRole.B_ROLE
            and sitting.covers(at)
            and sitting.person != sits.person
            and roster.is_away(sitting.person, at) is None
        ),
        None,
    )
    head = roster.posts[post.head] if post.head and post.head != post.id else None
    heads = seat(roster, head.id, at) if head else None
    return Contact(
        post=post.name,
        person=named(roster, sits, at),
        phone=found_at(roster, sits, at).phone,
        stands_in=roster.people[other.person] if other and other.person else "",
        stands_in_phone=found_at(roster, other, at).phone if other else "",
        head=named(roster, heads, at) if heads else "",
        head_phone=found_at(roster, heads, at).phone if heads and heads.person else "",
    )
