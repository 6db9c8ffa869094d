"""Why an act was refused, in the reader's words."""

from shouwen.acts import Barred
from shouwen.queries.rows import ActBarred
from shouwen.rules.labels import ACT_LABELS
from shouwen.rules.sentences import fill, template


def barred_by(barred: Barred) -> tuple[ActBarred, ...]:
    """Every bar that stood in the way of an act, with its clause and its sentence."""
    return tuple(
        ActBarred(barred.act, ACT_LABELS[barred.act], bar.clause, fill(template(bar.code), bar))
        for bar in barred.bars
    )
