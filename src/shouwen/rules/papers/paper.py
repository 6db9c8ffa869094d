"""What every paper says, and how its required parts are marked."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated


@dataclass(frozen=True, slots=True)
class Part:
    """Marks a required part: its name in print, and the clause it is owed under (where empty, the
    first clause of its paper).

    ``when`` and ``unless`` name a field of the same paper: the part is required only where that
    field says something, and not where it does."""

    name: str
    clause: str = ""
    when: str = ""
    unless: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What every numbered paper says. Days and times are those of the office (+08:00)."""

    title: Annotated[str, Part("文书名称")]
    clauses: tuple[str, ...]  # the clauses this paper fulfils, its own clause first
    unit: Annotated[str, Part("机关名称")]
    number: Annotated[str, Part("文号", "4.4a")]  # as given: 广审收〔2026〕3117号
    issued_on: Annotated[date, Part("出具日期", "4.4a")]
    # The page that says whether the paper is genuine and, of a case, how far it is.
    check_url: Annotated[str, Part("查验网址", "4.4b")]
