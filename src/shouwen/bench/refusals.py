"""A "no" that waits to be looked at, as its page is measured with it."""

from datetime import datetime
from uuid import UUID

from shouwen.acts import Staff
from shouwen.acts.refusal import propose_refusal
from shouwen.records.casefile.case import CaseRows
from shouwen.records.models import Refusal
from shouwen.rules.facts.refusal import Ground, Proposal
from shouwen.rules.words import PaperKind, RefusalKind


def propose(case: UUID, by: UUID, at: datetime) -> UUID:
    """Propose to refuse an accepted case for its first condition; answers with the refusal's key."""
    rows = CaseRows(case, lock=False)
    first, *others = rows.guide.conditions
    shown_by = rows.last_paper(PaperKind.RECEIPT).pk
    proposal = Proposal(
        kind=RefusalKind.REFUSED,
        conditions={first.key: False, **{each.key: True for each in others}},
        grounds=(Ground(first.key, "加工间与卫生间之间没有隔断。", shown_by, first.basis),),
        opinion="场所布局不符合，建议不予许可。",
    )
    propose_refusal(case, by=Staff(by), at=at, proposal=proposal)
    return Refusal.objects.get(case=case).pk
