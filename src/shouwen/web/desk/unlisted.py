"""What no published guide covers: taken in all the same, and answered (5.1a)."""

from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from shouwen.acts import unlisted as acts
from shouwen.queries import unlisted as look
from shouwen.queries.rows import ActPage
from shouwen.queries.viewer import NotFound, Viewer
from shouwen.rules.facts.unlisted import Referral
from shouwen.rules.words import MaterialForm, PartyIdKind
from shouwen.web.desk.acts import Door, through
from shouwen.web.desk.forms import BareForm
from shouwen.web.desk.frame import page, staff
from shouwen.web.forms import LONGEST, MOST_PAGES, Line, Named, Words

HANDED_IN = 6  # things that the form has room for; more go on the list of the case later


class ReceiveForm(BareForm, Named):
    """What somebody wants, who they are, and what they have with them."""

    field_order = ("wish",)  # what they want comes first, as on the page

    wish = Words(
        label=_("要办什么"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("照来人的话写；回执上也这样写。"),
    )
    service = Line(
        label=_("指的是哪个正在写指南的事项"),
        max_length=80,
        required=False,
        help_text=_("填事项编码；说不准就不填。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, HANDED_IN + 1):
            which = {"n": n}
            self.fields |= {
                f"name-{n}": Line(
                    label=_("第 %(n)s 样材料") % which, max_length=200, required=False
                ),
                f"pages-{n}": forms.IntegerField(
                    label=_("第 %(n)s 样的页数") % which,
                    min_value=1,
                    max_value=MOST_PAGES,
                    required=False,
                ),
            }

    def handed_in(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Name and pages of each thing, as the page draws them."""
        return [(self[f"name-{n}"], self[f"pages-{n}"]) for n in range(1, HANDED_IN + 1)]

    def clean(self) -> None:
        """What was handed in has a name and pages: the receipt says both (6.4b)."""
        said = self.cleaned_data
        for n in range(1, HANDED_IN + 1):
            name, pages = said.get(f"name-{n}"), said.get(f"pages-{n}")
            if name and not pages:
                self.add_error(f"pages-{n}", _("请写这样材料有几页，回执上要写。"))
            if pages and not name:
                self.add_error(f"name-{n}", _("请写这样材料叫什么。"))

    def brings(self) -> dict[str, Any]:
        """What the act is given."""
        said = self.cleaned_data
        asking = acts.Asking(
            wish=said["wish"],
            applicant=said["applicant"],
            id_kind=PartyIdKind(said["id_kind"]),
            id_number=said["id_number"],
            phone=said["phone"],
            phone_declined=said["phone_declined"],
            email=said["email"],
            service=said["service"],
            materials=tuple(
                acts.Given(said[f"name-{n}"], MaterialForm.ORIGINAL, 1, said[f"pages-{n}"])
                for n in range(1, HANDED_IN + 1)
                if said[f"name-{n}"]
            ),
        )
        return {"asking": asking}


class TakeUpForm(BareForm):
    """The case that was received for it."""

    case = Line(label=_("按新指南收的那一件的编号"), max_length=60)

    def brings(self) -> dict[str, Any]:
        """Its number."""
        return {"case": self.cleaned_data["case"]}


class ReferForm(BareForm):
    """Whose it is instead."""

    body = Line(label=_("归哪个单位管"), max_length=120)
    phone = Line(label=_("那里的电话"), max_length=40)
    reason = Words(
        label=_("为什么归它管"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写进转办告知书，申请人看得到。"),
    )

    def brings(self) -> dict[str, Any]:
        """The referral."""
        said = self.cleaned_data
        return {"referral": Referral(said["body"], said["phone"], said["reason"])}


DOORS = {
    look.TAKE_UP: Door(acts.take_up, TakeUpForm),
    look.REFER: Door(acts.refer, ReferForm),
}


@require_safe
@staff
def listed(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What waits for an answer, and what came of the rest."""
    return page(request, "unlisted_list", viewer, page=look.listed(viewer))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def receive(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Take one in."""
    back = reverse("unlisted-list")

    def show(found: ActPage, form: BareForm, status: int) -> HttpResponse:
        if not form.is_bound:
            form.initial |= {name: request.GET.get(name, "")[:200] for name in ("wish", "service")}
        return page(
            request,
            "unlisted_receive",
            viewer,
            status=status,
            page=found,
            form=form,
            back=back,
        )

    door = Door(acts.receive_unlisted, ReceiveForm)
    return through(request, viewer, door, partial(look.receiving, viewer), show) or redirect(back)


@require_safe
@staff
def one(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """One matter."""
    return page(request, "unlisted", viewer, page=look.unlisted(viewer, number))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def act(request: HttpRequest, viewer: Viewer, number: str, act: str) -> HttpResponse:
    """An act on one."""
    if act not in DOORS:
        raise NotFound(act)

    def show(found: ActPage, form: BareForm, status: int) -> HttpResponse:
        return page(request, "act", viewer, status=status, page=found, form=form)

    look_at = partial(look.act, viewer, number, act)
    return through(request, viewer, DOORS[act], look_at, show) or redirect("unlisted", number)
