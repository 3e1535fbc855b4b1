"""落款: who signed a document and when, in the lines that end it."""

import re
from itertools import pairwise

from federator.notation.date_shapes import NUMERAL

_TAIL = 1500
_LONGEST_NAME = 60
_NUMERAL = f"{NUMERAL}十廿卅0-9０-９"
_DAY = rf"(?:[{_NUMERAL}]\s*){{4}}年\s*(?:(?:[{_NUMERAL}]\s*){{1,3}}|元\s*)月\s*(?:[{_NUMERAL}]\s*){{1,3}}日"
_SHORT_DAY = r"(?:19|20)\d\d\s?[-./]\s?\d{1,2}\s?[-./]\s?\d{1,2}"
_NAME = r"[^\d，。；：、:;,\t]{2,40}(?:局|厅|委|部|办|府|会|院|所|站|中心|公司|办公室|指挥部|领导小组)"
_DATED = re.compile(rf"[\s（(]*({_DAY})[\s）)]*")
_DATED_SHORT = re.compile(rf"\s*({_SHORT_DAY})\s*")
_NAMED_AND_DATED = re.compile(rf"\s*({_NAME})\s*[（(]?({_DAY}|{_SHORT_DAY})[）)]?\s*")
_NAMED = re.compile(rf"\s*({_NAME})\s*(?:[（(](?:公?章|盖章)[）)])?\s*")
_LEADS_TO_DATE = re.compile(r"[:：]\s*$|(?:时间|日期|期限)\s*$")


def signature_date(text: str) -> str:
    """The last date that signs a document near the end of ``text``, as written; ``""`` without one.

    It stands on a line of its own, or behind the name of who signs. A line ``公示截止时间：`` before it, and a bare
    ``2026-06-02`` without such a name, make it another date.

    >>> signature_date("特此通知。\\n浙江省国土资源厅\\n二〇一〇年一月七日\\n主题词：土地")
    '二〇一〇年一月七日'
    """
    return next((found for _, found in reversed(_signatures(text))), "")


def signed_by(text: str) -> str:
    """Whose name stands before the date that signs ``text``, ``""`` where no organisation's does."""
    return next((name for name, _ in reversed(_signatures(text))), "")


def _signatures(text: str) -> list[tuple[str, str]]:
    """(name or ``""``, date) of each line near the end that signs."""
    tail = text[-_TAIL:]
    if not _may_date(tail):
        return []
    lines = ["", *tail.split("\n")]
    short = ((before, line) for before, line in pairwise(lines) if len(line) <= _LONGEST_NAME and _may_date(line))
    return [found for before, line in short if (found := _signature(before, line))]


def _may_date(words: str) -> bool:
    return "日" in words or "20" in words or "19" in words


def _signature(before: str, line: str) -> tuple[str, str] | None:
    if whole := _NAMED_AND_DATED.fullmatch(line):
        return whole[1].strip(), whole[2].strip()
    signer = _NAMED.fullmatch(before) if len(before) <= _LONGEST_NAME else None
    name = signer[1].strip() if signer else ""
    if dated := _DATED.fullmatch(line):
        return None if _LEADS_TO_DATE.search(before) else (name, dated[1].strip())
    short = _DATED_SHORT.fullmatch(line) if name else None
    return (name, short[1]) if short else None
