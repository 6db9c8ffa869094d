"""What may and may not be done on a case now: the page's list comes from the same ``judge`` as the
acts themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from shouwen.queries.beside import STEPS, Beside
from shouwen.queries.beside_consultations import CONSULTATIONS
from shouwen.queries.beside_hearings import HEARINGS, INTERESTED
from shouwen.queries.beside_licences import LICENCES
from shouwen.queries.beside_limits import EXTENSIONS, SPECIAL_PROCEDURES
from shouwen.queries.beside_refusals import LACKING_GROUNDS, REFUSALS
from shouwen.queries.beside_returns import RETURNS
from shouwen.queries.beside_serving import PAPERS
from shouwen.queries.beside_successions import SUCCESSIONS
from shouwen.queries.rows import ActBarred, ActOption
from shouwen.queries.viewer import CASE_WORK, NotFound, Viewer
from shouwen.records.casefile.case import CaseRows
from shouwen.records.models import (
    Consultation,
    Extension,
    LedgerEntry,
    MaterialReturn,
    Matter,
    Refusal,
    SpecialProcedure,
    Succession,
)
from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.seats import Hands
from shouwen.rules.judge import MOVES, facets, judge
from shouwen.rules.labels import ACT_LABELS, label
from shouwen.rules.lives.move import Move
from shouwen.rules.regimes.stand_in import found_at, named, seat
from shouwen.rules.sentences import fill, template
from shouwen.rules.verdict import Bar
from shouwen.rules.words import CaseState, Fate, MatterKind, ServiceKind

BESIDE: dict[str, Beside] = {
    "step": STEPS,
    "consultation": CONSULTATIONS,
    "hearing": HEARINGS,
    "interested_party": INTERESTED,
    "extension": EXTENSIONS,
    "special_procedure": SPECIAL_PROCEDURES,
    "refusal": REFUSALS,
    "lacking_ground": LACKING_GROUNDS,
    "return_of_materials": RETURNS,
    "service_of_paper": PAPERS,
    "licence": LICENCES,
    "succession": SUCCESSIONS,
}
"""The lives that run beside a case, in the order in which its page lists them."""

ABOUT = frozenset(act for life in BESIDE.values() for act in life.waits)
"""The acts that are done on one row of a life beside a case; the others on the case itself."""

CORRECTS = "service_of_paper.correct_paper"
"""Nothing that anybody waits for: offered beside each paper, and not among what may be done."""

BY_PEOPLE = tuple(
    move
    for move in MOVES.values()
    if move.life in ("case", *BESIDE) and (move.may.powers or move.may.bearers)
)
"""The acts that people of the office do on a case or on what runs beside it."""

KEYS = {
    "case.examine_materials": "E",
    "case.issue_correction_notice": "T",
    "case.issue_supplementary_notice": "N",
    "case.tell_changed_law": "Q",
    "case.invite_supplement": "Q",
    "case.receive_supplement": "B",
    "case.receive_correction": "B",
    "case.return_unmet_points": "R",
    "case.accept_case": "A",
    "case.decide_grant": "D",
    "case.deliver_result": "V",
    "case.withdraw": "C",
    "case.call_back": "L",
    "consultation.ask": "Q",
    "extension.ask_extension": "X",
    "extension.approve_extension": "Y",
    "extension.decline_extension": "U",
    "extension.tell_extension": "I",
    "special_procedure.begin_special_procedure": "G",
    "special_procedure.end_special_procedure": "H",
    "return_of_materials.ask_for_return": "M",
    "return_of_materials.hand_back": "M",
    "refusal.propose_refusal": "Z",
    "refusal.amend_refusal": "Z",
    "refusal.review_refusal": "Z",
    "refusal.approve_refusal": "Z",
    "refusal.confirm_refusal": "Z",
    "refusal.serve_refusal": "V",
    "step.start_step": "S",
    "step.finish_step": "F",
}
"""The single key that does an act; J, K, O, P and W are taken by the pages."""

HINTS = {
    "case.examine_materials": "逐项对照办事指南；不符合的写清问题、依据、怎么改",
    "case.issue_correction_notice": "查出的各处一次写清，编号发出；以后不能再提新的",
    "case.issue_supplementary_notice": "只说新交材料里新查出的问题，科室负责人发，计次",
    "case.tell_changed_law": "收件后才施行的条款新要求的材料，分管领导决定告知",
    "case.invite_supplement": "视为受理的可以请申请人补充；期限照走，计次",
    "case.receive_supplement": "申请人补充来的，逐样登记；期限照走",
    "case.receive_correction": "申请人补来的，逐样登记",
    "case.return_unmet_points": "只退通知里写明、仍没有到位的",
    "case.accept_case": "编号发出受理通知书，承诺期限从次日起算",
    "case.decide_grant": "决定书当场编号，从此不能改",
    "case.deliver_result": "核对领取人证件，或者填邮件号码",
    "case.withdraw": "须申请人本人签字，写明谁提出",
    "succession.note_applicant_gone": "凭证明登记；登记承受的人以前不作决定、不送文书，期限照走",
    "case.call_back": "问清是不是自己愿意撤回，照原话记下",
    "refusal.propose_refusal": "逐项核对条件，写事实、证据、条文；三个人看过才算数，期限照走",
    "refusal.tell_at_once": "只限不需要许可、不归本机关管的；当场书面告知，当日报备",
    "service_of_paper.choose_way": "随时可以同意、换地址，也随时可以收回",
    "return_of_materials.ask_for_return": "写明谁要求、怎么拿；五个工作日内退",
    "hearing.tell_right": "直接涉及他人重大利益的，决定前告知；五个工作日内可以要求",
    "consultation.ask": "不用申请人跑；期限照走，答复了要告诉申请人",
    "extension.ask_extension": "只能一次；批准并在原期限前告知申请人才有效",
    "special_procedure.begin_special_procedure": "书面告知申请人要多久；从今天起不计入期限",
}
"""What follows from an act, in one line."""

NEGATIVE = frozenset(
    {
        "case.withdraw",
        "refusal.propose_refusal",
        "refusal.amend_refusal",
        "refusal.approve_refusal",
        "refusal.confirm_refusal",
        "refusal.tell_at_once",
    }
)
"""Acts that say no to the applicant, or take the application back."""

GRANTS = {
    ServiceKind.LICENCE: "准予许可",
    ServiceKind.REGISTRATION: "准予登记",
    ServiceKind.FILING: "予以备案",
}


class CaseOnDesk(CaseRows):
    """A case of the viewer's jurisdiction, found by its number and not locked."""

    def __init__(self, viewer: Viewer, number: str) -> None:
        """Raises :class:`NotFound`, and ``NotForYou`` for who does not work on cases."""
        viewer.needs(*CASE_WORK)
        found = Matter.objects.select_related("jurisdiction").filter(
            jurisdiction=viewer.office.jurisdiction, number=number, kind=MatterKind.CASE
        )
        matter = found.first()
        if matter is None:
            raise NotFound(number)
        self.matter = matter

    @property
    def state(self) -> CaseState:
        """Where the case stands."""
        return CaseState(self.matter.state)

    @cached_property
    def ledger(self) -> list[LedgerEntry]:
        """Every act that was done on it, oldest first."""
        return list(LedgerEntry.objects.filter(matter=self.matter.pk).order_by("seq"))

    @cached_property
    def lived(self) -> frozenset[str]:
        """The lives of which anything was done: of another there is no row, and none is looked
        for."""
        return frozenset(entry.act.partition(".")[0] for entry in self.ledger)

    @cached_property
    def extensions(self) -> list[Extension]:
        """Every extension asked for, oldest first."""
        return super().extensions if "extension" in self.lived else []

    @cached_property
    def special_procedures(self) -> list[SpecialProcedure]:
        """Every special procedure, oldest first."""
        return super().special_procedures if "special_procedure" in self.lived else []

    @cached_property
    def refusals(self) -> list[Refusal]:
        """Every refusal proposed, oldest first (7.4.1)."""
        return super().refusals if "refusal" in self.lived else []

    @cached_property
    def returns(self) -> list[MaterialReturn]:
        """Every return of materials, oldest first (7.4.4)."""
        return super().returns if "return_of_materials" in self.lived else []

    @cached_property
    def fates(self) -> dict[UUID, Fate]:
        """What became of each material that was asked back."""
        return super().fates if "return_of_materials" in self.lived else {}

    @cached_property
    def successions(self) -> list[Succession]:
        """Each applicant who is no more, oldest first (7.4.3b)."""
        return super().successions if "succession" in self.lived else []

    @cached_property
    def consultations(self) -> list[Consultation]:
        """Everybody who was asked, oldest first (4.3)."""
        return super().consultations if "consultation" in self.lived else []


@dataclass(frozen=True, slots=True)
class Judged:
    """One act on one case, judged for the viewer. ``act`` is its name, with a row's id after a
    colon where it is about one beside the case; ``who`` may do it where the viewer may not."""

    move: Move
    act: str
    label: str
    bars: tuple[Bar, ...]
    row: Any = None  # of a life beside the case
    who: str = ""


def judge_one(viewer: Viewer, rows: CaseOnDesk, act: str) -> Judged:
    """One act by its name. Raises :class:`NotFound` for no act of people on this case."""
    name, _, about = act.partition(":")
    move = MOVES.get(name)
    if move not in BY_PEOPLE or (name in ABOUT) != bool(about):
        raise NotFound(act)
    if not about:
        return _judged(viewer, rows, move)
    for row in BESIDE[move.life].rows(rows):
        if str(row.pk) == about:
            return _judged(viewer, rows, move, row)
    raise NotFound(act)


def options(
    viewer: Viewer, rows: CaseOnDesk, owed: Iterable[str]
) -> tuple[tuple[ActOption, ...], tuple[ActBarred, ...]]:
    """What the viewer may do now, and what not: acts of the present state and of those that come
    next. ``owed``: the kinds of obligation that are open; an act that ends one comes first."""
    judged = list(_all(viewer, rows))
    free = [each for each in judged if not each.bars]
    owed = frozenset(owed)
    goes_on = [each for each in free if each.move.act not in NEGATIVE]
    first = next((each for each in goes_on if owed.intersection(each.move.ends)), None)
    first = first or next((each for each in goes_on if not _begins(each)), None)
    keyed: set[str] = set()
    may = []
    for each in sorted(free, key=lambda each: (each is not first, _begins(each))):
        key = KEYS.get(each.move.act, "") if each.move.act not in keyed else ""
        keyed.add(each.move.act)
        may.append(
            ActOption(
                act=each.act,
                label=each.label,
                hint=_hint(viewer, rows, each),
                key=key,
                first=each is first,
                negative=each.move.act in NEGATIVE,
            )
        )
    return tuple(may), (*_barred_now(judged), *_coming(viewer, rows))


def may_be_corrected(viewer: Viewer, rows: CaseOnDesk) -> dict[UUID, str]:
    """By which act each paper may be corrected that the viewer may correct (4.4b)."""
    move = MOVES[CORRECTS]
    each = (_judged(viewer, rows, move, row) for row in BESIDE[move.life].rows(rows))
    return {judged.row.pk: judged.act for judged in each if not judged.bars}


def sentences(judged: Judged) -> tuple[ActBarred, ...]:
    """Why the act may not be done: each bar with its clause and its sentence."""
    return tuple(
        ActBarred(
            judged.act,
            judged.label,
            bar.clause,
            fill(template(bar.code), bar) + (judged.who if bar.code == "this_post_may_not" else ""),
        )
        for bar in judged.bars
    )


def _begins(judged: Judged) -> bool:
    """Whether an act begins a life beside the case: nothing that anybody waits for, so it stands
    after what is to be done."""
    return judged.move.life in BESIDE and judged.row is None


def _barred_now(judged: Iterable[Judged]) -> Iterable[ActBarred]:
    """What is barred now, each by its first bar. Of what would begin a life beside the case, whose
    post may not do it is not told: it is nothing that anybody waits for."""
    for each in judged:
        if each.bars and not (_begins(each) and each.bars[0].code == "this_post_may_not"):
            yield sentences(each)[0]


def _coming(viewer: Viewer, rows: CaseOnDesk) -> Iterable[ActBarred]:
    """Acts of the states that the next acts lead to: barred by what already is, or only by the
    state."""
    state = rows.state
    ahead = {move.after for move in BY_PEOPLE if state in move.before and move.after} - {state}
    for move in BY_PEOPLE:
        if move.life == "case" and state not in move.before and ahead.intersection(move.before):
            then = next(CaseState(s) for s in move.before if s in ahead)
            each = _judged(viewer, rows, move, state=then)
            if each.bars and each.bars[0].code != "this_post_may_not":
                yield sentences(each)[0]
            else:
                sentence = f"现在是“{label(state)}”，到“{label(then)}”才能办。"
                yield ActBarred(each.act, each.label, move.clause, sentence)


def _all(viewer: Viewer, rows: CaseOnDesk) -> Iterable[Judged]:
    for move in BY_PEOPLE:
        if rows.state not in move.before or move.act == CORRECTS:
            continue
        if move.act not in ABOUT:
            yield _judged(viewer, rows, move)
            continue
        life = BESIDE[move.life]
        for row in life.rows(rows):
            if row.state in life.waits[move.act]:
                yield _judged(viewer, rows, move, row)


def _judged(
    viewer: Viewer, rows: CaseOnDesk, move: Move, row: Any = None, state: CaseState | None = None
) -> Judged:
    """A move judged on the file as it lies there, with a ``row`` beside the case at hand; in
    ``state``, where that is not the present."""

    def facet(name: str) -> Any:
        if row is None:
            return rows.facet(name, viewer.at)
        return BESIDE[move.life].facet(rows, row, name, viewer.at)

    facts: dict[str, Any] = {name: facet(name) for name in facets(move)}
    parts: Hands = facet("hands")
    facts |= {
        "actor": viewer.actor,
        "hands": parts,
        "moment": Moment(viewer.at, rows.matter.last_at),
    }
    return Judged(
        move=move,
        act=f"{move.act}:{row.pk}" if row else move.act,
        label=_label(rows, move, row),
        bars=judge(move, state or rows.state, facts),
        row=row,
        who=_who(viewer, move, parts),
    )


def _label(rows: CaseOnDesk, move: Move, row: Any) -> str:
    if row is not None:
        return BESIDE[move.life].named(rows, move, row)
    if move.act == "case.decide_grant":
        return GRANTS.get(rows.guide.kind, ACT_LABELS[move.act])
    return ACT_LABELS[move.act]


def whose(viewer: Viewer, move: Move, parts: Hands) -> UUID | None:
    """Whose an act is: the first post of its bearers that has the power, where one is asked for."""
    roster, powers = viewer.office.roster, move.may.powers
    for post in filter(None, map(parts.of, move.may.bearers)):
        if not powers or roster.posts[post].powers.intersection(powers):
            return post
    return None


def _who(viewer: Viewer, move: Move, parts: Hands) -> str:
    """Whose it is, and who sits there."""
    post = whose(viewer, move, parts)
    if post is None:
        return ""
    return f"现在归“{viewer.office.roster.posts[post].name}”{person_on(viewer, post)}。"


def person_on(viewer: Viewer, post: UUID) -> str:
    """Who sits on a post now, with whom they stand in for; empty where nobody does."""
    roster = viewer.office.roster
    return named(roster, seat(roster, post, viewer.at), viewer.at)


def phone_of(viewer: Viewer, post: UUID) -> str:
    """Where whoever sits on a post now is called."""
    roster = viewer.office.roster
    return found_at(roster, seat(roster, post, viewer.at), viewer.at).phone


def _hint(viewer: Viewer, rows: CaseOnDesk, judged: Judged) -> str:
    life = BESIDE.get(judged.move.life)
    if life and life.hint and judged.row is not None:
        return life.hint(viewer, rows, judged.move, judged.row)
    return HINTS[judged.move.act]
