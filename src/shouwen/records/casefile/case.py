"""A case on the desk: its rows, each read once when first asked for, and the facets made of them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import Any, Protocol
from uuid import UUID

from shouwen.records.casefile import filings, licence, limits
from shouwen.records.casefile import holdings as held
from shouwen.records.casefile import serving as brought
from shouwen.records.casefile.desk import ran_out
from shouwen.records.casefile.office import Office, UnitFacts, UnitTimes, office
from shouwen.records.models import (
    Case,
    CaseMaterial,
    ClockEvent,
    Consultation,
    Correction,
    CorrectionPoint,
    Extension,
    Hearing,
    InterestedParty,
    Jurisdiction,
    LedgerEntry,
    Licence,
    MaterialReturn,
    Matter,
    Obligation,
    Paper,
    Refusal,
    Service,
    ServiceOfPaper,
    ServiceVersion,
    SpecialProcedure,
    StepRun,
    Succession,
)
from shouwen.records.reading import Planned
from shouwen.rules import clock
from shouwen.rules.facts import consultation, hearing
from shouwen.rules.facts.casefile import (
    Checklist,
    Clocks,
    Item,
    Notice,
    Notices,
    Owing,
    Reach,
    StepFact,
    Steps,
    Terms,
)
from shouwen.rules.facts.consultation import Consultations
from shouwen.rules.facts.guide import Basis, Guide, Limit, Material
from shouwen.rules.facts.seats import Hands
from shouwen.rules.facts.serving import Consent
from shouwen.rules.facts.special_procedure import SpecialProcedures
from shouwen.rules.facts.version import PUBLIC
from shouwen.rules.lives.case import ON_A_CONSULTATION, ON_A_HEARING
from shouwen.rules.policy import number
from shouwen.rules.words import (
    Bearer,
    CaseOutcome,
    CaseState,
    Check,
    ClockEventKind,
    ClockName,
    ConsultationKind,
    ConsultationState,
    CorrectionState,
    Fate,
    HearingState,
    LimitUnit,
    MaterialForm,
    MaterialSource,
    MatterKind,
    PaperKind,
    StepKind,
    StepState,
    VersionState,
)
from shouwen.rules.worktime import chinese_time


@lru_cache(maxsize=2048)
def frozen_guide(version: UUID) -> Guide:
    """The guide of a version that was published: it never changes again, so it is kept."""
    content = ServiceVersion.objects.values_list("guide", flat=True).get(pk=version)
    return Guide.from_json(content)


def guide_of(version: ServiceVersion) -> Guide:
    """The guide of a version: one that was not published yet is read anew each time."""
    if version.state in PUBLIC:
        return frozen_guide(version.pk)
    return Guide.from_json(version.guide)


def terms_of(version: ServiceVersion, guide: Guide) -> Terms:
    """What the version says that guards ask about."""
    return Terms(
        version.pk,
        VersionState(version.state),
        guide.silence,
        since=chinese_time(version.valid_from).date() if version.valid_from else None,
        until=chinese_time(version.valid_until).date() if version.valid_until else None,
    )


_MATTER = Planned(
    "records_matter m JOIN records_jurisdiction j ON j.id = m.jurisdiction_id"
    f" WHERE m.id = %s AND m.kind = '{MatterKind.CASE}'",
    (Matter, "m"),
    (Jurisdiction, "j"),
)
_CASE = Planned(
    "records_case c JOIN records_serviceversion v ON v.matter_id = c.version_id"
    " JOIN records_service s ON s.id = v.service_id"
    " LEFT JOIN records_hearing h ON h.case_id = c.matter_id"
    " LEFT JOIN records_licence l ON l.case_id = c.matter_id WHERE c.matter_id = %s",
    (Case, "c"),
    (ServiceVersion, "v"),
    (Service, "s"),
    (Hearing, "h"),
    (Licence, "l"),
    omit=frozenset({"guide"}),
)
_FILINGS = Planned(
    "records_casematerial m WHERE m.case_id = %s ORDER BY m.position, m.filing", (CaseMaterial, "m")
)
_CORRECTIONS = Planned(
    "records_correction c WHERE c.case_id = %s ORDER BY c.told_at, c.id", (Correction, "c")
)
_POINTS = Planned(
    "records_correctionpoint p JOIN records_correction c ON c.id = p.correction_id"
    " WHERE c.case_id = %s ORDER BY c.told_at, c.id, p.position",
    (CorrectionPoint, "p"),
)
_STEP = Planned("records_steprun s WHERE s.id = %s", (StepRun, "s"))
_STEPS = Planned("records_steprun s WHERE s.case_id = %s ORDER BY s.position", (StepRun, "s"))
_OWED = Planned(
    "records_obligation o WHERE o.matter_id = %s AND o.ended_at IS NULL ORDER BY o.due_at",
    (Obligation, "o"),
)
_LAST_PAPER = Planned(
    "records_paper p WHERE p.matter_id = %s AND p.kind = %s ORDER BY p.issued_at DESC, p.id DESC"
    " LIMIT 1",
    (Paper, "p"),
)
_CONSULTATIONS = Planned(
    "records_consultation c WHERE c.case_id = %s ORDER BY c.asked_at, c.id", (Consultation, "c")
)
_SUCCESSIONS = Planned(
    "records_succession s WHERE s.case_id = %s ORDER BY s.noted_at, s.id", (Succession, "s")
)
_INTERESTED = Planned(
    "records_interestedparty i JOIN records_hearing h ON h.id = i.hearing_id"
    " WHERE h.case_id = %s ORDER BY i.told_at, i.id",
    (InterestedParty, "i"),
)
_EXAMINED = Planned(
    "records_ledgerentry e WHERE e.matter_id = %s"
    " AND e.act IN ('case.examine_materials', 'case.accept_case', 'step.finish_step')",
    (LedgerEntry, "e"),
    only=frozenset({"id", "person"}),
)
_CLOCK_EVENTS = Planned(
    "records_clockevent e WHERE e.matter_id = %s ORDER BY e.clock, e.position", (ClockEvent, "e")
)


class CaseRows:
    """One case. ``lock`` takes the matter's row first, before anything else is read, and then the
    jurisdiction's: who sits where is as it is at the act's time, and stays until it is sealed."""

    def __init__(self, matter: UUID, *, lock: bool) -> None:
        """Raises ``Matter.DoesNotExist`` where there is no such case."""
        found = _MATTER.first(matter, lock="m" if lock else "", share="j")
        if found is None:
            raise Matter.DoesNotExist(matter)
        self.matter, self.matter.jurisdiction = found

    @property
    def jurisdiction(self) -> Jurisdiction:
        """The jurisdiction of the matter."""
        return self.matter.jurisdiction

    @cached_property
    def office(self) -> Office:
        """The office as it stands."""
        return office(self.matter.jurisdiction)

    @cached_property
    def _read(self) -> tuple[Case, Hearing | None, Licence | None]:
        found = _CASE.first(self.matter.pk)
        assert found is not None, "a matter of this kind is made with its case"
        case, case.version, case.version.service, hearing, line = found
        return case, hearing if hearing.pk else None, line if line.pk else None

    @property
    def case(self) -> Case:
        """The case's own row, with its version and service."""
        return self._read[0]

    @property
    def hearing(self) -> Hearing | None:
        """The hearing, where its right was told; read with the case."""
        return self._read[1]

    @property
    def licence(self) -> Licence | None:
        """The line of the register that the case made, where it granted for a period; read with
        the case."""
        return self._read[2]

    @cached_property
    def guide(self) -> Guide:
        """The guide the case runs under."""
        return frozen_guide(self.case.version_id)

    @cached_property
    def unit(self) -> UnitFacts:
        """The unit that handles the case."""
        return self.office.unit(self.case.handler_id)

    @cached_property
    def filings(self) -> list[CaseMaterial]:
        """Every filing of every material, in the guide's order, oldest first."""
        return [row for (row,) in _FILINGS.rows(self.matter.pk)]

    @cached_property
    def materials(self) -> dict[str, CaseMaterial]:
        """The materials as they stand now: the last filing of each."""
        return {row.key: row for row in self.filings}

    def asked(self, key: str) -> Material:
        """What is asked for under a key: by the guide, or by a law that has changed since."""
        if any(material.key == key for material in self.guide.materials):
            return self.guide.material(key)
        row = self.materials[key]
        return Material(
            key=key,
            name=row.name,
            form=MaterialForm(row.form),
            copies=1,
            source=MaterialSource.APPLICANT,
            requirement=row.cure,
            sample="",
            basis=Basis(law="", article=row.ground, version=""),
        )

    @property
    def everything_asked(self) -> list[Material]:
        """Every material asked for, in the order of the checklist."""
        return [self.asked(key) for key in self.materials]

    @cached_property
    def corrections(self) -> list[Correction]:
        """Every notice of what to correct, as they were told."""
        return [row for (row,) in _CORRECTIONS.rows(self.matter.pk)]

    @property
    def correction(self) -> Correction | None:
        """The first correction notice, if one was told."""
        return next((row for row in self.corrections if not row.supplementary), None)

    @cached_property
    def all_points(self) -> list[CorrectionPoint]:
        """The points that every notice named, in their order; no statement without a notice."""
        if not self.corrections:
            return []
        return [row for (row,) in _POINTS.rows(self.matter.pk)]

    @property
    def points(self) -> list[CorrectionPoint]:
        """What the applicant was told of each material: its newest point."""
        return list({row.key: row for row in self.all_points}.values())

    @cached_property
    def step_runs(self) -> list[StepRun]:
        """The steps of the case in order."""
        return [row for (row,) in _STEPS.rows(self.matter.pk)]

    @cached_property
    def extensions(self) -> list[Extension]:
        """Every extension asked for, oldest first."""
        return limits.read_extensions(self.matter.pk)

    @cached_property
    def consultations(self) -> list[Consultation]:
        """Everybody who was asked, oldest first (4.3)."""
        return [row for (row,) in _CONSULTATIONS.rows(self.matter.pk)]

    @cached_property
    def examiners(self) -> frozenset[UUID]:
        """Who examined the case, or did a step of it."""
        return frozenset(row.person for (row,) in _EXAMINED.rows(self.matter.pk) if row.person)

    @cached_property
    def special_procedures(self) -> list[SpecialProcedure]:
        """Every special procedure, oldest first."""
        return limits.read_special_procedures(self.matter.pk)

    @cached_property
    def refusals(self) -> list[Refusal]:
        """Every refusal proposed, oldest first (7.4.1)."""
        return filings.read_refusals(self.matter.pk)

    @cached_property
    def returns(self) -> list[MaterialReturn]:
        """Every return of materials, oldest first (7.4.4)."""
        return held.read_returns(self.matter.pk)

    @cached_property
    def interested(self) -> list[InterestedParty]:
        """Who else was told of the right to a hearing, in order (行政许可法 art. 47)."""
        return [row for (row,) in _INTERESTED.rows(self.matter.pk)] if self.hearing else []

    @property
    def unwritten(self) -> list[InterestedParty]:
        """Who of them is still to be brought the notice of the hearing; where nobody is owed one,
        nothing more is read."""
        owed = {row.about for row in self.open_obligations if row.kind == "bring_hearing_notice"}
        return [row for row in self.interested if row.pk in owed] if owed else []

    @cached_property
    def successions(self) -> list[Succession]:
        """Each applicant who is no more, and who took over from them, oldest first."""
        return [row for (row,) in _SUCCESSIONS.rows(self.matter.pk)]

    @cached_property
    def papers(self) -> list[Paper]:
        """Every paper issued, oldest first."""
        return brought.read_papers(self.matter.pk)

    @cached_property
    def services(self) -> dict[UUID, list[ServiceOfPaper]]:
        """Every attempt to bring a paper to the applicant, by paper, oldest first (7.4.3b)."""
        return brought.read_services(self.matter.pk)

    @cached_property
    def fates(self) -> dict[UUID, Fate]:
        """What became of each material that was asked back."""
        return held.read_fates(self.matter.pk)

    @cached_property
    def open_obligations(self) -> list[Obligation]:
        """What is owed on the case now."""
        return [row for (row,) in _OWED.rows(self.matter.pk)]

    def run_out(self, at: datetime) -> list[Obligation]:
        """What has run out by ``at`` and is not marked missed yet."""
        return ran_out(self.open_obligations, at)

    @cached_property
    def clock_events(self) -> list[ClockEvent]:
        """Every event of every clock, in order."""
        return [row for (row,) in _CLOCK_EVENTS.rows(self.matter.pk)]

    def last_paper(self, kind: PaperKind) -> Paper:
        """The newest paper of a kind; ``Paper.DoesNotExist`` where none was issued."""
        found = _LAST_PAPER.first(self.matter.pk, str(kind))
        if found is None:
            raise Paper.DoesNotExist(kind)
        paper: Paper = found[0]
        return paper

    def due(self, name: ClockName, extra: Iterable[ClockEvent] = ()) -> clock.Due | None:
        """How a clock stands, events about to be written included; None where it never started."""
        rows = [row for row in (*self.clock_events, *extra) if row.clock == name]
        return fold_rows(rows, self.office, self.unit)

    def limit_of(self, run: StepRun) -> Limit:
        """The limit that the guide gives a step (5.2.2c)."""
        return next(step.limit for step in self.guide.steps if step.key == run.key)

    def step_due(
        self, run: StepRun, began: datetime, extra: Iterable[ClockEvent] = ()
    ) -> clock.Due | None:
        """How the limit of a step that began then stands, events about to be written included: it
        stands still while the promise does (5.2.2d). None where it is one of the same day."""
        limit = self.limit_of(run)
        if limit.n == 0:
            return None
        promise = [row for row in (*self.clock_events, *extra) if row.clock == ClockName.PROMISE]
        calendar, hours = self.office.calendar, self.unit.hours
        return clock.if_begun_beside(
            began, limit.n, limit.unit, events_of(promise), calendar, hours
        )

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file, at the act's time."""
        return _LOADERS[name](self, at)


class StepRows(CaseRows):
    """One step of a case on the desk; the case's matter is what is locked."""

    def __init__(self, step: UUID, *, lock: bool) -> None:
        """Raises ``StepRun.DoesNotExist`` where there is no such step."""
        self.about = step
        found = _STEP.first(step)
        if found is None:
            raise StepRun.DoesNotExist(step)
        super().__init__(found[0].case_id, lock=lock)

    @cached_property
    def run(self) -> StepRun:
        """The step at hand."""
        return next(run for run in self.step_runs if run.pk == self.about)

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file, with the step at hand and its doer."""
        return facet_of_step(super(), self.run, name, at)


class Faceted(Protocol):
    """What has the facets of a case."""

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file, at the act's time."""


def facet_of_step(rows: Faceted, run: StepRun, name: str, at: datetime) -> Any:
    """One facet of the file of a case with a step at hand: the step, and its doer."""
    found = rows.facet(name, at)
    if name == "steps":
        return replace(found, at_hand=run.pk)
    if name == "hands":
        return Hands({**found.posts, Bearer.DOER: run.doer_id})
    return found


def fold_rows(rows: list[ClockEvent], office: Office, unit: UnitFacts) -> clock.Due | None:
    """The due time of one clock from its rows in order."""
    events = events_of(rows)
    return clock.fold(events, office.calendar, unit.hours) if events else None


def events_of(rows: list[ClockEvent]) -> list[clock.ClockEvent]:
    """The events of one clock from its rows in order; none where it never started. A clock that was
    started anew counts from its last start: the applicant's correction begins the office's five
    days again (4.2d)."""
    starts = [n for n, row in enumerate(rows) if row.kind == ClockEventKind.START]
    return [_event(row) for row in rows[starts[-1] :]] if starts else []


def _event(row: ClockEvent) -> clock.ClockEvent:
    kind = ClockEventKind(row.kind)
    if kind is ClockEventKind.START:
        assert row.n is not None and row.unit is not None
        terms = clock.Terms(row.n, LimitUnit(row.unit), row.basis, row.calendar_version)
        return clock.ClockEvent(kind, row.at, terms=terms, basis=row.basis)
    return clock.ClockEvent(kind, row.at, n=row.n or 0, basis=row.basis)


def item(row: CaseMaterial) -> Item:
    """A material as a guard sees it."""
    return Item(
        key=row.key,
        name=row.name,
        check=Check(row.check_result),
        pages=row.pages,
        copies=row.copies,
        filing=row.filing,
        fault=row.fault,
        ground=row.ground,
        cure=row.cure,
        department=row.department,
    )


def _terms(rows: CaseRows, at: datetime) -> Terms:
    return terms_of(rows.case.version, rows.guide)


def _checklist(rows: CaseRows, at: datetime) -> Checklist:
    return Checklist(tuple(item(row) for row in rows.materials.values()))


def _notices(rows: CaseRows, at: datetime) -> Notices:
    told = [(row, _notice(rows, row)) for row in rows.corrections]
    return Notices(
        first=next((notice for row, notice in told if not row.supplementary), None),
        later=tuple(notice for row, notice in told if row.supplementary),
    )


def _notice(rows: CaseRows, row: Correction) -> Notice:
    named = (point for point in rows.all_points if point.correction_id == row.pk)
    points = {point.key: point.fault for point in named}
    return Notice(row.pk, CorrectionState(row.state), row.told_at, points)


def _reach(rows: CaseRows, at: datetime) -> Reach:
    case = rows.case
    left = {case.electronic_address} if case.electronic_address else {case.email, case.phone}
    return Reach(frozenset(left - {""}))


def _clocks(rows: CaseRows, at: datetime) -> Clocks:
    due = {name: rows.due(name) for name in ClockName}

    def running(name: ClockName) -> datetime | None:
        found = due[name]
        if found is None or found.stopped_at or found.at is None:
            return None
        return found.at.astimezone(UTC)

    return Clocks(
        now=at,
        answer=running(ClockName.ANSWER),
        correction=running(ClockName.CORRECTION),
        promise=running(ClockName.PROMISE),
        statute=running(ClockName.STATUTE),
    )


def _owing(rows: CaseRows, at: datetime) -> Owing:
    return Owing(
        frozenset(row.kind for row in rows.run_out(at)),
        frozenset(row.kind for row in rows.open_obligations),
    )


def _steps(rows: CaseRows, at: datetime) -> Steps:
    return Steps(
        tuple(
            StepFact(
                id=row.pk,
                key=row.key,
                name=row.name,
                kind=StepKind(row.kind),
                state=StepState(row.state),
                needed=row.needed,
                position=row.position,
            )
            for row in rows.step_runs
        )
    )


def _hearing(rows: CaseRows, at: datetime) -> hearing.Hearing | None:
    if rows.hearing is None:
        return None
    due = {row.kind: row.due_at for row in rows.open_obligations}
    told = [row.told_at for row in rows.interested]
    return hearing.Hearing(
        state=HearingState(rows.hearing.state),
        now=at,
        ask_by=UnitTimes(rows.unit.hours).end_of_working_day(
            chinese_time(max([rows.hearing.told_at, *told])).date(), number("ask_hearing_within")
        ),
        hold_by=due.get("hold_hearing"),
        begins_at=rows.hearing.begins_at,
        examiners=rows.examiners,
    )


def _special_procedures(rows: CaseRows, at: datetime) -> SpecialProcedures:
    """Nothing is read where none runs."""
    runs = any(owed.kind == "special_procedure_over" for owed in rows.open_obligations)
    return limits.special_procedures(rows.special_procedures if runs else ())


def _consultations(rows: CaseRows, at: datetime) -> Consultations:
    """Who was asked; nothing is read where nothing of it is owed."""
    if not any(owed.kind in ON_A_CONSULTATION for owed in rows.open_obligations):
        return Consultations()
    posts = rows.office.roster.posts
    return Consultations(
        tuple(
            consultation.Consultation(
                row.pk,
                ConsultationKind(row.kind),
                ConsultationState(row.state),
                posts[row.post_id].section if row.post_id else row.outside,
            )
            for row in rows.consultations
        )
    )


def _hands(rows: CaseRows, at: datetime) -> Hands:
    return hands(rows.office, rows.case.handler_id, rows.case.window_id, rows.guide)


def hands(office: Office, handler: UUID, window: UUID | None, guide: Guide) -> Hands:
    """Which post bears which part in a case handled by ``handler``. A part for which the office has
    no post is the next one's above, failing that the handler's: nothing is nobody's (2.4.4)."""
    above = office.roster.above(handler)
    parts = {
        Bearer.HANDLER: handler,
        Bearer.WINDOW: window or handler,
        Bearer.HEAD: above.head or above.leader or above.main or handler,
        Bearer.LEADER: above.leader or above.head or above.main or handler,
    }
    return Hands({**parts, Bearer.DECIDER: parts[guide.decided_by]})


_LOADERS = {
    "terms": _terms,
    "checklist": _checklist,
    "notices": _notices,
    "reach": _reach,
    "deemed": lambda rows, at: rows.case.deemed,
    "clocks": _clocks,
    "owing": _owing,
    "steps": _steps,
    "hands": _hands,
    "guide": lambda rows, at: rows.guide,
    "stage": lambda rows, at: CaseState(rows.matter.state),
    "outcome": lambda rows, at: CaseOutcome(rows.case.outcome) if rows.case.outcome else None,
    "refusal": lambda rows, at: filings.last_filed(rows.refusals),
    "remedy": lambda rows, at: filings.remedy(rows.unit),
    "serving": lambda rows, at: brought.serving(rows.papers, rows.services),
    "received_on": lambda rows, at: chinese_time(rows.case.received_at).date(),
    "consent": lambda rows, at: Consent(rows.case.electronic_service),
    "noticed": lambda rows, at: brought.was_noticed(rows.matter.pk),
    "holdings": lambda rows, at: held.holdings(rows.filings, rows.fates, rows.returns),
    "consultations": _consultations,
    "hearing": _hearing,
    "renewal": lambda rows, at: licence.renewal(rows.case, rows.open_obligations, at),
    "reminder": lambda rows, at: licence.reminder(rows.open_obligations, at),
    "orphaned": lambda rows, at: any(o.kind == "find_successor" for o in rows.open_obligations),
    "hearing_owed": lambda rows, at: any(o.kind in ON_A_HEARING for o in rows.open_obligations),
    "unwritten": lambda rows, at: tuple(row.name for row in rows.unwritten),
    "extensions": lambda rows, at: limits.extensions(rows.extensions),
    "special_procedures": _special_procedures,
    "last_call": lambda rows, at: limits.last_call(rows.due(ClockName.PROMISE), rows.unit.hours),
}
