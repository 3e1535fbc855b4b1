"""What a page writes anew for each who asks, and is no amendment: counts of readers, times of rendering, tokens."""

import re

from federator.model.notice import Notice
from federator.notation.address_key import address_key
from federator.notation.markup import relinked

_GAP = r"(?:[\sT]|&nbsp;){0,4}"
_DAY = r"(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)"
_WEEKDAY = rf"(?:{_GAP}[,，]?(?:星期|周|礼拜)[一二三四五六日天])"
_CLOCK = rf"(?:{_GAP}\d{{1,2}}[:：时]\d{{1,2}}(?:[:：分]\d{{1,2}}秒?)?)"
_NOW = re.compile(rf"((?:打印|当前|现在)(?:时间|日期)|今天是)(?:[:：]|{_GAP}){{0,2}}{_DAY}{_WEEKDAY}?{_CLOCK}?")
_PART = re.compile(
    rf"{_DAY}?{_WEEKDAY}?{_CLOCK}|=[\w.,%+~/:=-]*|[\w.,%+~-]+|[\u4e00-\u9fff]+|[^\w\u4e00-\u9fff]", re.ASCII
)
"""A moment, a value of an address, a word or a number, a phrase, a sign."""


def lasting(html: str) -> str:
    """What two spellings of one text have in common: without today's day and the time where it is labelled as such,
    links by :func:`~federator.notation.address_key.address_key`.

    >>> lasting("<p>今天是2026年11月28日 星期六</p>")
    '<p>今天是</p>'
    """
    return relinked(_NOW.sub(r"\1", html), address_key)


def drawn_anew(before: Notice, after: Notice, again: Notice) -> bool:
    """Whether ``after`` differs from ``before`` only where ``again``, read from the same page seconds later, differs
    from both. An old copy of the page (``again`` as ``before``) proves nothing, nor does a page that now says more or
    fewer words."""
    known, now, later = (_PART.findall("\x1f".join(map(lasting, one.said))) for one in (before, after, again))
    if not len(known) == len(now) == len(later):
        return False
    return all(one == two or one != three != two for one, two, three in zip(known, now, later, strict=True))
