"""The office's books through the pages: every act from its form, what is refused, what is kept."""

from uuid import UUID, uuid4

import pytest
from django.test import Client

from shouwen.records.models import DutyDay, LedgerEntry, Obligation, Person, Post, Sitting
from tests.acts.world import at
from tests.web.desk import Desk, sent

BOOKS = "/desk/office/"
REMEDY = {
    "kind": "department",
    "body": "某区人民政府",
    "address": "某路1号",
    "court": "某区人民法院",
}
KEEPERS = {
    "take_up_post",
    "name_b_role",
    "leave_post",
    "join",
    "name_duty_leader",
    "enter_remedy",
    "list_units",
}


@pytest.fixture
def desk(world, monkeypatch):
    return Desk(world, monkeypatch, now=at("2026-09-21 10:00"))


@pytest.fixture
def keeper(desk):
    return desk.client("zouyichen")


def act(name: str) -> str:
    return f"{BOOKS}acts/office.{name}/"


def post(desk, key: str) -> str:
    return str(desk.world.posts[key].pk)


def person(desk, key: str) -> str:
    return str(desk.world.people[key])


def leave(desk, keeper, who: str = "luoyiming", key: str = "food"):
    return sent(keeper, act("leave_post"), leaving=f"{person(desk, who)}:{post(desk, key)}")


def offered(client: Client) -> set[str]:
    return {option.act.partition(".")[2] for option in client.get(BOOKS).context["page"].may}


def holder(desk, key: str) -> str:
    found = Sitting.objects.get(post=desk.world.posts[key], role="holder", until=None)
    return found.person.name


# ── who may ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("zouyichen", KEEPERS),
        ("fangshuhe", KEEPERS),
        ("hanmingzhe", {"order_deputies"}),
        ("weisiyuan", set()),
        ("luoyiming", set()),
        ("xiaanning", set()),
    ],
)
def test_everybody_reads_the_books_and_each_is_told_what_is_not_theirs(desk, who, may):
    client = desk.client(who)
    assert offered(client) == may
    page = client.get(BOOKS).context["page"]
    barred = {name for each in page.may_not for name in each.label.split("、")}
    assert len(barred) == 8 - len(may)
    assert all("#c-2.4.2" in client.get(BOOKS).content.decode() for each in page.may_not)


@pytest.mark.parametrize("name", [*sorted(KEEPERS), "order_deputies"])
def test_a_form_of_somebody_elses_act_is_refused_with_the_clause_and_who_may(desk, name):
    client = desk.client("luoyiming")
    assert "现在不能做" in client.get(act(name)).content.decode()
    form = {
        "request_id": str(uuid4()), "seen": "1", "post": post(desk, "food"),
        "person": person(desk, "weisiyuan"), "name": "谢子涵", "sign_in": "xiezihan", **REMEDY,
        "tasks": "户外招牌", "phone": "0826-555-0260",
        "leaving": f"{person(desk, 'weisiyuan')}:",
        **{f"place-{post(desk, key)}": n for n, key in enumerate(("deputy_people", "deputy_projects"), 1)},
    }  # fmt: skip
    answer = client.post(act(name), form)
    assert answer.status_code == 409
    assert "请转给负责的岗位" in answer.content.decode()
    assert not LedgerEntry.objects.filter(act=f"office.{name}").exists()


def test_who_is_not_signed_in_is_asked_to(desk):
    for address in (BOOKS, act("join"), "/desk/office/schemes/", "/desk/assessment/years/"):
        assert Client().get(address)["Location"].startswith("/desk/sign-in/")


# ── who sits where ───────────────────────────────────────────────────────────────────────────────


def test_a_death_or_a_transfer_is_written_down_whatever_gap_it_opens(desk, keeper):
    desk.world.accepted("food", "2026-09-21 09:00")
    answer = sent(keeper, act("leave_post"), leaving=f"{person(desk, 'luoyiming')}:")
    assert answer.status_code == 302
    page = keeper.get(BOOKS).context["page"]
    assert (page.without_holder, page.without_b_role) == (1, 1)
    assert [name for name, _ in page.left] == ["罗一鸣"]
    said = keeper.get(BOOKS).content.decode()
    assert "缺责任人：市场准入科科长9-24 00:00 前补上" in said
    assert desk.client("luoyiming").get("/desk/").status_code == 302


def test_the_page_says_beforehand_that_leaving_is_never_refused(keeper):
    said = keeper.get(act("leave_post")).content.decode()
    assert "从不拦下" in said
    assert "离开本单位（调出、退休、辞职、去世）" in said


def test_what_is_owed_for_a_post_leads_from_the_queue_to_the_form_with_the_post_chosen(
    desk, keeper
):
    leave(desk, keeper)
    head = desk.client("weisiyuan")
    (row,) = [
        row
        for group in head.get("/desk/").context["page"].groups
        for row in group.rows
        if row.what == "安排责任人"
    ]
    assert (row.who, row.number) == ("食品经营审批岗", "")
    address = f"/desk/owed/{row.obligation}/"
    assert address in head.get("/desk/").content.decode()
    there = head.get(address)["Location"]
    assert there == f"{BOOKS}owed/{post(desk, 'food')}/office.designate_holder/"
    assert sent(keeper, there, person=person(desk, "shenqinghe")).status_code == 409
    assert sent(head, there, person=person(desk, "shenqinghe"))["Location"] == BOOKS
    assert holder(desk, "food") == "沈清和"
    assert head.get(there).status_code == 404


def test_the_office_takes_over_from_its_queue_what_comes_to_a_section_left_empty(desk, keeper):
    for who in ("longhaoran", "tianruyi"):
        sent(keeper, act("leave_post"), leaving=f"{person(desk, who)}:")
    office = desk.client("fangshuhe")
    rows = [row for group in office.get("/desk/").context["page"].groups for row in group.rows]
    (row,) = [row for row in rows if row.what == "接手空岗科室"]
    assert (row.who, row.about) == ("经济发展科", "科室")
    there = office.get(f"/desk/owed/{row.obligation}/")["Location"]
    assert "代收、告知、转交" in office.get(there).content.decode()
    assert sent(office, there)["Location"] == BOOKS
    assert office.get(there).status_code == 404


def test_somebody_sits_down_and_nothing_is_owed_any_more(desk, keeper):
    leave(desk, keeper)
    answer = sent(
        keeper, act("take_up_post"), post=post(desk, "food"), person=person(desk, "shenqinghe")
    )
    assert answer["Location"] == BOOKS
    assert holder(desk, "food") == "沈清和"
    assert not Obligation.objects.filter(kind="fill_post", ended_at=None).exists()


def test_a_b_role_who_holds_the_post_is_refused_with_everything_typed_still_there(desk, keeper):
    said = {"post": post(desk, "food"), "person": person(desk, "luoyiming")}
    answer = sent(keeper, act("name_b_role"), **said)
    assert answer.status_code == 409
    assert "不能兼任自己的B角" in answer.content.decode()
    form = answer.context["form"]
    assert {name: form[name].value() for name in said} == said


def test_an_empty_form_says_which_field_and_what_to_do(keeper):
    answer = sent(keeper, act("take_up_post"), post="", person="")
    assert answer.status_code == 422
    assert "请选岗位" in answer.content.decode()
    assert "请选人员" in answer.content.decode()


@pytest.mark.parametrize("wrong", [{"post": "moon"}, {"post": str(UUID(int=7))}, {"person": "x"}])
def test_what_was_not_offered_cannot_be_chosen(desk, keeper, wrong):
    said = {"post": post(desk, "food"), "person": person(desk, "weisiyuan"), **wrong}
    assert sent(keeper, act("take_up_post"), **said).status_code == 422


def test_a_form_sent_twice_seats_somebody_once(desk, keeper):
    said = {
        "request_id": str(uuid4()),
        "seen": "1",
        "post": post(desk, "food"),
        "person": person(desk, "shenqinghe"),
    }
    answers = [keeper.post(act("take_up_post"), said) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert LedgerEntry.objects.filter(act="office.take_up_post").count() == 1
    other = keeper.post(act("take_up_post"), {**said, "person": person(desk, "weisiyuan")})
    assert other.status_code == 409
    assert "已经交过一次" in other.content.decode()


def test_what_somebody_did_meanwhile_is_told(desk, keeper):
    form = keeper.get(act("leave_post")).context["form"].initial
    leave(desk, desk.client("fangshuhe"))
    said = {**form, "leaving": f"{person(desk, 'luoyiming')}:{post(desk, 'food')}"}
    answer = keeper.post(act("leave_post"), {k: str(v) for k, v in said.items()})
    assert answer.status_code == 422, "who left is not offered any more"


# ── who is of the office ─────────────────────────────────────────────────────────────────────────


def test_a_newcomer_is_listed_without_a_post(keeper):
    said = {"name": "谢子涵", "sign_in": "xiezihan", "qualifications": "取水许可审查、 食品检查 "}
    assert sent(keeper, act("join"), **said).status_code == 302
    row = Person.objects.get(name="谢子涵")
    assert row.qualifications == ["取水许可审查", "食品检查"]
    found = next(p for p in keeper.get(BOOKS).context["page"].people if p.name == "谢子涵")
    assert (found.holds, found.stands_by) == ((), ())
    assert "谢子涵（还没有岗位）" in keeper.get(act("take_up_post")).content.decode()


@pytest.mark.parametrize("sign_in", ["谢子涵", "xie zi", "-xie", "a" * 61])
def test_a_name_to_sign_in_with_is_plain(keeper, sign_in):
    assert sent(keeper, act("join"), name="谢子涵", sign_in=sign_in).status_code == 422


def test_a_name_that_is_taken_is_refused(keeper):
    answer = sent(keeper, act("join"), name="谢子涵", sign_in="luoyiming")
    assert answer.status_code == 409
    assert "已经有人用了" in answer.content.decode()
    assert 'value="谢子涵"' in answer.content.decode()


# ── leaders ──────────────────────────────────────────────────────────────────────────────────────


def test_a_fortnight_of_duty_is_one_form(desk, keeper):
    form = keeper.get(act("name_duty_leader")).context["form"]
    days = [name for name in form.fields if name.startswith("day-")]
    assert len(days) == 14
    said = dict.fromkeys(days[:3], post(desk, "deputy_people"))
    assert sent(keeper, act("name_duty_leader"), **said).status_code == 302
    assert DutyDay.objects.count() == 3
    page = keeper.get(BOOKS).context["page"]
    assert [each.person for each in page.duty[:4]] == ["唐若兰"] * 3 + [""]
    kept = keeper.get(act("name_duty_leader")).context["form"]
    assert kept[days[0]].value() == post(desk, "deputy_people")


def test_a_fortnight_with_nobody_named_is_refused(keeper):
    answer = sent(keeper, act("name_duty_leader"))
    assert answer.status_code == 409
    assert "请至少填一天" in answer.content.decode()


def test_only_leaders_are_offered_for_duty(desk, keeper):
    form = keeper.get(act("name_duty_leader")).context["form"]
    field = next(form.fields[name] for name in form.fields if name.startswith("day-"))
    offered = {key for key, _ in field.choices} - {""}
    leaders = Post.objects.filter(rank__in=["deputy", "main"]).values_list("pk", flat=True)
    assert offered == {str(key) for key in leaders}


def test_the_main_leader_turns_the_order_of_deputies_round(desk):
    director = desk.client("hanmingzhe")
    first, second = post(desk, "deputy_people"), post(desk, "deputy_projects")
    answer = sent(director, act("order_deputies"), **{f"place-{first}": 2, f"place-{second}": 1})
    assert answer.status_code == 302
    page = director.get(BOOKS).context["page"]
    assert [name.partition("　")[2] for name in page.deputies] == ["陆承宇", "唐若兰"]


def test_two_deputies_in_one_place_are_told_apart_before_anything_is_done(desk):
    director = desk.client("hanmingzhe")
    said = {f"place-{post(desk, key)}": 1 for key in ("deputy_people", "deputy_projects")}
    answer = sent(director, act("order_deputies"), **said)
    assert answer.status_code == 422
    assert "排在了同一位" in answer.content.decode()


# ── what is not there ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "address",
    [
        f"{BOOKS}acts/office.found_office/",
        f"{BOOKS}acts/office.open_account/",
        f"{BOOKS}acts/case.accept_case/",
        f"{act('take_up_post')}?post=moon",
        f"/desk/owed/{UUID(int=7)}/",
    ],
)
def test_what_is_not_there_is_not_found(keeper, address):
    assert keeper.get(address).status_code == 404


# ── where an applicant turns who was refused ─────────────────────────────────────────────────────


def test_whoever_keeps_the_books_enters_who_reconsiders_and_which_court(desk):
    from shouwen.records.models import Unit

    keeper = desk.client("fangshuhe")
    there = keeper.get(act("enter_remedy")).content.decode()
    assert "广安区人民政府" in there
    assert sent(keeper, act("enter_remedy"), **REMEDY).status_code == 302
    assert Unit.objects.get().review_body == "某区人民政府"
    wrong = sent(keeper, act("enter_remedy"), **{**REMEDY, "body": "市行政审批局"})
    assert wrong.status_code == 409
    assert "应当写明是哪一级人民政府" in wrong.content.decode()
