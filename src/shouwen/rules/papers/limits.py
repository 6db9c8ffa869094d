"""Papers of a limit that moves: an extension decided and told, time that does not count (6.5)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from shouwen.rules.labels import label
from shouwen.rules.papers.case import CasePaper
from shouwen.rules.papers.paper import Part
from shouwen.rules.words import PaperKind

EXTENDING = "《中华人民共和国行政许可法》第四十二条第一款"
EXTENDING_JOINTLY = "《中华人民共和国行政许可法》第四十二条第二款"
"""What a licence is extended by beyond its statutory limit."""

EXCLUDING = "《中华人民共和国行政许可法》第四十五条"
"""What the limits of a licence leave out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionForm(CasePaper):
    """延期审批表 (6.5b): who asked for how much longer and why, and what which leader said. For the
    office alone."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.EXTENSION_FORM)
    clauses: tuple[str, ...] = ("6.5b", "6.5a")
    accepted_on: Annotated[date, Part("受理日期")]
    old_due: Annotated[date, Part("原截止日")]
    length: Annotated[str, Part("申请延长")]  # 5个工作日
    new_due: Annotated[date, Part("新截止日")]
    used: Annotated[str, Part("已用时间")]  # 6个工作日
    by_law: date | None = None  # None where no law sets a limit
    beyond: str = ""  # by how much it goes beyond that, and by which article
    reason: Annotated[str, Part("延期理由")]
    facts: Annotated[str, Part("事实")]
    asked_at: Annotated[datetime, Part("申请时间")]
    asked_by: Annotated[str, Part("申请人姓名")]
    decided_at: Annotated[datetime, Part("审批时间")]
    decided_by: Annotated[str, Part("审批人")]
    decided_as: Annotated[str, Part("审批人岗位")]
    answer: Annotated[str, Part("审批意见")]  # 同意延期, 不同意延期：…
    document: str = ""  # of the government's head, where a joint licence needs it


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionNotice(CasePaper):
    """延期告知书 (6.5c): from which date to which, why, and who approved."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.EXTENSION_NOTICE)
    clauses: tuple[str, ...] = ("6.5c", "6.5b", "4.4a", "5.4b")
    basis: str = ""  # the article, where it goes beyond the statutory limit
    accepted_on: Annotated[date, Part("受理日期")]
    old_due: Annotated[date, Part("原截止日")]
    length: Annotated[str, Part("延长时间")]
    new_due: Annotated[date, Part("新截止日")]
    provisional: bool = False
    reason: Annotated[str, Part("延期理由")]
    facts: Annotated[str, Part("事实")]
    approved_by: Annotated[str, Part("批准人")]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialProcedureNotice(CasePaper):
    """特别程序告知书 (6.5a): what does not count, by which article, from when until when, and which
    of the limits it moves."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.SPECIAL_PROCEDURE_NOTICE)
    clauses: tuple[str, ...] = ("6.5a", "4.4a", "5.4b")
    procedure: Annotated[str, Part("程序")]
    basis: Annotated[str, Part("依据")]
    stops: Annotated[str, Part("不计入的期限")]  # 法定时限和承诺时限
    length: Annotated[str, Part("所需时间")]  # 8个工作日
    begins_on: Annotated[date, Part("开始日期")]
    ends_on: Annotated[date, Part("结束日期")]
    goes_on: Annotated[date, Part("恢复计时的日期")]
    completes: Annotated[date, Part("办结时间")]  # if it takes as long as told
    provisional: bool = False
