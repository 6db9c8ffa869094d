"""The measures. Each answers with what ours took and what the limit took, in one unit."""

import json
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connection

from shouwen.acts import CLOCK, Staff
from shouwen.acts.catalogue import Item, draft_version, publish_version
from shouwen.acts.founding import found_office
from shouwen.acts.receiving import Application, Filed, receive_application
from shouwen.acts.sweeping import sweep
from shouwen.bench.rows import Intake, Statement, fill, taken_down
from shouwen.life.office import office, services
from shouwen.papers import render
from shouwen.queries.ledger import verify
from shouwen.records.calendars import official_calendar
from shouwen.records.models import Matter, Paper, Person, Post, ServiceVersion
from shouwen.rules import clock
from shouwen.rules.words import (
    Channel,
    Check,
    ClockEventKind,
    LimitUnit,
    PaperKind,
    PartyIdKind,
)
from shouwen.rules.worktime import CST

MONDAY = datetime(2026, 9, 14, 9, 30, tzinfo=CST)
ROUNDS = 5
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
        place = found_office(office(), at=start, password=PASSWORD)
        posts = {post.key: post for post in Post.objects.filter(jurisdiction=place)}
        service = next(s for s in services() if s.guide.statute and len(s.guide.materials) >= 4)
        handler = posts[service.handler]
        made = draft_version(
            place,
            by=CLOCK,
            at=start,
            item=Item(
                service.code, service.guide.name, section=handler.section_id, handler=handler.pk
            ),
            guide=service.guide,
        )
        publisher = self.person("publish")
        publish_version(made.matter, by=Staff(publisher), at=start)
        self.version = ServiceVersion.objects.get(pk=made.matter)
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
        with taken_down() as statements:
            done = self.receive(0)
        number = Matter.objects.get(pk=done.matter).number
        assert number is not None
        self.case = done.matter
        self.intake = Intake.of(statements, number)

    def person(self, power: str, section: str = "") -> Any:
        """Somebody whose post carries a power."""
        found = Post.objects.filter(duties__powers__icontains=power)
        if section:
            found = found.filter(section__key=section, heads_section=False)
        return Person.objects.filter(sittings__post=found.first(), sittings__role="holder").get().pk

    def receive(self, n: int) -> Any:
        """One intake through the act."""
        return receive_application(
            self.version.pk,
            by=Staff(self.window),
            at=MONDAY + timedelta(seconds=n),
            application=self.application,
            request_id=f"bench-{n}" if n else None,
        )


def intake(bench: Bench) -> Figure:
    """Six materials and a receipt through the act, against the very same rows by hand."""
    each = 40
    ours, limit = [], []
    n = 1
    for _ in range(ROUNDS):
        with _timed(ours):
            for i in range(n, n + each):
                bench.receive(i)
        copies = [bench.intake.copy(i, MONDAY) for i in range(n, n + each)]
        with _timed(limit):
            _replay(copies)
        n += each
    us, bare = statistics.median(ours) / each * 1000, statistics.median(limit) / each * 1000
    return Figure(f"intake-{_short(bench)}", us, bare, bare / us, "ms")


def sweeping(bench: Bench) -> Figure:
    """100 due among the given size, against 100 due among 1,000."""
    at = MONDAY + timedelta(days=365)
    taken = []
    acted = 0
    for size, first in ((1000, 10_000_000), (bench.size, 20_000_000)):
        _fill(bench, size, first, due=100, at=at)
        cpu = time.process_time()
        with _timed(taken):
            swept = sweep(at=at)
        cpu = time.process_time() - cpu
        acted = sum(swept.acts.values())
    small, large = taken
    per_case = cpu * 1000 / max(acted, 1)
    return Figure(
        f"sweep-{_short(bench)}", large * 1000, small * 1000, large / small, "ms, ratio to 1,000",
        f"{acted} acts, {per_case:.2f} ms CPU each",
    )  # fmt: skip


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

    ours, limit = [], []
    for _ in range(3):
        with _timed(ours):
            found = verify()
        with _timed(limit), connection.cursor() as cursor:
            cursor.execute(
                "SELECT matter_id, seq, text, digest FROM records_ledgerentry ORDER BY 1, 2"
            )
            while rows := cursor.fetchmany(2000):
                for _matter, _seq, text, digest in rows:
                    assert digest == "sha256:" + sha256(text.encode()).hexdigest()
    us, bare = statistics.median(ours) * 1000, statistics.median(limit) * 1000
    return Figure(
        f"ledger-verify-{_short(bench)}", us, bare, bare / us, "ms", f"{found.entries} entries"
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


def queue(bench: Bench) -> Figure:
    """The queue through the whole web stack, against its statements alone."""
    _fill(bench, bench.size, 50_000_000)
    return _page(bench, "queue", "/desk/")


def case_page(bench: Bench) -> Figure:
    """A case opened through the whole web stack, against its statements alone."""
    number = Matter.objects.get(pk=bench.case).number
    return _page(bench, "case-page", f"/desk/cases/{number}/")


def _page(bench: Bench, name: str, address: str) -> Figure:
    from django.test import Client

    client = Client()
    holder = bench.handler.sittings.filter(role="holder").get().person
    assert client.login(username=holder.account.sign_in, password=PASSWORD)
    client.get(address)
    ours: list[float] = []
    with taken_down() as statements:
        response = client.get(address)
        assert response.status_code == 200, response.status_code
    reads = [(s, p) for s, p in statements if s.startswith("SELECT")]
    cpu = time.process_time()
    for _ in range(20):
        with _timed(ours):
            client.get(address)
    cpu = (time.process_time() - cpu) / 20 * 1000
    limit: list[float] = []
    for _ in range(20):
        with _timed(limit), connection.cursor() as cursor:
            for sql, params in reads:
                cursor.execute(sql, params)
                cursor.fetchall()
    us, bare = statistics.median(ours) * 1000, statistics.median(limit) * 1000
    note = f"{len(statements)} statements, {cpu:.1f} ms CPU of the program"
    return Figure(f"{name}-{_short(bench)}", us, bare, bare / us, "ms", note)


MEASURES: dict[str, Callable[[Bench], Figure]] = {
    "deadline": deadline,
    "explanation": explanation,
    "receipt-pdf": receipt_pdf,
    "intake": intake,
    "queue": queue,
    "case-page": case_page,
    "ledger-verify": ledger_verify,
    "sweep": sweeping,
}


def run(size: int, only: tuple[str, ...] = ()) -> Iterator[Figure]:
    """Measure on the database of this process, which must be empty; each figure when it is there."""
    bench = Bench(size)
    for name, measure in MEASURES.items():
        if not only or name in only:
            yield measure(bench)


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


def _fill(
    bench: Bench, size: int, first: int, due: int | None = None, at: datetime | None = None
) -> None:
    """Fill the office with received cases on every post; ``due`` of them are due at ``at``."""
    posts = list(Post.objects.values_list("pk", flat=True))
    left = [due or 0]

    def spread(random: Random, table: str, row: dict[str, Any]) -> None:
        if table != "records_obligation":
            return
        row["bearer_id"] = _key(random.choice(posts))
        ends = MONDAY + timedelta(hours=random.randrange(1, 24 * 30))
        if at is not None:
            ends = at - timedelta(hours=1) if left[0] > 0 else at + timedelta(days=30)
            left[0] -= 1
            row["bell_at"] = _time(ends)
        row["due_at"] = _time(ends)

    fill(bench.intake, size, MONDAY, spread, first)


def _key(key: Any) -> Any:
    return key.hex if connection.vendor == "sqlite" else key


def _time(at: datetime) -> Any:
    utc = at.astimezone(UTC)
    return str(utc.replace(tzinfo=None)) if connection.vendor == "sqlite" else utc


def _short(bench: Bench) -> str:
    return "postgres" if bench.database == "postgresql" else bench.database
