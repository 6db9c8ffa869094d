"""Finding a service in everyday words."""

import re

import pytest
from django.db import connection

from shouwen.acts import CLOCK
from shouwen.acts.catalogue import Item, draft_version
from shouwen.bench.rows import taken_down
from shouwen.exchange.catalogue import demo_list
from shouwen.life.office import services
from shouwen.queries.asked import everyday
from shouwen.queries.search import SHOWN, search
from shouwen.records.models import Jurisdiction, Service, ServiceVersion
from shouwen.rules.facts.guide import Guide
from shouwen.rules.words import ServiceKind
from tests.acts.world import FOUNDED, at
from tests.databases import furnished

LISTED = (
    "居民身份证办理（包括临时）",
    "居住证办理",
    "户口迁移审批",
    "烟草专卖零售许可证新办",
    "烟草专卖零售许可证补办",
    "烟草专卖零售许可证延续",
    "最低生活保障",
    "离婚登记预约",
    "犬类准养证核发",
    "教师资格认定",
    "教师资格证书补发、换发",
    "机动车维修经营备案",
)


@pytest.fixture(scope="module")
def founded(founded, django_db_blocker, tmp_path_factory):
    """The office with two services published and some that are still being written."""
    home = tmp_path_factory.mktemp("listed")
    with django_db_blocker.unblock(), furnished(founded, home, listed) as office:
        yield office


@pytest.fixture
def office(world):
    return world


def listed(world):
    for n, name in enumerate(LISTED):
        draft(world, f"L-{n}", name)


def draft(world, code, name, *, to=None):
    guide = Guide.draft(name, ServiceKind.OTHER)
    item = Item(code, name, "区民政局")
    return draft_version(to or world.jurisdiction, by=CLOCK, at=FOUNDED, item=item, guide=guide)


def found(world, asked):
    return search(Jurisdiction.objects.get(pk=world.jurisdiction), asked)


def names(world, asked):
    return [service.name for service in found(world, asked)]


# --- What people type ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("asked", "means"),
    [
        ("居住证办理", "居住证办理"),
        ("居住证", "居住证办理"),
        ("我想问一下居住证怎么办", "居住证办理"),
        ("办低保", "最低生活保障"),
        ("卖烟", "烟草专卖零售许可证新办"),
        ("狗", "犬类准养证核发"),
        ("修车", "机动车维修经营备案"),
        ("juzhuzheng", "居住证办理"),
        ("ju zhu zheng", "居住证办理"),
        ("JUZHUZHENG", "居住证办理"),
        ("hukouqian", "户口迁移审批"),
        ("hukouqianyis", "户口迁移审批"),
        ("jzz", "居住证办理"),
        ("dibao", "最低生活保障"),
        ("ｈｕｋｏｕ", "户口迁移审批"),
        ("开饭馆", "食品（含保健食品）经营许可核发"),
        ("kaifanguan", "食品（含保健食品）经营许可核发"),
    ],
)
def test_everyday_words_pinyin_initials_and_parts_find_it(office, asked, means):
    assert names(office, asked)[0] == means


@pytest.mark.parametrize(
    ("asked", "means"),
    [
        ("居往证", "居住证办理"),  # looks alike
        ("居主证", "居住证办理"),  # sounds alike
        ("居证", "居住证办理"),
        ("住居证", "居住证办理"),
        ("居住住证", "居住证办理"),
        ("户口仟移", "户口迁移审批"),
        ("juzuzheng", "居住证办理"),
        ("juzhuzhegn", "居住证办理"),
        ("hukouqiannyi", "户口迁移审批"),
        ("lihn", "离婚登记预约"),
        ("开饭观", "食品（含保健食品）经营许可核发"),
    ],
)
def test_one_sign_or_letter_may_be_wrong(office, asked, means):
    assert names(office, asked)[0] == means


@pytest.mark.parametrize("asked", ["登月", "qqqq", "？！", "%", "🦊", " ", "x" * 100, "'; --"])
def test_nonsense_finds_nothing(office, asked):
    assert names(office, asked) == []


# --- What comes first ---------------------------------------------------------------------------
def test_what_can_be_read_comes_before_what_is_still_being_written(office):
    name = "食品（含保健食品）经营许可核发"
    draft(office, "A-0", name)
    published, written = (each for each in found(office, name) if each.name == name)
    assert published.published
    assert not written.published
    assert published.summary.startswith("在广安区从事食品销售")
    assert (written.section, written.phone) == ("区民政局", "0826-555-0100")


def test_whole_words_come_before_parts_and_the_name_before_the_summary(office):
    draft(office, "A-1", "食品销售名录公示")
    assert names(office, "食品销售") == ["食品销售名录公示", "食品（含保健食品）经营许可核发"]
    assert names(office, "教师资格") == ["教师资格认定", "教师资格证书补发、换发"]


def test_the_first_time_comes_before_later_times_unless_they_are_asked_for(office):
    assert names(office, "烟草专卖零售许可证")[0].endswith("新办")
    assert names(office, "烟草证丢了")[0].endswith("补办")
    assert names(office, "烟草专卖零售许可证延续")[0].endswith("延续")


def test_more_than_can_be_shown_is_said_by_one_more(office):
    for n in range(SHOWN + 5):
        draft(office, f"M-{n}", f"社区活动室使用登记 {n}")
    assert len(found(office, "社区活动室使用登记")) == SHOWN + 1


# --- What is kept up to date --------------------------------------------------------------------
def test_a_service_is_found_from_its_first_draft_and_by_a_new_name(office):
    draft(office, "N-1", "共享单车停放点设置")
    assert names(office, "单车停放") == ["共享单车停放点设置"]
    draft(office, "N-1", "互联网租赁自行车停放点设置")
    assert names(office, "租赁自行车") == ["互联网租赁自行车停放点设置"]


def test_a_withdrawn_service_is_not_found_and_its_next_version_is(office):
    version = office.versions["food"]
    service = Service.objects.get(versions=version)
    guide = Guide.from_json(ServiceVersion.objects.get(pk=version).guide)
    office.withdraw(version, "2026-09-22 09:00")
    assert service.name not in names(office, "餐饮")
    office.publish(service.code, "food", guide, at("2026-09-22 09:00"))
    assert service.name in names(office, "餐饮")


def test_another_jurisdictions_services_are_not_found(office):
    elsewhere = Jurisdiction.objects.create(
        pk=office.posts["food"].pk, code="511699", name="别处", roster_at=FOUNDED
    )
    draft(office, "E-1", "居住证办理（别处）", to=elsewhere.pk)
    assert "居住证办理（别处）" not in names(office, "居住证办理")


# --- What it costs ------------------------------------------------------------------------------
def test_a_search_costs_the_same_few_statements_whatever_is_asked(office):
    found(office, "居住证")  # who sits where is kept from then on
    for asked in ("居住证", "居往证", "juzuzheng", "许可证", "开饭馆要办什么证"):
        with taken_down() as statements:
            found(office, asked)
        assert len(statements) <= 10, asked


def test_tokens_are_looked_up_in_an_index_alone(office):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")  # a small table would be read whole
            cursor.execute("SET LOCAL enable_bitmapscan = off")
    found(office, "居住证")
    with taken_down() as statements:
        found(office, "居住证")
    lookups = [each for each in statements if "servicetoken" in each[0]]
    assert len(lookups) == 3
    for sql, params in lookups:
        plan = explained(sql, params)
        assert re.search(r"servicetoken.* \(jurisdiction_id=|Index Cond", plan), plan
        assert not re.search(r"SCAN records_servicetoken|Seq Scan on records_servicetoken", plan)


def explained(sql, params):
    explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {sql}", params)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


# --- How good it is -----------------------------------------------------------------------------
def test_every_meaning_of_an_everyday_word_is_in_the_real_list():
    listed = demo_list().decode().translate(str.maketrans("()", "（）"))
    written = "\n".join(service.guide.name for service in services())
    lines = [*listed.splitlines(), *written.splitlines()]
    missing = [
        words
        for meaning in everyday().meaning
        for words in meaning.means
        if not any(all(word in line for word in words.split()) for line in lines)
    ]
    assert missing == []


def test_no_everyday_word_has_two_entries():
    said = [word for meaning in everyday().meaning for word in meaning.said]
    assert len(said) == len(set(said))
