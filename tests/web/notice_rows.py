"""Fixture rows of leads, of what was settled at once, and of notices beside the one."""

from dataclasses import replace
from datetime import date

from shouwen.queries.rows import PaperRow, SettledPage
from shouwen.queries.rows.leads import Lead, LeadGroup, LeadsPage
from shouwen.rules.clauses import clauses
from shouwen.rules.words import Check, PaperKind
from tests.web.fixtures import ACT, INTAKE, RECEIVED

AT_ONCE = replace(
    INTAKE,
    code="XK0090001-1-00",
    service="个体工商户登记（设立）",
    promise=1,
    immediate=True,
    at_once=True,
)
SETTLED = SettledPage(
    case="511602-DJ-20261118-00031-7",
    paper=PaperRow(PaperKind.DECISION, "广审决〔2026〕611号", date(2026, 11, 18), "7F3KQ2M9XW4T"),
    code="8F3K2M7Q",
    service=AT_ONCE.service,
    version=2,
    party="禾木小馆",
    taken_by="徐禾",
    materials=tuple(row for row in RECEIVED.materials if row.check is Check.MET),
    settled_at=RECEIVED.received_at,
    result="营业执照",
    handler="罗一鸣",
    handler_phone="0826-555-0143",
    office=RECEIVED.office,
)
LEADS = LeadsPage(
    since=date(2026, 10, 19),
    groups=(
        LeadGroup(
            "要了告知时没有的材料",
            "4.1",
            (
                Lead(
                    "4.1",
                    "511602-XK-20261109-00012-4",
                    "告知的第 1 版指南没有“消防安全检查意见书”，后来却要求提交。",
                    ("文书 广审补〔2026〕208号",),
                ),
            ),
        ),
        LeadGroup("一再补充告知", "4.2c", ()),
        LeadGroup(
            "即办件扎堆办结",
            "6.3",
            (
                Lead(
                    "6.3",
                    "511602-DJ-20261117-00005-1",
                    "罗一鸣在 2026-11-17 09:00 到 09:08 之间办结即办件 6 件。",
                    tuple(f"511602-DJ-20261117-0000{n}-1" for n in range(5, 10)),
                ),
            ),
            more=3,
        ),
        LeadGroup(
            "告知条件后没有申请的，抽查",
            "7.1",
            (
                Lead(
                    "7.1",
                    "511602-SW-20261116-00047-3",
                    "何雨桐告知“食品经营许可核发”的条件以后，来人没有申请：门店还没有租下来。",
                    (
                        "2026-11-16 10:20 按首问登记，第 2 版指南",
                        "回访来人：六项是不是都说了，是不是说了照样可以申请",
                    ),
                    of_a_contact=True,
                ),
            ),
        ),
    ),
)
NONE = LeadsPage(LEADS.since, (LeadGroup("一再补充告知", "4.2c", ()),))
TELLS = replace(
    ACT,
    clause="4.2c",
    clause_text=clauses()["4.2c"].zh,
    follows=("编号并发出，从此不能改。", "办件转为“补正”。", "记入台账，不能删改。"),
)
SUPPLEMENT = replace(TELLS, label="发补充通知", act="case.issue_supplementary_notice")
CHANGED_LAW = replace(TELLS, label="告知法律变动", act="case.tell_changed_law")
INVITE = replace(TELLS, label="邀请补充材料", act="case.invite_supplement")
