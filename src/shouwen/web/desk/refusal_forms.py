"""The forms of a filed refusal: what is proposed ground by ground, and what is said to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwen.queries.rows import ItemAsked, ProposalAsked
from shouwen.rules.facts.guide import Basis
from shouwen.rules.facts.refusal import AT_ONCE, AtOnce, Ground, Piece, Proposal
from shouwen.rules.words import RefusalKind
from shouwen.web.desk.forms import BareForm, HandoverForm
from shouwen.web.forms import LONGEST, Line, Words
from shouwen.web.labels import choices

OTHER = "other"
MORE = (1, 2, 3)  # further pieces of evidence of a ground
PARTS = ("check", "fact", "evidence", "basis", "where")
MET = [("met", _("符合")), ("unmet", _("不符合"))]
GIVEN = [("", _("不作理由")), ("unmet", _("作为不予受理的理由"))]


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One condition or material on the form, with its fields."""

    asked: ItemAsked
    check: forms.BoundField
    fact: forms.BoundField
    evidence: forms.BoundField
    basis: forms.BoundField
    where: forms.BoundField
    more: tuple[tuple[forms.BoundField, forms.BoundField], ...]

    @property
    def has_more(self) -> bool:
        """Whether another piece of evidence was chosen."""
        return any(evidence.value() for evidence, _ in self.more)

    @property
    def opens(self) -> bool:
        """Whether its ground is shown at once."""
        wrong = any(field.errors for field in (self.check, self.fact, self.evidence, self.basis))
        return wrong or self.asked.material or self.check.value() == "unmet"


class ProposeForm(BareForm):
    """What is proposed: each condition checked, and of what is unmet fact, evidence and article."""

    kind = forms.ChoiceField(label=_("报备哪一种"), widget=forms.RadioSelect)
    granted = Words(
        label=_("准予的是哪一部分"),
        max_length=1000,
        required=False,
        help_text=_("只有部分不予的才写。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    law = Line(label=_("法律法规名称"), max_length=120, required=False)
    article = Line(label=_("第几条第几款第几项"), max_length=80, required=False)
    version = Line(label=_("版本日期，如 2019-04-23"), max_length=10, required=False)
    text = Words(
        label=_("条文原文"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    first_law = Line(
        label=_("哪部法律、行政法规"),
        max_length=120,
        required=False,
        help_text=_("例如：中华人民共和国行政复议法。部门规章、地方文件不能这样规定。"),
    )
    first_article = Line(label=_("第几条第几款第几项"), max_length=80, required=False)
    first_version = Line(label=_("版本日期，如 2023-09-01"), max_length=10, required=False)
    first_text = Words(
        label=_("条文原文"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    opinion = Words(
        label=_("经办意见"),
        max_length=LONGEST,
        help_text=_("审核、批准的人先看这一段；写进登记表。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: ProposalAsked = self.asked[0]
        kinds = dict(choices(RefusalKind))
        self.fields["kind"].choices = [(kind.value, kinds[kind.value]) for kind in asked.kinds]
        self.fields["kind"].initial = asked.kinds[0].value
        if RefusalKind.PARTLY not in asked.kinds:
            del self.fields["granted"]
        bases = [("", _("这一项自己的条文")), *asked.grounds, (OTHER, _("其他条文，写在下面"))]
        for each in asked.items:
            self.fields[f"check-{each.key}"] = forms.ChoiceField(
                label=each.name,
                choices=GIVEN if each.material else MET,
                required=not each.material,
                widget=forms.RadioSelect,
                error_messages={"required": _("请核对：符合还是不符合。")},
            )
            self.fields[f"fact-{each.key}"] = Words(
                label=_("查明的事实"),
                max_length=1000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self._ask_for_evidence(each.key)
            for n in MORE:
                self._ask_for_evidence(f"{each.key}-{n}")
            self.fields[f"basis-{each.key}"] = forms.ChoiceField(
                label=_("依据哪一条"), choices=bases, required=False
            )
        for name, value in asked.before:
            if name in self.fields:
                self.initial[name] = value

    def _ask_for_evidence(self, key: str) -> None:
        self.fields[f"evidence-{key}"] = forms.ChoiceField(
            label=_("哪样证据"),
            choices=[("", _("请选一样")), *self.asked[0].evidence],
            required=False,
        )
        self.fields[f"where-{key}"] = Line(
            label=_("看哪里：页码、说明"),
            max_length=80,
            required=False,
            help_text=_("例如：第 2 页，平面图上的标高。"),
        )

    def lines(self) -> Iterator[ItemLine]:
        """The conditions or materials, each with its fields."""
        for each in self.asked[0].items:
            yield ItemLine(
                asked=each,
                **{part: self[f"{part}-{each.key}"] for part in PARTS},
                more=tuple(
                    (self[f"evidence-{each.key}-{n}"], self[f"where-{each.key}-{n}"]) for n in MORE
                ),
            )

    def brings(self) -> dict[str, Any]:
        """The proposal."""
        said = self.cleaned_data
        items = self.asked[0].items
        return {
            "proposal": Proposal(
                kind=RefusalKind(said["kind"]),
                conditions={
                    each.key: said[f"check-{each.key}"] == "met"
                    for each in items
                    if not each.material
                },
                grounds=tuple(
                    self._ground(each) for each in items if said[f"check-{each.key}"] == "unmet"
                ),
                opinion=said["opinion"],
                granted=said.get("granted", ""),
                first=self._first(),
            )
        }

    def _first(self) -> Basis | None:
        """The article that sends to reconsideration first, where somebody wrote of one."""
        parts = [
            self.cleaned_data[f"first_{part}"] for part in ("law", "article", "version", "text")
        ]
        return Basis(*parts) if any(parts) else None

    def _ground(self, item: ItemAsked) -> Ground:
        said = self.cleaned_data
        chosen, evidence = said[f"basis-{item.key}"], said[f"evidence-{item.key}"]
        own = item.bases.get(chosen)
        written = Basis(said["law"], said["article"], said["version"], said["text"])
        return Ground(
            item=item.key,
            fact=said[f"fact-{item.key}"],
            evidence=UUID(evidence) if evidence else None,
            basis=written if own is None else own,
            key="" if chosen == OTHER else chosen,
            where=said[f"where-{item.key}"],
            more=tuple(
                Piece(UUID(piece), said[f"where-{item.key}-{n}"])
                for n in MORE
                if (piece := said[f"evidence-{item.key}-{n}"])
            ),
        )


class WordsForm(BareForm):
    """What the head or the leader says to it; to return or overturn takes reasons."""

    words = Words(
        label=_("意见"),
        max_length=LONGEST,
        required=False,
        help_text=_("审核要写意见；退回、推翻、撤销必须写理由。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def brings(self) -> dict[str, Any]:
        """The words."""
        return {"words": self.cleaned_data["words"]}


class TellAtOnceForm(HandoverForm):
    """Why nothing is accepted, and whose it is; told in writing, so also how it was handed over."""

    kind = forms.ChoiceField(
        label=_("哪一种"),
        choices=choices(RefusalKind, AT_ONCE),
        widget=forms.RadioSelect,
    )
    reason = Words(
        label=_("为什么不受理"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("申请人会照原文读到。"),
    )
    body = Line(
        label=_("归哪个机关管"),
        max_length=200,
        required=False,
        help_text=_("不归本机关管的必填，写明怎么找到他们。"),
    )
    field_order = ("kind", "reason", "body")

    def brings(self) -> dict[str, Any]:
        """What is told, and the hand-over."""
        said = self.cleaned_data
        at_once = AtOnce(RefusalKind(said["kind"]), said["reason"], said["body"])
        return {**super().brings(), "at_once": at_once}
