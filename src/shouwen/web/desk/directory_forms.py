"""The forms of the directory: what is wrong with a line, where somebody is reached, whom another
unit is for."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from shouwen.queries.rows.directory import ReachAsked
from shouwen.rules.facts.directory import Listed, Reach
from shouwen.web.desk.forms import BareForm
from shouwen.web.forms import Line


class WrongForm(BareForm):
    """What is wrong, if whoever says so has the time."""

    wrong = Line(
        label=_("错在哪里"),
        max_length=300,
        required=False,
        help_text=_("一句话，例如“打过去是传真”。不写也可以。"),
    )

    def brings(self) -> dict[str, Any]:
        """What was said."""
        return {"wrong": self.cleaned_data["wrong"]}


class ReachForm(BareForm):
    """Where somebody is reached."""

    phone = Line(label=_("电话"), max_length=30)
    place = Line(label=_("房间"), max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there: ReachAsked = self.asked[0]
        self.initial |= {"phone": there.phone, "place": there.place}
        if there.address:
            self.fields["place"] = Line(label=_("地址"), max_length=200, required=False)

    def brings(self) -> dict[str, Any]:
        """Where they are reached from now on."""
        return {"reach": Reach(self.cleaned_data["phone"], self.cleaned_data["place"])}


class ListUnitForm(BareForm):
    """Another unit, or one section of it."""

    name = Line(label=_("单位"), max_length=80, help_text=_("写全称，如某区综合执法局。"))
    section = Line(label=_("科室、股室"), max_length=80, required=False)
    tasks = Line(
        label=_("管什么"),
        max_length=300,
        help_text=_("用来人会说的词，几样用顿号隔开：户外招牌、占道经营。"),
    )
    phone = Line(label=_("电话"), max_length=30)
    address = Line(label=_("地址"), max_length=200, required=False)
    hours = Line(label=_("办公时间"), max_length=100, required=False)

    def brings(self) -> dict[str, Any]:
        """The unit."""
        said = self.cleaned_data
        columns = ("name", "section", "tasks", "phone", "address", "hours")
        return {"listing": (Listed(*(said[name] for name in columns)),)}
