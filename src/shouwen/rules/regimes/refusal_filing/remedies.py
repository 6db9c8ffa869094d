"""Where an applicant turns who does not agree (7.4.3c): chosen by the kind of body (行政复议法
art. 24, 27; in force since 2024-01-01: a department's acts go to the government of its level)."""

from shouwen.rules.facts.refusal import Remedy
from shouwen.rules.labels import label
from shouwen.rules.verdict import Params, guard
from shouwen.rules.words import BodyKind

RECONSIDERED_UNDER = {
    BodyKind.DEPARTMENT: "《中华人民共和国行政复议法》第二十四条第一款第一项",
    BodyKind.GOVERNMENT: "《中华人民共和国行政复议法》第二十四条第一款第二项",
    BodyKind.AGENCY: "《中华人民共和国行政复议法》第二十四条第一款第三项",
    BodyKind.AUTHORISED: "《中华人民共和国行政复议法》第二十四条第一款第四项",
    BodyKind.VERTICAL: "《中华人民共和国行政复议法》第二十七条",
}
"""The article that says who reconsiders, by kind of body."""

GOVERNMENT = "人民政府"


@guard("7.4.3c", "还不能告知救济途径，本单位缺：{parts}。请办公室在机构名册里补上。")
def the_remedies_are_known(remedy: Remedy) -> Params | None:
    """The notice names the body that reconsiders with its address, and the court (7.4.3c)."""
    parts = {
        "机关性质": remedy.kind is not None,
        "复议机关": bool(remedy.body),
        "复议机关地址": bool(remedy.address),
        "法院": bool(remedy.court),
    }
    missing = [part for part, there in parts.items() if not there]
    return {"parts": "、".join(missing)} if missing else None


@guard("7.4.3c", "{kind}作出的决定，{body}不是复议机关，{right}。")
def the_right_body_reconsiders(remedy: Remedy) -> Params | None:
    """A department's, agency's or authorised body's acts are reconsidered by the government of its
    level, a government's by the one above; a vertically led body's by its own superior
    (行政复议法 art. 24, 27)."""
    if remedy.kind is None or not remedy.body:
        return None
    if remedy.kind is BodyKind.VERTICAL:
        wrong, right = remedy.body.endswith(GOVERNMENT), "应当是上一级主管部门"
    else:
        wrong, right = not remedy.body.endswith(GOVERNMENT), "应当写明是哪一级人民政府"
    return {"kind": label(remedy.kind), "body": remedy.body, "right": right} if wrong else None
