"""States and kinds: every closed list of words in Shouwen, and the only enums.

Values are what tables, ledger and interfaces hold; people read the Chinese labels that
``shouwen.rules.labels`` keeps beside them.
"""

from enum import StrEnum


class MatterKind(StrEnum):
    """What acts are done on."""

    CASE = "case"
    SERVICE_VERSION = "service_version"
    ABSENCE = "absence"
    OFFICE = "office"  # the books of an office: who sits where, who has an account
    SCHEME = "scheme"  # a version of its scheme of duties
    ASSESSMENT = "assessment"  # of one year
    PLEDGE = "pledge"  # what an office says in public besides its guides
    UNLISTED = "unlisted"  # what somebody asked for and no published guide covers
    CONTACT = "contact"  # a visit, a call, a letter, a mail, a question on the web


class CaseState(StrEnum):
    """The life of one application. What runs beside it (a correction, a step) has its own life."""

    RECEIVED = "received"
    CORRECTING = "correcting"
    ACCEPTED = "accepted"
    DECIDED = "decided"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class CorrectionState(StrEnum):
    """The life of one correction notice: told, answered by the applicant, every point met."""

    TOLD = "told"
    ANSWERED = "answered"
    MET = "met"
    VOID = "void"


class StepState(StrEnum):
    """The life of one step of the procedure."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    VOID = "void"


class CaseOutcome(StrEnum):
    """What was decided on a case, whatever it was."""

    GRANTED = "granted"
    PARTLY = "partly"  # granted in part, the rest refused
    REFUSED = "refused"
    NOT_ACCEPTED = "not_accepted"


class RefusalState(StrEnum):
    """The life of one filed refusal beside its case (7.4.2a): proposed by the handler, reviewed by
    the section head, approved by the supervising leader, in the applicant's hands."""

    PROPOSED = "proposed"
    REVIEWED = "reviewed"
    APPROVED = "approved"  # the notice is issued, and the case decided
    SERVED = "served"
    RETURNED = "returned"  # to the proposer, with reasons
    AMENDED = "amended"  # returned, and proposed anew since: the new one stands in its place
    OVERTURNED = "overturned"  # the case goes on
    VOID = "void"  # the case was withdrawn, accepted or granted meanwhile


class RefusalKind(StrEnum):
    """Ways of saying no (7.2.1, 7.2.2). The last two are told at once, before anybody has looked
    (行政许可法 art. 32(1)(1)-(2))."""

    REFUSED = "refused"  # after acceptance
    PARTLY = "partly"  # the rest is granted
    NOT_ACCEPTED = "not_accepted"
    LAPSED = "lapsed"  # the applicant's time to correct is over
    NO_LICENCE_NEEDED = "no_licence_needed"
    NOT_OURS = "not_ours"


class BodyKind(StrEnum):
    """What kind of body an office is: who reconsiders what it decided follows from it
    (行政复议法 art. 24, 27)."""

    DEPARTMENT = "department"  # 本级人民政府工作部门
    AGENCY = "agency"  # 派出机关
    AUTHORISED = "authorised"  # 法律、法规、规章授权的组织
    GOVERNMENT = "government"
    VERTICAL = "vertical"  # customs, finance, foreign exchange, tax, state security


class ExtensionState(StrEnum):
    """The life of one extension (6.5): it takes effect only when the applicant is told in time."""

    ASKED = "asked"
    APPROVED = "approved"
    TOLD = "told"
    DECLINED = "declined"
    LAPSED = "lapsed"  # the old date came first, or the case its end


class DelayReason(StrEnum):
    """Why a case needs longer (6.5a). That a colleague or a leader is away, or the office busy, is
    no reason, and has no word here."""

    COMPLEX = "complex"
    OTHER_BODY = "other_body"
    INTERESTED_PARTY = "interested_party"  # 行政许可法 art. 36: heard before the decision
    LAW_CHANGED = "law_changed"
    FORCE_MAJEURE = "force_majeure"
    SYSTEM_DOWN = "system_down"


class SpecialKind(StrEnum):
    """What the limits leave out (6.5a): the eight of 行政许可法 art. 45, what another named article
    lists, and what only the guide names, which stops the promise alone."""

    HEARING = "hearing"
    TENDER = "tender"
    AUCTION = "auction"
    INSPECTION = "inspection"
    TEST = "test"
    QUARANTINE = "quarantine"
    APPRAISAL = "appraisal"
    EXPERT_REVIEW = "expert_review"
    BY_ARTICLE = "by_article"
    GUIDE = "guide"


class SpecialProcedureState(StrEnum):
    """The life of one special procedure: told in writing, ended, or over by its declared days."""

    TOLD = "told"
    ENDED = "ended"
    OVERRAN = "overran"


class VersionState(StrEnum):
    """The life of one version of a service."""

    DRAFT = "draft"
    REVIEWING = "reviewing"  # whoever heads the handling section looks at it
    APPROVED = "approved"
    ANNOUNCED = "announced"  # public, and in force from a later day
    PUBLISHED = "published"  # in force
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class AbsenceState(StrEnum):
    """The life of one absence."""

    REQUESTED = "requested"
    APPROVED = "approved"  # begins by itself, of a day or more once it is handed over
    RUNNING = "running"
    BACK = "back"  # signed in; the stand-ins owe the hand-back
    CLOSED = "closed"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class Change(StrEnum):
    """How a version of a guide says something otherwise than the one before."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"  # the same things in another order


class Effect(StrEnum):
    """What a change is to the applicant."""

    BETTER = "better"  # faster, less, clearer
    WORSE = "worse"
    SAME = "same"


class UnlistedState(StrEnum):
    """The life of a matter received although no guide of it is published (5.1a)."""

    RECEIVED = "received"
    TAKEN_UP = "taken_up"  # a guide was published and a case received under it
    REFERRED = "referred"


class ContactState(StrEnum):
    """The life of a contact (1.1b): it is somebody's until it has come to something."""

    WAITING = "waiting"  # it came by letter, mail or web, and nobody took it yet
    OPEN = "open"  # on the desk of its officer
    HANDED = "handed"  # handed over and not confirmed: still the first one's
    PROMISED = "promised"  # something is still owed: a call, a body's name, an outcome
    SETTLED = "settled"


class ContactChannel(StrEnum):
    """How somebody asked: every way is registered alike (1.3.4a)."""

    VISIT = "visit"
    PHONE = "phone"
    LETTER = "letter"
    EMAIL = "email"
    WEB = "web"


class ContactDisposition(StrEnum):
    """What came of a contact (1.1b). Turned down is none: materials are always received, and a "no"
    is a filed refusal (7.1)."""

    ANSWERED = "answered"
    TOLD_IN_FULL = "told_in_full"
    ACCEPTED = "accepted"  # a case was received
    GUIDED = "guided"  # to the right section
    PHONE_GIVEN = "phone_given"  # nobody there
    TAKEN_FOR_ABSENT = "taken_for_absent"
    CALLED_BACK = "called_back"
    REFERRED = "referred"  # to a body outside
    FINDING_OUT = "finding_out"  # whose it is
    ASKING = "asking"  # others, for the asker
    OUTCOME_TOLD = "outcome_told"
    REPORTED = "reported"
    NOT_ELIGIBLE = "not_eligible"  # as told, and they did not apply
    LEFT = "left"


class ReportKind(StrEnum):
    """What somebody reports (1.3.4b): each goes its own way."""

    COMPLAINT = "complaint"  # about the service: to the complaint section (5.4c)
    OFFENCE = "offence"  # of a third party: to the section that enforces
    DISCIPLINE = "discipline"  # to the discipline body; only a stub stays
    PETITION = "petition"


class HandoverKind(StrEnum):
    """Why a contact went to another post."""

    HANDED = "handed"
    FOR_ABSENT = "for_absent"  # taken down for a handler who was not there (1.3.2c)
    ASSIGNED = "assigned"  # by the common superior (1.2c)


class HandoverState(StrEnum):
    """What became of a hand-over."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    VOID = "void"  # it came to something before anybody answered


class MailFate(StrEnum):
    """What became of a mail that was read (1.3.4a)."""

    CONTACT = "contact"  # a new one
    MESSAGE = "message"  # says more on one that is there
    THANKS = "thanks"  # for what is settled: it stays so
    AUTOMATIC = "automatic"  # written by a program
    HINDERED = "hindered"  # could not be taken in: somebody looks at it


class OfficeState(StrEnum):
    """The life of an office's books: kept from the day it was founded."""

    STANDING = "standing"


class SchemeState(StrEnum):
    """The life of one version of the scheme of duties (2.3)."""

    DRAFT = "draft"
    APPROVED = "approved"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


class AssessmentState(StrEnum):
    """The life of one year's assessment (2.9a)."""

    OPEN = "open"
    CLOSED = "closed"


class AssessmentStage(StrEnum):
    """The stages of an assessment, in their order (2.9a, 2.9b)."""

    PLAN = "plan"
    SUMMARY = "summary"
    PRESENTATION = "presentation"
    RATING = "rating"
    RESULT = "result"


class ServiceKind(StrEnum):
    """Kinds of government service, after the national list of matter types."""

    LICENCE = "licence"  # 行政许可
    REGISTRATION = (
        "registration"  # 登记 (filed under 行政确认 or 其他行政权力 in the national list)
    )
    FILING = "filing"  # 备案
    BENEFIT = "benefit"  # 行政给付
    CONFIRMATION = "confirmation"  # 行政确认
    AWARD = "award"  # 行政奖励
    RULING = "ruling"  # 行政裁决
    OTHER = "other"  # 其他行政权力
    PUBLIC = "public"  # 公共服务


class Silence(StrEnum):
    """What it means when nothing was told within five working days (4.2c)."""

    DEEMS = "deems"  # accepted as of the day the materials came
    ESCALATES = "escalates"  # a breach; the section head owes the answer


class LimitUnit(StrEnum):
    """Units of a limit. The promise is in the unit of the statute (5.2.2e)."""

    WORKING_DAY = "working-day"
    DAY = "day"
    MONTH = "month"
    WORKING_HOUR = "working-hour"


class StepKind(StrEnum):
    """Kinds of step (5.2.2c): what is signed the same day, and what has a limit of its own."""

    EXAMINATION = "examination"
    SIGN_OFF = "sign_off"


class Bearer(StrEnum):
    """Who on a case bears an obligation or does a step, before posts are looked up."""

    HANDLER = "handler"  # the post that handles the case
    HEAD = "head"  # the head of the handling section
    LEADER = "leader"  # the leader who supervises that section
    PARTY = "party"  # the applicant
    WINDOW = "window"  # the post that received it
    OFFICE = "office"  # the head of the Office (办公室)
    MAIN = "main"  # the main leader
    PERSON = "person"  # whoever is away, in person: no post bears it
    STAND_IN = "stand_in"  # the post that a stand-in holds for themselves
    DECIDER = "decider"  # the post that decides this kind of case, as the guide says
    DOER = "doer"  # the post that does the step at hand


class Power(StrEnum):
    """What a duty lets its post do (2.4.2). Nobody has a power but through a post."""

    RECEIVE = "receive"  # take in applications, hand over papers and results
    EXAMINE = "examine"  # check materials, tell what to correct, accept, work the steps
    REVIEW = "review"
    DECIDE = "decide"
    PUBLISH = "publish"  # publish versions of services
    SUPERVISE = "supervise"  # see everybody's obligations and the whole ledger
    KEEP_OFFICE = "keep_office"


class Rank(StrEnum):
    """How high a post stands: who may approve whose absence, and who follows whom (3.2a, 3.4)."""

    STAFF = "staff"
    HEAD = "head"  # 科室负责人
    DEPUTY = "deputy"  # 副职
    MAIN = "main"  # 主要领导


class DutyGroup(StrEnum):
    """Groups of duties; a leader's post has all three (2.5)."""

    BUSINESS = "business"  # 业务职责
    INTEGRITY = "integrity"  # 党风廉政建设
    IDEOLOGY = "ideology"  # 思想政治工作


class AbsenceKind(StrEnum):
    """Why somebody is away. The last three are sudden: never asked for, never refused (3.2a)."""

    ERRAND = "errand"
    MEETING = "meeting"
    TRAINING = "training"
    TRAVEL = "travel"
    LEAVE = "leave"
    ILLNESS = "illness"
    ACCIDENT = "accident"
    BEREAVEMENT = "bereavement"


class SittingRole(StrEnum):
    """How a person sits on a post."""

    HOLDER = "holder"
    B_ROLE = "b_role"


class SeatRule(StrEnum):
    """By which rule somebody sits on a post at an instant (2.4.4), in the order in which it is
    looked for. The first three are designated; what follows keeps work going meanwhile."""

    HOLDER = "holder"
    STAND_IN = "stand_in"
    B_ROLE = "b_role"
    PROPOSED = "proposed"  # a deputy's B-role, until the main leader has named somebody (3.4b)
    HEAD = "head"
    OFFICE = "office"
    LEADER = "leader"
    DUTY_LEADER = "duty_leader"
    MAIN_LEADER = "main_leader"
    DEPUTY = "deputy"  # the first deputy there in the standing order (3.4a)
    VACANT = "vacant"


class Evidence(StrEnum):
    """Why an obligation counts for somebody (3.5)."""

    SAT_THERE = "sat_there"
    TOO_NEAR = "too_near"  # it ran out within one working day of the taking over
    LEFT_OUT = "left_out"  # it was there and not on the list
    NO_LIST = "no_list"  # it was there, and no list was signed
    NOBODY_DESIGNATED = "nobody_designated"


class ActorKind(StrEnum):
    """Who acts."""

    SEAT = "seat"
    PARTY = "party"
    CLOCK = "clock"
    ADMINISTRATOR = "administrator"  # who installs and sets up, and decides nothing


class Channel(StrEnum):
    """How something came in."""

    COUNTER = "counter"
    POST = "post"
    ONLINE = "online"
    PHONE = "phone"


class MaterialForm(StrEnum):
    """In which form a material is asked for."""

    ORIGINAL = "original"
    COPY = "copy"
    ORIGINAL_AND_COPY = "original_and_copy"
    ELECTRONIC = "electronic"


class MaterialSource(StrEnum):
    """Where a material comes from."""

    APPLICANT = "applicant"
    AGENCY = "agency"  # issued by another public body
    THIRD_PARTY = "third_party"  # e.g. a testing body
    OFFICE = "office"  # the office holds it already and may not ask for it (5.2.1a)


class Check(StrEnum):
    """Outcome of examining one material."""

    UNCHECKED = "unchecked"
    MET = "met"
    FAULTY = "faulty"
    MISSING = "missing"
    NOT_NEEDED = "not_needed"


class ClockName(StrEnum):
    """The clocks of a case; each is a fold over its own events."""

    ANSWER = "answer"  # receipt → accepted or told what to correct (4.2c)
    CORRECTION = "correction"  # the applicant's own time
    PROMISE = "promise"  # acceptance → result ready
    STATUTE = "statute"  # acceptance → decision


class ClockEventKind(StrEnum):
    """What can happen to a clock. Nothing else moves a due date (6.5a)."""

    START = "start"
    EXCLUDE = "exclude"
    RESUME = "resume"
    EXTEND = "extend"
    STOP = "stop"


class CalendarStatus(StrEnum):
    """Whether the State Council's notice for a year is known (6.1)."""

    OFFICIAL = "official"
    PROVISIONAL = "provisional"  # statutory festival days only, no shifted days guessed


class DayKind(StrEnum):
    """Why a day is worked or off, by the official calendar (6.1)."""

    WORKING = "working"
    MAKE_UP = "make_up"  # 调休上班: a weekend day worked for a festival
    WEEKEND = "weekend"
    FESTIVAL = "festival"
    SUBSTITUTE = "substitute"  # 补假: off because a festival day fell on a day off already


class DayMark(StrEnum):
    """What a day is to a limit, besides being counted or not."""

    START = "start"  # the day it began, never counted
    EXCLUDED = "excluded"
    EXTENDED = "extended"
    ROLLED = "rolled"  # after the last day of a period that ended on a day off
    DUE = "due"


class Outcome(StrEnum):
    """How an obligation ended."""

    MET = "met"
    VOID = "void"


class PaperKind(StrEnum):
    """Numbered documents."""

    RECEIPT = "receipt"  # 收件回执单
    CORRECTION_NOTICE = "correction_notice"  # 补正通知书
    SUPPLEMENTARY_NOTICE = "supplementary_notice"  # 补充通知书
    CHANGED_LAW_NOTICE = "changed_law_notice"  # 法律变动告知书
    SUPPLY_INVITATION = "supply_invitation"  # 补充材料邀请书
    ACCEPTANCE_NOTICE = "acceptance_notice"  # 受理通知书
    DECISION = "decision"  # 准予决定书
    EXTENSION_FORM = "extension_form"  # 延期审批表
    EXTENSION_NOTICE = "extension_notice"  # 延期告知书
    HEARING_RIGHT = "hearing_right"  # 听证权利告知书
    INTERESTED_RIGHT = "interested_right"  # 利害关系人听证权利告知书
    HEARING_NOTICE = "hearing_notice"  # 听证通知书
    INTERESTED_NOTICE = "interested_notice"  # 利害关系人听证通知书
    SPECIAL_PROCEDURE_NOTICE = "special_procedure_notice"  # 特别程序告知书
    POST_DESCRIPTION = "post_description"  # 岗位说明书
    AB_TABLE = "ab_table"  # AB角一览表
    ABSENCE_FORM = "absence_form"  # 离岗审批表
    HANDOVER_SHEET = "handover_sheet"  # 工作交接单
    UNLISTED_RECEIPT = "unlisted_receipt"  # 未公布事项收件回执单
    REFERRAL_NOTICE = "referral_notice"  # 转办告知书
    RETURN_SLIP = "return_slip"  # 材料退还签收单
    SERVICE_RECORD = "service_record"  # 送达回证
    REFUSAL_FORM = "refusal_form"  # 否定事项报备登记表
    REFUSAL = "refusal"  # 不予行政许可决定书 and its like
    NON_ACCEPTANCE = "non_acceptance"  # 不予受理通知书
    REVERSAL = "reversal"  # 撤销不予受理决定书


class ServedBy(StrEnum):
    """How a paper or result reached the person."""

    HAND = "hand"
    POST = "post"
    ELECTRONIC = "electronic"  # with the applicant's consent
    PUBLIC_NOTICE = "public_notice"  # after three attempts: served once its period is over


WAYS_TO_SOMEBODY = (ServedBy.HAND, ServedBy.POST, ServedBy.ELECTRONIC)
"""The ways that reach the person; what hangs on a board is another matter."""


class ServiceOutcome(StrEnum):
    """What came of one attempt to serve a paper (7.4.3b)."""

    SERVED = "served"
    FAILED = "failed"
    POSTED = "posted"  # on public notice: served once its period is over
    PROVEN = "proven"  # the return receipt of what went by post


class PaperState(StrEnum):
    """How far a paper is on its way to the applicant."""

    WAITING = "waiting"
    POSTED = "posted"  # a public notice of it hangs
    MAILED = "mailed"  # its return receipt is not back yet
    SERVED = "served"
    KEPT = "kept"  # it arrived, and there is nothing more to bring


class LetterChannel(StrEnum):
    """How a letter of the outbox leaves."""

    EMAIL = "email"
    SMS = "sms"
    CONSOLE = "console"


class PartyIdKind(StrEnum):
    """Identity documents of a party."""

    RESIDENT_ID = (
        "resident_id"  # 居民身份证, residence permits and foreigners' PR cards of 18 characters
    )
    CREDIT_CODE = "credit_code"  # 统一社会信用代码
    PASSPORT = "passport"
    OTHER = "other"


class ToldBy(StrEnum):
    """How somebody was told what a version of a guide says (4.1)."""

    PRINT = "print"  # the printed guide names its version
    CONTACT = "contact"  # at the counter or by phone, as the register has it
    MESSAGE = "message"  # by mail, text message or on the web


class HearingState(StrEnum):
    """The life of a hearing (行政许可法 art. 47–48)."""

    TOLD = "told"  # the right to ask for one
    ASKED = "asked"
    SET = "set"  # its time and place were made known
    HELD = "held"  # with minutes, signed
    LAPSED = "lapsed"  # nobody asked within the five days
    GIVEN_UP = "given_up"  # by who had asked, signed


class ConsultationKind(StrEnum):
    """What another is asked for on a case: to do a part of it within its time, or for an answer that
    the handler owes the applicant (4.3a)."""

    ASSIST = "assist"
    CONSULT = "consult"


class ConsultationState(StrEnum):
    """The life of one consultation; told: the applicant knows the outcome (4.3b)."""

    ASKED = "asked"
    ANSWERED = "answered"
    TOLD = "told"
    VOID = "void"  # the case came to its end first


class ToldHow(StrEnum):
    """How the applicant learnt what came of a consultation (4.3b)."""

    MESSAGE = "message"
    CALL = "call"


class IdDocument(StrEnum):
    """Identity documents that somebody shows to sign for something (7.4.4b)."""

    RESIDENT_ID = "resident_id"
    TEMPORARY_ID = "temporary_id"  # 临时居民身份证
    ELECTRONIC_ID = "electronic_id"  # 电子证照 has the force of the paper
    PASSPORT = "passport"
    OTHER = "other"


class PartyEnd(StrEnum):
    """Why an applicant is no more (民法典 art. 13, 59)."""

    DIED = "died"
    DISSOLVED = "dissolved"


class SuccessionState(StrEnum):
    """Whether anybody has taken over the application of who is no more."""

    LOOKED_FOR = "looked_for"
    TAKEN_OVER = "taken_over"


class Taker(StrEnum):
    """Who takes materials back, and in which right (7.4.4b, 7.4.4c)."""

    APPLICANT = "applicant"
    CHANGED = "changed"  # the applicant, under another name or number than on the case
    GUARDIAN = "guardian"  # 民法典 art. 23, 34
    HEIR = "heir"
    LEGAL_REPRESENTATIVE = "legal_representative"  # 民法典 art. 61
    COMPANY_AGENT = "company_agent"  # with the organisation's letter: 民法典 art. 170
    SUCCESSOR = "successor"  # of an organisation that is no more: 民法典 art. 67, 70
    AGENT = "agent"  # with a power of attorney: 民法典 art. 165


class Fate(StrEnum):
    """What becomes of one material that was asked back (7.4.4a)."""

    RETURNED = "returned"
    COPY_KEPT = "copy_kept"  # what came is returned; the office keeps a copy of its own
    HELD_BACK = "held_back"  # by law, with its article


class ReturnState(StrEnum):
    """The life of one return of materials beside a case (7.4.4a)."""

    ASKED = "asked"
    HANDED_BACK = "handed_back"


class Proposer(StrEnum):
    """Who proposed a withdrawal (7.1): the applicant, or somebody of the office."""

    PARTY = "party"
    OFFICE = "office"


class CallBack(StrEnum):
    """What whoever took an application back says when they are called (7.1)."""

    OF_OWN_ACCORD = "of_own_accord"
    PRESSED = "pressed"  # somebody of the office wanted it
    NOT_REACHED = "not_reached"


class Card(StrEnum):
    """Supervision cards (5.2.2e): none, blue at half, yellow at four fifths, red past the
    promise, black past the statute."""

    NONE = "none"
    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"
    BLACK = "black"


class Kept(StrEnum):
    """What is counted of a case that came to its end (5.1b), each with a number of its own."""

    TAKEN = "taken"  # days, in working days or days
    LATE = "late"  # working days beyond the promise, by where it was held up
    BEYOND_LAW = "beyond_law"  # working days beyond the statutory limit, likewise
    EXTENDED = "extended"  # times
    CORRECTED = "corrected"  # times it went back to the applicant
    WITHDRAWN = "withdrawn"  # working days


class HeldUp(StrEnum):
    """Where a case was held up that went beyond its promise: what is told of it in public (5.1b).
    Never by whom."""

    RECEIPT = "receipt"  # before it was accepted
    EXAMINATION = "examination"
    SIGN_OFF = "sign_off"
    DECISION = "decision"
    DELIVERY = "delivery"


class PledgeState(StrEnum):
    """The life of what an office says in public besides its guides (5.2.4)."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class PledgeKind(StrEnum):
    """What is said: a promise on conduct, one on fees, why a service went beyond its limit."""

    CONDUCT = "conduct"  # 行风
    FEES = "fees"  # 收费
    OVERRUN = "overrun"  # 超期说明 (营商环境条例 art. 36)


class Measure(StrEnum):
    """By which figure a promise can be held to what happened; others are measured elsewhere."""

    IN_TIME = "in_time"  # share of cases within their promise
    WITHIN_LAW = "within_law"  # share within the statutory limit
    TOLD_ONCE = "told_once"  # share that went back to the applicant once at most
    FREE = "free"  # share of the services offered that cost nothing


class Language(StrEnum):
    """Languages in which a guide may be written besides Chinese."""

    ENGLISH = "en"


class Medium(StrEnum):
    """Where a guide is made public outside of our own pages (5.3b)."""

    PRESS = "press"
    NOTICE_BOARD = "notice_board"
    BROADCAST = "broadcast"
    LEAFLET = "leaflet"
