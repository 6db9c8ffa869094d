"""Service of papers (7.4.3b): nobody is told "no", or anything else, by a paper that never reached
them. By hand, by post, electronically with their consent; by public notice only where three attempts
failed."""

from datetime import date

from shouwen.rules.facts.casefile import Handover, Moment
from shouwen.rules.facts.serving import (
    Consent,
    Erratum,
    Failure,
    MailReceipt,
    PublicNotice,
    Serving,
    Wish,
)
from shouwen.rules.policy import number
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.words import WAYS_TO_SOMEBODY, CaseState, PaperKind, ServedBy
from shouwen.rules.worktime import chinese_time

WITH_THE_RESULT = (PaperKind.DECISION, PaperKind.REFUSAL, PaperKind.NON_ACCEPTANCE)
"""Papers whose service closes the case, by an act of their own."""

TO_BE_SERVED = (
    PaperKind.CORRECTION_NOTICE,
    PaperKind.SUPPLEMENTARY_NOTICE,
    PaperKind.CHANGED_LAW_NOTICE,
    PaperKind.ACCEPTANCE_NOTICE,
    PaperKind.EXTENSION_NOTICE,
    PaperKind.HEARING_RIGHT,
    PaperKind.HEARING_NOTICE,
    PaperKind.SPECIAL_PROCEDURE_NOTICE,
    PaperKind.REVERSAL,
    *WITH_THE_RESULT,
)
"""Papers that the applicant must have."""


@guard("4.4b", "申请人没有同意电子送达，请当面交付或者邮寄；申请人同意的，先登记同意。")
def electronic_service_was_agreed_to(handover: Handover, consent: Consent) -> Params | None:
    """Electronically only with the applicant's consent, which they may take back any time."""
    return NOTHING if handover.by is ServedBy.ELECTRONIC and not consent.electronic else None


@guard("7.4.3b", "邮件回执上的签收日期 {on:%Y-%m-%d} 还没有到。请对照回执核对。")
def the_return_receipt_is_back(handover: Handover, moment: Moment) -> Params | None:
    """A parcel was not received on a day that is still to come (7.4.3b)."""
    on = handover.arrived_on
    return {"on": on} if on and on > chinese_time(moment.at).date() else None


@guard("7.4.3b", "邮件回执上的签收日期 {on:%Y-%m-%d} 比收件还早。请对照回执核对。")
def nothing_arrives_before_the_receipt(handover: Handover, received_on: date) -> Params | None:
    """What is told of a case arrives after the case did: a remedy that began before it would be
    over before anybody could use it (7.4.3b)."""
    on = handover.arrived_on
    return {"on": on} if on and on < received_on else None


@guard("7.4.3b", "这份文书要当面交付、邮寄，或者经申请人同意电子送达，不能公告送达。")
def it_is_brought_to_somebody(handover: Handover) -> Params | None:
    """What opens a time of the applicant's is brought to them (7.4.3b)."""
    return None if handover.by in WAYS_TO_SOMEBODY else NOTHING


@guard("7.4.3b", "公告送达要先有三次送达失败的记录并公告，公告期满才算送达。")
def a_public_notice_is_over(handover: Handover, noticed: bool) -> Params | None:
    """What nobody could hand over is served once its public notice is over (7.4.3b)."""
    return NOTHING if handover.by is ServedBy.PUBLIC_NOTICE and not noticed else None


@guard("7.4.3b", "这份文书已经送达，或者正在公告。")
def the_paper_waits(serving: Serving) -> Params | None:
    """What has arrived is not brought again (7.4.3b)."""
    paper = serving.hand
    return None if paper and paper.served_on is None and paper.notice is None else NOTHING


@guard("7.4.3b", "这份文书已经送达。")
def it_was_not_served_yet(serving: Serving) -> Params | None:
    """What has arrived is not brought again; who turns up while a notice hangs is given it."""
    paper = serving.hand
    return None if paper and paper.served_on is None else NOTHING


@guard("7.4.3b", "决定书、不予决定书请用“送达”那一步交付：送达以后办件才算办结。")
def it_has_no_act_of_its_own(serving: Serving, stage: CaseState) -> Params | None:
    """What closes the case when it is served has an act of its own; what the post brought back after
    that is brought again like any other paper (7.4.3b)."""
    closes = serving.hand and serving.hand.kind in WITH_THE_RESULT
    return NOTHING if closes and stage is not CaseState.CLOSED else None


@guard("7.4.3b", "这份文书不是邮寄出去、还在等回执的。")
def its_return_receipt_is_awaited(serving: Serving) -> Params | None:
    """A return receipt is of what went by post, and comes once (7.4.3b)."""
    return None if serving.hand and serving.hand.mailed else NOTHING


@guard("7.4.3b", "还要写明：{parts}。")
def what_became_of_the_mail_is_told(mail_receipt: MailReceipt) -> Params | None:
    """Received: by whom; come back: why (7.4.3b)."""
    if mail_receipt.on is None:
        return None if mail_receipt.reason.strip() else {"parts": "哪一天签收的，或者为什么退回"}
    return None if mail_receipt.signed_by.strip() else {"parts": "谁签收的"}


@guard(
    "7.4.3b",
    "签收日期应当在寄出那天 {posted_on:%Y-%m-%d} 和今天之间。请对照回执核对。",
)
def it_was_received_after_it_was_posted(mail_receipt: MailReceipt) -> Params | None:
    """Nothing is received before it was posted, nor on a day still to come (7.4.3b)."""
    on, posted, today = mail_receipt.on, mail_receipt.posted_on, mail_receipt.today
    if on is None or posted is None or today is None or posted <= on <= today:
        return None
    return {"posted_on": posted}


@guard("4.4b", "同意电子送达的，请写明送到哪里：邮箱或者手机号。")
def what_is_sent_has_an_address(wish: Wish) -> Params | None:
    """Who agrees says where to: an e-mail address, or a phone that takes short messages (4.4b)."""
    return NOTHING if wish.electronic and not wish.address.strip() else None


@guard("4.4b", "请写明是谁说的：申请人或者代理人的姓名。")
def the_wish_is_signed(wish: Wish) -> Params | None:
    """How somebody wishes to be served is theirs to say, and proven by their name (4.4b)."""
    return None if wish.signed_by.strip() else NOTHING


@guard("7.4.3b", "送达失败的还要写明：{parts}。")
def a_failed_attempt_is_told_in_full(failure: Failure) -> Params | None:
    """Who went, where, and why it failed (7.4.3b)."""
    parts = {
        "谁去送的": failure.person,
        "送到哪里": failure.place,
        "为什么没有送到": failure.reason,
    }
    missing = [part for part, said in parts.items() if not said.strip()]
    if failure.by not in WAYS_TO_SOMEBODY:
        missing.insert(0, "怎么送的")
    return {"parts": "、".join(missing)} if missing else None


@guard("7.4.3b", "{on:%Y-%m-%d} 已经记过一次送达失败。三次要在不同的日子，请换一天再送。")
def attempts_are_made_on_different_days(failure: Failure) -> Params | None:
    """Who was not there in the morning is not there an hour later: each attempt has a day of its
    own (7.4.3b)."""
    return {"on": failure.on} if failure.on in failure.before else None


@guard("7.4.3b", "送达失败 {n} 次，还不到 {needed} 次，不能公告送达。请换个时间再送，或者邮寄。")
def three_attempts_failed(serving: Serving) -> Params | None:
    """Public notice is the last way, after three attempts on different days (7.4.3b)."""
    needed = number("attempts_before_notice")
    failed = len(serving.hand.failed) if serving.hand else 0
    return None if failed >= needed else {"n": failed, "needed": needed}


@guard("7.4.3b", "请写明在哪里公告：公告栏、网站的哪一处。")
def the_notice_says_where(public_notice: PublicNotice) -> Params | None:
    """A notice is where people can find it (7.4.3b)."""
    return None if public_notice.place.strip() else NOTHING


@guard("7.4.3b", "没有期满的公告。")
def a_notice_ran_out(serving: Serving, moment: Moment) -> Params | None:
    """Only a notice whose period is over counts as service (7.4.3b)."""
    return None if any(paper.over_by(moment.at) for paper in serving.papers) else NOTHING


@guard("7.4.3b", "这份文书还没有送达，送达以后才有送达回证。")
def the_paper_was_served(serving: Serving) -> Params | None:
    """A record of service is of a service (7.4.3b)."""
    return None if serving.hand and serving.hand.served_on else NOTHING


@guard("4.4b", "这份文书已经由后来的一份更正，原来的作废。要送达、要再更正的，是更正后的那一份。")
def it_was_not_replaced(serving: Serving) -> Params | None:
    """What a later paper corrects is void: it is neither brought nor corrected again (4.4b)."""
    return NOTHING if serving.hand and serving.hand.replaced else None


@guard("4.4b", "只有要送达申请人的文书才这样更正；收件回执单重新出具，内部的表格不改。")
def it_is_for_the_applicant(serving: Serving) -> Params | None:
    """A receipt has editions of its own (6.4b), and what three people signed inside stays (4.4b)."""
    return None if serving.hand else NOTHING


@guard("4.4b", "这份文书正在公告。等公告期满或者交给申请人以后再更正。")
def it_does_not_hang_in_public(serving: Serving) -> Params | None:
    """What hangs in public says one thing until its period is over (4.4b, 7.4.3b)."""
    paper = serving.hand
    hangs = paper and paper.served_on is None and paper.notice is not None
    return NOTHING if hangs else None


@guard("4.4b", "这份文书已经送达，办件还没有办结。请先办结，再更正。")
def what_it_tells_is_settled(serving: Serving, stage: CaseState) -> Params | None:
    """A result that was served is corrected once the case is closed: until then the act that closes
    it could still take it back (4.4b, 7.4.2a)."""
    paper = serving.hand
    served = paper and paper.kind in WITH_THE_RESULT and paper.served_on is not None
    return NOTHING if served and stage is not CaseState.CLOSED else None


@guard("4.4b", "请写明原来哪里错了、为什么错：原因印在更正后的文书上。")
def why_it_was_wrong_is_told(erratum: Erratum) -> Params | None:
    """A corrected paper says why it takes another's place (4.4b)."""
    return None if erratum.why.strip() else NOTHING


@guard("4.4b", "还没有改动：请至少改正一处，写上和原来不同的内容。")
def something_is_set_right(erratum: Erratum) -> Params | None:
    """A paper that says the same takes no other's place (4.4b)."""
    changed = any(erratum.said.get(part) != text for part, text in erratum.wording.items())
    return None if changed else NOTHING


@guard(
    "4.4b", "只能更正笔误。决定的内容、依据、日期、期限和由谁决定不能这样改，要撤销或者重新决定。"
)
def only_a_slip_is_set_right(erratum: Erratum) -> Params | None:
    """What is decided, on which law, by whom and until when is not reworded (4.4b)."""
    return NOTHING if erratum.wording.keys() - erratum.said.keys() else None
