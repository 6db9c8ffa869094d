"""Reading a spreadsheet, as a workbook or saved as CSV: rows under a heading, and what cannot be
read."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MOST_ROWS = 20_000
"""Of a workbook: a sheet with more was not typed by anybody."""
WORKBOOK = b"PK"
"""How a workbook (.xlsx) begins; a CSV begins with its heading."""


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
    """The first sheet of a workbook, or a CSV file in UTF-8 or GB 18030, with at least these
    columns.

    Never raises for what is in the file: whatever is wrong comes back as a fault."""
    try:
        rows = _workbook(content) if content.startswith(WORKBOOK) else _csv(content)
    except UnicodeDecodeError:
        return _unreadable(
            "文件的编码不是 UTF-8 或 GB 18030：请另存为“CSV UTF-8（逗号分隔）”后再导入。"
        )
    except csv.Error as error:
        return _unreadable(
            f"文件不是规范的 CSV（{error}）：请检查引号是否成对，或者从表格另存为 CSV 后再导入。"
        )
    except (BadZipFile, InvalidFileException, KeyError, ValueError):
        return _unreadable("打不开这个工作簿：请另存为 .xlsx 或者 CSV 后再导入。")
    if len(rows) > MOST_ROWS:
        return _unreadable(f"超过 {MOST_ROWS} 行：请删去空行，或者分几次导入。")
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


def _csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(_text(content), newline=""), strict=True))


def _workbook(content: bytes) -> list[list[str]]:
    """The cells of the first sheet as they are read, formulas by their last result. The columns are
    those of the heading; what stands beyond them is nobody's."""
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheet = book.worksheets[0]
    lines = sheet.iter_rows(max_row=MOST_ROWS + 1, values_only=True)
    rows = [["" if cell is None else str(cell) for cell in line] for line in lines]
    width = max((n for n, cell in enumerate(rows[0], 1) if cell.strip()), default=0) if rows else 0
    return [(line + [""] * width)[:width] for line in rows]


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _unreadable(why: str) -> Sheet:
    return Sheet(read=0, rows=(), faults=(Fault(1, "", why),))
