"""Abuses planted in a life, and the truth about them: so that detectors can be scored on it."""

from collections.abc import Collection
from datetime import timedelta
from random import Random

from shouwen.life.chance import chance
from shouwen.life.setting import Setting

LATE_ENTRY = "late-entry"
RESET = "reset"
BATCH = "batch-at-the-limit"
TWICE = "double-submit"
ABUSES = (LATE_ENTRY, RESET, BATCH, TWICE)
"""What may be planted: acts done first and entered late, applications withdrawn and filed again to
reset their clock, decisions all left to the last hour of their day, requests sent twice."""

ENTERED_LATE = ("case.accept_case", "step.finish_step", "case.decide_grant")


class Abuses:
    """The abuses of one life. ``truth`` has, by abuse, the numbers of the commands that are it:
    the act entered late, the application filed again, the decision, the request sent twice."""

    def __init__(self, seed: int, chosen: Collection[str], place: Setting) -> None:
        """Raises ``ValueError`` for abuses nobody knows."""
        if unknown := sorted(set(chosen) - set(ABUSES)):
            raise ValueError(
                f"There is no abuse {', '.join(unknown)}. Choose from {', '.join(ABUSES)}."
            )
        self.truth: dict[str, list[int]] = {abuse: [] for abuse in ABUSES if abuse in chosen}
        handlers = {place.holder(service.handler) for service in place.services}
        signers = {place.doer(s, s.guide.decided_by) for s in place.services} - handlers
        slow = {place.holder(s.handler) for s in place.services if not s.guide.immediate}
        could = {LATE_ENTRY: handlers, RESET: slow, BATCH: signers}
        self._given_to = {
            abuse: frozenset(chance(seed, abuse).sample(sorted(who), -(-len(who) // 3)))
            for abuse, who in could.items()
            if abuse in chosen
        }  # a third of those who could, at least one

    def late_for(self, who: str, act: str, dice: Random) -> timedelta | None:
        """By how much this act is entered late; None: it is not."""
        if who not in self._given_to.get(LATE_ENTRY, ()) or act not in ENTERED_LATE:
            return None
        return timedelta(days=dice.uniform(1, 4)) if dice.random() < 0.4 else None

    def resets(self, who: str, case: int, dice: Random) -> bool:
        """Whether somebody has this case withdrawn and filed again to gain time, which they do
        once."""
        given_to, again = self._given_to.get(RESET, ()), self.truth.get(RESET, ())
        return who in given_to and case not in again and dice.random() < 0.3

    def batches(self, who: str) -> bool:
        """Whether somebody leaves what they sign to the last hour of its last day."""
        return who in self._given_to.get(BATCH, ())

    def sends_twice(self, dice: Random) -> bool:
        """Whether a request is sent again."""
        return TWICE in self.truth and dice.random() < 0.04
