"""The ledger: what it says is enough to rebuild the office's work, what it says of people is
nothing, and whoever alters it is found."""

import json
from collections import defaultdict
from datetime import datetime

import pytest
from django.db import connection
from django.db.models import F

from shouwen.acts import CLOCK, Party
from shouwen.acts._frame.ledger import canonical
from shouwen.acts.case import (
    escalate_silence,
    lapse_correction,
    note_missed,
    return_unmet_points,
    start_step,
    withdraw,
)
from shouwen.acts.receiving import Filed
from shouwen.queries.ledger import verify
from shouwen.records import triggers
from shouwen.records.models import ClockEvent, LedgerEntry, Matter, Obligation, StepRun
from shouwen.rules.facts.casefile import Withdrawal
from shouwen.rules.papers import digest
from shouwen.rules.words import Check, Proposer
from tests.acts.world import at


@pytest.fixture
def walked(world):
    """Cases that went every way there is."""
    world.delivered()
    returned = world.told()
    world.correct(returned, "2026-09-22 10:00", "application")
    world.fault(returned, "application", "2026-09-22 11:00")
    return_unmet_points(returned, by=world.holder("food"), at=at("2026-09-22 11:30"))
    lapsed = world.told()
    lapse_correction(lapsed, by=CLOCK, at=at("2026-10-20 00:00"))
    breach = world.receive("relief", "2026-09-21 10:00", check=Check.UNCHECKED)
    note_missed(breach, by=CLOCK, at=at("2026-09-21 17:00"))
    escalate_silence(breach, by=CLOCK, at=at("2026-09-30 00:00"))
    given_up = world.accepted()
    run = StepRun.objects.get(case=given_up, key="review")
    start_step(run.pk, by=world.holder("food"), at=at("2026-09-21 11:00"))
    withdrawal = Withdrawal("徐禾", Proposer.PARTY)
    withdraw(given_up, by=Party(), at=at("2026-09-21 12:00"), withdrawal=withdrawal)
    world.withdraw(world.versions["relief"], "2026-10-08 09:00")
    return world


# --- Rebuilt from its texts alone -------------------------------------------------------------------
class Rebuilt:
    """A matter as its chain tells it."""

    def __init__(self):
        self.state = self.number = self.kind = None
        self.length, self.last_at = 0, ""
        self.obligations, self.clocks = {}, defaultdict(list)

    def take(self, entry):
        self.kind, self.number, self.state = entry["kind"], entry["number"], entry["after"]
        self.length, self.last_at = entry["seq"], max(self.last_at, entry["at"])
        for opened in entry["opened"]:
            self.obligations[opened["id"]] = {
                "kind": opened["kind"],
                "clause": opened["clause"],
                "about": opened["about"],
                "bearer": opened["bearer"],
                "opened_at": entry["at"],
                "due_at": opened["due"],
                "missed_at": None,
                "missed_by": None,
                "ended_at": None,
                "ended_by": None,
                "outcome": None,
            }
        for missed in entry["missed"]:
            owed = self.obligations[missed["id"]]
            owed.update(missed_at=entry["at"], missed_by=owed["bearer"])
        for ended in entry["ended"]:
            self.obligations[ended["id"]].update(
                ended_at=entry["at"], ended_by=entry["act"], outcome=ended["outcome"]
            )
        for event in entry["clock"]:
            self.clocks[event["clock"]].append(
                (
                    event["kind"],
                    event["at"],
                    event["n"],
                    event["unit"],
                    event["basis"],
                    event["calendar"],
                )
            )


def rebuilt():
    found = defaultdict(Rebuilt)
    for text in LedgerEntry.objects.order_by("seq").values_list("text", flat=True):
        entry = json.loads(text)
        found[entry["matter"]].take(entry)
    return found


def plain(value):
    return value.isoformat() if isinstance(value, datetime) else value and str(value)


@pytest.mark.usefixtures("walked")
class TestFromTheTextsAloneCanBeRebuilt:
    def test_every_matter_with_its_state(self):
        said = {
            key: (matter.kind, matter.state, matter.number, matter.length, matter.last_at)
            for key, matter in rebuilt().items()
        }
        assert said == {
            str(row.pk): (row.kind, row.state, row.number, row.chain_length, plain(row.last_at))
            for row in Matter.objects.all()
        }

    def test_every_obligation_with_how_it_ended(self):
        said = {
            key: row for matter in rebuilt().values() for key, row in matter.obligations.items()
        }
        columns = ("kind", "clause", "about", "opened_at", "due_at")
        ends = ("missed_at", "ended_at", "ended_by", "outcome")
        rows = Obligation.objects.values("pk", "bearer_id", "missed_by_id", *columns, *ends)
        assert said == {
            str(row["pk"]): {
                "bearer": plain(row["bearer_id"]),
                "missed_by": plain(row["missed_by_id"]),
                **{name: plain(row[name]) for name in (*columns, *ends)},
            }
            for row in rows
        }
        outcomes = {(row["outcome"], row["missed_at"] is not None) for row in said.values()}
        assert outcomes == {
            ("met", False),
            ("void", False),
            ("void", True),
            (None, True),
            (None, False),
        }

    def test_every_event_of_every_clock_in_its_order(self):
        said = {
            (key, name): events for key, m in rebuilt().items() for name, events in m.clocks.items()
        }
        written = defaultdict(list)
        for row in ClockEvent.objects.order_by("matter", "clock", "position"):
            written[str(row.matter_id), row.clock].append(
                (row.kind, plain(row.at), row.n, row.unit, row.basis, row.calendar_version)
            )
        assert said == written


# --- Nothing personal ------------------------------------------------------------------------------
def test_no_word_of_or_about_a_person_is_in_it(world):
    """The ledger is for ever, so it names nobody: not the applicant, nor what they brought or
    wrote, nor what was found about them."""
    personal = {
        "applicant": "徐禾",
        "id_number": "11010519491231002X",
        "phone": "0826-555-0177",
        "email": "xuhe@example.org",
        "address": "滨江路示例巷七号",
        "agent": "周遥",
        "agent_id_number": "11010519491231002X",
        "subject": "青禾餐馆",
    }
    case = world.receive(
        **personal,
        power_of_attorney=True,
        materials=tuple(
            Filed(key, pages=2, check=Check.MET, answer="住在江边")
            for key in ("application", "premises_note", "equipment_list")
        ),
    )
    world.fault(case, "application", "2026-09-21 10:30")
    found = ("没有签名", "请签名", "住在江边", "食品经营许可申请书")
    texts = "\n".join(LedgerEntry.objects.values_list("text", flat=True))
    assert [word for word in (*personal.values(), *found) if word in texts] == []


def test_who_acted_is_named_by_key_and_seat(world):
    said = json.loads(LedgerEntry.objects.get(matter=world.receive()).text)
    assert said["actor"] == {
        "kind": "seat",
        "person": str(world.holder("window_1").person),
        "post": str(world.posts["window_1"].pk),
        "rule": "holder",
    }


def test_what_was_brought_is_there_as_a_salted_digest_only(world):
    """The same application twice gives two digests: nobody can try names until one fits."""
    texts = [LedgerEntry.objects.get(matter=world.receive()).text for _ in range(2)]
    first, second = (json.loads(text)["given"] for text in texts)
    assert first.startswith("sha256:") and first != second


# --- Whoever alters it is found ----------------------------------------------------------------------
@pytest.fixture
def case(walked):
    """The chain of a whole case, with nothing left to guard it."""
    with connection.cursor() as cursor:
        for verb in ("update", "delete"):
            of = " ON records_ledgerentry" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER records_ledgerentry_{verb}{of}")
    assert triggers.names(connection) - triggers.installed(connection)
    return Matter.objects.get(state="closed").pk


def entry(case, seq):
    return LedgerEntry.objects.filter(matter=case, seq=seq)


def rewritten(case, seq, **changes):
    """An entry with other words, and with a digest that fits them."""
    said = json.loads(entry(case, seq).get().text) | changes
    text = canonical(said)
    entry(case, seq).update(text=text, digest=digest(text))


def swapped(case):
    entry(case, 2).update(seq=99)
    entry(case, 3).update(seq=2)
    entry(case, 99).update(seq=3)


def renumbered(case):
    """An entry taken out and the rest closed up behind it."""
    entry(case, 4).delete()
    LedgerEntry.objects.filter(matter=case, seq__gt=4).update(seq=F("seq") + 100)
    LedgerEntry.objects.filter(matter=case, seq__gt=100).update(seq=F("seq") - 101)


TAMPERED = {
    "a word of the text": lambda case: entry(case, 3).update(
        text=entry(case, 3).get().text.replace('"late":false', '"late":true')
    ),
    "a space": lambda case: entry(case, 3).update(text=entry(case, 3).get().text + " "),
    "the digest": lambda case: entry(case, 3).update(digest="sha256:" + "0" * 64),
    "text and digest": lambda case: rewritten(case, 3, after="closed"),
    "text and digest of the last": lambda case: rewritten(case, 10, after="withdrawn"),
    "the order": swapped,
    "one in the middle gone": lambda case: entry(case, 5).delete(),
    "one gone and the rest closed up": renumbered,
    "the first gone": lambda case: entry(case, 1).delete(),
    "the last gone": lambda case: entry(case, 10).delete(),
    "the last gone and forgotten": lambda case: (
        entry(case, 10).delete(),
        Matter.objects.filter(pk=case).update(chain_length=9),
    ),
    "all gone": lambda case: LedgerEntry.objects.filter(matter=case).delete(),
    "the time beside the text": lambda case: entry(case, 3).update(at=at("2026-01-06 09:00")),
    "the person beside the text": lambda case: entry(case, 3).update(person=None),
    "the act beside the text": lambda case: entry(case, 3).update(act="case.withdraw"),
    "the head": lambda case: Matter.objects.filter(pk=case).update(chain_head="sha256:0"),
}


def test_untouched_every_chain_holds(walked):
    proof = verify()
    assert proof.broken == ()
    assert proof.entries == LedgerEntry.objects.count()
    assert proof.chains == Matter.objects.count()


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_altered_is_found_in_its_chain_and_in_no_other(case, what):
    assert verify(case).broken == ()
    TAMPERED[what](case)
    assert {place.matter for place in verify().broken} == {case}
    assert verify(case).broken == verify().broken


def test_what_has_no_order_is_written_in_one():
    """Two workers that get one request say the same of it, so that the second knows it (decision 8)."""
    read_out = frozenset(("fee", "basis", "materials", "limit"))
    assert canonical({"parts": read_out}) == '{"parts":["basis","fee","limit","materials"]}'
