"""Promises on conduct and fees, and why a month went beyond the law: at the desk (5.2.4, 5.1b)."""

from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from shouwen.acts import pledge as acts
from shouwen.queries import pledges as look
from shouwen.queries.rows import ActPage
from shouwen.queries.rows.pledges import PledgeAsked
from shouwen.queries.viewer import Viewer
from shouwen.rules.words import Measure, PledgeKind
from shouwen.web.desk.acts import Door, through
from shouwen.web.desk.forms import BareForm
from shouwen.web.desk.frame import page, staff
from shouwen.web.forms import LONGEST, Line, Words
from shouwen.web.labels import choices


class PledgeForm(BareForm):
    """What is said: a promise with how it is measured, or an explanation with what it explains."""

    title = Line(label=_("一句话"), max_length=80, help_text=_("例如：要补正的，一次说全。"))
    text = Words(
        label=_("怎么说"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写给办事的人看。写做什么、不做什么；写是哪一环、怎么改，不写是谁。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        begun: PledgeAsked = self.asked[0]
        self.kind = begun.kind
        if begun.kind is PledgeKind.OVERRUN:
            services = [(each.key, each.name) for each in begun.services]
            self.fields |= {
                "service": forms.ChoiceField(
                    label=_("哪个事项"), choices=[("", _("选一个")), *services]
                ),
                "month": Month(label=_("哪个月")),
            }
        else:
            none = ("", _("不能由系统算出"))
            self.fields |= {
                "indicator": Line(
                    label=_("怎么衡量"),
                    max_length=200,
                    help_text=_("用什么衡量，多久公布一次。"),
                ),
                "measure": forms.ChoiceField(
                    label=_("系统能算的数"), choices=[none, *choices(Measure)], required=False
                ),
            }
        for name in self.fields:
            if written := getattr(begun, name, None):
                self.fields[name].initial = written

    def brings(self) -> dict[str, Any]:
        """What is said."""
        said = self.cleaned_data
        measure, service = said.get("measure"), said.get("service")
        return {
            "saying": acts.Saying(
                kind=self.kind,
                title=said["title"],
                text=said["text"],
                indicator=said.get("indicator", ""),
                measure=Measure(measure) if measure else None,
                service=UUID(service) if service else None,
                month=said.get("month"),
            )
        }


class Month(forms.DateField):
    """A month of the calendar: its first day."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "month"}, format="%Y-%m")
        super().__init__(widget=widget, input_formats=["%Y-%m"], **kwargs)
        self.error_messages["invalid"] = _("请填月份，例如 2026-11。")


DOORS = {
    look.WRITE: Door(acts.write_pledge, PledgeForm),
    look.PUBLISH: Door(acts.publish_pledge),
    look.WITHDRAW: Door(acts.withdraw_pledge),
}
"""Every act that people do on one, once it is written down."""


@require_safe
@staff
def pledges(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Everything said, what is lacking, and the months nobody has explained."""
    return page(request, "pledges", viewer, page=look.pledges(viewer))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def draft(request: HttpRequest, viewer: Viewer, kind: str) -> HttpResponse:
    """Write something down; ``?service=`` and ``?month=`` choose what is explained beforehand."""
    if kind not in set(PledgeKind):
        raise Http404(kind)
    month = None
    with suppress(ValueError):
        month = date.fromisoformat(f"{request.GET.get('month', '')}-01")
    service = request.GET.get("service", "")
    begun = partial(look.drafting, viewer, PledgeKind(kind), service, month)
    door = Door(acts.draft_pledge, PledgeForm)
    return _act(request, viewer, door, lambda seen=None: begun())


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def act(request: HttpRequest, viewer: Viewer, key: UUID, act: str) -> HttpResponse:
    """One act on something written down."""
    if act not in DOORS:
        raise Http404(act)
    return _act(request, viewer, DOORS[act], partial(look.acting, viewer, key, act))


def _act(request: HttpRequest, viewer: Viewer, door: Door, look_at: Any) -> HttpResponse:
    def show(found: ActPage, form: BareForm, status: int) -> HttpResponse:
        back = reverse("pledges")
        return page(request, "act", viewer, status=status, page=found, form=form, back=back)

    return through(request, viewer, door, look_at, show) or redirect("pledges")
