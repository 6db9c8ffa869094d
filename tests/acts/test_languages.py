"""A published guide is written in English, and published in it once it is whole (5.3a); publications
elsewhere are entered with their proof (5.3b)."""

from dataclasses import replace
from datetime import date

import pytest

from shouwen.acts import Barred
from shouwen.acts.publications import Shown, record_publication
from shouwen.acts.receiving import Upload
from shouwen.acts.wording import publish_in_english, write_in_english
from shouwen.life.publishing import hand_of
from shouwen.records.casefile.books import books_of
from shouwen.records.models import LedgerEntry, OutsidePublication, ServiceVersion, Wording
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.wording import texts
from shouwen.rules.words import Medium
from tests.acts.world import at, make_world

NOON = at("2026-09-21 12:00")
PHOTO = Upload("board.jpg", "image/jpeg", 1000, "sha256:" + "0" * 64)
ON_THE_BOARD = Shown(Medium.NOTICE_BOARD, "一楼大厅公告栏", date(2026, 9, 21), PHOTO)


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def version(world):
    return world.versions["food"]


def english_of(version):
    guide = Guide.from_json(ServiceVersion.objects.get(pk=version).guide)
    return {place: f"English of {place}" for place in texts(guide)}


def keeper(version):
    return hand_of(version, NOON).keeper


def test_what_is_half_written_is_kept_and_not_published(version):
    whole = english_of(version)
    half = {place: text for place, text in whole.items() if not place.startswith("steps.")}
    write_in_english(version, by=keeper(version), at=NOON, texts=half)
    with pytest.raises(Barred) as barred:
        publish_in_english(version, by=keeper(version), at=NOON)
    (bar,) = barred.value.bars
    assert bar.code == "the_english_is_whole"
    assert bar.params["n"] == len(whole) - len(half)
    row = Wording.objects.get(version=version)
    assert row.texts == half
    assert row.published_at is None


def test_what_is_whole_is_published_once_and_mended_whole(version):
    whole = english_of(version)
    write_in_english(version, by=keeper(version), at=NOON, texts=whole)
    publish_in_english(version, by=keeper(version), at=NOON)
    with pytest.raises(Barred, match="it_is_not_public_in_english"):
        publish_in_english(version, by=keeper(version), at=NOON)
    with pytest.raises(Barred, match="what_is_public_in_english_stays_whole"):
        write_in_english(version, by=keeper(version), at=NOON, texts={"name": "A licence"})
    write_in_english(version, by=keeper(version), at=NOON, texts=whole | {"name": "A licence"})
    row = Wording.objects.get(version=version)
    assert row.texts["name"] == "A licence"
    assert row.published_at == NOON


def test_nothing_is_said_that_the_guide_does_not_say(version):
    with pytest.raises(Barred, match="it_says_what_the_guide_says"):
        write_in_english(version, by=keeper(version), at=NOON, texts={"bonus": "A free lunch"})
    assert not Wording.objects.exists()


def test_only_whoever_keeps_the_catalogue_writes_it(world, version):
    with pytest.raises(Barred, match="this_post_may_not"):
        write_in_english(version, by=world.holder("window_1"), at=NOON, texts={"name": "A licence"})


def test_the_ledger_proves_the_english_without_saying_it(version):
    write_in_english(version, by=keeper(version), at=NOON, texts={"name": "A licence"})
    entry = LedgerEntry.objects.get(act="service_version.write_in_english")
    assert "sha256:" in entry.text
    assert "A licence" not in entry.text


def show(world, **changes):
    shown = replace(ON_THE_BOARD, **changes)
    books = books_of(world.jurisdiction)
    return record_publication(books, by=keeper(world.versions["food"]), at=NOON, shown=shown)


def test_a_version_on_the_board_is_entered_with_its_photograph(world, version):
    show(world, version=version)
    row = OutsidePublication.objects.get()
    assert (row.version_id, row.place, row.photo_digest) == (
        version,
        "一楼大厅公告栏",
        PHOTO.digest,
    )
    assert row.person_id == keeper(version).person


def test_so_is_the_whole_catalogue(world):
    show(world)
    assert OutsidePublication.objects.get().version_id is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"photo": None}, "a_photograph_proves_it"),
        ({"place": " "}, "it_says_where_it_was_shown"),
        ({"day": date(2026, 9, 22)}, "it_was_shown_by_now"),
        ({"day": date(2020, 1, 1)}, "it_was_published_by_then"),
    ],
    ids=["no photograph", "nowhere", "tomorrow", "before it was published"],
)
def test_what_proves_nothing_is_barred(world, version, changes, code):
    with pytest.raises(Barred, match=code):
        show(world, version=version, **changes)
    assert not OutsidePublication.objects.exists()
