"""The ledger read back: is every chain whole, and what does one case's say (decision 10)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain, groupby
from operator import itemgetter
from string import Formatter
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from shouwen.queries import rows
from shouwen.queries.absence_moves import AbsenceOnDesk
from shouwen.queries.case_page import actor, seat_of, what_was_done, who_did
from shouwen.queries.moves import CaseOnDesk
from shouwen.queries.viewer import Viewer
from shouwen.records.models import LedgerEntry, Matter, Obligation, RefusedAttempt
from shouwen.rules.judge import MOVES
from shouwen.rules.labels import ACT_LABELS, OWED_LABELS, label
from shouwen.rules.owed import OWED
from shouwen.rules.papers import digest
from shouwen.rules.regimes.stand_in import stands_for
from shouwen.rules.sentences import fill, template
from shouwen.rules.verdict import Bar
from shouwen.rules.words import AbsenceState, ActorKind, Bearer, CaseState, MatterKind, PaperKind
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
    """One entry beside its matter, keys and times as text; of a matter without entries all but the
    first three are None."""

    matter: str
    head: str
    length: int
    seq: int
    act: str
    at: str
    recorded_at: str
    actor_kind: str
    person: str | None
    post: str | None
    text: str
    digest: str


_LINKS = (
    "SELECT CAST(m.id AS text), m.chain_head, m.chain_length, e.seq, e.act, {at}, {recorded_at},"
    " e.actor_kind, CAST(e.person AS text), CAST(e.post AS text), e.text, e.digest"
    " FROM records_matter m LEFT JOIN records_ledgerentry e ON e.matter_id = m.id"
)
_TIME = {
    "sqlite": "replace(e.{}, ' ', 'T') || '+00:00'",
    "postgresql": "replace(to_char(e.{} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US'),"
    " '.000000', '') || '+00:00'",
}
"""A column of time as the text of an entry writes it."""


def verify(matter: UUID | None = None) -> Verified:
    """Recompute the chain of one matter, or every chain there is: numbers without a gap, each
    entry's hash of its text as stored, its link to the one before, columns that say what the text
    says, and head and length as the matter has them. Reads in a stream: a million entries are to
    be read in a quarter of a minute."""
    time = _TIME[connection.vendor]
    select = _LINKS.format(at=time.format("at"), recorded_at=time.format("recorded_at"))
    one, chosen = "", []
    if matter:
        one, chosen = " WHERE m.id = %s", [Matter._meta.pk.get_db_prep_value(matter, connection)]
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"{select}{one} ORDER BY m.id, e.seq", chosen)
        return _walked(chain.from_iterable(iter(lambda: cursor.fetchmany(200), [])))


def _walked(links: Iterable[tuple[Any, ...]]) -> Verified:
    """Every chain, entry by entry; the links of a matter come together and in order.

    Texts are canonical (``acts._frame.ledger``): their keys stand in one order. So what the columns
    say must stand in the text literally, and only a text in which it does not is read as JSON. In
    one loop and without a name for each part of a link: either would cost as much as the hash."""
    entries = chains = 0
    broken: list[Broken] = []
    for key, chained in groupby(links, key=itemgetter(0)):
        matter = _dashed(key)
        chains += 1
        length, head = 0, ""
        for link in chained:
            _, last, count, seq, act, at, recorded_at, kind, person, post, text, hashed = link
            if seq is None:
                break
            entries += 1
            length += 1
            if not (
                seq == length
                and hashed == digest(text)
                and text.startswith('{"about":')
                and f',"act":"{act}","actor":{_actor(kind, person, post)},"rule":' in text
                and f',"at":"{at}","before":' in text
                and f',"matter":"{matter}","missed":' in text
                and text.endswith(
                    f',"prev":"{head}","recorded_at":"{recorded_at}","seq":{seq},"v":1}}'
                )
            ):
                faults = _faults(_Link._make(link), length, head)
                broken += [Broken(UUID(matter), seq, why) for why in faults]
                length = seq
            head = hashed
        if length != count:
            broken.append(Broken(UUID(matter), 0, "length"))
        if head != last:
            broken.append(Broken(UUID(matter), 0, "head"))
    return Verified(entries, chains, tuple(broken))


def _faults(link: _Link, length: int, head: str) -> list[str]:
    """What does not hold about an entry that should be the ``length``-th of its chain and follow
    the digest ``head``; ``text`` where its text is not written as texts are."""
    found = []
    if link.seq != length:
        found.append("seq")
    if link.digest != digest(link.text):
        found.append("digest")
    try:
        said = json.loads(link.text)
        previous, actor = said["prev"], said["actor"]
        claims = {name: said[name] for name in ("matter", "seq", "act", "at", "recorded_at")}
        claims |= {"actor_kind": actor["kind"], "person": actor["person"], "post": actor["post"]}
    except (ValueError, TypeError, KeyError):
        return [*found, "text"]
    if previous != head:
        found.append("prev")
    columns = link._asdict()
    for name in ("matter", "person", "post"):
        columns[name] = columns[name] and _dashed(columns[name])
    found += [f"column {name}" for name, claim in claims.items() if claim != columns[name]]
    return found or ["text"]


@lru_cache(maxsize=4096)
def _actor(kind: str, person: str | None, post: str | None) -> str:
    """An actor as texts write it, up to its rule."""
    keys = ["null" if key is None else f'"{_dashed(key)}"' for key in (person, post)]
    return f'{{"kind":"{kind}","person":{keys[0]},"post":{keys[1]}'


def _dashed(key: str) -> str:
    """A key as texts write it: SQLite stores it without dashes."""
    bare = key.replace("-", "")
    return f"{bare[:8]}-{bare[8:12]}-{bare[12:16]}-{bare[16:20]}-{bare[20:]}"


def _key(text: str | None) -> UUID | None:
    return UUID(text) if text else None


# ── the record of one case ───────────────────────────────────────────────────────────────────────


def ledger_page(viewer: Viewer, number: str, actor: ActorKind | None = None) -> rows.LedgerPage:
    """The record of one case, recomputed as it is read; ``actor`` shows one kind alone. Raises
    ``NotFound`` and ``NotForYou``."""
    case = CaseOnDesk(viewer, number)
    steps = {str(run.pk): run.name for run in case.step_runs}
    return _page(viewer, case, case.guide.name, steps, actor)


def absence_ledger(viewer: Viewer, number: str, actor: ActorKind | None = None) -> rows.LedgerPage:
    """The record of one absence, likewise; no reason stands in it."""
    absence = AbsenceOnDesk(viewer, number)
    roster = viewer.office.roster
    posts = {str(c.pk): roster.posts[c.post_id].name for c in absence.every_cover}
    away = f"{roster.people[absence.absence.person_id]}离岗"
    return _page(viewer, absence, away, posts, actor)


def _page(
    viewer: Viewer,
    desk: CaseOnDesk | AbsenceOnDesk,
    service: str,
    parts: Mapping[str, str],
    actor: ActorKind | None,
) -> rows.LedgerPage:
    matter = desk.matter
    proof = verify(matter.pk)
    bad = {each.seq for each in proof.broken}
    ledger = list(LedgerEntry.objects.filter(matter=matter.pk).order_by("-seq"))
    kinds = [ActorKind(entry.actor_kind) for entry in ledger]
    return rows.LedgerPage(
        number=matter.number or "",
        service=service,
        state=rows.Tag(label(desk.state)),
        proof=rows.Proof(
            entries=len(ledger),
            checked_at=viewer.at,
            tip=_short(matter.chain_head),
            broken=len(bad),
        ),
        entries=tuple(
            _entry(viewer, entry, parts, entry.seq not in bad)
            for entry in ledger
            if actor in (None, entry.actor_kind)
        ),
        refused=tuple(_refused(viewer, matter.pk)),
        owed=tuple(_owed(viewer, row) for row in desk.open_obligations),
        actor=actor,
        counts=tuple((kind, kinds.count(kind)) for kind in ActorKind if kind in kinds),
        matter=MatterKind(matter.kind),
    )


def since(viewer: Viewer, matter: UUID, seen: int) -> str:
    """What was done on a matter after the first ``seen`` entries of its chain, in one sentence;
    empty where nothing was."""
    later = LedgerEntry.objects.filter(matter=matter, seq__gt=seen).order_by("seq")
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
    seat = seat_of(entry)
    before, after = said["before"], said["after"]
    moved = after if after != before else None
    return rows.LedgerEntry(
        at=entry.at,
        what=what_was_done(entry, steps),
        actor=ActorKind(entry.actor_kind),
        who=actor(viewer, entry),
        post=roster.posts[entry.post].name if entry.post in roster.posts else "",
        rule=seat.rule if seat else None,
        stands_for=stands_for(roster, seat, entry.at) if seat else "",
        before=_state(entry.act, before) if moved else "",
        after=_state(entry.act, moved),
        clauses=MOVES[entry.act].clauses,
        opened=tuple(_opened(viewer, row) for row in said["opened"]),
        ended=tuple(OWED_LABELS[row["kind"]] for row in said["ended"]),
        papers=tuple(f"{label(PaperKind(p['kind']))} {p['number']}" for p in said["papers"]),
        hash=_short(entry.digest),
        first=entry.seq == 1,
        holds=holds,
        recorded_at=entry.recorded_at if said["late"] else None,
    )


def _state(act: str, state: str | None) -> str:
    states = AbsenceState if MOVES[act].life == "absence" else CaseState
    return label(states(state)) if state else ""


def _opened(viewer: Viewer, row: dict[str, Any]) -> str:
    bearer = _key(row["bearer"])
    who = viewer.office.roster.posts[bearer].name if bearer else _in_person(row["kind"])
    return f"{OWED_LABELS[row['kind']]} → {who}"


def _in_person(kind: str) -> str:
    """Who owes what no post bears."""
    return "离岗人" if OWED[kind].bearer is Bearer.PERSON else "申请人"


def _short(hashed: str) -> str:
    """The first eight signs of a digest in groups of four."""
    value = hashed.partition(":")[2]
    return f"{value[:4]} {value[4:8]}"


def _owed(viewer: Viewer, row: Obligation) -> rows.Owed:
    if row.bearer_id is None:
        actor, bearer = ActorKind.PARTY, _in_person(row.kind)
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
