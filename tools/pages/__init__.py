"""The generated pages of ``docs/``, a module each, and the tables they are made of."""

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown; a bar inside a cell is kept from ending it."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines
    )


def codes(names: Iterable[str]) -> str:
    """Names in code spans, each on a line of its own within a cell."""
    return "<br>".join(f"`{name}`" for name in names)
