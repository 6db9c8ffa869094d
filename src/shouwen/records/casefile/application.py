"""An application about to be received: the version of the service it is for, and its office."""

from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from shouwen.records.casefile.case import fold_rows, guide_of, hands, terms_of
from shouwen.records.casefile.office import Office, UnitFacts, office
from shouwen.records.models import ClockEvent, Jurisdiction, Obligation, ServiceVersion
from shouwen.rules import clock
from shouwen.rules.facts.guide import Guide
from shouwen.rules.words import ClockName


class ApplicationRows:
    """The desk on which an application is received; there is no matter yet to lock."""

    matter = None
    clock_events: tuple[ClockEvent, ...] = ()
    open_obligations: tuple[Obligation, ...] = ()

    def __init__(self, version: UUID) -> None:
        """Raises ``LookupError`` where there is no such version."""
        found = ServiceVersion.objects.select_related("service", "jurisdiction")
        row = found.defer("guide").filter(pk=version).first()
        if row is None:
            raise LookupError(version)
        self.version = row

    @property
    def jurisdiction(self) -> Jurisdiction:
        """The jurisdiction of the service."""
        return self.version.jurisdiction

    @cached_property
    def office(self) -> Office:
        """The office as it stands."""
        return office(self.version.jurisdiction)

    @cached_property
    def guide(self) -> Guide:
        """What the version says."""
        return guide_of(self.version)

    @property
    def handler(self) -> UUID:
        """The post that will handle the case."""
        handler = self.version.service.handler_id
        if handler is None:
            raise LookupError("the service has no handling post")
        return handler

    @property
    def unit(self) -> UnitFacts:
        """The unit that will handle the case."""
        return self.office.unit(self.handler)

    def due(self, name: ClockName, extra: list[ClockEvent] | None = None) -> clock.Due | None:
        """How a clock stands that the act has just started."""
        return fold_rows([row for row in extra or () if row.clock == name], self.office, self.unit)

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file."""
        match name:
            case "terms":
                return terms_of(self.version, self.guide)
            case "hands":
                return hands(self.office, self.handler, None, self.guide)
            case "guide":
                return self.guide
            case _:
                raise KeyError(name)
