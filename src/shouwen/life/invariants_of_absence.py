"""What must hold of absences (3.1–3.5), in plain SQL and plain Python as in ``life.invariants``."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from shouwen.life import slow_calendar as calendar
from shouwen.life.checking import of_a_matter, of_the_office
from shouwen.life.rebuild import Rebuilt, StandIn, key
from shouwen.life.shelf import OnFile, Row, latest, roster, select
from shouwen.life.slow_seats import Roster, Sits, is_away, ladder, lasts, seated

SUDDEN = ("illness", "accident", "bereavement")
IN_PERSON = (
    "absence.request_absence",
    "absence.announce_absence",
    "absence.enter_sudden_absence",
    "absence.agree_to_stand_in",
    "absence.decline_to_stand_in",
    "absence.hand_over",
    "absence.take_hand_over",
    "absence.ask_extension",
    "absence.come_back",
    "absence.sign_in",
    "absence.hand_back",
    "absence.take_back",
    "absence.cancel_absence",
)
"""What people do themselves, also while they are away or sit nowhere."""

CONSENTS = ("absence.approve_absence", "absence.approve_extension")
REFUSES = ("absence.decline_absence", "absence.decline_extension")

WORKING_HOURS = {"designate_stand_in": 2, "find_absent": 1, "take_over_section": 1}
TO_HAND_OVER = 2  # working hours, once somebody has left
ONE_DAY_TO_HAND_BACK = 1  # working days


def _planned(file: OnFile) -> bool:
    return bool(file.absence) and file.absence.kind not in SUDDEN


def _entries(file: OnFile, *acts: str) -> list[tuple[Row, dict[str, Any]]]:
    return [
        (row, entry)
        for row, entry in zip(file.ledger, file.entries, strict=True)
        if row.act in acts
    ]


def _announced(file: OnFile) -> bool:
    return bool(_entries(file, "absence.announce_absence"))


def here(office: Roster, post: str, found: Sits | None, at: datetime) -> str:
    """Empty where exactly one person sits on a post, and one stands in for each absence."""
    if found is None:
        return f"nobody sits here at {at}, or two do"
    standing = [
        row.absence
        for row in office.covers.get(post, ())
        if row.since and lasts(row.since, row.until, at) and lasts(row.since, row.ended_at, at)
    ]
    if len(standing) > len(set(standing)):
        return f"two stand in for the same absence at {at}"
    if found.away and any(not is_away(office, p, at) for _, p in ladder(office, post, at)):
        return f"whoever sits here at {at} is away, and others are there"
    return ""


# ── Consent comes first ─────────────────────────────────────────────────────────────────────────


@of_a_matter("3.2a nobody consents to their own absence")
def nobody_consents_to_their_own(file: OnFile) -> Iterator[str]:
    """Neither by the column nor by the record, whatever seat they had; nor refuses it."""
    if not file.absence:
        return
    person = file.absence.person
    yield "" if file.absence.approved_by != person else "approved by the one who is away"
    for row, _ in _entries(file, *CONSENTS, *REFUSES):
        yield "" if row.person != person else f"{row.act} by the one who is away"


@of_a_matter("3.2a no planned absence runs without consent before it")
def no_planned_absence_runs_without_consent(file: OnFile) -> Iterator[str]:
    """Approved before its start, and before anybody was away; the main leader's has nobody above
    it. What is sudden is marked so by its kind, and away from when it was entered."""
    absence = file.absence
    if not absence or absence.away_from is None:
        return
    if absence.kind in SUDDEN:
        entered = _entries(file, "absence.enter_sudden_absence")
        at_once = bool(entered) and entered[0][0].at == absence.away_from
        yield "" if at_once else "sudden, and not away from when it was entered"
        return
    if _announced(file):
        yield "" if _is_of_rank(file, absence.person, "main") else "announced by no main leader"
        return
    before = absence.approved_at and absence.approved_at <= absence.leaves_at
    first = before and absence.approved_at <= absence.away_from
    yield "" if first else f"away from {absence.away_from}, approved {absence.approved_at}"
    consented = [row.at for row, _ in _entries(file, "absence.approve_absence")]
    yield "" if absence.approved_at in consented else "approved by no act"


def _is_of_rank(file: OnFile, person: str | None, rank: str, at: datetime | None = None) -> bool:
    when = at or file.absence.leaves_at
    return any(
        person in seated(file.roster, post, "holder", when)
        for post, row in file.roster.posts.items()
        if row.rank == rank
    )


@of_a_matter("3.2b no window is left without a delegate who agreed")
def no_window_is_left_without_a_delegate(file: OnFile) -> Iterator[str]:
    """Of a planned absence: whoever stands in at a window, or where applications are taken in, had
    agreed when it began."""
    if not _planned(file) or file.absence.away_from is None or _announced(file):
        return
    for row in file.covers:
        if row.since == file.absence.away_from and _is_window(file, row.post):
            agreed = row.person and row.agreed_at and row.agreed_at <= row.since
            yield "" if agreed else "a window was left without a delegate who had agreed"


def _is_window(file: OnFile, post: str) -> bool:
    return bool(file.roster.posts[post].is_window) or post in file.roster.takes_in


# ── Nobody's section ────────────────────────────────────────────────────────────────────────────


@of_a_matter("3.2c an empty section is the Office's first")
def an_empty_section_is_the_offices(file: OnFile) -> Iterator[str]:
    """Whoever is the last to go: planned, the Office has confirmed before they were let go;
    suddenly, it was asked at once."""
    absence = file.absence
    if not absence or absence.away_from is None or not json.loads(absence.empties):
        return
    if absence.kind in SUDDEN:
        asked = any(row.kind == "take_over_section" for row in file.obligations)
        yield "" if asked else f"{absence.empties} is empty, and the Office was not told"
    else:
        confirmed = absence.office_confirmed_at
        consented = [row.at for row, _ in _entries(file, *CONSENTS)]
        first = confirmed and any(confirmed <= at for at in consented)
        yield "" if first else f"{absence.empties} is empty, and not taken over before"


@of_the_office("3.2c no section is empty unnoticed")
def no_section_is_empty_unnoticed(since: datetime) -> Iterator[tuple[str, str]]:
    """Whenever somebody leaves: where everybody who holds a post of their section is away then, by
    absences that were to last, one of these says that it empties the section. Leaders' posts fall
    to each other (3.4a), and the Office is no section that it takes over itself."""
    office = roster()
    leaving = _leaving(office, since)
    empties = {
        absence: {key(section) for section in json.loads(sections)}
        for absence, sections in select(
            "SELECT matter_id, CAST(empties AS text) FROM records_absence"
        )
    }
    sections: dict[str, list[Row]] = {}
    for row in office.posts.values():
        sections.setdefault(row.section, []).append(row)
    for rows in sections.values():
        if rows[0].is_office or any(row.rank in ("deputy", "main") for row in rows):
            continue
        for at in leaving:
            people = {p for row in rows for p in seated(office, row.id, "holder", at)}
            gone = [_away(office, person, at) for person in people]
            if not people or not all(gone):
                continue
            name = rows[0].section_name
            said = any(rows[0].section in empties[each.absence] for each in gone if each)
            overdue = any(each.returns_at and each.returns_at <= at for each in gone if each)
            yield name, "" if said or overdue else f"empty at {at}, and nobody said so"


def _leaving(office: Roster, since: datetime) -> list[datetime]:
    """Every instant so far at which somebody left; nobody knows what comes up by tomorrow."""
    now = latest()
    leaving = {row.away_from for rows in office.away.values() for row in rows}
    return sorted(at for at in leaving if since <= at <= now)


def _away(office: Roster, person: str, at: datetime) -> Row | None:
    rows = office.away.get(person, ())
    return next((row for row in rows if lasts(row.away_from, row.ended_at, at)), None)


# ── Handing over ────────────────────────────────────────────────────────────────────────────────


@of_a_matter("3.3a a day or more is what the office's hours say")
def a_day_or_more_is_what_the_hours_say(file: OnFile) -> Iterator[str]:
    """As much opening time as a usual day has, or more; nobody knows how long: too."""
    absence = file.absence
    if absence:
        expected = absence.returns_at is None or _open_between(
            absence.leaves_at, absence.returns_at, file.hours
        ) >= _usual_day(file.hours)
        fits = bool(absence.a_day_or_more) == expected
        yield "" if fits else f"a day or more: {absence.a_day_or_more}, by the hours {expected}"


def _open_between(since: datetime, until: datetime, hours: calendar.Hours) -> timedelta:
    total, day = timedelta(), since.astimezone(calendar.CHINA).date()
    while day <= until.astimezone(calendar.CHINA).date():
        for opens, closes in calendar.windows(day, hours):
            total += max(min(closes, until) - max(opens, since), timedelta())
        day += calendar.DAY
    return total


def _usual_day(hours: calendar.Hours) -> timedelta:
    """Of the first day of the week on which the office is open."""
    first = min(day for day, _, _ in hours)
    spans = [(opens, closes) for day, opens, closes in hours if day == first]
    return sum((_minutes(closes) - _minutes(opens) for opens, closes in spans), timedelta())


def _minutes(clock: str) -> timedelta:
    hours, minutes = clock.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))


@of_a_matter("3.3a a day or more begins handed over")
def a_day_or_more_begins_handed_over(file: OnFile) -> Iterator[str]:
    """Of a planned one each list was commented line by line, taken by the stand-in and seen by the
    direct leader before anybody was away; one that was a shorter absence first, afterwards."""
    if not _planned(file) or file.absence.away_from is None or not file.absence.a_day_or_more:
        return
    since = file.absence.away_from
    owed = [row for row in file.obligations if row.kind == "hand_over" and row.opened_at <= since]
    short = bool(_entries(file, "absence.approve_extension")) and not owed
    for row in file.covers:
        if row.since == since and not short:
            stamps = (row.handed_at, row.taken_at, row.seen_at)
            first = all(at is not None and at <= row.since for at in stamps)
            yield "" if first else "began before it was handed over"


@of_a_matter("3.3a every line is commented")
def every_line_is_commented(file: OnFile) -> Iterator[str]:
    """And signed in order: handed over, then taken and seen, then handed back."""
    for line in file.lines:
        yield "" if line.comment.strip() else "a line says nothing"
    for row in file.covers:
        for first, then in (
            (row.handed_at, row.taken_at),
            (row.handed_at, row.seen_at),
            (row.taken_at, row.back_at),
            (row.since, row.until),
        ):
            in_order = then is None or (first is not None and first <= then)
            yield "" if in_order else f"{then}, before {first}"


@of_the_office("3.3a a list has everything that was owed")
def a_list_has_everything_that_was_owed(since: datetime) -> Iterator[tuple[str, str]]:
    """Everything open on the post when it was handed over, but for the absence's own (X2), and for what
    reports on somebody, which no list names (1.3.4b). Of what was handed over before it was entered,
    what was still open then; not what was taken down afterwards, as from before."""
    lines = {
        (row.cover, row.obligation)
        for row in select(
            "SELECT l.cover_id AS cover, l.obligation_id AS obligation FROM records_handoverline l"
            " JOIN records_cover c ON c.id = l.cover_id WHERE c.handed_at >= {since}",
            since=since,
        )
    }
    for row in select(
        "SELECT c.id AS cover, o.id AS obligation, o.kind FROM records_cover c"
        " JOIN records_obligation o ON o.bearer_id = c.post_id AND o.opened_at < c.handed_at"
        " AND o.matter_id <> c.absence_id JOIN records_ledgerentry l ON l.matter_id = c.absence_id"
        " AND l.act = 'absence.hand_over' AND l.at = c.handed_at"
        " AND (o.ended_at IS NULL OR o.ended_at > l.recorded_at)"
        " LEFT JOIN records_contact k ON k.matter_id = o.matter_id AND k.sealed"
        " LEFT JOIN records_ledgerentry later ON later.matter_id = o.matter_id"
        " AND later.at = o.opened_at AND later.recorded_at > l.recorded_at"
        " WHERE c.handed_at >= {since} AND o.kind <> 'decide_by_law' AND k.matter_id IS NULL"
        " AND later.id IS NULL",
        since=since,
    ):
        there = (row.cover, row.obligation) in lines
        yield row.cover, "" if there else f"{row.kind} was owed and is on no line"


# ── Who stands in ───────────────────────────────────────────────────────────────────────────────


@of_a_matter("3.3b a sudden absence has its stand-in, or it is owed")
def a_sudden_absence_has_its_stand_in(file: OnFile) -> Iterator[str]:
    """Designated by the direct leader, or owed by them from the very act that entered it."""
    if not file.absence or _planned(file):
        return
    owed = {row.about for row in file.obligations if row.kind == "designate_stand_in"}
    still = {
        row.about
        for row in file.obligations
        if row.kind == "designate_stand_in" and row.ended_at is None
    }
    for row in file.covers:
        if file.matter.state == "running" and row.until is None:
            named = row.person and row.designated_at
            yield "" if named or row.id in still else "nobody stands in, and nobody owes it"
        yield "" if row.id in owed or row.designated_at else "nobody was asked to designate"


@of_a_matter("3.4a the main leader names one deputy")
def the_main_leader_names_one_deputy(file: OnFile) -> Iterator[str]:
    """Exactly one, who held a deputy's post when the main leader left."""
    if file.absence and _announced(file):
        named = {row.person for row in file.covers if row.since in (None, file.absence.away_from)}
        yield "" if len(named) == 1 else f"{len(named)} were named"
        for person in named:
            fits = _is_of_rank(file, person, "deputy")
            yield "" if fits else "named is somebody who is no deputy"


@of_a_matter("3.4b the main leader seats a deputy's stand-in")
def the_main_leader_seats_a_deputys_stand_in(file: OnFile) -> Iterator[str]:
    """Whoever sits for a deputy was designated, or the absence let go, from the main leader's seat;
    while that is empty and the deputy herself acts there, from the next deputy's. Never by the
    Office."""
    if not file.absence:
        return
    said = _entries(file, "absence.designate_stand_in", "absence.approve_absence")
    for row in file.covers:
        if row.since is None or row.person is None or file.roster.posts[row.post].rank != "deputy":
            continue
        by_main = any(
            _leads(file, entry.post, entry.at)
            and text["actor"]["rule"] != "office"
            and key(text["about"]) in (None, row.id, *_before(file, row))
            for entry, text in said
        )
        yield "" if by_main else "a deputy's stand-in whom the main leader did not seat"


def _leads(file: OnFile, post: str | None, at: datetime) -> bool:
    """Whether what is done from a post is the main leader's to do: it is theirs, or a deputy's while
    everybody who holds theirs is away."""
    posts = file.roster.posts
    if post is None or posts[post].rank != "deputy":
        return post is not None and posts[post].rank == "main"
    unit = posts[post].unit
    mains = [row.id for row in posts.values() if row.rank == "main" and row.unit == unit]
    there = (who for main in mains for who in seated(file.roster, main, "holder", at))
    return all(is_away(file.roster, who, at) for who in there)


def _before(file: OnFile, cover: Row) -> list[str]:
    """Whoever stood in on the same post before: an act that replaces them is about their row."""
    return [row.id for row in file.covers if row.post == cover.post]


@of_the_office("3.5 nobody stands in who is away by plan")
def nobody_stands_in_who_is_away_by_plan(since: datetime) -> Iterator[tuple[str, str]]:
    """Whoever leaves by plan while they stand in somewhere has a next one there, unless the one
    they stand in for should have been back by then, or nobody knew when that would be. Who stays
    away longer than they said does not do it by plan."""
    office, now = roster(), latest()
    for post, rows in office.covers.items():
        for row in rows:
            if row.since is None or row.person is None:
                continue
            for away in office.away.get(row.person, ()):
                begun = max(row.since, away.away_from)
                ends = [end for end in (row.until, row.ended_at, away.ended_at) if end]
                said = (row.returns_at, away.returns_at)
                overdue = any(at is not None and at <= begun for at in said)
                unknown = row.returns_at is None and (away.approved_at or begun) < row.since
                apart = not since <= begun <= now or any(end <= begun for end in ends)
                if away.kind in SUDDEN or overdue or unknown or apart:
                    continue
                next_one = any(other.absence == away.absence for other in rows)
                where = office.posts[post].key
                yield where, "" if next_one else f"the stand-in is away by plan from {begun}"


# ── States and stamps ───────────────────────────────────────────────────────────────────────────


@of_a_matter("3.1 state and stamps of an absence agree")
def state_and_stamps_agree(file: OnFile) -> Iterator[str]:
    """Asked for: nobody is away. Running: away, and not back. Back: signed in. Declined: says why;
    closed: everything taken over was handed back."""
    absence = file.absence
    if not absence:
        return
    state = file.matter.state
    fits = {
        "requested": not absence.approved_at and not absence.away_from,
        "approved": absence.approved_at or _announced(file),
        "running": absence.away_from and absence.away_from <= file.matter.last_at,
        "back": absence.ended_at,
        "closed": absence.ended_at,
        "declined": absence.declined_because.strip() and not absence.away_from,
        "cancelled": not absence.away_from,
    }[state]
    yield "" if fits else f"{state}, approved {absence.approved_at}, away {absence.away_from}"
    over = (absence.ended_at is not None) == (state in ("back", "closed"))
    yield "" if over else f"{state}, ended {absence.ended_at}"
    if state == "closed":
        for row in file.covers:
            back = row.back_at or not row.taken_at or row.until
            yield "" if back else "closed, and a post was not handed back"


def is_as_told(file: OnFile, told: Rebuilt) -> Iterator[str]:
    """Who is away from when until when, and who stands in, as the ledger alone has it."""
    row = file.absence
    same = (row.person, row.away_from, row.ended_at) == (told.person, told.away_from, told.ended_at)
    yield "" if same else "who is away, or since when, is not as the ledger has it"
    stands = {
        cover.id: StandIn(cover.post, cover.person, cover.since, cover.until)
        for cover in file.covers
    }
    yield "" if stands == told.stand_ins else "who stands in is not as the ledger has it"


def numbers() -> list[tuple[str, str, str]]:
    """The numbers of absences (kind ``absence``) and of their papers, each with its unit."""
    unit = {
        row.absence: row.unit
        for row in select(
            "SELECT c.absence_id AS absence, s.unit_id AS unit FROM records_cover c"
            " JOIN records_post p ON p.id = c.post_id JOIN records_section s ON s.id = p.section_id"
        )
    }
    first = next(iter(select("SELECT id FROM records_unit ORDER BY id"))).id
    rows = select(
        "SELECT m.id, 'absence' AS kind, m.number FROM records_matter m WHERE m.kind = 'absence'"
        " UNION ALL SELECT a.matter_id, a.kind, a.number FROM records_paper a"
        " JOIN records_matter m ON m.id = a.matter_id WHERE m.kind = 'absence'"
    )
    return [(unit.get(row.id, first), row.kind, row.number) for row in rows]


# ── Due dates ───────────────────────────────────────────────────────────────────────────────────


def due(file: OnFile, row: Row) -> datetime | None:
    """When something owed on an absence is due: by its start or its end, or some working hours
    after it was opened."""
    absence, opened, hours = file.absence, row.opened_at, file.hours
    by = next(
        entry["act"]
        for entry in file.entries
        if any(key(each["id"]) == row.id for each in entry["opened"])
    )
    sudden = by == "absence.enter_sudden_absence"
    match row.kind:
        case "approve_absence":
            return absence.leaves_at
        case "begin":
            return _first_to_be_back(file)
        case "leave":
            return max(absence.leaves_at, opened)
        case "come_back":
            later = row.ended_by == "absence.approve_extension"
            return row.due_at if later else absence.returns_at
        case "approve_extension":
            return _said_to_be_back(file, opened) or _wanted_to_be_back(file, row)
        case "take_over_section" if by == "absence.ask_extension":
            return _said_to_be_back(file, opened) or _wanted_to_be_back(file, row)
        case "take_over_section" if not sudden:
            return absence.leaves_at
        case "hand_back" | "take_back":
            return calendar.end_of_working_day(opened, ONE_DAY_TO_HAND_BACK)
        case "find_absent" | "take_over_section":
            return calendar.due(opened, WORKING_HOURS[row.kind], "working-hour", hours)
        case _:
            if absence.leaves_at > opened and not sudden:
                return absence.leaves_at
            return calendar.due(opened, TO_HAND_OVER, "working-hour", hours)


def _first_to_be_back(file: OnFile) -> datetime | None:
    """By when they were to be back as they asked, whatever was granted since."""
    first = (row.due_at for row in file.obligations if row.kind == "come_back")
    return next(first, file.absence.returns_at)


def _said_to_be_back(file: OnFile, at: datetime) -> datetime | None:
    """By when they were to be back, as it stood at ``at``."""
    for row in file.obligations:
        if row.kind == "come_back" and lasts(row.opened_at, row.ended_at, at):
            return row.due_at
    return None


def _wanted_to_be_back(file: OnFile, row: Row) -> datetime | None:
    """Of an extension of what had no end: what was asked for, while it waits; then by when they are
    to be back where it was consented to. What was declined nobody kept."""
    if row.ended_at is None:
        return file.absence.wanted_until
    if row.ended_by != "absence.approve_extension":
        return row.due_at
    backs = (each for each in file.obligations if each.kind == "come_back")
    return next(each.due_at for each in backs if each.opened_at >= row.ended_at)
