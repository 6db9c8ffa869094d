"""Papers of a refusal: the form that files it, and what the applicant is told (7.3, 7.4.3)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from shouwen.rules.labels import label
from shouwen.rules.papers.case import CasePaper
from shouwen.rules.papers.paper import Part
from shouwen.rules.words import PaperKind, RefusalKind, ServiceKind
from shouwen.rules.worktime import chinese_time

REFUSAL_TITLES = {
    ServiceKind.LICENCE: "不予行政许可决定书",
    ServiceKind.REGISTRATION: "不予登记决定书",
    ServiceKind.FILING: "不予备案决定书",
    ServiceKind.BENEFIT: "不予给付决定书",
    ServiceKind.CONFIRMATION: "不予行政确认决定书",
    ServiceKind.AWARD: "不予奖励决定书",
    ServiceKind.RULING: "不予裁决决定书",
    ServiceKind.OTHER: "不予办理决定书",
    ServiceKind.PUBLIC: "不予办理决定书",
}
"""What a decision that refuses is called."""

REFUSES = {
    ServiceKind.LICENCE: "不予行政许可",
    ServiceKind.REGISTRATION: "不予登记",
    ServiceKind.FILING: "不予备案",
    ServiceKind.BENEFIT: "不予给付",
    ServiceKind.CONFIRMATION: "不予行政确认",
    ServiceKind.AWARD: "不予奖励",
    ServiceKind.RULING: "不予裁决",
    ServiceKind.OTHER: "不予办理",
    ServiceKind.PUBLIC: "不予办理",
}
"""What it decides."""

REFUSAL_BASIS = {
    RefusalKind.REFUSED: "《中华人民共和国行政许可法》第三十八条第二款",
    RefusalKind.PARTLY: "《中华人民共和国行政许可法》第三十八条第二款",
    RefusalKind.NOT_ACCEPTED: "《中华人民共和国行政许可法》第三十二条第二款",
    RefusalKind.LAPSED: "《中华人民共和国行政许可法》第三十二条第二款",
    RefusalKind.NO_LICENCE_NEEDED: "《中华人民共和国行政许可法》第三十二条第一款第一项",
    RefusalKind.NOT_OURS: "《中华人民共和国行政许可法》第三十二条第一款第二项",
}
"""The article a notice rests on where the service is a licence; elsewhere the guide names it."""

MATERIALS_BACK = "您交来的材料，可以凭有效身份证件要求退还。"
"""What every refusal says of what was handed in (7.4.4a)."""


def reason_in_words(fact: str, law: str, article: str, text: str) -> str:
    """One reason as the notice tells it: the fact, and the article that it does not meet."""
    return f"{fact.rstrip('。；')}，不符合《{law}》{article}（“{text.rstrip('。；')}”）。"


def heard_in_words(held: datetime, signed_by: str) -> str:
    """That a decision rests on the minutes of a hearing (行政许可法 art. 48)."""
    day = chinese_time(held)
    return (
        f"{day.year}年{day.month}月{day.day}日举行了听证，听证笔录由{signed_by}签字确认，"
        "本决定根据听证笔录作出（《中华人民共和国行政许可法》第四十八条）。"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedCondition:
    """One condition as it was checked: 符合 or 不符合."""

    text: Annotated[str, Part("条件")]
    found: Annotated[str, Part("核对结果")]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalGround:
    """One ground: what is unmet, on which fact, shown by what, under which article in its words."""

    item: Annotated[str, Part("未达条件")]
    fact: Annotated[str, Part("事实")]
    evidence: Annotated[str, Part("证据")]
    article: Annotated[str, Part("条文")]
    text: Annotated[str, Part("条文原文")]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Notice(CasePaper):
    """What the applicant is told: why, and where to turn who does not agree (7.4.3b, 7.4.3c).

    The last days of both periods stand on no paper: they run from the day it is received."""

    received_at: Annotated[datetime, Part("收件时间")]
    reasons: Annotated[tuple[str, ...], Part("理由", "7.3.3")]
    basis: Annotated[str, Part("依据")]
    decision: Annotated[str, Part("决定内容")]
    body: Annotated[str, Part("复议机关", "7.4.3c")]
    body_address: Annotated[str, Part("复议机关地址", "7.4.3c")]
    body_online: str = ""
    body_basis: Annotated[str, Part("复议管辖依据", "7.4.3c")]
    reconsider_within: Annotated[str, Part("复议期限", "7.4.3c")]  # 60日
    court: Annotated[str, Part("法院", "7.4.3c")]
    sue_within: Annotated[str, Part("起诉期限", "7.4.3c")]  # 6个月
    first: str = ""  # the article that sends to reconsideration first
    materials: Annotated[str, Part("材料的退还", "7.4.4a")] = MATERIALS_BACK


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(_Notice):
    """不予行政许可决定书 and its like (:data:`REFUSAL_TITLES`)."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.REFUSAL)
    clauses: tuple[str, ...] = ("7.4.3b", "7.4.3c", "7.3.3", "5.4b")
    accepted_on: Annotated[date, Part("受理日期")]
    granted: str = ""  # what is granted of a partial refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class NonAcceptance(_Notice):
    """不予受理通知书; ``instead`` says whose it is, where it is not ours (行政许可法 art. 32(1)(2))."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.NON_ACCEPTANCE)
    clauses: tuple[str, ...] = ("7.4.3b", "7.4.3c", "7.2.2", "7.3.3", "5.4b")
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversal(CasePaper):
    """撤销不予受理决定书: what was told at once was wrong, and is taken back by a paper that names it
    (7.2.2)."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.REVERSAL)
    clauses: tuple[str, ...] = ("7.2.2", "7.4.2a", "4.4a", "5.4b")
    received_at: Annotated[datetime, Part("收件时间")]
    reversed_number: Annotated[str, Part("撤销的文书号", "7.2.2")]
    reversed_on: Annotated[date, Part("撤销的文书日期", "7.2.2")]
    basis: Annotated[str, Part("依据")]
    reason: Annotated[str, Part("撤销的理由", "7.4.2a")]
    counted_from: Annotated[date, Part("答复期限从哪天起算", "7.2.2")]
    answer_within: Annotated[str, Part("答复期限", "7.2.2")]  # 5个工作日


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalForm(CasePaper):
    """否定事项报备登记表 (7.3, 7.4.2): who proposed what on which grounds, and who looked at it. Two
    copies of one content: one for the leader, one with the case's materials (7.4.2b)."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.REFUSAL_FORM)
    clauses: tuple[str, ...] = ("7.3.1", "7.3.2", "7.3.3", "7.3.4", "7.4.2a", "7.4.2b")
    kind: Annotated[str, Part("类型", "7.2.1")]
    phone: Annotated[str, Part("联系电话", "7.3.2")]  # 拒留 where it was declined
    address: str = ""
    agent: str = ""
    received_at: Annotated[datetime, Part("收件时间")]
    accepted_on: date | None = None
    conditions: tuple[CheckedCondition, ...] = ()
    grounds: tuple[RefusalGround, ...] = ()
    reason: str = ""  # of what was told at once, before anybody had looked
    granted: str = ""
    section: Annotated[str, Part("经办部门", "7.3.4")]
    proposer: Annotated[str, Part("经办人姓名", "7.3.4")]
    proposer_post: Annotated[str, Part("经办人职务", "7.3.4")]
    proposed_at: Annotated[datetime, Part("报备时间", "7.4.1")]
    opinion: Annotated[str, Part("经办意见", "7.3.3")]
    reviewer: Annotated[str, Part("审核人", "7.4.2a")]
    reviewer_post: Annotated[str, Part("审核人职务", "7.4.2a")]
    reviewed_at: Annotated[datetime, Part("审核时间", "7.4.2a")]
    review: Annotated[str, Part("审核意见", "7.4.2a")]
    approver: Annotated[str, Part("批准人", "7.4.2a")]
    approver_post: Annotated[str, Part("批准人职务", "7.4.2a")]
    approved_at: Annotated[datetime, Part("批准时间", "7.4.2a")]
    approval: Annotated[str, Part("批准意见", "7.4.2a")]
    notice: Annotated[str, Part("告知文书号", "7.4.3b")]
    first_copy: Annotated[str, Part("第一份去向", "7.4.2b")]
    second_copy: Annotated[str, Part("第二份去向", "7.4.2b")]
