"""A refusal through the pages of the desk: proposed, sent back, amended, reviewed, approved, served."""

import pytest

from shouwen.acts import Party
from shouwen.acts.case import withdraw
from shouwen.rules.facts.casefile import Withdrawal
from shouwen.rules.words import CaseState, Proposer, RefusalState
from tests.acts.test_refusal import FACT, owed, proposal
from tests.acts.world import at, state
from tests.web.desk import Desk, page, sent

PROPOSE = "refusal.propose_refusal"


@pytest.fixture
def desk(world, monkeypatch):
    return Desk(world, monkeypatch, now=at("2026-09-23 09:00"))


@pytest.fixture
def examined(world):
    """A case of which the site was looked at, and found wanting."""
    from shouwen.acts.case import finish_step, start_step
    from shouwen.records.models import StepRun

    case = world.accepted()
    step = StepRun.objects.filter(case=case).order_by("position").first()
    doer = world.holders[step.doer_id]
    start_step(step.pk, by=doer, at=at("2026-09-22 09:00"))
    finish_step(step.pk, by=doer, at=at("2026-09-22 10:00"), opinion=FACT)
    return case


def person(world, post: str) -> str:
    """The sign-in of whoever holds a post."""
    who = world.holder(post).person
    return next(key for key, found in world.people.items() if found == who)


def filled(form, **said: str) -> dict[str, str]:
    """A proposal as typed: the first condition is not met, the others are."""
    first, *others = form.asked[0].items
    step = form.asked[0].evidence[0][0]
    return {
        "kind": "refused",
        "opinion": "场所条件不符合，建议不予许可。",
        f"check-{first.key}": "unmet",
        f"fact-{first.key}": FACT,
        f"evidence-{first.key}": step,
        **{f"check-{each.key}": "met" for each in others},
        **said,
    }


RECONSIDERATION_FIRST = {
    "first_law": "中华人民共和国行政复议法",
    "first_article": "第二十三条第一款第三项",
    "first_version": "2023-09-01",
    "first_text": "认为行政机关存在本法第十一条规定的未履行法定职责情形",
}


def proposed(desk, case, **more):
    from shouwen.records.models import Refusal

    officer = desk.client(person(desk.world, "food"))
    form = officer.get(page(case, PROPOSE)).context["form"]
    answer = sent(officer, page(case, PROPOSE), **filled(form, **more))
    assert answer.status_code == 302
    return Refusal.objects.get(case=case, state=RefusalState.PROPOSED)


def answered(client, row, act: str, words: str = ""):
    """An answer given on the page of the refusal."""
    return sent(client, f"/desk/refusals/{row.pk}/", act=f"refusal.{act}", words=words)


def test_a_refusal_goes_from_the_proposal_to_the_applicants_hands(desk, examined):
    row = proposed(desk, examined)
    head = desk.client(person(desk.world, "market_head"))
    leader = desk.client(person(desk.world, "deputy_people"))
    shown = head.get(f"/desk/refusals/{row.pk}/").content.decode()
    for words in (
        FACT.rstrip("。"),
        "广安区人民政府",
        "广安区人民法院",
        "预览，未编号",
        "三人三岗",
    ):
        assert words in shown
    assert answered(head, row, "review_refusal", "事实清楚，同意报批。").status_code == 302
    desk.now = at("2026-09-24 09:00")
    assert answered(leader, row, "approve_refusal").status_code == 302
    assert state(examined) == CaseState.DECIDED
    window = desk.client(person(desk.world, "window_1"))
    serve = page(examined, f"refusal.serve_refusal:{row.pk}")
    proof = {"identity": "resident_id", "identity_number": "11010519491231002X"}
    assert sent(window, serve, to="徐禾", served_by="hand", **proof).status_code == 302
    assert state(examined) == CaseState.CLOSED
    served = leader.get(f"/desk/refusals/{row.pk}/").content.decode()
    assert "最后一天是 2026 年 11 月 23 日" in served


def test_sent_back_it_is_amended_with_everything_still_there(desk, examined):
    officer = desk.client(person(desk.world, "food"))
    asked = officer.get(page(examined, PROPOSE)).context["form"].asked[0]
    second = {f"evidence-{asked.items[0].key}-1": asked.evidence[1][0]}
    second[f"where-{asked.items[0].key}-1"] = "第 2 页，平面图"
    row = proposed(desk, examined, **RECONSIDERATION_FIRST, **second)
    head = desk.client(person(desk.world, "market_head"))
    assert "第 2 页，平面图" in head.get(f"/desk/refusals/{row.pk}/").content.decode()
    assert "要先申请行政复议" in head.get(f"/desk/refusals/{row.pk}/").content.decode()
    bare = answered(head, row, "return_refusal")
    assert bare.status_code == 409
    assert "请写明退回的理由" in bare.content.decode()
    assert answered(head, row, "return_refusal", "请写明相距多少米。").status_code == 302
    amend = page(examined, f"refusal.amend_refusal:{row.pk}")
    form = officer.get(amend).context["form"]
    typed = {name: str(form[name].value() or "") for name in form.fields if form[name].value()}
    assert FACT in typed.values()
    assert typed.items() >= {**RECONSIDERATION_FIRST, **second}.items()
    assert sent(officer, amend, **typed).status_code == 302
    assert "review_refusal" in owed(examined)


def test_what_is_missing_is_told_with_everything_typed_still_there(desk, examined):
    officer = desk.client(person(desk.world, "food"))
    form = officer.get(page(examined, PROPOSE)).context["form"]
    said = filled(form)
    fact = next(name for name in said if name.startswith("fact-"))
    evidence = next(name for name in said if name.startswith("evidence-"))
    answer = sent(officer, page(examined, PROPOSE), **{**said, fact: "太近了。", evidence: ""})
    told = answer.content.decode()
    assert answer.status_code == 409
    assert "事实写得太短" in told and "还没有证据" in told and "太近了。" in told


def test_of_a_case_that_was_taken_back_meanwhile_that_is_said_and_what_was_typed_stays(
    desk, examined
):
    officer = desk.client(person(desk.world, "food"))
    said = filled(officer.get(page(examined, PROPOSE)).context["form"])
    signed = Withdrawal("徐禾", Proposer.PARTY)
    withdraw(examined, by=Party(), at=desk.now, withdrawal=signed)
    shown = officer.get(page(examined, PROPOSE))
    assert shown.status_code == 200 and "现在的状态不能这样办" in shown.text
    answer = sent(officer, page(examined, PROPOSE), **said)
    assert answer.status_code == 409
    assert "现在的状态不能这样办" in answer.text and FACT in answer.text


def test_whoever_proposed_sees_why_they_may_not_review(desk, examined):
    row = proposed(desk, examined)
    officer = desk.client(person(desk.world, "food"))
    shown = officer.get(f"/desk/refusals/{row.pk}/").content.decode()
    assert 'aria-disabled="true"' in shown
    assert answered(officer, row, "review_refusal", "同意报批。").status_code == 409


def test_blocked_it_says_who_sits_on_two_of_the_three_posts_and_what_to_do(desk, examined):
    from django.db.models import F

    from shouwen.records.models import Jurisdiction, Sitting

    row = proposed(desk, examined)
    handler = desk.world.holder("food").person
    Sitting.objects.filter(post=desk.world.posts["market_head"]).update(person=handler)
    Jurisdiction.objects.update(books_version=F("books_version") + 1)
    shown = desk.client(person(desk.world, "food")).get(f"/desk/refusals/{row.pk}/")
    told = shown.content.decode()
    assert "三个岗位落在了两个人身上" in told and "另指定一位没有经手本件的人" in told
    assert 'aria-disabled="true"' in told


def test_the_register_shows_what_waits_and_what_was_filed_to_those_it_is_for(desk, examined):
    row = proposed(desk, examined)
    leader = desk.client(person(desk.world, "deputy_people"))
    assert "待审核" in leader.get("/desk/refusals/").content.decode()
    head = desk.client(person(desk.world, "market_head"))
    answered(head, row, "review_refusal", "同意报批。")
    answered(leader, row, "approve_refusal")
    row.refresh_from_db()
    assert row.form.number in leader.get("/desk/refusals/").content.decode()
    assert desk.client(person(desk.world, "food")).get("/desk/refusals/").status_code == 403
    assert leader.get("/desk/refusals/?year=2025").context["page"].filed == ()


def test_what_was_sent_back_and_amended_waits_no_more(desk, examined):
    from shouwen.acts.refusal import amend_refusal
    from shouwen.records.models import Refusal

    old = proposed(desk, examined)
    head = desk.client(person(desk.world, "market_head"))
    answered(head, old, "return_refusal", "请写明相距多少米。")
    assert [row.id for row in head.get("/desk/refusals/").context["page"].waiting] == [str(old.pk)]
    amend_refusal(
        old.pk,
        by=desk.world.holder("food"),
        at=at("2026-09-23 11:00"),
        proposal=proposal(examined),
    )
    desk.now = at("2026-09-23 14:00")
    new = Refusal.objects.get(amends=old)
    assert [row.id for row in head.get("/desk/refusals/").context["page"].waiting] == [str(new.pk)]
    answered(head, new, "overturn_refusal", "可以整改，继续办理。")
    assert head.get("/desk/refusals/").context["page"].waiting == ()


def test_no_refusal_is_seen_from_elsewhere_and_no_other_answer_is_taken(desk, examined):
    row = proposed(desk, examined)
    head = desk.client(person(desk.world, "market_head"))
    assert head.get(f"/desk/refusals/{examined}/").status_code == 404
    assert head.post(f"/desk/refusals/{row.pk}/", {"act": "case.withdraw"}).status_code == 404


def test_the_applicant_reads_why_and_until_when_and_nothing_of_what_was_said_inside(desk, examined):
    from shouwen.records.models import Case

    row = proposed(desk, examined)
    head = desk.client(person(desk.world, "market_head"))
    leader = desk.client(person(desk.world, "deputy_people"))
    answered(head, row, "review_refusal", "事实清楚，同意报批。")
    answered(leader, row, "approve_refusal", "同意，就这么办。")
    serve = page(examined, f"refusal.serve_refusal:{row.pk}")
    proof = {"identity": "resident_id", "identity_number": "11010519491231002X"}
    sent(desk.client(person(desk.world, "window_1")), serve, to="徐禾", served_by="hand", **proof)
    found = Case.objects.select_related("matter").get(pk=examined)
    said = {"number": found.matter.number, "code": found.lookup_code}
    told = desk.client("luoyiming").post("/track/", said, follow=True).content.decode()
    row.refresh_from_db()
    last = row.reconsider_by
    assert FACT.rstrip("。") in told and "广安区人民政府" in told and "广安区人民法院" in told
    assert f"{last.year} 年 {last.month} 月 {last.day} 日" in told
    for inside in ("同意报批", "就这么办", "没有裁量余地", "建议不予", row.form.number):
        assert inside not in told
