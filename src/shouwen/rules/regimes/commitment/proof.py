"""What is published is published outside of our own pages, too, and it can be proved when (5.3b)."""

from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.outside import Outside
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.worktime import chinese_time


@guard("5.3b", "请写明公布在哪里：报纸的名称和版面，公告栏的地点。")
def it_says_where_it_was_shown(outside: Outside) -> Params | None:
    """The paper and its page, the board and its place."""
    return None if outside.place.strip() else NOTHING


@guard("5.3b", "请附上照片、扫描件或者截图：没有它，证明不了公布过。")
def a_photograph_proves_it(outside: Outside) -> Params | None:
    """Whoever asks can be shown it."""
    return None if outside.photographed else NOTHING


@guard("5.3b", "公布日期在今天以后。请在公布以后再登记。")
def it_was_shown_by_now(outside: Outside, moment: Moment) -> Params | None:
    """A record is of what was done."""
    return None if outside.day <= chinese_time(moment.at).date() else NOTHING


@guard("5.3b", "那一天这一版还没有公布。请核对日期，或者改选当时公布的那一版。")
def it_was_published_by_then(outside: Outside) -> Params | None:
    """Nothing is shown elsewhere before it is published."""
    early = outside.since is None or outside.day < outside.since
    return NOTHING if early else None
