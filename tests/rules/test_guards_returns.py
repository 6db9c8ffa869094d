"""Return of materials: each guard where its fact holds, and where it bars, with clause and sentence
(7.4.4)."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from shouwen.rules.facts.returning import (
    HandingBack,
    Holdings,
    Mark,
    Power,
    Sheet,
    Shown,
    Taking,
    Wish,
)
from shouwen.rules.lives.return_of_materials import MOVES
from shouwen.rules.sentences import fill, template
from shouwen.rules.verdict import Guard
from shouwen.rules.words import Fate, IdDocument, MaterialForm, ReturnState, ServedBy, Taker

NEEDS = {need.name: need for move in MOVES for need in (*move.needs, *move.leaves)}
TODAY = date(2026, 9, 21)
DAY = timedelta(days=1)
NUMBER = "11010519491231002X"

FORM = Sheet(UUID(int=1), "form", "申请书", MaterialForm.ORIGINAL, copies=1, pages=3)
PLAN = Sheet(UUID(int=2), "plan", "平面图", MaterialForm.COPY, copies=2, pages=4)
HERE = Holdings((FORM, PLAN))
ASKED = replace(HERE, waiting=True, at_hand=ReturnState.ASKED)

MINE = Shown("徐禾", IdDocument.RESIDENT_ID, NUMBER, TODAY)
THEIRS = Shown("罗一鸣", IdDocument.TEMPORARY_ID, "110105198001011236", TODAY + DAY)
POWER = Power(
    agent="罗一鸣",
    since=TODAY,
    until=TODAY,
    signed=True,
    to_receive=True,
    principal_seen=True,
    scans=1,
)
BACK = Mark(Fate.RETURNED)
BY_HAND = Taking(ServedBy.HAND, Taker.APPLICANT, MINE, signed=True)
BY_AGENT = replace(BY_HAND, taker=Taker.AGENT, shown=THEIRS, power=POWER)
BY_POST = replace(
    BY_HAND,
    by=ServedBy.POST,
    signed=False,
    asked_in_writing=True,
    address="广安区滨江路 18 号",
    tracking="EMS1",
)
OWN = HandingBack(
    today=TODAY,
    applicant="徐禾",
    number=NUMBER,
    organisation=False,
    sheets=(FORM, PLAN),
    marks={"form": BACK, "plan": Mark(Fate.HELD_BACK, "《档案法》第十四条")},
    taking=BY_HAND,
)
COMPANY = replace(
    OWN,
    applicant="栖云客栈有限公司",
    number="91511602MA6B1A2C3X",
    organisation=True,
    taking=replace(BY_HAND, taker=Taker.COMPANY_AGENT, proof="介绍信 2026-12 号"),
)


def taken(file=OWN, **other):
    """The file with something else of who takes the materials."""
    return {"handing_back": replace(file, taking=replace(file.taking, **other))}


def by_agent(**other):
    """The file with an agent, whose power says something else."""
    return taken(taker=Taker.AGENT, shown=THEIRS, power=replace(POWER, **other))


def marked(**marks):
    return {"handing_back": replace(OWN, marks=marks)}


IN_ORDER = [
    taken(),
    taken(signed=False, witnesses=("沈清河", "何立群")),
    {"handing_back": replace(OWN, taking=BY_AGENT)},
    {"handing_back": replace(OWN, taking=BY_POST)},
    {"handing_back": COMPANY},
    by_agent(passed_on=True, agent="何立群"),
    taken(shown=replace(MINE, valid_until=None)),
    taken(taker=Taker.HEIR, shown=THEIRS, proof="公证书"),
    taken(COMPANY, taker=Taker.SUCCESSOR, shown=THEIRS, proof="清算组备案通知书"),
]
HOLDS = {
    "no_return_waits": [{"holdings": HERE}],
    "something_is_left_to_return": [
        {"holdings": HERE},
        {"holdings": Holdings((replace(FORM, fate=Fate.HELD_BACK),))},
    ],
    "it_is_said_who_asks_and_where_to": [
        {"wish": Wish(ServedBy.HAND, "徐禾")},
        {"wish": Wish(ServedBy.POST, "徐禾", "广安区滨江路 18 号")},
    ],
    "the_return_waits": [{"holdings": ASKED}],
}
NO_POWER = {**taken(taker=Taker.AGENT, shown=THEIRS)}
BARS = [
    ("no_return_waits", "7.4.4a", {"holdings": ASKED}, {}),
    ("something_is_left_to_return", "7.4.4a", {"holdings": Holdings()}, {}),
    (
        "something_is_left_to_return",
        "7.4.4a",
        {"holdings": Holdings((replace(FORM, fate=Fate.COPY_KEPT),))},
        {},
    ),
    ("it_is_said_who_asks_and_where_to", "7.4.4a", {"wish": Wish(ServedBy.HAND, " ")}, {}),
    ("it_is_said_who_asks_and_where_to", "7.4.4a", {"wish": Wish(ServedBy.POST, "徐禾")}, {}),
    ("it_is_said_who_asks_and_where_to", "7.4.4a", {"wish": Wish(ServedBy.ELECTRONIC, "徐禾")}, {}),
    ("the_return_waits", "7.4.4a", {"holdings": HERE}, {}),
    (
        "the_return_waits",
        "7.4.4a",
        {"holdings": replace(HERE, at_hand=ReturnState.HANDED_BACK)},
        {},
    ),
    ("something_is_ticked", "7.4.4a", marked(), {}),
    ("every_line_is_answered", "7.4.4a", marked(form=BACK), {"names": "平面图"}),
    (
        "what_is_held_back_names_its_article",
        "7.4.4a",
        marked(form=BACK, plan=Mark(Fate.HELD_BACK)),
        {"name": "平面图"},
    ),
    (
        "what_is_held_back_names_its_article",
        "7.4.4a",
        marked(form=Mark(Fate.HELD_BACK, "领导要求留存"), plan=BACK),
        {"name": "申请书"},
    ),
    ("materials_go_back_by_hand_or_post", "7.4.4b", taken(by=ServedBy.ELECTRONIC), {}),
    (
        "a_parcel_was_asked_for_in_writing",
        "7.4.4b",
        taken(by=ServedBy.POST),
        {"parts": "签了名的书面要求、收件地址、邮件号码"},
    ),
    (
        "a_parcel_was_asked_for_in_writing",
        "7.4.4b",
        {"handing_back": replace(OWN, taking=replace(BY_POST, tracking=" "))},
        {"parts": "邮件号码"},
    ),
    ("the_taker_shows_a_document", "7.4.4b", taken(shown=replace(MINE, number=" ")), {}),
    ("the_taker_shows_a_document", "7.4.4b", taken(shown=replace(MINE, kind=None)), {}),
    ("the_taker_shows_a_document", "7.4.4b", taken(shown=replace(MINE, name="")), {}),
    (
        "the_document_is_valid",
        "7.4.4b",
        taken(shown=replace(MINE, valid_until=TODAY - DAY)),
        {"kind": "居民身份证", "until": TODAY - DAY},
    ),
    (
        "the_taker_fits_the_applicant",
        "7.4.4b",
        taken(COMPANY, taker=Taker.APPLICANT),
        {
            "applicant": "栖云客栈有限公司",
            "what": "单位",
            "taker": "申请人本人",
            "instead": "单位的法定代表人、负责人、单位派来的经办人、"
            "单位解散、注销后的承受人（清算组等）、持授权委托书的代理人",
        },
    ),
    (
        "the_taker_fits_the_applicant",
        "7.4.4b",
        taken(taker=Taker.COMPANY_AGENT),
        {
            "applicant": "徐禾",
            "what": "个人",
            "taker": "单位派来的经办人",
            "instead": "申请人本人、申请人本人，姓名或证件号码变更过、监护人（法定代理人）、"
            "继承人、持授权委托书的代理人",
        },
    ),
    (
        "the_name_shown_is_the_applicants",
        "7.4.4c",
        taken(shown=THEIRS),
        {"shown": "罗一鸣", "applicant": "徐禾"},
    ),
    (
        "the_number_shown_is_the_applicants",
        "7.4.4b",
        taken(shown=replace(MINE, number=THEIRS.number)),
        {"last": "002X"},
    ),
    *(
        (
            "who_comes_in_their_place_proves_it",
            "7.4.4b",
            taken(file, taker=taker, proof=" "),
            {"taker": said, "proof": proof},
        )
        for file, taker, said, proof in (
            (
                OWN,
                Taker.CHANGED,
                "申请人本人，姓名或证件号码变更过",
                "姓名或者号码变更的证明（户口簿、公安机关的证明）",
            ),
            (
                OWN,
                Taker.HEIR,
                "继承人",
                "申请人去世和继承关系的证明；继承人不止一个的，还要其他继承人的同意书",
            ),
            (COMPANY, Taker.COMPANY_AGENT, "单位派来的经办人", "单位的介绍信，盖单位公章"),
            (
                COMPANY,
                Taker.SUCCESSOR,
                "单位解散、注销后的承受人（清算组等）",
                "清算组、管理人或者承受其权利义务的证明（备案通知书、法院文书、注销证明）",
            ),
        )
    ),
    ("the_power_of_attorney_is_on_file", "7.4.4c", NO_POWER, {}),
    ("the_power_of_attorney_is_on_file", "7.4.4c", by_agent(scans=0), {}),
    ("the_principal_signed_the_power", "7.4.4c", by_agent(signed=False), {}),
    ("the_principal_is_still_there", "7.4.4c", by_agent(gone=True), {}),
    (
        "the_power_names_who_comes",
        "7.4.4c",
        by_agent(agent="何立群"),
        {"agent": "何立群", "shown": "罗一鸣"},
    ),
    (
        "the_power_names_who_comes",
        "7.4.4c",
        by_agent(agent=""),
        {"agent": "（没有写）", "shown": "罗一鸣"},
    ),
    ("the_power_lists_to_receive", "7.4.4c", by_agent(to_receive=False), {}),
    (
        "the_power_lasts_today",
        "7.4.4c",
        by_agent(until=TODAY - DAY),
        {"when": "到 2026-09-20 为止"},
    ),
    (
        "the_power_lasts_today",
        "7.4.4c",
        by_agent(since=TODAY + DAY, until=None),
        {"when": "从 2026-09-22 起"},
    ),
    ("the_power_lasts_today", "7.4.4c", by_agent(since=None, until=None), {"when": "没有写明"}),
    ("the_principals_identity_is_seen", "7.4.4c", by_agent(principal_seen=False), {}),
    ("the_slip_is_signed", "7.4.4d", taken(signed=False), {}),
    ("the_slip_is_signed", "7.4.4d", taken(signed=False, witnesses=("沈清河", " 沈清河")), {}),
    ("the_slip_is_signed", "7.4.4d", taken(signed=False, witnesses=("沈清河", "徐禾")), {}),
]


@pytest.mark.parametrize(
    ("name", "facts"), [(name, facts) for name, found in HOLDS.items() for facts in found]
)
def test_nothing_bars_where_the_fact_holds(name, facts):
    assert NEEDS[name].bars(facts) == ()


@pytest.mark.parametrize("facts", IN_ORDER)
def test_nothing_bars_a_return_that_is_in_order(facts):
    _, hand_back = MOVES
    assert [bar for need in hand_back.leaves for bar in need.bars(facts)] == []


@pytest.mark.parametrize(("name", "clause", "facts", "params"), BARS)
def test_where_it_does_not_hold_the_bar_names_clause_code_and_what_is_missing(
    name, clause, facts, params
):
    (bar,) = NEEDS[name].bars(facts)
    assert (bar.clause, bar.code, dict(bar.params)) == (clause, name, params)
    sentence = fill(template(bar.code), bar)
    assert sentence.endswith("。") and "{" not in sentence
    assert all(value in sentence for value in params.values() if isinstance(value, str))


def test_a_number_that_is_no_identity_number_is_told_by_what_is_wrong():
    wrong = replace(OWN, problem="resident_id_check")
    (bar,) = NEEDS["the_number_shown_holds"].bars({"handing_back": wrong})
    assert (bar.clause, bar.code) == ("7.4.4b", "resident_id_check")


def test_every_guard_is_seen_to_bar():
    guards = {name for name, need in NEEDS.items() if isinstance(need, Guard)}
    assert guards == {name for name, *_ in BARS}


def test_every_taker_fits_a_person_or_an_organisation():
    fits = NEEDS["the_taker_fits_the_applicant"]
    for taker in Taker:
        assert not fits.bars(taken(taker=taker)) or not fits.bars(taken(COMPANY, taker=taker))
