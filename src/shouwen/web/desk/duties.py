"""The page of the scheme of duties: the matrix, and one post's description beside it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from shouwen.queries import scheme
from shouwen.queries.viewer import Viewer
from shouwen.web.desk.frame import page, staff


@require_safe
@staff
def duties(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Functions × posts × people, of one section or of the whole office (2.1, 2.8)."""
    asked = request.GET.get("section", ""), request.GET.get("post", "")
    return page(request, "matrix", viewer, page=scheme.matrix(viewer, *asked))
