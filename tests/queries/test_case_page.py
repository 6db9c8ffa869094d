"""One case on one page: what may be done now, what not and why, and where it stands."""

import pytest

from shouwen.queries.rows import StageState
from shouwen.rules.words import Check
from tests.acts.world import at


def page(world, case, sign_in: str = "luoyiming", when: str = "2026-09-22 10:00"):
    from shouwen.queries.case_page import case_page
    from shouwen.queries.viewer import see
    from shouwen.records.models import Matter

    number = Matter.objects.get(pk=case).number
    return case_page(see(world.people[sign_in], at(when)), number)[1]


def may(found) -> list[str]:
    return [option.act for option in found.may]


def may_not(found) -> dict[str, tuple[str, str]]:
    return {barred.act: (barred.clause, barred.sentence) for barred in found.may_not}


def stages(found) -> list[tuple[str, StageState]]:
    return [(stage.name, stage.state) for stage in found.stages]


def now(found) -> str:
    return next(stage.name for stage in found.stages if stage.state is StageState.NOW)


# ── may and may not ──────────────────────────────────────────────────────────────────────────────


def test_what_ends_an_open_obligation_comes_first(world):
    found = page(world, world.receive())
    assert found.may[0].act == "case.accept_case"
    assert found.may[0].first
    assert may(found)[:3] == ["case.accept_case", "case.examine_materials", "case.withdraw"]
    assert not any(act.startswith("case.") for act in may(found)[3:])  # what begins beside it


def test_what_is_barred_carries_the_clause_and_the_sentence_of_the_judge(world):
    found = page(world, world.receive(check=Check.UNCHECKED))
    clause, sentence = may_not(found)["case.accept_case"]
    assert clause == "4.2a"
    assert sentence.startswith("还有材料没有审核：“食品经营许可申请书”")


def test_the_page_and_the_act_say_the_same(world):
    from shouwen.acts import Barred
    from shouwen.acts.case import accept_case

    case = world.receive(check=Check.UNCHECKED)
    with pytest.raises(Barred) as barred:
        accept_case(case, by=world.holder("food"), at=at("2026-09-22 10:00"))
    told = may_not(page(world, case))["case.accept_case"]
    assert told[0] == barred.value.bars[0].clause


def test_what_comes_next_is_told_with_the_state_it_needs(world):
    _clause, sentence = may_not(page(world, world.receive()))["case.decide_grant"]
    assert sentence == "现在是“已收件”，到“审查中”才能办。"


def test_what_will_be_barred_then_too_is_told_by_what_bars_it(world):
    told = may_not(page(world, world.told()))
    assert told["case.issue_correction_notice"] == (
        "4.2c",
        "已于 2026-09-21 一次告知补正。材料没有变，不得再提其他问题。",
    )
    assert told["case.examine_materials"][1] == "现在是“等申请人补正”，到“已收件”才能办。"


def test_who_may_is_named_to_who_may_not(world):
    case = world.accepted()
    world.work_steps(case, "2026-09-21 11:00")
    _clause, sentence = may_not(page(world, case))["case.decide_grant"]
    assert "唐若兰" in sentence
    assert may(page(world, case, "tangruolan"))[0] == "case.decide_grant"


def test_steps_are_offered_in_their_published_order(world):
    from shouwen.records.models import StepRun

    case = world.accepted()
    first, second, *_rest = StepRun.objects.filter(case=case).order_by("position")
    found = page(world, case)
    assert found.may[0].act == f"step.start_step:{first.pk}"
    assert may_not(found)[f"step.start_step:{second.pk}"][0] == "6.1"


def test_a_key_does_one_thing(world):
    keys = [option.key for option in page(world, world.accepted()).may if option.key]
    assert len(keys) == len(set(keys))


def test_a_closed_case_offers_only_what_comes_after_its_end(world):
    found = page(world, world.delivered(), when="2026-09-24 10:00")
    offered = {act.partition(":")[0] for act in may(found)}
    assert offered == {"return_of_materials.ask_for_return", "service_of_paper.issue_record"}
    assert (found.may_not, found.deadline) == ((), None)


# ── where it stands ──────────────────────────────────────────────────────────────────────────────


def test_the_stages_follow_the_case(world):
    received = world.receive()
    assert now(page(world, received)) == "受理"
    told = page(world, world.told())
    assert now(told) == "补正后受理"
    assert next(stage.note for stage in told.stages if stage.state is StageState.NOW) == (
        "等申请人补正"
    )
    accepted = world.accepted()
    assert now(page(world, accepted)) == "审查"
    world.work_steps(accepted, "2026-09-21 11:00")
    assert now(page(world, accepted)) == "决定"
    delivered = page(world, world.delivered(), when="2026-09-24 10:00")
    assert {state for _name, state in stages(delivered)} == {StageState.DONE}


def test_a_withdrawn_case_ends_where_it_was(world):
    from shouwen.acts.case import withdraw
    from shouwen.rules.facts.casefile import Withdrawal
    from shouwen.rules.words import Proposer

    case = world.receive()
    withdraw(
        case,
        by=world.holder("window_1"),
        at=at("2026-09-21 11:00"),
        withdrawal=Withdrawal("徐禾", Proposer.PARTY),
    )
    assert stages(page(world, case)) == [
        ("收件", StageState.DONE),
        ("申请人撤回", StageState.DONE),
    ]


def test_what_happened_stands_newest_first_with_who_did_it_and_on_which_step(world):
    case = world.accepted()
    world.work_steps(case, "2026-09-21 11:00")
    events = [(event.what, event.who) for event in page(world, case).events]
    assert events[0] == ("办完环节：科室审核", "魏思源")
    assert events[-1] == ("收件并出具回执", "何雨桐")


def test_a_finished_step_names_who_finished_it_and_what_they_found(world):
    case = world.accepted()
    world.work_steps(case, "2026-09-21 11:00")
    last = page(world, case).steps[-1]
    assert (last.person, last.note) == ("魏思源", "符合要求")


def test_a_post_with_two_parts_in_a_case_is_named_once(world):
    seats = page(world, world.receive()).seats
    assert [seat.note for seat in seats] == ["经办", "收件", "作决定", "科室负责人"]
    assert len({seat.post for seat in seats}) == len(seats)


def test_what_is_late_is_tagged_and_the_applicants_own_time_is_not(world):
    late = page(world, world.accepted(), when="2026-10-20 10:00")
    assert [tag.text for tag in late.tags] == ["有逾期"]
    theirs = page(world, world.told(), when="2026-10-30 10:00")
    assert [tag.text for tag in theirs.tags] == ["等申请人，不计本机关的期限"]
