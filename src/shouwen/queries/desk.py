"""What desk pages look up: a case by what somebody types, a paper, a file that was handed in."""

from uuid import UUID

from shouwen.queries.absence_moves import AbsenceOnDesk
from shouwen.queries.contacts import sees
from shouwen.queries.moves import CaseOnDesk
from shouwen.queries.queue import owed
from shouwen.queries.rows import ClosedPage, Desk, FileRow, FindPage, FoundCase
from shouwen.queries.viewer import CASE_WORK, NotForYou, NotFound, Viewer
from shouwen.records.models import Attachment, Case, ContactFile, DraftFile, Matter, Paper
from shouwen.rules.numbers import written
from shouwen.rules.words import CaseState, MatterKind, PaperKind, Power
from shouwen.rules.worktime import chinese_time

MOST = 20  # cases listed by a search
SOME = 3  # posts named that may see what the viewer may not


def desk(viewer: Viewer) -> Desk:
    """What stands round a page of the desk."""
    return viewer.desk(owed(viewer))


def closed(viewer: Viewer, powers: tuple[Power, ...]) -> ClosedPage:
    """What stands where a page is that takes one of ``powers``: which they are, and which posts
    have one (2.4.2)."""
    posts = viewer.office.roster.posts
    others = sorted(
        f"{post.section}{post.name}" for post in posts.values() if post.powers & {*powers}
    )
    return ClosedPage(
        powers=powers,
        posts=tuple(posts[post].name for post in viewer.posts),
        others=tuple(others[:SOME]),
    )


def numbered(viewer: Viewer, asked: str) -> tuple[MatterKind, str] | None:
    """The matter that is meant by the number ``asked``: its kind, and its number as written; None
    where there is none, or a contact that is not theirs to see. Raises ``NotForYou`` for who does not
    work on cases, but for an absence and a contact."""
    number = written(asked)
    matters = Matter.objects.filter(jurisdiction=viewer.office.jurisdiction, number=number)
    found = matters.values_list("kind", "number").first() if number else None
    if found and found[0] == MatterKind.CONTACT and not sees(viewer, found[1]):
        found = None
    if found is None or found[0] not in (MatterKind.ABSENCE, MatterKind.CONTACT):
        viewer.needs(*CASE_WORK)
    return (MatterKind(found[0]), found[1]) if found else None


def find(viewer: Viewer, asked: str) -> FindPage:
    """The newest cases whose applicant's name begins with ``asked``; none for what begins with a
    figure, which is meant for a number."""
    viewer.needs(*CASE_WORK)
    asked = asked.strip()
    if not asked or asked[0].isdecimal():
        return FindPage(asked, mistyped=bool(asked) and written(asked) is None)
    found = (
        Case.objects.filter(jurisdiction=viewer.office.jurisdiction, applicant__startswith=asked)
        .select_related("matter", "version__service")
        .defer("version__guide")
        .order_by("-pk")
    )
    return FindPage(
        asked,
        tuple(
            FoundCase(
                number=row.matter.number,
                service=row.version.service.name,
                party=row.applicant,
                state=CaseState(row.matter.state),
                received_on=chinese_time(row.received_at).date(),
            )
            for row in found[:MOST]
        ),
    )


def paper(viewer: Viewer, token: str) -> UUID:
    """The paper with this check code. Those of an absence are for whom it concerns, and its form,
    on which the reason stands, for whoever may read that; those of the scheme of duties are for
    everybody, those of cases for whoever works on them. Raises ``NotFound`` and ``NotForYou``."""
    papers = Paper.objects.filter(jurisdiction=viewer.office.jurisdiction, check_code=token)
    found = papers.values_list("pk", "kind", "matter__kind", "matter__number").first()
    if found is None or found[2] not in (MatterKind.ABSENCE, MatterKind.SCHEME):
        viewer.needs(*CASE_WORK)
    if found is None:
        raise NotFound(token)
    key, kind, life, number = found
    if life == MatterKind.ABSENCE:
        absence = AbsenceOnDesk(viewer, number)
        if kind == PaperKind.ABSENCE_FORM and not absence.reason_is_for_viewer:
            raise NotForYou
    return key


def file(viewer: Viewer, number: str, key: UUID) -> FileRow:
    """A file handed in on a case. Raises ``NotFound`` and ``NotForYou``."""
    rows = CaseOnDesk(viewer, number)
    found = Attachment.objects.filter(case=rows.matter.pk, pk=key).first()
    if found is None:
        raise NotFound(str(key))
    return FileRow(str(found.pk), found.name, found.size, found.media_type, found.digest)


def attached(digests: set[str]) -> set[str]:
    """Which of these files some case or contact has, or somebody who writes at home."""
    held: set[str] = set()
    for table in (Attachment, ContactFile, DraftFile):
        found = table.objects.filter(digest__in=digests)
        held.update(found.values_list("digest", flat=True).distinct())
    return held


def number_of(viewer: Viewer, matter: UUID) -> str:
    """The number of a matter just made. Raises ``NotFound``."""
    cases = Matter.objects.filter(jurisdiction=viewer.office.jurisdiction, pk=matter)
    found = cases.values_list("number", flat=True).first()
    if found is None:
        raise NotFound(str(matter))
    return found
