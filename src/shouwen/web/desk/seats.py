"""Pages of who sits where: the board of a day, the calendar of absences, why may I and why not."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from shouwen.queries import calendar, feed, powers
from shouwen.queries import seats as look
from shouwen.queries.viewer import Viewer
from shouwen.web.desk.frame import day_asked, page, staff


@require_safe
@staff
def seats(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The board of today, or of the day that is asked for."""
    found = look.board(viewer, day_asked(request, "day"), request.GET.get("view", "all"))
    return page(request, "seats", viewer, page=found)


@require_safe
@staff
def absences(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Who is away when, and the address of one's own feed."""
    found = calendar.calendar(viewer, day_asked(request, "from"), request.GET.get("section", ""))
    address = reverse("feed", args=[feed.token(viewer.person)])
    return page(request, "absences", viewer, page=found, feed=request.build_absolute_uri(address))


@require_safe
@staff
def why(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Why may I, why may I not."""
    return page(request, "powers", viewer, page=powers.my_powers(viewer))
