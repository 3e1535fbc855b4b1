"""How sites say that a list goes on."""

import re

_NEXT = re.compile(r"\W*(?:下一?[页頁]|后一?[页頁]|next(?:\s+page)?)\W*", re.I)


def says_next(words: str) -> bool:
    """All that the words say is 下一页, 下页, 后一页 or next."""
    return _NEXT.fullmatch(words) is not None
