"""axe, which looks at a page in the browser as WCAG 2.2 AA and good practice ask."""

from pathlib import Path

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOK = """async tags => {
  const rules = {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']};
  const {violations} = await axe.run(document, rules);
  return violations.flatMap(({id, nodes}) => nodes.map(each => [id, each.html, each.failureSummary]));
}"""
"""Only what is wrong leaves the browser: to bring out all that is right takes longer than to look."""


def faults(page) -> list[list[str]]:
    """What is wrong with the page as it stands, by rule, element and reason."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE)
    return page.evaluate(LOOK, TAGS)
