"""From the page of one's own case: the notice answered point by point (4.2d), the application taken
back (7.1). What is sent from here is the applicant's own act."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.db import OperationalError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from shouwen.acts import Barred, Party, Reused
from shouwen.acts.applying import begin_answer, send_answer
from shouwen.acts.case import withdraw
from shouwen.acts.hearing import ask
from shouwen.acts.serving import choose_way
from shouwen.now import now
from shouwen.queries import applying as look
from shouwen.queries import track as tracking
from shouwen.rules.facts.casefile import Withdrawal
from shouwen.rules.facts.serving import Wish
from shouwen.rules.words import Proposer
from shouwen.web import throttle
from shouwen.web.desk.barred import BUSY, DONE_BEFORE, barred_by
from shouwen.web.forms import Asking
from shouwen.web.gate import brings_files
from shouwen.web.public.forms import PaperForm, ServingForm, SignedForm, TakeBackForm
from shouwen.web.public.frame import TRACK, asks, show
from shouwen.web.public.materials import open_file, take
from shouwen.web.public.views import ask_for_case, show_case


def of_ones_own(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the case that the token opens; one that opens none any more asks for the case."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, **where: Any) -> HttpResponse:
        matter = TRACK.opens(token)
        if matter is None:
            return ask_for_case(request, status=410, expired=True)
        return view(request, matter, token, **where)

    return opened


@asks
@csrf_exempt
@never_cache
@brings_files
@of_ones_own
def point(request: HttpRequest, matter: UUID, token: str, key: str) -> HttpResponse:
    """One point of the notice: files, photographs, or words; kept until all are sent together."""
    try:
        found = look.point_page(matter, key, now())
    except LookupError as missing:
        raise Http404(key) from missing
    context: dict[str, Any] = {"page": found, "token": token}
    if request.method != "POST":
        said = {"words": found.words, "instead": request.GET.get("instead")}
        return show(request, "track_point", form=PaperForm(initial=said), **context)
    form, onward = take(request, begin_answer(matter, now()), key)
    if onward:
        return redirect(reverse("track", args=[token]) + "#points")
    if form.errors:
        context["page"] = look.point_page(matter, key, now())
        return show(request, "track_point", status=422, form=form, **context)
    return redirect("track-point", token, key)


@require_safe
@never_cache
def file(request: HttpRequest, token: str, key: UUID) -> FileResponse:
    """A file of the answer that is being written, to look at it."""
    matter = TRACK.opens(token)
    return open_file(look.answer_of(matter, now()) if matter else None, key)


@require_POST
@csrf_exempt
@never_cache
@of_ones_own
def answer(request: HttpRequest, matter: UUID, token: str) -> HttpResponse:
    """Send what was written against the notice; sent twice, it is received once."""
    draft = look.answer_of(matter, now())
    if draft is None:  # sent before, or nothing was written
        return redirect("track", token)
    try:
        send_answer(draft, now)
    except Barred as barred:
        return show_case(request, matter, token, status=409, barred=barred_by(barred))
    except OperationalError:
        return show_case(request, matter, token, status=503, busy=BUSY)
    return redirect("track", token)


def in_their_name(
    request: HttpRequest,
    whose: UUID,
    token: str,
    template: str,
    made: Callable[..., Asking],
    do: Callable[[dict[str, Any]], object],
    *,
    page: Any,
    is_named: Callable[[UUID, str], bool] = tracking.applied,
    onward: str = "track",
) -> HttpResponse:
    """An act that somebody does from home and signs with their name: its form, or done. What bars it
    is told with everything typed still there. ``whose`` is the case of whoever applied, or what
    ``is_named`` knows the name of; ``do`` is given what was typed; ``onward`` is the page they came
    from."""
    context: dict[str, Any] = {"page": page, "token": token, "barred": ()}

    def again(form: Asking, status: int) -> HttpResponse:
        return show(request, template, status=status, form=form, **context)

    if request.method != "POST":
        return again(made(initial={"request_id": uuid4()}), 200)
    form = made(request.POST)
    if not form.is_valid():
        return again(form, 422)
    said, guesses = form.cleaned_data, (throttle.visitor(request), f"name {whose}")
    if throttle.blocked(*guesses):
        return throttle.too_many(request)
    if not is_named(whose, said["signed_by"]):
        throttle.failed(*guesses)
        form.add_error("signed_by", _("名字对不上，请照回执或者告知书上的写。"))
        return again(form, 422)
    try:
        do(said)
    except Barred as barred:
        context["barred"] = barred_by(barred)
        return again(form, 409)
    except Reused:
        form.add_error(None, DONE_BEFORE)
        return again(form, 409)
    except OperationalError:
        form.add_error(None, BUSY)
        return again(form, 503)
    return redirect(onward, token)


@asks
@csrf_exempt
@never_cache
@of_ones_own
def take_back(request: HttpRequest, matter: UUID, token: str) -> HttpResponse:
    """The application is taken back by whoever made it: by name, and who proposed it (7.1)."""
    found = tracking.track(matter, now())
    if not found.may_withdraw:
        return redirect("track", token)

    def do(said: dict[str, Any]) -> None:
        withdraw(
            matter,
            by=Party(),
            at=now,
            request_id=str(said["request_id"]),
            withdrawal=Withdrawal(said["signed_by"], Proposer(said["proposed_by"]), said["reason"]),
        )

    return in_their_name(request, matter, token, "track_withdraw", TakeBackForm, do, page=found)


@asks
@csrf_exempt
@never_cache
@of_ones_own
def be_served(request: HttpRequest, matter: UUID, token: str) -> HttpResponse:
    """How papers are to be served from now on: electronically and where to, or not (4.4b)."""
    found = tracking.track(matter, now())
    if not found.may_choose_way:
        return redirect("track", token)

    def do(said: dict[str, Any]) -> None:
        choose_way(
            matter,
            by=Party(),
            at=now,
            request_id=str(said["request_id"]),
            wish=Wish(said["electronic"] == "yes", said["address"], said["signed_by"]),
        )

    return in_their_name(request, matter, token, "track_serving", ServingForm, do, page=found)


@asks
@csrf_exempt
@never_cache
@of_ones_own
def ask_hearing(request: HttpRequest, matter: UUID, token: str) -> HttpResponse:
    """A hearing is asked for by whoever applied (行政许可法 art. 47)."""
    found = tracking.track(matter, now())
    if found.hearing is None:
        return redirect("track", token)
    key = found.hearing.key

    def do(said: dict[str, Any]) -> None:
        ask(key, by=Party(), at=now, request_id=str(said["request_id"]), name=said["signed_by"])

    return in_their_name(request, matter, token, "track_hearing", SignedForm, do, page=found)
