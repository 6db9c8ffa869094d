"""The demo office: eight weeks of its life, lived again by acts up to the instant it is made.

Who comes, when and why is drawn from a seed; the dates lie around the instant given. Most cases go
their way; some were stopped where something is to be seen: a receipt of today, a correction that
is waited for, a promise nearly or quite over, an acceptance that silence brought about."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random

from shouwen.acts import CLOCK
from shouwen.acts.outbox import letters_were_sent, take_letters
from shouwen.acts.sweeping import sweep
from shouwen.exchange import catalogue
from shouwen.life.bureau import Bureau, open_bureau
from shouwen.life.people import company, somebody, trader
from shouwen.life.walk import Course, Stop, walk
from shouwen.rules.words import Channel
from shouwen.rules.worktime import CST

WEEKS = 8
CASES = 120
SEED = 602

APPLICANTS = {
    "food": trader,
    "registration": trader,
    "relief": somebody,
    "civil": somebody,
    "water": company,
    "project": company,
}
SHARES = {"food": 34, "registration": 30, "project": 14, "relief": 12, "civil": 6, "water": 4}
"""How often each service is asked for, by the key of the post that handles it."""

SWEEPS = (time(0, 1), time(12, 1), time(17, 1))
"""When the clock's work is done in the lived weeks; a running office does it each minute."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A case that stops where something is to be seen; ``came``: working days ago."""

    service: str
    came: int
    stop: Stop
    faults: int = 0


SCENES = (
    Scene("food", 3, Stop.UNANSWERED, 3),
    Scene("food", 6, Stop.UNANSWERED, 1),
    Scene("relief", 8, Stop.UNANSWERED, 2),
    Scene("water", 2, Stop.UNANSWERED, 2),
    Scene("food", 18, Stop.UNANSWERED, 1),  # the applicant's own time ran out
    Scene("civil", 5, Stop.UNCHECKED, 1),
    Scene("food", 4, Stop.UNCHECKED, 2),
    Scene("food", 9, Stop.AT_WORK),  # the promise is nearly over
    Scene("food", 10, Stop.AT_WORK),
    Scene("food", 13, Stop.AT_WORK),  # the promise is broken, the statute not yet
    Scene("relief", 28, Stop.AT_WORK),
    Scene("food", 8, Stop.UNEXAMINED),  # silence accepts
    Scene("relief", 7, Stop.UNEXAMINED),  # silence escalates
    Scene("food", 12, Stop.UNDELIVERED),
    Scene("relief", 22, Stop.UNDELIVERED),
    Scene("registration", 2, Stop.UNDELIVERED),
    Scene("food", 15, Stop.WITHDRAWN),
    Scene("water", 20, Stop.WITHDRAWN),
)
JUST_NOW = {"food": 25, "relief": 70, "water": 130, "project": 200}
"""Applications that came online some minutes ago and nobody has examined yet."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made."""

    listed: int
    cases: int
    acts: int


def make_demo(
    now: datetime, password: str, *, cases: int = CASES, say: Callable[[str], None] = print
) -> Made:
    """Found the office, bring in its list of services, and live up to ``now``.

    ``cases`` is how many come besides those of the scenes; everybody's ``password`` is the same."""
    chance = Random(SEED)  # noqa: S311  # what happens in a demo is no secret
    today = now.astimezone(CST).date()
    opened = datetime.combine(today - timedelta(weeks=WEEKS + 1), time(8), CST)
    listed = {item.code: item for item in catalogue.read(catalogue.demo_list()).items}
    bureau = open_bureau(opened, password, listed.__getitem__)
    say("the office is founded, six services are published")
    write = catalogue.into(bureau.jurisdiction, by=CLOCK, at=opened)
    report = catalogue.import_catalogue(catalogue.demo_list(), write)
    say(f"{report.read} services of the district's list are in the catalogue")
    courses = [*_ordinary(bureau, today, cases, chance), *_scenes(bureau, now, chance)]
    acts = live(bureau, courses, opened, now, chance)
    say(f"{len(courses)} applications came in {WEEKS} weeks")
    return Made(report.read, len(courses), acts)


def live(
    bureau: Bureau, courses: list[Course], since: datetime, now: datetime, chance: Random
) -> int:
    """Let every case go its way, in the order of time, up to ``now``; answers with the acts done.
    The clock's work is done at its hours, and letters of the past count as sent."""
    ahead: list[tuple[datetime, int, Iterator[datetime] | None]] = []
    order = count()
    for course in courses:
        going = walk(bureau, course, chance)
        heappush(ahead, (next(going), next(order), going))
    for at in _sweeps(since, now):
        heappush(ahead, (at, next(order), None))
    acts = 0
    while ahead:
        at, _, going = heappop(ahead)
        if at > now:
            break
        if going is None:
            acts += sum(sweep(at).acts.values())
            _post(at)
        else:
            acts += 1
            if (again := next(going, None)) is not None:
                heappush(ahead, (again, next(order), going))
    return acts


def _sweeps(since: datetime, now: datetime) -> Iterator[datetime]:
    day = since.astimezone(CST).date()
    while day <= now.astimezone(CST).date():
        yield from (datetime.combine(day, at, CST) for at in SWEEPS)
        day += timedelta(days=1)
    yield now


def _post(at: datetime) -> None:
    """Letters that were written in the lived weeks went out then: nobody is told now."""
    while letters := take_letters(at):
        letters_were_sent([letter.id for letter in letters], at)


def _ordinary(bureau: Bureau, today: date, n: int, chance: Random) -> Iterator[Course]:
    """Cases that go their way, spread over the weeks; one in five is to be corrected first."""
    for _ in range(n):
        post = chance.choices(list(SHARES), list(SHARES.values()))[0]
        came = bureau.working_days_before(today, chance.randrange(1, WEEKS * 5))
        service = bureau.services[post]
        yield Course(
            service=service,
            person=APPLICANTS[post](chance),
            comes=_during(bureau, came, chance),
            channel=chance.choices((Channel.COUNTER, Channel.ONLINE), (4, 1))[0],
            faults=chance.choice((0, 0, 0, 0, 1)) if not service.guide.immediate else 0,
            pace=chance.uniform(0.3, 0.7),
        )


def _scenes(bureau: Bureau, now: datetime, chance: Random) -> Iterator[Course]:
    today, just_now = now.astimezone(CST).date(), now - timedelta(minutes=45)
    for scene in SCENES:
        yield Course(
            service=bureau.services[scene.service],
            person=APPLICANTS[scene.service](chance),
            comes=_during(bureau, bureau.working_days_before(today, scene.came), chance),
            faults=scene.faults,
            stop=scene.stop,
            answers=just_now if scene.stop is Stop.UNCHECKED else None,
        )
    for post, minutes in JUST_NOW.items():
        yield Course(
            service=bureau.services[post],
            person=APPLICANTS[post](chance),
            comes=now - timedelta(minutes=minutes),
            channel=Channel.ONLINE,
            stop=Stop.UNEXAMINED,
        )


def _during(bureau: Bureau, day: date, chance: Random) -> datetime:
    """Some minute of a working day's opening hours, early enough for somebody to look at it."""
    opens = datetime.combine(day, time(), CST)
    return bureau.after(opens, chance.uniform(0.2, 5.5))
