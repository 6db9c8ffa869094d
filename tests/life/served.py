"""What can befall a PostgreSQL, for ``shouwen.life.trial``."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from time import sleep

import psycopg

from shouwen.life import faults
from shouwen.life.hindrance import ENOUGH, LOCK_TIMEOUT, Hindrance
from tests.postgres import DURABLE, Server, server

DISK_MB = 320


class Served:
    """A server of our own, durable; ``disk`` is the small disk it lies on, if it does."""

    def __init__(self, server: Server, disk: Path | None = None) -> None:
        self.server = server
        self.disk = disk

    @contextmanager
    def gone(self) -> Iterator[None]:
        """Stopped at once, as in a crash, and started again: it recovers by itself."""
        self.server.stop(signal.SIGQUIT)
        try:
            yield
        finally:
            self.server.start()

    @contextmanager
    def slow(self) -> Iterator[None]:
        """Another session holds every matter for a while, over and over."""
        other = os.fork()
        if other == 0:
            with psycopg.connect(self._address, autocommit=True) as database:
                while True:
                    with database.transaction():
                        database.execute("LOCK TABLE records_matter IN EXCLUSIVE MODE")
                        sleep(LOCK_TIMEOUT / 4)
                    sleep(LOCK_TIMEOUT / 4)
        try:
            yield
        finally:
            os.kill(other, signal.SIGKILL)
            os.waitpid(other, 0)

    @contextmanager
    def full(self, dice: Random) -> Iterator[Hindrance]:
        """Something else fills the disk. Where the server gives up, whatever watches over it in
        an office (systemd) starts it again once there is room. Without a small disk: gone."""
        if self.disk is None:
            with self.gone():
                yield Hindrance(patience=LOCK_TIMEOUT)
            return
        ballast = self.disk / "ballast"
        with ballast.open("wb", buffering=0) as file:
            with suppress(OSError):  # no space left
                while True:
                    file.write(bytes(65_536))
            file.truncate(max(0, file.tell() - dice.randrange(0, 100_000)))
        try:
            yield Hindrance(patience=LOCK_TIMEOUT, most=ENOUGH)
        finally:
            ballast.unlink()
            if not self.server.runs:
                self.server.start()
            self._wait()

    def whole(self) -> str:
        """Every index against its table."""
        with psycopg.connect(self._address, autocommit=True) as database:
            database.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
            database.execute(
                "SELECT bt_index_check(c.oid, true) FROM pg_class c JOIN pg_am a ON a.oid = c.relam"
                " WHERE a.amname = 'btree' AND c.relkind = 'i' AND c.relname NOT LIKE 'pg_%'"
            )
        return ""

    def _wait(self) -> None:
        """Until it has recovered from a crash of its own."""
        for _ in range(200):
            try:
                psycopg.connect(self._address).close()
            except psycopg.OperationalError:
                sleep(0.05)
            else:
                return

    @property
    def _address(self) -> str:
        return self.server.address


@contextmanager
def small_disk() -> Iterator[Path | None]:
    """A small disk of its own, in memory, where the system lets us mount one; else none."""
    folder = Path(tempfile.mkdtemp(prefix="shouwen-disk-"))
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m,mode=755", "tmpfs", str(folder)]
    mounted = os.geteuid() == 0 and subprocess.run(command, capture_output=True).returncode == 0
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
        folder.rmdir()


def main(arguments: list[str]) -> int:
    """``python -m tests.life.served SEED ROUNDS``: the faults of ``shouwen.life.faults`` on a
    durable server of its own, on a small disk where the system lets us have one."""
    seed, rounds = map(int, arguments)
    with (
        tempfile.TemporaryDirectory() as home,
        small_disk() as disk,
        server(DURABLE, disk) as served,
    ):
        os.environ["DATABASE_URL"] = served.address
        faults.prepare(Path(home))
        faults.prepare(Path(home))
        report = faults.run(seed, rounds, Path(home), Served(served, disk))
        print(faults.shown(report, as_json=True))
    return 1 if report.broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
