"""What there is to do with a case, for whoever has it on their desk."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from shouwen.life.affair import Affair
from shouwen.life.office import Service
from shouwen.life.people import Person, somebody
from shouwen.rules.words import (
    Bearer,
    CallBack,
    Check,
    Fate,
    IdDocument,
    PartyIdKind,
    Proposer,
    ServedBy,
    Taker,
)

FACTS = "申请材料齐全，符合法定形式；申请人符合公布的各项条件。"
BOARD = "政务服务中心一楼公告栏"
NEAR = timedelta(days=2)
ATTEMPTS = 3  # on days of their own, before anything hangs in public
STRANGERS = 0.15  # of those who come for materials, without the power of attorney they need
OTHERS = 0.3  # of them, who may take them in the applicant's place
IN_THEIR_PLACE = {
    False: (Taker.HEIR, Taker.GUARDIAN, Taker.AGENT, Taker.AGENT),
    True: (Taker.SUCCESSOR, Taker.COMPANY_AGENT, Taker.AGENT),
}
"""Who comes for what a person has left, or an organisation."""
PROOF = "公安机关、社区出具的证明，原件核对后存档"
SCAN = {
    "name": "授权委托书.pdf",
    "media_type": "application/pdf",
    "size": 40_960,
    "digest": f"sha256:{'0' * 64}",
}
HELD_BACK = {"fate": Fate.HELD_BACK, "ground": "《经营场所安全条例》第九条"}
COPIED = 0.5  # of what goes back, a copy stays on file

Does = Callable[[Service, Bearer], str | None]
"""Who does now what falls to somebody's part in the cases of a service."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What somebody is about to do with a case."""

    act: str
    brings: Mapping[str, Any] = field(default_factory=dict)
    step: str = ""


def answer(affair: Affair, sharp: float, dice: Random) -> Plan | None:
    """Examine, missing a fault now and then; then tell what to correct, or accept. What is new in
    what was filed anew is the section head's to tell."""
    if affair.unexamined:
        judgements = {}
        for key in affair.unexamined:
            seen = affair.on_file[key]
            shown = bool(affair.guest.lies)  # what is to be seen where it lies is not missed
            if seen is Check.FAULTY and not shown and dice.random() > sharp:
                seen = Check.MET
            judgements[key] = affair.judgement(key, seen)
        return Plan("case.examine_materials", {"judgements": judgements})
    if not affair.faults:
        return Plan("case.accept_case", {"served_by": ServedBy.HAND})
    if affair.new_faults:
        return None
    if affair.told:
        return Plan("case.return_unmet_points")
    return Plan("case.issue_correction_notice", serve(affair.guest.person))


def tell_new_faults(affair: Affair) -> Plan | None:
    """Tell what is new in what was filed anew, where there still is anything."""
    if affair.waits or not affair.new_faults:
        return None
    return Plan("case.issue_supplementary_notice", serve(affair.guest.person))


def tell_changed_law(affair: Affair, today: date) -> Plan:
    """Tell what a law asks for that came into force today."""
    law = {
        "article": "《经营场所安全条例》第九条",
        "commences": today.isoformat(),
        "demands": [{"name": "场所检测报告", "requirement": "检测机构盖章的原件一份"}],
    }
    return Plan("case.tell_changed_law", {**law, **serve(affair.guest.person)})


def invite(affair: Affair) -> Plan:
    """Invite to supply what an application lacks that silence accepted."""
    judgements = {key: affair.judgement(key, check) for key, check in affair.on_file.items()}
    return Plan("case.invite_supplement", {"judgements": judgements, **serve(affair.guest.person)})


def supply(affair: Affair) -> Plan:
    """What they were invited to supply, a page each."""
    answers = [{"key": key, "copies": 1, "pages": 2} for key in affair.faults]
    return Plan("case.receive_supplement", {"answers": answers})


def settle(application: Mapping[str, Any], person: Person) -> dict[str, Any]:
    """What somebody brings who takes in, decides and hands over at once."""
    materials = [{"check": Check.MET, **each} for each in application["materials"]]
    found = {"application": {**application, "materials": materials}, "facts": FACTS}
    return {**found, **serve(person)}


def proceed(affair: Affair, who: str, does: Does) -> Plan | None:
    """Begin the next step, decide where none is left; None where that is somebody else's."""
    service = affair.service
    if affair.left:
        begins = who == does(service, Bearer.HANDLER)
        return Plan("step.start_step", step=affair.left[0].key) if begins else None
    if who == does(service, service.guide.decided_by):
        return Plan("case.decide_grant", {"facts": FACTS})
    return None


def finish(affair: Affair, who: str, does: Does, now: datetime) -> Plan | None:
    """Finish the step that runs, where it is theirs and its work is done."""
    step = affair.running
    assert step is not None
    worked = affair.ready_at is None or affair.ready_at <= now
    if not worked or who != does(affair.service, step.by):
        return None
    opinion = f"{step.name}：符合公布的条件和要求。"
    return Plan("step.finish_step", {"opinion": opinion}, step.key)


def hand_over(affair: Affair) -> Plan:
    """Give the result to the applicant, who shows an identity document."""
    return Plan("case.deliver_result", serve(affair.guest.person))


def post(affair: Affair, due: datetime | None, now: datetime) -> Plan | None:
    """Send the result where that was asked for, and mostly where nobody comes for it in time."""
    near = due is not None and due <= now + NEAR and affair.n % 3 != 0
    if affair.guest.collects is not None and not near:
        return None
    return _deliver(ServedBy.POST, affair.guest.person.name, None, "", f"EMS{affair.n:09d}")


def take_back(affair: Affair, proposed_by: Proposer) -> Plan:
    """Take the application back; the applicant signs, whoever proposed it."""
    signed = {"signed_by": affair.guest.person.name, "proposed_by": proposed_by}
    return Plan("case.withdraw", {"withdrawal": signed})


def call_back(affair: Affair) -> Plan:
    """Call whoever took the application back; now and then they cannot be reached, and who had been
    asked to mostly says so."""
    if affair.n % 7 == 0:
        call = {"result": CallBack.NOT_REACHED, "said": "上午、下午各打过一次，没有人接。"}
    elif affair.pressed and affair.n % 4:
        call = {"result": CallBack.PRESSED, "said": "窗口说先撤回来，过几天再报。"}
    else:
        call = {"result": CallBack.OF_OWN_ACCORD, "said": "自己不想办了。"}
    return Plan("case.call_back", {"call": call})


def not_found(affair: Affair, who: str) -> Plan:
    """Go to the applicant with the result, and find nobody."""
    failure = {"by": ServedBy.HAND, "place": "申请人住所", "person": who, "reason": "没有人在"}
    return Plan("service_of_paper.note_attempt", {"failure": failure})


def seek(affair: Affair, who: str, today: date) -> Plan | None:
    """Go to an applicant who is found nowhere, on another day each time, until it hangs in public."""
    if today in affair.sought or len(affair.sought) >= ATTEMPTS:
        return None
    return not_found(affair, who)


def bring(affair: Affair) -> Plan:
    """Bring the applicant a paper that lies at the window for them."""
    return Plan("service_of_paper.serve_paper", serve(affair.guest.person))


def choose_way(affair: Affair) -> Plan:
    """Agree to be served electronically, from now on."""
    person = affair.guest.person
    wish = {"electronic": True, "address": person.email or person.phone, "signed_by": person.name}
    return Plan("service_of_paper.choose_way", {"wish": wish})


def note_receipt(affair: Affair, today: date) -> Plan:
    """Note what the post says of the result: mostly who received it today, else that it came back."""
    receipt = {"on": today.isoformat(), "signed_by": affair.guest.person.name}
    if affair.n % 5 == 2:
        receipt = {"reason": "查无此人，退回。"}
    return Plan("service_of_paper.note_receipt", {"mail_receipt": receipt})


def set_right(affair: Affair) -> Plan:
    """Issue the decision again, on which the telephone was misprinted."""
    erratum = {"wording": {"handler_phone": "0826-555-0199"}, "why": "经办电话印错了一位。"}
    return Plan("service_of_paper.correct_paper", {"erratum": erratum})


def hang_up() -> Plan:
    """Make the decision known in public, for nobody was found."""
    return Plan("service_of_paper.serve_by_notice", {"public_notice": {"place": BOARD}})


def close_after_notice(affair: Affair) -> Plan:
    """What hung in public long enough counts as served."""
    return _deliver(ServedBy.PUBLIC_NOTICE, affair.guest.person.name, None, "", "")


def ask_back(affair: Affair) -> Plan:
    """Ask for the materials back, to be fetched at the window."""
    wish = {"by": ServedBy.HAND, "asked_by": affair.guest.person.name}
    return Plan("return_of_materials.ask_for_return", {"wish": wish})


def give_back(affair: Affair, today: date, dice: Random) -> Plan:
    """Give the materials back: mostly to who applied; to an heir, a guardian, a successor, an agent
    with a power of attorney; now and then to somebody who comes for them with nothing in hand, and is
    sent away."""
    person = affair.guest.person
    organisation = person.id_kind is PartyIdKind.CREDIT_CODE
    shown = {"name": person.name, "kind": IdDocument.RESIDENT_ID, "number": person.id_number}
    taking: dict[str, Any] = {"by": ServedBy.HAND, "taker": Taker.APPLICANT, "signed": True}
    scans: list[dict[str, Any]] = []
    comes = dice.random()
    if organisation:
        shown |= {"kind": IdDocument.PASSPORT, "number": f"E{affair.n:08d}"}
        taking |= {"taker": Taker.LEGAL_REPRESENTATIVE, "proof": "营业执照"}
    if comes < STRANGERS:
        taking["taker"] = Taker.AGENT
    elif comes < STRANGERS + OTHERS:
        other = somebody(dice)
        shown |= {"name": other.name, "kind": IdDocument.RESIDENT_ID, "number": other.id_number}
        taking["taker"] = dice.choice(IN_THEIR_PLACE[organisation])
        if taking["taker"] is Taker.AGENT:
            taking["power"] = _power(other.name, today)
            scans = [SCAN]
        else:
            taking["proof"] = PROOF
    fate = Fate.COPY_KEPT if dice.random() < COPIED else Fate.RETURNED
    brings = {"marks": fate, "taking": {**taking, "shown": shown}}
    return Plan("return_of_materials.hand_back", brings | ({"scans": scans} if scans else {}))


def give_to(plan: Plan, other: Person, today: date) -> Plan:
    """The same materials to somebody who fetches them for everybody, with a power of attorney."""
    shown = {"name": other.name, "kind": IdDocument.RESIDENT_ID, "number": other.id_number}
    taking = {"by": ServedBy.HAND, "taker": Taker.AGENT, "signed": True, "shown": shown}
    brings = {"taking": {**taking, "power": _power(other.name, today)}, "scans": [SCAN]}
    return Plan(plan.act, {**plan.brings, **brings})


def keep_back(plan: Plan) -> Plan:
    """The same return, with nothing given back but the slip."""
    return Plan(plan.act, {**plan.brings, "marks": HELD_BACK})


def _power(agent: str, today: date) -> dict[str, Any]:
    """A power of attorney to fetch the materials, from today for a month."""
    until = today + timedelta(days=30)
    said = {"agent": agent, "since": today.isoformat(), "until": until.isoformat()}
    return {**said, "signed": True, "to_receive": True, "principal_seen": True}


def slip(affair: Affair) -> Plan:
    """What may not be done, mostly: accept too early, decide out of turn, hand over to nobody."""
    if not affair.accepted:
        return Plan("case.accept_case", {"served_by": ServedBy.HAND})
    if not affair.decided:
        return Plan("case.decide_grant", {"facts": "情况属实。"})
    return _deliver(ServedBy.HAND, affair.guest.person.name, None, "", "")


def serve(person: Person) -> dict[str, Any]:
    """Into the applicant's own hands, who shows an identity document."""
    return _handover(ServedBy.HAND, person.name, person.id_kind, person.id_number, "")


def _deliver(by: ServedBy, to: str, identity: str | None, number: str, tracking: str) -> Plan:
    return Plan("case.deliver_result", _handover(by, to, identity, number, tracking))


def _handover(
    by: ServedBy, to: str, identity: str | None, number: str, tracking: str
) -> dict[str, Any]:
    handover = {
        "by": by,
        "to": to,
        "identity": identity,
        "identity_number": number,
        "tracking": tracking,
    }
    return {"handover": handover}
