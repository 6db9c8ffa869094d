"""The calendar of absences with its coverage: who is away when, who stands in, what nobody covers."""

from datetime import date

import pytest

from shouwen.queries.rows import CoverKind
from tests.acts.world import at
from tests.queries.test_seats import NOW, approved, asked, ill, statements


def calendar(world, who: str = "jianglinxi", when: str = NOW, **asked_for):
    from shouwen.queries.calendar import calendar as of
    from shouwen.queries.viewer import see

    return of(see(world.people[who], at(when)), **asked_for)


def cells(page, person: str) -> dict[int, tuple[CoverKind, str, str]]:
    """A person's places in September, by day."""
    line = next(
        line
        for section in page.coverage.sections
        for line in section.lines
        if line.person == person
    )
    days = (day.on for day in page.coverage.days)
    return {
        on.day: (cell.kind, cell.person, cell.mark)
        for on, cell in zip(days, line.cells, strict=True)
        if on.month == 9
    }


def test_presence_is_quiet_and_days_off_are_off(world):
    found = cells(calendar(world), "罗一鸣")
    assert found[21] == (CoverKind.IN, "", "")
    assert found[20] == (CoverKind.IN, "", "")  # a Sunday worked for the festival
    assert found[25] == (CoverKind.OFF, "", "")  # the festival
    assert found[26][0] is CoverKind.OFF


def test_an_absence_shows_who_stands_in_on_its_days_and_no_others(world):
    approved(world, "heyutong", "2026-09-22 09:00", "2026-09-22 17:00", window_1="qinmanwen")
    found = cells(calendar(world), "何雨桐")
    assert found[22] == (CoverKind.COVERED, "秦曼文", "")
    assert found[21][0] is found[23][0] is CoverKind.IN


def test_what_is_only_asked_for_is_marked_so(world):
    asked(world, "heyutong", "2026-09-22 09:00", "2026-09-22 17:00", window_1="qinmanwen")
    assert cells(calendar(world), "何雨桐")[22][0] is CoverKind.ASKED


def test_a_fallback_is_no_hole_but_for_a_window(world):
    ill(world, "guwenbo", until="2026-09-22 17:00")
    ill(world, "xiaanning", until="2026-09-22 17:00")
    ill(world, "heyutong", until="2026-09-22 17:00")
    ill(world, "panjiashu", until="2026-09-22 17:00")
    page = calendar(world)
    assert cells(page, "顾文博")[22] == (CoverKind.FALLBACK, "方书禾", "")
    assert cells(page, "何雨桐")[22] == (CoverKind.HOLE, "", "①")
    (clash,) = page.clashes
    assert (clash.mark, clash.clause) == ("①", "3.2b")
    assert clash.title == "9 月 21 日至 9 月 22 日综合窗口一没有指定的人顶。"
    assert "江林溪兜底" in clash.text
    assert page.holes == 1
    assert [day.on.day for day in page.coverage.days if day.holes] == [21, 22]


def test_a_section_says_how_many_are_there_and_when_nobody_is(world):
    for who in ("luoyiming", "shenqinghe"):
        ill(world, who, until="2026-09-22 17:00")
    ill(world, "weisiyuan", until="2026-09-21 17:00")
    page = calendar(world)
    section = next(s for s in page.coverage.sections if s.name == "市场准入科")
    counts = {
        day.on.day: (count.present, count.of, count.hole)
        for day, count in zip(page.coverage.days, section.counts, strict=True)
    }
    assert counts[21] == (0, 3, "全科外出")
    assert counts[22][:2] == (1, 3)
    assert counts[23] == (3, 3, "")
    assert counts[25] == (0, 0, "")


def test_each_absence_is_listed_with_its_stand_in_and_whose_turn_it_is(world):
    asked(world, "heyutong", "2026-09-22 09:00", "2026-09-22 17:00", window_1="qinmanwen")
    (line,) = calendar(world).absences
    assert (line.person, line.post, line.standin) == ("何雨桐", "综合窗口一", "秦曼文")
    assert line.state.text == "待批准"
    assert line.mine  # the head approves it
    assert not calendar(world, "weisiyuan").absences[0].mine


def test_who_is_overdue_is_marked_and_covered_on(world):
    ill(world, "luoyiming", until="2026-09-21 09:30")
    page = calendar(world)
    assert page.absences[0].state.text == "到期未归"
    assert cells(page, "罗一鸣")[24][0] is CoverKind.COVERED


def test_what_fell_away_is_not_there(world):
    from shouwen.acts.absence import cancel_absence

    absence = asked(world, "heyutong", "2026-09-22 09:00", "2026-09-22 17:00", window_1="qinmanwen")
    cancel_absence(absence, by=world.staff("heyutong"), at=at(NOW))
    page = calendar(world)
    assert page.absences == ()
    assert cells(page, "何雨桐")[22][0] is CoverKind.IN


def test_one_section_alone(world):
    ill(world, "luoyiming")
    page = calendar(world, section="window")
    assert [section.name for section in page.coverage.sections] == ["综合受理科"]
    assert page.absences == ()
    assert ("window", "综合受理科") in page.sections


def test_a_large_office_shows_the_viewers_own_section(world, monkeypatch):
    monkeypatch.setattr("shouwen.queries.calendar.MOST", 5)
    assert calendar(world).section == "window"
    assert calendar(world, section="market").section == "market"


def test_it_is_three_weeks_long_and_leads_on(world):
    page = calendar(world, first=date(2026, 9, 23))
    assert len(page.coverage.days) == 21
    assert page.coverage.days[0].on == date(2026, 9, 21)
    assert (page.before, page.after) == (date(2026, 8, 31), date(2026, 10, 12))
    assert page.title == "9 月 21 日至 10 月 11 日"


@pytest.mark.parametrize("wrong", [{"section": "elsewhere"}, {"first": date(1990, 1, 1)}])
def test_what_is_not_there_is_not_found(world, wrong):
    from shouwen.queries.viewer import NotFound

    with pytest.raises(NotFound):
        calendar(world, **wrong)


def test_it_names_no_kind_and_no_reason(world):
    asked(world, "heyutong", "2026-09-22 09:00", "2026-09-22 17:00", window_1="qinmanwen")
    ill(world, "luoyiming")
    said = repr(calendar(world))
    for reason in ("市局业务培训", "培训", "疾病", "training", "illness"):
        assert reason not in said


def test_it_costs_the_same_for_one_absence_and_for_many(world):
    ill(world, "luoyiming")
    few = len(statements(lambda: calendar(world)))
    for who in ("shenqinghe", "guwenbo", "heyutong", "maozijun", "renxiaoman"):
        ill(world, who)
    calendar(world)
    assert len(statements(lambda: calendar(world))) == few == 3


def test_an_absence_leads_only_those_on_whom_it_depends_to_its_page(world):
    approved(world, "heyutong", "2026-09-22 09:00", "2026-09-22 17:00", window_1="qinmanwen")

    def may_open(who):
        (line,) = (line for line in calendar(world, who).absences if line.person == "何雨桐")
        return bool(line.number)

    assert all(map(may_open, ("heyutong", "qinmanwen", "jianglinxi", "fangshuhe", "xiaanning")))
    assert not any(map(may_open, ("luoyiming", "panjiashu")))
