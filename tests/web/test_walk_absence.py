"""Two absences on foot, by browser: a window officer for an hour, with an applicant served in
between, and a section head for a week, with a hand-over list.

The doors are told the time, so that an hour and a week pass in between; every page on the way is
checked with axe in both schemes and at 390 px."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from shouwen.now import now
from tests.web.visitor import Visitor

pytestmark = pytest.mark.engine("sqlite")

RELIEF = "个体工商户"


class Clock:
    """What the doors take for now: the next working day, or as much later as was let pass."""

    def __init__(self) -> None:
        self.at = self.working_day(now(), 1)

    def working_day(self, since: datetime, n: int, hour: int = 9) -> datetime:
        """``hour`` o'clock of the ``n``-th working day after a day."""
        from shouwen.records.calendars import official_calendar
        from shouwen.rules.worktime import CST, chinese_time

        day = official_calendar().add_working_days(chinese_time(since).date(), n)
        return datetime(day.year, day.month, day.day, hour, 10, tzinfo=CST)

    def __call__(self) -> datetime:
        return self.at.astimezone(UTC)

    def becomes(self, at: datetime) -> None:
        """It is ``at``, and the jobs have done what there was to do until then."""
        from shouwen.acts.sweeping import sweep

        self.at = at
        sweep(self())


@pytest.fixture
def clock(monkeypatch) -> Clock:
    """The clock that every door of the desk looks at."""
    from tests.web.desk import DOORS

    found = Clock()
    for door in DOORS:
        monkeypatch.setattr(f"shouwen.web.desk.{door}.now", found)
    monkeypatch.setattr("shouwen.web.public.views.now", found)
    return found


def typed(at: datetime) -> str:
    """A time as a browser's field takes it."""
    return f"{at:%Y-%m-%dT%H:%M}"


def asks(who: Visitor, since: datetime, until: datetime, reason: str, stand_in: str) -> str:
    """Ask to be away; answers with the address of the absence."""
    who.go("/desk/absences/mine/")
    who.look()
    who.page.get_by_role("link", name="申请离岗").click()
    who.look()
    who.page.get_by_label("什么时候离岗").fill(typed(since))
    who.page.get_by_label("什么时候返岗").fill(typed(until))
    who.page.get_by_label("外出办事").check()
    who.page.get_by_label("事由").fill(reason)
    who.page.get_by_role("button", name="看看谁能顶").click()
    who.look()
    assert who.page.get_by_label("事由").input_value() == reason
    who.page.get_by_role("radio", name=re.compile(stand_in)).check()
    who.page.get_by_role("button", name="提出申请").click()
    who.page.wait_for_url(re.compile(r"/desk/absences/\d+-LG-[^/]+/$"))
    who.look()
    return who.page.url.removeprefix(who.site)


def does(who: Visitor, address: str, act: str, fill: Callable[[Visitor], None] | None = None):
    """Open the absence, take one of the acts it offers, and send its form."""
    who.go(address)
    who.look()
    with who.page.expect_navigation():
        who.page.locator(f"a.may[href*='absence.{act}']").first.click()
    who.look()
    if fill:
        fill(who)
    who.page.locator("main form[method=post] button[type=submit]").first.click()
    who.page.wait_for_url(f"**{address}")


def test_a_window_officer_is_away_for_an_hour_and_nobody_waits(visit, clock):
    officer, delegate, head = (
        visit().sign_in(name) for name in ("shenqinghe", "duyunfei", "weisiyuan")
    )
    leaves = clock.at + timedelta(minutes=50)
    address = asks(officer, leaves, leaves + timedelta(hours=1), "去医院取报告", "杜云飞")

    head.go(address)
    assert "还没有答应顶登记注册岗" in head.page.inner_text("main")
    assert "去医院取报告" in head.page.inner_text("main")

    delegate.go("/desk/")
    delegate.look()
    assert "答应顶岗" in delegate.page.inner_text("main")
    delegate.page.locator("#peek a.btn", has_text="答应顶岗").click()
    delegate.look()
    assert "去医院取报告" not in delegate.page.content()
    delegate.page.get_by_role("button", name="答应顶岗").click()
    delegate.page.wait_for_url(f"**{address}")
    does(head, address, "approve_absence")

    clock.becomes(leaves)
    officer.go("/desk/")
    officer.look()
    assert "您在离岗" in officer.page.inner_text("main")
    assert "杜云飞（代沈清和），登记注册岗" in _receives(delegate)

    clock.becomes(leaves + timedelta(minutes=40))
    officer.go("/desk/")
    officer.page.get_by_role("link", name="去签到").click()
    does(officer, officer.page.url.removeprefix(officer.site), "come_back")
    assert "已结束" in officer.page.inner_text("main")
    delegate.go("/desk/")
    assert "代 沈清和" not in delegate.page.inner_text("main")
    officer.go(f"{address}ledger/")
    officer.look()
    assert "链完整" in officer.page.inner_text("main")


def test_a_section_head_is_away_for_a_week_with_a_hand_over_list(visit, clock):
    head, other, leader, handler = (
        visit().sign_in(name) for name in ("weisiyuan", "duyunfei", "tangruolan", "luoyiming")
    )
    today = clock.at
    leaves, returns = clock.working_day(today, 1), clock.working_day(today, 6)
    address = asks(head, leaves, returns, "到省里学习", "杜云飞")
    does(leader, address, "approve_absence")
    small = clock.working_day(today, 2, 14)
    owed = asks(handler, small, small + timedelta(hours=1), "接孩子", "沈清和")

    def comment(who: Visitor) -> None:
        lines = who.page.locator("input[name^='line-']")
        assert lines.count() == 1, "what is owed on the post, and not the handing over itself"
        assert "罗一鸣" in who.page.inner_text("main")
        lines.first.fill("沈清和答应了再批，他那天下午没有约人")
        who.page.get_by_label("当面点交的东西").fill("科室印章、302 室钥匙")

    does(head, address, "hand_over", comment)
    does(other, address, "take_hand_over")
    does(leader, address, "see_hand_over")
    assert "沈清和答应了再批" in leader.page.inner_text("main")

    clock.becomes(leaves)
    does(visit().sign_in("shenqinghe"), owed, "agree_to_stand_in")
    other.go("/desk/")
    other.look()
    assert "代 魏思源" in other.page.inner_text("main")
    does(other, owed, "approve_absence")
    assert "杜云飞（代魏思源）" in other.page.inner_text("main")

    clock.becomes(clock.working_day(leaves, 4, 16))
    does(head, address, "sign_in")
    does(other, address, "hand_back")
    does(head, address, "take_back")
    assert "已结束" in head.page.inner_text("main")


def _receives(window: Visitor) -> str:
    """An applicant at the counter; answers with what the receipt says."""
    page = window.page
    window.go("/desk/intake/")
    window.look()
    with page.expect_navigation():  # half a page has half its lines
        page.get_by_role("link", name=re.compile(RELIEF)).click()
    lines = page.locator("li.check-line")
    for place in range(lines.count()):
        line = lines.nth(place)
        line.get_by_label("页数").fill("1")
        line.get_by_label("符合", exact=True).check()
    page.get_by_role("textbox", name="申请人", exact=True).fill("姚静姝")
    page.get_by_label("证件号码").first.fill("11010519491231002X")
    page.get_by_label("联系电话").first.fill("0826-555-0188")
    page.get_by_label("不能当场办结的理由").fill("要核对经营场所的产权")
    page.get_by_role("button", name="收件并打印回执").click()
    page.wait_for_url(re.compile("/received/"))
    window.look()
    return str(page.inner_text("main"))
