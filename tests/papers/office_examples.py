"""Papers of an invented office: who does what, who stands in, who is away."""

from dataclasses import replace
from datetime import date, datetime

from shouwen.rules.papers import (
    AbsenceForm,
    AbTable,
    DutyInWords,
    HandoverLine,
    HandoverSheet,
    PostDescription,
    PostInTable,
    StandIn,
)
from shouwen.rules.worktime import CST

_COMMON = {
    "unit": "广安区行政审批局",
    "issued_on": date(2026, 11, 23),
    "check_url": "https://shouwen.example/paper/7F3KQ2M9XW4T",
}
_SCHEME = "广审岗责〔2026〕2号"
_CHARTER = "广安区行政审批局职能配置、内设机构和人员编制规定"


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=CST)


POST_DESCRIPTION = PostDescription(
    **_COMMON,
    number="广审岗〔2026〕14号",
    section="综合受理科",
    post="科室负责人",
    holder="罗继明",
    b_role="谢子涵",
    leader="副局长（审批）彭兰",
    qualification="取得行政执法资格；从事窗口工作两年以上",
    duties=(
        DutyInWords(
            group="业务职责",
            task="组织全科收件和一次性告知",
            requirement="材料当日收、当日登记；需要补正的，五个工作日内一次告知全部内容",
            indicator="按时告知率；第二次补正通知的件数（应为零）",
            source=f"{_CHARTER}第四条第二项",
            powers="受理申请、审核材料、出具受理通知书",
        ),
        DutyInWords(
            group="业务职责",
            task="审核本科室承办事项的办理意见",
            requirement="收到当日签署；过了下午五点的，次日上午十点前签署",
            indicator="环节按时率",
            source=f"{_CHARTER}第四条第二项",
            powers="审核",
        ),
        DutyInWords(
            group="业务职责",
            task="安排窗口值守和代行人",
            requirement="窗口时刻有人；离岗的，事先指定代行人并办好交接",
            indicator="无人值守的工作小时数（应为零）",
            source="同岗替代制第三条",
            powers="指定代行人、批准短时离岗",
        ),
        DutyInWords(
            group="党风廉政建设",
            task="本科室廉政风险排查和提醒",
            requirement="每半年排查一次，有日期、有文号",
            indicator="排查记录次数",
            source="岗位责任制第二条第五项",
        ),
        DutyInWords(
            group="思想政治工作",
            task="与本科室人员谈心谈话",
            requirement="每半年每人不少于一次，只记类别、日期和文号",
            indicator="谈话记录次数",
            source="岗位责任制第二条第五项",
        ),
    ),
    scheme_number=_SCHEME,
    valid_from=date(2026, 7, 1),
    approved_by="局长程建国",
    approved_on=date(2026, 6, 24),
)

_SECTIONS = {
    "局领导": (
        ("局长", "程建国", "按副职代行顺序", "本人指定一名副职"),
        ("副局长（审批）", "彭兰", "贺铭", "局长"),
        ("副局长（勘验、监督）", "贺铭", "彭兰", "局长"),
    ),
    "综合受理科": (
        ("科室负责人", "罗继明", "谢子涵", "副局长（审批）"),
        ("受理岗一（01窗）", "林晓", "邓一鸣", "科室负责人"),
        ("受理岗二（02窗）", "周敏", "何文静", "科室负责人"),
        ("受理岗三（03窗）", "谢子涵", "韩露", "科室负责人"),
        ("受理岗四（04窗）", "邓一鸣", "林晓", "科室负责人"),
        ("材料核验岗", "何文静", "周敏", "科室负责人"),
        ("领证送达岗", "韩露", "范小雨", "科室负责人"),
        ("帮办代办岗（06窗）", "范小雨", "韩露", "科室负责人"),
    ),
    "社会事务科": (
        ("科室负责人", "唐雨", "蒋一帆", "副局长（审批）"),
        ("卫生许可审查岗", "蒋一帆", "吴桐", "科室负责人"),
        ("人力资源审查岗", "吴桐", "沈秋", "科室负责人"),
        ("民办教育审查岗", "", "沈秋", "科室负责人"),
        ("综合业务岗", "沈秋", "蒋一帆", "科室负责人"),
    ),
    "市场准入科": (
        ("科室负责人", "蒲秀英", "杨帆", "副局长（审批）"),
        ("食品经营审查岗", "杨帆", "顾晓彤", "科室负责人"),
        ("药械审查岗", "顾晓彤", "任远航", "科室负责人"),
        ("特种行业审查岗", "任远航", "杨帆", "科室负责人"),
    ),
    "投资建设科": (
        ("科室负责人", "康伟", "阮清", "副局长（审批）"),
        ("立项审查岗", "邹明远", "石磊", "科室负责人"),
        ("规划许可审查岗", "石磊", "邹明远", "科室负责人"),
        ("施工许可审查岗", "阮清", "邹明远", "科室负责人"),
    ),
    "现场勘验科": (
        ("科室负责人", "高远", "许志强", "副局长（勘验、监督）"),
        ("勘验岗一", "许志强", "郑凯", "科室负责人"),
        ("勘验岗二", "郑凯", "许志强", "科室负责人"),
        ("专家与检测联络岗", "孙芮", "郑凯", "科室负责人"),
    ),
    "办公室": (
        ("主任", "曾丽华", "杜航", "局长"),
        ("首问接待岗", "杜航", "冯雪", "主任"),
        ("文书档案岗", "冯雪", "杜航", "主任"),
    ),
    "效能监督科": (
        ("科室负责人", "曹颖", "程思源", "副局长（勘验、监督）"),
        ("投诉受理岗", "程思源", "曹颖", "科室负责人"),
    ),
}

AB_TABLE = AbTable(
    **_COMMON,
    number="广审角〔2026〕2号",
    posts=tuple(
        PostInTable(
            section=section,
            post=post,
            holder=holder,
            b_role=b_role,
            phone=f"0826-555-01{n:02}",
            designated_by=designated_by,
        )
        for n, (section, (post, holder, b_role, designated_by)) in enumerate(
            ((section, post) for section, posts in _SECTIONS.items() for post in posts), start=1
        )
    ),
    deputies=("副局长（审批）彭兰", "副局长（勘验、监督）贺铭"),
    duty_leader="副局长（勘验、监督）贺铭",
    duty_phone="0826-555-0103",
    scheme_number=_SCHEME,
    scheme_date=date(2026, 7, 1),
)

ABSENCE_FORM = AbsenceForm(
    **_COMMON,
    number="广审离〔2026〕118号",
    person="谢子涵",
    section="综合受理科",
    post="受理岗三（03窗）",
    kind="培训",
    reason="参加市局行政许可案卷制作培训（通知见附件）",
    leaves_at=_at(25, 9),
    returns_at=_at(27, 17, 30),
    length="3个工作日",
    entered_by="谢子涵",
    entered_at=_at(23, 16, 2),
    stand_ins=(
        StandIn(post="受理岗三（03窗）", person="韩露", agreed_at=_at(23, 16, 40)),
        StandIn(
            post="首问接待岗（兼）",
            person="何文静",
            designated_by="副局长（审批）彭兰",
            agreed_at=_at(23, 16, 55),
        ),
    ),
    emptied="综合受理科",
    office_by="曾丽华",
    office_at=_at(23, 17, 5),
    approver="罗继明",
    approver_post="综合受理科科室负责人",
    approved_at=_at(23, 17, 20),
)

SUDDEN_ABSENCE = replace(
    ABSENCE_FORM,
    kind="病假",
    sudden=True,
    reason="",
    leaves_at=_at(23, 9, 10),
    returns_at=None,
    length="",
    entered_by="杜航",
    entered_at=_at(23, 9, 14),
    stand_ins=(),
    emptied="",
    office_by="",
    office_at=None,
    approver="",
    approver_post="",
    approved_at=None,
)

HANDOVER_SHEET = HandoverSheet(
    **_COMMON,
    number="广审交〔2026〕97号",
    absence_number="广审离〔2026〕118号",
    section="综合受理科",
    post="受理岗三（03窗）",
    holder="谢子涵",
    stand_in="韩露",
    leader="罗继明",
    leaves_at=_at(25, 9),
    returns_at=_at(27, 17, 30),
    lines=(
        HandoverLine(
            number="511602-XK-20261118-00319-C",
            matter="巴山小馆：食品经营许可（新办）",
            owed="补正材料到了当天审核",
            due=date(2026, 11, 25),
            within=True,
            comment="申请人说24日下午传平面图，电话已记",
        ),
        HandoverLine(
            number="511602-XK-20261119-00322-K",
            matter="云岫客栈：公共场所卫生许可（延续）",
            owed="作出受理决定",
            due=date(2026, 11, 26),
            within=True,
            comment="材料齐，只差核对租赁合同期限",
        ),
        HandoverLine(
            matter="来电：138****2046",
            owed="回电告知承办单位",
            due=_at(25, 12),
            within=True,
            comment="已问到是区住建局，号码在备注里",
        ),
        HandoverLine(
            number="511602-XK-20261112-00309-A",
            matter="嘉陵人力：职业中介活动许可",
            owed="等申请人补正，提醒一次",
            due=date(2026, 12, 2),
            comment="对方财务月底才回来，已告知期限",
        ),
        HandoverLine(owed="整理三季度窗口意见簿"),
    ),
    things=("受理专用章（章号3）和登记簿", "03窗钥匙一把", "纸质案卷2卷：000319、000322"),
    handed_at=_at(23, 16, 51),
    taken_at=_at(24, 8, 41),
    seen_at=_at(24, 9, 10),
)
