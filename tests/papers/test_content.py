"""What a paper must say before it may be issued, and how its content is frozen."""

import json
import time
from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest

from shouwen.rules.papers import SCHEMAS, SENTENCES, Fault, canonical, digest, problems
from shouwen.rules.verdict import Bar
from shouwen.rules.words import PaperKind
from tests.papers.examples import (
    CORRECTION_NOTICE,
    DEEMED_ACCEPTANCE,
    EXAMPLES,
    RECEIPT,
)

MAY_STAY_EMPTY = {
    "clauses",
    "agent",
    "statute",
    "decide_by",
    "exclusions",
    "validity",
    "delivery",
    "reissue_reason",
    "provisional",
    "deemed",
}
NOTHING = {str: " ", int: 0, tuple: (), date: None, datetime: None}


@pytest.mark.parametrize("paper", [*EXAMPLES.values(), DEEMED_ACCEPTANCE])
def test_a_paper_with_all_its_parts_may_be_issued(paper):
    assert problems(paper) == ()


@pytest.mark.parametrize(
    ("part", "clause"),
    [
        ("materials", "6.4b"),
        ("completes", "6.4b"),
        ("condition", "6.4b"),
        ("handler", "6.4b"),
        ("handler_phone", "6.4b"),
        ("lookup_code", "6.4b"),
        ("promise", "5.1a"),
        ("complaint_section", "5.4b"),
        ("complaint_phone", "5.4b"),
        ("number", "4.4a"),
    ],
)
def test_a_receipt_without_a_required_part_is_refused_under_its_clause(part, clause):
    empty = NOTHING[type(getattr(RECEIPT, part))]

    assert problems(replace(RECEIPT, **{part: empty})) == (Bar(clause, f"receipt_{part}_missing"),)


@pytest.mark.parametrize("pages", [0, -1])
def test_a_receipt_counts_the_pages_of_every_material(pages):
    first, second, *rest = RECEIPT.materials
    receipt = replace(RECEIPT, materials=(first, replace(second, pages=pages), *rest))

    assert problems(receipt) == (Bar("6.4b", "receipt_materials_pages_missing", {"n": 2}),)


@pytest.mark.parametrize("part", [field.name for field in fields(Fault)])
def test_every_fault_says_what_is_wrong_why_and_how_to_mend_it(part):
    notice = replace(
        CORRECTION_NOTICE, faults=(replace(CORRECTION_NOTICE.faults[0], **{part: ""}),)
    )

    assert problems(notice) == (Bar("4.2c", f"correction_notice_faults_{part}_missing", {"n": 1}),)


@pytest.mark.parametrize("kind", PaperKind)
def test_nothing_but_the_named_parts_may_stay_empty(kind):
    paper = EXAMPLES[kind]
    for field in fields(paper):
        if field.name in MAY_STAY_EMPTY | {"nth"}:
            continue
        emptied = replace(paper, **{field.name: NOTHING[type(getattr(paper, field.name))]})
        (bar,) = problems(emptied)
        assert bar.code == f"{kind}_{field.name}_missing"


def test_a_paragraph_of_the_facts_may_not_be_blank():
    decision = EXAMPLES[PaperKind.DECISION]

    (bar,) = problems(replace(decision, facts=(*decision.facts, "  ")))

    assert bar == Bar("6.1", "decision_facts_missing")


def test_a_second_correction_notice_is_refused():
    (bar,) = problems(replace(CORRECTION_NOTICE, nth=2))

    assert bar == Bar("4.2c", "correction_notice_told_before", {"nth": 2})


@pytest.mark.parametrize("where", ["applicant", "cure"])
def test_control_characters_in_pasted_text_are_refused(where):
    pasted = "第一行\x0b第二行"
    if where == "applicant":
        notice = replace(CORRECTION_NOTICE, applicant=pasted)
    else:
        fault = replace(CORRECTION_NOTICE.faults[0], cure=pasted)
        notice = replace(CORRECTION_NOTICE, faults=(fault,))

    assert problems(notice) == (Bar("4.4a", "paper_has_control_characters"),)
    assert "paper_has_control_characters" in SENTENCES


def test_line_breaks_in_what_people_write_are_allowed():
    assert problems(replace(EXAMPLES[PaperKind.DECISION], facts=("第一行\r\n第二行",))) == ()


def test_a_receipt_issued_anew_says_why():
    anew = replace(RECEIPT, edition=2)

    (bar,) = problems(anew)

    assert bar == Bar("6.4b", "receipt_reissue_reason_missing", {"edition": 2})
    assert problems(replace(anew, reissue_reason="经办人变更")) == ()


def test_every_reason_has_a_sentence_that_names_the_part():
    assert "办结时间" in SENTENCES["receipt_completes_missing"]
    assert SENTENCES["receipt_materials_pages_missing"].format(n=2) == (
        "收件回执单的第2项材料缺少页数，请补上后再出具。"
    )
    for kind, schema in SCHEMAS.items():
        for field in fields(schema):
            if field.name not in MAY_STAY_EMPTY | {"nth"}:
                assert f"{kind}_{field.name}_missing" in SENTENCES


def test_the_same_facts_freeze_to_the_same_text_wherever_the_machine_stands(monkeypatch):
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    in_utc = replace(RECEIPT, received_at=RECEIPT.received_at.astimezone(UTC))

    assert canonical(in_utc) == canonical(RECEIPT)
    assert '"received_at":"2026-11-16T10:26+08:00"' in canonical(in_utc)
    monkeypatch.undo()
    time.tzset()


def test_frozen_content_is_plain_and_readable():
    text = canonical(RECEIPT)
    content = json.loads(text)

    assert content["received_at"] == "2026-11-16T10:26+08:00"
    assert content["completes"] == "2026-11-26"
    assert content["materials"][0]["name"] in text
    assert list(content) == sorted(content)


def test_any_change_changes_the_digest():
    changed = replace(RECEIPT, handler_phone="0826-555-0118")

    assert digest(canonical(RECEIPT)).startswith("sha256:")
    assert digest(canonical(changed)) != digest(canonical(RECEIPT))
