"""Rows of applying from home, for the gallery."""

from dataclasses import replace
from datetime import date
from typing import Any

from shouwen.queries import rows
from shouwen.rules.facts.guide import Fee, Option, Situation
from shouwen.rules.words import LimitUnit, PaperKind, ServedBy
from shouwen.web.public.forms import (
    AgentForm,
    ContactForm,
    PaperForm,
    ResultForm,
    SituationForm,
    TakeBackForm,
    WhoForm,
)
from tests.web.fixtures import GUIDE, NUMBER, SERVICE, at

TODAY = date(2026, 11, 24)
PLAN, HEALTH, REST = GUIDE.materials[0], GUIDE.materials[1], GUIDE.materials[2:]
KIND = Situation(
    "kind",
    "您的店是做哪一种的？",
    (
        Option("hair", "理发、美容"),
        Option("hotel", "住宿"),
        Option("bath", "洗浴、足浴"),
        Option("pool", "游泳馆"),
    ),
)
SCANS = (
    rows.ScanRow("1", "平面图.pdf", "application/pdf", 1, ""),
    rows.ScanRow("2", "门口.pdf", "application/pdf", 1, "glare"),
    rows.ScanRow("3", "说明.pdf", "application/pdf", 3, ""),
)
TASKS = (
    rows.TaskRow("material-mandate", "授权委托书", done=True, later=False, scans=1),
    rows.TaskRow("material-plan", PLAN.name, done=True, later=False, advised=True, scans=3),
    rows.TaskRow("material-health", HEALTH.name, done=False, later=True),
    *(
        rows.TaskRow(f"material-{each.key}", each.name, done=False, later=False, unneeded=not n)
        for n, each in enumerate(REST)
    ),
)
SPARED = (
    rows.SparedRow("营业执照、身份证", ""),
    rows.SparedRow("水质检测报告", "理发、美容"),
)
SAID = {
    "who": {"applicant": "马玉", "id_number": "5116**********2417", "subject": "青禾理发店"},
    "agent": {"agent": "吴琴", "until": "2026-12-31"},
    "contact": {"phone": "0826-555-0166", "sms": True, "email": "mayu@example.org"},
    "result": {"by": "post", "address": "广安区洪州大道东段 88 号 1 层"},
}

BEGIN = rows.BeginPage(
    code="511602-XK-0001",
    service=SERVICE,
    asked=GUIDE.materials,
    spared=(replace(PLAN, name="营业执照、身份证"),),
    questions=1,
    promise=7,
    unit=LimitUnit.WORKING_DAY,
    immediate=False,
    fee=Fee(),
    phone="0826-555-0131",
    kept_days=30,
)
ASK = rows.WritingPage(
    code=BEGIN.code,
    service=SERVICE,
    version=7,
    page="ask-kind",
    n=1,
    of=9,
    back="",
    number="4829130657",
    secret="K7MP3QXT",
    expires_on=date(2026, 12, 24),
    tasks=TASKS,
    spared=SPARED,
    promise=7,
    unit=LimitUnit.WORKING_DAY,
    immediate=False,
    fee=Fee(),
    phone="0826-555-0131",
    result="卫生许可证",
    completes=date(2026, 12, 3),
    said={},
    all_said=SAID,
    answered=((KIND, "理发、美容"),),
    left=(),
    situation=KIND,
)
MATERIAL = replace(
    ASK, page="material-plan", n=6, back="contact", situation=None, material=PLAN, scans=SCANS
)
CHECK = replace(ASK, page="check", n=9, back="result", situation=None)
HINDERED = replace(
    CHECK,
    left=("contact",),
    offered=False,
    power_lapsed=True,
    changes=("承诺时限原来是“10 个工作日”，现在是“7 个工作日”。",),
)
SENT = rows.SentPage(
    number=NUMBER,
    code="K7MP3QXT",
    service=SERVICE,
    received_at=at(11, 24, 19, 4),
    materials=((PLAN.name, 5), ("授权委托书", 1)),
    missing=(HEALTH.name,),
    completes=date(2026, 12, 3),
    condition="如材料齐全、符合法定形式并于收件当日受理",
    provisional=False,
    handler="林晓",
    handler_phone="0826-555-0132",
    promise=7,
    unit=LimitUnit.WORKING_DAY,
    receipt=rows.PaperRow(PaperKind.RECEIPT, "广审收〔2026〕3117号", TODAY, "K7MP3QXT9ABC"),
    emailed=True,
    texted=True,
    result_by=ServedBy.POST,
)
POINT = rows.PointPage(
    number=NUMBER,
    service=SERVICE,
    key="health",
    title="从业人员健康合格证少一人",
    problem="登记从业人员 3 人，交来 2 人的，缺学徒吴*。",
    cure="交一份复印件，或者拍照上传，不用原件。",
    ground="公共场所卫生管理条例第七条",
    n=1,
    tasks=(
        rows.TaskRow("material-health", "从业人员健康合格证少一人", done=True, later=False),
        rows.TaskRow("material-clean", "消毒设施说明没写消毒方法", done=False, later=False),
    ),
    scans=SCANS[:2],
    words="",
)


def form(page: str, said: dict[str, Any] | None = None) -> dict[str, Any]:
    """A page that is a form, with what was sent wrongly."""
    made = {"who": WhoForm, "agent": AgentForm, "contact": ContactForm, "result": ResultForm}[page]
    day = {"today": TODAY} if page in ("who", "agent") else {}
    return given(replace(ASK, page=page, n=2, back="ask-kind", situation=None), made(said, **day))


def given(page: rows.WritingPage, form: Any = None, **other: Any) -> dict[str, Any]:
    """What a page of a draft comes with."""
    return {"page": page, "token": "t", "form": form, **HINDRANCES, **other}


HINDRANCES: dict[str, Any] = {"barred": (), "busy": "", "moved": ()}


def asked() -> SituationForm:
    """The question, answered."""
    return SituationForm(situation=KIND, initial={"answer": "hair"})


def papers() -> PaperForm:
    """A material, nothing sent yet."""
    return PaperForm(initial={"words": "", "instead": None})


def taken_back() -> TakeBackForm:
    """Sent without a name."""
    return TakeBackForm({"proposed_by": "party"})
