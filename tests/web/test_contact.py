"""Contacts on the desk: written down, disposed of, handed over, and past whom they are about."""

from uuid import uuid4

import pytest

from shouwen.acts.contact import register
from shouwen.records.models import Contact, ContactHandover, Post
from shouwen.rules.facts.contact import Wanted
from shouwen.rules.words import ContactChannel
from shouwen.web.desk.contact import DOORS
from tests.acts.world import at
from tests.web.desk import Desk, number, sent

LISTED, NEW = "/desk/contacts/", "/desk/contact/new/"
WANTED = "想在城南开一家面馆，要办哪些手续"
CAME = "2026-09-21 10:00"


@pytest.fixture
def desk(world, monkeypatch):
    return Desk(world, monkeypatch)


@pytest.fixture
def window(desk):
    return desk.client("heyutong")


def test_in_a_large_office_an_act_lists_the_posts_and_people_that_were_looked_for(
    desk, window, monkeypatch
):
    here = f"/desk/contact/{number(called(desk.world))}/acts/"
    handing = f"{here}contact.hand_over/"
    post = Post.objects.get(key="food")
    of = {
        str(key) for key in Post.objects.filter(section=post.section).values_list("pk", flat=True)
    }

    def listed(address, field="post"):
        answer = window.get(address)
        return {str(key) for key, _ in answer.context["form"].fields[field].choices if key}

    assert of < listed(handing), "all of a small one"
    assert 'name="whom"' not in window.get(handing).content.decode()
    monkeypatch.setattr("shouwen.queries.contact_page.IN_A_LIST", 1)
    assert listed(handing) == set()
    assert "先在这里找" in window.get(handing).content.decode()
    assert listed(f"{handing}?whom=食品经营") >= of
    assert "没有找到" in window.get(f"{handing}?whom=qqqq").content.decode()
    report = f"{here}contact.register_report/?whom=罗一鸣"
    assert str(desk.world.holder("food").person) in listed(report, "about")
    said = {"request_id": str(uuid4()), "seen": "0", "post": str(post.pk), "why": "归食品"}
    assert window.post(f"{handing}?whom=食品经营", said).status_code == 302
    assert ContactHandover.objects.get().to_post_id == post.pk


def called(world, wanted=WANTED, post="window_1"):
    asked = Wanted(ContactChannel.PHONE, wanted, "李女士", "0826-555-0177")
    return register(world.jurisdiction, by=world.holder(post), at=at(CAME), wanted=asked).matter


def one(matter):
    return f"/desk/contact/{number(matter)}/"


def act(matter, name):
    return f"{one(matter)}acts/contact.{name}/"


def test_whoever_picks_up_writes_it_down_and_it_is_theirs(desk, window):
    said = {"request_id": str(uuid4()), "seen": "0", "channel": "phone", "wanted": WANTED}
    assert window.post(NEW, said | {"only": "1"}).status_code == 302
    contact = Contact.objects.get()
    page = window.get(one(contact.pk)).content.decode()
    assert "首问责任人" in page
    assert "何雨桐" in page
    assert WANTED in window.get(LISTED).content.decode()
    assert WANTED in window.get("/desk/").content.decode()


def test_whoever_comes_or_calls_takes_number_and_code_home(desk, window):
    matter = called(desk.world)
    row = Contact.objects.get(pk=matter)
    slip = f"{one(matter)}slip/"
    assert slip in window.get(one(matter)).text
    printed = window.get(slip).text
    for part in (number(matter), row.lookup_code, WANTED, "何雨桐", "17:00", "投诉"):
        assert part in printed
    sent(window, act(matter, "answer"), text="要食品经营许可")
    assert "最晚" not in window.get(slip).text
    said = {"request_id": str(uuid4()), "seen": "0", "channel": "phone", "wanted": WANTED}
    assert window.post(NEW, said | {"only": "1"}, follow=True).text.count("/slip/") == 1


def test_a_slip_of_what_one_may_not_see_is_not_there(desk, window):
    matter = called(desk.world)
    about = desk.world.holder("food")
    sent(
        window,
        act(matter, "register_report"),
        kind="complaint",
        matter="态度不好",
        name="李女士",
        phone="0826-555-0177",
        about=[str(about.person)],
    )
    who = next(key for key, person in desk.world.people.items() if person == about.person)
    assert window.get(f"{one(matter)}slip/").status_code == 200
    assert desk.client(who).get(f"{one(matter)}slip/").status_code == 404


def test_no_contact_ends_with_nothing_and_what_was_typed_stays(desk, window):
    matter = called(desk.world)
    answer = sent(window, act(matter, "answer"), text=" ", service="我填过的")
    assert answer.status_code == 422
    assert "我填过的" in answer.content.decode()
    assert sent(window, act(matter, "answer"), text="要食品经营许可").status_code == 302
    assert "要食品经营许可" in window.get(one(matter)).content.decode()


def test_every_act_has_a_page(desk, window):
    matter = called(desk.world)
    for name in DOORS:
        if name != "contact.answer_question":
            assert window.get(f"{one(matter)}acts/{name}/").status_code == 200, name
