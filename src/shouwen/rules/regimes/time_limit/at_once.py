"""What is done within the visit: received, examined, decided and handed over in one act (6.3)."""

from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.seats import Actor
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.words import Power


@guard("6.3", "这个事项不是即办件，不能当场办结；请收件，按承诺的时限办。")
def the_service_is_immediate(guide: Guide) -> Params | None:
    """Only what the guide promises within the visit is settled in one act; such a guide has no steps
    (6.3)."""
    return None if guide.immediate else NOTHING


@guard("6.3", "决定由您的岗位作，收件不归您；请窗口收件，再由您当天办结。")
def whoever_decides_takes_in_too(actor: Actor) -> Params | None:
    """One person settles it at once who may receive as well as decide (2.4.2, 6.3)."""
    receives = any(Power.RECEIVE in powers for powers in (actor.powers or {}).values())
    return None if receives else NOTHING
