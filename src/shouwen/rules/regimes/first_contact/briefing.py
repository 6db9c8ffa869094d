"""The guards of a briefing: who handed over wrongly so often has it gone through with them, by somebody
else, and what was gone through is written (1.2b)."""

from datetime import datetime

from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.contact import Briefing, GoneThrough
from shouwen.rules.facts.seats import Actor
from shouwen.rules.policy import number
from shouwen.rules.regimes.first_contact.misrouting import is_briefed
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.worktime import chinese_time


@guard("1.2b", "{name}的这次业务辅导已经了结：请刷新页面。")
def it_is_still_to_be_gone_through(briefing: Briefing) -> Params | None:
    """What ended is not ended again."""
    return {"name": briefing.name} if briefing.ended else None


@guard("1.2b", "要辅导的就是您本人：业务辅导由别人来做，请报上一级领导安排。")
def nobody_goes_through_it_with_themselves(actor: Actor, briefing: Briefing) -> Params | None:
    """Whoever sits on the post that owes it may be whom it is for."""
    return NOTHING if actor.person == briefing.person else None


@guard("1.2b", "请写明讲了什么：哪几件转错了，该转到哪里，凭哪条职责。")
def it_is_written_what_was_gone_through(gone_through: GoneThrough) -> Params | None:
    """A briefing of which nothing is known was none."""
    return None if gone_through.text.strip() else NOTHING


@guard("1.2b", "业务辅导的日期要在 {since:%Y-%m-%d} 和今天之间：请改日期。")
def it_was_gone_through_since_it_is_owed(
    gone_through: GoneThrough, briefing: Briefing, moment: Moment
) -> Params | None:
    """Not before it was known that it is needed, and not on a day to come."""
    on_a_day_of_it = briefing.since <= gone_through.on <= chinese_time(moment.at).date()
    return None if on_a_day_of_it else {"since": briefing.since}


@guard("1.2b", "{name} {days} 天里转错仍满 {often} 次：业务辅导照样要做，做完写明讲了什么。")
def they_hand_over_wrongly_so_often_no_more(
    briefing: Briefing, misrouted_at: tuple[datetime, ...]
) -> Params | None:
    """It falls away where a superior gave it to the post after all, where the directory was wrong, or
    where they are of the office no more."""
    if briefing.left or not is_briefed(misrouted_at):
        return None
    days, often = number("misrouted_within"), number("misrouted_often")
    return {"name": briefing.name, "days": days, "often": often}
