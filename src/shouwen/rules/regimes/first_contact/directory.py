"""The guards of the directory: whoever looks something up is told where to call, and what is wrong
is mended by whoever keeps it (1.2b, 1.3.2b, 1.3.3)."""

from collections import Counter
from uuid import UUID

from shouwen.rules.facts.directory import Entry, Listed, Reach
from shouwen.rules.facts.seats import Roster
from shouwen.rules.verdict import NOTHING, Params, guard


def keeper(roster: Roster, unit: UUID | None, post: UUID | None) -> UUID | None:
    """The post that keeps a line of the directory: the head's of a section for the section and for
    its posts (``post``); the Office's for leaders and for other units; else the main leader's."""
    head = roster.posts[post].head if post is not None else None
    leads = roster.leadership.get(unit)
    office = leads.office[:1] if leads else ()
    return next((each for each in (head, *office, leads.main if leads else None) if each), None)


@guard("1.3.3", "没有写任何单位：请至少写一个。")
def another_unit_is_entered(listing: tuple[Listed, ...]) -> Params | None:
    """Something is listed (1.3.3)."""
    return None if listing else NOTHING


@guard("1.3.3", "{unit}没有写{lacks}：请补上，问到的人才知道找谁、打哪个电话。")
def other_units_have_tasks_and_phones(listing: tuple[Listed, ...]) -> Params | None:
    """Whoever is sent elsewhere is told whose it is and where to call (1.3.3)."""
    for each in listing:
        said = {"单位名称": each.name, "办什么": each.tasks, "电话": each.phone}
        if lacks := [what for what, words in said.items() if not words.strip()]:
            return {"unit": each.whole or "有一行", "lacks": "、".join(lacks)}
    return None


@guard("1.3.3", "{unit}写了两次：请合成一行，问到的人才不会听到两个说法。")
def another_unit_is_listed_once(listing: tuple[Listed, ...]) -> Params | None:
    """One line for a section of another unit (1.3.3)."""
    twice = Counter((each.name.strip(), each.section.strip()) for each in listing).most_common(1)
    return {"unit": "".join(twice[0][0])} if twice and twice[0][1] > 1 else None


@guard("1.3.3", "{name}是本单位的：科室和岗位由方案增减，请修订方案。")
def the_entry_is_another_units(entry: Entry) -> Params | None:
    """Our own sections and posts come and go with the scheme (2.3); other units are listed."""
    return None if entry.outside else {"name": entry.name}


@guard("1.2b", "{name}已经不在名录里了：不用再核对。请刷新页面。")
def the_entry_is_listed(entry: Entry) -> Params | None:
    """Only what is listed is looked after (1.2b)."""
    return None if entry.listed else {"name": entry.name}


@guard("1.2b", "已经有人报过{name}有错，{keeper}正在更正：不用再报。急用的，请先打总机。")
def nobody_reported_it_yet(entry: Entry) -> Params | None:
    """One report is enough; its keeper owes the mend already (1.2b)."""
    return {"name": entry.name, "keeper": entry.keeper} if entry.reported else None


@guard("1.3.2b", "没有写电话：人不在的时候，告诉来人的就是它。请填写。")
def it_can_be_called(reach: Reach) -> Params | None:
    """With nobody there the caller is given the telephone (1.3.2b)."""
    return None if reach.phone.strip() else NOTHING
