"""Obligations and who sat on their posts: what is asked of tables to say who answers (3.5)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from shouwen.records.casefile.absence import hands
from shouwen.records.casefile.office import Office, UnitTimes, absences, office
from shouwen.records.models import Absence, Cover, HandoverLine, Jurisdiction, Obligation
from shouwen.rules.facts.absence import SUDDEN
from shouwen.rules.facts.answering import Sat, TakingOver
from shouwen.rules.facts.seats import Roster, Seat
from shouwen.rules.policy import number
from shouwen.rules.regimes.stand_in import explain, seating
from shouwen.rules.words import AbsenceKind, Bearer, SeatRule
from shouwen.rules.worktime import chinese_time


class Sittings:
    """Who sat where, over a time long gone as well: the roster with every absence that touches the
    time from ``since`` on. Five statements, however many obligations are asked about."""

    def __init__(self, place: Jurisdiction, rows: Sequence[Obligation], since: datetime) -> None:
        """``rows`` are the obligations that will be asked about."""
        self.office: Office = office(place)
        self.roster: Roster = replace(self.office.roster, **absences(place.pk, since=since))
        covers = Cover.objects.filter(absence__jurisdiction=place, since__isnull=False)
        self._covers = {(row.absence_id, row.post_id, row.person_id): row for row in covers}
        kinds = Absence.objects.filter(jurisdiction=place).values_list("pk", "kind")
        self._sudden = {absence for absence, kind in kinds if AbsenceKind(kind) in SUDDEN}
        lines = HandoverLine.objects.filter(obligation__in=[row.pk for row in rows])
        self._listed = set(lines.values_list("cover", "obligation"))

    def sat(self, row: Obligation) -> Sat:
        """Who sat on the obligation's post when it was met or, missed, when it ran out."""
        assert row.bearer_id is not None, "what an applicant owes is nobody's post"
        at = row.due_at if row.missed_at else row.ended_at
        assert at is not None, "what neither ended nor ran out is answered by nobody yet"
        seat = seating(self.roster, at).by_post[row.bearer_id]
        return Sat(seat, row.opened_at, at, self._taking_over(seat, row.pk, at))

    def _taking_over(self, seat: Seat, obligation: UUID, at: datetime) -> TakingOver | None:
        if seat.rule not in (SeatRule.STAND_IN, SeatRule.B_ROLE):
            return None
        passed = explain(self.roster, seat.post, at).passed
        if not passed:  # the B-role of a post that nobody holds
            return None
        away = passed[0].away
        cover = self._covers.get((away.absence, seat.post, seat.person))
        since = cover.since if cover and cover.since else away.since
        signed = bool(cover and cover.taken_at and cover.seen_at)
        return TakingOver(
            since=since,
            near_until=self._near_until(seat.post, since),
            gave=self._gave(away.absence, away.person, cover, at),
            list_signed=signed,
            listed=bool(cover and (cover.pk, obligation) in self._listed),
        )

    def _near_until(self, post: UUID, since: datetime) -> datetime:
        times = UnitTimes(self.office.unit(post).hours)
        return times.end_of_working_day(chinese_time(since).date(), number("too_near_to_answer"))

    def _gave(self, absence: UUID, holder: UUID, cover: Cover | None, at: datetime) -> UUID | None:
        """The holder, who had to report; of somebody who could not, their direct leader."""
        if absence not in self._sudden:
            return holder
        if cover is not None and cover.seen_by_id is not None:
            return cover.seen_by_id
        direct = hands(self.roster, holder, at).of(Bearer.HEAD)
        return seating(self.roster, at).by_post[direct].person if direct else None
