"""What forms say of what is missing: short, and in words one can act on."""

import pytest

from shouwen.queries import rows
from shouwen.web.desk.absence_forms import AbsenceForm, SuddenForm
from shouwen.web.forms import Checklist
from tests.web.fixtures import ASKED
from tests.web.office_rows import REQUEST, SUDDEN

TOTAL = {"form-TOTAL_FORMS": "5", "form-INITIAL_FORMS": "5"}


def checklist(**said: str) -> Checklist:
    sent = {f"form-{name}": value for name, value in said.items()}
    found = Checklist({**TOTAL, **sent}, materials=ASKED)
    found.is_valid()
    return found


def test_an_empty_checklist_is_one_sentence_and_names_the_first_materials() -> None:
    ((line, sentence),) = checklist().problems()
    assert line.prefix == "form-0"
    assert sentence == (
        "还没有核对：卫生许可证申请表、营业场所平面图和卫生设施布局图、卫生检测报告等 5 样。"
    )


def test_a_material_nobody_looked_at_is_not_asked_for_its_pages() -> None:
    assert set(checklist().forms[0].errors) == {"check"}


def test_a_material_that_was_looked_at_is_asked_for_its_pages() -> None:
    said = {f"{n}-check": "met" for n in range(5)} | {f"{n}-pages": "2" for n in range(4)}
    ((line, sentence),) = checklist(**said).problems()
    assert line.prefix == "form-4"
    assert sentence == "集中空调通风系统检测报告：请填写页数。"


def request(**said: str) -> AbsenceForm:
    sent = {
        "request_id": "00000000-0000-0000-0000-000000000001",
        "kind": "training",
        "reason": "市局培训",
        "leaves_at": "2026-11-25T09:00",
        "returns_at": "2026-11-27T17:30",
        "stand_in-sl3": "hl",
        "stand_in-dz": "dym",
    }
    return AbsenceForm({**sent, **said}, posts=REQUEST.posts)


def test_who_asks_to_be_away_says_when_in_the_time_of_the_office() -> None:
    form = request()
    assert form.is_valid(), form.errors
    assert form.cleaned_data["leaves_at"].isoformat() == "2026-11-25T09:00:00+08:00"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"returns_at": "2026-11-25T09:00"}, "returns_at"),
        ({"stand_in-sl3": ""}, "stand_in-sl3"),
        ({"stand_in-sl3": "zm"}, "stand_in-sl3"),
        ({"kind": "illness"}, "kind"),
    ],
    ids=["back before leaving", "a window left to nobody", "somebody who cannot", "sudden"],
)
def test_what_cannot_be_asked_for_is_told_at_its_field(said: dict[str, str], field: str) -> None:
    form = request(**said)
    assert not form.is_valid()
    assert list(form.errors) == [field]


def test_of_a_sudden_absence_the_end_may_be_unknown() -> None:
    said = {
        "request_id": "00000000-0000-0000-0000-000000000001",
        "person": "zk",
        "kind": "illness",
        "leaves_at": "2026-11-24T09:10",
    }
    form = SuddenForm(said, people=SUDDEN.people)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["returns_at"] is None


def test_only_people_of_the_office_can_be_entered_as_away() -> None:
    people = (rows.PeopleOf("办公室", (rows.PersonChoice("dh", "杜航", "首问接待岗"),)),)
    form = SuddenForm({"person": "zk"}, people=people)
    assert "person" in form.errors
