"""The forms of an applicant who is no more, and of who takes the application over (7.4.3b)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwen.acts.succession import Successor
from shouwen.rules.words import PartyEnd, PartyIdKind
from shouwen.web.desk.forms import BareForm
from shouwen.web.forms import Day, Line, Named
from shouwen.web.labels import choices


class ApplicantGoneForm(BareForm):
    """Why the applicant is no more, since when, and what proves it."""

    why = forms.ChoiceField(
        label=_("申请人怎么了"), choices=choices(PartyEnd), widget=forms.RadioSelect
    )
    on = Day(label=_("哪一天"), help_text=_("死亡、注销登记的日期，照证明上写的。"))
    proof = Line(
        label=_("凭什么"), max_length=200, help_text=_("死亡证明、注销登记通知书等的名称和编号。")
    )

    def brings(self) -> dict[str, Any]:
        """What is taken down."""
        said = self.cleaned_data
        return {"why": PartyEnd(said["why"]), "on": said["on"], "proof": said["proof"]}


class SuccessorForm(Named, BareForm):
    """Who takes the application over, by which document, and by what right."""

    applicant = Line(label=_("谁承受申请"), max_length=120)
    proof = Line(
        label=_("凭什么承受"),
        max_length=200,
        help_text=_(
            "继承的公证书或者关系证明、遗产管理人的指定、清算组备案通知书、合并分立的登记。"
        ),
    )
    address = Line(label=_("地址"), max_length=200, required=False, help_text=_("文书往这里寄。"))
    field_order = ("applicant", "id_kind", "id_number", "proof")

    def brings(self) -> dict[str, Any]:
        """Who stands in the applicant's place."""
        said = self.cleaned_data
        return {
            "successor": Successor(
                name=said["applicant"],
                id_kind=PartyIdKind(said["id_kind"]),
                id_number=said["id_number"],
                proof=said["proof"],
                phone=said["phone"],
                phone_declined=said["phone_declined"],
                email=said["email"],
                address=said["address"],
            )
        }
