"""Which blocks of a page hold attachments: those named or labelled so."""

import re
from itertools import islice, takewhile

from federator.notice_page.document import Element, first_words, words_of

_NAMED = re.compile(
    r"attach|fujian|(?:^|[\s_-])(?:fj(?:xz|list|box|con|table)?"
    r"|annex|files?|scy_file|down(?:load|file)?s?|filedown|xgfj)(?:$|[\s_-])",
    re.I,
)
_LABEL = re.compile(r"^[\s\[【]*(?:相关)?附\s*件")
_LABEL_BEFORE = re.compile(r"\W{0,3}(?:(?:相关)?附件(?:下载|列表|材料)?|(?:文件|正文|全文)下载)\W{0,3}")
_OUTER_STEPS, _LINES = 4, 2


class AttachmentBlocks:
    """Each element is looked at once, however many links it holds. Paragraphs right below the body, whose ``place``
    this is, hold them, too."""

    def __init__(self, place: Element | None) -> None:
        below = place.itersiblings() if place is not None else ()
        self._known = dict.fromkeys(takewhile(_is_paragraph_of_links, below), True)

    def hold(self, link: Element) -> bool:
        """The link stands in a block named or labelled as attachments, or behind such a label."""
        for element in islice(link.iterancestors(), _OUTER_STEPS):
            if element.tag in ("body", "html"):
                return False
            if element not in self._known:
                self._known[element] = _is_block(element)
            if self._known[element]:
                return True
        return False


def heads_files(box: Element) -> bool:
    """A box of lines, the first of them 附件下载 and most of them links: beside a body, and not its last line."""
    if len(box) < _LINES or _LABEL_BEFORE.fullmatch(first_words(box)) is None:
        return False
    linked = sum(len(words_of(link).strip()) for link in box.iter("a"))
    return 2 * linked > len("".join(words_of(box).split()))


def _is_paragraph_of_links(element: Element) -> bool:
    if element.tag != "p":
        return False
    links = "".join(map(words_of, element.iterchildren("a")))
    return "".join(links.split()) == "".join(words_of(element).split())


def _is_block(element: Element) -> bool:
    named = _NAMED.search(f"{element.get('id', '')} {element.get('class', '')}")
    return named is not None or _LABEL.match(first_words(element)) is not None or _is_behind_label(element)


def _is_behind_label(element: Element) -> bool:
    before = element.getprevious()
    return before is not None and _LABEL_BEFORE.fullmatch(first_words(before)) is not None
