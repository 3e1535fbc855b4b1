"""What scripts write into a page in one piece, as a reader sees it, and what they have not written yet. None is run."""

import re
from html import escape

from federator.notation.seeking import holds

_SCRIPT_END = re.compile(r"</script\s*>", re.I)
_SCRIPT_BEGINS, _WRITES = ("<script", "<SCRIPT"), "document.write"
_DATE = re.compile(r"[\"'](\s*(?:19|20)\d\d[-/.年][\d\s年月日/.:-]{3,16})[\"']")
_DATED_CALL = re.compile(
    r"<script\b[^<>]{0,80}>\s{0,20}\w{1,40}\(\s?([\"'])((?:19|20)\d\d[-/.年]\d[\d\s年月日/.:-]{2,15})\1"
    r"(?:,[^()<>\n]{0,60})?\)[\s;]{0,20}</script\s*>",
    re.I | re.A,
)
_CALLED_ON = re.compile(r"\([\"']20")
_LITERAL = re.compile(r"\"([^\"\n<>]{2,500})\"|'([^'\n<>]{2,500})'")
_CHINESE = re.compile("[\u4e00-\u9fff][\u4e00-\u9fff]")
_ADDRESS = re.compile(r"([\"'])((?:https?://|\.{0,2}/)[^\s\"'<>]{2,300})\1")
_WRITTEN = re.compile(r"""write(?:ln)?\(\s*(?:"((?:[^"\\\n]|\\.){0,2000})"|'((?:[^'\\\n]|\\.){0,2000})')\s*\)""")
_ESCAPED = re.compile(r"\\([\"'/])")
_COMMENT = re.compile(r"^[ \t]*//.*", re.M)
_PATTERN = re.compile(r"\W{0,3}(?:\{\{[^{}]{1,80}\}\}|[$#]\{[^{}]{1,80}\})\W{0,3}")
_LINK = re.compile(r"<(/?)a\b", re.I)
_NEAR = 1000
"""Characters before a script in which the link begins that it stands in."""


def as_written(text: str) -> str:
    """The page with scripts replaced by what they write: one date, or the one that a call shows in its own way
    (``show("2026-09-28 10:20:00")``); links, word by word; in a link its title; a link of one address and one title,
    each named first (``var href='./1.html'``)."""
    if _CALLED_ON.search(text):
        text = _DATED_CALL.sub(r"\2", text)
    if not holds(text, _WRITES):
        return text
    parts, done, seen = list[str](), 0, 0
    writes, end = text.find(_WRITES), None
    while writes >= 0 and (end := end if end and end.start() > writes else _SCRIPT_END.search(text, writes)):
        begin = max(text.rfind(tag, seen, writes) for tag in _SCRIPT_BEGINS)
        seen = writes
        if begin >= 0 and not _SCRIPT_END.search(text, begin, writes):
            seen = end.end()
            said = _in_one_piece(text[begin : end.start()], in_link=_in_link(text, begin))
            if len(said) == 1:
                parts += [text[done:begin], said[0]]
                done = seen
        writes = text.find(_WRITES, max(seen, writes + 1))
    return "".join(parts) + text[done:]


def _in_link(text: str, place: int) -> bool:
    tags = _LINK.findall(text, max(0, place - _NEAR), place)
    return bool(tags) and not tags[-1]


def _in_one_piece(script: str, *, in_link: bool) -> list[str]:
    """What a script may write, as far as it names it."""
    dates: list[str] = _DATE.findall(script)
    if not in_link and "<a" in script and (markup := _as_it_stands(script)):
        return [markup]
    if not in_link and "<a" in script and (link := _link(_COMMENT.sub("", script))):
        return [f"{link} {dates[0]}" if len(dates) == 1 else link]
    return dates or (_titles(script) if in_link else [])


def _as_it_stands(script: str) -> str:
    """The markup of a script that writes only what it says word by word; ``""`` where it puts anything together."""
    said = _WRITTEN.findall(script)
    whole = len(said) == script.count(_WRITES)
    return "".join(_ESCAPED.sub(r"\1", one or other) for one, other in said) if whole else ""


def _link(script: str) -> str:
    """The link that is made of the one address and the one title in a script; ``""`` where it has none, or several."""
    addresses, titles = {address for _, address in _ADDRESS.findall(script)}, set(_titles(script))
    if len(addresses) != 1 or len(titles) != 1:
        return ""
    return f'<a href="{escape(addresses.pop())}">{escape(titles.pop())}</a>'


def _titles(script: str) -> list[str]:
    literals = (one or other for one, other in _LITERAL.findall(script))
    return [literal for literal in literals if _CHINESE.search(literal)]


def is_pattern(words: str) -> bool:
    """All that the words say is what a script puts in their place, row by row.

    >>> is_pattern("{{el.title}}"), is_pattern("${item.title }"), is_pattern("{{一}}号令")
    (True, True, False)
    """
    return _PATTERN.fullmatch(words) is not None
