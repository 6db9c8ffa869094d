"""The acts of the catalogue: draft, write, publish, withdraw a version of a service (5.1a)."""

from dataclasses import dataclass
from uuid import UUID

from shouwen.acts._frame.file import File
from shouwen.acts._frame.frame import act
from shouwen.records.casefile.version import CatalogueRows, VersionRows
from shouwen.records.models import Service, ServiceToken, ServiceVersion
from shouwen.records.search import found_by
from shouwen.rules.facts.guide import Guide
from shouwen.rules.words import VersionState


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the catalogue as its list names it."""

    code: str
    name: str
    department: str = ""
    section: UUID | None = None
    handler: UUID | None = None


@act("service_version.draft_version", CatalogueRows, makes=VersionRows)
def draft_version(file: File, *, item: Item, guide: Guide) -> None:
    """Lay down a draft: the next version of a service, or the first one of a new service."""
    rows: CatalogueRows = file.rows
    file.facts["guide"] = guide
    file.check()
    service = Service.objects.filter(jurisdiction=rows.jurisdiction, code=item.code).first()
    if service is None:
        service = Service(
            id=file.key(),
            jurisdiction=rows.jurisdiction,
            code=item.code,
            name=item.name,
            department=item.department,
            section_id=item.section,
            handler_id=item.handler,
        )
        file.add(service)
        _find_by(file, service, item.name)
        last = 0
    else:
        last = service.versions.count()
        if item.handler and service.handler_id != item.handler:
            file.change(service, section_id=item.section, handler_id=item.handler)
        if item.name != service.name:
            file.change(service, name=item.name)
            _find_by(file, service, item.name)
    matter = file.open_matter("service_version", rows.jurisdiction, None)
    version = ServiceVersion(
        matter=matter,
        jurisdiction=rows.jurisdiction,
        service=service,
        number=last + 1,
        state=VersionState.DRAFT,
    )
    _write(version, guide)
    file.add(version)


@act("service_version.write_draft", VersionRows)
def write_draft(file: File, *, guide: Guide) -> None:
    """Write a draft anew."""
    rows: VersionRows = file.rows
    file.facts["guide"] = guide
    file.check()
    _write(rows.version, guide)
    file.change(
        rows.version,
        guide=rows.version.guide,
        statute_n=rows.version.statute_n,
        promise_n=rows.version.promise_n,
        limit_unit=rows.version.limit_unit,
    )


@act("service_version.publish_version", VersionRows)
def publish_version(file: File) -> None:
    """Publish: from now on applications are received under this version (5.1a), and it is found by
    what it says."""
    rows: VersionRows = file.rows
    file.change(rows.version, state=VersionState.PUBLISHED, published_at=file.at)
    _find_by(file, rows.version.service, rows.guide.name, rows.guide.plainly)


@act("service_version.withdraw_version", VersionRows)
def withdraw_version(file: File) -> None:
    """Withdraw: no new application is received under it."""
    file.change(file.rows.version, state=VersionState.WITHDRAWN, withdrawn_at=file.at)


def _write(version: ServiceVersion, guide: Guide) -> None:
    version.guide = guide.to_json()
    version.statute_n = guide.statute.n if guide.statute else None
    version.promise_n = guide.promise.n
    version.limit_unit = guide.promise.unit


def _find_by(file: File, service: Service, name: str, says: str = "") -> None:
    place = service.jurisdiction_id
    for token, in_name in found_by(name, says).items():
        file.add(
            ServiceToken(jurisdiction_id=place, token=token, service_id=service.pk, in_name=in_name)
        )
