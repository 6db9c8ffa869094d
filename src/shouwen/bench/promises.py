"""What a year of cases leaves behind in the figures of the promise: tallies as the sweep would have
summed them up, of as many services and cases as asked for."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from random import Random
from uuid import UUID

from shouwen.records.keys import new_key
from shouwen.records.models import Service, Tally
from shouwen.records.writing import add_up
from shouwen.rules.words import HeldUp, Kept, LimitUnit
from shouwen.rules.worktime import midnight_after

MONTHS = 12
PLACES = tuple(HeldUp)

Thing = tuple[Kept, str, int]


def fill_tallies(jurisdiction: UUID, services: int, cases: int, until: date) -> int:
    """Sum up so many ``cases`` of so many published services in the twelve months up to that of
    ``until``, the same each time; answers with how many rows they are."""
    random = Random(services)  # noqa: S311  # the same figures every time
    offered = Service.objects.filter(jurisdiction=jurisdiction, versions__isnull=False)
    chosen = list(offered.order_by("code").values_list("pk", flat=True)[:services])
    each = cases // (len(chosen) * MONTHS)
    at = midnight_after(until)
    written = 0
    for n in range(MONTHS):
        year, month = divmod(until.year * 12 + until.month - 1 - n, 12)
        rows = [
            Tally(
                id=new_key(at),
                jurisdiction_id=jurisdiction,
                service_id=service,
                month=date(year, month + 1, 1),
                what=what,
                of=of,
                value=value,
                n=many,
            )
            for service in chosen
            for (what, of, value), many in Counter(_month(random, each)).items()
        ]
        add_up(rows, "n")
        written += len(rows)
    return written


def _month(random: Random, cases: int) -> Iterator[Thing]:
    """What is counted of a month of a service with so many cases: most within ten working days, one
    of twenty later, one of four sent back for corrections."""
    for _ in range(cases):
        late = random.random() < 0.05
        days = random.randint(11, 15) if late else random.randint(1, 10)
        yield Kept.TAKEN, LimitUnit.WORKING_DAY, days
        if late:
            yield Kept.LATE, random.choice(PLACES), days - 10
        if random.random() < 0.25:
            yield Kept.CORRECTED, "", 1
