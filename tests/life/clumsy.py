"""A life in which everybody tries everything, whether it is their turn or not: wrong acts, wrong
people, half-filled forms, dates in the past. What the bars let through must break nothing."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from shouwen.life.chance import chance
from shouwen.life.script import (
    ACTS,
    DELIVERS,
    PARTY,
    RECEIVES,
    SWEEPS,
    THE_CLOCK,
    Command,
    Outcome,
    Script,
    Stage,
)
from shouwen.records.models import Matter
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
    ),
    "correcting": ("case.receive_correction",),
    "accepted": ("step.start_step", "step.finish_step") * 3 + ("case.decide_grant",),
    "decided": ("case.deliver_result",),
}
BY_THE_CLOCK = (
    "case.deem_accepted",
    "case.escalate_silence",
    "case.lapse_correction",
    "case.note_missed",
)


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

    @property
    def script(self) -> Script:
        return Script(self.life.seed, STAFF, self.start, tuple(self.commands))

    def live(self, attempts: int) -> Iterator[tuple[Command, Outcome]]:
        while len(self.commands) < attempts:
            pause = LEAVE if self.dice.random() < 0.01 else self.dice.choice(PAUSES)
            self.now += timedelta(seconds=pause)
            command = self._attempt(len(self.commands) + 1)
            self.commands.append(command)
            yield command, self.stage.do(command)

    def _attempt(self, n: int) -> Command:
        if self.dice.random() < 0.08:
            return Command(n, self.now, self.dice.choice((SWEEPS, SWEEPS, DELIVERS)), THE_CLOCK)
        at, recorded_at = self.now, None
        if self.dice.random() < 0.2:
            at, recorded_at = self.now - timedelta(seconds=self.dice.choice(BACK)), self.now
        if self.dice.random() < 0.04:  # dated back, and not said so
            at = self.now - timedelta(seconds=self.dice.choice(BACK))
        if not self.cases or self.dice.random() < 0.045:
            handler = self.dice.choice(sorted(self.life.services))
            self.cases[n] = handler
            who = self.dice.choice(("heyutong", "qinmanwen", PARTY, "xiaanning"))
            code = self.life.services[handler].code
            return Command(n, at, RECEIVES, who, code, "", self._applies(handler), recorded_at)
        case = self.dice.choice(list(self.cases)[-AT_HAND:])
        act, step = self._act(case)
        brings = self._brings(act, case)
        return Command(n, at, act, self._who(act, case, step), case, step, brings, recorded_at)

    def _act(self, case: int) -> tuple[str, str]:
        matter = self.stage.matter(case)
        state = Matter.objects.get(pk=matter).state if matter else ""
        everything = [act for act in ACTS if act.startswith(("case.", "step.")) and act != RECEIVES]
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
        people = [person.key for person in life.place.office.people]
        anybody = [*parts, PARTY, THE_CLOCK, "heyutong", self.dice.choice(people)]
        return right if self.dice.random() < 0.75 else self.dice.choice(anybody)

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

    def _brings(self, act: str, case: int) -> dict[str, Any]:
        keys = [m.key for m in self.life.services[self.cases[case]].guide.materials]
        said = self.dice.choice(("申请材料齐全", "符合", "属实", " "))
        full = self.dice.choice(("x", "x", "x", ""))
        match act:
            case "case.examine_materials":
                fault = {"check": "faulty", "fault": "没有签名", "ground": "指南", "cure": full}
                found = [key for key in keys if self.dice.random() < 0.97]
                odds = self.dice.choice((0.0, 0.2))
                judged = {
                    k: fault if self.dice.random() < odds else {"check": "met"} for k in found
                }
                return {"judgements": judged}
            case "case.issue_correction_notice":
                shown = {"identity": "resident_id", "identity_number": full}
                return {"handover": {"by": "hand", "to": "", **shown}}
            case "case.receive_correction":
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
