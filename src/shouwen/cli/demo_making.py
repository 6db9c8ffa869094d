"""The making of the demo office, once its home is known."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.management import call_command
from django.db import connections

from shouwen.cli.frame import say
from shouwen.life.demo import SHOWN, make_demo
from shouwen.life.office import office
from shouwen.now import now
from shouwen.records.casefile.office import office as office_of
from shouwen.records.models import Case, Jurisdiction
from shouwen.rules.facts.scheme import Post
from shouwen.rules.regimes.stand_in import named, seating, stands_for
from shouwen.rules.words import CaseState


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
    instead = _instead(now())
    connections.close_all()
    people = {person.key: person.name for person in office().people}
    posts = {post.key: post for post in office().posts}
    return {
        "listed": made.listed,
        "cases": made.cases,
        "sign_ins": [
            {"sign_in": holder, "name": people[holder], "post": _post(posts[key], instead)}
            for key, holder in ((key, posts[key].holder) for key in SHOWN)
        ],
        "track": {
            "number": shown["matter__number"] if shown else "",
            "code": shown["lookup_code"] if shown else "",
        },
    }


def _post(post: Post, instead: Mapping[str, str]) -> str:
    """A post, with who sits there where its holder is away."""
    return f"{post.name}，现由{instead[post.key]}" if post.key in instead else post.name


def _instead(at: datetime) -> dict[str, str]:
    """By the key of a post whose holder is away, who sits there and for whom."""
    roster = office_of(Jurisdiction.objects.get()).roster
    seats = seating(roster, at).by_post.values()
    return {
        roster.posts[seat.post].key: named(roster, seat, at)
        for seat in seats
        if stands_for(roster, seat, at)
    }
