"""What must hold of hearings (行政许可法 art. 47–48). A second opinion like ``life.invariants``: days are
counted by ``life.slow_calendar``, who did what is read off the ledger."""

from collections.abc import Iterator
from datetime import datetime

from shouwen.life import slow_calendar as calendar
from shouwen.life.shelf import OnFile

ASK_WITHIN, HOLD_WITHIN, KNOWN_BEFORE = 5, 20, 7  # working days
TELLS = ("hearing.tell_right", "hearing.tell_interested")
DECIDES = ("case.decide_grant", "refusal.approve_refusal")
EXAMINES = ("case.examine_materials", "step.start_step", "step.finish_step")


def may_be_asked_for_until(file: OnFile, at: datetime) -> datetime:
    """Until when whoever was told by ``at`` may ask: five working days after the last of them was."""
    told = [each.at for each in file.ledger if each.act in TELLS and each.at <= at]
    return calendar.end_of_working_day(max(told), ASK_WITHIN)


def a_right_was_told_in_writing_and_asked_for_in_time(file: OnFile) -> Iterator[str]:
    """The notice of the right was served; who asked did within five working days; nobody's right
    lapsed before they were over."""
    served = {row.paper for row in file.services}
    for row in file.hearings:
        yield "" if row.right_paper in served else "the right was told by no paper that was served"
        over = may_be_asked_for_until(file, file.matter.last_at)
        late = row.asked_at is not None and row.asked_at >= over
        yield f"asked for {row.asked_at}, the right was over {over}" if late else ""
        early = [e for e in file.ledger if e.act == "hearing.lapse" and e.at < over]
        yield "the right lapsed before its time" if early else ""


def a_hearing_was_made_known_seven_days_before(file: OnFile) -> Iterator[str]:
    """Each time that was set lies seven working days after its notice, which was served; the one who
    held it sat on the chair's post and had examined nothing of the case before."""
    served = {row.paper: row.at for row in reversed(file.services)}
    for row in file.hearings:
        if row.begins_at is None:
            continue
        told = served.get(row.notice)
        earliest = calendar.end_of_working_day(told, KNOWN_BEFORE) if told else None
        known = earliest is not None and earliest <= row.begins_at
        yield "" if known else f"it began {row.begins_at}, made known {told}"
        for held in (each for each in file.ledger if each.act == "hearing.hold"):
            before = {e.person for e in file.ledger if e.act in EXAMINES and e.at < held.at}
            yield "who examined the case held it" if held.person in before else ""
            yield "" if held.post == row.chair else "it was held by another than the chair"
            yield from _everybody_was_written_to(file, row.begins_at, held.at)


def _everybody_was_written_to(
    file: OnFile, begins_at: datetime, held_at: datetime
) -> Iterator[str]:
    """Who left nothing but an address was brought a notice of the time at which it was held, seven
    working days before that, or it was not held."""
    last = max(each.at for each in file.ledger if each.act == "hearing.set_time")
    for owed in file.obligations:
        if owed.kind == "bring_hearing_notice" and owed.opened_at >= last:
            brought = owed.ended_at
            known = brought and calendar.end_of_working_day(brought, KNOWN_BEFORE) <= begins_at
            yield "" if known else f"held {held_at}, somebody was written to {brought}"


def a_hearing_is_held_in_time_or_missed(file: OnFile) -> Iterator[str]:
    """Within twenty working days of being asked for, with signed minutes and not before it began;
    what took longer is marked missed."""
    for row in file.hearings:
        if row.held_at is None:
            continue
        signed = row.minutes.strip() and row.signed_by.strip()
        yield "" if signed else "held, without signed minutes"
        yield "held before it began" if row.held_at < row.begins_at else ""
        over = calendar.end_of_working_day(row.asked_at, HOLD_WITHIN)
        owed = [each for each in file.obligations if each.kind == "hold_hearing"]
        missed = any(each.missed_at for each in owed)
        yield f"held {row.held_at}, due {over}" if row.held_at >= over and not missed else ""


def nothing_is_decided_while_somebody_may_be_heard(file: OnFile) -> Iterator[str]:
    """No decision between the telling of the right and its lapse, nor between the asking and the
    hearing, unless all who asked gave it up."""
    for row in file.hearings:
        over = may_be_asked_for_until(file, file.matter.last_at)
        gave_up = [each.at for each in file.ledger if each.act == "hearing.give_up"]
        nobody = gave_up[-1] if gave_up and row.state == "given_up" else None
        until = over if row.asked_at is None else row.held_at or nobody
        for entry in file.ledger:
            if entry.act in DECIDES and entry.at >= row.told_at:
                heard = until is not None and entry.at >= until
                yield "" if heard else f"decided {entry.at}, to be heard until {until}"
