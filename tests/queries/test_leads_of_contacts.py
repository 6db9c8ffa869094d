"""Who was told that they do not meet the conditions is drawn by lot, and a window that registered
nobody is a lead; neither shows whom somebody reports on (7.1, 1.1a, 1.3.4b)."""

from uuid import UUID

import pytest

from shouwen.queries import leads_of_contacts
from shouwen.queries.leads import leads
from shouwen.queries.viewer import see
from shouwen.records.models import Disposition
from shouwen.rules.facts.contact import Report
from shouwen.rules.regimes.first_contact.answering import SIX
from shouwen.rules.words import ReportKind, ToldBy
from tests.acts.test_contact import CALLED, Desk
from tests.acts.world import at
from tests.queries.test_contact_figures import answered, number

SUPERVISION = "xiaanning"
TOLD, QUIET = "告知条件后没有申请的，抽查", "有人在岗、一天没有登记的窗口"
ANSWERS = "件件都是答复的"
REASON = "门店还没有租下来，不符合第二项条件"


@pytest.fixture
def desk(world):
    return Desk(world)


def found(desk, name, when="2026-09-22 10:00"):
    page = leads(see(desk.world.people[SUPERVISION], at(when)))
    return next(group.leads for group in page.groups if group.name == name)


def told(desk, when="10:10"):
    matter = desk.register(when="10:00")
    said = {"how": ToldBy.CONTACT, "reason": REASON, "may_apply": True, "parts": frozenset(SIX)}
    desk.do("tell_not_eligible", matter, when=when, service=desk.service(), **said)
    return matter


def test_of_many_some_are_drawn_always_the_same(desk):
    numbers = [number(told(desk, f"10:1{n}")) for n in range(4)]
    for row, n in zip(Disposition.objects.order_by("pk"), (19, 20, 99, 0), strict=True):
        key = UUID(int=row.pk.int - row.pk.int % 100 + n)
        Disposition.objects.filter(pk=row.pk).update(id=key)
    (last, first) = found(desk, TOLD)
    assert [first.matter, last.matter] == [numbers[0], numbers[3]]
    assert first.of_a_contact
    assert REASON in first.text
    assert first.text.startswith("何雨桐")


def test_of_a_few_one_is_looked_at_all_the_same(desk, monkeypatch):
    monkeypatch.setattr(leads_of_contacts, "number", lambda name: 0)
    told(desk)
    newest = number(told(desk, "10:20"))
    assert [lead.matter for lead in found(desk, TOLD)] == [newest]


def test_nothing_is_drawn_where_nobody_was_told_so(desk):
    answered(desk)
    assert found(desk, TOLD) == ()


def test_what_became_a_report_afterwards_is_not_drawn(desk):
    matter = told(desk)
    desk.do("reopen", matter, when="10:30", text="那个人还骂了我")
    about = frozenset({desk.person("food")})
    report = Report(ReportKind.COMPLAINT, "李女士", CALLED.phone, about=about)
    desk.do("register_report", matter, when="10:40", report=report)
    assert found(desk, TOLD) == ()


def test_a_window_is_named_with_its_days_and_who_sat_there(desk):
    answered(desk)
    texts = {lead.text.partition("（")[0]: lead for lead in found(desk, QUIET)}
    three = texts["一楼大厅4号窗口"]
    assert "2026-09-21 秦曼文" in three.evidence
    assert all("2026-09-21" not in day for day in texts["一楼大厅2号窗口"].evidence)


class TestNothingButAnswers:
    @pytest.fixture(autouse=True)
    def three_are_many(self, monkeypatch):
        monkeypatch.setattr(leads_of_contacts, "number", lambda name: 3)

    def test_who_registers_nothing_else_is_a_lead(self, desk):
        for _ in range(3):
            answered(desk)
        for _ in range(2):
            answered(desk, post="food")
        (lead,) = found(desk, ANSWERS)
        assert lead.text == "何雨桐登记的 3 件，件件都是答复，没有一件引导、转交或者收件。"

    def test_what_reports_on_somebody_is_not_counted_with_the_rest(self, desk):
        for _ in range(3):
            answered(desk)
        matter = desk.register()
        about = frozenset({desk.person("food")})
        report = Report(ReportKind.COMPLAINT, "李女士", CALLED.phone, about=about)
        desk.do("register_report", matter, when="10:20", report=report)
        (lead,) = found(desk, ANSWERS)
        assert "登记的 3 件" in lead.text

    def test_one_that_was_guided_makes_it_none_and_one_under_way_does_not_count(self, desk):
        for _ in range(2):
            answered(desk)
        desk.register()
        assert found(desk, ANSWERS) == ()
        answered(desk)
        guided = desk.register()
        desk.do("guide", guided, post=desk.post("relief"), told=True)
        assert found(desk, ANSWERS) == ()
