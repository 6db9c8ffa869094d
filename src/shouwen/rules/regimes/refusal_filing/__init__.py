"""Regime 7, refusal filing (否定事项报备制): no case ends in "no" except through a filed refusal.

A withdrawal must not be a refusal in disguise: the applicant signs it, and who proposed it is
recorded."""

from shouwen.rules.facts.casefile import Call, Owing, Withdrawal
from shouwen.rules.facts.seats import Reviewing
from shouwen.rules.verdict import NOTHING, Params, guard


@guard("7.1", "撤回要由申请人本人签名提出；工作人员不能代为撤回。请申请人签名后再登记。")
def the_applicant_signed_the_withdrawal(withdrawal: Withdrawal) -> Params | None:
    """Nobody but the applicant takes an application back (7.1)."""
    return None if withdrawal.signed_by.strip() else NOTHING


@guard("7.1", "这次撤回不用回访，或者已经回访过。")
def a_call_back_is_owed(owing: Owing) -> Params | None:
    """Called back is whoever took an application back two days before it was due or because the
    office proposed it (7.1), once."""
    return None if "call_back" in owing.open else NOTHING


@guard("7.1", "请写明申请人怎么说；没有打通的，写明什么时候打过几次。")
def what_was_said_is_noted(call: Call) -> Params | None:
    """A call back leaves on file what was said (7.1)."""
    return None if call.said.strip() else NOTHING


@guard(
    "7.4.2a",
    "{post}现在凑不齐三个人作否定决定：{who}。经办、科室负责人和分管领导要是三个不同的人，"
    "请先另指定一位顶岗的人。",
)
def three_different_people_look_at_a_no(reviewing: Reviewing) -> Params | None:
    """The handler, the section head and the supervising leader are three people, after stand-ins:
    one who sits on two of the posts does not check themselves."""
    people = [person for person in reviewing.people if person is not None]
    if len(set(people)) == len(reviewing.people):
        return None
    twice = next((each for each in people if people.count(each) > 1), None)
    who = "有一级现在没有人" if twice is None else f"{reviewing.names[twice]}一人坐了不止一个岗位"
    return {"post": reviewing.post, "who": who}
