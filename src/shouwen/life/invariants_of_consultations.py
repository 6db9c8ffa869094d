"""What must hold of what is asked of others (4.3). A second opinion like ``life.invariants``: days are
counted by ``life.slow_calendar``, clocks and obligations are read off the ledger."""

from collections.abc import Iterator
from datetime import datetime

from shouwen.life import slow_calendar as calendar
from shouwen.life.rebuild import key
from shouwen.life.shelf import OnFile, Row

MOST = 60  # working days that anybody is given to answer
OVER = ("decided", "closed", "withdrawn")


def whoever_was_asked_owes_an_answer(file: OnFile) -> Iterator[str]:
    """From the act that asked until it is answered or the case is over; the post that was asked, of a
    body outside the handler. Due at the end of a working day, of a part of the work before the promise
    as it then stood."""
    for row in file.consultations:
        about = (each for each in file.obligations if each.about == row.id)
        owed = next((each for each in about if each.kind == "answer_consultation"), None)
        if owed is None:
            yield "nobody owes the answer"
            continue
        yield "" if owed.ended_at or row.state == "asked" else "answered, and still owed"
        waits = row.state == "asked" and file.matter.state not in OVER
        yield "no longer owed, and not answered" if waits and owed.ended_at else ""
        (bearer,) = {
            key(said["bearer"])
            for entry in file.entries
            for said in entry["opened"]
            if key(said["id"]) == owed.id
        }
        yield "" if bearer == (row.post or file.case.handler) else "another owes the answer"
        yield "" if owed.due_at == row.due_at else f"due {owed.due_at}, said {row.due_at}"
        ends = (calendar.end_of_working_day(row.asked_at, n) for n in range(1, MOST + 1))
        yield "" if row.due_at in ends else f"due {row.due_at}, at the end of no working day"
        if row.kind == "assist":
            promise = _promised(file, row.asked_at)
            inside = promise is not None and row.due_at < promise
            yield "" if inside else f"a part is due {row.due_at}, the whole {promise}"


def _promised(file: OnFile, at: datetime) -> datetime | None:
    """When the promise was due at an instant, as the ledger says."""
    due = None
    owed: set[str] = set()
    for entry in file.entries:
        if datetime.fromisoformat(entry["at"]) > at:
            break
        for said in entry["opened"]:
            if said["kind"] in ("decide", "do_at_once"):
                owed.add(said["id"])
                due = said["due"]
        for said in entry.get("moved", ()):
            due = said["due"] if said["id"] in owed else due
    return datetime.fromisoformat(due) if due else None


def the_applicant_learns_what_was_answered(file: OnFile) -> Iterator[str]:
    """What others answered is told to the applicant, or owed, while the case is open; what was told
    says what. A part of the work stands in the decision instead."""
    for row in file.consultations:
        if row.kind == "assist" or row.answered_at is None:
            continue
        owed = [each for each in file.obligations if _tells(each, row)]
        open_ = any(each.ended_at is None for each in owed)
        if row.told_at is not None:
            yield "" if row.told.strip() and row.told_at >= row.answered_at else "told nothing"
        elif file.matter.state not in OVER:
            yield "" if open_ else "answered, and nobody tells the applicant"
        yield "" if owed else "it was never owed to tell the applicant"


def _tells(owed: Row, row: Row) -> bool:
    return owed.kind == "tell_outcome" and owed.about == row.id


def asking_others_stops_no_clock(file: OnFile) -> Iterator[str]:
    """Whatever is asked or answered leaves every clock, and every other due date, as it was."""
    for entry in file.entries:
        if entry["act"].startswith("consultation."):
            moved = entry["clock"] or entry.get("moved")
            yield f"{entry['act']} moved a clock" if moved else ""


def no_decision_goes_before_a_part_of_the_work(file: OnFile) -> Iterator[str]:
    """What others were asked to do is done before the decision."""
    decided = file.case.decided_at if file.case else None
    for row in file.consultations:
        if row.kind == "assist" and decided is not None and row.asked_at <= decided:
            done = row.answered_at is not None and row.answered_at <= decided
            yield "" if done else "decided before a part of the work was done"
