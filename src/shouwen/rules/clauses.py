"""Every clause of the regulation, by id. Code may cite no clause that is not here."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause, in our own words, with what the software does about it."""

    id: str
    source: str
    kind: tuple[str, ...]
    zh: str
    en: str
    system: str
    breach: str

    @property
    def regime(self) -> int:
        """Which of the seven regimes it belongs to, 1 to 7."""
        return int(self.id.split(".", 1)[0])


@cache
def clauses() -> dict[str, Clause]:
    """All 99 clauses in the order of the regulation."""
    text = files("shouwen.rules").joinpath("clauses.toml").read_text(encoding="utf-8")
    return {
        row["id"]: Clause(**{**row, "kind": tuple(row["kind"])})
        for row in tomllib.loads(text)["clause"]
    }
