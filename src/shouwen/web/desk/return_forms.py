"""The forms of a return of materials: who asks, and what goes to whom by which proof (7.4.4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from shouwen.queries.rows import SheetAsked, TakerAsked
from shouwen.rules.facts.returning import Mark, Power, Shown, Taking, Wish
from shouwen.rules.labels import label
from shouwen.rules.regimes.refusal_filing.returns import (
    BY_HAND_OR_POST,
    FOR_A_PERSON,
    FOR_AN_ORGANISATION,
)
from shouwen.rules.words import Fate, IdDocument, ServedBy, Taker
from shouwen.web.desk.forms import BareForm
from shouwen.web.forms import Day, Line
from shouwen.web.labels import choices
from shouwen.web.uploads import FilesField

_NUMBER = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}


def _day(name: Any, help_text: Any) -> Day:
    return Day(label=name, required=False, help_text=help_text)


def _yes(name: Any) -> forms.BooleanField:
    return forms.BooleanField(label=name, required=False)


class AskBackForm(BareForm):
    """Who asks for the materials back, and how they wish to get them."""

    asked_by = Line(label=_("谁要求退还"), max_length=120)
    by = forms.ChoiceField(
        label=_("怎么拿"),
        choices=[(ServedBy.HAND.value, _("来窗口取")), (ServedBy.POST.value, _("邮寄"))],
        initial=ServedBy.HAND.value,
        widget=forms.RadioSelect,
    )
    address = Line(label=_("寄到哪里"), max_length=200, required=False, help_text=_("邮寄的必填。"))

    def brings(self) -> dict[str, Any]:
        """The wish."""
        said = self.cleaned_data
        return {"wish": Wish(ServedBy(said["by"]), said["asked_by"], said["address"])}


@dataclass(frozen=True, slots=True)
class Ticked:
    """One line of the list as a page draws it: the material with the fields that belong to it."""

    sheet: SheetAsked
    fate: BoundField
    ground: BoundField


class HandBackForm(BareForm):
    """The list, ticked against the receipt; who takes the materials, by which document and proof; how
    they signed. What is not asked of everybody may stay empty: the act says what is missing, and by which
    clause."""

    by = forms.ChoiceField(
        label=_("怎么退"),
        choices=choices(ServedBy, BY_HAND_OR_POST),
        widget=forms.RadioSelect,
    )
    taker = forms.ChoiceField(label=_("领取人是"), widget=forms.RadioSelect)
    name = Line(label=_("证件上的姓名"), max_length=120)
    document = forms.ChoiceField(label=_("证件"), choices=[("", _("请选")), *choices(IdDocument)])
    number = Line(
        label=_("证件号码"),
        max_length=40,
        widget=forms.TextInput(attrs=dict(_NUMBER)),
    )
    valid_until = _day(_("有效期到哪一天"), _("长期有效的不填。"))
    proof = Line(
        label=_("核对的证明：介绍信号、公证书号、户口簿哪一页等"),
        max_length=200,
        required=False,
    )
    power_agent = Line(label=_("委托书上写的代理人"), max_length=120, required=False)
    power_since = _day(_("委托从哪一天起"), "")
    power_until = _day(_("委托到哪一天为止"), _("没有写到哪天的不填。"))
    power_signed = _yes(_("有申请人的签名或者盖章"))
    power_to_receive = _yes(_("权限里写明了“领取材料”"))
    principal_seen = _yes(_("核对了申请人的身份证件（复印件也可以）"))
    power_passed_on = _yes(_("来的是转委托的人，申请人写明同意"))
    principal_gone = _yes(_("申请人已经去世，或者单位已经注销"))
    scans = FilesField(label=_("委托书、证明、书面要求的扫描件"))
    signed = _yes(_("领取人在签收单上签了名"))
    witness_1 = Line(label=_("见证人一"), max_length=60, required=False)
    witness_2 = Line(label=_("见证人二"), max_length=60, required=False)
    asked_in_writing = _yes(_("有申请人签名的书面邮寄要求"))
    address = Line(label=_("收件地址"), max_length=200, required=False)
    tracking = Line(label=_("邮件号码"), max_length=60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.whose: TakerAsked = next(each for each in self.asked if isinstance(each, TakerAsked))
        self.sheets = [each for each in self.asked if isinstance(each, SheetAsked)]
        fitting = FOR_AN_ORGANISATION if self.whose.organisation else FOR_A_PERSON
        self.fields["taker"].choices = [(each.value, label(each)) for each in fitting]
        self.fields["taker"].initial = Taker.AGENT if self.whose.agent else fitting[0]
        self.fields["by"].initial = self.whose.by
        self.fields["address"].initial = self.whose.address
        self.fields["power_agent"].initial = self.whose.agent
        for sheet in self.sheets:
            self.fields[f"fate-{sheet.key}"] = forms.ChoiceField(
                label=sheet.name,
                choices=choices(Fate),
                required=False,
                initial=sheet.fate.value,
                widget=forms.RadioSelect,
            )
            self.fields[f"ground-{sheet.key}"] = Line(
                label=_("依据哪部法律第几条"), max_length=200, required=False
            )

    @property
    def lines(self) -> Iterator[Ticked]:
        """The list, in the order of the receipt."""
        for sheet in self.sheets:
            yield Ticked(sheet, self[f"fate-{sheet.key}"], self[f"ground-{sheet.key}"])

    def brings(self) -> dict[str, Any]:
        """What was ticked, who takes the materials, and the scans."""
        said = self.cleaned_data
        marks = {
            sheet.key: Mark(Fate(said[f"fate-{sheet.key}"]), said[f"ground-{sheet.key}"])
            for sheet in self.sheets
            if said[f"fate-{sheet.key}"]
        }
        shown = Shown(
            name=said["name"],
            kind=IdDocument(said["document"]),
            number=said["number"],
            valid_until=said["valid_until"],
        )
        power = Power(
            agent=said["power_agent"],
            since=said["power_since"],
            until=said["power_until"],
            signed=said["power_signed"],
            to_receive=said["power_to_receive"],
            principal_seen=said["principal_seen"],
            passed_on=said["power_passed_on"],
            gone=said["principal_gone"],
        )
        taking = Taking(
            by=ServedBy(said["by"]),
            taker=Taker(said["taker"]),
            shown=shown,
            proof=said["proof"],
            power=power,
            signed=said["signed"],
            witnesses=(said["witness_1"], said["witness_2"]),
            asked_in_writing=said["asked_in_writing"],
            address=said["address"],
            tracking=said["tracking"],
        )
        return {"marks": marks, "taking": taking, "scans": said["scans"]}
