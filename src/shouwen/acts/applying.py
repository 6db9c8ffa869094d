"""Applying from home: what somebody writes is kept a page at a time, and sent as one act (5.2.2b).

A draft is no matter: it stands on no chain, nobody of the office sees it, and what it says goes
when it is sent or its time is over (个人信息保护法 art. 47). Sent twice, it is received once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.crypto import get_random_string

from shouwen.acts._frame.actor import Party
from shouwen.acts._frame.file import CODE_ALPHABET
from shouwen.acts._frame.frame import At, Done, Reused
from shouwen.acts._speech import day_of
from shouwen.acts.case import receive_correction
from shouwen.acts.receiving import LOOKUP_CODE_LENGTH, Application, Filed, Upload
from shouwen.acts.receiving import receive_application as receive
from shouwen.records.casefile.case import CaseRows, frozen_guide
from shouwen.records.keys import new_key
from shouwen.records.models import Case, Draft, DraftFile, LedgerEntry, ServiceVersion
from shouwen.rules.facts.casefile import Told
from shouwen.rules.facts.guide import Material
from shouwen.rules.facts.writing import (
    AGENT,
    CONTACT,
    MATERIAL,
    POWER,
    RESULT,
    WHO,
    Writing,
)
from shouwen.rules.policy import number
from shouwen.rules.words import Channel, Check, MaterialForm, PartyIdKind, ServedBy, ToldBy

NUMBER_LENGTH = 10  # digits; the code beside it is what keeps a draft closed
MOST_FILES = 20  # of one material
MOST_BYTES = 200 * 1024 * 1024  # of one draft


class Gone(LookupError):
    """There is no such draft any more, or there never was."""


class Sent(Exception):
    """The draft was sent; ``matter`` is what it became."""

    def __init__(self, matter: UUID) -> None:
        """``matter`` is the case."""
        super().__init__(str(matter))
        self.matter = matter


class TooMuch(ValueError):
    """More files than a material may have, or more than a draft may weigh."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A file of a material: how many pages it has, and what looks odd about it, if anything."""

    upload: Upload
    pages: int = 1
    advice: str = ""


def begin_application(version: UUID, at: datetime) -> UUID:
    """Begin to write an application under a published version, which it keeps (5.1a)."""
    row = ServiceVersion.objects.only("jurisdiction_id").get(pk=version)
    numbers = Draft.objects.filter(number__isnull=False)
    drawn = get_random_string(NUMBER_LENGTH, "0123456789")
    while numbers.filter(number=drawn).exists():
        drawn = get_random_string(NUMBER_LENGTH, "0123456789")
    return _begin(
        at,
        jurisdiction_id=row.jurisdiction_id,
        version_id=version,
        number=drawn,
        code=get_random_string(LOOKUP_CODE_LENGTH, CODE_ALPHABET),
    )


@transaction.atomic
def begin_answer(case: UUID, at: datetime) -> UUID:
    """Begin to answer the correction notice of a case, or go on where an answer was begun (4.2d)."""
    row = Case.objects.select_for_update(no_key=True).get(pk=case)
    begun = Draft.objects.filter(case=row, sent_at__isnull=True).first()
    if begun is not None:
        return begun.pk
    return _begin(at, jurisdiction_id=row.jurisdiction_id, version_id=row.version_id, case=row)


@transaction.atomic
def write_page(draft: UUID, at: datetime, page: str, said: Mapping[str, Any]) -> None:
    """Keep what a page was answered with. Raises :class:`Gone` and :class:`Sent`."""
    row = _open(draft, at)
    row.said[page] = dict(said)
    _changed(row, at)


@transaction.atomic
def add_files(
    draft: UUID, at: datetime, key: str, scans: Iterable[Scan], instead: UUID | None = None
) -> None:
    """Lay files to a material; ``instead`` of one that was there. Raises :class:`TooMuch` where
    there are more than are taken, and keeps none of them then."""
    row = _open(draft, at)
    if instead is not None:
        DraftFile.objects.filter(draft=row, key=key, pk=instead).delete()
    there = list(DraftFile.objects.filter(draft=row).values_list("key", "size"))
    fresh = list(scans)
    of_this = sum(of == key for of, _ in there) + len(fresh)
    weight = sum(size for _, size in there) + sum(scan.upload.size for scan in fresh)
    if of_this > MOST_FILES or weight > MOST_BYTES:
        raise TooMuch(key)
    last = DraftFile.objects.filter(draft=row, key=key).aggregate(n=Max("position"))["n"] or 0
    DraftFile.objects.bulk_create(
        DraftFile(
            id=new_key(at),
            draft=row,
            key=key,
            position=position,
            name=scan.upload.name,
            media_type=scan.upload.media_type,
            size=scan.upload.size,
            digest=scan.upload.digest,
            pages=scan.pages,
            advice=scan.advice,
        )
        for position, scan in enumerate(fresh, last + 1)
    )
    _changed(row, at)


@transaction.atomic
def drop_file(draft: UUID, at: datetime, file: UUID) -> None:
    """Take a file away again; one that is not there is no error."""
    row = _open(draft, at)
    DraftFile.objects.filter(draft=row, pk=file).delete()
    _changed(row, at)


@transaction.atomic
def go_on_under(draft: UUID, version: UUID, at: datetime) -> None:
    """Go on under the version in force: because they wish to, or because the one it was begun under
    may be kept to no longer (4.1). What was said stays, and counts where the newer one asks for
    it, too."""
    row = _open(draft, at)
    row.version_id = version
    row.save(update_fields=["version"])


def send_application(draft: UUID, at: At) -> Done:
    """Send the application that was written: it is received, with its receipt, in one act. Sent
    again, it answers with what it became. Raises :class:`Gone`, and ``Barred`` as the act does."""
    try:
        row = _read(draft, at)
        guide = frozen_guide(row.version_id)
        scans = _scans(row)
        application = _application(Writing(guide, row.said, scans), scans, _told(row))
        done = receive(
            row.version_id,
            by=Party(),
            at=at,
            request_id=_request(draft),
            application=application,
        )
    except (Sent, Reused):
        return _sent_before(draft, at)
    return _was_sent(draft, done, at)


def send_answer(draft: UUID, at: At) -> Done:
    """Send what answers the correction notice, as far as it does (4.2d). Sent again, it answers
    with what was done then."""
    try:
        row = _read(draft, at)
        assert row.case_id is not None, "an application is sent otherwise"
        scans = _scans(row)
        writing = Writing(frozen_guide(row.version_id), row.said, scans)
        answers = tuple(
            _filed(writing, key, scans)
            for key in CaseRows(row.case_id, lock=False).materials
            if writing.has(key)
        )
        done = receive_correction(
            row.case_id, by=Party(), at=at, request_id=_request(draft), answers=answers
        )
    except (Sent, Reused):
        return _sent_before(draft, at)
    return _was_sent(draft, done, at)


@transaction.atomic
def forget_drafts(at: datetime, most: int = 500) -> int:
    """Forget drafts whose time is over, sent ones too; answers with how many. Their files go with
    the orphans."""
    over = list(
        Draft.objects.select_for_update(skip_locked=True)
        .filter(expires_at__lte=at)
        .order_by("expires_at")
        .values_list("pk", flat=True)[:most]
    )
    DraftFile.objects.filter(draft__in=over).delete()
    Draft.objects.filter(pk__in=over).delete()
    return len(over)


# ── what a draft becomes ─────────────────────────────────────────────────────────────────────────

_Scans = Mapping[str, list[DraftFile]]


def _told(row: Draft) -> Told:
    """Whoever begins to apply is told the version of that day, and keeps to it (4.1)."""
    return Told(day_of(row.begun_at), ToldBy.MESSAGE, f"网上申请草稿 {row.number}")


def _application(writing: Writing, scans: _Scans, told: Told) -> Application:
    who, agent, contact, result = (
        writing.said.get(page, {}) for page in (WHO, AGENT, CONTACT, RESULT)
    )
    guide, by_agent = writing.guide, writing.by_agent
    listed = any(material.key == POWER for material in guide.materials)
    until = agent.get("until")
    return Application(
        applicant=who.get("applicant", ""),
        id_kind=PartyIdKind(who.get("id_kind", PartyIdKind.RESIDENT_ID)),
        id_number=who.get("id_number", ""),
        subject=who.get("subject", ""),
        channel=Channel.ONLINE,
        materials=(
            *(_filed(writing, material.key, scans) for material in writing.brought),
            *(
                _spared(writing, material)
                for material in guide.materials
                if material in writing.spared or writing.unneeded(material.key)
            ),
        ),
        phone=contact.get("phone", ""),
        phone_declined=contact.get("phone_declined", False),
        sms_declined=not contact.get("sms", True),
        electronic_service=contact.get("electronic_service", False),
        email=contact.get("email", ""),
        address=result.get("address", ""),
        agent=agent.get("agent", ""),
        agent_id_number=agent.get("agent_id_number", ""),
        power_of_attorney=by_agent and POWER in scans,
        power_until=date.fromisoformat(until) if until else None,
        power_uploads=()
        if listed or not by_agent
        else tuple(_upload(file) for file in scans.get(POWER, ())),
        result_by=ServedBy(result["by"]) if result else None,
        told=told,
        renews=who.get("renews", ""),
        renews_until=date.fromisoformat(last) if (last := who.get("renews_until")) else None,
    )


def _filed(writing: Writing, key: str, scans: _Scans) -> Filed:
    """A material as it comes from home; words alone are one page."""
    files = scans.get(key, [])
    return Filed(
        key=key,
        form=MaterialForm.ELECTRONIC,
        pages=sum(file.pages for file in files) or 1,
        uploads=tuple(_upload(file) for file in files),
        answer=writing.said.get(MATERIAL + key, {}).get("words", ""),
    )


def _spared(writing: Writing, material: Material) -> Filed:
    """A material that the applicant does not bring, and why."""
    said = "；".join(f"{asked.ask}{chosen.text}" for asked, chosen in writing.why_spared(material))
    if material.key == POWER:
        said = "申请人自己申请"
    elif writing.unneeded(material.key):
        said = f"申请人说不属于这种情况：{material.when}"
    return Filed(
        key=material.key,
        form=material.form,
        copies=0,
        check=Check.NOT_NEEDED,
        answer=said or "由本机关自己核查，申请人不用交",
    )


def _upload(file: DraftFile) -> Upload:
    return Upload(file.name, file.media_type, file.size, file.digest)


def _scans(row: Draft) -> dict[str, list[DraftFile]]:
    found: dict[str, list[DraftFile]] = {}
    for file in DraftFile.objects.filter(draft=row).order_by("key", "position"):
        found.setdefault(file.key, []).append(file)
    return found


# ── the row ──────────────────────────────────────────────────────────────────────────────────────


def _begin(at: datetime, **other: Any) -> UUID:
    row = Draft(id=new_key(at), said={}, begun_at=at, changed_at=at, expires_at=_kept(at), **other)
    row.save(force_insert=True)
    key: UUID = row.pk
    return key


def _kept(at: datetime) -> datetime:
    return at + timedelta(days=number("draft_kept"))


def _open(draft: UUID, at: datetime) -> Draft:
    """The draft, locked: of two devices that save at once both are kept."""
    return _checked(Draft.objects.select_for_update(no_key=True).filter(pk=draft).first(), at)


def _read(draft: UUID, at: At) -> Draft:
    when = at() if callable(at) else at
    return _checked(Draft.objects.filter(pk=draft).first(), when)


def _checked(row: Draft | None, at: datetime) -> Draft:
    if row is None or row.expires_at <= at:
        raise Gone
    if row.sent_as_id is not None:
        raise Sent(row.sent_as_id)
    return row


def _changed(row: Draft, at: datetime) -> None:
    row.changed_at = at
    row.expires_at = _kept(at)
    row.save(update_fields=["said", "changed_at", "expires_at"])


def _request(draft: UUID) -> str:
    return f"draft-{draft}"


@transaction.atomic
def _was_sent(draft: UUID, done: Done, at: At) -> Done:
    """What it said is with the case now, and nowhere else."""
    when = at() if callable(at) else at
    DraftFile.objects.filter(draft=draft).delete()
    Draft.objects.filter(pk=draft).update(said={}, sent_at=when, sent_as=done.matter)
    return done


def _sent_before(draft: UUID, at: At) -> Done:
    """What a draft became that had been sent: on the ledger, whatever became of the draft since."""
    entry = LedgerEntry.objects.get(request_id=_request(draft))
    return _was_sent(draft, Done(entry.matter_id, entry.seq, before=True), at)
