"""What a clumsy office tries beside a case: a no, hearings, what is asked of others, papers that find
nobody, materials handed back. What is owed there is tried by whoever owes it, or by anybody."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from shouwen.life.script import PARTY
from shouwen.records.models import Hearing, Obligation
from shouwen.rules.words import (
    ConsultationKind,
    Fate,
    HearingState,
    RefusalKind,
    ServedBy,
    Taker,
    ToldHow,
)

BEGINS: Mapping[str, tuple[str, ...]] = {
    "received": (
        *("refusal.propose_refusal", "refusal.tell_at_once", "consultation.ask"),
        "service_of_paper.choose_way",
    ),
    "correcting": ("refusal.propose_refusal", "consultation.ask"),
    "accepted": (
        *("refusal.propose_refusal", "refusal.propose_refusal", "consultation.ask"),
        *("hearing.tell_right", "hearing.ask"),
    ),
    "decided": (
        *("service_of_paper.note_attempt", "service_of_paper.serve_by_notice"),
        *("return_of_materials.ask_for_return", "refusal.note_dissent"),
        "service_of_paper.correct_paper",
    ),
    "closed": (
        *("return_of_materials.ask_for_return", "service_of_paper.note_attempt"),
        *("service_of_paper.correct_paper", "service_of_paper.note_receipt"),
    ),
    "withdrawn": ("return_of_materials.ask_for_return", "return_of_materials.hand_back"),
}
"""What is begun beside a case, by its state."""

KINDS: Mapping[str, tuple[RefusalKind, ...]] = {
    "received": (RefusalKind.NOT_ACCEPTED, RefusalKind.LAPSED),
    "correcting": (RefusalKind.LAPSED,),
    "accepted": (RefusalKind.REFUSED, RefusalKind.REFUSED, RefusalKind.PARTLY),
    **dict.fromkeys(("decided", "closed", "withdrawn"), tuple(RefusalKind)),
}
"""Which no is mostly said in which state of a case."""

LOOKS = ("refusal.return_refusal", "refusal.overturn_refusal", "refusal.reverse_refusal")
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "review_refusal": ("refusal.review_refusal",) * 5 + LOOKS,
    "approve_refusal": ("refusal.approve_refusal", "refusal.confirm_refusal") * 3 + LOOKS,
    "amend_refusal": ("refusal.amend_refusal",),
    "bring_again": ("service_of_paper.serve_paper",),
    "serve_refusal": ("refusal.serve_refusal", "service_of_paper.note_attempt"),
    "ask_hearing": ("hearing.ask",),
    "hold_hearing": ("hearing.set_time", "hearing.hold", "hearing.hold", "hearing.give_up"),
    "answer_consultation": ("consultation.answer",),
    "tell_outcome": ("consultation.tell_applicant",),
    "close_after_notice": ("case.deliver_result", "refusal.serve_refusal"),
    "return_materials": ("return_of_materials.hand_back",),
}
"""What may be done about what is owed there."""

OF_THE_APPLICANT = (
    *("hearing.ask", "hearing.give_up", "return_of_materials.ask_for_return"),
    "service_of_paper.choose_way",
)
FROM_THE_WINDOW = (
    *("refusal.serve_refusal", "case.deliver_result"),
    *("service_of_paper.serve_paper", "service_of_paper.note_attempt"),
    "service_of_paper.note_receipt",
)
ACTS = tuple(
    dict.fromkeys(
        act for acts in (*BEGINS.values(), *ANSWERS.values()) for act in acts if "case." not in act
    )
)
DAYS = (-1, 0, 1, 3, 8, 60)
BEGINS_IN = (-1, 3, 11, 12, 14, 14, 18, 60)  # days until a hearing


def owed(case: UUID, dice: Random) -> Obligation | None:
    """Something that is owed beside the case now; None: nothing is."""
    rows = list(Obligation.objects.filter(matter=case, ended_at=None, kind__in=ANSWERS))
    rows.sort(key=lambda row: (row.kind, row.opened_at))
    return dice.choice(rows) if rows else None


def chair(case: UUID) -> UUID | None:
    """The post that chairs the hearing that is set."""
    found = Hearing.objects.filter(case=case, state=HearingState.SET.value)
    post: UUID | None = found.values_list("chair", flat=True).first()
    return post


class Besides:
    """What such acts bring, well or badly filled in."""

    def __init__(self, dice: Random, posts: list[str]) -> None:
        self.dice, self.posts = dice, posts

    def brings(
        self, act: str, state: str, said: str, keys: list[str], now: datetime
    ) -> dict[str, Any]:
        """``state`` is that of the case, ``keys`` are those of what a no may rest on."""
        dice = self.dice
        match act:
            case "refusal.propose_refusal" | "refusal.amend_refusal":
                return {"proposal": self._proposal(state, said, keys)}
            case "refusal.confirm_refusal":
                return {}
            case "refusal.tell_at_once":
                kind, body = dice.choice(list(RefusalKind)), dice.choice(("", "市行政审批局"))
                return {"at_once": {"kind": kind, "reason": said, "body": body}, **self._handed()}
            case "refusal.serve_refusal" | "case.deliver_result" | "service_of_paper.serve_paper":
                return self._handed()
            case "hearing.tell_right":
                return {"stakes": said, **self._handed()}
            case "hearing.ask" | "hearing.give_up":
                return {"name": said}
            case "hearing.set_time":
                begins = now + timedelta(days=dice.choice(BEGINS_IN))
                where = {"begins_at": begins.isoformat(), "place": said}
                return {**where, "chair": dice.choice(self.posts), **self._handed()}
            case "hearing.hold":
                return {"text": said, "signed_by": dice.choice(("徐禾、韩立", "徐禾、韩立", " "))}
            case "consultation.ask":
                kind = dice.choice(list(ConsultationKind))
                whom = {"post": dice.choice(self.posts)} if dice.random() < 0.7 else {}
                outside = {"outside": "市消防支队"} if not whom or dice.random() < 0.1 else {}
                return {
                    "kind": kind,
                    "question": said,
                    "days": dice.choice(DAYS),
                    **whom,
                    **outside,
                }
            case "consultation.answer":
                return {"text": said}
            case "consultation.tell_applicant":
                return {"how": dice.choice(list(ToldHow)), "text": said}
            case "service_of_paper.note_attempt":
                where = {"place": "滨江路18号", "person": "何雨桐", "reason": said}
                return {"failure": {"by": dice.choice(list(ServedBy)), **where}}
            case "service_of_paper.choose_way":
                address = dice.choice(("xu@example.org", "0826-555-0177", ""))
                return {"wish": {"electronic": True, "address": address, "signed_by": said}}
            case "service_of_paper.correct_paper":
                part = dice.choice(("handler_phone", "handler_phone", "court", "delivery", "facts"))
                return {"erratum": {"wording": {part: said}, "why": dice.choice((said, ""))}}
            case "service_of_paper.note_receipt":
                on = {"on": (now - timedelta(days=dice.choice((-1, 0, 1, 9)))).date().isoformat()}
                return {"mail_receipt": dice.choice(({**on, "signed_by": said}, {"reason": said}))}
            case "service_of_paper.serve_by_notice":
                return {"public_notice": {"place": said}}
            case "return_of_materials.ask_for_return":
                by, address = dice.choice(list(ServedBy)), dice.choice(("", "滨江路18号"))
                return {"wish": {"by": by, "asked_by": said, "address": address}}
            case "return_of_materials.hand_back":
                return {"marks": dice.choice(list(Fate)), "taking": self._taking(said)}
            case _:
                return {"words": said}

    def _proposal(self, state: str, said: str, keys: list[str]) -> dict[str, Any]:
        dice = self.dice
        kind = dice.choice(KINDS[state] if dice.random() < 0.9 else list(RefusalKind)[:4])
        found = {"kind": kind, "fact": said, "opinion": said, "granted": dice.choice(("", said))}
        if dice.random() < 0.2:
            found["unmet"] = [key for key in keys if dice.random() < 0.3]
        return found

    def _handed(self) -> dict[str, Any]:
        dice = self.dice
        by = ServedBy.HAND if dice.random() < 0.9 else dice.choice(list(ServedBy))
        number = "x" if dice.random() < 0.9 else ""
        shown = {"identity": "resident_id", "identity_number": number, "tracking": number}
        return {"handover": {"by": by, "to": "徐禾", **shown}}

    def _taking(self, said: str) -> dict[str, Any]:
        dice = self.dice
        number = dice.choice(("11010519491231002X", "11010519491231002X", "x", ""))
        return {
            "by": dice.choice(list(ServedBy)[:2]),
            "taker": dice.choice((Taker.APPLICANT, Taker.APPLICANT, *Taker)),
            "shown": {"name": "徐禾", "kind": "resident_id", "number": number},
            "proof": said,
            "signed": dice.random() < 0.8,
            "asked_in_writing": dice.random() < 0.8,
            "address": "滨江路18号",
            "tracking": "EA000000000CN",
        }


def who_owes(act: str) -> str:
    """Who does it whoever owes it; empty: the post that owes it."""
    if act in OF_THE_APPLICANT:
        return PARTY
    return "heyutong" if act in FROM_THE_WINDOW else ""
