"""The morning list of signatures that stayed overnight."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from shouwen.queries import overnight as look
from shouwen.queries.viewer import Viewer
from shouwen.web.desk.frame import page, staff


@require_safe
@staff
def overnight(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What stayed overnight, of those whom the viewer answers for."""
    return page(request, "overnight", viewer, page=look.overnight(viewer))
