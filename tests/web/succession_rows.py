"""Fixture rows of an applicant who is no more, and of who takes the application over."""

from dataclasses import replace

from shouwen.rules.clauses import clauses
from tests.web.fixtures import ACT

GONE = replace(
    ACT,
    act="succession.note_applicant_gone",
    label="登记申请人去世或者终止",
    clause="7.4.3b",
    clause_text=clauses()["7.4.3b"].zh,
    follows=("记入台账，不能删改。",),
)
SUCCEEDED = replace(
    GONE,
    act="succession.note_successor",
    label="登记承受申请的人",
    follows=("了结应办：查明谁承受申请。", "记入台账，不能删改。"),
)
