"""What breaks the constraints of filed refusals (7.1–7.4)."""

from django.db.models import F

from shouwen.acts.refusal import approve_refusal, propose_refusal, review_refusal
from shouwen.records.keys import new_key
from shouwen.records.models import Case, Paper, Refusal, RefusalGround, Unit
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.refusal import Ground, Proposal
from shouwen.rules.words import PaperKind, RefusalKind
from tests.acts.world import at

LATER = at("2026-12-01 09:00")


def said_no(world):
    """A case refused, by three people, and not served yet."""
    case, handler = world.accepted(), world.holder("food")
    guide = Guide.from_json(Case.objects.select_related("version").get(pk=case).version.guide)
    receipt = Paper.objects.get(matter=case, kind=PaperKind.RECEIPT)
    first = guide.conditions[0]
    proposal = Proposal(
        RefusalKind.REFUSED,
        {each.key: each is not first for each in guide.conditions},
        (Ground(first.key, "后厨与公厕相距不到三米，没有隔断。", receipt.pk, first.basis),),
        "建议不予许可。",
    )
    propose_refusal(case, by=handler, at=at("2026-09-21 10:10"), proposal=proposal)
    row = Refusal.objects.get(case=case)
    head, leader = world.holder("market_head"), world.holder("deputy_people")
    review_refusal(row.pk, by=head, at=at("2026-09-21 10:20"), words="同意报批。")
    approve_refusal(row.pk, by=leader, at=at("2026-09-21 10:30"))


def again(model, **changes):
    """Write a row once more, under a key of its own, with some columns changed."""
    row = model.objects.first()
    row.pk = new_key(LATER)
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def refused(**changes):
    return lambda rows: Refusal.objects.update(**changes)


def on_ground(**changes):
    return lambda rows: RefusalGround.objects.update(**changes)


BREAKS = {
    "refusal_kind_is_known": [refused(kind="not_today")],
    "refusal_state_is_known": [refused(state="forgotten", form=None, notice=None)],
    "one_no_a_case_at_a_time": [
        lambda rows: again(Refusal),
        lambda rows: again(Refusal, state="proposed"),
    ],
    "who_reviews_a_no_did_not_propose_it": [refused(reviewer=F("proposer"))],
    "who_approves_a_no_did_not_propose_it": [refused(approver=F("proposer"))],
    "who_approves_a_no_did_not_review_it": [refused(approver=F("reviewer"))],
    "an_approved_no_was_looked_at_by_three_and_has_its_papers": [
        refused(reviewer=None),
        refused(approver=None),
        refused(form=None),
        refused(notice=None),
    ],
    "a_served_no_says_until_when_it_can_be_challenged": [
        refused(state="served"),
        refused(state="served", served_at=LATER, sue_by="2027-06-01"),
        refused(state="served", served_at=LATER, reconsider_by="2027-06-01"),
    ],
    "grounds_of_a_no_stand_in_order": [lambda rows: again(RefusalGround)],
    "a_ground_has_one_piece_of_evidence": [
        on_ground(paper=None),
        lambda rows: RefusalGround.objects.update(
            step=Refusal.objects.first().case.steps.first().pk
        ),
    ],
    "what_was_decided_is_known": [
        lambda rows: Case.objects.filter(outcome="refused").update(outcome=""),
        lambda rows: Case.objects.filter(outcome="refused").update(outcome="perhaps"),
        lambda rows: Case.objects.filter(outcome="").update(outcome="granted"),
    ],
    "body_kind_is_known": [lambda rows: Unit.objects.update(body_kind="club")],
}
ONCE = {
    "Refusal.amends": lambda rows: [
        again(Refusal, state="returned", amends=Refusal.objects.order_by("pk").first())
        for _ in range(2)
    ]
}
ONCE_WHERE = ("one_no_a_case_at_a_time",)


def others_may_be():
    """What was returned, overturned or fell away may have been proposed any number of times."""
    for state in ("returned", "overturned", "overturned", "void"):
        again(Refusal, state=state)
