"""What bars a guide from publication, part by part, word by word, limit by limit."""

import re
from collections.abc import Callable
from dataclasses import replace
from string import Formatter

import pytest

from shouwen.rules.clauses import clauses
from shouwen.rules.facts.experience import Asked, Experience, StepHistory
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
    Term,
)
from shouwen.rules.facts.publication import Publication, Staff
from shouwen.rules.regimes.commitment import (
    SENTENCES,
    added_without_law,
    advised,
    catch_alls,
    immediate_made_timed,
    may_not_publish,
    missing_parts,
    pointed_out,
    promise_beyond_statute,
    steps_beyond_promise,
    unclear_situations,
    unfit_questions,
    vague_words,
)
from shouwen.rules.regimes.commitment.publishing import (
    nothing_is_added_without_the_law,
    the_guide_may_be_published,
)
from shouwen.rules.words import (
    Bearer,
    LimitUnit,
    MaterialForm,
    MaterialSource,
    ServiceKind,
    Silence,
    StepKind,
)

LAW = Basis("行政许可法", "第四十二条第一款", "2019-04-23", "二十日内作出行政许可决定")
NO_LAW = Basis("", "", "")


def working_days(n: int) -> Limit:
    return Limit(n, LimitUnit.WORKING_DAY)


MATERIAL = Material(
    key="form",
    name="申请书",
    form=MaterialForm.ORIGINAL,
    copies=1,
    source=MaterialSource.APPLICANT,
    requirement="由申请人签名",
    sample="填写示例",
    basis=LAW,
)
STEP = Step("site", "现场核查", StepKind.EXAMINATION, Bearer.HANDLER, working_days(5), "到场核查。")
GUIDE = Guide(
    name="食品经营许可",
    kind=ServiceKind.LICENCE,
    audience="企业",
    summary="开业前取得许可。",
    basis=(LAW,),
    conditions=(Condition("place", "有固定的经营场所。", LAW),),
    requirements="由经营者提出申请。",
    quota="无数量限制",
    materials=(MATERIAL,),
    steps=(STEP,),
    statute=Limit(20, LimitUnit.WORKING_DAY, LAW),
    promise=working_days(10),
    immediate=False,
    silence=Silence.DEEMS,
    decided_by=Bearer.LEADER,
    fee=Fee(),
    grounds=(Ground("unlawful", "不符合法定条件。", LAW),),
    result=Result("食品经营许可证"),
    visits=1,
)
STAFF = Staff("罗一鸣", "食品经营审批岗", "0826-555-0142")
PUBLICATION = Publication("市场准入科", "0826-555-0140", (STAFF,), "效能监督科", "0826-555-0112")


def codes(bars: tuple) -> list[str]:
    return [bar.code for bar in bars]


def test_a_complete_guide_may_be_published() -> None:
    assert may_not_publish(GUIDE, PUBLICATION) == ()


WITHOUT: dict[str, tuple[str, Guide]] = {
    "guide_without_name": ("5.3a", replace(GUIDE, name=" ")),
    "guide_without_summary": ("5.1a", replace(GUIDE, audience="")),
    "guide_without_basis": ("5.3a", replace(GUIDE, basis=())),
    "guide_without_conditions": ("5.3a", replace(GUIDE, conditions=())),
    "condition_without_article": (
        "5.3a",
        replace(GUIDE, conditions=(Condition("place", "有固定的经营场所。", NO_LAW),)),
    ),
    "guide_without_requirements": ("5.3a", replace(GUIDE, requirements="")),
    "guide_without_quota": ("5.3a", replace(GUIDE, quota="")),
    "guide_without_procedure": ("5.3a", replace(GUIDE, steps=())),
    "step_without_words": ("5.3a", replace(GUIDE, steps=(replace(STEP, what=""),))),
    "step_without_limit": ("5.3a", replace(GUIDE, steps=(replace(STEP, limit=working_days(-1)),))),
    "guide_without_statute": ("5.3a", replace(GUIDE, statute=None)),
    "licence_without_deemed_acceptance": ("4.2c", replace(GUIDE, silence=Silence.ESCALATES)),
    "statute_without_article": ("5.3a", replace(GUIDE, statute=working_days(20))),
    "guide_without_promise": ("5.3a", replace(GUIDE, promise=working_days(0))),
    "guide_without_materials": ("5.3a", replace(GUIDE, materials=())),
    "material_without_words": (
        "5.3a",
        replace(GUIDE, materials=(replace(MATERIAL, requirement=""),)),
    ),
    "material_without_sample": ("5.3a", replace(GUIDE, materials=(replace(MATERIAL, sample=""),))),
    "material_without_article": (
        "5.3a",
        replace(GUIDE, materials=(replace(MATERIAL, basis=replace(LAW, article="")),)),
    ),
    "fee_without_basis": ("5.3a", replace(GUIDE, fee=Fee("每证10元"))),
    "term_without_months": ("5.3a", replace(GUIDE, result=Result("许可证", term=Term(0)))),
    "term_of_no_licence": (
        "5.3a",
        replace(GUIDE, kind=ServiceKind.FILING, result=Result("备案证", term=Term(12))),
    ),
    "term_without_article": (
        "5.3a",
        replace(GUIDE, result=Result("许可证", term=Term(60, apply_before=90))),
    ),
    "guide_without_grounds": ("5.3a", replace(GUIDE, grounds=())),
    "ground_without_article": (
        "5.3a",
        replace(GUIDE, grounds=(Ground("unlawful", "不符合法定条件。", NO_LAW),)),
    ),
    "guide_without_result": ("5.1a", replace(GUIDE, result=Result(""))),
}
WITHOUT_OFFICE: dict[str, tuple[str, Publication]] = {
    "guide_without_section": ("5.3a", replace(PUBLICATION, section_phone="")),
    "guide_without_staff": ("5.3a", replace(PUBLICATION, staff=())),
    "staff_without_words": ("5.3a", replace(PUBLICATION, staff=(replace(STAFF, phone=""),))),
    "guide_without_complaints": ("5.4b", replace(PUBLICATION, complaint_phone="")),
}


@pytest.mark.parametrize("code", WITHOUT)
def test_a_guide_without_one_part_is_barred_for_that_part(code: str) -> None:
    clause, guide = WITHOUT[code]
    (bar,) = missing_parts(guide, PUBLICATION)
    assert (bar.clause, bar.code) == (clause, code)


@pytest.mark.parametrize("code", WITHOUT_OFFICE)
def test_a_guide_nobody_answers_for_is_barred(code: str) -> None:
    clause, publication = WITHOUT_OFFICE[code]
    (bar,) = missing_parts(GUIDE, publication)
    assert (bar.clause, bar.code) == (clause, code)


def test_the_item_at_fault_is_named() -> None:
    guide = replace(GUIDE, materials=(MATERIAL, replace(MATERIAL, name="平面图", sample="")))
    (bar,) = missing_parts(guide, PUBLICATION)
    assert SENTENCES[bar.code].format(**bar.params).startswith("材料“平面图”没有样本")


def test_only_a_licence_always_has_a_statutory_limit() -> None:
    guide = replace(GUIDE, kind=ServiceKind.BENEFIT, statute=None)
    assert missing_parts(guide, PUBLICATION) == ()


def test_an_immediate_service_needs_no_steps() -> None:
    guide = replace(GUIDE, immediate=True, steps=(), promise=working_days(1))
    assert may_not_publish(guide, PUBLICATION) == ()


def test_a_draft_of_which_only_the_name_is_known_lacks_everything_else() -> None:
    lacking = codes(missing_parts(Guide.draft("食品经营许可", ServiceKind.LICENCE), Publication()))
    of_the_whole = [code for code in (*WITHOUT, *WITHOUT_OFFICE) if code.startswith("guide_")]
    assert lacking == [code for code in of_the_whole if code != "guide_without_name"]


# ── words ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("其他材料", ("其他材料",)),
        ("其它有关证明文件", ("其它有关证明",)),
        ("申请书、身份证等", ("等",)),
        ("申请书、身份证等材料", ("等材料",)),
        ("申请书、身份证等有关材料", ("等有关材料",)),
        ("申请书（身份证等）", ("等",)),
        ("有关材料", ("有关材料",)),
        ("相关材料", ("相关材料",)),
        ("国务院水行政主管部门规定的其他材料", ("其他材料",)),
        ("审批机关认为需要提交的材料", ("认为需要提交的材料",)),
        ("申请书、其他", ("其他",)),
        ("照片若干", ("若干",)),
        ("有关材料，以及身份证等", ("有关材料", "等")),
    ],
)
def test_words_that_leave_open_what_is_meant_are_found(text: str, words: tuple[str, ...]) -> None:
    found = vague_words(text)
    assert len(found) == len(words)
    assert all(found_one.startswith(word) for found_one, word in zip(found, words, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "二级以上等级证书",
        "平等、自愿",
        "同等学力证明",
        "高等学校毕业证书",
        "中等职业学校",
        "在大厅等候",
        "一等奖证书",
        "申请书、身份证等两项材料",
        "经其他有抚养义务的人同意的书面意见",
        "与其他商品有效隔离的营业场所",
        "与第三者利害关系的相关说明",
    ],
)
def test_words_that_only_look_like_a_catch_all_are_left_alone(text: str) -> None:
    assert vague_words(text) == ()


@pytest.mark.parametrize(
    "guide",
    [
        replace(GUIDE, conditions=(Condition("more", "法律规定的其他条件", LAW),)),
        replace(GUIDE, requirements="带齐身份证等材料"),
        replace(GUIDE, materials=(replace(MATERIAL, name="其他材料"),)),
        replace(GUIDE, materials=(replace(MATERIAL, requirement="附相关文件"),)),
        replace(GUIDE, materials=(replace(MATERIAL, when="有其他情形的"),)),
    ],
    ids=["condition", "requirements", "name", "requirement", "when"],
)
def test_a_catch_all_bars_wherever_it_binds_the_applicant(guide: Guide) -> None:
    (bar,) = catch_alls(guide)
    assert (bar.clause, bar.code) == ("5.2.1b", "catch_all")
    assert str(bar.params["words"]) in str(bar.params["text"])


def test_an_empty_condition_is_barred() -> None:
    (bar,) = catch_alls(replace(GUIDE, conditions=(Condition("empty", " ", LAW),)))
    assert (bar.clause, bar.code, dict(bar.params)) == ("5.2.1b", "condition_empty", {"number": 1})


ASKED = Question("几天能办好？", "八个工作日。电话 0826-555-0131 可以问。")


def test_what_one_person_asked_is_published_in_words_and_without_their_number() -> None:
    payment = replace(ASKED, answer="缴费编号写 202613908260001。")  # no phone is so long
    assert unfit_questions(replace(GUIDE, questions=(ASKED, payment))) == ()
    for bare in (replace(ASKED, ask=" "), replace(ASKED, answer="")):
        (bar,) = unfit_questions(replace(GUIDE, questions=(ASKED, bare)))
        assert (bar.clause, bar.code) == ("1.3.1d", "question_without_words")
        assert dict(bar.params) == {"number": 2}
    for number in ("13908260001", "11010519491231002X", "11010519491231002x"):
        for said in (replace(ASKED, ask=f"我的{number}"), replace(ASKED, answer=f"找{number}问")):
            (bar,) = unfit_questions(replace(GUIDE, questions=(said,)))
            assert (bar.code, dict(bar.params)) == (
                "question_with_somebodys",
                {"number": 1, "found": number},
            )


SHOP = Situation("shop", "开哪一种店？", (Option("pool", "游泳馆"), Option("hair", "理发店")))
OWNER = Situation("owner", "谁来办？", (Option("self", "本人"), Option("agent", "代理人")))


def test_a_question_about_the_case_has_words_and_two_answers() -> None:
    for unclear in (
        replace(SHOP, ask=" "),
        replace(SHOP, options=SHOP.options[:1]),
        replace(SHOP, options=(Option("pool", "游泳馆"), Option("hair", ""))),
    ):
        (bar,) = unclear_situations(replace(GUIDE, situations=(unclear,)))
        assert (bar.clause, bar.code) == ("5.2.1b", "situation_without_words")
    assert unclear_situations(replace(GUIDE, situations=(SHOP,))) == ()


def test_a_material_needed_in_a_case_that_nobody_asks_about_is_barred() -> None:
    water = replace(MATERIAL, name="水质检测报告", needed_in=("shop.pool", "shop.sea"))
    (bar,) = unclear_situations(replace(GUIDE, situations=(SHOP,), materials=(water,)))
    assert bar.params == {"material": "水质检测报告", "answer": "shop.sea"}


@pytest.mark.parametrize(
    ("needed_in", "answers", "needed"),
    [
        ((), ("shop.hair",), True),
        (("shop.pool",), ("shop.pool",), True),
        (("shop.pool",), ("shop.hair",), False),
        (("shop.pool",), (), True),  # unasked, nobody is spared
        (("shop.pool", "shop.hair"), ("shop.hair",), True),
        (("shop.pool", "owner.agent"), ("shop.pool", "owner.agent"), True),
        (("shop.pool", "owner.agent"), ("shop.pool", "owner.self"), False),
        (("shop.pool", "owner.agent"), ("shop.pool",), True),
    ],
)
def test_answers_spare_what_they_say(
    needed_in: tuple[str, ...], answers: tuple[str, ...], needed: bool
) -> None:
    material = replace(MATERIAL, needed_in=needed_in)
    guide = replace(GUIDE, situations=(SHOP, OWNER), materials=(material,))
    assert guide.needs(material, answers) is needed


def test_an_unlimited_count_is_barred() -> None:
    (bar,) = catch_alls(replace(GUIDE, materials=(replace(MATERIAL, copies=0),)))
    assert (bar.clause, bar.code) == ("5.2.1b", "material_without_count")


# ── limits ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("promise", "barred"), [(19, False), (20, False), (21, True)])
def test_the_promise_may_reach_the_statute_and_not_pass_it(promise: int, barred: bool) -> None:
    bars = promise_beyond_statute(replace(GUIDE, promise=working_days(promise)))
    assert codes(bars) == (["promise_beyond_statute"] if barred else [])


def test_a_promise_in_another_unit_is_barred_however_short() -> None:
    (bar,) = promise_beyond_statute(replace(GUIDE, promise=Limit(1, LimitUnit.DAY)))
    assert (bar.clause, bar.code) == ("5.2.2e", "promise_in_other_unit")


def test_where_no_law_sets_a_limit_any_promise_stands() -> None:
    assert promise_beyond_statute(replace(GUIDE, statute=None, promise=working_days(90))) == ()


@pytest.mark.parametrize(("n", "barred"), [(10, False), (11, True)])
def test_the_steps_together_keep_within_the_promise(n: int, barred: bool) -> None:
    steps = (replace(STEP, limit=working_days(n - 5)), STEP)
    bars = steps_beyond_promise(replace(GUIDE, steps=steps))
    assert codes(bars) == (["steps_beyond_promise"] if barred else [])


def test_a_hearing_that_is_not_always_held_does_not_count_against_the_promise() -> None:
    hearing = replace(STEP, limit=working_days(20), needed=False)
    assert steps_beyond_promise(replace(GUIDE, steps=(STEP, hearing))) == ()


def test_a_step_is_limited_in_the_unit_of_the_promise() -> None:
    step = replace(STEP, limit=Limit(2, LimitUnit.DAY))
    assert codes(steps_beyond_promise(replace(GUIDE, steps=(step,)))) == ["step_in_other_unit"]


def test_an_immediate_service_has_neither_steps_nor_a_long_promise() -> None:
    bars = immediate_made_timed(replace(GUIDE, immediate=True))
    assert codes(bars) == ["immediate_with_steps", "immediate_promise_too_long"]
    assert {bar.clause for bar in bars} == {"6.3"}


# ── no more than before, but for what an article forces (5.2.1a) ──────────────────────────


PHOTO = replace(MATERIAL, key="photo", name="照片")
PANEL = replace(STEP, key="panel", name="专家评审")
MORE = {
    "material": ({"materials": (MATERIAL, PHOTO)}, "material_added_without_law"),
    "step": ({"steps": (STEP, PANEL)}, "step_added_without_law"),
    "visit": ({"visits": GUIDE.visits + 1}, "visits_added_without_law"),
}
FORCED = {
    "material": {"materials": (MATERIAL, replace(PHOTO, because=LAW))},
    "step": {"steps": (STEP, replace(PANEL, because=LAW))},
    "visit": {"visits": GUIDE.visits + 1, "visits_because": LAW},
}


@pytest.mark.parametrize(("more", "code"), MORE.values(), ids=MORE)
def test_one_more_than_before_is_barred(more: dict, code: str) -> None:
    (bar,) = added_without_law(replace(GUIDE, **more), GUIDE)
    assert (bar.clause, bar.code) == ("5.2.1a", code)


@pytest.mark.parametrize("forced", FORCED.values(), ids=FORCED)
def test_unless_it_names_the_whole_article_that_forces_it(forced: dict) -> None:
    guide = replace(GUIDE, **forced)
    assert added_without_law(guide, GUIDE) == ()
    half = replace(LAW, article=" ")
    pretended = replace(
        guide,
        materials=tuple(replace(m, because=m.because and half) for m in guide.materials),
        steps=tuple(replace(s, because=s.because and half) for s in guide.steps),
        visits_because=guide.visits_because and half,
    )
    assert len(added_without_law(pretended, GUIDE)) == 1


def test_a_version_that_lacks_or_adds_something_is_neither_sent_for_review_nor_published() -> None:
    nameless, longer = replace(GUIDE, name=" "), replace(GUIDE, visits=GUIDE.visits + 1)
    facts = {"publication": PUBLICATION, "former": GUIDE}
    assert the_guide_may_be_published.bars({"guide": GUIDE, **facts}) == ()
    assert codes(the_guide_may_be_published.bars({"guide": nameless, **facts})) == [
        "guide_without_name"
    ]
    assert nothing_is_added_without_the_law.bars({"guide": longer, "former": None}) == ()
    assert codes(nothing_is_added_without_the_law.bars({"guide": longer, **facts})) == [
        "visits_added_without_law"
    ]


def test_less_than_before_and_one_in_the_place_of_another_are_free() -> None:
    before = replace(GUIDE, materials=(MATERIAL, PHOTO), steps=(STEP, PANEL), visits=2)
    assert added_without_law(replace(GUIDE, visits=1), before) == ()
    assert added_without_law(replace(GUIDE, materials=(PHOTO,), steps=(PANEL,)), GUIDE) == ()


# ── what was seen of the service ───────────────────────────────────────────────────────────


def days(taken: dict[int, int]) -> Experience:
    return Experience({LimitUnit.WORKING_DAY: taken})


@pytest.mark.parametrize(
    ("taken", "tighter"),
    [
        ({3: 18, 20: 2}, True),  # of a promise of ten, nine of ten took three
        ({4: 18, 20: 2}, False),  # exactly two fifths
        ({3: 17, 20: 3}, False),  # eight and a half of ten
        ({3: 19}, False),  # too few to say
    ],
)
def test_a_tighter_promise_is_advised_where_it_is_kept_already(taken: dict, tighter: bool) -> None:
    found = advised(GUIDE, days(taken))
    assert [(n.clause, n.code) for n in found] == [("6.2", "promise_could_be_tighter")] * tighter


def test_days_of_another_unit_and_a_service_done_at_once_advise_nothing() -> None:
    assert advised(replace(GUIDE, promise=Limit(10, LimitUnit.DAY)), days({1: 50})) == ()
    assert advised(replace(GUIDE, promise=Limit(10, LimitUnit.MONTH)), days({1: 50})) == ()
    assert advised(replace(GUIDE, immediate=True), days({0: 50})) == ()


@pytest.mark.parametrize(
    ("seen", "idle"),
    [(StepHistory(20, 0), True), (StepHistory(20, 1), False), (StepHistory(19, 0), False)],
)
def test_a_step_that_never_changed_an_outcome_is_pointed_out(seen, idle: bool) -> None:
    found = advised(GUIDE, Experience(steps={"site": seen, "gone": StepHistory(99, 0)}))
    assert codes(found) == ["step_never_changed_an_outcome"] * idle


def test_what_a_catch_all_really_meant_is_told_the_most_frequent_first() -> None:
    asked = tuple(
        Asked("form", cure, n) for cure, n in (("甲", 1), ("乙", 4), ("丙", 2), ("丁", 1))
    )
    other = Asked("photo", "另附照片", 9)
    vague = replace(GUIDE, materials=(replace(MATERIAL, requirement="及其他有关材料"),))
    (notice,) = advised(vague, Experience(asked=(*asked, other)))
    assert (notice.clause, notice.code) == ("5.2.1b", "asked_under_a_catch_all")
    assert notice.params["asked"] == "“乙”4 次、“丙”2 次、“丁”1 次"
    assert advised(GUIDE, Experience(asked=asked)) == ()


# ── what is pointed out, and what people read ──────────────────────────────────────────────


def test_a_material_the_office_holds_is_pointed_out_and_bars_nothing() -> None:
    guide = replace(
        GUIDE, materials=(replace(MATERIAL, name="营业执照", source=MaterialSource.OFFICE),)
    )
    (notice,) = pointed_out(guide)
    assert (notice.clause, notice.params["material"]) == ("5.2.1a", "营业执照")
    assert may_not_publish(guide, PUBLICATION) == ()


EVERYTHING_WRONG: list[Callable[[], tuple]] = [
    *(lambda guide=guide: may_not_publish(guide, PUBLICATION) for _, guide in WITHOUT.values()),
    *(lambda part=part: may_not_publish(GUIDE, part) for _, part in WITHOUT_OFFICE.values()),
    lambda: catch_alls(replace(GUIDE, conditions=(Condition("", "", LAW),), requirements="等")),
    lambda: catch_alls(replace(GUIDE, materials=(replace(MATERIAL, copies=0),))),
    lambda: unclear_situations(replace(GUIDE, situations=(replace(SHOP, ask=""),))),
    lambda: unfit_questions(replace(GUIDE, questions=(Question("", "找 13908260001"),))),
    lambda: unclear_situations(replace(GUIDE, materials=(replace(MATERIAL, needed_in=("a.b",)),))),
    lambda: promise_beyond_statute(replace(GUIDE, promise=working_days(21))),
    lambda: promise_beyond_statute(replace(GUIDE, promise=Limit(1, LimitUnit.DAY))),
    lambda: steps_beyond_promise(replace(GUIDE, promise=working_days(1))),
    lambda: steps_beyond_promise(replace(GUIDE, promise=Limit(1, LimitUnit.DAY))),
    lambda: immediate_made_timed(replace(GUIDE, immediate=True)),
    *(
        lambda more=more: added_without_law(replace(GUIDE, **more), GUIDE)
        for more, _ in MORE.values()
    ),
    lambda: advised(
        GUIDE, Experience({LimitUnit.WORKING_DAY: {1: 20}}, {"site": StepHistory(20, 0)})
    ),
    lambda: advised(
        replace(GUIDE, materials=(replace(MATERIAL, requirement="等"),)),
        Experience(asked=(Asked("form", "另附照片", 1),)),
    ),
    lambda: pointed_out(
        replace(GUIDE, materials=(replace(MATERIAL, source=MaterialSource.OFFICE),))
    ),
]


def test_every_bar_has_a_sentence_that_its_params_fill_and_a_clause_that_exists() -> None:
    seen = {bar.code: bar for wrong in EVERYTHING_WRONG for bar in wrong()}
    assert seen.keys() == SENTENCES.keys()
    for code, bar in seen.items():
        gaps = {gap for _, gap, _, _ in Formatter().parse(SENTENCES[code]) if gap}
        assert gaps <= bar.params.keys(), code
        assert bar.clause in clauses()


# ── how a guide is kept ────────────────────────────────────────────────────────────────────


def test_a_guide_that_is_read_back_is_the_same() -> None:
    assert Guide.from_json(GUIDE.to_json()) == GUIDE


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "favour"}, "Guide.kind: 'favour' is none of licence"),
        ({"colour": "red"}, "Guide: unknown part colour"),
        ({"materials": [{"key": "form"}]}, "Guide.materials[0]: missing part"),
        ({"visits": "often"}, "Guide.visits: int is expected, not 'often'"),
        ({"steps": "none"}, "Guide.steps: a list is expected, not 'none'"),
        ({"fee": "none"}, "Guide.fee: the parts of Fee are expected, not 'none'"),
    ],
)
def test_what_cannot_be_read_is_answered_with_its_place(change: dict, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        Guide.from_json(GUIDE.to_json() | change)
