"""A guide in other words, and what proves that the public was told elsewhere."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.guide import Basis, Condition, Guide, Question
from shouwen.rules.facts.outside import Outside
from shouwen.rules.facts.wording import flat, in_words_of, reworded, texts, unwritten
from shouwen.rules.regimes.commitment import proof
from shouwen.rules.words import ServiceKind

LAW = Basis("公共场所卫生管理条例", "第八条", "2019-04-23", "国家对公共场所实行卫生许可证制度。")
GUIDE = replace(
    Guide.draft("公共场所卫生许可", ServiceKind.LICENCE),
    summary="开理发店先办这个。",
    conditions=(Condition("water", "有符合标准的饮用水", LAW),),
    questions=(Question("多久？", "五个工作日。"),),
)
ENGLISH = {
    "name": "Hygiene licence",
    "summary": "Needed before you open a barber shop.",
    "conditions.water.text": "Drinking water meets the standard",
    "questions.1.ask": "How long?",
    "questions.1.answer": "Five working days.",
}


def test_every_text_has_a_place_and_no_law_has_one():
    assert set(texts(GUIDE)) == set(ENGLISH)


def test_what_is_whole_is_read_in_english_with_its_laws_as_they_are():
    assert unwritten(GUIDE, ENGLISH) == ()
    read = in_words_of(GUIDE, ENGLISH)
    assert read.name == "Hygiene licence"
    assert read.conditions[0].text == "Drinking water meets the standard"
    assert read.conditions[0].basis == LAW
    assert read.promise == GUIDE.promise


@pytest.mark.parametrize("place", list(ENGLISH))
def test_each_text_is_missed_where_it_is_not_there(place):
    without = {name: text for name, text in ENGLISH.items() if name != place}
    assert unwritten(GUIDE, without) == (place,)
    assert unwritten(GUIDE, ENGLISH | {place: " "}) == (place,)


def test_a_change_of_script_takes_the_laws_along_and_leaves_what_programs_know():
    read = reworded(GUIDE, lambda _place, text: f"<{text}>", quotations=True)
    assert read.conditions[0].basis.law == "<公共场所卫生管理条例>"
    assert read.conditions[0].basis.version == "2019-04-23"
    assert read.conditions[0].key == "water"


def test_a_file_may_nest_the_places():
    assert flat({"name": "A", "materials": {"plan": {"name": "Plan"}}}) == {
        "name": "A",
        "materials.plan.name": "Plan",
    }


DAY = date(2026, 11, 20)
SHOWN = Outside("渝州日报 4 版", DAY, photographed=True, since=DAY)
NOW = Moment(datetime(2026, 11, 20, 1, tzinfo=UTC), None)


def test_what_was_shown_on_the_day_it_was_published_and_is_proved_is_entered():
    assert proof.it_says_where_it_was_shown.bars({"outside": SHOWN}) == ()
    assert proof.a_photograph_proves_it.bars({"outside": SHOWN}) == ()
    assert proof.it_was_shown_by_now.bars({"outside": SHOWN, "moment": NOW}) == ()
    assert proof.it_was_published_by_then.bars({"outside": SHOWN}) == ()


@pytest.mark.parametrize(
    ("guard", "shown"),
    [
        (proof.it_says_where_it_was_shown, replace(SHOWN, place=" ")),
        (proof.a_photograph_proves_it, replace(SHOWN, photographed=False)),
        (proof.it_was_shown_by_now, replace(SHOWN, day=date(2026, 11, 21))),
        (proof.it_was_published_by_then, replace(SHOWN, day=date(2026, 11, 19))),
        (proof.it_was_published_by_then, replace(SHOWN, since=None)),
    ],
    ids=["nowhere", "no photograph", "tomorrow", "too early", "never published"],
)
def test_what_cannot_be_proved_is_barred(guard, shown):
    (bar,) = guard.bars({"outside": shown, "moment": NOW})
    assert (bar.clause, bar.code) == ("5.3b", guard.name)
