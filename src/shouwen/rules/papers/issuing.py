"""Why a paper may not be issued, how its content is frozen, and the sentences for both."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, get_args, get_origin, get_type_hints

from shouwen.rules.labels import label
from shouwen.rules.papers.absence import AbsenceForm, HandoverSheet
from shouwen.rules.papers.case import AcceptanceNotice, CorrectionNotice, Decision, Receipt
from shouwen.rules.papers.hearing import (
    HearingNotice,
    HearingRight,
    InterestedNotice,
    InterestedRight,
)
from shouwen.rules.papers.limits import ExtensionForm, ExtensionNotice, SpecialProcedureNotice
from shouwen.rules.papers.notices import ChangedLawNotice, SupplementaryNotice, SupplyInvitation
from shouwen.rules.papers.paper import Paper, Part
from shouwen.rules.papers.posts import AbTable, PostDescription
from shouwen.rules.papers.refusal import NonAcceptance, Refusal, RefusalForm, Reversal
from shouwen.rules.papers.returns import ReturnSlip
from shouwen.rules.papers.serving import ServiceRecord
from shouwen.rules.papers.unlisted import ReferralNotice, UnlistedReceipt
from shouwen.rules.verdict import Bar
from shouwen.rules.words import PaperKind
from shouwen.rules.worktime import CST

SCHEMAS: dict[PaperKind, type[Paper]] = {
    PaperKind.RECEIPT: Receipt,
    PaperKind.CORRECTION_NOTICE: CorrectionNotice,
    PaperKind.SUPPLEMENTARY_NOTICE: SupplementaryNotice,
    PaperKind.CHANGED_LAW_NOTICE: ChangedLawNotice,
    PaperKind.SUPPLY_INVITATION: SupplyInvitation,
    PaperKind.ACCEPTANCE_NOTICE: AcceptanceNotice,
    PaperKind.DECISION: Decision,
    PaperKind.EXTENSION_FORM: ExtensionForm,
    PaperKind.EXTENSION_NOTICE: ExtensionNotice,
    PaperKind.HEARING_RIGHT: HearingRight,
    PaperKind.INTERESTED_RIGHT: InterestedRight,
    PaperKind.HEARING_NOTICE: HearingNotice,
    PaperKind.INTERESTED_NOTICE: InterestedNotice,
    PaperKind.SPECIAL_PROCEDURE_NOTICE: SpecialProcedureNotice,
    PaperKind.POST_DESCRIPTION: PostDescription,
    PaperKind.AB_TABLE: AbTable,
    PaperKind.ABSENCE_FORM: AbsenceForm,
    PaperKind.HANDOVER_SHEET: HandoverSheet,
    PaperKind.UNLISTED_RECEIPT: UnlistedReceipt,
    PaperKind.REFERRAL_NOTICE: ReferralNotice,
    PaperKind.REFUSAL_FORM: RefusalForm,
    PaperKind.REFUSAL: Refusal,
    PaperKind.NON_ACCEPTANCE: NonAcceptance,
    PaperKind.REVERSAL: Reversal,
    PaperKind.RETURN_SLIP: ReturnSlip,
    PaperKind.SERVICE_RECORD: ServiceRecord,
}
"""What a paper of each kind says."""


def _required(schema: type) -> dict[str, Part]:
    """The required parts of a paper, or of one item of its lists, by field."""
    hints = get_type_hints(schema, include_extras=True)
    return {
        field: mark
        for field, hint in hints.items()
        for mark in getattr(hint, "__metadata__", ())
        if isinstance(mark, Part)
    }


def _lists(schema: type) -> dict[str, dict[str, Part]]:
    """The required parts of one item, by field, for each field that lists items."""
    return {
        field: _required(get_args(hint)[0])
        for field, hint in get_type_hints(schema).items()
        if get_origin(hint) is tuple and is_dataclass(get_args(hint)[0])
    }


_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # all but tabs and line breaks
_KINDS = {schema: kind for kind, schema in SCHEMAS.items()}
_REQUIRED = {schema: _required(schema) for schema in SCHEMAS.values()}
_LISTS = {schema: _lists(schema) for schema in SCHEMAS.values()}


def problems(paper: Paper) -> tuple[Bar, ...]:
    """Why ``paper`` may not be issued: a bar for each required part that is empty, and for counts
    (pages, copies, version) that are not above zero. Of a list, ``params["n"]`` says which item.

    Barred too: a correction notice that is not the first of its case (4.2c), a receipt issued anew
    without a reason, and control characters, as pasted text brings them."""
    kind = _KINDS[type(paper)]
    bars = []
    for field, part in _REQUIRED[type(paper)].items():
        clause = part.clause or paper.clauses[0]
        value = getattr(paper, field)
        if _is_empty(value):
            if _is_owed(part, paper):
                bars.append(Bar(clause, f"{kind}_{field}_missing"))
            continue
        bars += [
            Bar(its.clause or clause, f"{kind}_{field}_{piece}_missing", {"n": n})
            for piece, its in _LISTS[type(paper)].get(field, {}).items()
            for n, item in enumerate(value, start=1)
            if _is_empty(getattr(item, piece))
        ]
    if isinstance(paper, CorrectionNotice) and paper.nth != 1:
        bars.append(Bar("4.2c", "correction_notice_told_before", {"nth": paper.nth}))
    if isinstance(paper, Receipt) and paper.edition > 1 and _is_empty(paper.reissue_reason):
        bars.append(Bar("6.4b", "receipt_reissue_reason_missing", {"edition": paper.edition}))
    if any(_UNSEEN.search(text) for text in _texts(paper)):
        bars.append(Bar("4.4a", "paper_has_control_characters"))
    return tuple(bars)


def canonical(paper: Paper) -> str:
    """The content as it is frozen: JSON with sorted keys and no spaces, days and times in ISO form
    at +08:00 to the minute. The same facts always give the same text."""
    return json.dumps(
        paper, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def _plain(value: Any) -> object:
    """A part of a paper as JSON has it: its fields by name; anything else is a day or a time."""
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return _iso(value)


def digest(text: str) -> str:
    """The digest of a text as it is kept, a paper's or a ledger entry's, with the name of its
    algorithm in front."""
    return "sha256:" + sha256(text.encode()).hexdigest()


def _texts(value: object) -> Iterator[str]:
    """Every piece of text in a paper."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _is_owed(part: Part, paper: Paper) -> bool:
    wanted = not part.when or bool(getattr(paper, part.when))
    return wanted and not (part.unless and getattr(paper, part.unless))


def _is_empty(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, int):
        return value <= 0
    if isinstance(value, tuple):
        return not value or any(isinstance(line, str) and not line.strip() for line in value)
    return value is None


def _iso(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(CST).isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a paper holds no {type(value).__name__}")


def _sentences() -> Iterator[tuple[str, str]]:
    for kind, schema in SCHEMAS.items():
        title = label(kind)
        for field, part in _REQUIRED[schema].items():
            yield f"{kind}_{field}_missing", f"{title}缺少{part.name}，请补上后再出具。"
            for piece, its in _LISTS[schema].get(field, {}).items():
                yield (
                    f"{kind}_{field}_{piece}_missing",
                    f"{title}的第{{n}}项{part.name}缺少{its.name}，请补上后再出具。",
                )
    yield (
        "paper_has_control_characters",
        "文字里有看不见的控制字符（多半是粘贴带来的），请删去后重新输入。",
    )
    yield "correction_notice_told_before", "这将是第{nth}次补正通知：需要补正的内容只能一次性告知。"
    yield "receipt_reissue_reason_missing", "第{edition}次出具收件回执单，请写明重新出具的原因。"


SENTENCES: dict[str, str] = dict(_sentences())
"""What people read for each code of :func:`problems`."""
