"""Invented rows of posts and absences: one office on 24 November 2026, its holes included.

People, phones and numbers are invented."""

from dataclasses import replace
from datetime import date, datetime

from shouwen.queries import rows
from shouwen.queries.rows import Tag, Tone
from shouwen.rules.words import SeatRule
from tests.web.fixtures import at

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
AFTER_HOURS = rows.WhoPage(
    at(11, 24, 18, 5), "一楼大厅", (), ASK, Tag("已下班，明天 9:00 开", Tone.WARN)
)
WALL = rows.WallPage(NOW, WINDOWS, ASK, "贺铭", "0826-555-0102")
WALL_OF_TWO = replace(WALL, windows=WINDOWS[:1], screen=2, screens=2, leader="")
