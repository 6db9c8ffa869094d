"""What the check of a paper tells to whoever holds its code."""

import pytest

from shouwen.queries.paper_check import paper_by_code, paper_by_number
from shouwen.queries.rows import PaperCheckPage, PaperRow
from shouwen.records.keys import new_key
from shouwen.records.models import Jurisdiction, Matter, Paper
from shouwen.rules.papers import canonical, digest
from shouwen.rules.words import AbsenceState, MatterKind
from tests.papers.examples import ISSUED_AT, KINDS
from tests.papers.office_examples import (
    AB_TABLE,
    ABSENCE_FORM,
    HANDOVER_SHEET,
    POST_DESCRIPTION,
)


def issued(paper):
    """``paper`` as a row, on a matter that is no case."""
    jurisdiction = Jurisdiction.objects.get()
    matter = Matter.objects.create(
        id=new_key(ISSUED_AT),
        jurisdiction=jurisdiction,
        kind=MatterKind.ABSENCE,
        state=AbsenceState.APPROVED,
        opened_at=ISSUED_AT,
        last_at=ISSUED_AT,
        chain_length=0,
        chain_head="",
    )
    content = canonical(paper)
    return Paper.objects.create(
        id=new_key(ISSUED_AT),
        jurisdiction=jurisdiction,
        matter=matter,
        kind=KINDS[type(paper)],
        number=paper.number,
        template_version="1",
        content=content,
        digest=digest(content),
        check_code=paper.check_url.rpartition("/")[2],
        issued_at=ISSUED_AT,
    )


@pytest.mark.parametrize("paper", [POST_DESCRIPTION, AB_TABLE, ABSENCE_FORM, HANDOVER_SHEET])
def test_of_the_office_s_own_papers_only_title_number_and_day_are_told(world, paper):
    row = issued(paper)

    told = PaperCheckPage(
        PaperRow(KINDS[type(paper)], paper.number, ISSUED_AT.date(), row.check_code),
        unit=paper.unit,
        title=paper.title,
    )

    assert paper_by_code(row.check_code) == told
    assert paper_by_number(paper.number, row.check_code) == told


def test_the_page_of_an_absence_form_says_neither_who_nor_why(client, world):
    row = issued(ABSENCE_FORM)

    page = client.get(f"/paper/{row.check_code}").text

    assert "是真的" in page
    assert "离岗审批表" in page
    assert row.number in page
    for kept in (ABSENCE_FORM.person, ABSENCE_FORM.reason, ABSENCE_FORM.kind, "内容摘要"):
        assert kept not in page


def test_a_paper_of_a_case_leads_on_to_its_case(world):
    receipt = Paper.objects.get(matter=world.receive())

    page = paper_by_code(receipt.check_code)

    assert page.case
    assert page.party
    assert page.digest
