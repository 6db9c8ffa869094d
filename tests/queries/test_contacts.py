"""What reports on somebody is unseen by them, in queues, lists, search, hand-over lists (1.3.4b)."""

import pytest
from django.db import connection

from shouwen.acts import contact as acts
from shouwen.queries import contact_page, contacts, desk
from shouwen.queries.powers import my_powers
from shouwen.queries.queue import owed, queue
from shouwen.queries.queue import owed_on as handed_over
from shouwen.queries.viewer import NotFound, see
from shouwen.records.casefile.absence import owed_on
from shouwen.records.models import Contact, Matter
from shouwen.rules.facts.contact import Report, Wanted
from shouwen.rules.words import ContactChannel, ReportKind
from tests.acts.world import at

NOW = at("2026-09-21 14:00")
RUDE = "食品岗的人把我赶出来了"
PHONE = "0826-555-0177"


def asked(world, wanted, when="2026-09-21 10:00", phone=PHONE):
    wanted = Wanted(ContactChannel.PHONE, wanted, "李女士", phone)
    done = acts.register(
        world.jurisdiction, by=world.holder("window_1"), at=at(when), wanted=wanted
    )
    return done.matter


@pytest.fixture
def reported(world):
    """A complaint about the officer at the food post, taken down at window one."""
    matter = asked(world, RUDE)
    about = frozenset({world.holder("food").person})
    report = Report(ReportKind.COMPLAINT, "李女士", PHONE, about=about)
    acts.register_report(
        matter, by=world.holder("window_1"), at=at("2026-09-21 10:05"), report=report
    )
    return Matter.objects.get(pk=matter).number


def viewer(world, post):
    return see(world.holder(post).person, NOW)


def shown(who):
    """The numbers of contacts that somebody comes upon."""
    listed = {row.number for row in contacts.listed(who, "all").rows}
    queued = {row.number for group in queue(who).groups for row in group.rows}
    like = {row.number for row in contacts.likely(who, wanted=RUDE, phone=PHONE)}
    return listed | queued | like


def test_whoever_took_it_down_has_it_before_them(world, reported):
    mine = viewer(world, "window_1")
    assert reported in shown(mine)
    page = contact_page.contact(mine, reported)
    assert page.report is ReportKind.COMPLAINT
    assert "contact.pass_on" in {each.act for each in page.may}


def test_whom_it_is_about_comes_upon_it_nowhere(world, reported):
    theirs = viewer(world, "food")
    assert reported not in shown(theirs)
    with pytest.raises(NotFound):
        contact_page.contact(theirs, reported)
    with pytest.raises(NotFound):
        contact_page.act(theirs, reported, "contact.pass_on")
    assert desk.numbered(theirs, reported) is None
    assert desk.numbered(viewer(world, "window_1"), reported) == ("contact", reported)


def test_nor_where_they_stand_in_at_the_very_post_that_owes_it(world, reported, monkeypatch):
    window, theirs = viewer(world, "window_1"), viewer(world, "food")
    count = owed(window)
    there = type(theirs)(theirs.person, theirs.name, NOW, window.office, window.actor)
    assert (count, owed(there)) == (1, 0)
    assert reported not in shown(there)


def test_a_colleague_who_has_nothing_to_do_with_it_does_not_either(world, reported):
    other = viewer(world, "relief")
    assert reported not in shown(other)
    with pytest.raises(NotFound):
        contact_page.contact(other, reported)


def test_it_stands_on_no_list_that_is_handed_over(world, reported):
    post = world.posts["window_1"].pk
    assert owed_on(post) == []
    assert handed_over(viewer(world, "window_1"), [post]).total == 0


def test_any_other_contact_is_seen_by_whoever_works_with_the_public(world):
    number = Matter.objects.get(pk=asked(world, "开面馆要办什么")).number
    assert number in shown(viewer(world, "food")) | shown(viewer(world, "window_1"))


def test_the_same_person_and_the_same_matter_are_shown_beside_it(world):
    first = Matter.objects.get(pk=asked(world, "想开一家面馆，要办哪些手续")).number
    alike = asked(world, "想开一家面馆要办什么手续", "2026-09-21 11:00", phone="0826-555-0178")
    page = contact_page.contact(viewer(world, "window_1"), Matter.objects.get(pk=alike).number)
    assert [(each.number, each.same) for each in page.likely] == [(first, "说的事相近")]
    again = asked(world, "低保怎么申请", "2026-09-21 12:00")
    page = contact_page.contact(viewer(world, "window_1"), Matter.objects.get(pk=again).number)
    assert [(each.number, each.same) for each in page.likely] == [(first, "号码相同")]


WRITTEN = "＋86 ０８２６—555—0177"


def test_whoever_calls_again_is_known_however_the_phone_is_written(world):
    first = Matter.objects.get(pk=asked(world, "开面馆要办什么", phone=WRITTEN)).number
    (found,) = contacts.likely(viewer(world, "window_1"), wanted="低保怎么申请", phone=PHONE)
    assert (found.number, found.same) == (first, "号码相同")


def test_a_phone_that_was_mended_or_left_with_a_report_is_found_too(world, reported):
    matter = asked(world, "开面馆要办什么", phone="")
    wanted = Wanted(ContactChannel.PHONE, "开面馆要办什么", "李女士", WRITTEN)
    when = at("2026-09-21 10:10")
    acts.correct_record(matter, by=world.holder("window_1"), at=when, wanted=wanted)
    found = {each.number for each in contacts.likely(viewer(world, "window_1"), phone=PHONE)}
    assert found == {reported, Matter.objects.get(pk=matter).number}
    assert "phone_key" not in Contact.objects.get(matter=matter).corrections[0]["was"]


def test_a_case_of_the_phone_is_found_and_by_its_index(world):
    world.receive(phone=WRITTEN)
    plans = []

    def planned(execute, sql, params, many, context):
        if 'phone_key" = ' in sql:
            plans.append(plan(sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(planned):
        (found,) = contacts.likely(viewer(world, "window_1"), phone=PHONE)
    assert (found.of_a_case, found.same) == (True, "号码相同")
    of_contacts, of_cases = plans
    assert "contacts_by_phone" in of_contacts, of_contacts
    assert "cases_by_phone" in of_cases, of_cases


def plan(sql, params):
    """How the database finds it among many, asked as it is asked."""
    explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.cursor.execute(f"{explain} {sql}", params)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def test_the_chain_says_who_was_asked_first_and_who_has_it_now(world):
    matter = asked(world, "开面馆要办什么")
    food = world.posts["food"].pk
    window, handler = world.holder("window_1"), world.holder("food")
    acts.hand_over(matter, by=window, at=at("2026-09-21 10:10"), post=food, why="归食品")
    number = Matter.objects.get(pk=matter).number
    first, second = contact_page.contact(viewer(world, "window_1"), number).chain
    assert (first.who, first.has, second.has, second.why) == ("何雨桐", True, False, "归食品")
    acts.confirm(matter, by=handler, at=at("2026-09-21 10:20"))
    first, second = contact_page.contact(viewer(world, "window_1"), number).chain
    assert (first.has, second.who, second.has) == (False, "罗一鸣", True)


def test_the_page_asks_the_same_however_much_there_is(world, django_assert_max_num_queries):
    matter = asked(world, "开面馆要办什么")
    for minute in range(10, 15):
        asked(world, "开面馆要办什么", f"2026-09-21 10:{minute}")
    who = viewer(world, "window_1")
    number = Matter.objects.get(pk=matter).number
    with django_assert_max_num_queries(14):
        contact_page.contact(who, number)


def test_why_may_i_names_the_acts_on_contacts(world):
    groups = {group.name for group in my_powers(viewer(world, "window_1")).groups}
    assert "首问登记" in groups
