"""Every table, by what it is about."""

from shouwen.records.models.case import (
    Attachment,
    Case,
    CaseMaterial,
    Correction,
    CorrectionPoint,
    StepRun,
)
from shouwen.records.models.ledger import LedgerEntry, RefusedAttempt
from shouwen.records.models.matter import ClockEvent, Matter, Obligation
from shouwen.records.models.office import (
    Account,
    Duty,
    Jurisdiction,
    Person,
    Post,
    Section,
    Sitting,
    Unit,
)
from shouwen.records.models.paper import Counter, Letter, Paper, Rendering, ServiceOfPaper
from shouwen.records.models.service import Service, ServiceVersion

__all__ = [
    "Account",
    "Attachment",
    "Case",
    "CaseMaterial",
    "ClockEvent",
    "Correction",
    "CorrectionPoint",
    "Counter",
    "Duty",
    "Jurisdiction",
    "LedgerEntry",
    "Letter",
    "Matter",
    "Obligation",
    "Paper",
    "Person",
    "Post",
    "RefusedAttempt",
    "Rendering",
    "Section",
    "Service",
    "ServiceOfPaper",
    "ServiceVersion",
    "Sitting",
    "StepRun",
    "Unit",
]
