"""What breaks the constraints of returns of materials and of the service of papers (7.4.3b, 7.4.4)."""

from datetime import date, timedelta

from django.db import connection

from shouwen.acts import Party
from shouwen.acts.case import withdraw
from shouwen.acts.returning import ask_for_return, hand_back
from shouwen.acts.serving import choose_way
from shouwen.records.keys import new_key
from shouwen.records.models import (
    CaseMaterial,
    MaterialReturn,
    Paper,
    ReturnLine,
    ServiceOfPaper,
    ServiceWish,
)
from shouwen.rules.facts import serving
from shouwen.rules.facts.casefile import Withdrawal
from shouwen.rules.facts.returning import Mark, Shown, Taking, Wish
from shouwen.rules.words import Fate, IdDocument, Proposer, ServedBy, Taker
from tests.acts.world import at

LATER = at("2026-12-01 09:00")
SHOWN = Shown("徐禾", IdDocument.RESIDENT_ID, "11010519491231002X", date(2030, 1, 1))


def given_back(world):
    """A case taken back, whose materials went back but for one; what is left was asked for again."""
    case, window = world.receive(), world.holder("window_1")
    sent = serving.Wish(True, "xu@example.org", "徐禾")
    choose_way(case, by=Party(), at=at("2026-09-21 10:30"), wish=sent)
    signed = Withdrawal("徐禾", Proposer.PARTY)
    withdraw(case, by=Party(), at=at("2026-09-21 11:00"), withdrawal=signed)
    wish = Wish(ServedBy.HAND, "徐禾")
    ask_for_return(case, by=Party(), at=at("2026-09-21 11:10"), wish=wish)
    row = MaterialReturn.objects.get(case=case)
    keys = CaseMaterial.objects.filter(case=case).values_list("key", flat=True)
    held = Mark(Fate.HELD_BACK, "《食品安全法》第三十五条第二款")
    marks = {key: Mark(Fate.RETURNED) for key in keys} | {"application": held}
    taking = Taking(ServedBy.HAND, Taker.APPLICANT, SHOWN, signed=True)
    hand_back(row.pk, by=window, at=at("2026-09-21 11:20"), marks=marks, taking=taking)
    ask_for_return(case, by=Party(), at=at("2026-09-21 11:30"), wish=wish)


def done(**changes):
    return lambda rows: MaterialReturn.objects.filter(state="handed_back").update(**changes)


def waits(**changes):
    return lambda rows: MaterialReturn.objects.filter(state="asked").update(**changes)


def line(fate, /, **changes):
    return lambda rows: ReturnLine.objects.filter(fate=fate).update(**changes)


def tried(**columns):
    """An attempt to serve a paper, written past the acts."""

    def write(rows):
        paper = Paper.objects.first()
        said = {"by": "hand", "to": "徐禾", "at": LATER, "paper": paper, **columns}
        ServiceOfPaper.objects.create(id=new_key(LATER), **said)

    return write


def two_notices(rows):
    hung = tried(by="public_notice", outcome="posted", place="公告栏", over_at=LATER + DAY)
    hung(rows)
    hung(rows)


def two_receipts(rows):
    proven = tried(by="post", outcome="proven", received_on=LATER.date())
    proven(rows)
    proven(rows)


def wished(**columns):
    """How somebody wished to be served, written past the acts."""

    def write(rows):
        case = Paper.objects.filter(matter__kind="case").first().matter_id
        said = {"at": LATER, "electronic": True, "address": "xu@example.org", "signed_by": "徐禾"}
        ServiceWish.objects.create(id=new_key(LATER), case_id=case, **{**said, **columns})

    return write


def asked_twice(rows):
    row = MaterialReturn.objects.get(state="asked")
    row.pk = new_key(LATER)
    row.save(force_insert=True)


def of_no_known_state(rows):
    """What says to whom knows the states as well, and PostgreSQL asks it first."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(
                "ALTER TABLE records_materialreturn"
                " DROP CONSTRAINT a_return_says_to_whom_by_which_document"
            )
    waits(state="lost")(rows)


def returned_twice(rows):
    row = ReturnLine.objects.filter(fate="returned").first()
    row.pk, row.material_return = new_key(LATER), MaterialReturn.objects.get(state="asked")
    row.save(force_insert=True)


def named_twice(rows):
    row = ReturnLine.objects.get(fate="held_back")
    row.pk = new_key(LATER)
    row.save(force_insert=True)


def another_paper(**other):
    row = Paper.objects.filter(corrects=None).first()
    row.pk, row.number = new_key(LATER), f"另〔2026〕{Paper.objects.count()}号"
    for name, value in other.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def corrected_twice(rows):
    first = Paper.objects.filter(corrects=None).first()
    another_paper(corrects=first)
    another_paper(corrects=first)


def corrects_itself(rows):
    row = Paper.objects.filter(corrects=None).first()
    row.pk = row.corrects_id = new_key(LATER)
    row.number = "另〔2026〕1号"
    row.save(force_insert=True)


DAY = timedelta(days=1)
FAILED = {"outcome": "failed", "place": "滨江路 18 号", "reason": "无人", "person": "何雨桐"}
POSTED = {"by": "public_notice", "outcome": "posted", "place": "公告栏", "over_at": LATER + DAY}
BREAKS = {
    "a_paper_is_corrected_once": [corrected_twice],
    "no_paper_corrects_itself": [corrects_itself],
    "a_return_receipt_says_when": [
        tried(by="post", outcome="proven"),
        tried(by="hand", outcome="proven", received_on=LATER.date()),
    ],
    "one_return_receipt_a_paper": [two_receipts],
    "a_wish_how_to_be_served_is_signed": [wished(signed_by="")],
    "who_agrees_to_be_sent_papers_says_where_to": [
        wished(address=""),
        wished(electronic=False),
    ],
    "return_state_is_known": [of_no_known_state],
    "materials_go_by_hand_or_post": [waits(wished_by="pigeon"), waits(wished_by="electronic")],
    "one_return_waits_at_a_time": [asked_twice],
    "a_return_says_to_whom_by_which_document": [
        waits(returned_at=LATER),
        waits(taker="applicant"),
        waits(state="handed_back"),
        done(returned_at=None),
        done(slip=None),
        done(taker="passer-by"),
        done(taker_name=""),
        done(document="library_card"),
        done(document_number=""),
    ],
    "an_agent_has_a_power_of_attorney": [
        done(taker="agent"),
        done(taker="agent", power_agent="罗一鸣"),
    ],
    "a_parcel_has_an_address_and_a_number": [
        done(by="post", tracking="EMS1"),
        done(by="post", address="滨江路 18 号"),
    ],
    "fate_is_known": [line("returned", fate="lost")],
    "what_is_held_back_has_its_article": [
        line("held_back", ground=""),
        line("returned", ground="《某法》第一条"),
    ],
    "a_return_names_a_material_once": [named_twice],
    "a_material_is_returned_once": [returned_twice],
    "outcome_of_service_is_known": [tried(outcome="lost")],
    "a_failed_attempt_says_where_why_and_who": [
        tried(**{**FAILED, part: ""}) for part in ("place", "reason", "person")
    ],
    "a_public_notice_says_where_and_until_when": [
        tried(**{**POSTED, "place": ""}),
        tried(**{**POSTED, "over_at": None}),
        tried(**{**POSTED, "over_at": LATER}),
        tried(**{**POSTED, "by": "post"}),
        tried(over_at=LATER + DAY),
    ],
    "one_public_notice_a_paper": [two_notices],
}
ONCE_WHERE = {
    "one_return_waits_at_a_time",
    "a_material_is_returned_once",
    "one_public_notice_a_paper",
    "one_return_receipt_a_paper",
}


def others_may_be():
    """What was handed back may be many, what is held back may be so again, and attempts may fail."""
    row = MaterialReturn.objects.get(state="handed_back")
    row.pk = new_key(LATER)
    row.save(force_insert=True)
    held = ReturnLine.objects.get(fate="held_back")
    held.pk, held.material_return = new_key(LATER), row
    held.save(force_insert=True)
    for _ in range(2):
        tried(**FAILED)({})
