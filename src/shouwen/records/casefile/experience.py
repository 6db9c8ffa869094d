"""What was seen of a service in the last twelve months: four statements, whatever it handles."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, Sum

from shouwen.records.models import Case, CorrectionPoint, StepRun, Tally
from shouwen.rules.facts.experience import Asked, Experience, StepHistory
from shouwen.rules.words import CaseState, Kept, LimitUnit, StepState
from shouwen.rules.worktime import chinese_time

YEAR = timedelta(days=365)
NEWEST = 1000
"""Cases of a service whose steps and corrections are looked at: the newest, by their keys."""
MOST_ASKED = 50

GRANTED = (CaseState.DECIDED, CaseState.CLOSED)


def experience(service: UUID, at: datetime) -> Experience:
    """What the figures and the newest cases of a service say, as of ``at``."""
    since = at - YEAR
    cases = Case.objects.filter(version__service=service, received_at__gte=since)
    newest = list(cases.order_by("-pk").values_list("pk", flat=True)[:NEWEST])
    return Experience(_taken(service, since), _steps(newest), _asked(newest))


def _taken(service: UUID, since: datetime) -> Mapping[LimitUnit, Mapping[int, int]]:
    month = chinese_time(since).date().replace(day=1)
    counted = Tally.objects.filter(service=service, month__gte=month, what=Kept.TAKEN)
    found: dict[LimitUnit, dict[int, int]] = {}
    for unit, days, n in counted.values_list("of", "value").annotate(n=Sum("n")).order_by():
        found.setdefault(LimitUnit(unit), {})[days] = n
    return found


def _steps(cases: list[UUID]) -> Mapping[str, StepHistory]:
    ended = StepRun.objects.filter(case__in=cases, state=StepState.DONE)
    ended = ended.filter(case__closed_at__isnull=False).values_list("key").order_by()
    counted = ended.annotate(
        done=Count("pk"), otherwise=Count("pk", filter=~Q(case__matter__state__in=GRANTED))
    )
    return {key: StepHistory(done, otherwise) for key, done, otherwise in counted}


def _asked(cases: list[UUID]) -> tuple[Asked, ...]:
    points = CorrectionPoint.objects.filter(correction__case__in=cases)
    most = points.values_list("key", "cure").annotate(n=Count("pk")).order_by("-n", "key", "cure")
    return tuple(Asked(key, cure, n) for key, cure, n in most[:MOST_ASKED])
