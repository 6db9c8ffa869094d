"""A matter rebuilt from the texts of its ledger alone: state, obligations, clocks, papers.

What the tables say must be what the record says (decision 10). Keys are 32 hexadecimal signs and
instants aware, in UTC, as ``life.invariants`` reads them from tables."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any


@dataclass(slots=True)
class Owed:
    """An obligation as the ledger tells it."""

    kind: str
    clause: str
    about: str
    bearer: str | None
    opened_at: datetime
    due_at: datetime | None
    ended_at: datetime | None = None
    ended_by: str | None = None
    outcome: str | None = None
    missed_at: datetime | None = None
    missed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """An event of a clock as the ledger tells it."""

    clock: str
    position: int
    kind: str
    at: datetime
    n: int | None
    unit: str | None
    basis: str
    calendar: str


@dataclass(slots=True)
class StandIn:
    """Who stands in on a post as the ledger tells it, and since when until when."""

    post: str
    person: str | None
    since: datetime | None
    until: datetime | None = None


@dataclass(slots=True)
class Rebuilt:
    """A matter as its ledger tells it; ``papers`` are digests by key. Of an absence: who is away,
    from when until when, and who stands in."""

    kind: str = ""
    number: str | None = None
    state: str | None = None
    owed: dict[str, Owed] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    papers: dict[str, str] = field(default_factory=dict)
    person: str | None = None
    away_from: datetime | None = None
    ended_at: datetime | None = None
    stand_ins: dict[str, StandIn] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Way:
    """A scheme closed the post ``old`` at ``at``: what it owed then, ``new`` owes from then on."""

    at: datetime
    old: str
    new: str


def ways(texts: Iterable[str]) -> list[Way]:
    """The ways that open work went, from the texts of publications of schemes, in their order."""
    return [
        Way(
            datetime.fromisoformat(entry["at"]).astimezone(UTC),
            way["from"].replace("-", ""),
            way["to"].replace("-", ""),
        )
        for entry in map(json.loads, texts)
        for way in entry.get("also", {}).get("moved", ())
    ]


def follow(matter: Rebuilt, went: Iterable[Way]) -> None:
    """Let obligations go the ways that open work went: another matter's act moved them. What was
    missed before stays with whoever bore it then."""
    for way in went:
        for owed in matter.owed.values():
            was_open = owed.opened_at <= way.at and not (owed.ended_at and owed.ended_at <= way.at)
            if owed.bearer == way.old and was_open:
                owed.bearer = way.new
                if owed.missed_at and way.at < owed.missed_at:
                    owed.missed_by = way.new


def rebuild(texts: Iterable[str]) -> Rebuilt:
    """The matter after the entries of ``texts``, in their order.

    Raises ``ValueError`` where an entry contradicts those before it: another state than the one
    left, an obligation ended that was never opened."""
    matter = Rebuilt()
    for text in texts:
        entry = json.loads(text)
        if entry["before"] != matter.state:
            raise ValueError(
                f"entry {entry['seq']} begins at {entry['before']}, the one before it ended at"
                f" {matter.state}"
            )
        _enter(matter, entry)
    return matter


def key(said: str | None) -> str | None:
    """A key as text, without its dashes."""
    return said.replace("-", "") if said else None


def instant(said: str | None) -> datetime | None:
    """An instant as text, aware."""
    return datetime.fromisoformat(said).astimezone(UTC) if said else None


def _enter(matter: Rebuilt, entry: dict[str, Any]) -> None:
    at = datetime.fromisoformat(entry["at"]).astimezone(UTC)
    matter.kind, matter.number, matter.state = entry["kind"], entry["number"], entry["after"]
    for said in entry["missed"]:
        owed = _open(matter, entry, said)
        owed.missed_at, owed.missed_by = at, owed.bearer
    for said in entry["ended"]:
        owed = _open(matter, entry, said)
        owed.ended_at, owed.ended_by, owed.outcome = at, entry["act"], said["outcome"]
    for said in entry.get("moved", ()):
        _open(matter, entry, said).due_at = instant(said["due"])
    for said in entry["opened"]:
        matter.owed[said["id"].replace("-", "")] = Owed(
            kind=said["kind"],
            clause=said["clause"],
            about=said["about"].replace("-", ""),
            bearer=key(said["bearer"]),
            opened_at=at,
            due_at=instant(said["due"]),
        )
    for said in entry["clock"]:
        before = sum(1 for event in matter.events if event.clock == said["clock"])
        matter.events.append(
            Event(
                clock=said["clock"],
                position=before,
                kind=said["kind"],
                at=datetime.fromisoformat(said["at"]).astimezone(UTC),
                n=said["n"],
                unit=said["unit"],
                basis=said["basis"],
                calendar=said["calendar"],
            )
        )
    for said in entry["papers"]:
        matter.papers[said["id"].replace("-", "")] = said["digest"]
    if matter.kind == "absence":
        _of_an_absence(matter, entry, at)


def _of_an_absence(matter: Rebuilt, entry: dict[str, Any], at: datetime) -> None:
    """Who is away and who stands in, where the act says so. Whoever is named no more has stood in
    until the next one does."""
    if entry["act"] in ("absence.come_back", "absence.sign_in"):
        matter.ended_at = at
    said = entry.get("also", {})
    if "ended_at" in said:
        matter.ended_at = instant(said["ended_at"])
    if "stand_ins" not in said:
        return
    matter.person, matter.away_from = key(said["person"]), instant(said["away_from"])
    named = {row["id"].replace("-", ""): row for row in said["stand_ins"]}
    since = {key(row["post"]): instant(row["since"]) for row in named.values()}
    for replaced, stand_in in matter.stand_ins.items():
        if replaced not in named and stand_in.until is None:
            stand_in.until = since[stand_in.post]
    for one, row in named.items():
        matter.stand_ins[one] = StandIn(
            row["post"].replace("-", ""), key(row["person"]), instant(row["since"])
        )


def _open(matter: Rebuilt, entry: dict[str, Any], said: dict[str, Any]) -> Owed:
    owed = matter.owed.get(said["id"].replace("-", ""))
    if owed is None or owed.ended_at is not None:
        raise ValueError(f"entry {entry['seq']} is about {said['kind']}, which was not open")
    return owed
