"""Service commitment (服务承诺制): what a guide must say, and how, before it is a promise in public.

A guide is published only when :func:`may_not_publish` answers with nothing. :func:`pointed_out`
does not stand in the way: it shows what could be spared the applicant (5.2.1a).
"""

from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.publication import Publication
from shouwen.rules.regimes.commitment.advice import advised
from shouwen.rules.regimes.commitment.burden import added_without_law
from shouwen.rules.regimes.commitment.limits import (
    immediate_made_timed,
    promise_beyond_statute,
    steps_beyond_promise,
)
from shouwen.rules.regimes.commitment.parts import missing_parts
from shouwen.rules.regimes.commitment.wording import (
    catch_alls,
    unclear_situations,
    unfit_questions,
    vague_words,
)
from shouwen.rules.verdict import Bar, Notice
from shouwen.rules.words import MaterialSource

__all__ = [
    "SENTENCES",
    "Notice",
    "added_without_law",
    "advised",
    "catch_alls",
    "immediate_made_timed",
    "may_not_publish",
    "missing_parts",
    "pointed_out",
    "promise_beyond_statute",
    "steps_beyond_promise",
    "unclear_situations",
    "unfit_questions",
    "vague_words",
]


def may_not_publish(guide: Guide, publication: Publication) -> tuple[Bar, ...]:
    """Every bar between this guide and its publication, parts first, then words, then limits."""
    return (
        *missing_parts(guide, publication),
        *catch_alls(guide),
        *unclear_situations(guide),
        *unfit_questions(guide),
        *promise_beyond_statute(guide),
        *steps_beyond_promise(guide),
        *immediate_made_timed(guide),
    )


def pointed_out(guide: Guide) -> tuple[Notice, ...]:
    """Materials asked for although the office itself holds them (5.2.1a)."""
    return tuple(
        Notice("5.2.1a", "material_office_holds", {"material": material.name})
        for material in guide.materials
        if material.source is MaterialSource.OFFICE
    )


SENTENCES: dict[str, str] = {
    "guide_without_name": "办事指南没有事项名称：请填写名称。",
    "guide_without_summary": "没有说明这项服务是什么、为谁办：请填写一句话说明和服务对象。",
    "guide_without_basis": "没有写明设定依据：请至少填写一部法律文件的名称、条款和版本日期。",
    "guide_without_conditions": "没有写明办理条件：请逐条填写。",
    "condition_without_article": "条件“{condition}”没有写明依据：请填写法律文件、条款和版本日期。",
    "guide_without_requirements": "没有写明办理要求：请说明由谁、怎样提出申请。",
    "guide_without_quota": "没有写明数量限制：没有限制的，请写“无数量限制”。",
    "guide_without_procedure": "没有写明办理程序：请逐个环节填写；当场办结的，请选“即办件”。",
    "step_without_words": "第{number}个环节没有写明名称或内容：请补齐。",
    "step_without_limit": "环节“{step}”没有写明时限：请填写；当日办结的填 0。",
    "guide_without_statute": (
        "行政许可没有写明法定时限：单行法没有规定的，填行政许可法第四十二条的二十个工作日。"
    ),
    "statute_without_article": "法定时限没有写明依据：请填写法律文件、条款和版本日期。",
    "licence_without_deemed_acceptance": (
        "行政许可逾期不告知的，依行政许可法第三十二条即为受理：请把“逾期不告知”改为“视为受理”。"
    ),
    "guide_without_promise": "没有写明承诺时限：请填写至少为 1 的整数和单位。",
    "guide_without_materials": "没有列明申报材料：请逐项填写。",
    "material_without_words": "第{number}项材料没有写明名称或要求：请补齐。",
    "material_without_sample": "材料“{material}”没有样本：请附上填好的样本或者写明样本名称。",
    "material_without_article": (
        "材料“{material}”没有写明依据：请填写法律文件、条款和版本日期；没有依据的不要收取。"
    ),
    "fee_without_basis": "收费“{amount}”没有写明依据：请填写法律文件、条款和版本日期，或者改为不收费。",
    "guide_without_grounds": "没有写明不予办理的情形：请逐条填写并写明条款。",
    "ground_without_article": "不予办理的情形“{ground}”没有写明内容或条款：请补齐。",
    "guide_without_result": "没有写明办理结果：请填写申请人将得到的证件或者文书名称。",
    "term_without_months": "写了到期前几天申请延续，没有写有效几个月：请填写，没有有效期的都删去。",
    "term_of_no_licence": (
        "只有行政许可到期要申请延续（行政许可法第五十条）：请删去有效的月数，把有效期写成文字。"
    ),
    "term_without_article": (
        "到期前 {days} 天申请延续，没有写明依据：请填写法律文件、条款和版本日期；没有另外规定的，不填天数。"
    ),
    "guide_without_section": "没有写明承办科室及其电话：请在机构设置中补齐。",
    "guide_without_staff": "承办岗位上没有人：请先安排人员，再公布指南。",
    "staff_without_words": "第{number}名承办人员的姓名、岗位或者办公电话不全：请在机构设置中补齐。",
    "guide_without_complaints": "没有公开受理投诉的科室和投诉电话：请先在机构设置中补齐。",
    "condition_empty": "第{number}条办理条件是空的：请写明具体条件，或者删去。",
    "catch_all": "“{text}”中的“{words}”没有说清要什么：请逐项写明，或者删去。",
    "material_without_count": "材料“{material}”没有写明份数：请填写至少为 1 的整数。",
    "situation_without_words": "第{number}个情形提问没有写明问题，或者答案不足两个：请补齐。",
    "needed_in_no_case": (
        "材料“{material}”只在“{answer}”情形下需要，但没有这个情形：请改为已有的答案，或者设为都要。"
    ),
    "question_without_words": "第{number}个常问没有写明问题或者答复：请补齐，或者删去。",
    "question_with_somebodys": (
        "第{number}个常问里有一个人的号码（{found}）：常问是给大家看的，请删去（政府信息公开条例第十五条）。"
    ),
    "promise_in_other_unit": "承诺时限与法定时限的单位不同，无法比较：请改用法定时限的单位。",
    "promise_beyond_statute": "承诺时限 {promise} 比法定时限 {statute} 长：请把承诺缩短到不超过法定时限。",
    "step_in_other_unit": "环节“{step}”的时限单位与承诺时限不同：请改用承诺时限的单位。",
    "steps_beyond_promise": "各环节时限相加为 {steps}，超过承诺时限 {promise}：请缩短环节时限。",
    "immediate_with_steps": "即办件不能另设环节，现有 {steps} 个：请删去环节，或者改为限时件。",
    "immediate_promise_too_long": "即办件的承诺时限太长：最长为 1 个工作日，请缩短，或者改为限时件。",
    "material_added_without_law": (
        "材料“{material}”是新增的，上一版只要 {before} 项：请写明是哪部法律文件的哪一条要求增加的，或者删去。"
    ),
    "step_added_without_law": (
        "环节“{step}”是新增的，上一版只有 {before} 个：请写明是哪部法律文件的哪一条要求增加的，或者删去。"
    ),
    "visits_added_without_law": (
        "要跑 {visits} 次，上一版只要 {before} 次：请写明是哪部法律文件的哪一条要求增加的，或者减少次数。"
    ),
    "promise_could_be_tighter": (
        "过去十二个月办结 {cases} 件，十件里九件不超过 {ninth} 天，承诺是 {promise} 天：请考虑缩短承诺时限。"
    ),
    "step_never_changed_an_outcome": (
        "环节“{step}”过去十二个月办了 {done} 次，没有一次改变结果：请考虑取消，或者并入别的环节。"
    ),
    "asked_under_a_catch_all": (
        "材料“{material}”写得不明确，过去十二个月实际要补的是{asked}：请逐项写明，或者删去。"
    ),
    "material_office_holds": "材料“{material}”本单位已经掌握：请考虑不再向申请人收取。",
}
"""What people read for each code, filled with the params of the bar or notice."""
