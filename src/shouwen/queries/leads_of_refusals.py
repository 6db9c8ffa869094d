"""Leads on what went round a filed refusal: applications taken back where a "no" was to be filed, and
refusals that all say the same (7.1, domain of E)."""

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef

from shouwen.queries.looking_back import LookBack
from shouwen.queries.rows.leads import Lead
from shouwen.records.keys import first_key
from shouwen.records.models import LedgerEntry, Refusal, RefusalGround, Succession
from shouwen.rules.labels import label
from shouwen.rules.policy import number
from shouwen.rules.words import ActorKind, PartyEnd
from shouwen.rules.worktime import chinese_time

FILES = ("refusal.propose_refusal", "refusal.tell_at_once")
WORKS = ("case.examine_materials", "case.accept_case", "step.start_step", "step.finish_step")
"""The acts of whoever would have to say no."""


def taken_back_instead(back: LookBack) -> Iterator[Lead]:
    """One person of the office took down that accepted applications were taken back on which they had
    worked themselves, more often than they filed a refusal: nobody else looked at those (7.1). Who
    only takes down at a window what applicants wish had nothing to refuse."""
    entries = LedgerEntry.objects.filter(
        back.here("matter__jurisdiction"),
        pk__gte=first_key(back.since),
        actor_kind=ActorKind.SEAT,
    )
    worked = LedgerEntry.objects.filter(
        matter=OuterRef("matter"), person=OuterRef("person"), act__in=WORKS
    )
    accepted = entries.filter(
        Exists(worked), act="case.withdraw", matter__case__accepted_at__isnull=False
    )
    taken_back: dict[UUID, list[str]] = defaultdict(list)
    for person, case in accepted.order_by("-pk").values_list("person", "matter__number"):
        taken_back[person].append(case)
    filed = dict(
        entries.filter(act__in=FILES, person__in=taken_back)
        .values("person")
        .annotate(n=Count("pk"))
        .values_list("person", "n")
    )
    for person, cases in taken_back.items():
        times = filed.get(person, 0)
        if len(cases) >= number("taken_back_instead") and len(cases) > times:
            name = back.name(person)
            yield Lead(
                clause="7.1",
                matter=cases[0],
                text=f"{name}经手的已受理申请撤回 {len(cases)} 件，提出否定报备 {times} 件。",
                evidence=(*cases, "回访申请人：是自己不办了，还是被劝退的"),
            )


def beyond_the_guide(back: LookBack) -> Iterator[Lead]:
    """Refused on a ground in law that the published guide does not show: the office's own breach of
    5.3a, whatever becomes of the guide (7.3.3)."""
    approved = LedgerEntry.objects.filter(
        pk__gte=first_key(back.since), act="refusal.approve_refusal"
    )
    found = Refusal.objects.filter(
        back.here("case__jurisdiction"),
        case__in=approved.values("matter"),
        approved_at__gte=back.since,
        beyond=True,
    ).select_related("case__matter", "case__version__service", "form")
    for row in found.defer("case__version__guide", "form__content").order_by("-approved_at"):
        became = f"指南不改：{row.guide_stays}" if row.guide_stays else "指南要改"
        yield Lead(
            clause="5.3a",
            matter=row.case.matter.number or "",
            text=f"“{row.case.version.service.name}”不予的一条理由，公布的办事指南第 "
            f"{row.case.version.number} 版没有这样写。",
            evidence=(f"文书 {row.form.number}", f"批准时写的理由：{row.approval}", became),
        )


def decided_on_nobody(back: LookBack) -> Iterator[Lead]:
    """A decision was made when its applicant was no more, which the office heard of afterwards: it is
    made out to nobody, and no remedy ran from it (7.4.3b)."""
    found = Succession.objects.filter(
        back.here("case__jurisdiction"),
        pk__gte=first_key(back.since),
        case__decided_at__lt=F("noted_at"),
    ).select_related("case__matter")
    for row in found.order_by("-pk"):
        decided = chinese_time(row.case.decided_at).date()
        if decided > row.ended_on:
            yield Lead(
                clause="7.4.3b",
                matter=row.case.matter.number or "",
                text=f"{decided:%Y-%m-%d} 作出决定时，申请人已经在 {row.ended_on:%Y-%m-%d} "
                f"{label(PartyEnd(row.ended))}。",
                evidence=(row.proof, "看决定要不要重作；文书更正以后送给承受的人"),
            )


def said_word_for_word(back: LookBack) -> Iterator[Lead]:
    """One post proposed refusals on one and the same fact, word for word (7.3.3)."""
    grounds = RefusalGround.objects.filter(
        back.here("refusal__case__jurisdiction"), refusal__pk__gte=first_key(back.since)
    )
    same: dict[tuple[UUID, str], dict[UUID, str]] = defaultdict(dict)
    columns = ("refusal__proposer_post", "fact", "refusal__case", "refusal__case__matter__number")
    for post, fact, case, named in grounds.order_by("-refusal__pk").values_list(*columns):
        same[post, fact].setdefault(case, named)
    for (post, fact), cases in same.items():
        if len(cases) >= number("same_fact"):
            where = back.viewer.office.roster.posts[post].name
            first, *others = cases.values()
            yield Lead(
                clause="7.3.3",
                matter=first,
                text=f"“{where}”提出的 {len(cases)} 件否定，事实写得一字不差：{fact}",
                evidence=tuple(others),
            )
