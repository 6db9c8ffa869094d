"""What must hold of notices beside the one, and of what is settled at once (4.2c, 6.3).

A second opinion like ``life.invariants``: plain Python over the tables and the ledger."""

import json
from collections.abc import Iterator

from shouwen.life.rebuild import key
from shouwen.life.shelf import OnFile
from shouwen.life.slow_calendar import CHINA

MOVES_NOTHING = ("case.invite_supplement", "case.receive_supplement")
SETTLES = "case.settle_at_once"


def a_notice_counts_from_its_proven_service(file: OnFile) -> Iterator[str]:
    """Every notice of what to correct was handed over, posted or sent in the act that told it, with
    its proof; sent only where the applicant said that they read it."""
    served = {row.paper: row for row in reversed(file.services)}  # by what told it, not the post
    wishes = {row.address for row in file.wishes}
    reached = file.case and {file.case.email, file.case.phone, *wishes}
    for row in file.corrections:
        service = served.get(row.paper)
        if service is None or service.at != row.told_at:
            yield "a notice was told and not served"
        elif service.by == "electronic":
            yield "" if service.to in reached else f"a notice was sent to {service.to}"
        else:
            yield "" if service.proof else f"a notice by {service.by} has no proof"


def later_notices_name_only_what_is_new(file: OnFile) -> Iterator[str]:
    """A supplementary notice is of one filed anew, in words that no notice before it had; what a law
    asks for that changed came into force after the receipt, and was told by a leader."""
    said: set[tuple[str, str]] = set()
    for row in file.corrections:
        points = [point for point in file.points if point.correction == row.id]
        for point in points:
            fault = (point.key, "".join(point.fault.split()))
            if row.supplementary:
                new = point.filing > 0 and fault not in said
                yield "" if new else f"{point.key} was told late"
            said.add(fault)
        if row.article:
            times = (file.case.received_at, row.told_at)
            since, told = (at.astimezone(CHINA).date() for at in times)
            meanwhile = str(since) <= str(row.commences) <= str(told)
            yield "" if meanwhile else f"{row.article} is of {row.commences}, received {since}"


def an_invitation_moves_nothing(file: OnFile) -> Iterator[str]:
    """To invite, and to supply, starts and stops no clock, opens and ends nothing, and changes no
    state; and it is for what silence accepted."""
    for entry in file.entries:
        if entry["act"] in MOVES_NOTHING:
            moved = [*entry["clock"], *entry["opened"], *entry["ended"]]
            still = not moved and entry["before"] == entry["after"] == "accepted"
            yield "" if still else f"{entry['act']} moved something"
    invited = [row for row in file.papers if row.kind == "supply_invitation"]
    for row in invited:
        yield "" if file.case.deemed else f"{row.number} invites where nothing was silent"
    counted = sorted(json.loads(row.content)["nth"] for row in invited)
    if invited:
        in_turn = counted == list(range(1, len(invited) + 1))
        yield "" if in_turn else f"invitations are counted {counted}"


def what_is_settled_at_once_is_whole(file: OnFile) -> Iterator[str]:
    """One entry, one paper that lists materials and pages and was handed over, clocks that started
    and stopped at that instant, and nothing that anybody owes."""
    if not file.entries or file.entries[0]["act"] != SETTLES:
        return
    (entry, *others), case = file.entries, file.case
    yield f"{len(others)} acts more" if others else ""
    yield "" if file.guide["immediate"] else "the guide has its time"
    (paper,) = (row for row in file.papers if row.id == key(entry["papers"][0]["id"]))
    says = json.loads(paper.content)
    paged = says["materials"] and all(row["pages"] > 0 for row in says["materials"])
    yield "" if paper.kind == "decision" and paged else "its paper lists no materials"
    served = [row for row in file.services if row.paper == paper.id and row.proof]
    yield "" if served else "its paper was not handed over"
    in_order = all(row.check_result in ("met", "not_needed") for row in file.materials)
    yield "" if in_order else "a material was not in order"
    stamps = {case.received_at, case.accepted_at, case.decided_at, case.closed_at}
    yield "" if len(stamps) == 1 else "it took its time"
    kinds = [row.kind for row in file.events if row.clock == "promise"]
    yield "" if kinds == ["start", "stop"] else f"its promise went {kinds}"
    yield f"{len(file.obligations)} things are owed" if file.obligations else ""
