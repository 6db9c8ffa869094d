"""``docs/generated/policy.md``: every number that the regulation leaves open."""

from shouwen.queries.regulation import WHAT
from shouwen.rules.policy import NUMBERS
from tools.pages import table

PATH = "docs/generated/policy.md"
HEAD = """\
# What the regulation leaves open

<!-- Written by `make docs` from src/shouwen/rules/policy.py. -->

Every number that neither the regulation nor a law fixes, with its default and where that comes from.

"""


def write() -> str:
    """The page."""
    head = ["name", "是什么", "default", "unit", "where it comes from"]
    return HEAD + table(
        head,
        ([f"`{n.name}`", WHAT[n.name], str(n.default), n.unit, n.source] for n in NUMBERS.values()),
    )
