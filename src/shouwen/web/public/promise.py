"""The promise page: what was said, and what was kept of it (5.1b), and the same for programs."""

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse

from shouwen.exchange import kept as published
from shouwen.now import now
from shouwen.queries import promise as look
from shouwen.queries.rows.promise import KeptOfAll, Period
from shouwen.web.public.frame import show
from shouwen.web.public.open_data import address, data
from shouwen.web.public.views import shared


@shared
def promise(request: HttpRequest, section: str = "") -> HttpResponse:
    """The office or a section; ``?period=month``: the month before this one."""
    period = Period.YEAR
    with suppress(ValueError):
        period = Period(request.GET.get("period", ""))
    try:
        page = look.promise(now(), period, section)
    except LookupError as missing:
        raise Http404 from missing
    if page is None:
        raise Http404
    return show(request, "promise", page=page)


@shared
def promise_of(request: HttpRequest, code: str) -> HttpResponse:
    """One service, month by month."""
    try:
        page = look.promise_of(code, now())
    except LookupError as missing:
        raise Http404 from missing
    return show(request, "promise", page=page)


@shared
def promise_json(request: HttpRequest) -> HttpResponse:
    """The last twelve months of every service, as a list of objects."""
    return data(published.kept_json(_all(), address), "application/json")


@shared
def promise_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table."""
    return data(published.kept_csv(_all(), address), "text/csv; charset=utf-8")


def _all() -> KeptOfAll:
    found = look.kept_of_all(now())
    if found is None:
        raise Http404
    return found
