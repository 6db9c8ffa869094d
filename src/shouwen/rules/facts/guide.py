"""What one version of a service says: the content of the public guide (5.3a), frozen at publication.

It is kept as JSON on the version and read back through :func:`Guide.from_json`; there is no other
mapper. A published guide never changes, so it may be cached by the version's id.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from shouwen.rules.facts.plain import read
from shouwen.rules.policy import number
from shouwen.rules.words import (
    Bearer,
    LimitUnit,
    MaterialForm,
    MaterialSource,
    ServiceKind,
    Silence,
    StepKind,
)


@dataclass(frozen=True, slots=True)
class Basis:
    """An article of a law in force: what a condition, limit, fee or ground rests on."""

    law: str  # 《公共场所卫生管理条例》 without the marks
    article: str  # 第八条第一款
    version: str  # date of the version relied on, ISO
    text: str = ""  # the words relied on, quoted

    @property
    def is_whole(self) -> bool:
        """Whether law, article and version are all there."""
        return bool(self.law.strip() and self.article.strip() and self.version.strip())


@dataclass(frozen=True, slots=True)
class Limit:
    """How long something may take: whole ``n`` in ``unit``, and what it rests on."""

    n: int
    unit: LimitUnit
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """One concrete condition an applicant must meet (5.2.1b)."""

    key: str
    text: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to the question of a situation, in the applicant's words."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Situation:
    """A question about the applicant's own case whose answer spares them materials (5.2.1a)."""

    key: str
    ask: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """One material to hand in. ``requirement`` says what its due form is; ``sample`` shows or
    names a filled-in example; ``when`` is empty or says in which case only it is needed.
    ``needed_in`` says the same in answers, ``situation.option``: needed where one of those of each
    situation it names is given, everywhere where it names none. ``because`` is the article that
    forces it where the version before asked for less (5.2.1a)."""

    key: str
    name: str
    form: MaterialForm
    copies: int
    source: MaterialSource
    requirement: str
    sample: str
    basis: Basis
    when: str = ""
    needed_in: tuple[str, ...] = ()
    because: Basis | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the procedure after acceptance, in order, with its own limit (5.3a, 5.2.2c).

    ``needed`` false: the step is taken only where the case calls for it (a hearing). ``because`` is
    the article that forces it where the version before had fewer (5.2.1a)."""

    key: str
    name: str
    kind: StepKind
    by: Bearer
    limit: Limit
    what: str
    needed: bool = True
    because: Basis | None = None


@dataclass(frozen=True, slots=True)
class Fee:
    """``amount`` empty means no fee; otherwise the amount in words and its basis."""

    amount: str = ""
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """Why the answer may be no, with the article."""

    key: str
    text: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Term:
    """For how many ``months`` the result is valid, and how many days before its end its renewal is
    applied for at the latest: the law's thirty, or what another ``basis`` says (行政许可法 art. 50)."""

    months: int
    apply_before: int | None = None
    basis: Basis | None = None

    @property
    def days_before(self) -> int:
        """How many days before its end renewal is applied for at the latest."""
        return number("renew_before") if self.apply_before is None else self.apply_before


@dataclass(frozen=True, slots=True)
class Result:
    """What the applicant gets: its name, how long it is valid in words (empty: without end), and the
    sign that its numbers carry in the paper's series, e.g. 卫公. ``term``: that it is a licence kept
    on the register, which ends by itself and is renewed; None where nothing is."""

    name: str
    validity: str = ""
    sign: str = ""
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question people ask, and its answer."""

    ask: str
    answer: str


@dataclass(frozen=True, slots=True)
class Guide:
    """Everything 5.3a asks for save names and phones of section, staff and complaint section,
    which come from the office as it stands when the guide is read."""

    name: str
    kind: ServiceKind
    audience: str  # 服务对象
    summary: str  # one plain sentence
    basis: tuple[Basis, ...]
    conditions: tuple[Condition, ...]
    requirements: str
    quota: str  # 数量限制, "无数量限制" where there is none
    materials: tuple[Material, ...]
    steps: tuple[Step, ...]
    statute: Limit | None
    promise: Limit
    immediate: bool  # done within the visit (6.3)
    silence: Silence
    decided_by: Bearer
    fee: Fee
    grounds: tuple[Ground, ...]
    result: Result
    visits: int  # how often the applicant must come
    life_event: str = ""  # where the public home lists it
    questions: tuple[Question, ...] = ()
    situations: tuple[Situation, ...] = ()
    visits_because: Basis | None = None  # what forces more visits than before (5.2.1a)

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Self:
        """Read a guide back from the JSON object of :meth:`to_json`.

        Raises ``ValueError`` naming the place where a part is missing, unknown or of another
        kind, or a word is not one of the known words."""
        return read(cls, content)

    @classmethod
    def draft(cls, name: str, kind: ServiceKind) -> Self:
        """A guide of which only name and kind are known: what an imported list gives. Its promise
        is of 0 working days, which no published guide of a timed service has."""
        return cls(
            name=name,
            kind=kind,
            audience="",
            summary="",
            basis=(),
            conditions=(),
            requirements="",
            quota="",
            materials=(),
            steps=(),
            statute=None,
            promise=Limit(0, LimitUnit.WORKING_DAY),
            immediate=False,
            silence=Silence.DEEMS if kind is ServiceKind.LICENCE else Silence.ESCALATES,
            decided_by=Bearer.HEAD,
            fee=Fee(),
            grounds=(),
            result=Result(""),
            visits=1,
        )

    def to_json(self) -> dict[str, Any]:
        """The guide as plain JSON types."""
        return asdict(self)

    @property
    def plainly(self) -> str:
        """What it is about, in the words in which people ask for it."""
        asked = (question.ask for question in self.questions)
        return "\n".join((self.summary, self.result.name, self.life_event, *asked))

    def material(self, key: str) -> Material:
        """The material with this key; ``KeyError`` if the guide does not ask for it."""
        for material in self.materials:
            if material.key == key:
                return material
        raise KeyError(key)

    def needs(self, material: Material, answers: Collection[str]) -> bool:
        """Whether whoever gave these ``answers`` (``situation.option``) needs the material. A
        question that was not answered spares nobody anything."""
        answered = {answer.partition(".")[0] for answer in answers}
        asked = {name.partition(".")[0] for name in material.needed_in}
        return all(
            any(name in answers for name in material.needed_in if name.startswith(f"{key}."))
            for key in asked & answered
        )
