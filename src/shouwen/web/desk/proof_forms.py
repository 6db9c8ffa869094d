"""The forms of what is shown to the public: where else it was, and what it says in English."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwen.acts.publications import Shown
from shouwen.queries.rows.english import EnglishAsked
from shouwen.rules.words import Medium
from shouwen.web.desk.books_forms import BooksForm
from shouwen.web.desk.forms import BareForm
from shouwen.web.forms import Day, Line, Words
from shouwen.web.labels import choices
from shouwen.web.uploads import FilesField

LONG = 40  # Chinese signs from which a text is asked for on several lines
LONGEST = 2000  # signs of one English text


class PublicationForm(BooksForm):
    """What was shown where, with the photograph that proves it."""

    version = forms.ChoiceField(label=_("公布的是"), required=False)
    medium = forms.ChoiceField(label=_("公布在"), choices=choices(Medium), widget=forms.RadioSelect)
    place = Line(
        label=_("哪里"),
        max_length=200,
        help_text=_("报纸写名称和版面，公告栏写地点，广播电视写台名和节目。"),
    )
    day = Day(label=_("公布日期"))
    photo = FilesField(label=_("照片、扫描件或者截图"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = [(each.key, each.name) for each in self.choices.versions]
        self.fields["version"].choices = [("", _("整个事项目录")), *versions]
        self.fields["version"].initial = self.choices.version

    def brings(self) -> dict[str, Any]:
        """What was shown. Of several files the first is the photograph."""
        said = self.cleaned_data
        return {
            "shown": Shown(
                medium=Medium(said["medium"]),
                place=said["place"],
                day=said["day"],
                photo=next(iter(said["photo"]), None),
                version=UUID(said["version"]) if said["version"] else None,
            )
        }


class EnglishForm(BareForm):
    """The English of each text of a guide; its label is the Chinese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: EnglishAsked = self.asked[0]
        for place, text in asked.chinese.items():
            self.fields[place] = Words(
                label=text,
                required=False,
                max_length=LONGEST,
                initial=asked.english.get(place, ""),
                widget=forms.Textarea(
                    attrs={"lang": "en", "rows": 1 + len(text) // LONG, "spellcheck": "true"}
                ),
            )

    def brings(self) -> dict[str, Any]:
        """What is written, by its place."""
        asked: EnglishAsked = self.asked[0]
        return {"texts": {place: self.cleaned_data[place] for place in asked.chinese}}
