"""The benchmarks on SQLite and on a throw-away PostgreSQL that keeps its promises (`make bench`)."""

import os
import subprocess
import sys
from pathlib import Path

from tests.postgres import DURABLE, available, server

SHOUWEN = Path(sys.executable).with_name("shouwen")


def main(size: str) -> int:
    """The worst exit status of the two."""
    command = [SHOUWEN, "bench", "--size", size]
    status = subprocess.run([*command, "--database", "sqlite"]).returncode
    if not available():
        print("PostgreSQL 15 is not here (make prepare): not measured.", file=sys.stderr)
        return status
    with server(DURABLE) as made:
        on_postgres = [*command, "--database", "postgres"]
        environment = {**os.environ, "DATABASE_URL": made.address}
        return subprocess.run(on_postgres, env=environment).returncode or status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
