"""Whom to ask: what is found while somebody types, the directory, and the acts on a line of it
(1.2b)."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from shouwen.acts import directory as acts
from shouwen.queries import directory as look
from shouwen.queries.find import find
from shouwen.queries.rows import ActPage
from shouwen.queries.viewer import Viewer
from shouwen.web.desk.acts import Door, through
from shouwen.web.desk.directory_forms import ReachForm, WrongForm
from shouwen.web.desk.forms import BareForm
from shouwen.web.desk.frame import page, staff

DOORS = {
    "office.report_entry": Door(acts.report_entry, WrongForm),
    "office.confirm_entry": Door(acts.confirm_entry),
    "office.mend_entry": Door(acts.mend_entry, ReachForm),
    "office.unlist_unit": Door(acts.unlist_unit),
}
"""Every act on a line; other units are entered in the office's books."""


@require_safe
@staff
def hits(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What may be meant by ``?q=``, as a part of a page."""
    return render(request, "desk/_hits.html", {"page": find(viewer, request.GET.get("q", ""))})


@require_safe
@staff
def directory(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The directory with the posts of ``?section=``, and what may be meant by ``?q=``."""
    found = find(viewer, request.GET.get("q", ""))
    shown = look.directory(viewer, request.GET.get("section", ""))
    return page(request, "directory", viewer, page=shown, found=found)


@require_safe
@staff
def entry(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """One line."""
    return page(request, "directory_entry", viewer, page=look.entry_page(viewer, key))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def act(request: HttpRequest, viewer: Viewer, key: UUID, act: str) -> HttpResponse:
    """One act on a line."""
    if act not in DOORS:
        raise Http404(act)

    def show(found: ActPage, form: BareForm, status: int) -> HttpResponse:
        back = reverse("directory-entry", args=[key])
        return page(request, "act", viewer, status=status, page=found, form=form, back=back)

    done = through(request, viewer, DOORS[act], partial(look.entry_act, viewer, act, key), show)
    return done or redirect("directory-entry", key)
