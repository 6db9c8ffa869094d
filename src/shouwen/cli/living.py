"""``shouwen live``: a simulated office lives by the rules, and everything that must hold is checked.

A life needs an office of its own: without ``--home`` a folder that is gone afterwards, else one
that holds no database yet. A real office is never lived in."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory

from shouwen.cli.frame import Answer, CannotRun, open_office, say
from shouwen.cli.times import read_time


def live(days: int, staff: int, seed: int, start: str, abuses: tuple[str, ...]) -> Answer:
    """Live it; status 1 where something did not hold, which is cut down to a test to paste."""
    first_day = read_time(start)
    os.environ.setdefault("SHOUWEN_RECHECK", "1")  # acts read what they wrote before they commit
    with _empty_home():
        open_office()
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connections

        from shouwen.life.live import cut_down, measure
        from shouwen.life.setting import found, setting
        from shouwen.life.world import World, end_of

        import_module(settings.ROOT_URLCONF)  # as a server has it before anybody comes
        planted = [abuse.strip() for listed in abuses for abuse in listed.split(",")]
        try:
            setting(staff)
            world = World(seed, staff, first_day, end_of(days, first_day), planted)
        except ValueError as wrong:
            raise CannotRun(str(wrong)) from None
        _refuse_an_office()
        call_command("migrate", verbosity=0, interactive=False)
        found(staff, first_day, password=token_urlsafe())
        lived = measure(world, say)
        if not lived.whole:
            lived = cut_down(world, lived, say)
        connections.close_all()
    return Answer(lived.to_json(), lived.in_words(), 0 if lived.whole else 1)


@contextmanager
def _empty_home() -> Iterator[None]:
    """The home given, or a folder that is gone afterwards."""
    if home := os.environ.get("SHOUWEN_HOME"):
        if Path(home, "shouwen.sqlite3").exists():
            raise CannotRun(
                f"{home} holds an office already, and a life needs an empty one."
                " Choose a new folder: shouwen live --home DIR"
            )
        try:
            Path(home).mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as wrong:
            raise CannotRun(f"{home} cannot be made: {wrong}") from None
        yield
        return
    with TemporaryDirectory(prefix="shouwen-life-") as folder:
        os.environ["SHOUWEN_HOME"] = folder
        try:
            yield
        finally:
            del os.environ["SHOUWEN_HOME"]


def _refuse_an_office() -> None:
    """A database of its own (``DATABASE_URL``) must be empty, too."""
    from django.db import DatabaseError, connection

    try:
        tables = connection.introspection.table_names()
    except DatabaseError as wrong:
        raise CannotRun(f"The database does not answer: {wrong}") from None
    if tables:
        raise CannotRun(
            "The database of DATABASE_URL has tables already, and a life needs an empty one."
            " Create a new database for it."
        )
