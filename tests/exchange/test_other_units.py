"""Other units come in from a spreadsheet, wholly or not at all."""

from functools import partial

import pytest

from shouwen.acts import CLOCK
from shouwen.exchange.other_units import COLUMNS, import_units, into, listed_in, read_units
from shouwen.life.office import other_units
from shouwen.records.models import OtherUnit
from tests.acts.world import at

NOW = at("2026-09-21 10:00")
HEADING = ",".join(COLUMNS)


def sheet(*rows):
    return "\n".join((HEADING, *rows)).encode()


@pytest.fixture
def bring(world):
    def bring(content, *, dry=False):
        write = None if dry else into(world.jurisdiction, by=CLOCK, at=NOW)
        report = import_units(content, listed_in(world.jurisdiction), write)
        return report.read, report.made, report.changed, report.skipped

    return bring


def test_the_demo_districts_units_come_in_once(bring):
    rows = other_units().decode().count("\n") - 1
    assert bring(other_units(), dry=True) == (rows, rows, 0, 0)
    assert OtherUnit.objects.count() == 0
    assert bring(other_units()) == (rows, rows, 0, 0)
    assert OtherUnit.objects.count() == rows
    assert bring(other_units()) == (rows, 0, 0, rows)


def test_what_changed_is_changed_and_what_is_not_on_the_sheet_stays(bring):
    bring(sheet("某局,甲股,甲事,0826-555-0260,,", "某局,乙股,乙事,0826-555-0261,,"))
    assert bring(sheet("某局,甲股,甲事,0826-555-0269,,")) == (1, 0, 1, 0)
    phones = OtherUnit.objects.values_list("phone", flat=True)
    assert sorted(phones) == ["0826-555-0261", "0826-555-0269"]


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ((), [(1, "")]),
        (("某局,甲股,,,,",), [(2, "管什么"), (2, "电话")]),
        ((",甲股,甲事,12345,,",), [(2, "单位")]),
        (("某局,甲股,甲事,12345,,", "某局,甲股,乙事,12345,,"), [(3, "单位")]),
        ((f"某局,甲股,{'事' * 301},12345,,",), [(2, "管什么")]),
        (("某局,甲股",), [(2, "")]),
    ],
)
def test_each_fault_is_told_with_its_row_and_column(rows, faults):
    _, _, found = read_units(sheet(*rows))
    assert [(fault.row, fault.field) for fault in found] == faults


def test_with_a_fault_nothing_comes_in(bring):
    report = partial(bring, sheet("某局,甲股,甲事,12345,,", "某局,乙股,乙事,,,"))
    assert report() == (2, 0, 0, 2)
    assert OtherUnit.objects.count() == 0
