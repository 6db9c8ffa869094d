"""What an office says in public besides its guides: promises on conduct and on fees (5.2.4), and why
a service went beyond its limits (5.1b, 优化营商环境条例 art. 36)."""

from shouwen.rules.facts.pledge import Pledge
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.words import PledgeKind


@guard("5.2.4", "还没有写{missing}。请写给办事的人看：一句话说清，不用简称。")
def it_says_what_it_says(pledge: Pledge) -> Params | None:
    """It has a title and a text."""
    parts = {"标题": pledge.title, "内容": pledge.text}
    missing = [name for name, text in parts.items() if not text.strip()]
    return {"missing": "和".join(missing)} if missing else None


@guard("5.2.4", "还没有写怎么衡量。请写用什么衡量、多久公布一次：衡量不了的，不是承诺。")
def it_can_be_measured(pledge: Pledge) -> Params | None:
    """A promise says by what it is held to."""
    promise = pledge.kind is not PledgeKind.OVERRUN
    return NOTHING if promise and not pledge.indicator.strip() else None


@guard(
    "5.1b", "超期说明要写明是哪个事项、哪个月，以后的月份还没有到。请选事项，并填已经开始的月份。"
)
def an_explanation_names_what_it_explains(pledge: Pledge) -> Params | None:
    """Why a service went beyond its limits is said of that service, in a month that has begun."""
    if pledge.kind is not PledgeKind.OVERRUN:
        return None
    if pledge.service is None or pledge.month is None or pledge.month > pledge.today:
        return NOTHING
    return None


@guard("5.1b", "这个事项这个月已经公布了一份说明。请先停用它，再公布这一份。")
def a_month_is_explained_once(pledge: Pledge, public_already: int) -> Params | None:
    """Of one service and month one explanation is public; ``public_already`` counts the others."""
    return NOTHING if pledge.kind is PledgeKind.OVERRUN and public_already else None


@guard("5.2.4", "还没有公开{missing}承诺。行风、收费两方面都要先有公开的承诺，再公布办事指南。")
def the_office_has_promised_on_conduct_and_fees(pledged: frozenset[PledgeKind]) -> Params | None:
    """No guide goes out before a dated promise on conduct and one on fees stand in public;
    ``pledged`` are the kinds that do (5.2.4)."""
    named = {PledgeKind.CONDUCT: "行风", PledgeKind.FEES: "收费"}
    missing = [name for kind, name in named.items() if kind not in pledged]
    return {"missing": "、".join(missing)} if missing else None


@guard(
    "5.2.4", "行风、收费两方面都要有公开的承诺，这是其中一方面的最后一项。请先公布新的，再停用它。"
)
def another_promise_of_its_kind_stays(pledge: Pledge, public_already: int) -> Params | None:
    """An office is never without a promise on conduct and one on fees, once it has them;
    ``public_already`` counts the others of its kind."""
    promise = pledge.kind is not PledgeKind.OVERRUN
    return NOTHING if promise and not public_already else None
