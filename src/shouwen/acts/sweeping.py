"""The sweep: time itself acts on what has run out, and warns of what soon will (5.2.2e).

An obligation whose bell rings is the queue; nothing else is looked at (decision 13). Before it is
due the bell warns whoever bears it, and is set to the due time: a change of the queue and a letter,
no act, so the ledger has nothing of it. When it is due, the clock acts on the matter, once for
everything that ran out on it by then; what is marked missed rings no more."""

import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import chain
from time import perf_counter
from uuid import UUID

from django.db import transaction
from django.db.models import F

from shouwen.acts import (
    absence,
    assessment,
    case,
    catalogue,
    contact,
    double_duty,
    extension,
    hearing,
    leavers,
    office,
    refusal,
    renewal,
    serving,
    special_procedure,
    unlisted,
)
from shouwen.acts._frame.actor import CLOCK
from shouwen.acts._frame.frame import Act, At, Barred
from shouwen.acts.figures import count_ended
from shouwen.records.casefile.case import frozen_guide
from shouwen.records.casefile.office import office as office_of
from shouwen.records.keys import new_key
from shouwen.records.models import Case, Letter, Obligation, Refusal
from shouwen.records.models.refusal import ON_ITS_WAY
from shouwen.rules.owed import OWED
from shouwen.rules.policy import number
from shouwen.rules.words import Bearer, LetterChannel, Silence
from shouwen.rules.worktime import CST, chinese_time

BATCH = 200
LEASE = timedelta(minutes=5)
"""How long a sweep has for what it claimed; if it is killed meanwhile, the bell rings again."""

CLOCK_ACTS: dict[str, Act] = {
    **leavers.ACTS,
    **catalogue.ACTS,
    "absence.lapse_absence": absence.lapse_absence,
    "absence.note_missed": absence.note_missed,
    "absence.note_overstay": absence.note_overstay,
    "absence.start_absence": absence.start_absence,
    "assessment.note_missed": assessment.note_missed,
    "case.deem_accepted": case.deem_accepted,
    "case.deem_renewed": renewal.deem_renewed,
    "case.escalate_silence": case.escalate_silence,
    "case.lapse_correction": case.lapse_correction,
    "case.note_missed": case.note_missed,
    "contact.give_to_duty": contact.give_to_duty,
    "contact.note_missed": contact.note_missed,
    "extension.lapse_extension": extension.lapse_extension,
    "hearing.lapse": hearing.lapse,
    "lacking_ground.note_shown": refusal.note_shown,
    "licence.remind_holder": renewal.remind_holder,
    "special_procedure.overrun_special_procedure": special_procedure.overrun_special_procedure,
    "office.begin_half_year": double_duty.begin_half_year,
    "office.note_missed": office.note_missed,
    "service_of_paper.notice_is_over": serving.notice_is_over,
    "unlisted.note_missed": unlisted.note_missed,
}
ON: dict[str, str] = {
    "decide_renewal": "case.deem_renewed",  # first: whatever else ran out falls away with it
    "ask_hearing": "hearing.lapse",
    "come_back": "absence.note_overstay",
    "come_into_force": "service_version.come_into_force",
    "correct": "case.lapse_correction",
    "remind_holder": "licence.remind_holder",
    "half_year": "office.begin_half_year",
    "lapse_extension": "extension.lapse_extension",
    "leave": "absence.start_absence",
    "await_notice": "service_of_paper.notice_is_over",
    "take_contact": "contact.give_to_duty",
    "special_procedure_over": "special_procedure.overrun_special_procedure",
    "begin": "absence.lapse_absence",
}
"""What the clock does where an obligation of a kind has run out; of any other it notes the miss."""
BY_SILENCE = {Silence.DEEMS: "case.deem_accepted", Silence.ESCALATES: "case.escalate_silence"}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep did: obligations that rang, acts done by name, bearers warned, matters on which
    an act failed (they ring again) and the counting where it did, ended cases counted (5.1b), and
    how long it took."""

    examined: int
    acts: Mapping[str, int]
    warned: int
    failed: int
    counted: int
    seconds: float


def sweep(at: At) -> Swept:
    """One round: everything whose bell rings by ``at``, in batches. Two sweeps at once share the
    work; sweeping again does nothing again."""
    began = perf_counter()
    by = at() if callable(at) else at
    examined = warned = failed = 0
    acts: Counter[str] = Counter()
    while True:
        rung, told = _claim(by.astimezone(UTC))
        examined += len(rung) + told
        warned += told
        last = len(rung) + told < BATCH
        for matter, act in chain(_acts(rung), _unfinished() if last else ()):
            done = _do(act, matter, at, by)
            if done is None:
                failed += 1
            else:
                acts[act.partition(".")[2]] += done
        if last:
            try:
                counted = count_ended(by)
            except Exception:
                log.exception("cases that came to their end could not be counted")
                counted, failed = 0, failed + 1
            seconds = round(perf_counter() - began, 3)
            return Swept(examined, dict(+acts), warned, failed, counted, seconds)


def _unfinished() -> Iterator[tuple[UUID, str]]:
    """What other acts left for the clock: on what, and which act."""
    yield from leavers.unfinished()
    yield from catalogue.unfinished()
    yield from refusal.unfinished()


@transaction.atomic
def _claim(by: datetime) -> tuple[list[Obligation], int]:
    """Take the next batch of what rings: what is due is leased, what is not is warned of here and
    now. Answers with the first, and the number of the second."""
    ringing = Obligation.objects.filter(ended_at__isnull=True, bell_at__lte=by)
    ringing = ringing.order_by("bell_at").select_related("matter")
    batch = list(ringing.select_for_update(skip_locked=True, of=("self",))[:BATCH])
    batch.sort(key=_turn)
    due = [row for row in batch if row.due_at and row.due_at <= by]
    if due:
        Obligation.objects.filter(pk__in=[row.pk for row in due]).update(bell_at=by + LEASE)
    if len(due) == len(batch):
        return due, 0
    soon = Obligation.objects.filter(pk__in={row.pk for row in batch} - {row.pk for row in due})
    warned = list(soon.select_related("matter__case", "matter__jurisdiction", "bearer"))
    letters = {_says(letter): letter for row in warned for letter in _warning(row, by)}
    last_days = _last_days_for_a_no(warned)
    late = [row for row in warned if row.pk in last_days and last_days[row.pk] <= by]
    Letter.objects.bulk_create([*letters.values(), *_no_in_time(late, by)], ignore_conflicts=True)
    soon.update(bell_at=F("due_at"))
    for row in warned:
        if row.pk in last_days and by < last_days[row.pk]:
            Obligation.objects.filter(pk=row.pk).update(bell_at=last_days[row.pk])
    return due, len(warned)


def _last_days_for_a_no(rows: list[Obligation]) -> dict[UUID, datetime]:
    """When it is high time to file a "no": the morning from which on no more than so many working
    days are left (7.4.3a)."""
    found = {}
    for row in rows:
        days = OWED[row.kind].three_look
        if days and row.due_at and row.bearer_id:
            hours = office_of(row.matter.jurisdiction).unit(row.bearer_id).hours
            day = last = chinese_time(row.due_at - timedelta.resolution).date()
            while hours.calendar.working_days_between(day, last) < number(days):
                day -= timedelta(days=1)
            morning = datetime.combine(day, time(number("reminder_hour")), CST)
            found[row.pk] = morning.astimezone(UTC)
    return found


def _no_in_time(rows: list[Obligation], at: datetime) -> Iterator[Letter]:
    """To the bearer and the section head, where no "no" is filed on the case."""
    filed = set(
        Refusal.objects.filter(
            case__in=[row.matter_id for row in rows], state__in=ON_ITS_WAY
        ).values_list("case", flat=True)
        if rows
        else ()
    )
    for row in rows:
        assert row.bearer_id is not None and row.due_at is not None, "looked at for its last days"
        roster = office_of(row.matter.jurisdiction).roster
        posts = dict.fromkeys((row.bearer_id, roster.above(row.bearer_id).head or row.bearer_id))
        for n, post in enumerate(posts if row.matter_id not in filed else ()):
            yield Letter(
                id=new_key(at),
                jurisdiction_id=row.jurisdiction_id,
                matter_id=row.matter_id,
                key=f"{row.pk}:no_in_time:{n}",
                channel=LetterChannel.CONSOLE,
                to=roster.posts[post].name,
                template="no_in_time",
                params={"number": row.matter.number or "", "due": row.due_at.isoformat()},
                written_at=at,
                next_try_at=at,
            )


def _turn(row: Obligation) -> tuple[datetime, str, str]:
    """Whose turn it is: what rang first, and of the same time the same on every database."""
    assert row.bell_at is not None, "what rings has a bell"
    return row.bell_at, row.matter.number or "", row.kind


def _says(letter: Letter) -> tuple[object, ...]:
    """What a reader sees of a letter: who owes two lists of one absence is told once."""
    params = letter.params
    return letter.matter_id, letter.channel, letter.to, params["kind"], params["due"]


def _warning(row: Obligation, at: datetime) -> list[Letter]:
    """To the post that bears it; to the applicant where they do, at every address they left. What
    nobody bears is in nobody's drawer."""
    if row.bearer:
        addresses = {LetterChannel.CONSOLE: row.bearer.name}
        template = "warned"
    elif OWED[row.kind].bearer is not Bearer.PARTY:
        return []
    else:
        party = row.matter.case
        addresses = {LetterChannel.EMAIL: party.email, LetterChannel.SMS: party.phone}
        template = "reminded"
    return [
        Letter(
            id=new_key(at),
            jurisdiction_id=row.jurisdiction_id,
            matter_id=row.matter_id,
            key=f"{row.pk}:{template}:{channel}",
            channel=channel,
            to=to,
            template=template,
            params={
                "number": row.matter.number or "",
                "kind": row.kind,
                "due": row.due_at.isoformat(),
            },
            written_at=at,
            next_try_at=at,
        )
        for channel, to in addresses.items()
        if to and row.due_at
    ]


def _acts(due: list[Obligation]) -> list[tuple[UUID, str]]:
    """What the clock does on each matter: one act, which marks everything that ran out on it."""
    kinds: dict[UUID, set[str]] = {}
    for row in due:
        kinds.setdefault(row.matter_id, set()).add(row.kind)
    life = {row.matter_id: row.matter.kind for row in due}
    silent = [
        matter
        for matter, found in kinds.items()
        if "answer_receipt" in found and "decide_renewal" not in found
    ]
    versions = dict(Case.objects.filter(pk__in=silent).values_list("pk", "version_id"))

    def act(matter: UUID, found: set[str]) -> str:
        if matter in versions:
            return BY_SILENCE[frozen_guide(versions[matter]).silence]
        more = (ON[kind] for kind in ON if kind in found)
        return next(more, f"{life[matter]}.note_missed")

    return [(matter, act(matter, found)) for matter, found in kinds.items()]


def _do(act: str, matter: UUID, at: At, by: datetime) -> bool | None:
    """Do the act; False where somebody made it needless meanwhile, None where it failed. One
    matter on which the clock cannot act must not keep it from the others: it rings again."""
    try:
        CLOCK_ACTS[act](matter, by=CLOCK, at=at)
    except Barred as barred:
        unmarked = Obligation.objects.filter(ended_at__isnull=True, missed_at__isnull=True)
        if not unmarked.filter(matter=matter, due_at__lte=by).exists():
            return False
        log.warning("the clock could not act on matter %s: %s", matter, barred)
        return None
    except Exception:
        log.exception("the clock could not act on matter %s", matter)
        return None
    return True
