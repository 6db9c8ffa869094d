"""Drawing example papers and reading them back."""

import json
import subprocess
from datetime import datetime
from functools import cache

from shouwen.papers import TEMPLATE_VERSIONS, render
from shouwen.rules.papers import Paper, canonical
from tests.papers.examples import ISSUED_AT, KINDS


@cache
def draw(paper: Paper, issued_at: datetime = ISSUED_AT) -> bytes:
    """``paper`` as PDF, drawn once for all who look at it."""
    return drawn_anew(paper, issued_at)


def drawn_anew(paper: Paper, issued_at: datetime = ISSUED_AT) -> bytes:
    """``paper`` as PDF, by way of its frozen text."""
    kind = KINDS[type(paper)]
    return render(kind, TEMPLATE_VERSIONS[kind], json.loads(canonical(paper)), issued_at)


def read(pdf: bytes, *options: str) -> str:
    """The text of a PDF as a person selects it; needs pdftotext."""
    command = ["pdftotext", *options, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def words(pdf: bytes) -> str:
    """The text in the order of the file, cell by cell, without the breaks and gaps that typesetting
    put into it."""
    return "".join(read(pdf, "-raw").split())
