"""Writes the pages of ``docs/`` that are made from the code (``make docs``).

A page is a module in ``tools/pages/`` with ``PATH``, where it goes, and ``write()``, its whole
text; a new page is a new module there. ``tests/house/test_docs.py`` tells when one is stale.
"""

import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path

import tools.pages

ROOT = Path(__file__).resolve().parent.parent


def pages() -> dict[str, Callable[[], str]]:
    """Every generated page: its path from the root, and what writes its text."""
    modules = (
        importlib.import_module(f"tools.pages.{found.name}")
        for found in pkgutil.iter_modules(tools.pages.__path__)
    )
    return {module.PATH: module.write for module in modules}


def main() -> None:
    """Writes them all."""
    for path, write in pages().items():
        target = ROOT / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(write(), encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main()
