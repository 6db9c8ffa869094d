"""Two units of one office: what names the area alone is counted for both."""

import pytest

from shouwen.acts.absence import Leave, enter_sudden_absence
from shouwen.records.keys import new_key
from shouwen.records.models import Jurisdiction, Matter, Section, Unit
from shouwen.rules.words import AbsenceKind
from tests.acts.world import at

pytestmark = pytest.mark.django_db
TEN = at("2026-09-21 10:00")


def test_the_first_absence_of_a_second_unit_has_a_number_of_its_own(world):
    second = Unit.objects.get()
    second.pk, second.key, second.sign = new_key(TEN), "second", "邻审"
    second.save(force_insert=True)
    Section.objects.filter(post__key="relief").update(unit=second)
    Jurisdiction.objects.update(books_version=99, roster_version=99)
    for post in ("food", "relief"):
        person = world.holder(post).person
        leave = Leave(AbsenceKind.ILLNESS, TEN)
        by = world.staff("weisiyuan")
        enter_sudden_absence(world.jurisdiction, by=by, at=TEN, person=person, leave=leave)
    numbers = Matter.objects.filter(kind="absence").order_by("number")
    serials = [row.number.split("-")[3] for row in numbers]
    assert serials == ["00001", "00002"]
