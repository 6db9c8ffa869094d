"""Rows of what whoever asked reads: just received, answered, rated."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from shouwen.queries.rows.asking import AskedPage, DeskSlip, SlipPage
from shouwen.queries.rows.pieces import Event
from shouwen.rules.words import ContactChannel, ContactState
from shouwen.web.public.asking import LEVELS, MoreForm, QuestionForm
from tests.acts.world import at
from tests.web.fixtures import OFFICE

REQUEST = UUID(int=7)
WANTED = "我想在城东开一家小面馆，\n不知道要办哪些证，先办哪个？"

SLIP = SlipPage(
    number="511602-SW-20261013-00047-3",
    code="K7M2P4QX",
    channel=ContactChannel.WEB,
    wanted=WANTED,
    asked_at=at("2026-10-13 09:40"),
    answers="何雨桐",
    phone="0826-555-0121",
    until=at("2026-10-13 17:00"),
    told=True,
)
AT_THE_DESK = DeskSlip(SLIP, OFFICE)
WAITING = AskedPage(
    number=SLIP.number,
    channel=SLIP.channel,
    state=ContactState.WAITING,
    wanted=WANTED,
    asked_at=SLIP.asked_at,
    answers=SLIP.answers,
    phone=SLIP.phone,
    until=SLIP.until,
    late=True,
    events=(Event(SLIP.asked_at, "收到", note="网上", icon="inbox"),),
    files=("门面照片.jpg",),
    may_write=True,
    may_rate=False,
)
SETTLED = replace(
    WAITING,
    state=ContactState.SETTLED,
    until=None,
    late=False,
    events=(
        *WAITING.events,
        Event(at("2026-10-13 09:52"), "有人接手", who="综合窗口一", icon="user-round"),
        Event(
            at("2026-10-13 10:05"),
            "已答复",
            note="先办营业执照，再办食品经营许可，都在综合窗口一次交。",
        ),
    ),
    may_rate=True,
    goes_on=True,
)


def question(said: dict[str, Any] | None = None) -> QuestionForm:
    """The form of a question, fresh or with what was typed."""
    fresh = {"request_id": REQUEST}
    return QuestionForm(said and {**fresh, **said}, initial=fresh)


BESIDE: dict[str, Any] = {
    "token": "t",
    "form": lambda: MoreForm(initial={"request_id": REQUEST}),
    "levels": LEVELS,
    "barred": (),
    "unrated": "",
}
"""What stands round the page of a contact."""
