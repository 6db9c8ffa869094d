"""Materials asked back from the page of one's own case (7.4.4a), and the blank power of attorney that
goes with it (7.4.4c)."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from shouwen.acts import Party
from shouwen.acts.returning import ask_for_return
from shouwen.now import now
from shouwen.queries import track as tracking
from shouwen.rules.facts.returning import Wish
from shouwen.rules.words import ServedBy
from shouwen.web.public.answering import in_their_name, of_ones_own
from shouwen.web.public.forms import AskBackForm
from shouwen.web.public.frame import asks, show


@asks
@csrf_exempt
@never_cache
@of_ones_own
def ask_back(request: HttpRequest, matter: UUID, token: str) -> HttpResponse:
    """The materials are asked back by whoever applied: by name, and how they wish to get them."""
    found = tracking.track(matter, now())
    if not found.may_ask_back:
        return redirect("track", token)

    def do(said: dict[str, Any]) -> None:
        ask_for_return(
            matter,
            by=Party(),
            at=now,
            request_id=str(said["request_id"]),
            wish=Wish(ServedBy(said["by"]), said["signed_by"], said["address"]),
        )

    return in_their_name(request, matter, token, "track_return", AskBackForm, do, page=found)


@require_safe
@never_cache
@of_ones_own
def power(request: HttpRequest, matter: UUID, token: str) -> HttpResponse:
    """A power of attorney to print and sign, with what it is about filled in; names and numbers are
    written by hand."""
    page = tracking.track(matter, now())
    return show(request, "power_of_attorney", page=page, token=token)


@require_safe
def blank_power(request: HttpRequest) -> HttpResponse:
    """The same blank, for whoever has no case yet."""
    return show(request, "power_of_attorney", page=None)
