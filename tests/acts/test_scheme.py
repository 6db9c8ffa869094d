"""Versions of the scheme of duties: drafted, approved, published; what publishing does to the
office's tables, and to nothing else (2.3, 2.6)."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouwen.acts import CLOCK, Administrator, Barred
from shouwen.acts.assessment import StageDue, finish_stage, open_cycle
from shouwen.acts.case import examine_materials
from shouwen.acts.office import leave_post, take_up_post
from shouwen.acts.scheme import (
    approve_scheme,
    draft_scheme,
    found_scheme,
    publish,
    publish_scheme,
    supersede_scheme,
    write_draft,
)
from shouwen.queries.ledger import verify
from shouwen.records.casefile.books import books_of
from shouwen.records.casefile.office import office
from shouwen.records.casefile.scheme import as_it_stands, books, in_force
from shouwen.records.keys import new_key
from shouwen.records.models import (
    Account,
    AssessmentStep,
    Case,
    Duty,
    DutyDay,
    Function,
    Jurisdiction,
    LedgerEntry,
    Obligation,
    Post,
    Scheme,
    Section,
    SectionDuty,
    Service,
    Sitting,
    StepRun,
    Unit,
)
from shouwen.rules.facts.scheme import Function as FunctionFact
from shouwen.rules.facts.scheme import Scheme as SchemeFact
from shouwen.rules.facts.scheme import Section as SectionFact
from shouwen.rules.facts.scheme import SectionDuty as SectionDutyFact
from shouwen.rules.facts.scheme import Succession
from shouwen.rules.regimes.stand_in import seat
from shouwen.rules.words import AssessmentStage, Power, SeatRule, SittingRole
from tests.acts.test_assessment import DAYS, SHARES
from tests.acts.world import at

pytestmark = pytest.mark.django_db
DAY = "2026-09-21"


class Reform:
    """The demo office about to change its scheme."""

    def __init__(self, world):
        self.world = world
        self.unit = Unit.objects.get().pk
        self.keeper, self.director = world.holder("bureau_head"), world.holder("director")

    @property
    def now(self):
        """The scheme that the tables amount to."""
        last = SchemeFact.from_json(in_force(self.unit).content)
        return as_it_stands(books(self.unit, self.world.jurisdiction), last)

    def draft(self, scheme, when="09:00"):
        done = draft_scheme(self.unit, by=self.keeper, at=at(f"{DAY} {when}"), scheme=scheme)
        return done.matter

    def approved(self, scheme, when="09:00"):
        matter = self.draft(scheme, when)
        approve_scheme(matter, by=self.director, at=at(f"{DAY} {when}"))
        return matter

    def publish(self, scheme, when="12:00"):
        matter = self.approved(scheme, when)
        publish(matter, by=self.keeper, at=at(f"{DAY} {when}"))
        return matter

    def roster(self):
        return office(Jurisdiction.objects.get(pk=self.world.jurisdiction)).roster

    def sits(self, post, when):
        found = seat(self.roster(), Post.objects.get(key=post).pk, at(f"{DAY} {when}"))
        names = {person: key for key, person in self.world.people.items()}
        return names.get(found.person), found.rule


@pytest.fixture
def reform(world):
    return Reform(world)


def without(scheme, key, successor=None):
    """The scheme without a post, whose section duties another post takes over."""
    gone = scheme.post[key]
    heir = scheme.post[successor] if successor else None
    posts = tuple(
        replace(post, duties=(*post.duties, *gone.duties)) if post == heir else post
        for post in scheme.posts
        if post.key != key
    )
    ways = (Succession(key, successor),) if successor else ()
    return replace(scheme, posts=posts, successions=ways)


def changed(scheme, key, **changes):
    posts = tuple(replace(p, **changes) if p.key == key else p for p in scheme.posts)
    return replace(scheme, posts=posts)


def barred(act, *given, **brings):
    with pytest.raises(Barred) as refused:
        act(*given, **brings)
    return [(bar.clause, bar.code) for bar in refused.value.bars]


def told(act):
    return LedgerEntry.objects.filter(act=act).latest("recorded_at").text


# ── the life of a version ────────────────────────────────────────────────────────────────────────


def test_the_office_stands_as_the_version_it_was_founded_with_says(reform):
    assert reform.now == SchemeFact.from_json(Scheme.objects.get().content)


def test_publishing_what_stands_already_changes_nothing(reform):
    tables = (Section, Post, Duty, Function, SectionDuty, Sitting)
    before = [list(model.objects.order_by("pk").values()) for model in tables]
    reform.publish(reform.now)
    assert [list(model.objects.order_by("pk").values()) for model in tables] == before


def test_a_version_is_drafted_approved_by_the_main_leader_and_published_in_place_of_the_last(
    reform,
):
    matter = reform.publish(reform.now)
    rows = Scheme.objects.order_by("number")
    assert [(row.number, row.matter.state) for row in rows] == [(1, "superseded"), (2, "published")]
    assert rows.get(matter=matter).approved_by_id == reform.director.person
    assert verify().broken == ()


def test_only_the_main_leader_approves(reform):
    matter = reform.draft(reform.now)
    for other in (reform.keeper, reform.world.holder("deputy_people")):
        found = barred(approve_scheme, matter, by=other, at=at(f"{DAY} 10:00"))
        assert found == [("2.4.2", "this_post_may_not")]


def test_a_version_with_a_hole_is_kept_as_a_draft_and_not_approved(reform):
    more = FunctionFact("elders", "养老机构备案", "三定规定（演示稿）")
    scheme = replace(reform.now, functions=(*reform.now.functions, more))
    matter = reform.draft(scheme)
    found = barred(approve_scheme, matter, by=reform.director, at=at(f"{DAY} 10:00"))
    assert found == [("2.1", "function_without_section")]


def test_a_version_that_hangs_loose_is_not_even_a_draft(reform):
    scheme = changed(reform.now, "food", section="moon")
    assert barred(reform.draft, scheme) == [("2.7.3", "section_unknown")]
    assert Scheme.objects.count() == 1


def test_what_is_written_after_the_approval_is_a_draft_again(reform):
    matter = reform.approved(reform.now)
    write_draft(matter, by=reform.keeper, at=at(f"{DAY} 10:00"), scheme=reform.now)
    row = Scheme.objects.get(matter=matter)
    assert (row.matter.state, row.approved_at, row.approved_by) == ("draft", None, None)


def test_the_version_in_force_is_not_given_up_without_one_that_can_take_over(reform):
    first = Scheme.objects.get().pk
    give_up = {"by": reform.keeper, "at": at(f"{DAY} 10:00")}
    assert barred(supersede_scheme, first, **give_up) == [("2.3", "an_approved_version_waits")]
    matter = reform.approved(reform.now)
    assert barred(publish_scheme, matter, **give_up) == [("2.3", "no_other_scheme_is_in_force")]
    supersede_scheme(first, **give_up)
    publish_scheme(matter, **give_up)


def test_a_published_version_is_never_written_again(reform):
    matter = reform.publish(reform.now)
    found = barred(write_draft, matter, by=reform.keeper, at=at(f"{DAY} 13:00"), scheme=reform.now)
    assert found == [("2.3", "not_in_this_state")]


def test_the_ledger_proves_each_version_without_saying_it(reform):
    reform.publish(reform.now)
    assert '"also":{"content":"sha256:' in told("scheme.publish_scheme")
    assert "食品" not in told("scheme.publish_scheme")


def test_the_administrator_lays_down_the_first_version_and_no_other(reform):
    admin = Administrator(Account.objects.get(is_administrator=True).pk)
    found = barred(found_scheme, reform.unit, by=admin, at=at(f"{DAY} 09:00"), scheme=reform.now)
    assert found == [("2.3", "no_scheme_was_before")]


# ── what publishing does ─────────────────────────────────────────────────────────────────────────


def test_a_new_post_is_opened_with_its_people_and_powers(reform):
    now = reform.now
    food = now.post["food"]
    second = replace(food, key="food_2", name="食品经营审批二岗", holder="shenqinghe")
    reform.publish(replace(now, posts=(*now.posts, replace(second, b_role="luoyiming"))))
    assert reform.sits("food_2", "12:00") == ("shenqinghe", SeatRule.HOLDER)
    assert reform.roster().posts[Post.objects.get(key="food_2").pk].powers >= {Power.EXAMINE}


def test_a_new_person_on_a_post_sits_from_then_on_and_history_stays(reform):
    reform.publish(changed(reform.now, "food", holder="tianruyi"))
    assert reform.sits("food", "11:59")[0] == "luoyiming"
    assert reform.sits("food", "12:00")[0] == "tianruyi"
    rows = Sitting.objects.filter(post__key="food", role=SittingRole.HOLDER).order_by("since")
    assert [row.until for row in rows] == [at(f"{DAY} 12:00"), None]


def test_people_exchange_posts_and_heads_exchange_sections(reform):
    now = changed(
        changed(reform.now, "food", holder="shenqinghe"), "registration", holder="luoyiming"
    )
    now = changed(now, "food", b_role="luoyiming")
    now = changed(now, "registration", b_role="shenqinghe")
    society, market = now.post["society_head"], now.post["market_head"]
    now = changed(now, "society_head", section="market", duties=market.duties)
    now = changed(now, "market_head", section="society", duties=society.duties)
    reform.publish(now)
    assert reform.sits("food", "12:00")[0] == "shenqinghe"
    heads = dict(Post.objects.filter(heads_section=True).values_list("section__key", "key"))
    assert (heads["market"], heads["society"]) == ("society_head", "market_head")


def test_duties_are_written_anew_only_where_they_changed(reform):
    before = set(Duty.objects.values_list("pk", flat=True))
    food = reform.now.post["food"]
    duty = replace(food.duties[0], requirement="当日核对材料，三日内组织核查")
    reform.publish(changed(reform.now, "food", duties=(duty,)))
    rows = Duty.objects.filter(post__key="food")
    assert [row.requirement for row in rows] == ["当日核对材料，三日内组织核查"]
    after = set(Duty.objects.values_list("pk", flat=True))
    assert len(before - after) == len(after - before) == 1


def test_a_section_and_a_function_may_come_and_go(reform):
    now = reform.now
    functions = tuple(f for f in now.functions if f.key != "projects")
    more = FunctionFact("investment", "承担投资服务", "三定规定（演示稿）")
    economy = now.section["economy"]
    invest = SectionFact(
        "invest",
        "投资服务科",
        economy.phone,
        economy.room,
        economy.supervised_by,
        tuple(SectionDutyFact(d.key, d.text, "investment") for d in economy.duties),
    )
    sections = tuple(invest if s.key == "economy" else s for s in now.sections)
    posts = tuple(replace(p, section="invest") if p.section == "economy" else p for p in now.posts)
    reform.publish(replace(now, functions=(*functions, more), sections=sections, posts=posts))
    assert Post.objects.get(key="project").section.key == "invest"
    assert {"investment"} == set(
        SectionDuty.objects.filter(section__key="invest").values_list("function__key", flat=True)
    )
    assert not Function.objects.filter(key="projects").exists()
    assert "economy" not in reform.now.section
    reform.publish(now, "15:00")
    assert Post.objects.get(key="project").section.key == "economy"


# ── open work ────────────────────────────────────────────────────────────────────────────────────


def test_a_post_with_open_work_is_closed_only_with_a_successor(reform):
    case = reform.world.accepted()
    matter = reform.draft(replace(without(reform.now, "food", "registration"), successions=()))
    with pytest.raises(Barred) as refused:
        approve_scheme(matter, by=reform.director, at=at(f"{DAY} 12:00"))
    (bar,) = refused.value.bars
    open_now = Obligation.objects.filter(bearer__key="food", ended_at=None).count()
    assert (bar.code, bar.params["post"]) == ("open_work_without_successor", "食品经营审批岗")
    assert (bar.params["obligations"], bar.params["cases"]) == (open_now, 1)
    assert Case.objects.get(matter=case).handler.key == "food"


def test_open_work_goes_to_the_successor_and_nothing_else_moves(reform):
    world = reform.world
    ended, going = world.delivered(), world.accepted(when="2026-09-21 11:00")
    before = dict(Obligation.objects.exclude(bearer__key="food").values_list("pk", "bearer"))
    done = list(Obligation.objects.filter(bearer__key="food").exclude(ended_at=None))
    reform_at = "2026-09-24 09:00"
    matter = draft_scheme(
        reform.unit,
        by=reform.keeper,
        at=at(reform_at),
        scheme=without(reform.now, "food", "registration"),
    ).matter
    approve_scheme(matter, by=reform.director, at=at(reform_at))
    publish(matter, by=reform.keeper, at=at(reform_at))
    assert Case.objects.get(matter=going).handler.key == "registration"
    assert Case.objects.get(matter=ended).handler.key == "food"
    assert not Obligation.objects.filter(bearer__key="food", ended_at=None).exists()
    assert {row.pk for row in Obligation.objects.filter(bearer__key="food")} == {
        row.pk for row in done
    }
    assert dict(Obligation.objects.filter(pk__in=before).values_list("pk", "bearer")) == before
    assert not StepRun.objects.filter(
        case=going, doer__key="food", state__in=("waiting", "running")
    ).exists()
    service = Service.objects.get(versions=world.versions["food"])
    assert (service.handler.key, service.section.key) == ("registration", "market")
    closed = Post.objects.get(key="food")
    assert closed.closed_at == at(reform_at)
    assert not Sitting.objects.filter(post=closed, until=None).exists()
    assert '"moved":[{"from":"' in told("scheme.publish_scheme")


def test_the_successor_goes_on_with_a_stage_of_the_assessment(reform):
    """Whoever bears it finishes it: it goes with the work."""
    food, unit = reform.world.posts["food"].pk, reform.unit
    stages = tuple(StageDue(stage, day, food) for stage, day in DAYS.items())
    cycle = open_cycle(
        reform.world.jurisdiction,
        by=reform.keeper,
        at=at(f"{DAY} 08:30"),
        year=2026,
        stages=stages,
        shares=SHARES,
    ).matter
    on_duty = [date(2026, 9, 21), date(2026, 9, 22)]
    for day in on_duty:
        DutyDay.objects.create(id=new_key(at(f"{DAY} 08:30")), unit_id=unit, day=day, post_id=food)
    reform.publish(without(reform.now, "food", "registration"))
    plan = AssessmentStep.objects.get(assessment=cycle, stage=AssessmentStage.PLAN)
    heir = reform.world.staff("shenqinghe")
    finish_stage(plan.pk, by=heir, at=at(f"{DAY} 14:00"), reference="岗考〔2026〕1号")
    assert not Obligation.objects.filter(about=plan.pk, ended_at=None).exists()
    keys = (
        DutyDay.objects.filter(day__in=on_duty).order_by("day").values_list("post__key", flat=True)
    )
    assert list(keys) == ["food", "registration"]  # what has been is not written anew


def test_the_successor_goes_on_with_the_case(reform):
    case = reform.world.receive(when="2026-09-21 10:00")
    reform.publish(without(reform.now, "food", "registration"))
    reform.world.fault(case, "application", "2026-09-21 13:30", by="registration")
    found = barred(
        examine_materials,
        case,
        by=reform.world.staff("luoyiming"),
        at=at(f"{DAY} 14:00"),
        judgements={},
    )
    assert found == [("2.4.2", "this_post_may_not")]


def test_nobody_has_a_power_from_a_closed_post(reform):
    reform.publish(without(reform.now, "food", "registration"))
    post = Post.objects.get(key="food").pk
    assert reform.roster().posts[post].powers == frozenset()


def test_what_was_opened_for_a_post_while_it_was_closed_falls_to_the_head(reform):
    """Somebody acted on the office as it stood a moment before: nothing is nobody's (2.4.4)."""
    reform.publish(without(reform.now, "food", "registration"))
    assert reform.sits("food", "12:01") == ("weisiyuan", SeatRule.HEAD)


# ── what happens meanwhile ───────────────────────────────────────────────────────────────────────


def test_who_left_after_the_approval_is_put_on_no_post(reform):
    matter = reform.approved(reform.now)
    leave_post(
        books_of(reform.world.jurisdiction),
        by=reform.keeper,
        at=at(f"{DAY} 10:00"),
        person=reform.world.people["luoyiming"],
    )
    found = barred(publish, matter, by=reform.keeper, at=at(f"{DAY} 12:00"))
    assert found == [("2.4.4", "somebody_is_not_of_the_office")]
    assert Scheme.objects.get(number=1).matter.state == "published"


def test_a_transfer_after_the_approval_is_not_undone(reform):
    matter = reform.approved(reform.now)
    take_up_post(
        books_of(reform.world.jurisdiction),
        by=reform.keeper,
        at=at(f"{DAY} 10:00"),
        person=reform.world.people["tianruyi"],
        post=reform.world.posts["food"].pk,
    )
    found = barred(publish, matter, by=reform.keeper, at=at(f"{DAY} 12:00"))
    assert found == [("2.4.4", "somebody_sits_there_since")]


def test_a_gap_that_a_version_fills_is_no_longer_owed(reform):
    leave_post(
        books_of(reform.world.jurisdiction),
        by=reform.keeper,
        at=at(f"{DAY} 08:00"),
        person=reform.world.people["luoyiming"],
        post=reform.world.posts["food"].pk,
    )
    reform.publish(changed(reform.now, "food", holder="tianruyi"))
    row = Obligation.objects.get(kind="fill_post")
    assert (row.ended_by, row.outcome) == ("office.note_filled", "met")


def test_an_import_is_drafted_without_a_seat_and_never_published_so(reform):
    done = draft_scheme(reform.unit, by=CLOCK, at=at(f"{DAY} 09:00"), scheme=reform.now)
    found = barred(approve_scheme, done.matter, by=CLOCK, at=at(f"{DAY} 09:10"))
    assert found == [("2.4.2", "this_post_may_not")]


# ── how much it takes ────────────────────────────────────────────────────────────────────────────


def test_publishing_takes_as_many_statements_however_large_the_office_is(reform, settings):
    settings.SHOUWEN_RECHECK = False

    def grown(scheme, more, when):
        food = scheme.post["food"]
        posts = tuple(
            replace(food, key=f"food_{more}_{n}", name=f"审批{n}岗", holder="weisiyuan")
            for n in range(more)
        )
        matter = reform.approved(replace(scheme, posts=(*scheme.posts, *posts)), when)
        with CaptureQueriesContext(connection) as caught:
            publish(matter, by=reform.keeper, at=at(f"{DAY} {when}"))
        return len(caught)

    assert grown(reform.now, 3, "12:00") == grown(reform.now, 60, "15:00")


def test_the_record_still_tells_who_owes_what_after_work_went_to_another_post(reform):
    """Rebuilt from the ledger alone: the case's own chain, and the ways that the version says."""
    from shouwen.life.invariants import INVARIANTS

    reform.world.accepted()
    reform.publish(without(reform.now, "food", "registration"))
    checked, broken = INVARIANTS["4.4b the tables say what the ledger says"].check()
    assert (checked > 0, broken) == (True, ())
