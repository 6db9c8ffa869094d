"""Briefings: what is gone through with whoever handed over wrongly so often (1.2b)."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from shouwen.acts import briefing as acts
from shouwen.queries import briefings as look
from shouwen.queries.rows import ActPage
from shouwen.queries.viewer import NotFound, Viewer
from shouwen.rules.facts.contact import GoneThrough
from shouwen.web.desk.acts import Door, through
from shouwen.web.desk.contact_forms import Text
from shouwen.web.desk.forms import BareForm
from shouwen.web.desk.frame import page, staff
from shouwen.web.forms import Day


class GoneThroughForm(BareForm):
    """What was gone through, and on which day."""

    text = Text(
        _("讲了什么"),
        rows=4,
        help_text=_("哪几件转错了，该转到哪里，凭哪条职责；本人看得到。"),
    )
    on = Day(label=_("哪一天讲的"))

    def brings(self) -> dict[str, Any]:
        """What the act is given."""
        said = self.cleaned_data
        return {"gone_through": GoneThrough(said["text"], said["on"])}


DOORS = {
    look.HOLD: Door(acts.hold, GoneThroughForm),
    look.DROP: Door(acts.drop),
}


@require_safe
@staff
def listed(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Those that are owed, and those that were held."""
    return page(request, "briefings", viewer, page=look.briefings(viewer))


@require_safe
@staff
def one(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """One briefing."""
    return page(request, "briefing", viewer, page=look.briefing(viewer, key))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def act(request: HttpRequest, viewer: Viewer, key: UUID, act: str) -> HttpResponse:
    """An act on one."""
    if act not in DOORS:
        raise NotFound(act)
    back = reverse("briefing", args=[key])

    def show(found: ActPage, form: BareForm, status: int) -> HttpResponse:
        return page(request, "act", viewer, status=status, page=found, form=form, back=back)

    look_at = partial(look.act, viewer, key, act)
    return through(request, viewer, DOORS[act], look_at, show) or redirect(back)
