"""The public pages. Each asks one query and shows its row."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page, require_safe

from shouwen.acts.rendering import rendering
from shouwen.exchange.icalendar import icalendar
from shouwen.now import now
from shouwen.queries import asking, catalogue, directory, interested
from shouwen.queries import duties as responsible
from shouwen.queries import feed as feeds
from shouwen.queries import paper_check as papers
from shouwen.queries import track as tracking
from shouwen.queries import who as sitting
from shouwen.queries.health import database_answers
from shouwen.queries.regulation import regulation as the_regulation
from shouwen.queries.rows import DraftPage, GroupPage, PaperCheckPage
from shouwen.web import throttle
from shouwen.web.forms import PaperCheckForm, TrackForm
from shouwen.web.public.frame import CONTACT, INTERESTED, TRACK, asks, show
from shouwen.web.public.kept import kept

ASKED_LENGTH = 100  # signs of a search that are read
ASKED = "in-"  # begins the name of a question about the reader's own case

LEFT_ALONE = ("apply/", "asked/", "calendar/", "desk/", "hearings/", "paper/", "track/")
"""What search engines are asked to leave alone, in whatever language."""


def shared(view: Any) -> Any:
    """A page that is the same for everybody: kept by browsers, which ask each time whether it
    changed and are told so by its ETag."""
    return require_safe(conditional_page(cache_control(public=True, no_cache=True)(view)))


# ── services ─────────────────────────────────────────────────────────────────────────────────────


@shared
def home(request: HttpRequest) -> HttpResponse:
    """What the office does, a search, and the way to one's own case."""
    asked = request.GET.get("asked", "")[:ASKED_LENGTH].strip()
    page = catalogue.home(now(), asked)
    draw = show if asked else kept  # what people ask for is different each time
    return draw(request, "home", page=page, form=TrackForm())


@shared
def event(request: HttpRequest, name: str) -> HttpResponse:
    """The services of one life event."""
    return _group(request, catalogue.of_event, name)


@shared
def section(request: HttpRequest, name: str) -> HttpResponse:
    """The services of one section."""
    return _group(request, catalogue.of_section, name)


def _group(request: HttpRequest, query: Callable[[str, int], GroupPage], name: str) -> HttpResponse:
    number = 1
    with suppress(ValueError):
        number = int(request.GET.get("page", ""))
    try:
        page = query(name, number)
    except LookupError as missing:
        raise Http404 from missing
    return kept(request, "services", page=page)


@shared
def service(request: HttpRequest, code: str, version: int | None = None) -> HttpResponse:
    """The guide of a service, with ``?in-situation=option`` narrowed to the reader's own case;
    while it is still being written, whom to ask."""
    answers = frozenset(
        f"{name.removeprefix(ASKED)}.{value}"
        for name, value in request.GET.items()
        if name.startswith(ASKED)
    )
    try:
        page = catalogue.service(code, now(), version, answers)
    except LookupError as missing:
        raise Http404 from missing
    return kept(request, "draft" if isinstance(page, DraftPage) else "service", page=page)


@shared
def regulation(request: HttpRequest) -> HttpResponse:
    """The seven regimes, clause by clause."""
    return show(request, "regulation", page=the_regulation())


# ── who is where ─────────────────────────────────────────────────────────────────────────────────


@shared
def duties(request: HttpRequest) -> HttpResponse:
    """What the office is for and which section does what."""
    return show(request, "duties", page=_founded(responsible.duties(now())))


@shared
def who(request: HttpRequest) -> HttpResponse:
    """Who is at which window now, and whom to ask instead."""
    return show(request, "who", page=_founded(sitting.who(now())))


@shared
def other_units(request: HttpRequest) -> HttpResponse:
    """Whose it is, where it is not ours (1.3.3)."""
    return show(request, "other_units", page=_founded(directory.other_units()))


@shared
def wall(request: HttpRequest) -> HttpResponse:
    """The same for the wall of the corridor, one screen after another."""
    screen = 1
    with suppress(ValueError):
        screen = int(request.GET.get("screen", ""))
    page = _founded(sitting.wall(now(), screen))
    return render(request, "screens/wall.html", {"page": page, "office": catalogue.office()})


def _founded(page: Any) -> Any:
    """The page. Before an office is founded nobody sits anywhere."""
    if page is None:
        raise Http404
    return page


@require_safe
@never_cache
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Somebody's own absences, stand-ins and days on duty, for their calendar program. Its address
    is the key: whoever guesses has to wait."""
    if throttle.blocked(throttle.visitor(request)):
        return throttle.too_many(request)
    found = feeds.feed(secret, now())
    if found is None:
        throttle.failed(throttle.visitor(request))
        raise Http404
    name = _("%(name)s：在岗和顶岗") % {"name": found.person}
    return HttpResponse(
        icalendar(found, name, request.get_host()), content_type="text/calendar; charset=utf-8"
    )


# ── one's own case ───────────────────────────────────────────────────────────────────────────────


@asks
@csrf_exempt
@never_cache
def track_find(request: HttpRequest) -> HttpResponse:
    """From number and lookup code to the page of the case, of what was asked, or of the hearing that
    somebody else was told of. Which of the two was wrong is not said."""
    if request.method != "POST":
        return ask_for_case(request)
    form = TrackForm(request.POST)
    if not form.is_valid():
        return show(request, "track_find", status=422, form=form)
    number, code = form.cleaned_data["number"], form.cleaned_data["code"]
    guesses = throttle.visitor(request), number
    if throttle.blocked(*guesses):
        return throttle.too_many(request)
    matter = asking.find(number, code)
    if matter is not None:
        return redirect("asked", token=CONTACT.to(matter))
    party = interested.find(number, code)
    if party is not None:
        return redirect("hearing", token=INTERESTED.to(party))
    matter = tracking.find(number, code)
    if matter is None:
        throttle.failed(*guesses)
        form.add_error(None, _("没有找到，请核对编号和查询码。"))
        return show(request, "track_find", status=422, form=form)
    return redirect("track", token=TRACK.to(matter))


@require_safe
@never_cache
def track(request: HttpRequest, token: str) -> HttpResponse:
    """A case as its applicant follows it."""
    matter = TRACK.opens(token)
    if matter is None:
        return ask_for_case(request, status=410, expired=True)
    return show_case(request, matter, token)


@require_safe
@never_cache
def track_paper(request: HttpRequest, token: str, check_code: str) -> HttpResponse:
    """A paper of the case as PDF, for whoever follows the case."""
    matter = TRACK.opens(token)
    if matter is None:
        return ask_for_case(request, status=410, expired=True)
    paper = tracking.paper(matter, check_code)
    if paper is None:
        raise Http404
    key, number = paper
    kept = content_disposition_header(as_attachment=True, filename=f"{number}.pdf")
    headers = {"Content-Disposition": kept}
    return HttpResponse(rendering(key), content_type="application/pdf", headers=headers)


def show_case(
    request: HttpRequest, matter: UUID, token: str, *, status: int = 200, **why: Any
) -> HttpResponse:
    """The case's page; ``why`` says what hindered what was just sent from it."""
    context = {"barred": (), "busy": "", **why}
    page = tracking.track(matter, now())
    return show(request, "track", status=status, page=page, token=token, **context)


def ask_for_case(request: HttpRequest, *, status: int = 200, expired: bool = False) -> HttpResponse:
    """The form that leads to a case; ``expired``: from an address that opens none any more."""
    form = TrackForm(initial={"number": request.GET.get("number", "")})
    return show(request, "track_find", status=status, form=form, expired=expired)


# ── papers ───────────────────────────────────────────────────────────────────────────────────────


@asks
@csrf_exempt
@never_cache
def paper_check(request: HttpRequest) -> HttpResponse:
    """Is it genuine? Asked by the number and the code printed on it."""
    if request.method != "POST":
        return show(request, "paper_check", form=PaperCheckForm(), page=None)
    form = PaperCheckForm(request.POST)
    if not form.is_valid():
        return show(request, "paper_check", status=422, form=form, page=None)
    if throttle.blocked(throttle.visitor(request)):
        return throttle.too_many(request)
    page = papers.paper_by_number(form.cleaned_data["number"], form.cleaned_data["code"])
    return _verdict(request, page, form)


@require_safe
@never_cache
def paper_check_code(request: HttpRequest, check_code: str) -> HttpResponse:
    """Is it genuine? Where the QR code of a paper leads."""
    if throttle.blocked(throttle.visitor(request)):
        return throttle.too_many(request)
    return _verdict(request, papers.paper_by_code(check_code), PaperCheckForm())


def _verdict(request: HttpRequest, page: PaperCheckPage, form: PaperCheckForm) -> HttpResponse:
    if page.paper is None:
        throttle.failed(throttle.visitor(request))
    return show(request, "paper_check", status=200 if page.paper else 404, page=page, form=form)


# ── for machines ─────────────────────────────────────────────────────────────────────────────────


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether this process and its database answer."""
    well = database_answers()
    return HttpResponse(
        "ok\n" if well else "the database does not answer\n",
        content_type="text/plain; charset=utf-8",
        status=200 if well else 503,
    )


@require_safe
@cache_control(public=True, max_age=86400)
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines are asked to leave alone, and where they find the rest."""
    homes = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            homes.append(reverse("home"))
    lines = [
        "User-agent: *",
        *(f"Disallow: {home}{where}" for home in homes for where in LEFT_ALONE),
        f"Sitemap: {settings.PUBLIC_URL}{reverse('sitemap')}\n",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=86400)
def favicon(request: HttpRequest) -> HttpResponse:
    """For browsers that ask for the sign of the site where it always was."""
    return redirect(static("shouwen/favicon.svg"))
