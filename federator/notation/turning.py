"""How sites say that a list goes on."""

import re

_TURN = re.compile(
    r"\W*(?:[首上下前后末尾]\s?一?\s?[页頁]|最后一页|next(?:\s+page)?|prev(?:ious)?(?:\s+page)?)\W*", re.I
)
_NEXT = re.compile(r"\W*(?:[下后]\s?一?\s?[页頁]|next(?:\s+page)?)\W*", re.I)


def says_next(words: str) -> bool:
    """All that the words say is 下一页, 下页, 后一页 or next."""
    return _NEXT.fullmatch(words) is not None


def turns_page(words: str) -> bool:
    """All that the words say is 首页, 上一页, 下一页, 末页 or the like."""
    return _TURN.fullmatch(words) is not None
