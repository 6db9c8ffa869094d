"""A ground that a "no" rests on and the guide lacks: each guard where its fact holds, and where it bars
(5.3a)."""

from dataclasses import replace

from shouwen.rules.facts.guide import Basis, Condition, Ground, Guide
from shouwen.rules.facts.refusal import Amending
from shouwen.rules.regimes.refusal_filing.filing import (
    names_article,
    the_guide_is_to_be_amended,
    the_guide_shows_every_ground_now,
)
from shouwen.rules.sentences import fill, template
from shouwen.rules.words import ServiceKind

LAW = Basis("行政许可法", "第七十八条", "2019-04-23", "隐瞒有关情况或者提供虚假材料")
GUIDE = Guide.draft("某许可", ServiceKind.LICENCE)


def test_a_guide_is_amended_once_and_only_where_something_is_owed_to_it():
    owed = the_guide_is_to_be_amended
    assert owed.bars({"amending": Amending(owed=True)}) == ()
    (bar,) = owed.bars({"amending": Amending()})
    assert (bar.clause, bar.code) == ("5.3a", "the_guide_is_to_be_amended")


def test_only_a_version_that_shows_every_ground_pays_for_it():
    shows = the_guide_shows_every_ground_now
    assert shows.bars({"amending": Amending(owed=True)}) == ()
    (bar,) = shows.bars({"amending": Amending(True, ("《行政许可法》第七十八条",))})
    assert bar.clause == "5.3a"
    assert "《行政许可法》第七十八条" in fill(template(bar.code), bar)


def test_a_guide_shows_an_article_as_a_ground_or_as_what_a_condition_rests_on():
    assert not names_article(GUIDE, LAW)
    assert names_article(replace(GUIDE, grounds=(Ground("false", "材料是假的", LAW),)), LAW)
    assert names_article(replace(GUIDE, conditions=(Condition("true", "材料是真的", LAW),)), LAW)
    other = replace(LAW, article="第七十九条")
    assert not names_article(replace(GUIDE, grounds=(Ground("x", "别的", other),)), LAW)
