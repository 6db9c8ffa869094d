"""The figures of first contact (regime 1)."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from shouwen.queries import contact_figures as look
from shouwen.queries.rows.contact_figures import ContactFigures
from shouwen.queries.viewer import Viewer
from shouwen.web.desk.assessment import PeriodForm
from shouwen.web.desk.books_forms import grouped
from shouwen.web.desk.frame import day_asked, page, staff
from shouwen.web.desk.sheet import sheet
from shouwen.web.labels import label


class PlaceForm(PeriodForm):
    """From which day to which, and of which unit or section."""

    of = forms.ChoiceField(label=_("哪个科室"), required=False)

    def __init__(self, *args: Any, found: ContactFigures, **kwargs: Any) -> None:
        shown = {"since": found.since, "until": found.until, "of": found.place}
        super().__init__(*args, initial=shown, **kwargs)
        self.fields["of"].choices = [("", _("全部")), *grouped(found.places)]


@require_safe
@staff
def figures(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What came of contacts, what was handed over wrongly and who asked again."""
    found = _asked(request, viewer)
    return page(request, "contact_figures", viewer, page=found, form=PlaceForm(found=found))


@require_safe
@staff
def download(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Contacts by section, channel and what they came to, line by line."""
    found = _asked(request, viewer)
    return sheet(f"contacts-{found.since}-{found.until}.csv", _lines(found))


def _asked(request: HttpRequest, viewer: Viewer) -> ContactFigures:
    days = day_asked(request, "since"), day_asked(request, "until")
    return look.figures(viewer, *days, of=request.GET.get("of", ""))


def _lines(found: ContactFigures) -> Iterator[tuple[object, ...]]:
    yield "科室", "怎么来的", "着落", "件数", "其中当天没有着落"
    for line in found.lines:
        came_to = label(line.disposition) if line.disposition else "还没有着落"
        yield line.section or "还没有人接", label(line.channel), came_to, line.n, line.late
