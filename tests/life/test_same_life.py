"""One seed is one life: on either database, and whatever keys its rows are given."""

from collections.abc import Callable
from pathlib import Path

import pytest

from shouwen.records import keys
from tests.databases import Committed, committed_copy
from tests.life.telling import tell, tell_on_sqlite

LIFE = {"seed": 7, "days": 12, "staff": 40}
TURNS = 977  # apart lie two keys of one millisecond


def in_turn(first: int, step: int) -> Callable[[int], bytes]:
    """What looks random in a key, one after the other: keys of one millisecond go up, or down."""
    made = [first]

    def token(size: int) -> bytes:
        made[0] += step
        return made[0].to_bytes(size, "big")

    return token


def lived_with(token: Callable[[int], bytes], home: Path, patch: pytest.MonkeyPatch) -> list[str]:
    patch.setattr(keys, "token_bytes", token)
    home.mkdir()
    with committed_copy(home):
        return tell(**LIFE)


@pytest.mark.database
def test_it_is_the_same_life_whatever_keys_are_given(
    django_db_setup: None, django_db_blocker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with django_db_blocker.unblock():
        up = lived_with(in_turn(0, TURNS), tmp_path / "up", monkeypatch)
        down = lived_with(in_turn((1 << 80) - 1, -TURNS), tmp_path / "down", monkeypatch)
    assert len(up) > 400
    assert up == down


@pytest.mark.engine("postgresql")
def test_it_is_the_same_life_on_both_databases(committed_db: Committed) -> None:
    here, there = tell(**LIFE), tell_on_sqlite(**LIFE)
    assert len(here) > 400
    assert here == there
