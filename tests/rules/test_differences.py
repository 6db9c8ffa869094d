"""What two versions of a guide say differently: each change once, and reversed when reversed."""

from collections import Counter
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.rules.facts.guide import (
    Basis,
    Condition,
    Fee,
    Ground,
    Guide,
    Limit,
    Material,
    Option,
    Question,
    Result,
    Situation,
    Step,
)
from shouwen.rules.labels import GUIDE_PARTS
from shouwen.rules.regimes.commitment.differences import (
    Difference,
    differences,
    reverse,
    sentence,
)
from shouwen.rules.words import Bearer, Change, Effect, LimitUnit
from tests.rules.test_commitment import GUIDE, LAW, MATERIAL, STEP, working_days

PHOTO = replace(MATERIAL, key="photo", name="照片")
PANEL = replace(STEP, key="panel", name="专家评审")


def only(**change: object) -> Difference:
    """The one difference that a change of the guide makes."""
    (found,) = differences(GUIDE, replace(GUIDE, **change))
    return found


# ── one by one ───────────────────────────────────────────────────────────────────────────────────

CHANGES = {
    "a tighter promise": (
        {"promise": working_days(8)},
        Effect.BETTER,
        "承诺时限原来是“10 个工作日”",
    ),
    "a looser promise": ({"promise": working_days(12)}, Effect.WORSE, "现在是“12 个工作日”"),
    "a promise in days": ({"promise": Limit(9, LimitUnit.DAY)}, Effect.SAME, "9 日"),
    "no statute": ({"statute": None}, Effect.SAME, "法定时限原来是“20 个工作日"),
    "one visit more": ({"visits": GUIDE.visits + 1}, Effect.WORSE, "到场次数"),
    "done at once": ({"immediate": True}, Effect.BETTER, "即办件原来是“否”，现在是“是”"),
    "a fee": (
        {"fee": Fee("每件 10 元", None)},
        Effect.WORSE,
        "收费的标准原来是“”，现在是“每件 10 元”。",
    ),
    "one material more": ({"materials": (MATERIAL, PHOTO)}, Effect.WORSE, "新增申报材料“照片”。"),
    "one material less": ({"materials": ()}, Effect.BETTER, "删去申报材料“申请书”。"),
    "two copies": ({"materials": (replace(MATERIAL, copies=2),)}, Effect.WORSE, "的份数原来是“1”"),
    "for some only": (
        {"materials": (replace(MATERIAL, needed_in=("shop.yes",)),)},
        Effect.BETTER,
        "shop.yes",
    ),
    "a step faster": (
        {"steps": (replace(STEP, limit=working_days(3)),)},
        Effect.BETTER,
        "办理环节“现场核查”的时限原来是“5 个工作日”，现在是“3 个工作日”。",
    ),
    "a step not always": ({"steps": (replace(STEP, needed=False),)}, Effect.BETTER, "每件都办"),
    "another decides": ({"decided_by": Bearer.HEAD}, Effect.SAME, "决定人"),
    "a question explained": (
        {"questions": (Question("要多久？", "十天。"),)},
        Effect.BETTER,
        "要多久？",
    ),
    "another name": ({"name": "食品经营许可（新办）"}, Effect.SAME, "食品经营许可（新办）"),
}


@pytest.mark.parametrize(("change", "effect", "says"), CHANGES.values(), ids=CHANGES)
def test_one_change_is_one_difference_with_what_it_is_to_the_applicant(change, effect, says):
    found = only(**change)
    assert found.effect is effect
    assert says in sentence(found)


def test_what_changed_its_place_is_said_once_and_not_to_be_gone():
    before = replace(GUIDE, steps=(STEP, PANEL))
    (found,) = differences(before, replace(GUIDE, steps=(PANEL, STEP)))
    assert (found.change, found.effect) == (Change.MOVED, Effect.SAME)
    assert sentence(found) == (
        "办理环节换了顺序：原来是“现场核查、专家评审”，现在是“专家评审、现场核查”。"
    )


def test_every_part_of_a_guide_has_a_name():
    parts = {"basis": Basis, "conditions": Condition, "materials": Material, "steps": Step}
    parts |= {"fee": Fee, "grounds": Ground, "result": Result, "questions": Question}
    parts["situations"] = Situation
    whole = {field.name for field in fields(Guide)}
    of = {f"{part}.{field.name}" for part, kind in parts.items() for field in fields(kind)}
    assert set(GUIDE_PARTS) == whole | of


# ── any two guides ───────────────────────────────────────────────────────────────────────────────

WORDS = st.sampled_from(["", "甲", "乙", "丙"])
LIMITS = st.builds(
    Limit, st.integers(0, 3), st.sampled_from(LimitUnit), st.sampled_from([None, LAW])
)
BASES = st.builds(Basis, WORDS, WORDS, WORDS, WORDS)
MATERIALS = st.builds(
    replace,
    st.just(MATERIAL),
    key=WORDS,
    name=WORDS,
    copies=st.integers(0, 2),
    when=WORDS,
    sample=WORDS,
    needed_in=st.sampled_from([(), ("a.b",)]),
)
STEPS = st.builds(replace, st.just(STEP), key=WORDS, name=WORDS, limit=LIMITS, needed=st.booleans())
SITUATIONS = st.builds(
    Situation, WORDS, WORDS, st.lists(st.builds(Option, WORDS, WORDS), max_size=2).map(tuple)
)


def several(items):
    return st.lists(items, max_size=3).map(tuple)


GUIDES = st.builds(
    replace,
    st.just(GUIDE),
    name=WORDS,
    basis=several(BASES),
    conditions=several(st.builds(Condition, WORDS, WORDS, BASES)),
    materials=several(MATERIALS),
    steps=several(STEPS),
    promise=LIMITS,
    statute=st.none() | LIMITS,
    immediate=st.booleans(),
    fee=st.builds(Fee, WORDS, st.none() | BASES),
    questions=several(st.builds(Question, WORDS, WORDS)),
    situations=several(SITUATIONS),
    visits=st.integers(0, 3),
)
BACK = {Change.ADDED: Change.REMOVED, Change.REMOVED: Change.ADDED}


def turned(found: Difference) -> Difference:
    """The same difference seen from the other side."""
    return replace(
        found,
        change=BACK.get(found.change, found.change),
        before=found.after,
        after=found.before,
        effect=reverse(found.effect),
        name=found.name if found.change is not Change.CHANGED else "",
    )


def unnamed(found: Difference) -> Difference:
    """An item is called as it is called afterwards: from the other side, by its other name."""
    return replace(found, name="") if found.change is Change.CHANGED else found


@given(GUIDES, GUIDES)
def test_two_guides_differ_exactly_where_there_is_a_difference(one, other):
    assert (differences(one, other) == ()) == (one == other)


@given(GUIDES)
def test_a_guide_does_not_differ_from_itself(guide):
    assert differences(guide, guide) == ()


@given(GUIDES, GUIDES)
def test_reversed_the_differences_are_reversed(one, other):
    there = Counter(map(unnamed, differences(other, one)))
    assert Counter(map(turned, differences(one, other))) == there


@given(st.sets(st.sampled_from(sorted(CHANGES))))
def test_each_of_several_changes_is_found_once(chosen):
    changes = {name: CHANGES[name][0] for name in sorted(chosen)}
    merged = {part: value for change in changes.values() for part, value in change.items()}
    found = differences(GUIDE, replace(GUIDE, **merged))
    assert Counter(each.part for each in found) == Counter(list(merged))
