"""Filed refusals beside a case, as its page offers and lists them (regime 7)."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from shouwen.queries.beside import Beside, plainly_named
from shouwen.queries.rows import BesideRow, ItemAsked, ProposalAsked, Remedies, Tone
from shouwen.queries.viewer import Viewer
from shouwen.records.casefile.case import CaseRows
from shouwen.records.casefile.filings import grounds_of
from shouwen.records.casefile.refusal import amending, basis_of, evidence, facet_of_refusal
from shouwen.records.models import Refusal, RefusalGround
from shouwen.rules.facts.guide import Basis, Guide
from shouwen.rules.facts.refusal import AT_ONCE, BEFORE_ACCEPTANCE
from shouwen.rules.labels import label
from shouwen.rules.lives.move import Move
from shouwen.rules.papers import heard_in_words, reason_in_words
from shouwen.rules.policy import number
from shouwen.rules.regimes.refusal_filing.filing import STANDS_IN
from shouwen.rules.words import CaseState, Check, ClockName, HearingState, RefusalKind, RefusalState
from shouwen.rules.worktime import chinese_time

LOOKING = (RefusalState.PROPOSED, RefusalState.REVIEWED)
TONES = {
    RefusalState.PROPOSED: Tone.WARN,
    RefusalState.REVIEWED: Tone.WARN,
    RefusalState.APPROVED: Tone.LATE,
    RefusalState.SERVED: Tone.LATE,
    RefusalState.RETURNED: Tone.WARN,
    RefusalState.AMENDED: Tone.PAUSE,
    RefusalState.OVERTURNED: Tone.OK,
    RefusalState.VOID: Tone.PAUSE,
}


def _hint(viewer: Viewer, rows: CaseRows, move: Move, row: Refusal) -> str:
    people = viewer.office.roster.people
    match move.act:
        case "refusal.serve_refusal":
            return "当面交付要核对证件；两个救济期限从送达起算，送达才能办结"
        case "refusal.amend_refusal":
            return "照退回的理由改，重新走一遍审核、批准"
        case "refusal.note_dissent":
            return "只记你本人的；谁推翻谁负责"
        case _:
            return f"{label(RefusalKind(row.kind))}，{people[row.proposer_id]}提出"


def _shown(viewer: Viewer, rows: CaseRows, row: Refusal) -> BesideRow:
    state = RefusalState(row.state)
    return BesideRow(
        what=f"否定报备：{label(RefusalKind(row.kind))}",
        state=label(state),
        tone=TONES[state],
        since=row.proposed_at,
        note=_until(row) or row.opinion,
        route="refusal",
        key=str(row.pk),
    )


def _until(row: Refusal) -> str:
    if row.served_at is None or row.reconsider_by is None or row.sue_by is None:
        return ""
    return f"复议到 {row.reconsider_by:%Y-%m-%d}，起诉到 {row.sue_by:%Y-%m-%d}"


def reasons(rows: CaseRows, row: Refusal, grounds: Iterable[RefusalGround]) -> tuple[str, ...]:
    """Why it is "no", as the notice says it: ground by ground, and by the minutes of a hearing where
    one was held (行政许可法 art. 48); of what was told at once, as it was told."""
    said = tuple(
        reason_in_words(each.fact, each.law, each.article, each.text) for each in grounds
    ) or (row.reason,)
    held = rows.hearing
    if held is None or held.state != HearingState.HELD or row.kind in BEFORE_ACCEPTANCE:
        return said
    return (*said, heard_in_words(held.begins_at, held.signed_by))


def remedies(row: Refusal, rows: CaseRows) -> Remedies:
    """Where to turn who does not agree, and until when, once it was served."""
    unit = rows.unit
    return Remedies(
        body=unit.review_body,
        address=unit.review_address,
        online=unit.review_online,
        court=unit.court,
        reconsider_days=number("reconsider_within"),
        sue_months=number("sue_within"),
        first=f"《{row.first['law']}》{row.first['article']}" if row.first else "",
        reconsider_by=row.reconsider_by,
        sue_by=row.sue_by,
    )


REFUSALS = Beside(
    rows=lambda rows: rows.refusals,
    waits={
        "refusal.amend_refusal": (RefusalState.RETURNED,),
        "refusal.review_refusal": (RefusalState.PROPOSED,),
        "refusal.approve_refusal": (RefusalState.REVIEWED,),
        "refusal.return_refusal": LOOKING,
        "refusal.overturn_refusal": LOOKING,
        "refusal.note_dissent": (RefusalState.OVERTURNED,),
        "refusal.confirm_refusal": (RefusalState.REVIEWED,),
        "refusal.reverse_refusal": LOOKING,
        "refusal.serve_refusal": (RefusalState.APPROVED,),
    },
    facet=facet_of_refusal,
    named=plainly_named,
    hint=_hint,
    shown=_shown,
)


LACKING_GROUNDS = Beside(
    rows=lambda rows: [row for row in rows.refusals if amending(rows, row).owed],
    waits={"lacking_ground.leave_out": (RefusalState.APPROVED, RefusalState.SERVED)},
    facet=facet_of_refusal,
    named=plainly_named,
    hint=lambda viewer, rows, move, row: (
        "写明为什么不补进指南；补的，由管指南的岗位改好公布，自动了结"
    ),
)


# ── what a proposal is asked ─────────────────────────────────────────────────────────────────────


def proposal_asked(rows: CaseRows, at: datetime, before: Refusal | None) -> Iterator[ProposalAsked]:
    """What a proposal on this case is made of; ``before`` is what was returned. Of a case that came to
    its end meanwhile, what it was made of till then: what was typed stays on the page that says so."""
    stage = CaseState(rows.matter.state)
    if stage not in STANDS_IN.values():
        stage = CaseState.ACCEPTED if rows.case.accepted_at else CaseState.RECEIVED
    kinds = [kind for kind, where in STANDS_IN.items() if where is stage and kind not in AT_ONCE]
    guide = rows.guide
    yield ProposalAsked(
        kinds=tuple(kinds),
        items=tuple(_items(rows, stage)),
        grounds=tuple(
            (each.key, f"{each.text}（{_article(each.basis)}）") for each in guide.grounds
        ),
        evidence=tuple((str(key), called) for key, (_, called) in evidence(rows)),
        late=_late(rows, at),
        before=tuple(_before(guide, before)) if before else (),
    )


def _items(rows: CaseRows, stage: CaseState) -> Iterator[ItemAsked]:
    """The conditions of an accepted case, each to be checked; of one that is not, the materials
    found at fault."""
    grounds = {each.key: each.basis for each in rows.guide.grounds}
    if stage is CaseState.ACCEPTED:
        for each in rows.guide.conditions:
            bases = {"": each.basis, **grounds}
            yield ItemAsked(each.key, each.text, _article(each.basis), bases)
        return
    for row in rows.materials.values():
        if row.check_result in (Check.FAULTY, Check.MISSING):
            basis = basis_of(rows, row.key)
            bases = {"": basis, **grounds}
            yield ItemAsked(row.key, row.name, _article(basis), bases, row.fault, material=True)


def _article(basis: Basis) -> str:
    return f"《{basis.law}》{basis.article}"


def _late(rows: CaseRows, at: datetime) -> str:
    """A refusal takes three people's time: it is late to begin on the last days (7.4.3a, X4)."""
    due = rows.due(ClockName.PROMISE)
    if due is None or due.day is None or due.stopped_at:
        return ""
    left = rows.office.calendar.working_days_between(chinese_time(at).date(), due.day)
    if left > number("refusal_lead"):
        return ""
    return (
        f"承诺的期限 {due.day:%Y-%m-%d} 到，只剩 {max(left, 0)} 个工作日；报备不停表，请马上提出。"
    )


def _before(guide: Guide, row: Refusal) -> Iterator[tuple[str, str]]:
    """What was proposed and returned, as the form holds it."""
    yield "kind", row.kind
    yield "opinion", row.opinion
    yield "granted", row.granted
    for part, said in (row.first or {}).items():
        yield f"first_{part}", said
    for key, _, met in row.conditions:
        yield f"check-{key}", "met" if met else "unmet"
    for each in grounds_of(row.pk):
        yield f"check-{each.item}", "unmet"
        yield f"fact-{each.item}", each.fact
        yield f"evidence-{each.item}", str(_evidence_of(each))
        yield f"where-{each.item}", each.pages
        yield f"basis-{each.item}", each.key
        for n, (piece, _, where) in enumerate(each.more, start=1):
            yield f"evidence-{each.item}-{n}", piece
            yield f"where-{each.item}-{n}", where


def _evidence_of(row: RefusalGround) -> object:
    return row.step_id or row.material_id or row.attachment_id or row.paper_id
