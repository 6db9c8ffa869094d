"""From the intake to the result on one screen, and notices beside the one, by hand (6.3, 4.2c)."""

import pytest

from shouwen.acts import CLOCK
from shouwen.acts.case import Judgement, deem_accepted, examine_materials
from shouwen.records.models import Case, Correction, Matter, Paper, ServiceVersion
from shouwen.rules.words import Check
from tests.acts.world import at, make_world, state
from tests.web.desk import Desk, intake_form, number, page, sent

pytestmark = pytest.mark.django_db
SEEN = {"at-once": "1", "at-once-facts": "材料齐全、符合法定形式。", "at-once-seen": "on"}
WHY_NOT = {"not_at_once": "登记系统停机到 11 点"}
HAND = {
    "served_by": "hand",
    "to": "徐禾",
    "identity": "resident_id",
    "identity_number": "11010519491231002X",
}


@pytest.fixture
def desk(db, monkeypatch):
    return Desk(make_world(only=("registration", "food")), monkeypatch)


def intake_of(desk, key):
    version = ServiceVersion.objects.get(pk=desk.world.versions[key])
    return f"/desk/intake/{version.service.code}/", [m["key"] for m in version.guide["materials"]]


def clerk(desk):
    """Who takes in and decides what is done at once."""
    holder = desk.world.holder("registration").person
    return next(key for key, person in desk.world.people.items() if person == holder)


class TestAtOnce:
    def test_one_sending_leads_from_the_checklist_to_the_result(self, desk):
        address, keys = intake_of(desk, "registration")
        browser = desk.client(clerk(desk))
        assert 'name="at-once"' in browser.get(address).text
        answer = browser.post(address, intake_form(keys, **SEEN))
        case = Case.objects.get()
        assert answer.headers["Location"] == f"/desk/cases/{number(case.pk)}/settled/"
        assert state(case.pk) == "closed"
        shown = browser.get(answer.headers["Location"]).text
        paper = Paper.objects.get(matter=case.pk)
        for part in (paper.number, case.lookup_code, case.applicant):
            assert part in shown

    def test_its_pages_are_shown_and_there_is_no_receipt(self, desk):
        address, keys = intake_of(desk, "registration")
        browser = desk.client(clerk(desk))
        browser.post(address, intake_form(keys, **SEEN))
        case = Case.objects.get().pk
        assert browser.get(page(case)).status_code == 200
        assert browser.get(f"{page(case)}received/").status_code == 404
        token = Paper.objects.get(matter=case).check_code
        assert browser.get(f"/desk/papers/{token}.pdf").content.startswith(b"%PDF")

    def test_what_bars_it_is_told_with_everything_typed_still_there(self, desk):
        address, keys = intake_of(desk, "registration")
        browser = desk.client(clerk(desk))
        unseen = {name: value for name, value in SEEN.items() if name != "at-once-seen"}
        answer = browser.post(address, intake_form(keys, **unseen))
        assert answer.status_code == 409
        assert "核对领取人的证件" in answer.text
        assert "材料齐全、符合法定形式。" in answer.text
        assert not Matter.objects.filter(kind="case").exists()

    def test_it_can_be_received_against_a_receipt_all_the_same(self, desk):
        address, keys = intake_of(desk, "registration")
        answer = desk.client(clerk(desk)).post(address, intake_form(keys, **WHY_NOT))
        assert answer.headers["Location"].endswith("/received/")
        assert state(Case.objects.get().pk) == "received"

    def test_at_the_window_it_is_said_why_not_and_the_applicant_reads_it(self, desk):
        address, keys = intake_of(desk, "registration")
        browser = desk.client("heyutong")
        answer = browser.post(address, intake_form(keys))
        assert answer.status_code == 409
        assert "请写明告诉来人的不能当场办理的理由" in answer.text
        assert "1.3.1b" in answer.text
        answer = browser.post(address, intake_form(keys, **WHY_NOT))
        assert WHY_NOT["not_at_once"] in browser.get(answer.headers["Location"]).text
        case = Case.objects.get()
        found = browser.post(
            "/track/", {"number": number(case.pk), "code": case.lookup_code}, follow=True
        )
        assert WHY_NOT["not_at_once"] in found.text

    def test_who_writes_and_what_takes_its_time_are_asked_for_no_reason(self, desk):
        address, keys = intake_of(desk, "registration")
        browser = desk.client("heyutong")
        answer = browser.post(address, intake_form(keys, channel="post"))
        assert answer.headers["Location"].endswith("/received/")
        address, _ = intake_of(desk, "food")
        assert 'name="not_at_once"' not in browser.get(address).text

    def test_sent_twice_it_is_done_once(self, desk):
        address, keys = intake_of(desk, "registration")
        browser, form = desk.client(clerk(desk)), intake_form(keys, **SEEN)
        first, second = browser.post(address, form), browser.post(address, form)
        assert first.headers["Location"] == second.headers["Location"]
        assert Case.objects.count() == 1

    @pytest.mark.parametrize("who", ["window", "food"])
    def test_it_is_offered_only_to_whom_and_where_it_may_be_done(self, desk, who):
        service = "food" if who == "food" else "registration"
        address, keys = intake_of(desk, service)
        browser = desk.client("heyutong")
        assert 'name="at-once"' not in browser.get(address).text
        browser.post(address, intake_form(keys, **SEEN, **WHY_NOT))
        assert state(Case.objects.get().pk) == "received"

    def test_what_was_received_has_no_result_page(self, desk):
        case = desk.world.receive("registration")
        assert desk.client("heyutong").get(f"{page(case)}settled/").status_code == 404


class TestNotices:
    def test_the_section_head_sends_a_supplementary_notice(self, desk):
        world = desk.world
        case = world.told()
        world.correct(case, "2026-09-21 12:00", "application")
        found = {"application": Judgement(Check.FAULTY, "印章看不清", "第三十五条", "请重新盖章")}
        handler = world.holder("food")
        examine_materials(case, by=handler, at=at("2026-09-21 12:30"), judgements=found)
        head = desk.client("weisiyuan")
        assert "发补充通知" in head.get(page(case)).text
        answer = sent(head, page(case, "case.issue_supplementary_notice"), **HAND)
        assert answer.status_code == 302
        assert Correction.objects.filter(case=case, supplementary=True).count() == 1
        assert head.get(page(case)).status_code == 200

    def test_what_is_filed_anew_is_examined_with_the_told_fault_before_ones_eyes(self, desk):
        case = desk.world.told()
        desk.world.correct(case, "2026-09-21 12:00", "application")
        shown = desk.client("luoyiming").get(page(case, "case.examine_materials"))
        line = next(x for x in shown.context["form"].checklist if x.material.key == "application")
        assert (line["problem"].initial, line["check"].initial) == ("没有签名", None)

    def test_the_leader_tells_a_changed_law_and_its_material_goes_the_whole_way(self, desk):
        case = desk.world.receive()
        leader = desk.client("tangruolan")
        desk.now = at("2026-09-22 10:00")
        law = {
            "article": "《食品安全法》第四十四条",
            "commences": "2026-09-22",
            "name-1": "食品安全总监任命书",
            "requirement-1": "原件一份",
        }
        answer = sent(leader, page(case, "case.tell_changed_law"), **law, **HAND)
        assert answer.status_code == 302, answer.text
        window = desk.client("heyutong")
        brought = {"brought-law-0-0": "on", "pages-law-0-0": "2"}
        answer = sent(window, page(case, "case.receive_correction"), **brought)
        assert answer.status_code == 302
        shown = desk.client("luoyiming").get(page(case, "case.examine_materials")).text
        assert "食品安全总监任命书" in shown
        assert "食品安全总监任命书" in window.get(page(case)).text

    def test_an_invitation_is_made_on_the_checklist_and_answered(self, desk):
        world = desk.world
        case = world.receive(check=Check.UNCHECKED)
        deem_accepted(case, by=CLOCK, at=at("2026-09-30 00:00"))
        desk.now = at("2026-09-30 10:00")
        handler = desk.client("luoyiming")
        address = page(case, "case.invite_supplement")
        lines = handler.get(address).context["form"].checklist
        said = {}
        for n, line in enumerate(lines):
            at_fault = line.material.key == "application"
            said |= {f"form-{n}-check": "faulty" if at_fault else "met", f"form-{n}-pages": "3"}
            if at_fault:
                fault = {"problem": "没有签名", "ground": "第三十五条", "cure": "请签名"}
                said |= {f"form-{n}-{name}": text for name, text in fault.items()}
        said |= {"form-TOTAL_FORMS": str(len(lines)), "form-INITIAL_FORMS": str(len(lines))}
        answer = sent(handler, address, **said, **HAND)
        assert answer.status_code == 302, answer.text
        brought = {"brought-application": "on", "pages-application": "2"}
        answer = sent(desk.client("heyutong"), page(case, "case.receive_supplement"), **brought)
        assert answer.status_code == 302
        assert state(case) == "accepted"
