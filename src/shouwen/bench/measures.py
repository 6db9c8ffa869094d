"""The measures. Each answers with what ours took and what the limit took, in one unit."""

import json
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, partial
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F
from django.test import Client

from shouwen.acts import Done, Staff
from shouwen.acts.absence import Leave, come_back, enter_sudden_absence
from shouwen.acts.case import accept_case
from shouwen.acts.catalogue import Item
from shouwen.acts.contact import register
from shouwen.acts.founding import found_office
from shouwen.acts.receiving import Application, Filed, receive_application
from shouwen.acts.sweeping import sweep
from shouwen.bench.contacts import DAYS, fill_contacts
from shouwen.bench.office import large_office
from shouwen.bench.promises import fill_tallies
from shouwen.bench.refusals import propose
from shouwen.bench.roster import large_roster
from shouwen.bench.rows import Intake, Statement, fill, taken_down
from shouwen.bench.searching import ASKED, ASKED_AT_THE_DESK, fill_catalogue
from shouwen.bench.serving import pages_per_second, same_bytes_per_second
from shouwen.bench.signatures import STAYED, fill_signatures
from shouwen.life.office import office, services
from shouwen.life.publishing import put_in_force
from shouwen.papers import render
from shouwen.queries.leads import leads
from shouwen.queries.ledger import verify
from shouwen.queries.overnight import overnight as stayed_overnight
from shouwen.queries.viewer import see
from shouwen.records.calendars import official_calendar
from shouwen.records.casefile import office as casefile
from shouwen.records.models import (
    Account,
    Jurisdiction,
    Matter,
    Obligation,
    Paper,
    Person,
    Post,
    ServiceVersion,
)
from shouwen.rules import clock
from shouwen.rules.facts.contact import Wanted
from shouwen.rules.facts.guide import Guide
from shouwen.rules.regimes.stand_in import seating
from shouwen.rules.words import (
    AbsenceKind,
    Channel,
    Check,
    ClockEventKind,
    ContactChannel,
    LimitUnit,
    PaperKind,
    PartyIdKind,
    VersionState,
)
from shouwen.rules.worktime import CST

MONDAY = datetime(2026, 9, 14, 9, 30, tzinfo=CST)
DUE = MONDAY + timedelta(days=8)  # when the sweep comes: the five working days are over
SMALL = 1000
FEW, MANY = 5, 5000  # open obligations on a post whose holder falls ill
POSTS, MANY_POSTS = 2000, 5000
SERVICES = 20_000
DIFFERENT = 100  # guides asked for in turn
ENOUGH = 500  # guides a second
ALLOWED = 50  # ms that a search may take, and the morning list
OFFERED = 1135  # services of the district's list
CASES = 1_000_000  # that came to their end within a year
PROMISE_ALLOWED = 200  # ms that the promise page may take
REGISTERING = 15  # statements that writing a contact down may take
ROUNDS = 5
TIMES = 20
LINE = '#set document(title: "x")\n#set text(lang: "zh")\n#sys.inputs.line'
PASSWORD = "only for the bench"  # noqa: S105  # of people who exist for a minute


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured: ``ratio`` of the limit reached, unless ``unit`` says otherwise."""

    name: str
    ours: float
    limit: float
    ratio: float
    unit: str
    note: str = ""


class Bench:
    """An office founded for measuring, with one case received and its rows taken down."""

    def __init__(self, size: int) -> None:
        """Found the office, publish a service with six materials and receive a case."""
        self.size = size
        self.database = connection.vendor
        start = MONDAY - timedelta(days=30)
        place = self.place = found_office(office(), at=start, password=PASSWORD, chosen=True)
        posts = {post.key: post for post in Post.objects.filter(jurisdiction=place)}
        service = next(service for service in services() if service.key == "food_business")
        handler = posts[service.handler]
        item = Item(
            service.code, service.guide.name, section=handler.section_id, handler=handler.pk
        )
        published = put_in_force(place, item, service.guide, start)
        self.version = ServiceVersion.objects.get(pk=published)
        self.handler = handler
        self.window = self.person("receive", section="window")
        materials = [m.key for m in service.guide.materials]
        self.application = Application(
            applicant="青禾餐馆",
            id_kind=PartyIdKind.OTHER,
            id_number="B-1",
            channel=Channel.COUNTER,
            materials=tuple(Filed(key, pages=2, check=Check.MET) for key in materials[:6]),
            phone="0826-555-0199",
            email="a@example.org",
        )
        self.ordinal = count(1)
        self.holder = handler.sittings.get(role="holder").person_id
        with taken_down() as statements:
            done = self.receive(retried=False)
        number = Matter.objects.get(pk=done.matter).number
        assert number is not None
        self.intake = Intake.of(statements, number)

    def person(self, power: str, section: str = "") -> Any:
        """Somebody whose post carries a power."""
        found = Post.objects.filter(duties__powers__icontains=power)
        if section:
            found = found.filter(section__key=section, heads_section=False)
        return Person.objects.filter(sittings__post=found.first(), sittings__role="holder").get().pk

    @property
    def short(self) -> str:
        """The database, as figures name it."""
        return "postgres" if self.database == "postgresql" else self.database

    def receive(self, *, retried: bool = True) -> Done:
        """One intake through the act, with a request id as doors send it."""
        return receive_application(
            self.version.pk,
            by=Staff(self.window),
            at=MONDAY,
            application=self.application,
            request_id=f"bench-{next(self.ordinal)}" if retried else None,
        )

    def accept(self) -> Done:
        """Accept the next of the cases received."""
        return accept_case(next(self.received), by=Staff(self.holder), at=MONDAY)

    def open_queue(self) -> None:
        """The handler's queue, through the whole web stack."""
        self.open("/desk/")

    def open_case(self) -> None:
        """A case, through the whole web stack."""
        self.open(f"/desk/cases/{self.intake.number}/")

    def open(self, address: str) -> None:
        """A page, as the handler asks for it."""
        response = self.client.get(address)
        assert response.status_code == 200, f"{address}: {response.status_code}"

    @cached_property
    def client(self) -> Client:
        """The handler, signed in."""
        client = Client(SERVER_NAME="localhost")
        sign_in = Person.objects.get(pk=self.holder).account.sign_in
        assert client.login(username=sign_in, password=PASSWORD)
        return client

    @cached_property
    def received(self) -> Iterator[UUID]:
        """Cases that may be accepted."""
        return iter([self.receive().matter for _ in range(2 * (TIMES + 2))])

    def fill_to(self, size: int) -> None:
        """Fill the tables up to ``size`` cases, spread over every post and over a month beyond the
        sweep. The first thousand are open; whatever comes beyond is history, as in an office that
        has been at work for years."""
        there = Matter.objects.count()
        posts = list(Post.objects.values_list("pk", flat=True))

        def spread(random: Random, table: str, row: dict[str, Any]) -> None:
            if table == "records_obligation":
                due = DUE + timedelta(days=1, minutes=random.randrange(30 * 24 * 60))
                row["bearer_id"] = _key(random.choice(posts))
                row["due_at"] = row["bell_at"] = _time(due)
                if there >= SMALL:
                    row["bell_at"] = None
                    row["ended_at"], row["ended_by"] = _time(due), "case.accept_case"
                    row["outcome"] = "met"

        if there < size:
            fill(self.intake, size - there, MONDAY, spread, first=there)

    def fill_catalogue(self) -> None:
        """Fill the catalogue, a quarter of it published."""
        guide = Guide.from_json(self.version.guide)
        fill_catalogue(self.place, SERVICES, guide, MONDAY)
        _analyze()

    def reopen(self) -> None:
        """Make all of it open at once: the worst that a sweep can meet."""
        ended = Obligation.objects.filter(ended_at__isnull=False, due_at__gt=DUE)
        ended.update(ended_at=None, ended_by=None, outcome=None, bell_at=F("due_at"))

    def due_now(self, n: int) -> None:
        """Let ``n`` of the open obligations be due when the sweep comes."""
        open_now = Obligation.objects.filter(ended_at__isnull=True, due_at__gt=DUE)
        ids = list(open_now.order_by("due_at").values_list("pk", flat=True)[:n])
        Obligation.objects.filter(pk__in=ids).update(due_at=DUE, bell_at=DUE)


def intake(bench: Bench) -> Figure:
    """Six materials and a receipt through the act, against the very same rows by hand."""
    each = 40
    ours: list[float] = []
    limit: list[float] = []
    for round_ in range(ROUNDS):
        with _timed(ours):
            for _ in range(each):
                bench.receive()
        first = -1 - round_ * each  # numbers that no filling gives
        copies = [bench.intake.copy(first - i, MONDAY) for i in range(each)]
        with _timed(limit):
            _replay(copies)
    us, bare = statistics.median(ours) / each * 1000, statistics.median(limit) / each * 1000
    return Figure(f"intake-{bench.short}", us, bare, bare / us, "ms")


def sweeping(bench: Bench) -> Figure:
    """100 due among as many open cases as the given size, against 100 due among 1,000."""
    taken: list[float] = []
    per_case: list[float] = []
    acts = 0
    bench.fill_to(SMALL)
    bench.due_now(5)
    sweep(at=DUE)  # everything that is read once has been read
    for size in (SMALL, bench.size):
        bench.fill_to(size)
        if size > SMALL:
            bench.reopen()
        bench.due_now(100)
        with _timed(taken), _cpu(per_case):
            acts = sum(sweep(at=DUE).acts.values())
    small, large = taken
    note = f"{acts} acts, {per_case[-1] * 1000 / acts:.2f} ms CPU each"
    name = f"sweep-{bench.short}"
    return Figure(name, large * 1000, small * 1000, large / small, "ms, times 1,000's", note)


def receipt_pdf(bench: Bench) -> Figure:
    """A receipt drawn warm, against one line of text through the same engine and fonts."""
    import typst

    from shouwen.papers.fonts import fonts

    paper = Paper.objects.filter(kind=PaperKind.RECEIPT).first()
    assert paper is not None
    content = json.loads(paper.content)
    ours, limit = [], []
    with TemporaryDirectory() as folder:
        line = Path(folder) / "line.typ"
        line.write_text(LINE, encoding="utf-8")
        compiler = typst.Compiler(input=str(line), font_paths=fonts())
        for i in range(12):
            content["applicant"] = f"青禾餐馆{i}"
            with _timed(ours):
                render(PaperKind.RECEIPT, paper.template_version, content, paper.issued_at)
            with _timed(limit):
                compiler.compile(
                    format="pdf", pdf_standards=["a-2a", "ua-1"], sys_inputs={"line": f"回执{i}"}
                )
    us, bare = statistics.median(ours[2:]) * 1000, statistics.median(limit[2:]) * 1000
    return Figure("receipt-pdf", us, bare, bare / us, "ms")


def ledger_verify(bench: Bench) -> Figure:
    """The whole ledger verified, against a bare loop that reads and hashes."""
    from hashlib import sha256

    bench.fill_to(bench.size)
    ours, limit = [], []
    for _ in range(3):
        with _timed(ours):
            found = verify()
        assert not found.broken, found.broken[:3]
        with _timed(limit), connection.cursor() as cursor:
            cursor.execute(
                "SELECT matter_id, seq, text, digest FROM records_ledgerentry ORDER BY 1, 2"
            )
            while rows := cursor.fetchmany(2000):
                for _matter, _seq, text, digest in rows:
                    assert digest == "sha256:" + sha256(text.encode()).hexdigest()
    us, bare = statistics.median(ours) * 1000, statistics.median(limit) * 1000
    return Figure(
        f"ledger-verify-{bench.short}", us, bare, bare / us, "ms", f"{found.entries} entries"
    )


def deadline(bench: Bench) -> Figure:
    """A due date 20 working days on, against counting day by day over a set."""
    calendar = official_calendar()
    start = date(2026, 9, 18)
    working = {
        start + timedelta(days=n)
        for n in range(120)
        if calendar.is_working_day(start + timedelta(days=n))
    }

    def counted() -> date:
        day, left = start, 20
        while left:
            day += timedelta(days=1)
            left -= day in working
        return day

    assert counted() == calendar.add_working_days(start, 20)
    us, bare = _each(lambda: calendar.add_working_days(start, 20)), _each(counted)
    return Figure("deadline", us, bare, bare / us, "µs")


def explanation(bench: Bench) -> Figure:
    """A due date with its explanation, against the due date alone."""
    calendar = official_calendar()
    terms = clock.Terms(20, LimitUnit.WORKING_DAY, "6.1", calendar.version)
    event = clock.ClockEvent(ClockEventKind.START, MONDAY, terms=terms)
    us = _each(lambda: clock.fold([event], calendar).explain(), 5000)
    bare = _each(lambda: clock.fold([event], calendar), 5000)
    return Figure("explanation", us, bare, bare / us, "µs")


def moved(bench: Bench) -> Figure:
    """A due date whose clock was moved forty times, against the millisecond it may take."""
    calendar = official_calendar()
    terms = clock.Terms(400, LimitUnit.WORKING_DAY, "6.1", calendar.version)
    kinds = (ClockEventKind.EXCLUDE, ClockEventKind.RESUME)
    events = [
        clock.ClockEvent(ClockEventKind.START, MONDAY, terms=terms),
        *(clock.ClockEvent(kinds[n % 2], MONDAY + timedelta(days=3 * (n + 1))) for n in range(40)),
    ]
    us = _each(lambda: clock.fold(events, calendar), 5000)
    return Figure("moved", us, 1000, 1000 / us, "µs")


def queue(bench: Bench) -> Figure:
    """The queue through the whole web stack, against its statements alone."""
    bench.fill_to(bench.size)
    return _against_statements(bench, "queue", bench.open_queue)


def overnight(bench: Bench) -> Figure:
    """The morning list of everybody's, all cases of the given size open at once, against the 50 ms
    that it may take."""
    bench.fill_to(bench.size)
    bench.reopen()
    morning = MONDAY + timedelta(days=7)
    fill_signatures(morning)
    viewer = see(bench.person("supervise"), morning)
    stayed_overnight(viewer)
    taken: list[float] = []
    for _ in range(TIMES):
        with _timed(taken):
            found = stayed_overnight(viewer)
    assert found.stayed == STAYED
    ours = statistics.median(taken) * 1000
    note = f"{found.stayed} stayed, {bench.size} cases open"
    name = f"overnight-{bench.short}"
    return Figure(name, ours, ALLOWED, ALLOWED / ours, "ms, of those allowed", note)


def case_page(bench: Bench) -> Figure:
    """A case opened through the whole web stack, against its statements alone."""
    bench.fill_to(bench.size)
    return _against_statements(bench, "case-page", bench.open_case)


def review(bench: Bench) -> Figure:
    """The page on which a "no" is looked at, through the whole web stack, against its statements
    alone."""
    bench.fill_to(bench.size)
    refusal = propose(bench.accept().matter, bench.holder, MONDAY)
    return _against_statements(bench, "review", lambda: bench.open(f"/desk/refusals/{refusal}/"))


def leads_read(bench: Bench) -> Figure:
    """Every lead of the last days, against its statements alone; all cases came in them."""
    bench.fill_to(bench.size)
    viewer = see(bench.person("supervise"), MONDAY + timedelta(days=7))
    return _against_statements(bench, "leads", lambda: leads(viewer))


def growth(bench: Bench) -> Iterator[Figure]:
    """What an intake, a change of state and the two pages cost in CPU, program and database, at
    the given size against 1,000 cases."""
    work = {
        "intake": bench.receive,
        "change": bench.accept,
        "queue": bench.open_queue,
        "case-page": bench.open_case,
    }
    taken: dict[str, list[float]] = {name: [] for name in work}
    counts = dict.fromkeys(work, 0)
    for size in (SMALL, bench.size):
        bench.fill_to(size)
        for name, once in work.items():
            once()
            with taken_down() as statements:
                once()
            counts[name] = len(statements)
            with _cpu(taken[name]):
                for _ in range(TIMES):
                    once()
    for name, (small, large) in taken.items():
        ours, limit = large / TIMES * 1000, small / TIMES * 1000
        note = f"{counts[name]} statements"
        title = f"cpu-{name}-{bench.short}"
        yield Figure(title, ours, limit, ours / limit, "CPU ms, times 1,000's", note)


def seats(bench: Bench) -> Iterator[Figure]:
    """Who sits where: read for a page, changed by an absence, and worked out for a large office."""
    yield _seats_read(bench)
    yield _somebody_falls_ill(bench)
    yield _seating()


def _seats_read(bench: Bench) -> Figure:
    """Every seat of the office after somebody left or came back, against the two statements that
    say who is away; while nobody does, a page needs none."""
    place = Jurisdiction.objects.get(pk=bench.place)

    def read() -> None:
        seating(casefile.office(place).roster, MONDAY)

    read()
    with taken_down() as warm:
        read()
    ours: list[float] = []
    limit: list[float] = []
    for _ in range(TIMES):
        place.roster_version += 1
        with _timed(ours), taken_down() as statements:
            read()
        with _timed(limit), connection.cursor() as cursor:
            for sql, params in statements:
                cursor.execute(sql, params)
                cursor.fetchall()
    us, bare = statistics.median(ours) * 1000, statistics.median(limit) * 1000
    note = f"{len(warm)} statements, {len(statements)} after a change"
    return Figure(f"seats-{bench.short}", us, bare, bare / us, "ms", note)


def _somebody_falls_ill(bench: Bench) -> Figure:
    """An absence that begins on a post with 5,000 open obligations, against one with 5: nothing is
    rewritten, the person on the post changes."""
    bench.fill_to(MANY + SMALL)
    bench.reopen()
    section = Post.objects.filter(section=bench.handler.section_id)
    head = section.get(heads_section=True)
    neighbour = section.exclude(pk__in=[head.pk, bench.handler.pk]).first()
    open_now = Obligation.objects.filter(ended_at__isnull=True)
    taken: list[list[float]] = []
    notes = []
    for post, n in ((neighbour, FEW), (bench.handler, MANY)):
        open_now.update(bearer=head)
        ids = list(open_now.values_list("pk", flat=True)[:n])
        open_now.filter(pk__in=ids).update(bearer=post)
        person = post.sittings.get(role="holder").person_id
        taken.append([])
        for day in range(1, 2 + TIMES):
            at = MONDAY + timedelta(days=day)
            leave = Leave(AbsenceKind.ILLNESS, at, reason="病")
            with _timed(taken[-1]), taken_down() as statements:
                done = enter_sudden_absence(
                    bench.place, by=Staff(bench.window), at=at, person=person, leave=leave
                )
            come_back(done.matter, by=Staff(person), at=at + timedelta(hours=1))
        rewritten = sum('UPDATE "records_obligation"' in sql for sql, _ in statements)
        notes.append(f"{len(statements)} statements, {rewritten} on what is owed")
        assert open_now.filter(bearer=post).count() >= n
    few, many = (statistics.median(each[1:]) * 1000 for each in taken)
    note = f"{notes[1]}; with {FEW}: {notes[0]}"
    return Figure(f"absence-{bench.short}", many, few, many / few, f"ms, times {FEW}'s", note)


def _seating() -> Figure:
    """The seating of 2,000 posts, 5 in 100 of their people away, worked out once for the time in
    which nothing changes; against a bare loop that takes the first who is there."""
    at = MONDAY
    ours: list[float] = []
    limit: list[float] = []
    for _ in range(TIMES):
        roster = large_roster(POSTS, at)
        with _timed(ours):
            found = seating(roster, at)
        with _timed(limit):
            gone = {person for person in roster.away if roster.is_away(person, at)}
            bare = {
                post: next((s.person for s in sittings if s.person not in gone), None)
                for post, sittings in roster.sittings.items()
            }
        assert {post: here.person for post, here in found.by_post.items()} == bare
    us, loop = statistics.median(ours) * 1000, statistics.median(limit) * 1000
    return Figure("seating", us, loop, loop / us, "ms", f"{POSTS} posts")


def matrix(bench: Bench) -> Figure:
    """The matrix of a whole office of 2,000 posts through the whole web stack, against its
    statements alone."""
    found_office(large_office(POSTS), at=MONDAY, password=PASSWORD, chosen=True)
    client = Client(SERVER_NAME="localhost")
    client.force_login(Account.objects.get(sign_in=f"large-{office().posts[0].holder}"))

    def once() -> None:
        assert client.get("/desk/duties/").status_code == 200

    return _against_statements(bench, "matrix", once)


def public(bench: Bench) -> Iterator[Figure]:
    """The public pages with 5,000 published services, through the whole web stack, against their
    statements alone: what they cost while nothing changes, and right after a publication."""
    bench.fill_catalogue()
    client = Client(SERVER_NAME="localhost")

    def open_page(address: str) -> None:
        assert client.get(address).status_code == 200

    pages = {
        "guide": f"/services/{bench.version.service.code}/",
        "home": "/",
        "rss": "/changes.rss",
        "sitemap": "/sitemap.xml",
        "open-data": "/open/services.csv",
    }
    for name, address in pages.items():
        once = partial(open_page, address)
        yield _against_statements(bench, name, once)
        yield _after_a_publication(bench, name, once)


def _after_a_publication(bench: Bench, name: str, once: Callable[[], object]) -> Figure:
    """The first who comes after something was published, against those who come after them."""
    taken: list[list[float]] = [[], []]
    for _ in range(ROUNDS):
        place = Jurisdiction.objects.filter(pk=bench.place)
        place.update(catalogue_version=F("catalogue_version") + 1)
        for into in taken:
            with _timed(into):
                once()
    first, later = (statistics.median(each) * 1000 for each in taken)
    return Figure(f"{name}-anew-{bench.short}", first, later, later / first, "ms, of the second's")


def guides_per_second(bench: Bench) -> Figure:
    """Guides that two worker processes hand out in a second, hundred different ones in turn,
    against the same bytes from the same server with nothing behind it."""
    bench.fill_catalogue()
    published = ServiceVersion.objects.filter(state=VersionState.PUBLISHED)
    codes = published.values_list("service__code", flat=True)[:DIFFERENT]
    addresses = [f"/services/{code}/" for code in codes]
    client = Client(SERVER_NAME="localhost")
    page = client.get(addresses[0], headers={"Accept-Encoding": "gzip"}).content
    limit = same_bytes_per_second(page, addresses)
    ours = pages_per_second("shouwen.config.wsgi", addresses)
    note = f"{len(page)} bytes each, {ENOUGH} wanted"
    return Figure(f"guides-per-second-{bench.short}", ours, limit, ours / limit, "a second", note)


def search(bench: Bench) -> Iterator[Figure]:
    """Everyday questions at 20,000 services through the whole web stack, against the statements
    alone; and the slowest of them against the 50 ms that one may take."""
    bench.fill_catalogue()
    client = Client(SERVER_NAME="localhost")

    def ask(question: str) -> None:
        assert client.get("/", {"asked": question}).status_code == 200

    figures = [_against_statements(bench, question, partial(ask, question)) for question in ASKED]
    yield from _of_questions(bench, "search", figures, f"{SERVICES} services")


def finding(bench: Bench) -> Iterator[Figure]:
    """The same and questions for posts and people, at the desk of an office of 5,000 posts that
    offers as many services: against the statements alone, and the slowest against 50 ms."""
    place = found_office(large_office(MANY_POSTS), at=MONDAY, password=PASSWORD, chosen=True)
    fill_catalogue(place, SERVICES, Guide.from_json(bench.version.guide), MONDAY)
    _analyze()
    client = Client(SERVER_NAME="localhost")
    client.force_login(Account.objects.get(sign_in=f"large-{office().posts[0].holder}"))

    def ask(question: str) -> None:
        assert client.get("/desk/find/hits/", {"q": question}).status_code == 200

    asked = (*ASKED, *ASKED_AT_THE_DESK)
    figures = [_against_statements(bench, question, partial(ask, question)) for question in asked]
    yield from _of_questions(bench, "finding", figures, f"{SERVICES} services, {MANY_POSTS} posts")


def _of_questions(
    bench: Bench, name: str, figures: Sequence[Figure], note: str
) -> Iterator[Figure]:
    """The median of what questions cost, and the slowest against the time it may take."""
    ours, limit = (
        statistics.median(getattr(figure, side) for figure in figures) for side in ("ours", "limit")
    )
    yield Figure(f"{name}-{bench.short}", ours, limit, limit / ours, "ms", note)
    slowest = max(figures, key=lambda figure: figure.ours)
    note = f"{slowest.name.rpartition('-')[0]}, {slowest.note}"
    name = f"{name}-slowest-{bench.short}"
    yield Figure(name, slowest.ours, ALLOWED, ALLOWED / slowest.ours, "ms, of those allowed", note)


def promise(bench: Bench) -> Iterator[Figure]:
    """What was kept of a million cases of as many services as the district offers, through the
    whole web stack: against the statements alone, and the 200 ms that the page may take."""
    guide = Guide.from_json(bench.version.guide)
    fill_catalogue(bench.place, OFFERED * 4, guide, MONDAY)  # of which it publishes a quarter
    client = Client(SERVER_NAME="localhost")
    rows = fill_tallies(bench.place, OFFERED, CASES, _today())

    def look() -> None:
        assert client.get("/promise/").status_code == 200

    figure = _against_statements(bench, "promise", look)
    note = f"{CASES} cases of {OFFERED} services in {rows} rows, {figure.note}"
    yield replace(figure, note=note)
    yield Figure(
        f"promise-allowed-{bench.short}",
        figure.ours,
        PROMISE_ALLOWED,
        PROMISE_ALLOWED / figure.ours,
        "ms, of those allowed",
        note,
    )


def contacts(bench: Bench) -> Iterator[Figure]:
    """A contact written down, against the statements it may take; and the figures of a month in
    which as many came as the given size, through the whole web stack, against its statements
    alone."""
    wanted = Wanted(ContactChannel.PHONE, "开面馆要办哪些手续", "李女士", "0826-555-0177")

    def write_down() -> None:
        register(bench.place, by=Staff(bench.window), at=MONDAY, wanted=wanted)

    write_down()
    with taken_down() as statements:
        write_down()
    taken: list[float] = []
    for _ in range(TIMES):
        with _timed(taken):
            write_down()
    note = f"{statistics.median(taken) * 1000:.1f} ms"
    name = f"contact-{bench.short}"
    asked = len(statements)
    yield Figure(name, asked, REGISTERING, REGISTERING / asked, "statements", note)
    fill_contacts(bench.place, bench.size, MONDAY)
    _analyze()
    client = Client(SERVER_NAME="localhost")
    client.force_login(Account.objects.get(person=bench.person("supervise")))
    month = {
        "since": str((MONDAY - timedelta(days=DAYS)).date()),
        "until": str(MONDAY.date()),
    }

    def look() -> None:
        assert client.get("/desk/contacts/figures/", month).status_code == 200

    figure = _against_statements(bench, "contact-figures", look)
    yield replace(figure, note=f"{bench.size} contacts, {figure.note}")


def _analyze() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as its own daemon does soon after


def _today() -> date:
    """The day as the database has it: pages show the months up to now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT CURRENT_DATE")
        return date.fromisoformat(str(cursor.fetchone()[0]))


def _against_statements(bench: Bench, name: str, once: Callable[[], object]) -> Figure:
    once()
    with taken_down() as statements:
        once()
    reads = [(s, p) for s, p in statements if s.startswith("SELECT")]
    ours: list[float] = []
    limit: list[float] = []
    for _ in range(TIMES):
        with _timed(ours):
            once()
        with _timed(limit), connection.cursor() as cursor:
            for sql, params in reads:
                cursor.execute(sql, params)
                cursor.fetchall()
    mine, bare = statistics.median(ours) * 1000, statistics.median(limit) * 1000
    note = f"{len(statements)} statements"
    return Figure(f"{name}-{bench.short}", mine, bare, bare / mine, "ms", note)


MEASURES: dict[str, Callable[[Bench], Figure | Iterator[Figure]]] = {
    "deadline": deadline,
    "explanation": explanation,
    "moved": moved,
    "receipt-pdf": receipt_pdf,
    "growth": growth,
    "queue": queue,
    "case-page": case_page,
    "overnight": overnight,
    "review": review,
    "leads": leads_read,
    "intake": intake,
    "ledger-verify": ledger_verify,
    "sweep": sweeping,
    "seats": seats,
    "matrix": matrix,
    "search": search,
    "finding": finding,
    "contacts": contacts,
    "promise": promise,
    "public": public,
    "guides-per-second": guides_per_second,
}


def run(size: int, only: tuple[str, ...] = ()) -> Iterator[Figure]:
    """Measure on the database of this process, which must be empty; each figure when it is there."""
    bench = Bench(size)
    for name, measure in MEASURES.items():
        if not only or name in only:
            found = measure(bench)
            yield from [found] if isinstance(found, Figure) else found


@contextmanager
def _cpu(into: list[float]) -> Iterator[None]:
    """Seconds of CPU that the program and its database took."""
    start = time.process_time() + _database_cpu()
    yield
    into.append(time.process_time() + _database_cpu() - start)


def _database_cpu() -> float:
    """Seconds of CPU that the database took for us: nothing beside ours where it is a file."""
    if connection.vendor != "postgresql":
        return 0.0
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text()
    user, system = stat.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _timed(into: list[float]) -> Iterator[None]:
    start = time.perf_counter()
    yield
    into.append(time.perf_counter() - start)


def _each(work: Callable[[], object], times: int = 20_000) -> float:
    """Microseconds that one call takes, the best of five."""
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        for _ in range(times):
            work()
        best = min(best, time.perf_counter() - start)
    return best / times * 1e6


def _replay(copies: list[list[Statement]]) -> None:
    """Write copies by hand: the driver's cursor, one transaction each."""
    begin = "BEGIN IMMEDIATE" if connection.vendor == "sqlite" else "BEGIN"
    quoted = [
        [
            (sql.replace("%s", "?") if connection.vendor == "sqlite" else sql, params)
            for sql, params in copy
        ]
        for copy in copies
    ]
    cursor = connection.connection.cursor()
    for copy in quoted:
        cursor.execute(begin)
        for sql, params in copy:
            cursor.execute(sql, params)
        cursor.execute("COMMIT")


def _key(key: Any) -> Any:
    return key.hex if connection.vendor == "sqlite" else key


def _time(at: datetime) -> Any:
    utc = at.astimezone(UTC)
    return str(utc.replace(tzinfo=None)) if connection.vendor == "sqlite" else utc
