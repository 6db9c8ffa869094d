"""An applicant who is no more, and who takes the application over from them (7.4.3b)."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from shouwen.acts._frame.file import File, unprintable
from shouwen.acts._frame.frame import act
from shouwen.acts._speech import day_of
from shouwen.acts.receiving import id_problem
from shouwen.records.casefile.case import CaseRows
from shouwen.records.casefile.hearing import AND, who_want
from shouwen.records.casefile.succession import SuccessionRows
from shouwen.records.models import Succession
from shouwen.rules.facts.casefile import Applicant
from shouwen.rules.facts.succession import Ending
from shouwen.rules.identity import bare, phone_key, tidied
from shouwen.rules.words import PartyEnd, PartyIdKind

desk = partial(CaseRows, lock=True)
succession_desk = partial(SuccessionRows, lock=True)


@dataclass(frozen=True, slots=True)
class Successor:
    """Who takes an application over, how to reach them, and by what right they do."""

    name: str
    id_kind: PartyIdKind
    id_number: str
    proof: str
    phone: str = ""
    phone_declined: bool = False
    email: str = ""
    address: str = ""


@act("succession.note_applicant_gone", desk)
def note_applicant_gone(file: File, *, why: PartyEnd, on: date, proof: str) -> None:
    """Take down that the applicant died or was dissolved. No clock moves; until somebody takes the
    application over nothing is decided on it and nothing served (7.4.3b)."""
    rows: CaseRows = file.rows
    organisation = rows.case.id_kind == PartyIdKind.CREDIT_CODE
    file.facts["ending"] = Ending(why, on, proof, organisation, day_of(file.at))
    file.check()
    file.add(
        Succession(
            id=file.key(),
            case=rows.case,
            ended=why,
            ended_on=on,
            proof=proof.strip(),
            former=rows.case.applicant,
            noted_at=file.at,
        )
    )
    file.owe("find_successor")


@act("succession.note_successor", succession_desk)
def note_successor(file: File, *, successor: Successor) -> None:
    """Take down who takes the application over, who shows a document and by what right. They stand in
    the applicant's place: what is decided from now on is made out to them and served on them, where
    they are; a hearing that the former one asked for is theirs. What the former one allowed others
    (an agent, to be served electronically) or wished ends with them (民法典 art. 173)."""
    rows: SuccessionRows = file.rows
    file.facts |= {
        "applicant": Applicant(
            name=successor.name,
            id_kind=successor.id_kind,
            id_number=successor.id_number,
            phone=successor.phone,
            phone_declined=successor.phone_declined,
            id_problem=id_problem(successor.id_kind, successor.id_number, day_of(file.at)),
        ),
        "takes_over_by": successor.proof,
    }
    file.check()
    file.bar(*unprintable(successor.name))
    file.change(
        rows.succession,
        taken_over_at=file.at,
        successor=successor.name.strip(),
        successor_proof=successor.proof.strip(),
    )
    file.change(
        rows.case,
        applicant=successor.name.strip(),
        id_kind=successor.id_kind,
        id_number=tidied(successor.id_number),
        phone=successor.phone.strip(),
        phone_key=phone_key(successor.phone),
        phone_declined=successor.phone_declined,
        sms_declined=False,
        email=successor.email.strip(),
        address=successor.address.strip(),
        result_by="",
        electronic_service=False,
        electronic_address="",
        **FORMER_AGENT_GONE,
    )
    _is_heard_instead(file, rows, successor.name.strip())


def _is_heard_instead(file: File, rows: SuccessionRows, name: str) -> None:
    """The hearing that the former applicant asked for is now the successor's, to be held or given up
    (行政许可法 art. 47), who may want it already as somebody interested. Nothing is read where no hearing
    is owed."""
    if not any(owed.kind == "hold_hearing" for owed in rows.open_obligations):
        return
    assert rows.hearing is not None, "its hearing is owed"
    former = bare(rows.succession.former)
    wants = who_want(rows.hearing)
    if former in map(bare, wants):
        kept = (each for each in wants if bare(each) == former or bare(each) != bare(name))
        wants = tuple(name if bare(each) == former else each for each in kept)
    file.change(rows.hearing, wanted_by=AND.join(wants))


FORMER_AGENT_GONE = {
    "agent": "",
    "agent_id_number": "",
    "agent_power_seen": False,
    "agent_power_until": None,
}
