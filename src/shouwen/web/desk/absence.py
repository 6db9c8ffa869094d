"""Absences: asking for one, entering one, and every act on one that is on file."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_safe

from shouwen.acts import Barred, Reused, absence
from shouwen.acts.absence import Leave, StandingIn
from shouwen.now import now
from shouwen.queries import absence as look
from shouwen.queries.absence_act import absence_act
from shouwen.queries.absence_page import absence_page
from shouwen.queries.desk import number_of
from shouwen.queries.ledger import absence_ledger
from shouwen.queries.rows import AbsenceRequestPage, ActPage
from shouwen.queries.viewer import Viewer
from shouwen.rules.words import AbsenceKind
from shouwen.web.desk import absence_forms as forms
from shouwen.web.desk.acts import Door, through
from shouwen.web.desk.barred import BUSY, DONE_BEFORE, barred_by
from shouwen.web.desk.forms import BareForm
from shouwen.web.desk.frame import actor_kind, by, page, staff

DOORS = {
    "absence.agree_to_stand_in": Door(absence.agree_to_stand_in),
    "absence.decline_to_stand_in": Door(absence.decline_to_stand_in),
    "absence.designate_stand_in": Door(absence.designate_stand_in, forms.DesignateForm),
    "absence.record_appointment": Door(absence.record_appointment, forms.DesignateForm),
    "absence.confirm_taking_over": Door(absence.confirm_taking_over),
    "absence.approve_absence": Door(absence.approve_absence),
    "absence.decline_absence": Door(absence.decline_absence, forms.DeclineForm),
    "absence.hand_over": Door(absence.hand_over, forms.HandOverForm),
    "absence.take_hand_over": Door(absence.take_hand_over),
    "absence.see_hand_over": Door(absence.see_hand_over),
    "absence.tell_of_absent": Door(absence.tell_of_absent, forms.FoundForm),
    "absence.ask_extension": Door(absence.ask_extension, forms.ExtendForm),
    "absence.approve_extension": Door(absence.approve_extension),
    "absence.decline_extension": Door(absence.decline_extension, forms.DeclineForm),
    "absence.come_back": Door(absence.come_back),
    "absence.sign_in": Door(absence.sign_in),
    "absence.hand_back": Door(absence.hand_back),
    "absence.take_back": Door(absence.take_back),
    "absence.cancel_absence": Door(absence.cancel_absence),
}
"""Every act that people do on an absence that is on file."""


@require_safe
@staff
def mine(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """My absences, and what of others' waits for me."""
    return page(request, "my_absences", viewer, page=look.my_absences(viewer))


@require_safe
@staff
def one(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """One absence."""
    return page(request, "absence", viewer, page=absence_page(viewer, number))


@require_safe
@staff
def ledger(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """The record of an absence, recomputed."""
    found = absence_ledger(viewer, number, actor_kind(request))
    return page(request, "ledger", viewer, page=found)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def act(request: HttpRequest, viewer: Viewer, number: str, act: str) -> HttpResponse:
    """One act on an absence. ``act`` is its name; about a stand-in, with the cover's id after a
    colon."""
    door = DOORS.get(act.partition(":")[0])
    if door is None:
        raise Http404(act)

    def show(found: ActPage, form: BareForm, status: int) -> HttpResponse:
        return page(request, "absence_act", viewer, status=status, page=found, form=form)

    done = through(request, viewer, door, partial(absence_act, viewer, number, act), show)
    return done or redirect("absence", number)


# ── asking ───────────────────────────────────────────────────────────────────────────────────────


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def ask(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Ask to be away; the main leader tells it. Sent with ``preview``, the page says who could
    stand in at that time and what would bar it, and nothing is done."""
    if request.method != "POST":
        found = look.request_page(viewer)
        empty = forms.AbsenceForm(initial=_drawn(found), posts=found.posts)
        return _asking(request, viewer, found, empty)
    span = forms.SpanForm(request.POST)
    times = span.cleaned_data if span.is_valid() else None
    found = look.request_page(viewer, _wish(times, {}, {}) if times else None)
    form = forms.AbsenceForm(request.POST, posts=found.posts)
    whole = form.is_valid()
    if times and "preview" in request.POST:
        found = look.request_page(viewer, _wish(times, form.cleaned_data, form.stand_ins()))
        typed = forms.AbsenceForm(initial=request.POST.dict(), posts=found.posts)
        return _asking(request, viewer, found, typed)
    found = replace(found, barred=())
    if request.htmx:  # the times are not typed to the end yet
        return _asking(request, viewer, found, form)
    if not whole:
        return _asking(request, viewer, found, form, 422)
    asks = absence.announce_absence if found.announces else absence.request_absence
    try:
        done = asks(
            viewer.office.jurisdiction,
            by=by(viewer),
            at=now,
            request_id=str(form.cleaned_data["request_id"]),
            leave=_leave(form),
        )
    except Barred as barred:
        told = replace(found, barred=barred_by(barred))
        return _asking(request, viewer, told, form, 409)
    except Reused:
        form.add_error(None, DONE_BEFORE)
        return _asking(request, viewer, found, form, 409)
    except OperationalError:
        form.add_error(None, BUSY)
        return _asking(request, viewer, found, form, 503)
    return redirect("absence", number_of(viewer, done.matter))


def _asking(
    request: HttpRequest,
    viewer: Viewer,
    found: AbsenceRequestPage,
    form: forms.AbsenceForm,
    status: int = 200,
) -> HttpResponse:
    return page(request, "absence_request", viewer, status=status, page=found, form=form)


def _drawn(found: AbsenceRequestPage) -> dict[str, Any]:
    """What an empty request begins with: for each post its B-role, where they could."""
    proposed = {f"stand_in-{post.key}": post.proposed for post in found.posts}
    return {"request_id": uuid4(), **proposed}


def _leave(form: forms.AbsenceForm) -> Leave:
    said = form.cleaned_data
    return Leave(
        AbsenceKind(said["kind"]),
        said["leaves_at"],
        said["returns_at"],
        said["reason"],
        tuple(StandingIn(post, person) for post, person in form.stand_ins().items()),
    )


def _wish(
    times: dict[str, datetime], said: dict[str, Any], stand_ins: dict[UUID, UUID]
) -> look.Wish:
    """What was typed so far; a reason that is not there yet bars nothing yet."""
    return look.Wish(
        AbsenceKind(said.get("kind") or AbsenceKind.ERRAND),
        said.get("reason") or "…",
        times["leaves_at"],
        times["returns_at"],
        stand_ins,
    )


# ── entering ─────────────────────────────────────────────────────────────────────────────────────


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def sudden(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Enter that somebody is suddenly away: whoever knows it, for anybody of the office."""
    found = look.sudden_page(viewer)

    def show(form: forms.SuddenForm, status: int, **told: Any) -> HttpResponse:
        shown = replace(found, **told)
        return page(request, "absence_sudden", viewer, status=status, page=shown, form=form)

    if request.method != "POST":
        drawn = {"request_id": uuid4(), "leaves_at": localtime(viewer.at)}
        return show(forms.SuddenForm(initial=drawn, people=found.people), 200)
    form = forms.SuddenForm(request.POST, people=found.people)
    if not form.is_valid():
        return show(form, 422)
    said = form.cleaned_data
    try:
        done = absence.enter_sudden_absence(
            viewer.office.jurisdiction,
            by=by(viewer),
            at=now,
            request_id=str(said["request_id"]),
            person=UUID(said["person"]),
            leave=Leave(AbsenceKind(said["kind"]), said["leaves_at"], said["returns_at"]),
        )
    except Barred as barred:
        return show(form, 409, barred=barred_by(barred))
    except Reused:
        form.add_error(None, DONE_BEFORE)
        return show(form, 409)
    except OperationalError:
        form.add_error(None, BUSY)
        return show(form, 503)
    number = look.concerning(viewer, done.matter)
    return redirect("absence", number) if number else redirect("my-absences")
