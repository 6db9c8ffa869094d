"""Every number the regulation leaves open, with its default, unit and source.

The public page of the regulation and ``docs/generated/policy.md`` show them all.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """One open number: what it is, its default, its unit, and where the default comes from."""

    name: str
    default: int
    unit: str
    source: str


NUMBERS: dict[str, Number] = {
    number.name: number
    for number in (
        Number("answer_within", 5, "working-day", "行政许可法 art. 32(4)"),
        Number("correct_within", 15, "working-day", "4.2d: the applicant's own time"),
        Number("correction_reminder_at", 10, "working-day", "4.2d: reminded on the tenth"),
        Number("reminder_hour", 9, "hour of day", "4.2d: when people read what reminds them"),
        Number("check_correction_within", 1, "working-day", "4.2d 按时办理"),
        Number("settle_lapse_within", 5, "working-day", "4.2d"),
        Number("withdrawn_near_due", 2, "working-day", "7.1: taken back so near the due date"),
        Number("call_back_within", 3, "working-day", "7.1: whoever took an application back so"),
        Number(
            "find_successor_within", 15, "working-day", "7.4.3b: who takes over; 民法典 art. 1145"
        ),
        Number("answer_silence_within", 1, "working-day", "4.2c: the section head's own time"),
        Number("leader_step_within", 1, "working-day", "5.2.2d: end of the next working day"),
        Number("sign_off_cut_off", 16, "hour of day", "5.2.2c: what comes after 16:00"),
        Number("sign_off_grace", 12, "hour of day", "5.2.2c: by 12:00 of the next working day"),
        Number("ask_hearing_within", 5, "working-day", "行政许可法 art. 47"),
        Number("hold_hearing_within", 20, "working-day", "行政许可法 art. 47"),
        Number("hearing_notice_before", 7, "working-day", "行政许可法 art. 48(1)"),
        Number("renew_before", 30, "day", "行政许可法 art. 50: where no other law says otherwise"),
        Number(
            "remind_renewal_first", 30, "day", "行政许可法 art. 50: before the last day to apply"
        ),
        Number("remind_renewal_last", 7, "day", "行政许可法 art. 50: before the last day to apply"),
        Number(
            "consult_within", 3, "working-day", "4.3a: who is asked answers, where no less is said"
        ),
        Number("tell_outcome_within", 1, "working-day", "4.3b: the applicant is told the outcome"),
        Number("deliver_within", 10, "working-day", "行政许可法 art. 44"),
        Number(
            "attempts_before_notice", 3, "attempt", "7.4.3b: before a paper is served by notice"
        ),
        Number("public_notice_lasts", 30, "day", "7.4.3b: then it counts as served"),
        Number("close_after_notice_within", 1, "working-day", "7.4.3b: the case is closed"),
        Number(
            "bring_again_within",
            3,
            "working-day",
            "7.4.3b: what the post brought back, or was corrected",
        ),
        Number("return_within", 5, "working-day", "7.4.4a: materials asked back"),
        Number("extend_licence", 10, "working-day", "行政许可法 art. 42(1)"),
        Number("extend_joint_licence", 15, "working-day", "行政许可法 art. 42(2)"),
        Number("settle_unlisted_within", 5, "working-day", "5.1a: what no published guide covers"),
        Number("told_keeps_for", 90, "day", "4.1: who was told an older version keeps to it"),
        Number("padding", 40, "percent", "6.2: nine of ten cases took less of the promise"),
        Number("enough_cases", 20, "case", "6.2: so many before figures advise anything"),
        Number("review_version_within", 3, "working-day", "5.3a: the section head's own time"),
        Number("revise_draft_within", 3, "working-day", "5.3a: what was returned is mended"),
        Number("take_over_within", 1, "working-hour", "3.2c: a section suddenly empty"),
        Number("designate_within", 2, "working-hour", "3.2a: list and stand-in after it happened"),
        Number("find_absent_within", 1, "working-hour", "3.5: who did not come back in time"),
        Number("hand_back_within", 1, "working-day", "3.5: after the holder has signed in"),
        Number("fill_post_within", 2, "working-day", "2.4.4: a post that its holder left"),
        Number("name_b_role_within", 2, "working-day", "2.7.4: a post that has no B-role"),
        Number("mend_entry_within", 1, "working-day", "1.2b: whoever asks next is told it too"),
        Number("small_section", 3, "person", "2.7.4: where two who cover each other are noticed"),
        Number("posts_a_person", 3, "post", "2.7.4: more than these are pointed out"),
        Number(
            "score_of_duties", 50, "percent", "2.2: of the score, at least what rests on duties"
        ),
        Number("too_near_to_answer", 1, "working-day", "3.5: after taking over"),
        Number("draft_kept", 30, "day", "个人信息保护法 art. 47: what was never sent goes"),
        Number(
            "fewest_shown", 5, "case", "5.1b: figures of fewer would point at single applicants"
        ),
        Number("fact_longer_than", 10, "character", "7.3.3: a reason of fewer is none"),
        Number("amend_refusal_within", 1, "working-day", "7.4.2a: what was returned is mended"),
        Number("serve_refusal_within", 1, "working-day", "7.4.3b: told without delay"),
        Number("amend_guide_within", 10, "working-day", "5.3a: drafted, reviewed and published"),
        Number("refusal_lead", 3, "working-day", "7.4.3a: before the promise runs out"),
        Number("reconsider_within", 60, "day", "行政复议法 art. 20"),
        Number("sue_within", 6, "month", "行政诉讼法 art. 46"),
        Number("pause_near_due", 1, "working-day", "6.5a: a clock stopped with so little left"),
        Number("pause_share", 30, "percent", "6.5a: of the cases that one person accepted"),
        Number("pause_enough", 5, "case", "6.5a: so many before a share says anything"),
        Number("refiled_within", 30, "day", "6.5a: filed again so soon it is one chain"),
        Number("late_entry_after", 1, "working-day", "6.5a: between done and recorded"),
        Number("taken_back_instead", 2, "case", "7.1: of accepted ones by one person, a lead"),
        Number("same_fact", 3, "case", "7.3.3: refused on the same words, a lead"),
        Number("held_back_noticed", 2, "case", "7.4.4a: returns on which one person held back"),
        Number("fetched_for_many", 3, "person", "7.4.4c: whose materials one agent fetched"),
        Number("leads_look_back", 30, "day", "5.4a: how far back leads are looked for"),
        Number("supplements_noticed", 2, "notice", "4.2c: new faults told so often are a lead"),
        Number("burst_cases", 5, "case", "6.3: so many immediate matters ended in a burst"),
        Number("burst_minutes", 10, "minute", "6.3: within so many minutes"),
        Number("phone_shared_by", 5, "person", "6.3: one phone of more applicants is a lead"),
        Number(
            "take_contact_within", 1, "working-hour", "1.1a: what came in writing is somebody's"
        ),
        Number(
            "confirm_contact_within", 2, "working-hour", "1.1b: a hand-over that nobody confirms"
        ),
        Number("assign_contact_within", 1, "working-day", "1.2c: the common superior's own time"),
        Number("call_asker_within", 1, "working-day", "1.3.2c: 及时, as of everything else"),
        Number("find_out_within", 1, "working-day", "1.3.3: whose it is"),
        Number("pass_on_report_within", 1, "working-day", "1.3.4b 及时处理"),
        Number("account_for_empty_within", 1, "working-day", "1.3.2b: a section found empty"),
        Number("reopen_within", 10, "working-day", "1.1b: an answer that settled nothing"),
        Number("tries_to_reach", 3, "attempt", "1.3.2c: at different times"),
        Number("misrouted_often", 3, "hand-over", "1.2b: by one person, gone through with them"),
        Number("misrouted_within", 30, "day", "1.2b: so often within so many days"),
        Number("brief_officer_within", 5, "working-day", "1.2b: who misroutes goes on meanwhile"),
        Number(
            "asked_again_within", 10, "working-day", "1.2c: the same person about the same matter"
        ),
        Number("answers_alone", 20, "case", "1.1a: nothing but answers by one person, a lead"),
        Number("not_eligible_sampled", 20, "percent", "7.1: of who did not apply after being told"),
        Number("card_blue", 50, "percent", "5.2.2e: half of the time used"),
        Number("card_yellow", 80, "percent", "5.2.2e: four fifths of the time used"),
    )
}


def number(name: str) -> int:
    """The default of an open number; ``KeyError`` if there is none of that name."""
    return NUMBERS[name].default
