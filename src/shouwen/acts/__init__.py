"""The only writers, floor 2: one function per legal act.

Every act is called ``act(subject, by=…, at=…, **what it brings)`` and answers with :class:`Done`,
or raises :class:`Barred` with the bars that stood in its way. ``at`` is an aware time, or a clock
that is read once the matter is locked; only doors have one."""

from shouwen.acts._frame.actor import CLOCK, Administrator, By, Party, Staff
from shouwen.acts._frame.frame import At, Barred, Done, NotFound, Reused

__all__ = [
    "CLOCK",
    "Administrator",
    "At",
    "Barred",
    "By",
    "Done",
    "NotFound",
    "Party",
    "Reused",
    "Staff",
]
