"""axe, which looks at a page in the browser as WCAG 2.2 AA and good practice ask."""

from pathlib import Path

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe that look at colours: another scheme sets nothing else (``test_gallery``)."""
LOOK = """async runOnly => {
  const rules = {runOnly, resultTypes: ['violations']};
  const {violations} = await axe.run(document, rules);
  return violations.flatMap(({id, nodes}) => nodes.map(each => [id, each.html, each.failureSummary]));
}"""
"""Only what is wrong leaves the browser: to bring out all that is right takes longer than to look."""


def faults(page, *, colours_alone: bool = False) -> list[list[str]]:
    """What is wrong with the page as it stands, by rule, element and reason; in another scheme than
    that in which it was looked at before, what is wrong with its colours."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE)
    rules = (
        {"type": "rule", "values": COLOURS} if colours_alone else {"type": "tag", "values": TAGS}
    )
    return page.evaluate(LOOK, rules)
