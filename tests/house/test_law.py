"""The rules are pure, and nobody cites a clause that the regulation does not have."""

import ast
import re
import sys

import pytest

from shouwen.rules.clauses import clauses
from tools.docs import ROOT

SOURCE = ROOT / "src/shouwen"
RULES = sorted((SOURCE / "rules").rglob("*.py"))
PROSE = re.compile(r"(?<![\w.])[1-7](?:\.[1-9]){1,2}[a-z](?!\w)")
ID_ALONE = re.compile(r"[1-7](?:\.[1-9]){1,2}[a-z]?")


def imported(path):
    """The top-level packages that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module


@pytest.mark.parametrize("path", RULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_rule_needs_nothing_but_the_standard_library(path):
    foreign = {
        module
        for module in imported(path)
        if not module.startswith("shouwen.rules")
        and module.split(".")[0] not in sys.stdlib_module_names
    }
    assert foreign == set()


def test_the_regulation_has_ninety_nine_clauses():
    assert len(clauses()) == 99


def test_every_clause_that_is_cited_exists():
    unknown = set()
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        cited = set(PROSE.findall(text))
        cited |= {
            node.value
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and ID_ALONE.fullmatch(node.value)
        }
        unknown |= {f"{path.relative_to(ROOT)}: {clause}" for clause in cited - clauses().keys()}
    assert unknown == set()


def test_every_open_number_is_used_and_shown():
    from shouwen.queries.regulation import WHAT
    from shouwen.rules.policy import NUMBERS

    code = [
        path.read_text(encoding="utf-8")
        for path in (ROOT / "src").rglob("*.py")
        if path.name not in ("policy.py", "regulation.py")
    ]
    unused = [name for name in NUMBERS if not any(f'"{name}"' in text for text in code)]
    assert not unused, f"a number that nothing looks at binds nobody: {unused}"
    assert set(WHAT) == set(NUMBERS)
