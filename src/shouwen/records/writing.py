"""Writing many rows with one planned statement a table.

An act writes the same few tables each time, so their INSERTs are planned once: columns, converters
and text. The order of tables is fixed, parents first, so that two acts never wait for each other
crosswise."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.db import connection, models

from shouwen.records.models import (
    Attachment,
    Case,
    CaseMaterial,
    ClockEvent,
    Correction,
    CorrectionPoint,
    LedgerEntry,
    Letter,
    Matter,
    Obligation,
    Paper,
    Service,
    ServiceOfPaper,
    ServiceVersion,
    StepRun,
)

ORDER: tuple[type[models.Model], ...] = (
    Matter,
    Service,
    ServiceVersion,
    Case,
    Paper,
    CaseMaterial,
    Attachment,
    Correction,
    CorrectionPoint,
    StepRun,
    ServiceOfPaper,
    ClockEvent,
    Obligation,
    LedgerEntry,
    Letter,
)
_PLACE = {model: place for place, model in enumerate(ORDER)}


def insert(rows: Sequence[models.Model]) -> None:
    """Insert new rows, table by table in the fixed order; one statement a table."""
    by_table: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        by_table.setdefault(type(row), []).append(row)
    with connection.cursor() as cursor:
        for model in sorted(by_table, key=_PLACE.__getitem__):
            found = by_table[model]
            head, slot, converters = _plan(model, connection.vendor)
            sql = head + ", ".join([slot] * len(found))
            values = [convert(row) for row in found for convert in converters]
            cursor.execute(sql, values)
            for row in found:
                row._state.adding = False
                row._state.db = connection.alias


Converter = Callable[[models.Model], Any]


@cache
def _plan(model: type[models.Model], vendor: str) -> tuple[str, str, tuple[Converter, ...]]:
    """The INSERT of a table up to VALUES, one row's slot, and what reads each column off a row."""
    fields = model._meta.concrete_fields
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    head = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES "
    slot = "(" + ", ".join(["%s"] * len(fields)) + ")"
    return head, slot, tuple(_converter(field) for field in fields)


def _converter(field: models.Field) -> Converter:
    name = field.attname

    def convert(row: models.Model) -> Any:
        return field.get_db_prep_save(getattr(row, name), connection)

    return convert
