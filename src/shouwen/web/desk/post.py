"""The post: paper letters are registered with their scans, one after another, and what became of the
mails stands beside them (1.3.4a)."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.db import OperationalError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shouwen.acts import Barred, Reused
from shouwen.acts.contact import Wanted, receive
from shouwen.acts.post import LONGEST_LETTER, looked_at
from shouwen.now import now
from shouwen.queries import post as look
from shouwen.queries.viewer import Viewer
from shouwen.rules.words import ContactChannel
from shouwen.web.desk.barred import BUSY, DONE_BEFORE, barred_by
from shouwen.web.desk.frame import by, page, staff
from shouwen.web.desk.views import handed_out
from shouwen.web.forms import Asking, Line, Words
from shouwen.web.uploads import FilesField


class LetterForm(Asking):
    """A letter on paper: what it says, who wrote it, and its scan."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    wanted = Words(
        label=_("来信要什么"),
        max_length=LONGEST_LETTER,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("照信上写；长信写要点，原文扫描附上。"),
    )
    files = FilesField()
    name = Line(label=_("写信人"), max_length=120, required=False, help_text=_("没署名的不填。"))
    phone = Line(label=_("电话"), max_length=40, required=False)
    other_way = Line(
        label=_("回信地址"), max_length=200, required=False, help_text=_("没留电话的，写怎么答复。")
    )
    unseen = forms.BooleanField(label=_("信里反映工作人员：不让本人看到"), required=False)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def post(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Register a letter; the form is fresh at once for the next one."""
    found = look.registry(viewer)

    def show(form: LetterForm, status: int = 200, barred: Any = ()) -> HttpResponse:
        return page(request, "post", viewer, status=status, page=found, form=form, barred=barred)

    if request.method != "POST":
        return show(LetterForm(initial={"request_id": uuid4()}))
    form = LetterForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(form, 422)
    said = form.cleaned_data
    wanted = Wanted(
        ContactChannel.LETTER,
        said["wanted"],
        name=said["name"],
        phone=said["phone"],
        other_way=said["other_way"],
    )
    try:
        receive(
            UUID(found.office),
            by=by(viewer),
            at=now,
            request_id=str(said["request_id"]),
            wanted=wanted,
            unseen=said["unseen"],
            uploads=said["files"],
        )
    except Barred as barred:
        return show(form, 409, barred_by(barred))
    except Reused:
        form.add_error(None, DONE_BEFORE)
        return show(form, 409)
    except OperationalError:
        form.add_error(None, BUSY)
        return show(form, 503)
    return redirect(reverse("post") + "#letters")


@staff
@require_POST
def mail(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """A mail that could not be taken in was looked at."""
    looked_at(look.mail_to_look_at(viewer, key), now())
    return redirect(reverse("post") + "#mails")


@require_safe
@staff
def file(request: HttpRequest, viewer: Viewer, number: str, key: UUID) -> FileResponse:
    """A file that came with a contact: always saved, never shown by the browser as a page of ours."""
    return handed_out(look.file(viewer, number, key))
