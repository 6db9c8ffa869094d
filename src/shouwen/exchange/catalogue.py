"""A list of services comes in: a real office's CSV, row by row, as drafts.

Such lists carry names and codes, no limits and no materials. So each item comes in as a draft, and
the report says what its guide still lacks before it may be published (5.3a). A row with a fault is
left out and named with its field and how to mend it; the others come in.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from importlib.resources import files
from operator import attrgetter
from typing import Any
from uuid import UUID

from shouwen.acts import At, By
from shouwen.acts.catalogue import Item as NewItem
from shouwen.acts.catalogue import draft_version
from shouwen.exchange.sheets import Fault, read_sheet
from shouwen.records.models import Service
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.publication import Publication
from shouwen.rules.regimes.commitment import missing_parts
from shouwen.rules.words import ServiceKind

TASK_TYPES = {
    "1": ServiceKind.LICENCE,
    "5": ServiceKind.BENEFIT,
    "7": ServiceKind.CONFIRMATION,
    "8": ServiceKind.AWARD,
    "9": ServiceKind.RULING,
    "10": ServiceKind.OTHER,
    "20": ServiceKind.PUBLIC,
}
"""Task types of the national code list. It has none for filings and registrations: they stand
under 7, 10 or 20, and are told apart when the guide is written."""

UNGROUPED = "未分类"
"""What the list writes as main item where there is none."""

COLUMNS = ("department", "main_item", "name", "areaCode", "itemCode", "taskType", "deptCode")
REQUIRED = ("department", "name", "areaCode", "itemCode", "taskType")

CHINESE_BRACKETS = str.maketrans("()", "（）")  # as guides write names; lists mix both
LONGEST = {"itemCode": 80, "name": 200, "department": 80}
"""Characters the catalogue keeps of each."""

AREA_CODE = re.compile(r"[0-9]{6}(?:[0-9]{6})?")
"""Codes of areas (GB/T 2260): six digits, twelve with township and village."""


@dataclass(frozen=True, slots=True)
class Item:
    """One service of the list. ``code`` is the key: two services may share a name. ``row`` counts
    as a spreadsheet does, with the heading as row 1."""

    row: int
    code: str
    name: str
    main_item: str  # empty where the list has none
    kind: ServiceKind
    department: str
    department_code: str
    area: str

    def draft(self) -> Guide:
        """The guide as far as the list knows it."""
        return Guide.draft(self.name, self.kind)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A list as read: ``read`` rows under the heading, the items among them, the faults."""

    read: int
    items: tuple[Item, ...]
    faults: tuple[Fault, ...]


class Written(StrEnum):
    """What became of an item."""

    MADE = "made"
    CHANGED = "changed"
    SAME = "same"


Write = Callable[[Sequence[Item]], Mapping[str, Written]]
"""Brings all items in and answers by code what became of each; for a dry run, what would."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did. ``skipped`` rows were the same already or had a fault; ``lacks`` has the
    codes of the missing parts by item code."""

    read: int
    made: int
    changed: int
    skipped: int
    errors: tuple[Fault, ...]
    lacks: Mapping[str, tuple[str, ...]]

    def to_json(self) -> dict[str, Any]:
        """The report as ``shouwen import catalogue --json`` prints it."""
        return asdict(self)


def demo_list() -> bytes:
    """The real list that comes with Shouwen: 1,135 services of Guang'an district."""
    return files("shouwen.exchange").joinpath("data/guangan_items.csv").read_bytes()


def import_catalogue(content: bytes, write: Write) -> Report:
    """Read a list, hand its items to ``write`` at once, and report."""
    catalogue = read(content)
    written = Counter(write(catalogue.items).values())
    made, changed = written[Written.MADE], written[Written.CHANGED]
    return Report(
        read=catalogue.read,
        made=made,
        changed=changed,
        skipped=catalogue.read - made - changed,
        errors=catalogue.faults,
        lacks={item.code: lacks(item) for item in catalogue.items},
    )


def into(jurisdiction: UUID, *, by: By, at: At, dry_run: bool = False) -> Write:
    """Brings items into the catalogue of a jurisdiction, each by an act: a new one as a first
    draft, one whose name the list has changed as a draft of its next version. What is the same is
    left alone, so a list may come in again."""

    def write(items: Sequence[Item]) -> dict[str, Written]:
        names = dict(Service.objects.filter(jurisdiction=jurisdiction).values_list("code", "name"))
        written = {item.code: _what_becomes_of(item, names.get(item.code)) for item in items}
        for item in items:
            if written[item.code] is not Written.SAME and not dry_run:
                guide = item.draft()
                if written[item.code] is Written.CHANGED:
                    guide = replace(_newest_guide(jurisdiction, item.code), name=item.name)
                new = NewItem(item.code, item.name, item.department)
                draft_version(jurisdiction, by=by, at=at, item=new, guide=guide)
        return written

    return write


def _what_becomes_of(item: Item, known_as: str | None) -> Written:
    if known_as is None:
        return Written.MADE
    return Written.SAME if known_as == item.name else Written.CHANGED


def _newest_guide(jurisdiction: UUID, code: str) -> Guide:
    service = Service.objects.get(jurisdiction=jurisdiction, code=code)
    return Guide.from_json(service.versions.latest("number").guide)


def lacks(item: Item) -> tuple[str, ...]:
    """The codes of what the item's guide still lacks; their sentences are the bars' (5.3a)."""
    return tuple(bar.code for bar in missing_parts(item.draft(), Publication()))


def read(content: bytes) -> Catalogue:
    """The list in a CSV file with the columns of :data:`COLUMNS`, in UTF-8 or GB 18030.

    Never raises for what is in the file: whatever is wrong comes back as a fault."""
    sheet = read_sheet(content, COLUMNS)
    items: dict[str, Item] = {}
    faults = list(sheet.faults)
    for number, row in sheet.rows:
        found = list(_faults(number, row, items))
        faults += found
        if not found:
            items[row["itemCode"]] = _item(number, row)
    return Catalogue(
        sheet.read, tuple(items.values()), tuple(sorted(faults, key=attrgetter("row")))
    )


def _faults(number: int, row: Mapping[str, str], before: Mapping[str, Item]) -> Iterator[Fault]:
    for column in REQUIRED:
        if not row[column]:
            yield Fault(number, column, f"{column} 是空的：请填写。")
    for column, longest in LONGEST.items():
        if len(row[column]) > longest:
            why = f"{column} 有 {len(row[column])} 个字，最多 {longest} 个：请缩短。"
            yield Fault(number, column, why)
    kind, area = row["taskType"], row["areaCode"]
    if kind and kind not in TASK_TYPES:
        why = f"没有“{kind}”这种事项类型：请填写 {'、'.join(TASK_TYPES)} 之一。"
        yield Fault(number, "taskType", why)
    if area and not AREA_CODE.fullmatch(area):
        why = f"“{area}”不是区划代码：请填写 6 位或者 12 位数字。"
        yield Fault(number, "areaCode", why)
    if first := before.get(row["itemCode"]):
        why = f"编码与第 {first.row} 行“{first.name}”相同：请改正编码，或者删去重复的一行。"
        yield Fault(number, "itemCode", why)


def _item(number: int, row: Mapping[str, str]) -> Item:
    return Item(
        row=number,
        code=row["itemCode"],
        name=row["name"].translate(CHINESE_BRACKETS),
        main_item="" if row["main_item"] == UNGROUPED else row["main_item"],
        kind=TASK_TYPES[row["taskType"]],
        department=row["department"],
        department_code=row["deptCode"],
        area=row["areaCode"],
    )
