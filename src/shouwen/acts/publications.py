"""Publications outside of our own pages, entered with their proof (5.3b)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Min

from shouwen.acts._frame.file import File
from shouwen.acts._frame.frame import act
from shouwen.acts.receiving import Upload
from shouwen.records.casefile.books import OfficeRows
from shouwen.records.models import OutsidePublication, ServiceVersion
from shouwen.rules.facts.outside import Outside
from shouwen.rules.words import Medium
from shouwen.rules.worktime import chinese_time


@dataclass(frozen=True, slots=True)
class Shown:
    """What was shown where: a version of a service, or with no version the whole catalogue."""

    medium: Medium
    place: str
    day: date
    photo: Upload | None
    version: UUID | None = None


@act("office.record_publication", OfficeRows)
def record_publication(file: File, *, shown: Shown) -> None:
    """Enter that the public was told elsewhere: where, when, and the photograph that proves it."""
    place = file.rows.jurisdiction
    public = ServiceVersion.objects.filter(jurisdiction=place, published_at__isnull=False)
    of_it = public.filter(pk=shown.version) if shown.version else public
    first = of_it.aggregate(first=Min("published_at"))["first"]
    since = chinese_time(first).date() if first else None
    photo = shown.photo
    file.facts["outside"] = Outside(shown.place, shown.day, photo is not None, since)
    file.check()
    assert photo is not None, "what has no photograph is barred"
    row = OutsidePublication(
        id=file.key(),
        jurisdiction=place,
        version_id=shown.version,
        since=since if shown.version else None,
        medium=shown.medium,
        place=shown.place.strip(),
        day=shown.day,
        photo_name=photo.name,
        photo_type=photo.media_type,
        photo_digest=photo.digest,
        person_id=file.actor.person,
        recorded_at=file.at,
    )
    file.add(row)
    file.also |= {"publication": row.pk, "version": shown.version, "photo": photo.digest}
    file.change_catalogue()
