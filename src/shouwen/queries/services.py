"""The catalogue as those see it who keep it: every service with its newest version, what that one
lacks, and where a new service or a next version begins (5.1a)."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, UUIDField
from django.db.models.functions import Coalesce

from shouwen.queries import rows
from shouwen.queries.books import Judged, sentences
from shouwen.queries.rows.books import Choice
from shouwen.queries.rows.editor import (
    BeginPage,
    SectionOfServices,
    ServiceLine,
    ServicesPage,
)
from shouwen.queries.search import SHOWN, search
from shouwen.queries.viewer import NotFound, Viewer
from shouwen.records.casefile.version import publication
from shouwen.records.models import Jurisdiction, LedgerEntry, Service, ServiceVersion
from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.seats import Hands
from shouwen.rules.judge import MOVES, judge
from shouwen.rules.regimes.commitment import may_not_publish
from shouwen.rules.regimes.stand_in import seat
from shouwen.rules.words import Power, ServiceKind, SittingRole, VersionState
from shouwen.rules.worktime import chinese_time

BEGIN = "service_version.draft_version"
READS = (Power.PUBLISH, Power.REVIEW, Power.DECIDE)
"""Who may read what is not published yet: who writes it, reviews it, answers for it."""

PAGE = 40  # services on a page of the list: each draft is read in full and judged
SOME = 2  # posts named that may do what the viewer may not
UNPLACED = "（没有科室）"


def services(viewer: Viewer, section: str = "", asked: str = "", page: int = 1) -> ServicesPage:
    """The services of a section, or with ``asked`` those that may be meant. Without either, those
    of the viewer's own section. Raises ``NotForYou``, and ``NotFound`` for no such section."""
    viewer.needs(*READS)
    place = Jurisdiction(pk=viewer.office.jurisdiction)
    sections = tuple(_sections(viewer))
    found = Service.objects.filter(jurisdiction=place)
    asked = asked.strip()
    if asked:
        codes = [each.code for each in search(place, asked)[:SHOWN]]
        meant = _lines(viewer, found.filter(code__in=codes))
        best = tuple(sorted(meant, key=lambda line: codes.index(line.code)))
        return ServicesPage(asked, "", "", sections, best, 1, 1, begin_barred(viewer))
    here = _chosen(viewer, sections, section)
    if here is None:
        return ServicesPage(asked, "", "", sections, (), 1, 1, begin_barred(viewer))
    pages = max(1, -(-here.services // PAGE))
    page = min(max(page, 1), pages)
    of_section = found.annotate(home=_home()).filter(home=here.key).order_by("name", "code")
    lines = _lines(viewer, of_section[(page - 1) * PAGE : page * PAGE])
    barred = begin_barred(viewer)
    return ServicesPage(asked, here.key, here.name, sections, tuple(lines), page, pages, barred)


def _home() -> Coalesce:
    """The section that a service belongs to; while it has none, the department of its list."""
    return Coalesce("section__name", "department")


def _sections(viewer: Viewer) -> Iterable[SectionOfServices]:
    counted = (
        Service.objects.filter(jurisdiction=viewer.office.jurisdiction)
        .annotate(home=_home())
        .values_list("home")
        .annotate(
            services=Count("pk", distinct=True),
            published=Count("pk", filter=Q(versions__state=VersionState.PUBLISHED), distinct=True),
            own=Count("section"),
        )
        .order_by("-own", "home")
    )
    for home, total, published, _own in counted:
        yield SectionOfServices(home, home or UNPLACED, total, published)


def _chosen(
    viewer: Viewer, sections: tuple[SectionOfServices, ...], asked: str
) -> SectionOfServices | None:
    if asked:
        for section in sections:
            if section.key == asked:
                return section
        raise NotFound(asked)
    own = {viewer.office.roster.posts[post].section for post in viewer.posts}
    return next(
        (section for section in sections if section.name in own), next(iter(sections), None)
    )


def _lines(viewer: Viewer, found: QuerySet[Service]) -> Iterable[ServiceLine]:
    """These services, each with its newest version and the one in force."""
    newest = ServiceVersion.objects.filter(service=OuterRef("pk")).order_by("-number")
    in_force = newest.filter(state=VersionState.PUBLISHED)
    shown = list(
        found.annotate(
            newest=Subquery(newest.values("pk")[:1], output_field=UUIDField()),
            in_force=Subquery(in_force.values("number")[:1]),
        )
    )
    versions = ServiceVersion.objects.select_related("matter").in_bulk(
        [row.newest for row in shown if row.newest]
    )
    for row in shown:
        version = versions.get(row.newest)
        if version is not None:
            yield ServiceLine(
                code=row.code,
                name=row.name,
                version=str(version.pk),
                number=version.number,
                state=VersionState(version.state),
                touched_on=chinese_time(version.matter.last_at).date(),
                lacks=_lacks(viewer, version, row.handler_id),
                in_force=row.in_force,
            )


def _lacks(viewer: Viewer, version: ServiceVersion, handler: UUID | None) -> int:
    if version.state != VersionState.DRAFT:
        return 0
    beside = publication(viewer.office, handler, viewer.at)
    return len(may_not_publish(Guide.from_json(version.guide), beside))


# ── beginning ────────────────────────────────────────────────────────────────────────────────────


def begin(viewer: Viewer, code: str = "") -> BeginPage:
    """The page that begins a new service, or the next version of the one with that ``code``.
    Raises ``NotForYou`` and ``NotFound``."""
    viewer.needs(*READS)
    page = BeginPage(
        subject=str(viewer.office.jurisdiction),
        posts=posts_of(viewer),
        barred=begin_barred(viewer),
    )
    if not code:
        return page
    row = Service.objects.filter(jurisdiction=viewer.office.jurisdiction, code=code).first()
    if row is None:
        raise NotFound(code)
    version = _begun_from(row)
    return BeginPage(
        subject=page.subject,
        posts=page.posts,
        code=code,
        name=row.name,
        post=str(row.handler_id or ""),
        kind=ServiceKind(version.guide["kind"]),
        copied=version.number,
        barred=page.barred,
    )


def being_written(viewer: Viewer, code: str) -> UUID | None:
    """The draft of a service that lies open, if one does."""
    drafts = ServiceVersion.objects.filter(
        jurisdiction=viewer.office.jurisdiction, service__code=code, state=VersionState.DRAFT
    )
    return drafts.order_by("-number").values_list("pk", flat=True).first()


def copied(viewer: Viewer, code: str) -> Guide:
    """What the next version of a service begins from: the version in force, failing that the
    newest. Raises ``NotFound``."""
    row = Service.objects.filter(jurisdiction=viewer.office.jurisdiction, code=code).first()
    if row is None:
        raise NotFound(code)
    return Guide.from_json(_begun_from(row).guide)


def taken(viewer: Viewer, code: str) -> bool:
    """Whether there is a service with that code already."""
    return Service.objects.filter(jurisdiction=viewer.office.jurisdiction, code=code).exists()


def begun_by(viewer: Viewer, request_id: UUID) -> UUID | None:
    """The version that was begun under a request id, for a form that is sent once more."""
    begun = LedgerEntry.objects.filter(
        request_id=str(request_id), act=BEGIN, matter__jurisdiction=viewer.office.jurisdiction
    )
    return begun.values_list("matter", flat=True).first()


def _begun_from(row: Service) -> ServiceVersion:
    versions = list(row.versions.order_by("-number"))
    if not versions:
        raise NotFound(row.code)
    return next((v for v in versions if v.state == VersionState.PUBLISHED), versions[0])


def begin_barred(viewer: Viewer) -> tuple[rows.ActBarred, ...]:
    """Why the viewer may not begin one; empty: they may."""
    facts = {"actor": viewer.actor, "hands": Hands({}), "moment": Moment(viewer.at, None)}
    move = MOVES[BEGIN]
    return told(viewer, Judged(move, judge(move, None, facts)), Hands({}))


def told(viewer: Viewer, judged: Judged, hands: Hands) -> tuple[rows.ActBarred, ...]:
    """Why an act may not be done; where it is the post that may not, who may: whoever has that part
    on the service, failing that whoever keeps the catalogue."""
    may = judged.move.may
    posts = {hands.of(bearer) for bearer in may.bearers} - {None}
    found = [
        post
        for post in sorted(viewer.office.roster.posts.values(), key=lambda post: post.key)
        if not post.closed and post.powers.intersection(may.powers)
        if not may.bearers or post.id in posts
    ]
    named = []
    for post in found[:SOME]:
        person = seat(viewer.office.roster, post.id, viewer.at).person
        named.append(post.name + (f"（{viewer.office.roster.people[person]}）" if person else ""))
    who = f"可以找{'、'.join(named)}。" if named else ""
    return tuple(
        replace(said, sentence=said.sentence + who) if bar.code == "this_post_may_not" else said
        for bar, said in zip(judged.bars, sentences(viewer, judged), strict=True)
    )


def posts_of(viewer: Viewer) -> tuple[Choice, ...]:
    """Every open post of the viewer's unit, by section, with who holds it."""
    roster = viewer.office.roster
    holders = {
        post: next((s for s in sat if s.role is SittingRole.HOLDER and s.until is None), None)
        for post, sat in roster.sittings.items()
    }
    found = sorted(
        (post for post in roster.posts.values() if not post.closed and post.section),
        key=lambda post: (post.section, post.key),
    )
    return tuple(
        Choice(
            str(post.id),
            f"{post.name}（{roster.people[who.person] if (who := holders.get(post.id)) else '无人'}）",
            post.section,
        )
        for post in found
    )
