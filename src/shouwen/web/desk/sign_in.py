"""Signing in and out. What somebody may do comes from their posts, not from their account."""

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from shouwen.queries import catalogue
from shouwen.web import throttle
from shouwen.web.forms import SignInForm


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
