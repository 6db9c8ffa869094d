"""Those who come to a simulated office: what they bring, and what they will do.

It is the hidden truth of a life: nobody of the office knows it, they find it out or do not."""

from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Any

from shouwen.life.office import Service
from shouwen.life.people import Person, company, somebody, trader
from shouwen.rules.facts.guide import Material
from shouwen.rules.words import Channel, Check, ServedBy

COMES = {
    "food_business": trader,
    "sole_trader": trader,
    "rent_subsidy": somebody,
    "stepchild_adoption": somebody,
    "water_abstraction": company,
    "project_filing": company,
}
"""Who asks for a service, by its key. These are what people come for in a life, one of each post
that handles any; the others are published and read about."""

MIX = {
    "food_business": 34,
    "sole_trader": 28,
    "project_filing": 14,
    "rent_subsidy": 13,
    "stepchild_adoption": 6,
    "water_abstraction": 5,
}
"""How often each is asked for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How somebody answers a correction notice: after so many working ``days`` (or ``at`` an
    instant), with the share ``brings`` of what was asked, of which the share ``right`` is in
    order."""

    days: float
    brings: float
    right: float
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who applies. ``papers`` says of each material whether it is in order, faulty,
    missing, or not needed in this case.

    ``answers`` are what they do about a first, second, … notice; after the last they do nothing.
    ``collects`` and ``withdraws`` count working days, from the decision and from the receipt;
    None: by post, and never. ``insists``: answers even where it is not their turn. ``lies``: the
    act before which their case slips under a pile for good; empty: none. ``renews``: the number of a
    licence from before that they want renewed, and its last day."""

    person: Person
    channel: Channel
    papers: dict[str, Check]
    answers: tuple[Answer, ...]
    collects: float | None
    withdraws: float | None
    insists: bool
    lies: str = ""
    renews: str = ""
    renews_until: date | None = None

    @property
    def is_complete(self) -> bool:
        """Whether everything that is needed is there and in order."""
        return all(found in (Check.MET, Check.NOT_NEEDED) for found in self.papers.values())

    def application(self, service: Service) -> dict[str, Any]:
        """What they hand in for ``service``, as a command brings it."""
        person = self.person
        materials = [
            {"key": m.key, "form": m.form, "copies": m.copies, "pages": 1 + (len(m.name) + n) % 9}
            if self.papers[m.key] is not Check.NOT_NEEDED
            else {"key": m.key, "form": m.form, "check": Check.NOT_NEEDED}
            for n, m in enumerate(service.guide.materials)
            if self.papers[m.key] is not Check.MISSING
        ]
        last = self.renews_until
        renewal = {"renews": self.renews, "renews_until": last.isoformat()} if last else {}
        waits = service.guide.immediate and self.channel is Channel.COUNTER
        return {
            **renewal,
            **({"not_at_once": "决定由审核岗作，今天下班前办结。"} if waits else {}),
            "applicant": person.name,
            "id_kind": person.id_kind,
            "id_number": person.id_number,
            "channel": self.channel,
            "materials": materials,
            "phone": person.phone,
            "email": person.email,
            "subject": person.subject,
            "result_by": ServedBy.POST if self.collects is None else ServedBy.HAND,
        }


def guest(service: Service, chance: Random) -> Guest:
    """Somebody who asks for ``service``."""
    online = chance.random() < (0.5 if service.key == "project_filing" else 0.15)
    return Guest(
        person=COMES[service.key](chance),
        channel=Channel.ONLINE if online else Channel.COUNTER,
        papers=_papers(service, chance),
        answers=tuple(_answers(chance)),
        collects=_collects(chance),
        withdraws=chance.uniform(0.1, 12) if chance.random() < 0.05 else None,
        insists=chance.random() < 0.1,
    )


def _papers(service: Service, chance: Random) -> dict[str, Check]:
    """The first material is always brought: with nothing at all nobody comes."""
    first, *others = service.guide.materials
    careful = 0.4 if service.guide.immediate else 1.0
    return {
        first.key: Check.FAULTY if chance.random() < 0.06 * careful else Check.MET,
        **{material.key: _paper(material, careful, chance) for material in others},
    }


def _paper(material: Material, careful: float, chance: Random) -> Check:
    if material.when and chance.random() < 0.75:
        return Check.NOT_NEEDED
    found = chance.random()
    if found < 0.05 * careful:
        return Check.MISSING
    return Check.FAULTY if found < 0.13 * careful else Check.MET


def _answers(chance: Random) -> list[Answer]:
    """In full, in part, wrongly, late, or not at all; who answered badly answers again, perhaps."""
    answers: list[Answer] = []
    while len(answers) < 4:
        match chance.choices(("full", "part", "wrong", "late", "never"), (68, 12, 7, 7, 6))[0]:
            case "full":
                return [*answers, Answer(chance.uniform(0.5, 9), 1, 1)]
            case "part":
                answers.append(Answer(chance.uniform(1, 10), 0.5, 1))
            case "wrong":
                answers.append(Answer(chance.uniform(0.5, 6), 1, 0.5))
            case "late":
                return [*answers, Answer(chance.uniform(15.5, 24), 1, 1)]
            case _:
                return answers
    return answers


def _collects(chance: Random) -> float | None:
    found = chance.random()
    if found < 0.2:
        return None
    return chance.uniform(8, 30) if found < 0.27 else chance.uniform(0.3, 4)
