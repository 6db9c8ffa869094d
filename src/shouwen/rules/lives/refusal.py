"""The life of a filed refusal beside its case: proposed → reviewed → approved → served (7.4.2a).

Where the law has it told at once, the applicant has it first, and head and leader look afterwards
(7.2.2). A case is closed on a "no" only once three people have looked and it was served."""

from shouwen.rules.lives.case import (
    BEFORE_ACCEPTANCE,
    ON_A_CONSULTATION,
    ON_ACCEPTANCE,
    ON_THE_LIMITS,
    ON_THE_STEPS,
)
from shouwen.rules.lives.move import May, Move
from shouwen.rules.lives.serving import SERVED, SERVED_OR_NOTICED
from shouwen.rules.regimes.one_notice.consulting import no_assistance_is_under_way
from shouwen.rules.regimes.refusal_filing.filing import (
    a_ground_beyond_the_guide_is_reasoned,
    a_ground_is_given,
    each_article_is_in_force,
    each_fact_has_evidence_on_file,
    each_fact_is_told,
    each_ground_names_an_unmet_item,
    each_ground_rests_on_an_article,
    each_unmet_condition_has_its_ground,
    every_condition_was_checked,
    it_may_be_told_at_once,
    it_was_not_told_yet,
    it_was_told_at_once,
    no_other_no_is_on_its_way,
    something_is_unmet,
    the_kind_fits_where_the_case_stands,
    the_no_is_being_looked_at,
    the_no_waits_for_approval,
    the_no_waits_for_review,
    the_no_was_approved,
    the_no_was_overturned,
    the_no_was_returned,
    the_proposer_dissents,
    the_words_are_written,
    what_can_be_mended_was_told_first,
    what_is_granted_is_said,
    what_sends_to_reconsideration_first_is_an_article,
    who_proposed_does_not_look,
    who_reviewed_does_not_approve,
    whose_it_is_is_told,
    why_it_is_not_accepted_is_told,
)
from shouwen.rules.regimes.refusal_filing.remedies import (
    the_remedies_are_known,
    the_right_body_reconsiders,
)
from shouwen.rules.regimes.refusal_filing.succession import somebody_is_there_to_be_told
from shouwen.rules.regimes.time_limit.hearing import no_hearing_is_under_way
from shouwen.rules.regimes.time_limit.renewal import silence_has_not_renewed_it
from shouwen.rules.regimes.time_limit.special_procedure import no_special_procedure_runs
from shouwen.rules.words import Bearer, CaseState, Power

UNDECIDED = (CaseState.RECEIVED, CaseState.CORRECTING, CaseState.ACCEPTED)
PROPOSERS = May(powers=(Power.EXAMINE,), bearers=(Bearer.HANDLER,))
REVIEWERS = May(powers=(Power.REVIEW,), bearers=(Bearer.HEAD,))
APPROVERS = May(powers=(Power.DECIDE,), bearers=(Bearer.LEADER,))
LOOKERS = May(powers=(Power.REVIEW, Power.DECIDE), bearers=(Bearer.HEAD, Bearer.LEADER))
LOOKING = ("review_refusal", "approve_refusal")
WHOLE = (
    the_kind_fits_where_the_case_stands,
    every_condition_was_checked,
    something_is_unmet,
    a_ground_is_given,
    each_ground_names_an_unmet_item,
    each_unmet_condition_has_its_ground,
    each_fact_is_told,
    each_fact_has_evidence_on_file,
    each_ground_rests_on_an_article,
    each_article_is_in_force,
    what_can_be_mended_was_told_first,
    what_is_granted_is_said,
    what_sends_to_reconsideration_first_is_an_article,
    the_words_are_written,
)
REMEDIES = (the_remedies_are_known, the_right_body_reconsiders)

MOVES = (
    Move(
        "refusal.propose_refusal",
        clause="7.4.1",
        before=UNDECIDED,
        after=None,
        may=PROPOSERS,
        needs=(
            no_other_no_is_on_its_way,
            silence_has_not_renewed_it,
            somebody_is_there_to_be_told,
        ),
        leaves=WHOLE,
        opens=("review_refusal",),
    ),
    Move(
        "refusal.amend_refusal",
        clause="7.4.2a",
        before=UNDECIDED,
        after=None,
        may=PROPOSERS,
        needs=(the_no_was_returned, somebody_is_there_to_be_told),
        leaves=WHOLE,
        opens=("review_refusal",),
        ends=("amend_refusal",),
    ),
    Move(
        "refusal.review_refusal",
        clause="7.4.2a",
        before=(*UNDECIDED, CaseState.DECIDED),
        after=None,
        may=REVIEWERS,
        needs=(the_no_waits_for_review, who_proposed_does_not_look),
        leaves=(the_words_are_written,),
        opens=("approve_refusal",),
        ends=("review_refusal",),
    ),
    Move(
        "refusal.approve_refusal",
        clause="7.4.2a",
        before=UNDECIDED,
        after=CaseState.DECIDED,
        may=APPROVERS,
        needs=(
            the_no_waits_for_approval,
            it_was_not_told_yet,
            no_special_procedure_runs,
            no_assistance_is_under_way,
            no_hearing_is_under_way,
            silence_has_not_renewed_it,
            somebody_is_there_to_be_told,
            who_proposed_does_not_look,
            who_reviewed_does_not_approve,
            *REMEDIES,
        ),
        leaves=(a_ground_beyond_the_guide_is_reasoned,),
        opens=("serve_refusal", "amend_guide"),
        ends=("approve_refusal", "decide_renewal", *BEFORE_ACCEPTANCE, *ON_ACCEPTANCE),
        voids=(*ON_THE_STEPS, *ON_THE_LIMITS, *ON_A_CONSULTATION),
    ),
    Move(
        "refusal.return_refusal",
        clause="7.4.2a",
        before=UNDECIDED,
        after=None,
        may=LOOKERS,
        needs=(
            the_no_is_being_looked_at,
            it_was_not_told_yet,
            who_proposed_does_not_look,
            who_reviewed_does_not_approve,
        ),
        leaves=(the_words_are_written,),
        opens=("amend_refusal",),
        ends=LOOKING,
    ),
    Move(
        "refusal.overturn_refusal",
        clause="7.4.2a",
        before=UNDECIDED,
        after=None,
        may=LOOKERS,
        needs=(
            the_no_is_being_looked_at,
            it_was_not_told_yet,
            who_proposed_does_not_look,
            who_reviewed_does_not_approve,
        ),
        leaves=(the_words_are_written,),
        ends=LOOKING,
    ),
    Move(
        "refusal.note_dissent",
        clause="7.4.2a",
        before=(*UNDECIDED, CaseState.DECIDED),
        after=None,
        may=PROPOSERS,
        needs=(the_no_was_overturned, the_proposer_dissents),
        leaves=(the_words_are_written,),
    ),
    Move(
        "refusal.tell_at_once",
        clause="7.2.2",
        before=(CaseState.RECEIVED,),
        after=CaseState.DECIDED,
        may=May(powers=(Power.EXAMINE,), bearers=(Bearer.HANDLER, Bearer.WINDOW)),
        needs=(no_other_no_is_on_its_way, silence_has_not_renewed_it, *REMEDIES),
        leaves=(
            it_may_be_told_at_once,
            why_it_is_not_accepted_is_told,
            whose_it_is_is_told,
            *SERVED,
        ),
        opens=("review_refusal",),
        ends=(
            "examine_materials",
            "answer_receipt",
            "answer_silence",
            "check_correction",
            "decide_renewal",
        ),
    ),
    Move(
        "refusal.confirm_refusal",
        clause="7.4.2a",
        before=(CaseState.DECIDED,),
        after=CaseState.CLOSED,
        may=APPROVERS,
        needs=(
            it_was_told_at_once,
            the_no_waits_for_approval,
            who_proposed_does_not_look,
            who_reviewed_does_not_approve,
        ),
        ends=("approve_refusal",),
        voids=("find_successor",),
    ),
    Move(
        "refusal.reverse_refusal",
        clause="7.2.2",
        before=(CaseState.DECIDED,),
        after=CaseState.RECEIVED,
        may=LOOKERS,
        needs=(
            it_was_told_at_once,
            the_no_is_being_looked_at,
            who_proposed_does_not_look,
            who_reviewed_does_not_approve,
        ),
        leaves=(the_words_are_written,),
        opens=("bring_again", "examine_materials", "answer_receipt", "decide_renewal"),
        ends=LOOKING,
    ),
    Move(
        "refusal.serve_refusal",
        clause="7.4.3b",
        before=(CaseState.DECIDED,),
        after=CaseState.CLOSED,
        may=May(powers=(Power.RECEIVE,)),
        needs=(the_no_was_approved,),
        leaves=SERVED_OR_NOTICED,
        ends=("serve_refusal", "close_after_notice"),
        voids=("await_notice",),
    ),
)
