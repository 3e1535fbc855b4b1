"""What sites hang on a title to say that its row is pinned, or new: words of the list, and none of the title."""

import re
from collections.abc import Sequence

from federator.notation.seeking import holds

_MARK, _IN_FRONT = r"置\s?顶|顶|new[!！]?|hot", "最新|推荐|荐|热门|热"
_BRACKETED = rf"\s?[\[【［(（]\s?(?:{_MARK})\s?[\]】］)）]"
_BEFORE = re.compile(rf"(?:{_BRACKETED}|\s?[\[【［](?:{_IN_FRONT})[\]】］]|置顶)+[\s:：|·]*(?=\S)", re.I)
_BEHIND = re.compile(rf"(?:{_BRACKETED}|(?<![\w\s])\s?new[!！]?|(?<=[^\W\da-z_])\s?new[!！]?)$", re.I)
_OPENS, _CLOSES = frozenset("[【［(（置"), ("]", "】", "］", ")", "）", "!", "！", "w", "W")
_WORDS, _LONGEST = ("顶", "new", "hot", "最新", "荐", "热"), 12
"""One of them stands in every mark; characters of a mark behind a title, with its brackets."""


def marked_among(titles: Sequence[str]) -> dict[str, str]:
    """Those of a list's titles that bear a mark, each → the title alone. Nearly no list has any."""
    written = " ".join(titles).lower()
    if not any(holds(written, word) for word in _WORDS):
        return {}
    looked_at = (title for title in titles if title[:1] in _OPENS or title.endswith(_CLOSES))
    return {title: alone for title in looked_at if (alone := without_marks(title)) != title}


def without_marks(title: str) -> str:
    """The title alone.

    >>> without_marks("【置顶】关于征地的公告"), without_marks("关于征地的公告 NEW!"), without_marks("[公示]规划许可")
    ('关于征地的公告', '关于征地的公告', '[公示]规划许可')
    """
    if before := _BEFORE.match(title):
        title = title[before.end() :]
    behind = _BEHIND.search(title, max(0, len(title) - _LONGEST))
    return title[: behind.start()] or title if behind else title
