"""The regulation clause by clause: what of it the software enforces, and by what.

All but :data:`CONSTRAINTS` and :data:`REVIEWS` is read off what enforces: the tables of moves, the
kinds of obligation, the schemas of papers."""

import re
from collections.abc import Iterator
from dataclasses import fields

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shouwen.queries.rows import ClauseRow, NumberRow, Regime, RegulationPage
from shouwen.rules.clauses import clauses
from shouwen.rules.judge import ALWAYS, MOVES
from shouwen.rules.owed import OWED
from shouwen.rules.papers import SCHEMAS
from shouwen.rules.policy import NUMBERS, Number

REGIMES = (
    "首问负责制",
    "岗位责任制",
    "同岗替代制",
    "一次性告知制",
    "服务承诺制",
    "限时办结制",
    "否定事项报备制",
)

CONSTRAINTS = {
    "one_scheme_in_force": "2.3",
    "published_means_approved": "2.3",
    "duty_group_is_known": "2.5",
    "one_office_a_unit": "3.2c",
    "one_duty_leader_a_day": "3.2c",
    "only_deputies_follow_in_order": "3.4a",
    "one_first_correction_notice_per_case": "4.2c",
    "a_paper_number_is_given_once": "4.4a",
    "a_failed_attempt_says_where_why_and_who": "7.4.3b",
    "a_public_notice_says_where_and_until_when": "7.4.3b",
    "a_material_is_returned_once": "7.4.4a",
    "what_is_held_back_has_its_article": "7.4.4a",
    "a_return_says_to_whom_by_which_document": "7.4.4b",
    "an_agent_has_a_power_of_attorney": "7.4.4c",
    "one_published_version_a_service": "5.1a",
    "one_announced_version_a_service": "5.1a",
    "its_state_says_when_it_is_in_force": "5.1a",
    "a_withdrawal_says_since_when_and_why": "5.1a",
    "promise_within_statute": "5.2.2e",
    "published_means_promised_and_dated": "5.3a",
    "a_publication_says_where_and_has_its_photograph": "5.3b",
    "nothing_is_shown_before_it_is_published": "5.3b",
    "who_was_asked_first_stays": "1.1a",
    "who_was_asked_first_has_a_post_and_a_time": "1.1a",
    "no_contact_ends_with_nothing": "1.1b",
    "what_was_said_to_the_asker_is_written": "1.1b",
    "a_contact_is_handed_over_with_why": "1.2c",
    "nobody_hands_over_to_themselves": "1.2c",
    "who_declines_a_contact_says_why": "1.2c",
    "one_hand_over_waits": "1.2c",
    "a_rating_is_one_of_five": "1.2a",
    "what_was_accepted_is_a_case": "1.3.1a",
    "what_is_not_done_at_once_says_why": "1.3.1b",
    "who_is_guided_knows_where_and_whom_to_call": "1.3.2a",
    "what_is_taken_for_another_names_their_post": "1.3.2c",
    "who_is_referred_knows_to_whom": "1.3.3",
    "who_is_referred_by_the_directory_has_a_phone_that_is_right": "1.3.3",
    "a_report_is_of_a_kind": "1.3.4b",
    "a_guide_is_told_by_its_version": "4.1",
    "complaints_have_a_section_and_a_phone": "5.4b",
    "one_special_procedure_runs": "6.5a",
    "a_special_procedure_has_days_and_a_basis": "6.5a",
    "a_case_is_extended_once": "6.5b",
    "who_decides_on_an_extension_did_not_ask": "6.5b",
    "an_extension_in_effect_was_approved_and_told": "6.5c",
    "a_withdrawal_is_signed_and_says_who_proposed_it": "7.1",
}
"""Constraints of the database that hold a clause, whoever writes to it."""

REVIEWS = {
    "the_guide_may_be_published": ("4.2c", "5.1a", "5.2.1b", "5.2.2c", "5.2.2e", "5.4b", "6.3"),
    "the_scheme_hangs_together": ("2.4.4", "2.7.1", "2.7.2", "2.7.3", "2.7.4"),
    "the_scheme_is_whole": (
        *("2.4.1", "2.4.2", "2.4.3", "2.4.4", "2.5", "2.7.1", "2.7.2", "2.7.4", "2.8"),
        *("3.2c", "3.4a"),
    ),
}
"""Clauses that a review holds besides its own: each of its bars names the one it falls under."""

KEPT = ("records_paper", "records_rendering", "records_serviceofpaper")
"""Tables that keep every paper as issued, with its file and its service; append-only (4.4b)."""

WHAT = {
    "answer_within": "告知是否受理、要补正什么",
    "settle_unlisted_within": "答复指南还没有公布的事项",
    "take_contact_within": "来信、邮件、网上提问有人接下",
    "confirm_contact_within": "转交来的，确认接手或者退回",
    "assign_contact_within": "几个岗位说不清归谁的，共同的上级指定",
    "call_asker_within": "经办人不在时接下的，给来人回电",
    "find_out_within": "说不准归哪个单位的，查明回电",
    "pass_on_report_within": "投诉举报转出处理",
    "account_for_empty_within": "科室没有人接待的，查明原因",
    "reopen_within": "答复以后可以接着问的时间",
    "tries_to_reach": "打几次没有打通才能结束",
    "misrouted_often": "一个人转错几次，就要对他做业务辅导",
    "misrouted_within": "多久以内转错的才合起来数",
    "brief_officer_within": "对多次转错的人做业务辅导",
    "asked_again_within": "多久以内又为同一件事来，算没有一次办好",
    "answers_alone": "一个人登记满多少件、件件都是答复的，就提示",
    "not_eligible_sampled": "告知不符合条件后没有申请的，抽多少回访",
    "correct_within": "申请人补正的时间",
    "correction_reminder_at": "补正快到期时提醒（第几天）",
    "reminder_hour": "提醒在几时发出",
    "check_correction_within": "核对补正的材料",
    "withdrawn_near_due": "离到期不到几天撤回的，要回访",
    "call_back_within": "回访撤回申请的人",
    "find_successor_within": "申请人去世、终止的，查明谁承受",
    "settle_lapse_within": "逾期未补正的，商定怎么办",
    "answer_silence_within": "没有按时答复的，科室负责人答复",
    "fact_longer_than": "否定理由的事实至少要多于几个字",
    "amend_refusal_within": "修改退回的否定报备",
    "serve_refusal_within": "不予决定批准以后送达",
    "amend_guide_within": "不予的理由指南里没有的，多久以内把指南改好公布",
    "refusal_lead": "离到期还有几天，该把否定报备了",
    "reconsider_within": "申请行政复议的期限",
    "sue_within": "提起行政诉讼的期限",
    "leader_step_within": "领导审批、签发",
    "sign_off_cut_off": "当天签办的截止时刻",
    "sign_off_grace": "过了截止时刻的，次日几时前签办",
    "ask_hearing_within": "被告知后要求听证",
    "hold_hearing_within": "要求听证后组织听证",
    "hearing_notice_before": "听证的时间地点提前通知",
    "renew_before": "证照到期前多久申请延续（法律另有规定的从其规定）",
    "remind_renewal_first": "离申请延续的最后一天多久，第一次提醒",
    "remind_renewal_last": "离申请延续的最后一天多久，再提醒一次",
    "consult_within": "被咨询的答复",
    "tell_outcome_within": "把咨询结果告诉申请人",
    "deliver_within": "决定作出后送达",
    "attempts_before_notice": "送达失败几次以后才能公告送达",
    "public_notice_lasts": "公告多久视为送达",
    "close_after_notice_within": "公告期满后办结",
    "bring_again_within": "邮件退回、文书更正后重新送达",
    "return_within": "申请人要求退还材料的，退还",
    "extend_licence": "行政许可超过法定时限，最多可以延长",
    "extend_joint_licence": "联合办理的行政许可超过法定时限，最多可以延长",
    "told_keeps_for": "按旧版告知过的，多久以内可以仍按旧版收件",
    "padding": "十件里九件用不到承诺时限的多少，提示可以缩短",
    "enough_cases": "办满多少件，才按实际情况提示怎样精简",
    "review_version_within": "审核送审的办事指南",
    "revise_draft_within": "修改退回的办事指南",
    "take_over_within": "科室突然没有人的，办公室接手",
    "designate_within": "突发离岗的，指定代行人、补齐交接清单",
    "find_absent_within": "到时没有回来的，直接领导找人",
    "hand_back_within": "离岗人签到后，代行人交回",
    "fill_post_within": "岗位空了，安排责任人",
    "name_b_role_within": "岗位没有B角，指定B角",
    "mend_entry_within": "名录有错的，更正",
    "small_section": "互为B角时提示的科室人数（不多于）",
    "posts_a_person": "一个人最多担任几个岗位而不提示",
    "score_of_duties": "考核得分里，岗位职责至少占多少",
    "too_near_to_answer": "接手后多久内到期而清单没列的，不由代行人负责",
    "draft_kept": "网上没有发送的申请，从最后一次填写起保存",
    "fewest_shown": "少于几件的事项不公布数字",
    "pause_near_due": "承诺只剩多久时停表就提示",
    "pause_share": "一个人停表超过受理件数的多少就提示",
    "pause_enough": "一个人停表满多少件，才看占比",
    "refiled_within": "撤回、否定后多久以内再来申请，算同一件接着办",
    "late_entry_after": "办了以后多久才录入就提示",
    "taken_back_instead": "一个人经手的已受理申请撤回多少件，又比报备多，就提示",
    "same_fact": "多少件否定的事实一字不差就提示",
    "held_back_noticed": "一个人退还材料时几次留下不退就提示",
    "fetched_for_many": "一个人凭委托书领走几个申请人的材料就提示",
    "leads_look_back": "线索往回查多久",
    "supplements_noticed": "补充告知几次就提示",
    "burst_cases": "一个人短时间里办结几件即办件就提示",
    "burst_minutes": "多短的时间算短时间",
    "phone_shared_by": "多于几个申请人留同一个电话就提示",
    "card_blue": "用去多少时限亮蓝牌",
    "card_yellow": "用去多少时限亮黄牌",
}
"""The numbers that the regulation leaves open, in words."""

UNITS = {
    "working-day": "{} 个工作日",
    "working-hour": "{} 个工作小时",
    "day": "{} 天",
    "hour of day": "{}:00",
    "percent": "{}%",
    "month": "{} 个月",
    "character": "{} 个字",
    "person": "{} 人",
    "case": "{} 件",
    "notice": "{} 次",
    "attempt": "{} 次",
    "hand-over": "{} 次",
    "minute": "{} 分钟",
    "post": "{} 个",
}


def enforced_by() -> dict[str, list[str]]:
    """For every clause what enforces it: ``act …``, ``guard …``, ``obligation …``, ``paper …``,
    ``constraint …``; an empty list where nothing does yet."""
    found: dict[str, dict[str, None]] = {id: {} for id in clauses()}
    for clause, what in _enforcing():
        found[clause][what] = None
    return {id: list(by) for id, by in found.items()}


def _enforcing() -> Iterator[tuple[str, str]]:
    for move in MOVES.values():
        yield move.clause, f"act {move.act}"
        for need in (*move.needs, *move.leaves, *ALWAYS):
            yield need.clause, f"guard {need.name}"
    for owed in OWED.values():
        yield owed.clause, f"obligation {owed.kind}"
    for kind, schema in SCHEMAS.items():
        for clause in next(part.default for part in fields(schema) if part.name == "clauses"):
            yield clause, f"paper {kind}"
    for review, under in REVIEWS.items():
        for clause in under:
            yield clause, f"guard {review}"
    for constraint, clause in CONSTRAINTS.items():
        yield clause, f"constraint {constraint}"
    yield "6.2", "constraint promise_within_statute"
    yield "2.4.2", "judge this_post_may_not"
    for clause in ("2.7.1", "2.7.2"):
        yield clause, "page duties"
    for table in KEPT:
        yield "4.4b", f"trigger {table}_update"


def regulation() -> RegulationPage:
    """The seven regimes with their clauses, and the open numbers as they are set."""
    enforced = enforced_by()
    return RegulationPage(
        regimes=tuple(
            Regime(
                number,
                _(name),
                tuple(
                    ClauseRow(each.id, each.source, each.zh, each.kind, bool(enforced[each.id]))
                    for each in clauses().values()
                    if each.regime == number
                ),
            )
            for number, name in enumerate(REGIMES, 1)
        ),
        numbers=tuple(_number(number) for number in NUMBERS.values()),
    )


def _number(number: Number) -> NumberRow:
    """A number in words. Of its source the reader gets the clause or article, without remarks."""
    article = re.match(r"[\d.]+\w?|(?P<law>\w+) art\. (?P<article>\d+)", number.source)
    assert article is not None, f"the source of {number.name} names neither clause nor article"
    law = article["law"]
    source = f"《{law}》第 {article['article']} 条" if law else article[0]
    value = ngettext(UNITS[number.unit], UNITS[number.unit], number.default)
    return NumberRow(_(WHAT[number.name]), value.format(number.default), source)
