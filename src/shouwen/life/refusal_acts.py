"""The acts of a filed refusal, as commands of a life bring them (regime 7)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from shouwen.acts import Done
from shouwen.acts import refusal as acts
from shouwen.records.casefile.case import CaseRows
from shouwen.records.casefile.refusal import basis_of, evidence
from shouwen.records.models import Refusal
from shouwen.rules.facts.casefile import Handover
from shouwen.rules.facts.plain import read
from shouwen.rules.facts.refusal import BEFORE_ACCEPTANCE, AtOnce, Ground, Proposal
from shouwen.rules.words import Check, RefusalKind

ACTS: Mapping[str, Callable[..., Done]] = {
    "refusal.propose_refusal": acts.propose_refusal,
    "refusal.amend_refusal": acts.amend_refusal,
    "refusal.review_refusal": acts.review_refusal,
    "refusal.approve_refusal": acts.approve_refusal,
    "refusal.return_refusal": acts.return_refusal,
    "refusal.overturn_refusal": acts.overturn_refusal,
    "refusal.note_dissent": acts.note_dissent,
    "refusal.tell_at_once": acts.tell_at_once,
    "refusal.confirm_refusal": acts.confirm_refusal,
    "refusal.reverse_refusal": acts.reverse_refusal,
    "refusal.serve_refusal": acts.serve_refusal,
}
BEGIN = ("refusal.propose_refusal", "refusal.tell_at_once")
"""The acts that are done on the case; the others on its newest refusal."""


def readers(case: UUID) -> Mapping[str, Callable[[Any], Any]]:
    """How what such a command brings is read."""
    return {
        "proposal": partial(_proposal, case),
        "words": str,
        "at_once": partial(read, AtOnce),
        "handover": partial(read, Handover),
    }


def beside(act: str, case: UUID) -> UUID | None:
    """The key of the newest refusal of a case."""
    found = Refusal.objects.filter(case=case).order_by("-proposed_at", "-pk")
    key: UUID | None = found.values_list("pk", flat=True).first()
    return key


def _proposal(case: UUID, said: Mapping[str, Any]) -> Proposal:
    """A proposal as a command says it. ``unmet`` are keys of conditions and materials; where it does
    not say them it is the first condition of the guide, and before acceptance each material that is
    at fault."""
    rows = CaseRows(case, lock=False)
    kind = RefusalKind(said["kind"])
    early = kind in BEFORE_ACCEPTANCE
    conditions = [each.key for each in rows.guide.conditions]
    unmet = said.get("unmet") or (_at_fault(rows) if early else conditions[:1])
    return Proposal(
        kind=kind,
        conditions={} if early else {key: key not in unmet for key in conditions},
        grounds=tuple(_grounds(rows, said["fact"], unmet)),
        opinion=said["opinion"],
        granted=said.get("granted", ""),
    )


def _at_fault(rows: CaseRows) -> list[str]:
    wrong = (Check.FAULTY, Check.MISSING)
    return [row.key for row in rows.materials.values() if row.check_result in wrong]


def _grounds(rows: CaseRows, fact: str, unmet: Iterable[str]) -> Iterator[Ground]:
    shows = {what: key for key, (what, _) in evidence(rows)}
    conditions = {each.key: each.basis for each in rows.guide.conditions}
    for key in unmet:
        if key in conditions:
            yield Ground(key, fact, shows.get("step") or shows["paper"], conditions[key])
        else:
            yield Ground(key, fact, shows["paper"], basis_of(rows, key))
