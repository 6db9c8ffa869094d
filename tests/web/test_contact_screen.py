"""The contact desk: one screen, from the first word to what comes of it."""

from uuid import UUID, uuid4

import pytest

from shouwen.acts.directory import confirm_entry, list_units, report_entry
from shouwen.records.casefile.books import books_of
from shouwen.records.models import (
    Contact,
    Disposition,
    LedgerEntry,
    OtherUnit,
    Post,
    ServiceVersion,
)
from shouwen.rules.facts.directory import Listed
from shouwen.rules.words import ContactState
from shouwen.web.templatetags.finding import found
from tests.acts.world import at
from tests.web.desk import Desk, number

NEW = "/desk/contact/new/"
WANTED = "想在城南开一家面馆，要办哪些手续"


@pytest.fixture
def desk(world, monkeypatch):
    return Desk(world, monkeypatch)


@pytest.fixture
def window(desk):
    return desk.client("heyutong")


def screen(**said):
    """What the screen sends: the contact, and the disposition whose fields begin with ``do-``."""
    ids = {"request_id": str(uuid4()), "seen": "0"}
    return {
        **ids,
        **{f"do-{name}": value for name, value in {**ids, "request_id": str(uuid4())}.items()},
        "channel": "phone",
        "wanted": WANTED,
        **said,
    }


def test_a_call_is_written_down_and_answered_in_one_go(desk, window):
    sent = screen(do="contact.answer") | {"do-text": "要办食品经营许可，十个工作日。"}
    answer = window.post(NEW, sent)
    contact = Contact.objects.get()
    assert answer.url == f"{NEW}?done={number(contact.pk)}"
    assert contact.matter.state == ContactState.SETTLED
    assert contact.first_officer_id == desk.world.people["heyutong"]
    window.post(NEW, sent)  # a double click
    assert (Contact.objects.count(), Disposition.objects.count()) == (1, 1)


def test_what_the_address_says_was_done_is_a_contact_or_is_not_said(window):
    sent = screen(do="contact.answer") | {"do-text": "要办食品经营许可，十个工作日。"}
    assert "有着落了" in window.get(window.post(NEW, sent).url).content.decode()
    for made_up in ("511602-SW-20260921-99999-0", "a/b"):
        assert "有着落了" not in window.get(f"{NEW}?done={made_up}").content.decode()


def test_a_form_is_drawn_without_anything_being_done(desk, window):
    for way in ("answer", "tell_in_full", "accept", "guide", "take_for_absent", "refer_outside"):
        page = window.post(NEW, screen(open=f"contact.{way}"))
        assert page.status_code == 200
        assert f'name="do" value="contact.{way}"' in page.content.decode()
        assert WANTED in page.content.decode()
    assert not Contact.objects.exists()


def test_what_nobody_knows_is_no_way_out(window):
    assert window.post(NEW, screen(open="contact.turn_down")).status_code == 404
    assert window.post(NEW, screen(do="contact.turn_down")).status_code == 404


def test_where_something_is_missing_nothing_is_written_and_everything_typed_stays(window):
    answer = window.post(NEW, screen(do="contact.answer", wanted="", name="李女士"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请填写要什么" in page
    assert "请填写答复了什么" in page
    assert "李女士" in page
    assert not Contact.objects.exists()


def test_what_is_barred_is_said_with_the_contact_on_file_and_the_form_as_it_was(desk, window):
    code = code_of(desk.world.versions["food"])
    told = {"do-service": code, "do-how": "contact", "do-parts": ["basis", "limit"]}
    answer = window.post(NEW, screen(do="contact.tell_in_full", chosen=f"service:{code}") | told)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert Contact.objects.get().matter.state == ContactState.OPEN
    assert "已经登记" in page
    assert 'value="basis" checked' in page
    whole = told | {"do-parts": ["basis", "limit", "procedure", "fee", "materials", "grounds"]}
    here = f"/desk/contact/{number(Contact.objects.get().pk)}/desk/"
    again = window.post(here, screen(do="contact.tell_in_full", chosen=f"service:{code}") | whole)
    assert again.status_code == 302
    assert Contact.objects.get().matter.state == ContactState.SETTLED


def test_of_a_section_in_which_nobody_is_the_phone_is_given(desk, window, monkeypatch):
    monkeypatch.setattr("shouwen.queries.contact_desk.anybody_there", lambda *_: False)
    post = Post.objects.get(key="food")
    page = window.post(NEW, screen(open="contact.guide", chosen=f"post:{post.pk}"))
    assert 'name="do" value="contact.give_phone"' in page.content.decode()


def test_what_was_sent_is_never_done_as_something_else(desk, window, monkeypatch):
    """Whoever was there when the form was drawn may have left since."""
    monkeypatch.setattr("shouwen.queries.contact_desk.anybody_there", lambda *_: False)
    post = str(Post.objects.get(key="food").pk)
    guided = screen(do="contact.guide", chosen=f"post:{post}")
    window.post(NEW, guided | {"do-post": post, "do-told": "on"})
    assert Disposition.objects.get().kind == "guided"


def test_it_may_be_written_down_first_and_dealt_with_later(desk, window):
    answer = window.post(NEW, screen(only="1"))
    here = f"/desk/contact/{number(Contact.objects.get().pk)}/desk/"
    assert answer.url == here
    page = window.get(here).content.decode()
    assert WANTED in page
    assert "现在负责" in page


def test_an_application_goes_to_the_intake_which_knows_for_whom(desk, window):
    code = code_of(desk.world.versions["food"])
    chosen = screen(do="contact.accept", chosen=f"service:{code}")
    answer = window.post(NEW, chosen)
    contact = number(Contact.objects.get().pk)
    assert answer.url == f"/desk/intake/{code}/?contact={contact}"
    assert window.get(answer.url).status_code == 200


def test_another_unit_comes_with_its_phone_and_when_that_was_confirmed(desk, window):
    keeper, books = desk.world.holder("bureau_head"), books_of(desk.world.jurisdiction)
    listing = (Listed("区综合执法局", "市容管理股", "户外招牌", "0826-555-0260"),)
    list_units(books, by=keeper, at=at("2026-09-21 09:00"), listing=listing)
    unit = OtherUnit.objects.get().pk
    said = screen(open="contact.refer_outside", wanted="户外招牌归谁管", chosen=f"unit:{unit}")
    page = window.post(NEW, said).content.decode()
    assert 'value="区综合执法局市容管理股"' in page
    assert 'value="0826-555-0260"' in page
    assert "号码没有核实过，或者有人说不对：先打一下" in page
    assert "<mark>户外招牌</mark>" in page
    confirm_entry(unit, by=keeper, at=at("2026-09-21 09:30"))
    page = window.post(NEW, said).content.decode()
    assert "号码 2026 年 9 月 21 日 核实" in page
    form = window.post(NEW, said).context["form"]
    known = {f"do-{name}": form[name].value() or "" for name in ("entry", "body", "phone")}
    sent = screen(do="contact.refer_outside", chosen=f"unit:{unit}") | known
    assert window.post(NEW, sent).status_code == 302
    row = Disposition.objects.get()
    assert (row.entry_id, row.body_confirmed_at) == (unit, at("2026-09-21 09:30"))
    report_entry(unit, by=keeper, at=at("2026-09-21 09:50"), wrong="没有人接")
    page = window.post(NEW, said)
    assert "或者有人说不对：先打一下" in page.content.decode()
    assert page.context["page"].hits.units[0].confirmed is None


def test_a_phone_that_nobody_confirmed_is_called_first(desk, window):
    sent = screen(do="contact.refer_outside") | {"do-body": "区供电局", "do-phone": "0826-555-0261"}
    answer = window.post(NEW, sent)
    assert answer.status_code == 409
    assert "“区供电局”的电话没有人核实过" in answer.content.decode()
    here = f"/desk/contact/{number(Contact.objects.get().pk)}/desk/"
    answer = window.post(here, {**sent, "do-confirmed": "on"})
    assert answer.status_code == 302
    page = window.get(f"/desk/contact/{number(Contact.objects.get().pk)}/").content.decode()
    assert "电话核实于" in page


def test_in_a_large_office_the_posts_of_the_section_that_was_found_are_listed(window, monkeypatch):
    post = Post.objects.get(key="food")
    said = screen(open="contact.hand_over", chosen=f"post:{post.pk}")
    of = set(Post.objects.filter(section=post.section_id).values_list("pk", flat=True))

    def listed(**changed):
        form = window.post(NEW, said | changed).context["form"]
        return {UUID(key) for key, _ in form.fields["post"].choices if key}

    assert of < listed(), "all of a small one"
    monkeypatch.setattr("shouwen.queries.contact_page.IN_A_LIST", 1)
    assert listed() == of
    assert of < listed(chosen=""), "without a search there is no other way to any"


def test_what_is_sent_is_not_searched_for_once_more(window, monkeypatch):
    def searched(*_args, **_kwargs):
        raise AssertionError("nobody looks at what is found any more")

    monkeypatch.setattr("shouwen.queries.contact_desk.find", searched)
    monkeypatch.setattr("shouwen.queries.contact_desk.likely", searched)
    sent = screen(do="contact.answer") | {"do-text": "要办食品经营许可，十个工作日。"}
    assert window.post(NEW, sent).status_code == 302


@pytest.mark.parametrize(
    ("name", "asked", "shown"),
    [
        ("食品经营许可", "我想办食品经营", "<mark>食品经营</mark>许可"),
        ("公共场所卫生许可", "开饭馆", "公共场所卫生许可"),
        ("食品<科>", "食品<科>在哪", "<mark>食品&lt;科&gt;</mark>"),
        ("城乡规划", "城里的规章", "城乡规划"),  # a sign alone is in every other name
        ("KTV 许可", "开ktv", "<mark>KTV</mark> 许可"),
        ("食品经营许可", "", "食品经营许可"),
    ],
)
def test_what_was_asked_for_is_marked_in_the_names_that_are_found(name, asked, shown):
    assert found(name, asked) == shown


def test_what_was_asked_while_the_line_was_down_is_entered_late_and_marked(desk, window):
    """Ten minutes offline: on paper first, then with the time at which they asked."""
    came = at("2026-09-21 09:50")
    answer = window.post(NEW, screen(only="1", came_at="2026-09-21T09:50"), follow=True)
    contact = Contact.objects.get()
    entry = LedgerEntry.objects.get(matter=contact.pk)
    assert (contact.received_at, entry.at, entry.recorded_at) == (came, came, desk.now)
    page = window.get(f"/desk/contact/{number(contact.pk)}/").content.decode()
    assert "补登" in page
    assert answer.status_code == 200

    assert window.post(NEW, screen(only="1")).status_code == 302
    other = Contact.objects.exclude(pk=contact.pk).get()
    assert "补登" not in window.get(f"/desk/contact/{number(other.pk)}/").content.decode()

    early = window.post(NEW, screen(only="1", came_at="2026-09-21T18:00"))
    assert early.status_code == 422
    assert "还没有到这个时间" in early.content.decode()
    before = window.post(NEW, screen(only="1", came_at="2020-01-02T09:00"))
    assert before.status_code == 409, "nobody sat there then"
    assert WANTED in before.content.decode()
    assert Contact.objects.count() == 2


def test_a_caller_without_a_name_or_a_phone_is_answered_all_the_same(window):
    sent = screen(do="contact.answer", name="", phone="", phone_declined="on")
    assert window.post(NEW, sent | {"do-text": "要办食品经营许可。"}).status_code == 302
    contact = Contact.objects.get()
    assert (contact.name, contact.phone, contact.phone_declined) == ("", "", True)


def test_twenty_thousand_pasted_signs_of_html_are_taken_as_they_are_and_shown_as_words(window):
    letter = "<b onclick=x>面馆</b>" + "字" * (20_000 - 19)
    assert window.post(NEW, screen(only="1", wanted=letter)).status_code == 302
    contact = Contact.objects.get()
    assert contact.wanted == letter
    page = window.get(f"/desk/contact/{number(contact.pk)}/").content.decode()
    assert "&lt;b onclick=x&gt;面馆" in page
    assert "<b onclick" not in page
    longer = window.post(NEW, screen(only="1", wanted=letter + "字"))
    assert longer.status_code == 422
    assert Contact.objects.count() == 1


def test_who_asks_again_goes_on_with_the_earlier_one(desk, window):
    window.post(NEW, screen(only="1", phone="0826-555-0177"))
    earlier = Contact.objects.get()
    page = window.post(NEW, screen(open="", phone="0826-555-0177")).content.decode()
    assert number(earlier.pk) in page
    window.post(NEW, screen(only="1", follows=number(earlier.pk)))
    assert Contact.objects.exclude(pk=earlier.pk).get().follows_id == earlier.pk


def code_of(version):
    return ServiceVersion.objects.select_related("service").get(pk=version).service.code
