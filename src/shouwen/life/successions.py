"""Applicants who are no more, in a life: somebody dies or a company is dissolved while the application
lies there, which the office hears of sooner or later; mostly somebody is found who takes it over, and
goes on with it or takes it back (7.4.3b)."""

from collections.abc import Callable, Generator
from dataclasses import replace
from datetime import timedelta
from random import Random

from shouwen.life.affair import Affair
from shouwen.life.chance import chance
from shouwen.life.desk import Plan, take_back
from shouwen.life.flow import Flow, Happening
from shouwen.life.people import Person, company, somebody
from shouwen.life.script import PARTY, Command, Outcome
from shouwen.rules.words import PartyEnd, PartyIdKind, Proposer
from shouwen.rules.worktime import CST

ARE_NO_MORE = 0.015  # of those who apply
HEARD_OF = (0.5, 12)  # working days after they came
FOUND = 0.8  # of them, somebody who takes over
FOUND_WITHIN = (0.5, 20)  # working days after it was heard of
TAKE_BACK = 0.25  # of those who take over
PROOFS = {
    PartyEnd.DIED: ("死亡医学证明", "继承公证书"),
    PartyEnd.DISSOLVED: ("注销登记通知书", "合并协议和登记通知书"),
}
WAITS = (
    *("case.decide_grant", "case.deliver_result", "case.withdraw"),
    *("case.issue_correction_notice", "case.issue_supplementary_notice", "case.tell_changed_law"),
    *("case.return_unmet_points", "case.invite_supplement", "case.receive_supplement"),
    *("refusal.propose_refusal", "refusal.amend_refusal", "refusal.approve_refusal"),
    *("refusal.tell_at_once", "refusal.serve_refusal"),
    *("hearing.tell_right", "hearing.set_time", "extension.tell_extension"),
    *("special_procedure.begin_special_procedure", "service_of_paper.serve_paper"),
)
"""What nobody does who knows that nobody is there to be told of it."""

Act = Callable[[str, Affair, Plan], Generator[tuple[Command, Outcome], None, bool]]
Officer = Callable[[], str | None]
GoesOn = Callable[[Affair], None]
"""What a successor does about where the application stands."""


class Successions:
    """The successions of one life."""

    def __init__(self, flow: Flow, act: Act, officer: Officer, goes_on: GoesOn) -> None:
        """Everybody is there; ``act`` does what is planned, at the counter of a free ``officer``."""
        self._flow, self._act, self._officer, self._goes_on = flow, act, officer, goes_on

    def received(self, affair: Affair) -> None:
        """Whether this applicant will be no more before all is done; not of what is to be seen where
        it lies."""
        dice = chance(self._flow.seed, "succession", affair.n)
        if dice.random() < ARE_NO_MORE and not affair.guest.lies:
            self._flow.at(self._flow.after(dice.uniform(*HEARD_OF)), self._gone(affair, dice))

    def _gone(self, affair: Affair, dice: Random) -> Happening:
        """The office hears of it at a counter."""
        why = _end(affair.guest.person)
        on = self._flow.now.astimezone(CST).date() - timedelta(days=dice.randrange(5))
        gone = {"why": why, "on": on.isoformat(), "proof": f"{PROOFS[why][0]} {affair.n} 号"}
        plan = Plan("succession.note_applicant_gone", gone)
        if affair.over:
            return
        officer = self._officer()
        if officer is None:  # nobody is at any counter
            self._flow.at(self._flow.after(0.3), self._gone(affair, dice))
        elif (yield from self._act(officer, affair, plan)) and dice.random() < FOUND:
            found = self._flow.after(dice.uniform(*FOUND_WITHIN))
            self._flow.at(found, self._takes_over(affair, dice))

    def _takes_over(self, affair: Affair, dice: Random) -> Happening:
        """An heir, or the company that a merger left, shows by what right they do."""
        who = company(dice) if _end(affair.guest.person) is PartyEnd.DISSOLVED else somebody(dice)
        right = PROOFS[_end(affair.guest.person)][1]
        successor = {
            "name": who.name,
            "id_kind": who.id_kind,
            "id_number": who.id_number,
            "phone": who.phone,
            "email": who.email,
            "proof": f"{right} {affair.n} 号",
        }
        plan = Plan("succession.note_successor", {"successor": successor})
        officer = self._officer()
        if officer is None:
            self._flow.at(self._flow.after(0.3), self._takes_over(affair, dice))
        elif (yield from self._act(officer, affair, plan)):
            former = affair.guest.person.name
            affair.guest = replace(affair.guest, person=who)
            affair.want_hearing = [who.name if n == former else n for n in affair.want_hearing]
            if not affair.decided and dice.random() < TAKE_BACK:
                yield from self._act(PARTY, affair, take_back(affair, Proposer.PARTY))
            else:
                self._goes_on(affair)


def _end(person: Person) -> PartyEnd:
    """How somebody of this kind is no more."""
    organisation = person.id_kind is PartyIdKind.CREDIT_CODE
    return PartyEnd.DISSOLVED if organisation else PartyEnd.DIED
