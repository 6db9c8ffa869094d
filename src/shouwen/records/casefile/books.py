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
    Person,
    Post,
    Sitting,
)
from shouwen.rules.facts import books
from shouwen.rules.facts.seats import Hands, Roster
from shouwen.rules.words import Bearer, MatterKind, Rank


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


class LeaderRows(OfficeRows):
    """The books with one leader's post at hand (2.5)."""

    def __init__(self, post: UUID) -> None:
        """Raises ``Post.DoesNotExist`` where there is no such post."""
        self.about = post
        super().__init__(books_of(Post.objects.values_list("jurisdiction", flat=True).get(pk=post)))

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file; who does it sits on the post at hand, or where its work went to."""
        found = super().facet(name, at)
        if name == "hands":
            return Hands({**found.posts, Bearer.DOER: self._bearer})
        return found

    @property
    def _bearer(self) -> UUID | None:
        """Whose the records owed of the post are: those of a closed post went to another."""
        owed = (row.bearer_id for row in self.open_obligations if row.about == self.about)
        return next(owed, self.about)


def who_fills(roster: Roster, post: UUID) -> UUID | None:
    """The post that must see to it that somebody sits on ``post``: its section's head, above the
    head the supervising leader, above a deputy the main leader; for the main leader's own post the
    Office reports the gap upwards."""
    here = roster.posts[post]
    leads = roster.leadership.get(here.unit)
    main = leads.main if leads else None
    of_office = leads.office if leads else ()
    if here.rank is Rank.MAIN:
        above: Iterable[UUID | None] = of_office
    elif here.rank is Rank.DEPUTY:
        above = (main, *of_office)
    else:
        above = (here.head, here.leader, main)
    return next((each for each in above if each is not None and each != post), None)
