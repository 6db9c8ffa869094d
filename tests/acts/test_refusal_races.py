"""Two at once on one refusal: one is done, the other is told why not."""

from functools import partial

import pytest

from shouwen.acts import Barred, Done
from shouwen.acts.refusal import approve_refusal, overturn_refusal, propose_refusal, review_refusal
from shouwen.records.models import Case, Paper, Refusal
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.refusal import Ground, Proposal
from shouwen.rules.words import CaseState, PaperKind, RefusalKind
from tests.acts.world import at, make_world, state
from tests.databases import at_once


@pytest.fixture
def world(committed_db):
    """The demo office where commits are real."""
    return make_world()


def proposal(case) -> Proposal:
    guide = Guide.from_json(Case.objects.select_related("version").get(pk=case).version.guide)
    receipt = Paper.objects.get(matter=case, kind=PaperKind.RECEIPT)
    first = guide.conditions[0]
    ground = Ground(first.key, "后厨与公厕相距不到三米，没有隔断。", receipt.pk, first.basis)
    met = {each.key: each is not first for each in guide.conditions}
    return Proposal(RefusalKind.REFUSED, met, (ground,), "建议不予许可。")


def reviewed(world):
    case = world.accepted()
    said, by = proposal(case), world.holder("food")
    propose_refusal(case, by=by, at=at("2026-09-21 10:10"), proposal=said)
    row = Refusal.objects.get(case=case)
    head = world.holder("market_head")
    review_refusal(row.pk, by=head, at=at("2026-09-21 10:20"), words="同意报批。")
    return case, row


def tried(act, *args, **brings):
    try:
        return act(*args, **brings)
    except Barred as barred:
        return barred


def one_each(outcomes) -> set[str]:
    """The codes of the one that was barred; the other was done."""
    assert sorted(type(each).__name__ for each in outcomes) == ["Barred", "Done"]
    return {bar.code for each in outcomes if isinstance(each, Barred) for bar in each.bars}


def test_of_two_leaders_who_approve_one_does_and_one_notice_is_issued(world):
    case, row = reviewed(world)
    leader = {"by": world.holder("deputy_people"), "at": at("2026-09-21 11:00")}
    approve = partial(tried, approve_refusal, row.pk, **leader, words="同意。")
    assert one_each(at_once(approve, approve)) == {"not_in_this_state"}
    assert state(case) == CaseState.DECIDED
    assert Paper.objects.filter(matter=case, kind=PaperKind.REFUSAL).count() == 1


def test_of_approving_and_overturning_at_once_one_is_done(world):
    case, row = reviewed(world)
    leader = {"by": world.holder("deputy_people"), "at": at("2026-09-21 11:00")}
    outcomes = at_once(
        partial(tried, approve_refusal, row.pk, **leader, words="同意。"),
        partial(tried, overturn_refusal, row.pk, **leader, words="可以整改。"),
    )
    one_each(outcomes)
    row.refresh_from_db()
    assert (row.state == "approved") == (state(case) == CaseState.DECIDED)


def test_of_two_proposals_at_once_one_is_made(world):
    case = world.accepted()
    said = proposal(case)
    propose = partial(
        tried, propose_refusal, case, by=world.holder("food"), at=at("2026-09-21 11:00"),
        proposal=said,
    )  # fmt: skip
    outcomes = at_once(propose, propose)
    assert one_each(outcomes) == {"no_other_no_is_on_its_way"}
    assert any(isinstance(each, Done) for each in outcomes)
