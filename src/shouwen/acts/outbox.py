"""The outbox: letters that acts wrote are taken out, and what became of them is noted.

Letters are rows, sent after the act that wrote them, at least once; their key lets whoever receives
them be told once (decision 13). Nothing here can make an act fail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from shouwen.records.models import Letter
from shouwen.rules.words import LetterChannel

LEASE = timedelta(minutes=5)
"""How long a sender has for the letters it took; if it is killed meanwhile, they come again."""

TRIES = 8
FIRST_PAUSE = timedelta(minutes=1)
"""Doubled after each try: the eighth is about two hours after the first."""

NEVER_HEARD_OF = "every try ended without an answer: the sender was killed or hung"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter to be sent now; ``attempt`` counts from 1."""

    id: UUID
    matter: UUID
    attempt: int
    key: str
    channel: LetterChannel
    to: str
    template: str
    params: Mapping[str, Any]


@transaction.atomic
def take_letters(at: datetime, most: int = 10) -> list[Outgoing]:
    """The letters to be sent by ``at``, oldest first, leased to whoever asks."""
    waiting = Letter.objects.filter(next_try_at__isnull=False, next_try_at__lte=at)
    rows = list(waiting.order_by("next_try_at").select_for_update(skip_locked=True)[:most])
    taken = [row for row in rows if row.attempts < TRIES]
    if taken:
        Letter.objects.filter(pk__in=[row.pk for row in taken]).update(
            next_try_at=at + LEASE, attempts=F("attempts") + 1
        )
    if lost := [row.pk for row in rows if row.attempts >= TRIES]:
        Letter.objects.filter(pk__in=lost).update(next_try_at=None, failure=NEVER_HEARD_OF)
    return [
        Outgoing(
            id=row.pk,
            matter=row.matter_id,
            attempt=row.attempts + 1,
            key=row.key,
            channel=LetterChannel(row.channel),
            to=row.to,
            template=row.template,
            params=row.params,
        )
        for row in taken
    ]


def letters_were_sent(ids: list[UUID], at: datetime) -> None:
    """They are out."""
    Letter.objects.filter(pk__in=ids).update(sent_at=at, next_try_at=None, failure="")


def letter_failed(letter: Outgoing, at: datetime, why: str) -> None:
    """It could not be sent: tried again later, and given up after :data:`TRIES`; the reason stays
    on it, and ``shouwen doctor`` shows it."""
    later = at + FIRST_PAUSE * 2 ** (letter.attempt - 1)
    Letter.objects.filter(pk=letter.id).update(
        next_try_at=later if letter.attempt < TRIES else None, failure=why[:200]
    )
