"""``shouwen demo``: the demo office, made once and then served.

Its home keeps a note of how it was made (``demo.json``): who signs in and with which password. Only
a home with such a note is ever made anew; a real office's is never touched."""

import json
import os
import shutil
import unicodedata
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from secrets import choice
from time import perf_counter
from typing import Any

from shouwen.cli.frame import Answer, CannotRun, open_office, say
from shouwen.cli.processes import (
    jobs,
    refuse_taken_port,
    supervise,
    wait_until_it_answers,
    web,
)

HOST = "127.0.0.1"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is read as something else
NOTE = "demo.json"
NOTICE = "演示单位：工作人员、申请人、电话和办件都是虚构的。"


def demo(port: int, *, fresh: bool, only_make: bool) -> Answer:
    """Make it where it is not made, then serve it; status 1 where a process ended by itself."""
    if not only_make:
        refuse_taken_port(HOST, port)
    home = Path(os.environ.setdefault("SHOUWEN_HOME", "var/demo")).expanduser().absolute()
    os.environ["DATABASE_URL"] = ""  # the demo lives in its home alone
    os.environ.setdefault("SHOUWEN_URL", f"http://{HOST}:{port}")
    os.environ.setdefault("SHOUWEN_NOTICE", NOTICE)
    note = _note(home)
    if fresh or note is None or note["state"] != "made":
        note = _make(home, note)
    elif note["tables"] != _tables():
        raise CannotRun(
            f"The demo office in {home} was made by another version of Shouwen."
            " Make it anew: shouwen demo --fresh"
        )
    if only_make:
        return Answer({"home": str(home), **note}, f"the demo office is in {home}")
    status = supervise([web(HOST, port), jobs()], lambda: _announce(note, port))
    return Answer({"stopped": True}, "", status)


def _note(home: Path) -> dict[str, Any] | None:
    """The note of the home; None where there is nothing yet."""
    note = home / NOTE
    if note.exists():
        found: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
        return found
    if home.exists() and any(home.iterdir()):
        raise CannotRun(
            f"{home} holds something that is no demo office, which would be lost."
            " Choose an empty folder: shouwen demo --home DIR"
        )
    return None


def _make(home: Path, before: dict[str, Any] | None) -> dict[str, Any]:
    began = perf_counter()
    if before is not None:
        shutil.rmtree(home)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    password = "-".join("".join(choice(LETTERS) for _ in range(4)) for _ in range(3))
    _write(home, {"state": "making"})
    say(f"making the demo office in {home} (once, some seconds)")
    os.environ["SHOUWEN_SYNCHRONOUS"] = "OFF"  # if the power goes now, it is made anew
    open_office()
    made = import_module("shouwen.cli.demo_making").make(password)
    del os.environ["SHOUWEN_SYNCHRONOUS"]
    note = {"state": "made", "tables": _tables(), "password": password, **made}
    _write(home, note)
    say(f"made in {perf_counter() - began:.0f} s")
    return note


def _write(home: Path, note: dict[str, Any]) -> None:
    path = home / NOTE
    path.touch(mode=0o600)
    path.write_text(json.dumps(note, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _tables() -> str:
    """The head of the history of tables that this version of Shouwen has."""
    head = files("shouwen.records").joinpath("migrations", "head.txt")
    return head.read_text(encoding="utf-8").strip()


def _announce(note: dict[str, Any], port: int) -> None:
    if not wait_until_it_answers(HOST, port):
        say("the server does not answer yet; what it says stands above")
    site = f"http://{HOST}:{port}"
    rows = [("sign-in", "name", "post")]
    rows += [(who["sign_in"], who["name"], who["post"]) for who in note["sign_ins"]]
    track = note["track"]
    say(
        "\n".join(
            (
                "",
                f"  public   {site}/",
                f"           a case to track: {track['number']}, code {track['code']}",
                f"  desk     {site}/desk/   password of everybody: {note['password']}",
                "",
                *(f"  {_wide(a, 12)}  {_wide(b, 8)}  {c}" for a, b, c in rows),
                "",
                "  Ctrl-C ends it.",
            )
        )
    )


def _wide(text: str, columns: int) -> str:
    """Padded to so many columns; a Chinese character takes two."""
    taken = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
    return text + " " * (columns - taken)
