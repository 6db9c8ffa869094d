"""The receipt is issued anew when what it promised changes (6.4b)."""

import json

import pytest

from shouwen.acts import Barred, Party
from shouwen.acts.case import accept_case, receive_correction
from shouwen.acts.receiving import Filed
from shouwen.records.models import Paper, ServiceOfPaper
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
