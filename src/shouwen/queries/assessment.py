"""What was owed on each post and by whom it was kept: the figures that a later assessment starts
from (2.2, 3.5). Figures only: nobody is judged here."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from shouwen.queries.viewer import Viewer
from shouwen.records.casefile.answering import Sittings
from shouwen.records.models import Jurisdiction, Obligation
from shouwen.rules.facts.answering import Sat
from shouwen.rules.labels import OWED_LABELS
from shouwen.rules.owed import BACKSTOPS
from shouwen.rules.regimes.stand_in.answering import Answer, answers
from shouwen.rules.words import Evidence, Outcome, Power


@dataclass(frozen=True, slots=True)
class Missed:
    """An obligation that ran out, with who answers for it and on what evidence; ``gave`` and
    ``handed_at``: the list that whoever sat there had been given, if any."""

    number: str
    owed: str
    clause: str
    due_at: datetime
    missed_at: datetime
    ended_at: datetime | None
    sat: str
    evidence: Evidence
    gave: str = ""
    handed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person on one post: what counts for them. ``standing_in``: they sat there for another.
    ``late`` were met after they ran out, ``open`` are still owed."""

    person: str
    post: str
    section: str
    standing_in: bool
    met: int = 0
    late: int = 0
    open: int = 0
    missed: tuple[Missed, ...] = ()

    @property
    def owed(self) -> int:
        """Everything that came due and counts for them."""
        return self.met + self.late + self.open


@dataclass(slots=True)
class _Tally:
    met: int = 0
    late: int = 0
    open: int = 0
    missed: list[Missed] = field(default_factory=list)


def assessment(viewer: Viewer, since: datetime, until: datetime) -> tuple[Sheet, ...]:
    """What was met or ran out in [since, until), by person and post, those who held the post first.
    What fell away before it ran out counts for nobody; what ran out while nobody was designated is listed under no
    name, for the designation was owed (2.4.4). Raises ``NotForYou`` but for supervision."""
    viewer.needs(Power.SUPERVISE)
    rows = list(_came_due(viewer, since, until))
    place = Jurisdiction.objects.get(pk=viewer.office.jurisdiction)
    sittings = Sittings(place, since)
    roster = viewer.office.roster
    found: dict[tuple[UUID | None, UUID, bool], _Tally] = defaultdict(_Tally)
    for row in rows:
        sat = sittings.sat(row)
        answer = answers(sat) if row.missed_at else Answer(sat.seat.person, Evidence.SAT_THERE)
        own = sat.taking_over is None or answer.person != sat.seat.person
        tally = found[answer.person, sat.seat.post, not own]
        if row.missed_at is None:
            tally.met += 1
            continue
        tally.late += row.ended_at is not None
        tally.open += row.ended_at is None
        tally.missed.append(_missed(row, sat, answer.evidence, roster.people))
    return tuple(
        Sheet(
            person=roster.people.get(person, "") if person else "",
            post=roster.posts[post].name,
            section=roster.posts[post].section,
            standing_in=standing_in,
            met=tally.met,
            late=tally.late,
            open=tally.open,
            missed=tuple(tally.missed),
        )
        for (person, post, standing_in), tally in sorted(
            found.items(),
            key=lambda item: (
                roster.posts[item[0][1]].section,
                roster.posts[item[0][1]].key,
                item[0][2],
                str(item[0][0]),
            ),
        )
    )


def _came_due(viewer: Viewer, since: datetime, until: datetime) -> Iterator[Obligation]:
    """Obligations of posts that ran out in the time, or were met in it before they did; none on what
    reports on somebody, which has its own way (1.3.4b)."""
    rows = Obligation.objects.filter(
        jurisdiction=viewer.office.jurisdiction, bearer__isnull=False
    ).exclude(kind__in=BACKSTOPS)
    rows = rows.exclude(matter__contact__sealed=True)
    rows = rows.select_related("matter").order_by("due_at", "pk")
    yield from rows.filter(missed_at__isnull=False, due_at__gte=since, due_at__lt=until)
    met = rows.filter(missed_at__isnull=True, outcome=Outcome.MET)
    yield from met.filter(ended_at__gte=since, ended_at__lt=until)


def _missed(row: Obligation, sat: Sat, evidence: Evidence, people: Mapping[UUID, str]) -> Missed:
    assert row.due_at is not None and row.missed_at is not None
    handed_at = sat.taking_over.handed_at if sat.taking_over else None
    gave = sat.taking_over.gave if sat.taking_over and handed_at else None
    return Missed(
        number=row.matter.number or "",
        owed=OWED_LABELS[row.kind],
        clause=row.clause,
        due_at=row.due_at,
        missed_at=row.missed_at,
        ended_at=row.ended_at,
        sat=people.get(sat.seat.person, "") if sat.seat.person else "",
        evidence=evidence,
        gave=people.get(gave, "") if gave else "",
        handed_at=handed_at,
    )
