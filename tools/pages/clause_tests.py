"""How many tests stand behind each enforced clause: those that name it, or what enforces it."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from shouwen.queries.regulation import enforced_by

PATH = "src/shouwen/cli/clause_tests.toml"
TESTS = Path(__file__).resolve().parents[2] / "tests"
HEAD = "# Tests behind each clause, counted by `make docs` (tools/pages/clause_tests.py).\n"
WORDS = re.compile(r"[A-Za-z_]+|[1-7](?:\.[0-9]+)+[a-z]?")


def write() -> str:
    """One line a clause that has any."""
    counts: Counter[str] = Counter()
    names = {clause: _names(clause, by) for clause, by in enforced_by().items() if by}
    for words in _tests():
        counts.update(clause for clause, found in names.items() if found & words)
    lines = (f'"{clause}" = {counts[clause]}\n' for clause in names if counts[clause])
    return HEAD + "".join(lines)


def _names(clause: str, by: list[str]) -> set[str]:
    """The clause itself, and what enforces it, as tests call them."""
    return {clause, *(re.split(r"[ .]", what)[-1] for what in by)}


def _tests() -> Iterator[set[str]]:
    """The words of every test function."""
    for file in sorted(TESTS.rglob("test_*.py")):
        source = file.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                decorated = [*node.decorator_list, node]
                text = "\n".join(ast.get_source_segment(source, part) or "" for part in decorated)
                yield set(WORDS.findall(text))
