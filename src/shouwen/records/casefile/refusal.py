"""A refusal of a case on the desk of its acts."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from shouwen.records.casefile.case import CaseRows, guide_of
from shouwen.records.casefile.filings import attachments_of, filed, grounds_of, papers_on
from shouwen.records.models import (
    Jurisdiction,
    Matter,
    Refusal,
    RefusalGround,
    ServiceVersion,
)
from shouwen.records.reading import Planned
from shouwen.rules.facts.consultation import Consultations
from shouwen.rules.facts.guide import Basis, Guide
from shouwen.rules.facts.refusal import Amending
from shouwen.rules.facts.seats import Hands
from shouwen.rules.facts.special_procedure import SpecialProcedures
from shouwen.rules.labels import label
from shouwen.rules.regimes.refusal_filing.filing import names_article
from shouwen.rules.words import Bearer, PaperKind, StepState, VersionState

_MATTER = Planned(
    "records_matter m JOIN records_jurisdiction j ON j.id = m.jurisdiction_id"
    " WHERE m.id = (SELECT r.case_id FROM records_refusal r WHERE r.id = %s)",
    (Matter, "m"),
    (Jurisdiction, "j"),
)
_WITH_GROUNDS = Planned(
    "records_refusal r JOIN records_refusalground g ON g.refusal_id = r.id WHERE r.id = %s"
    " ORDER BY g.position",
    (Refusal, "r"),
    (RefusalGround, "g"),
)
_ALONE = Planned("records_refusal r WHERE r.id = %s", (Refusal, "r"))

NOT_OWED = {
    "special_procedures": ("special_procedure_over", SpecialProcedures()),
    "consultations": ("answer_consultation", Consultations()),
}
"""Facets that say nothing unless something is owed of them: of what kind, and what they say then."""


class RefusalRows(CaseRows):
    """One refusal of a case on the desk; the case's matter is what is locked. ``grounds`` are those
    of the refusal at hand, in order; what was told at once has none."""

    grounds: list[RefusalGround]

    def __init__(self, refusal: UUID, *, lock: bool) -> None:
        """Raises ``Refusal.DoesNotExist`` where there is no such refusal."""
        self.about = refusal
        found = _MATTER.first(refusal, lock="m" if lock else "", share="j")
        if found is None:
            raise Refusal.DoesNotExist(refusal)
        self.matter, self.matter.jurisdiction = found

    @cached_property
    def refusal(self) -> Refusal:
        """The refusal at hand, read with its grounds once its matter is locked."""
        found = _WITH_GROUNDS.rows(self.about)
        self.grounds = [ground for _, ground in found]
        row: Refusal = found[0][0] if found else _ALONE.rows(self.about)[0][0]
        return row

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file, with the refusal at hand."""
        return facet_of_refusal(self, self.refusal, name, at)


def facet_of_refusal(rows: CaseRows, row: Refusal, name: str, at: datetime) -> Any:
    """One facet of the file with this refusal at hand. What nobody is owed is not read: no special
    procedure runs and nobody assists where no answer and no end of it is owed."""
    if name == "refusal":
        return filed(row)
    if name == "amending":
        return amending(rows, row)
    owed = {each.kind for each in rows.open_obligations} if name in NOT_OWED else set()
    if name in NOT_OWED and NOT_OWED[name][0] not in owed:
        return NOT_OWED[name][1]
    found = CaseRows.facet(rows, name, at)
    return looking(found, row.proposer_post_id) if name == "hands" else found


def beyond(guide: Guide, grounds: Iterable[RefusalGround]) -> Iterator[Basis]:
    """The articles of grounds that the guide shows nowhere."""
    for each in grounds:
        basis = Basis(each.law, each.article, each.version, each.text)
        if not names_article(guide, basis):
            yield basis


def shown_by(row: RefusalGround) -> Iterator[str]:
    """Each piece of evidence of a ground, with where in it to look."""
    for name, where in ((row.evidence, row.pages), *(each[1:] for each in row.more)):
        yield f"{name}，{where}" if where else name


def amending(rows: CaseRows, row: Refusal) -> Amending:
    """What the guide is owed of this refusal; nothing is read where nothing is."""
    if not any(
        each.kind == "amend_guide" and each.about == row.pk for each in rows.open_obligations
    ):
        return Amending()
    found = ServiceVersion.objects.filter(
        service=rows.case.version.service_id, state=VersionState.PUBLISHED.value
    ).first()
    owed = beyond(rows.guide, grounds_of(row.pk))
    return Amending(
        owed=True,
        lacking=tuple(
            f"《{each.law}》{each.article}"
            for each in owed
            if found is None or not names_article(guide_of(found), each)
        ),
    )


def looking(hands: Hands, proposer: UUID) -> Hands:
    """Which posts review and approve what was proposed from ``proposer``: the two next above that
    are another. Three posts, where the office has them; three people in any case (7.4.2a)."""
    above = [hands.of(each) for each in (Bearer.HEAD, Bearer.LEADER, Bearer.MAIN)]
    posts = [post for post in dict.fromkeys(above) if post not in (None, proposer)]
    reviews = posts[0] if posts else hands.of(Bearer.HEAD)
    approves = posts[1] if len(posts) > 1 else hands.of(Bearer.LEADER)
    return Hands({**hands.posts, Bearer.HEAD: reviews, Bearer.LEADER: approves})


SIGNS_OF_A_DIGEST = 12
"""Of the digest of a file, as people compare it: the whole stands with the file."""


def evidence(rows: CaseRows) -> Iterator[tuple[UUID, tuple[str, str]]]:
    """What lies in the file of a case and may show a fact: by id, what it is and what it is
    called (7.3.3)."""
    for step in rows.step_runs:
        if step.state == StepState.DONE:
            yield step.pk, ("step", f"环节“{step.name}”的意见")
    for material in rows.filings:
        again = f"（第{material.filing}次补正）" if material.filing else ""
        yield material.pk, ("material", f"材料“{material.name}”{again}")
    for attached in attachments_of(rows.matter.pk):
        digest = attached.digest.removeprefix("sha256:")[:SIGNS_OF_A_DIGEST]
        yield attached.pk, ("attachment", f"附件“{attached.name}”（摘要 {digest}）")
    for paper in papers_on(rows.matter.pk):
        yield paper.pk, ("paper", f"{label(PaperKind(paper.kind))}（{paper.number}）")


_CHANGED = re.compile("《(.+)》(.+)（自 (.+) 起施行）")


def basis_of(rows: CaseRows, key: str) -> Basis:
    """The article that a material rests on: the guide's, or of the law that changed since the receipt,
    as the notice of it named it (4.2c)."""
    basis = rows.asked(key).basis
    named = _CHANGED.fullmatch(basis.article)
    return Basis(*named.groups()) if named else basis
