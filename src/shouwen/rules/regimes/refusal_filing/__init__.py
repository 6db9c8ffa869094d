"""Regime 7, refusal filing (否定事项报备制): no case ends in "no" except through a filed refusal.

A withdrawal must not be a refusal in disguise: the applicant signs it, and who proposed it is
recorded."""

from shouwen.rules.facts.casefile import Withdrawal
from shouwen.rules.verdict import NOTHING, Params, guard


@guard("7.1", "撤回要由申请人本人签名提出；工作人员不能代为撤回。请申请人签名后再登记。")
def the_applicant_signed_the_withdrawal(withdrawal: Withdrawal) -> Params | None:
    """Nobody but the applicant takes an application back (7.1)."""
    return None if withdrawal.signed_by.strip() else NOTHING
