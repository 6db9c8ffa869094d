"""Doing a matter within the visit: from the application to the result in one act (6.3, 5.2.2a)."""

from functools import partial

from shouwen.acts._frame.file import File
from shouwen.acts._frame.frame import act
from shouwen.acts._speech import article, day_of
from shouwen.acts.receiving import Application, lay_on_file, open_case, tell
from shouwen.acts.renewal import grant
from shouwen.records.casefile.application import ApplicationRows
from shouwen.records.casefile.case import CaseRows
from shouwen.rules.facts.casefile import Decision, Handover, Reach
from shouwen.rules.facts.serving import Consent
from shouwen.rules.words import CaseOutcome, ClockName


@act("case.settle_at_once", ApplicationRows, makes=partial(CaseRows, lock=False))
def settle_at_once(file: File, *, application: Application, facts: str, handover: Handover) -> None:
    """Receive, examine, decide and hand over, all of it now. The decision lists materials and pages,
    for there is no receipt (5.2.2b); the clocks start and stop, so that figures count it."""
    rows: ApplicationRows = file.rows
    lay_on_file(file, application, day_of(file.at))
    file.facts["decision"] = Decision(facts)
    file.facts["handover"] = handover
    file.facts["orphaned"] = False
    file.facts["consent"] = Consent(application.electronic_service)
    left = {application.email.strip(), application.phone.strip()}
    file.facts["received_on"] = day_of(file.at)
    file.facts["reach"] = Reach(frozenset(left - {""}))
    file.check()
    case, materials = open_case(file, application)
    file.change(
        case,
        accepted_at=file.at,
        decided_at=file.at,
        closed_at=file.at,
        outcome=CaseOutcome.GRANTED,
    )
    file.start_clock(ClockName.PROMISE, rows.guide.promise, "5.1a", file.at)
    if statute := rows.guide.statute:
        basis = article(statute.basis) if statute.basis else "6.1"
        file.start_clock(ClockName.STATUTE, statute, basis, file.at)
    for clock in (ClockName.PROMISE, ClockName.STATUTE):
        file.stop_clock(clock)
    paper = grant(file, case, facts, materials)
    file.serve(paper, handover.by, handover.to.strip(), handover.proof)
    assert file.matter is not None
    tell(file, case, "settled", {"number": file.matter.number, "code": case.lookup_code})
