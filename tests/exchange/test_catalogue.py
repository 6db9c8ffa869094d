"""A list of services comes in: what is read, what is refused and why, what each item lacks."""

import json
from collections import Counter

import pytest

from shouwen.exchange.catalogue import (
    COLUMNS,
    Fault,
    Item,
    Report,
    Written,
    demo_list,
    import_catalogue,
    read,
)
from shouwen.rules.regimes.commitment import SENTENCES
from shouwen.rules.words import ServiceKind

ROW = {
    "department": "区行政审批局",
    "main_item": "取水许可",
    "name": "取水申请批准文件",
    "areaCode": "511602000000",
    "itemCode": "511A0079400007",
    "taskType": "1",
    "deptCode": "68236467-9",
}


def csv_of(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> bytes:
    lines = [",".join(columns), *(",".join(row[column] for column in columns) for row in rows)]
    return "\r\n".join(lines).encode()


def fault_of(**change: str) -> Fault:
    (fault,) = read(csv_of(ROW | change)).faults
    return fault


def made(items: tuple[Item, ...]) -> dict[str, Written]:
    return {item.code: Written.MADE for item in items}


def test_the_real_list_comes_in_whole() -> None:
    catalogue = read(demo_list())
    assert (catalogue.read, len(catalogue.items), catalogue.faults) == (1135, 1135, ())
    assert len({item.department for item in catalogue.items}) == 34


def test_two_services_may_share_a_name_for_the_code_is_the_key() -> None:
    times = Counter(item.name for item in read(demo_list()).items)
    assert sorted(name for name, n in times.items() if n == 2) == [
        "城市建筑物、设施上张挂、张贴宣传品审批",
        "求职创业补贴申领",
    ]


def test_task_types_are_read_by_the_national_code_list() -> None:
    assert Counter(item.kind for item in read(demo_list()).items) == {
        ServiceKind.LICENCE: 536,
        ServiceKind.PUBLIC: 348,
        ServiceKind.OTHER: 182,
        ServiceKind.CONFIRMATION: 50,
        ServiceKind.BENEFIT: 9,
        ServiceKind.RULING: 8,
        ServiceKind.AWARD: 2,
    }


def test_an_item_is_read_field_by_field() -> None:
    (item,) = read(csv_of(ROW)).items
    assert item == Item(
        row=2,
        code="511A0079400007",
        name="取水申请批准文件",
        main_item="取水许可",
        kind=ServiceKind.LICENCE,
        department="区行政审批局",
        department_code="68236467-9",
        area="511602000000",
    )


def test_what_the_list_calls_unsorted_has_no_main_item() -> None:
    (item,) = read(csv_of(ROW | {"main_item": "未分类"})).items
    assert item.main_item == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encodings_that_offices_use_are_read(encoding: str) -> None:
    (item,) = read(csv_of(ROW).decode().encode(encoding)).items
    assert item.name == "取水申请批准文件"


def test_columns_may_stand_in_any_order() -> None:
    (item,) = read(csv_of(ROW, columns=COLUMNS[::-1])).items
    assert item.code == "511A0079400007"


def test_blank_lines_are_no_rows_and_do_not_shift_the_numbers() -> None:
    catalogue = read(csv_of(ROW) + b"\r\n,,,,,,\r\n" + csv_of(ROW).splitlines()[1])
    assert catalogue.read == 2
    assert [fault.row for fault in catalogue.faults] == [4]


@pytest.mark.parametrize("column", ["department", "name", "areaCode", "itemCode", "taskType"])
def test_an_empty_cell_is_named_by_row_and_column(column: str) -> None:
    fault = fault_of(**{column: " "})
    assert (fault.row, fault.field) == (2, column)
    assert fault.why.endswith("请填写。")


def test_a_code_that_came_before_is_refused_with_the_row_it_came_in() -> None:
    catalogue = read(csv_of(ROW, ROW | {"name": "取水许可证延续"}))
    assert [item.name for item in catalogue.items] == ["取水申请批准文件"]
    (fault,) = catalogue.faults
    assert (fault.row, fault.field) == (3, "itemCode")
    assert "第 2 行“取水申请批准文件”" in fault.why


def test_an_unknown_task_type_is_answered_with_the_known_ones() -> None:
    fault = fault_of(taskType="3")
    assert (fault.row, fault.field) == (2, "taskType")
    assert "1、5、7、8、9、10、20" in fault.why


@pytest.mark.parametrize("code", ["5116", "511602O00000", "５１１６０２"])
def test_what_is_no_area_code_is_refused(code: str) -> None:
    assert fault_of(areaCode=code).field == "areaCode"


def test_a_text_too_long_to_keep_is_refused() -> None:
    assert fault_of(name="长" * 201).field == "name"
    assert read(csv_of(ROW | {"name": "长" * 200})).faults == ()


def test_all_faults_of_a_row_come_at_once() -> None:
    catalogue = read(csv_of(ROW | {"name": "", "taskType": "x", "areaCode": "y"}))
    assert [fault.field for fault in catalogue.faults] == ["name", "taskType", "areaCode"]


def test_a_row_with_a_cell_too_many_is_refused_and_the_others_come_in() -> None:
    content = csv_of(ROW | {"name": "甲,乙"}, ROW)
    catalogue = read(content)
    assert [fault.row for fault in catalogue.faults] == [2]
    assert len(catalogue.items) == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "表头缺少列"),
        (b"name,itemCode\r\n", "表头缺少列 department"),
        (b"PK\x03\x04\xff\xff\xff", "打不开这个工作簿"),
        (b"\xff\xfe\x00", "编码"),
        (csv_of(ROW) + b'\r\n"open', "引号"),
    ],
    ids=["empty", "columns", "no workbook", "no text", "quote"],
)
def test_a_file_that_is_no_such_list_is_answered_with_a_sentence(content: bytes, says: str) -> None:
    catalogue = read(content)
    assert (catalogue.read, catalogue.items) == (0, ())
    (fault,) = catalogue.faults
    assert fault.row == 1
    assert says in fault.why


def test_the_report_counts_what_became_of_the_rows() -> None:
    rows = [ROW | {"itemCode": code} for code in "ABCD"]
    fates = {"A": Written.MADE, "B": Written.CHANGED, "C": Written.SAME, "D": Written.MADE}
    report = import_catalogue(csv_of(*rows, ROW | {"name": ""}), lambda items: fates)
    assert (report.read, report.made, report.changed, report.skipped) == (5, 2, 1, 2)
    assert [fault.row for fault in report.errors] == [6]


def test_rows_with_faults_are_not_written() -> None:
    given: list[str] = []

    def write(items: tuple[Item, ...]) -> dict[str, Written]:
        given.extend(item.code for item in items)
        return made(items)

    import_catalogue(csv_of(ROW, ROW | {"itemCode": "B", "taskType": "3"}), write)
    assert given == ["511A0079400007"]


def test_the_report_says_per_item_what_its_guide_still_lacks() -> None:
    rows = (ROW, ROW | {"itemCode": "B", "taskType": "20"})
    report = import_catalogue(csv_of(*rows), made)
    assert "guide_without_name" not in report.lacks["B"]
    assert "guide_without_materials" in report.lacks["B"]
    assert set(report.lacks["511A0079400007"]) - set(report.lacks["B"]) == {"guide_without_statute"}
    assert set(report.lacks["B"]) <= SENTENCES.keys()


def test_the_report_is_plain_json_with_the_promised_keys() -> None:
    report: Report = import_catalogue(csv_of(ROW, ROW), made)
    printed = json.loads(json.dumps(report.to_json()))
    assert printed.keys() == {"read", "made", "changed", "skipped", "errors", "lacks"}
    assert printed["errors"][0].keys() == {"row", "field", "why"}
