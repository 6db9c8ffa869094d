"""An office from a spreadsheet: every fault with its row, column and cure; not a row with one."""

import csv
import io
from dataclasses import replace

import pytest

from shouwen.rules.facts.scheme import Person, Scheme, Succession


def demo() -> Scheme:
    from shouwen.life.office import office

    return office().scheme


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def written(rows) -> bytes:
    out = io.StringIO()
    sheet = csv.DictWriter(out, rows[0].keys())
    sheet.writeheader()
    sheet.writerows(rows)
    return out.getvalue().encode()


def sheet(*changes, scheme=None):
    """The demo office's sheet; each change names a post or a row, and columns of its first row."""
    from shouwen.exchange.office import write_office

    rows = rows_of(write_office(scheme or demo()))
    for post, columns in changes:
        next(row for row in rows if row["岗位"] == post).update(columns)
    return written(rows)


def read(content, now=None):
    from shouwen.exchange.office import read_office

    return read_office(content, now or demo())


def faults(content, now=None):
    _, scheme, found = read(content, now)
    assert (scheme is None) == bool(found)
    return [(fault.row, fault.field, fault.why) for fault in found]


def number(content, post):
    """The row of a post's first mention."""
    return next(n for n, row in enumerate(rows_of(content), 2) if row["岗位"] == post)


def test_an_office_written_out_comes_in_the_same():
    from shouwen.exchange.office import import_office, write_office
    from shouwen.queries.scheme import differences

    _, scheme, found = read(write_office(demo()))
    assert found == ()
    assert differences(demo(), scheme) == ()
    assert {post.key: post for post in scheme.posts} == demo().post
    report = import_office(write_office(demo()), demo(), None)
    assert (report.made, report.changed, report.skipped) == (0, 0, 21)
    assert (report.lacks, report.errors) == ((), ())


def test_people_are_found_by_name_too():
    _, scheme, found = read(sheet(("食品经营审批岗", {"责任人": "田如意"})))
    assert (found, scheme.post["food"].holder) == ((), "tianruyi")


FAULTS = {
    "an unknown superior": (
        ("食品经营审批岗", {"上级岗位": "科长"}),
        "上级岗位",
        "上级岗位“科长”不在表里：请改成表里的岗位，或者补上这个岗位。",
    ),
    "a self-report": (
        ("市场准入科科长", {"上级岗位": "市场准入科科长"}),
        "上级岗位",
        "岗位“市场准入科科长”的上级写成了它自己：请改正。",
    ),
    "no superior": (
        ("食品经营审批岗", {"上级岗位": ""}),
        "上级岗位",
        "没有写岗位“食品经营审批岗”的上级岗位：请填写；只有主要领导没有上级。",
    ),
    "a superior beside the head": (
        ("食品经营审批岗", {"上级岗位": "办公室主任"}),
        "上级岗位",
        "市场准入科的负责人岗位是“市场准入科科长”，本岗位的上级应当是它：请改正。",
    ),
    "somebody unknown": (
        ("食品经营审批岗", {"责任人": "无此人"}),
        "责任人",
        "人员名册里没有“无此人”：请先登记这个人，或者改正姓名。",
    ),
    "an unknown B-role": (
        ("食品经营审批岗", {"B角": "某某"}),
        "B角",
        "人员名册里没有“某某”：请先登记这个人，或者改正姓名。",
    ),
    "a word that is none": (
        ("食品经营审批岗", {"职级": "股长"}),
        "职级",
        "“股长”不在可填的词里：请填写 工作人员、科室负责人、副职、主要领导 之一。",
    ),
    "a power that is none": (
        ("食品经营审批岗", {"权限": "收件、签字"}),
        "权限",
        "“签字”不在可填的词里：请填写 收件、审查、审核、决定、公布办事指南、监督、管理名册 之一。",
    ),
    "an order that is none": (
        ("局长", {"副职次序": "第一"}),
        "副职次序",
        "“第一”不是次序：请填写 1、2、3…，不是副职的留空。",
    ),
    "a duty without its task": (
        ("食品经营审批岗", {"任务": ""}),
        "任务",
        "没有写任务：请写明这项职责做什么，或者把后面各格清空。",
    ),
    "a successor of what stays": (
        ("食品经营审批岗", {"承接原岗位": "登记注册岗"}),
        "承接原岗位",
        "“登记注册岗”不是这次撤销的岗位：请写现有、而表里没有的岗位，或者留空。",
    ),
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_is_named_with_its_row_and_column_and_how_to_mend_it(what):
    change, column, why = FAULTS[what]
    content = sheet(change)
    assert faults(content) == [(number(content, change[0]), column, why)]


def test_a_loop_is_named_once_with_the_way_round():
    content = sheet(
        ("市场准入科科长", {"上级岗位": "社会事务科科长"}),
        ("社会事务科科长", {"上级岗位": "市场准入科科长"}),
    )
    ((row, column, why),) = faults(content)
    assert (row, column) == (number(content, "社会事务科科长"), "上级岗位")
    assert "社会事务科科长 → 市场准入科科长 → 社会事务科科长" in why


def test_a_post_written_twice_is_a_fault():
    from shouwen.exchange.office import write_office

    rows = rows_of(write_office(demo()))
    food = next(row for row in rows if row["岗位"] == "食品经营审批岗")
    elsewhere = dict(food, 科室="社会事务科", 科室职责="")
    ((row, column, why),) = faults(written([*rows, elsewhere]))
    assert (row, column) == (len(rows) + 2, "岗位")
    assert why.startswith("岗位“食品经营审批岗”在第")


def test_two_of_one_name_are_told_apart_by_how_they_sign_in():
    now = replace(demo(), people=(*demo().people, Person("tianruyi2", "田如意")))
    content = sheet(("食品经营审批岗", {"责任人": "田如意"}))
    ((_, column, why),) = faults(content, now)
    assert column == "责任人"
    assert why.endswith("请写登录名 tianruyi、tianruyi2 之一。")


def test_every_fault_is_told_at_once_in_the_order_of_the_sheet():
    content = sheet(
        ("食品经营审批岗", {"责任人": "无此人"}),
        ("局长", {"B角": "某某"}),
        ("涉水审批岗", {"职级": "员"}),
    )
    assert [column for _, column, _ in faults(content)] == ["B角", "责任人", "职级"]
    assert faults(content) == sorted(faults(content))


def test_what_is_no_sheet_is_said_in_a_sentence():
    assert faults(b"\xff\xfe\x00")[0][2].startswith("文件的编码不是")
    assert faults("岗位\n甲\n".encode())[0][2].startswith("表头缺少列 科室")
    header = sheet().split(b"\r\n")[0] + b"\r\n"
    assert faults(header) == [(1, "", "表里没有一行内容：请从第二行起填写。")]


def test_a_post_that_is_left_out_goes_and_names_who_takes_over():
    from shouwen.exchange.office import write_office

    rows = [row for row in rows_of(write_office(demo())) if row["岗位"] != "食品经营审批岗"]
    next(row for row in rows if row["岗位"] == "登记注册岗")["承接原岗位"] = "食品经营审批岗"
    _, scheme, found = read(written(rows))
    assert found == ()
    assert scheme.successions == (Succession("food", "registration"),)


def test_what_is_new_gets_a_key_of_its_own_and_what_is_known_keeps_its():
    from shouwen.exchange.office import write_office

    rows = rows_of(write_office(demo()))
    food = next(row for row in rows if row["岗位"] == "食品经营审批岗")
    at = rows.index(food)
    rows.insert(at + 1, dict(food, 岗位="食品经营审批二岗"))
    _, scheme, found = read(written(rows))
    assert found == ()
    new = [post for post in scheme.posts if post.key not in demo().post]
    assert [(post.key, post.name) for post in new] == [("n1", "食品经营审批二岗")]


@pytest.mark.django_db
class TestIntoTheOffice:
    @pytest.fixture
    def place(self):
        from tests.acts.world import make_world

        return make_world(only=())

    def bring(self, place, content, dry_run=False):
        from shouwen.acts import CLOCK
        from shouwen.exchange.office import import_office, into, standing
        from tests.acts.world import at

        unit, now = standing(place.jurisdiction)
        write = None if dry_run else into(unit, by=CLOCK, at=at("2026-09-21 09:00"))
        return import_office(content, now, write)

    def schemes(self):
        from shouwen.records.models import Scheme

        return list(Scheme.objects.order_by("number").values_list("number", "matter__state"))

    def test_a_sheet_becomes_the_next_draft_and_changes_nothing_yet(self, place):
        report = self.bring(place, sheet(("食品经营审批岗", {"责任人": "田如意"})))
        assert (report.changed, report.skipped) == (1, 20)
        assert report.changes == ("岗位“食品经营审批岗”的责任人由罗一鸣改为田如意。",)
        assert self.schemes() == [(1, "published"), (2, "draft")]

    def test_a_dry_run_says_the_same_and_lays_nothing_down(self, place):
        content = sheet(("食品经营审批岗", {"B角": ""}))
        report = self.bring(place, content, dry_run=True)
        assert report.lacks == (
            "岗位“食品经营审批岗”没有B角：请指定本科室、相邻科室或者办公室的另一个人。",
        )
        assert self.schemes() == [(1, "published")]
        assert self.bring(place, content) == report

    def test_with_one_fault_not_a_row_comes_in(self, place):
        report = self.bring(place, sheet(("食品经营审批岗", {"责任人": "无此人"})))
        assert (report.made, report.changed, report.skipped) == (0, 0, report.read)
        assert len(report.errors) == 1
        assert self.schemes() == [(1, "published")]
