"""Clocks that are stopped to gain time and materials that are not given back as they should be,
planted in a life: what of it is seen, and who is named that did nothing of the kind (domain of E)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from shouwen.life.abuses import STOPS
from shouwen.life.applicants import guest
from shouwen.life.chance import chance
from shouwen.life.invariants import check_all
from shouwen.life.setting import found, setting
from shouwen.life.world import World, end_of
from shouwen.queries.leads import leads
from shouwen.queries.viewer import see
from shouwen.records.models import Case, MaterialReturn, Obligation, SpecialProcedure
from shouwen.rules.words import Channel, Check
from shouwen.rules.worktime import CST, chinese_time
from tests.databases import committed_copy

pytestmark = [pytest.mark.database, pytest.mark.engine("sqlite")]
# What the world chooses looks at no database: tried on one.

START = datetime(2026, 4, 20, tzinfo=CST)
SEED, STAFF, DAYS = 2, 48, 22  # as far as leads look back
RETURNS = ("kept-back", "late-return", "go-between")
WITHDREW = 36


@dataclass(frozen=True)
class Planted:
    """A life with its truth, and the leads that its end shows."""

    world: World
    done: dict

    def leads(self, name):
        flow = self.world.flow
        viewer = see(flow.stage.people[flow.sits("oversight_head")], self.world.until)
        return next(group.leads for group in leads(viewer).groups if group.name == name)

    def cases(self, abuse):
        """Numbers of the cases on which it was planted."""
        matters = [self.matter(n) for n in self.world.truth[abuse]]
        return set(Case.objects.filter(pk__in=matters).values_list("matter__number", flat=True))

    def matter(self, n):
        return self.world.flow.stage.matter(self.done[n].subject)

    def most(self, abuse):
        """The name of who did it most often."""
        return max(self.who(abuse), key=self.who(abuse).count)

    def who(self, abuse):
        """Names of those who did it, each as often as they did."""
        people = self.world.setting.office.people
        names = {person.key: person.name for person in people}
        return [names[self.done[n].who] for n in self.world.truth[abuse]]


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker, tmp_path_factory):
    """One life for all who look at it, in which many take back what they applied for and want their
    papers."""
    home = tmp_path_factory.mktemp("planted")
    with django_db_blocker.unblock(), committed_copy(home):
        found(STAFF, START, password="x")
        world = World(
            SEED,
            STAFF,
            START,
            end_of(DAYS, START),
            (*STOPS, *RETURNS),
            cast=took_back(),
            writes=False,
        )
        yield Planted(world, {command.n: command for command, _ in world.live()})


def took_back():
    """Those who come with everything, and give it up on the same day."""
    service = next(s for s in setting(STAFF).services if s.handler == "food")
    for n in range(WITHDREW):
        dice = chance(SEED, "took back", n)
        who = guest(service, dice)
        papers = dict.fromkeys(who.papers, Check.MET)
        comes = START + timedelta(days=n // 4 + 2 * (n // 20), hours=9, minutes=13 * (n % 4))
        yield comes, "food", replace(who, channel=Channel.COUNTER, papers=papers, withdraws=0.4)


def test_all_of_it_is_lived_and_breaks_nothing(planted):
    assert {abuse for abuse, truth in planted.world.truth.items() if not truth} == set()
    assert {n: broken for n, (_, broken) in check_all().items() if broken} == {}


def test_a_clock_stopped_at_the_last_moment_is_a_lead_each_time(planted):
    named = {lead.matter for lead in planted.leads("快到期才停表")}
    assert named >= planted.cases("stopped-at-the-last-moment")


def test_whoever_stops_nearly_every_clock_is_named_and_nobody_else(planted):
    named = [lead.text.partition("受理")[0] for lead in planted.leads("一个人停表过多")]
    assert planted.most("stopped-too-often") == named[0]
    assert set(named) <= {name for abuse in STOPS for name in planted.who(abuse)}


def test_a_clock_that_stood_still_while_the_work_was_done_is_a_lead_where_it_was_decided_that_day(
    planted,
):
    named = {lead.matter for lead in planted.leads("停表停到作决定那天")}
    ended = SpecialProcedure.objects.filter(
        case__matter__number__in=planted.cases("stopped-until-decided"), state="ended"
    ).values_list("case__matter__number", "ended_at", "case__decided_at")
    same_day = {
        case
        for case, let_go, decided in ended
        if decided and chinese_time(let_go).date() == chinese_time(decided).date()
    }
    assert len(same_day) > 3
    assert named >= same_day


def test_whoever_holds_back_what_no_law_asks_for_is_named_and_nobody_else(planted):
    named = {lead.text.partition("办理")[0] for lead in planted.leads("退还时一再留下材料")}
    times = planted.who("kept-back")
    assert named == {name for name in times if times.count(name) > 1} != set()


def test_who_fetches_for_everybody_is_named_and_nobody_else(planted):
    takers = MaterialReturn.objects.filter(
        case__matter__number__in=planted.cases("go-between"), taker="agent"
    )
    fetched = list(takers.values_list("taker_name", flat=True))
    named = {lead.text.partition("一个人")[0] for lead in planted.leads("一个人替多人领走材料")}
    assert named == {name for name in fetched if fetched.count(name) > 2} != set()


def test_what_was_given_back_late_was_marked_missed(planted):
    missed = Obligation.objects.filter(kind="return_materials", missed_at__isnull=False)
    late = planted.cases("late-return")
    assert late and late <= set(missed.values_list("matter__number", flat=True))
