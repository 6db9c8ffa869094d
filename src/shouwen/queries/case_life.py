"""A case's own picture: which of its days were counted, who had it and did something or nothing, and
what may follow by the tables of moves. Everything comes from the ledger and the clock's events.

A day in somebody's hands is one on which their post owed something on the case; where a
step runs, it is in the hands of who does the step, and not of who answers for the whole; where a body
outside was asked, in that body's, though the handler owes its answer (4.3a). A day is touched where
something was done from that post, and idle where nothing was (5.2.2c)."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import groupby

from shouwen.queries.moves import whose
from shouwen.queries.rows.case_life import CaseLife, Following, Lane, Run, Span
from shouwen.queries.viewer import Viewer
from shouwen.records.casefile.case import CaseRows
from shouwen.records.models import ClockEvent, LedgerEntry
from shouwen.rules.facts.seats import Hands
from shouwen.rules.judge import MOVES
from shouwen.rules.labels import ACT_LABELS, label
from shouwen.rules.lives.move import Move
from shouwen.rules.owed import BACKSTOPS, OWED
from shouwen.rules.words import Bearer, CaseState, ClockEventKind, ClockName
from shouwen.rules.worktime import ONE_DAY, Calendar, chinese_time

WHOLE = frozenset({"decide", "do_at_once", *BACKSTOPS})
"""What is owed of the whole case while others do its steps."""

ANSWER = "answer_consultation"
ENDS = (CaseState.CLOSED, CaseState.WITHDRAWN)
PARTY = "申请人"
BY_THE_CLOCK = "时间到了"


@dataclass(slots=True)
class _Held:
    """What somebody owed for a time, by the ledger; ``post`` None: the applicant; a body outside by
    its name."""

    kind: str
    post: str | None
    since: date
    until: date | None = None


@dataclass(slots=True)
class _Told:
    """What the ledger tells of a case: what was owed, who acted from which post on which day."""

    held: dict[str, _Held] = field(default_factory=dict)
    acted: dict[str | None, dict[date, str]] = field(default_factory=dict)
    days: set[date] = field(default_factory=set)


def case_life(
    viewer: Viewer, rows: CaseRows, ledger: Sequence[LedgerEntry], due_on: date | None
) -> CaseLife:
    """The picture of a case as it stands: until ``due_on`` where its limit ends later than today."""
    outside = {str(row.pk): row.outside for row in rows.consultations if row.outside}
    told = _read(viewer, ledger, outside)
    first, today = min(told.days), chinese_time(viewer.at).date()
    state = CaseState(rows.matter.state)
    over = max(told.days) if state in ENDS else None
    last = over or max(today, due_on or today)
    days = [first + n * ONE_DAY for n in range((last - first).days + 1)]
    calendar, until = rows.office.calendar, over or today
    kinds = [_kind(day, rows.clock_events, calendar, until, due_on) for day in days]
    return CaseLife(
        first=first,
        last=last,
        days=len(days),
        today=None if over else (today - first).days,
        counted=kinds.count(Span.OURS),
        not_counted=sum(
            kind in (Span.YOURS, Span.EXCLUDED) and calendar.is_working_day(day)
            for kind, day in zip(kinds, days, strict=True)
        ),
        calendar=tuple(_runs(kinds)),
        lanes=tuple(_lanes(viewer, told, days, until, calendar)),
        follows=() if over else tuple(_follows(viewer, rows, state)),
    )


def _read(viewer: Viewer, ledger: Sequence[LedgerEntry], outside: Mapping[str, str]) -> _Told:
    """What the ledger tells; ``outside`` names the bodies that consultations are about."""
    told = _Told()
    people = viewer.office.roster.people
    for entry in ledger:
        says = json.loads(entry.text)
        day = chinese_time(entry.at).date()
        told.days.add(day)
        for opened in says["opened"]:
            party = OWED[opened["kind"]].bearer is Bearer.PARTY
            asked = outside.get(opened["about"]) if opened["kind"] == ANSWER else None
            post = None if party else asked or opened["bearer"]
            told.held[opened["id"]] = _Held(opened["kind"], post, day)
        for ended in says["ended"]:
            if ended["id"] in told.held:
                told.held[ended["id"]].until = day
        if entry.post and entry.person:
            by_day = told.acted.setdefault(str(entry.post), {})
            by_day[day] = people.get(entry.person, "")
        elif entry.actor_kind == "party":
            told.acted.setdefault(None, {})[day] = ""
    return told


# ── days counted and not ─────────────────────────────────────────────────────────────────────────


def _kind(
    day: date,
    events: Iterable[ClockEvent],
    calendar: Calendar,
    until: date,
    due_on: date | None,
) -> Span:
    """What a day was to the clocks: excluded by law, the applicant's, the office's, or off."""
    working = calendar.is_working_day(day)
    if day > until:
        return Span.AHEAD if working and due_on and day <= due_on else Span.OFF
    runs = {name: _running(day, events, name) for name in ClockName}
    ours = [runs[name] for name in ClockName if name is not ClockName.CORRECTION]
    if Span.EXCLUDED in ours:
        return Span.EXCLUDED
    if runs[ClockName.CORRECTION]:
        return Span.YOURS
    return Span.OURS if working and any(ours) else Span.OFF


def _running(day: date, events: Iterable[ClockEvent], name: ClockName) -> Span | None:
    """How a clock stood on a day: the day on which it starts or goes on does not count, the one on
    which it stops or is excluded does."""
    stands: Span | None = None
    for event in events:
        if event.clock != name or chinese_time(event.at).date() >= day:
            continue
        match event.kind:
            case ClockEventKind.START | ClockEventKind.RESUME:
                stands = Span.OURS
            case ClockEventKind.STOP:
                stands = None
            case ClockEventKind.EXCLUDE:
                stands = Span.EXCLUDED
    return stands


def _runs(kinds: Sequence[Span | None]) -> Iterator[Run]:
    start = 0
    for kind, same in groupby(kinds):
        days = len(list(same))
        if kind is not None and kind is not Span.OFF:
            yield Run(start, days, kind)
        start += days


# ── in whose hands ───────────────────────────────────────────────────────────────────────────────


def _lanes(
    viewer: Viewer, told: _Told, days: Sequence[date], until: date, calendar: Calendar
) -> Iterator[Lane]:
    """A lane for each post that had the case, in the order in which they first had it; last the
    applicant."""
    posts = dict.fromkeys(held.post for held in told.held.values())
    for post in sorted(posts, key=lambda post: post is None):
        acted = told.acted.get(post, {})
        has = partial(_has, told.held.values(), post)
        kinds = [_in_hands(day, has, acted, until, calendar) for day in days]
        held, touched = sum(kind is not None for kind in kinds), kinds.count(Span.TOUCHED)
        if held:
            yield Lane(
                post=_named(viewer, post),
                people="、".join(filter(None, dict.fromkeys(acted.values()))),
                runs=tuple(_runs(kinds)),
                held=held,
                touched=touched,
                idle=held - touched,
            )


def _named(viewer: Viewer, post: str | None) -> str:
    if post is None:
        return PARTY
    ours = {str(key): each.name for key, each in viewer.office.roster.posts.items()}
    return ours.get(post, post)


def _has(held: Iterable[_Held], post: str | None, day: date) -> bool:
    """Whether a post has the case on a day: it owes a part of it, or the whole and nobody a part."""
    owing = [
        each for each in held if each.since <= day and (each.until is None or day <= each.until)
    ]
    parts = [each for each in owing if each.kind not in WHOLE]
    return any(each.post == post for each in parts or owing)


def _in_hands(
    day: date,
    has: Callable[[date], bool],
    acted: Mapping[date, str],
    until: date,
    calendar: Calendar,
) -> Span | None:
    if day > until or not has(day):
        return None
    if day in acted:
        return Span.TOUCHED
    return Span.IDLE if calendar.is_working_day(day) else None


# ── what may follow ──────────────────────────────────────────────────────────────────────────────


def _follows(viewer: Viewer, rows: CaseRows, state: CaseState) -> Iterator[Following]:
    """The acts that lead the case on from here, by the table of moves."""
    parts: Hands = rows.facet("hands", viewer.at)
    for move in MOVES.values():
        if move.life == "case" and state in move.before and move.after is not None:
            yield Following(ACT_LABELS[move.act], _who(viewer, move, parts), label(move.after))


def _who(viewer: Viewer, move: Move, parts: Hands) -> str:
    if not move.may.powers and not move.may.bearers:
        return BY_THE_CLOCK if move.may.clock else PARTY
    if post := whose(viewer, move, parts):
        return viewer.office.roster.posts[post].name
    return PARTY if move.may.party else ""
