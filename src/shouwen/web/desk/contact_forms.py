"""The forms of the acts on a contact: what each asks of the officer, and what it brings to the act.

Nothing is asked that what comes of it does not need (1.3.2c)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwen.rules.facts.contact import Elsewhere, Report, Wanted
from shouwen.rules.policy import number
from shouwen.rules.words import ContactChannel, ReportKind, ToldBy, ToldHow
from shouwen.web.desk.consultation_forms import MOST_DAYS
from shouwen.web.desk.forms import BareForm
from shouwen.web.forms import LONGEST, Line, Moment, Words
from shouwen.web.labels import choices

LONGEST_LETTER = 20_000
SIX = (
    ("basis", _("依据")),
    ("limit", _("时限")),
    ("procedure", _("程序")),
    ("fee", _("费用")),
    ("materials", _("全部材料")),
    ("grounds", _("不予办理的情形")),
)
"""The parts of a guide that are told at once (4.1)."""


class Text(Words):
    """Words over several lines."""

    def __init__(self, label: Any, *, rows: int = 3, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST)
        super().__init__(label=label, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class WantedForm(BareForm):
    """Who asks for what, in their words, and how to reach them."""

    channel = forms.ChoiceField(
        label=_("怎么来的"),
        choices=choices(ContactChannel),
        initial=ContactChannel.VISIT.value,
        widget=forms.RadioSelect,
    )
    wanted = Text(
        _("要什么"), help_text=_("照原话记，不必归纳。"), rows=4, max_length=LONGEST_LETTER
    )
    name = Line(label=_("称呼"), max_length=120, required=False)
    phone = Line(
        label=_("电话"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    phone_declined = forms.BooleanField(
        label=_("不愿留电话"), required=False, help_text=_("不影响办理；另记联系办法。")
    )
    other_way = Line(
        label=_("另外的联系办法"),
        max_length=200,
        required=False,
        help_text=_("地址、什么时候再来、托谁转告。"),
    )
    email = forms.EmailField(label=_("邮箱"), max_length=320, required=False)

    def wants(self) -> Wanted:
        """What was written down."""
        said = self.cleaned_data
        return Wanted(
            channel=ContactChannel(said["channel"]),
            text=said["wanted"],
            name=said["name"],
            phone=said["phone"],
            phone_declined=said["phone_declined"],
            other_way=said["other_way"],
            email=said["email"],
        )

    def brings(self) -> dict[str, Any]:
        """What the act is given."""
        return {"wanted": self.wants()}


class RegisterForm(WantedForm):
    """The same, and whether nobody but this desk is to see it for now; when they came, where that
    could not be written down at once (a late entry, which is marked)."""

    came_at = Moment(
        label=_("补登：他们是几点来问的"),
        required=False,
        help_text=_("断网、停电时记在纸上的，写当时的时间；现在来问的不填。"),
    )
    unseen = forms.BooleanField(
        label=_("反映工作人员的，先不让别人看到"),
        required=False,
        help_text=_("登记投诉举报以前，只有您这里看得到。"),
    )

    def brings(self) -> dict[str, Any]:
        """What the act is given."""
        return {"wanted": self.wants(), "unseen": self.cleaned_data["unseen"]}


class TextForm(BareForm):
    """Something in full words, by the ``name`` that the act gives it; each says what it asks for."""

    name = "text"

    def brings(self) -> dict[str, Any]:
        """The words."""
        return {self.name: self.cleaned_data["text"]}


class AnswerForm(TextForm):
    """What was answered, and on which guide it rests."""

    text = Text(_("答复了什么"), rows=4)
    service = Line(
        label=_("依据哪个事项的指南"),
        max_length=80,
        required=False,
        help_text=_("填事项编码；不填就是凭本岗位的职责答复。"),
    )

    def brings(self) -> dict[str, Any]:
        """The answer."""
        return {"text": self.cleaned_data["text"], "service": self.cleaned_data["service"]}


class CalledForm(TextForm):
    """What was said in a call, or that nobody was reached."""

    text = Text(_("几点打的，说了什么"), help_text=_("没有打通的，也写明几点打的。"))


class LeftForm(TextForm):
    """Why they left."""

    name = "reason"
    text = Text(_("为什么没有说完"), help_text=_("挂断了、赶车、改天再来；有联系办法的写上。"))


class WhyForm(TextForm):
    """Why."""

    name = "why"
    text = Text(_("为什么"), help_text=_("凭哪条职责，该归谁。"))


class FindOutForm(WhyForm):
    """Why it cannot be said at once."""

    text = Text(_("为什么当场说不准"), help_text=_("也要告诉来人。"))


class SaidForm(TextForm):
    """What the asker says besides."""

    text = Text(_("来人又说了什么"), rows=4, max_length=LONGEST_LETTER)


class AccountForm(TextForm):
    """Why nobody was there."""

    text = Text(_("那时为什么没有人"), help_text=_("查明以后写；没有请假的，请补登记离岗。"))


class ReplyForm(TextForm):
    """What is answered to a question of a colleague."""

    text = Text(_("答复"), help_text=_("外单位答复的，写明谁、哪天、怎么说的。"), rows=4)


class GuideForm(BareForm):
    """A guide told in full: of which service, how, and on the telephone part by part."""

    service = Line(label=_("事项编码"), max_length=80, help_text=_("在办事指南的标题下面。"))
    how = forms.ChoiceField(
        label=_("怎么告知"),
        choices=choices(ToldBy),
        initial=ToldBy.PRINT.value,
        widget=forms.RadioSelect,
        help_text=_("只有电话咨询可以口头告知，六项逐项念、逐项勾。"),
    )
    parts = forms.MultipleChoiceField(
        label=_("电话里念过的"), choices=SIX, required=False, widget=forms.CheckboxSelectMultiple
    )

    def brings(self) -> dict[str, Any]:
        """What was told."""
        said = self.cleaned_data
        return {
            "service": said["service"],
            "how": ToldBy(said["how"]),
            "parts": frozenset(said["parts"]),
        }


class NotEligibleForm(GuideForm):
    """The same to somebody who does not meet the conditions, as told."""

    text = Text(_("哪一条不符合"), help_text=_("照来人自己说的情况写。"))
    may_apply = forms.BooleanField(
        label=_("已经告诉来人：不符合也可以申请，我们照样收件"), required=False
    )

    def brings(self) -> dict[str, Any]:
        """What was told, and which condition it is."""
        said = self.cleaned_data
        return {**super().brings(), "reason": said["text"], "may_apply": said["may_apply"]}


class AcceptForm(BareForm):
    """The case that was received for it."""

    case = Line(label=_("刚收下的办件编号"), max_length=60)
    why_not = Text(
        _("即办的事项没有当场办结，为什么"),
        help_text=_("不是即办的不用填。"),
        rows=2,
        required=False,
    )

    def brings(self) -> dict[str, Any]:
        """Its number."""
        return {"case": self.cleaned_data["case"], "why_not": self.cleaned_data["why_not"]}


class PostForm(BareForm):
    """A post of the office."""

    post = forms.ChoiceField(label=_("哪个岗位"))

    def __init__(self, *args: Any, asked: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, asked=asked, **kwargs)
        named = [(each.key, each.name) for each in asked]
        self.fields["post"].choices = [("", _("请选")), *named]

    def brings(self) -> dict[str, Any]:
        """The post."""
        return {"post": UUID(self.cleaned_data["post"])}


class GuidedForm(PostForm):
    """Where they are guided, and that they were told."""

    told = forms.BooleanField(
        label=_("科室、房间、时间、电话都告诉来人了"),
        required=False,
    )

    def brings(self) -> dict[str, Any]:
        """The post."""
        return {**super().brings(), "told": self.cleaned_data["told"]}


class HandForm(PostForm):
    """To which post, and why."""

    why = Text(_("为什么"), help_text=_("凭哪条职责归那个岗位。"))

    def brings(self) -> dict[str, Any]:
        """The post and the reason."""
        return {**super().brings(), "why": self.cleaned_data["why"]}


class AbsentForm(HandForm):
    """For whom it is taken down, and what the asker was told why not now."""

    why = Text(_("告诉来人为什么现在办不了"), help_text=_("只说经办人不在，不说为什么不在。"))


class AskForm(PostForm):
    """Who is asked what, and until when; why the asker waits."""

    question = Text(_("要问的事"))
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
    )
    why = Text(_("告诉来人为什么要等"), rows=2)
    field_order = ("question", "post", "outside", "days", "why")

    def __init__(self, *args: Any, asked: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, asked=asked, **kwargs)
        self.fields["post"].required = False
        self.fields["post"].label = _("问本机关的哪个岗位")

    def brings(self) -> dict[str, Any]:
        """The question."""
        said = self.cleaned_data
        return {
            "post": UUID(said["post"]) if said["post"] else None,
            **{name: said[name] for name in ("question", "outside", "days", "why")},
        }


class ElsewhereForm(BareForm):
    """Whose it is instead."""

    body = Line(label=_("归哪个单位"), max_length=160, required=False)
    phone = Line(
        label=_("那里的电话"),
        max_length=40,
        required=False,
        help_text=_("核实过的；没有核实的先打一下。"),
    )

    def brings(self) -> dict[str, Any]:
        """The body and its phone."""
        return {"elsewhere": Elsewhere(self.cleaned_data["body"], self.cleaned_data["phone"])}


class ReferForm(ElsewhereForm):
    """Whose it is instead, by a phone that was confirmed (1.3.3)."""

    entry = forms.UUIDField(required=False, widget=forms.HiddenInput)
    confirmed = forms.BooleanField(
        label=_("刚打过，确实是那里"), required=False, help_text=_("名录里核实过的不用再打。")
    )

    def brings(self) -> dict[str, Any]:
        """The body and its phone, and the line of the directory they come from."""
        said = self.cleaned_data
        elsewhere = replace(super().brings()["elsewhere"], confirmed=said["confirmed"])
        return {"elsewhere": elsewhere, "entry": said["entry"]}


class FoundForm(ReferForm):
    """Whose it is, or the hotline's reply."""

    hotline_number = Line(label=_("查不到的：热线答复的编号"), max_length=60, required=False)

    def brings(self) -> dict[str, Any]:
        """What was found out."""
        found = super().brings()
        reply = self.cleaned_data["hotline_number"]
        return {**found, "elsewhere": replace(found["elsewhere"], hotline_number=reply)}


class ReportForm(BareForm):
    """What is reported, by whom, of whom."""

    kind = forms.ChoiceField(
        label=_("是哪一种"), choices=choices(ReportKind), widget=forms.RadioSelect
    )
    name = Line(label=_("反映人姓名"), max_length=120, required=False)
    phone = Line(label=_("电话"), max_length=40, required=False)
    anonymous = forms.BooleanField(label=_("匿名"), required=False, help_text=_("照样登记。"))
    phone_declined = forms.BooleanField(label=_("不愿留电话"), required=False)
    about = forms.MultipleChoiceField(
        label=_("反映本机关的谁"),
        required=False,
        help_text=_("选上的人在应办、清单、查找、台账、通知里都看不到这一件。"),
    )

    def __init__(self, *args: Any, asked: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, asked=asked, **kwargs)
        self.fields["about"].choices = [(each.key, each.name) for each in asked]

    def brings(self) -> dict[str, Any]:
        """The report."""
        said = self.cleaned_data
        report = Report(
            kind=ReportKind(said["kind"]),
            name=said["name"],
            phone=said["phone"],
            anonymous=said["anonymous"],
            phone_declined=said["phone_declined"],
            about=frozenset(map(UUID, said["about"])),
        )
        return {"report": report}


class TellAskerForm(TextForm):
    """How the asker learns the outcome, and in which words."""

    text = Text(
        _("告诉来人什么"),
        help_text=_("发消息的原样发出；打电话的，写明几点打的、说了什么。"),
        rows=4,
    )
    how = forms.ChoiceField(
        label=_("怎么告诉"),
        choices=choices(ToldHow),
        initial=ToldHow.CALL.value,
        widget=forms.RadioSelect,
    )

    def brings(self) -> dict[str, Any]:
        """What was told, and how."""
        return {"how": ToldHow(self.cleaned_data["how"]), "text": self.cleaned_data["text"]}
