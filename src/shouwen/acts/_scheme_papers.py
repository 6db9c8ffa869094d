"""What the papers of a scheme of duties say: the table of A and B roles, a post's description."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from shouwen.acts._frame.file import File
from shouwen.acts._speech import day_of
from shouwen.records.models import Scheme as SchemeRow
from shouwen.rules import papers
from shouwen.rules.facts.scheme import Post, Scheme
from shouwen.rules.labels import label
from shouwen.rules.regimes.stand_in import found_at, seat
from shouwen.rules.words import DutyGroup, Power, Rank

IN_ORDER = "按副职代行次序"
"""Who follows the main leader: nobody designates them (3.4a)."""
AT_FOUNDING = "随单位设立施行"
"""Instead of who approved the version that an office was founded with."""


def ab_table(file: File, row: SchemeRow, scheme: Scheme) -> Callable[[str, str], papers.AbTable]:
    """Every post with its two roles, as the scheme has it on the day of issue (2.7.4)."""
    leader, phone = _on_duty(file)
    deputies = sorted(
        (post for post in scheme.posts if post.deputy_order is not None),
        key=lambda post: post.deputy_order or 0,
    )
    said: dict[str, Any] = {
        "unit": file.unit.name,
        "issued_on": day_of(file.at),
        "posts": tuple(
            _in_table(file, scheme, post)
            for section in scheme.sections
            for post in scheme.posts
            if post.section == section.key
        ),
        "deputies": tuple(_with_name(scheme, post) for post in deputies),
        "duty_leader": leader,
        "duty_phone": phone,
        "scheme_number": _number(row),
        "scheme_date": day_of(_since(file, row)),
    }
    return lambda number, url: papers.AbTable(number=number, check_url=url, **said)


def post_description(
    file: File, row: SchemeRow, scheme: Scheme, post: Post, people: Mapping[UUID, str]
) -> Callable[[str, str], papers.PostDescription]:
    """What one post is there for, with who sits there now (2.7.3). ``people``: names by id."""
    above = scheme.post.get(scheme.section[post.section].supervised_by)
    holder = scheme.person.get(post.holder)
    said: dict[str, Any] = {
        "unit": file.unit.name,
        "issued_on": day_of(file.at),
        "section": scheme.section[post.section].name,
        "post": post.name,
        "holder": holder.name if holder else "",
        "b_role": _b_role(scheme, post),
        "leader": _with_name(scheme, above) if above and post.rank is not Rank.MAIN else "",
        "qualification": "、".join(post.qualifications),
        "duties": tuple(
            papers.DutyInWords(
                group=label(duty.group),
                task=duty.task,
                requirement=duty.requirement,
                indicator=duty.indicator,
                source=duty.source,
                powers="、".join(label(power) for power in Power if power in duty.powers),
            )
            for group in DutyGroup
            for duty in post.duties
            if duty.group is group
        ),
        "scheme_number": _number(row),
        "valid_from": day_of(_since(file, row)),
        "approved_by": people[row.approved_by_id] if row.approved_by_id else AT_FOUNDING,
        "approved_on": day_of(row.approved_at or file.at),
    }
    return lambda number, url: papers.PostDescription(number=number, check_url=url, **said)


def _in_table(file: File, scheme: Scheme, post: Post) -> papers.PostInTable:
    """A post without a phone of its own is called at its section's, or the unit's."""
    holder, section = scheme.person.get(post.holder), scheme.section[post.section]
    return papers.PostInTable(
        section=section.name,
        post=post.name,
        holder=holder.name if holder else "",
        b_role=_b_role(scheme, post),
        phone=post.phone or section.phone or file.unit.phone,
        designated_by=_designated_by(scheme, post),
    )


def _b_role(scheme: Scheme, post: Post) -> str:
    person = scheme.person.get(post.b_role)
    if person is None:
        return IN_ORDER if post.rank is Rank.MAIN else "空缺"
    return person.name


def _designated_by(scheme: Scheme, post: Post) -> str:
    """Who names somebody where the holder is away: above a deputy the main leader (3.4b), of the
    main leader nobody, of everybody else the direct leader (3.3b)."""
    above = scheme.post.get(scheme.superior(post))
    return above.name if above else IN_ORDER


def _with_name(scheme: Scheme, post: Post) -> str:
    holder = scheme.person.get(post.holder)
    return f"{holder.name}（{post.name}）" if holder else post.name


def _number(row: SchemeRow) -> str:
    return f"第{row.number}版"


def _since(file: File, row: SchemeRow) -> datetime:
    return row.published_at or file.at


def _on_duty(file: File) -> tuple[str, str]:
    """The leader on duty on the day of issue, and where to call them; empty where nobody was
    named."""
    roster = file.office.roster
    post = roster.duty.get((file.unit.id, day_of(file.at)))
    if post is None:
        return "", ""
    here = seat(roster, post, file.at)
    name = roster.people[here.person] if here.person else ""
    return name, found_at(roster, here, file.at).phone
