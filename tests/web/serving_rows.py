"""Fixture rows of papers on their way to the applicant."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from shouwen.queries.rows import InterestedPage, PaperRow, TrackHearing, WordingAsked
from shouwen.rules.clauses import clauses
from shouwen.rules.words import PaperKind
from tests.web.fixtures import ACT

TOLD_OF_A_HEARING = TrackHearing(
    UUID(int=7), "直接关系到申请人与相邻住户的采光和通行。", date(2026, 9, 28)
)
INTERESTED = InterestedPage(
    UUID(int=8),
    "511602-XK-20261109-00012-4",
    "食品经营许可（新办）",
    "何**",
    TOLD_OF_A_HEARING,
    "食品经营审批岗",
    "0826-555-0123",
)
INVITED = replace(
    INTERESTED,
    hearing=replace(
        TOLD_OF_A_HEARING,
        until=None,
        said="已通知时间地点",
        asked=True,
        begins_at=datetime(2026, 10, 20, 1, 30, tzinfo=UTC),
        place="政务服务中心三楼会议室",
        closed="涉及申请人的商业秘密",
    ),
)
ATTEMPT = replace(
    ACT,
    act="service_of_paper.note_attempt:p",
    label="记下送达失败：不予决定书",
    clause="7.4.3b",
    clause_text=clauses()["7.4.3b"].zh,
    follows=("记入台账，不能删改。",),
)
NOTICE = replace(ATTEMPT, act="service_of_paper.serve_by_notice:p", label="公告送达：不予决定书")
SERVE = replace(ATTEMPT, act="service_of_paper.serve_paper:p", label="送达文书：受理通知书")
RECEIPT = replace(
    ATTEMPT, act="service_of_paper.note_receipt:p", label="登记邮件的签收或者退回：不予决定书"
)
WAY = replace(
    ATTEMPT,
    act="service_of_paper.choose_way",
    label="登记是否同意电子送达",
    clause="4.4b",
    clause_text=clauses()["4.4b"].zh,
)
CORRECT = replace(
    ATTEMPT,
    act="service_of_paper.correct_paper:p",
    label="更正文书：不予决定书",
    clause="4.4b",
    clause_text=clauses()["4.4b"].zh,
    follows=("另编文号，写明更正的是哪一份；原来的那份作废。", "记入台账，不能删改。"),
    asked=(
        WordingAsked("applicant", "申请人", "栖云客栈"),
        WordingAsked("body_address", "复议机关地址", "临江县滨江路 1 号"),
        WordingAsked("court", "法院", "临江县人民法院"),
    ),
)
CORRECTED = (
    PaperRow(
        PaperKind.REFUSAL,
        "广审不许〔2026〕32号",
        date(2026, 9, 29),
        "t6",
        corrects="广审不许〔2026〕31号",
        correct="service_of_paper.correct_paper:p",
    ),
    PaperRow(
        PaperKind.REFUSAL,
        "广审不许〔2026〕31号",
        date(2026, 9, 28),
        "t5",
        corrected_by="广审不许〔2026〕32号",
    ),
)
