"""What of a paper may be set right by another of its kind, and how one is read again (4.4b).

A slip of the pen alone: how somebody is called, where they turn, how a fact is worded. What is
decided, on which law, by whom, and every day on which something runs stay as they were issued: a
paper wrong in these is taken back or decided anew, by the act that does that."""

import json
from dataclasses import is_dataclass
from datetime import date, datetime
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from shouwen.rules.papers.issuing import SCHEMAS
from shouwen.rules.papers.paper import Paper
from shouwen.rules.words import PaperKind

_ON_EVERY_PAPER = {
    "applicant": "申请人",
    "service": "事项名称",
    "handler_phone": "经办人办公电话",
    "complaint_phone": "投诉电话",
}

REMEDY = {
    "body": "复议机关",
    "body_address": "复议机关地址",
    "body_online": "复议机关网址",
    "court": "法院",
}
"""Where whoever is refused may turn. Told wrongly they were not told it: what sets this right is
served, and both remedies run from that (7.4.3c)."""

CORRECTABLE: dict[PaperKind, dict[str, str]] = {
    PaperKind.CORRECTION_NOTICE: _ON_EVERY_PAPER,
    PaperKind.SUPPLEMENTARY_NOTICE: _ON_EVERY_PAPER,
    PaperKind.CHANGED_LAW_NOTICE: _ON_EVERY_PAPER,
    PaperKind.ACCEPTANCE_NOTICE: _ON_EVERY_PAPER,
    PaperKind.EXTENSION_NOTICE: {**_ON_EVERY_PAPER, "facts": "事实"},
    PaperKind.HEARING_RIGHT: {**_ON_EVERY_PAPER, "stakes": "涉及的重大利益"},
    PaperKind.HEARING_NOTICE: _ON_EVERY_PAPER,
    PaperKind.SPECIAL_PROCEDURE_NOTICE: _ON_EVERY_PAPER,
    PaperKind.REVERSAL: _ON_EVERY_PAPER,
    PaperKind.DECISION: {**_ON_EVERY_PAPER, "delivery": "怎么领取结果"},
    PaperKind.REFUSAL: {**_ON_EVERY_PAPER, **REMEDY},
    PaperKind.NON_ACCEPTANCE: {**_ON_EVERY_PAPER, **REMEDY},
}
"""The parts of each paper for the applicant that may be set right, with their names."""


def frozen(kind: PaperKind, content: str) -> Paper:
    """The paper whose :func:`~shouwen.rules.papers.canonical` text this is. What its kind says only
    since a later day stays empty."""
    paper: Paper = _read(SCHEMAS[kind], json.loads(content))
    return paper


def _read(schema: type, said: dict[str, Any]) -> Any:
    hints = get_type_hints(schema)
    return schema(**{field: _part(hints[field], value) for field, value in said.items()})


def _part(hint: Any, value: Any) -> Any:
    """One part as its schema has it, from how JSON has it."""
    if value is None:
        return None
    if isinstance(hint, UnionType):
        return _part(get_args(hint)[0], value)
    if get_origin(hint) is tuple:
        return tuple(_part(get_args(hint)[0], item) for item in value)
    if is_dataclass(hint):
        return _read(hint, value)  # type: ignore[arg-type]  # a class here, never an instance
    if hint in (date, datetime):
        at = datetime.fromisoformat(value)
        return at if at.tzinfo else at.date()
    return value
