"""The forms of bringing papers to the applicant (7.4.3b, 4.4b)."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwen.rules.facts.serving import Erratum, Failure, MailReceipt, PublicNotice, Wish
from shouwen.rules.words import WAYS_TO_SOMEBODY, ServedBy
from shouwen.web.desk.forms import BareForm, HandoverForm
from shouwen.web.forms import LONGEST, Day, Line, Words
from shouwen.web.labels import choices
from shouwen.web.uploads import FilesField


class WayForm(BareForm):
    """Whether the applicant agrees to be served electronically, from now on."""

    electronic = forms.ChoiceField(
        label=_("申请人说"),
        choices=[("yes", _("同意电子送达，或者换个地址")), ("no", _("不同意，或者收回同意"))],
        widget=forms.RadioSelect,
    )
    address = Line(
        label=_("送到哪个邮箱或者手机号"),
        max_length=120,
        required=False,
        help_text=_("同意的必填；以后的文书只能发到这里。"),
    )
    signed_by = Line(label=_("谁说的"), max_length=120, help_text=_("申请人，或者代理人。"))
    scans = FilesField(label=_("签了名的确认书"))

    def brings(self) -> dict[str, Any]:
        """What they said, with its proof."""
        said = self.cleaned_data
        wish = Wish(said["electronic"] == "yes", said["address"], said["signed_by"])
        return {"wish": wish, "scans": said["scans"]}


class ReceiptForm(BareForm):
    """What the post says: received on a day, or come back."""

    on = Day(
        label=_("签收日期"),
        required=False,
        help_text=_("照回执或者查询结果写；退回来的不填。救济期限从这一天起算。"),
    )
    signed_by = Line(label=_("谁签收的"), max_length=120, required=False)
    reason = Line(
        label=_("为什么退回"),
        max_length=200,
        required=False,
        help_text=_("退回来的必填：查无此人、逾期未领、拒收等。算一次没有送到。"),
    )
    scans = FilesField(label=_("回执、查询结果或者退件的照片"))

    def brings(self) -> dict[str, Any]:
        """What became of it, with its proof."""
        said = self.cleaned_data
        mail_receipt = MailReceipt(said["on"], said["signed_by"], said["reason"])
        return {"mail_receipt": mail_receipt, "scans": said["scans"]}


class ServePaperForm(HandoverForm):
    """How a paper was brought, with the proof."""

    scans = FilesField(label=_("送达凭证"))

    def brings(self) -> dict[str, Any]:
        """The hand-over with its proof."""
        return {**super().brings(), "scans": self.cleaned_data["scans"]}


class AttemptForm(BareForm):
    """An attempt that failed: how, where, who went, and why."""

    way = forms.ChoiceField(
        label=_("怎么送的"),
        choices=choices(ServedBy, WAYS_TO_SOMEBODY),
        initial=ServedBy.HAND.value,
        widget=forms.RadioSelect,
    )
    place = Line(label=_("送到哪里"), max_length=200, help_text=_("地址、电话或者邮箱。"))
    person = Line(label=_("谁去送的"), max_length=120)
    reason = Line(label=_("为什么没有送到"), max_length=200)
    scans = FilesField(label=_("退件、照片等凭证"))

    def brings(self) -> dict[str, Any]:
        """The failure, with its proof."""
        said = self.cleaned_data
        failure = Failure(ServedBy(said["way"]), said["place"], said["person"], said["reason"])
        return {"failure": failure, "scans": said["scans"]}


class NoticeForm(BareForm):
    """Where the paper is made known in public."""

    place = Line(
        label=_("在哪里公告"),
        max_length=200,
        help_text=_("公告栏、网站的哪一处。公告里不写证件号码。"),
    )
    scans = FilesField(label=_("公告的照片或者截图"))

    def brings(self) -> dict[str, Any]:
        """The place, with its proof."""
        said = self.cleaned_data
        return {"public_notice": PublicNotice(said["place"]), "scans": said["scans"]}


A_LINE = 60
"""How many signs of a part of a paper are written on one line."""


class ErratumForm(BareForm):
    """What is set right in a paper, and why: its parts as they are, to be written over."""

    why = Words(
        label=_("原来哪里错了、为什么"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("印在更正后的文书上，申请人看得到。"),
    )

    def __init__(self, *args: Any, asked: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, asked=asked, **kwargs)
        for each in asked:
            long = len(each.says) > A_LINE
            self.fields[f"part-{each.part}"] = Words(
                label=each.name,
                max_length=LONGEST,
                initial=each.says,
                required=bool(each.says),
                widget=forms.Textarea(attrs={"rows": 3}) if long else forms.TextInput(),
            )

    def brings(self) -> dict[str, Any]:
        """The parts that were written over."""
        said = self.cleaned_data
        written = ((each, said[f"part-{each.part}"].replace("\r\n", "\n")) for each in self.asked)
        wording = {each.part: text for each, text in written if text != each.says}
        return {"erratum": Erratum(wording, said["why"])}
