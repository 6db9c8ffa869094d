"""An office comes in from a spreadsheet: sections, posts, people and duties, as a draft scheme.

One row is one duty of a post, or a duty of a section that no post carries yet. What is said of a
section or a post on its first row need not be said again. People and posts are found by name, so
that what is on file keeps its key. One fault, and not a row comes in (2.8): whoever mends the
sheet sees every fault at once, with row, column and how to mend it."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, TypeVar
from uuid import UUID

from shouwen.acts import At, By
from shouwen.acts.scheme import draft_scheme
from shouwen.exchange.sheets import Fault, read_sheet
from shouwen.queries.scheme import differences
from shouwen.records.casefile.scheme import as_it_stands, books, in_force
from shouwen.records.models import Unit
from shouwen.rules.facts.scheme import (
    Duty,
    Function,
    Post,
    Scheme,
    Section,
    SectionDuty,
    Succession,
)
from shouwen.rules.labels import LABELS
from shouwen.rules.regimes.post_duty import holes, loose_joints
from shouwen.rules.sentences import fill, template
from shouwen.rules.words import DutyGroup, Power, Rank

OF_SECTION = ("科室电话", "科室房间", "科室类别")
OF_POST = (
    *("岗位电话", "岗位房间", "职级", "上级岗位", "副职次序"),
    *("责任人", "B角", "资格", "承接原岗位"),
)
OF_DUTY = ("职责类别", "任务", "要求", "衡量", "依据", "权限")
COLUMNS = ("科室", *OF_SECTION, "单位职能", "职能依据", "科室职责", "岗位", *OF_POST, *OF_DUTY)

KINDS = {"": (False, False), "办公室": (True, False), "窗口": (False, True)}
RANKS = {name: rank for rank, name in LABELS[Rank].items()} | {"": Rank.STAFF}
GROUPS = {name: group for group, name in LABELS[DutyGroup].items()} | {"": DutyGroup.BUSINESS}
POWERS = {name: power for power, name in LABELS[Power].items()}
LONGEST = {
    "科室": 80,
    "科室电话": 30,
    "科室房间": 40,
    "单位职能": 300,
    "职能依据": 200,
    "科室职责": 300,
    "岗位": 80,
    "岗位电话": 30,
    "岗位房间": 40,
    "任务": 200,
    "要求": 300,
    "衡量": 300,
    "依据": 200,
}
"""Characters the office's tables keep of each."""

Row = Mapping[str, str]
Write = Callable[[Scheme], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, or would do: rows read, posts new, changed and the same as before, every
    fault; of a sheet without one, what the draft changes of what stands, and what it still lacks
    before it can be approved, in words."""

    read: int
    made: int = 0
    changed: int = 0
    skipped: int = 0
    errors: tuple[Fault, ...] = ()
    changes: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The report as ``shouwen import office --json`` prints it."""
        return asdict(self)


def standing(jurisdiction: UUID) -> tuple[UUID, Scheme]:
    """The first unit of a jurisdiction, and the scheme that its tables amount to now."""
    unit = Unit.objects.filter(jurisdiction=jurisdiction).order_by("key")[0]
    last = Scheme.from_json(in_force(unit.pk).content)
    return unit.pk, as_it_stands(books(unit.pk, jurisdiction), last)


def into(unit: UUID, *, by: By, at: At) -> Write:
    """Lays what was read down as the next draft of a unit's scheme."""

    def write(scheme: Scheme) -> None:
        draft_scheme(unit, by=by, at=at, scheme=scheme)

    return write


def import_office(content: bytes, now: Scheme, write: Write | None) -> Report:
    """Read an office beside what stands ``now`` and hand it to ``write``; None: a dry run."""
    read, scheme, faults = read_office(content, now)
    if scheme is None:
        return Report(read, skipped=read, errors=faults)
    if write is not None:
        write(scheme)
    known = Counter(_what_becomes_of(now, post) for post in scheme.posts)
    return Report(
        read,
        made=known["made"],
        changed=known["changed"],
        skipped=known["same"],
        changes=differences(now, scheme),
        lacks=tuple(fill(template(bar.code), bar) for bar in holes(scheme)),
    )


def _what_becomes_of(now: Scheme, post: Post) -> str:
    before = now.post.get(post.key)
    return "made" if before is None else "same" if before == post else "changed"


def read_office(content: bytes, now: Scheme) -> tuple[int, Scheme | None, tuple[Fault, ...]]:
    """How many rows there are, the scheme they amount to, and every fault; with a fault there is no
    scheme. Never raises for what is in the file."""
    sheet = read_sheet(content, COLUMNS)
    reading = _Reading(now, list(sheet.faults))
    for number, row in sheet.rows:
        reading.take(number, row)
    if not sheet.rows and not sheet.faults:
        reading.fault(1, "", "表里没有一行内容：请从第二行起填写。")
    scheme = reading.scheme()
    faults = tuple(sorted(reading.faults, key=lambda fault: fault.row))
    return sheet.read, None if faults else scheme, faults


@dataclass
class _PostRow:
    """A post as its first row says, and the duties of all its rows."""

    number: int
    name: str
    section: str
    said: dict[str, str]
    duties: list[Duty] = field(default_factory=list)


@dataclass
class _SectionRow:
    """A section as its first row says, and its duties: key by text, with the function's."""

    number: int
    said: dict[str, str]
    duties: dict[str, str] = field(default_factory=dict)


@dataclass
class _Reading:
    """What was read so far, and every fault."""

    now: Scheme
    faults: list[Fault]
    sections: dict[str, _SectionRow] = field(default_factory=dict)
    posts: dict[str, _PostRow] = field(default_factory=dict)
    functions: dict[str, str] = field(default_factory=dict)  # sources by text
    last: str = ""

    def fault(self, row: int, column: str, why: str) -> None:
        """One thing that is wrong, and how to mend it."""
        self.faults.append(Fault(row, column, why))

    # ── row by row ───────────────────────────────────────────────────────────────────────────

    def take(self, number: int, row: Row) -> None:
        """One row of the sheet."""
        for column, most in LONGEST.items():
            if len(row[column]) > most:
                why = f"{column}有 {len(row[column])} 个字，最多 {most} 个：请缩短。"
                self.fault(number, column, why)
        if not row["科室"]:
            self.fault(number, "科室", "没有写科室：每一行都要写。")
            return
        section = self._section(number, row)
        if row["单位职能"]:
            self.functions.setdefault(row["单位职能"], row["职能依据"])
        if row["科室职责"]:
            section.duties.setdefault(row["科室职责"], row["单位职能"])
        elif row["单位职能"]:
            self.fault(number, "科室职责", "写了单位职能，没有写本科室承担的职责：请填写。")
        if row["岗位"]:
            self._post(number, row)
        elif any(row[column] for column in (*OF_POST, *OF_DUTY)):
            self.fault(number, "岗位", "没有写岗位：请填写岗位名称，或者把后面各格清空。")

    def _section(self, number: int, row: Row) -> _SectionRow:
        section = self.sections.get(row["科室"])
        if section is None:
            said = {column: row[column] for column in OF_SECTION}
            section = self.sections[row["科室"]] = _SectionRow(number, said)
            self._word(number, "科室类别", row["科室类别"], KINDS, KINDS[""])
        else:
            self._same(number, row, section.said, OF_SECTION, section.number)
        return section

    def _post(self, number: int, row: Row) -> None:
        name = row["岗位"]
        post = self.posts.get(name)
        if post is None:
            said = {column: row[column] for column in OF_POST}
            post = self.posts[name] = _PostRow(number, name, row["科室"], said)
        elif post.section != row["科室"]:
            why = (
                f"岗位“{name}”在第 {post.number} 行属于{post.section}：岗位名称不能重复，"
                "请改名，或者改正科室。"
            )
            self.fault(number, "岗位", why)
            return
        elif self.last != name:
            why = f"岗位“{name}”在第 {post.number} 行已经写过：同一岗位的各行请排在一起。"
            self.fault(number, "岗位", why)
            return
        else:
            self._same(number, row, post.said, OF_POST, post.number)
        self.last = name
        if row["任务"]:
            post.duties.append(self._duty(number, row))
        elif any(row[column] for column in OF_DUTY):
            self.fault(number, "任务", "没有写任务：请写明这项职责做什么，或者把后面各格清空。")

    def _duty(self, number: int, row: Row) -> Duty:
        powers = [
            self._word(number, "权限", name, POWERS, Power.RECEIVE) for name in _list(row["权限"])
        ]
        return Duty(
            task=row["任务"],
            powers=tuple(power for power in Power if power in powers),
            requirement=row["要求"],
            indicator=row["衡量"],
            source=row["依据"],
            section_duty=row["科室职责"],  # its text until every key is known
            group=self._word(number, "职责类别", row["职责类别"], GROUPS, DutyGroup.BUSINESS),
        )

    def _same(
        self, number: int, row: Row, said: Mapping[str, str], columns: Iterable[str], first: int
    ) -> None:
        """What a later row says again is what the first one said."""
        for column in columns:
            if row[column] and row[column] != said[column]:
                why = f"与第 {first} 行写的“{said[column]}”不同：请改成一样，或者留空。"
                self.fault(number, column, why)

    def _word(self, number: int, column: str, word: str, known: Mapping[str, T], else_: T) -> T:
        """A word of a closed list."""
        if word not in known:
            names = "、".join(name for name in known if name)
            self.fault(number, column, f"“{word}”不在可填的词里：请填写 {names} 之一。")
        return known.get(word, else_)

    # ── the whole ────────────────────────────────────────────────────────────────────────────

    def scheme(self) -> Scheme | None:
        """What the rows amount to; None where they do not hang together."""
        posts = [self._read_post(post) for post in self.posts.values()]
        self._superiors()
        if self.faults:
            return None
        functions = _Keys((f.text, f.key) for f in self.now.functions)
        sections = _Keys((s.name, s.key) for s in self.now.sections)
        keys = _Keys((p.name, p.key) for p in self.now.posts)
        for text in self.functions:
            functions(text)
        for name in self.sections:
            sections(name)
        for name in self.posts:
            keys(name)
        carried = {
            name: self._duty_keys(sections(name), row) for name, row in self.sections.items()
        }
        scheme = Scheme(
            basis=self.now.basis,
            functions=tuple(
                Function(functions(text), text, source) for text, source in self.functions.items()
            ),
            sections=tuple(
                Section(
                    key=sections(name),
                    name=name,
                    phone=row.said["科室电话"],
                    room=row.said["科室房间"],
                    supervised_by=keys(above) if (above := self._supervised_by(name)) else "",
                    duties=tuple(
                        SectionDuty(carried[name][text], text, functions(f) if f else "")
                        for text, f in row.duties.items()
                    ),
                    is_office=KINDS[row.said["科室类别"]][0],
                    is_window=KINDS[row.said["科室类别"]][1],
                )
                for name, row in self.sections.items()
            ),
            posts=tuple(
                replace(
                    post,
                    key=keys(post.name),
                    section=sections(post.section),
                    duties=tuple(
                        replace(duty, section_duty=carried[post.section].get(duty.section_duty, ""))
                        for duty in post.duties
                    ),
                )
                for post in posts
            ),
            people=self.now.people,
            successions=self._successions(keys),
        )
        for bar in loose_joints(scheme):
            self.fault(1, "", fill(template(bar.code), bar))
        return scheme

    def _read_post(self, row: _PostRow) -> Post:
        """A post, its section by name and its duties by text still."""
        said = row.said
        rank = self._word(row.number, "职级", said["职级"], RANKS, Rank.STAFF)
        order = said["副职次序"]
        if order and not order.isdecimal():
            self.fault(
                row.number, "副职次序", f"“{order}”不是次序：请填写 1、2、3…，不是副职的留空。"
            )
        before = next((p for p in self.now.posts if p.name == row.name), None)
        return Post(
            key=before.key if before else row.name,
            name=row.name,
            section=row.section,
            phone=said["岗位电话"],
            room=said["岗位房间"],
            duties=tuple(row.duties),
            holder=self._person(row.number, "责任人", said["责任人"]),
            b_role=self._person(row.number, "B角", said["B角"]),
            leads=rank in (Rank.HEAD, Rank.MAIN),
            rank=rank,
            deputy_order=int(order) if order.isdecimal() else None,
            qualifications=_list(said["资格"]),
        )

    def _person(self, number: int, column: str, who: str) -> str:
        """The key of somebody by sign-in name, or by name where only one is called so."""
        if not who or who in self.now.person:
            return who
        named = [person for person in self.now.people if person.name == who]
        if not named:
            why = f"人员名册里没有“{who}”：请先登记这个人，或者改正姓名。"
            self.fault(number, column, why)
        elif len(named) > 1:
            names = "、".join(person.key for person in named)
            self.fault(number, column, f"有 {len(named)} 个人叫“{who}”：请写登录名 {names} 之一。")
        return named[0].key if len(named) == 1 else ""

    def _superiors(self) -> None:
        """Every superior is there, nobody is their own, no loop; staff are led by the head of their
        section and deputies by the main leader (2.8)."""
        rank = {name: RANKS.get(row.said["职级"], Rank.STAFF) for name, row in self.posts.items()}
        heads = {row.section: name for name, row in self.posts.items() if rank[name] is Rank.HEAD}
        main = next((name for name in self.posts if rank[name] is Rank.MAIN), "")
        sound = True
        for name, row in self.posts.items():
            above = row.said["上级岗位"]
            if why := self._superior(name, row, above, rank[name], heads, main):
                self.fault(row.number, "上级岗位", why)
                sound = False
        if sound:
            self._loops()

    def _superior(
        self,
        name: str,
        row: _PostRow,
        above: str,
        rank: Rank,
        heads: Mapping[str, str],
        main: str,
    ) -> str:
        """What is wrong with somebody's superior; empty: nothing."""
        if rank is Rank.MAIN:
            return "主要领导没有上级岗位：请把这一格清空。" if above else ""
        if not above:
            return f"没有写岗位“{name}”的上级岗位：请填写；只有主要领导没有上级。"
        if above == name:
            return f"岗位“{name}”的上级写成了它自己：请改正。"
        if above not in self.posts:
            return f"上级岗位“{above}”不在表里：请改成表里的岗位，或者补上这个岗位。"
        if rank is Rank.DEPUTY and above != main:
            return f"副职的上级是主要领导“{main or '（表里没有）'}”：请改正。"
        head = heads.get(row.section, "")
        if rank is Rank.STAFF and head and above != head:
            return f"{row.section}的负责人岗位是“{head}”，本岗位的上级应当是它：请改正。"
        if rank is Rank.STAFF and not head:
            others = {
                each.said["上级岗位"]
                for each in self.posts.values()
                if each.section == row.section and each.said["上级岗位"]
            }
            if len(others) > 1:
                return f"{row.section}没有负责人岗位，各岗位的上级要写同一个：请改正。"
        return ""

    def _loops(self) -> None:
        told: set[str] = set()
        for name in self.posts:
            way = [name]
            while above := self.posts[way[-1]].said["上级岗位"]:
                if above in told:
                    break
                if above in way:
                    loop = way[way.index(above) :]
                    told.update(loop)
                    round_ = " → ".join((*loop, above))
                    why = f"上下级绕成了一圈（{round_}）：请改正其中一个的上级岗位。"
                    self.fault(self.posts[loop[0]].number, "上级岗位", why)
                    break
                way.append(above)
            told.update(way)

    def _supervised_by(self, section: str) -> str:
        """The post above a section's head, or above all its posts where nobody heads it; the main
        leader's own section is theirs."""
        here = [row for row in self.posts.values() if row.section == section]
        ranks = {RANKS[row.said["职级"]]: row for row in here}
        if Rank.MAIN in ranks:
            return ranks[Rank.MAIN].name
        first = ranks.get(Rank.HEAD) or next(iter(here), None)
        return first.said["上级岗位"] if first else ""

    def _duty_keys(self, key: str, row: _SectionRow) -> dict[str, str]:
        before = self.now.section.get(key)
        keys = _Keys((d.text, d.key) for d in (before.duties if before else ()))
        return {text: keys(text) for text in row.duties}

    def _successions(self, keys: "_Keys") -> tuple[Succession, ...]:
        """Whose work a post takes over, of posts that are no more."""
        gone = {post.name: post.key for post in self.now.posts if post.name not in self.posts}
        found = []
        for row in self.posts.values():
            for name in _list(row.said["承接原岗位"]):
                if name in gone:
                    found.append(Succession(gone[name], keys(row.name)))
                else:
                    why = f"“{name}”不是这次撤销的岗位：请写现有、而表里没有的岗位，或者留空。"
                    self.fault(row.number, "承接原岗位", why)
        return tuple(found)


def write_office(scheme: Scheme) -> bytes:
    """The sheet that a scheme would come in from: what an office begins its next version with."""
    out = io.StringIO(newline="")
    sheet = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    sheet.writeheader()
    functions = {function.key: function for function in scheme.functions}
    for section in scheme.sections:
        of_section = {"科室": section.name}
        first = of_section | {
            "科室电话": section.phone,
            "科室房间": section.room,
            "科室类别": "办公室" if section.is_office else "窗口" if section.is_window else "",
        }
        for duty in section.duties:
            function = functions.get(duty.function)
            sheet.writerow(
                (first or of_section)
                | {
                    "单位职能": function.text if function else "",
                    "职能依据": function.source if function else "",
                    "科室职责": duty.text,
                }
            )
            first = {}
        texts = {duty.key: duty.text for duty in section.duties}
        for post in scheme.posts:
            if post.section == section.key:
                for told in _post_rows(scheme, post, texts):
                    sheet.writerow((first or of_section) | told)
                    first = {}
    return out.getvalue().encode("utf-8-sig")


def _post_rows(
    scheme: Scheme, post: Post, texts: Mapping[str, str]
) -> Iterable[Mapping[str, object]]:
    above = scheme.post.get(scheme.superior(post))
    first: dict[str, object] = {
        "岗位电话": post.phone,
        "岗位房间": post.room,
        "职级": LABELS[Rank][post.rank],
        "上级岗位": above.name if above else "",
        "副职次序": post.deputy_order or "",
        "责任人": post.holder,
        "B角": post.b_role,
        "资格": "、".join(post.qualifications),
    }
    for duty in post.duties or (Duty(""),):
        yield (
            {"岗位": post.name}
            | first
            | {
                "科室职责": texts.get(duty.section_duty, ""),
                "职责类别": LABELS[DutyGroup][duty.group] if duty.task else "",
                "任务": duty.task,
                "要求": duty.requirement,
                "衡量": duty.indicator,
                "依据": duty.source,
                "权限": "、".join(LABELS[Power][power] for power in duty.powers),
            }
        )
        first = {}


def _list(words: str) -> tuple[str, ...]:
    """Words of one cell, parted by 、or ，or ；."""
    parts = words.replace("，", "、").replace("；", "、").replace(",", "、").split("、")
    return tuple(part.strip() for part in parts if part.strip())


class _Keys:
    """Keys by what they are called: the key on file, or a new one that no other has."""

    def __init__(self, on_file: Iterable[tuple[str, str]]) -> None:
        self.known = dict(on_file)
        self.taken = set(self.known.values())

    def __call__(self, name: str) -> str:
        """The key of ``name``."""
        if name not in self.known:
            n = next(n for n in range(1, len(self.taken) + 2) if f"n{n}" not in self.taken)
            self.known[name] = f"n{n}"
            self.taken.add(f"n{n}")
        return self.known[name]
