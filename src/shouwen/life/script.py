"""A life written down: the commands that made it, which make it again (issue 3).

A simulated office acts only through :class:`Command`: plain data that names people by their sign-in
key, services by their code and cases by the command that received them, and holds no key of a row.
So a script can be kept, sent, cut down and played on any founded, empty database; what was cut
away is missed by nothing but the commands that build on it, and those are skipped."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from functools import cached_property, partial
from typing import Any, Self, TypeVar
from uuid import UUID

from shouwen.acts import (
    CLOCK,
    Barred,
    By,
    Done,
    Party,
    Staff,
    absence,
    catalogue,
    correcting,
    unlisted,
)
from shouwen.acts.absence import Leave, Line, StandingIn
from shouwen.acts.at_once import settle_at_once
from shouwen.acts.case import (
    Judgement,
    accept_case,
    call_back,
    decide_grant,
    deem_accepted,
    deliver_result,
    escalate_silence,
    examine_materials,
    finish_step,
    issue_correction_notice,
    lapse_correction,
    note_missed,
    receive_correction,
    return_unmet_points,
    start_step,
    withdraw,
)
from shouwen.acts.outbox import letters_were_sent, take_letters
from shouwen.acts.receiving import Application, Filed, Upload, receive_application
from shouwen.acts.returning import ask_for_return, hand_back
from shouwen.acts.serving import (
    choose_way,
    correct_paper,
    note_attempt,
    note_receipt,
    serve_by_notice,
    serve_paper,
)
from shouwen.acts.sweeping import Swept, sweep
from shouwen.delivery.send import compose
from shouwen.life import (
    consultation_acts,
    contact_acts,
    directory_acts,
    hearing_acts,
    limit_acts,
    refusal_acts,
    succession_acts,
)
from shouwen.records.casefile.absence import owed_on
from shouwen.records.casefile.return_desk import ReturnRows
from shouwen.records.models import (
    Account,
    Cover,
    Jurisdiction,
    LedgerEntry,
    MaterialReturn,
    Obligation,
    Paper,
    Post,
    ServiceVersion,
    StepRun,
)
from shouwen.records.reading import Planned
from shouwen.rules.facts.casefile import Call, Demand, Handover, Opinion, Told, Withdrawal
from shouwen.rules.facts.guide import Guide, Question
from shouwen.rules.facts.plain import read
from shouwen.rules.facts.returning import Holdings, Mark, Taking, Wish
from shouwen.rules.facts.serving import Erratum, Failure, MailReceipt, PublicNotice
from shouwen.rules.facts.serving import Wish as HowToServe
from shouwen.rules.facts.unlisted import Referral
from shouwen.rules.words import (
    AbsenceKind,
    Channel,
    Fate,
    PaperKind,
    PartyIdKind,
    ReturnState,
    ServedBy,
    ToldBy,
    VersionState,
)

T = TypeVar("T")

ACTS: Mapping[str, Callable[..., Done]] = {
    "case.receive_application": receive_application,
    "case.settle_at_once": settle_at_once,
    "case.examine_materials": examine_materials,
    "case.issue_correction_notice": issue_correction_notice,
    "case.issue_supplementary_notice": correcting.issue_supplementary_notice,
    "case.tell_changed_law": correcting.tell_changed_law,
    "case.invite_supplement": correcting.invite_supplement,
    "case.receive_supplement": correcting.receive_supplement,
    "case.receive_correction": receive_correction,
    "case.return_unmet_points": return_unmet_points,
    "case.lapse_correction": lapse_correction,
    "case.accept_case": accept_case,
    "case.deem_accepted": deem_accepted,
    "case.escalate_silence": escalate_silence,
    "case.note_missed": note_missed,
    "case.decide_grant": decide_grant,
    "case.deliver_result": deliver_result,
    "case.withdraw": withdraw,
    "case.call_back": call_back,
    "return_of_materials.ask_for_return": ask_for_return,
    "return_of_materials.hand_back": hand_back,
    "service_of_paper.serve_paper": serve_paper,
    "service_of_paper.note_attempt": note_attempt,
    "service_of_paper.serve_by_notice": serve_by_notice,
    "service_of_paper.choose_way": choose_way,
    "service_of_paper.note_receipt": note_receipt,
    "service_of_paper.correct_paper": correct_paper,
    "step.start_step": start_step,
    "step.finish_step": finish_step,
    **limit_acts.ACTS,
    **refusal_acts.ACTS,
    **hearing_acts.ACTS,
    **succession_acts.ACTS,
    **consultation_acts.ACTS,
    **contact_acts.ACTS,
    **directory_acts.ACTS,
    "absence.request_absence": absence.request_absence,
    "absence.announce_absence": absence.announce_absence,
    "absence.enter_sudden_absence": absence.enter_sudden_absence,
    "absence.agree_to_stand_in": absence.agree_to_stand_in,
    "absence.decline_to_stand_in": absence.decline_to_stand_in,
    "absence.designate_stand_in": absence.designate_stand_in,
    "absence.record_appointment": absence.record_appointment,
    "absence.confirm_taking_over": absence.confirm_taking_over,
    "absence.approve_absence": absence.approve_absence,
    "absence.decline_absence": absence.decline_absence,
    "absence.hand_over": absence.hand_over,
    "absence.take_hand_over": absence.take_hand_over,
    "absence.see_hand_over": absence.see_hand_over,
    "absence.tell_of_absent": absence.tell_of_absent,
    "absence.ask_extension": absence.ask_extension,
    "absence.approve_extension": absence.approve_extension,
    "absence.decline_extension": absence.decline_extension,
    "absence.come_back": absence.come_back,
    "absence.sign_in": absence.sign_in,
    "absence.hand_back": absence.hand_back,
    "absence.take_back": absence.take_back,
    "absence.cancel_absence": absence.cancel_absence,
    "service_version.draft_version": catalogue.draft_version,
    "service_version.write_draft": catalogue.write_draft,
    "service_version.submit_version": catalogue.submit_version,
    "service_version.return_version": catalogue.return_version,
    "service_version.approve_version": catalogue.approve_version,
    "service_version.publish_version": catalogue.publish,
    "service_version.announce_version": catalogue.announce_version,
    "service_version.withdraw_version": catalogue.withdraw_version,
    "unlisted.receive_unlisted": unlisted.receive_unlisted,
    "unlisted.take_up": unlisted.take_up,
    "unlisted.refer": unlisted.refer,
}
"""The acts of a life, by the names of their moves."""

RECEIVES = "case.receive_application"
SETTLES = "case.settle_at_once"
ASKS, ANNOUNCES, ENTERS = (
    "absence.request_absence",
    "absence.announce_absence",
    "absence.enter_sudden_absence",
)
WISHES = "unlisted.receive_unlisted"
DRAFTS = "service_version.draft_version"
WITHDRAWS = "service_version.withdraw_version"
MAKES = (
    *(RECEIVES, SETTLES, ASKS, ANNOUNCES, ENTERS, WISHES, DRAFTS),
    *(contact_acts.REGISTERS, contact_acts.RECEIVES),
)
"""The acts that make a matter: an application is received, an absence asked for or entered,
something wanted that no guide covers, a version of a guide drafted; somebody asks."""

OF_A_SERVICE = (RECEIVES, SETTLES, WITHDRAWS)
"""The acts on the version of a service that is in force."""

OLDER = "#"
"""Between the code of a service and the number of an older version that is applied under."""

GIVES_BACK = "return_of_materials.hand_back"
"""Done on the return that waits in a case."""

BESIDE: Mapping[str, Callable[[str, UUID], UUID | None]] = {
    act: acts.beside
    for acts in (
        *(limit_acts, refusal_acts, hearing_acts, consultation_acts, contact_acts),
        succession_acts,
    )
    for act in acts.ACTS
    if act not in acts.BEGIN
}
"""The acts on what lies beside a case, or on what was asked about a contact, and how that is found."""

ON_THE_DECISION = (
    *("service_of_paper.note_attempt", "service_of_paper.serve_by_notice"),
    *("service_of_paper.note_receipt", "service_of_paper.correct_paper"),
)
"""Done on the decision of a case, as it was last set right."""

DECISIONS = (PaperKind.DECISION, PaperKind.REFUSAL, PaperKind.NON_ACCEPTANCE)
BRINGS = "service_of_paper.serve_paper"
"""Done on the paper that is owed to the applicant of a case."""

SWEEPS = "clock.sweep"
DELIVERS = "clock.deliver"
"""What the jobs do: a round of the sweep, and a round of the letters."""

PARTY, THE_CLOCK = "party", "clock"

_STEPS = Planned(
    "records_steprun s WHERE s.case_id = %s", (StepRun, "s"), only=frozenset({"id", "key"})
)
_COVERS = Planned(
    "records_cover c WHERE c.absence_id = %s AND c.until IS NULL",
    (Cover, "c"),
    only=frozenset({"id", "post"}),
)


@dataclass(frozen=True, slots=True)
class Command:
    """One thing done in a life.

    ``n`` counts the commands of a life; the same ``n`` again is the same request sent again.
    ``who`` is the sign-in key of somebody of the office, ``party`` or ``clock``. ``subject`` is the
    code of a service where an application is received (``code#2``: under its second version) or
    the service withdrawn, that of the jurisdiction where an absence or a draft begins or somebody
    asks, the key of a post whose line of the directory is meant, elsewhere the ``n`` of the command
    that made the matter; the jobs have none. ``step`` is the key of a step of that case, ``post`` the
    key of a post that somebody stands in on in that absence. ``brings`` is what the act is given, in
    plain JSON; people are sign-in keys.
    ``recorded_at`` is set where the act is declared as entered late: the time on the wall, ``at``
    being the time it claims."""

    n: int
    at: datetime
    act: str
    who: str
    subject: str | int | None = None
    step: str = ""
    brings: Mapping[str, Any] = field(default_factory=dict)
    recorded_at: datetime | None = None
    post: str = ""

    def to_json(self) -> dict[str, Any]:
        """The command as one JSON object; what stands as by default is left out."""
        found = {k: v for k, v in asdict(self).items() if v not in (None, "", {})}
        return found | {k: found[k].isoformat() for k in ("at", "recorded_at") if k in found}

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Self:
        """Raises ``ValueError`` or ``TypeError`` where it is no command."""
        times = {k: datetime.fromisoformat(found[k]) for k in ("at", "recorded_at") if k in found}
        return cls(**{**found, **times})


@dataclass(frozen=True, slots=True)
class Sent:
    """What a round of the letters did."""

    letters: int


Outcome = Done | Barred | Swept | Sent | None
"""What came of a command; None: it was skipped, for what it builds on is not there."""


@dataclass(frozen=True, slots=True)
class Script:
    """A life from its first day: ``seed`` names its requests, ``staff`` and ``start`` say which
    office it needs (``setting.found(staff, start)``)."""

    seed: int
    staff: int
    start: datetime
    commands: tuple[Command, ...]

    def to_lines(self) -> str:
        """The script as JSON lines, its head first."""
        head = {"seed": self.seed, "staff": self.staff, "start": self.start.isoformat()}
        rows = [head, *(command.to_json() for command in self.commands)]
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)

    @classmethod
    def from_lines(cls, text: str) -> Self:
        """Read a script back. Raises ``ValueError`` naming the line that is none."""
        lines = text.removesuffix("\n").split("\n")
        if not text:
            raise ValueError("the script is empty: its first line gives seed, staff and start")
        seed, staff, start = _parsed(1, lines[0], "the head of a script", _head)
        commands = (
            _parsed(n, line, "a command", Command.from_json) for n, line in enumerate(lines[1:], 2)
        )
        return cls(seed, staff, start, tuple(commands))


def _parsed(place: int, line: str, what: str, parse: Callable[[dict[str, Any]], T]) -> T:
    try:
        return parse(json.loads(line))
    except (ValueError, TypeError, KeyError) as wrong:
        raise ValueError(f"line {place} is not {what}: {wrong}") from None


def _head(found: Mapping[str, Any]) -> tuple[int, int, datetime]:
    return found["seed"], found["staff"], datetime.fromisoformat(found["start"])


class Stage:
    """The office that commands are done in: looks up who and what they name.

    Matters are found by the request that made them, so a stage that was left in the middle of a
    life, however hard, is taken up by the next one where it was left."""

    def __init__(self, seed: int) -> None:
        """``seed`` names the requests of the life: ``life-SEED-N``."""
        self.seed = seed
        self._matters: dict[int, UUID] = {}
        self._sent: dict[int, tuple[UUID, dict[str, Any]]] = {}

    def do(self, command: Command) -> Outcome:
        """Do a command as a door would. Raises ``ValueError`` where it names somebody who is not
        of the office."""
        if command.act == SWEEPS:
            swept = sweep(command.at)
            self._look_again(swept.acts.get("come_into_force", 0) > 0)
            return swept
        if command.act == DELIVERS:
            return _deliver(command.at)
        if command.n not in self._sent:
            about = self._subject(command)
            if about is None:
                return None
            self._sent = {command.n: (about, self._brought(command, about))}
        subject, brought = self._sent[command.n]  # sent again it says the same, as from a page
        try:
            done = ACTS[command.act](
                subject,
                by=self._by(command.who),
                at=command.at,
                recorded_at=command.recorded_at,
                late_entry=command.recorded_at is not None,
                request_id=self.request_id(command.n),
                **brought,
            )
        except Barred as barred:
            return barred
        if command.act in MAKES:
            self._matters[command.n] = done.matter
        self._look_again(command.act.startswith("service_version."))
        return done

    def _look_again(self, changed: bool) -> None:
        """What is in force is read anew where that may have ``changed``."""
        if changed:
            self.__dict__.pop("_versions", None)

    def request_id(self, n: int) -> str:
        """Under which request id the command ``n`` is done."""
        return f"life-{self.seed}-{n}"

    def matter(self, n: int) -> UUID | None:
        """The matter that the command ``n`` made; None where it made none."""
        if n not in self._matters:
            entry = LedgerEntry.objects.filter(request_id=self.request_id(n)).first()
            if entry is None:
                return None
            self._matters[n] = entry.matter_id
        return self._matters[n]

    def made(self, number: str) -> int | None:
        """The command that made the matter of this number; None where there is no such matter."""
        entries = LedgerEntry.objects.filter(matter__number=number, act__in=MAKES)
        request = entries.values_list("request_id", flat=True).first()
        return int(request.rpartition("-")[2]) if request else None

    def _subject(self, command: Command) -> UUID | None:
        match command.subject:
            case str(code):
                if command.act in directory_acts.ACTS:
                    return self._posts.get(code)
                if command.act not in OF_A_SERVICE:
                    return self._jurisdictions.get(code)
                return _older(code) if OLDER in code else self._versions.get(code)
            case int(n) if matter := self.matter(n):
                if find := BESIDE.get(command.act):
                    return find(command.act, matter)
                if command.post:
                    return self._cover(matter, command.post)
                if command.act == GIVES_BACK:
                    return _waiting(matter)
                if command.act == BRINGS:
                    return _to_bring(matter)
                if command.act in ON_THE_DECISION:
                    return _decision(matter)
                return self._step(matter, command.step) if command.step else matter
            case _:
                return None

    def _step(self, matter: UUID, key: str) -> UUID | None:
        return next((row.pk for (row,) in _STEPS.rows(matter) if row.key == key), None)

    def _cover(self, matter: UUID, post: str) -> UUID | None:
        on = self._posts.get(post)
        return next((row.pk for (row,) in _COVERS.rows(matter) if row.post_id == on), None)

    def _brought(self, command: Command, subject: UUID) -> dict[str, Any]:
        """What the command brings, as the act takes it."""
        named = {"leave": self._leave, "person": self._person}
        readers = {**_READERS, **named, "lines": partial(self._lines, subject)}
        if command.act == GIVES_BACK:
            readers["marks"] = partial(_marks, subject)
        if command.act.startswith("service_version."):
            readers["opinion"] = Opinion
        if command.act == "service_of_paper.choose_way":
            readers["wish"] = partial(read, HowToServe)
        if command.act in limit_acts.ACTS:
            readers |= limit_acts.READERS
        if command.act in directory_acts.ACTS:
            readers |= directory_acts.READERS
        if command.act in succession_acts.ACTS:
            readers |= succession_acts.READERS
        if command.act in hearing_acts.ACTS:
            readers |= hearing_acts.readers(self._posts)
        if command.act in consultation_acts.ACTS:
            readers |= consultation_acts.readers(self._posts)
        if command.act in contact_acts.ACTS:
            readers |= contact_acts.readers(command.act, self._posts, self._person, self.matter)
        if command.act in refusal_acts.ACTS and isinstance(command.subject, int):
            case = self.matter(command.subject)
            readers |= refusal_acts.readers(case) if case else {}
        return {name: readers[name](value) for name, value in command.brings.items()}

    def _leave(self, found: Mapping[str, Any]) -> Leave:
        until = found.get("returns_at")
        return Leave(
            kind=AbsenceKind(found["kind"]),
            leaves_at=datetime.fromisoformat(found["leaves_at"]),
            returns_at=datetime.fromisoformat(until) if until else None,
            reason=found.get("reason", ""),
            stand_ins=tuple(
                StandingIn(self._posts[post], self._person(who))
                for post, who in found.get("stand_ins", {}).items()
            ),
        )

    def _lines(self, cover: UUID, comment: str) -> tuple[Line, ...]:
        """The same comment on everything that is owed on the post now."""
        post, besides = Cover.objects.values_list("post", "absence").get(pk=cover)
        return tuple(Line(row.pk, comment) for row in owed_on(post, besides))

    def _by(self, who: str) -> By:
        if who == THE_CLOCK:
            return CLOCK
        if who == PARTY:
            return Party()
        return Staff(self._person(who))

    def _person(self, who: str) -> UUID:
        if who not in self.people:
            raise ValueError(
                f"Nobody signs in as {who} here: the script was lived in another office."
                " Found the one its head names (staff, start)."
            )
        return self.people[who]

    @cached_property
    def people(self) -> dict[str, UUID]:
        """Who signs in by which key."""
        accounts = Account.objects.filter(person__isnull=False)
        return dict(accounts.values_list("sign_in", "person_id"))

    @cached_property
    def _posts(self) -> dict[str, UUID]:
        return dict(Post.objects.values_list("key", "pk"))

    @cached_property
    def _jurisdictions(self) -> dict[str, UUID]:
        return dict(Jurisdiction.objects.values_list("code", "pk"))

    @cached_property
    def _versions(self) -> dict[str, UUID]:
        published = ServiceVersion.objects.filter(state=VersionState.PUBLISHED.value)
        return dict(published.values_list("service__code", "pk"))


def play(script: Script, on_done: Callable[[Command, Outcome], None] | None = None) -> None:
    """Do the commands of a script, in order, on the founded database that is there. The same
    commands give the same life; some of them give a life, too. ``on_done`` is told of each."""
    stage = Stage(script.seed)
    for command in script.commands:
        outcome = stage.do(command)
        if on_done is not None:
            on_done(command, outcome)


def subset(script: Script, kept: Iterable[Command]) -> Script:
    """The same life with these commands only."""
    return Script(script.seed, script.staff, script.start, tuple(kept))


def _deliver(at: datetime) -> Sent:
    """Every letter that is due is said and reaches its reader, who is nobody. One that cannot be
    said ends the life: ``KeyError``."""
    sent = 0
    while letters := take_letters(at):
        for letter in letters:
            compose(letter.template, letter.params)
        letters_were_sent([letter.id for letter in letters], at)
        sent += len(letters)
    return Sent(sent)


def _older(named: str) -> UUID | None:
    """The version of a service that ``code#number`` names."""
    code, _, number = named.partition(OLDER)
    found = ServiceVersion.objects.filter(service__code=code, number=int(number))
    return found.values_list("pk", flat=True).first()


def _guide(found: Mapping[str, Any]) -> Guide:
    """What the newest version of a service says, but for the promise and one question more."""
    newest = ServiceVersion.objects.filter(service__code=found["code"]).latest("number")
    guide = Guide.from_json(newest.guide)
    asked = Question(*found["question"])
    return replace(
        guide,
        promise=replace(guide.promise, n=found["promise"]),
        questions=(*(each for each in guide.questions if each.ask != asked.ask), asked),
    )


def _waiting(case: UUID) -> UUID | None:
    """The return that was asked for in a case and is not done."""
    found = MaterialReturn.objects.filter(case=case, state=ReturnState.ASKED.value)
    return found.values_list("pk", flat=True).first()


def _to_bring(case: UUID) -> UUID | None:
    """The paper that is owed to the applicant, where one is."""
    owed = Obligation.objects.filter(matter=case, kind="bring_again", ended_at=None)
    return owed.values_list("about", flat=True).first()


def _decision(case: UUID) -> UUID | None:
    """What a case was decided by, as it was last set right; None before it was."""
    found = Paper.objects.filter(matter=case, kind__in=DECISIONS, corrected_by=None)
    return found.order_by("-issued_at", "-pk").values_list("pk", flat=True).first()


def _mail_receipt(found: Mapping[str, Any]) -> MailReceipt:
    on = {"on": date.fromisoformat(found["on"])} if "on" in found else {}
    return MailReceipt(**{**found, **on})


def _marks(material_return: UUID, found: str | Mapping[str, str]) -> dict[str, Mark]:
    """The same of everything that the office still has: its fate, or that with its ground."""
    rows = ReturnRows(material_return, lock=False)
    holdings: Holdings = rows.facet("holdings", rows.matter.last_at)
    mark = Mark(Fate(found)) if isinstance(found, str) else read(Mark, found)
    return {sheet.key: mark for sheet in holdings.left}


def _taking(found: Mapping[str, Any]) -> Taking:
    """Who takes materials; a power of attorney lasts from a day to a day."""
    power = found.get("power")
    if power is None:
        return read(Taking, found)
    lasts = {day: date.fromisoformat(power[day]) for day in ("since", "until")}
    return read(Taking, {**found, "power": {**power, **lasts}})


def _told(found: Mapping[str, Any]) -> Told:
    return Told(date.fromisoformat(found["on"]), ToldBy(found["by"]), found["reference"])


def _application(found: Mapping[str, Any]) -> Application:
    return Application(
        **{
            **found,
            "told": _told(found["told"]) if "told" in found else None,
            "renews_until": date.fromisoformat(until)
            if (until := found.get("renews_until"))
            else None,
            "result_by": ServedBy(found["result_by"]) if "result_by" in found else None,
            "id_kind": PartyIdKind(found["id_kind"]),
            "channel": Channel(found["channel"]),
            "materials": read(tuple[Filed, ...], found["materials"]),
        }
    )


def _judgements(found: Mapping[str, Any]) -> dict[str, Judgement]:
    return {key: read(Judgement, judgement) for key, judgement in found.items()}


def _asking(found: Mapping[str, Any]) -> unlisted.Asking:
    given = read(tuple[unlisted.Given, ...], found["materials"])
    return unlisted.Asking(
        **{**found, "id_kind": PartyIdKind(found["id_kind"]), "materials": given}
    )


def _text(found: Any) -> str:
    return read(str, found)


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "application": _application,
    "judgements": _judgements,
    "answers": partial(read, tuple[Filed, ...]),
    "withdrawal": partial(read, Withdrawal),
    "call": partial(read, Call),
    "handover": partial(read, Handover),
    "served_by": partial(read, ServedBy),
    "article": _text,
    "commences": date.fromisoformat,
    "demands": partial(read, tuple[Demand, ...]),
    "opinion": _text,
    "facts": _text,
    "found": _text,
    "reason": _text,
    "things": _text,
    "until": datetime.fromisoformat,
    "case": _text,
    "item": partial(read, catalogue.Item),
    "guide": _guide,
    "seen": partial(read, int),
    "on": date.fromisoformat,
    "asking": _asking,
    "wish": partial(read, Wish),
    "failure": partial(read, Failure),
    "mail_receipt": _mail_receipt,
    "erratum": lambda found: Erratum(**found),
    "scans": partial(read, tuple[Upload, ...]),
    "public_notice": partial(read, PublicNotice),
    "taking": _taking,
    "referral": partial(read, Referral),
}
"""What acts are given, read from plain JSON by its name."""
