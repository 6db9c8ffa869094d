"""The register of licences that end, as cases find it (行政许可法 art. 50)."""

from datetime import date, datetime

from shouwen.records.casefile.office import Office
from shouwen.records.models import Case, Licence, Matter, Obligation, ServiceVersion
from shouwen.records.reading import Planned
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.renewal import Named, Reminder, Renewal
from shouwen.rules.regimes.time_limit.renewal import remind_at

_REGISTERED = Planned(
    "records_licence l JOIN records_case c ON c.matter_id = l.case_id"
    " WHERE l.service_id = %s AND l.number = %s ORDER BY l.valid_from DESC LIMIT 1",
    (Licence, "l"),
    (Case, "c"),
)
_UNDER_WAY = Planned(
    "records_matter m JOIN records_case c ON c.matter_id = m.id"
    " WHERE c.jurisdiction_id = %s AND c.renews = %s AND c.renews_until = %s"
    " AND c.closed_at IS NULL AND c.renews <> '' LIMIT 1",
    (Matter, "m"),
)


def on_register(
    version: ServiceVersion, guide: Guide, number: str, until: date | None, holder: str
) -> Named:
    """The licence that an application names, against the register: which knows better until when it
    lasts, and who holds it."""
    found = _REGISTERED.first(version.service_id, number)
    line, case = found if found else (None, None)
    last = line.valid_until if line else until
    other = _UNDER_WAY.first(version.jurisdiction_id, number, last) if last else None
    return Named(
        number=number,
        until=last,
        timed=guide.result.term is not None,
        theirs=case is None or case.id_number == holder,
        under_way=(other[0].number or "") if other else "",
    )


def is_renewed(licence: Licence) -> bool:
    """Whether somebody has applied for the renewal of this line, or it has been renewed since."""
    later = _REGISTERED.first(licence.service_id, licence.number)
    if later and later[0].pk != licence.pk:
        return True
    return (
        _UNDER_WAY.first(licence.jurisdiction_id, licence.number, licence.valid_until) is not None
    )


def renewal(case: Case, owed: list[Obligation], at: datetime) -> Renewal | None:
    """What a case renews; None where it renews nothing."""
    if not case.renews or case.renews_until is None:
        return None
    decide_by = next((row.due_at for row in owed if row.kind == "decide_renewal"), None)
    return Renewal(case.renews, case.renews_until, at, decide_by)


def reminder(owed: list[Obligation], at: datetime) -> Reminder:
    """When the holder of the case's licence is reminded next."""
    return Reminder(at, next((row.due_at for row in owed if row.kind == "remind_holder"), None))


def next_reminder(licence: Licence, guide: Guide, office: Office, at: datetime) -> datetime | None:
    """When its holder is to be reminded after ``at``; None where nothing is left to remind of."""
    assert guide.result.term is not None, "what is on the register was granted for a period"
    return remind_at(licence.valid_until, guide.result.term, office.calendar, at)
