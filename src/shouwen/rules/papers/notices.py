"""Papers that tell an applicant what to correct beside the one notice: new faults of what was filed
anew, a law that changed, and what may be supplied to an application that silence accepted (4.2c)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from shouwen.rules.labels import label
from shouwen.rules.papers.case import CasePaper, Fault
from shouwen.rules.papers.paper import Part
from shouwen.rules.words import PaperKind

ONLY_WHAT_IS_NEW = (
    "本通知只告知新提交的材料里新发现的问题，每一项都写明是哪一次提交的哪一样材料；"
    "对没有变动的材料，本机关不提出新的补正要求。"
)
"""What a supplementary notice declares."""

ONLY_THE_LAW = (
    "以上材料是法律在收件以后的变动新要求的，不是对已经提交的材料提出的补正要求；"
    "本机关告知过的其他内容不变。"
)
"""What the notice of a changed law declares."""

NO_EFFECT_ON_TIME = (
    "本办件已经视为受理，办理期限照常计算，不因本邀请中止、延长或者重新计算。补充不补充由您决定；"
    "补充有利于查明事实的，请尽快提交。"
)
"""What an invitation to supply declares: it moves no clock, and obliges nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementaryNotice(CasePaper):
    """补充通知书 (4.2c): what is wrong with what was filed anew and could not be seen before.

    ``nth`` counts the supplementary notices of its case; ``still_unmet`` names what was told
    before and still waits for."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.SUPPLEMENTARY_NOTICE)
    clauses: tuple[str, ...] = ("4.2c", "4.4a", "5.4b")
    basis: Annotated[str, Part("告知依据")]
    answers_to: Annotated[str, Part("所答复通知的文号")]
    nth: Annotated[int, Part("第几次补充")]
    faults: Annotated[tuple[Fault, ...], Part("新发现的问题")]
    still_unmet: tuple[str, ...] = ()
    time_to_correct: Annotated[str, Part("补正期限")]
    correct_by: Annotated[date, Part("补正截止日")]
    consequence: Annotated[str, Part("逾期后果")]
    statement: Annotated[str, Part("补充告知的声明")] = ONLY_WHAT_IS_NEW


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedLawNotice(CasePaper):
    """法律变动告知书 (4.2c): a law that came into force after the receipt, and what it newly asks."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.CHANGED_LAW_NOTICE)
    clauses: tuple[str, ...] = ("4.2c", "4.4a", "5.4b")
    received_at: Annotated[datetime, Part("收件时间")]
    article: Annotated[str, Part("变动的条款")]
    commences: Annotated[date, Part("施行日期")]
    leader: Annotated[str, Part("决定告知的领导")]
    faults: Annotated[tuple[Fault, ...], Part("新要求的材料")]
    time_to_correct: Annotated[str, Part("提交期限")]
    correct_by: Annotated[date, Part("提交截止日")]
    consequence: Annotated[str, Part("逾期后果")]
    statement: Annotated[str, Part("法律变动的声明")] = ONLY_THE_LAW


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyInvitation(CasePaper):
    """补充材料邀请书 (4.2c): what somebody may supply whose application silence has accepted; ``nth``
    counts the invitations of its case."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.SUPPLY_INVITATION)
    clauses: tuple[str, ...] = ("4.2c", "4.4a", "5.4b")
    accepted_on: Annotated[date, Part("视为受理的日期")]
    nth: Annotated[int, Part("第几次邀请")]
    faults: Annotated[tuple[Fault, ...], Part("可以补充的内容")]
    statement: Annotated[str, Part("不影响期限的声明")] = NO_EFFECT_ON_TIME
