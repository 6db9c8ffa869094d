"""Extensions: no delay without good reason, by the leader with that authority, and only where the
applicant was told in time (6.5)."""

from datetime import datetime

from shouwen.rules.facts.casefile import Clocks, Moment, Steps
from shouwen.rules.facts.extension import Extensions, Longer, Verdict
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.seats import Actor
from shouwen.rules.policy import number
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.words import ExtensionState, ServiceKind, StepKind


def is_joint(guide: Guide) -> bool:
    """Whether the guide says that several bodies handle the licence together: its limit rests on
    行政许可法 art. 42(2)."""
    basis = guide.statute.basis if guide.statute else None
    if basis is None or guide.kind is not ServiceKind.LICENCE:
        return False
    return basis.law.endswith("行政许可法") and basis.article.startswith("第四十二条第二款")


def most_beyond(longer: Longer) -> int:
    """By how many days the statutory limit may be exceeded: of a licence what 行政许可法 art. 42
    says; of anything else as much as the limit itself, where an article is named."""
    if longer.kind is ServiceKind.LICENCE:
        return number("extend_joint_licence" if longer.joint else "extend_licence")
    return longer.statute or 0


@guard("6.3", "这是即办件：不延期，也不停表，当场办结。办不完的如实记为超时。")
def it_is_no_immediate_service(guide: Guide) -> Params | None:
    """Neither extension nor suspension is offered for what is done at once (6.3)."""
    return NOTHING if guide.immediate else None


@guard(
    "6.5b",
    "延期最迟要在到期那天下班以前提出（{last:%Y-%m-%d %H:%M}），现在已经过了。"
    "请尽快办结；超过的如实记为逾期。",
)
def it_is_asked_in_time(moment: Moment, last_call: datetime | None) -> Params | None:
    """Asked for before the due date; on that day itself while the office is open, so that somebody
    can still decide on it and tell the applicant (6.5b)."""
    return {"last": last_call} if last_call and moment.at >= last_call else None


@guard("6.5b", "这件事已经延过一次，或者已经有人申请延期。延期只有一次。")
def it_is_extended_once(extensions: Extensions) -> Params | None:
    """Once; what was declined, or took no effect, was no extension (6.5b)."""
    live = (ExtensionState.ASKED, ExtensionState.APPROVED, ExtensionState.TOLD)
    return NOTHING if extensions.has(*live) else None


@guard(
    "6.5a",
    "只剩签字这一步了。等领导签字、等人回来，都不是延期的理由：请现在的签批人或者代行人当日签办。",
)
def more_is_left_than_a_signature(steps: Steps) -> Params | None:
    """Nobody waits for a signature: it is due the same day from whoever sits there (6.5a, 5.2.2d).
    What is left must be work."""
    to_examine = any(step.kind is not StepKind.SIGN_OFF for step in steps.open)
    return None if to_examine else NOTHING


@guard("6.5a", "请选一项延期理由，并写明事实。有人不在、工作忙，都不是理由。")
def the_delay_has_a_reason(longer: Longer) -> Params | None:
    """A reason of the closed list, and the facts: both stand on the applicant's notice (6.5c)."""
    return None if longer.reason and longer.text.strip() else NOTHING


@guard("6.5b", "请写明延长多少日。")
def it_is_of_some_days(longer: Longer) -> Params | None:
    """An extension is of at least one day of the limit's unit (6.5b)."""
    return None if longer.days > 0 else NOTHING


@guard(
    "6.5b",
    "延长这么多日，到期日还是 {due:%Y-%m-%d}：中间是放假，期限本来就顺延到那一天。请写多几日，或者不用延期。",
)
def it_moves_the_due_date(longer: Longer) -> Params | None:
    """Days that end in the festival over which the limit rolls anyway are no extension (6.5b)."""
    moved = longer.old is None or longer.new is None or longer.new > longer.old
    return None if moved else {"due": longer.old}


@guard("6.5b", "法律没有规定这件事的时限，延长不能超过原来承诺的 {most} 日。请改少一些。")
def it_is_no_longer_than_the_promise_was(longer: Longer) -> Params | None:
    """Without a statute no longer than the promise was (6.5b)."""
    if longer.statute is None and longer.days > longer.promise:
        return {"most": longer.promise}
    return None


@guard(
    "6.5b",
    "这样会超过法定时限 {beyond} 日，没有条文允许。请写明允许延长的法律条文，"
    "或者改少一些，不超过法定时限。",
)
def an_article_allows_what_is_beyond_the_statute(longer: Longer) -> Params | None:
    """A licence has 行政许可法 art. 42; anything else needs an article of its own (6.5b)."""
    bare = longer.kind is not ServiceKind.LICENCE and not longer.article.strip()
    return {"beyond": longer.beyond} if longer.beyond and bare else None


@guard("6.5b", "这样会超过法定时限 {beyond} 日，法律最多允许 {most} 日。请改少一些。")
def it_goes_no_further_than_the_law_allows(longer: Longer) -> Params | None:
    """Ten working days beyond the statute, fifteen where several bodies handle a licence together
    (行政许可法 art. 42); by another article no more than the limit was (6.5b)."""
    most = most_beyond(longer)
    return {"beyond": longer.beyond, "most": most} if longer.beyond > most else None


@guard("6.5b", "这个延期申请已经有了结果。请刷新页面。")
def it_waits_to_be_decided(extensions: Extensions) -> Params | None:
    """A request is decided once, of two leaders at once by one."""
    hand = extensions.hand
    return None if hand and hand.state is ExtensionState.ASKED else NOTHING


@guard("6.5b", "延期是您自己申请的，不能由您自己批。请指定另一位代行人来批。")
def who_decides_did_not_ask(extensions: Extensions, actor: Actor) -> Params | None:
    """Approver and requester are different people, whoever they stand in for (6.5b)."""
    hand = extensions.hand
    return NOTHING if hand and hand.asked_by == actor.person else None


@guard("6.5c", "原来的期限 {due:%Y-%m-%d %H:%M} 已经到了，延期不再有效；超过的如实记为逾期。")
def the_old_date_has_not_come(clocks: Clocks) -> Params | None:
    """Neither approved nor told after the date that it was to move (6.5c)."""
    over = clocks.promise is not None and clocks.now >= clocks.promise
    return {"due": clocks.promise} if over else None


@guard("6.5b", "请写明为什么不同意。")
def the_leader_says_why_not(verdict: Verdict) -> Params | None:
    """Who asked is told why not."""
    return None if verdict.why.strip() else NOTHING


@guard("6.5b", "联合办理的许可要由本级人民政府负责人批准。请写明批准的文号。")
def the_government_approved_a_joint_one(
    extensions: Extensions, guide: Guide, verdict: Verdict
) -> Params | None:
    """Beyond forty-five working days the head of the government decides (行政许可法 art. 42(2));
    the office takes down by which document."""
    hand = extensions.hand
    theirs = hand is not None and hand.beyond and is_joint(guide)
    return NOTHING if theirs and not verdict.document.strip() else None


@guard("6.5c", "延期还没有批准，不能告知；已经告知的不用再告知。")
def it_was_approved(extensions: Extensions) -> Params | None:
    """The applicant is told of what was approved, once (6.5c)."""
    hand = extensions.hand
    return None if hand and hand.state is ExtensionState.APPROVED else NOTHING


@guard("6.5c", "没有延期在等批准或者告知。")
def an_extension_is_under_way(extensions: Extensions) -> Params | None:
    """Only what is asked for or approved can lapse."""
    under_way = extensions.has(ExtensionState.ASKED, ExtensionState.APPROVED)
    return None if under_way else NOTHING


@guard("6.5c", "原来的期限还没有到（到 {due:%Y-%m-%d %H:%M}），延期还可以批准、告知。")
def the_old_date_has_come(clocks: Clocks) -> Params | None:
    """What the applicant was not told of before the old date takes no effect (6.5c)."""
    waits = clocks.promise is not None and clocks.now < clocks.promise
    return {"due": clocks.promise} if waits else None
