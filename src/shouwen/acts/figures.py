"""What was kept of the promise is counted (5.1b): cases that came to their end are summed up, a
batch at a time, some moments after they did.

Not by the act that ends a case: a row that every act adds to would make all acts wait for each
other. A case says whether it was counted; those that were not are found by an index of nothing but
them. Counting and saying so are one transaction, so that nothing is counted twice or forgotten."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from shouwen.records.casefile.kept import ended
from shouwen.records.casefile.office import office
from shouwen.records.keys import new_key
from shouwen.records.models import Case, Tally
from shouwen.records.reading import Planned
from shouwen.records.writing import add_up
from shouwen.rules.regimes.commitment.kept import Figure, figures
from shouwen.rules.worktime import chinese_time

BATCH = 200


class _Place(NamedTuple):
    """To what a figure belongs."""

    jurisdiction: UUID
    service: UUID
    month: date


def count_ended(at: datetime) -> int:
    """Count every case that has come to its end and is not counted; answers with how many. Two at
    once share the work, and counting again counts nothing."""
    counted = 0
    while n := _count_some(at.astimezone(UTC)):
        counted += n
    return counted


_WAITS = Planned(
    "records_case c WHERE c.closed_at IS NOT NULL AND NOT c.counted LIMIT 1",
    (Case, "c"),
    only=frozenset({"matter"}),
)


@transaction.atomic
def _count_some(at: datetime) -> int:
    if _WAITS.first() is None:  # as mostly: the sweep goes round every few minutes
        return 0
    waiting = Case.objects.filter(closed_at__isnull=False, counted=False)
    batch = waiting.select_related("matter__jurisdiction", "version").defer("version__guide")
    cases = list(batch.order_by("pk").select_for_update(skip_locked=True, of=("self",))[:BATCH])
    summed: Counter[tuple[_Place, Figure]] = Counter(_all_figures(cases))
    add_up(
        [
            Tally(
                id=new_key(at),
                jurisdiction_id=place.jurisdiction,
                service_id=place.service,
                month=place.month,
                what=figure.what,
                of=figure.of,
                value=figure.value,
                n=n,
            )
            # Always in one order, so that two who count never wait for each other crosswise.
            for (place, figure), n in sorted(summed.items())
        ],
        "n",
    )
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(counted=True)
    return len(cases)


def _all_figures(cases: list[Case]) -> Iterator[tuple[_Place, Figure]]:
    by_office = attrgetter("jurisdiction_id")
    for place, those in groupby(sorted(cases, key=by_office), key=by_office):
        of_one = list(those)
        here = office(of_one[0].matter.jurisdiction)
        found = ended(of_one, here)
        for case in of_one:
            month = chinese_time(case.closed_at).date().replace(day=1)
            for figure in figures(found[case.pk], here.calendar):
                yield _Place(place, case.version.service_id, month), figure
