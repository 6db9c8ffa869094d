"""Invented rows of posts and absences: one office on 24 November 2026, its holes included.

People, phones and numbers are invented."""

from dataclasses import replace
from datetime import date, datetime

from shouwen.queries import rows
from shouwen.queries.rows import Left, Pace, StageState, Tag, Tone
from shouwen.rules.words import Card, MatterKind, PaperKind, Power, SeatRule
from tests.web.fixtures import QUEUE, at

NOW = at(11, 24, 10, 26)
CLOSE = at(11, 24, 17, 30)
HOLDER, STAND_IN, HEAD = SeatRule.HOLDER, SeatRule.STAND_IN, SeatRule.HEAD


def holder(key: str, post: str, person: str, owed: int, nearest: datetime, **more) -> rows.SeatNow:
    """Somebody on their own post."""
    urgent = nearest <= CLOSE
    why = more.pop("why", "本人在岗")
    return rows.SeatNow(
        key, post, person, HOLDER, why, owed=owed, nearest=nearest, urgent=urgent, **more
    )


def window(number: str, note: str = "") -> rows.Window:
    return rows.Window(number, not note, note)


COUNTER = rows.SectionNow(
    "zhsl", "综合受理科", "一楼大厅 · 服务窗口", "0826-555-0120",
    (
        holder("sl1", "受理岗一", "林晓", 4, at(11, 24, 12), window=window("01")),
        rows.SeatNow(
            "sl2", "受理岗二", "何文静", STAND_IN, "代 周敏，交接 7 项已签", at(11, 26, 17, 30),
            "罗继明", absence="2026-115", window=window("02"), owed=7, nearest=at(11, 26),
        ),
        holder("sl3", "受理岗三", "谢子涵", 3, at(11, 26), window=window("03")),
        holder("sl4", "受理岗四", "邓一鸣", 2, at(11, 27), window=window("04")),
        holder("hy", "材料核验岗", "何文静", 1, at(11, 26), why="本人在岗，同时代受理岗二"),
        holder("ls", "领证送达岗", "韩露", 3, CLOSE),
        holder("bb", "帮办代办岗", "范小雨", 1, at(11, 24, 17), window=window("06", "14:00 开")),
        holder("zhsl-head", "科室负责人", "罗继明", 4, CLOSE, window=window("05")),
    ),
    (Tag("8 岗 · 应办 25"),),
)  # fmt: skip
SOCIAL = rows.SectionNow(
    "shsw", "社会事务科", "二楼 206", "0826-555-0131",
    (
        holder("ws", "卫生许可审查岗", "蒋一帆", 8, CLOSE),
        rows.SeatNow(
            "rl", "人力资源审查岗", "沈秋", STAND_IN, "代 吴桐", CLOSE, "唐雨", absence="2026-119",
            owed=5, nearest=at(11, 26),
        ),
        rows.SeatNow(
            "mb", "民办教育审查岗", "沈秋", SeatRule.B_ROLE, "岗位空缺，B角顶着", vacant=True,
            clause="2.4.4", owed=2, nearest=at(12, 2),
        ),
        holder(
            "zh", "综合业务岗", "沈秋", 2, at(11, 27), why="本人在岗，同时代两个岗",
            tags=(Tag("最多 3", Tone.WARN),),
        ),
        holder("shsw-head", "科室负责人", "唐雨", 3, CLOSE),
    ),
    (Tag("5 岗 · 应办 20"),),
)  # fmt: skip
SURVEY = rows.SectionNow(
    "xcky", "现场勘验科", "二楼 211", "0826-555-0145",
    (
        holder("ky1", "勘验岗一", "许志强", 4, at(11, 24, 16), why="本人在岗"),
        rows.SeatNow(
            "ky2", "勘验岗二", "高远", HEAD, "兜底：科室负责人接手，还没有人指定", clause="3.3b",
            absence="2026-121", owed=3, nearest=at(11, 24, 15), urgent=True,
        ),
        holder("zj", "专家与检测联络岗", "孙芮", 2, at(11, 28)),
        holder("ky-head", "科室负责人", "高远", 3, at(11, 24, 11, 10), why="本人在岗，同时兜底勘验岗二"),
    ),
    (Tag("兜底 1", Tone.LATE),),
)  # fmt: skip
PLANNING = rows.SectionNow(
    "gcsp", "工程审批科", "二楼 215", "0826-555-0152",
    (
        rows.SeatNow(
            "gc1", "施工许可审查岗", "杜航", SeatRule.OFFICE, "全科外出，办公室只收、只告知、只转交",
            at(11, 24, 17, 30), absence="2026-120", owed=2, nearest=at(11, 27), clause="3.2c",
        ),
        rows.SeatNow("gc2", "消防验收岗", "", SeatRule.VACANT, "没有人任职，也没有人接得住", vacant=True),
    ),
    (Tag("全科外出", Tone.WARN),),
    "已移交办公室（三楼 301），杜航 09:05 签收",
)  # fmt: skip
LEADERS = rows.SectionNow(
    "ld", "局领导", "三楼", "0826-555-0102",
    (
        holder("jz", "局长", "程建国", 2, at(11, 25, 17, 30)),
        rows.SeatNow(
            "fjz1", "副局长（审批）", "贺铭", STAND_IN, "代 彭兰", at(11, 25, 17, 30), "程建国",
            clause="3.4b", absence="2026-117", owed=4, nearest=CLOSE, urgent=True,
        ),
        holder("fjz2", "副局长（勘验、监督）", "贺铭", 1, at(11, 27)),
    ),
    (Tag("3 岗 · 应办 7"),),
)  # fmt: skip

WEEK = (
    rows.WeekDay(date(2026, 11, 23), "离岗 3，均已指定", leader="贺铭"),
    rows.WeekDay(
        date(2026, 11, 24), "离岗 5", "缺口 2", leader="贺铭", is_today=True, is_shown=True
    ),
    rows.WeekDay(date(2026, 11, 25), "离岗 4，均已指定", leader="程建国"),
    rows.WeekDay(date(2026, 11, 26), "离岗 4", open="待批 1，有冲突", leader="程建国"),
    rows.WeekDay(date(2026, 11, 27), "勘验科全体外出，办公室代办", leader="贺铭"),
    rows.WeekDay(date(2026, 11, 28), "休息日", rests=True, leader="彭兰"),
    rows.WeekDay(date(2026, 11, 29), "休息日", rests=True),
)
GAPS = (
    rows.Gap(
        "勘验岗二", HEAD, "郑凯 09:10 突发离岗，由科室负责人 高远 兜底，岗上 3 件应办照常计时。",
        "高远", "指定代行人", ("3.2a", "3.3b"), at(11, 24, 11, 10), "44 分钟",
        absence="2026-121", act="去指定",
    ),
    rows.Gap(
        "消防验收岗", SeatRule.VACANT, "岗位空缺 12 天，没有 B角，也没有人兜得住。", "曾丽华",
        "任职", ("2.4.4", "2.7.4"), at(11, 20, 17, 30), "超 2 天", late=True,
    ),
)  # fmt: skip
BOARD = rows.BoardPage(
    at=NOW,
    seen_at=NOW,
    view="all",
    views=(
        rows.QueueView("all", "全部", 22),
        rows.QueueView("windows", "只看窗口", 6),
        rows.QueueView("away", "只看离岗", 5),
        rows.QueueView("gaps", "有缺口", 2, hot=True),
    ),
    counts=rows.SeatCounts(22, 16, 3, 2, 2, 5, 1),
    week=WEEK,
    gaps=GAPS,
    sections=(COUNTER, SOCIAL, SURVEY, PLANNING, LEADERS),
    leader="贺铭",
    leader_phone="0826-555-0102",
)
PLANNED_BOARD = replace(
    BOARD, at=at(11, 27, 9), planned=True, gaps=(), sections=(COUNTER,), leader="",
    counts=rows.SeatCounts(8, 8, 0, 0, 0),
    week=tuple(replace(each, is_shown=each.on.day == 27) for each in WEEK),
)  # fmt: skip
EMPTY_BOARD = replace(BOARD, view="gaps", gaps=(), sections=())

# ── for everybody ────────────────────────────────────────────────────────────────────────────────

WINDOWS = (
    rows.WindowNow("01", "林晓", "受理岗一", "卫生、人力资源、教育", "0826-555-0121"),
    rows.WindowNow("02", "何文静", "受理岗二（代行）", "市场准入", "0826-555-0122"),
    rows.WindowNow("03", "谢子涵", "受理岗三", "投资建设", "0826-555-0123"),
    rows.WindowNow("04", "邓一鸣", "受理岗四", "即办件、领证取件", "0826-555-0124"),
    rows.WindowNow("05", "罗继明", "科室负责人", "办不成事反映窗口", "0826-555-0120"),
    rows.WindowNow(
        "06", "", "帮办代办岗", "", "0826-555-0126", False, "14:00 开", "01 窗 林晓", "0826-555-0121"
    ),
)  # fmt: skip
ASK = (
    rows.AskNow("社会事务科", "二楼 206", "卫生、人力资源、民办教育", "唐雨", "科室负责人", "0826-555-0131"),
    rows.AskNow("市场准入科", "二楼 208", "食品、药品、特种行业", "杨帆", "食品经营审查岗", "0826-555-0136"),
    rows.AskNow("投资建设科", "二楼 209", "立项、规划、施工许可", "邹明远", "立项审查岗", "0826-555-0140"),
    rows.AskNow("现场勘验科", "二楼 211", "上门勘验的时间、结果", "高远", "科室负责人", "0826-555-0145"),
    rows.AskNow("工程审批科", "二楼 215", "施工许可、消防验收", "杜航", "办公室", "0826-555-0101", True),
    rows.AskNow("办公室", "三楼 301", "不知道找谁，就找这里", "杜航", "首问接待岗", "0826-555-0101"),
)  # fmt: skip
WHO = rows.WhoPage(NOW, "一楼大厅", WINDOWS, ASK, Tag("大厅开放到 17:30", Tone.OK))
DUTIES = rows.DutiesPage(
    scheme=3,
    since=date(2026, 9, 1),
    functions=(
        rows.FunctionDone(
            "集中受理、办理本区的行政许可和公共服务事项",
            "广审发〔2026〕1号（演示）",
            ("综合受理科", "市场准入科", "社会事务科"),
        ),
        rows.FunctionDone("监督办理的时限和作风", "广审发〔2026〕1号（演示）", ("效能监督科",)),
    ),
    sections=(
        rows.SectionDoes(
            "综合受理科",
            "一楼大厅",
            "0826-555-0120",
            "江林溪",
            "唐若兰",
            ("收件、出具回执", "送达结果"),
        ),
        rows.SectionDoes(
            "效能监督科", "402室", "0826-555-0112", "夏安宁", "韩明哲", ("受理投诉，监督时限",)
        ),
    ),
)
AFTER_HOURS = rows.WhoPage(
    at(11, 24, 18, 5), "一楼大厅", (), ASK, Tag("已下班，明天 9:00 开", Tone.WARN)
)
WALL = rows.WallPage(NOW, WINDOWS, ASK, "贺铭", "0826-555-0102")
WALL_OF_TWO = replace(WALL, windows=WINDOWS[:1], screen=2, screens=2, leader="")

# ── one absence ──────────────────────────────────────────────────────────────────────────────────

IN, AWAY = rows.CoverKind.IN, rows.CoverKind.COVERED


def line(person: str, post: str, *cells: rows.CoverCell, about: bool = False) -> rows.CoverLine:
    """A line of five days in halves; whoever has no cells is there all week."""
    return rows.CoverLine(person, post, cells or (rows.CoverCell(IN),) * 10, about)


def away(person: str, halves: int, **more) -> tuple[rows.CoverCell, ...]:
    return (rows.CoverCell(AWAY, person, **more),) * halves


def there(halves: int, **more) -> tuple[rows.CoverCell, ...]:
    return (rows.CoverCell(IN, **more),) * halves


WEEK_OF_COUNTER = rows.Coverage(
    tuple(
        rows.CoverDay(date(2026, 11, day), is_today=day == 24, holes=day == 26)
        for day in range(23, 28)
    ),
    (
        rows.CoverSection(
            "综合受理科",
            (
                line("林晓", "受理岗一"),
                line("周敏", "受理岗二", *there(2), *away("何文静", 6), *there(2)),
                line(
                    "谢子涵", "受理岗三", *there(4), *away("韩露", 2, about=True),
                    rows.CoverCell(rows.CoverKind.HOLE, mark="①", about=True),
                    *away("韩露", 3, about=True), about=True,
                ),
                line("邓一鸣", "受理岗四"),
                line("韩露", "领证送达岗", *there(6), *away("范小雨", 1), *there(3, mark="②")),
            ),
            tuple(
                rows.CoverCount(present, 8, "03 窗没有人" if present == 5 else "")
                for present in (8, 7, 6, 5, 7)
            ),
        ),
    ),
    halves=True,
)  # fmt: skip
CLASHES = (
    rows.Clash(
        "①", "周四上午 03 窗没有人。",
        "韩露那天 09:00–12:00 已批准外出（离岗 2026-115）。窗口岗位离岗，代行人必须全程在岗；"
        "何文静已在顶 02 窗，不能再顶。", "3.2b",
    ),
    rows.Clash(
        "②", "可以。", "韩露顶窗时自己的岗照管；科室任何时刻至少 5 人在岗，不用移交办公室。", "3.2c",
        fine=True,
    ),
)  # fmt: skip
LINES = (
    rows.HandLine(
        "巴山小馆", "食品经营许可（新办）", "审查材料", "511602-XK-20260917-00208-4",
        Left(Pace.LATE, 1, due_at=at(11, 24)), True, "平面图缺比例尺，电话已告知",
    ),
    rows.HandLine(
        "云岫客栈", "公共场所卫生许可（延续）", "作出受理决定", "511602-XK-20261112-00322-1",
        Left(Pace.SOON, 2, due_at=at(11, 27)), True, "材料齐，只差核对租赁合同期限",
    ),
    rows.HandLine(
        "马记浴室", "公共场所卫生许可（新办）", "一次告知补正", "511602-XK-20261123-00325-7",
        Left(Pace.SOON, 1, due_at=at(11, 26)), True, "", "11-23 17:20 新收，自动补入",
    ),
    rows.HandLine(
        "嘉陵人力", "职业中介活动许可", "等申请人补正，提醒一次", "511602-XK-20261102-00309-5",
        Left(Pace.STOPPED), comment="对方财务月底才回来，已告知期限",
    ),
    rows.HandLine("受理专用章、03 窗钥匙", "实物", "当面点交", comment="章号 3，登记簿同交"),
)  # fmt: skip
ABSENCE = rows.AbsencePage(
    number="2026-118",
    title="谢子涵离岗三天，等您批准",
    person="谢子涵",
    posts="受理岗三 · 03 窗（许可受理）",
    kind="培训",
    sudden=False,
    tags=(Tag("还差 2 项", Tone.WARN),),
    entered="本人 11-23 16:02 申请",
    leaves_at=at(11, 25, 9),
    returns_at=at(11, 27, 17, 30),
    length="3 个工作日",
    reason="市局业务培训，通知见附件",
    stages=(
        rows.Stage("申请", StageState.DONE, "11-23 16:02"),
        rows.Stage("代行人同意", StageState.DONE, "韩露 11-23 16:40"),
        rows.Stage("批准", StageState.NOW, "罗继明 或 贺铭"),
        rows.Stage("交接", StageState.TO_COME, "离岗前签完"),
        rows.Stage("离岗", StageState.TO_COME, "11-25 09:00"),
        rows.Stage("签到", StageState.TO_COME, "11-30"),
        rows.Stage("交回", StageState.TO_COME),
    ),
    may=(
        rows.ActOption(
            "absence.designate_stand_in:c1", "改由别人代行", "周四上午的缺口要先补上", "Z", first=True
        ),
        rows.ActOption("absence.decline_absence", "不批准，写明理由", "离岗不生效", "B", negative=True),
    ),
    may_not=(
        rows.ActBarred(
            "absence.approve_absence", "批准", "3.2b", "11-26 上午代行人韩露不在，03 窗没有人。"
        ),
        rows.ActBarred(
            "absence.hand_over", "签署移交", "3.3a", "“马记浴室”还没有说明；由谢子涵本人填写。"
        ),
    ),
    covers=(
        rows.CoverRow(
            "c1", "受理岗三", "韩露", STAND_IN, Tag("等签收", Tone.WARN),
            (
                rows.Sign("指定", "谢子涵 提名", at(11, 23, 16, 2)),
                rows.Sign("同意", "韩露", at(11, 23, 16, 40)),
                rows.Sign("移交", "谢子涵", None, "还差 1 项说明"),
                rows.Sign("签收", "韩露", None),
                rows.Sign("领导看过", "罗继明", None),
                rows.Sign("交回", "韩露", None),
            ),
            LINES, "03 窗 · 许可受理，离岗前必须有代办人", things="受理专用章 3 号，03 窗钥匙",
        ),
    ),
    events=(
        rows.Event(at(11, 23, 17, 20), "清单补入 1 项", "时钟", "马记浴室新收。", "list-plus"),
        rows.Event(at(11, 23, 16, 40), "同意代行", "韩露", icon="handshake"),
        rows.Event(at(11, 23, 16, 2), "申请离岗", "谢子涵", "培训三天，提名韩露代行。", "send"),
    ),
    coverage=WEEK_OF_COUNTER,
    coverage_title="如果批准，综合受理科这一周",
    clashes=CLASHES,
    papers=(rows.PaperRow(PaperKind.ABSENCE_FORM, "广审离〔2026〕118号", date(2026, 11, 23), "t5", 1),),
    entries=4,
)  # fmt: skip
SUDDEN_ABSENCE = replace(
    ABSENCE,
    number="2026-121",
    title="郑凯今天突发离岗，请您指定代行人",
    person="郑凯",
    posts="勘验岗二",
    kind="",
    sudden=True,
    tags=(Tag("兜底中", Tone.LATE),),
    entered="许志强 09:18 代为登记（电话告知）",
    leaves_at=at(11, 24, 9, 10),
    returns_at=None,
    length="已 1 小时 16 分",
    reason="",
    stages=(
        rows.Stage("登记", StageState.DONE, "许志强 09:18"),
        rows.Stage("离岗", StageState.DONE, "09:10 起"),
        rows.Stage("指定代行人", StageState.NOW, "高远，11:10 前"),
        rows.Stage("补清单", StageState.NOW, "高远，11:10 前"),
        rows.Stage("签收", StageState.TO_COME),
        rows.Stage("签到", StageState.TO_COME),
        rows.Stage("交回", StageState.TO_COME),
    ),
    may=(
        rows.ActOption(
            "absence.designate_stand_in:c2", "指定代行人", "孙芮在岗，有勘验资格", "Z", first=True
        ),
        rows.ActOption("absence.hand_over:c2", "代填清单", "不清楚的写“不清楚”", "Q"),
    ),
    may_not=(
        rows.ActBarred("absence.sign_in", "签到", "3.5", "由郑凯本人回来后签到。"),
        rows.ActBarred(
            "absence.decline_absence", "不批准", "3.2a", "突发离岗是事实，只登记，不批准也不驳回。"
        ),
    ),
    clock=rows.ShortClock(
        "您还有 44 分钟", at(11, 24, 9, 10), NOW, at(11, 24, 11, 10), 63, "离岗",
        "前指定、补齐清单", "两个工作小时内指定并告知的，不算您的缺失；过了时间，记在直接领导名下。",
        ("3.2a", "3.3b"),
    ),
    covers=(
        rows.CoverRow(
            "c2", "勘验岗二", "", None, Tag("没有代行人", Tone.LATE),
            (
                rows.Sign("指定", "高远", None, "11:10 前"),
                rows.Sign("清单", "高远 代填", None, "11:10 前"),
                rows.Sign("签收", "代行人", None),
            ),
            LINES[1:3], note="两人勘验，代行人不能与同组的人重合。",
            ladder=(
                rows.Rung("郑凯", "本人", "09:10 起离岗", HOLDER, passed=True),
                rows.Rung("批准的代行人", "", "还没有", STAND_IN, passed=True),
                rows.Rung("许志强", "B角", "外出勘验，14:30 回", SeatRule.B_ROLE, passed=True),
                rows.Rung("高远", "科室负责人", "09:10 起兜底，可办本岗一切事", HEAD, here=True),
                rows.Rung("办公室", "", "没有用到 · 只收、只告知、只转交", SeatRule.OFFICE),
                rows.Rung("贺铭", "分管领导", "没有用到", SeatRule.LEADER),
            ),
        ),
    ),
    coverage=None,
    clashes=(),
    papers=(),
    events=(
        rows.Event(at(11, 24, 9, 18), "通知高远、贺铭、许志强", "时钟", icon="bell"),
        rows.Event(at(11, 24, 9, 18), "登记突发离岗", "许志强", "电话告知。", "phone"),
    ),
)  # fmt: skip
BACK = replace(
    ABSENCE,
    title="谢子涵回来了，等韩露交回",
    tags=(),
    reason="",
    back_at=at(11, 30, 8, 52),
    stages=tuple(
        replace(stage, state=StageState.NOW if stage.name == "交回" else StageState.DONE)
        for stage in ABSENCE.stages
    ),
    may=(),
    may_not=(),
    covers=(
        replace(
            ABSENCE.covers[0],
            state=Tag("等交回", Tone.WARN),
            signs=tuple(
                replace(sign, at=sign.at or at(11, 24, 17), note="")
                for sign in ABSENCE.covers[0].signs
            ),
            lines=(),
            things="",
        ),
    ),
    coverage=None,
    clashes=(),
)

# ── asking for one, entering one ─────────────────────────────────────────────────────────────────

REQUEST = rows.AbsenceRequestPage(
    person="谢子涵",
    posts=(
        rows.PostToCover(
            "sl3", "受理岗三 · 03 窗",
            "有许可受理权限的岗，离岗前必须指定代办人，本人同意了才算。", "3.2b",
            (
                rows.Candidate("hl", "韩露", "领证送达岗", True, "有受理资格，那几天在岗，没有顶别的窗"),
                rows.Candidate(
                    "hwj", "何文静", "B角", False, "11-26 前在顶 02 窗，一个人不能同时顶两个窗", "3.2b"
                ),
                rows.Candidate("zm", "周敏", "受理岗二", False, "11-26 前离岗", "2.7.4"),
            ),
            7, 3,
        ),
        rows.PostToCover(
            "dz", "电子证照联络岗", "没有人顶岗不能离开这个岗。", "3.1",
            (rows.Candidate("dym", "邓一鸣", "B角", True, "在岗，手上应办 2 件"),), 1,
        ),
    ),
    approvers=(
        rows.Approver("罗继明", "综合受理科负责人", "今天在岗"),
        rows.Approver("贺铭", "副局长（勘验、监督）", "罗继明不在时"),
    ),
    follows=(
        "请韩露同意；同意以前批不了。",
        "一天以上的，系统列出交接清单，由您逐项说明，韩露签收，罗继明看过。",
        "到时间自动生效；岗上应办随岗走，期限不变。",
        "回来第一件事是签到，签到以前仍由代行人在岗。",
    ),
)  # fmt: skip
NO_DELEGATE = (
    rows.ActBarred(
        "absence.request_absence",
        "申请离岗",
        "3.2b",
        "受理岗三是窗口岗，离岗前要有同意了的代办人。",
    ),
)
SUDDEN = rows.SuddenPage(
    people=(
        rows.PeopleOf(
            "综合受理科",
            (rows.PersonChoice("lx", "林晓", "受理岗一"), rows.PersonChoice("dym", "邓一鸣", "受理岗四")),
        ),
        rows.PeopleOf("现场勘验科", (rows.PersonChoice("zk", "郑凯", "勘验岗二"),)),
    ),
    follows=(
        "他的岗立刻有人接：B角在就是 B角，不在就是科室负责人兜底，期限照走。",
        "通知直接领导：两个工作小时内指定代行人、补齐交接清单。",
        "公开的页面改写“请找谁”，不写原因。",
    ),
)  # fmt: skip

# ── the calendar ─────────────────────────────────────────────────────────────────────────────────

NOVEMBER = tuple(date(2026, 11, day) for day in range(9, 31))
RESTS = tuple(on.isoweekday() > 5 for on in NOVEMBER)


def month_of(
    person: str, post: str, days: dict[int, rows.CoverCell] | None = None
) -> rows.CoverLine:
    """A line of three weeks: at the desk but on days off and where ``days`` say otherwise."""
    kinds = [rows.CoverCell(rows.CoverKind.OFF if rests else IN) for rests in RESTS]
    for day, cell in (days or {}).items():
        kinds[day - 9] = cell
    return rows.CoverLine(person, post, tuple(kinds))


def counts(of: int, short: dict[int, tuple[int, str]]) -> tuple[rows.CoverCount, ...]:
    """All of them but on ``short`` days, none on days off."""
    return tuple(
        rows.CoverCount(0, 0)
        if rests
        else rows.CoverCount(*short.get(on.day, (of, ""))[:1], of, short.get(on.day, (of, ""))[1])
        for on, rests in zip(NOVEMBER, RESTS, strict=True)
    )


HOLE = rows.CoverCell(rows.CoverKind.HOLE, mark="①")
CALENDAR = rows.AbsencesPage(
    title="11 月 9 日至 30 日",
    before=date(2026, 10, 19),
    after=date(2026, 11, 30),
    coverage=rows.Coverage(
        tuple(
            rows.CoverDay(on, rests, on.day == 24, int(on.day == 26))
            for on, rests in zip(NOVEMBER, RESTS, strict=True)
        ),
        (
            rows.CoverSection(
                "综合受理科",
                (
                    month_of("林晓", "受理岗一", dict.fromkeys((12, 13), away("范小雨", 1)[0])),
                    month_of("周敏", "受理岗二", dict.fromkeys((24, 25, 26), away("何文静", 1)[0])),
                    month_of(
                        "谢子涵", "受理岗三",
                        {25: rows.CoverCell(rows.CoverKind.ASKED), 26: HOLE,
                         27: rows.CoverCell(rows.CoverKind.ASKED)},
                    ),
                    month_of("邓一鸣", "受理岗四"),
                ),
                counts(4, {12: (3, ""), 13: (3, ""), 24: (3, ""), 25: (2, ""), 26: (1, "03 窗没有人"),
                           27: (3, "")}),
            ),
            rows.CoverSection(
                "现场勘验科",
                (
                    month_of("许志强", "勘验岗一", {27: away("杜航", 1)[0]}),
                    month_of(
                        "郑凯", "勘验岗二",
                        {24: rows.CoverCell(rows.CoverKind.FALLBACK, "高远"),
                         27: away("杜航", 1)[0]},
                    ),
                    month_of("高远", "科室负责人", {27: away("贺铭", 1)[0]}),
                ),
                counts(3, {24: (2, ""), 27: (0, "全科外出，已移交办公室")}),
            ),
        ),
    ),
    clashes=(
        CLASHES[0],
        rows.Clash("②", "27 日现场勘验科全体外出。", "办公室 11-23 已确认代办，杜航签收。", "3.2c", fine=True),
    ),
    absences=(
        rows.AbsenceLine(
            "2026-118", "谢子涵", "受理岗三", Tag("待批", Tone.WARN), at(11, 25, 9), at(11, 27, 17, 30),
            "韩露", mine=True,
        ),
        rows.AbsenceLine(
            "2026-121", "郑凯", "勘验岗二", Tag("兜底中", Tone.LATE), at(11, 24, 9, 10), None
        ),
        rows.AbsenceLine(
            "2026-115", "周敏", "受理岗二", Tag("离岗中"), at(11, 24, 9), at(11, 26, 17, 30), "何文静"
        ),
    ),
    sections=(("zhsl", "综合受理科"), ("xcky", "现场勘验科")),
)  # fmt: skip
QUIET_CALENDAR = replace(
    CALENDAR,
    section="zhsl",
    coverage=replace(
        CALENDAR.coverage,
        sections=(rows.CoverSection("综合受理科", (month_of("林晓", "受理岗一"),)),),
    ),
    clashes=(),
    absences=(),
)

# ── functions × posts × people ───────────────────────────────────────────────────────────────────

LEAD, HELP, CHECK = (rows.Part(role) for role in rows.PartRole)
EMPTY = rows.Part(rows.PartRole.LEAD, empty=True)
SOCIAL_DUTIES = rows.MatrixSection(
    "shsw", "社会事务科",
    (
        rows.MatrixPost("ws", "卫生许可审查岗", "蒋一帆", "沈秋"),
        rows.MatrixPost("rl", "人力资源审查岗", "吴桐", "沈秋"),
        rows.MatrixPost("mb", "民办教育审查岗", "", "沈秋"),
        rows.MatrixPost("zh", "综合业务岗", "沈秋", "吴桐"),
        rows.MatrixPost("shsw-head", "科室负责人", "唐雨", ""),
    ),
    (
        rows.MatrixFunction(
            "职能三　公共场所与医疗卫生许可", "区卫健局划入",
            (
                rows.MatrixDuty(
                    "公共场所卫生许可审查", "按承诺办结 ≥ 98%", (LEAD, None, None, HELP, CHECK)
                ),
                rows.MatrixDuty(
                    "饮用水供水单位卫生许可审查", "一次告知率 100%", (LEAD, None, None, None, CHECK)
                ),
                rows.MatrixDuty("诊所备案事后核查", "", (None,) * 5),
            ),
        ),
        rows.MatrixFunction(
            "职能四　人力资源与社会组织许可", "区人社局划入",
            (
                rows.MatrixDuty(
                    "职业中介活动许可审查", "按承诺办结 ≥ 98%", (None, LEAD, None, HELP, CHECK)
                ),
            ),
        ),
        rows.MatrixFunction(
            "职能五　民办教育与培训许可", "区教科体局划入",
            (
                rows.MatrixDuty("民办学校设立审查", "会商 5 日内答复", (None, None, EMPTY, LEAD, CHECK)),
                rows.MatrixDuty("校外培训机构审查", "一次告知率 100%", (None, None, EMPTY, LEAD, CHECK)),
            ),
        ),
        rows.MatrixFunction(
            "", "",
            (rows.MatrixDuty("事项指南编写与更新", "到期未核为 0", (HELP, HELP, None, LEAD, CHECK)),),
        ),
    ),
)  # fmt: skip
SHEET = rows.PostSheet(
    "ws", "卫生许可审查岗", 4, "社会事务科", "唐雨（科室负责人）", "蒋一帆", date(2024, 4, 8), "沈秋",
    "有卫生审查资格", "程建国 2026-03-01 批准",
    (
        rows.SheetGroup(
            "业务职责",
            (
                rows.SheetDuty(
                    "审查公共场所、供水单位卫生许可申请", "材料当天审，7 个工作日内提出意见",
                    "按承诺办结 ≥ 98%",
                ),
                rows.SheetDuty("不齐的，一次书面告知全部补正内容", "不发第二份告知", "一次告知率 100%"),
            ),
        ),
    ),
    ("收件", "审查"),
)  # fmt: skip
MATRIX = rows.MatrixPage(
    basis="广安编发〔2024〕17 号三定规定",
    version=6,
    valid_from=date(2026, 3, 1),
    functions=14,
    duties=52,
    posts=33,
    people=32,
    holes=(
        rows.MatrixHole(1, "项职能没有科室承接", "养老机构备案，程建国 30 日前定"),
        rows.MatrixHole(2, "项职责没有岗位承担", "社会事务科 1，投资建设科 1", "shsw"),
        rows.MatrixHole(1, "个岗位没有人", "民办教育审查岗，空缺 12 天", "shsw"),
        rows.MatrixHole(0, "个岗位职责不清"),
    ),
    views=(
        rows.QueueView("", "全局", 33),
        rows.QueueView("zhsl", "综合受理", 8),
        rows.QueueView("shsw", "社会事务", 5),
        rows.QueueView("xcky", "现场勘验", 4),
    ),
    section="shsw",
    sections=(SOCIAL_DUTIES,),
    sheet=SHEET,
)
WHOLE_MATRIX = replace(
    MATRIX,
    section="",
    sections=(SOCIAL_DUTIES, replace(SOCIAL_DUTIES, key="xcky", name="现场勘验科")),
    orphans=("职能九　养老机构备案",),
    sheet=None,
)

# ── why may I ────────────────────────────────────────────────────────────────────────────────────

POWERS = rows.PowersPage(
    person="林晓",
    at=NOW,
    own=True,
    seats=(
        rows.MySeat(
            "受理岗一", HOLDER, "您是这个岗位的责任人，2024-03-01 起。",
            (
                rows.MyDuty("收取申请材料，当场出具回执", "随到随收", ("收件",), "三定规定第五条"),
                rows.MyDuty("审核材料，一次告知补正", "当天审完", ("审查",), "三定规定第五条"),
            ),
        ),
        rows.MySeat(
            "受理岗二", STAND_IN, "周敏离岗，罗继明指定您代行，您 11-23 同意。",
            (rows.MyDuty("收取申请材料，当场出具回执", "随到随收", ("收件",)),),
            at(11, 26, 17, 30), "罗继明", "3.1",
        ),
        rows.MySeat(
            "勘验岗二", HEAD, "郑凯突发离岗，还没有人指定，按次序由您兜底。", (), clause="3.3b",
            scope="只接着办，不能转给别人。",
        ),
    ),
    groups=(
        rows.AnswerGroup(
            "办件",
            (
                rows.Answer("case.receive", "收件", True, "受理岗一（本人）有“收件”权限。", "2.4.2"),
                rows.Answer("case.examine", "审核材料", True, "受理岗一（本人）有“审查”权限。", "2.4.2"),
                rows.Answer(
                    "case.decide", "作出决定", False,
                    "要有“决定”权限，您的岗位都没有。这项权限在 副局长（审批），今天是贺铭。", "2.4.2",
                ),
            ),
        ),
        rows.AnswerGroup(
            "离岗",
            (
                rows.Answer("absence.request", "申请离岗", True, "人人都可以。", "3.2a"),
                rows.Answer(
                    "absence.approve", "批准离岗", False,
                    "由科室负责人或分管领导批准，您不是；自己的更不能自己批。", "3.2a",
                ),
            ),
        ),
    ),
)  # fmt: skip
NOWHERE = replace(POWERS, person="卫来", own=False, seats=(), groups=())
CLOSED = rows.ClosedPage(
    (Power.RECEIVE, Power.EXAMINE), ("档案岗",), ("综合受理科受理岗一", "综合受理科科室负责人")
)
NOWHERE_CLOSED = replace(CLOSED, posts=(), others=())

# ── absences in the queue, and an act on one ─────────────────────────────────────────────────────

DECLINED = replace(
    BACK,
    title="谢子涵离岗三天，没有批准",
    tags=(Tag("不批准", Tone.LATE),),
    declined_because="那三天科里只剩两个人，请改期。",
    back_at=None,
    papers=(),
)
APPROVE = rows.ActPage(
    number="2026-118",
    service="离岗",
    party="谢子涵 · 11-25 09:00 至 11-27 17:30",
    act="absence.approve_absence",
    label="批准",
    clause="3.2a",
    clause_text="因特殊情况确需短时离岗的，须事先报分管领导或科室领导同意。",
    follows=("到 11-25 09:00 自动生效。", "韩露从那时起坐在受理岗三，期限不变。"),
    matter=MatterKind.ABSENCE,
)
OWED_ON_ABSENCE = rows.QueueRow(
    "o20", "批准离岗", Card.YELLOW, "谢子涵", "培训，11-25 09:00 起", "3.2a", "2026-118",
    Left(Pace.SOON, 1, due_at=at(11, 25, 9)), matter=MatterKind.ABSENCE,
)  # fmt: skip
QUEUE_OF_ABSENCES = replace(
    QUEUE,
    groups=(rows.QueueGroup("明天", "11 月 25 日 周三 · 1 件", (OWED_ON_ABSENCE,)),),
    peek=replace(QUEUE.peek, row=OWED_ON_ABSENCE, deadline=None, acts=ABSENCE.may),
    total=1,
    late=0,
)
ANNOUNCED = replace(
    REQUEST,
    person="程建国",
    posts=(
        rows.PostToCover(
            "jz", "局长", "主要领导离岗，指定一名副职代行，只能一名。", "3.4a",
            (rows.Candidate("hm", "贺铭", "副局长", True, "在岗，排在第一位"),), 2,
        ),
    ),
    approvers=(),
    announces=True,
    length="2 个工作日",
)  # fmt: skip
MINE = rows.MyAbsencesPage(
    (OWED_ON_ABSENCE,),
    CALENDAR.absences[:1],
    CALENDAR.absences[2:],
    (replace(CALENDAR.absences[1], number=""),),
)
