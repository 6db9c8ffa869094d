"""The acts on contacts, as commands of a life bring them (regime 1)."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from shouwen.acts import Done, briefing
from shouwen.acts import contact as acts
from shouwen.records.models import Briefing, Consultation, Matter
from shouwen.rules.facts.contact import Elsewhere, GoneThrough, Report, Wanted
from shouwen.rules.facts.plain import read
from shouwen.rules.words import ConsultationState, ReportKind, ToldBy, ToldHow

ACTS: Mapping[str, Callable[..., Done]] = {
    "contact.register": acts.register,
    "contact.receive": acts.receive,
    "contact.take": acts.take,
    "contact.give_to_duty": acts.give_to_duty,
    "contact.correct_record": acts.correct_record,
    "contact.answer": acts.answer,
    "contact.tell_in_full": acts.tell_in_full,
    "contact.tell_not_eligible": acts.tell_not_eligible,
    "contact.accept": acts.accept,
    "contact.guide": acts.guide,
    "contact.give_phone": acts.give_phone,
    "contact.account_for_empty": acts.account_for_empty,
    "contact.take_for_absent": acts.take_for_absent,
    "contact.call_back": acts.call_back,
    "contact.note_call": acts.note_call,
    "contact.refer_outside": acts.refer_outside,
    "contact.find_out": acts.find_out,
    "contact.tell_found": acts.tell_found,
    "contact.register_report": acts.register_report,
    "contact.pass_on": acts.pass_on,
    "contact.confirm_report": acts.confirm_report,
    "contact.pass_outside": acts.pass_outside,
    "contact.record_left": acts.record_left,
    "contact.hand_over": acts.hand_over,
    "contact.confirm": acts.confirm,
    "contact.confirm_call": acts.confirm_call,
    "contact.decline": acts.decline,
    "contact.ask_to_assign": acts.ask_to_assign,
    "contact.assign": acts.assign,
    "contact.ask": acts.ask,
    "contact.answer_question": acts.answer_question,
    "contact.tell_asker": acts.tell_asker,
    "contact.note_reply": acts.note_reply,
    "contact.reopen": acts.reopen,
    "contact.rate": acts.rate,
    "briefing.hold": briefing.hold,
    "briefing.drop": briefing.drop,
}
ANSWERS = "contact.answer_question"
BRIEFS = ("briefing.hold", "briefing.drop")
"""Done on what was asked of others, and on a briefing; all else on the contact itself."""
BEGIN = tuple(act for act in ACTS if act not in (ANSWERS, *BRIEFS))
REGISTERS, RECEIVES = "contact.register", "contact.receive"
"""The acts that make a contact: somebody is asked, or something comes in writing."""


def readers(
    act: str,
    posts: Mapping[str, UUID],
    person: Callable[[str], UUID],
    matter: Callable[[int], UUID | None],
) -> Mapping[str, Callable[[Any], Any]]:
    """How what ``act`` brings is read: posts and people by key, other matters by the command that
    made them."""
    return {
        "wanted": partial(read, Wanted),
        "unseen": bool,
        "follows": matter,
        "text": str,
        "why": str,
        "why_not": str,
        "message_id": str,
        "reason": str,
        "question": str,
        "outside": str,
        "service": str,
        "days": int,
        "stars": int,
        "told": bool,
        "may_apply": bool,
        "parts": frozenset,
        "how": ToldHow if act == "contact.tell_asker" else ToldBy,
        "case": partial(_number, matter),
        "post": posts.__getitem__,
        "elsewhere": partial(read, Elsewhere),
        "report": partial(_report, person),
        "gone_through": _gone_through,
    }


def beside(act: str, contact: UUID) -> UUID | None:
    """The key of the briefing that a contact showed last; of what others were asked about it first, and
    have not answered; where they all have, of what they were asked last."""
    if act in BRIEFS:
        shown = Briefing.objects.filter(contact=contact).order_by("-opened_at", "-pk")
        return shown.values_list("pk", flat=True).first()
    rows = list(Consultation.objects.filter(contact=contact).order_by("asked_at", "pk"))
    waits = (row.pk for row in rows if row.state == ConsultationState.ASKED)
    return next(waits, rows[-1].pk if rows else None)


def _number(matter: Callable[[int], UUID | None], made: int) -> str:
    """The number of the case that the command ``made``; empty where there is none."""
    numbers = Matter.objects.filter(pk=matter(made)).values_list("number", flat=True)
    return numbers.first() or ""


def _gone_through(found: Mapping[str, Any]) -> GoneThrough:
    return GoneThrough(found["text"], date.fromisoformat(found["on"]))


def _report(person: Callable[[str], UUID], found: Mapping[str, Any]) -> Report:
    """What is reported; whom it is about by their sign-in keys."""
    about = frozenset(map(person, found.get("about", ())))
    return Report(**{**found, "kind": ReportKind(found["kind"]), "about": about})
