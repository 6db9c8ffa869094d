"""The rounds of the worker: each does what waits, and what hinders one thing hinders no other."""

import os
import signal
import subprocess
import sys
import time
from threading import Event

import pytest
from django.core import mail
from django.db import OperationalError

from shouwen.jobs import rounds
from shouwen.jobs.rounds import Drawing, deliver_now, sweep_now
from shouwen.jobs.work import Job, work
from shouwen.now import now
from shouwen.records.models import Letter, Rendering
from tests.acts.world import FOUNDED, make_world


@pytest.fixture
def world(db):
    return make_world(("food",))


@pytest.fixture
def received(world, monkeypatch):
    """A case received in September; the rounds look at a clock that stands a minute later."""
    from tests.acts.world import at

    case = world.receive("food", "2026-09-21 10:00")
    monkeypatch.setattr(rounds, "now", lambda: at("2026-09-21 10:01"))
    return case


def test_every_letter_that_waits_leaves_once(received, capsys):
    assert deliver_now() == 2
    assert deliver_now() == 0
    assert [message.to for message in mail.outbox] == [["xuhe@example.org"]]
    ((name, pdf, kind),) = mail.outbox[0].attachments
    assert (name[-4:], pdf[:5], kind) == (".pdf", b"%PDF-", "application/pdf")
    assert "0826-555-0177" in capsys.readouterr().out


def test_what_hinders_one_letter_hinders_no_other(received, monkeypatch, capsys):
    def refuse(*_, **__):
        raise ConnectionRefusedError("no mail server here")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    assert deliver_now() == 1
    failed = Letter.objects.get(channel="email")
    assert failed.sent_at is None
    assert failed.failure == "ConnectionRefusedError: no mail server here"
    assert failed.next_try_at is not None


def test_a_letter_without_a_template_is_kept_with_its_reason(received, monkeypatch, capsys):
    Letter.objects.filter(channel="sms").update(template="no_such_letter")
    assert deliver_now() == 1
    assert "no_such_letter" in Letter.objects.get(channel="sms").failure


def test_papers_are_drawn_ahead_once(received):
    drawing = Drawing()
    assert drawing() == 1
    assert drawing() == 0
    assert Rendering.objects.count() == 1


def test_a_paper_that_cannot_be_drawn_is_told_of_once(received, monkeypatch, caplog):
    def jam(paper):
        raise RuntimeError("paper jam")

    monkeypatch.setattr(rounds, "rendering", jam)
    drawing = Drawing()
    assert (drawing(), drawing()) == (0, 0)
    assert caplog.text.count("paper jam") == 2  # the message, and the traceback's last line


def test_a_sweep_reads_the_clock_on_the_wall(world):
    world.receive("food", "2026-09-21 10:00")
    assert now() > FOUNDED
    swept = sweep_now()
    assert swept.failed == 0


@pytest.mark.parametrize("hindrance", [OperationalError("gone"), ValueError("no such year")])
def test_a_job_that_is_hindered_is_tried_again_and_hinders_no_other(db, hindrance):
    stop, tried, other = Event(), [], []

    def try_it():
        tried.append(1)
        if len(tried) == 3:
            stop.set()
        raise hindrance

    work(stop, [Job(lambda: other.append(1), every=0), Job(try_it, every=0)])
    assert (len(tried), len(other)) == (3, 3)


def test_a_worker_that_is_told_to_end_ends_with_nothing_left_in_hand(committed_db):
    worker = subprocess.Popen(
        [sys.executable, "-m", "shouwen.cli", "work"],
        env={**os.environ, **committed_db.environment},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert "Ctrl-C" in worker.stderr.readline()
    time.sleep(0.5)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=15) == 0
    assert worker.stderr.read() == ""
    worker.stderr.close()
