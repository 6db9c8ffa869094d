"""The demo office: the last weeks of a simulated life, lived up to the instant it is made.

Who comes, when and why falls by chance, the same each time; the dates lie around the instant given.
Besides, some come for whom something is to be seen, whatever the day: a receipt of today, a
correction that is waited for, a promise nearly or quite over, an acceptance that silence brought, a
"no" that others look at, a hearing that was asked for.
Some ask at the contact desk, and it lies there: late, nearly late, and just handed over.
And some of the office are away, or about to be: on leave with a stand-in, for an hour, ill; one
waits for the head's consent, one for the stand-in to take the list."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from shouwen.acts import CLOCK, Done, Staff
from shouwen.acts.directory import confirm_entry, list_units
from shouwen.acts.sweeping import Swept
from shouwen.exchange import catalogue
from shouwen.exchange.other_units import read_units
from shouwen.life.applicants import Answer, Guest, guest
from shouwen.life.chance import chance
from shouwen.life.contacts import ANSWER, FIND_OUT, HAND_OVER, IN_WRITING, Known
from shouwen.life.office import Service, other_units, services
from shouwen.life.renewals import renewing
from shouwen.life.script import RECEIVES
from shouwen.life.setting import found, setting
from shouwen.life.trips import Trip
from shouwen.life.world import World
from shouwen.records.calendars import official_calendar
from shouwen.records.casefile.books import books_of
from shouwen.records.casefile.office import office
from shouwen.records.models import Account, Entry, Jurisdiction
from shouwen.rules.words import AbsenceKind, Channel, Check, ContactChannel
from shouwen.rules.worktime import CST

WEEKS = 10
SEED = 602
STAFF = 21
KEEPER = "fangshuhe"
UNCONFIRMED = 4  # each fourth phone of another unit was called by nobody yet


@dataclass(frozen=True, slots=True)
class Scene:
    """Somebody who came so many working days ago, and where their case lies: ``lies`` is the act
    that nobody gets round to."""

    handler: str
    came: int
    faults: int = 0
    lies: str = ""
    answered: bool = False  # just now
    withdraws: float | None = None
    ends_in: int | None = None  # days from now, the licence that they want renewed


SCENES = (
    Scene("food", 3, faults=3),
    Scene("food", 6, faults=1),
    Scene("relief", 8, faults=2),
    Scene("water", 2, faults=2),
    Scene("food", 18, faults=1, lies="case.withdraw"),  # the applicant's own time ran out
    Scene("civil", 5, faults=1, answered=True, lies="case.accept_case"),
    Scene("food", 4, faults=2, answered=True, lies="case.accept_case"),
    Scene("food", 9, lies="step.finish_step"),  # the promise is nearly over
    Scene("food", 10, lies="step.finish_step"),
    Scene("food", 13, lies="step.finish_step"),  # the promise is broken, the statute not yet
    Scene("relief", 28, lies="step.finish_step"),
    Scene("food", 8, lies="case.examine_materials"),  # silence accepts
    Scene("relief", 7, lies="case.examine_materials"),  # silence escalates
    Scene("food", 12, lies="case.deliver_result"),
    Scene("registration", 2, lies="case.deliver_result"),
    Scene("food", 6, lies="refusal.review_refusal"),  # a no that three people look at
    Scene("food", 7, lies="refusal.approve_refusal"),
    Scene("food", 4, lies="hearing.set_time"),  # somebody wants to be heard
    Scene("food", 26, lies="step.finish_step", ends_in=4),  # decided by then, or renewed
    Scene("food", 26, lies="step.finish_step", ends_in=-3),  # renewed by silence
    Scene("food", 15, withdraws=2),
    Scene("water", 20, withdraws=4),
)
JUST_NOW = {"food": 25, "relief": 70, "water": 130, "project": 200}
"""Applications that came online so many minutes ago and nobody has examined yet."""
ANSWERED = timedelta(minutes=45)


@dataclass(frozen=True, slots=True)
class Asks:
    """Somebody who asked so many minutes ago, while the office was open; None: on the last working day
    before today."""

    ago: int | None
    known: Known


VISIT, PHONE, WEB = ContactChannel.VISIT, ContactChannel.PHONE, ContactChannel.WEB
LIES = "dispose_contact"
ASKING = (
    Asks(None, Known(VISIT, "window_1", "补的照片交了，怎么还没有消息？", ANSWER, LIES)),
    Asks(None, Known(PHONE, "window_1", "河边那段路的路灯归谁修？", FIND_OUT, "find_out")),
    *(
        Asks(None, Known(PHONE, "window_1", text, HAND_OVER, "brief_officer", "relief", True))
        for text in ("残疾证在哪里换？", "高龄补贴怎么领？", "临时救助要什么材料？")
    ),
    Asks(35, Known(VISIT, "window_1", "想摆个早点摊，要什么手续？", ANSWER, LIES)),
    Asks(
        30, Known(PHONE, "window_1", "我家低保怎么降了？", HAND_OVER, "confirm_contact", "relief")
    ),
    Asks(3, Known(WEB, "", "网上交的材料，原件要寄过来吗？", ANSWER, "take_contact")),
)


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody who asked for an absence so many working days ago, leaves so many after today (0:
    this morning, before: they left then) and is back so many after that; ``lies`` is the act that
    nobody gets round to."""

    kind: AbsenceKind
    reason: str
    asked: int
    leaves: int
    lasts: int
    lies: str = ""


AWAY = {
    "luoyiming": Absent(AbsenceKind.LEAVE, "年休假", 4, -1, 4),
    "guwenbo": Absent(AbsenceKind.ILLNESS, "", 0, 0, 2),
    "tianruyi": Absent(AbsenceKind.TRAVEL, "到市局对接项目备案", 5, -3, 2),  # and is back
    "yangqiwen": Absent(
        AbsenceKind.TRAINING, "参加规划业务培训", 1, 4, 3, "absence.approve_absence"
    ),
    "renxiaoman": Absent(AbsenceKind.LEAVE, "探亲假", 2, 1, 5, "absence.take_hand_over"),
}


SHOWN = (
    "window_1",
    "food",
    "relief",
    "registration",
    "market_head",
    "deputy_people",
    "oversight_head",
    "bureau_head",
)
"""Keys of the posts whose sign-ins are shown, one of each kind of work. Of those that hold them only
who is meant to be away is."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: services of the list, cases, acts done on them."""

    listed: int
    cases: int
    acts: int


def make_demo(
    now: datetime, password: str, *, weeks: int = WEEKS, say: Callable[[str], None] = print
) -> Made:
    """Found the office, bring in its list of services, and live ``weeks`` up to ``now``.

    Everybody's ``password`` is the same."""
    today = now.astimezone(CST).date()
    start = datetime.combine(today - timedelta(weeks=weeks), time(), CST)
    jurisdiction = found(STAFF, start, password=password)
    say(f"the office is founded, {len(services())} services are published")
    write = catalogue.into(jurisdiction, by=CLOCK, at=start)
    report = catalogue.import_catalogue(catalogue.demo_list(), write)
    say(f"{report.read} services of the district's list are in the catalogue")
    _, listing, _ = read_units(other_units())
    list_units(books_of(jurisdiction), by=CLOCK, at=start, listing=listing)
    _confirm_phones(start)
    cases = acts = 0
    away = {who: _trip(absent, now) for who, absent in AWAY.items()} | dict(_errand(now))
    for command, outcome in World(
        SEED,
        STAFF,
        start,
        now,
        cast=_cast(now),
        asks=_asking(now),
        away=away,
        here=_needed(),
        writes=False,
    ).live():
        match outcome:
            case Done(before=False):
                acts += 1
                cases += command.act == RECEIVES
            case Swept():
                acts += sum(outcome.acts.values())
    say(f"{cases} applications came in {weeks} weeks")
    return Made(report.read, cases, acts)


def _confirm_phones(at: datetime) -> None:
    """Whoever keeps the lines of other units has called most of them, and found them right."""
    keeper = Staff(Account.objects.get(sign_in=KEEPER).person_id)
    lines = Entry.objects.exclude(other_unit=None).order_by(
        "other_unit__name", "other_unit__section"
    )
    for line in (row for n, row in enumerate(lines) if n % UNCONFIRMED):
        confirm_entry(line.pk, by=keeper, at=at)


def _needed() -> set[str]:
    posts = setting(STAFF).posts
    return {posts[key].holder for key in SHOWN} - AWAY.keys()


def _cast(now: datetime) -> Iterator[tuple[datetime, str, Guest]]:
    dice = chance(SEED, "cast")
    handled = {service.handler: service for service in setting(STAFF).services}
    for scene in SCENES:
        day = _working_days_before(now.astimezone(CST).date(), scene.came)
        at = datetime.combine(day, time(9, 10), CST) + timedelta(minutes=dice.randrange(150))
        who = _in_scene(handled[scene.handler], scene, now, dice)
        if scene.ends_in is not None:
            who = renewing(who, now, scene.ends_in, scene.came)
        yield at, scene.handler, who
    for handler, minutes in JUST_NOW.items():
        new = Scene(handler, 0, lies="case.examine_materials")
        who = _in_scene(handled[handler], new, now, dice)
        yield now - timedelta(minutes=minutes), handler, replace(who, channel=Channel.ONLINE)


def _in_scene(service: Service, scene: Scene, now: datetime, dice: Random) -> Guest:
    always = [material.key for material in service.guide.materials if not material.when]
    papers = {
        material.key: Check.NOT_NEEDED if material.when else Check.MET
        for material in service.guide.materials
    }
    papers.update(dict.fromkeys(always[: scene.faults], Check.FAULTY))
    return replace(
        guest(service, dice),
        channel=Channel.COUNTER,
        papers=papers,
        answers=(Answer(0, 1, 1, now - ANSWERED),) if scene.answered else (),
        collects=90.0 if scene.lies == "case.deliver_result" else 1.0,
        withdraws=scene.withdraws,
        insists=False,
        lies=scene.lies,
    )


def _asking(now: datetime) -> Iterator[tuple[datetime, Known]]:
    """Who asks, and when; at a counter or by telephone only while the office is open."""
    hours = next(iter(office(Jurisdiction.objects.get()).units.values())).hours
    before = _working_days_before(now.astimezone(CST).date() - timedelta(days=1), 0)
    for asks in ASKING:
        if asks.ago is None:
            yield datetime.combine(before, time(10, 20), CST), asks.known
            continue
        at = now - timedelta(minutes=asks.ago)
        if asks.known.channel in IN_WRITING or hours.is_open(at):
            yield at, asks.known


def _errand(now: datetime) -> Iterator[tuple[str, tuple[datetime, Trip]]]:
    """Somebody of the windows has just left for an hour, where the office is open."""
    hours = next(iter(office(Jurisdiction.objects.get()).units.values())).hours
    day = now.astimezone(CST).date()
    for window in hours.windows(day):
        opens = datetime.combine(day, window.opens, CST)
        closes = datetime.combine(day, window.closes, CST)
        if opens + timedelta(minutes=15) <= now < closes:
            asked = max(now - timedelta(minutes=55), opens + timedelta(minutes=1))
            leaves_at = (asked + (now - asked) * 0.6).replace(second=0, microsecond=0)
            returns_at = leaves_at + timedelta(hours=1)
            errand = Trip(AbsenceKind.ERRAND, "送家人就医", leaves_at, returns_at, returns_at)
            yield "panjiashu", (asked, errand)


def _trip(absent: Absent, now: datetime) -> tuple[datetime, Trip]:
    """When somebody asks, and the absence they have in mind."""
    today = now.astimezone(CST).date()
    leaves = _working_day(today, absent.leaves)
    asked = datetime.combine(_working_day(today, -absent.asked), time(9, 25), CST)
    leaves_at = datetime.combine(leaves, time(9, 0), CST)
    returns_at = datetime.combine(_working_day(leaves, absent.lasts), time(9, 30), CST)
    back_at = returns_at - timedelta(minutes=12)
    if absent.kind is AbsenceKind.ILLNESS:
        asked = leaves_at = datetime.combine(leaves, time(9, 5), CST)
        return asked, Trip(absent.kind, "", leaves_at, None, back_at)
    return asked, Trip(absent.kind, absent.reason, leaves_at, returns_at, back_at, lies=absent.lies)


def _working_day(day: date, n: int) -> date:
    """The ``n``-th working day after the last one up to ``day``; before it where ``n`` is less."""
    if n <= 0:
        return _working_days_before(day, -n)
    return official_calendar().add_working_days(_working_days_before(day, 0), n)


def _working_days_before(day: date, n: int) -> date:
    """The working day that lies ``n`` working days before ``day``; 0: the last one up to it."""
    calendar = official_calendar()
    while not calendar.is_working_day(day) or n > 0:
        n -= calendar.is_working_day(day)
        day -= timedelta(days=1)
    return day
