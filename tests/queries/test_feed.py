"""What somebody subscribes to: their absences, whom they stand in for, their days on duty."""

from datetime import date

from tests.acts.world import at
from tests.queries.test_seats import NOW, approved, asked, ill


def secret(world, who: str) -> str:
    from shouwen.queries.feed import token

    return token(world.people[who])


def events(world, who: str, when: str = NOW) -> dict:
    from shouwen.queries.feed import feed

    return {event.what: event for event in feed(secret(world, who), at(when)).events}


def test_ones_own_absences_with_who_stands_in(world):
    approved(world, "heyutong", "2026-09-22 09:00", "2026-09-22 11:00", window_1="qinmanwen")
    (own,) = events(world, "heyutong").values()
    assert own.what == "离岗（秦曼文顶岗）"
    assert (own.since, own.until) == (at("2026-09-22 09:00"), at("2026-09-22 11:00"))
    assert not own.tentative


def test_what_is_only_asked_for_is_tentative_and_in_nobody_elses(world):
    asked(world, "heyutong", "2026-09-22 09:00", "2026-09-22 11:00", window_1="qinmanwen")
    (own,) = events(world, "heyutong").values()
    assert own.tentative
    assert events(world, "qinmanwen") == {}


def test_whom_one_stands_in_for_and_where(world):
    approved(world, "heyutong", "2026-09-22 09:00", "2026-09-22 11:00", window_1="qinmanwen")
    (cover,) = events(world, "qinmanwen").values()
    assert cover.what == "顶岗：综合受理科综合窗口一（代何雨桐）"
    assert cover.where == "一楼大厅2号窗口"
    assert (cover.since, cover.until) == (at("2026-09-22 09:00"), at("2026-09-22 11:00"))


def test_of_somebody_whose_return_is_unknown_the_day_is_marked_until_it_ends(world):
    ill(world, "luoyiming")
    (own,) = events(world, "luoyiming").values()
    assert own.until == at("2026-09-22 00:00")


def test_days_on_duty_follow_whoever_sits_on_the_leaders_post(world):
    from shouwen.acts.office import DutyLeader, name_duty_leader
    from shouwen.records.models import Matter

    post = world.posts["deputy_people"].pk
    name_duty_leader(
        Matter.objects.get(kind="office").pk,
        by=world.staff("zouyichen"),
        at=at("2026-09-21 08:30"),
        duty=tuple(DutyLeader(date(2026, 9, day), post) for day in (22, 23)),
    )
    from shouwen.queries.feed import feed

    def days(who):
        return [event.day.day for event in feed(secret(world, who), at(NOW)).events if event.day]

    assert days("tangruolan") == [22, 23]
    ill(world, "tangruolan", until="2026-09-22 17:00")
    assert days("tangruolan") == [23]
    assert days("luchengyu") == [22]


def test_neither_kind_nor_reason_is_in_it(world):
    approved(world, "heyutong", "2026-09-22 09:00", "2026-09-22 11:00", window_1="qinmanwen")
    ill(world, "luoyiming")
    for who in ("heyutong", "qinmanwen", "luoyiming"):
        said = repr(events(world, who))
        for reason in ("市局业务培训", "培训", "疾病", "training", "illness"):
            assert reason not in said


def test_another_password_makes_another_address_and_the_old_one_opens_nothing(world):
    from shouwen.queries.feed import feed
    from shouwen.records.models import Account

    old = secret(world, "heyutong")
    assert feed(old, at(NOW))
    Account.objects.filter(sign_in="heyutong").update(password="another hash")
    assert feed(old, at(NOW)) is None
    assert secret(world, "heyutong") != old
    assert feed(secret(world, "heyutong"), at(NOW))


def test_a_made_up_or_foreign_secret_opens_nothing(world):
    from shouwen.queries.feed import feed

    mine, other = secret(world, "heyutong"), secret(world, "qinmanwen")
    for wrong in ("", "x", mine[:-1], mine[:32], mine + "0", other[:32] + mine[32:]):
        assert feed(wrong, at(NOW)) is None, wrong


def test_a_closed_account_has_no_feed(world):
    from shouwen.queries.feed import feed
    from shouwen.records.models import Account

    address = secret(world, "heyutong")
    Account.objects.filter(sign_in="heyutong").update(is_active=False)
    assert feed(address, at(NOW)) is None
