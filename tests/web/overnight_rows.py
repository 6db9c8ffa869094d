"""Fixture rows of the morning list."""

from dataclasses import replace
from datetime import date, datetime

from shouwen.queries.rows import Left, Pace
from shouwen.queries.rows.overnight import OvernightPage, OvernightRow
from shouwen.rules.words import LimitUnit
from shouwen.rules.worktime import CST

ROW = OvernightRow(
    what="签办：审核",
    clause="5.2.2c",
    number="511602-XK-20261109-00012-4",
    party="青禾餐馆",
    service="食品（含保健食品）经营许可核发",
    section="市场准入科",
    post="市场准入科科长岗",
    person="魏思源",
    came_at=datetime(2026, 11, 17, 10, 20, tzinfo=CST),
    left=Left(Pace.LATE, 1, LimitUnit.WORKING_DAY, datetime(2026, 11, 17, 17, 30, tzinfo=CST)),
)
GRACED = replace(
    ROW,
    number="511602-XK-20261112-00003-8",
    party="云起客栈",
    service="公共场所卫生许可",
    came_at=datetime(2026, 11, 17, 16, 40, tzinfo=CST),
    left=Left(Pace.SOON, 3, LimitUnit.WORKING_HOUR, datetime(2026, 11, 18, 12, tzinfo=CST)),
)
DECISION = replace(
    ROW,
    what="作出决定",
    clause="5.2.2d",
    party="临溪旅行社",
    service="旅行社设立分社备案",
    section="局领导",
    post="分管副局长岗",
    person="唐若岚",
    came_at=datetime(2026, 11, 13, 9, 5, tzinfo=CST),
    left=Left(Pace.LATE, 2, LimitUnit.WORKING_DAY, datetime(2026, 11, 17, tzinfo=CST)),
)
LISTED = OvernightPage(
    on=date(2026, 11, 18),
    whose="市场准入科、社会事务科",
    stayed=102,
    grace=1,
    rows=(DECISION, ROW),
    graced=(GRACED,),
    more=100,
)
NONE = OvernightPage(date(2026, 11, 18), "市场准入科", 0, 0, (), ())
