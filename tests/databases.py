"""Databases of a test's own, where commits are real.

Append-only tables refuse the emptying by which Django cleans up after such tests, so each gets a
copy of the migrated database instead: a file (SQLite) or a database made from a template
(PostgreSQL). Both take some tens of milliseconds.
"""

import itertools
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

_numbers = itertools.count(1)
_kept: dict[str, BaseDatabaseWrapper] = {}


@dataclass(frozen=True)
class Committed:
    """A database of one test; ``environment`` are the variables by which a subprocess opens it."""

    environment: dict[str, str]


@contextmanager
def committed_copy(home: Path) -> Iterator[Committed]:
    """Turns this process to a fresh copy of the migrated test database; files go to ``home``."""
    with copied(home) as (name, environment), turned_to(name):
        yield Committed({"SHOUWEN_HOME": str(home), **environment})


@contextmanager
def copied(home: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """A fresh copy of the database that this process is turned to: its name, and the variables by
    which a subprocess opens it."""
    if kept := _kept.pop(connection.settings_dict["NAME"], None):
        kept.close()
    end_sessions()
    copy = _copied_file if connection.vendor == "sqlite" else _copied_template
    with copy(connection.settings_dict, home) as found:
        yield found


@contextmanager
def empty(home: Path) -> Iterator[str]:
    """A database without any table: its name."""
    if connection.vendor == "sqlite":
        yield str(home / "empty.sqlite3")
    else:
        with _made_from("template0", connection.settings_dict) as name:
            yield name


@contextmanager
def furnished(
    founded: tuple[str, Any], home: Path, furnish: Callable[[Any], Any]
) -> Iterator[tuple[str, Any, Any]]:
    """An office that was founded (the fixture ``founded``), and in a copy of its own what
    ``furnish`` writes there: name, world and what that gave. For a module whose every test begins
    with the same rows."""
    name, office = founded
    world = deepcopy(office)
    with ExitStack() as stack:
        with turned_to(name):
            copy, _ = stack.enter_context(copied(home))
        with turned_to(copy):
            found = furnish(world)
        yield copy, world, found


@contextmanager
def turned_to(name: str) -> Iterator[None]:
    """Turns this process to the database of that name."""
    with _connected(_connection_to(name)):
        try:
            yield
        finally:
            connections.close_all()


@contextmanager
def staying_in(name: str) -> Iterator[None]:
    """As :func:`turned_to`, by a connection that is kept for whoever comes next: a server knows
    nothing of the tables at first, and finding it out takes longer than most tests."""
    with _connected(_kept.setdefault(name, _connection_to(name))):
        yield


def _connection_to(name: str) -> BaseDatabaseWrapper:
    made = connection.copy()
    made.settings_dict["NAME"] = name
    return made


@contextmanager
def _connected(to: BaseDatabaseWrapper) -> Iterator[None]:
    """``to`` is the connection of this thread, and others make theirs to the same database."""
    assert not connection.in_atomic_block, "a test that asks for `db` first is in another database"
    settings, here = connections.settings["default"], connections["default"]
    before, settings["NAME"] = settings["NAME"], to.settings_dict["NAME"]
    connections["default"] = to
    try:
        yield
    finally:
        connections["default"] = here
        settings["NAME"] = before


@contextmanager
def _copied_file(settings: dict[str, Any], home: Path) -> Iterator[tuple[str, dict[str, str]]]:
    path = home / "shouwen.sqlite3"
    with (
        closing(sqlite3.connect(settings["NAME"])) as source,
        closing(sqlite3.connect(path)) as target,
    ):
        source.backup(target)
    yield str(path), {"DATABASE_URL": ""}


@contextmanager
def _copied_template(settings: dict[str, Any], home: Path) -> Iterator[tuple[str, dict[str, str]]]:
    with _made_from(settings["NAME"], settings) as name:
        host = quote(settings["HOST"], safe="")
        yield name, {"DATABASE_URL": f"postgres://{settings['USER']}@{host}/{name}"}


@contextmanager
def _made_from(template: str, settings: dict[str, Any]) -> Iterator[str]:
    name = f"{settings['NAME']}_{next(_numbers)}"
    to, of = sql.Identifier(name), sql.Identifier(template)
    with psycopg.connect(
        host=settings["HOST"],
        user=settings["USER"],
        password=settings["PASSWORD"] or None,
        port=settings["PORT"] or None,
        dbname="postgres",
        autocommit=True,
    ) as server:
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(to, of))
        try:
            yield name
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(to))


def end_sessions() -> None:
    """Ends whatever is connected to the database that this process is turned to, so that it can be
    copied or dropped: PostgreSQL does neither with one that a forgotten thread holds open."""
    name = connection.settings_dict["NAME"]
    connections.close_all()
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = %s AND pid <> pg_backend_pid()",
                [name],
            )


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Runs the calls in threads of their own that start together, each with its own connection.

    Returns, in the order of the calls, what each returned or the exception it raised.
    """
    start = threading.Barrier(len(calls))
    outcomes: list[Any] = [None] * len(calls)

    def run(place: int, call: Callable[[], Any]) -> None:
        try:
            start.wait()
            outcomes[place] = call()
        except Exception as error:
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
