"""Materials held back again and again, or fetched by one person for many: each is a lead where it
happened, and none where it did not (7.4.4)."""

from dataclasses import replace

import pytest

from shouwen.queries.leads import leads
from shouwen.queries.viewer import see
from shouwen.rules.facts.returning import Mark
from shouwen.rules.words import Fate, IdDocument, PartyIdKind
from tests.acts.test_returns import BY_AGENT, IN_PERSON, SCAN, all_marked, asked, given, withdrawn
from tests.acts.world import at

HELD = Mark(Fate.HELD_BACK, "《食品安全法》第三十五条第二款")


def found(world, name):
    page = leads(see(world.people["xiaanning"], at("2026-09-25 10:00")))
    return next(group.leads for group in page.groups if group.name == name)


class TestHeldBackAgain:
    NAME = "退还时一再留下材料"

    @pytest.mark.parametrize(("times", "leads"), [(1, 0), (2, 1)])
    def test_by_one_person_on_several_returns_is_a_lead(self, world, times, leads):
        for n in range(3):
            case = withdrawn(world)
            row = asked(world, case)
            held = {"application": HELD} if n < times else {}
            given(world, row, all_marked(case, **held))
        seen = found(world, self.NAME)
        assert len(seen) == leads
        if leads:
            assert seen[0].text == "何雨桐办理退还材料 3 次，其中 2 次留下了材料不退。"
            assert len(seen[0].evidence) == 3


class TestFetchedByOneForMany:
    NAME = "一个人替多人领走材料"

    def fetch(self, world, n, taking=BY_AGENT):
        """An agent comes for the materials of the ``n``-th applicant."""
        passport = {"id_kind": PartyIdKind.PASSPORT, "id_number": f"P{n:08d}"}
        case = withdrawn(world, **passport)
        row = asked(world, case)
        scans = (SCAN,) if taking.power else ()
        given(world, row, all_marked(case), taking, scans)

    @pytest.mark.parametrize(("whose", "leads"), [((1, 2, 3), 1), ((1, 2, 2), 0)])
    def test_of_several_applicants_is_a_lead(self, world, whose, leads):
        for n in whose:
            self.fetch(world, n)
        seen = found(world, self.NAME)
        assert len(seen) == leads
        if leads:
            assert seen[0].text == "罗一鸣一个人凭委托书领走了 3 个申请人的材料。"

    def test_who_was_there_to_take_their_own_is_none(self, world):
        for n in range(3):
            shown = replace(IN_PERSON.shown, kind=IdDocument.PASSPORT, number=f"P{n:08d}")
            self.fetch(world, n, replace(IN_PERSON, shown=shown))
        assert found(world, self.NAME) == ()
