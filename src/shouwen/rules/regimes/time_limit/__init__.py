"""Regime 6, time limit (限时办结制): working-day clocks, receipts, no delay in silence."""

from shouwen.rules.facts.casefile import (
    Applicant,
    Checklist,
    Decision,
    Handover,
    Moment,
    Opinion,
    Owing,
    Receipt,
    Steps,
)
from shouwen.rules.verdict import NOTHING, Bar, Params, guard, review
from shouwen.rules.words import Check, ServedBy, StepState


@guard("6.4b", "回执还缺：{parts}。材料名称、页数、办结时间、经办人姓名和联系电话一样不能少。")
def the_receipt_is_complete(receipt: Receipt, checklist: Checklist) -> Params | None:
    """Names of materials, pages, completion time, handler's name and phone (6.4b), and the
    complaint phone that stands on every paper (5.4b)."""
    handed_in = [i for i in checklist.items if i.check not in (Check.MISSING, Check.NOT_NEEDED)]
    parts = {
        "材料": bool(handed_in),
        "材料页数": all(item.pages > 0 for item in handed_in),
        "办结时间": receipt.completion is not None,
        "经办人姓名": bool(receipt.handler),
        "经办人电话": bool(receipt.handler_phone),
        "投诉电话": bool(receipt.complaint_section and receipt.complaint_phone),
    }
    missing = [part for part, there in parts.items() if not there]
    return {"parts": "、".join(missing)} if missing else None


@guard("6.4b", "申请人还缺：{parts}。申请人不愿留电话的，请勾选“不留电话”。")
def the_applicant_can_be_named(applicant: Applicant) -> Params | None:
    """A receipt is made out to somebody; a phone may be declined (1.3.2c), and is then marked."""
    parts = {
        "姓名或名称": bool(applicant.name.strip()),
        "证件号码": bool(applicant.id_number.strip()),
        "联系电话": bool(applicant.phone.strip()) or applicant.phone_declined,
    }
    missing = [part for part, there in parts.items() if not there]
    return {"parts": "、".join(missing)} if missing else None


@review("6.4b")
def the_identity_number_holds(applicant: Applicant) -> tuple[Bar, ...]:
    """Identity and credit codes carry check characters (GB 11643, GB 32100)."""
    if applicant.id_problem is None or not applicant.id_number.strip():
        return ()
    return (Bar("6.4b", applicant.id_problem),)


@guard(
    "6.4b",
    "授权委托书的期限到 {until:%Y-%m-%d} 为止，已经过了。请换一份没有过期的，或者由申请人自己申请。",
)
def the_power_of_attorney_holds(applicant: Applicant) -> Params | None:
    """An agent speaks for the applicant while their power lasts (行政许可法 art. 29)."""
    return {"until": applicant.power_lapsed} if applicant.power_lapsed else None


@guard("6.1", "还有环节没有办完：{steps}。")
def every_needed_step_is_done(steps: Steps) -> Params | None:
    """The procedure is the published one (5.3a): a decision follows its steps (6.1)."""
    if not steps.open:
        return None
    return {"steps": "、".join(f"“{step.name}”" for step in steps.open)}


@guard("6.1", "“{earlier}”还没有办完，按公布的程序应当先办。")
def earlier_steps_are_done(steps: Steps) -> Params | None:
    """Steps are taken in the published order."""
    hand = steps.hand
    earlier = [step for step in steps.open if hand and step.position < hand.position]
    return {"earlier": earlier[0].name} if earlier else None


@guard("6.1", "这个环节已经开始或者办完。")
def the_step_waits(steps: Steps) -> Params | None:
    """A step is started once."""
    return None if steps.hand and steps.hand.state is StepState.WAITING else NOTHING


@guard("6.1", "这个环节还没有开始，或者已经办完。")
def the_step_runs(steps: Steps) -> Params | None:
    """Only a step that was started is finished."""
    return None if steps.hand and steps.hand.state is StepState.RUNNING else NOTHING


@guard("6.1", "请写明这个环节查明了什么、意见是什么。")
def the_opinion_is_written(opinion: Opinion) -> Params | None:
    """A finished step leaves its finding on file."""
    return None if opinion.text.strip() else NOTHING


@guard("6.1", "请写明查明的事实。")
def the_facts_are_stated(decision: Decision) -> Params | None:
    """A decision says on what facts it rests (行政许可法 art. 38)."""
    return None if decision.facts.strip() else NOTHING


@guard("6.1", "请写明交给谁{more}。")
def the_handover_is_proven(handover: Handover) -> Params | None:
    """A result has arrived when it is known with whom, and by what proof (5.4d): an identity
    document over the counter, a tracking number by post, an address when sent."""
    if not handover.to.strip():
        return {"more": ""}
    if handover.by is ServedBy.HAND and not (
        handover.identity is not None and handover.identity_number.strip()
    ):
        return {"more": "，并核对领取人的证件"}
    if handover.by is ServedBy.POST and not handover.tracking.strip():
        return {"more": "，并填写邮件号码"}
    return None


@guard("5.2.2e", "没有新的逾期可记：期限还没有到，或者已经记过。")
def something_has_run_out(owing: Owing) -> Params | None:
    """A miss is noted once: of two sweeps at once, one notes it (5.2.2e)."""
    return None if owing.run_out else NOTHING


@guard(
    "6.5a",
    "这件事的上一个行为记在 {last:%Y-%m-%d %H:%M}，不能记在它之前。确系事后补记的，请注明补录。",
)
def it_is_not_dated_back(moment: Moment) -> Params | None:
    """An act is not dated before the last one on its matter unless it is declared a late entry:
    due dates are not moved by dating back (6.5a)."""
    if moment.last_at and moment.at < moment.last_at and not moment.late_entry:
        return {"last": moment.last_at}
    return None


@guard("6.5a", "期限已在 {clocks:%Y-%m-%d %H:%M} 变动过，补录也不能早于这个时间。")
def no_clock_is_overtaken(moment: Moment) -> Params | None:
    """Not even a late entry is dated before the last event of a clock: what moved a due date is
    never moved itself (6.5a)."""
    if moment.clocks_at and moment.at < moment.clocks_at:
        return {"clocks": moment.clocks_at}
    return None


@guard("6.5a", "这一步到 {owed:%Y-%m-%d %H:%M} 才轮到办，补录也不能早于这个时间。")
def nothing_is_done_before_it_was_owed(moment: Moment) -> Params | None:
    """Not even a late entry is dated before what it fulfils was owed: a step is not finished
    before it was started, nor a result handed over before the decision, nor anything done on a
    matter before there was one (6.5a)."""
    if moment.owed_at and moment.at < moment.owed_at:
        return {"owed": moment.owed_at}
    return None
