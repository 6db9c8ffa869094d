"""Whether a paper is genuine."""

from __future__ import annotations

from dataclasses import dataclass

from shouwen.queries.rows.pieces import PaperRow


@dataclass(frozen=True, slots=True)
class PaperCheckPage:
    """Whether a paper is genuine. ``paper`` is None where no such paper was issued; nothing is
    said then about which numbers exist."""

    paper: PaperRow | None
    service: str = ""
    party: str = ""
    digest: str = ""  # of the paper's content, shortened
    unit: str = ""  # that issued it
    case: str = ""  # number of the case it belongs to
    title: str = ""  # as printed: a decision is called after the kind of its service
