"""Asking from home: a question with number and code, how far it is, going on, and how it was
(1.3.4a, 1.2a). What is sent from here is the asker's own act."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from shouwen.acts import Barred, Party, Reused
from shouwen.acts.contact import Wanted, note_reply, rate, receive, reopen
from shouwen.acts.post import LONGEST_LETTER
from shouwen.now import now
from shouwen.queries import asking as look
from shouwen.rules.words import ContactChannel
from shouwen.web import throttle
from shouwen.web.desk.barred import BUSY, DONE_BEFORE, barred_by
from shouwen.web.forms import Asking, Line, Words
from shouwen.web.gate import brings_files
from shouwen.web.public.frame import CONTACT, asks, show
from shouwen.web.public.views import ask_for_case
from shouwen.web.uploads import FilesField

MOST_ASKED = 20  # questions of one visitor within the throttle's ten minutes


class Large(forms.Textarea):
    """Room for a letter."""

    def __init__(self) -> None:
        super().__init__(attrs={"rows": 8})


class QuestionForm(Asking):
    """What somebody wants to know, and where the answer goes. Neither name nor phone is asked for:
    number and code are enough to read it."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    wanted = Words(
        label=gettext_lazy("要问什么、要办什么"), max_length=LONGEST_LETTER, widget=Large()
    )
    name = Line(
        label=gettext_lazy("怎么称呼您"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("可以不填。"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("邮箱"),
        max_length=254,
        required=False,
        help_text=gettext_lazy("填了就把答复也发到邮箱。"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = Line(
        label=gettext_lazy("手机"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("填了有消息就发短信；不填也行，凭编号和查询码自己来查。"),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    files = FilesField(label=gettext_lazy("附件"))
    unseen = forms.BooleanField(
        label=gettext_lazy("我反映的是工作人员的问题，请不要让本人看到"), required=False
    )


class MoreForm(Asking):
    """What they write besides."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    text = Words(
        label=gettext_lazy("要补充、要接着问的"), max_length=LONGEST_LETTER, widget=Large()
    )


class RatingForm(forms.Form):
    """How it was. Nothing is chosen for them (1.2a)."""

    stars = forms.IntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])


LEVELS = (
    (5, gettext_lazy("很满意")),
    (4, gettext_lazy("满意")),
    (3, gettext_lazy("一般")),
    (2, gettext_lazy("不满意")),
    (1, gettext_lazy("很不满意")),
)


def of_ones_own(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the contact that the token opens; one that opens none any more asks for it."""

    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        matter = CONTACT.opens(token)
        if matter is None:
            return ask_for_case(request, status=410, expired=True)
        return view(request, matter, token)

    return opened


@asks
@csrf_exempt
@never_cache
@brings_files
def ask(request: HttpRequest) -> HttpResponse:
    """Ask; sent twice, it is received once."""
    if request.method != "POST":
        initial = {"request_id": uuid4(), "wanted": request.GET.get("about", "")[:200]}
        return show(request, "ask", form=QuestionForm(initial=initial), barred=())
    visitor = f"asks {throttle.visitor(request)}"
    if throttle.blocked(visitor, most=MOST_ASKED):
        return throttle.too_many(request)
    form = QuestionForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, "ask", status=422, form=form, barred=())
    throttle.failed(visitor)
    said, office = form.cleaned_data, look.office_asked()
    if office is None:
        raise Http404("no office was founded yet")
    try:
        done = receive(
            office,
            by=Party(),
            at=now,
            request_id=str(said["request_id"]),
            wanted=Wanted(
                ContactChannel.WEB,
                said["wanted"],
                name=said["name"],
                phone=said["phone"],
                email=said["email"],
            ),
            unseen=said["unseen"],
            uploads=said["files"],
        )
    except Barred as barred:
        return show(request, "ask", status=409, form=form, barred=barred_by(barred))
    except Reused:
        form.add_error(None, DONE_BEFORE)
        return show(request, "ask", status=409, form=form, barred=())
    except OperationalError:
        form.add_error(None, BUSY)
        return show(request, "ask", status=503, form=form, barred=())
    return redirect("asked-slip", token=CONTACT.to(done.matter))


@require_safe
@never_cache
@of_ones_own
def slip(request: HttpRequest, matter: UUID, token: str) -> HttpResponse:
    """Number, code, who answers, until when: to keep, or to print."""
    return show(request, "asked_slip", page=look.slip(matter, now()), token=token)


@require_safe
@never_cache
@of_ones_own
def asked(request: HttpRequest, matter: UUID, token: str) -> HttpResponse:
    """How far it is."""
    return _page(request, matter, token, MoreForm(initial={"request_id": uuid4()}))


@require_POST
@csrf_exempt
@never_cache
@of_ones_own
def write(request: HttpRequest, matter: UUID, token: str) -> HttpResponse:
    """Write more; of what is settled, it goes on."""
    form = MoreForm(request.POST)
    if not form.is_valid():
        return _page(request, matter, token, form, status=422)
    act = reopen if look.asked(matter, now()).goes_on else note_reply
    said = form.cleaned_data
    try:
        act(matter, by=Party(), at=now, request_id=str(said["request_id"]), text=said["text"])
    except Barred as barred:
        return _page(request, matter, token, form, status=409, barred=barred_by(barred))
    except Reused:
        form.add_error(None, DONE_BEFORE)
        return _page(request, matter, token, form, status=409)
    except OperationalError:
        form.add_error(None, BUSY)
        return _page(request, matter, token, form, status=503)
    return redirect("asked", token)


@require_POST
@csrf_exempt
@never_cache
@of_ones_own
def rated(request: HttpRequest, matter: UUID, token: str) -> HttpResponse:
    """Say how it was; whoever chose nothing is asked again, and nothing is filled in."""
    form, more = RatingForm(request.POST), MoreForm(initial={"request_id": uuid4()})
    if not form.is_valid():
        unrated = _("请选一级再提交。")
        return _page(request, matter, token, more, status=422, unrated=unrated)
    try:
        rate(matter, by=Party(), at=now, stars=form.cleaned_data["stars"])
    except Barred as barred:
        return _page(request, matter, token, more, status=409, barred=barred_by(barred))
    except OperationalError:
        return _page(request, matter, token, more, status=503, unrated=BUSY)
    return redirect("asked", token)


def _page(
    request: HttpRequest,
    matter: UUID,
    token: str,
    form: MoreForm,
    *,
    status: int = 200,
    barred: Any = (),
    unrated: str = "",
) -> HttpResponse:
    return show(
        request,
        "asked",
        status=status,
        page=look.asked(matter, now()),
        token=token,
        form=form,
        levels=LEVELS,
        barred=barred,
        unrated=unrated,
    )
