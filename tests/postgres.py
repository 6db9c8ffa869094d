"""A throw-away PostgreSQL for the tests: made in a temporary folder, gone afterwards.

It listens on a socket in that folder only. :func:`cluster` keeps nothing safe on the disk (no
fsync), so it is as fast as it can be and fit for nothing else; a :func:`server` that is
:data:`DURABLE` is for tests that take it away.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

PROGRAMS = Path("/usr/lib/postgresql/15/bin")  # where Debian keeps them, outside PATH
SERVER = shutil.which("postgres", path=f"{PROGRAMS}{os.pathsep}{os.environ.get('PATH', '')}")
START_SECONDS = 60
FAST_AND_UNSAFE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "60",
    "listen_addresses": "",
}
DURABLE = {"max_connections": "60", "listen_addresses": "", "max_wal_size": "64MB"}
"""As PostgreSQL comes: what was committed stays, whatever happens to the server."""


def available() -> bool:
    """Whether PostgreSQL's programs are on this machine."""
    return SERVER is not None


class Server:
    """One server on its own folder, which can be stopped in the middle and started again."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        """Makes the cluster; it is not started yet."""
        assert SERVER is not None
        self.folder = folder
        self.address = f"postgres://postgres@{quote(str(folder), safe='')}/postgres"
        self._owner = _ordinary_user()
        self._settings = [f"-c{name}={value}" for name, value in settings.items()]
        if "user" in self._owner:
            os.chown(folder, self._owner["user"], self._owner["group"])
        subprocess.run(
            [Path(SERVER).resolve().with_name("initdb"), "--pgdata", folder / "data",
             "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8",
             "--no-sync"],
            check=True, capture_output=True, text=True, cwd=folder, **self._owner,
        )  # fmt: skip

    def start(self) -> None:
        """Start it, and wait until it answers.

        Raises ``RuntimeError`` with what the server wrote when it does not start."""
        log = self.folder / "log"
        with log.open("a") as output:
            self._server = subprocess.Popen(
                [SERVER, "-D", self.folder / "data", "-k", self.folder, *self._settings],
                stdout=output, stderr=output, stdin=subprocess.DEVNULL,
                cwd=self.folder, **self._owner,
            )  # fmt: skip
        try:
            _wait_until_it_answers(self.folder, self._server, log)
        except BaseException:
            self.stop()
            raise

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it: "fast", waiting for no client, or ``SIGQUIT``: at once, as in a crash."""
        self._server.send_signal(how)
        try:
            self._server.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()

    @property
    def runs(self) -> bool:
        """Whether it is there."""
        return self._server.poll() is None


@contextmanager
def server(settings: dict[str, str], folder: Path | None = None) -> Iterator[Server]:
    """A running server with these settings, in a temporary folder (inside ``folder``)."""
    home = Path(tempfile.mkdtemp(prefix="shouwen-pg-", dir=folder))
    try:
        made = Server(home, settings)
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def cluster() -> Iterator[str]:
    """A running cluster; yields the address of its empty database, fit for ``DATABASE_URL``.

    Raises ``RuntimeError`` with what the server wrote when it does not start.
    """
    with server(FAST_AND_UNSAFE) as made:
        yield made.address


def _ordinary_user() -> dict:
    """PostgreSQL refuses to run as root: whom it runs as instead, for :mod:`subprocess`."""
    if os.geteuid() != 0:
        return {}
    import pwd

    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _wait_until_it_answers(folder: Path, server: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}") from None
            time.sleep(0.05)
        else:
            return
