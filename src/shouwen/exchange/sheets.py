"""Reading a spreadsheet saved as CSV: rows under a heading, and what cannot be read."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row was left out: row, column, and a sentence that says how to mend it. Rows count as
    a spreadsheet does, with the heading as row 1."""

    row: int
    field: str
    why: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as read: ``read`` rows that are not empty, those of them that can be read with their
    numbers, by heading, and the faults of the others."""

    read: int
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    faults: tuple[Fault, ...]


def read_sheet(content: bytes, columns: Sequence[str]) -> Sheet:
    """The sheet in a CSV file with at least these columns, in UTF-8 or GB 18030.

    Never raises for what is in the file: whatever is wrong comes back as a fault."""
    try:
        rows = list(csv.reader(io.StringIO(_text(content), newline=""), strict=True))
    except UnicodeDecodeError:
        return _unreadable(
            "文件的编码不是 UTF-8 或 GB 18030：请另存为“CSV UTF-8（逗号分隔）”后再导入。"
        )
    except csv.Error as error:
        return _unreadable(
            f"文件不是规范的 CSV（{error}）：请检查引号是否成对，或者从表格另存为 CSV 后再导入。"
        )
    heading = [cell.strip() for cell in rows[0]] if rows else []
    if absent := [column for column in columns if column not in heading]:
        return _unreadable(f"表头缺少列 {'、'.join(absent)}：第一行应当有 {'、'.join(columns)}。")
    filled = [(number, row) for number, row in enumerate(rows[1:], 2) if any(map(str.strip, row))]
    found: list[tuple[int, Mapping[str, str]]] = []
    faults: list[Fault] = []
    for number, cells in filled:
        if len(cells) != len(heading):
            why = f"这一行有 {len(cells)} 格，表头有 {len(heading)} 列：请检查逗号和引号。"
            faults.append(Fault(number, "", why))
        else:
            told = zip(heading, cells, strict=True)
            found.append((number, {column: cell.strip() for column, cell in told}))
    return Sheet(len(filled), tuple(found), tuple(faults))


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _unreadable(why: str) -> Sheet:
    return Sheet(read=0, rows=(), faults=(Fault(1, "", why),))
