"""A case as its applicant follows it: whose turn it is, until when, and what happened.

Whoever knows number and lookup code is the applicant or has their receipt in hand. Names of people
are masked all the same: the page may be read over a shoulder."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from shouwen.queries.applying import answered, unmet
from shouwen.queries.beside_refusals import reasons, remedies
from shouwen.queries.beside_returns import may_be_asked_back
from shouwen.queries.days import day_said, short_day_said
from shouwen.queries.deadline import last_day
from shouwen.queries.issued import INSIDE, issued
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
    TrackHearing,
    TrackLicence,
    TrackPage,
    TrackRefusal,
    Turn,
)
from shouwen.queries.wording import in_words
from shouwen.records.casefile.case import CaseRows
from shouwen.records.casefile.filings import grounds_of
from shouwen.records.casefile.hearing import who_want
from shouwen.records.models import Case, Hearing, LedgerEntry, Paper, ServiceOfPaper, StepRun
from shouwen.rules import clock
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.seats import Seat
from shouwen.rules.identity import bare, mask_name, mask_phone, tidied
from shouwen.rules.labels import label
from shouwen.rules.lives.case import OPEN
from shouwen.rules.lives.return_of_materials import OVER
from shouwen.rules.lives.service_of_paper import ON_THE_WAY
from shouwen.rules.numbers import written
from shouwen.rules.regimes.stand_in import found_at, named, seat
from shouwen.rules.regimes.time_limit.hearing import TO_BE_HELD, all_of_the_name_want_it
from shouwen.rules.words import (
    ActorKind,
    CaseOutcome,
    CaseState,
    Channel,
    Check,
    ClockEventKind,
    ClockName,
    DayMark,
    DelayReason,
    ExtensionState,
    HearingState,
    LimitUnit,
    PaperKind,
    PartyIdKind,
    SeatRule,
    ServedBy,
    ServiceOutcome,
    SittingRole,
    SpecialProcedureState,
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
    found = Paper.objects.filter(matter=matter, check_code=check_code).exclude(kind__in=INSIDE)
    return found.values_list("pk", "number").first()


def applied(matter: UUID, name: str) -> bool:
    """Whether this is the name of whoever applied; blanks in it are nothing."""
    known = Case.objects.values_list("applicant", flat=True).get(pk=matter)
    return constant_time_compare(bare(name), bare(known))


def track(matter: UUID, at: datetime) -> TrackPage:
    """The case as it stands at ``at``; ``matter`` comes from :func:`find`, and no case is ever
    deleted."""
    rows = CaseRows(matter, lock=False)
    times = _Times(rows, at)
    promise, statute = rows.guide.promise, rows.guide.statute
    return TrackPage(
        number=rows.matter.number or "",
        service=_words(rows).name,
        party=_party(rows.case),
        channel=Channel(rows.case.channel),
        received_at=rows.case.received_at,
        tags=_tags(rows, times),
        turn=_turn(rows, times),
        stages=_stages(rows, times),
        points=_points(rows, answered(rows, at)),
        promise=promise.n,
        statute=statute.n if statute else None,
        unit=promise.unit,
        days=tuple(_days(rows, times))[-LONGEST:],
        because=_because(rows, times),
        events=tuple(_events(rows)),
        papers=issued(rows.matter.pk, to_the_applicant=True),
        refusal=_refusal(rows),
        moved=tuple(_moved(rows, times)),
        contact=_contact(rows, at),
        may_withdraw=times.state in OPEN and not rows.facet("orphaned", at),
        may_ask_back=times.state in OVER and may_be_asked_back(rows),
        may_choose_way=times.state in ON_THE_WAY,
        sent_to=_sent_to(rows.case),
        hearing=_hearing(rows, times),
        licence=_licence(rows, times),
        renews=_renews(rows, at),
    )


def _licence(rows: CaseRows, times: "_Times") -> TrackLicence | None:
    """What was granted for a period, and how it is renewed (行政许可法 art. 50)."""
    line = rows.licence
    if line is None:
        return None
    return TrackLicence(
        number=line.number,
        since=line.valid_from,
        until=line.valid_until,
        apply_by=line.apply_by,
        code=rows.case.version.service.code,
        ended=line.valid_until < times.today,
    )


def _renews(rows: CaseRows, at: datetime) -> str:
    """What follows where nothing is decided before the licence ends, while that is open."""
    case = rows.case
    if not case.renews or rows.matter.state not in OPEN:
        return ""
    said = {"number": case.renews, "until": day_said(case.renews_until)}
    if rows.facet("renewal", at).decide_by:
        return _("“%(number)s”%(until)s届满。我们届满前决定；到时没有决定的，就算准予延续。") % said
    if case.renews_in_time:
        return _("“%(number)s”%(until)s届满。请在那以前补齐；补齐了，我们届满前决定。") % said
    return _("“%(number)s”%(until)s届满，申请晚了：照样办，但届满没有决定的，不算准予延续。") % said


def _sent_to(case: Case) -> str:
    """Where papers are sent, masked; empty where the applicant did not agree to that (4.4b)."""
    address = case.electronic_address or case.email or case.phone
    if not case.electronic_service or not address:
        return ""
    name, at, host = address.partition("@")
    return f"{name[:1]}***{at}{host}" if at else mask_phone(address)


def _hearing(rows: CaseRows, times: "_Times") -> TrackHearing | None:
    if rows.hearing is None or times.state is not CaseState.ACCEPTED:
        return None
    return hearing_shown(rows, rows.hearing, rows.case.applicant, times.at)


_HEARING = {
    HearingState.TOLD: gettext_noop("要求听证的时间已经过了"),
    HearingState.ASKED: gettext_noop("有人要求听证，等定时间"),
    HearingState.SET: gettext_noop("已通知时间地点"),
    HearingState.HELD: gettext_noop("已听证，有笔录"),
    HearingState.LAPSED: gettext_noop("没有人要求听证"),
    HearingState.GIVEN_UP: gettext_noop("要求的人放弃了，或者申请撤回了：不再听证"),
}
"""How far a hearing is, as whoever it is about reads it."""


def hearing_shown(rows: CaseRows, row: Hearing, name: str, at: datetime) -> TrackHearing:
    """The hearing of a case as somebody of this ``name`` sees it: until when they may ask for it, how
    far it is, and when and where it is."""
    ask_by = rows.facet("hearing", at).ask_by
    told = (each.name for each in rows.interested)
    asked = all_of_the_name_want_it(name, who_want(row), told)
    open_ = row.state in (HearingState.TOLD, *TO_BE_HELD) and not asked and at < ask_by
    made_known = row.state == HearingState.SET
    return TrackHearing(
        key=row.pk,
        stakes=row.stakes,
        until=last_day(ask_by) if open_ else None,
        said="" if open_ and row.state == HearingState.TOLD else _(_HEARING[row.state]),
        asked=asked,
        begins_at=row.begins_at if made_known else None,
        place=row.place if made_known else "",
        closed=row.closed if made_known else "",
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


def _words(rows: CaseRows) -> Guide:
    """The case's guide in the reader's language."""
    return in_words(rows.case.version_id, rows.guide)


def _step_names(rows: CaseRows) -> dict[str, str]:
    """What each step is called."""
    return {step.key: step.name for step in _words(rows).steps}


def _party(case: Case) -> str:
    organisation = case.id_kind == PartyIdKind.CREDIT_CODE
    name = case.applicant if organisation else mask_name(case.applicant)
    return " · ".join(p for p in (case.subject, _("申请人 %(name)s") % {"name": name}) if p)


# ── whose turn ───────────────────────────────────────────────────────────────────────────────────

_TAGS = {
    CaseState.RECEIVED: (gettext_noop("审核材料"), Tone.PLAIN),
    CaseState.CORRECTING: (gettext_noop("等您补正"), Tone.WARN),
    CaseState.ACCEPTED: (gettext_noop("审查中"), Tone.PLAIN),
    CaseState.DECIDED: (gettext_noop("已决定"), Tone.OK),
    CaseState.CLOSED: (gettext_noop("已办结"), Tone.OK),
    CaseState.WITHDRAWN: (gettext_noop("已撤回"), Tone.PAUSE),
}


def _tags(rows: CaseRows, times: _Times) -> tuple[Tag, ...]:
    text, tone = _TAGS[times.state]
    tags = [Tag(_(text), tone)]
    if rows.case.deemed:
        tags.append(Tag(_("视为受理"), Tone.SHARE))
    if times.beyond_law:
        tags.append(Tag(_("超过法定期限"), Tone.LATE))
    elif times.late:
        tags.append(Tag(_("超过承诺时间"), Tone.LATE))
    return tuple(tags)


def _turn(rows: CaseRows, times: _Times) -> Turn:
    if times.state in ON_THE_WAY and rows.facet("orphaned", times.at):
        return _nobodys_turn(rows)
    match times.state:
        case CaseState.RECEIVED:
            what = _("核对您补来的材料") if rows.corrections else _("审核您的材料")
            tells = _("最晚 %(day)s告诉您齐不齐、要补什么。您现在不用做什么。") % {
                "day": day_said(times.answer.day if times.answer else None)
            }
            at_once = _("材料齐全的，受理当天办结。") if rows.guide.immediate else ""
            return Turn(True, what, at_once + tells)
        case CaseState.CORRECTING:
            return _your_turn(rows, times)
        case CaseState.ACCEPTED:
            return Turn(True, _at_work(rows), _promised(rows, times))
        case CaseState.DECIDED if rows.case.outcome != CaseOutcome.GRANTED:
            return _told_no(rows)
        case CaseState.DECIDED:
            given = {"place": rows.unit.address, "result": _words(rows).result.name}
            return Turn(True, _("把结果交给您"), _(_ON_ITS_WAY[rows.case.result_by]) % given)
        case CaseState.CLOSED if rows.case.outcome != CaseOutcome.GRANTED:
            closed = {"day": day_said(times.closed)}
            text = _("%(day)s办结。理由和您的救济途径写在下面，也写在文书上。") % closed
            return Turn(True, _NO[rows.case.outcome](), text, over=True)
        case CaseState.CLOSED:
            return Turn(True, _("已经办结"), _handed_over(rows, times), over=True)
        case CaseState.WITHDRAWN:
            back = _("%(day)s按您的申请撤回。") % {"day": day_said(times.closed)}
            return Turn(True, _("已经撤回"), back, over=True)


_ON_ITS_WAY = {
    "": gettext_noop("决定已经作出。带身份证到%(place)s领取%(result)s，或者等我们寄给您。"),
    ServedBy.HAND: gettext_noop("决定已经作出。带身份证到%(place)s领取%(result)s。"),
    ServedBy.POST: gettext_noop("决定已经作出。%(result)s按您写的地址寄出，您不用来。"),
    ServedBy.ELECTRONIC: gettext_noop("决定已经作出。%(result)s用电子件给您，您不用来。"),
}
"""What follows a decision, by how the applicant wishes to get the result."""

_HANDED_OVER = {
    "": gettext_noop("%(day)s结果已经交给您。"),
    ServedBy.HAND: gettext_noop("%(day)s结果已经当面交给您。"),
    ServedBy.POST: gettext_noop("%(day)s结果已经寄给您，邮件号码 %(proof)s。"),
    ServedBy.ELECTRONIC: gettext_noop("%(day)s结果已经用电子件给您。"),
}


_NO = {
    CaseOutcome.PARTLY: lambda: _("部分准予，部分不予"),
    CaseOutcome.REFUSED: lambda: _("决定不予办理"),
    CaseOutcome.NOT_ACCEPTED: lambda: _("不予受理"),
}
"""How a case ended that was refused, wholly or in part."""


def _told_no(rows: CaseRows) -> Turn:
    """The decision is made: it is on its way, or was told at once and is looked at once more."""
    if rows.refusals[-1].told_at_once:
        text = _("已经书面告诉您。科室负责人和分管领导还要看一遍；看下来不对的，会撤销并接着办。")
        return Turn(True, _NO[rows.case.outcome](), text)
    text = _("决定已经作出，理由和救济途径都写在文书上；文书会当面交给您或者寄给您。")
    return Turn(True, _("把决定书交给您"), text)


def _refusal(rows: CaseRows) -> TrackRefusal | None:
    """Why it is "no", and where to turn until when, once that was decided (7.4.3c)."""
    decided = rows.case.outcome not in ("", CaseOutcome.GRANTED)
    if not decided:
        return None
    row = rows.refusals[-1]
    return TrackRefusal(
        reasons=reasons(rows, row, grounds_of(row.pk)),
        remedies=remedies(row, rows),
        instead=row.instead,
    )


def _handed_over(rows: CaseRows, times: _Times) -> str:
    """How the result reached them. A number of an identity document stands there too, as the proof
    of a hand-over, and is no business of the page."""
    served = ServiceOfPaper.objects.filter(
        paper__matter=rows.matter.pk,
        paper__kind=PaperKind.DECISION,
        outcome__in=(ServiceOutcome.SERVED, ServiceOutcome.PROVEN),
    )
    by, proof = served.order_by("-at").values_list("by", "proof").first() or ("", "")
    return _(_HANDED_OVER[by]) % {"day": day_said(times.closed), "proof": proof}


def _nobodys_turn(rows: CaseRows) -> Turn:
    """The applicant is no more: whoever reads this has their papers, and may know who takes over."""
    text = _(
        "已经记下申请人去世或者终止。承受申请的人（继承人、遗产管理人、清算组、合并分立以后的单位）"
        "请带证件和凭据到%(place)s（%(hours)s）登记。登记以前不作决定、不送文书，期限照走。"
    )
    where = {"place": rows.unit.address, "hours": rows.unit.hours_in_words}
    return Turn(False, _("登记谁承受申请"), text % where)


def _your_turn(rows: CaseRows, times: _Times) -> Turn:
    left = len(unmet(rows))
    roster, handler = rows.office.roster, rows.case.handler_id
    if _ran_out(times.correction, times.at):
        text = _("补正的时间已经过了。请打经办电话 %(phone)s，商量怎么办。") % {
            "phone": found_at(roster, seat(roster, handler, times.at), times.at).phone
        }
    else:
        text = _("最晚 %(by)s交齐。今天交齐、当天受理的话，我们最晚 %(done)s办结。") % {
            "by": day_said(times.correction.day if times.correction else None),
            "done": day_said(times.if_accepted_today(rows).day),
        }
    where = _("材料交到%(place)s（%(hours)s）。") % {
        "place": rows.unit.address,
        "hours": rows.unit.hours_in_words,
    }
    many = ngettext("还有 %(n)s 处要补正", "还有 %(n)s 处要补正", left) % {"n": left}
    return Turn(False, many, text + where)


def _at_work(rows: CaseRows) -> str:
    """What is being done: the step that runs, failing that the next one that is needed."""
    steps = rows.step_runs
    running = next((step for step in steps if step.state == StepState.RUNNING), None)
    next_ = (step for step in steps if step.needed and step.state == StepState.WAITING)
    step = running or next(next_, None)
    return _step_names(rows)[step.key] if step else _("作出决定")


def _promised(rows: CaseRows, times: _Times) -> str:
    due = day_said(times.promise.day if times.promise else None)
    if times.promise and times.promise.excluded_since:
        return _("期限现在停着，结束后接着算，会告诉您新的办结时间。您现在不用做什么。")
    if times.late:
        broken = _("我们承诺 %(day)s办结，没有做到。您可以打 %(phone)s 向%(section)s投诉。")
        unit = rows.unit
        whom = {"phone": unit.complaint_phone, "section": unit.complaint_section}
        return broken % {"day": due, **whom}
    if not due:
        return _("您现在不用做什么。")
    return _("最晚 %(day)s办结，您现在不用做什么。") % {"day": due}


def _moved(rows: CaseRows, times: _Times) -> Iterator[str]:
    """What moved the promised day: from which to which, and why (6.5c); what does not count."""
    happened = {row.kind for row in rows.clock_events}
    for procedure in rows.special_procedures if ClockEventKind.EXCLUDE in happened else ():
        said = {"what": procedure.name, "until": day_said(procedure.ends_on)}
        if procedure.state == SpecialProcedureState.TOLD:
            told = _("正在进行%(what)s，到 %(until)s为止不计入期限；到时没有结束的，照常恢复计算。")
            yield told % said
        else:
            said["until"] = day_said(_day(procedure.ended_at or procedure.told_at))
            yield _("%(what)s不计入期限，到 %(until)s为止。") % said
    for extension in rows.extensions if ClockEventKind.EXTEND in happened else ():
        if extension.state == ExtensionState.TOLD:
            yield _("原定 %(old)s办结，延到 %(new)s。理由：%(reason)s。%(facts)s") % {
                "old": day_said(extension.old_due),
                "new": day_said(extension.new_due),
                "reason": label(DelayReason(extension.reason)),
                "facts": extension.text,
            }


def _stages(rows: CaseRows, times: _Times) -> tuple[Stage, ...]:
    """Done, now and to come. The first that is not done is where the case stands."""
    told = _day(rows.corrections[0].told_at) if rows.corrections else None
    answered = times.state is not CaseState.CORRECTING
    examined = told is not None or times.accepted is not None
    once = _("%(day)s 一次告知") % {"day": short_day_said(told)} if told else ""
    stages: list[tuple[str, bool, str]] = [(_("收件"), True, short_day_said(times.received))]
    stages.append((_("审核材料"), examined, once))
    if told:
        stages.append((_("补正"), answered, "" if answered else _("等您")))
    accepted = times.accepted is not None
    stages.append((_("受理"), accepted, short_day_said(times.accepted)))
    names = _step_names(rows)
    for step in rows.step_runs or rows.guide.steps:
        state = step.state if isinstance(step, StepRun) else StepState.WAITING
        if step.needed or state in (StepState.RUNNING, StepState.DONE):
            ended = isinstance(step, StepRun) and step.ended_at
            on = short_day_said(_day(ended)) if ended else ""
            stages.append((names[step.key], state == StepState.DONE, on))
    stages.append((_("决定"), times.decided is not None, short_day_said(times.decided)))
    if times.state is CaseState.WITHDRAWN:
        stages = [stage for stage in stages if stage[1]]
        stages.append((_("撤回"), True, short_day_said(times.closed)))
    else:
        stages.append((_("送达"), times.over, short_day_said(times.closed)))
    now = next((n for n, (_, done, _) in enumerate(stages) if not done), len(stages))
    return tuple(
        Stage(
            name,
            StageState.DONE if done else StageState.NOW if n == now else StageState.TO_COME,
            note,
        )
        for n, (name, done, note) in enumerate(stages)
    )


def _points(rows: CaseRows, drafted: frozenset[str]) -> tuple[AskedPoint, ...]:
    """What the notice asked for and how far each is, while it is still to be met (4.2c, 4.2d).
    ``drafted`` are the keys of what is answered and not sent yet."""
    if rows.matter.state not in (CaseState.RECEIVED, CaseState.CORRECTING):
        return ()
    points = []
    for point in rows.points:
        material = rows.materials[point.key]
        again = material.filing > 0
        check = Check(material.check_result) if again else Check.MISSING
        faulty = check is Check.FAULTY
        came = _("%(day)s交来。") % {"day": day_said(_day(material.filed_at))} if again else ""
        points.append(
            AskedPoint(
                title=point.name,
                problem=material.fault if faulty else point.fault,
                cure=material.cure if faulty else point.cure,
                ground=material.ground if faulty else point.ground,
                check=check,
                note=came,
                key=point.key,
                written=point.key in drafted,
            )
        )
    return tuple(points)


# ── the days ─────────────────────────────────────────────────────────────────────────────────────


def _days(rows: CaseRows, times: _Times) -> Iterator[CalendarDay]:
    """Every day from receipt to the last one that matters: before acceptance whose time it was,
    afterwards how the promise counts, or would if the case were accepted today."""
    words = _happened(times)
    for day, kind, word in _kinds(rows, times):
        if day == times.closed:
            yield CalendarDay(day, CalendarKind.END, words[day], day == times.today)
            return
        yield CalendarDay(day, kind, words.get(day, word), day == times.today)


def _happened(times: _Times) -> dict[date, str]:
    """The word of a day on which something happened; of several the last."""
    happened: list[tuple[date | None, str]] = [(times.received, _("收件"))]
    for n, wait in enumerate(times.waits):
        happened += [(wait.since, _("再告知") if n else _("告知")), (wait.until, _("交来"))]
    end = _("撤回") if times.state is CaseState.WITHDRAWN else _("办结")
    happened += [(times.accepted, _("受理")), (times.decided, _("决定")), (times.closed, end)]
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
            yield day, CalendarKind.USED, _("超%(n)s天") % {"n": over}
        else:
            yield day, CalendarKind.OFF, _("休息")


def _before_acceptance(times: _Times, day: date, working: bool) -> _Kind:
    if day in (times.received, times.accepted):
        return day, CalendarKind.PLAIN, ""
    if not working:
        return day, CalendarKind.OFF, _("休息")
    if any(wait.since < day and (not wait.until or day <= wait.until) for wait in times.waits):
        return day, CalendarKind.YOURS, _("等您")
    return day, CalendarKind.USED, _("审核")


def _counting(times: _Times, day: clock.Day) -> _Kind:
    if day.mark is DayMark.DUE:
        return day.date, CalendarKind.END, _("办结") if day.date >= times.today else _("到期")
    if day.mark is DayMark.EXCLUDED:
        return day.date, CalendarKind.EXCLUDED, _("不计")
    if not day.counted:
        return day.date, CalendarKind.OFF, _("休息")
    kind = CalendarKind.USED if day.date <= times.today else CalendarKind.TO_COME
    return day.date, kind, _("第%(n)s天") % {"n": day.nth} if day.nth else _("计时")


def _because(rows: CaseRows, times: _Times) -> str:
    """How the days are counted, as far as this case needs it."""
    said = []
    if rows.guide.promise.unit in (LimitUnit.DAY, LimitUnit.MONTH):
        said.append(_("休息日也算，最后一天是休息日的，顺延到下一个工作日。"))
    else:
        said.append(_("周末和法定节假日不算，调休上班的日子算。"))
    if times.waits:
        said.append(_("等您补正的日子不算我们的，也不算超期。"))
    if times.promise is None and not times.over:
        said.append(_("下面画的是今天就受理的话。"))
    if times.promise and times.promise.provisional:
        said.append(_("后面有的日子放假安排还没有公布，公布以后可能变动，会告诉您。"))
    return "".join(said)


# ── what happened ────────────────────────────────────────────────────────────────────────────────

SAID = {
    "case.receive_application": (gettext_noop("收件"), "inbox"),
    "case.examine_materials": (gettext_noop("核对材料"), "list-checks"),
    "case.issue_correction_notice": (gettext_noop("一次性告知补正"), "file-text"),
    "case.issue_supplementary_notice": (gettext_noop("补充告知新发现的问题"), "file-text"),
    "case.tell_changed_law": (gettext_noop("告知法律的变动"), "file-text"),
    "case.receive_correction": (gettext_noop("收到补正材料"), "inbox"),
    "case.return_unmet_points": (gettext_noop("还有没补好的，请您继续补"), "undo-2"),
    "case.lapse_correction": (gettext_noop("补正的时间过了"), "clock-alert"),
    "case.accept_case": (gettext_noop("受理"), "stamp"),
    "case.deem_accepted": (gettext_noop("视为受理"), "stamp"),
    "case.invite_supplement": (gettext_noop("请您补充材料"), "file-text"),
    "case.receive_supplement": (gettext_noop("收到补充的材料"), "inbox"),
    "case.settle_at_once": (gettext_noop("当场办结"), "package-check"),
    "case.escalate_silence": (gettext_noop("五个工作日没有答复"), "clock-alert"),
    "case.decide_grant": (gettext_noop("作出决定"), "gavel"),
    "case.deliver_result": (gettext_noop("结果交给您"), "package-check"),
    "case.deem_renewed": (gettext_noop("视为准予延续"), "stamp"),
    "licence.remind_holder": (gettext_noop("提醒您证照快到期"), "alarm-clock"),
    "refusal.approve_refusal": (gettext_noop("作出不予的决定"), "gavel"),
    "refusal.tell_at_once": (gettext_noop("当场告知不受理"), "gavel"),
    "refusal.reverse_refusal": (gettext_noop("撤销不受理，接着办"), "undo-2"),
    "refusal.confirm_refusal": (gettext_noop("不予受理，办结"), "gavel"),
    "refusal.serve_refusal": (gettext_noop("不予的决定书交给您"), "package-check"),
    "case.withdraw": (gettext_noop("撤回"), "undo-2"),
    "succession.note_applicant_gone": (gettext_noop("记下申请人去世或者终止"), "file-text"),
    "succession.note_successor": (gettext_noop("记下承受申请的人，接着办"), "file-text"),
    "consultation.tell_applicant": (gettext_noop("把咨询的结果告诉您"), "phone"),
    "hearing.tell_right": (gettext_noop("告诉您可以要求听证"), "file-text"),
    "hearing.tell_interested": (gettext_noop("告诉有利害关系的人可以要求听证"), "file-text"),
    "hearing.ask": (gettext_noop("要求听证"), "inbox"),
    "hearing.lapse": (gettext_noop("五个工作日内没有要求听证"), "clock-alert"),
    "hearing.give_up": (gettext_noop("放弃听证"), "undo-2"),
    "hearing.set_time": (gettext_noop("通知听证的时间和地点"), "calendar-days"),
    "hearing.hold": (gettext_noop("举行听证"), "gavel"),
    "service_of_paper.choose_way": (gettext_noop("您说了是否同意电子送达"), "check"),
    "service_of_paper.note_receipt": (gettext_noop("邮局告诉我们文书到了没有"), "inbox"),
    "service_of_paper.serve_paper": (gettext_noop("文书送给您"), "package-check"),
    "service_of_paper.note_attempt": (gettext_noop("给您送文书，没有送到"), "clock-alert"),
    "service_of_paper.serve_by_notice": (gettext_noop("文书在公告"), "file-text"),
    "service_of_paper.notice_is_over": (gettext_noop("公告期满，文书算送达了"), "package-check"),
    "service_of_paper.issue_record": (gettext_noop("出具送达回证"), "file-text"),
    "service_of_paper.correct_paper": (gettext_noop("更正了给您的文书"), "file-text"),
    "return_of_materials.ask_for_return": (gettext_noop("要求退还材料"), "undo-2"),
    "return_of_materials.hand_back": (gettext_noop("材料退还，已经签收"), "package-check"),
    "extension.tell_extension": (gettext_noop("告诉您办理期限延长"), "clock-alert"),
    "special_procedure.begin_special_procedure": (
        gettext_noop("告诉您要做特别程序，期限停着"),
        "hourglass",
    ),
    "special_procedure.end_special_procedure": (gettext_noop("期限恢复计算"), "circle-play"),
    "special_procedure.overrun_special_procedure": (
        gettext_noop("告诉您的时间已满，期限恢复计算"),
        "circle-play",
    ),
    "step.start_step": (gettext_noop("开始"), "circle-play"),
    "step.finish_step": (gettext_noop("完成"), "check"),
}
"""What each act is to the applicant, and its sign; a step's name follows."""

OF_THE_OFFICE_ALONE = frozenset(
    {
        "case.call_back",
        "consultation.ask",
        "consultation.answer",
        "interested_party.bring_notice",
        "lacking_ground.leave_out",
        "lacking_ground.note_shown",
        "refusal.note_dissent",
        *(f"extension.{act}_extension" for act in ("ask", "approve", "decline", "lapse")),
        *(f"refusal.{act}_refusal" for act in ("propose", "amend", "review", "return", "overturn")),
    }
)
"""Acts of which nothing reaches the applicant before the office tells them; what was missed has
words of its own."""

MISSED = {
    "decide_by_law": gettext_noop("超过法定期限"),
    "decide_renewal": gettext_noop("证照届满前没有决定"),
    "do_at_once": gettext_noop("没有当天办结"),
    "decide": gettext_noop("超过承诺的办结时间"),
    "deliver": gettext_noop("超过交付结果的时间"),
    "return_materials": gettext_noop("超过退还材料的时间"),
}
"""Misses that concern the applicant, gravest first; the office's inner ones do not."""

NOTES = {
    "case.deem_renewed": gettext_noop(
        "证照届满前我们没有作出决定：依照行政许可法第五十条，算准予延续。"
    ),
    "case.deem_accepted": gettext_noop(
        "材料交来五个工作日，没有告诉您要补什么：从收到那天起就算受理。"
    ),
    "case.escalate_silence": gettext_noop("已经交给科室负责人，由科室负责人答复您。"),
    "case.lapse_correction": gettext_noop("没有收到补正的材料，经办人会联系您，您也可以打电话来。"),
}


def _events(rows: CaseRows) -> Iterator[Event]:
    """What was done, newest first; of a finished step not also that it was begun. The ledger holds
    no personal content, nor do these lines."""
    steps = {str(step.pk): step for step in rows.step_runs}
    names = _step_names(rows)
    told = LedgerEntry.objects.filter(matter=rows.matter).exclude(act__in=OF_THE_OFFICE_ALONE)
    for entry in told.order_by("-seq"):
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
        if what:
            done = _(what) + (names[step.key] if step else "")
            who = _who(rows, entry, written_down["actor"]["rule"])
            yield Event(entry.at, done, who, _note(rows, entry.act), icon)


def _who(rows: CaseRows, entry: LedgerEntry, rule: str | None) -> str:
    """Who did it: name and post, and for whom where they stood in."""
    if entry.actor_kind == ActorKind.PARTY:
        return _("由您提交")
    if entry.post is None or entry.person is None:
        return ""
    roster = rows.office.roster
    there = Seat(entry.post, entry.person, SeatRule(rule))
    return f"{named(roster, there, entry.at)} · {roster.posts[entry.post].name}"


def _note(rows: CaseRows, act: str) -> str:
    match act:
        case "case.receive_application":
            came = [row for row in rows.filings if row.filing == 0 and row.pages]
            pages = sum(row.pages for row in came)
            said = _("收到材料 %(n)s 份 %(pages)s 页。") % {"n": len(came), "pages": pages}
            why = rows.case.not_at_once
            return f"{said}{_('没有当场办结，理由是：%(why)s') % {'why': why}}" if why else said
        case "case.issue_correction_notice":
            n = len(rows.points)
            return ngettext(
                "一共 %(n)s 处，都写在补正通知书上。", "一共 %(n)s 处，都写在补正通知书上。", n
            ) % {"n": n}
        case _:
            return _(NOTES[act]) if act in NOTES else ""


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
