"""Truth tables: in which state who may do which act, written out by hand.

A cell names who may; a dot: nobody. All facts that the act needs hold, so that only state and
actor decide. Whoever changes a life's moves changes the grid beside it.

    W  a window clerk: receives              H  the post that handles the case: receives, examines
    E  another section's examiner            K  the head of the handling section: reviews, decides
    L  the leader who decides this case      B  the head of the Office: keeps the books, publishes
    V  a supervisor: sees everything         P  the applicant
    C  the clock                             M  the main leader: reviews, decides
    A  the administrator of the installation S  a stand-in, whose own post is elsewhere

In an absence it is H who is away, and S who stands in.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from shouwen.rules.facts.absence import Absence, Cover
from shouwen.rules.facts.casefile import (
    Checklist,
    Clocks,
    Item,
    Moment,
    Notice,
    Notices,
    Owing,
    StepFact,
    Steps,
    Terms,
)
from shouwen.rules.facts.consultation import Consultation, Consultations
from shouwen.rules.facts.contact import Briefing, Contact, Passing, Wanted
from shouwen.rules.facts.cycle import Cycle, Stage
from shouwen.rules.facts.directory import Entry
from shouwen.rules.facts.extension import Extension, Extensions
from shouwen.rules.facts.guide import Guide, Limit
from shouwen.rules.facts.hearing import Hearing, Invitation
from shouwen.rules.facts.pledge import Pledge
from shouwen.rules.facts.refusal import Amending, Filed, Remedy
from shouwen.rules.facts.renewal import Reminder, Renewal
from shouwen.rules.facts.returning import Holdings, Sheet
from shouwen.rules.facts.scheme import Standing, Waiting
from shouwen.rules.facts.seats import Actor, Hands, Seat
from shouwen.rules.facts.serving import Attempt, PaperToServe, Serving
from shouwen.rules.facts.special_procedure import SpecialProcedure, SpecialProcedures
from shouwen.rules.judge import MOVES, judge, leaves, taking_seat
from shouwen.rules.regimes.commitment.publishing import the_guide_may_be_published
from shouwen.rules.verdict import Bar
from shouwen.rules.words import (
    AbsenceKind,
    AbsenceState,
    ActorKind,
    AssessmentStage,
    AssessmentState,
    Bearer,
    BodyKind,
    CaseState,
    Check,
    ConsultationKind,
    ConsultationState,
    ContactChannel,
    ContactState,
    CorrectionState,
    ExtensionState,
    HandoverKind,
    HandoverState,
    HearingState,
    LimitUnit,
    MaterialForm,
    OfficeState,
    PaperKind,
    PledgeKind,
    PledgeState,
    Power,
    Rank,
    RefusalKind,
    RefusalState,
    ReturnState,
    SchemeState,
    SeatRule,
    ServedBy,
    ServiceKind,
    ServiceOutcome,
    Silence,
    SpecialProcedureState,
    StepKind,
    StepState,
    UnlistedState,
    VersionState,
)
from tests.rules.schemes import SCHEME

CASE = """
                         -     received  correcting  accepted  decided  closed  withdrawn
receive_application      WHEP  .         .           .         .        .       .
settle_at_once           L     .         .           .         .        .       .
examine_materials        .     HK        .           .         .        .       .
issue_correction_notice  .     HK        .           .         .        .       .
issue_supplementary_notice  .  K         .           .         .        .       .
tell_changed_law         .     L         L           .         .        .       .
receive_correction       .     .         WHEP        .         .        .       .
return_unmet_points      .     HK        .           .         .        .       .
lapse_correction         .     .         C           .         .        .       .
accept_case              .     HK        .           .         .        .       .
deem_accepted            .     C         .           .         .        .       .
escalate_silence         .     C         .           .         .        .       .
invite_supplement        .     .         .           HK        .        .       .
receive_supplement       .     .         .           WHEP      .        .       .
decide_grant             .     .         .           L         .        .       .
deem_renewed             .     C         .           C         .        .       .
deliver_result           .     .         .           .         WHE      .       .
withdraw                 .     WHEP      WHEP        WHEP      .        .       .
call_back                .     .         .           .         .        .       K
note_missed              .     C         C           C         C        C       C
"""

# The step at hand is the section head's; the state is its case's.
STEP = """
                         -     received  correcting  accepted  decided  closed  withdrawn
start_step               .     .         .           HK        .        .       .
finish_step              .     .         .           K         .        .       .
"""

SERVICE_OF_PAPER = """
                         -     received  correcting  accepted  decided  closed  withdrawn
choose_way               .     WHEP      WHEP        WHEP      WHEP     .       .
serve_paper              .     WHE       WHE         WHE       WHE      WHE     WHE
note_attempt             .     WHE       WHE         WHE       WHE      WHE     WHE
note_receipt             .     WHE       WHE         WHE       WHE      WHE     WHE
serve_by_notice          .     HE        HE          HE        HE       HE      HE
notice_is_over           .     C         C           C         C        C       C
issue_record             .     WHE       WHE         WHE       WHE      WHE     WHE
correct_paper            .     HKL       HKL         HKL       HKL      HKL     HKL
"""

RETURN_OF_MATERIALS = """
                         -     received  correcting  accepted  decided  closed  withdrawn
ask_for_return           .     .         .           .         WHEP     WHEP    WHEP
hand_back                .     .         .           .         WHE      WHE     WHE
"""

# Whoever holds it is H, whom it is handed to K, who assigns L; the Office acts for anybody.
CONTACT = """
                         -           waiting     open   handed  promised  settled
register                 WHEKLBVMS   .           .      .       .         .
receive                  WHEKLBVMSPC .           .      .       .         .
take                     .           WHEKLBVMS   .      .       .         .
give_to_duty             .           C           .      .       .         .
correct_record           .           .           HB     HB      .         .
answer                   .           .           HB     HB      .         .
tell_in_full             .           .           HB     HB      .         .
tell_not_eligible        .           .           HB     HB      .         .
accept                   .           .           HB     HB      .         .
guide                    .           .           HB     HB      .         .
give_phone               .           .           HB     HB      .         .
take_for_absent          .           .           HB     .       .         .
call_back                .           .           .      HK      HK        .
note_call                .           .           .      HK      HK        .
refer_outside            .           .           HB     HB      .         .
find_out                 .           .           HB     HB      .         .
tell_found               .           .           .      .       HB        .
record_left              .           .           HB     HB      HB        .
register_report          .           .           HB     HB      .         .
pass_on                  .           .           .      .       HB        .
confirm_report           .           .           .      .       K         .
pass_outside             .           .           .      .       HB        .
hand_over                .           .           HB     .       .         .
confirm                  .           .           .      K       .         .
confirm_call             .           .           .      K       .         .
decline                  .           .           .      K       .         .
ask_to_assign            .           .           HB     .       .         .
assign                   .           .           L      .       .         .
ask                      .           .           HB     .       HB        .
answer_question          .           .           .      .       K         .
tell_asker               .           .           .      .       HB        .
account_for_empty        .           .           K      K       K         K
note_reply               .           WHEKLBVMSPC WHEKLBVMSPC WHEKLBVMSPC WHEKLBVMSPC .
reopen                   .           .           .      .       .         WHEKLBVMSPC
rate                     .           .           .      .       .         P
note_missed              .           .           C      C       C         C
"""

# The briefing at hand is owed by the section head, and falls away where it is too often no more.
BRIEFING = """
      -  waiting  open  handed  promised  settled
hold  .  .        K     K       K         K
drop  .  .        K     K       K         K
"""

UNLISTED = """
                         -     received  taken_up  referred
receive_unlisted         WHE   .         .         .
take_up                  .     WHE       .         .
refer                    .     M         .         .
note_missed              .     C         .         .
"""

# Proposed by somebody who sits on none of these posts, reviewed by another.
REFUSAL = """
                         -     received  correcting  accepted  decided  closed  withdrawn
propose_refusal          .     H         H           H         .        .       .
amend_refusal            .     H         H           H         .        .       .
review_refusal           .     K         K           K         K        .       .
approve_refusal          .     L         L           L         .        .       .
return_refusal           .     KL        KL          KL        .        .       .
overturn_refusal         .     KL        KL          KL        .        .       .
note_dissent             .     H         H           H         H        .       .
tell_at_once             .     H         .           .         .        .       .
confirm_refusal          .     .         .           .         L        .       .
reverse_refusal          .     .         .           .         KL       .       .
serve_refusal            .     .         .           .         WHE      .       .
"""

# The guide is owed a ground, which the version in force shows by now.
LACKING_GROUND = """
            -     received  correcting  accepted  decided  closed  withdrawn
note_shown  .     .         .           .         C        C       .
leave_out   .     .         .           .         L        L       .
"""

# The extension at hand is the section head's to decide; H asked for it, and the clock stands still in a
# special procedure that runs.
EXTENSION = """
                   -     received  correcting  accepted  decided  closed  withdrawn
ask_extension      .     .         .           H         .        .       .
approve_extension  .     .         .           K         .        .       .
decline_extension  .     .         .           K         .        .       .
tell_extension     .     .         .           WHK       .        .       .
lapse_extension    .     .         .           C         .        .       .
"""

# What the section head was asked, and what was answered.
CONSULTATION = """
                -     received  correcting  accepted  decided  closed  withdrawn
ask             .     HK        HK          HK        .        .       .
answer          .     K         K           K         .        .       .
tell_applicant  .     HK        HK          HK        .        .       .
"""

# The chair's post is the section head's, where nobody sits who examined.
HEARING = """
            -     received  correcting  accepted  decided  closed  withdrawn
tell_right  .     .         .           HK        .        .       .
tell_interested  .  .       .           HK        .        .       .
ask         .     .         .           WHEP      .        .       .
lapse       .     .         .           C         .        .       .
set_time    .     .         .           HK        .        .       .
hold        .     .         .           K         .        .       .
give_up     .     .         .           WHEP      .        .       .
"""

SPECIAL_PROCEDURE = """
                           -     received  correcting  accepted  decided  closed  withdrawn
begin_special_procedure    .     .         .           HK        .        .       .
end_special_procedure      .     .         .           HK        .        .       .
overrun_special_procedure  .     .         .           C         .        .       .
"""

SERVICE_VERSION = """
                         -     draft  reviewing  approved  announced  published  superseded  withdrawn
draft_version            BC    .      .          .         .          .          .           .
write_draft              .     B      .          .         .          .          .           .
submit_version           .     B      .          .         .          .          .           .
return_version           .     .      KLM        KLM       .          .          .           .
approve_version          .     .      KLM        .         .          .          .           .
publish_version          .     .      .          LM        .          .          .           .
announce_version         .     .      .          LM        .          .          .           .
come_into_force          .     .      .          .         C          .          .           .
supersede_version        .     .      .          .         .          C          .           .
withdraw_version         .     .      .          .         B          B          .           .
write_in_english         .     .      .          .         B          B          .           .
publish_in_english       .     .      .          .         B          B          .           .
note_missed              .     C      C          C         .          .          .           .
"""

OFFICE = """
                         -     standing
found_office             A     .
begin_half_year          .     C
record_integrity         .     K
record_publication       .     B
record_ideology          .     K
join                     .     B
take_up_post             .     B
designate_holder         .     K
name_b_role              .     B
designate_b_role         .     K
leave_post               .     B
confirm_taking_over      .     B
name_duty_leader         .     B
order_deputies           .     M
enter_remedy             .     B
list_units               .     BC
unlist_unit              .     B
report_entry             .     WHEKLBVMS
mend_entry               .     K
confirm_entry            .     K
open_account             .     A
reset_password           .     A
close_account            .     A
choose_password          .     WHEKLBVMSA
note_filled              .     C
note_missed              .     C
"""

SCHEME_OF_DUTIES = """
                         -     draft  approved  published  superseded
found_scheme             A     .      .         .          .
draft_scheme             BC    .      .         .          .
write_draft              .     B      B         .          .
approve_scheme           .     M      .         .          .
supersede_scheme         .     .      .         B          .
publish_scheme           .     .      B         .          .
issue_post_description   .     .      .         WHEKLBVMS  .
"""

# The stage at hand is the section head's.
PLEDGE = """
                         -     draft  published  withdrawn
draft_pledge             B     .      .          .
write_pledge             .     B      .          .
publish_pledge           .     M      .          .
withdraw_pledge          .     .      M          .
"""

ASSESSMENT = """
                         -     open  closed
open_cycle               B     .     .
finish_stage             .     K     .
close_cycle              .     B     .
note_missed              .     C     .
"""

ABSENCE = """
                       -          requested  approved  running   back  closed  declined  cancelled
request_absence        WHEKLBVMS  .          .         .         .     .       .         .
announce_absence       WHEKLBVMS  .          .         .         .     .       .         .
enter_sudden_absence   WHEKLBVMS  .          .         .         .     .       .         .
agree_to_stand_in      .          S          S         S         .     .       .         .
decline_to_stand_in    .          S          S         .         .     .       .         .
designate_stand_in     .          KLM        KLM       KLM       .     .       .         .
record_appointment     .          .          B         B         .     .       .         .
confirm_taking_over    .          B          .         B         .     .       .         .
approve_absence        .          KLM        .         .         .     .       .         .
decline_absence        .          KLM        .         .         .     .       .         .
hand_over              .          .          HKLM      HKLM      .     .       .         .
take_hand_over         .          .          S         S         .     .       .         .
see_hand_over          .          .          KLM       KLM       .     .       .         .
start_absence          .          .          C         .         .     .       .         .
note_missed            .          C          C         C         C     .       .         .
lapse_absence          .          C          C         .         .     .       .         .
note_overstay          .          .          .         C         .     .       .         .
tell_of_absent         .          .          .         KLM       .     .       .         .
ask_extension          .          .          .         H         .     .       .         .
approve_extension      .          .          .         KLM       .     .       .         .
decline_extension      .          .          .         KLM       .     .       .         .
come_back              .          .          .         H         .     .       .         .
sign_in                .          .          .         H         .     .       .         .
hand_back              .          .          .         .         S     .       .         .
take_back              .          .          .         .         H     .       .         .
cancel_absence         .          H          H         .         .     .       .         .
end_for_leaver         .          .          .         C         C     .       .         .
cancel_for_leaver      .          C          C         .         .     .       .         .
replace_leaver         .          C          C         C         .     .       .         .
"""

INTERESTED_PARTY = """
              -     received  correcting  accepted  decided  closed  withdrawn
bring_notice  .     .         .           HK        .        .       .
"""

LICENCE = """
               -     received  correcting  accepted  decided  closed  withdrawn
remind_holder  .     .         .           .         C        C       .
"""

SUCCESSION = """
                     -     received  correcting  accepted  decided  closed  withdrawn
note_applicant_gone  .     WHE       WHE         WHE       WHE      .       .
note_successor       .     WHE       WHE         WHE       WHE      .       .
"""

GRIDS = {
    "case": CASE,
    "step": STEP,
    "consultation": CONSULTATION,
    "extension": EXTENSION,
    "hearing": HEARING,
    "interested_party": INTERESTED_PARTY,
    "licence": LICENCE,
    "special_procedure": SPECIAL_PROCEDURE,
    "succession": SUCCESSION,
    "refusal": REFUSAL,
    "lacking_ground": LACKING_GROUND,
    "return_of_materials": RETURN_OF_MATERIALS,
    "service_of_paper": SERVICE_OF_PAPER,
    "service_version": SERVICE_VERSION,
    "office": OFFICE,
    "scheme": SCHEME_OF_DUTIES,
    "pledge": PLEDGE,
    "assessment": ASSESSMENT,
    "contact": CONTACT,
    "briefing": BRIEFING,
    "unlisted": UNLISTED,
    "absence": ABSENCE,
}
STATES = {
    "case": CaseState,
    "service_of_paper": CaseState,
    "step": CaseState,
    "consultation": CaseState,
    "extension": CaseState,
    "hearing": CaseState,
    "interested_party": CaseState,
    "licence": CaseState,
    "special_procedure": CaseState,
    "succession": CaseState,
    "refusal": CaseState,
    "lacking_ground": CaseState,
    "return_of_materials": CaseState,
    "service_version": VersionState,
    "office": OfficeState,
    "scheme": SchemeState,
    "pledge": PledgeState,
    "assessment": AssessmentState,
    "contact": ContactState,
    "briefing": ContactState,
    "unlisted": UnlistedState,
    "absence": AbsenceState,
}

# --- Who ---------------------------------------------------------------------------------------
WINDOW, HANDLER, ELSEWHERE, HEAD, LEADER, BOOKS, OVERSIGHT, MAIN, DESK = (
    UUID(int=n) for n in range(1, 10)
)
ADMINISTRATOR = UUID(int=300)
HANDS = Hands(
    {
        Bearer.WINDOW: WINDOW,
        Bearer.HANDLER: HANDLER,
        Bearer.HEAD: HEAD,
        Bearer.LEADER: LEADER,
        Bearer.DECIDER: LEADER,
        Bearer.DOER: HEAD,
        Bearer.MAIN: MAIN,
        Bearer.OFFICE: BOOKS,
    }
)


def seated(post: UUID, *powers: Power) -> Actor:
    seat = Seat(post, UUID(int=100 + post.int), SeatRule.HOLDER)
    return Actor(ActorKind.SEAT, seat.person, (seat,), {post: frozenset(powers)})


ACTORS = {
    "W": seated(WINDOW, Power.RECEIVE),
    "H": seated(HANDLER, Power.RECEIVE, Power.EXAMINE),
    "E": seated(ELSEWHERE, Power.RECEIVE, Power.EXAMINE),
    "K": seated(HEAD, Power.REVIEW, Power.DECIDE),
    "L": seated(LEADER, Power.REVIEW, Power.DECIDE),
    "B": seated(BOOKS, Power.PUBLISH, Power.KEEP_OFFICE),
    "V": seated(OVERSIGHT, Power.SUPERVISE),
    "P": Actor(ActorKind.PARTY),
    "C": Actor(ActorKind.CLOCK),
    "M": seated(MAIN, Power.REVIEW, Power.DECIDE),
    "A": Actor(ActorKind.ADMINISTRATOR, ADMINISTRATOR),
    "S": seated(DESK),
}

# --- Facts under which every need of every act holds, save where two acts need opposites ----------
NOW = datetime(2026, 9, 21, 2, tzinfo=UTC)
STEP_AT_HAND = StepFact(
    UUID(int=9), "sign_off", "科室审核", StepKind.SIGN_OFF, StepState.WAITING, True, 0
)
COMPLETE = Checklist((Item("application", "申请书", Check.MET, pages=2, copies=1),))
FAULTY = Checklist(
    (Item("application", "申请书", Check.FAULTY, pages=2, copies=1, fault="没有签名"),)
)
TOLD = Notices(Notice(UUID(int=8), CorrectionState.ANSWERED, NOW, {"application": "没有签名"}))
NEW = Checklist(
    (Item("application", "申请书", Check.FAULTY, pages=2, copies=1, filing=1, fault="印章看不清"),)
)
STANDING = Standing(members=frozenset(SCHEME.person))
HOUR = timedelta(hours=1)
COVER = Cover(
    UUID(int=400),
    "食品经营许可岗",
    Rank.STAFF,
    window=False,
    stand_in=ACTORS["S"].person,
    name="沈清河",
    agreed=False,
    b_role=True,
)
LEAVE = Absence(
    person=ACTORS["H"].person,
    name="罗一鸣",
    rank=Rank.STAFF,
    kind=AbsenceKind.LEAVE,
    reason="看牙",
    leaves_at=NOW + HOUR,
    returns_at=NOW + 3 * HOUR,
    a_day_or_more=True,
    covers=(COVER,),
    at_hand=COVER.id,
)
GONE = replace(LEAVE, away_from=NOW - 2 * HOUR)


PLAN, *LATER = (
    Stage(stage, NOW.date(), HEAD, done=True, reference="广审考〔2026〕1号")
    for stage in AssessmentStage
)
CYCLE = Cycle(2026, NOW.date(), (replace(PLAN, done=False), *LATER), at_hand=PLAN.stage)
FINISHED = replace(CYCLE, stages=(PLAN, *LATER))


def leave(absence=LEAVE, *, of=None, **handed):
    """The facet of an absence, its list handed over so far."""
    return {"absence": replace(absence, covers=(replace(COVER, **handed),), **(of or {}))}


PLEDGED = Pledge(
    PledgeKind.FEES, "不收费", "一分不收。", "不收费的事项数", None, None, None, NOW.date()
)
HELD = Holdings((Sheet(UUID(int=20), "form", "申请书", MaterialForm.ORIGINAL, 1, 2),))
NO = Filed(UUID(int=500), RefusalKind.REFUSED, RefusalState.PROPOSED, proposer=UUID(int=501))
REVIEWED = replace(NO, state=RefusalState.REVIEWED, reviewer=UUID(int=502))
TIMED = Guide.draft("某许可", ServiceKind.LICENCE)
LONGER = Extension(UUID(int=30), ExtensionState.ASKED, ACTORS["H"].person)
STILL = SpecialProcedure(UUID(int=31), SpecialProcedureState.TOLD, NOW.date() - timedelta(days=1))


def consulting(state):
    """A case on which the section head was asked, with that question in that state."""
    one = Consultation(UUID(int=32), ConsultationKind.CONSULT, state, "市场准入科")
    return {"consultations": Consultations((one,), at_hand=one.id)}


def extension(state):
    """A case that is no immediate one, with its extension in that state."""
    one = replace(LONGER, state=state)
    return {"guide": TIMED, "extensions": Extensions((one,), at_hand=one.id)}


UNSERVED = PaperToServe(UUID(int=21), PaperKind.ACCEPTANCE_NOTICE)
FAILED = tuple(
    Attempt(ServedBy.HAND, NOW - timedelta(days=n), ServiceOutcome.FAILED) for n in (3, 2, 1)
)
POSTED = Attempt(
    ServedBy.PUBLIC_NOTICE,
    NOW - timedelta(days=31),
    ServiceOutcome.POSTED,
    over_at=NOW - timedelta(days=1),
)
ARRIVED = Attempt(ServedBy.HAND, NOW, ServiceOutcome.SERVED)


ASKED = Contact(Wanted(ContactChannel.PHONE, "开面馆", phone="1"), HANDLER, NOW)


def handed(kind=HandoverKind.HANDED, state=HandoverState.WAITING):
    """A contact handed from its holder to the section head."""
    return {"contact": replace(ASKED, handovers=(Passing(kind, state, HANDLER, HEAD),))}


def owing(*kinds):
    """A contact on which that is owed."""
    return {"owing": Owing(frozenset({"decide"}), frozenset(kinds))}


def serving(*attempts):
    """The facet of a paper at hand, after these attempts."""
    return {"serving": Serving((replace(UNSERVED, attempts=attempts),), UNSERVED.id)}


FACTS = {
    **serving(),
    "amending": Amending(owed=True),
    "stage": CaseState.DECIDED,
    "consultations": Consultations(),
    "contact": ASKED,
    "briefing": Briefing(UUID(int=500), "何雨桐", NOW.date()),
    "misrouted_at": (),
    "hearing": None,
    "hearing_owed": False,
    "unwritten": (),
    "invitation": Invitation(True, NOW, NOW),
    "orphaned": False,
    "renewal": None,
    "reminder": Reminder(NOW, NOW),
    "extensions": Extensions(),
    "special_procedures": SpecialProcedures(),
    "last_call": None,
    "entry": Entry("食品经营审批岗", listed=True, reported=False),
    "holdings": HELD,
    "pledged": frozenset(PledgeKind),
    "hands": HANDS,
    "moment": Moment(NOW, last_at=NOW),
    "terms": Terms(UUID(int=7), VersionState.PUBLISHED, Silence.DEEMS),
    "checklist": COMPLETE,
    "notices": Notices(),
    "clocks": Clocks(NOW),
    "owing": Owing(frozenset({"decide"}), frozenset({"decide", "call_back"})),
    "steps": Steps(),
    "guide": replace(Guide.draft("某事项", ServiceKind.PUBLIC), immediate=True),
    "deemed": True,
    "offered": True,
    "former": None,
    "writers": frozenset(),
    "announced": None,
    "coming": NOW.date(),
    "overtaken": False,
    "english": {"name": "A service"},
    "english_is_public": False,
    "scheme": SCHEME,
    "standing": STANDING,
    "waiting": Waiting(SCHEME, STANDING),
    "last": 0,
    "administrators": frozenset({ADMINISTRATOR}),
    "absence": LEAVE,
    "cycle": CYCLE,
    "pledge": PLEDGED,
    "public_already": 0,
    "refusal": None,
    "outcome": None,
    "remedy": Remedy(BodyKind.DEPARTMENT, "某区人民政府", "某路1号", court="某区人民法院"),
}
SPECIAL = {
    "service_of_paper.serve_by_notice": serving(*FAILED),
    "service_of_paper.notice_is_over": serving(*FAILED, POSTED),
    "service_of_paper.issue_record": serving(ARRIVED),
    "service_of_paper.note_receipt": serving(replace(ARRIVED, by=ServedBy.POST)),
    "succession.note_successor": {"orphaned": True},
    "case.deem_renewed": {"renewal": Renewal("旧1号", NOW.date(), NOW, NOW)},
    "hearing.tell_interested": {"hearing": Hearing(HearingState.TOLD, NOW, ask_by=NOW + HOUR)},
    "hearing.ask": {"hearing": Hearing(HearingState.TOLD, NOW, ask_by=NOW + HOUR)},
    "hearing.lapse": {"hearing": Hearing(HearingState.TOLD, NOW, ask_by=NOW)},
    "hearing.set_time": {"hearing": Hearing(HearingState.ASKED, NOW)},
    "hearing.hold": {"hearing": Hearing(HearingState.SET, NOW, begins_at=NOW)},
    "hearing.give_up": {"hearing": Hearing(HearingState.ASKED, NOW)},
    "contact.answer_question": consulting(ConsultationState.ASKED),
    "contact.ask_to_assign": handed(state=HandoverState.DECLINED),
    "contact.assign": owing("assign_contact"),
    "contact.call_back": owing("call_asker"),
    "contact.confirm": handed(),
    "contact.confirm_call": handed(HandoverKind.FOR_ABSENT),
    "contact.confirm_report": {**handed(), **owing("confirm_contact")},
    "contact.note_call": owing("call_asker"),
    "contact.pass_on": owing("pass_on_report"),
    "contact.pass_outside": owing("pass_on_report"),
    "contact.tell_asker": {"contact": replace(ASKED, answers=1)},
    "contact.tell_found": owing("find_out"),
    "consultation.answer": consulting(ConsultationState.ASKED),
    "consultation.tell_applicant": consulting(ConsultationState.ANSWERED),
    "extension.ask_extension": {
        "guide": TIMED,
        "steps": Steps((replace(STEP_AT_HAND, kind=StepKind.EXAMINATION),)),
    },
    "extension.approve_extension": extension(ExtensionState.ASKED),
    "extension.decline_extension": extension(ExtensionState.ASKED),
    "extension.tell_extension": extension(ExtensionState.APPROVED),
    "extension.lapse_extension": extension(ExtensionState.APPROVED),
    "special_procedure.begin_special_procedure": {"guide": TIMED},
    "special_procedure.end_special_procedure": {
        "special_procedures": SpecialProcedures((STILL,), at_hand=STILL.id)
    },
    "special_procedure.overrun_special_procedure": {
        "special_procedures": SpecialProcedures((STILL,))
    },
    "return_of_materials.hand_back": {
        "holdings": replace(HELD, waiting=True, at_hand=ReturnState.ASKED)
    },
    "absence.record_appointment": leave(of={"deputies": False}, rank=Rank.MAIN),
    "absence.confirm_taking_over": leave(of={"sections": {HEAD: "市场准入科"}}),
    "absence.hand_over": leave(GONE),
    "absence.take_hand_over": leave(handed=True),
    "absence.see_hand_over": leave(handed=True),
    "absence.start_absence": leave(GONE),
    "absence.end_for_leaver": leave(GONE, of={"left": True}),
    "absence.cancel_for_leaver": leave(of={"left": True}),
    "absence.replace_leaver": leave(left=True),
    "absence.note_overstay": leave(GONE, of={"returns_at": NOW - HOUR}),
    "absence.lapse_absence": leave(of={"returns_at": NOW - HOUR}),
    "absence.tell_of_absent": leave(GONE, of={"returns_at": NOW - HOUR}),
    "absence.approve_extension": leave(GONE, of={"wanted_until": NOW + 9 * HOUR}),
    "absence.decline_extension": leave(GONE, of={"wanted_until": NOW + 9 * HOUR}),
    "absence.come_back": leave(GONE),
    "absence.sign_in": leave(GONE, taken=True),
    "absence.hand_back": leave(GONE, taken=True),
    "absence.take_back": leave(GONE, taken=True, back=True),
    "assessment.close_cycle": {"cycle": FINISHED},
    "case.issue_correction_notice": {"checklist": FAULTY},
    "case.issue_supplementary_notice": {"checklist": NEW, "notices": TOLD},
    "case.receive_correction": {"notices": TOLD},
    "case.return_unmet_points": {"checklist": FAULTY, "notices": TOLD},
    "case.escalate_silence": {
        "terms": Terms(UUID(int=7), VersionState.PUBLISHED, Silence.ESCALATES)
    },
    "refusal.amend_refusal": {"refusal": replace(NO, state=RefusalState.RETURNED)},
    "refusal.review_refusal": {"refusal": NO},
    "refusal.approve_refusal": {"refusal": REVIEWED},
    "refusal.return_refusal": {"refusal": REVIEWED},
    "refusal.overturn_refusal": {"refusal": REVIEWED},
    "refusal.note_dissent": {
        "refusal": replace(NO, state=RefusalState.OVERTURNED, proposer=ACTORS["H"].person)
    },
    "refusal.confirm_refusal": {"refusal": replace(REVIEWED, told=True)},
    "refusal.reverse_refusal": {"refusal": replace(REVIEWED, told=True)},
    "refusal.serve_refusal": {"refusal": replace(NO, state=RefusalState.APPROVED)},
    "office.unlist_unit": {
        "entry": Entry("区综合执法局", listed=True, reported=True, outside=True)
    },
    "pledge.withdraw_pledge": {"public_already": 1},
    "service_version.supersede_version": {"overtaken": True},
    "step.start_step": {"steps": Steps((STEP_AT_HAND,), STEP_AT_HAND.id)},
    "step.finish_step": {
        "steps": Steps((replace(STEP_AT_HAND, state=StepState.RUNNING),), STEP_AT_HAND.id)
    },
}


def verdict(act, state, actor, **other) -> tuple[Bar, ...]:
    return judge(MOVES[act], state, {**FACTS, **SPECIAL.get(act, {}), "actor": actor, **other})


# --- The grids ---------------------------------------------------------------------------------
def cells():
    for life, grid in GRIDS.items():
        head, *rows = grid.strip().splitlines()
        for row in rows:
            name, *found = row.split()
            for state, who in zip(head.split(), found, strict=True):
                yield f"{life}.{name}", None if state == "-" else STATES[life](state), who


@pytest.fixture
def publishable(monkeypatch):
    """A guide that may be published stands in tests/rules/test_commitment.py; here only who and
    when is asked."""
    for act, move in MOVES.items():
        if the_guide_may_be_published in move.needs:
            needs = tuple(need for need in move.needs if need is not the_guide_may_be_published)
            monkeypatch.setitem(MOVES, act, replace(move, needs=needs))


@pytest.mark.parametrize(("act", "state", "who"), list(cells()))
@pytest.mark.usefixtures("publishable")
def test_who_may_do_what_in_which_state(act, state, who):
    may = {sign for sign, actor in ACTORS.items() if not verdict(act, state, actor)}
    assert may == set(who) - {"."}


def test_the_grids_show_every_act_in_every_state():
    shown = {(act, state) for act, state, _ in cells()}
    assert shown == {(act, state) for act in MOVES for state in (None, *STATES[act.split(".")[0]])}


# --- How a refusal is told ------------------------------------------------------------------------
def test_in_another_state_that_alone_is_said():
    bars = verdict("case.decide_grant", CaseState.CLOSED, ACTORS["W"])
    assert bars == (Bar("6.1", "not_in_this_state", {"state": CaseState.CLOSED}),)


def test_whoever_may_not_is_told_that_alone():
    unexamined = Checklist((Item("application", "申请书", Check.UNCHECKED),))
    bars = verdict("case.accept_case", CaseState.RECEIVED, ACTORS["W"], checklist=unexamined)
    assert bars == (Bar("2.4.2", "this_post_may_not", {"act": "case.accept_case"}),)


def test_whoever_may_is_told_everything_that_is_missing():
    unexamined = Checklist((Item("a", "申请书", Check.UNCHECKED), Item("b", "照片", Check.MISSING)))
    bars = verdict("case.accept_case", CaseState.RECEIVED, ACTORS["H"], checklist=unexamined)
    assert [bar.code for bar in bars] == [
        "every_material_was_examined",
        "nothing_is_left_to_correct",
    ]


@pytest.mark.parametrize("act", [act for act in MOVES if not MOVES[act].may.administrator])
@pytest.mark.usefixtures("publishable")
def test_no_act_is_dated_before_the_last_one_unless_that_is_declared(act):
    state = MOVES[act].before[0]
    who = next(who for a, s, who in cells() if (a, s) == (act, state))
    early = Moment(NOW - timedelta(seconds=1), last_at=NOW)
    declared = replace(early, late_entry=True)
    codes = [bar.code for bar in verdict(act, state, ACTORS[who[0]], moment=early)]
    assert codes == ["it_is_not_dated_back"]
    assert verdict(act, state, ACTORS[who[0]], moment=declared) == ()


# --- The administrator ------------------------------------------------------------------------------
SETS_UP = {
    "office.found_office",
    "scheme.found_scheme",
    "office.open_account",
    "office.reset_password",
    "office.close_account",
    "office.choose_password",
}


@pytest.mark.parametrize("act", MOVES)
def test_the_administrator_sets_up_and_does_nothing_else(act):
    """Nor by any seat: an administrator has none (2.4.2)."""
    done = [state for state in MOVES[act].before if not verdict(act, state, ACTORS["A"])]
    assert bool(done) == (act in SETS_UP)


@pytest.mark.parametrize("act", sorted(SETS_UP))
def test_the_administrator_writes_no_past(act):
    late = Moment(NOW - timedelta(days=1), last_at=NOW, late_entry=True)
    bars = verdict(act, MOVES[act].before[0], ACTORS["A"], moment=late)
    assert [(bar.clause, bar.code) for bar in bars] == [
        ("2.4.2", "the_administrator_writes_no_past")
    ]


def test_an_account_that_does_not_administer_sets_up_nothing():
    stranger = Actor(ActorKind.ADMINISTRATOR, UUID(int=301))
    bars = verdict("office.open_account", OfficeState.STANDING, stranger)
    assert [bar.code for bar in bars] == ["the_account_administers"]


def test_a_deputy_who_stands_in_does_not_order_the_deputies():
    person = UUID(int=200)
    seat = Seat(MAIN, person, SeatRule.DEPUTY)
    actor = Actor(ActorKind.SEAT, person, (seat,), {MAIN: frozenset({Power.DECIDE})})
    bars = verdict("office.order_deputies", OfficeState.STANDING, actor)
    assert [(bar.clause, bar.code) for bar in bars] == [
        ("3.4a", "the_main_leader_orders_in_person")
    ]


# --- From which seat -----------------------------------------------------------------------------
def test_of_several_seats_the_first_that_may_is_taken():
    person = UUID(int=200)
    seats = tuple(Seat(post, person, SeatRule.B_ROLE) for post in (BOOKS, ELSEWHERE, HANDLER))
    powers = {
        BOOKS: frozenset({Power.PUBLISH}),
        ELSEWHERE: frozenset({Power.RECEIVE, Power.EXAMINE}),
        HANDLER: frozenset({Power.RECEIVE, Power.EXAMINE}),
    }
    actor = Actor(ActorKind.SEAT, person, seats, powers)
    take = {
        act: seat.post if (seat := taking_seat(MOVES[act], actor, HANDS)) else None
        for act in ("case.receive_application", "case.accept_case", "case.decide_grant")
    }
    assert take == {
        "case.receive_application": ELSEWHERE,
        "case.accept_case": HANDLER,
        "case.decide_grant": None,
    }


def test_a_power_counts_only_on_the_post_that_carries_it():
    """Deciding elsewhere and sitting on the decider's post without the power is not enough."""
    person = UUID(int=200)
    seats = tuple(Seat(post, person, SeatRule.HOLDER) for post in (HEAD, LEADER))
    powers = {HEAD: frozenset({Power.DECIDE}), LEADER: frozenset({Power.REVIEW})}
    actor = Actor(ActorKind.SEAT, person, seats, powers)
    assert taking_seat(MOVES["case.decide_grant"], actor, HANDS) is None


def test_where_the_bearers_post_is_vacant_nobody_is_taken_for_it():
    vacant = Hands({**HANDS.posts, Bearer.DECIDER: None})
    assert taking_seat(MOVES["case.decide_grant"], ACTORS["L"], vacant) is None


@pytest.mark.parametrize(
    ("seats", "taken"),
    [
        (((ELSEWHERE, "holder"), (HANDLER, "holder"), (HEAD, "b_role")), HANDLER),
        (((ELSEWHERE, "holder"), (LEADER, "b_role"), (HEAD, "stand_in")), HEAD),
        (((ELSEWHERE, "holder"), (LEADER, "b_role")), LEADER),
        (((ELSEWHERE, "holder"), (HANDLER, "head"), (HEAD, "b_role")), HEAD),
        (((ELSEWHERE, "holder"), (HEAD, "office")), ELSEWHERE),
        (((ELSEWHERE, "holder"), (HANDLER, "stand_in")), ELSEWHERE),
        ((), None),
    ],
)
def test_what_is_done_in_person_is_done_from_ones_own_post_in_it_or_from_the_one_above(
    seats, taken
):
    person = UUID(int=200)
    actor = Actor(
        ActorKind.SEAT, person, tuple(Seat(post, person, SeatRule(rule)) for post, rule in seats)
    )
    found = taking_seat(MOVES["absence.hand_over"], actor, HANDS)
    assert (found.post if found else None) == taken


def test_neither_the_applicant_nor_the_clock_needs_a_seat():
    for sign in "PC":
        assert taking_seat(MOVES["case.withdraw"], ACTORS[sign], HANDS) is None


def test_a_guide_over_the_law_is_not_even_drafted():
    """``leaves`` belong to the act, not to the page's list; the grid above does not ask them."""
    guide = replace(
        FACTS["guide"],
        statute=Limit(20, LimitUnit.WORKING_DAY),
        promise=Limit(21, LimitUnit.WORKING_DAY),
    )
    bars = leaves(MOVES["service_version.draft_version"], {"guide": guide})
    assert [(bar.clause, bar.code) for bar in bars] == [("5.2.2e", "promise_beyond_statute")]


def test_in_person_means_of_this_office():
    """Somebody of another office does nothing here, not even what needs no seat (2.4.2)."""
    move = MOVES["absence.request_absence"]
    facts = {"hands": Hands({}), "moment": None}
    own = Actor(ActorKind.SEAT, UUID(int=1))
    stranger = replace(own, of_office=False)
    barred = judge(move, None, {**facts, "actor": stranger})
    assert [bar.code for bar in barred] == ["this_post_may_not"]
    assert taking_seat(move, own, Hands({})) is None
