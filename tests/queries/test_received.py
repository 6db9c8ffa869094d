"""The page after an intake: odd numbers are pointed out, and stand in nobody's way."""

import pytest

from shouwen.queries.intake import received_page
from shouwen.queries.viewer import see
from shouwen.records.models import Matter
from tests.acts.world import at

pytestmark = pytest.mark.django_db


def warnings(world, **application):
    case = world.receive("food", "2026-09-21 10:00", **application)
    viewer = see(world.staff("heyutong").person, at("2026-09-21 10:05"))
    return received_page(viewer, Matter.objects.get(pk=case).number).warnings


def test_a_phone_with_a_sign_too_few_is_received_and_pointed_out(world):
    (warning,) = warnings(world, phone="1380013800")
    assert "11 位" in warning


def test_a_region_that_is_nowhere_is_received_and_pointed_out(world):
    (warning,) = warnings(world, phone="0826-555-0177", id_number="200105194912310021")
    assert "地区" in warning


def test_ordinary_numbers_say_nothing(world):
    assert warnings(world, phone="0826-555-0177") == ()
