"""axe, which looks at a page in the browser as WCAG 2.2 AA and good practice ask."""

from pathlib import Path

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe that look at colours: another scheme sets nothing else (``test_gallery``)."""
LOOK = """async ([runOnly, rules]) => {
  const {violations} = await axe.run(document, {runOnly, rules, resultTypes: ['violations']});
  return violations.flatMap(({id, nodes}) => nodes.map(each => [id, each.html, each.failureSummary]));
}"""
"""Only what is wrong leaves the browser: to bring out all that is right takes longer than to look."""


PLACES = """() => {
  const SAYS = /^(class|role|type|open|hidden|disabled|aria-.*|data-.*)$/;
  const said = each => [...each.attributes].filter(({name}) => SAYS.test(name));
  const told = each => each.localName + said(each).map(({name, value}) => `[${name}=${value}]`);
  const path = each => each ? `${path(each.parentElement)} ${told(each)}` : '';
  return [...new Set([...document.querySelectorAll('body, body *')].map(path))];
}"""
"""Each kind of place on a page, from the body down, by all that a style sheet goes by."""


def faults(page, *, colours_alone: bool = False, but_colours: bool = False) -> list[list[str]]:
    """What is wrong with the page as it stands, by rule, element and reason; in another scheme than
    that in which it was looked at before, what is wrong with its colours; of a page on which every
    colour was looked at before, what else is wrong."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE)
    run = {"type": "rule", "values": COLOURS} if colours_alone else {"type": "tag", "values": TAGS}
    off = {rule: {"enabled": False} for rule in COLOURS} if but_colours else {}
    return page.evaluate(LOOK, [run, off])


def places(page) -> set[str]:
    """Each kind of place on the page: where two have the same, they have the same colours."""
    return set(page.evaluate(PLACES))
