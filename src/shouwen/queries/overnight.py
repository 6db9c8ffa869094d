"""The morning list: signatures whose time passed and that stayed overnight (5.2.2c, 5.2.2d).

A section head sees the section's, a leader those of the sections supervised, supervision
everybody's; whoever owes one sees it, too. What came after the cut-off and has until noon is counted
apart: grace is no breach."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import BooleanField, Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from shouwen.queries.deadline import remaining
from shouwen.queries.moves import person_on
from shouwen.queries.rows.overnight import OvernightPage, OvernightRow
from shouwen.queries.viewer import CASE_WORK, Viewer
from shouwen.records.casefile.office import UnitTimes
from shouwen.records.models import Obligation, StepRun
from shouwen.rules.facts.seats import Post
from shouwen.rules.labels import OWED_LABELS
from shouwen.rules.owed import SIGNATURES
from shouwen.rules.policy import number
from shouwen.rules.words import Power
from shouwen.rules.worktime import ONE_DAY, OfficeHours, chinese_time, midnight_after

MOST = 100  # rows of each list
_LITERAL = ", ".join(f"'{kind}'" for kind in SIGNATURES)
OF_THESE_KINDS = RawSQL(f"records_obligation.kind IN ({_LITERAL})", (), BooleanField())  # noqa: S611  # kinds of ours, no input
"""Literal, or SQLite would not use the index that is made for it (decision 2)."""

COLUMNS = (
    *("kind", "clause", "bearer", "opened_at", "due_at", "matter__number", "step"),
    *("matter__case__applicant", "matter__case__version__service__name"),
)


def kept(at: datetime, hours: OfficeHours) -> Q:
    """What came before today and is not signed: stayed, or in its grace. Grace ends at its hour of
    this working day, or of the next where today is none."""
    yesterday = chinese_time(at) - ONE_DAY
    ends = UnitTimes(hours).hour_of_working_day(yesterday, 1, number("sign_off_grace"))
    return Q(opened_at__lt=_morning(at), due_at__lte=max(at, ends))


def stayed(at: datetime) -> Q:
    """Of what was kept: its time is over."""
    return Q(due_at__lte=at)


def in_grace(at: datetime) -> Q:
    """Of what was kept: it came after the cut-off, and may still be signed in time (5.2.2c)."""
    return Q(kind="sign_off_step", due_at__gt=at)


def _morning(at: datetime) -> datetime:
    return midnight_after(chinese_time(at).date() - ONE_DAY)


def overnight(viewer: Viewer) -> OvernightPage:
    """The list as the viewer sees it now. Raises ``NotForYou`` for who does not work on cases."""
    viewer.needs(*CASE_WORK)
    found = signatures(viewer).filter(kept(viewer.at, viewer.unit.hours))
    counts = found.aggregate(
        stayed=Count("pk", filter=stayed(viewer.at)), grace=Count("pk", filter=in_grace(viewer.at))
    )
    rows = tuple(_rows(viewer, found.filter(stayed(viewer.at))))
    graced = tuple(_rows(viewer, found.filter(in_grace(viewer.at))))
    return OvernightPage(
        on=chinese_time(viewer.at).date(),
        whose=_whose(viewer),
        **counts,
        rows=rows,
        graced=graced,
        more=counts["stayed"] - len(rows),
        more_graced=counts["grace"] - len(graced),
    )


def signatures(viewer: Viewer) -> QuerySet[Obligation]:
    """The open signatures that the viewer sees, found by the index of their time."""
    found = Obligation.objects.filter(
        OF_THESE_KINDS, jurisdiction=viewer.office.jurisdiction, ended_at__isnull=True
    )
    return found if viewer.may(Power.SUPERVISE) else found.filter(bearer__in=_seen(viewer))


def _seen(viewer: Viewer) -> list[UUID]:
    """The viewer's posts, and those below them."""
    own = set(viewer.posts)
    return [post.id for post in viewer.office.roster.posts.values() if own & {*_over(viewer, post)}]


def _over(viewer: Viewer, post: Post) -> Iterator[UUID | None]:
    above = viewer.office.roster.above(post.id)
    yield from (post.id, above.head, above.leader, above.main)


def _whose(viewer: Viewer) -> str:
    if viewer.may(Power.SUPERVISE):
        return "全部科室"
    posts = [viewer.office.roster.posts[post] for post in _seen(viewer)]
    return "、".join(dict.fromkeys(post.section for post in posts))


def _rows(viewer: Viewer, found: QuerySet[Obligation]) -> Iterator[OvernightRow]:
    step = StepRun.objects.filter(pk=OuterRef("about")).values("name")
    listed = found.annotate(step=Subquery(step)).order_by(F("due_at").asc(), "pk")
    roster = viewer.office.roster
    for row in listed.values_list(*COLUMNS)[:MOST]:
        kind, clause, bearer, came_at, due_at, case, name, party, service = row
        hours = viewer.office.unit(bearer).hours
        post = roster.posts[bearer]
        yield OvernightRow(
            what=f"{OWED_LABELS[kind]}：{name}" if name else OWED_LABELS[kind],
            clause=clause,
            number=case,
            party=party,
            service=service,
            section=post.section,
            post=post.name,
            person=person_on(viewer, bearer),
            came_at=came_at,
            left=remaining(came_at, due_at, viewer.at, hours),
        )
