"""A version of a service on the desk, or a service about to get its first draft."""

from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from shouwen.records.casefile.case import guide_of
from shouwen.records.casefile.desk import Place
from shouwen.records.casefile.office import Office, UnitFacts, office
from shouwen.records.models import (
    ClockEvent,
    Jurisdiction,
    Matter,
    Obligation,
    Service,
    ServiceVersion,
)
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.publication import Publication, Staff
from shouwen.rules.facts.seats import Hands
from shouwen.rules.regimes.stand_in import found_at, seat
from shouwen.rules.words import MatterKind, VersionState


class VersionRows:
    """One version of a service, its matter locked."""

    clock_events: tuple[ClockEvent, ...] = ()
    open_obligations: tuple[Obligation, ...] = ()

    def __init__(self, matter: UUID) -> None:
        """Raises ``Matter.DoesNotExist`` where there is no such version."""
        found = Matter.objects.select_related("jurisdiction").select_for_update(of=("self",))
        self.matter = found.get(pk=matter, kind=MatterKind.SERVICE_VERSION)

    @property
    def jurisdiction(self) -> Jurisdiction:
        """Whose service it is."""
        return self.matter.jurisdiction

    @cached_property
    def office(self) -> Office:
        """The office as it stands."""
        return office(self.matter.jurisdiction)

    @cached_property
    def version(self) -> ServiceVersion:
        """The version's own row."""
        return ServiceVersion.objects.select_related("service").get(pk=self.matter.pk)

    @cached_property
    def guide(self) -> Guide:
        """What it says."""
        return guide_of(self.version)

    @property
    def unit(self) -> UnitFacts:
        """The unit that handles the service."""
        assert self.version.service.handler_id is not None
        return self.office.unit(self.version.service.handler_id)

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file."""
        match name:
            case "hands":
                return Hands({})
            case "guide":
                return self.guide
            case "in_force":
                # Two drafts are two matters: their service's row keeps them one after the other.
                Service.objects.select_for_update(no_key=True).get(pk=self.version.service_id)
                published = ServiceVersion.objects.filter(
                    service=self.version.service_id, state=VersionState.PUBLISHED
                )
                return published.values_list("number", flat=True).first()
            case "publication":
                return publication(self.office, self.version.service.handler_id, at)
            case _:
                raise KeyError(name)


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
