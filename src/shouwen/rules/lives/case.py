"""The life of a case: receipt → (correction) → acceptance → steps → decision → delivered."""

from shouwen.rules.lives.move import May, Move
from shouwen.rules.lives.serving import SERVED, SERVED_OR_NOTICED
from shouwen.rules.regimes.commitment.promise import (
    an_older_version_was_told,
    the_service_is_published,
)
from shouwen.rules.regimes.first_contact.answering import (
    who_waits_for_what_is_done_at_once_is_told_why,
)
from shouwen.rules.regimes.one_notice import (
    a_notice_was_told,
    a_told_point_is_unmet,
    answers_are_on_the_notice,
    each_fault_says_what_why_and_how,
    every_material_was_examined,
    five_days_are_over,
    five_days_have_not_passed,
    no_fault_is_named_late,
    no_notice_was_told_before,
    nothing_is_left_to_correct,
    nothing_new_was_found,
    silence_accepted_it,
    silence_deems,
    silence_escalates,
    silence_has_not_escalated,
    something_is_to_be_corrected,
    something_new_was_found,
    something_was_answered,
    the_applicants_time_is_over,
    the_changed_law_is_in_force,
    the_changed_law_is_named,
    the_law_changed_after_receipt,
    what_came_is_on_the_checklist,
    what_was_found_was_told_first,
    what_was_judged_has_come,
)
from shouwen.rules.regimes.one_notice.consulting import (
    no_assistance_is_under_way,
    nobody_is_sent_to_who_is_being_asked,
)
from shouwen.rules.regimes.refusal_filing import (
    a_call_back_is_owed,
    the_applicant_signed_the_withdrawal,
    what_was_said_is_noted,
)
from shouwen.rules.regimes.refusal_filing.filing import nothing_was_refused
from shouwen.rules.regimes.refusal_filing.succession import somebody_is_there_to_be_told
from shouwen.rules.regimes.time_limit import (
    every_needed_step_is_done,
    something_has_run_out,
    the_applicant_can_be_named,
    the_facts_are_stated,
    the_identity_number_holds,
    the_power_of_attorney_holds,
    the_receipt_is_complete,
)
from shouwen.rules.regimes.time_limit.at_once import (
    the_service_is_immediate,
    whoever_decides_takes_in_too,
)
from shouwen.rules.regimes.time_limit.hearing import no_hearing_is_under_way
from shouwen.rules.regimes.time_limit.renewal import (
    nothing_else_renews_it,
    silence_has_not_renewed_it,
    the_holder_renews_it,
    the_licence_has_ended_in_silence,
    the_licence_says_until_when,
    what_is_granted_for_a_period_is_renewed,
)
from shouwen.rules.regimes.time_limit.special_procedure import no_special_procedure_runs
from shouwen.rules.words import Bearer, CaseState, Power

EXAMINERS = (Power.EXAMINE, Power.REVIEW)  # a section head answers where nobody did (4.2c)
HANDLERS = (Bearer.HANDLER, Bearer.WINDOW, Bearer.HEAD)
OPEN = (CaseState.RECEIVED, CaseState.CORRECTING, CaseState.ACCEPTED)
ON_A_HEARING = ("ask_hearing", "hold_hearing", "bring_hearing_notice")
ON_A_CONSULTATION = ("answer_consultation", "tell_outcome")
ON_ACCEPTANCE = ("do_at_once", "decide", "decide_by_law", "sign_decision")
BEFORE_ACCEPTANCE = (
    "examine_materials",
    "answer_receipt",
    "answer_silence",
    "check_correction",
    "tell_new_faults",
    "correct",
    "settle_lapse",
)

ON_THE_STEPS = ("finish_step", "sign_off_step", "leader_step")
NAMED = (
    what_is_granted_for_a_period_is_renewed,
    the_licence_says_until_when,
    the_holder_renews_it,
    nothing_else_renews_it,
)
"""What must hold of the licence that an application names (行政许可法 art. 50)."""
ON_A_REFUSAL = ("review_refusal", "approve_refusal", "amend_refusal")
"""What is owed on a proposed refusal, and falls away where the case takes another way."""
ON_THE_LIMITS = (
    "decide_extension",
    "tell_extension",
    "lapse_extension",
    "special_procedure_over",
)
"""What is owed on what moves a limit, and falls away where the case comes to its end."""
TOLD_IN_WRITING = (
    each_fault_says_what_why_and_how,
    *SERVED,
)

MOVES = (
    Move(
        "case.receive_application",
        clause="5.2.2b",
        before=(None,),
        after=CaseState.RECEIVED,
        may=May(powers=(Power.RECEIVE,), party=True),
        needs=(the_service_is_published,),
        leaves=(
            an_older_version_was_told,
            the_applicant_can_be_named,
            the_identity_number_holds,
            the_power_of_attorney_holds,
            *NAMED,
            who_waits_for_what_is_done_at_once_is_told_why,
            the_receipt_is_complete,
        ),
        opens=("examine_materials", "answer_receipt", "decide_renewal"),
    ),
    Move(
        "case.settle_at_once",
        clause="6.3",
        before=(None,),
        after=CaseState.CLOSED,
        may=May(powers=(Power.DECIDE,), bearers=(Bearer.DECIDER,)),
        needs=(
            the_service_is_published,
            the_service_is_immediate,
        ),
        leaves=(
            whoever_decides_takes_in_too,
            an_older_version_was_told,
            the_applicant_can_be_named,
            the_identity_number_holds,
            the_power_of_attorney_holds,
            *NAMED,
            every_material_was_examined,
            nothing_is_left_to_correct,
            the_receipt_is_complete,
            the_facts_are_stated,
            *SERVED,
        ),
        opens=("remind_holder",),
    ),
    Move(
        "case.examine_materials",
        clause="6.4a",
        before=(CaseState.RECEIVED,),
        after=None,
        may=May(powers=EXAMINERS, bearers=HANDLERS),
        leaves=(every_material_was_examined, what_was_judged_has_come, no_fault_is_named_late),
        opens=("tell_new_faults",),
        ends=("examine_materials",),
        voids=("tell_new_faults",),
    ),
    Move(
        "case.issue_correction_notice",
        clause="4.2c",
        before=(CaseState.RECEIVED,),
        after=CaseState.CORRECTING,
        may=May(powers=EXAMINERS, bearers=HANDLERS),
        needs=(
            no_notice_was_told_before,
            every_material_was_examined,
            something_is_to_be_corrected,
            five_days_have_not_passed,
            nobody_is_sent_to_who_is_being_asked,
            silence_has_not_renewed_it,
        ),
        leaves=TOLD_IN_WRITING,
        opens=("correct",),
        ends=("examine_materials", "answer_receipt", "answer_silence"),
        voids=("decide_renewal",),
    ),
    Move(
        "case.issue_supplementary_notice",
        clause="4.2c",
        before=(CaseState.RECEIVED,),
        after=CaseState.CORRECTING,
        may=May(powers=(Power.REVIEW,), bearers=(Bearer.HEAD,)),
        needs=(
            a_notice_was_told,
            every_material_was_examined,
            something_new_was_found,
            no_fault_is_named_late,
            five_days_have_not_passed,
            silence_has_not_renewed_it,
        ),
        leaves=TOLD_IN_WRITING,
        opens=("correct",),
        ends=("tell_new_faults", "check_correction", "answer_receipt", "answer_silence"),
        voids=("decide_renewal",),
    ),
    Move(
        "case.tell_changed_law",
        clause="4.2c",
        before=(CaseState.RECEIVED, CaseState.CORRECTING),
        after=CaseState.CORRECTING,
        may=May(powers=(Power.DECIDE,), bearers=(Bearer.LEADER,)),
        needs=(
            every_material_was_examined,
            what_was_found_was_told_first,
            five_days_have_not_passed,
            silence_has_not_renewed_it,
        ),
        leaves=(
            the_changed_law_is_named,
            the_law_changed_after_receipt,
            the_changed_law_is_in_force,
            *SERVED,
        ),
        opens=("correct",),
        ends=("examine_materials", "check_correction", "answer_receipt", "answer_silence"),
        voids=("correct", "settle_lapse", "tell_new_faults", "decide_renewal", *ON_A_REFUSAL),
    ),
    Move(
        "case.receive_correction",
        clause="4.2d",
        before=(CaseState.CORRECTING,),
        after=CaseState.RECEIVED,
        may=May(powers=(Power.RECEIVE,), party=True),
        needs=(a_notice_was_told,),
        leaves=(something_was_answered, answers_are_on_the_notice),
        opens=("check_correction", "answer_receipt", "decide_renewal"),
        ends=("correct", "settle_lapse"),
        voids=ON_A_REFUSAL,
    ),
    Move(
        "case.return_unmet_points",
        clause="4.2d",
        before=(CaseState.RECEIVED,),
        after=CaseState.CORRECTING,
        may=May(powers=EXAMINERS, bearers=HANDLERS),
        needs=(
            a_notice_was_told,
            every_material_was_examined,
            a_told_point_is_unmet,
            nothing_new_was_found,
            five_days_have_not_passed,
            silence_has_not_renewed_it,
        ),
        opens=("correct",),
        ends=("check_correction", "answer_receipt", "answer_silence"),
        voids=("tell_new_faults", "decide_renewal"),
    ),
    Move(
        "case.lapse_correction",
        clause="4.2d",
        before=(CaseState.CORRECTING,),
        after=None,
        may=May(clock=True),
        needs=(the_applicants_time_is_over, something_has_run_out),
        opens=("settle_lapse",),
        voids=("correct",),
    ),
    Move(
        "case.accept_case",
        clause="6.1",
        before=(CaseState.RECEIVED,),
        after=CaseState.ACCEPTED,
        may=May(powers=EXAMINERS, bearers=HANDLERS),
        needs=(every_material_was_examined, nothing_is_left_to_correct),
        opens=ON_ACCEPTANCE,
        ends=("examine_materials", "answer_receipt", "answer_silence", "check_correction"),
        voids=("tell_new_faults", *ON_A_REFUSAL),
    ),
    Move(
        "case.deem_accepted",
        clause="4.2c",
        before=(CaseState.RECEIVED,),
        after=CaseState.ACCEPTED,
        may=May(clock=True),
        needs=(silence_deems, five_days_are_over),
        opens=ON_ACCEPTANCE,
        voids=(
            "examine_materials",
            "answer_receipt",
            "check_correction",
            "tell_new_faults",
            *ON_A_REFUSAL,
        ),
    ),
    Move(
        "case.escalate_silence",
        clause="4.2c",
        before=(CaseState.RECEIVED,),
        after=None,
        may=May(clock=True),
        needs=(
            silence_escalates,
            five_days_are_over,
            something_has_run_out,
            silence_has_not_escalated,
        ),
        opens=("answer_silence",),
    ),
    Move(
        "case.invite_supplement",
        clause="4.2c",
        before=(CaseState.ACCEPTED,),
        after=None,
        may=May(powers=EXAMINERS, bearers=HANDLERS),
        needs=(silence_accepted_it,),
        leaves=(
            something_is_to_be_corrected,
            what_was_judged_has_come,
            no_fault_is_named_late,
            *TOLD_IN_WRITING,
        ),
    ),
    Move(
        "case.receive_supplement",
        clause="4.2c",
        before=(CaseState.ACCEPTED,),
        after=None,
        may=May(powers=(Power.RECEIVE,), party=True),
        needs=(silence_accepted_it,),
        leaves=(something_was_answered, what_came_is_on_the_checklist),
    ),
    Move(
        "case.decide_grant",
        clause="6.1",
        before=(CaseState.ACCEPTED,),
        after=CaseState.DECIDED,
        may=May(powers=(Power.DECIDE,), bearers=(Bearer.DECIDER,)),
        needs=(
            every_needed_step_is_done,
            no_special_procedure_runs,
            no_assistance_is_under_way,
            no_hearing_is_under_way,
            silence_has_not_renewed_it,
            somebody_is_there_to_be_told,
        ),
        leaves=(the_facts_are_stated,),
        opens=("deliver", "remind_holder"),
        ends=(*ON_ACCEPTANCE, "decide_renewal"),
        voids=(*ON_A_REFUSAL, *ON_THE_LIMITS, *ON_A_CONSULTATION),
    ),
    Move(
        "case.deem_renewed",
        clause="6.1",
        before=(CaseState.RECEIVED, CaseState.ACCEPTED),
        after=CaseState.DECIDED,
        may=May(clock=True),
        needs=(the_licence_has_ended_in_silence,),
        opens=("deliver", "remind_holder"),
        voids=(
            "decide_renewal",
            *BEFORE_ACCEPTANCE,
            *ON_ACCEPTANCE,
            *ON_A_REFUSAL,
            *ON_THE_LIMITS,
            *ON_A_CONSULTATION,
            *ON_A_HEARING,
            *ON_THE_STEPS,
        ),
    ),
    Move(
        "case.deliver_result",
        clause="5.2.2e",
        before=(CaseState.DECIDED,),
        after=CaseState.CLOSED,
        may=May(powers=(Power.RECEIVE,)),
        needs=(nothing_was_refused,),
        leaves=SERVED_OR_NOTICED,
        ends=("deliver", "close_after_notice"),
        voids=("await_notice",),
    ),
    Move(
        "case.withdraw",
        clause="7.1",
        before=OPEN,
        after=CaseState.WITHDRAWN,
        may=May(powers=(Power.RECEIVE,), party=True),
        needs=(somebody_is_there_to_be_told,),
        leaves=(the_applicant_signed_the_withdrawal,),
        opens=("call_back",),
        voids=(
            *BEFORE_ACCEPTANCE,
            *ON_ACCEPTANCE,
            *ON_A_REFUSAL,
            *ON_THE_LIMITS,
            *ON_A_CONSULTATION,
            *ON_A_HEARING,
            *ON_THE_STEPS,
            "decide_renewal",
        ),
    ),
    Move(
        "case.call_back",
        clause="7.1",
        before=(CaseState.WITHDRAWN,),
        after=None,
        may=May(powers=(Power.REVIEW,), bearers=(Bearer.HEAD,)),
        needs=(a_call_back_is_owed,),
        leaves=(what_was_said_is_noted,),
        ends=("call_back",),
    ),
    Move(
        "case.note_missed",
        clause="6.1",
        before=(*OPEN, CaseState.DECIDED, CaseState.CLOSED, CaseState.WITHDRAWN),
        after=None,
        may=May(clock=True),
        needs=(something_has_run_out,),
    ),
)
