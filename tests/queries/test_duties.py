"""Functions and duties are published (2.7.1, 2.7.2)."""

from shouwen.queries.duties import duties
from tests.acts.world import at


def test_every_function_names_the_sections_that_carry_it(world):
    page = duties(at("2026-09-21 10:00"))
    assert page.scheme == 1
    assert page.functions
    assert all(each.sections and each.source for each in page.functions)
    carrying = {name for each in page.functions for name in each.sections}
    assert carrying <= {section.name for section in page.sections}


def test_every_section_says_what_it_does_and_whom_to_ask(world):
    page = duties(at("2026-09-21 10:00"))
    assert all(each.duties and each.phone and each.head for each in page.sections)


def test_before_an_office_is_founded_there_is_nothing_to_say(db):
    assert duties(at("2026-09-21 10:00")) is None


def test_the_statements_do_not_grow_with_the_office(world, django_assert_num_queries):
    duties(at("2026-09-21 10:00"))
    with django_assert_num_queries(4):
        duties(at("2026-09-21 10:00"))
