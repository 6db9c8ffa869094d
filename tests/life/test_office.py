"""The demo office: its services can be published as they stand, and everybody has a stand-in."""

import json
import re
from collections import Counter

import pytest

from shouwen.exchange.catalogue import TASK_TYPES, demo_list, read
from shouwen.life.applicants import COMES, MIX
from shouwen.life.office import Service, names, office, services
from shouwen.rules.facts.guide import Guide, Limit
from shouwen.rules.facts.publication import Publication, Staff
from shouwen.rules.regimes.commitment import may_not_publish, pointed_out
from shouwen.rules.words import Bearer, LimitUnit, MaterialSource, Power, ServiceKind, Silence

OFFICE = office()
POSTS = {post.key: post for post in OFFICE.posts}
SECTIONS = {section.key: section for section in OFFICE.sections}
PEOPLE = {person.key: person for person in OFFICE.people}

each_service = pytest.mark.parametrize("service", services(), ids=lambda service: service.key)
listed = {item.code: item for item in read(demo_list()).items}

CHINESE = {3: "三", 5: "五", 7: "七", 20: "二十", 30: "三十", 45: "四十五", 60: "六十"}
IN_WORDS = {
    LimitUnit.WORKING_DAY: "(?:个工作)?日",  # in a licence's general limit, 日 are working days
    LimitUnit.DAY: "日",
    LimitUnit.MONTH: "个月",
}


def publication(service: Service) -> Publication:
    post, section = POSTS[service.handler], SECTIONS[service.section]
    complaints = SECTIONS[OFFICE.complaints]
    return Publication(
        section=section.name,
        section_phone=section.phone,
        staff=(Staff(PEOPLE[post.holder].name, post.name, post.phone),),
        complaint_section=complaints.name,
        complaint_phone=complaints.phone,
    )


@each_service
def test_a_service_may_be_published_as_it_stands(service: Service) -> None:
    assert may_not_publish(service.guide, publication(service)) == ()
    assert pointed_out(service.guide) == ()


@each_service
def test_a_guide_survives_being_kept_as_json(service: Service) -> None:
    kept = json.loads(json.dumps(service.guide.to_json()))
    assert Guide.from_json(kept) == service.guide


@each_service
def test_a_limit_stands_in_the_words_it_rests_on(service: Service) -> None:
    limits: list[Limit | None] = [
        service.guide.statute,
        *(step.limit for step in service.guide.steps),
    ]
    for limit in limits:
        if limit and limit.basis:
            number = f"(?<![0-9一二三四五六七八九十])(?:{limit.n}|{CHINESE[limit.n]})"
            assert re.search(number + IN_WORDS[limit.unit], limit.basis.text)


@each_service
def test_a_service_is_in_the_real_list_under_its_code(service: Service) -> None:
    assert service.code in listed


@each_service
def test_a_service_is_handled_by_a_post_that_can(service: Service) -> None:
    post = POSTS[service.handler]
    powers = {power for duty in post.duties for power in duty.powers}
    assert post.section == service.section
    assert Power.EXAMINE in powers
    if service.guide.decided_by is Bearer.HANDLER:
        assert Power.DECIDE in powers


@each_service
def test_keys_within_a_guide_are_unique(service: Service) -> None:
    guide = service.guide
    options = [situation.options for situation in guide.situations]
    things_of = (guide.conditions, guide.materials, guide.steps, guide.grounds, guide.situations)
    for things in (*things_of, *options):
        keys = [thing.key for thing in things]
        assert len(keys) == len(set(keys))


@each_service
def test_whatever_rests_on_the_law_quotes_it(service: Service) -> None:
    guide = service.guide
    things = (*guide.conditions, *guide.materials, *guide.grounds)
    founded = [*guide.basis, *(thing.basis for thing in things)]
    assert all(basis.text for basis in founded)


@each_service
def test_nothing_is_asked_for_that_the_office_issues_itself(service: Service) -> None:
    for material in service.guide.materials:
        assert material.source is not MaterialSource.OFFICE
        assert not material.name.endswith("营业执照")


@each_service
def test_whether_a_material_is_needed_is_asked_where_the_law_distinguishes(
    service: Service,
) -> None:
    guide = service.guide
    decided = {name.partition(".")[0] for each in guide.materials for name in each.needed_in}
    assert decided == {situation.key for situation in guide.situations}
    for material in guide.materials:
        assert bool(material.needed_in) == bool(material.when)


def test_every_kind_of_the_list_is_written_out_and_every_kind_a_guide_may_have() -> None:
    assert len(services()) >= 24
    assert {listed[service.code].kind for service in services()} == set(TASK_TYPES.values())
    assert {service.guide.kind for service in services()} == set(ServiceKind)


def test_a_life_has_one_service_of_each_post_and_steps_of_each_sort() -> None:
    asked = [service for service in services() if service.key in MIX]
    assert {service.key for service in asked} == set(MIX) == set(COMES)
    assert {service.handler for service in asked} == {service.handler for service in services()}
    assert len({service.handler for service in asked}) == len(asked)
    steps = {step.key: step for service in asked for step in service.guide.steps}
    assert steps["site"].needed
    assert not steps["hearing"].needed
    assert any(s.guide.immediate for s in asked if s.guide.kind is ServiceKind.REGISTRATION)


def test_silence_means_accepted_for_what_the_list_has_among_licences() -> None:
    for service in services():
        licence = listed[service.code].kind is ServiceKind.LICENCE
        assert service.guide.silence is (Silence.DEEMS if licence else Silence.ESCALATES)


def test_every_post_has_a_holder_and_another_person_as_b_role() -> None:
    for post in OFFICE.posts:
        assert post.holder in PEOPLE
        assert post.b_role in PEOPLE
        assert post.b_role != post.holder


def test_nobody_holds_two_posts_or_stands_in_for_more_than_three() -> None:
    assert max(Counter(post.holder for post in OFFICE.posts).values()) == 1
    assert max(Counter(post.b_role for post in OFFICE.posts).values()) <= 3


def test_every_section_has_one_head_and_a_leader_above_it() -> None:
    heads = Counter(post.section for post in OFFICE.posts if post.leads)
    assert heads == dict.fromkeys(SECTIONS, 1)
    assert {POSTS[section.supervised_by].section for section in OFFICE.sections} == {"leaders"}


def test_every_power_is_somebodys() -> None:
    carried = {power for post in OFFICE.posts for duty in post.duties for power in duty.powers}
    assert carried == set(Power)


def test_all_telephone_numbers_are_invented() -> None:
    for thing in (OFFICE, *OFFICE.sections, *OFFICE.posts):
        assert re.fullmatch(r"0826-555-01\d\d", thing.phone)


def test_applicants_are_nobody_of_the_office() -> None:
    assert not {person.name for person in OFFICE.people} & set(names().people)
