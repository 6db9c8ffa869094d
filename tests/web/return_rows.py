"""Fixture rows of a return of materials."""

from dataclasses import replace

from shouwen.queries.rows import ActBarred, SheetAsked, TakerAsked
from shouwen.rules.clauses import clauses
from shouwen.rules.words import Fate, MaterialForm, ServedBy
from tests.web.fixtures import ACT

OWN = TakerAsked("徐禾", organisation=False, agent="", by=ServedBy.HAND, address="")
SHEETS = (
    SheetAsked("form", "卫生许可证申请表", MaterialForm.ORIGINAL, 1, 3, Fate.COPY_KEPT),
    SheetAsked(
        "plan", "营业场所平面图和卫生设施布局图", MaterialForm.ORIGINAL, 1, 2, Fate.COPY_KEPT
    ),
    SheetAsked("report", "卫生检测报告", MaterialForm.COPY, 1, 8, Fate.RETURNED),
)
ASK = replace(
    ACT,
    act="return_of_materials.ask_for_return",
    label="登记要求退还材料",
    clause="7.4.4a",
    clause_text=clauses()["7.4.4a"].zh,
    follows=("记入台账，不能删改。", "申请人留了电话或邮箱的，同时告诉他。"),
)
GIVE_BACK = replace(
    ASK,
    act="return_of_materials.hand_back:r",
    label="退还材料",
    clause="7.4.4d",
    clause_text=clauses()["7.4.4d"].zh,
    follows=(
        "编号并发出材料退还签收单，从此不能改。",
        "了结应办：退还材料。",
        "记入台账，不能删改。",
    ),
    asked=(OWN, *SHEETS),
)
TO_AN_AGENT = replace(
    GIVE_BACK,
    asked=(replace(OWN, agent="罗一鸣"), *SHEETS),
    barred=(
        ActBarred(
            GIVE_BACK.act,
            GIVE_BACK.label,
            "7.4.4c",
            "委托书的期限到 2026-09-20 为止，今天不在期限内（民法典第一百七十三条）。"
            "请换一份期限没有过的。",
        ),
        ActBarred(
            GIVE_BACK.act,
            GIVE_BACK.label,
            "7.4.4a",
            "“卫生检测报告”不退，要写明依据，例如《某某法》第几条；没有法律规定的，应当退还。",
        ),
    ),
)
FILLED_IN = {
    "request_id": "00000000-0000-0000-0000-000000000001",
    "seen": "3",
    "fate-form": "copy_kept",
    "fate-plan": "returned",
    "fate-report": "held_back",
    "by": "hand",
    "taker": "agent",
    "name": "罗一鸣",
    "document": "temporary_id",
    "number": "110101199003070134",
    "power_agent": "罗一鸣",
    "power_since": "2026-09-01",
    "power_until": "2026-09-20",
    "power_signed": "on",
    "signed": "on",
}
