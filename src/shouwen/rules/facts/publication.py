"""What the public reads beside a guide: who does it and where to complain (5.3a, 5.4b).

It comes from the office as it stands when the guide is read, so it is no part of the frozen guide.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Staff:
    """One of those who handle the service: name, post and office phone."""

    name: str
    post: str
    phone: str


@dataclass(frozen=True, slots=True)
class Publication:
    """The section that handles a service, its staff, and the section that takes complaints."""

    section: str = ""
    section_phone: str = ""
    staff: tuple[Staff, ...] = ()
    complaint_section: str = ""
    complaint_phone: str = ""
