"""What cannot be kept whole is not taken (4.4b); both databases say the same."""

import pytest

from shouwen.acts import Barred
from shouwen.records.models import Case, Counter, RefusedAttempt

pytestmark = pytest.mark.django_db


def test_a_name_longer_than_its_column_bars_the_act_and_spends_no_number(world):
    with pytest.raises(Barred) as barred:
        world.receive("food", "2026-09-21 10:00", subject="长" * 201)
    (bar,) = barred.value.bars
    assert (bar.clause, bar.code) == ("4.4b", "a_text_is_too_long")
    assert (bar.params["length"], bar.params["most"]) == (201, 200)
    assert not Case.objects.exists()
    assert not Counter.objects.filter(kind="case").exists()
    assert RefusedAttempt.objects.filter(code="a_text_is_too_long").exists()


def test_a_name_as_long_as_its_column_is_taken(world):
    world.receive("food", "2026-09-21 10:00", subject="长" * 200)
    assert Case.objects.get().subject == "长" * 200


def test_whether_the_agents_power_was_seen_is_on_file(world):
    world.receive("food", "2026-09-21 10:00", agent="马晓", power_of_attorney=True)
    assert Case.objects.get().agent_power_seen
