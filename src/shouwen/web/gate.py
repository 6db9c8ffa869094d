"""The gate: what no page could read is turned away before any page sees it."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

FROM_HOME = 5
"""As many of the largest files may come at once from who is not signed in, where files are taken
from home; more come one after the other."""


def brings_files(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a public page as one to which files are brought."""
    view.brings_files = True  # type: ignore[attr-defined]  # a mark, read by the gate
    return view


class Gate:
    """Middleware, last of all, so that it is known who signed in and nothing of the body was read:
    refuses the sign NUL in an address, which PostgreSQL cannot keep, and more bytes than a form
    may have. Who is not signed in brings files to few pages, and few at once."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META["QUERY_STRING"]:
            raise BadRequest("a NUL in the address")
        form: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        sent = _length(request)
        if sent > form and sent > form + _files(request):
            raise RequestDataTooBig(f"{sent} bytes")
        return self.respond(request)


def _length(request: HttpRequest) -> int:
    """The bytes of a body, as announced; a server hands on no more than that."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return int(announced) if announced.isdecimal() else 0


def _files(request: HttpRequest) -> int:
    """The bytes of files that whoever asks may bring."""
    most: int = settings.DATA_UPLOAD_MAX_NUMBER_FILES
    if not request.user.is_authenticated:
        most = FROM_HOME if _taken_from_home(request) else 0
    return most * int(settings.UPLOAD_MAX_BYTES)


def _taken_from_home(request: HttpRequest) -> bool:
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    return hasattr(view, "brings_files")
