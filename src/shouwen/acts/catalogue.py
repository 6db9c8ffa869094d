"""The acts of the catalogue: a version of a service is drafted, written, reviewed and published,
comes into force, is superseded by the next or withdrawn (5.1a).

One act touches one matter. A version that comes into force ends the one before it in the same act,
so that there is no gap and never two; the matter of the one before is closed by an act of the clock
right after (:func:`publish`), or with the next sweep (:func:`unfinished`)."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from shouwen.acts._frame.actor import CLOCK, By
from shouwen.acts._frame.file import Barred, File
from shouwen.acts._frame.frame import Act, At, Done, act
from shouwen.acts._frame.ledger import canonical
from shouwen.records.casefile.version import CatalogueRows, VersionRows
from shouwen.records.models import Service, ServiceToken, ServiceVersion
from shouwen.records.reading import Planned
from shouwen.records.search import found_by
from shouwen.rules.facts.casefile import Opinion
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.version import Saved
from shouwen.rules.papers import digest
from shouwen.rules.words import Bearer, VersionState
from shouwen.rules.worktime import CST


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the catalogue as its list names it."""

    code: str
    name: str
    department: str = ""
    section: UUID | None = None
    handler: UUID | None = None


# ── writing ──────────────────────────────────────────────────────────────────────────────────────


@act("service_version.draft_version", CatalogueRows, makes=VersionRows)
def draft_version(file: File, *, item: Item, guide: Guide) -> None:
    """Lay down a draft: the next version of a service, or the first one of a new service."""
    rows: CatalogueRows = file.rows
    file.facts["guide"] = guide
    file.check()
    service = Service.objects.filter(jurisdiction=rows.jurisdiction, code=item.code).first()
    if service is None:
        service = Service(
            id=file.key(),
            jurisdiction=rows.jurisdiction,
            code=item.code,
            name=item.name,
            department=item.department,
            section_id=item.section,
            handler_id=item.handler,
        )
        file.add(service)
        _find_by(file, service, item.name)
        last = 0
    else:
        last = service.versions.count()
        if item.handler and service.handler_id != item.handler:
            file.change(service, section_id=item.section, handler_id=item.handler)
            file.change_catalogue()
        if item.name != service.name:
            file.change(service, name=item.name)
            file.change_catalogue()
            _find_by(file, service, item.name)
    matter = file.open_matter("service_version", rows.jurisdiction, None)
    version = ServiceVersion(
        matter=matter,
        jurisdiction=rows.jurisdiction,
        service=service,
        number=last + 1,
        state=VersionState.DRAFT,
        revision=1,
        written_by_id=file.actor.person,
        written_at=file.at,
        **_columns(guide),
    )
    file.add(version)


@act("service_version.write_draft", VersionRows)
def write_draft(file: File, *, guide: Guide, seen: int, handler: UUID | None = None) -> None:
    """Write a draft anew. ``seen`` is the revision that its writer began from: where somebody saved
    another one meanwhile, nothing is written over. ``handler`` is the post that is to handle a
    service which no post handles yet, as it came in with a list."""
    version: ServiceVersion = file.rows.version
    by = version.written_by.name if version.written_by else ""
    file.facts["guide"] = guide
    file.facts["saved"] = Saved(seen, version.revision, by, version.written_at)
    file.check()
    if handler is not None and version.service.handler_id is None:
        section = file.office.roster.posts[handler].section_id
        file.change(version.service, section_id=section, handler_id=handler)
    file.change(
        version,
        revision=version.revision + 1,
        written_by_id=file.actor.person,
        written_at=file.at,
        **_columns(guide),
    )


# ── review ───────────────────────────────────────────────────────────────────────────────────────


@act("service_version.submit_version", VersionRows)
def submit_version(file: File) -> None:
    """Send a draft for review: to the head of the section that handles the service, or to the
    leader above where the head's own post sends it."""
    version: ServiceVersion = file.rows.version
    post = file.seat.post if file.seat else None
    head = file.hands.of(Bearer.HEAD)
    file.change(version, state=VersionState.REVIEWING, submitted_from_id=post)
    file.owe("review_version", bearer=file.hands.of(Bearer.LEADER) if head == post else head)


@act("service_version.return_version", VersionRows)
def return_version(file: File, *, opinion: Opinion) -> None:
    """Send it back to be mended, with what is to be mended; the post that sent it owes that."""
    file.facts["opinion"] = opinion
    file.check()
    version: ServiceVersion = file.rows.version
    file.change(version, state=VersionState.DRAFT, **_opinion(file, opinion))
    file.owe("revise_draft", bearer=version.submitted_from_id)


@act("service_version.approve_version", VersionRows)
def approve_version(file: File, *, opinion: Opinion | None = None) -> None:
    """It may be published, as far as the section that handles it can tell."""
    file.change(
        file.rows.version,
        state=VersionState.APPROVED,
        **_opinion(file, opinion or Opinion("")),
    )
    file.owe("publish_version")


# ── in force ─────────────────────────────────────────────────────────────────────────────────────


@act("service_version.publish_version", VersionRows)
def publish_version(file: File) -> None:
    """Publish, in force at once: from now on applications are received under this version (5.1a),
    and the one before is superseded."""
    _take_over(file)
    file.change(file.rows.version, published_at=file.at)
    _say_what(file)


@act("service_version.announce_version", VersionRows)
def announce_version(file: File, *, on: date) -> None:
    """Publish, in force from a later day: the public reads it, and the version in force goes on
    until then."""
    file.facts["coming"] = on
    file.check()
    file.change(
        file.rows.version, state=VersionState.ANNOUNCED, published_at=file.at, announced_for=on
    )
    _say_what(file)
    file.change_catalogue()
    file.owe("come_into_force", due_at=datetime.combine(on, time(), CST).astimezone(UTC))


@act("service_version.come_into_force", VersionRows)
def come_into_force(file: File) -> None:
    """Its day has come: applications are received under it, and the one before is superseded."""
    _take_over(file)


@act("service_version.supersede_version", VersionRows)
def supersede_version(file: File) -> None:
    """Close the matter of a version that another has taken over from."""
    file.change(file.rows.version, superseded_at=file.at)


@act("service_version.withdraw_version", VersionRows)
def withdraw_version(file: File, *, reason: str) -> None:
    """Withdraw: no new application is received under it. The public reads since when and why."""
    file.facts["reason"] = reason
    file.check()
    version: ServiceVersion = file.rows.version
    file.change(
        version,
        state=VersionState.WITHDRAWN,
        withdrawn_at=file.at,
        withdrawn_because=reason.strip(),
        valid_until=file.at if version.valid_from else None,
    )
    file.change_catalogue()


@act("service_version.note_missed", VersionRows)
def note_missed(file: File) -> None:
    """Note what has run out and was not done."""
    file.miss_what_ran_out()


def publish(matter: UUID, *, by: By, at: At, on: date | None = None, **how: Any) -> Done:
    """Publish as doors do it: in force at once, or from the day ``on``; what it takes over from is
    closed, an act each. ``how`` is what every act may be told (:class:`Act`)."""
    if on is not None:
        return announce_version(matter, by=by, at=at, on=on, **how)
    done = publish_version(matter, by=by, at=at, **how)
    for subject, name in unfinished():
        with contextlib.suppress(Barred):  # a sweep closed it meanwhile
            ACTS[name](subject, by=CLOCK, at=at)
    return done


ACTS: dict[str, Act[Any]] = {
    "service_version.come_into_force": come_into_force,
    "service_version.note_missed": note_missed,
    "service_version.supersede_version": supersede_version,
}
"""What the clock does on a version."""


def unfinished() -> Iterator[tuple[UUID, str]]:
    """What the clock has to do because another version took over: on what, and which act."""
    for (version,) in _CLOSING.rows(VersionState.SUPERSEDED):
        yield version.pk, "service_version.supersede_version"


_CLOSING = Planned(
    "records_serviceversion v WHERE v.state = %s AND v.superseded_at IS NULL",
    (ServiceVersion, "v"),
    only=frozenset({"matter"}),
)


def _columns(guide: Guide) -> dict[str, Any]:
    """What a version says, as its row keeps it."""
    return {
        "guide": guide.to_json(),
        "statute_n": guide.statute.n if guide.statute else None,
        "promise_n": guide.promise.n,
        "limit_unit": guide.promise.unit,
    }


def _opinion(file: File, opinion: Opinion) -> dict[str, Any]:
    return {"opinion": opinion.text.strip(), "reviewed_by_id": file.actor.person}


def _take_over(file: File) -> None:
    """In force from now on, the one before until now, which is written first: never two are in
    force. And it is found by what it says."""
    rows: VersionRows = file.rows
    former = rows.in_force
    if former is not None:
        file.change(former, state=VersionState.SUPERSEDED, valid_until=file.at)
        file.also["supersedes"] = former.pk
    file.change(rows.version, state=VersionState.PUBLISHED, valid_from=file.at)
    _find_by(file, rows.version.service, rows.guide.name, rows.guide.plainly)
    file.change_catalogue()


def _say_what(file: File) -> None:
    """The ledger proves what the version says, without saying it."""
    row: ServiceVersion = file.rows.version
    file.also |= {"version": row.number, "guide": digest(canonical(row.guide))}


def _find_by(file: File, service: Service, name: str, says: str = "") -> None:
    place = service.jurisdiction_id
    for token, in_name in found_by(name, says).items():
        file.add(
            ServiceToken(jurisdiction_id=place, token=token, service_id=service.pk, in_name=in_name)
        )
