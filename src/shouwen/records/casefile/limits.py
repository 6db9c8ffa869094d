"""What moves the limits of a case, as guards see it, and its acts' desks."""

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

from shouwen.records.models import Extension, SpecialProcedure
from shouwen.records.reading import Planned
from shouwen.rules.clock import Due
from shouwen.rules.facts import extension, special_procedure
from shouwen.rules.words import ExtensionState, SpecialProcedureState
from shouwen.rules.worktime import CST, ONE_DAY, OfficeHours

_EXTENSIONS = Planned(
    "records_extension e WHERE e.case_id = %s ORDER BY e.asked_at, e.id", (Extension, "e")
)
_PROCEDURES = Planned(
    "records_specialprocedure p WHERE p.case_id = %s ORDER BY p.told_at, p.id",
    (SpecialProcedure, "p"),
)


def read_extensions(case: UUID) -> list[Extension]:
    """The extensions of a case, oldest first."""
    return [row for (row,) in _EXTENSIONS.rows(case)]


def read_special_procedures(case: UUID) -> list[SpecialProcedure]:
    """The special procedures of a case, oldest first."""
    return [row for (row,) in _PROCEDURES.rows(case)]


def extensions(rows: Iterable[Extension]) -> extension.Extensions:
    """Extensions as guards see them."""
    return extension.Extensions(
        tuple(
            extension.Extension(row.pk, ExtensionState(row.state), row.asked_by, row.beyond)
            for row in rows
        )
    )


def special_procedures(rows: Iterable[SpecialProcedure]) -> special_procedure.SpecialProcedures:
    """Special procedures as guards see them."""
    return special_procedure.SpecialProcedures(
        tuple(
            special_procedure.SpecialProcedure(
                row.pk, SpecialProcedureState(row.state), row.ends_on
            )
            for row in rows
        )
    )


def last_call(due: Due | None, hours: OfficeHours) -> datetime | None:
    """Until when longer can be asked for: the office closes on the last day of the promise, or on
    the last one before it that it is open (6.5b). None where the promise does not run."""
    if due is None or due.stopped_at or due.day is None or due.at is None:
        return None
    day = due.day
    while not hours.windows(day):
        day -= ONE_DAY
    closes = datetime.combine(day, hours.windows(day)[-1].closes, CST)
    return min(closes, due.at).astimezone(UTC)
