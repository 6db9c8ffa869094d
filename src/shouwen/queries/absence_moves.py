"""Who may see an absence, and what may and may not be done on it now: by the same ``judge`` as the
acts themselves."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from shouwen.queries.moves import person_on
from shouwen.queries.rows import ActBarred, ActOption
from shouwen.queries.viewer import NotForYou, NotFound, Viewer
from shouwen.records.casefile.absence import AbsenceRows, acting
from shouwen.records.models import Cover, Matter
from shouwen.rules.facts.absence import Absence as Fact
from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.seats import Hands, Seat
from shouwen.rules.judge import MOVES, judge
from shouwen.rules.labels import ACT_LABELS, label
from shouwen.rules.lives.absence import SUPERIORS
from shouwen.rules.lives.move import Move
from shouwen.rules.sentences import fill, template
from shouwen.rules.verdict import Bar
from shouwen.rules.words import AbsenceState, MatterKind, Power, SeatRule

PER_COVER = frozenset(
    f"absence.{name}"
    for name in (
        "agree_to_stand_in",
        "decline_to_stand_in",
        "designate_stand_in",
        "record_appointment",
        "hand_over",
        "take_hand_over",
        "see_hand_over",
        "hand_back",
    )
)
"""The acts that are done on one stand-in of an absence: their names carry its id after a colon."""

BY_PEOPLE = tuple(
    move
    for move in MOVES.values()
    if move.life == "absence" and None not in move.before and not move.may.clock
)
"""The acts that people do on an absence that is on file."""

KEYS = {
    "absence.agree_to_stand_in": "G",
    "absence.decline_to_stand_in": "N",
    "absence.designate_stand_in": "Z",
    "absence.record_appointment": "M",
    "absence.confirm_taking_over": "C",
    "absence.approve_absence": "A",
    "absence.decline_absence": "B",
    "absence.hand_over": "H",
    "absence.take_hand_over": "T",
    "absence.see_hand_over": "S",
    "absence.tell_of_absent": "P",
    "absence.ask_extension": "E",
    "absence.approve_extension": "L",
    "absence.decline_extension": "D",
    "absence.come_back": "R",
    "absence.sign_in": "I",
    "absence.hand_back": "F",
    "absence.take_back": "Y",
    "absence.cancel_absence": "X",
}
"""The single key that does an act on the page of an absence."""

HINTS = {
    "absence.agree_to_stand_in": "从离岗的那一刻起由您办这个岗的一切事，到他回来签到为止",
    "absence.decline_to_stand_in": "直接领导另外指定",
    "absence.designate_stand_in": "那段时间在岗、有资格、没有顶别的窗口的人",
    "absence.record_appointment": "本单位没有副职：向上级报告，登记上级指定的人",
    "absence.confirm_taking_over": "科室没有人的时候，由办公室代收、告知、转交",
    "absence.approve_absence": "到时间自动开始；满一天的，交接办好才开始",
    "absence.decline_absence": "写明理由，申请的人看得到",
    "absence.hand_over": "逐项写明办到哪一步",
    "absence.take_hand_over": "签收以后，清单上的事由您接着办",
    "absence.see_hand_over": "直接领导看过，交接才算办好",
    "absence.tell_of_absent": "人在哪里，为什么没有回来，几时能回来",
    "absence.ask_extension": "要在说好回来的时间以前提出，重新批准",
    "absence.approve_extension": "顶岗的人接着顶到新的时间",
    "absence.decline_extension": "写明理由，按原定时间回岗",
    "absence.come_back": "从这一刻起又是您在岗",
    "absence.sign_in": "从这一刻起又是您在岗，顶岗的人随后交还",
    "absence.hand_back": "期间办了什么、还有什么，当面说清",
    "absence.take_back": "核对过了，这次离岗到此结束",
    "absence.cancel_absence": "不走了，一切照旧",
}
"""What follows from an act, in one line."""

NEGATIVE = frozenset(
    f"absence.{name}"
    for name in ("decline_absence", "decline_extension", "decline_to_stand_in", "cancel_absence")
)
OF_A_LIST = frozenset(
    f"absence.{name}" for name in ("hand_over", "take_hand_over", "see_hand_over")
)
SOMEBODY_ELSES = frozenset(
    (
        "this_post_may_not",
        "the_stand_in_acts_in_person",
        "the_holder_hands_over",
        "the_stand_in_or_their_leader_hands_back",
        "it_is_their_own_absence",
    )
)
"""Codes of bars that say: not yours."""
NOT_CALLED_FOR = frozenset(
    (
        "a_list_is_called_for",
        "a_section_would_be_empty",
        "an_extension_was_asked_for",
        "nothing_is_to_be_handed_back",
        "something_is_to_be_handed_back",
        "the_list_was_not_seen",
        "the_list_was_not_taken",
        "the_return_is_overdue",
        "the_stand_in_has_not_answered",
        "the_superior_body_appoints",
        "what_was_found_out_is_new",
        "this_post_is_to_be_handed_back",
    )
)
"""Codes of bars that say: there is nothing to do. Such an act is not listed at all."""


class AbsenceOnDesk(AbsenceRows):
    """An absence of the viewer's jurisdiction, not locked."""

    def __init__(self, viewer: Viewer, number: str) -> None:
        """Raises ``NotFound``, and ``NotForYou`` for whom it does not concern: seen by its person,
        whoever stands in, those above them, the Office, supervision, and whoever owes something
        on it."""
        found = Matter.objects.select_related("jurisdiction", "absence").filter(
            jurisdiction=viewer.office.jurisdiction, number=number, kind=MatterKind.ABSENCE
        )
        matter = found.first()
        if matter is None:
            raise NotFound(number)
        self.matter = matter
        self.jurisdiction = matter.jurisdiction
        self.absence = matter.absence
        self.viewer = viewer
        if not self._concerns(viewer):
            raise NotForYou

    @property
    def state(self) -> AbsenceState:
        """Where the absence stands."""
        return AbsenceState(self.matter.state)

    @cached_property
    def every_cover(self) -> list[Cover]:
        """Everybody who stands in or did, in the order of posts and time."""
        found = Cover.objects.filter(absence=self.matter.pk).order_by("pk")
        return list(found)

    @cached_property
    def covers(self) -> list[Cover]:
        """Who stands in now, post by post."""
        return [cover for cover in self.every_cover if cover.until is None]

    @cached_property
    def fact(self) -> Fact:
        """The absence as guards see it."""
        found: Fact = self.facet("absence", self.viewer.at)
        return found

    @property
    def reason_is_for_viewer(self) -> bool:
        """Whether the viewer may read why: its person, whoever decides on it, supervision."""
        return (
            self.viewer.person == self.absence.person_id
            or self.viewer.may(Power.SUPERVISE)
            or self._sits_above(self.parts())
        )

    def _concerns(self, viewer: Viewer) -> bool:
        return (
            self.reason_is_for_viewer
            or any(self._sits_above(self.parts(cover)) for cover in self.every_cover)
            or self._sits_in_the_office()
            or any(cover.person_id == viewer.person for cover in self.every_cover)
            or any(row.bearer_id in viewer.posts for row in self.open_obligations)
        )

    def parts(self, cover: Cover | None = None) -> Hands:
        """Which post bears which part now, in the whole or in what concerns one post."""
        above = self.hands_on(cover) if cover else self.hands
        return acting(self.office.roster, above, self.absence.person_id, self.viewer.at)

    def _sits_in_the_office(self) -> bool:
        return sits_in_the_office(self.viewer, self.unit.id)

    def _sits_above(self, hands: Hands) -> bool:
        return sits_above(self.viewer, hands)


def sits_in_the_office(viewer: Viewer, unit: UUID | None) -> bool:
    """Whether the viewer sits on a post of a unit's Office, and not for it elsewhere."""
    leads = viewer.office.roster.leadership.get(unit)
    posts = set(leads.office) if leads else set()
    return any(_counts(seat, posts) for seat in viewer.actor.seats)


def sits_above(viewer: Viewer, hands: Hands) -> bool:
    """Whether the viewer sits on a post that may decide, and not for the Office."""
    posts = {hands.of(bearer) for bearer in SUPERIORS}
    return any(_counts(seat, posts) for seat in viewer.actor.seats)


def _counts(seat: Seat, posts: Container[UUID | None]) -> bool:
    return seat.post in posts and seat.rule is not SeatRule.OFFICE


@dataclass(frozen=True, slots=True)
class Judged:
    """One act on one absence, judged for the viewer. ``act`` is its name, with the cover's id after
    a colon where it is about one; ``who`` may do it where the viewer may not."""

    move: Move
    act: str
    label: str
    bars: tuple[Bar, ...]
    cover: Cover | None = None
    who: str = ""

    @property
    def code(self) -> str:
        """The code of the first bar; empty where nothing bars it."""
        return self.bars[0].code if self.bars else ""


def judge_one(viewer: Viewer, rows: AbsenceOnDesk, act: str) -> Judged:
    """One act by its name. Raises ``NotFound`` for no act of people on this absence."""
    name, _, about = act.partition(":")
    move = MOVES.get(name)
    cover = next((cover for cover in rows.covers if str(cover.pk) == about), None)
    if move not in BY_PEOPLE or (name in PER_COVER) != (cover is not None):
        raise NotFound(act)
    return _judged(viewer, rows, move, cover)


def options(
    viewer: Viewer, rows: AbsenceOnDesk
) -> tuple[tuple[ActOption, ...], tuple[ActBarred, ...]]:
    """What the viewer may do now, and what is owed that they may not: the act that ends something
    open comes first."""
    judged = list(_all(viewer, rows))
    free = [each for each in judged if not each.bars]
    first = next((each for each in free if _ends(rows, each)), None)
    keyed: set[str] = set()
    may = []
    for each in sorted(free, key=lambda each: each is not first):
        may.append(_option(each, each is first, each.move.act not in keyed))
        keyed.add(each.move.act)
    return tuple(may), (*_barred_now(rows, judged), *_coming(viewer, rows))


def ending(viewer: Viewer, number: str, kind: str, about: UUID) -> Iterator[ActOption]:
    """The acts that end an obligation on an absence, where the viewer may do them now."""
    rows = AbsenceOnDesk(viewer, number)
    for each in _all(viewer, rows):
        of = each.cover.pk if each.cover else rows.matter.pk
        if not each.bars and kind in each.move.ends and of == about:
            yield _option(each, each.move.act not in NEGATIVE, keyed=True)


def sentences(judged: Judged) -> tuple[ActBarred, ...]:
    """Why the act may not be done: each bar with its clause and its sentence."""
    return tuple(
        ActBarred(
            judged.act,
            judged.label,
            bar.clause,
            fill(template(bar.code), bar) + (judged.who if bar.code in SOMEBODY_ELSES else ""),
        )
        for bar in judged.bars
    )


def _option(judged: Judged, first: bool, keyed: bool) -> ActOption:
    act = judged.move.act
    return ActOption(
        act=judged.act,
        label=judged.label,
        hint=HINTS[act],
        key=KEYS[act] if keyed else "",
        first=first,
        negative=act in NEGATIVE,
    )


def _ends(rows: AbsenceOnDesk, judged: Judged) -> bool:
    """Whether the act ends something that is open, and does not say no."""
    about = judged.cover.pk if judged.cover else rows.matter.pk
    return judged.move.act not in NEGATIVE and any(
        row.kind in judged.move.ends and row.about == about for row in rows.open_obligations
    )


def _barred_now(rows: AbsenceOnDesk, judged: Iterable[Judged]) -> Iterator[ActBarred]:
    """What is owed and may not be done by the viewer, or not yet. Of the two ways to come back,
    the one that it will be."""
    handed = any(cover.taken_at for cover in rows.covers)
    other_way = "absence.come_back" if handed else "absence.sign_in"
    for each in judged:
        if each.move.act == other_way or each.code in NOT_CALLED_FOR:
            continue
        if each.bars and _ends(rows, each):
            yield sentences(each)[0]


def _coming(viewer: Viewer, rows: AbsenceOnDesk) -> Iterator[ActBarred]:
    """Acts of the viewer in the states that the next acts lead to."""
    state = rows.state
    ahead = {move.after for move in MOVES.values()
             if move.life == "absence" and state in move.before and move.after} - {state}  # fmt: skip
    for move in BY_PEOPLE:
        then = next((AbsenceState(s) for s in move.before if s in ahead), None)
        if then is None or state in move.before:
            continue
        if move.act in OF_A_LIST and not rows.fact.listed:
            continue
        for cover in rows.covers if move.act in PER_COVER else [None]:
            each = _judged(viewer, rows, move, cover, then)
            if each.code in SOMEBODY_ELSES | NOT_CALLED_FOR:
                continue
            if each.bars:
                yield sentences(each)[0]
            else:
                sentence = f"现在是“{label(state)}”，到“{label(then)}”才能办。"
                yield ActBarred(each.act, each.label, move.clause, sentence)


def _all(viewer: Viewer, rows: AbsenceOnDesk) -> Iterator[Judged]:
    for move in BY_PEOPLE:
        if rows.state in move.before:
            for cover in rows.covers if move.act in PER_COVER else [None]:
                yield _judged(viewer, rows, move, cover)


def _judged(
    viewer: Viewer,
    rows: AbsenceOnDesk,
    move: Move,
    cover: Cover | None,
    state: AbsenceState | None = None,
) -> Judged:
    """A move judged on the file as it lies there; in ``state``, where that is not the present."""
    fact: Fact = replace(rows.fact, at_hand=cover.pk if cover else None)
    facts: dict[str, Any] = {
        "absence": fact,
        "actor": viewer.actor,
        "hands": rows.parts(cover),
        "moment": Moment(viewer.at, rows.matter.last_at),
    }
    roster = viewer.office.roster
    several = cover is not None and len(rows.covers) > 1
    return Judged(
        move=move,
        act=f"{move.act}:{cover.pk}" if cover else move.act,
        label=ACT_LABELS[move.act] + (f"：{roster.posts[cover.post_id].name}" if several else ""),
        bars=judge(move, state or rows.state, facts),
        cover=cover,
        who=_who(viewer, rows, move, cover),
    )


def _who(viewer: Viewer, rows: AbsenceOnDesk, move: Move, cover: Cover | None) -> str:
    """Whose it is: the post that owes it and who sits there; of what is done in person, nobody's
    else."""
    roster = viewer.office.roster
    about = cover.pk if cover else rows.matter.pk
    for row in rows.open_obligations:
        if row.kind in move.ends and row.about == about and row.bearer_id and not move.may.person:
            return f"现在归“{roster.posts[row.bearer_id].name}”{person_on(viewer, row.bearer_id)}。"
    if move.may.person and cover is not None and cover.person_id:
        return f"由{roster.people[cover.person_id]}来办。" if "hand_over" not in move.ends else ""
    return ""
