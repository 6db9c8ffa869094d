"""Signatures to be given on open cases: some that stayed overnight, many that are in time."""

from datetime import datetime, timedelta

from shouwen.records.models import Obligation

STAYED = 300  # what a neglected office has in the morning
IN_TIME = 20_000


def fill_signatures(morning: datetime) -> None:
    """Let that many of what is owed be signatures: first those that stayed until ``morning``."""
    came, was_due = morning - timedelta(days=1), morning - timedelta(hours=15)
    taken = Obligation.objects.filter(ended_at__isnull=True, kind="answer_receipt")
    ids = list(taken.order_by("pk").values_list("pk", flat=True)[: STAYED + IN_TIME])
    for kind, some, due in (
        ("sign_off_step", ids[:STAYED], was_due),
        ("leader_step", ids[STAYED:], morning + timedelta(days=1)),
    ):
        for start in range(0, len(some), 500):
            found = Obligation.objects.filter(pk__in=some[start : start + 500])
            found.update(kind=kind, opened_at=came, due_at=due, bell_at=None)
