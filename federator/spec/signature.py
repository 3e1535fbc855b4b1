"""落款: the date under the signature that ends a document."""

import re

_TAIL = 1500
_NUMERAL = "〇○零OoＯ◯一二三四五六七八九十0-9０-９"
_ON_ITS_OWN = re.compile(
    rf"^[\s（(]*((?:[{_NUMERAL}]\s*){{4}}年\s*(?:[{_NUMERAL}]\s*){{1,3}}月\s*(?:[{_NUMERAL}]\s*){{1,3}}日)[\s）)]*$",
    re.M,
)


def signature_date(text: str) -> str:
    """The last date that stands on a line of its own near the end of ``text``, as written; ``""`` without one.

    >>> signature_date("特此通知。\\n浙江省国土资源厅\\n二〇一〇年一月七日\\n主题词：土地")
    '二〇一〇年一月七日'
    """
    tail = text[-_TAIL:]
    if "日" not in tail:
        return ""
    found = _ON_ITS_OWN.findall(tail)
    return found[-1].strip() if found else ""
