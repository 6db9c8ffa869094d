"""What each paper says: one schema per kind, holding only what will be printed.

A paper is composed of frozen facts, checked by :func:`problems`, frozen as :func:`canonical` text
with its :func:`digest`, and only then given a number and issued. The drawing of it
(``shouwen.papers``) adds no fact of its own.

Required parts are marked with :class:`Part`, which names them for the reader and says under which
clause they are owed; every other field may stay empty.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from hashlib import sha256
from typing import Annotated, get_type_hints

from shouwen.rules.verdict import Bar
from shouwen.rules.words import PaperKind, ServiceKind
from shouwen.rules.worktime import CST

RECEIVED_IN_FULL = "如材料齐全、符合法定形式并于收件当日受理"
"""The condition a completion time stands under before acceptance (6.4b)."""

TOLD_ONCE = (
    "本通知为一次性告知：已收到的材料中需要补正的内容已全部列明，"
    "对未变动的材料，本机关今后不再提出新的补正要求。"
)
"""What a correction notice declares (4.2c)."""

LICENSING_BASIS = {
    PaperKind.CORRECTION_NOTICE: "《中华人民共和国行政许可法》第三十二条第一款第四项",
    PaperKind.ACCEPTANCE_NOTICE: "《中华人民共和国行政许可法》第三十二条第一款第五项",
    PaperKind.DECISION: "《中华人民共和国行政许可法》第三十八条第一款",
}
"""The article each paper rests on where the service is a licence; elsewhere the guide names it."""

DEEMED_BASIS = "《中华人民共和国行政许可法》第三十二条第一款第四项"
"""Not told what to correct within five working days: accepted as of the day of receipt."""

LICENSING_COUNT = "期限以工作日计算，不含法定节假日（《中华人民共和国行政许可法》第八十二条）。"
"""How the limits of a licence are counted."""

LICENSING_EXCLUSIONS = (
    "依法需要听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的，所需时间不计算在上述期限内，"
    "本机关将书面告知所需时间（《中华人民共和国行政许可法》第四十五条）。"
)
"""What the statutory limit of a licence leaves out."""

TITLES = {
    PaperKind.RECEIPT: "收件回执单",
    PaperKind.CORRECTION_NOTICE: "补正通知书",
    PaperKind.ACCEPTANCE_NOTICE: "受理通知书",
    PaperKind.DECISION: "准予决定书",
}
"""What each kind of paper is called; of a decision, where its service has no name of its own."""

DECISION_TITLES = {
    ServiceKind.LICENCE: "准予行政许可决定书",
    ServiceKind.REGISTRATION: "准予登记决定书",
    ServiceKind.FILING: "备案通知书",
    ServiceKind.BENEFIT: "行政给付决定书",
    ServiceKind.CONFIRMATION: "行政确认决定书",
    ServiceKind.AWARD: "行政奖励决定书",
    ServiceKind.RULING: "行政裁决书",
    ServiceKind.OTHER: "准予决定书",
    ServiceKind.PUBLIC: "办理结果通知书",
}
"""What a decision that grants is called."""


@dataclass(frozen=True, slots=True)
class Part:
    """Marks a required part: its name in print, and the clause it is owed under (where empty, the
    first clause of its paper)."""

    name: str
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What every numbered paper says. Days and times are those of the office (+08:00)."""

    title: Annotated[str, Part("文书名称")]
    clauses: tuple[str, ...]  # the clauses this paper fulfils, its own clause first
    unit: Annotated[str, Part("机关名称")]
    number: Annotated[str, Part("文号", "4.4a")]  # as given: 广审收〔2026〕3117号
    issued_on: Annotated[date, Part("出具日期", "4.4a")]
    service: Annotated[str, Part("事项名称")]
    case_number: Annotated[str, Part("办件编号")]
    applicant: Annotated[str, Part("申请人")]
    handler: Annotated[str, Part("经办人姓名")]
    handler_phone: Annotated[str, Part("经办人办公电话")]
    complaint_section: Annotated[str, Part("受理投诉的科室", "5.4b")]
    complaint_phone: Annotated[str, Part("投诉电话", "5.4b")]
    # The page that says whether the paper is genuine and how far the case is.
    check_url: Annotated[str, Part("查验网址", "4.4b")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedMaterial:
    """One material as taken in. ``pages`` are those of all copies; of a file, as printed."""

    name: Annotated[str, Part("名称")]
    form: Annotated[str, Part("形式")]  # 原件, 复印件, 原件和复印件, 电子件
    copies: Annotated[int, Part("份数")]
    pages: Annotated[int, Part("页数")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(Paper):
    """收件回执单 (6.4b): what came in, and when it will be done under which condition.

    It is issued anew when the date or the handler changes: ``edition`` then counts up and
    ``reissue_reason`` says why."""

    title: Annotated[str, Part("文书名称")] = TITLES[PaperKind.RECEIPT]
    clauses: tuple[str, ...] = ("6.4b", "5.2.2b", "5.4b")
    guide_version: Annotated[int, Part("办事指南版本")]
    lookup_code: Annotated[str, Part("查询码")]
    applicant_id: Annotated[str, Part("证件号码")]  # masked
    agent: str = ""
    channel: Annotated[str, Part("收件方式")]  # 窗口, 网上, 邮寄
    received_at: Annotated[datetime, Part("收件时间")]
    completes: Annotated[date, Part("办结时间")]  # with the time where counted in hours
    condition: Annotated[str, Part("办结时间的条件")] = RECEIVED_IN_FULL
    provisional: bool = False  # counted on a year whose holidays are not announced yet
    promise: Annotated[str, Part("承诺时限", "5.1a")]  # 8个工作日
    statute: str = ""  # 20个工作日; empty where no law sets one
    materials: Annotated[tuple[ReceivedMaterial, ...], Part("材料")]
    edition: Annotated[int, Part("版次")] = 1
    reissue_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing to correct: in what, what is wrong, on which ground, and how to mend it."""

    material: Annotated[str, Part("材料名称")]
    problem: Annotated[str, Part("问题")]
    ground: Annotated[str, Part("依据")]
    cure: Annotated[str, Part("补正要求")]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNotice(Paper):
    """补正通知书 (4.2c): everything to correct, told once and in writing."""

    title: Annotated[str, Part("文书名称")] = TITLES[PaperKind.CORRECTION_NOTICE]
    clauses: tuple[str, ...] = ("4.2c", "4.4a", "5.4b")
    basis: Annotated[str, Part("告知依据")]
    received_at: Annotated[datetime, Part("收件时间")]
    nth: int = 1  # which notice of its case this is: always the first
    faults: Annotated[tuple[Fault, ...], Part("补正内容")]
    time_to_correct: Annotated[str, Part("补正期限")]  # 15个工作日
    correct_by: Annotated[date, Part("补正截止日")]
    consequence: Annotated[str, Part("逾期后果")]
    statement: Annotated[str, Part("一次性告知的声明")] = TOLD_ONCE


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceNotice(Paper):
    """受理通知书: accepted on which day, and by when a decision is owed (6.1).

    ``deemed``: the five working days of 4.2c passed in silence, and the law says accepted as of the
    day of receipt."""

    title: Annotated[str, Part("文书名称")] = TITLES[PaperKind.ACCEPTANCE_NOTICE]
    clauses: tuple[str, ...] = ("6.1", "5.2.2e", "4.4a", "5.4b")
    basis: Annotated[str, Part("受理依据")]
    received_at: Annotated[datetime, Part("收件时间")]
    accepted_on: Annotated[date, Part("受理日期")]
    deemed: bool = False
    statute: str = ""
    decide_by: date | None = None  # None where no law sets a limit
    promise: Annotated[str, Part("承诺时限", "5.1a")]
    completes: Annotated[date, Part("承诺办结时间")]
    provisional: bool = False
    counting: Annotated[str, Part("期限的计算方法")]
    exclusions: str = ""  # what the limits leave out


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Paper):
    """A decision that grants: 准予行政许可决定书 and its like (:data:`DECISION_TITLES`).

    A grant needs no instruction on remedies; the complaint section stands on it all the same."""

    title: Annotated[str, Part("文书名称")] = TITLES[PaperKind.DECISION]
    clauses: tuple[str, ...] = ("6.1", "4.4a", "5.4b")
    received_at: Annotated[datetime, Part("收件时间")]
    accepted_on: Annotated[date, Part("受理日期")]
    facts: Annotated[tuple[str, ...], Part("查明的事实")]
    basis: Annotated[tuple[str, ...], Part("决定依据")]
    decision: Annotated[str, Part("决定内容")]
    result: Annotated[str, Part("办理结果名称")]
    validity: str = ""  # empty: without end
    delivery: str = ""  # when and how the result is handed over


def _required(schema: type) -> dict[str, Part]:
    hints = get_type_hints(schema, include_extras=True)
    return {
        field: mark
        for field, hint in hints.items()
        for mark in getattr(hint, "__metadata__", ())
        if isinstance(mark, Part)
    }


SCHEMAS: dict[PaperKind, type[Paper]] = {
    PaperKind.RECEIPT: Receipt,
    PaperKind.CORRECTION_NOTICE: CorrectionNotice,
    PaperKind.ACCEPTANCE_NOTICE: AcceptanceNotice,
    PaperKind.DECISION: Decision,
}

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # all but tabs and line breaks
_KINDS = {schema: kind for kind, schema in SCHEMAS.items()}
_ITEMS: dict[str, type] = {"materials": ReceivedMaterial, "faults": Fault}
_REQUIRED = {schema: _required(schema) for schema in (*SCHEMAS.values(), *_ITEMS.values())}


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
            bars.append(Bar(clause, f"{kind}_{field}_missing"))
        elif field in _ITEMS:
            bars += [
                Bar(clause, f"{kind}_{field}_{piece}_missing", {"n": n})
                for n, item in enumerate(value, start=1)
                for piece in _REQUIRED[_ITEMS[field]]
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
        asdict(paper), default=_iso, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


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
    elif isinstance(value, Paper | ReceivedMaterial | Fault):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


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
        title = TITLES[kind]
        for field, part in _REQUIRED[schema].items():
            yield f"{kind}_{field}_missing", f"{title}缺少{part.name}，请补上后再出具。"
            for piece, its in _REQUIRED[_ITEMS[field]].items() if field in _ITEMS else ():
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
