"""The forms of applying from home: one thing a page, in the applicant's words.

A form checks shape, and what can be told at once without the office: whether a number holds, whether
a power of attorney has not run out."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwen.rules.facts.guide import Situation
from shouwen.rules.identity import (
    SENTENCES,
    credit_code_problem,
    phone_warning,
    resident_id_problem,
)
from shouwen.rules.words import PartyIdKind, Proposer, ServedBy
from shouwen.web.forms import LONGEST, Asking, Line, RenewsForm, Words
from shouwen.web.labels import choices
from shouwen.web.uploads import FilesField

ANSWER_LENGTH = 1000  # signs, where words will do instead of a paper
_NUMBER = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}


class SituationForm(Asking):
    """A question about the applicant's own case; who is not sure brings everything (5.2.1a)."""

    answer = forms.ChoiceField(label=_("回答"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [
            *((option.key, option.text) for option in situation.options),
            ("", _("都不像，或者不确定")),
        ]


class WhoForm(Asking):
    """Who applies: a person or an organisation, with a number whose check holds."""

    id_kind = forms.ChoiceField(
        label=_("用哪一种证件"),
        choices=choices(PartyIdKind),
        initial=PartyIdKind.RESIDENT_ID.value,
        widget=forms.RadioSelect,
    )
    applicant = Line(
        label=_("姓名或者单位名称"),
        max_length=120,
        help_text=_("和证件上的一样。"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    id_number = Line(
        label=_("证件号码"), max_length=40, widget=forms.TextInput(attrs=dict(_NUMBER))
    )
    subject = Line(
        label=_("办的是哪一个"),
        max_length=200,
        required=False,
        help_text=_("店名、项目名等，没有就不填。"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> None:
        """The number, by the kind of document it stands on."""
        said = self.cleaned_data
        kind, number = said.get("id_kind"), said.get("id_number")
        problem = None
        if number and kind == PartyIdKind.RESIDENT_ID:
            problem = resident_id_problem(number, self.today)
        elif number and kind == PartyIdKind.CREDIT_CODE:
            problem = credit_code_problem(number)
        if problem:
            self.add_error("id_number", SENTENCES[problem])


class RenewingForm(RenewsForm, WhoForm):
    """Who applies, and which licence they renew, where what is granted ends (行政许可法 art. 50)."""


class AgentForm(Asking):
    """Who writes: the applicant, or somebody with their power of attorney (行政许可法 art. 29)."""

    acting = forms.ChoiceField(
        label=_("现在是谁在填"),
        choices=[
            ("self", _("申请人自己（单位的，是法定代表人或者负责人）")),
            ("agent", _("替申请人办的人，有授权委托书")),
        ],
        initial="self",
        widget=forms.RadioSelect,
    )
    agent = Line(
        label=_("您的姓名"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    agent_id_number = Line(
        label=_("您的身份证号"), max_length=40, widget=forms.TextInput(attrs=dict(_NUMBER))
    )
    until = forms.DateField(
        label=_("委托到哪一天为止"),
        required=False,
        help_text=_("委托书上没有写期限的，不填。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("请写成 2026-12-31 这样的日期。")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> None:
        """Nothing is asked about an agent where there is none; a power that ran out is none."""
        said = self.cleaned_data
        if said.get("acting") != "agent":
            for name in ("agent", "agent_id_number", "until"):
                self.errors.pop(name, None)
                said[name] = None if name == "until" else ""
            return
        number, until = said.get("agent_id_number"), said.get("until")
        if number and (problem := resident_id_problem(number, self.today)):
            self.add_error("agent_id_number", SENTENCES[problem])
        if until and until < self.today:
            self.add_error(
                "until",
                _("这份委托书已经过期。请换一份没有过期的，或者由申请人自己申请；填过的都留着。"),
            )


class ContactForm(Asking):
    """How to reach them; a phone may be declined, and so may short messages."""

    phone = Line(
        label=_("手机或者固定电话"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    sms = forms.BooleanField(label=_("有进展发短信告诉我"), required=False, initial=True)
    phone_declined = forms.BooleanField(label=_("我不愿意留电话"), required=False)
    email = forms.EmailField(
        label=_("电子邮箱"),
        max_length=120,
        required=False,
        help_text=_("填了的，回执、补正通知和结果也发到这里。"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    electronic_service = forms.BooleanField(
        label=_("同意电子送达：文书发到上面的邮箱或者手机就算送到"),
        required=False,
        help_text=_("不同意的，文书当面交给您或者寄给您。以后随时可以改。"),
    )

    def clean(self) -> None:
        """A phone, or that there is to be none (1.3.2c)."""
        said = self.cleaned_data
        if not said.get("phone") and not said.get("phone_declined") and "phone" not in self.errors:
            self.add_error("phone", _("请填写电话；不愿意留的，勾选“我不愿意留电话”。"))

    @property
    def warning(self) -> str:
        """What looks odd about the phone; nobody is refused for one."""
        phone = self.cleaned_data.get("phone")
        code = phone_warning(phone) if phone else None
        return SENTENCES[code] if code else ""


class ResultForm(Asking):
    """How the result reaches them."""

    by = forms.ChoiceField(
        label=_("结果怎么拿"),
        choices=[
            (ServedBy.HAND.value, _("到窗口来取")),
            (ServedBy.POST.value, _("寄给我")),
            (ServedBy.ELECTRONIC.value, _("电子件就行")),
        ],
        initial=ServedBy.HAND.value,
        widget=forms.RadioSelect,
    )
    address = Line(
        label=_("寄到哪里"),
        max_length=200,
        required=False,
        help_text=_("选“寄给我”的要填。"),
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )

    def clean(self) -> None:
        """Where it is sent to, if it is."""
        said = self.cleaned_data
        if said.get("by") == ServedBy.POST and not said.get("address"):
            self.add_error("address", _("要寄的，请写明省、市、街道和门牌号。"))


class PaperForm(Asking):
    """A material: files and photographs, or words where words will do. ``advice`` is what the
    browser thought of each, in their order; ``instead`` the file that a new one replaces, ``drop``
    one that goes."""

    shot = FilesField(label=_("拍照"), help_text="")
    files = FilesField(label=_("选照片或者 PDF"))
    words = Words(
        label=_("没有文件的，写在这里"),
        max_length=ANSWER_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    advice = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)
    instead = forms.UUIDField(required=False, widget=forms.HiddenInput)
    drop = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shot"].widget.attrs |= {"accept": "image/*", "capture": "environment"}
        self.fields["files"].widget.attrs |= {
            "accept": "image/jpeg,image/png,application/pdf,.pdf,.docx,.ofd"
        }


class ResumeForm(Asking):
    """The number and the code of a draft."""

    number = Line(
        label=_("草稿编号"),
        max_length=20,
        help_text=_("开始填的时候给您的 10 位数字。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    code = Line(
        label=_("续办码"),
        max_length=16,
        help_text=_("和草稿编号写在一起的 8 位字母和数字，大小写都可以。"),
        widget=forms.TextInput(attrs=dict(_NUMBER)),
    )


class SignedForm(Asking):
    """What the applicant does from home, signed with their name."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    signed_by = Line(
        label=_("申请人姓名或者单位名称"),
        max_length=120,
        help_text=_("写上就算签名，要和申请时的一样。"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class InterestedForm(SignedForm):
    """A hearing asked for by somebody else whom it is about, signed with their name."""

    signed_by = Line(
        label=_("您的姓名或者单位名称"),
        max_length=120,
        help_text=_("写上就算签名，要和告知书上的一样。"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class ServingForm(SignedForm):
    """How papers are to be served from now on, and where to (4.4b)."""

    electronic = forms.ChoiceField(
        label=_("文书怎么给您"),
        choices=[
            ("yes", _("发到我的邮箱或者手机，发出就算送到")),
            ("no", _("当面交给我，或者寄给我")),
        ],
        widget=forms.RadioSelect,
    )
    address = Line(
        label=_("发到哪个邮箱或者手机号"),
        max_length=120,
        required=False,
        help_text=_("选了发给您的要填。换了邮箱、手机，在这里写新的。"),
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("electronic", "address")

    def clean(self) -> None:
        """Where to, if they are sent."""
        said = self.cleaned_data
        if said.get("electronic") == "yes" and not said.get("address"):
            self.add_error("address", _("请写明发到哪里，例如 xuhe@example.org。"))


class TakeBackForm(SignedForm):
    """The applicant takes the application back; they owe no reason (7.1)."""

    proposed_by = forms.ChoiceField(
        label=_("谁先提出撤回"),
        choices=[
            (Proposer.PARTY.value, _("我自己要撤回")),
            (Proposer.OFFICE.value, _("工作人员叫我撤回的")),
        ],
        widget=forms.RadioSelect,
    )
    reason = Words(
        label=_("为什么"),
        max_length=LONGEST,
        required=False,
        help_text=_("可以不写，不写也一样撤回。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AskBackForm(SignedForm):
    """The applicant asks for the materials back, and says how to get them (7.4.4a)."""

    by = forms.ChoiceField(
        label=_("怎么拿"),
        choices=[
            (ServedBy.HAND.value, _("到窗口来取")),
            (ServedBy.POST.value, _("寄给我，先把签了名的书面要求和身份证件复印件交来或者寄来")),
        ],
        initial=ServedBy.HAND.value,
        widget=forms.RadioSelect,
    )
    address = Line(
        label=_("寄到哪里"),
        max_length=200,
        required=False,
        help_text=_("选“寄给我”的要填。"),
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )


PAGES: dict[str, type[Asking]] = {
    "who": WhoForm,
    "agent": AgentForm,
    "contact": ContactForm,
    "result": ResultForm,
}
"""The pages that are forms, by their names in :mod:`shouwen.rules.facts.writing`."""
