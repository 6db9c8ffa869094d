"""Signing in and out, and the password it takes. What somebody may do comes from their posts, not
from their account."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.hashers import make_password
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from shouwen.acts import Administrator, Barred, Reused, Staff, office
from shouwen.now import now
from shouwen.queries import catalogue
from shouwen.queries.account import own_account
from shouwen.web import throttle
from shouwen.web.desk.barred import BUSY, barred_by
from shouwen.web.desk.frame import first
from shouwen.web.forms import PasswordForm, SignInForm


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The page that asks who is at the desk, and lets them on to where they were going. Who fails
    too often for one account waits, wherever else that account's owner sits."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(_onward(request))
    if request.method != "POST":
        return _page(request, SignInForm(), 200)
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    guess = f"sign-in {throttle.visitor(request)} {form.cleaned_data['username']}"
    if throttle.blocked(guess):
        form.add_error(None, _("试了太多次。请等十分钟再登录。"))
        return _page(request, form, 429)
    account = authenticate(request, **form.cleaned_data)
    if account is None:
        throttle.failed(guess)
        form.add_error(None, _("账号或口令不对。忘了口令的，请找管机构名册的同事重设。"))
        return _page(request, form, 422)
    login(request, account)
    return HttpResponseRedirect(_onward(request))


def _page(request: HttpRequest, form: SignInForm, status: int) -> HttpResponse:
    context = {"form": form, "office": catalogue.office()}
    return render(request, "desk/sign_in.html", context, status=status)


@never_cache
@sensitive_post_parameters("now_used", "chosen", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """The page on which everybody chooses a password that nobody else knows; who was given theirs is
    led here before anything else. Other sessions of the account end, this one goes on."""
    if not request.user.is_authenticated:
        return first(request, "sign-in")
    account = request.user
    found = own_account(account.pk)

    def show(form: PasswordForm, status: int, **told: Any) -> HttpResponse:
        around = {"office": catalogue.office(), "back": _onward(request)}
        context = {"form": form, "page": found, **around, **told}
        return render(request, "desk/password.html", context, status=status)

    if request.method != "POST":
        return show(PasswordForm(account=account, initial={"request_id": uuid4()}), 200)
    form = PasswordForm(request.POST, account=account)
    guess = f"password {account.pk}"
    if throttle.blocked(guess):
        form.add_error(None, _("试了太多次。请等十分钟再改。"))
        return show(form, 429)
    if not form.is_valid():
        return show(form, 422)
    said = form.cleaned_data
    if not account.check_password(said["now_used"]):
        throttle.failed(guess)
        form.add_error("now_used", _("现在的口令不对。"))
        return show(form, 422)
    try:
        office.choose_password(
            UUID(found.books),
            by=Administrator(account.pk) if account.is_administrator else Staff(account.person_id),
            at=now,
            request_id=str(said["request_id"]),
            secret=make_password(said["chosen"]),
        )
    except Barred as barred:
        return show(form, 409, barred=barred_by(barred))
    except Reused:
        form.add_error(None, _("口令已经改好了。要再改，请重新打开这一页。"))
        return show(form, 409)
    except OperationalError:
        form.add_error(None, BUSY)
        return show(form, 503)
    account.refresh_from_db()
    update_session_auth_hash(request, account)
    return HttpResponseRedirect(_onward(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave the desk."""
    logout(request)
    return redirect("sign-in")


def _onward(request: HttpRequest) -> str:
    """Where somebody was going, if that is on this site; else to where their work is."""
    onward = request.GET.get("next", "")
    here = {request.get_host()}
    if url_has_allowed_host_and_scheme(onward, here, require_https=request.is_secure()):
        return onward
    return reverse("setup" if request.user.is_administrator else "queue")
