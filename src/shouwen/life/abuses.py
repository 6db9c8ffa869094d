"""Abuses planted in a life, and the truth about them: so that detectors can be scored on it."""

from collections.abc import Collection
from datetime import timedelta
from random import Random

from shouwen.life.chance import chance
from shouwen.life.setting import Setting
from shouwen.life.trips import Trip
from shouwen.rules.words import Rank

LATE_ENTRY = "late-entry"
RESET = "reset"
BATCH = "batch-at-the-limit"
TWICE = "double-submit"
UNASKED = "unasked-leave"
HIDES = "hidden-work"
IDLE = "idle-stand-in"
ROUND = "round-the-filing"
UNREGISTERED, HANDS_ROUND, NOTHING_CAME = "unregistered-contact", "handed-round", "nothing-came"
STOPS_OFTEN, STOPS_LATE = "stopped-too-often", "stopped-at-the-last-moment"
STOPS_UNTIL_DONE = "stopped-until-decided"
KEEPS, LATE_BACK, GO_BETWEEN = "kept-back", "late-return", "go-between"
STOPS = (STOPS_OFTEN, STOPS_LATE, STOPS_UNTIL_DONE)
ABUSES = (
    *(LATE_ENTRY, RESET, BATCH, TWICE, UNASKED, HIDES, IDLE, ROUND),
    *(UNREGISTERED, HANDS_ROUND, NOTHING_CAME),
    *(*STOPS, KEEPS, LATE_BACK, GO_BETWEEN),
)
"""What may be planted: acts done first and entered late, applications withdrawn and filed again to
reset their clock, decisions all left to the last hour of their day, requests sent twice; people who
are away without asking and enter it afterwards as if it had been sudden, hand-over lists that say
everything is done, stand-ins who do nothing on the post they took over; applicants who are talked into
taking their application back where a "no" was to be filed; askers who are not written down, who are
handed over though they could be answered, and whose asking ends with nothing but “dealt with”;
clocks that are stopped on nearly every case, when hardly any time is left, and for as long as the
work goes on; materials that are held back by an article that asks for nothing of the kind, given back
when it was due long ago, and handed to one and the same stranger, whoever they belong to."""

ENTERED_LATE = ("case.accept_case", "step.finish_step", "case.decide_grant")


class Abuses:
    """The abuses of one life. ``truth`` has, by abuse, the numbers of the commands that are it:
    the act entered late, the application filed again, the decision, the request sent twice, the
    absence entered afterwards, the list handed over; of an idle stand-in the application that
    lay there; of a "no" that was never filed the application taken back; of an asker who was not
    written down the request that was never sent; the hand-over; the empty answer; what stopped a
    clock, and what let it go on once nothing was left to do; the handing back of materials."""

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
        staff = {post.holder for post in place.office.posts if post.rank is Rank.STAFF}
        could = {LATE_ENTRY: handlers, RESET: slow, BATCH: signers, ROUND: slow}
        could |= dict.fromkeys((UNASKED, HIDES, IDLE), staff)
        could |= dict.fromkeys((UNREGISTERED, HANDS_ROUND, NOTHING_CAME), staff)
        could |= dict.fromkeys(STOPS, slow)
        windows = {post.holder for post in place.counters}
        could |= dict.fromkeys((KEEPS, LATE_BACK, GO_BETWEEN), windows)
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

    def goes_round(self, who: str) -> bool:
        """Whether somebody has applicants take back what they would have to refuse."""
        return who in self._given_to.get(ROUND, ())

    def batches(self, who: str) -> bool:
        """Whether somebody leaves what they sign to the last hour of its last day."""
        return who in self._given_to.get(BATCH, ())

    def leaves_unasked(self, who: str, planned: Trip, dice: Random) -> bool:
        """Whether somebody goes on this short absence without asking."""
        given_to, short = self._given_to.get(UNASKED, ()), timedelta(hours=8)
        away = planned.back_at - planned.leaves_at
        return who in given_to and away < short and dice.random() < 0.7

    def hides(self, who: str) -> bool:
        """Whether somebody hands over a list that says everything is done."""
        return who in self._given_to.get(HIDES, ())

    def idles(self, who: str) -> bool:
        """Whether somebody does nothing on a post on which they stand in."""
        return who in self._given_to.get(IDLE, ())

    def does(self, abuse: str, who: str) -> bool:
        """Whether somebody is given to an abuse."""
        return who in self._given_to.get(abuse, ())

    def stops(self, who: str) -> str:
        """To gain time in which way somebody stops clocks, one for each; empty: in none."""
        return next((abuse for abuse in STOPS if self.does(abuse, who)), "")

    def sends_twice(self, dice: Random) -> bool:
        """Whether a request is sent again."""
        return TWICE in self.truth and dice.random() < 0.04
