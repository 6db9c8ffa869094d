"""The rows of one act, taken down as they were written, and copies of them with keys of their own.

Copies are what hand-written SQL would write, so they are the limit of intake; many of them make an
office of any size in seconds."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from random import Random
from typing import Any
from uuid import UUID

from django.db import connection

from shouwen.records.keys import new_key
from shouwen.rules.papers import digest

Statement = tuple[str, Sequence[Any]]
Change = Callable[[str, dict[str, Any]], None]


@contextmanager
def taken_down() -> Iterator[list[Statement]]:
    """Every statement that is executed meanwhile, with its parameters."""
    statements: list[Statement] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append((sql, tuple(params or ())))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield statements


@dataclass(frozen=True)
class Intake:
    """The writing statements of one intake, and what in them is its own."""

    statements: tuple[Statement, ...]
    own: tuple[str, ...]  # its keys, as hex
    number: str
    paper_number: str
    check_code: str
    entry: str  # the text of its ledger entry

    @classmethod
    def of(cls, statements: list[Statement], number: str) -> "Intake":
        """Read the statements of one ``receive_application`` that gave this case number."""
        writes = tuple((s, p) for s, p in statements if s.startswith("INSERT"))
        rows = [(s, p) for s, p in writes if "records_counter" not in s]
        own = {_hex(key) for s, p in rows for key in p[:: len(_columns(s))]}
        paper, entry = (
            dict(zip(_columns(s), p, strict=True))
            for table in ("records_paper", "records_ledgerentry")
            for s, p in rows
            if _table(s) == table
        )
        said = (paper["number"], paper["check_code"], entry["text"])
        return cls(writes, tuple(sorted(own)), number, *said)

    def copy(self, n: int, at: datetime, change: Change | None = None) -> list[Statement]:
        """The statements of another intake, the ``n``-th, with keys of its own. ``change`` may
        alter the columns of a row of a table."""
        fresh = {old: new_key(at) for old in self.own}
        renewed = {
            self.number: f"{self.number}-{n}",
            self.paper_number: f"{self.paper_number}-{n}",
            self.check_code: f"{n % 10**12:012d}",
            **{old: key.hex for old, key in fresh.items()},
            **{str(UUID(old)): str(key) for old, key in fresh.items()},
        }
        entry = self._renew(self.entry, fresh, renewed)
        renewed[digest(self.entry)] = digest(entry)  # in the entry, and its matter's head
        made: list[Statement] = []
        for sql, params in self.statements:
            if "records_counter" in sql:
                made.append((sql, params))
                continue
            columns = _columns(sql)
            values = [self._renew(value, fresh, renewed) for value in params]
            if change:
                width = len(columns)
                for start in range(0, len(values), width):
                    row = dict(zip(columns, values[start : start + width], strict=True))
                    change(_table(sql), row)
                    values[start : start + width] = row.values()
            made.append((sql, values))
        return made

    def _renew(self, value: Any, fresh: dict[str, UUID], renewed: dict[str, str]) -> Any:
        if isinstance(value, UUID):
            return fresh.get(value.hex, value)
        if isinstance(value, str):
            return self.pattern.sub(lambda found: renewed[found[0]], value)
        return value

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Everything in the rows that a copy has otherwise."""
        keys = [*self.own, *(str(UUID(key)) for key in self.own)]
        texts = [self.number, self.paper_number, self.check_code, digest(self.entry)]
        return re.compile("|".join(map(re.escape, [*texts, *keys])))


Spread = Callable[[Random, str, dict[str, Any]], None]
"""What makes copies differ: it may alter the columns of a row of a table."""


def fill(intake: Intake, n: int, at: datetime, spread: Spread, first: int) -> None:
    """Write ``n`` copies numbered from ``first``, many in one transaction."""
    random = Random(first)  # noqa: S311  # the same office every time
    with connection.cursor() as cursor:
        for start in range(first, first + n, 500):
            cursor.execute("BEGIN")
            for i in range(start, min(start + 500, first + n)):
                for sql, params in intake.copy(i, at, partial(spread, random)):
                    if "records_counter" not in sql:
                        cursor.execute(sql, params)
            cursor.execute("COMMIT")


def _hex(value: Any) -> str:
    return value.hex if isinstance(value, UUID) else str(value)


def _table(sql: str) -> str:
    return sql.split('"', 2)[1]


def _columns(sql: str) -> list[str]:
    return [c.strip(' "') for c in sql[sql.index("(") + 1 : sql.index(")")].split(",")]
