"""Papers that tell what to correct beside the one notice, of the invented case of ``examples``."""

from datetime import date

from shouwen.rules.papers import (
    LICENSING_BASIS,
    ChangedLawNotice,
    Fault,
    SupplementaryNotice,
    SupplyInvitation,
)
from shouwen.rules.papers.case import CasePaper
from shouwen.rules.words import PaperKind

CONSEQUENCE = "逾期没有补正的，本机关将书面告知后续处理和您的权利。"
STAMP = Fault(
    material="公共场所卫生检测或者评价报告",
    problem="新交的报告加盖的印章与检测机构的名称不一致。",
    ground="《公共场所卫生管理条例》第三条",
    cure="请检测机构重新盖章，提交原件1份。",
)
FIRE = Fault(
    material="消防安全检查意见书",
    problem="法律变动后新要求提交，还没有提交",
    ground="《某某管理条例》第九条（自 2026-11-20 起施行）",
    cure="请提交消防安全检查意见书：原件1份。",
    department="区消防救援大队",
)


def notices(common: dict[str, object], received_at: object) -> dict[PaperKind, CasePaper]:
    """One of each kind; ``common`` is what every paper of the case says."""
    told = {
        "time_to_correct": "15个工作日",
        "correct_by": date(2026, 12, 18),
        "consequence": CONSEQUENCE,
    }
    return {
        PaperKind.SUPPLEMENTARY_NOTICE: SupplementaryNotice(
            **common,
            **told,
            number="广审补充〔2026〕4号",
            basis=LICENSING_BASIS[PaperKind.CORRECTION_NOTICE],
            answers_to="广审补〔2026〕208号",
            nth=1,
            faults=(STAMP,),
            still_unmet=("从业人员健康合格证明",),
        ),
        PaperKind.CHANGED_LAW_NOTICE: ChangedLawNotice(
            **common,
            **told,
            number="广审法变〔2026〕1号",
            received_at=received_at,
            article="《某某管理条例》第九条",
            commences=date(2026, 11, 20),
            leader="唐若岚",
            faults=(FIRE,),
        ),
        PaperKind.SUPPLY_INVITATION: SupplyInvitation(
            **common,
            number="广审邀〔2026〕2号",
            accepted_on=date(2026, 11, 16),
            nth=1,
            faults=(STAMP,),
        ),
    }
