"""The acts on the directory: other units listed, lines confirmed, reported wrong and mended (1.2b,
1.3.3). What is reported wrong its keeper owes a mend."""

from shouwen.acts._frame.file import File
from shouwen.acts._frame.frame import act
from shouwen.acts._listing import list_other_unit, list_reach
from shouwen.records.casefile.books import OfficeRows
from shouwen.records.casefile.directory import EntryRows
from shouwen.records.models import Entry, OtherUnit
from shouwen.rules.facts.directory import Listed, Reach


@act("office.list_units", OfficeRows)
def list_units(file: File, *, listing: tuple[Listed, ...]) -> None:
    """Enter other units, new ones and what changed of those that are listed. A phone that is new
    was confirmed by nobody yet (1.3.3)."""
    rows: OfficeRows = file.rows
    file.facts["listing"] = listing
    file.check()
    named = OtherUnit.objects.filter(
        jurisdiction=rows.jurisdiction, name__in=[each.name.strip() for each in listing]
    )
    there = {(row.name, row.section): row for row in named}
    lines = Entry.objects.in_bulk([row.pk for row in there.values()])
    for each in listing:
        row = there.get((each.name.strip(), each.section.strip()))
        if row is None:
            row = OtherUnit(
                id=file.key(),
                jurisdiction=rows.jurisdiction,
                name=each.name.strip(),
                section=each.section.strip(),
                **_said(each),
            )
            file.add(row)
        elif row.closed_at is None and all(getattr(row, k) == v for k, v in _said(each).items()):
            continue
        else:
            if row.phone != each.phone.strip():
                file.change(lines[row.pk], confirmed_at=None, confirmed_by_id=None)
            file.change(row, **_said(each), closed_at=None)
        list_other_unit(file, rows.jurisdiction, row)
        file.also.setdefault("listed", []).append(row.pk)


@act("office.unlist_unit", EntryRows)
def unlist_unit(file: File) -> None:
    """Another unit is listed no more: it was dissolved, or does this no longer."""
    rows: EntryRows = file.rows
    file.change(rows.row.other_unit, closed_at=file.at)
    _right_again(file)


@act("office.confirm_entry", EntryRows)
def confirm_entry(file: File) -> None:
    """Its keeper says that a line is right as it stands (1.2b)."""
    file.change(file.rows.row, confirmed_at=file.at, confirmed_by_id=file.actor.person)
    _right_again(file)


@act("office.report_entry", EntryRows)
def report_entry(file: File, *, wrong: str = "") -> None:
    """Somebody says that a line is wrong, in words or without; its keeper owes it a mend (1.2b)."""
    rows: EntryRows = file.rows
    file.change(
        rows.row, wrong=wrong.strip(), reported_at=file.at, reported_by_id=file.actor.person
    )
    file.owe("mend_entry", about=rows.about, bearer=rows.keeper)


@act("office.mend_entry", EntryRows)
def mend_entry(file: File, *, reach: Reach) -> None:
    """Its keeper writes where somebody is reached, and with that confirms the line (1.2b)."""
    rows: EntryRows = file.rows
    file.facts["reach"] = reach
    file.check()
    row, phone, place = rows.row, reach.phone.strip(), reach.place.strip()
    if row.other_unit is not None:
        file.change(row.other_unit, phone=phone, address=place)
    else:
        file.change(row.section or row.post, phone=phone, room=place)
        file.change_books()
    list_reach(file, rows.jurisdiction, row.pk, phone, place)
    file.change(row, confirmed_at=file.at, confirmed_by_id=file.actor.person)
    _right_again(file)


def _right_again(file: File) -> None:
    file.change(file.rows.row, wrong="", reported_at=None, reported_by_id=None)


def _said(each: Listed) -> dict[str, str]:
    return {
        "tasks": each.tasks.strip(),
        "phone": each.phone.strip(),
        "address": each.address.strip(),
        "hours": each.hours.strip(),
    }
