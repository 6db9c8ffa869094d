"""The acts on a case: each has a page that says what will follow, and a form that does it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from shouwen.acts import (
    Barred,
    Done,
    Reused,
    case,
    consultation,
    correcting,
    extension,
    hearing,
    refusal,
    returning,
    serving,
    special_procedure,
    succession,
)
from shouwen.now import now
from shouwen.queries.act_page import act_page, correction_page
from shouwen.queries.rows import ActPage
from shouwen.queries.viewer import Viewer
from shouwen.web.desk import (
    consultation_forms,
    forms,
    hearing_forms,
    limit_forms,
    notice_forms,
    refusal_forms,
    return_forms,
    serving_forms,
    succession_forms,
)
from shouwen.web.desk.barred import BUSY, DONE_BEFORE, barred_by
from shouwen.web.desk.frame import by, page, staff

TELL = "case.issue_correction_notice"
EXAMINE = "case.examine_materials"
INVITE = "case.invite_supplement"
GIVE_BACK = "return_of_materials.hand_back"
PROPOSE = "refusal.propose_refusal"
AMEND = "refusal.amend_refusal"


TEMPLATES = {
    EXAMINE: "examine",
    INVITE: "examine",
    GIVE_BACK: "hand_back",
    PROPOSE: "refuse",
    AMEND: "refuse",
}
"""The acts whose page is drawn otherwise than the others'."""


@dataclass(frozen=True, slots=True)
class Door:
    """An act and the form that brings what it needs."""

    act: Callable[..., Done]
    form: type[forms.BareForm] = forms.BareForm


DOORS = {
    EXAMINE: Door(case.examine_materials, forms.ExamineForm),
    TELL: Door(case.issue_correction_notice, forms.TellForm),
    "case.issue_supplementary_notice": Door(correcting.issue_supplementary_notice, forms.TellForm),
    "case.tell_changed_law": Door(correcting.tell_changed_law, notice_forms.ChangedLawForm),
    INVITE: Door(correcting.invite_supplement, notice_forms.InviteForm),
    "case.receive_supplement": Door(correcting.receive_supplement, forms.AnswersForm),
    "case.receive_correction": Door(case.receive_correction, forms.AnswersForm),
    "case.return_unmet_points": Door(case.return_unmet_points),
    "case.accept_case": Door(case.accept_case, forms.AcceptForm),
    "case.decide_grant": Door(case.decide_grant, forms.DecideForm),
    "case.deliver_result": Door(case.deliver_result, forms.DeliverForm),
    "case.withdraw": Door(case.withdraw, forms.WithdrawForm),
    "case.call_back": Door(case.call_back, forms.CallBackForm),
    "succession.note_applicant_gone": Door(
        succession.note_applicant_gone, succession_forms.ApplicantGoneForm
    ),
    "succession.note_successor": Door(succession.note_successor, succession_forms.SuccessorForm),
    "hearing.tell_right": Door(hearing.tell_right, hearing_forms.TellRightForm),
    "hearing.tell_interested": Door(hearing.tell_interested, hearing_forms.TellInterestedForm),
    "hearing.ask": Door(hearing.ask, hearing_forms.WantedForm),
    "hearing.set_time": Door(hearing.set_time, hearing_forms.SetTimeForm),
    "hearing.hold": Door(hearing.hold, hearing_forms.MinutesForm),
    "interested_party.bring_notice": Door(hearing.bring_notice, hearing_forms.BringNoticeForm),
    "hearing.give_up": Door(hearing.give_up, hearing_forms.WantedForm),
    "consultation.ask": Door(consultation.ask, consultation_forms.AskForm),
    "consultation.answer": Door(consultation.answer, consultation_forms.AnswerForm),
    "consultation.tell_applicant": Door(
        consultation.tell_applicant, consultation_forms.TellOutcomeForm
    ),
    "extension.ask_extension": Door(extension.ask_extension, limit_forms.AskExtensionForm),
    "extension.approve_extension": Door(
        extension.approve_extension, limit_forms.ApproveExtensionForm
    ),
    "extension.decline_extension": Door(
        extension.decline_extension, limit_forms.DeclineExtensionForm
    ),
    "extension.tell_extension": Door(extension.tell_extension, forms.HandoverForm),
    "special_procedure.begin_special_procedure": Door(
        special_procedure.begin_special_procedure, limit_forms.BeginSpecialProcedureForm
    ),
    "special_procedure.end_special_procedure": Door(special_procedure.end_special_procedure),
    "return_of_materials.ask_for_return": Door(returning.ask_for_return, return_forms.AskBackForm),
    GIVE_BACK: Door(returning.hand_back, return_forms.HandBackForm),
    "service_of_paper.choose_way": Door(serving.choose_way, serving_forms.WayForm),
    "service_of_paper.serve_paper": Door(serving.serve_paper, serving_forms.ServePaperForm),
    "service_of_paper.note_receipt": Door(serving.note_receipt, serving_forms.ReceiptForm),
    "service_of_paper.note_attempt": Door(serving.note_attempt, serving_forms.AttemptForm),
    "service_of_paper.serve_by_notice": Door(serving.serve_by_notice, serving_forms.NoticeForm),
    "service_of_paper.issue_record": Door(serving.issue_record),
    "service_of_paper.correct_paper": Door(serving.correct_paper, serving_forms.ErratumForm),
    PROPOSE: Door(refusal.propose_refusal, refusal_forms.ProposeForm),
    AMEND: Door(refusal.amend_refusal, refusal_forms.ProposeForm),
    "refusal.review_refusal": Door(refusal.review_refusal, refusal_forms.WordsForm),
    "refusal.approve_refusal": Door(refusal.approve_refusal, refusal_forms.WordsForm),
    "refusal.return_refusal": Door(refusal.return_refusal, refusal_forms.WordsForm),
    "refusal.overturn_refusal": Door(refusal.overturn_refusal, refusal_forms.WordsForm),
    "refusal.note_dissent": Door(refusal.note_dissent, refusal_forms.WordsForm),
    "refusal.tell_at_once": Door(refusal.tell_at_once, refusal_forms.TellAtOnceForm),
    "refusal.confirm_refusal": Door(refusal.confirm_refusal, refusal_forms.WordsForm),
    "refusal.reverse_refusal": Door(refusal.reverse_refusal, refusal_forms.WordsForm),
    "lacking_ground.leave_out": Door(refusal.leave_out, refusal_forms.WordsForm),
    "refusal.serve_refusal": Door(refusal.serve_refusal, forms.DeliverForm),
    "step.start_step": Door(case.start_step),
    "step.finish_step": Door(case.finish_step, forms.OpinionForm),
}
"""Every act that people of the office do on a case or a step."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def act(request: HttpRequest, viewer: Viewer, number: str, act: str) -> HttpResponse:
    """One act on a case. ``act`` is its name; of a step, with the step's id after a colon."""
    name = act.partition(":")[0]
    if name not in DOORS:
        raise Http404(act)
    if name == TELL:
        return redirect("correction", number)
    return _act(request, viewer, number, act, TEMPLATES.get(name, "act"))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def correction(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    """The correction notice: composed from the checklist, read before it is sent (4.2c)."""
    return _act(request, viewer, number, TELL, "correction")


def _act(
    request: HttpRequest, viewer: Viewer, number: str, act: str, template: str
) -> HttpResponse:
    """One act on a case, on its own page or on that of the correction notice."""

    def show(found: ActPage, form: forms.BareForm, status: int) -> HttpResponse:
        context: dict[str, Any] = {"page": found, "form": form}
        if template == "correction":
            context |= {"page": correction_page(viewer, found.number), "act": found}
        return page(request, template, viewer, status=status, **context)

    done = through(
        request,
        viewer,
        DOORS[act.partition(":")[0]],
        partial(act_page, viewer, number, act),
        show,
    )
    return done or redirect("case", number)


def through(
    request: HttpRequest,
    viewer: Viewer,
    door: Door,
    look: Callable[..., ActPage],
    show: Callable[[ActPage, forms.BareForm, int], HttpResponse],
) -> HttpResponse | None:
    """Show the act behind a door, or do it; None: it was done. What bars it is told with everything
    typed still there. ``look`` reads the page of the act, with what was done meanwhile where it is
    told how much was ``seen``."""
    found = look()
    if request.method != "POST":
        drawn = {"request_id": uuid4(), "seen": found.seen}
        return show(found, door.form(asked=found.asked, initial=drawn), 200)
    form = door.form(request.POST, request.FILES, asked=found.asked)
    if not form.is_valid():
        return show(replace(found, barred=()), form, 422)
    said = form.cleaned_data
    try:
        door.act(
            UUID(found.subject),
            by=by(viewer),
            at=now,
            request_id=str(said["request_id"]),
            **form.brings(),
        )
    except Barred as barred:
        return show(replace(look(seen=said["seen"]), barred=barred_by(barred)), form, 409)
    except Reused:
        form.add_error(None, DONE_BEFORE)
        return show(replace(found, barred=()), form, 409)
    except OperationalError:
        form.add_error(None, BUSY)
        return show(replace(found, barred=()), form, 503)
    return None
