"""Consultations beside a case, as its page offers and lists them: who was asked, how far each is
(4.3)."""

from collections.abc import Iterator

from shouwen.queries.beside import Beside
from shouwen.queries.deadline import remaining
from shouwen.queries.rows import BesideRow, PostAsked, Tone
from shouwen.queries.viewer import Viewer
from shouwen.records.casefile.case import CaseRows
from shouwen.records.casefile.consultation import facet_of_consultation
from shouwen.records.models import Consultation
from shouwen.rules.labels import ACT_LABELS, label
from shouwen.rules.lives.move import Move
from shouwen.rules.words import ConsultationKind, ConsultationState

TONES = {
    ConsultationState.ASKED: Tone.WARN,
    ConsultationState.ANSWERED: Tone.WARN,
    ConsultationState.TOLD: Tone.OK,
    ConsultationState.VOID: Tone.PAUSE,
}


def posts_asked(viewer: Viewer, rows: CaseRows) -> Iterator[PostAsked]:
    """The posts that may be asked: every one of the office but the handler's own."""
    for post in viewer.office.roster.posts.values():
        if not post.closed and post.id != rows.case.handler_id:
            yield PostAsked(str(post.id), f"{post.section} · {post.name}")


def _whom(rows: CaseRows, row: Consultation) -> str:
    if not row.post_id:
        return row.outside
    post = rows.office.roster.posts[row.post_id]
    return f"{post.section}{post.name}"


def _named(rows: CaseRows, move: Move, row: Consultation) -> str:
    if move.act == "consultation.tell_applicant":
        return f"{ACT_LABELS[move.act]}：{_whom(rows, row)}的答复"
    outside = "记下" if not row.post_id else ""
    return f"{outside}{ACT_LABELS[move.act]}：{_whom(rows, row)}"


def _hint(viewer: Viewer, rows: CaseRows, move: Move, row: Consultation) -> str:
    return row.question if move.act == "consultation.answer" else row.answer


def _shown(viewer: Viewer, rows: CaseRows, row: Consultation) -> BesideRow:
    state, kind = ConsultationState(row.state), ConsultationKind(row.kind)
    done = kind is ConsultationKind.ASSIST and state is ConsultationState.ANSWERED
    waits = state is ConsultationState.ASKED
    name = "协办" if kind is ConsultationKind.ASSIST else "咨询"
    said = [row.question]
    if row.answer:
        said.append(f"答复：{row.answer}")
    if row.told:
        said.append(f"告诉申请人：{row.told}")
    hours = rows.unit.hours
    return BesideRow(
        what=f"{name}：{_whom(rows, row)}",
        state="已办完" if done else label(state),
        tone=Tone.OK if done else TONES[state],
        since=row.asked_at,
        left=remaining(row.asked_at, row.due_at, viewer.at, hours) if waits else None,
        note="；".join(said),
    )


CONSULTATIONS = Beside(
    rows=lambda rows: rows.consultations,
    waits={
        "consultation.answer": (ConsultationState.ASKED,),
        "consultation.tell_applicant": (ConsultationState.ANSWERED,),
    },
    facet=facet_of_consultation,
    named=_named,
    hint=_hint,
    shown=_shown,
)
