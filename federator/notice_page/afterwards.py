"""What stands after a notice on its page and is none of it: its neighbours, related ones, the footer of the site."""

import re

from federator.notation.folding import fold
from federator.notice_page.document import Element, drop, select, words_of

_OTHERS = (
    "相关(?:文章|信息|阅读|新闻|链接|解读|文档|报道|推荐)|(?:最新|热[点门]|推荐)(?:文章|新闻|资讯|阅读|推荐|公告|公示|通知|信息|动态)|延伸阅读"
    "|更多(?:公告|公示|文章|新闻|信息|资讯)"
)
_AFTERWARDS = re.compile(
    rf"[^\w。]{{0,4}}(?:[上下]一[篇条页]|版权所有|主办单位|Copyright|ICP备|扫一扫|本[页文](?:地址|网址|链接)|点赞|您对本[^。]{{2,14}}满意|(?:网友|发表|我要)评论"
    rf"|返回(?:首页|顶部|列表|目录|上一?页)?\W*$|{_OTHERS})",
    re.I,
)
OTHERS = re.compile(rf"(?:{_OTHERS})[^\w。]{{0,4}}")
"""Heads a list of what else there is to read."""
_OWNED = "版权所有|Copyright|CopyRight|copyright|COPYRIGHT"
"""Spelt out: in any case it would take five times as long."""
_FOOTER = re.compile(rf"ICP备|icp备|公网安备|网站标识码|版权声明|网站地图|{_OWNED}")
_NUMBERED = "|".join(rf"{what}\D{{0,9}}\d{{5}}" for what in ("ICP备", "icp备", "网(?<=公网)安备", "网站标识码"))
_SIGNED = re.compile(rf"{_NUMBERED}|{_OWNED}", re.A)
"""A sentence may name the others, and what a site is registered under, but not its number. Looked for from 网: 公
stands in every one."""
_FOOTERS = select("descendant::div[contains(@class, 'foot') or contains(@id, 'foot') or contains(@class, 'bottom')]")
_AN_OPENING, _LITTLE, _A_BOX, _A_TEXT = 40, 300, 800, 3
"""Characters; letters of a block that may be a footer, and characters; sentences, of which a footer has hardly any."""


def comes_after(words: str, weight: int) -> bool:
    """What comes after a notice: others before and after it, related ones, or a footer (longer than some notices)."""
    begins = fold(words.lstrip()[:_AN_OPENING])
    return bool(_AFTERWARDS.match(begins) or (weight <= _LITTLE and is_footer(words)))


def is_footer(words: str) -> bool:
    """They say whose the site is, and by whose leave."""
    return (_SIGNED if "。" in words else _FOOTER).search(words) is not None


def drop_footers(tree: Element, around: set[Element]) -> None:
    """What a box before it that is not closed would hold with the words of its notice; ``border-bottom`` names no
    footer, but a line below a box."""
    for element in _FOOTERS(tree):
        words = words_of(element)
        short = len(words) < _A_BOX and words.count("。") < _A_TEXT
        if short and element not in around and is_footer(words):
            drop(element)
