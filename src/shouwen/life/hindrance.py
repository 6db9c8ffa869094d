"""What befalls a worker, said by whoever tries it out; plain data."""

from dataclasses import dataclass
from datetime import timedelta

LOCK_TIMEOUT = 0.2  # seconds an act waits for the one before it; the settings' own would be a round
ENOUGH = 60  # commands for one round


@dataclass(frozen=True, slots=True)
class Hindrance:
    """What befalls a worker. Numbers count from its start.

    It kills itself at the ``statement``-th statement (``before`` it or after), or after the
    ``act``-th act was done and before that is noted. Files may grow up to ``file_limit`` bytes, the
    database by ``pages``. Its clock is ``back``. ``draws``: it draws every paper it can, too.
    ``patience`` are the seconds after which it gives up on a command that fails; after ``most``
    commands it goes home."""

    statement: int | None = None
    before: bool = False
    act: int | None = None
    file_limit: int | None = None
    pages: int | None = None
    back: timedelta = timedelta()
    draws: bool = False
    patience: float = 20.0
    most: int | None = None
