"""A throw-away PostgreSQL for the tests: made in a temporary folder, gone afterwards.

It listens on a socket in that folder only and keeps nothing safe on the disk (no fsync), so it is
as fast as it can be and fit for nothing else.
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


def available() -> bool:
    """Whether PostgreSQL's programs are on this machine."""
    return SERVER is not None


@contextmanager
def cluster() -> Iterator[str]:
    """A running cluster; yields the address of its empty database, fit for ``DATABASE_URL``.

    Raises ``RuntimeError`` with what the server wrote when it does not start.
    """
    assert SERVER is not None
    folder = Path(tempfile.mkdtemp(prefix="shouwen-pg-"))
    owner = _ordinary_user()
    log = folder / "log"
    try:
        if "user" in owner:
            os.chown(folder, owner["user"], owner["group"])
        data = folder / "data"
        subprocess.run(
            [Path(SERVER).resolve().with_name("initdb"), "--pgdata", data, "--username=postgres",
             "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"],
            check=True, capture_output=True, text=True, cwd=folder, **owner,
        )  # fmt: skip
        settings = [f"-c{name}={value}" for name, value in FAST_AND_UNSAFE.items()]
        with log.open("w") as output:
            server = subprocess.Popen(
                [SERVER, "-D", data, "-k", folder, *settings],
                stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd=folder, **owner,
            )  # fmt: skip
        try:
            _wait_until_it_answers(folder, server, log)
            yield f"postgres://postgres@{quote(str(folder), safe='')}/postgres"
        finally:
            server.send_signal(signal.SIGINT)  # "fast": it waits for no client
            try:
                server.wait(timeout=5)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
