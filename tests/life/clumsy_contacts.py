"""What a clumsy office tries on contacts: whoever owes something there, or anybody, does what may be done
or not, well or badly filled in."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any
from uuid import UUID

from shouwen.life.contact_acts import ACTS, RECEIVES, REGISTERS
from shouwen.life.script import PARTY, THE_CLOCK
from shouwen.records.models import Obligation
from shouwen.rules.regimes.first_contact.answering import SIX
from shouwen.rules.words import ContactChannel, ReportKind, ToldBy, ToldHow

DISPOSES = (
    *("contact.answer", "contact.tell_in_full", "contact.tell_not_eligible", "contact.guide"),
    *("contact.give_phone", "contact.take_for_absent", "contact.take_for_absent"),
    *("contact.refer_outside", "contact.find_out", "contact.register_report", "contact.ask"),
    *("contact.record_left", "contact.hand_over", "contact.hand_over", "contact.ask_to_assign"),
    *("contact.correct_record", "contact.accept"),
)
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "take_contact": ("contact.take",),
    "dispose_contact": DISPOSES,
    "confirm_contact": (
        *("contact.confirm", "contact.confirm_call", "contact.confirm_report"),
        *("contact.decline", "contact.call_back"),
    ),
    "assign_contact": ("contact.assign",),
    "call_asker": ("contact.call_back", "contact.note_call", "contact.record_left"),
    "find_out": ("contact.tell_found", "contact.record_left", "contact.ask"),
    "pass_on_report": ("contact.pass_on", "contact.pass_outside", "contact.record_left"),
    "answer_consultation": ("contact.answer_question", "contact.record_left"),
    "tell_asker": ("contact.tell_asker", "contact.ask", "contact.record_left"),
    "account_for_empty": ("contact.account_for_empty",),
    "brief_officer": ("briefing.hold", "briefing.hold", "briefing.drop"),
}
"""What may be done about what is owed on a contact."""

THE_ASKERS = ("contact.rate", "contact.reopen", "contact.note_reply")
ON_CONTACTS = tuple(act for act in ACTS if act not in (REGISTERS, RECEIVES))


class Contacts:
    """The contacts of a clumsy life; ``sits`` says who sits on a post."""

    def __init__(
        self, dice: Random, posts: list[str], people: list[str], sits: Callable[[UUID | None], str]
    ) -> None:
        self.dice, self.posts, self.people, self.sits = dice, posts, people, sits
        self.made: list[int] = []  # the commands that made them

    def begins(self) -> tuple[str, str, dict[str, Any]]:
        """Somebody asks: the act, by whom, and what is written down."""
        dice = self.dice
        act = dice.choice((REGISTERS, REGISTERS, RECEIVES))
        who = dice.choice(self.people) if act == REGISTERS else dice.choice((PARTY, self.people[0]))
        if dice.random() < 0.05:
            who = dice.choice((PARTY, THE_CLOCK))
        more = {"unseen": True} if dice.random() < 0.1 else {}
        if self.made and dice.random() < 0.1:
            more = {"follows": dice.choice(self.made)}
        return act, who, {"wanted": self._wanted(), **more}

    def does(self, matter: UUID, cases: list[int]) -> tuple[str, str, dict[str, Any]]:
        """Somebody does something on a contact: the act, by whom, and what it is given."""
        dice = self.dice
        rows = list(Obligation.objects.filter(matter=matter, ended_at=None, kind__in=ANSWERS))
        rows.sort(key=lambda row: (row.kind, row.opened_at))
        if rows and dice.random() < 0.85:
            row = dice.choice(rows)
            act, who = dice.choice(ANSWERS[row.kind]), self.sits(row.bearer_id)
        elif dice.random() < 0.6:
            act, who = dice.choice(THE_ASKERS), PARTY
        else:
            act, who = dice.choice(ON_CONTACTS), dice.choice(self.people)
        if dice.random() < 0.12:
            who = dice.choice((dice.choice(self.people), PARTY, THE_CLOCK))
        return act, who, self._brings(act, cases)

    def _wanted(self) -> dict[str, Any]:
        dice = self.dice
        phone = dice.choice(("0826-555-0178", "0826-555-0178", ""))
        return {
            "channel": dice.choice(list(ContactChannel)),
            "text": dice.choice(("开面馆要什么？",) * 5 + (" ", "<b>很久</b>" * 300)),
            "name": dice.choice(("徐禾", "", "🙂")),
            "phone": phone,
            "phone_declined": dice.random() < 0.2,
            "other_way": dice.choice(("", "周五再来", " ")),
            "email": dice.choice(("", "xu@example.org")),
        }

    def _brings(self, act: str, cases: list[int]) -> dict[str, Any]:
        dice = self.dice
        said = dice.choice(("可以办。",) * 6 + (" ", "很久" * 300))
        post = {"post": dice.choice(self.posts)}
        elsewhere = {"body": dice.choice(("区信访局", "")), "phone": "0826-555-0194"}
        elsewhere["confirmed"] = dice.random() < 0.8
        match act:
            case "contact.correct_record":
                return {"wanted": self._wanted()}
            case "contact.tell_in_full" | "contact.tell_not_eligible":
                parts = [part for part in SIX if dice.random() < 0.95]
                told = {"service": self._service(), "how": dice.choice(list(ToldBy))}
                why = {"reason": said, "may_apply": dice.random() < 0.8}
                unfit = why if act.endswith("eligible") else {}
                return {**told, "parts": parts, **unfit}
            case "contact.accept":
                return {"case": dice.choice(cases or [0]), "why_not": dice.choice(("", said))}
            case "contact.guide" | "contact.give_phone":
                return {**post, "told": dice.random() < 0.9}
            case "contact.take_for_absent" | "contact.hand_over" | "contact.pass_on":
                return {**post, "why": said}
            case "contact.assign":
                return {**post, "why": said}
            case "contact.refer_outside" | "contact.pass_outside":
                return {"elsewhere": elsewhere}
            case "contact.tell_found":
                return {"elsewhere": {**elsewhere, "hotline_number": dice.choice(("", "R1"))}}
            case "contact.find_out" | "contact.decline" | "contact.ask_to_assign":
                return {"why": said}
            case "contact.record_left":
                return {"reason": said}
            case "contact.register_report":
                return {"report": self._report()}
            case "contact.ask":
                days = {"question": said, "why": said, "days": dice.choice((-1, 0, 1, 3, 60))}
                whom = dice.choice((post, post, {"outside": "市消防支队"}, {}))
                return {**days, **whom}
            case "contact.tell_asker":
                return {"how": dice.choice(list(ToldHow)), "text": said}
            case "briefing.hold":
                days = ("2026-04-28", "2026-05-06", "2026-05-15", "2027-01-04")
                return {"gone_through": {"text": said, "on": dice.choice(days)}}
            case "contact.rate":
                return {"stars": dice.choice((0, 1, 3, 5, 6))}
            case "contact.note_reply" | "contact.reopen":
                mail = {"message_id": f"<{dice.randrange(10**9)}@example.org>"}
                return {"text": said, **(mail if dice.random() < 0.2 else {})}
            case (
                "contact.answer"
                | "contact.call_back"
                | "contact.note_call"
                | "contact.answer_question"
                | "contact.account_for_empty"
            ):
                return {"text": said}
            case _:
                return {}

    def _service(self) -> str:
        return self.dice.choice(
            ("511A0074300005-511602000000-000-115113016823646795-1-00", "nothing")
        )

    def _report(self) -> dict[str, Any]:
        dice = self.dice
        about = [dice.choice(self.people) for _ in range(dice.choice((0, 1, 1, 2)))]
        return {
            "kind": dice.choice(list(ReportKind)),
            "name": dice.choice(("徐禾", " ")),
            "phone": dice.choice(("0826-555-0178", "")),
            "anonymous": dice.random() < 0.2,
            "phone_declined": dice.random() < 0.2,
            "about": about,
        }
