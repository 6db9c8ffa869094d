"""What is missing or unsafe in an installation, for whoever runs it: each with what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Q

from shouwen.papers import undrawable
from shouwen.records import triggers
from shouwen.records.calendars import official_calendar
from shouwen.records.models import (
    Jurisdiction,
    Letter,
    Mail,
    Mailbox,
    Obligation,
    Post,
    Service,
    ServiceVersion,
    Unit,
)
from shouwen.rules.words import CalendarStatus, MailFate, SittingRole, VersionState
from shouwen.rules.worktime import CST

ANNOUNCED_BY = 12
"""The month in which next year's calendar is known at the latest (the State Council announces it
in November)."""

PATIENCE = timedelta(minutes=15)
"""How long what is due may lie before nobody seems to be working on it."""

SHORTEST_KEY = 40  # characters


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing: its code, what it is, how to mend it."""

    code: str
    what: str
    fix: str


@dataclass(frozen=True, slots=True)
class Health:
    """What was found; ``drafts`` of services wait to be written and published, which is work and
    no fault."""

    problems: tuple[Problem, ...]
    drafts: int


def health(at: datetime) -> Health:
    """Everything that can be told from here. Without tables only that is told."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        behind = Problem("tables_behind", "the tables are not those of this version", _MIGRATE)
        return Health((behind, *_settings()), 0)
    problems = (
        *_settings(),
        *_guards(),
        *_calendar(at),
        *_office(),
        *_queue(at),
        *_post(at),
        *_fonts(),
    )
    return Health(problems, ServiceVersion.objects.filter(state=VersionState.DRAFT).count())


_MIGRATE = "run shouwen migrate"


def _settings() -> Iterator[Problem]:
    if settings.DEBUG:
        yield Problem("debug", "errors show tracebacks in the browser", "unset SHOUWEN_DEBUG")
    if len(settings.SECRET_KEY) < SHORTEST_KEY:
        yield Problem(
            "weak_key",
            f"the key that signs sessions has fewer than {SHORTEST_KEY} characters",
            "unset SHOUWEN_SECRET_KEY: a good one is made in the home",
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield Problem(
            "any_host", "the server answers to every name", "name its own in SHOUWEN_HOSTS"
        )
    local = {"localhost", "127.0.0.1", "[::1]"}
    if not set(settings.ALLOWED_HOSTS) <= local and not settings.SESSION_COOKIE_SECURE:
        yield Problem(
            "no_tls",
            "people sign in from other machines without encryption",
            "put a proxy that ends TLS before it, and set SHOUWEN_HTTPS=1",
        )
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous")
            if cursor.fetchone()[0] < 2:  # FULL
                yield Problem(
                    "not_durable", "a power cut may lose acts", "unset SHOUWEN_SYNCHRONOUS"
                )


def _guards() -> Iterator[Problem]:
    missing = triggers.names(connection) - triggers.installed(connection)
    if missing:
        names = ", ".join(sorted(missing))
        yield Problem("guards_missing", f"append-only tables are unguarded: {names}", _MIGRATE)


def _calendar(at: datetime) -> Iterator[Problem]:
    today, calendar = at.astimezone(CST).date(), official_calendar()
    years = [today.year, today.year + 1] if today.month >= ANNOUNCED_BY else [today.year]
    for year in years:
        if calendar.status(year) is CalendarStatus.PROVISIONAL:
            yield Problem(
                "calendar_missing",
                f"the official working calendar of {year} is not in this version",
                "update Shouwen; due dates in that year are provisional until then",
            )


def _office() -> Iterator[Problem]:
    if not Jurisdiction.objects.exists():
        yield Problem("no_office", "there is no office yet", "make one, e.g. shouwen demo")
    published = Q(versions__state=VersionState.PUBLISHED)
    for service in Service.objects.filter(published, handler=None):
        yield Problem(
            "service_without_handler",
            f"no post handles the published service {service.name} ({service.code})",
            "draft its next version with a handling post, or withdraw it",
        )

    def sitting(role: SittingRole) -> Count:
        return Count("sittings", Q(sittings__role=role, sittings__until=None))

    for post in Post.objects.annotate(
        holders=sitting(SittingRole.HOLDER), stand_ins=sitting(SittingRole.B_ROLE)
    ).filter(Q(holders=0) | Q(stand_ins=0), closed_at=None):
        lacks = "holder" if not post.holders else "B-role"
        yield Problem(
            f"post_without_{lacks.lower().replace('-', '_')}",
            f"the post {post.name} has no {lacks}",
            "have whoever keeps the office's books seat somebody (2.4.4)",
        )

    unknown = Q(body_kind="") | Q(review_body="") | Q(review_address="") | Q(court="")
    for unit in Unit.objects.filter(unknown):
        yield Problem(
            "remedies_unknown",
            f"of {unit.name} it is not on file who reconsiders its decisions, or where it is sued",
            "have whoever keeps the office's books enter it: no refusal is approved before (7.4.3c)",
        )

    closed = Obligation.objects.filter(ended_at__isnull=True, bearer__closed_at__isnull=False)
    for name, n in closed.values_list("bearer__name").annotate(n=Count("pk")).order_by():
        yield Problem(
            "closed_post_owes",
            f"the closed post {name} still bears {n} open obligations; its section's head does them",
            "name its successor in the next version of the scheme (2.6)",
        )


def _queue(at: datetime) -> Iterator[Problem]:
    ringing = Obligation.objects.filter(ended_at__isnull=True, bell_at__lte=at - PATIENCE).count()
    if ringing:
        yield Problem(
            "clock_stands",
            f"{ringing} obligations have become due or near due and nobody swept",
            "have shouwen work running",
        )
    waiting = Letter.objects.filter(next_try_at__isnull=False, attempts=0)
    if late := waiting.filter(next_try_at__lte=at - PATIENCE).count():
        yield Problem("letters_lie", f"{late} letters wait to be sent", "have shouwen work running")
    given_up = Letter.objects.filter(next_try_at=None, sent_at=None)
    if lost := given_up.count():
        last = given_up.latest("written_at").failure
        yield Problem(
            "letters_given_up",
            f"{lost} letters could not be sent; the last: {last}",
            "mend the mail server's settings, and tell these people in another way",
        )


def _post(at: datetime) -> Iterator[Problem]:
    for box in Mailbox.objects.filter(failing_since__lte=at - PATIENCE):
        since = box.failing_since.astimezone(CST)
        yield Problem(
            "mailbox_down",
            f"the mailbox {box.address} cannot be read since {since:%Y-%m-%d %H:%M}: {box.failure}",
            "mend the mail server or SHOUWEN_IMAP_URL; what came meanwhile is read then",
        )
    boxes = Mailbox.objects.filter(failing_since=None, read_at__lte=at - PATIENCE)
    if settings.IMAP_URL and (boxes.exists() or not Mailbox.objects.exists()):
        yield Problem("mailbox_unread", "nobody reads the mailbox", "have shouwen work running")
    if left := Mail.objects.filter(fate=MailFate.HINDERED, by_hand_at=None).count():
        yield Problem(
            "mails_not_taken_in",
            f"{left} mails could not be taken in, and nobody has looked at them yet",
            "have who opens the post look at them (desk, 来信登记) and register them by hand",
        )


def _fonts() -> Iterator[Problem]:
    if missing := undrawable("首问办结通知书"):
        yield Problem(
            "fonts_missing",
            f"papers cannot be drawn: no font has {''.join(missing)}",
            "install Shouwen with its fonts (pylopdf-fonts-zh-cn), or set SHOUWEN_FONT_DIRS",
        )
