"""Chinese labels of the closed lists of words: what people and papers read for an enum's value.

Kept by kind, because words of different kinds may have one value (``post`` is a way something came
in and a way a paper left) and string enums are equal by value. Pages translate them
(``shouwen.web.labels``); papers are in Chinese.
"""

from enum import StrEnum

from shouwen.rules.words import (
    ActorKind,
    Card,
    CaseState,
    Channel,
    Check,
    LimitUnit,
    MaterialForm,
    MaterialSource,
    PaperKind,
    PartyIdKind,
    Proposer,
    SeatRule,
    ServedBy,
    ServiceKind,
    StepKind,
    StepState,
)

LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    ActorKind: {
        ActorKind.SEAT: "工作人员",
        ActorKind.PARTY: "申请人",
        ActorKind.CLOCK: "时钟",
    },
    Card: {
        Card.NONE: "未到预警",
        Card.BLUE: "蓝",
        Card.YELLOW: "黄",
        Card.RED: "红",
        Card.BLACK: "黑",
    },
    CaseState: {
        CaseState.RECEIVED: "已收件",
        CaseState.CORRECTING: "等申请人补正",
        CaseState.ACCEPTED: "审查中",
        CaseState.DECIDED: "已决定",
        CaseState.CLOSED: "已办结",
        CaseState.WITHDRAWN: "已撤回",
    },
    Channel: {
        Channel.COUNTER: "窗口",
        Channel.POST: "邮寄",
        Channel.ONLINE: "网上",
        Channel.PHONE: "电话",
    },
    Check: {
        Check.UNCHECKED: "未核对",
        Check.MET: "符合",
        Check.FAULTY: "不符合",
        Check.MISSING: "缺",
        Check.NOT_NEEDED: "本件不需要",
    },
    LimitUnit: {
        LimitUnit.WORKING_DAY: "个工作日",
        LimitUnit.DAY: "日",
        LimitUnit.MONTH: "个月",
        LimitUnit.WORKING_HOUR: "个工作小时",
    },
    MaterialForm: {
        MaterialForm.ORIGINAL: "原件",
        MaterialForm.COPY: "复印件",
        MaterialForm.ORIGINAL_AND_COPY: "原件和复印件",
        MaterialForm.ELECTRONIC: "电子件",
    },
    MaterialSource: {
        MaterialSource.APPLICANT: "申请人自备",
        MaterialSource.AGENCY: "其他机关核发",
        MaterialSource.THIRD_PARTY: "第三方机构出具",
        MaterialSource.OFFICE: "本机关已有，免交",
    },
    PaperKind: {
        PaperKind.RECEIPT: "收件回执单",
        PaperKind.CORRECTION_NOTICE: "补正通知书",
        PaperKind.ACCEPTANCE_NOTICE: "受理通知书",
        PaperKind.DECISION: "准予决定书",
        PaperKind.POST_DESCRIPTION: "岗位说明书",
        PaperKind.AB_TABLE: "AB角一览表",
        PaperKind.ABSENCE_FORM: "离岗审批表",
        PaperKind.HANDOVER_SHEET: "工作交接单",
    },
    PartyIdKind: {
        PartyIdKind.RESIDENT_ID: "居民身份证",
        PartyIdKind.CREDIT_CODE: "统一社会信用代码",
        PartyIdKind.PASSPORT: "护照",
        PartyIdKind.OTHER: "其他证件",
    },
    Proposer: {
        Proposer.PARTY: "申请人自己提出",
        Proposer.OFFICE: "工作人员建议",
    },
    SeatRule: {
        SeatRule.HOLDER: "本人在岗",
        SeatRule.B_ROLE: "B角",
        SeatRule.HEAD: "科室负责人代行",
        SeatRule.LEADER: "分管领导代行",
        SeatRule.VACANT: "无人在岗",
    },
    ServedBy: {
        ServedBy.HAND: "当面交付",
        ServedBy.POST: "邮寄",
        ServedBy.ELECTRONIC: "电子送达",
    },
    ServiceKind: {
        ServiceKind.LICENCE: "行政许可",
        ServiceKind.REGISTRATION: "登记",
        ServiceKind.FILING: "备案",
        ServiceKind.BENEFIT: "行政给付",
        ServiceKind.CONFIRMATION: "行政确认",
        ServiceKind.AWARD: "行政奖励",
        ServiceKind.RULING: "行政裁决",
        ServiceKind.OTHER: "其他行政权力",
        ServiceKind.PUBLIC: "公共服务",
    },
    StepKind: {
        StepKind.EXAMINATION: "审查",
        StepKind.SIGN_OFF: "签办",
    },
    StepState: {
        StepState.WAITING: "未到",
        StepState.RUNNING: "在办",
        StepState.DONE: "已完成",
        StepState.VOID: "不需要",
    },
}


def label(word: StrEnum) -> str:
    """The Chinese label of ``word``. ``KeyError`` where its kind is shown nowhere."""
    return LABELS[type(word)][word]


OWED_LABELS: dict[str, str] = {
    "examine_materials": "审核材料",
    "answer_receipt": "受理或告知",
    "answer_silence": "限时答复申请人",
    "correct": "补正材料",
    "check_correction": "核对补正材料",
    "settle_lapse": "处理逾期未补正",
    "do_at_once": "当场办结",
    "decide": "办结",
    "decide_by_law": "依法作出决定",
    "sign_decision": "作出决定",
    "finish_step": "办完环节",
    "sign_off_step": "签办",
    "leader_step": "审批",
    "deliver": "送达结果",
}
"""What is owed, by kind of obligation (``rules.owed.OWED``)."""

ACT_LABELS: dict[str, str] = {
    "case.receive_application": "收件并出具回执",
    "case.examine_materials": "审核材料",
    "case.issue_correction_notice": "一次告知补正",
    "case.receive_correction": "收补正材料",
    "case.return_unmet_points": "退回仍未补正的",
    "case.lapse_correction": "记下补正期限已过",
    "case.accept_case": "受理",
    "case.deem_accepted": "视为受理",
    "case.escalate_silence": "逾期未告知，转科室负责人",
    "case.decide_grant": "准予",
    "case.deliver_result": "送达结果",
    "case.withdraw": "登记申请人撤回",
    "case.note_missed": "记下逾期",
    "step.start_step": "开始环节",
    "step.finish_step": "办完环节",
    "service_version.draft_version": "起草办事指南",
    "service_version.write_draft": "修改办事指南草稿",
    "service_version.publish_version": "公布办事指南",
    "service_version.withdraw_version": "停用办事指南",
}
"""What each act is called (``rules.judge.MOVES``)."""
