"""Invented rows for every page: an office, its people, a case in each of its moods.

People, offices and numbers are invented; the articles of law are true.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from shouwen.queries import rows
from shouwen.queries.rows import CalendarKind, DayKind, Left, Pace, StageState, Tag, Tone
from shouwen.queries.rows.case_life import CaseLife, Following, Lane, Run, Span
from shouwen.rules.clauses import clauses
from shouwen.rules.facts.guide import (
    Basis,
    Condition,
    Fee,
    Ground,
    Guide,
    Limit,
    Material,
    Question,
    Result,
    Step,
)
from shouwen.rules.words import (
    ActorKind,
    Bearer,
    Card,
    CaseState,
    Channel,
    Check,
    LimitUnit,
    MaterialForm,
    MaterialSource,
    PaperKind,
    PartyIdKind,
    SeatRule,
    ServiceKind,
    Silence,
    StepKind,
    StepState,
)

CHINA = timezone(timedelta(hours=8))


def at(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """An instant of 2026 in Guang'an."""
    return datetime(2026, month, day, hour, minute, tzinfo=CHINA)


NUMBER = "511602-XK-20260917-00208-4"
SERVICE = "公共场所卫生许可（新办）"
ARTICLE_8 = Basis("公共场所卫生管理条例", "第八条第一款", "2019-04-23")
ARTICLE_3 = Basis("公共场所卫生管理条例", "第三条第一款", "2019-04-23")
ARTICLE_7 = Basis("公共场所卫生管理条例", "第七条", "2019-04-23")
LICENSING_31 = Basis("行政许可法", "第三十一条第一款", "2019-04-23")
LICENSING_42 = Basis("行政许可法", "第四十二条第一款", "2019-04-23")

OFFICE = rows.Office(
    name="广安区行政审批局",
    complaint_section="局效能监督科",
    complaint_phone="0826-555-0112",
    place="区政务服务中心二楼 社会事务窗口 12–14 号",
    hours="周一至周五 9:00–12:00，13:30–17:30",
    notice="广安区行政审批局（演示单位，人物均为虚构）",
)
DESK = rows.Desk(office=OFFICE.name, person="林晓", post="医卫审批岗", owed=11)


def strip(
    first: date,
    last: date,
    *,
    accepted: date,
    today: date,
    promise: int,
    statute: int,
    makeup: tuple[date, ...] = (),
    holidays: tuple[date, ...] = (),
    excluded: tuple[date, date, str] | None = None,
    provisional_from: date | None = None,
) -> tuple[rows.StripDay, ...]:
    """Days from ``first`` to ``last`` as a strip draws them."""
    days = []
    nth = 0
    for offset in range((last - first).days + 1):
        on = first + timedelta(days=offset)
        out = excluded is not None and excluded[0] <= on <= excluded[1]
        rests = on not in makeup and (on in holidays or on.isoweekday() > 5)
        kind, word, mine = DayKind.OFF, "", None
        if on < accepted:
            kind, word = DayKind.WAIT, "收" if on == first else ""
        elif on == accepted:
            kind, word = DayKind.START, "受"
        elif out:
            kind = DayKind.EXCLUDED
        elif rests:
            kind = DayKind.HOLIDAY if on in holidays else DayKind.OFF
        else:
            nth += 1
            mine = nth
            if nth <= promise:
                kind = DayKind.USED if on <= today else DayKind.LEFT
            else:
                kind = DayKind.OVER if on <= today else DayKind.BEYOND
        guessed = provisional_from is not None and on >= provisional_from
        under = excluded[2] if excluded and on == excluded[0] else ""
        if provisional_from == on:
            under = "2027 年放假调休未公布，暂按周末和法定节日推算，公布后重算并告知"
        days.append(
            rows.StripDay(
                date=on,
                kind=kind,
                nth=mine,
                mark="" if out else "班" if on in makeup else "休" if on in holidays else "",
                word=word,
                under=under,
                run=out or guessed,
                provisional=guessed,
                is_today=on == today,
                is_promise=mine == promise,
                is_statute=mine == statute,
            )
        )
    return tuple(days)


WHY = (
    rows.WhyDay(date(2026, 9, 18), date(2026, 9, 18), "", "受理当日，起算日不计入"),
    rows.WhyDay(date(2026, 9, 19), date(2026, 9, 19), "", "周六"),
    rows.WhyDay(date(2026, 9, 20), date(2026, 9, 20), "1", "周日，国庆节调休上班"),
    rows.WhyDay(date(2026, 9, 21), date(2026, 9, 21), "2", "工作日"),
    rows.WhyDay(
        date(2026, 9, 22),
        date(2026, 10, 9),
        "",
        "卫生检测，不计入期限：行政许可法第四十五条；广审告〔2026〕27号 9-21 已书面告知",
    ),
    rows.WhyDay(date(2026, 10, 10), date(2026, 10, 10), "3", "周六，国庆节调休上班"),
    rows.WhyDay(date(2026, 10, 11), date(2026, 10, 11), "", "周日"),
    rows.WhyDay(date(2026, 10, 12), date(2026, 10, 16), "4–8", "工作日"),
    rows.WhyDay(date(2026, 10, 17), date(2026, 10, 18), "", "周末"),
    rows.WhyDay(date(2026, 10, 19), date(2026, 10, 20), "9–10", "工作日", is_due=True),
)

DEADLINE = rows.Deadline(
    left=Left(Pace.EASY, 5, LimitUnit.WORKING_DAY, at(10, 21)),
    due_on=date(2026, 10, 20),
    promise=10,
    used=5,
    excluded=8,
    statute=20,
    statute_on=date(2026, 11, 3),
    says="9月18日受理，检测9月22日至10月9日不计，承诺10个工作日到10月20日，已用5日，法定到11月3日",
    days=strip(
        date(2026, 9, 17),
        date(2026, 11, 3),
        accepted=date(2026, 9, 18),
        today=date(2026, 10, 13),
        promise=10,
        statute=20,
        makeup=(date(2026, 9, 20), date(2026, 10, 10)),
        excluded=(
            date(2026, 9, 22),
            date(2026, 10, 9),
            "检测，不计入期限 · 广审告〔2026〕27号 9-21 已送达",
        ),
    ),
    because="9-18 受理，次日起数 10 个工作日；其中检测 8 个工作日不计，国庆 2 个调休上班日照计。",
    why=WHY,
    rests_on="以工作日计、不含法定节假日：行政许可法第八十二条；日历：国务院办公厅 2026 年放假通知。",
)

LATE = replace(
    DEADLINE,
    left=Left(Pace.LATE, 2, LimitUnit.WORKING_DAY, at(10, 13)),
    due_on=date(2026, 10, 12),
    promise=5,
    used=7,
    excluded=0,
    statute_on=date(2026, 11, 2),
    says="9月29日受理，承诺5个工作日到10月12日，已超2日，法定到11月2日",
    days=strip(
        date(2026, 9, 29),
        date(2026, 11, 2),
        accepted=date(2026, 9, 29),
        today=date(2026, 10, 14),
        promise=5,
        statute=20,
        makeup=(date(2026, 10, 10),),
        holidays=tuple(date(2026, 10, day) for day in range(1, 8)),
    ),
    because="9-29 受理，次日起数 5 个工作日；国庆放假 7 天不计，10-10 调休上班照计。",
)

PROVISIONAL = replace(
    DEADLINE,
    left=Left(
        Pace.EASY,
        5,
        LimitUnit.WORKING_DAY,
        datetime(2027, 1, 6, tzinfo=CHINA),
        provisional=True,
    ),
    due_on=date(2027, 1, 5),
    excluded=0,
    statute_on=date(2027, 1, 19),
    says="12月21日受理，承诺10个工作日暂到2027年1月5日，法定暂到1月19日",
    days=strip(
        date(2026, 12, 18),
        date(2027, 1, 19),
        accepted=date(2026, 12, 21),
        today=date(2026, 12, 28),
        promise=10,
        statute=20,
        holidays=(date(2027, 1, 1),),
        provisional_from=date(2027, 1, 1),
    ),
    because="12-21 受理，次日起数 10 个工作日；第 9、10 日落在放假安排未公布的年份。",
)


def obligation(
    id: str,
    what: str,
    card: Card,
    who: str,
    about: str,
    clause: str,
    left: Left,
    stands_for: str = "",
) -> rows.QueueRow:
    """One row of the queue, on a case of its own."""
    number = NUMBER if id == "o10" else f"511602-XK-202609{id[1:]:0>2}-00233-9"
    return rows.QueueRow(id, what, card, who, about, clause, number, left, stands_for)


TODAY = (
    obligation(
        "o1", "审查材料", Card.RED, "红岩幼儿园", "幼儿园变更审批 · 补正件", "4.2a",
        Left(Pace.LATE, 1, due_at=at(10, 13)),
    ),
    obligation(
        "o3", "告知补正", Card.YELLOW, "悦容美发店", SERVICE, "4.2c",
        Left(Pace.SOON, 7, LimitUnit.WORKING_HOUR, at(10, 13, 17, 30)), "王敏",
    ),
    obligation(
        "o4", "今日签办", Card.YELLOW, "锦华劳务", "人力资源服务许可", "5.2.2c",
        Left(Pace.SOON, 7, LimitUnit.WORKING_HOUR, at(10, 13, 17, 30)),
    ),
    obligation(
        "o5", "一次告知补正", Card.YELLOW, "惠民诊所", "诊所备案 · 第 5 个工作日，过今日视为受理",
        "4.2c", Left(Pace.SOON, 0, due_at=at(10, 14)),
    ),
)  # fmt: skip
LATER = (
    obligation(
        "o10", "作出决定", Card.BLUE, "栖云客栈", SERVICE, "6.1",
        Left(Pace.EASY, 5, due_at=at(10, 21)),
    ),
    obligation(
        "o11", "作出决定", Card.NONE, "康宁口腔", "医疗机构执业登记", "6.1",
        Left(Pace.EASY, 7, due_at=at(10, 23)),
    ),
    obligation(
        "o12", "作出决定", Card.NONE, "金悦量贩", "娱乐场所设立 · 10-21 听证", "6.5a",
        Left(Pace.STOPPED),
    ),
)  # fmt: skip

MAY = (
    rows.ActOption(
        "case.decide_grant", "准予许可", "10-20 前；决定书当场编号，5 日内送达", "A", first=True
    ),
    rows.ActOption("case.finish_step", "完成现场核查", "10-12 已到场，记录待录", "R"),
    rows.ActOption("case.start_step", "开始专家评审", "需要时才有，2 个工作日", "S"),
    rows.ActOption("case.withdraw", "申请人撤回", "须申请人签字，写明谁提出", "C", negative=True),
)
MAY_NOT = (
    rows.ActBarred(
        "case.issue_correction_notice",
        "再发补正通知",
        "4.2c",
        "9-17 已一次告知补正。材料没有变，不得再提其他问题。",
    ),
    rows.ActBarred("case.accept", "受理", "4.2b", "9-18 已经受理。"),
    rows.ActBarred("case.deliver_result", "送达结果", "5.2.2e", "还没有作出决定。"),
)

MATERIALS = (
    rows.MaterialRow(
        "卫生许可证申请表", MaterialForm.ORIGINAL, 1, 3, MaterialSource.APPLICANT, Check.MET,
        received_on=date(2026, 9, 17),
    ),
    rows.MaterialRow(
        "营业场所平面图和卫生设施布局图", MaterialForm.ORIGINAL, 1, 2, MaterialSource.APPLICANT,
        Check.FAULTY, "没有标面积和消毒间的位置。", date(2026, 9, 17),
    ),
    rows.MaterialRow(
        "卫生检测报告", MaterialForm.COPY, 1, 8, MaterialSource.THIRD_PARTY, Check.MET,
        received_on=date(2026, 9, 18),
    ),
    rows.MaterialRow(
        "从业人员健康合格证", MaterialForm.COPY, 1, 0, MaterialSource.AGENCY, Check.MISSING,
        "登记 3 人，交来 2 人的。",
    ),
)  # fmt: skip

PAPERS = (
    rows.PaperRow(PaperKind.ACCEPTANCE_NOTICE, "广审受〔2026〕1187号", date(2026, 9, 18), "t2", 1),
    rows.PaperRow(PaperKind.RECEIPT, "广审收〔2026〕3117号", date(2026, 9, 17), "t1", 1, True),
)

SEATS = (
    rows.Seat("医卫审批岗", "林晓", SeatRule.HOLDER),
    rows.Seat("现场核查岗", "林晓", SeatRule.B_ROLE, "王敏", "至 10-16"),
    rows.Seat("社会事务科科长岗", "何立群", SeatRule.LEADER, "周志远"),
    rows.Seat("档案岗", "", SeatRule.VACANT),
)

EVENTS = (
    rows.Event(
        at(10, 12, 14, 20), "现场核查", "林晓（代 王敏）", "两人到场，消毒间符合。", "map-pin"
    ),
    rows.Event(
        at(10, 9, 17), "检测完成，恢复计时", "时钟", "报告 8 页，机构直报。", "flask-conical"
    ),
    rows.Event(at(9, 18, 10, 40), "受理", "林晓", "补正齐全，受理通知书已送达。", "stamp"),
    rows.Event(at(9, 17, 15, 12), "收件", "陈静", "出具收件回执单，5 份 11 页。", "inbox"),
)

PARTY = rows.Party(
    "栖云客栈", PartyIdKind.CREDIT_CODE, "9151**********4K7X", "0826-555-0166",
    "广安区滨江路 18 号", "马晓", "0826-555-0167",
)  # fmt: skip

STAGES = (
    rows.Stage("收件", StageState.DONE, "9-17"),
    rows.Stage("受理", StageState.DONE, "9-18"),
    rows.Stage("审查", StageState.NOW),
    rows.Stage("决定", StageState.TO_COME),
    rows.Stage("送达", StageState.TO_COME),
)

LIFE = CaseLife(
    first=date(2026, 9, 17),
    last=date(2026, 11, 3),
    days=48,
    today=26,
    counted=6,
    not_counted=7,
    calendar=(
        Run(1, 2, Span.OURS),
        Run(4, 3, Span.OURS),
        Run(7, 5, Span.EXCLUDED),
        Run(20, 2, Span.YOURS),
        Run(25, 2, Span.OURS),
        Run(27, 4, Span.AHEAD),
        Run(33, 5, Span.AHEAD),
        Run(40, 5, Span.AHEAD),
    ),
    lanes=(
        Lane("医卫审批岗", "林晓、王敏", (Run(0, 2, Span.TOUCHED), Run(4, 3, Span.IDLE)), 5, 2, 3),
        Lane("现场核查岗", "林晓", (Run(20, 1, Span.TOUCHED), Run(22, 5, Span.IDLE)), 4, 1, 3),
        Lane("申请人", "", (Run(20, 2, Span.TOUCHED),), 2, 2, 0),
    ),
    follows=(
        Following("作出准予决定", "分管副局长岗", "已决定"),
        Following("撤回", "申请人", "已撤回"),
        Following("视为受理", "时间到了", "已受理"),
    ),
)

CASE = rows.CasePage(
    number=NUMBER,
    service=SERVICE,
    service_code="511602-XK-0041",
    version=7,
    kind=ServiceKind.LICENCE,
    state=CaseState.ACCEPTED,
    tags=(Tag("检测期间不计", Tone.SHARE),),
    party=PARTY,
    channel=Channel.COUNTER,
    received_at=at(9, 17, 15, 12),
    accepted_on=date(2026, 9, 18),
    stages=STAGES,
    may=MAY,
    may_not=MAY_NOT,
    deadline=DEADLINE,
    materials=MATERIALS,
    steps=(
        rows.StepRow(
            "现场核查", StepKind.EXAMINATION, StepState.RUNNING, "现场核查岗", 5,
            LimitUnit.WORKING_DAY, "林晓", left=Left(Pace.SOON, 1, due_at=at(10, 15)),
        ),
        rows.StepRow(
            "科室签办", StepKind.SIGN_OFF, StepState.WAITING, "社会事务科科长岗", 1,
            LimitUnit.WORKING_DAY,
        ),
    ),
    beside=(
        rows.BesideRow(
            "检测（特别程序）",
            "不计时",
            Tone.SHARE,
            since=at(9, 23, 10, 20),
            note="市疾控中心检测水样，告知需要 5 个工作日。",
        ),
        rows.BesideRow(
            "听证",
            "已通知时间地点",
            Tone.WARN,
            since=at(9, 24, 9),
            note="与楼上住户共用排烟道；要求的人：徐禾；10 月 20 日 09:30，三楼会议室",
        ),
        rows.BesideRow(
            "协办：城建科建设工程审批岗",
            "等答复",
            Tone.WARN,
            since=at(10, 9, 9, 30),
            left=Left(Pace.SOON, 1, due_at=at(10, 15)),
            note="核对平面图与规划许可是否一致。",
        ),
        rows.BesideRow(
            "咨询：某区自然资源局",
            "已答复，已告诉申请人",
            Tone.OK,
            since=at(9, 21, 15, 5),
            note="这一处要不要另办许可？；答复：不用；告诉申请人：不用另办。",
        ),
    ),
    papers=PAPERS,
    seats=SEATS,
    events=EVENTS,
    entries=11,
    queue=TODAY + LATER,
    life=LIFE,
)  # fmt: skip

CASE_LIFE = rows.CaseLifePage(NUMBER, SERVICE, CaseState.ACCEPTED, PARTY.name, LIFE, EVENTS)
CASE_LIFE_OVER = replace(
    CASE_LIFE, state=CaseState.CLOSED, life=replace(LIFE, today=None, follows=())
)

FRESH = replace(
    CASE,
    state=CaseState.RECEIVED,
    tags=(),
    accepted_on=None,
    may=(),
    may_not=(),
    deadline=None,
    steps=(),
    papers=(),
    party=replace(PARTY, agent="", agent_phone=""),
)

ASKED = tuple(
    rows.MaterialAsked(*each)
    for each in (
        ("form", "卫生许可证申请表", MaterialForm.ORIGINAL, 1, MaterialSource.APPLICANT,
         "本人签字，个体工商户盖章。", "行政许可法第三十一条第一款"),
        ("plan", "营业场所平面图和卫生设施布局图", MaterialForm.ORIGINAL, 1,
         MaterialSource.APPLICANT, "标明面积、消毒间和卫生间的位置。",
         "公共场所卫生管理条例第三条第一款"),
        ("report", "卫生检测报告", MaterialForm.COPY, 1, MaterialSource.THIRD_PARTY,
         "有资质的机构一年内出具。", "公共场所卫生管理条例第三条第一款"),
        ("health", "从业人员健康合格证", MaterialForm.COPY, 1, MaterialSource.AGENCY,
         "每名直接为顾客服务的人员一份。", "公共场所卫生管理条例第七条"),
        ("air", "集中空调通风系统检测报告", MaterialForm.COPY, 1, MaterialSource.THIRD_PARTY,
         "一年内出具。", "公共场所卫生管理条例第三条第一款", "有集中空调的才交"),
    )
)  # fmt: skip

INTAKE = rows.IntakePage(
    code="511602-XK-0041",
    service=SERVICE,
    version=7,
    kind=ServiceKind.LICENCE,
    promise=10,
    statute=20,
    unit=LimitUnit.WORKING_DAY,
    due_on=date(2026, 10, 27),
    handler="林晓",
    handler_post="医卫审批岗",
    handler_phone="0826-555-0132",
    materials=ASKED,
)

HARDER = ("承诺时限原来是“8 个工作日”，现在是“10 个工作日”。", "新增申报材料“卫生管理制度”。")
INTAKE_WITH_OLDER = replace(INTAKE, older=(rows.OlderVersion(6, date(2026, 9, 20), HARDER),))
INTAKE_UNDER_AN_OLDER = replace(INTAKE, version=6, until=date(2026, 9, 20), in_force=7)

RECEIVED = rows.ReceivedPage(
    case=NUMBER,
    receipt=rows.PaperRow(PaperKind.RECEIPT, "广审收〔2026〕3117号", date(2026, 9, 17), "t1"),
    code="8F3K-2M7Q",
    service=SERVICE,
    version=7,
    party="栖云客栈",
    agent="马晓",
    channel=Channel.COUNTER,
    received_at=at(9, 17, 15, 12),
    materials=MATERIALS,
    due_on=date(2026, 10, 9),
    condition="材料齐全、符合法定形式并于收件当日受理的，到这一天为止。",
    promise=10,
    statute=20,
    unit=LimitUnit.WORKING_DAY,
    handler="林晓",
    handler_post="医卫审批岗",
    handler_phone="0826-555-0132",
    complete=False,
    office=OFFICE,
)

FAULTS = (
    rows.Fault(
        "营业场所平面图和卫生设施布局图",
        "没有标面积，也没有标消毒间的位置。",
        "公共场所卫生管理条例第三条第一款第（五）项",
        "在原图上补标，或者重画一张；手画的也可以。",
    ),
    rows.Fault(
        "从业人员健康合格证",
        "登记从业人员 3 人，交来 2 人的，缺学徒吴小川。",
        "公共场所卫生管理条例第七条",
        "交一份复印件，或者当场拍照，不用原件。",
    ),
)

CORRECTION = rows.CorrectionPage(
    number=NUMBER,
    service=SERVICE,
    party="栖云客栈",
    received_at=at(9, 17, 15, 12),
    faults=FAULTS,
    met=2,
    told_by=date(2026, 9, 23),
    deems=True,
    office=OFFICE.name,
    handler="林晓",
    handler_phone="0826-555-0132",
    until=date(2026, 10, 15),
    time=15,
)

ACT = rows.ActPage(
    number=NUMBER,
    service=SERVICE,
    party="栖云客栈",
    act="case.decide_grant",
    label="准予许可",
    clause="6.1",
    clause_text=clauses()["6.1"].zh,
    follows=(
        "编号并定稿准予决定书，从此不能改。",
        "承诺的钟走到结果备好为止，法定的钟到此为止。",
        "医卫审批岗欠着送达，最晚 10-20 24:00。",
    ),
)

LEDGER = rows.LedgerPage(
    number=NUMBER,
    service=SERVICE,
    state=Tag("等申请人补正", Tone.WARN),
    proof=rows.Proof(4, at(10, 13, 10, 26), "sha256:9f3c 41d0 … a71e", 0, at(10, 13, 6)),
    entries=(
        rows.LedgerEntry(
            at(9, 23, 15, 20), "核对补正，第 1 处合格", ActorKind.SEAT, "沈秋", "医卫审批岗",
            SeatRule.B_ROLE, "林晓", clauses=("4.2d", "3.5"), ended=("核对补正材料（早 1 天）",),
            hash="9f3c 41d0",
        ),
        rows.LedgerEntry(
            at(9, 20, 19, 4), "提交补正，第 1 处", ActorKind.PARTY, "申请人", clauses=("4.2d",),
            opened=("核对补正材料 → 医卫审批岗，9-24",), hash="c07e 9b52",
        ),
        rows.LedgerEntry(
            at(9, 18), "受理期限停止计算", ActorKind.CLOCK, "时钟", clauses=("6.5a",),
            hash="51aa 7730",
        ),
        rows.LedgerEntry(
            at(9, 17, 15, 12), "收件并出具回执", ActorKind.SEAT, "陈静", "受理岗一",
            SeatRule.HOLDER, after="已收件", clauses=("5.2.2b", "6.4b"),
            opened=("当场审核 → 医卫审批岗，9-17",), papers=("广审收〔2026〕3117号，5 份 11 页",),
            hash="0a65 b8f3", first=True, recorded_at=at(9, 17, 16, 2),
        ),
    ),
    refused=(
        rows.Refused(
            "再发一份补正通知", "沈秋（代 林晓）", at(9, 23, 15, 24), "4.2c",
            "这件已经一次告知过了。没有新交的材料，不能再提新的问题。",
        ),
        rows.Refused(
            "改办结日期", "罗继明", at(9, 20, 9, 5), "6.5a",
            "期限由系统推算，谁也不能改；要延长，请走延期审批。", 3,
        ),
    ),
    owed=(
        rows.Owed(ActorKind.PARTY, "申请人", "补正 2 处", at(10, 16), "4.2d"),
        rows.Owed(ActorKind.CLOCK, "时钟", "到期前提醒", at(10, 9, 9), "4.2d"),
        rows.Owed(ActorKind.SEAT, "医卫审批岗", "作出决定", None, "6.1"),
    ),
    counts=((ActorKind.SEAT, 2), (ActorKind.PARTY, 1), (ActorKind.CLOCK, 1)),
)  # fmt: skip

QUEUE = rows.QueuePage(
    view="all",
    views=(
        rows.QueueViews(
            "我的",
            (
                rows.QueueView("all", "全部应办", 11),
                rows.QueueView("own", "本岗", 7),
                rows.QueueView("stand-in", "代 王敏", 4),
            ),
        ),
        rows.QueueViews(
            "要紧的",
            (
                rows.QueueView("cards", "黄牌以上", 4, hot=True),
                rows.QueueView("stopped", "停表中", 1),
                rows.QueueView("nobody", "无人接手", 0, hot=True),
            ),
        ),
    ),
    groups=(
        rows.QueueGroup("今天", "10 月 13 日 周二 · 4 件，超期 1", TODAY),
        rows.QueueGroup("以后", "3 件", LATER),
    ),
    total=7,
    late=1,
    peek=rows.Peek(
        row=TODAY[1],
        service=SERVICE,
        todo="把核对清单里查出的 2 处一次写清，告知申请人。",
        note="编号的书面通知；发出即了。",
        seat=rows.Seat("现场核查岗", "林晓", SeatRule.B_ROLE, "王敏"),
        opened_at=at(10, 12, 16, 20),
        opened_by="核对材料",
        clause_text=clauses()["4.2c"].zh,
        acts=(rows.ActOption("case.issue_correction_notice", "一次告知补正", "", "T", first=True),),
        deadline=DEADLINE,
    ),
)

LICENCE = rows.ServiceLink(
    "511602-XK-0041", SERVICE, ServiceKind.LICENCE,
    "开理发店、旅店、浴室、游泳馆，开业前办的卫生许可证。", 7, LimitUnit.WORKING_DAY,
)  # fmt: skip
FILING = rows.ServiceLink(
    "511602-BA-0012", "诊所备案", ServiceKind.FILING, "开诊所，备案以后就能执业。", 3,
    LimitUnit.WORKING_DAY,
)  # fmt: skip
ADOPTION = rows.ServiceLink(
    "511602-QR-0003", "收养登记", ServiceKind.REGISTRATION, "收养子女，自登记之日起成立。", 30,
    LimitUnit.DAY,
)  # fmt: skip
ENROLMENT = rows.ServiceLink(
    "511602-DJ-0001", "个体工商户设立登记", ServiceKind.REGISTRATION, "材料齐全，当场发照。", 1,
    LimitUnit.WORKING_DAY, immediate=True,
)  # fmt: skip
EVENT_GROUPS = (
    rows.ServiceGroup("开店经营", (LICENCE, ENROLMENT), "store", "开店经营", more=12),
    rows.ServiceGroup("生育健康", (FILING, ADOPTION), "heart-pulse", "生育健康"),
)
SECTION_GROUPS = (
    rows.ServiceGroup("市场准入科", (ENROLMENT,), "landmark", "市场准入科"),
    rows.ServiceGroup(
        "社会事务科", (LICENCE, FILING, ADOPTION), "landmark", "社会事务科", more=140
    ),
)

GUIDE = Guide(
    name=SERVICE,
    kind=ServiceKind.LICENCE,
    audience="在广安区开办旅店、理发店、美容店、公共浴室、游泳馆等公共场所的单位和个人。",
    summary="开理发店、旅店、浴室、游泳馆，开业前办的卫生许可证。",
    basis=(
        replace(
            ARTICLE_8,
            text="除公园、体育场(馆)、公共交通工具外的公共场所，经营单位应当及时向卫生行政部门"
            "申请办理“卫生许可证”。",
        ),
        LICENSING_42,
    ),
    conditions=(
        Condition("hygiene", "空气、水质、采光、噪音、顾客用具和卫生设施符合卫生标准。", ARTICLE_3),
        Condition("health", "直接为顾客服务的人员都有健康合格证。", ARTICLE_7),
    ),
    requirements="一个经营地址一张证。",
    quota="无数量限制",
    materials=tuple(
        Material(key, name, form, copies, source, requirement, "窗口和本页都有填好的样子", basis, when)
        for (key, name, form, copies, source, requirement, _ground, when), basis in zip(
            (
                (each.key, each.name, each.form, each.copies, each.source, each.requirement,
                 each.ground, each.when)
                for each in ASKED
            ),
            (LICENSING_31, ARTICLE_3, ARTICLE_3, ARTICLE_7, ARTICLE_3),
            strict=True,
        )
    ),
    steps=(
        Step(
            "visit", "现场核查", StepKind.EXAMINATION, Bearer.HANDLER,
            Limit(5, LimitUnit.WORKING_DAY), "两名工作人员上门，提前一天打电话约时间。",
        ),
        Step(
            "experts", "专家评审", StepKind.EXAMINATION, Bearer.HANDLER,
            Limit(2, LimitUnit.WORKING_DAY), "游泳馆等水质有争议的才评审。", needed=False,
        ),
    ),
    statute=Limit(20, LimitUnit.WORKING_DAY, LICENSING_42),
    promise=Limit(7, LimitUnit.WORKING_DAY),
    immediate=False,
    silence=Silence.DEEMS,
    decided_by=Bearer.LEADER,
    fee=Fee(),
    grounds=(Ground("unfit", "现场核查不符合卫生标准，改过以后仍不符合的。", ARTICLE_3),),
    result=Result("公共场所卫生许可证", "", "卫公"),
    visits=1,
    life_event="开店经营",
    questions=(Question("营业执照要不要交？", "不要，我们自己能查到。"),),
)  # fmt: skip

GUIDE_PAGE = rows.ServicePage(
    code=LICENCE.code,
    guide=GUIDE,
    version=7,
    published_on=date(2026, 3, 2),
    section="社会事务科",
    section_phone="0826-555-0131",
    staff=(
        rows.StaffRow("林晓", "医卫审批岗", "0826-555-0132"),
        rows.StaffRow("沈秋", "医卫审批岗（B角）", "0826-555-0132"),
    ),
    needed=GUIDE.materials,
    event=GUIDE.life_event,
    situations=(
        rows.CaseQuestion(
            "agent", "谁来申请？",
            (rows.CaseOption("self", "本人来"), rows.CaseOption("agent", "委托代理人来")),
        ),
        rows.CaseQuestion(
            "water", "顾客会下水吗？",
            (
                rows.CaseOption("pool", "会，是游泳馆、公共浴室"),
                rows.CaseOption("dry", "不会，是理发店、美容店、旅店"),
            ),
        ),
    ),
)  # fmt: skip
NARROWED_PAGE = replace(
    GUIDE_PAGE,
    needed=GUIDE.materials[:3],
    spared=GUIDE.materials[3:],
    situations=(
        GUIDE_PAGE.situations[0],
        replace(
            GUIDE_PAGE.situations[1],
            options=(
                GUIDE_PAGE.situations[1].options[0],
                replace(GUIDE_PAGE.situations[1].options[1], chosen=True),
            ),
        ),
    ),
)


def calendar() -> tuple[rows.CalendarDay, ...]:
    """Eighteen days of a case that waits for its applicant, from a Monday."""
    days = [rows.CalendarDay(date(2026, 11, 16), CalendarKind.PLAIN, "收件")]
    days.append(rows.CalendarDay(date(2026, 11, 17), CalendarKind.USED, "审核"))
    for offset in range(2, 18):
        on = date(2026, 11, 16) + timedelta(days=offset)
        if on.isoweekday() > 5:
            days.append(rows.CalendarDay(on, CalendarKind.OFF, "休息"))
        elif on <= date(2026, 11, 24):
            waits = rows.CalendarDay(on, CalendarKind.YOURS, "等您", on == date(2026, 11, 24))
            days.append(waits)
        elif on == date(2026, 12, 2):
            days.append(rows.CalendarDay(on, CalendarKind.EXCLUDED, "检测"))
        elif on == date(2026, 12, 3):
            days.append(rows.CalendarDay(on, CalendarKind.END, "办结"))
        else:
            days.append(rows.CalendarDay(on, CalendarKind.TO_COME, "要的"))
    return tuple(days)


TRACK = rows.TrackPage(
    number=NUMBER,
    service=SERVICE,
    party="青禾理发店 · 申请人 马*",
    channel=Channel.COUNTER,
    received_at=at(11, 16, 9, 12),
    tags=(Tag("等您补正", Tone.WARN), Tag("承诺件")),
    turn=rows.Turn(
        ours=False,
        headline="还有 2 处要补正",
        text="最晚 12 月 8 日交齐。今天交齐、当天受理的话，我们最晚 12 月 3 日办结。",
    ),
    stages=(
        rows.Stage("收件", StageState.DONE, "11-16"),
        rows.Stage("审核材料", StageState.DONE, "11-17 一次告知"),
        rows.Stage("等您补正", StageState.NOW, "已答 1 / 3"),
        rows.Stage("受理", StageState.TO_COME),
        rows.Stage("现场核查", StageState.TO_COME),
        rows.Stage("决定", StageState.TO_COME),
        rows.Stage("送达", StageState.TO_COME),
    ),
    points=(
        rows.AskedPoint(
            "营业场所平面图没有标面积", "没有标面积。", "在原图上补标。",
            "公共场所卫生管理条例第三条第一款", Check.MET, "11 月 20 日交来，11 月 23 日核对合格。",
        ),
        rows.AskedPoint(
            "从业人员健康合格证少一人", "登记从业人员 3 人，交来 2 人的，缺学徒吴*。",
            "交一份复印件，或者拿来当场拍照，不用原件。", "公共场所卫生管理条例第七条", Check.MISSING,
        ),
        rows.AskedPoint(
            "消毒设施说明没写消毒方法", "写了“有消毒柜一台”，没有写用什么方法消毒。",
            "在原件上补写一句，例如“紫外线消毒柜，每客一换”。",
            "公共场所卫生管理条例第三条第一款第（五）项", Check.UNCHECKED, "今天 09:40 收到。",
        ),
    ),
    promise=7,
    statute=20,
    unit=LimitUnit.WORKING_DAY,
    days=calendar(),
    because="等您补正的日子不算我们的，也不算超期。",
    events=(
        rows.Event(at(11, 23, 15, 20), "第 1 处补正合格", "沈秋（代 林晓）", "平面图面积已标明。"),
        rows.Event(
            at(11, 17, 15, 40), "一次性告知补正", "林晓 · 医卫审批岗", "共 3 处，当面交给您。",
            "file-text",
        ),
        rows.Event(at(11, 16, 9, 12), "收件", "陈静 · 受理岗一", "收到材料 5 份 11 页。", "inbox"),
    ),
    papers=PAPERS,
    contact=rows.Contact("医卫审批岗", "林晓", "0826-555-0132", "沈秋", "周志远", "0826-555-0131", "0826-555-0132"),
)  # fmt: skip

OVER = replace(
    TRACK,
    tags=(Tag("已办结", Tone.OK),),
    turn=rows.Turn(True, "已经办结", "12 月 2 日结果已经交给您。", over=True),
    stages=tuple(replace(stage, state=StageState.DONE) for stage in TRACK.stages),
    points=(),
)

OURS = replace(
    TRACK,
    tags=(Tag("审查中"),),
    turn=rows.Turn(True, "现场核查", "最晚 12 月 3 日办结，您现在不用做什么。"),
    points=(),
    contact=rows.Contact("医卫审批岗", "林晓", "0826-555-0132"),
)

REGIMES = (
    "首问负责制",
    "岗位责任制",
    "同岗替代制",
    "一次性告知制",
    "服务承诺制",
    "限时办结制",
    "否定事项报备制",
)
ENFORCED = {"4.2a", "4.2c", "4.2d", "4.4a", "5.1a", "5.2.2b", "5.3a", "6.1", "6.2", "6.4b"}
REGULATION = rows.RegulationPage(
    tuple(
        rows.Regime(
            number,
            name,
            tuple(
                rows.ClauseRow(each.id, each.source, each.zh, each.kind, each.id in ENFORCED)
                for each in clauses().values()
                if each.regime == number
            ),
        )
        for number, name in enumerate(REGIMES, 1)
    ),
    (
        rows.NumberRow("申请人补正的时间", "15 个工作日", "制度四(二)，本单位定"),
        rows.NumberRow("补正到期前提醒", "第 10 个工作日", "本单位定"),
    ),
)

DRAFT = rows.DraftPage("511602-XK-0099", "母婴室设置指导", "社会事务科", "0826-555-0131")
FOUND = rows.FoundService(
    LICENCE.code, LICENCE.name, "市场准入科", "0826-555-0112", True, LICENCE.summary,
    LICENCE.promise, LICENCE.unit,
)  # fmt: skip
FOUND_DRAFT = rows.FoundService(DRAFT.code, DRAFT.name, DRAFT.section, DRAFT.phone, False)

CHOOSE = rows.ChoosePage(
    asked="",
    groups=(
        rows.ServiceGroup("社会事务科", (LICENCE, FILING, ADOPTION)),
        rows.ServiceGroup("市场准入科", (ENROLMENT,)),
    ),
)
