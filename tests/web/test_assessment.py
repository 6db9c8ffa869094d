"""Figures, the year's assessment and double duty through the pages."""

import csv
import io
from datetime import date
from uuid import UUID, uuid4

import pytest

from shouwen.acts import CLOCK
from shouwen.acts.assessment import finish_stage
from shouwen.acts.double_duty import begin_half_year
from shouwen.acts.sweeping import sweep
from shouwen.queries.double_duty import RECORDS
from shouwen.records.casefile.books import books_of
from shouwen.records.casefile.office import forget
from shouwen.records.models import (
    Assessment,
    AssessmentStep,
    DoubleDuty,
    Jurisdiction,
    LedgerEntry,
    Matter,
    Obligation,
    Person,
    Post,
)
from shouwen.rules.words import AssessmentStage
from tests.acts.test_assessment import DAYS, opened
from tests.acts.world import at
from tests.web.desk import Desk, sent

FIGURES, YEARS = "/desk/assessment/", "/desk/assessment/years/"
NEW = f"{YEARS}new/"
CSV = f"{FIGURES}figures.csv"
DOUBLE = "/desk/double-duty/"
SUPERVISE = {"hanmingzhe", "xiaanning", "guwenbo"}


@pytest.fixture
def desk(world, monkeypatch):
    return Desk(world, monkeypatch, now=at("2026-12-01 10:00"))


@pytest.fixture
def keeper(desk):
    return desk.client("fangshuhe")


def late(desk) -> None:
    """A case that nobody decided in time."""
    desk.world.accepted("food", "2026-09-21 10:00")
    sweep(at("2026-11-30 10:00"))


# ── figures ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", [*sorted(SUPERVISE), "fangshuhe", "weisiyuan", "luoyiming"])
def test_only_supervision_reads_the_figures(desk, who):
    client = desk.client(who)
    for address in (FIGURES, CSV):
        answer = client.get(address)
        assert answer.status_code == (200 if who in SUPERVISE else 403)
    assert ("考核数据" in client.get(YEARS).content.decode()) is (who in SUPERVISE)


def test_each_miss_says_who_sat_there_and_on_what_evidence(desk):
    late(desk)
    said = desk.client("xiaanning").get(FIGURES).content.decode()
    assert "那时在岗的是罗一鸣" in said
    assert "当时在岗" in said
    assert "还没有办" in said


def test_the_figures_are_of_the_days_that_were_chosen(desk):
    late(desk)
    client = desk.client("xiaanning")
    of_year = client.get(FIGURES).context["page"]
    assert (of_year.since, of_year.until) == (date(2026, 1, 1), date(2026, 12, 1))
    assert of_year.open == 1
    before = client.get(f"{FIGURES}?since=2026-09-01&until=2026-09-20").context["page"]
    assert before.owed == 0
    (due,) = [row.missed[0].due_at for row in of_year.rows if row.missed]
    day = (due.astimezone(at("2026-01-01 00:00").tzinfo)).date()
    that_day = client.get(f"{FIGURES}?since={day}&until={day}").context["page"]
    assert that_day.open == 1, "the last day belongs to the period"


@pytest.mark.parametrize("asked", ["?since=x", "?until=2026-13-01", "?since=2026-12-02"])
def test_days_that_are_none_are_not_found(desk, asked):
    asked += "&until=2026-12-01" if asked == "?since=2026-12-02" else ""
    assert desk.client("xiaanning").get(f"{FIGURES}{asked}").status_code == 404


def test_the_download_says_the_same_line_by_line(desk):
    late(desk)
    answer = desk.client("xiaanning").get(f"{CSV}?since=2026-01-01&until=2026-12-01")
    assert "attachment" in answer["Content-Disposition"]
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert lines[0][:4] == ["科室", "岗位", "人员", "代行"]
    (missed,) = [line for line in lines[1:] if len(line) > 8]
    assert missed[:3] == ["市场准入科", "食品经营审批岗", "罗一鸣"]
    assert (missed[8], missed[-1]) == ("办结", "当时在岗")
    assert missed[11].endswith("00:00"), "a working-day limit ends at 24:00, Chinese time"


def test_no_name_becomes_a_formula_in_a_spreadsheet(desk):
    late(desk)
    Person.objects.filter(name="罗一鸣").update(name="=HYPERLINK(1)")
    Jurisdiction.objects.update(roster_version=99, books_version=99)
    said = desk.client("xiaanning").get(CSV).content.decode()
    assert ",'=HYPERLINK(1)" in said
    assert ",=HYPERLINK" not in said


# ── the year ─────────────────────────────────────────────────────────────────────────────────────


def year(desk, **said: object) -> dict[str, object]:
    """A year's assessment as typed."""
    post = desk.world.posts["bureau_head"].pk
    return {
        "request_id": str(uuid4()),
        "seen": 0,
        "year": 2026,
        **{f"due-{stage}": DAYS[stage] for stage in AssessmentStage},
        **{f"post-{stage}": post for stage in AssessmentStage},
        "text-0": "岗位职责完成情况",
        "points-0": 70,
        "duties-0": "on",
        "text-1": "民主测评",
        "points-1": 30,
        **said,
    }


def test_a_year_is_laid_down_from_one_form(desk, keeper):
    assert keeper.post(NEW, year(desk))["Location"] == YEARS
    (cycle,) = keeper.get(YEARS).context["page"].cycles
    assert (cycle.year, len(cycle.stages), cycle.closed) == (2026, 5, False)
    assert [stage.may for stage in cycle.stages] == [True, False, False, False, False]
    assert "“布置考核”还没有办完" in keeper.get(YEARS).content.decode()


def test_everybody_reads_how_it_stands_and_who_may_not_is_told(desk):
    opened(desk.world)
    client = desk.client("luoyiming")
    page = client.get(YEARS).context["page"]
    assert not any(stage.may for stage in page.cycles[0].stages)
    assert [bar.clause for bar in page.barred] == ["2.4.2"]
    answer = client.post(NEW, year(desk, year=2027))
    assert answer.status_code == 409
    assert Assessment.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"points-1": 20}, "考核分值合计 90 分"),
        ({"duties-0": ""}, "与岗位职责挂钩的只有 0 分"),
        ({"due-rating": "2026-12-02"}, "的日期不对"),
    ],
)
def test_what_the_regulation_bars_is_told_with_everything_still_there(
    desk, keeper, wrong, sentence
):
    answer = keeper.post(NEW, year(desk, **wrong))
    assert answer.status_code == 409
    assert sentence in answer.content.decode()
    assert 'value="岗位职责完成情况"' in answer.content.decode()
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"year": ""}, "年度"),
        ({"due-plan": ""}, "“布置考核”要写哪天以前办完"),
        ({"due-plan": "soon"}, "请填日期"),
        ({"post-plan": ""}, "“布置考核”要写由哪个岗位办"),
        ({"points-1": ""}, "请写这一项多少分"),
        ({"text-1": ""}, "请写这些分考核什么"),
        ({"points-0": "101"}, "100"),
    ],
)
def test_an_incomplete_form_says_what_is_missing(desk, keeper, wrong, sentence):
    answer = keeper.post(NEW, year(desk, **wrong))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_year_sent_twice_is_one(desk, keeper):
    form = year(desk)
    assert [keeper.post(NEW, form).status_code for _ in range(2)] == [302, 302]
    assert Assessment.objects.count() == 1
    again = keeper.post(NEW, year(desk))
    assert again.status_code == 409
    assert "已经布置过了" in again.content.decode()


def test_a_stage_is_finished_by_whoever_owes_it_from_their_queue(desk, keeper):
    opened(desk.world)
    page = keeper.get("/desk/").context["page"]
    rows = [row for group in page.groups for row in group.rows]
    assert [(row.who, row.about) for row in rows][:1] == [("2026 年度考核", "布置考核")]
    there = keeper.get(f"/desk/owed/{rows[0].obligation}/")["Location"]
    assert sent(keeper, there, reference=" ").status_code == 422
    assert sent(desk.client("luoyiming"), there, reference="甲").status_code == 409
    assert sent(keeper, there, reference="广审考〔2026〕1号")["Location"] == YEARS
    said = keeper.get(YEARS).content.decode()
    assert "广审考〔2026〕1号" in said
    assert keeper.get("/desk/").context["page"].total == page.total - 1


def test_stages_are_taken_in_their_order(desk, keeper):
    cycle = opened(desk.world)
    later = AssessmentStep.objects.get(assessment=cycle, stage="summary").pk
    answer = sent(keeper, f"{FIGURES}stages/{later}/", reference="甲")
    assert answer.status_code == 409
    assert "“布置考核”还没有办完" in answer.content.decode()


def test_a_year_is_closed_when_every_stage_is_finished(desk, keeper):
    cycle = opened(desk.world)
    close = f"{YEARS}{cycle}/close/"
    assert sent(keeper, close).status_code == 409
    by = desk.world.holder("bureau_head")
    for stage in AssessmentStage:
        step = AssessmentStep.objects.get(assessment=cycle, stage=stage).pk
        finish_stage(step, by=by, at=desk.now, reference="甲")
    assert sent(desk.client("luoyiming"), close).status_code == 409
    assert keeper.get(YEARS).context["page"].cycles[0].may
    assert sent(keeper, close)["Location"] == YEARS
    assert Matter.objects.get(pk=cycle).state == "closed"
    assert not keeper.get(YEARS).context["page"].cycles[0].may


@pytest.mark.parametrize(
    "address", [f"{FIGURES}stages/{UUID(int=7)}/", f"{YEARS}{UUID(int=7)}/close/"]
)
def test_what_is_not_there_is_not_found(keeper, address):
    assert keeper.get(address).status_code == 404


# ── double duty ──────────────────────────────────────────────────────────────────────────────────

RECORD = {"kind": "廉政谈话", "day": "2026-11-20", "reference": "谈话记录 2026-11"}


def record(desk, key: str = "deputy_people", act: str = "record_integrity") -> str:
    return f"{DOUBLE}{desk.world.posts[key].pk}/office.{act}/"


@pytest.mark.parametrize(
    ("who", "leaders"),
    [
        ("tangruolan", 1),
        ("hanmingzhe", 3),
        ("xiaanning", 3),
        ("fangshuhe", 0),
        ("luoyiming", 0),
    ],
)
def test_a_leader_reads_their_own_records_and_supervision_everybodys(desk, who, leaders):
    answer = desk.client(who).get(DOUBLE)
    assert answer.status_code == (200 if leaders else 403)
    if leaders:
        assert len(answer.context["page"].leaders) == leaders


def test_a_leader_records_what_was_done_and_where_its_paper_lies(desk):
    client = desk.client("tangruolan")
    assert sent(client, record(desk), **RECORD)["Location"] == DOUBLE
    row = DoubleDuty.objects.get()
    assert (row.kind, row.day, row.half) == ("廉政谈话", date(2026, 11, 20), "2026-2")
    (leader,) = client.get(DOUBLE).context["page"].leaders
    assert [str(group) for group in leader.halves[0].lacks] == ["ideology"]
    entry = LedgerEntry.objects.get(act="office.record_integrity")
    assert "廉政谈话" not in entry.text


def test_nobody_records_for_another(desk):
    for who in ("hanmingzhe", "xiaanning", "luoyiming"):
        answer = sent(desk.client(who), record(desk), **RECORD)
        assert answer.status_code == 409
        assert "#c-2.4.2" in answer.content.decode()
    assert not DoubleDuty.objects.exists()


def test_what_is_not_done_yet_is_not_recorded_and_nothing_typed_is_lost(desk):
    client = desk.client("tangruolan")
    answer = sent(client, record(desk), **{**RECORD, "day": "2026-12-02"})
    assert answer.status_code == 409
    assert "请在做过以后再登记" in answer.content.decode()
    assert 'value="谈话记录 2026-11"' in answer.content.decode()
    assert sent(client, record(desk), **{**RECORD, "reference": ""}).status_code == 422


def test_a_half_year_without_a_record_is_owed_in_the_queue_and_then_shown_as_missed(desk):
    begin_half_year(books_of(desk.world.jurisdiction), by=CLOCK, at=at("2027-01-01 00:00"))
    desk.now = at("2027-01-04 10:00")
    client = desk.client("tangruolan")
    rows = [row for g in client.get("/desk/").context["page"].groups for row in g.rows]
    assert {row.what for row in rows} == {"登记本半年党风廉政工作", "登记本半年思想政治工作"}
    there = client.get(f"/desk/owed/{rows[0].obligation}/")["Location"]
    assert there in {record(desk), record(desk, act="record_ideology")}
    assert client.get(there).status_code == 200
    assert "做过的" in client.get(f"/desk/peek/{rows[0].obligation}/").content.decode()
    desk.now = at("2027-07-05 10:00")
    halves = client.get(DOUBLE).context["page"].leaders[0].halves
    assert [(half.name, half.over, len(half.lacks)) for half in halves] == [
        ("2027 年下半年", False, 2),
        ("2027 年上半年", True, 2),
    ]


def test_records_owed_of_a_former_post_are_kept_by_whoever_got_its_work(desk):
    begin_half_year(books_of(desk.world.jurisdiction), by=CLOCK, at=at("2027-01-01 00:00"))
    former, heir = desk.world.posts["deputy_people"], desk.world.posts["deputy_projects"]
    Obligation.objects.filter(bearer=former).update(bearer=heir)
    Post.objects.filter(pk=former.pk).update(closed_at=at("2027-01-04 09:00"))
    forget()
    desk.now = at("2027-01-04 10:00")
    client = desk.client("luchengyu")
    leaders = {leader.key: leader for leader in client.get(DOUBLE).context["page"].leaders}
    assert set(leaders) == {str(former.pk), str(heir.pk)}
    assert [act for act, _ in leaders[str(former.pk)].may] == list(RECORDS)
    said = {**RECORD, "day": "2027-01-04"}
    for act in ("record_integrity", "record_ideology"):
        assert sent(client, record(desk, act=act), **said)["Location"] == DOUBLE
    assert not Obligation.objects.filter(about=former.pk, ended_at=None).exists()
    (leader,) = client.get(DOUBLE).context["page"].leaders
    assert leader.key == str(heir.pk)


@pytest.mark.parametrize(
    ("key", "act"), [("food", "record_integrity"), ("deputy_people", "begin_half_year")]
)
def test_there_is_no_other_double_duty(desk, key, act):
    assert desk.client("hanmingzhe").get(record(desk, key, act)).status_code == 404
