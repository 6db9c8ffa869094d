"""The books of an office: who comes, sits down, leaves; duty days; accounts. Facts are never
refused, and every gap is owed by somebody (2.4.4)."""

from datetime import date
from functools import partial

import pytest
from django.contrib.auth.hashers import check_password, make_password

from shouwen.acts import CLOCK, Administrator, Barred
from shouwen.acts.absence import Leave, enter_sudden_absence
from shouwen.acts.founding import found_office
from shouwen.acts.office import (
    Newcomer,
    choose_password,
    close_account,
    confirm_taking_over,
    designate_b_role,
    designate_holder,
    join,
    leave_post,
    name_b_role,
    name_duty_leader,
    note_filled,
    open_account,
    order_deputies,
    reset_password,
    take_up_post,
)
from shouwen.acts.sweeping import sweep
from shouwen.life.office import office as demo_office
from shouwen.queries.ledger import verify
from shouwen.records.casefile.books import books_of
from shouwen.records.casefile.office import office
from shouwen.records.models import (
    Account,
    DutyDay,
    Jurisdiction,
    LedgerEntry,
    Matter,
    Obligation,
    Person,
    Post,
    Scheme,
    Sitting,
)
from shouwen.rules.facts.books import DutyLeader
from shouwen.rules.regimes.stand_in import seat, seats_of
from shouwen.rules.words import AbsenceKind, SeatRule, SittingRole
from tests.acts.world import FOUNDED, at

pytestmark = pytest.mark.django_db
MONDAY = "2026-09-21"


class Keeper:
    """Whoever keeps the books, and what they look like afterwards."""

    def __init__(self, world):
        self.world = world
        self.matter = books_of(world.jurisdiction)
        self.clerk = world.holder("bureau_clerk")

    def do(self, act, when, by=None, **brings):
        return act(self.matter, by=by or self.clerk, at=at(f"{MONDAY} {when}"), **brings)

    def post(self, key):
        return self.world.posts[key].pk

    def person(self, key):
        return self.world.people[key]

    def roster(self):
        return office(Jurisdiction.objects.get(pk=self.world.jurisdiction)).roster

    def sits(self, post, when):
        found = seat(self.roster(), self.post(post), at(f"{MONDAY} {when}"))
        name = {person: key for key, person in self.world.people.items()}
        return name.get(found.person), found.rule

    def owed(self):
        gaps = ("fill_post", "name_b_role")
        found = Obligation.objects.filter(matter=self.matter, ended_at=None, kind__in=gaps)
        keys = {post.pk: key for key, post in self.world.posts.items()}
        return {(row.kind, keys[row.about], row.bearer.key) for row in found}


@pytest.fixture
def keeper(world):
    return Keeper(world)


def barred(act, *given, **brings):
    with pytest.raises(Barred) as refused:
        act(*given, **brings)
    return [(bar.clause, bar.code) for bar in refused.value.bars]


# ── from the first day ───────────────────────────────────────────────────────────────────────────


def test_an_office_is_founded_with_its_books_its_scheme_and_both_in_the_ledger(world):
    acts = LedgerEntry.objects.filter(matter__kind__in=("office", "scheme"))
    told = acts.order_by("act").values_list("act", "actor_kind", "matter__state")
    assert list(told) == [
        ("office.found_office", "administrator", "standing"),
        ("scheme.found_scheme", "administrator", "published"),
    ]
    scheme = Scheme.objects.get()
    assert (scheme.number, scheme.published_at) == (1, FOUNDED)
    assert verify().broken == ()


def test_the_administrator_is_one_account_of_nobody_and_founding_again_makes_no_second(world):
    found = Account.objects.get(is_administrator=True)
    assert (found.person, found.sign_in) == (None, "administrator")
    assert Account.objects.exclude(pk=found.pk).filter(person=None).count() == 0


# ── who sits where ───────────────────────────────────────────────────────────────────────────────


def test_a_post_its_holder_left_is_owed_by_the_head_within_two_working_days(keeper):
    keeper.do(leave_post, "10:00", person=keeper.person("luoyiming"), post=keeper.post("food"))
    assert keeper.owed() == {("fill_post", "food", "market_head")}
    row = Obligation.objects.get(kind="fill_post")
    assert (row.clause, row.due_at) == ("2.4.4", at("2026-09-24 00:00"))
    assert keeper.sits("food", "09:59") == ("luoyiming", SeatRule.HOLDER)
    assert keeper.sits("food", "10:00") == ("shenqinghe", SeatRule.B_ROLE)


def test_who_takes_it_up_ends_what_was_owed(keeper):
    keeper.do(leave_post, "10:00", person=keeper.person("luoyiming"), post=keeper.post("food"))
    keeper.do(take_up_post, "15:00", person=keeper.person("tianruyi"), post=keeper.post("food"))
    assert keeper.owed() == set()
    assert keeper.sits("food", "15:00") == ("tianruyi", SeatRule.HOLDER)
    row = Obligation.objects.get(kind="fill_post")
    assert (row.ended_by, row.outcome) == ("office.take_up_post", "met")


def test_taking_up_another_gap_does_not_end_this_one(keeper):
    keeper.do(leave_post, "10:00", person=keeper.person("luoyiming"), post=keeper.post("food"))
    keeper.do(leave_post, "10:00", person=keeper.person("maozijun"), post=keeper.post("water"))
    keeper.do(take_up_post, "15:00", person=keeper.person("yangqiwen"), post=keeper.post("water"))
    assert keeper.owed() == {("fill_post", "food", "market_head")}


def test_a_holder_is_relieved_without_a_gap_and_history_stays(keeper):
    keeper.do(take_up_post, "10:00", person=keeper.person("tianruyi"), post=keeper.post("food"))
    periods = Sitting.objects.filter(post=keeper.post("food"), role=SittingRole.HOLDER)
    assert list(periods.order_by("since").values_list("person", "since", "until")) == [
        (keeper.person("luoyiming"), FOUNDED, at(f"{MONDAY} 10:00")),
        (keeper.person("tianruyi"), at(f"{MONDAY} 10:00"), None),
    ]


def test_a_b_role_who_becomes_the_holder_leaves_a_b_role_to_be_named(keeper):
    keeper.do(leave_post, "10:00", person=keeper.person("luoyiming"), post=keeper.post("food"))
    keeper.do(take_up_post, "11:00", person=keeper.person("shenqinghe"), post=keeper.post("food"))
    assert keeper.owed() == {("name_b_role", "food", "market_head")}
    keeper.do(name_b_role, "12:00", person=keeper.person("weisiyuan"), post=keeper.post("food"))
    assert keeper.owed() == set()


def test_whoever_dies_or_moves_away_leaves_every_post_and_the_account_is_shut(keeper):
    keeper.do(leave_post, "10:00", person=keeper.person("duyunfei"))
    assert keeper.owed() == {
        ("fill_post", "society_head", "deputy_people"),
        ("name_b_role", "market_head", "deputy_people"),
    }
    assert not Account.objects.get(sign_in="duyunfei").is_active
    assert Person.objects.get(account__sign_in="duyunfei").left_at == at(f"{MONDAY} 10:00")
    assert seats_of(keeper.roster(), keeper.person("duyunfei"), at(f"{MONDAY} 10:00")) == ()


@pytest.mark.parametrize(
    ("post", "bearer"),
    [
        ("deputy_people", "director"),
        ("director", "bureau_head"),
        ("bureau_head", "director"),
        ("bureau_clerk", "bureau_head"),
    ],
)
def test_the_gap_is_owed_by_whoever_is_right_above(keeper, post, bearer):
    holder = Sitting.objects.get(post=keeper.post(post), role=SittingRole.HOLDER).person_id
    keeper.do(leave_post, "10:00", by=keeper.world.holder("bureau_head"), person=holder)
    assert ("fill_post", post, bearer) in keeper.owed()


def test_a_gap_nobody_filled_in_time_is_missed_and_goes_on(keeper):
    keeper.do(leave_post, "10:00", person=keeper.person("luoyiming"), post=keeper.post("food"))
    assert sweep(at("2026-09-24 00:00")).failed == 0
    row = Obligation.objects.get(kind="fill_post")
    assert (row.missed_at, row.ended_at) == (at("2026-09-24 00:00"), None)


# ── whoever owes somebody can say who ────────────────────────────────────────────────────────────


def test_whoever_owes_a_post_its_holder_says_who_it_is(keeper):
    keeper.do(leave_post, "10:00", person=keeper.person("luoyiming"), post=keeper.post("food"))
    person, food = keeper.person("tianruyi"), keeper.post("food")
    designate = partial(designate_holder, food, at=at(f"{MONDAY} 11:00"), person=person)
    assert barred(designate, by=keeper.clerk) == [("2.4.2", "this_post_may_not")]
    designate(by=keeper.world.holder("market_head"))
    assert keeper.sits("food", "11:00") == ("tianruyi", SeatRule.HOLDER)
    row = Obligation.objects.get(kind="fill_post")
    assert (row.ended_by, row.outcome) == ("office.designate_holder", "met")


def test_whoever_owes_a_post_its_b_role_says_who_it_is_and_the_b_role_still_has_to_be_right(keeper):
    keeper.do(leave_post, "10:00", person=keeper.person("duyunfei"))
    head, deputy = keeper.post("market_head"), keeper.world.holder("deputy_people")
    designate = partial(designate_b_role, head, by=deputy, at=at(f"{MONDAY} 11:00"))
    own = Sitting.objects.get(post=head, role=SittingRole.HOLDER).person_id
    assert ("2.7.4", "the_b_role_is_another_person") in barred(designate, person=own)
    designate(person=keeper.person("luoyiming"))
    assert not any(kind == "name_b_role" for kind, _, _ in keeper.owed())


def test_where_nobody_is_owed_nobody_is_designated_but_by_whoever_keeps_the_books(keeper):
    head, person = keeper.world.holder("market_head"), keeper.person("tianruyi")
    brings = {"by": head, "at": at(f"{MONDAY} 11:00"), "person": person}
    found = barred(designate_holder, keeper.post("food"), **brings)
    assert found == [("2.4.2", "this_post_may_not")]


def test_for_the_main_leaders_post_the_office_says_whom_the_superior_body_appointed(keeper):
    keeper.do(leave_post, "10:00", person=keeper.person("hanmingzhe"))
    by, director = keeper.world.holder("bureau_head"), keeper.post("director")
    person = keeper.person("tangruolan")
    designate_holder(director, by=by, at=at(f"{MONDAY} 11:00"), person=person)
    assert keeper.sits("director", "11:00") == ("tangruolan", SeatRule.HOLDER)


# ── a section that somebody leaves empty ─────────────────────────────────────────────────────────


def taking_over():
    found = Obligation.objects.filter(kind="take_over_section")
    return found.select_related("bearer").order_by("opened_at").last()


def test_the_last_one_to_leave_a_section_leaves_it_to_the_office(keeper):
    keeper.do(leave_post, "09:00", person=keeper.person("longhaoran"))
    assert taking_over() is None
    keeper.do(leave_post, "10:00", person=keeper.person("tianruyi"))
    row, section = taking_over(), keeper.world.posts["project"].section_id
    assert (row.clause, row.about, row.bearer.key) == ("3.2c", section, "bureau_head")
    assert row.due_at == at(f"{MONDAY} 11:00")
    confirm = partial(confirm_taking_over, section, at=at(f"{MONDAY} 10:30"))
    assert barred(confirm, by=keeper.clerk) == [("2.4.2", "this_post_may_not")]
    confirm(by=keeper.world.holder("bureau_head"))
    row.refresh_from_db()
    assert (row.ended_by, row.outcome) == ("office.confirm_taking_over", "met")
    again = barred(confirm, by=keeper.world.holder("bureau_head"))
    assert again == [("2.4.2", "this_post_may_not")]


def test_who_is_away_does_not_keep_a_section(keeper, world):
    leave = Leave(AbsenceKind.ILLNESS, at(f"{MONDAY} 08:30"))
    ill = {"person": keeper.person("longhaoran"), "leave": leave}
    who = keeper.clerk
    enter_sudden_absence(world.jurisdiction, by=who, at=at(f"{MONDAY} 09:00"), **ill)
    keeper.do(leave_post, "10:00", person=keeper.person("tianruyi"), post=keeper.post("project"))
    assert taking_over().about == keeper.world.posts["project"].section_id


def test_a_section_where_somebody_sits_again_is_not_to_be_taken_over(keeper):
    keeper.do(leave_post, "09:00", person=keeper.person("longhaoran"))
    keeper.do(leave_post, "10:00", person=keeper.person("tianruyi"))
    keeper.do(take_up_post, "10:20", person=keeper.person("luoyiming"), post=keeper.post("project"))
    assert taking_over().outcome == "void"


def test_who_gives_up_one_of_two_posts_in_a_section_leaves_it_to_nobody(keeper):
    keeper.do(leave_post, "09:00", person=keeper.person("longhaoran"))
    head = keeper.world.posts["project"].section.post_set.get(heads_section=True)
    keeper.do(take_up_post, "09:30", person=keeper.person("tianruyi"), post=head.pk)
    keeper.do(leave_post, "10:00", person=keeper.person("tianruyi"), post=keeper.post("project"))
    assert taking_over() is None


def test_a_late_entry_of_a_transfer_begins_when_it_happened(keeper):
    keeper.do(join, "15:00", newcomer=Newcomer("xinren", "辛仁"))
    person = Person.objects.get(account__sign_in="xinren").pk
    keeper.do(take_up_post, "14:00", person=person, post=keeper.post("food"), late_entry=True)
    assert Sitting.objects.get(person=person).since == at(f"{MONDAY} 14:00")


REFUSED = {
    "2.4.1 the_post_is_open": (take_up_post, "food", "closed"),
    "2.4.4 the_person_is_of_the_office": (take_up_post, "food", "left"),
    "2.4.4 it_is_somebody_else": (take_up_post, "food", "luoyiming"),
    "2.7.4 the_b_role_is_another_person": (name_b_role, "food", "luoyiming"),
    "2.7.4 the_b_role_is_qualified": (name_b_role, "water", "luoyiming"),
    "2.4.4 they_sit_there": (leave_post, "food", "maozijun"),
}


@pytest.mark.parametrize("bar", REFUSED)
def test_what_would_make_the_books_untrue_is_refused_with_its_clause(keeper, bar):
    act, post, who = REFUSED[bar]
    person = keeper.person("luoyiming" if who in ("closed", "left") else who)
    if who == "closed":
        Post.objects.filter(pk=keeper.post(post)).update(closed_at=at(f"{MONDAY} 08:00"))
        Jurisdiction.objects.update(books_version=99, roster_version=99)
        person = keeper.person("tianruyi")
    if who == "left":
        keeper.do(leave_post, "09:00", person=person)
    found = barred(keeper.do, act, "10:00", post=keeper.post(post), person=person)
    assert [" ".join(each) for each in found] == [bar]


def test_two_sittings_of_a_role_never_overlap(keeper):
    keeper.do(take_up_post, "10:00", person=keeper.person("tianruyi"), post=keeper.post("food"))
    late = {"person": keeper.person("weisiyuan"), "post": keeper.post("food")}
    found = barred(keeper.do, take_up_post, "09:00", late_entry=True, **late)
    assert found == [("2.4.4", "nobody_sat_down_later")]


# ── who is of the office ─────────────────────────────────────────────────────────────────────────


def test_somebody_new_signs_in_once_the_administrator_opened_their_account(keeper):
    keeper.do(join, "09:00", newcomer=Newcomer("xinren", "辛仁", ("取水许可审查培训合格",)))
    account = Account.objects.get(sign_in="xinren")
    assert not account.is_active
    admin = Administrator(Account.objects.get(is_administrator=True).pk)
    secret = make_password("once only")
    keeper.do(open_account, "09:30", by=admin, person=account.person_id, secret=secret)
    account.refresh_from_db()
    assert account.is_active and check_password("once only", account.password)


def test_a_sign_in_name_is_given_once(keeper):
    found = barred(keeper.do, join, "09:00", newcomer=Newcomer("luoyiming", "罗伊明"))
    assert found == [("2.4.4", "the_sign_in_is_free")]


def test_the_administrators_acts_are_in_the_ledger_and_tell_no_password(keeper):
    admin = Administrator(Account.objects.get(is_administrator=True).pk)
    secret = make_password("a new one")
    person = keeper.person("luoyiming")
    keeper.do(reset_password, "09:30", by=admin, person=person, secret=secret)
    keeper.do(close_account, "09:40", by=admin, person=person)
    entries = LedgerEntry.objects.filter(act__in=("office.reset_password", "office.close_account"))
    assert {entry.actor_kind for entry in entries} == {"administrator"}
    assert {entry.person for entry in entries} == {admin.account}
    assert not any(secret in entry.text or "a new one" in entry.text for entry in entries)
    assert not Account.objects.get(person=person).is_active


def test_who_keeps_the_books_sets_no_password(keeper):
    brings = {"person": keeper.person("luoyiming"), "secret": make_password("mine now")}
    found = barred(keeper.do, reset_password, "09:30", **brings)
    assert found == [("2.4.2", "this_post_may_not")]


def test_a_password_that_was_given_is_marked_until_its_owner_chose_another(keeper):
    admin = Administrator(Account.objects.get(is_administrator=True).pk)
    person, given = keeper.person("luoyiming"), make_password("given once")
    keeper.do(reset_password, "09:30", by=admin, person=person, secret=given)
    account = Account.objects.get(person=person)
    assert account.password_given
    chosen = make_password("known to nobody else")
    keeper.do(choose_password, "09:40", by=keeper.world.holder("food"), secret=chosen)
    account.refresh_from_db()
    assert (account.password, account.password_given) == (chosen, False)
    entry = LedgerEntry.objects.get(act="office.choose_password")
    assert (entry.actor_kind, entry.person) == ("seat", person)
    assert f'"also":{{"account":"{account.pk}"}}' in entry.text
    assert chosen not in entry.text and "known to" not in entry.text


def test_whoever_administers_chooses_their_own_password_and_nobody_elses(keeper):
    account = Account.objects.get(is_administrator=True)
    before = dict(Account.objects.exclude(pk=account.pk).values_list("pk", "password"))
    chosen = make_password("known to nobody else")
    keeper.do(choose_password, "09:40", by=Administrator(account.pk), secret=chosen)
    account.refresh_from_db()
    assert account.password == chosen
    assert dict(Account.objects.exclude(pk=account.pk).values_list("pk", "password")) == before


def test_who_has_no_open_account_chooses_no_password(keeper):
    Account.objects.filter(person=keeper.person("luoyiming")).update(is_active=False)
    brings = {"by": keeper.world.holder("food"), "secret": make_password("x")}
    found = barred(keeper.do, choose_password, "09:30", **brings)
    assert found == [("2.4.4", "they_sign_in_with_it")]


def test_an_office_is_founded_with_a_password_that_everybody_has_to_change(db):
    found_office(demo_office(), at=FOUNDED, password="the same for all")
    assert set(Account.objects.values_list("password_given", flat=True)) == {True}


def test_an_administrator_whose_account_was_shut_sets_up_nothing(keeper):
    account = Account.objects.get(is_administrator=True)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    brings = {"person": keeper.person("luoyiming"), "secret": make_password("x")}
    found = barred(keeper.do, open_account, "09:30", by=Administrator(account.pk), **brings)
    assert found == [("2.4.2", "the_account_administers")]


# ── leaders ──────────────────────────────────────────────────────────────────────────────────────


def test_the_leader_on_duty_is_named_day_by_day_and_may_change_beforehand(keeper):
    one, other = keeper.post("deputy_people"), keeper.post("deputy_projects")
    days = (DutyLeader(date(2026, 9, 21), one), DutyLeader(date(2026, 9, 22), one))
    keeper.do(name_duty_leader, "09:00", duty=days)
    keeper.do(name_duty_leader, "10:00", duty=(DutyLeader(date(2026, 9, 22), other),))
    found = DutyDay.objects.order_by("day").values_list("day", "post")
    assert list(found) == [(date(2026, 9, 21), one), (date(2026, 9, 22), other)]
    assert set(keeper.roster().duty.values()) == {one, other}


@pytest.mark.parametrize(
    ("duty", "code"),
    [
        ((), "a_duty_day_is_named"),
        (((22, "food"),), "leaders_are_on_duty"),
        (((20, "director"),), "duty_is_named_beforehand"),
        (((22, "director"), (22, "deputy_people")), "one_leader_is_on_duty_a_day"),
    ],
)
def test_duty_that_would_be_nobodys_is_refused(keeper, duty, code):
    named = tuple(DutyLeader(date(2026, 9, day), keeper.post(post)) for day, post in duty)
    assert barred(keeper.do, name_duty_leader, "09:00", duty=named) == [("3.2c", code)]


def test_the_main_leader_alone_orders_the_deputies(keeper):
    order = (keeper.post("deputy_projects"), keeper.post("deputy_people"))
    director = keeper.world.holder("director")
    keeper.do(order_deputies, "09:00", by=director, order=order)
    (leads,) = keeper.roster().leadership.values()
    assert leads.deputies == order
    short = barred(keeper.do, order_deputies, "09:10", by=director, order=order[:1])
    assert short == [("3.4a", "every_deputy_stands_once_in_the_order")]
    assert barred(keeper.do, order_deputies, "09:20", order=order) == [
        ("2.4.2", "this_post_may_not")
    ]


def test_nothing_is_noted_as_filled_that_is_not(keeper):
    keeper.do(leave_post, "10:00", person=keeper.person("luoyiming"), post=keeper.post("food"))
    found = barred(keeper.do, note_filled, "11:00", by=CLOCK)
    assert found == [("2.4.4", "somebody_sits_there_again")]


def test_the_books_are_one_matter_and_its_chain_holds(keeper):
    keeper.do(join, "09:00", newcomer=Newcomer("xinren", "辛仁"))
    keeper.do(leave_post, "10:00", person=keeper.person("luoyiming"))
    assert Matter.objects.filter(kind="office").count() == 1
    assert verify(keeper.matter).broken == ()
