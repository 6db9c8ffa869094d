"""The scheme of duties as the office lives by it: functions × posts × people with their holes, one
post's description, and what one version changed of another, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from shouwen.queries import rows
from shouwen.queries.rows.queue import QueueView
from shouwen.queries.viewer import NotFound, Viewer
from shouwen.records.casefile.scheme import as_it_stands, books, in_force
from shouwen.records.models import Person
from shouwen.rules.facts.scheme import Duty, Post, Scheme, Section, SectionDuty
from shouwen.rules.labels import label
from shouwen.rules.regimes.post_duty import holes, pointed_out
from shouwen.rules.sentences import fill, template
from shouwen.rules.verdict import Bar, Notice
from shouwen.rules.words import DutyGroup, Power, SittingRole
from shouwen.rules.worktime import chinese_time

CHECKS = frozenset({Power.REVIEW, Power.DECIDE})
WORKS = frozenset({Power.RECEIVE, Power.EXAMINE})
COUNTED = {
    "function_without_section": "项职能没有科室承接",
    "section_duty_without_post": "项职责没有岗位承担",
    "post_without_holder": "个岗位没有人",
    "post_without_b_role": "个岗位没有 B角",
}
"""The holes that the page counts; every other is a sentence beside it."""


def matrix(viewer: Viewer, section: str = "", post: str = "") -> rows.MatrixPage:
    """The matrix of one section as a grid, or of the whole office as lists; ``post`` opens its
    description. It shows who sits there now, so a gap that opened after the scheme was published
    is seen. Raises :class:`NotFound` for a section or post that the scheme does not have."""
    lived = _lived(viewer)
    scheme = lived.scheme
    if section and section not in scheme.section:
        raise NotFound(section)
    if post and post not in scheme.post:
        raise NotFound(post)
    chosen = [s for s in scheme.sections if section in ("", s.key)]
    found = holes(scheme)
    return rows.MatrixPage(
        basis=scheme.basis,
        version=lived.number,
        valid_from=chinese_time(lived.published_at).date(),
        functions=len(scheme.functions),
        duties=sum(len(s.duties) for s in scheme.sections),
        posts=len(scheme.posts),
        people=len({p.holder for p in scheme.posts if p.holder}),
        holes=tuple(_counted(lived, found)),
        views=tuple(_views(lived)),
        section=section,
        sections=tuple(_section(lived, each) for each in chosen),
        orphans=tuple(
            str(bar.params["function"]) for bar in found if bar.code == "function_without_section"
        ),
        sheet=sheet(lived, scheme.post[post]) if post else None,
        hints=tuple(
            rows.SchemeHint(
                fill(template(each.code), Bar(each.clause, each.code, each.params)), each.clause
            )
            for each in _beside(found, pointed_out(scheme))
        ),
    )


def _beside(found: Iterable[Bar], hints: Iterable[Notice]) -> Iterable[Bar | Notice]:
    yield from (bar for bar in found if bar.code not in COUNTED)
    yield from hints


@dataclass(frozen=True)
class Lived:
    """The scheme as the tables have it now, with the version it rests on, who approved that one
    when, and since when each holder sits."""

    scheme: Scheme
    number: int
    published_at: datetime
    approved_at: datetime | None
    approved_by: str
    since: Mapping[str, datetime]  # by post

    @cached_property
    def posts(self) -> Mapping[str, tuple[Post, ...]]:
        """The posts of each section: the head last."""
        found: dict[str, list[Post]] = {}
        for post in sorted(self.scheme.posts, key=lambda post: post.leads):
            found.setdefault(post.section, []).append(post)
        return {key: tuple(posts) for key, posts in found.items()}

    @cached_property
    def parts(self) -> Mapping[tuple[str, str], tuple[tuple[str, Duty], ...]]:
        """Who has a part in a section's duty: posts with what each does of it."""
        found: dict[tuple[str, str], list[tuple[str, Duty]]] = {}
        for post in self.scheme.posts:
            for duty in post.duties:
                if duty.section_duty:
                    found.setdefault((post.section, duty.section_duty), []).append((post.key, duty))
        return {key: tuple(parts) for key, parts in found.items()}


def _lived(viewer: Viewer) -> Lived:
    row = in_force(viewer.unit.id)
    last = Scheme.from_json(row.content)
    there = books(viewer.unit.id, viewer.office.jurisdiction)
    scheme = as_it_stands(there, last)
    approver = Person.objects.filter(pk=row.approved_by_id).values_list("name", flat=True).first()
    since = {
        key: sitting.since
        for key, post in there.posts.items()
        if (sitting := there.sittings.get((post.pk, SittingRole.HOLDER)))
    }
    assert row.published_at is not None
    return Lived(scheme, row.number, row.published_at, row.approved_at, approver or "", since)


def _counted(lived: Lived, found: Iterable[Bar]) -> Iterable[rows.MatrixHole]:
    by_code: dict[str, list[Bar]] = {code: [] for code in COUNTED}
    for bar in found:
        if bar.code in by_code:
            by_code[bar.code].append(bar)
    names = {section.name: section.key for section in lived.scheme.sections}
    homes = {post.name: post.section for post in lived.scheme.posts}
    for code, bars in by_code.items():
        first = bars[0].params if bars else {}
        named = next((first[part] for part in ("function", "duty", "post") if part in first), "")
        home = names.get(str(first.get("section", "")), homes.get(str(first.get("post", "")), ""))
        more = f"等 {len(bars)} 个" if len(bars) > 1 else ""
        yield rows.MatrixHole(len(bars), COUNTED[code], f"{named}{more}", home)


def _views(lived: Lived) -> Iterable[QueueView]:
    yield QueueView("", "全局", len(lived.scheme.posts))
    for section in lived.scheme.sections:
        yield QueueView(section.key, section.name, len(lived.posts.get(section.key, ())))


def _section(lived: Lived, section: Section) -> rows.MatrixSection:
    posts = lived.posts.get(section.key, ())
    of_function: dict[str, list[SectionDuty]] = {}
    for duty in section.duties:
        of_function.setdefault(duty.function, []).append(duty)
    functions = [
        (each.text, each.source, of_function[each.key])
        for each in lived.scheme.functions
        if each.key in of_function
    ]
    if "" in of_function:
        functions.append(("", "", of_function[""]))
    name = {key: person.name for key, person in lived.scheme.person.items()}
    return rows.MatrixSection(
        key=section.key,
        name=section.name,
        posts=tuple(
            rows.MatrixPost(p.key, p.name, name.get(p.holder, ""), name.get(p.b_role, ""))
            for p in posts
        ),
        functions=tuple(
            rows.MatrixFunction(
                text, source, tuple(_duty(lived, section, duty, posts) for duty in duties)
            )
            for text, source, duties in functions
        ),
    )


def _duty(
    lived: Lived, section: Section, duty: SectionDuty, posts: tuple[Post, ...]
) -> rows.MatrixDuty:
    parts = lived.parts.get((section.key, duty.key), ())
    of_post: dict[str, list[Duty]] = {}
    for post, does in parts:
        of_post.setdefault(post, []).append(does)
    powers = {key: {p for d in does for p in d.powers} for key, does in of_post.items()}
    somebody_works = any(powers.values())
    indicators = dict.fromkeys(does.indicator for _, does in parts)
    return rows.MatrixDuty(
        name=duty.text,
        indicator="；".join(filter(None, indicators)),
        cells=tuple(
            rows.Part(_role(powers[post.key], somebody_works), empty=not post.holder)
            if post.key in of_post
            else None
            for post in posts
        ),
    )


def _role(powers: set[Power], somebody_works: bool) -> rows.PartRole:
    """Whoever only reviews or decides checks; beside somebody with powers, who has none helps."""
    if powers & CHECKS and not powers & WORKS:
        return rows.PartRole.CHECK
    if not powers and somebody_works:
        return rows.PartRole.HELP
    return rows.PartRole.LEAD


def sheet(lived: Lived, post: Post) -> rows.PostSheet:
    """The description of one post (2.7.3)."""
    scheme = lived.scheme
    above = scheme.post.get(scheme.superior(post))
    b_role = scheme.person.get(post.b_role)
    holder = scheme.person.get(post.holder)
    groups = {group: [d for d in post.duties if d.group is group] for group in DutyGroup}
    return rows.PostSheet(
        key=post.key,
        post=post.name,
        version=lived.number,
        section=scheme.section[post.section].name,
        superior=_with_name(scheme, above) if above else "",
        holder=holder.name if holder else "",
        holder_since=_day(lived.since.get(post.key)),
        b_role=b_role.name if b_role else "",
        b_role_note=_qualified(post, b_role.qualifications) if b_role else "",
        approved=_approved(lived),
        groups=tuple(
            rows.SheetGroup(
                label(group),
                tuple(rows.SheetDuty(d.task, d.requirement, d.indicator) for d in duties),
            )
            for group, duties in groups.items()
            if duties
        ),
        powers=tuple(label(power) for power in Power if power in post.powers),
    )


def _approved(lived: Lived) -> str:
    on = _day(lived.approved_at)
    if lived.approved_by:
        return f"{lived.approved_by} {on} 批准"
    return f"{on} 随单位设立施行"


def _with_name(scheme: Scheme, post: Post) -> str:
    holder = scheme.person.get(post.holder)
    return f"{holder.name}（{post.name}）" if holder else post.name


def _qualified(post: Post, has: tuple[str, ...]) -> str:
    if not post.qualifications:
        return "本岗位不要求专门资格"
    lacks = [needed for needed in post.qualifications if needed not in has]
    return f"没有{'、'.join(lacks)}" if lacks else f"有{'、'.join(post.qualifications)}"


def _day(at: datetime | None) -> date | None:
    return chinese_time(at).date() if at else None


# ── what one version changed of another ──────────────────────────────────────────────────────────


def differences(old: Scheme, new: Scheme) -> tuple[str, ...]:
    """What ``new`` says otherwise than ``old``, a sentence each: from the functions down to the
    people. Nothing: they say the same."""
    return (
        *_of_functions(old, new),
        *_of_sections(old, new),
        *(line for post in new.posts if post.key not in old.post for line in _opened(new, post)),
        *_of_posts(old, new),
        *_closed(old, new),
    )


def _of_functions(old: Scheme, new: Scheme) -> Iterable[str]:
    before = {f.key: f for f in old.functions}
    after = {f.key: f for f in new.functions}
    yield from (f"新增单位职能“{f.text}”。" for key, f in after.items() if key not in before)
    for key, function in before.items():
        if key not in after:
            yield f"取消单位职能“{function.text}”。"
        elif after[key].text != function.text:
            yield f"单位职能“{function.text}”改为“{after[key].text}”。"


def _of_sections(old: Scheme, new: Scheme) -> Iterable[str]:
    for section in new.sections:
        before = old.section.get(section.key)
        if before is None:
            yield f"新设{section.name}。"
            continue
        if before.name != section.name:
            yield f"{before.name}改名为{section.name}。"
        if before.supervised_by != section.supervised_by:
            leader = new.post.get(section.supervised_by)
            yield f"{section.name}改由“{leader.name if leader else '—'}”分管。"
        was = {duty.key: duty.text for duty in before.duties}
        now = {duty.key: duty.text for duty in section.duties}
        yield from (f"{section.name}新增职责“{now[k]}”。" for k in now if k not in was)
        yield from (f"{section.name}取消职责“{was[k]}”。" for k in was if k not in now)
        for key in was.keys() & now.keys():
            if was[key] != now[key]:
                yield f"{section.name}的职责“{was[key]}”改为“{now[key]}”。"
    yield from (f"撤销{s.name}。" for s in old.sections if s.key not in new.section)


def _opened(new: Scheme, post: Post) -> Iterable[str]:
    holder = _name(new, post.holder)
    yield f"新设岗位“{post.name}”（{new.section[post.section].name}），责任人{holder}。"


def _of_posts(old: Scheme, new: Scheme) -> Iterable[str]:
    for post in new.posts:
        before = old.post.get(post.key)
        if before is None:
            continue
        if before.name != post.name:
            yield f"岗位“{before.name}”改名为“{post.name}”。"
        if before.section != post.section:
            yield f"岗位“{post.name}”划到{new.section[post.section].name}。"
        if before.holder != post.holder:
            was, now = _name(old, before.holder), _name(new, post.holder)
            yield f"岗位“{post.name}”的责任人由{was}改为{now}。"
        if before.b_role != post.b_role:
            was, now = _name(old, before.b_role), _name(new, post.b_role)
            yield f"岗位“{post.name}”的B角由{was}改为{now}。"
        if before.duties != post.duties:
            yield from _of_duties(before, post)
        gained, lost = post.powers - before.powers, before.powers - post.powers
        if gained:
            yield f"岗位“{post.name}”新增权限：{_powers(gained)}。"
        if lost:
            yield f"岗位“{post.name}”取消权限：{_powers(lost)}。"


def _of_duties(before: Post, post: Post) -> Iterable[str]:
    was, now = {d.task: d for d in before.duties}, {d.task: d for d in post.duties}
    yield from (f"岗位“{post.name}”新增职责“{task}”。" for task in now if task not in was)
    yield from (f"岗位“{post.name}”取消职责“{task}”。" for task in was if task not in now)
    for task in was:
        if task in now and was[task] != now[task]:
            yield f"岗位“{post.name}”的职责“{task}”改了要求、衡量办法、依据或者权限。"


def _closed(old: Scheme, new: Scheme) -> Iterable[str]:
    ways = {way.post: way.successor for way in new.successions}
    for post in old.posts:
        if post.key not in new.post:
            heir = new.post.get(ways.get(post.key, ""))
            goes = f"，在办的事由“{heir.name}”承接" if heir else ""
            yield f"撤销岗位“{post.name}”{goes}。"


def _name(scheme: Scheme, key: str) -> str:
    person = scheme.person.get(key)
    return person.name if person else "（无）"


def _powers(powers: Iterable[Power]) -> str:
    held = frozenset(powers)
    return "、".join(label(power) for power in Power if power in held)
