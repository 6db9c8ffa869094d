"""What breaks the constraints of licences that end (行政许可法 art. 50)."""

from datetime import date

from shouwen.records.keys import new_key
from shouwen.records.models import Case, Licence
from tests.acts.world import at

WHEN = at("2026-12-01 09:00")
BEFORE, UNTIL, AFTER = date(2020, 1, 1), date(2027, 9, 21), date(2050, 1, 1)


def line(**changes):
    return lambda rows: Licence.objects.update(**changes)


def renews(**said):
    return lambda rows: Case.objects.filter(closed_at=None).update(**said)


def again(**changes):
    """A line of the register once more."""
    row = Licence.objects.latest("id")
    row.pk = new_key(WHEN)
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)


BREAKS = {
    "a_licence_is_renewed_once": [
        lambda rows: again(case=Case.objects.filter(licence=None).first())
    ],
    "a_licence_ends_after_it_begins": [line(valid_until=BEFORE, apply_by=BEFORE)],
    "a_licence_is_renewed_before_it_ends": [line(apply_by=AFTER)],
    "what_is_renewed_has_its_last_day": [
        renews(renews="旧1号"),
        renews(renews_until=UNTIL),
        renews(renews_in_time=True),
    ],
    "one_application_at_a_time_renews_a_licence": [renews(renews="旧1号", renews_until=UNTIL)],
}
ONCE = {"Licence.case": lambda rows: again(valid_from=BEFORE)}
ONCE_WHERE = {"one_application_at_a_time_renews_a_licence"}


def others_may_be():
    """Once an application has come to its end, the licence may be applied for again."""
    for case in Case.objects.exclude(closed_at=None)[:2]:
        case.renews, case.renews_until = "旧1号", UNTIL
        case.save(update_fields=["renews", "renews_until"])
