"""Each guard of what is published elsewhere: where its fact holds, and where it bars (5.3b)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.outside import Outside
from shouwen.rules.lives import office
from shouwen.rules.sentences import fill, template
from shouwen.rules.verdict import Guard

NEEDS = {
    need.name: need
    for move in office.MOVES
    for need in (*move.needs, *move.leaves)
    if isinstance(need, Guard) and need.check.__module__.endswith("commitment.proof")
}
MOMENT = Moment(datetime(2026, 9, 20, 16, tzinfo=UTC), None)  # midnight of the 21st in China
TODAY, TOMORROW = date(2026, 9, 21), date(2026, 9, 22)
SHOWN = Outside("大厅公告栏", TODAY, photographed=True, since=TODAY)


def shown(**parts):
    return {"outside": replace(SHOWN, **parts), "moment": MOMENT}


BARS = [
    (
        "it_says_where_it_was_shown",
        shown(place=" "),
        "请写明公布在哪里：报纸的名称和版面，公告栏的地点。",
    ),
    (
        "a_photograph_proves_it",
        shown(photographed=False),
        "请附上照片、扫描件或者截图：没有它，证明不了公布过。",
    ),
    (
        "it_was_shown_by_now",
        shown(day=TOMORROW),
        "公布日期在今天以后。请在公布以后再登记。",
    ),
    *(
        (
            "it_was_published_by_then",
            shown(since=since),
            "那一天这一版还没有公布。请核对日期，或者改选当时公布的那一版。",
        )
        for since in (None, TOMORROW)
    ),
]


@pytest.mark.parametrize("name", NEEDS)
def test_nothing_bars_where_the_fact_holds(name):
    assert NEEDS[name].bars(shown()) == ()


@pytest.mark.parametrize(("name", "facts", "sentence"), BARS)
def test_where_it_does_not_the_clause_bars_and_says_so(name, facts, sentence):
    (bar,) = NEEDS[name].bars(facts)
    assert (bar.clause, bar.code) == ("5.3b", name)
    assert fill(template(bar.code), bar) == sentence


def test_every_guard_is_seen_to_bar():
    assert {name for name, *_ in BARS} == set(NEEDS)
