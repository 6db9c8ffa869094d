"""Processes that run together and end together."""

import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from threading import Event
from time import monotonic

from shouwen.cli.frame import CannotRun

Command = Sequence[str]

GRACE = 15  # seconds a process has to finish what it has in hand
START = 30  # seconds a server has to answer


def web(host: str, port: int, workers: int = 2) -> Command:
    """The server of the pages. Threads, because browsers open connections ahead of need: without
    them each that says nothing would hold up a worker."""
    return (
        *(sys.executable, "-m", "gunicorn", "shouwen.config.wsgi"),
        *("--bind", f"{host}:{port}", "--workers", str(workers), "--threads", "4"),
        *("--log-level", "warning"),
    )


def jobs() -> Command:
    """The worker that does the clock's jobs."""
    return (sys.executable, "-m", "shouwen.cli", "work")


def refuse_taken_port(host: str, port: int) -> None:
    """Raises :class:`CannotRun` where something else listens there, or nothing may."""
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as why:
            raise CannotRun(
                f"Cannot listen on {host}:{port} ({why.strerror}). Choose another with --port."
            ) from None


def supervise(commands: Sequence[Command], started: Callable[[], None] | None = None) -> int:
    """Run the commands beside each other until this process is told to end (0), or one of them
    ends by itself (1); then end the others. ``started`` is called once they all run."""
    stop = Event()
    before = {
        number: signal.signal(number, lambda *_: stop.set())
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    running = [subprocess.Popen(command) for command in commands]  # noqa: S603  # our own
    try:
        if started:
            started()
        while not stop.wait(0.5):
            if any(process.poll() is not None for process in running):
                return 1
        return 0
    finally:
        for process in running:
            process.terminate()
        deadline = monotonic() + GRACE
        for process in running:
            try:
                process.wait(max(0.0, deadline - monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for number, handler in before.items():
            signal.signal(number, handler)


def wait_until_it_answers(host: str, port: int) -> bool:
    """Whether something accepted a connection there within :data:`START` seconds."""
    deadline = monotonic() + START
    pause = Event()
    while monotonic() < deadline:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            pause.wait(0.2)
        else:
            return True
    return False
