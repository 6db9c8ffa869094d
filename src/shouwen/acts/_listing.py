"""What the directory lists: sections, posts, people and other units, and by what they are found. A
part of the acts by which these come and change (1.2b)."""

from collections.abc import Mapping
from uuid import UUID

from shouwen.acts._frame.file import File
from shouwen.records.models import Entry, EntryToken, Jurisdiction, OtherUnit, Person
from shouwen.records.search import listed_by
from shouwen.rules.facts import scheme as facts


def list_section(file: File, place: Jurisdiction, key: UUID, said: facts.Section) -> None:
    """A section is found by its name, its duties, its phone and its room."""
    file.add(Entry(id=key, jurisdiction=place, section_id=key))
    says = "。".join(duty.text for duty in said.duties)
    _find(file, place, key, listed_by(said.name, says, said.phone, said.room))


def list_post(file: File, place: Jurisdiction, key: UUID, said: facts.Post, section: str) -> None:
    """A post is found by its name, its tasks, the name of its section, its phone and its room."""
    file.add(Entry(id=key, jurisdiction=place, post_id=key))
    says = "。".join((section, *(duty.task for duty in said.duties)))
    _find(file, place, key, listed_by(said.name, says, said.phone, said.room))


def list_person(file: File, place: Jurisdiction, person: Person) -> None:
    """Somebody is found by their name."""
    file.add(Entry(id=person.pk, jurisdiction=place, person=person))
    _find(file, place, person.pk, listed_by(person.name))


def list_other_unit(file: File, place: Jurisdiction, unit: OtherUnit) -> None:
    """Another unit is found by its name and section, its tasks, its phone and its address."""
    file.add(Entry(id=unit.pk, jurisdiction=place, other_unit=unit))
    says = f"{unit.tasks}。{unit.address}"
    _find(file, place, unit.pk, listed_by(f"{unit.name} {unit.section}", says, unit.phone))


def list_reach(file: File, place: Jurisdiction, key: UUID, phone: str, room: str) -> None:
    """A line is found by a new phone and room too."""
    _find(file, place, key, listed_by("", "", phone, room))


def _find(file: File, place: Jurisdiction, entry: UUID, tokens: Mapping[str, bool]) -> None:
    for token, in_name in tokens.items():
        file.add(EntryToken(jurisdiction_id=place.pk, token=token, entry_id=entry, in_name=in_name))
