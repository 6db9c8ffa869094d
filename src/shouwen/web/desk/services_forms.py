"""The form in which a guide is written: all of its parts on one page, rows that come, go and move.

What was typed is a flat set of named texts, in one shape whether a draft is opened or a browser
sends it. A list names the keys of its rows in their order, and the fields of a row begin with the
list's name and the row's key (``materials``: ``plan``; ``materials-plan-name``). So a row is moved
or taken out without renaming anything, and all that was typed is there before and after.

A form checks shape alone: a draft may lack anything. What it lacks, the rules say."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any, ClassVar
from urllib.parse import parse_qsl
from uuid import UUID, uuid4

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from shouwen.queries.rows.books import Choice
from shouwen.rules.facts.casefile import Opinion
from shouwen.rules.facts.guide import (
    Basis,
    Condition,
    Fee,
    Ground,
    Guide,
    Limit,
    Material,
    Option,
    Question,
    Result,
    Situation,
    Step,
    Term,
)
from shouwen.rules.words import (
    Bearer,
    LimitUnit,
    MaterialForm,
    MaterialSource,
    ServiceKind,
    Silence,
    StepKind,
)
from shouwen.web.desk.books_forms import grouped
from shouwen.web.desk.forms import BareForm
from shouwen.web.forms import Asking, Day, Line, Words
from shouwen.web.labels import choices, label

Said = MultiValueDict[str, str]
"""What was typed, by the names of its fields."""

KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")
MOST = {
    "basis": 30,
    "conditions": 30,
    "situations": 10,
    "options": 8,
    "materials": 40,
    "steps": 20,
    "grounds": 30,
    "questions": 30,
}
"""The lists of a guide, and how many rows each may have: together what one form may bring."""

BEGINS = {"materials": {"copies": "1"}, "steps": {"needed": "on"}}
"""What a new row says at first."""

LONG, NAME, SHORT = 5000, 200, 80  # characters of a text, of a name, of a step's
MOST_COUNTED = 9999
DOES = (Bearer.HANDLER, Bearer.HEAD, Bearer.LEADER, Bearer.WINDOW, Bearer.OFFICE, Bearer.MAIN)
"""Who may do a step, or decide."""


# ── what was typed ───────────────────────────────────────────────────────────────────────────────


def written(guide: Guide) -> Said:
    """A guide as it stands in the form."""
    said: Said = MultiValueDict()
    _write(said, "", guide)
    return said


def _write(said: Said, name: str, value: Any) -> None:
    if isinstance(value, tuple):
        for number, row in enumerate(value, 1):
            key = getattr(row, "key", str(number)) if is_dataclass(row) else row
            said.appendlist(name, key)
            if is_dataclass(row):
                _write(said, f"{name}-{key}", row)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name != "key":
                inner = f"{name}-{field.name}" if name else field.name
                _write(said, inner, getattr(value, field.name))
    elif value is True:
        said[name] = "on"
    elif isinstance(value, int) and value >= 0 and value is not False:
        said[name] = str(value)
    elif isinstance(value, str) and value:
        said[name] = value


def changed(said: Said, do: str) -> str:
    """Do in ``said`` what a button asks: ``add:LIST``, ``remove:LIST:KEY``, ``up:LIST:KEY``,
    ``down:LIST:KEY``, or ``set:NAME=VALUE&…``. Answers with the place that it was about; what no
    button asks is left undone."""
    verb, _colon, what = do.partition(":")
    if verb == "set":
        sets = parse_qsl(what, keep_blank_values=True)
        for name, value in sets:
            said[name] = value
        return _place(sets[0][0]) if sets else ""
    if verb == "add":
        return _add(said, what)
    name, _colon, key = what.rpartition(":")
    keys = rows(said, name)
    if key not in keys:
        return ""
    at = keys.index(key)
    if verb == "remove":
        del keys[at]
        said.setlist(name, keys)
        return name
    to = {"up": at - 1, "down": at + 1}.get(verb, at)
    keys.insert(min(max(to, 0), len(keys)), keys.pop(at))
    said.setlist(name, keys)
    return f"{name}-{key}"


def _add(said: Said, name: str) -> str:
    keys = rows(said, name)
    if len(keys) >= MOST.get(name.rpartition("-")[2], 0):
        return name
    key = f"n{uuid4().hex[:8]}"  # of this row for ever: versions are compared by it
    said.setlist(name, [*keys, key])
    for field, value in BEGINS.get(name, {}).items():
        said[f"{name}-{key}-{field}"] = value
    if name == "situations":
        for _answer in range(2):
            _add(said, f"{name}-{key}-options")
    return f"{name}-{key}"


def _place(name: str) -> str:
    """The place on the page of a field: its row, or itself."""
    part, *rest = name.split("-")
    return f"{part}-{rest[0]}" if part in MOST and rest else part


def rows(said: Said, name: str) -> list[str]:
    """The keys of a list's rows, each once, in their order."""
    return list(dict.fromkeys(key for key in said.getlist(name) if KEY.fullmatch(key)))


def merged(base: Said, mine: Said, theirs: Said) -> tuple[Said, list[str]]:
    """Two texts that were written from one ``base``, as one: whatever only one of the two changed
    is as they changed it. Where both did, mine stands; the names of those come beside it."""
    both = []
    found: Said = MultiValueDict()
    for name in dict.fromkeys((*theirs, *mine, *base)):
        was, ours, other = (said.getlist(name) for said in (base, mine, theirs))
        if ours == other or other == was:
            found.setlist(name, ours)
        elif name.rpartition("-")[2] in MOST:
            kept = other if ours == was else ours
            alone = (
                [k for k in other if k not in was] if kept is ours else _edited(base, mine, name)
            )
            found.setlist(name, [*kept, *(key for key in alone if key not in kept)])
        elif ours == was:
            found.setlist(name, other)
        else:
            found.setlist(name, ours)
            both.append(name)
    return found, both


def _edited(base: Said, mine: Said, name: str) -> list[str]:
    """The rows of a list in which something was typed."""
    return [
        key
        for key in mine.getlist(name)
        if any(
            field.startswith(f"{name}-{key}-") and mine.getlist(field) != base.getlist(field)
            for field in (*mine, *base)
        )
    ]


# ── fields ───────────────────────────────────────────────────────────────────────────────────────


class Count(forms.IntegerField):
    """A whole number; nothing at all stands for ``blank``."""

    def __init__(self, *, blank: int = 0, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(min_value=0, max_value=MOST_COUNTED, widget=widget, **kwargs)
        self.blank = blank
        self.error_messages["invalid"] = _("请填整数。")

    def clean(self, value: Any) -> int:
        """The number."""
        found: int | None = super().clean(value)
        return self.blank if found is None else found


class Long(Words):
    """Words on several lines, which browsers end otherwise than files do."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONG, widget=forms.Textarea(attrs={"rows": 2}), **kwargs)

    def to_python(self, value: str | None) -> str:
        """The text, its lines ended in one way."""
        return super().to_python((value or "").replace("\r\n", "\n").replace("\r", "\n"))


class Word(forms.TypedChoiceField):
    """A word of a closed list."""

    def __init__(
        self, kind: type[StrEnum], of: Iterable[StrEnum] | None = None, **kwargs: Any
    ) -> None:
        chosen = choices(kind) if of is None else [(word.value, label(word)) for word in of]
        super().__init__(choices=chosen, coerce=kind, empty_value=next(iter(of or kind)), **kwargs)


class Part(forms.Form):
    """A part of the form. Nothing in it must be there."""

    use_required_attribute = False

    def __init__(self, said: Said, prefix: str = "") -> None:
        super().__init__(said, prefix=prefix or None)
        for field in self.fields.values():
            field.required = False
            field.template_name = "forms/written.html"

    def has(self, name: str) -> Any:
        """What is in a field; where it cannot be read, what would be there if nothing were."""
        if name in self.errors or name not in self.cleaned_data:
            field = self.fields[name]
            return field.blank if isinstance(field, Count) else getattr(field, "empty_value", "")
        return self.cleaned_data[name]

    def parts(self) -> Iterator["Part"]:
        """Itself and what it is made of."""
        yield self


class BasisPart(Part):
    """An article."""

    law = Line(
        label=_("法律文件"),
        max_length=NAME,
        widget=forms.TextInput(attrs={"placeholder": _("公共场所卫生管理条例")}),
    )
    article = Line(
        label=_("条款"),
        max_length=NAME,
        widget=forms.TextInput(attrs={"placeholder": _("第八条第一款")}),
    )
    version = Line(
        label=_("版本日期"),
        max_length=40,
        widget=forms.TextInput(attrs={"placeholder": "2019-04-23"}),
    )
    text = Long(label=_("原文"))

    def read(self) -> Basis:
        """The article as far as it is there."""
        return Basis(*(self.has(name) for name in ("law", "article", "version", "text")))

    def any(self) -> Basis | None:
        """The same; None where nothing is."""
        found = self.read()
        return found if found != Basis("", "", "") else None


class LimitPart(Part):
    """A limit; its article beside it."""

    n = Count(label=_("时限"), blank=-1)
    unit = Word(LimitUnit, label=_("单位"))

    def __init__(self, said: Said, prefix: str) -> None:
        super().__init__(said, prefix)
        self.basis = BasisPart(said, f"{prefix}-basis")

    def parts(self) -> Iterator[Part]:
        """The limit and its article."""
        yield self
        yield self.basis

    def limit(self, blank: int = -1) -> Limit:
        """The limit; ``blank`` days where none was typed."""
        n = self.has("n")
        return Limit(blank if n < 0 else n, self.has("unit"), self.basis.any())


class StatutePart(LimitPart):
    """The statutory limit. Its article without a number would be lost, so the number is asked."""

    def clean(self) -> dict[str, Any]:
        """Both, or neither."""
        if self.cleaned_data.get("n") == -1 and self.basis.any():
            self.add_error("n", _("写了依据，还没有写几天：请填天数；没有法定期限的，把依据删掉。"))
        return self.cleaned_data


class HeadPart(Part):
    """What a guide says in one line each."""

    name = Line(label=_("事项名称"), max_length=NAME)
    kind = Word(ServiceKind, label=_("事项类型"))
    summary = Long(label=_("一句话说明"))
    audience = Line(label=_("服务对象"), max_length=NAME)
    life_event = Line(label=_("首页归在哪类"), max_length=SHORT)
    requirements = Long(label=_("怎样提出申请"))
    quota = Line(label=_("数量限制"), max_length=NAME)
    immediate = forms.BooleanField(label=_("即办件：当场办结"))
    silence = Word(Silence, label=_("逾期不告知"))
    decided_by = Word(Bearer, DOES, label=_("由谁决定"))
    visits = Count(label=_("到场次数"))


class FeePart(Part):
    """The fee."""

    amount = Line(label=_("收多少"), max_length=NAME)


class TermPart(Part):
    """How long a licence is valid, and when its renewal is applied for; the article beside it."""

    months = Count(label=_("有效几个月"), help_text=_("到期要延续的许可才填；没有期限的不填。"))
    apply_before = Count(
        label=_("到期前几天申请延续"),
        blank=-1,
        help_text=_("不填就是行政许可法的三十日；另有规定的填天数和依据。"),
    )

    def __init__(self, said: Said, prefix: str) -> None:
        super().__init__(said, prefix)
        self.basis = BasisPart(said, f"{prefix}-basis")

    def parts(self) -> Iterator[Part]:
        """The term and its article."""
        yield self
        yield self.basis

    def term(self) -> Term | None:
        """The term; None where nothing was typed."""
        before = self.has("apply_before")
        found = Term(self.has("months"), before if before >= 0 else None, self.basis.any())
        return found if found != Term(0) else None


class ResultPart(Part):
    """The result."""

    name = Line(label=_("办理结果"), max_length=NAME)
    validity = Line(label=_("有效期"), max_length=NAME)
    sign = Line(label=_("编号字头"), max_length=40)

    def __init__(self, said: Said, prefix: str) -> None:
        super().__init__(said, prefix)
        self.term = TermPart(said, f"{prefix}-term")

    def parts(self) -> Iterator[Part]:
        """The result and its term."""
        yield self
        yield from self.term.parts()

    def result(self) -> Result:
        """The result."""
        said = (self.has(name) for name in ("name", "validity", "sign"))
        return Result(*said, term=self.term.term())


class PeoplePart(Part):
    """The post that is to handle a service which none handles yet."""

    post = forms.ChoiceField(label=_("承办岗位"))

    def __init__(self, said: Said, posts: Iterable[Choice]) -> None:
        super().__init__(said)
        self.fields["post"].choices = [("", _("选一个")), *grouped(posts)]


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────


class Row(Part):
    """A row of the list ``of``. Its key is that of what it says, in every version."""

    bases: ClassVar[tuple[str, ...]] = ("basis",)

    def __init__(self, said: Said, of: str, key: str) -> None:
        self.of, self.key = of, key
        self.place = f"{of}-{key}"
        super().__init__(said, self.place)
        self.based = {name: BasisPart(said, f"{self.place}-{name}") for name in self.bases}

    @property
    def basis(self) -> BasisPart:
        """The article it rests on."""
        return self.based["basis"]

    @property
    def because(self) -> BasisPart:
        """The article that forces it (5.2.1a)."""
        return self.based["because"]

    def parts(self) -> Iterator[Part]:
        """The row and its articles."""
        yield self
        yield from self.based.values()


class BasisRow(Row, BasisPart):
    """One of the articles that the service itself rests on."""

    bases = ()


class ConditionRow(Row):
    """A condition."""

    text = Long(label=_("条件"))


class GroundRow(Row):
    """A ground of refusal."""

    text = Long(label=_("情形"))


class QuestionRow(Row):
    """A question people ask."""

    bases = ()
    ask = Line(label=_("问"), max_length=NAME)
    answer = Long(label=_("答"))


class OptionRow(Row):
    """An answer about the applicant's own case."""

    bases = ()
    text = Line(label=_("答案"), max_length=NAME)


class SituationRow(Row):
    """A question about the applicant's own case, with its answers."""

    bases = ()
    ask = Line(label=_("问申请人"), max_length=NAME)

    def __init__(self, said: Said, of: str, key: str) -> None:
        super().__init__(said, of, key)
        self.list = f"{self.place}-options"
        self.options = [OptionRow(said, self.list, each) for each in rows(said, self.list)]

    def parts(self) -> Iterator[Part]:
        """The question and its answers."""
        yield self
        yield from self.options


class MaterialRow(Row):
    """A material."""

    bases = ("basis", "because")
    name = Line(label=_("名称"), max_length=NAME)
    form = Word(MaterialForm, label=_("形式"))
    copies = Count(label=_("份数"))
    source = Word(MaterialSource, label=_("来源"))
    requirement = Long(label=_("要求"))
    sample = Line(label=_("样本"), max_length=NAME)
    when = Line(label=_("什么情况才要"), max_length=NAME)
    needed_in = forms.MultipleChoiceField(
        label=_("哪些答案才要"), widget=forms.CheckboxSelectMultiple
    )

    def answers(self, answers: dict[str, str]) -> None:
        """The answers that it may depend on; one that is gone is still shown where it was
        chosen."""
        gone = {name: _("（已经没有这个答案）") for name in self.data.getlist(self._needed_in)}
        self.fields["needed_in"].choices = list({**gone, **answers}.items())

    @property
    def _needed_in(self) -> str:
        return self.add_prefix("needed_in")


class StepRow(Row):
    """A step of the procedure."""

    bases = ("because",)
    name = Line(label=_("环节"), max_length=SHORT)
    kind = Word(StepKind, label=_("性质"))
    by = Word(Bearer, DOES, label=_("谁办"))
    what = Long(label=_("做什么"))
    needed = forms.BooleanField(label=_("每件都有"))

    def __init__(self, said: Said, of: str, key: str) -> None:
        super().__init__(said, of, key)
        self.limit = LimitPart(said, f"{self.place}-limit")

    def parts(self) -> Iterator[Part]:
        """The step, its limit and its articles."""
        yield from super().parts()
        yield from self.limit.parts()


# ── the whole ────────────────────────────────────────────────────────────────────────────────────


class GuideForm:
    """A guide as it is written; ``posts`` are those that might handle it, where none does."""

    def __init__(self, said: Said, posts: Iterable[Choice] = ()) -> None:
        self.said = said
        self.people = PeoplePart(said, posts)
        self.head = HeadPart(said)
        self.statute = StatutePart(said, "statute")
        self.promise = LimitPart(said, "promise")
        self.fee, self.fee_basis = FeePart(said, "fee"), BasisPart(said, "fee-basis")
        self.result = ResultPart(said, "result")
        self.visits_because = BasisPart(said, "visits_because")
        self.basis = [BasisRow(said, "basis", key) for key in rows(said, "basis")]
        self.conditions = [ConditionRow(said, "conditions", k) for k in rows(said, "conditions")]
        self.situations = [SituationRow(said, "situations", k) for k in rows(said, "situations")]
        self.materials = [MaterialRow(said, "materials", key) for key in rows(said, "materials")]
        self.steps = [StepRow(said, "steps", key) for key in rows(said, "steps")]
        self.grounds = [GroundRow(said, "grounds", key) for key in rows(said, "grounds")]
        self.questions = [QuestionRow(said, "questions", k) for k in rows(said, "questions")]
        answers = {
            f"{each.key}.{option.key}": f"{each.has('ask')} {option.has('text')}"
            for each in self.situations
            for option in each.options
        }
        for material in self.materials:
            material.answers(answers)

    def parts(self) -> Iterator[Part]:
        """Every part, in the order of the page."""
        yield self.head
        for each in (*self.basis, *self.conditions, self.statute, self.promise):
            yield from each.parts()
        yield from (self.fee, self.fee_basis, *self.result.parts(), self.visits_because)
        for row in (*self.situations, *self.materials, *self.steps, *self.grounds, *self.questions):
            yield from row.parts()
        yield self.people

    def is_valid(self) -> bool:
        """Whether all of it can be read as typed."""
        return all(part.is_valid() for part in self.parts())

    @property
    def wrong(self) -> list[forms.BoundField]:
        """The fields that cannot be read as typed."""
        return [field for part in self.parts() for field in part if field.errors]

    def labels(self) -> dict[str, forms.BoundField]:
        """Every field by its name."""
        return {field.html_name: field for part in self.parts() for field in part}

    @property
    def handler(self) -> UUID | None:
        """The post that is to handle it, where one was chosen."""
        chosen = self.people.has("post")
        return UUID(chosen) if chosen else None

    def guide(self) -> Guide:
        """What it says; a field that cannot be read counts as empty."""
        head = self.head
        statute = self.statute.limit()
        return Guide(
            name=head.has("name"),
            kind=head.has("kind"),
            audience=head.has("audience"),
            summary=head.has("summary"),
            basis=tuple(row.read() for row in self.basis),
            conditions=tuple(
                Condition(row.key, row.has("text"), row.basis.read()) for row in self.conditions
            ),
            requirements=head.has("requirements"),
            quota=head.has("quota"),
            materials=tuple(map(_material, self.materials)),
            steps=tuple(map(_step, self.steps)),
            statute=statute if statute.n >= 0 else None,
            promise=self.promise.limit(blank=0),
            immediate=bool(head.has("immediate")),
            silence=head.has("silence"),
            decided_by=head.has("decided_by"),
            fee=Fee(self.fee.has("amount"), self.fee_basis.any()),
            grounds=tuple(
                Ground(row.key, row.has("text"), row.basis.read()) for row in self.grounds
            ),
            result=self.result.result(),
            visits=head.has("visits"),
            life_event=head.has("life_event"),
            questions=tuple(Question(row.has("ask"), row.has("answer")) for row in self.questions),
            situations=tuple(
                Situation(
                    row.key,
                    row.has("ask"),
                    tuple(Option(each.key, each.has("text")) for each in row.options),
                )
                for row in self.situations
            ),
            visits_because=self.visits_because.any(),
        )


def _material(row: MaterialRow) -> Material:
    return Material(
        key=row.key,
        name=row.has("name"),
        form=row.has("form"),
        copies=row.has("copies"),
        source=row.has("source"),
        requirement=row.has("requirement"),
        sample=row.has("sample"),
        basis=row.basis.read(),
        when=row.has("when"),
        needed_in=tuple(row.has("needed_in") or ()),
        because=row.because.any(),
    )


def _step(row: StepRow) -> Step:
    return Step(
        key=row.key,
        name=row.has("name"),
        kind=row.has("kind"),
        by=row.has("by"),
        limit=row.limit.limit(),
        what=row.has("what"),
        needed=bool(row.has("needed")),
        because=row.because.any(),
    )


# ── beginning ────────────────────────────────────────────────────────────────────────────────────


class BeginForm(Asking):
    """A service that is about to be written, and the post that will handle it."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    code = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9._-]*$",
        label=_("事项编码"),
        max_length=SHORT,
        help_text=_("权责清单上的编码；只用字母、数字、短横、点和下划线。以后不能改。"),
        error_messages={"invalid": _("事项编码只用字母、数字、短横、点和下划线。")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    name = Line(label=_("事项名称"), max_length=NAME)
    kind = forms.TypedChoiceField(
        label=_("事项类型"), choices=choices(ServiceKind), coerce=ServiceKind
    )
    post = forms.ChoiceField(label=_("承办岗位"), help_text=_("指南上写的科室和承办人由它来。"))

    def __init__(self, *args: Any, posts: Iterable[Choice], next: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [("", _("选一个")), *grouped(posts)]
        if next:
            del self.fields["code"], self.fields["kind"]


# ── what comes after writing ─────────────────────────────────────────────────────────────────────


class ReturnForm(BareForm):
    """What is to be mended."""

    opinion = Words(
        label=_("退回意见"),
        max_length=500,
        widget=forms.Textarea,
        help_text=_("哪一处、有什么问题、怎么改；写的人照着改。"),
    )

    def brings(self) -> dict[str, Any]:
        """The opinion."""
        return {"opinion": Opinion(self.cleaned_data["opinion"])}


class ApproveForm(BareForm):
    """What the reviewer says with it."""

    opinion = Words(label=_("审核意见"), max_length=500, required=False, widget=forms.Textarea)

    def brings(self) -> dict[str, Any]:
        """The opinion."""
        return {"opinion": Opinion(self.cleaned_data["opinion"])}


class AnnounceForm(BareForm):
    """From which day on it is in force."""

    on = Day(label=_("从哪一天起施行"), help_text=_("在今天以后；在那以前仍按现行的版本收件。"))

    def brings(self) -> dict[str, Any]:
        """The day."""
        return {"on": self.cleaned_data["on"]}


class WithdrawForm(BareForm):
    """Why the service is not offered any more."""

    reason = Line(label=_("停用原因"), max_length=200, help_text=_("公众会看到这句话。"))

    def brings(self) -> dict[str, Any]:
        """The reason."""
        return {"reason": self.cleaned_data["reason"]}
