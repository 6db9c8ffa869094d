"""Who handed over wrongly so often is to have it gone through with them (1.2b): the act that shows the
last of it opens what is owed, and nothing looks for it later."""

from uuid import UUID

from shouwen.acts._frame.file import File
from shouwen.records.casefile.contact import ContactRows
from shouwen.records.casefile.misrouting import (
    Directory,
    Misrouting,
    counted,
    counted_since,
    gone_wrong,
    misroutings,
    who_briefs,
)
from shouwen.records.models import Briefing, ContactHandover, Person
from shouwen.rules.regimes.first_contact.misrouting import is_briefed


def misrouted_on(file: File) -> dict[ContactHandover, Misrouting]:
    """The hand-overs of the contact that went wrong as they stand now in the file; of one that reports
    on somebody none, for it is in no figure (1.3.4b)."""
    rows: ContactRows = file.rows
    if rows.row.sealed:
        return {}
    first = min((row.at for row in rows.handovers), default=file.at)
    directory = Directory(rows.jurisdiction.pk, rows.office.roster, first)
    found = gone_wrong(rows.office.roster, rows.handovers, rows.row, directory)
    return {each.row: each for each in found}


def owe_briefings(file: File, before: dict[ContactHandover, Misrouting]) -> None:
    """Owe a briefing of whoever is shown by this act to have handed over wrongly once too often."""
    shown = [each for row, each in misrouted_on(file).items() if row not in before]
    own = {each.row.person_id: each for each in shown if each.stale is None}
    for person in sorted(own):
        _owe(file, person, own[person])


def _owe(file: File, person: UUID, shown: Misrouting) -> None:
    """Owe it once: the person's row is locked, so that of two acts that each show one at once the second
    counts with the first, and finds what that owes."""
    rows: ContactRows = file.rows
    place, roster = rows.jurisdiction.pk, rows.office.roster
    Person.objects.select_for_update(no_key=True).get(pk=person)
    if Briefing.objects.filter(person=person, ended_at=None).exists():
        return
    since = counted_since(person, shown.row.at, file.at)
    elsewhere = misroutings(place, roster, person, since, but=rows.matter.pk)
    if not is_briefed((shown.row.at, *counted(elsewhere))):
        return
    post = shown.row.from_post_id
    bearer = who_briefs(roster, post, person, file.at)
    if bearer is None:
        return
    row = Briefing(
        id=file.key(), contact=rows.row, person_id=person, post_id=post, opened_at=file.at
    )
    file.add(row)
    file.owe("brief_officer", about=row.pk, bearer=bearer)


def drop_briefings(file: File) -> None:
    """What this contact showed counts no more: what is still owed for it falls away."""
    for row in Briefing.objects.filter(contact=file.rows.row, ended_at=None):
        file.change(row, ended_at=file.at, ended_by_id=file.actor.person)
