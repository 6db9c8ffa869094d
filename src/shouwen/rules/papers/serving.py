"""The paper that says how another reached its reader (7.4.3b)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from shouwen.rules.labels import label
from shouwen.rules.papers.case import CasePaper
from shouwen.rules.papers.paper import Part
from shouwen.rules.words import PaperKind


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptInWords:
    """One attempt: when, in which way, to whom or where, what proves it or why it failed."""

    at: Annotated[datetime, Part("时间")]
    by: Annotated[str, Part("方式")]
    outcome: Annotated[str, Part("结果")]
    to: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRecord(CasePaper):
    """送达回证: which paper, every attempt to bring it, and on which day it counts as served."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.SERVICE_RECORD)
    clauses: tuple[str, ...] = ("7.4.3b", "4.4b", "5.4b")
    paper_title: Annotated[str, Part("送达的文书")]
    paper_number: Annotated[str, Part("送达文书的文号")]
    attempts: Annotated[tuple[AttemptInWords, ...], Part("送达经过")]
    served_on: Annotated[date, Part("送达日期")]
    made_out_by: Annotated[str, Part("填写人")]
