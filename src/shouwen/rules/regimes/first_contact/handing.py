"""Handing over: it stays the first one's until the next one confirms, and goes round nobody (1.1b,
1.2c)."""

from shouwen.rules.facts.casefile import Owing
from shouwen.rules.facts.contact import Contact, HandingOver, Said
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.words import HandoverKind


@guard("1.2c", "请写明为什么转交：凭哪条职责。")
def it_is_said_why_it_is_handed_over(handing_over: HandingOver) -> Params | None:
    """Every hand-over states why."""
    return None if handing_over.why.strip() else NOTHING


@guard("1.2c", "已经在“{post}”了，不用转。")
def it_goes_to_another_post(contact: Contact, handing_over: HandingOver) -> Params | None:
    """Nobody hands over to themselves."""
    return {"post": handing_over.name} if handing_over.to_post == contact.holder else None


@guard("1.2c", "“{post}”已经撤销，没有人承担。请选现在的岗位。")
def it_goes_to_a_post_that_stands(handing_over: HandingOver) -> Params | None:
    """A post of a former scheme takes up nothing."""
    return {"post": handing_over.name} if handing_over.closed else None


@guard("1.2c", "已经转过一次，再转由共同的上级指定：请用“报请指定”，期间仍归您。")
def it_was_not_handed_over_before(contact: Contact, handing_over: HandingOver) -> Params | None:
    """Handed over twice, the common superior assigns; back to who is back from absence is none."""
    return NOTHING if contact.handed_over and not handing_over.returned else None


@guard("1.2c", "“{post}”退回过这一件，不能再转回去：请用“报请指定”，由共同的上级定。")
def it_does_not_go_back_to_who_declined(
    contact: Contact, handing_over: HandingOver
) -> Params | None:
    """A post that declined it is asked again by the superior alone."""
    declined = handing_over.to_post in contact.declined_by
    return {"post": handing_over.name} if declined else None


@guard("1.3.4b", "“{post}”上现在就是被反映的人，不能转到那里。")
def it_goes_to_nobody_it_is_about(contact: Contact, handing_over: HandingOver) -> Params | None:
    """Whoever it is about sees nothing of it."""
    return {"post": handing_over.name} if contact.about & handing_over.sits else None


@guard("1.2c", "请写明为什么不归您：凭哪条职责，该归谁。")
def it_is_said_why_it_is_declined(said: Said) -> Params | None:
    """Nobody passes the buck without a word."""
    return None if said.text.strip() else NOTHING


@guard("1.2c", "这一件是转交给您的，请用“确认接手”。")
def it_was_taken_down_for_them(contact: Contact) -> Params | None:
    """What was taken down for an absent handler is confirmed as a call that they owe."""
    waiting = contact.waiting
    return None if waiting and waiting.kind is HandoverKind.FOR_ABSENT else NOTHING


@guard("1.3.2c", "这一件是替您接下的，来人等您回电：请用“确认接手回电”。")
def it_was_handed_to_them(contact: Contact) -> Params | None:
    """What was handed over is confirmed as theirs to end."""
    waiting = contact.waiting
    return NOTHING if waiting and waiting.kind is HandoverKind.FOR_ABSENT else None


@guard("1.2c", "还没有转交过，不用上级指定：请直接转给管这件事的岗位。")
def there_is_a_dispute(contact: Contact) -> Params | None:
    """A superior is asked once it was handed over or declined."""
    return None if contact.handed_over or contact.declined_by else NOTHING


@guard("1.2c", "没有人报请指定。")
def an_assignment_is_asked_for(owing: Owing) -> Params | None:
    """The superior assigns where they were asked."""
    return None if "assign_contact" in owing.open else NOTHING


@guard("1.2c", "已经报请指定，等上级定。")
def no_assignment_is_asked_for(owing: Owing) -> Params | None:
    """The superior is asked once."""
    return NOTHING if "assign_contact" in owing.open else None
