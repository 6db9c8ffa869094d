"""Taking an application in: one screen, one act, one receipt (5.2.2b, 6.4b)."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from shouwen.acts import Barred, Reused
from shouwen.acts.at_once import settle_at_once
from shouwen.acts.contact import accept
from shouwen.acts.receiving import Application, Filed, receive_application
from shouwen.now import now
from shouwen.queries import intake as look
from shouwen.queries.contact_page import key_of
from shouwen.queries.desk import number_of
from shouwen.queries.viewer import Viewer
from shouwen.rules.facts.casefile import Handover
from shouwen.rules.words import Channel, Check, PartyIdKind, ServedBy
from shouwen.web.desk.barred import BUSY, DONE_BEFORE, barred_by
from shouwen.web.desk.frame import by, page, staff
from shouwen.web.forms import (
    AtOnceForm,
    Checklist,
    IntakeForm,
    MaterialForm,
    RenewsForm,
    ToldForm,
)

AT_ONCE = "at-once"
"""Names the button that does all of it at once, and begins the names of its fields."""


@require_safe
@staff
def choose(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Which service is it?"""
    found = look.choose(viewer, request.GET.get("asked", ""))
    contact = request.GET.get("contact", "")
    return page(request, "intake_choose", viewer, page=found, contact=contact)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def intake(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """The checklist of a service; sent, the application is received and its receipt shown, or all of
    it is done at once and the result shown."""
    found = look.intake(viewer, code, _number(request))
    materials = {"materials": found.page.materials, "may_wait": True}
    context: dict[str, Any] = {"page": found.page, "barred": (), "renewed": False}
    if request.method != "POST":
        drawn = {"request_id": uuid4(), "version": found.page.version}
        context |= {"form": IntakeForm(initial=drawn), "checklist": Checklist(**materials)}
        context["told"] = ToldForm() if found.page.until else None
        context["renews"] = RenewsForm() if found.page.timed else None
        context["at_once"] = AtOnceForm(prefix=AT_ONCE) if found.page.at_once else None
        return page(request, "intake", viewer, **context)
    form = IntakeForm(request.POST)
    checklist = Checklist(request.POST, request.FILES, **materials)
    told = ToldForm(request.POST) if found.page.until else None
    renews = RenewsForm(request.POST) if found.page.timed else None
    at_once = AtOnceForm(request.POST, prefix=AT_ONCE) if found.page.at_once else None
    settles = at_once is not None and AT_ONCE in request.POST
    context |= {"form": form, "checklist": checklist, "told": told, "at_once": at_once}
    context["renews"] = renews
    beside = [each for each in (told, renews, at_once if settles else None) if each is not None]
    asked = [form, checklist, *beside]
    valid = [each.is_valid() for each in asked]  # all of them, so that every error is shown
    if not all(valid):
        return page(request, "intake", viewer, status=422, **context)
    if form.cleaned_data["version"] != found.page.version:
        context["renewed"] = True
        return page(request, "intake", viewer, status=409, **context)
    named = renews.cleaned_data if renews else {}
    application = _application(form.cleaned_data | named, checklist, told)
    do = receive_application
    brings: dict[str, Any] = {"application": application}
    if settles:
        do = settle_at_once
        brings |= _result(at_once, application)
    try:
        done = do(
            found.version,
            by=by(viewer),
            at=now,
            request_id=str(form.cleaned_data["request_id"]),
            **brings,
        )
    except Barred as barred:
        context["barred"] = barred_by(barred)
        return page(request, "intake", viewer, status=409, **context)
    except Reused:
        form.add_error(None, DONE_BEFORE)
        return page(request, "intake", viewer, status=409, **context)
    except OperationalError:
        form.add_error(None, BUSY)
        return page(request, "intake", viewer, status=503, **context)
    case = number_of(viewer, done.matter)
    asked = request.GET.get("contact", "")
    if asked and not _came_of(viewer, asked, case, form.cleaned_data["request_id"]):
        return redirect(f"{reverse('contact-act', args=[asked, 'contact.accept'])}?case={case}")
    return redirect("settled" if settles else "received", case)


def _came_of(viewer: Viewer, contact: str, case: str, request: UUID) -> bool:
    """Say of a contact that this case came of it (1.3.1a); whether that could be done."""
    try:
        accept(
            key_of(viewer, contact),
            by=by(viewer),
            at=now,
            request_id=str(uuid5(request, "contact")),
            case=case,
        )
    except Barred:
        return False
    return True


def _result(at_once: AtOnceForm | None, application: Application) -> dict[str, Any]:
    """The facts, and who takes the result along; of the applicant the document is known already."""
    assert at_once is not None, "it is asked for where it is done"
    said = at_once.cleaned_data
    another = said["taker_number"].strip()
    identity = PartyIdKind.RESIDENT_ID if another else application.id_kind
    handover = Handover(
        by=ServedBy.HAND,
        to=said["taken_by"] or application.applicant,
        identity=identity if said["seen"] else None,
        identity_number=another or application.id_number,
    )
    return {"facts": said["facts"], "handover": handover}


def _number(request: HttpRequest) -> int | None:
    """Which older version is asked for, if any."""
    asked = request.GET.get("version", "")
    return int(asked) if asked.isascii() and asked.isdigit() else None


def _application(said: dict[str, Any], checklist: Any, told: ToldForm | None) -> Application:
    return Application(
        applicant=said["applicant"],
        id_kind=PartyIdKind(said["id_kind"]),
        id_number=said["id_number"],
        channel=Channel(said["channel"]),
        materials=tuple(_filed(line) for line in checklist),
        phone=said["phone"],
        phone_declined=said["phone_declined"],
        email=said["email"],
        electronic_service=said["electronic_service"],
        address=said["address"],
        agent=said["agent"],
        agent_id_number=said["agent_id_number"],
        power_of_attorney=said["power_of_attorney"],
        subject=said["subject"],
        not_at_once=said["not_at_once"],
        told=told.told if told else None,
        renews=said.get("renews", ""),
        renews_until=said.get("renews_until"),
    )


def _filed(line: MaterialForm) -> Filed:
    said, material = line.cleaned_data, line.material
    check = Check(said["check"])
    return Filed(
        key=material.key,
        form=material.form,
        copies=0 if check in MaterialForm.ABSENT else material.copies,
        pages=said["pages"],
        check=check,
        fault=said["problem"],
        ground=said["ground"],
        cure=said["cure"],
        department=said["department"],
        uploads=said["files"],
    )
