"""The catalogue at the desk: a guide written on one page, reviewed, published, withdrawn."""

import json
import re
from urllib.parse import parse_qsl

import pytest

from shouwen.acts.contact import answer, register
from shouwen.queries.find import find
from shouwen.queries.search import search
from shouwen.queries.viewer import see
from shouwen.records.models import Jurisdiction, Matter, ServiceVersion
from shouwen.rules.facts.contact import Wanted
from shouwen.rules.facts.guide import Guide
from shouwen.rules.words import ContactChannel
from shouwen.web.desk.services_forms import written
from tests.acts.test_refusal import BEYOND
from tests.acts.world import at
from tests.queries.test_leads_of_refusals import beyond_the_guide
from tests.web.desk import Desk, number, sent

SERVICES = "/desk/services/"
OTHERS = "materials-premises_note-name"


@pytest.fixture
def desk(world, monkeypatch):
    found = Desk(world, monkeypatch, now=at("2026-09-21 10:00"))
    monkeypatch.setattr("shouwen.web.desk.services.now", found._now)
    return found


@pytest.fixture
def keeper(desk):
    return desk.client("fangshuhe")


@pytest.fixture
def head(desk):
    """Who leads the section that handles food."""
    return desk.client("weisiyuan")


@pytest.fixture
def leader(desk):
    """Who supervises that section."""
    return desk.client("tangruolan")


def food(desk) -> ServiceVersion:
    return ServiceVersion.objects.select_related("service").get(pk=desk.world.versions["food"])


def begun(desk, keeper) -> str:
    """The next version of the licence for food, begun; answers with the address of its page."""
    page = f"{SERVICES}next/{food(desk).service.code}/"
    drawn = keeper.get(page).context["form"].initial
    answer = keeper.post(page, {name: str(drawn[name]) for name in ("request_id", "name", "post")})
    assert answer.status_code == 302
    return answer["Location"]


def opened(client, page: str) -> dict[str, list[str]]:
    """Everything that the page of a draft would send back untouched."""
    answer = client.get(page)
    context = answer.context
    said = dict(written(row(answer).guide).lists())
    carried = {name: [str(context[name])] for name in ("request_id", "seen", "base")}
    return said | carried


def save(client, page: str, said=None, do: str = "", **typed: str):
    """Type something into a draft and save it; ``__`` stands for the dash of a name."""
    said = opened(client, page) if said is None else said
    over = {name.replace("__", "-"): [text] for name, text in typed.items()}
    return client.post(page, {**said, **over, **({"do": [do]} if do else {})})


def saved(page: str) -> Guide:
    return Guide.from_json(ServiceVersion.objects.get(pk=page.split("/")[3]).guide)


def row(answer):
    """The row of the page. (The public page beside it was drawn before, from a row of its own.)"""
    return [each["page"] for each in answer.context if "page" in each][-1]


def checks(answer) -> dict[str, str]:
    """What the rules say, by place."""
    return {check.place: check.sentence for check in row(answer).checks}


# ── the list ─────────────────────────────────────────────────────────────────────────────────────


def test_services_stand_by_section_with_their_newest_version_and_what_it_lacks(desk, keeper):
    page = begun(desk, keeper)
    save(keeper, page, quota="")
    listed = keeper.get(SERVICES, {"section": food(desk).service.section.name}).context["page"]
    assert [section.published for section in listed.sections] == [1, 1]
    (line,) = listed.services
    assert (line.number, line.state, line.lacks, line.in_force) == (2, "draft", 1, 1)


def test_an_article_on_which_somebody_was_refused_is_owed_and_the_editor_says_which(desk, keeper):
    """5.3a: from the queue to the editor, until the guide shows it."""
    page = begun(desk, keeper)
    assert "指南里没有" not in keeper.get(page).text
    beyond_the_guide(desk.world)
    desk.now = at("2026-09-25 10:00")
    queue = keeper.get("/desk/").text
    assert "把不予的理由补进办事指南" in queue
    shown = keeper.get(page).text
    assert "有人被这样的理由拒绝过，指南里没有" in shown
    assert f"<li>《{BEYOND.law}》{BEYOND.article}：{BEYOND.text}</li>" in shown


def test_a_service_is_found_in_everyday_words(keeper):
    found = keeper.get(SERVICES, {"asked": "开饭店"}).context["page"]
    assert [line.name for line in found.services] == ["食品（含保健食品）经营许可核发"]
    none = keeper.get(SERVICES, {"asked": "造火箭"}).content.decode()
    assert "没有找到" in none


def test_an_imported_list_is_read_page_by_page_with_as_many_statements(
    desk, keeper, django_assert_max_num_queries
):
    from shouwen.acts import CLOCK
    from shouwen.acts.catalogue import Item, draft_version
    from shouwen.rules.words import ServiceKind

    for n in range(45):
        name = f"事项{n}"
        item = Item(f"T{n:03}", name, "区教育局")
        guide = Guide.draft(name, ServiceKind.PUBLIC)
        draft_version(
            desk.world.jurisdiction, by=CLOCK, at=at("2026-09-20 09:00"), item=item, guide=guide
        )
    with django_assert_max_num_queries(14):
        first = keeper.get(SERVICES, {"section": "区教育局"}).context["page"]
    second = keeper.get(SERVICES, {"section": "区教育局", "page": "2"}).context["page"]
    assert (len(first.services), len(second.services), first.pages) == (40, 5, 2)
    assert all(line.lacks > 5 for line in first.services)


@pytest.mark.parametrize("odd", ["0", "-1", "99999999", "x", "९"])
def test_no_page_of_the_list_breaks(keeper, odd):
    assert keeper.get(SERVICES, {"page": odd}).status_code == 200


def test_no_such_section_is_not_there(keeper):
    assert keeper.get(SERVICES, {"section": "没有这个科"}).status_code == 404


def test_who_neither_writes_nor_reviews_reads_no_draft(desk, keeper):
    page = begun(desk, keeper)
    window = desk.client("heyutong")
    for address in (SERVICES, f"{SERVICES}new/", page, f"{page}review/"):
        answer = window.get(address)
        assert answer.status_code == 403, address
        assert "#c-2.4.2" in answer.content.decode()


# ── beginning ────────────────────────────────────────────────────────────────────────────────────


def test_a_new_service_begins_with_a_code_a_name_and_the_post_that_handles_it(desk, keeper):
    page = f"{SERVICES}new/"
    drawn = keeper.get(page).context["form"].initial
    form = {
        "request_id": str(drawn["request_id"]),
        "code": "511602-0001",
        "name": "临时停车位设置",
        "kind": "other",
        "post": "",
    }
    missing = keeper.post(page, form)
    assert missing.status_code == 422
    assert 'value="临时停车位设置"' in missing.content.decode()
    form["post"] = str(food(desk).service.handler_id)
    made = keeper.post(page, form)
    assert made.status_code == 302, made.context["form"].errors
    there = made["Location"]
    assert keeper.post(page, form)["Location"] == there, "sent twice, it is one service"
    row = ServiceVersion.objects.select_related("service").get(pk=there.split("/")[3])
    assert (row.service.code, row.number, row.service.handler_id) == (
        "511602-0001",
        1,
        food(desk).service.handler_id,
    )
    assert "还差" in keeper.get(there).content.decode()


def test_a_code_that_is_taken_leads_to_its_next_version(desk, keeper):
    form = {
        "request_id": "0b9d0a52-9c5e-4b7e-8f0d-0d6a3d1f7c11",
        "code": food(desk).service.code,
        "name": "又一个",
        "kind": "other",
        "post": str(food(desk).service.handler_id),
    }
    answer = keeper.post(f"{SERVICES}new/", form)
    assert answer.status_code == 422
    assert "已经有这个编码的事项" in answer.content.decode()


def test_the_next_version_is_a_copy_of_the_one_in_force(desk, keeper):
    page = begun(desk, keeper)
    assert saved(page) == Guide.from_json(food(desk).guide)
    assert ServiceVersion.objects.get(pk=page.split("/")[3]).number == 2


def test_who_does_not_keep_the_catalogue_begins_nothing_and_is_told_who_does(desk, head):
    page = f"{SERVICES}next/{food(desk).service.code}/"
    assert "方书禾" in head.get(page).content.decode()
    assert "写新事项" not in head.get(SERVICES).content.decode()
    form = {
        "request_id": "0b9d0a52-9c5e-4b7e-8f0d-0d6a3d1f7c12",
        "name": "改名",
        "post": str(food(desk).service.handler_id),
    }
    answer = head.post(page, form)
    assert answer.status_code == 409
    assert ServiceVersion.objects.filter(state="draft").count() == 0


# ── writing ──────────────────────────────────────────────────────────────────────────────────────


def test_what_is_typed_is_saved_and_who_saved_it_is_said(desk, keeper):
    page = begun(desk, keeper)
    desk.now = at("2026-09-21 10:24")
    answer = save(keeper, page, summary="开店之前办好。", promise__n="9")
    assert answer["Location"] == page
    assert (saved(page).summary, saved(page).promise.n) == ("开店之前办好。", 9)
    shown = keeper.get(page).content.decode()
    assert "9-21 10:24 保存 方书禾" in shown
    assert "开店之前办好。" in keeper.get(page).context["mirror"], "the public page, as it would be"


def test_what_changes_nothing_is_not_written(desk, keeper):
    page = begun(desk, keeper)
    matter = Matter.objects.get(pk=page.split("/")[3])
    assert save(keeper, page)["Location"] == page
    assert Matter.objects.get(pk=matter.pk).chain_length == matter.chain_length


def test_rows_come_move_and_go_by_buttons_alone_and_take_along_all_that_was_typed(desk, keeper):
    page = begun(desk, keeper)
    added = save(keeper, page, do="add:materials", summary="一边添一边改")
    place = added["Location"].partition("#")[2]
    assert place.startswith("materials-")
    assert saved(page).summary == "一边添一边改"
    key = place.partition("-")[2]
    assert saved(page).materials[-1].key == key
    save(keeper, page, do=f"up:materials:{key}")
    assert saved(page).materials[-2].key == key
    save(keeper, page, do=f"remove:materials:{key}")
    assert key not in {material.key for material in saved(page).materials}


def test_a_promise_longer_than_the_law_is_not_kept_but_nothing_typed_is_lost(desk, keeper):
    page = begun(desk, keeper)
    answer = save(keeper, page, promise__n="21", summary="这句也还在")
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "承诺时限 21 比法定时限 20 长" in said
    assert "这句也还在" in said
    assert answer.context["form"].promise["n"].value() == "21"
    assert saved(page).promise.n == 10, "the draft is as it was"
    assert "promise" in checks(answer)


def test_a_limit_that_is_no_number_is_asked_for_anew_with_everything_still_there(desk, keeper):
    page = begun(desk, keeper)
    answer = save(keeper, page, promise__n="七天", summary="这句也还在")
    assert answer.status_code == 422
    said = answer.content.decode()
    assert 'value="七天"' in said
    assert "这句也还在" in said
    assert 'href="#id_promise-n"' in said, "the summary leads to the field"


def test_what_the_rules_say_stands_beside_its_place(desk, keeper):
    page = begun(desk, keeper)
    save(
        keeper,
        page,
        **{OTHERS.replace("-", "__"): "窗口要求的其他材料"},
        quota="",
        grounds__false__basis__article="",
        conditions__premises__text=" ",
    )
    shown = keeper.get(page)
    places = checks(shown)
    assert places["materials-premises_note"].startswith("“窗口要求的其他材料”中的“其他材料”")
    assert "数量限制" in places["quota"]
    html = shown.content.decode()
    for place in places:
        assert f'id="at-{place}"' in html, place
        _before, _id, after = html.partition(f'id="at-{place}"')
        assert places[place].partition("“")[0][:6] in after[:400], place
    assert f"还差 {len(row(shown).lacking)} 处" in html


def test_what_was_really_asked_under_a_catch_all_is_told_and_taken_with_one_click(desk, keeper):
    from shouwen.records.models import Attachment, CaseMaterial

    case = desk.world.receive()
    filed = CaseMaterial.objects.filter(case=case, key="premises_note")
    filed.update(name="窗口要求的其他材料")
    Attachment.objects.create(
        id="0b9d0a52-9c5e-7b7e-8f0d-0d6a3d1f7c13",
        case_id=case,
        key="premises_note",
        filing=1,
        name="租赁合同.pdf",
        media_type="application/pdf",
        size=1,
        digest="x",
        filed_at=at("2026-09-21 10:00"),
    )
    page = begun(desk, keeper)
    save(keeper, page, **{OTHERS.replace("-", "__"): "窗口要求的其他材料"})
    shown = keeper.get(page)
    (check,) = (each for each in row(shown).checks if each.asked)
    assert "有 1 件按这一条交过东西，文件叫：租赁合同 1 次" in check.asked
    assert [way.label for way in check.ways] == ["改成“租赁合同”", "删掉这一条"]
    button = re.search(r'value="(set:materials[^"]+)"', shown.content.decode())
    assert button
    save(keeper, page, do=button[1])
    assert saved(page).material("premises_note").name == "租赁合同"


NO_ARTICLE = dict.fromkeys(("law", "article", "version", "text"), "")
FAULTS = {
    "guide_without_quota": {"quota": ""},
    "guide_without_statute": {
        "statute__n": "",
        **{f"statute__basis__{name}": text for name, text in NO_ARTICLE.items()},
    },
    "licence_without_deemed_acceptance": {"silence": "escalates"},
    "steps_beyond_promise": {"promise__n": "6"},
    "step_without_limit": {"steps__review__limit__n": ""},
    "material_without_count": {"materials__mandate__copies": ""},
    "fee_without_basis": {
        "fee__amount": "10 元",
        **{f"fee__basis__{name}": text for name, text in NO_ARTICLE.items()},
    },
    "immediate_with_steps": {"immediate": "on"},
    "condition_empty": {"conditions__premises__text": ""},
}


@pytest.mark.parametrize("code", FAULTS)
def test_a_way_out_takes_one_click(desk, keeper, code):
    from shouwen.rules.regimes.commitment import SENTENCES
    from shouwen.web.templatetags.services import does

    start = SENTENCES[code].partition("“")[0].partition("{")[0][:6]
    page = begun(desk, keeper)
    save(keeper, page, **FAULTS[code])
    shown = keeper.get(page)
    (check,) = (c for c in row(shown).checks if c.sentence.startswith(start) and c.ways)
    save(keeper, page, do=does(check.ways[-1]))
    after = row(keeper.get(page)).checks
    assert check.sentence not in [each.sentence for each in after]


def test_a_promise_in_another_unit_is_not_kept_and_its_way_out_is_on_the_page(desk, keeper):
    from shouwen.web.templatetags.services import does

    page = begun(desk, keeper)
    answer = save(keeper, page, promise__unit="day")
    assert answer.status_code == 422
    check = next(c for c in row(answer).checks if c.place == "promise")
    (way,) = check.ways
    assert dict(parse_qsl(does(way).partition(":")[2])) == {"promise-unit": "working-day"}
    assert save(keeper, page, do=does(way), promise__unit="day").status_code == 302


def test_a_new_material_says_which_article_forces_it(desk, keeper):
    page = begun(desk, keeper)
    key = save(keeper, page, do="add:materials")["Location"].partition("materials-")[2]
    words = {
        f"materials__{key}__{name}": text
        for name, text in {
            "name": "从业人员健康证明",
            "requirement": "每人一张",
            "sample": "健康证明样本",
            "basis__law": "食品安全法",
            "basis__article": "第四十五条",
            "basis__version": "2021-04-29",
        }.items()
    }
    save(keeper, page, **words)
    assert "“从业人员健康证明”" in checks(keeper.get(page))[f"materials-{key}"]
    because = {"law": "食品安全法", "article": "第四十五条第二款", "version": "2021-04-29"}
    save(keeper, page, **{f"materials__{key}__because__{n}": t for n, t in because.items()})
    assert not row(keeper.get(page)).lacking


@pytest.mark.parametrize(
    ("days", "says", "way"),
    [
        (3, "十件里九件不超过 3 天，承诺是 10 天：请考虑缩短承诺时限。", "改成 3"),
        (6, "九成在 6 天以内办完。写 6 天也守得住九成。", "改成 6"),
        (10, "九成在 10 天以内办完。", None),
        (12, "写 10 天，十件里有一件以上守不住。", None),
    ],
)
def test_what_nine_of_ten_really_took_stands_beside_the_promise(desk, keeper, days, says, way):
    from shouwen.records.keys import new_key
    from shouwen.records.models import Tally

    page = begun(desk, keeper)
    assert "promise" not in checks(keeper.get(page)), "of no cases nothing is said"
    for value, cases in ((2, 10), (days, 85), (15, 5)):
        Tally.objects.create(
            id=new_key(desk.now),
            jurisdiction_id=desk.world.jurisdiction,
            service=food(desk).service,
            month="2026-08-01",
            what="taken",
            of="working-day",
            value=value,
            n=cases,
        )
    (check,) = (each for each in row(keeper.get(page)).checks if each.place == "promise")
    assert says in check.sentence
    assert not check.bars
    assert [each.label for each in check.ways] == ([way] if way else [])


ODD = {
    "nul": "徐\x00禾",
    "long": "字" * 20_000,
    "script": "<script>alert(1)</script>\"'{{7*7}}{% now %}",
    "emoji": "徐禾😀👨\u200d👩\u200d👧",
    "turned": "徐\u202e禾",
    "noncharacter": "徐\ufffe\U0010ffff",
}


@pytest.mark.parametrize("odd", ODD)
def test_whatever_is_typed_is_text_or_asked_for_anew_and_breaks_no_page(desk, keeper, odd):
    page = begun(desk, keeper)
    for field in ("summary", "name", "promise__n", "silence", "materials__mandate__name"):
        answer = save(keeper, page, **{field: ODD[odd]})
        assert answer.status_code in (302, 422), field
        shown = answer if answer.status_code == 422 else keeper.get(page)
        html = shown.content.decode()
        assert "<script>alert" not in html, field
        assert "&lt;script>alert" not in html, "nor in the page within the page"
    assert keeper.get(f"{page}review/").status_code == 200
    assert keeper.get(f"{page}mirror/").status_code == 200


def test_the_picture_is_drawn_from_the_steps(desk, keeper):
    page = begun(desk, keeper)
    before = keeper.get(page).content.decode()
    assert before.count("<b>材料审查</b>") == 1
    save(keeper, page, steps__review__name="书面审查", steps__review__limit__n="3")
    after = keeper.get(page).content.decode()
    assert "<b>书面审查</b><small>经办岗位 · 3 个工作日" in after
    assert 'aria-label="各环节共用 8，承诺 10，法定 20"' in after


def test_a_service_that_came_in_with_a_list_is_given_the_post_that_handles_it(desk, keeper):
    from shouwen.acts import CLOCK
    from shouwen.acts.catalogue import Item, draft_version
    from shouwen.rules.words import ServiceKind

    item, guide = Item("T1", "临时停车位", "区交通局"), Guide.draft("临时停车位", ServiceKind.OTHER)
    done = draft_version(
        desk.world.jurisdiction, by=CLOCK, at=at("2026-09-20 09:00"), item=item, guide=guide
    )
    page = f"{SERVICES}{done.matter}/"
    assert "还没有承办岗位" in keeper.get(page).content.decode()
    assert "people" in checks(keeper.get(page))
    post = desk.world.posts["food"]
    assert save(keeper, page, post=str(post.pk)).status_code == 302
    service = ServiceVersion.objects.select_related("service").get(pk=done.matter).service
    assert (service.handler_id, service.section_id) == (post.pk, post.section_id)
    assert "people" not in checks(keeper.get(page))
    assert save(keeper, page, post="x").status_code == 422
    other = desk.world.posts["registration"]
    assert save(keeper, page, post=str(other.pk)).status_code == 422, "one that has a post keeps it"


# ── two who write one draft ──────────────────────────────────────────────────────────────────────


@pytest.fixture
def other(desk):
    """The B-role of the post that keeps the catalogue, whose holder is away for a moment."""
    return desk.client("xiaanning")


def test_the_later_of_two_sees_who_saved_and_both_texts_and_nothing_is_lost(desk, keeper):
    page = begun(desk, keeper)
    mine = opened(keeper, page)
    desk.now = at("2026-09-21 10:31")
    save(keeper, page, summary="先存的", audience="企业")
    answer = save(keeper, page, said=mine, summary="后写的", quota="每年一百件")
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "方书禾 在 2026-09-21 10:31 保存过" in said
    form = answer.context["form"].guide()
    assert (form.summary, form.quota, form.audience) == ("后写的", "每年一百件", "企业")
    clashes = [(c["mine"], c["theirs"]) for c in answer.context["clashes"]]
    assert clashes == [("后写的", "先存的")]
    assert saved(page).summary == "先存的", "nothing is written over before they have looked"
    both = dict(written(form).lists()) | {
        name: [str(answer.context[name])] for name in ("request_id", "seen", "base")
    }
    assert save(keeper, page, said=both).status_code == 302
    assert (saved(page).summary, saved(page).audience) == ("后写的", "企业")


def test_a_page_that_saves_by_itself_writes_nothing_over_either(desk, keeper):
    page = begun(desk, keeper)
    mine = opened(keeper, page)
    save(keeper, page, summary="先存的")
    answer = save(keeper, page, said=mine, do="keep", summary="后写的")
    assert answer.status_code == 422
    assert "把两份合起来看" in answer.content.decode()
    assert answer.context["seen"] == mine["seen"][0], "it is still the text that was begun from"
    assert saved(page).summary == "先存的"


def test_the_same_form_sent_twice_is_saved_once(desk, keeper):
    page = begun(desk, keeper)
    said = opened(keeper, page)
    assert save(keeper, page, said=said, summary="一次").status_code == 302
    again = save(keeper, page, said=said, summary="一次")
    assert again.status_code == 302
    assert ServiceVersion.objects.get(pk=page.split("/")[3]).revision == 2


@pytest.mark.parametrize(
    "odd", [{"seen": "x"}, {"seen": ""}, {"base": "{"}, {"base": "[1]"}, {"base": '{"a": 1}'}]
)
def test_whatever_a_form_carries_along_no_page_breaks(desk, keeper, odd):
    page = begun(desk, keeper)
    mine = opened(keeper, page)
    save(keeper, page, summary="先存的")
    said = mine | {name: [value] for name, value in odd.items()}
    assert save(keeper, page, said=said, summary="后写的").status_code == 409
    assert json.dumps(saved(page).to_json())


# ── review and publication ───────────────────────────────────────────────────────────────────────


def act(page: str, name: str) -> str:
    return f"{page}acts/service_version.{name}/"


def test_a_version_goes_from_hand_to_hand_and_comes_to_the_public(desk, keeper, head, leader):
    page = begun(desk, keeper)
    on = save(keeper, page, do="submit", promise__n="9")
    assert on["Location"] == act(page, "submit_version")
    sent(keeper, on["Location"])
    assert keeper.get(page)["Location"] == f"{page}review/", "under review it is not written"

    review = head.get(f"{page}review/")
    assert {option.act.partition(".")[2] for option in row(review).may} == {
        "approve_version",
        "return_version",
    }
    sent(head, act(page, "return_version"), opinion="承诺 8 天守得住。")
    assert "承诺 8 天守得住。" in keeper.get(page).content.decode()
    save(keeper, page, promise__n="8")
    sent(keeper, act(page, "submit_version"))
    sent(head, act(page, "approve_version"), opinion="同意")
    assert sent(leader, act(page, "publish_version")).status_code == 302
    guide = leader.get(f"/services/{food(desk).service.code}/").context["page"]
    assert (guide.version, guide.guide.promise.n) == (2, 8)


def test_a_good_answer_becomes_a_question_of_the_guide_that_everybody_finds(
    desk, keeper, head, leader
):
    """What one person asked is answered for all: in other words than theirs, and after review."""
    code, place, who = food(desk).service.code, desk.world.jurisdiction, desk.world.holder("food")
    asked = Wanted(ContactChannel.PHONE, "我家凉亭想卖冰粉行不行", "李女士", "0826-555-0177")
    contact = register(place, by=who, at=at("2026-09-21 09:30"), wanted=asked).matter
    told = "可以，李女士；固定场所之外的摊点另外备案。"
    answer(contact, by=who, at=at("2026-09-21 09:35"), text=told, service=code)
    here = f"/desk/contact/{number(contact)}/"
    link = f"{SERVICES}next/{code}/?contact={number(contact)}"
    assert link in keeper.get(here).content.decode()
    assert link not in desk.client("heyutong").get(here).content.decode()

    begins = keeper.get(link).context["form"].initial
    names = ("request_id", "name", "post")
    page = keeper.post(link, {name: str(begins[name]) for name in names})["Location"]
    drawn = keeper.get(page)
    said = dict(drawn.context["form"].said.lists())
    added = said["questions"][-1]
    assert said[f"questions-{added}-answer"] == ["可以，〔略〕；固定场所之外的摊点另外备案。"]
    assert f"questions-{added}-ask" not in said, "their own words are not put in its mouth"
    assert asked.text not in drawn.content.decode()
    assert keeper.get(link)["Location"] == page, "the draft that lies open is gone on with"

    draft = page.partition("?")[0]
    carried = {name: [str(drawn.context[name])] for name in ("request_id", "seen", "base")}
    ask = f"questions-{added}-ask"
    save(keeper, draft, said | carried | {ask: ["摆摊卖冰粉要办证吗？找13908260001"]})
    assert "常问是给大家看的" in keeper.get(draft).content.decode()
    assert sent(keeper, act(draft, "submit_version")).status_code == 409
    place = opened(keeper, draft)["questions"][-1]
    save(keeper, draft, **{f"questions__{place}__ask": "摆摊卖冰粉要办证吗？"})
    for client, name in (
        (keeper, "submit_version"),
        (head, "approve_version"),
        (leader, "publish_version"),
    ):
        assert sent(client, act(draft, name)).status_code == 302
    assert "摆摊卖冰粉要办证吗？" in leader.get(f"/services/{code}/").content.decode()
    assert search(Jurisdiction.objects.get(), "摆摊卖冰粉")[0].code == code
    window = see(desk.world.people["heyutong"], at("2026-09-21 10:30"))
    assert find(window, "摆摊卖冰粉").services[0].service.code == code


def test_it_may_come_into_force_on_a_later_day(desk, keeper, head, leader):
    page = begun(desk, keeper)
    save(keeper, page, promise__n="9")
    sent(keeper, act(page, "submit_version"))
    sent(head, act(page, "approve_version"))
    early = sent(leader, act(page, "announce_version"), on="2026-09-21")
    assert early.status_code == 409
    assert "施行日期要在今天以后" in early.content.decode()
    assert sent(leader, act(page, "announce_version"), on="2026-10-08").status_code == 302
    assert "2026 年 10 月 8 日起施行" in leader.get(f"{page}review/").content.decode()
    assert leader.get(f"/services/{food(desk).service.code}/").context["page"].version == 1


def test_it_is_not_sent_back_without_a_word(desk, keeper, head):
    page = begun(desk, keeper)
    sent(keeper, act(page, "submit_version"))
    assert sent(head, act(page, "return_version"), opinion=" ").status_code == 422


def test_what_lacks_something_is_not_sent_for_review(desk, keeper):
    page = begun(desk, keeper)
    save(keeper, page, quota="")
    answer = sent(keeper, act(page, "submit_version"))
    assert answer.status_code == 409
    assert "数量限制" in answer.content.decode()


def test_who_wrote_it_neither_reviews_nor_publishes_it(desk, keeper):
    page = begun(desk, keeper)
    sent(keeper, act(page, "submit_version"))
    may = row(keeper.get(f"{page}review/")).may
    assert may == ()


def test_it_is_withdrawn_with_a_reason_that_the_public_reads(desk, keeper):
    page = f"{SERVICES}{desk.world.versions['food']}/"
    assert sent(keeper, act(page, "withdraw_version"), reason="").status_code == 422
    assert sent(keeper, act(page, "withdraw_version"), reason="划转市监局").status_code == 302
    assert ServiceVersion.objects.get(pk=food(desk).pk).withdrawn_because == "划转市监局"


def test_every_act_of_people_on_a_version_has_a_door_a_key_and_a_hint():
    from shouwen.queries.service_editor import HINTS, KEYS, WRITE
    from shouwen.rules.lives.service_version import MOVES
    from shouwen.web.desk.services import DOORS

    people = {move.act for move in MOVES if move.may.powers and not move.may.clock}
    chinese = {each for each in people if not each.endswith("_in_english")}
    assert set(KEYS) == set(HINTS) == chinese
    assert set(DOORS) == chinese - {WRITE}
    assert len(set(KEYS.values())) == len(KEYS)
    assert not set(KEYS.values()) & set("JKOW")


def test_an_obligation_on_a_version_leads_to_its_page(desk, keeper, head):
    from shouwen.records.models import Obligation

    page = begun(desk, keeper)
    sent(keeper, act(page, "submit_version"))
    owed = Obligation.objects.get(kind="review_version", ended_at__isnull=True)
    assert head.get(f"/desk/owed/{owed.pk}/")["Location"] == f"{page}review/"
    assert "审核办事指南" in head.get("/desk/").content.decode()


def test_the_page_of_a_draft_asks_the_same_whatever_it_says(
    desk, keeper, django_assert_max_num_queries
):
    page = begun(desk, keeper)
    with django_assert_max_num_queries(22):
        keeper.get(page)
    for _time in range(4):
        save(keeper, page, do="add:materials")
    with django_assert_max_num_queries(22):
        keeper.get(page)
