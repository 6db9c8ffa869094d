"""Fixture rows of the directory and of what is found while somebody types."""

from dataclasses import replace
from datetime import date, datetime

from shouwen.queries.rows import ActBarred, ActOption, FoundService
from shouwen.queries.rows.directory import (
    DirectoryPage,
    EntryPage,
    Kept,
    OtherUnitsPage,
    PostLine,
    SectionLine,
    UnitLine,
    UnitSaid,
)
from shouwen.queries.rows.find import Hits, PostHit, SectionHit, ServiceHit, UnitHit
from shouwen.rules.words import LimitUnit, SeatRule
from shouwen.rules.worktime import CST

NOW = datetime(2026, 11, 18, 10, 26, tzinfo=CST)
DAY = date(2026, 11, 16)
KEY = "01900000-0000-7000-8000-000000000001"
HEAD = "市场准入科科长（魏思源）"

HERE = PostHit(
    key=KEY,
    name="食品经营审批岗",
    section="市场准入科",
    person="罗一鸣",
    rule=SeatRule.HOLDER,
    why="",
    room="302室",
    phone="0826-555-0142",
    there=True,
)
STOOD_IN = replace(
    HERE,
    key="01900000-0000-7000-8000-000000000002",
    name="登记注册岗",
    person="罗一鸣",
    rule=SeatRule.B_ROLE,
    why="B角，因为责任人沈清和离岗至11-20（周五）09:00",
    room="一楼大厅6号窗口",
    phone="0826-555-0141",
)
HITS = Hits(
    "想在城南开一家理发店，招牌要不要另外报",
    services=(
        ServiceHit(
            FoundService(
                "A1",
                "公共场所卫生许可新办",
                "社会事务科",
                "0826-555-0130",
                True,
                "",
                10,
                LimitUnit.WORKING_DAY,
            ),
            version=8,
            statute=20,
            materials=6,
            visits=1,
        ),
        ServiceHit(
            FoundService(
                "A2", "个体工商户设立登记", "市场准入科", "0826-555-0140", True, immediate=True
            ),
            version=12,
            fee="工本费 10 元",
            materials=3,
        ),
        ServiceHit(
            FoundService("A3", "规范户外招牌设施设置", "区综合行政执法局", "0826-555-0260", False)
        ),
    ),
    sections=(
        SectionHit(
            KEY,
            "社会事务科",
            "民政、卫生审批",
            "301室",
            "0826-555-0131",
            "任晓满",
            "民政事务审批岗",
        ),
        SectionHit(KEY, "规划建设科", "涉水审批", "304室", "0826-555-0160", "", ""),
    ),
    posts=(HERE, STOOD_IN),
    units=(
        UnitHit(
            KEY,
            "区综合行政执法局",
            "市容管理股",
            "户外招牌、门头店招、占道经营",
            "0826-555-0260",
            "城南路 18 号 2 楼",
            "工作日 9:00–17:00",
            DAY,
        ),
        UnitHit(KEY, "12345 政务服务便民热线", "", "查不到哪个单位管的", "12345", "", "全天", None),
    ),
)
NOTHING = Hits("登月")

KEPT = Kept(HEAD, DAY)
WRONG = Kept(HEAD, None, datetime(2026, 11, 19, 16, tzinfo=CST))
LATE = replace(WRONG, mend_by=datetime(2026, 11, 17, 16, tzinfo=CST), late=True)

PAGE = DirectoryPage(
    at=NOW,
    unit="广安区行政审批局",
    address="广安区某路 1 号",
    phone="0826-555-0100",
    hours="工作日 09:00–12:00，13:00–17:00",
    is_open=True,
    sections=(
        SectionLine(
            "market",
            KEY,
            "市场准入科",
            "办理市场主体登记；办理食品经营许可",
            "302室",
            "0826-555-0140",
            3,
            2,
            KEPT,
            is_shown=True,
        ),
        SectionLine(
            "planning", KEY, "规划建设科", "涉水审批", "304室", "0826-555-0160", 2, 0, WRONG
        ),
    ),
    posts=(PostLine(HERE, KEPT), PostLine(STOOD_IN, LATE)),
    units=(
        UnitLine(
            KEY,
            "区综合行政执法局",
            "市容管理股",
            "户外招牌、门头店招、占道经营",
            "0826-555-0260",
            "城南路 18 号 2 楼",
            "工作日 9:00–17:00",
            KEPT,
        ),
        UnitLine(
            KEY,
            "12345 政务服务便民热线",
            "",
            "查不到哪个单位管的",
            "12345",
            "",
            "全天",
            Kept("办公室主任（方书禾）", None),
        ),
    ),
    more=12,
    lists=True,
)
EMPTY = replace(PAGE, units=(), more=0, lists=False, is_open=False)

ENTRY = EntryPage(
    at=NOW,
    key=KEY,
    name="食品经营审批岗",
    of="市场准入科",
    says="审查食品经营许可；组织现场核查",
    phone="0826-555-0142",
    place="302室",
    hours="工作日 09:00–12:00，13:00–17:00",
    kept=KEPT,
    posts=(HERE,),
    may=(ActOption("office.report_entry", "报告名录有错", "说一声就行，不用查是谁管的", "E"),),
    may_not=(
        ActBarred(
            "office.mend_entry",
            "更正名录",
            "2.4.2",
            "您现在的岗位不能做这一步：由管这一条的岗位做。",
        ),
    ),
)
REPORTED = replace(
    ENTRY,
    kept=WRONG,
    wrong="打过去是传真",
    reported="何雨桐，2026 年 11 月 18 日",
    posts=(),
    listed=False,
)
OTHERS = OtherUnitsPage(
    tuple(
        UnitSaid(line.name, line.section, line.tasks, line.phone, line.address, line.hours, day)
        for line, day in zip(PAGE.units, (DAY, None), strict=True)
    ),
)
