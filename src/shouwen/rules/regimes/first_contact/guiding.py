"""Not mine but ours: to the right section, its phone where nobody is there; not ours: to whom it
belongs (1.3.2, 1.3.3)."""

from shouwen.rules.facts.casefile import Owing
from shouwen.rules.facts.contact import Elsewhere, Guidance
from shouwen.rules.verdict import NOTHING, Params, guard


@guard("1.3.2a", "“{post}”没有登记职责，不能引导到那里。请按职责查，选管这件事的岗位。")
def the_post_has_duties(guidance: Guidance) -> Params | None:
    """Who is guided somewhere is guided by what that post does."""
    return None if guidance.has_duties else {"post": guidance.post}


@guard("1.3.2a", "请把科室、房间、时间、电话告诉来人，说了再勾。")
def they_were_told_where_to_go(guidance: Guidance) -> Params | None:
    """A guiding ends when the caller was told."""
    return None if guidance.told else NOTHING


@guard("1.3.2b", "那个科室现在没有人，不要让来人白跑。请告知电话，用“科室无人，告知电话”。")
def somebody_is_there(guidance: Guidance) -> Params | None:
    """Nobody is guided to an empty room."""
    return None if guidance.anybody_there else NOTHING


@guard("1.3.2b", "“{post}”在名录里没有电话。请先补上电话，或者代接下来。")
def there_is_a_phone_to_give(guidance: Guidance) -> Params | None:
    """With nobody there, the phone is what is given."""
    return None if guidance.phone.strip() else {"post": guidance.post}


@guard("1.3.2c", "本科室的事，经办人不在也要先接下来，记下电话转给经办人：请用“代接转经办”。")
def what_is_their_own_sections_is_taken_down(guidance: Guidance) -> Params | None:
    """Of the own section's matters nobody is given a phone and sent away."""
    return NOTHING if guidance.own_section else None


@guard("1.3.3", "还缺：{parts}。说不准的，不要猜：用“代查回电”。")
def it_is_said_who_does_it(elsewhere: Elsewhere) -> Params | None:
    """Nobody is sent off without a body and its phone."""
    parts = {"归哪个单位办": elsewhere.body.strip(), "那里的电话": elsewhere.phone.strip()}
    missing = [part for part, there in parts.items() if not there]
    return {"parts": "、".join(missing)} if missing else None


@guard("1.3.3", "请写明归哪个单位、电话多少；查不到的，写 12345 热线答复的编号。")
def a_body_or_the_hotlines_number_is_found(elsewhere: Elsewhere) -> Params | None:
    """Finding out ends with a body or with the hotline's reply."""
    body = elsewhere.body.strip() and elsewhere.phone.strip()
    return None if body or elsewhere.hotline_number.strip() else NOTHING


@guard(
    "1.3.3",
    "“{body}”的电话没有人核实过，不要让来人自己去试。请先打一下，确实是那里再勾“刚打过，确实是那里”；"
    "一时核实不了的，用“代查回电”。",
)
def its_phone_was_confirmed(elsewhere: Elsewhere) -> Params | None:
    """Whom people are sent to answers the phone that they are given, with a name or without."""
    body, phone = elsewhere.body.strip(), elsewhere.phone.strip()
    return {"body": body or phone} if phone and not elsewhere.confirmed else None


@guard("1.3.3", "没有答应过代查承办单位。")
def it_is_to_be_found_out(owing: Owing) -> Params | None:
    """What is found out was promised."""
    return None if "find_out" in owing.open else NOTHING
