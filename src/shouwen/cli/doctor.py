"""``shouwen doctor``: what is missing or unsafe."""

from dataclasses import asdict

from django.db import DatabaseError

from shouwen.cli.frame import Answer, CannotRun
from shouwen.now import now
from shouwen.queries.doctor import health


def examine() -> Answer:
    """Status 1 where something is."""
    try:
        found = health(now())
    except DatabaseError as error:
        raise CannotRun(f"The database does not answer as it should: {error}") from None
    document = {
        "ok": not found.problems,
        "problems": [asdict(problem) for problem in found.problems],
        "drafts": found.drafts,
    }
    lines = [f"{problem.what}\n    → {problem.fix}" for problem in found.problems]
    lines.append(f"{found.drafts} drafts of services wait to be published")
    lines.append(f"{len(found.problems)} problems" if found.problems else "nothing is wrong")
    return Answer(document, "\n".join(lines), 1 if found.problems else 0)
