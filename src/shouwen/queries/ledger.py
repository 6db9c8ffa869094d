"""The ledger read back: is every chain whole, and what does one case's say (decision 10)."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from string import Formatter
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper

from shouwen.queries import rows
from shouwen.queries.case_page import what_was_done, who_did
from shouwen.queries.moves import CaseOnDesk
from shouwen.queries.viewer import Viewer, stands_for
from shouwen.records.models import LedgerEntry, Obligation, RefusedAttempt
from shouwen.rules.facts.seats import Seat
from shouwen.rules.judge import MOVES
from shouwen.rules.labels import ACT_LABELS, OWED_LABELS, label
from shouwen.rules.papers import digest
from shouwen.rules.sentences import fill, template
from shouwen.rules.verdict import Bar
from shouwen.rules.words import ActorKind, CaseState, PaperKind, SeatRule
from shouwen.rules.worktime import chinese_time

# ── is every chain whole ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Broken:
    """A place where a chain does not hold. ``seq`` is the entry, or 0 for the chain as a whole;
    ``why`` names what does not fit: ``seq``, ``prev``, ``digest``, ``text``, ``column <name>``,
    ``length`` or ``head``."""

    matter: UUID
    seq: int
    why: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was recomputed: entries, chains, and every place that does not hold."""

    entries: int
    chains: int
    broken: tuple[Broken, ...]


class _Link(NamedTuple):
    """One entry beside its matter, as the driver gives it; of a matter without entries all but
    the first three are None."""

    matter: Any
    head: str
    length: int
    seq: int
    act: str
    at: Any
    recorded_at: Any
    actor_kind: str
    person: Any
    post: Any
    text: str
    digest: str


_LINKS = (
    "SELECT m.id, m.chain_head, m.chain_length, e.seq, e.act, {at}, {recorded_at}, e.actor_kind,"
    " e.person, e.post, e.text, e.digest FROM records_matter m"
    " LEFT JOIN records_ledgerentry e ON e.matter_id = m.id"
)


class _Stored(NamedTuple):
    """How the driver gives what a text says: keys and times."""

    key: Callable[[str], Any]
    time: Callable[[str], Any]


_STORED = {
    "sqlite": _Stored(
        key=lambda text: text.replace("-", ""),
        time=lambda text: text.removesuffix("+00:00").replace("T", " "),
    ),
    "postgresql": _Stored(key=UUID, time=datetime.fromisoformat),
}


def verify(matter: UUID | None = None) -> Verified:
    """Recompute the chain of one matter, or every chain there is: numbers without a gap, each
    entry's hash of its text as stored, its link to the one before, columns that say what the text
    says, and head and length as the matter has them. Reads in a stream, and compares what is
    stored as it is stored: a million entries are to be read in a minute."""
    stored = _STORED[connection.vendor]
    one = " WHERE m.id = %s" if matter else ""
    entries = chains = 0
    broken: list[Broken] = []
    with connection.chunked_cursor() as cursor:
        chosen = [stored.key(str(matter))] if matter else []
        cursor.execute(_links() + one + " ORDER BY m.id, e.seq", chosen)
        for _matter, chain in groupby(_streamed(cursor), key=lambda link: link.matter):
            length = 0
            for each in _chain(chain, stored):
                if isinstance(each, Broken):
                    broken.append(each)
                else:
                    length += 1
            entries += length
            chains += 1
    return Verified(entries, chains, tuple(broken))


def _links() -> str:
    """SQLite's driver would read each time stored as text; here it stays text."""
    as_stored = "CAST(e.{} AS text)" if connection.vendor == "sqlite" else "e.{}"
    return _LINKS.format(at=as_stored.format("at"), recorded_at=as_stored.format("recorded_at"))


def _streamed(cursor: CursorWrapper) -> Iterator[_Link]:
    while found := cursor.fetchmany(1000):
        yield from map(_Link._make, found)


def _chain(links: Iterable[_Link], stored: _Stored) -> Iterator[_Link | Broken]:
    """Every entry of a chain, and after it whatever does not hold."""
    head, length = "", 0
    last = None
    for last in links:
        if last.seq is None:
            break
        yield last
        length += 1
        if last.seq != length:
            yield Broken(_matter(last), last.seq, "seq")
            length = last.seq
        yield from (Broken(_matter(last), last.seq, why) for why in _faults(last, head, stored))
        head = last.digest
    assert last is not None, "a group has at least one link"
    if length != last.length:
        yield Broken(_matter(last), 0, "length")
    if head != last.head:
        yield Broken(_matter(last), 0, "head")


def _faults(link: _Link, head: str, stored: _Stored) -> list[str]:
    """What does not hold about one entry that should follow the digest ``head``."""
    found = [] if digest(link.text) == link.digest else ["digest"]
    said = _SAID.fullmatch(link.text) if isinstance(link.text, str) else None
    if said is None:
        return [*found, "text"]
    act, kind, person, post, at, matter, previous, recorded_at, seq = said.groups()
    try:
        claims = (
            stored.key(matter),
            int(seq),
            act,
            stored.time(at),
            stored.time(recorded_at),
            kind,
            person and stored.key(person),
            post and stored.key(post),
        )
    except ValueError:
        return [*found, "text"]
    if previous != head:
        found.append("prev")
    columns = (link.matter, *link[3:10])
    if claims != columns:  # seldom: only then is it worth asking which
        named = zip(_CLAIMED, claims, columns, strict=True)
        found += [f"column {name}" for name, claim, column in named if claim != column]
    return found


_SAID = re.compile(
    r'\{"about":(?:null|"[^"]*"),"act":"([^"]*)",'
    r'"actor":\{"kind":"([^"]*)","person":(?:null|"([^"]*)"),"post":(?:null|"([^"]*)"),'
    r'"rule":(?:null|"[^"]*")\},"after":(?:null|"[^"]*"),"at":"([^"]*)",.*,"matter":"([^"]*)",.*,'
    r'"prev":"([^"]*)","recorded_at":"([^"]*)","seq":(\d+),"v":1\}'
)
"""The text of an entry is canonical: its keys stand in one order (``acts._frame.ledger``). So a
pattern reads what its columns repeat, five times as fast as a parser reads all of it, and a text
that is written otherwise is a fault."""

_CLAIMED = ("matter", "seq", "act", "at", "recorded_at", "actor_kind", "person", "post")
"""The columns that a text speaks of, in their order in :class:`_Link`."""


def _matter(link: _Link) -> UUID:
    """The matter of a link, as everybody else names it."""
    return link.matter if isinstance(link.matter, UUID) else UUID(link.matter)


def _key(text: str | None) -> UUID | None:
    return UUID(text) if text else None


# ── the record of one case ───────────────────────────────────────────────────────────────────────


def ledger_page(viewer: Viewer, number: str, actor: ActorKind | None = None) -> rows.LedgerPage:
    """The record of one case, recomputed as it is read; ``actor`` shows one kind alone. Raises
    ``NotFound`` and ``NotForYou``."""
    case = CaseOnDesk(viewer, number)
    proof = verify(case.matter.pk)
    bad = {each.seq for each in proof.broken}
    ledger = list(LedgerEntry.objects.filter(matter=case.matter.pk).order_by("-seq"))
    steps = {str(run.pk): run.name for run in case.step_runs}
    kinds = [ActorKind(entry.actor_kind) for entry in ledger]
    return rows.LedgerPage(
        number=number,
        service=case.guide.name,
        state=rows.Tag(label(case.state)),
        proof=rows.Proof(
            entries=len(ledger),
            checked_at=viewer.at,
            tip=_short(case.matter.chain_head),
            broken=len(bad),
        ),
        entries=tuple(
            _entry(viewer, entry, steps, entry.seq not in bad)
            for entry in ledger
            if actor in (None, entry.actor_kind)
        ),
        refused=tuple(_refused(viewer, case.matter.pk)),
        owed=tuple(_owed(viewer, row) for row in case.open_obligations),
        actor=actor,
        counts=tuple((kind, kinds.count(kind)) for kind in ActorKind if kind in kinds),
    )


def since(viewer: Viewer, case: CaseOnDesk, seen: int) -> str:
    """What was done on a case after the first ``seen`` entries of its chain, in one sentence;
    empty where nothing was."""
    later = LedgerEntry.objects.filter(matter=case.matter.pk, seq__gt=seen).order_by("seq")
    done = [
        f"{who_did(viewer, entry)} {_clock(viewer, entry.at)} {ACT_LABELS[entry.act]}"
        for entry in later
    ]
    return "，".join(done) + "。" if done else ""


def _clock(viewer: Viewer, at: datetime) -> str:
    """A time as people say it: without the day where it was today."""
    local, today = chinese_time(at), chinese_time(viewer.at).date()
    day = "" if local.date() == today else f"{local.month}-{local.day} "
    return f"{day}{local:%H:%M}"


def _entry(
    viewer: Viewer, entry: LedgerEntry, steps: Mapping[str, str], holds: bool
) -> rows.LedgerEntry:
    said: dict[str, Any] = json.loads(entry.text)
    roster = viewer.office.roster
    rule = SeatRule(said["actor"]["rule"]) if said["actor"]["rule"] else None
    seat = Seat(entry.post, entry.person, rule) if entry.post and rule else None
    before, after = said["before"], said["after"]
    moved = after if after != before else None
    return rows.LedgerEntry(
        at=entry.at,
        what=what_was_done(entry, steps),
        actor=ActorKind(entry.actor_kind),
        who=who_did(viewer, entry),
        post=roster.posts[entry.post].name if entry.post in roster.posts else "",
        rule=rule,
        stands_for=stands_for(roster, seat, entry.at) if seat else "",
        before=_state(before) if moved else "",
        after=_state(moved),
        clauses=MOVES[entry.act].clauses,
        opened=tuple(_opened(viewer, row) for row in said["opened"]),
        ended=tuple(OWED_LABELS[row["kind"]] for row in said["ended"]),
        papers=tuple(f"{label(PaperKind(p['kind']))} {p['number']}" for p in said["papers"]),
        hash=_short(entry.digest),
        first=entry.seq == 1,
        holds=holds,
        recorded_at=entry.recorded_at if said["late"] else None,
    )


def _state(state: str | None) -> str:
    return label(CaseState(state)) if state else ""


def _opened(viewer: Viewer, row: dict[str, Any]) -> str:
    bearer = _key(row["bearer"])
    who = viewer.office.roster.posts[bearer].name if bearer else "申请人"
    return f"{OWED_LABELS[row['kind']]} → {who}"


def _short(hashed: str) -> str:
    """The first eight signs of a digest in groups of four."""
    value = hashed.partition(":")[2]
    return f"{value[:4]} {value[4:8]}"


def _owed(viewer: Viewer, row: Obligation) -> rows.Owed:
    if row.bearer_id is None:
        actor, bearer = ActorKind.PARTY, "申请人"
    else:
        actor, bearer = ActorKind.SEAT, viewer.office.roster.posts[row.bearer_id].name
    return rows.Owed(actor, bearer, OWED_LABELS[row.kind], row.due_at, row.clause)


def _refused(viewer: Viewer, matter: UUID) -> Iterator[rows.Refused]:
    """What was tried and barred, newest first."""
    for row in RefusedAttempt.objects.filter(matter=matter).order_by("-minute", "-pk"):
        text = template(row.code)
        yield rows.Refused(
            what=ACT_LABELS[row.act],
            who=viewer.office.roster.people.get(row.person, "申请人或时钟"),
            at=row.minute,
            clause=row.clause,
            sentence=fill(text, Bar(row.clause, row.code, _params(text, row.params))),
        )


def _params(text: str, kept: dict[str, str]) -> dict[str, object]:
    """Parameters as they were before they were kept as text: those the sentence shows as a time
    are times again."""
    times = {name for _, name, shown, _ in Formatter().parse(text) if name and "%" in (shown or "")}
    return {
        name: datetime.fromisoformat(value).astimezone(UTC) if name in times else value
        for name, value in kept.items()
    }
