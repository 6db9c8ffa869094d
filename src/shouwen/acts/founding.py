"""Founding an office: the books of a unit before its first act, for there is nobody yet to act.

Later changes of the office are acts of those who keep its books."""

from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from shouwen.records import models
from shouwen.records.keys import new_key
from shouwen.rules.words import Power, SittingRole


@dataclass(frozen=True, slots=True)
class Hours:
    """Office hours (Asia/Shanghai) on these days of the week; Monday is 0."""

    days: tuple[int, ...]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Section:
    """A section, and the key of the leader's post that supervises it."""

    key: str
    name: str
    phone: str
    room: str
    supervised_by: str


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of a post and the powers it carries (2.4.2)."""

    task: str
    powers: tuple[Power, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """A post, who holds it and who is its B-role (keys of people). ``leads``: its section."""

    key: str
    name: str
    section: str
    phone: str
    room: str
    duties: tuple[Duty, ...]
    holder: str
    b_role: str
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the office; ``key`` is the sign-in name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Office:
    """The unit: ``sign`` begins the numbers of its papers, ``area`` is the code of its area,
    ``complaints`` the key of the section that takes complaints (5.4b)."""

    name: str
    sign: str
    area: str
    phone: str
    address: str
    complaints: str
    hours: tuple[Hours, ...]
    sections: tuple[Section, ...]
    posts: tuple[Post, ...]
    people: tuple[Person, ...]


@transaction.atomic(durable=True)
def found_office(office: Office, *, at: datetime, password: str) -> UUID:
    """Write the books of ``office`` and an account for each of its people, all with one password
    to begin with. Answers with the jurisdiction."""
    place = models.Jurisdiction.objects.create(id=new_key(at), code=office.area, name=office.name)
    complaints = next(s for s in office.sections if s.key == office.complaints)
    unit = models.Unit.objects.create(
        id=new_key(at),
        jurisdiction=place,
        key="unit",
        name=office.name,
        sign=office.sign,
        address=office.address,
        phone=office.phone,
        complaint_section=complaints.name,
        complaint_phone=complaints.phone,
        hours=[
            [day + 1, hours.opens.isoformat("minutes"), hours.closes.isoformat("minutes")]
            for hours in office.hours
            for day in hours.days
        ],
    )
    sections = {
        section.key: models.Section(
            id=new_key(at),
            jurisdiction=place,
            unit=unit,
            key=section.key,
            name=section.name,
            phone=section.phone,
            room=section.room,
        )
        for section in office.sections
    }
    models.Section.objects.bulk_create(sections.values())
    posts = {
        post.key: models.Post(
            id=new_key(at),
            jurisdiction=place,
            section=sections[post.section],
            key=post.key,
            name=post.name,
            phone=post.phone,
            room=post.room,
            heads_section=post.leads,
        )
        for post in office.posts
    }
    models.Post.objects.bulk_create(posts.values())
    for section in office.sections:
        sections[section.key].leader = posts[section.supervised_by]
    models.Section.objects.bulk_update(sections.values(), ["leader"])
    models.Duty.objects.bulk_create(
        models.Duty(id=new_key(at), post=posts[post.key], task=duty.task, powers=list(duty.powers))
        for post in office.posts
        for duty in post.duties
    )
    people = {
        person.key: models.Person(id=new_key(at), jurisdiction=place, name=person.name)
        for person in office.people
    }
    models.Person.objects.bulk_create(people.values())
    secret = make_password(password)
    models.Account.objects.bulk_create(
        models.Account(id=new_key(at), sign_in=key, person=person, password=secret)
        for key, person in people.items()
    )
    models.Sitting.objects.bulk_create(
        models.Sitting(
            id=new_key(at), post=posts[post.key], person=people[who], role=role, since=at
        )
        for post in office.posts
        for who, role in ((post.holder, SittingRole.HOLDER), (post.b_role, SittingRole.B_ROLE))
    )
    return place.pk
