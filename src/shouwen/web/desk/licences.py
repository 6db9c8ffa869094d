"""The register of licences that end (行政许可法 art. 50)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from shouwen.queries import licences as look
from shouwen.queries.viewer import Viewer
from shouwen.web.desk.frame import page, staff


@require_safe
@staff
def register(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What ends when, and who was reminded."""
    return page(
        request, "licences", viewer, page=look.licences(viewer, request.GET.get("asked", ""))
    )
