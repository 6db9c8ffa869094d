"""What must hold in every office at every instant, each named after its clause.

Plain SQL and plain Python that share no code with the acts, the casefile or the judge: a second
opinion, which may be slow and must be simple. The numbers that the regulation leaves open are
therefore written out here again, and due dates come from ``life.slow_calendar``, seats from
``life.slow_seats``. What is of absences alone stands in ``life.invariants_of_absence``, what of the
versions of guides in ``life.invariants_of_versions``, of notices beside the one in
``life.invariants_of_notices``, what of the figures of the promise in
``life.invariants_of_promises``.

:data:`INVARIANTS` checks one by one; :func:`check_all` checks all of them and reads each table
once. ``life.shelf`` does the reading."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from itertools import pairwise

from shouwen.life import invariants_of_absence as absence
from shouwen.life import invariants_of_consultations as consultations
from shouwen.life import invariants_of_contacts as contacts
from shouwen.life import invariants_of_hearings as hearings
from shouwen.life import invariants_of_limits as limits
from shouwen.life import invariants_of_notices as notices
from shouwen.life import invariants_of_promises as promises
from shouwen.life import invariants_of_refusals as refusals
from shouwen.life import invariants_of_renewals as renewals
from shouwen.life import invariants_of_returns as returns
from shouwen.life import invariants_of_successions as successions
from shouwen.life import invariants_of_versions as versions
from shouwen.life import slow_calendar as calendar
from shouwen.life.checking import (
    INVARIANTS,
    Broken,
    Checked,
    Invariant,
    check_all,
    of_a_matter,
    of_the_office,
    of_the_sum,
)
from shouwen.life.rebuild import Owed, follow, instant, key, rebuild
from shouwen.life.shelf import OnFile, Row, roster, select
from shouwen.life.slow_seats import acting, as_known, sits

__all__ = ["INVARIANTS", "Broken", "Checked", "Invariant", "check_all"]

ENDED = ("closed", "withdrawn", "declined", "cancelled")
AFTER_THE_END = ("amend_guide", "bring_again", "call_back", "return_materials", "remind_holder")
"""What is owed of a case that has ended: the rest of it is over."""
NO_POST = (
    *("correct", "ask_hearing", "leave", "begin", "come_back", "half_year", "come_into_force"),
    *("lapse_extension", "special_procedure_over", "await_notice", "remind_holder"),
)
A_MOMENT = timedelta(microseconds=1)
BY_CLOCK = {
    "answer_receipt": "answer",
    "correct": "correction",
    "decide": "promise",
    "decide_by_law": "statute",
    "tell_extension": "promise",
    "lapse_extension": "promise",
}
WORKING_DAYS = {
    "answer_silence": 1,
    "check_correction": 1,
    "tell_new_faults": 1,
    "settle_lapse": 5,
    "call_back": 3,
    "find_successor": 15,
    "sign_decision": 1,
    "leader_step": 1,
    "approve_refusal": 1,
    "amend_refusal": 1,
    "amend_guide": 10,
    "return_materials": 5,
    "close_after_notice": 1,
    "bring_again": 3,
    "hold_hearing": hearings.HOLD_WITHIN,
    "tell_outcome": 1,
}
ACCEPTANCES = ("case.accept_case", "case.deem_accepted")
BY_THE_START = ("approve_absence", "take_over_section", "approve_extension")
"""Due when somebody wants to leave, or was to be back; they may ask at that very instant."""
DECISIONS = ("decision", "refusal", "non_acceptance")
STAYS_INSIDE = ("extension_form", "refusal_form", "interested_right", "interested_notice")
"""Papers of a case that are not for the applicant."""
DELIVER_WITHIN = 10  # working days
OFFICES = ("answer_receipt", "do_at_once", "decide", "decide_by_law")
"""What the office owes of a case by its clocks."""
NEAR_DUE = 2  # working days
WHEN_TIME_RAN_OUT = ("answer_silence", "settle_lapse")
"""Opened by the clock: what was done in time and is entered late answers them before they were."""
MOVE_CLOCKS = ("extension.", "special_procedure.")
"""The lives whose acts let a clock stand still, go on, or run longer (6.5a, 6.5b)."""
CUT_OFF = 16  # o'clock: what comes later is signed by noon of the next working day


# ── Nothing is nobody's ─────────────────────────────────────────────────────────────────────────


@of_a_matter("5.4d nothing is nobody's")
def nothing_is_nobodys(file: OnFile) -> Iterator[str]:
    """Every open case and absence has an open obligation, whoever bears it; one that ended has
    none but what comes after the end."""
    if not (file.case or file.absence):
        return
    still = [row.kind for row in file.obligations if row.ended_at is None]
    if file.matter.state in ENDED:
        still = [kind for kind in still if kind not in AFTER_THE_END]
        yield f"ended, but {', '.join(still)} is still owed" if still else ""
    else:
        yield "" if still else f"nobody owes anything in state {file.matter.state}"


@of_a_matter("2.4.4 every obligation is somebody's")
def every_obligation_is_somebodys(file: OnFile) -> Iterator[str]:
    """What the applicant owes, somebody away in person, or time itself, has no post; that of all else
    has exactly one person, when it was opened and, while it is open, at the matter's last act."""
    for row in file.obligations:
        if row.bearer is None:
            yield "" if row.kind in NO_POST else f"{row.kind} has no bearer"
            continue
        instants = [row.opened_at] if row.ended_at else [row.opened_at, file.matter.last_at]
        for at in instants:
            found = sits(file.roster, row.bearer, at)
            yield "" if found else f"nobody sits on the post that owes {row.kind} at {at}"


@of_the_office("2.4.4 every post resolves to one person")
def every_post_resolves_to_one_person(since: datetime) -> Iterator[tuple[str, str]]:
    """At the last instant of every day on which an act was done, and at a hundred instants at which
    somebody left or came back: one, by one rule, who is there unless everybody is away."""
    days: dict[date, datetime] = {}
    acts = "SELECT at FROM records_ledgerentry WHERE at >= {since} ORDER BY at"
    for (at,) in select(acts, since=since):
        days[at.date()] = at
    office = roster()
    left_or_back = (at for rows in office.away.values() for row in rows for at in row[-2:])
    turns = sorted(at for at in left_or_back if at and at >= since)
    sampled = sorted({*days.values(), *turns[:: len(turns) // 100 + 1]})
    for post, row in office.posts.items():
        for at in sampled:
            found = sits(office, post, at)
            yield row.key, absence.here(office, post, found, at)


@of_a_matter("2.4.2 whoever acted sat on the post")
def whoever_acted_sat_on_the_post(file: OnFile) -> Iterator[str]:
    """An act of the office is done by the person who sits on a post at that instant, by the rule
    that the ledger names, as the books had it when it was done; only what people do in person they
    may do while they sit nowhere."""
    for row, entry in zip(file.ledger, file.entries, strict=True):
        if row.actor_kind != "seat":
            continue
        if row.post is None:
            alone = row.act in (*absence.IN_PERSON, *contacts.TAKEN_DOWN)
            yield "" if alone else f"{row.act} was done by somebody not seated there"
            continue
        rule = entry["actor"]["rule"]
        instants = (row.at, row.at - A_MOMENT)  # an act may itself end the seat it was done from
        books = as_known(file.roster, row.recorded_at)
        found = [seat for at in instants for seat in acting(books, row.post, at)]
        seated = any((seat.person, seat.rule) == (row.person, rule) for seat in found)
        yield "" if seated else f"{row.act} was done by somebody not seated there"


# ── Told once, in full, in time ─────────────────────────────────────────────────────────────────


@of_a_matter("4.2c told once")
def told_once(file: OnFile) -> Iterator[str]:
    """One first correction notice a case, at most."""
    if file.case:
        first = [row for row in file.corrections if not row.supplementary]
        yield f"{len(first)} first correction notices" if len(first) > 1 else ""


@of_a_matter("4.2c told within five days where silence accepts")
def told_within_five_days(file: OnFile) -> Iterator[str]:
    """What was not told by then counts as accepted, and is not told any more (art. 32(4)); what was
    filed anew begins the five days again."""
    answers = [e.at for e in file.events if (e.clock, e.kind) == ("answer", "start")]
    for row in file.corrections:
        if file.guide["silence"] == "deems" and not row.article:
            came = max(at for at in answers if at <= row.told_at)
            over = calendar.end_of_working_day(came if row.supplementary else answers[0], 5)
            yield "" if row.told_at < over else f"told {row.told_at}, over since {over}"


@of_a_matter("4.2c nothing is named late")
def nothing_is_named_late(file: OnFile) -> Iterator[str]:
    """After the notice no fault stands on an unchanged material that it did not name, and only
    what it named was filed anew."""
    if all(row.supplementary for row in file.corrections):
        return
    named = {row.key for row in file.points}
    for row in file.materials:
        if row.filing and row.key not in named and not file.case.deemed:
            yield f"{row.key} was filed anew, though the notice did not name it"
        elif row.check_result in ("faulty", "missing") and row.key not in named:
            yield f"{row.key} is at fault, and the notice did not name it"
        else:
            yield ""


@of_a_matter("4.2c silence accepts only where it may, and only when it is over")
def silence_accepts_only_where_it_may(file: OnFile) -> Iterator[str]:
    """Deemed acceptance: where the version says so, five working days after the materials came,
    as of that day."""
    if not (file.case and file.case.deemed):
        return
    yield "" if file.guide["silence"] == "deems" else "silence does not accept in this service"
    over = calendar.end_of_working_day(file.case.materials_at, 5)
    early = [row for row in file.ledger if row.act == "case.deem_accepted" and row.at < over]
    yield "deemed accepted before five working days were over" if early else ""
    as_of = file.case.accepted_at == file.case.materials_at
    yield "" if as_of else "deemed accepted, but not as of the day the materials came"


@of_a_matter("4.2d a notice and its case agree")
def a_notice_and_its_case_agree(file: OnFile) -> Iterator[str]:
    """Told or answered while the case waits for it, met once accepted, void once withdrawn or refused
    acceptance, or where silence renewed the licence before anybody looked at the answer."""
    if not file.corrections:
        return
    expected = {
        "received": ("answered",),
        "correcting": ("told",),
        "withdrawn": ("void",),
    }.get(file.matter.state, ("met",))
    if file.case.outcome == "not_accepted":
        expected = ("void",)
    if any(line.by_silence for line in file.licences):
        expected = ("met", "void")
    for row in file.corrections:
        fits = row.state in expected
        yield "" if fits else f"the notice is {row.state}, the case {file.matter.state}"


# ── Due dates ───────────────────────────────────────────────────────────────────────────────────


@of_a_matter("6.1 no due date lies before its start")
def no_due_date_lies_before_its_start(file: OnFile) -> Iterator[str]:
    """What runs by a clock is due after the clock's start (a deemed acceptance is back-dated);
    everything else after it was opened. When people said to leave and to be back is their own."""
    for row in file.obligations:
        if row.due_at is not None:
            start = _start(file, row)
            since = start.at if start else row.opened_at
            theirs = row.kind in ("leave", "begin", "come_back")
            at_once = row.kind in BY_THE_START and row.due_at == since
            fits = theirs or at_once or row.due_at > since
            yield "" if fits else f"{row.kind} is due {row.due_at}, begun {since}"


@of_a_matter("6.1 a due date is what the calendar gives")
def a_due_date_is_what_the_calendar_gives(file: OnFile) -> Iterator[str]:
    """Computed again from the clock events and the office's time, day by day."""
    for row in file.obligations if file.case or file.absence or file.contact else ():
        due = _due(file, row)
        yield "" if row.due_at == due else f"{row.kind} is due {row.due_at}, not {due}"


@of_a_matter("6.5a no due date moves without its event")
def no_due_date_moves(file: OnFile) -> Iterator[str]:
    """A due date is the one that the act said when it opened the obligation, or the act that moved
    its clock since; a clock is moved by an extension or a special procedure alone."""
    said = {
        key(row["id"]): instant(row["due"])
        for entry in file.entries
        for row in (*entry["opened"], *entry.get("moved", ()))
    }
    for row in file.obligations:
        same = row.id in said and row.due_at == said[row.id]
        yield "" if same else f"{row.kind} was due {said.get(row.id)} and is {row.due_at}"
    told = {
        (event["clock"], event["kind"], instant(event["at"]))
        for entry in file.entries
        if entry["act"].startswith(MOVE_CLOCKS)
        for event in entry["clock"]
    }
    for event in file.events:
        known = event.kind in ("start", "stop") or (event.clock, event.kind, event.at) in told
        yield "" if known else f"{event.kind} of {event.clock}, which no act writes"


@of_a_matter("5.2.2e the promise keeps within the statute")
def the_promise_keeps_within_the_statute(file: OnFile) -> Iterator[str]:
    """In the version, and in the clocks that froze its terms."""
    if not file.case:
        return
    version = file.version
    loose = version.statute_n is not None and version.promise_n > version.statute_n
    yield f"promise {version.promise_n} over statute {version.statute_n}" if loose else ""
    terms = {"promise": version.promise_n, "statute": version.statute_n}
    for event in file.events:
        if event.kind == "start" and event.clock in terms:
            same = (event.n, event.unit) == (terms[event.clock], version.limit_unit)
            yield "" if same else f"{event.clock} runs {event.n} {event.unit}, not as published"


@of_a_matter("5.2.2e missed only when over")
def missed_only_when_over(file: OnFile) -> Iterator[str]:
    """Nothing is marked missed before it is due."""
    for row in file.obligations:
        if row.missed_at is not None:
            over = row.due_at is not None and row.missed_at >= row.due_at
            yield "" if over else f"{row.kind} missed {row.missed_at}, due {row.due_at}"


@of_a_matter("5.2.2e what is owed will ring")
def what_is_owed_will_ring(file: OnFile) -> Iterator[str]:
    """What is open, has a due date and is not marked missed has a bell; nothing else rings."""
    for row in file.obligations:
        waits = row.ended_at is None and row.due_at is not None and row.missed_at is None
        if waits:
            yield "" if row.bell_at else f"{row.kind} will never ring"
        else:
            yield f"{row.kind} rings for nothing" if row.bell_at else ""


# ── Order ───────────────────────────────────────────────────────────────────────────────────────


@of_a_matter("6.1 stamps in order")
def stamps_in_order(file: OnFile) -> Iterator[str]:
    """Received, told, answered, accepted, decided, closed: each after the one before. A deemed
    acceptance is of the day the materials came, whatever was recorded since."""
    case = file.case
    if not case:
        return
    accepted = case.accepted_at
    told = next((row for row in file.corrections if not row.supplementary), None)
    stamps = [("received", case.received_at)]
    if told:
        stamps += [("told", told.told_at), ("answered", told.answered_at)]
    stamps += [("accepted", accepted), ("decided", case.decided_at), ("closed", case.closed_at)]
    yield _in_order(stamps)
    for step in file.steps:
        begun = [("accepted", accepted), ("started", step.started_at), ("ended", step.ended_at)]
        yield _in_order([*begun, ("decided", case.decided_at)], f"step {step.key}: ")
    for row in file.obligations:
        if row.outcome == "met" and row.kind not in WHEN_TIME_RAN_OUT:
            yield _in_order([("opened", row.opened_at), ("ended", row.ended_at)], f"{row.kind}: ")


@of_a_matter("6.1 state and stamps agree")
def state_and_stamps_agree(file: OnFile) -> Iterator[str]:
    """A case accepted, decided or closed says when, and what was decided; no other does. What was
    not accepted was decided all the same."""
    case = file.case
    if not case:
        return
    state = file.matter.state
    must = {
        "accepted_at": state in ("accepted", "decided", "closed")
        and case.outcome != "not_accepted",
        "decided_at": state in ("decided", "closed"),
        "closed_at": state in ENDED,
    }
    for name, there in must.items():
        if name == "accepted_at" and state == "withdrawn":
            continue
        fits = (getattr(case, name) is not None) == there
        yield "" if fits else f"{state}, with {name} {getattr(case, name)}"
    known = bool(case.outcome) == (state in ("decided", "closed"))
    yield "" if known else f"{state}, with outcome {case.outcome}"


@of_a_matter("6.1 steps are done before the decision")
def steps_are_done_before_the_decision(file: OnFile) -> Iterator[str]:
    """Nothing is granted with a needed step undone, or with a finding unwritten, but by silence."""
    by_silence = any(line.by_silence for line in file.licences)
    for step in file.steps:
        if file.case.outcome == "granted" and step.needed and not by_silence:
            done = step.state == "done" and step.opinion
            yield "" if done else f"decided, with {step.key} {step.state}"


@of_a_matter("6.5a acts are not dated back")
def acts_are_not_dated_back(file: OnFile) -> Iterator[str]:
    """Times on a chain never go back, but for what is declared a late entry; none is in the
    future of its recording."""
    latest = None
    for row, entry in zip(file.ledger, file.entries, strict=True):
        back = latest is not None and row.at < latest and not entry["late"]
        yield f"{row.act} at {row.at}, after one of {latest}" if back else ""
        yield f"{row.act} was recorded before it was done" if row.recorded_at < row.at else ""
        latest = max(latest or row.at, row.at)


@of_a_matter("7.1 a withdrawal is the applicant's")
def a_withdrawal_is_the_applicants(file: OnFile) -> Iterator[str]:
    """Signed, and it is known who proposed it; nobody else's case carries a signature."""
    if file.case:
        signed = bool(file.case.withdrawal_signed_by and file.case.withdrawal_proposed_by)
        fits = signed == (file.matter.state == "withdrawn")
        yield "" if fits else f"{file.matter.state}, signed: {signed}"


@of_a_matter("7.1 a withdrawal that looks unwilling is called back")
def an_unwilling_withdrawal_is_called_back(file: OnFile) -> Iterator[str]:
    """One that the office proposed, or within two working days of a due date of the office."""
    if not file.case or file.matter.state != "withdrawn":
        return
    at = next(row.at for row in file.ledger if row.act == "case.withdraw")
    near = calendar.end_of_working_day(at, NEAR_DUE)
    ran = [row.due_at for row in file.obligations if row.ended_at == at and row.kind in OFFICES]
    asked = file.case.withdrawal_proposed_by == "office" or any(
        due is not None and due <= near for due in ran
    )
    owed = any(row.kind == "call_back" and row.opened_at == at for row in file.obligations)
    yield "" if asked == owed else f"withdrawn {at}, asked for: {asked}, owed: {owed}"
    said = bool(file.case.called_back_at)
    met = any(row.kind == "call_back" and row.outcome == "met" for row in file.obligations)
    yield "" if said == met else f"called back: {said}, owed and met: {met}"


# ── Papers, letters, numbers ────────────────────────────────────────────────────────────────────


@of_a_matter("6.4b every case has its receipt")
def every_case_has_its_receipt(file: OnFile) -> Iterator[str]:
    """Of the very act that received it, complete, and made out to somebody; what was settled at once
    has its decision instead."""
    if not file.case or (file.entries and file.entries[0]["act"] == notices.SETTLES):
        return
    receipts = {row.id: json.loads(row.content) for row in file.papers if row.kind == "receipt"}
    first = {key(paper["id"]) for paper in file.entries[0]["papers"]} if file.entries else set()
    yield "" if first & receipts.keys() else "no receipt is of the act that received it"
    for says in receipts.values():
        for part in ("materials", "completes", "handler", "handler_phone", "complaint_phone"):
            yield "" if says.get(part) else f"the receipt lacks {part}"
        paged = all(material["pages"] > 0 for material in says.get("materials", ()))
        yield "" if paged else "the receipt has a material without pages"
        case = file.case
        named = case.applicant.strip() and case.id_number and (case.phone or case.phone_declined)
        yield "" if named else "the receipt is made out to nobody"


@of_a_matter("6.4b a receipt is issued anew where it changes")
def a_receipt_is_issued_anew_where_it_changes(file: OnFile) -> Iterator[str]:
    """Editions 1, 2, …: every further one is of an acceptance, with its reason. Once accepted the
    last one names the day by which the promise runs out; what is done at once, no later day."""
    receipts = {row.id: json.loads(row.content) for row in file.papers if row.kind == "receipt"}
    editions = sorted(says["edition"] for says in receipts.values())
    counted = editions == list(range(1, len(editions) + 1))
    yield "" if counted else f"receipts of the editions {editions}"
    for entry in file.entries[1:]:
        for paper in entry["papers"]:
            if says := receipts.get(key(paper["id"])):
                known = entry["act"] in ACCEPTANCES and says["reissue_reason"]
                yield "" if known else f"a receipt anew of {entry['act']}, without reason"
    start = next((e for e in file.events if (e.clock, e.kind) == ("promise", "start")), None)
    if start and receipts:
        last = max(receipts.values(), key=lambda says: says["edition"])
        runs_out = calendar.due(start.at, start.n, start.unit, file.hours) - timedelta(seconds=1)
        by = runs_out.astimezone(calendar.CHINA).date().isoformat()
        holds = last["completes"] <= by if file.guide["immediate"] else last["completes"] == by
        yield "" if holds else f"the receipt names {last['completes']}, promised is {by}"


@of_a_matter("4.4a a paper says what was issued")
def a_paper_says_what_was_issued(file: OnFile) -> Iterator[str]:
    """Its content has the digest it was issued with, the ledger names it, and so has its PDF."""
    issued = {
        key(paper["id"]): paper["digest"] for entry in file.entries for paper in entry["papers"]
    }
    for row in file.papers:
        same = row.digest == _digest(row.content.encode()) == issued.pop(row.id, None)
        yield "" if same else f"{row.number} is not as it was issued"
    for lost in issued:
        yield f"paper {lost} was issued and is not there"
    for row in file.renderings:
        same = row.digest == _digest(bytes(row.pdf))
        yield "" if same else "a rendering is not as it was made"


@of_a_matter("4.4b it is known how a paper reached the person")
def it_is_known_how_a_paper_reached_the_person(file: OnFile) -> Iterator[str]:
    """Each receipt and notice with its issue; the decision with the result, a "no" before the case is
    closed; what takes a "no" back, what sets another paper right, and what the post brought back is
    owed until it is brought. An acceptance that nobody could be told of, with the receipt it issues
    anew, is the one exception; and what another paper sets right is void."""
    if not file.case:
        return
    last = {row.paper: row.outcome for row in file.services}
    given = {row.paper for row in file.services if row.outcome == "served" and row.by != "post"}
    served = given | {paper for paper, outcome in last.items() if outcome != "failed"}
    served |= {row.corrects for row in file.papers}
    brings = (row for row in file.obligations if row.kind == "bring_again")
    owed = {row.about for row in brings if row.ended_at is None}
    for row in file.papers:
        waits = row.kind in DECISIONS and file.matter.state != "closed"
        anew = row.kind == "receipt" and json.loads(row.content)["edition"] > 1
        untold = file.case.deemed and (anew or row.kind == "acceptance_notice")
        inside = row.kind in STAYS_INSIDE
        known = row.id in served | owed or waits or untold or inside
        yield "" if known else f"nobody knows how {row.number} reached the person"


@of_a_matter("5.4d a letter is sent, waits or was given up")
def a_letter_is_sent_or_waits(file: OnFile) -> Iterator[str]:
    """None is lost between two senders: sent, or due to be tried, or given up with a reason."""
    for row in file.letters:
        if row.sent_at:
            yield f"{row.letter} was sent and waits" if row.next_try_at else ""
            yield f"{row.letter} was sent before written" if row.sent_at < row.written_at else ""
        else:
            held = row.next_try_at or row.failure
            yield "" if held else f"{row.letter} is neither sent nor waiting"


@of_the_office("5.4d no letter is written twice")
def no_letter_is_written_twice(since: datetime) -> Iterator[tuple[str, str]]:
    """Nobody is told the same thing by the same way twice at one time."""
    for first, times in select(
        """SELECT MIN(key), COUNT(*) FROM records_letter WHERE written_at >= {since}
        GROUP BY matter_id, template, channel, "to", written_at, params""",
        since=since,
    ):
        yield first, f"{times} times" if times > 1 else ""


@of_the_sum("4.4b numbers run without gaps")
def numbers_run_without_gaps() -> Iterator[tuple[str, str]]:
    """Cases, absences, contacts, what no guide covers, and papers of a unit, by kind and year: 1, 2, 3
    … up to where the counter stands."""
    series: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    of_absences = absence.numbers()
    of_matters = (
        *select(_CASE_NUMBERS),
        *select(_UNLISTED_NUMBERS),
        *select(_CONTACT_NUMBERS),
        *((u, k, n) for u, k, n in of_absences if k == "absence"),
    )
    for unit, kind, number in of_matters:
        _, _, day, serial, _ = number.split("-")
        series[unit, kind, int(day[:4])].append(int(serial))
    papers = ((unit, kind, number) for unit, kind, number in of_absences if kind != "absence")
    for unit, kind, number in (*select(_PAPER_NUMBERS), *select(_UNLISTED_PAPERS), *papers):
        year, serial = _PAPER_NUMBER.search(number).groups()  # type: ignore[union-attr]  # else: broken loudly
        series[unit, kind, int(year)].append(int(serial))
    counters = {
        (unit, kind, year): value
        for unit, kind, year, value in select(
            "SELECT unit_id, kind, year, value FROM records_counter"
        )
    }
    for which in sorted(series.keys() | counters.keys()):
        given, stands = sorted(series.get(which, [])), counters.get(which, 0)
        whole = given == list(range(1, stands + 1))
        _, kind, year = which
        found = f"{len(given)} numbers up to {max(given, default=0)}, counter at {stands}"
        yield f"{kind} {year}", "" if whole else found


_CASE_NUMBERS = """SELECT s.unit_id, 'case', m.number FROM records_matter m
    JOIN records_case c ON c.matter_id = m.id JOIN records_post p ON p.id = c.handler_id
    JOIN records_section s ON s.id = p.section_id"""
_UNLISTED_NUMBERS = """SELECT s.unit_id, 'unlisted', m.number FROM records_matter m
    JOIN records_unlisted u ON u.matter_id = m.id JOIN records_post p ON p.id = u.window_id
    JOIN records_section s ON s.id = p.section_id"""
_CONTACT_NUMBERS = """SELECT c.unit_id, 'contact', m.number FROM records_matter m
    JOIN records_contact c ON c.matter_id = m.id"""
_PAPER_NUMBERS = """SELECT s.unit_id, a.kind, a.number FROM records_paper a
    JOIN records_case c ON c.matter_id = a.matter_id JOIN records_post p ON p.id = c.handler_id
    JOIN records_section s ON s.id = p.section_id"""
_UNLISTED_PAPERS = """SELECT s.unit_id, a.kind, a.number FROM records_paper a
    JOIN records_unlisted u ON u.matter_id = a.matter_id JOIN records_post p ON p.id = u.window_id
    JOIN records_section s ON s.id = p.section_id"""
_PAPER_NUMBER = re.compile(r"〔(\d{4})〕(\d+)号$")


# ── The ledger ──────────────────────────────────────────────────────────────────────────────────


@of_a_matter("4.4b the ledger is whole")
def the_ledger_is_whole(file: OnFile) -> Iterator[str]:
    """Each entry hashed as stored and naming the one before; the matter knows length and head;
    what stands beside a text is what the text says."""
    head = ""
    for n, (row, entry) in enumerate(zip(file.ledger, file.entries, strict=True), 1):
        yield "" if row.digest == _digest(row.text.encode()) else f"entry {n} was changed"
        linked = (row.seq, entry["seq"], entry["prev"]) == (n, n, head)
        yield "" if linked else f"entry {row.seq} does not follow entry {n - 1}"
        beside = (row.act, row.at, row.recorded_at, row.actor_kind, row.person, row.post)
        actor = entry["actor"]
        said = (
            entry["act"],
            instant(entry["at"]),
            instant(entry["recorded_at"]),
            actor["kind"],
            key(actor["person"]),
            key(actor["post"]),
        )
        mine = key(entry["matter"]) == file.matter.id
        yield "" if mine and beside == said else f"entry {n} says otherwise than its columns"
        head = row.digest
    ends = (file.matter.chain_length, file.matter.chain_head) == (len(file.ledger), head)
    yield "" if ends else f"{len(file.ledger)} entries, {file.matter.chain_length} were written"


@of_a_matter("4.4b the tables say what the ledger says")
def the_tables_say_what_the_ledger_says(file: OnFile) -> Iterator[str]:
    """State, obligations, clocks and papers, rebuilt from the texts alone; of an absence also who
    is away, and who stands in."""
    try:
        told = rebuild(row.text for row in file.ledger)
    except ValueError as contradiction:
        yield str(contradiction)
        return
    follow(told, file.shelf.ways)
    matter = file.matter
    state = (matter.kind, matter.number, matter.state) == (told.kind, told.number, told.state)
    yield "" if state else f"{matter.state} in the tables, {told.state} in the ledger"
    stands = {row.id: _owed(row) for row in file.obligations}
    for found in sorted(stands.keys() | told.owed.keys()):
        here, there = stands.get(found), told.owed.get(found)
        yield "" if here == there else _differs(here, there)
    events = [row[1:] for row in file.events]
    told.events.sort(key=lambda event: (event.clock, event.position))
    same = events == [tuple(asdict(event).values()) for event in told.events]
    yield "" if same else "the clock events are not those of the ledger"
    papers = {row.id: row.digest for row in file.papers}
    yield "" if papers == told.papers else "the papers are not those of the ledger"
    if file.absence:
        yield from absence.is_as_told(file, told)


@of_a_matter("5.4d no obligation ends without an act")
def no_obligation_ends_without_an_act(file: OnFile) -> Iterator[str]:
    """Ended by an act of that name at that time, which says so in the ledger."""
    said = {
        (key(ended["id"]), entry["act"], instant(entry["at"]))
        for entry in file.entries
        for ended in entry["ended"]
    }
    for row in file.obligations:
        if row.ended_at is not None:
            known = (row.id, row.ended_by, row.ended_at) in said
            yield "" if known else f"{row.kind} was ended by no act"


# ── How it is reckoned ──────────────────────────────────────────────────────────────────────────


# ── Versions of guides ──────────────────────────────────────────────────────────────────────────

of_a_matter("4.2c a notice counts from its proven service")(
    notices.a_notice_counts_from_its_proven_service
)
of_a_matter("4.2c later notices name only what is new")(notices.later_notices_name_only_what_is_new)
of_a_matter("4.2c an invitation moves nothing")(notices.an_invitation_moves_nothing)
of_a_matter("6.3 what is settled at once is whole")(notices.what_is_settled_at_once_is_whole)
of_a_matter("5.1a every case runs under the version it was received under")(
    versions.a_case_runs_under_the_version_it_was_received_under
)
of_a_matter("5.1a nobody checked what they wrote")(versions.nobody_checked_what_they_wrote)
of_a_matter("5.1a what is on its way to the public is somebody's")(
    versions.what_is_on_its_way_is_somebodys
)
of_the_sum("5.1a one version is in force, from one to the next")(
    versions.one_is_in_force_from_one_to_the_next
)


# ── Heard, and asked of others ───────────────────────────────────────────────────────────────────

of_a_matter("6.1 a right to be heard was told in writing and asked for in time")(
    hearings.a_right_was_told_in_writing_and_asked_for_in_time
)
of_a_matter("6.1 a hearing was made known seven days before")(
    hearings.a_hearing_was_made_known_seven_days_before
)
of_a_matter("6.1 a hearing is held in time or missed")(hearings.a_hearing_is_held_in_time_or_missed)
of_a_matter("6.1 nothing is decided while somebody may be heard")(
    hearings.nothing_is_decided_while_somebody_may_be_heard
)
of_a_matter("7.4.3b nothing is decided on who is no more")(
    successions.nothing_is_decided_on_who_is_no_more
)
of_a_matter("7.4.3b what is issued names who took it over")(
    successions.what_is_issued_names_who_took_it_over
)
of_a_matter("6.1 what is granted for a period is on the register")(
    renewals.what_is_granted_for_a_period_is_on_the_register
)
of_a_matter("6.1 silence renews what was applied for in time")(
    renewals.silence_renews_what_was_applied_for_in_time
)
of_a_matter("4.3a whoever was asked owes an answer")(consultations.whoever_was_asked_owes_an_answer)
of_a_matter("4.3b the applicant learns what was answered")(
    consultations.the_applicant_learns_what_was_answered
)
of_a_matter("4.3a asking others stops no clock")(consultations.asking_others_stops_no_clock)
of_a_matter("4.3a no decision goes before a part of the work")(
    consultations.no_decision_goes_before_a_part_of_the_work
)


# ── What was refused ─────────────────────────────────────────────────────────────────────────────

of_a_matter("7.1 no case ends in no but through a filed refusal")(
    refusals.no_case_ends_in_no_but_through_a_filed_refusal
)
of_a_matter("7.4.3b nothing is closed on a no that was not served")(
    refusals.nothing_is_closed_on_a_no_that_was_not_served
)
of_a_matter("7.4.3c every no names where to turn")(refusals.every_no_names_where_to_turn)
of_a_matter("7.4.3a looking at a no stops no clock")(refusals.looking_at_a_no_stops_no_clock)
of_a_matter("7.4.2b a filed refusal is one content in two copies")(
    refusals.a_filed_refusal_is_one_content_in_two_copies
)


of_the_office("7.4.4a every return is in time or missed")(returns.every_return_is_in_time_or_missed)
of_the_office("7.4.4a nothing is handed back twice")(returns.nothing_is_handed_back_twice)
of_the_office("7.4.4b no return without identity")(returns.no_return_without_identity)
of_the_office("7.4.3b a public notice comes last")(returns.a_public_notice_comes_last)


# ── Contacts ────────────────────────────────────────────────────────────────────────────────────

of_a_matter("1.1b every open contact is somebody's")(contacts.every_open_contact_is_somebodys)
of_a_matter("1.1b no contact ends with nothing")(contacts.no_contact_ends_with_nothing)
of_a_matter("1.3.1b who waits for what is done at once was told why")(
    contacts.who_waits_for_what_is_done_at_once_was_told_why
)
of_a_matter("1.3.3 nobody is sent to a phone that nobody found right")(
    contacts.nobody_is_sent_to_a_phone_that_nobody_found_right
)
of_a_matter("1.1a whoever was asked first stays")(contacts.whoever_was_asked_first_stays)
of_a_matter("1.2c no hand-over waits in silence")(contacts.no_hand_over_waits_in_silence)
of_a_matter("1.2c nothing is handed round")(contacts.nothing_is_handed_round)
of_a_matter("1.3.2c what was promised is owed until it is done")(
    contacts.what_was_promised_is_owed_until_done
)
of_a_matter("1.3.4b nobody whom a report is about has it")(contacts.nobody_a_report_is_about_has_it)
of_a_matter("1.3.2c a declined phone is not kept")(contacts.a_declined_phone_is_not_kept)
of_the_office("1.3.2c nobody is turned away for a phone")(
    contacts.nobody_is_turned_away_for_a_phone
)
of_the_office("1.3.4a what came in writing came once")(contacts.what_came_in_writing_came_once)
of_a_matter("1.2a a rating is the asker's own")(contacts.a_rating_is_the_askers_own)
of_a_matter("4.4b a contact is as its ledger says")(contacts.a_contact_is_as_its_ledger_says)
of_the_office("1.2b a wrong line is owed a mend")(contacts.a_wrong_line_is_owed_a_mend)
of_the_office("1.2b who misroutes so often is briefed")(contacts.who_misroutes_so_often_is_briefed)
of_the_office("1.2b what is gone through is owed and said")(
    contacts.what_is_gone_through_is_owed_and_said
)


# ── What was kept of what was promised ───────────────────────────────────────────────────────────

of_the_sum("5.1b the figures of the promise are those of the cases")(
    promises.the_figures_are_those_of_the_cases
)
of_the_office("5.1b every case that ended is counted")(
    lambda since: promises.every_case_that_ended_is_counted()
)


def _start(file: OnFile, row: Row) -> Row | None:
    """The start of the clock that ``row`` runs by: a clock that is started anew opens its
    obligation anew, so the second belongs to the second."""
    clock = BY_CLOCK.get(row.kind)
    if clock is None:
        return None
    starts = [event for event in file.events if (event.clock, event.kind) == (clock, "start")]
    if row.kind in limits.ON_THE_WAY:
        return starts[-1]
    same = [other for other in file.obligations if other.kind == row.kind]
    place = same.index(row)
    return starts[place] if place < len(starts) else None


def _due(file: OnFile, row: Row) -> datetime | None:
    """When ``row`` is due by the slow calendar; None where it runs by no clock that was started."""
    opened, hours = row.opened_at, file.hours
    if row.kind in BY_CLOCK:
        start = _start(file, row)
        return limits.runs_out(file, start, row) if start else None
    if row.kind in WORKING_DAYS:
        return calendar.end_of_working_day(opened, WORKING_DAYS[row.kind])
    if file.absence:
        return absence.due(file, row)
    if file.contact:
        return contacts.due(file, row)
    match row.kind:
        case "await_notice":
            return calendar.due(opened, returns.NOTICE_DAYS, "day", hours)
        case "examine_materials" | "bring_hearing_notice":
            return calendar.close_of_business(opened, hours)
        case "ask_hearing":
            return hearings.may_be_asked_for_until(file, opened)
        case "do_at_once":
            return _at_once_by(file, opened)
        case "sign_off_step" | "review_refusal":
            return _signed_off_by(opened, hours)
        case "finish_step":
            return _step_due(file, row)
        case "deliver":
            latest = calendar.end_of_working_day(opened, DELIVER_WITHIN)
            start = next(
                (e for e in file.events if (e.clock, e.kind) == ("promise", "start")), None
            )
            promised = limits.runs_out(file, start, row) if start else None
            return min(promised, latest) if promised and promised > opened else latest
        case "serve_refusal":
            latest = calendar.end_of_working_day(opened, 1)
            start = next(
                (e for e in file.events if (e.clock, e.kind) == ("promise", "start")), None
            )
            promised = limits.runs_out(file, start, row) if start else None
            return min(promised, latest) if promised and promised > opened else latest
        case "decide_extension":
            start = next(e for e in file.events if (e.clock, e.kind) == ("promise", "start"))
            old = limits.runs_out(file, start, row, opening=True)
            assert old is not None, "nobody asks for longer while the clock stands still"
            return min(calendar.end_of_working_day(opened, 1), old)
        case "answer_consultation":
            asked = next((each for each in file.consultations if each.id == row.about), None)
            return asked.due_at if asked else None
        case "special_procedure_over":
            return limits.declared_until(file, row)
        case "decide_renewal" | "remind_holder":
            return renewals.due(file, row)
        case _:
            raise LookupError(f"When is {row.kind} due? Say it here, too.")


def _at_once_by(file: OnFile, opened: datetime) -> datetime:
    """At close of business; what came online by that of the working day after it came (6.3)."""
    today = calendar.close_of_business(opened, file.hours)
    if file.case.channel != "online":
        return today
    came = file.case.materials_at.astimezone(calendar.CHINA).date()
    midnight = datetime.combine(came + timedelta(days=1), time(), calendar.CHINA)
    return max(today, calendar.close_of_business(midnight, file.hours))


def _signed_off_by(opened: datetime, hours: calendar.Hours) -> datetime:
    """The same day where it came before the cut-off, else by noon of the next working day."""
    local = opened.astimezone(calendar.CHINA)
    close = calendar.close_of_business(opened, hours)
    if close.date() == local.date() and local.hour < CUT_OFF:
        return close
    return calendar.noon_of_next_working_day(opened)


def _step_due(file: OnFile, row: Row) -> datetime | None:
    """The limit that the guide gives the step; 0 working days is the same day. None while the
    promise stands still, as this does with it."""
    run = next(step for step in file.steps if step.id == row.about)
    limit = next(step["limit"] for step in file.guide["steps"] if step["key"] == run.key)
    if (limit["n"], limit["unit"]) == (0, "working-day"):
        return calendar.close_of_business(row.opened_at, file.hours)
    still = [move for move in limits.moves_of(file, "promise", row) if move[0] != "extend"]
    return calendar.moved(row.opened_at, limit["n"], limit["unit"], file.hours, still)


def _in_order(stamps: list[tuple[str, datetime | None]], where: str = "") -> str:
    known = [(name, at) for name, at in stamps if at is not None]
    for (name, at), (later, then) in pairwise(known):
        if then < at:
            return f"{where}{later} {then}, before {name} {at}"
    return ""


def _owed(row: Row) -> Owed:
    return Owed(
        kind=row.kind,
        clause=row.clause,
        about=row.about,
        bearer=row.bearer,
        opened_at=row.opened_at,
        due_at=row.due_at,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
        outcome=row.outcome,
        missed_at=row.missed_at,
        missed_by=row.missed_by,
    )


def _differs(here: Owed | None, there: Owed | None) -> str:
    if here is None or there is None:
        found = here or there
        assert found is not None
        return f"{found.kind} is only in {'the tables' if here else 'the ledger'}"
    mine, other = asdict(here), asdict(there)
    parts = [f"{name} {mine[name]} ≠ {other[name]}" for name in mine if mine[name] != other[name]]
    return f"{here.kind}: {', '.join(parts)}"


def _digest(content: bytes) -> str:
    return "sha256:" + sha256(content).hexdigest()
