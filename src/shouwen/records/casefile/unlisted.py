"""What no published guide covers, about to be received or on the desk (5.1a)."""

from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from shouwen.records.casefile.desk import MatterRows, Place
from shouwen.records.models import Case, Service, ServiceVersion, Unlisted
from shouwen.rules.facts.seats import Hands
from shouwen.rules.words import Bearer, MatterKind, VersionState


class UnlistedPlace(Place):
    """A jurisdiction where something unlisted is about to be received; its row is locked."""

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file."""
        return Hands({Bearer.MAIN: self.main}) if name == "hands" else super().facet(name, at)

    @property
    def main(self) -> UUID | None:
        """The main leader's post, who owes the answer."""
        leads = self.office.roster.leadership.get(self.unit.id)
        return leads.main if leads else None

    def service(self, code: str) -> Service | None:
        """The service that somebody means."""
        return Service.objects.filter(jurisdiction=self.jurisdiction, code=code).first()


class UnlistedRows(MatterRows, UnlistedPlace):
    """Something unlisted."""

    kind = MatterKind.UNLISTED

    @cached_property
    def row(self) -> Unlisted:
        """Its own row."""
        return Unlisted.objects.get(pk=self.matter.pk)

    def case(self, number: str) -> Case | None:
        """The case of a number."""
        found = Case.objects.select_related("matter").filter(
            matter__jurisdiction=self.jurisdiction, matter__number=number
        )
        return found.first()


def in_force(service: Service | None) -> int | None:
    """The number of the version of a service that is in force; None where none is."""
    published = ServiceVersion.objects.filter(service=service, state=VersionState.PUBLISHED)
    return published.values_list("number", flat=True).first() if service else None
