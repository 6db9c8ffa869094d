"""People who want what no published guide covers, and what becomes of it (5.1a)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from shouwen.acts import Done
from shouwen.life.chance import chance
from shouwen.life.flow import Flow, Happening
from shouwen.life.people import Person, somebody
from shouwen.life.script import WISHES
from shouwen.life.setting import Setting
from shouwen.rules.words import MaterialForm

A_DAY = 0.003  # for each of the staff, on a working day
WANTED = {
    "在江边步道临时摆一个小摊": ("区综合行政执法局", "占用步道临时摆摊由该局批准。"),
    "给小区里的充电桩办个手续": ("区住房和城乡建设局", "小区内的充电设施由该局管理。"),
    "开一家通宵自习室": ("区消防救援大队", "场所的消防安全由该队检查，本单位没有这项审批。"),
    "把老房子改成民宿": ("区公安分局", "旅馆业特种行业许可由该局办理。"),
}
"""What they want, whose it is, and why: an invented office's answers."""

ELSEWHERE = "0826-555-0190"
LATE = 0.1  # of the answers
Officer = Callable[[], str | None]


class Wishes:
    """The wishes of one life that no guide covers."""

    def __init__(self, flow: Flow, place: Setting) -> None:
        """Nobody has asked for anything yet."""
        self._flow, self._place = flow, place

    def plan_day(self, opens: datetime, officer: Officer) -> None:
        """Who comes today; ``officer`` says whose counter is free when they do."""
        dice = chance(self._flow.seed, "wishes", str(opens.date()))
        if dice.random() < A_DAY * len(self._place.office.people):
            comes = opens + timedelta(minutes=dice.randrange(10, 300))
            self._flow.at(comes, self._comes(dice, officer))

    def _comes(self, dice: Random, officer: Officer) -> Happening:
        wish, person = dice.choice(sorted(WANTED)), somebody(dice)
        window = officer()
        if window is None:  # nobody is at work
            return
        command = self._flow.command(
            WISHES, window, self._place.office.area, brings={"asking": _asking(wish, person, dice)}
        )
        outcome = yield from self._flow.send(command)
        if isinstance(outcome, Done):
            days = dice.uniform(6, 9) if dice.random() < LATE else dice.uniform(0.5, 4)
            self._flow.at(self._flow.after(days), self._answer(command.n, wish, dice))

    def _answer(self, n: int, wish: str, dice: Random) -> Happening:
        """The main leader, or whoever sits there, says whose it is."""
        who = self._flow.sits(self._place.main)
        if who is None:
            self._flow.at(self._flow.after(0.5), self._answer(n, wish, dice))
            return
        body, reason = WANTED[wish]
        referral = {"body": body, "phone": ELSEWHERE, "reason": reason}
        command = self._flow.command("unlisted.refer", who, n, brings={"referral": referral})
        yield from self._flow.send(command)


def _asking(wish: str, person: Person, dice: Random) -> dict[str, Any]:
    drawn = {"name": "手画的位置图", "form": MaterialForm.ORIGINAL, "copies": 1, "pages": 1}
    return {
        "wish": wish,
        "applicant": person.name,
        "id_kind": person.id_kind,
        "id_number": person.id_number,
        "phone": person.phone,
        "email": person.email,
        "materials": [drawn] if dice.random() < 0.5 else [],
    }
