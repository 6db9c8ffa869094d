"""Return of materials (7.4.4): all that was handed in, save what law holds back with its article, to
the applicant or to whoever proves that they may take it."""

import re

from shouwen.rules.facts.returning import HandingBack, Holdings, Power, Wish
from shouwen.rules.labels import label
from shouwen.rules.verdict import NOTHING, Bar, Params, guard, review
from shouwen.rules.words import Fate, ReturnState, ServedBy, Taker

BY_HAND_OR_POST = (ServedBy.HAND, ServedBy.POST)
FOR_A_PERSON = (Taker.APPLICANT, Taker.CHANGED, Taker.GUARDIAN, Taker.HEIR, Taker.AGENT)
FOR_AN_ORGANISATION = (
    Taker.LEGAL_REPRESENTATIVE,
    Taker.COMPANY_AGENT,
    Taker.SUCCESSOR,
    Taker.AGENT,
)
IN_THEIR_PLACE = frozenset(Taker) - {Taker.APPLICANT, Taker.AGENT}
"""Who takes the materials neither as the applicant on file nor by a power of attorney."""

PROOFS = {
    Taker.CHANGED: "姓名或者号码变更的证明（户口簿、公安机关的证明）",
    Taker.GUARDIAN: "监护关系的证明（户口簿、出生医学证明、指定监护的文书）",
    Taker.HEIR: "申请人去世和继承关系的证明；继承人不止一个的，还要其他继承人的同意书",
    Taker.LEGAL_REPRESENTATIVE: "法定代表人、负责人的身份证明（营业执照、登记证书）",
    Taker.COMPANY_AGENT: "单位的介绍信，盖单位公章",
    Taker.SUCCESSOR: "清算组、管理人或者承受其权利义务的证明（备案通知书、法院文书、注销证明）",
}
"""What proves each of them, as the form asks for it."""

_ARTICLE = re.compile("《.+》.*第.+条")


@guard("7.4.4a", "已经登记过要求退还材料，正在办；退完了还有要退的，再登记。")
def no_return_waits(holdings: Holdings) -> Params | None:
    """One return at a time: of two requests one is done (7.4.4a)."""
    return NOTHING if holdings.waiting else None


@guard("7.4.4a", "没有可以退还的：纸质材料都已经退还，或者本来就只有电子件。")
def something_is_left_to_return(holdings: Holdings) -> Params | None:
    """What is on paper is given back once; of a file there is nothing to give back (7.4.4a)."""
    return None if holdings.left else NOTHING


@guard("7.4.4a", "请写明谁要求退还，怎么拿；要邮寄的，写明寄到哪里。")
def it_is_said_who_asks_and_where_to(wish: Wish) -> Params | None:
    """Whoever asks is known, and a parcel has an address (7.4.4a)."""
    where = wish.by is ServedBy.HAND or (wish.by is ServedBy.POST and wish.address.strip())
    return None if wish.asked_by.strip() and where else NOTHING


@guard("7.4.4a", "这次退还已经签收。")
def the_return_waits(holdings: Holdings) -> Params | None:
    """Nothing is handed back twice (7.4.4a)."""
    return None if holdings.at_hand is ReturnState.ASKED else NOTHING


# ── every line ───────────────────────────────────────────────────────────────────────────────────


@guard("7.4.4a", "还没有勾选：请对照收件清单逐项勾选退还还是依法不退。")
def something_is_ticked(handing_back: HandingBack) -> Params | None:
    """A return says of something what becomes of it (7.4.4a)."""
    return None if handing_back.marks else NOTHING


@guard("7.4.4a", "这几项还没有写明退不退：{names}。要求退还的应当退还，依法不退的写明哪一条。")
def every_line_is_answered(handing_back: HandingBack) -> Params | None:
    """Every material on the receipt is returned, or held back by law (7.4.4a)."""
    open_ = [each.name for each in handing_back.sheets if each.key not in handing_back.marks]
    return {"names": "、".join(open_)} if open_ and handing_back.marks else None


@guard("7.4.4a", "“{name}”不退，要写明依据，例如《某某法》第几条；没有法律规定的，应当退还。")
def what_is_held_back_names_its_article(handing_back: HandingBack) -> Params | None:
    """Nothing is held back but by an article of law, of which law and article are named (7.4.4a)."""
    for each in handing_back.sheets:
        mark = handing_back.marks.get(each.key)
        if mark and mark.fate is Fate.HELD_BACK and not _ARTICLE.search(mark.ground):
            return {"name": each.name}
    return None


# ── who takes them ───────────────────────────────────────────────────────────────────────────────


@guard("7.4.4b", "材料只能当面退还，或者按申请人书面要求邮寄。")
def materials_go_back_by_hand_or_post(handing_back: HandingBack) -> Params | None:
    """Paper goes from hand to hand, or by post (7.4.4b)."""
    return None if handing_back.taking.by in BY_HAND_OR_POST else NOTHING


@guard("7.4.4b", "邮寄退还的，还缺：{parts}。")
def a_parcel_was_asked_for_in_writing(handing_back: HandingBack) -> Params | None:
    """By post: on a signed request, to an address, with a number that follows it (7.4.4b)."""
    taking = handing_back.taking
    if taking.by is not ServedBy.POST:
        return None
    parts = {
        "签了名的书面要求": taking.asked_in_writing,
        "收件地址": bool(taking.address.strip()),
        "邮件号码": bool(taking.tracking.strip()),
    }
    missing = [part for part, there in parts.items() if not there]
    return {"parts": "、".join(missing)} if missing else None


@guard(
    "7.4.4b", "请核对领取人的有效身份证件，写明姓名、证件种类和号码；邮寄的核对要求书所附的复印件。"
)
def the_taker_shows_a_document(handing_back: HandingBack) -> Params | None:
    """Whoever signs shows an identity document (7.4.4b)."""
    shown = handing_back.taking.shown
    whole = shown.name.strip() and shown.kind is not None and shown.number.strip()
    return None if whole else NOTHING


@guard(
    "7.4.4b", "{kind}的有效期到 {until:%Y-%m-%d} 为止，已经过了。可以用临时身份证或者电子身份证件。"
)
def the_document_is_valid(handing_back: HandingBack) -> Params | None:
    """A document that ran out proves nothing; the day it ends on still counts (7.4.4b)."""
    shown = handing_back.taking.shown
    if shown.kind is None or shown.valid_until is None or shown.valid_until >= handing_back.today:
        return None
    return {"kind": label(shown.kind), "until": shown.valid_until}


@review("7.4.4b")
def the_number_shown_holds(handing_back: HandingBack) -> tuple[Bar, ...]:
    """The number of an identity card carries a check character (GB 11643)."""
    problem = handing_back.problem
    return (Bar("7.4.4b", problem),) if problem and handing_back.taking.shown.number else ()


@guard("7.4.4b", "{applicant}是{what}，不能由“{taker}”来领。请选：{instead}。")
def the_taker_fits_the_applicant(handing_back: HandingBack) -> Params | None:
    """A person takes back what is theirs, or a guardian or heir does; an organisation acts by who
    represents it, whom it sends, or who takes over from it (民法典 art. 61, 70, 170)."""
    organisation = handing_back.organisation
    fitting = FOR_AN_ORGANISATION if organisation else FOR_A_PERSON
    taker = handing_back.taking.taker
    if taker in fitting:
        return None
    return {
        "applicant": handing_back.applicant,
        "what": "单位" if organisation else "个人",
        "taker": label(taker),
        "instead": "、".join(label(each) for each in fitting),
    }


@guard(
    "7.4.4c",
    "证件上是{shown}，申请人是{applicant}。替别人领取的，要有申请人签名的授权委托书；"
    "改过姓名的，选“姓名或证件号码变更过”并核对证明。",
)
def the_name_shown_is_the_applicants(handing_back: HandingBack) -> Params | None:
    """Somebody else signs only with the applicant's power of attorney (7.4.4c)."""
    taking = handing_back.taking
    if not _as_the_applicant(handing_back) or not taking.shown.name.strip():
        return None
    if "".join(taking.shown.name.split()) == "".join(handing_back.applicant.split()):
        return None
    return {"shown": taking.shown.name.strip(), "applicant": handing_back.applicant}


@guard(
    "7.4.4b",
    "证件号码和收件时登记的不一样（登记的末四位是 {last}）。请核对；换过证件号码的，"
    "选“姓名或证件号码变更过”并核对证明。",
)
def the_number_shown_is_the_applicants(handing_back: HandingBack) -> Params | None:
    """Kind and number of the document match the case (7.4.4b)."""
    number = handing_back.taking.shown.number
    if not _as_the_applicant(handing_back) or not number:
        return None
    same = number == handing_back.number
    return None if same else {"last": handing_back.number[-4:]}


def _as_the_applicant(handing_back: HandingBack) -> bool:
    return handing_back.taking.taker is Taker.APPLICANT and not handing_back.organisation


@guard("7.4.4b", "由“{taker}”领取，要核对并写明：{proof}。")
def who_comes_in_their_place_proves_it(handing_back: HandingBack) -> Params | None:
    """Another name, a guardian, an heir, an organisation's own people and who takes over from it
    are believed on proof (7.4.4b; 民法典 art. 23, 61, 70, 124, 170)."""
    taking = handing_back.taking
    if taking.taker not in IN_THEIR_PLACE or taking.proof.strip():
        return None
    return {"taker": label(taking.taker), "proof": PROOFS[taking.taker]}


# ── with a power of attorney ─────────────────────────────────────────────────────────────────────


@guard(
    "7.4.4c",
    "代理人领取，要有授权委托书，原件核对后扫描存档。没有的，可以打印空白委托书请申请人签。",
)
def the_power_of_attorney_is_on_file(handing_back: HandingBack) -> Params | None:
    """Who signs for the applicant brings a power of attorney, of which a scan is kept (7.4.4c)."""
    if handing_back.taking.taker is not Taker.AGENT:
        return None
    power = handing_back.taking.power
    return None if power and power.scans else NOTHING


@guard("7.4.4c", "授权委托书上没有申请人的签名或者盖章（民法典第一百六十五条）。请申请人签了再来。")
def the_principal_signed_the_power(handing_back: HandingBack) -> Params | None:
    """The principal signs or seals it (7.4.4c; 民法典 art. 165)."""
    power = _power(handing_back)
    return None if power is None or power.signed else NOTHING


@guard(
    "7.4.4c",
    "委托人已经去世或者注销，委托代理终止（民法典第一百七十三条）。去世的由继承人领取，"
    "单位注销的由清算组或者承受人领取，核对证明。",
)
def the_principal_is_still_there(handing_back: HandingBack) -> Params | None:
    """A power ends with the death of the principal, or where an organisation is no more (民法典
    art. 173)."""
    power = _power(handing_back)
    return NOTHING if power and power.gone else None


@guard(
    "7.4.4c",
    "委托书上的代理人是{agent}，来的是{shown}。代理人转委托别人，要有申请人的同意"
    "（民法典第一百六十九条）。请让{agent}来，或者请申请人写明同意。",
)
def the_power_names_who_comes(handing_back: HandingBack) -> Params | None:
    """The agent named comes in person; a sub-agent only where the applicant agreed (民法典 art.
    169)."""
    power, shown = _power(handing_back), handing_back.taking.shown.name
    if power is None or power.passed_on or "".join(shown.split()) == "".join(power.agent.split()):
        return None
    return {"agent": power.agent.strip() or "（没有写）", "shown": shown.strip()}


@guard(
    "7.4.4c",
    "委托书的权限里没有“领取材料”（民法典第一百六十五条）。请申请人补写这一项，或者本人来领。",
)
def the_power_lists_to_receive(handing_back: HandingBack) -> Params | None:
    """A power reaches as far as it is written (7.4.4c; 民法典 art. 165)."""
    power = _power(handing_back)
    return None if power is None or power.to_receive else NOTHING


@guard(
    "7.4.4c", "委托书的期限{when}，今天不在期限内（民法典第一百七十三条）。请换一份期限没有过的。"
)
def the_power_lasts_today(handing_back: HandingBack) -> Params | None:
    """A power holds from its first to its last day (7.4.4c; 民法典 art. 165, 173)."""
    power, today = _power(handing_back), handing_back.today
    if power is None:
        return None
    if power.until and power.until < today:
        return {"when": f"到 {power.until:%Y-%m-%d} 为止"}
    if power.since is None:
        return {"when": "没有写明"}
    return {"when": f"从 {power.since:%Y-%m-%d} 起"} if power.since > today else None


@guard("7.4.4c", "代理人领取，还要核对申请人的身份证件（复印件也可以），和收件时登记的一致。")
def the_principals_identity_is_seen(handing_back: HandingBack) -> Params | None:
    """Both identities are seen: the agent's and the principal's (7.4.4c)."""
    power = _power(handing_back)
    return None if power is None or power.principal_seen else NOTHING


def _power(handing_back: HandingBack) -> Power | None:
    taking = handing_back.taking
    return taking.power if taking.taker is Taker.AGENT else None


# ── signed ───────────────────────────────────────────────────────────────────────────────────────


@guard(
    "7.4.4d",
    "请领取人在签收单上签名。不能签名的按手印，由两名见证人在场，写明两人的姓名，"
    "不能是领取人自己。",
)
def the_slip_is_signed(handing_back: HandingBack) -> Params | None:
    """The slip is signed, or marked before two named witnesses; by post the letter that asks for
    the materials is signed and the slip goes with them (7.4.4d, 7.4.4b)."""
    taking = handing_back.taking
    if taking.signed or taking.by is ServedBy.POST:
        return None
    names = {"".join(name.split()) for name in taking.witnesses} - {""}
    return None if len(names - {"".join(taking.shown.name.split())}) > 1 else NOTHING


THE_RETURN_IS_IN_ORDER = (
    something_is_ticked,
    every_line_is_answered,
    what_is_held_back_names_its_article,
    materials_go_back_by_hand_or_post,
    a_parcel_was_asked_for_in_writing,
    the_taker_shows_a_document,
    the_document_is_valid,
    the_number_shown_holds,
    the_taker_fits_the_applicant,
    the_name_shown_is_the_applicants,
    the_number_shown_is_the_applicants,
    who_comes_in_their_place_proves_it,
    the_power_of_attorney_is_on_file,
    the_principal_signed_the_power,
    the_principal_is_still_there,
    the_power_names_who_comes,
    the_power_lists_to_receive,
    the_power_lasts_today,
    the_principals_identity_is_seen,
    the_slip_is_signed,
)
"""What must hold of a return: every line, who takes them, by what proof, and how they signed."""
