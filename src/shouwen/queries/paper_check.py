"""Is this paper genuine? What a paper's check code answers to whoever holds the paper.

Of a paper of a case, whatever its holder can compare with it; of the office's own papers (who is
away, what was handed over, who does what) that it is genuine, its number and its day, no more: no
digest either, for short reasons could be guessed until theirs is met."""

import json
from typing import Any

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.crypto import constant_time_compare

from shouwen.queries.rows import PaperCheckPage, PaperRow
from shouwen.records.models import Paper
from shouwen.rules.identity import mask_name, tidied
from shouwen.rules.papers import SCHEMAS, CasePaper
from shouwen.rules.words import MatterKind, PaperKind, PartyIdKind
from shouwen.rules.worktime import chinese_time

GROUP = 4  # signs of a digest between two spaces
SHOWN = 16  # signs of a digest that people compare
TOLD_TO_OTHERS = (PaperKind.INTERESTED_RIGHT, PaperKind.INTERESTED_NOTICE)
"""Papers of a case that do not name its applicant: whether whom they name is somebody in person,
nobody was asked."""
_PARTIES = ("matter__case", "matter__unlisted")  # whose papers name an applicant


def paper_by_code(check_code: str) -> PaperCheckPage:
    """The paper with this check code; an empty page where none was ever issued."""
    return _page(_found(check_code))


def paper_by_number(number: str, check_code: str) -> PaperCheckPage:
    """The paper with this number, where the check code is its own."""
    row = _found(check_code)
    same = constant_time_compare(_bare(row.number if row else ""), _bare(number))
    return _page(row if same else None)


def _found(check_code: str) -> Any:
    """The paper, and as ``corrected`` the number of the one that corrects it, if one does."""
    later = Paper.objects.filter(corrects=OuterRef("pk")).values("number")
    found = Paper.objects.select_related(*_PARTIES).filter(check_code=tidied(check_code))
    return found.annotate(corrected=Coalesce(Subquery(later), Value(""))).first()


def _page(row: Any) -> PaperCheckPage:
    if row is None:
        return PaperCheckPage(None)
    says = json.loads(row.content)
    kind, issued_on = PaperKind(row.kind), chinese_time(row.issued_at).date()
    paper = PaperRow(
        kind,
        row.number,
        issued_on,
        row.check_code,
        corrected_by=row.corrected,
        corrects=says.get("corrects", ""),
    )
    if not issubclass(SCHEMAS[kind], CasePaper):
        return PaperCheckPage(paper, unit=says["unit"], title=says["title"])
    about = row.matter.unlisted if row.matter.kind == MatterKind.UNLISTED else row.matter.case
    organisation = about.id_kind == PartyIdKind.CREDIT_CODE and kind not in TOLD_TO_OTHERS
    return PaperCheckPage(
        paper=paper,
        service=says["service"],
        party=says["applicant"] if organisation else mask_name(says["applicant"]),
        digest=_grouped(row.digest.removeprefix("sha256:")[:SHOWN]),
        unit=says["unit"],
        case=says["case_number"],
        title=says["title"],
    )


def _grouped(text: str) -> str:
    return " ".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def _bare(number: str) -> str:
    """A paper's number with the brackets people have on their keyboards: 广审收(2026)3117."""
    return tidied(number).translate(str.maketrans("〔〕[]【】", "()()()")).removesuffix("号")
