"""What a paper must say before it may be issued, and how its content is frozen."""

import json
import time
from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest

from shouwen.rules.clauses import clauses
from shouwen.rules.papers import (
    CORRECTABLE,
    SCHEMAS,
    SENTENCES,
    canonical,
    digest,
    frozen,
    problems,
)
from shouwen.rules.verdict import Bar
from shouwen.rules.words import PaperKind
from tests.papers.examples import (
    CORRECTION_NOTICE,
    DEEMED_ACCEPTANCE,
    EXAMPLES,
    RECEIPT,
)
from tests.papers.office_examples import (
    AB_TABLE,
    ABSENCE_FORM,
    HANDOVER_SHEET,
    POST_DESCRIPTION,
    SUDDEN_ABSENCE,
)

MAY_STAY_EMPTY = {
    PaperKind.RECEIPT: {
        "agent",
        "statute",
        "why_not_at_once",
        "reissue_reason",
        "provisional",
    },
    PaperKind.CORRECTION_NOTICE: {"nth"},
    PaperKind.ACCEPTANCE_NOTICE: {"statute", "decide_by", "exclusions", "provisional", "deemed"},
    PaperKind.SUPPLEMENTARY_NOTICE: {"still_unmet"},
    PaperKind.CHANGED_LAW_NOTICE: set(),
    PaperKind.SUPPLY_INVITATION: set(),
    PaperKind.DECISION: {"validity", "delivery", "materials", "by_silence"},
    PaperKind.EXTENSION_FORM: {"by_law", "beyond", "document"},
    PaperKind.EXTENSION_NOTICE: {"basis", "provisional"},
    PaperKind.SPECIAL_PROCEDURE_NOTICE: {"provisional"},
    PaperKind.HEARING_RIGHT: set(),
    PaperKind.INTERESTED_RIGHT: set(),
    PaperKind.HEARING_NOTICE: {"closed"},
    PaperKind.INTERESTED_NOTICE: {"closed"},
    PaperKind.POST_DESCRIPTION: {"holder", "leader", "qualification"},
    PaperKind.AB_TABLE: {"deputies", "duty_leader", "duty_phone"},
    PaperKind.ABSENCE_FORM: {"sudden", "emptied", "extensions", "signed_in_at"},
    PaperKind.HANDOVER_SHEET: {
        *("returns_at", "nothing_owed", "things", "signed_for", "back_at", "taken_back_at"),
    },
    PaperKind.UNLISTED_RECEIPT: {"materials"},
    PaperKind.REFERRAL_NOTICE: set(),
    PaperKind.RETURN_SLIP: {"proof", "power", "witnesses", "address", "tracking"},
    PaperKind.SERVICE_RECORD: set(),
    PaperKind.REFUSAL_FORM: {
        *("accepted_on", "address", "agent", "conditions", "grounds", "reason", "granted"),
    },
    PaperKind.REFUSAL: {"body_online", "first", "granted"},
    PaperKind.NON_ACCEPTANCE: {"body_online", "first", "instead"},
    PaperKind.REVERSAL: set(),
}


def owed_parts(kind):
    """The names of the parts that a paper of this kind may not leave empty."""
    every = {field.name for field in fields(EXAMPLES[kind])}
    return sorted(every - MAY_STAY_EMPTY[kind] - {"clauses", "corrects", "why_corrected"})


NOTHING = {
    str: " ",
    int: 0,
    bool: False,
    tuple: (),
    **dict.fromkeys((date, datetime, type(None))),
}


@pytest.mark.parametrize("paper", [*EXAMPLES.values(), DEEMED_ACCEPTANCE, SUDDEN_ABSENCE])
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


INSIDE = {
    PaperKind.POST_DESCRIPTION,
    PaperKind.AB_TABLE,
    PaperKind.ABSENCE_FORM,
    PaperKind.HANDOVER_SHEET,
}
"""What the office writes to itself: nobody complains by it."""


@pytest.mark.parametrize("kind", PaperKind)
def test_every_paper_names_clauses_that_exist_and_what_goes_out_where_to_complain(kind):
    paper, known = EXAMPLES[kind], clauses()
    assert paper.clauses
    assert all(clause in known for clause in paper.clauses)
    if kind not in INSIDE:
        assert problems(replace(paper, complaint_phone=" ")) == (
            Bar("5.4b", f"{kind}_complaint_phone_missing"),
        )


@pytest.mark.parametrize("pages", [0, -1])
def test_a_receipt_counts_the_pages_of_every_material(pages):
    first, second, *rest = RECEIPT.materials
    receipt = replace(RECEIPT, materials=(first, replace(second, pages=pages), *rest))

    assert problems(receipt) == (Bar("6.4b", "receipt_materials_pages_missing", {"n": 2}),)


@pytest.mark.parametrize("part", ["material", "problem", "ground", "cure"])
def test_every_fault_says_what_is_wrong_why_and_how_to_mend_it(part):
    notice = replace(
        CORRECTION_NOTICE, faults=(replace(CORRECTION_NOTICE.faults[0], **{part: ""}),)
    )

    assert problems(notice) == (Bar("4.2c", f"correction_notice_faults_{part}_missing", {"n": 1}),)


@pytest.mark.parametrize("kind", PaperKind)
def test_nothing_but_the_named_parts_may_stay_empty(kind):
    paper = EXAMPLES[kind]
    for part in owed_parts(kind):
        emptied = replace(paper, **{part: NOTHING[type(getattr(paper, part))]})
        (bar,) = problems(emptied)
        assert bar.code == f"{kind}_{part}_missing"
    for part in MAY_STAY_EMPTY[kind] - {"nth"}:
        assert problems(replace(paper, **{part: NOTHING[type(getattr(paper, part))]})) == ()


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


@pytest.mark.parametrize("part", ["requirement", "indicator", "source"])
def test_every_duty_says_how_well_how_measured_and_from_where(part):
    first, *rest = POST_DESCRIPTION.duties
    described = replace(POST_DESCRIPTION, duties=(first, replace(rest[0], **{part: ""}), *rest[1:]))

    (bar,) = problems(described)

    assert (bar.code, bar.params) == (f"post_description_duties_{part}_missing", {"n": 2})
    assert bar.clause == ("2.1" if part == "source" else "2.4.3")


def test_a_table_names_the_b_role_of_every_post_but_may_have_a_vacant_one():
    first, *rest = AB_TABLE.posts

    assert problems(replace(AB_TABLE, posts=(replace(first, holder=""), *rest))) == ()
    assert problems(replace(AB_TABLE, posts=(replace(first, b_role=""), *rest))) == (
        Bar("2.7.4", "ab_table_posts_b_role_missing", {"n": 1}),
    )


def test_only_a_sudden_absence_goes_without_reason_stand_in_and_approval():
    unsettled = replace(SUDDEN_ABSENCE, sudden=False)

    assert {(bar.clause, bar.code) for bar in problems(unsettled)} == {
        ("3.1", "absence_form_stand_ins_missing"),
        *(
            ("3.2a", f"absence_form_{part}_missing")
            for part in "reason returns_at length approver approver_post approved_at".split()
        ),
    }


def test_a_section_left_empty_goes_to_the_office_first():
    alone = replace(ABSENCE_FORM, office_by="", office_at=None)

    assert [(bar.clause, bar.code) for bar in problems(alone)] == [
        ("3.2c", "absence_form_office_by_missing"),
        ("3.2c", "absence_form_office_at_missing"),
    ]
    assert problems(replace(alone, emptied="")) == ()
    assert problems(replace(alone, sudden=True)) == ()


def test_a_hand_over_of_nothing_says_so():
    assert problems(replace(HANDOVER_SHEET, lines=())) == (
        Bar("3.3a", "handover_sheet_lines_missing"),
    )
    assert problems(replace(HANDOVER_SHEET, lines=(), nothing_owed=True)) == ()


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
    for kind in SCHEMAS:
        for part in owed_parts(kind):
            assert f"{kind}_{part}_missing" in SENTENCES


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


@pytest.mark.parametrize("kind", PaperKind)
def test_what_was_frozen_is_read_again_as_it_was(kind):
    content = canonical(EXAMPLES[kind])
    assert canonical(frozen(kind, content)) == content


def test_a_paper_frozen_before_there_were_corrections_is_read_all_the_same():
    notice = EXAMPLES[PaperKind.ACCEPTANCE_NOTICE]
    says = json.loads(canonical(notice))
    del says["corrects"], says["why_corrected"]
    assert frozen(PaperKind.ACCEPTANCE_NOTICE, json.dumps(says)) == notice


@pytest.mark.parametrize("kind", CORRECTABLE)
def test_only_plain_words_of_a_paper_are_set_right_and_none_that_decide(kind):
    paper = EXAMPLES[kind]
    assert {type(getattr(paper, part)) for part in CORRECTABLE[kind]} == {str}
    assert not {"basis", "decision", "statement", "body_basis"}.intersection(CORRECTABLE[kind])


def test_what_corrects_another_says_why():
    notice = replace(EXAMPLES[PaperKind.ACCEPTANCE_NOTICE], corrects="广审受〔2026〕1号")
    (bar,) = problems(notice)
    assert bar == Bar("4.4b", "acceptance_notice_why_corrected_missing")
    assert problems(replace(notice, why_corrected="申请人姓名打错了")) == ()
