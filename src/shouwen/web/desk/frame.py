"""What every view of the desk goes through: somebody signed in, seen with the seats they have now."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django_htmx.http import HttpResponseClientRedirect

from shouwen.acts import NotFound as NoSubject
from shouwen.acts import Staff
from shouwen.now import now
from shouwen.queries.desk import closed, desk
from shouwen.queries.rows import Desk
from shouwen.queries.viewer import NotForYou, NotFound, Viewer, see
from shouwen.rules.words import ActorKind
from shouwen.web.forms import YEARS

View = Callable[..., HttpResponse]


def staff(view: View) -> View:
    """A view of somebody signed in, who comes as ``viewer``; others are asked to sign in first, and
    who was given their password to choose one. What is not there is 404, what is not theirs 403,
    with the power it takes; to the administrator all of it is closed, and told why (2.4.2). Nothing
    of the desk is kept by browsers."""

    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, **route: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return first(request, "sign-in")
        if request.user.password_given:
            return first(request, "password")
        try:
            viewer = see(request.user.person_id, now())
        except NotForYou as nobody:
            if request.user.is_administrator:
                return render(request, "setup/elsewhere.html", status=403)
            raise PermissionDenied from nobody
        try:
            return view(request, viewer, **route)
        except (NotFound, NoSubject) as missing:
            raise Http404(str(missing)) from missing
        except NotForYou as shut:
            return page(request, "closed", viewer, status=403, page=closed(viewer, shut.args))

    return answer


def first(request: HttpRequest, where: str) -> HttpResponse:
    """To the page that comes before all others, and back; a fragment takes the whole page along."""
    if request.htmx:
        return HttpResponseClientRedirect(f"{reverse(where)}?next={reverse('queue')}")
    return redirect_to_login(request.get_full_path(), reverse(where))


def page(
    request: HttpRequest,
    template: str,
    viewer: Viewer,
    *,
    around: Desk | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """A whole page of the desk; ``around`` where a query has it already."""
    context = {"desk": around or desk(viewer), **context}
    return render(request, f"desk/{template}.html", context, status=status)


def actor_kind(request: HttpRequest) -> ActorKind | None:
    """Which kind of actor a record is asked for alone; None: all of them."""
    shown = {"": None} | {kind.value: kind for kind in ActorKind}
    asked = request.GET.get("actor", "")
    if asked not in shown:
        raise Http404(asked)
    return shown[asked]


def day_asked(request: HttpRequest, name: str) -> date | None:
    """A day of the address. What is no day, or of no year of the calendar, is not there."""
    said = request.GET.get(name)
    if not said:
        return None
    with suppress(ValueError):
        day = date.fromisoformat(said)
        if day.year in YEARS:
            return day
    raise Http404(said)


def by(viewer: Viewer) -> Staff:
    """The viewer as whoever does an act."""
    return Staff(viewer.person)
