"""What must hold where an applicant is no more (7.4.3b): read off the ledger, and off the papers."""

import json
from collections.abc import Iterator

from shouwen.life.shelf import OnFile

GONE, TAKEN_OVER = "succession.note_applicant_gone", "succession.note_successor"
NEEDS_SOMEBODY = (
    "case.decide_grant",
    "case.deliver_result",
    "case.issue_correction_notice",
    "case.withdraw",
    "hearing.tell_right",
    "refusal.approve_refusal",
    "refusal.propose_refusal",
    "refusal.serve_refusal",
    "service_of_paper.serve_by_notice",
    "service_of_paper.serve_paper",
)
"""Acts that concern somebody who must be able to receive or to sign."""
TO_OTHERS = ("interested_right", "interested_notice")
"""Papers of a case that are made out to somebody else who is interested."""


def nothing_is_decided_on_who_is_no_more(file: OnFile) -> Iterator[str]:
    """From when it was taken down until somebody took the application over, nothing is decided, told
    or taken back; and while nobody has, that is owed."""
    gone = False
    for entry in file.ledger:
        if entry.act in (GONE, TAKEN_OVER):
            gone = entry.act == GONE
            yield ""
        elif entry.act in NEEDS_SOMEBODY and gone:
            yield f"{entry.act} while nobody was there"
    owed = any(row.kind == "find_successor" and not row.ended_at for row in file.obligations)
    yield "" if owed == gone else f"somebody is looked for: {owed}, nobody is there: {gone}"


def what_is_issued_names_who_took_it_over(file: OnFile) -> Iterator[str]:
    """From when somebody took an application over, what is made out to the applicant is made out to
    them; but for a paper issued again, which says what the old one said."""
    for row in file.successions:
        if row.taken_over_at is None:
            continue
        for paper in file.papers:
            if paper.issued_at >= row.taken_over_at and not paper.corrects:
                says = json.loads(paper.content).get("applicant", row.successor)
                theirs = says == row.successor or paper.kind in TO_OTHERS
                yield "" if theirs else f"{paper.number} names {says}, not {row.successor}"
