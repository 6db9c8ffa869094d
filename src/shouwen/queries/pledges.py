"""What the office says in public besides its guides, at the desk: what is there, what is lacking, and
what may be done, by the same ``judge`` as the acts themselves (5.2.4, 5.1b)."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from shouwen.queries.books import Judged, sentences
from shouwen.queries.ledger import since
from shouwen.queries.rows import ActBarred, ActOption, ActPage
from shouwen.queries.rows.books import Choice
from shouwen.queries.rows.pledges import PledgeAsked, PledgeRow, PledgesPage, Unexplained
from shouwen.queries.viewer import NotFound, Viewer
from shouwen.records.casefile.pledge import PledgeRows, pledge_of, public_beside
from shouwen.records.models import Matter, Pledge, Service, Tally
from shouwen.rules.clauses import clauses
from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.seats import Hands
from shouwen.rules.judge import MOVES, judge
from shouwen.rules.labels import ACT_LABELS, label
from shouwen.rules.lives.move import Move
from shouwen.rules.words import (
    Kept,
    MatterKind,
    Measure,
    PledgeKind,
    PledgeState,
)
from shouwen.rules.worktime import chinese_time

DRAFT, WRITE = "pledge.draft_pledge", "pledge.write_pledge"
PUBLISH, WITHDRAW = "pledge.publish_pledge", "pledge.withdraw_pledge"

HINTS = {
    WRITE: "公布以前可以改",
    PUBLISH: "由主要领导公布；从这一刻起在“承诺与兑现”页上",
    WITHDRAW: "从那一页撤下；台账里留着它公布过",
}
"""The acts that people do on one, and what follows, in one line."""

PROMISES = (PledgeKind.CONDUCT, PledgeKind.FEES)
MOST = 24  # months without an explanation that are listed


class PledgeOnDesk(PledgeRows):
    """One of the viewer's office, not locked. Everybody of the office may read it."""

    def __init__(self, viewer: Viewer, matter: Matter, row: Pledge | None = None) -> None:
        self.matter = matter
        self.jurisdiction = matter.jurisdiction
        self.office = viewer.office
        if row is not None:
            self.pledge = row


def pledges(viewer: Viewer) -> PledgesPage:
    """Everything the office says or said."""
    found = Pledge.objects.filter(jurisdiction=viewer.office.jurisdiction)
    rows = list(found.select_related("matter__jurisdiction", "service").order_by("-pk"))
    public = Counter(_like(row) for row in rows if row.state == PledgeState.PUBLISHED)
    kinds = {kind for kind, _service, _month in public}
    drafting = _judged(viewer, MOVES[DRAFT], None)
    return PledgesPage(
        rows=tuple(_row(viewer, row, public[_like(row)]) for row in rows),
        lacking=tuple(kind for kind in PROMISES if kind not in kinds),
        unexplained=tuple(_unexplained(viewer, rows)),
        barred=sentences(viewer, drafting),
    )


def _like(row: Pledge) -> tuple[str, UUID | None, date | None]:
    """What makes two of them stand for each other."""
    return row.kind, row.service_id, row.month


def _row(viewer: Viewer, row: Pledge, public: int) -> PledgeRow:
    """``public``: how many like it are, with itself."""
    desk = PledgeOnDesk(viewer, row.matter, row)
    others = public - (row.state == PledgeState.PUBLISHED)
    judged = [_judged(viewer, MOVES[act], desk, others) for act in HINTS]
    here = [each for each in judged if row.state in each.move.before]
    return PledgeRow(
        key=str(row.pk),
        kind=PledgeKind(row.kind),
        state=PledgeState(row.state),
        title=row.title,
        text=row.text,
        indicator=row.indicator,
        measure=Measure(row.measure) if row.measure else None,
        about=row.service.name if row.service else "",
        month=row.month,
        published_on=_day(row.published_at),
        withdrawn_on=_day(row.withdrawn_at),
        may=tuple(
            ActOption(each.move.act, ACT_LABELS[each.move.act], HINTS[each.move.act])
            for each in here
            if not each.bars
        ),
        may_not=tuple(_barred(viewer, here)),
    )


def _barred(viewer: Viewer, here: list[Judged]) -> Iterator[ActBarred]:
    for each in here:
        if each.bars:
            yield sentences(viewer, each)[0]


def _unexplained(viewer: Viewer, said: list[Pledge]) -> Iterator[Unexplained]:
    """Months in which a service went beyond the law and of which nothing is public, newest first
    (营商环境条例 art. 36)."""
    explained = {(row.service_id, row.month) for row in said if row.state == PledgeState.PUBLISHED}
    late = (
        Tally.objects.filter(jurisdiction=viewer.office.jurisdiction, what=Kept.BEYOND_LAW)
        .values_list("service", "service__name", "month")
        .annotate(longest=Max("value"))
        .order_by("-month", "service__code")
    )
    left = [row for row in late[:MOST] if (row[0], row[2]) not in explained]
    for service, name, month, longest in left:
        yield Unexplained(name, str(service), month, longest)


def _day(at: datetime | None) -> date | None:
    return chinese_time(at).date() if at else None


def _judged(
    viewer: Viewer, move: Move, desk: PledgeOnDesk | None, public_already: int = 0
) -> Judged:
    facts: dict[str, Any] = {
        "actor": viewer.actor,
        "hands": desk.facet("hands", viewer.at) if desk else Hands({}),
        "moment": Moment(viewer.at, desk.matter.last_at if desk else None),
    }
    if desk:
        facts["pledge"] = pledge_of(desk.pledge, viewer.at)
        facts["public_already"] = public_already
    return Judged(move, judge(move, PledgeState(desk.matter.state) if desk else None, facts))


# ── one act ──────────────────────────────────────────────────────────────────────────────────────


def drafting(
    viewer: Viewer, kind: PledgeKind, service: str = "", month: date | None = None
) -> ActPage:
    """The page that writes something down; its subject is the jurisdiction. ``service`` and
    ``month`` are chosen beforehand."""
    asked = PledgeAsked(kind, _services(viewer, kind), service=service, month=month)
    subject = str(viewer.office.jurisdiction)
    judged = _judged(viewer, MOVES[DRAFT], None)
    return _page(viewer, judged, label(kind), subject, 0, "", asked)


def acting(viewer: Viewer, key: UUID, act: str, seen: int | None = None) -> ActPage:
    """The page of an act on one. Raises ``NotFound``, also for no act of people on it."""
    place = viewer.office.jurisdiction
    matter = Matter.objects.select_related("jurisdiction").filter(
        pk=key, jurisdiction=place, kind=MatterKind.PLEDGE
    )
    found = matter.first()
    if found is None or act not in HINTS:
        raise NotFound(f"{key} {act}")
    desk = PledgeOnDesk(viewer, found)
    row = desk.pledge
    kind = PledgeKind(row.kind)
    asked = PledgeAsked(
        kind=kind,
        services=_services(viewer, kind) if act == WRITE else (),
        title=row.title,
        text=row.text,
        indicator=row.indicator,
        measure=Measure(row.measure) if row.measure else None,
        service=str(row.service_id or ""),
        month=row.month,
    )
    changed = since(viewer, key, seen) if seen is not None else ""
    judged = _judged(viewer, MOVES[act], desk, public_beside(row))
    return _page(viewer, judged, row.title, str(key), found.chain_length, changed, asked)


def _services(viewer: Viewer, kind: PledgeKind) -> tuple[Choice, ...]:
    """The services of which something was counted, to be explained."""
    if kind is not PledgeKind.OVERRUN:
        return ()
    late = Tally.objects.filter(jurisdiction=viewer.office.jurisdiction, what=Kept.LATE)
    found = Service.objects.filter(pk__in=late.values("service")).order_by("code")
    return tuple(Choice(str(row.pk), row.name) for row in found)


def _page(
    viewer: Viewer,
    judged: Judged,
    what: str,
    subject: str,
    seen: int,
    changed: str,
    asked: PledgeAsked,
) -> ActPage:
    move = judged.move
    clause = clauses()[move.clause]
    hint = HINTS.get(move.act, "先是草稿，由主要领导公布")
    return ActPage(
        number=what,
        service=label(asked.kind),
        party="",
        act=move.act,
        label=ACT_LABELS[move.act],
        clause=clause.id,
        clause_text=clause.zh,
        follows=(f"{hint}。", "记入台账，不能删改。"),
        changed=changed,
        subject=subject,
        seen=seen,
        barred=sentences(viewer, judged),
        asked=(asked,),
        matter=MatterKind.PLEDGE,
    )
