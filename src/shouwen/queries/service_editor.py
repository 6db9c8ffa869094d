"""One version of a service on the desk: what it says, what the rules say of each place of it, what
the public would read, and what may be done with it, by the same ``judge`` as the acts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cached_property
from pathlib import PurePath
from typing import Any
from uuid import UUID

from shouwen.queries.books import Judged
from shouwen.queries.catalogue import situations
from shouwen.queries.ledger import since
from shouwen.queries.rows import ActBarred, ActOption, ActPage, ServicePage, StaffRow
from shouwen.queries.rows.editor import ChangeRow, EditorPage, GuideCheck, VersionHead, Way
from shouwen.queries.services import READS, posts_of, told
from shouwen.queries.viewer import NotFound, Viewer
from shouwen.records.casefile.case import guide_of
from shouwen.records.casefile.experience import experience
from shouwen.records.casefile.refusal import beyond
from shouwen.records.casefile.version import VersionRows, publication
from shouwen.records.models import (
    Attachment,
    Case,
    CaseMaterial,
    Obligation,
    RefusalGround,
    ServiceVersion,
)
from shouwen.rules.clauses import clauses
from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.experience import Experience
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.publication import Publication
from shouwen.rules.judge import MOVES, facets, judge
from shouwen.rules.labels import ACT_LABELS, GUIDE_PARTS, OWED_LABELS, label
from shouwen.rules.owed import OWED
from shouwen.rules.policy import number
from shouwen.rules.regimes.commitment import advised, pointed_out
from shouwen.rules.regimes.commitment.differences import differences
from shouwen.rules.regimes.commitment.kept import NINE, counted_in, quantile, room_in
from shouwen.rules.regimes.commitment.publishing import IT_MAY_BE_PUBLISHED
from shouwen.rules.regimes.refusal_filing.filing import names_article
from shouwen.rules.sentences import fill, template
from shouwen.rules.verdict import Bar
from shouwen.rules.words import CaseState, LimitUnit, MatterKind, Silence, VersionState
from shouwen.rules.worktime import chinese_time

WRITE = "service_version.write_draft"
SUBMIT = "service_version.submit_version"
RETURN = "service_version.return_version"
APPROVE = "service_version.approve_version"
PUBLISH = "service_version.publish_version"
ANNOUNCE = "service_version.announce_version"
WITHDRAW = "service_version.withdraw_version"

KEYS = {
    WRITE: "E",
    SUBMIT: "S",
    APPROVE: "A",
    RETURN: "R",
    PUBLISH: "P",
    ANNOUNCE: "D",
    WITHDRAW: "X",
}
"""The acts that people do on a version, and the key that does each."""

HINTS = {
    WRITE: "一页写完，旁边就是公众看到的样子",
    SUBMIT: "送到承办科室的负责人审核；审核期间不能再改",
    APPROVE: "可以公布；还没有公布",
    RETURN: "写明哪一处、有什么问题、怎么改",
    PUBLISH: "从这一刻起按这一版收件；在办的件仍按收件时的版本",
    ANNOUNCE: "现在公开，从定好的那一天起施行",
    WITHDRAW: "从这一刻起不再收件；停用的日期和原因都要公布",
}
"""What follows from an act, in one line."""

OVER = (VersionState.SUPERSEDED, VersionState.WITHDRAWN)
SHOWN = ("promise", "statute", "fee", "visits")
LISTED = ("conditions", "materials", "steps", "grounds")
"""The places of the public page that are marked."""

A_YEAR = timedelta(days=365)  # of which it is counted what was really asked
NAMED = 3  # things named in one sentence

LIMIT_BY_LAW = (
    ("statute-n", "20"),
    ("statute-unit", LimitUnit.WORKING_DAY.value),
    ("statute-basis-law", "行政许可法"),
    ("statute-basis-article", "第四十二条第一款"),
    ("statute-basis-version", "2019-04-23"),
)
"""The limit of a licence whose own law sets none."""


class VersionOnDesk(VersionRows):
    """A version of a service of the viewer's office, not locked."""

    def __init__(self, viewer: Viewer, version: UUID) -> None:
        """Raises ``NotForYou`` and ``NotFound``."""
        viewer.needs(*READS)
        row = (
            ServiceVersion.objects.select_related(
                "service", "matter__jurisdiction", "written_by", "reviewed_by"
            )
            .filter(jurisdiction=viewer.office.jurisdiction, pk=version)
            .first()
        )
        if row is None:
            raise NotFound(str(version))
        self.version = row
        self.matter = row.matter
        self.jurisdiction = row.matter.jurisdiction
        self.office = viewer.office

    @property
    def state(self) -> VersionState:
        """Where the version stands."""
        return VersionState(self.version.state)

    @cached_property
    def before(self) -> ServiceVersion | None:
        """The version that it is told beside: of one whose time is over the one before it, of any
        other the one in force."""
        if self.state not in OVER and self.in_force:
            return self.in_force
        found = self._others(valid_from__isnull=False)
        if self.state in OVER:
            found = found.filter(number__lt=self.version.number)
        last: ServiceVersion | None = found.last()
        return last

    @property
    def former(self) -> Guide | None:
        """What that one says."""
        return guide_of(self.before) if self.before else None


def editor(viewer: Viewer, version: UUID, typed: Guide | None = None) -> EditorPage:
    """A version, with the guide as ``typed`` instead of what was saved. Raises ``NotForYou`` and
    ``NotFound``."""
    desk = VersionOnDesk(viewer, version)
    row = desk.version
    guide = desk.guide if typed is None else typed
    beside = publication(desk.office, row.service.handler_id, viewer.at)
    may, may_not = _options(viewer, desk)
    checks = tuple(_checks(viewer, desk, guide, beside))
    handler = row.service.handler_id
    return EditorPage(
        head=_head(viewer, desk),
        guide=guide,
        saved=desk.guide,
        mirror=_mirror(viewer, desk, guide, beside),
        checks=checks,
        may=may,
        may_not=may_not,
        post=desk.office.roster.posts[handler].name if handler else "",
        posts=() if handler else posts_of(viewer),
        cases=_cases(desk),
        against=desk.before.number if desk.before else None,
        changes=tuple(_changes(desk.former, guide)) if desk.former else (),
        owed=tuple(_owed(desk, guide)),
        marks={
            **(_changed(desk.former, guide) if desk.former else {}),
            **{check.place: "unfit" for check in checks if check.bars},
        },
    )


def _owed(desk: VersionOnDesk, guide: Guide) -> Iterator[str]:
    """The articles on which somebody was refused, and which the guide as it stands does not show: it
    is to show them (5.3a)."""
    owing = Obligation.objects.filter(
        kind="amend_guide",
        ended_at__isnull=True,
        matter__case__version__service=desk.version.service_id,
    )
    grounds = RefusalGround.objects.filter(refusal__in=owing.values("about"))
    found = grounds.select_related("refusal__case__version").order_by("refusal", "position")
    said = {
        f"《{basis.law}》{basis.article}：{basis.text}"
        for row in found
        for basis in beyond(guide_of(row.refusal.case.version), [row])
        if not names_article(guide, basis)
    }
    yield from sorted(said)


def _changed(before: Guide, after: Guide) -> dict[str, str]:
    """The places that say otherwise than before."""
    found = {name: "changed" for name in SHOWN if getattr(before, name) != getattr(after, name)}
    for name in LISTED:
        was = {row.key: row for row in getattr(before, name)}
        for row in getattr(after, name):
            if was.get(row.key) != row:
                found[f"{name}-{row.key}"] = "changed"
    return found


def _changes(before: Guide, after: Guide) -> Iterator[ChangeRow]:
    for found in differences(before, after):
        part = GUIDE_PARTS[found.part]
        field = GUIDE_PARTS[f"{found.part}.{found.field}"] if found.field else ""
        yield ChangeRow(
            part=part,
            name="：".join(filter(None, (found.name, field))),
            change=found.change,
            before=found.before,
            after=found.after,
            effect=found.effect,
        )


def _head(viewer: Viewer, desk: VersionOnDesk) -> VersionHead:
    row = desk.version
    return VersionHead(
        key=str(row.pk),
        code=row.service.code,
        name=row.service.name,
        number=row.number,
        state=desk.state,
        seen=row.revision,
        touched_at=row.written_at or desk.matter.last_at,
        touched_by=row.written_by.name if row.written_by else "",
        published_on=chinese_time(row.published_at).date() if row.published_at else None,
        withdrawn_on=chinese_time(row.withdrawn_at).date() if row.withdrawn_at else None,
        comes_on=row.announced_for,
        opinion=row.opinion,
        reviewed_by=row.reviewed_by.name if row.reviewed_by else "",
    )


def _mirror(viewer: Viewer, desk: VersionOnDesk, guide: Guide, beside: Publication) -> ServicePage:
    row = desk.version
    return ServicePage(
        code=row.service.code,
        guide=guide,
        version=row.number,
        published_on=chinese_time(row.published_at or viewer.at).date(),
        section=beside.section,
        section_phone=beside.section_phone,
        staff=tuple(StaffRow(who.name, who.post, who.phone) for who in beside.staff),
        needed=guide.materials,
        situations=situations(guide),
    )


def _cases(desk: VersionOnDesk) -> int:
    """Cases in progress of the service, which stay on their versions (5.1a)."""
    over = (CaseState.CLOSED, CaseState.WITHDRAWN)
    cases = Case.objects.filter(version__service=desk.version.service_id)
    return cases.exclude(matter__state__in=over).count()


# ── checks, each at its place ────────────────────────────────────────────────────────────────────


def _checks(
    viewer: Viewer, desk: VersionOnDesk, guide: Guide, beside: Publication
) -> Iterator[GuideCheck]:
    facts = {"guide": guide, "publication": beside, "former": desk.former}
    found = [(bar, True) for need in IT_MAY_BE_PUBLISHED for bar in need.bars(facts)]
    seen = experience(desk.version.service_id, viewer.at)
    hints = (*pointed_out(guide), *advised(guide, seen))
    found += [(Bar(each.clause, each.code, each.params), False) for each in hints]
    places = Places(guide)
    for bar, bars in found:
        place = places.of(bar)
        asked, called = _asked(viewer, desk, guide, place) if bar.code == "catch_all" else ("", "")
        instead = (Way(f"改成“{called}”", ((f"{place}-name", called),)),) if called else ()
        yield GuideCheck(
            place=place,
            clause=bar.clause,
            sentence=fill(template(bar.code), bar),
            bars=bars,
            asked=asked,
            ways=(*instead, *_ways(bar, place, guide)),
        )
    yield from _held(guide, seen)


def _held(guide: Guide, seen: Experience) -> Iterator[GuideCheck]:
    """What nine of ten cases of the last twelve months took, beside what is promised (6.2). Nothing
    where they were too few to say, the promise is not in days, or a tighter one is advised."""
    promise = guide.promise
    if guide.immediate or promise.unit not in (LimitUnit.DAY, LimitUnit.WORKING_DAY):
        return
    taken = seen.taken.get(counted_in(promise.unit), {})
    cases = sum(taken.values())
    if cases < number("enough_cases") or room_in(promise, taken) is not None:
        return
    ninth = max(quantile(taken, NINE), 1)
    said = f"近 12 个月办结 {cases} 件，九成在 {ninth} 天以内办完。"
    ways: tuple[Way, ...] = ()
    if 0 < promise.n < ninth:
        said += f"写 {promise.n} 天，十件里有一件以上守不住。"
    elif ninth < promise.n:
        said += f"写 {ninth} 天也守得住九成。"
        ways = (Way(f"改成 {ninth}", (("promise-n", str(ninth)),)),)
    yield GuideCheck("promise", "6.2", said, bars=False, ways=ways)


WHOLE = {
    "guide_without_name": "name",
    "guide_without_summary": "summary",
    "guide_without_basis": "basis",
    "guide_without_conditions": "conditions",
    "guide_without_requirements": "requirements",
    "guide_without_quota": "quota",
    "guide_without_procedure": "steps",
    "guide_without_statute": "statute",
    "statute_without_article": "statute",
    "licence_without_deemed_acceptance": "silence",
    "guide_without_promise": "promise",
    "guide_without_materials": "materials",
    "fee_without_basis": "fee",
    "guide_without_grounds": "grounds",
    "question_without_words": "questions",
    "question_with_somebodys": "questions",
    "guide_without_result": "result",
    "term_without_months": "result",
    "term_of_no_licence": "result",
    "term_without_article": "result",
    "promise_in_other_unit": "promise",
    "promise_beyond_statute": "promise",
    "steps_beyond_promise": "steps",
    "immediate_with_steps": "steps",
    "immediate_promise_too_long": "promise",
    "promise_could_be_tighter": "promise",
    "visits_added_without_law": "visits",
}
"""Where what a bar says of the guide as a whole is mended. What it says of a row, it names."""

OF_THE_OFFICE = "people"
"""Where everything is that is mended in the books of the office, not in the guide."""

NAMED_BY = {
    "material": ("materials", "name"),
    "step": ("steps", "name"),
    "condition": ("conditions", "text"),
    "ground": ("grounds", "text"),
}
"""The rows that a parameter of a bar names, and what of them it says."""


class Places:
    """Finds the row that a bar speaks of. Of two rows that say the same, the first bar means the
    first and the second the second."""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self.told: Counter[tuple[str, str]] = Counter()

    def of(self, bar: Bar) -> str:
        """The place as the form names it."""
        if bar.code in WHOLE:
            return WHOLE[bar.code]
        if bar.code == "catch_all":
            return self._nth(bar, self._saying(str(bar.params["text"])), "materials")
        for name, (rows, said) in NAMED_BY.items():
            if name in bar.params:
                found = [
                    f"{rows}-{row.key}"
                    for row in getattr(self.guide, rows)
                    if getattr(row, said) == bar.params[name]
                ]
                return self._nth(bar, found, rows)
        rows = f"{bar.code.partition('_')[0]}s"
        if "number" in bar.params and hasattr(self.guide, rows):
            return f"{rows}-{getattr(self.guide, rows)[int(str(bar.params['number'])) - 1].key}"
        return OF_THE_OFFICE

    def _nth(self, bar: Bar, found: list[str], otherwise: str) -> str:
        same = (bar.code, str(sorted(bar.params.items(), key=lambda pair: pair[0])))
        self.told[same] += 1
        return found[min(self.told[same], len(found)) - 1] if found else otherwise

    def _saying(self, text: str) -> list[str]:
        guide = self.guide
        said = [
            *((f"conditions-{each.key}", each.text) for each in guide.conditions),
            ("requirements", guide.requirements),
            *(
                (f"materials-{each.key}", words)
                for each in guide.materials
                for words in (each.name, each.requirement, each.when)
            ),
            *(
                (f"situations-{each.key}", words)
                for each in guide.situations
                for words in (each.ask, *(option.text for option in each.options))
            ),
        ]
        return [place for place, words in said if words == text]


def _ways(bar: Bar, place: str, guide: Guide) -> Iterator[Way]:
    """The ways out that take one click."""
    match bar.code:
        case "catch_all" | "condition_empty" | "material_office_holds" if "-" in place:
            yield Way("删掉这一条", removes=place)
        case "guide_without_quota":
            yield Way("填“无数量限制”", (("quota", "无数量限制"),))
        case "guide_without_statute":
            yield Way("填二十个工作日和它的条文", LIMIT_BY_LAW)
        case "licence_without_deemed_acceptance":
            yield Way(f"改为“{label(Silence.DEEMS)}”", (("silence", Silence.DEEMS.value),))
        case "promise_beyond_statute" if guide.statute:
            yield Way(f"改成 {guide.statute.n}", (("promise-n", str(guide.statute.n)),))
        case "promise_in_other_unit" if guide.statute:
            unit = guide.statute.unit
            yield Way(f"改用“{label(unit)}”", (("promise-unit", unit.value),))
        case "steps_beyond_promise":
            n = int(str(bar.params["steps"]))
            if guide.statute is None or n <= guide.statute.n:
                yield Way(f"把承诺改成 {n}", (("promise-n", str(n)),))
        case "step_in_other_unit":
            unit = guide.promise.unit
            yield Way(f"改用“{label(unit)}”", ((f"{place}-limit-unit", unit.value),))
        case "step_without_limit":
            yield Way("当日办结，填 0", ((f"{place}-limit-n", "0"),))
        case "material_without_count":
            yield Way("填 1 份", ((f"{place}-copies", "1"),))
        case "immediate_with_steps":
            yield Way("改为限时件", (("immediate", ""),))
        case "fee_without_basis":
            yield Way("改为不收费", (("fee-amount", ""),))
        case "promise_could_be_tighter":
            n = max(int(str(bar.params["ninth"])), 1)
            yield Way(f"改成 {n}", (("promise-n", str(n)),))
        case (
            "step_added_without_law"
            | "material_added_without_law"
            | "step_never_changed_an_outcome"
        ):
            yield Way("删掉这一条", removes=place)
        case _:
            return


def _asked(viewer: Viewer, desk: VersionOnDesk, guide: Guide, place: str) -> tuple[str, str]:
    """What was really asked of applicants under a material that leaves it open, in a sentence; and
    what most of them brought, by the names of their files."""
    rows, _dash, key = place.partition("-")
    if rows != "materials" or not key:
        return "", ""
    of_service: dict[str, Any] = {
        "case__version__service": desk.version.service_id,
        "key": key,
        "filed_at__gte": viewer.at - A_YEAR,
    }
    filed = CaseMaterial.objects.filter(**of_service, name=guide.material(key).name, pages__gt=0)
    brought = filed.values("case").distinct().count()
    if not brought:
        return "近 12 个月没有人按这一条交过东西。", ""
    names = Attachment.objects.filter(**of_service).values_list("name", flat=True)
    called = Counter(PurePath(each).stem for each in names)
    most = called.most_common(NAMED)
    told = "、".join(f"{each} {n} 次" for each, n in most)
    files = f"，文件叫：{told}" if told else ""
    return f"近 12 个月有 {brought} 件按这一条交过东西{files}。", most[0][0] if most else ""


# ── the acts ─────────────────────────────────────────────────────────────────────────────────────


def judged(viewer: Viewer, desk: VersionOnDesk, act: str) -> Judged:
    """Whether the viewer may do an act on the version now."""
    move = MOVES[act]
    facts: dict[str, Any] = {name: desk.facet(name, viewer.at) for name in facets(move)}
    facts |= {
        "actor": viewer.actor,
        "hands": desk.facet("hands", viewer.at),
        "moment": Moment(viewer.at, desk.matter.last_at),
    }
    return Judged(move, judge(move, desk.state, facts))


def _options(
    viewer: Viewer, desk: VersionOnDesk
) -> tuple[tuple[ActOption, ...], tuple[ActBarred, ...]]:
    here = [judged(viewer, desk, act) for act in KEYS if desk.state in MOVES[act].before]
    expected: dict[VersionState, str] = {
        VersionState.DRAFT: SUBMIT,
        VersionState.REVIEWING: APPROVE,
        VersionState.APPROVED: PUBLISH,
    }
    may = tuple(
        ActOption(
            act=each.move.act,
            label=ACT_LABELS[each.move.act],
            hint=HINTS[each.move.act],
            key=KEYS[each.move.act],
            first=each.move.act == expected.get(desk.state),
            negative=each.move.act in (RETURN, WITHDRAW),
        )
        for each in here
        if not each.bars
    )
    return may, tuple(_barred(viewer, desk, here))


def _barred(viewer: Viewer, desk: VersionOnDesk, here: Iterable[Judged]) -> Iterator[ActBarred]:
    """What bars an act: of many the first; the page lists what the guide lacks."""
    for each in here:
        if each.bars:
            yield told(viewer, each, desk.facet("hands", viewer.at))[0]


def version_act(viewer: Viewer, version: UUID, act: str, seen: int | None = None) -> ActPage:
    """The page of an act on a version. Raises ``NotForYou``, and ``NotFound`` for no act of people
    on one."""
    if act not in KEYS:
        raise NotFound(act)
    desk = VersionOnDesk(viewer, version)
    found = judged(viewer, desk, act)
    clause = clauses()[found.move.clause]
    return ActPage(
        number=f"第 {desk.version.number} 版",
        service=desk.version.service.name,
        party="",
        act=act,
        label=ACT_LABELS[act],
        clause=clause.id,
        clause_text=clause.zh,
        follows=tuple(_follows(desk, act)),
        negative=act in (RETURN, WITHDRAW),
        changed=since(viewer, desk.matter.pk, seen) if seen is not None else "",
        subject=str(desk.matter.pk),
        seen=desk.matter.chain_length,
        barred=told(viewer, found, desk.facet("hands", viewer.at)),
        matter=MatterKind.SERVICE_VERSION,
    )


def _follows(desk: VersionOnDesk, act: str) -> Iterator[str]:
    """What the act will do, a sentence each."""
    yield f"{HINTS[act]}。"
    move = MOVES[act]
    for kind in move.opens:
        if kind in OWED_LABELS:
            yield f"应办：{OWED_LABELS[kind]}（{OWED[kind].clause}）。"
    if act in (PUBLISH, ANNOUNCE) and desk.in_force:
        yield f"施行中的第 {desk.in_force.number} 版由它代替。"
    yield "记入台账，不能删改。"
