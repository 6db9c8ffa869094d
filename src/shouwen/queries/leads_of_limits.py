"""Leads on limits: clocks stopped to gain time, cases filed again to begin anew, and what was entered
late (6.5a, domain of E)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q

from shouwen.queries.deadline import last_day
from shouwen.queries.looking_back import LookBack
from shouwen.queries.rows.leads import Lead
from shouwen.queries.viewer import Viewer
from shouwen.records.casefile.case import fold_rows
from shouwen.records.keys import first_key
from shouwen.records.models import Case, ClockEvent, LedgerEntry, SpecialProcedure
from shouwen.rules.policy import number
from shouwen.rules.words import (
    ActorKind,
    CaseOutcome,
    CaseState,
    ClockEventKind,
    ClockName,
    MatterKind,
    SpecialKind,
    SpecialProcedureState,
)
from shouwen.rules.worktime import Calendar, chinese_time

OF_A_CHAIN = (
    *("id_number", "outcome", "received_at", "closed_at", "version__service"),
    *("matter__number", "matter__state"),
)
"""What is read of the cases of a chain."""

NO = (CaseOutcome.REFUSED, CaseOutcome.NOT_ACCEPTED)


# ── clocks that stand still ──────────────────────────────────────────────────────────────────────


def stopped_at_the_last_moment(back: LookBack) -> Iterator[Lead]:
    """A clock was stopped when hardly any of the promise was left (6.5a)."""
    rows = back.procedures
    dues = _due_until_then(back.viewer, rows)
    for row in rows:
        due = dues.get(row.pk)
        if due is None:
            continue
        today, last = chinese_time(row.told_at).date(), last_day(due)
        left = back.viewer.unit.hours.calendar.working_days_between(today, last)
        if left <= number("pause_near_due"):
            text = f"承诺只剩 {left} 个工作日时，以“{row.name}”停了表。"
            yield _on(row, text, f"告知 {row.days} 个工作日")


def stopped_longer_than_declared(back: LookBack) -> Iterator[Lead]:
    """A procedure took longer than the applicant was told; the clock went on without it (6.5a)."""
    for row in back.procedures:
        if row.state == SpecialProcedureState.OVERRAN:
            text = f"“{row.name}”到 {row.ends_on:%Y-%m-%d} 没有结束，自动恢复了计时。"
            yield _on(row, text, f"告知 {row.days} 个工作日")


def stopped_until_decided(back: LookBack) -> Iterator[Lead]:
    """A clock was let go on by hand on the day of the decision: the work was done while it stood
    still (6.5a). That a hearing was held and the case decided on one day is what a hearing is for."""
    for row in back.procedures:
        if row.state != SpecialProcedureState.ENDED or row.kind == SpecialKind.HEARING:
            continue
        ended, decided = row.ended_at, row.case.decided_at
        if ended and decided and chinese_time(ended).date() == chinese_time(decided).date():
            text = f"“{row.name}”在 {chinese_time(ended):%Y-%m-%d} 结束，当天就作了决定。"
            yield _on(row, text, f"告知 {row.days} 个工作日", "看停表期间是不是一直在审查")


def stopped_too_often(back: LookBack) -> Iterator[Lead]:
    """One person stops the clock of more of the cases they accept than is usual (6.5a)."""
    stops = Counter(row.begun_by for row in back.procedures)
    accepted = Counter(
        LedgerEntry.objects.filter(
            back.here("matter__jurisdiction"),
            pk__gte=first_key(back.since),
            act="case.accept_case",
        ).values_list("person", flat=True)
    )
    for person, n in stops.most_common():
        of = accepted[person]
        if n >= number("pause_enough") and n * 100 > of * number("pause_share"):
            name = back.name(person)
            yield Lead("6.5a", "", f"{name}受理 {of} 件，停表 {n} 次。")


def _on(row: SpecialProcedure, text: str, *evidence: str) -> Lead:
    paper = f"文书 {row.notice.number}"
    return Lead("6.5a", row.case.matter.number or "", text, (paper, *evidence))


def _due_until_then(viewer: Viewer, rows: Sequence[SpecialProcedure]) -> dict[UUID, datetime]:
    """When the promise was due until each of these procedures stopped it."""
    events: dict[UUID, list[ClockEvent]] = defaultdict(list)
    found = ClockEvent.objects.filter(
        matter__in={row.case_id for row in rows}, clock=ClockName.PROMISE
    )
    for event in found.order_by("position"):
        events[event.matter_id].append(event)
    dues = {}
    for row in rows:
        before = [e for e in events[row.case_id] if e.at < row.told_at]
        still = before and before[-1].kind == ClockEventKind.EXCLUDE
        unit = viewer.office.unit(row.case.handler_id)
        due = None if still else fold_rows(before, viewer.office, unit)
        if due is not None and due.at is not None:
            dues[row.pk] = due.at
    return dues


# ── filed again ──────────────────────────────────────────────────────────────────────────────────


def filed_again(back: LookBack) -> Iterator[Lead]:
    """The same person asked for the same service anew soon after it was withdrawn or refused: the
    chain as one, with its whole time (6.5a)."""
    soon = timedelta(days=number("refiled_within"))
    came_to_nothing = Q(matter__state=CaseState.WITHDRAWN) | Q(outcome__in=NO)
    since = Case.objects.filter(back.here("jurisdiction"), pk__gte=first_key(back.since))
    before = Case.objects.filter(
        came_to_nothing,
        closed_at__gte=back.since - soon,
        jurisdiction=back.viewer.office.jurisdiction,
        id_number__in=since.values("id_number").distinct(),
    )
    people = set(before.values_list("id_number", flat=True))
    for chain in _chains(back.viewer, people):
        last = chain[-1]
        if len(chain) > 1 and last.received_at >= back.since:
            days = whole_time(chain, back.viewer.at, back.viewer.unit.hours.calendar)
            yield Lead(
                clause="6.5a",
                matter=last.matter.number or "",
                text=f"同一申请人、同一事项第 {len(chain)} 次收件，从第一次起共 {days} 个工作日。",
                evidence=tuple(case.matter.number or "" for case in chain[:-1]),
            )


def chain_of(viewer: Viewer, case: Case) -> list[Case]:
    """The filings of one person and service that follow upon one another, of which ``case`` is one;
    oldest first."""
    service = case.version.service_id
    chains = _chains(viewer, {case.id_number}, service=service)
    return next((chain for chain in chains if case in chain), [case])


def whole_time(chain: list[Case], at: datetime, calendar: Calendar) -> int:
    """Working days from the first receipt until the last case ended, or until now."""
    until = chain[-1].closed_at or at
    first, last = chinese_time(chain[0].received_at).date(), chinese_time(until).date()
    return calendar.working_days_between(first, last)


def _chains(
    viewer: Viewer, people: Iterable[str], service: UUID | None = None
) -> Iterator[list[Case]]:
    """Cases of one person and service, each received soon after the one before had come to nothing."""
    found = Case.objects.filter(
        jurisdiction=viewer.office.jurisdiction, id_number__in=people
    ).select_related("matter", "version")
    if service is not None:
        found = found.filter(version__service=service)
    by_person: dict[tuple[str, UUID], list[Case]] = defaultdict(list)
    for case in found.only(*OF_A_CHAIN).order_by("received_at", "pk"):
        by_person[case.id_number, case.version.service_id].append(case)
    soon = timedelta(days=number("refiled_within"))
    for cases in by_person.values():
        chain: list[Case] = []
        for case in cases:
            if chain and not _follows(chain[-1], case, soon):
                yield chain
                chain = []
            chain.append(case)
        yield chain


def _follows(before: Case, case: Case, soon: timedelta) -> bool:
    came_to_nothing = before.matter.state == CaseState.WITHDRAWN or before.outcome in NO
    ended = before.closed_at
    return came_to_nothing and ended is not None and ended <= case.received_at <= ended + soon


# ── entered late ─────────────────────────────────────────────────────────────────────────────────


def entered_late(back: LookBack) -> Iterator[Lead]:
    """What was recorded more than a working day after it was done, of whatever day it says that it
    was (6.5a); of what reports on somebody nothing (1.3.4b)."""
    found = LedgerEntry.objects.filter(
        back.here("matter__jurisdiction"),
        Q(matter__case__isnull=False) | Q(matter__contact__sealed=False),
        recorded_at__gte=back.since,
        recorded_at__gt=F("at"),
        actor_kind=ActorKind.SEAT,
    ).select_related("matter")
    calendar = back.viewer.unit.hours.calendar
    for entry in found.defer("text").order_by("-recorded_at"):
        done, recorded = chinese_time(entry.at), chinese_time(entry.recorded_at)
        days = calendar.working_days_between(done.date(), recorded.date())
        if days > number("late_entry_after"):
            person = back.name(entry.person)
            yield Lead(
                clause="6.5a",
                matter=entry.matter.number or "",
                text=f"{person}在 {recorded:%Y-%m-%d %H:%M} 补录 {done:%Y-%m-%d %H:%M} 的事，"
                f"晚了 {days} 个工作日。",
                of_a_contact=entry.matter.kind == MatterKind.CONTACT,
            )
