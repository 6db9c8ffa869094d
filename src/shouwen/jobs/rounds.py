"""What the clock's doors do, a round at a time: sweep, send letters, draw papers. Each reads the
clock itself."""

import logging
from datetime import timedelta
from uuid import UUID

from django.conf import settings

from shouwen.acts.applying import forget_drafts
from shouwen.acts.outbox import Outgoing, letter_failed, letters_were_sent, take_letters
from shouwen.acts.rendering import receipt_of, rendering, undrawn
from shouwen.acts.sweeping import Swept, sweep
from shouwen.delivery.send import send
from shouwen.exchange.uploads import forget_orphans
from shouwen.now import now
from shouwen.queries.desk import attached
from shouwen.rules.words import LetterChannel

FRESH = timedelta(days=2)
"""Papers are drawn ahead for so long; an older one that was never asked for is drawn on demand."""

KEPT_FOR = timedelta(days=2)
"""A file waits so long for its case; the form that names it is good for a day."""

log = logging.getLogger(__name__)


def sweep_now() -> Swept:
    """Everything that has become due."""
    return sweep(now)


def deliver_now() -> int:
    """Every letter that waits; answers with how many left. What hinders one, whatever it is, stays
    with that one: it is tried again later (``acts.outbox``)."""
    sent = 0
    while letters := take_letters(now()):
        for letter in letters:
            try:
                send(
                    letter.channel,
                    letter.to,
                    letter.template,
                    letter.params,
                    key=letter.key,
                    papers=_enclosed(letter),
                )
            except Exception as hindrance:
                log.warning("letter %s, try %d: %s", letter.key, letter.attempt, hindrance)
                letter_failed(letter, now(), f"{type(hindrance).__name__}: {hindrance}")
            else:
                letters_were_sent([letter.id], now())
                sent += 1
    return sent


def _enclosed(letter: Outgoing) -> tuple[tuple[str, bytes], ...]:
    """Number and PDF of what goes with a letter: with the first e-mail the receipt (6.4b)."""
    if letter.template != "received" or letter.channel is not LetterChannel.EMAIL:
        return ()
    return (receipt_of(letter.matter),)


def forget_drafts_now() -> int:
    """What somebody wrote at home and never sent, once its time is over."""
    return forget_drafts(now())


def forget_orphans_now() -> int:
    """Files that were handed in with a form nobody sent."""
    return forget_orphans(settings.MEDIA_ROOT, now() - KEPT_FOR, attached)


class Drawing:
    """Draws what was issued lately and not yet looked at, a few papers a round. One that cannot be
    drawn is told of once, and left to whoever asks for it."""

    def __init__(self) -> None:
        self.failed: set[UUID] = set()

    def __call__(self, most: int = 20) -> int:
        """How many were drawn."""
        drawn = 0
        for paper in undrawn(now() - FRESH, most + len(self.failed)):
            if paper not in self.failed:
                try:
                    rendering(paper)
                except Exception:
                    log.exception("paper %s could not be drawn", paper)
                    self.failed.add(paper)
                else:
                    drawn += 1
        return drawn
