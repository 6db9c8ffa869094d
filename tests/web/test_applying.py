"""Applying from home, as somebody does it who signs in nowhere."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from shouwen.acts import Barred
from shouwen.acts import applying as acts
from shouwen.acts.catalogue import withdraw_version
from shouwen.jobs import rounds
from shouwen.queries.desk import attached
from shouwen.records.models import (
    Attachment,
    Case,
    CaseMaterial,
    Draft,
    DraftFile,
    Letter,
    Matter,
    Service,
    ServiceVersion,
)
from shouwen.rules.facts.guide import Guide, Limit, Option, Situation
from shouwen.rules.policy import number
from shouwen.rules.words import MaterialSource
from shouwen.web.public import answering, applying, frame, materials, views
from tests.acts.world import at
from tests.web.home import ALONE, CONTACT, PDF, RESULT, WHO, Home, pdf, png
from tests.web.test_attacks import ODD, SCRIPT

NOW = at("2026-09-22 12:00")


@pytest.fixture(autouse=True)
def nobody_failed_yet():
    cache.clear()


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The clock of every door at home; a test may set it."""

    class Clock:
        at = NOW

        def __call__(self):
            return self.at

    clock = Clock()
    for module in (answering, applying, materials, views):
        monkeypatch.setattr(module, "now", clock)
    return clock


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return settings.MEDIA_ROOT


@pytest.fixture
def food(world):
    return Service.objects.get(versions=world.versions["food"]).code


def guide_of(world, key="food"):
    return Guide.from_json(ServiceVersion.objects.get(pk=world.versions[key]).guide)


@pytest.fixture
def home(client, food):
    return Home(client, food)


# --- A whole application -----------------------------------------------------------------------
def test_an_application_from_home_is_received_with_its_receipt_at_once(home):
    page = home.fill().send().page.text
    case = Case.objects.get()
    assert home.step == "sent"
    assert Matter.objects.get(pk=case.pk).number in page
    assert case.lookup_code in page
    assert (case.channel, case.applicant, case.id_number, case.result_by) == (
        *("online", "徐禾", "11010519491231002X", "hand"),
    )
    paper = re.search(r'href="(/track/[^"]+\.pdf)"', page)[1]
    assert home.client.get(paper).content.startswith(b"%PDF")
    told = Letter.objects.filter(template="received").values_list("channel", flat=True)
    assert set(told) == {"email", "sms"}
    assert home.client.get(re.search(r'href="(/track/[^"]+/)"', page)[1]).status_code == 200


def test_whoever_wants_no_short_messages_gets_none(home):
    home.fill().to("contact").say(CONTACT | {"sms": ""})
    home.to("check").send()
    told = Letter.objects.filter(template="received").values_list("channel", flat=True)
    assert set(told) == {"email"}


def test_sent_twice_it_is_one_case_and_the_same_receipt(home):
    home.fill()
    first = home.client.post(home.here)
    again = home.client.post(home.here)
    assert first.status_code == again.status_code == 302
    numbers = [home.client.get(a.headers["Location"]).text for a in (first, again)]
    assert Case.objects.count() == 1
    number_ = Matter.objects.get(pk=Case.objects.get().pk).number
    assert all(number_ in page for page in numbers)


def test_what_was_written_is_with_the_case_alone_once_it_was_sent(home):
    home.fill().send()
    draft = Draft.objects.get()
    assert (draft.said, draft.sent_as_id) == ({}, Case.objects.get().pk)
    assert not DraftFile.objects.exists()


def test_every_page_is_kept_and_going_back_loses_nothing(home):
    home.begin().say(WHO).say(ALONE)
    assert "徐禾" in home.to("who").page.text
    assert home.say(WHO | {"applicant": "徐小禾"}).step == "agent"
    assert home.to("check").page.text.count("徐小禾") == 1


def test_a_page_changed_from_the_last_look_leads_back_to_it(home):
    home.fill()
    home.here = home.here.replace("/check/", "/who/?check")
    assert home.say(WHO | {"applicant": "徐小禾"}).step == "check"


def test_what_is_not_there_yet_may_be_sent_without_and_is_told_at_once_afterwards(home):
    home.fill()
    first, second = DraftFile.objects.order_by("pk")[:2]
    home.to(f"material-{second.key}").say({"drop": str(second.pk)})
    page = home.to("check").page.text
    assert "还没交" in page
    assert "可以先发送" in page
    assert "还没有交的" in home.send().page.text
    missing = CaseMaterial.objects.get(check_result="missing")
    assert missing.key == second.key
    assert CaseMaterial.objects.get(key=first.key).pages == 3  # as the PDF says


def test_with_nothing_to_receive_nothing_is_sent(home):
    page = home.fill(upload=False)
    assert "至少交一样" in page.page.text
    assert home.send().page.status_code == 409
    assert not Case.objects.exists()


# --- What is asked, and what is not -------------------------------------------------------------
@pytest.fixture
def asking(world, client):
    """A service that asks what kind of shop it is, and has a material of its own."""
    guide = guide_of(world)
    plan, list_, rules = guide.materials[1:4]
    situation = Situation("kind", "哪一种店？", (Option("hair", "理发店"), Option("pool", "泳池")))
    own = replace(rules, key="own", name="营业执照副本", source=MaterialSource.OFFICE)
    guide = replace(
        guide,
        name="一件要问的事",
        situations=(*guide.situations, situation),
        materials=(
            guide.materials[0],
            replace(plan, needed_in=("kind.pool",), when="有泳池的"),
            replace(list_, when="有设备的"),
            own,
            guide.materials[-1],
        ),
    )
    world.versions["asking"] = world.publish("XK-ASK", "food", guide)
    return Home(client, "XK-ASK")


def test_an_answer_spares_materials_and_says_so(asking):
    asking.begin()
    assert asking.step == "ask-kind"
    page = asking.say({"answer": "hair"}).page.text
    assert "您选了“理发店”，不用" in page
    assert "我们自己查，不用交" in page
    for said in (WHO, ALONE, CONTACT):
        asking.say(said)
    asked = []
    while asking.step.startswith("material-"):
        asked.append(asking.step)
        asking.upload(pdf()) if len(asked) == 1 else asking.say({"unneeded": "1"})
    assert len(asked) == 2  # spared one, the office's own, and the power of attorney
    asking.say(RESULT).send()
    found = dict(CaseMaterial.objects.values_list("key", "answer"))
    assert set(CaseMaterial.objects.values_list("check_result", flat=True)) == {
        "unchecked",
        "not_needed",
    }
    assert "哪一种店？理发店" in found.values()
    assert "由本机关自己核查，申请人不用交" in found.values()
    assert "申请人说不属于这种情况：有设备的" in found.values()


def test_who_is_not_sure_is_spared_nothing(asking):
    page = asking.begin().say({"answer": ""}).page.text
    assert "您选了" not in page


def test_an_agent_shows_the_power_and_it_goes_to_the_examiner(home):
    agent = {"acting": "agent", "agent": "王木", "agent_id_number": WHO["id_number"]}
    home.begin().say(WHO).say(agent | {"until": "2026-12-31"})
    assert home.step == "material-mandate"
    home.upload(pdf("委托书.pdf")).say(CONTACT)
    while home.step.startswith("material-"):
        home.upload(pdf())
    home.say(RESULT).send()
    case = Case.objects.get()
    assert (case.agent, case.agent_power_until.isoformat()) == ("王木", "2026-12-31")
    assert Attachment.objects.filter(case=case, key="mandate", name="委托书.pdf").exists()


# --- What is wrong -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"id_number": "110105194912310021"}, "校验位不符"),
        ({"id_number": "110105491231002"}, "15 位的旧号码"),
        ({"id_kind": "credit_code", "id_number": "91510000MA6ABCDE1X"}, "校验位不符"),
        ({"applicant": " \u200b"}, "请填写姓名或者单位名称"),
    ],
)
def test_a_number_that_does_not_hold_is_asked_for_again_with_the_rest_still_there(home, said, says):
    answer = home.begin().client.post(home.here, WHO | {"subject": "青禾小吃店"} | said)
    assert answer.status_code == 422
    assert says in answer.text
    assert "青禾小吃店" in answer.text


def test_a_power_of_attorney_that_ran_out_is_no_power(home, clock):
    agent = {"acting": "agent", "agent": "王木", "agent_id_number": WHO["id_number"]}
    home.begin().say(WHO)
    answer = home.client.post(home.here, agent | {"until": "2026-09-21"})
    assert answer.status_code == 422
    assert "已经过期" in answer.text
    home.say(agent | {"until": "2026-09-25"}).upload(pdf()).say(CONTACT)
    while home.step.startswith("material-"):
        home.upload(pdf())
    home.say(RESULT)
    clock.at += timedelta(days=5)
    page = Home(home.client, home.code).resume_from(Draft.objects.get())
    assert "授权委托书已经过期" in page.to("check").page.text
    assert page.send().page.status_code == 409
    assert not Case.objects.exists()


def test_the_act_itself_refuses_a_power_that_ran_out(world, home):
    home.fill()
    draft = Draft.objects.get()
    lapsed = {"agent": "王木", "agent_id_number": WHO["id_number"], "until": "2026-09-21"}
    acts.write_page(draft.pk, NOW, "agent", lapsed)
    with pytest.raises(Barred) as barred:
        acts.send_application(draft.pk, NOW)
    assert [bar.code for bar in barred.value.bars] == ["the_power_of_attorney_holds"]


def test_a_phone_may_be_declined_but_not_forgotten(home):
    home.begin().say(WHO).say(ALONE)
    assert "我不愿意留电话" in home.client.post(home.here, {}).text
    assert home.say({"phone_declined": "on"}).step.startswith("material-")


# --- Files -------------------------------------------------------------------------------------
@pytest.fixture
def at_material(home):
    for said in (WHO, ALONE, CONTACT):
        home.begin().say(said) if said is WHO else home.say(said)
    return home


def test_a_file_is_kept_as_soon_as_it_came_and_shown_to_nobody_else(at_material, client):
    home = at_material.say({"files": pdf(), "add": "1"})
    assert "1 个" in home.page.text
    file = re.search(r'href="(/apply/[^"]+/files/[^"]+)"', home.page.text)[1]
    answer = client.get(file)
    assert b"".join(answer).startswith(b"%PDF")
    assert "attachment" in answer.headers["Content-Disposition"]
    other = Home(client, home.code).begin().here.split("/")[2]
    assert client.get(f"/apply/{other}/files/{file.rpartition('/')[2]}").status_code == 404
    assert client.get(f"/apply/none/files/{file.rpartition('/')[2]}").status_code == 404


def test_a_script_by_the_name_of_a_pdf_is_refused_and_the_good_one_beside_it_kept(at_material):
    script = pdf("扫描.pdf", b"<!doctype html><script>alert(1)</script>")
    answer = at_material.client.post(at_material.here, {"files": [script, pdf("好的.pdf")]})
    assert answer.status_code == 422
    assert "扫描.pdf”的内容不是" in answer.text
    assert DraftFile.objects.get().name == "好的.pdf"


@pytest.mark.parametrize(
    ("picture", "says"),
    [(png(1, 1), "太小"), (png(900, 1200, grey=250), "好像什么也没有"), (png(600, 800), "存好了")],
    ids=["one-pixel", "blank", "noise"],
)
def test_a_photograph_of_nothing_is_advised_on_and_taken(at_material, picture, says):
    page = at_material.say({"files": pdf("a.png", picture), "add": "1"}).page.text
    assert says in page
    assert DraftFile.objects.get().media_type == "image/png"
    assert at_material.say({}).step != "material-application"  # nobody is held up


def test_what_the_browser_thought_of_a_photograph_is_shown(at_material):
    files = [pdf("a.png", png(600, 800)), pdf("b.png", png(601, 800))]
    page = at_material.say({"files": files, "add": "1", "advice": ",blurred"}).page.text
    assert page.count("有点糊") == 1
    at_material.say({"files": pdf("c.png", png(602, 800)), "add": "1", "advice": "<b>"})
    assert list(DraftFile.objects.order_by("position").values_list("advice", flat=True))[2] == ""


def test_a_photograph_taken_again_replaces_the_first(at_material):
    at_material.say({"files": pdf("a.pdf"), "add": "1"})
    first = DraftFile.objects.get()
    at_material.say({"files": pdf("b.pdf", PDF + b"2"), "add": "1", "instead": str(first.pk)})
    assert DraftFile.objects.get().name == "b.pdf"


def test_a_material_has_no_more_files_than_somebody_can_look_at(at_material):
    many = [pdf(f"{n}.pdf") for n in range(acts.MOST_FILES)]
    at_material.say({"files": many, "add": "1"})
    answer = at_material.client.post(at_material.here, {"files": pdf(), "add": "1"})
    assert answer.status_code == 422
    assert "最多 20 个文件" in answer.text
    assert DraftFile.objects.count() == acts.MOST_FILES


@pytest.mark.parametrize("page", ["material-application", "who"])
def test_five_hundred_megabytes_are_refused_before_they_are_read(at_material, page):
    token = at_material.here.split("/")[2]
    huge = str(500 * 1024 * 1024)
    form = "multipart/form-data; boundary=x"
    address = f"/apply/{token}/{page}/"
    answer = at_material.client.generic("POST", address, b"", form, CONTENT_LENGTH=huge)
    assert answer.status_code == 413
    assert "每个不超过 20 MB" in answer.text


def test_files_come_from_home_to_no_other_page(client, food):
    some = str(10 * 1024 * 1024)
    for address in ("/track/", f"/services/{food}/apply/", "/apply/"):
        answer = client.generic("POST", address, b"", "text/plain", CONTENT_LENGTH=some)
        assert answer.status_code == 413, address


def test_files_of_a_draft_are_no_orphans_until_it_is_forgotten(at_material, store, clock):
    at_material.say({"files": pdf(), "add": "1"})
    (digest,) = DraftFile.objects.values_list("digest", flat=True)
    assert attached({digest, "sha256:0"}) == {digest}
    acts.forget_drafts(clock.at + timedelta(days=number("draft_kept")))
    assert attached({digest}) == set()


@pytest.mark.parametrize("name", ["drop", "instead", "advice", "words"])
def test_whatever_comes_with_a_material_it_is_taken_or_asked_for_anew(at_material, name):
    here = at_material.here
    for odd in ODD.values():
        answer = at_material.client.post(here, {name: odd, "files": pdf(), "add": "1"})
        assert answer.status_code in (302, 422), odd
        assert SCRIPT not in at_material.client.get(here).text


def test_what_was_typed_stays_when_a_file_goes(at_material):
    at_material.say({"files": pdf(), "add": "1"})
    gone = DraftFile.objects.get()
    assert "手画的" in at_material.say({"drop": str(gone.pk), "words": "手画的"}).page.text
    assert not DraftFile.objects.exists()


@pytest.mark.parametrize(
    ("page", "name"),
    [
        *(("who", name) for name in ("id_kind", "applicant", "id_number", "subject")),
        *(("agent", name) for name in ("acting", "until")),
        *(("contact", name) for name in ("phone", "email")),
        *(("result", name) for name in ("by", "address")),
    ],
)
def test_whatever_stands_in_a_field_it_is_taken_or_asked_for_anew(home, page, name):
    said = {"who": WHO, "agent": ALONE, "contact": CONTACT, "result": RESULT}
    home.fill()
    for odd in ODD.values():
        home.to(page)
        answer = home.client.post(home.here, said[page] | {name: odd})
        assert answer.status_code in (302, 422), odd
        assert SCRIPT not in home.to("check").page.text
    assert home.send().page.status_code in (200, 409)


# --- Another device, another day ----------------------------------------------------------------
def test_it_is_taken_up_on_another_device_where_it_was_left(home):
    home.begin().say(WHO)
    draft = Draft.objects.get()
    there = Home(Client(), home.code).resume_from(draft)
    assert there.step == "agent"
    assert "徐禾" in there.to("who").page.text


def test_number_and_code_are_guessed_slowly_and_neither_is_told_to_be_wrong(home):
    home.begin()
    draft = Draft.objects.get()
    wrong_code = home.client.post("/apply/", {"number": draft.number, "code": "22222222"})
    wrong_number = home.client.post("/apply/", {"number": "0000000000", "code": draft.code})
    assert wrong_code.status_code == wrong_number.status_code == 422
    said = re.search(r'class="note error.*?</div>', wrong_code.text, re.DOTALL)[0]
    assert said in wrong_number.text
    for _ in range(10):
        home.client.post("/apply/", {"number": "0000000000", "code": "22222222"})
    right = {"number": draft.number, "code": draft.code}
    assert home.client.post("/apply/", right).status_code == 429


def test_an_unknown_number_costs_what_a_wrong_code_costs(home, django_assert_num_queries):
    home.begin()
    draft = Draft.objects.get()
    from shouwen.queries.applying import find

    for known in (draft.number, "0000000000", "x" * 5000, ""):
        with django_assert_num_queries(1):
            assert find(known, "wrong", NOW) is None
    assert find(draft.number, draft.code.lower(), NOW) == draft.pk


def test_an_address_older_than_a_day_asks_for_number_and_code(home, monkeypatch):
    home.begin()
    monkeypatch.setattr(frame, "OPENED_FOR", timedelta(seconds=-1))
    answer = home.client.get(home.here)
    assert answer.status_code == 410
    assert "过一天就打不开" in answer.text
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("token", ["none", "0" * 32, "a:b:c"])
def test_an_address_that_nobody_was_given_opens_nothing(client, world, token):
    for where in ("", "who/", "check/", "sent/"):
        assert client.get(f"/apply/{token}/{where}").status_code == 410
        answer = client.post(f"/apply/{token}/{where}", {})
        assert answer.status_code == (405 if where == "sent/" else 410)


def test_a_page_that_the_draft_has_not_is_not_there(home):
    home.begin()
    assert home.to("material-nothing").page.status_code == 404
    assert home.to("nothing").page.status_code == 404


def test_what_was_never_sent_is_gone_when_its_time_is_over(home, clock, monkeypatch):
    home.begin().say(WHO)
    monkeypatch.setattr(rounds, "now", clock)
    clock.at += timedelta(days=number("draft_kept"), seconds=-1)
    assert rounds.forget_drafts_now() == 0
    clock.at += timedelta(seconds=1)
    assert home.client.get(home.here).status_code == 410
    assert rounds.forget_drafts_now() == 1
    assert not Draft.objects.exists()


def test_a_draft_forgotten_leaves_the_case_it_became(home, clock):
    home.fill().send()
    acts.forget_drafts(clock.at + timedelta(days=number("draft_kept")))
    assert Case.objects.count() == 1
    assert not Draft.objects.exists()


def test_nobody_begins_without_end(client, food):
    for _ in range(applying.BEGUN_AT_ONCE):
        assert client.post(f"/services/{food}/apply/").status_code == 302
    assert client.post(f"/services/{food}/apply/").status_code == 429


# --- The service changes meanwhile --------------------------------------------------------------
def replaced(world, promise):
    """The next version of the food licence, in force since this morning."""
    guide = guide_of(world)
    newer = replace(guide, promise=Limit(promise, guide.promise.unit))
    code = Service.objects.get(versions=world.versions["food"]).code
    return world.publish(code, "food", newer, at("2026-09-22 12:00"))


def withdrawn(world):
    withdraw_version(
        world.versions["food"],
        by=world.holder("bureau_head"),
        at=at("2026-09-22 12:00"),
        reason="上级收回了这项权力。",
    )


def test_who_began_under_an_older_version_is_told_and_keeps_it(world, home):
    home.fill()
    replaced(world, promise=12)
    page = home.to("check").page.text
    assert "办事指南换了新的一版" in page
    home.send()
    case = Case.objects.get()
    assert case.version_id == world.versions["food"]
    assert case.told_reference.endswith(Draft.objects.get().number)


def test_who_likes_the_newer_version_better_goes_over_to_it_and_loses_nothing(world, home):
    home.fill()
    newer = replaced(world, promise=12)
    page = home.say({"newer": "1"}).page
    assert page.status_code == 409
    assert "承诺时限" in page.text
    home.send()
    assert Case.objects.get().version_id == newer


def test_a_service_that_is_offered_no_longer_takes_nothing_and_says_whom_to_ask(world, home):
    home.fill()
    withdrawn(world)
    page = home.to("check").page.text
    assert "这件事现在不办了" in page
    assert home.send().page.status_code == 409
    assert Draft.objects.get().said["who"]["applicant"] == "徐禾"
    assert home.client.post(f"/services/{home.code}/apply/").status_code == 404
