"""The test suite: everything on SQLite, then what touches the database on PostgreSQL.

``python -m tools.test`` runs both; with ``--sqlite`` or ``--postgres`` only one. All other
arguments go to pytest: ``python -m tools.test --postgres tests/acts -k correction``.
The PostgreSQL is a throw-away one that is gone afterwards, whatever happens.
"""

import os
import signal
import subprocess
import sys

from tests.postgres import available, cluster

WORKERS = ["-n", "2", "--dist", "worksteal"]  # the suite is planned for two cores
NOTHING_COLLECTED = 5  # pytest's exit status, fine when the arguments name no test of the database


def pytest(arguments: list[str], database: str = "") -> int:
    """Runs pytest against a database address (empty: SQLite); its exit status."""
    command = [sys.executable, "-m", "pytest", *WORKERS, *arguments]
    return subprocess.run(command, env={**os.environ, "DATABASE_URL": database}).returncode


def on_postgres(arguments: list[str]) -> int:
    """The tests of the database, on a PostgreSQL of their own."""
    if not available():
        print("PostgreSQL 15 is not here (make prepare): its tests are skipped.", file=sys.stderr)
        return 1 if os.environ.get("CI") == "true" else 0
    with cluster() as address:
        status = pytest(["-m", "database", *arguments], address)
    return 0 if status == NOTHING_COLLECTED else status


def main(arguments: list[str]) -> int:
    """The worst exit status of the runs."""
    # Being told to stop unwinds like any other failure, so that no server stays behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    only = {"--sqlite", "--postgres"}.intersection(arguments)
    rest = [argument for argument in arguments if argument not in only]
    status = 0
    if only != {"--postgres"}:
        status = pytest(rest)
    if only != {"--sqlite"}:
        print("\nAgain on PostgreSQL, what touches the database:", flush=True)
        status = on_postgres(rest) or status
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
