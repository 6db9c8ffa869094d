"""A version of a service on the desk, or a service about to get its first draft."""

from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from shouwen.records.casefile.case import guide_of, hands
from shouwen.records.casefile.desk import MatterRows, Place
from shouwen.records.casefile.office import Office, UnitFacts
from shouwen.records.casefile.pledge import pledged
from shouwen.records.models import LedgerEntry, ServiceVersion, Wording
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.publication import Publication, Staff
from shouwen.rules.facts.seats import Hands
from shouwen.rules.facts.version import Announced
from shouwen.rules.regimes.stand_in import found_at, seat
from shouwen.rules.words import Bearer, Language, MatterKind, VersionState

WRITING = ("service_version.draft_version", "service_version.write_draft")
"""The acts whose actors wrote what a version says."""


class VersionRows(MatterRows):
    """One version of a service. With the jurisdiction's row it holds every version of the service:
    of two that come into force at once, the second finds the first."""

    kind = MatterKind.SERVICE_VERSION

    @cached_property
    def version(self) -> ServiceVersion:
        """The version's own row."""
        return ServiceVersion.objects.select_related("service", "written_by").get(pk=self.matter.pk)

    @cached_property
    def guide(self) -> Guide:
        """What it says."""
        return guide_of(self.version)

    @property
    def unit(self) -> UnitFacts:
        """The unit that handles the service; the first, where no post does."""
        handler = self.version.service.handler_id
        return self.office.unit(handler) if handler else super().unit

    @cached_property
    def in_force(self) -> ServiceVersion | None:
        """The version of the service that is in force, if another is."""
        return self._others(state=VersionState.PUBLISHED).first()

    @cached_property
    def english(self) -> Wording | None:
        """What it says in English, as far as that was written."""
        return Wording.objects.filter(version=self.version, language=Language.ENGLISH).first()

    @property
    def former(self) -> Guide | None:
        """What the version before says: the one in force, failing that the last that was."""
        before = self.in_force or self._others(valid_from__isnull=False).last()
        return guide_of(before) if before else None

    @property
    def writers(self) -> frozenset[UUID]:
        """Who wrote what it says, by the ledger."""
        wrote = LedgerEntry.objects.filter(
            matter=self.matter.pk, act__in=WRITING, person__isnull=False
        )
        return frozenset(wrote.values_list("person", flat=True))

    @property
    def announced(self) -> Announced | None:
        """Another version that comes into force on a later day."""
        found = self._others(state=VersionState.ANNOUNCED).first()
        if found is None:
            return None
        assert found.announced_for is not None
        return Announced(found.number, found.announced_for)

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file."""
        match name:
            case "hands":
                return self._hands()
            case "guide":
                return self.guide
            case "former":
                return self.former
            case "writers":
                return self.writers
            case "announced":
                return self.announced
            case "coming":
                return self.version.announced_for
            case "overtaken":
                return self.version.state == VersionState.SUPERSEDED
            case "english":
                return self.english.texts if self.english else {}
            case "english_is_public":
                return self.english is not None and self.english.published_at is not None
            case "pledged":
                return pledged(self.jurisdiction.pk)
            case "publication":
                return publication(self.office, self.version.service.handler_id, at)
            case _:
                return super().facet(name, at)

    def _others(self, **which: object) -> Any:
        found = ServiceVersion.objects.filter(service=self.version.service_id, **which)
        return found.exclude(pk=self.version.pk).order_by("valid_from", "number")

    def _hands(self) -> Hands:
        """Who reviews and who publishes: above the post that handles the service."""
        handler = self.version.service.handler_id
        if handler is None:
            return Hands({})
        parts = hands(self.office, handler, None, self.guide).posts
        leads = self.office.roster.leadership.get(self.unit.id)
        return Hands({**parts, Bearer.MAIN: leads.main if leads else None})


class CatalogueRows(Place):
    """The catalogue of a jurisdiction, where a new draft is laid down, and numbered."""


def publication(office: Office, handler: UUID | None, at: datetime) -> Publication:
    """What the public reads beside a guide, from the office as it stands (5.3a, 5.4b)."""
    if handler is None:
        return Publication()
    post = office.roster.posts[handler]
    sits = seat(office.roster, handler, at)
    name = office.roster.people.get(sits.person, "") if sits.person else ""
    unit = office.unit(handler)
    head = office.roster.posts[post.head] if post.head else post
    return Publication(
        section=post.section,
        section_phone=head.phone,
        staff=(Staff(name, post.name, found_at(office.roster, sits, at).phone),) if name else (),
        complaint_section=unit.complaint_section,
        complaint_phone=unit.complaint_phone,
    )
