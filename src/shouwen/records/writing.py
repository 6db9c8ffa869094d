"""Writing many rows with one planned statement a table.

An act writes the same few tables each time, so their INSERTs are planned once: columns, converters
and text. The order of tables is fixed, parents first, so that two acts never wait for each other
crosswise."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from typing import Any
from uuid import UUID

from django.db import connection, models

from shouwen.records.models import (
    Absence,
    Account,
    Assessment,
    AssessmentStep,
    Attachment,
    Briefing,
    Case,
    CaseMaterial,
    ClockEvent,
    Consultation,
    Contact,
    ContactAbout,
    ContactFile,
    ContactHandover,
    ContactMessage,
    Correction,
    CorrectionPoint,
    Cover,
    Disposition,
    DoubleDuty,
    Duty,
    DutyDay,
    Entry,
    EntryToken,
    Extension,
    Function,
    HandoverLine,
    Hearing,
    InterestedParty,
    Jurisdiction,
    LedgerEntry,
    Letter,
    Licence,
    MaterialReturn,
    Matter,
    Obligation,
    OtherUnit,
    OutsidePublication,
    Paper,
    Person,
    Pledge,
    Post,
    Refusal,
    RefusalGround,
    ReturnLine,
    Scheme,
    Section,
    SectionDuty,
    Service,
    ServiceOfPaper,
    ServiceToken,
    ServiceVersion,
    ServiceWish,
    Sitting,
    SpecialProcedure,
    StepRun,
    Succession,
    Unit,
    Unlisted,
    Wording,
)

ORDER: tuple[type[models.Model], ...] = (
    Jurisdiction,
    Unit,
    Section,
    Post,
    Function,
    SectionDuty,
    Duty,
    Person,
    Account,
    Sitting,
    DutyDay,
    OtherUnit,
    Entry,
    EntryToken,
    Matter,
    Scheme,
    Assessment,
    AssessmentStep,
    DoubleDuty,
    Service,
    ServiceVersion,
    Wording,
    OutsidePublication,
    ServiceToken,
    Pledge,
    Case,
    Unlisted,
    Contact,
    ContactAbout,
    Paper,
    CaseMaterial,
    Attachment,
    Correction,
    CorrectionPoint,
    StepRun,
    Refusal,
    RefusalGround,
    ContactHandover,
    Briefing,
    Disposition,
    ContactMessage,
    ContactFile,
    Consultation,
    Extension,
    Hearing,
    InterestedParty,
    Licence,
    SpecialProcedure,
    MaterialReturn,
    ReturnLine,
    Absence,
    Cover,
    HandoverLine,
    ServiceOfPaper,
    ServiceWish,
    Succession,
    ClockEvent,
    Obligation,
    LedgerEntry,
    Letter,
)
REPEATED: frozenset[type[models.Model]] = frozenset({ServiceToken, Entry, EntryToken})
"""Tables whose rows may be there already, and then stay as they are."""
MOST_PARAMETERS = 30_000  # of one statement: SQLite takes 32,766
_PLACE = {model: place for place, model in enumerate(ORDER)}


def insert(rows: Sequence[models.Model]) -> None:
    """Insert new rows, table by table in the fixed order; one statement a table, for thousands of
    rows a few."""
    by_table: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        by_table.setdefault(type(row), []).append(row)
    with connection.cursor() as cursor:
        for model in sorted(by_table, key=_PLACE.__getitem__):
            found = by_table[model]
            for batch in _batches(model, found):
                sql, values = _statement(model, batch)
                again = " ON CONFLICT DO NOTHING" if model in REPEATED else ""
                cursor.execute(sql + again, values)
            for row in found:
                row._state.adding = False
                row._state.db = connection.alias


def update(rows: Sequence[models.Model], columns: Collection[str]) -> None:
    """Write these columns of rows of one table that are there; one statement however many.

    It is an INSERT that meets the rows' own keys: both databases take it, with types and plan of
    the insert."""
    if not rows:
        return
    model = type(rows[0])
    quote = connection.ops.quote_name
    fields = [model._meta.get_field(name) for name in sorted(columns)]
    sets = ", ".join(f"{quote(f.column)} = excluded.{quote(f.column)}" for f in fields)
    key = quote(model._meta.pk.column)
    with connection.cursor() as cursor:
        for batch in _batches(model, rows):
            sql, values = _statement(model, batch)
            cursor.execute(f"{sql} ON CONFLICT ({key}) DO UPDATE SET {sets}", values)


def add_up(rows: Sequence[models.Model], column: str) -> None:
    """Insert rows that count in ``column``; where one of the same thing is there, by the only unique
    constraint of their table, add to it."""
    if not rows:
        return
    model = type(rows[0])
    quote = connection.ops.quote_name
    table, counted = quote(model._meta.db_table), quote(model._meta.get_field(column).column)
    (unique,) = (c for c in model._meta.constraints if isinstance(c, models.UniqueConstraint))
    same = ", ".join(quote(model._meta.get_field(name).column) for name in unique.fields)
    add = f"DO UPDATE SET {counted} = {table}.{counted} + excluded.{counted}"
    with connection.cursor() as cursor:
        for batch in _batches(model, rows):
            sql, values = _statement(model, batch)
            cursor.execute(f"{sql} ON CONFLICT ({same}) {add}", values)


def delete(model: type[models.Model], keys: Sequence[UUID]) -> None:
    """Delete rows of one table by key. Only what a scheme said before goes this way, which its
    version keeps; nothing else is ever deleted."""
    quote = connection.ops.quote_name
    column = quote(model._meta.pk.column)
    convert = _convert(model._meta.pk, connection.vendor) or (lambda key: key)
    with connection.cursor() as cursor:
        for start in range(0, len(keys), MOST_PARAMETERS):
            part = [convert(key) for key in keys[start : start + MOST_PARAMETERS]]
            slots = ", ".join(["%s"] * len(part))
            table = quote(model._meta.db_table)
            cursor.execute(f"DELETE FROM {table} WHERE {column} IN ({slots})", part)


def _batches(
    model: type[models.Model], rows: Sequence[models.Model]
) -> Iterator[Sequence[models.Model]]:
    """The rows in as few parts as both databases take: all of them but for a whole office."""
    size = MOST_PARAMETERS // len(model._meta.concrete_fields)
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _statement(model: type[models.Model], rows: Sequence[models.Model]) -> tuple[str, list[Any]]:
    head, slot, columns = _plan(model, connection.vendor)
    values = [
        value if convert is None or value is None else convert(value)
        for row in rows
        for value, convert in zip(
            map(row.__dict__.__getitem__, columns), columns.values(), strict=True
        )
    ]
    return head + ", ".join([slot] * len(rows)), values


class TooLong(ValueError):
    """A text is longer than its column; ``text`` begins it, ``most`` characters fit."""

    def __init__(self, text: str, most: int) -> None:
        super().__init__(f"{text[:20]}… has {len(text)} characters, {most} fit")
        self.text, self.most = text, most


Convert = Callable[[Any], Any]


@cache
def _plan(model: type[models.Model], vendor: str) -> tuple[str, str, dict[str, Convert | None]]:
    """The INSERT of a table up to VALUES, one row's slot, and by attribute what turns its value
    into the driver's; None where the driver takes it as it is."""
    fields = model._meta.concrete_fields
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    head = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES "
    slot = "(" + ", ".join(["%s"] * len(fields)) + ")"
    return head, slot, {field.attname: _convert(field, vendor) for field in fields}


def _convert(field: models.Field, vendor: str) -> Convert | None:
    """How a value of this field goes to the driver.

    Texts and numbers go as they are: acts give them in their kind, and the database checks the
    rest. Everything else asks Django."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    if isinstance(field, models.CharField):
        return partial(_fitting, most=field.max_length)
    if isinstance(field, models.TextField):
        return str
    if isinstance(field, models.IntegerField | models.BooleanField):
        return None
    if isinstance(field, models.UUIDField):
        return None if vendor == "postgresql" else _hex
    if isinstance(field, models.DateTimeField):
        return None if vendor == "postgresql" else _in_utc
    return lambda value: field.get_db_prep_save(value, connection)


def _fitting(text: Any, most: int) -> str:
    """A text as plain text, words of enums included. PostgreSQL refuses a longer one and SQLite
    keeps it: here both refuse. Raises :class:`TooLong`."""
    plain = str(text)
    if len(plain) > most:
        raise TooLong(plain, most)
    return plain


def _hex(key: UUID) -> str:
    return key.hex


def _in_utc(at: datetime) -> str:
    return str(at.astimezone(UTC).replace(tzinfo=None))
