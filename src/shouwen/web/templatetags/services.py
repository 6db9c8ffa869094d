"""Tags of the pages on which guides are written: the table of contents, what the rules say at each
place, the buttons that change rows, and the picture of the procedure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shouwen.queries.rows.editor import EditorPage, GuideCheck, Way
from shouwen.rules.facts.guide import Guide
from shouwen.web.desk.services_forms import GuideForm

register = template.Library()

PARTS: tuple[tuple[str, Promise, tuple[str, ...]], ...] = (
    ("p-name", _("名称与依据"), ("name", "kind", "summary", "audience", "life_event", "basis")),
    ("p-who", _("谁可以办"), ("conditions", "requirements", "quota")),
    (
        "p-limits",
        _("期限与费用"),
        ("statute", "promise", "immediate", "silence", "fee", "visits", "result"),
    ),
    ("p-situations", _("分情形"), ("situations",)),
    ("p-materials", _("材料"), ("materials",)),
    ("p-steps", _("办理程序"), ("steps",)),
    ("p-grounds", _("不予办理"), ("grounds",)),
    ("p-questions", _("常问"), ("questions",)),
    ("p-people", _("承办人与投诉"), ("people",)),
)
"""The parts of the page in their order: address, name, and the places in each."""

BAR = 720  # width of the picture's bar, in its own units
LEAST_SEEN = 22  # of a block in which its days are written


@dataclass(frozen=True, slots=True)
class Content:
    """A part of the page, and how many of its places keep the guide from the public."""

    anchor: str
    name: Promise
    bars: int
    hints: int


@register.simple_tag
def contents(page: EditorPage) -> list[Content]:
    """The table of contents."""
    found = []
    for anchor, name, places in PARTS:
        here = [check for check in page.checks if check.place.partition("-")[0] in places]
        bars = sum(check.bars for check in here)
        found.append(Content(anchor, name, bars, len(here) - bars))
    return found


@register.inclusion_tag("components/checks.html")
def checks_at(checks: Iterable[GuideCheck], place: str) -> dict[str, Any]:
    """What the rules say of a place, with the ways out. It is there even where they say nothing, to
    be filled when something changes."""
    return {"place": place, "checks": [check for check in checks if check.place == place]}


@register.filter
def said_at(checks: Iterable[GuideCheck], place: str) -> bool:
    """Whether something at a place keeps the guide from the public."""
    return any(check.bars and check.place == place for check in checks)


@register.filter
def does(way: Way) -> str:
    """What the button of a way out asks for."""
    if way.removes:
        rows, _dash, key = way.removes.partition("-")
        return f"remove:{rows}:{key}"
    return f"set:{urlencode(way.sets)}"


@register.simple_tag
def slots(form: GuideForm) -> str:
    """The places of the page that change when what was typed is saved, as htmx selects them."""
    whole = ["#contents", "#notes", "#carried", "#picture", "#p-changes", "#dock", "#mirror"]
    places = [place for _anchor, _name, those in PARTS for place in those]
    rows = [
        row.place
        for those in (form.conditions, form.situations, form.materials, form.steps, form.grounds)
        for row in those
    ]
    return ",".join([*whole, *(f"#at-{place}" for place in (*places, *rows))])


# ── the picture of the procedure ─────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Block:
    """The time of a step on the bar."""

    x: float
    width: float
    n: int
    odd: bool

    @property
    def middle(self) -> float:
        """Where its days are written."""
        return self.x + self.width / 2

    @property
    def roomy(self) -> bool:
        """Whether they fit in."""
        return self.width >= LEAST_SEEN


@register.inclusion_tag("components/procedure.html")
def procedure(guide: Guide) -> dict[str, Any]:
    """The procedure as its steps say: stations in their order, and how the steps fill the promise,
    and the promise the statutory limit."""
    counted = [step for step in guide.steps if step.needed and step.limit.n > 0]
    promise = max(guide.promise.n, 0)
    comparable = guide.statute is not None and guide.statute.unit is guide.promise.unit
    statute = guide.statute.n if guide.statute and comparable else 0
    used = sum(step.limit.n for step in counted)
    whole = max(used, promise, statute, 1)
    return {
        "guide": guide,
        "blocks": _blocks([step.limit.n for step in counted], whole),
        "used": used,
        "promise": promise,
        "promise_at": BAR * promise / whole,
        "statute": statute,
        "statute_at": BAR * statute / whole,
        "spare": statute - promise,
        "beyond": used > promise > 0,
    }


def _blocks(lengths: Sequence[int], whole: int) -> list[Block]:
    found, x = [], 0.0
    for place, n in enumerate(lengths):
        width = BAR * n / whole
        found.append(Block(round(x, 2), round(width, 2), n, bool(place % 2)))
        x += width
    return found
