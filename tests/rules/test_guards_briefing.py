"""Who hands over wrongly so often has it gone through with them: each guard where its fact holds, and where
it bars (1.2b)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.contact import Briefing, GoneThrough
from shouwen.rules.facts.seats import Actor
from shouwen.rules.lives.briefing import MOVES
from shouwen.rules.regimes.first_contact.misrouting import rested_on_a_stale_line
from shouwen.rules.sentences import fill, template
from shouwen.rules.words import ActorKind

NEEDS = {need.name: need for move in MOVES for need in (*move.needs, *move.leaves)}
NOW = datetime(2026, 9, 23, 2, tzinfo=UTC)  # 10:00 in China
HE, JIANG = UUID(int=1), UUID(int=2)
OWED = Briefing(HE, "何雨桐", date(2026, 9, 21))
TODAY = GoneThrough("逐件讲了该转到哪里", date(2026, 9, 23))
DAYS = tuple(NOW - timedelta(days=n) for n in (0, 15, 30))
MOMENT = {"moment": Moment(NOW, None)}

HOLDS = [
    ("it_is_still_to_be_gone_through", {"briefing": OWED}),
    (
        "nobody_goes_through_it_with_themselves",
        {"briefing": OWED, "actor": Actor(ActorKind.SEAT, JIANG)},
    ),
    ("it_is_written_what_was_gone_through", {"gone_through": TODAY}),
    *(
        (
            "it_was_gone_through_since_it_is_owed",
            {"briefing": OWED, "gone_through": replace(TODAY, on=date(2026, 9, day)), **MOMENT},
        )
        for day in (21, 22, 23)
    ),
    (
        "they_hand_over_wrongly_so_often_no_more",
        {"briefing": OWED, "misrouted_at": DAYS[:2]},
    ),
    (
        "they_hand_over_wrongly_so_often_no_more",
        {"briefing": replace(OWED, left=True), "misrouted_at": DAYS},
    ),
]
BARS = [
    ("it_is_still_to_be_gone_through", {"briefing": replace(OWED, ended=True)}, "何雨桐"),
    (
        "nobody_goes_through_it_with_themselves",
        {"briefing": OWED, "actor": Actor(ActorKind.SEAT, HE)},
        "您本人",
    ),
    ("it_is_written_what_was_gone_through", {"gone_through": replace(TODAY, text=" ")}, "哪几件"),
    *(
        (
            "it_was_gone_through_since_it_is_owed",
            {"briefing": OWED, "gone_through": replace(TODAY, on=date(2026, 9, day)), **MOMENT},
            "2026-09-21",
        )
        for day in (20, 24)
    ),
    (
        "they_hand_over_wrongly_so_often_no_more",
        {"briefing": OWED, "misrouted_at": DAYS},
        "何雨桐 30 天里转错仍满 3 次",
    ),
]


@pytest.mark.parametrize(("need", "facts"), HOLDS)
def test_where_the_fact_holds_nothing_bars(need, facts):
    assert NEEDS[need].bars(facts) == ()


@pytest.mark.parametrize(("need", "facts", "says"), BARS)
def test_where_it_does_not_the_sentence_says_what_to_do(need, facts, says):
    (bar,) = NEEDS[need].bars(facts)
    assert (bar.clause, bar.code) == ("1.2b", need)
    assert says in fill(template(bar.code), bar)


def test_every_guard_is_asked_both_ways():
    assert {need for need, _ in HOLDS} == {need for need, _, _ in BARS} == NEEDS.keys()


@pytest.mark.parametrize(
    ("reported", "mended", "stale"),
    [
        (-5, None, True),
        (-5, -1, False),
        (-5, 0, True),
        (-5, 3, True),
        (30, None, True),
        (31, None, False),
    ],
    ids=[
        "reported before, and open",
        "mended before",
        "mended that instant",
        "mended after",
        "reported thirty days after",
        "reported thirty-one days after",
    ],
)
def test_whose_line_was_wrong_is_its_keepers(reported, mended, stale):
    """Days before and after the hand-over."""
    mended_at = None if mended is None else NOW + timedelta(days=mended)
    assert rested_on_a_stale_line(NOW, NOW + timedelta(days=reported), mended_at) is stale
