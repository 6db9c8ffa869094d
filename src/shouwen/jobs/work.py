"""The worker: sweeps each minute, sends letters and draws papers every few seconds, until it is
told to stop.

Any number of workers may run beside each other, and any may be killed: what is to be done lies in
the database, leased to one of them at a time."""

import logging
import signal
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from time import monotonic

from django.db import close_old_connections

from shouwen.jobs.post import read_mailbox_now
from shouwen.jobs.rounds import (
    Drawing,
    deliver_now,
    forget_drafts_now,
    forget_orphans_now,
    sweep_now,
)

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Job:
    """What is done again and again, ``every`` so many seconds; ``next`` by the monotonic clock."""

    do: Callable[[], object]
    every: float
    next: float = 0.0


def work(stop: Event, jobs: list[Job] | None = None) -> None:
    """Do each job whenever it is time, until ``stop`` is set; the job in hand is finished first.

    What hinders a job, a database that is away or anything else, hinders no other, and the job is
    tried again when it is time."""
    jobs = jobs if jobs is not None else all_jobs()
    while not stop.is_set():
        for job in jobs:
            if job.next <= monotonic() and not stop.is_set():
                close_old_connections()
                try:
                    job.do()
                except Exception:
                    log.exception("a job was hindered; trying again")
                job.next = monotonic() + job.every
        stop.wait(max(0.0, min(job.next for job in jobs) - monotonic()))


def all_jobs() -> list[Job]:
    """Everything a worker does, each as often as somebody waits for it."""
    return [
        Job(sweep_now, 60),
        Job(deliver_now, 5),
        Job(read_mailbox_now, 60),
        Job(Drawing(), 5),
        Job(forget_drafts_now, 60 * 60),
        Job(forget_orphans_now, 60 * 60),
    ]


def stop_on_signals() -> Event:
    """An event that is set when the process is told to end (SIGTERM, Ctrl-C)."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop
