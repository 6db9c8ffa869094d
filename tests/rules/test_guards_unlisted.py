"""Each guard of what no guide covers: where its fact holds, and where it bars (5.1a)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shouwen.rules.facts.unlisted import Referral, TakenUp, Wish
from shouwen.rules.lives import unlisted
from shouwen.rules.sentences import fill, template
from shouwen.rules.verdict import Guard

NEEDS = {
    need.name: need
    for move in unlisted.MOVES
    for need in (*move.needs, *move.leaves)
    if isinstance(need, Guard) and need.check.__module__.endswith("commitment.unlisted")
}
NOW = datetime(2026, 9, 21, 2, tzinfo=UTC)
SAME = TakenUp("511602-XK-20260921-00001-5", same_applicant=True, received_at=NOW, since=NOW)
THEIRS = Referral("市行政审批局", "0826-555-0101", "这项许可由市级机关办理。")
FACTS = {"wish": Wish("想办一个养老驿站"), "referral": THEIRS, "taken_up": SAME}
UNSAID = "还缺：{}。不归本单位管的，要说清归谁管、电话多少、为什么。"

BARS = [
    ("what_is_wanted_is_said", {"wish": Wish(" ")}, "请写明来人要办什么。"),
    (
        "no_guide_covers_it",
        {"wish": Wish("想办一个养老驿站", in_force=3)},
        "该事项的办事指南第 3 版正在施行：请按指南收件，清单、期限都已公布。",
    ),
    (
        "it_is_said_whose_it_is",
        {"referral": Referral(" ", "", "")},
        UNSAID.format("归哪个单位管、那里的电话、理由"),
    ),
    ("it_is_said_whose_it_is", {"referral": replace(THEIRS, reason=" ")}, UNSAID.format("理由")),
    (
        "the_case_is_this_applicants",
        {"taken_up": replace(SAME, same_applicant=False)},
        "没有为这位申请人收过编号 511602-XK-20260921-00001-5 的办件："
        "请填写公布指南以后为他收下的那一件。",
    ),
    (
        "the_case_came_of_it",
        {"taken_up": replace(SAME, since=NOW + timedelta(seconds=1))},
        "办件 511602-XK-20260921-00001-5 在这件事之前就收下了："
        "请填写公布指南以后为他收下的那一件。",
    ),
]


@pytest.mark.parametrize("name", NEEDS)
def test_nothing_bars_where_the_fact_holds(name):
    assert NEEDS[name].bars(FACTS) == ()


@pytest.mark.parametrize(("name", "facts", "sentence"), BARS)
def test_where_it_does_not_the_clause_bars_and_says_so(name, facts, sentence):
    (bar,) = NEEDS[name].bars(FACTS | facts)
    assert (bar.clause, bar.code) == ("5.1a", name)
    assert fill(template(bar.code), bar) == sentence


def test_every_guard_is_seen_to_bar():
    assert {name for name, *_ in BARS} == set(NEEDS)
