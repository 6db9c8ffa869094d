"""What is written at home: which pages there are, and what they come to."""

from dataclasses import replace

import pytest

from shouwen.rules.facts.guide import Guide, Option, Situation
from shouwen.rules.facts.writing import AGENT, MATERIAL, POWER, Writing
from shouwen.rules.words import MaterialSource, ServiceKind
from tests.rules.test_commitment import MATERIAL as PLAIN

KIND = Situation("kind", "哪一种店？", (Option("hair", "理发店"), Option("pool", "泳池")))
WHO = Situation("agent", "谁来？", (Option("self", "本人"), Option("agent", "代理人")))
FORM = replace(PLAIN, key="form", needed_in=(), source=MaterialSource.APPLICANT)
WATER = replace(FORM, key="water", needed_in=("kind.pool",))
OWN = replace(FORM, key="own", source=MaterialSource.OFFICE)
MANDATE = replace(FORM, key=POWER, needed_in=("agent.agent",))
GUIDE = replace(
    Guide.draft("许可", ServiceKind.LICENCE),
    situations=(WHO, KIND),
    materials=(FORM, WATER, OWN, MANDATE),
)
HAIR = {"ask-kind": {"answer": "hair"}}
AGENTS = {AGENT: {"agent": "王木"}}


def keys(materials):
    return [material.key for material in materials]


def test_what_the_office_has_is_never_asked_for():
    assert keys(Writing(GUIDE, {}).asked) == ["form", "water", POWER]
    assert keys(Writing(GUIDE, {}).spared) == ["own"]


def test_an_answer_spares_what_it_does_not_call_for_and_no_answer_spares_nothing():
    assert keys(Writing(GUIDE, HAIR).spared) == ["water", "own"]
    assert Writing(GUIDE, HAIR).why_spared(WATER) == ((KIND, KIND.options[0]),)
    for said in ({"ask-kind": {"answer": ""}}, {"ask-kind": {"answer": "cinema"}}, {}):
        assert "water" in keys(Writing(GUIDE, said).asked)
        assert Writing(GUIDE, said).why_spared(WATER) == ()


def test_who_acts_is_asked_once_and_only_an_agent_shows_a_power():
    pages = Writing(GUIDE, {}).pages
    assert [page for page in pages if page.startswith("ask-")] == ["ask-kind"]
    alone = Writing(GUIDE, {AGENT: {"agent": ""}})
    assert POWER in keys(alone.spared)
    assert MATERIAL + POWER not in alone.pages
    acting = Writing(GUIDE, AGENTS)
    assert acting.pages.index(MATERIAL + POWER) == acting.pages.index(AGENT) + 1


def test_an_agent_shows_a_power_even_where_the_guide_lists_none():
    guide = replace(GUIDE, materials=(FORM,))
    assert Writing(guide, AGENTS).pages.count(MATERIAL + POWER) == 1


@pytest.mark.parametrize(
    ("said", "scanned", "there"),
    [
        ({}, (), False),
        ({MATERIAL + "form": {"words": " "}}, (), False),
        ({MATERIAL + "form": {"words": "一句话"}}, (), True),
        ({}, ("form",), True),
    ],
    ids=["nothing", "blank", "words", "a-file"],
)
def test_a_material_is_there_by_files_or_by_words(said, scanned, there):
    assert Writing(GUIDE, said, scanned).has("form") is there
    assert ("form" in keys(Writing(GUIDE, said, scanned).brought)) is there


def test_what_is_handed_in_after_all_is_needed_after_all():
    said = {MATERIAL + "form": {"words": "", "unneeded": True}}
    assert Writing(GUIDE, said).unneeded("form")
    assert not Writing(GUIDE, said, ("form",)).unneeded("form")


def test_pages_are_left_until_each_was_answered_even_with_nothing():
    writing = Writing(GUIDE, {})
    assert writing.left == writing.pages
    assert Writing(GUIDE, {page: {} for page in writing.pages}).left == ()
