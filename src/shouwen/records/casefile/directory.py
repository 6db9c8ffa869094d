"""One line of the directory on the desk, with the office's books it belongs to."""

from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from shouwen.records.casefile.books import OfficeRows, bearer, books_of
from shouwen.records.models import Entry, OtherUnit, Post, Section
from shouwen.rules.facts import directory
from shouwen.rules.facts.seats import Hands
from shouwen.rules.regimes.first_contact.directory import keeper
from shouwen.rules.words import Bearer

MEND = ("mend_entry",)


class EntryRows(OfficeRows):
    """The books with one line of the directory at hand; people have none of their own there."""

    about: UUID

    def __init__(self, entry: UUID) -> None:
        """Raises ``Entry.DoesNotExist`` where there is no such line."""
        self.about = entry
        lines = Entry.objects.filter(person=None).values_list("jurisdiction", flat=True)
        super().__init__(books_of(lines.get(pk=entry)))

    @cached_property
    def row(self) -> Entry:
        """The line, with what it is about."""
        return Entry.objects.select_related("section", "post", "other_unit").get(pk=self.about)

    @property
    def what(self) -> Section | Post | OtherUnit:
        """The section, post or other unit that the line is about."""
        return what(self.row)

    @property
    def listed(self) -> directory.Entry:
        """The line as guards see it."""
        return facts_of(self.row, self.office.roster.posts[self.keeper].name if self.keeper else "")

    @cached_property
    def keeper(self) -> UUID | None:
        """The post that owes its mend; while none is owed, the one that keeps it."""
        return bearer(self.open_obligations, self.about, MEND) or self._keeps

    @property
    def _keeps(self) -> UUID | None:
        roster = self.office.roster
        posts = roster.by_section.get(self.about, ())
        of = next((p for p in posts if not roster.posts[p].closed), None)
        here = self.about if self.about in roster.posts else of
        unit = roster.posts[here].unit if here else next(iter(self.office.units))
        return keeper(roster, unit, here)

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file; who mends is who keeps the line."""
        match name:
            case "entry":
                return self.listed
            case "hands":
                return Hands({**super().facet(name, at).posts, Bearer.DOER: self.keeper})
            case _:
                return super().facet(name, at)


def what(row: Entry) -> Section | Post | OtherUnit:
    """The section, post or other unit that a line is about."""
    there = row.section or row.post or row.other_unit
    assert there is not None, "people have no line of their own"
    return there


def facts_of(row: Entry, keeper: str) -> directory.Entry:
    """A line as guards see it."""
    there = what(row)
    return directory.Entry(
        name=there.name + (there.section if isinstance(there, OtherUnit) else ""),
        listed=isinstance(there, Section) or there.closed_at is None,
        reported=row.reported_at is not None,
        outside=row.other_unit is not None,
        keeper=keeper,
    )
