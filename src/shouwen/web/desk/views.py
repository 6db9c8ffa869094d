"""Pages that only show: the queue, a case, its record, its papers and files."""

from uuid import UUID

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from shouwen.acts.rendering import rendering
from shouwen.exchange.uploads import place
from shouwen.queries import desk as look
from shouwen.queries.case_page import case_life_page, case_page
from shouwen.queries.intake import received_page, settled_page
from shouwen.queries.ledger import ledger_page
from shouwen.queries.queue import peek as peek_at
from shouwen.queries.queue import queue as queue_of
from shouwen.queries.rows import FileRow
from shouwen.queries.viewer import Viewer
from shouwen.web.desk.frame import actor_kind, page, staff


@require_safe
@staff
def queue(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """My open obligations; the list alone where it refreshes itself."""
    found = queue_of(viewer, request.GET.get("view", "all"))
    if request.htmx:
        return render(request, "desk/_queue_list.html", {"page": found})
    return page(request, "queue", viewer, around=viewer.desk(found.total), page=found)


@require_safe
@staff
def peek(request: HttpRequest, viewer: Viewer, obligation: UUID) -> HttpResponse:
    """One obligation beside the queue."""
    return render(request, "desk/_peek.html", {"peek": peek_at(viewer, obligation)})


@require_safe
@staff
def find(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Straight to the case or the absence with the number, or to the cases of those whose name
    begins so."""
    asked = request.GET.get("number", "")
    found = look.numbered(viewer, asked)
    if found is not None:
        return redirect(*found)
    return page(request, "find", viewer, page=look.find(viewer, asked))


@require_safe
@staff
def case(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """One case."""
    around, found = case_page(viewer, number)
    return page(request, "case", viewer, around=around, page=found)


@require_safe
@staff
def case_life(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """The case's own picture, on one sheet."""
    return page(request, "case_life", viewer, page=case_life_page(viewer, number))


@require_safe
@staff
def received(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """The receipt just given."""
    return page(request, "received", viewer, page=received_page(viewer, number))


@require_safe
@staff
def settled(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """The result just handed over, of what was settled at once."""
    return page(request, "settled", viewer, page=settled_page(viewer, number))


@require_safe
@staff
def ledger(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """The record of a case, recomputed."""
    found = ledger_page(viewer, number, actor_kind(request))
    return page(request, "ledger", viewer, page=found)


@require_safe
@staff
def paper(request: HttpRequest, viewer: Viewer, token: str) -> HttpResponse:
    """A paper as PDF; drawn the first time somebody asks for it."""
    return HttpResponse(
        rendering(look.paper(viewer, token)),
        content_type="application/pdf",
        headers={"Content-Disposition": content_disposition_header(False, f"{token}.pdf")},
    )


@require_safe
@staff
def file(request: HttpRequest, viewer: Viewer, number: str, key: UUID) -> FileResponse:
    """A file that was handed in: always saved, never shown by the browser as a page of ours."""
    return handed_out(look.file(viewer, number, key))


def handed_out(found: FileRow) -> FileResponse:
    """A kept file, to be saved."""
    try:
        content = place(settings.MEDIA_ROOT, found.digest).open("rb")
    except FileNotFoundError as lost:
        raise Http404(found.digest) from lost
    return FileResponse(
        content, as_attachment=True, filename=found.name, content_type=found.media_type
    )
