"""For everybody: who is at which window now, whom to ask instead, and nothing else."""

from shouwen.queries.who import wall, who
from shouwen.rules.words import AbsenceKind
from tests.acts.world import at
from tests.queries.test_seats import NOW, approved, ill


def windows(page) -> dict:
    return {window.number: window for window in page.windows}


def asks(page) -> dict:
    return {each.section: each for each in page.sections}


def test_every_window_has_a_name_and_a_telephone(world):
    page = who(at(NOW))
    assert page.hall == "一楼大厅"
    assert {number: window.person for number, window in windows(page).items()} == {
        "2": "何雨桐",
        "3": "潘嘉树",
        "4": "秦曼文",
        "6": "沈清和",
    }
    assert windows(page)["2"].phone == "0826-555-0121"
    assert windows(page)["2"].duties == "收件、出具回执、送达结果"


def test_a_shut_window_says_whom_to_ask_instead_and_not_who_is_away(world):
    ill(world, "heyutong")
    page = who(at(NOW))
    shut = windows(page)["2"]
    assert (shut.open, shut.person, shut.note) == (False, "", "")
    assert (shut.instead, shut.instead_phone) == ("3 窗 潘嘉树", "0826-555-0122")
    assert "何雨桐" not in repr(page)


def test_a_stand_in_with_no_window_of_their_own_opens_it(world):
    from shouwen.acts.absence import designate_stand_in
    from shouwen.records.models import Cover

    absence = ill(world, "heyutong")
    cover = Cover.objects.get(absence=absence)
    designate_stand_in(
        cover.pk, by=world.staff("jianglinxi"), at=at(NOW), person=world.people["zouyichen"]
    )
    window = windows(who(at("2026-09-21 10:30")))["2"]
    assert (window.open, window.person, window.post) == (True, "邹逸晨", "综合窗口一（代行）")


def test_a_window_that_opens_again_the_same_day_says_when(world):
    approved(world, "heyutong", "2026-09-21 10:00", "2026-09-21 11:00", window_1="panjiashu")
    assert windows(who(at("2026-09-21 10:30")))["2"].note == "11:00 开"


def test_a_return_on_another_day_is_nobodys_business(world):
    ill(world, "heyutong", until="2026-09-23 09:00")
    page = who(at(NOW))
    assert windows(page)["2"].note == ""
    assert "23" not in repr(windows(page)["2"])


def test_where_all_windows_of_a_section_are_empty_its_head_is_named_with_desk_and_telephone(world):
    for person in ("heyutong", "panjiashu", "qinmanwen"):
        ill(world, person)
    shut = windows(who(at(NOW)))["2"]
    assert shut.instead == "江林溪（综合受理科科长，一楼大厅1号）"
    assert shut.instead_phone == "0826-555-0120"


def test_each_section_names_somebody_who_is_there(world):
    assert asks(who(at(NOW)))["市场准入科"].person == "罗一鸣"
    ill(world, "luoyiming")
    found = asks(who(at(NOW)))["市场准入科"]
    assert (found.person, found.post, found.phone) == ("魏思源", "市场准入科科长", "0826-555-0140")
    assert found.duties == "审批食品经营许可；审核市场准入办件；办理市场主体登记"


def test_a_section_that_is_out_names_the_office(world):
    for person in ("luoyiming", "shenqinghe", "weisiyuan", "duyunfei"):
        ill(world, person)
    found = asks(who(at(NOW)))["市场准入科"]
    assert found.taken_over
    assert (found.person, found.post, found.phone) == ("方书禾", "办公室主任", "0826-555-0110")


def test_neither_kind_nor_reason_nor_the_absent_are_on_any_public_page(world):
    approved(world, "heyutong", "2026-09-21 10:00", "2026-09-21 11:00", window_1="panjiashu")
    ill(world, "luoyiming")
    said = repr(who(at("2026-09-21 10:30"))) + repr(wall(at("2026-09-21 10:30")))
    for private in ("何雨桐", "罗一鸣", "市局业务培训", "培训", "疾病", *AbsenceKind):
        assert private not in said, private


def test_after_hours_no_window_is_shown_but_when_the_doors_open_next(world):
    for when, tag in (
        (NOW, "大厅开放到 12:00"),
        ("2026-09-21 12:30", "现在不开放，今天 13:00 开"),
        ("2026-09-21 18:00", "现在不开放，明天 09:00 开"),
        ("2026-09-24 18:00", "现在不开放，9 月 28 日 09:00 开"),
    ):
        page = who(at(when))
        assert page.hours.text == tag
        assert bool(page.windows) is (when == NOW)
        assert page.sections


def test_a_wall_shows_as_much_as_can_be_read_and_the_rest_on_the_next_screen(world):
    first = wall(at(NOW))
    assert (first.screen, first.screens) == (1, 1)
    assert len(first.windows) == 4 and len(first.sections) == 7
    crowd(world, 20)
    shown = [wall(at(NOW), n) for n in (1, 2, 3)]
    assert [(page.screen, page.screens) for page in shown] == [(1, 2), (2, 2), (1, 2)]
    assert sum(len(page.windows) for page in shown[:2]) == 4 + 20
    assert sum(len(page.sections) for page in shown[:2]) == 7
    assert shown[0].next == 2 and shown[1].next == 1


def crowd(world, n: int) -> None:
    from shouwen.records.keys import new_key
    from shouwen.records.models import Jurisdiction, Post

    Post.objects.bulk_create(
        Post(
            id=new_key(at(NOW)),
            jurisdiction_id=world.jurisdiction,
            section_id=world.posts["window_1"].section_id,
            key=f"window_{m}",
            name=f"综合窗口{m}",
            phone="0826-555-0199",
            room=f"一楼大厅{m}号窗口",
        )
        for m in range(10, 10 + n)
    )
    Jurisdiction.objects.update(books_version=99)


def test_before_an_office_is_founded_nobody_sits_anywhere(db):
    assert who(at(NOW)) is None
    assert wall(at(NOW)) is None


def test_a_page_for_everybody_costs_one_statement_however_many_posts(world):
    from tests.queries.test_seats import statements

    crowd(world, 100)
    who(at(NOW))
    assert len(statements(lambda: who(at(NOW)))) == 1
