"""Other units come in from a spreadsheet: whom people are sent to whose matter is not ours (1.3.3).

One row is one section of a unit, or a unit that has none. One fault, and not a row comes in:
whoever mends the sheet sees every fault at once, with row, column and how to mend it. What is not
on the sheet stays listed."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from shouwen.acts import At, By
from shouwen.acts.directory import list_units
from shouwen.exchange.sheets import Fault, read_sheet
from shouwen.records.casefile.books import books_of
from shouwen.records.models import OtherUnit
from shouwen.rules.facts.directory import Listed

COLUMNS = {
    "单位": ("name", 80),
    "科室": ("section", 80),
    "管什么": ("tasks", 300),
    "电话": ("phone", 30),
    "地址": ("address", 200),
    "办公时间": ("hours", 100),
}
"""The columns, what each says of a unit, and how many characters the office's tables keep of it."""
NEEDED = ("单位", "管什么", "电话")

Write = Callable[[tuple[Listed, ...]], None]


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, or would do: rows read, lines new, changed and the same as before, every
    fault."""

    read: int
    made: int = 0
    changed: int = 0
    skipped: int = 0
    errors: tuple[Fault, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The report as ``shouwen import other-units --json`` prints it."""
        return asdict(self)


def into(jurisdiction: UUID, *, by: By, at: At) -> Write:
    """Lists what was read in the directory of an office."""

    def write(listing: tuple[Listed, ...]) -> None:
        list_units(books_of(jurisdiction), by=by, at=at, listing=listing)

    return write


def listed_in(jurisdiction: UUID) -> dict[tuple[str, str], Listed]:
    """The other units that an office lists now, by name and section."""
    columns = [name for name, _ in COLUMNS.values()]
    rows = OtherUnit.objects.filter(jurisdiction=jurisdiction, closed_at=None)
    found = (Listed(*row) for row in rows.values_list(*columns))
    return {(each.name, each.section): each for each in found}


def import_units(content: bytes, now: dict[tuple[str, str], Listed], write: Write | None) -> Report:
    """Read other units beside those that are listed ``now`` and hand them to ``write``; None: a dry
    run."""
    read, listing, faults = read_units(content)
    if faults:
        return Report(read, skipped=read, errors=faults)
    new = [each for each in listing if (each.name, each.section) not in now]
    same = sum(now.get((each.name, each.section)) == each for each in listing)
    if write is not None and same < len(listing):
        write(listing)
    return Report(read, len(new), len(listing) - len(new) - same, same)


def read_units(content: bytes) -> tuple[int, tuple[Listed, ...], tuple[Fault, ...]]:
    """How many rows there are, the units they amount to, and every fault. Never raises for what is
    in the file."""
    sheet = read_sheet(content, tuple(COLUMNS))
    faults = list(sheet.faults)
    found: dict[tuple[str, str], int] = {}
    listing = []
    for number, row in sheet.rows:
        for column, (_, most) in COLUMNS.items():
            if len(row[column]) > most:
                why = f"{column}有 {len(row[column])} 个字，最多 {most} 个：请缩短。"
                faults.append(Fault(number, column, why))
            if column in NEEDED and not row[column]:
                faults.append(Fault(number, column, f"没有写{column}：请填写。"))
        first = found.setdefault((row["单位"], row["科室"]), number)
        if first != number:
            faults.append(Fault(number, "单位", f"第 {first} 行已经写过：请合成一行。"))
        listing.append(Listed(*(row[column] for column in COLUMNS)))
    if not listing and not faults:
        faults.append(Fault(1, "", "表里没有一行内容：请从第二行起填写。"))
    return sheet.read, tuple(listing), tuple(sorted(faults, key=lambda fault: fault.row))
