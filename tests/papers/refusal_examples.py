"""Papers of an invented refusal: an entertainment place under ground, beside a school."""

from dataclasses import replace
from datetime import date, datetime

from shouwen.rules.labels import label
from shouwen.rules.papers import (
    REFUSAL_BASIS,
    CheckedCondition,
    NonAcceptance,
    Refusal,
    RefusalForm,
    RefusalGround,
    Reversal,
)
from shouwen.rules.regimes.refusal_filing.remedies import RECONSIDERED_UNDER
from shouwen.rules.words import BodyKind, RefusalKind
from shouwen.rules.worktime import CST

_COMMON = {
    "unit": "广安区行政审批局",
    "issued_on": date(2026, 10, 14),
    "service": "歌舞娱乐场所设立审批",
    "case_number": "511602-XK-20260921-00031-7",
    "applicant": "广安滨江欢唱文化有限公司",
    "handler": "林晓",
    "handler_phone": "0826-555-0131",
    "complaint_section": "效能监督科",
    "complaint_phone": "0826-555-0112",
    "check_url": "https://shouwen.example/paper/7F3KQ2M9XW4T",
}
_RECEIVED = datetime(2026, 9, 21, 9, 40, tzinfo=CST)
_REMEDIES = {
    "body": "广安区人民政府",
    "body_address": "广安区城南路1号（演示地址）",
    "body_online": "行政复议服务平台（演示）",
    "body_basis": RECONSIDERED_UNDER[BodyKind.DEPARTMENT],
    "reconsider_within": "60日",
    "court": "广安区人民法院",
    "sue_within": "6个月",
}

REFUSAL = Refusal(
    **_COMMON,
    **_REMEDIES,
    title="不予行政许可决定书",
    number="广审不许〔2026〕6号",
    received_at=_RECEIVED,
    accepted_on=date(2026, 9, 22),
    reasons=(
        "拟设场所在金广大厦负二层，地面标高负8.4米，属建筑物地下一层以下，"
        "不符合《娱乐场所管理条例》第七条第四项。",
        "主出入口距城南小学校门62米，在学校周围，不符合《娱乐场所管理条例》第七条第二项。",
    ),
    basis=REFUSAL_BASIS[RefusalKind.REFUSED],
    decision="不予行政许可",
)
REFUSAL_RECONSIDERED_FIRST = replace(
    REFUSAL,
    first="《中华人民共和国行政复议法》第二十三条第一款第二项",
    granted="一层的营业场所。",
)
NON_ACCEPTANCE = NonAcceptance(
    **_COMMON,
    **_REMEDIES,
    number="广审不受〔2026〕2号",
    received_at=_RECEIVED,
    reasons=("歌舞娱乐场所的设立由文化主管部门审批，本机关没有这项职权。",),
    basis=REFUSAL_BASIS[RefusalKind.NOT_OURS],
    decision="不予受理",
    instead="区文化主管部门（电话 0826-555-0150）",
)
REVERSAL = Reversal(
    **_COMMON,
    number="广审撤〔2026〕1号",
    received_at=_RECEIVED,
    reversed_number="广审不受〔2026〕2号",
    reversed_on=date(2026, 10, 14),
    basis=REFUSAL_BASIS[RefusalKind.NOT_OURS],
    reason="设立审批已经划转本机关，职权在我们。",
    counted_from=date(2026, 9, 21),
    answer_within="5个工作日",
)
REFUSAL_FORM = RefusalForm(
    **_COMMON,
    number="广审否报〔2026〕6号",
    kind=label(RefusalKind.REFUSED),
    phone="0826-555-0188",
    address="广安区滨江路99号（演示地址）",
    received_at=_RECEIVED,
    accepted_on=date(2026, 9, 22),
    conditions=(
        CheckedCondition(text="不设在居民楼、博物馆、图书馆和文物保护建筑内", found="符合"),
        CheckedCondition(text="不设在居民住宅区和学校、医院、机关周围", found="不符合"),
        CheckedCondition(text="不设在车站、机场等人群密集的场所", found="符合"),
        CheckedCondition(text="不设在建筑物地下一层以下", found="不符合"),
    ),
    grounds=(
        RefusalGround(
            item="不设在建筑物地下一层以下",
            fact="拟设场所在金广大厦负二层，地面标高负8.4米。",
            evidence="环节“现场检查”的意见",
            article="《娱乐场所管理条例》第七条第四项",
            text="建筑物地下一层以下",
        ),
        RefusalGround(
            item="不设在居民住宅区和学校、医院、机关周围",
            fact="主出入口距城南小学校门62米，同一街面。",
            evidence="附件“测绘图.pdf”",
            article="《娱乐场所管理条例》第七条第二项",
            text="居民住宅区和学校、医院、机关周围",
        ),
    ),
    section="社会事务科",
    proposer="林晓",
    proposer_post="文化审批岗",
    proposed_at=datetime(2026, 10, 13, 9, 20, tzinfo=CST),
    opinion="两项条件不符合，没有裁量余地，建议不予许可。",
    reviewer="邓海波（代周志远）",
    reviewer_post="社会事务科负责人",
    reviewed_at=datetime(2026, 10, 13, 11, 2, tzinfo=CST),
    review="两条理由事实清楚、证据齐备，同意报批。",
    approver="何立群",
    approver_post="分管领导",
    approved_at=datetime(2026, 10, 14, 8, 55, tzinfo=CST),
    approval="同意。",
    notice="广审不许〔2026〕6号",
    first_copy="分管领导（何立群）的否定报备台账",
    second_copy="连同审办材料归入本件案卷",
)
