"""How every command is asked and answers.

A command returns an :class:`Answer`: a document for programs, words for people, and the exit
status. ``--json`` prints the document and nothing else; whatever is said on the way goes to
standard error."""

import functools
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click


@dataclass(frozen=True, slots=True)
class Answer:
    """``document`` is JSON, ``words`` what people read; ``status`` 0 done, 1 something is wrong."""

    document: Any
    words: str
    status: int = 0


class CannotRun(click.ClickException):
    """The command could not be run as asked; the message says why and how to mend it."""

    exit_code = 2


def answers(command: Callable[..., Answer]) -> Callable[..., None]:
    """Give a command ``--home`` and ``--json``, and print its answer."""

    @click.option(
        "--home",
        type=click.Path(file_okay=False, path_type=Path),
        help="Folder of what the office keeps, instead of SHOUWEN_HOME.",
    )
    @click.option("--json", "as_json", is_flag=True, help="Answer with one JSON document.")
    @functools.wraps(command)
    def run(home: Path | None, as_json: bool, **given: Any) -> None:
        if home is not None:
            os.environ["SHOUWEN_HOME"] = str(home)
        answer = command(**given)
        document = json.dumps(answer.document, ensure_ascii=False, indent=1, default=str)
        words = document if as_json else answer.words
        if words:
            click.echo(words)
        click.get_current_context().exit(answer.status)

    return run


def say(words: str) -> None:
    """Something on the way, for people."""
    click.echo(words, err=True)


def open_office() -> None:
    """Have Django read its settings: from the home and the variables as they are now."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwen.config.settings")
    import django  # only now: most of a command's start-up time, and the home must be known
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        raise CannotRun(str(wrong)) from None
    except OSError as wrong:
        raise CannotRun(f"The home of the office cannot be used: {wrong}") from None
