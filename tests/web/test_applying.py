"""Applying from home, as somebody does it who signs in nowhere."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings as configured
from django.core.cache import cache

from shouwen.acts import applying as acts
from shouwen.acts.rendering import rendering
from shouwen.jobs import rounds
from shouwen.queries.desk import attached
from shouwen.records.models import (
    Attachment,
    Case,
    CaseMaterial,
    Draft,
    DraftFile,
    Letter,
    Matter,
    Paper,
    Service,
    ServiceVersion,
)
from shouwen.rules.facts.guide import Guide, Option, Situation
from shouwen.rules.policy import number
from shouwen.web.public import answering, applying, frame, materials, views
from tests.acts.world import at
from tests.web.home import ALONE, CONTACT, PDF, RESULT, WHO, Home, pdf, png, tracked

NOW = at("2026-09-22 12:00")


@pytest.fixture(autouse=True)
def nobody_failed_yet():
    cache.clear()


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The clock of every door at home; a test may set it."""

    class Clock:
        at = NOW

        def __call__(self):
            return self.at

    clock = Clock()
    for module in (answering, applying, materials, views):
        monkeypatch.setattr(module, "now", clock)
    return clock


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return settings.MEDIA_ROOT


@pytest.fixture
def food(world):
    return Service.objects.get(versions=world.versions["food"]).code


def guide_of(world, key="food"):
    return Guide.from_json(ServiceVersion.objects.get(pk=world.versions[key]).guide)


@pytest.fixture
def home(client, food):
    return Home(client, food)


# --- A whole application -----------------------------------------------------------------------
def test_an_application_from_home_is_received_with_its_receipt_at_once(home):
    page = home.fill().send().page.text
    case = Case.objects.get()
    number_ = Matter.objects.get(pk=case.pk).number
    assert home.step == "sent"
    assert number_ in page
    assert case.lookup_code in page
    assert (case.channel, case.applicant, case.id_number) == (
        "online",
        "徐禾",
        "11010519491231002X",
    )
    assert case.result_by == "hand"
    paper = re.search(r'href="(/track/[^"]+\.pdf)"', page)[1]
    assert home.client.get(paper).content.startswith(b"%PDF")
    assert {letter.channel for letter in Letter.objects.filter(template="received")} == {
        "email",
        "sms",
    }
    assert home.client.get(re.search(r'href="(/track/[^"]+/)"', page)[1]).status_code == 200
