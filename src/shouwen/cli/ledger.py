"""``shouwen ledger``: the record of acts, computed anew."""

from dataclasses import asdict

from shouwen.cli.frame import Answer
from shouwen.queries.ledger import verify


def verify_all() -> Answer:
    """Every chain; status 1 where one is broken."""
    found = verify()
    lines = [f"{broken.matter} entry {broken.seq}: {broken.why}" for broken in found.broken]
    lines.append(f"{found.entries} entries in {found.chains} chains, {len(found.broken)} broken")
    return Answer(asdict(found), "\n".join(lines), 1 if found.broken else 0)
