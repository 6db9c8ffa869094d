"""The making of the demo office, once its home is known."""

from typing import Any

from django.core.management import call_command
from django.db import connections

from shouwen.cli.frame import say
from shouwen.life.demo import make_demo
from shouwen.life.office import office
from shouwen.now import now
from shouwen.records.models import Case
from shouwen.rules.words import CaseState

SHOWN = (
    "window_1",
    "food",
    "relief",
    "registration",
    "market_head",
    "deputy_people",
    "oversight_head",
    "bureau_head",
)
"""Keys of the posts whose sign-ins are shown: one of each kind of work."""


def make(password: str) -> dict[str, Any]:
    """Tables, office, list and life; answers with what people are shown of it."""
    call_command("migrate", verbosity=0, interactive=False)
    made = make_demo(now(), password, say=say)
    shown = (  # a licence whose steps are being taken has most to look at
        Case.objects.filter(matter__state=CaseState.ACCEPTED, handler__key="food")
        .order_by("-received_at")
        .values("matter__number", "lookup_code")
        .first()
    )
    connections.close_all()
    people = {person.key: person.name for person in office().people}
    posts = {post.key: post for post in office().posts}
    return {
        "listed": made.listed,
        "cases": made.cases,
        "sign_ins": [
            {"sign_in": holder, "name": people[holder], "post": posts[key].name}
            for key, holder in ((key, posts[key].holder) for key in SHOWN)
        ],
        "track": {
            "number": shown["matter__number"] if shown else "",
            "code": shown["lookup_code"] if shown else "",
        },
    }
