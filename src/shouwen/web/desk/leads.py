"""What deserves a look, for who supervises."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from shouwen.queries import leads as look
from shouwen.queries.viewer import Viewer
from shouwen.web.desk.frame import page, staff


@require_safe
@staff
def leads(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Every kind of lead of the last days."""
    return page(request, "leads", viewer, page=look.leads(viewer))
