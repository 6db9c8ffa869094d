"""``docs/generated/bars.md``: every reason for which an act may be refused, with its sentence."""

from collections.abc import Iterable

from shouwen.rules import identity, papers
from shouwen.rules.judge import ALWAYS, MOVES
from shouwen.rules.regimes import commitment
from shouwen.rules.sentences import SENTENCES
from shouwen.rules.verdict import Guard, Need
from tools.pages import table

PATH = "docs/generated/bars.md"
HEAD = """\
# Bars: why an act may be refused

<!-- Written by `make docs` from the guards in src/shouwen/rules/regimes/. -->

A bar is a clause, a code and what fills the gaps of its sentence. Ledger and tables hold the code;
the sentence is looked up when it is read.

## Facts that must hold

A guard is named for the fact that must hold; where it does not, its name is the code of the bar.

"""
GROUPS = {
    "Of any act: state, post, letters that can be printed": (
        "not_in_this_state",
        "this_post_may_not",
        "characters_cannot_be_drawn",
    ),
    "Of a guide about to be published (4.2c, 5.1a, 5.2.1b, 5.2.2, 5.3a, 5.4b, 6.3)": commitment.SENTENCES,
    "Of the applicant's identity document (6.4b); some only warn": identity.SENTENCES,
    "Of a paper about to be issued": papers.SENTENCES,
}


def write() -> str:
    """The page."""
    guards = {need.name: need for need in _needs() if isinstance(need, Guard)}
    head = ["code", "clause", "sentence", "stands before"]
    rows = (
        [f"`{name}`", guard.clause, guard.sentence, _acts(guard)] for name, guard in guards.items()
    )
    parts = [HEAD, table(head, rows)]
    for title, found in GROUPS.items():
        parts.append(f"\n## {title}\n\n{_sentences(found)}")
    return "".join(parts)


def _needs() -> Iterable[Need]:
    yield from (need for move in MOVES.values() for need in (*move.needs, *move.leaves))
    yield from ALWAYS


def _acts(guard: Guard) -> str:
    if guard in ALWAYS:
        return "every act"
    acts = (m.act for m in MOVES.values() if guard in (*m.needs, *m.leaves))
    return ", ".join(f"`{act}`" for act in acts)


def _sentences(found: Iterable[str]) -> str:
    return table(["code", "sentence"], ([f"`{code}`", SENTENCES[code]] for code in found))
