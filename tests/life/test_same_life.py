"""One seed is one life: on either database, and whatever keys its rows are given."""

from collections.abc import Callable
from pathlib import Path

import pytest

from shouwen.records import keys
from tests.databases import committed_copy
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


def lived_with(token: Callable[[int], bytes], home: Path) -> list[str]:
    with pytest.MonkeyPatch.context() as patch, committed_copy(home):
        patch.setattr(keys, "token_bytes", token)
        return tell(**LIFE)


@pytest.fixture(scope="module")
def going_up(django_db_setup: None, django_db_blocker, tmp_path_factory) -> list[str]:
    """The life whose keys of one millisecond go up."""
    with django_db_blocker.unblock():
        return lived_with(in_turn(0, TURNS), tmp_path_factory.mktemp("up"))


@pytest.mark.database
def test_it_is_the_same_life_whatever_keys_are_given(
    going_up: list[str], django_db_blocker, tmp_path: Path
) -> None:
    with django_db_blocker.unblock():
        down = lived_with(in_turn((1 << 80) - 1, -TURNS), tmp_path)
    assert len(going_up) > 400
    assert going_up == down


@pytest.mark.database
@pytest.mark.engine("postgresql")
def test_it_is_the_same_life_on_both_databases(going_up: list[str]) -> None:
    assert going_up == tell_on_sqlite(**LIFE)
