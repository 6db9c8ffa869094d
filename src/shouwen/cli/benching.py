"""``shouwen bench``: measured on an office of its own, thrown away afterwards."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from uuid import uuid4

from shouwen.cli.frame import Answer, CannotRun, open_office, say


def bench(size: int, database: str, only: tuple[str, ...]) -> Answer:
    """Measure; each figure is said as soon as it is there."""
    with _empty_office(database):
        from django.core.management import call_command

        from shouwen.bench import MEASURES, run

        if unknown := set(only) - set(MEASURES):
            raise CannotRun(
                f"There is no measure {', '.join(sorted(unknown))}. There are: {', '.join(MEASURES)}."
            )
        call_command("migrate", verbosity=0, interactive=False)
        figures = []
        for figure in run(size, only):
            figures.append(figure)
            say(
                f"{figure.name:<22} {figure.ours:>10.2f} {figure.limit:>10.2f}"
                f" {figure.ratio:>8.2f}  {figure.unit}  {figure.note}"
            )
    return Answer([asdict(figure) for figure in figures], "")


@contextmanager
def _empty_office(database: str) -> Iterator[None]:
    """A home and a database with nothing in them."""
    home = tempfile.mkdtemp(prefix="shouwen-bench-")
    os.environ["SHOUWEN_HOME"] = home
    address = os.environ.pop("DATABASE_URL", "")
    if database == "postgres" and not address:
        raise CannotRun(
            "Benchmarks on PostgreSQL need a server: set DATABASE_URL to one on which a database"
            " may be made and dropped again, or run `make bench`."
        )
    try:
        if database == "postgres":
            with _database_beside(address):
                open_office()
                yield
        else:
            open_office()
            yield
    finally:
        from django.db import connections

        connections.close_all()
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def _database_beside(address: str) -> Iterator[None]:
    """A database of our own on the server of ``address``, gone afterwards."""
    import dj_database_url
    import psycopg
    from psycopg import sql

    name = f"shouwen_bench_{uuid4().hex[:12]}"
    server = dj_database_url.parse(address)
    where = {
        "host": server["HOST"],
        "port": server["PORT"] or None,
        "user": server["USER"],
        "password": server["PASSWORD"],
        "dbname": server["NAME"],
    }
    with psycopg.connect(**where, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            os.environ["DATABASE_URL"] = address.rpartition("/")[0] + "/" + name
            yield
        finally:
            from django.db import connections

            connections.close_all()
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )
