"""A case as those who work on it remember it: what was found, told and done, act by act.

Somebody at a desk has the file before them; here that is what the acts done so far say. What time
brought about meanwhile they see by what is owed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from shouwen.life.applicants import Answer, Guest
from shouwen.life.office import Service
from shouwen.life.script import PARTY, Command
from shouwen.rules.facts.guide import Step
from shouwen.rules.words import Check, ConsultationKind, HearingState, Proposer
from shouwen.rules.worktime import CST

FAULTS = (
    ("没有签名", "请本人签名后重新提交一份"),
    ("复印件模糊，看不清关键内容", "请重新复印，或者带原件到窗口核对"),
    ("内容没有填写完整", "请照示例补填空白的栏目"),
    ("与身份证件上的信息不一致", "请核对后更正，更正处签名"),
)
LAW, NEWLY_ASKED = "law-", "法律变动后新要求提交，还没有提交"
"""How the keys begin of what a law asks for that changed, and what is wrong with it at first."""

AT_FAULT = (Check.FAULTY, Check.MISSING)


@dataclass(slots=True)
class Affair:
    """One case. ``on_file`` is the truth about what lies there, ``found`` what was found of it."""

    n: int  # of the command that received it
    service: Service
    guest: Guest
    received: Mapping[str, Any]  # what was brought, as the command says
    last: datetime
    on_file: dict[str, Check] = field(default_factory=dict)
    found: dict[str, Check] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)  # the fault found of each material
    told: dict[str, str] = field(default_factory=dict)  # and the one that the applicant was told
    anew: Counter[str] = field(default_factory=Counter)  # how often each was filed since
    notices: int = 0
    corrections: int = 0  # of them, those that name faults
    waits: bool = False  # for the applicant
    accepted: bool = False
    looked_at: bool = False  # accepted by somebody, not by silence
    invited: bool = False
    running: Step | None = None
    ready_at: datetime | None = None  # when the running step's work will have been done
    left: list[Step] = field(default_factory=list)
    asked_longer: bool = False
    stood: bool = False  # its clock stood still once
    still: datetime | None = None  # when what its clock stands still for will have been done
    gains: str = ""  # as which abuse somebody wanted to stop it
    hearing: HearingState | None = None  # how far it is, by what was done about it
    heard_at: datetime | None = None  # until when it may be asked for; when it begins
    ask_hearing_by: datetime | None = None  # while somebody who was told has not asked
    want_hearing: list[str] = field(default_factory=list)  # who asked for it
    neighbour: str = ""  # who else was told that it may be asked for
    asking: Mapping[str, Any] | None = None  # of others, who have not answered yet
    asked: bool = False
    untold: bool = False  # what others answered
    refusing: bool = False  # somebody's "no" is on its way
    refused_as: str = ""  # the kind that was proposed first
    refuser: str = ""  # who proposed it, and who reviewed it
    reviewer: str = ""
    overturned: bool = False
    dissented: bool = False
    at_once: bool = False  # told before anybody had looked
    decided: bool = False
    over: bool = False
    orphaned: bool = False  # the applicant is no more, and nobody has taken it over
    pressed: bool = False  # somebody of the office wanted it withdrawn
    sought: list[date] = field(default_factory=list)  # when somebody went, and found nobody
    brought: date | None = None  # when somebody last brought a paper that lay there
    shelved_until: datetime | None = None

    def __post_init__(self) -> None:
        """What lies there at first, and the steps that lie ahead."""
        self.on_file = dict(self.guest.papers)
        self.left = [step for step in self.service.guide.steps if step.needed]

    @property
    def silent(self) -> bool:
        """Whether there is nobody who would still come, or sign anything."""
        return self.over or self.orphaned

    @property
    def unexamined(self) -> list[str]:
        """Keys of the materials that nobody has looked at yet."""
        return [key for key in self.on_file if key not in self.found]

    @property
    def faults(self) -> list[str]:
        """Keys of the materials that were found at fault."""
        return [key for key, check in self.found.items() if check in AT_FAULT]

    @property
    def new_faults(self) -> list[str]:
        """Keys of the materials at fault otherwise than any notice said, after the first."""
        return [k for k in self.faults if self.told and self.told.get(k) != self.said[k]]

    @property
    def may_be_invited(self) -> bool:
        """Whether silence accepted it, nobody was told anything, and something is to be supplied."""
        lacking = any(check in AT_FAULT for check in self.on_file.values())
        silent = self.accepted and not self.looked_at and not self.told
        return silent and lacking and not self.invited

    @property
    def unfit(self) -> bool:
        """Whether a condition is not met, which the first step shows; of what is to be seen where it
        lies, only where that is said."""
        guide = self.service.guide
        steps = sum(step.needed for step in guide.steps)
        shown = self.accepted and self.running is None and len(self.left) < steps
        lies = self.guest.lies
        fails = lies.startswith("refusal.") if lies else self.n % 9 == 4
        return fails and shown and bool(guide.conditions) and not guide.immediate

    @property
    def strayed(self) -> bool:
        """Whether they came to the wrong office."""
        if self.guest.lies:
            return False
        return self.n % 37 == 11 and not (self.accepted or self.waits or self.told or self.at_once)

    @property
    def law_changes(self) -> bool:
        """Whether a law asks for more, and comes into force while it is being corrected."""
        return self.n % 17 == 6 and not self.guest.lies

    @property
    def assisted(self) -> bool:
        """Whether others do a part of it, which the decision waits for."""
        return self.asking is not None and self.asking["kind"] == ConsultationKind.ASSIST

    @property
    def chooses(self) -> bool:
        """Whether the applicant will agree to be served electronically."""
        return self.n % 19 == 5 and not self.guest.lies

    @property
    def misprinted(self) -> bool:
        """Whether something is printed wrong on the decision, which somebody sees later."""
        return self.n % 23 == 9 and not self.guest.lies

    @property
    def vanished(self) -> bool:
        """Whether the applicant is found nowhere once it is decided."""
        return self.n % 43 == 17 and not self.guest.lies

    @property
    def next_answer(self) -> Answer | None:
        """What the applicant will do about the newest notice; None: nothing."""
        answers = self.guest.answers
        return answers[self.notices - 1] if 0 < self.notices <= len(answers) else None

    def judgement(self, key: str, check: Check) -> dict[str, str]:
        """What an examiner writes down of one material."""
        if check not in AT_FAULT:
            return {"check": check}
        if key.startswith(LAW):
            cure = "请重新提交加盖检测机构印章的原件"
            return {"check": check, "fault": "没有盖章", "ground": "法律新的要求", "cure": cure}
        material = self.service.guide.material(key)
        ground = f"《{material.basis.law}》{material.basis.article}：{material.requirement}"
        if check is Check.MISSING:
            fault, cure = "没有提交", f"请提交{material.name}，{material.requirement}"
        else:
            other = self.anew[key] * (self.n % 2)  # with some it is another fault each time
            fault, cure = FAULTS[(self.n + len(key) + other) % len(FAULTS)]
        return {"check": check, "fault": fault, "ground": ground, "cure": cure}

    def done(self, command: Command) -> None:
        """Remember an act that was done."""
        self.last = max(self.last, command.at)
        brings = command.brings
        match command.act:
            case "case.examine_materials":
                self._found(brings["judgements"])
            case (
                "case.issue_correction_notice"
                | "case.issue_supplementary_notice"
                | "case.return_unmet_points"
            ):
                self.told |= {key: self.said[key] for key in self.faults}
                self.notices += 1
                self.corrections += command.act != "case.return_unmet_points"
                self.waits = True
            case "case.tell_changed_law":
                key = f"{LAW}{self.corrections}-0"
                self.on_file[key] = self.found[key] = Check.MISSING
                self.told[key] = self.said[key] = NEWLY_ASKED
                self.corrections += 1
            case "case.receive_correction":
                self.waits = self.refusing = False
                for answer in brings["answers"]:
                    self.found.pop(answer["key"], None)
                    self.anew[answer["key"]] += 1
            case "case.accept_case":
                self.accepted = self.looked_at = True
            case "case.invite_supplement":
                self.invited = True
                self._found(brings["judgements"])
            case "case.receive_supplement":
                self.on_file |= dict.fromkeys((a["key"] for a in brings["answers"]), Check.MET)
            case "step.start_step":
                self.running = next(step for step in self.left if step.key == command.step)
            case "step.finish_step":
                self.running = self.ready_at = None
                self.left = [step for step in self.left if step.key != command.step]
            case "extension.ask_extension":
                self.asked_longer = True
            case "special_procedure.begin_special_procedure":
                self.stood = True
            case "hearing.tell_right":
                self.hearing = HearingState.TOLD
            case "hearing.ask":
                first = not self.want_hearing
                self.hearing = HearingState.ASKED if first else self.hearing
                self.want_hearing.append(brings["name"])
            case "hearing.set_time":
                self.hearing = HearingState.SET
            case "hearing.hold":
                self.hearing = HearingState.HELD
            case "hearing.give_up":
                self.want_hearing.remove(brings["name"])
                if not self.want_hearing:
                    again = self.ask_hearing_by is not None and command.at < self.ask_hearing_by
                    open_ = again and bool(self.neighbour)
                    self.hearing = HearingState.TOLD if open_ else HearingState.GIVEN_UP
                    self.heard_at = self.ask_hearing_by
            case "consultation.ask":
                self.asking, self.asked = brings, True
            case "consultation.answer":
                self.untold, self.asking = not self.assisted, None
            case "consultation.tell_applicant":
                self.untold = False
            case "service_of_paper.serve_paper":
                self.brought = command.at.astimezone(CST).date()
            case "service_of_paper.note_attempt":
                self.sought.append(command.at.astimezone(CST).date())
            case "refusal.propose_refusal" | "refusal.amend_refusal":
                self.refusing, self.refuser, self.reviewer = True, command.who, ""
                self.refused_as = brings["proposal"]["kind"]
            case "refusal.tell_at_once":
                self.refusing = self.at_once = self.decided = True
                self.refuser, self.reviewer = command.who, ""
            case "refusal.review_refusal":
                self.reviewer = command.who
            case "refusal.overturn_refusal":
                self.refusing, self.overturned = False, True
            case "refusal.note_dissent":
                self.dissented = True
            case "refusal.reverse_refusal":
                self.refusing = self.decided = False
            case "refusal.approve_refusal":
                self.decided = True
            case "succession.note_applicant_gone":
                self.orphaned = True
            case "succession.note_successor":
                self.orphaned = False
            case "case.decide_grant":
                self.decided = True
            case "case.withdraw":
                self.over = True
                by_office = brings["withdrawal"]["proposed_by"] == Proposer.OFFICE
                self.pressed = by_office or (self.unfit and command.who != PARTY)
            case "case.deliver_result" | "refusal.serve_refusal" | "refusal.confirm_refusal":
                self.over = True

    def _found(self, judgements: Mapping[str, Mapping[str, str]]) -> None:
        self.found |= {key: Check(found["check"]) for key, found in judgements.items()}
        self.said |= {key: found.get("fault", "") for key, found in judgements.items()}
