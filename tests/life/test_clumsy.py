"""Whatever people try, the bars let nothing through that breaks an invariant."""

from shouwen.acts import Barred, Done
from shouwen.life import setting
from shouwen.life.invariants import check_all
from tests.databases import Committed
from tests.life.clumsy import Clumsy
from tests.life.today import SEED, told


def test_what_is_let_through_breaks_nothing(committed_db: Committed) -> None:
    print(told())
    clumsy = Clumsy(SEED)
    setting.found(clumsy.script.staff, clumsy.start, password="not asked for")
    done = refused = 0
    for command, outcome in clumsy.live(400):
        refused += isinstance(outcome, Barred)
        if isinstance(outcome, Done):
            done += 1
            broken = {
                name: found for name, (_, found) in check_all([outcome.matter]).items() if found
            }
            assert not broken, (SEED, command)
    assert done > 20
    assert refused > 50
    assert not any(found for _, found in check_all().values())
