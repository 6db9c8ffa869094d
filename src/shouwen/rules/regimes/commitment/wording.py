"""Whether conditions and materials are concrete and explicit (5.2.1b).

A catch-all leaves open what the applicant must bring or be: "其他材料", "有关证明", a list that
ends in "等". Whoever meets it can be sent home once more, so a guide that has one is not published.
"""

import re
from collections.abc import Iterator

from shouwen.rules.facts.guide import Guide, Question
from shouwen.rules.verdict import Bar

_THINGS = "(?:材料|资料|文件|文书|证件|证照|证明|凭证|手续|表格|信息|条件|要求|情形|情况|事项|内容)"
_VAGUE = "(?:有关|相关|必要|必需|必须|所需|需要|应当|规定|要求|提交|提供|补充|的)"

# Words in which 等 is no "and so on": 等级, 平等, 一等奖. An enumeration closed by its count
# (申请书、身份证等两项) is explicit as well.
_EXPLICIT_DENG = re.compile(
    "等[级候于同额待价效次分距量比值边]"
    "|[平同高初中优上下劣特头相均对何]等"
    "|[一二三四五甲乙丙丁]等(?=[奖功残品])"
    "|等(?=[0-9两三四五六七八九十]+[项种份件类个])"
)

_CATCH_ALLS = (
    re.compile(f"其[他它]{_VAGUE}*(?:{_THINGS}|(?=$|[，。；、）)\\s]))"),
    re.compile(f"(?:有关|相关|必要|所需)的?(?:证明|批准)?{_THINGS}"),
    re.compile(f"(?:认为|根据)(?:有必要|必要|需要)[^，。；]{{0,8}}?{_THINGS}"),
    re.compile(f"等(?:{_VAGUE}*{_THINGS})?"),
    re.compile("若干|不限份数|视情况?而?定|包括但不限于"),
)

# Numbers that belong to one person: of an identity card, of a mobile phone.
_SOMEBODYS = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")


def catch_alls(guide: Guide) -> tuple[Bar, ...]:
    """A bar for every condition, requirement or material whose words leave open what is meant,
    with the offending words; for one that says nothing at all; and for an unlimited count."""
    return (
        *_empty_conditions(guide),
        *(
            Bar("5.2.1b", "catch_all", {"text": text, "words": "、".join(words)})
            for text in _binding_texts(guide)
            if (words := vague_words(text))
        ),
        *(
            Bar("5.2.1b", "material_without_count", {"material": material.name})
            for material in guide.materials
            if material.copies < 1
        ),
    )


def unclear_situations(guide: Guide) -> tuple[Bar, ...]:
    """A bar for every question about the applicant's own case that has no words or fewer than two
    answers, and for every material that is needed in a case nobody asks about: whom it spares what
    must be as explicit as the rest."""
    return (
        *(
            Bar("5.2.1b", "situation_without_words", {"number": number})
            for number, situation in enumerate(guide.situations, 1)
            if not situation.ask.strip()
            or len(situation.options) < 2
            or not all(option.text.strip() for option in situation.options)
        ),
        *(
            Bar("5.2.1b", "needed_in_no_case", {"material": material.name, "answer": answer})
            for material in guide.materials
            for answer in material.needed_in
            if answer not in _answers(guide)
        ),
    )


def unfit_questions(guide: Guide) -> tuple[Bar, ...]:
    """A bar for every question people ask that lacks its words or its answer, and for every one that
    has somebody's identity or mobile number in it: what one person asked is published for all, and
    nobody's own matters with it (政府信息公开条例 art. 15)."""
    told = enumerate(guide.questions, 1)
    return tuple(bar for number, question in told for bar in _unfit(number, question))


def _unfit(number: int, question: Question) -> Iterator[Bar]:
    if not question.ask.strip() or not question.answer.strip():
        yield Bar("1.3.1d", "question_without_words", {"number": number})
    found = _SOMEBODYS.findall(f"{question.ask}\n{question.answer}")
    if found:
        told = {"number": number, "found": "、".join(found)}
        yield Bar("1.3.1d", "question_with_somebodys", told)


def _answers(guide: Guide) -> frozenset[str]:
    return frozenset(
        f"{situation.key}.{option.key}"
        for situation in guide.situations
        for option in situation.options
    )


def vague_words(text: str) -> tuple[str, ...]:
    """The words of ``text`` that leave open what is meant, in the order of reading."""
    explicit = _EXPLICIT_DENG.sub(lambda found: "□" * len(found.group()), text)
    found = sorted(
        (match.span() for pattern in _CATCH_ALLS for match in pattern.finditer(explicit)),
        key=lambda span: (span[0], -span[1]),
    )
    outermost: list[tuple[int, int]] = []
    for start, end in found:
        if not outermost or start >= outermost[-1][1]:
            outermost.append((start, end))
    return tuple(text[start:end] for start, end in outermost)


def _empty_conditions(guide: Guide) -> Iterator[Bar]:
    for number, condition in enumerate(guide.conditions, 1):
        if not condition.text.strip():
            yield Bar("5.2.1b", "condition_empty", {"number": number})


def _binding_texts(guide: Guide) -> Iterator[str]:
    """What binds an applicant, in the order of the guide."""
    yield from (condition.text for condition in guide.conditions)
    yield guide.requirements
    for material in guide.materials:
        yield from (material.name, material.requirement, material.when)
    for situation in guide.situations:
        yield from (situation.ask, *(option.text for option in situation.options))
