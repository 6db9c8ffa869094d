"""Papers of an absence: who let somebody go, who stands in, and what was handed over (3.2, 3.3).

They are for the office alone: reasons and lines are shown to nobody outside."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from shouwen.rules.labels import label
from shouwen.rules.papers.paper import Paper, Part
from shouwen.rules.words import PaperKind


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """Who stands in on one post. ``agreed_at`` is None where a leader's designation needed no
    agreement."""

    post: Annotated[str, Part("岗位")]
    person: Annotated[str, Part("代行人")]
    designated_by: str = ""  # empty: asked by the person who leaves
    agreed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceForm(Paper):
    """离岗审批表 (3.2a): somebody is away, why, until when, who stands in, who approved.

    A sudden absence was entered, not asked for: what only a planned one has settled beforehand may
    be empty then. What comes after the day of issue (an extension, signing in) is written into it
    where it is issued anew, and otherwise by hand."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.ABSENCE_FORM)
    clauses: tuple[str, ...] = ("3.2a", "3.1", "3.2b", "3.2c")
    person: Annotated[str, Part("离岗人")]
    section: Annotated[str, Part("科室")]
    post: Annotated[str, Part("岗位")]
    kind: Annotated[str, Part("类别")]  # 培训, 病假
    sudden: bool = False
    reason: Annotated[str, Part("事由", unless="sudden")] = ""
    leaves_at: Annotated[datetime, Part("离岗时间")]
    returns_at: Annotated[datetime | None, Part("返岗时间", unless="sudden")] = None
    length: Annotated[str, Part("时长", unless="sudden")] = ""  # 3个工作日, 2小时
    entered_by: Annotated[str, Part("申请人或者登记人")]
    entered_at: Annotated[datetime, Part("申请或者登记时间")]
    stand_ins: Annotated[tuple[StandIn, ...], Part("代行人", "3.1", unless="sudden")] = ()
    emptied: str = ""  # names of the sections that this absence leaves empty
    office_by: Annotated[str, Part("办公室接手人", "3.2c", when="emptied", unless="sudden")] = ""
    office_at: Annotated[
        datetime | None, Part("办公室接手时间", "3.2c", when="emptied", unless="sudden")
    ] = None
    approver: Annotated[str, Part("批准人", unless="sudden")] = ""
    approver_post: Annotated[str, Part("批准人岗位", unless="sudden")] = ""
    approved_at: Annotated[datetime | None, Part("批准时间", unless="sudden")] = None
    extensions: tuple[str, ...] = ()  # each with its new end, who approved it and when
    signed_in_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverLine:
    """One thing in progress or pending: what is owed next and until when; ``within``: it falls due
    during the absence."""

    number: str = ""  # of the case or contact; empty for what has none
    matter: str = ""  # 巴山小馆 食品经营许可（新办）
    owed: Annotated[str, Part("下一步")]
    due: date | None = None  # with the time where there is one
    within: bool = False
    comment: str = ""  # of the holder


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverSheet(Paper):
    """工作交接单 (3.3a): what one stand-in takes over, signed by both and seen by the leader.

    ``signed_for``: the direct leader signed it for somebody who could not. The hand-back is
    written into it where it is issued anew after the return, and otherwise by hand."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.HANDOVER_SHEET)
    clauses: tuple[str, ...] = ("3.3a", "3.1", "3.5")
    absence_number: Annotated[str, Part("离岗编号")]
    section: Annotated[str, Part("科室")]
    post: Annotated[str, Part("岗位")]
    holder: Annotated[str, Part("交出人")]
    stand_in: Annotated[str, Part("接收人")]
    leader: Annotated[str, Part("直接领导")]
    leaves_at: Annotated[datetime, Part("离岗时间")]
    returns_at: datetime | None = None  # None: not known yet
    lines: Annotated[tuple[HandoverLine, ...], Part("在办、待办事项", unless="nothing_owed")] = ()
    nothing_owed: bool = False
    things: tuple[str, ...] = ()  # files, keys, seals
    signed_for: bool = False
    handed_at: Annotated[datetime, Part("交出时间")]
    taken_at: Annotated[datetime, Part("接收时间")]
    seen_at: Annotated[datetime, Part("直接领导过目时间")]
    back_at: datetime | None = None  # handed back by the stand-in
    taken_back_at: datetime | None = None
