"""``shouwen work``, ``sweep``, ``migrate``: what keeps an office going."""

from dataclasses import asdict

from django.core.management import call_command
from django.db import DatabaseError

from shouwen.acts.sweeping import sweep
from shouwen.cli.frame import Answer, CannotRun, say
from shouwen.cli.times import read_time
from shouwen.jobs.rounds import sweep_now
from shouwen.jobs.work import stop_on_signals, work


def work_on() -> Answer:
    """Until the process is told to end."""
    say("the clock's jobs are being done; Ctrl-C ends them")
    work(stop_on_signals())
    return Answer({"stopped": True}, "")


def sweep_once(at: str | None) -> Answer:
    """One round; status 1 where the clock could not act on a matter."""
    try:
        swept = sweep(read_time(at)) if at else sweep_now()
    except DatabaseError as error:
        raise CannotRun(f"The database does not answer as it should: {error}") from None
    acts = ", ".join(f"{name} {n}" for name, n in swept.acts.items()) or "nothing to do"
    words = f"{swept.examined} rang: {acts}; {swept.warned} warned, {swept.counted} ended ({swept.seconds} s)"
    if swept.failed:
        words += f"; {swept.failed} could not be done, see above"
    return Answer(asdict(swept), words, 1 if swept.failed else 0)


def migrate() -> Answer:
    """Every table, and the triggers that guard the record."""
    call_command("migrate", verbosity=0, interactive=False)
    return Answer({"migrated": True}, "the tables are up to date")
