"""A guide in another language is the same guide, whole: half of one would be half a promise (5.3a)."""

from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.wording import Texts, texts, unwritten
from shouwen.rules.verdict import NOTHING, Params, guard

NAMED = 3  # places in one sentence
LONGEST = 20  # signs of each


@guard("5.3a", "指南里没有这样的地方：{places}。请照指南现在的内容写。")
def it_says_what_the_guide_says(guide: Guide, english: Texts) -> Params | None:
    """No text without its place in the guide."""
    there = texts(guide)
    astray = [place for place in english if place not in there]
    return {"places": "、".join(astray[:NAMED])} if astray else None


@guard("5.3a", "英文还缺 {n} 处，例如“{lacking}”。请写齐再公布；只写了一半的，公众看中文。")
def the_english_is_whole(guide: Guide, english: Texts) -> Params | None:
    """Each text of the guide has its English."""
    lacking = unwritten(guide, english)
    if not lacking:
        return None
    there = texts(guide)
    named = "”“".join(there[place][:LONGEST] for place in lacking[:NAMED])
    return {"n": len(lacking), "lacking": named}


@guard("5.3a", "英文已经公布，公众正在看，改的时候不能有缺的：还缺 {n} 处。")
def what_is_public_in_english_stays_whole(
    guide: Guide, english: Texts, english_is_public: bool
) -> Params | None:
    """What is mended in public is whole before and after."""
    lacking = unwritten(guide, english)
    return {"n": len(lacking)} if english_is_public and lacking else None


@guard("5.3a", "英文已经公布了。要改，请直接改写。")
def it_is_not_public_in_english(english_is_public: bool) -> Params | None:
    """It is published once, and then mended."""
    return NOTHING if english_is_public else None
