"""Office-years on PostgreSQL, one database each: ``python -m tests.life.years N`` (``make soak``)."""

import os
import subprocess
import sys

import psycopg

from tests.postgres import cluster


def main(arguments: list[str]) -> int:
    """Lives the seeds 1 to N; the worst exit status."""
    (years,) = map(int, arguments)
    worst = 0
    with cluster() as address:
        for seed in range(1, years + 1):
            with psycopg.connect(address, autocommit=True) as server:
                server.execute(f"CREATE DATABASE year_{seed}")
            life = [sys.executable, "-m", "shouwen.cli", "live", "--days", "250", "--staff", "60"]
            environment = {
                **os.environ,
                "DATABASE_URL": address.removesuffix("postgres") + f"year_{seed}",
            }
            worst = max(
                worst, subprocess.run([*life, "--seed", str(seed)], env=environment).returncode
            )
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
