"""An applicant who died, or was dissolved, while the application lay with the office: nothing is
decided against somebody who is no more, and nothing is served on them (7.4.3b). With them ends their
capacity to bear rights and duties (民法典 art. 13, 59); their heirs, the administrator of the estate,
the liquidators or whoever a merger left take over (art. 67, 70, 1121, 1145).

That they are no more is a fact, taken down whatever else stands in the way; the clocks run on."""

from shouwen.rules.facts.succession import Ending
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.words import PartyEnd


@guard(
    "7.4.3b",
    "申请人已经去世或者终止，还没有记下谁来承受：现在作决定、送文书、办撤回，都没有人能收、能签。"
    "请先查明承受人（继承人、遗产管理人、清算组、合并分立后的单位），在“登记承受申请的人”里记下，再接着办。",
)
def somebody_is_there_to_be_told(orphaned: bool) -> Params | None:
    """A decision has somebody whom it concerns and who can turn against it (7.4.3b, 7.4.3c)."""
    return NOTHING if orphaned else None


@guard("7.4.3b", "已经记下申请人去世或者终止：请查明承受人，登记承受申请的人。")
def the_applicant_is_there(orphaned: bool) -> Params | None:
    """It is taken down once."""
    return NOTHING if orphaned else None


@guard("7.4.3b", "申请人还在，不用登记承受申请的人；去世、终止的，先记下来。")
def a_successor_is_looked_for(orphaned: bool) -> Params | None:
    """Nobody takes over from somebody who is there."""
    return None if orphaned else NOTHING


@guard("7.4.3b", "公民是去世，单位是终止：请对照申请人的证件种类选。")
def a_person_dies_and_an_organisation_is_dissolved(ending: Ending) -> Params | None:
    """A person dies (民法典 art. 13), an organisation is dissolved (art. 59)."""
    dissolved = ending.why is PartyEnd.DISSOLVED
    return None if dissolved is ending.organisation else NOTHING


@guard(
    "7.4.3b",
    "请写明凭什么、是哪一天：死亡证明、注销登记通知书等的名称和编号；日子不能在今天（{today:%Y-%m-%d}）以后。",
)
def the_end_is_proven(ending: Ending) -> Params | None:
    """By a document, and of a day that has come."""
    proven = ending.proof.strip() and ending.on <= ending.today
    return None if proven else {"today": ending.today}


@guard(
    "7.4.3b",
    "请写明凭什么承受：继承的公证书或者关系证明、遗产管理人的指定、清算组备案通知书、合并分立的登记。",
)
def who_takes_over_proves_it(takes_over_by: str) -> Params | None:
    """Whoever takes an application over shows by what right (民法典 art. 67, 70, 1121, 1145)."""
    return None if takes_over_by.strip() else NOTHING
