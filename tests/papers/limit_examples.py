"""Papers of a limit that moves, of the same invented case."""

from datetime import date, datetime
from typing import Any

from shouwen.rules.papers import (
    ExtensionForm,
    ExtensionNotice,
    HearingNotice,
    HearingRight,
    InterestedNotice,
    InterestedRight,
    SpecialProcedureNotice,
)
from shouwen.rules.papers.limits import EXCLUDING, EXTENDING
from shouwen.rules.words import PaperKind
from shouwen.rules.worktime import CST


def limit_papers(common: dict[str, Any]) -> dict[PaperKind, Any]:
    """One of each kind."""
    extended = {
        "accepted_on": date(2026, 11, 16),
        "old_due": date(2026, 11, 26),
        "length": "15个工作日",
        "new_due": date(2026, 12, 17),
        "reason": "需要其他机关出具意见或者提供数据",
        "facts": "申请场所的产权登记正在更正，需要区自然资源和规划局核对后书面回复。",
    }
    return {
        PaperKind.EXTENSION_FORM: ExtensionForm(
            **common,
            **extended,
            number="广审延审〔2026〕12号",
            used="6个工作日",
            by_law=date(2026, 12, 14),
            beyond=f"3个工作日，{EXTENDING}",
            asked_at=datetime(2026, 11, 24, 9, 40, tzinfo=CST),
            asked_by="林晓",
            decided_at=datetime(2026, 11, 24, 16, 5, tzinfo=CST),
            decided_by="程砚秋（代主要领导）",
            decided_as="局长",
            answer="同意延期",
            document="广区府办〔2026〕45号",
        ),
        PaperKind.EXTENSION_NOTICE: ExtensionNotice(
            **common,
            **extended,
            number="广审延〔2026〕9号",
            basis=EXTENDING,
            provisional=True,
            approved_by="局长",
        ),
        PaperKind.HEARING_RIGHT: HearingRight(
            **common,
            number="广审听权〔2026〕1号",
            stakes="申请人的经营场所与楼上住户共用排烟道，关系到住户的安宁。",
            ask_by=date(2026, 11, 24),
        ),
        PaperKind.INTERESTED_RIGHT: InterestedRight(
            **{**common, "applicant": "何立群"},
            number="广审听权告〔2026〕1号",
            stakes="申请人的经营场所与楼上住户共用排烟道，关系到住户的安宁。",
            ask_by=date(2026, 11, 25),
            applied_by=common["applicant"],
            lookup_code="7K3M9QXW",
            ask_at="https://shouwen.example/track/",
        ),
        PaperKind.HEARING_NOTICE: HearingNotice(
            **common,
            number="广审听〔2026〕1号",
            begins_at=datetime(2026, 12, 8, 9, 30, tzinfo=CST),
            place="政务服务中心三楼会议室",
            chair="法规科科长岗文嘉禾",
            closed="涉及申请人的商业秘密。",
        ),
        PaperKind.INTERESTED_NOTICE: InterestedNotice(
            **{**common, "applicant": "何立群"},
            number="广审听告〔2026〕1号",
            begins_at=datetime(2026, 12, 8, 9, 30, tzinfo=CST),
            place="政务服务中心三楼会议室",
            chair="法规科科长岗文嘉禾",
            applied_by=common["applicant"],
        ),
        PaperKind.SPECIAL_PROCEDURE_NOTICE: SpecialProcedureNotice(
            **common,
            number="广审特〔2026〕5号",
            procedure="检测",
            basis=EXCLUDING,
            stops="承诺时限和法定时限",
            length="8个工作日",
            begins_on=date(2026, 11, 18),
            ends_on=date(2026, 11, 27),
            goes_on=date(2026, 11, 28),
            completes=date(2026, 12, 8),
            provisional=True,
        ),
    }
