"""Regime 4, one notice (一次性告知制): the applicant is told everything once, in writing."""

from shouwen.rules.facts.casefile import (
    Answers,
    ChangedLaw,
    Checklist,
    Clocks,
    Handover,
    Item,
    Notices,
    Owing,
    Reach,
    Terms,
)
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.words import Check, ServedBy, Silence


def _names(items: tuple[Item, ...]) -> str:
    return "、".join(f"“{item.name}”" for item in items)


@guard("4.2a", "还有材料没有审核：{materials}。逐项审核后再继续。")
def every_material_was_examined(checklist: Checklist) -> Params | None:
    """Formalities and materials are examined, all of them (4.2a)."""
    return {"materials": _names(checklist.unchecked)} if checklist.unchecked else None


@guard(
    "6.4b",
    "{materials}没有收到，不能记为“符合”或者“不符合”。收到了的请写明页数，没有收到的请记为“缺”。",
)
def what_was_judged_has_come(checklist: Checklist) -> Params | None:
    """What is found in order, or at fault, lies there with its pages: silence accepts without
    anybody who could count them for the receipt that is issued anew (4.2c, 6.4b)."""
    judged = (item for item in checklist.items if item.check in (Check.MET, Check.FAULTY))
    never_came = tuple(item for item in judged if item.pages < 1)
    return {"materials": _names(never_came)} if never_came else None


@guard("4.2c", "材料没有发现问题，不能发补正通知。材料齐全、符合法定形式的，请受理。")
def something_is_to_be_corrected(checklist: Checklist) -> Params | None:
    """A correction notice is composed from the faults of the checklist (4.2c)."""
    return None if checklist.faults else NOTHING


@guard("4.2c", "{materials}还没有写明问题、依据和补正办法。一次告知要让申请人照着就能补齐。")
def each_fault_says_what_why_and_how(checklist: Checklist) -> Params | None:
    """Material, fault, ground and how to mend it stand on the notice (4.2c)."""
    bare = tuple(
        item
        for item in checklist.faults
        if not (item.fault.strip() and item.ground.strip() and item.cure.strip())
    )
    return {"materials": _names(bare)} if bare else None


@guard("4.2c", "已于 {told:%Y-%m-%d} 一次告知补正。材料没有变，不得再提其他问题。")
def no_notice_was_told_before(notices: Notices) -> Params | None:
    """The first notice is the only one; the database holds it unique, too (4.2c)."""
    return {"told": notices.first.told_at} if notices.first else None


@guard("4.2c", "收件已满五个工作日，没有告知补正，不能再发补正通知；请受理。")
def five_days_have_not_passed(clocks: Clocks, terms: Terms) -> Params | None:
    """Where silence accepts, what was not told within five working days is not told any more
    (4.2c, art. 32(4)). Elsewhere a late notice is a breach, and still better than none."""
    if terms.silence is Silence.DEEMS and clocks.answer and clocks.now >= clocks.answer:
        return NOTHING
    return None


@guard("4.2c", "五个工作日还没有满（到 {due:%Y-%m-%d %H:%M}），不能视为受理。")
def five_days_are_over(clocks: Clocks) -> Params | None:
    """Silence means something only when the five working days are over (4.2c)."""
    if clocks.answer and clocks.now < clocks.answer:
        return {"due": clocks.answer}
    return None


@guard("4.2c", "该事项逾期不告知不视为受理；由科室负责人限时答复。")
def silence_deems(terms: Terms) -> Params | None:
    """Deemed acceptance is for licences, and where an article or the guide says so (4.2c)."""
    return None if terms.silence is Silence.DEEMS else NOTHING


@guard("4.2c", "该事项逾期不告知视为受理，不必另行督促。")
def silence_escalates(terms: Terms) -> Params | None:
    """Elsewhere silence is a breach and escalates to the section head (4.2c)."""
    return None if terms.silence is Silence.ESCALATES else NOTHING


@guard("4.2c", "已经交给科室负责人限时答复，不用再交一次。")
def silence_has_not_escalated(owing: Owing) -> Params | None:
    """The section head owes the answer once (4.2c)."""
    return NOTHING if "answer_silence" in owing.open else None


@guard("4.2d", "还有 {count} 处没有补正到位：{materials}。")
def nothing_is_left_to_correct(checklist: Checklist) -> Params | None:
    """Accepted when every material is as it must be (4.2d)."""
    faults = checklist.faults
    return {"count": len(faults), "materials": _names(faults)} if faults else None


@guard("4.2d", "还没有告知过补正，没有可以补正的材料。")
def a_notice_was_told(notices: Notices) -> Params | None:
    """Only what was told can be corrected (4.2d)."""
    return None if notices.told else NOTHING


@guard("4.2d", "{materials}不在补正通知里。补正只收通知列明的材料。")
def answers_are_on_the_notice(answers: Answers, notices: Notices) -> Params | None:
    """A correction answers points that a notice named (4.2d)."""
    stray = answers.keys - notices.keys
    return {"materials": "、".join(sorted(stray))} if stray else None


@guard("4.2c", "{materials}不是这一件要的材料。别的东西请退还，或者另行登记。")
def what_came_is_on_the_checklist(answers: Answers, checklist: Checklist) -> Params | None:
    """What is supplied after the acceptance belongs to a material that was asked for."""
    stray = answers.keys - {item.key for item in checklist.items}
    return {"materials": "、".join(sorted(stray))} if stray else None


@guard("4.2c", "只有逾期没有告知、视为受理的，才邀请补充材料；正常受理的，材料已经齐全。")
def silence_accepted_it(deemed: bool) -> Params | None:
    """An invitation to supply is for what was accepted without being examined (4.2c)."""
    return None if deemed else NOTHING


@guard("4.2d", "没有收到任何补正材料。")
def something_was_answered(answers: Answers) -> Params | None:
    """A correction hands something in."""
    return None if answers.keys else NOTHING


@guard(
    "4.2c",
    "{materials}没有新交，一次告知时也没有指出这个问题，现在不能再提。原来指出的，请照通知的原话写。",
)
def no_fault_is_named_late(checklist: Checklist, notices: Notices) -> Params | None:
    """No fault that was visible in unchanged material is ever named later (4.2c)."""
    if notices.first is None:
        return None
    unchanged = (item for item in checklist.faults if item.filing == 0)
    late = notices.unnamed(unchanged)
    return {"materials": _names(late)} if late else None


@guard("4.2d", "通知列明的各处都已补正到位，应当受理。")
def a_told_point_is_unmet(checklist: Checklist, notices: Notices) -> Params | None:
    """It goes back to the applicant only for points that were told and are still unmet (4.2d)."""
    return None if any(map(notices.named, checklist.faults)) else NOTHING


@guard(
    "4.2c",
    "{materials}查出的问题和通知写的不是一个，申请人还不知道。新交材料的新问题，由科室负责人发补充通知；"
    "原来的问题没有改好的，请照通知的原话写。",
)
def nothing_new_was_found(checklist: Checklist, notices: Notices) -> Params | None:
    """What nobody told the applicant does not go back to them as if it had been told (4.2c)."""
    if not notices.told:
        return None
    new = notices.unnamed(checklist.faults)
    return {"materials": _names(new)} if new else None


@guard("4.2c", "没有查出新问题，不能发补充通知：只有新交的材料里新查出的问题才能补充告知。")
def something_new_was_found(checklist: Checklist, notices: Notices) -> Params | None:
    """A supplementary notice is for faults of what was filed anew, and nothing else (4.2c)."""
    return None if notices.unnamed(checklist.faults) else NOTHING


@guard(
    "4.2c", "核对清单里查出的问题还没有一次告知：{materials}。请先发补正通知，再告知法律的变动。"
)
def what_was_found_was_told_first(checklist: Checklist, notices: Notices) -> Params | None:
    """A law that changed is no way round the one notice: what the materials lack is told with it,
    before (4.2c)."""
    untold = notices.unnamed(checklist.faults)
    return {"materials": _names(untold)} if untold else None


@guard("4.2c", "请写明是哪部法律的哪一条，以及它新要求的每样材料叫什么、要什么样的。")
def the_changed_law_is_named(changed_law: ChangedLaw) -> Params | None:
    """Law that changed is told with its article and with everything it newly asks for (4.2c)."""
    said = bool(changed_law.article.strip()) and bool(changed_law.demands)
    named = all(each.name.strip() and each.requirement.strip() for each in changed_law.demands)
    return None if said and named else NOTHING


@guard(
    "4.2c",
    "这一条自 {commences:%Y-%m-%d} 起施行，收件是 {received:%Y-%m-%d}：收件前就施行的，本来应当一次告知，"
    "现在不能再提。",
)
def the_law_changed_after_receipt(changed_law: ChangedLaw) -> Params | None:
    """What was law when the application came belonged into the one notice (4.2c)."""
    if changed_law.commences >= changed_law.received:
        return None
    return {"commences": changed_law.commences, "received": changed_law.received}


@guard("4.2c", "这一条到 {commences:%Y-%m-%d} 才施行，现在还不能据此要材料。")
def the_changed_law_is_in_force(changed_law: ChangedLaw) -> Params | None:
    """Nothing is asked for on the ground of a law that is not in force yet (4.2c)."""
    if changed_law.commences <= changed_law.today:
        return None
    return {"commences": changed_law.commences}


@guard(
    "4.2c",
    "电子送达只能发到申请人在这一件里留下的邮箱或者手机号码；没有留的，请当面交付或者邮寄。",
)
def what_is_sent_goes_where_they_asked(handover: Handover, reach: Reach) -> Params | None:
    """A notice counts from being handed over, posted or sent, and is sent only where the applicant
    said that they read it (4.2c)."""
    if handover.by is not ServedBy.ELECTRONIC or handover.to.strip() in reach.addresses:
        return None
    return NOTHING


@guard("4.2d", "补正期限还没有到（到 {due:%Y-%m-%d %H:%M}）。")
def the_applicants_time_is_over(clocks: Clocks) -> Params | None:
    """The applicant's own time lapses only when it is over (4.2d)."""
    if clocks.correction and clocks.now < clocks.correction:
        return {"due": clocks.correction}
    return None
