"""The figures of a period as pages show them, and the assessments of the years with their stages,
judged by the same ``judge`` as the acts themselves (2.2, 2.9a)."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from shouwen.queries.assessment import Sheet, assessment
from shouwen.queries.books import BooksOnDesk, Judged, posts_to_choose, sentences
from shouwen.queries.deadline import remaining
from shouwen.queries.double_duty import may_read
from shouwen.queries.ledger import since as since_then
from shouwen.queries.moves import person_on
from shouwen.queries.rows import ActPage
from shouwen.queries.rows.assessment import (
    CycleRow,
    CyclesPage,
    FiguresPage,
    FiguresRow,
    MissedRow,
    ShareRow,
    StageRow,
)
from shouwen.queries.rows.books import BooksAsked
from shouwen.queries.viewer import NotFound, Viewer
from shouwen.records.casefile.assessment import AssessmentRows, cycle
from shouwen.records.models import Assessment, AssessmentStep, Matter
from shouwen.rules.clauses import clauses
from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.cycle import Cycle
from shouwen.rules.facts.seats import Hands
from shouwen.rules.judge import MOVES, judge
from shouwen.rules.labels import ACT_LABELS, label
from shouwen.rules.lives.move import Move
from shouwen.rules.words import AssessmentStage, AssessmentState, Bearer, MatterKind, Power
from shouwen.rules.worktime import CST, chinese_time, midnight_after

# ── the figures ──────────────────────────────────────────────────────────────────────────────────


def figures(viewer: Viewer, since: date | None = None, until: date | None = None) -> FiguresPage:
    """What came due from ``since`` to ``until``, both included; of this year so far, where neither
    is named. Raises ``NotForYou`` but for supervision, ``NotFound`` for a period that ends before
    it begins."""
    today = chinese_time(viewer.at).date()
    first = since or date(today.year, 1, 1)
    last = until or max(today, first)
    if last < first:
        raise NotFound(f"{first}–{last}")
    found = assessment(viewer, datetime.combine(first, time(), CST), midnight_after(last))
    return FiguresPage(first, last, tuple(_figures(sheet) for sheet in found))


def _figures(sheet: Sheet) -> FiguresRow:
    return FiguresRow(
        person=sheet.person,
        post=sheet.post,
        section=sheet.section,
        standing_in=sheet.standing_in,
        met=sheet.met,
        late=sheet.late,
        open=sheet.open,
        missed=tuple(
            MissedRow(
                number=each.number,
                owed=each.owed,
                clause=each.clause,
                due_at=each.due_at,
                ended_at=each.ended_at,
                sat=each.sat,
                gave=each.gave,
                handed_at=each.handed_at,
                evidence=label(each.evidence),
            )
            for each in sheet.missed
        ),
    )


# ── the years ────────────────────────────────────────────────────────────────────────────────────


class CycleOnDesk(AssessmentRows):
    """A year's assessment of the viewer's office, not locked; everybody of it may read how it
    stands."""

    def __init__(self, viewer: Viewer, matter: UUID) -> None:
        """Raises ``NotFound``."""
        found = Matter.objects.select_related("jurisdiction").filter(
            jurisdiction=viewer.office.jurisdiction, pk=matter, kind=MatterKind.ASSESSMENT
        )
        row = found.first()
        if row is None:
            raise NotFound(str(matter))
        self.matter = row
        self.jurisdiction = row.jurisdiction
        self.office = viewer.office

    def cycle_at(self, step: AssessmentStep) -> Cycle:
        """The assessment with one stage at hand."""
        opened = chinese_time(self.matter.opened_at).date()
        stage = AssessmentStage(step.stage)
        return cycle(self.assessment, self.steps, opened, at_hand=stage)


def cycles(viewer: Viewer) -> CyclesPage:
    """The assessments of the years."""
    years = Assessment.objects.filter(jurisdiction=viewer.office.jurisdiction)
    found = years.order_by("-year").values_list("pk", flat=True)
    opening = _judged(viewer, MOVES["assessment.open_cycle"], None, {}, Hands({}))
    return CyclesPage(
        cycles=tuple(_cycle(viewer, CycleOnDesk(viewer, key)) for key in found),
        barred=sentences(viewer, opening),
        figures=viewer.may(Power.SUPERVISE),
        records=may_read(viewer),
    )


def _cycle(viewer: Viewer, desk: CycleOnDesk) -> CycleRow:
    closed = desk.matter.state == AssessmentState.CLOSED
    closing = _closing(viewer, desk)
    return CycleRow(
        key=str(desk.matter.pk),
        year=desk.assessment.year,
        closed=closed,
        stages=tuple(_stage(viewer, desk, step) for step in desk.steps),
        shares=tuple(ShareRow(*share) for share in desk.assessment.shares),
        may=not (closed or closing.bars),
        barred=() if closed else sentences(viewer, closing),
    )


def _stage(viewer: Viewer, desk: CycleOnDesk, step: AssessmentStep) -> StageRow:
    finishing = _finishing(viewer, desk, step)
    due = midnight_after(step.due_on)
    opened = desk.matter.opened_at
    done = step.done_at
    return StageRow(
        key=str(step.pk),
        name=label(AssessmentStage(step.stage)),
        due_on=step.due_on,
        post=viewer.office.roster.posts[step.post_id].name,
        person=person_on(viewer, step.post_id),
        done_on=chinese_time(done).date() if done else None,
        reference=step.reference,
        left=None if done else remaining(opened, due, viewer.at, desk.unit.hours),
        may=not (done or finishing.bars),
        barred=() if done else sentences(viewer, finishing),
    )


def _closing(viewer: Viewer, desk: CycleOnDesk) -> Judged:
    facts = {"cycle": desk.facet("cycle", viewer.at)}
    return _judged(viewer, MOVES["assessment.close_cycle"], desk, facts, Hands({}))


def _finishing(viewer: Viewer, desk: CycleOnDesk, step: AssessmentStep) -> Judged:
    facts = {"cycle": desk.cycle_at(step)}
    hands = Hands({Bearer.DOER: step.post_id})
    return _judged(viewer, MOVES["assessment.finish_stage"], desk, facts, hands)


def _judged(
    viewer: Viewer, move: Move, desk: CycleOnDesk | None, facts: dict[str, Any], hands: Hands
) -> Judged:
    facts |= {
        "actor": viewer.actor,
        "hands": hands,
        "moment": Moment(viewer.at, desk.matter.last_at if desk else None),
    }
    return Judged(move, judge(move, AssessmentState(desk.matter.state) if desk else None, facts))


# ── one act ──────────────────────────────────────────────────────────────────────────────────────


def opening(viewer: Viewer) -> ActPage:
    """The page that lays down a year's assessment; its subject is the jurisdiction."""
    move = MOVES["assessment.open_cycle"]
    judged = _judged(viewer, move, None, {}, Hands({}))
    asked = BooksAsked(posts=posts_to_choose(BooksOnDesk(viewer)))
    return _page(viewer, judged, str(viewer.office.jurisdiction), "年度考核", 0, "", asked)


def finishing(viewer: Viewer, step: UUID, seen: int | None = None) -> ActPage:
    """The page that finishes a stage. Raises ``NotFound``."""
    row = AssessmentStep.objects.filter(pk=step).first()
    if row is None:
        raise NotFound(str(step))
    desk = CycleOnDesk(viewer, row.assessment_id)
    what = f"{desk.assessment.year} 年度考核：{label(AssessmentStage(row.stage))}"
    changed = since_then(viewer, desk.matter.pk, seen) if seen is not None else ""
    judged = _finishing(viewer, desk, row)
    return _page(viewer, judged, str(step), what, desk.matter.chain_length, changed)


def closing(viewer: Viewer, matter: UUID, seen: int | None = None) -> ActPage:
    """The page that ends a year's assessment. Raises ``NotFound``."""
    desk = CycleOnDesk(viewer, matter)
    changed = since_then(viewer, matter, seen) if seen is not None else ""
    what = f"{desk.assessment.year} 年度考核"
    return _page(
        viewer, _closing(viewer, desk), str(matter), what, desk.matter.chain_length, changed
    )


def _page(
    viewer: Viewer,
    judged: Judged,
    subject: str,
    what: str,
    seen: int,
    changed: str,
    *asked: BooksAsked,
) -> ActPage:
    move = judged.move
    clause = clauses()[move.clause]
    return ActPage(
        number=what,
        service=viewer.unit.name,
        party="",
        act=move.act,
        label=ACT_LABELS[move.act],
        clause=clause.id,
        clause_text=clause.zh,
        follows=tuple(_follows(move)),
        changed=changed,
        subject=subject,
        seen=seen,
        barred=sentences(viewer, judged),
        asked=asked,
        matter=MatterKind.ASSESSMENT,
    )


def _follows(move: Move) -> Iterator[str]:
    match move.act:
        case "assessment.open_cycle":
            yield "每一步成为那个岗位的应办，到那天 24:00 为止。"
        case "assessment.finish_stage":
            yield "了结应办：办完年度考核的一步。"
        case _:
            yield f"考核转为“{label(AssessmentState.CLOSED)}”。"
    yield "记入台账，不能删改。"
