"""Double duty: what leaders recorded, and the form that records something (2.5)."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from shouwen.acts import double_duty as acts
from shouwen.queries import double_duty as look
from shouwen.queries.rows import ActPage
from shouwen.queries.viewer import NotFound, Viewer
from shouwen.web.desk.acts import Door, through
from shouwen.web.desk.forms import BareForm
from shouwen.web.desk.frame import page, staff
from shouwen.web.forms import Day, Line

RECORDED_BY = {
    "record_integrity": "office.record_integrity",
    "record_ideology": "office.record_ideology",
}
"""The act that ends what a leader owes of each kind."""


class RecordForm(BareForm):
    """What was done, when, and where its own record lies."""

    kind = Line(label=_("做了什么"), max_length=60, help_text=_("如谈心谈话、廉政谈话、专题会议。"))
    day = Day(label=_("哪一天"))
    reference = Line(
        label=_("记录的编号或者存放处"), max_length=200, help_text=_("只写在哪里，不写内容。")
    )

    def brings(self) -> dict[str, Any]:
        """The record."""
        said = self.cleaned_data
        return {"record": acts.Record(said["kind"], said["day"], said["reference"])}


DOORS = {
    "office.record_integrity": Door(acts.record_integrity, RecordForm),
    "office.record_ideology": Door(acts.record_ideology, RecordForm),
}


@require_safe
@staff
def double_duty(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The records of leaders, by half-year."""
    return page(request, "double_duty", viewer, page=look.double_duty(viewer))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def act(request: HttpRequest, viewer: Viewer, act: str, post: UUID) -> HttpResponse:
    """Record something done from a leader's post."""
    if act not in DOORS:
        raise NotFound(act)

    def show(found: ActPage, form: BareForm, status: int) -> HttpResponse:
        back = reverse("double-duty")
        return page(request, "act", viewer, status=status, page=found, form=form, back=back)

    look_at = partial(look.double_duty_act, viewer, act, post)
    return through(request, viewer, DOORS[act], look_at, show) or redirect("double-duty")
