"""Figures of what was kept and missed, and the year's assessment (2.2, 2.9a)."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from shouwen.acts import assessment as acts
from shouwen.queries import assessment_page as look
from shouwen.queries.rows import ActPage
from shouwen.queries.rows.assessment import FiguresPage, FiguresRow
from shouwen.queries.viewer import Viewer
from shouwen.rules.facts.cycle import Share
from shouwen.rules.words import AssessmentStage
from shouwen.web.desk.acts import Door, through
from shouwen.web.desk.books_forms import BooksForm, grouped
from shouwen.web.desk.forms import BareForm
from shouwen.web.desk.frame import day_asked, page, staff
from shouwen.web.desk.sheet import sheet
from shouwen.web.forms import Asking, Day, Line
from shouwen.web.labels import label

SHARES = 5  # parts of a score that the form has room for

# ── figures ──────────────────────────────────────────────────────────────────────────────────────


class PeriodForm(Asking):
    """From which day to which."""

    since = Day(label=_("从"))
    until = Day(label=_("到"))


@require_safe
@staff
def figures(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Met, late and open by person and post, each miss with its evidence."""
    found = look.figures(viewer, day_asked(request, "since"), day_asked(request, "until"))
    form = PeriodForm(initial={"since": found.since, "until": found.until})
    return page(request, "assessment", viewer, page=found, form=form)


@require_safe
@staff
def download(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The same as a spreadsheet: a line for each person on each post, and one for each miss."""
    found = look.figures(viewer, day_asked(request, "since"), day_asked(request, "until"))
    return sheet(f"assessment-{found.since}-{found.until}.csv", _lines(found))


def _lines(found: FiguresPage) -> list[list[object]]:
    heading = ["科室", "岗位", "人员", "代行", "到期", "按时", "逾期办了", "还欠着"]
    lines: list[list[object]] = [
        [
            *heading,
            "逾期的事",
            "编号",
            "条款",
            "到期时间",
            "办了的时间",
            "当时在岗",
            "交接单谁交的",
            "何时交的",
            "依据",
        ]
    ]
    for row in found.rows:
        whose = [row.section, row.post, row.person or "不计个人"]
        lines.append(
            [*whose, "是" if row.standing_in else "", row.owed, row.met, row.late, row.open]
        )
        lines += _missed(row, whose)
    return lines


def _missed(row: FiguresRow, whose: list[str]) -> list[list[object]]:
    return [
        [
            *whose,
            *([""] * 5),
            each.owed,
            each.number,
            each.clause,
            _written(each.due_at),
            _written(each.ended_at) if each.ended_at else "",
            each.sat,
            each.gave,
            _written(each.handed_at) if each.handed_at else "",
            each.evidence,
        ]
        for each in row.missed
    ]


def _written(at: datetime) -> str:
    """A time in Asia/Shanghai, as spreadsheets read it."""
    return f"{localtime(at):%Y-%m-%d %H:%M}"


# ── the year ─────────────────────────────────────────────────────────────────────────────────────


def _named(stage: AssessmentStage) -> dict[str, Any]:
    return {"name": label(stage)}


class OpenForm(BooksForm):
    """A year, its stages with day and post, and what the score rests on."""

    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = [("", _("选一个")), *grouped(self.choices.posts)]
        for stage in AssessmentStage:
            due = Day(label=_("哪天以前"))
            due.error_messages["required"] = _("“%(name)s”要写哪天以前办完。") % _named(stage)
            post = forms.ChoiceField(label=_("由哪个岗位办"), choices=posts)
            post.error_messages["required"] = _("“%(name)s”要写由哪个岗位办。") % _named(stage)
            self.fields |= {f"due-{stage}": due, f"post-{stage}": post}
        for n in range(SHARES):
            self.fields |= {
                f"text-{n}": Line(label=_("考核什么"), max_length=60, required=n == 0),
                f"points-{n}": forms.IntegerField(
                    label=_("多少分"), min_value=0, max_value=100, required=n == 0
                ),
                f"duties-{n}": forms.BooleanField(label=_("与岗位职责挂钩"), required=False),
            }

    def stages(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Each stage with its fields, as the page draws them."""
        return [
            (str(label(stage)), self[f"due-{stage}"], self[f"post-{stage}"])
            for stage in AssessmentStage
        ]

    def shares(self) -> list[tuple[forms.BoundField, ...]]:
        """Each part of the score with its fields."""
        return [
            tuple(self[f"{name}-{n}"] for name in ("text", "points", "duties"))
            for n in range(SHARES)
        ]

    def clean(self) -> None:
        """What has a name has points, and what has points a name."""
        said = self.cleaned_data
        for n in range(SHARES):
            if said.get(f"text-{n}") and said.get(f"points-{n}") is None:
                self.add_error(f"points-{n}", _("请写这一项多少分。"))
            if said.get(f"points-{n}") and not said.get(f"text-{n}"):
                self.add_error(f"text-{n}", _("请写这些分考核什么。"))

    def brings(self) -> dict[str, Any]:
        """Year, stages and shares."""
        said = self.cleaned_data
        return {
            "year": said["year"],
            "stages": tuple(
                acts.StageDue(stage, said[f"due-{stage}"], UUID(said[f"post-{stage}"]))
                for stage in AssessmentStage
            ),
            "shares": tuple(
                Share(said[f"text-{n}"], said[f"points-{n}"], said[f"duties-{n}"])
                for n in range(SHARES)
                if said[f"text-{n}"]
            ),
        }


class StageForm(BareForm):
    """On which paper it is that a stage is done."""

    reference = Line(
        label=_("依据的文件或者记录"), max_length=200, help_text=_("文号、会议纪要编号。")
    )

    def brings(self) -> dict[str, Any]:
        """The reference."""
        return {"reference": self.cleaned_data["reference"]}


@require_safe
@staff
def years(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The assessments of the years with their stages."""
    return page(request, "assessment_years", viewer, page=look.cycles(viewer))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def open_cycle(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Lay down a year's assessment."""
    door = Door(acts.open_cycle, OpenForm)
    return _act(request, viewer, door, lambda seen=None: look.opening(viewer), "assessment_open")


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def stage(request: HttpRequest, viewer: Viewer, step: UUID) -> HttpResponse:
    """Finish a stage."""
    door = Door(acts.finish_stage, StageForm)
    return _act(request, viewer, door, partial(look.finishing, viewer, step), "act")


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def close(request: HttpRequest, viewer: Viewer, matter: UUID) -> HttpResponse:
    """End a year's assessment."""
    door = Door(acts.close_cycle)
    return _act(request, viewer, door, partial(look.closing, viewer, matter), "act")


def _act(
    request: HttpRequest, viewer: Viewer, door: Door, look_at: Any, template: str
) -> HttpResponse:
    def show(found: ActPage, form: BareForm, status: int) -> HttpResponse:
        back = reverse("assessment-years")
        return page(request, template, viewer, status=status, page=found, form=form, back=back)

    return through(request, viewer, door, look_at, show) or redirect("assessment-years")
