"""``docs/settings.md``: the table of what an office may change."""

from shouwen.config.environment import VARIABLES

PATH = "docs/settings.md"
HEAD = """\
# Settings

<!-- Written by `make docs` from src/shouwen/config/environment.py. -->

An office is set by environment variables. None is needed to begin with; a value that cannot be
read stops the program with a sentence that names the variable and what it may be.

| variable | default | means |
| --- | --- | --- |
"""


def write() -> str:
    """The page."""
    rows = (
        f"| `{name}` | {f'`{variable.default}`' if variable.default else '(empty)'} |"
        f" {variable.means} |\n"
        for name, variable in VARIABLES.items()
    )
    return HEAD + "".join(rows)
