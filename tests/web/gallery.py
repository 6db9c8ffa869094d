"""Every page on fixture rows, without a database: what the look is tested and looked at with.

``python -m tests.web.gallery DIRECTORY [NAME …]`` draws the pages with Chromium, at 1440 and 390
pixels, light and dark.
"""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import django
from django.conf import settings

if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
    os.environ["DJANGO_SETTINGS_MODULE"] = "shouwen.config.settings"
    os.environ["SHOUWEN_SECRET_KEY"] = "signs nothing that lasts"
    django.setup()

from django import forms
from django.contrib.staticfiles import finders
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory
from django.urls import path, resolve, set_urlconf
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override

from shouwen.exchange.office import Report
from shouwen.queries import rows
from shouwen.queries.rows.directory import OtherUnitsPage
from shouwen.queries.rows.editor import EditorPage
from shouwen.queries.rows.find import Hits
from shouwen.queries.rows.setup import OwnAccount
from shouwen.rules.words import ActorKind, CaseState, MatterKind, ServedBy
from shouwen.web.desk.absence_forms import AbsenceForm, DesignateForm, HandOverForm, SuddenForm
from shouwen.web.desk.assessment import OpenForm, PeriodForm
from shouwen.web.desk.books_forms import DutyForm, SitForm
from shouwen.web.desk.briefings import GoneThroughForm
from shouwen.web.desk.consultation_forms import AskForm
from shouwen.web.desk.contact_forms import HandForm
from shouwen.web.desk.forms import BareForm, ExamineForm, TellForm
from shouwen.web.desk.hearing_forms import BringNoticeForm, SetTimeForm, TellInterestedForm
from shouwen.web.desk.intake import AT_ONCE
from shouwen.web.desk.limit_forms import AskExtensionForm, BeginSpecialProcedureForm
from shouwen.web.desk.notice_forms import ChangedLawForm, InviteForm
from shouwen.web.desk.pledges import PledgeForm
from shouwen.web.desk.proof_forms import EnglishForm, PublicationForm
from shouwen.web.desk.refusal_forms import ProposeForm, TellAtOnceForm, WordsForm
from shouwen.web.desk.return_forms import AskBackForm, HandBackForm
from shouwen.web.desk.schemes import SheetForm
from shouwen.web.desk.serving_forms import (
    AttemptForm,
    ErratumForm,
    NoticeForm,
    ReceiptForm,
    ServePaperForm,
    WayForm,
)
from shouwen.web.desk.succession_forms import ApplicantGoneForm, SuccessorForm
from shouwen.web.desk.unlisted import ReceiveForm
from shouwen.web.forms import (
    Asking,
    AtOnceForm,
    Checklist,
    IntakeForm,
    PaperCheckForm,
    PasswordForm,
    RenewsForm,
    SignInForm,
    ToldForm,
    TrackForm,
)
from shouwen.web.labels import choices
from shouwen.web.public.forms import AskBackForm as AskBackAtHomeForm
from shouwen.web.public.forms import InterestedForm, ResumeForm, ServingForm, SignedForm
from shouwen.web.setup.forms import AccountForm
from tests.web import (
    asking_rows,
    books_rows,
    briefing_rows,
    contact_desk_rows,
    contact_figure_rows,
    contact_rows,
    directory_rows,
    home_rows,
    licence_rows,
    notice_rows,
    office_rows,
    overnight_rows,
    post_rows,
    promise_rows,
    proof_rows,
    refusal_rows,
    return_rows,
    services_rows,
    serving_rows,
    succession_rows,
    unlisted_rows,
)
from tests.web.fixtures import (
    ACT,
    ADOPTION,
    ASKED,
    CASE,
    CASE_LIFE,
    CASE_LIFE_OVER,
    CHOOSE,
    CORRECTION,
    DESK,
    DRAFT,
    ENROLMENT,
    EVENT_GROUPS,
    FILING,
    FOUND,
    FOUND_DRAFT,
    FRESH,
    GUIDE_PAGE,
    INTAKE,
    INTAKE_UNDER_AN_OLDER,
    INTAKE_WITH_OLDER,
    LATE,
    LEDGER,
    LICENCE,
    NARROWED_PAGE,
    NUMBER,
    OFFICE,
    OURS,
    OVER,
    PAPERS,
    PROVISIONAL,
    QUEUE,
    RECEIVED,
    REGULATION,
    SECTION_GROUPS,
    SERVICE,
    TODAY,
    TRACK,
)
from tests.web.limit_rows import (
    ASK,
    BEGIN,
    EXCLUDED_AND_EXTENDED,
    EXTENDED,
    STILL,
)

MISSING = "⟪%s⟫"  # what a template prints for a variable that nobody gave it


# ── addresses: the names that templates use ──────────────────────────────────────────────────────


def _nowhere(*_args: object, **_kwargs: object) -> None:
    """Stands for a view: the gallery needs the names of addresses, not what answers there."""


def _address(route: str, name: str) -> Any:
    return path(route, _nowhere, name=name)


urlpatterns = [
    _address("", "home"),
    _address("events/<str:name>/", "event"),
    _address("sections/<str:name>/", "section"),
    _address("services/<str:code>/", "service"),
    _address("services/<str:code>/versions/<int:version>/", "service-version"),
    _address("services/<str:code>.json", "service-json"),
    _address("services/<str:code>.jsonld", "service-jsonld"),
    _address("open/services.csv", "services-csv"),
    _address("changes.rss", "changes"),
    _address("track/", "track-find"),
    _address("track/<str:token>/", "track"),
    _address("services/<str:code>/apply/", "apply"),
    _address("apply/", "apply-resume"),
    _address("apply/<str:token>/", "apply-draft"),
    _address("apply/<str:token>/files/<str:key>", "apply-file"),
    _address("apply/<str:token>/<str:page>/", "apply-page"),
    _address("track/<str:token>/answer/", "track-answer"),
    _address("track/<str:token>/answer/<str:key>/", "track-point"),
    _address("track/<str:token>/answer/files/<str:key>", "answer-file"),
    _address("track/<str:token>/withdraw/", "track-withdraw"),
    _address("track/<str:token>/return/", "track-return"),
    _address("track/<str:token>/serving/", "track-serving"),
    _address("track/<str:token>/hearing/", "track-hearing"),
    _address("track/<str:token>/power/", "track-power"),
    _address("hearings/<str:token>/", "hearing"),
    _address("power-of-attorney/", "power-of-attorney"),
    _address("track/<str:token>/papers/<str:check_code>.pdf", "track-paper"),
    _address("ask/", "ask"),
    _address("asked/<str:token>/", "asked"),
    _address("asked/<str:token>/slip/", "asked-slip"),
    _address("asked/<str:token>/more/", "asked-more"),
    _address("asked/<str:token>/rating/", "asked-rating"),
    _address("papers/", "paper-check"),
    _address("papers/<str:token>/", "paper-check-token"),
    _address("papers/<str:token>/pdf/", "paper"),
    _address("regulation/", "regulation"),
    _address("promise/", "promise"),
    _address("promise/sections/<str:section>/", "promise-section"),
    _address("promise/services/<str:code>/", "promise-service"),
    _address("open/promise.json", "promise-json"),
    _address("open/promise.csv", "promise-csv"),
    _address("duties/", "duties"),
    _address("who/", "who"),
    _address("others/", "other-units"),
    _address("wall/", "wall"),
    _address("desk/", "queue"),
    _address("desk/sign-in/", "sign-in"),
    _address("desk/sign-in/password/", "password"),
    _address("desk/sign-out/", "sign-out"),
    _address("desk/find/", "find-case"),
    _address("desk/find/hits/", "find-hits"),
    _address("desk/directory/", "directory"),
    _address("desk/directory/<str:key>/", "directory-entry"),
    _address("desk/directory/<str:key>/acts/<str:act>/", "directory-act"),
    _address("desk/peek/<str:obligation>/", "peek"),
    _address("desk/intake/", "intake-choose"),
    _address("desk/intake/<str:code>/", "intake"),
    _address("desk/cases/<str:number>/", "case"),
    _address("desk/cases/<str:number>/life/", "case-life"),
    _address("desk/cases/<str:number>/received/", "received"),
    _address("desk/cases/<str:number>/correction/", "correction"),
    _address("desk/cases/<str:number>/ledger/", "ledger"),
    _address("desk/cases/<str:number>/acts/<str:act>/", "act"),
    _address("desk/cases/<str:number>/files/<str:key>/", "file"),
    _address("desk/seats/", "seats"),
    _address("desk/overnight/", "overnight"),
    _address("desk/leads/", "leads"),
    _address("desk/cases/<str:number>/settled/", "settled"),
    _address("desk/licences/", "licences"),
    _address("desk/refusals/", "refusals"),
    _address("desk/refusals/<str:key>/", "refusal"),
    _address("desk/absences/", "absences"),
    _address("desk/absences/mine/", "my-absences"),
    _address("desk/absences/new/", "absence-request"),
    _address("desk/absences/sudden/", "absence-sudden"),
    _address("desk/absences/<str:number>/", "absence"),
    _address("desk/absences/<str:number>/ledger/", "absence-ledger"),
    _address("desk/absences/<str:number>/acts/<str:act>/", "absence-act"),
    _address("desk/contacts/", "contact-list"),
    _address("desk/contacts/figures/", "contact-figures"),
    _address("desk/contacts/figures.csv", "contact-figures-csv"),
    _address("desk/briefings/", "briefings"),
    _address("desk/briefings/<uuid:key>/", "briefing"),
    _address("desk/briefings/<uuid:key>/acts/<str:act>/", "briefing-act"),
    _address("desk/contact/new/", "contact-register"),
    _address("desk/contact/<str:number>/desk/", "contact-desk"),
    _address("desk/contact/<str:number>/", "contact"),
    _address("desk/contact/<str:number>/slip/", "contact-slip"),
    _address("desk/contact/<str:number>/acts/<str:act>/", "contact-act"),
    _address("desk/contact/<str:number>/files/<str:key>/", "contact-file"),
    _address("desk/post/", "post"),
    _address("desk/post/mails/<str:key>/", "post-mail"),
    _address("desk/unlisted/", "unlisted-list"),
    _address("desk/unlisted/new/", "unlisted-receive"),
    _address("desk/unlisted/<str:number>/", "unlisted"),
    _address("desk/unlisted/<str:number>/acts/<str:act>/", "unlisted-act"),
    _address("desk/pledges/", "pledges"),
    _address("desk/pledges/new/<str:kind>/", "pledge-draft"),
    _address("desk/pledges/<str:key>/acts/<str:act>/", "pledge-act"),
    _address("desk/duties/", "matrix"),
    _address("desk/powers/", "powers"),
    _address("desk/owed/<uuid:obligation>/", "owed"),
    _address("desk/office/", "books"),
    _address("desk/office/acts/<str:act>/", "books-act"),
    _address("desk/office/posts/<str:key>/description/", "post-description"),
    _address("desk/office/schemes/", "schemes"),
    _address("desk/office/schemes/new/", "scheme-draft"),
    _address("desk/office/schemes/<int:number>/", "scheme"),
    _address("desk/office/schemes/<int:number>/sheet.csv", "scheme-sheet"),
    _address("desk/office/schemes/<int:number>/write/", "scheme-write"),
    _address("desk/office/schemes/<int:number>/successors/", "scheme-successors"),
    _address("desk/office/schemes/<int:number>/acts/<str:act>/", "scheme-act"),
    _address("desk/proof/", "proof"),
    _address("desk/proof/new/", "proof-record"),
    _address("desk/proof/photos/<str:key>/", "proof-photo"),
    _address("desk/proof/<str:version>/<str:act>/", "english"),
    _address("desk/assessment/", "assessment"),
    _address("desk/assessment/figures.csv", "assessment-csv"),
    _address("desk/assessment/years/", "assessment-years"),
    _address("desk/assessment/years/new/", "assessment-open"),
    _address("desk/assessment/years/<str:matter>/close/", "assessment-close"),
    _address("desk/assessment/stages/<str:step>/", "assessment-stage"),
    _address("desk/double-duty/", "double-duty"),
    _address("desk/double-duty/<str:post>/<str:act>/", "double-duty-act"),
    _address("desk/services/", "services"),
    _address("desk/services/new/", "service-begin"),
    _address("desk/services/next/<str:code>/", "service-next"),
    _address("desk/services/<str:version>/", "service-write"),
    _address("desk/services/<str:version>/review/", "service-review"),
    _address("desk/services/<str:version>/mirror/", "service-mirror"),
    _address("desk/services/<str:version>/acts/<str:act>/", "service-act"),
    _address("setup/", "setup"),
    _address("setup/accounts/<str:person>/<str:act>/", "setup-account"),
]


# ── forms as they come to a page ─────────────────────────────────────────────────────────────────


class GrantForm(Asking):
    """A form of one act, as an act's own page brings it."""

    facts = forms.CharField(
        label="查明的事实",
        widget=forms.Textarea,
        help_text="写进决定书。",
    )
    served_by = forms.ChoiceField(
        label="怎么送达", choices=choices(ServedBy), widget=forms.RadioSelect
    )
    signed = forms.BooleanField(label="我已看过全部材料")


OWED_LINES = tuple(
    replace(line, key=f"o{n}") for n, line in enumerate(office_rows.LINES) if line.number
)
POSTS_ASKED = (
    rows.PostAsked("p1", "城建科 · 城建科科长岗"),
    rows.PostAsked("p2", "局领导 · 分管副局长岗"),
)
KEEPER = replace(DESK, person="方书禾", post="办公室主任", writes=True)
REQUEST = {"request_id": UUID(int=1)}
FOLLOWED = {"token": "t", "barred": (), "busy": ""}
KEYED = tuple(replace(point, key=f"p{n}") for n, point in enumerate(TRACK.points))
ANSWERING = replace(
    TRACK, points=(KEYED[0], replace(KEYED[1], written=True), KEYED[2]), may_withdraw=True
)
BARRED = (
    rows.ActBarred(
        "case.accept_case", "受理", "4.2a", "还有材料没有审核：“卫生检测报告”。逐项审核后再继续。"
    ),
)


def intake_forms() -> dict[str, Any]:
    """The intake of a new application."""
    return {
        "form": IntakeForm(initial=REQUEST),
        "checklist": Checklist(materials=ASKED, may_wait=True),
        "barred": (),
        "renewed": False,
    }


def intake_with_errors() -> dict[str, Any]:
    """The intake sent with things missing: everything typed is still there."""
    sent = {
        "request_id": str(UUID(int=1)), "version": "7", "channel": "counter", "applicant": "栖云客栈",
        "id_kind": "credit_code", "id_number": "", "phone": "0826-555-0166", "address": "",
        "form-TOTAL_FORMS": "5", "form-INITIAL_FORMS": "5",
        "form-0-check": "met", "form-0-pages": "3",
        "form-1-check": "faulty", "form-1-pages": "2", "form-1-problem": "没有标面积。",
        "form-2-check": "met", "form-2-pages": "8",
        "form-3-pages": "-2",
        "form-4-check": "not_needed", "form-4-pages": "0",
    }  # fmt: skip
    form, checklist = IntakeForm(sent), Checklist(sent, materials=ASKED)
    form.is_valid()
    checklist.is_valid()
    return {"form": form, "checklist": checklist, "barred": BARRED, "renewed": True}


def intake_under_an_older() -> dict[str, Any]:
    """The intake of somebody who was told an older version, sent without the proof."""
    told = ToldForm({"told_on": "2026-09-01", "told_by": "print", "told_reference": ""})
    told.is_valid()
    return {**intake_forms(), "told": told}


def examine_form() -> ExamineForm:
    """The checklist of a case, sent with something left out."""
    form = ExamineForm({"form-0-check": "met"}, {}, asked=ASKED)
    form.is_valid()
    return form


def absence_with_errors() -> AbsenceForm:
    """A request sent with the window left to nobody and a return before the leaving."""
    said = {
        "request_id": str(UUID(int=1)), "kind": "training", "reason": "",
        "leaves_at": "2026-11-25T09:00", "returns_at": "2026-11-24T17:30",
    }  # fmt: skip
    return AbsenceForm(said, posts=office_rows.REQUEST.posts)


# ── the pages ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the gallery: its template, where it stands, and what it is given."""

    template: str
    path: str
    context: Callable[[], Mapping[str, Any]]
    language: str = "zh-hans"


def public(template: str, at_path: str, **context: Any) -> Shown:
    """A page for everybody."""
    return Shown(f"public/{template}.html", at_path, lambda: {"office": OFFICE, **_made(context)})


def home(template: str, made: Callable[[], dict[str, Any]]) -> Shown:
    """A page of an application that is being written."""
    path = "/apply/t/page/"
    return Shown(f"public/apply_{template}.html", path, lambda: {"office": OFFICE, **made()})


def staff(template: str, at_path: str, **context: Any) -> Shown:
    """A page for somebody signed in."""
    return Shown(f"desk/{template}.html", at_path, lambda: {"desk": DESK, **_made(context)})


def screen(template: str, **context: Any) -> Shown:
    """A page that nobody touches."""
    return Shown(
        f"screens/{template}.html", f"/{template}/", lambda: {"office": OFFICE, **_made(context)}
    )


def setup(template: str, **context: Any) -> Shown:
    """A page of the administrator, whom no desk stands round."""
    return Shown(f"setup/{template}.html", "/setup/", lambda: _made(context))


def mirrored(page: EditorPage) -> str:
    """The public page that stands beside a draft."""
    context = {"office": OFFICE, "page": page.mirror, "marks": page.marks}
    return html(Shown("desk/_mirror.html", "/services/x/", lambda: context))


def written(made: Callable[[], dict[str, Any]]) -> Shown:
    """The page on which a guide is written."""

    def context() -> dict[str, Any]:
        found = made()
        return {"desk": KEEPER, **found, "mirror": mirrored(found["page"])}

    return Shown("desk/service_write.html", f"/desk/services/{services_rows.KEY}/", context)


def reviewed(page: EditorPage) -> Shown:
    """A version as its reviewer reads it."""
    return Shown(
        "desk/service_review.html",
        f"/desk/services/{services_rows.KEY}/review/",
        lambda: {"desk": KEEPER, "page": page, "mirror": mirrored(page)},
    )


def books_act(
    page: rows.ActPage,
    form: type[BareForm],
    said: dict[str, str] | None = None,
    template: str = "books_act",
) -> Shown:
    """An act on the office's books, asked or, where anything was ``said``, sent with errors."""

    def drawn() -> BareForm:
        if said is None:
            return form(asked=page.asked, initial={**REQUEST, "seen": 12})
        return form({"request_id": str(UUID(int=1)), "seen": "12", **said}, {}, asked=page.asked)

    return staff(template, "/desk/office/", page=page, form=drawn, back="/desk/office/")


def scheme_write(report: Report | None, changes: dict[str, Any]) -> Shown:
    """Writing a version of the scheme, before and after the sheet was tried."""
    return staff(
        "scheme_write",
        "/desk/office/schemes/new/",
        page=replace(books_rows.WRITE, **changes),
        report=report,
        form=lambda: SheetForm(initial={**REQUEST, "sheet": books_rows.SHEET}),
    )


def password(page: OwnAccount, said: dict[str, str] | None = None) -> Shown:
    """Choosing a password, asked or, where anything was ``said``, sent with errors."""

    def drawn() -> PasswordForm:
        return PasswordForm(said, account=None, initial=REQUEST)

    return Shown(
        "desk/password.html",
        "/desk/sign-in/password/",
        lambda: {"office": OFFICE, "page": page, "form": drawn(), "barred": (), "back": "/desk/"},
    )


def error(status: int) -> Shown:
    """An error page: it knows nothing, not even the office."""
    return Shown(f"{status}.html", "/", dict)


def _made(context: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value() if callable(value) else value for name, value in context.items()}


CASE_PATH = f"/desk/cases/{NUMBER}/"
GENUINE = rows.PaperCheckPage(
    PAPERS[1],
    SERVICE,
    "栖云客栈",
    "sha256:77f1 04ad 1f6c 9b52",
    OFFICE.name,
    NUMBER,
    "收件回执单",
)

PAGES: dict[str, Shown] = {
    "home": public(
        "home",
        "/",
        form=TrackForm,
        page=rows.HomePage(EVENT_GROUPS, (LICENCE, FILING), sections=SECTION_GROUPS),
    ),
    "home-found": public("home", "/", form=TrackForm, page=rows.HomePage((), (), "理发", (FOUND,))),
    "home-nothing": public(
        "home", "/", form=TrackForm, page=rows.HomePage(EVENT_GROUPS, (), "登月")
    ),
    "home-drafts": public(
        "home",
        "/",
        form=TrackForm,
        page=rows.HomePage((), (), "母婴", (FOUND, FOUND_DRAFT), more=True),
    ),
    "event": public(
        "services",
        "/events/开店经营/",
        page=rows.GroupPage("开店经营", "开店经营", "store", (LICENCE, ENROLMENT), 2, 1, 1),
    ),
    "section": public(
        "services",
        "/sections/社会事务科/",
        page=rows.GroupPage(
            *("社会事务科", "社会事务科", "landmark", (LICENCE, FILING, ADOPTION), 143, 2, 3),
            section=True,
            phone="0826-555-0131",
            room="301室",
        ),
    ),
    "draft": public("draft", f"/services/{DRAFT.code}/", page=DRAFT),
    "service": public("service", f"/services/{LICENCE.code}/", page=GUIDE_PAGE),
    "service-narrowed": public("service", f"/services/{LICENCE.code}/", page=NARROWED_PAGE),
    "service-coming": public(
        "service",
        f"/services/{LICENCE.code}/",
        page=replace(GUIDE_PAGE, coming=rows.Coming(8, date(2027, 1, 1))),
    ),
    "service-announced": public(
        "service",
        f"/services/{LICENCE.code}/versions/8/",
        page=replace(GUIDE_PAGE, version=8, current=False, starts_on=date(2027, 1, 1)),
    ),
    "service-old": public(
        "service", f"/services/{LICENCE.code}/versions/6/", page=replace(GUIDE_PAGE, current=False)
    ),
    "service-ended": public(
        "service",
        f"/services/{LICENCE.code}/",
        page=replace(
            GUIDE_PAGE,
            current=False,
            offered=False,
            ended_on=date(2026, 10, 1),
            ended_because="条例修改，不再要求办这个证。",
        ),
    ),
    "track-find": public("track_find", "/track/", form=TrackForm),
    "track-find-errors": public("track_find", "/track/", form=lambda: TrackForm({"number": "51"})),
    "track": public("track", "/track/t/", page=replace(TRACK, points=KEYED), **FOLLOWED),
    "track-ours": public("track", "/track/t/", page=OURS, **FOLLOWED),
    "track-over": public("track", "/track/t/", page=OVER, **FOLLOWED),
    "track-licence": public(
        "track", "/track/t/", page=replace(OVER, licence=licence_rows.LICENCE), **FOLLOWED
    ),
    "track-refused": public(
        "track",
        "/track/t/",
        page=replace(OVER, turn=refusal_rows.SAID_NO, refusal=refusal_rows.TOLD_NO),
        **FOLLOWED,
    ),
    "track-written": public("track", "/track/t/", page=ANSWERING, **FOLLOWED),
    "track-hindered": public(
        "track", "/track/t/", page=ANSWERING, token="t", barred=BARRED, busy="系统这会儿忙。"
    ),
    "track-point": public(
        "track_point", "/track/t/answer/x/", page=home_rows.POINT, token="t", form=home_rows.papers
    ),
    "track-withdraw": public(
        "track_withdraw",
        "/track/t/withdraw/",
        page=OURS,
        token="t",
        form=home_rows.taken_back,
        barred=BARRED,
    ),
    "ask": public("ask", "/ask/", form=asking_rows.question, barred=()),
    "ask-errors": public(
        "ask", "/ask/", form=lambda: asking_rows.question({"email": "x"}), barred=BARRED
    ),
    "asked-slip": public("asked_slip", "/asked/t/slip/", page=asking_rows.SLIP, token="t"),
    "asked": public("asked", "/asked/t/", page=asking_rows.WAITING, **asking_rows.BESIDE),
    "asked-settled": public("asked", "/asked/t/", page=asking_rows.SETTLED, **asking_rows.BESIDE),
    "asked-rated": public(
        "asked",
        "/asked/t/",
        page=replace(asking_rows.SETTLED, may_rate=False, rating=4, late=False),
        **{**asking_rows.BESIDE, "barred": BARRED},
    ),
    "apply-begin": public("apply_begin", "/services/x/apply/", page=home_rows.BEGIN),
    "apply-resume": public(
        "apply_resume", "/apply/", form=lambda: ResumeForm({"number": "1"}), expired=True
    ),
    "apply-ask": home("ask", lambda: home_rows.given(home_rows.ASK, home_rows.asked())),
    "apply-who": home("page", lambda: home_rows.form("who", {"id_number": "51"})),
    "apply-agent": home("page", lambda: home_rows.form("agent", {"acting": "agent"})),
    "apply-contact": home("page", lambda: home_rows.form("contact")),
    "apply-result": home("page", lambda: home_rows.form("result", {"by": "post"})),
    "apply-material": home(
        "material", lambda: home_rows.given(home_rows.MATERIAL, home_rows.papers())
    ),
    "apply-material-none": home(
        "material",
        lambda: home_rows.given(replace(home_rows.MATERIAL, scans=()), home_rows.papers()),
    ),
    "apply-check": home("check", lambda: home_rows.given(home_rows.CHECK)),
    "apply-check-hindered": home(
        "check",
        lambda: home_rows.given(
            home_rows.HINDERED,
            barred=BARRED,
            busy="系统这会儿忙。",
            moved=home_rows.HINDERED.changes,
        ),
    ),
    "apply-sent": public("apply_sent", "/apply/t/sent/", page=home_rows.SENT, track="t"),
    "paper-check": public("paper_check", "/papers/", form=PaperCheckForm, page=None),
    "paper-corrected": public(
        "paper_check",
        "/papers/t5/",
        form=PaperCheckForm,
        page=replace(GENUINE, paper=serving_rows.CORRECTED[1], title="不予决定书"),
    ),
    "paper-genuine": public("paper_check", "/papers/t1/", form=PaperCheckForm, page=GENUINE),
    "paper-unknown": public(
        "paper_check", "/papers/t9/", form=PaperCheckForm, page=rows.PaperCheckPage(None)
    ),
    "regulation": public("regulation", "/regulation/", page=REGULATION),
    "400": error(400),
    "403": error(403),
    "403-csrf": Shown("403_csrf.html", "/", dict),
    "404": error(404),
    "413": Shown("413.html", "/", lambda: {"files": 40, "mb": 20}),
    "429": error(429),
    "500": error(500),
    "503": error(503),
    "sign-in": Shown(
        "desk/sign_in.html", "/desk/sign-in/", lambda: {"office": OFFICE, "form": SignInForm()}
    ),
    "password": password(books_rows.OWN_ACCOUNT),
    "password-given": password(
        replace(books_rows.OWN_ACCOUNT, given=True),
        {
            "request_id": str(UUID(int=1)),
            "now_used": "x",
            "chosen": "1234567890",
            "again": "1234567890",
        },
    ),
    "queue": staff("queue", "/desk/", page=QUEUE),
    "queue-absence": staff("queue", "/desk/", page=office_rows.QUEUE_OF_ABSENCES),
    "queue-empty": staff(
        "queue", "/desk/", page=replace(QUEUE, groups=(), peek=None, total=0, late=0)
    ),
    "queue-overnight": staff("queue", "/desk/", page=replace(QUEUE, stayed=2, grace=1)),
    **{
        name: staff("directory", "/desk/directory/", page=page, found=found)
        for name, page, found in (
            ("directory", directory_rows.PAGE, Hits("")),
            ("directory-found", directory_rows.PAGE, directory_rows.HITS),
            ("directory-nothing", directory_rows.EMPTY, directory_rows.NOTHING),
        )
    },
    **{
        name: staff("directory_entry", f"/desk/directory/{directory_rows.KEY}/", page=page)
        for name, page in (
            ("directory-entry", directory_rows.ENTRY),
            ("directory-reported", directory_rows.REPORTED),
        )
    },
    "overnight": staff("overnight", "/desk/overnight/", page=overnight_rows.LISTED),
    "overnight-none": staff("overnight", "/desk/overnight/", page=overnight_rows.NONE),
    **{
        name: staff(
            "refusal",
            f"/desk/refusals/{refusal_rows.KEY}/",
            page=page,
            form=lambda: WordsForm(initial=REQUEST),
            act=None,
        )
        for name, page in (
            ("refusal", refusal_rows.PAGE),
            ("refusal-blocked", refusal_rows.BLOCKED),
            ("refusal-served", refusal_rows.SERVED),
        )
    },
    "licences": staff("licences", "/desk/licences/", page=licence_rows.REGISTER),
    "licences-none": staff("licences", "/desk/licences/", page=licence_rows.EMPTY),
    "refusals": staff("refusals", "/desk/refusals/", page=refusal_rows.REGISTER),
    "refusals-none": staff("refusals", "/desk/refusals/", page=refusal_rows.EMPTY_REGISTER),
    "refuse": staff(
        "refuse",
        f"{CASE_PATH}acts/refusal.propose_refusal/",
        page=refusal_rows.PROPOSE,
        form=lambda: ProposeForm(initial=REQUEST, asked=refusal_rows.PROPOSE.asked),
    ),
    "refuse-errors": staff(
        "refuse",
        f"{CASE_PATH}acts/refusal.propose_refusal/",
        page=refusal_rows.PROPOSE_BARRED,
        form=lambda: ProposeForm({}, asked=refusal_rows.PROPOSE.asked),
    ),
    "refuse-lapsed": staff(
        "refuse",
        f"{CASE_PATH}acts/refusal.propose_refusal/",
        page=replace(refusal_rows.PROPOSE, asked=(refusal_rows.MATERIALS_ASKED,)),
        form=lambda: ProposeForm(initial=REQUEST, asked=(refusal_rows.MATERIALS_ASKED,)),
    ),
    "tell-at-once": staff(
        "act",
        f"{CASE_PATH}acts/refusal.tell_at_once/",
        page=replace(ACT, label="当场告知不受理", negative=True),
        form=lambda: TellAtOnceForm(initial=REQUEST),
    ),
    "intake-choose": staff("intake_choose", "/desk/intake/", page=CHOOSE),
    "intake-choose-nothing": staff(
        "intake_choose", "/desk/intake/", page=rows.ChoosePage("登月", ())
    ),
    "intake": Shown(
        "desk/intake.html",
        f"/desk/intake/{INTAKE.code}/",
        lambda: {"desk": DESK, "page": INTAKE, **intake_forms()},
    ),
    "intake-renewal": Shown(
        "desk/intake.html",
        f"/desk/intake/{INTAKE.code}/",
        lambda: {
            "desk": DESK,
            "page": replace(INTAKE, timed=True),
            **intake_forms(),
            "renews": RenewsForm({"renews": "首食〔2021〕7号", "renews_until": "2026-10-31"}),
        },
    ),
    "intake-at-once": Shown(
        "desk/intake.html",
        f"/desk/intake/{notice_rows.AT_ONCE.code}/",
        lambda: {
            "desk": DESK,
            "page": notice_rows.AT_ONCE,
            **intake_forms(),
            "at_once": AtOnceForm(prefix=AT_ONCE),
        },
    ),
    "settled": staff("settled", f"{CASE_PATH}settled/", page=notice_rows.SETTLED),
    "leads": staff(
        "leads", "/desk/leads/", page=notice_rows.LEADS, desk=replace(DESK, supervises=True)
    ),
    "leads-none": staff("leads", "/desk/leads/", page=notice_rows.NONE),
    "supplement": staff(
        "act",
        f"{CASE_PATH}acts/case.issue_supplementary_notice/",
        page=notice_rows.SUPPLEMENT,
        form=lambda: TellForm(initial=REQUEST),
    ),
    "changed-law": staff(
        "act",
        f"{CASE_PATH}acts/case.tell_changed_law/",
        page=notice_rows.CHANGED_LAW,
        form=lambda: ChangedLawForm(initial=REQUEST),
    ),
    "invite": staff(
        "examine",
        f"{CASE_PATH}acts/case.invite_supplement/",
        page=notice_rows.INVITE,
        form=lambda: InviteForm(asked=ASKED, initial=REQUEST),
    ),
    "intake-older": Shown(
        "desk/intake.html",
        f"/desk/intake/{INTAKE.code}/",
        lambda: {"desk": DESK, "page": INTAKE_WITH_OLDER, **intake_forms()},
    ),
    "intake-under-an-older": Shown(
        "desk/intake.html",
        f"/desk/intake/{INTAKE.code}/",
        lambda: {"desk": DESK, "page": INTAKE_UNDER_AN_OLDER, **intake_under_an_older()},
    ),
    "intake-errors": Shown(
        "desk/intake.html",
        f"/desk/intake/{INTAKE.code}/",
        lambda: {"desk": DESK, "page": INTAKE, **intake_with_errors()},
    ),
    "received": staff("received", f"{CASE_PATH}received/", page=RECEIVED),
    "case": staff("case", CASE_PATH, page=CASE),
    "case-late": staff("case", CASE_PATH, page=replace(CASE, deadline=LATE, tags=())),
    "case-provisional": staff("case", CASE_PATH, page=replace(CASE, deadline=PROVISIONAL)),
    "case-extended": staff("case", CASE_PATH, page=EXTENDED),
    "case-still": staff("case", CASE_PATH, page=STILL),
    "case-excluded": staff("case", CASE_PATH, page=EXCLUDED_AND_EXTENDED),
    "act-ask-extension": staff(
        "act",
        f"{CASE_PATH}acts/extension.ask_extension/",
        page=ASK,
        form=lambda: AskExtensionForm(asked=ASK.asked, initial=REQUEST),
    ),
    "act-special-procedure": staff(
        "act",
        f"{CASE_PATH}acts/special_procedure.begin_special_procedure/",
        page=BEGIN,
        form=lambda: BeginSpecialProcedureForm(asked=BEGIN.asked, initial=REQUEST),
    ),
    "case-fresh": staff("case", CASE_PATH, page=FRESH),
    "case-life": staff("case_life", f"{CASE_PATH}life/", page=CASE_LIFE),
    "case-life-over": staff("case_life", f"{CASE_PATH}life/", page=CASE_LIFE_OVER),
    "act": staff("act", f"{CASE_PATH}acts/case.decide_grant/", page=ACT, form=GrantForm),
    "hearing-interested": staff(
        "act",
        f"{CASE_PATH}acts/hearing.tell_interested:h/",
        page=replace(ACT, act="hearing.tell_interested:h", label="告知利害关系人听证权利"),
        form=lambda: TellInterestedForm(initial=REQUEST),
    ),
    "hearing-notice": staff(
        "act",
        f"{CASE_PATH}acts/interested_party.bring_notice:p/",
        page=replace(
            ACT, act="interested_party.bring_notice:p", label="送听证通知书：秦岚", clause="6.1"
        ),
        form=lambda: BringNoticeForm(initial=REQUEST),
    ),
    "hearing-set": staff(
        "act",
        f"{CASE_PATH}acts/hearing.set_time/",
        page=replace(
            ACT, act="hearing.set_time", label="定听证时间，通知", clause="6.1", asked=POSTS_ASKED
        ),
        form=lambda: SetTimeForm(asked=POSTS_ASKED, initial=REQUEST),
    ),
    "consultation-ask": staff(
        "act",
        f"{CASE_PATH}acts/consultation.ask/",
        page=replace(
            ACT, act="consultation.ask", label="咨询或者请协办", clause="4.3a", asked=POSTS_ASKED
        ),
        form=lambda: AskForm(asked=POSTS_ASKED, initial=REQUEST),
    ),
    "applicant-gone": staff(
        "act",
        f"{CASE_PATH}acts/succession.note_applicant_gone/",
        page=succession_rows.GONE,
        form=lambda: ApplicantGoneForm(initial=REQUEST),
    ),
    "successor": staff(
        "act",
        f"{CASE_PATH}acts/succession.note_successor/",
        page=succession_rows.SUCCEEDED,
        form=lambda: SuccessorForm(initial=REQUEST),
    ),
    "act-changed": staff(
        "act",
        f"{CASE_PATH}acts/case.withdraw/",
        page=replace(
            ACT, negative=True, label="登记撤回", changed="沈秋 10:21 已作出准予决定，不能再撤回。"
        ),
        form=lambda: GrantForm({}),
    ),
    "correction": staff(
        "correction",
        f"{CASE_PATH}correction/",
        page=CORRECTION,
        form=lambda: TellForm(initial=REQUEST),
        act=ACT,
    ),
    "correction-barred": staff(
        "correction",
        f"{CASE_PATH}correction/",
        page=CORRECTION,
        form=lambda: TellForm(initial=REQUEST),
        act=replace(ACT, barred=BARRED, changed="沈秋 10:21 受理。"),
    ),
    "act-barred": staff(
        "act",
        f"{CASE_PATH}acts/case.decide_grant/",
        page=replace(ACT, barred=BARRED),
        form=GrantForm,
    ),
    "ask-back": staff(
        "act",
        f"{CASE_PATH}acts/{return_rows.ASK.act}/",
        page=return_rows.ASK,
        form=lambda: AskBackForm(initial=REQUEST),
    ),
    "hand-back": staff(
        "hand_back",
        f"{CASE_PATH}acts/{return_rows.GIVE_BACK.act}/",
        page=return_rows.GIVE_BACK,
        form=lambda: HandBackForm(asked=return_rows.GIVE_BACK.asked, initial=REQUEST),
    ),
    "hand-back-to-an-agent": staff(
        "hand_back",
        f"{CASE_PATH}acts/{return_rows.GIVE_BACK.act}/",
        page=return_rows.TO_AN_AGENT,
        form=lambda: HandBackForm(
            return_rows.FILLED_IN, MultiValueDict(), asked=return_rows.TO_AN_AGENT.asked
        ),
    ),
    **{
        f"service-{name}": staff(
            "act",
            f"{CASE_PATH}acts/{page.act}/",
            page=page,
            form=lambda made=made: made(initial=REQUEST),
        )
        for name, page, made in (
            ("attempt", serving_rows.ATTEMPT, AttemptForm),
            ("notice", serving_rows.NOTICE, NoticeForm),
            ("paper", serving_rows.SERVE, ServePaperForm),
            ("way", serving_rows.WAY, WayForm),
            ("receipt", serving_rows.RECEIPT, ReceiptForm),
        )
    },
    "service-correct": staff(
        "act",
        f"{CASE_PATH}acts/{serving_rows.CORRECT.act}/",
        page=serving_rows.CORRECT,
        form=lambda: ErratumForm(asked=serving_rows.CORRECT.asked, initial=REQUEST),
    ),
    "case-corrected-paper": staff(
        "case", CASE_PATH, page=replace(CASE, papers=serving_rows.CORRECTED)
    ),
    "track-return": public(
        "track_return",
        "/track/t/return/",
        page=replace(TRACK, may_ask_back=True),
        form=lambda: AskBackAtHomeForm(initial=REQUEST),
        **FOLLOWED,
    ),
    "track-serving": public(
        "track_serving",
        "/track/t/serving/",
        page=replace(TRACK, may_choose_way=True, sent_to="x***@example.org"),
        form=lambda: ServingForm(initial=REQUEST),
        **FOLLOWED,
    ),
    "track-hearing": public(
        "track_hearing",
        "/track/t/hearing/",
        page=replace(TRACK, hearing=serving_rows.TOLD_OF_A_HEARING),
        form=lambda: SignedForm(initial=REQUEST),
        **FOLLOWED,
    ),
    "hearing": public(
        "hearing",
        "/hearings/t/",
        page=serving_rows.INTERESTED,
        form=lambda: InterestedForm(initial=REQUEST),
        **FOLLOWED,
    ),
    "hearing-late": public(
        "hearing",
        "/hearings/t/",
        page=serving_rows.INTERESTED,
        form=lambda: InterestedForm({**REQUEST, "signed_by": "何立群"}),
        token="t",
        barred=BARRED,
    ),
    "hearing-is-set": public(
        "hearing",
        "/hearings/t/",
        page=serving_rows.INVITED,
        form=InterestedForm,
        **FOLLOWED,
    ),
    "power-of-attorney": public("power_of_attorney", "/power-of-attorney/", page=None),
    "power-of-a-case": public("power_of_attorney", "/track/t/power/", page=TRACK, token="t"),
    "examine": staff(
        "examine",
        f"{CASE_PATH}acts/case.examine_materials/",
        page=ACT,
        form=lambda: ExamineForm(asked=ASKED, initial=REQUEST),
    ),
    "examine-errors": staff(
        "examine",
        f"{CASE_PATH}acts/case.examine_materials/",
        page=replace(ACT, barred=BARRED, changed="沈秋 10:21 受理。"),
        form=examine_form,
    ),
    "find": staff(
        "find",
        "/desk/find/",
        page=rows.FindPage(
            "栖云",
            (rows.FoundCase(NUMBER, SERVICE, "栖云客栈", CaseState.ACCEPTED, date(2026, 9, 17)),),
        ),
    ),
    "find-nothing": staff("find", "/desk/find/", page=rows.FindPage("登月")),
    "find-mistyped": staff("find", "/desk/find/", page=rows.FindPage("5116", mistyped=True)),
    "ledger": staff("ledger", f"{CASE_PATH}ledger/", page=LEDGER),
    "ledger-broken": staff(
        "ledger",
        f"{CASE_PATH}ledger/",
        page=replace(
            LEDGER,
            proof=replace(LEDGER.proof, broken=1, checkpoint_at=None),
            entries=(replace(LEDGER.entries[0], holds=False), *LEDGER.entries[1:]),
            refused=(),
            owed=(),
            actor=ActorKind.SEAT,
        ),
    ),
    "duties": public("duties", "/duties/", page=office_rows.DUTIES),
    "promise": public("promise", "/promise/", page=promise_rows.PAGE),
    "promise-section": public(
        "promise", "/promise/sections/social/", page=promise_rows.OF_A_SECTION
    ),
    "promise-service": public(
        "promise", "/promise/services/511A0029700003/", page=promise_rows.OF_A_SERVICE
    ),
    "promise-nothing-yet": public("promise", "/promise/", page=promise_rows.NOTHING_YET),
    "pledges": staff("pledges", "/desk/pledges/", page=promise_rows.PLEDGES),
    "pledges-read": staff("pledges", "/desk/pledges/", page=promise_rows.READ_ONLY),
    "pledge-draft": staff(
        "act",
        "/desk/pledges/new/conduct/",
        page=promise_rows.WRITING,
        form=lambda: PledgeForm(asked=promise_rows.WRITING.asked),
        back="/desk/pledges/",
    ),
    "pledge-why": staff(
        "act",
        "/desk/pledges/new/overrun/",
        page=promise_rows.EXPLAINING,
        form=lambda: PledgeForm({}, asked=promise_rows.EXPLAINING.asked),
        back="/desk/pledges/",
    ),
    "other-units": public("other_units", "/others/", page=directory_rows.OTHERS),
    "other-units-none": public("other_units", "/others/", page=OtherUnitsPage(())),
    "who": public("who", "/who/", page=office_rows.WHO),
    "who-after-hours": public("who", "/who/", page=office_rows.AFTER_HOURS),
    "wall": screen("wall", page=office_rows.WALL),
    "wall-second": screen("wall", page=office_rows.WALL_OF_TWO),
    "seats": staff("seats", "/desk/seats/", page=office_rows.BOARD),
    "seats-planned": staff("seats", "/desk/seats/", page=office_rows.PLANNED_BOARD),
    "seats-none": staff("seats", "/desk/seats/", page=office_rows.EMPTY_BOARD),
    "absence": staff("absence", "/desk/absences/2026-118/", page=office_rows.ABSENCE),
    "absence-running": staff(
        "absence", "/desk/absences/2026-121/", page=office_rows.SUDDEN_ABSENCE
    ),
    "my-absences": staff("my_absences", "/desk/absences/mine/", page=office_rows.MINE),
    "my-absences-none": staff(
        "my_absences", "/desk/absences/mine/", page=rows.MyAbsencesPage((), (), (), ())
    ),
    "absence-announced": staff(
        "absence_request",
        "/desk/absences/new/",
        page=office_rows.ANNOUNCED,
        form=lambda: AbsenceForm(posts=office_rows.ANNOUNCED.posts, initial=REQUEST),
    ),
    "absence-declined": staff("absence", "/desk/absences/2026-118/", page=office_rows.DECLINED),
    "absence-act": staff(
        "absence_act",
        "/desk/absences/2026-118/acts/absence.approve_absence/",
        page=office_rows.APPROVE,
        form=BareForm,
    ),
    "absence-designate": staff(
        "absence_act",
        "/desk/absences/2026-118/acts/absence.designate_stand_in:c1/",
        page=replace(office_rows.APPROVE, label="指定顶岗人"),
        form=lambda: DesignateForm({}, asked=office_rows.REQUEST.posts[0].candidates),
    ),
    "absence-hand-over": staff(
        "absence_act",
        "/desk/absences/2026-118/acts/absence.hand_over:c1/",
        page=replace(office_rows.APPROVE, label="交出交接单"),
        form=lambda: HandOverForm({}, asked=OWED_LINES),
    ),
    "absence-take": staff(
        "absence_act",
        "/desk/absences/2026-118/acts/absence.take_hand_over:c1/",
        page=replace(office_rows.APPROVE, label="签收交接单", asked=OWED_LINES),
        form=BareForm,
    ),
    "absence-ledger": staff(
        "ledger",
        "/desk/absences/2026-118/ledger/",
        page=replace(LEDGER, number="2026-118", service="谢子涵离岗", matter=MatterKind.ABSENCE),
    ),
    "absence-request": staff(
        "absence_request",
        "/desk/absences/new/",
        page=office_rows.REQUEST,
        form=lambda: AbsenceForm(posts=office_rows.REQUEST.posts, initial=REQUEST),
    ),
    "absence-request-errors": staff(
        "absence_request",
        "/desk/absences/new/",
        page=replace(office_rows.REQUEST, barred=office_rows.NO_DELEGATE),
        form=absence_with_errors,
    ),
    "absence-sudden": staff(
        "absence_sudden",
        "/desk/absences/sudden/",
        page=office_rows.SUDDEN,
        form=lambda: SuddenForm(
            people=office_rows.SUDDEN.people, initial={**REQUEST, "leaves_at": office_rows.NOW}
        ),
    ),
    "absence-sudden-errors": staff(
        "absence_sudden",
        "/desk/absences/sudden/",
        page=office_rows.SUDDEN,
        form=lambda: SuddenForm(
            {
                "request_id": UUID(int=1),
                "leaves_at": "2026-11-24T09:10",
                "returns_at": "2026-11-23T17:30",
            },
            people=office_rows.SUDDEN.people,
        ),
    ),
    "absences": staff(
        "absences",
        "/desk/absences/",
        page=office_rows.CALENDAR,
        feed=f"https://office.test/calendar/{'0123456789abcdef' * 6}.ics",
    ),
    "absences-none": staff("absences", "/desk/absences/", page=office_rows.QUIET_CALENDAR),
    "matrix": staff("matrix", "/desk/duties/", page=office_rows.MATRIX),
    "matrix-whole": staff("matrix", "/desk/duties/", page=office_rows.WHOLE_MATRIX),
    "powers": staff("powers", "/desk/powers/", page=office_rows.POWERS),
    "powers-nowhere": staff("powers", "/desk/powers/", page=office_rows.NOWHERE),
    "closed": staff("closed", "/desk/", page=office_rows.CLOSED),
    "closed-nowhere": staff("closed", "/desk/", page=office_rows.NOWHERE_CLOSED),
    "books": staff("books", "/desk/office/", page=books_rows.BOOKS),
    "books-of-others": staff("books", "/desk/office/", page=books_rows.BOOKS_OF_OTHERS),
    "books-sit": books_act(books_rows.SIT, SitForm, {"post": "moon"}),
    "books-duty": books_act(books_rows.DUTY_ACT, DutyForm),
    "books-duty-wrong": books_act(books_rows.DUTY_ACT, DutyForm, {"day-2026-11-24": "moon"}),
    "schemes": staff("schemes", "/desk/office/schemes/", page=books_rows.VERSIONS),
    "schemes-of-others": staff(
        "schemes", "/desk/office/schemes/", page=books_rows.VERSIONS_OF_OTHERS
    ),
    "scheme": staff("scheme", "/desk/office/schemes/2/", page=books_rows.VERSION),
    "scheme-frozen": staff("scheme", "/desk/office/schemes/1/", page=books_rows.FROZEN),
    "scheme-past": staff("scheme", "/desk/office/schemes/1/", page=books_rows.PAST),
    "scheme-write": scheme_write(None, {}),
    "scheme-tried": scheme_write(books_rows.TRIED, {}),
    "scheme-faulty": scheme_write(books_rows.FAULTY, {}),
    "scheme-barred": scheme_write(None, {"barred": books_rows.VERSIONS_OF_OTHERS.barred}),
    "scheme-rewrite": scheme_write(None, {"number": 2}),
    "assessment": staff(
        "assessment", "/desk/assessment/", page=books_rows.FIGURES, form=lambda: PeriodForm()
    ),
    "assessment-none": staff(
        "assessment", "/desk/assessment/", page=books_rows.QUIET_FIGURES, form=lambda: PeriodForm()
    ),
    "assessment-years": staff(
        "assessment_years", "/desk/assessment/years/", page=books_rows.CYCLES
    ),
    "assessment-years-none": staff(
        "assessment_years", "/desk/assessment/years/", page=books_rows.NO_CYCLES
    ),
    "assessment-open": books_act(books_rows.OPEN_CYCLE, OpenForm, {}, "assessment_open"),
    "double-duty": staff("double_duty", "/desk/double-duty/", page=books_rows.DOUBLE_DUTY),
    "post": staff("post", "/desk/post/", page=post_rows.PAGE, form=post_rows.letter, barred=()),
    "post-none": staff(
        "post",
        "/desk/post/",
        page=post_rows.NONE,
        form=lambda: post_rows.letter({"wanted": " "}),
        barred=BARRED,
    ),
    **{
        name: staff("contact_desk", address, page=page, record=record, form=form, **more)
        for name, address, page, record, form, more in (
            (
                "contact-desk",
                "/desk/contact/new/",
                contact_desk_rows.BLANK,
                contact_desk_rows.blank,
                None,
                {"done": "511602-SW-20261116-00046-5", "barred": (), "chosen": ""},
            ),
            (
                "contact-desk-telling",
                "/desk/contact/new/",
                contact_desk_rows.TELLING,
                contact_desk_rows.record,
                contact_desk_rows.telling,
                {"chosen": "service:A1", "barred": ()},
            ),
            (
                "contact-desk-barred",
                "/desk/contact/2026-1/desk/",
                contact_desk_rows.WRITTEN,
                None,
                contact_desk_rows.told_in_part,
                {"barred": contact_desk_rows.BARRED, "chosen": "service:A1"},
            ),
        )
    },
    "contact": staff("contact", "/desk/contact/2026-1/", page=contact_rows.OPEN),
    "contact-settled": staff("contact", "/desk/contact/2026-1/", page=contact_rows.SETTLED),
    "contact-reported": staff("contact", "/desk/contact/2026-1/", page=contact_rows.REPORTED),
    "contact-hand-over-large": staff(
        "contact_act",
        "/desk/contact/2026-1/acts/contact.hand_over/",
        page=contact_rows.HANDING,
        form=lambda: HandForm(asked=contact_rows.HANDING.asked, initial=REQUEST),
    ),
    "contact-slip": staff("contact_slip", "/desk/contact/1/slip/", page=asking_rows.AT_THE_DESK),
    "contact-list": staff("contact_list", "/desk/contacts/", page=contact_rows.LISTED),
    "contact-none": staff("contact_list", "/desk/contacts/", page=contact_rows.NONE),
    **{
        name: staff(
            "contact_figures",
            "/desk/contacts/figures/",
            page=page,
            form=lambda page=page: contact_figure_rows.form(page),
        )
        for name, page in (
            ("contact-figures", contact_figure_rows.FIGURES),
            ("contact-figures-section", contact_figure_rows.OF_A_SECTION),
            ("contact-figures-none", contact_figure_rows.NONE),
        )
    },
    "briefings": staff("briefings", "/desk/briefings/", page=briefing_rows.LISTED),
    "briefings-none": staff("briefings", "/desk/briefings/", page=briefing_rows.NONE),
    "briefing": staff("briefing", briefing_rows.PATH, page=briefing_rows.OWED),
    "briefing-held": staff("briefing", briefing_rows.PATH, page=briefing_rows.HELD),
    "briefing-dropped": staff("briefing", briefing_rows.PATH, page=briefing_rows.DROPPED),
    "briefing-act": staff(
        "act",
        f"{briefing_rows.PATH}acts/briefing.hold/",
        page=briefing_rows.HOLD,
        form=lambda: GoneThroughForm(initial=REQUEST),
        back=briefing_rows.PATH,
    ),
    "unlisted": staff("unlisted", "/desk/unlisted/2026-1/", page=unlisted_rows.WAITING),
    "unlisted-referred": staff("unlisted", "/desk/unlisted/2026-1/", page=unlisted_rows.REFERRED),
    "unlisted-list": staff("unlisted_list", "/desk/unlisted/", page=unlisted_rows.LISTED),
    "unlisted-none": staff("unlisted_list", "/desk/unlisted/", page=unlisted_rows.NONE),
    "unlisted-receive": staff(
        "unlisted_receive",
        "/desk/unlisted/new/",
        page=unlisted_rows.RECEIVE,
        form=lambda: ReceiveForm(initial=REQUEST),
        back="/desk/unlisted/",
    ),
    "services": staff("services", "/desk/services/", page=services_rows.LISTED),
    "services-none": staff("services", "/desk/services/", page=services_rows.NOT_FOUND),
    "service-begin": staff(
        "service_begin",
        "/desk/services/new/",
        page=services_rows.BEGIN,
        form=lambda: services_rows.begin(services_rows.BEGIN, {"name": "临时停车位设置"}),
        barred=(),
    ),
    "service-next": staff(
        "service_begin",
        "/desk/services/next/x/",
        page=services_rows.NEXT,
        form=lambda: services_rows.begin(services_rows.NEXT),
        barred=(),
    ),
    "service-write": written(lambda: services_rows.editor(services_rows.EDITOR)),
    "service-write-whole": written(lambda: services_rows.editor(services_rows.WHOLE)),
    "service-write-empty": written(lambda: services_rows.editor(services_rows.EMPTY)),
    "service-write-refused": written(services_rows.refused),
    "service-write-together": written(services_rows.together),
    "service-review": reviewed(services_rows.REVIEWING),
    "service-review-announced": reviewed(services_rows.ANNOUNCED),
    "service-mirror": Shown(
        "desk/_mirror.html",
        "/services/x/",
        lambda: {"office": OFFICE, "page": services_rows.EDITOR.mirror},
    ),
    "setup": setup("setup", page=books_rows.SETUP),
    "setup-healthy": setup("setup", page=books_rows.HEALTHY),
    "setup-elsewhere": setup("elsewhere"),
    "setup-account": setup(
        "account", page=books_rows.OPENING, form=lambda: AccountForm(initial=REQUEST), barred=()
    ),
    "setup-close": setup(
        "account", page=books_rows.CLOSING, form=lambda: AccountForm({}), barred=BARRED
    ),
    "setup-given": setup("given", page=books_rows.OPENING, secret="k7m2-no-real"),
    "absence-back": staff("absence", "/desk/absences/2026-118/", page=office_rows.BACK),
}

OTHER_TONGUES = (
    *("home", "home-nothing", "service", "track", "track-find-errors", "who", "duties", "promise"),
    *("apply-begin", "apply-contact", "apply-check", "regulation", "404"),
)
"""Public pages that are looked at in other languages, too: names are longer there."""

PAGES |= {f"{name}-en": replace(PAGES[name], language="en") for name in OTHER_TONGUES}
PAGES |= {f"{name}-hant": replace(PAGES[name], language="zh-hant") for name in ("home", "service")}
PAGES |= {
    "proof": staff("proof", "/desk/proof/", page=proof_rows.PROOF),
    "proof-record": staff(
        "act",
        "/desk/proof/new/",
        page=proof_rows.RECORD,
        form=lambda: PublicationForm(asked=proof_rows.RECORD.asked, initial=REQUEST | {"seen": 1}),
        back="/desk/proof/",
    ),
    "english": staff(
        "act",
        "/desk/proof/v/service_version.write_in_english/",
        page=proof_rows.ENGLISH,
        form=lambda: EnglishForm(asked=proof_rows.ENGLISH.asked, initial=REQUEST | {"seen": 1}),
        back="/desk/proof/",
    ),
}

_ENGINE = DjangoTemplates(
    {
        "NAME": "gallery",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"],
            "string_if_invalid": MISSING,
        },
    }
)


# What htmx asks a page for while it stands open.
PARTS: dict[str, Shown] = {
    "wall/": screen("wall", page=office_rows.WALL),
    "desk/": staff("_queue_list", "/desk/", page=QUEUE),
    "desk/find/hits/": staff("_hits", "/desk/find/hits/", page=directory_rows.HITS),
    "desk/peek/o4/": staff("_peek", "/desk/peek/o4/", peek=replace(QUEUE.peek, row=TODAY[2])),
}


@cache
def render(name: str) -> str:
    """The page of that name as HTML, drawn once: nothing in it changes. A variable nobody gave is
    printed as in ``MISSING``."""
    return html(PAGES[name])


def html(shown: Shown) -> str:
    """A page or a part of one, as HTML."""
    request = RequestFactory().get(shown.path)
    set_urlconf(__name__)
    try:
        request.resolver_match = resolve(shown.path)
        with override(shown.language):
            return _ENGINE.get_template(shown.template).render(dict(shown.context()), request)
    finally:
        set_urlconf(None)


def answer(route: Any) -> None:
    """Answers a browser's request from the gallery: pages by name, files as they lie in the
    project, everything else with 404. Pages come under the policy the site itself sends."""
    from shouwen.config.headers import CONTENT_SECURITY_POLICY

    name = route.request.url.split("/", 3)[3].split("?")[0].split("#")[0]
    wanted = PARTS if "hx-request" in route.request.headers else PAGES
    if name in wanted:
        route.fulfill(
            body=html(wanted[name]),
            content_type="text/html; charset=utf-8",
            headers={"Content-Security-Policy": CONTENT_SECURITY_POLICY},
        )
    elif file := finders.find(name.removeprefix("static/")):
        route.fulfill(path=file)
    else:
        route.fulfill(status=404, body="")


def draw(folder: Path, names: list[str]) -> None:
    """Pictures of these pages (all, if none is named) in ``folder``."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for scheme in ("light", "dark"):
            page = chromium.new_context(color_scheme=scheme).new_page()
            page.route("**/*", answer)
            for name in names or PAGES:
                page.goto(f"http://gallery.test/{name}")
                for width in (1440, 390):
                    page.set_viewport_size({"width": width, "height": 900})
                    page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
        chromium.close()


if __name__ == "__main__":
    draw(Path(sys.argv[1]), sys.argv[2:])
