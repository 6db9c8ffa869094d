"""Papers of a matter that no published guide covers (5.1a)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from shouwen.rules.labels import label
from shouwen.rules.papers.case import CasePaper, ReceivedMaterial
from shouwen.rules.papers.paper import Part
from shouwen.rules.words import PaperKind


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlistedReceipt(CasePaper):
    """未公布事项收件回执单: what somebody wants, what they handed in, who answers until when.
    ``service`` is what they want, in their words; ``handler`` the leader who answers."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.UNLISTED_RECEIPT)
    clauses: tuple[str, ...] = ("5.1a", "7.1", "5.4b")
    received_at: Annotated[datetime, Part("收件时间")]
    answered_by: Annotated[date, Part("答复期限")]
    time_to_answer: Annotated[str, Part("答复时限")]  # 5个工作日
    materials: tuple[ReceivedMaterial, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralNotice(CasePaper):
    """转办告知书: whose it is instead, how to reach them, and why."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.REFERRAL_NOTICE)
    clauses: tuple[str, ...] = ("5.1a", "5.4d", "5.4b")
    received_at: Annotated[datetime, Part("收件时间")]
    body: Annotated[str, Part("归哪个单位管")]
    body_phone: Annotated[str, Part("那里的电话")]
    reason: Annotated[str, Part("理由")]
