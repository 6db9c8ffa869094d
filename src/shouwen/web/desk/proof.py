"""What is shown to the public, and the proof of it: the list, publications elsewhere, English."""

from functools import partial
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from shouwen.acts import publications, wording
from shouwen.queries import proof as look
from shouwen.queries.english import english_act
from shouwen.queries.rows import ActPage
from shouwen.queries.viewer import NotFound, Viewer
from shouwen.web.desk.acts import Door, through
from shouwen.web.desk.forms import BareForm
from shouwen.web.desk.frame import page, staff
from shouwen.web.desk.proof_forms import EnglishForm, PublicationForm
from shouwen.web.desk.views import handed_out

RECORD = Door(publications.record_publication, PublicationForm)
IN_ENGLISH = {
    "service_version.write_in_english": Door(wording.write_in_english, EnglishForm),
    "service_version.publish_in_english": Door(wording.publish_in_english),
}


@require_safe
@staff
def proof(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The proof list; ``?service=`` of one service."""
    found = look.proof(viewer, request.GET.get("service", ""))
    return page(request, "proof", viewer, page=found)


@require_safe
@staff
def photo(request: HttpRequest, viewer: Viewer, key: UUID) -> FileResponse:
    """The photograph of a publication."""
    return handed_out(look.photo(viewer, key))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def record(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Enter a publication elsewhere; ``?version=`` chooses beforehand what was shown."""
    version = request.GET.get("version", "")

    def show(found: ActPage, form: BareForm, status: int) -> HttpResponse:
        back = reverse("proof")
        return page(request, "act", viewer, status=status, page=found, form=form, back=back)

    done = through(request, viewer, RECORD, partial(look.entry, viewer, version), show)
    return done or redirect("proof")


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def english(request: HttpRequest, viewer: Viewer, version: UUID, act: str) -> HttpResponse:
    """Put a published version into English, or publish what was written."""
    if act not in IN_ENGLISH:
        raise NotFound(act)

    def show(found: ActPage, form: BareForm, status: int) -> HttpResponse:
        back = reverse("proof")
        return page(request, "act", viewer, status=status, page=found, form=form, back=back)

    looking = partial(english_act, viewer, version, act)
    done = through(request, viewer, IN_ENGLISH[act], looking, show)
    return done or redirect("proof")
