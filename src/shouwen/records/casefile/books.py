"""The books of an office on the desk: one matter, and the jurisdiction's row with it, so that who
sits where changes in one order."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from shouwen.records.casefile.desk import MatterRows
from shouwen.records.models import (
    Account,
    Matter,
    Obligation,
    Person,
    Post,
    Section,
    Sitting,
)
from shouwen.rules.facts import books
from shouwen.rules.facts.seats import Hands, Roster
from shouwen.rules.words import Bearer, MatterKind

RECORDS = ("record_integrity", "record_ideology")
GAPS = ("fill_post", "name_b_role")
EMPTY = ("take_over_section",)
"""What is owed in the books about a leader's post, about any post, about a section."""


def books_of(jurisdiction: UUID) -> UUID:
    """The matter that is the books of a jurisdiction's office. Raises ``Matter.DoesNotExist``."""
    found = Matter.objects.values_list("pk", flat=True)
    key: UUID = found.get(jurisdiction=jurisdiction, kind=MatterKind.OFFICE)
    return key


class OfficeRows(MatterRows):
    """The books."""

    kind = MatterKind.OFFICE

    @cached_property
    def people(self) -> dict[UUID, Person]:
        """Everybody who is or was of the office."""
        return {row.pk: row for row in Person.objects.filter(jurisdiction=self.jurisdiction)}

    def books(self, at: datetime, sign_in: str = "") -> books.Books:
        """The books as guards see them before an act of ``at``; of names to sign in with only
        whether ``sign_in`` is taken."""
        roster = self.office.roster
        return books.Books(
            at=at,
            posts={
                post.id: books.PostNow(post.name, post.rank, post.qualifications)
                for post in roster.posts.values()
                if not post.closed
            },
            people={
                row.pk: books.PersonNow(
                    row.name, frozenset(row.qualifications), row.left_at is not None
                )
                for row in self.people.values()
            },
            sittings=roster.sittings,
            sign_ins=frozenset(
                Account.objects.filter(sign_in=sign_in).values_list("sign_in", flat=True)
                if sign_in
                else ()
            ),
        )

    def sittings(self, **which: object) -> list[Sitting]:
        """Rows of sittings that last still, found by ``which`` columns."""
        found = Sitting.objects.filter(post__jurisdiction=self.jurisdiction, until__isnull=True)
        return list(found.filter(**which).order_by("since", "pk"))

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file."""
        match name:
            case "hands":
                leads = self.office.roster.leadership.values()
                return Hands({Bearer.MAIN: next((each.main for each in leads), None)})
            case "administrators":
                found = Account.objects.filter(is_administrator=True, is_active=True)
                return frozenset(found.values_list("pk", flat=True))
            case _:
                return super().facet(name, at)


class PostRows(OfficeRows):
    """The books with one post at hand."""

    def __init__(self, post: UUID) -> None:
        """Raises ``Post.DoesNotExist`` where there is no such post."""
        self.about = post
        super().__init__(books_of(Post.objects.values_list("jurisdiction", flat=True).get(pk=post)))


class LeaderRows(PostRows):
    """A leader's post, with its records of double duty (2.5)."""

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file; who does it sits on the post at hand, or where its work went to."""
        found = super().facet(name, at)
        if name == "hands":
            doer = bearer(self.open_obligations, self.about, RECORDS) or self.about
            return Hands({**found.posts, Bearer.DOER: doer})
        return found


class GapRows(PostRows):
    """A post that is owed somebody (2.4.4, 2.7.4)."""

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file; who designates sits where that is owed, and nobody if nowhere."""
        found = super().facet(name, at)
        if name == "hands":
            doer = bearer(self.open_obligations, self.about, GAPS)
            return Hands({**found.posts, Bearer.DOER: doer})
        return found


class SectionRows(OfficeRows):
    """The books with a section at hand in which nobody is left (3.2c)."""

    def __init__(self, section: UUID) -> None:
        """Raises ``Section.DoesNotExist`` where there is no such section."""
        self.about = section
        found = Section.objects.values_list("jurisdiction", flat=True)
        super().__init__(books_of(found.get(pk=section)))

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file; the Office is asked where it owes to take over."""
        found = super().facet(name, at)
        if name == "hands":
            office = bearer(self.open_obligations, self.about, EMPTY)
            return Hands({**found.posts, Bearer.OFFICE: office})
        return found


def bearer(owed: Iterable[Obligation], about: UUID | None, kinds: Iterable[str]) -> UUID | None:
    """The post that bears what is owed about a post or section; None where nothing is. What a closed
    post bore went to another."""
    found = (row.bearer_id for row in owed if row.about == about and row.kind in kinds)
    return next(found, None)


def who_fills(roster: Roster, post: UUID) -> UUID | None:
    """The post that must see to it that somebody sits on ``post``: the one right above; of the main
    leader's own the Office reports the gap upwards."""
    above = roster.above(post)
    candidates = (above.direct, *above.office)
    return next((each for each in candidates if each is not None and each != post), None)
