"""Whoever is asked first writes down what is asked, and owns it (1.1a)."""

from shouwen.rules.facts.casefile import Moment, Owing
from shouwen.rules.facts.contact import Contact, Rating, Wanted
from shouwen.rules.facts.seats import Actor
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.words import ActorKind, ContactChannel
from shouwen.rules.worktime import chinese_time


@guard("1.1a", "请照来人的话写明要什么。")
def it_is_written_what_is_asked(wanted: Wanted) -> Params | None:
    """Their words, however few."""
    return None if wanted.text.strip() else NOTHING


@guard("1.1a", "当面、打电话来问的不能放着等人来取：请用“登记来访、来电、来信”，谁接谁是首问人。")
def what_waits_came_in_writing(wanted: Wanted) -> Params | None:
    """Whoever stands there or calls is asked by somebody, whose it is from then on."""
    there = wanted.channel in (ContactChannel.VISIT, ContactChannel.PHONE)
    return NOTHING if there else None


@guard("1.3.4a", "这一件是书面来的，不能改成当面或者电话。来信、邮件、网上提的，请选实际的一种。")
def what_came_in_writing_stays_so(contact: Contact, wanted: Wanted) -> Params | None:
    """By which way it came is on file from before anybody opened it."""
    there = wanted.channel in (ContactChannel.VISIT, ContactChannel.PHONE)
    return NOTHING if there and contact.waited else None


@guard("1.1a", "您现在不在任何岗位上，登记了没有人承担。请当班的同事登记。")
def whoever_is_asked_has_a_post(actor: Actor) -> Params | None:
    """A contact belongs to the post of whoever was asked first."""
    return NOTHING if actor.kind is ActorKind.SEAT and not actor.seats else None


@guard("1.3.2c", "不愿意留电话的，请记下另外的联系办法（地址、邮箱、再来的时间），否则没法回复。")
def there_is_a_way_back(contact: Contact) -> Params | None:
    """Whoever is promised an answer can be reached; a phone is not the only way."""
    return None if contact.wanted.reachable else NOTHING


@guard("1.1b", "{until:%Y-%m-%d} 以前可以接着问，现在过了。请另提一件，编号写上，我们会放在一起。")
def they_may_still_go_on(contact: Contact, moment: Moment) -> Params | None:
    """An answer that did not settle it is no answer, for some days."""
    until = contact.reopen_until
    if until is None or chinese_time(moment.at).date() <= until:
        return None
    return {"until": until}


@guard("1.2a", "请从一到五里选一级。")
def a_rating_is_of_five_levels(rating: Rating) -> Params | None:
    """One to five."""
    return None if 1 <= rating.stars <= 5 else NOTHING


@guard("1.2a", "已经评过了，谢谢。")
def it_is_rated_once(contact: Contact) -> Params | None:
    """Nobody is asked again what they have said."""
    return NOTHING if contact.rated else None


@guard("4.3a", "这一件还有别的没办完（代查、回电或者投诉举报的转出），办完再咨询。")
def nothing_else_is_promised(owing: Owing) -> Params | None:
    """Others are asked about one thing at a time: what is settled is settled whole."""
    return NOTHING if owing.open & {"find_out", "call_asker", "pass_on_report"} else None


@guard("4.3b", "还没有答复可以告诉来人，或者还有没答复的。对方不答复的，先替他记下来。")
def others_have_answered(contact: Contact) -> Params | None:
    """The asker is told once everybody who was asked has answered."""
    return None if contact.answers and not contact.asked else NOTHING
