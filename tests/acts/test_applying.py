"""What is written at home, where commits are real: two devices, two clicks, a cut in between."""

from functools import partial

import pytest

from shouwen.acts import Done
from shouwen.acts import applying as acts
from shouwen.acts.applying import Scan
from shouwen.acts.receiving import Upload
from shouwen.records.models import Case, Draft, DraftFile, LedgerEntry
from tests.acts.world import at, make_world
from tests.databases import at_once

NOW = at("2026-09-22 12:00")
SCAN = Scan(Upload("申请表.pdf", "application/pdf", 100, "sha256:0"), pages=3)
SAID = {
    "who": {"applicant": "徐禾", "id_kind": "resident_id", "id_number": "11010519491231002X"},
    "agent": {"acting": "self", "agent": "", "agent_id_number": "", "until": None},
    "contact": {"phone": "0826-555-0177", "sms": True, "phone_declined": False, "email": ""},
    "result": {"by": "hand", "address": ""},
}


@pytest.fixture
def world(committed_db):
    """The demo office where commits are real."""
    return make_world(("food",))


@pytest.fixture
def draft(world):
    """An application ready to be sent, with one material."""
    key = acts.begin_application(world.versions["food"], NOW)
    for page, said in SAID.items():
        acts.write_page(key, NOW, page, said)
    acts.add_files(key, NOW, "application", [SCAN])
    return key


def test_sent_from_two_devices_at_once_it_is_one_case(draft):
    send = partial(acts.send_application, draft, NOW)
    outcomes = at_once(send, send)
    assert all(isinstance(outcome, Done) for outcome in outcomes), outcomes
    assert {outcome.matter for outcome in outcomes} == {Case.objects.get().pk}


def test_pages_saved_from_two_devices_at_once_are_both_kept(draft):
    at_once(
        partial(acts.write_page, draft, NOW, "who", SAID["who"] | {"subject": "青禾小吃店"}),
        partial(
            acts.write_page, draft, NOW, "contact", SAID["contact"] | {"email": "x@example.org"}
        ),
    )
    said = Draft.objects.get().said
    assert (said["who"]["subject"], said["contact"]["email"]) == ("青禾小吃店", "x@example.org")


def test_files_added_from_two_devices_at_once_are_both_kept(draft):
    add = partial(acts.add_files, draft, NOW, "application", [SCAN])
    assert at_once(add, add) == [None, None]
    assert sorted(DraftFile.objects.values_list("position", flat=True)) == [1, 2, 3]


def test_an_answer_begun_twice_at_once_is_one_answer(world):
    case = world.told()
    begin = partial(acts.begin_answer, case, NOW)
    first, second = at_once(begin, begin)
    assert first == second == Draft.objects.get().pk


def test_cut_short_before_it_was_noted_it_is_noted_when_it_is_sent_again(draft, monkeypatch):
    def cut(*_args):
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(acts, "_was_sent", cut)
        with pytest.raises(ConnectionError):
            acts.send_application(draft, NOW)
    assert Draft.objects.get().sent_as_id is None
    acts.write_page(draft, NOW, "who", SAID["who"] | {"subject": "后来改的"})
    done = acts.send_application(draft, NOW)
    assert done.before
    assert Draft.objects.get().sent_as_id == done.matter == Case.objects.get().pk
    assert LedgerEntry.objects.filter(act="case.receive_application").count() == 1


def test_nothing_is_written_into_what_was_sent_or_is_over(draft):
    acts.send_application(draft, NOW)
    for write in (
        partial(acts.write_page, draft, NOW, "who", {}),
        partial(acts.add_files, draft, NOW, "application", [SCAN]),
        partial(acts.drop_file, draft, NOW, draft),
    ):
        with pytest.raises(acts.Sent):
            write()
    over = Draft.objects.get().expires_at
    with pytest.raises(acts.Gone):
        acts.write_page(draft, over, "who", {})
