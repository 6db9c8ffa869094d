"""What a filed refusal must hold, and who may look at it (7.3.3, 7.4.1, 7.4.2a)."""

from collections.abc import Collection
from uuid import UUID

from shouwen.rules.facts.casefile import Checklist, Clocks, Moment, Notices
from shouwen.rules.facts.guide import Basis, Guide
from shouwen.rules.facts.refusal import (
    AT_ONCE,
    BEFORE_ACCEPTANCE,
    Amending,
    AtOnce,
    Filed,
    Proposal,
)
from shouwen.rules.facts.seats import Actor
from shouwen.rules.labels import label
from shouwen.rules.policy import number
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.words import CaseOutcome, CaseState, RefusalKind, RefusalState
from shouwen.rules.worktime import chinese_time

STANDS_IN = {
    RefusalKind.REFUSED: CaseState.ACCEPTED,
    RefusalKind.PARTLY: CaseState.ACCEPTED,
    RefusalKind.NOT_ACCEPTED: CaseState.RECEIVED,
    RefusalKind.LAPSED: CaseState.CORRECTING,
    RefusalKind.NO_LICENCE_NEEDED: CaseState.RECEIVED,
    RefusalKind.NOT_OURS: CaseState.RECEIVED,
}
"""In which state of its case each kind of "no" may be said."""


def item_name(key: str, guide: Guide) -> str:
    """What a condition or material of the guide is called; the key itself where it has none."""
    conditions = (each.text for each in guide.conditions if each.key == key)
    materials = (each.name for each in guide.materials if each.key == key)
    return next(conditions, None) or next(materials, key)


def shown(guide: Guide, basis: Basis, item: str, key: str) -> bool:
    """Whether the guide shows this ground: as one of its grounds, or as what the condition or
    material rests on (5.3a)."""
    condition = (each.basis for each in guide.conditions if each.key == item)
    material = (each.basis for each in guide.materials if each.key == item)
    named = (each.basis for each in guide.grounds if each.key == key)
    return any(_same(basis, each) for each in (*condition, *material, *named))


def _same(one: Basis, other: Basis) -> bool:
    return (one.law, one.article) == (other.law, other.article)


def _missed(proposal: Proposal, checklist: Checklist) -> frozenset[str]:
    return proposal.unmet | {item.key for item in checklist.faults}


def _quoted(keys: Collection[str], guide: Guide) -> str:
    return "、".join(f"“{item_name(key, guide)}”" for key in keys)


@guard("7.2.1", "“{kind}”不能在办件“{stage}”的时候提出：{instead}。")
def the_kind_fits_where_the_case_stands(
    proposal: Proposal, stage: CaseState, clocks: Clocks
) -> Params | None:
    """A case that was accepted is decided, one that was not is refused acceptance; the applicant's
    own time lapses only when it is over (4.2d)."""
    if proposal.kind in AT_ONCE:
        instead = "当场能说清的，请当场告知不受理"
    elif STANDS_IN[proposal.kind] is not stage:
        instead = "受理以后作不予决定，受理以前作不予受理"
    elif (
        proposal.kind is RefusalKind.LAPSED
        and clocks.correction
        and (clocks.now < clocks.correction)
    ):
        instead = f"补正期限到 {chinese_time(clocks.correction):%Y-%m-%d} 为止，还没有过"
    else:
        return None
    return {"kind": label(proposal.kind), "stage": label(stage), "instead": instead}


@guard("7.1", "本件已经有一份否定报备在办，不能再提一份。退回的，请在原来那份上改后再报。")
def no_other_no_is_on_its_way(refusal: Filed | None) -> Params | None:
    """One filed refusal a case at a time."""
    return NOTHING if refusal is not None and refusal.on_its_way else None


@guard("7.4.1", "还有条件没有核对：{conditions}。逐项核对后再提出。")
def every_condition_was_checked(proposal: Proposal, guide: Guide) -> Params | None:
    """Checked strictly by law, one condition after the other (7.4.1). What is not accepted was not
    examined for its conditions."""
    if proposal.kind in BEFORE_ACCEPTANCE:
        return None
    left = [each.key for each in guide.conditions if each.key not in proposal.conditions]
    return {"conditions": _quoted(left, guide)} if left else None


@guard("7.4.1", "条件和材料逐项核对都符合，不能不予：应当受理或者准予。")
def something_is_unmet(proposal: Proposal, checklist: Checklist) -> Params | None:
    """Where every condition is met there is nothing to refuse (7.4.1)."""
    return None if _missed(proposal, checklist) else NOTHING


@guard("7.3.3", "请至少写一条否定理由。")
def a_ground_is_given(proposal: Proposal) -> Params | None:
    """A refusal has grounds (7.3.3)."""
    return None if proposal.grounds else NOTHING


@guard("7.3.3", "{items}核对为符合，不能作为不予的理由。")
def each_ground_names_an_unmet_item(
    proposal: Proposal, checklist: Checklist, guide: Guide
) -> Params | None:
    """Each ground names a condition or material that was found unmet (7.3.3)."""
    missed = _missed(proposal, checklist)
    stray = [ground.item for ground in proposal.grounds if ground.item not in missed]
    return {"items": _quoted(stray, guide)} if stray else None


@guard("7.3.3", "{items}核对为不符合，还没有写理由。")
def each_unmet_condition_has_its_ground(proposal: Proposal, guide: Guide) -> Params | None:
    """What was found unmet is told, all of it: no second "no" for what was known at the first."""
    named = {ground.item for ground in proposal.grounds}
    bare = [key for key in proposal.conditions if key in proposal.unmet and key not in named]
    return {"items": _quoted(bare, guide)} if bare else None


@guard("7.3.3", "{items}的事实写得太短，要让人看得懂查明了什么：多于 {least} 个字。")
def each_fact_is_told(proposal: Proposal, guide: Guide) -> Params | None:
    """A reason of a few characters is none (7.3.3)."""
    least = number("fact_longer_than")
    short = [each.item for each in proposal.grounds if len(each.fact.strip()) <= least]
    return {"items": _quoted(short, guide), "least": least} if short else None


@guard("7.3.3", "{items}还没有证据。请从本件的材料、附件、环节意见、文书里选一样。")
def each_fact_has_evidence_on_file(
    proposal: Proposal, evidence: Collection[UUID], guide: Guide
) -> Params | None:
    """Each fact points to something that lies in the file, and every piece that it names does
    (7.3.3)."""
    bare = [
        each.item
        for each in proposal.grounds
        if not {each.evidence, *(piece.id for piece in each.more)} <= {*evidence}
    ]
    return {"items": _quoted(bare, guide)} if bare else None


@guard("7.3.3", "{items}没有写全依据：法律法规名称、条文、版本日期、条文原文一样不能少。")
def each_ground_rests_on_an_article(proposal: Proposal, guide: Guide) -> Params | None:
    """A ground in no law is none (7.3.3)."""
    bare = [
        each.item
        for each in proposal.grounds
        if not (each.basis.is_whole and each.basis.text.strip())
    ]
    return {"items": _quoted(bare, guide)} if bare else None


@guard("7.3.3", "《{law}》引用的是 {version} 的版本，不是现行的。请改引现行条文。")
def each_article_is_in_force(proposal: Proposal, guide: Guide, moment: Moment) -> Params | None:
    """The version of a law that a ground cites is not yet to come, nor older than the one the guide
    itself cites (7.3.3)."""
    today = chinese_time(moment.at).date().isoformat()
    for basis in (ground.basis for ground in proposal.grounds):
        newest = max((b.version for b in cited(guide) if b.law == basis.law), default="")
        if basis.is_whole and (basis.version > today or basis.version < newest):
            return {"law": basis.law, "version": basis.version}
    return None


def cited(guide: Guide) -> tuple[Basis, ...]:
    """Every article that the conditions, materials and grounds of a guide rest on."""
    conditions = (each.basis for each in guide.conditions)
    materials = (each.basis for each in guide.materials)
    grounds = (each.basis for each in guide.grounds)
    return (*guide.basis, *conditions, *materials, *grounds)


@guard("4.2c", "{items}可以补正，还没有一次告知申请人，不能不予受理。请先发补正通知。")
def what_can_be_mended_was_told_first(
    proposal: Proposal, checklist: Checklist, notices: Notices, guide: Guide
) -> Params | None:
    """A material at fault is told to be corrected before anything is refused for it (4.2c,
    行政许可法 art. 32(1)(4))."""
    if proposal.kind not in BEFORE_ACCEPTANCE:
        return None
    told = notices.first.points if notices.first else frozenset()
    faults = {item.key for item in checklist.faults}
    early = [g.item for g in proposal.grounds if g.item in faults and g.item not in told]
    return {"items": _quoted(early, guide)} if early else None


@guard(
    "7.4.3c",
    "要先申请行政复议的，请写全依据：法律、行政法规的名称、条文、已经施行的版本日期、条文原文，"
    "一样不能少（行政复议法第二十三条）。不是这种情形的，这几栏都不填。",
)
def what_sends_to_reconsideration_first_is_an_article(
    proposal: Proposal, moment: Moment
) -> Params | None:
    """Only a law or an administrative regulation takes from somebody the way straight to the court,
    so that it is named with its words and in force (行政复议法 art. 23)."""
    first = proposal.first
    if first is None or (first.is_whole and first.text.strip()):
        early = first and first.version > chinese_time(moment.at).date().isoformat()
        return NOTHING if early else None
    return NOTHING


@guard("7.2.1", "部分不予的，请写明准予的是哪一部分。")
def what_is_granted_is_said(proposal: Proposal) -> Params | None:
    """A partial refusal grants the rest, and says what that is (7.2.1)."""
    bare = proposal.kind is RefusalKind.PARTLY and not proposal.granted.strip()
    return NOTHING if bare else None


# ── who looks at it ──────────────────────────────────────────────────────────────────────────────


@guard("7.4.2a", "这份否定报备不在待审核。")
def the_no_waits_for_review(refusal: Filed | None) -> Params | None:
    """The section head reviews what was proposed (7.4.2a)."""
    return None if refusal and refusal.state is RefusalState.PROPOSED else NOTHING


@guard("7.4.2a", "科室负责人还没有审核，或者已经批过。先审核，后批准。")
def the_no_waits_for_approval(refusal: Filed | None) -> Params | None:
    """The leader approves what was reviewed (7.4.2a)."""
    return None if refusal and refusal.state is RefusalState.REVIEWED else NOTHING


@guard("7.4.2a", "这份否定报备已经批准、退回或者作废，不在审批中。")
def the_no_is_being_looked_at(refusal: Filed | None) -> Params | None:
    """What is neither approved nor given back can be returned or overturned (7.4.2a)."""
    looking = (RefusalState.PROPOSED, RefusalState.REVIEWED)
    return None if refusal and refusal.state in looking else NOTHING


@guard("7.4.2a", "这份否定报备没有被退回，不用再报。")
def the_no_was_returned(refusal: Filed | None) -> Params | None:
    """What was returned is amended (7.4.2a)."""
    return None if refusal and refusal.state is RefusalState.RETURNED else NOTHING


@guard("7.4.2a", "否定报备还没有批准，不能送达。")
def the_no_was_approved(refusal: Filed | None) -> Params | None:
    """Nobody is told "no" before three people have looked (7.4.2a)."""
    return None if refusal and refusal.state is RefusalState.APPROVED else NOTHING


@guard("7.4.2a", "这份否定报备没有被推翻，或者不同意见已经记过。")
def the_no_was_overturned(refusal: Filed | None) -> Params | None:
    """Dissent is recorded once, against what was overturned (7.4.2a)."""
    overturned = refusal is not None and refusal.state is RefusalState.OVERTURNED
    return None if overturned and refusal and not refusal.dissent else NOTHING


@guard("7.4.2a", "不同意见只能由提出报备的人自己记。")
def the_proposer_dissents(refusal: Filed | None, actor: Actor) -> Params | None:
    """Who ordered the result bears it; who proposed another says so in person (7.4.2a)."""
    return None if refusal and actor.person == refusal.proposer else NOTHING


@guard(
    "7.4.2a",
    "你是本件的经办人，不能审核、批准自己的报备。请上一级领导在“离岗”里另指定一位没有经手本件的人来审；"
    "期限照走。",
)
def who_proposed_does_not_look(refusal: Filed | None, actor: Actor) -> Params | None:
    """Three different people after stand-ins: who proposed reviews and approves nothing (X3)."""
    return NOTHING if refusal and actor.person == refusal.proposer else None


@guard(
    "7.4.2a",
    "你已经审核过本件，批准、退回、推翻要由别人来。请上一级领导在“离岗”里另指定一位没有经手本件的人来批；期限照走。",
)
def who_reviewed_does_not_approve(refusal: Filed | None, actor: Actor) -> Params | None:
    """Three different people after stand-ins: who reviewed does not approve (X3)."""
    return NOTHING if refusal and actor.person == refusal.reviewer else None


@guard("7.4.2a", "请写明{wanted}。")
def the_words_are_written(words: str, wanted: str) -> Params | None:
    """Whoever looks leaves their words; to return or overturn takes reasons (7.4.2a)."""
    return None if words.strip() else {"wanted": wanted}


@guard("5.3a", "有理由不在公布的办事指南里。批准的，请写明为什么；指南要改。")
def a_ground_beyond_the_guide_is_reasoned(refusal: Filed | None, words: str) -> Params | None:
    """A ground in law that the guide does not show takes the leader's reasons, and is the office's
    own breach of 5.3a (7.3.3)."""
    return NOTHING if refusal and refusal.beyond and not words.strip() else None


@guard("5.3a", "这份否定报备没有要补进办事指南的理由，或者已经补上、已经说明。")
def the_guide_is_to_be_amended(amending: Amending) -> Params | None:
    """A ground that the guide lacks is owed to it from the approval on, once (5.3a)."""
    return None if amending.owed else NOTHING


@guard("5.3a", "现行的办事指南里还没有：{articles}。先改指南并公布。")
def the_guide_shows_every_ground_now(amending: Amending) -> Params | None:
    """Only a version in force that shows the ground pays for it (5.3a)."""
    return {"articles": "、".join(amending.lacking)} if amending.lacking else None


def names_article(guide: Guide, basis: Basis) -> bool:
    """Whether a condition, a material or a ground of the guide rests on this article (5.3a)."""
    shown = (
        *(each.basis for each in guide.conditions),
        *(each.basis for each in guide.materials),
        *(each.basis for each in guide.grounds),
    )
    return any(_same(basis, each) for each in shown)


# ── told at once ─────────────────────────────────────────────────────────────────────────────────


@guard("7.2.2", "只有不需要许可、不归本机关管的，才当场告知不受理；其他的先报备。")
def it_may_be_told_at_once(at_once: AtOnce) -> Params | None:
    """Only the two kinds of article 32 are told before anybody has looked (7.2.2)."""
    return None if at_once.kind in AT_ONCE else NOTHING


@guard("7.2.2", "请写明不受理的理由，多于 {least} 个字。")
def why_it_is_not_accepted_is_told(at_once: AtOnce) -> Params | None:
    """The applicant reads why (7.2.2, 7.3.3)."""
    least = number("fact_longer_than")
    return {"least": least} if len(at_once.reason.strip()) <= least else None


@guard("7.2.2", "不归本机关管的，请写明归哪个机关管，申请人可以去哪里。")
def whose_it_is_is_told(at_once: AtOnce) -> Params | None:
    """Who is not asked in the right place is told the right one (行政许可法 art. 32(1)(2))."""
    bare = at_once.kind is RefusalKind.NOT_OURS and not at_once.body.strip()
    return NOTHING if bare else None


@guard("7.2.2", "这份报备不是当场告知的，不在这里办。")
def it_was_told_at_once(refusal: Filed | None) -> Params | None:
    """What was told before anybody looked is confirmed or reversed afterwards (7.2.2)."""
    return None if refusal and refusal.told else NOTHING


@guard("7.4.3b", "这份报备还没有送达，请先批准、送达。")
def it_was_not_told_yet(refusal: Filed | None) -> Params | None:
    """What was told at once is not approved as if it were still to be said (7.2.2)."""
    return NOTHING if refusal and refusal.told else None


@guard("7.4.3b", "本件有不予的决定，不能按准予送达。请送达不予决定。")
def nothing_was_refused(outcome: CaseOutcome | None) -> Params | None:
    """What was refused, wholly or in part, is served as a refusal, with its remedies (7.4.3b)."""
    return None if outcome in (None, CaseOutcome.GRANTED) else NOTHING
