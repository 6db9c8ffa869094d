"""The acts of double duty: each half-year is begun by the clock, and leaders record what they did
for integrity and for the ideological-political work of their people (2.5)."""

from dataclasses import dataclass
from datetime import UTC, date

from shouwen.acts._frame.file import File
from shouwen.acts._frame.frame import act
from shouwen.records.casefile.books import LeaderRows, OfficeRows
from shouwen.records.models import DoubleDuty
from shouwen.rules.facts import double_duty as facts
from shouwen.rules.words import DutyGroup
from shouwen.rules.worktime import chinese_time

OWED = {
    DutyGroup.INTEGRITY: "record_integrity",
    DutyGroup.IDEOLOGY: "record_ideology",
}


@dataclass(frozen=True, slots=True)
class Record:
    """What was done: the kind of thing, the day, and where its own record lies."""

    kind: str
    day: date
    reference: str


@act("office.begin_half_year", OfficeRows)
def begin_half_year(file: File) -> None:
    """Every leader's post owes a record of each kind until the half-year is over. One that is still
    owed from the half before goes on being owed."""
    ends = facts.next_half(chinese_time(file.at).date()).astimezone(UTC)
    owed = {(row.kind, row.about) for row in file.rows.open_obligations}
    for post in file.office.roster.posts.values():
        if post.rank in facts.LEADERS and not post.closed:
            for kind in OWED.values():
                if (kind, post.id) not in owed:
                    file.owe(kind, about=post.id, bearer=post.id, due_at=ends)
    file.owe("half_year", due_at=ends)
    file.miss_what_ran_out()


@act("office.record_integrity", LeaderRows)
def record_integrity(file: File, *, record: Record) -> None:
    """A leader did something for clean government."""
    _record(file, DutyGroup.INTEGRITY, record)


@act("office.record_ideology", LeaderRows)
def record_ideology(file: File, *, record: Record) -> None:
    """A leader did something of the ideological-political work."""
    _record(file, DutyGroup.IDEOLOGY, record)


def _record(file: File, group: DutyGroup, record: Record) -> None:
    rows: LeaderRows = file.rows
    post = file.office.roster.posts[rows.about]
    file.facts["double_duty"] = facts.DoubleDuty(
        post.rank, record.kind, record.day, record.reference
    )
    file.check()
    file.add(
        DoubleDuty(
            id=file.key(),
            post_id=post.id,
            person_id=file.actor.person,
            group=group,
            half=facts.half_of(record.day),
            day=record.day,
            kind=record.kind.strip(),
            reference=record.reference.strip(),
        )
    )
