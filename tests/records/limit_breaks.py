"""What breaks the constraints of extensions and special procedures (6.5)."""

from datetime import date
from uuid import UUID

from shouwen.acts.extension import approve_extension, ask_extension, tell_extension
from shouwen.acts.special_procedure import begin_special_procedure
from shouwen.records.keys import new_key
from shouwen.records.models import Extension, SpecialProcedure
from shouwen.rules.words import DelayReason, SpecialKind
from tests.acts.world import HAND_OVER, at

LATER = at("2026-12-01 09:00")


def limits_moved(world):
    """A case whose limit was extended, and which stands still now."""
    case, handler = world.accepted(), world.holder("food")
    why = {"reason": DelayReason.COMPLEX, "text": "需要复核面积。"}
    ask_extension(case, by=handler, at=at("2026-09-21 10:10"), days=3, **why)
    row = Extension.objects.get(case=case)
    leader = world.holders[row.decider_id]
    approve_extension(row.pk, by=leader, at=at("2026-09-21 10:20"))
    tell_extension(row.pk, by=handler, at=at("2026-09-21 10:30"), handover=HAND_OVER)
    told = {"kind": SpecialKind.TEST, "days": 5, "handover": HAND_OVER}
    begin_special_procedure(case, by=handler, at=at("2026-09-21 10:40"), **told)


def again(model, **changes):
    """Write a row once more, under a key of its own, with some columns changed."""
    row = model.objects.first()
    row.pk = new_key(LATER)
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def extended(**changes):
    return lambda rows: Extension.objects.update(**changes)


def still(**changes):
    return lambda rows: SpecialProcedure.objects.update(**changes)


def asked_and_decided_by_one(rows):
    Extension.objects.update(decided_by=UUID(int=1), asked_by=UUID(int=1))


NOT_TOLD = {"told_at": None, "notice": None}
BREAKS = {
    "extension_state_is_known": [extended(state="wished", **NOT_TOLD)],
    "delay_reason_is_known": [extended(reason="leader_away")],
    "a_case_is_extended_once": [
        lambda rows: again(Extension),
        lambda rows: again(Extension, state="asked", **NOT_TOLD),
    ],
    "who_decides_on_an_extension_did_not_ask": [asked_and_decided_by_one],
    "an_extension_in_effect_was_approved_and_told": [
        extended(told_at=None),
        extended(notice=None),
        extended(decided_by=None),
        extended(state="approved"),
    ],
    "an_extension_is_later": [
        extended(new_due=date(2026, 10, 12)),
        extended(days=0),
        extended(beyond=4),
    ],
    "special_procedure_state_is_known": [still(state="paused", ended_at=LATER)],
    "special_kind_is_known": [still(kind="holiday")],
    "one_special_procedure_runs": [lambda rows: again(SpecialProcedure)],
    "a_special_procedure_that_is_over_says_since_when": [
        still(state="ended"),
        still(ended_at=LATER),
    ],
    "a_special_procedure_has_days_and_a_basis": [still(days=0), still(basis="")],
}


def others_may_be():
    """What was declined or lapsed may repeat, and so may what has ended."""
    for state in ("declined", "lapsed"):
        again(Extension, state=state, **NOT_TOLD)
        again(Extension, state=state, **NOT_TOLD)
    for _ in range(2):
        again(SpecialProcedure, state="ended", ended_at=LATER)


ONCE_WHERE = {"a_case_is_extended_once", "one_special_procedure_runs"}
