"""The contact desk: one screen, from the first word to what comes of it, by keys alone (1.1b, 1.2b)."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.db import OperationalError
from django.forms import HiddenInput
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from shouwen.acts import Barred, Reused
from shouwen.acts import contact as acts
from shouwen.now import now
from shouwen.queries.contact_desk import contact_desk, panel_of
from shouwen.queries.contact_page import key_of
from shouwen.queries.contacts import sees
from shouwen.queries.desk import number_of
from shouwen.queries.rows import ActBarred
from shouwen.queries.rows.contact_desk import Asked, Panel
from shouwen.queries.viewer import Viewer
from shouwen.rules.words import ContactChannel, ToldBy
from shouwen.web.desk.barred import BUSY, DONE_BEFORE, barred_by
from shouwen.web.desk.contact import DOORS
from shouwen.web.desk.contact_forms import RegisterForm
from shouwen.web.desk.forms import BareForm
from shouwen.web.desk.frame import by, page, staff

DO = "do"
"""Begins the names of the fields of a disposition, and names the button that does it."""
ACCEPT = "contact.accept"


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def screen(request: HttpRequest, viewer: Viewer, number: str = "") -> HttpResponse:
    """Who asks, what, and what comes of it. A button named ``open`` draws the form of a disposition
    and does nothing; ``do`` writes the contact down and disposes of it; ``only`` writes it down."""
    said = request.POST if request.method == "POST" else request.GET
    if request.method != "POST" or not {DO, "only"}.intersection(said):
        return _drawn(request, viewer, number, said)
    record = None if number else RegisterForm(said)
    name = said.get(DO, "")
    panel = panel_of(viewer, _asked(said, name))
    form = _form(panel, said) if panel else None
    valid = [each.is_valid() for each in (record, form) if each is not None]
    if record is not None and (came := record.cleaned_data.get("came_at")) and came > now():
        record.add_error("came_at", _("还没有到这个时间。"))
        valid.append(False)
    if not all(valid):
        return _screen(request, viewer, number, said, record, form, status=422)
    try:
        if record is not None:
            number = _write_down(viewer, record, said)
        if form is not None and panel is not None and not _goes_to_intake(panel, form):
            _do(viewer, number, panel.act, form)
    except Barred as barred:
        return _screen(request, viewer, number, said, record, form, barred_by(barred), status=409)
    except Reused:
        (form or record).add_error(None, DONE_BEFORE)
        return _screen(request, viewer, number, said, record, form, status=409)
    except OperationalError:
        (form or record).add_error(None, BUSY)
        return _screen(request, viewer, number, said, record, form, status=503)
    if form is None:
        return redirect("contact-desk", number)
    if panel is not None and _goes_to_intake(panel, form):
        return redirect(_intake(panel, number, said))
    return redirect(f"{reverse('contact-register')}?done={number}")


def _write_down(viewer: Viewer, record: RegisterForm, said: QueryDict) -> str:
    """Write it down, late where they came before; its number."""
    earlier, came_at = said.get("follows", ""), record.cleaned_data["came_at"]
    done = acts.register(
        viewer.office.jurisdiction,
        by=by(viewer),
        at=came_at or now,
        recorded_at=now() if came_at else None,
        request_id=str(record.cleaned_data["request_id"]),
        follows=key_of(viewer, earlier) if earlier else None,
        **record.brings(),
    )
    return number_of(viewer, done.matter)


def _do(viewer: Viewer, number: str, act: str, form: BareForm) -> None:
    """Do the disposition on the contact that was written down."""
    DOORS[act].act(
        key_of(viewer, number),
        by=by(viewer),
        at=now,
        request_id=str(form.cleaned_data["request_id"]),
        **form.brings(),
    )


def _goes_to_intake(panel: Panel, form: BareForm) -> bool:
    """Whether the case is still to be received: no number of one is given yet."""
    return panel.act == ACCEPT and not form.cleaned_data["case"]


def _intake(panel: Panel, number: str, said: QueryDict) -> str:
    """Where the case is received, which knows for which contact."""
    where = reverse("intake", args=[panel.chosen.service]) if panel.chosen.service else ""
    asked = QueryDict(mutable=True)
    asked["contact"] = number
    if not where:
        asked["asked"] = said.get("wanted", "")[:40]
    return f"{where or reverse('intake-choose')}?{asked.urlencode()}"


# ── drawing ──────────────────────────────────────────────────────────────────────────────────────


def _asked(said: QueryDict, open: str) -> Asked:
    return Asked(
        wanted=said.get("wanted", ""),
        name=said.get("name", ""),
        phone=said.get("phone", ""),
        chosen=said.get("chosen", ""),
        open=open,
        sent=DO in said,
    )


def _drawn(request: HttpRequest, viewer: Viewer, number: str, said: QueryDict) -> HttpResponse:
    """The screen as it stands, with everything that was typed."""
    return _screen(request, viewer, number, said, None, None, open=said.get("open", ""))


def _screen(
    request: HttpRequest,
    viewer: Viewer,
    number: str,
    said: QueryDict,
    record: RegisterForm | None,
    form: BareForm | None,
    barred: Sequence[ActBarred] = (),
    *,
    open: str = "",
    status: int = 200,
) -> HttpResponse:
    found = contact_desk(viewer, _asked(said, open or said.get(DO, "")), number)
    if record is None and not number:
        drawn = {"request_id": uuid4(), "seen": 0}
        record = RegisterForm(initial=drawn | {name: said[name] for name in said})
    if form is None and found.panel is not None:
        form = _form(found.panel, said if number == "" else QueryDict(), drawn=True)
    done = request.GET.get("done", "")
    context: dict[str, Any] = {
        "page": found,
        "record": None if number else record,
        "form": form,
        "barred": barred,
        "chosen": said.get("chosen", ""),
        "follows": said.get("follows", ""),
        "done": done if done and sees(viewer, done) else "",
    }
    return page(request, "contact_desk", viewer, status=status, **context)


def _form(panel: Panel, said: QueryDict, *, drawn: bool = False) -> BareForm:
    """The form of the open disposition: as it was sent, or drawn with what is known already."""
    door = DOORS[panel.act]
    if not drawn:
        form = door.form(said, asked=panel.asked, prefix=DO)
    else:
        chosen = panel.chosen
        known: dict[str, Any] = {"request_id": uuid4(), "seen": 0}
        known |= {
            name: getattr(chosen, name) for name in ("service", "post", "entry", "body", "phone")
        }
        if panel.act == "contact.register_report":
            known |= {name: said.get(name, "") for name in ("name", "phone")}
            known["about"] = [chosen.person] if chosen.person else []
        if said.get("channel") == ContactChannel.PHONE:
            known["how"] = ToldBy.CONTACT.value  # the only channel on which it may be read out
        form = door.form(asked=panel.asked, prefix=DO, initial=known)
    if panel.act == ACCEPT:
        form.fields["case"].required = False
    if panel.chosen.service and "service" in form.fields:
        form.fields["service"].widget = HiddenInput()
    return form
