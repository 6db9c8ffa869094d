"""A sheet comes as a workbook or as CSV, and whatever is wrong with it is told."""

import io

import pytest
from openpyxl import Workbook

from shouwen.exchange import sheets
from shouwen.exchange.sheets import read_sheet


def workbook(*lines):
    book = Workbook()
    for line in lines:
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


LINES = (
    ["科室", "岗位", "电话"],
    ["办公室", "文秘岗", 8265550111],
    [None, None, None],
    ["窗口", "一窗"],
)


@pytest.mark.parametrize(
    "content",
    [
        workbook(*LINES),
        "科室,岗位,电话\n办公室,文秘岗,8265550111\n,,\n窗口,一窗,\n".encode(),
        "科室,岗位,电话\n办公室,文秘岗,8265550111\n,,\n窗口,一窗,\n".encode("gb18030"),
    ],
    ids=["workbook", "csv", "csv of an old spreadsheet"],
)
def test_rows_are_numbered_as_the_spreadsheet_numbers_them(content):
    sheet = read_sheet(content, ["科室", "岗位"])
    assert sheet.faults == ()
    assert sheet.read == 2
    assert [number for number, _ in sheet.rows] == [2, 4]
    assert sheet.rows[0][1] == {"科室": "办公室", "岗位": "文秘岗", "电话": "8265550111"}
    assert sheet.rows[1][1]["电话"] == ""


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"PK\x03\x04 no archive", "打不开这个工作簿"),
        (workbook(["科室"], ["办公室"]), "表头缺少列 岗位"),
        (workbook(), "表头缺少列 科室、岗位"),
        (b"\xff\xfe\x00", "编码不是"),
    ],
    ids=["no workbook", "a column short", "empty", "no text"],
)
def test_what_cannot_be_read_is_told_with_how_to_mend_it(content, why):
    (fault,) = read_sheet(content, ["科室", "岗位"]).faults
    assert why in fault.why
    assert fault.why.endswith("。")


def test_a_sheet_that_nobody_typed_is_refused(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    (fault,) = read_sheet(workbook(*LINES, *LINES), ["科室", "岗位"]).faults
    assert "超过 3 行" in fault.why
