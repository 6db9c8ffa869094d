"""The ledger: one hash chain per matter; and what was tried and refused, beside it."""

from django.db import models
from django.db.models import F, Q

from shouwen.records.models._base import Row, one_of
from shouwen.records.models.matter import Matter
from shouwen.rules.words import ActorKind


class LedgerEntry(Row):
    """One act as done; append-only. ``text`` is hashed as stored (decision 10)."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="ledger", db_index=False)
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=60)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor_kind = models.CharField(max_length=16)
    person = models.UUIDField(null=True)
    post = models.UUIDField(null=True)
    text = models.TextField()
    digest = models.CharField(max_length=80)
    request_id = models.CharField(max_length=64, null=True, unique=True)  # decision 8
    input_digest = models.CharField(max_length=80, blank=True)

    class Meta:
        """Entries of a chain are numbered from one; what was entered late is found by when it was."""

        constraints = [
            one_of("actor_kind_is_known", "actor_kind", ActorKind),
            models.UniqueConstraint(fields=["matter", "seq"], name="a_chain_is_numbered"),
        ]
        indexes = [
            models.Index(
                fields=["recorded_at"],
                condition=Q(recorded_at__gt=F("at")),
                name="late_entries_by_time",
            ),
        ]


class RefusedAttempt(Row):
    """An act that was refused: kept outside the chain, at most one row a minute for the same
    thing (decision 9); insert-only. ``matter`` is what it was tried on; where the act would have
    made the matter, what it would have been made from. The nil key stands for no person."""

    matter = models.UUIDField()
    act = models.CharField(max_length=60)
    person = models.UUIDField()
    minute = models.DateTimeField()
    clause = models.CharField(max_length=10)
    code = models.CharField(max_length=60)
    params = models.JSONField()

    class Meta:
        """Folded per minute."""

        constraints = [
            models.UniqueConstraint(
                fields=["matter", "act", "person", "code", "minute"],
                name="refused_attempts_fold_per_minute",
            )
        ]
