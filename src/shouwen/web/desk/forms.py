"""The forms of the acts on a case: what each asks of the officer, and what it brings to the act.

A form checks shape alone; whether the act may be done, the act says."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwen.acts.case import Judgement
from shouwen.acts.receiving import Filed
from shouwen.rules.facts.casefile import Call, Handover, Withdrawal
from shouwen.rules.words import (
    WAYS_TO_SOMEBODY,
    CallBack,
    Check,
    PartyIdKind,
    Proposer,
    ServedBy,
)
from shouwen.web.forms import LONGEST, MOST_PAGES, ActForm, Checklist, Day, Line, Words
from shouwen.web.labels import choices
from shouwen.web.uploads import FilesField


class BareForm(ActForm):
    """A form that asks nothing but to be sent. ``asked`` is what the act is about: the
    materials of a case, the lines of a list, who could stand in."""

    def __init__(self, *args: Any, asked: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked

    def brings(self) -> dict[str, Any]:
        """What the act is given."""
        return {}


class ExamineForm(BareForm):
    """The checklist of the case, as found so far."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.checklist = Checklist(*args, materials=self.asked)

    def is_valid(self) -> bool:
        """The form and every line of the checklist."""
        return all([super().is_valid(), self.checklist.is_valid()])

    def brings(self) -> dict[str, Any]:
        """What was found of each material."""
        found = {line.material.key: _judgement(line.cleaned_data) for line in self.checklist}
        return {"judgements": found}


def _judgement(said: dict[str, Any]) -> Judgement:
    return Judgement(
        Check(said["check"]),
        said["problem"],
        said["ground"],
        said["cure"],
        said["pages"],
        said["department"],
    )


class HandoverForm(BareForm):
    """How something reaches the applicant, to whom, and by what proof."""

    served_by = forms.ChoiceField(
        label=_("怎么送达"),
        choices=choices(ServedBy, WAYS_TO_SOMEBODY),
        initial=ServedBy.HAND.value,
        widget=forms.RadioSelect,
    )
    to = Line(
        label=_("交给谁"), max_length=120, help_text=_("领取人；邮寄、电子送达的写收件地址。")
    )
    identity = forms.ChoiceField(
        label=_("领取人证件"),
        choices=[("", _("当面交付的要核对证件")), *choices(PartyIdKind)],
        required=False,
    )
    identity_number = Line(
        label=_("证件号码"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    tracking = Line(label=_("邮件号码"), max_length=60, required=False, help_text=_("邮寄的必填。"))
    received_on = Day(
        label=_("邮件回执上的签收日期"),
        required=False,
        help_text=_("邮寄的，回执回来了就填；救济期限从这一天起算。"),
    )

    def brings(self) -> dict[str, Any]:
        """The hand-over with its proof."""
        said = self.cleaned_data
        identity = PartyIdKind(said["identity"]) if said["identity"] else None
        return {
            "handover": Handover(
                by=ServedBy(said["served_by"]),
                to=said["to"],
                identity=identity,
                identity_number=said["identity_number"],
                tracking=said["tracking"],
                received_on=said.get("received_on"),
            )
        }


class TellForm(HandoverForm):
    """How a notice is handed over, posted or sent, and to whom: it counts only from then (4.2c)."""

    to = Line(
        label=_("交给谁"),
        max_length=120,
        required=False,
        help_text=_("不填就是申请人本人；电子送达的，不填就发到申请人留的邮箱或者手机。"),
    )


class AnswersForm(BareForm):
    """What the applicant brought against the correction notice: each point that was told."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in self.asked:
            self.fields[f"brought-{each.key}"] = forms.BooleanField(
                label=_("交来了：%(name)s") % {"name": each.name},
                required=False,
                help_text=each.fault,
            )
            self.fields[f"pages-{each.key}"] = forms.IntegerField(
                label=_("页数"), min_value=0, max_value=MOST_PAGES, required=False
            )
            self.fields[f"files-{each.key}"] = FilesField()

    def brings(self) -> dict[str, Any]:
        """The materials that came, each as a new filing."""
        said = self.cleaned_data
        return {
            "answers": tuple(
                Filed(
                    key=each.key,
                    form=each.form,
                    copies=each.copies,
                    pages=said[f"pages-{each.key}"] or 0,
                    uploads=said[f"files-{each.key}"],
                )
                for each in self.asked
                if said[f"brought-{each.key}"]
            )
        }


class AcceptForm(BareForm):
    """How the notice of acceptance reaches the applicant."""

    served_by = forms.ChoiceField(
        label=_("受理通知书怎么交给申请人"),
        choices=choices(ServedBy, WAYS_TO_SOMEBODY),
        initial=ServedBy.HAND.value,
        widget=forms.RadioSelect,
    )

    def brings(self) -> dict[str, Any]:
        """The way."""
        return {"served_by": ServedBy(self.cleaned_data["served_by"])}


class OpinionForm(BareForm):
    """What a step found."""

    opinion = Words(
        label=_("查明的情况和意见"),
        max_length=LONGEST,
        widget=forms.Textarea,
        help_text=_("写进案卷。"),
    )

    def brings(self) -> dict[str, Any]:
        """The finding."""
        return {"opinion": self.cleaned_data["opinion"]}


class DecideForm(BareForm):
    """The facts a decision rests on."""

    facts = Words(
        label=_("查明的事实"),
        max_length=LONGEST,
        widget=forms.Textarea,
        help_text=_("写进决定书，一行一条。"),
    )

    def brings(self) -> dict[str, Any]:
        """The facts."""
        return {"facts": self.cleaned_data["facts"]}


class DeliverForm(HandoverForm):
    """How the result was handed over, or that its public notice is over (7.4.3b)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["served_by"].choices = choices(ServedBy)


class CallBackForm(BareForm):
    """What whoever took their application back said when they were called (7.1)."""

    result = forms.ChoiceField(
        label=_("问到的结果"), choices=choices(CallBack), widget=forms.RadioSelect
    )
    said = Words(
        label=_("申请人怎么说"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("照原话写；没有打通的，写明什么时候打过几次。"),
    )

    def brings(self) -> dict[str, Any]:
        """The call."""
        said = self.cleaned_data
        return {"call": Call(CallBack(said["result"]), said["said"])}


class WithdrawForm(BareForm):
    """Who signed that they take the application back, and who had proposed it (7.1)."""

    signed_by = Line(label=_("签字的申请人"), max_length=120, help_text=_("申请人不用说理由。"))
    proposed_by = forms.ChoiceField(
        label=_("谁先提出撤回"), choices=choices(Proposer), widget=forms.RadioSelect
    )

    def brings(self) -> dict[str, Any]:
        """The withdrawal as signed."""
        said = self.cleaned_data
        proposer = Proposer(said["proposed_by"])
        return {"withdrawal": Withdrawal(signed_by=said["signed_by"], proposed_by=proposer)}
