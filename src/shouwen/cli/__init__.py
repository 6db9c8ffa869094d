"""The command line, floor 4: ``shouwen …``.

Here is what there is to say; what is done stands in a module for each command, imported only when
it runs: those of an office need its home first, and a due date needs no office at all."""

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from shouwen.cli.frame import Answer, answers, open_office

UNITS = ("working-day", "day", "month", "working-hour")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="shouwen")
def main() -> None:
    """Shouwen (首问): nothing that comes in is ever nobody's.

    Exit status: 0 done, 1 found something wrong, 2 could not be run as asked."""


def _work(module: str) -> Any:
    return import_module(f"shouwen.cli.{module}")


def _in_office(module: str) -> Any:
    open_office()
    return _work(module)


@main.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--fresh", is_flag=True, help="Make the demo office anew.")
@click.option("--only-make", is_flag=True, help="Make it, and do not serve it.")
@answers
def demo(port: int, fresh: bool, only_make: bool) -> Answer:
    """Make the demo office once, serve it and do its jobs until Ctrl-C.

    Without --home it lives in var/demo under the current folder."""
    return _work("demo").demo(port, fresh=fresh, only_make=only_make)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@answers
def serve(host: str, port: int, workers: int) -> Answer:
    """Serve the pages until told to stop."""
    return _in_office("serving").serve(host, port, workers)


@main.command()
@answers
def work() -> Answer:
    """Do the clock's jobs until told to stop: sweep each minute, send letters, draw papers."""
    return _in_office("jobs").work_on()


@main.command()
@answers
def migrate() -> Answer:
    """Bring the tables up to date."""
    return _in_office("jobs").migrate()


@main.command()
@click.option("--at", metavar="TIME", help="Do what is due by then (default: now).")
@answers
def sweep(at: str | None) -> Answer:
    """One round of the clock's work."""
    return _in_office("jobs").sweep_once(at)


@main.command()
@click.option("--days", default=20, show_default=True, type=click.IntRange(1, 2500))
@click.option("--staff", default=21, show_default=True, type=click.IntRange(1))
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0))
@click.option("--start", default="2026-01-05", show_default=True, help="The first day.")
@click.option("--abuse", multiple=True, help="Plant an abuse; several with commas.")
@answers
def live(days: int, staff: int, seed: int, start: str, abuse: tuple[str, ...]) -> Answer:
    """A simulated office lives by the rules for so many working DAYS.

    One seed is one life. After it, everything that must hold is checked on everything."""
    return _work("living").live(days, staff, seed, start, abuse)


@main.command()
@answers
def doctor() -> Answer:
    """What is missing or unsafe, and how to mend it."""
    return _in_office("doctor").examine()


@main.command()
@click.argument("start")
@click.argument("n", type=click.IntRange(1, 10_000))
@click.option("--unit", type=click.Choice(UNITS), default="working-day", show_default=True)
@click.option("--explain", is_flag=True, help="Day by day: counted or not, and why.")
@answers
def deadline(start: str, n: int, unit: str, explain: bool) -> Answer:
    """When N working days from START are over, by the official calendar.

    START is a date or a time (2026-09-18, 2026-09-18T15:30, Chinese time without an offset) and
    does not itself count. Working hours are those of 9 to 12 and 13 to 17."""
    return _work("deadline").deadline(start, n, unit, explain=explain)


@main.command()
@answers
def clauses() -> Answer:
    """Every clause of the regulation, and what enforces it."""
    return _work("clauses").clauses_enforced()


@main.command()
@click.option("--size", default=1000, show_default=True, type=click.IntRange(1000, 10_000_000))
@click.option("--database", type=click.Choice(("sqlite", "postgres")), default="sqlite")
@click.argument("measures", nargs=-1)
@answers
def bench(size: int, database: str, measures: tuple[str, ...]) -> Answer:
    """Measure beside its limit what docs/performance.md lists: all of it, or MEASURES.

    On an office of its own with --size cases, thrown away afterwards."""
    return _work("benching").bench(size, database, measures)


@main.group(name="import")
def import_() -> None:
    """Bring something in from a file."""


@import_.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--area", help="Area code of the office, where the installation has several.")
@answers
def catalogue(file: Path, dry_run: bool, area: str | None) -> Answer:
    """A list of services (CSV): what is new comes in as drafts."""
    return _in_office("importing").catalogue(file, dry_run=dry_run, area=area)


@import_.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--area", help="Area code of the office, where the installation has several.")
@answers
def office(file: Path, dry_run: bool, area: str | None) -> Answer:
    """Sections, posts, people and duties (CSV): the next draft of the scheme, or nothing at all."""
    return _in_office("importing").office(file, dry_run=dry_run, area=area)


@import_.command(name="other-units")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--area", help="Area code of the office, where the installation has several.")
@answers
def other_units(file: Path, dry_run: bool, area: str | None) -> Answer:
    """Other units and what they do (CSV): whom people are sent to, or nothing at all."""
    return _in_office("importing").other_units(file, dry_run=dry_run, area=area)


@main.group()
def ledger() -> None:
    """The record of acts."""


@ledger.command()
@answers
def verify() -> Answer:
    """Compute every chain anew, and say where one is broken."""
    return _in_office("ledger").verify_all()
