"""The hearing beside a case, as its page offers and lists it (行政许可法 art. 47–48)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from shouwen.queries.beside import Beside, plainly_named
from shouwen.queries.rows import AddressAsked, BesideRow, PostAsked, Tone
from shouwen.queries.viewer import Viewer
from shouwen.records.casefile.case import CaseRows
from shouwen.records.casefile.hearing import facet_of_hearing, invitation, who_want
from shouwen.records.models import Hearing, InterestedParty
from shouwen.rules.labels import ACT_LABELS, label
from shouwen.rules.lives.move import Move
from shouwen.rules.regimes.time_limit.hearing import TO_BE_HELD
from shouwen.rules.words import HearingState, PaperState, ServedBy
from shouwen.rules.worktime import chinese_time

TONES = {
    HearingState.TOLD: Tone.SHARE,
    HearingState.ASKED: Tone.WARN,
    HearingState.SET: Tone.WARN,
    HearingState.HELD: Tone.OK,
    HearingState.LAPSED: Tone.PAUSE,
    HearingState.GIVEN_UP: Tone.PAUSE,
}


def chairs_asked(viewer: Viewer, rows: CaseRows) -> Iterator[PostAsked]:
    """The posts that may chair: every one on which nobody sits who examined the case."""
    parts = {*rows.facet("hands", viewer.at).posts.values()}
    for post in viewer.office.roster.posts.values():
        if not post.closed and post.id not in parts:
            yield PostAsked(str(post.id), f"{post.section} · {post.name}")


def _hint(viewer: Viewer, rows: CaseRows, move: Move, row: Hearing) -> str:
    if move.act == "hearing.hold" and row.begins_at:
        return f"{_moment(row)}，{row.place}；笔录要由参加人签字"
    if move.act == "hearing.set_time":
        by_post = [each.name for each in rows.interested if not (each.phone or each.email)]
        others = f"；{'、'.join(by_post)}只留了地址，当天另送通知书" if by_post else ""
        return f"七个工作日以前通知；主持人不能是审查过的人{others}"
    if move.act == "hearing.tell_interested":
        return "有利害关系的人各发一份；他的五个工作日从今天起算"
    return row.stakes


def _moment(row: Hearing) -> str:
    at = chinese_time(row.begins_at)
    return f"{at.month} 月 {at.day} 日 {at:%H:%M}"


def _told(party: InterestedParty) -> str:
    """Who else was told, when, how and by what proof; the number of a document stays with the row."""
    by = ServedBy(party.by)
    at = chinese_time(party.told_at)
    proof = f" {party.proof}" if by is ServedBy.POST else ""
    return f"{party.name}（{at.month} 月 {at.day} 日{label(by)}{proof}）"


def _shown(viewer: Viewer, rows: CaseRows, row: Hearing) -> BesideRow:
    state = HearingState(row.state)
    said = [row.stakes.rstrip("。")]
    if rows.interested:
        said.append(f"另外告知了：{'、'.join(map(_told, rows.interested))}")
    if row.wanted_by:
        said.append(f"要求的人：{'、'.join(who_want(row))}")
    if row.begins_at:
        said.append(f"{_moment(row)}，{row.place}")
    if rows.unwritten:
        said.append(f"还没有送通知书：{'、'.join(each.name for each in rows.unwritten)}")
    if row.signed_by:
        said.append(f"笔录签字：{row.signed_by}")
    return BesideRow(
        what="听证",
        state=label(state),
        tone=TONES[state],
        since=row.held_at or row.asked_at or row.told_at,
        note="；".join(said),
    )


@dataclass(frozen=True, slots=True)
class Unwritten:
    """Somebody interested, who still waits for the notice of the hearing."""

    pk: UUID
    state: PaperState
    party: InterestedParty


def _unwritten(rows: CaseRows) -> Iterator[Unwritten]:
    for party in rows.unwritten:
        yield Unwritten(party.pk, PaperState.WAITING, party)


def _facet_of_unwritten(rows: CaseRows, row: Unwritten, name: str, at: datetime) -> Any:
    return invitation(rows, row.pk, at) if name == "invitation" else rows.facet(name, at)


def address_asked(row: Unwritten) -> Iterator[AddressAsked]:
    """Where the notice is to be brought."""
    yield AddressAsked(row.party.address)


INTERESTED = Beside(
    rows=_unwritten,
    waits={"interested_party.bring_notice": (PaperState.WAITING,)},
    facet=_facet_of_unwritten,
    named=lambda rows, move, row: f"{ACT_LABELS[move.act]}：{row.party.name}",
    hint=lambda viewer, rows, move, row: f"只留了地址：{row.party.address}",
)

HEARINGS = Beside(
    rows=lambda rows: [rows.hearing] if rows.hearing else [],
    waits={
        "hearing.tell_interested": (HearingState.TOLD,),
        "hearing.ask": (HearingState.TOLD, *TO_BE_HELD),
        "hearing.set_time": TO_BE_HELD,
        "hearing.hold": (HearingState.SET,),
        "hearing.give_up": TO_BE_HELD,
    },
    facet=facet_of_hearing,
    named=plainly_named,
    hint=_hint,
    shown=_shown,
)
