"""Every table, by what it is about."""

from shouwen.records.models.absence import Absence, Cover, HandoverLine
from shouwen.records.models.assessment import Assessment, AssessmentStep, DoubleDuty
from shouwen.records.models.case import (
    Attachment,
    Case,
    CaseMaterial,
    Correction,
    CorrectionPoint,
    ServiceWish,
    StepRun,
    Succession,
)
from shouwen.records.models.consultation import Consultation
from shouwen.records.models.contact import (
    Briefing,
    Contact,
    ContactAbout,
    ContactHandover,
    ContactMessage,
    Disposition,
)
from shouwen.records.models.directory import Entry, OtherUnit
from shouwen.records.models.draft import Draft, DraftFile
from shouwen.records.models.hearing import Hearing, InterestedParty
from shouwen.records.models.ledger import LedgerEntry, RefusedAttempt
from shouwen.records.models.licence import Licence
from shouwen.records.models.limits import Extension, SpecialProcedure
from shouwen.records.models.matter import ClockEvent, Matter, Obligation
from shouwen.records.models.office import (
    Account,
    Duty,
    DutyDay,
    Function,
    Jurisdiction,
    Person,
    Post,
    Section,
    SectionDuty,
    Sitting,
    Unit,
)
from shouwen.records.models.paper import Counter, Letter, Paper, Rendering, ServiceOfPaper
from shouwen.records.models.post import ContactFile, Mail, Mailbox
from shouwen.records.models.promise import Pledge, Tally
from shouwen.records.models.refusal import Refusal, RefusalGround
from shouwen.records.models.returning import MaterialReturn, ReturnLine
from shouwen.records.models.scheme import Scheme
from shouwen.records.models.search import EntryToken, ServiceToken
from shouwen.records.models.service import (
    OutsidePublication,
    Service,
    ServiceVersion,
    Wording,
)
from shouwen.records.models.unlisted import Unlisted

__all__ = [
    "Absence",
    "Account",
    "Assessment",
    "AssessmentStep",
    "Attachment",
    "Briefing",
    "Case",
    "CaseMaterial",
    "ClockEvent",
    "Consultation",
    "Contact",
    "ContactAbout",
    "ContactFile",
    "ContactHandover",
    "ContactMessage",
    "Correction",
    "CorrectionPoint",
    "Counter",
    "Cover",
    "Disposition",
    "DoubleDuty",
    "Draft",
    "DraftFile",
    "Duty",
    "DutyDay",
    "Entry",
    "EntryToken",
    "Extension",
    "Function",
    "HandoverLine",
    "Hearing",
    "InterestedParty",
    "Jurisdiction",
    "LedgerEntry",
    "Letter",
    "Licence",
    "Mail",
    "Mailbox",
    "MaterialReturn",
    "Matter",
    "Obligation",
    "OtherUnit",
    "OutsidePublication",
    "Paper",
    "Person",
    "Pledge",
    "Post",
    "Refusal",
    "RefusalGround",
    "RefusedAttempt",
    "Rendering",
    "ReturnLine",
    "Scheme",
    "Section",
    "SectionDuty",
    "Service",
    "ServiceOfPaper",
    "ServiceToken",
    "ServiceVersion",
    "ServiceWish",
    "Sitting",
    "SpecialProcedure",
    "StepRun",
    "Succession",
    "Tally",
    "Unit",
    "Unlisted",
    "Wording",
]
