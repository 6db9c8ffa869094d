"""Papers of the scheme of duties: what each post does, and who stands in for whom (2.7)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from shouwen.rules.labels import label
from shouwen.rules.papers.paper import Paper, Part
from shouwen.rules.words import PaperKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyInWords:
    """One duty of a post: what it is to do, how well, how that is measured, and the document it
    comes from; ``powers`` are what it lets the post do (2.4.2), empty where it brings none."""

    group: Annotated[str, Part("类别")]  # 业务职责, 党风廉政建设, 思想政治工作
    task: Annotated[str, Part("任务", "2.4.3")]
    requirement: Annotated[str, Part("要求", "2.4.3")]
    indicator: Annotated[str, Part("考核指标", "2.4.3")]
    source: Annotated[str, Part("来源文件", "2.1")]
    powers: str = ""  # 受理申请、审核材料


@dataclass(frozen=True, slots=True, kw_only=True)
class PostDescription(Paper):
    """岗位说明书 (2.7.3): what one post is there for, as one version of the scheme has it.

    Duties of one group stand together, in the order in which they are to be read."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.POST_DESCRIPTION)
    clauses: tuple[str, ...] = ("2.7.3", "2.1", "2.4.2", "2.4.3", "2.7.4")
    section: Annotated[str, Part("所属科室")]
    post: Annotated[str, Part("岗位名称")]
    holder: str = ""  # empty: vacant
    b_role: Annotated[str, Part("B角", "2.7.4")]  # of the main leader: 按副职顺序
    leader: str = ""  # who supervises the section; empty for the main leader
    qualification: str = ""
    duties: Annotated[tuple[DutyInWords, ...], Part("岗位职责", "2.4.1")]
    scheme_number: Annotated[str, Part("岗位责任制方案编号", "2.3")]
    valid_from: Annotated[date, Part("生效日期", "2.3")]
    approved_by: Annotated[str, Part("批准人", "2.3")]
    approved_on: Annotated[date, Part("批准日期", "2.3")]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostInTable:
    """One post with its two roles, and who names somebody where both are away or the rank of the
    post asks for it (3.3b, 3.4)."""

    section: Annotated[str, Part("科室")]
    post: Annotated[str, Part("岗位")]
    holder: str = ""  # empty: vacant
    b_role: Annotated[str, Part("B角")]
    phone: Annotated[str, Part("办公电话")]
    designated_by: Annotated[str, Part("代行人由谁指定", "3.3b")]


@dataclass(frozen=True, slots=True, kw_only=True)
class AbTable(Paper):
    """AB角一览表 (2.7.4): every post of the unit with its A and B role, as on the day of issue.

    Posts of one section stand together."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.AB_TABLE)
    clauses: tuple[str, ...] = ("2.7.4", "3.1", "3.3b", "3.4a")
    posts: Annotated[tuple[PostInTable, ...], Part("岗位")]
    deputies: tuple[str, ...] = ()  # in the order in which they follow the main leader (3.4a)
    duty_leader: str = ""  # on duty on the day of issue
    duty_phone: str = ""
    scheme_number: Annotated[str, Part("岗位责任制方案编号", "2.3")]
    scheme_date: Annotated[date, Part("方案生效日期", "2.3")]
