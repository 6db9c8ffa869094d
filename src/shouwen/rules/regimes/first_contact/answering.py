"""What an officer does on the spot: answer, tell in full, take in (1.3.1, 4.1)."""

from shouwen.rules.facts.casefile import Owing, Visit
from shouwen.rules.facts.contact import Contact, Linked, Said, Telling
from shouwen.rules.policy import number
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.words import ContactChannel, ToldBy, VersionState

SIX = ("basis", "limit", "procedure", "fee", "materials", "grounds")
"""The parts of a guide that are told at once (4.1)."""
SIX_NAMES = dict(zip(SIX, ("依据", "时限", "程序", "费用", "材料", "不予办理的情形"), strict=True))


@guard("1.1b", "请写明答复了什么：没有答复内容的，不算有着落。")
def it_is_written_what_was_said(said: Said) -> Params | None:
    """No contact ends with nothing."""
    return None if said.text.strip() else NOTHING


@guard("1.1b", "请写明原因。")
def it_is_written_why(said: Said) -> Params | None:
    """Why the asker left, or why it is done so."""
    return None if said.text.strip() else NOTHING


@guard("1.3.1b", "不能当场办理的，请写明告诉来人的理由。")
def it_is_said_why_not_at_once(said: Said) -> Params | None:
    """What is not done on the spot says why."""
    return None if said.text.strip() else NOTHING


@guard("4.1", "这一版办事指南没有在施行。请按正在施行的一版告知。")
def the_guide_told_is_in_force(telling: Telling) -> Params | None:
    """What is told is what holds."""
    return None if telling.state is VersionState.PUBLISHED else NOTHING


@guard("4.1", "还没有说到：{parts}。六项说全才算一次告知。")
def all_six_parts_were_told(telling: Telling) -> Params | None:
    """What is read out is read out whole; what is printed or sent is whole anyway."""
    if telling.by is not ToldBy.CONTACT:
        return None
    missing = [SIX_NAMES[part] for part in SIX if part not in telling.parts]
    return {"parts": "、".join(missing)} if missing else None


@guard("4.4a", "除电话咨询外，一律书面告知：请打印给来人，或者发到手机、邮箱。")
def only_on_the_telephone_it_is_read_out(telling: Telling) -> Params | None:
    """What is told by word of mouth was asked by telephone."""
    by_mouth = telling.by is ToldBy.CONTACT
    return NOTHING if by_mouth and telling.channel is not ContactChannel.PHONE else None


@guard("7.1", "请告诉来人：不符合条件也可以申请，我们照样收件。说了再勾。")
def they_know_that_they_may_apply(telling: Telling) -> Params | None:
    """Materials offered are always received; a "no" is a filed refusal."""
    return None if telling.may_apply else NOTHING


@guard("1.3.1a", "没有编号 {number} 的办件。请先收件，再填它的编号。")
def the_case_is_on_file(linked: Linked) -> Params | None:
    """What was accepted is a case."""
    return None if linked.found else {"number": linked.number}


@guard("1.3.1a", "办件 {number} 在他来问之前就收下了。请填这一次收下的那一件。")
def the_case_came_after_they_asked(linked: Linked) -> Params | None:
    """A contact comes to what was received for it."""
    if not linked.found or linked.received_at >= linked.since:
        return None
    return {"number": linked.number}


@guard("1.3.1b", "办件 {number} 是即办的，没有当场办结：请写明告诉来人的理由。")
def an_immediate_case_says_why_it_waits(linked: Linked) -> Params | None:
    """A service marked possible on the spot is done there, or says why not."""
    waits = linked.not_at_once and not linked.why_not.strip()
    return {"number": linked.number} if waits else None


@guard(
    "1.3.1b",
    "这个事项可以当场办结，现在只收件：请写明告诉来人的不能当场办理的理由；能办的，请当场办结。",
)
def who_waits_for_what_is_done_at_once_is_told_why(visit: Visit) -> Params | None:
    """At the window, too, what is possible on the spot is done there, or it is said why not."""
    return NOTHING if visit.waits and not visit.why.strip() else None


@guard("1.3.2c", "没有答应过给来人回电。")
def a_call_is_owed(owing: Owing) -> Params | None:
    """Who is called back was promised it."""
    return None if "call_asker" in owing.open else NOTHING


@guard("1.3.2c", "答应过回电：请打通，或者在不同时间打过 {needed} 次再结束（已经 {tries} 次）。")
def who_waits_for_a_call_was_tried(owing: Owing, contact: Contact) -> Params | None:
    """A promised call is made, or tried often enough."""
    needed = number("tries_to_reach")
    waits = "call_asker" in owing.open and contact.tries < needed
    return {"needed": needed, "tries": contact.tries} if waits else None
