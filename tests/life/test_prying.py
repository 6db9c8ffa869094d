"""Nobody sees what they may not; and where somebody could, it is seen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shouwen.life import setting
from shouwen.life.prying import PRYING
from shouwen.life.script import play
from shouwen.queries import (
    asking,
    briefings,
    case_page,
    contact_page,
    contacts,
    desk,
    feed,
    paper_check,
    queue,
    track,
    viewer,
    who,
)
from shouwen.records.models import Briefing, Contact, ContactAbout, Person
from shouwen.rules.words import Power
from tests.databases import committed_copy
from tests.life.lives import everything_once

pytestmark = pytest.mark.database

Patch = pytest.MonkeyPatch


@pytest.fixture(scope="module")
def lived(
    django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The office of a life in which everything happened once."""
    home: Path = tmp_path_factory.mktemp("lived")
    with django_db_blocker.unblock(), committed_copy(home):
        script = everything_once()
        setting.found(script.staff, script.start, password="not asked for")
        play(script)
        yield


def test_nobody_saw_what_they_may_not(lived: None) -> None:
    asked, broken = PRYING.check()
    assert broken == ()
    assert asked > 300


@pytest.mark.engine("sqlite")
def test_who_works_on_no_case_is_refused_a_number_and_shown_nothing(
    lived: None, monkeypatch: Patch
) -> None:
    """A life of seed 302 stopped where whoever was reported looked after no post at that time."""

    def refused(asks: viewer.Viewer, number: str) -> None:
        raise viewer.NotForYou(Power.RECEIVE)

    monkeypatch.setattr(desk, "numbered", refused)
    reports = ContactAbout.objects.values_list("contact", flat=True)
    asked, broken = PRYING.check(reports)
    assert asked and broken == ()


def everybody_works_on_cases(patch: Patch) -> None:
    patch.setattr(viewer.Viewer, "needs", lambda self, *powers: None)


def an_account_of_nobody_is_let_in(patch: Patch) -> None:
    see = viewer.see
    anybody = Person.objects.values_list("pk", flat=True)[0]
    patch.setattr("shouwen.life.prying.see", lambda person, at: see(person or anybody, at))


def numbers_are_not_masked(patch: Patch) -> None:
    patch.setattr(case_page, "mask_number", lambda number: number)


def phones_are_not_masked(patch: Patch) -> None:
    patch.setattr(case_page, "mask_phone", lambda phone: phone)


def anybodys_obligation_is_looked_into(patch: Patch) -> None:
    patch.setattr("shouwen.life.prying.peek", lambda looks, obligation: queue.queue(looks))


def any_code_opens_a_case(patch: Patch) -> None:
    patch.setattr(track, "constant_time_compare", lambda told, right: True)


def a_name_is_told_in_public(patch: Patch) -> None:
    patch.setattr(track, "mask_name", lambda name: name)


def a_name_is_told_to_who_has_a_paper(patch: Patch) -> None:
    patch.setattr(paper_check, "mask_name", lambda name: name)


def any_paper_is_handed_out(patch: Patch) -> None:
    patch.setattr(track, "paper", lambda matter, code: (matter, code))


def a_refusal_says_whose_case_it_is(patch: Patch) -> None:
    def needs(self: viewer.Viewer, *powers: object) -> None:
        try:
            whole(self, *powers)
        except viewer.NotForYou:
            parties = track.Case.objects.values_list("applicant", flat=True)
            raise viewer.NotForYou(" ".join(parties)) from None

    whole = viewer.Viewer.needs
    patch.setattr(viewer.Viewer, "needs", needs)


def a_board_tells_why_somebody_is_not_there(patch: Patch) -> None:
    tells = who.wall
    patch.setattr(who, "wall", lambda at, screen: (tells(at, screen), "外出办事"))


def a_calendar_tells_what_sort_of_absence_it_is(patch: Patch) -> None:
    tells = feed.feed
    patch.setattr(feed, "feed", lambda secret, at: (tells(secret, at), "突发疾病"))


def whoever_is_reported_opens_the_report(patch: Patch) -> None:
    patch.setattr(contact_page, "seen_by", lambda viewer: Contact.objects.all())


def whoever_is_reported_finds_the_report_listed(patch: Patch) -> None:
    patch.setattr(contacts, "seen_by", lambda viewer: Contact.objects.all())


def anybody_reads_what_is_gone_through(patch: Patch) -> None:
    patch.setattr(briefings, "seen_by", lambda viewer: Briefing.objects.all())


def any_code_opens_a_contact(patch: Patch) -> None:
    patch.setattr(asking, "constant_time_compare", lambda told, right: True)


@pytest.mark.engine("sqlite")  # leaks are planted in Python: all that is asked was asked on both
@pytest.mark.parametrize(
    ("leak", "seen"),
    [
        (whoever_is_reported_opens_the_report, "its key by 罗一鸣: answered, not refused"),
        (whoever_is_reported_finds_the_report_listed, "the list of 罗一鸣: showed it"),
        (anybody_reads_what_is_gone_through, "a briefing by"),
        (any_code_opens_a_contact, "a wrong code opened the contact"),
        (a_board_tells_why_somebody_is_not_there, "on the wall: showed 外出办事"),
        (a_calendar_tells_what_sort_of_absence_it_is, "a calendar: showed 突发疾病"),
        (everybody_works_on_cases, "answered, not refused"),
        (an_account_of_nobody_is_let_in, "nobody of the office: answered, not refused"),
        (numbers_are_not_masked, "the case by"),
        (phones_are_not_masked, "the case by"),
        (anybodys_obligation_is_looked_into, "of somebody else by"),
        (any_code_opens_a_case, "a wrong code opened the case"),
        (a_name_is_told_in_public, "the page of the applicant: showed"),
        (a_name_is_told_to_who_has_a_paper, "the check of"),
        (any_paper_is_handed_out, "a paper of another case was handed out"),
        (a_refusal_says_whose_case_it_is, "showed"),
    ],
)
def test_a_leak_is_seen(
    lived: None, monkeypatch: Patch, leak: Callable[[Patch], None], seen: str
) -> None:
    leak(monkeypatch)
    _, broken = PRYING.check()
    assert any(seen in found.what for found in broken)
