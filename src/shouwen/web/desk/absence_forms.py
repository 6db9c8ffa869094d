"""The forms of absences: asking for one, and entering one that came suddenly.

A form checks shape alone; whether somebody may be away, the act says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwen.queries.rows import PeopleOf, PostToCover
from shouwen.rules.words import AbsenceKind
from shouwen.web.forms import Asking, Line
from shouwen.web.labels import label

SUDDEN = (AbsenceKind.ILLNESS, AbsenceKind.ACCIDENT, AbsenceKind.BEREAVEMENT)
PLANNED = tuple(kind for kind in AbsenceKind if kind not in SUDDEN)


class Moment(forms.DateTimeField):
    """A day and a time, taken as of Asia/Shanghai, which is the time zone of every page."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **kwargs)
        self.error_messages["invalid"] = _("请填日期和时间，例如 2026-11-25 09:00。")


class Kind(forms.ChoiceField):
    """One of some kinds of absence."""

    def __init__(self, kinds: Sequence[AbsenceKind]) -> None:
        choices = [(kind.value, label(kind)) for kind in kinds]
        super().__init__(label=_("类别"), choices=choices, widget=forms.RadioSelect)


def _goes_forward(form: forms.Form, start: str, end: str) -> None:
    """Whoever is away comes back later than they left."""
    said = form.cleaned_data
    if said.get(start) and said.get(end) and said[end] <= said[start]:
        form.add_error(end, _("要晚于离岗的时间。"))


@dataclass(frozen=True, slots=True)
class Covering:
    """A post to be covered, and the field that says by whom."""

    post: PostToCover
    field: forms.BoundField


class AbsenceForm(Asking):
    """Asking to be away (3.2a), with somebody named for each post that asks for it (3.2b)."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    kind = Kind(PLANNED)
    reason = Line(label=_("事由"), max_length=200, help_text=_("只给批准的人看，不上公开的页面。"))
    leaves_at = Moment(label=_("什么时候离岗"))
    returns_at = Moment(label=_("什么时候返岗"))

    def __init__(self, *args: Any, posts: Sequence[PostToCover], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = posts
        for post in posts:
            able = [(each.key, each.name) for each in post.candidates if each.may]
            field = forms.ChoiceField(
                label=post.name, choices=[("", ""), *able], required=post.must
            )
            field.error_messages["required"] = _("请选谁来代办；没有代办人不能离开这个岗。")
            self.fields[f"stand_in-{post.key}"] = field

    def clean(self) -> None:
        """The return comes after the leaving."""
        _goes_forward(self, "leaves_at", "returns_at")

    def covers(self) -> list[Covering]:
        """Each post with its field, as the page draws them."""
        return [Covering(post, self[f"stand_in-{post.key}"]) for post in self.posts]


class SuddenForm(Asking):
    """That somebody is suddenly away: who, what kind, since when, until when if anybody knows."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    person = forms.ChoiceField(label=_("谁不在"))
    kind = Kind(SUDDEN)
    leaves_at = Moment(label=_("从什么时候起"))
    returns_at = Moment(label=_("预计到什么时候"), required=False, help_text=_("不知道就空着。"))

    def __init__(self, *args: Any, people: Sequence[PeopleOf], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [
            ("", _("选一个人")),
            *(
                (
                    group.section,
                    [(each.key, f"{each.name}（{each.post}）") for each in group.people],
                )
                for group in people
            ),
        ]

    def clean(self) -> None:
        """The return comes after the leaving."""
        _goes_forward(self, "leaves_at", "returns_at")
