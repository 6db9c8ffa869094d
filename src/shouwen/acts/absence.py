"""The acts of an absence: nobody leaves before somebody sits in (3.1–3.5).

No act moves work. An absence that needs nothing more has a time from which its person is away;
from then on the seat of each of their posts is somebody else's, and with it queue, powers, notices
and papers (2.6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from shouwen.acts._absence_papers import absence_form, handover_sheet
from shouwen.acts._frame.file import File, unprintable
from shouwen.acts._frame.frame import act
from shouwen.records.casefile.absence import (
    AbsenceRows,
    CoverRows,
    PlaceRows,
    a_day_or_more,
    acting,
    b_role,
    emptied,
    fact,
    hands,
    hands_above,
    home_post,
    owed_on,
    posts_of,
)
from shouwen.records.models import Absence, Cover, HandoverLine
from shouwen.rules.facts.seats import Hands
from shouwen.rules.labels import OWED_LABELS
from shouwen.rules.lives.absence import BEFORE
from shouwen.rules.numbers import absence_number
from shouwen.rules.policy import number
from shouwen.rules.regimes.stand_in import seat
from shouwen.rules.words import AbsenceKind, Bearer, PaperKind, Rank
from shouwen.rules.worktime import chinese_time


@dataclass(frozen=True, slots=True)
class StandingIn:
    """Who is to stand in on a post."""

    post: UUID
    person: UUID


@dataclass(frozen=True, slots=True)
class Leave:
    """What somebody asks for or enters. Of a post that ``stand_ins`` does not name, the B-role is
    proposed; the main leader names for themselves. ``returns_at`` None: unknown, of a sudden
    absence."""

    kind: AbsenceKind
    leaves_at: datetime
    returns_at: datetime | None = None
    reason: str = ""
    stand_ins: tuple[StandingIn, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """What the holder says about something that is owed (3.3a)."""

    obligation: UUID
    comment: str


@act("absence.request_absence", PlaceRows, makes=AbsenceRows)
def request_absence(file: File, *, leave: Leave) -> None:
    """Ask to be away; who asks is whose absence it is."""
    person = _in_person(file)
    absence, covers = _lay_down(file, person, leave)
    if absence.empties:
        file.owe("take_over_section", due_at=absence.leaves_at)
    _ask_stand_ins(file, covers)
    bearer = superior(file, person, file.hands)
    file.owe("approve_absence", bearer=bearer, due_at=absence.leaves_at)


@act("absence.announce_absence", PlaceRows, makes=AbsenceRows)
def announce_absence(file: File, *, leave: Leave) -> None:
    """The main leader leaves, having named one deputy; nobody above could be asked (3.4a). In a unit
    without deputies the Office asks the superior body whom to appoint."""
    absence, covers = _lay_down(file, _in_person(file), leave)
    for cover in covers:
        if cover.person_id is None:
            file.owe(
                "designate_stand_in",
                about=cover.pk,
                bearer=superior(file, absence.person_id, file.hands, cover.post_id),
                due_at=by_start(file, absence),
            )
            continue
        cover.designated_by_id, cover.designated_at = absence.person_id, file.at
    file.facts["absence"] = fact(file.rows, absence, covers, {}, file.at)
    _ask_stand_ins(file, covers)
    _owe_hand_over(file, absence, covers)
    _begin_if_ready(file, absence, covers)
    file.facts["absence"] = fact(file.rows, absence, covers, {}, file.at)
    file.issue(PaperKind.ABSENCE_FORM, absence_form(file, absence, covers))


@act("absence.enter_sudden_absence", PlaceRows, makes=AbsenceRows)
def enter_sudden_absence(file: File, *, person: UUID, leave: Leave) -> None:
    """Take down that somebody is ill, had an accident or a death in the family. It holds at once,
    on anyone's entry; list and stand-in are owed by the direct leader (3.2a)."""
    absence, covers = _lay_down(file, person, leave, away_from=file.at)
    roster = file.office.roster
    for cover in covers:
        above = hands_above(roster, roster.posts[cover.post_id])
        bearer = superior(file, person, above, cover.post_id)
        file.owe("designate_stand_in", about=cover.pk, bearer=bearer)
    _owe_hand_over(file, absence, covers)
    if absence.empties:
        file.owe("take_over_section")
    file.owe("come_back", due_at=absence.returns_at)
    file.change_roster()
    if file.rows.home is not None:
        file.issue(PaperKind.ABSENCE_FORM, absence_form(file, absence, covers))


@act("absence.agree_to_stand_in", CoverRows)
def agree_to_stand_in(file: File) -> None:
    """The delegate agrees, in person (3.2b); whoever was designated for a window while its holder
    was away already sits there, and confirms that they have taken it over."""
    rows: CoverRows = file.rows
    file.change(rows.cover, agreed_at=file.at)
    _begin_if_ready(file, rows.absence, rows.covers)


@act("absence.decline_to_stand_in", CoverRows)
def decline_to_stand_in(file: File) -> None:
    """The delegate cannot; the direct leader designates somebody (3.3b). Until then nobody goes, also
    where the absence would have begun by itself."""
    rows: CoverRows = file.rows
    file.change(rows.cover, declined_at=file.at, person_id=None)
    if rows.absence.away_from is not None:
        stay(file)
    else:
        write_down(file, rows.absence, rows.covers)
    bearer = superior(file, rows.absence.person_id, file.hands, rows.cover.post_id)
    file.owe("designate_stand_in", about=rows.about, bearer=bearer, due_at=by_start(file))


@act("absence.designate_stand_in", CoverRows)
def designate_stand_in(file: File, *, person: UUID) -> None:
    """The direct leader says who stands in; for a deputy, the main leader (3.3b, 3.4b)."""
    _designate(file, person)


@act("absence.record_appointment", CoverRows)
def record_appointment(file: File, *, person: UUID) -> None:
    """The Office takes down whom the superior body appointed to act for the main leader of a unit
    without a deputy (3.4a)."""
    _designate(file, person)


def _designate(file: File, person: UUID) -> None:
    """Somebody who has sat on the post already has it until now. An absence that has not begun waits
    for the new stand-in, as it did for the first."""
    rows: CoverRows = file.rows
    absence, cover = rows.absence, rows.cover
    wait_anew(file)
    said = {"designated_by_id": file.actor.person, "designated_at": file.at}
    if cover.since is not None:
        since = max(file.at, cover.since)
        file.change(cover, until=since)
        cover = Cover(
            id=file.key(), absence=absence, post_id=cover.post_id, person_id=person, **said
        )
        cover.since = since
        file.add(cover)
    else:
        since = file.at if absence.away_from else None
        file.change(cover, person_id=person, agreed_at=None, declined_at=None, since=since, **said)
        file.change(cover, handed_at=None, taken_at=None, seen_by=None, seen_at=None)
    covers = [cover if each.post_id == cover.post_id else each for each in rows.covers]
    file.facts["absence"] = fact(rows, absence, covers, rows.lines, file.at)
    file.check()
    _ask_stand_ins(file, [cover])
    listed = {row.about for row in rows.open_obligations if row.kind == "hand_over"}
    if absence.away_from and cover.pk in listed:  # owed since it was entered
        file.spared |= _open(rows, "hand_over")
    elif file.facts["absence"].approved or absence.away_from:
        _owe_hand_over(file, absence, [cover])
    if absence.away_from:
        file.change_roster()
    write_down(file, absence, covers)


@act("absence.confirm_taking_over", AbsenceRows)
def confirm_taking_over(file: File) -> None:
    """The Office confirms that it takes over what comes to the empty section (3.2c)."""
    rows: AbsenceRows = file.rows
    absence = rows.absence
    file.change(
        absence,
        office_confirmed_by_id=file.actor.person,
        office_confirmed_at=file.at,
        taken_over=_keys(file.facts["absence"].sections),
        taken_over_until=absence.wanted_until or absence.returns_at,
    )


@act("absence.approve_absence", AbsenceRows)
def approve_absence(file: File) -> None:
    """The section head or the supervising leader, whoever is there, consents beforehand (3.2a)."""
    rows: AbsenceRows = file.rows
    absence = rows.absence
    file.change(absence, approved_by_id=file.actor.person, approved_at=file.at)
    file.change(absence, empties=_keys(file.facts["absence"].sections))
    _owe_hand_over(file, absence, rows.covers)
    _begin_if_ready(file, absence, rows.covers)
    file.issue(PaperKind.ABSENCE_FORM, absence_form(file, absence, rows.covers))


@act("absence.decline_absence", AbsenceRows)
def decline_absence(file: File, *, reason: str) -> None:
    """Whoever may consent does not, and says why."""
    rows: AbsenceRows = file.rows
    file.change(rows.absence, declined_because=reason.strip())
    _say(file)


@act("absence.hand_over", CoverRows)
def hand_over(
    file: File, *, lines: tuple[Line, ...] = (), rest: str = "", things: str = ""
) -> None:
    """The list drawn up from what is owed on the post, commented line by line (3.3a); ``rest`` is
    said of lines that no page had room for. Until it is taken it may be written anew; of somebody
    who cannot, the direct leader writes and sees it."""
    rows: CoverRows = file.rows
    cover = rows.cover
    comments = {line.obligation: line.comment.strip() for line in lines}
    file.bar(*unprintable(*comments.values(), rest, things))
    written = _write_list(file, cover, comments, rest.strip())
    signed_for = file.actor.person != rows.absence.person_id
    seen = signed_for or file.facts["absence"].rank is Rank.MAIN  # above them is nobody to see it
    file.change(
        cover,
        handed_at=file.at,
        signed_for=signed_for,
        things=things.strip(),
        seen_by_id=file.actor.person if seen else None,
        seen_at=file.at if seen else None,
    )
    lines = {**rows.lines, cover.pk: written}
    file.facts["absence"] = fact(rows, rows.absence, rows.covers, lines, file.at)
    file.check()
    by = by_start(file)
    file.owe("take_hand_over", about=cover.pk, bearer=_post_of(file, cover.person_id), due_at=by)
    if not seen:
        bearer = superior(file, rows.absence.person_id, file.hands)
        file.owe("see_hand_over", about=cover.pk, bearer=bearer, due_at=by)


@act("absence.take_hand_over", CoverRows)
def take_hand_over(file: File) -> None:
    """The stand-in signs for the list (3.3a)."""
    rows: CoverRows = file.rows
    file.change(rows.cover, taken_at=file.at)
    _issue_sheet(file)
    _begin_if_ready(file, rows.absence, rows.covers)


@act("absence.see_hand_over", CoverRows)
def see_hand_over(file: File) -> None:
    """The direct leader has seen the list (3.3a)."""
    rows: CoverRows = file.rows
    file.change(rows.cover, seen_by_id=file.actor.person, seen_at=file.at)
    _issue_sheet(file)
    _begin_if_ready(file, rows.absence, rows.covers)


@act("absence.start_absence", AbsenceRows)
def start_absence(file: File) -> None:
    """It has begun, by itself. Who sits where has been so since then; this takes it down, and where
    a stand-in is not there, for they did not come back in time, the next is owed (3.3b)."""
    rows: AbsenceRows = file.rows
    file.miss_what_ran_out()
    file.owe("come_back", due_at=rows.absence.returns_at)
    _owe_who_is_not_designated(file, _left_besides(file))


@act("absence.note_missed", AbsenceRows)
def note_missed(file: File) -> None:
    """Mark what ran out on the absence. One that should have begun and has not may still begin,
    until the time for which it was asked is over."""
    rows: AbsenceRows = file.rows
    absence = rows.absence
    file.miss_what_ran_out()
    waits = rows.matter.state in BEFORE and absence.away_from is None
    if waits and absence.leaves_at <= file.at and not _open(rows, "begin"):
        file.owe("begin", due_at=absence.returns_at)


@act("absence.lapse_absence", AbsenceRows)
def lapse_absence(file: File) -> None:
    """It never began, and its time is over: nothing is owed for it any more (3.3a)."""
    file.miss_what_ran_out()


@act("absence.note_overstay", AbsenceRows)
def note_overstay(file: File) -> None:
    """They said they would be back by now; their direct leader finds out (3.5). Until they sign
    in the stand-in stays; who is not there any more is followed by another (3.3b)."""
    rows: AbsenceRows = file.rows
    file.miss_what_ran_out()
    file.change(rows.absence, found_out="")
    file.owe("find_absent")
    _owe_who_is_not_designated(file)


@act("absence.tell_of_absent", AbsenceRows)
def tell_of_absent(file: File, *, found: str) -> None:
    """The direct leader tells what they found out of who is not back in time: where they are, and
    when they come (3.5). It is what was found, and no verdict."""
    rows: AbsenceRows = file.rows
    file.change(rows.absence, found_out=found.strip())
    _say(file)


@act("absence.ask_extension", AbsenceRows)
def ask_extension(file: File, *, until: datetime) -> None:
    """Ask to be away longer; approved anew, or not."""
    rows: AbsenceRows = file.rows
    absence = rows.absence
    file.change(absence, wanted_until=until.astimezone(UTC))
    _say(file)
    due = absence.returns_at or until
    bearer = superior(file, absence.person_id, file.hands)
    file.owe("approve_extension", bearer=bearer, due_at=due)
    asked = any(row.kind == "take_over_section" for row in rows.open_obligations)
    said = file.facts["absence"]
    if said.sections and not said.confirmed and not asked:
        file.owe("take_over_section", due_at=due)


@act("absence.approve_extension", AbsenceRows)
def approve_extension(file: File) -> None:
    """Whoever approves absences consents to the longer one. One that was under a day and is no
    more is handed over, by the direct leader where its holder is not there (3.3a)."""
    rows: AbsenceRows = file.rows
    absence, until = rows.absence, rows.absence.wanted_until
    unlisted = not file.facts["absence"].listed
    file.change(
        absence,
        returns_at=until,
        wanted_until=None,
        a_day_or_more=a_day_or_more(file.unit.hours, absence.leaves_at, until),
        empties=_keys(file.facts["absence"].sections),
    )
    file.owe("come_back", due_at=until)
    if unlisted:
        _say(file)
        _owe_hand_over(file, absence, [cover for cover in rows.covers if cover.person_id])
    file.change_roster()


@act("absence.decline_extension", AbsenceRows)
def decline_extension(file: File, *, reason: str) -> None:
    """Whoever may consent does not, and says why: they are back when they said."""
    rows: AbsenceRows = file.rows
    file.change(rows.absence, declined_because=reason.strip(), wanted_until=None)
    _say(file)
    said = file.facts["absence"]
    if said.sections and not said.confirmed:  # what the Office owes already, it owes still
        file.spared |= _open(rows, "take_over_section")


@act("absence.come_back", AbsenceRows)
def come_back(file: File) -> None:
    """They are back; nothing was handed over, so nothing is to be handed back."""
    end(file)


@act("absence.sign_in", AbsenceRows)
def sign_in(file: File) -> None:
    """They are back, and sit on their posts again; the stand-ins owe what they took over (3.5)."""
    rows: AbsenceRows = file.rows
    end(file)
    for cover in rows.covers:
        if cover.taken_at is not None:
            file.owe("hand_back", about=cover.pk, bearer=_post_of(file, cover.person_id))


@act("absence.hand_back", CoverRows)
def hand_back(file: File) -> None:
    """A stand-in hands back; when the last has, the holder confirms."""
    rows: CoverRows = file.rows
    file.change(rows.cover, back_at=file.at)
    if all(cover.back_at for cover in rows.covers if cover.taken_at):
        file.owe("take_back")


@act("absence.take_back", AbsenceRows)
def take_back(file: File) -> None:
    """The holder has everything back."""


@act("absence.cancel_absence", AbsenceRows)
def cancel_absence(file: File) -> None:
    """They stay after all."""
    rows: AbsenceRows = file.rows
    if rows.absence.away_from is not None:
        stay(file)


def _write_list(
    file: File, cover: Cover, comments: Mapping[UUID, str], rest: str
) -> list[HandoverLine]:
    """The list of everything owed on the post now (X2), with what was said about it. A line once
    written stays, also when what it names has been done meanwhile."""
    rows: CoverRows = file.rows
    written = list(rows.lines.get(cover.pk, []))
    known = {line.obligation_id: line for line in written}
    for row in owed_on(cover.post_id, besides=rows.matter.pk):
        comment = comments.get(row.pk, rest)
        if row.pk in known:
            file.change(known[row.pk], comment=comment or known[row.pk].comment)
            continue
        line = HandoverLine(
            id=file.key(),
            cover=cover,
            obligation=row,
            number=row.matter.number or "",
            what=OWED_LABELS[row.kind],
            due_at=row.due_at,
            comment=comment,
            position=len(written),
        )
        written.append(line)
        file.add(line)
    return written


# ── what acts have in common ─────────────────────────────────────────────────────────────────────


def _in_person(file: File) -> UUID:
    assert file.actor.person is not None, "only somebody of the office asks to be away"
    return file.actor.person


def _lay_down(
    file: File, person: UUID, leave: Leave, away_from: datetime | None = None
) -> tuple[Absence, list[Cover]]:
    """The absence and a stand-in for each post; checked as a whole before anything is owed."""
    rows: PlaceRows = file.rows
    roster = file.office.roster
    leaves_at = leave.leaves_at.astimezone(UTC)
    returns_at = leave.returns_at.astimezone(UTC) if leave.returns_at else None
    rows.home = home_post(roster, person, leaves_at)
    file.parted(hands(roster, person, leaves_at))
    file.bar(*unprintable(leave.reason))
    others = rows.others(file.at)
    serial = file.next_number("absence")
    number_ = absence_number(file.office.code, chinese_time(file.at).date(), serial)
    matter = file.open_matter("absence", rows.jurisdiction, number_)
    absence = Absence(
        matter=matter,
        jurisdiction=rows.jurisdiction,
        person_id=person,
        kind=leave.kind,
        reason=leave.reason.strip(),
        leaves_at=leaves_at,
        returns_at=returns_at,
        a_day_or_more=a_day_or_more(file.unit.hours, leaves_at, returns_at),
        entered_by_id=_in_person(file),
        empties=_keys(emptied(roster, person, others, leaves_at, returns_at)),
        away_from=away_from,
    )
    named = {standing.post: standing.person for standing in leave.stand_ins}
    leads = rows.home is not None and rows.home.rank is Rank.MAIN

    def proposed(post: UUID) -> UUID | None:
        return None if away_from or leads else b_role(roster, post, leaves_at)

    covers = [
        Cover(
            id=file.key(),
            absence=absence,
            post_id=post,
            person_id=named.get(post, proposed(post)),
        )
        for post in posts_of(roster, person, others, leaves_at, returns_at)
    ]
    file.facts["absence"] = fact(rows, absence, covers, {}, file.at)
    file.check()
    file.add(absence)
    for cover in covers:
        file.add(cover)
    write_down(file, absence, covers)
    return absence, covers


def _keys(sections: Iterable[UUID]) -> list[str]:
    return [str(section) for section in sections]


def write_down(file: File, absence: Absence, covers: Iterable[Cover]) -> None:
    """What the ledger keeps of it: from when somebody is away and who stands in since when, so that
    who sat where can be told from it alone (4.4b)."""
    file.also.update(
        person=absence.person_id,
        away_from=absence.away_from,
        stand_ins=[
            {"id": row.pk, "post": row.post_id, "person": row.person_id, "since": row.since}
            for row in covers
        ],
    )


def _say(file: File) -> None:
    """The absence as it now is, checked against what the act must leave."""
    rows: AbsenceRows = file.rows
    file.facts["absence"] = fact(rows, rows.absence, rows.covers, rows.lines, file.at)
    file.check()


def _ask_stand_ins(file: File, covers: Iterable[Cover]) -> None:
    """Ask who is to stand in: at a window always, else whoever is neither the B-role anyway nor
    was designated."""
    said = {cover.id: cover for cover in file.facts["absence"].covers}
    for cover in covers:
        about = said[cover.pk]
        if about.stand_in and (about.window or not (about.b_role or about.designated)):
            bearer = _post_of(file, cover.person_id)
            due = by_start(file, cover.absence)
            file.owe("agree_to_stand_in", about=cover.pk, bearer=bearer, due_at=due)


def _owe_hand_over(file: File, absence: Absence, covers: Iterable[Cover]) -> None:
    """The list of each post, by the start; of somebody who has left, by their direct leader."""
    if not file.facts["absence"].listed:
        return
    roster = file.office.roster
    gone = absence.away_from is not None and absence.away_from <= file.at
    for cover in covers:
        above = hands_above(roster, roster.posts[cover.post_id])
        leader = superior(file, absence.person_id, above)
        bearer = leader if gone else file.hands.of(Bearer.HANDLER)
        file.owe("hand_over", about=cover.pk, bearer=bearer, due_at=by_start(file, absence))


def _left_besides(file: File) -> list[Cover]:
    """An empty cover for each post that they sit on besides, for somebody whom they stand in for is
    not back in time."""
    rows: AbsenceRows = file.rows
    absence, roster = rows.absence, file.office.roster
    others = rows.others(file.at)
    posts = posts_of(roster, absence.person_id, others, file.at, absence.returns_at)
    left = [
        Cover(id=file.key(), absence=absence, post_id=post)
        for post in posts
        if post not in {cover.post_id for cover in rows.covers}
        and not seat(roster, post, file.at).designated
    ]
    for cover in left:
        file.add(cover)
    if left:
        write_down(file, absence, [*rows.covers, *left])
    return left


def _owe_who_is_not_designated(file: File, besides: Iterable[Cover] = ()) -> None:
    """Where a post has fallen to whoever is next, somebody is to be designated (2.4.4)."""
    rows: AbsenceRows = file.rows
    roster = file.office.roster
    owed = {row.about for row in rows.open_obligations if row.kind == "designate_stand_in"}
    for cover in (*rows.covers, *besides):
        if cover.pk not in owed and not seat(roster, cover.post_id, file.at).designated:
            above = hands_above(roster, roster.posts[cover.post_id])
            bearer = superior(file, rows.absence.person_id, above, cover.post_id)
            file.owe("designate_stand_in", about=cover.pk, bearer=bearer)


def wait_anew(file: File) -> None:
    """Take back that an absence begins by itself, where somebody else is to agree to its window or
    to take its list over: that comes first (3.2b, 3.3a)."""
    rows: CoverRows = file.rows
    absence = rows.absence
    window = file.office.roster.posts[rows.cover.post_id].window
    begins = absence.away_from is not None and absence.away_from > file.at
    if begins and (absence.a_day_or_more or window):
        stay(file)
    else:
        file.spared |= _open(rows, "leave")


def stay(file: File) -> None:
    """Nobody is away, from now on."""
    rows: AbsenceRows = file.rows
    file.change(rows.absence, away_from=None)
    for cover in rows.covers:
        file.change(cover, since=None)
    file.change_roster()
    write_down(file, rows.absence, rows.covers)


def _open(rows: AbsenceRows, kind: str) -> set[UUID]:
    return {row.pk for row in rows.open_obligations if row.kind == kind}


def _begin_if_ready(file: File, absence: Absence, covers: Iterable[Cover]) -> None:
    """Where nothing stands in the way any more, say from when they are away: the time has to come
    first, or has come already while the hand-over was not done (3.3a). Of what is entered late the
    last signature counts, whichever was entered last."""
    standing = list(covers)
    ready = fact(file.rows, absence, standing, {}, file.at).ready
    if not ready or absence.away_from is not None:
        return
    stamps = (at for each in standing for at in (each.handed_at, each.taken_at, each.seen_at))
    since = max(absence.leaves_at, file.at, *filter(None, stamps))
    file.change(absence, away_from=since)
    for cover in standing:
        file.change(cover, since=since)
    file.owe("leave", due_at=since)
    file.change_roster()
    write_down(file, absence, standing)


def _issue_sheet(file: File) -> None:
    """The hand-over sheet, once it is signed by all (3.3a)."""
    rows: CoverRows = file.rows
    cover = rows.cover
    if cover.taken_at and cover.seen_at:
        lines = rows.lines.get(cover.pk, [])
        sheet = handover_sheet(file, rows.absence, cover, lines)
        file.issue(PaperKind.HANDOVER_SHEET, sheet)


def end(file: File) -> None:
    """They are there again; whoever sat for them sits there no more."""
    rows: AbsenceRows = file.rows
    file.change(rows.absence, ended_at=file.at)
    file.change_roster()


def superior(file: File, person: UUID, above: Hands, about: UUID | None = None) -> UUID | None:
    """The post that is asked: the direct leader's, or the next ``above`` where the person sits on
    that one themselves; where they sit on all, for they act for the main leader, the next deputy's.
    Where the main leader's own post is what it is ``about`` and no deputy is left to sit there, the
    Office asks the superior body (3.4a)."""
    roster = file.office.roster
    for bearer in (Bearer.HEAD, Bearer.LEADER, Bearer.MAIN):
        post = above.of(bearer)
        if post is not None and seat(roster, post, file.at).person != person:
            return post
    lawful = acting(roster, above, person, file.at).of(Bearer.HEAD)
    if lawful != above.of(Bearer.HEAD):
        return lawful
    if about is not None and not file.facts["absence"].deputies:
        return above.of(Bearer.OFFICE if about == above.of(Bearer.MAIN) else Bearer.HEAD)
    return lawful


def by_start(file: File, absence: Absence | None = None) -> datetime:
    """By when what belongs to a hand-over is owed: the start, or of what has begun two working
    hours from now (3.2a)."""
    of = absence or file.rows.absence
    if of.leaves_at > file.at:
        return of.leaves_at
    return file.times.after_working_hours(file.at, number("designate_within"))


def _post_of(file: File, person: UUID | None) -> UUID | None:
    """The post at which somebody finds what they owe in person."""
    home = home_post(file.office.roster, person, file.at) if person else None
    return home.id if home else None
