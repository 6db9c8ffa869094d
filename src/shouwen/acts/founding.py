"""Founding an office: its books before anybody of it could act, by the one who installs it.

The administrator makes accounts and tables of what they are given; from then on the office changes
by the acts of those who keep its books."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password

from shouwen.acts._frame.actor import Administrator
from shouwen.acts._frame.file import File
from shouwen.acts._frame.frame import act
from shouwen.acts._listing import list_person
from shouwen.acts._living_by import live_by
from shouwen.acts.scheme import found_scheme
from shouwen.records import models
from shouwen.records.casefile.books import OfficeRows
from shouwen.records.casefile.office import Office as NoOffice
from shouwen.records.casefile.office import UnitFacts, unit_facts
from shouwen.records.casefile.scheme import Books
from shouwen.records.keys import new_key
from shouwen.rules.facts.double_duty import next_half
from shouwen.rules.facts.refusal import Remedy
from shouwen.rules.facts.scheme import Function, Person, Post, Scheme, Section
from shouwen.rules.facts.seats import Hands, Roster
from shouwen.rules.words import MatterKind
from shouwen.rules.worktime import chinese_time

NO_REMEDY = Remedy(None)
"""Nothing is on file yet; no refusal is approved before it is."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Office hours (Asia/Shanghai) on these days of the week; Monday is 0."""

    days: tuple[int, ...]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Office:
    """The unit: ``sign`` begins the numbers of its papers, ``area`` is the code of its area,
    ``complaints`` the key of the section that takes complaints (5.4b), ``basis`` the document its
    scheme of duties rests on, ``remedy`` who reconsiders what it decides (7.4.3c). The administrator
    signs in with ``administrator``."""

    name: str
    sign: str
    area: str
    phone: str
    address: str
    complaints: str
    basis: str
    hours: tuple[Hours, ...]
    functions: tuple[Function, ...]
    sections: tuple[Section, ...]
    posts: tuple[Post, ...]
    people: tuple[Person, ...]
    administrator: str = "administrator"
    remedy: Remedy = NO_REMEDY

    @property
    def scheme(self) -> Scheme:
        """The first version of its scheme of duties."""
        return Scheme(self.basis, self.functions, self.sections, self.posts, self.people)


def found_office(office: Office, *, at: datetime, password: str, chosen: bool = False) -> UUID:
    """Write the books of ``office`` and an account for each of its people, all with one password
    to begin with, and its scheme of duties as version 1: two acts. Answers with the jurisdiction.

    Each chooses a password of their own when they first sign in; not so where the one for all was
    ``chosen`` to be kept, as in a demonstration. An installation has one administrator; where there
    is one already, it is theirs."""
    there = models.Account.objects.filter(is_administrator=True, is_active=True).first()
    administrator = there.pk if there else new_key(at)
    place, by = new_key(at), Administrator(administrator)
    secret = {"password": make_password(password), "password_given": not chosen}
    _found(place, by=by, at=at, office=office, secret=secret, new_administrator=there is None)
    unit = models.Unit.objects.values_list("pk", flat=True).get(jurisdiction=place)
    found_scheme(unit, by=by, at=at, scheme=office.scheme)
    return place


class _Nothing:
    """A jurisdiction that is about to be."""

    matter = None
    unit: UnitFacts  # once the act has said which
    clock_events: tuple[models.ClockEvent, ...] = ()
    open_obligations: tuple[models.Obligation, ...] = ()

    def __init__(self, jurisdiction: UUID) -> None:
        self.jurisdiction = models.Jurisdiction(id=jurisdiction)
        nobody = Roster(MappingProxyType({}), MappingProxyType({}), MappingProxyType({}))
        self.office = NoOffice(jurisdiction, "", nobody, {})

    def facet(self, name: str, at: datetime) -> Any:
        """Nobody's hands."""
        if name == "hands":
            return Hands({})
        raise KeyError(name)


@act("office.found_office", _Nothing, makes=OfficeRows)
def _found(
    file: File, *, office: Office, secret: Mapping[str, Any], new_administrator: bool
) -> None:
    place: models.Jurisdiction = file.rows.jurisdiction
    place.code, place.name = office.area, office.name
    file.add(place)
    complaints = next(s for s in office.sections if s.key == office.complaints)
    unit = models.Unit(
        id=file.key(),
        jurisdiction=place,
        key="unit",
        name=office.name,
        sign=office.sign,
        address=office.address,
        phone=office.phone,
        complaint_section=complaints.name,
        complaint_phone=complaints.phone,
        body_kind=office.remedy.kind or "",
        review_body=office.remedy.body,
        review_address=office.remedy.address,
        review_online=office.remedy.online,
        court=office.remedy.court,
        hours=[
            [day + 1, hours.opens.isoformat("minutes"), hours.closes.isoformat("minutes")]
            for hours in office.hours
            for day in hours.days
        ],
    )
    file.add(unit)
    file.rows.unit = unit_facts(unit)
    books = Books()
    for said in office.people:
        person = models.Person(id=file.key(), jurisdiction=place, name=said.name)
        file.add(person)
        list_person(file, place, person)
        file.add(models.Account(id=file.key(), sign_in=said.key, person=person, **secret))
        books.people[said.key] = person
    if new_administrator:
        file.add(
            models.Account(
                id=file.actor.person,
                sign_in=office.administrator,
                is_administrator=True,
                **secret,
            )
        )
    file.open_matter(MatterKind.OFFICE, place, None)
    live_by(file, place, unit, books, office.scheme)
    ends = next_half(chinese_time(file.at).date()).astimezone(UTC)
    file.owe("half_year", due_at=ends)
