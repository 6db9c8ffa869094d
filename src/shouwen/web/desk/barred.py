"""Why an act was refused, or not done, in the reader's words."""

from django.utils.translation import gettext_lazy as _

from shouwen.acts import Barred
from shouwen.queries.rows import ActBarred
from shouwen.rules.labels import ACT_LABELS
from shouwen.rules.sentences import fill, template

DONE_BEFORE = _("这张表已经交过一次，而且办成了。要再改，请从办件页面重新打开。")
BUSY = _("系统这会儿忙，没有记下；填过的都在。请过一分钟再交一次。")


def barred_by(barred: Barred) -> tuple[ActBarred, ...]:
    """Every bar that stood in the way of an act, with its clause and its sentence."""
    return tuple(
        ActBarred(barred.act, ACT_LABELS[barred.act], bar.clause, fill(template(bar.code), bar))
        for bar in barred.bars
    )
