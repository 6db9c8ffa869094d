"""The ledger read back: whatever was altered is found, and the record of a case says it."""

import json

import pytest
from django.db import connection

from shouwen.rules.words import ActorKind
from tests.acts.world import HAND_OVER, at


@pytest.fixture
def unguarded(db):
    """A database whose ledger somebody got at behind our back."""
    from shouwen.records.models import LedgerEntry

    table = LedgerEntry._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table changes with checks pending
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            for verb in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER {table}_{verb}")


def entry(case, seq: int):
    from shouwen.records.models import LedgerEntry

    return LedgerEntry.objects.filter(matter=case, seq=seq)


def faults(case) -> list[tuple[int, str]]:
    from shouwen.queries.ledger import verify

    return [(each.seq, each.why) for each in verify(case).broken]


def test_every_chain_of_the_office_holds(world):
    from shouwen.queries.ledger import verify
    from shouwen.records.models import LedgerEntry, Matter

    world.delivered()
    world.told()
    found = verify()
    assert (found.entries, found.chains) == (LedgerEntry.objects.count(), Matter.objects.count())
    assert found.broken == ()


def test_a_text_that_was_altered_no_longer_has_its_hash(world, unguarded):
    case = world.told()
    text = entry(case, 2).get().text
    entry(case, 2).update(text=text.replace("examine_materials", "examine_material"))
    assert (2, "digest") in faults(case)


def test_a_text_and_its_hash_altered_together_break_the_link_of_the_next(world, unguarded):
    from shouwen.rules.papers import digest

    case = world.told()
    text = entry(case, 2).get().text.replace('"late":false', '"late":true')
    entry(case, 2).update(text=text, digest=digest(text))
    assert faults(case) == [(3, "prev")]


def test_a_column_that_says_otherwise_than_the_text_is_found(world, unguarded):
    case = world.told()
    entry(case, 2).update(at=at("2026-09-20 10:00"))
    entry(case, 3).update(person=world.people["maozijun"])
    assert faults(case) == [(2, "column at"), (3, "column person")]


@pytest.mark.parametrize(
    ("column", "other"),
    [
        ("act", "case.accept_case"),
        ("at", at("2026-09-20 10:00")),
        ("recorded_at", at("2026-09-20 10:00")),
        ("actor_kind", "clock"),
        ("person", None),
        ("post", None),
    ],
)
def test_each_column_is_held_against_the_text(world, unguarded, column, other):
    case = world.told()
    entry(case, 2).update(**{column: other})
    assert faults(case) == [(2, f"column {column}")]


def test_two_matters_whose_whole_chains_were_exchanged_are_found(world, unguarded):
    from shouwen.records.models import LedgerEntry, Matter

    one, two = world.receive(), world.receive()
    (first, head), (second, other_head) = (
        (entry(case, 1).get().pk, Matter.objects.get(pk=case).chain_head) for case in (one, two)
    )
    entry(one, 1).update(seq=9)  # out of the way
    for case, of, chain_head in ((one, second, other_head), (two, first, head)):
        LedgerEntry.objects.filter(pk=of).update(matter=case, seq=1)
        Matter.objects.filter(pk=case).update(chain_head=chain_head)
    assert faults(one) == faults(two) == [(1, "column matter")]


def test_fractions_of_a_second_are_told_apart_to_the_last(world, unguarded):
    case = world.receive(when="2026-09-21 10:00:00.500000")
    assert faults(case) == []
    entry(case, 1).update(recorded_at=at("2026-09-21 10:00:00.500001"))
    assert faults(case) == [(1, "column recorded_at")]


def rewritten(case, seq: int, text: str) -> None:
    """The last entry of a chain with another text, and everything computed anew that rests on it."""
    from shouwen.records.models import Matter
    from shouwen.rules.papers import digest

    entry(case, seq).update(text=text, digest=digest(text))
    Matter.objects.filter(pk=case).update(chain_head=digest(text))


def test_a_text_that_is_not_written_as_texts_are_is_found(world, unguarded):
    case = world.told()
    text = entry(case, 3).get().text
    backwards = dict(reversed(json.loads(text).items()))
    for written in (
        json.dumps(backwards, ensure_ascii=False, separators=(",", ":")),
        " " + text,
        text + " ",
    ):
        rewritten(case, 3, written)
        assert faults(case) == [(3, "text")]


def test_a_number_left_out_is_found_though_the_link_holds(world, unguarded):
    case = world.told()
    first, last = entry(case, 1).get(), entry(case, 3).get()
    second = entry(case, 2).get().digest
    entry(case, 2).delete()
    rewritten(case, 3, last.text.replace(second, first.digest))
    assert faults(case) == [(3, "seq")]


def test_an_entry_taken_out_leaves_a_gap(world, unguarded):
    case = world.told()
    entry(case, 2).delete()
    assert faults(case) == [(3, "seq"), (3, "prev")]


def test_a_tail_that_was_cut_off_is_missed_by_the_matter(world, unguarded):
    case = world.told()
    entry(case, 3).delete()
    assert faults(case) == [(0, "length"), (0, "head")]


def test_a_matter_without_any_entry_is_found(world, unguarded):
    from shouwen.records.models import LedgerEntry

    case = world.receive()
    LedgerEntry.objects.filter(matter=case).delete()
    assert faults(case) == [(0, "length"), (0, "head")]


def test_a_text_that_is_none_is_found(world, unguarded):
    from shouwen.rules.papers import digest

    case = world.receive()
    entry(case, 1).update(text="{}", digest=digest("{}"))
    assert (1, "text") in faults(case)


# ── the page ─────────────────────────────────────────────────────────────────────────────────────


def page(world, case, sign_in: str = "luoyiming", actor: ActorKind | None = None):
    from shouwen.queries.ledger import ledger_page
    from shouwen.queries.viewer import see
    from shouwen.records.models import Matter

    viewer = see(world.people[sign_in], at("2026-09-23 10:00"))
    return ledger_page(viewer, Matter.objects.get(pk=case).number, actor)


def test_the_record_says_who_did_what_and_what_it_opened_and_ended(world):
    notice, _examined, receipt = page(world, world.told()).entries
    assert (receipt.first, receipt.after, receipt.who) == (True, "已收件", "何雨桐")
    assert receipt.opened == ("受理或告知 → 食品经营审批岗",)
    assert (notice.before, notice.after) == ("已收件", "等申请人补正")
    assert notice.ended == ("受理或告知",)
    assert notice.opened == ("补正材料 → 申请人",)
    assert notice.papers == ("补正通知书 广审补〔2026〕1号",)
    assert "4.2c" in notice.clauses


def test_one_kind_of_actor_is_shown_alone_and_all_are_counted(world):
    case = world.told()
    world.correct(case, "2026-09-22 10:00", "application")
    found = page(world, case, actor=ActorKind.PARTY)
    assert [entry.what for entry in found.entries] == ["收补正材料"]
    assert found.counts == ((ActorKind.SEAT, 3), (ActorKind.PARTY, 1))


def test_what_was_refused_stands_beside_the_chain_with_its_sentence(world):
    from shouwen.acts import Barred
    from shouwen.acts.case import issue_correction_notice

    case = world.told()
    world.correct(case, "2026-09-22 10:00", "application")
    world.met(case, "application", "2026-09-22 11:00")
    with pytest.raises(Barred):
        issue_correction_notice(
            case,
            by=world.holder("food"),
            at=at("2026-09-22 11:30"),
            handover=HAND_OVER,
        )
    refused = page(world, case).refused
    assert "已于 2026-09-21 一次告知补正。材料没有变，不得再提其他问题。" in [
        attempt.sentence for attempt in refused
    ]
    assert {attempt.who for attempt in refused} == {"罗一鸣"}


def test_a_broken_chain_says_so_on_its_page(world, unguarded):
    case = world.told()
    entry(case, 2).update(act="case.accept_case")
    found = page(world, case)
    assert found.proof.broken == 1
    assert [each.holds for each in found.entries] == [True, False, True]


def test_what_is_owed_on_the_case_is_listed_whoever_bears_it(world):
    (owed,) = page(world, world.told()).owed
    assert (owed.actor, owed.bearer, owed.what) == (ActorKind.PARTY, "申请人", "补正材料")
