"""What deserves a look: hints read off what was done, for who supervises (domain of E).

A lead is no breach and no verdict: each says what was seen and where, and a person decides what it
was. One function for each kind; each takes a constant number of statements, on what was done in the
last days by the order of keys."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from uuid import UUID

from django.db.models import Count, Q

from shouwen.queries import leads_of_contacts as contacts
from shouwen.queries import leads_of_limits as limits
from shouwen.queries import leads_of_refusals as refusals
from shouwen.queries import leads_of_returns as returns
from shouwen.queries.looking_back import EndedAtOnce, LookBack
from shouwen.queries.rows.leads import Lead, LeadGroup, LeadsPage
from shouwen.queries.viewer import Viewer
from shouwen.records.keys import first_key
from shouwen.records.models import Case, Correction, CorrectionPoint, ServiceVersion
from shouwen.rules.policy import number
from shouwen.rules.words import Power
from shouwen.rules.worktime import chinese_time

MOST = 50  # leads listed of a kind
Find = Callable[[LookBack], Iterable[Lead]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of lead: its name and clause, and what finds it since an instant, newest first."""

    name: str
    clause: str
    find: Find


def leads(viewer: Viewer) -> LeadsPage:
    """Every lead of the last days. Raises ``NotForYou`` for who does not supervise."""
    viewer.needs(Power.SUPERVISE)
    since = viewer.at - timedelta(days=number("leads_look_back"))
    back = LookBack(viewer, since)
    return LeadsPage(
        since=chinese_time(since).date(),
        groups=tuple(_group(kind, back) for kind in KINDS),
    )


def _group(kind: Kind, back: LookBack) -> LeadGroup:
    found = iter(kind.find(back))
    listed = tuple(islice(found, MOST))
    return LeadGroup(kind.name, kind.clause, listed, sum(1 for _ in found))


# ── asked beyond what was told ───────────────────────────────────────────────────────────────────


def asked_beyond_what_was_told(back: LookBack) -> Iterator[Lead]:
    """A notice asks for what the version told to that person does not name: a material of no name in
    it, or one that only another version of the guide asks for (4.1)."""
    found = CorrectionPoint.objects.filter(
        back.here("correction__case__jurisdiction"), pk__gte=first_key(back.since)
    ).select_related("correction__paper", "correction__case__matter", "correction__case__version")
    points = list(found.defer("correction__case__version__guide").order_by("-pk"))
    asked = _materials({point.correction.case.version.service_id for point in points})
    for point in points:
        correction, case = point.correction, point.correction.case
        told = asked[case.version.service_id][case.version_id]
        others = asked[case.version.service_id].values()
        strange = {name for names in others for name in names.values()} - {*told.values()}
        said = f"{point.fault}{point.cure}"
        named = (
            point.name if point.key not in told else next(filter(said.__contains__, strange), "")
        )
        if named:
            yield Lead(
                clause="4.1",
                matter=case.matter.number or "",
                text=f"告知的第 {case.version.number} 版指南没有“{named}”，后来却要求提交。",
                evidence=tuple(
                    filter(
                        None,
                        (
                            f"文书 {correction.paper.number}",
                            f"{correction.article}，自 {correction.commences:%Y-%m-%d} 起施行"
                            if correction.article
                            else "",
                        ),
                    )
                ),
            )


def _materials(services: Iterable[UUID]) -> dict[UUID, dict[UUID, dict[str, str]]]:
    """Names of the materials by key, of every version of these services."""
    found: dict[UUID, dict[UUID, dict[str, str]]] = defaultdict(dict)
    versions = ServiceVersion.objects.filter(service__in=services)
    columns = versions.values_list("service_id", "pk", "guide__materials")
    for service, version, materials in columns:
        found[service][version] = {each["key"]: each["name"] for each in materials or ()}
    return found


# ── told again ───────────────────────────────────────────────────────────────────────────────────


def told_again(back: LookBack) -> Iterator[Lead]:
    """New faults were told of one case so often that its first notice was hardly whole (4.2c)."""
    often = number("supplements_noticed")
    new_faults = Q(corrections__supplementary=True, corrections__article="")
    cases = Case.objects.filter(
        back.here("jurisdiction"),
        pk__in=Correction.objects.filter(pk__gte=first_key(back.since)).values("case"),
    )
    counted = cases.annotate(times=Count("corrections", filter=new_faults))
    for case in counted.filter(times__gte=often).select_related("matter").order_by("-pk"):
        yield Lead(
            clause="4.2c",
            matter=case.matter.number or "",
            text=f"已经补充告知 {case.times} 次。",
            evidence=("看首次通知是不是查全了，每次补充是不是只说新交的材料",),
        )


# ── settled at once ──────────────────────────────────────────────────────────────────────────────


def settled_in_bursts(back: LookBack) -> Iterator[Lead]:
    """One person ended so many immediate matters within minutes that nobody can have come for them
    (6.3)."""
    many, within = number("burst_cases"), timedelta(minutes=number("burst_minutes"))
    by_person: dict[UUID | None, list[EndedAtOnce]] = defaultdict(list)
    for each in back.ended_at_once:
        by_person[each.person].append(each)
    for person, ended in by_person.items():
        for burst in _bursts(ended, within):
            if len(burst) >= many:
                first, last = chinese_time(burst[0].at), chinese_time(burst[-1].at)
                yield Lead(
                    clause="6.3",
                    matter=burst[0].number,
                    text=f"{back.name(person)}在 {first:%Y-%m-%d %H:%M} 到 {last:%H:%M} 之间"
                    f"办结即办件 {len(burst)} 件。",
                    evidence=tuple(each.number for each in burst),
                )


def _bursts(ended: list[EndedAtOnce], within: timedelta) -> Iterator[list[EndedAtOnce]]:
    """What follows within so many minutes of the first, in the order of time."""
    burst: list[EndedAtOnce] = []
    for each in ended:
        if burst and each.at - burst[0].at > within:
            yield burst
            burst = []
        burst.append(each)
    if burst:
        yield burst


def settled_out_of_hours(back: LookBack) -> Iterator[Lead]:
    """Immediate matters that were ended while the office was closed (6.3)."""
    for each in reversed(back.ended_at_once):
        if not back.viewer.unit.hours.is_open(each.at):
            yield Lead(
                clause="6.3",
                matter=each.number,
                text=f"{back.name(each.person)}在 {chinese_time(each.at):%Y-%m-%d %H:%M} "
                "办结即办件，那时没有开门。",
            )


def settled_for_one_phone(back: LookBack) -> Iterator[Lead]:
    """One telephone stands for immediate matters of many people who have nothing in common (6.3)."""
    people: dict[str, Counter[str]] = defaultdict(Counter)
    numbers: dict[str, list[str]] = defaultdict(list)
    for each in back.ended_at_once:
        if each.phone:
            people[each.phone][each.id_number] += 1
            numbers[each.phone].append(each.number)
    for phone, applicants in people.items():
        if len(applicants) > number("phone_shared_by"):
            yield Lead(
                clause="6.3",
                matter=numbers[phone][-1],
                text=f"{len(applicants)} 个申请人的即办件留的是同一个电话。",
                evidence=tuple(numbers[phone]),
            )


KINDS: tuple[Kind, ...] = (
    Kind("要了告知时没有的材料", "4.1", asked_beyond_what_was_told),
    Kind("一再补充告知", "4.2c", told_again),
    Kind("即办件扎堆办结", "6.3", settled_in_bursts),
    Kind("没开门时办结的即办件", "6.3", settled_out_of_hours),
    Kind("多人同一个电话的即办件", "6.3", settled_for_one_phone),
    Kind("快到期才停表", "6.5a", limits.stopped_at_the_last_moment),
    Kind("停表超过告知的时间", "6.5a", limits.stopped_longer_than_declared),
    Kind("停表停到作决定那天", "6.5a", limits.stopped_until_decided),
    Kind("一个人停表过多", "6.5a", limits.stopped_too_often),
    Kind("撤回、否定后重新申请", "6.5a", limits.filed_again),
    Kind("事后补录", "6.5a", limits.entered_late),
    Kind("撤回多、报备少", "7.1", refusals.taken_back_instead),
    Kind("否定的事实一字不差", "7.3.3", refusals.said_word_for_word),
    Kind("指南里没有的不予理由", "5.3a", refusals.beyond_the_guide),
    Kind("对已经不在的申请人作的决定", "7.4.3b", refusals.decided_on_nobody),
    Kind("退还时一再留下材料", "7.4.4a", returns.held_back_again),
    Kind("一个人替多人领走材料", "7.4.4c", returns.fetched_by_one_for_many),
    Kind("告知条件后没有申请的，抽查", "7.1", contacts.told_not_eligible),
    Kind("有人在岗、一天没有登记的窗口", "1.1a", contacts.windows_without_anybody),
    Kind("件件都是答复的", "1.1a", contacts.nothing_but_answers),
)
"""The kinds of lead, in the order of the page."""
