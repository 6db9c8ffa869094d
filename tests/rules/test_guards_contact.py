"""Regime 1: each guard of a contact where its fact holds, and where it bars (1.1–1.3, 4.1, 4.3).

Guards of the directory are in ``test_directory.py``, of what is asked of others in
``test_guards_consultation.py``."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from shouwen.rules.facts.casefile import Moment, Owing
from shouwen.rules.facts.contact import (
    Contact,
    Elsewhere,
    Guidance,
    HandingOver,
    Linked,
    Passing,
    Rating,
    Report,
    Said,
    Telling,
    Wanted,
)
from shouwen.rules.facts.seats import Actor, Seat
from shouwen.rules.lives.contact import MOVES
from shouwen.rules.regimes.first_contact.answering import SIX, SIX_NAMES
from shouwen.rules.sentences import fill, template
from shouwen.rules.verdict import Guard
from shouwen.rules.words import (
    ActorKind,
    ContactChannel,
    HandoverKind,
    HandoverState,
    ReportKind,
    SeatRule,
    ToldBy,
    VersionState,
)

NEEDS = {
    need.name: need
    for move in MOVES
    for need in (*move.needs, *move.leaves)
    if isinstance(need, Guard) and ".first_contact." in need.check.__module__
}
NOW = datetime(2026, 9, 21, 2, tzinfo=UTC)  # 10:00 in China
SECOND = timedelta(seconds=1)
TODAY = date(2026, 9, 21)
MINE, THEIRS, THIRD = (UUID(int=n) for n in (1, 2, 3))  # posts
HE, LUO, XU = (UUID(int=n) for n in (11, 12, 13))  # persons

WANTED = Wanted(ContactChannel.VISIT, "食品经营许可怎么办？", "徐禾", "0826-555-0180")
NO_WAY_BACK = replace(WANTED, phone=" ", phone_declined=True)
CONTACT = Contact(WANTED, MINE, NOW)
HANDED = Passing(HandoverKind.HANDED, HandoverState.WAITING, MINE, THEIRS)
FOR_ABSENT = replace(HANDED, kind=HandoverKind.FOR_ABSENT)
ASSIGNED = replace(HANDED, kind=HandoverKind.ASSIGNED)
CONFIRMED = replace(HANDED, state=HandoverState.CONFIRMED)
DECLINED = replace(HANDED, state=HandoverState.DECLINED)
VOID = replace(HANDED, state=HandoverState.VOID)
CAME_BACK = replace(CONFIRMED, returned=True)
SITS = Seat(MINE, HE, SeatRule.HOLDER)
OFFICER = Actor(ActorKind.SEAT, HE, (SITS,))
TELLING = Telling(VersionState.PUBLISHED, ToldBy.PRINT, ContactChannel.VISIT)
READ_OUT = Telling(VersionState.PUBLISHED, ToldBy.CONTACT, ContactChannel.PHONE, frozenset(SIX))
CASE = "511602-XK-20260921-00001-5"
LINKED = Linked(CASE, found=True, received_at=NOW, since=NOW)
GUIDANCE = Guidance("受理岗", "0826-555-0101", True, True, True, own_section=False)
ELSEWHERE = Elsewhere("区综合执法局", "0826-555-0260", confirmed=True)
HANDING = HandingOver(THEIRS, "受理岗", "食品经营许可归受理岗", frozenset({LUO}))
REPORT = Report(ReportKind.COMPLAINT, "徐禾", "0826-555-0180")


def contact(*handovers, **changed):
    return {"contact": replace(CONTACT, handovers=handovers, **changed)}


def handing(*handovers, to=HANDING, **changed):
    return {"handing_over": to, **contact(*handovers, **changed)}


def owing(*kinds, **other):
    return {"owing": Owing(open=frozenset(kinds)), **other}


def until(day, at=NOW):
    return {"moment": Moment(at, None), **contact(reopen_until=day)}


WORDS = [{"said": Said("到二楼 3 号窗口")}]
HOLDS = {
    "it_is_written_what_is_asked": [{"wanted": WANTED}, {"wanted": Wanted(WANTED.channel, "问路")}],
    "what_waits_came_in_writing": [
        {"wanted": replace(WANTED, channel=channel)}
        for channel in (ContactChannel.LETTER, ContactChannel.EMAIL, ContactChannel.WEB)
    ],
    "what_came_in_writing_stays_so": [
        {"wanted": replace(WANTED, channel=ContactChannel.WEB), **contact(waited=True)},
        *({"wanted": replace(WANTED, channel=each), **contact()} for each in ContactChannel),
    ],
    "whoever_is_asked_has_a_post": [
        {"actor": OFFICER},
        {"actor": Actor(ActorKind.PARTY)},
        {"actor": Actor(ActorKind.CLOCK)},
    ],
    "there_is_a_way_back": [
        contact(),
        *(
            contact(wanted=replace(NO_WAY_BACK, **way))
            for way in ({"other_way": "滨江路 18 号"}, {"email": "xu@example.org"})
        ),
    ],
    "they_may_still_go_on": [
        until(None),
        until(TODAY),
        until(TODAY, NOW + timedelta(hours=14) - SECOND),  # 23:59:59 in China
    ],
    "a_rating_is_of_five_levels": [{"rating": Rating(stars)} for stars in range(1, 6)],
    "it_is_rated_once": [contact()],
    "nothing_else_is_promised": [owing(), owing("answer_consultation", "tell_asker")],
    "others_have_answered": [contact(answers=1), contact(answers=2)],
    "it_is_written_what_was_said": WORDS,
    "it_is_written_why": WORDS,
    "it_is_said_why_not_at_once": WORDS,
    "it_is_said_why_it_is_declined": WORDS,
    "the_guide_told_is_in_force": [{"telling": TELLING}],
    "all_six_parts_were_told": [{"telling": TELLING}, {"telling": READ_OUT}],
    "only_on_the_telephone_it_is_read_out": [
        {"telling": READ_OUT},
        {"telling": TELLING},
        {"telling": replace(TELLING, by=ToldBy.MESSAGE)},
    ],
    "they_know_that_they_may_apply": [{"telling": TELLING}],
    "the_case_is_on_file": [{"linked": LINKED}],
    "the_case_came_after_they_asked": [
        {"linked": LINKED},
        {"linked": replace(LINKED, received_at=NOW + SECOND)},
        {"linked": replace(LINKED, found=False, received_at=NOW - SECOND)},  # no case, said alone
    ],
    "an_immediate_case_says_why_it_waits": [
        {"linked": LINKED},
        {"linked": replace(LINKED, not_at_once=True, why_not="要现场核查")},
    ],
    "a_call_is_owed": [owing("call_asker")],
    "who_waits_for_a_call_was_tried": [
        owing("find_out", **contact()),
        owing("call_asker", **contact(tries=3)),
    ],
    "the_post_has_duties": [{"guidance": GUIDANCE}],
    "they_were_told_where_to_go": [{"guidance": GUIDANCE}],
    "somebody_is_there": [{"guidance": GUIDANCE}],
    "there_is_a_phone_to_give": [{"guidance": GUIDANCE}],
    "what_is_their_own_sections_is_taken_down": [{"guidance": GUIDANCE}],
    "it_is_said_who_does_it": [{"elsewhere": ELSEWHERE}],
    "its_phone_was_confirmed": [
        {"elsewhere": ELSEWHERE},
        {"elsewhere": Elsewhere("", "", "12345-0088")},
        {"elsewhere": Elsewhere("区综合执法局", " ")},  # which has no phone to be confirmed
    ],
    "a_body_or_the_hotlines_number_is_found": [
        {"elsewhere": ELSEWHERE},
        {"elsewhere": Elsewhere("", "", "12345-0088")},
    ],
    "it_is_to_be_found_out": [owing("find_out")],
    "it_is_said_why_it_is_handed_over": [{"handing_over": HANDING}],
    "it_goes_to_another_post": [handing()],
    "it_goes_to_a_post_that_stands": [{"handing_over": HANDING}],
    "it_was_not_handed_over_before": [
        handing(),
        handing(VOID),
        handing(CAME_BACK),
        handing(CONFIRMED, to=replace(HANDING, returned=True)),
    ],
    "it_does_not_go_back_to_who_declined": [
        handing(CONFIRMED, VOID),
        handing(replace(DECLINED, to_post=THIRD)),
    ],
    "it_goes_to_nobody_it_is_about": [handing(), handing(about=frozenset({HE}))],
    "it_was_taken_down_for_them": [contact(CONFIRMED, FOR_ABSENT)],
    "it_was_handed_to_them": [contact(HANDED), contact(ASSIGNED), contact(DECLINED), contact()],
    "there_is_a_dispute": [contact(CONFIRMED), contact(replace(DECLINED, returned=True))],
    "an_assignment_is_asked_for": [owing("assign_contact")],
    "no_assignment_is_asked_for": [owing("dispose_contact")],
    "nobody_it_is_about_acts_on_it": [
        contact() | {"actor": OFFICER},
        contact(about=frozenset({LUO})) | {"actor": OFFICER},
    ],
    "a_report_has_name_and_phone": [
        {"report": REPORT},
        {"report": replace(REPORT, phone="", phone_declined=True)},
        {"report": replace(REPORT, name="", phone="", anonymous=True)},
    ],
    "a_report_is_to_be_passed_on": [owing("pass_on_report")],
    "a_clue_goes_to_the_discipline_body": [
        contact(reported=kind) for kind in ReportKind if kind is not ReportKind.DISCIPLINE
    ],
    "a_complaint_stays_in_the_house": [
        contact(reported=kind) for kind in ReportKind if kind is not ReportKind.COMPLAINT
    ],
    "a_report_waits_for_them": [owing("confirm_contact", **contact(HANDED))],
    "it_is_said_whom_it_went_to": [{"elsewhere": ELSEWHERE}],
    "what_was_reported_is_passed_on": [contact()],
}
NO_WORDS = {"said": Said(" \n")}
HERE = {"post": "受理岗"}
BARS = [
    ("it_is_written_what_is_asked", "1.1a", {"wanted": replace(WANTED, text=" ")}, {}),
    *(
        ("what_waits_came_in_writing", "1.1a", {"wanted": replace(WANTED, channel=channel)}, {})
        for channel in (ContactChannel.VISIT, ContactChannel.PHONE)
    ),
    *(
        (
            "what_came_in_writing_stays_so",
            "1.3.4a",
            {"wanted": replace(WANTED, channel=channel), **contact(waited=True)},
            {},
        )
        for channel in (ContactChannel.VISIT, ContactChannel.PHONE)
    ),
    ("whoever_is_asked_has_a_post", "1.1a", {"actor": replace(OFFICER, seats=())}, {}),
    ("there_is_a_way_back", "1.3.2c", contact(wanted=NO_WAY_BACK), {}),
    (
        "they_may_still_go_on",
        "1.1b",
        until(TODAY, NOW + timedelta(hours=14)),  # midnight in China
        {"until": TODAY},
    ),
    ("a_rating_is_of_five_levels", "1.2a", {"rating": Rating(0)}, {}),
    ("a_rating_is_of_five_levels", "1.2a", {"rating": Rating(6)}, {}),
    ("it_is_rated_once", "1.2a", contact(rated=True), {}),
    *(
        ("nothing_else_is_promised", "4.3a", owing(kind, "tell_asker"), {})
        for kind in ("find_out", "call_asker", "pass_on_report")
    ),
    ("others_have_answered", "4.3b", contact(), {}),
    ("others_have_answered", "4.3b", contact(answers=1, asked=1), {}),
    ("it_is_written_what_was_said", "1.1b", NO_WORDS, {}),
    ("it_is_written_why", "1.1b", NO_WORDS, {}),
    ("it_is_said_why_not_at_once", "1.3.1b", NO_WORDS, {}),
    ("it_is_said_why_it_is_declined", "1.2c", NO_WORDS, {}),
    *(
        ("the_guide_told_is_in_force", "4.1", {"telling": replace(TELLING, state=state)}, {})
        for state in (*(each for each in VersionState if each is not VersionState.PUBLISHED), None)
    ),
    *(
        (
            "all_six_parts_were_told",
            "4.1",
            {"telling": replace(READ_OUT, parts=READ_OUT.parts - {part})},
            {"parts": SIX_NAMES[part]},
        )
        for part in SIX
    ),
    (
        "all_six_parts_were_told",
        "4.1",
        {"telling": replace(READ_OUT, parts=frozenset())},
        {"parts": "依据、时限、程序、费用、材料、不予办理的情形"},
    ),
    *(
        (
            "only_on_the_telephone_it_is_read_out",
            "4.4a",
            {"telling": replace(READ_OUT, channel=channel)},
            {},
        )
        for channel in ContactChannel
        if channel is not ContactChannel.PHONE
    ),
    (
        "they_know_that_they_may_apply",
        "7.1",
        {"telling": replace(TELLING, may_apply=False)},
        {},
    ),
    ("the_case_is_on_file", "1.3.1a", {"linked": replace(LINKED, found=False)}, {"number": CASE}),
    (
        "the_case_came_after_they_asked",
        "1.3.1a",
        {"linked": replace(LINKED, received_at=NOW - SECOND)},
        {"number": CASE},
    ),
    (
        "an_immediate_case_says_why_it_waits",
        "1.3.1b",
        {"linked": replace(LINKED, not_at_once=True, why_not=" ")},
        {"number": CASE},
    ),
    ("a_call_is_owed", "1.3.2c", owing("find_out"), {}),
    *(
        (
            "who_waits_for_a_call_was_tried",
            "1.3.2c",
            owing("call_asker", **contact(tries=tries)),
            {"needed": 3, "tries": tries},
        )
        for tries in (0, 2)
    ),
    ("the_post_has_duties", "1.3.2a", {"guidance": replace(GUIDANCE, has_duties=False)}, HERE),
    ("they_were_told_where_to_go", "1.3.2a", {"guidance": replace(GUIDANCE, told=False)}, {}),
    ("somebody_is_there", "1.3.2b", {"guidance": replace(GUIDANCE, anybody_there=False)}, {}),
    ("there_is_a_phone_to_give", "1.3.2b", {"guidance": replace(GUIDANCE, phone=" ")}, HERE),
    (
        "what_is_their_own_sections_is_taken_down",
        "1.3.2c",
        {"guidance": replace(GUIDANCE, own_section=True)},
        {},
    ),
    (
        "it_is_said_who_does_it",
        "1.3.3",
        {"elsewhere": Elsewhere(" ", "", "12345-0088")},
        {"parts": "归哪个单位办、那里的电话"},
    ),
    (
        "it_is_said_who_does_it",
        "1.3.3",
        {"elsewhere": replace(ELSEWHERE, phone=" ")},
        {"parts": "那里的电话"},
    ),
    *(
        ("a_body_or_the_hotlines_number_is_found", "1.3.3", {"elsewhere": elsewhere}, {})
        for elsewhere in (
            Elsewhere("", "", " "),
            replace(ELSEWHERE, phone=" "),
            replace(ELSEWHERE, body=" "),
        )
    ),
    (
        "its_phone_was_confirmed",
        "1.3.3",
        {"elsewhere": replace(ELSEWHERE, confirmed=False)},
        {"body": "区综合执法局"},
    ),
    (  # clumsy seed 418: the hotline replied with a phone alone
        "its_phone_was_confirmed",
        "1.3.3",
        {"elsewhere": Elsewhere(" ", "0826-555-0260", "12345-0088", confirmed=False)},
        {"body": "0826-555-0260"},
    ),
    ("it_is_to_be_found_out", "1.3.3", owing("call_asker"), {}),
    (
        "it_is_said_why_it_is_handed_over",
        "1.2c",
        {"handing_over": replace(HANDING, why=" ")},
        {},
    ),
    ("it_goes_to_another_post", "1.2c", handing(to=replace(HANDING, to_post=MINE)), HERE),
    (
        "it_goes_to_a_post_that_stands",
        "1.2c",
        {"handing_over": replace(HANDING, closed=True)},
        HERE,
    ),
    ("it_was_not_handed_over_before", "1.2c", handing(CONFIRMED), {}),
    ("it_was_not_handed_over_before", "1.2c", handing(DECLINED), {}),
    ("it_does_not_go_back_to_who_declined", "1.2c", handing(DECLINED), HERE),
    ("it_goes_to_nobody_it_is_about", "1.3.4b", handing(about=frozenset({LUO, XU})), HERE),
    *(
        ("it_was_taken_down_for_them", "1.2c", contact(*handovers), {})
        for handovers in (
            (),
            (HANDED,),
            (ASSIGNED,),
            (replace(FOR_ABSENT, state=HandoverState.CONFIRMED),),
        )
    ),
    ("it_was_handed_to_them", "1.3.2c", contact(CONFIRMED, FOR_ABSENT), {}),
    ("there_is_a_dispute", "1.2c", contact(), {}),
    ("there_is_a_dispute", "1.2c", contact(VOID, CAME_BACK, HANDED), {}),
    ("an_assignment_is_asked_for", "1.2c", owing("dispose_contact"), {}),
    ("no_assignment_is_asked_for", "1.2c", owing("assign_contact"), {}),
    (
        "nobody_it_is_about_acts_on_it",
        "1.3.4b",
        contact(about=frozenset({HE})) | {"actor": OFFICER},
        {},
    ),
    (
        "a_report_has_name_and_phone",
        "1.3.4b",
        {"report": replace(REPORT, name=" ", phone=" ")},
        {"parts": "姓名、电话"},
    ),
    (
        "a_report_has_name_and_phone",
        "1.3.4b",
        {"report": replace(REPORT, name="", phone_declined=True)},
        {"parts": "姓名"},
    ),
    ("a_report_is_to_be_passed_on", "1.3.4b", owing("confirm_contact"), {}),
    (
        "a_clue_goes_to_the_discipline_body",
        "1.3.4b",
        contact(reported=ReportKind.DISCIPLINE),
        {},
    ),
    (
        "a_complaint_stays_in_the_house",
        "1.3.4b",
        contact(reported=ReportKind.COMPLAINT),
        {},
    ),
    ("a_report_waits_for_them", "1.3.4b", owing("confirm_contact", **contact(CONFIRMED)), {}),
    ("a_report_waits_for_them", "1.3.4b", owing("pass_on_report", **contact(HANDED)), {}),
    *(
        ("it_is_said_whom_it_went_to", "1.3.4b", {"elsewhere": elsewhere}, {})
        for elsewhere in (
            replace(ELSEWHERE, body=" "),
            replace(ELSEWHERE, phone=" ", hotline_number="12345-0088"),
        )
    ),
    *(
        ("what_was_reported_is_passed_on", "1.3.4b", contact(reported=kind), {})
        for kind in ReportKind
    ),
]


@pytest.mark.parametrize(
    ("name", "facts"), [(name, facts) for name, found in HOLDS.items() for facts in found]
)
def test_nothing_bars_where_the_fact_holds(name, facts):
    assert NEEDS[name].bars(facts) == ()


@pytest.mark.parametrize(("name", "clause", "facts", "params"), BARS)
def test_where_it_does_not_hold_the_bar_names_clause_code_and_what_is_missing(
    name, clause, facts, params
):
    (bar,) = NEEDS[name].bars(facts)
    assert (bar.clause, bar.code, dict(bar.params)) == (clause, name, params)
    sentence = fill(template(bar.code), bar)
    assert sentence.endswith("。") and "{" not in sentence


def test_every_guard_is_seen_to_hold_and_seen_to_bar():
    assert set(NEEDS) == set(HOLDS) == {name for name, *_ in BARS}
