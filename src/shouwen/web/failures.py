"""What is answered where a page cannot be: in words, with what to do about it."""

import sys

from django.conf import settings
from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from shouwen.web.gate import FROM_HOME

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
RETRY_AFTER = 60  # seconds


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that was refused before a page saw it: 413 for too much at once, else 400."""
    if not isinstance(exception, TOO_MUCH):
        return render(request, "400.html", status=400)
    most = {
        "files": settings.DATA_UPLOAD_MAX_NUMBER_FILES if _known(request) else FROM_HOME,
        "mb": settings.UPLOAD_MAX_BYTES // 1024 // 1024,
    }
    return render(request, "413.html", most, status=413)


def _known(request: HttpRequest) -> bool:
    """Whether somebody signed in; of a request that was refused very early nobody knows."""
    return hasattr(request, "user") and bool(request.user.is_authenticated)


def failed(request: HttpRequest) -> HttpResponse:
    """A page that broke: 503 where the database is locked or away, which passes, else 500."""
    if not isinstance(sys.exception(), (OperationalError, InterfaceError)):
        return render(request, "500.html", status=500)
    answer = render(request, "503.html", status=503)
    answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer
