"""What breaks the constraints of applications whose applicant is no more (民法典 art. 67, 1121)."""

from datetime import date

from shouwen.records.keys import new_key
from shouwen.records.models import Case, Succession
from tests.acts.world import at

WHEN = at("2026-12-01 09:00")
GONE = {
    "ended": "died",
    "ended_on": date(2026, 11, 20),
    "proof": "死亡医学证明 2026-301 号",
    "former": "徐禾",
    "noted_at": WHEN,
}
TAKEN_OVER = {"taken_over_at": WHEN, "successor": "徐禾苗", "successor_proof": "公证书 2026-112 号"}


def gone(**columns):
    """That an applicant is no more, written past the acts."""

    def write(rows):
        case = Case.objects.order_by("pk").first()
        Succession.objects.create(id=new_key(WHEN), case=case, **{**GONE, **columns})

    return write


def twice(rows):
    gone()(rows)
    gone()(rows)


BREAKS = {
    "why_an_applicant_is_no_more_is_known": [gone(ended="moved")],
    "that_an_applicant_is_no_more_is_proven": [gone(proof="")],
    "who_takes_an_application_over_proves_it": [
        gone(taken_over_at=WHEN),
        gone(**{**TAKEN_OVER, "taken_over_at": None}),
        *(gone(**{**TAKEN_OVER, part: ""}) for part in ("successor", "successor_proof")),
    ],
    "one_successor_is_looked_for_at_a_time": [twice],
}
ONCE_WHERE = {"one_successor_is_looked_for_at_a_time"}


def others_may_be():
    """Who took it over may be no more as well."""
    gone(**TAKEN_OVER)({})
    gone(**TAKEN_OVER)({})
    gone()({})
