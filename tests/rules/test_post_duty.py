"""The scheme of duties: what hangs loose, what is missing, what is pointed out (2.1–2.8)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.rules.facts.scheme import (
    Function,
    Load,
    Scheme,
    SectionDuty,
    Standing,
    Succession,
    Taken,
    Waiting,
)
from shouwen.rules.judge import MOVES, leaves
from shouwen.rules.regimes.post_duty import holes, loose_joints, pointed_out
from shouwen.rules.regimes.post_duty.publishing import (
    an_approved_version_waits,
    everybody_named_is_of_the_office,
    no_other_scheme_is_in_force,
    no_scheme_was_before,
    nobody_is_put_back,
    open_work_goes_to_somebody,
    the_scheme_hangs_together,
    the_scheme_is_whole,
    the_waiting_version_can_take_over,
)
from shouwen.rules.sentences import fill, template
from shouwen.rules.words import Power, Rank
from tests.rules.schemes import SCHEME, duty, post


def with_post(key, **changes):
    posts = tuple(replace(p, **changes) if p.key == key else p for p in SCHEME.posts)
    return replace(SCHEME, posts=posts)


def with_section(key, **changes):
    sections = tuple(replace(s, **changes) if s.key == key else s for s in SCHEME.sections)
    return replace(SCHEME, sections=sections)


def codes(bars):
    return [(bar.clause, bar.code) for bar in bars]


def test_a_whole_scheme_hangs_together_and_lacks_nothing():
    assert (loose_joints(SCHEME), holes(SCHEME), pointed_out(SCHEME)) == ((), (), ())


def test_what_is_kept_reads_back_the_same():
    assert Scheme.from_json(SCHEME.to_json()) == SCHEME


LOOSE = {
    ("2.7.1", "function_twice"): replace(SCHEME, functions=SCHEME.functions * 2),
    ("2.7.2", "section_twice"): replace(SCHEME, sections=(*SCHEME.sections, SCHEME.sections[0])),
    ("2.7.2", "section_duty_twice"): with_section(
        "people", duties=(SectionDuty("examine", "审查"), SectionDuty("examine", "核查"))
    ),
    ("2.7.3", "post_twice"): replace(SCHEME, posts=(*SCHEME.posts, SCHEME.posts[-1])),
    ("2.4.4", "person_twice"): replace(SCHEME, people=(*SCHEME.people, SCHEME.people[0])),
    ("2.7.3", "succession_twice"): replace(
        SCHEME, successions=(Succession("old", "clerk"), Succession("old", "other"))
    ),
    ("2.7.2", "function_unknown"): with_section(
        "people", duties=(SectionDuty("examine", "审查", "fly"),)
    ),
    ("2.8", "superior_unknown"): with_section("people", supervised_by="nobody"),
    ("2.7.3", "section_unknown"): with_post("clerk", section="moon"),
    ("2.7.3", "section_duty_unknown"): with_post("clerk", duties=(duty(section_duty="sing"),)),
    ("2.4.4", "holder_unknown"): with_post("clerk", holder="ghost"),
    ("2.7.4", "b_role_unknown"): with_post("clerk", b_role="ghost"),
    ("2.7.3", "succession_of_a_post_that_stays"): replace(
        SCHEME, successions=(Succession("clerk", "other"),)
    ),
    ("2.7.3", "successor_unknown"): replace(SCHEME, successions=(Succession("old", "older"),)),
    ("2.8", "superior_of_itself"): with_section("people", supervised_by="head"),
}


@pytest.mark.parametrize("bar", LOOSE, ids=lambda bar: bar[1])
def test_what_hangs_loose_is_not_even_a_draft(bar):
    found = loose_joints(LOOSE[bar])
    assert bar in codes(found)
    assert all(fill(template(each.code), each) for each in found)


def test_superiors_in_a_loop_are_told_once_with_the_way_round():
    odd = with_section("people", supervised_by="keeper")
    odd = replace(
        odd,
        sections=tuple(
            replace(s, supervised_by="head") if s.key == "bureau" else s for s in odd.sections
        ),
    )
    (bar,) = loose_joints(odd)
    assert (bar.clause, bar.code) == ("2.8", "superiors_in_a_loop")
    assert bar.params["way"] == "keeper岗 → head岗 → keeper岗"


@given(st.lists(st.sampled_from([p.key for p in SCHEME.posts]), min_size=3, max_size=3))
def test_superiors_lead_up_to_the_main_leader_or_a_loop_is_told(above):
    """Whoever is put above whom: either everybody's superiors end at the main leader, or it is
    said why not."""
    sections = zip(SCHEME.sections, above, strict=True)
    odd = replace(SCHEME, sections=tuple(replace(s, supervised_by=who) for s, who in sections))
    looped = set()
    for start in odd.posts:
        seen, at = set(), start.key
        while at and at not in seen:
            seen.add(at)
            at = odd.superior(odd.post[at])
        if at:
            looped.add(start.key)
    assert bool(looped) == bool(loose_joints(odd))


HOLES = {
    ("2.7.1", "scheme_without_functions"): replace(SCHEME, functions=()),
    ("2.1", "function_without_section"): replace(
        SCHEME, functions=(*SCHEME.functions, Function("new", "养老机构备案"))
    ),
    ("2.7.2", "section_without_duty"): with_section("people", duties=()),
    ("2.1", "section_duty_without_post"): with_section(
        "people", duties=(SectionDuty("examine", "审查", "approve"), SectionDuty("check", "核查"))
    ),
    ("2.4.1", "post_without_duty"): with_post("clerk", duties=()),
    ("2.4.2", "power_without_duty"): with_post(
        "clerk", duties=(duty(" ", powers=(Power.EXAMINE,)),)
    ),
    ("2.4.2", "nobody_keeps_the_office"): with_post("keeper", duties=(duty("管名册", "staff"),)),
    ("2.3", "main_leader_decides_nothing"): with_post("main", duties=(duty("全局", "lead"),)),
    ("2.4.3", "duty_unclear"): with_post("clerk", duties=(duty(indicator=" "),)),
    ("2.1", "duty_without_source"): with_post("clerk", duties=(duty(source=""),)),
    ("2.5", "leader_without_group"): with_post("first", duties=(duty("分管", "lead"),)),
    ("2.4.4", "post_without_holder"): with_post("clerk", holder=""),
    ("2.7.4", "post_without_b_role"): with_post("clerk", b_role=""),
    ("2.7.4", "b_role_is_the_holder"): with_post("clerk", b_role="zhou"),
    ("2.7.4", "b_role_unqualified"): with_post("clerk", qualifications=("卫生审查",)),
    ("2.8", "section_without_leader"): with_section("people", supervised_by=""),
    ("2.8", "section_under_no_leader"): with_section("people", supervised_by="keeper"),
    ("2.8", "section_with_two_heads"): with_post("clerk", leads=True),
    ("3.2c", "not_one_office"): with_section("people", is_office=True),
    ("3.4a", "not_one_main_leader"): with_post("first", rank=Rank.MAIN, deputy_order=None),
    ("3.4a", "deputies_not_in_order"): with_post("second", deputy_order=1),
    ("3.4a", "order_of_no_deputy"): with_post("clerk", deputy_order=3),
}


@pytest.mark.parametrize("bar", HOLES, ids=lambda bar: bar[1])
def test_a_scheme_with_a_hole_is_not_approved(bar):
    found = holes(HOLES[bar])
    assert bar in codes(found)
    assert all(fill(template(each.code), each) for each in found)


def test_every_joint_and_every_hole_is_a_bar_of_its_own():
    loose = with_post("clerk", holder="ghost")
    assert codes(the_scheme_hangs_together.bars({"scheme": loose})) == [("2.4.4", "holder_unknown")]
    assert the_scheme_hangs_together.bars({"scheme": SCHEME}) == ()
    open_post = with_post("clerk", holder="")
    assert codes(the_scheme_is_whole.bars({"scheme": open_post})) == [
        ("2.4.4", "post_without_holder")
    ]
    assert the_scheme_is_whole.bars({"scheme": SCHEME}) == ()


def test_only_a_unit_without_a_scheme_is_given_one_by_who_founds_it():
    assert no_scheme_was_before.bars({"last": 0}) == ()
    (bar,) = no_scheme_was_before.bars({"last": 2})
    assert (bar.clause, bar.code) == ("2.3", "no_scheme_was_before")
    assert fill(template(bar.code), bar) == (
        "本单位已经有第 2 版方案：新的版本由管理名册的岗位起草，主要领导批准。"
    )


def test_nor_is_an_office_founded_whose_scheme_nobody_could_change():
    """2.3: the first version is nobody's to approve, so it is asked when it is laid down."""
    bars = leaves(MOVES["scheme.found_scheme"], {"scheme": with_post("keeper", duties=())})
    assert codes(bars) == [("2.4.2", "nobody_keeps_the_office")]


def test_what_a_duty_lacks_is_named():
    (bar,) = holes(with_post("clerk", duties=(duty(requirement="", indicator=""),)))
    assert fill(template(bar.code), bar) == (
        "岗位“clerk岗”的职责“审查申请”没有写明要求、衡量办法：请补齐。"
    )


def test_each_group_a_leader_lacks_is_a_bar_and_a_head_needs_none():
    found = holes(with_post("first", duties=(duty("分管", "lead"),)))
    assert [bar.params["group"] for bar in found] == ["党风廉政建设", "思想政治工作"]


POINTED_OUT = {
    "cover_in_the_chain": with_post("clerk", b_role="sun"),
    "many_posts": replace(
        SCHEME,
        posts=tuple(
            replace(p, b_role="zheng") if p.key in ("keeper", "head", "clerk") else p
            for p in SCHEME.posts
        ),
    ),
    "holder_unqualified": with_post("clerk", qualifications=("卫生审查",)),
    "section_without_head": with_post("head", leads=False),
}


def test_two_who_cover_each_other_are_pointed_out_in_a_small_section_alone():
    small = replace(
        SCHEME,
        posts=tuple(
            replace(p, b_role={"clerk": "wu", "other": "zhou"}[p.key])
            if p.key in ("clerk", "other")
            else p
            for p in SCHEME.posts
            if p.key != "third"
        ),
    )
    (notice,) = pointed_out(small)
    assert (notice.code, notice.params["one"], notice.params["other"]) == (
        "mutual_cover",
        "wu",
        "zhou",
    )
    large = replace(small, posts=(*small.posts, post("fifth", "people", "zheng", "qian", duty())))
    assert "mutual_cover" not in [each.code for each in pointed_out(large)]


@pytest.mark.parametrize("code", POINTED_OUT)
def test_a_hint_bars_nothing(code):
    odd = POINTED_OUT[code]
    assert code in [notice.code for notice in pointed_out(odd)]
    assert code not in [bar.code for bar in (*holes(odd), *loose_joints(odd))]


# ── on the way to publication ────────────────────────────────────────────────────────────────────

MEMBERS = frozenset(SCHEME.person)
NOW = datetime(2026, 9, 21, 2, tzinfo=UTC)


def facts(**standing):
    return {"scheme": SCHEME, "standing": Standing(**{"members": MEMBERS, **standing})}


def test_who_has_left_is_seated_on_no_post():
    (bar,) = everybody_named_is_of_the_office.bars(facts(members=MEMBERS - {"zhou"}))
    assert (bar.code, bar.params["person"]) == ("somebody_is_not_of_the_office", "zhou")
    assert everybody_named_is_of_the_office.bars(facts()) == ()


def test_open_work_of_a_closed_post_needs_a_successor_and_an_idle_post_none():
    busy, idle = Load("old", "旧岗", 3, 2, 1), Load("idle", "闲岗")
    (bar,) = open_work_goes_to_somebody.bars(facts(closing=(busy, idle)))
    assert fill(template(bar.code), bar) == (
        "要撤销的岗位“旧岗”还有应办 3 项、办件 2 件、事项 1 个：请写明由哪个岗位承接。"
    )
    mapped = replace(SCHEME, successions=(Succession("old", "clerk"),))
    told = {**facts(closing=(busy, idle)), "scheme": mapped}
    assert open_work_goes_to_somebody.bars(told) == ()


def test_a_transfer_after_the_approval_is_not_undone():
    (bar,) = nobody_is_put_back.bars(facts(taken=(Taken("clerk", "郑", NOW),)))
    assert "郑从 2026-09-21 10:00 起" in fill(template(bar.code), bar)


def test_one_version_is_in_force_and_is_not_given_up_for_nothing():
    assert no_other_scheme_is_in_force.bars(facts(in_force=3))[0].params == {"number": 3}
    assert no_other_scheme_is_in_force.bars(facts()) == ()
    assert an_approved_version_waits.bars({"waiting": Waiting(**facts())}) == ()
    assert an_approved_version_waits.bars({"waiting": None})[0].clause == "2.3"


def test_nor_for_a_version_that_could_not_be_published():
    busy = Waiting(**facts(closing=(Load("old", "旧岗", 3),)))
    (bar,) = the_waiting_version_can_take_over.bars({"waiting": busy})
    assert (bar.clause, bar.code) == ("2.6", "open_work_without_successor")
    assert the_waiting_version_can_take_over.bars({"waiting": Waiting(**facts())}) == ()
