"""The forms of a hearing: the right told, asked for, set, held (行政许可法 art. 47–48)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwen.rules.facts.hearing import Interested
from shouwen.rules.words import ServedBy
from shouwen.web.desk.forms import BareForm, HandoverForm, choices
from shouwen.web.forms import LONGEST, Line, Moment, Words


class TellRightForm(HandoverForm):
    """What is at stake, and how the paper reaches the applicant."""

    stakes = Words(
        label=_("直接涉及谁的什么重大利益"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("原样写进告知书。"),
    )
    field_order = ("stakes",)

    def brings(self) -> dict[str, Any]:
        """What is told."""
        return {**super().brings(), "stakes": self.cleaned_data["stakes"]}


class TellInterestedForm(HandoverForm):
    """Who else it is about, where they are reached, and how the paper reaches them."""

    name = Line(label=_("有利害关系的人"), max_length=120)
    phone = Line(
        label=_("他的电话"),
        max_length=40,
        required=False,
        help_text=_("电话、邮箱、地址至少填一样；听证的时间定了照这里通知他。"),
    )
    email = forms.EmailField(label=_("他的电子邮箱"), max_length=120, required=False)
    address = Line(label=_("他的地址"), max_length=200, required=False)
    received_on = None  # no remedy runs from it
    field_order = ("name", "phone", "email", "address")

    def brings(self) -> dict[str, Any]:
        """Who is told, and how."""
        said = self.cleaned_data
        reached = {part: said[part] for part in ("name", "phone", "email", "address")}
        return {**super().brings(), "interested": Interested(**reached)}


class WantedForm(BareForm):
    """Who wants the hearing, or signs that they give it up."""

    name = Line(label=_("谁签名提出"), max_length=120, help_text=_("申请人，或者有利害关系的人。"))

    def brings(self) -> dict[str, Any]:
        """The name."""
        return {"name": self.cleaned_data["name"]}


class SetTimeForm(HandoverForm):
    """When and where, who chairs, and how the notice reaches the applicant."""

    begins_at = Moment(label=_("什么时候听证"))
    place = Line(label=_("在哪里"), max_length=200)
    chair = forms.ChoiceField(label=_("谁主持"), help_text=_("不能是审查过这件申请的人。"))
    closed = Line(
        label=_("不公开的理由"),
        max_length=200,
        required=False,
        help_text=_("听证要公开；只有涉及国家秘密、商业秘密或者个人隐私的才不公开，写明是哪一样。"),
    )
    field_order = ("begins_at", "place", "chair", "closed")

    def __init__(self, *args: Any, asked: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, asked=asked, **kwargs)
        self.fields["chair"].choices = [(each.key, each.name) for each in asked]

    def brings(self) -> dict[str, Any]:
        """What is set."""
        said = self.cleaned_data
        return {
            **super().brings(),
            "begins_at": said["begins_at"],
            "place": said["place"],
            "chair": UUID(said["chair"]),
            "public": not said["closed"],
            "closed": said["closed"],
        }


class BringNoticeForm(HandoverForm):
    """How the notice of the hearing reaches somebody who left nothing but a postal address."""

    served_by = forms.ChoiceField(
        label=_("怎么送达"),
        choices=choices(ServedBy, (ServedBy.POST, ServedBy.HAND)),
        initial=ServedBy.POST.value,
        widget=forms.RadioSelect,
    )
    received_on = None  # no remedy runs from it

    def __init__(self, *args: Any, asked: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, asked=asked, **kwargs)
        self.fields["to"].initial = "".join(each.says for each in asked)


class MinutesForm(BareForm):
    """What was said, and who signed it."""

    text = Words(
        label=_("听证笔录"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("审查意见的证据和理由、申辩和质证，逐人记下。"),
    )
    signed_by = Line(
        label=_("谁看过、签了字或者盖了章"),
        max_length=200,
        help_text=_("全部参加人；拒绝签的写明理由。"),
    )

    def brings(self) -> dict[str, Any]:
        """The minutes."""
        said = self.cleaned_data
        return {"text": said["text"], "signed_by": said["signed_by"]}
