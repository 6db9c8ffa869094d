"""Extensions: asked for with a reason, decided by the leader with that authority, told before the old
date or without effect (6.5)."""

from dataclasses import replace
from datetime import date
from functools import partial

from shouwen.acts._frame.file import File, unprintable
from shouwen.acts._frame.frame import act
from shouwen.acts._limits import day_due, due_with, who_acts
from shouwen.acts._speech import day_of, on_every_paper
from shouwen.acts.receiving import tell
from shouwen.records.casefile.case import CaseRows
from shouwen.records.casefile.limit_desks import ExtensionRows
from shouwen.records.models import Extension
from shouwen.rules import papers
from shouwen.rules.clock import ClockEvent, Due
from shouwen.rules.facts.casefile import Handover
from shouwen.rules.facts.extension import Longer, Verdict
from shouwen.rules.labels import label
from shouwen.rules.papers.limits import EXTENDING, EXTENDING_JOINTLY
from shouwen.rules.policy import number
from shouwen.rules.regimes.time_limit.extension import is_joint, most_beyond
from shouwen.rules.verdict import Bar
from shouwen.rules.words import (
    Bearer,
    ClockEventKind,
    ClockName,
    DelayReason,
    ExtensionState,
    LimitUnit,
    PaperKind,
    ServiceKind,
)
from shouwen.rules.worktime import chinese_time

desk = partial(CaseRows, lock=True)
extension_desk = partial(ExtensionRows, lock=True)


@act("extension.ask_extension", desk)
def ask_extension(
    file: File, *, days: int, reason: DelayReason | None, text: str, article: str = ""
) -> None:
    """Ask for ``days`` more, in the unit of the promise. Within the statutory limit the supervising
    leader decides, beyond it the main leader (6.5b)."""
    rows: CaseRows = file.rows
    promise = rows.due(ClockName.PROMISE)
    assert promise is not None and promise.day is not None, "a promise that runs ends on a day"
    file.facts["longer"] = longer = _longer(file, promise, days, reason, text, article)
    file.check()
    assert reason is not None
    file.bar(*unprintable(text, article))
    until = day_due(file, ClockName.PROMISE, _more(file, days))
    assert until is not None
    leader = file.hands.of(Bearer.LEADER)
    assert leader is not None, "every case has somebody above it"
    main = file.office.roster.above(rows.case.handler_id).main
    decider = main if longer.beyond and main else leader
    row = Extension(
        id=file.key(),
        case=rows.case,
        state=ExtensionState.ASKED,
        asked_at=file.at,
        asked_by=file.actor.person,
        decider_id=decider,
        days=days,
        beyond=longer.beyond,
        reason=reason,
        text=text.strip(),
        article=article.strip(),
        old_due=promise.day,
        new_due=until,
    )
    file.add(row)
    within = file.times.end_of_working_day(day_of(file.at), number("leader_step_within"))
    old = file.clock_due(ClockName.PROMISE)
    assert old is not None
    file.owe("decide_extension", about=row.pk, bearer=decider, due_at=min(within, old))
    file.owe("lapse_extension", about=row.pk)


@act("extension.approve_extension", extension_desk)
def approve_extension(file: File, *, document: str = "") -> None:
    """Approve: the notice is owed, and nothing moves before it has gone out (6.5b). Of a licence that
    several bodies handle, ``document`` is what the government's head approved it by."""
    file.facts["verdict"] = Verdict(document=document)
    file.check()
    _decide(file, ExtensionState.APPROVED, "同意延期", document.strip())
    file.owe("tell_extension", about=file.about)


@act("extension.decline_extension", extension_desk)
def decline_extension(file: File, *, why: str) -> None:
    """Decline, with the reason: the old date stands (6.5b)."""
    file.facts["verdict"] = Verdict(why=why)
    file.check()
    _decide(file, ExtensionState.DECLINED, f"不同意延期：{why.strip()}", "")
    file.change(file.rows.extension, answer=why.strip())


@act("extension.tell_extension", extension_desk)
def tell_extension(file: File, *, handover: Handover) -> None:
    """Tell the applicant from which date to which, and why: from now on it is in effect (6.5c)."""
    rows: ExtensionRows = file.rows
    row, case = rows.extension, rows.case
    file.facts["handover"] = handover
    file.check()
    old = rows.due(ClockName.PROMISE)
    assert old is not None and old.day is not None
    basis = _basis(file, row)
    file.extend_clock(ClockName.PROMISE, row.days, basis or "6.5b")
    if row.beyond:
        file.extend_clock(ClockName.STATUTE, row.beyond, basis or "6.5b")
    new = rows.due(ClockName.PROMISE, file.clock_events)
    assert new is not None and new.day is not None
    old_day, new_day, provisional = old.day, new.day, new.provisional
    assert case.accepted_at is not None
    if new_day <= old_day:
        file.bar(Bar("6.5b", "it_moves_the_due_date", {"due": old_day}))
    accepted_on = day_of(case.accepted_at)
    notice = file.issue(
        PaperKind.EXTENSION_NOTICE,
        lambda paper_number, url: papers.ExtensionNotice(
            **on_every_paper(file, case),
            number=paper_number,
            check_url=url,
            basis=basis,
            accepted_on=accepted_on,
            old_due=old_day,
            length=_length(row.days, old),
            new_due=new_day,
            provisional=provisional,
            reason=label(DelayReason(row.reason)),
            facts=row.text,
            approved_by=file.office.roster.posts[row.decider_id].name,
        ),
    )
    file.serve(notice, handover.by, handover.to.strip(), handover.proof)
    file.change(
        row,
        state=ExtensionState.TOLD,
        told_at=file.at,
        notice=notice,
        old_due=old_day,
        new_due=new_day,
    )
    assert file.matter is not None
    said = {
        "number": file.matter.number,
        "old": old_day.isoformat(),
        "by": new_day.isoformat(),
        "reason": label(DelayReason(row.reason)),
    }
    tell(file, case, "extended", said)


@act("extension.lapse_extension", desk)
def lapse_extension(file: File) -> None:
    """The old date came before the applicant was told: nothing moves, and what ran out is missed
    (6.5c)."""
    file.miss_what_ran_out()
    for row in file.rows.extensions:
        if row.state in (ExtensionState.ASKED, ExtensionState.APPROVED):
            file.change(row, state=ExtensionState.LAPSED)


def _more(file: File, days: int) -> ClockEvent:
    return ClockEvent(ClockEventKind.EXTEND, chinese_time(file.at), n=days)


def _longer(
    file: File, promise: Due, days: int, reason: DelayReason | None, text: str, article: str
) -> Longer:
    """What is asked for, with by how many days it goes beyond the statutory limit: so many as that
    limit needs to hold the promise again."""
    rows: CaseRows = file.rows
    statute = rows.due(ClockName.STATUTE)
    longer = Longer(
        days=days,
        reason=reason,
        text=text,
        promise=promise.n,
        kind=rows.guide.kind,
        statute=statute.n if statute else None,
        joint=is_joint(rows.guide),
        article=article,
    )
    if days < 1:
        return longer
    if statute is None and days <= promise.n:
        return replace(
            longer, old=promise.day, new=day_due(file, ClockName.PROMISE, _more(file, days))
        )
    if statute is None:
        return longer
    if days > statute.n + most_beyond(longer):
        return replace(longer, beyond=days)  # far beyond anything: barred, and not reckoned
    until = day_due(file, ClockName.PROMISE, _more(file, days))
    assert until is not None
    needed = (n for n in range(days) if _reaches(file, n, until))
    return replace(longer, beyond=next(needed, days), old=promise.day, new=until)


def _reaches(file: File, n: int, until: date) -> bool:
    """Whether the statutory limit holds a promise ``until`` then, extended by ``n``."""
    by_law = day_due(file, ClockName.STATUTE, *([_more(file, n)] if n else []))
    return by_law is not None and until <= by_law


def _decide(file: File, state: ExtensionState, answer: str, document: str) -> None:
    """Take down what the leader said, on the form that stays in the file."""
    rows: ExtensionRows = file.rows
    row, case = rows.extension, rows.case
    file.change(row, state=state, decided_at=file.at, decided_by=file.actor.person, answer=document)
    file.facts["extensions"] = rows.facet("extensions", file.at)
    promise = due_with(file, ClockName.PROMISE)
    statute = day_due(file, ClockName.STATUTE)
    assert promise is not None and file.seat is not None and case.accepted_at is not None
    roster = file.office.roster
    beyond = f"{_length(row.beyond, promise)}，{_basis(file, row)}" if row.beyond else ""
    said = {
        **on_every_paper(file, case),
        "accepted_on": day_of(case.accepted_at),
        "old_due": row.old_due,
        "length": _length(row.days, promise),
        "new_due": row.new_due,
        "used": _used(promise, day_of(row.asked_at)),
        "by_law": statute,
        "beyond": beyond,
        "reason": label(DelayReason(row.reason)),
        "facts": row.text,
        "asked_at": row.asked_at,
        "asked_by": roster.people.get(row.asked_by, ""),
        "decided_at": file.at,
        "decided_by": who_acts(file),
        "decided_as": roster.posts[row.decider_id].name,
        "answer": answer,
        "document": document,
    }
    file.issue(
        PaperKind.EXTENSION_FORM,
        lambda paper_number, url: papers.ExtensionForm(number=paper_number, check_url=url, **said),
    )


def _length(days: int, due: Due) -> str:
    return f"{days}{label(due.terms.unit)}"


def _used(promise: Due, day: date) -> str:
    """How much of the promise was used by the end of a day."""
    n = max((each.nth or 0 for each in promise.explain(day) if each.date <= day), default=0)
    by_calendar = promise.terms.unit in (LimitUnit.DAY, LimitUnit.MONTH)
    return f"{n}{label(LimitUnit.DAY if by_calendar else LimitUnit.WORKING_DAY)}"


def _basis(file: File, row: Extension) -> str:
    """What allows going beyond the statutory limit; empty where it is kept."""
    if not row.beyond:
        return ""
    guide = file.rows.guide
    if guide.kind is not ServiceKind.LICENCE:
        return str(row.article)
    return EXTENDING_JOINTLY if is_joint(guide) else EXTENDING
