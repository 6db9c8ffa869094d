"""An application about to be received: the version of the service it is for, and its office."""

from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from django.db import connection

from shouwen.records.casefile.case import fold_rows, guide_of, hands, terms_of
from shouwen.records.casefile.office import Office, UnitFacts, office
from shouwen.records.models import ClockEvent, Jurisdiction, Obligation, Service, ServiceVersion
from shouwen.records.reading import Planned
from shouwen.rules import clock
from shouwen.rules.facts.guide import Guide
from shouwen.rules.words import ClockName, VersionState


class ApplicationRows:
    """The desk on which an application is received; there is no matter yet to lock."""

    matter = None
    clock_events: tuple[ClockEvent, ...] = ()
    open_obligations: tuple[Obligation, ...] = ()

    def __init__(self, version: UUID) -> None:
        """Raises ``LookupError`` where there is no such version, or no post handles its service."""
        self.version = _version(version, *_stamps(version))
        handler = self.version.service.handler_id
        if handler is None:
            raise LookupError("the service has no handling post")
        self.handler: UUID = handler

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
            case "offered":
                return self._offered()
            case _:
                raise KeyError(name)

    def _offered(self) -> bool:
        """Whether a version of the service is in force: this one or a later."""
        if self.version.state == VersionState.PUBLISHED:
            return True
        versions = ServiceVersion.objects.filter(service=self.version.service_id)
        return versions.filter(state=VersionState.PUBLISHED.value).exists()


_STAMPS = (
    "SELECT v.state, s.handler_id, j.roster_version FROM records_serviceversion v"
    " JOIN records_service s ON s.id = v.service_id"
    " JOIN records_jurisdiction j ON j.id = v.jurisdiction_id WHERE v.matter_id = %s"
)
_SHARED = f"{_STAMPS} FOR SHARE OF j"


def _stamps(version: UUID) -> tuple[str, object, int]:
    """What may have changed since the version was last read: its state, who handles the service,
    and the office. One short statement, so that the rest may be kept. It shares the jurisdiction's
    row, so that no version comes into force or is withdrawn until the act is sealed."""
    key = ServiceVersion._meta.pk.get_db_prep_value(version, connection)
    with connection.cursor() as cursor:
        cursor.execute(_SHARED if connection.features.has_select_for_update else _STAMPS, [key])
        found = cursor.fetchone()
    if found is None:
        raise LookupError(version)
    state, handler, roster_version = found
    return state, handler, roster_version


@lru_cache(maxsize=2048)
def _version(version: UUID, state: str, handler: object, roster_version: int) -> ServiceVersion:
    """A version with its service and jurisdiction, kept while its stamps stay."""
    found = _VERSION.first(version)
    assert found is not None, "its stamps were read a moment ago"
    row, service, jurisdiction = found
    row.service, row.jurisdiction = service, jurisdiction
    return row


_VERSION = Planned(
    "records_serviceversion v JOIN records_service s ON s.id = v.service_id"
    " JOIN records_jurisdiction j ON j.id = v.jurisdiction_id WHERE v.matter_id = %s",
    (ServiceVersion, "v"),
    (Service, "s"),
    (Jurisdiction, "j"),
    omit=frozenset({"guide"}),
)
