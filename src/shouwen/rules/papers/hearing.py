"""Papers of a hearing: the right to it, and its time and place (行政许可法 art. 47–48)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from shouwen.rules.labels import label
from shouwen.rules.papers.case import CasePaper
from shouwen.rules.papers.paper import Part
from shouwen.rules.words import PaperKind

RIGHT = "《中华人民共和国行政许可法》第四十七条"
PROCEDURE = "《中华人民共和国行政许可法》第四十八条"


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingRight(CasePaper):
    """听证权利告知书: what is at stake, and until when a hearing may be asked for, free of charge."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.HEARING_RIGHT)
    clauses: tuple[str, ...] = ("6.1", "4.4a", "5.4b")
    basis: Annotated[str, Part("依据")] = RIGHT
    stakes: Annotated[str, Part("涉及的重大利益")]
    ask_by: Annotated[date, Part("要求听证的截止日")]


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestedRight(HearingRight):
    """利害关系人听证权利告知书: the same, told to somebody else whom it is about; ``applicant`` is whom
    it is addressed to, ``applied_by`` who applied. With ``lookup_code`` and the number of the case
    they ask from home, at ``ask_at``."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.INTERESTED_RIGHT)
    applied_by: Annotated[str, Part("提出申请的人")]
    lookup_code: Annotated[str, Part("查询码")]
    ask_at: Annotated[str, Part("网上要求听证的地址")]


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingNotice(CasePaper):
    """听证通知书: when, where, who chairs, and whether the public is let in."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.HEARING_NOTICE)
    clauses: tuple[str, ...] = ("6.1", "4.4a", "5.4b")
    basis: Annotated[str, Part("依据")] = PROCEDURE
    begins_at: Annotated[datetime, Part("听证时间")]
    place: Annotated[str, Part("听证地点")]
    chair: Annotated[str, Part("主持人")]
    closed: str = ""  # why the public is not let in


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestedNotice(HearingNotice):
    """利害关系人听证通知书: the same, brought to somebody else whom it is about; ``applicant`` is whom
    it is addressed to, ``applied_by`` who applied."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.INTERESTED_NOTICE)
    applied_by: Annotated[str, Part("提出申请的人")]
