"""Which hand-overs of a contact went to the wrong post (1.2b): read off what became of them, for the
figures and for the briefing that is owed to who did so often. A count is no finding."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from shouwen.rules.facts.contact import Passing
from shouwen.rules.policy import number
from shouwen.rules.words import HandoverKind, HandoverState


def misrouted(
    passings: Sequence[Passing], ended: UUID, section: Callable[[UUID], Hashable]
) -> Iterator[int]:
    """The hand-overs that went wrong, by their place among ``passings``, which are in the order of
    time: the post declined, or took it over and handed it on to another section. ``ended`` is the
    post that has it now, or where the asker was guided in the end; ``section`` says of which
    section a post is. None is one to where it ended after all, whoever declined it; nor one taken
    down for an absent handler; nor one whose work went back to somebody who had been away (1.2c)."""
    for n, each in enumerate(passings):
        if each.kind is not HandoverKind.HANDED or each.to_post == ended:
            continue
        if each.state is HandoverState.DECLINED:
            yield n
        elif each.state is HandoverState.CONFIRMED and section(each.to_post) != section(ended):
            gone_on = next(filter(_taken_over, passings[n + 1 :]), None)
            if gone_on is not None and not gone_on.returned:
                yield n


def _taken_over(passing: Passing) -> bool:
    wanted = (HandoverKind.HANDED, HandoverKind.ASSIGNED)
    return passing.kind in wanted and passing.state is HandoverState.CONFIRMED


def rested_on_a_stale_line(at: datetime, reported_at: datetime, mended_at: datetime | None) -> bool:
    """Whether who handed over ``at`` may have been sent wrong by a line of the directory (1.2b): one
    that was reported wrong by then, or within as many days after as misroutings are counted in, and
    that its keeper had not mended before. That counts against the keeper. A report that the keeper
    found wrong, and confirmed the line as it stands, is none of those."""
    within = timedelta(days=number("misrouted_within"))
    return reported_at <= at + within and (mended_at is None or at <= mended_at)


def is_briefed(times: Iterable[datetime]) -> bool:
    """Whether somebody handed over wrongly so often, at these times, within so few days, that the
    section head goes through it with them (1.2b)."""
    often, within = number("misrouted_often"), timedelta(days=number("misrouted_within"))
    known = sorted(times)
    return any(
        last - first <= within for first, last in zip(known, known[often - 1 :], strict=False)
    )
