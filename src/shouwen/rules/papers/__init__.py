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
    TOLD_ONCE,
    AcceptanceNotice,
    CasePaper,
    CorrectionNotice,
    Decision,
    Fault,
    Receipt,
    ReceivedMaterial,
)
from shouwen.rules.papers.issuing import SCHEMAS, SENTENCES, canonical, digest, problems
from shouwen.rules.papers.paper import Paper
from shouwen.rules.papers.posts import AbTable, DutyInWords, PostDescription, PostInTable
from shouwen.rules.papers.unlisted import ReferralNotice, UnlistedReceipt

__all__ = [
    "DECISION_TITLES",
    "DEEMED_BASIS",
    "LICENSING_BASIS",
    "LICENSING_COUNT",
    "LICENSING_EXCLUSIONS",
    "RECEIVED_IN_FULL",
    "SCHEMAS",
    "SENTENCES",
    "TOLD_ONCE",
    "AbTable",
    "AbsenceForm",
    "AcceptanceNotice",
    "CasePaper",
    "CorrectionNotice",
    "Decision",
    "DutyInWords",
    "Fault",
    "HandoverLine",
    "HandoverSheet",
    "Paper",
    "PostDescription",
    "PostInTable",
    "Receipt",
    "ReceivedMaterial",
    "ReferralNotice",
    "StandIn",
    "UnlistedReceipt",
    "canonical",
    "digest",
    "problems",
]
