"""Obligations and who sat on their posts: what is asked of tables to say who answers (3.5)."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from shouwen.records.casefile.absence import hands_above
from shouwen.records.casefile.office import Office, UnitTimes, absences, office
from shouwen.records.models import Absence, Cover, HandoverLine, Jurisdiction, Obligation
from shouwen.rules.facts.absence import SUDDEN
from shouwen.rules.facts.answering import Sat, TakingOver
from shouwen.rules.facts.seats import Roster, Seat
from shouwen.rules.policy import number
from shouwen.rules.regimes.stand_in import explain, seat
from shouwen.rules.words import AbsenceKind, Bearer, SeatRule
from shouwen.rules.worktime import chinese_time


class Sittings:
    """Who sat where, over a time long gone as well: the roster with every absence that touches the
    time from ``since`` on. Five statements, however many obligations are asked about."""

    def __init__(self, place: Jurisdiction, since: datetime) -> None:
        """Nothing is asked about that ended or ran out before ``since``."""
        self.office: Office = office(place)
        self.roster: Roster = replace(self.office.roster, **absences(place.pk, since=since))
        known = [away.absence for each in self.roster.away.values() for away in each]
        self._absences = Absence.objects.in_bulk(known)
        covers = Cover.objects.filter(absence__in=known, since__isnull=False)
        self._covers = {row.pk: row for row in covers}
        lines = HandoverLine.objects.filter(cover__in=list(self._covers), obligation__isnull=False)
        self._listed = set(lines.values_list("cover", "obligation"))

    def sat(self, row: Obligation) -> Sat:
        """Who sat on the obligation's post when it was met; if missed, when it ran out, on the post
        that bore it then, wherever it went since."""
        post = row.missed_by_id or row.bearer_id
        assert post is not None, "what an applicant owes is nobody's post"
        at = row.due_at if row.missed_at else row.ended_at
        assert at is not None, "what neither ended nor ran out is answered by nobody yet"
        sitting = seat(self.roster, post, at)
        return Sat(sitting, row.opened_at, at, self._taking_over(sitting, row.pk, at))

    def _taking_over(self, sitting: Seat, obligation: UUID, at: datetime) -> TakingOver | None:
        """The seat became theirs when the last of those who come before them left, or later, when
        they were designated."""
        if sitting.rule not in (SeatRule.STAND_IN, SeatRule.B_ROLE):
            return None
        passed = explain(self.roster, sitting.post, at).passed
        if not passed:  # the B-role of a post that nobody holds
            return None
        left = max((each.away for each in passed), key=lambda away: away.since)
        cover = self._cover(sitting, at) if sitting.rule is SeatRule.STAND_IN else None
        since = max(left.since, cover.since) if cover and cover.since else left.since
        signed = cover is not None and cover.taken_at is not None and cover.seen_at is not None
        absence = self._absences[cover.absence_id if cover else left.absence]
        return TakingOver(
            since=since,
            near_until=self._near_until(sitting.post, since),
            gave=self._gave(sitting.post, absence, cover, since),
            handed_at=cover.handed_at if cover and signed else None,
            listed=cover is not None and (cover.pk, obligation) in self._listed,
        )

    def _cover(self, sitting: Seat, at: datetime) -> Cover | None:
        """The row by which somebody stands in: with two absences at once, or where they were
        designated twice, the newest that lasts at ``at``."""
        for each in reversed(self.roster.stand_ins.get(sitting.post, ())):
            if each.person == sitting.person and each.covers(at) and each.cover:
                return self._covers[each.cover]
        return None

    def _near_until(self, post: UUID, since: datetime) -> datetime:
        times = UnitTimes(self.office.unit(post).hours)
        return times.end_of_working_day(chinese_time(since).date(), number("too_near_to_answer"))

    def _gave(
        self, post: UUID, absence: Absence, cover: Cover | None, since: datetime
    ) -> UUID | None:
        """Whoever signed the list. Without one, the person who left, who had to report before; of
        somebody who could not, or was gone by then, the post's direct leader at that time."""
        if cover is not None and cover.handed_at is not None:
            return cover.seen_by_id if cover.signed_for else absence.person_id
        if AbsenceKind(absence.kind) not in SUDDEN and since == absence.away_from:
            return absence.person_id
        direct = hands_above(self.roster, self.roster.posts[post]).of(Bearer.HEAD)
        above = seat(self.roster, direct, since) if direct else None
        return above.person if above and above.designated else None
