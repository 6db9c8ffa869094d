"""A small office whose scheme of duties is whole: three leaders, the Office, one section."""

from shouwen.rules.facts.scheme import (
    Duty,
    Function,
    Person,
    Post,
    Scheme,
    Section,
    SectionDuty,
)
from shouwen.rules.words import DutyGroup, Power, Rank


def duty(task="审查申请", section_duty="examine", **other):
    said = {"requirement": "当日办", "indicator": "当日办结率 100%", "source": "三定规定（例）"}
    return Duty(task, section_duty=section_duty, **{**said, **other})


def leaders(task):
    return (
        duty(task, "lead", powers=(Power.DECIDE,)),
        duty("廉政谈话", "lead", group=DutyGroup.INTEGRITY),
        duty("谈心谈话", "lead", group=DutyGroup.IDEOLOGY),
    )


def post(key, section, holder, b_role, *duties, **other):
    return Post(key, f"{key}岗", section, "1", "2", duties, holder, b_role, **other)


SCHEME = Scheme(
    basis="三定规定（例）",
    functions=(Function("approve", "审批"), Function("serve", "服务")),
    sections=(
        Section("leaders", "局领导", "1", "2", "main", (SectionDuty("lead", "领导", "serve"),)),
        Section(
            "bureau",
            "办公室",
            "1",
            "2",
            "first",
            (SectionDuty("staff", "管人", "serve"),),
            is_office=True,
        ),
        Section(
            "people", "社会科", "1", "2", "second", (SectionDuty("examine", "审查", "approve"),)
        ),
    ),
    posts=(
        post("main", "leaders", "wang", "li", *leaders("全局"), leads=True, rank=Rank.MAIN),
        post("first", "leaders", "li", "zhao", *leaders("分管"), rank=Rank.DEPUTY, deputy_order=1),
        post("second", "leaders", "zhao", "wang", *leaders("分"), rank=Rank.DEPUTY, deputy_order=2),
        post(
            "keeper",
            "bureau",
            "qian",
            "sun",
            duty("管名册", "staff", powers=(Power.KEEP_OFFICE,)),
            leads=True,
        ),
        post("head", "people", "sun", "qian", duty(powers=(Power.REVIEW,)), leads=True),
        post("clerk", "people", "zhou", "wu", duty(powers=(Power.EXAMINE,))),
        post("other", "people", "wu", "zheng", duty(powers=(Power.EXAMINE,))),
        post("third", "people", "zheng", "zhou", duty(powers=(Power.EXAMINE,))),
    ),
    people=tuple(Person(k, k) for k in ("wang li zhao qian sun zhou wu zheng").split()),
)
