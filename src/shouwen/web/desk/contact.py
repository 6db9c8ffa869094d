"""Contacts: whoever asks is written down, and what comes of it (regime 1)."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from shouwen.acts import contact as acts
from shouwen.queries import contact_page as look
from shouwen.queries.contacts import listed as contacts
from shouwen.queries.contacts import sees
from shouwen.queries.rows import ActPage
from shouwen.queries.viewer import NotFound, Viewer
from shouwen.rules.words import ContactChannel
from shouwen.web.desk import contact_forms as forms
from shouwen.web.desk.acts import Door, through
from shouwen.web.desk.forms import BareForm
from shouwen.web.desk.frame import page, staff

DOORS = {
    "contact.take": Door(acts.take),
    "contact.correct_record": Door(acts.correct_record, forms.WantedForm),
    "contact.answer": Door(acts.answer, forms.AnswerForm),
    "contact.tell_in_full": Door(acts.tell_in_full, forms.GuideForm),
    "contact.tell_not_eligible": Door(acts.tell_not_eligible, forms.NotEligibleForm),
    "contact.accept": Door(acts.accept, forms.AcceptForm),
    "contact.guide": Door(acts.guide, forms.GuidedForm),
    "contact.give_phone": Door(acts.give_phone, forms.GuidedForm),
    "contact.take_for_absent": Door(acts.take_for_absent, forms.AbsentForm),
    "contact.call_back": Door(acts.call_back, forms.CalledForm),
    "contact.note_call": Door(acts.note_call, forms.CalledForm),
    "contact.refer_outside": Door(acts.refer_outside, forms.ReferForm),
    "contact.find_out": Door(acts.find_out, forms.FindOutForm),
    "contact.tell_found": Door(acts.tell_found, forms.FoundForm),
    "contact.register_report": Door(acts.register_report, forms.ReportForm),
    "contact.pass_on": Door(acts.pass_on, forms.HandForm),
    "contact.confirm_report": Door(acts.confirm_report),
    "contact.pass_outside": Door(acts.pass_outside, forms.ElsewhereForm),
    "contact.record_left": Door(acts.record_left, forms.LeftForm),
    "contact.hand_over": Door(acts.hand_over, forms.HandForm),
    "contact.confirm": Door(acts.confirm),
    "contact.confirm_call": Door(acts.confirm_call),
    "contact.decline": Door(acts.decline, forms.WhyForm),
    "contact.ask_to_assign": Door(acts.ask_to_assign, forms.WhyForm),
    "contact.assign": Door(acts.assign, forms.HandForm),
    "contact.ask": Door(acts.ask, forms.AskForm),
    "contact.answer_question": Door(acts.answer_question, forms.ReplyForm),
    "contact.tell_asker": Door(acts.tell_asker, forms.TellAskerForm),
    "contact.account_for_empty": Door(acts.account_for_empty, forms.AccountForm),
    "contact.note_reply": Door(acts.note_reply, forms.SaidForm),
    "contact.reopen": Door(acts.reopen, forms.SaidForm),
}


@require_safe
@staff
def listed(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What has come to nothing yet, and, if asked for, everything."""
    view = request.GET.get("view", "open")
    return page(request, "contact_list", viewer, page=contacts(viewer, view))


@require_safe
@staff
def one(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """One contact."""
    return page(request, "contact", viewer, page=look.contact(viewer, number))


@require_safe
@staff
def slip(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """What whoever came or called takes home: number, code, who answers, until when."""
    return page(request, "contact_slip", viewer, page=look.desk_slip(viewer, number))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def act(request: HttpRequest, viewer: Viewer, number: str, act: str) -> HttpResponse:
    """An act on one. Where it was one whose end they do not see any more, they go to the list."""
    door = DOORS.get(act.partition(":")[0])
    if door is None:
        raise NotFound(act)

    def show(found: ActPage, form: BareForm, status: int) -> HttpResponse:
        if not form.is_bound and isinstance(form, forms.WantedForm):
            form.initial |= _known(viewer, number)
        if not form.is_bound and "case" in form.fields:
            form.initial["case"] = request.GET.get("case", "")
        template = "act" if found.looked_for is None else "contact_act"
        return page(request, template, viewer, status=status, page=found, form=form)

    whom = request.GET.get("whom", "")
    done = through(request, viewer, door, partial(look.act, viewer, number, act, whom), show)
    if done is not None:
        return done
    return redirect("contact", number) if sees(viewer, number) else redirect("contact-list")


def _known(viewer: Viewer, number: str) -> dict[str, object]:
    """What was written down, to be mended."""
    found = look.contact(viewer, number)
    return {
        "channel": ContactChannel(found.channel).value,
        "wanted": found.wanted,
        "name": found.who,
        "phone": found.phone,
        "phone_declined": found.phone_declined,
        "other_way": found.other_way,
        "email": found.email,
    }
