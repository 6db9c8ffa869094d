"""The forms of notices beside the one: a law that changed, and an invitation to supply (4.2c)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from shouwen.rules.facts.casefile import Demand
from shouwen.web.desk.forms import ExamineForm, TellForm
from shouwen.web.forms import Day, Line

DEMANDS = 3  # materials that the form has room for; a law that asks more is told twice


class ChangedLawForm(TellForm):
    """Which law changed from when on, what it newly asks for, and how the notice is served."""

    field_order = ("article", "commences")

    article = Line(
        label=_("哪部法律的哪一条"),
        max_length=200,
        help_text=_("例如《消防法》第十五条第一款。"),
    )
    commences = Day(label=_("从哪天起施行"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, DEMANDS + 1):
            which = {"n": n}
            self.fields |= {
                f"name-{n}": Line(
                    label=_("新要求的第 %(n)s 样材料") % which, max_length=200, required=n == 1
                ),
                f"requirement-{n}": Line(
                    label=_("第 %(n)s 样要什么样的") % which, max_length=300, required=n == 1
                ),
            }
        first = [*self.field_order]
        first += [f"{part}-{n}" for n in range(1, DEMANDS + 1) for part in ("name", "requirement")]
        self.order_fields(first)

    def brings(self) -> dict[str, Any]:
        """The law, what it asks for, and the hand-over."""
        said = self.cleaned_data
        asked = ((said[f"name-{n}"], said[f"requirement-{n}"]) for n in range(1, DEMANDS + 1))
        return {
            **super().brings(),
            "article": said["article"],
            "commences": said["commences"],
            "demands": tuple(Demand(*each) for each in asked if any(each)),
        }


class InviteForm(ExamineForm, TellForm):
    """What was found of each material, and how the invitation is served."""

    def brings(self) -> dict[str, Any]:
        """What was found, and the hand-over."""
        return {**ExamineForm.brings(self), **TellForm.brings(self)}
