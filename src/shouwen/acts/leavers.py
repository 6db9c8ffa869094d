"""What becomes of absences when somebody leaves the office: transferred, retired, dead.

That they left is an entry in the office's books (:func:`shouwen.acts.office.leave_post`), and one
act touches one matter. What follows from it for an absence of theirs, and for those in which they
stand in, the clock does: right after, by :func:`leave`, or with the next sweep."""

import contextlib
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from shouwen.acts._frame.actor import CLOCK, By
from shouwen.acts._frame.file import Barred, File
from shouwen.acts._frame.frame import Act, At, Done, act
from shouwen.acts.absence import (
    by_start,
    end,
    stay,
    superior,
    wait_anew,
    write_down,
)
from shouwen.acts.office import leave_post
from shouwen.records.casefile.absence import AbsenceRows, CoverRows
from shouwen.records.models import Absence, Cover, Matter
from shouwen.records.reading import Planned
from shouwen.rules.judge import MOVES
from shouwen.rules.lives.absence import OPEN


@act("absence.end_for_leaver", AbsenceRows)
def end_for_leaver(file: File) -> None:
    """Nobody will come back, or take back: the gap on their posts is owed in the books (2.4.4)."""
    rows: AbsenceRows = file.rows
    if rows.absence.ended_at is None:
        end(file)
        file.also["ended_at"] = file.at


@act("absence.cancel_for_leaver", AbsenceRows)
def cancel_for_leaver(file: File) -> None:
    """Who has left the office will not be away from it."""
    rows: AbsenceRows = file.rows
    if rows.absence.away_from is not None:
        stay(file)


@act("absence.replace_leaver", CoverRows)
def replace_leaver(file: File) -> None:
    """Who stood in has left the office: the direct leader designates another (2.4.4, 3.3b)."""
    rows: CoverRows = file.rows
    absence, cover = rows.absence, rows.cover
    wait_anew(file)
    covers = rows.covers
    if cover.since is not None and cover.since <= file.at:
        file.change(cover, until=file.at)
        empty = Cover(id=file.key(), absence=absence, post_id=cover.post_id, since=file.at)
        file.add(empty)
        covers = [empty if each.pk == cover.pk else each for each in covers]
        cover = empty
    else:
        file.change(cover, person_id=None, declined_at=file.at)
    bearer = superior(file, absence.person_id, file.hands, cover.post_id)
    file.owe("designate_stand_in", about=cover.pk, bearer=bearer, due_at=by_start(file))
    file.change_roster()
    write_down(file, absence, covers)


ACTS: dict[str, Act[Any]] = {
    "absence.end_for_leaver": end_for_leaver,
    "absence.cancel_for_leaver": cancel_for_leaver,
    "absence.replace_leaver": replace_leaver,
}
"""What the clock does on an absence for somebody who left."""

_OPEN = "m.state IN ({})".format(", ".join(f"'{state}'" for state in OPEN))
_OF_LEAVERS = Planned(
    "records_absence a JOIN records_matter m ON m.id = a.matter_id"
    " JOIN records_person p ON p.id = a.person_id"
    f" WHERE p.left_at IS NOT NULL AND {_OPEN} ORDER BY m.number",
    (Absence, "a"),
    (Matter, "m"),
    only=frozenset({"matter", "id", "state"}),
)
_BY_LEAVERS = Planned(
    "records_cover c JOIN records_absence a ON a.matter_id = c.absence_id"
    " JOIN records_matter m ON m.id = a.matter_id"
    " JOIN records_person p ON p.id = c.person_id JOIN records_person gone ON gone.id = a.person_id"
    f" WHERE c.until IS NULL AND p.left_at IS NOT NULL AND gone.left_at IS NULL AND {_OPEN}"
    " ORDER BY m.number, c.id",
    (Cover, "c"),
    (Matter, "m"),
    only=frozenset({"id", "state"}),
)


def unfinished() -> Iterator[tuple[UUID, str]]:
    """What the clock has to do because somebody left the office: on what, and which act."""
    left = _OF_LEAVERS.rows()
    standing = _BY_LEAVERS.rows()
    for name in ("absence.end_for_leaver", "absence.cancel_for_leaver"):
        yield from [(row.pk, name) for row, matter in left if matter.state in MOVES[name].before]
    name = "absence.replace_leaver"
    yield from [(row.pk, name) for row, matter in standing if matter.state in MOVES[name].before]


def leave(matter: UUID, *, by: By, at: At, **brings: Any) -> Done:
    """Somebody leaves, as doors do it: the entry in the books, and what follows for absences, an act
    each."""
    done = leave_post(matter, by=by, at=at, **brings)
    for subject, name in unfinished():
        with contextlib.suppress(Barred):  # one that is about to begin waits for the sweep
            ACTS[name](subject, by=CLOCK, at=at)
    return done
