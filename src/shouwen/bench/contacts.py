"""Contacts of an office that registers everybody: as many as are wanted, over a month."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from uuid import UUID

from django.db import models

from shouwen.bench.searching import ASKED
from shouwen.records.keys import new_key
from shouwen.records.models import (
    Contact,
    ContactHandover,
    Disposition,
    LedgerEntry,
    Matter,
    Obligation,
    Sitting,
    Unit,
)
from shouwen.records.writing import insert
from shouwen.rules.identity import phone_key
from shouwen.rules.words import (
    ActorKind,
    ContactChannel,
    ContactDisposition,
    ContactState,
    HandoverKind,
    HandoverState,
    MatterKind,
    Outcome,
    SittingRole,
)

DAYS = 30  # over which they come
TOGETHER = 500  # contacts written in one go


def fill_contacts(jurisdiction: UUID, contacts: int, until: datetime) -> None:
    """Write so many contacts of the days before ``until``: one of five comes from a phone that asked
    before, one of ten is handed over, a third of those is declined, one of fifty is late. They are
    the rows that acts would write, without their chains."""
    random = Random(contacts)  # noqa: S311  # the same office every time
    unit = Unit.objects.filter(jurisdiction=jurisdiction).first()
    assert unit is not None, "an office has a unit"
    sittings = Sitting.objects.filter(
        post__jurisdiction=jurisdiction, role=SittingRole.HOLDER, until=None
    )
    seats = list(sittings.order_by("post__key").values_list("post", "person"))
    step = timedelta(days=DAYS) / contacts
    each = (
        _contact(random, unit, seats, n, until - step * (contacts - n)) for n in range(contacts)
    )
    while rows := [row for those in islice(each, TOGETHER) for row in those]:
        insert(rows)


def _contact(
    random: Random, unit: Unit, seats: list[tuple[UUID, UUID]], n: int, at: datetime
) -> Iterator[models.Model]:
    (post, person), (other, another) = random.sample(seats, 2)
    ended = at + timedelta(minutes=random.randint(1, 300))
    late, handed = random.random() < 0.02, random.random() < 0.1
    declined = handed and random.random() < 0.3
    phone = f"0826-556-{random.randrange(n + 1) if random.random() < 0.2 else n:08}"
    matter = Matter(
        id=new_key(at),
        jurisdiction_id=unit.jurisdiction_id,
        kind=MatterKind.CONTACT,
        state=ContactState.SETTLED,
        number=f"B-{n:08}",
        opened_at=at,
        last_at=ended,
        chain_length=0,
        chain_head="",
    )
    yield matter
    contact = Contact(
        matter=matter,
        jurisdiction_id=unit.jurisdiction_id,
        unit=unit,
        channel=random.choice([*ContactChannel]),
        lookup_code="BENCH0000000",
        wanted=f"{random.choice(ASKED)}，第 {random.randrange(n // 2 + 1)} 回",
        phone=phone,
        phone_key=phone_key(phone),
        first_officer_id=person,
        first_post_id=post,
        holder_id=other if handed and not declined else post,
        received_at=at,
        taken_at=at,
        disposition=ContactDisposition.ANSWERED,
        disposed_at=ended,
        settled_at=ended,
    )
    yield contact
    yield Disposition(
        id=new_key(ended),
        contact=contact,
        kind=ContactDisposition.ANSWERED,
        at=ended,
        person_id=person,
        post_id=post,
        text="已经答复。",
    )
    if handed:
        yield ContactHandover(
            id=new_key(at),
            contact=contact,
            nth=1,
            kind=HandoverKind.HANDED,
            state=HandoverState.DECLINED if declined else HandoverState.CONFIRMED,
            from_post_id=post,
            to_post_id=other,
            person_id=person,
            why="像是那边的",
            at=at,
            answered_by_id=another,
            answered_at=ended,
            said="不是" if declined else "",
        )
    yield Obligation(
        id=new_key(at),
        jurisdiction_id=unit.jurisdiction_id,
        kind="dispose_contact",
        clause="1.1b",
        matter=matter,
        about=matter.pk,
        bearer_id=post,
        opened_at=at,
        due_at=ended,
        missed_at=ended if late else None,
        missed_by_id=post if late else None,
        ended_at=ended,
        ended_by="contact.answer",
        outcome=Outcome.MET,
    )
    yield LedgerEntry(
        id=new_key(at),
        matter=matter,
        seq=1,
        act="contact.register",
        at=at,
        recorded_at=at,
        actor_kind=ActorKind.SEAT,
        person=person,
        post=post,
        text="{}",
        digest="",
    )
