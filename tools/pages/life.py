"""``docs/generated/life.md``: every move of every life, as the judge reads them."""

from enum import StrEnum

from shouwen.rules.judge import ALWAYS, MOVES
from shouwen.rules.labels import ACT_LABELS
from shouwen.rules.lives.move import May, Move
from tools.pages import codes, table

PATH = "docs/generated/life.md"
HEAD = """\
# Lives: what may be done in which state

<!-- Written by `make docs` from src/shouwen/rules/lives/. -->

![The life of a case](case_life.svg)

*Needs* must hold on the file as it lies there, *leaves* on the file as the act leaves it; both are
codes of [bars](bars.md). An act may open what stands under *opens*; it meets what stands under
*ends*, and what stands under *voids* falls away ([obligations](owed.md)).
"""
LIVES = {
    "case": "A case",
    "step": "A step of an accepted case",
    "consultation": "A consultation or assistance beside a case",
    "extension": "An extension beside a case",
    "special_procedure": "A special procedure beside a case",
    "hearing": "A hearing beside a case",
    "interested_party": "Somebody else whom a hearing is about, once it is set",
    "licence": "A licence that ends, beside the case that granted it",
    "refusal": "A refusal beside a case",
    "lacking_ground": "A ground of a refusal that the guide lacks",
    "succession": "An applicant who is no more, and who takes the case over",
    "service_of_paper": "The service of a paper of a case",
    "return_of_materials": "The return of a case's materials",
    "contact": "What somebody came, called or wrote about (a contact)",
    "unlisted": "A matter that no guide names",
    "service_version": "A version of a service",
    "absence": "An absence",
    "office": "The books of an office",
    "briefing": "A briefing of somebody who hands over wrongly too often",
    "pledge": "A promise made elsewhere, and what is said where one was not kept",
    "scheme": "A version of the scheme of duties",
    "assessment": "The assessment of a year",
}


def write() -> str:
    """The page."""
    always = ", ".join(f"`{need.name}`" for need in ALWAYS)
    parts = [HEAD, f"\nEvery act besides needs: {always}.\n"]
    for life, title in LIVES.items():
        rows = (_row(move) for move in MOVES.values() if move.life == life)
        head = ["act", "clause", "from → to", "who", "needs", "leaves", "opens", "ends", "voids"]
        parts.append(f"\n## {title}\n\n{table(head, rows)}")
    return "".join(parts)


def who(may: May) -> str:
    """Who may make a move, in words."""
    powers = " or ".join(f"*{power}*" for power in may.powers)
    bearers = ", ".join(bearer.replace("_", " ") for bearer in may.bearers)
    seat = f"{powers} as {bearers}" if powers and bearers else powers or bearers
    found = [seat] if seat else []
    found += ["anybody of the office in person"] if may.person else []
    found += ["the administrator"] if may.administrator else []
    found += ["the applicant"] if may.party else []
    found += ["the clock"] if may.clock else []
    return "; ".join(found)


def _row(move: Move) -> list[str]:
    before = ", ".join(_state(state) for state in move.before)
    after = _state(move.after) if move.after else "the same"
    return [
        f"`{move.act.partition('.')[2]}`<br>{ACT_LABELS[move.act]}",
        move.clause,
        f"{before} → {after}",
        who(move.may),
        codes(need.name for need in move.needs),
        codes(need.name for need in move.leaves),
        codes(move.opens),
        codes(move.ends),
        codes(move.voids),
    ]


def _state(state: StrEnum | None) -> str:
    return str(state) if state else "(not there)"
