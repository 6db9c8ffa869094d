"""What people read for each code of a bar: zh-Hans, the source language; doors translate it.

Sentences of guards stand beside their guards; those of reviews beside what they review. Here they
are gathered, with the few that belong to the judge and to the frame of an act."""

from datetime import datetime

from shouwen.rules import identity, papers
from shouwen.rules.judge import ALWAYS, MOVES
from shouwen.rules.regimes import commitment, post_duty
from shouwen.rules.verdict import Bar, Guard
from shouwen.rules.worktime import CST

_OWN = {
    "not_in_this_state": "这件事现在的状态不能这样办。请刷新页面，看看刚才发生了什么。",
    "this_post_may_not": "您现在所在的岗位没有办这件事的职责。请转给负责的岗位。",
    "a_text_is_too_long": "“{text}…”有 {length} 个字，最多 {most} 个字。请缩短后再交。",
    "characters_cannot_be_drawn": "有打印不出的字：{characters}。请换用其他写法，或请管理员添加字体。",
}

SENTENCES: dict[str, str] = {
    **_OWN,
    **identity.SENTENCES,
    **papers.SENTENCES,
    **commitment.SENTENCES,
    **post_duty.SENTENCES,
    **{
        need.name: need.sentence
        for move in MOVES.values()
        for need in (*move.needs, *move.leaves, *ALWAYS)
        if isinstance(need, Guard)
    },
}


def template(code: str) -> str:
    """The sentence of a code with its gaps; ``KeyError`` for a code that nobody uses."""
    return SENTENCES[code]


def fill(text: str, bar: Bar) -> str:
    """A sentence with its gaps filled; instants are shown as Chinese time."""
    shown = {
        name: value.astimezone(CST) if isinstance(value, datetime) else value
        for name, value in bar.params.items()
    }
    return text.format(**shown)
