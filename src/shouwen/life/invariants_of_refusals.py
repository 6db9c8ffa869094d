"""What must hold of every "no" (regime 7). A second opinion like ``life.invariants``: who looked is
read off the ledger, last days are counted by ``life.slow_calendar``."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from shouwen.life import slow_calendar as calendar
from shouwen.life.rebuild import key
from shouwen.life.shelf import OnFile

PROPOSES = ("refusal.propose_refusal", "refusal.amend_refusal", "refusal.tell_at_once")
APPROVES = ("refusal.approve_refusal", "refusal.confirm_refusal")
BESIDE = (
    "refusal.propose_refusal",
    "refusal.amend_refusal",
    "refusal.review_refusal",
    "refusal.return_refusal",
    "refusal.overturn_refusal",
    "refusal.note_dissent",
)
"""What is done beside a case while its clocks run on."""

RECONSIDER = (60, "day")
SUE = (6, "month")


def _on(day: date | str) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day


def no_case_ends_in_no_but_through_a_filed_refusal(file: OnFile) -> Iterator[str]:
    """What was decided otherwise than to grant has a refusal on file, looked at by three different
    people; whoever was told at once is looked at before the case is closed."""
    case = file.case
    if not case or case.outcome in ("", "granted"):
        return
    closed = file.matter.state == "closed"
    looked = [row for row in file.refusals if row.state in ("approved", "served")]
    at_once = [row for row in file.refusals if row.told_at_once and row.state != "overturned"]
    if not looked:
        yield "" if at_once and not closed else "no refusal on file was looked at"
        return
    (row,) = looked[-1:]
    people: dict[str, str] = {}
    for entry in file.ledger:
        for acts in (PROPOSES, ("refusal.review_refusal",), APPROVES):
            if entry.act in acts:
                people[acts[0]] = str(entry.person)
    three = len(set(people.values())) == 3 == len(people)
    yield "" if three else f"{len(set(people.values()))} people looked at it"
    on_it = {str(row.proposer), str(row.reviewer), str(row.approver)}
    yield "" if on_it == set(people.values()) else "others are on file than acted"


def _with_what_it_sets_right(file: OnFile, paper: str | None) -> Iterator[str]:
    """A paper, the one that it sets right, and so on."""
    corrects = {row.id: row.corrects for row in file.papers}
    while paper is not None:
        yield paper
        paper = corrects.get(paper)


def nothing_is_closed_on_a_no_that_was_not_served(file: OnFile) -> Iterator[str]:
    """The notice reached the applicant by the time the case was closed, with proof, and both last
    days are those of the slow calendar."""
    case = file.case
    if not case or case.outcome in ("", "granted") or file.matter.state != "closed":
        return
    for row in file.refusals:
        if row.state != "served":
            continue
        notices = set(_with_what_it_sets_right(file, row.notice))
        served = [each for each in file.services if each.paper in notices]
        on_time = any(each.at <= case.closed_at and each.to.strip() for each in served)
        yield "" if on_time else "closed without its notice served"
        for n, unit, said in ((*RECONSIDER, row.reconsider_by), (*SUE, row.sue_by)):
            ends = calendar.due(row.served_at, n, unit, file.hours)
            last = _last_day(ends)
            yield "" if said and _on(said) == last else f"{said} instead of {last}"


def _last_day(ends: datetime) -> date:
    """The last day of a limit that ends at 24:00."""
    return (ends.astimezone(calendar.CHINA) - timedelta.resolution).date()


def every_no_names_where_to_turn(file: OnFile) -> Iterator[str]:
    """The body that reconsiders and its address, the court, and both periods stand on the notice; a
    department's is a government."""
    for paper in file.papers:
        if paper.kind in ("refusal", "non_acceptance"):
            says = json.loads(paper.content)
            parts = ("body", "body_address", "court", "reconsider_within", "sue_within", "reasons")
            missing = [part for part in parts if not says[part]]
            yield f"{', '.join(missing)} missing" if missing else ""
            yield "" if says["body"].endswith("人民政府") else f"{says['body']} reconsiders"


def looking_at_a_no_stops_no_clock(file: OnFile) -> Iterator[str]:
    """What is proposed, reviewed, sent back or overturned leaves every clock as it was."""
    for entry in file.entries:
        if entry["act"] in BESIDE:
            yield f"{entry['act']} moved a clock" if entry["clock"] else ""


def a_filed_refusal_is_one_content_in_two_copies(file: OnFile) -> Iterator[str]:
    """One form for each approval, whose digest the ledger has: the leader's copy and the file's."""
    forms = {paper.id: paper.digest for paper in file.papers if paper.kind == "refusal_form"}
    approved = [row for row in file.refusals if row.state in ("approved", "served")]
    for row in approved:
        yield "" if row.form in forms else "an approved refusal has no form"
    said = {
        key(each["id"]): each["digest"]
        for entry in file.entries
        for each in entry["papers"]
        if each["kind"] == "refusal_form"
    }
    if forms or said:
        yield "" if said == forms and len(forms) == len(approved) else "forms and ledger differ"
