"""The forms of absences: asking for one, and entering one that came suddenly.

A form checks shape alone; whether somebody may be away, the act says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwen.acts.absence import Line as Said
from shouwen.queries.queue import LISTED
from shouwen.queries.rows import Candidate, HandLine, PeopleOf, PostToCover
from shouwen.rules.words import AbsenceKind
from shouwen.web.desk.forms import BareForm
from shouwen.web.forms import Asking, Line, Moment
from shouwen.web.labels import label

SUDDEN = (AbsenceKind.ILLNESS, AbsenceKind.ACCIDENT, AbsenceKind.BEREAVEMENT)
PLANNED = tuple(kind for kind in AbsenceKind if kind not in SUDDEN)


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
    """Asking to be away (3.2a), with somebody named for each post (3.1, 3.2b)."""

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
            field = forms.ChoiceField(label=post.name, choices=able, required=not post.appointed)
            field.error_messages |= {
                "required": _("请选谁来顶岗；没有人顶不能离开这个岗。"),
                "invalid_choice": _("那段时间不能请这一位；为什么，下面写着。请另选一位。"),
            }
            self.fields[f"stand_in-{post.key}"] = field

    def clean(self) -> None:
        """The return comes after the leaving."""
        _goes_forward(self, "leaves_at", "returns_at")

    def covers(self) -> list[Covering]:
        """Each post with its field, as the page draws them."""
        return [Covering(post, self[f"stand_in-{post.key}"]) for post in self.posts]

    def stand_ins(self) -> dict[UUID, UUID]:
        """Who was chosen for which post."""
        said = {post.key: self.cleaned_data.get(f"stand_in-{post.key}") for post in self.posts}
        return {UUID(post): UUID(person) for post, person in said.items() if person}


class SpanForm(forms.Form):
    """From when to when, as far as it was typed: who could stand in depends on it."""

    leaves_at = Moment()
    returns_at = Moment()

    def clean(self) -> None:
        """The return comes after the leaving."""
        _goes_forward(self, "leaves_at", "returns_at")


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


# ── the acts on an absence that is on file ───────────────────────────────────────────────────────


class DesignateForm(BareForm):
    """Who stands in; who cannot is shown with the reason, and cannot be chosen."""

    person = forms.ChoiceField(
        label=_("谁来顶岗"),
        error_messages={"invalid_choice": _("不能请这一位；为什么，下面写着。请另选一位。")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(each.key, each.name) for each in self.asked if each.may]

    def choosing(self) -> Sequence[Candidate]:
        """Who might stand in, as the page draws them."""
        return self.asked

    def brings(self) -> dict[str, Any]:
        """The person."""
        return {"person": UUID(self.cleaned_data["person"])}


class DeclineForm(BareForm):
    """Why an absence is not approved."""

    reason = Line(label=_("为什么不批准"), max_length=200, help_text=_("申请的人看得到。"))

    def brings(self) -> dict[str, Any]:
        """The reason."""
        return {"reason": self.cleaned_data["reason"]}


class FoundForm(BareForm):
    """What was found out of who is not back in time."""

    found = Line(
        label=_("找到的情况"),
        max_length=200,
        help_text=_("人在哪里，为什么没有回来，几时能回来。只写情况，不下结论。"),
    )

    def brings(self) -> dict[str, Any]:
        """What was found out."""
        return {"found": self.cleaned_data["found"]}


class ExtendForm(BareForm):
    """Until when somebody wants to be away now."""

    until = Moment(label=_("延长到什么时候"))

    def brings(self) -> dict[str, Any]:
        """The new end."""
        return {"until": self.cleaned_data["until"]}


@dataclass(frozen=True, slots=True)
class Commenting:
    """A line of a list, and the field that says how it stands."""

    line: HandLine
    field: forms.BoundField


class HandOverForm(BareForm):
    """The list of what is owed on a post, commented line by line (3.3a). Nothing can be left off;
    what is lost with a form that grew meanwhile, the act finds."""

    things = Line(
        label=_("当面点交的东西"),
        max_length=500,
        required=False,
        help_text=_("印章、钥匙、纸质案卷；几样用顿号隔开。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in self.asked:
            field = Line(label=_("办到哪一步：%(what)s") % {"what": line.what}, max_length=500)
            field.error_messages["required"] = _("请写办到哪一步；不清楚也写“不清楚”。")
            field.initial = line.comment
            self.fields[f"line-{line.key}"] = field
        if len(self.asked) >= LISTED:
            self.fields["rest"] = Line(
                label=_("页面没有列出的其余各项"),
                max_length=500,
                required=False,
                help_text=_(
                    "这张单子太长，页面只列最近到期的。其余的在这里用一句话说明办到哪一步。"
                ),
            )

    def comments(self) -> list[Commenting]:
        """Each line with its field, as the page draws them."""
        return [Commenting(line, self[f"line-{line.key}"]) for line in self.asked]

    def brings(self) -> dict[str, Any]:
        """The comments, and what is handed over besides."""
        said = self.cleaned_data
        lines = tuple(Said(UUID(each.key), said[f"line-{each.key}"]) for each in self.asked)
        return {"lines": lines, "rest": said.get("rest", ""), "things": said["things"]}
