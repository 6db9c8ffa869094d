"""What a scheme must say before it is approved: every function reaches a post and every post a
person, each duty is clear, and one leader stands above each section."""

from collections.abc import Callable, Iterator

from shouwen.rules.facts.scheme import Scheme
from shouwen.rules.verdict import Bar
from shouwen.rules.words import DutyGroup, Power, Rank

Found = Iterator[Bar]


def holes(scheme: Scheme) -> tuple[Bar, ...]:
    """Every hole, from the functions down to the people."""
    return tuple(bar for look in _LOOKS for bar in look(scheme))


def _functions_are_carried(scheme: Scheme) -> Found:
    carried = {duty.function for section in scheme.sections for duty in section.duties}
    for function in scheme.functions:
        if function.key not in carried:
            yield Bar("2.1", "function_without_section", {"function": function.text})
    if not scheme.functions:
        yield Bar("2.7.1", "scheme_without_functions")


def _section_duties_are_carried(scheme: Scheme) -> Found:
    carried = {(post.section, duty.section_duty) for post in scheme.posts for duty in post.duties}
    for section in scheme.sections:
        for duty in section.duties:
            if (section.key, duty.key) not in carried:
                params = {"section": section.name, "duty": duty.text}
                yield Bar("2.1", "section_duty_without_post", params)
        if not section.duties:
            yield Bar("2.7.2", "section_without_duty", {"section": section.name})


def _posts_have_duties(scheme: Scheme) -> Found:
    for post in scheme.posts:
        if not post.duties:
            yield Bar("2.4.1", "post_without_duty", {"post": post.name})


def _powers_belong_to_duties(scheme: Scheme) -> Found:
    for post in scheme.posts:
        for duty in post.duties:
            if duty.powers and not duty.task.strip():
                yield Bar("2.4.2", "power_without_duty", {"post": post.name})


def _duties_are_clear(scheme: Scheme) -> Found:
    for post in scheme.posts:
        for duty in post.duties:
            said = {"任务": duty.task, "要求": duty.requirement, "衡量办法": duty.indicator}
            if lacks := [part for part, words in said.items() if not words.strip()]:
                params = {"post": post.name, "task": duty.task, "lacks": "、".join(lacks)}
                yield Bar("2.4.3", "duty_unclear", params)
            if not duty.source.strip():
                params = {"post": post.name, "task": duty.task}
                yield Bar("2.1", "duty_without_source", params)


def _posts_have_people(scheme: Scheme) -> Found:
    for post in scheme.posts:
        if not post.holder:
            yield Bar("2.4.4", "post_without_holder", {"post": post.name})


def _leaders_have_three_groups(scheme: Scheme) -> Found:
    for post in scheme.posts:
        if post.is_leaders:
            there = {duty.group for duty in post.duties}
            for group in DutyGroup:
                if group not in there:
                    params = {"post": post.name, "group": _GROUPS[group]}
                    yield Bar("2.5", "leader_without_group", params)


_GROUPS = {
    DutyGroup.BUSINESS: "业务职责",
    DutyGroup.INTEGRITY: "党风廉政建设",
    DutyGroup.IDEOLOGY: "思想政治工作",
}


def _b_roles_are_others(scheme: Scheme) -> Found:
    for post in scheme.posts:
        if not post.b_role:
            yield Bar("2.7.4", "post_without_b_role", {"post": post.name})
            continue
        person = scheme.person[post.b_role]
        params: dict[str, object] = {"post": post.name, "person": person.name}
        if post.b_role == post.holder:
            yield Bar("2.7.4", "b_role_is_the_holder", params)
        elif lacks := [q for q in post.qualifications if q not in person.qualifications]:
            yield Bar("2.7.4", "b_role_unqualified", params | {"lacks": "、".join(lacks)})


def _one_leader_above_each_section(scheme: Scheme) -> Found:
    heads: dict[str, list[str]] = {}
    for post in scheme.posts:
        if post.leads:
            heads.setdefault(post.section, []).append(post.name)
    for section in scheme.sections:
        above = scheme.post.get(section.supervised_by)
        if above is None:
            yield Bar("2.8", "section_without_leader", {"section": section.name})
        elif not above.is_leaders:
            params = {"section": section.name, "post": above.name}
            yield Bar("2.8", "section_under_no_leader", params)
        if len(heads.get(section.key, ())) > 1:
            params = {"section": section.name, "posts": "、".join(heads[section.key])}
            yield Bar("2.8", "section_with_two_heads", params)


def _one_office_and_one_main_leader(scheme: Scheme) -> Found:
    offices = [section.name for section in scheme.sections if section.is_office]
    if len(offices) != 1:
        yield Bar("3.2c", "not_one_office", {"n": len(offices)})
    mains = [post.name for post in scheme.posts if post.rank is Rank.MAIN]
    if len(mains) != 1:
        yield Bar("3.4a", "not_one_main_leader", {"n": len(mains)})


def _deputies_stand_in_order(scheme: Scheme) -> Found:
    deputies = [post for post in scheme.posts if post.rank is Rank.DEPUTY]
    places = sorted(post.deputy_order or 0 for post in deputies)
    if places != list(range(1, len(deputies) + 1)):
        names = "、".join(post.name for post in deputies)
        yield Bar("3.4a", "deputies_not_in_order", {"posts": names, "n": len(deputies)})
    for post in scheme.posts:
        if post.deputy_order is not None and post.rank is not Rank.DEPUTY:
            yield Bar("3.4a", "order_of_no_deputy", {"post": post.name})


def dead_ends(scheme: Scheme) -> tuple[Bar, ...]:
    """Why nobody could ever change the scheme: nobody would draft another, or approve it."""
    return tuple(_it_can_be_changed(scheme))


def _it_can_be_changed(scheme: Scheme) -> Found:
    if not any(Power.KEEP_OFFICE in post.powers for post in scheme.posts):
        yield Bar("2.4.2", "nobody_keeps_the_office")
    for post in scheme.posts:
        if post.rank is Rank.MAIN and Power.DECIDE not in post.powers:
            yield Bar("2.3", "main_leader_decides_nothing", {"post": post.name})


_LOOKS: tuple[Callable[[Scheme], Found], ...] = (
    _functions_are_carried,
    _section_duties_are_carried,
    _posts_have_duties,
    _powers_belong_to_duties,
    _it_can_be_changed,
    _duties_are_clear,
    _leaders_have_three_groups,
    _posts_have_people,
    _b_roles_are_others,
    _one_leader_above_each_section,
    _one_office_and_one_main_leader,
    _deputies_stand_in_order,
)
