"""The guards of a version's life: what stands between a draft and the public."""

from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.publication import Publication
from shouwen.rules.regimes.commitment import may_not_publish
from shouwen.rules.regimes.commitment.limits import promise_beyond_statute
from shouwen.rules.verdict import Bar, review


@review("5.3a")
def the_guide_may_be_published(guide: Guide, publication: Publication) -> tuple[Bar, ...]:
    """Every part is there and concrete, and the promise keeps within the statute (5.1a, 5.2.1b,
    5.2.2e, 5.3a, 5.4b)."""
    return may_not_publish(guide, publication)


@review("5.2.2e")
def the_promise_keeps_within_the_statute(guide: Guide) -> tuple[Bar, ...]:
    """A promise longer than the law is not even kept as a draft (5.2.2e)."""
    return promise_beyond_statute(guide)
