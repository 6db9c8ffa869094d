"""The seed of the day: each day and each commit tries another life, and says which."""

import subprocess
from pathlib import Path
from zlib import crc32

from shouwen.now import now


def _commit() -> str:
    """What is being tried; empty where it is no working copy."""
    asked = ["git", "-C", str(Path(__file__).parent), "rev-parse", "--short=12", "HEAD"]
    try:
        return subprocess.run(asked, capture_output=True, text=True).stdout.strip()
    except FileNotFoundError:  # no git on this machine
        return ""


OF = f"{now():%Y-%m-%d} {_commit()}".strip()
"""The day and the commit; life is lived again with ``SEED`` on whatever day."""

SEED = crc32(OF.encode())


def told() -> str:
    """The seed and what it is of, to be printed by the test that lives its life."""
    return f"seed {SEED}, of {OF}"
