"""What must hold of licences that end (行政许可法 art. 50). A second opinion like
``life.invariants``: days are counted by ``life.slow_calendar``, who did what is read off the
ledger."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from shouwen.life import slow_calendar as calendar
from shouwen.life.shelf import OnFile, Row

BY_LAW = 30  # days before the end, at the latest
REMINDERS = (30, 7)  # days before the last day to apply
MORNING = time(9)
SILENT, DECIDES = "case.deem_renewed", ("case.decide_grant", "refusal.approve_refusal")


def day(found: date | str) -> date:
    """A day as either database gives it."""
    return date.fromisoformat(found) if isinstance(found, str) else found


def over(file: OnFile) -> datetime:
    """When the licence that the case renews has ended."""
    until = day(file.case.renews_until) + timedelta(days=1)
    return datetime.combine(until, time(), calendar.CHINA)


def due(file: OnFile, row: Row) -> datetime:
    """When a decision on a renewal is due, or a reminder that was opened then."""
    if row.kind == "decide_renewal":
        return over(file)
    (line,) = file.licences
    last = day(line.apply_by)
    days = (calendar.first_worked(last - timedelta(days=n)) for n in REMINDERS)
    times = (datetime.combine(each, MORNING, calendar.CHINA) for each in days)
    return next(at for at in times if at > row.opened_at)


def what_is_granted_for_a_period_is_on_the_register(file: OnFile) -> Iterator[str]:
    """Each case whose service grants for a period has one line once it is granted, and no other case
    has any; of a renewal the licence goes on without a gap, unless it had ended."""
    if not file.case:
        return
    term = (file.guide["result"] or {}).get("term")
    granted = file.case.outcome == "granted" and term is not None
    fits = len(file.licences) == granted
    yield "" if fits else f"granted: {granted}, lines on the register: {len(file.licences)}"
    for line in file.licences:
        since, until = day(line.valid_from), day(line.valid_until)
        months = (until - since).days / 30.4
        yield "" if abs(months - term["months"]) < 1 else f"valid from {since} until {until}"
        last = until - timedelta(days=term["apply_before"] or BY_LAW)
        right = day(line.apply_by) == min(calendar.first_worked(last), until)
        yield "" if right else f"to be renewed by {line.apply_by}, it ends {until}"
        if file.case.renews:
            decided = file.case.decided_at.astimezone(calendar.CHINA).date()
            follows = day(file.case.renews_until) + timedelta(days=1)
            begins = follows if line.by_silence else max(follows, decided)
            yield "" if since == begins else f"renewed from {since}, not from {begins}"


def silence_renews_what_was_applied_for_in_time(file: OnFile) -> Iterator[str]:
    """Applied for in time, and with the office when the licence ended: renewed, then or at the next
    look of the clock, and marked missed. Nothing else is, and nobody says yes or no afterwards."""
    if not (file.case and file.case.renews):
        return
    ends = over(file)
    silent = [entry for entry in file.ledger if entry.act == SILENT]
    owed = [row for row in file.obligations if row.kind == "decide_renewal"]
    for entry in silent:
        yield "" if file.case.renews_in_time else "renewed by silence, applied for too late"
        yield f"renewed by silence at {entry.at}, it ends {ends}" if entry.at < ends else ""
        missed = any(row.missed_at for row in owed)
        yield "" if missed else "renewed by silence, and nobody missed anything"
        later = [e.act for e in file.ledger if e.act in DECIDES and e.seq > entry.seq]
        yield f"decided by {later[0]} after silence had" if later else ""
    by_silence = any(line.by_silence for line in file.licences)
    yield "" if by_silence == bool(silent) else "register and record disagree on silence"
    lay = [row for row in owed if row.ended_at is None or row.ended_at >= ends]
    for row in lay:
        known = row.ended_by == SILENT or (row.ended_at is None and file.matter.last_at < ends)
        yield "" if known else f"the licence ended {ends}, what was owed ended by {row.ended_by}"
