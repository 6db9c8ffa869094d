"""A licence in any order that anybody tries: told, corrected, accepted, extended, stopped, asked about,
heard, refused, granted, taken back. Most tries are refused; whatever is done, what was promised holds.

Hypothesis draws who tries which act when. After every step due dates are compared with those of a
second opinion, with what was said before, and with the strip that explains them (6.1, 6.5a, 7.4.2a)."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import hypothesis.strategies as st
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from shouwen.acts import Barred, Party, case, consultation, extension, hearing, refusal
from shouwen.acts import special_procedure as special
from shouwen.acts.case import Judgement
from shouwen.acts.receiving import Filed
from shouwen.acts.sweeping import sweep
from shouwen.life.invariants import INVARIANTS, check_all
from shouwen.queries.deadline import deadline, last_day
from shouwen.records.casefile import office as books
from shouwen.records.casefile.case import CaseRows
from shouwen.records.casefile.refusal import evidence
from shouwen.records.models import (
    Case,
    Consultation,
    Extension,
    Hearing,
    LedgerEntry,
    Obligation,
    Refusal,
    SpecialProcedure,
    StepRun,
)
from shouwen.rules.facts.casefile import Withdrawal
from shouwen.rules.facts.refusal import Ground, Proposal
from shouwen.rules.words import (
    CaseOutcome,
    Check,
    ClockName,
    ConsultationKind,
    DelayReason,
    Proposer,
    RefusalKind,
    SpecialKind,
    ToldHow,
)
from tests.acts.world import HAND_OVER, World, at

MONDAY = at("2026-09-21 10:00")  # Mid-Autumn and National Day lie ahead
BY_THE_CALENDAR = (
    "6.1 a due date is what the calendar gives",
    "6.5a no due date moves without its event",
)
LATER = ("extension.tell_extension", "special_procedure.end_special_procedure")
OVERRUNS = "special_procedure.overrun_special_procedure"
PEOPLE = ("food", "market_head", "deputy_people", "director", "window_1", "food", "deputy_people")
FAULT = Judgement(Check.FAULTY, "没有签名", "《食品安全法》第三十五条第二款", "请签名")
FACT = "后厨与公厕相距不到三米，没有隔断。"
OF_CLOCKS = {"decide": ClockName.PROMISE, "decide_by_law": ClockName.STATUTE}
OF_CLOCKS |= {"answer_receipt": ClockName.ANSWER, "correct": ClockName.CORRECTION}
NUMBERS = st.integers(0, 59)


class AnyOrder(RuleBasedStateMachine):
    """One case, on which anybody tries anything."""

    world: World
    done: list[str]

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        books._office.cache_clear()
        self.now = MONDAY
        self.case = self.world.receive()
        self.entries = 1
        self.promised: datetime | None = None

    def teardown(self) -> None:
        broken = {name: found for name, (_, found) in check_all([self.case]).items() if found}
        transaction.savepoint_rollback(self.savepoint)
        books._office.cache_clear()
        assert not broken

    @initialize(accepted=st.sampled_from([True, True, True, False]))
    def begin(self, accepted: bool) -> None:
        """Most are accepted as they came: there most may happen."""
        if accepted:
            self.tries(case.accept_case, by="food")

    # ── what people try ─────────────────────────────────────────────────────────────────────

    @rule(minutes=st.sampled_from([20, 90, 8 * 60, 24 * 60, 3 * 24 * 60]))
    def wait(self, minutes: int) -> None:
        """Time goes by, and does what it does."""
        self.now += timedelta(minutes=minutes)
        assert sweep(self.now).failed == 0

    @rule(n=NUMBERS)
    def come_on(self, n: int) -> None:
        """The case goes its way: told, corrected, accepted, worked on, decided, handed over."""
        found = {"application": FAULT if n % 4 == 0 else Judgement(Check.MET)}
        self.tries(case.examine_materials, by="food", judgements=found)
        self.tries(case.issue_correction_notice, by="food", handover=HAND_OVER)
        self.tries(case.accept_case, by="food")
        if n % 3 == 0:
            answers = (Filed("application", pages=3),)
            self.tries(case.receive_correction, by=None, answers=answers)
        for step in StepRun.objects.filter(case=self.case, needed=True, state="waiting")[: n % 4]:
            doer = self.world.holders[step.doer_id]
            self.attempt(case.start_step, step.pk, doer)
            self.attempt(case.finish_step, step.pk, doer, opinion="符合要求")

    @rule(n=NUMBERS, who=st.sampled_from(PEOPLE))
    def end(self, n: int, who: str) -> None:
        """Somebody grants it, hands it over, or takes it back."""
        if n % 2:
            self.tries(case.decide_grant, by="deputy_people", facts="材料齐全，符合条件。")
        if n % 5 == 0:
            self.tries(case.deliver_result, by="window_1", handover=HAND_OVER)
        if n % 10 == 7:
            own = Withdrawal("徐禾", Proposer.PARTY)
            self.tries(case.withdraw, by=None if n % 3 else who, withdrawal=own)

    @rule(n=NUMBERS, days=st.integers(1, 12))
    def ask_for_longer(self, n: int, days: int) -> None:
        """An extension is asked for, and goes one step further or not."""
        why = {"reason": DelayReason.OTHER_BODY, "text": "需要自然资源部门核对界址。"}
        self.tries(extension.ask_extension, by="food", days=days, **why)
        row = Extension.objects.filter(case=self.case).order_by("-asked_at", "-pk").first()
        if row is None:
            return
        decides = self.world.holders[row.decider_id]
        if n % 4:
            self.attempt(extension.approve_extension, row.pk, decides)
        elif n % 8:
            self.attempt(extension.decline_extension, row.pk, decides, why="来得及。")
        if n % 3:
            self.attempt(extension.tell_extension, row.pk, self.who("food"), handover=HAND_OVER)

    @rule(n=NUMBERS, days=st.integers(1, 8))
    def stand_still(self, n: int, days: int) -> None:
        """A special procedure begins, or ends."""
        row = SpecialProcedure.objects.filter(case=self.case, state="told").first()
        if row is not None:
            self.attempt(special.end_special_procedure, row.pk, self.who("food"))
        elif n % 2:
            told = {"kind": SpecialKind.TEST, "days": days, "handover": HAND_OVER}
            self.tries(special.begin_special_procedure, by="food", **told)

    @rule(n=NUMBERS)
    def ask_others(self, n: int) -> None:
        """Another section is asked, answers, and the applicant is told; or the right to be heard is."""
        row = Consultation.objects.filter(case=self.case).order_by("-asked_at", "-pk").first()
        if row is not None and n % 3:
            self.attempt(consultation.answer, row.pk, self.who("relief"), text="不用。")
            told = {"how": ToldHow.CALL, "text": "不用另办。"}
            self.attempt(consultation.tell_applicant, row.pk, self.who("food"), **told)
            return
        kind = ConsultationKind.ASSIST if n % 2 else ConsultationKind.CONSULT
        asked = {"kind": kind, "question": "要不要另办？", "days": 1 + n % 4}
        self.tries(consultation.ask, by="food", post=self.world.posts["relief"].pk, **asked)
        if n % 9 == 0:
            said = {"stakes": "与住户共用排烟道。", "handover": HAND_OVER}
            self.tries(hearing.tell_right, by="food", **said)
            found = Hearing.objects.filter(case=self.case).first()
            if found and n % 2:
                self.attempt(hearing.ask, found.pk, Party(), name="徐禾")
                self.attempt(hearing.give_up, found.pk, Party(), name="徐禾")

    @rule(n=NUMBERS, who=st.sampled_from(PEOPLE), then=st.sampled_from(PEOPLE))
    def refuse(self, n: int, who: str, then: str) -> None:
        """A "no" is proposed, and whoever it is looks at it."""
        row = Refusal.objects.filter(case=self.case).order_by("-proposed_at", "-pk").first()
        if row is None or row.state in ("overturned", "void"):
            self.tries(refusal.propose_refusal, by="food", proposal=self.proposal())
            return
        looks: list[tuple[Callable[..., Any], dict[str, Any]]] = [
            (refusal.review_refusal, {"words": "同意报批。"}),
            (refusal.approve_refusal, {"words": "同意。"}),
            (refusal.return_refusal, {"words": "请补充事实。"}),
            (refusal.overturn_refusal, {"words": "可以整改。"}),
        ]
        likely = looks[:2] if n % 5 else looks[2:]
        for by in (who, then, "market_head", "deputy_people")[: 2 + n % 3]:
            act, brings = likely[n % 2]
            self.attempt(act, row.pk, self.who(by), **brings)
        self.attempt(refusal.amend_refusal, row.pk, self.who("food"), proposal=self.proposal())
        if n % 2:
            self.attempt(refusal.serve_refusal, row.pk, self.who("window_1"), handover=HAND_OVER)

    def proposal(self) -> Proposal:
        """The first condition is not met, as the newest piece of evidence shows."""
        rows = CaseRows(self.case, lock=False)
        first = rows.guide.conditions[0]
        *_, (shows, _) = evidence(rows)
        return Proposal(
            kind=RefusalKind.REFUSED,
            conditions={each.key: each is not first for each in rows.guide.conditions},
            grounds=(Ground(first.key, FACT, shows, first.basis),),
            opinion="建议不予许可。",
        )

    # ── what must hold ──────────────────────────────────────────────────────────────────────

    @invariant()
    def due_dates_are_those_of_the_slow_calendar(self) -> None:
        for name in BY_THE_CALENDAR:
            assert INVARIANTS[name].check([self.case])[1] == ()

    @invariant()
    def a_promise_becomes_later_only_by_what_may_move_it_and_never_earlier(self) -> None:
        acts = LedgerEntry.objects.filter(matter=self.case, seq__gt=self.entries)
        happened = list(acts.order_by("seq").values_list("act", flat=True))
        self.entries += len(happened)
        due = self.owed().get("decide")
        if due is None:
            return  # not begun, over, or it stands still
        if self.promised is not None and due != self.promised:
            assert due > self.promised
            assert {*LATER, OVERRUNS} & {*happened}, happened
        self.promised = due

    @invariant()
    def a_no_was_looked_at_by_three(self) -> None:
        row = Case.objects.get(pk=self.case)
        if row.outcome not in ("", CaseOutcome.GRANTED):
            no = Refusal.objects.get(case=self.case, state__in=("approved", "served"))
            assert len({no.proposer_id, no.reviewer_id, no.approver_id} - {None}) == 3

    @invariant()
    def the_strip_explains_the_due_date(self) -> None:
        rows = CaseRows(self.case, lock=False)
        dues = {name: rows.due(name) for name in ClockName}
        owed = self.owed()
        for kind, clock in OF_CLOCKS.items():
            found = dues[clock]
            if kind in owed and found is not None:
                assert found.at == owed[kind], kind
        shown = deadline(dues, rows.case.received_at, self.now, rows.unit.hours)
        promise = dues[ClockName.PROMISE]
        if shown is None or promise is None or promise.stopped_at or promise.at is None:
            return
        assert shown.due_on == last_day(promise.at) == shown.why[-1].last
        assert shown.why[-1].is_due and shown.why[-1].nth == str(promise.n)
        assert [day.date for day in shown.days if day.is_promise] == [shown.due_on]

    # ── how it is tried ─────────────────────────────────────────────────────────────────────

    def owed(self) -> dict[str, datetime | None]:
        found = Obligation.objects.filter(matter=self.case, ended_at=None)
        return dict(found.values_list("kind", "due_at"))

    def who(self, post: str) -> Any:
        return self.world.holder(post)

    def tries(self, act: Callable[..., Any], by: str | None, **brings: Any) -> None:
        """Somebody tries something on the case; ``by`` None: the applicant."""
        self.attempt(act, self.case, Party() if by is None else self.who(by), **brings)

    def attempt(self, act: Callable[..., Any], subject: Any, by: Any, **brings: Any) -> None:
        self.now += timedelta(minutes=1)
        with suppress(Barred):
            act(subject, by=by, at=self.now, **brings)
            self.done.append(act.__name__)


def test_whatever_anybody_tries_due_dates_hold_and_no_is_said_by_three(world):
    class Here(AnyOrder):
        done: list[str] = []  # noqa: RUF012  # in all examples, to see that enough was

    Here.world = world
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=20,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=False,
        ),
    )
    assert len(Here.done) > 50, "little was done"
