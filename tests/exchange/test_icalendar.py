"""A feed as calendar programs read it (RFC 5545)."""

from datetime import date, datetime

from hypothesis import example, given
from hypothesis import strategies as st

from shouwen.exchange.icalendar import OCTETS, escaped, folded, icalendar
from shouwen.queries.rows import Feed, FeedEvent
from shouwen.rules.worktime import CST

NOW = datetime(2026, 9, 21, 10, tzinfo=CST)
COVER = FeedEvent(
    key="c1",
    what="顶岗：综合受理科综合窗口一（代何雨桐）",
    since=datetime(2026, 9, 22, 9, tzinfo=CST),
    until=datetime(2026, 9, 22, 11, tzinfo=CST),
    where="一楼大厅2号窗口",
)
DUTY = FeedEvent(key="duty-2026-09-30", what="值班领导", day=date(2026, 9, 30))


def lines(*events: FeedEvent) -> list[str]:
    """The content lines, unfolded."""
    text = icalendar(Feed("何雨桐", NOW, events), "何雨桐：在岗和顶岗", "office.example")
    return text.decode().replace("\r\n ", "").split("\r\n")


def test_it_is_one_calendar_with_a_name():
    found = lines()
    assert found[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert found[-2:] == ["END:VCALENDAR", ""]
    assert "NAME:何雨桐：在岗和顶岗" in found
    assert any(line.startswith("PRODID:") for line in found)


def test_an_event_has_an_id_of_its_own_and_its_instants_in_utc():
    found = lines(COVER)
    event = found[found.index("BEGIN:VEVENT") : found.index("END:VEVENT")]
    assert event[1:] == [
        "UID:c1@office.example",
        "DTSTAMP:20260921T020000Z",
        "DTSTART:20260922T010000Z",
        "DTEND:20260922T030000Z",
        "SUMMARY:顶岗：综合受理科综合窗口一（代何雨桐）",
        "LOCATION:一楼大厅2号窗口",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
    ]


def test_a_day_on_duty_is_a_whole_day_that_ends_before_the_next():
    found = lines(DUTY)
    assert "DTSTART;VALUE=DATE:20260930" in found
    assert "DTEND;VALUE=DATE:20261001" in found
    assert not any(line.startswith("LOCATION") for line in found)


def test_what_is_not_approved_yet_is_tentative():
    asked = FeedEvent("a1", "离岗", COVER.since, COVER.until, tentative=True)
    assert "STATUS:TENTATIVE" in lines(asked)


def test_signs_that_would_part_or_end_a_text_are_escaped():
    assert escaped("甲;乙,丙\\丁\r\n戊") == "甲\\;乙\\,丙\\\\丁\\n戊"


def test_nothing_in_a_name_can_begin_a_line_of_its_own():
    evil = FeedEvent("e1", "离岗\r\nATTENDEE:mailto:x@example.org", COVER.since, COVER.until)
    assert not any(line.startswith("ATTENDEE") for line in lines(evil))


@example("a" * OCTETS + "b")
@example("值" * OCTETS)
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc"))))
def test_no_line_is_too_long_no_sign_is_parted_and_nothing_is_lost(text):
    octets = folded(text)
    physical = octets.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= OCTETS for line in physical)
    assert all(line.decode().startswith(" ") for line in physical[1:])
    assert octets.decode().replace("\r\n ", "") == f"{text}\r\n"
