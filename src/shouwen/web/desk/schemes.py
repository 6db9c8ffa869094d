"""Versions of the scheme of duties: written in a sheet, approved, published; descriptions of posts."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from shouwen.acts import Barred, Reused, scheme
from shouwen.exchange.office import Report, import_office, standing, write_office
from shouwen.now import now
from shouwen.queries import schemes as look
from shouwen.queries.rows import ActPage
from shouwen.queries.rows.schemes import SuccessionsAsked, WritePage
from shouwen.queries.viewer import Viewer
from shouwen.rules.facts.scheme import Scheme, Succession
from shouwen.web.desk.acts import Door, through
from shouwen.web.desk.barred import BUSY, DONE_BEFORE, barred_by
from shouwen.web.desk.forms import BareForm
from shouwen.web.desk.frame import by, page, staff
from shouwen.web.forms import Asking

LONGEST = 2_000_000  # characters of a sheet
LARGEST = 4 * LONGEST  # bytes

DOORS = {look.APPROVE: Door(scheme.approve_scheme), look.PUBLISH: Door(scheme.publish)}
"""The acts on a version that ask nothing but to be sent."""


@require_safe
@staff
def schemes(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The versions there are and were."""
    return page(request, "schemes", viewer, page=look.versions(viewer))


@require_safe
@staff
def version(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """One version, with what it would change."""
    return page(request, "scheme", viewer, page=look.version(viewer, number))


@require_safe
@staff
def sheet(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """A version as a spreadsheet, to go on from."""
    answer = HttpResponse(write_office(look.content(viewer, number)), content_type="text/csv")
    answer["Content-Disposition"] = f'attachment; filename="scheme-{number}.csv"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def act(request: HttpRequest, viewer: Viewer, number: int, act: str) -> HttpResponse:
    """Approve or publish a version. Writing it has a page of its own."""
    if act == look.WRITE:
        return redirect("scheme-write", number)
    if act not in DOORS:
        raise Http404(act)
    look_at = partial(look.version_act, viewer, number, act)
    back = reverse("scheme", args=[number])
    done = through(request, viewer, DOORS[act], look_at, _show(request, viewer, "act", back))
    return done or redirect("scheme", number)


def _show(
    request: HttpRequest, viewer: Viewer, template: str, back: str
) -> Callable[[ActPage, BareForm, int], HttpResponse]:
    def show(found: ActPage, form: BareForm, status: int) -> HttpResponse:
        return page(request, template, viewer, status=status, page=found, form=form, back=back)

    return show


# ── who takes over from posts that go ────────────────────────────────────────────────────────────


class SuccessionsForm(BareForm):
    """For each post that goes, the post that takes over its work."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: SuccessionsAsked = self.asked[0]
        names = {name: key for key, name in asked.posts}
        for post in asked.closing:
            self.fields[f"to-{post.key}"] = forms.ChoiceField(
                label=_("“%(name)s”的事由哪个岗位承接") % {"name": post.name},
                choices=[("", _("没有人承接")), *asked.posts],
                required=post.any,
                initial=names.get(post.successor, ""),
                help_text=_("应办 %(owed)s 件，在办件 %(cases)s 件，事项 %(services)s 项。")
                % {"owed": post.obligations, "cases": post.cases, "services": post.services},
            )

    def brings(self) -> dict[str, Any]:
        """The draft with who takes over from which."""
        asked: SuccessionsAsked = self.asked[0]
        going = {post.key for post in asked.closing}
        kept = tuple(way for way in asked.draft.successions if way.post not in going)
        said = {key: self.cleaned_data[f"to-{key}"] for key in sorted(going)}
        new = tuple(Succession(key, to) for key, to in said.items() if to)
        return {"scheme": replace(asked.draft, successions=kept + new)}


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def successions(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Who takes over from the posts that a draft no longer has (2.6)."""
    look_at = partial(look.version_act, viewer, number, look.WRITE)
    back = reverse("scheme", args=[number])
    door = Door(scheme.write_draft, SuccessionsForm)
    done = through(request, viewer, door, look_at, _show(request, viewer, "act", back))
    return done or redirect("scheme", number)


# ── writing a version in a sheet ─────────────────────────────────────────────────────────────────


class SheetForm(Asking):
    """A sheet, as a file or as text; a file fills the text, so that nothing is lost on error and
    a cell can be mended on the spot."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("表格文件"),
        required=False,
        help_text=_("存成 CSV 的表格。选了文件，就以文件为准。"),
    )
    sheet = forms.CharField(
        label=_("表的内容"),
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "wrap": "off"}),
        help_text=_("第一行是列名，一行一条职责。可以直接在这里改。"),
    )

    def clean_file(self) -> str:
        """The text of the file; empty where none was chosen."""
        file = self.cleaned_data["file"]
        if not file:
            return ""
        if file.size > LARGEST:
            raise forms.ValidationError(_("文件太大：最多 8 MB。"))
        content = file.read()
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return str(content.decode(encoding))
            except UnicodeDecodeError:
                continue
        raise forms.ValidationError(
            _("文件的编码不是 UTF-8 或 GB 18030：请另存为“CSV UTF-8（逗号分隔）”后再选。")
        )

    def clean(self) -> None:
        """The sheet is the file's, where there is one."""
        said = self.cleaned_data
        said["sheet"] = said.get("file") or said.get("sheet") or ""
        if not said["sheet"].strip() and not self.errors:
            self.add_error("sheet", _("请选一个表格文件，或者把表的内容贴在这里。"))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def draft(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Draft the next version: from a sheet, begun from what stands."""
    return _write(request, viewer, None)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def write(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Write a draft anew."""
    return _write(request, viewer, number)


def _write(request: HttpRequest, viewer: Viewer, number: int | None) -> HttpResponse:
    """The sheet is tried first; what it would change, or every fault of it, is on the page before
    anything is laid down."""
    found = look.write_page(viewer, number)
    _unit, stands = standing(viewer.office.jurisdiction)

    def show(form: SheetForm, status: int, report: Report | None = None, **told: Any) -> Any:
        shown = replace(found, **told)
        context = {"page": shown, "form": form, "report": report}
        return page(request, "scheme_write", viewer, status=status, **context)

    if request.method != "POST":
        begun = stands if number is None else look.content(viewer, number)
        text = write_office(begun).decode("utf-8-sig")
        return show(SheetForm(initial={"request_id": uuid4(), "sheet": text}), 200)
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(form, 422, barred=())
    said = form.cleaned_data
    kept = SheetForm(initial={"request_id": said["request_id"], "sheet": said["sheet"]})
    content = said["sheet"].encode()
    tried = import_office(content, stands, None)
    if tried.errors or "try" in request.POST:
        return show(kept, 422 if tried.errors else 200, tried)
    try:
        import_office(content, stands, _laying_down(found, viewer, str(said["request_id"])))
    except Barred as barred:
        return show(kept, 409, tried, barred=barred_by(barred))
    except Reused:
        form.add_error(None, DONE_BEFORE)
        return show(form, 409, tried, barred=())
    except OperationalError:
        form.add_error(None, BUSY)
        return show(form, 503, tried, barred=())
    return redirect("scheme", number) if number else redirect("schemes")


def _laying_down(found: WritePage, viewer: Viewer, request_id: str) -> Callable[[Scheme], None]:
    lay_down = scheme.draft_scheme if found.number is None else scheme.write_draft

    def write(read: Scheme) -> None:
        lay_down(UUID(found.subject), by=by(viewer), at=now, request_id=request_id, scheme=read)

    return write


# ── a post's description ─────────────────────────────────────────────────────────────────────────


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def description(request: HttpRequest, viewer: Viewer, key: str) -> HttpResponse:
    """Issue the description of a post, and open it."""
    look_at = partial(look.description_act, viewer, key)
    door = Door(scheme.issue_post_description)
    back = f"{reverse('matrix')}?post={key}#sheet"
    done = through(request, viewer, door, look_at, _show(request, viewer, "act", back))
    return done or redirect("paper", look.newest_description(viewer))
