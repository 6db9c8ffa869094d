"""Longer asked for and clocks that stand still, in a life: handlers ask, leaders approve or decline,
some tell in time and some do not; procedures end, or their time does (6.5)."""

from collections.abc import Collection
from datetime import datetime, timedelta
from random import Random
from typing import Any

from shouwen.life.affair import Affair
from shouwen.life.desk import Plan
from shouwen.rules.words import DelayReason, ServedBy, ServiceKind, SpecialKind, StepKind

MINUTES = {
    "extension.ask_extension": 10,
    "extension.approve_extension": 4,
    "extension.decline_extension": 4,
    "extension.tell_extension": 6,
    "special_procedure.begin_special_procedure": 10,
    "special_procedure.end_special_procedure": 3,
}

NEAR = timedelta(days=3)
WHY = {
    DelayReason.COMPLEX: "申报的面积与现场不一致，要重新核实。",
    DelayReason.OTHER_BODY: "要等自然资源部门回复界址情况。",
    DelayReason.INTERESTED_PARTY: "相邻经营者提出了异议，要听取意见。",
    DelayReason.SYSTEM_DOWN: "省里的联网核查系统停机，核查做不了。",
}


def plan(
    affair: Affair,
    who: str,
    handler: str | None,
    kinds: Collection[str],
    due: datetime | None,
    now: datetime,
    dice: Random,
) -> Plan | None:
    """What somebody does about the limit of a case; None: nothing now."""
    if "decide_extension" in kinds:
        if dice.random() < 0.75:
            return Plan("extension.approve_extension")
        return Plan("extension.decline_extension", {"why": "还来得及，请按期办结。"})
    if who != handler or not affair.accepted or affair.decided or affair.service.guide.immediate:
        return None
    if "tell_extension" in kinds:
        told = {"handover": _given(affair)}
        return Plan("extension.tell_extension", told) if dice.random() < 0.7 else None
    if affair.still is not None:
        if now < affair.still:
            return None
        affair.still = None
        return Plan("special_procedure.end_special_procedure")
    if not any(step.kind is StepKind.EXAMINATION for step in affair.left) or due is None:
        return None
    if affair.guest.lies:
        return None  # it is to be seen where it lies
    if not affair.asked_longer and due <= now + NEAR and dice.random() < 0.3:
        return _ask(dice)
    if not affair.stood and now + NEAR < due and dice.random() < 0.03:
        return _begin(affair, dice)
    return None


def _ask(dice: Random) -> Plan:
    reason = dice.choice(list(WHY))
    asked = {"days": dice.choice((2, 3, 5, 8, 15)), "reason": reason, "text": WHY[reason]}
    return Plan("extension.ask_extension", asked)


def _begin(affair: Affair, dice: Random) -> Plan:
    """What law lists, of anything but a licence by an article of its own; or a step of the guide."""
    guide = affair.service.guide
    optional = [step for step in guide.steps if not step.needed]
    told: dict[str, Any] = {
        "days": dice.choice((1, 2, 4, 6)),
        "handover": _given(affair),
    }
    if optional and dice.random() < 0.5:
        told |= {"kind": SpecialKind.GUIDE, "step": dice.choice(optional).key}
    else:
        told["kind"] = dice.choice((SpecialKind.TEST, SpecialKind.EXPERT_REVIEW))
        if guide.kind is not ServiceKind.LICENCE:
            told["article"] = f"《{guide.basis[0].law}》{guide.basis[0].article}"
    return Plan("special_procedure.begin_special_procedure", told)


def _given(affair: Affair) -> dict[str, Any]:
    """Given to the applicant in person, who shows an identity document."""
    person = affair.guest.person
    return {
        "by": ServedBy.HAND,
        "to": person.name,
        "identity": person.id_kind,
        "identity_number": person.id_number,
    }
