"""``docs/generated/clauses.md``: the regulation clause by clause, and what enforces each."""

from collections import defaultdict

from shouwen.queries.regulation import REGIMES, enforced_by
from shouwen.rules.clauses import clauses
from tools.pages import table

PATH = "docs/generated/clauses.md"
HEAD = """\
# Clauses and what enforces them

<!-- Written by `make docs` from src/shouwen/rules/clauses.toml and whatever cites a clause. -->

A clause is a *duty* (it opens an obligation), a *bar* (it refuses an act), a *record* (evidence that
must exist), something to *publish*, or for *review* by people. {done} of {all} are enforced so far;
a dash says not yet.

"""


def write() -> str:
    """The page."""
    enforced = enforced_by()
    done = sum(1 for by in enforced.values() if by)
    parts = [HEAD.format(done=done, all=len(enforced))]
    for number, regime in enumerate(REGIMES, 1):
        rows = (
            [clause.id, clause.zh, ", ".join(clause.kind), _by(enforced[clause.id])]
            for clause in clauses().values()
            if clause.regime == number
        )
        head = ["clause", "in words", "kind", "enforced by"]
        parts.append(f"## {number} · {regime}\n\n{table(head, rows)}\n")
    return "".join(parts).rstrip("\n") + "\n"


def _by(found: list[str]) -> str:
    kinds: dict[str, list[str]] = defaultdict(list)
    for each in found:
        kind, _, name = each.partition(" ")
        kinds[kind].append(f"`{name}`")
    return "<br>".join(f"{kind} {', '.join(names)}" for kind, names in kinds.items()) or "–"
