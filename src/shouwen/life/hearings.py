"""Hearings in a life: handlers tell of the right, whoever else is interested as well; some want to be
heard and some let it lapse; what is asked for is set and made known, its time does not count, and who
never examined the case holds it (行政许可法 art. 45–48)."""

from collections.abc import Callable, Collection, Generator
from datetime import date, datetime, time, timedelta

from shouwen.life.affair import Affair
from shouwen.life.chance import chance
from shouwen.life.desk import Plan, serve
from shouwen.life.flow import Flow, Happening
from shouwen.life.people import somebody
from shouwen.life.script import PARTY, Command, Outcome
from shouwen.life.setting import Setting
from shouwen.rules.words import HearingState, Rank, ServedBy, ServiceKind, SpecialKind
from shouwen.rules.worktime import CST, midnight_after

MINUTES = {
    "hearing.tell_right": 15,
    "hearing.tell_interested": 15,
    "hearing.ask": 3,
    "hearing.set_time": 20,
    "hearing.hold": 90,
    "hearing.give_up": 3,
    "interested_party.bring_notice": 10,
}

RIGHTS = 0.01  # of the looks at a licence that is worked on: somebody else has a stake in it
WANTED = 0.6  # of those who were told
GIVES_UP = 0.12  # of those who asked
OTHERS = 0.5  # of the rights that were told, somebody else is interested who is known by name
WRITTEN_TO = 0.3  # of them, who leave nothing but a postal address
ASK_WITHIN = 5  # working days
BEGINS, LASTS = time(9, 30), timedelta(minutes=90)
STAKES = "经营场所与楼上住户共用排烟道，关系到住户的安宁。"
ADDRESS = "滨江路 20 号 3 单元 501 室"
PLACE = "政务服务中心三楼会议室"
MINUTES_TAKEN = "申请人、住户代表和审查人员都到场，逐人陈述、质证，记录在案。"

Act = Callable[[str, Affair, Plan], Generator[tuple[Command, Outcome], None, bool]]
"""Somebody does on an affair what was planned; answers whether it was done."""


class Hearings:
    """The hearings of one life."""

    def __init__(self, flow: Flow, place: Setting, act: Act) -> None:
        """Nobody was told of anything yet; ``act`` does what is planned."""
        self._flow, self._place, self._act = flow, place, act
        self._dice = flow.dice("hearings")

    def under_way(self, affair: Affair) -> bool:
        """Whether the right may still be used, or whoever asked waits to be heard."""
        if affair.hearing is HearingState.TOLD:
            return affair.heard_at is not None and self._flow.now < affair.heard_at
        return affair.hearing in (HearingState.ASKED, HearingState.SET)

    def plan(
        self, affair: Affair, who: str, handler: str | None, kinds: Collection[str]
    ) -> Plan | None:
        """What the handler does about a hearing; None: nothing now."""
        guide, shown = affair.service.guide, _is_shown(affair)
        if who == handler and "bring_hearing_notice" in kinds and affair.neighbour:
            return Plan("interested_party.bring_notice", _post(affair, affair.neighbour))
        lies_elsewhere = affair.guest.lies and not shown
        if who != handler or not affair.accepted or affair.decided or lies_elsewhere:
            return None
        match affair.hearing:
            case None if guide.kind is ServiceKind.LICENCE and affair.left and "decide" in kinds:
                tells = shown or (self._dice.random() < RIGHTS and not affair.refusing)
                return Plan("hearing.tell_right", self._right(affair)) if tells else None
            case HearingState.TOLD if not affair.neighbour and not shown:
                return self._tell_others(affair)
            case HearingState.ASKED:
                return self._set(affair)
            case HearingState.SET if not affair.stood and "decide" in kinds:
                return self._leave_out(affair)
        return None

    def follows(self, affair: Affair, command: Command) -> None:
        """What the applicant and the chair do about an act on a hearing that was done."""
        match command.act:
            case "hearing.tell_right":
                self._may_ask(affair)
                if self._dice.random() < WANTED or _is_shown(affair):
                    days = 0.1 if _is_shown(affair) else self._dice.uniform(0.3, 6)  # or too late
                    comes = self._flow.after(days)
                    self._flow.at(comes, self._says(affair, "hearing.ask"))
            case "hearing.tell_interested":
                affair.neighbour = command.brings["interested"]["name"]
                self._may_ask(affair)
                dice = chance(self._flow.seed, "wants to be heard", affair.n)
                if dice.random() < WANTED:
                    comes = self._flow.after(dice.uniform(0.3, 6))
                    self._flow.at(comes, self._says(affair, "hearing.ask", affair.neighbour))
            case "hearing.ask" if self._dice.random() < GIVES_UP and not _is_shown(affair):
                later = self._flow.after(self._dice.uniform(1, 8))
                other = affair.neighbour if command.brings["name"] == affair.neighbour else ""
                self._flow.at(later, self._says(affair, "hearing.give_up", other))
            case "hearing.set_time":
                begins = datetime.fromisoformat(command.brings["begins_at"])
                affair.heard_at = begins
                self._flow.at(begins + LASTS, self._hold(affair, command.brings["chair"]))

    def _may_ask(self, affair: Affair) -> None:
        """Whoever was told may ask within five days of the last who was."""
        affair.ask_hearing_by = affair.heard_at = midnight_after(self._day(ASK_WITHIN))

    def _right(self, affair: Affair) -> dict[str, object]:
        return {"stakes": STAKES, **serve(affair.guest.person)}

    def _tell_others(self, affair: Affair) -> Plan | None:
        """Somebody who lives next door is told of the right as well, while it may be used."""
        dice = chance(self._flow.seed, "interested", affair.n)
        open_ = affair.heard_at is not None and self._flow.now < affair.heard_at
        if not open_ or dice.random() >= OTHERS:
            return None
        others = iter(lambda: somebody(dice), None)
        who = next(each for each in others if each.name != affair.guest.person.name)
        if dice.random() < WRITTEN_TO:
            interested = {"name": who.name, "address": ADDRESS}
            return Plan(
                "hearing.tell_interested", {"interested": interested, **_post(affair, who.name)}
            )
        interested = {"name": who.name, "phone": who.phone, "email": who.email}
        return Plan("hearing.tell_interested", {"interested": interested, **serve(who)})

    def _set(self, affair: Affair) -> Plan | None:
        """In the second or third week from now; the head of another section chairs it."""
        section = self._place.posts[affair.service.handler].section
        heads = [
            post.key
            for post in self._place.office.posts
            if post.rank is Rank.HEAD and post.section != section
        ]
        begins = datetime.combine(self._day(self._dice.randint(8, 14)), BEGINS, CST)
        return Plan(
            "hearing.set_time",
            {
                "begins_at": begins.isoformat(),
                "place": PLACE,
                "chair": self._dice.choice(heads),
                **serve(affair.guest.person),
            },
        )

    def _leave_out(self, affair: Affair) -> Plan | None:
        """The time until the hearing does not count, once the applicant was told."""
        assert affair.heard_at is not None
        today, until = self._flow.now.astimezone(CST).date(), affair.heard_at.date()
        days = self._flow.hours.calendar.working_days_between(today, until) + 1
        told = {"kind": SpecialKind.HEARING, "days": days, **serve(affair.guest.person)}
        return Plan("special_procedure.begin_special_procedure", told)

    def _says(self, affair: Affair, act: str, other: str = "") -> Happening:
        """The applicant asks for a hearing, or gives up the one they asked for; or whoever else is
        interested does, by the name of ``other``."""
        silent = affair.over if other else affair.silent
        if not silent:
            name = other or affair.guest.person.name
            yield from self._act(PARTY, affair, Plan(act, {"name": name}))

    def _hold(self, affair: Affair, chair: str) -> Happening:
        """Whoever sits on the chair's post by then; where they may not, it is set anew."""
        set_then = affair.hearing is HearingState.SET and affair.heard_at is not None
        if affair.over or not set_then:
            return
        who = self._flow.sits(chair)
        signed = f"{affair.guest.person.name}、住户代表、审查人员"
        held = Plan("hearing.hold", {"text": MINUTES_TAKEN, "signed_by": signed})
        if who is None or not (yield from self._act(who, affair, held)):
            affair.hearing = HearingState.ASKED

    def _day(self, n: int) -> date:
        """The ``n``-th working day after today."""
        today = self._flow.now.astimezone(CST).date()
        return self._flow.hours.calendar.add_working_days(today, n)


def _post(affair: Affair, name: str) -> dict[str, object]:
    """By post, to the address that somebody who is interested left."""
    sent = {"by": ServedBy.POST, "to": f"{name}，{ADDRESS}", "tracking": f"EMH{affair.n:09d}"}
    return {"handover": {**sent, "identity": None, "identity_number": ""}}


def _is_shown(affair: Affair) -> bool:
    """Whether a hearing is what is to be seen of it, where it lies."""
    return affair.guest.lies.startswith("hearing.")
