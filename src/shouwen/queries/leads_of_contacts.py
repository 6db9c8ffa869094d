"""Leads on first contact: who was told that they do not meet the conditions and did not apply, drawn
by lot; windows that registered nobody, and people who register nothing but answers (7.1, 1.1a, domain
of E)."""

from collections.abc import Iterator

from django.db.models import Count, Q

from shouwen.queries.looking_back import LookBack
from shouwen.queries.quiet_windows import quiet_windows
from shouwen.queries.rows.leads import Lead
from shouwen.records.keys import first_key
from shouwen.records.models import Contact, Disposition
from shouwen.rules.labels import label
from shouwen.rules.policy import number
from shouwen.rules.words import ContactDisposition, ToldBy
from shouwen.rules.worktime import chinese_time


def told_not_eligible(back: LookBack) -> Iterator[Lead]:
    """Whoever was told that they do not meet the conditions, and did not apply: one of so many, drawn
    by the random part of its key, so that nobody chooses and it stays the same; the newest, where
    none is drawn. They are called and asked what they were told (7.1)."""
    found = Disposition.objects.filter(
        back.here("contact__jurisdiction"),
        pk__gte=first_key(back.since),
        kind=ContactDisposition.NOT_ELIGIBLE,
        contact__sealed=False,
    ).select_related("contact__matter", "version__service")
    rows = list(found.defer("version__guide").order_by("-pk"))
    drawn = [row for row in rows if row.pk.int % 100 < number("not_eligible_sampled")]
    for row in drawn or rows[:1]:
        assert row.version is not None, "a guide is told by its version"
        name = back.name(row.person_id)
        yield Lead(
            clause="7.1",
            matter=row.contact.matter.number or "",
            text=f"{name}告知“{row.version.service.name}”的条件以后，来人没有申请：{row.text}",
            evidence=(
                f"{chinese_time(row.at):%Y-%m-%d %H:%M} {label(ToldBy(row.told_by))}，"
                f"第 {row.version.number} 版指南",
                "回访来人：六项是不是都说了，是不是说了照样可以申请",
            ),
            of_a_contact=True,
        )


def nothing_but_answers(back: LookBack) -> Iterator[Lead]:
    """Whatever one person registered was answered, with nobody ever guided, handed over or received:
    perhaps only that is written down (1.1a)."""
    found = Contact.objects.filter(
        jurisdiction=back.viewer.office.jurisdiction,
        received_at__gte=back.since,
        first_officer__isnull=False,
        sealed=False,
    ).exclude(disposition="")
    answered = Q(disposition=ContactDisposition.ANSWERED)
    counted = found.values("first_officer").annotate(n=Count("pk"))
    alone = counted.filter(n__gte=number("answers_alone"), n=Count("pk", filter=answered))
    for person, n in alone.order_by("-n", "first_officer").values_list("first_officer", "n"):
        yield Lead(
            clause="1.1a",
            matter="",
            text=f"{back.name(person)}登记的 {n} 件，件件都是答复，没有一件引导、转交或者收件。",
            evidence=("对照叫号、话务记录，看是不是只登记了答复的",),
        )


def windows_without_anybody(back: LookBack) -> Iterator[Lead]:
    """Somebody sat at a window all day, and neither a contact nor an application was registered there
    or by them (1.1a)."""
    for window in quiet_windows(back.viewer, back.since, back.viewer.at):
        yield Lead(
            clause="1.1a",
            matter="",
            text=f"{window.post.room}（{window.post.name}）有人在岗的 {window.days} 天里，"
            f"{len(window.quiet)} 天没有登记过来访、来电和收件。",
            evidence=tuple(f"{day:%Y-%m-%d} {names}" for day, names in window.quiet),
        )
