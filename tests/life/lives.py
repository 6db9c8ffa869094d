"""A short life written by hand in which everything happens once: for tests that must know it."""

from datetime import UTC, date, datetime, time
from random import Random
from typing import Any

from shouwen.life.people import somebody
from shouwen.life.script import (
    ANNOUNCES,
    ASKS,
    ENTERS,
    MAKES,
    OLDER,
    RECEIVES,
    SETTLES,
    Command,
    Script,
)
from shouwen.life.setting import setting
from shouwen.life.slow_calendar import CHINA, after_working_days
from tests.life.asking import asked

STAFF = 21
FIRST_DAY = date(2026, 4, 27)  # a Monday: the holiday of May lies within the first week
LAST_DAY = 34  # working days later; the applicant's fifteen days run out within
SWEEPS = ("00:01", "12:01", "17:01")
WHY_NOT = "决定由审核岗作，今天下班前办结。"


class Life:
    """Collects what happens, in any order; :meth:`script` puts it in order of time."""

    def __init__(self, seed: int = 1) -> None:
        self.seed = seed
        self.chance = Random(seed)
        self.place = setting(STAFF)
        self.services = {service.handler: service for service in self.place.services}
        self.came: dict[str, tuple[str, str]] = {}  # case: the key of its service, applicant
        self.whose: dict[str, Any] = {}  # case: who applied
        self.lacks: dict[str, set[str]] = {}  # case: what never came
        self.happens: list[tuple[datetime, str, str, str | None, dict[str, Any]]] = []

    def at(self, day: int, clock: str) -> datetime:
        """A time on the ``day``-th working day of the life."""
        found = after_working_days(FIRST_DAY, day) if day else FIRST_DAY
        return datetime.combine(found, time.fromisoformat(clock), CHINA).astimezone(UTC)

    def on(self, day: int, clock: str, act: str, who: str, case: str, **brings: Any) -> None:
        names = {name: brings.pop(name) for name in ("step", "post") if name in brings}
        self.happens.append((self.at(day, clock), act, who, case, {**names, "brings": brings}))

    def receive(
        self, case: str, handler: str, day: int, clock: str, *missing: str, **told: Any
    ) -> None:
        """An application with every material that is always asked for, but for the missing;
        ``told`` how the first version of the guide was, which the applicant keeps to."""
        person = somebody(self.chance)
        self.came[case] = handler, person.name
        self.whose[case] = person
        self.lacks[case] = set(missing)
        materials = [
            {"key": material.key, "pages": 2}
            for material in self.services[handler].guide.materials
            if not material.when and material.key not in missing
        ]
        materials += [
            {"key": material.key, "check": "not_needed"}
            for material in self.services[handler].guide.materials
            if material.when
        ]
        application = {
            "applicant": person.name,
            "id_kind": person.id_kind,
            "id_number": person.id_number,
            "phone": person.phone,
            "email": "applicant@example.org",
            "channel": "counter",
            "materials": materials,
            **({"told": told} if told else {}),
            **({"not_at_once": WHY_NOT} if self.services[handler].guide.immediate else {}),
        }
        self.on(day, clock, "case.receive_application", "heyutong", case, application=application)

    def asks_others(self, case: str, day: int, clock: str, **brings: Any) -> None:
        """The handler asks a post, or a body outside."""
        act, who = "consultation.ask", self.handler(case)
        self.happens.append((self.at(day, clock), act, who, case, {"brings": brings}))

    def examine(
        self,
        case: str,
        day: int,
        clock: str,
        *faulty: str,
        fault: str = "没有签名",
        also: tuple[str, ...] = (),
    ) -> None:
        """Everything is in order but what is ``faulty``, or was never handed in; what a law asks
        for besides, ``also``."""
        judgements = self.judged(case, faulty, fault) | {key: {"check": "met"} for key in also}
        who = self.handler(case)
        self.on(day, clock, "case.examine_materials", who, case, judgements=judgements)

    def judged(self, case: str, faulty: tuple[str, ...], said_of_it: str) -> dict[str, Any]:
        """What was found of each material."""
        said = {"ground": "服务指南", "cure": "请签名后交来"}
        fault = {"check": "faulty", "fault": said_of_it, **said}
        missing = {"check": "missing", "fault": "没有提交", **said}
        return {
            material.key: missing
            if material.key in self.lacks.get(case, ())
            else fault
            if material.key in faulty
            else {"check": "met"}
            for material in self.services[self.came[case][0]].guide.materials
            if not material.when
        }

    def shown(self, case: str) -> dict[str, Any]:
        """Into the applicant's own hands, who shows a document."""
        document = {"identity": "resident_id", "identity_number": "11010519491231002X"}
        return {"by": "hand", "to": self.came[case][1], **document}

    def taking(self, case: str) -> dict[str, Any]:
        """Whoever applied comes for the materials; for a company, who speaks for it by law."""
        person = self.whose[case]
        number = {"name": person.name, "kind": "resident_id", "number": person.id_number}
        found = {"by": "hand", "taker": "applicant", "signed": True, "shown": number}
        if person.id_kind == "credit_code":
            shown = {**number, "kind": "passport", "number": "E00000007"}
            found |= {"taker": "legal_representative", "proof": "营业执照", "shown": shown}
        return found

    def tell(self, case: str, day: int, clock: str) -> None:
        who = self.handler(case)
        act = "case.issue_correction_notice"
        self.on(day, clock, act, who, case, handover=self.shown(case))

    def supplement(self, case: str, day: int, clock: str) -> None:
        who = self.bearer(case, "head")
        act = "case.issue_supplementary_notice"
        self.on(day, clock, act, who, case, handover=self.shown(case))

    def change_law(self, case: str, day: int, clock: str) -> None:
        """A law asks for one thing more from that very day on."""
        law = {
            "article": "《某条例》第九条",
            "commences": self.at(day, clock).date().isoformat(),
            "demands": [{"name": "检测报告", "requirement": "原件一份"}],
            "handover": self.shown(case),
        }
        self.on(day, clock, "case.tell_changed_law", self.bearer(case, "leader"), case, **law)

    def invite(self, case: str, day: int, clock: str, *faulty: str) -> None:
        found = {"judgements": self.judged(case, faulty, "没有签名"), "handover": self.shown(case)}
        self.on(day, clock, "case.invite_supplement", self.handler(case), case, **found)

    def supply(self, case: str, day: int, clock: str, *keys: str) -> None:
        answers = [{"key": key, "pages": 2} for key in keys]
        self.on(day, clock, "case.receive_supplement", "party", case, answers=answers)

    def settle(self, case: str, service: str, day: int, clock: str) -> None:
        """All of it in one act, by whoever handles the service."""
        self.receive(case, service, day, clock)
        at, act, _who, key, more = self.happens.pop()
        assert act == "case.receive_application"
        brings = more["brings"]
        for each in brings["application"]["materials"]:
            each.setdefault("check", "met")
        brings |= {"facts": "材料齐全。", "handover": self.shown(case)}
        self.happens.append((at, "case.settle_at_once", self.handler(case), key, more))

    def says_no(self, case: str, day: int, clock: str, act: str) -> None:
        fact = "后厨与公厕相距不到三米，没有隔断。"
        proposal = {"kind": "refused", "fact": fact, "opinion": "建议不予许可。"}
        self.on(day, clock, f"refusal.{act}", self.handler(case), case, proposal=proposal)

    def looks(self, case: str, day: int, clock: str, act: str, part: str, **brings: Any) -> None:
        who = self.handler(case) if part == "handler" else self.bearer(case, part)
        self.on(day, clock, f"refusal.{act}", who, case, **brings)

    def strays(self, case: str, day: int, clock: str) -> None:
        said = {"kind": "not_ours", "reason": "这项许可由市级机关办理。", "body": "市级机关"}
        who, brings = self.handler(case), {"at_once": said, "handover": self.shown(case)}
        self.on(day, clock, "refusal.tell_at_once", who, case, **brings)

    def answer(self, case: str, day: int, clock: str, *keys: str) -> None:
        self.lacks[case] -= set(keys)
        answers = [{"key": key, "pages": 3} for key in keys]
        self.on(day, clock, "case.receive_correction", "party", case, answers=answers)

    def accept(self, case: str, day: int, clock: str) -> None:
        self.on(day, clock, "case.accept_case", self.handler(case), case)

    def step(self, case: str, key: str, day: int, until: int) -> None:
        """Begun at half past nine, done at four."""
        guide = self.services[self.came[case][0]].guide
        by = next(step.by for step in guide.steps if step.key == key)
        self.on(day, "09:30", "step.start_step", self.handler(case), case, step=key)
        who = self.bearer(case, by)
        self.on(until, "16:00", "step.finish_step", who, case, step=key, opinion="符合")

    def decide(self, case: str, day: int, clock: str) -> None:
        guide = self.services[self.came[case][0]].guide
        who = self.bearer(case, guide.decided_by)
        self.on(day, clock, "case.decide_grant", who, case, facts="申请材料齐全。")

    def deliver(self, case: str, day: int, clock: str) -> None:
        handover = {
            "by": "hand",
            "to": self.came[case][1],
            "identity": "resident_id",
            "identity_number": "出示",
        }
        self.on(day, clock, "case.deliver_result", "heyutong", case, handover=handover)

    def withdraw(self, case: str, day: int, clock: str) -> None:
        withdrawal = {"signed_by": self.came[case][1], "proposed_by": "party"}
        self.on(day, clock, "case.withdraw", "party", case, withdrawal=withdrawal)

    def asks(
        self, absence: str, who: str, day: int, clock: str, since: str, until: str, **more: Any
    ) -> None:
        """Somebody asks for an absence; ``since`` and ``until`` are days and hours of the life."""
        leave = {
            "kind": more.pop("kind", "leave"),
            "leaves_at": self.when(since),
            "returns_at": self.when(until) if until else None,
            "reason": "外出办事",
            "stand_ins": more.pop("stand_ins", {}),
        }
        self.on(day, clock, more.pop("act", ASKS), who, absence, leave=leave, **more)

    def sweep(self, day: int, *clocks: str) -> None:
        """A round of the clock besides the three of every day."""
        for clock in clocks:
            self.happens.append((self.at(day, clock), "clock.sweep", "clock", None, {}))

    def when(self, said: str) -> str:
        """``3 10:00``: ten o'clock on the third working day."""
        day, clock = said.split()
        return self.at(int(day), clock).isoformat()

    def away(self, day: int, clock: str, act: str, who: str, absence: str, **more: Any) -> None:
        """An act on an absence."""
        self.on(day, clock, f"absence.{act}", who, absence, **more)

    def handler(self, case: str) -> str:
        return self.bearer(case, "handler")

    def bearer(self, case: str, part: str) -> str:
        """The sign-in key of who bears a part on the case."""
        post = self.place.posts[self.came[case][0]]
        if part == "head":
            section = [p for p in self.place.office.posts if p.section == post.section]
            post = next(p for p in section if p.leads)
        elif part == "leader":
            section_of = next(s for s in self.place.office.sections if s.key == post.section)
            post = self.place.posts[section_of.supervised_by]
        return post.holder

    def script(self) -> Script:
        for day in range(LAST_DAY):
            for clock in SWEEPS:
                self.happens.append((self.at(day, clock), "clock.sweep", "clock", None, {}))
            self.happens.append((self.at(day, "18:00"), "clock.deliver", "clock", None, {}))
        ordered = sorted(self.happens, key=lambda found: found[0])
        numbers: dict[str | None, int] = {}
        commands = []
        for n, (at, act, who, case, more) in enumerate(ordered, 1):
            subject: str | int | None = numbers.get(case)
            if act in MAKES:
                numbers[case] = n
                subject = self.place.office.area
            if act in (RECEIVES, SETTLES):
                subject = self.services[self.came[str(case)][0]].code
                if "told" in more["brings"]["application"]:
                    subject += f"{OLDER}1"
            if act.startswith("office."):
                subject = case
            if linked := more.get("brings", {}).get("case"):
                more["brings"]["case"] = numbers[linked]
            commands.append(Command(n, at, act, who, subject, **more))
        return Script(self.seed, STAFF, self.at(0, "00:00"), tuple(commands))


def everything_once() -> Script:
    """Granted at once, corrected once, returned and lapsed, silent (deemed, escalated), withdrawn,
    late, heard, delivered."""
    life = Life()
    # A licence that goes its way, with every step.
    life.receive("granted", "food", 0, "09:10")
    life.examine("granted", 0, "10:00")
    life.accept("granted", 0, "10:05")
    life.step("granted", "review", 1, 2)
    life.step("granted", "site", 3, 6)
    life.step("granted", "sign_off", 7, 7)
    life.decide("granted", 8, "15:00")
    life.deliver("granted", 9, "11:00")
    # One told what to correct, who corrects it.
    life.receive("corrected", "food", 0, "09:30", "layout_plan")
    life.examine("corrected", 1, "11:00", "application")
    life.tell("corrected", 1, "11:30")
    life.answer("corrected", 4, "14:00", "application", "layout_plan")
    life.examine("corrected", 5, "10:00")
    life.accept("corrected", 5, "10:01")
    life.step("corrected", "review", 6, 6)
    # One who corrects half, gets the rest back, and lets it lie until it lapses; then withdraws.
    life.receive("lapsed", "relief", 0, "11:59")
    life.examine("lapsed", 2, "09:05", "application", "declaration")
    life.tell("lapsed", 2, "09:06")
    life.answer("lapsed", 6, "16:40", "application")
    life.examine("lapsed", 7, "09:20", "declaration")
    life.on(7, "09:30", "case.return_unmet_points", life.handler("lapsed"), "lapsed")
    life.withdraw("lapsed", 27, "10:00")
    # Nobody answers: where silence accepts, and where it escalates.
    life.receive("deemed", "water", 1, "16:59")
    life.receive("escalated", "relief", 1, "17:30")
    life.examine("escalated", 9, "10:00")
    life.accept("escalated", 9, "10:10")
    life.step("escalated", "income", 10, 20)  # two days late
    # Immediate ones, done within the visit, the second withdrawn instead.
    life.receive("at_once", "project", 2, "14:00")
    life.examine("at_once", 2, "14:05")
    life.accept("at_once", 2, "14:06")
    life.decide("at_once", 2, "14:07")
    life.deliver("at_once", 2, "14:08")
    life.receive("withdrawn", "registration", 3, "09:00")
    life.withdraw("withdrawn", 3, "09:30")
    # Settled at once, in one act.
    life.settle("settled", "registration", 4, "10:00")
    # What was filed anew is at fault otherwise; then a law changes; then all of it is there.
    life.receive("told again", "food", 2, "09:10")
    life.examine("told again", 2, "10:30", "application")
    life.tell("told again", 2, "10:40")
    life.answer("told again", 3, "09:30", "application")
    life.examine("told again", 3, "10:30", "application", fault="印章看不清")
    life.supplement("told again", 3, "11:30")
    life.change_law("told again", 4, "09:30")
    life.answer("told again", 5, "09:30", "application", "law-2-0")
    life.examine("told again", 5, "10:30", also=("law-2-0",))
    life.accept("told again", 5, "10:40")
    # What silence accepted lacks something, which is supplied.
    lacking = life.services["water"].guide.materials[0].key
    life.invite("deemed", 9, "14:00", lacking)
    life.supply("deemed", 10, "14:00", lacking)
    # Refused: proposed, sent back, amended, reviewed, approved, served; told at once, confirmed;
    # and one that the leader overturns.
    for n, case in enumerate(("refused", "spared")):
        life.receive(case, "food", 3, f"09:1{n}")
        life.examine(case, 3, f"10:0{n}")
        life.accept(case, 3, f"10:1{n}")
        life.step(case, "review", 4, 4)
        life.says_no(case, 5, f"09:0{n}", "propose_refusal")
        life.looks(case, 5, f"10:0{n}", "return_refusal", "head", words="请写明相距多少米。")
        life.says_no(case, 5, f"11:0{n}", "amend_refusal")
        life.looks(case, 5, f"13:3{n}", "review_refusal", "head", words="同意报批。")
    life.looks("refused", 6, "09:30", "approve_refusal", "leader", words="同意。")
    served = life.shown("refused")
    life.on(6, "15:00", "refusal.serve_refusal", "heyutong", "refused", handover=served)
    life.looks("spared", 6, "09:40", "overturn_refusal", "leader", words="可以整改。")
    life.looks("spared", 6, "10:30", "note_dissent", "handler", words="没有裁量余地。")
    life.receive("strayed", "food", 3, "11:00")
    life.strays("strayed", 3, "11:05")
    life.looks("strayed", 3, "14:00", "review_refusal", "head", words="告知无误。")
    life.looks("strayed", 4, "09:00", "confirm_refusal", "leader")
    # Days by the calendar, decided by the head, the result not fetched.
    life.receive("waiting", "civil", 0, "15:00")
    life.examine("waiting", 0, "15:30")
    life.accept("waiting", 0, "15:31")
    life.step("waiting", "review", 1, 2)
    life.step("waiting", "interview", 3, 4)
    life.step("waiting", "sign_off", 5, 5)
    life.decide("waiting", 6, "09:00")
    _limits(life)
    _hearings(life)
    _renewals(life)
    _returns(life)
    _absences(life)
    _versions(life)
    _papers(life)
    _successions(life)
    life.happens += asked(life.at, life.services["food"].code)
    return life.script()


def _successions(life: Life) -> None:
    """One who dies while the application lies there: an heir takes it over, is told that it is
    accepted, and takes it back."""
    case = "inherited"
    life.receive(case, "relief", 3, "15:00")
    gone = {"why": "died", "on": life.when("3 00:00")[:10], "proof": "死亡医学证明 301 号"}
    life.on(4, "15:00", "succession.note_applicant_gone", "heyutong", case, **gone)
    heir = {
        "name": "徐禾苗",
        "id_kind": "resident_id",
        "id_number": "11010519491231002X",
        "phone": "0826-555-0178",
        "proof": "继承公证书 112 号",
    }
    life.on(6, "15:00", "succession.note_successor", "heyutong", case, successor=heir)
    life.examine(case, 6, "15:10")
    life.accept(case, 6, "15:15")
    signed = {"signed_by": "徐禾苗", "proposed_by": "party"}
    life.on(6, "15:30", "case.withdraw", "party", case, withdrawal=signed)


def _limits(life: Life) -> None:
    """One that is extended, and whose clock stands still for longer than told; one whose handler is
    declined, asks again and tells nobody; one whose clock stands still for a day."""
    why = {"reason": "other_body", "text": "要核对界址。"}
    for n, case in enumerate(("longer", "untold", "still")):
        life.receive(case, "food", 3, f"09:2{n}")
        life.examine(case, 3, f"10:2{n}")
        life.accept(case, 3, f"10:3{n}")

    def extension(case: str, day: int, clock: str, act: str, part: str, **brings: Any) -> None:
        who = life.handler(case) if part == "handler" else life.bearer(case, part)
        life.on(day, clock, f"extension.{act}_extension", who, case, **brings)

    extension("longer", 4, "09:10", "ask", "handler", days=3, **why)
    extension("longer", 4, "10:10", "approve", "leader")
    extension("longer", 4, "11:10", "tell", "handler", handover=life.shown("longer"))
    extension("untold", 4, "09:15", "ask", "handler", days=3, **why)
    extension("untold", 4, "10:15", "decline", "leader", why="来得及，请按期办结。")
    extension("untold", 11, "09:15", "ask", "handler", days=3, **why)
    extension("untold", 11, "10:15", "approve", "leader")
    for case, days in (("longer", 2), ("still", 5)):
        told = {"kind": "test", "days": days, "handover": life.shown(case)}
        begin = "special_procedure.begin_special_procedure"
        life.on(5, "09:40", begin, life.handler(case), case, **told)
    end = "special_procedure.end_special_procedure"
    life.on(6, "14:00", end, life.handler("still"), "still")


def _hearings(life: Life) -> None:
    """One that is heard, others asked and a part of it done by them before it is decided; one whose
    right nobody uses; one who asks and gives it up."""
    chair = life.place.posts["society_head"].holder
    for n, case in enumerate(("heard", "unheard", "gives up")):
        life.receive(case, "food", 2, f"09:2{n}")
        life.examine(case, 2, f"10:2{n}")
        life.accept(case, 2, f"10:3{n}")
        said = {"stakes": "与楼上住户共用排烟道。", "handover": life.shown(case)}
        life.on(2, f"14:0{n}", "hearing.tell_right", life.handler(case), case, **said)
    neighbour = {"name": "何立群", "phone": "0826-555-0179"}
    shown = {**life.shown("unheard"), "to": "何立群"}
    who = life.handler("unheard")
    also = {"interested": neighbour, "handover": shown}
    life.on(3, "14:00", "hearing.tell_interested", who, "unheard", **also)
    posted = {"by": "post", "to": "滨江路 18 号", "tracking": "EMS000000007"}
    posted |= {"identity": None, "identity_number": ""}
    also = {"interested": {"name": "秦岚", "address": "滨江路 18 号"}, "handover": posted}
    life.on(3, "14:10", "hearing.tell_interested", life.handler("heard"), "heard", **also)
    for case in ("heard", "gives up"):
        life.on(4, "14:00", "hearing.ask", "party", case, name=life.came[case][1])
    life.on(6, "14:00", "hearing.give_up", "party", "gives up", name=life.came["gives up"][1])
    when = {"begins_at": life.when("14 09:30"), "place": "三楼会议室", "chair": "society_head"}
    known = {**when, "handover": life.shown("heard")}
    life.on(5, "14:00", "hearing.set_time", life.handler("heard"), "heard", **known)
    notice = "interested_party.bring_notice"
    life.on(5, "14:30", notice, life.handler("heard"), "heard", handover=posted)
    minutes = {"text": "逐人陈述、质证。", "signed_by": "申请人、住户代表"}
    life.on(14, "11:00", "hearing.hold", chair, "heard", **minutes)
    for day, who in ((2, {"outside": "区自然资源和规划局"}), (4, {"post": "society_head"})):
        asked = {"kind": "consult", "question": "门前占用要不要另办手续？", "days": 3, **who}
        answers = chair if "post" in who else life.handler("heard")
        life.asks_others("heard", day, "15:00", **asked)
        life.on(day, "16:00", "consultation.answer", answers, "heard", text="不用。")
        told = {"how": "message", "text": "不用另办手续。"}
        life.on(day, "16:30", "consultation.tell_applicant", life.handler("heard"), "heard", **told)
    part = {"kind": "assist", "question": "请核对消防通道。", "days": 2, "post": "society_head"}
    life.asks_others("heard", 5, "15:00", **part)
    life.on(6, "15:30", "consultation.answer", chair, "heard", text="通道畅通。")
    for day, step in enumerate(("review", "site", "sign_off"), 15):
        life.step("heard", step, day, day)
    life.decide("heard", 18, "10:00")


def _renewals(life: Life) -> None:
    """One whose licence ends while nobody decides, applied for in time."""
    life.receive("renewed", "food", 1, "08:45")
    life.happens[-1][4]["brings"]["application"] |= {
        "renews": "原证〔2021〕1号",
        "renews_until": "2026-06-01",
    }
    life.examine("renewed", 1, "11:40")
    life.accept("renewed", 1, "11:45")


def _returns(life: Life) -> None:
    """Somebody is not found at home; somebody who withdrew asks their materials back, and comes for
    them."""
    failure = {"by": "hand", "place": "申请人住所", "person": "何雨桐", "reason": "家中无人"}
    life.on(9, "09:10", "service_of_paper.note_attempt", "heyutong", "granted", failure=failure)
    wish = {"by": "hand", "asked_by": life.came["withdrawn"][1]}
    life.on(4, "10:20", "return_of_materials.ask_for_return", "party", "withdrawn", wish=wish)
    life.on(5, "10:20", "return_of_materials.hand_back", "heyutong", "withdrawn",
            marks="returned", taking=life.taking("withdrawn"))  # fmt: skip


def _papers(life: Life) -> None:
    """Somebody agrees to be served electronically. Two decisions are set right, the second of them is
    not brought yet; two go by post: one arrives, one comes back and is brought."""
    wish = {"electronic": True, "address": "applicant@example.org", "signed_by": "何先生"}
    life.on(1, "12:30", "service_of_paper.choose_way", "party", "corrected", wish=wish)
    slip = {"erratum": {"wording": {"handler_phone": "0826-555-0199"}, "why": "电话印错了。"}}
    for case, day in (("granted", 10), ("at_once", 30)):
        act, who = "service_of_paper.correct_paper", life.handler(case)
        life.on(day, "11:00", act, who, case, **slip)
    brought = life.shown("granted")
    serve = "service_of_paper.serve_paper"
    life.on(11, "11:00", serve, "shenqinghe", "granted", handover=brought)
    posted = {"by": "post", "to": "何先生", "tracking": "EA000000001CN", "identity_number": ""}
    arrived = {"on": life.at(29, "09:00").date().isoformat(), "signed_by": "何先生"}
    for n, (case, said) in enumerate(
        (("told", arrived), ("under the second", {"reason": "查无此人。"}))
    ):
        life.on(26, f"15:0{n}", "case.deliver_result", "panjiashu", case, handover=posted)
        act, who = "service_of_paper.note_receipt", life.handler(case)
        life.on(30, f"15:1{n}", act, who, case, mail_receipt=said)
    brought = life.shown("under the second")
    life.on(31, "15:00", serve, "tianruyi", "under the second", handover=brought)


def _versions(life: Life) -> None:
    """A second version in force, under which somebody applies, and somebody who was told the first
    keeps to that; a third announced for a day that this life does not see."""
    for number, version in enumerate(("second", "third")):
        day = 23 + number
        code = life.services["project"].code
        said = {"code": code, "promise": 1, "question": [f"第{number}问？", "可以。"]}
        item = {"code": code, "name": life.services["project"].guide.name}
        draft, submit, approve = (
            f"service_version.{act}_version" for act in ("draft", "submit", "approve")
        )
        life.on(day, "09:00", draft, "fangshuhe", version, item=item, guide=said)
        life.on(day, "09:10", submit, "fangshuhe", version)
        life.on(day, "09:20", approve, "longhaoran", version)
    life.on(23, "09:30", "service_version.publish_version", "luchengyu", "second")
    life.on(24, "09:30", "service_version.announce_version", "luchengyu", "third", on="2026-07-01")
    for case, told in (
        ("under the second", {}),
        ("told", {"on": "2026-05-20", "by": "print", "reference": "第 1 版"}),
    ):
        life.receive(case, "project", 25, "14:00", **told)
        life.examine(case, 25, "14:05")
        life.accept(case, 25, "14:06")
        life.decide(case, 25, "14:07")


def _absences(life: Life) -> None:
    """An hour, with the stand-in leaving meanwhile; a week, extended; what is declined, cancelled,
    sudden; an empty section; the leaders; somebody who is still away, and one who asks."""
    life.asks("errand", "heyutong", 10, "09:00", "10 10:00", "10 11:30")
    life.away(10, "09:05", "agree_to_stand_in", "panjiashu", "errand", post="window_1")
    life.away(10, "09:10", "approve_absence", "jianglinxi", "errand")
    life.sweep(10, "10:00", "10:30", "11:30")
    others = {"window_2": "jianglinxi", "window_1": "qinmanwen"}
    life.asks("next", "panjiashu", 10, "10:05", "10 10:30", "10 11:00", stand_ins=others)
    life.away(10, "10:10", "agree_to_stand_in", "jianglinxi", "next", post="window_2")
    life.away(10, "10:11", "agree_to_stand_in", "qinmanwen", "next", post="window_1")
    life.away(10, "10:12", "approve_absence", "jianglinxi", "next")
    life.away(10, "10:55", "come_back", "panjiashu", "next")
    life.away(10, "14:00", "come_back", "heyutong", "errand")  # and was looked for
    life.asks("week", "luoyiming", 11, "09:00", "12 09:00", "14 09:30")
    life.away(11, "09:20", "agree_to_stand_in", "shenqinghe", "week", post="food")
    life.away(11, "09:30", "approve_absence", "weisiyuan", "week")
    life.sweep(12, "09:00")
    life.away(11, "14:00", "hand_over", "luoyiming", "week", post="food", lines="等现场核查")
    life.away(11, "14:30", "take_hand_over", "shenqinghe", "week", post="food")
    life.away(11, "15:00", "see_hand_over", "weisiyuan", "week", post="food")
    life.away(13, "09:30", "ask_extension", "luoyiming", "week", until=life.when("15 09:30"))
    life.away(13, "10:00", "approve_extension", "weisiyuan", "week")
    life.away(15, "09:20", "sign_in", "luoyiming", "week")
    life.away(15, "10:00", "hand_back", "shenqinghe", "week", post="food")
    life.away(15, "10:30", "take_back", "luoyiming", "week")
    life.asks("declined", "maozijun", 12, "09:00", "16 09:00", "17 09:30")
    life.away(12, "10:00", "decline_absence", "yangqiwen", "declined", reason="事项集中，请改期")
    life.asks("cancelled", "renxiaoman", 12, "09:00", "16 14:00", "16 16:00")
    life.away(12, "10:30", "agree_to_stand_in", "baizhixing", "cancelled", post="civil")
    life.away(12, "11:00", "approve_absence", "duyunfei", "cancelled")
    life.away(16, "10:00", "cancel_absence", "renxiaoman", "cancelled")
    ill = {"act": ENTERS, "kind": "illness"}
    life.asks("ill", "xiaanning", 16, "09:20", "16 09:20", "", person="guwenbo", **ill)
    life.away(
        16,
        "10:00",
        "designate_stand_in",
        "xiaanning",
        "ill",
        post="oversight_clerk",
        person="xiaanning",
    )
    life.away(16, "10:30", "hand_over", "xiaanning", "ill", post="oversight_clerk", lines="已联系")
    life.away(16, "10:40", "take_hand_over", "xiaanning", "ill", post="oversight_clerk")
    life.away(18, "09:10", "sign_in", "guwenbo", "ill")
    life.away(18, "09:20", "hand_back", "xiaanning", "ill", post="oversight_clerk")
    life.away(18, "09:30", "take_back", "guwenbo", "ill")
    life.asks("deputy", "fangshuhe", 19, "09:10", "19 09:10", "", person="tangruolan", **ill)
    life.away(
        19,
        "10:00",
        "designate_stand_in",
        "hanmingzhe",
        "deputy",
        post="deputy_people",
        person="luchengyu",
    )
    life.away(19, "16:00", "come_back", "tangruolan", "deputy")
    named = {"director": "luchengyu"}
    life.asks(
        "main",
        "hanmingzhe",
        20,
        "09:00",
        "20 10:00",
        "20 12:00",
        stand_ins=named,
        act=ANNOUNCES,
        kind="meeting",
    )
    life.sweep(20, "10:00")
    life.away(20, "11:50", "come_back", "hanmingzhe", "main")
    life.asks("head", "longhaoran", 21, "09:00", "21 14:00", "21 16:00", kind="meeting")
    life.away(21, "09:10", "approve_absence", "luchengyu", "head")
    life.asks("last", "tianruyi", 21, "09:20", "21 14:00", "21 16:00", kind="meeting")
    life.away(21, "09:30", "agree_to_stand_in", "maozijun", "last", post="project")
    life.away(21, "09:40", "confirm_taking_over", "fangshuhe", "last")
    life.away(21, "09:50", "approve_absence", "longhaoran", "last")
    life.sweep(21, "14:00")
    life.away(21, "15:50", "come_back", "longhaoran", "head")
    life.away(21, "15:55", "come_back", "tianruyi", "last")
    life.asks("still", "heyutong", 32, "09:30", "32 09:30", "40 09:30", person="qinmanwen", **ill)
    life.asks("asks", "zouyichen", 33, "14:00", "36 09:00", "38 09:30")
