"""How titles of notices read, whatever element they stand in."""

import re

_TITLE = re.compile(
    r"[^。；！？:：|]{6,150}"
    r"(?:公告|公示|通知|通告|决定|意见|批复|通报|办法|规定|细则|方案|计划|报告|公报|批后公布|解读|结果|名单|令)"
    r"(?:[（(][^。；！？]{1,30}[）)])?"
)


def reads_like_title(line: str) -> bool:
    """It ends in what the notice is (公告, 批复 …) and is no sentence."""
    return _TITLE.fullmatch(line) is not None
