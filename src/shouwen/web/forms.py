"""The forms of the pages: which fields there are and what they ask, in the visitor's words.

A form checks shape alone. Whether an act may be done is for ``judge`` to say, never for a form.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from shouwen.queries.rows import MaterialAsked
from shouwen.rules.facts.casefile import Told
from shouwen.rules.numbers import written
from shouwen.rules.words import Channel, Check, PartyIdKind, ToldBy
from shouwen.web.labels import choices, label
from shouwen.web.uploads import FilesField

MOST_PAGES = 9999  # of one material
MOST_NAMED = 3  # materials in one sentence
LONGEST = 5000  # signs of an opinion, or of the facts of a decision
YEARS = range(2008, 2050)
"""Years that the working calendar has wholly, with the one before and the one after."""

_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_BREAKS = re.compile("[\n\r\t\v\f\x85\u2028\u2029]+")


class FormRenderer(TemplatesSetting):
    """Renders every field with our own template; needs ``django.forms`` among the apps."""

    field_template_name = "forms/field.html"


class Words(forms.CharField):
    """Text as typed, without the signs that nobody sees: those come along when somebody copies a
    name or a phone, turn text round, or pass for a name where there is none."""

    def to_python(self, value: str | None) -> str:
        """The text without them."""
        text: str = super().to_python(_UNSEEN.sub("", value or ""))
        return text


class Line(Words):
    """Words on one line."""

    def to_python(self, value: str | None) -> str:
        """The text with its lines put together."""
        return super().to_python(_BREAKS.sub(" ", value or ""))


class Day(forms.DateField):
    """A day of the calendar."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **kwargs)
        self.error_messages["invalid"] = _("请填日期，例如 2026-11-25。")


class Moment(forms.DateTimeField):
    """A day and a time, taken as of Asia/Shanghai, which is the time zone of every page, in a year
    that the working calendar has."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **kwargs)
        self.error_messages["invalid"] = _("请填日期和时间，例如 2026-11-25 09:00。")

    def to_python(self, value: Any) -> datetime | None:
        """The instant."""
        at: datetime | None = super().to_python(value)
        if at is not None and at.year not in YEARS:
            raise forms.ValidationError(_("日历上没有这一年。请看看年份填对了没有。"))
        return at


class Asking(forms.Form):
    """A form whose complaint about an empty field names the field and what to do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.BooleanField):
                pattern = _("要勾选“%(label)s”才能往下。")
            elif isinstance(field, forms.ChoiceField):
                pattern = _("请选%(label)s。")
            else:
                pattern = _("请填写%(label)s。")
            field.error_messages["required"] = pattern % {"label": field.label}


class SignInForm(Asking):
    """Who is at the desk."""

    username = forms.CharField(
        label=_("账号"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("口令"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


WEAK = {
    "password_too_short": _("太短了：至少 %(min_length)d 个字符。"),
    "password_too_common": _("太常见，别人容易猜到：请换一个。"),
    "password_entirely_numeric": _("不能全是数字：请加上字母或者别的字。"),
}
"""What is said of a password that somebody could guess, by the code of Django's validators."""


class PasswordForm(Asking):
    """A password that only its owner knows; ``account`` is whose. ``request_id`` makes a double
    submit one act."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    now_used = forms.CharField(
        label=_("现在的口令"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    chosen = forms.CharField(
        label=_("新口令"),
        max_length=128,
        strip=False,
        help_text=_("至少 10 个字符，不能全是数字。可以是一句您记得住的话。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("新口令，再写一遍"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, account: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_chosen(self) -> str:
        """A password that nobody guesses, and another than before."""
        chosen: str = self.cleaned_data["chosen"]
        if chosen == self.cleaned_data.get("now_used"):
            raise forms.ValidationError(_("和现在的一样：请换一个。"))
        try:
            validate_password(chosen, self.account)
        except forms.ValidationError as weak:
            raise forms.ValidationError(
                [WEAK[each.code] % (each.params or {}) for each in weak.error_list]
            ) from weak
        return chosen

    def clean_again(self) -> str:
        """The same once more, so that no slip of a finger locks its owner out."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("chosen", again):
            raise forms.ValidationError(_("两遍写得不一样：请再写一遍。"))
        return again


class TrackForm(Asking):
    """The number and the code on a receipt."""

    number = Line(
        label=_("办件编号"),
        max_length=40,
        help_text=_("在收件回执单的标题下面。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    code = Line(
        label=_("查询码"),
        max_length=16,
        help_text=_("和办件编号印在一起的 8 位字母和数字，大小写都可以。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_number(self) -> str:
        """The number as it is written. That its check sign does not fit may be told: it says
        nothing about which numbers exist."""
        number = written(self.cleaned_data["number"])
        if number is None:
            raise forms.ValidationError(_("抄错或漏了一位，请照着回执核对。"))
        return number


class PaperCheckForm(Asking):
    """The number and the code printed on a paper that somebody holds in hand."""

    number = Line(
        label=_("文号"),
        max_length=60,
        help_text=_("例如 广审收〔2026〕3117号。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    code = Line(
        label=_("验证码"),
        max_length=40,
        help_text=_("印在文书的二维码下面，12 位字母和数字。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class Named(Asking):
    """Who comes, by which document, and how to reach them."""

    applicant = Line(label=_("申请人"), max_length=120)
    id_kind = forms.ChoiceField(label=_("证件种类"), choices=choices(PartyIdKind))
    id_number = Line(
        label=_("证件号码"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    phone = Line(
        label=_("联系电话"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    phone_declined = forms.BooleanField(label=_("申请人不愿留电话"), required=False)
    email = forms.EmailField(label=_("电子邮箱"), max_length=120, required=False)


class IntakeForm(Named):
    """Who applies, through whom, and how to reach them. ``request_id`` makes a double submit one
    case: it is drawn with the page and comes back with it, and so does the ``version`` of the
    guide that the checklist was made from."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(
        label=_("怎么来的"),
        choices=[(channel.value, label(channel)) for channel in (Channel.COUNTER, Channel.POST)],
        initial=Channel.COUNTER.value,
        widget=forms.RadioSelect,
    )
    subject = Line(
        label=_("办的是哪一个"),
        max_length=200,
        required=False,
        help_text=_("店名、项目名等，没有就不填。"),
    )
    not_at_once = Words(
        label=_("不能当场办结的理由"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("告诉来人的话，也写在回执上。当场办结的、寄来的不填。"),
    )
    electronic_service = forms.BooleanField(label=_("申请人同意电子送达"), required=False)
    address = Line(label=_("地址"), max_length=200, required=False, help_text=_("文书往这里寄。"))
    agent = Line(label=_("代理人"), max_length=60, required=False)
    agent_id_number = Line(
        label=_("代理人身份证号"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    power_of_attorney = forms.BooleanField(label=_("授权委托书已核对"), required=False)


class ToldForm(Asking):
    """That the applicant was told an older version and keeps to it: when, how, and the proof."""

    told_on = Day(label=_("哪天告知的"))
    told_by = forms.ChoiceField(label=_("怎么告知的"), choices=choices(ToldBy))
    told_reference = Line(
        label=_("凭据"),
        max_length=120,
        help_text=_("打印的指南上的版次、登记的编号、短信或者邮件的日期。"),
    )

    @property
    def told(self) -> Told:
        """The same for the act."""
        said = self.cleaned_data
        return Told(said["told_on"], ToldBy(said["told_by"]), said["told_reference"])


class RenewsForm(Asking):
    """The licence that is to be renewed, if any is (行政许可法 art. 50)."""

    renews = Line(
        label=_("要延续的证照编号"),
        max_length=80,
        required=False,
        help_text=_("新办的不填。照证上的写。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    renews_until = forms.DateField(
        label=_("证上的有效期到哪一天"),
        required=False,
        help_text=_("在本机关台账里的不用填。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("请写成 2026-12-31 这样的日期。")},
    )


class AtOnceForm(Asking):
    """What the decision rests on and who takes the result along, where all of it is done within the
    visit (6.3). Left empty, it is the applicant who takes it."""

    facts = Words(
        label=_("查明的事实"),
        max_length=LONGEST,
        initial=_("申请人提交的材料齐全、符合法定形式。"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("写进决定书，一行一条。"),
    )
    taken_by = Line(
        label=_("结果交给谁"), max_length=120, required=False, help_text=_("不填就是申请人本人。")
    )
    taker_number = Line(
        label=_("代领人的证件号码"),
        max_length=40,
        required=False,
        help_text=_("本人领取的不填。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    seen = forms.BooleanField(label=_("领取人的身份证件已核对"), required=False)


class MaterialForm(Asking):
    """One line of a checklist: how many pages came, and whether they are in order. What is wrong,
    on which ground and how to mend it is asked only where something is (4.2c).

    ``may_wait``: whoever takes it in may leave the examination to the handler."""

    FAULTS = (Check.FAULTY, Check.MISSING)
    ABSENT = (Check.MISSING, Check.NOT_NEEDED)
    ABOUT_FAULTS = ("problem", "ground", "cure", "department")

    check = forms.ChoiceField(label=_("核对"), widget=forms.RadioSelect)
    pages = forms.IntegerField(
        label=_("页数"),
        min_value=1,
        max_value=MOST_PAGES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("请填整数。"), "min_value": _("页数从 1 起。")},
    )
    problem = Line(label=_("问题"), max_length=300)
    ground = Line(label=_("依据"), max_length=200)
    cure = Line(label=_("怎么改"), max_length=300)
    department = Line(
        label=_("哪个部门提出的"),
        max_length=80,
        required=False,
        help_text=_("本科室查出的不填。"),
    )
    files = FilesField()

    def __init__(
        self, *args: Any, material: MaterialAsked, may_wait: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.material = material
        checks = [Check.MET, *self.FAULTS]
        if material.when or material.check is Check.NOT_NEEDED:
            checks.append(Check.NOT_NEEDED)
        if may_wait:
            checks.append(Check.UNCHECKED)
        self.fields["check"].choices = [(check.value, label(check)) for check in checks]
        self.fields["check"].error_messages["required"] = _("还没有核对：看过以后选一个结果。")
        found = {
            "check": None if material.check is Check.UNCHECKED else material.check,
            "pages": material.pages,
            "problem": material.fault,
            "ground": material.ground,
            "cure": material.cure,
            "department": material.department,
        }
        for name, value in found.items():
            self.fields[name].initial = value

    def clean(self) -> None:
        """Nothing is asked about the faults of a material that has none, nor how many pages there
        are of one that did not come, or that nobody has looked at."""
        check = self.cleaned_data.get("check")
        if check is None and self.has_error("pages", "required"):
            del self.errors["pages"]
        if check not in self.FAULTS:
            for name in self.ABOUT_FAULTS:
                self.errors.pop(name, None)
                self.cleaned_data[name] = ""
        if check in self.ABSENT:
            self.errors.pop("pages", None)
            self.cleaned_data["pages"] = 0


class BaseChecklist(forms.BaseFormSet):
    """The checklist of one service: a form for each material it asks for, in the guide's order."""

    def __init__(
        self,
        *args: Any,
        materials: Sequence[MaterialAsked],
        may_wait: bool = False,
        **kwargs: Any,
    ) -> None:
        self.materials = materials
        self.may_wait = may_wait
        super().__init__(*args, initial=[{} for _material in materials], **kwargs)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Each form knows the material it stands for."""
        material = self.materials[index or 0]
        return {**super().get_form_kwargs(index), "material": material, "may_wait": self.may_wait}

    def problems(self) -> list[tuple[MaterialForm, str]]:
        """What is still to be done, a sentence each with the line it is on: materials that nobody
        has looked at are one sentence, what is wrong with another is its own."""
        waiting = [line for line in self if "check" in line.errors]
        told = []
        if waiting:
            names = "、".join(line.material.name for line in waiting[:MOST_NAMED])
            pattern = _("还没有核对：%(names)s等 %(n)s 样。")
            if len(waiting) <= MOST_NAMED:
                pattern = _("还没有核对：%(names)s。")
            told.append((waiting[0], pattern % {"names": names, "n": len(waiting)}))
        for line in self:
            wrong = [
                error for name in line.errors if name != "check" for error in line.errors[name]
            ]
            if wrong:
                told.append((line, f"{line.material.name}：{''.join(wrong)}"))
        return told

    def total_form_count(self) -> int:
        """As many as the guide asks for, whatever was sent."""
        return len(self.materials)


Checklist = forms.formset_factory(MaterialForm, formset=BaseChecklist, extra=0)


class ActForm(Asking):
    """What every act's form carries: ``request_id`` makes a double submit one act, ``seen`` is how
    much of the case's record the officer had before them."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
