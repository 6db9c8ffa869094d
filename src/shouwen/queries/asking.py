"""A contact as whoever asked follows it: who answers, until when, what came of it (1.1b, 4.3b).

Whoever knows number and lookup code asked, or has their slip in hand."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from shouwen.queries.rows.asking import AskedPage, SlipPage
from shouwen.queries.rows.pieces import Event
from shouwen.records.casefile.contact import ContactRows
from shouwen.records.models import (
    Contact,
    ContactFile,
    ContactMessage,
    Disposition,
    Jurisdiction,
    Letter,
)
from shouwen.rules.identity import tidied
from shouwen.rules.labels import label
from shouwen.rules.numbers import written
from shouwen.rules.regimes.stand_in import found_at, named, seat
from shouwen.rules.words import ContactChannel, ContactDisposition, ContactState
from shouwen.rules.worktime import chinese_time

FOR_THE_ASKER = frozenset(
    {
        "take_contact",
        "dispose_contact",
        "call_asker",
        "find_out",
        "answer_consultation",
        "tell_asker",
    }
)
"""What is owed and ends with the asker hearing something; the rest is the office's own."""

SAYS = frozenset(
    {
        ContactDisposition.ANSWERED,
        ContactDisposition.CALLED_BACK,
        ContactDisposition.OUTCOME_TOLD,
        ContactDisposition.NOT_ELIGIBLE,
    }
)
"""Of which the words were said to the asker; of others they are the office's."""

_NO_CODE = "-"  # no lookup code holds a dash


def office_asked() -> UUID | None:
    """Whose desk takes what comes by mail or from home, where one installation serves many: the first
    office by its code, which the public pages name too. None before there is any."""
    return Jurisdiction.objects.order_by("code").values_list("pk", flat=True).first()


def find(number: str, code: str) -> UUID | None:
    """The contact of a number and its lookup code; None where the two do not belong together. An
    unknown number costs the same as a wrong code."""
    known = written(number) or ""
    row = (
        Contact.objects.filter(
            matter__jurisdiction__code=known.partition("-")[0], matter__number=known
        )
        .values_list("matter_id", "lookup_code")
        .first()
    )
    matter, right = row or (None, _NO_CODE)
    return matter if constant_time_compare(tidied(code), right) else None


def slip(matter: UUID, at: datetime) -> SlipPage:
    """What somebody takes home. ``matter`` is a contact."""
    rows = ContactRows(matter, lock=False)
    answers, phone = _answers(rows, at)
    row = rows.row
    return SlipPage(
        number=rows.matter.number or "",
        code=row.lookup_code,
        channel=ContactChannel(row.channel),
        wanted=row.wanted,
        asked_at=row.received_at,
        answers=answers,
        phone=phone,
        until=_until(rows),
        told=Letter.objects.filter(matter=matter).exists(),
    )


def asked(matter: UUID, at: datetime) -> AskedPage:
    """The contact as it stands at ``at``. What it reports of anybody stays the office's (1.3.4b)."""
    rows = ContactRows(matter, lock=False)
    row, state = rows.row, ContactState(rows.matter.state)
    answers, phone = _answers(rows, at)
    until = _until(rows)
    settled = state is ContactState.SETTLED
    go_on_until = rows.facet("contact", at).reopen_until
    goes_on = settled and go_on_until is not None and chinese_time(at).date() <= go_on_until
    return AskedPage(
        number=rows.matter.number or "",
        channel=ContactChannel(row.channel),
        state=state,
        wanted=row.wanted,
        asked_at=row.received_at,
        answers=answers,
        phone=phone,
        until=until,
        late=until is not None and until <= at,
        events=tuple(sorted(_events(rows, answers), key=lambda event: event.at)),
        files=tuple(
            ContactFile.objects.filter(contact=matter).order_by("pk").values_list("name", flat=True)
        ),
        may_write=not settled or goes_on,
        may_rate=settled and row.rating is None,
        rating=row.rating or 0,
        goes_on=goes_on,
    )


def _answers(rows: ContactRows, at: datetime) -> tuple[str, str]:
    """Who answers now, and where they are called: the post that holds it, before anybody opened it
    the Office's. Of what reports on somebody only the unit's complaint section is named."""
    if rows.row.sealed:
        return rows.unit.complaint_section, rows.unit.complaint_phone
    roster = rows.office.roster
    post = rows.row.holder_id or rows.registry
    if post is None:
        return rows.unit.name, rows.unit.complaint_phone
    here = seat(roster, post, at)
    return named(roster, here, at), found_at(roster, here, at).phone


def _until(rows: ContactRows) -> datetime | None:
    """By when the asker hears something. What nobody opened yet is opened within the hour, and comes
    to something by close of that business day."""
    waits = rows.owed("take_contact")
    if waits is not None and waits.due_at is not None:
        return rows.unit.hours.close_of_business(chinese_time(waits.due_at).date())
    dues = [row.due_at for row in rows.open_obligations if row.kind in FOR_THE_ASKER and row.due_at]
    return max(dues, default=None)


def _events(rows: ContactRows, answers: str) -> Iterator[Event]:
    row = rows.row
    yield Event(row.received_at, _("收到"), note=label(ContactChannel(row.channel)), icon="inbox")
    if row.taken_at is not None and row.taken_at != row.received_at:
        who = "" if row.sealed else rows.office.roster.posts[row.first_post_id].name
        yield Event(row.taken_at, _("有人接手"), who=who, icon="user-round")
    for came in Disposition.objects.filter(contact=row).order_by("at", "pk"):
        kind = ContactDisposition(came.kind)
        yield Event(came.at, label(kind), note=_said(rows, came, kind))
    for said in ContactMessage.objects.filter(contact=row, from_asker=True).order_by("at", "pk"):
        yield Event(said.at, _("您写来"), note=said.text, icon="pencil")
    if row.rated_at is not None:
        stars = _("%(n)s 星") % {"n": row.rating}
        yield Event(row.rated_at, _("您评了"), note=stars, icon="star")


def _said(rows: ContactRows, came: Disposition, kind: ContactDisposition) -> str:
    """What came of it, as far as it was said to them: the words, where to go, whom to call, why not
    at once (1.3.1b)."""
    if rows.row.sealed:
        return ""
    told = [came.text if kind in SAYS else "", came.not_at_once]
    if came.target_id is not None and came.phone:
        post = rows.office.roster.posts[came.target_id].name
        told.append(" · ".join(part for part in (post, came.room, came.phone) if part))
    if came.body:
        told.append(f"{came.body} · {came.body_phone}")
    if came.hotline_number:
        told.append(_("热线答复编号 %(number)s") % {"number": came.hotline_number})
    return "\n".join(part for part in told if part)
