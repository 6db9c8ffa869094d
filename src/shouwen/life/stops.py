"""Clocks stopped to gain time, planted in a life: on nearly every case, when hardly any time is left,
or for as long as the work goes on (6.5a, :mod:`.abuses`)."""

from datetime import UTC, datetime, timedelta
from random import Random

from shouwen.life.abuses import STOPS_LATE, STOPS_OFTEN, STOPS_UNTIL_DONE
from shouwen.life.affair import Affair
from shouwen.life.desk import Plan, serve
from shouwen.rules.words import ServiceKind, SpecialKind

NO_NEED = {STOPS_OFTEN: 0.8, STOPS_LATE: 1.0, STOPS_UNTIL_DONE: 0.7}
"""How many of the cases on which somebody could stop the clock so."""
DAYS = {STOPS_OFTEN: 2, STOPS_LATE: 4, STOPS_UNTIL_DONE: 15}
"""Working days that the applicant is told."""
LAST_MOMENT = timedelta(days=2)  # before the end of the last day
TO_THE_LAST = 2  # of so many cases one is left lying until then
NEVER = datetime.max.replace(tzinfo=UTC)


def plan(
    how: str, affair: Affair, promise: datetime | None, now: datetime, dice: Random
) -> Plan | None:
    """How the handler gains time on a case that is due by ``promise``; None: not now."""
    if affair.gains == STOPS_UNTIL_DONE and affair.still is not None and not affair.left:
        affair.still = None
        return Plan("special_procedure.end_special_procedure")
    if affair.stood or not affair.accepted or not affair.left or promise is None:
        return None
    last_moment = now < promise <= now + LAST_MOMENT
    if last_moment is not (how == STOPS_LATE) or dice.random() >= NO_NEED[how]:
        return None
    affair.gains = how
    told = {"kind": SpecialKind.TEST, "days": DAYS[how], **serve(affair.guest.person)}
    guide = affair.service.guide
    if guide.kind is not ServiceKind.LICENCE:
        told["article"] = f"《{guide.basis[0].law}》{guide.basis[0].article}"
    return Plan("special_procedure.begin_special_procedure", told)


def lets_lie(how: str, affair: Affair, promise: datetime | None, now: datetime) -> bool:
    """Whether somebody leaves a case until hardly any time is left."""
    waits = promise is not None and promise > now + LAST_MOMENT and not affair.stood
    return how == STOPS_LATE and affair.n % TO_THE_LAST == 0 and affair.accepted and waits
