"""Several sections and units: the handler asks for the applicant, and tells the outcome (4.3)."""

from shouwen.rules.facts.casefile import Checklist
from shouwen.rules.facts.consultation import Answered, Asking, Consultations, OutcomeTold
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.words import ConsultationKind, ConsultationState


@guard("4.3a", "请写明还缺：{parts}。被问的人要一看就知道回答什么。")
def it_is_said_who_is_asked_what(asking: Asking) -> Params | None:
    """A question, and either a post of the office or a body outside (4.3a)."""
    parts = {
        "要问的事": bool(asking.question.strip()),
        "问谁（本机关的岗位或者外单位，只选一样）": bool(asking.post)
        is not bool(asking.outside.strip()),
    }
    missing = [part for part, there in parts.items() if not there]
    return {"parts": "、".join(missing)} if missing else None


@guard("4.3a", "经办岗位不用问自己。自己能查明的，请直接办。")
def nobody_asks_themselves(asking: Asking) -> Params | None:
    """The handler asks others (4.3a)."""
    return NOTHING if asking.post == asking.handler else None


@guard("4.3a", "协办由本机关的岗位办。请外单位答复的，用“咨询”。")
def a_post_of_ours_assists(asking: Asking) -> Params | None:
    """Who does a part of a case owes it here, with a clock of their own (4.3a)."""
    return NOTHING if asking.kind is ConsultationKind.ASSIST and asking.post is None else None


@guard("4.3a", "还没有受理的不能请协办。受理以后承诺期限才开始，协办的时间在它里面。")
def an_assistance_belongs_to_an_accepted_case(asking: Asking) -> Params | None:
    """The time of an assistance lies inside that of the whole, which begins with acceptance (6.1)."""
    assists = asking.kind is ConsultationKind.ASSIST
    return NOTHING if assists and asking.promise is None else None


@guard("4.3a", "协办到 {due:%Y-%m-%d %H:%M}，不在承诺期限 {promise:%Y-%m-%d %H:%M} 以内。请缩短。")
def an_assistance_ends_before_the_promise(asking: Asking) -> Params | None:
    """Who leads has something of their time left when those who assist are done (4.3a)."""
    if asking.kind is ConsultationKind.CONSULT or asking.promise is None:
        return None
    if asking.due < asking.promise:
        return None
    return {"due": asking.due, "promise": asking.promise}


@guard("4.3a", "这一次已经答复，或者不用再答复了。")
def an_answer_is_awaited(consultations: Consultations) -> Params | None:
    """What is asked is answered once."""
    hand = consultations.hand
    return None if hand and hand.state is ConsultationState.ASKED else NOTHING


@guard("4.3a", "请写明答复。不能答复的，写明为什么、该问谁。")
def the_answer_is_said(answered: Answered) -> Params | None:
    """An answer says something (4.3a)."""
    return None if answered.text.strip() else NOTHING


@guard("4.3b", "没有要告诉申请人的：还没有答复，或者已经告诉过。协办的结果写进决定，不另外告知。")
def an_outcome_is_to_be_told(consultations: Consultations) -> Params | None:
    """An answered consultation is told to the applicant once; an assistance is a part of the work
    (4.3b)."""
    hand = consultations.hand
    if hand and hand.kind is ConsultationKind.CONSULT and hand.state is ConsultationState.ANSWERED:
        return None
    return NOTHING


@guard("4.3b", "请写明告诉了申请人什么。")
def it_is_said_what_was_told(outcome_told: OutcomeTold) -> Params | None:
    """What the applicant learnt stands on file (4.3b, 4.4b)."""
    return None if outcome_told.text.strip() else NOTHING


@guard("4.3a", "{whom}的协办还没有办完，不能作决定。")
def no_assistance_is_under_way(consultations: Consultations) -> Params | None:
    """A decision follows the parts that others were asked to do (4.3a, 6.1)."""
    open_ones = [one.whom for one in consultations.asked if one.kind is ConsultationKind.ASSIST]
    return {"whom": "、".join(f"“{whom}”" for whom in open_ones)} if open_ones else None


@guard("4.3a", "{whom}正由经办人咨询，补正办法里不能让申请人去找。请改写，或者等有了答复再告知。")
def nobody_is_sent_to_who_is_being_asked(
    checklist: Checklist, consultations: Consultations
) -> Params | None:
    """What the handler asks for the applicant, the applicant is not sent to ask (4.3a)."""
    cures = [fault.cure for fault in checklist.faults]
    sent = [one.whom for one in consultations.asked if any(one.whom in cure for cure in cures)]
    return {"whom": "、".join(f"“{whom}”" for whom in dict.fromkeys(sent))} if sent else None
