"""What a case has on paper of its applicant's, and what of it was given back (7.4.4)."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from shouwen.records.models import CaseMaterial, MaterialReturn, ReturnLine
from shouwen.records.reading import Planned
from shouwen.rules.facts.returning import Holdings, Sheet
from shouwen.rules.words import Check, Fate, MaterialForm, ReturnState

_RETURNS = Planned(
    "records_materialreturn r WHERE r.case_id = %s ORDER BY r.asked_at, r.id",
    (MaterialReturn, "r"),
)
_LINES = Planned(
    "records_returnline l JOIN records_materialreturn r ON r.id = l.material_return_id"
    " WHERE r.case_id = %s ORDER BY r.asked_at, r.id",
    (ReturnLine, "l"),
)


def read_returns(case: UUID) -> list[MaterialReturn]:
    """The returns of a case, oldest first."""
    return [row for (row,) in _RETURNS.rows(case)]


def read_fates(case: UUID) -> dict[UUID, Fate]:
    """What became of each material by the last return that named it."""
    return {row.material_id: Fate(row.fate) for (row,) in _LINES.rows(case)}


def holdings(
    filings: Iterable[CaseMaterial], fates: Mapping[UUID, Fate], returns: Iterable[MaterialReturn]
) -> Holdings:
    """Every filing on paper, of files and of what never came none."""
    return Holdings(
        sheets=tuple(
            Sheet(
                id=row.pk,
                key=f"{row.key}.{row.filing}" if row.filing else row.key,
                name=row.name,
                form=MaterialForm(row.form),
                copies=row.copies,
                pages=row.pages,
                fate=fates.get(row.pk),
            )
            for row in filings
            if row.copies and row.pages and row.form != MaterialForm.ELECTRONIC
            if row.check_result not in (Check.MISSING, Check.NOT_NEEDED)
        ),
        waiting=any(row.state == ReturnState.ASKED for row in returns),
    )
