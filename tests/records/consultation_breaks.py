"""What breaks the constraints of consultations (4.3)."""

from shouwen.acts.consultation import ask
from shouwen.records.models import Consultation
from shouwen.rules.words import ConsultationKind
from tests.acts.world import at

WHEN = at("2026-12-01 09:00")
ANSWERED = {"state": "answered", "answer": "要。", "answered_at": WHEN}
TOLD = {**ANSWERED, "state": "told", "told": "已说明", "told_by": "call", "told_at": WHEN}


def somebody_asked(world):
    """A case on which another section was asked."""
    ask(
        world.accepted(),
        by=world.holder("food"),
        at=at("2026-09-21 14:00"),
        kind=ConsultationKind.CONSULT,
        question="要不要单独标注？",
        days=3,
        post=world.posts["relief"].pk,
    )


def asked(**changes):
    return lambda rows: Consultation.objects.update(**changes)


BREAKS = {
    "consultation_kind_is_known": [asked(kind="chat")],
    "consultation_state_is_known": [asked(state="lost")],
    "a_consultation_asks_one": [asked(post=None), asked(outside="某局")],
    "a_post_of_ours_assists": [asked(kind="assist", post=None, outside="某局")],
    "a_consultation_says_what_is_asked": [asked(question="")],
    "an_answer_has_its_words_and_its_time": [
        asked(state="answered", answer="要。"),
        asked(state="answered", answered_at=WHEN),
        asked(answer="要。"),
        asked(answered_at=WHEN),
    ],
    "what_was_told_of_an_answer_says_what_and_how": [
        asked(**{**TOLD, "told": ""}),
        asked(**{**TOLD, "told_by": ""}),
        asked(**{**TOLD, "told_by": "pigeon"}),
        asked(**{**TOLD, "told_at": None}),
        asked(**{**ANSWERED, "told": "已说明"}),
    ],
}
