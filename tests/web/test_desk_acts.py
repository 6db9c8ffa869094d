"""A case brought from the counter to its end through the pages of the desk."""

from datetime import timedelta
from uuid import uuid4

import pytest

from shouwen.rules.words import CaseState
from tests.acts.world import at, state
from tests.web.desk import Desk, intake_form, number, page, sent

ACCEPT = {"served_by": "hand"}


@pytest.fixture
def desk(world, monkeypatch):
    return Desk(world, monkeypatch)


def food(desk: Desk):
    """The address where food licences are taken in, and the keys of what is asked for."""
    from shouwen.records.models import ServiceVersion

    version = ServiceVersion.objects.select_related("service").get(pk=desk.world.versions["food"])
    keys = [material["key"] for material in version.guide["materials"]]
    return f"/desk/intake/{version.service.code}/", keys


def examined(keys: list[str], **said: str) -> dict[str, str]:
    lines = {
        f"form-{n}-{name}": value
        for n, _key in enumerate(keys)
        for name, value in (("check", "met"), ("pages", "3"))
    }
    totals = {"form-TOTAL_FORMS": str(len(keys)), "form-INITIAL_FORMS": str(len(keys))}
    return {**totals, **lines, **said}


# --- The whole way -------------------------------------------------------------------------------
def test_a_case_goes_from_the_counter_to_the_applicants_hands(desk):
    from shouwen.records.models import Matter, StepRun

    address, keys = food(desk)
    window, officer = desk.client("heyutong"), desk.client("luoyiming")

    waiting = {f"form-{n}-check": "unchecked" for n in range(len(keys))}
    received = window.post(address, intake_form(keys, **waiting))
    assert received.status_code == 302
    receipt = window.get(received["Location"]).content.decode()
    assert "收件回执单" in receipt
    assert "罗一鸣" in receipt
    case = Matter.objects.get(kind="case").pk

    examine = page(case, "case.examine_materials")
    faulty = {
        "form-0-check": "faulty",
        "form-0-problem": "没有签名",
        "form-0-ground": "《食品安全法》第三十五条第二款",
        "form-0-cure": "请在原件上签名",
    }
    assert sent(officer, examine, **examined(keys, **faulty)).status_code == 302
    shown = {"identity": "resident_id", "identity_number": "11010519491231002X"}
    told = sent(officer, f"{page(case)}correction/", served_by="hand", **shown)
    assert told["Location"] == page(case)
    assert state(case) == "correcting"

    desk.now = at("2026-09-23 09:30")
    answered = sent(
        window,
        page(case, "case.receive_correction"),
        **{f"brought-{keys[0]}": "on", f"pages-{keys[0]}": "3"},
    )
    assert answered.status_code == 302
    assert sent(officer, examine, **examined(keys)).status_code == 302
    assert sent(officer, page(case, "case.accept_case"), **ACCEPT).status_code == 302
    assert state(case) == "accepted"

    desk.now = at("2026-09-24 10:00")
    doers = {"food": officer, "market_head": desk.client("weisiyuan")}
    for step in StepRun.objects.filter(case=case).select_related("doer").order_by("position"):
        doer = doers[step.doer.key]
        assert sent(doer, page(case, f"step.start_step:{step.pk}")).status_code == 302
        finish = page(case, f"step.finish_step:{step.pk}")
        assert sent(doer, finish, opinion="符合要求").status_code == 302

    leader = desk.client("tangruolan")
    assert "准予许可" in leader.get(page(case)).content.decode()
    decided = sent(leader, page(case, "case.decide_grant"), facts="材料齐全\n现场符合要求")
    assert decided.status_code == 302

    desk.now = at("2026-09-25 09:00")
    handed = sent(
        window,
        page(case, "case.deliver_result"),
        served_by="hand",
        to="徐禾",
        identity="resident_id",
        identity_number="11010519491231002X",
    )
    assert handed.status_code == 302
    assert state(case) == "closed"
    record = window.get(f"{page(case)}ledger/").content.decode()
    assert "链完整" in record
    assert "办完环节：现场核查" in record


# --- Taking in -----------------------------------------------------------------------------------
def test_a_double_submit_makes_one_case_and_shows_its_receipt_twice(desk):
    from shouwen.records.models import Case

    address, keys = food(desk)
    window, form = desk.client("heyutong"), intake_form(keys)
    first, second = window.post(address, form), window.post(address, form)
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1


def test_what_is_left_out_is_asked_for_beside_its_field_and_nothing_typed_is_lost(desk):
    from shouwen.records.models import Case

    address, keys = food(desk)
    form = intake_form(keys, applicant="", subject="青禾餐馆浓洄店")
    form |= {"form-1-check": "faulty", "form-1-problem": "没有标面积", "form-2-pages": "三"}
    answer = desk.client("heyutong").post(address, form)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "请填写申请人。" in shown
    assert "请填写怎么改。" in shown
    assert "请填整数。" in shown
    assert "青禾餐馆浓洄店" in shown
    assert "没有标面积" in shown
    assert form["request_id"] in shown
    assert not Case.objects.exists()


def test_a_bar_is_told_with_its_clause_and_nothing_typed_is_lost(desk):
    address, keys = food(desk)
    form = intake_form(keys, phone="", id_number="110105194912310021")
    answer = desk.client("heyutong").post(address, form)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "联系电话" in shown
    assert "#c-6.4b" in shown
    assert "110105194912310021" in shown


def test_a_phone_may_be_declined(desk):
    address, keys = food(desk)
    form = intake_form(keys, phone="", phone_declined="on")
    assert desk.client("heyutong").post(address, form).status_code == 302


def test_a_form_made_from_an_older_guide_is_shown_again_with_the_new_one(desk):
    address, keys = food(desk)
    answer = desk.client("heyutong").post(address, intake_form(keys, version=0))
    assert answer.status_code == 409
    assert "指南刚换了新的一版" in answer.content.decode()


def test_a_material_that_did_not_come_has_no_pages_and_is_told_with_its_fault(desk):
    from shouwen.records.models import CaseMaterial

    address, keys = food(desk)
    absent = {
        "form-0-check": "missing",
        "form-0-pages": "",
        "form-0-problem": "没有交",
        "form-0-ground": "《食品安全法》第三十五条第二款",
        "form-0-cure": "请补交",
    }
    window = desk.client("heyutong")
    answer = window.post(address, intake_form(keys, **absent))
    row = CaseMaterial.objects.get(key=keys[0])
    assert (row.check_result, row.pages, row.copies) == ("missing", 0, 0)
    receipt = window.get(answer["Location"]).content.decode()
    assert "由食品经营审批岗审核后告知" in receipt


# --- Two officers at once ------------------------------------------------------------------------
def test_who_comes_second_is_told_who_did_what_meanwhile(desk):
    case = desk.world.receive()
    first, second = desk.client("luoyiming"), desk.client("luoyiming")
    address = page(case, "case.accept_case")
    opened = second.get(address).context["form"].initial
    desk.now += timedelta(minutes=5)
    assert sent(first, address, **ACCEPT).status_code == 302
    late = second.post(address, {**{k: str(v) for k, v in opened.items()}, **ACCEPT})
    shown = late.content.decode()
    assert late.status_code == 409
    assert "这中间有人先动了" in shown
    assert "罗一鸣 14:05 受理" in shown


def test_what_was_typed_for_a_barred_act_is_still_there(desk):
    case = desk.world.decided()
    address = page(case, "case.deliver_result")
    desk.now = at("2026-09-23 10:00")
    answer = sent(desk.client("heyutong"), address, served_by="post", to="广安区滨江路 18 号")
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "邮件号码" in shown
    assert "广安区滨江路 18 号" in shown


def test_an_act_that_is_barred_offers_no_button(desk):
    case = desk.world.receive()
    shown = desk.client("luoyiming").get(page(case, "case.decide_grant"))
    assert shown.status_code == 200
    assert "<textarea" not in shown.content.decode()
    assert "现在不能做" in shown.content.decode()


def test_a_form_sent_twice_is_done_once(desk):
    from shouwen.records.models import Paper

    case = desk.world.receive()
    officer, address = desk.client("luoyiming"), page(case, "case.accept_case")
    form = {"request_id": str(uuid4()), "seen": "1", **ACCEPT}
    assert officer.post(address, form)["Location"] == page(case)
    assert officer.post(address, form)["Location"] == page(case)
    assert Paper.objects.filter(matter=case, kind="acceptance_notice").count() == 1


def test_a_checklist_sent_twice_is_recorded_once(desk):
    from shouwen.records.models import LedgerEntry

    _address, keys = food(desk)
    case = desk.world.receive()
    officer, address = desk.client("luoyiming"), page(case, "case.examine_materials")
    form = {"request_id": str(uuid4()), "seen": "1", **examined(keys)}
    for _ in range(2):
        assert officer.post(address, form).status_code == 302
    assert LedgerEntry.objects.filter(act="case.examine_materials").count() == 1


def test_a_form_changed_after_it_was_done_is_not_taken_for_the_same(desk):
    case = desk.world.receive()
    officer, address = desk.client("luoyiming"), page(case, "case.withdraw")
    form = {"request_id": str(uuid4()), "seen": "1", "signed_by": "徐禾", "proposed_by": "party"}
    assert officer.post(address, form).status_code == 302
    again = officer.post(address, {**form, "proposed_by": "office"})
    assert again.status_code == 409
    assert "已经交过一次" in again.content.decode()


def test_who_has_no_part_in_a_case_may_not_accept_it_and_learns_whose_it_is(desk):
    case = desk.world.receive()
    stranger = desk.client("maozijun")
    assert "现在归“食品经营审批岗”罗一鸣" in stranger.get(page(case)).content.decode()
    answer = sent(stranger, page(case, "case.accept_case"), **ACCEPT)
    assert answer.status_code == 409
    assert state(case) == "received"


def test_the_correction_notice_has_one_address(desk):
    case = desk.world.receive()
    away = desk.client("luoyiming").get(page(case, "case.issue_correction_notice"))
    assert away["Location"] == f"/desk/cases/{number(case)}/correction/"


def test_a_post_without_a_token_is_refused(desk):
    from django.test import Client

    from shouwen.records.models import Account

    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(sign_in="luoyiming"))
    answer = client.post(page(desk.world.receive(), "case.accept_case"), ACCEPT)
    assert answer.status_code == 403
    assert "这一页不能给您看" in answer.content.decode()


def test_every_act_of_people_on_a_case_has_a_door_a_key_and_a_hint():
    from shouwen.queries.moves import ABOUT, BY_PEOPLE, HINTS, KEYS
    from shouwen.web.desk.acts import DOORS

    make = {"case.receive_application", "case.settle_at_once"}
    acts = {move.act for move in BY_PEOPLE} - make
    assert set(DOORS) == acts
    assert {act for act in acts if act.startswith(("case.", "step."))} <= set(KEYS) <= acts
    assert set(HINTS) == acts - ABOUT  # what is about a row beside the case says its hint itself
    for stands in CaseState:  # each has a key of its own among what may be done on a case then
        on_it = [m.act for m in BY_PEOPLE if m.life == "case" and stands in m.before]
        assert len({KEYS[act] for act in on_it}) == len(on_it)
