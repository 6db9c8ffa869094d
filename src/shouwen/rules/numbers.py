"""Numbers of cases and absences: area, kind, day, serial and a check character."""

import re
from datetime import date
from unicodedata import normalize

from shouwen.rules.words import ServiceKind

SIGNS = {
    ServiceKind.LICENCE: "XK",
    ServiceKind.REGISTRATION: "DJ",
    ServiceKind.FILING: "BA",
    ServiceKind.BENEFIT: "JF",
    ServiceKind.CONFIRMATION: "QR",
    ServiceKind.AWARD: "JL",
    ServiceKind.RULING: "CJ",
    ServiceKind.OTHER: "QT",
    ServiceKind.PUBLIC: "FW",
}
_PARTS = re.compile("([0-9]+)-?([A-Z]{2})-?([0-9]{8})-?([0-9]{5,})-?([0-9A-Z])")
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # 31 signs, none read as another (GB 32100)


def case_number(area: str, kind: ServiceKind, day: date, serial: int) -> str:
    """The number of a case, e.g. ``511602-XK-20260917-00208-4``.

    The last sign checks the ones before it: one mistyped or two swapped signs are noticed before
    anything is looked up. Weights are powers of three modulo 31, as in GB 32100."""
    return _numbered(area, SIGNS[kind], day, serial)


def absence_number(area: str, day: date, serial: int) -> str:
    """The number of an absence, made like that of a case: ``511602-LG-20260921-00003-1``."""
    return _numbered(area, "LG", day, serial)


def unlisted_number(area: str, day: date, serial: int) -> str:
    """The number of a matter that no published guide covers: ``511602-WG-20260921-00001-5``."""
    return _numbered(area, "WG", day, serial)


def contact_number(area: str, day: date, serial: int) -> str:
    """The number of a contact: ``511602-SW-20261013-00047-3``."""
    return _numbered(area, "SW", day, serial)


def _numbered(area: str, sign: str, day: date, serial: int) -> str:
    body = f"{area}-{sign}-{day:%Y%m%d}-{serial:05d}"
    return f"{body}-{_check(body)}"


def holds(number: str) -> bool:
    """Whether the check sign of a case number fits."""
    body, _, check = number.strip().upper().rpartition("-")
    return bool(body) and check == _check(body)


def written(text: str) -> str | None:
    """The case number that somebody typed, as it is written: spaces, full-width and small signs,
    other dashes or none are read; None where it is none, or its check sign does not fit."""
    typed = re.sub(r"[\s–—−]", "", normalize("NFKC", text)).upper()
    parts = _PARTS.fullmatch(typed)
    number = "-".join(parts.groups()) if parts else ""
    return number if holds(number) else None


def _check(body: str) -> str:
    values = [ord(sign) % 31 for sign in body if sign != "-"]
    total = sum(value * pow(3, place, 31) for place, value in enumerate(values))
    return _ALPHABET[-total % 31]
