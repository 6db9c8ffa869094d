"""A life told so that it can be compared with another: what was done when by whom, and what came of
it, in words that are no keys.

``python -m tests.life.telling SEED DAYS STAFF`` tells one as JSON, lived on a SQLite of its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

START = datetime.fromisoformat("2026-04-27T00:00:00+08:00")


def tell(seed: int, days: int, staff: int) -> list[str]:
    """Live a life in the office that is founded for it, and tell it: each command with its outcome,
    then each entry of the ledger."""
    from shouwen.life import setting
    from shouwen.life.world import World, end_of

    setting.found(staff, START, password="not asked for")
    world = World(seed, staff, START, end_of(days, START))
    told = [f"{_said(command)} → {_came(outcome)}" for command, outcome in world.live()]
    return [*told, *_ledger()]


def tell_on_sqlite(seed: int, days: int, staff: int) -> list[str]:
    """The same, lived by a process and on a database of its own."""
    with tempfile.TemporaryDirectory() as home:
        outside = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "SHOUWEN_HOME")}
        here = Path(__file__).parents[2]
        command = [sys.executable, "-m", "tests.life.telling", *map(str, (seed, days, staff))]
        ours = {"SHOUWEN_HOME": home, "SHOUWEN_SYNCHRONOUS": "OFF"}
        answer = subprocess.run(
            command, env={**outside, **ours}, cwd=here, capture_output=True, text=True
        )
    assert answer.returncode == 0, answer.stderr
    told: list[str] = json.loads(answer.stdout)
    return told


def _said(command: Any) -> str:
    return json.dumps(command.to_json(), ensure_ascii=False, sort_keys=True)


def _came(outcome: Any) -> str:
    from shouwen.acts import Barred, Done

    match outcome:
        case Done():
            return "done"
        case Barred():
            return " ".join(f"{bar.code} {sorted(bar.params.items())}" for bar in outcome.bars)
        case _:
            return str(getattr(outcome, "acts", outcome))


def _ledger() -> Iterator[str]:
    """Each entry of a matter with a number: act, time, actor, states, what was opened and ended."""
    from shouwen.records.models import Account, LedgerEntry, Post

    people = dict(Account.objects.values_list("person", "sign_in"))
    posts = {str(key): name for key, name in Post.objects.values_list("pk", "key")}
    entries = LedgerEntry.objects.filter(matter__number__isnull=False).select_related("matter")
    for entry in sorted(entries, key=lambda e: (e.at, e.matter.number, e.seq)):
        says = json.loads(entry.text)
        opened = sorted(f"{o['kind']} {posts.get(o['bearer'])} {o['due']}" for o in says["opened"])
        ended = sorted(f"{o['kind']} {o['outcome']}" for o in says["ended"])
        missed = sorted(o["kind"] for o in says["missed"])
        papers = [paper["number"] for paper in says["papers"]]
        who = (
            people.get(entry.person),
            posts.get(says["actor"]["post"] or ""),
            says["actor"]["rule"],
        )
        yield (
            f"{entry.matter.number} {entry.seq} {entry.at} {entry.act} {who} {says['before']} →"
            f" {says['after']}: {opened} {ended} {missed} {papers}"
        )


def main() -> None:
    """The command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwen.config.settings")
    import django  # settings are read once the home is known

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    seed, days, staff = map(int, sys.argv[1:])
    sys.stdout.write(json.dumps(tell(seed, days, staff), ensure_ascii=False))


if __name__ == "__main__":
    main()
