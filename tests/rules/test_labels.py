"""Everything that pages name has a name."""

from shouwen.rules.judge import MOVES
from shouwen.rules.labels import ACT_LABELS, OWED_LABELS
from shouwen.rules.owed import OWED


def test_every_act_has_a_chinese_name_and_nothing_else_has():
    assert set(ACT_LABELS) == set(MOVES)


def test_every_kind_of_obligation_has_a_chinese_name_and_nothing_else_has():
    assert set(OWED_LABELS) == set(OWED)
