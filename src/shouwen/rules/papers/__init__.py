"""What each paper says: one schema per kind, holding only what will be printed.

A paper is composed of frozen facts, checked by :func:`problems`, frozen as :func:`canonical` text
with its :func:`digest`, and only then given a number and issued. The drawing of it
(``shouwen.papers``) adds no fact of its own.

Required parts are marked with :class:`~shouwen.rules.papers.paper.Part`, which names them for the
reader and says under which clause they are owed; every other field may stay empty.
"""

from shouwen.rules.papers.absence import AbsenceForm, HandoverLine, HandoverSheet, StandIn
from shouwen.rules.papers.case import (
    DECISION_TITLES,
    DEEMED_BASIS,
    LICENSING_BASIS,
    LICENSING_COUNT,
    LICENSING_EXCLUSIONS,
    RECEIVED_IN_FULL,
    RENEWAL_TITLE,
    RENEWED_BASIS,
    TOLD_ONCE,
    AcceptanceNotice,
    CasePaper,
    CorrectionNotice,
    Decision,
    Fault,
    Receipt,
    ReceivedMaterial,
)
from shouwen.rules.papers.correcting import CORRECTABLE, REMEDY, frozen
from shouwen.rules.papers.hearing import (
    HearingNotice,
    HearingRight,
    InterestedNotice,
    InterestedRight,
)
from shouwen.rules.papers.issuing import SCHEMAS, SENTENCES, canonical, digest, problems
from shouwen.rules.papers.limits import ExtensionForm, ExtensionNotice, SpecialProcedureNotice
from shouwen.rules.papers.notices import ChangedLawNotice, SupplementaryNotice, SupplyInvitation
from shouwen.rules.papers.paper import Paper
from shouwen.rules.papers.posts import AbTable, DutyInWords, PostDescription, PostInTable
from shouwen.rules.papers.refusal import (
    MATERIALS_BACK,
    REFUSAL_BASIS,
    REFUSAL_TITLES,
    REFUSES,
    CheckedCondition,
    NonAcceptance,
    Refusal,
    RefusalForm,
    RefusalGround,
    Reversal,
    heard_in_words,
    reason_in_words,
)
from shouwen.rules.papers.returns import ReturnedMaterial, ReturnSlip
from shouwen.rules.papers.serving import AttemptInWords, ServiceRecord
from shouwen.rules.papers.unlisted import ReferralNotice, UnlistedReceipt

__all__ = [
    "CORRECTABLE",
    "DECISION_TITLES",
    "DEEMED_BASIS",
    "LICENSING_BASIS",
    "LICENSING_COUNT",
    "LICENSING_EXCLUSIONS",
    "MATERIALS_BACK",
    "RECEIVED_IN_FULL",
    "REFUSAL_BASIS",
    "REFUSAL_TITLES",
    "REFUSES",
    "REMEDY",
    "RENEWAL_TITLE",
    "RENEWED_BASIS",
    "SCHEMAS",
    "SENTENCES",
    "TOLD_ONCE",
    "AbTable",
    "AbsenceForm",
    "AcceptanceNotice",
    "AttemptInWords",
    "CasePaper",
    "ChangedLawNotice",
    "CheckedCondition",
    "CorrectionNotice",
    "Decision",
    "DutyInWords",
    "ExtensionForm",
    "ExtensionNotice",
    "Fault",
    "HandoverLine",
    "HandoverSheet",
    "HearingNotice",
    "HearingRight",
    "InterestedNotice",
    "InterestedRight",
    "NonAcceptance",
    "Paper",
    "PostDescription",
    "PostInTable",
    "Receipt",
    "ReceivedMaterial",
    "ReferralNotice",
    "Refusal",
    "RefusalForm",
    "RefusalGround",
    "ReturnSlip",
    "ReturnedMaterial",
    "Reversal",
    "ServiceRecord",
    "SpecialProcedureNotice",
    "StandIn",
    "SupplementaryNotice",
    "SupplyInvitation",
    "UnlistedReceipt",
    "canonical",
    "digest",
    "frozen",
    "heard_in_words",
    "problems",
    "reason_in_words",
]
