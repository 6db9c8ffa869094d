"""Frozen content → PDF. The same content, template and time of issue give the same bytes.

A template is ``templates/<kind>/<version>.typ``; a version once used for an issued paper is never
changed, its successor is a new file. Content reaches a template as data (JSON in ``sys.inputs``),
never as markup, and templates see no file but their own folder."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import cast

import typst

from shouwen.papers.fonts import families, fonts
from shouwen.papers.qr import qr_svg
from shouwen.rules.words import PaperKind

TEMPLATE_VERSIONS: dict[PaperKind, str] = dict.fromkeys(PaperKind, "1") | {
    PaperKind.CORRECTION_NOTICE: "3",
    PaperKind.ACCEPTANCE_NOTICE: "2",
    PaperKind.DECISION: "4",
    PaperKind.REFUSAL_FORM: "2",
}
"""The version a paper issued now is drawn with."""

_TEMPLATES = Path(__file__).parent / "templates"
_one_at_a_time = Lock()  # the compiler keeps its inputs between compilations


def render(
    kind: PaperKind, template_version: str, content: Mapping[str, object], issued_at: datetime
) -> bytes:
    """One paper as PDF/A-2a and PDF/UA-1.

    ``content`` is the object of ``rules.papers.canonical``; ``issued_at`` (aware) becomes the
    document's time stamp. ``FileNotFoundError`` for a template version that does not exist;
    ``typst.TypstError`` where a character cannot be drawn, which ``undrawable`` tells beforehand."""
    template = _TEMPLATES / kind / f"{template_version}.typ"
    if not template.is_file():
        raise FileNotFoundError(f"no template version {template_version} for the paper {kind}")
    inputs = {
        "content": json.dumps(content),
        "qr": qr_svg(str(content["check_url"])),
        "fonts": json.dumps(families()),
    }
    with _one_at_a_time:
        pdf = _compiler().compile(
            input=template,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=["a-2a", "ua-1"],
            timestamp=int(issued_at.timestamp()),
        )
    return cast("bytes", pdf)  # other formats would give a list of pages


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(root=_TEMPLATES, font_paths=fonts())
