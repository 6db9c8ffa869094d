"""Rows of the office's books, its scheme, assessments and setup, for the gallery."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from shouwen.exchange.office import Report
from shouwen.exchange.sheets import Fault
from shouwen.queries.rows import ActBarred, ActOption, ActPage, PaperRow, SchemeHint, Tag, Tone
from shouwen.queries.rows.assessment import (
    CycleRow,
    CyclesPage,
    DoubleDutyPage,
    FiguresPage,
    FiguresRow,
    HalfRow,
    LeaderRow,
    MissedRow,
    RecordRow,
    ShareRow,
    StageRow,
)
from shouwen.queries.rows.books import (
    BooksAsked,
    BooksPage,
    BooksPerson,
    BooksPost,
    BooksSection,
    Choice,
    OnDuty,
)
from shouwen.queries.rows.due import Left
from shouwen.queries.rows.schemes import (
    ClosingPost,
    SchemesPage,
    VersionPage,
    VersionPost,
    VersionRow,
    VersionSection,
    WritePage,
)
from shouwen.queries.rows.setup import (
    AccountPage,
    AccountRow,
    Finding,
    OwnAccount,
    SetupOffice,
    SetupPage,
)
from shouwen.queries.rows.words import Pace
from shouwen.rules.words import DutyGroup, LimitUnit, MatterKind, PaperKind, SchemeState
from tests.web.fixtures import at

NOW = at(11, 24, 10, 26)
TODAY = date(2026, 11, 24)
KEEPERS = "您现在所在的岗位没有办这件事的职责。请转给负责的岗位。可以找办公室主任（方书禾）。"

MAY = (
    ActOption("office.take_up_post", "登记到岗", "从这一刻起由他在岗", "T", first=True),
    ActOption("office.name_b_role", "指定B角", "另一个有这个岗位资格的人", "B"),
    ActOption("office.leave_post", "登记离任", "照实登记，从不拦下", "L"),
)
MAY_NOT = (ActBarred("office.order_deputies", "排定副职代行次序", "2.4.2", KEEPERS),)

DUTY = tuple(
    OnDuty(
        day=TODAY + timedelta(days=n),
        post="" if n in (4, 5, 9) else "副局长（分管受理）",
        person="" if n in (4, 5, 9) else "唐若兰",
        rests=n in (4, 5),
    )
    for n in range(14)
)
BOOKS = BooksPage(
    at=NOW,
    office="广安区行政审批局",
    key="b1",
    sections=(
        BooksSection(
            "market",
            "市场准入科",
            (
                BooksPost(
                    "p1",
                    "食品经营审批岗",
                    "",
                    "",
                    None,
                    "沈清和",
                    (Tag("缺责任人：市场准入科科长 11-23 17:30 前补上", Tone.LATE),),
                ),
                BooksPost(
                    "p2",
                    "登记注册岗",
                    "",
                    "沈清和",
                    date(2026, 8, 15),
                    "",
                    (Tag("缺B角：市场准入科科长 11-26 17:30 前补上", Tone.WARN),),
                ),
                BooksPost("p3", "科长", "科室负责人", "魏思源", date(2026, 8, 15), "杜云飞"),
            ),
        ),
    ),
    people=(
        BooksPerson("h1", "沈清和", ("登记注册岗",), ("食品经营审批岗",), ("取水许可审查",)),
        BooksPerson("h2", "魏思源", ("科长",), ()),
        BooksPerson("h3", "谢子涵", (), ()),
    ),
    left=(("罗一鸣", date(2026, 11, 20)),),
    duty=DUTY,
    deputies=("副局长（分管受理）　唐若兰", "副局长（分管经济）　陆承宇"),
    may=MAY,
    may_not=MAY_NOT,
    papers=(
        PaperRow(PaperKind.AB_TABLE, "广审角〔2026〕2号", date(2026, 11, 2), "B2RQPCJFPYTV"),
        PaperRow(
            PaperKind.POST_DESCRIPTION, "广审岗〔2026〕7号", date(2026, 11, 9), "C3RQPCJFPYTV"
        ),
    ),
    entries=12,
)
BOOKS_OF_OTHERS = replace(
    BOOKS,
    may=(),
    may_not=(replace(MAY_NOT[0], label="登记到岗、指定B角、登记离任"),),
    left=(),
    papers=(),
    deputies=(),
)

ASKED = BooksAsked(
    posts=(
        Choice("00000000-0000-0000-0000-000000000001", "食品经营审批岗（无人）", "市场准入科"),
        Choice("00000000-0000-0000-0000-000000000002", "局长（韩明哲）", "局领导"),
    ),
    people=(Choice("00000000-0000-0000-0000-000000000003", "谢子涵（还没有岗位）"),),
    sittings=(Choice("h1:p2", "离开“登记注册岗”（责任人）", "沈清和"),),
    leaders=(Choice("d1", "副局长 唐若兰"), Choice("d2", "局长 韩明哲")),
    duty=tuple((each, "d1" if each.post else "") for each in DUTY),
    deputies=(Choice("d1", "副局长 唐若兰"), Choice("d2", "副局长 陆承宇")),
)
SIT = ActPage(
    number="机构名册",
    service="广安区行政审批局",
    party="",
    act="office.take_up_post",
    label="登记到岗",
    clause="2.4.4",
    clause_text="责任到人，便于考核。",
    follows=("从这一刻起由他在岗；原来的责任人同时离任。", "记入台账，不能删改。"),
    subject=str(UUID(int=1)),
    seen=12,
    asked=(ASKED,),
    matter=MatterKind.OFFICE,
)
DUTY_ACT = replace(SIT, act="office.name_duty_leader", label="安排值班领导", clause="3.2c")
OPEN_CYCLE = replace(
    SIT, number="年度考核", act="assessment.open_cycle", label="布置年度考核", clause="2.9a"
)

# ── assessment ───────────────────────────────────────────────────────────────────────────────────

FIGURES = FiguresPage(
    since=date(2026, 1, 1),
    until=TODAY,
    rows=(
        FiguresRow(
            "罗一鸣",
            "食品经营审批岗",
            "市场准入科",
            standing_in=False,
            met=160,
            late=1,
            open=1,
            missed=(
                MissedRow(
                    "511602-XK-20261019-00087-P",
                    "办结",
                    "6.1",
                    at(11, 17),
                    at(11, 18, 9),
                    "罗一鸣",
                    "当时在岗",
                ),
                MissedRow(
                    "511602-XK-20261021-00091-5",
                    "办结",
                    "6.1",
                    at(11, 20),
                    None,
                    "沈清和",
                    "交接单上没有写",
                    "罗一鸣",
                    at(9, 16),
                ),
            ),
        ),
        FiguresRow("沈清和", "食品经营审批岗", "市场准入科", True, 12, 0, 0),
        FiguresRow(
            "",
            "综合窗口二",
            "综合受理科",
            False,
            0,
            1,
            0,
            (MissedRow("", "受理或告知", "4.2c", at(11, 3), at(11, 4, 9), "", "没有指定顶岗人"),),
        ),
    ),
)
QUIET_FIGURES = replace(FIGURES, rows=())

_NOT_YET = ActBarred(
    "assessment.finish_stage", "办完考核的一步", "2.9a", "“布置考核”还没有办完，要先办。"
)
CYCLES = CyclesPage(
    cycles=(
        CycleRow(
            "c1",
            2026,
            closed=False,
            stages=(
                StageRow(
                    "s1",
                    "布置考核",
                    date(2026, 11, 23),
                    "办公室主任",
                    "方书禾",
                    left=Left(Pace.LATE, 1, LimitUnit.WORKING_DAY, at(11, 24)),
                    may=True,
                ),
                StageRow(
                    "s2",
                    "个人总结",
                    date(2026, 12, 18),
                    "办公室主任",
                    "方书禾",
                    left=Left(Pace.EASY, 18, LimitUnit.WORKING_DAY, at(12, 19)),
                    barred=(_NOT_YET,),
                ),
            ),
            shares=(ShareRow("岗位职责完成情况", 70, True), ShareRow("民主测评", 30, False)),
            barred=(
                ActBarred(
                    "assessment.close_cycle", "结束年度考核", "2.9a", "还有没办完的：布置考核。"
                ),
            ),
        ),
        CycleRow(
            "c2",
            2025,
            closed=True,
            stages=(
                StageRow(
                    "s9",
                    "公布结果",
                    date(2026, 1, 15),
                    "办公室主任",
                    "方书禾",
                    done_on=date(2026, 1, 14),
                    reference="广审考〔2026〕1号",
                ),
            ),
            shares=(ShareRow("岗位职责完成情况", 100, True),),
        ),
    ),
    figures=True,
    records=True,
)
NO_CYCLES = CyclesPage((), (ActBarred("assessment.open_cycle", "布置年度考核", "2.4.2", KEEPERS),))

DOUBLE_DUTY = DoubleDutyPage(
    leaders=(
        LeaderRow(
            "d1",
            "副局长（分管受理）",
            "唐若兰",
            halves=(
                HalfRow("2026 年下半年", (), (DutyGroup.INTEGRITY, DutyGroup.IDEOLOGY)),
                HalfRow(
                    "2026 年上半年",
                    (
                        RecordRow(
                            DutyGroup.INTEGRITY,
                            "廉政谈话",
                            date(2026, 5, 20),
                            "谈话记录 2026-11",
                            "唐若兰",
                        ),
                    ),
                    (DutyGroup.IDEOLOGY,),
                    over=True,
                ),
            ),
            may=(
                ("office.record_integrity", DutyGroup.INTEGRITY),
                ("office.record_ideology", DutyGroup.IDEOLOGY),
            ),
        ),
        LeaderRow("d2", "局长", "韩明哲", halves=(HalfRow("2026 年下半年", (), ()),)),
    ),
    everybody=True,
)

# ── the scheme ───────────────────────────────────────────────────────────────────────────────────

DRAFT = VersionRow(
    2, SchemeState.DRAFT, "机构编制规定（演示稿）", 21, date(2026, 11, 20), "", None, None
)
VERSIONS = SchemesPage(
    "广安区行政审批局",
    (
        DRAFT,
        VersionRow(
            1,
            SchemeState.PUBLISHED,
            "机构编制规定（演示稿）",
            21,
            date(2026, 8, 15),
            "2026-08-15 随单位设立施行",
            date(2026, 8, 15),
            None,
        ),
    ),
)
VERSIONS_OF_OTHERS = replace(
    VERSIONS,
    versions=(replace(VERSIONS.versions[1], state=SchemeState.SUPERSEDED, superseded_on=TODAY),),
    barred=(ActBarred("scheme.draft_scheme", "起草岗位责任制方案", "2.4.2", KEEPERS),),
)
VERSION = VersionPage(
    row=DRAFT,
    key="v2",
    functions=("统一受理进驻事项的申请", "承担食品经营许可"),
    sections=(
        VersionSection(
            "市场准入科",
            "副局长（分管受理）",
            ("审批食品经营许可", "审核市场准入办件"),
            (
                VersionPost("登记注册岗", "沈清和", "", ("当场办理登记",), ("收件", "审查")),
                VersionPost("文秘档案岗", "", "方书禾", ("代收申请材料",), ()),
            ),
        ),
    ),
    against="公布以后，和现在相比",
    changes=("撤销岗位“食品经营审批岗”，在办的事由“登记注册岗”承接。",),
    lacks=(SchemeHint("岗位“文秘档案岗”没有责任人：请安排一位。", "2.4.4"),),
    hints=(SchemeHint("市场准入科人少，两个人互为B角。", "2.7.4"),),
    closing=(
        ClosingPost("food", "食品经营审批岗", 2, 1, 1),
        ClosingPost("old", "档案岗", 0, 0, 0),
        ClosingPost("water", "涉水审批岗", 3, 1, 0, "登记注册岗"),
    ),
    may=(ActOption("scheme.write_draft", "修改岗位责任制方案", "改过以后要重新批准", "E"),),
    may_not=(
        ActBarred(
            "scheme.publish_scheme", "公布岗位责任制方案", "2.3", "现在是“草稿”，到“已批准”才能办。"
        ),
    ),
)
FROZEN = replace(
    VERSION,
    row=VERSIONS.versions[1],
    against="",
    changes=(),
    lacks=(),
    closing=(),
    may=(),
    may_not=(),
    papers=BOOKS.papers[:1],
    frozen=True,
)
PAST = replace(
    FROZEN, row=VERSIONS_OF_OTHERS.versions[0], against="和第 1 版相比", hints=(), papers=()
)
WRITE = WritePage(at=NOW, unit="u1", subject="u1", number=None)
SHEET = "科室,岗位,任务\n市场准入科,登记注册岗,当场办理登记\n"
TRIED = Report(
    51, made=1, changed=2, skipped=18, changes=VERSION.changes, lacks=(VERSION.lacks[0].sentence,)
)
FAULTY = Report(
    51,
    skipped=51,
    errors=(
        Fault(3, "责任人", "人员名册里没有“李四”：请先登记这个人，或者改正姓名。"),
        Fault(1, "", "缺一列“依据”：请照模板补上。"),
    ),
)

# ── setup ────────────────────────────────────────────────────────────────────────────────────────

ACCOUNT = AccountRow(
    "h3",
    "谢子涵",
    "xiezihan",
    (),
    "还没有开通",
    open=False,
    may=(ActOption("office.open_account", "开通账号", "生成一个口令"),),
)
SETUP = SetupPage(
    "administrator",
    offices=(
        SetupOffice(
            "b1",
            "广安区行政审批局",
            (
                ACCOUNT,
                AccountRow(
                    "h1",
                    "沈清和",
                    "shenqinghe",
                    ("登记注册岗",),
                    "在用",
                    open=True,
                    may=(
                        ActOption("office.reset_password", "重置口令", "新口令只显示这一次"),
                        ActOption("office.close_account", "停用账号", "马上不能再登录"),
                    ),
                ),
                AccountRow("h4", "罗一鸣", "luoyiming", (), "已离开", open=False),
            ),
        ),
    ),
    findings=(Finding("岗位没有责任人", "请管理名册的岗位登记到岗", 1),),
    drafts=1119,
)
HEALTHY = replace(SETUP, findings=(), offices=(), drafts=0)
OPENING = AccountPage(
    "office.open_account",
    "开通账号",
    "2.4.2",
    "权力跟着岗位走。",
    "b1",
    ACCOUNT,
    ("生成一个口令，只显示这一次。", "记入台账。"),
    gives=True,
)
CLOSING = replace(OPENING, act="office.close_account", label="停用账号", gives=False)
OWN_ACCOUNT = OwnAccount(
    "xiezihan", "谢子涵", "b1", given=False, clause="2.4.4", clause_text="责任到岗、到人。"
)
