"""What no published guide covers is received all the same, and comes to something (5.1a)."""

from shouwen.rules.facts.unlisted import Referral, TakenUp, Wish
from shouwen.rules.verdict import NOTHING, Params, guard


@guard("5.1a", "请写明来人要办什么。")
def what_is_wanted_is_said(wish: Wish) -> Params | None:
    """A receipt says for what."""
    return None if wish.text.strip() else NOTHING


@guard("5.1a", "该事项的办事指南第 {number} 版正在施行：请按指南收件，清单、期限都已公布。")
def no_guide_covers_it(wish: Wish) -> Params | None:
    """Only what is not published is received as unlisted: nobody is put off who may apply."""
    return {"number": wish.in_force} if wish.in_force is not None else None


@guard("5.1a", "还缺：{parts}。不归本单位管的，要说清归谁管、电话多少、为什么。")
def it_is_said_whose_it_is(referral: Referral) -> Params | None:
    """Nobody is sent away without knowing where to, and why."""
    parts = {
        "归哪个单位管": referral.body.strip(),
        "那里的电话": referral.phone.strip(),
        "理由": referral.reason.strip(),
    }
    missing = [part for part, there in parts.items() if not there]
    return {"parts": "、".join(missing)} if missing else None


@guard("5.1a", "没有为这位申请人收过编号 {number} 的办件：请填写公布指南以后为他收下的那一件。")
def the_case_is_this_applicants(taken_up: TakenUp) -> Params | None:
    """A matter is taken up by a case of whoever brought it."""
    return None if taken_up.same_applicant else {"number": taken_up.number}


@guard("5.1a", "办件 {number} 在这件事之前就收下了：请填写公布指南以后为他收下的那一件。")
def the_case_came_of_it(taken_up: TakenUp) -> Params | None:
    """A matter is taken up by what was received after it."""
    return None if taken_up.received_at >= taken_up.since else {"number": taken_up.number}
