"""Rows of the promise page, as a query fills them."""

from dataclasses import replace
from datetime import date

from shouwen.queries.rows import ActBarred, ActOption, ActPage
from shouwen.queries.rows.books import Choice
from shouwen.queries.rows.pledges import PledgeAsked, PledgeRow, PledgesPage, Unexplained
from shouwen.queries.rows.promise import (
    Kept,
    KeptRow,
    Lost,
    Overrun,
    Period,
    PromisePage,
    Said,
    SectionLink,
    Tighter,
)
from shouwen.rules.facts.guide import Limit
from shouwen.rules.words import (
    HeldUp,
    LimitUnit,
    MatterKind,
    Measure,
    PledgeKind,
    PledgeState,
)

DAYS, CALENDAR_DAYS = LimitUnit.WORKING_DAY, LimitUnit.DAY
FOOD, BUILD = "511A0005200004", "511A0029700003"


def days(n: int, unit: LimitUnit = DAYS) -> Limit:
    return Limit(n, unit)


WHOLE = Kept(4816, late=87, beyond_law=2, extended=12, corrected=1403, withdrawn=61)
ROWS = (
    KeptRow(
        Kept(561, late=9, median=6, ninth=8, corrected=168, withdrawn=7),
        "食品经营许可（新办）", FOOD, promise=days(8), statute=days(20),
    ),
    KeptRow(
        Kept(318, late=3, median=4, ninth=6, extended=1, corrected=63, withdrawn=2),
        "公共场所卫生许可（新办）", "511A0010500001", promise=days(7), statute=days(20),
    ),
    KeptRow(
        Kept(204, median=1, ninth=1, corrected=12),
        "公共场所卫生许可（延续）", "511A0010500002", promise=days(5), statute=days(20),
    ),
    KeptRow(
        Kept(196, median=0, ninth=0, corrected=20, withdrawn=1),
        "个体工商户设立登记", "511A0074300005", promise=days(1), statute=days(3), immediate=True,
    ),
    KeptRow(
        Kept(144, late=12, beyond_law=2, median=2, ninth=4, extended=11, corrected=44, withdrawn=9),
        "施工许可", BUILD, promise=days(3), statute=days(7),
    ),
    KeptRow(
        Kept(41, late=1, median=9, ninth=14, unit=CALENDAR_DAYS, corrected=6),
        "收养登记（收养继子女）", "511F0287700000",
        promise=days(15, CALENDAR_DAYS), statute=days(30, CALENDAR_DAYS),
    ),
    KeptRow(Kept(3, few=True), "民办学校设立", "511A0005900002", promise=days(20), statute=days(20)),
    KeptRow(Kept(26, late=1, median=14, ninth=19), "户外广告设置", "511A0025300001"),
)  # fmt: skip
EXPLAINED = Said(
    PledgeKind.OVERRUN,
    "两个科室会商没有按期答复",
    "会商单 6 月 11 日发出，答复晚了 4 个工作日。已向申请人当面道歉；现在会商超过 2 天自动报分管领导。",
    "",
    date(2026, 7, 3),
)
PAGE = PromisePage(
    period=Period.YEAR,
    since=date(2025, 12, 1),
    until=date(2026, 11, 24),
    whole=WHOLE,
    rows=ROWS,
    axis=30,
    fewest=5,
    services=74,
    more=66,
    sections=(SectionLink("market", "市场准入科"), SectionLink("social", "社会事务科")),
    overruns=(
        Overrun("施工许可", BUILD, 3, (Lost(HeldUp.SIGN_OFF, 1),), month=date(2026, 9, 1)),
        Overrun(
            "施工许可", BUILD, 2, (Lost(HeldUp.EXAMINATION, 1),), month=date(2026, 6, 1),
            said=EXPLAINED,
        ),
        Overrun(
            "施工许可", BUILD, 3, (Lost(HeldUp.SIGN_OFF, 7), Lost(HeldUp.EXAMINATION, 5))
        ),
        Overrun("民办学校设立", "511A0005900002", 1, (Lost(HeldUp.DELIVERY, 1),), few=True),
    ),
    tighter=(Tighter("公共场所卫生许可（延续）", "511A0010500002", 1, days(5)),),
    said=(
        Said(
            PledgeKind.CONDUCT, "要补正的，一次说全", "补正通知写清每一处，写明以外的不再提。",
            "补正不超过一次的件，按月公布", date(2026, 3, 2), "4816 件里 4790 件做到",
        ),
        Said(
            PledgeKind.FEES, "不收一分不该收的钱", "指南写明免费的，任何环节不收费，不指定中介。",
            "不收费的事项数，收费投诉按件公布", date(2026, 3, 2), "74 项里 70 项不收费",
        ),
        Said(
            PledgeKind.CONDUCT, "不吃请、不收礼", "工作人员不接受申请人的宴请、礼品。",
            "每季度回访一百件，结果公布", date(2026, 5, 6),
        ),
    ),
)  # fmt: skip
OF_A_SECTION = replace(
    PAGE,
    period=Period.MONTH,
    since=date(2026, 10, 1),
    until=date(2026, 10, 31),
    whole=Kept(88, late=0, corrected=9),
    rows=ROWS[1:3],
    axis=20,
    services=2,
    more=0,
    section=PAGE.sections[1],
    overruns=(),
    tighter=(),
    said=(),
)
OF_A_SERVICE = replace(
    PAGE,
    whole=ROWS[4].kept,
    service=ROWS[4],
    rows=tuple(
        KeptRow(
            Kept(cases, few=cases < 5, late=late, median=median, ninth=ninth),
            month=date(2026, month, 1),
            promise=days(3),
            statute=days(7),
        )
        for month, cases, late, median, ninth in (
            (11, 3, 0, None, None),
            (10, 31, 0, 2, 3),
            (9, 28, 5, 2, 5),
            (6, 40, 7, 3, 8),
        )
    ),
    axis=8,
    services=0,
    more=0,
    sections=(),
    tighter=(),
    said=(),
)
NOTHING_YET = replace(
    PAGE,
    whole=Kept(few=True),
    rows=(),
    axis=1,
    services=0,
    more=0,
    overruns=(),
    tighter=(),
    said=(),
)

# ── at the desk ──────────────────────────────────────────────────────────────────────────────────

FEES = PledgeRow(
    "p1", PledgeKind.FEES, PledgeState.PUBLISHED, "指南写着免费的，一分不收",
    "收费以办事指南写的为准；指南没有写的，任何环节都不收。", "不收费的事项占多少，随指南公布",
    Measure.FREE, published_on=date(2026, 3, 2),
    may_not=(
        ActBarred(
            "pledge.withdraw_pledge", "停用承诺、说明", "5.2.4",
            "行风、收费两方面都要有公开的承诺，这是其中一方面的最后一项。请先公布新的，再停用它。",
        ),
    ),
)  # fmt: skip
WHY = PledgeRow(
    "p2", PledgeKind.OVERRUN, PledgeState.DRAFT, "两个科室会商没有按期答复", EXPLAINED.text, "",
    about="施工许可", month=date(2026, 6, 1),
    may=(
        ActOption("pledge.write_pledge", "修改公开承诺、说明", "公布以前可以改"),
        ActOption("pledge.publish_pledge", "公布承诺、说明", "由主要领导公布"),
    ),
)  # fmt: skip
GONE = replace(
    FEES,
    key="p3",
    state=PledgeState.WITHDRAWN,
    withdrawn_on=date(2026, 5, 6),
    may_not=(),
    measure=None,
)
PLEDGES = PledgesPage(
    rows=(WHY, FEES, GONE),
    lacking=(PledgeKind.CONDUCT,),
    unexplained=(Unexplained("施工许可", "s1", date(2026, 9, 1), 3),),
    barred=(),
)
READ_ONLY = replace(
    PLEDGES,
    rows=(replace(WHY, may=()), FEES),
    lacking=(),
    barred=(ActBarred("pledge.draft_pledge", "起草公开承诺、说明", "2.4.2", "您现在所在的岗位没有办这件事的职责。"),),
)  # fmt: skip
ASKED = PledgeAsked(PledgeKind.CONDUCT)
ASKED_WHY = PledgeAsked(
    PledgeKind.OVERRUN, (Choice("s1", "施工许可"),), service="s1", month=date(2026, 9, 1)
)
WRITING = ActPage(
    number="行风",
    service="行风",
    party="",
    act="pledge.draft_pledge",
    label="起草公开承诺、说明",
    clause="5.2.4",
    clause_text="就行风监督、收费等作出其他承诺。",
    follows=("先是草稿，由主要领导公布。", "记入台账，不能删改。"),
    asked=(ASKED,),
    matter=MatterKind.PLEDGE,
)
EXPLAINING = replace(WRITING, number="超期说明", service="超期说明", asked=(ASKED_WHY,))
