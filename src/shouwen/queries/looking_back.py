"""What several kinds of lead look at, each read once for a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import F, Func, Value
from django.db.models.lookups import Exact

from shouwen.queries.viewer import Viewer
from shouwen.records.keys import first_key
from shouwen.records.models import LedgerEntry, SpecialProcedure

AT_ONCE = ("case.settle_at_once", "case.deliver_result")
"""The acts with which an immediate matter ends."""


@dataclass(frozen=True, slots=True)
class EndedAtOnce:
    """An immediate matter that somebody ended."""

    number: str
    at: datetime
    person: UUID | None
    phone: str
    id_number: str


class Unindexed(Func):
    """A column with which no index begins on SQLite: it keeps no statistics, and would walk through
    every matter of the jurisdiction there ever was instead of the keys of the last days. Elsewhere
    the column itself."""

    template = "%(expressions)s"
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """With the sign that takes it out of the planner's hands."""
        return self.as_sql(compiler, connection, template="+%(expressions)s", **context)


@dataclass(frozen=True)
class LookBack:
    """What was done in the viewer's jurisdiction since an instant."""

    viewer: Viewer
    since: datetime

    def name(self, person: UUID | None) -> str:
        """What somebody of the office is called; empty where it is nobody."""
        return self.viewer.office.roster.people.get(person, "") if person else ""

    def here(self, place: str) -> Exact:
        """That the jurisdiction which ``place`` leads to is the viewer's."""
        return Exact(Unindexed(F(place)), Value(self.viewer.office.jurisdiction))

    @cached_property
    def ended_at_once(self) -> Sequence[EndedAtOnce]:
        """The immediate matters ended since, in the order of time."""
        found = LedgerEntry.objects.filter(
            self.here("matter__jurisdiction"),
            pk__gte=first_key(self.since),
            act__in=AT_ONCE,
            matter__case__version__guide__immediate=True,
        ).order_by("at", "pk")
        case = "matter__case__"
        columns = ("matter__number", "at", "person", f"{case}phone_key", f"{case}id_number")
        return [EndedAtOnce(*row) for row in found.values_list(*columns)]

    @cached_property
    def procedures(self) -> Sequence[SpecialProcedure]:
        """The special procedures begun since, newest first."""
        found = SpecialProcedure.objects.filter(
            self.here("case__jurisdiction"), pk__gte=first_key(self.since)
        )
        related = found.select_related("case__matter", "notice").defer("notice__content")
        return list(related.order_by("-pk"))
