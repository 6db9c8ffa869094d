"""Fixture rows of contacts."""

from dataclasses import replace
from datetime import datetime

from shouwen.queries.rows import ActBarred, ActOption, ActPage, Left, Pace
from shouwen.queries.rows.act_page import PostAsked
from shouwen.queries.rows.contact import (
    CameTo,
    ChainLink,
    ContactList,
    ContactPage,
    ContactRow,
    Likely,
    OthersAsked,
    StillOwed,
    Written,
)
from shouwen.rules.clauses import clauses
from shouwen.rules.words import (
    ConsultationState,
    ContactChannel,
    ContactDisposition,
    ContactState,
    HandoverKind,
    HandoverState,
    MatterKind,
)
from shouwen.rules.worktime import CST

NUMBER = "511602-SW-20261116-00047-3"
WANTED = "想在城南开一家理发店，门面六十来平，要办哪些手续？多久能办好？招牌要不要另外报？"
CAME = datetime(2026, 11, 16, 10, 18, tzinfo=CST)
LEFT = Left(Pace.EASY, 0, due_at=datetime(2026, 11, 16, 17, 0, tzinfo=CST))
OPEN = ContactPage(
    number=NUMBER,
    channel=ContactChannel.PHONE,
    state=ContactState.OPEN,
    wanted=WANTED,
    who="李女士",
    phone="0826-555-0177",
    phone_declined=False,
    other_way="",
    email="",
    received_at=CAME,
    code="7F3KQ2M9",
    chain=(
        ChainLink("何雨桐", "综合窗口一", CAME, has=False),
        ChainLink(
            "罗一鸣",
            "食品经营审批岗",
            CAME.replace(minute=20),
            has=True,
            kind=HandoverKind.HANDED,
            state=HandoverState.CONFIRMED,
            why="公共场所卫生许可归市场准入科",
            answered_at=CAME.replace(minute=31),
        ),
    ),
    assigner="唐若兰",
    owed=(StillOwed("让来人有着落", "罗一鸣", "1.1b", LEFT),),
    came_to=(),
    asked=(
        OthersAsked(
            "01a0c1b1-0900-7756-bbd5-6d4db815c307",
            "区综合行政执法局",
            "招牌要不要另外报？",
            CAME.replace(day=18),
            ConsultationState.ANSWERED,
            "要报，到该局市容股。",
        ),
    ),
    written=(Written(CAME.replace(hour=11), "店面在城南路 18 号。"),),
    noted=(),
    tries=(),
    may=(
        ActOption("contact.answer", "答复", "记要点，即了", "D", first=True),
        ActOption("contact.tell_in_full", "一次告知六项", "六项一次说全", "G"),
    ),
    may_not=(
        ActBarred(
            "contact.hand_over",
            "转交",
            "1.2c",
            "已经转过一次，再转由共同的上级指定：请用“报请指定”，期间仍归您。",
        ),
    ),
    likely=(
        Likely(
            "511602-SW-20261109-00012-5",
            "李女士",
            "0826****0177",
            "公共场所卫生许可怎么办",
            CAME.replace(day=9),
            "号码相同",
            ContactDisposition.TOLD_IN_FULL,
        ),
    ),
)
SETTLED = replace(
    OPEN,
    state=ContactState.SETTLED,
    owed=(),
    asked=(),
    written=(),
    came_to=(
        CameTo(
            ContactDisposition.TOLD_IN_FULL,
            CAME.replace(minute=40),
            "罗一鸣",
            (("办事指南", "公共场所卫生许可新办 第 8 版"), ("怎么告知", "打印给本人")),
        ),
    ),
    may=(ActOption("contact.reopen", "来人接着问，重新办", "来人没有说清，接着办"),),
    may_not=(),
    likely=(),
    rating=4,
)
REPORTED = replace(OPEN, sealed=True, about=("申某",), likely=(), asked=(), written=())
LISTED = ContactList(
    rows=(
        ContactRow(
            NUMBER,
            ContactChannel.PHONE,
            WANTED,
            "李女士",
            "0826****0177",
            ContactState.OPEN,
            CAME,
            None,
            "罗一鸣",
            LEFT,
        ),
        ContactRow(
            "511602-SW-20261116-00048-1",
            ContactChannel.WEB,
            "低保怎么申请",
            "",
            "",
            ContactState.WAITING,
            CAME,
            None,
            "",
            LEFT,
        ),
    ),
    view="open",
    waiting=1,
    barred=(),
)
NONE = ContactList((), "all", 0, ())
HANDING = ActPage(
    number=NUMBER,
    service=WANTED,
    party="李女士",
    act="contact.hand_over",
    label="转给别的岗位",
    clause="1.2c",
    clause_text=clauses()["1.2c"].zh,
    follows=("对方两个工作小时内确认，确认以前仍归您。",),
    asked=(PostAsked("1", "市场准入科 · 食品岗"), PostAsked("2", "市场准入科 · 科长")),
    matter=MatterKind.CONTACT,
    looked_for="食品",
)
