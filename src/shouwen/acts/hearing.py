"""Hearings: the right told in writing before the decision, asked for within five working days, held
within twenty with notice seven days before, in public, with signed minutes (行政许可法 art. 47–48).

That a hearing's time does not count in the statutory limit (art. 45) is told by a special procedure of
that kind, which excludes it."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.crypto import get_random_string

from shouwen.acts._frame.file import CODE_ALPHABET, File, unprintable
from shouwen.acts._frame.frame import act
from shouwen.acts._speech import day_of, on_every_paper
from shouwen.acts.receiving import LOOKUP_CODE_LENGTH, tell
from shouwen.records.casefile.case import CaseRows
from shouwen.records.casefile.hearing import AND, HearingRows, InterestedRows, who_want
from shouwen.records.models import Hearing, InterestedParty
from shouwen.rules import papers
from shouwen.rules.facts.casefile import Handover
from shouwen.rules.facts.hearing import Interested, Minutes, Request, RightTold, Setting
from shouwen.rules.identity import bare
from shouwen.rules.lives.case import ON_A_HEARING
from shouwen.rules.policy import number
from shouwen.rules.regimes.stand_in import named, seat
from shouwen.rules.words import HearingState, LetterChannel, PaperKind
from shouwen.rules.worktime import ONE_DAY, chinese_time

desk = partial(CaseRows, lock=True)
hearing_desk = partial(HearingRows, lock=True)
interested_desk = partial(InterestedRows, lock=True)


@act("hearing.tell_right", desk)
def tell_right(file: File, *, stakes: str, handover: Handover) -> None:
    """Tell the applicant that they may ask for a hearing within five working days (art. 47)."""
    rows: CaseRows = file.rows
    file.facts |= {"right_told": RightTold(stakes), "handover": handover}
    file.check()
    until = file.times.end_of_working_day(day_of(file.at), number("ask_hearing_within"))
    paper = file.issue(
        PaperKind.HEARING_RIGHT,
        lambda paper_number, url: papers.HearingRight(
            **on_every_paper(file, rows.case),
            number=paper_number,
            check_url=url,
            stakes=stakes.strip(),
            ask_by=day_of(until) - ONE_DAY,
        ),
    )
    file.serve(paper, handover.by, handover.to.strip(), handover.proof)
    row = Hearing(
        id=file.key(),
        case=rows.case,
        state=HearingState.TOLD,
        stakes=stakes.strip(),
        told_at=file.at,
        right=paper,
    )
    file.add(row)
    file.owe("ask_hearing", about=row.pk)


@act("hearing.tell_interested", hearing_desk)
def tell_interested(file: File, *, interested: Interested, handover: Handover) -> None:
    """Tell somebody else whom it is about, by a paper of their own, that they may ask for a hearing.
    Their five working days begin today; while any of those who were told may ask, all may (art. 47).
    The code with which they ask from home stands on their paper and nowhere else."""
    rows: HearingRows = file.rows
    row = rows.at_hand
    before = (
        Interested(each.name, each.phone, each.email, each.address) for each in rows.interested
    )
    told = (Interested(rows.case.applicant), *before)
    file.facts |= {"interested": replace(interested, told=told), "handover": handover}
    file.check()
    until = file.times.end_of_working_day(day_of(file.at), number("ask_hearing_within"))
    name = interested.name.strip()
    said = {**on_every_paper(file, rows.case), "applicant": name}
    paper = file.issue(
        PaperKind.INTERESTED_RIGHT,
        lambda paper_number, url: papers.InterestedRight(
            **said,
            number=paper_number,
            check_url=url,
            stakes=row.stakes,
            ask_by=day_of(until) - ONE_DAY,
            applied_by=rows.case.applicant,
            lookup_code=get_random_string(LOOKUP_CODE_LENGTH, CODE_ALPHABET),
            ask_at=f"{settings.PUBLIC_URL}/track/",
        ),
    )
    file.add(
        InterestedParty(
            id=file.key(),
            hearing=row,
            name=name,
            phone=interested.phone.strip(),
            email=interested.email.strip(),
            address=interested.address.strip(),
            told_at=file.at,
            by=handover.by,
            proof=handover.proof or handover.to.strip(),
            right=paper,
        )
    )
    file.owe("ask_hearing", about=row.pk)


@act("hearing.ask", hearing_desk)
def ask(file: File, *, name: str) -> None:
    """Somebody wants to be heard: the applicant, or an interested party by ``name`` (art. 47). The
    first who asks is who it is held for; who asks after them, within their own five days, as well."""
    rows: HearingRows = file.rows
    row, wants = rows.at_hand, who_want(rows.at_hand)
    file.facts["request"] = Request(name, wants, tuple(each.name for each in rows.interested))
    file.check()
    file.change(row, wanted_by=AND.join((*wants, name.strip())))
    if not wants:
        file.change(row, state=HearingState.ASKED, asked_at=file.at)
        file.owe("hold_hearing", about=row.pk)


@act("hearing.lapse", desk)
def lapse(file: File) -> None:
    """Nobody asked within the five days: the decision may be made without a hearing (art. 47)."""
    file.miss_what_ran_out()
    file.change(file.rows.hearing, state=HearingState.LAPSED)


@act("hearing.set_time", hearing_desk)
def set_time(
    file: File,
    *,
    begins_at: datetime,
    place: str,
    chair: UUID,
    handover: Handover,
    public: bool = True,
    closed: str = "",
) -> None:
    """Set when and where, and who chairs; make it known seven working days before, also to whoever
    is interested (art. 48(1)–(3)): to who left nothing but a postal address by a paper of their own,
    which is owed. Set anew, it is made known anew."""
    rows: HearingRows = file.rows
    roster = file.office.roster
    sits = seat(roster, chair, file.at)
    earliest, latest = (
        file.times.end_of_working_day(day_of(file.at), number(days))
        for days in ("hearing_notice_before", "hold_hearing_within")
    )
    begins = begins_at.astimezone(UTC)
    setting = Setting(begins, earliest, latest, place, sits.person, closed, public)
    file.facts |= {"setting": setting, "handover": handover}
    file.check()
    file.bar(*unprintable(place, closed))
    local = chinese_time(begins)
    paper = file.issue(
        PaperKind.HEARING_NOTICE,
        lambda paper_number, url: papers.HearingNotice(
            **on_every_paper(file, rows.case),
            number=paper_number,
            check_url=url,
            **_made_known(file, begins, place, chair, "" if public else closed),
        ),
    )
    file.serve(paper, handover.by, handover.to.strip(), handover.proof)
    file.change(
        rows.at_hand,
        state=HearingState.SET,
        begins_at=begins,
        place=place.strip(),
        chair_id=chair,
        closed="" if public else closed.strip(),
        notice=paper,
    )
    file.facts["hearing"] = rows.facet("hearing", file.at)
    assert file.matter is not None
    when = f"{local.month}月{local.day}日{local:%H:%M}"
    said = {"number": file.matter.number, "when": when, "place": place.strip()}
    tell(file, rows.case, "hearing", said)
    file.besides |= {each.pk for each in rows.interested}
    for n, each in enumerate(rows.interested):
        if not (each.phone or each.email):
            file.owe("bring_hearing_notice", about=each.pk)
        file.write_letter("hearing_for_others", LetterChannel.EMAIL, each.email, said, f":{n}")
        file.write_letter("hearing_for_others", LetterChannel.SMS, each.phone, said, f":{n}")


@act("interested_party.bring_notice", interested_desk)
def bring_notice(file: File, *, handover: Handover) -> None:
    """Bring somebody who is interested, and left nothing but a postal address, the notice of the
    hearing: time, place and who chairs, on a paper of their own (art. 48(1))."""
    rows: InterestedRows = file.rows
    row, party = rows.hearing, rows.at_hand
    assert row is not None, "whoever is interested is so in a hearing"
    file.facts |= {"interested": Interested(party.name, address=party.address)}
    file.facts["handover"] = handover
    file.check()
    said = {**on_every_paper(file, rows.case), "applicant": party.name}
    paper = file.issue(
        PaperKind.INTERESTED_NOTICE,
        lambda paper_number, url: papers.InterestedNotice(
            **said,
            number=paper_number,
            check_url=url,
            applied_by=rows.case.applicant,
            **_made_known(file, row.begins_at, row.place, row.chair_id, row.closed),
        ),
    )
    file.change(
        party,
        notice=paper,
        noticed_at=file.at,
        notice_by=handover.by,
        notice_proof=handover.proof,
    )


def _made_known(
    file: File, begins: datetime, place: str, chair: UUID, closed: str
) -> dict[str, Any]:
    """When and where a hearing is, who chairs it, and why it is not public, as a notice says it."""
    roster = file.office.roster
    return {
        "begins_at": chinese_time(begins),
        "place": place.strip(),
        "chair": f"{roster.posts[chair].name}{named(roster, seat(roster, chair, file.at), file.at)}",
        "closed": closed.strip(),
    }


@act("hearing.hold", hearing_desk)
def hold(file: File, *, text: str, signed_by: str) -> None:
    """File the minutes, read and signed by those who took part: the decision rests on them (art. 48)."""
    file.facts["minutes"] = Minutes(text, signed_by)
    file.check()
    file.bar(*unprintable(signed_by))
    file.change(
        file.rows.at_hand,
        state=HearingState.HELD,
        held_at=file.at,
        minutes=text.strip(),
        signed_by=signed_by.strip(),
    )


@act("hearing.give_up", hearing_desk)
def give_up(file: File, *, name: str) -> None:
    """Whoever asked gives the hearing up, signed (art. 47). Who wants it besides is heard all the
    same; where nobody does and somebody else was told, they may ask until their days are over."""
    rows: HearingRows = file.rows
    row = rows.at_hand
    wants = who_want(row)
    file.facts["request"] = Request(name, wants)
    file.check()
    file.besides |= {each.pk for each in rows.interested}
    left = _without(name, wants)
    others = _without(name, tuple(each.name for each in rows.interested))
    others_told = others or bare(rows.case.applicant) != bare(name)
    until = rows.facet("hearing", file.at).ask_by
    if left:
        file.spared |= {owed.pk for owed in rows.open_obligations}
        file.change(row, wanted_by=AND.join(left))
    elif others_told and file.at < until:
        file.change(row, state=HearingState.TOLD, wanted_by="", asked_at=None)
        file.owe("ask_hearing", about=row.pk, due_at=until)
    else:
        file.change(row, state=HearingState.GIVEN_UP, wanted_by=name.strip())


def _without(name: str, names: tuple[str, ...]) -> list[str]:
    """The names without one of this name: whoever else has it stays."""
    rest, same = list(names), [each for each in names if bare(each) == bare(name)]
    if same:
        rest.remove(same[0])
    return rest


def nobody_is_heard_any_more(file: File) -> None:
    """The application was taken back: nothing is left to be heard. Nothing is read where no hearing
    is owed."""
    rows: CaseRows = file.rows
    if any(owed.kind in ON_A_HEARING for owed in rows.open_obligations):
        assert rows.hearing is not None
        file.change(rows.hearing, state=HearingState.GIVEN_UP)
