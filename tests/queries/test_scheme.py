"""The matrix of duties as people see it, and what one version changed of another."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.acts.world import at

NOW = "2026-09-22 10:00"


def see(world, sign_in="fangshuhe"):
    from shouwen.queries.viewer import see

    return see(world.people[sign_in], at(NOW))


def matrix(world, *asked):
    from shouwen.queries.scheme import matrix

    return matrix(see(world), *asked)


def scheme():
    from shouwen.life.office import office

    return office().scheme


def test_the_whole_office_is_counted_and_every_duty_has_a_post(world):
    page = matrix(world)
    assert (page.functions, page.duties, page.posts, page.people) == (9, 19, 21, 21)
    assert [hole.count for hole in page.holes] == [0, 0, 0, 0]
    assert (page.version, page.orphans) == (1, ())
    assert all(duty.borne for section in page.sections for duty in section.duties)


def test_one_section_is_a_grid_of_duties_and_posts_its_head_last(world):
    (section,) = matrix(world, "market").sections
    assert [post.key for post in section.posts] == ["registration", "food", "market_head"]
    parts = {duty.name: [cell and cell.role for cell in duty.cells] for duty in section.duties}
    assert parts == {
        "办理市场主体登记": ["lead", None, None],
        "审批食品经营许可": [None, "lead", None],
        "审核市场准入办件": [None, None, "check"],
    }


def test_a_gap_that_opened_since_is_seen_at_once(world):
    from shouwen.acts.office import leave_post
    from shouwen.records.casefile.books import books_of

    leave_post(
        books_of(world.jurisdiction),
        by=world.holder("bureau_clerk"),
        at=at("2026-09-21 10:00"),
        person=world.people["luoyiming"],
    )
    page = matrix(world, "market")
    found = {hole.what: (hole.count, hole.note, hole.section) for hole in page.holes}
    assert found["个岗位没有人"] == (1, "食品经营审批岗", "market")
    assert found["个岗位没有 B角"] == (1, "登记注册岗", "market")
    (section,) = page.sections
    assert section.duties[1].cells[1].empty


def test_the_description_of_a_post_says_who_what_and_with_which_powers(world):
    sheet = matrix(world, "market", "food").sheet
    assert (sheet.post, sheet.holder, sheet.b_role) == ("食品经营审批岗", "罗一鸣", "沈清和")
    assert sheet.superior == "魏思源（市场准入科科长）"
    assert sheet.powers == ("收件", "审查")
    assert [group.name for group in sheet.groups] == ["业务职责"]
    leader = matrix(world, "leaders", "director").sheet
    assert [group.name for group in leader.groups] == ["业务职责", "党风廉政建设", "思想政治工作"]


def test_what_bars_nothing_is_pointed_out_with_its_clause(world):
    hints = matrix(world).hints
    assert {hint.clause for hint in hints} == {"2.7.4"}
    assert "罗一鸣和沈清和互为B角" in " ".join(hint.sentence for hint in hints)


@pytest.mark.parametrize("asked", [("moon",), ("market", "nobody")])
def test_a_section_or_post_that_is_not_there_is_not_found(world, asked):
    from shouwen.queries.viewer import NotFound

    with pytest.raises(NotFound):
        matrix(world, *asked)


def test_two_thousand_posts_cost_as_many_statements_as_twenty(world):
    from shouwen.records.keys import new_key
    from shouwen.records.models import Duty, Post

    def taken():
        viewer = see(world)
        with CaptureQueriesContext(connection) as caught:
            from shouwen.queries.scheme import matrix

            page = matrix(viewer)
        return len(caught), page.posts

    few, before = taken()
    food = world.posts["food"]
    posts = [
        Post(
            id=new_key(at(NOW)),
            jurisdiction=food.jurisdiction,
            section=food.section,
            key=f"food_{n}",
            name=f"审批{n}岗",
        )
        for n in range(2000)
    ]
    Post.objects.bulk_create(posts)
    Duty.objects.bulk_create(
        Duty(id=new_key(at(NOW)), post=post, task="审批", powers=["examine"]) for post in posts
    )
    assert taken() == (few, before + 2000)


# ── in words ─────────────────────────────────────────────────────────────────────────────────────


def changed(old, key, **changes):
    posts = tuple(replace(p, **changes) if p.key == key else p for p in old.posts)
    return replace(old, posts=posts)


def test_two_versions_that_say_the_same_differ_in_nothing():
    from shouwen.queries.scheme import differences

    assert differences(scheme(), scheme()) == ()


def test_what_a_version_changed_is_said_from_the_functions_down_to_the_people():
    from shouwen.queries.scheme import differences
    from shouwen.rules.facts.scheme import Function, Succession

    old = scheme()
    food = old.post["food"]
    new = changed(old, "water", holder="tianruyi", b_role="maozijun")
    new = changed(new, "registration", duties=(*old.post["registration"].duties, *food.duties))
    new = replace(
        new,
        functions=(*old.functions, Function("elders", "养老机构备案")),
        posts=tuple(p for p in new.posts if p.key != "food"),
        successions=(Succession("food", "registration"),),
    )
    assert differences(old, new) == (
        "新增单位职能“养老机构备案”。",
        "岗位“登记注册岗”新增职责“办理食品经营、公共场所卫生、农药经营、动物防疫、娱乐场所和游泳场所许可，组织现场核查”。",
        "岗位“涉水审批岗”的责任人由毛子君改为田如意。",
        "岗位“涉水审批岗”的B角由田如意改为毛子君。",
        "撤销岗位“食品经营审批岗”，在办的事由“登记注册岗”承接。",
    )


def test_a_power_that_comes_or_goes_is_said():
    from shouwen.queries.scheme import differences
    from shouwen.rules.words import Power

    old = scheme()
    duty = replace(old.post["food"].duties[0], powers=(Power.EXAMINE, Power.DECIDE))
    assert differences(old, changed(old, "food", duties=(duty,))) == (
        "岗位“食品经营审批岗”的职责“办理食品经营、公共场所卫生、农药经营、动物防疫、娱乐场所和游泳场所许可，组织现场核查”改了要求、衡量办法、依据或者权限。",
        "岗位“食品经营审批岗”新增权限：决定。",
        "岗位“食品经营审批岗”取消权限：收件。",
    )


def test_a_section_that_comes_moves_or_goes_is_said():
    from shouwen.queries.scheme import differences
    from shouwen.rules.facts.scheme import Section

    old = scheme()
    sections = tuple(
        replace(s, name="投资科", supervised_by="director") if s.key == "economy" else s
        for s in old.sections
        if s.key != "oversight"
    )
    new = replace(old, sections=(*sections, Section("new", "新科", "1", "2", "director")))
    found = differences(old, new)
    assert found[:4] == (
        "经济发展科改名为投资科。",
        "投资科改由“局长”分管。",
        "新设新科。",
        "撤销效能监督科。",
    )


def test_the_doctor_finds_a_closed_post_that_still_owes_and_asks_for_nobody_on_an_idle_one(world):
    from shouwen.queries.doctor import health
    from shouwen.records.models import Post, Sitting

    world.receive(when="2026-09-21 10:00")
    for key in ("food", "water"):
        Post.objects.filter(key=key).update(closed_at=at(NOW))
        Sitting.objects.filter(post__key=key).update(until=at(NOW))
    found = [each for each in health(at(NOW)).problems if "post" in each.code]
    assert [each.code for each in found] == ["closed_post_owes"]
    assert "食品经营审批岗" in found[0].what
