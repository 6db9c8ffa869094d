"""What deserves a look is found where it happened, and nowhere else (4.1, 4.2c, 6.3)."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouwen.acts.at_once import settle_at_once
from shouwen.acts.case import Judgement, examine_materials
from shouwen.acts.correcting import issue_supplementary_notice, tell_changed_law
from shouwen.acts.receiving import receive_application
from shouwen.queries.leads import KINDS, leads
from shouwen.queries.viewer import NotForYou, see
from shouwen.rules.facts.casefile import Demand, Told
from shouwen.rules.facts.guide import Basis
from shouwen.rules.words import Check, ToldBy
from tests.acts.world import HAND_OVER, SERVICES, at, make_world

SUPERVISION = "xiaanning"


@pytest.fixture
def world(db):
    return make_world(only=("food", "registration"))


def found(world, name, when="2026-09-28 10:00", who=SUPERVISION):
    page = leads(see(world.people[who], at(when)))
    return next(group.leads for group in page.groups if group.name == name)


def settle(world, when, n=0, **other):
    """One person's matter, done at once."""
    number = "11010519491231002X" if n == 0 else f"P{n:08d}"
    kind = {} if n == 0 else {"id_kind": "passport"}
    application = world.application("registration", id_number=number, **kind, **other)
    settle_at_once(
        world.versions["registration"],
        by=world.holder("registration"),
        at=when,
        application=application,
        facts="材料齐全。",
        handover=HAND_OVER,
    )


class TestAskedBeyondWhatWasTold:
    NAME = "要了告知时没有的材料"

    def test_what_the_guide_names_is_no_lead(self, world):
        world.told()
        assert found(world, self.NAME) == ()

    def test_what_a_changed_law_asks_for_is_shown_with_its_article(self, world):
        case = world.receive()
        tell_changed_law(
            case,
            by=world.holder("deputy_people"),
            at=at("2026-09-22 10:00"),
            article="《食品安全法》第四十四条",
            commences=date(2026, 9, 22),
            demands=(Demand("总监任命书", "原件"),),
            handover=HAND_OVER,
        )
        (lead,) = found(world, self.NAME)
        assert "没有“总监任命书”" in lead.text
        assert lead.evidence[1] == "《食品安全法》第四十四条，自 2026-09-22 起施行"

    def test_what_only_a_later_version_asks_for_is_found_in_the_words_of_a_point(self, world):
        """Somebody was told the first version; the second asks for one material more."""
        first, service = world.versions["food"], SERVICES["food"]
        law = Basis("某条例", "第九条", "2026-01-01")
        *_, last = service.guide.materials
        more = replace(last, key="fire", name="消防安全检查意见书", when="", because=law)
        guide = replace(service.guide, materials=(*service.guide.materials, more))
        world.publish(service.code, "food", guide, at("2026-09-14 09:00"))
        told = Told(date(2026, 9, 1), ToldBy.PRINT, "第 1 版")
        case = receive_application(
            first,
            by=world.holder("window_1"),
            at=at("2026-09-21 10:00"),
            application=world.application("food", told=told),
        ).matter
        asked = Judgement(
            Check.FAULTY, "缺附件", "《某条例》第九条", "请一并提交消防安全检查意见书"
        )
        examine_materials(
            case,
            by=world.holder("food"),
            at=at("2026-09-21 11:00"),
            judgements={"application": asked},
        )
        world.tell(case, "2026-09-21 11:30")
        (lead,) = found(world, self.NAME)
        assert lead.text == "告知的第 1 版指南没有“消防安全检查意见书”，后来却要求提交。"
        assert lead.clause == "4.1"


class TestToldAgain:
    NAME = "一再补充告知"

    def supplement(self, world, case, n):
        day = f"2026-09-2{1 + n}"
        world.correct(case, f"{day} 12:00", "application")
        blurred = Judgement(Check.FAULTY, f"第 {n} 处看不清", "第三十五条", "请重交")
        examine_materials(
            case,
            by=world.holder("food"),
            at=at(f"{day} 13:00"),
            judgements={"application": blurred},
        )
        issue_supplementary_notice(
            case, by=world.holder("market_head"), at=at(f"{day} 14:00"), handover=HAND_OVER
        )

    def test_once_is_no_lead_and_twice_is(self, world):
        case = world.told()
        self.supplement(world, case, 1)
        assert found(world, self.NAME) == ()
        self.supplement(world, case, 2)
        (lead,) = found(world, self.NAME)
        assert lead.text == "已经补充告知 2 次。"


class TestSettledAtOnce:
    @pytest.mark.parametrize(("cases", "minutes", "leads"), [(5, 2, 1), (4, 2, 0), (5, 3, 0)])
    def test_a_burst_is_so_many_within_so_many_minutes(self, world, cases, minutes, leads):
        for n in range(cases):
            settle(world, at("2026-09-21 10:00") + timedelta(minutes=minutes * n), n)
        bursts = found(world, "即办件扎堆办结")
        assert len(bursts) == leads
        if leads:
            assert "2026-09-21 10:00 到 10:08" in bursts[0].text
            assert len(bursts[0].evidence) == cases

    def test_what_was_done_while_the_office_was_closed_is_one(self, world):
        settle(world, at("2026-09-21 10:00"))
        assert found(world, "没开门时办结的即办件") == ()
        settle(world, at("2026-09-21 21:00"))
        assert "21:00" in found(world, "没开门时办结的即办件")[0].text

    def test_one_phone_of_many_applicants_is_one(self, world):
        for n in range(5):
            settle(world, at("2026-09-21 09:00") + timedelta(minutes=15 * n), n)
        assert found(world, "多人同一个电话的即办件") == ()
        settle(world, at("2026-09-21 14:00"), 5)
        (lead,) = found(world, "多人同一个电话的即办件")
        assert lead.text == "6 个申请人的即办件留的是同一个电话。"

    def test_what_is_long_past_is_looked_at_no_more(self, world):
        settle(world, at("2026-09-21 21:00"))
        assert found(world, "没开门时办结的即办件", "2026-10-22 10:00") == ()


def test_only_who_supervises_sees_leads(world):
    for who in ("luoyiming", "weisiyuan", "tangruolan"):
        with pytest.raises(NotForYou):
            leads(see(world.people[who], at("2026-09-28 10:00")))


def test_it_takes_the_same_number_of_statements_however_much_happened(world):
    def statements():
        viewer = see(world.people[SUPERVISION], at("2026-09-28 10:00"))
        with CaptureQueriesContext(connection) as done:
            leads(viewer)
        return len(done)

    world.told()
    settle(world, at("2026-09-21 10:00"))
    few = statements()
    for n in range(1, 6):
        settle(world, at("2026-09-21 10:00") + timedelta(minutes=n), n)
        world.told()
    assert statements() == few
    assert few <= 3 * len(KINDS)


KEYS = {
    "sqlite": r"(id|matter_id|refusal_id)>\?|late_entries_by_time",
    "postgresql": r"Index Cond: \(.*(id|matter_id|refusal_id) >= |late_entries_by_time",
}
"""How a plan says that it looks at the keys of the last days, or at what was entered in them."""
OF_HISTORY = (
    "case",
    "correctionpoint",
    "ledgerentry",
    "materialreturn",
    "refusal",
    "refusalground",
    "specialprocedure",
    "succession",
)


def test_of_what_grows_for_ever_only_the_last_days_are_looked_at(world):
    """An office of ten years is no slower than one of a month: each statement begins with keys."""
    for _ in range(8):
        world.told()
    if connection.vendor == "postgresql":  # which counts by itself; the other does not
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            cursor.execute("SET LOCAL enable_seqscan = off")
    viewer = see(world.people[SUPERVISION], at("2026-12-28 10:00"))
    with CaptureQueriesContext(connection) as done:
        leads(viewer)
    statements = [each["sql"] for each in done.captured_queries]
    seen = [sql for sql in statements if any(f'FROM "records_{t}" ' in sql for t in OF_HISTORY)]
    assert len(seen) >= len(OF_HISTORY)
    for sql in seen:
        assert re.search(KEYS[connection.vendor], _plan(sql)), sql


def _plan(sql):
    """How the database finds it."""
    explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {sql}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
