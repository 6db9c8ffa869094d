"""Fixture rows of a refusal: an entertainment place under ground, beside a school."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from shouwen.queries.rows import (
    ActBarred,
    CheckedLine,
    ConditionRow,
    GroundRow,
    ItemAsked,
    Left,
    Looker,
    NoticePreview,
    Pace,
    ProposalAsked,
    RefusalPage,
    RegisterPage,
    RegisterRow,
    Remedies,
    Said,
    Tone,
    TrackRefusal,
    Turn,
    VerdictOption,
)
from shouwen.rules.clauses import clauses
from shouwen.rules.facts.guide import Basis
from shouwen.rules.papers import MATERIALS_BACK
from shouwen.rules.words import LimitUnit, RefusalKind, RefusalState, SeatRule
from shouwen.rules.worktime import CST
from tests.web.fixtures import ACT


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=CST)


KEY = "01a0cbc6-d280-7ac0-9939-bdbc66ac130e"
REMEDIES = Remedies(
    body="广安区人民政府",
    address="广安区城南路1号（演示地址）",
    online="行政复议服务平台（演示）",
    court="广安区人民法院",
    reconsider_days=60,
    sue_months=6,
)
FACTS = (
    "拟设场所在金广大厦负二层，地面标高负8.4米。",
    "主出入口距城南小学校门62米，同一街面。申请人听证称75米，经测不采。",
)
PROPOSER = Looker(
    "经办", "文化审批岗", "林晓", None, "", _at(13, 9, 20), now=False, note="", stop=False
)
REVIEW = Looker(
    part="审核",
    post="社会事务科负责人",
    person="邓海波",
    rule=SeatRule.STAND_IN,
    stands_for="周志远",
    done_at=None,
    now=True,
    note="10-13 17:00 前",
)
APPROVE = Looker("批准", "分管领导", "何立群", SeatRule.HOLDER, "", None, now=False)
NOTICE = NoticePreview(
    unit="广安区行政审批局",
    title="不予行政许可决定书",
    number="",
    applicant="广安滨江欢唱文化有限公司",
    opening="你（单位）于2026年9月21日提出的“歌舞娱乐场所设立审批”申请，本机关于2026年9月22日受理。经审查：",
    reasons=(
        "拟设场所在金广大厦负二层，地面标高负8.4米，不符合《娱乐场所管理条例》第七条第四项"
        "（“建筑物地下一层以下”）。",
        "主出入口距城南小学校门62米，同一街面，不符合《娱乐场所管理条例》第七条第二项"
        "（“居民住宅区和学校、医院、机关周围”）。",
    ),
    decision="依照《中华人民共和国行政许可法》第三十八条第二款，决定不予行政许可。",
    remedies=REMEDIES,
    materials=MATERIALS_BACK,
    contact="经办 林晓　0826-555-0131　监督投诉 0826-555-0112",
)
PAGE = RefusalPage(
    id=KEY,
    heading="拟不予行政许可，请审核",
    number="",
    case="511602-XK-20260921-00031-7",
    service="歌舞娱乐场所设立审批",
    party="广安滨江欢唱文化有限公司",
    kind=RefusalKind.REFUSED,
    state=RefusalState.PROPOSED,
    tone=Tone.WARN,
    owed=Left(Pace.SOON, 6, LimitUnit.WORKING_HOUR, _at(13, 17)),
    promise=Left(Pace.SOON, 3, LimitUnit.WORKING_DAY, _at(17, 0)),
    collapse="",
    stop=False,
    candidates=(),
    trio=(PROPOSER, REVIEW, APPROVE),
    grounds=(
        GroundRow(
            "不设在建筑物地下一层以下",
            FACTS[0],
            (("环节“现场检查”的意见，第二段", ""),),
            "《娱乐场所管理条例》第七条第四项",
            "建筑物地下一层以下",
            shown=True,
        ),
        GroundRow(
            "不设在学校、医院、机关周围",
            FACTS[1],
            (
                (
                    "附件“测绘图.pdf”（摘要 9f2c41d07ab3），第 1 页，校门到主出入口的距离",
                    "01a0cbc6",
                ),
                ("材料“场所平面图”，第 2 页", ""),
            ),
            "《娱乐场所管理条例》第七条第二项",
            "居民住宅区和学校、医院、机关周围",
            shown=True,
        ),
    ),
    conditions=(
        ConditionRow("不设在居民楼、博物馆、图书馆和文物保护建筑内", met=True),
        ConditionRow("不设在学校、医院、机关周围", met=False),
        ConditionRow("不设在车站、机场等人群密集的场所", met=True),
        ConditionRow("不设在建筑物地下一层以下", met=False),
    ),
    reason="",
    granted="",
    opinion="两项条件不符合，第七条没有裁量余地，建议不予许可。",
    past=(Said("退回补充", "周志远", _at(10, 16, 40), "距离不能目测，请附测绘图。"),),
    times=2,
    checks=(
        CheckedLine(True, "三岗三人", "7.4.2a"),
        CheckedLine(True, "复议机关、法院、两个期限齐全", "7.4.3c"),
        CheckedLine(True, "理由都在公布的办事指南第 5 版里", "5.3a"),
        CheckedLine(True, "文字没有和近 90 日的其他否定雷同", "7.3.3"),
    ),
    notice=NOTICE,
    options=(
        VerdictOption("refusal.review_refusal", "审核同意，报批", "A", "first"),
        VerdictOption("refusal.return_refusal", "退回补充", "B", "plain"),
        VerdictOption("refusal.overturn_refusal", "推翻，继续办理", "V", "danger"),
    ),
    seen=12,
)
_OWN = ActBarred(
    "refusal.review_refusal",
    "审核同意，报批",
    "7.4.2a",
    "你是本件的经办人，不能审核、批准自己的报备。请上一级领导在“离岗”里另指定一位没有经手本件的人来审；"
    "期限照走。",
)
BLOCKED = replace(
    PAGE,
    collapse="“社会事务科负责人”现在由林晓坐，林晓已是本件的经办人，不能再审核。"
    "请上一级领导在“离岗”里另指定一位没有经手本件的人；期限照走。",
    stop=True,
    candidates=("邓海波", "唐蕾"),
    trio=(PROPOSER, replace(REVIEW, person="林晓", rule=SeatRule.B_ROLE, stop=True), APPROVE),
    checks=(CheckedLine(False, "三岗三人：还缺一人", "7.4.2a"), *PAGE.checks[1:]),
    options=tuple(replace(option, barred=(_OWN,)) for option in PAGE.options),
)
SERVED = replace(
    PAGE,
    heading="不予行政许可：已送达",
    number="广审否报〔2026〕6号",
    form_token="7F3KQ2M9XW4T",
    state=RefusalState.SERVED,
    tone=Tone.LATE,
    owed=None,
    promise=None,
    trio=(
        PROPOSER,
        replace(REVIEW, rule=None, stands_for="", done_at=_at(13, 11, 2), now=False),
        replace(APPROVE, rule=None, done_at=_at(14, 8, 55)),
    ),
    past=(
        Said("批准", "何立群", _at(14, 8, 55), "同意。"),
        Said("审核同意", "邓海波", _at(13, 11, 2), "两条理由事实清楚、证据齐备，同意报批。"),
        *PAGE.past,
    ),
    notice=replace(
        NOTICE,
        number="广审不许〔2026〕6号",
        token="7F3KQ2M9XW4S",
        remedies=replace(REMEDIES, reconsider_by=date(2026, 12, 14), sue_by=date(2027, 4, 14)),
    ),
    options=(),
)
SAID_NO = Turn(
    True,
    "决定不予办理",
    "12 月 2 日办结。理由和您的救济途径写在下面，也写在文书上。",
    over=True,
)

TOLD_NO = TrackRefusal(
    reasons=NOTICE.reasons,
    remedies=replace(REMEDIES, reconsider_by=date(2026, 12, 14), sue_by=date(2027, 4, 14)),
)
_LINE = RegisterRow(
    id=KEY,
    number="",
    digest="",
    form_token="",
    case=PAGE.case,
    service=PAGE.service,
    party=PAGE.party,
    kind=RefusalKind.REFUSED,
    state=RefusalState.PROPOSED,
    tone=Tone.WARN,
    at=_at(13, 9, 20),
    proposer="林晓",
    reviewer="",
    approver="",
    left=PAGE.owed,
)
_FILED = replace(
    _LINE,
    number="广审否报〔2026〕5号",
    digest="sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    form_token="7F3KQ2M9XW4T",
    service="食品（含保健食品）经营许可核发",
    party="广安区禾木小吃店",
    state=RefusalState.SERVED,
    tone=Tone.LATE,
    at=_at(9, 10),
    reviewer="邓海波",
    approver="何立群",
    left=None,
)
REGISTER = RegisterPage(waiting=(_LINE,), filed=(_FILED,), year=2026)
EMPTY_REGISTER = RegisterPage((), (), 2026)

_LAW = Basis("娱乐场所管理条例", "第七条第四项", "2020-11-29", "建筑物地下一层以下")


def _item(key: str, name: str, **other: Any) -> ItemAsked:
    return ItemAsked(key, name, "《娱乐场所管理条例》第七条", {"": _LAW}, **other)


ASKED = ProposalAsked(
    kinds=(RefusalKind.REFUSED, RefusalKind.PARTLY),
    items=(
        _item("building", "不设在居民楼、博物馆、图书馆和文物保护建筑内"),
        _item("school", "不设在学校、医院、机关周围"),
        _item("depth", "不设在建筑物地下一层以下"),
    ),
    grounds=(("place", "设在禁止设立的地点（《娱乐场所管理条例》第七条）"),),
    evidence=(("s1", "环节“现场检查”的意见"), ("a1", "附件“测绘图.pdf”")),
    late="承诺的期限 2026-10-16 到，只剩 3 个工作日；报备不停表，请马上提出。",
    before=(
        ("check-building", "met"),
        ("check-school", "met"),
        ("check-depth", "unmet"),
        ("fact-depth", FACTS[0]),
    ),
)
PROPOSE = replace(
    ACT,
    act="refusal.propose_refusal",
    label="提出不予，报备",
    clause="7.4.1",
    clause_text=clauses()["7.4.1"].zh,
    follows=("记入台账，不能删改。",),
    negative=True,
    asked=(ASKED,),
)
PROPOSE_BARRED = replace(
    PROPOSE,
    barred=(
        ActBarred(
            PROPOSE.act,
            PROPOSE.label,
            "7.3.3",
            "“不设在建筑物地下一层以下”还没有证据。请从本件的材料、附件、环节意见、文书里选一样。",
        ),
    ),
)
MATERIALS_ASKED = replace(
    ASKED,
    kinds=(RefusalKind.LAPSED,),
    items=(_item("form", "申请书", fault="没有签名", material=True),),
    late="",
    before=(),
)
