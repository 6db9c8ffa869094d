"""What is asked of others in a life: other sections answer in time or late, bodies outside are written
down by the handler, some do a part of the work; the applicant is told the outcome (4.3)."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from random import Random
from typing import Any

from shouwen.life.affair import Affair
from shouwen.life.desk import Plan
from shouwen.life.setting import Setting
from shouwen.rules.words import ConsultationKind, Rank, ToldHow

MINUTES = {
    "consultation.ask": 8,
    "consultation.answer": 12,
    "consultation.tell_applicant": 4,
}
ANSWERS = frozenset(("answer_consultation",))
"""All that who was asked owes of a case that is another's."""

ASKS = 0.012  # of the looks at a case
OUTSIDE = 0.25  # of what is asked
READY = 0.35  # of the looks at what was asked
ENOUGH = timedelta(days=5)  # from now to the due date of the whole, where others do a part
QUESTION = "经营场所门前要占用公共空间，请答复是否符合规划、要不要另办手续。"
PART = "请核对场所的消防通道，把结果附卷。"
ANSWER = "已经核对：在规划范围内，不占用通道，不用另办手续。"
TOLD = "您问的占用手续已经查明：不用另办。"
BODY = "区自然资源和规划局"


def plan(
    affair: Affair,
    who: str,
    handler: str | None,
    kinds: Collection[str],
    due: datetime | None,
    now: datetime,
    place: Setting,
    sits: Callable[[str], str | None],
    dice: Random,
) -> Plan | None:
    """What somebody does about what was asked on a case; None: nothing now."""
    if affair.decided:
        return None
    if affair.asking is not None and "answer_consultation" in kinds:
        post = affair.asking.get("post")
        owes = sits(post) if post else handler
        if who == owes and dice.random() < READY:
            return Plan("consultation.answer", {"text": ANSWER})
    if who != handler:
        return None
    if affair.untold and "tell_outcome" in kinds:
        how = ToldHow.MESSAGE if affair.n % 2 else ToldHow.CALL
        return Plan("consultation.tell_applicant", {"how": how, "text": TOLD})
    idle = affair.asking is None and not affair.asked and not affair.refusing
    if idle and not affair.service.guide.immediate and not affair.guest.lies:
        return _ask(affair, due, now, place, dice) if dice.random() < ASKS else None
    return None


def _ask(affair: Affair, due: datetime | None, now: datetime, place: Setting, dice: Random) -> Plan:
    """An answer, of a section or of a body outside; or a part of the work, where there is time."""
    asked: dict[str, Any] = {"question": QUESTION, "days": 3}
    if dice.random() < OUTSIDE:
        return Plan(
            "consultation.ask",
            {"kind": ConsultationKind.CONSULT, "outside": BODY, **asked},
        )
    section = place.posts[affair.service.handler].section
    others = [
        post.key
        for post in place.office.posts
        if post.rank is Rank.HEAD and post.section != section
    ]
    whole = affair.accepted and due is not None and due > now + ENOUGH
    if whole and dice.random() < 0.5:
        asked |= {"kind": ConsultationKind.ASSIST, "question": PART, "days": 2}
    else:
        asked["kind"] = ConsultationKind.CONSULT
    return Plan("consultation.ask", {**asked, "post": dice.choice(others)})
