"""People who come to the demo office: invented, with numbers that hold and belong to nobody.

Their identity numbers are of an area code that was never given (519999); their telephone numbers
lie in a range the demo office keeps for itself; their addresses are of ``example.org``."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from shouwen.life.office import names
from shouwen.rules.identity import (
    credit_code_problem,
    credit_code_warning,
    resident_id_problem,
)
from shouwen.rules.words import PartyIdKind

AREA = "519999"
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
DIGITS = "0123456789X"
TODAY = date(2026, 1, 1)  # everybody was born long before; numbers hold on any later day


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who comes: for themselves, or for the business they run."""

    name: str
    id_kind: PartyIdKind
    id_number: str
    phone: str
    email: str
    subject: str = ""


def somebody(chance: Random) -> Person:
    """A person."""
    return _natural(chance, chance.choice(names().people))


def trader(chance: Random) -> Person:
    """A person with a business."""
    person = _natural(chance, chance.choice(names().people))
    return replace(person, subject=chance.choice(names().businesses))


def company(chance: Random) -> Person:
    """A company."""
    name = chance.choice(names().companies)
    return Person(name, PartyIdKind.CREDIT_CODE, _credit_code(chance), *_reached(chance), name)


def _natural(chance: Random, name: str) -> Person:
    return Person(name, PartyIdKind.RESIDENT_ID, _resident_id(chance), *_reached(chance))


def _reached(chance: Random) -> tuple[str, str]:
    """A phone, and for every other an e-mail address."""
    n = chance.randrange(70, 100)
    return f"0826-555-01{n}", f"applicant{n}@example.org" if n % 2 else ""


def _resident_id(chance: Random) -> str:
    born = date(1958, 1, 1) + timedelta(days=chance.randrange(45 * 365))
    body = f"{AREA}{born:%Y%m%d}{chance.randrange(1, 1000):03d}"
    return body + next(d for d in DIGITS if resident_id_problem(body + d, TODAY) is None)


def _credit_code(chance: Random) -> str:
    """A code whose own check and that of the organisation code inside both hold."""
    body = f"91{AREA}" + "".join(chance.choices("0123456789", k=8))
    return next(
        code
        for inside in DIGITS
        for last in SIGNS
        if not credit_code_problem(code := body + inside + last) and not credit_code_warning(code)
    )
