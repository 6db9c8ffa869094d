"""The paper of a return of materials (7.4.4)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from shouwen.rules.labels import label
from shouwen.rules.papers.case import CasePaper
from shouwen.rules.papers.paper import Part
from shouwen.rules.words import PaperKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedMaterial:
    """One material of the receipt, and what became of it. ``ground`` is the article by which it is
    held back."""

    name: Annotated[str, Part("名称")]
    form: Annotated[str, Part("形式")]
    copies: Annotated[int, Part("份数")]
    pages: Annotated[int, Part("页数")]
    fate: Annotated[str, Part("退还情况")]
    ground: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnSlip(CasePaper):
    """材料退还签收单 (7.4.4d): what was given back against the receipt, to whom, by which document.

    ``power`` says from when to when the power of attorney runs and whom it names; ``witnesses`` are
    two where the taker made a mark; ``tracking`` and ``address`` stand on what went by post."""

    title: Annotated[str, Part("文书名称")] = label(PaperKind.RETURN_SLIP)
    clauses: tuple[str, ...] = ("7.4.4d", "7.4.4a", "7.4.4b", "7.4.4c", "5.4b")
    asked_at: Annotated[datetime, Part("要求退还的时间")]
    returned_at: Annotated[datetime, Part("退还时间")]
    materials: Annotated[tuple[ReturnedMaterial, ...], Part("材料")]
    taker: Annotated[str, Part("领取人", "7.4.4b")]
    capacity: Annotated[str, Part("领取人身份", "7.4.4b")]
    document: Annotated[str, Part("证件种类", "7.4.4b")]
    document_number: Annotated[str, Part("证件号码", "7.4.4b")]  # masked
    checked_by: Annotated[str, Part("证件核验人", "7.4.4b")]
    proof: str = ""
    power: str = ""
    witnesses: tuple[str, ...] = ()
    by: Annotated[str, Part("退还方式")]
    address: str = ""
    tracking: str = ""
