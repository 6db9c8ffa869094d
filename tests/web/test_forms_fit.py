"""What a form takes, the tables have room for: PostgreSQL would refuse the rest without a word to
anybody, SQLite would keep it."""

import pytest
from django.db import models

from shouwen.queries.rows import MaterialAsked
from shouwen.records.models import Case, CaseMaterial, Letter, ServiceOfPaper
from shouwen.rules.words import MaterialForm as Form
from shouwen.rules.words import MaterialSource
from shouwen.web.desk.forms import AnswersForm, DeliverForm, TellForm, WithdrawForm
from shouwen.web.forms import IntakeForm, MaterialForm

MOST = {  # PostgreSQL's
    models.PositiveSmallIntegerField: 2**15 - 1,
    models.PositiveIntegerField: 2**31 - 1,
}
ASKED = MaterialAsked("form", "申请书", Form.ORIGINAL, 1, MaterialSource.APPLICANT, "", "")
TEXTS = [
    *((IntakeForm(), name, Case, name) for name in (
        "applicant", "id_number", "phone", "email", "address", "agent", "agent_id_number", "subject"
    )),
    (IntakeForm(), "email", Letter, "to"),
    (IntakeForm(), "phone", Letter, "to"),
    (TellForm(), "to", ServiceOfPaper, "to"),
    (DeliverForm(), "to", ServiceOfPaper, "to"),
    (DeliverForm(), "identity_number", ServiceOfPaper, "proof"),
    (DeliverForm(), "tracking", ServiceOfPaper, "proof"),
    (WithdrawForm(), "signed_by", Case, "withdrawal_signed_by"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "field", "table", "column"), TEXTS)
def test_the_longest_text_that_a_form_takes_fits(form, field, table, column):
    assert form.fields[field].max_length <= table._meta.get_field(column).max_length


@pytest.mark.parametrize(
    ("form", "field"),
    [(MaterialForm(material=ASKED), "pages"), (AnswersForm(asked=[ASKED]), "pages-form")],
)
def test_the_most_pages_that_a_form_takes_fit(form, field):
    column = CaseMaterial._meta.get_field("pages")
    assert form.fields[field].max_value <= MOST[type(column)]
