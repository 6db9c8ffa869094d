"""What breaks the constraints of the directory (1.2b, 1.3.3)."""

from shouwen.records.keys import new_key
from shouwen.records.models import Entry, OtherUnit, Person
from tests.acts.world import at

WHEN = at("2026-12-01 09:00")


def another_unit_listed(world):
    """A section of another unit is listed."""
    unit = OtherUnit.objects.create(
        id=new_key(WHEN),
        jurisdiction_id=world.jurisdiction,
        name="区综合执法局",
        section="市容管理股",
        tasks="户外招牌、占道经营",
        phone="0826-555-0260",
    )
    Entry.objects.create(id=unit.pk, jurisdiction_id=world.jurisdiction, other_unit=unit)


def unit(**changes):
    return lambda rows: OtherUnit.objects.update(**changes)


def entry(**changes):
    return lambda rows: Entry.objects.filter(post__isnull=False).update(**changes)


def listed_twice(rows):
    row = OtherUnit.objects.get()
    row.pk = new_key(WHEN)
    row.save(force_insert=True)


def about_another(rows):
    other = Person.objects.latest("pk")
    Entry.objects.filter(person__isnull=False).exclude(person=other).update(person=other)


BREAKS = {
    "another_unit_is_listed_once": [listed_twice],
    "another_unit_has_its_tasks_and_its_phone": [unit(name=""), unit(tasks=""), unit(phone="")],
    "an_entry_is_about_one_thing": [
        lambda rows: entry(person=Person.objects.latest("pk"))(rows),
        about_another,
    ],
    "an_entry_is_about_something": [entry(post=None)],
    "a_confirmation_says_by_whom": [
        entry(confirmed_at=WHEN),
        lambda rows: entry(confirmed_by=Person.objects.latest("pk"))(rows),
    ],
    "what_is_wrong_was_reported_by_somebody": [entry(wrong="电话错了"), entry(reported_at=WHEN)],
}
