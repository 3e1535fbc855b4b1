"""Pages put together of several, each with an end of its own: browsers read on behind it, the parser does not."""

import re

_ENDS = ("/html>", "/HTML>")
"""Found from behind, and without the ``<`` that every tag begins with, in a ninth of the time."""
_END = re.compile(r"</(?:body|html)\s*>", re.I)


def read_on(text: str) -> str:
    """HTML without the end tags of its page where more of the page stands behind them.

    >>> read_on("<body><p>a</p></body></html><p>b</p></body></html>")
    '<body><p>a</p><p>b</p>'
    """
    other, last = sorted(map(text.rfind, _ENDS))
    goes_on = other >= 0 or (last >= 0 and (text.find("<", last) >= 0 or _ends_before(text, last)))
    return _END.sub("", text) if goes_on else text


def _ends_before(text: str, last: int) -> bool:
    """Whether it ends before as well as at ``last``, spelt as there."""
    return text.rfind(text[last : last + len(_ENDS[0])], 0, last) >= 0
