"""A hearing as somebody else follows it whom it is about (行政许可法 art. 46–47): with the number and the
code on their own paper. They see what concerns them, and nothing of the applicant's."""

import json
from datetime import datetime
from uuid import UUID

from django.utils.crypto import constant_time_compare

from shouwen.queries.rows import InterestedPage
from shouwen.queries.track import hearing_shown
from shouwen.queries.wording import in_words
from shouwen.records.casefile.hearing import InterestedRows
from shouwen.records.models import InterestedParty
from shouwen.rules.identity import bare, mask_name, tidied
from shouwen.rules.numbers import written
from shouwen.rules.regimes.stand_in import found_at, seat

_NO_CODE = "-"  # no lookup code holds a dash


def find(number: str, code: str) -> UUID | None:
    """Whoever was told of a hearing in the case of this number by a paper with this code; None where
    the two do not belong together. The code stands on that paper and nowhere else; papers issued
    before they had one open nothing. An unknown number costs the same statement as a wrong code."""
    known = written(number) or ""
    told = InterestedParty.objects.filter(
        hearing__case__matter__jurisdiction__code=known.partition("-")[0],
        hearing__case__matter__number=known,
    )
    for party, content in told.values_list("pk", "right__content"):
        right = json.loads(content).get("lookup_code", _NO_CODE)
        if constant_time_compare(tidied(code), right):
            return party
    return None


def is_named(party: UUID, name: str) -> bool:
    """Whether this is the name of whoever was told; blanks in it are nothing."""
    known = InterestedParty.objects.values_list("name", flat=True).get(pk=party)
    return constant_time_compare(bare(name), bare(known))


def hearing_page(party: UUID, at: datetime) -> InterestedPage:
    """The hearing as it stands at ``at``; ``party`` comes from :func:`find`, and nobody who was told
    is ever deleted."""
    rows = InterestedRows(party, lock=False)
    row, roster = rows.at_hand, rows.office.roster
    assert rows.hearing is not None, "they were told of one"
    sits = seat(roster, rows.case.handler_id, at)
    return InterestedPage(
        key=row.pk,
        number=rows.matter.number or "",
        service=in_words(rows.case.version_id, rows.guide).name,
        party=mask_name(row.name),
        hearing=hearing_shown(rows, rows.hearing, row.name, at),
        post=roster.posts[rows.case.handler_id].name,
        phone=found_at(roster, sits, at).phone,
    )
