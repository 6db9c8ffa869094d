"""Applying from home: one thing a page, saved as it goes, sent once (5.2.2b).

Whoever has the address of a draft may write in it: it cannot be guessed, and is good for a day.
There is no session and no cookie, so nothing another site sends along could help it to one."""

from typing import Any
from uuid import UUID

from django.db import OperationalError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from shouwen.acts import Barred
from shouwen.acts.applying import (
    Gone,
    Sent,
    begin_application,
    go_on_under,
    send_application,
    write_page,
)
from shouwen.now import now
from shouwen.queries import applying as look
from shouwen.queries.rows import WritingPage
from shouwen.rules.facts.writing import ASK, MATERIAL, WHO
from shouwen.rules.worktime import chinese_time
from shouwen.web import throttle
from shouwen.web.desk.barred import BUSY, barred_by
from shouwen.web.forms import Asking
from shouwen.web.gate import brings_files
from shouwen.web.public.forms import PAGES, PaperForm, RenewingForm, ResumeForm, SituationForm
from shouwen.web.public.frame import DRAFT, TRACK, asks, show
from shouwen.web.public.materials import open_file, take

BEGUN_AT_ONCE = 60  # drafts begun from one address in one window of the throttle
NOT_KEPT_TO = {"the_service_is_published", "an_older_version_was_told"}
"""Bars that say that the version somebody began under is not theirs to keep any more (4.1)."""


@asks
@csrf_exempt
@never_cache
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """What awaits them, and the button that begins."""
    try:
        version, page = look.begin(code)
    except LookupError as missing:
        raise Http404(code) from missing
    if request.method != "POST":
        return show(request, "apply_begin", page=page)
    begun = f"begun {throttle.visitor(request)}"
    if throttle.blocked(begun, most=BEGUN_AT_ONCE):
        return throttle.too_many(request)
    throttle.failed(begun)
    return _to(begin_application(version, now()), "")


@asks
@csrf_exempt
@never_cache
def resume(request: HttpRequest) -> HttpResponse:
    """From number and code to the draft, on whatever device. Which was wrong is not said."""
    if request.method != "POST":
        return _ask(request, ResumeForm())
    form = ResumeForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, status=422)
    number, code = form.cleaned_data["number"], form.cleaned_data["code"]
    guesses = throttle.visitor(request), f"draft {number}"
    if throttle.blocked(*guesses):
        return throttle.too_many(request)
    draft = look.find(number, code, now())
    if draft is None:
        throttle.failed(*guesses)
        form.add_error(None, _("没有找到，请核对草稿编号和续办码；也可能已经过了保存的日子。"))
        return _ask(request, form, status=422)
    return _to(draft, "")


@asks
@csrf_exempt
@never_cache
@brings_files
def write(request: HttpRequest, token: str, page: str = "") -> HttpResponse:
    """A page of the draft; without a name the first that was not answered."""
    draft = DRAFT.opens(token)
    if draft is None:
        return _closed(request)
    if look.sent_as(draft):
        return redirect("apply-sent", token)
    try:
        found = look.writing_page(draft, page, now())
        if not page:
            return _to(draft, found.page)
        return _answer(request, draft, found)
    except (Gone, look.Over):
        return _closed(request)
    except Sent:
        return redirect("apply-sent", token)
    except LookupError as missing:
        raise Http404(page) from missing


@require_safe
@never_cache
def file(request: HttpRequest, token: str, key: UUID) -> FileResponse:
    """A file as it was handed in, to look at it."""
    return open_file(DRAFT.opens(token), key)


@require_safe
@never_cache
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """The receipt: number and code, at once (6.4b)."""
    draft = DRAFT.opens(token)
    matter = look.sent_as(draft) if draft else None
    if matter is None:
        return _closed(request)
    return show(request, "apply_sent", page=look.sent_page(matter), track=TRACK.to(matter))


# ── one page ─────────────────────────────────────────────────────────────────────────────────────


def _answer(request: HttpRequest, draft: UUID, found: WritingPage) -> HttpResponse:
    if found.page == look.CHECK:
        return _check(request, draft, found)
    if found.page.startswith(MATERIAL):
        return _material(request, draft, found)
    form = _form(found, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _shown(request, draft, found, form=form)
    if not form.is_valid():
        return _shown(request, draft, found, form=form, status=422)
    write_page(draft, now(), found.page, _plain(form.cleaned_data))
    return _onward(request, draft, found)


def _form(found: WritingPage, sent: Any) -> Asking:
    initial = found.said or None
    if found.situation:
        return SituationForm(sent, situation=found.situation, initial=initial)
    made = RenewingForm if found.page == WHO and found.timed else PAGES[found.page]
    if found.page in ("who", "agent"):
        return made(sent, initial=initial, today=chinese_time(now()).date())
    return made(sent, initial=initial)


def _plain(said: dict[str, Any]) -> dict[str, Any]:
    """What a form says, in plain JSON."""
    return {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in said.items()}


def _material(request: HttpRequest, draft: UUID, found: WritingPage) -> HttpResponse:
    if request.method != "POST":
        said = {"words": found.said.get("words", ""), "instead": request.GET.get("instead")}
        return _shown(request, draft, found, form=PaperForm(initial=said))
    form, onward = take(request, draft, found.page.removeprefix(MATERIAL))
    if onward:
        return _onward(request, draft, found)
    if form.errors:
        found = look.writing_page(draft, found.page, now())
        return _shown(request, draft, found, form=form, status=422)
    return _to(draft, found.page)


def _check(request: HttpRequest, draft: UUID, found: WritingPage) -> HttpResponse:
    """Everything once more; sent, it is received."""
    if request.method != "POST":
        return _shown(request, draft, found)
    barred: Any = ()
    if "newer" in request.POST:
        return _renewed(request, draft, found)
    try:
        if found.offered and not found.left and not found.power_lapsed:
            send_application(draft, now)
            return redirect("apply-sent", DRAFT.to(draft))
    except Barred as bars:
        if any(bar.code in NOT_KEPT_TO for bar in bars.bars):
            return _renewed(request, draft, found)
        barred = barred_by(bars)
    except OperationalError:
        return _shown(request, draft, found, status=503, busy=BUSY)
    return _shown(request, draft, found, status=409, barred=barred)


def _renewed(request: HttpRequest, draft: UUID, found: WritingPage) -> HttpResponse:
    """The draft goes on under the version in force, and says what is otherwise."""
    version, _page = look.begin(found.code)
    go_on_under(draft, version, now())
    newer = look.writing_page(draft, look.CHECK, now())
    return _shown(request, draft, newer, status=409, moved=found.changes)


def _shown(
    request: HttpRequest, draft: UUID, found: WritingPage, status: int = 200, **context: Any
) -> HttpResponse:
    kind = "page"
    if found.page == look.CHECK:
        kind = "check"
    elif found.page.startswith(MATERIAL):
        kind = "material"
    elif found.page.startswith(ASK):
        kind = "ask"
    fresh = DRAFT.to(draft)  # every page opens the next for another day
    context = {"form": None, "barred": (), "busy": "", "moved": (), **context}
    return show(request, f"apply_{kind}", status=status, page=found, token=fresh, **context)


def _onward(request: HttpRequest, draft: UUID, found: WritingPage) -> HttpResponse:
    """To the next page; from a page that was changed later, back to the last look."""
    if "check" in request.GET:
        return _to(draft, look.CHECK)
    return _to(draft, look.next_page(draft, found.page, now()))


def _to(draft: UUID, page: str) -> HttpResponse:
    token = DRAFT.to(draft)
    return redirect("apply-page", token, page) if page else redirect("apply-draft", token)


def _closed(request: HttpRequest) -> HttpResponse:
    """The address opens nothing any more; number and code still do, while the draft is kept."""
    return _ask(request, ResumeForm(), status=410, expired=True)


def _ask(
    request: HttpRequest, form: ResumeForm, *, status: int = 200, expired: bool = False
) -> HttpResponse:
    return show(request, "apply_resume", status=status, form=form, expired=expired)
