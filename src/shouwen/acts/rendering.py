"""Drawing a paper: no legal act, for its content was frozen when it was issued. The drawing is
kept the first time, whoever asks first, and never changed."""

import json
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from shouwen.acts._frame.frame import NotFound
from shouwen.papers import render
from shouwen.records.keys import first_key, new_key
from shouwen.records.models import Paper, Rendering
from shouwen.rules.words import PaperKind


def rendering(paper: UUID) -> bytes:
    """The PDF of a paper. Raises :class:`NotFound` where no such paper was issued.

    Two who ask at once both draw it, and one drawing is kept: both get that one."""
    kept = _kept(paper)
    if kept is None:
        _keep(paper)
        kept = _kept(paper)
    assert kept is not None, "a drawing that was kept can be read"
    return kept


def receipt_of(matter: UUID) -> tuple[str, bytes]:
    """Number and PDF of the receipt that a case was received with. Raises :class:`NotFound`."""
    first = (
        Paper.objects.filter(matter=matter, kind=PaperKind.RECEIPT).order_by("issued_at").first()
    )
    if first is None:
        raise NotFound(str(matter))
    return first.number, rendering(first.pk)


def undrawn(since: datetime, most: int) -> list[UUID]:
    """Papers issued from ``since`` on that nobody has drawn yet, oldest first; keys are made of the
    time of issue, so nothing older is looked at."""
    papers = Paper.objects.filter(pk__gte=first_key(since), rendering=None)
    return list(papers.order_by("pk").values_list("pk", flat=True)[:most])


def _kept(paper: UUID) -> bytes | None:
    pdf = Rendering.objects.filter(paper=paper).values_list("pdf", flat=True).first()
    return None if pdf is None else bytes(pdf)


def _keep(key: UUID) -> None:
    paper = Paper.objects.filter(pk=key).first()
    if paper is None:
        raise NotFound(str(key))
    kind = PaperKind(paper.kind)
    pdf = render(kind, paper.template_version, json.loads(paper.content), paper.issued_at)
    digest = "sha256:" + sha256(pdf).hexdigest()
    drawn = Rendering(id=new_key(paper.issued_at), paper=paper, digest=digest, pdf=pdf)
    Rendering.objects.bulk_create([drawn], ignore_conflicts=True)
