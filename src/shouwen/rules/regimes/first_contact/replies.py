"""What somebody writes after they were answered: whether it asks for anything more (1.1b)."""

import re
from unicodedata import normalize

_FOOT = re.compile(
    r"^(?:--|发自我的.{0,20}|来自我的.{0,20}|sent from my .{0,20}|从.{0,12}发送|获取 ?outlook.*)$"
)
"""A line that a program sets below what a person wrote; nothing under it counts."""

_ASKS = re.compile(r"[?吗呢怎什哪谁几]")
_COURTESY = re.compile(
    r"(?>"
    r"(?:非常|十分|万分|太|真是|真的|真|再次|衷心|先)?(?:感谢|谢谢|多谢|谢)+(?:您|你|大家|各位|了|啦)?(?:们)?"
    r"(?:的|及时|耐心|热情|详细)*(?:答复|回复|回信|解答|帮助|帮忙|支持)?了?"
    r"|(?:您|你)们?好|(?:来信|回信|邮件|信|答复|回复)?(?:已经|已)?(?:收到|收悉)了?|好的?|行|可以了?"
    r"|(?:我)?(?:都|已经|已)?(?:知道|明白|了解|清楚|懂)了?"
    r"|(?:您|你)?们?(?:太)?辛苦(?:您|你|大家)?们?了?|麻烦(?:您|你)?们?了"
    r"|没(?:有)?(?:别的|其他)?问题了?|(?:问题)?(?:已经|已|都)?解决了|(?:非常|很)?满意|再见"
    r"|祝(?:您|你)?们?(?:工作|生活|一切|身体)?(?:顺利|愉快|健康|安好|好)|此致|敬礼"
    r"|ok(?:ay)?|many|thanks?|thankyou|thx|you|so|very|much|again|alot|foryourhelp|received|noted"
    r"|gotit|(?:best|kind)?regards|cheers"
    r")++"
)
"""Words of thanks and of having received, one after another, and nothing between them. Each is
taken as it is read and never tried again: else a letter of nothing but thanks takes for ever."""


def asks_nothing_more(text: str) -> bool:
    """Whether a letter only thanks or says that an answer arrived. In doubt it does not: a letter
    that is looked at once too often harms nobody, one that is passed over does."""
    said = []
    for line in normalize("NFKC", text).casefold().splitlines():
        if _FOOT.match(line.strip()):
            break
        said.append(line)
    words = re.sub(r"[^\w?]|_", "", "".join(said))
    return _ASKS.search(words) is None and (not words or _COURTESY.fullmatch(words) is not None)
