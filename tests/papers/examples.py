"""Papers of an invented case, as the acts would compose them, and one example of every kind."""

from dataclasses import replace
from datetime import date, datetime

from shouwen.rules.papers import (
    DEEMED_BASIS,
    LICENSING_BASIS,
    LICENSING_COUNT,
    LICENSING_EXCLUSIONS,
    AcceptanceNotice,
    AttemptInWords,
    CorrectionNotice,
    Decision,
    Fault,
    Paper,
    Receipt,
    ReceivedMaterial,
    ReferralNotice,
    ReturnedMaterial,
    ReturnSlip,
    ServiceRecord,
    UnlistedReceipt,
)
from shouwen.rules.words import PaperKind
from shouwen.rules.worktime import CST
from tests.papers.limit_examples import limit_papers
from tests.papers.notice_examples import notices
from tests.papers.office_examples import (
    AB_TABLE,
    ABSENCE_FORM,
    HANDOVER_SHEET,
    POST_DESCRIPTION,
)
from tests.papers.refusal_examples import NON_ACCEPTANCE, REFUSAL, REFUSAL_FORM, REVERSAL

ISSUED_AT = datetime(2026, 11, 16, 10, 31, tzinfo=CST)
_RECEIVED_AT = datetime(2026, 11, 16, 10, 26, tzinfo=CST)
_COMMON = {
    "unit": "广安区行政审批局",
    "issued_on": date(2026, 11, 16),
    "service": "公共场所卫生许可（新办）",
    "case_number": "511602-XK-20261116-00017-C",
    "applicant": "广安区禾木客栈（个体工商户）",
    "handler": "林晓",
    "handler_phone": "0826-555-0117",
    "complaint_section": "效能监督科",
    "complaint_phone": "0826-555-0112",
    "check_url": "https://shouwen.example/paper/7F3KQ2M9XW4T",
}

RECEIPT = Receipt(
    **_COMMON,
    number="广审收〔2026〕3117号",
    guide_version=3,
    lookup_code="8F3K-2M7Q",
    applicant_id="5116**********2417",
    agent="赵堃喆",
    channel="窗口（综合受理 07 号）",
    received_at=_RECEIVED_AT,
    completes=date(2026, 11, 26),
    promise="8个工作日",
    statute="20个工作日",
    materials=(
        ReceivedMaterial(name="公共场所卫生许可证申请表", form="原件", copies=1, pages=2),
        ReceivedMaterial(name="营业执照", form="复印件", copies=1, pages=1),
        ReceivedMaterial(
            name="公共场所地址方位示意图、平面图和卫生设施平面布局图",
            form="原件",
            copies=1,
            pages=3,
        ),
        ReceivedMaterial(
            name="公共场所卫生检测或者评价报告", form="原件和复印件", copies=2, pages=24
        ),
        ReceivedMaterial(name="公共场所卫生管理制度", form="原件", copies=1, pages=11),
        ReceivedMaterial(name="从业人员健康合格证明", form="电子件", copies=1, pages=5),
    ),
)

CORRECTION_NOTICE = CorrectionNotice(
    **_COMMON,
    number="广审补〔2026〕208号",
    basis=LICENSING_BASIS[PaperKind.CORRECTION_NOTICE],
    received_at=_RECEIVED_AT,
    faults=(
        Fault(
            material="公共场所卫生检测或者评价报告",
            problem="报告没有加盖检测机构的印章，缺少“噪音”一项的检测结果。",
            ground="《公共场所卫生管理条例》第三条",
            cure="提交检测项目齐全、加盖检测机构印章的报告原件1份。",
        ),
        Fault(
            material="从业人员健康合格证明",
            problem="申请表载明从业人员5人，只提交了3人的证明。",
            ground="《公共场所卫生管理条例》第七条",
            cure="补交另外2人的健康合格证明，电子件即可。",
        ),
    ),
    time_to_correct="15个工作日",
    correct_by=date(2026, 12, 7),
    consequence="逾期不补正的，本机关将依法作出不予受理的决定并告知救济途径。",
)

ACCEPTANCE_NOTICE = AcceptanceNotice(
    **_COMMON,
    number="广审受〔2026〕1904号",
    basis=LICENSING_BASIS[PaperKind.ACCEPTANCE_NOTICE],
    received_at=_RECEIVED_AT,
    accepted_on=date(2026, 11, 16),
    statute="20个工作日",
    decide_by=date(2026, 12, 14),
    promise="8个工作日",
    completes=date(2026, 11, 26),
    counting=LICENSING_COUNT,
    exclusions=LICENSING_EXCLUSIONS,
)

DECISION = Decision(
    **_COMMON | {"issued_on": date(2026, 11, 25)},
    title="准予行政许可决定书",
    number="广审许〔2026〕611号",
    received_at=_RECEIVED_AT,
    accepted_on=date(2026, 11, 16),
    facts=(
        "申请人于2026年11月16日提交的材料齐全、符合法定形式。",
        "2026年11月20日，核查人员林晓、赵玥到经营场所现场核查：空气、微小气候、水质、采光、"
        "照明和噪音的检测结果符合国家卫生标准和要求，直接为顾客服务的人员均持有健康合格证。",
    ),
    basis=("《公共场所卫生管理条例》第三条、第四条、第七条", LICENSING_BASIS[PaperKind.DECISION]),
    decision="准予广安区禾木客栈（个体工商户）的公共场所卫生许可申请。",
    result="公共场所卫生许可证",
    validity="自2026年11月25日起，每两年复核一次",
    delivery="自本决定作出之日起十日内颁发，可以到窗口领取，也可以邮寄送达。",
)

_UNLISTED = _COMMON | {
    "service": "在江边步道临时摆一个卖凉粉的小摊",
    "case_number": "511602-WG-20261116-00001-D",
    "applicant": "徐禾",
    "handler": "韩明哲",
}

UNLISTED_RECEIPT = UnlistedReceipt(
    **_UNLISTED,
    number="广审未〔2026〕3号",
    received_at=_RECEIVED_AT,
    answered_by=date(2026, 11, 23),
    time_to_answer="5个工作日",
    materials=(ReceivedMaterial(name="手画的位置图", form="原件", copies=1, pages=2),),
)

REFERRAL_NOTICE = ReferralNotice(
    **_UNLISTED | {"issued_on": date(2026, 11, 18)},
    number="广审转〔2026〕2号",
    received_at=_RECEIVED_AT,
    body="广安区综合行政执法局",
    body_phone="0826-555-0190",
    reason="占用步道临时摆摊由广安区综合行政执法局批准，本机关没有这项职责。",
)

RETURN_SLIP = ReturnSlip(
    **_COMMON,
    number="广审退〔2026〕12号",
    asked_at=datetime(2026, 11, 13, 9, 12, tzinfo=CST),
    returned_at=ISSUED_AT,
    materials=(
        ReturnedMaterial(
            name="公共场所卫生许可证申请表", form="原件", copies=1, pages=2, fate="退还，留复印件"
        ),
        ReturnedMaterial(name="营业执照", form="复印件", copies=1, pages=1, fate="退还"),
        ReturnedMaterial(
            name="原卫生许可证",
            form="原件",
            copies=1,
            pages=1,
            fate="依法不退",
            ground="《公共场所卫生管理条例》第八条第一款",
        ),
    ),
    taker="罗一鸣",
    capacity="持授权委托书的代理人",
    document="临时居民身份证",
    document_number="1**************236",
    checked_by="陈静",
    power="委托人签名，代理人罗一鸣，2026-11-10 至 2026-12-10，可以领取材料",
    by="当面交付",
)
RETURN_BY_POST = replace(
    RETURN_SLIP,
    taker="赵禾木",
    capacity="申请人本人",
    power="",
    by="邮寄",
    address="广安区滨江路 18 号",
    tracking="EMS 1234 5678 901",
)
RETURN_BEFORE_WITNESSES = replace(
    RETURN_SLIP, taker="赵禾木", capacity="申请人本人", power="", witnesses=("沈清河", "何立群")
)

SERVICE_RECORD = ServiceRecord(
    **_COMMON,
    number="广审送〔2026〕5号",
    paper_title="不予决定书",
    paper_number="广审不〔2026〕3号",
    attempts=(
        AttemptInWords(
            at=datetime(2026, 11, 10, 10, 5, tzinfo=CST),
            by="当面交付",
            outcome="没有送到",
            to="赵禾木，滨江路 18 号",
            said="没有人在，何雨桐去送",
        ),
        AttemptInWords(
            at=ISSUED_AT, by="邮寄", outcome="已送达", to="赵禾木", said="EMS123，回执 2026-11-18"
        ),
    ),
    served_on=date(2026, 11, 18),
    made_out_by="何雨桐",
)

EXAMPLES: dict[PaperKind, Paper] = {
    PaperKind.RECEIPT: RECEIPT,
    PaperKind.CORRECTION_NOTICE: CORRECTION_NOTICE,
    **notices(_COMMON, _RECEIVED_AT),
    PaperKind.ACCEPTANCE_NOTICE: ACCEPTANCE_NOTICE,
    PaperKind.DECISION: DECISION,
    **limit_papers(_COMMON),
    PaperKind.POST_DESCRIPTION: POST_DESCRIPTION,
    PaperKind.AB_TABLE: AB_TABLE,
    PaperKind.ABSENCE_FORM: ABSENCE_FORM,
    PaperKind.HANDOVER_SHEET: HANDOVER_SHEET,
    PaperKind.UNLISTED_RECEIPT: UNLISTED_RECEIPT,
    PaperKind.REFERRAL_NOTICE: REFERRAL_NOTICE,
    PaperKind.REFUSAL_FORM: REFUSAL_FORM,
    PaperKind.REFUSAL: REFUSAL,
    PaperKind.NON_ACCEPTANCE: NON_ACCEPTANCE,
    PaperKind.REVERSAL: REVERSAL,
    PaperKind.RETURN_SLIP: RETURN_SLIP,
    PaperKind.SERVICE_RECORD: SERVICE_RECORD,
}

KINDS: dict[type[Paper], PaperKind] = {type(paper): kind for kind, paper in EXAMPLES.items()}

DEEMED_ACCEPTANCE = replace(
    ACCEPTANCE_NOTICE, deemed=True, basis=DEEMED_BASIS, issued_on=date(2026, 11, 24)
)
