"""Real worker processes, and how many pages a second they hand out."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from io import BufferedReader
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

WORKERS = 2
AT_ONCE = 8  # visitors, each with a connection of their own that is kept open
SECONDS = 5.0
START = 30  # seconds that a server has to answer
BARE = """\
from pathlib import Path

content = Path(__file__).with_name("page").read_bytes()


def application(environ, start_response):
    start_response("200 OK", [("Content-Length", str(len(content)))])
    return [content]
"""
"""The least that a server can do: the same bytes, whatever is asked."""


def same_bytes_per_second(content: bytes, addresses: Iterable[str]) -> float:
    """How many answers two workers hand out of the same server with nothing behind it."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "page").write_bytes(content)
        (Path(folder) / "bare.py").write_text(BARE, encoding="utf-8")
        return pages_per_second("bare", addresses, folder)


def pages_per_second(application: str, addresses: Iterable[str], folder: str = ".") -> float:
    """How many of the pages at these addresses two workers of a WSGI application hand out."""
    asked = [_request(address) for address in addresses]
    with served(application, folder) as port, ThreadPoolExecutor(AT_ONCE) as visitors:
        list(visitors.map(lambda _: _visit(port, asked * 2), range(AT_ONCE)))  # now it is drawn
        start = time.perf_counter()
        until = start + SECONDS
        counts = list(visitors.map(lambda _: _visit(port, cycle(asked), until), range(AT_ONCE)))
        return sum(counts) / (time.perf_counter() - start)


@contextmanager
def served(application: str, folder: str = ".") -> Iterator[int]:
    """The port on which two workers serve a WSGI application meanwhile."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
    command += [
        "--chdir",
        folder,
        "--workers",
        str(WORKERS),
        "--threads",
        "4",
        "--log-level",
        "error",
    ]
    server = subprocess.Popen(command)  # noqa: S603  # our own
    try:
        deadline = time.monotonic() + START
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert time.monotonic() < deadline, "the server does not answer"
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait()


def _request(address: str) -> bytes:
    return f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode()


def _visit(port: int, asked: Iterable[bytes], until: float = float("inf")) -> int:
    """Ask for one page after the other until the time is over; each must come whole."""
    count = 0
    connection, answers = _connect(port)
    for request in asked:
        if time.perf_counter() > until:
            break
        try:
            connection.sendall(request)
            status = answers.readline()
        except ConnectionError:
            status = b""
        if not status:  # the worker closed a connection that it had kept long enough
            connection.close()
            connection, answers = _connect(port)
            continue
        assert b" 200 " in status, status
        length, closes = 0, False
        while (line := answers.readline()) != b"\r\n":
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
            closes = closes or line.lower() == b"connection: close\r\n"
        assert len(answers.read(length)) == length
        count += 1
        if closes:
            connection.close()
            connection, answers = _connect(port)
    connection.close()
    return count


def _connect(port: int) -> tuple[socket.socket, BufferedReader]:
    connection = socket.create_connection(("127.0.0.1", port), timeout=30)
    return connection, connection.makefile("rb")
