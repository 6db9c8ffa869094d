"""The acts of a filed refusal, as commands of a life bring them (regime 7)."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from shouwen.acts import Done
from shouwen.acts import refusal as acts
from shouwen.records.casefile.case import CaseRows
from shouwen.records.casefile.refusal import evidence
from shouwen.records.models import Refusal
from shouwen.rules.facts.casefile import Handover
from shouwen.rules.facts.plain import read
from shouwen.rules.facts.refusal import AtOnce, Ground, Proposal
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


def newest(case: UUID) -> UUID | None:
    """The key of the newest refusal of a case."""
    found = Refusal.objects.filter(case=case).order_by("-proposed_at", "-pk")
    key: UUID | None = found.values_list("pk", flat=True).first()
    return key


def _proposal(case: UUID, said: Mapping[str, str]) -> Proposal:
    """A proposal as a command says it: the first condition of the guide is not met; of what lapsed,
    each material that is still at fault."""
    rows = CaseRows(case, lock=False)
    kind = RefusalKind(said["kind"])
    lapsed = kind is RefusalKind.LAPSED
    first = rows.guide.conditions[0] if rows.guide.conditions and not lapsed else None
    return Proposal(
        kind=kind,
        conditions={}
        if first is None
        else {each.key: each is not first for each in rows.guide.conditions},
        grounds=tuple(_grounds(rows, said["fact"], lapsed)),
        opinion=said["opinion"],
    )


def _grounds(rows: CaseRows, fact: str, lapsed: bool) -> Iterator[Ground]:
    shows = {what: key for key, (what, _) in evidence(rows)}
    if not lapsed:
        first = rows.guide.conditions[0]
        yield Ground(first.key, fact, shows.get("step") or shows["paper"], first.basis)
        return
    for row in rows.materials.values():
        if row.check_result in (Check.FAULTY, Check.MISSING):
            basis = rows.guide.material(row.key).basis
            yield Ground(row.key, fact, shows["paper"], basis)
