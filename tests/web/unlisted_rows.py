"""Fixture rows of what no published guide covers."""

from dataclasses import replace
from datetime import date, datetime

from shouwen.queries.rows import ActBarred, ActOption, ActPage, Left, Pace, PaperRow
from shouwen.queries.rows.unlisted import HandedIn, UnlistedList, UnlistedPage, UnlistedRow
from shouwen.rules.words import MaterialForm, MatterKind, PaperKind, UnlistedState
from shouwen.rules.worktime import CST

NUMBER = "511602-WG-20261116-00001-D"
WISH = "在江边步道临时摆一个卖凉粉的小摊，每天傍晚五点到九点"
RECEIPT = PaperRow(
    PaperKind.UNLISTED_RECEIPT, "广审未〔2026〕3号", date(2026, 11, 16), "7F3KQ2M9XW4T", 1
)
LEFT = Left(Pace.EASY, 3, due_at=datetime(2026, 11, 24, tzinfo=CST))
WAITING = UnlistedPage(
    number=NUMBER,
    wish=WISH,
    party="徐禾",
    phone="0826-555-0177",
    state=UnlistedState.RECEIVED,
    received_at=datetime(2026, 11, 16, 10, 26, tzinfo=CST),
    answers="韩明哲",
    left=LEFT,
    handed_in=(HandedIn("手画的位置图", MaterialForm.ORIGINAL, 1, 2),),
    papers=(RECEIPT,),
    may=(
        ActOption(
            "unlisted.refer",
            "转办并告知",
            "不归本单位管的，写明归谁管、电话和理由",
            "R",
            first=True,
        ),
    ),
    may_not=(
        ActBarred("unlisted.take_up", "记下已按新指南收件", "2.4.2", "这个岗位没有“收件”的职责。"),
    ),
    draft="临时占用步道摆摊审批",
    draft_code="511A0099900001",
)
REFERRED = replace(
    WAITING,
    state=UnlistedState.REFERRED,
    left=None,
    handed_in=(),
    may=(),
    may_not=(),
    draft="",
    draft_code="",
    referred_to="广安区综合行政执法局",
    referred_phone="0826-555-0190",
    reason="占用步道临时摆摊由该局批准，本机关没有这项职责。",
)
LISTED = UnlistedList(
    rows=(
        UnlistedRow(NUMBER, WISH, "徐禾", UnlistedState.RECEIVED, date(2026, 11, 16), LEFT),
        UnlistedRow(
            "511602-WG-20261102-00001-K",
            "开一家通宵自习室",
            "马玉",
            UnlistedState.TAKEN_UP,
            date(2026, 11, 2),
            None,
        ),
    ),
    barred=(),
)
NONE = UnlistedList(
    (), (ActBarred("unlisted.receive_unlisted", "收下", "2.4.2", "没有收件职责。"),)
)
RECEIVE = ActPage(
    number="未公布的事项",
    service="",
    party="",
    act="unlisted.receive_unlisted",
    label="收下未公布的事项",
    clause="5.1a",
    clause_text="公开承诺服务内容、程序、时限和标准。",
    follows=("编号，出具回执：写明收到什么、谁答复、最迟哪天。",),
    matter=MatterKind.UNLISTED,
)
