"""Cases that came to their end, as the figures of the promise see them: many at once, in two
statements however many they are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import F

from shouwen.records.casefile.case import events_of, fold_rows
from shouwen.records.casefile.office import Office
from shouwen.records.models import Case, ClockEvent, Obligation
from shouwen.rules import clock
from shouwen.rules.regimes.commitment.kept import Ended
from shouwen.rules.words import CaseState, ClockEventKind, ClockName

Rows = list[ClockEvent]


def ended(cases: Sequence[Case], office: Office) -> dict[UUID, Ended]:
    """What became of each of these cases of one office; their matters must have been read."""
    keys = [case.pk for case in cases]
    events: dict[UUID, dict[str, Rows]] = defaultdict(lambda: defaultdict(list))
    for row in ClockEvent.objects.filter(matter__in=keys).order_by("position"):
        events[row.matter_id][row.clock].append(row)
    overran = _overran(keys)
    return {case.pk: _ended(case, events[case.pk], overran[case.pk], office) for case in cases}


def _ended(
    case: Case, rows: dict[str, Rows], overran: dict[str, timedelta], office: Office
) -> Ended:
    unit = office.unit(case.handler_id)
    running = rows[ClockName.PROMISE]
    promise = fold_rows(running, office, unit)
    return Ended(
        promise=promise,
        statute=fold_rows(rows[ClockName.STATUTE], office, unit),
        used=clock.used(events_of(running), office.calendar) if promise else 0,
        withdrawn=case.matter.state == CaseState.WITHDRAWN,
        extended=_many(running, ClockEventKind.EXTEND),
        corrected=_many(rows[ClockName.CORRECTION], ClockEventKind.START),
        overran=overran,
    )


def _overran(keys: Iterable[UUID]) -> dict[UUID, dict[str, timedelta]]:
    """By case and kind, how long an obligation went on after it was due, what was due first
    first; of two at once, whichever is first by its kind, on every database."""
    found: dict[UUID, dict[str, timedelta]] = defaultdict(dict)
    late = Obligation.objects.filter(matter__in=keys, ended_at__gte=F("due_at"))
    columns = late.order_by("due_at", "kind").values_list("matter", "kind", "due_at", "ended_at")
    for matter, kind, due, end in columns:
        found[matter][kind] = max(found[matter].get(kind, timedelta()), end - due)
    return found


def _many(rows: Rows, kind: ClockEventKind) -> int:
    return sum(row.kind == kind for row in rows)
