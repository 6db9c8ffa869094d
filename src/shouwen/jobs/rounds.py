"""What the clock's doors do, a round at a time: sweep, send letters. Each reads the clock itself."""

import logging

from shouwen.acts.outbox import letter_failed, letters_were_sent, take_letters
from shouwen.acts.sweeping import Swept, sweep
from shouwen.delivery.send import send
from shouwen.now import now

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
                send(letter.channel, letter.to, letter.template, letter.params, key=letter.key)
            except Exception as hindrance:
                log.warning("letter %s, try %d: %s", letter.key, letter.attempt, hindrance)
                letter_failed(letter, now(), f"{type(hindrance).__name__}: {hindrance}")
            else:
                letters_were_sent([letter.id], now())
                sent += 1
    return sent
