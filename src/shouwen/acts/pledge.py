"""The acts of what an office says in public besides its guides: draft, write, publish, withdraw
(5.2.4, 5.1b)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shouwen.acts._frame.file import File
from shouwen.acts._frame.frame import act
from shouwen.records.casefile.pledge import PledgeRows, PledgesRows, pledge_of
from shouwen.records.models import Pledge
from shouwen.rules.words import MatterKind, Measure, PledgeKind, PledgeState


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said: a promise on conduct or fees, how it is measured and by which figure, where one
    can be computed; or why a service went beyond its limits in a month (its first day)."""

    kind: PledgeKind
    title: str
    text: str
    indicator: str = ""
    measure: Measure | None = None
    service: UUID | None = None
    month: date | None = None


@act("pledge.draft_pledge", PledgesRows, makes=PledgeRows)
def draft_pledge(file: File, *, saying: Saying) -> None:
    """Write down what is to be said."""
    rows: PledgesRows = file.rows
    row = Pledge(
        jurisdiction=rows.jurisdiction, state=PledgeState.DRAFT, kind=saying.kind, **_of(saying)
    )
    file.facts["pledge"] = pledge_of(row, file.at)
    file.check()
    row.matter = file.open_matter(MatterKind.PLEDGE, rows.jurisdiction, None)
    file.add(row)


@act("pledge.write_pledge", PledgeRows)
def write_pledge(file: File, *, saying: Saying) -> None:
    """Write a draft anew; of which kind it is stays."""
    row: Pledge = file.rows.pledge
    file.change(row, **_of(saying))
    file.facts["pledge"] = pledge_of(row, file.at)


@act("pledge.publish_pledge", PledgeRows)
def publish_pledge(file: File) -> None:
    """From now on it stands on the promise page."""
    file.change(file.rows.pledge, state=PledgeState.PUBLISHED, published_at=file.at)


@act("pledge.withdraw_pledge", PledgeRows)
def withdraw_pledge(file: File) -> None:
    """It stands there no more; the ledger keeps that it did."""
    file.change(file.rows.pledge, state=PledgeState.WITHDRAWN, withdrawn_at=file.at)


def _of(saying: Saying) -> dict[str, object]:
    return {
        "title": saying.title.strip(),
        "text": saying.text.strip(),
        "indicator": saying.indicator.strip(),
        "measure": saying.measure or "",
        "service_id": saying.service,
        "month": saying.month,
    }
