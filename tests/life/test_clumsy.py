"""Whatever people try, the bars let nothing through that breaks an invariant."""

from shouwen.acts import Barred, Done
from shouwen.acts.sweeping import Swept
from shouwen.life import setting
from tests.databases import Committed
from tests.life.clumsy import Clumsy, broken_at_last, broken_on
from tests.life.today import SEED, told


def test_what_is_let_through_breaks_nothing(committed_db: Committed) -> None:
    print(told())
    clumsy = Clumsy(SEED)
    setting.found(clumsy.script.staff, clumsy.start, password="not asked for")
    done = refused = absences = contacts = 0
    for command, outcome in clumsy.live(400):
        refused += isinstance(outcome, Barred)
        absences += isinstance(outcome, Done) and command.act.startswith("absence.")
        contacts += isinstance(outcome, Done) and command.act.startswith("contact.")
        if isinstance(outcome, Swept):
            assert outcome.failed == 0, (SEED, command)
        if isinstance(outcome, Done):
            done += 1
            assert not broken_on(outcome.matter), (SEED, command)
    assert done > 10
    assert refused > 50
    assert absences > 3
    assert contacts > 3
    assert all(clumsy.nonsense), "what is no act is answered with a sentence"
    assert not broken_at_last(clumsy.stage, clumsy.now)
