"""The documents tell the truth about the code, and their links lead somewhere."""

import re

import pytest

from tools.docs import ROOT, pages

MARKDOWN = sorted(
    path.relative_to(ROOT) for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
)
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")


@pytest.mark.parametrize("path", sorted(pages()))
def test_a_generated_page_is_fresh(path):
    assert (ROOT / path).read_text(encoding="utf-8") == pages()[path](), "stale: run `make docs`"


@pytest.mark.parametrize("page", MARKDOWN, ids=str)
def test_a_link_to_a_file_leads_to_one(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    dead = [to for to in LINK.findall(text) if not (ROOT / page).parent.joinpath(to).exists()]
    assert dead == []


def test_the_page_of_the_house_names_every_room():
    source = ROOT / "src/shouwen"
    rooms = {
        path.name
        for path in (*source.iterdir(), *(source / "rules").iterdir())
        if path.suffix == ".py" or (path / "__init__.py").exists()
    } - {"__init__.py"}
    page = (ROOT / "docs/house.md").read_text(encoding="utf-8")
    assert {room for room in rooms if f"`{room}" not in page} == set()
