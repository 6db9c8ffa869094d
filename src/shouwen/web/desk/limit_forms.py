"""The forms of what moves a limit: longer asked for, decided, told; time that does not count (6.5)."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwen.rules.labels import label
from shouwen.rules.words import DelayReason, SpecialKind
from shouwen.web.desk.forms import BareForm, HandoverForm
from shouwen.web.forms import LONGEST, Line, Words
from shouwen.web.labels import choices

MOST_DAYS = 250  # a year's working days: nothing is declared or extended for longer


class AskExtensionForm(BareForm):
    """How much longer, and why: from a list that knows no absence and no signature (6.5a)."""

    days = forms.IntegerField(label=_("延长几日"), min_value=1, max_value=MOST_DAYS)
    reason = forms.ChoiceField(
        label=_("为什么"),
        choices=choices(DelayReason),
        widget=forms.RadioSelect,
        help_text=_("有人不在、等领导签字、工作忙，都不是理由。"),
    )
    text = Words(
        label=_("具体情况"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("原样写进给申请人的告知书。"),
    )
    article = Line(
        label=_("允许延长的法律条文"),
        max_length=200,
        required=False,
        help_text=_("只有超过法定期限、又不是行政许可的才要写。"),
    )

    def __init__(self, *args: Any, asked: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, asked=asked, **kwargs)
        for limit in asked:
            said = {"day": f"{limit.due:%Y-%m-%d}", "unit": label(limit.unit), "n": limit.within}
            self.fields["days"].help_text = (
                _("单位是%(unit)s；现在到 %(day)s。法律没有规定时限，最多延长原来承诺的那么久。")
                if limit.within is None
                else _(
                    "单位是%(unit)s；现在到 %(day)s。再延 %(n)s 以内不超过法定期限，由分管领导批；超过的由主要领导批。"
                )
            ) % said

    def brings(self) -> dict[str, Any]:
        """What is asked for."""
        said = self.cleaned_data
        return {
            "days": said["days"],
            "reason": DelayReason(said["reason"]),
            "text": said["text"],
            "article": said["article"],
        }


class ApproveExtensionForm(BareForm):
    """Whether the government approved, of a licence that several bodies handle."""

    document = Line(
        label=_("政府批准的文号"),
        max_length=120,
        required=False,
        help_text=_("只有联合办理的许可超过法定期限的才要写（行政许可法第四十二条第二款）。"),
    )

    def brings(self) -> dict[str, Any]:
        """The document, where one is needed."""
        return {"document": self.cleaned_data["document"]}


class DeclineExtensionForm(BareForm):
    """Why not."""

    why = Words(
        label=_("为什么不同意"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )

    def brings(self) -> dict[str, Any]:
        """The reason."""
        return {"why": self.cleaned_data["why"]}


class BeginSpecialProcedureForm(HandoverForm):
    """Which procedure, by what, for how long; and how the applicant was told of it in writing."""

    kind = forms.ChoiceField(
        label=_("什么程序"), choices=choices(SpecialKind), widget=forms.RadioSelect
    )
    step = forms.ChoiceField(
        label=_("办事指南的哪个环节"),
        choices=[("", _("不是"))],
        required=False,
        help_text=_("只停承诺期限，不停法定期限。"),
    )
    name = Line(
        label=_("程序叫什么"),
        max_length=80,
        required=False,
        help_text=_("其他条文规定的程序才要写。"),
    )
    article = Line(
        label=_("依据的法律条文"),
        max_length=200,
        required=False,
        help_text=_("行政许可的前八项依据《行政许可法》第四十五条，不用写；其他的必填。"),
    )
    days = forms.IntegerField(
        label=_("要几个工作日"),
        min_value=1,
        max_value=MOST_DAYS,
        help_text=_("今天算第一日。到时没有结束的，自动恢复计时。"),
    )
    field_order = ("kind", "step", "name", "article", "days")

    def __init__(self, *args: Any, asked: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, asked=asked, **kwargs)
        if not asked:
            del self.fields["step"]
            of_law = [(key, text) for key, text in choices(SpecialKind) if key != SpecialKind.GUIDE]
            self.fields["kind"].choices = of_law
            return
        named = [(each.key, f"{each.name}（{each.days}）") for each in asked]
        self.fields["step"].choices = [("", _("不是")), *named]

    def brings(self) -> dict[str, Any]:
        """What is declared, with the proof of telling."""
        said = self.cleaned_data
        return {
            **super().brings(),
            "kind": SpecialKind(said["kind"]),
            "step": said.get("step", ""),
            "name": said["name"],
            "article": said["article"],
            "days": said["days"],
        }
