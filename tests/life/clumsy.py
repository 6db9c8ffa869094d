"""A life in which everybody tries everything, whether it is their turn or not: wrong acts, wrong
people, half-filled forms, dates in the past, leave for nobody's time. What the bars let through must
break nothing; what is no act at all is answered with a sentence."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from shouwen.acts import Done, NotFound
from shouwen.acts.sweeping import Swept
from shouwen.life import limit_acts
from shouwen.life.chance import chance
from shouwen.life.contact_acts import RECEIVES as CONTACT_CAME
from shouwen.life.contact_acts import REGISTERS
from shouwen.life.invariants import Broken, check_all
from shouwen.life.leaves import ACTS as OWED_ACTS
from shouwen.life.leaves import IN_PERSON
from shouwen.life.script import (
    ACTS,
    ANNOUNCES,
    ASKS,
    DELIVERS,
    ENTERS,
    MAKES,
    PARTY,
    RECEIVES,
    SETTLES,
    SWEEPS,
    THE_CLOCK,
    Command,
    Outcome,
    Script,
    Stage,
)
from shouwen.life.shrink import RAISES
from shouwen.life.trial import IN_PASSING
from shouwen.records.casefile.office import office
from shouwen.records.models import Absence, Cover, Jurisdiction, Matter, Obligation
from shouwen.rules.regimes.stand_in import seat
from shouwen.rules.words import AbsenceKind, CallBack, DelayReason, SpecialKind
from tests.life import clumsy_besides as besides
from tests.life.clumsy_contacts import Contacts
from tests.life.lives import STAFF, Life

PAUSES = (0, 0, 1, 60, 300, 300, 900, 900, 1800, 5400)  # seconds between two attempts
LEAVE = 5 * 86_400  # now and then nobody does anything for so long
BACK = (1, 60, 600, 3600, 7200, 86_400)  # seconds that a late entry lies back
AT_HAND = 7  # cases that somebody still thinks of
NEXT = {
    "received": (
        "case.examine_materials",
        "case.examine_materials",
        "case.accept_case",
        "case.issue_correction_notice",
        "case.return_unmet_points",
        "case.accept_case",
        "case.issue_supplementary_notice",
        "case.tell_changed_law",
    ),
    "correcting": ("case.receive_correction",),
    "accepted": ("step.start_step", "step.finish_step") * 3
    + ("case.decide_grant", *limit_acts.ACTS, "case.invite_supplement"),
    "decided": ("case.deliver_result",),
}
ABSENCES = 0.35  # of all attempts
CONTACTS = 0.25  # of the rest
BESIDES = 0.35  # of those on cases: what lies beside them
ANSWERED = 0.8  # of these, where something is owed there
ON_ABSENCES = tuple(
    act for act in ACTS if act.startswith("absence.") and act not in (ASKS, ANNOUNCES, ENTERS)
)
BY_HEART = (
    *("absence.come_back", "absence.sign_in", "absence.ask_extension", "absence.cancel_absence"),
    *("absence.decline_to_stand_in", "absence.decline_absence", "absence.decline_extension"),
    "absence.designate_stand_in",
)
"""What nobody owes, or owes only by the way."""
ON_A_POST = (
    *("agree_to_stand_in", "decline_to_stand_in", "designate_stand_in"),
    *("hand_over", "take_hand_over", "see_hand_over", "hand_back"),
)
REASONS = ("外出办事", "年休假", " ", "接孩子🙂", "很久" * 150)
SOON = (-7200, -60, 0, 60, 600, 3600, 7200, 86_400, 3 * 86_400)  # seconds until somebody leaves
LONG = (-3600, 0, 1800, 3600, 7200, 86_400, 2 * 86_400, 20 * 86_400)  # and until they are back
BY_THE_CLOCK = (
    "case.deem_accepted",
    "case.escalate_silence",
    "case.lapse_correction",
    "case.note_missed",
)


def broken_on(matter: UUID) -> dict[str, tuple[Broken, ...]]:
    """What does not hold of one matter in the middle of a life."""
    found = {name: broken for name, (_, broken) in check_all([matter]).items() if broken}
    return {name: broken for name, broken in found.items() if name not in IN_PASSING}


def broken_at_last(stage: Stage, at: datetime) -> dict[str, tuple[Broken, ...]]:
    """What does not hold of everything at the end of a life, once the clock has gone round."""
    swept = stage.do(Command(0, at, SWEEPS, THE_CLOCK))
    found = {name: broken for name, (_, broken) in check_all().items() if broken}
    stuck = isinstance(swept, Swept) and swept.failed
    return found | ({RAISES: (Broken("the clock", f"could not act on {stuck}"),)} if stuck else {})


class Clumsy:
    """Attempts, one after the other, on the founded office there is; all of them are kept."""

    def __init__(self, seed: int) -> None:
        self.life = Life(seed)
        self.dice: Random = chance(seed, "clumsy")
        self.stage = Stage(seed)
        self.start = self.life.at(0, "00:00")
        self.now: datetime = self.life.at(0, "09:00")
        self.commands: list[Command] = []
        self.cases: dict[int, str] = {}  # by the command that received it: the key of its service
        self.absences: list[int] = []  # the commands that made them
        self.people = [person.key for person in self.life.place.office.people]
        posts = sorted(self.life.place.posts)
        self.besides = besides.Besides(self.dice, posts)
        self.contacts = Contacts(self.dice, posts, self.people, self._sits)
        self.nonsense: list[str] = []  # what was answered to what is no act at all

    @property
    def script(self) -> Script:
        return Script(self.life.seed, STAFF, self.start, tuple(self.commands))

    def live(self, attempts: int) -> Iterator[tuple[Command, Outcome]]:
        while len(self.commands) < attempts:
            pause = LEAVE if self.dice.random() < 0.01 else self.dice.choice(PAUSES)
            self.now += timedelta(seconds=pause)
            command = self._attempt(len(self.commands) + len(self.nonsense) + 1)
            try:
                outcome = self.stage.do(command)
            except (NotFound, ValueError) as answer:
                self.nonsense.append(str(answer))
                self.cases.pop(command.n, None)
                continue
            self.commands.append(command)
            if not isinstance(outcome, Done):
                self.cases.pop(command.n, None)  # it was not received
            if isinstance(outcome, Done) and command.act in (ASKS, ANNOUNCES, ENTERS):
                self.absences.append(command.n)
            if isinstance(outcome, Done) and command.act in (REGISTERS, CONTACT_CAME):
                self.contacts.made.append(command.n)
            yield command, outcome

    def _attempt(self, n: int) -> Command:
        if self.dice.random() < 0.08:
            return Command(n, self.now, self.dice.choice((SWEEPS, SWEEPS, DELIVERS)), THE_CLOCK)
        at, recorded_at = self.now, None
        if self.dice.random() < 0.2:
            at, recorded_at = self.now - timedelta(seconds=self.dice.choice(BACK)), self.now
        if self.dice.random() < 0.04:  # dated back, and not said so
            at = self.now - timedelta(seconds=self.dice.choice(BACK))
        if self.dice.random() < ABSENCES:
            return self._absence(n, at, recorded_at)
        if self.dice.random() < CONTACTS:
            return self._contact(n, at, recorded_at)
        if not self.cases or self.dice.random() < 0.045:
            handler = self.dice.choice(sorted(self.life.services))
            self.cases[n] = handler
            who = self.dice.choice(("heyutong", "qinmanwen", PARTY, "xiaanning"))
            code = self.life.services[handler].code
            brings, act = self._applies(handler), RECEIVES
            if self.dice.random() < 0.1:
                act, said = SETTLES, self.dice.choice(("申请材料齐全", " "))
                brings |= {"facts": said, **self._handed("x")}
            return Command(n, at, act, who, code, "", brings, recorded_at)
        case = self.dice.choice(list(self.cases)[-AT_HAND:])
        if self.dice.random() < BESIDES and (matter := self.stage.matter(case)):
            return self._beside(n, at, case, matter, recorded_at)
        act, step = self._act(case)
        brings = self._brings(act, case)
        return Command(n, at, act, self._who(act, case, step), case, step, brings, recorded_at)

    def _act(self, case: int) -> tuple[str, str]:
        matter = self.stage.matter(case)
        state = Matter.objects.get(pk=matter).state if matter else ""
        everything = [
            act for act in ACTS if act.startswith(("case.", "step.")) and act not in MAKES
        ]
        likely = NEXT.get(state, everything)
        act = self.dice.choice(likely if self.dice.random() < 0.85 else everything)
        if act == "case.withdraw" and self.dice.random() < 0.7:
            act = "case.note_missed"
        steps = self.life.services[self.cases[case]].guide.steps
        if act.startswith("step."):
            return (act, self.dice.choice(steps).key) if steps else ("case.decide_grant", "")
        return act, ""

    def _who(self, act: str, case: int, step: str) -> str:
        life = self.life
        life.came["case"] = self.cases[case], "徐禾"
        guide = life.services[self.cases[case]].guide
        by = next((found.by for found in guide.steps if found.key == step), "handler")
        right = life.bearer("case", guide.decided_by if act == "case.decide_grant" else by)
        if act in ("case.receive_correction", "case.withdraw") and self.dice.random() < 0.7:
            right = PARTY
        if act == "case.deliver_result":
            right = "heyutong"
        if act in BY_THE_CLOCK:
            right = THE_CLOCK
        parts = [life.bearer("case", part) for part in ("handler", "head", "leader")]
        anybody = [*parts, PARTY, THE_CLOCK, "heyutong", self.dice.choice(self.people)]
        return right if self.dice.random() < 0.75 else self.dice.choice(anybody)

    def _beside(
        self, n: int, at: datetime, case: int, matter: UUID, recorded_at: datetime | None
    ) -> Command:
        dice = self.dice
        state = Matter.objects.get(pk=matter).state
        owed = besides.owed(matter, dice)
        if owed and dice.random() < ANSWERED:
            act = dice.choice(besides.ANSWERS[owed.kind])
            chair = besides.chair(matter) if act == "hearing.hold" else None
            who = besides.who_owes(act) or self._sits(chair or owed.bearer_id)
        else:
            act = dice.choice(besides.BEGINS[state] if dice.random() < 0.9 else besides.ACTS)
            who = besides.who_owes(act) or self._who(act, case, "")
        if dice.random() < 0.15:
            who = dice.choice((self._anybody(), PARTY, THE_CLOCK))
        guide = self.life.services[self.cases[case]].guide
        keys = [each.key for each in (*guide.conditions, *guide.materials)]
        said = dice.choice(("现场核查不符", "徐禾") * 5 + (" ", "很久" * 300))
        brings = self.besides.brings(act, state, said, keys, self.now)
        return Command(n, at, act, who, case, "", brings, recorded_at)

    # ── contacts ────────────────────────────────────────────────────────────────────────────

    def _contact(self, n: int, at: datetime, recorded_at: datetime | None) -> Command:
        made = self.contacts.made
        if not made or self.dice.random() < 0.15:
            act, who, brings = self.contacts.begins()
            return Command(n, at, act, who, self.life.place.office.area, "", brings, recorded_at)
        contact = self.dice.choice(made[-AT_HAND:])
        matter = self.stage.matter(contact)
        assert matter is not None, "only what was made is kept"
        act, who, brings = self.contacts.does(matter, list(self.cases)[-AT_HAND:])
        return Command(n, at, act, who, contact, "", brings, recorded_at)

    # ── absences ────────────────────────────────────────────────────────────────────────────

    def _absence(self, n: int, at: datetime, recorded_at: datetime | None) -> Command:
        dice = self.dice
        if not self.absences or dice.random() < 0.2:
            act = dice.choice((ASKS, ASKS, ASKS, ENTERS, ENTERS, ANNOUNCES))
            who = "hanmingzhe" if act == ANNOUNCES and dice.random() < 0.8 else self._anybody()
            area = self.life.place.office.area
            return Command(n, at, act, who, area, "", self._leave(act), recorded_at)
        absence = dice.choice(self.absences[-AT_HAND:])
        matter = self.stage.matter(absence)
        owed = list(Obligation.objects.filter(matter=matter, ended_at=None, kind__in=OWED_ACTS))
        owed.sort(key=lambda row: (row.kind, self._post_of(row)))
        if owed and dice.random() < 0.7:
            row = dice.choice(owed)
            act, post, who = OWED_ACTS[row.kind], self._post_of(row), self._owes(row)
        else:
            act = dice.choice(BY_HEART if dice.random() < 0.7 else ON_ABSENCES)
            posts = Cover.objects.filter(absence=matter).order_by("post__key")
            covered = list(posts.values_list("post__key", flat=True)) or ["food"]
            post, who = dice.choice(covered), self._away(matter)
        if dice.random() < 0.15:
            who = dice.choice((self._anybody(), PARTY, THE_CLOCK, "nobody"))
        on_a_post = act.partition(".")[2] in ON_A_POST
        brings = self._says(act)
        return Command(
            n, at, act, who, absence, "", brings, recorded_at, post=post if on_a_post else ""
        )

    def _anybody(self) -> str:
        return self.dice.choice(self.people)

    def _leave(self, act: str) -> dict[str, Any]:
        dice = self.dice
        leaves_at = self.now + timedelta(seconds=dice.choice(SOON))
        returns_at = leaves_at + timedelta(seconds=dice.choice(LONG))
        sudden = act == ENTERS and dice.random() < 0.8
        kinds = ("illness", "bereavement") if sudden else [str(kind) for kind in AbsenceKind]
        leave = {
            "kind": dice.choice(kinds),
            "leaves_at": (self.now if sudden else leaves_at).isoformat(),
            "returns_at": None if dice.random() < 0.2 else returns_at.isoformat(),
            "reason": dice.choice(REASONS) if dice.random() < 0.3 else REASONS[0],
            "stand_ins": {},
        }
        if act == ANNOUNCES or dice.random() < 0.2:
            posts = ("director",) if act == ANNOUNCES else sorted(self.life.place.posts)
            who = "luchengyu" if dice.random() < 0.6 else self._anybody()
            leave["stand_ins"] = {dice.choice(posts): who}
        return {"leave": leave, **({"person": self._anybody()} if act == ENTERS else {})}

    def _post_of(self, row: Obligation) -> str:
        cover = Cover.objects.filter(pk=row.about).select_related("post").first()
        return cover.post.key if cover else ""

    def _owes(self, row: Obligation) -> str:
        """Who would do it, were everything as it should be."""
        if row.kind in IN_PERSON:
            person = Cover.objects.values_list("person", flat=True).get(pk=row.about)
        elif row.kind in ("take_back", "hand_over"):
            return self._away(row.matter_id)
        else:
            return self._sits(row.bearer_id)
        return self._key_of(person)

    def _sits(self, post: UUID | None) -> str:
        roster = office(Jurisdiction.objects.get()).roster
        return self._key_of(seat(roster, post, self.now).person if post else None)

    def _away(self, matter: Any) -> str:
        return self._key_of(
            Absence.objects.filter(pk=matter).values_list("person", flat=True).first()
        )

    def _key_of(self, person: Any) -> str:
        found = (key for key, each in self.stage.people.items() if each == person)
        return next(found, self.people[0])

    def _says(self, act: str) -> dict[str, Any]:
        dice = self.dice
        said = dice.choice(("事项集中", "在路上", " ", "🙂", "很久" * 300))
        said = said if dice.random() < 0.4 else "已联系"
        match act:
            case "absence.designate_stand_in":
                return {"person": self._anybody() if dice.random() < 0.95 else "nobody"}
            case "absence.hand_over":
                return {"lines": said, "things": dice.choice(("", "公章一枚", said))}
            case "absence.decline_absence" | "absence.decline_extension":
                return {"reason": said}
            case "absence.tell_of_absent":
                return {"found": said}
            case "absence.ask_extension":
                until = self.now + timedelta(seconds=dice.choice(LONG))
                return {"until": until.isoformat()}
            case _:
                return {}

    # ── cases ───────────────────────────────────────────────────────────────────────────────

    def _applies(self, handler: str) -> dict[str, Any]:
        life = self.life
        life.happens.clear()
        keys = [material.key for material in life.services[handler].guide.materials]
        missing = [key for key in keys if self.dice.random() < 0.1]
        life.receive("new", handler, 0, "09:00", *missing)
        found = dict(life.happens[0][-1]["brings"]["application"])
        spoilt = {
            "applicant": " ",
            "id_number": found["id_number"][:-1] + "!",
            "phone": "",
            "materials": [{**material, "pages": 0} for material in found["materials"]],
        }
        if self.dice.random() < 0.1:
            what = self.dice.choice(sorted(spoilt))
            found[what] = spoilt[what]
        return {"application": found}

    def _handed(self, number: str) -> dict[str, Any]:
        shown = {"identity": "resident_id", "identity_number": number}
        return {"handover": {"by": "hand", "to": "徐禾", **shown}}

    def _brings(self, act: str, case: int) -> dict[str, Any]:
        keys = [m.key for m in self.life.services[self.cases[case]].guide.materials]
        said = self.dice.choice(("申请材料齐全", "符合", "属实", " "))
        full = self.dice.choice(("x", "x", "x", ""))
        match act:
            case "case.examine_materials" | "case.invite_supplement":
                fault = {"check": "faulty", "fault": "没有签名", "ground": "指南", "cure": full}
                found = [key for key in keys if self.dice.random() < 0.97]
                odds = self.dice.choice((0.0, 0.2))
                met = {"check": "met"} | ({"pages": 2} if self.dice.random() < 0.7 else {})
                judged = {k: fault if self.dice.random() < odds else met for k in found}
                more = self._handed(full) if act == "case.invite_supplement" else {}
                return {"judgements": judged, **more}
            case (
                "case.issue_correction_notice"
                | "case.issue_supplementary_notice"
                | "extension.tell_extension"
            ):
                return self._handed(full)
            case "case.tell_changed_law":
                since = (self.now + timedelta(seconds=self.dice.choice(LONG))).date().isoformat()
                demand = {"name": "安全承诺书", "requirement": said}
                law = {"article": "某条例第八条", "commences": since, "demands": [demand]}
                return {**law, **self._handed(full)}
            case "case.call_back":
                return {"call": {"result": self.dice.choice(list(CallBack)), "said": said}}
            case "extension.ask_extension":
                days = self.dice.choice((-1, 0, 2, 8, 60))
                return {"days": days, "reason": self.dice.choice(list(DelayReason)), "text": said}
            case "extension.decline_extension":
                return {"why": said}
            case "special_procedure.begin_special_procedure":
                days, kind = self.dice.choice((0, 2, 8)), self.dice.choice(list(SpecialKind))
                law = {"article": self.dice.choice(("", "某条例第八条")), "kind": kind}
                return {"days": days, **law, **self._handed(full)}
            case "case.receive_correction" | "case.receive_supplement":
                answered = [key for key in keys if self.dice.random() < 0.2]
                pages = self.dice.choice((0, 2))
                return {"answers": [{"key": key, "pages": pages} for key in answered]}
            case "case.decide_grant":
                return {"facts": said}
            case "case.deliver_result":
                shown = {"identity": "resident_id", "identity_number": full}
                return {"handover": {"by": "hand", "to": said, **shown}}
            case "case.withdraw":
                return {"withdrawal": {"signed_by": said, "proposed_by": "office"}}
            case "step.finish_step":
                return {"opinion": said}
            case _:
                return {}
