"""The forms of consultations: who is asked what, the answer, what the applicant was told (4.3)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwen.rules.policy import number
from shouwen.rules.words import ConsultationKind, ToldHow
from shouwen.web.desk.forms import BareForm
from shouwen.web.forms import LONGEST, Line, Words
from shouwen.web.labels import choices

MOST_DAYS = 60  # nobody is given longer than a long case takes


class AskForm(BareForm):
    """Who is asked what, and until when."""

    kind = forms.ChoiceField(
        label=_("问，还是请人办"),
        choices=choices(ConsultationKind),
        initial=ConsultationKind.CONSULT.value,
        widget=forms.RadioSelect,
    )
    question = Words(
        label=_("要问的事"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写清是哪一样材料、哪一条，要对方回答什么。"),
    )
    post = forms.ChoiceField(label=_("问本机关的哪个岗位"), required=False)
    outside = Line(
        label=_("或者问哪个外单位"),
        max_length=120,
        required=False,
        help_text=_("外单位的答复由您去要，收到后记在这里。"),
    )
    days = forms.IntegerField(
        label=_("几个工作日内答复"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=number("consult_within"),
        help_text=_("协办的要在承诺期限以前。"),
    )

    def __init__(self, *args: Any, asked: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, asked=asked, **kwargs)
        named = [(each.key, each.name) for each in asked]
        self.fields["post"].choices = [("", _("不问本机关的")), *named]

    def brings(self) -> dict[str, Any]:
        """The question."""
        said = self.cleaned_data
        return {
            "kind": ConsultationKind(said["kind"]),
            "question": said["question"],
            "days": said["days"],
            "post": UUID(said["post"]) if said["post"] else None,
            "outside": said["outside"],
        }


class AnswerForm(BareForm):
    """What is answered."""

    text = Words(
        label=_("答复"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("外单位答复的，写明谁、哪天、怎么说的。"),
    )

    def brings(self) -> dict[str, Any]:
        """The answer."""
        return {"text": self.cleaned_data["text"]}


class TellOutcomeForm(BareForm):
    """How the applicant learns the outcome, and in which words."""

    how = forms.ChoiceField(
        label=_("怎么告诉"),
        choices=choices(ToldHow),
        initial=ToldHow.MESSAGE.value,
        widget=forms.RadioSelect,
    )
    text = Words(
        label=_("告诉申请人什么"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("发消息的原样发出；打电话的，写明几点打的、说了什么。"),
    )

    def brings(self) -> dict[str, Any]:
        """What was told, and how."""
        said = self.cleaned_data
        return {"how": ToldHow(said["how"]), "text": said["text"]}
