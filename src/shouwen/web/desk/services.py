"""The catalogue at the desk: services, one version being written, and its way to the public."""

import json
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from shouwen.acts import Barred, Reused, catalogue
from shouwen.acts.catalogue import Item
from shouwen.now import now
from shouwen.queries import service_editor as look
from shouwen.queries import services as listed
from shouwen.queries.catalogue import office
from shouwen.queries.contact_page import answer_for_all
from shouwen.queries.rows import ActBarred, ActPage
from shouwen.queries.rows.editor import BeginPage, EditorPage
from shouwen.queries.viewer import Viewer
from shouwen.rules.facts.guide import Guide
from shouwen.rules.words import VersionState
from shouwen.web.desk import services_forms as forms
from shouwen.web.desk.acts import Door, through
from shouwen.web.desk.barred import BUSY, DONE_BEFORE, barred_by
from shouwen.web.desk.forms import BareForm
from shouwen.web.desk.frame import by, page, staff

KEEP = "keep"  # what a page asks for that saves by itself
ASKED = "contact"  # whose answer is to stand in the guide (1.3.1d)
SUBMIT = "submit"  # save, and go on to the review
MEANWHILE = "nobody_saved_meanwhile"  # the guard that keeps two writers apart

DOORS = {
    look.SUBMIT: Door(catalogue.submit_version),
    look.APPROVE: Door(catalogue.approve_version, forms.ApproveForm),
    look.RETURN: Door(catalogue.return_version, forms.ReturnForm),
    look.PUBLISH: Door(catalogue.publish),
    look.ANNOUNCE: Door(catalogue.publish, forms.AnnounceForm),
    look.WITHDRAW: Door(catalogue.withdraw_version, forms.WithdrawForm),
}
"""Every act that people do on a version but writing it, which has a page of its own."""


@require_safe
@staff
def services(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The services of a section, or those that may be meant by what is asked for."""
    asked = request.GET
    number = asked.get("page", "1")
    found = listed.services(
        viewer,
        asked.get("section", ""),
        asked.get("asked", "")[:100],
        int(number) if number.isdecimal() and len(number) < 6 else 1,
    )
    return page(request, "services", viewer, page=found)


# ── beginning ────────────────────────────────────────────────────────────────────────────────────


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def begin(request: HttpRequest, viewer: Viewer, code: str = "") -> HttpResponse:
    """A new service, or the next version of one: a copy of the one in force. For an answer that is
    to stand in the guide, the draft that lies open already."""
    found = listed.begin(viewer, code)
    if ASKED in request.GET and (draft := listed.being_written(viewer, code)):
        return redirect(_with_answer(request, draft))
    drawn = {"request_id": uuid4(), "name": found.name, "kind": found.kind, "post": found.post}
    form = forms.BeginForm(
        request.POST if request.method == "POST" else None,
        initial=drawn,
        posts=found.posts,
        next=bool(code),
    )

    def show(status: int, barred: tuple[ActBarred, ...] = ()) -> HttpResponse:
        context: dict[str, Any] = {"page": found, "form": form, "barred": barred}
        return page(request, "service_begin", viewer, status=status, **context)

    if request.method != "POST":
        return show(200, found.barred)
    if not form.is_valid():
        return show(422)
    said = form.cleaned_data
    if before := listed.begun_by(viewer, said["request_id"]):
        return redirect(_with_answer(request, before))
    if not code and listed.taken(viewer, said["code"]):
        form.add_error("code", _("已经有这个编码的事项：去它那里起草下一版。"))
        return show(422)
    try:
        done = _begun(viewer, found, said)
    except Barred as barred:
        return show(409, barred_by(barred))
    except Reused:
        form.add_error(None, DONE_BEFORE)
        return show(409)
    except OperationalError:
        form.add_error(None, BUSY)
        return show(503)
    return redirect(_with_answer(request, done))


def _with_answer(request: HttpRequest, version: UUID) -> str:
    """Where a draft is written; with the contact whose answer is to stand in it, if one is named."""
    address = reverse("service-write", args=[version])
    asked = request.GET.get(ASKED)
    return f"{address}?{urlencode({ASKED: asked})}#h-questions" if asked else address


def _begun(viewer: Viewer, found: BeginPage, said: dict[str, Any]) -> UUID:
    """Lay the draft down."""
    post = UUID(said["post"])
    section = viewer.office.roster.posts[post].section_id
    code = found.code or said["code"]
    guide = listed.copied(viewer, code) if found.code else Guide.draft(said["name"], said["kind"])
    item = Item(code, said["name"], section=section, handler=post)
    done = catalogue.draft_version(
        UUID(found.subject),
        by=by(viewer),
        at=now,
        request_id=str(said["request_id"]),
        item=item,
        guide=guide,
    )
    return done.matter


# ── writing ──────────────────────────────────────────────────────────────────────────────────────


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def write(request: HttpRequest, viewer: Viewer, version: UUID) -> HttpResponse:
    """Write a draft. What was typed is on the page again whatever became of it."""
    found = look.editor(viewer, version)
    if found.head.state is not VersionState.DRAFT or not found.writable:
        return _elsewhere(request, reverse("service-review", args=[version]))
    if request.method != "POST":
        drawn = forms.written(found.guide)
        if asked := request.GET.get(ASKED, ""):
            place = forms.changed(drawn, "add:questions")
            drawn[f"{place}-answer"] = answer_for_all(viewer, asked)
        form = forms.GuideForm(drawn, found.posts)
        return _editor(request, viewer, found, form, asked=asked)
    said = request.POST.copy()
    do = said.get("do", "")
    place = forms.changed(said, do)
    form = forms.GuideForm(said, found.posts)
    guide = form.guide()
    if not form.is_valid():
        return _kept(request, viewer, version, form)
    if guide != found.guide or form.handler:
        try:
            _save(viewer, version, form)
        except Barred as barred:
            if any(bar.code == MEANWHILE for bar in barred.bars):
                return _meanwhile(request, viewer, found, said, barred_by(barred))
            return _kept(request, viewer, version, form, barred_by(barred))
        except Reused:
            return _meanwhile(request, viewer, found, said, ())
        except OperationalError:
            busy = ActBarred(look.WRITE, str(_("保存")), "5.3a", str(BUSY))
            status = 422 if request.htmx else 503  # htmx shows what it can swap
            return _kept(request, viewer, version, form, (busy,), status=status)
    if do == SUBMIT:
        return _elsewhere(request, reverse("service-act", args=[version, look.SUBMIT]))
    return redirect(f"{reverse('service-write', args=[version])}{f'#{place}' if place else ''}")


def _elsewhere(request: HttpRequest, address: str) -> HttpResponse:
    """To another page, as a whole."""
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def _save(viewer: Viewer, version: UUID, form: forms.GuideForm) -> None:
    seen, request_id = form.said.get("seen", ""), form.said.get("request_id", "")[:36]
    catalogue.write_draft(
        version,
        by=by(viewer),
        at=now,
        request_id=request_id or None,
        guide=form.guide(),
        seen=int(seen) if seen.isdecimal() and len(seen) < 9 else 0,
        handler=form.handler,
    )


def _kept(
    request: HttpRequest,
    viewer: Viewer,
    version: UUID,
    form: forms.GuideForm,
    barred: tuple[ActBarred, ...] = (),
    status: int = 422,
) -> HttpResponse:
    """Not saved, and all of it still there, with what the rules say of it as it stands."""
    found = look.editor(viewer, version, form.guide())
    carried = {name: form.said.get(name, "") for name in ("seen", "base")}
    return _editor(request, viewer, found, form, barred=barred, status=status, **carried)


def _meanwhile(
    request: HttpRequest,
    viewer: Viewer,
    saved: EditorPage,
    said: forms.Said,
    barred: tuple[ActBarred, ...],
) -> HttpResponse:
    """Somebody saved the draft meanwhile. A page that saves by itself is told so, no more: whoever
    types there looks first. Then both texts are put together; nothing is saved before they have
    seen it."""
    key = UUID(saved.head.key)
    if said.get("do") == KEEP:
        form = forms.GuideForm(said, saved.posts)
        carried = {name: said.get(name, "") for name in ("seen", "base")}
        found = look.editor(viewer, key, form.guide())
        told: dict[str, Any] = {"barred": barred, "meanwhile": True, "status": 422, **carried}
        return _editor(request, viewer, found, form, **told)
    saved = look.editor(viewer, key)  # what lies there now, and its revision
    theirs = forms.written(saved.guide)
    both, differ = forms.merged(_base(said), said, theirs)
    form = forms.GuideForm(both, saved.posts)
    labels = form.labels()
    clashes = [
        {"field": labels[name], "mine": said.get(name, ""), "theirs": theirs.get(name, "")}
        for name in differ
        if name in labels
    ]
    found = look.editor(viewer, key, form.guide())
    told = {"barred": barred, "clashes": clashes, "together": True, "status": 409}
    told |= {"seen": str(saved.head.seen), "base": _carried(saved)}
    return _editor(request, viewer, found, form, **told)


def _carried(found: EditorPage) -> str:
    """What was saved, as a page carries it along to tell what was changed on it."""
    return json.dumps(dict(forms.written(found.saved).lists()), ensure_ascii=False)


def _base(said: forms.Said) -> forms.Said:
    """What the page began from, as it carried it along."""
    try:
        carried = json.loads(said.get("base", ""))
    except ValueError:
        return MultiValueDict()
    whole = isinstance(carried, dict) and all(isinstance(v, list) for v in carried.values())
    return MultiValueDict(carried if whole else {})


def _editor(
    request: HttpRequest,
    viewer: Viewer,
    found: EditorPage,
    form: forms.GuideForm,
    *,
    status: int = 200,
    seen: str = "",
    base: str = "",
    **told: Any,
) -> HttpResponse:
    context = {
        "page": found,
        "form": form,
        "request_id": uuid4(),
        "seen": seen or found.head.seen,
        "base": base or _carried(found),
        "mirror": _mirrored(found),
        **told,
    }
    return page(request, "service_write", viewer, status=status, **context)


def _mirrored(found: EditorPage) -> str:
    """The public page of the guide, as the public would get it."""
    context = {"page": found.mirror, "office": office(), "marks": found.marks}
    return render_to_string("desk/_mirror.html", context)


# ── review, and what comes after ─────────────────────────────────────────────────────────────────


@require_safe
@staff
def review(request: HttpRequest, viewer: Viewer, version: UUID) -> HttpResponse:
    """A version as its reviewer reads it: what it changes, what the rules say, the public page."""
    found = look.editor(viewer, version)
    return page(request, "service_review", viewer, page=found, mirror=_mirrored(found))


@require_safe
@staff
def mirror(request: HttpRequest, viewer: Viewer, version: UUID) -> HttpResponse:
    """The public page alone, to be printed on one sheet as it will be."""
    found = look.editor(viewer, version)
    context = {"page": found.mirror, "office": office()}
    return render(request, "desk/_mirror.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def act(request: HttpRequest, viewer: Viewer, version: UUID, act: str) -> HttpResponse:
    """One act on a version."""
    if act == look.WRITE:
        return redirect("service-write", version)
    if act not in DOORS:
        raise Http404(act)
    back = reverse("service-review", args=[version])

    def show(found: ActPage, form: BareForm, status: int) -> HttpResponse:
        return page(request, "act", viewer, status=status, page=found, form=form, back=back)

    look_at = partial(look.version_act, viewer, version, act)
    done = through(request, viewer, DOORS[act], look_at, show)
    return done or redirect("service-review", version)
