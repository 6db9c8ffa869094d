"""What must hold of contacts (regime 1). A second opinion like ``life.invariants``: time is counted by
``life.slow_calendar``, seats come from ``life.slow_seats``, and who did what is read off the ledger."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from shouwen.life import slow_calendar as calendar
from shouwen.life.rebuild import key
from shouwen.life.shelf import OnFile, Row, select
from shouwen.life.slow_seats import as_known, is_away, seated, sits

TAKEN_WITHIN, CONFIRMED_WITHIN = 1, 2  # working hours
WORKING_DAYS = {"brief_officer": 5} | dict.fromkeys(
    (
        *("assign_contact", "call_asker", "find_out", "account_for_empty"),
        *("pass_on_report", "tell_asker"),
    ),
    1,
)
A_MOMENT = timedelta(microseconds=1)
TRIES = 3  # to call who was promised it
OWED_IN = {
    "waiting": ({"take_contact"},),
    "open": ({"dispose_contact"},),
    "handed": ({"dispose_contact"}, {"confirm_contact"}),
    "promised": (
        {
            *("call_asker", "find_out", "pass_on_report", "confirm_contact"),
            *("answer_consultation", "tell_asker"),
        },
    ),
    "settled": (),
}
"""Of each of these something is owed in a state."""
AFTERWARDS = {"account_for_empty", "brief_officer"}
ALSO = {"assign_contact", "call_asker", *AFTERWARDS}
"""What may be owed besides."""

SAID = ("answered", "called_back", "outcome_told", "not_eligible", "left")
PROMISES = {
    "taken_for_absent": "call_asker",
    "finding_out": "find_out",
    "asking": "answer_consultation",
    "reported": "pass_on_report",
}
"""What is owed from when it is promised."""
KEEPS = {
    "call_asker": ("contact.call_back",),
    "find_out": ("contact.tell_found",),
    "answer_consultation": ("contact.answer_question",),
    "tell_asker": ("contact.tell_asker",),
    "pass_on_report": ("contact.pass_on", "contact.pass_outside"),
}
"""The acts that keep what was promised."""
GIVES = ("contact.register", "contact.take", "contact.give_to_duty")
"""The acts by which it is known who was asked first."""
TAKES_OVER = ("contact.confirm", "contact.confirm_call", "contact.confirm_report")
IN_WRITING = ("letter", "email", "web")
TAKEN_DOWN = (
    *("contact.receive", "contact.note_reply", "contact.reopen"),
    "office.report_entry",
)
"""What anybody of the office takes down, wherever they are: that something came, or was said."""
NEVER_ASKED_FOR = ("phone", "way_back")
"""What nobody is turned away for when they ask, in the names of bars."""


def due(file: OnFile, row: Row) -> datetime | None:
    """When something owed on a contact is due; what a hand-over moved keeps its time while that is
    ahead."""
    opened, hours = row.opened_at, file.hours
    match row.kind:
        case "take_contact":
            return calendar.due(opened, TAKEN_WITHIN, "working-hour", hours)
        case "confirm_contact":
            return calendar.due(opened, CONFIRMED_WITHIN, "working-hour", hours)
        case "answer_consultation":
            asked = next((each for each in file.questions if each.id == row.about), None)
            return asked.due_at if asked else None
        case "dispose_contact":
            before = (each.due_at for each in file.obligations if _goes_on(each, row))
            kept = next((each for each in before if each > opened), None)
            return kept or calendar.close_of_business(opened, hours)
        case kind:
            return calendar.end_of_working_day(opened, WORKING_DAYS[kind])


def _goes_on(before: Row, row: Row) -> bool:
    """Whether an obligation was moved to another post by the act that opened ``row``."""
    same = before.kind == row.kind and before.id != row.id
    return same and before.ended_at == row.opened_at and before.outcome == "met"


def every_open_contact_is_somebodys(file: OnFile) -> Iterator[str]:
    """In each state what it asks for is owed, and nothing that does not belong there. What it comes to
    is owed by the post that holds it."""
    if not file.contact:
        return
    state = file.matter.state
    still = {row.kind: row for row in file.obligations if row.ended_at is None}
    for some in OWED_IN[state]:
        yield "" if some & still.keys() else f"{state}, and nobody owes {' or '.join(sorted(some))}"
    may = set().union(*OWED_IN[state], AFTERWARDS if state == "settled" else ALSO)
    strange = sorted(still.keys() - may)
    yield f"{state}, and {', '.join(strange)} is still owed" if strange else ""
    if owed := still.get("dispose_contact"):
        theirs = owed.bearer == file.contact.holder
        yield "" if theirs else "what comes of it is not owed by whoever holds it"


def no_contact_ends_with_nothing(file: OnFile) -> Iterator[str]:
    """What is settled came to something that is an end, with its proof; nothing else says that it is
    over."""
    contact = file.contact
    if not contact:
        return
    over = (contact.settled_at is not None) == (file.matter.state == "settled")
    yield "" if over else f"{file.matter.state}, settled {contact.settled_at}"
    for row in file.dispositions:
        yield _without_proof(row)
    if file.matter.state != "settled":
        return
    last = file.dispositions[-1] if file.dispositions else None
    yield "" if last and last.kind == contact.disposition else "it came to nothing"
    if last is None:
        return
    arrived = any(row.act == "contact.confirm_report" for row in file.ledger) or last.body
    ends = last.kind not in PROMISES or (last.kind == "reported" and bool(arrived))
    yield "" if ends else f"settled as {last.kind}, which ends nothing"


def _without_proof(row: Row) -> str:
    proven = {
        **dict.fromkeys(SAID, bool(row.text.strip())),
        "told_in_full": bool(row.version and row.told_by),
        "accepted": bool(row.case_id),
        "guided": bool(row.target and row.phone),
        "phone_given": bool(row.target and row.phone),
        "taken_for_absent": bool(row.target and row.not_at_once),
        "finding_out": bool(row.not_at_once),
        "asking": bool(row.not_at_once),
        "referred": bool((row.body and row.body_phone) or row.hotline_number),
        "reported": bool(row.report_kind),
    }
    return "" if proven[row.kind] else f"{row.kind}, without its proof"


def nobody_is_sent_to_a_phone_that_nobody_found_right(file: OnFile) -> Iterator[str]:
    """Whose it is instead comes with a phone that somebody found right, by then (1.3.3)."""
    for row in file.dispositions:
        if row.kind == "referred" and row.body_phone:
            right = row.body_confirmed_at is not None and row.body_confirmed_at <= row.at
            yield "" if right else f"sent to {row.body}, whose phone nobody found right"


def who_waits_for_what_is_done_at_once_was_told_why(file: OnFile) -> Iterator[str]:
    """Where somebody of the office took in what may be done on the spot from who stood there, why it
    waits is on file and on every receipt; of nothing else is there anything to be said (1.3.1b)."""
    case = file.case
    if not case:
        return
    took_in = any(
        row.act == "case.receive_application" and row.actor_kind == "seat" for row in file.ledger
    )
    waits = took_in and case.channel == "counter" and file.guide["immediate"]
    told = bool(case.not_at_once.strip())
    yield "" if told == waits else f"told why: {told}, though it waits: {waits}"
    for paper in file.papers:
        if paper.kind == "receipt":
            said = json.loads(paper.content).get("why_not_at_once", "")
            yield "" if said == case.not_at_once else f"the receipt says “{said}”"


def whoever_was_asked_first_stays(file: OnFile) -> Iterator[str]:
    """Whoever registered or took it, from the post they sat on; what the clock gave away is of whoever
    sat there then, or until that very instant."""
    if not file.contact:
        return
    first = next((e for e in file.entries if e["act"] in GIVES), None)
    if first is None:
        yield "nobody was asked first" if file.matter.state != "waiting" else ""
        return
    (post,) = {key(o["bearer"]) for o in first["opened"] if o["kind"] == "dispose_contact"}
    people = [key(first["actor"]["person"])]
    if first["actor"]["kind"] == "clock":
        at = datetime.fromisoformat(first["at"])
        seats = [sits(file.roster, post, then) for then in (at, at - A_MOMENT)] if post else [None]
        people = [seat.person if seat else None for seat in seats]
    stands = (file.contact.first_officer, file.contact.first_post)
    same = stands in [(person, post) for person in people]
    yield "" if same else "another was asked first than stands on file"


def no_hand_over_waits_in_silence(file: OnFile) -> Iterator[str]:
    """Who is to confirm owes it until they answered; meanwhile it is with whoever handed it over. What
    is late rang, and is marked missed."""
    if not file.contact:
        return
    owed = [row for row in file.obligations if row.kind == "confirm_contact"]
    handed = [row for row in file.handovers if row.kind != "assigned"]
    yield "" if len(owed) == len(handed) else f"{len(handed)} hand-overs, {len(owed)} were owed"
    for handover, row in zip(handed, owed, strict=False):
        waits = handover.state == "waiting"
        yield "" if row.bearer == handover.to_post else "another is to confirm"
        yield "" if waits == (row.ended_at is None) else "answered, and owed; or neither"
        if waits:
            heard = row.bell_at or row.missed_at
            yield "" if heard else "it waits, and nobody hears of it"
            mine = file.contact.holder == handover.from_post
            yield "" if mine else "not confirmed, and no more with who handed it over"
        else:
            yield "" if row.ended_at == handover.answered_at else "owed after it was answered"
            declined = handover.state == "declined"
            yield "declined without a word" if declined and not handover.said.strip() else ""


def nothing_is_handed_round(file: OnFile) -> Iterator[str]:
    """After one hand-over that was answered the common superior assigns, but where it comes back to who
    had it and is there again; a post that declined it gets it by that alone (1.2c)."""
    if not file.contact:
        return
    passed_on = {row.at for row in file.ledger if row.act == "contact.pass_on"}
    counted = 0
    for n, row in enumerate(file.handovers):
        before = file.handovers[:n]
        back = _came_back(file, row, before)
        if row.kind == "handed" and row.at not in passed_on:
            yield "handed over again" if counted and not back else ""
            declined = any(
                row.to_post == each.to_post and each.state == "declined" for each in before
            )
            yield "back to who declined it" if declined else ""
        yield "" if row.why.strip() else "handed over without why"
        counted += row.state in ("confirmed", "declined") and not back


def _came_back(file: OnFile, row: Row, before: list[Row]) -> bool:
    """Whether it goes to who had it, was away when it went from them, and is there again."""
    had_it = (each for each in before if each.from_post == row.to_post)
    was_away = any(_is_away(file, row.to_post, each.at) for each in had_it)
    return was_away and not _is_away(file, row.to_post, row.at)


def _is_away(file: OnFile, post: str, at: datetime) -> bool:
    books = as_known(file.roster, at)
    return any(is_away(books, person, at) for person in seated(books, post, "holder", at))


def what_was_promised_is_owed_until_done(file: OnFile) -> Iterator[str]:
    """A call, whose it is, what others answer: owed from the promise until it is kept, or the asker is
    gone after three tries, or whoever was to keep it declined; as long with a way back to them."""
    if not file.contact:
        return
    contact = file.contact
    acts = [row.act for row in file.ledger]
    for row in file.dispositions:
        kind = PROMISES.get(row.kind)
        if kind is None or (row.kind == "reported" and row.body):
            continue
        owed = [o for o in file.obligations if o.kind == kind and o.opened_at == row.at]
        yield "" if owed else f"promised, and {kind} is nobody's"
        reachable = contact.phone or contact.email or contact.other_way.strip()
        waits = row.kind != "reported" and any(o.ended_at is None for o in owed)
        yield "promised to who cannot be reached" if waits and not reachable else ""
    for row in file.obligations:
        if row.kind not in KEEPS or row.ended_at is None:
            continue
        if row.outcome == "met":
            kept = row.ended_by in KEEPS[row.kind]
            yield "" if kept else f"{row.kind} was met by {row.ended_by}"
        elif row.ended_by == "contact.record_left" and row.kind == "call_asker":
            tries = acts.count("contact.note_call")
            yield "" if tries >= TRIES else f"given up after {tries} calls"
    answered = [row for row in file.questions if row.answered_at]
    told = [row for row in answered if row.told_at]
    waits = any(o.kind == "tell_asker" and o.ended_at is None for o in file.obligations)
    open_ = any(row.state == "asked" for row in file.questions)
    silent = len(told) < len(answered) and not (waits or open_ or "contact.record_left" in acts)
    yield "others answered, and nobody tells the asker" if silent else ""


def nobody_a_report_is_about_has_it(file: OnFile) -> Iterator[str]:
    """From when it is on file of whom it is: they do nothing on it, nothing of it is theirs to do, and
    it goes to no post on which they sit."""
    about = {row.person for row in file.about}
    if not about:
        return
    since = next((row.at for row in file.ledger if row.act == "contact.register_report"), None)
    if since is None:
        yield "it is about somebody, and no act said so"
        return
    yield "" if file.contact.sealed else "it reports on somebody, and is open to all"
    for row in file.ledger:
        theirs = row.at > since and row.person in about
        yield f"{row.act} by whom it is about" if theirs else ""
    for owed in file.obligations:
        if owed.opened_at < since or owed.bearer is None:
            continue
        found = sits(file.roster, owed.bearer, owed.opened_at)
        holders = seated(file.roster, owed.bearer, "holder", owed.opened_at)
        there = {found.person if found else None, *holders}
        main = file.roster.posts[owed.bearer].rank == "main"
        yield f"{owed.kind} is owed by whom it is about" if there & about and not main else ""


def a_declined_phone_is_not_kept(file: OnFile) -> Iterator[str]:
    """Who declined it has none on file."""
    if file.contact and file.contact.phone_declined:
        yield "a declined phone was kept" if file.contact.phone else ""


def nobody_is_turned_away_for_a_phone(since: datetime) -> Iterator[tuple[str, str]]:
    """Nothing was ever refused to be written down because a phone was missing, or any way back."""
    turned_away = (
        "SELECT matter, act, code FROM records_refusedattempt WHERE minute >= {since}"
        " AND act IN ('contact.register', 'contact.receive')"
    )
    for row in select(turned_away, since=since.replace(second=0, microsecond=0)):
        asked = any(word in row.code for word in NEVER_ASKED_FOR)
        yield row.act, f"turned away: {row.code}" if asked else ""


def what_came_in_writing_came_once(since: datetime) -> Iterator[tuple[str, str]]:
    """The same letter, mail or question at one time is one contact, and what was received, as the
    first act of its record says, came in writing; a mail is one message."""
    twice = (
        "SELECT MIN(m.number) AS number, COUNT(*) AS n FROM records_contact c"
        " JOIN records_matter m ON m.id = c.matter_id"
        " WHERE c.received_at >= {since} AND c.channel IN ('letter', 'email', 'web')"
        " GROUP BY c.channel, c.wanted, c.name, c.phone, c.email, c.received_at"
    )
    for row in select(twice, since=since):
        yield row.number, f"came {row.n} times" if row.n > 1 else ""
    received = (
        "SELECT m.number, c.channel FROM records_ledgerentry e"
        " JOIN records_matter m ON m.id = e.matter_id"
        " LEFT JOIN records_contact c ON c.matter_id = m.id"
        " WHERE e.at >= {since} AND e.seq = 1 AND e.act = 'contact.receive'"
    )
    for row in select(received, since=since):
        yield row.number, "" if row.channel in IN_WRITING else f"came by {row.channel}"


def a_rating_is_the_askers_own(file: OnFile) -> Iterator[str]:
    """One of five levels, of an act of the asker; nobody and nothing else fills it in."""
    if not file.contact:
        return
    rated = [row for row in file.ledger if row.act == "contact.rate"]
    yield "" if all(row.actor_kind == "party" for row in rated) else "rated by the office"
    stands = (file.contact.rating is not None, file.contact.rated_at)
    at = rated[0].at if rated else None
    fits = len(rated) <= 1 and stands == (bool(rated), at)
    yield "" if fits else f"rated {file.contact.rating}, in {len(rated)} acts"
    levels = file.contact.rating in (None, 1, 2, 3, 4, 5)
    yield "" if levels else f"rated {file.contact.rating}"


def a_contact_is_as_its_ledger_says(file: OnFile) -> Iterator[str]:
    """Which post holds it, rebuilt from the texts of the ledger alone; and one row for each thing it
    came to."""
    if not file.contact:
        return
    holder, waits = None, None
    for entry in file.entries:
        bearers = {said["kind"]: key(said["bearer"]) for said in entry["opened"]}
        gone = bearers.get("pass_on_report") if entry["act"] == "contact.register_report" else None
        if entry["act"] in TAKES_OVER:
            holder = waits
        elif entry["act"] == "contact.call_back" and key(entry["actor"]["post"]) == waits:
            holder = waits or holder
        else:
            holder = bearers.get("dispose_contact") or gone or holder
        ended = {said["kind"] for said in entry["ended"]}
        waits = bearers.get("confirm_contact") or (None if "confirm_contact" in ended else waits)
    yield "" if file.contact.holder == holder else "the holder is not the one of the ledger"
    times = {row.at for row in file.ledger}
    for row in file.dispositions:
        yield "" if row.at in times else f"{row.kind} came of no act"


def a_wrong_line_is_owed_a_mend(since: datetime) -> Iterator[tuple[str, str]]:
    """What somebody says is wrong in the directory is owed a mend, until its keeper mended or confirmed
    it; nothing else is (1.2b)."""
    lines = (
        "SELECT e.id, e.wrong, e.reported_at, e.confirmed_at, o.id AS owed, o.opened_at"
        " FROM records_entry e LEFT JOIN records_obligation o ON o.about = e.id"
        " AND o.kind = 'mend_entry' AND o.ended_at IS NULL"
        " WHERE COALESCE(e.reported_at, o.opened_at) >= {since}"
    )
    for row in select(lines, since=since):
        fits = (row.reported_at is None) == (row.owed is None)
        yield row.id, "" if fits else f"reported {row.reported_at}, owed since {row.opened_at}"


BRIEFED_AFTER, BRIEFED_WITHIN = 3, timedelta(days=30)
WENT_WRONG = """SELECT h.id, h.person_id AS person, h.at, h.answered_at, m.number
    FROM records_contacthandover h JOIN records_contact c ON c.matter_id = h.contact_id
    JOIN records_matter m ON m.id = c.matter_id JOIN records_post f ON f.id = h.from_post_id
    JOIN records_post t ON t.id = h.to_post_id
    WHERE h.kind = 'handed' AND h.state = 'declined' AND NOT c.sealed
    AND h.person_id IN (SELECT person_id FROM records_contacthandover WHERE answered_at >= {since})
    AND f.rank NOT IN ('deputy', 'main')
    AND NOT EXISTS (SELECT 1 FROM records_contacthandover o WHERE o.contact_id = h.contact_id
        AND (o.to_post_id = h.to_post_id AND o.state = 'confirmed' OR o.from_post_id = h.to_post_id))
    AND NOT EXISTS (SELECT 1 FROM records_disposition d WHERE d.contact_id = h.contact_id
        AND d.target_id = h.to_post_id)
    AND NOT EXISTS (SELECT 1 FROM records_obligation o WHERE o.kind = 'mend_entry'
        AND o.about IN (t.id, t.section_id))
    ORDER BY h.person_id, h.at, h.id"""
"""Hand-overs that were declined and went there by no other way; what may be excused by a line of the
directory, or by somebody's absence, is left to the acts. Above a leader there may be nobody."""


def who_misroutes_so_often_is_briefed(since: datetime) -> Iterator[tuple[str, str]]:
    """Whose hand-overs were declined three times in thirty days has it gone through with them: when the
    third was shown a briefing was owed, or became so, or one was held since the first (1.2b)."""
    briefings = select(
        "SELECT person_id AS person, opened_at, ended_at FROM records_briefing ORDER BY opened_at"
    )
    theirs: dict[str, list[Row]] = defaultdict(list)
    for row in select(WENT_WRONG, since=since):
        theirs[row.person].append(row)
    for person, rows in theirs.items():
        for first, *_, last in zip(*(rows[n:] for n in range(BRIEFED_AFTER)), strict=False):
            shown = max(row.answered_at for row in rows if first.at <= row.at <= last.at)
            if last.at - first.at > BRIEFED_WITHIN or shown < since:
                continue
            briefed = any(
                row.person == person
                and row.opened_at <= shown
                and (row.ended_at is None or row.ended_at >= first.at)
                for row in briefings
            )
            yield last.number, "" if briefed else "misrouted so often, and nobody is to brief them"


def what_is_gone_through_is_owed_and_said(since: datetime) -> Iterator[tuple[str, str]]:
    """A briefing is owed as long as it is open; it was met by what was said on a day of it, by somebody
    else than whom it was for (1.2b)."""
    found = (
        "SELECT b.id, b.person_id AS person, b.ended_at, b.ended_by_id AS ended_by, b.held_on, b.said,"
        " o.id AS owed, o.ended_at AS over_at, o.outcome FROM records_briefing b"
        " LEFT JOIN records_obligation o ON o.about = b.id AND o.kind = 'brief_officer'"
        " WHERE COALESCE(b.ended_at, b.opened_at) >= {since}"
    )
    for row in select(found, since=since):
        yield row.id, "" if row.owed else "to be gone through, and nobody owes it"
        fits = row.over_at == row.ended_at
        yield row.id, "" if fits else f"owed until {row.over_at}, ended {row.ended_at}"
        met = (row.outcome == "met") == bool(row.held_on and row.said.strip())
        yield row.id, "" if met else f"ended as {row.outcome}, and what was said is {row.said!r}"
        alone = row.held_on and row.ended_by == row.person
        yield row.id, "gone through with themselves" if alone else ""
