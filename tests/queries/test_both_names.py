"""Where somebody stands in, pages and papers name both: 沈清和（代罗一鸣）, and say where to call (2.6)."""

import json

import pytest

from shouwen.queries.track import track
from shouwen.rules.words import AbsenceKind, PaperKind
from tests.acts.world import at

BOTH = "沈清和（代罗一鸣）"  # she is the B-role of the food post, her own is window 6
HERS = "0826-555-0141"
ILL_FROM = "2026-09-21 09:30"


@pytest.fixture
def stood_in(world):
    """The office while the holder of the food post is ill."""
    from shouwen.acts.absence import Leave, enter_sudden_absence

    enter_sudden_absence(
        world.jurisdiction,
        by=world.staff("weisiyuan"),
        at=at(ILL_FROM),
        person=world.people["luoyiming"],
        leave=Leave(AbsenceKind.ILLNESS, at(ILL_FROM)),
    )
    return world


def paper(case, kind: PaperKind):
    from shouwen.records.models import Paper

    return json.loads(Paper.objects.filter(matter=case, kind=kind).latest("issued_at").content)


def accepted(world):
    from shouwen.acts.case import accept_case

    case = world.receive()
    accept_case(case, by=world.staff("shenqinghe"), at=at("2026-09-21 10:30"))
    return case


def test_the_receipt_says_who_handles_it_for_whom_and_where_to_call(stood_in):
    receipt = paper(stood_in.receive(), PaperKind.RECEIPT)
    assert (receipt["handler"], receipt["handler_phone"]) == (BOTH, HERS)


def test_a_notice_does_too(stood_in):
    notice = paper(accepted(stood_in), PaperKind.ACCEPTANCE_NOTICE)
    assert (notice["handler"], notice["handler_phone"]) == (BOTH, HERS)


def test_the_applicant_reads_whom_to_call_now_and_who_did_what(stood_in):
    page = track(accepted(stood_in), at("2026-09-21 12:00"))
    assert (page.contact.person, page.contact.phone) == (BOTH, HERS)
    assert page.events[0].who == f"{BOTH} · 食品经营审批岗"


def test_a_stand_in_who_is_away_is_not_offered(world):
    from shouwen.acts.absence import Leave, enter_sudden_absence

    case = world.receive()
    assert track(case, at("2026-09-21 12:00")).contact.stands_in == "沈清和"
    enter_sudden_absence(
        world.jurisdiction,
        by=world.staff("weisiyuan"),
        at=at("2026-09-21 11:00"),
        person=world.people["shenqinghe"],
        leave=Leave(AbsenceKind.ILLNESS, at("2026-09-21 11:00")),
    )
    assert track(case, at("2026-09-21 12:00")).contact.stands_in == ""


def test_the_page_of_the_case_names_both_on_every_act(stood_in):
    from shouwen.queries.case_page import case_page
    from shouwen.queries.viewer import see
    from shouwen.records.models import Matter

    number = Matter.objects.get(pk=accepted(stood_in)).number
    viewer = see(stood_in.people["shenqinghe"], at("2026-09-21 12:00"))
    page = case_page(viewer, number)[1]
    assert page.events[0].who == BOTH
    handler = next(each for each in page.seats if each.note == "经办")
    assert (handler.person, handler.stands_for) == ("沈清和", "罗一鸣")


def test_the_desk_shows_before_what_the_paper_will_say(stood_in):
    from shouwen.queries.act_page import correction_page
    from shouwen.queries.intake import intake
    from shouwen.queries.viewer import see
    from shouwen.records.models import Matter, Service

    viewer = see(stood_in.people["shenqinghe"], at("2026-09-21 12:00"))
    code = Service.objects.get(versions__pk=stood_in.versions["food"]).code
    page = intake(viewer, code).page
    assert (page.handler, page.handler_phone) == (BOTH, HERS)
    case = stood_in.receive()
    stood_in.fault(case, "application", "2026-09-21 11:00", by="registration")
    notice = correction_page(viewer, Matter.objects.get(pk=case).number)
    assert (notice.handler, notice.handler_phone) == (BOTH, HERS)


def test_the_guide_says_where_whoever_sits_there_now_is_called(stood_in):
    from shouwen.queries.catalogue import service
    from shouwen.records.models import Service

    code = Service.objects.get(versions__pk=stood_in.versions["food"]).code
    (staff,) = service(code, at("2026-09-21 12:00")).staff
    assert (staff.name, staff.phone) == ("沈清和", HERS)
