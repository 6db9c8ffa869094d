"""Materials asked back from the page of one's own case (7.4.4a), and the blank power of attorney that
goes with it (7.4.4c)."""

from typing import Any
from uuid import UUID, uuid4

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from shouwen.acts import Barred, Party, Reused
from shouwen.acts.returning import ask_for_return
from shouwen.now import now
from shouwen.queries import track as tracking
from shouwen.rules.facts.returning import Wish
from shouwen.rules.words import ServedBy
from shouwen.web import throttle
from shouwen.web.desk.barred import BUSY, DONE_BEFORE, barred_by
from shouwen.web.public.answering import of_ones_own
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
    context: dict[str, Any] = {"page": found, "token": token, "barred": ()}

    def again(form: AskBackForm, status: int) -> HttpResponse:
        return show(request, "track_return", status=status, form=form, **context)

    if request.method != "POST":
        return again(AskBackForm(initial={"request_id": uuid4()}), 200)
    form = AskBackForm(request.POST)
    if not form.is_valid():
        return again(form, 422)
    said, guesses = form.cleaned_data, (throttle.visitor(request), f"name {matter}")
    if throttle.blocked(*guesses):
        return throttle.too_many(request)
    if not tracking.applied(matter, said["signed_by"]):
        throttle.failed(*guesses)
        form.add_error("signed_by", _("和申请时写的名字不一样，请照回执上的写。"))
        return again(form, 422)
    try:
        ask_for_return(
            matter,
            by=Party(),
            at=now,
            request_id=str(said["request_id"]),
            wish=Wish(ServedBy(said["by"]), said["signed_by"], said["address"]),
        )
    except Barred as barred:
        context["barred"] = barred_by(barred)
        return again(form, 409)
    except Reused:
        form.add_error(None, DONE_BEFORE)
        return again(form, 409)
    except OperationalError:
        form.add_error(None, BUSY)
        return again(form, 503)
    return redirect("track", token)


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
