"""The office's books: the page of posts and people, and the acts on it."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from shouwen.acts import directory, leavers, office
from shouwen.queries import books as look
from shouwen.queries.rows import ActPage
from shouwen.queries.viewer import Viewer
from shouwen.rules.words import MatterKind
from shouwen.web.desk import books_forms as forms
from shouwen.web.desk.acts import Door, through
from shouwen.web.desk.directory_forms import ListUnitForm
from shouwen.web.desk.double_duty import RECORDED_BY
from shouwen.web.desk.forms import BareForm
from shouwen.web.desk.frame import page, staff

DOORS = {
    "office.take_up_post": Door(office.take_up_post, forms.SitForm),
    "office.name_b_role": Door(office.name_b_role, forms.SitForm),
    "office.leave_post": Door(leavers.leave, forms.LeaveForm),
    "office.join": Door(office.join, forms.JoinForm),
    "office.name_duty_leader": Door(office.name_duty_leader, forms.DutyForm),
    "office.order_deputies": Door(office.order_deputies, forms.DeputiesForm),
    "office.enter_remedy": Door(office.enter_remedy, forms.RemedyForm),
    "office.list_units": Door(directory.list_units, ListUnitForm),
}
"""Every act that people of the office do on its books."""

OWED_DOORS = {
    "office.designate_holder": Door(office.designate_holder, forms.WhoForm),
    "office.designate_b_role": Door(office.designate_b_role, forms.WhoForm),
    "office.confirm_taking_over": Door(office.confirm_taking_over),
}
"""Those that end what is owed about a post or a section, by whoever owes it."""


@require_safe
@staff
def books(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Posts and people, and what is open."""
    return page(request, "books", viewer, page=look.books_page(viewer))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def act(request: HttpRequest, viewer: Viewer, act: str) -> HttpResponse:
    """One act on the books; ``?post=`` chooses the post beforehand."""
    if act not in DOORS:
        raise Http404(act)

    def show(found: ActPage, form: BareForm, status: int) -> HttpResponse:
        back = reverse("books")
        return page(request, "books_act", viewer, status=status, page=found, form=form, back=back)

    chosen = request.GET.get("post", "")
    done = through(request, viewer, DOORS[act], partial(look.books_act, viewer, act, chosen), show)
    return done or redirect("books")


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def owed_act(request: HttpRequest, viewer: Viewer, about: UUID, act: str) -> HttpResponse:
    """What somebody owes about a post or a section."""
    if act not in OWED_DOORS:
        raise Http404(act)

    def show(found: ActPage, form: BareForm, status: int) -> HttpResponse:
        back = reverse("books")
        return page(request, "books_act", viewer, status=status, page=found, form=form, back=back)

    done = through(
        request, viewer, OWED_DOORS[act], partial(look.owed_act, viewer, act, about), show
    )
    return done or redirect("books")


@require_safe
@staff
def owed(request: HttpRequest, viewer: Viewer, obligation: UUID) -> HttpResponse:
    """To the form that ends an obligation of a matter without a number."""
    found = look.owed_there(viewer, obligation)
    if found.matter is MatterKind.SERVICE_VERSION:
        return redirect("service-review", found.about)
    if found.matter is MatterKind.ASSESSMENT:
        return redirect("assessment-stage", found.about)
    if found.kind == "amend_guide":
        return redirect("services")
    if found.kind == "brief_officer":
        return redirect("briefing", found.about)
    if found.kind == "mend_entry":
        return redirect("directory-entry", found.about)
    if found.kind in RECORDED_BY:
        return redirect("double-duty-act", found.about, RECORDED_BY[found.kind])
    if found.kind in look.OWED_BY:
        return redirect("books-owed", found.about, look.OWED_BY[found.kind])
    raise Http404(str(obligation))
