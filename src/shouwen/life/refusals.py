"""What is refused in a life: handlers propose, heads review or send back, leaders approve and now and
then overturn; some things are told at once, and looked at after (regime 7)."""

from collections.abc import Collection
from random import Random
from typing import Any

from shouwen.life.affair import Affair
from shouwen.life.desk import Plan, serve
from shouwen.rules.words import RefusalKind

MINUTES = {
    "refusal.propose_refusal": 25,
    "refusal.amend_refusal": 15,
    "refusal.review_refusal": 10,
    "refusal.approve_refusal": 6,
    "refusal.return_refusal": 8,
    "refusal.overturn_refusal": 8,
    "refusal.note_dissent": 4,
    "refusal.tell_at_once": 6,
    "refusal.confirm_refusal": 4,
    "refusal.reverse_refusal": 6,
    "refusal.serve_refusal": 6,
}
FACTS = (
    "现场核查，条件与申报的不一致，测得的数值低于规定。",
    "现场没有配备规定的设施，当场拍照，申请人在场。",
    "申请人的条件与公布的条件不符，核对了原件。",
)
UNMENDED = "已经一次告知补正，到期没有交来，材料仍不符合。"
OPINION = "条件没有达到，没有裁量余地，建议不予。"


def plan(
    affair: Affair, who: str, handler: str | None, kinds: Collection[str], dice: Random
) -> Plan | None:
    """What somebody does about a "no" on a case; None: nothing now."""
    if "serve_refusal" in kinds:
        return Plan("refusal.serve_refusal", serve(affair.guest.person))
    if "review_refusal" in kinds:
        return None if who == affair.refuser else _review(affair, dice)
    if "approve_refusal" in kinds:
        return None if who in (affair.refuser, affair.reviewer) else _approve(affair, dice)
    if "amend_refusal" in kinds:
        return Plan("refusal.amend_refusal", _proposal(affair, affair.refused_as))
    if who != handler or affair.refusing or affair.decided:
        return None
    if affair.refused_as and affair.overturned and not affair.dissented and dice.random() < 0.3:
        return Plan("refusal.note_dissent", {"words": "我仍认为条件没有达到。"})
    if affair.strayed:
        return Plan("refusal.tell_at_once", {**_told(), **serve(affair.guest.person)})
    if affair.unfit and not affair.refused_as:
        return Plan("refusal.propose_refusal", _proposal(affair, RefusalKind.REFUSED))
    return None


def lapsed(affair: Affair) -> Plan:
    """The applicant let their time pass: it is not accepted, by way of a filed refusal."""
    return Plan("refusal.propose_refusal", _proposal(affair, RefusalKind.LAPSED))


def _proposal(affair: Affair, kind: str) -> dict[str, Any]:
    fact = UNMENDED if kind == RefusalKind.LAPSED else FACTS[affair.n % len(FACTS)]
    return {"proposal": {"kind": kind, "fact": fact, "opinion": OPINION}}


def _told() -> dict[str, Any]:
    said = "这项申请由市级机关办理，本机关没有这项职权。"
    return {"at_once": {"kind": RefusalKind.NOT_OURS, "reason": said, "body": "市行政审批局"}}


def _review(affair: Affair, dice: Random) -> Plan:
    says = 1.0 if affair.guest.lies else dice.random()  # where it lies nobody thinks otherwise
    if affair.at_once:
        if says < 0.2:
            return Plan("refusal.reverse_refusal", {"words": "这件事归我们管，请接着办。"})
        return Plan("refusal.review_refusal", {"words": "告知无误。"})
    if says < 0.12:
        return Plan("refusal.return_refusal", {"words": "事实写得不够清楚，请补充。"})
    if says < 0.2:
        return Plan("refusal.overturn_refusal", {"words": "可以整改后再办，继续办理。"})
    return Plan("refusal.review_refusal", {"words": "事实清楚，依据正确，同意报批。"})


def _approve(affair: Affair, dice: Random) -> Plan:
    if affair.at_once:
        return Plan("refusal.confirm_refusal")
    says = 1.0 if affair.guest.lies else dice.random()  # where it lies nobody thinks otherwise
    if says < 0.08:
        return Plan("refusal.return_refusal", {"words": "请补充现场照片再报。"})
    if says < 0.2:
        return Plan("refusal.overturn_refusal", {"words": "条件可以在开业前补齐，准予办理。"})
    return Plan("refusal.approve_refusal", {"words": "同意。"})
