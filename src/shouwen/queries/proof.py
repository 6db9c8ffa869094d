"""The proof list: which face showed which version of a guide from when till when, and where else the
public was told (5.3b). Of our own faces it is derived from the versions, which say themselves when
they were in force; of the others it was entered, with a photograph."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from shouwen.queries import rows
from shouwen.queries.books import BooksOnDesk, Judged, sentences
from shouwen.queries.ledger import since
from shouwen.queries.rows.acts import ActBarred
from shouwen.queries.rows.books import BooksAsked, Choice
from shouwen.queries.rows.pieces import FileRow
from shouwen.queries.viewer import NotFound, Viewer
from shouwen.records.models import OutsidePublication, ServiceVersion
from shouwen.rules.clauses import clauses
from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.seats import Hands
from shouwen.rules.judge import MOVES, judge
from shouwen.rules.labels import ACT_LABELS
from shouwen.rules.words import Language, MatterKind, Medium, OfficeState, Power
from shouwen.rules.worktime import chinese_time

ACT = "office.record_publication"
READS = (Power.PUBLISH, Power.REVIEW, Power.DECIDE, Power.SUPERVISE)
SHOWN = 100  # versions on a page


def proof(viewer: Viewer, code: str = "") -> rows.ProofPage:
    """The proof list, or that of the service with this code. Raises ``NotForYou``, and ``NotFound``
    for a service of which nothing was published."""
    viewer.needs(*READS)
    found = _public(viewer).prefetch_related("wordings", "outsidepublication_set__person")
    if code:
        found = found.filter(service__code=code)
    versions = list(found.order_by("-published_at", "-pk")[: SHOWN + 1])
    if code and not versions:
        raise NotFound(code)
    whole = OutsidePublication.objects.filter(
        jurisdiction=viewer.office.jurisdiction, version=None
    ).select_related("person")
    return rows.ProofPage(
        at=viewer.at,
        office=viewer.unit.name,
        lines=tuple(_line(version) for version in versions[:SHOWN]),
        catalogue=_outside(whole.order_by("-day", "-pk")),
        barred=_barred(viewer, BooksOnDesk(viewer)),
        service=versions[0].service.name if code else "",
        more=len(versions) > SHOWN,
    )


def photo(viewer: Viewer, key: UUID) -> FileRow:
    """The photograph of a publication. Raises ``NotForYou`` and ``NotFound``."""
    viewer.needs(*READS)
    row = OutsidePublication.objects.filter(pk=key, jurisdiction=viewer.office.jurisdiction).first()
    if row is None:
        raise NotFound(str(key))
    return FileRow(str(row.pk), row.photo_name, 0, row.photo_type, row.photo_digest)


def entry(viewer: Viewer, version: str = "", seen: int | None = None) -> rows.ActPage:
    """The page on which a publication is entered; ``version`` is chosen beforehand. Raises
    ``NotFound`` for one that was not published."""
    viewer.needs(*READS)
    desk = BooksOnDesk(viewer)
    choices = _choices(viewer)
    if version and version not in {each.key for each in choices}:
        raise NotFound(version)
    clause = clauses()[MOVES[ACT].clause]
    return rows.ActPage(
        number="公布证明",
        service=viewer.unit.name,
        party="",
        act=ACT,
        label=ACT_LABELS[ACT],
        clause=clause.id,
        clause_text=clause.zh,
        follows=(
            "列入公布证明清单，附照片。",
            "这一版办事指南的网页写明也公布在那里。",
            "记入台账，不能删改。",
        ),
        changed=since(viewer, desk.matter.pk, seen) if seen is not None else "",
        subject=str(desk.matter.pk),
        seen=desk.matter.chain_length,
        barred=_barred(viewer, desk),
        asked=(BooksAsked(versions=choices, version=version),),
        matter=MatterKind.OFFICE,
    )


def _public(viewer: Viewer) -> QuerySet[ServiceVersion]:
    found = ServiceVersion.objects.filter(
        jurisdiction=viewer.office.jurisdiction, published_at__isnull=False
    )
    return found.select_related("service").defer("guide")


def _line(version: ServiceVersion) -> rows.ProofLine:
    assert version.published_at is not None
    english = (each for each in version.wordings.all() if each.language == Language.ENGLISH)
    return rows.ProofLine(
        key=str(version.pk),
        code=version.service.code,
        name=version.service.name,
        number=version.number,
        published_at=version.published_at,
        since=version.valid_from,
        until=version.valid_until,
        english_since=next((each.published_at for each in english), None),
        outside=_outside(version.outsidepublication_set.all()),
    )


def _outside(found: Iterable[OutsidePublication]) -> tuple[rows.OutsideRow, ...]:
    return tuple(
        rows.OutsideRow(
            key=str(row.pk),
            medium=Medium(row.medium),
            place=row.place,
            day=row.day,
            photo=row.photo_name,
            person=row.person.name,
        )
        for row in found
    )


def _choices(viewer: Viewer) -> tuple[Choice, ...]:
    """Every published version, the newest first."""
    return tuple(
        Choice(
            str(version.pk),
            f"{version.service.name} 第 {version.number} 版"
            f"（{chinese_time(version.published_at):%Y-%m-%d} 公布）",
        )
        for version in _public(viewer).order_by("-published_at", "-pk")
        if version.published_at is not None
    )


def _barred(viewer: Viewer, desk: BooksOnDesk) -> tuple[ActBarred, ...]:
    facts = {
        "actor": viewer.actor,
        "hands": Hands({}),
        "moment": Moment(viewer.at, desk.matter.last_at),
    }
    return sentences(viewer, Judged(MOVES[ACT], judge(MOVES[ACT], OfficeState.STANDING, facts)))
