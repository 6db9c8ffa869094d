"""Times as people type them."""

from datetime import datetime

from shouwen.cli.frame import CannotRun
from shouwen.rules.worktime import CST


def read_time(text: str) -> datetime:
    """A date (0:00) or a time, aware; without an offset it is Chinese time."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise CannotRun(
            f"'{text}' is no date or time. Write 2026-09-18, 2026-09-18T15:30 or"
            " 2026-09-18T15:30+08:00."
        ) from None
    return at if at.tzinfo else at.replace(tzinfo=CST)
