"""The clock on the wall, the only one in the house.

It hangs outside the floors and only doors look at it (web, jobs, the command line): everything
below is told the time as ``at``, so that it can be asked about any other time too.
"""

from datetime import UTC, datetime


def now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)
