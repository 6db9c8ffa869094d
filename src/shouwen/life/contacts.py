"""Contacts in a life: people come, call and write, and whoever is asked first owns it until it has come
to something (regime 1).

Who asks, how and for what is the hidden truth of a life; what officers do about it they see by what is
owed. They answer, tell in full, take in, guide, find out, hand over, decline; some forget, and what
nobody opens in time the clock gives to somebody. Askers rate, come back with more, or cannot be
reached."""

from collections.abc import Callable, Collection, Generator, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from shouwen.acts import Barred, Done
from shouwen.life.abuses import HANDS_ROUND, NOTHING_CAME, UNREGISTERED, Abuses
from shouwen.life.affair import Affair
from shouwen.life.applicants import guest
from shouwen.life.chance import chance
from shouwen.life.contact_acts import RECEIVES, REGISTERS
from shouwen.life.desk import Plan
from shouwen.life.directory_acts import CONFIRMS, MENDS, REPORTS
from shouwen.life.flow import Flow, Happening
from shouwen.life.office import Service, names
from shouwen.life.script import PARTY, Command, Outcome
from shouwen.life.setting import Setting
from shouwen.life.staff import habits
from shouwen.queries.owing import Owing
from shouwen.rules.regimes.first_contact.answering import SIX
from shouwen.rules.words import Channel, ContactChannel, Rank, ReportKind, ToldBy, ToldHow

A_DAY = 0.08  # for each of the staff, on a working day
CHANNELS = {
    ContactChannel.VISIT: 40,
    ContactChannel.PHONE: 38,
    ContactChannel.WEB: 8,
    ContactChannel.EMAIL: 8,
    ContactChannel.LETTER: 6,
}
IN_WRITING = (ContactChannel.WEB, ContactChannel.EMAIL, ContactChannel.LETTER)

ANSWER, TELL, REPORT = "contact.answer", "contact.tell_in_full", "contact.register_report"
ACCEPT, GUIDE, PHONE = "contact.accept", "contact.guide", "contact.give_phone"
FOR_ABSENT, REFER, FIND_OUT = (
    "contact.take_for_absent",
    "contact.refer_outside",
    "contact.find_out",
)
HAND_OVER, DISPUTE, ASK = "contact.hand_over", "contact.ask_to_assign", "contact.ask"
UNFIT, LEFT = "contact.tell_not_eligible", "contact.record_left"
MIX = {
    ANSWER: 34,
    TELL: 14,
    GUIDE: 9,
    ACCEPT: 8,
    HAND_OVER: 8,
    FOR_ABSENT: 6,
    REFER: 6,
    REPORT: 5,
    FIND_OUT: 4,
    ASK: 4,
    PHONE: 3,
    UNFIT: 2,
    LEFT: 2,
}
"""What an asking comes to, where everybody does as they should."""

ON_THE_SPOT = (ACCEPT, LEFT)
"""What comes of those alone who stand there."""

INSTEAD = {GUIDE: PHONE, PHONE: FOR_ABSENT, HAND_OVER: DISPUTE}
"""What is done where the first thing is barred: nobody is guided to an empty room, and what was handed
over once the superior assigns. All else is answered."""

FIRST = (
    *("take_contact", "confirm_contact", "assign_contact", "answer_consultation", "tell_asker"),
    *("call_asker", "find_out", "pass_on_report", "account_for_empty", "dispose_contact"),
    "brief_officer",
)
"""What somebody does first of what they owe on one contact."""

ENDS = {ANSWER, TELL, ACCEPT, GUIDE, PHONE, REFER, UNFIT, LEFT} | {
    "contact.call_back",
    "contact.tell_found",
    "contact.tell_asker",
}
"""What settles it for the asker."""

WANTED = (
    "想开一家小面馆，要办什么手续？",
    "材料交了一个星期了，办到哪一步了？",
    "租房补贴一年能领几次？",
    "你们中午有人吗？几点上班？",
    "登记的地址搬了，要不要重新办？",
    "外地户口能不能在这里办？",
)
COMPLAINS = {
    ReportKind.COMPLAINT: "窗口的人让我跑了三趟，每次说的都不一样。",
    ReportKind.OFFENCE: "我们楼下那家没有证，天天半夜炒菜。",
    ReportKind.DISCIPLINE: "有人暗示要请客才给办，我要反映。",
    ReportKind.PETITION: "拆迁的事几年没有结果，请领导过问。",
}
ABOUT_SOMEBODY = (ReportKind.COMPLAINT, ReportKind.DISCIPLINE)
ANSWERED = "可以办，带身份证原件到一楼大厅；网上也能交，三天内给您答复。"
WHY = "按三定规定，这件事归那个岗位管。"
NOT_MINE = "按岗位职责不归我这里，前面的岗位就能答。"
NOT_NOW = "经办人开会去了，今天回不来。"
FOUND_OUT = "归口单位要查一下，明天下班前给您打电话。"
ELSEWHERE = ("区自然资源和规划局", "0826-555-0191")
DISCIPLINE = ("区纪委监委", "0826-555-0193")
PETITIONS = ("区信访局", "0826-555-0194")
NOTHING_SAID = "已处理。"
GONE_THROUGH = "逐件讲了该转到哪里、凭哪条职责；以后先查名录再转。"

DECLINED = 0.12  # of those who are asked for a phone
NO_WAY_BACK = 0.04  # who leave no way to reach them at all, before they are asked
DECLINES = 0.25  # of hand-overs
GONE = 0.2  # of those who are to be called: they do not answer
CALLS_AT_ONCE = 0.3  # of those for whom something was taken down
EMPTY = 0.3  # of the sections to which somebody is sent: a glance shows that nobody is there
ANONYMOUS = 0.25
MENDED = 0.05  # of what was written down
WRITES_MORE = 0.15
COMES_BACK = 0.06  # after the answer
RATES = 0.25
OFFLINE = 0.02  # of visits: entered ten minutes late
OPENS = (4, 110)  # minutes until somebody at the registry opens what came in writing
WRONG = 0.15  # of the phones that are looked up: the line of the directory is wrong
GIVES_UP = 6  # after so much that was barred
MINUTES = (2, 9)  # until whoever was asked has an answer
LONGEST = timedelta(minutes=70)

Officer = Callable[[], str | None]
Receive = Callable[[str, Service, Any], Generator[tuple[Command, Outcome], None, Affair | None]]
Doing = Generator[tuple[Command, Outcome], None, bool]


@dataclass(slots=True)
class Asker:
    """Somebody who asks. ``comes_to`` is the act that ends it, or leads there; ``post`` the one it goes
    to, ``gone``: they do not answer the telephone; ``about`` whom they report."""

    dice: Random
    channel: ContactChannel
    text: str
    name: str
    phone: str
    comes_to: str
    service: Service
    post: str
    email: str = ""
    other_way: str = ""
    declined: bool = False
    kind: ReportKind | None = None
    about: str = ""
    asks_at: str = ""  # the post, where it is known
    lies: str = ""  # what nobody gets round to of what they owe
    sent_back: bool = False  # by whoever it is handed to, and rightly
    gone: bool = False
    n: int = 0  # of the command that made it
    busy: bool = False  # somebody is at it just now
    for_absent: bool = False
    disputed: bool = False
    calls: int = 0
    barred: int = 0
    settled: bool = False

    @property
    def wanted(self) -> dict[str, Any]:
        """What is written down of them."""
        return {
            "channel": self.channel,
            "text": self.text,
            "name": self.name,
            "phone": "" if self.declined else self.phone,
            "phone_declined": self.declined,
            "other_way": self.other_way,
            "email": self.email,
        }


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody of whom it is known how and at which post they ask, for what, to what it comes and to
    which post it goes; ``lies`` is the kind of what nobody gets round to. ``sent_back``: that post
    declines it, and it is answered where it was asked."""

    channel: ContactChannel
    asks_at: str
    text: str
    comes_to: str
    lies: str
    post: str = ""
    sent_back: bool = False


class Contacts:
    """The contacts of one life."""

    def __init__(
        self, flow: Flow, place: Setting, abuses: Abuses, officer: Officer, receive: Receive
    ) -> None:
        """``officer`` says whose counter is free, ``receive`` takes in an application."""
        self._flow, self._place, self._abuses = flow, place, abuses
        self._officer, self._receive = officer, receive
        self._askers: dict[UUID, Asker] = {}
        self._staff = [post.key for post in place.office.posts if post.rank is Rank.STAFF]
        offices = {section.key for section in place.office.sections if section.is_office}
        self._registry = next(
            post.key
            for post in place.office.posts
            if post.section in offices and post.rank is Rank.STAFF
        )

    # ── who asks ────────────────────────────────────────────────────────────────────────────

    def plan_day(self, opens: Any) -> None:
        """Who asks today."""
        day = str(opens.date())
        dice = chance(self._flow.seed, "contacts", day)
        for n in range(sum(dice.random() < A_DAY for _ in self._place.office.people)):
            at = opens + timedelta(minutes=dice.randrange(5, 460))
            asker = self._asker(chance(self._flow.seed, "asker", day, n))
            if asker.channel not in IN_WRITING:
                at = self._flow.hours.next_opening(at)
            self._flow.at(at, self._asks(asker))

    def expect(self, at: datetime, known: Known) -> None:
        """Somebody asks besides, of whom it is known what for and where it lies."""
        by_chance = self._asker(chance(self._flow.seed, "asker", known.text))
        asker = replace(
            by_chance,
            channel=known.channel,
            text=known.text,
            comes_to=known.comes_to,
            asks_at=known.asks_at,
            post=known.post or by_chance.post,
            lies=known.lies,
            sent_back=known.sent_back,
            phone=by_chance.phone or "0826-555-0168",
            declined=False,
            kind=None,
        )
        self._flow.at(at, self._asks(asker))

    def _asker(self, dice: Random) -> Asker:
        """Somebody who asks, with all that chance has to say of them."""
        channel = dice.choices(list(CHANNELS), list(CHANNELS.values()))[0]
        comes_to = dice.choices(list(MIX), list(MIX.values()))[0]
        if comes_to in ON_THE_SPOT and channel is not ContactChannel.VISIT:
            comes_to = ANSWER
        reports = dice.choice(list(ReportKind)) if comes_to == REPORT else None
        n = dice.randrange(70, 100)
        mails = channel is ContactChannel.EMAIL or n % 3 == 0
        way = dice.random()
        return Asker(
            dice,
            channel,
            COMPLAINS[reports] if reports else dice.choice(WANTED),
            dice.choice(names().people),
            "" if way < NO_WAY_BACK or channel is ContactChannel.EMAIL else f"0826-555-01{n}",
            comes_to,
            dice.choice([s for s in self._place.services if not s.guide.immediate]),
            dice.choice(self._staff),
            email=f"asks{n}@example.org" if mails else "",
            other_way="周五上午再来窗口" if NO_WAY_BACK <= way < DECLINED else "",
            declined=NO_WAY_BACK <= way < DECLINED,
            kind=reports,
            about=self._place.holder(dice.choice(self._staff)) if reports in ABOUT_SOMEBODY else "",
            gone=dice.random() < GONE,
        )

    def _asks(self, asker: Asker) -> Happening:
        """Whoever is asked writes it down; what comes in writing waits. Who finds nobody comes again."""
        who = self._asked_of(asker)
        if who is None:
            self._flow.at(self._flow.after(0.3), self._asks(asker))
            return
        in_writing = asker.channel in IN_WRITING
        act = RECEIVES if in_writing else REGISTERS
        brings: dict[str, Any] = {"wanted": asker.wanted}
        if asker.kind is not None:
            brings["unseen"] = True
        area = self._place.office.area
        command = self._flow.command(act, who, area, brings=brings)
        if self._abuses.does(UNREGISTERED, who) and not in_writing:
            self._abuses.truth[UNREGISTERED].append(command.n)
            return
        if asker.dice.random() < OFFLINE and not in_writing:
            then = self._flow.now - timedelta(minutes=10)
            command = replace(command, at=then, recorded_at=self._flow.now)
        outcome = yield from self._flow.send(command)
        if not isinstance(outcome, Done):
            return
        asker.n = command.n
        self._askers[outcome.matter] = asker
        if in_writing:
            opens = self._flow.hours.next_opening(self._flow.now)
            at = opens + timedelta(minutes=asker.dice.uniform(*OPENS))
            self._flow.at(at, self._opens(asker))
        elif asker.asks_at or asker.dice.random() > self._habits_of(who).forgets:
            self._soon(asker, who, "dispose_contact")

    def _opens(self, asker: Asker) -> Happening:
        """Somebody at the registry opens what came in writing, where they get to it."""
        who = self._flow.sits(self._registry)
        if who is not None and asker.dice.random() < self._habits_of(who).takes_up:
            yield from self._do(asker, who, Plan("contact.take"))

    def _asked_of(self, asker: Asker) -> str | None:
        """Whom they ask, or who registers their letter; None: nobody is there."""
        if asker.asks_at:
            return self._flow.sits(asker.asks_at)
        match asker.channel:
            case ContactChannel.VISIT:
                return self._officer()
            case ContactChannel.PHONE:
                return self._flow.sits(asker.dice.choice(self._staff))
            case ContactChannel.LETTER:
                return self._flow.sits(self._registry)
            case _:
                return PARTY

    # ── at the desks ────────────────────────────────────────────────────────────────────────

    def look(self, owing: Iterable[Owing]) -> None:
        """Everybody looks at what they owe on contacts, and takes up some of it."""
        owed: dict[tuple[int, str], tuple[Asker, list[str]]] = {}
        for row in owing:
            asker = self._askers.get(row.matter)
            if asker is not None and row.person is not None and not asker.busy:
                who = self._flow.sign_in[row.person]
                owed.setdefault((asker.n, who), (asker, []))[1].append(row.kind)
        for n, who in sorted(owed):
            asker, kinds = owed[n, who]
            if asker.barred < GIVES_UP and asker.dice.random() < self._habits_of(who).takes_up:
                kind = min(kinds, key=FIRST.index)
                at = self._flow.now + asker.dice.random() * LONGEST
                self._flow.at(at, self._works(asker, who, kind))

    def _soon(self, asker: Asker, who: str, kind: str) -> None:
        """Somebody does next what they owe, in some minutes."""
        asker.busy = True
        pace = self._habits_of(who).pace
        after = timedelta(minutes=pace * asker.dice.uniform(*MINUTES))
        self._flow.at(self._flow.now + after, self._works(asker, who, kind))

    def _works(self, asker: Asker, who: str, kind: str) -> Happening:
        """One thing that is owed on a contact is done, or tried."""
        asker.busy = False
        if kind == asker.lies:
            return
        plan = self._plan(asker, who, kind)
        if plan is None:
            return
        if plan.act == ACCEPT:
            affair = yield from self._receive(who, asker.service, self._guest(asker))
            if affair is None:
                return
            plan = Plan(ACCEPT, {"case": affair.n})
        yield from self._do(asker, who, plan)

    def _do(self, asker: Asker, who: str, plan: Plan) -> Doing:
        command = self._flow.command(plan.act, who, asker.n, brings=plan.brings)
        outcome = yield from self._flow.send(command)
        if isinstance(outcome, Done):
            self._follows(asker, command)
        if isinstance(outcome, Barred):
            asker.barred += 1
            if plan.act == asker.comes_to:
                yield from self._instead(asker, who, plan)
        return isinstance(outcome, Done)

    def _instead(self, asker: Asker, who: str, plan: Plan) -> Happening:
        """What was barred is done otherwise, later: the record is mended, so that there is a way back;
        or it comes to something else."""
        if not (asker.declined or asker.email or asker.phone):
            asker.declined, asker.other_way = True, "下周一上午再来窗口"
            mended = Plan("contact.correct_record", {"wanted": asker.wanted})
            yield from self._do(asker, who, mended)
        else:
            asker.comes_to = INSTEAD.get(plan.act, ANSWER)

    def _guest(self, asker: Asker) -> Any:
        return replace(guest(asker.service, asker.dice), channel=Channel.COUNTER)

    def _habits_of(self, who: str) -> Any:
        return habits(self._flow.seed, who)

    # ── what somebody does about what they owe ──────────────────────────────────────────────

    def _plan(self, asker: Asker, who: str, kind: str) -> Plan | None:
        """None: nothing now."""
        match kind:
            case "take_contact":
                return Plan("contact.take")
            case "dispose_contact":
                return self._dispose(asker, who)
            case "confirm_contact":
                return self._confirm(asker)
            case "assign_contact":
                return Plan("contact.assign", {"post": asker.post, "why": WHY})
            case "call_asker":
                return self._call(asker)
            case "find_out":
                return Plan("contact.tell_found", {"elsewhere": self._found(asker)})
            case "answer_consultation":
                return Plan("contact.answer_question", {"text": ANSWERED})
            case "tell_asker":
                how = ToldHow.MESSAGE if asker.email else ToldHow.CALL
                return Plan("contact.tell_asker", {"how": how, "text": ANSWERED})
            case "pass_on_report":
                return self._pass_on(asker)
            case "brief_officer":
                said = {"text": GONE_THROUGH, "on": self._flow.now.date().isoformat()}
                return Plan("briefing.hold", {"gone_through": said})
            case _:
                return Plan("contact.account_for_empty", {"text": "临时到现场核查，半小时回来。"})

    def _dispose(self, asker: Asker, who: str) -> Plan | None:
        """What it comes to, on the desk of whoever holds it."""
        if self._abuses.does(NOTHING_CAME, who):
            return Plan(ANSWER, {"text": NOTHING_SAID})
        hands_on = asker.comes_to in (ANSWER, TELL) and not asker.disputed
        if hands_on and self._abuses.does(HANDS_ROUND, who):
            asker.comes_to = HAND_OVER
        if asker.dice.random() < MENDED:
            asker.text += "（补记：急用）"
            return Plan("contact.correct_record", {"wanted": asker.wanted})
        post = self._another(asker.post, who)
        match asker.comes_to:
            case "contact.tell_in_full":
                return Plan(TELL, {"service": asker.service.code, **self._told(asker)})
            case "contact.tell_not_eligible":
                why = {"reason": "户籍不在本区，暂不符合公布的条件。", "may_apply": True}
                told = {"service": asker.service.code, **self._told(asker)}
                return Plan(UNFIT, {**told, **why})
            case "contact.guide" | "contact.give_phone":
                empty = asker.comes_to == GUIDE and asker.dice.random() < EMPTY
                return Plan(PHONE if empty else asker.comes_to, {"post": post, "told": True})
            case "contact.hand_over":
                return Plan(HAND_OVER, {"post": post, "why": WHY})
            case "contact.take_for_absent":
                asker.for_absent = True
                return Plan(FOR_ABSENT, {"post": post, "why": NOT_NOW})
            case "contact.ask_to_assign":
                asker.disputed = True
                return None if asker.barred >= GIVES_UP else Plan(DISPUTE, {"why": NOT_MINE})
            case "contact.refer_outside":
                return Plan(REFER, {"elsewhere": _body(ELSEWHERE)})
            case "contact.find_out":
                return Plan(FIND_OUT, {"why": FOUND_OUT})
            case "contact.register_report":
                return Plan(REPORT, {"report": self._report(asker)})
            case "contact.ask":
                asked = {"question": asker.text, "why": FOUND_OUT, "days": asker.dice.randint(1, 3)}
                whom = {"outside": ELSEWHERE[0]} if asker.dice.random() < 0.3 else {"post": post}
                return Plan(ASK, {**asked, **whom})
            case "contact.record_left":
                return Plan(LEFT, {"reason": "说先回去拿身份证，没有再来。"})
            case "contact.accept":
                return Plan(ACCEPT)
            case _:
                return Plan(ANSWER, {"text": ANSWERED})

    def _another(self, post: str, who: str) -> str:
        """The post that it goes to: not the one of whoever hands it there."""
        others = [each for each in self._staff if each != self._place.home(who)]
        return post if post in others else others[len(post) % len(others)]

    def _told(self, asker: Asker) -> Mapping[str, Any]:
        """How a guide is told: on the telephone it may be read out, with a tick for each part."""
        if asker.channel is ContactChannel.PHONE:
            return {"how": ToldBy.CONTACT, "parts": list(SIX)}
        return {"how": ToldBy.MESSAGE if asker.email else ToldBy.PRINT}

    def _report(self, asker: Asker) -> Mapping[str, Any]:
        anonymous = asker.dice.random() < ANONYMOUS
        said = {"name": "", "phone": ""} if anonymous else {"name": asker.name}
        phone = "" if asker.declined or anonymous else asker.phone
        return {
            **said,
            "kind": asker.kind,
            "phone": phone,
            "anonymous": anonymous,
            "phone_declined": not anonymous and not phone,
            "about": [asker.about] if asker.about else [],
        }

    def _confirm(self, asker: Asker) -> Plan:
        """Take over what was handed over, or decline it; what was taken down for somebody they often
        call about at once."""
        if asker.kind is not None:
            return Plan("contact.confirm_report")
        if asker.for_absent:
            at_once = not asker.gone and asker.dice.random() < CALLS_AT_ONCE
            return self._call(asker) if at_once else Plan("contact.confirm_call")
        declines = (asker.dice.random() < DECLINES and not asker.disputed) or asker.sent_back
        return Plan("contact.decline", {"why": NOT_MINE}) if declines else Plan("contact.confirm")

    def _call(self, asker: Asker) -> Plan:
        """Call them; who does not answer is tried three times."""
        if not asker.gone:
            return Plan("contact.call_back", {"text": ANSWERED})
        if asker.calls < 3:
            return Plan("contact.note_call", {"text": "没有人接。"})
        return Plan(LEFT, {"reason": "打了三次都没有人接，按约定的时间也没有来。"})

    def _found(self, asker: Asker) -> Mapping[str, Any]:
        hotline = {"body": "", "phone": "", "hotline_number": f"R{asker.n:06d}"}
        return hotline if asker.n % 4 == 0 else _body(ELSEWHERE)

    def _pass_on(self, asker: Asker) -> Plan:
        """Each kind of report goes its own way, and past whoever it is about."""
        match asker.kind:
            case ReportKind.DISCIPLINE:
                return Plan("contact.pass_outside", {"elsewhere": _body(DISCIPLINE)})
            case ReportKind.PETITION:
                return Plan("contact.pass_outside", {"elsewhere": _body(PETITIONS)})
            case _:
                complaints = self._place.office.complaints
                posts = [p.key for p in self._place.office.posts if p.section == complaints]
                ways = [*posts, self._place.main]
                post = ways[min(asker.barred, len(ways) - 1)]
                return Plan("contact.pass_on", {"post": post, "why": "投诉由这里查办。"})

    # ── what follows ────────────────────────────────────────────────────────────────────────

    def _follows(self, asker: Asker, command: Command) -> None:
        """What others do about an act that was done."""
        asker.barred = 0
        match command.act:
            case "contact.take" | "contact.correct_record":
                self._soon(asker, command.who, "dispose_contact")
            case "contact.decline":
                asker.comes_to = ANSWER if asker.sent_back else HAND_OVER
            case "contact.confirm" | "contact.assign" | "contact.reopen":
                asker.comes_to = ANSWER
            case "contact.note_call":
                asker.calls += 1
            case "contact.guide" | "contact.give_phone" if asker.dice.random() < WRONG:
                days = asker.dice.uniform(0.1, 4)
                said = self._reports(command.brings["post"], command.who, days)
                self._flow.at(self._flow.now + timedelta(minutes=1), said)
            case "contact.answer" if command.brings["text"] == NOTHING_SAID:
                self._abuses.truth[NOTHING_CAME].append(command.n)
            case "contact.hand_over" if self._abuses.does(HANDS_ROUND, command.who):
                self._abuses.truth[HANDS_ROUND].append(command.n)
        if command.act in ENDS and not asker.settled:
            asker.settled = True
            self._afterwards(asker)
        elif asker.channel in IN_WRITING and asker.dice.random() < WRITES_MORE:
            more = Plan("contact.note_reply", {"text": "还有一个问题：能代办吗？"})
            self._flow.at(self._flow.after(asker.dice.random()), self._says(asker, more))

    def _afterwards(self, asker: Asker) -> None:
        """The asker says what they think of it, or that it is not settled."""
        says = asker.dice.random()
        if says < COMES_BACK:
            back = Plan("contact.reopen", {"text": "按您说的去了，那边说不归他们。"})
            self._flow.at(self._flow.after(asker.dice.uniform(0.5, 11)), self._says(asker, back))
        elif says < COMES_BACK + RATES:
            stars = {"stars": asker.dice.choice((5, 5, 4, 4, 3, 2, 1))}
            later = self._flow.after(asker.dice.uniform(0.1, 3))
            self._flow.at(later, self._says(asker, Plan("contact.rate", stars)))

    def _says(self, asker: Asker, plan: Plan) -> Happening:
        yield from self._do(asker, PARTY, plan)

    # ── the directory ───────────────────────────────────────────────────────────────────────

    def _reports(self, post: str, who: str, mended_after: float) -> Happening:
        """Somebody says that the line of a post is wrong; its keeper mends it some days later."""
        said = self._flow.command(REPORTS, who, post, brings={"wrong": "电话打不通"})
        if isinstance((yield from self._flow.send(said)), Done):
            self._flow.at(self._flow.after(mended_after), self._mends(post))

    def _mends(self, post: str) -> Happening:
        """Its keeper finds that it is right, or mends it; whoever is not there does so later."""
        head = self._place.above(post)
        who = self._flow.sits(head) if head else None
        if who is None:
            self._flow.at(self._flow.after(0.5), self._mends(post))
            return
        here = self._place.posts[post]
        reach = {"reach": {"phone": here.phone, "place": here.room}}
        mends = self._flow.dice("directory").random() < 0.5
        act, brings = (MENDS, reach) if mends else (CONFIRMS, {})
        yield from self._flow.send(self._flow.command(act, who, post, brings=brings))


def _body(found: Collection[str]) -> Mapping[str, Any]:
    """Another body and its phone, which was called."""
    body, phone = found
    return {"body": body, "phone": phone, "confirmed": True}
