"""Guides change while an office lives: the keeper writes the next version of one, its section
reviews it, a leader publishes it, now or from a later day; now and then a service is withdrawn for
some days (5.1a). And people come who were told the version before (4.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from shouwen.acts import Done
from shouwen.life.chance import chance
from shouwen.life.flow import Flow, Happening
from shouwen.life.office import Service
from shouwen.life.script import DRAFTS, OLDER, WITHDRAWS
from shouwen.life.setting import Setting
from shouwen.records.models import ServiceVersion
from shouwen.rules.words import Bearer, ToldBy, VersionState
from shouwen.rules.worktime import ONE_DAY, chinese_time

A_DAY = 0.08  # versions begun in the whole office, on a working day
WITHDRAWN = 0.12  # of them after the service was withdrawn for some days
RETURNED = 0.25
LATER = 0.3  # published to come into force on a later day
KEEPS = 0.3  # of those who come for what changed of late, were told the version before
LATELY = timedelta(days=45)
PATIENCE = 12
ASKED = ("周末能办吗？", "可以请人代办吗？", "在哪里停车？", "结果可以寄到家里吗？")
ANSWERED = ("可以，见上面的办理要求。", "不可以，请在工作时间来。")
OPINION = "常见问题的答复请再写明白一些"
REASON = "上级正在调整事项，暂停办理"


@dataclass(frozen=True, slots=True)
class Turn:
    """One act on the way of a version: by who sits on which post, working days after the last."""

    act: str
    post: str
    after: float
    brings: Mapping[str, Any]


class Editions:
    """The versions written in one life."""

    def __init__(self, flow: Flow, place: Setting) -> None:
        """Nothing has been written yet."""
        self._flow, self._place = flow, place
        self._at_work: set[str] = set()  # codes
        self._changed: set[str] = set()

    def plan_day(self, opens: datetime) -> None:
        """Whether a version is begun today, and of which service."""
        dice = chance(self._flow.seed, "editions", str(opens.date()))
        if dice.random() < A_DAY:
            service = dice.choice(self._place.services)
            begins = opens + timedelta(minutes=dice.randrange(20, 360))
            self._flow.at(begins, self._begins(service, dice))

    def older(self, service: Service, dice: Random) -> tuple[int, dict[str, str]] | None:
        """The number of the version before, and how somebody who comes now was told it; None
        where they keep to no older one."""
        if service.code not in self._changed or dice.random() > KEEPS:
            return None
        gone = ServiceVersion.objects.filter(
            service__code=service.code,
            state=VersionState.SUPERSEDED.value,
            valid_until__gt=self._flow.now - LATELY,
        )
        last = gone.order_by("-valid_until").values_list("number", "valid_from", "valid_until")
        if (found := last.first()) is None:
            return None
        number, since, until = found
        on = max(chinese_time(since).date(), chinese_time(until).date() - ONE_DAY)
        told = {"on": on.isoformat(), "by": ToldBy.PRINT, "reference": f"办事指南第 {number} 版"}
        return number, told

    # ── the way of a version ────────────────────────────────────────────────────────────────

    def _begins(self, service: Service, dice: Random) -> Happening:
        keeper = self._flow.sits(self._place.keeper)
        if keeper is None or service.code in self._at_work:
            return
        self._at_work.add(service.code)
        if dice.random() < WITHDRAWN:
            command = self._flow.command(WITHDRAWS, keeper, service.code, brings={"reason": REASON})
            yield from self._flow.send(command)
            self._flow.at(self._flow.after(dice.uniform(1, 3)), self._drafts(service, dice))
        else:
            yield from self._drafts(service, dice)

    def _drafts(self, service: Service, dice: Random) -> Happening:
        keeper = self._flow.sits(self._place.keeper)
        if keeper is None:
            self._flow.at(self._flow.after(0.5), self._drafts(service, dice))
            return
        item = {"code": service.code, "name": service.guide.name}
        command = self._flow.command(
            DRAFTS,
            keeper,
            self._place.office.area,
            brings={"item": item, "guide": _says(service, dice)},
        )
        outcome = yield from self._flow.send(command)
        if isinstance(outcome, Done):
            turns = self._way(service, dice)
            self._flow.at(
                self._flow.after(turns[0].after), self._goes_on(command.n, service, turns)
            )

    def _way(self, service: Service, dice: Random) -> list[Turn]:
        keeper = self._place.keeper
        head = self._place.bearing(service, Bearer.HEAD)
        leader = self._place.bearing(service, Bearer.LEADER)
        submits = Turn("service_version.submit_version", keeper, 0.1, {})
        turns = [submits]
        if dice.random() < RETURNED:
            written = {"guide": _says(service, dice), "seen": 1}
            turns += [
                Turn("service_version.return_version", head, 1.0, {"opinion": OPINION}),
                Turn("service_version.write_draft", keeper, 0.5, written),
                submits,
            ]
        approves = Turn("service_version.approve_version", head, dice.uniform(0.2, 4), {})
        turns.append(approves)
        waits = dice.uniform(0.1, 2)
        if dice.random() < LATER:
            days = dice.randint(3, 12)
            on = {"days": days}
            turns.append(Turn("service_version.announce_version", leader, waits, on))
        else:
            turns.append(Turn("service_version.publish_version", leader, waits, {}))
        return turns

    def _goes_on(
        self, n: int, service: Service, turns: list[Turn], patience: int = PATIENCE
    ) -> Happening:
        """The next turn; who is not there, or may not, is waited for, and after some days another
        version is begun instead."""
        turn = turns[0]
        who = self._flow.sits(turn.post)
        if who is not None:
            brings = dict(turn.brings)
            if days := brings.pop("days", 0):
                brings["on"] = (chinese_time(self._flow.now).date() + days * ONE_DAY).isoformat()
            outcome = yield from self._flow.send(
                self._flow.command(turn.act, who, n, brings=brings)
            )
            if isinstance(outcome, Done):
                turns, patience = turns[1:], PATIENCE
        if turns and patience:
            after = self._flow.after(turns[0].after)
            self._flow.at(after, self._goes_on(n, service, turns, patience - 1))
            return
        self._at_work.discard(service.code)
        self._changed.add(service.code)


def _says(service: Service, dice: Random) -> dict[str, Any]:
    """What the next version says otherwise: one more question explained, and a promise that may be
    a day longer or shorter, as far as its steps and the law let it."""
    guide = service.guide
    promise = guide.promise.n
    if not guide.immediate:
        least = sum(step.limit.n for step in guide.steps if step.needed)
        most = guide.statute.n if guide.statute else promise + 2
        promise = min(max(promise + dice.choice((-1, 0, 1)), least), most)
    return {
        "code": service.code,
        "promise": promise,
        "question": [dice.choice(ASKED), dice.choice(ANSWERED)],
    }


def under(code: str, older: tuple[int, dict[str, str]] | None) -> str:
    """How a command names the version that somebody applies under."""
    return f"{code}{OLDER}{older[0]}" if older else code
