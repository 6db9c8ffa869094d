"""Reading rows with statements planned once.

An act reads the same few tables by the same keys each time; planning columns, converters and text
once costs a fifth of asking the ORM anew. What comes out are ordinary model instances."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property, lru_cache, partial
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.base import ModelState
from django.db.models.expressions import Col

Converter = tuple[int, Callable[[Any], Any]]
"""What turns a driver's value into Python's, with its place."""

REMEMBERED = 1 << 16
"""So many keys and instants are not made anew: what is read again is mostly the same ones."""


class Planned:
    """A SELECT of whole rows: ``tables`` are models with their aliases, ``tail`` is everything
    after FROM, with ``%s`` for parameters. ``omit`` names columns left out, ``only`` the ones there
    are (their keys among them); the others are read when asked for."""

    def __init__(
        self,
        tail: str,
        *tables: tuple[type[models.Model], str],
        omit: frozenset[str] = frozenset(),
        only: frozenset[str] = frozenset(),
    ) -> None:
        """Nothing is read before the first use: models may not be ready yet."""
        self._tail = tail
        self._tables = tables
        self._omit, self._only = omit, only
        self._converters: dict[str, list[Converter]] = {}  # by kind of database

    def rows(
        self, *params: object, lock: str = "", share: str = "", hold: str = ""
    ) -> list[tuple[Any, ...]]:
        """Every row found, as instances in the order of the tables. ``lock`` is the alias of the
        table whose rows are locked until the transaction ends, ``share`` of one whose rows nobody
        changes until then: it is locked second, and read as it is when it is locked. Of a table to
        ``hold`` rows are locked, too, but others may write rows that refer to them (SQLite locks
        the whole anyway)."""
        here = connections[DEFAULT_DB_ALIAS]
        sql = self._sql
        if here.features.has_select_for_update:
            sql += f" FOR UPDATE OF {lock}" if lock else ""
            sql += f" FOR SHARE OF {share}" if share and lock else ""
            sql += f" FOR NO KEY UPDATE OF {hold}" if hold else ""
        with here.cursor() as cursor:
            cursor.execute(sql, [_driven(param, here) for param in params])
            found = cursor.fetchall()
        if here.vendor not in self._converters:
            self._converters[here.vendor] = self._planned_converters()
        converters = self._converters[here.vendor]
        return [self._instances(list(values), converters) for values in found]

    def first(
        self, *params: object, lock: str = "", share: str = "", hold: str = ""
    ) -> tuple[Any, ...] | None:
        """The first row found, or None."""
        return next(iter(self.rows(*params, lock=lock, share=share, hold=hold)), None)

    @cached_property
    def _fields(self) -> list[list[models.Field]]:
        return [
            [field for field in model._meta.concrete_fields if self._reads(field.name)]
            for model, _ in self._tables
        ]

    def _reads(self, name: str) -> bool:
        return name not in self._omit and (name in self._only or not self._only)

    @cached_property
    def _sql(self) -> str:
        quote = connection.ops.quote_name
        columns = [
            f"{alias}.{quote(field.column)}"
            for (_, alias), fields in zip(self._tables, self._fields, strict=True)
            for field in fields
        ]
        return f"SELECT {', '.join(columns)} FROM {self._tail}"  # noqa: S608  # ours, not input

    def _planned_converters(self) -> list[Converter]:
        found = []
        place = 0
        for (model, alias), fields in zip(self._tables, self._fields, strict=True):
            for field in fields:
                column = field.get_col(alias or model._meta.db_table)
                for convert in (
                    *connection.ops.get_db_converters(column),
                    *column.get_db_converters(connection),
                ):
                    found.append((place, _of_column(convert, column)))
                place += 1
        return found

    @cached_property
    def _parts(self) -> list[tuple[type[models.Model], list[str], slice]]:
        parts, start = [], 0
        for (model, _), fields in zip(self._tables, self._fields, strict=True):
            names = [field.attname for field in fields]
            parts.append((model, names, slice(start, start + len(names))))
            start += len(names)
        return parts

    def _instances(self, values: list[Any], converters: list[Converter]) -> tuple[Any, ...]:
        for place, convert in converters:
            if values[place] is not None:
                values[place] = convert(values[place])
        return tuple(_instance(model, names, values[part]) for model, names, part in self._parts)


def _of_column(convert: Callable[..., Any], column: Col) -> Callable[[Any], Any]:
    """A converter of the database's for one column. Keys and instants never change: those made
    before are given out again."""
    if isinstance(column.output_field, models.UUIDField | models.DateTimeField):
        return partial(_once, convert)
    return lambda value: convert(value, column, connection)


@lru_cache(maxsize=REMEMBERED)
def _once(convert: Callable[..., Any], value: object) -> Any:
    return convert(value, None, connection)


def _instance(model: type[models.Model], names: list[str], values: list[Any]) -> models.Model:
    """What ``Model.from_db`` makes, without asking each field how it is set: no field here is set
    otherwise than as it stands."""
    made = model.__new__(model)
    made.__dict__.update(zip(names, values, strict=True), _state=ModelState())
    made._state.adding, made._state.db = False, DEFAULT_DB_ALIAS
    return made


def _driven(value: object, here: BaseDatabaseWrapper) -> object:
    """A parameter as the driver takes it."""
    if isinstance(value, datetime):
        return here.ops.adapt_datetimefield_value(value)
    if isinstance(value, UUID) and here.vendor == "sqlite":
        return value.hex
    return value
