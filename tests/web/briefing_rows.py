"""Fixture rows of what is gone through with whoever handed over wrongly so often."""

from dataclasses import replace
from datetime import date, datetime

from shouwen.queries.rows import ActBarred, ActOption, ActPage, Left, Pace
from shouwen.queries.rows.briefings import BriefingList, BriefingPage, BriefingRow, WrongRow
from shouwen.rules.words import MatterKind
from shouwen.rules.worktime import CST

KEY = "01a0c1fa-4700-7538-b685-25bd4d83c13c"
PATH = f"/desk/briefings/{KEY}/"
LEFT = Left(Pace.EASY, 4, due_at=datetime(2026, 11, 28, tzinfo=CST))
FOOD, SIGNS = "市场准入科食品经营审批岗", "规划建设科招牌审批岗"


def wrong(day: int, n: int, **other: object) -> WrongRow:
    known = {
        "number": f"511602-SW-202611{day:02}-{n:05}-3",
        "at": datetime(2026, 11, day, 10, n, tzinfo=CST),
        "sent": "综合窗口一",
        "to": FOOD,
        "why": "来人说要在店门口挂一块招牌，像是开店的事。",
        "said": "招牌不归食品经营审批岗，按三定规定归规划建设科。",
        "right": SIGNS,
        "excused": False,
    }
    return WrongRow(**{**known, **other})


OWED = BriefingPage(
    key=KEY,
    person="何雨桐",
    post="综合窗口一",
    owed_since=date(2026, 11, 20),
    owes="江林溪",
    left=LEFT,
    wrong=(
        wrong(6, 12),
        wrong(13, 33),
        wrong(18, 8, to="社会事务科救助审批岗", said="", right=""),
        wrong(20, 47, excused=True),
    ),
    opens=True,
    over=False,
    may=(
        ActOption(
            "briefing.hold", "记下业务辅导", "逐件讲过以后，写明讲了什么、哪一天", "B", first=True
        ),
    ),
    may_not=(
        ActBarred(
            "briefing.drop",
            "不再辅导：够不上次数了",
            "1.2b",
            "何雨桐 30 天里转错仍满 3 次：业务辅导照样要做，做完写明讲了什么。",
        ),
    ),
    often=3,
    within=30,
)
OVER = replace(OWED, owes="", left=None, over=True, may=(), may_not=())
HELD = replace(
    OVER,
    held_on=date(2026, 11, 23),
    held_by="江林溪",
    said="三件都是门头招牌，转到了食品经营审批岗。逐件看了各岗位职责，以后先查名录再转。",
    ended_at=datetime(2026, 11, 23, 16, tzinfo=CST),
)
DROPPED = replace(OVER, wrong=(), ended_at=datetime(2026, 11, 23, 16, tzinfo=CST))
LISTED = BriefingList(
    rows=(
        BriefingRow(KEY, "何雨桐", "综合受理科", date(2026, 11, 20), None, LEFT),
        BriefingRow(KEY, "潘嘉树", "综合受理科", date(2026, 10, 9), date(2026, 10, 14), None),
        BriefingRow(KEY, "罗一鸣", "市场准入科", date(2026, 9, 2), None, None),
    ),
    often=3,
    within=30,
)
NONE = replace(LISTED, rows=())
HOLD = ActPage(
    number="业务辅导",
    service="综合窗口一",
    party="何雨桐",
    act="briefing.hold",
    label="记下业务辅导",
    clause="1.2b",
    clause_text="首问责任人须熟悉本单位岗位职责和办事流程。",
    follows=(
        "业务辅导有了记录，本人、科室负责人和效能监督看得到，别人看不到。",
        "次数从现在起重新数：讲过的不再算第二次。",
    ),
    matter=MatterKind.CONTACT,
)
