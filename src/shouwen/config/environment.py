"""The settings an office may change: one environment variable each, all of them in this table.

:data:`VARIABLES` is the only list; ``docs/settings.md`` is written from it, and :func:`read`
refuses a name that is not in it. A value that cannot be read is answered by a sentence that says
which variable it was and what it may be.
"""

import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


class BadSetting(ImproperlyConfigured):
    """An environment variable holds something it may not; the message says what it may hold."""


def _text(value: str) -> str:
    return value


def _flag(value: str) -> bool:
    if value not in {"0", "1"}:
        raise ValueError("1 (yes) or 0 (no)")
    return value == "1"


def _count(value: str) -> int:
    if not value.isdecimal() or not value.isascii() or int(value) == 0:
        raise ValueError("a whole number above zero")
    return int(value)


def _names(value: str) -> list[str]:
    return [name.strip() for name in value.split(",") if name.strip()]


def _folders(value: str) -> list[Path]:
    return [Path(name).expanduser() for name in value.split(os.pathsep) if name]


def _address(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise ValueError("an address that begins with http:// or https://")
    return value.rstrip("/")


def _mailbox(value: str) -> str:
    at = urlsplit(value)
    here = at.hostname in {"localhost", "127.0.0.1", "::1"}
    named = at.hostname and at.username and at.path.isascii()
    if value and not (named and (at.scheme == "imaps" or (at.scheme == "imap" and here))):
        raise ValueError(
            "empty, or an address such as imaps://user:password@host/INBOX; imap:// only for a mail"
            " server on this very machine"
        )
    return value


def _database(value: str) -> str:
    if value and not value.startswith(("postgres://", "postgresql://")):
        raise ValueError("empty, or an address such as postgres://user@host/name")
    return value


def _synchronous(value: str) -> str:
    if value not in {"FULL", "NORMAL", "OFF"}:
        raise ValueError("FULL, NORMAL or OFF")
    return value


@dataclass(frozen=True, slots=True)
class Variable:
    """One setting: its ``default`` as it would be typed, what it ``means`` to whoever runs the
    office's server, and how it is read (``ValueError`` carries what it may be)."""

    default: str
    means: str
    parse: Callable[[str], Any] = _text


VARIABLES: Mapping[str, Variable] = {
    "SHOUWEN_HOME": Variable(
        "~/.local/share/shouwen",
        "Folder of what the office keeps: database, papers, uploads, keys. `--home` on any command.",
        lambda value: Path(value).expanduser().absolute(),
    ),
    "DATABASE_URL": Variable(
        "",
        "A PostgreSQL database (15 or newer), `postgres://user@host/name`. Empty: SQLite in the"
        " home.",
        _database,
    ),
    "SHOUWEN_SYNCHRONOUS": Variable(
        "FULL",
        "SQLite only: how hard a commit is pressed onto the disk (`FULL`, `NORMAL`, `OFF`)."
        " Anything but `FULL` may lose acts in a power cut; the demo office is made with `OFF`.",
        _synchronous,
    ),
    "SHOUWEN_SECRET_KEY": Variable(
        "",
        "Key that signs sessions. Empty: read from `secret.key` in the home, made at first start.",
    ),
    "SHOUWEN_HOSTS": Variable(
        "localhost,127.0.0.1,[::1]",
        "Names this server answers to, comma-separated.",
        _names,
    ),
    "SHOUWEN_URL": Variable(
        "http://127.0.0.1:8000",
        "Address of the public pages as people type it: printed on papers and in their QR codes.",
        _address,
    ),
    "SHOUWEN_NOTICE": Variable(
        "", "A line at the foot of every public page. The demo office says there that it is one."
    ),
    "SHOUWEN_HTTPS": Variable(
        "0",
        "`1` behind a proxy that ends TLS and sets `X-Forwarded-Proto` and `X-Forwarded-For`: plain"
        " HTTP is redirected and cookies travel encrypted only.",
        _flag,
    ),
    "SHOUWEN_RECHECK": Variable(
        "0",
        "`1` reads every act's facts again before it commits and judges them once more: for tests"
        " and the simulated office.",
        _flag,
    ),
    "SHOUWEN_DEBUG": Variable(
        "0", "`1` shows tracebacks in the browser: never where people work.", _flag
    ),
    "SHOUWEN_LOG": Variable(
        "WARNING",
        "Least level that is written to standard error (`INFO`, `WARNING`, `ERROR`).",
    ),
    "SHOUWEN_FONT_DIRS": Variable(
        "",
        "Further folders of fonts for papers, separated as in `PATH`.",
        _folders,
    ),
    "SHOUWEN_UPLOAD_MB": Variable(
        "20", "Largest file that may be handed in, in megabytes.", _count
    ),
    "SHOUWEN_UPLOAD_FILES": Variable("40", "Most files that one form may bring.", _count),
    "SHOUWEN_MAIL_HOST": Variable(
        "", "Mail server for letters by e-mail. Empty: they are printed."
    ),
    "SHOUWEN_MAIL_PORT": Variable("587", "Port of the mail server.", _count),
    "SHOUWEN_MAIL_USER": Variable("", "Who signs in at the mail server. Empty: nobody."),
    "SHOUWEN_MAIL_PASSWORD": Variable("", "Password of that account."),
    "SHOUWEN_MAIL_TLS": Variable("1", "`0` only for a mail server on this very machine.", _flag),
    "SHOUWEN_MAIL_FROM": Variable("shouwen@localhost", "Sender of letters by e-mail."),
    "SHOUWEN_IMAP_URL": Variable(
        "",
        "Mailbox in which people write to the office, `imaps://user:password@host/INBOX`; what has"
        " other signs in name or password is written `%40` and the like. Read each minute, changed by"
        " nothing. Give `SHOUWEN_MAIL_FROM` its address, so that answers come back to it. Empty: none"
        " is read.",
        _mailbox,
    ),
    "SHOUWEN_SMS_URL": Variable(
        "",
        'Gateway for short messages: takes `{"to", "text"}` as JSON by POST. Empty: they are'
        " printed.",
        lambda value: _address(value) if value else "",
    ),
    "SHOUWEN_SMS_TOKEN": Variable("", "Bearer token for that gateway. Empty: none is sent."),
}


def read(name: str) -> Any:
    """The value of one of :data:`VARIABLES`, from the environment or its default.

    Raises :class:`BadSetting` when the environment holds something it may not.
    """
    variable = VARIABLES[name]
    value = os.environ.get(name, variable.default)
    try:
        return variable.parse(value)
    except ValueError as allowed:
        raise BadSetting(f"{name} is {value!r}; it must be {allowed}.") from None


def secret_key(home: Path) -> str:
    """The key in ``home/secret.key``, made at first start and readable by its owner alone."""
    path = home / "secret.key"
    if not path.exists():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=home, encoding="ascii") as made:  # readable by us alone
            made.write(secrets.token_urlsafe(50))
            made.flush()
            # Another process may have been first: a link never replaces, so both read one key.
            with suppress(FileExistsError):
                os.link(made.name, path)
    return path.read_text(encoding="ascii")
