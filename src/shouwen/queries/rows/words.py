"""The small words of the pages: tones, paces, kinds of day. Pages draw them, no rule knows them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """How a tag is drawn. A tone only repeats what the tag's words say."""

    PLAIN = "plain"
    OK = "ok"
    WARN = "warn"
    LATE = "late"
    SHARE = "share"  # information, e.g. days not counted
    PAUSE = "pause"  # a clock that stands still


class Pace(StrEnum):
    """How near a due time is."""

    LATE = "late"
    SOON = "soon"
    EASY = "easy"
    STOPPED = "stopped"


class StageState(StrEnum):
    """Where one stage of a case's life stands."""

    DONE = "done"
    NOW = "now"
    TO_COME = "to_come"


class DayKind(StrEnum):
    """What one day is to a clock. Days up to now are used, later ones left or beyond."""

    WAIT = "wait"  # received, not yet accepted
    START = "start"  # the day the clock starts: not counted
    USED = "used"  # counted, up to today and within the limit
    LEFT = "left"  # counted, still to come before the promise
    BEYOND = "beyond"  # counted, between promise and statute
    OVER = "over"  # counted, past the promise and gone by
    OFF = "off"  # weekend: not counted
    HOLIDAY = "holiday"  # public holiday: not counted
    EXCLUDED = "excluded"  # left out by law (Licensing Law art. 45), as told in writing


class CalendarKind(StrEnum):
    """What one day is to the applicant, on the page that follows a case."""

    PLAIN = "plain"  # something happened, no clock ran
    USED = "used"  # counted against the office
    YOURS = "yours"  # waiting for the applicant: counted against nobody
    OFF = "off"  # weekend or holiday
    EXCLUDED = "excluded"  # left out by law
    TO_COME = "to_come"  # will count
    END = "end"  # the last day


@dataclass(frozen=True, slots=True)
class Tag:
    """A short word in a coloured box, e.g. 审查中."""

    text: str
    tone: Tone = Tone.PLAIN
