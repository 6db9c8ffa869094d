"""The receipt is issued anew when what it promised changes (6.4b)."""

import json
from dataclasses import replace
from typing import ClassVar

import pytest

from shouwen.acts import CLOCK, Barred, Party
from shouwen.acts.case import (
    Judgement,
    accept_case,
    deem_accepted,
    examine_materials,
    receive_correction,
)
from shouwen.acts.receiving import Filed
from shouwen.records.models import Paper, ServiceOfPaper
from shouwen.rules.words import Check
from tests.acts.world import at, state

pytestmark = pytest.mark.django_db


def receipts(case):
    return [
        json.loads(paper.content)
        for paper in Paper.objects.filter(matter=case, kind="receipt").order_by("issued_at")
    ]


def test_accepted_the_day_it_came_the_first_receipt_stays(world):
    case = world.receive("food", "2026-09-21 10:00")
    accept_case(case, by=world.holder("food"), at=at("2026-09-21 15:00"))
    assert len(receipts(case)) == 1


def test_accepted_later_a_second_edition_names_the_later_day_and_reaches_the_applicant(world):
    case = world.receive("food", "2026-09-21 10:00")
    accept_case(case, by=world.holder("food"), at=at("2026-09-23 15:00"))
    first, second = receipts(case)
    assert (first["edition"], second["edition"]) == (1, 2)
    assert first["completes"] < second["completes"]
    assert "2026-09-23" in second["condition"]
    assert second["reissue_reason"]
    assert ServiceOfPaper.objects.filter(paper__kind="receipt", paper__matter=case).count() == 2


def test_after_a_correction_the_second_edition_lists_what_was_handed_in_then(world):
    case = world.told()
    world.correct(case, "2026-09-22 09:00", "application")
    world.met(case, "application", "2026-09-22 09:30")
    accept_case(case, by=world.holder("food"), at=at("2026-09-22 10:00"))
    first, second = receipts(case)
    assert "补正" in second["reissue_reason"]
    assert len(second["materials"]) == len(first["materials"])


def test_an_answer_without_pages_is_asked_for_at_once(world):
    """Silence accepts by the clock, which could mend nothing on the receipt issued anew (6.4b)."""
    case = world.told()
    unpaged = (Filed("application", pages=0),)
    with pytest.raises(Barred) as barred:
        receive_correction(case, by=Party(), at=at("2026-09-22 09:00"), answers=unpaged)
    assert [bar.code for bar in barred.value.bars] == ["receipt_materials_pages_missing"]
    assert state(case) == "correcting"


class TestWhatNeverCame:
    """A material that is missing at the receipt, on a case that was corrected since."""

    SILENT = at("2026-10-11 00:00")
    NOT_BROUGHT: ClassVar = {"fault": "没有提交", "ground": "服务指南", "cure": "请交来"}

    @pytest.fixture
    def case(self, world):
        brought = [
            replace(filed, check=Check.NOT_NEEDED, copies=0, pages=0)
            for filed in world.application("food").materials
            if filed.key not in ("application", "layout_plan")
        ]
        brought.append(Filed("application", pages=3, check=Check.MET))
        missing = Filed("layout_plan", copies=0, check=Check.MISSING, **self.NOT_BROUGHT)
        case = world.receive(when="2026-09-21 10:00", materials=(*brought, missing))
        world.fault(case, "application", "2026-09-21 11:00")
        world.tell(case, "2026-09-21 11:30")
        world.correct(case, "2026-09-28 10:00", "application")
        return case

    def found(self, world, case, when="2026-09-28 11:00", **found):
        by = world.holder("food")
        examine_materials(case, by=by, at=at(when), judgements=found)

    @pytest.mark.parametrize("check", [Check.MET, Check.FAULTY])
    def test_it_is_not_found_in_order_nor_at_fault_until_its_pages_are_counted(
        self, world, case, check
    ):
        unseen = {"application": Judgement(Check.MET), "layout_plan": Judgement(check)}
        with pytest.raises(Barred) as barred:
            self.found(world, case, **unseen)
        assert "what_was_judged_has_come" in [bar.code for bar in barred.value.bars]

    def test_silence_accepts_with_it_once_it_came_and_it_stands_on_the_receipt(self, world, case):
        came = Judgement(Check.MET, pages=4)
        self.found(world, case, application=Judgement(Check.MET), layout_plan=came)
        deem_accepted(case, by=CLOCK, at=self.SILENT)
        first, second = receipts(case)
        assert [row["pages"] for row in first["materials"]] == [3]
        assert [(row["pages"], row["copies"]) for row in second["materials"]] == [(3, 1), (4, 1)]

    def test_silence_accepts_also_where_nothing_was_found_that_a_receipt_could_name(
        self, world, case
    ):
        self.found(world, case, application=Judgement(Check.MISSING, **self.NOT_BROUGHT))
        deem_accepted(case, by=CLOCK, at=self.SILENT)
        assert state(case) == "accepted"
        assert len(receipts(case)) == 1
