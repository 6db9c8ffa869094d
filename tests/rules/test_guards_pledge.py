"""What an office says in public besides its guides: each guard both ways (5.2.4, 5.1b)."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from shouwen.rules.facts.pledge import Pledge
from shouwen.rules.regimes.commitment.pledges import (
    a_month_is_explained_once,
    an_explanation_names_what_it_explains,
    another_promise_of_its_kind_stays,
    it_can_be_measured,
    it_says_what_it_says,
    the_office_has_promised_on_conduct_and_fees,
)
from shouwen.rules.words import PledgeKind

TODAY = date(2026, 9, 22)
FEES = Pledge(PledgeKind.FEES, "不收费", "一分不收。", "不收费的事项数", None, None, None, TODAY)
WHY = replace(
    FEES, kind=PledgeKind.OVERRUN, indicator="", service=UUID(int=7), month=date(2026, 9, 1)
)


def barred(guard, pledge, others=0):
    return [bar.params for bar in guard.bars({"pledge": pledge, "public_already": others})]


@pytest.mark.parametrize(
    ("guard", "pledge", "others"),
    [
        (it_says_what_it_says, FEES, 0),
        (it_can_be_measured, FEES, 0),
        (it_can_be_measured, WHY, 0),
        (an_explanation_names_what_it_explains, FEES, 0),
        (an_explanation_names_what_it_explains, WHY, 0),
        (a_month_is_explained_once, WHY, 0),
        (a_month_is_explained_once, FEES, 3),
        (another_promise_of_its_kind_stays, FEES, 1),
        (another_promise_of_its_kind_stays, WHY, 0),
    ],
)
def test_what_may_be_said(guard, pledge, others):
    assert barred(guard, pledge, others) == []


@pytest.mark.parametrize(
    ("guard", "pledge", "others"),
    [
        (it_can_be_measured, replace(FEES, indicator="  "), 0),
        (an_explanation_names_what_it_explains, replace(WHY, service=None), 0),
        (an_explanation_names_what_it_explains, replace(WHY, month=None), 0),
        (an_explanation_names_what_it_explains, replace(WHY, month=date(2026, 10, 1)), 0),
        (a_month_is_explained_once, WHY, 1),
        (another_promise_of_its_kind_stays, FEES, 0),
    ],
)
def test_what_may_not(guard, pledge, others):
    assert barred(guard, pledge, others) == [{}]


def test_what_says_nothing_is_told_what_is_missing():
    assert barred(it_says_what_it_says, replace(FEES, title=" ", text="")) == [
        {"missing": "标题和内容"}
    ]
    assert barred(it_says_what_it_says, replace(FEES, text="")) == [{"missing": "内容"}]


BOTH = frozenset({PledgeKind.CONDUCT, PledgeKind.FEES})


@pytest.mark.parametrize(
    ("pledged", "missing"),
    [
        (BOTH, None),
        (BOTH - {PledgeKind.FEES}, "收费"),
        (frozenset({PledgeKind.OVERRUN}), "行风、收费"),
    ],
)
def test_no_guide_goes_out_before_conduct_and_fees_are_promised(pledged, missing):
    bars = the_office_has_promised_on_conduct_and_fees.bars({"pledged": pledged})
    assert [bar.params["missing"] for bar in bars] == ([missing] if missing else [])
