"""The forms of the office's books: who comes, sits down, leaves; who is on duty.

A form checks shape alone; whether somebody may sit there, the act says."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwen.acts.office import Newcomer
from shouwen.queries.rows.books import BooksAsked, Choice, OnDuty
from shouwen.rules.facts.books import DutyLeader
from shouwen.rules.facts.refusal import Remedy
from shouwen.rules.words import BodyKind
from shouwen.web.desk.forms import BareForm
from shouwen.web.forms import Line
from shouwen.web.labels import choices

MOST_SIGN_IN = 60  # characters, as the table of accounts keeps them


def grouped(found: Iterable[Choice]) -> list[Any]:
    """Things to choose from, under their headings."""
    return [
        (group, [(each.key, each.name) for each in those])
        for group, those in groupby(found, key=lambda each: each.group)
    ]


class BooksForm(BareForm):
    """An act on the books; ``asked`` is what it chooses from."""

    @property
    def choices(self) -> BooksAsked:
        """What there is to choose from."""
        found: BooksAsked = self.asked[0]
        return found


NOBODY: list[Any] = [("", _("选一个"))]


class WhoForm(BooksForm):
    """Who sits down on the post that the page is about."""

    person = forms.ChoiceField(label=_("人员"), help_text=_("新来的人先“登记新来的人员”。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(each.key, each.name) for each in self.choices.people]
        self.fields["person"].choices = NOBODY + people

    def brings(self) -> dict[str, Any]:
        """The person."""
        return {"person": UUID(self.cleaned_data["person"])}


class SitForm(WhoForm):
    """Who sits down on which post."""

    post = forms.ChoiceField(label=_("岗位"))
    field_order = ("post", "person")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = NOBODY + grouped(self.choices.posts)
        self.fields["post"].initial = self.choices.post

    def brings(self) -> dict[str, Any]:
        """Post and person."""
        return {**super().brings(), "post": UUID(self.cleaned_data["post"])}


class LeaveForm(BooksForm):
    """Who leaves which post, or the office. The reason is nobody's business here."""

    leaving = forms.ChoiceField(label=_("谁离开哪里"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["leaving"]
        field.choices = [("", _("选一个")), *grouped(self.choices.sittings)]
        keys = [each.key for each in self.choices.sittings]
        post = self.choices.post
        field.initial = next((key for key in keys if post and key.endswith(f":{post}")), "")

    def brings(self) -> dict[str, Any]:
        """The person, and the post where it is one of several."""
        person, _colon, post = self.cleaned_data["leaving"].partition(":")
        return {"person": UUID(person), "post": UUID(post) if post else None}


class JoinForm(BooksForm):
    """Somebody new."""

    name = Line(label=_("姓名"), max_length=MOST_SIGN_IN)
    sign_in = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9._-]*$",
        label=_("登录名"),
        max_length=MOST_SIGN_IN,
        help_text=_("字母和数字，例如姓名的全拼；以后不能改。"),
        error_messages={"invalid": _("登录名只用字母、数字、点、短横和下划线，字母或数字开头。")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    qualifications = Line(
        label=_("资格"),
        max_length=200,
        required=False,
        help_text=_("岗位要求的执业、上岗资格，几样用顿号隔开。"),
    )

    def brings(self) -> dict[str, Any]:
        """The newcomer."""
        said = self.cleaned_data
        has = tuple(each.strip() for each in said["qualifications"].split("、") if each.strip())
        return {"newcomer": Newcomer(said["sign_in"], said["name"], has)}


@dataclass(frozen=True, slots=True)
class Planning:
    """A day and the field that says which leader is on duty."""

    day: OnDuty
    field: forms.BoundField


class DutyForm(BooksForm):
    """Which leader's post is on duty on each of the coming days."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leaders = [(each.key, each.name) for each in self.choices.leaders]
        for each, post in self.choices.duty:
            self.fields[f"day-{each.day}"] = forms.ChoiceField(
                label=f"{each.day.month}-{each.day.day}",
                choices=leaders if post else [("", _("还没有排")), *leaders],
                required=False,
                initial=post,
            )

    def days(self) -> list[Planning]:
        """Each day with its field, as the page draws them."""
        return [Planning(each, self[f"day-{each.day}"]) for each, _post in self.choices.duty]

    def brings(self) -> dict[str, Any]:
        """The days that have a leader."""
        said = self.cleaned_data
        return {
            "duty": tuple(
                DutyLeader(each.day, UUID(said[f"day-{each.day}"]))
                for each, _post in self.choices.duty
                if said[f"day-{each.day}"]
            )
        }


class DeputiesForm(BooksForm):
    """Which deputy comes first, which second."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [(n, _("第 %(n)s 位") % {"n": n}) for n in self._places()]
        for place, each in enumerate(self.choices.deputies, 1):
            self.fields[f"place-{each.key}"] = forms.TypedChoiceField(
                label=each.name, choices=places, coerce=int, initial=place
            )

    def clean(self) -> None:
        """Each place is given once."""
        given = sorted(
            self.cleaned_data.get(f"place-{each.key}", 0) for each in self.choices.deputies
        )
        if not self.errors and given != list(self._places()):
            self.add_error(None, _("两位副职排在了同一位：每一位排一个不同的次序。"))

    def brings(self) -> dict[str, Any]:
        """The posts in their order."""
        place = {each.key: self.cleaned_data[f"place-{each.key}"] for each in self.choices.deputies}
        return {"order": tuple(UUID(key) for key in sorted(place, key=lambda key: place[key]))}

    def _places(self) -> range:
        return range(1, len(self.choices.deputies) + 1)


class RemedyForm(BooksForm):
    """Who reconsiders what the unit decides, and where it is sued (7.4.3c)."""

    kind = forms.ChoiceField(label=_("本单位是哪一种机关"), choices=choices(BodyKind))
    body = Line(label=_("行政复议机关"), max_length=120, help_text=_("写全称，如某区人民政府。"))
    address = Line(label=_("复议机关的地址"), max_length=200)
    online = Line(
        label=_("网上申请复议的途径"),
        max_length=200,
        required=False,
        help_text=_("电子送达决定的，要写（行政复议法第二十二条）。"),
    )
    court = Line(label=_("有管辖权的法院"), max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = self.choices.remedy
        for name in ("kind", "body", "address", "online", "court") if there else ():
            self.initial.setdefault(name, getattr(there, name) or "")

    def brings(self) -> dict[str, Any]:
        """What is on file from now on."""
        said = self.cleaned_data
        texts = (said["body"], said["address"], said["online"], said["court"])
        return {"remedy": Remedy(BodyKind(said["kind"]), *texts)}
