"""What breaks the constraints of licences that end (行政许可法 art. 50)."""

from datetime import date, timedelta

from shouwen.records.keys import new_key
from shouwen.records.models import Case, Licence, Paper
from shouwen.rules.words import PaperKind
from tests.acts.world import at

WHEN = at("2026-12-01 09:00")
SINCE, UNTIL = date(2026, 9, 22), date(2027, 9, 21)
DAY = timedelta(days=1)


def put_on_register(case):
    """A line of the register for what a case granted."""
    row = Case.objects.select_related("version").get(pk=case)
    paper = Paper.objects.get(matter=case, kind=PaperKind.DECISION)
    Licence.objects.create(
        id=new_key(WHEN),
        case=row,
        jurisdiction_id=row.jurisdiction_id,
        service_id=row.version.service_id,
        paper=paper,
        number=paper.number,
        valid_from=SINCE,
        valid_until=UNTIL,
        apply_by=UNTIL - 30 * DAY,
    )


def line(**changes):
    return lambda rows: Licence.objects.update(**changes)


def renews(**said):
    return lambda rows: Case.objects.filter(closed_at=None).update(**said)


def again(**changes):
    """The same line once more."""
    row = Licence.objects.get()
    row.pk = new_key(WHEN)
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)


BREAKS = {
    "a_licence_is_renewed_once": [
        lambda rows: again(case=Case.objects.exclude(pk=Licence.objects.get().case_id).first())
    ],
    "a_licence_ends_after_it_begins": [line(valid_until=SINCE - DAY, apply_by=SINCE - DAY)],
    "a_licence_is_renewed_before_it_ends": [line(apply_by=UNTIL + DAY)],
    "what_is_renewed_has_its_last_day": [
        renews(renews="旧1号"),
        renews(renews_until=UNTIL),
        renews(renews_in_time=True),
    ],
    "one_application_at_a_time_renews_a_licence": [renews(renews="旧1号", renews_until=UNTIL)],
}
ONCE = {"Licence.case": lambda rows: again(valid_from=SINCE + DAY)}
