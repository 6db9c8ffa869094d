"""Whom to ask: what is found while somebody types (1.2b)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shouwen.queries.find import find
from shouwen.queries.viewer import Viewer
from shouwen.web.desk.frame import staff


@require_safe
@staff
def hits(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What may be meant by ``?q=``, as a part of a page."""
    return render(request, "desk/_hits.html", {"page": find(viewer, request.GET.get("q", ""))})
