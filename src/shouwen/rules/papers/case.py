"""Papers of a case: what the applicant is told and given in writing."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from shouwen.rules.labels import label
from shouwen.rules.papers.paper import Paper, Part
from shouwen.rules.words import PaperKind, ServiceKind

RECEIVED_IN_FULL = "如材料齐全、符合法定形式并于收件当日受理"
"""The condition a completion time stands under before acceptance (6.4b)."""

TOLD_ONCE = (
    "本通知为一次性告知：已收到的材料中需要补正的内容已全部列明，"
    "对未变动的材料，本机关今后不再提出新的补正要求。"
)
"""What a correction notice declares (4.2c)."""

LICENSING_BASIS = {
    PaperKind.CORRECTION_NOTICE: "《中华人民共和国行政许可法》第三十二条第一款第四项",
    PaperKind.ACCEPTANCE_NOTICE: "《中华人民共和国行政许可法》第三十二条第一款第五项",
    PaperKind.DECISION: "《中华人民共和国行政许可法》第三十八条第一款",
}
"""The article each paper rests on where the service is a licence; elsewhere the guide names it."""

DEEMED_BASIS = "《中华人民共和国行政许可法》第三十二条第一款第四项"
"""Not told what to correct within five working days: accepted as of the day of receipt."""

LICENSING_COUNT = "期限以工作日计算，不含法定节假日（《中华人民共和国行政许可法》第八十二条）。"
"""How the limits of a licence are counted."""

LICENSING_EXCLUSIONS = (
    "依法需要听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的，所需时间不计算在上述期限内，"
    "本机关将书面告知所需时间（《中华人民共和国行政许可法》第四十五条）。"
)
"""What the statutory limit of a licence leaves out."""

DECISION_TITLES = {
    ServiceKind.LICENCE: "准予行政许可决定书",
    ServiceKind.REGISTRATION: "准予登记决定书",
    ServiceKind.FILING: "备案通知书",
    ServiceKind.BENEFIT: "行政给付决定书",
    ServiceKind.CONFIRMATION: "行政确认决定书",
    ServiceKind.AWARD: "行政奖励决定书",
    ServiceKind.RULING: "行政裁决书",
    ServiceKind.OTHER: "准予决定书",
    ServiceKind.PUBLIC: "办理结果通知书",
}
"""What a decision that grants is called."""

RENEWAL_TITLE = "准予延续行政许可决定书"
"""What a decision that renews a licence is called (行政许可法 art. 50)."""

RENEWED_BASIS = "《中华人民共和国行政许可法》第五十条第二款"
"""Not decided before the licence ended: renewed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePaper(Paper):
    """What every paper of a case says: on which service, to whom, whom to ask and where to
    complain; of one that corrects another also that one's number, and what was wrong with it."""

    service: Annotated[str, Part("事项名称")]
    case_number: Annotated[str, Part("办件编号")]
    applicant: Annotated[str, Part("申请人")]
    handler: Annotated[str, Part("经办人姓名")]
    handler_phone: Annotated[str, Part("经办人办公电话")]
    complaint_section: Annotated[str, Part("受理投诉的科室", "5.4b")]
    complaint_phone: Annotated[str, Part("投诉电话", "5.4b")]
    corrects: str = ""  # the number of the paper that this one takes the place of
    why_corrected: Annotated[str, Part("更正的原因", "4.4b", when="corrects")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedMaterial:
    """One material as taken in. ``pages`` are those of all copies; of a file, as printed."""

    name: Annotated[str, Part("名称")]
    form: Annotated[str, Part("形式")]  # 原件, 复印件, 原件和复印件, 电子件
    copies: Annotated[int, Part("份数")]
    pages: Annotated[int, Part("页数")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(CasePaper):
    """收件回执单 (6.4b): what came in, and when it will be done under which condition.

    It is issued anew when the date or the handler changes: ``edition`` then counts up and
    ``reissue_reason`` says why."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.RECEIPT)
    clauses: tuple[str, ...] = ("6.4b", "5.2.2b", "5.4b")
    guide_version: Annotated[int, Part("办事指南版本")]
    lookup_code: Annotated[str, Part("查询码")]
    applicant_id: Annotated[str, Part("证件号码")]  # masked
    agent: str = ""
    channel: Annotated[str, Part("收件方式")]  # 窗口, 网上, 邮寄
    received_at: Annotated[datetime, Part("收件时间")]
    completes: Annotated[date, Part("办结时间")]  # with the time where counted in hours
    condition: Annotated[str, Part("办结时间的条件")] = RECEIVED_IN_FULL
    provisional: bool = False  # counted on a year whose holidays are not announced yet
    promise: Annotated[str, Part("承诺时限", "5.1a")]  # 8个工作日
    statute: str = ""  # 20个工作日; empty where no law sets one
    materials: Annotated[tuple[ReceivedMaterial, ...], Part("材料")]
    why_not_at_once: str = ""  # of what may be done on the spot, at the window (1.3.1b)
    edition: Annotated[int, Part("版次")] = 1
    reissue_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing to correct: in what, what is wrong, on which ground, and how to mend it;
    ``department`` asks for it, where that is another than the handling section."""

    material: Annotated[str, Part("材料名称")]
    problem: Annotated[str, Part("问题")]
    ground: Annotated[str, Part("依据")]
    cure: Annotated[str, Part("补正要求")]
    department: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNotice(CasePaper):
    """补正通知书 (4.2c): everything to correct, told once and in writing."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.CORRECTION_NOTICE)
    clauses: tuple[str, ...] = ("4.2c", "4.4a", "5.4b")
    basis: Annotated[str, Part("告知依据")]
    received_at: Annotated[datetime, Part("收件时间")]
    nth: int = 1  # which notice of its case this is: always the first
    faults: Annotated[tuple[Fault, ...], Part("补正内容")]
    time_to_correct: Annotated[str, Part("补正期限")]  # 15个工作日
    correct_by: Annotated[date, Part("补正截止日")]
    consequence: Annotated[str, Part("逾期后果")]
    statement: Annotated[str, Part("一次性告知的声明")] = TOLD_ONCE


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceNotice(CasePaper):
    """受理通知书: accepted on which day, and by when a decision is owed (6.1).

    ``deemed``: the five working days of 4.2c passed in silence, and the law says accepted as of the
    day of receipt."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.ACCEPTANCE_NOTICE)
    clauses: tuple[str, ...] = ("6.1", "5.2.2e", "4.4a", "5.4b")
    basis: Annotated[str, Part("受理依据")]
    received_at: Annotated[datetime, Part("收件时间")]
    accepted_on: Annotated[date, Part("受理日期")]
    deemed: bool = False
    statute: str = ""
    decide_by: date | None = None  # None where no law sets a limit
    promise: Annotated[str, Part("承诺时限", "5.1a")]
    completes: Annotated[date, Part("承诺办结时间")]
    provisional: bool = False
    counting: Annotated[str, Part("期限的计算方法")]
    exclusions: str = ""  # what the limits leave out


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(CasePaper):
    """A decision that grants: 准予行政许可决定书 and its like (:data:`DECISION_TITLES`).

    A grant needs no instruction on remedies; the complaint section stands on it all the same. What
    is done within the visit has no receipt, so its decision lists materials and pages (5.2.2b)."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.DECISION)
    clauses: tuple[str, ...] = ("6.1", "4.4a", "5.4b")
    received_at: Annotated[datetime, Part("收件时间")]
    accepted_on: Annotated[date, Part("受理日期")]
    facts: Annotated[tuple[str, ...], Part("查明的事实")]
    basis: Annotated[tuple[str, ...], Part("决定依据")]
    decision: Annotated[str, Part("决定内容")]
    result: Annotated[str, Part("办理结果名称")]
    validity: str = ""  # empty: without end
    delivery: str = ""  # when and how the result is handed over
    materials: tuple[ReceivedMaterial, ...] = ()  # of what was done at once, without a receipt
    by_silence: bool = False  # nothing was decided before the licence ended, which renews it
