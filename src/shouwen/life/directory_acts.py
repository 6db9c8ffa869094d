"""The acts on lines of the directory, as commands of a life bring them (1.2b)."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from shouwen.acts import Done
from shouwen.acts import directory as acts
from shouwen.rules.facts.directory import Reach
from shouwen.rules.facts.plain import read

REPORTS, MENDS, CONFIRMS = "office.report_entry", "office.mend_entry", "office.confirm_entry"

ACTS: Mapping[str, Callable[..., Done]] = {
    REPORTS: acts.report_entry,
    MENDS: acts.mend_entry,
    CONFIRMS: acts.confirm_entry,
}
"""All done on the line of a post."""

READERS: Mapping[str, Callable[[Any], Any]] = {"wrong": str, "reach": partial(read, Reach)}
