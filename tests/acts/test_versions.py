"""The life of a version of a service: written, reviewed by another person, published by a leader,
in force from an instant until the next one takes over, or withdrawn (5.1a, 5.3a)."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from shouwen.acts import CLOCK, Barred
from shouwen.acts.absence import Leave, designate_stand_in, enter_sudden_absence
from shouwen.acts.case import accept_case
from shouwen.acts.catalogue import (
    Item,
    announce_version,
    approve_version,
    draft_version,
    publish,
    publish_version,
    return_version,
    submit_version,
    withdraw_version,
    write_draft,
)
from shouwen.acts.receiving import receive_application
from shouwen.acts.sweeping import sweep
from shouwen.records.casefile.office import forget
from shouwen.records.models import (
    Case,
    Cover,
    LedgerEntry,
    Matter,
    Service,
    ServiceVersion,
    Unit,
)
from shouwen.rules.facts.casefile import Opinion, Told
from shouwen.rules.facts.guide import Guide, Limit
from shouwen.rules.words import AbsenceKind, LimitUnit, ToldBy
from tests.acts.world import FOUNDED, SERVICES, at, owed, state

FOOD = SERVICES["food"]
PHOTO = replace(FOOD.guide.materials[0], key="photo", name="经营场所照片")
FASTER = replace(FOOD.guide, promise=replace(FOOD.guide.promise, n=9), steps=FOOD.guide.steps[:1])
DAY = "2026-09-21"


@pytest.fixture
def desk(world):
    """Who writes, reviews and publishes what the post for food handles."""
    return Desk(world)


class Desk:
    def __init__(self, world):
        self.world = world
        self.keeper = world.holder("bureau_head")
        self.head = world.holder("market_head")
        self.leader = world.holder("deputy_people")
        self.first = world.versions["food"]

    def draft(self, guide=FASTER, when="09:00"):
        return self.world.draft(FOOD.code, "food", guide, f"{DAY} {when}")

    def submitted(self, guide=FASTER):
        version = self.draft(guide)
        submit_version(version, by=self.keeper, at=at(f"{DAY} 09:10"))
        return version

    def approved(self, guide=FASTER):
        version = self.submitted(guide)
        approve_version(version, by=self.head, at=at(f"{DAY} 09:20"))
        return version

    def published(self, guide=FASTER, when=f"{DAY} 10:00"):
        version = self.approved(guide)
        publish(version, by=self.leader, at=at(when))
        return version

    def announced(self, on=date(2026, 9, 24)):
        version = self.approved()
        publish(version, by=self.leader, at=at(f"{DAY} 10:00"), on=on)
        return version


def row(version):
    return ServiceVersion.objects.get(pk=version)


def barred(act, *subject, **brings):
    with pytest.raises(Barred) as refused:
        act(*subject, **brings)
    return [bar.code for bar in refused.value.bars]


# --- Written -----------------------------------------------------------------------------------
class TestTwoEditors:
    def test_the_second_to_save_is_told_who_saved_and_nothing_is_written_over(self, desk):
        version = desk.draft()
        write = {"by": desk.keeper, "seen": 1}
        write_draft(version, at=at(f"{DAY} 09:05"), guide=FASTER, **write)
        with pytest.raises(Barred) as refused:
            write_draft(version, at=at(f"{DAY} 09:06"), guide=FOOD.guide, **write)
        (bar,) = refused.value.bars
        assert bar.code == "nobody_saved_meanwhile"
        assert bar.params["by"] == "方书禾" and bar.params["at"] == at(f"{DAY} 09:05")
        assert Guide.from_json(row(version).guide) == FASTER

    def test_whoever_has_seen_the_last_one_saves(self, desk):
        version = desk.draft()
        for revision in (1, 2, 3):
            write_draft(version, by=desk.keeper, at=at(f"{DAY} 09:05"), guide=FASTER, seen=revision)
        assert row(version).revision == 4


LOOSER = replace(FOOD.guide, promise=Limit(21, LimitUnit.WORKING_DAY))
OTHER_UNIT = replace(FOOD.guide, promise=Limit(5, LimitUnit.DAY))


@pytest.mark.parametrize("guide", [LOOSER, OTHER_UNIT], ids=["longer", "in another unit"])
def test_a_promise_that_the_law_does_not_bear_is_kept_nowhere(desk, guide):
    """5.2.2e: not by an import, which drafts as the clock; not by a new draft, nor by writing one."""
    place, item = desk.world.jurisdiction, Item(FOOD.code, FOOD.guide.name)
    code = "promise_beyond_statute" if guide is LOOSER else "promise_in_other_unit"
    version = desk.draft()
    before = ServiceVersion.objects.count()
    draft = {"at": at(f"{DAY} 09:30"), "item": item, "guide": guide}
    assert barred(draft_version, place, by=CLOCK, **draft) == [code]
    assert barred(draft_version, place, by=desk.keeper, **draft) == [code]
    write = {"at": at(f"{DAY} 09:30"), "guide": guide, "seen": 1}
    assert barred(write_draft, version, by=desk.keeper, **write) == [code]
    assert ServiceVersion.objects.count() == before
    assert Guide.from_json(row(version).guide) == FASTER


def test_a_guide_is_not_sent_for_review_without_the_complaint_phone(desk):
    """5.4b: whoever reads the guide can complain."""
    Unit.objects.update(complaint_phone=" ")
    forget()
    version = desk.draft()
    codes = barred(submit_version, version, by=desk.keeper, at=at(f"{DAY} 09:10"))
    assert codes == ["guide_without_complaints"]


# --- Reviewed ------------------------------------------------------------------------------------
class TestReview:
    def test_the_head_of_the_section_owes_it_within_three_working_days(self, desk):
        assert owed(desk.submitted()) == {"review_version": at("2026-09-25 00:00")}

    def test_what_is_returned_says_why_and_is_owed_by_who_sent_it(self, desk):
        version, when = desk.submitted(), at(f"{DAY} 09:20")
        give = {"by": desk.head, "at": when}
        assert barred(return_version, version, opinion=Opinion(" "), **give) == [
            "the_return_says_why"
        ]
        return_version(version, opinion=Opinion("第二项没有样本"), **give)
        assert state(version) == "draft"
        assert list(owed(version)) == ["revise_draft"]
        assert row(version).opinion == "第二项没有样本"
        submit_version(version, by=desk.keeper, at=at(f"{DAY} 09:30"))
        assert list(owed(version)) == ["review_version"]

    def test_a_leader_may_return_what_the_section_approved(self, desk):
        version = desk.approved()
        assert list(owed(version)) == ["publish_version"]
        return_version(
            version, by=desk.leader, at=at(f"{DAY} 10:00"), opinion=Opinion("承诺还能再短")
        )
        assert list(owed(version)) == ["revise_draft"]

    def test_nobody_checks_what_they_wrote_not_even_standing_in(self, desk):
        """The head of the section falls ill, and who stands in is who wrote the guide."""
        world, now = desk.world, at(f"{DAY} 09:05")
        version = desk.submitted()
        leave = Leave(AbsenceKind.ILLNESS, now, returns_at=at("2026-09-28 09:00"))
        enter_sudden_absence(
            world.jurisdiction, by=desk.leader, at=now, person=desk.head.person, leave=leave
        )
        cover = Cover.objects.get(post=world.posts["market_head"])
        designate_stand_in(cover.pk, by=desk.leader, at=now, person=desk.keeper.person)
        approve = {"at": at(f"{DAY} 10:00")}
        assert barred(approve_version, version, by=desk.keeper, **approve) == [
            "who_checks_did_not_write"
        ]
        approve_version(version, by=desk.leader, **approve)
        assert state(version) == "approved"

    def test_what_is_not_done_in_time_is_noted_once(self, desk):
        version = desk.submitted()
        sweep(at("2026-09-25 00:00"))
        sweep(at("2026-09-26 00:00"))
        acts = LedgerEntry.objects.filter(matter=version).values_list("act", flat=True)
        assert list(acts).count("service_version.note_missed") == 1


class TestMoreThanBefore:
    def test_is_not_sent_without_the_article_that_forces_it(self, desk):
        more = replace(FOOD.guide, materials=(*FOOD.guide.materials, PHOTO))
        version = desk.draft(more)
        when = {"by": desk.keeper, "at": at(f"{DAY} 09:10")}
        assert barred(submit_version, version, **when) == ["material_added_without_law"]
        forced = replace(PHOTO, because=PHOTO.basis)
        more = replace(more, materials=(*FOOD.guide.materials, forced))
        write_draft(version, guide=more, seen=1, **when)
        submit_version(version, **when)

    def test_is_asked_again_when_it_is_published(self, desk):
        """Meanwhile another version with less came into force."""
        same = desk.world.draft(FOOD.code, "food", FOOD.guide, f"{DAY} 08:00")
        submit_version(same, by=desk.keeper, at=at(f"{DAY} 08:10"))
        approve_version(same, by=desk.head, at=at(f"{DAY} 08:20"))
        desk.published(FASTER)  # has fewer steps
        codes = barred(publish_version, same, by=desk.leader, at=at(f"{DAY} 11:00"))
        assert set(codes) == {"step_added_without_law"}


# --- In force --------------------------------------------------------------------------------------
class TestComingIntoForce:
    def test_each_case_runs_under_the_version_it_was_received_under(self, desk):
        """Publish, apply, change, apply."""
        world, versions = desk.world, [desk.first]
        cases = [world.receive(when=f"{DAY} 09:00")]
        versions.append(desk.published())
        world.versions["food"] = versions[1]
        cases.append(world.receive(when=f"{DAY} 11:00"))
        assert [Case.objects.get(pk=case).version_id for case in cases] == versions
        for case in cases:
            accept_case(case, by=world.holder("food"), at=at(f"{DAY} 11:30"))
        steps = [Case.objects.get(pk=case).steps.count() for case in cases]
        assert steps == [len(FOOD.guide.steps), 1]

    def test_the_next_one_takes_over_in_the_same_act_without_a_gap(self, desk):
        second = desk.published()
        first = row(desk.first)
        assert (first.state, first.valid_until) == ("superseded", row(second).valid_from)
        assert (state(desk.first), state(second)) == ("superseded", "published")

    def test_a_matter_that_was_not_closed_then_is_closed_by_the_next_sweep(self, desk):
        """Who published was cut off between the two acts."""
        version = desk.approved()
        publish_version(version, by=desk.leader, at=at(f"{DAY} 10:00"))
        assert (state(desk.first), row(desk.first).state) == ("published", "superseded")
        when = {"by": desk.keeper, "at": at(f"{DAY} 10:01"), "reason": "停用"}
        assert barred(withdraw_version, desk.first, **when) == ["no_other_has_taken_over"]
        assert sweep(at(f"{DAY} 10:02")).acts == {"supersede_version": 1}
        assert state(desk.first) == "superseded"
        assert sweep(at(f"{DAY} 10:03")).acts == {}

    def test_what_is_announced_comes_into_force_on_its_day_by_the_bell(self, desk):
        world, second = desk.world, desk.announced()
        assert world.receive(when="2026-09-23 10:00")
        assert owed(second) == {"come_into_force": at("2026-09-24 00:00")}
        swept = sweep(at("2026-09-24 00:01"))
        assert swept.acts == {"come_into_force": 1, "supersede_version": 1}
        with pytest.raises(Barred, match="an_older_version_was_told"):
            world.receive(when="2026-09-24 09:00")
        world.versions["food"] = second
        world.receive(when="2026-09-24 09:00")
        periods = ServiceVersion.objects.filter(service__code=FOOD.code).order_by("number")
        first, last = periods.values_list("valid_from", "valid_until")
        assert (first[0], first[1], last[1]) == (at(str(FOUNDED)[:16]), last[0], None)

    def test_it_is_announced_for_a_day_to_come_and_one_at_a_time(self, desk):
        version = desk.approved()
        when = {"by": desk.leader, "at": at(f"{DAY} 10:00")}
        today = barred(announce_version, version, on=date(2026, 9, 21), **when)
        assert today == ["it_comes_on_a_later_day"]
        announce_version(version, on=date(2026, 9, 24), **when)
        other = desk.approved()
        assert barred(publish_version, other, **when) == ["no_other_version_is_announced"]
        withdraw_version(version, by=desk.keeper, at=at(f"{DAY} 10:10"), reason="日期有误")
        assert owed(version) == {}
        publish(other, by=desk.leader, at=at(f"{DAY} 10:20"))
        assert state(other) == "published"

    def test_a_withdrawal_says_since_when_and_why(self, desk):
        when = {"by": desk.keeper, "at": at(f"{DAY} 10:00")}
        assert barred(withdraw_version, desk.first, reason=" ", **when) == [
            "the_withdrawal_is_explained"
        ]
        withdraw_version(desk.first, reason="事项已取消", **when)
        gone = row(desk.first)
        assert (gone.withdrawn_at, gone.valid_until) == (at(f"{DAY} 10:00"),) * 2
        assert gone.withdrawn_because == "事项已取消"

    def test_the_ledger_says_what_was_published_and_what_it_superseded(self, desk):
        second = desk.published()
        entry = LedgerEntry.objects.get(matter=second, act="service_version.publish_version")
        assert str(desk.first) in entry.text
        assert '"guide":"sha256:' in entry.text


# --- Who was told an older one -------------------------------------------------------------------
class TestWhoWasTold:
    TOLD = Told(date(2026, 9, 18), ToldBy.PRINT, "第 1 版")

    def apply(self, desk, told, when="2026-09-22 10:00"):
        world = desk.world
        return receive_application(
            desk.first,
            by=world.holder("window_1"),
            at=at(when),
            application=world.application("food", told=told),
        ).matter

    def test_keeps_to_it_for_ninety_days_with_proof(self, desk):
        desk.published()
        case = Case.objects.get(pk=self.apply(desk, self.TOLD))
        assert case.version_id == desk.first
        assert (case.told_on, case.told_by, case.told_reference) == (
            date(2026, 9, 18),
            "print",
            "第 1 版",
        )
        self.apply(desk, self.TOLD, "2026-12-17 10:00")  # the ninetieth day
        with pytest.raises(Barred, match="an_older_version_was_told"):
            self.apply(desk, self.TOLD, "2026-12-18 10:00")

    @pytest.mark.parametrize(
        ("told", "code"),
        [
            (None, "an_older_version_was_told"),
            (replace(TOLD, reference=" "), "an_older_version_was_told"),
            (replace(TOLD, on=date(2026, 9, 22)), "an_older_version_was_told"),
            (replace(TOLD, on=date(2026, 7, 5)), "an_older_version_was_told"),
        ],
        ids=["not told", "no proof", "told after it had gone", "told before it was in force"],
    )
    def test_who_was_not_does_not(self, desk, told, code):
        desk.published()
        with pytest.raises(Barred, match=code):
            self.apply(desk, told)

    def test_nor_when_the_service_is_offered_no_more(self, desk):
        second = desk.published()
        desk.world.withdraw(second, f"{DAY} 11:00")
        with pytest.raises(Barred, match="the_service_is_published"):
            self.apply(desk, self.TOLD)

    def test_what_is_in_force_needs_no_proof_and_keeps_none(self, desk):
        case = Case.objects.get(pk=self.apply(desk, replace(self.TOLD, reference="")))
        assert (case.told_on, case.told_by) == (None, "")


def test_every_version_ever_in_force_follows_the_one_before(desk):
    """Whatever was published: one at every instant, none at two."""
    for when in ("10:00", "11:00", "12:00"):
        desk.published(FASTER, f"{DAY} {when}")
    service = Service.objects.get(code=FOOD.code)
    versions = list(service.versions.order_by("number"))
    assert all(one.valid_until == next_.valid_from for one, next_ in pairwise(versions))
    states = Matter.objects.filter(serviceversion__service=service)
    found = states.order_by("serviceversion__number").values_list("state", flat=True)
    assert list(found) == ["superseded"] * 3 + ["published"]
