"""The asker's own acts: what comes in writing waits for nobody long, is told what came of it, goes on
where an answer settled nothing, and is rated by nobody else."""

import pytest

from shouwen.acts import Barred, Party
from shouwen.acts.contact import Wanted, answer, note_reply, rate, receive, reopen, take
from shouwen.acts.receiving import Upload
from shouwen.records.models import Contact, ContactFile, ContactMessage, Letter, Obligation
from shouwen.rules.words import ContactChannel
from tests.acts.world import at

SCAN = Upload("来信.pdf", "application/pdf", 900, "sha256:" + "a" * 64)
MAIL = Wanted(ContactChannel.EMAIL, "开饭馆要什么证？", "徐禾", email="xuhe@example.org")


@pytest.fixture
def asked(world):
    """A mail came at ten."""
    return receive(
        world.jurisdiction, by=Party(), at=at("2026-09-21 10:00"), wanted=MAIL, uploads=(SCAN,)
    ).matter


@pytest.fixture
def answered(world, asked):
    """Taken by the window, and answered before noon."""
    take(asked, by=world.holder("window_1"), at=at("2026-09-21 10:20"))
    text = "到窗口办食品经营许可。\n\n不收费。"
    answer(asked, by=world.holder("window_1"), at=at("2026-09-21 10:30"), text=text)
    return asked


def open_of(contact):
    return set(
        Obligation.objects.filter(matter=contact, ended_at=None).values_list("kind", flat=True)
    )


def test_what_came_in_writing_is_told_its_number_and_by_when_it_is_answered(asked):
    letter = Letter.objects.get(matter=asked)
    contact = Contact.objects.get(pk=asked)
    assert (letter.template, letter.to) == ("contact_received", "xuhe@example.org")
    assert letter.params["code"] == contact.lookup_code
    assert letter.params["due"] == "2026-09-21T09:00:00+00:00"  # 17:00: taken within the hour
    assert open_of(asked) == {"take_contact"}


def test_a_letter_that_came_as_the_office_closed_is_answered_the_next_day(world):
    late = at("2026-09-30 16:30")  # the week of the National Day begins the next morning
    asked = receive(world.jurisdiction, by=Party(), at=late, wanted=MAIL).matter
    assert Letter.objects.get(matter=asked).params["due"] == "2026-10-08T09:00:00+00:00"


def test_its_files_lie_with_it(asked):
    assert list(ContactFile.objects.values_list("contact", "name", "message")) == [
        (asked, "来信.pdf", None)
    ]


def test_who_asked_in_writing_is_told_in_writing_what_came_of_it(answered):
    letter = Letter.objects.get(matter=answered, template="contact_settled")
    assert letter.params["text"] == "到窗口办食品经营许可。\n\n不收费。"


def test_who_left_only_a_phone_is_told_by_a_short_message(world):
    wanted = Wanted(ContactChannel.WEB, "几点开门？", phone="0826-555-0177")
    asked = receive(world.jurisdiction, by=Party(), at=at("2026-09-21 10:00"), wanted=wanted).matter
    assert Letter.objects.get(matter=asked).channel == "sms"


def test_what_they_write_meanwhile_lies_with_it_and_changes_nothing_else(asked):
    note_reply(
        asked,
        by=Party(),
        at=at("2026-09-21 10:10"),
        text="补一句",
        message_id="b@x",
        uploads=(SCAN,),
    )
    message = ContactMessage.objects.get()
    assert (message.contact_id, message.text, message.from_asker) == (asked, "补一句", True)
    assert ContactFile.objects.get(message=message).name == "来信.pdf"
    assert open_of(asked) == {"take_contact"}


def test_an_answer_that_settled_nothing_is_owed_again_at_the_same_desk(world, answered):
    reopen(answered, by=Party(), at=at("2026-09-22 09:00"), text="还是不明白要哪几张表")
    contact = Contact.objects.get(pk=answered)
    owed = Obligation.objects.get(matter=answered, ended_at=None)
    assert (contact.matter.state, contact.settled_at, contact.reopened) == ("open", None, 1)
    assert (owed.kind, owed.bearer_id) == ("dispose_contact", world.posts["window_1"].pk)


def test_ten_working_days_later_it_is_a_new_one(answered):
    with pytest.raises(Barred) as barred:
        reopen(answered, by=Party(), at=at("2026-10-15 09:00"), text="还有一问")
    assert [bar.code for bar in barred.value.bars] == ["they_may_still_go_on"]


def test_it_is_rated_by_the_asker_alone_on_five_levels_and_once(world, answered):
    when = at("2026-09-21 12:00")
    with pytest.raises(Barred):
        rate(answered, by=world.holder("window_1"), at=when, stars=5)
    for stars in (0, 6):
        with pytest.raises(Barred) as barred:
            rate(answered, by=Party(), at=when, stars=stars)
        assert [bar.code for bar in barred.value.bars] == ["a_rating_is_of_five_levels"]
    rate(answered, by=Party(), at=when, stars=2)
    with pytest.raises(Barred) as barred:
        rate(answered, by=Party(), at=when, stars=5)
    assert [bar.code for bar in barred.value.bars] == ["it_is_rated_once"]
    assert Contact.objects.get(pk=answered).rating == 2


def test_what_is_not_answered_yet_is_not_rated(asked):
    with pytest.raises(Barred):
        rate(asked, by=Party(), at=at("2026-09-21 12:00"), stars=5)
