"""``docs/generated/matrix.md``: which act enforces which clause. A new rule shows here as a new dot."""

from shouwen.rules.clauses import clauses
from shouwen.rules.judge import ALWAYS, MOVES
from tools.pages import table

PATH = "docs/generated/matrix.md"
HEAD = """\
# Acts and clauses

<!-- Written by `make docs` from src/shouwen/rules/lives/. -->

● the act rests on the clause · ○ it is refused where the clause does not hold. Every act is also
refused to a post without the duty (2.4.2), and where it would be dated back ({always}). The clauses
in words are in [clauses.md](clauses.md).

"""


def write() -> str:
    """The page."""
    acts = MOVES.values()
    cited = {clause for move in acts for clause in move.clauses}
    columns = [clause for clause in clauses() if clause in cited]
    rows = (
        [
            f"`{move.act}`",
            *("●" if c == move.clause else "○" if c in move.clauses else "" for c in columns),
        ]
        for move in acts
    )
    always = ", ".join(dict.fromkeys(need.clause for need in ALWAYS))
    return HEAD.format(always=always) + table(["act", *columns], rows)
