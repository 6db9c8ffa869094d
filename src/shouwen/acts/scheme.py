"""The acts of the scheme of duties: draft, write, approve, supersede, publish a version (2.3)."""

import contextlib
from uuid import UUID

from shouwen.acts._frame.actor import CLOCK, By
from shouwen.acts._frame.file import Barred, File
from shouwen.acts._frame.frame import At, Done, act
from shouwen.acts._frame.ledger import canonical
from shouwen.acts._living_by import live_by
from shouwen.acts._scheme_papers import ab_table, post_description
from shouwen.acts.office import note_filled
from shouwen.records.casefile.books import books_of
from shouwen.records.casefile.scheme import DescribedRows, SchemeRows, UnitRows
from shouwen.records.models import Scheme as SchemeRow
from shouwen.records.models import Unit
from shouwen.rules.facts.scheme import Scheme
from shouwen.rules.papers import digest
from shouwen.rules.words import MatterKind, PaperKind


@act("scheme.found_scheme", UnitRows, makes=SchemeRows)
def found_scheme(file: File, *, scheme: Scheme) -> None:
    """The first version of a unit that was just founded: it lives by it already."""
    row = _lay_down(file, scheme)
    row.approved_at = row.published_at = file.at


@act("scheme.draft_scheme", UnitRows, makes=SchemeRows)
def draft_scheme(file: File, *, scheme: Scheme) -> None:
    """Lay down the next version as a draft."""
    _lay_down(file, scheme)


@act("scheme.write_draft", SchemeRows)
def write_draft(file: File, *, scheme: Scheme) -> None:
    """Write a draft anew; one that was approved is a draft again."""
    file.facts["scheme"] = scheme
    file.check()
    row: SchemeRow = file.rows.row
    file.change(row, content=scheme.to_json(), approved_by_id=None, approved_at=None)
    _tell(file, row)


@act("scheme.approve_scheme", SchemeRows)
def approve_scheme(file: File) -> None:
    """The main leader approves what the version says (2.3)."""
    file.change(file.rows.row, approved_by_id=file.actor.person, approved_at=file.at)
    _tell(file, file.rows.row)


@act("scheme.supersede_scheme", SchemeRows)
def supersede_scheme(file: File) -> None:
    """The version is in force no more; the office goes on as it stands until the one that was
    approved is published, which comes right after."""
    file.change(file.rows.row, superseded_at=file.at)


@act("scheme.publish_scheme", SchemeRows)
def publish_scheme(file: File) -> None:
    """Publish: from now on the office lives by this version, and its tables say what it says; the
    table of A and B roles is issued anew (2.7.4)."""
    rows: SchemeRows = file.rows
    file.change(rows.row, published_at=file.at)
    _tell(file, rows.row)
    unit = Unit(id=rows.row.unit_id)
    live_by(file, rows.jurisdiction, unit, rows.books, rows.scheme)
    file.change_books()
    file.issue(PaperKind.AB_TABLE, ab_table(file, rows.row, rows.scheme))


@act("scheme.issue_post_description", DescribedRows)
def issue_post_description(file: File) -> None:
    """Issue the description of one post, as the version in force has it and with who sits there
    now (2.7.3)."""
    rows: DescribedRows = file.rows
    post = rows.living.post[rows.described.key]
    people = file.office.roster.people
    file.issue(
        PaperKind.POST_DESCRIPTION,
        post_description(file, rows.row, rows.living, post, people),
    )


def publish(matter: UUID, *, by: By, at: At, request_id: str | None = None) -> Done:
    """Publish a version as doors do: the version in force is superseded, this one published, and
    what it filled is no longer owed in the office's books; three matters, an act each."""
    version = SchemeRow.objects.get(matter=matter)
    former = SchemeRow.objects.filter(
        unit=version.unit_id, published_at__isnull=False, superseded_at__isnull=True
    ).exclude(matter=matter)
    for row in former:
        supersede_scheme(row.pk, by=by, at=at)
    done = publish_scheme(matter, by=by, at=at, request_id=request_id)
    with contextlib.suppress(Barred):  # nothing was owed, or it is not filled yet
        note_filled(books_of(version.jurisdiction_id), by=CLOCK, at=at)
    return done


def _lay_down(file: File, scheme: Scheme) -> SchemeRow:
    rows: UnitRows = file.rows
    file.facts["scheme"] = scheme
    file.check()
    row = SchemeRow(
        matter=file.open_matter(MatterKind.SCHEME, rows.jurisdiction, None),
        jurisdiction=rows.jurisdiction,
        unit=rows.of,
        number=rows.last + 1,
        content=scheme.to_json(),
    )
    file.add(row)
    _tell(file, row)
    return row


def _tell(file: File, row: SchemeRow) -> None:
    """The ledger proves what the version said, without saying it."""
    file.also |= {"version": row.number, "content": digest(canonical(row.content))}
