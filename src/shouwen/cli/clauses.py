"""``shouwen clauses``: the regulation, and what of it is enforced."""

import tomllib
from importlib.resources import files

from shouwen.cli.frame import Answer
from shouwen.queries.regulation import enforced_by
from shouwen.rules.clauses import clauses


def clauses_enforced() -> Answer:
    """Every clause with what enforces it; nothing: not yet."""
    found = enforced_by()
    tests = tomllib.loads(files(__package__).joinpath("clause_tests.toml").read_text("utf-8"))
    document = [
        {
            "id": clause.id,
            "regime": clause.regime,
            "kind": list(clause.kind),
            "enforced_by": found[clause.id],
            "tests": tests.get(clause.id, 0),
        }
        for clause in clauses().values()
    ]
    lines = [f"{row['id']:<8} {', '.join(row['enforced_by']) or 'not yet'}" for row in document]
    done = sum(1 for row in document if row["enforced_by"])
    return Answer(document, "\n".join((*lines, f"{done} of {len(document)} are enforced")))
