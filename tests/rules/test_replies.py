"""Thanks are no question: what is answered with them stays answered (1.1b)."""

import pytest

from shouwen.rules.regimes.first_contact.replies import asks_nothing_more

THANKS = (
    "谢谢！",
    "谢谢谢谢",
    "好的，收到，非常感谢您的耐心解答！",
    "您好：\n来信已收悉。\n此致\n敬礼",
    "知道了，辛苦你们了。祝工作顺利",
    "问题已经解决了，感谢帮助 🙏",
    "收到\n\n发自我的iPhone",
    "Thank you very much!\n\nBest regards",
    "ＯＫ",
    "\n--\n张三\n0826-555-0101",
)
MORE = (
    "谢谢，还想问一下收费吗",
    "收到？",
    "谢谢，但是问题没有解决",
    "没有收到",
    "还没解决，谢谢",
    "不满意",
    "谢谢。\n材料原件要不要带",
    "好的，我明天来交",
    "谢谢\n张三",
    "Thanks, but when?",
    "什么时候",
)


@pytest.mark.parametrize("text", THANKS, ids=range(len(THANKS)))
def test_thanks_ask_for_nothing_more(text):
    assert asks_nothing_more(text)


@pytest.mark.parametrize("text", MORE, ids=range(len(MORE)))
def test_whatever_says_more_than_thanks_is_looked_at(text):
    assert not asks_nothing_more(text)


def test_twenty_thousand_signs_of_thanks_are_read_in_no_time():
    assert asks_nothing_more("谢谢" * 10_000)
    assert not asks_nothing_more("谢谢您" * 6_000 + "另外材料")
