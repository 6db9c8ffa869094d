"""Rows of the catalogue at the desk, for the gallery: a licence that is being written anew."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from shouwen.queries.rows import ActBarred, ActOption
from shouwen.queries.rows.books import Choice
from shouwen.queries.rows.editor import (
    BeginPage,
    ChangeRow,
    EditorPage,
    GuideCheck,
    SectionOfServices,
    ServiceLine,
    ServicesPage,
    VersionHead,
    Way,
)
from shouwen.rules.facts.guide import Guide, Option, Situation
from shouwen.rules.words import Change, Effect, ServiceKind, VersionState
from shouwen.web.desk.services_forms import BeginForm, GuideForm, Said, changed, merged, written
from tests.web.fixtures import GUIDE, GUIDE_PAGE, LICENCE, at

KEY = "0b9d0a52-9c5e-7b7e-8f0d-0d6a3d1f7c11"
WRITE = "service_version.write_draft"
KEEPERS = "要有“公布办事指南”的权限，您的岗位没有。可以找办公室主任（方书禾）。"


def _opened() -> Guide:
    """The licence with a catch-all, a ground without article, and a question about the case."""
    last = GUIDE.materials[-1]
    asks = Situation("kind", "开的是什么店？", (Option("inn", "旅店"), Option("pool", "游泳馆")))
    return replace(
        GUIDE,
        materials=(
            *GUIDE.materials[:-1],
            replace(last, name="窗口要求的其他材料", needed_in=("kind.pool",)),
        ),
        grounds=(replace(GUIDE.grounds[0], basis=replace(GUIDE.grounds[0].basis, article="")),),
        situations=(asks,),
    )


DRAFT = _opened()
LAST, GROUND = DRAFT.materials[-1].key, DRAFT.grounds[0].key
HEAD = VersionHead(
    key=KEY,
    code=LICENCE.code,
    name=LICENCE.name,
    number=8,
    state=VersionState.DRAFT,
    seen=4,
    touched_at=at(11, 24, 10, 24),
    touched_by="方书禾",
)
CHECKS = (
    GuideCheck(
        place=f"materials-{LAST}",
        clause="5.2.1b",
        sentence="“窗口要求的其他材料”中的“其他材料”没有说清要什么：请逐项写明，或者删去。",
        asked="近 12 个月有 3 件按这一条交过东西，文件叫：租赁合同 3 次。",
        ways=(
            Way("改成“租赁合同”", ((f"materials-{LAST}-name", "租赁合同"),)),
            Way("删掉这一条", removes=f"materials-{LAST}"),
        ),
    ),
    GuideCheck(
        place=f"grounds-{GROUND}",
        clause="5.3a",
        sentence="不予办理的情形“现场核查不符合卫生标准”没有写明内容或条款：请补齐。",
    ),
    GuideCheck(
        place=f"materials-{GUIDE.materials[1].key}",
        clause="5.2.1a",
        sentence="材料“营业场所平面图”本单位已经掌握：请考虑不再向申请人收取。",
        bars=False,
        ways=(Way("删掉这一条", removes=f"materials-{GUIDE.materials[1].key}"),),
    ),
)
CHANGES = (
    ChangeRow(
        "承诺时限", "", Change.CHANGED, "10 个工作日", "7 个工作日", Effect.BETTER
    ),
    ChangeRow("申报材料", "营业执照复印件", Change.REMOVED, "营业执照复印件", "", Effect.BETTER),
    ChangeRow("办理环节", "专家评审", Change.ADDED, "", "专家评审", Effect.WORSE),
    ChangeRow("简要说明", "", Change.CHANGED, "开店前办。", "开业前办的卫生许可证。", Effect.SAME),
)  # fmt: skip
EDITOR = EditorPage(
    head=HEAD,
    guide=DRAFT,
    saved=DRAFT,
    mirror=replace(GUIDE_PAGE, guide=DRAFT, needed=DRAFT.materials),
    checks=CHECKS,
    may=(ActOption(WRITE, "修改办事指南草稿", "一页写完", "E"),),
    post="医卫审批岗",
    cases=14,
    against=7,
    changes=CHANGES,
    marks={
        "promise": "changed",
        "steps-experts": "changed",
        f"materials-{LAST}": "unfit",
        f"grounds-{GROUND}": "unfit",
    },
)
WHOLE = replace(
    EDITOR, guide=GUIDE, saved=GUIDE, mirror=GUIDE_PAGE, checks=(), marks={"promise": "changed"}
)
BARE = Guide.draft("临时停车位设置", ServiceKind.OTHER)
EMPTY = replace(
    EDITOR,
    head=replace(HEAD, number=1, name=BARE.name, touched_by=""),
    guide=BARE,
    saved=BARE,
    mirror=replace(GUIDE_PAGE, guide=BARE, needed=(), staff=(), section="", section_phone=""),
    checks=(
        GuideCheck("summary", "5.1a", "没有说明这项服务是什么、为谁办。"),
        GuideCheck("materials", "5.3a", "没有列明申报材料：请逐项填写。"),
        GuideCheck(
            "quota",
            "5.3a",
            "没有写明数量限制：没有限制的，请写“无数量限制”。",
            ways=(Way("填“无数量限制”", (("quota", "无数量限制"),)),),
        ),
        GuideCheck("people", "5.3a", "没有写明承办科室及其电话：请在机构设置中补齐。"),
    ),
    post="",
    posts=(Choice("p1", "医卫审批岗（林晓）", "社会事务科"),),
    cases=0,
    against=None,
    changes=(),
    marks={},
)
REVIEWING = replace(
    WHOLE,
    head=replace(HEAD, state=VersionState.REVIEWING),
    may=(
        ActOption(
            "service_version.approve_version", "审核通过办事指南", "还没有公布", "A", first=True
        ),
        ActOption(
            "service_version.return_version", "退回修改办事指南", "写明怎么改", "R", negative=True
        ),
    ),
)
ANNOUNCED = replace(
    WHOLE,
    head=replace(
        HEAD,
        state=VersionState.ANNOUNCED,
        published_on=date(2026, 11, 20),
        comes_on=date(2026, 12, 1),
        opinion="承诺 7 天守得住，同意。",
        reviewed_by="唐雨",
    ),
    may=(),
    may_not=(ActBarred("service_version.withdraw_version", "停用办事指南", "2.4.2", KEEPERS),),
)


def editor(page: EditorPage, said: Said | None = None, **told: Any) -> dict[str, Any]:
    """What the page of a draft is given, with what was typed."""
    typed = written(page.guide) if said is None else said
    carried = {"request_id": UUID(int=1), "seen": page.head.seen, "base": "{}"}
    return {"page": page, "form": GuideForm(typed, page.posts), **carried, **told}


def _beyond() -> Said:
    said = written(GUIDE)
    said["promise-n"], said["materials-application-copies"] = "21", "两"
    changed(said, "add:materials")
    return said


def refused() -> dict[str, Any]:
    """A promise longer than the law, and a number that is none: not saved, all still there."""
    bar = ActBarred(
        WRITE,
        "修改办事指南草稿",
        "5.2.2e",
        "承诺时限 21 比法定时限 20 长：请把承诺缩短到不超过法定时限。",
    )
    said = _beyond()
    return editor(replace(EDITOR, guide=GuideForm(said).guide()), said, barred=(bar,))


def together() -> dict[str, Any]:
    """Two wrote one draft: both texts in one form, and what both changed told."""
    mine, theirs = written(GUIDE), written(GUIDE)
    mine["summary"], theirs["summary"] = "开理发店、旅店，开业前办。", "开店前先办这张证。"
    both, names = merged(written(GUIDE), mine, theirs)
    page = replace(EDITOR, guide=GuideForm(both).guide())
    fields = GuideForm(both).labels()
    clashes = [{"field": fields[n], "mine": mine[n], "theirs": theirs[n]} for n in names]
    return editor(page, both, barred=(MEANWHILE,), clashes=clashes, together=True)


MEANWHILE = ActBarred(
    WRITE,
    "修改办事指南草稿",
    "5.3a",
    "您打开以后，夏安宁 在 2026-11-24 10:31 保存过这份草稿（第 5 次修改）。"
    "您写的都还在这一页，没有丢：请对照两份，改好后再保存。",
)

# ── the list, and beginning ──────────────────────────────────────────────────────────────────────

SECTIONS = (
    SectionOfServices("社会事务科", "社会事务科", 9, 6),
    SectionOfServices("市场准入科", "市场准入科", 12, 12),
    SectionOfServices("区教育局", "区教育局", 41, 0),
)
LISTED = ServicesPage(
    asked="",
    section="社会事务科",
    name="社会事务科",
    sections=SECTIONS,
    services=(
        ServiceLine(
            LICENCE.code, LICENCE.name, KEY, 8, VersionState.DRAFT, date(2026, 11, 24), 2, 7
        ),
        ServiceLine(
            "511602-BA-0012", "诊所备案", KEY, 3, VersionState.PUBLISHED, date(2026, 3, 2), 0, 3
        ),
        ServiceLine(
            "511602-XK-0043", "医疗机构执业登记", KEY, 2, VersionState.REVIEWING, date(2026, 11, 23)
        ),
        ServiceLine("511602-QT-0007", "临时停车位设置", KEY, 1, VersionState.DRAFT, date(2026, 11, 2)),
        ServiceLine(
            "511602-QT-0009", "殡葬服务证明", KEY, 4, VersionState.WITHDRAWN, date(2026, 9, 1)
        ),
    ),
    page=1,
    pages=2,
)  # fmt: skip
NOT_FOUND = replace(
    LISTED,
    asked="造火箭",
    services=(),
    pages=1,
    barred=(ActBarred("service_version.draft_version", "起草办事指南", "2.4.2", KEEPERS),),
)
BEGIN = BeginPage(
    subject=KEY,
    posts=(
        Choice("p1", "医卫审批岗（林晓）", "社会事务科"),
        Choice("p2", "民政审批岗（沈秋）", "社会事务科"),
        Choice("p3", "食品许可岗（罗一鸣）", "市场准入科"),
    ),
)
NEXT = replace(BEGIN, code=LICENCE.code, name=LICENCE.name, post="p1", copied=7)


def begin(page: BeginPage, said: dict[str, str] | None = None) -> BeginForm:
    """The form that begins a service, as it comes or as it was sent."""
    drawn = {"request_id": UUID(int=1), "name": page.name, "post": page.post}
    return BeginForm(said, initial=drawn, posts=page.posts, next=bool(page.code))
