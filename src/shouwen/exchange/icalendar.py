"""A feed as calendar programs read it: iCalendar (RFC 5545).

The little of it that a list of events needs: content lines ended by CRLF and folded at 75 octets
(3.1), texts escaped (3.3.11), instants in UTC (3.3.5), whole days as dates (3.3.4). A library would
bring its own recurrences, time zones and a pin that our other packages do not share."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from shouwen.queries.rows import Feed, FeedEvent
from shouwen.rules.worktime import ONE_DAY

OCTETS = 75  # of a line, its end not counted
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
REFRESHED = "PT1H"  # how often programs are asked to come again (RFC 7986)


def icalendar(feed: Feed, name: str, host: str) -> bytes:
    """The feed as a file, called ``name``; ``host`` makes the ids of its events the world's own."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Shouwen//Seats//ZH",
        "CALSCALE:GREGORIAN",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESHED}",
        *(line for event in feed.events for line in _event(event, feed.at, host)),
        "END:VCALENDAR",
    )
    return b"".join(folded(line) for line in lines)


def _event(event: FeedEvent, at: datetime, host: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.key}@{host}"
    yield f"DTSTAMP:{_instant(at)}"
    if event.day is not None:
        yield f"DTSTART;VALUE=DATE:{_date(event.day)}"
        yield f"DTEND;VALUE=DATE:{_date(event.day + ONE_DAY)}"
    if event.since is not None and event.until is not None:
        yield f"DTSTART:{_instant(event.since)}"
        yield f"DTEND:{_instant(event.until)}"
    yield f"SUMMARY:{escaped(event.what)}"
    if event.where:
        yield f"LOCATION:{escaped(event.where)}"
    yield f"STATUS:{'TENTATIVE' if event.tentative else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """A text with what would end it or part it escaped (3.3.11)."""
    return text.translate(ESCAPES)


def folded(line: str) -> bytes:
    """A content line in UTF-8 with its end, no physical line of it longer than 75 octets, no sign
    parted between two (3.1)."""
    parts, part = [], b""
    for sign in line:
        octets = sign.encode()
        if len(part) + len(octets) > OCTETS:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part, b""])


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _date(day: date) -> str:
    return f"{day:%Y%m%d}"
