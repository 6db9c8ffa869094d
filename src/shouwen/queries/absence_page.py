"""One absence on one page: where it stands, who stands in, what is handed over, and what may be done
now."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from shouwen.queries import rows
from shouwen.queries.absence_moves import AbsenceOnDesk, options
from shouwen.queries.calendar import calendar
from shouwen.queries.case_page import what_was_done, who_did
from shouwen.queries.deadline import remaining
from shouwen.queries.issued import issued
from shouwen.queries.queue import Owing, owed_on, parties, short
from shouwen.queries.rows import Event, HandLine, Left, Rung, Sign, Stage, StageState, Tag, Tone
from shouwen.queries.viewer import Viewer
from shouwen.records.casefile.absence import home_post
from shouwen.records.models import Absence, Cover, HandoverLine, LedgerEntry
from shouwen.rules.facts.seats import Post
from shouwen.rules.labels import OWED_LABELS, label
from shouwen.rules.owed import AWAITED
from shouwen.rules.regimes.stand_in import ladder, seat
from shouwen.rules.words import AbsenceKind, AbsenceState, MatterKind, PaperKind, SeatRule
from shouwen.rules.worktime import OfficeHours, chinese_time

ENDED = (AbsenceState.CLOSED, AbsenceState.DECLINED, AbsenceState.CANCELLED)
BEFORE_BACK = (AbsenceState.REQUESTED, AbsenceState.APPROVED, AbsenceState.RUNNING)
AFTER = 3  # rungs shown below whoever sits there now
TONES = {
    AbsenceState.REQUESTED: Tone.WARN,
    AbsenceState.APPROVED: Tone.OK,
    AbsenceState.RUNNING: Tone.SHARE,
    AbsenceState.BACK: Tone.WARN,
    AbsenceState.DECLINED: Tone.LATE,
}
ICONS = {
    "absence.request_absence": "send",
    "absence.announce_absence": "send",
    "absence.enter_sudden_absence": "phone",
    "absence.agree_to_stand_in": "handshake",
    "absence.decline_to_stand_in": "x",
    "absence.designate_stand_in": "user-round",
    "absence.record_appointment": "user-round",
    "absence.approve_absence": "stamp",
    "absence.decline_absence": "x",
    "absence.hand_over": "file-text",
    "absence.start_absence": "clock",
    "absence.end_for_leaver": "clock",
    "absence.cancel_for_leaver": "clock",
    "absence.replace_leaver": "clock",
    "absence.note_missed": "alarm-clock",
    "absence.note_overstay": "alarm-clock",
    "absence.tell_of_absent": "phone",
    "absence.cancel_absence": "undo-2",
    "absence.lapse_absence": "x",
}
"""The sign of an act on the timeline; ``check`` where none is named."""


def absence_page(viewer: Viewer, number: str) -> rows.AbsencePage:
    """The page of an absence. Raises ``NotFound`` and ``NotForYou``."""
    absence = AbsenceOnDesk(viewer, number)
    return _Page(viewer, absence).row()


def hand_lines(viewer: Viewer, absence: AbsenceOnDesk, cover: Cover) -> tuple[HandLine, ...]:
    """The hand-over list of one post, as the page shows it."""
    return tuple(_Page(viewer, absence).lines(cover))


def state_tag(state: AbsenceState) -> Tag:
    """Where an absence stands, as a tag."""
    return Tag(label(state), TONES.get(state, Tone.PLAIN))


def length(hours: OfficeHours, leaves_at: datetime, returns_at: datetime | None) -> str:
    """How long an absence is, by opening time: 3 个工作日, 2 小时 30 分."""
    if returns_at is None:
        return "不知道多久"
    missed = hours.working_time_between(leaves_at, returns_at)
    if missed >= hours.usual_day:
        return f"{missed / hours.usual_day:.1f}".removesuffix(".0") + " 个工作日"
    n, minutes = divmod(missed // timedelta(minutes=1), 60)
    parts = [f"{n} 小时" if n else "", f"{minutes} 分" if minutes or not n else ""]
    return " ".join(filter(None, parts))


class _Page:
    """What the page of one absence is put together from."""

    def __init__(self, viewer: Viewer, rows_: AbsenceOnDesk) -> None:
        self.viewer = viewer
        self.rows = rows_
        self.absence: Absence = rows_.absence
        self.roster = viewer.office.roster
        self.hours = rows_.unit.hours
        self.open = {(row.kind, row.about): row for row in rows_.open_obligations}

    def row(self) -> rows.AbsencePage:
        """The page."""
        absence, found = self.absence, self.rows
        may, may_not = options(self.viewer, found)
        entries = list(LedgerEntry.objects.filter(matter=found.matter.pk).order_by("seq"))
        span = length(self.hours, absence.leaves_at, absence.returns_at)
        told = found.reason_is_for_viewer
        around = self._around()
        return rows.AbsencePage(
            number=found.matter.number or "",
            title=self._title(span, may),
            person=self._name(absence.person_id),
            posts=self._posts(),
            sudden=found.fact.sudden,
            tags=tuple(self._tags()),
            entered=self._entered(),
            leaves_at=absence.leaves_at,
            returns_at=absence.returns_at,
            length=span,
            stages=tuple(self._stages()),
            may=may,
            may_not=may_not,
            covers=tuple(self._cover(cover) for cover in found.covers),
            events=tuple(self._event(entry) for entry in reversed(entries)),
            kind=label(AbsenceKind(absence.kind)) if told else "",
            reason=absence.reason if told else "",
            declined_because=absence.declined_because if told else "",
            found_out=absence.found_out if told else "",
            back_at=absence.ended_at,
            clock=self._clock(),
            coverage=around.coverage if around else None,
            coverage_title=f"{self._home().section}那几周" if around else "",
            clashes=around.clashes if around else (),
            papers=tuple(
                paper
                for paper in issued(found.matter.pk)
                if told or paper.kind is not PaperKind.ABSENCE_FORM
            ),
            entries=found.matter.chain_length,
        )

    def _around(self) -> rows.AbsencesPage | None:
        """Who else of the section is away then, for whoever decides on what is asked for."""
        absence = self.absence
        waits = self.rows.state is AbsenceState.REQUESTED or absence.wanted_until
        theirs = self.rows.unit.id == self.viewer.unit.id
        if not (waits and theirs and self.rows.reason_is_for_viewer):
            return None
        sections = {section.id: section.key for section in self.viewer.office.sections}
        first = chinese_time(absence.leaves_at).date()
        return calendar(self.viewer, first, sections[self._home().section_id])

    def _home(self) -> Post:
        home = home_post(self.roster, self.absence.person_id, self.absence.leaves_at)
        assert home is not None, "who sits nowhere asks for nothing"
        return home

    # ── the head ─────────────────────────────────────────────────────────────────────────────

    def _title(self, span: str, may: Iterable[rows.ActOption]) -> str:
        name = self._name(self.absence.person_id)
        first = next((option for option in may if option.first), None)
        if self.rows.fact.sudden and self.rows.state is AbsenceState.RUNNING:
            title = f"{name}突发离岗"
        else:
            title = f"{name}离岗 {span}"
        return f"{title}，等您{first.label.partition('：')[0]}" if first else title

    def _posts(self) -> str:
        posts = [self.roster.posts[cover.post_id] for cover in self.rows.covers]
        return "、".join(f"{post.section}{post.name}" for post in posts)

    def _tags(self) -> Iterator[Tag]:
        yield state_tag(self.rows.state)
        if any(
            row.due_at and row.due_at <= self.viewer.at and row.kind not in AWAITED
            for row in self.rows.open_obligations
        ):
            yield Tag("有逾期", Tone.LATE)
        if self.rows.state in BEFORE_BACK and any(
            not cover.person_id for cover in self.rows.covers
        ):
            yield Tag("有岗位还没有人顶", Tone.LATE)
        if self.absence.wanted_until:
            yield Tag(f"申请延长到 {short(self.absence.wanted_until)}", Tone.WARN)

    def _entered(self) -> str:
        absence = self.absence
        own = absence.entered_by_id == absence.person_id
        who = "本人" if own else self._name(absence.entered_by_id)
        done = "登记" if self.rows.fact.sudden else "申请"
        return f"{who} {short(self.rows.matter.opened_at)} {done}"

    # ── its life ─────────────────────────────────────────────────────────────────────────────

    def _stages(self) -> Iterator[Stage]:
        """Every stage with when it was done; the first that is not is where it stands now."""
        now = False
        for name, done_at, note in self._life():
            if done_at is not None:
                yield Stage(name, StageState.DONE, f"{note} {short(done_at)}".strip())
            elif self.rows.state in ENDED:
                continue
            else:
                yield Stage(name, StageState.TO_COME if now else StageState.NOW, note)
                now = True
        if self.rows.state in (AbsenceState.DECLINED, AbsenceState.CANCELLED):
            yield Stage(label(self.rows.state), StageState.DONE, short(self.rows.matter.last_at))

    def _life(self) -> Iterator[tuple[str, datetime | None, str]]:
        absence, covers = self.absence, self.rows.covers
        fact, opened = self.rows.fact, self.rows.matter.opened_at
        begun = self._begun()
        if fact.sudden:
            yield "登记", opened, self._name(absence.entered_by_id)
            yield "离岗", absence.away_from, ""
            yield (
                "指定顶岗人",
                _last(cover.designated_at for cover in covers),
                self._bearer("designate_stand_in"),
            )
        else:
            yield "申请", opened, ""
            asked = [cover for cover in covers if self._is_asked(cover)]
            if asked:
                names = "、".join(dict.fromkeys(self._name(c.person_id) for c in asked))
                agreed = _last(c.agreed_at or c.designated_at for c in asked)
                yield "顶岗人答应", agreed, names
            if absence.empties:
                yield "办公室接手", absence.office_confirmed_at, self._bearer("take_over_section")
            if absence.approved_at or not fact.approved:
                approver = absence.approved_by_id
                who = self._name(approver) if approver else self._bearer("approve_absence")
                yield "批准", absence.approved_at, who
        if fact.listed:
            yield "交接", _last(c.seen_at and c.taken_at for c in covers), "写明、签收、领导看过"
        if not fact.sudden:
            yield "离岗", begun, "" if begun else f"{short(absence.leaves_at)} 起"
        back = f"说好 {short(absence.returns_at)}" if absence.returns_at else "不知道几时"
        yield "签到", absence.ended_at, "" if absence.ended_at else back
        if any(cover.taken_at for cover in covers) or (absence.a_day_or_more and not begun):
            taken = [cover for cover in covers if cover.taken_at]
            closed = self.rows.state is AbsenceState.CLOSED
            yield (
                "交还",
                self.rows.matter.last_at if closed else None,
                "、".join(dict.fromkeys(self._name(cover.person_id) for cover in taken)),
            )

    def _begun(self) -> datetime | None:
        since = self.absence.away_from
        return since if since and since <= self.viewer.at else None

    def _is_asked(self, cover: Cover) -> bool:
        """Whether somebody's word was asked for: at a window always, else of who is no B-role."""
        fact = next(each for each in self.rows.fact.covers if each.id == cover.pk)
        asked = fact.window or not (fact.b_role or fact.designated)
        return cover.person_id is not None and asked

    # ── who stands in ────────────────────────────────────────────────────────────────────────

    def _cover(self, cover: Cover) -> rows.CoverRow:
        post = self.roster.posts[cover.post_id]
        return rows.CoverRow(
            key=str(cover.pk),
            post=post.name,
            person=self._name(cover.person_id),
            rule=SeatRule.STAND_IN if cover.person_id else None,
            state=self._cover_state(cover),
            signs=tuple(self._signs(cover)),
            lines=tuple(self.lines(cover)),
            window="窗口或受理岗：离岗前要有答应了的代办人"
            if post.window and not self.rows.fact.sudden
            else "",
            note=self._before(cover),
            things=cover.things,
            ladder=tuple(self._ladder(cover)) if self._is_away() else (),
        )

    def _is_away(self) -> bool:
        return self._begun() is not None and self.absence.ended_at is None

    def _before(self, cover: Cover) -> str:
        """Who stood in on the post before."""
        earlier = [
            f"{self._name(each.person_id)}（到 {short(each.until)}）"
            for each in self.rows.every_cover
            if each.post_id == cover.post_id and each.until and each.person_id
        ]
        return f"在这以前顶岗的：{'、'.join(earlier)}。" if earlier else ""

    def _cover_state(self, cover: Cover) -> Tag:
        if self.rows.state in ENDED:
            return Tag("已交还" if cover.back_at else "已结束")
        if cover.person_id is None:
            return Tag("还没有顶岗人", Tone.LATE)
        if self.rows.state is AbsenceState.BACK:
            done = cover.back_at or not cover.taken_at
            return Tag("已交还", Tone.OK) if done else Tag("等交还", Tone.WARN)
        if self._is_asked(cover) and not (cover.agreed_at or cover.designated_at):
            return Tag("等答应", Tone.WARN)
        if self.rows.fact.listed and self.rows.state is not AbsenceState.REQUESTED:
            if not cover.handed_at:
                return Tag("等交接", Tone.WARN)
            if not cover.taken_at:
                return Tag("等签收", Tone.WARN)
            if not cover.seen_at:
                return Tag("等领导看", Tone.WARN)
        return Tag("正在顶岗" if self._is_away() else "说定了", Tone.OK)

    def _signs(self, cover: Cover) -> Iterator[Sign]:
        name = self._name(cover.person_id) or "顶岗人"
        if cover.designated_at:
            yield Sign("指定", self._name(cover.designated_by_id), cover.designated_at)
        elif ("designate_stand_in", cover.pk) in self.open:
            yield self._owed_sign("指定", "designate_stand_in", cover)
        if (self._is_asked(cover) and not cover.designated_at) or cover.agreed_at:
            yield Sign("答应", name, cover.agreed_at)
        if not self.rows.fact.listed:
            return
        own = "直接领导" if self.rows.fact.sudden else self._name(self.absence.person_id)
        yield Sign(
            "交接",
            self._bearer("hand_over", cover.pk) or own,
            cover.handed_at,
            "直接领导代填" if cover.signed_for else "",
        )
        yield Sign("签收", name, cover.taken_at)
        seen_by = self._name(cover.seen_by_id) or self._bearer("see_hand_over", cover.pk)
        yield Sign("领导看过", seen_by or "直接领导", cover.seen_at)
        if self.rows.state is AbsenceState.BACK or cover.back_at:
            yield Sign("交还", name, cover.back_at)

    def _owed_sign(self, what: str, kind: str, cover: Cover) -> Sign:
        due = self.open[(kind, cover.pk)].due_at
        return Sign(what, self._bearer(kind, cover.pk), None, f"{short(due)} 前" if due else "")

    def _ladder(self, cover: Cover) -> Iterator[Rung]:
        """Everybody who would sit on the post, down to a few below whoever does."""
        at, here, below = self.viewer.at, False, 0
        seen: set[UUID] = set()
        sits = seat(self.roster, cover.post_id, at)
        for rung in ladder(self.roster, cover.post_id, at):
            if rung.person in seen or below == AFTER:
                continue
            seen.add(rung.person)
            away = self.roster.is_away(rung.person, at)
            is_here = not here and rung.person == sits.person
            if is_here:
                note = "可办这个岗的一切事"
                if rung.rule is SeatRule.OFFICE:
                    note = "只收、只告知、只转交"
            elif away:
                note = f"{short(away.since)} 起不在"
            else:
                note = "没有用到"
            yield Rung(
                who=self._name(rung.person),
                role=label(rung.rule) if rung.rule is not SeatRule.HOLDER else "本人",
                note=note,
                rule=rung.rule,
                passed=not here and not is_here,
                here=is_here,
            )
            here = here or is_here
            below += here and not is_here

    @cached_property
    def owed(self) -> tuple[Owing, ...]:
        """What is owed on the posts now, the nearest first."""
        return owed_on(self.viewer, [cover.post_id for cover in self.rows.covers]).found

    # ── the list ─────────────────────────────────────────────────────────────────────────────

    def lines(self, cover: Cover) -> Iterator[HandLine]:
        """The list of a post as written, and what came after; before, what will stand on it. Of an
        absence under a day, what falls due meanwhile."""
        written = self.rows.lines.get(cover.pk, [])
        owed = {row.id: row for row in self.owed if row.bearer == cover.post_id}
        for line in written:
            yield self._written(line, owed.pop(line.obligation_id, None))
        if self.rows.state in ENDED:
            return
        for row in owed.values():
            if row.matter == self.rows.matter.pk:
                continue
            line = self._line(row)
            if written:
                yield _added(line, row)
            elif self.rows.fact.listed or line.in_period:
                yield line

    def _written(self, line: HandoverLine, row: Owing | None) -> HandLine:
        if row is not None:
            found = self._line(row)
            return HandLine(
                found.what, found.about, found.todo, found.number, found.left, found.in_period,
                line.comment, key=found.key,
            )  # fmt: skip
        return HandLine(line.number or line.what, "已经办了", line.what, line.number,
                        in_period=self._in_period(line.due_at), comment=line.comment)  # fmt: skip

    def _line(self, row: Owing) -> HandLine:
        who, about = parties(self.viewer, row)
        return HandLine(
            what=who,
            about=about,
            todo=OWED_LABELS[row.kind],
            number=row.number or "" if row.life == MatterKind.CASE else "",
            left=self._left(row),
            in_period=self._in_period(row.due_at),
            key=str(row.id),
        )

    def _left(self, row: Owing) -> Left:
        return remaining(row.opened_at, row.due_at, self.viewer.at, self.hours)

    def _in_period(self, due_at: datetime | None) -> bool:
        """Whether something falls due while they are away, as far as the end is known."""
        since, until = self.absence.leaves_at, self.absence.wanted_until or self.absence.returns_at
        return due_at is not None and until is not None and since <= due_at <= until

    # ── two working hours, what happened ─────────────────────────────────────────────────────

    def _clock(self) -> rows.ShortClock | None:
        """The time within which the direct leader designates, drawn, while it runs (3.3b)."""
        at = self.viewer.at
        owed = next((r for r in self.rows.open_obligations if r.kind == "designate_stand_in"), None)
        if owed is None or owed.due_at is None or not self.rows.fact.sudden:
            return None
        whole = self.hours.working_time_between(owed.opened_at, owed.due_at)
        used = self.hours.working_time_between(owed.opened_at, at)
        late = owed.due_at <= at
        mine = owed.bearer_id in self.viewer.posts
        who = "您" if mine else self._bearer("designate_stand_in")
        rest = _minutes(self.hours.working_time_between(at, owed.due_at))
        over = _minutes(self.hours.working_time_between(owed.due_at, at))
        return rows.ShortClock(
            title=f"指定顶岗人已经晚了 {over}" if late else f"{who}还有 {rest}指定顶岗人",
            since=owed.opened_at,
            at=at,
            due_at=owed.due_at,
            gone=100 if late else int(100 * used / whole),
            begins="登记",
            ends="前指定",
            note="事实先记下，不因为没有指定就不算离岗。两个工作小时内指定并告知的，不算缺失。",
            clauses=("3.2a", "3.3b"),
            late=late,
        )

    def _event(self, entry: LedgerEntry) -> Event:
        posts = {
            str(cover.pk): self.roster.posts[cover.post_id].name for cover in self.rows.every_cover
        }
        return Event(
            at=entry.at,
            what=what_was_done(entry, posts),
            who=who_did(self.viewer, entry),
            icon=ICONS.get(entry.act, "check"),
        )

    # ── names ────────────────────────────────────────────────────────────────────────────────

    def _name(self, person: UUID | None) -> str:
        return self.roster.people.get(person, "") if person else ""

    def _bearer(self, kind: str, about: UUID | None = None) -> str:
        """Who is to do what is owed: whoever sits on the post that bears it now."""
        for row in self.rows.open_obligations:
            if row.kind == kind and about in (None, row.about) and row.bearer_id:
                person = seat(self.roster, row.bearer_id, self.viewer.at).person
                return self._name(person) or self.roster.posts[row.bearer_id].name
        return ""


def _last(times: Iterable[datetime | None]) -> datetime | None:
    """The last of some times, once all of them have come; None before, or where there are none."""
    found = list(times)
    return max(found) if found and all(found) else None


def _minutes(span: timedelta) -> str:
    n, minutes = divmod(span // timedelta(minutes=1), 60)
    return f"{n} 小时 {minutes} 分" if n else f"{minutes} 分钟"


def _added(line: HandLine, row: Owing) -> HandLine:
    return HandLine(
        line.what, line.about, line.todo, line.number, line.left, line.in_period, "",
        f"{short(row.opened_at)} 新增，清单交出时还没有", line.key,
    )  # fmt: skip
