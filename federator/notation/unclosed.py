"""Rows of tables and lists that are never closed: browsers close them by themselves, the parser nests them. Of ``div``
both nest them, where nobody sees it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script|\Z)|<(?P<end>/?)(?P<tag>table|ul|ol|tr|td|th|li)\b", re.I | re.S | re.A
)
_ROWS = re.compile("</(?:tr|li)|<(?:tr|li)(?=[ >])", re.I | re.A)
_DIV = re.compile("(?=<div[ >])")
_BEGUN = re.compile("<div[^<>]*>")
_FEWEST = 3
"""Rows without an end."""
_BOXES = ("table", "ul", "ol")
_ENDED_BY = {"tr": ("tr", "td", "th", "li"), "td": ("td", "th", "li"), "th": ("td", "th", "li"), "li": ("li",)}
"""What an opening tag ends that stands open in the same table or list."""
_DEEPEST = 256
"""As far down as the parser goes."""


def closed(text: str) -> str:
    """HTML with the end tags of rows, cells and items that lack them; as it is where most have theirs.

    >>> closed("<table><tr><td><li>a<tr><td><li>b</table>")
    '<table><tr><td><li>a</li></td></tr><tr><td><li>b</li></td></tr></table>'
    """
    text = _with_ends(text) if text.count("<div") - text.count("</div") >= _FEWEST else text
    tags = Counter(map(str.lower, _ROWS.findall(text)))
    if all(tags[f"<{tag}"] <= 2 * tags[f"</{tag}"] for tag in ("tr", "li")):
        return text
    parts: list[str] = []
    done = 0
    for place, ended in _missing(_TAG.finditer(text)):
        parts += (text[done:place], *(f"</{tag}>" for tag in ended))
        done = place
    return "".join(parts) + text[done:]


def _with_ends(text: str) -> str:
    """With an end for each ``div`` in which, behind a link, one begins just as it does, and none ended."""
    pieces = _DIV.split(text)
    begun = [tag[0] if (tag := _BEGUN.match(piece)) else "" for piece in pieces]
    alike = (one == other != "" for one, other in pairwise(begun))
    linked = ("<a" in piece and "</div" not in piece for piece in pieces)
    ends = ["</div>" if row and link else "" for row, link in zip(alike, linked, strict=False)]
    return "".join(f"{piece}{end}" for piece, end in zip(pieces, [*ends, ""], strict=True))


def _missing(tags: Iterable[re.Match[str]]) -> Iterator[tuple[int, list[str]]]:
    """Where end tags are missing, and which, the innermost first."""
    boxes: list[tuple[str, list[str]]] = [("", [])]
    for found in tags:
        tag, opens = (found["tag"] or "").lower(), not found["end"]
        _, inside = boxes[-1]
        if not tag:
            continue
        if tag in _BOXES:
            if opens and len(boxes) < _DEEPEST:
                boxes.append((tag, []))
            elif not opens and tag == boxes[-1][0]:
                yield found.start(), boxes.pop()[1][::-1]
        elif opens:
            first = next((n for n, one in enumerate(inside) if one in _ENDED_BY[tag]), len(inside))
            yield found.start(), inside[first:][::-1]
            inside[first:] = [tag]
        elif tag in inside:
            place = inside.index(tag)
            yield found.start(), inside[place + 1 :][::-1]
            del inside[place:]
