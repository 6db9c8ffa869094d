"""What every act has from its frame: a budget, one answer to one request, two times, numbers
without gaps, and a memory for what was refused."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouwen.acts import CLOCK, Barred, NotFound, Party, catalogue
from shouwen.acts.at_once import settle_at_once
from shouwen.acts.case import (
    Judgement,
    accept_case,
    call_back,
    decide_grant,
    deem_accepted,
    deliver_result,
    escalate_silence,
    examine_materials,
    finish_step,
    issue_correction_notice,
    lapse_correction,
    note_missed,
    receive_correction,
    return_unmet_points,
    start_step,
    withdraw,
)
from shouwen.acts.catalogue import (
    Item,
    announce_version,
    approve_version,
    come_into_force,
    draft_version,
    publish_version,
    return_version,
    submit_version,
    supersede_version,
    withdraw_version,
    write_draft,
)
from shouwen.acts.correcting import (
    invite_supplement,
    issue_supplementary_notice,
    receive_supplement,
    tell_changed_law,
)
from shouwen.acts.receiving import Filed, receive_application
from shouwen.acts.renewal import deem_renewed
from shouwen.acts.wording import publish_in_english, write_in_english
from shouwen.records.models import (
    CaseMaterial,
    Counter,
    LedgerEntry,
    Matter,
    Paper,
    RefusedAttempt,
    ServiceVersion,
    StepRun,
)
from shouwen.rules.facts.casefile import Call, Demand, Opinion, Withdrawal
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.wording import texts
from shouwen.rules.judge import MOVES
from shouwen.rules.words import CallBack, Check, Proposer, ServiceKind, Silence
from tests.acts.world import FOUNDED, HAND_OVER, SERVICES, at, state

BUDGET = 20  # statements an act, those that begin and end transactions not counted
FOOD = SERVICES["food"].guide


# --- The budget --------------------------------------------------------------------------------
def guide_of(materials):
    """The guide of the licence with that many materials."""
    first = FOOD.materials[0]
    many = tuple(replace(first, key=f"m{n}", name=f"{first.name}（{n}）") for n in range(materials))
    return replace(FOOD, materials=many)


def statements(act, *args, **brings):
    """How many statements an act takes."""
    with CaptureQueriesContext(connection) as taken:
        act(*args, **brings)
    frame = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
    return len([query for query in taken if not query["sql"].startswith(frame)])


def whole_walk(world, materials):
    """Every act once, on a service with that many materials; statements by act."""
    version = world.publish(f"S{materials}", "food", guide_of(materials))
    world.versions["food"] = version
    handler, clerk = world.holder("food"), world.holder("window_1")
    leader, keeper = world.holder("deputy_people"), world.holder("bureau_head")
    keys = [f"m{n}" for n in range(materials)]
    faulty = {key: Judgement(Check.FAULTY, "没有签名", "第三十五条", "请签名") for key in keys}
    met = {key: Judgement(Check.MET) for key in keys}
    new = tuple(Filed(key, pages=1) for key in keys)
    application = world.application("food", Check.UNCHECKED)
    world.receive()  # the office and the guide are read once, by whoever comes first
    taken = {}

    def count(act, subject, by, when, **brings):
        name = act.__name__
        taken[name] = max(
            taken.get(name, 0), statements(act, subject, by=by, at=at(when), **brings)
        )

    def received(when, **other):
        brought = replace(application, **other)
        by_party = {"by": Party(), "at": at(when), "application": brought}
        return receive_application(version, **by_party).matter

    count(receive_application, version, clerk, "2026-09-21 09:00", application=application)
    case = received("2026-09-21 09:00")
    count(examine_materials, case, handler, "2026-09-21 09:10", judgements=faulty)
    notice = {"handover": HAND_OVER}
    count(issue_correction_notice, case, handler, "2026-09-21 09:20", **notice)
    law = {"article": "某条例第九条", "commences": date(2026, 9, 21)}
    law |= {"demands": (Demand("检测报告", "原件"),), **notice}
    count(tell_changed_law, case, leader, "2026-09-21 09:30", **law)
    newly = (*new, Filed("law-1-0", pages=1))
    count(receive_correction, case, Party(), "2026-09-21 09:40", answers=newly)
    blurred = Judgement(Check.FAULTY, "印章看不清", "第三十五条", "请重新盖章")
    judged = {"law-1-0": Judgement(Check.MET), **dict.fromkeys(keys, blurred)}
    count(examine_materials, case, handler, "2026-09-21 09:45", judgements=judged)
    head = world.holder("market_head")
    count(issue_supplementary_notice, case, head, "2026-09-21 09:50", **notice)
    count(receive_correction, case, Party(), "2026-09-22 09:00", answers=new)
    count(examine_materials, case, handler, "2026-09-22 09:10", judgements=faulty)
    count(return_unmet_points, case, handler, "2026-09-22 09:20")
    count(lapse_correction, case, CLOCK, "2026-10-21 00:00")
    count(receive_correction, case, clerk, "2026-10-21 09:00", answers=new)
    count(examine_materials, case, handler, "2026-10-21 09:10", judgements=met)
    count(accept_case, case, handler, "2026-10-21 09:20")
    for run in StepRun.objects.filter(case=case).order_by("position"):
        doer = world.holders[run.doer_id]
        count(start_step, run.pk, doer, "2026-10-21 10:00")
        count(finish_step, run.pk, doer, "2026-10-21 10:00", opinion="符合")
    count(decide_grant, case, leader, "2026-10-21 15:00", facts="符合条件。")
    count(deliver_result, case, clerk, "2026-10-22 09:00", handover=HAND_OVER)

    silent = received("2026-09-21 09:00")
    count(note_missed, silent, CLOCK, "2026-09-21 17:00")
    count(deem_accepted, silent, CLOCK, "2026-09-30 00:00")
    count(invite_supplement, silent, handler, "2026-09-30 08:40", judgements=faulty, **notice)
    count(receive_supplement, silent, Party(), "2026-09-30 08:50", answers=new)
    urged = received("2026-09-21 09:00")
    by_the_office = Withdrawal("徐禾", Proposer.OFFICE)
    withdraw(urged, by=Party(), at=at("2026-09-21 10:00"), withdrawal=by_the_office)
    said = Call(CallBack.OF_OWN_ACCORD, "是我自己要撤回的")
    count(call_back, urged, world.holder("market_head"), "2026-09-22 09:00", call=said)
    given_up = Withdrawal("徐禾", Proposer.PARTY)
    count(withdraw, silent, Party(), "2026-09-30 09:00", withdrawal=given_up)

    world.versions["relief"] = world.publish(
        f"R{materials}",
        "relief",
        replace(
            guide_of(materials),
            kind=ServiceKind.BENEFIT,
            silence=Silence.ESCALATES,
            name="某救助",
            result=replace(FOOD.result, term=None),
        ),
    )
    at_once = replace(SERVICES["registration"].guide, materials=guide_of(materials).materials)
    immediate = world.publish(f"I{materials}", "registration", at_once)
    settled = {
        "application": world.application("food", materials=answered(keys, Check.MET)),
        "facts": "材料齐全。",
        **notice,
    }
    count(settle_at_once, immediate, world.holder("registration"), "2026-09-21 09:00", **settled)

    ends = {"renews": f"旧证{materials}号", "renews_until": date(2026, 10, 31)}
    count(deem_renewed, received("2026-09-21 09:00", **ends), CLOCK, "2026-11-01 00:00")

    breach = world.receive("relief", "2026-09-21 09:00")
    count(escalate_silence, breach, CLOCK, "2026-09-30 00:00")

    item = Item(f"N{materials}", "某事项", handler=world.posts["food"].pk)
    named = Guide.draft("测试事项", ServiceKind.OTHER)
    head, opinion = world.holder("market_head"), Opinion("请写明样本")
    count(draft_version, world.jurisdiction, keeper, "2026-09-21 09:00", item=item, guide=named)
    draft = ServiceVersion.objects.get(service__code=item.code).pk
    count(write_draft, draft, keeper, "2026-09-21 09:10", guide=guide_of(materials), seen=1)
    count(submit_version, draft, keeper, "2026-09-21 09:15")
    count(return_version, draft, head, "2026-09-21 09:16", opinion=opinion)
    count(catalogue.note_missed, draft, CLOCK, "2026-09-25 00:00")
    count(submit_version, draft, keeper, "2026-09-25 09:17")
    count(approve_version, draft, head, "2026-09-25 09:18")
    count(publish_version, draft, leader, "2026-09-25 09:20")
    following = world.draft(item.code, "food", guide_of(materials), "2026-09-25 09:21")
    submit_version(following, by=keeper, at=at("2026-09-25 09:22"))
    approve_version(following, by=head, at=at("2026-09-25 09:23"))
    count(announce_version, following, leader, "2026-09-25 09:24", on=date(2026, 9, 28))
    count(come_into_force, following, CLOCK, "2026-09-28 00:00")
    count(supersede_version, draft, CLOCK, "2026-09-28 00:00")
    english = {place: f"In English: {place}" for place in texts(guide_of(materials))}
    count(write_in_english, following, keeper, "2026-09-28 09:00", texts=english)
    count(publish_in_english, following, keeper, "2026-09-28 09:10")
    count(withdraw_version, following, keeper, "2026-09-28 09:30", reason="事项已划转")
    return taken


def answered(keys, check):
    """What is handed in of each material."""
    return tuple(Filed(key, pages=1, check=check) for key in keys)


def of_services(act):
    """The walk goes from the catalogue to the result; the office's own acts have tests of theirs."""
    return act.partition(".")[0] in ("case", "step", "service_version")


def test_every_act_keeps_its_budget_however_many_materials_there_are(world, settings):
    settings.SHOUWEN_RECHECK = False
    few, many = whole_walk(world, 2), whole_walk(world, 40)
    assert set(few) == {act.partition(".")[2] for act in MOVES if of_services(act)}
    assert {act: n for act, n in few.items() if n > BUDGET} == {}
    assert many == few


# --- One request, one act ------------------------------------------------------------------------
class TestTheSameRequest:
    def ask(self, world, **other):
        brings = {"by": world.holder("window_1"), "at": at("2026-09-21 10:00"), **other}
        brings.setdefault("application", world.application("food"))
        return receive_application(world.versions["food"], request_id="form-1", **brings)

    def test_sent_twice_is_done_once_and_answered_twice(self, world):
        first, second = self.ask(world), self.ask(world)
        assert (first.matter, first.seq) == (second.matter, second.seq)
        assert (first.before, second.before) == (False, True)
        assert Matter.objects.filter(kind="case").count() == 1

    def test_sent_again_later_is_answered_though_it_could_not_be_done_any_more(self, world):
        case = world.receive()
        handler = world.holder("food")
        once = accept_case(case, by=handler, at=at("2026-09-21 11:00"), request_id="form-2")
        again = accept_case(case, by=handler, at=at("2026-09-21 11:05"), request_id="form-2")
        assert (again.matter, again.seq, again.before) == (case, once.seq, True)

    def test_with_other_input_is_refused(self, world):
        self.ask(world)
        with pytest.raises(ValueError, match="form-1"):
            self.ask(world, application=world.application("food", applicant="周遥"))
        assert Matter.objects.filter(kind="case").count() == 1

    def test_for_another_act_is_refused(self, world):
        self.ask(world)
        case = world.receive()
        with pytest.raises(ValueError, match="form-1"):
            accept_case(
                case, by=world.holder("food"), at=at("2026-09-21 11:00"), request_id="form-1"
            )
        assert state(case) == "received"

    def test_that_was_refused_may_be_sent_again_when_mended(self, world):
        with pytest.raises(Barred):
            self.ask(world, application=world.application("food", applicant=" "))
        assert self.ask(world).before is False

    def test_acts_without_a_request_are_done_each_time(self, world):
        assert world.receive() != world.receive()


# --- Two times ---------------------------------------------------------------------------------
class TestLateEntry:
    def test_an_act_is_not_dated_before_the_last_one(self, world):
        case = world.receive(when="2026-09-21 10:00")
        with pytest.raises(Barred, match="it_is_not_dated_back"):
            world.fault(case, "application", "2026-09-21 09:59")

    def test_unless_declared_and_then_the_ledger_says_so(self, world):
        case = world.receive(when="2026-09-21 10:00")
        world.fault(case, "application", "2026-09-21 11:00")
        examine_materials(
            case,
            by=world.holder("food"),
            at=at("2026-09-21 10:30"),
            recorded_at=at("2026-09-21 11:30"),
            late_entry=True,
            judgements={"layout_plan": Judgement(Check.MET)},
        )
        entry = LedgerEntry.objects.get(matter=case, seq=3)
        assert (entry.at, entry.recorded_at) == (at("2026-09-21 10:30"), at("2026-09-21 11:30"))
        assert '"late":true' in entry.text
        assert '"late":false' in LedgerEntry.objects.get(matter=case, seq=2).text

    def test_after_it_the_last_act_is_still_the_last(self, world):
        case = world.receive(when="2026-09-21 10:00")
        world.fault(case, "application", "2026-09-21 11:00")
        examine_materials(
            case,
            by=world.holder("food"),
            at=at("2026-09-21 10:30"),
            late_entry=True,
            judgements={"layout_plan": Judgement(Check.MET)},
        )
        assert Matter.objects.get(pk=case).last_at == at("2026-09-21 11:00")

    def test_but_no_clock_is_overtaken(self, world):
        case = world.receive(when="2026-09-21 10:00")
        with pytest.raises(Barred, match="no_clock_is_overtaken"):
            accept_case(case, by=world.holder("food"), at=at("2026-09-21 09:00"), late_entry=True)

    def test_nor_is_a_step_finished_before_it_was_started(self, world):
        case = world.accepted(when="2026-09-21 10:00")
        step = StepRun.objects.get(case=case, key="review").pk
        late = {"at": at("2026-09-21 12:00"), "late_entry": True, "opinion": "符合"}
        start_step(step, by=world.holder("food"), at=at("2026-09-21 14:00"))
        with pytest.raises(Barred, match="nothing_is_done_before_it_was_owed"):
            finish_step(step, by=world.holder("food"), **late)
        finish_step(step, by=world.holder("food"), **late | {"at": at("2026-09-21 14:00")})

    def test_but_an_answer_of_the_fifth_day_may_be_entered_on_the_sixth(self, world):
        """By then the clock has put the silence to the section head; the answer was in time."""
        case = world.receive("relief", "2026-09-21 10:00")
        escalate_silence(case, by=CLOCK, at=at("2026-09-30 00:00"))
        accept_case(case, by=world.holder("relief"), at=at("2026-09-29 16:00"), late_entry=True)
        assert state(case) == "accepted"

    def test_a_doors_clock_is_read_once(self, world):
        ticks = iter([at("2026-09-21 10:00"), at("2026-09-21 10:01")])
        done = receive_application(
            world.versions["food"],
            by=world.holder("window_1"),
            at=lambda: next(ticks),
            application=world.application("food"),
        )
        assert LedgerEntry.objects.get(matter=done.matter).at == at("2026-09-21 10:00")


# --- What was refused ----------------------------------------------------------------------------
class TestRefusedAttempts:
    def refused(self, world, case, *times):
        for when in times:
            with pytest.raises(Barred):
                accept_case(case, by=world.holder("food"), at=at(when))

    def test_are_kept_though_the_act_was_rolled_back(self, world):
        case = world.receive(check=Check.UNCHECKED)
        self.refused(world, case, "2026-09-21 11:00")
        row = RefusedAttempt.objects.get()
        assert (row.matter, row.act, row.clause) == (case, "case.accept_case", "4.2a")
        assert row.person == world.holder("food").person
        assert row.code == "every_material_was_examined"
        assert LedgerEntry.objects.filter(matter=case).count() == 1

    def test_are_folded_by_the_minute(self, world):
        case = world.receive(check=Check.UNCHECKED)
        times = ("2026-09-21 11:00:01", "2026-09-21 11:00:59", "2026-09-21 11:01:00")
        self.refused(world, case, *times)
        assert RefusedAttempt.objects.count() == 2

    def test_each_reason_is_kept(self, world):
        case = world.receive(materials=(Filed("application", pages=1),))
        self.refused(world, case, "2026-09-21 11:00")
        assert set(RefusedAttempt.objects.values_list("code", flat=True)) == {
            "every_material_was_examined",
            "nothing_is_left_to_correct",
        }

    def test_on_a_step_belong_to_its_case(self, world):
        case = world.accepted()
        site = StepRun.objects.get(case=case, key="site")
        with pytest.raises(Barred, match="earlier_steps_are_done"):
            start_step(site.pk, by=world.holder("food"), at=at("2026-09-21 11:00"))
        assert RefusedAttempt.objects.get().matter == case

    def test_an_applicant_is_nobody_in_particular(self, world):
        case = world.receive()
        with pytest.raises(Barred):
            receive_correction(case, by=Party(), at=at("2026-09-21 11:00"), answers=())
        assert RefusedAttempt.objects.get().person.int == 0


# --- Numbers -----------------------------------------------------------------------------------
class TestNumbers:
    def test_a_refused_act_leaves_no_gap(self, world):
        """A sign that no font can draw is found after the number was taken, and gives it back."""
        first = world.receive()
        with pytest.raises(Barred, match="characters_cannot_be_drawn"):
            world.receive(applicant="徐\U0002b740\U000e0100")
        second = world.receive()
        numbers = [
            Paper.objects.get(matter=case, kind="receipt").number for case in (first, second)
        ]
        assert numbers == ["广审收〔2026〕1号", "广审收〔2026〕2号"]

    def test_each_kind_of_paper_has_its_own_series(self, world):
        world.decided()
        numbers = Paper.objects.order_by("issued_at", "number").values_list("number", flat=True)
        assert list(numbers) == [
            "广审受〔2026〕1号",
            "广审收〔2026〕1号",
            "广审决〔2026〕1号",
        ]

    def test_they_begin_again_with_the_chinese_year(self, world):
        world.receive(when="2026-12-31 23:59")
        case = world.receive(when="2027-01-01 00:00")
        assert Paper.objects.get(matter=case).number == "广审收〔2027〕1号"
        assert Counter.objects.filter(kind="receipt", value=1).count() == 2


# --- The catalogue -------------------------------------------------------------------------------
class TestVersions:
    def test_a_case_keeps_the_version_it_was_received_under(self, world):
        case = world.receive()
        keeper = world.holder("bureau_head")
        withdraw_version(
            world.versions["food"], by=keeper, at=at("2026-09-21 10:30"), reason="事项已划转"
        )
        accept_case(case, by=world.holder("food"), at=at("2026-09-21 11:00"))
        assert state(case) == "accepted"
        with pytest.raises(Barred, match="the_service_is_published"):
            world.receive()

    def test_a_draft_that_says_but_its_name_is_not_published_nor_received_under(self, world):
        post = world.posts["food"]
        item = Item("X-1", "某事项", section=post.section_id, handler=post.pk)
        guide = Guide.draft("某事项", ServiceKind.OTHER)
        drafted = draft_version(
            world.jurisdiction, by=CLOCK, at=FOUNDED, item=item, guide=guide
        ).matter
        with pytest.raises(Barred, match="guide_without_promise"):
            submit_version(drafted, by=world.holder("bureau_head"), at=FOUNDED)
        received = {"by": Party(), "at": FOUNDED, "application": world.application("food")}
        with pytest.raises(Barred, match="the_service_is_published"):
            receive_application(drafted, **received)
        unhandled = draft_version(
            world.jurisdiction, by=CLOCK, at=FOUNDED, item=Item("X-2", "某事项"), guide=guide
        ).matter
        with pytest.raises(NotFound):
            receive_application(unhandled, **received)

    def test_what_is_published_is_not_written_any_more(self, world):
        with pytest.raises(Barred, match="not_in_this_state"):
            write_draft(
                world.versions["food"],
                by=world.holder("bureau_head"),
                at=at("2026-09-21 10:00"),
                guide=FOOD,
                seen=1,
            )

    def test_nobody_publishes_without_that_duty(self, world):
        with pytest.raises(Barred, match="this_post_may_not"):
            withdraw_version(
                world.versions["food"],
                by=world.holder("director"),
                at=at("2026-09-21 10:00"),
                reason="事项已划转",
            )


def test_whoever_stands_in_acts_from_the_post_they_stand_in_for(world):
    """The B-role of the handler's post has no seat there while its holder is present."""
    case = world.receive()
    post = world.posts["food"]
    b_role = world.staff(office_b_role("food"))
    with pytest.raises(Barred, match="this_post_may_not"):
        accept_case(case, by=b_role, at=at("2026-09-21 11:00"))
    assert not CaseMaterial.objects.filter(case=case).exclude(check_result="met").exists()
    entry = LedgerEntry.objects.get(matter=case)
    assert entry.post == world.posts["window_1"].pk != post.pk


def office_b_role(key):
    from shouwen.life.office import office

    return next(post.b_role for post in office().posts if post.key == key)
