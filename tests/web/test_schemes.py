"""Versions of the scheme of duties through the pages: written in a sheet, approved, published;
descriptions of posts."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shouwen.records.models import Obligation, Paper, Post, Scheme
from tests.acts.world import at
from tests.web.desk import Desk, sent

SCHEMES = "/desk/office/schemes/"
NEW = f"{SCHEMES}new/"


@pytest.fixture
def desk(world, monkeypatch):
    found = Desk(world, monkeypatch, now=at("2026-09-21 10:00"))
    monkeypatch.setattr("shouwen.web.desk.schemes.now", found._now)
    return found


@pytest.fixture
def keeper(desk):
    return desk.client("fangshuhe")


@pytest.fixture
def director(desk):
    return desk.client("hanmingzhe")


def renamed(text: str) -> str:
    """The sheet with one post called otherwise."""
    assert "档案" not in text
    return text.replace("综合文秘岗", "文秘档案岗")


def drafted(client, change=renamed, **said):
    """A draft laid down from what stands, with a change."""
    form = client.get(NEW).context["form"]
    return client.post(
        NEW,
        {
            "request_id": str(form.initial["request_id"]),
            "sheet": change(form.initial["sheet"]),
            **said,
        },
    )


def act(number: int, name: str) -> str:
    return f"{SCHEMES}{number}/acts/scheme.{name}/"


def without_food(text: str) -> str:
    """The sheet without the post that handles food, whose duty another post carries."""
    name = Post.objects.get(key="food").name
    other = Post.objects.get(key="registration").name
    lines = text.splitlines(keepends=True)
    heading = lines[0].strip().split(",")
    found = []
    for line in lines:
        cells = line.split(",")
        if len(cells) > heading.index("岗位") and cells[heading.index("岗位")] == name:
            cells[heading.index("岗位")] = other
            for column in ("岗位电话", "岗位房间", "职级", "上级岗位", "责任人", "B角", "资格"):
                cells[heading.index(column)] = ""
            line = ",".join(cells)
        found.append(line)
    return "".join(found)


# ── drafting in a sheet ──────────────────────────────────────────────────────────────────────────


def test_a_draft_begins_from_what_stands_and_changes_nothing(keeper):
    answer = drafted(keeper, lambda text: text, **{"try": "1"})
    report = answer.context["report"]
    assert (answer.status_code, report.made, report.changed, report.changes) == (200, 0, 0, ())
    assert "和现在施行的没有不同" in answer.content.decode()
    assert Scheme.objects.count() == 1


def test_a_sheet_is_tried_before_it_is_laid_down_and_says_what_would_change(keeper):
    answer = drafted(keeper, **{"try": "1"})
    assert answer.status_code == 200
    assert "新设岗位“文秘档案岗”（办公室），责任人邹逸晨。" in answer.content.decode()
    assert "存成草稿" in answer.content.decode()
    assert "文秘档案岗" in answer.context["form"]["sheet"].value(), "nothing typed is lost"
    assert Scheme.objects.count() == 1


def test_a_file_fills_the_sheet_whatever_a_spreadsheet_saved_it_as(keeper):
    text = renamed(keeper.get(NEW).context["form"].initial["sheet"])
    for encoding in ("utf-8-sig", "gb18030"):
        file = SimpleUploadedFile("office.csv", text.encode(encoding))
        answer = drafted(keeper, lambda _: "", file=file, **{"try": "1"})
        assert answer.status_code == 200
        assert "文秘档案岗" in answer.context["form"]["sheet"].value()


def test_a_file_that_is_no_sheet_is_told_so(keeper):
    answer = drafted(keeper, file=SimpleUploadedFile("office.csv", bytes(range(128, 256))))
    assert answer.status_code == 422
    assert "CSV UTF-8" in answer.content.decode()


def test_every_fault_is_named_by_row_and_column_and_nothing_comes_in(keeper):
    answer = drafted(keeper, lambda text: text.replace("luoyiming", "李四"))
    assert answer.status_code == 422
    report = answer.context["report"]
    assert {fault.field for fault in report.errors} == {"责任人", "B角"}
    said = answer.content.decode()
    assert "人员名册里没有“李四”" in said
    assert "一行都没有进来" in said
    assert "李四" in answer.context["form"]["sheet"].value()
    assert Scheme.objects.count() == 1


def test_an_empty_sheet_is_asked_for(keeper):
    answer = drafted(keeper, lambda _: " ")
    assert answer.status_code == 422
    assert "请选一个表格文件" in answer.content.decode()


def test_a_draft_sent_twice_is_one_draft(keeper):
    form = keeper.get(NEW).context["form"].initial
    said = {"request_id": str(form["request_id"]), "sheet": renamed(form["sheet"])}
    assert [keeper.post(NEW, said).status_code for _ in range(2)] == [302, 302]
    assert Scheme.objects.count() == 2
    assert keeper.post(NEW, {**said, "sheet": form["sheet"]}).status_code == 409


@pytest.mark.parametrize("who", ["luoyiming", "hanmingzhe", "xiaanning"])
def test_who_does_not_keep_the_office_drafts_nothing_and_is_told_who_does(desk, who):
    client = desk.client(who)
    assert "起草下一版" not in client.get(SCHEMES).content.decode()
    assert "方书禾" in client.get(NEW).content.decode()
    answer = drafted(client)
    assert answer.status_code == 409
    assert "#c-2.4.2" in answer.content.decode()
    assert Scheme.objects.count() == 1


# ── a version's life ─────────────────────────────────────────────────────────────────────────────


def acts(client, number: int) -> set[str]:
    page = client.get(f"{SCHEMES}{number}/").context["page"]
    return {option.act.partition(".")[2] for option in page.may}


def test_a_version_is_drafted_approved_and_published_each_by_whose_it_is(desk, keeper, director):
    assert drafted(keeper)["Location"] == SCHEMES
    assert (acts(keeper, 2), acts(director, 2)) == ({"write_draft"}, {"approve_scheme"})
    assert sent(keeper, act(2, "approve_scheme")).status_code == 409
    assert sent(director, act(2, "approve_scheme"))["Location"] == f"{SCHEMES}2/"
    assert acts(keeper, 2) == {"write_draft", "publish_scheme"}
    assert sent(director, act(2, "publish_scheme")).status_code == 409
    assert sent(keeper, act(2, "publish_scheme")).status_code == 302
    states = [row.state for row in keeper.get(SCHEMES).context["page"].versions]
    assert states == ["published", "superseded"]
    assert "文秘档案岗" in desk.client("luoyiming").get("/desk/duties/").content.decode()


def test_a_published_version_is_frozen_and_the_one_before_stays_readable(keeper, director):
    drafted(keeper)
    sent(director, act(2, "approve_scheme"))
    sent(keeper, act(2, "publish_scheme"))
    for number, name in ((1, "综合文秘岗"), (2, "文秘档案岗")):
        page = keeper.get(f"{SCHEMES}{number}/").context["page"]
        assert (page.frozen, page.may) == (True, ())
        assert name in keeper.get(f"{SCHEMES}{number}/").content.decode()
    form = keeper.get(f"{SCHEMES}1/write/").context["form"].initial
    said = {"request_id": str(form["request_id"]), "sheet": form["sheet"]}
    assert keeper.post(f"{SCHEMES}1/write/", said).status_code == 409
    assert "和第 1 版相比" in keeper.get(f"{SCHEMES}2/").content.decode()


def test_publishing_twice_publishes_once(keeper, director):
    drafted(keeper)
    sent(director, act(2, "approve_scheme"))
    form = {
        k: str(v) for k, v in keeper.get(act(2, "publish_scheme")).context["form"].initial.items()
    }
    assert [keeper.post(act(2, "publish_scheme"), form).status_code for _ in range(2)] == [302, 302]
    assert Paper.objects.filter(kind="ab_table").count() == 1


def test_what_a_draft_lacks_is_listed_and_bars_the_approval(keeper, director):
    drafted(keeper, lambda text: text.replace("yangqiwen,longhaoran", "yangqiwen,"))
    page = keeper.get(f"{SCHEMES}2/").context["page"]
    assert [hint.clause for hint in page.lacks] == ["2.7.4"]
    answer = sent(director, act(2, "approve_scheme"))
    assert answer.status_code == 409
    assert page.lacks[0].sentence in answer.content.decode()


def test_open_work_of_a_post_that_goes_is_sent_to_another_by_name(desk, keeper, director):
    desk.world.accepted("food", "2026-09-21 09:30")
    drafted(keeper, without_food)
    (post,) = keeper.get(f"{SCHEMES}2/").context["page"].closing
    assert (post.key, post.cases, post.successor) == ("food", 1, "")
    assert sent(director, act(2, "approve_scheme")).status_code == 409
    empty = sent(keeper, f"{SCHEMES}2/successors/", **{"to-food": ""})
    assert empty.status_code == 422
    sent(keeper, f"{SCHEMES}2/successors/", **{"to-food": "registration"})
    assert keeper.get(f"{SCHEMES}2/").context["page"].closing[0].successor == "登记注册岗"
    sent(director, act(2, "approve_scheme"))
    said = keeper.get(act(2, "publish_scheme")).content.decode()
    assert "转给“登记注册岗”；到期时间不变" in said
    assert sent(keeper, act(2, "publish_scheme")).status_code == 302
    handled = Obligation.objects.filter(kind="decide", ended_at=None).values_list("bearer__key")
    assert set(handled) == {("registration",)}


def test_a_version_is_a_spreadsheet_to_go_on_from(keeper):
    answer = keeper.get(f"{SCHEMES}1/sheet.csv")
    assert answer["Content-Type"].startswith("text/csv")
    assert "食品经营审批岗" in answer.content.decode("utf-8-sig")


@pytest.mark.parametrize("address", ["9/", "1/acts/scheme.found_scheme/", "1/acts/x/", "9/write/"])
def test_what_is_not_there_is_not_found(keeper, address):
    assert keeper.get(f"{SCHEMES}{address}").status_code == 404


# ── papers ───────────────────────────────────────────────────────────────────────────────────────


def test_publishing_issues_the_table_of_a_and_b_roles_for_everybody_of_the_office(
    desk, keeper, director
):
    drafted(keeper)
    sent(director, act(2, "approve_scheme"))
    sent(keeper, act(2, "publish_scheme"))
    paper = Paper.objects.get(kind="ab_table")
    posts = {row["post"]: row for row in json.loads(paper.content)["posts"]}
    assert (posts["文秘档案岗"]["holder"], posts["文秘档案岗"]["b_role"]) == ("邹逸晨", "方书禾")
    assert posts["文秘档案岗"]["designated_by"] == "办公室主任"
    assert posts["局长"]["designated_by"] == "按副职代行次序"
    for who in ("luoyiming", "heyutong", "zouyichen"):
        client = desk.client(who)
        assert client.get(f"/desk/papers/{paper.check_code}.pdf").status_code == 200
        assert paper.number in client.get("/desk/office/").content.decode()


def test_anybody_of_the_office_gets_the_description_of_a_post_with_who_sits_there_now(desk):
    from shouwen.acts.office import leave_post
    from shouwen.records.casefile.books import books_of

    leave_post(
        books_of(desk.world.jurisdiction),
        by=desk.world.holder("bureau_clerk"),
        at=at("2026-09-21 09:00"),
        person=desk.world.people["luoyiming"],
        post=desk.world.posts["food"].pk,
    )
    client = desk.client("heyutong")
    assert (
        "出一份岗位说明书" in client.get("/desk/duties/?section=market&post=food").content.decode()
    )
    answer = sent(client, "/desk/office/posts/food/description/")
    paper = Paper.objects.get(kind="post_description")
    assert answer["Location"] == f"/desk/papers/{paper.check_code}.pdf"
    said = json.loads(paper.content)
    assert (said["post"], said["holder"], said["b_role"]) == ("食品经营审批岗", "", "沈清和")
    assert said["approved_by"] == "随单位设立施行"
    assert client.get(answer["Location"]).status_code == 200


def test_no_description_of_a_post_that_is_not_there(keeper):
    assert keeper.get("/desk/office/posts/moon/description/").status_code == 404


def test_whoever_holds_a_paper_of_the_scheme_can_check_it_and_reads_no_more(desk):
    sent(desk.client("heyutong"), "/desk/office/posts/food/description/")
    paper = Paper.objects.get(kind="post_description")
    answer = Client().get(f"/paper/{paper.check_code}")
    assert answer.status_code == 200
    assert paper.number in answer.content.decode()
    assert "罗一鸣" not in answer.content.decode()
    assert Client().get(f"/desk/papers/{paper.check_code}.pdf").status_code == 302
