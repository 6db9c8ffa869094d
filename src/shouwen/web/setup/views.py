"""The administrator sets up accounts and reads what the doctor found; they decide nothing and see
nothing of the work (2.4.2)."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shouwen.acts import Administrator, Barred, Reused, office
from shouwen.now import now
from shouwen.queries import setup as look
from shouwen.queries.viewer import NotForYou, NotFound
from shouwen.web.desk.barred import BUSY, barred_by
from shouwen.web.desk.frame import first
from shouwen.web.forms import Asking
from shouwen.web.setup.forms import AccountForm

View = Callable[..., HttpResponse]

EASY = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is read as something else
SIGNS = 12  # of a password that is given
GIVEN_BEFORE = _("这张表已经交过一次，口令那时显示过。没有记下的，请重置口令。")

ACTS = {
    look.OPEN: office.open_account,
    look.RESET: office.reset_password,
    look.CLOSE: office.close_account,
}


def administrator(view: View) -> View:
    """A view of the administrator, who comes as ``account``; who is not signed in is asked to, who
    was given their password to choose one, and everybody else is refused."""

    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, **route: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return first(request, "sign-in")
        if request.user.password_given:
            return first(request, "password")
        try:
            return view(request, request.user.pk, **route)
        except NotForYou as nobody:
            raise PermissionDenied from nobody
        except NotFound as missing:
            raise Http404(str(missing)) from missing

    return answer


@require_safe
@administrator
def setup(request: HttpRequest, account: UUID) -> HttpResponse:
    """Accounts and findings."""
    return render(request, "setup/setup.html", {"page": look.setup_page(account, now())})


@require_http_methods(["GET", "HEAD", "POST"])
@administrator
def account(request: HttpRequest, account: UUID, person: UUID, act: str) -> HttpResponse:
    """One act on the account of a person. A password that comes of it is shown once."""
    if act not in ACTS:
        raise NotFound(act)
    found = look.account_page(account, act, person)

    def show(form: Asking, status: int, **told: Any) -> HttpResponse:
        context = {"page": found, "form": form, **told}
        return render(request, "setup/account.html", context, status=status)

    if request.method != "POST":
        return show(AccountForm(initial={"request_id": uuid4()}), 200)
    form = AccountForm(request.POST)
    if not form.is_valid():
        return show(form, 422)
    secret = get_random_string(SIGNS, EASY)
    brings = {"secret": make_password(secret)} if found.gives else {}
    try:
        ACTS[act](
            UUID(found.books),
            by=Administrator(account),
            at=now,
            request_id=str(form.cleaned_data["request_id"]),
            person=person,
            **brings,
        )
    except Barred as barred:
        return show(form, 409, barred=barred_by(barred))
    except Reused:
        form.add_error(None, GIVEN_BEFORE)
        return show(form, 409)
    except OperationalError:
        form.add_error(None, BUSY)
        return show(form, 503)
    if not found.gives:
        return redirect("setup")
    return render(request, "setup/given.html", {"page": found, "secret": secret})
