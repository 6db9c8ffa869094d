"""Filed refusals: the page on which one is looked at, and the register (7.4.2)."""

from functools import partial
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from shouwen.queries import refusal as look
from shouwen.queries.act_page import act_page
from shouwen.queries.rows import ActPage
from shouwen.queries.viewer import Viewer
from shouwen.web.desk.acts import DOORS, through
from shouwen.web.desk.forms import BareForm
from shouwen.web.desk.frame import page, staff
from shouwen.web.desk.refusal_forms import WordsForm


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def one(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """One refusal, ground by ground, and the notice beside it; answered where it stands."""
    found = look.refusal_page(viewer, key)
    if request.method != "POST":
        form = WordsForm(initial={"request_id": uuid4(), "seen": found.seen})
        return page(request, "refusal", viewer, page=found, form=form, act=None)
    act = request.POST.get("act", "")
    name = look.verdict(viewer, key, act)

    def show(asked: ActPage, form: BareForm, status: int) -> HttpResponse:
        now = look.refusal_page(viewer, key)
        return page(request, "refusal", viewer, status=status, page=now, form=form, act=asked)

    done = through(request, viewer, DOORS[act], partial(act_page, viewer, found.case, name), show)
    return done or redirect("refusal", key)


@require_safe
@staff
def register(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The register of refusals: what waits, and what was filed in a year."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and 2000 <= int(asked) <= 9998 else None
    return page(request, "refusals", viewer, page=look.register(viewer, year))
