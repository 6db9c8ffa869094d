"""What a guide must say before it is published: every part of 5.3a, none of them empty.

Each part is a row of a table: the code of its bar, and what in the guide lacks it. A row that
answers with a name names the one item at fault, so that whoever mends it need not search.
"""

from collections.abc import Callable, Iterator

from shouwen.rules.facts.guide import Basis, Guide
from shouwen.rules.facts.publication import Publication
from shouwen.rules.verdict import Bar
from shouwen.rules.words import ServiceKind, Silence

Lacking = Iterator[dict[str, object]]
"""The parameters of one bar per thing that lacks the part; ``{}`` for the guide as a whole."""


def missing_parts(guide: Guide, publication: Publication) -> tuple[Bar, ...]:
    """A bar for every part that is not there: of the guide (5.1a, 5.3a), of those who answer for
    it (5.3a), of where to complain (5.4b)."""
    of_guide = (
        Bar(clause, code, params) for clause, code, lacking in _GUIDE for params in lacking(guide)
    )
    of_office = (
        Bar(clause, code, params)
        for clause, code, lacking in _OFFICE
        for params in lacking(publication)
    )
    return (*of_guide, *of_office)


def _blank(*texts: str) -> Lacking:
    if not all(text.strip() for text in texts):
        yield {}


def _none(things: tuple[object, ...]) -> Lacking:
    if not things:
        yield {}


def _unfounded(basis: Basis | None) -> bool:
    return basis is None or not basis.is_whole


def _basis(guide: Guide) -> Lacking:
    if not guide.basis or any(_unfounded(basis) for basis in guide.basis):
        yield {}


def _condition_basis(guide: Guide) -> Lacking:
    return ({"condition": c.text} for c in guide.conditions if _unfounded(c.basis))


def _steps(guide: Guide) -> Lacking:
    if not (guide.steps or guide.immediate):
        yield {}


def _step_words(guide: Guide) -> Lacking:
    return (
        {"number": n}
        for n, step in enumerate(guide.steps, 1)
        if not (step.name.strip() and step.what.strip())
    )


def _step_limit(guide: Guide) -> Lacking:
    return ({"step": step.name} for step in guide.steps if step.limit.n < 0)


def _statute(guide: Guide) -> Lacking:
    """A licence always has a statutory limit: where its own law sets none, 行政许可法 art. 42."""
    if guide.kind is ServiceKind.LICENCE and guide.statute is None:
        yield {}


def _statute_basis(guide: Guide) -> Lacking:
    if guide.statute is not None and _unfounded(guide.statute.basis):
        yield {}


def _silence(guide: Guide) -> Lacking:
    """Silence about a licence accepts it, whatever its guide would rather (行政许可法 art. 32(4))."""
    if guide.kind is ServiceKind.LICENCE and guide.silence is not Silence.DEEMS:
        yield {}


def _promise(guide: Guide) -> Lacking:
    if guide.promise.n < 1:
        yield {}


def _material_words(guide: Guide) -> Lacking:
    return (
        {"number": n}
        for n, material in enumerate(guide.materials, 1)
        if not (material.name.strip() and material.requirement.strip())
    )


def _material_sample(guide: Guide) -> Lacking:
    return ({"material": m.name} for m in guide.materials if not m.sample.strip())


def _material_basis(guide: Guide) -> Lacking:
    return ({"material": m.name} for m in guide.materials if _unfounded(m.basis))


def _fee(guide: Guide) -> Lacking:
    if guide.fee.amount.strip() and _unfounded(guide.fee.basis):
        yield {"amount": guide.fee.amount}


def _ground_article(guide: Guide) -> Lacking:
    return ({"ground": g.text} for g in guide.grounds if not g.text.strip() or _unfounded(g.basis))


def _term_months(guide: Guide) -> Lacking:
    if guide.result.term is not None and guide.result.term.months < 1:
        yield {}


def _term_of_no_licence(guide: Guide) -> Lacking:
    """Only a licence is renewed, and by silence too (行政许可法 art. 50)."""
    if guide.result.term is not None and guide.kind is not ServiceKind.LICENCE:
        yield {}


def _term_article(guide: Guide) -> Lacking:
    """Thirty days before, unless another law says otherwise (行政许可法 art. 50(1))."""
    term = guide.result.term
    if term is not None and term.apply_before is not None and _unfounded(term.basis):
        yield {"days": term.apply_before}


def _staff_words(publication: Publication) -> Lacking:
    return (
        {"number": n}
        for n, staff in enumerate(publication.staff, 1)
        if not (staff.name.strip() and staff.post.strip() and staff.phone.strip())
    )


_GUIDE: tuple[tuple[str, str, Callable[[Guide], Lacking]], ...] = (
    ("5.3a", "guide_without_name", lambda g: _blank(g.name)),
    ("5.1a", "guide_without_summary", lambda g: _blank(g.summary, g.audience)),
    ("5.3a", "guide_without_basis", _basis),
    ("5.3a", "guide_without_conditions", lambda g: _none(g.conditions)),
    ("5.3a", "condition_without_article", _condition_basis),
    ("5.3a", "guide_without_requirements", lambda g: _blank(g.requirements)),
    ("5.3a", "guide_without_quota", lambda g: _blank(g.quota)),
    ("5.3a", "guide_without_procedure", _steps),
    ("5.3a", "step_without_words", _step_words),
    ("5.3a", "step_without_limit", _step_limit),
    ("5.3a", "guide_without_statute", _statute),
    ("5.3a", "statute_without_article", _statute_basis),
    ("4.2c", "licence_without_deemed_acceptance", _silence),
    ("5.3a", "guide_without_promise", _promise),
    ("5.3a", "guide_without_materials", lambda g: _none(g.materials)),
    ("5.3a", "material_without_words", _material_words),
    ("5.3a", "material_without_sample", _material_sample),
    ("5.3a", "material_without_article", _material_basis),
    ("5.3a", "fee_without_basis", _fee),
    ("5.3a", "guide_without_grounds", lambda g: _none(g.grounds)),
    ("5.3a", "ground_without_article", _ground_article),
    ("5.3a", "term_without_months", _term_months),
    ("5.3a", "term_of_no_licence", _term_of_no_licence),
    ("5.3a", "term_without_article", _term_article),
    ("5.1a", "guide_without_result", lambda g: _blank(g.result.name)),
)

_OFFICE: tuple[tuple[str, str, Callable[[Publication], Lacking]], ...] = (
    ("5.3a", "guide_without_section", lambda p: _blank(p.section, p.section_phone)),
    ("5.3a", "guide_without_staff", lambda p: _none(p.staff)),
    ("5.3a", "staff_without_words", _staff_words),
    ("5.4b", "guide_without_complaints", lambda p: _blank(p.complaint_section, p.complaint_phone)),
)
