"""Papers, floor 2: frozen content drawn as PDF/A-2a and PDF/UA-1 by typst.

``render`` draws, ``undrawable`` says beforehand which characters it could not draw. The content is
checked and frozen by ``shouwen.rules.papers``; nothing here adds a fact to it."""

from shouwen.papers.fonts import undrawable
from shouwen.papers.render import TEMPLATE_VERSIONS, render

__all__ = ["TEMPLATE_VERSIONS", "render", "undrawable"]
